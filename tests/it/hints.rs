//! What tells a person which keys there are: the status line, the menus, the help, the command line.

use crate::bench::Bench;
use meipi::app::menu;
use meipi::app::table::COMMANDS;
use meipi::brush::hints;
use meipi::input::key::Key;
use meipi::popups::help::Help;
use meipi::popups::line::{self, Line};
use meipi::text::Widths;
use meipi::theme::Depth;
use meipi::words::{Lang, Words};
use std::collections::BTreeSet;

/// Every pane and screen, and every state of theirs that has hints of its own.
const PLACES: &[&str] = &[
    "L",
    "L j j x",
    "L ] a",
    "L ] a E",
    "g l",
    "g s",
    "<space> t",
    "<space> a",
    "<space> / 网格 <enter>",
    "<space> o <space> d",
    "<space> u",
    "<space> s",
    "<space> s <tab> <tab>",
];

fn bench(lang: Lang, keys: &str, (cols, rows): (u16, u16)) -> Bench {
    let mut bench = Bench::with(cols, rows, lang, Depth::True, Widths::Narrow);
    bench.example();
    // What is said at first passes with the next key.
    bench.keys(keys);
    bench.app.status.clear();
    bench
}

fn last_row(bench: &Bench) -> String {
    bench.text().lines().last().unwrap().to_owned()
}

/// Returns the hints of a sentence as a row shows them.
fn told(bench: &Bench, key: &str) -> Vec<String> {
    let sentence = bench.app.say(key);
    hints(&sentence).map(|hint| format!("{} {}", hint.keys, hint.does)).collect()
}

#[test]
fn every_hint_marks_its_keys() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        for line in lang.source().lines() {
            let Some((key, value)) = line.split_once(" = ") else { continue };
            let of_hints = key.starts_with("hints-") || (key.ends_with("-keys") && value.contains('|'));
            let is_list = key.ends_with("-keys") && value.contains("  ");
            if !of_hints && !is_list {
                continue;
            }
            for part in words.say(key).split("  ") {
                assert!(part.contains('|'), "{key} of {}: {part}", lang.name());
            }
            let all = hints(value).flat_map(|hint| hint.keys.split(' ').map(str::to_owned).collect::<Vec<_>>());
            let all: Vec<String> = all.filter(|key| !key.is_empty()).collect();
            // The arrows have names in the language that is spoken: their signs are two cells wide in some terminals.
            let named = |key: &String| key.is_ascii() || lang == Lang::Zh && ["上下", "左右"].contains(&key.as_str());
            assert!(all.iter().all(named), "{key} of {}: {all:?}", lang.name());
        }
    }
}

#[test]
fn the_way_on_is_never_left_out() {
    for lang in Lang::ALL {
        for keys in PLACES {
            let bench = bench(lang, keys, (80, 24));
            let row = last_row(&bench);
            let panes = bench.app.view == meipi::state::view::View::Panes;
            let held = bench.app.reader.selection.is_some() || bench.app.project.lit.is_some();
            let key = match (panes, held && !keys.contains("g ")) {
                (true, true) => "hints-always-selection",
                (true, false) => "hints-always",
                (false, _) => "hints-always-screen",
            };
            for hint in told(&bench, key) {
                assert!(row.contains(&hint), "{keys} {}: {hint} is not in {row}", lang.name());
            }
            assert!(!row.contains(".."), "{keys} {}: {row}", lang.name());
        }
    }
}

#[test]
fn an_open_popup_has_the_status_line_and_says_what_esc_does() {
    for lang in Lang::ALL {
        for (keys, own) in [
            ("L j j x t", "picker-keys-unchanged"),
            ("L j j x a", "note-keys"),
            ("<space> n", "memo-keys"),
            ("<space> e", "export-keys"),
            ("<space> i", "attributes-keys-both"),
            ("<space> f", "choice-keys"),
            (":", "line-keys"),
            ("?", "help-keys"),
            ("<space> t o", "field-keys"),
            ("<space> a /", "passages-keys"),
            ("/", "search-keys"),
            ("g l /", "filter-keys-list"),
            ("<space>", "which-keys"),
        ] {
            let bench = bench(lang, keys, (80, 24));
            let row = last_row(&bench);
            let first = told(&bench, own).swap_remove(0);
            assert!(row.contains(&first), "{keys} {}: {first} is not in {row}", lang.name());
            assert!(!row.contains(&told(&bench, "hints-always")[1]), "{keys}: {row}");
            let area = bench.app.screen.popup;
            if !area.is_empty() {
                let sentence = bench.app.say(own);
                let escape = format!("Esc {}", meipi::brush::escape(&sentence).unwrap());
                let head = bench.text().lines().nth(usize::from(area.y)).unwrap().to_owned();
                assert!(head.contains(&escape), "{keys}: {escape} is not in {head}");
            }
        }
    }
}

#[test]
fn nothing_peeks_out_beside_a_popup() {
    for cols in [60, 78, 80, 81, 100, 120, 200] {
        for keys in ["L j j x t", "L j j x a", "<space> e", "<space> f", ":", "?", "<space>", "s", "<space> c"] {
            let bench = bench(Lang::Zh, keys, (cols, 30));
            let area = bench.app.screen.popup;
            let right = cols - area.right();
            assert!([area.x, right].iter().all(|free| *free == 0 || *free >= 4), "{keys} {cols}: {area:?}");
            let buffer = bench.buffer();
            for y in area.y..area.bottom() {
                let beside = [area.x.checked_sub(1), (right > 0).then_some(area.right())];
                for x in beside.into_iter().flatten() {
                    assert_eq!(buffer[(x, y)].symbol(), " ", "{keys} {cols}: {x},{y}");
                }
            }
        }
    }
}

#[test]
fn what_a_menu_says_is_short() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        let menus = COMMANDS.iter().filter(|command| command.keys.iter().any(|keys| Key::sequence(keys).len() > 1));
        for command in menus {
            let label = command.label(&words);
            let short = match lang {
                Lang::En => label.split(' ').count() <= 4 && label.len() <= 24,
                Lang::Zh => label.chars().count() <= 10,
            };
            assert!(short, "{}: {label}", command.name);
        }
    }
}

#[test]
fn a_menu_stands_at_the_foot_from_edge_to_edge() {
    for (keys, rows) in [("<space>", 16), ("s", 14), ("g", 6), ("]", 6), ("i", 8)] {
        for lang in Lang::ALL {
            let bench = bench(lang, &format!("L {keys}"), (80, 24));
            let area = bench.app.screen.popup;
            assert_eq!((area.x, area.w, area.bottom()), (0, 80, 22), "{keys}");
            assert!(area.h <= rows, "{keys}: {area:?}");
            assert!(menu::blocks(&bench.app).iter().all(|block| !block.rows.is_empty()));
            assert!(!bench.text().lines().nth(usize::from(area.y)).unwrap().contains(".."));
        }
    }
    // About a passage in its way it stands at the top.
    let mut bench = bench(Lang::Zh, "L j j j j j j j j j j j j j s", (80, 24));
    assert_eq!(bench.app.screen.popup.y, 1);
    bench.keys("<esc> <space>");
    assert_eq!(bench.app.screen.popup.bottom(), 22);
}

#[test]
fn the_help_begins_with_the_keys_of_where_one_is() {
    for lang in Lang::ALL {
        for keys in PLACES.iter().filter(|keys| !keys.contains(" ] a E")) {
            let bench = bench(lang, &format!("{keys} ?"), (80, 24));
            let help = bench.app.open::<Help>().unwrap();
            let blocks = help.blocks(&bench.app);
            assert!(blocks.iter().any(|block| block.rows.len() > 1), "{keys}");
            // They stand on one page.
            assert!(!bench.text().lines().any(|row| row.trim_end().ends_with(" v")), "{keys}:\n{}", bench.text());
            let body = |bench: &Bench| bench.text().lines().skip(2).collect::<Vec<_>>().join("\n");
            assert!(!body(&bench).contains(".."), "{keys} {}:\n{}", lang.name(), bench.text());
        }
    }
}

#[test]
fn the_help_tells_nothing_twice_and_nothing_in_part() {
    for (lang, tab) in Lang::ALL.into_iter().flat_map(|lang| (1..=9).map(move |tab| (lang, tab))) {
        let text = bench(lang, &format!("L ? {tab}"), (80, 24)).text();
        assert!(!text.lines().skip(2).any(|row| row.contains("..")), "{text}");
    }
    let mut bench = bench(Lang::Zh, "L ?", (200, 60));
    for tab in 2..=8 {
        bench.keys(&tab.to_string());
        let help = bench.app.open::<Help>().unwrap();
        let blocks = help.blocks(&bench.app);
        let rows: Vec<_> = blocks.iter().flat_map(|b| b.rows.iter().map(|r| (&b.heading, &r.keys, &r.says))).collect();
        assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), rows.len());
    }
    // All sections are searched at once.
    bench.keys("/ 标签");
    let help = bench.app.open::<Help>().unwrap();
    let found = help.blocks(&bench.app);
    assert!(found.len() > 2, "{found:?}");
    assert!(found.iter().flat_map(|block| &block.rows).all(|row| row.says.contains("标签")));
}

#[test]
fn commands_are_found_by_the_beginnings_of_words() {
    let mut bench = bench(Lang::En, "L", (120, 36));
    let found = |bench: &Bench, typed: &str| -> Vec<&str> {
        let line = Line { input: typed.into(), ..Line::default() };
        line::found(&bench.app, &line).iter().map(|command| command.name).collect()
    };
    let st = found(&bench, "st");
    assert_eq!(st[0], "statistics");
    for name in ["repeat", "gap", "mouse"] {
        assert!(!st.contains(&name), "{st:?}");
    }
    assert_eq!(found(&bench, "codeb")[0], "codebook");
    // At first come what was used last, and the screens.
    assert_eq!(found(&bench, "")[0], "passages");
    bench.keys(": zen <enter> : zen <enter>");
    assert_eq!(found(&bench, "")[..2], ["zen", "passages"]);
    bench.keys(":");
    assert!(bench.text().contains("encoding NAME") || bench.text().contains("hits WORDS"), "{}", bench.text());
}

#[test]
fn a_sign_is_explained_where_the_cursor_meets_it() {
    for lang in Lang::ALL {
        let mut bench = Bench::with(120, 36, lang, Depth::True, Widths::Narrow);
        let mut met = BTreeSet::new();
        for _ in 0..60 {
            if let Some((sign, _, words)) = meipi::panes::text::signs::here(&bench.app) {
                let said = format!("{sign} {}", bench.app.say(words));
                assert!(last_row(&bench).contains(&said), "{said}: {}", last_row(&bench));
                met.insert(sign);
            }
            bench.keys("j");
            bench.app.status.clear();
        }
        assert!(met.contains(":"), "{met:?}");
    }
}

#[test]
fn the_legend_has_whole_names_and_counts_the_rest() {
    for lang in Lang::ALL {
        let bench = bench(lang, "L", (80, 24));
        let wide = |name: &str| meipi::layout::width(name, Widths::Narrow);
        let meipi::app::areas::Legend { entries: shown, more, .. } = meipi::app::areas::legend(&bench.app, wide);
        assert_eq!((shown.len() + more, more > 0), (9, true));
        let row = bench.text().lines().nth(22).unwrap().to_owned();
        for entry in &shown {
            let tag = entry.tag;
            assert_eq!(entry.name, tag.label(lang));
            assert!(row.contains(&format!("{} {}", entry.n, entry.name)), "{row}");
        }
        assert!(row.contains(&format!("+{more}")), "{row}");
    }
}

/// A low window shows every entry of a menu, be it cut, or says how many it leaves out.
#[test]
fn a_low_window_hides_no_entry_of_a_menu() {
    for (size, all) in [((60, 18), true), ((66, 18), true), ((40, 10), false)] {
        let bench = bench(Lang::En, "L <space>", size);
        let blocks = menu::blocks(&bench.app);
        let rows: usize = blocks.iter().map(|block| block.rows.len()).sum();
        let text = bench.text();
        assert_eq!(!text.contains("(? list"), all, "{text}");
        if all {
            let shown =
                blocks.iter().flat_map(|block| &block.rows).filter(|row| text.contains(&format!(" {}  ", row.keys)));
            assert_eq!(shown.count(), rows, "{text}");
        }
    }
}
