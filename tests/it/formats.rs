//! Files that are no plain text: printed, opened, annotated, saved anew by another program.

use crate::support::Library;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const BODY: &str = "<w:p><w:r><w:t>村里修了新</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>水渠</w:t></w:r></w:p>\
                    <w:p><w:r><w:t>大家轮着管，管得很好。</w:t></w:r></w:p>";

/// A DOCX of a text, its members in one order or the other.
fn docx(body: &str, turned: bool) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut members = vec![("word/document.xml", document), ("docProps/app.xml", format!("<a>{turned}</a>"))];
    if turned {
        members.reverse();
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_text_of_word_is_printed_annotated_and_keeps_what_it_has_when_saved_anew() {
    let library = Library::new();
    let path = library.texts().join("报告.docx");
    std::fs::write(&path, docx(BODY, false)).unwrap();
    assert_eq!(library.print(&["text", "报告.docx"]), "村里修了新水渠\n\n大家轮着管，管得很好。\n");
    library.print(&["init"]);
    library.print(&["annotate", "报告.docx", "--quote", "新水渠", "--tag", "agenda"]);
    let listed = |state: &str| library.print(&["annotations", "报告.docx", "--state", state]).lines().count();
    assert_eq!(listed("in-place"), 1);
    std::fs::write(&path, docx(BODY, true)).unwrap();
    assert_eq!(listed("in-place"), 1, "other bytes, the same text");
    std::fs::write(&path, docx(&BODY.replace("村里", "那年村里"), true)).unwrap();
    assert_eq!(listed("moved"), 1);
}

#[test]
fn rows_of_a_table_are_printed_below_their_keys() {
    let library = Library::new();
    let table = "编号,姓名,意见\n1,王,\"水渠修好了，\n大家都来看。\"\n2,李,\n3,赵,路也要修一修才好走。\n";
    std::fs::write(library.texts().join("意见.csv"), table).unwrap();
    let printed = library.print(&["text", "意见.csv"]);
    let wanted = "# 1 | 姓名=王\n水渠修好了，\n大家都来看。\n# 2 | 姓名=李\n\n# 3 | 姓名=赵\n路也要修一修才好走。\n";
    assert_eq!(printed, wanted);
    // As a document it is the plain text that it is: annotations may stand in it.
    assert!(library.print(&["cat", "意见.csv"]).contains("编号,姓名,意见"));
}
