use super::*;
use crate::text::source::given::Mark;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn package(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn opened(body: &str) -> Source {
    let content = format!(
        "<o:document-content xmlns:o=\"o\" xmlns:t=\"t\" xmlns:b=\"b\" xmlns:d=\"d\" xmlns:x=\"x\"><o:body><o:text>{body}</o:text></o:body></o:document-content>"
    );
    read(package(&[("content.xml", &content)]), Extent::Whole, None)
}

#[test]
fn white_space_is_one_blank_and_signs_are_what_they_stand_for() {
    let body = "<t:h t:outline-level=\"2\">总则</t:h><t:p>空格<t:s t:c=\"3\"/>与<t:tab/>表<t:line-break/>换行\n  折叠，<t:ruby><t:ruby-base>荟</t:ruby-base><t:ruby-text>huì</t:ruby-text></t:ruby>萃。</t:p>";
    let source = opened(body);
    assert_eq!(source.text, "总则\n\n空格   与\t表\n换行 折叠，荟萃。\n");
    let blocks = source.layout.unwrap().blocks;
    assert_eq!((blocks[0].role, blocks[0].level, blocks[1].role), (Role::Section, 2, Role::Body));
}

#[test]
fn what_is_no_text_is_left_out_and_notes_follow() {
    let body = "<t:tracked-changes><t:changed-region><t:p>删了</t:p></t:changed-region></t:tracked-changes>\
                <t:p>三百件<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>脚注。</t:p></t:note-body></t:note>。\
                <o:annotation><t:p>批语</t:p></o:annotation><d:frame><d:text-box><t:p>框</t:p></d:text-box></d:frame></t:p>\
                <t:list><t:list-item><t:p>列表</t:p></t:list-item></t:list>";
    let source = opened(body);
    assert_eq!(source.text, "三百件。\n\n脚注。\n\n框\n\n列表\n");
    let layout = source.layout.unwrap();
    assert_eq!((layout.blocks[1].role, &layout.inline[0].mark), (Role::Note, &Mark::Note("1".to_owned())));
}

const STYLES: &str = "<s xmlns:s=\"s\" xmlns:t=\"t\">\
    <s:style s:name=\"P1\" s:parent-style-name=\"Title\"/><s:style s:name=\"Title\"/>\
    <s:style s:name=\"T1\"><s:text-properties t:display=\"none\"/></s:style>\
    <t:list-style s:name=\"L1\"><t:list-level-style-number t:level=\"1\" s:num-format=\"一, 二, 三, ...\" s:num-suffix=\"、\"><s:list-level-label-alignment t:label-followed-by=\"nothing\"/></t:list-level-style-number>\
    <t:list-level-style-number t:level=\"2\" s:num-format=\"1\" s:num-suffix=\".\" t:start-value=\"3\"/></t:list-style></s>";

fn styled(body: &str) -> Source {
    let content = format!("<o:c xmlns:o=\"o\" xmlns:t=\"t\"><o:body><o:text>{body}</o:text></o:body></o:c>");
    read(package(&[("content.xml", &content), ("styles.xml", STYLES)]), Extent::Whole, None)
}

#[test]
fn numbers_that_the_program_sets_are_text() {
    let item = |text: &str, inner: &str| format!("<t:list-item><t:p>{text}</t:p>{inner}</t:list-item>");
    let inner = format!("<t:list>{}{}</t:list>", item("细一", ""), item("细二", ""));
    let list = format!("<t:list t:style-name=\"L1\">{}{}</t:list>", item("甲", &inner), item("乙", ""));
    assert_eq!(styled(&list).text, "一、甲\n\n3.\t细一\n\n4.\t细二\n\n二、乙\n");
    let more = list.replace("<t:list t:style", "<t:list t:continue-numbering=\"true\" t:style");
    assert!(styled(&(list.clone() + "<t:p>间</t:p>" + &more)).text.contains("三、甲"));
    assert!(!styled(&(list.clone() + "<t:p>间</t:p>" + &list)).text.contains("三、"));
}

#[test]
fn what_is_hidden_is_no_text_and_is_said() {
    let body = "<t:p t:style-name=\"P1\">标题</t:p><t:p>看得见<t:span t:style-name=\"T1\">看不见</t:span></t:p>\
                <t:section t:display=\"none\"><t:p>藏着</t:p></t:section>";
    let source = styled(body);
    assert_eq!(source.text, "标题\n\n看得见\n");
    assert_eq!(source.layout.unwrap().blocks[0].role, Role::Title);
    assert_eq!(source.remarks, [Remark::plain("notice-hidden-text")]);
}

#[test]
fn cells_are_repeated_and_those_that_fill_up_are_not() {
    let cell = |repeat: usize, text: &str| {
        format!("<b:table-cell b:number-columns-repeated=\"{repeat}\"><t:p>{text}</t:p></b:table-cell>")
    };
    let row = |cells: &str| format!("<b:table-row>{cells}</b:table-row>");
    let fill = "<b:table-cell b:number-columns-repeated=\"16384\"/>";
    let inner = format!("<b:table-cell><b:table>{}</b:table></b:table-cell>", row(&cell(1, "里")));
    let table = row(&(cell(1, "甲") + &cell(2, "乙") + fill)) + &row(&(inner + &cell(1, "丙")));
    assert_eq!(opened(&format!("<b:table>{table}</b:table>")).text, "甲\t乙\t乙\n里\t丙\n");
}

#[test]
fn what_cannot_be_read_is_said() {
    let words = |data| read(data, Extent::Whole, None).remarks.first().map(|remark: &Remark| remark.words);
    assert_eq!(words(package(&[("a", "")])), Some("notice-broken-file"));
    let locked = "<m xmlns:x=\"x\"><x:encryption-data/></m>";
    assert_eq!(words(package(&[("META-INF/manifest.xml", locked)])), Some("notice-locked"));
    let deep = "<t:section>".repeat(100_000);
    assert!(!opened(&deep).remarks.is_empty());
    assert!(knows("a.ODT", &package(&[])) && !knows("a.txt", &package(&[])));
}
