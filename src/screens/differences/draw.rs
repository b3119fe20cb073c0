//! The differences: a passage a block, this coder's version and the other's side by side.

use crate::actions::filter::target;
use crate::analysis::same_tags;
use crate::annotation::Annotation;
use crate::brush::{Paint, chips, row_look, runs};
use crate::layout::{fit, width};
use crate::screens::board;
use crate::screens::differences::listed::{Difference, Differences, HEAD, Pair, ROWS, settled};
use crate::state::Model;
use crate::text::decode::one_line;
use crate::text::diff::Runs;
use crate::theme::{Hue, Look, Role};
use crate::units::{Area, Cell, Char};
use crate::words::day;

/// Draws the differences.
pub fn draw(differences: &Differences, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let at = differences.place.chosen + usize::from(!differences.pairs.is_empty());
    let done = [("differences-adopted", differences.adopted), ("differences-settled", differences.settled)];
    let done = done.into_iter().filter(|(_, count)| *count > 0);
    let done = done.map(|(key, count)| model.face.words.fill(key, &[("count", count.to_string())]));
    let numbers: Vec<String> = done.chain([format!("{at}/{}", differences.pairs.len())]).collect();
    let numbers = if differences.all.is_empty() { String::new() } else { numbers.join("  ") };
    board::head(model, paint, &model.say("screen-differences"), board::Filter::default(), &numbers);
    let (head, list) = model.screen.board.split_top(HEAD as Cell);
    if !differences.all.is_empty() {
        kinds(differences, model, paint, head);
    }
    if differences.pairs.is_empty() {
        board::empty(model, paint, differences.empty);
        return None;
    }
    let names = Difference::ALL.map(|kind| width(&model.say(kind.words()), model.face.widths));
    let seen = differences.pairs.iter().enumerate().skip(differences.place.top);
    let columns = Columns { kind: names.into_iter().max().unwrap_or(0) as Cell, ..columns(differences, model, list) };
    for ((n, pair), y) in seen.zip((0..list.h).step_by(ROWS)) {
        let area = Area { y: list.y + y, h: (ROWS as u16).min(list.h - y), ..list };
        draw_pair(model, paint, (area, columns), pair, n == differences.place.chosen);
    }
    None
}

/// Draws the kinds, each with how many there are of it; those that are listed stand out.
fn kinds(differences: &Differences, model: &Model, paint: &mut Paint<'_>, row: Area) {
    let base = paint.look(Role::Text);
    let (key, faint) = (base.over(paint.look(Role::Key)), base.over(paint.look(Role::Faint)));
    let mut x = paint.text(row.x, row.y, row.right(), "f", key) + 1;
    let all = std::iter::once(None).chain(Difference::ALL.map(Some));
    let listed = all.map(|kind| (kind, differences.count_of(kind)));
    let listed: Vec<_> = listed.filter(|(kind, count)| *count > 0 || *kind == differences.kind).collect();
    let words = |kind: Option<Difference>| kind.map_or("difference-any", Difference::words);
    let cells =
        |(kind, count): &(_, usize)| width(&model.say(words(*kind)), paint.widths) + count.to_string().len() + 3;
    // In a narrow row the kinds have short names.
    let whole = listed.iter().map(cells).sum::<usize>() <= usize::from(row.right().saturating_sub(x));
    for (kind, count) in listed {
        let name = if whole { model.say(words(kind)) } else { model.say(&format!("short-{}", words(kind))) };
        let told = format!(" {name} {count} ");
        let look = if kind == differences.kind { base.over(paint.look(Role::Chosen)) } else { faint };
        let bracketed =
            if kind == differences.kind && !paint.theme.has_grounds() { format!("[{}]", told.trim()) } else { told };
        if x + width(&bracketed, paint.widths) as Cell > row.right() {
            return;
        }
        x = paint.text(x, row.y, row.right(), &bracketed, look);
    }
}

/// Cells of the columns of all pairs that are to be seen.
#[derive(Clone, Copy)]
struct Columns {
    /// How versions differ.
    kind: Cell,
    /// Who made a version.
    name: Cell,
    /// When.
    day: Cell,
    /// Its tags.
    tags: Cell,
}

/// Cells of the coder's name: at least, at most.
const NAME: (Cell, Cell) = (4, 14);

/// The least cells of the tags.
const TAGS: Cell = 12;

/// Measures the columns of the pairs that are to be seen. Tags have what they need, as far as the larger part of the
/// room, or what the words do not need: those are cut in their middle.
fn columns(differences: &Differences, model: &Model, list: Area) -> Columns {
    let widths = model.face.widths;
    let cells = |text: &str| width(text, widths) as Cell;
    let seen: Vec<&Pair> = differences.pairs.iter().skip(differences.place.top).take(usize::from(list.h)).collect();
    let me = model.project.coder.name();
    let coders = seen.iter().map(|pair| pair.other.as_str()).chain([me]);
    let name = coders.map(|coder| cells(&model.name_of(coder)) + 2).max().unwrap_or(0).clamp(NAME.0, NAME.1);
    let (mut day_wide, mut tags, mut words) = (0, 0, 0);
    for annotation in seen.iter().flat_map(|pair| pair.mine.iter().chain(&pair.theirs)) {
        let (codebook, lang) = (&model.project.book.codebook, model.face.words.lang());
        let label = |tag: &String| cells(codebook.label(codebook.resolve(tag), lang));
        let plain = if annotation.tags.is_empty() { cells(&model.say("plain-highlight")) } else { 0 };
        // Around each name a blank, and one between two.
        let own = plain + annotation.tags.iter().map(|tag| label(tag) + 3).sum::<Cell>() + 1;
        tags = tags.max(own);
        words = words.max(cells(&one_line(&annotation.quotation.text())));
        day_wide = day_wide.max(cells(&day(annotation.modified, model.now)));
    }
    let room = list.w.saturating_sub(INSET + name + day_wide + 2);
    let most = room.saturating_sub(words).max(room * 5 / 8);
    Columns { kind: 0, name, day: day_wide + 2, tags: tags.clamp(TAGS, most.max(TAGS)) }
}

/// Draws a pair; what it is about stands in one column in all of them, behind how its versions differ.
fn draw_pair<'a>(
    model: &'a Model,
    paint: &mut Paint<'_>,
    (area, columns): (Area, Columns),
    pair: &'a Pair,
    chosen: bool,
) {
    let rows: [Area; ROWS - 1] = std::array::from_fn(|n| area.row(n as Cell));
    // Of the chosen one all rows are filled.
    let looks = rows.map(|row| row_look(paint, row, chosen));
    let [base, ..] = looks;
    let (key, faint) = (base.over(paint.look(Role::Key)), base.over(paint.look(Role::Faint)));
    let [row, first, second] = rows;
    let sign = if settled(model, pair).is_some() { "=" } else { " " };
    paint.text(row.x, row.y, row.right(), sign, key);
    let agreed = pair.kind != Difference::Agreed && pair.alike;
    let kind = if agreed { "difference-alike" } else { differs(model, pair) };
    let x = paint.text(row.x + 2, row.y, row.right(), &model.say(kind), key).max(row.x + INSET + columns.kind);
    let Some(place) = pair.place() else { return };
    let article = model.shelf.survey(&pair.document).and_then(|survey| survey.places.get(&place.id));
    let about = model.shelf.heading(&pair.document, article.map_or(0, |standing| standing.article));
    paint.line_look(Area { x: x + 2, w: row.right().saturating_sub(x + 2), ..row }, &about, faint);
    let present =
        |a: &'a Option<Annotation>| a.as_ref().map(|a| model.project.book.get(&pair.document, a.id).unwrap_or(a));
    let (mine, theirs) = (present(&pair.mine), present(&pair.theirs));
    let said = |version: Option<&'a Annotation>, other| version.map(|version| words(model, pair, version, other));
    let (own, other) = (said(mine, theirs), said(theirs, mine));
    let apart = own.iter().chain(&other).flatten().any(|(_, strong)| *strong);
    let version = |annotation: Option<&'a Annotation>, other, words: Option<Runs>| {
        annotation.zip(words).map(|(annotation, words)| Version { annotation, other, words, apart })
    };
    let me = model.project.coder.name();
    draw_version(model, paint, (first, columns), (me, version(mine, theirs, own)), base);
    draw_version(model, paint, (second, columns), (&pair.other, version(theirs, mine, other)), base);
}

/// Returns the key of what says how two versions differ: in both, where their tags do too.
fn differs(model: &Model, pair: &Pair) -> &'static str {
    let tags = pair.mine.as_ref().zip(pair.theirs.as_ref());
    let tags = tags.is_some_and(|(mine, theirs)| !same_tags(mine, theirs, &model.project.book.codebook));
    if pair.kind == Difference::Borders && tags { "difference-both" } else { pair.kind.words() }
}

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

/// A version of a passage, the other version, and its words.
struct Version<'a> {
    annotation: &'a Annotation,
    other: Option<&'a Annotation>,
    words: Runs,
    /// The words of the two are not the same.
    apart: bool,
}

/// Cells before a version: the sign of its pair.
const INSET: Cell = 2;

/// Draws a version in a row: who made it, when, its tags, its words.
fn draw_version(
    model: &Model,
    paint: &mut Paint<'_>,
    (row, columns): (Area, Columns),
    (coder, version): (&str, Option<Version<'_>>),
    base: Look,
) {
    if row.is_empty() {
        return;
    }
    let faint = base.over(paint.look(Role::Faint));
    let (who, rest) = row.inset(INSET, 0).split_left(columns.name);
    let coder = fit(&model.name_of(coder), columns.name - 1, paint.widths);
    paint.text(who.x, who.y, who.right(), &coder, if version.is_some() { base } else { faint });
    let Some(Version { annotation, other, words, apart }) = version else {
        paint.text(rest.x, rest.y, rest.right(), "-", faint);
        return;
    };
    let (when, rest) = rest.split_left(columns.day);
    paint.text(when.x, when.y, when.right(), &day(annotation.modified, model.now), faint);
    let (marks, text) = rest.split_left(columns.tags);
    tags(model, paint, Area { w: marks.w.saturating_sub(1), ..marks }, (annotation, other), base);
    let codebook = &model.project.book.codebook;
    let hue = annotation.tags.first().map_or_else(Hue::default, |tag| codebook.hue(codebook.resolve(tag)));
    // Beside what differs, what both have is pale.
    let plain = if apart { faint } else { base.over(paint.theme.tagged(hue)) };
    let strong = base.over(paint.look(Role::Hit));
    runs(paint, text, &words, plain, strong);
}

/// Draws the tags of a version: those that the other does not have as chips, and before all others; those that both have
/// pale.
fn tags(
    model: &Model,
    paint: &mut Paint<'_>,
    row: Area,
    (annotation, other): (&Annotation, Option<&Annotation>),
    base: Look,
) {
    let codebook = &model.project.book.codebook;
    let Some(other) = other.filter(|other| !annotation.tags.is_empty() && !same_tags(annotation, other, codebook))
    else {
        board::tags(model, paint, row, annotation, base);
        return;
    };
    let lang = model.face.words.lang();
    let theirs: Vec<&str> = other.tags.iter().map(|tag| codebook.resolve(tag)).collect();
    let keys = annotation.tags.iter().map(|tag| codebook.resolve(tag));
    let (both, own): (Vec<&str>, Vec<&str>) = keys.partition(|key| theirs.contains(key));
    let x = chips(paint, row, own.iter().map(|key| (codebook.label(key, lang), codebook.hue(key))), base);
    let x = x + Cell::from(x > row.x) * 2;
    let names: Vec<&str> = both.iter().map(|key| codebook.label(key, lang)).collect();
    let rest = Area { x, w: row.right().saturating_sub(x), ..row };
    if rest.w >= 4 && !names.is_empty() {
        paint.line_look(rest, &names.join("  "), base.over(paint.look(Role::Faint)));
    }
}
