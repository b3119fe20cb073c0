//! What strangers and spreadsheets put into a library: links that lead out of it, tables in other encodings, names
//! that are paths. Nothing outside is read or written, and a sentence says what is the matter.
#![cfg(unix)]

use crate::support::Library;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the person keeps beside the library.
const SECRET: &str = "(version: 2, secret: \"of the person\")\n";

/// A library with a text of its own, a store and one annotation; beside it what the person keeps.
fn library() -> Library {
    let library = Library::new();
    for (name, _) in meipi::library::SEEDS {
        fs::remove_file(library.texts().join(name)).unwrap();
    }
    fs::write(library.texts().join("a.txt"), "水边的村子\n\n村口有一架水车，转了很多年。\n").unwrap();
    fs::create_dir_all(own(&library).join("folder")).unwrap();
    for name in ["profile", "folder/x.ron"] {
        fs::write(own(&library).join(name), SECRET).unwrap();
    }
    library.print(&["init"]);
    annotate(&library, "水车");
    library
}

fn own(library: &Library) -> PathBuf {
    library.folder.path().join("own")
}

fn store(library: &Library) -> PathBuf {
    library.texts().join(".meipi")
}

fn annotate(library: &Library, quote: &str) {
    library.print(&["annotate", "a.txt", "--quote", quote, "--tag", "水利", "--create"]);
}

/// Runs a command; returns all that it said.
fn said(library: &Library, args: &[&str]) -> String {
    let output = library.run(args);
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

/// Everything below a folder, links not followed.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let kind = entry.file_type().unwrap();
            let data = if kind.is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
            found.insert(entry.path(), data);
            folders.extend(kind.is_dir().then(|| entry.path()));
        }
    }
    found
}

/// Puts a link in the place of a file or a folder of the store.
fn link(library: &Library, inside: &str, to: &Path) {
    let path = store(library).join(inside);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = fs::remove_file(&path);
    let _ = fs::remove_dir_all(&path);
    symlink(to, path).unwrap();
}

/// Commands that read and write everything in a store.
const WORK: [&[&str]; 8] = [
    &["annotate", "a.txt", "--quote", "村口", "--tag", "水利", "--note", "记一笔"],
    &["tags", "add", "田野"],
    &["tags", "rename", "水利", "河工"],
    &["annotations", "--format", "json"],
    &["export", "--format", "json"],
    &["import", "in.csv"],
    &["init", "--git"],
    &["check", "--fix"],
];

#[test]
fn nothing_goes_through_a_link_out_of_a_store() {
    let groups: [(&str, &[&str]); 7] = [
        ("profile", &["lock"]),
        ("none", &["lock"]),
        (
            "profile",
            &["terms.txt", "attributes.csv", ".gitattributes", "codebook/水利.ron", "annotations/甲/a.txt.ron"],
        ),
        ("profile", &["library.ron", ".gitignore", "structure/a.txt.ron", "progress/甲.ron", "memo/甲.ron"]),
        ("folder", &["codebook", "annotations", "structure", "backup"]),
        ("folder", &["annotations/甲", "annotations/乙", "progress"]),
        ("none", &["backup", "annotations/甲", "codebook/田野.ron", ".gitignore"]),
    ];
    for (to, links) in groups {
        let library = library();
        let git = Command::new("git").args(["init", "-q"]).current_dir(library.texts()).status();
        assert!(git.unwrap().success());
        fs::write(library.texts().join("in.csv"), "document,tag,content,coder\na.txt,水利,很多年,乙\n").unwrap();
        // What a spreadsheet saved is kept among the backups before it is written anew.
        fs::write(store(&library).join("attributes.csv"), "document;anchor;title;name;value\na.txt;;;报纸;晚报\n")
            .unwrap();
        links.iter().for_each(|inside| link(&library, inside, &own(&library).join(to)));
        let before = everything(&own(&library));
        let all: Vec<String> = WORK.iter().map(|args| said(&library, args)).collect();
        assert_eq!(everything(&own(&library)), before, "{links:?} -> {to}");
        assert!(all.iter().all(|said| !said.contains("of the person")), "{links:?} -> {to}: {all:?}");
        assert!(all.iter().any(|said| said.contains("经链接指向标注库外")), "{links:?} -> {to}: {all:?}");
    }
}

#[test]
fn check_names_what_leads_out_of_a_store() {
    let links = [
        ("profile", "terms.txt"),
        ("profile", "attributes.csv"),
        ("profile", "library.ron"),
        ("profile", "codebook/水利.ron"),
        ("profile", "annotations/甲/a.txt.ron"),
        ("none", "lock"),
        ("none", "backup"),
        ("profile", ".gitattributes"),
        ("none", ".gitignore"),
        ("folder", "codebook"),
        ("folder", "annotations/乙"),
    ];
    for (to, inside) in links {
        let library = library();
        link(&library, inside, &own(&library).join(to));
        let (zh, en) = (said(&library, &["check"]), said(&library, &["check", "--lang", "en"]));
        let names = |said: &str, sentence: &str| {
            said.lines().filter(|line| line.contains(&format!("/{inside} ")) && line.contains(sentence)).count()
        };
        assert_eq!(names(&zh, "经链接指向标注库外的"), 1, "{zh}");
        assert_eq!(names(&en, "is a link to"), 1, "{en}");
    }
}

#[test]
fn links_inside_a_store_are_read_and_written() {
    let library = library();
    let (store, elsewhere) = (store(&library), store(&library).join("people/first"));
    fs::create_dir_all(store.join("people")).unwrap();
    fs::rename(store.join("annotations/甲"), &elsewhere).unwrap();
    link(&library, "annotations/甲", Path::new("../people/first"));
    // The same folder by a second name, and one that leads in a circle, add nothing.
    link(&library, "annotations/丙", Path::new("甲"));
    link(&library, "annotations/圈", Path::new("."));
    assert_eq!(library.annotations().len(), 1);
    annotate(&library, "村口");
    assert_eq!(library.annotations().len(), 2);
    assert!(fs::read_to_string(elsewhere.join("a.txt.ron")).unwrap().contains("村口"));
    assert!(said(&library, &["check"]).contains("没有问题"));
}

#[test]
fn the_folder_of_a_store_may_be_a_link() {
    let library = library();
    let elsewhere = library.folder.path().join("store");
    fs::rename(store(&library), &elsewhere).unwrap();
    symlink(&elsewhere, store(&library)).unwrap();
    annotate(&library, "村口");
    assert_eq!(library.annotations().len(), 2);
    assert!(fs::read_to_string(elsewhere.join("annotations/甲/a.txt.ron")).unwrap().contains("村口"));
    let named = elsewhere.to_str().unwrap();
    symlink(own(&library).join("profile"), elsewhere.join("terms.txt")).unwrap();
    for args in [&["check"][..], &["check", "--store", named], &["check", "--store", "../store"]] {
        assert!(said(&library, args).contains("经链接指向标注库外的"), "{args:?}");
    }
}

#[test]
fn texts_outside_the_library_go_out_if_that_is_asked() {
    let library = library();
    fs::write(
        own(&library).join("diary.txt"),
        format!("日记里的话。\n\n{}\n\n谁也不给看。\n", "天天都写一点，写得很长。".repeat(9)),
    )
    .unwrap();
    symlink(own(&library).join("diary.txt"), library.texts().join("link.txt")).unwrap();
    symlink("a.txt", library.texts().join("inside.txt")).unwrap();
    library.print(&["annotate", "link.txt", "--quote", "日记", "--tag", "水利"]);
    let export = |more: &[&str]| {
        let output = library.run(&[&["export", "--texts", "all", "--format"], more].concat());
        assert!(output.status.success());
        (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8(output.stderr).unwrap())
    };
    for format in ["json", "doccano", "html", "markdown"] {
        let (data, said) = export(&[format]);
        assert!(!data.contains("谁也不给看") && data.contains("水车"), "{format}: {data}");
        assert!(said.contains("不会导出：link.txt（") && !said.contains("无法读取"), "{said}");
        let (data, said) = export(&[format, "--links"]);
        assert!(!["doccano", "html"].contains(&format) || data.contains("谁也不给看"), "{format}: {data}");
        assert!(!said.contains("不会导出"), "{said}");
    }
}

#[test]
fn tables_and_words_in_other_encodings_are_named_and_mended() {
    let library = library();
    let table = "document,anchor,title,name,value\r\na.txt,,,报纸,河州晚报\r\na.txt,,,栏目,乡村通讯\r\n";
    let (gbk, ..) = encoding_rs::GBK.encode(table);
    fs::write(store(&library).join("attributes.csv"), &gbk).unwrap();
    assert!(said(&library, &["annotations"]).contains("attributes.csv 的字符编码是 GB18030"));
    let (zh, en) = (said(&library, &["check"]), said(&library, &["check", "--lang", "en"]));
    assert!(
        zh.contains("attributes.csv 的字符编码是 GB18030，已照此读取；下次写入时改为 UTF-8，原件保留在 backup"),
        "{zh}"
    );
    assert!(en.contains("attributes.csv is encoded in GB18030, and was read as such. The next save"), "{en}");
    assert!(zh.contains("没有问题"), "{zh}");
    assert!(said(&library, &["check", "--fix"]).contains("（已修复）"));
    let written = fs::read_to_string(store(&library).join("attributes.csv")).unwrap();
    assert!(written.contains("a.txt,,,报纸,河州晚报\n") && written.contains("乡村通讯"), "{written}");
    assert_eq!(fs::read(store(&library).join("backup/replaced/attributes.csv")).unwrap(), *gbk);
    // A single character may be many things.
    let short = encoding_rs::GBK.encode("document,anchor,title,name,value\r\na.txt,,,x,男\r\n").0.into_owned();
    let tag = fs::read_to_string(store(&library).join("codebook/水利.ron")).unwrap();
    let tag = encoding_rs::GBK.encode(&tag).0.into_owned();
    let words = encoding_rs::GBK.encode("男\n").0.into_owned();
    for (name, data) in [("attributes.csv", short), ("codebook/水利.ron", tag), ("terms.txt", words)] {
        fs::write(store(&library).join(name), &data).unwrap();
        said(&library, &["check", "--fix"]);
        let (zh, en) = (said(&library, &["check"]), said(&library, &["check", "--lang", "en"]));
        assert_eq!(zh.lines().filter(|line| line.contains(&format!("/{name} 不是 UTF-8，像是 "))).count(), 1, "{zh}");
        assert!(en.contains(&format!("/{name} is not UTF-8 but looks like ")), "{en}");
        assert_eq!(fs::read(store(&library).join(name)).unwrap(), data);
    }
    library.print(&["annotations"]);
}

#[test]
fn names_that_are_none_are_refused() {
    let library = library();
    let before = everything(&store(&library));
    for name in ["", "/", "..", " ", ".", "\u{3000}", "\u{1}\t", "\u{200b}"] {
        library.fails(&["tags", "add", name], 2, "不能用作标签名");
        library.fails(&["tags", "rename", "水利", name], 2, "不能用作标签名");
        library.fails(
            &["annotate", "a.txt", "--quote", "水车", "--tag", &format!("新/{name}"), "--create"],
            2,
            "不能用作标签名",
        );
        library.fails(&["annotations", "--coder", name], 2, "不能用作标注人姓名");
        library.fails(&["annotate", "a.txt", "--quote", "水车", "--coder", name], 2, "不能用作标注人姓名");
        fs::write(library.texts().join("in.csv"), format!("document,tag,content\na.txt,{name},很多年\n")).unwrap();
        let taken = said(&library, &["import", "in.csv", "--dry-run"]);
        assert!(name.trim().is_empty() || taken.contains("无法解析的标签 1 个"), "{name:?}: {taken}");
        assert!(!taken.contains("新标签"), "{name:?}: {taken}");
    }
    assert_eq!(everything(&store(&library)), before);
}
