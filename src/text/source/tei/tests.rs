use super::*;
use crate::text::source::markup::laws::{marked, read as checked, told};
use proptest::prelude::*;

fn edition(body: &str) -> Source {
    let head = "<teiHeader><fileDesc><titleStmt><title>诗选</title><author>小满</author></titleStmt><publicationStmt>\
        <publisher>试社</publisher><date when='1923'/></publicationStmt></fileDesc></teiHeader>";
    let chars = "<char xml:id='c1'><mapping type='unicode'>U+4E58</mapping></char>";
    let xml = format!(
        "<?xml version='1.0'?><TEI xmlns='http://www.tei-c.org/ns/1.0'>{head}<charDecl>{chars}</charDecl><text><body>{body}</body></text></TEI>"
    );
    assert!(knows("a.xml", xml.as_bytes()));
    checked(read, xml.as_bytes())
}

fn blocks(body: &str) -> Vec<String> {
    told(&edition(body))
}

#[test]
fn divisions_have_headlines_and_headings() {
    let body = "<div><head>卷一</head><p>甲</p><div><head>其一</head><head>又题</head><p>乙</p></div></div><div><div><head>卷二</head></div></div>";
    let source = edition(body);
    assert_eq!(told(&source), [">title 卷一", "body 甲", "section 其一", "section 又题", "body 乙", ">title 卷二"]);
    let layout = source.layout.unwrap();
    assert_eq!(layout.blocks.iter().map(|block| block.level).collect::<Vec<_>>(), [1, 0, 2, 3, 0, 1]);
    let meta: Vec<String> = layout.meta.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(meta, ["title=诗选", "creator=小满", "date=1923", "publisher=试社"]);
}

#[test]
fn of_what_editors_choose_from_one_is_text() {
    assert_eq!(
        blocks("<p>從<choice><sic>河</sic><corr>何</corr></choice>而<lb break='no'/>\n來</p>"),
        ["body 從何而來"]
    );
    assert_eq!(
        blocks(
            "<p><choice><orig>説</orig><reg>說</reg></choice><app><lem>道</lem><rdg>到</rdg></app><app><rdg>一</rdg><rdg>二</rdg></app></p>"
        ),
        ["body 説道一"]
    );
    assert_eq!(
        blocks(
            "<p>甲<gap unit='chars' quantity='2'/>乙<gap/><del>丙</del><add>丁</add><g ref='#c1'/><g ref='#c9'>戊</g></p>"
        ),
        ["body 甲□□乙□丁乘戊"]
    );
    let lost = edition("<p>甲<g ref='#c9'/></p>");
    assert_eq!((lost.text.as_str(), lost.bad), ("甲\u{fffd}\n", 1));
}

#[test]
fn lines_of_the_source_and_of_the_original_are_no_lines_of_prose() {
    assert_eq!(
        blocks("<p>甲\n   乙<lb/>丙 some<lb/>word inter<lb break='no'/>\n  national</p>"),
        ["body 甲乙丙 some word international"]
    );
}

#[test]
fn verse_has_its_lines_and_plays_their_speakers() {
    let body = "<lg><lg><l>深蓝</l>\n<l>金黄<note n='1'>注</note></l></lg><lg><l>又</l></lg></lg><sp><speaker>王</speaker><l>一</l><l>二</l><p>三</p></sp><p>四</p>";
    let source = edition(body);
    assert_eq!(
        told(&source),
        ["verse 深蓝⏎金黄", "note 注", "verse 又", "rubric 王", "verse 一⏎二", "body 三", "body 四"]
    );
    let speakers: Vec<String> = source.layout.unwrap().blocks.into_iter().map(|block| block.speaker).collect();
    assert_eq!(speakers, ["", "", "", "王", "王", "王", ""]);
}

#[test]
fn notes_pages_and_running_heads_are_beside_the_text() {
    let body = "<pb n='1'/><p n='7'>甲<note>注甲<note>注注</note></note>乙<pb n='2'/><fw>卷首</fw>丙<ref target='#x'>2</ref></p><p>丁<note place='inline'>夹注</note></p><note xml:id='x'>注乙</note>";
    let source = edition(body);
    assert_eq!(told(&source), ["body 甲乙丙", "note 注甲", "note 注注", "furniture 卷首", "note 注乙", "body 丁夹注"]);
    assert_eq!(marked(&source)[..4], ["Page(\"1\") ", "Note(\"\") ", "Page(\"2\") ", "Note(\"2\") "]);
    let places: Vec<String> = source.layout.unwrap().blocks.into_iter().map(|block| block.place).collect();
    assert_eq!((places[0].as_str(), places[5].as_str()), ("7", "page 2"));
}

#[test]
fn tables_lists_and_quotations_are_blocks() {
    let body = "<table><head>表</head><row><cell>甲</cell><cell><p>一</p><p>二</p></cell></row><row><cell/><cell>乙</cell></row></table>\
        <list><head>单</head><item>丙</item></list><p>丁<quote>引</quote><hi rend='bold'>戊</hi></p><quote>己</quote><figure><figDesc>不</figDesc><head>图</head></figure>";
    let source = edition(body);
    assert_eq!(
        told(&source),
        ["caption 表", "row 甲\t一 二", "row \t乙", "rubric 单", "body 丙", "body 丁引戊", "body 己", "caption 图"]
    );
    assert_eq!(marked(&source), ["Strong 戊"]);
}

#[test]
fn what_is_not_well_formed_is_read_as_far_as_it_goes() {
    let source = checked(read, "<?xml version='1.0'?><TEI><text><p>甲<p>乙</text></TEI>".as_bytes());
    assert_eq!((source.text.as_str(), source.remarks[0].words), ("甲\n\n乙\n", "notice-xml-broken"));
    let deep = format!("<?xml version='1.0'?><TEI><!DOCTYPE a [<!ENTITY b '&c;'>]>{}甲", "<div><note>".repeat(20_000));
    assert_eq!(checked(read, deep.as_bytes()).text, "甲\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_elements_in_any_order_are_read(parts in prop::collection::vec(0_usize..PARTS.len(), 0..40)) {
        edition(&parts.iter().filter_map(|n| PARTS.get(*n)).copied().collect::<String>());
    }

    #[test]
    fn any_bytes_are_read(data in prop::collection::vec(any::<u8>(), 0..300)) {
        checked(read, &data);
    }
}

const PARTS: [&str; 28] = [
    "甲",
    "乙 \n",
    "a",
    "<p>",
    "</p>",
    "<div n='1'>",
    "</div>",
    "<head>",
    "</head>",
    "<lg>",
    "</lg>",
    "<l>",
    "</l>",
    "<note>",
    "</note>",
    "<lb/>",
    "<lb break='no'/>",
    "<pb n='3'/>",
    "<choice>",
    "</choice>",
    "<orig>",
    "</orig>",
    "<row>",
    "<cell cols='3'>",
    "</cell></row>",
    "<hi rend='bold'>",
    "</hi>",
    "<fw>x</fw>",
];
