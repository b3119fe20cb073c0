//! Files that spreadsheets and editors saved in other forms: read or left alone, never written back with holes.

use super::bytes::source;
use super::{Keeper, Store, Untidy, load, untidy};
use crate::annotation::{ArticleName, Book, Part};
use crate::error::Result;
use crate::files::{Files, Scripted};
use encoding_rs::{BIG5, EUC_KR, Encoding, GBK};
use std::path::{Path, PathBuf};

const TABLE: &str = "document,anchor,title,name,value\r\na.txt,,,报纸,河州晚报\r\na.txt,,,栏目,乡村通讯\r\n";

fn store() -> Store {
    Store { root: "/lib/.meipi".into() }
}

fn in_utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn encoded(text: &str, standard: &'static Encoding) -> Vec<u8> {
    standard.encode(text).0.into_owned()
}

/// The forms in which a spreadsheet saves the table, and how they are called.
fn forms() -> Vec<(Vec<u8>, &'static str, &'static str)> {
    let traditional = TABLE.replace("报纸", "報紙").replace("晚报", "晚報").replace("栏目", "欄目");
    let traditional = traditional.replace("乡村", "鄉村").replace("通讯", "通訊");
    vec![
        (encoded(TABLE, GBK), "GB18030", "none"),
        (encoded(&TABLE.replace(',', ";"), GBK), "GB18030", ";"),
        (encoded(&traditional, BIG5), "Big5", "none"),
        (in_utf16(&TABLE.replace(',', "\t")), "UTF-16LE BOM", "TAB"),
        (TABLE.replace(',', ";").into_bytes(), "UTF-8", ";"),
        (format!("\u{feff}{}", TABLE.replace(',', "\t")).into_bytes(), "UTF-8", "TAB"),
    ]
}

fn said(files: &Scripted) -> Vec<(PathBuf, &'static str)> {
    load(files, &store()).troubles.into_iter().map(|found| (found.path, found.error.key)).collect()
}

fn attribute(keeper: &mut Keeper, files: &Scripted, mut book: Book, value: &str) -> Result<()> {
    book.attributes.insert((ArticleName::whole("a.txt"), "作者".into()), value.into());
    keeper.save(files, &Part::Attributes, book.excerpt(&Part::Attributes)).map(|_| ())
}

fn backups(files: &Scripted) -> Vec<Vec<u8>> {
    let paths = files.paths().into_iter().filter(|path| path.starts_with("/lib/.meipi/backup"));
    paths.map(|path| files.read(&path).unwrap()).collect()
}

#[test]
fn a_table_in_another_form_is_read_and_written_anew() {
    for (data, encoding, separator) in forms() {
        let (files, path) = (Scripted::default(), store().attributes());
        files.write(&path, &data).unwrap();
        let loaded = load(&files, &store());
        let says = &loaded.troubles[0].error;
        assert_eq!((loaded.troubles.len(), says.key), (1, "error-recoded"), "{encoding}");
        assert_eq!(says.blanks[1..], [("encoding", encoding.to_owned()), ("separator", separator.to_owned())]);
        let values: Vec<&str> = loaded.book.attributes.values().map(String::as_str).collect();
        assert!(values.iter().any(|value| value.starts_with("河州晚")) && values.len() == 2, "{values:?}");
        assert_eq!(untidy(&files, &store(), &loaded.known).0, [(path.clone(), Untidy::Recoded)]);
        let before = loaded.book.attributes.clone();
        let mut keeper = Keeper::new(store(), loaded.known);
        attribute(&mut keeper, &files, loaded.book.clone(), "王小河").unwrap();
        attribute(&mut keeper, &files, loaded.book, "王大河").unwrap();
        let written = String::from_utf8(files.read(&path).unwrap()).unwrap();
        assert!(written.contains("a.txt,,,作者,王大河") && !written.contains('\u{fffd}'), "{written}");
        assert_eq!(backups(&files), [data]);
        assert_eq!(said(&files), []);
        let after = load(&files, &store()).book.attributes;
        assert!(before.iter().all(|(name, value)| after.get(name) == Some(value)));
    }
}

#[test]
fn check_writes_it_anew() {
    for (data, ..) in forms() {
        let (files, path) = (Scripted::default(), store().attributes());
        files.write(&path, &data).unwrap();
        let loaded = load(&files, &store());
        let mut keeper = Keeper::new(store(), loaded.known);
        keeper.tidy(&files, &path).unwrap();
        assert_eq!((said(&files), backups(&files)), (vec![], vec![data]));
        assert_eq!(load(&files, &store()).book, loaded.book);
    }
}

#[test]
fn a_table_that_is_saved_otherwise_meanwhile_is_merged_and_kept() {
    for (data, encoding, _) in forms() {
        let (files, path) = (Scripted::default(), store().attributes());
        files.write(&path, b"document,anchor,title,name,value\na.txt,,,x,y\n").unwrap();
        let loaded = load(&files, &store());
        let mut keeper = Keeper::new(store(), loaded.known);
        files.write(&path, &data).unwrap();
        attribute(&mut keeper, &files, loaded.book, "王小河").unwrap();
        let written = String::from_utf8(files.read(&path).unwrap()).unwrap();
        assert!(written.contains("河州晚") && written.contains("王小河"), "{encoding}: {written}");
        assert_eq!(backups(&files), [data]);
    }
}

#[test]
fn a_table_that_cannot_be_told_is_left_alone() {
    let row = |value: &str| format!("document,anchor,title,name,value\na.txt,,,x,{value}\n");
    let korean = "날짜,기자,신문";
    let mixed = [encoded(TABLE, GBK), "b.txt,,,报纸,河州晚报的副刊\n".as_bytes().to_vec()].concat();
    for (data, key) in [
        (encoded(&row("男"), GBK), "error-encoding"),
        (encoded(&row(korean), EUC_KR), "error-encoding"),
        ([TABLE.as_bytes(), b"a.txt,,,y,\xff\n"].concat(), "error-not-utf8"),
        (mixed, "error-not-utf8"),
    ] {
        let (files, path) = (Scripted::default(), store().attributes());
        files.write(&path, &data).unwrap();
        assert_eq!(said(&files), [(path.clone(), key)]);
        let loaded = load(&files, &store());
        let mut keeper = Keeper::new(store(), loaded.known);
        assert_eq!(attribute(&mut keeper, &files, loaded.book, "王小河").unwrap_err().key, key);
        assert_eq!((files.read(&path).unwrap(), backups(&files)), (data, vec![]));
    }
}

#[test]
fn words_in_another_encoding_are_read_or_left_alone() {
    let words = "网格长\n河道巡查员\n合作社理事\n";
    let (files, path) = (Scripted::default(), store().terms());
    let term = |keeper: &mut Keeper| {
        let mut book = Book::default();
        book.terms.insert("堤长".into());
        keeper.save(&files, &Part::Term("堤长".into()), book)
    };
    for data in [encoded(words, GBK), in_utf16(words)] {
        files.write(&path, &data).unwrap();
        let loaded = load(&files, &store());
        assert!(loaded.book.terms.contains("河道巡查员") && loaded.book.terms.len() == 3);
        assert_eq!(said(&files), [(path.clone(), "error-recoded")]);
        term(&mut Keeper::new(store(), loaded.known)).unwrap();
        assert_eq!(files.read(&path).unwrap(), "堤长\n网格长\n河道巡查员\n合作社理事\n".as_bytes());
        assert!(backups(&files).contains(&data) && said(&files).is_empty());
    }
    let unclear = encoded("男\n", GBK);
    files.write(&path, &unclear).unwrap();
    let loaded = load(&files, &store());
    assert!(loaded.book.terms.is_empty());
    assert_eq!(said(&files), [(path.clone(), "error-encoding")]);
    term(&mut Keeper::new(store(), loaded.known)).unwrap_err();
    assert_eq!(files.read(&path).unwrap(), unclear);
}

#[test]
fn what_this_program_writes_must_be_utf8() {
    let tag = "(version: 2, key: \"a\", zh: \"河道巡查员的日常工作\")";
    for (data, key) in [
        (encoded(tag, GBK), "error-encoding"),
        (in_utf16(tag), "error-encoding"),
        (tag.encode_utf16().flat_map(u16::to_be_bytes).collect(), "error-encoding"),
        ([tag.as_bytes(), b"\xff"].concat(), "error-not-utf8"),
    ] {
        let (files, path) = (Scripted::default(), store().tag("a"));
        files.write(&path, &data).unwrap();
        assert_eq!(said(&files), [(path, key)]);
    }
    assert!(source(Path::new("a.ron"), tag.as_bytes()).is_ok_and(|source| source.recoded.is_none()));
}
