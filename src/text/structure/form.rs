//! What sort of text it is, as far as that decides what may be moved: a page or a plain text.
//!
//! On a *page* several articles stand beside and below one another: an article may go on behind another, pictures
//! cut paragraphs, lines of the page itself belong to no article. Everything else is *plain*: it is read as it
//! stands in the source, a line a paragraph, and nothing moves. What tells a page is that its own marks stand on
//! it more than once; what is in doubt is plain. A numbered series of chapters and the heads of turns are plain,
//! whatever else shows.

use super::genre::Genre;
use super::judge::Judged;
use super::kind::Kind;
use super::turns::speakers;
use super::{marks, papers, works};
use crate::units::Slice;
use std::collections::BTreeSet;

/// What sort of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// 版面: articles beside one another, which are gathered from where they stand.
    Page,
    /// 顺文: read in the order of the source.
    Plain {
        /// Paragraphs were cut where a line ends in the middle of a sentence: that is seen several times in
        /// prose that is else finished.
        cut: bool,
        /// It is the prose of one writer, no collection of lines.
        composed: bool,
        /// Most of the longer lines end as sentences do.
        prose: bool,
    },
}

/// The weight from which a text is a page.
const PAGE: usize = 6;
/// A headline with a byline or a dateline below it.
const OPENING: usize = 3;
/// The most that pictures and cut paragraphs count for, each; signatures twice as much.
const MOST: usize = 2;
/// What a mark counts for that says where an article goes on.
const TURN: usize = 3;
/// What a sentence counts for that goes on behind a picture.
const AROUND: usize = 5;
/// The least length, in code points, of the line above a picture in the middle of a sentence.
const AROUND_LONG: usize = 16;
/// As many heads of turns make a text one of speakers.
const TURNS: usize = 3;

impl Default for Form {
    fn default() -> Self {
        Self::Plain { cut: false, composed: false, prose: false }
    }
}

impl Form {
    /// Decides what sort of text it is, of a genre that a person told or did not. With `local`, nothing proves a page.
    pub fn of(text: &str, judged: &[Judged], (genre, told): (Genre, bool), local: bool) -> Self {
        if local || told && matches!(genre, Genre::Plain | Genre::Lines | Genre::Table) {
            return Self::default();
        }
        if told && genre == Genre::Page {
            return Self::Page;
        }
        let line = |j: &Judged| text.slice(j.line.span);
        let timed = judged.iter().filter(|j| speakers::is_timed(line(j))).count();
        let named = judged.iter().filter(|j| speakers::is_named(line(j))).count();
        let spoken = timed >= TURNS || named >= TURNS * 2;
        let several = judged.iter().filter(|j| j.begins).count() >= 2;
        let decoded = !told && matches!(genre, Genre::Page | Genre::Article) && !works::is_abstracts(text, judged);
        if decoded && !spoken && !is_series(text, judged, true) && (several || weight(text, judged) >= PAGE) {
            return Self::Page;
        }
        let prose = !spoken && is_prose(text, judged);
        let composed = prose && is_composed(text, judged);
        Self::Plain { cut: composed && cuts(text, judged) >= 2, composed, prose }
    }
}

/// Tells whether chapters are numbered: at least two numbers, or one beside parts that books have.
///
/// With `said`, what somebody says counts as well.
pub fn is_series(text: &str, judged: &[Judged], said: bool) -> bool {
    let told = |i: usize| said || !is_told(text, judged, i, false);
    let line = |j: &Judged| text.slice(j.line.span).get(j.markup..);
    let lines = || judged.iter().enumerate().filter_map(|(i, j)| Some((i, line(j)?)));
    let chapters = lines().filter_map(|(i, line)| marks::chapter(line).filter(|_| told(i)));
    let numbers = chapters.collect::<BTreeSet<&str>>().len();
    numbers >= 2 || numbers == 1 && lines().any(|(i, line)| marks::is_part(line) && told(i))
}

/// What somebody says is looked for so many lines below who speaks and when.
const SAID: usize = 8;

/// Tells whether the line is said: right above it stands who speaks, or above the lines that it stands close below
/// who speaks and when. With `named`, a name alone counts there as well.
pub fn is_told(text: &str, judged: &[Judged], i: usize, named: bool) -> bool {
    let line = |n: usize| judged.get(n).map_or("", |j| text.slice(j.line.span));
    let close = |n: &usize| judged.get(*n).is_some_and(|j| j.line.before == 0 && j.markup == 0);
    let mut above = (i.saturating_sub(SAID) + 1..=i).rev().take_while(close).filter_map(|n| n.checked_sub(1));
    let head = |line: &str| speakers::is_timed(line) || speakers::is_dated(line) || named && speakers::is_named(line);
    close(&i) && speakers::is_named(i.checked_sub(1).map_or("", line)) || above.any(|n| head(line(n)))
}

/// Weighs what speaks for a page.
fn weight(text: &str, judged: &[Judged]) -> usize {
    let line = |j: &Judged| text.slice(j.line.span);
    let titles = || (0..judged.len()).filter(|i| judged.get(*i).is_some_and(|j| j.kind == Kind::Title));
    let openings: Vec<bool> = titles().filter_map(|i| opens(text, judged, i + 1)).collect();
    let signed =
        |pair: &&[Judged]| matches!(pair, [above, below] if above.kind == Kind::Body && is_writers(below, line(below)));
    let signatures = judged.windows(2).filter(signed).count();
    let pictures = judged.iter().filter(|j| is_picture(j, line(j))).count();
    let turns = judged.iter().filter(|j| papers::is_turn(line(j)) || papers::is_rest(line(j))).count();
    let around = usize::from((0..judged.len()).any(|i| is_cut_around(text, judged, i)));
    let cuts = cuts(text, judged).min(MOST);
    // Pieces with nothing but the names of those who wrote them are a collection, unless a paper's marks show.
    let papers = judged.iter().any(|j| j.page && !papers::is_folio(line(j))) || pictures + turns + around + cuts > 0;
    let marked = openings.contains(&true) || papers;
    let openings = if marked { openings.len() } else { 0 };
    openings * OPENING + signatures.min(MOST * 2) + pictures.min(MOST) + cuts + turns * TURN + around * AROUND
}

/// Tells whether a line belongs to a picture by its own words.
fn is_picture(judged: &Judged, line: &str) -> bool {
    let told = papers::points_at_picture(line) || papers::ends_with_photographer(line);
    judged.kind == Kind::Credit || judged.kind == Kind::Caption && told
}

/// Tells whether the lines of a picture begin here in the middle of a sentence.
fn is_cut_around(text: &str, judged: &[Judged], at: usize) -> bool {
    let line = |j: &Judged| text.slice(j.line.span);
    let Some(above) = at.checked_sub(1).and_then(|n| judged.get(n)) else { return false };
    let mut rest = judged.iter().skip(at).skip_while(|j| is_picture(j, line(j)));
    let below = rest.next().filter(|below| judged.get(at).is_some_and(|j| j.line.number < below.line.number));
    below.is_some_and(|below| {
        let bodies = above.kind == Kind::Body && below.kind == Kind::Body;
        bodies && breaks_off(line(above), AROUND_LONG) && goes_on(line(below))
    })
}

/// Tells whether a byline or a dateline is the first that stands below a headline, its other lines between; and
/// whether it says more than a name.
fn opens(text: &str, judged: &[Judged], from: usize) -> Option<bool> {
    let head = |j: &&Judged| matches!(j.kind, Kind::Subtitle | Kind::Rubric | Kind::Kicker);
    let next = judged.iter().skip(from).take(4).find(|j| !head(j));
    let next = next.map(|j| (j, text.slice(j.line.span)));
    let dated = |(j, line): &(&Judged, &str)| j.kind == Kind::Body && papers::has_dateline(line);
    let next = next.filter(|next| dated(next) || is_writers(next.0, next.1));
    next.map(|next| dated(&next) || papers::is_byline(next.1))
}

/// Tells whether a line names writers, and not who speaks or when.
fn is_writers(judged: &Judged, line: &str) -> bool {
    judged.kind == Kind::Byline && speakers::clock(line).is_none() && !speakers::is_named(line)
}

/// The least length, in code points, of a paragraph that was cut.
const LONG: usize = 28;

/// The most code points of a line that is no paragraph of its own, but the last word of one.
const STUB: usize = 6;

/// Tells whether a line is running text, and so can be the rest of a paragraph.
fn goes_on(line: &str) -> bool {
    marks::is_finished(line) || marks::holds_clause(line)
}

/// Tells whether a line of running text ends in the middle of a clause.
fn breaks_off(line: &str, least: usize) -> bool {
    let long = line.chars().nth(least - 1).is_some() && (marks::holds_sentence(line) || marks::holds_clause(line));
    let open = line.ends_with(|c: char| c.is_alphanumeric() || "，、,%％".contains(c));
    long && (open || marks::balance(line).0 > 0)
}

/// Tells whether a paragraph was cut between two lines: the first ends in the middle of a clause, the second
/// ends as a sentence does.
pub fn is_cut(above: &str, below: &str) -> bool {
    let spoken = below.starts_with(['“', '「', '『']);
    breaks_off(above, LONG) && goes_on(below) && !spoken && !marks::is_item(below) && !speakers::is_message(below)
}

/// Tells whether a cut shows by itself: the first line ends with a comma, or what is left is a stub.
pub fn is_clear_cut(above: &str, below: &str) -> bool {
    is_cut(above, below) && (above.ends_with(['，', '、', ',']) || below.chars().nth(STUB).is_none())
}

fn bodies<'a>(text: &'a str, judged: &'a [Judged]) -> impl Iterator<Item = (&'a Judged, &'a str)> {
    judged.iter().filter(|j| j.kind == Kind::Body && j.level == 0 && !j.fenced).map(|j| (j, text.slice(j.line.span)))
}

/// Counts the lines of running text behind which a paragraph was cut.
fn cuts(text: &str, judged: &[Judged]) -> usize {
    let cut = |pair: &&[Judged]| match pair {
        [above, below] => {
            let body = |j: &Judged| j.kind == Kind::Body && j.level == 0 && !j.fenced;
            body(above) && body(below) && is_cut(text.slice(above.line.span), text.slice(below.line.span))
        }
        _ => false,
    };
    judged.windows(2).filter(cut).count()
}

/// Tells whether most of the longer lines end as sentences do.
fn is_prose(text: &str, judged: &[Judged]) -> bool {
    // What the edge of a page cuts is no sign of what is not finished.
    let cut = |j: &Judged| {
        let next = judged.partition_point(|other| other.line.number <= j.line.number);
        judged.get(next).is_some_and(|next| next.edge.is_some())
    };
    let long = || bodies(text, judged).filter(|(j, line)| line.chars().nth(7).is_some() && !cut(j));
    let finished = long().filter(|(_, line)| marks::may_end_paragraph(line)).count();
    finished > 0 && finished * 3 >= long().count() * 2
}

/// The least length, in code points, of the lines of a composed text without headings, in the mean.
const COMPOSED: usize = 50;
/// Of so many lines of such a text at most one breaks off.
const ENDED: usize = 5;

/// As many lines that were put together tell that the text was wrapped.
const WRAPPED: usize = 3;

/// Tells whether the lines of prose were written as one: they were wrapped, an agency reports, headings that ask nothing divide it, or they are long and
/// few break off. Answers and comments, one a line, are neither.
fn is_composed(text: &str, judged: &[Judged]) -> bool {
    let heads = || judged.iter().filter(|j| j.level > 0).map(|j| text.slice(j.line.span));
    let asks = heads().filter(|line| line.ends_with(['？', '?'])).count();
    let lines: Vec<&str> = bodies(text, judged).map(|(_, line)| line).collect();
    let open = lines.iter().filter(|line| !marks::may_end_paragraph(line)).count();
    let length: usize = lines.iter().map(|line| line.chars().count()).sum();
    let long = length >= lines.len() * COMPOSED && open * ENDED <= lines.len();
    let wrapped = judged.iter().filter(|j| j.line.lines > 1).count() >= WRAPPED;
    let reported = lines.iter().any(|line| papers::has_dateline(line));
    wrapped || reported || long || heads().count() >= 2 && asks * 2 < heads().count()
}
