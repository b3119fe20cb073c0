//! The command line over texts in other encodings, files that are no texts, and stores of misread texts.

use crate::support::Library;
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn an_encoding_can_be_named_and_what_is_no_text_is_refused() {
    let library = Library::new();
    library.print(&["init"]);
    let put = |name: &str, data: &[u8]| std::fs::write(library.texts().join(name), data).unwrap();
    let text = "河邊有一條小船，船上沒有人。\n";
    let (big5, ..) = encoding_rs::BIG5.encode(text);
    put("b.txt", &big5);
    put("Z.TXT", "大写的扩展名。\n".as_bytes());
    put("z.zip.txt", [b"PK\x03\x04".as_slice(), &[0; 26], b"word/document.xml"].concat().as_slice());
    for command in ["cat", "outline", "words", "sentences"] {
        assert!(library.print(&[command, "b.txt"]).contains("小船"));
        assert!(library.print(&[command, "--encoding", "big5", "b.txt"]).contains("小船"));
        assert!(!library.print(&[command, "--encoding", "gb18030", "b.txt"]).contains("小船"));
        library.fails(&[command, "--encoding", "klingon", "b.txt"], 2, "klingon");
        library.fails(&[command, "z.zip.txt"], 3, "Word 文档（DOCX）");
    }
    library.fails(&["--encoding", "klingon", "annotations"], 2, "klingon");
    library.fails(&["--encoding", "big5", library.texts().to_str().unwrap()], 2, "--encoding 须指定一个文件");
    library.fails(&["annotate", "z.zip.txt", "--start", "0", "--end", "2"], 3, "DOCX");
    assert!(library.print(&["search", "大写的扩展名"]).starts_with("Z.TXT:1"));
    assert!(library.print(&["search", "--encoding", "big5", "小船", "b.txt"]).starts_with("b.txt:1"));
    // What is annotated in an encoding that was named is found again without it.
    let wrong = library.print(&["sentences", "--encoding", "gb18030", "b.txt"]);
    assert!(!wrong.contains("小船"));
    library.print(&["annotate", "--encoding", "gb18030", "b.txt", "--start", "0", "--end", "3"]);
    let list = library.annotations();
    assert_eq!((list.len(), &list[0]["state"]), (1, &Value::from("in-place")));
    assert_eq!(library.print(&["sentences", "b.txt"]), wrong);
}

#[test]
fn what_is_wrong_with_a_text_is_said() {
    let library = Library::new();
    let put = |name: &str, data: &[u8]| std::fs::write(library.texts().join(name), data).unwrap();
    let (gbk, ..) = encoding_rs::GBK.encode("一行国标码的文字。\n");
    put("mixed.txt", &[&*gbk, "一行统一码的文字。\n".as_bytes()].concat());
    put("fault.txt", &[&*gbk.repeat(9), b"\xff\n"].concat());
    let told = |file: &str| {
        let output = library.run(&["cat", file]);
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (text, said) = told("mixed.txt");
    assert!(text.contains("国标码") && text.contains("统一码") && said.contains("GB18030+UTF-8"), "{said}");
    let (text, said) = told("fault.txt");
    assert!(text.contains("国标码") && said.contains("1 处无法解码"), "{said}");
}

#[test]
fn a_store_of_misread_texts_is_listed_exported_and_mended() {
    let library = Library::new();
    copy(std::path::Path::new("tests/fixtures/decoded"), &library.texts());
    let root = library.texts();
    let root = root.to_str().unwrap();
    let list = json(&library.print(&["--library", root, "annotations", "--format", "json"]));
    let rows: Vec<(String, String)> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|a| {
            let exact: String = a["target"].as_array().unwrap().iter().map(|t| t["exact"].as_str().unwrap()).collect();
            (exact, a["state"].as_str().unwrap().to_owned())
        })
        .collect();
    let in_place: Vec<&str> = rows.iter().filter(|(_, s)| s == "in-place").map(|(e, _)| e.as_str()).collect();
    assert_eq!(in_place, ["只有一條小船可以過去", "从没多收过一分钱", "够用就行", "够用就行", "把工具一件一件擦干净"]);
    // What stands on a file that is no text is listed all the same.
    assert_eq!(rows.len(), 6);
    assert!(library.print(&["--library", root, "export", "--format", "csv"]).contains("把工具一件一件擦干净"));
    let before = std::fs::read(library.texts().join(".meipi/annotations/乙/铺子.txt.ron")).unwrap();
    std::fs::remove_file(library.texts().join("压缩.txt")).unwrap();
    library.run(&["--library", root, "--coder", "甲", "check", "--fix"]);
    let own = std::fs::read_to_string(library.texts().join(".meipi/annotations/甲/铺子.txt.ron")).unwrap();
    assert!(own.contains("从没多收过一分钱"));
    // An earlier version reads the file likewise, and finds what was brought over.
    let settled = std::fs::read_to_string(library.texts().join(".meipi/structure/铺子.txt.ron")).unwrap();
    assert!(settled.contains("encoding") && settled.contains("GB18030"));
    assert_eq!(std::fs::read(library.texts().join(".meipi/annotations/乙/铺子.txt.ron")).unwrap(), before);
    let again = json(&library.print(&["--library", root, "annotations", "铺子.txt", "--format", "json"]));
    assert!(again.as_array().unwrap().iter().all(|a| a["state"] == "in-place"));
}

#[test]
fn a_misread_text_that_was_renamed_is_found_and_mended() {
    let library = Library::new();
    copy(std::path::Path::new("tests/fixtures/decoded"), &library.texts());
    let root = library.texts();
    std::fs::rename(root.join("铺子.txt"), root.join("修车.txt")).unwrap();
    let root = root.to_str().unwrap();
    library.run(&["--library", root, "--coder", "甲", "check", "--fix"]);
    let list = json(&library.print(&["--library", root, "annotations", "修车.txt", "--format", "json"]));
    let rows = list.as_array().unwrap();
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|a| a["state"] == "in-place"), "{rows:#?}");
    let own = std::fs::read_to_string(library.texts().join(".meipi/annotations/甲/修车.txt.ron")).unwrap();
    assert!(own.contains("从没多收过一分钱"));
}

/// What stands in a text as it is read in an encoding that was settled is not lost when another is settled.
#[test]
fn each_encoding_that_is_settled_takes_along_what_stood_in_the_one_before() {
    let library = Library::new();
    library.print(&["init"]);
    let (big5, ..) = encoding_rs::BIG5.encode("門前的河邊有一條小船，船上沒有人。\n");
    std::fs::write(library.texts().join("b.txt"), &big5).unwrap();
    for encoding in ["koi8-r", "shift_jis", "windows-1252", "big5"] {
        library.print(&["annotate", "--encoding", encoding, "b.txt", "--start", "4", "--end", "6"]);
        assert!(library.annotations().iter().all(|a| a["state"] == "in-place"), "{encoding}");
    }
    assert_eq!(library.annotations().len(), 4);
}

/// An encoding that is only named for one command writes nothing.
#[test]
fn a_store_is_not_mended_in_an_encoding_that_was_named() {
    let library = Library::new();
    library.print(&["init"]);
    std::fs::write(library.texts().join("u.txt"), "屋后的竹子又高了一截。\n").unwrap();
    library.print(&["annotate", "u.txt", "--quote", "竹子"]);
    library.fails(&["check", "--fix", "--encoding", "gb18030"], 2, "--encoding");
    let said = library.run(&["annotations", "--encoding", "gb18030"]);
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.contains("标注库未改动") && !said.contains("--fix"), "{said}");
    library.print(&["check", "--fix"]);
    let list = library.annotations();
    assert_eq!((list.len(), &list[0]["state"]), (1, &Value::from("in-place")));
}

/// A text that has become something else is said to be that.
#[test]
fn what_became_of_an_annotated_text_is_said() {
    let library = Library::new();
    library.print(&["init"]);
    std::fs::write(library.texts().join("u.txt"), "屋后的竹子又高了一截。\n").unwrap();
    library.print(&["annotate", "u.txt", "--quote", "竹子"]);
    std::fs::write(library.texts().join("u.txt"), b"PK\x03\x04\x14\0\0\0").unwrap();
    let said = String::from_utf8(library.run(&["annotations"]).stderr).unwrap();
    assert!(said.contains("ZIP"), "{said}");
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&there).unwrap();
            copy(&entry.path(), &there);
        } else {
            std::fs::copy(entry.path(), there).unwrap();
        }
    }
}
