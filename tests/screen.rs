//! Screens as golden files: what a person sees after some keys.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

#[path = "support/screen.rs"]
mod bench;

use bench::{Bench, golden};
use meipi::text::Widths;
use meipi::theme::Depth;
use meipi::words::Lang;
use std::fmt::Write;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

/// Every popup and state: a name, whether the worked example is loaded, the keys that lead there.
const STATES: &[(&str, bool, &str)] = &[
    ("first", false, ""),
    ("coded", false, "L j j x 1 x 2 3 ] a [ a c 4 k k \" 5 ;"),
    ("seam", false, "/ 准不准 <enter> x"),
    ("example", true, "L j j ] a"),
    ("others", true, "L <space> o ] a"),
    ("ends", true, "L ] a E + +"),
    ("picker", false, "L j j x t lian"),
    ("picker-new", false, "L j j x 1 x t 新东西 ^n"),
    ("picker-many", true, "<space> a <tab> <tab> t"),
    ("note", false, "L j j x a 第一行批注，写得很长很长，长到要折到下一行去，看看行首的标点，对不对。 <enter> 第二行"),
    ("memo", false, "<space> n 这篇说榜样"),
    ("attributes", false, "<space> i 青海日报 <down>"),
    ("help", false, "?"),
    ("help-search", false, "? / 标签"),
    ("search", false, "L / 网格"),
    ("prefix", false, "<space>"),
    ("prefix-structure", false, "s"),
    ("line", false, ": 标签"),
    ("line-argument", false, ": encoding <space>"),
    ("export", false, "<space> e <down>"),
    ("articles", true, "<space> f ddj"),
    ("headings", false, "<space> l"),
    ("why", false, "j j s ?"),
    ("erratum", false, "L v l s e"),
    ("list", true, "g l j j j"),
    ("list-filter", false, "g l / jicengzhili"),
    ("list-done", true, "D D g l f f f"),
    ("side-list", true, "g s g s j"),
    ("side-filter", true, "g s f 榜样"),
    ("zen", true, "<space> z"),
    ("printed", false, "<space> p <space> r"),
    ("themes", false, "<space> c <down> <down>"),
    ("settings", false, "<space> , <down>"),
    ("codebook", true, "<space> t j"),
    ("codebook-field", true, "<space> t O 网格长"),
    ("codebook-filter", true, "<space> t / wg"),
    ("codebook-define", true, "<space> t j e 管网格的人"),
    ("codebook-move", true, "<space> t j m"),
    ("codebook-merge", true, "<space> t j M"),
    ("codebook-remove", true, "<space> t j d"),
    ("passages", true, "<space> a j <tab>"),
    ("passages-empty", false, "<space> a"),
    ("passages-tag", true, "<space> a s t + / 组织架构 <enter>"),
    ("passages-filter", true, "<space> a / 网格 <space> !治理模式"),
    ("passages-retag", true, "<space> a / #网格 <enter> A M"),
    ("hits", true, "<space> / 网格 <enter> j - <tab>"),
    ("hits-field", false, "<space> /"),
    ("hits-none", false, "<space> / 没有的词"),
    ("hits-sorted", true, "<space> / 联动 <enter> w s r"),
    ("differences", true, "<space> d j ="),
    ("differences-empty", false, "<space> d"),
    ("chart-tags", true, "<space> s j"),
    ("chart-portrait", true, "<space> s <tab>"),
    ("chart-meetings", true, "<space> s <tab> <tab> j"),
    ("chart-progress", true, "D <space> s <s-tab>"),
];

fn at(state: &(&str, bool, &str), (cols, rows): (u16, u16), lang: Lang, depth: Depth) -> Bench {
    let mut bench = Bench::with(cols, rows, lang, depth, Widths::Narrow);
    if state.1 {
        bench.example();
    }
    bench.keys(state.2);
    bench
}

/// In each state: what is to be read at three sizes and in both languages, and how it looks with colours and
/// without. A light theme shows the same roles in the same places.
fn states(turn: usize) {
    for state in STATES.iter().skip(turn).step_by(2) {
        let mut picture = format!("keys: {}\n", state.2);
        for size in SIZES {
            for lang in Lang::ALL {
                let bench = at(state, size, lang, Depth::True);
                let _ = write!(picture, "\n{}x{} {}\n{}", size.0, size.1, lang.name(), bench.text());
            }
        }
        for (cols, rows) in SIZES {
            let mut dark = at(state, (cols, rows), Lang::Zh, Depth::True);
            dark.wears("dark");
            let looks = dark.looks();
            if cols == 80 {
                let _ = write!(picture, "\nlooks {cols}x{rows} (row: columns role)\n{looks}");
            }
            assert_eq!(dark.wears("light").looks(), looks, "{}", state.0);
        }
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
    let source = std::fs::read_to_string("tests/screen.rs").unwrap();
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
        for cols in [all[n % 9], all[(n + 4) % 9], all[(n + 7) % 9]] {
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
    let before = bench.app.desk.book.clone();
    bench.keys("L j j x 1 x 2 3 x f T dd x t 新东西 ^n <enter> ] a E + + E");
    let after = bench.app.desk.book.clone();
    assert_ne!(before, after);
    let mut steps = 0;
    while bench.app.desk.book != before {
        bench.keys("u");
        steps += 1;
        assert!(steps < 40);
    }
    bench.keys(&"^r ".repeat(steps));
    let tags = |book: &meipi::annotation::Book| {
        book.all().flat_map(|(_, list)| list.to_vec()).map(|a| (a.id, a.tags, a.target)).collect::<Vec<_>>()
    };
    assert_eq!(tags(&bench.app.desk.book), tags(&after));
}

#[test]
fn a_sentence_after_the_other_without_moving() {
    let mut bench = Bench::new(120, 36);
    bench.keys("L j j x 1 x 1 x 2");
    let quotations: Vec<String> =
        bench.app.desk.book.all().flat_map(|(_, list)| list).map(|a| a.quotation.text()).collect();
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
