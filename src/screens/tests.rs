use super::codebook::Tagbook;
use super::differences::{self, Difference, Differences};
use super::passages::{self, Order, Passages};
use super::screen::Screen;
use super::statistics::{Chart, Statistics, sort, turn};
use super::{Screens, hits};
use crate::actions::commit::commit;
use crate::annotation::{Annotation, Change, Edit, IdSource, Quotation, Tag, Target};
use crate::state::Model;
use crate::state::effect::{Effect, Found, Work};
use crate::state::project::Wanted;
use crate::state::request::{Request, Typing};
use crate::state::samples::{PATH, model};
use crate::state::view::View;
use crate::text::TextId;
use crate::units::{Area, Char, CharSpan};

const TEXT: &str = "村里修路。乡里修桥。县里修渠。";

/// Passages of five characters each, and their tags, of two coders.
fn coded(coder: &str, tags: [&[&str]; 3]) -> Vec<Change> {
    let chars: Vec<char> = TEXT.chars().collect();
    let passage = |(n, tags): (usize, &[&str])| {
        let (start, end) = (n * 5, n * 5 + 4);
        let words: String = chars[start..end].iter().collect();
        let id = IdSource::seeded(n as u64 + coder.bytes().map(u64::from).sum::<u64>() * 10)
            .make(crate::annotation::samples::time(0));
        let after = Annotation {
            id,
            target: Target { text: TextId::of(TEXT), spans: vec![CharSpan::new(Char(start), Char(end))] },
            quotation: Quotation { exact: vec![words], ..Quotation::default() },
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            coder: coder.to_owned(),
            ..Annotation::default()
        };
        Change::annotation(PATH, id, None, Some(after))
    };
    tags.into_iter().enumerate().map(passage).collect()
}

/// A program with two tags and three passages.
fn sample() -> Model {
    let mut model = model(TEXT);
    let mut changes = Vec::new();
    for (label, order) in [("路", 10), ("水", 20)] {
        let tag = model.project.book.codebook.make(label, None, model.seconds());
        changes.push(Change::tag(label, None, Some(Tag { key: label.into(), order, ..tag })));
    }
    changes.extend(coded("甲", [&["路"], &["路", "水"], &["水"]]));
    commit(&mut model, Edit { changes, ..Edit::default() });
    model.screen.board = Area::new(1, 1, 78, 12);
    model.out.clear();
    model
}

fn groups(passages: &Passages) -> Vec<(&str, usize)> {
    let mut found: Vec<(&str, usize)> = Vec::new();
    for entry in &passages.entries {
        match found.last_mut() {
            Some((group, count)) if **group == *entry.group => *count += 1,
            _ => found.push((&entry.group, 1)),
        }
    }
    found
}

#[test]
fn passages_are_grouped_filtered_and_marked() {
    let (mut model, mut passages) = (sample(), Passages::default());
    passages::open(&mut passages, &mut model);
    assert_eq!((model.view, passages.count()), (View::Passages, 3));
    passages::sort(&mut passages, &mut model, Order::Tag);
    assert_eq!(groups(&passages), [("路", 2), ("水", 2)]);
    passages.typing(&mut model, Typing::Now("水".into()));
    assert_eq!(groups(&passages), [("水", 2)]);
    passages.mark();
    assert_eq!(passages.shown(&model).map(|shown| (shown.ids.len(), shown.ticked)), Some((1, true)));
    assert_eq!(passages.subjects(&mut model).len(), 1);
    assert!(passages.let_go(&mut model));
    assert_eq!(passages.text(&model), "乡里修桥");
    passages.typing(&mut model, Typing::GivenUp);
    assert_eq!(groups(&passages), [("路", 2), ("水", 2)]);
    passages.step(&mut model, 99);
    passages.arrange(&mut model);
    assert_eq!((passages.place.chosen, passages.at(&model, (5, 0))), (3, Some(passages.place.top)));
}

#[test]
fn the_codebook_counts_again_only_when_the_book_has_changed() {
    let (mut model, mut tagbook) = (sample(), Tagbook::default());
    tagbook.arrange(&mut model);
    assert_eq!(tagbook.rows.iter().map(|(_, key)| key.as_str()).collect::<Vec<_>>(), ["路", "水"]);
    assert_eq!(tagbook.counts["路"].own, 2);
    let made = tagbook.made_of.clone();
    tagbook.counts.clear();
    tagbook.arrange(&mut model);
    assert!(tagbook.counts.is_empty() && tagbook.made_of == made);
    commit(&mut model, Edit { changes: coded("甲", [&["路"], &["路"], &["路"]]), ..Edit::default() });
    tagbook.arrange(&mut model);
    assert_eq!(tagbook.counts["路"].own, 3);
    // A filter hides no tag that was just made, but others.
    tagbook.typing(&mut model, Typing::Now("水".into()));
    tagbook.arrange(&mut model);
    assert_eq!((tagbook.count(), tagbook.place.chosen), (1, 0));
    model.project.wanted = Some(Wanted::Tag("路".into()));
    tagbook.arrange(&mut model);
    assert_eq!(tagbook.count(), 1);
    model.project.wanted = Some(Wanted::New("路".into()));
    tagbook.arrange(&mut model);
    assert_eq!((tagbook.count(), tagbook.place.chosen), (2, 0));
    tagbook.go(&mut model);
    assert_eq!(model.requests, [Request::PassagesOf("路".into())]);
}

#[test]
fn charts_are_made_again_when_their_matter_has_changed() {
    let (mut model, mut statistics) = (sample(), Statistics::default());
    let counts = |statistics: &Statistics| statistics.made.rows.iter().map(|row| row.count).collect::<Vec<_>>();
    statistics.arrange(&mut model);
    assert_eq!((counts(&statistics), statistics.chart), (vec![2, 2], Chart::Tags));
    statistics.made.rows[0].count = 9;
    statistics.arrange(&mut model);
    assert_eq!(counts(&statistics), [9, 2]);
    commit(&mut model, Edit { changes: coded("乙", [&["路"], &[], &[]]), ..Edit::default() });
    statistics.arrange(&mut model);
    assert_eq!(counts(&statistics), [2, 2]);
    model.project.others = true;
    statistics.arrange(&mut model);
    assert_eq!(counts(&statistics), [3, 2]);
    turn(&mut statistics, true);
    turn(&mut statistics, true);
    statistics.arrange(&mut model);
    let pairs = |statistics: &Statistics| [(0, 0), (0, 1), (1, 1)].map(|(a, b)| statistics.pairs(a, b));
    assert_eq!(
        (statistics.chart, pairs(&statistics), statistics.jaccard(0, 1)),
        (Chart::Meetings, [3, 1, 2], Some(0.25))
    );
    // A click in the heat map chooses row and column.
    let cell = statistics.laid.cell(1, 1).unwrap();
    let inside = |y: u16| (cell.x - model.screen.board.x, y - model.screen.board.y);
    assert_eq!(statistics.at(&model, inside(cell.y)), Some(1));
    assert_eq!((statistics.column.chosen, statistics.at(&model, inside(1))), (1, None));
    // What was counted of another chart is kept as long as it holds.
    statistics.made.rows[0].count = 7;
    turn(&mut statistics, false);
    turn(&mut statistics, true);
    statistics.arrange(&mut model);
    assert_eq!(counts(&statistics)[0], 7);
    commit(&mut model, Edit { changes: coded("乙", [&["水"], &[], &[]]), ..Edit::default() });
    statistics.arrange(&mut model);
    assert_ne!(counts(&statistics)[0], 7);
}

#[test]
fn charts_are_sorted_and_what_is_chosen_stays() {
    let (mut model, mut statistics) = (sample(), Statistics::default());
    commit(&mut model, Edit { changes: coded("甲", [&["水"], &["路", "水"], &["水"]]), ..Edit::default() });
    statistics.arrange(&mut model);
    let names = |statistics: &Statistics| statistics.made.rows.iter().map(|row| row.label.clone()).collect::<Vec<_>>();
    assert_eq!((names(&statistics), statistics.place.chosen), (vec!["路".into(), "水".into()], 0));
    sort(&mut statistics);
    statistics.arrange(&mut model);
    assert_eq!((names(&statistics), statistics.place.chosen), (vec!["水".to_owned(), "路".into()], 1));
    // Another chart has its own order, and what is counted anew keeps it.
    turn(&mut statistics, true);
    turn(&mut statistics, true);
    statistics.arrange(&mut model);
    assert_eq!(names(&statistics), ["路", "水"]);
    turn(&mut statistics, false);
    turn(&mut statistics, false);
    model.project.others = true;
    statistics.arrange(&mut model);
    assert_eq!(names(&statistics), ["水", "路"]);
}

#[test]
fn differences_say_what_they_list() {
    let (mut model, mut differences) = (sample(), Differences::default());
    commit(&mut model, Edit { changes: coded("乙", [&["路"], &["水"], &["路"]]), ..Edit::default() });
    differences::open(&mut differences, &mut model);
    let kinds: Vec<Difference> = differences.pairs.iter().map(|pair| pair.kind).collect();
    assert_eq!((kinds, differences.alike), (vec![Difference::Tags; 2], 1));
    assert_eq!(differences.text(&model), "乡里修桥");
    assert_eq!(differences.shown(&model).map(|shown| shown.ids.len()), Some(2));
    model.project.others = true;
    assert_eq!(differences.shown(&model).map(|shown| shown.ids.len()), Some(4));
    assert_eq!(differences.at(&model, (0, 5)), Some(1));
    differences::settle(&mut differences, &mut model);
    differences.arrange(&mut model);
    assert_eq!((differences.settled, differences.place.chosen), (1, 1));
}

#[test]
fn a_search_of_all_is_asked_for_and_listed() {
    let (mut model, mut screens) = (sample(), Screens::default());
    hits::searched(&mut screens.hits, &mut model, "修");
    let asked = |model: &Model| {
        let all = model.out.iter();
        all.filter(|effect| matches!(effect, Effect::Work(Work::Concordance(..)))).count()
    };
    assert_eq!((model.view, asked(&model), screens.hits.searching), (View::Hits, 1, true));
    // An answer to an older search is dropped.
    hits::pages::found(&mut screens.hits, 0, Found { counted: 3, ..Found::default() });
    assert_eq!((screens.hits.total, screens.hits.searching), (0, true));
    let screen = screens.of_mut(View::Hits).unwrap();
    screen.typing(&mut model, Typing::GivenUp);
    assert_eq!(model.view, View::Panes);
    assert!(screens.of(View::Panes).is_none());
}
