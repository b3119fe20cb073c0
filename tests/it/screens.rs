//! The screens of rows: coding from hits, reviewing passages, keeping a codebook, comparing coders.

use crate::bench::Bench;
use crate::bench::golden;
use meipi::annotation::{Annotation, ArticleName, Progress, Progresses};
use meipi::app::Msg;
use meipi::app::table::COMMANDS;
use meipi::input::keymap::Keymap;
use meipi::input::mouse::{Kind, Mouse};
use meipi::popups::{self, coder, export};
use meipi::settings::{Preset, Settings};
use meipi::state::project::{Coder, Store};
use meipi::state::view::View;
use std::collections::BTreeSet;

fn annotations(bench: &Bench) -> Vec<Annotation> {
    bench.app.project.book.all().flat_map(|(_, list)| list.to_vec()).collect()
}

fn message(bench: &Bench) -> String {
    bench.app.status.message.clone().unwrap_or_default()
}

#[test]
fn every_grid_is_coded_from_the_hits_reviewed_and_retagged() {
    let mut bench = Bench::new(120, 36);
    bench.keys("<space> / 网格 <enter>");
    let hits = &bench.app.screens.hits;
    assert_eq!((bench.app.view, hits.found.len(), hits.units()), (View::Hits, 37, 15));
    let empty = bench.app.project.book.clone();
    // All rows are marked and coded by sentence: fifteen annotations, two of them headlines.
    bench.keys("A 1");
    let coded = annotations(&bench);
    assert_eq!(coded.len(), 15);
    assert!(coded.iter().all(|a| a.tags == ["structure"] && a.quotation.text().contains("网格")));
    let headlines = bench.app.screens.hits.found.iter().filter(|hit| hit.headline);
    assert_eq!(headlines.map(|hit| hit.unit.target.start()).collect::<BTreeSet<_>>().len(), 2);
    assert!(coded.iter().filter(|a| !a.quotation.text().contains('。')).count() >= 2);
    assert_eq!(
        bench.app.project.book.all().count(),
        bench.app.screens.hits.found.iter().map(|h| &h.document).collect::<BTreeSet<_>>().len()
    );
    // One act on many rows is one step of undo.
    bench.keys("u");
    let mut undone = bench.app.project.book.clone();
    // The key that has tagged stays bound.
    assert_eq!(std::mem::take(&mut undone.personal)["甲"].quick[&(0, 1)], "structure");
    assert_eq!(undone, empty);
    bench.keys("^r");
    assert_eq!(annotations(&bench).len(), 15);
    // Reviewed on the passages, retagged there, and that undone in one step.
    bench.keys("<esc> <space> a");
    assert_eq!((bench.app.view, bench.app.screens.passages.entries.len()), (View::Passages, 15));
    bench.keys("/ 组织架构 <enter> A M 协同联动 <enter>");
    assert!(annotations(&bench).iter().all(|a| a.tags == ["coordination"]), "{}", message(&bench));
    // What no longer fits the filter stays until the screen is left.
    assert_eq!(bench.app.screens.passages.entries.len(), 15);
    bench.keys("u");
    assert!(annotations(&bench).iter().all(|a| a.tags == ["structure"]));
    bench.keys("^r / 组织架构 <enter>");
    assert_eq!(bench.app.screens.passages.entries.len(), 0);
    // The head says by what they are filtered, and how all are shown again.
    let head = bench.text().lines().next().unwrap().to_owned();
    assert!(head.contains("筛选： 组织架构  Esc 显示全部") && head.contains("0/0  共 15"), "{head}");
    bench.keys("<esc>");
    assert_eq!((bench.app.view, bench.app.screens.passages.entries.len()), (View::Passages, 15));
    // What is typed takes the place of the filter before; at the next start there is none.
    bench.keys("/ 协同 <enter> / 组织 <enter>");
    assert_eq!(bench.app.screens.passages.filter, "组织");
    let session = meipi::app::session::present(&bench.app);
    let mut later = Bench::new(120, 36);
    meipi::app::session::recall(&mut later.app, session);
    assert!(later.app.screens.passages.filter.is_empty());
    // One that the codebook led here with stays: Esc goes back there.
    bench.keys("q <space> t <enter> <esc>");
    assert_eq!(bench.app.view, View::Codebook);
}

#[test]
fn a_row_at_a_time_with_another_unit() {
    let mut bench = Bench::new(100, 30);
    bench.keys("<space> / 联动 <enter> w");
    let count = bench.app.screens.hits.found.len();
    assert!(count > 3);
    bench.keys("2 j - k c 3");
    let coded = annotations(&bench);
    assert!(coded.iter().any(|a| a.quotation.text() == "联动" && a.tags == ["coordination"]));
    assert_eq!(coded.len(), 2);
    assert_eq!(bench.app.screens.hits.aside.len(), 1);
    // Enter goes there, and ^o comes back to the very row.
    bench.keys("G");
    let at = bench.app.screens.hits.place.chosen;
    bench.keys("<enter>");
    assert_eq!(bench.app.view, View::Panes);
    bench.keys("j j ^o");
    assert_eq!((bench.app.view, bench.app.screens.hits.place.chosen), (View::Hits, at));
}

#[test]
fn filters_take_and_or_not() {
    let mut bench = Bench::new(120, 36);
    bench.keys("L x 1 2 x 1 x 2 3 x f");
    for (filter, count) in [
        ("组织架构", 2),
        ("组织架构 & 协同联动", 1),
        ("组织架构 !协同联动", 1),
        ("组织架构 | 协同联动", 3),
        (":划线", 1),
        ("@乙", 0),
        ("@甲", 4),
    ] {
        bench.keys("<space> a /").paste(filter).keys("<enter>");
        assert_eq!(bench.app.screens.passages.entries.len(), count, "{filter}");
        bench.keys("/ <esc> q");
    }
}

#[test]
fn the_codebook_is_kept() {
    let mut bench = Bench::new(120, 36);
    bench.keys("L x 1 x 1 x 2");
    let before = bench.app.project.book.clone();
    bench.keys("<space> t");
    let label = |bench: &Bench, key: &str| bench.app.project.book.codebook.get(key).map(|tag| tag.zh.clone());
    // A new tag below the chosen one, named, moved, merged.
    bench.keys("gg O").paste("网格长").keys("<enter>");
    assert_eq!(label(&bench, "网格长").as_deref(), Some("网格长"));
    assert_eq!(bench.app.project.book.codebook.get("网格长").unwrap().parent.as_deref(), Some("structure"));
    bench.keys("r ^u").paste("格长").keys("<enter>");
    assert_eq!(label(&bench, "网格长").as_deref(), Some("格长"));
    bench.keys("m <enter>");
    assert_eq!(bench.app.project.book.codebook.get("网格长").unwrap().parent, None);
    bench.keys("9");
    assert_eq!(bench.app.project.quick(9).as_deref(), Some("网格长"));
    bench.keys("e").paste("管网格的人").keys("<tab>").paste("网格员").keys("<esc>");
    let tag = bench.app.project.book.codebook.get("网格长").unwrap();
    assert_eq!((tag.definition.as_str(), tag.include.as_str()), ("管网格的人", "网格员"));
    // Merged: its passages count for the other; undone step by step to the start.
    bench.keys("gg M").paste("协同联动").keys("<enter>");
    assert!(bench.app.project.book.codebook.get("structure").unwrap().merged_into.is_some());
    assert!(bench.app.project.book.codebook.children(Some("coordination")).iter().any(|tag| tag.key == "grid"));
    let counts = bench.app.screens.tagbook.counts["coordination"];
    assert_eq!(counts.own, 3);
    for _ in 0..8 {
        bench.keys("u");
    }
    assert!(bench.app.project.book.codebook.get("网格长").is_none(), "{}", message(&bench));
    while bench.app.project.book.codebook.all().ne(before.codebook.all()) {
        bench.keys("u");
        assert!(message(&bench) != bench.app.say("notice-nothing-to-undo"));
    }
}

#[test]
fn a_tag_with_passages_is_removed_on_the_second_key_only() {
    let mut bench = Bench::new(120, 36);
    bench.keys("L x 1 <space> t gg d");
    assert!(message(&bench).contains('1'), "{}", message(&bench));
    assert!(bench.app.project.book.codebook.get("structure").is_some());
    bench.keys("d");
    assert!(bench.app.project.book.codebook.get("structure").is_none());
    assert!(annotations(&bench)[0].tags.is_empty());
    bench.keys("u");
    assert_eq!(annotations(&bench)[0].tags, ["structure"]);
}

#[test]
fn articles_are_done_one_after_the_other() {
    let mut bench = Bench::new(120, 36);
    bench.keys("D");
    let document = bench.app.reader.document.clone().unwrap();
    let name = ArticleName::of(&document, 1);
    assert_eq!(bench.app.project.book.personal("甲").progress.get(&name), Some(&Progress::Done));
    assert_eq!(bench.app.shelf.open, Some((0, 2)));
    bench.keys("D D D");
    assert_eq!(bench.app.shelf.open, Some((1, 1)));
    bench.keys("H H H H H ] u");
    assert_eq!(bench.app.shelf.open, Some((1, 1)));
    bench.keys("g l f f f");
    let shown = bench.app.shelf.rows.iter().filter(|row| row.article.is_some()).count();
    assert_eq!(shown, 4);
    bench.keys("u u u u");
    assert!(bench.app.project.book.personal("甲").progress.is_empty());
}

#[test]
fn attributes_and_memos_are_kept_and_cited() {
    let mut bench = Bench::new(120, 36);
    bench.keys("<space> i").paste("青海日报").keys("<down>").paste("2021-07-01").keys("<esc>");
    assert_eq!(bench.app.project.book.attributes.len(), 2);
    bench.keys("x Y");
    let cited = bench.copied.pop().unwrap();
    assert!(cited.contains("《青海日报》，2021-07-01"), "{cited}");
    bench.keys("<space> n").paste("这篇说榜样").keys("<tab>").paste("总备忘").keys("<esc>");
    assert_eq!(bench.app.project.book.personal("甲").memos.len(), 2);
    bench.keys(": names").keys("<space>").paste("{paper}_{id}").keys("<enter>");
    assert_eq!(bench.app.project.book.attributes.len(), 11, "{}", message(&bench));
    bench.keys("u u u u");
    assert!(bench.app.project.book.attributes.is_empty() && bench.app.project.book.personal("甲").memos.is_empty());
}

#[test]
fn two_coders_are_compared_and_settled() {
    let mut bench = Bench::new(120, 36);
    bench.keys("L x 1 x 2 x 3");
    // The other has coded the first alike, the second with another tag, and a fourth passage.
    let own = annotations(&bench);
    let path = bench.app.reader.document.as_ref().unwrap().path.to_string();
    bench.keys("x 4");
    let fourth = annotations(&bench).pop().unwrap();
    bench.keys("u");
    for (n, (from, tag)) in [(&own[0], "structure"), (&own[1], "agenda"), (&fourth, "agenda")].into_iter().enumerate() {
        let id = meipi::annotation::IdSource::seeded(n as u64 + 9).make(from.created);
        let theirs = Annotation { id, coder: "乙".into(), tags: vec![tag.into()], ..from.clone() };
        bench.app.project.book.change(|book| book.set(&path, id, Some(theirs)));
    }
    assert!(bench.app.project.marks.iter().all(|mark| mark.own));
    bench.keys("<space> o");
    assert_eq!(bench.app.project.marks.len(), 6);
    bench.keys("<space> d");
    let differences = &bench.app.screens.differences;
    assert_eq!((differences.pairs.len(), differences.alike), (3, 1));
    // Adopt theirs for the other tag; settle that; theirs alone becomes mine by a digit.
    bench.keys("A k =");
    let mine = |bench: &Bench| annotations(bench).into_iter().filter(|a| a.coder == "甲").collect::<Vec<_>>();
    assert_eq!(mine(&bench)[1].tags, ["agenda"]);
    assert_eq!(annotations(&bench).iter().filter(|a| a.coder == "consensus").count(), 1);
    bench.keys("G 5");
    assert_eq!(mine(&bench).len(), 4);
    assert!(annotations(&bench).iter().filter(|a| a.coder == "乙").count() == 3);
}

#[test]
fn keys_of_passages_leave_them_alone_where_they_are_not_shown() {
    let mut bench = Bench::new(120, 36);
    bench.keys("L x 1 x 2");
    let (path, own) = (bench.app.reader.document.as_ref().unwrap().path.to_string(), annotations(&bench));
    let theirs = Annotation { id: uuid::Uuid::from_u128(5), coder: "乙".into(), tags: Vec::new(), ..own[0].clone() };
    bench.app.project.book.change(|book| book.set(&path, theirs.id, Some(theirs)));
    bench.keys("<space> a <tab> <space> d");
    let before = annotations(&bench);
    bench.keys("d d M ! s t +");
    assert!(bench.app.popup.is_none() && bench.app.status.message.is_some());
    assert_eq!((annotations(&bench), bench.app.screens.passages.marked.len()), (before, 1));
    bench.keys("y");
    assert_eq!(bench.copied.last().map(String::as_str), Some(own[0].quotation.text().as_str()));
}

#[test]
fn who_annotates_is_asked_although_the_next_memo_comes() {
    let mut bench = Bench::new(120, 36);
    bench.app.project.coder = Coder::Unsure("root".into());
    bench.keys("L <space> n 甲 <tab>");
    assert!(bench.app.open::<coder::Field>().is_some());
    bench.keys("<enter>");
    assert_eq!(bench.app.project.book.personal("root").memos.len(), 1);
}

#[test]
fn the_charts_count() {
    let mut bench = Bench::new(120, 36);
    bench.keys("L x 1 2 x 1 <space> s");
    let rows = |bench: &Bench| bench.app.screens.statistics.made.rows.clone();
    assert_eq!(rows(&bench).iter().map(|row| row.count).collect::<Vec<_>>(), [2, 1]);
    bench.keys("<tab>");
    assert_eq!(rows(&bench).iter().map(|row| row.strip.len()).sum::<usize>(), 3);
    bench.keys("<tab>");
    assert_eq!([(0, 0), (0, 1), (1, 1)].map(|(a, b)| bench.app.screens.statistics.pairs(a, b)), [2, 1, 1]);
    bench.keys("<tab>");
    // Four documents of several articles have rows of their own.
    let articles = rows(&bench).iter().filter(|row| row.read.0 == 1).count();
    assert_eq!((rows(&bench).len(), articles), (21, 17));
    bench.keys("<tab> gg <enter>");
    assert_eq!((bench.app.view, bench.app.screens.passages.entries.len()), (View::Passages, 2));
}

#[test]
fn counts_and_pages_in_other_hands() {
    let hand = |bench: &mut Bench, preset| {
        let settings = Settings { preset: Some(preset), ..Settings::default() };
        bench.app.hand.map = Keymap::new(COMMANDS, &settings).0;
    };
    let mut bench = Bench::new(120, 36);
    let at = |bench: &Bench| bench.app.reader.cursor;
    bench.keys("j j j");
    let third = at(&bench);
    bench.keys("k k k");
    hand(&mut bench, Preset::Vim);
    bench.keys("3 j");
    assert_eq!(at(&bench), third);
    // With a selection a digit is a quick key in every preset.
    bench.keys("x 1 <esc> 2 <esc> j");
    assert_eq!((annotations(&bench).len(), annotations(&bench)[0].tags.len()), (1, 1));
    hand(&mut bench, Preset::Less);
    let before = at(&bench);
    bench.keys("<space> b");
    assert_ne!((at(&bench), bench.app.popup.is_some()), (before, true));
    bench.keys("\\ f");
    assert!(bench.app.popup.is_some());
}

#[test]
fn what_is_remembered_comes_back() {
    let mut bench = Bench::new(120, 36);
    bench.keys("<space> / 网格 <enter> - - <esc> L ) ) ) <space> z : theme <space> zhumo <enter> <space> , <down> <down> <down> <enter> <esc>");
    let place = bench.app.reader.cursor;
    let session = meipi::app::session::present(&bench.app);
    assert_eq!((session.aside.len(), session.hits.as_str(), session.zen), (2, "网格", true));
    // Theme and page hold for all libraries.
    assert_eq!((&session.theme, &session.page), (&None, &None));
    let mut other = Bench::new(120, 36);
    meipi::app::session::settled(&mut other.app, bench.app.face.kept.clone());
    meipi::app::session::recall(&mut other.app, session.clone());
    assert_eq!(other.app.face.theme.name, "zhumo");
    assert!(other.app.face.settings.indent && other.app.screen.zen);
    // An article that was read in is gone on with; what was put aside still is.
    other.keys("L");
    assert_eq!(other.app.reader.cursor, place);
    other.keys("<space> k");
    let hits = &other.app.screens.hits;
    assert_eq!((hits.found.len(), hits.found.iter().filter(|hit| hits.is_aside(hit)).count()), (37, 2));
}

#[test]
fn looks_of_one_library_are_remembered_with_it() {
    let mut bench = Bench::new(120, 36);
    bench.keys(
        ": theme <space> zhumo <enter> <space> , <up> <up> <up> <up> <up> <up> <right> <esc> : theme <space> light <enter>",
    );
    assert!(bench.app.face.here, "{}", bench.picture());
    let session = meipi::app::session::present(&bench.app);
    assert_eq!(session.theme.as_deref(), Some("light"));
    assert_eq!(bench.app.face.kept.theme.as_deref(), Some("zhumo"));
    let mut other = Bench::new(120, 36);
    meipi::app::session::settled(&mut other.app, bench.app.face.kept.clone());
    meipi::app::session::recall(&mut other.app, session);
    assert!(other.app.face.here && other.app.face.theme.name == "light");
    // The language changes at once, and back.
    bench.keys("<space> , <down> <left>");
    assert_eq!(bench.app.face.words.lang(), meipi::words::Lang::En);
    bench.keys("<right> <esc>");
    assert_eq!(bench.app.face.words.lang(), meipi::words::Lang::Zh);
}

#[test]
fn formats_used_last_come_first_and_whose_annotations_go_out_is_chosen() {
    let mut bench = Bench::new(120, 36);
    bench.example();
    bench.app.hand.exported = vec!["csv".into(), "gone".into()];
    bench.keys("<space> e");
    let form = bench.app.open::<export::Form>().unwrap();
    assert_eq!(meipi::exchange::FORMATS[form.order[0]].name, "csv");
    assert_eq!(form.order.len(), meipi::exchange::FORMATS.len());
    assert!(form.whose(&bench.app).is_some());
    let mine = bench.picture();
    bench.keys("^o");
    assert!(bench.app.open::<export::Form>().unwrap().whose(&bench.app).is_none());
    assert_ne!(bench.picture(), mine);
    bench.keys("^o");
    assert_eq!(bench.app.open::<export::Form>().unwrap().whose(&bench.app).as_deref(), Some("乙"));
    bench.keys("^o");
    assert_eq!(bench.app.open::<export::Form>().unwrap().whose(&bench.app).as_deref(), Some("甲"));
    // What is settled can go out alone.
    bench.keys("<esc> <space> d = <esc> <space> e ^o ^o");
    assert_eq!(bench.app.open::<export::Form>().unwrap().whose(&bench.app).as_deref(), Some("consensus"));
    assert!(bench.text().contains("共识"), "{}", bench.text());
}

#[test]
fn what_a_page_prints_is_taken_as_an_attribute() {
    let mut bench = Bench::new(120, 36);
    bench.keys("L <space> i ^t <down> <down> <down> <enter> <esc>");
    let values: Vec<&String> = bench.app.project.book.attributes.values().collect();
    assert_eq!(values, ["郑恩哲 李富超"]);
}

/// The cursor goes by the words that are chosen, in the next run as well; what the file says goes before.
#[test]
fn how_far_words_are_cut_is_chosen_in_the_settings() {
    let text = [("a.txt", "检察机关在这里。\n")];
    let mut bench = Bench::of(&text, 120, 36);
    let next = |bench: &mut Bench| bench.keys("b b b b b w").app.reader.cursor.0;
    let coarse = next(&mut bench);
    bench.keys("<space> , <up> <up> <up> <up> <right> <esc>");
    let fine = next(&mut bench);
    assert_eq!(coarse - fine, "机关".len(), "{}", bench.picture());
    let kept = bench.app.face.kept.clone();
    let mut other = Bench::of(&text, 120, 36);
    other.app.face.settings.fill(&kept);
    meipi::app::session::settled(&mut other.app, kept);
    assert_eq!(next(&mut other), fine);
    other.send(Msg::Configured(Box::new(Settings::read("(words: coarse)").unwrap()), None));
    assert_eq!(next(&mut other), coarse);
}

#[test]
fn settings_that_change_hold_at_once() {
    let mut bench = Bench::new(120, 36);
    let settings = Settings::read("(indent: true, keys: {\"sentence\": [\"Z\"]})").unwrap();
    bench.send(Msg::Configured(Box::new(settings), None));
    assert!(bench.app.face.settings.indent);
    bench.keys("Z");
    assert!(bench.app.reader.selection.is_some());
    let error = Settings::read("(indent: 3)").unwrap_err();
    bench.send(Msg::Configured(Box::default(), Some(error)));
    assert!(bench.app.face.settings.indent && message(&bench).contains("1:"));
}

#[test]
fn annotations_are_cut_merged_and_doubled() {
    let mut bench = Bench::new(120, 36);
    bench.keys("L } } x x 1 a").paste("批注").keys("<esc>");
    let whole = annotations(&bench)[0].quotation.text();
    // Cut where the second sentence begins.
    bench.keys("( ; <space> x");
    let cut: Vec<Annotation> = annotations(&bench);
    assert_eq!(cut.len(), 2, "{}", message(&bench));
    assert_eq!(cut.iter().map(|a| a.quotation.text()).collect::<String>(), whole);
    assert_eq!((cut[0].note.as_str(), cut[1].note.as_str()), ("批注", ""));
    bench.keys("[ a [ a <space> j");
    assert_eq!(annotations(&bench).len(), 1, "{}", message(&bench));
    assert_eq!(annotations(&bench)[0].quotation.text(), whole);
    bench.keys("<space> y").paste("网格").keys("<enter>");
    let double = annotations(&bench);
    assert_eq!((double.len(), double[0].target == double[1].target), (2, true));
    // Words between two are not merged without asking.
    bench.keys("G x 2 ( ( ( x 3 <space> j");
    assert_eq!(annotations(&bench).len(), 4);
    bench.keys("<space> j");
    assert_eq!(annotations(&bench).len(), 3, "{}", message(&bench));
}

#[test]
fn the_mouse_ticks_drags_and_filters() {
    let mut bench = Bench::new(120, 36);
    let mouse = |bench: &mut Bench, kind, x, y| bench.send(Msg::Mouse(Mouse { kind, x, y }));
    // The border of the list is dragged; a drag that begins there selects nothing.
    let edge = bench.app.screen.text.x;
    mouse(&mut bench, Kind::Down, edge - 1, 10);
    mouse(&mut bench, Kind::Drag, edge + 9, 12);
    mouse(&mut bench, Kind::Up, edge + 9, 12);
    assert_eq!((bench.app.screen.text.x, bench.app.reader.selection), (edge + 10, None));
    // A click on the legend is its quick key; on the lit card's tag it lists what carries it.
    bench.keys("L x");
    let y = bench.app.screen.legend.y;
    mouse(&mut bench, Kind::Down, 2, y);
    assert_eq!(annotations(&bench)[0].tags, ["structure"]);
    let (x, y) = (bench.app.screen.side.x + 3, bench.app.screen.side.y + bench.app.screen.cards[0].row);
    mouse(&mut bench, Kind::Down, x, y);
    assert_eq!((bench.app.view, bench.app.screens.passages.entries.len()), (View::Passages, 1));
    bench.keys("<esc> <space> / 网格 <enter>");
    let board = bench.app.screen.board;
    mouse(&mut bench, Kind::Down, board.x, board.y + 3);
    assert!(bench.app.screens.hits.marked.contains(&3));
    mouse(&mut bench, Kind::Down, board.x + 30, board.y + 5);
    assert_eq!(bench.app.screens.hits.place.chosen, 5);
    mouse(&mut bench, Kind::WheelDown, board.x + 30, board.y + 5);
    assert_eq!(bench.app.screens.hits.place.chosen, 6);
}

/// Counts the articles of which it is kept how far they were read; what they were stands beside them.
fn named(kept: &Progresses) -> usize {
    kept.keys().filter(|name| !name.is_stretch()).count()
}

#[test]
fn what_was_done_before_the_coder_had_a_name_is_the_coders() {
    let mut bench = Bench::new(120, 36);
    bench.app.project.coder = Coder::Unsure("root".into());
    bench.keys("D ^u").paste("李").keys("<enter>");
    assert_eq!(named(&bench.app.project.book.personal("李").progress), 1, "{:?}", bench.app.project.book.personal);
    assert_eq!(bench.app.project.book.personal.len(), 1);
}

/// What is edited before the store was read is added to what it holds, and written only then.
#[test]
fn edits_made_while_the_store_is_read_take_nothing_away() {
    let mut bench = Bench::new(120, 36);
    bench.keys("x 1 x 2");
    let there = annotations(&bench);
    let mut book = meipi::annotation::Book::default();
    let path = bench.app.reader.document.as_ref().unwrap().path.to_string();
    book.load(&path, there.clone());
    // Another start: the person is faster than the disk.
    let mut fast = Bench::new(120, 36);
    fast.app.project.read = false;
    fast.keys("L x 3 q");
    assert!(!fast.quit && fast.app.project.unsaved.waits());
    fast.send(Msg::Loaded(Box::new(book), Vec::new()));
    assert!(fast.quit && !fast.app.project.unsaved.waits());
    let all = annotations(&fast);
    assert!(all.len() == 3 && there.iter().all(|a| all.contains(a)));
}

/// The cells above the diagonal of the heat map, each with its row and column.
fn cells(bench: &Bench) -> Vec<(usize, usize, usize)> {
    let statistics = &bench.app.screens.statistics;
    let rows = statistics.made.rows.len();
    let above = |n: usize| (n + 1..rows).map(move |m| (n, m, statistics.pairs(n, m)));
    (0..rows).flat_map(above).filter(|(.., count)| *count > 0).collect()
}

#[test]
fn a_cell_of_the_heat_map_opens_its_passages() {
    let mut bench = Bench::new(120, 36);
    bench.example().keys("<space> s <tab> <tab>");
    let sum = |bench: &Bench| cells(bench).iter().map(|(.., count)| count).sum::<usize>();
    assert_eq!((cells(&bench).len(), sum(&bench)), (20, 21));
    // Of both coders it is the sum of their tables.
    bench.keys("<esc> <space> o <space> s");
    assert_eq!((cells(&bench).len(), sum(&bench)), (24, 26));
    assert_eq!(bench.app.screens.statistics.made.coders, ["乙", "甲"]);
    let label = |key: &str| bench.app.project.book.codebook.label(key, meipi::words::Lang::Zh).to_owned();
    let (property, rating) = (label("property"), label("rating"));
    for (row, column, count) in cells(&bench) {
        let statistics = &mut bench.app.screens.statistics;
        (statistics.place.chosen, statistics.column.chosen) = (row, column);
        let labels = (statistics.made.rows[row].label.clone(), statistics.made.rows[column].label.clone());
        bench.keys("<enter>");
        let passages = &bench.app.screens.passages;
        assert_eq!(
            (bench.app.view, passages.pairs.map(|(pairs, _)| pairs)),
            (View::Passages, Some(count)),
            "{labels:?}"
        );
        if labels == (property.clone(), rating.clone()) {
            assert_eq!((count, passages.entries.len()), (2, 2));
            golden("passages-overlap", &bench.picture());
        }
        // The chart is where it was.
        bench.keys("<esc>");
        let statistics = &bench.app.screens.statistics;
        assert_eq!(
            (bench.app.view, statistics.place.chosen, statistics.column.chosen),
            (View::Statistics, row, column)
        );
    }
    // A cell of nothing opens nothing; the diagonal opens what carries the tag itself.
    let rows = bench.app.screens.statistics.made.rows.clone();
    let zero = (1..rows.len()).find(|n| bench.app.screens.statistics.pairs(0, *n) == 0).unwrap();
    (bench.app.screens.statistics.place.chosen, bench.app.screens.statistics.column.chosen) = (0, zero);
    bench.keys("<enter>");
    assert_eq!(bench.app.view, View::Statistics);
    assert!(message(&bench).contains(&rows[zero].label), "{}", message(&bench));
    (bench.app.screens.statistics.place.chosen, bench.app.screens.statistics.column.chosen) = (5, 5);
    bench.keys("<enter>");
    assert_eq!((bench.app.screens.passages.pairs, bench.app.screens.passages.entries.len()), (None, rows[5].count));
    // The column is walked to, and kept in sight.
    bench.keys("<esc> g g h h h l l j");
    let statistics = &bench.app.screens.statistics;
    assert_eq!((statistics.place.chosen, statistics.column.chosen), (1, 4));
    for _ in 0..40 {
        bench.keys("l");
    }
    let statistics = &bench.app.screens.statistics;
    assert!(statistics.column.top > 20, "{:?}", statistics.column);
    golden("chart-cell", &bench.picture());
}

#[test]
fn a_tag_leads_to_its_articles() {
    let mut bench = Bench::new(120, 36);
    bench.example().keys("<space> s s l");
    let statistics = &bench.app.screens.statistics;
    let row = statistics.chosen().unwrap().clone();
    let sum = statistics.detail.iter().map(|(_, count, _)| count).sum::<usize>();
    assert_eq!((statistics.is_within(), sum, statistics.inner.chosen), (true, row.count, 0));
    // The keys go to the articles; Esc lets go of them, and then of the screen.
    let tag = statistics.place.chosen;
    bench.keys("j");
    let statistics = &bench.app.screens.statistics;
    assert_eq!((statistics.place.chosen, statistics.inner.chosen), (tag, 1));
    let (_, _, (document, article)) = statistics.detail[1].clone();
    bench.keys("<esc>");
    assert!(!bench.app.screens.statistics.is_within() && bench.app.view == View::Statistics);
    bench.keys("l j <enter>");
    assert_eq!((bench.app.view, bench.app.shelf.open), (View::Panes, Some((document, article))));
    // There, at the first passage that carries the tag or one below it.
    let within = match row.lead {
        meipi::screens::statistics::charts::Lead::Tag(key) => bench.app.project.book.codebook.with_children(&key),
        meipi::screens::statistics::charts::Lead::Article(..) => Vec::new(),
    };
    bench.keys(";");
    let lit = bench.app.project.lit.and_then(|id| annotations(&bench).into_iter().find(|a| a.id == id)).unwrap();
    assert!(lit.tags.iter().any(|tag| within.contains(tag)), "{lit:?} {within:?}");
}

#[test]
fn a_tag_is_singled_out_in_the_timeline() {
    let mut bench = Bench::new(120, 36);
    bench.example().keys("<space> s <tab>");
    let pieces = |bench: &Bench| bench.text().matches('A').count();
    let all = bench.text();
    assert!(bench.app.screens.statistics.columns() > 10 && pieces(&bench) > 1);
    bench.keys("l l");
    // Strips hold the second alone; the legend still names all.
    assert_eq!((bench.app.screens.statistics.column.chosen, pieces(&bench)), (2, 1));
    assert!(bench.text() != all && bench.text().contains(" B "));
    bench.keys("<esc>");
    assert_eq!((bench.text(), bench.app.view), (all, View::Statistics));
    // Progress has no columns.
    bench.keys("<tab> <tab> l");
    assert_eq!(message(&bench), bench.app.say("notice-no-columns"));
}

#[test]
fn a_long_list_of_hits_says_how_many_there_are_and_goes_on() {
    let mut bench = Bench::new(100, 30);
    let text = format!("{}。\n", "网格、".repeat(40)).repeat(800);
    bench.request.files.write(std::path::Path::new("/texts/many.txt"), text.as_bytes()).unwrap();
    bench.app.shelf.bring(["many.txt".to_owned()]);
    bench.keys("<space> / 网格 <enter>");
    let state = |bench: &Bench| {
        let hits = &bench.app.screens.hits;
        (hits.passed, hits.found.len(), hits.total, hits.has_more())
    };
    assert_eq!(state(&bench), (0, 10_000, 32_037, true));
    golden("hits-cut", &bench.picture());
    // By the key, and by walking on at the end; where one was is kept in sight.
    bench.keys(">");
    assert_eq!((state(&bench), bench.app.screens.hits.place.chosen), ((0, 20_000, 32_037, true), 10_000));
    bench.keys("G j");
    assert_eq!((state(&bench), bench.app.screens.hits.place.chosen), ((0, 30_000, 32_037, true), 20_000));
    // No more are kept at a time: those that follow take their place, but not while rows are ticked, nor unasked.
    let ticked = |bench: &Bench| bench.app.screens.hits.marked.len();
    let blanks = [("count", "30,000".to_owned())];
    bench.keys("A >");
    assert_eq!((state(&bench), ticked(&bench)), ((0, 30_000, 32_037, true), 30_000));
    assert_eq!(message(&bench), bench.app.face.words.fill("notice-rows-stay", &blanks));
    bench.keys("G <tab> G");
    assert_eq!((state(&bench), bench.app.screens.hits.place.chosen), ((0, 30_000, 32_037, true), 29_999));
    assert_eq!(message(&bench), bench.app.say("notice-hits-full"));
    bench.keys("<esc> >");
    assert_eq!((state(&bench), ticked(&bench)), ((30_000, 2_037, 32_037, false), 0));
    // Other units leave what is ticked as it is.
    bench.keys("G <tab> w");
    assert_eq!((state(&bench), ticked(&bench)), ((30_000, 2_037, 32_037, false), 1));
    assert!(bench.text().contains("30,001-32,037/32,037"), "{}", bench.text());
    bench.keys(">");
    assert_eq!(message(&bench), bench.app.say("notice-no-more-hits"));
    // The way back: the list begins again. What is sorted of a part is said to be a part.
    bench.keys("<esc> g g g g s l");
    assert_eq!(state(&bench), (0, 10_000, 32_037, true));
    let all = [("at", "1"), ("first", "1"), ("last", "10,000"), ("hits", "32,037")].map(|(k, v)| (k, v.to_owned()));
    assert!(bench.text().contains(&bench.app.face.words.fill("hits-numbers-sorted", &all)), "{}", bench.text());
}

#[test]
fn statistics_are_of_all_documents() {
    let mut bench = Bench::new(80, 24);
    let names: Vec<String> = (0..600).map(|n| format!("{n:03}.txt")).collect();
    for name in &names {
        let path = std::path::Path::new("/texts").join(name);
        bench.request.files.write(&path, "一篇短文。\n".as_bytes()).unwrap();
    }
    bench.app.shelf.bring(names);
    bench.keys("<space> s");
    assert_eq!(bench.app.screens.statistics.surveyed, (605, 605));
    assert!(bench.app.shelf.documents.iter().all(|item| item.survey.is_some()));
    let measured = bench.app.screens.statistics.made.rows.iter().filter(|row| row.length > 0).count();
    assert_eq!((bench.app.screens.statistics.made.rows.len(), measured), (621, 621));
}

#[test]
fn differing_ends_are_seen() {
    let mut bench = Bench::new(80, 24);
    bench.keys("L X 1 x 2 x 3");
    let own = annotations(&bench);
    let path = bench.app.reader.document.as_ref().unwrap().path.to_string();
    for (n, (from, cut)) in own.iter().zip([(20, 0), (3, 2), (0, 1)]).enumerate() {
        let mut theirs = Annotation { coder: "乙".into(), ..from.clone() };
        theirs.id = meipi::annotation::IdSource::seeded(n as u64 + 9).make(from.created);
        let span = &mut theirs.target.spans[0];
        (span.start.0, span.end.0) = (span.start.0 + cut.0, span.end.0 - cut.1);
        let kept = span.len();
        let exact: String = from.quotation.exact[0].chars().skip(cut.0).take(kept).collect();
        theirs.quotation.exact = vec![exact];
        bench.app.project.book.change(|book| book.set(&path, theirs.id, Some(theirs)));
    }
    bench.keys("<space> d");
    assert_eq!((bench.app.screens.differences.pairs.len(), bench.app.screens.differences.alike), (3, 0));
    golden("differences-ends", &bench.picture());
}

#[test]
fn undo_says_what_and_where_and_shows_it() {
    let said = |bench: &Bench| bench.app.status.message.clone().unwrap_or_default();
    let mut bench = Bench::new(120, 36);
    bench.keys("L x 1 H");
    bench.keys("u");
    assert_eq!(said(&bench), "已撤销：贴标签 组织架构 “以前社区不管是硬件设施，..”（000）");
    // It is shown: the article is open again, and the place is on the screen.
    assert!(bench.text().contains("以前社区不管是硬件设施"));
    // The passage stands out until the next key.
    assert!(bench.looks().contains("hit-here"), "{}", bench.looks());
    bench.keys("h");
    assert!(!bench.looks().contains("hit-here"), "{}", bench.looks());
    bench.keys("^r");
    assert_eq!(said(&bench), "已重做：贴标签 组织架构 “以前社区不管是硬件设施，..”（000）");
    assert!(bench.app.project.lit.is_some());
    bench.keys("<esc> L L D u");
    assert!(said(&bench).starts_with("已撤销：标为 已读 “"), "{}", said(&bench));
    bench.keys("j j s k u");
    assert!(said(&bench).starts_with("已撤销：定类别 肩题 “"), "{}", said(&bench));
    bench.keys("<space> t r <bs> <bs> <bs> <bs> 结构 <enter> j j u");
    assert_eq!(said(&bench), "已撤销：标签改名 组织架构 > 结构");
    assert_eq!(bench.app.screens.tagbook.place.chosen, 0);
}

/// How many tags below it and how many passages go with a tag is said before and after.
#[test]
fn a_parent_is_removed_with_its_numbers_told() {
    let said = |bench: &Bench| bench.app.status.message.clone().unwrap_or_default();
    let mut bench = Bench::new(120, 36);
    bench.keys("L j j x 1 x 2 <space> t g g d");
    let below = bench.app.project.book.codebook.with_children("structure").len() - 1;
    assert!(below > 1);
    let passages = annotations(&bench).iter().filter(|a| !a.tags.is_empty()).count();
    assert!(said(&bench).contains(&format!("及其下级 {below} 个，并从 1 段取下")), "{}", said(&bench));
    assert_eq!(passages, 2);
    bench.keys("d");
    assert_eq!(said(&bench), format!("已删除 组织架构 及其下级 {below} 个，从 1 段取下（u 撤销）"));
    bench.keys("u");
    assert_eq!(said(&bench).split(' ').next().unwrap(), "已撤销：删除标签");
    assert_eq!(bench.app.project.book.codebook.with_children("structure").len() - 1, below);
    // A leaf that nothing carries has no numbers to tell.
    bench.keys("<space> t G d");
    assert!(said(&bench).starts_with("再按一次 d 删除 ") && !said(&bench).contains("下级"), "{}", said(&bench));
}

#[test]
fn other_coders_are_not_said_to_be_absent_where_only_a_common_document_is() {
    let mut bench = Bench::new(80, 24);
    bench.example();
    bench.app.project.coder = Coder::Known("丙".into());
    bench.keys("<space> d");
    assert!(bench.text().contains("还没有共同标注的文件"), "{}", bench.text());
}

/// The screen looks at the store when it is opened, and lists what others have written meanwhile; `f` goes through the
/// kinds of which there are any, Esc lets go of that first.
#[test]
fn differences_come_in_and_are_listed_by_kind() {
    let mut bench = Bench::new(100, 30);
    bench.keys("L x 1 x 2 x 3 <space> d");
    assert!(bench.looks > 0 && bench.text().contains("只有你标注过"), "{}", bench.text());
    let own = annotations(&bench);
    let path = bench.app.reader.document.as_ref().unwrap().path.to_string();
    let theirs = own.iter().take(2).enumerate().map(|(n, a)| {
        let id = meipi::annotation::IdSource::seeded(n as u64 + 9).make(a.created);
        let tags = if n == 0 { vec!["agenda".to_owned()] } else { a.tags.clone() };
        meipi::annotation::Change::annotation(
            &path,
            id,
            None,
            Some(Annotation { id, coder: "乙".into(), tags, ..a.clone() }),
        )
    });
    let theirs = theirs.collect();
    bench.send(Msg::Outside(theirs, 1));
    let listed = |bench: &Bench| {
        let differences = &bench.app.screens.differences;
        (differences.kind.map(meipi::screens::differences::Difference::words), differences.pairs.len())
    };
    assert_eq!(listed(&bench), (None, 2));
    for (kind, count) in
        [(Some("difference-tags"), 1), (Some("difference-only-mine"), 1), (Some("difference-agreed"), 1), (None, 2)]
    {
        bench.keys("f");
        assert_eq!(listed(&bench), (kind, count));
    }
    bench.keys("f <esc>");
    assert_eq!((listed(&bench), bench.app.view), ((None, 2), View::Differences));
    bench.keys("<esc>");
    assert_eq!(bench.app.view, View::Panes);
}

/// What is wrong at the start does not hide that there are conflicts.
#[test]
fn conflicts_are_said_beside_a_missing_file() {
    let mut bench = Bench::new(120, 36);
    bench.torn();
    let book = (*bench.app.project.book).clone();
    let gone = meipi::error::Error::data("error-gone").with("count", 1);
    bench.send(Msg::Loaded(Box::new(book.clone()), vec![gone]));
    assert!(message(&bench).starts_with("4 处冲突") && message(&bench).contains("不见了"), "{}", message(&bench));
    bench.send(Msg::Loaded(Box::new(book), Vec::new()));
    assert!(message(&bench).contains("4 处冲突"), "{}", message(&bench));
}

#[test]
fn passages_that_are_open_before_the_store_is_read_are_listed_when_it_is() {
    let mut bench = Bench::new(80, 24);
    bench.keys("<space> a");
    assert!(bench.text().contains("还没有标注"), "{}", bench.text());
    bench.example();
    assert!(bench.text().contains("1/148"), "{}", bench.text());
}

/// One who only reads is asked nothing, and what was read is handed over to be kept; with the first annotation the
/// question comes, and Esc puts it off.
#[test]
fn reading_needs_no_store_and_no_name() {
    let mut bench = Bench::new(100, 30);
    bench.app.project.store = Store::Nowhere;
    bench.app.project.coder = Coder::Unsure("root".into());
    bench.keys("D D u D");
    assert!(bench.app.popup.is_none(), "{}", message(&bench));
    assert!(!bench.app.project.is_dirty());
    let done = |bench: &Bench, coder: &str| named(&bench.app.project.book.personal(coder).progress);
    assert_eq!((named(&bench.read), done(&bench, "root")), (2, 2));
    // The first annotation asks for a name; what was read is that person's.
    bench.keys("x 1 <bs> <bs> <bs> <bs> 李 <enter>");
    assert_eq!((done(&bench, "root"), done(&bench, "李")), (0, 2));
    assert!(bench.app.open::<popups::store::Question>().is_some());
    bench.keys("j");
    assert!(bench.app.open::<popups::store::Question>().is_some() && message(&bench).contains("Enter"));
    bench.keys("<esc>");
    assert!(bench.app.popup.is_none());
    // To go on reading raises no question, to go on annotating does.
    bench.keys("D");
    assert!(bench.app.popup.is_none());
    bench.keys("x 2");
    assert!(bench.app.open::<popups::store::Question>().is_some());
}

/// What was read before there was a store is taken over; what the store says of an article stands.
#[test]
fn what_was_read_before_is_merged_into_the_store() {
    let mut bench = Bench::new(100, 30);
    bench.keys("D D D");
    let known = bench.app.project.book.personal("甲").progress.clone();
    let mut before = known.clone();
    before.values_mut().for_each(|state| *state = Progress::Reading);
    before.insert(ArticleName::whole("旧.txt"), Progress::Done);
    bench.send(Msg::Read(before));
    let now = bench.app.project.book.personal("甲").progress.clone();
    assert_eq!(now.len(), known.len() + 1);
    assert!(known.iter().all(|(name, state)| now.get(name) == Some(state)));
    assert!(!bench.app.project.is_dirty());
    // It is no step of undo: that takes back the last article.
    bench.keys("u");
    assert_eq!(named(&bench.app.project.book.personal("甲").progress), named(&known));
}

/// The tour is walked to its end by doing what it says; what was done before its turn is skipped, and it does not come
/// again.
#[test]
fn the_tour_is_walked_by_doing_what_it_says() {
    let mut bench = Bench::new(120, 36);
    bench.example();
    assert!(!bench.text().contains("1/10"));
    bench.app.hand.tour.on = true;
    let steps = [
        ("x", "2/10"),
        ("1", "3/10"),
        ("L", "4/10"),
        ("x a 想法 <esc>", "5/10"),
        ("/ 网格 <enter>", "6/10"),
        ("<space> a", "7/10"),
        ("<space> t", "8/10"),
        ("u", "9/10"),
        ("<space> e <esc>", "10/10"),
    ];
    for (keys, next) in steps {
        // What does nothing counts for nothing.
        bench.keys("_").keys(keys);
        assert!(bench.text().contains(next), "{keys}: {}", bench.text());
    }
    bench.keys("? <esc>");
    assert!(!bench.text().contains("10/10") && message(&bench).contains("导览"), "{}", bench.text());
    let session = meipi::app::session::present(&bench.app);
    assert!(session.toured);
    // The next time it is not offered, but it can be asked for.
    let mut later = Bench::new(120, 36);
    later.app.hand.tour.on = true;
    meipi::app::session::recall(&mut later.app, session);
    assert!(!later.text().contains("/10 "));
    later.keys(": tour <enter>");
    assert!(later.text().contains("1/10"), "{}", later.text());
    later.keys("L u ? <esc> x");
    assert!(later.text().contains("2/10"), "{}", later.text());
    later.keys("1");
    assert!(later.text().contains("4/10"), "{}", later.text());
}

/// Esc twice, with nothing to let go of, ends the tour; to leave a selection and the annotation does not.
#[test]
fn the_tour_is_dismissed() {
    let mut bench = Bench::new(120, 36);
    bench.app.hand.tour.on = true;
    bench.keys("x <esc> j x <esc> <esc>");
    assert!(bench.text().contains("2/10"), "{}", bench.text());
    bench.keys("<esc>");
    assert!(!bench.text().contains("2/10") && message(&bench).contains("导览"), "{}", bench.text());
    assert!(meipi::app::session::present(&bench.app).toured);
}
