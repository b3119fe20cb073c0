//! The worked example: the five built-in pages with the annotations of two coders, as a copy of one's own.

use super::load;
use super::personal::write_progress;
use super::place::Store;
use crate::annotation::quick::bind_all;
use crate::annotation::{Edit, Part, apply};
use crate::error::Result;
use crate::files::{Files, Kind, lock};
use crate::library::{Places, SEEDS, STORE};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The coder in whose name the example is opened.
pub const CODER: &str = "甲";

macro_rules! sheets {
    ($($coder:literal $document:literal)*) => {
        /// The annotations of the example: coder, document, the text of the file.
        pub static SHEETS: &[(&str, &str, &str)] = &[$((
            $coder,
            $document,
            include_str!(concat!("../../assets/demo/", $coder, "/", $document, ".ron")),
        ),)*];
    };
}

sheets! {
    "甲" "000_9db0a64cb96ddca8.txt"
    "甲" "001_f43b9854affe5fcd.txt"
    "甲" "002_935b0ba6c304af27.txt"
    "甲" "003_50fb352426c234d0.txt"
    "甲" "004_b81cb16a931e8cb7.txt"
    "乙" "000_9db0a64cb96ddca8.txt"
    "乙" "001_f43b9854affe5fcd.txt"
    "乙" "002_935b0ba6c304af27.txt"
    "乙" "003_50fb352426c234d0.txt"
    "乙" "004_b81cb16a931e8cb7.txt"
}

/// Makes the example in the data directory, if it is not there yet; anew if that is asked for. Returns its folder.
///
/// # Errors
/// The folder cannot be written.
pub fn demo(files: &dyn Files, places: &Places, anew: bool, now: Timestamp) -> Result<PathBuf> {
    let root = places.data.join("demo");
    let store = Store { root: root.join(STORE) };
    let known = files.kind(&store.card())? == Some(Kind::File);
    if known && !anew {
        return Ok(root);
    }
    for (name, data) in SEEDS {
        files.write(&root.join(name), data)?;
    }
    if known {
        clear(files, &store)?;
    }
    for (coder, document, source) in SHEETS {
        files.write(&store.sheet(coder, document), source.as_bytes())?;
    }
    store.ensure(files, &root, now)?;
    bind_keys(files, &store)?;
    Ok(root)
}

/// Binds the quick keys of the coders: they have annotated with them.
fn bind_keys(files: &dyn Files, store: &Store) -> Result<()> {
    let mut book = load(files, store).book;
    let coders: BTreeSet<&str> = SHEETS.iter().map(|(coder, ..)| *coder).collect();
    for coder in coders {
        let (changes, _) = bind_all(&book, coder);
        apply(&mut book, &Edit { changes, ..Edit::default() });
        let path = store.path(&Part::Progress(coder.to_owned()));
        files.write(&path, write_progress(coder, book.personal(coder)).as_bytes())?;
    }
    Ok(())
}

/// Removes what was made of the example.
fn clear(files: &dyn Files, store: &Store) -> Result<()> {
    let _held = lock(files, &store.lock(), &|_| {})?;
    let mut folders = vec![store.root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in files.list(&folder)? {
            match entry.kind {
                Kind::Folder => folders.push(entry.path),
                Kind::File if entry.path != store.lock() => files.remove(&entry.path)?,
                _ => {}
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{State, Survey};
    use crate::files::Scripted;
    use crate::text::Document;

    #[test]
    fn every_annotation_of_the_example_stands_in_its_place() {
        let files = Scripted::default();
        let places = Places { data: "/d".into(), state: "/s".into(), config: "/c".into() };
        let root = demo(&files, &places, false, Timestamp::UNIX_EPOCH).unwrap();
        let loaded = load(&files, &Store { root: root.join(STORE) });
        assert!(loaded.troubles.is_empty());
        // Their keys stay with their tags from the first.
        assert!(["甲", "乙"].iter().all(|coder| loaded.book.personal(coder).quick.len() > 13));
        let (mut articles, mut count) = (BTreeSet::new(), 0);
        for (name, data) in SEEDS {
            let list = loaded.book.of(name);
            let survey = Survey::new(&Document::open(name, data.to_vec()), list);
            for annotation in list {
                let standing = survey.places[&annotation.id];
                assert_eq!(standing.state, State::InPlace, "{}", annotation.quotation.text());
                let known = |tag: &String| loaded.book.codebook.get(tag).is_some();
                assert!(annotation.tags.iter().all(known), "{:?}", annotation.tags);
                if annotation.coder == CODER {
                    count += 1;
                    articles.insert((name, standing.article));
                    assert!(!annotation.note.is_empty(), "{}", annotation.quotation.text());
                }
            }
        }
        assert!(
            count >= 85 && articles.iter().filter(|(_, article)| *article > 0).count() == 17,
            "{count} {articles:?}"
        );
        let theirs = loaded.book.all().flat_map(|(_, list)| list).filter(|a| a.coder != CODER).count();
        assert!(theirs >= 20);
        // It is one's own: what was changed stays, until it is made anew.
        files.write(&root.join("x.txt"), b"mine").unwrap();
        let sheet = Store { root: root.join(STORE) }.sheet("丙", SEEDS[0].0);
        files.write(&sheet, b"x").unwrap();
        demo(&files, &places, false, Timestamp::UNIX_EPOCH).unwrap();
        assert!(files.paths().contains(&sheet));
        demo(&files, &places, true, Timestamp::UNIX_EPOCH).unwrap();
        assert!(!files.paths().contains(&sheet) && files.paths().contains(&root.join("x.txt")));
    }
}
