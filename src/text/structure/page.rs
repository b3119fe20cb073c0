//! What a cue looks at: all lines of a text, what they show, and what they have been judged to be so far.

use super::kind::Kind;
use super::lines::Line;
use super::turns::speakers;
use super::{marks, papers, writers};
use crate::units::Slice;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// What is asked about a line by many cues, and told once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// [`papers::is_byline`].
    Byline,
    /// [`papers::is_furniture`].
    Furniture,
    /// [`papers::has_dateline`].
    Dateline,
    /// [`papers::is_folio`].
    Folio,
    /// [`papers::is_paper`].
    Paper,
    /// [`papers::is_credit`].
    Credit,
    /// [`speakers::is_timed`].
    Timed,
    /// [`speakers::is_dated`].
    Dated,
    /// [`speakers::is_named`].
    Named,
    /// [`speakers::is_stamped`].
    Stamped,
    /// [`speakers::is_message`].
    Message,
    /// [`marks::is_row`].
    Row,
    /// [`marks::is_item`].
    Item,
    /// [`marks::is_finished`].
    Finished,
    /// [`writers::is_lone_name`].
    LoneName,
    /// [`writers::is_list_of_names`].
    Names,
    /// [`marks::begins_torn`].
    Torn,
    /// [`marks::may_end_paragraph`].
    MayEnd,
    /// [`marks::holds_sentence`].
    HoldsSentence,
    /// [`marks::holds_clause`].
    HoldsClause,
    /// [`writers::is_official`].
    Official,
    /// A mark is opened and not closed.
    Opens,
    /// A mark is closed that was not opened.
    Closes,
}

/// What tells each fact, in their order.
const FACTS: [fn(&str) -> bool; 23] = [
    papers::is_byline,
    papers::is_furniture,
    papers::has_dateline,
    papers::is_folio,
    papers::is_paper,
    papers::is_credit,
    speakers::is_timed,
    speakers::is_dated,
    speakers::is_named,
    speakers::is_stamped,
    speakers::is_message,
    marks::is_row,
    marks::is_item,
    marks::is_finished,
    writers::is_lone_name,
    writers::is_list_of_names,
    marks::begins_torn,
    marks::may_end_paragraph,
    marks::holds_sentence,
    marks::holds_clause,
    writers::is_official,
    |line| marks::balance(line).0 > 0,
    |line| marks::balance(line).1,
];

/// What a cue looks at: all lines, and what has been judged.
pub struct Page<'a> {
    texts: Vec<&'a str>,
    lines: &'a [Line],
    lengths: Vec<usize>,
    levels: Vec<(u8, usize)>,
    kinds: Vec<Option<Kind>>,
    /// The facts told so far of each line: a bit for each that was asked, and one for each that holds.
    facts: Vec<Cell<(u32, u32)>>,
    fenced: Vec<bool>,
    spaced: bool,
    markdown: bool,
    /// Headings of Markdown that are told by the signs below them.
    underlined: HashSet<usize>,
    end: usize,
    law: bool,
    local: bool,
    heads: HashSet<String>,
    /// How many lines say the same, and the first of them.
    times: HashMap<&'a str, (usize, usize)>,
    /// The first line with the number of a chapter.
    chapters: HashMap<&'a str, usize>,
}

impl<'a> Page<'a> {
    /// Reads what all lines show. With `local`, nothing far from a line counts for it.
    pub fn new(text: &'a str, lines: &'a [Line], local: bool) -> Self {
        let fenced = fenced(text, lines);
        let level = |(line, fenced): (&Line, &bool)| {
            if *fenced { (0, 0) } else { marks::heading_level(text.slice(line.span)) }
        };
        let mut levels: Vec<(u8, usize)> = lines.iter().zip(&fenced).map(level).collect();
        let bare = |(line, level): (&Line, &(u8, usize))| text.slice(line.span).get(level.1..).unwrap_or_default();
        let texts: Vec<&str> = lines.iter().zip(&levels).map(bare).collect();
        let lengths = texts.iter().map(|t| t.chars().filter(|c| !c.is_whitespace()).take(2000).count()).collect();
        let apart = lines.iter().filter(|line| line.before > 0).count();
        let heads = if local { HashSet::new() } else { running_heads(&texts) };
        let law = texts.iter().filter(|text| marks::is_provision(text)).count() >= 3;
        let end = texts.iter().position(|text| papers::is_end(text)).unwrap_or(lines.len());
        let (mut times, mut chapters) = (HashMap::new(), HashMap::new());
        for (i, text) in texts.iter().enumerate() {
            times.entry(*text).or_insert((0, i)).0 += 1;
            if let Some(number) = marks::chapter(text) {
                chapters.entry(number).or_insert(i);
            }
        }
        let signs = texts.iter().filter(|t| marks::is_markdown(t)).count();
        let underlined = underlined(&texts, lines, &fenced);
        let hashes = levels.iter().filter(|level| level.1 > 0).count() + underlined.len();
        let markdown = hashes >= 2 && signs >= 3;
        for (i, below) in underlined.iter().filter(|_| markdown) {
            if let Some(slot) = levels.get_mut(*i) {
                *slot = (*below, 0);
            }
        }
        Self {
            texts,
            lines,
            lengths,
            levels,
            kinds: vec![None; lines.len()],
            facts: vec![Cell::default(); lines.len()],
            fenced,
            spaced: apart * 10 >= lines.len() * 6,
            markdown,
            underlined: underlined.into_iter().map(|(i, _)| i).collect(),
            end,
            law,
            local,
            heads,
            times,
            chapters,
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
        if self.local { 1 } else { self.times.get(self.text(i)).map_or(0, |(times, _)| *times) }
    }

    /// Tells whether a line above says the same, or the number of the same chapter.
    pub fn stood(&self, i: usize) -> bool {
        let chapter = marks::chapter(self.text(i)).and_then(|number| self.chapters.get(&number));
        let same = self.times.get(self.text(i)).map(|(_, first)| first);
        chapter.into_iter().chain(same).any(|first| *first < i)
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

    /// Tells whether the marks of Markdown make a line a heading: those before it, or those below it.
    pub fn heads(&self, i: usize) -> bool {
        (self.markup(i) > 0 || self.markdown && self.underlined.contains(&i)) && !self.fenced(i)
    }

    /// Returns the texts of all lines without their markup.
    pub fn texts(&self) -> Vec<&'a str> {
        self.texts.clone()
    }

    /// Returns the text of a line without its markup; empty outside the page.
    pub fn text(&self, i: usize) -> &str {
        self.texts.get(i).copied().unwrap_or_default()
    }

    /// Tells whether something holds of a line; nothing does outside the page.
    pub fn is(&self, fact: Fact, i: usize) -> bool {
        let (Some(cell), Some(test)) = (self.facts.get(i), FACTS.get(fact as usize)) else { return false };
        let ((asked, holds), bit) = (cell.get(), 1 << fact as u32);
        if asked & bit == 0 {
            let found = test(self.text(i));
            cell.set((asked | bit, if found { holds | bit } else { holds }));
            return found;
        }
        holds & bit != 0
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

    /// Settles what a line is; what is judged later sees it so.
    pub fn settle(&mut self, i: usize, kind: Kind) {
        if let Some(slot) = self.kinds.get_mut(i) {
            *slot = Some(kind);
        }
    }

    /// Returns how many lines there are.
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// Returns what was found out of each line: its kind, its level with the bytes of its markup, whether it is fenced.
    pub fn found(self) -> impl Iterator<Item = ((Option<Kind>, (u8, usize)), bool)> + use<> {
        self.kinds.into_iter().zip(self.levels).zip(self.fenced)
    }
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

/// The most code points of a heading that is underlined.
const HEADING: usize = 40;

/// Returns the lines that stand alone above a row of = or -, with the levels of the headings that they are in Markdown.
fn underlined(texts: &[&str], lines: &[Line], fenced: &[bool]) -> Vec<(usize, u8)> {
    let level = |i: usize| {
        let (text, below) = (texts.get(i)?, texts.get(i + 1)?);
        let apart = i == 0 || lines.get(i)?.before > 0;
        let close = lines.get(i + 1)?.before == 0 && below.chars().nth(2).is_some();
        let sign = |sign: char| below.chars().all(|c| c == sign);
        let can = !marks::is_rule(text) && !marks::is_row(text) && marks::is_brief(text, HEADING) && !*fenced.get(i)?;
        let level = if sign('=') { 1 } else { 2 };
        (apart && close && can && (level == 1 || sign('-'))).then_some((i, level))
    };
    (0..texts.len()).filter_map(level).collect()
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
