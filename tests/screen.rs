//! Screens as golden files: what a person sees after some keys.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

#[path = "support/screen.rs"]
mod bench;

use bench::Bench;
use meipi::text::Widths;
use meipi::theme::Depth;
use meipi::words::Lang;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

fn at_both(name: &str, keys: &str) {
    for (cols, rows) in SIZES {
        Bench::new(cols, rows).keys(keys).shows(&format!("{name}-{cols}x{rows}"));
    }
}

#[test]
fn the_first_screen() {
    at_both("first", "");
}

#[test]
fn overlapping_annotations_and_the_lit_one() {
    at_both("coded", "L j j x 1 x 2 3 ] a [ a c 4 k k \" 5 ;");
}

#[test]
fn a_selection_over_a_seam() {
    at_both("seam", "/ 准不准 <enter> x");
}

#[test]
fn the_picker_over_chinese_text() {
    at_both("picker", "L j j x t lian");
}

#[test]
fn a_new_tag_in_the_picker() {
    at_both("picker-new", "L j j x 1 x t 新东西 ^n");
}

#[test]
fn a_note_over_chinese_text() {
    for (cols, rows) in SIZES {
        let mut bench = Bench::new(cols, rows);
        bench.keys("L j j x a").paste("第一行批注，写得很长很长，长到要折到下一行去，看看行首的标点，对不对。\n第二行");
        bench.shows(&format!("note-{cols}x{rows}"));
    }
}

#[test]
fn the_help() {
    at_both("help", "?");
}

#[test]
fn a_search_with_its_field_open() {
    at_both("search", "L / 网格");
}

#[test]
fn the_keys_that_may_follow() {
    at_both("prefix", "<space>");
}

#[test]
fn the_export() {
    at_both("export", "<space> e <down>");
}

#[test]
fn the_list_with_the_keys_and_filtered() {
    at_both("list", "g l j j j");
    at_both("filter", "g l / jicengzhili");
}

#[test]
fn in_english_without_colours_and_with_wide_marks() {
    let bench = |lang, depth, widths| Bench::with(100, 30, lang, depth, widths);
    bench(Lang::En, Depth::True, Widths::Narrow).keys("L j j x 1 x").shows("english-100x30");
    bench(Lang::Zh, Depth::None, Widths::Narrow).keys("L j j x 1 x 2 x").shows("no-colour-100x30");
    bench(Lang::Zh, Depth::True, Widths::Wide).keys("L j j x 1 x").shows("wide-100x30");
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
        let stem = name.rsplit_once('-').map_or(name.as_str(), |(stem, _)| stem);
        assert!(source.contains(&format!("\"{stem}")), "{name} is not used");
    }
}

/// No row of any screen holds half a wide character, whatever lies over it.
#[test]
fn wide_characters_are_never_cut() {
    for keys in ["", "L j j x t", "L j j x a", "?", "<space>", "<space> e", "g l", "/ 网格"] {
        for cols in [41, 66, 79, 80, 99, 100, 101, 133, 200] {
            let mut bench = Bench::new(cols, 30);
            let buffer = bench.keys(keys).buffer();
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
