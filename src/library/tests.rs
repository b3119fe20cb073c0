//! What a library is found to be.

use super::*;
use crate::files::Scripted;

fn files(paths: &[&str]) -> Scripted {
    let files = Scripted::default();
    paths.iter().for_each(|path| files.write(Path::new(path), b"x").unwrap());
    files
}

fn places() -> Places {
    Places { data: "/data".into(), state: "/state".into(), config: "/config".into() }
}

fn ask(files: &Scripted, paths: &[&str], here: &str) -> Library {
    let paths = paths.iter().map(PathBuf::from).collect();
    find(files, &Request { paths, here: here.into(), ..Request::default() }, &places()).unwrap()
}

#[test]
fn a_folder_lists_texts_of_formats_once() {
    let files = Scripted::default();
    let root = Path::new("/lib");
    for name in
        ["访谈一.docx", "访谈一.txt", "书.epub", "~$书.docx", "字幕.srt", "表.csv", "图.png", "二.odt", "三.ASS"]
    {
        files.write(&root.join(name), b"x").unwrap();
    }
    let marked = format!("PK..{}", exported::PROGRAM);
    files.write(&root.join("摘录.docx"), marked.as_bytes()).unwrap();
    files.write(&root.join("meipi-export.docx"), b"of an earlier version").unwrap();
    let library = walk(&files, root, &[]).unwrap();
    assert_eq!(library.documents, ["二.odt", "三.ASS", "书.epub", "字幕.srt", "访谈一.txt"]);
    assert_eq!(library.twins, ["访谈一.docx"]);
    let named = walk(&files, root, &[root.join("访谈一.docx"), root.join("表.csv")]).unwrap();
    assert!(named.documents.contains(&"访谈一.docx".to_owned()) && named.documents.contains(&"表.csv".to_owned()));
    assert_eq!(named.twins, [] as [&str; 0]);
}

#[test]
fn the_store_above_decides() {
    let files = files(&[
        "/l/.meipi/library.ron",
        "/l/a/10.txt",
        "/l/a/9.txt",
        "/l/.git/x.txt",
        "/l/b.md",
        "/l/c.rs",
        "/l/d.TXT",
    ]);
    let library = ask(&files, &["/l/a/9.txt"], "/");
    assert_eq!(library.root, Path::new("/l"));
    assert_eq!(library.documents, ["a/9.txt", "a/10.txt", "b.md", "d.TXT"]);
    assert_eq!(library.first.as_deref(), Some("a/9.txt"));
}

#[test]
fn a_folder_that_cannot_be_listed_is_told() {
    let files = files(&["/h/1.txt", "/h/x/2.txt"]);
    // What the path leads to is asked three times, whether there is a store twice; then folders are listed.
    files.fail([(7, crate::files::Fault::Fails)]);
    let library = ask(&files, &["/h"], "/");
    assert_eq!((library.documents, library.troubles.len()), (vec!["1.txt".to_owned()], 1));
}

#[test]
fn files_named_are_the_library() {
    let files = files(&["/t/x/1.log", "/t/y/2.txt", "/t/y/3.txt"]);
    let library = ask(&files, &["/t/x/1.log", "/t/y/2.txt"], "/");
    assert_eq!((library.root.as_path(), library.documents.len()), (Path::new("/t"), 2));
}

#[test]
fn documents_are_named_from_within_the_library() {
    let library = ask(&files(&["/t/x/1.txt", "/t/y/2.txt"]), &["../x/1.txt", "./2.txt"], "/t/y");
    assert_eq!(
        (library.root.as_path(), library.documents),
        (Path::new("/t"), vec!["x/1.txt".into(), "y/2.txt".into()])
    );
}

#[test]
fn without_an_argument_here_then_seeds_then_the_built_in_pages() {
    assert_eq!(ask(&files(&["/h/1.txt", "/h/seeds/2.txt"]), &[], "/h").root, Path::new("/h"));
    assert_eq!(ask(&files(&["/h/readme.md", "/h/seeds/2.txt"]), &[], "/h").root, Path::new("/h/seeds"));
    let library = ask(&files(&["/h/readme.md"]), &[], "/h");
    assert!(library.built_in && library.documents.len() == 5 && library.root == Path::new("/data/seeds"));
}

#[test]
fn the_built_in_pages_are_known_by_what_they_say() {
    let files = files(&["/mine/a.txt"]);
    let [(_, first), (_, second), ..] = SEEDS;
    let windows = String::from_utf8_lossy(second).replace('\n', "\r\n");
    files.write(Path::new("/clone/seeds/1.txt"), first).unwrap();
    files.write(Path::new("/clone/seeds/2.txt"), format!("\u{feff}{windows}").as_bytes()).unwrap();
    files.write(Path::new("/more/1.txt"), first).unwrap();
    files.write(Path::new("/more/mine.txt"), b"x").unwrap();
    let seeds = |root: &str| {
        let root = Path::new(root);
        is_of_seeds(&files, root, &documents(&files, root).unwrap_or_default()).unwrap()
    };
    assert!(seeds("/clone/seeds") && !seeds("/more") && !seeds("/mine") && !seeds("/nowhere"));
}

#[test]
fn a_missing_path_is_told() {
    let request = Request { paths: vec!["/no".into()], ..Request::default() };
    assert_eq!(find(&files(&[]), &request, &places()).unwrap_err().key, "error-missing");
}

#[test]
fn what_is_no_text_is_counted_by_kind() {
    let library = ask(&files(&["/h/a.pdf", "/h/x/b.PDF", "/h/c.xlsx", "/h/README", "/h/.git/d.pdf"]), &["/h"], "/");
    assert!(library.documents.is_empty());
    assert_eq!((library.others.count(), library.others.kinds()), (4, vec![("PDF", 2), ("XLSX", 1)]));
}
