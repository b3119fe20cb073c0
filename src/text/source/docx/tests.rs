use super::*;
use crate::text::source::given::{Mark, Role};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="7"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="own"/><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="other"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="l"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="hidden"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"#;

const NOTES: &str = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 据县志。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

fn package(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let document =
        format!(r#"<w:document xmlns:w="w" xmlns:mc="mc" xmlns:wp="wp"><w:body>{body}</w:body></w:document>"#);
    package(&[
        ("word/document.xml", &document),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", NOTES),
    ])
}

fn opened(body: &str) -> Source {
    read(docx(body), Extent::Whole, None)
}

fn text(body: &str) -> String {
    opened(body).text
}

/// The text without its last line end.
fn line(body: &str) -> String {
    text(body).trim_end_matches('\n').to_owned()
}

/// A paragraph of runs, with properties.
fn p(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn numbered(list: u8, level: u8, text: &str) -> String {
    p(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#), &r(text))
}

#[test]
fn it_is_known_by_what_it_is_and_called() {
    let data = docx("");
    assert!(knows("a.DOCX", &data) && !knows("a.txt", &data) && !knows("a.docx", "村里修路".as_bytes()));
    assert!(knows("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1"));
}

#[test]
fn runs_are_one_text_and_what_was_deleted_or_hidden_is_none() {
    let runs = [
        r("关于水"),
        r("渠"),
        "<w:ins><w:r><w:t>三</w:t></w:r></w:ins>".to_owned(),
        "<w:del><w:r><w:delText>二</w:delText></w:r></w:del>".to_owned(),
        "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>".to_owned(),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>".to_owned(),
        r#"<w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>匿</w:t></w:r>"#.to_owned(),
        r#"<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>件</w:t></w:r>"#.to_owned(),
    ];
    assert_eq!(text(&p("", &runs.concat())), "关于水渠三件\n");
    // Where the end of a paragraph was deleted the next goes on with it.
    let torn = p("<w:rPr><w:del/></w:rPr>", &r("前半")) + &p("", &r("后半"));
    assert_eq!(text(&torn), "前半后半\n");
}

#[test]
fn signs_of_runs_are_what_they_stand_for() {
    let runs = "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t><w:softHyphen/>\
                <w:sym w:char=\"2460\"/><w:sym w:char=\"F0A7\"/><w:br w:type=\"page\"/></w:r>";
    let source = opened(&p("", runs));
    assert_eq!((source.text.as_str(), source.bad), ("甲\n乙\t丙\u{2011}丁①\u{fffd}\n", 1));
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF a \\h</w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>表1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    assert_eq!(text(&p("", &(r("见") + field + &r("。")))), "见表1。\n");
    let kept = format!(
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        p("", &format!("<w:hyperlink>{}</w:hyperlink><w:smartTag>{}</w:smartTag>", r("链接"), r("标记")))
    );
    assert_eq!(text(&kept), "链接标记\n");
}

#[test]
fn numbers_that_word_shows_are_text() {
    let list = [
        numbered(1, 0, "总则"),
        numbered(1, 1, "范围"),
        numbered(1, 2, "地"),
        numbered(1, 1, "期限"),
        numbered(1, 0, "附则"),
        numbered(1, 1, "解释"),
    ];
    assert_eq!(text(&list.concat()), "一、总则\n\n（一）范围\n\n1.1 地\n\n（二）期限\n\n二、附则\n\n（一）解释\n");
    // A style brings its list; another list of the same kind begins anew where it says so.
    let styled = p(r#"<w:pStyle w:val="l"/>"#, &r("甲"));
    let list = [styled.clone(), styled, numbered(3, 0, "乙"), numbered(3, 0, "丙"), numbered(0, 0, "丁")];
    assert_eq!(text(&list.concat()), "1.\t甲\n\n2.\t甲\n\n1.\t乙\n\n2.\t丙\n\n丁\n");
}

#[test]
fn headings_are_told_by_what_styles_say_and_not_by_their_ids() {
    let styled = |id: &str, text: &str| p(&format!(r#"<w:pStyle w:val="{id}"/>"#), &r(text));
    let body = [styled("a3", "题"), styled("7", "一级"), styled("x", "二级"), styled("a", "正文")].concat();
    let layout = opened(&body).layout.unwrap();
    let told: Vec<(Role, u8)> = layout.blocks.iter().map(|given| (given.role, given.level)).collect();
    assert_eq!(told, [(Role::Title, 0), (Role::Section, 1), (Role::Section, 2), (Role::Body, 0)]);
    assert_eq!(layout.blocks[2].place, "p3");
}

#[test]
fn cells_are_parted_by_tabs_and_merged_ones_keep_theirs() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let inner = format!("<w:tbl>{}</w:tbl>", row(&[cell(&p("", &r("里")))]));
    let table = [
        row(&[cell(&p("", &r("乡"))), cell(&p("", &r("数")))]),
        row(&[cell(&p("", &r("东"))), cell(&(p("", &r("12")) + &p("", &r("（试）"))))]),
        row(&[cell("<w:p/>"), cell(&(inner + "<w:p/>"))]),
        format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", cell(&p("", &r("删")))),
    ];
    let body = p("", &r("上")) + "<w:tbl>" + &table.concat() + "</w:tbl>" + &p("", &r("下"));
    assert_eq!(text(&body), "上\n\n乡\t数\n东\t12 （试）\n\t里\n\n下\n");
}

#[test]
fn notes_boxes_and_captions_follow_their_paragraph_once() {
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", p("", &r("框")));
    let runs = r("正文")
        + r#"<w:r><w:footnoteReference w:id="5"/></w:r>"#
        + &r("完。")
        + &format!(
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing>{boxed}</w:drawing></mc:Choice><mc:Fallback><w:pict>{boxed}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        + r#"<w:r><w:drawing><wp:docPr descr="村口新渠"/></w:drawing></w:r><w:r><w:drawing><wp:docPr descr="图片 3"/></w:drawing></w:r><w:r><w:drawing><wp:docPr descr="a.PNG"/></w:drawing></w:r>"#;
    let source = opened(&p("", &runs));
    assert_eq!(source.text, "正文完。\n\n据县志。\n\n框\n\n村口新渠\n");
    let layout = source.layout.unwrap();
    let roles: Vec<Role> = layout.blocks.iter().map(|given| given.role).collect();
    assert_eq!(roles, [Role::Body, Role::Note, Role::Body, Role::Caption]);
    let note = layout.inline.iter().find(|inline| inline.mark == Mark::Note("1".to_owned())).unwrap();
    assert_eq!((note.span.start.0, note.span.is_empty()), ("正文".len(), true));
}

#[test]
fn a_reading_beside_characters_is_no_text() {
    let ruby = format!("<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", r("huì"), r("荟"));
    let source = opened(&p("", &(ruby + "<w:r><w:rPr><w:b/></w:rPr><w:t>萃</w:t></w:r>")));
    assert_eq!(source.text, "荟萃\n");
    let marks: Vec<Mark> = source.layout.unwrap().inline.into_iter().map(|inline| inline.mark).collect();
    assert_eq!(marks, [Mark::Ruby("huì".to_owned()), Mark::Strong]);
}

#[test]
fn what_cannot_be_read_is_said() {
    let words = |data: Vec<u8>| read(data, Extent::Whole, None).remarks.first().map(|remark| remark.words);
    assert_eq!(words(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()), Some("notice-locked"));
    assert_eq!(words(package(&[("word/other.xml", "")])), Some("notice-broken-file"));
    let deep = "<w:sdt>".repeat(100_000) + &"</w:sdt>".repeat(100_000);
    assert_eq!(words(docx(&deep)), Some("notice-broken-file"));
    assert_eq!(words(docx("")), None);
}

proptest! {
    #![proptest_config(crate::laws::cases(24))]

    /// Damaged files never panic, and what is read of them is well formed.
    #[test]
    fn damage_is_survived(at in 0usize..4000, byte: u8, cut in 0usize..4000) {
        let body = [p("", &r("村里修路")), numbered(1, 0, "总则"), p("", r#"<w:r><w:footnoteReference w:id="5"/></w:r>"#)].concat();
        let mut data = docx(&body);
        let (length, at) = (data.len(), at % data.len());
        data[at] = byte;
        data.truncate(length - cut % length / 8);
        let source = read(data, Extent::Whole, None);
        let blocks = source.layout.unwrap().blocks;
        prop_assert!(blocks.windows(2).all(|pair| pair[0].span.end < pair[1].span.start));
        prop_assert!(blocks.iter().all(|given| source.text.get(given.span.start.0..given.span.end.0).is_some()));
    }
}

#[test]
fn a_cell_has_no_columns_of_its_own() {
    let list = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>"#;
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let tab = p("", "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>");
    let row = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&tab), cell(&p(list, &r("丙"))));
    assert_eq!(line(&row), "甲 乙\t1. 丙");
}

#[test]
fn a_page_that_ends_parts_its_words_from_the_next() {
    let page = r#"<w:r><w:br w:type="page"/></w:r>"#;
    assert_eq!(line(&p("", &format!("{}{page}{}", r("end"), r("next")))), "end\nnext");
    assert_eq!(line(&format!("{}{}{}", p("", &r("甲")), p("", page), p("", &r("乙")))), "甲\n\n乙");
    assert_eq!(line(&p("", &format!("{page}{}", r("甲")))), "甲");
}

#[test]
fn formulas_are_written_in_a_line() {
    let m = |body: &str| {
        let body = body.replace("{a}", "<m:r><m:t>a</m:t></m:r>").replace("{b1}", "<m:r><m:t>b+1</m:t></m:r>");
        line(&format!(r#"<w:p xmlns:m="m"><m:oMathPara><m:oMath>{body}</m:oMath></m:oMathPara></w:p>"#))
    };
    assert_eq!(m("<m:f><m:num>{a}</m:num><m:den>{b1}</m:den></m:f>"), "a/(b+1)");
    assert_eq!(m("<m:sSup><m:e>{a}</m:e><m:sup>{b1}</m:sup></m:sSup>"), "a^(b+1)");
    assert_eq!(
        m(r#"<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{a}</m:e><m:e>{b1}</m:e></m:d>"#),
        "[a|b+1]"
    );
    assert_eq!(
        m(
            r#"<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{a}</m:sub><m:sup>{b1}</m:sup><m:e>{a}</m:e></m:nary>"#
        ),
        "∑_a^(b+1) a"
    );
    assert_eq!(m("<m:rad><m:deg/><m:e>{b1}</m:e></m:rad><m:r><m:t>=2</m:t></m:r>"), "√(b+1)=2");
}

#[test]
fn links_lead_where_their_relations_say() {
    let document = r#"<w:document xmlns:w="w" xmlns:r="r"><w:body><w:p><w:hyperlink r:id="rId9"><w:r><w:t>网站</w:t></w:r></w:hyperlink><w:hyperlink w:anchor="x"><w:r><w:t>上文</w:t></w:r></w:hyperlink></w:p></w:body></w:document>"#;
    let relations = r#"<Relationships><Relationship Id="rId9" Type="t/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>"#;
    let data = package(&[("word/document.xml", document), ("word/_rels/document.xml.rels", relations)]);
    let layout = read(data, Extent::Whole, None).layout.unwrap();
    let links: Vec<Mark> = layout.inline.into_iter().map(|inline| inline.mark).collect();
    assert_eq!(links, [Mark::Link("https://example.org/".into()), Mark::Link("#x".into())]);
}

#[test]
fn signs_of_later_programs_are_read() {
    let run = r#"<w:r xmlns:mc="mc" xmlns:s="s"><mc:AlternateContent><mc:Choice><s:symEx s:char="1F60A"/></mc:Choice><mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent></w:r>"#;
    assert_eq!(line(&p("", run)), "😊");
}
