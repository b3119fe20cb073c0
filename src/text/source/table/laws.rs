//! Laws that readers of tables, cues, chats and scanned pages hold for whatever they are given.

use crate::laws::cases;
use crate::text::source::given::{Extent, Layout, Role, Sort, Source};
use crate::text::source::{READERS, Reader};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A workbook with texts of several looks, a long number, a date, an error.
pub fn workbook(sheet: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut member = |name: &str, text: &str| {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    };
    member("xl/worksheets/sheet1.xml", sheet);
    member(
        "xl/sharedStrings.xml",
        "<sst><si><t>编号</t></si><si><r><t>水</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">来了 </t></r><rPh sb=\"0\" eb=\"1\"><t>シュイ</t></rPh></si><si><t>意见&amp;_x000D_\n其他</t></si></sst>",
    );
    member(
        "xl/styles.xml",
        "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd h:mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>",
    );
    member(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"x/styles\" Target=\"./styles.xml\"/></Relationships>",
    );
    member("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"答卷\" r:id=\"r1\"/></sheets></workbook>");
    writer.finish().unwrap().into_inner()
}

/// A sheet of the workbook.
pub const SHEET: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"inlineStr\"><is><t>时间</t></is></c></row><row r=\"2\"><c r=\"A2\"><v>12345678901234567</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"D2\" s=\"1\"><v>45353.4375</v></c></row><row r=\"3\"><c r=\"A3\"><v>0.28999999999999998</v></c><c r=\"B3\" s=\"1\"/><c t=\"str\"><f>A1&amp;\"x\"</f><v>&lt;合&gt;&#26449;</v></c><c t=\"b\"><v>1</v></c></row></sheetData></worksheet>";

fn samples() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.xlsx", workbook(SHEET)),
        ("a.csv", "编号,看法,x\n1,\"水，\"\"来了\"\"\n好。\",\n2,,a\n".into()),
        ("a.jsonl", "{\"id\":1,\"text\":\"水\\ud83d\",\"m\":{\"a\":[1,2]}}\n{\"id\":2}\n".into()),
        ("a.json", "[{\"id\":1,\"正文\":\"水\"}]".into()),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n<i>水</i>{\\an8}来\n2\n00:00:03,000 --> 00:00:04,000\n了\n".into()),
        ("a.vtt", "WEBVTT - x\n\n00:01.000 --> 00:02.000\n<v 甲><ruby>猹<rt>chá</rt></ruby><b>来</b>&amp;水\n".into()),
        ("a.ass", "[Events]\nDialogue: 0,0:00:05.00,0:00:06.00,D,甲,0,0,0,,{\\p1}m{\\p0}水\\N来\n".into()),
        ("a.json", r#"{"segments":[{"start":0.5,"end":2,"text":" 水"}]}"#.into()),
        ("a.txt", "消息记录（此消息记录为文本格式，不支持重新导入）\n\n================\n\n2024-05-01 9:05:01 甲(1)\n水\n\n来\n".into()),
        ("a.csv", "localId,Type,StrContent,StrTime,NickName\n1,49,<msg><title>水</title></msg>,2024-05-01 9:00,甲\n2,1,来,,\n".into()),
        ("a.json", r#"[{"type":"text","text":"水","text_level":1,"page_idx":0},{"type":"table","table_body":"<tr><td colspan=2>a<td>b","page_idx":1,"table_caption":["x"]},{"type":"page_number","text":"3","page_idx":1}]"#.into()),
        ("a.json", r#"{"parsing_res_list":[{"block_label":"table","block_content":"<tr><td>水"},{"block_label":"number","block_content":"8"}]}"#.into()),
        ("a.json", r#"{"rec_texts":["水","来"]}"#.into()),
    ]
}

/// Holds the laws of a reading.
fn hold(source: &Source) {
    let Some(Layout { blocks, inline, attributes, sort, .. }) = &source.layout else { return };
    let (mut end, mut seen) = (0, String::new());
    for block in blocks {
        let (from, to) = (block.span.start.0, block.span.end.0);
        assert!(from >= end && from < to, "blocks rise and are disjoint: {block:?}");
        assert!(source.text.get(end..from).unwrap().trim().is_empty(), "nothing stands between blocks");
        seen.push_str(source.text.get(from..to).unwrap());
        end = to;
    }
    assert!(source.text.get(end..).unwrap().trim().is_empty(), "nothing stands behind blocks");
    assert!(source.text.is_empty() || source.text.ends_with('\n'));
    assert!(!source.text.contains(['\r', '\0', '\u{2028}']));
    for mark in inline {
        assert!(source.text.get(mark.span.start.0..mark.span.end.0).is_some(), "{mark:?}");
    }
    if *sort == Sort::Table {
        assert_eq!(blocks.iter().filter(|block| block.role == Role::Title).count(), attributes.len());
    }
}

fn own() -> impl Iterator<Item = &'static Reader> {
    let names = ["xlsx", "json-lines", "csv", "srt", "vtt", "ass", "whisper", "qq", "wechat", "mineru", "paddle"];
    READERS.iter().filter(move |reader| names.contains(&reader.name))
}

#[test]
fn samples_are_known_and_read() {
    let known: Vec<&str> = samples()
        .into_iter()
        .map(|(path, data)| {
            let reader = READERS.iter().find(|reader| (reader.knows)(path, &data)).unwrap();
            let source = (reader.read)(data.clone(), Extent::Whole, None);
            hold(&source);
            assert!(source.text.contains('水'), "{}", reader.name);
            assert_eq!(source, (reader.read)(data, Extent::Whole, None), "{}", reader.name);
            reader.name
        })
        .collect();
    let wanted = [
        "xlsx",
        "csv",
        "json-lines",
        "json-lines",
        "srt",
        "vtt",
        "ass",
        "whisper",
        "qq",
        "wechat",
        "mineru",
        "paddle",
        "paddle",
    ];
    assert_eq!(known, wanted);
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn whatever_comes_is_read(data in prop::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,80}") {
        for reader in own() {
            hold(&(reader.read)(data.clone(), Extent::Whole, None));
            hold(&(reader.read)(text.clone().into_bytes(), Extent::Whole, None));
        }
    }

    #[test]
    fn what_was_changed_is_read(at in any::<prop::sample::Index>(), with in "[\\[\\]{}<>\"\\\\,: \n\t=0-9a水\u{ad}\0]{0,4}", cut in any::<prop::sample::Index>()) {
        for (path, data) in samples() {
            let at = at.index(data.len());
            let mut changed = [&data[..at], with.as_bytes(), &data[(at + with.len()).min(data.len())..]].concat();
            for reader in own() {
                let _ = (reader.knows)(path, &changed);
            }
            let reader = READERS.iter().find(|reader| (reader.knows)(path, &data)).unwrap();
            hold(&(reader.read)(changed.clone(), Extent::Whole, None));
            changed.truncate(cut.index(changed.len() + 1));
            hold(&(reader.read)(changed, Extent::Whole, None));
        }
    }

    #[test]
    fn sheets_are_read_whatever_stands_in_them(at in any::<prop::sample::Index>(), with in "[<>/\"=crowstv0-9A-D &;]{0,6}") {
        let at = at.index(SHEET.len());
        let at = (0..=at).rev().find(|at| SHEET.is_char_boundary(*at)).unwrap();
        let sheet = format!("{}{with}{}", SHEET.get(..at).unwrap(), SHEET.get(at..).unwrap());
        let reader = READERS.iter().find(|reader| reader.name == "xlsx").unwrap();
        hold(&(reader.read)(workbook(&sheet), Extent::Whole, None));
    }
}
