//! Books: how far one is, how many chapters there are, what the list shows of them, from one file to the next.

use crate::bench::Bench;
use crate::support::{Library, Pty};
use meipi::text::Document;
use meipi::theme::Depth;
use meipi::words::Lang;
use std::fmt::Write;

/// Sentences of a chapter, some of which on a page of a paper would be something else: a caption, a note at the end of
/// a column, a dateline, what goes on elsewhere.
const SENTENCES: [&str; 8] = [
    "渡口的灯亮了一夜，船家说水还要涨。",
    "图为老槐树下的石碑，碑上的字早已看不清了。",
    "“你去哪儿？”他问，没有人回答，",
    "（下转第二章）",
    "本报记者从来没有到过这里，她笑着说。",
    "河堤修到第三年，沿岸的村子才算安稳下来，孩子们又在堤上跑。",
    "夜校新开",
    "他把信折好，放进贴身的口袋，走出门去。",
];

/// A novel of so many chapters, each of so many paragraphs.
fn novel(chapters: usize, paragraphs: usize) -> String {
    let mut text = String::from("长河纪事\n\n");
    for chapter in 1..=chapters {
        let _ = write!(text, "第{chapter}章 渡口之{chapter}\n\n");
        for n in 0..paragraphs {
            let sentence = |k: usize| SENTENCES[(chapter * 3 + n * 5 + k) % SENTENCES.len()];
            let _ = write!(text, "　　{}{}{}这是第{chapter}章的第{n}段。\n\n", sentence(0), sentence(1), sentence(5));
        }
    }
    text
}

/// Three hundred chapters, more than a megabyte.
fn long() -> String {
    let text = novel(300, 20);
    assert!(text.len() > 1 << 20, "{}", text.len());
    text
}

/// Nothing moves between chapters: each is a run of lines of the source, one behind the other, whatever stands in it.
#[test]
fn nothing_moves_between_chapters() {
    for text in [novel(12, 9), long()] {
        let document = Document::open("a.txt", text.clone().into_bytes());
        let structure = &document.structure;
        assert!(structure.is_book());
        let mut last = 0;
        for (number, article) in (1..).zip(&structure.articles) {
            let parts = article.blocks.iter().flat_map(|id| &structure.block(*id).unwrap().parts);
            for part in parts {
                assert!(part.span.start.0 >= last, "{}", document.slice(part.span));
                last = part.span.end.0;
                let words = document.slice(part.span);
                let chapter = words.find("这是第").map(|at| words[at + "这是第".len()..].split('章').next().unwrap());
                let title = article.title.split('章').next().unwrap().split('第').next_back().unwrap();
                assert!(chapter.is_none_or(|chapter| chapter == title), "{number} {title}: {words}");
            }
        }
        assert_eq!(structure.own(), usize::from(structure.page.len() == 1));
    }
}

#[test]
fn a_book_says_how_far_one_is_in_it_and_in_the_chapter() {
    let (book, page) = (novel(40, 4), "夜校开课\n\n报名的人坐满了教室。\n");
    let files: [(&str, &[u8]); 2] = [("a.txt", book.as_bytes()), ("b.txt", page.as_bytes())];
    let mut bench = Bench::holding(&files, (100, 30), Lang::Zh, Depth::True);
    bench.keys("L L L L L L L L L L");
    assert!(bench.text().contains("/40 章") || bench.text().contains("/41 章"), "{}", bench.text());
    assert!(bench.text().contains("本章 0%  全书 2"), "{}", bench.text());
    let mut bench = Bench::holding(&files, (100, 30), Lang::En, Depth::True);
    bench.keys("L L L L");
    assert!(bench.text().contains("Chapter ") && bench.text().contains("chapter 0%  book "), "{}", bench.text());
    bench.keys("g l G <enter>");
    assert!(!bench.text().contains("book ") && !bench.text().contains("Chapter "), "{}", bench.text());
}

/// A long book that was never opened is counted as a whole, and stays so when other things about it change.
#[test]
fn a_closed_book_has_all_its_chapters() {
    let long = long();
    let files: [(&str, &[u8]); 2] =
        [("a.txt", b"\xe5\xbc\x80\xe5\xa4\xb4\n\nx\xe3\x80\x82\n"), ("b.txt", long.as_bytes())];
    let mut bench = Bench::holding(&files, (100, 30), Lang::Zh, Depth::True);
    let count = Document::open("b.txt", long.clone().into_bytes()).structure.articles.len();
    assert!(count == 300 || count == 301, "{count}");
    assert!(bench.text().contains(&format!("{count} 章")), "{}", bench.text());
    // It is folded: its chapters do not stand between other documents.
    assert_eq!(bench.app.shelf.rows.len(), 2, "{}", bench.text());
    bench.app.shelf.forget(|_| true);
    bench.keys("j");
    assert!(bench.text().contains(&format!("{count} 章")), "{}", bench.text());
}

/// What was unfolded because one went in folds again; what a person unfolded stays.
#[test]
fn what_one_leaves_folds_again() {
    let book = novel(30, 2);
    let files: [(&str, &[u8]); 3] =
        [("a.txt", book.as_bytes()), ("b.txt", book.as_bytes()), ("c.txt", "夜校\n\n开课。\n".as_bytes())];
    let mut bench = Bench::holding(&files, (100, 30), Lang::Zh, Depth::True);
    let rows = |bench: &Bench, of: usize| bench.app.shelf.rows.iter().filter(|row| row.document == of).count();
    assert!(rows(&bench, 0) > 30 && rows(&bench, 1) == 1, "{}", bench.text());
    bench.keys("g l G <enter>");
    assert_eq!((rows(&bench, 0), rows(&bench, 1)), (1, 1), "{}", bench.text());
    // By hand: it stays when one goes on.
    bench.keys("g l g g h");
    assert!(rows(&bench, 0) > 30);
    bench.keys("G <enter> H");
    assert!(rows(&bench, 1) > 30 && rows(&bench, 0) > 30);
    bench.keys("L");
    assert!(rows(&bench, 1) == 1 && rows(&bench, 0) > 30);
    // So it does when the program is started again.
    let session = meipi::app::session::present(&bench.app);
    assert_eq!(session.unfolded, ["a.txt"]);
    let mut other = Bench::holding(&files, (100, 30), Lang::Zh, Depth::True);
    other.keys("g l G <enter>");
    assert_eq!(rows(&other, 0), 1);
    meipi::app::session::recall(&mut other.app, session);
    assert!(rows(&other, 0) > 30, "{}", other.text());
}

/// From the file behind a long book one comes back to its last chapter, and from that to the file again.
#[test]
fn one_goes_back_into_the_last_chapter_of_a_closed_book() {
    let (library, long) = (Library::new(), long());
    for entry in std::fs::read_dir(library.texts()).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    std::fs::write(library.texts().join("1-序.txt"), "开头的话\n\n写在前面。\n").unwrap();
    std::fs::write(library.texts().join("2-长河.txt"), &long).unwrap();
    std::fs::write(library.texts().join("3-夜校.txt"), "夜校开课\n\n报名的人坐满了教室。\n").unwrap();
    let mut pty = Pty::start(&library, 110, 30, &[]);
    pty.shows("开头的话").shows("章");
    pty.keys("g l G <enter>").shows("报名的人坐满");
    pty.keys("H").shows("第300章 渡口之300").shows("300/300 章").shows("本章 0%  全书 99%");
    pty.keys("L").shows("报名的人坐满").keys("H H").shows("299/300 章");
    // One comes back to a chapter far behind the head, and from the file before to the first.
    pty.keys("q");
    assert_eq!(pty.ended(), 0);
    let mut pty = Pty::start(&library, 110, 30, &[]);
    pty.shows("299/300 章").keys("g l g g <enter>").shows("写在前面");
    pty.keys("L").shows("1/300 章").keys("H").shows("写在前面").keys("q");
    assert_eq!(pty.ended(), 0);
    let outline = library.print(&["outline", "2-长河.txt"]);
    assert!(outline.contains("第300章 渡口之300") && outline.contains("第1章 渡口之1"), "{outline}");
}
