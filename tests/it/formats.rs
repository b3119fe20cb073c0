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
    library.print(&["annotate", "报告.docx", "--quote", "新水渠", "--tag", "议程", "--create"]);
    let listed = |state: &str| library.print(&["annotations", "报告.docx", "--state", state]).lines().count();
    assert_eq!(listed("in-place"), 1);
    std::fs::write(&path, docx(BODY, true)).unwrap();
    assert_eq!(listed("in-place"), 1, "other bytes, the same text");
    std::fs::write(&path, docx(&BODY.replace("村里", "那年村里"), true)).unwrap();
    assert_eq!(listed("moved"), 1);
}

/// Returns the files of a folder and of all below it, by their names, sorted.
fn below(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(below(&entry.path()));
        } else {
            found.push(entry.file_name().into_string().unwrap());
        }
    }
    found.sort();
    found
}

#[test]
fn what_was_read_when_it_was_annotated_is_kept() {
    let library = Library::new();
    let path = library.texts().join("报告.docx");
    std::fs::write(&path, docx(BODY, false)).unwrap();
    library.print(&["init"]);
    let readings = library.texts().join(".meipi/readings");
    assert_eq!(below(&readings), [] as [&str; 0]);
    library.print(&["annotate", "报告.docx", "--quote", "新水渠", "--tag", "议程", "--create"]);
    let kept = below(&readings);
    assert_eq!(kept.len(), 3, "{kept:?}");
    assert!(kept.contains(&"text.txt".to_owned()) && kept.contains(&"docx-2.ron".to_owned()), "{kept:?}");
    // The same bytes are read as they were read then, whatever the reader does now: here the kept text is another.
    let folder = std::fs::read_dir(&readings).unwrap().next().unwrap().unwrap().path();
    let layout = std::fs::read_to_string(folder.join("docx-2.ron")).unwrap();
    assert!(library.print(&["cat", "报告.docx"]).contains("水渠"));
    std::fs::write(folder.join("docx-2.ron"), layout.replace("\"body\"", "\"caption\"")).unwrap();
    let outline = library.print(&["outline", "报告.docx", "--format", "json"]);
    assert!(outline.contains("caption"), "{outline}");
    // A text that is not what its folder names is not believed.
    std::fs::write(folder.join("text.txt"), "别的").unwrap();
    assert!(!library.print(&["outline", "报告.docx", "--format", "json"]).contains("caption"));
    // Saved anew by another program, and annotated again: the text stands once, with both files it was taken from.
    std::fs::write(folder.join("text.txt"), "村里修了新水渠\n\n大家轮着管，管得很好。").unwrap();
    std::fs::write(&path, docx(BODY, true)).unwrap();
    library.print(&["annotate", "报告.docx", "--quote", "轮着管", "--tag", "议程", "--create"]);
    assert_eq!(below(&readings).len(), 4);
    assert_eq!(library.print(&["annotations", "报告.docx", "--state", "in-place"]).lines().count(), 2);
}

#[test]
fn what_was_annotated_as_plain_text_stays_plain_text() {
    let library = Library::new();
    let cues = "1\n00:00:01,000 --> 00:00:02,000\n村里修了新水渠\n\n2\n00:00:03,000 --> 00:00:04,000\n大家轮着管\n";
    let path = library.texts().join("访谈.srt");
    std::fs::write(&path, cues).unwrap();
    library.print(&["init"]);
    assert!(!library.print(&["cat", "访谈.srt"]).contains("-->"), "cues are read as cues");
    // As an older version left it: an annotation of the file as it stands.
    let plain = library.texts().join("访谈.txt");
    std::fs::write(&plain, cues).unwrap();
    library.print(&["annotate", "访谈.txt", "--quote", "新水渠", "--tag", "议程", "--create"]);
    std::fs::remove_file(&plain).unwrap();
    let sheets = library.texts().join(".meipi/annotations");
    let sheet = std::fs::read_dir(&sheets).unwrap().next().unwrap().unwrap().path();
    let written = std::fs::read_to_string(sheet.join("访谈.txt.ron")).unwrap();
    std::fs::remove_file(sheet.join("访谈.txt.ron")).unwrap();
    std::fs::write(sheet.join("访谈.srt.ron"), written.replace("访谈.txt", "访谈.srt")).unwrap();
    assert_eq!(library.print(&["annotations", "访谈.srt", "--state", "in-place"]).lines().count(), 1);
    assert!(library.print(&["cat", "访谈.srt"]).contains("-->"));
    assert_eq!(below(&library.texts().join(".meipi/readings")), [] as [&str; 0]);
}

#[test]
fn rows_of_a_table_are_printed_below_their_keys() {
    let library = Library::new();
    let table = "编号,姓名,意见\n1,王,\"水渠修好了，\n大家都来看。\"\n2,李,\n3,赵,路也要修一修才好走。\n";
    std::fs::write(library.texts().join("意见.csv"), table).unwrap();
    let printed = library.print(&["text", "意见.csv"]);
    let wanted = "# 1 | 姓名=王\n水渠修好了，\n大家都来看。\n# 2 | 姓名=李\n\n# 3 | 姓名=赵\n路也要修一修才好走。\n";
    assert_eq!(printed, wanted);
    // Opened it is read as its rows, and as the plain text that it is where that is asked for.
    assert!(!library.print(&["cat", "意见.csv"]).contains("编号,姓名,意见"));
}

const CUES: &str = "1\n00:00:01,000 --> 00:00:02,000\n村里修了新水渠\n\n2\n00:00:03,000 --> 00:00:04,000\n大家轮着管\n";

#[test]
fn a_file_that_is_gone_or_has_changed_is_still_read() {
    let library = Library::new();
    let path = library.texts().join("访谈.srt");
    std::fs::write(&path, CUES).unwrap();
    library.print(&["init"]);
    library.print(&["annotate", "访谈.srt", "--quote", "新水渠", "--tag", "议程", "--create"]);
    library.print(&["annotate", "访谈.srt", "--quote", "轮着管", "--tag", "议程", "--create"]);
    std::fs::write(&path, CUES.replace("村里修了", "去年村里修了")).unwrap();
    let told = library.run(&["check"]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.contains("访谈.srt") && told.contains("refresh"), "{told}");
    let shown = library.print(&["refresh", "访谈.srt"]);
    assert!(shown.contains("已移位 2"), "{shown}");
    assert_eq!(library.print(&["annotations", "访谈.srt", "--state", "moved"]).lines().count(), 2);
    library.print(&["refresh", "访谈.srt", "--write"]);
    assert_eq!(library.print(&["annotations", "访谈.srt", "--state", "in-place"]).lines().count(), 2);
    let told = library.run(&["check"]);
    assert!(!String::from_utf8_lossy(&told.stdout).contains("refresh"));
    std::fs::remove_file(&path).unwrap();
    let listed = library.print(&["annotations", "--state", "in-place"]);
    assert!(listed.contains("新水渠"), "{listed}");
}

#[test]
fn what_stood_in_plain_text_is_brought_to_the_reading_when_that_is_asked_for() {
    let library = Library::new();
    library.print(&["init"]);
    let plain = library.texts().join("访谈.txt");
    std::fs::write(&plain, CUES).unwrap();
    library.print(&["annotate", "访谈.txt", "--quote", "新水渠", "--tag", "议程", "--create"]);
    std::fs::rename(&plain, library.texts().join("访谈.srt")).unwrap();
    let sheets = library.texts().join(".meipi/annotations");
    let sheet = std::fs::read_dir(&sheets).unwrap().next().unwrap().unwrap().path();
    let written = std::fs::read_to_string(sheet.join("访谈.txt.ron")).unwrap();
    std::fs::remove_file(sheet.join("访谈.txt.ron")).unwrap();
    std::fs::write(sheet.join("访谈.srt.ron"), written.replace("访谈.txt", "访谈.srt")).unwrap();
    assert!(library.print(&["cat", "访谈.srt"]).contains("-->"));
    library.print(&["refresh", "访谈.srt", "--write"]);
    assert!(!library.print(&["cat", "访谈.srt"]).contains("-->"));
    assert_eq!(library.print(&["annotations", "访谈.srt", "--state", "in-place"]).lines().count(), 1);
    // It is one edit, which can be taken back.
    let history = library.print(&["history", "--format", "json"]);
    let id = serde_json::from_str::<serde_json::Value>(&history).unwrap()[0]["id"].clone();
    library.print(&["restore", id.as_str().unwrap()]);
    assert!(library.print(&["annotations", "访谈.srt"]).contains("新水渠"));
}

#[test]
fn a_library_may_forbid_that_texts_are_kept() {
    let library = Library::new();
    std::fs::write(library.texts().join("访谈.srt"), CUES).unwrap();
    library.print(&["init", "--readings", "never"]);
    library.print(&["annotate", "访谈.srt", "--quote", "新水渠", "--tag", "议程", "--create"]);
    let readings = library.texts().join(".meipi/readings");
    let all = |what: &str| {
        let mut texts = Vec::new();
        crate::support::walk(&readings, &mut texts);
        texts.iter().any(|(_, data)| String::from_utf8_lossy(data).contains(what))
    };
    assert!(!all("大家"), "{:?}", below(&readings));
    assert!(!library.print(&["cat", "访谈.srt"]).contains("-->"));
    assert_eq!(library.print(&["annotations", "访谈.srt", "--state", "in-place"]).lines().count(), 1);
    library.print(&["init", "--readings", "keep"]);
    library.print(&["annotate", "访谈.srt", "--quote", "轮着管", "--tag", "议程", "--create"]);
    assert!(all("大家") && below(&readings).contains(&"text.txt".to_owned()));
    library.print(&["init", "--readings", "never"]);
    assert!(!below(&readings).contains(&"text.txt".to_owned()));
    library.fails(&["init", "--readings", "sometimes"], 2, "--readings");
}

#[cfg(unix)]
#[test]
fn a_pdf_is_read_by_a_program_when_it_is_opened_and_never_otherwise() {
    use std::os::unix::fs::PermissionsExt;
    let library = Library::new();
    let extractor = library.folder.path().join("pdftotext");
    let runs = library.folder.path().join("runs");
    let script =
        format!("#!/bin/sh\necho run >> '{}'\nprintf '村里修了新水渠。\\n\\f大家轮着管。\\n'\n", runs.display());
    std::fs::write(&extractor, script).unwrap();
    std::fs::set_permissions(&extractor, std::fs::Permissions::from_mode(0o755)).unwrap();
    let config = library.folder.path().join("config/meipi");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.ron"), format!("(pdf: \"{}\")", extractor.display())).unwrap();
    std::fs::write(library.texts().join("-报告.pdf"), b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<").unwrap();
    let count = || std::fs::read_to_string(&runs).unwrap_or_default().lines().count();
    library.print(&["init"]);
    assert_eq!(library.print(&["text", "./-报告.pdf"]), "村里修了新水渠。\n\u{c}大家轮着管。\n");
    library.print(&["annotate", "./-报告.pdf", "--quote", "轮着管", "--tag", "议程", "--create"]);
    let before = count();
    assert!(before > 0);
    library.print(&["search", "水渠"]);
    library.print(&["cat", "./-报告.pdf"]);
    assert_eq!(library.print(&["annotations", "./-报告.pdf", "--state", "in-place"]).lines().count(), 1);
    let table = library.print(&["export", "--format", "csv", "--raw"]);
    assert!(table.lines().next().unwrap().ends_with(",place") && table.contains(",page 2"), "{table}");
    assert!(library.print(&["export", "--format", "json"]).contains("\"page 2\""));
    let digest = library.print(&["export", "--format", "markdown", "--by", "tag"]);
    assert!(digest.contains("第 2 页"), "{digest}");
    assert_eq!(count(), before, "what was kept is read");
    std::fs::write(&extractor, "#!/bin/sh\nexit 1\n").unwrap();
    std::fs::write(library.texts().join("二.pdf"), b"%PDF-1.4\n%\xe2\xe3\xcf\xd4\n1 0 obj\n<<").unwrap();
    library.fails(&["text", "二.pdf"], 3, "PDF");
}

#[test]
fn the_other_columns_of_a_table_filter_and_go_out() {
    let library = Library::new();
    let rows = "编号,镇,意见\n1,渠首,水渠修好了，大家都来看。\n2,河口,路也要修一修才好走。\n";
    std::fs::write(library.texts().join("意见.csv"), rows).unwrap();
    library.print(&["init"]);
    assert!(library.print(&["outline", "意见.csv"]).contains("水渠修好了"));
    library.print(&["annotate", "意见.csv", "--quote", "水渠", "--tag", "议程", "--create"]);
    library.print(&["annotate", "意见.csv", "--quote", "修一修", "--tag", "议程"]);
    let table = library.print(&["export", "意见.csv", "--format", "csv", "--raw"]);
    assert!(table.lines().next().unwrap().ends_with(",镇"), "{table}");
    assert!(table.lines().any(|row| row.contains("水渠") && row.ends_with(",渠首")), "{table}");
}

#[test]
fn annotations_go_back_into_a_copy_of_a_text_of_word() {
    let library = Library::new();
    let path = library.texts().join("报告.docx");
    std::fs::write(&path, docx(BODY, false)).unwrap();
    library.print(&["init"]);
    library.print(&["annotate", "报告.docx", "--quote", "了新水", "--tag", "水利", "--create", "--note", "第一<处>"]);
    library.print(&["annotate", "报告.docx", "--start", "6", "--end", "12", "--tag", "水利"]);
    library.print(&["export", "报告.docx", "--format", "docx-comments", "-o", "报告-批注.docx"]);
    let copy = std::fs::read(library.texts().join("报告-批注.docx")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(copy)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let (document, comments) = (part("word/document.xml"), part("word/comments.xml"));
    for id in 0..2 {
        for mark in ["commentRangeStart", "commentRangeEnd", "commentReference"] {
            assert_eq!(document.matches(&format!("<w:{mark} w:id=\"{id}\"/>")).count(), 1, "{document}");
        }
    }
    let half =
        "<w:t>村里修</w:t></w:r><w:commentRangeStart w:id=\"0\"/><w:r><w:t xml:space=\"preserve\">了新</w:t></w:r>";
    assert!(document.contains(half), "{document}");
    assert!(comments.contains("w:author=\"甲\"") && comments.contains("第一&lt;处&gt;"), "{comments}");
    // Somebody else takes the comments in.
    let other = Library::new();
    std::fs::write(other.texts().join("报告.docx"), docx(BODY, false)).unwrap();
    std::fs::copy(library.texts().join("报告-批注.docx"), other.folder.path().join("报告.docx")).unwrap();
    other.print(&["init"]);
    other.print(&["import", "../报告.docx"]);
    let taken = other.print(&["annotations", "报告.docx", "--format", "json"]);
    assert!(taken.contains("了新水") && taken.contains("第一<处>"), "{taken}");
    // The text is the same, and nothing but comments has come in; a folder does not list the copy.
    assert_eq!(library.print(&["text", "报告-批注.docx"]), library.print(&["text", "报告.docx"]));
    assert!(part("word/_rels/document.xml.rels").contains("comments.xml"));
    std::fs::remove_file(library.texts().join("报告.docx")).unwrap();
    library.fails(&["export", "--format", "docx-comments"], 3, "Word");
}
