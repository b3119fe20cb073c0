//! Reading and coding without surprises: what a key is about, what keeps its width, how one gets out.

use crate::bench::Bench;
use meipi::app::Msg;
use meipi::screens::differences::Difference;
use meipi::state::project::Store;
use meipi::words::Lang;

/// What is adopted stays where it is listed, and is counted beside; when the screen is opened again it counts as agreed,
/// and a consensus about it is still counted.
#[test]
fn what_is_adopted_counts_as_agreed() {
    let mut bench = Bench::new(120, 36);
    bench.example().keys("<space> d");
    let count = |bench: &Bench, kind| bench.app.screens.differences.count_of(Some(kind));
    let (tags, agreed) = (count(&bench, Difference::Tags), count(&bench, Difference::Agreed));
    bench.keys("A");
    assert_eq!((count(&bench, Difference::Tags), count(&bench, Difference::Agreed)), (tags, agreed));
    assert_eq!(bench.app.screens.differences.adopted, 1);
    assert!(bench.text().lines().next().unwrap().contains("已一致 1 处"));
    let edits = bench.app.project.book.revision();
    bench.keys("A");
    assert_eq!(bench.app.project.book.revision(), edits, "adopting again changes nothing");
    bench.keys("= <esc> <space> d");
    assert_eq!((count(&bench, Difference::Tags), count(&bench, Difference::Agreed)), (tags - 1, agreed + 1));
    assert_eq!((bench.app.screens.differences.settled, bench.app.screens.differences.adopted), (1, 0));
}

/// A tag that was meant for words that are not there does not come off the annotation made before.
#[test]
fn a_selection_that_fails_leaves_no_target() {
    let mut bench = Bench::of(&[("a.txt", "夜校开课\n\n报名的人坐满了教室。\n")], 120, 30);
    bench.keys("G x 1 水 <enter> x 1");
    let book = &bench.app.project.book;
    assert_eq!(book.all().flat_map(|(_, list)| list).map(|a| a.tags.len()).collect::<Vec<_>>(), [1]);
}

/// The sidebar keeps its width while somebody codes, though a store is made meanwhile.
#[test]
fn the_text_keeps_its_width_while_somebody_codes() {
    let mut bench = Bench::own((120, 36), Lang::Zh);
    bench.app.project.store = Store::Nowhere;
    bench.app.project.read = false;
    bench.keys("<esc>");
    let width = bench.app.screen.column.w;
    bench.keys("x 1 夜校 <enter> <enter>");
    let root = bench.request.root.join(".meipi");
    bench.send(Msg::Loaded(Box::default(), Vec::new()));
    bench.send(Msg::Created(Ok(root)));
    assert_eq!(bench.app.screen.column.w, width);
    // With the next article it is decided anew; by a key at once.
    bench.keys("<esc> g s");
    assert!(bench.app.screen.column.w < width);
}

#[test]
fn esc_leaves_zen_and_the_widest_line_is_the_widest() {
    let mut bench = Bench::new(120, 36);
    bench.keys("<space> z");
    assert!(bench.app.screen.zen && bench.app.screen.text_head.is_empty());
    bench.keys("<esc>");
    assert!(!bench.app.screen.zen);
    bench.keys("<space> , <down> <down> <left> <left> <left> <left> <left> <left>");
    assert_eq!(bench.app.face.settings.cells(), 28 * 2);
    bench.keys("<right> <right> <right> <right> <right> <right> <right> <right> <right> <right>");
    assert_eq!(bench.app.face.settings.cells(), 64 * 2);
}

/// All but the sentence at the cursor is pale, and it goes with the cursor.
#[test]
fn the_ruler_goes_with_the_cursor() {
    let mut bench = Bench::of(&[("a.txt", "夜校开课\n\n报名的人坐满了教室。老师讲了两个小时。\n")], 120, 30);
    bench.keys("g s <esc> <space> R )");
    let pale = |bench: &mut Bench| bench.looks().lines().filter(|line| line.contains("text+faint")).count();
    assert!(pale(&mut bench) > 0, "{}", bench.looks());
    bench.keys("<space> R");
    let all = bench.looks();
    bench.keys("<space> R )");
    assert_ne!(bench.looks(), all);
}

/// At 120 columns a line has 36 to 38 汉字 beside a margin, and 30 beside a sidebar.
#[test]
fn the_text_comes_first() {
    let bench = Bench::own((120, 36), Lang::Zh);
    assert!(bench.app.screen.slim && (72..=76).contains(&bench.app.screen.column.w), "{}", bench.app.screen.column.w);
    let mut bench = Bench::new(120, 36);
    bench.example().keys("L");
    let screen = &bench.app.screen;
    assert!(!screen.slim && screen.column.w >= 60, "{}", screen.column.w);
    // Two cells of air part the text from the bar.
    assert!(screen.bar.x >= screen.column.right() + 2);
}

/// A message stands on the status line at 80 columns, beside a coder's name and whether all is saved.
#[test]
fn messages_are_no_longer_than_their_place() {
    for lang in Lang::ALL {
        for (name, text) in lang.source().lines().filter_map(|line| line.split_once(" = ")) {
            if name.starts_with("notice-") && !text.contains('{') {
                let wide = meipi::layout::width(text, meipi::text::Widths::Narrow);
                assert!(wide <= 68, "{}: {name} is {wide} cells wide", lang.name());
            }
        }
    }
}
