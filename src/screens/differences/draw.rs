//! The differences: a passage a block, this coder's version and the other's side by side.

use crate::actions::filter::target;
use crate::analysis::same_tags;
use crate::annotation::Annotation;
use crate::brush::{Paint, row_look};
use crate::layout::{fit, fit_middle, width};
use crate::screens::board;
use crate::screens::differences::listed::{Difference, Differences, Pair, ROWS, is_alike, settled};
use crate::state::Model;
use crate::text::decode::one_line;
use crate::theme::{Hue, Look, Role};
use crate::units::{Area, Cell, Char};

/// Draws the differences.
pub fn draw(differences: &Differences, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let blanks = [
        ("at", (differences.place.chosen + usize::from(!differences.pairs.is_empty())).to_string()),
        ("count", differences.pairs.len().to_string()),
        ("alike", differences.alike.to_string()),
        ("settled", differences.settled.to_string()),
    ];
    let numbers = model.face.words.fill("differences-numbers", &blanks);
    board::head(model, paint, &model.say("screen-differences"), ("", ""), &numbers);
    if differences.pairs.is_empty() {
        board::empty(model, paint, "empty-differences");
        return None;
    }
    let list = model.screen.board;
    let names = Difference::ALL.map(|kind| width(&model.say(kind.words()), model.face.widths));
    let column = names.into_iter().max().unwrap_or(0) as Cell;
    let seen = differences.pairs.iter().enumerate().skip(differences.place.top);
    for ((n, pair), y) in seen.zip((0..list.h).step_by(ROWS)) {
        let area = Area { y: list.y + y, h: (ROWS as u16).min(list.h - y), ..list };
        draw_pair(model, paint, (area, column), pair, n == differences.place.chosen);
    }
    None
}

/// Draws a pair; what it is about stands in one column in all of them, behind how its versions differ.
fn draw_pair<'a>(model: &'a Model, paint: &mut Paint<'_>, (area, column): (Area, Cell), pair: &'a Pair, chosen: bool) {
    let base = row_look(paint, area.row(0), chosen);
    let (key, faint) = (base.over(paint.look(Role::Key)), base.over(paint.look(Role::Faint)));
    let row = area.row(0);
    let sign = if settled(model, pair).is_some() { "=" } else { " " };
    paint.text(row.x, row.y, row.right(), sign, key);
    let kind = if is_alike(model, pair) { "difference-alike" } else { differs(model, pair) };
    let x = paint.text(row.x + 2, row.y, row.right(), &model.say(kind), key).max(row.x + 2 + column);
    let Some(place) = pair.place() else { return };
    let article = model.shelf.survey(&pair.document).and_then(|survey| survey.places.get(&place.id));
    let about = model.shelf.heading(&pair.document, article.map_or(0, |standing| standing.article));
    paint.line_look(Area { x: x + 2, w: row.right().saturating_sub(x + 2), ..row }, &about, faint);
    let plain = paint.look(Role::Text);
    let present =
        |a: &'a Option<Annotation>| a.as_ref().map(|a| model.project.book.get(&pair.document, a.id).unwrap_or(a));
    let (mine, theirs) = (present(&pair.mine), present(&pair.theirs));
    let me = model.project.coder.name();
    version(model, paint, area.row(1), (me, mine.map(|a| (a, words(model, pair, a, theirs)))), plain);
    version(model, paint, area.row(2), (&pair.other, theirs.map(|a| (a, words(model, pair, a, mine)))), plain);
}

/// Returns the key of what says how two versions differ: in both, where their tags do too.
fn differs(model: &Model, pair: &Pair) -> &'static str {
    let tags = pair.mine.as_ref().zip(pair.theirs.as_ref());
    let tags = tags.is_some_and(|(mine, theirs)| !same_tags(mine, theirs, &model.project.book.codebook));
    if pair.kind == Difference::Borders && tags { "difference-both" } else { pair.kind.words() }
}

/// Words in a row; those that the other version does not have are strong.
type Runs = Vec<(String, bool)>;

/// Returns the words of a version, those apart that the other does not have. Where ends differ, white space counts too.
fn words(model: &Model, pair: &Pair, version: &Annotation, other: Option<&Annotation>) -> Runs {
    let exact = &version.quotation.exact;
    let target = |a| target(model, &pair.document, a);
    let (own, other) = (target(version), other.map(target));
    let known = exact.iter().zip(&own.spans).all(|(text, span)| text.chars().count() == span.len());
    let Some(other) = other.filter(|other| known && own.text == other.text && *other != own) else {
        return vec![(one_line(&version.quotation.text()).into_owned(), false)];
    };
    let mut runs: Runs = Vec::new();
    let mut blank = true;
    for (text, span) in exact.iter().zip(&own.spans) {
        for (c, at) in text.chars().zip(span.start.0..) {
            let strong = !other.spans.iter().any(|span| span.contains(Char(at)));
            let passed = std::mem::replace(&mut blank, c.is_whitespace()) && blank && !strong;
            if passed {
                continue;
            }
            let shown = if blank { ' ' } else { c };
            match runs.last_mut() {
                Some((run, last)) if *last == strong => run.push(shown),
                _ => runs.push((shown.to_string(), strong)),
            }
        }
    }
    runs
}

/// Cells that a run keeps at least, as long as others can give.
const LEAST: usize = 10;

/// Shares cells among runs that are too long together: what both have gives first, then what only one has.
fn shares(runs: &Runs, room: usize, wide: impl Fn(&str) -> usize) -> Vec<usize> {
    let mut cells: Vec<usize> = runs.iter().map(|(text, _)| wide(text)).collect();
    for (strong, least) in [(false, LEAST), (true, LEAST), (false, 0), (true, 0)] {
        while cells.iter().sum::<usize>() > room {
            let gives = cells.iter_mut().zip(runs).filter(|(cells, run)| run.1 == strong && **cells > least);
            let Some((most, _)) = gives.max_by_key(|(cells, _)| **cells) else { break };
            *most -= 1;
        }
    }
    cells
}

/// Cells of the coder's name, and of the tags.
const NAME: u16 = 10;

const TAGS: u16 = 24;

fn version(
    model: &Model,
    paint: &mut Paint<'_>,
    row: Area,
    (coder, version): (&str, Option<(&Annotation, Runs)>),
    base: Look,
) {
    if row.is_empty() {
        return;
    }
    let faint = base.over(paint.look(Role::Faint));
    let row = row.inset(2, 0);
    let coder = fit(&model.name_of(coder), NAME - 1, paint.widths);
    paint.text(row.x, row.y, row.right(), &coder, faint);
    let (_, rest) = row.split_left(NAME);
    let Some((annotation, runs)) = version else {
        paint.text(rest.x, rest.y, rest.right(), "-", faint);
        return;
    };
    let (marks, words) = rest.split_left(TAGS.min(rest.w / 2));
    board::tags(model, paint, Area { w: marks.w.saturating_sub(1), ..marks }, annotation, base);
    let hue = annotation
        .tags
        .first()
        .map_or_else(Hue::default, |tag| model.project.book.codebook.hue(model.project.book.codebook.resolve(tag)));
    let look = base.over(paint.theme.tagged(hue));
    let strong = base.over(paint.look(Role::Hit));
    let cells = shares(&runs, usize::from(words.w), |text| width(text, paint.widths));
    let mut x = words.x;
    for ((text, differs), cells) in runs.iter().zip(cells) {
        let text = fit_middle(text, cells as u16, paint.widths);
        x = paint.text(x, words.y, words.right(), &text, if *differs { strong } else { look });
    }
}
