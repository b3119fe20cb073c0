//! Other people's programs read what is exported, and find what the store holds: document, words, tag, coder, note.
//!
//! The readers are in Python; `tests/interop/setup` installs them into `target/interop`. Where that was not done the
//! test says so and passes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

mod support;

use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use support::Library;

/// Texts with what formats stumble over: characters outside the BMP, a byte order mark and CRLF, marks of XML, CSV,
/// TSV and spreadsheets, names with blanks and folders, indents and white space of every sort.
const TEXTS: [(&str, &str); 5] = [
    (
        "𠮷 一.txt",
        "党建𠮷引领😊基层治理\n\n本报记者 张三\n\n第一段<b>有</b> & 记号，“引号”,\"q\"。=1+1 是公式。\n\n第二段|竖线|\t制表[x]_y_*z*;->。\n",
    ),
    (
        "报/b.txt",
        "\u{feff}标题一行\r\n\r\n正文第一行，写得很长很长很长很长。\r\n\r\n正文第二行，也写得很长很长很长。\r\n",
    ),
    ("c.md", "# 一篇\n\n中文 and Latin words. More of it.\n\n## 第二节\n\n别的话。\n"),
    ("d.txt", "重复的话。\n\n重复的话。\n\n-开头的一行。\n"),
    (
        "缩进 e.txt",
        "\u{feff}\u{3000}\u{3000}第一段在这里，写得很长，桂花开了。\r\n\u{3000}\u{3000}第二段\u{a0}写得很长很长，\t桂花落了。\r\n\
        \u{2003}第三\u{200b}段，说的是别的事情，没有写完。\r\n",
    ),
];

/// The library: tags with strange labels, two with the same one; annotations that overlap, span seams and line ends,
/// with several tags and none; notes of several paragraphs; three coders.
fn library() -> Library {
    let library = Library::new();
    // Of the built-in pages alone a library begins with the starter codebook.
    library.print(&["init"]);
    for (path, text) in TEXTS {
        let full = library.texts().join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, text).unwrap();
    }
    let tag = |label: &str, parent: Option<&str>| {
        let mut args = vec!["tags", "add", label];
        args.extend(parent.into_iter().flat_map(|parent| ["--parent", parent]));
        library.print(&args).trim().to_owned()
    };
    let a = tag("甲类", None);
    let b = tag("乙类", None);
    let same = [tag("同名", Some(&a)), tag("同名", Some(&b))];
    let strange = tag("\"引号\", <尖> & 逗号; |线|", Some(&a));
    library.print(&["tags", "add", "有定义", "--definition", "一段定义，\n两行，\"引号\"。"]);
    let one = "𠮷 一.txt";
    let mark = |coder: &str, args: &[&str]| {
        let mut all = vec!["annotate", "--coder", coder];
        all.extend(args);
        library.print(&all);
    };
    mark(
        "甲",
        &[one, "--quote", "引领😊", "--tag", &same[0], "--tag", &same[1], "--note", "一\n\n二 <&> \"q\", '单'\n=三"],
    );
    mark("乙", &[one, "--quote", "引领😊基层", "--tag", &strange]);
    mark("乙", &[one, "--quote", "党建𠮷引领😊基层治理", "--note", "没有标签"]);
    mark("丙-3", &[one, "--quote", "=1+1", "--tag", "grid"]);
    mark("甲", &[one, "--quote", "<b>有</b> & 记号，“引号”,\"q\"", "--tag", "grid", "--note", "-公式样"]);
    mark("甲", &[one, "--quote", "|竖线|", "--tag", "有定义"]);
    mark("甲", &[one, "--start", "40", "--end", "60", "--tag", "有定义", "--note", "跨行\t制表"]);
    mark("甲", &["报/b.txt", "--quote", "第一行，写得", "--tag", &strange]);
    mark("乙", &["报/b.txt", "--start", "6", "--end", "40", "--tag", "grid"]);
    mark("甲", &["c.md", "--quote", "and Latin", "--tag", "grid"]);
    mark("甲", &["d.txt", "--quote", "重复的话", "--nth", "2"]);
    mark("甲", &["d.txt", "--quote", "-开头", "--tag", "grid"]);
    mark("甲", &["缩进 e.txt", "--quote", "桂花", "--nth", "2", "--tag", &same[1]]);
    mark("乙", &["缩进 e.txt", "--quote", "写得很长", "--nth", "2", "--tag", "grid", "--note", "缩进"]);
    mark("甲", &["缩进 e.txt", "--start", "36", "--end", "46", "--tag", "有定义"]);
    let page = library.page("004");
    mark("甲", &[page.to_str().unwrap(), "--quote", "殷切嘱托，也为", "--tag", &same[0], "--note", "两段"]);
    mark("乙", &[page.to_str().unwrap(), "--quote", "嘱托", "--nth", "1", "--tag", "grid"]);
    library
}

/// Exports in every format that somebody else reads.
fn export(library: &Library, folder: &Path) {
    let to = |name: &str| folder.join(name).to_string_lossy().into_owned();
    for (name, args) in [
        ("raw.csv", &["--format", "csv", "--raw"][..]),
        ("x.json", &["--format", "json"]),
        ("x.jsonl", &["--format", "jsonl"]),
        ("x.jsonld", &["--format", "w3c"]),
        ("article.qdpx", &["--format", "refi"]),
        ("page.qdpx", &["--format", "refi", "--sources", "page"]),
        ("x.qdc", &["--format", "qdc"]),
        ("brat/", &["--format", "brat"]),
        ("xmi/", &["--format", "xmi"]),
        ("qc.csv", &["--format", "qc"]),
        ("x.docx", &["--format", "docx"]),
        ("x.html", &["--format", "html"]),
    ] {
        library.print(&[&["export", "-o", &to(name)], args].concat());
    }
    std::fs::write(folder.join("schema.json"), library.print(&["formats", "--schema"])).unwrap();
}

/// Writes down what the store holds, as `annotations` and `tags` tell it.
fn expect(library: &Library, folder: &Path) {
    let tags: Value = serde_json::from_str(&library.print(&["tags", "export"])).unwrap();
    let path = |key: &Value| {
        let all = tags.as_array().unwrap();
        all.iter().find(|tag| tag["key"] == *key).map_or(Value::Null, |tag| tag["path"].clone())
    };
    let mut rows = Vec::new();
    let mut documents = std::collections::BTreeSet::new();
    for a in library.annotations() {
        let pieces: Vec<&str> = a["target"].as_array().unwrap().iter().map(|s| s["exact"].as_str().unwrap()).collect();
        documents.insert(a["document"].as_str().unwrap().to_owned());
        let mut keys: Vec<Value> = a["tags"].as_array().unwrap().iter().map(path).collect();
        if keys.is_empty() {
            keys.push("".into());
        }
        for (n, tag) in keys.into_iter().enumerate() {
            rows.push(json!({
                "document": a["document"], "quote": pieces.concat(), "pieces": pieces, "joined": [pieces.concat()],
                "tag": tag, "coder": a["coder"], "note": if n == 0 { a["note"].clone() } else { "".into() },
            }));
        }
    }
    assert!(rows.len() >= 18);
    let texts = folder.join("texts");
    for path in &documents {
        let data = std::fs::read(library.texts().join(path)).unwrap();
        let text = String::from_utf8(data).unwrap().trim_start_matches('\u{feff}').replace("\r\n", "\n");
        std::fs::create_dir_all(texts.join(path).parent().unwrap()).unwrap();
        std::fs::write(texts.join(path), text).unwrap();
    }
    let put = |name: &str, value: &Value| std::fs::write(folder.join(name), value.to_string()).unwrap();
    put("expected.json", &rows.into());
    put("documents.json", &documents.into_iter().collect::<Vec<_>>().into());
    put("codebook.json", &tags);
}

#[test]
fn other_peoples_readers_find_what_the_store_holds() {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/interop/bin/python");
    if !python.exists() || !python.with_file_name("../ready").exists() {
        println!("skipped: tests/interop/setup has not installed the readers");
        return;
    }
    let library = library();
    let folder = library.folder.path().join("out");
    std::fs::create_dir_all(&folder).unwrap();
    export(&library, &folder);
    expect(&library, &folder);
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop");
    let mut failed = Vec::new();
    for name in ["csv_table", "json_schema", "w3c", "refi", "brat", "xmi", "taguette_codebook", "word", "page"] {
        let output = Command::new(&python).arg(scripts.join(format!("{name}.py"))).arg(&folder).output().unwrap();
        print!("{}", String::from_utf8_lossy(&output.stdout));
        if !output.status.success() {
            failed.push(format!("{name}: {}", String::from_utf8_lossy(&output.stderr)));
            failed.push(String::from_utf8_lossy(&output.stdout).into_owned());
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    comes_back(&library, &folder.join("again"));
}

/// What another program has written again comes into a library whose texts are spaced otherwise: on the same words.
fn comes_back(library: &Library, written: &Path) {
    let other = Library::new();
    for (path, text) in TEXTS {
        let full = other.texts().join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        let spaced = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\u{3000}', "");
        std::fs::write(full, spaced.replace(['\u{a0}', '\u{2003}'], " ")).unwrap();
    }
    other.print(&["init"]);
    other.print(&["import", "--format", "xmi", written.to_str().unwrap()]);
    let rows = |library: &Library| {
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        let mut rows: Vec<(String, String, String)> = Vec::new();
        for a in library.annotations() {
            let spans = a["target"].as_array().unwrap();
            let path = library.texts().join(a["document"].as_str().unwrap());
            let text = String::from_utf8(std::fs::read(path).unwrap()).unwrap();
            let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
            let before = text.chars().take(usize::try_from(spans[0]["start"].as_u64().unwrap()).unwrap());
            let words: String = spans.iter().map(|span| span["exact"].as_str().unwrap()).collect();
            rows.push((a["id"].to_string(), solid(&before.collect::<String>()), solid(&words)));
        }
        rows.sort();
        rows
    };
    assert_eq!(rows(&other), rows(library));
}
