//! Each line becomes the kind that the most weight speaks for.

use super::Kind;
use super::cues::{Cue, HEADS, PLAIN};
use super::lines::Line;
use super::{marks, papers};
use crate::units::{Byte, ByteSpan, Slice};
use std::collections::{HashMap, HashSet};

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
    /// What may be the number of a page, or a head that runs there.
    Likely,
    /// The same words beside the numbers of three pages and more.
    Proven,
}

/// What a cue looks at: all lines, and what has been judged.
pub struct Page<'a> {
    texts: Vec<&'a str>,
    lines: &'a [Line],
    lengths: Vec<usize>,
    levels: Vec<(u8, usize)>,
    kinds: Vec<Option<Kind>>,
    fenced: Vec<bool>,
    spaced: bool,
    markdown: bool,
    end: usize,
    law: bool,
    local: bool,
    heads: HashSet<String>,
}

/// Why a line was taken for something: a cue that spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What it spoke for.
    pub kind: Kind,
    /// How much.
    pub weight: i32,
    /// The key of the words that name it.
    pub why: &'static str,
}

/// Tells for each line whether it stands in a fenced block, the fences among them.
fn fenced(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut inside = false;
    let stands = |line: &Line| {
        let fence = text.slice(line.span).starts_with("```");
        let before = inside;
        inside = before != fence;
        before || fence
    };
    lines.iter().map(stands).collect()
}

/// Returns the words that stand with different numbers on short lines of their own: 142 清水河旧事.
fn running_heads(texts: &[&str]) -> HashSet<String> {
    let mut seen: HashMap<String, HashSet<&str>> = HashMap::new();
    for text in texts {
        if let Some(words) = papers::numbered(text) {
            seen.entry(words).or_default().insert(text);
        }
    }
    seen.into_iter().filter(|(_, lines)| lines.len() > 1).map(|(words, _)| words).collect()
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

impl<'a> Page<'a> {
    fn new(text: &'a str, lines: &'a [Line], local: bool) -> Self {
        let fenced = fenced(text, lines);
        let level = |(line, fenced): (&Line, &bool)| {
            if *fenced { (0, 0) } else { marks::heading_level(text.slice(line.span)) }
        };
        let levels: Vec<(u8, usize)> = lines.iter().zip(&fenced).map(level).collect();
        let bare = |(line, level): (&Line, &(u8, usize))| text.slice(line.span).get(level.1..).unwrap_or_default();
        let texts: Vec<&str> = lines.iter().zip(&levels).map(bare).collect();
        let lengths = texts.iter().map(|t| t.chars().filter(|c| !c.is_whitespace()).take(2000).count()).collect();
        let apart = lines.iter().filter(|line| line.before > 0).count();
        let heads = if local { HashSet::new() } else { running_heads(&texts) };
        let law = texts.iter().filter(|text| marks::is_provision(text)).count() >= 3;
        let end = texts.iter().position(|text| papers::is_end(text)).unwrap_or(lines.len());
        let signs = texts.iter().filter(|t| marks::is_markdown(t)).count();
        let hashes = levels.iter().filter(|level| level.1 > 0).count();
        Self {
            texts,
            lines,
            lengths,
            levels,
            kinds: vec![None; lines.len()],
            fenced,
            spaced: apart * 10 >= lines.len() * 6,
            markdown: hashes >= 2 && signs >= 3,
            end,
            law,
            local,
            heads,
        }
    }

    /// Tells whether a line stands in a fenced block of Markdown.
    pub fn fenced(&self, i: usize) -> bool {
        self.fenced.get(i).copied().unwrap_or(false)
    }

    /// Tells whether a line with a number runs at the head or foot of several pages.
    pub fn runs(&self, i: usize) -> bool {
        papers::numbered(self.text(i)).is_some_and(|words| self.heads.contains(&words))
    }

    /// Counts the lines that say the same; in a long text, of which only the neighbourhood is looked at, the line alone.
    pub fn times(&self, i: usize) -> usize {
        if self.local {
            return 1;
        }
        self.texts.iter().filter(|other| **other == self.text(i)).count()
    }

    /// Tells whether a line above says the same, or the number of the same chapter.
    pub fn stood(&self, i: usize) -> bool {
        let number = marks::chapter(self.text(i));
        let same = |other: &&str| *other == self.text(i) || number.is_some() && marks::chapter(other) == number;
        self.texts.iter().take(i).any(same)
    }

    /// Tells whether a line stands at the edge of a page.
    fn edge(&self, i: usize, folios: bool) -> Option<Edge> {
        if super::neighbours::beside_folio(self, i) {
            let proven = self.times(i) >= EDGES && self.level(i) == 0;
            let likely = self.times(i) > 1 || self.level(i) > 0;
            return if proven { Some(Edge::Proven) } else { likely.then_some(Edge::Likely) };
        }
        let folio = papers::is_folio(self.text(i)) && (folios || papers::is_marked_folio(self.text(i)));
        (self.runs(i) || folio).then_some(Edge::Likely)
    }

    /// Tells whether a line stands behind the one that says that the text ends.
    pub fn ended(&self, i: usize) -> bool {
        i > self.end
    }

    /// Tells whether blank lines part most of the page's lines: then two that nothing parts belong together.
    pub fn spaced(&self) -> bool {
        self.spaced
    }

    /// Tells whether the page is written in Markdown, not only touched by it.
    pub fn markdown(&self) -> bool {
        self.markdown
    }

    /// Returns the text of a line without its markup; empty outside the page.
    pub fn text(&self, i: usize) -> &str {
        self.texts.get(i).copied().unwrap_or_default()
    }

    /// Returns the text of the line before.
    pub fn above(&self, i: usize) -> &str {
        i.checked_sub(1).map_or("", |n| self.text(n))
    }

    /// Returns the code points of a line that are no white space, its markup left out.
    pub fn len(&self, i: usize) -> usize {
        self.lengths.get(i).copied().unwrap_or(0)
    }

    /// Returns the level of a line that is numbered or marked as a heading, else 0.
    pub fn level(&self, i: usize) -> u8 {
        let level = self.levels.get(i).map_or(0, |level| level.0);
        // The chapters of a law are parts of one text.
        if self.law && level == 1 && self.markup(i) == 0 { 2 } else { level }
    }

    /// Returns the bytes of a line's markup.
    pub fn markup(&self, i: usize) -> usize {
        self.levels.get(i).map_or(0, |level| level.1)
    }

    /// Returns what a line was judged to be so far.
    pub fn kind(&self, i: usize) -> Option<Kind> {
        self.kinds.get(i).copied().flatten()
    }

    /// Returns a line.
    pub fn line(&self, i: usize) -> Option<&Line> {
        self.lines.get(i)
    }

    fn sums(&self, cues: &[Cue], i: usize) -> Sums {
        let mut sums = [0; Kind::ALL.len()];
        for cue in cues.iter().filter(|cue| (cue.test)(self, i)) {
            if let Some(sum) = sums.get_mut(cue.kind as usize) {
                *sum += cue.weight;
            }
        }
        sums
    }

    fn settle(&mut self, i: usize, kind: Kind) {
        if let Some(slot) = self.kinds.get_mut(i) {
            *slot = Some(kind);
        }
    }
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

/// Judges every line. With `local`, a line's short neighbours do not make it a headline.
pub fn judge(text: &str, lines: Vec<Line>, local: bool) -> Vec<Judged> {
    let mut page = Page::new(text, &lines, local);
    let mut doubtful = vec![false; lines.len()];
    let plainly = if local { SHORT } else { LONG };
    for i in 0..lines.len() {
        // So long a line is running text, whatever else it shows.
        if page.len(i) > plainly && page.level(i) == 0 {
            page.settle(i, Kind::Body);
            continue;
        }
        let (kind, sum, ahead) = best(&page.sums(PLAIN, i));
        if sum >= PLAIN_FROM {
            page.settle(i, kind);
            // A line that is long only is running text, however little speaks for it.
            mark(&mut doubtful, i, ahead < DOUBTFUL);
        }
    }
    for i in (0..lines.len()).rev() {
        if local && page.kind(i).is_none() {
            let kind = plain_head(&page, i);
            page.settle(i, kind);
        } else if page.kind(i).is_none() {
            let (kind, _, ahead) = best(&page.sums(HEADS, i));
            page.settle(i, kind);
            mark(&mut doubtful, i, ahead <= DOUBTFUL);
        }
    }
    let folios = page.texts.iter().filter(|text| papers::is_folio(text)).count() >= EDGES;
    let of_page = |i: usize| {
        let other = page.kind(i) == Some(Kind::Other);
        let edge = if other && !local { page.edge(i, folios) } else { None };
        let own = papers::is_furniture(page.text(i)) || papers::is_paper(page.text(i)) || edge.is_some();
        (other && (own || i == 0 && papers::is_furniture(page.text(1))), edge)
    };
    let of_page: Vec<(bool, Option<Edge>)> = (0..lines.len()).map(of_page).collect();
    let Page { kinds, levels, fenced, .. } = page;
    let found = kinds.into_iter().zip(levels).zip(fenced).zip(doubtful).zip(of_page);
    let judged = lines.into_iter().zip(found);
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
            article: 0,
            placed: false,
            doubtful,
            corrected: false,
            joins: None,
            gap: None,
            repeated: None,
        }
    };
    judged.map(made).collect()
}

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

/// Returns the cues that spoke about the line at a position, and the sum of each kind, the greatest first.
pub fn reasons(text: &str, at: Byte) -> (Vec<Reason>, Vec<(Kind, i32)>) {
    let from = text.before(at.back(AROUND)).rfind('\n').map_or(0, |n| n + 1);
    let near = text.slice(ByteSpan::at(from, at.0.saturating_add(AROUND)));
    let lines = super::lines::wrapped(near, super::lines::read(near), false);
    let judged = judge(near, lines.clone(), false);
    let Some(i) = lines.iter().position(|line| line.span.end.0 + from > at.0) else { return Default::default() };
    let mut page = Page::new(near, &lines, false);
    let plain = best(&page.sums(PLAIN, i)).1 >= PLAIN_FROM;
    let table = if plain { PLAIN } else { HEADS };
    if !plain {
        for (n, line) in judged.iter().enumerate() {
            // As it was while the table of headings was read from the end: what stands above was open.
            if n > i || best(&page.sums(PLAIN, n)).1 >= PLAIN_FROM {
                page.settle(n, line.kind);
            }
        }
    }
    let spoke = table.iter().filter(|cue| (cue.test)(&page, i));
    let reasons = spoke.map(|cue| Reason { kind: cue.kind, weight: cue.weight, why: cue.why }).collect();
    let mut sums: Vec<(Kind, i32)> = Kind::ALL.into_iter().zip(page.sums(table, i)).filter(|(_, s)| *s != 0).collect();
    sums.sort_by_key(|(kind, sum)| (std::cmp::Reverse(*sum), *kind));
    (reasons, sums)
}
