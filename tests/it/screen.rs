//! Screens as golden files: what a person sees after some keys.

use crate::bench::{Bench, golden};
use meipi::state::project::{Coder, Store};
use meipi::text::Widths;
use meipi::theme::Depth;
use meipi::words::Lang;
use std::fmt::Write;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

/// What there is before the first key.
#[derive(Clone, Copy, PartialEq)]
enum With {
    /// Nothing but the pages.
    Nothing,
    /// The worked example.
    Example,
    /// Neither a store nor a coder who has a name.
    Nobody,
    /// No store yet.
    NoStore,
    /// Versions between which nobody has decided, and a document that is gone.
    Torn,
    /// A text of one's own, and no tag yet.
    Own,
    /// A folder without texts.
    Empty,
    /// A file that is no text.
    Binary,
    /// The same as older versions left it, with the starter codebook.
    Older,
    /// Annotations whose texts were changed: one moved, one that stands in several places, one lost.
    Astray,
}

/// A state: its name, what there is, the keys that lead there.
type State = (&'static str, With, &'static str);

/// Every popup and state.
const STATES: &[State] = &[
    ("first", With::Nothing, ""),
    ("coded", With::Nothing, "L j j x 1 x 2 3 ] a [ a c 4 k k \" 5 ;"),
    ("seam", With::Nothing, "/ 准不准 <enter> x"),
    ("example", With::Example, "L j j ] a"),
    ("others", With::Example, "L <space> o ] a"),
    ("ends", With::Example, "L ] a E + +"),
    ("picker", With::Nothing, "L j j x t lian"),
    ("picker-new", With::Nothing, "L j j x 1 x t 新东西 ^n"),
    ("picker-many", With::Example, "<space> a <tab> <tab> t"),
    (
        "note",
        With::Nothing,
        "L j j x a 第一行批注，写得很长很长，长到要折到下一行去，看看行首的标点，对不对。 <enter> 第二行",
    ),
    ("memo", With::Nothing, "<space> n 这篇说榜样"),
    ("attributes", With::Nothing, "<space> i 青海日报 <down>"),
    ("attributes-article", With::Nothing, "L <space> i ^t <down> <down> <down>"),
    ("help", With::Nothing, "?"),
    ("help-search", With::Nothing, "? / 标签"),
    ("help-list", With::Nothing, "g l ?"),
    ("help-codebook", With::Nothing, "<space> t ?"),
    ("help-section", With::Nothing, "? 3"),
    ("help-signs", With::Nothing, "? 9"),
    ("search", With::Nothing, "L / 网格"),
    ("prefix", With::Nothing, "<space>"),
    ("prefix-structure", With::Nothing, "s"),
    ("prefix-goto", With::Nothing, "g"),
    ("prefix-sort", With::Example, "<space> a s"),
    ("line-all", With::Nothing, ":"),
    ("line", With::Nothing, ": 标签"),
    ("line-argument", With::Nothing, ": encoding <space>"),
    ("export", With::Nothing, "<space> e <down>"),
    ("import", With::Nothing, "<space> b x.csv ^t 服务"),
    ("articles", With::Example, "<space> f ddj"),
    ("headings", With::Nothing, "<space> l"),
    ("why", With::Nothing, "j j s ?"),
    ("erratum", With::Nothing, "L v l s e"),
    ("undone", With::Nothing, "L j j x 1 L u"),
    ("list", With::Example, "g l j j j"),
    ("list-filter", With::Nothing, "g l / jicengzhili"),
    ("list-done", With::Example, "D D g l f f f"),
    ("side-list", With::Example, "g s g s j"),
    ("side-filter", With::Example, "g s f 榜样"),
    ("zen", With::Example, "<space> z"),
    ("printed", With::Nothing, "<space> p <space> r"),
    ("themes", With::Nothing, "<space> c <down> <down>"),
    ("tour", With::Example, ": tour <enter>"),
    ("tour-tag", With::Example, ": tour <enter> x"),
    ("tour-back", With::Example, ": tour <enter> x 1 L <space> a"),
    ("settings", With::Nothing, "<space> , <down>"),
    ("settings-program", With::Nothing, "<space> , <up> <up> <up> <up> <up> <up> <right>"),
    ("definition", With::Example, "<space> t j e 一格一人 <tab> 网格员 <enter> 网格长 <down>"),
    ("codebook-rename", With::Example, "<space> t j r 长"),
    ("export-scope", With::Example, "<space> e ^s ^o <up> <up>"),
    ("bare-empty", With::Empty, ""),
    ("bare-binary", With::Binary, ""),
    ("bare-first", With::Own, ""),
    ("bare-codebook", With::Own, "<space> t"),
    ("bare-name", With::Own, "j x 1 课程"),
    ("bare-list", With::Own, "<space> t p 组织 <enter> <tab> 夜校"),
    ("starter-offer", With::Older, "<space> t"),
    ("picker-keys", With::Older, "x t"),
    ("codebook", With::Example, "<space> t j"),
    ("codebook-field", With::Example, "<space> t O 网格长"),
    ("codebook-filter", With::Example, "<space> t / wg"),
    ("codebook-define", With::Example, "<space> t j e 管网格的人"),
    ("codebook-move", With::Example, "<space> t j m"),
    ("codebook-merge", With::Example, "<space> t j M"),
    ("codebook-remove", With::Example, "<space> t j d"),
    ("passages", With::Example, "<space> a j <tab>"),
    ("passages-empty", With::Nothing, "<space> a"),
    ("passages-tag", With::Example, "<space> a s t + / 组织架构 <enter>"),
    ("passages-filter", With::Example, "<space> a / 网格 <space> !治理模式"),
    ("passages-retag", With::Example, "<space> a / #网格 <enter> A M"),
    ("hits", With::Example, "<space> / 网格 <enter> j - <tab>"),
    ("hits-field", With::Nothing, "<space> /"),
    ("hits-none", With::Nothing, "<space> / 没有的词"),
    ("hits-sorted", With::Example, "<space> / 联动 <enter> w s r"),
    ("differences", With::Example, "<space> d j ="),
    ("differences-kind", With::Example, "<space> d f f j"),
    ("differences-empty", With::Nothing, "<space> d"),
    ("conflicts", With::Torn, "<space> u"),
    ("conflicts-tag", With::Torn, "<space> u j j"),
    ("conflicts-decided", With::Torn, "<space> u 3 j 2"),
    ("conflicts-gone", With::Torn, "<space> u G"),
    ("conflicts-empty", With::Nothing, "<space> u"),
    ("store", With::NoStore, "x 1"),
    ("quit-unsaved", With::NoStore, "x 1 <esc> q"),
    ("coder", With::Nobody, "x 1"),
    ("owners", With::Nothing, "j j s /"),
    ("moved", With::Astray, "L g g ] a"),
    ("candidates", With::Astray, "L g g ] a ] a r"),
    ("lost", With::Astray, "L g g ] a ] a ] a r"),
    ("chart-tags", With::Example, "<space> s j"),
    ("chart-tags-articles", With::Example, "<space> s s j l j j"),
    ("chart-tags-empty", With::Nothing, "<space> s <tab>"),
    ("chart-tags-few", With::Own, "j x 1 课程 <enter> j x 2 夜校 <enter> x 1 <space> s"),
    ("chart-timeline", With::Example, "<space> s <tab>"),
    ("chart-timeline-one", With::Example, "<space> s <tab> j j j j l l"),
    ("chart-meetings", With::Example, "<space> s <tab> <tab> j"),
    ("chart-meetings-sorted", With::Example, "<space> s <tab> <tab> s j l l l l l l l l l l l l l l l l l l"),
    ("chart-progress", With::Example, "D <space> s <s-tab>"),
];

fn at(state: &State, (cols, rows): (u16, u16), lang: Lang, depth: Depth) -> Bench {
    let mut bench = match state.1 {
        With::Own => Bench::own_with((cols, rows), lang, depth),
        With::Older => Bench::older_with((cols, rows), lang, depth),
        With::Empty => Bench::holding(&[], (cols, rows), lang, depth),
        With::Binary => {
            Bench::holding(&[("a.png", &[0x89, b'P', b'N', b'G', 0, 0, 0, 13, 0, 1])], (cols, rows), lang, depth)
        }
        _ => Bench::with(cols, rows, lang, depth, Widths::Narrow),
    };
    match state.1 {
        With::Nothing | With::Own | With::Older | With::Empty | With::Binary => {}
        With::Example => {
            bench.example();
        }
        With::Nobody => {
            (bench.app.project.store, bench.app.project.coder) = (Store::Nowhere, Coder::Unsure("root".into()));
        }
        With::NoStore => bench.app.project.store = Store::Nowhere,
        With::Astray => {
            bench.astray();
        }
        With::Torn => {
            bench.torn();
        }
    }
    bench.keys(state.2);
    bench
}

/// In each state: what is to be read at three sizes and in both languages, and how it looks with colours and
/// without. A light theme shows the same roles in the same places.
fn states(turn: usize) {
    for state in STATES.iter().skip(turn).step_by(2) {
        let mut picture = format!("keys: {}\n", state.2);
        let mut looks = String::new();
        for (cols, rows) in SIZES {
            for lang in Lang::ALL {
                let mut bench = at(state, (cols, rows), lang, Depth::True);
                let _ = write!(picture, "\n{cols}x{rows} {}\n{}", lang.name(), bench.text());
                if lang == Lang::Zh {
                    let dark = bench.wears("dark").looks();
                    assert_eq!(bench.wears("light").looks(), dark, "{}", state.0);
                    looks = if cols == 80 { dark } else { looks };
                }
            }
        }
        let _ = write!(picture, "\nlooks 80x24 (row: columns role)\n{looks}");
        let mono = at(state, SIZES[0], Lang::Zh, Depth::None);
        let _ = write!(picture, "\nlooks 80x24 without colour\n{}", mono.looks());
        golden(state.0, &picture);
    }
}

#[test]
fn every_popup_and_state_of_one_half() {
    states(0);
}

#[test]
fn every_popup_and_state_of_the_other_half() {
    states(1);
}

#[test]
fn ambiguous_characters_may_be_wide() {
    Bench::with(100, 30, Lang::Zh, Depth::True, Widths::Wide).keys("L j j x 1 x").shows("wide-100x30");
}

#[test]
fn a_tiny_terminal_says_so() {
    Bench::new(38, 9).shows("tiny-38x9");
    Bench::new(60, 12).keys("x 1").shows("small-60x12");
}

#[test]
fn every_golden_file_is_used() {
    let sources = ["screen", "screens", "transcribed", "plain"].map(|name| format!("tests/it/{name}.rs"));
    let source: String = sources.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for entry in std::fs::read_dir("tests/golden").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let stem = name.strip_suffix(".txt").unwrap();
        assert!(source.contains(&format!("\"{stem}\"")), "{name} is not used");
    }
}

/// No row of any screen holds half a wide character, whatever lies over it.
#[test]
fn wide_characters_are_never_cut() {
    for (n, state) in STATES.iter().enumerate() {
        let keys = state.2;
        // Odd widths and even ones, by turns: all of them in every state would take minutes.
        let all = [41, 66, 79, 80, 99, 100, 101, 133, 200];
        let turns: &[usize] = if std::env::var_os("MEIPI_LONG").is_some() { &[0, 4, 7] } else { &[0] };
        for cols in turns.iter().map(|turn| all[(n + turn) % 9]) {
            let buffer = at(state, (cols, 30), Lang::Zh, Depth::True).buffer();
            for y in 0..buffer.area.height {
                for x in 0..buffer.area.width {
                    let wide = Widths::Narrow.of_grapheme(buffer[(x, y)].symbol()) == 2;
                    let covered = x + 1 < buffer.area.width && buffer[(x + 1, y)].symbol().is_empty();
                    assert_eq!(wide, covered && wide, "{keys} {cols}: {x},{y} {:?}", buffer[(x, y)].symbol());
                    let orphan = buffer[(x, y)].symbol().is_empty()
                        && (x == 0 || Widths::Narrow.of_grapheme(buffer[(x - 1, y)].symbol()) != 2);
                    assert!(!orphan, "{keys} {cols}: {x},{y}");
                }
            }
        }
    }
}

#[test]
fn undo_and_redo_lead_back_and_forth() {
    let mut bench = Bench::new(120, 36);
    let before = bench.app.project.book.clone();
    bench.keys("L j j x 1 x 2 3 x f T dd x t 新东西 ^n <enter> ] a E + + E");
    let after = bench.app.project.book.clone();
    assert_ne!(before, after);
    let mut steps = 0;
    // Keys that have tagged stay bound.
    let undone = |bench: &Bench| {
        let mut book = bench.app.project.book.clone();
        book.personal.clear();
        // Nor does a tag go without a trace.
        book.codebook = book.codebook.all().cloned().collect();
        book == before
    };
    while !undone(&bench) {
        bench.keys("u");
        steps += 1;
        assert!(steps < 40);
    }
    bench.keys(&"^r ".repeat(steps));
    let tags = |book: &meipi::annotation::Book| {
        book.all().flat_map(|(_, list)| list.to_vec()).map(|a| (a.id, a.tags, a.target)).collect::<Vec<_>>()
    };
    assert_eq!(tags(&bench.app.project.book), tags(&after));
}

#[test]
fn a_sentence_after_the_other_without_moving() {
    let mut bench = Bench::new(120, 36);
    bench.keys("L j j x 1 x 1 x 2");
    let quotations: Vec<String> =
        bench.app.project.book.all().flat_map(|(_, list)| list).map(|a| a.quotation.text()).collect();
    assert_eq!(quotations.len(), 3);
    let text = &bench.app.reader.document.as_ref().unwrap().text;
    assert!(text.contains(&quotations.concat()));
}

#[test]
fn a_quotation_widens() {
    let mut bench = Bench::new(120, 36);
    let selected = |bench: &mut Bench, keys: &str| {
        bench.keys(keys).keys("y");
        bench.copied.pop().unwrap()
    };
    bench.keys("/ 推广“小区网格 <enter>");
    bench.keys("<esc> <esc>");
    bench.keys("g l G <enter>").keys("/ “四方联动” <enter>");
    assert_eq!(selected(&mut bench, "\""), "四方联动");
    assert_eq!(selected(&mut bench, "\""), "“四方联动”");
    let noun = selected(&mut bench, "\"");
    assert!(noun.starts_with("“四方联动”") && noun.chars().count() > 6, "{noun}");
}

#[test]
fn where_nothing_more_follows_a_digit_tags_nothing() {
    let mut bench = Bench::of(&[("a.txt", "搬家\n\n我们搬了三次家。第一次在河边。最后一次在山上。\n")], 100, 30);
    bench.keys("j ) ) x 1 搬 <enter>");
    let before = bench.app.project.book.clone();
    bench.keys("x 1 x 1");
    assert!(*bench.app.project.book == before);
    // From another place the same sentence can be had.
    bench.keys("( ) x 1");
    assert!(*bench.app.project.book != before);
}

#[test]
fn a_pasted_list_has_the_line_ends_of_any_terminal() {
    for end in ["\n", "\r", "\r\n"] {
        let mut bench = Bench::own((100, 30), Lang::Zh);
        bench.keys("<space> t").paste(&["空间", "搬迁", "经营"].join(end));
        let tags: Vec<String> = bench.app.project.book.codebook.all().map(|tag| tag.zh.clone()).collect();
        assert_eq!(tags.len(), 3, "{end:?}: {tags:?}");
    }
}
