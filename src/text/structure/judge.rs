//! Each line becomes the kind that the most weight speaks for.

use super::cues::{Cue, HEADS, PLAIN};
use super::decode::{Features, Weights, Why};
use super::genre::Genre;
use super::kind::Kind;
use super::lines::Line;
use super::page::{Fact, Page};
use crate::units::{Byte, ByteSpan, Slice};

/// A line and what it was judged to be.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The line.
    pub line: Line,
    /// What it is.
    pub kind: Kind,
    /// The level of its heading, 0 for none.
    pub level: u8,
    /// Bytes of markup at its start.
    pub markup: usize,
    /// It stands in a fenced block.
    pub fenced: bool,
    /// It is the page's own, of no article: its name, date, number, makers.
    pub page: bool,
    /// It stands at the edge of a page.
    pub edge: Option<Edge>,
    /// An article begins with it, or goes on behind another.
    pub begins: bool,
    /// It makes one unit with the line right above it.
    pub solid: bool,
    /// The number of its article; 0 is the page.
    pub article: usize,
    /// A person said which article it belongs to.
    pub placed: bool,
    /// Little more speaks for its kind or its article than for another.
    pub doubtful: bool,
    /// A person has settled something about it.
    pub corrected: bool,
    /// A person said whether it goes on with the paragraph before.
    pub joins: Option<bool>,
    /// A person said whether text is lost before it.
    pub gap: Option<bool>,
    /// A person said whether it repeats text.
    pub repeated: Option<bool>,
}

/// What stands at the edges of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// The number of a page, or the head of a chapter that runs there.
    Likely,
    /// The same words beside the numbers of three pages and more.
    Proven,
}

/// Why a line was taken for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What it speaks for.
    pub kind: Kind,
    /// How much; less than nothing speaks against it.
    pub weight: i32,
    /// What it is.
    pub why: Why,
}

/// As many times a line stands at the edges of pages, for it to run there.
pub const EDGES: usize = 3;

/// The sums of the cues, by kind.
type Sums = [i32; Kind::ALL.len()];

/// The weight from which a line is taken for what it shows by itself.
const PLAIN_FROM: i32 = 3;
/// A line of more code points is running text.
const LONG: usize = 160;
/// The same in a long text, of which every page cannot be weighed.
const SHORT: usize = 60;
/// A kind ahead of the next by no more than this is doubtful.
const DOUBTFUL: i32 = 2;

/// Tells whether a line stands at the edge of a page: it is its number, or runs beside it.
fn edge(page: &Page<'_>, i: usize, folios: &[bool]) -> Option<Edge> {
    let folio = |n: usize| folios.get(n).copied().unwrap_or(false);
    if folio(i) {
        return Some(Edge::Likely);
    }
    let beside = i.checked_sub(1).is_some_and(folio) || folio(i + 1);
    let (level, times) = (page.level(i), page.times(i));
    let runs = beside && (level > 0 || times >= EDGES) && super::neighbours::beside_folio(page, i);
    runs.then_some(if level == 0 { Edge::Proven } else { Edge::Likely })
}

/// Sums the cues that speak about a line.
fn sums(page: &Page<'_>, cues: &[Cue], i: usize) -> Sums {
    let mut sums = [0; Kind::ALL.len()];
    for cue in cues.iter().filter(|cue| (cue.test)(page, i)) {
        if let Some(sum) = sums.get_mut(cue.kind as usize) {
            *sum += cue.weight;
        }
    }
    sums
}

/// Returns the kind with the greatest sum, the sum, and how far it is ahead of the next.
fn best(sums: &Sums) -> (Kind, i32, i32) {
    let mut ranked: Vec<(Kind, i32)> = Kind::ALL.into_iter().zip(sums.iter().copied()).collect();
    ranked.sort_by_key(|(kind, sum)| (std::cmp::Reverse(*sum), *kind));
    match ranked.as_slice() {
        [(kind, sum), (_, next), ..] => (*kind, *sum, sum - next),
        _ => (Kind::Body, 0, 0),
    }
}

/// What was found out of a line: kind, level and markup, fence, doubt, whether it is the page's own and stands at
/// its edge.
type Found = ((((Option<Kind>, (u8, usize)), bool), bool), (bool, Option<Edge>));

/// Returns what all lines show, if a text is read by the decoder.
pub fn features(text: &str, lines: &[Line]) -> Option<Features> {
    let mut page = Page::new(text, lines, false);
    weigh(&mut page, false);
    Genre::of(&page).is_decoded().then(|| Features::of(&page))
}

/// Judges every line by the cues, one after the other; returns which are doubtful.
fn weigh(page: &mut Page<'_>, local: bool) -> Vec<bool> {
    let mut doubtful = vec![false; page.count()];
    let plainly = if local { SHORT } else { LONG };
    for i in 0..page.count() {
        // So long a line is running text, whatever else it shows.
        if page.len(i) > plainly && page.level(i) == 0 {
            page.settle(i, Kind::Body);
            continue;
        }
        let (kind, sum, ahead) = best(&sums(page, PLAIN, i));
        if sum >= PLAIN_FROM {
            page.settle(i, kind);
            // A line that is long only is running text, however little speaks for it.
            mark(&mut doubtful, i, ahead < DOUBTFUL);
        }
    }
    for i in (0..page.count()).rev() {
        if local && page.kind(i).is_none() {
            let kind = plain_head(page, i);
            page.settle(i, kind);
        } else if page.kind(i).is_none() {
            let (kind, _, ahead) = best(&sums(page, HEADS, i));
            page.settle(i, kind);
            mark(&mut doubtful, i, ahead <= DOUBTFUL);
        }
    }
    doubtful
}

/// Judges every line. With `local`, a line's short neighbours do not make it a headline. What a person told the text to
/// be it is, whatever it shows.
pub fn judge(text: &str, lines: Vec<Line>, local: bool, told: Option<Genre>) -> (Genre, Vec<Judged>) {
    let mut page = Page::new(text, &lines, local);
    let doubtful = weigh(&mut page, local);
    let guess = || if local { of_head(text, &lines) } else { Genre::of(&page) };
    let genre = told.unwrap_or_else(guess);
    let states = if genre.is_decoded() && !local { Features::of(&page).read(Weights::fitted()) } else { Vec::new() };
    for (i, state) in states.iter().enumerate() {
        page.settle(i, state.kind);
    }
    if genre == Genre::Markdown {
        by_markup(&mut page);
    }
    let folios = if local { Vec::new() } else { super::folios::of_pages(&page) };
    let of_page = |i: usize| {
        let other = page.kind(i) == Some(Kind::Other);
        let edge = if other && !local { edge(&page, i, &folios) } else { None };
        let own = page.is(Fact::Furniture, i) || page.is(Fact::Paper, i) || edge.is_some();
        (other && (own || i == 0 && page.is(Fact::Furniture, 1)), edge)
    };
    let of_page: Vec<(bool, Option<Edge>)> = (0..lines.len()).map(of_page).collect();
    let found = page.found().zip(doubtful).zip(of_page);
    let judged = lines.into_iter().zip(found);
    let mut begins = states.iter().map(|state| state.begins);
    let made = |(line, found): (Line, Found)| {
        let ((((kind, (level, markup)), fenced), doubtful), (page, edge)) = found;
        Judged {
            line,
            kind: kind.unwrap_or(Kind::Body),
            level,
            markup,
            fenced,
            page,
            edge,
            begins: begins.next().unwrap_or(false),
            solid: false,
            article: 0,
            placed: false,
            doubtful,
            corrected: false,
            joins: None,
            gap: None,
            repeated: None,
        }
    };
    (genre, judged.map(made).collect())
}

/// Bytes of a long text that decide what it is.
const HEAD: usize = 64 << 10;

/// Decides what a long text is by its head alone, so that it is the same however much of it is read. That it is a page
/// or one article is not to be seen there.
fn of_head(text: &str, lines: &[Line]) -> Genre {
    let head = lines.get(..lines.partition_point(|line| line.span.end.0 < HEAD)).unwrap_or_default();
    let mut page = Page::new(text, head, false);
    weigh(&mut page, false);
    Some(Genre::of(&page)).filter(|genre| !matches!(genre, Genre::Page | Genre::Article)).unwrap_or_default()
}

/// In Markdown the marks say what is a heading and what a picture.
fn by_markup(page: &mut Page<'_>) {
    let first = (0..page.count()).find(|i| page.heads(*i));
    let level = first.map_or(0, |i| page.level(i));
    for i in 0..page.count() {
        let kind = page.kind(i);
        if page.heads(i) && first == Some(i) && i < TOP && level == 1 {
            page.settle(i, Kind::Title);
        } else if page.heads(i) && !matches!(kind, Some(Kind::Title | Kind::Section)) {
            page.settle(i, Kind::Section);
        } else if super::marks::is_image(page.text(i)) || i > 0 && page.heads(i - 1) && is_underline(page.text(i)) {
            page.settle(i, Kind::Other);
        }
    }
}

/// Tells whether a line is nothing but the signs that make the line above it a heading.
fn is_underline(line: &str) -> bool {
    line.chars().nth(2).is_some() && ['=', '-'].into_iter().any(|sign| line.chars().all(|c| c == sign))
}

/// Above so many lines the headline of a text in Markdown stands.
const TOP: usize = 6;

fn mark(list: &mut [bool], i: usize, value: bool) {
    if let Some(slot) = list.get_mut(i) {
        *slot = value;
    }
}

/// In long texts only what is marked as a heading is one.
fn plain_head(p: &Page, i: usize) -> Kind {
    match p.level(i) {
        0 => Kind::Body,
        1 => Kind::Title,
        _ => Kind::Section,
    }
}

/// Bytes around a line that are looked at to say why it was judged as it was, in a long text.
const AROUND: usize = 1 << 16;

/// Returns the cues that spoke about the line at a position of a text of a genre that was told or not, and the sum of each kind, the greatest first.
pub fn reasons(text: &str, at: Byte, told: Option<Genre>) -> (Vec<Reason>, Vec<(Kind, i32)>) {
    let from = text.before(at.back(AROUND)).rfind('\n').map_or(0, |n| n + 1);
    let near = text.slice(ByteSpan::at(from, at.0.saturating_add(AROUND)));
    let lines = super::lines::wrapped(near, super::lines::read(near), false);
    let (genre, judged) = judge(near, lines.clone(), false, told);
    let Some(i) = lines.iter().position(|line| line.span.end.0 + from > at.0) else { return Default::default() };
    let mut page = Page::new(near, &lines, false);
    if genre.is_decoded() {
        weigh(&mut page, false);
        let (features, weights) = (Features::of(&page), Weights::fitted());
        let states = features.read(weights);
        let kind = states.get(i).map_or(Kind::Body, |state| state.kind);
        let (found, sums) = features.explain(weights, &states, i);
        return (found.into_iter().map(|(why, weight)| Reason { kind, weight, why }).collect(), sums);
    }
    let plain = best(&sums(&page, PLAIN, i)).1 >= PLAIN_FROM;
    let table = if plain { PLAIN } else { HEADS };
    if !plain {
        for (n, line) in judged.iter().enumerate() {
            // As it was while the table of headings was read from the end: what stands above was open.
            if n > i || best(&sums(&page, PLAIN, n)).1 >= PLAIN_FROM {
                page.settle(n, line.kind);
            }
        }
    }
    let spoke = table.iter().filter(|cue| (cue.test)(&page, i));
    let reasons = spoke.map(|cue| Reason { kind: cue.kind, weight: cue.weight, why: Why::Cue(cue.why) }).collect();
    let mut sums: Vec<(Kind, i32)> =
        Kind::ALL.into_iter().zip(sums(&page, table, i)).filter(|(_, s)| *s != 0).collect();
    sums.sort_by_key(|(kind, sum)| (std::cmp::Reverse(*sum), *kind));
    (reasons, sums)
}
