//! The typeset pages at every width: what no row may do, and that no character is lost.

use meipi::layout::{Level, Setting, rows, width};
use meipi::text::{Document, Widths};
use std::collections::BTreeMap;

const NOT_FIRST: &str = "，。、；：？！”’）》】」』·";
const NOT_LAST: &str = "“‘（《【「『";

/// What was counted over all pages and widths.
#[derive(Debug, Default)]
struct Count {
    rows: usize,
    too_wide: usize,
    bad_first: usize,
    bad_last: usize,
    split: usize,
    exempt: usize,
}

/// Tells whether a row is so short that a run of marks filled it.
fn is_run(row: &str) -> bool {
    row.chars().all(|c| NOT_FIRST.contains(c) || NOT_LAST.contains(c) || c == '…' || c == '—')
}

/// A number, word or long mark that stands in one piece: its start and end.
fn solid(text: &str) -> Vec<(usize, usize)> {
    let pattern = regex::Regex::new(r"——|……|[0-9]+(?:[.,：:][0-9]+)*[%％‰℃]?|[A-Za-z]+(?:['-][A-Za-z]+)*").unwrap();
    pattern.find_iter(text).map(|found| (found.start(), found.end())).collect()
}

fn check(text: &str, setting: Setting, count: &mut Count) {
    let made = rows(text, setting, true);
    let solid = solid(text);
    for (n, row) in made.iter().enumerate() {
        let shown = text[row.start..row.end].trim_end();
        count.rows += 1;
        count.too_wide += usize::from(width(shown, setting.widths) > usize::from(setting.width));
        if is_run(shown) {
            count.exempt += 1;
            continue;
        }
        count.bad_first += usize::from(n > 0 && shown.starts_with(|c| NOT_FIRST.contains(c)));
        let dash = shown.starts_with("——") || shown.starts_with("……");
        count.bad_first += usize::from(n > 0 && dash && setting.level == Level::Strict);
        count.bad_last += usize::from(n + 1 < made.len() && shown.ends_with(|c| NOT_LAST.contains(c)));
        let cut = solid.iter().find(|(start, end)| *start < row.end && row.end < *end);
        let fits =
            cut.is_some_and(|(start, end)| width(&text[*start..*end], setting.widths) <= usize::from(setting.width));
        count.split += usize::from(fits);
    }
}

/// All widths with `MEIPI_LONG`, else one in three.
fn some(all: std::ops::RangeInclusive<u16>) -> impl Iterator<Item = u16> {
    all.step_by(if std::env::var_os("MEIPI_LONG").is_some() { 1 } else { 3 })
}

#[test]
fn no_row_of_the_pages_breaks_a_rule_at_any_width() {
    let mut count = Count::default();
    for (name, data) in meipi::library::SEEDS {
        let document = Document::open(name, data.to_vec());
        for widths in [Widths::Narrow, Widths::Wide] {
            // Either level at odd widths and at even ones, by turns: both at all of them would take minutes.
            let level = |cells: u16| {
                if cells.is_multiple_of(2) == (widths == Widths::Narrow) { Level::Basic } else { Level::Strict }
            };
            for (cells, level) in some(20..=100).map(|cells| (cells, level(cells))) {
                for id in 0..document.structure.blocks.len() {
                    let reading = document.reading(id).unwrap();
                    check(&reading.text, Setting { level, ..Setting::new(cells, widths) }, &mut count);
                }
            }
        }
    }
    println!("{count:?}");
    assert!(count.rows > 50_000, "{count:?}");
    assert_eq!((count.too_wide, count.bad_first, count.bad_last, count.split), (0, 0, 0, 0), "{count:?}");
}

/// Breaking anywhere makes hundreds of faults: the check above can fail.
#[test]
fn a_naive_breaker_is_found_out() {
    let mut count = Count::default();
    for (name, data) in meipi::library::SEEDS {
        let document = Document::open(name, data.to_vec());
        for id in 0..document.structure.blocks.len() {
            let reading = document.reading(id).unwrap();
            let setting = Setting { level: Level::None, ..Setting::new(40, Widths::Narrow) };
            check(&reading.text, setting, &mut count);
        }
    }
    assert!(count.bad_first > 50 && count.bad_last > 10, "{count:?}");
}

#[test]
fn cat_prints_every_source_line_whole_and_nothing_else() {
    for (name, data) in meipi::library::SEEDS {
        let source = String::from_utf8(data.to_vec()).unwrap();
        let path = format!("seeds/{name}");
        for cells in ["20", "41", "76", "100"] {
            for ambiguous in ["narrow", "wide"] {
                let output = std::process::Command::new(env!("CARGO_BIN_EXE_meipi"))
                    .args(["cat", &path, "--width", cells, "--ambiguous", ambiguous])
                    .output()
                    .unwrap();
                let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                let printed = squeeze(&String::from_utf8(output.stdout).unwrap());
                for line in source.lines().map(squeeze).filter(|line| !line.is_empty()) {
                    assert!(printed.contains(&line), "{name} {cells}: {line}");
                }
                let letters = |text: &str| {
                    let mut found: BTreeMap<char, usize> = BTreeMap::new();
                    text.chars().for_each(|c| *found.entry(c).or_default() += 1);
                    found
                };
                assert_eq!(letters(&printed), letters(&squeeze(&source)), "{name} {cells}");
            }
        }
    }
}
