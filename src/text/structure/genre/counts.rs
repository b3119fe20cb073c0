//! What the lines of a text show, counted: by that it is told what the text is.

use super::super::kind::Kind;
use super::super::lists::{FIELDS, LABELS};
use super::super::marks;
use super::super::page::{Fact, Page};
use super::super::turns::speakers::{self, Head};
use std::collections::{BTreeMap, BTreeSet};

/// What lines of a text show, counted.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Lines that are not blank.
    pub lines: usize,
    /// Code points of all lines.
    pub length: usize,
    /// Times of subtitles.
    pub cues: usize,
    /// Rows of cells.
    pub rows: usize,
    /// Rows whose cells are parted by bars or tabs.
    pub ruled: usize,
    /// Lines that begin with who speaks and when.
    pub timed: usize,
    /// Lines with a date that heads an entry.
    pub dated: usize,
    /// Lines of a name alone.
    pub named: usize,
    /// Lines that begin with who says the rest, by who that is.
    pub speakers: BTreeMap<String, usize>,
    /// Lines that begin with a time.
    pub stamped: usize,
    /// One of those who speak has a part in interviews.
    pub asks: bool,
    /// Timed or stamped lines whose time counts from the start of a recording.
    pub recorded: usize,
    /// Stamped lines that go on behind a tab.
    pub tabbed: usize,
    /// Numbers of the provisions of a law.
    pub provisions: BTreeSet<String>,
    /// Lines that are marked or numbered as headings.
    pub headings: usize,
    /// Those of the first level.
    pub first_headings: usize,
    /// Numbers of chapters.
    pub chapters: BTreeSet<String>,
    /// Parts of a book without a number.
    pub parts: usize,
    /// Lines as verses are: short, and no more than one clause or two.
    pub verses: usize,
    /// How many lines there are of each length.
    pub lengths: BTreeMap<usize, usize>,
    /// Code points in lines that are no verses.
    pub prose: usize,
    /// Lines that name writers.
    pub bylines: usize,
    /// Lines that only papers print: who wrote, where from.
    pub printed: usize,
    /// Lines that end as sentences do.
    pub finished: usize,
    /// Lines that end with a mark, of a sentence or of a part of one.
    pub ended: usize,
    /// Code points in short lines, of which one stands below the other or which do not end as sentences do.
    pub loose: usize,
    /// Headings that are marked, not numbered.
    pub marked: usize,
    /// Lines with as many commas or semicolons.
    pub cells: BTreeMap<(char, usize), usize>,
    /// Lines without any mark.
    pub unmarked: usize,
    /// Code points of what is said in turns.
    pub said: usize,
    /// Lines right below another.
    pub close: usize,
    /// Lines that stand right below or right above another.
    pub grouped: usize,
    /// Blocks of several lines.
    pub stanzas: usize,
    /// Unpunctuated lines by how they end.
    pub tails: BTreeMap<String, usize>,
    /// Lines that head the parts of one report, and how many of them are different.
    pub labels: (usize, BTreeSet<String>),
    /// Lines that give a value to a field.
    pub fields: usize,
}

/// Fewer lines tell nothing about a text.
pub const FEW: usize = 4;

/// As many code points at the end of lines tell that they are alike.
const TAIL: usize = 2;
/// As many heads of different parts make a report.
const LABELLED: usize = 3;

/// The most code points of a verse.
const VERSE: usize = 18;
/// The most code points of a line of several verses.
const LINE: usize = 120;
/// The most code points of a short line.
pub const SHORT: usize = 40;

/// Tells whether a line can be a verse: short, its marks at the end or between halves.
fn is_verse(line: &str) -> bool {
    let halves: Vec<usize> = line
        .split(['，', '。', '！', '？', '；', ',', '、', ' ', '　'])
        .map(|half| half.chars().count())
        .filter(|n| *n > 0)
        .collect();
    let length: usize = halves.iter().sum();
    let regular = halves.first().is_some_and(|first| {
        let alike = halves.iter().filter(|half| *half == first).count();
        halves.len() >= 4 && (3..=8).contains(first) && alike * 4 >= halves.len() * 3
    });
    regular || (1..=VERSE).contains(&length) && halves.len() <= 3 && halves.iter().all(|half| *half <= 12)
}

/// What those are called who have a part in an interview or a recording.
const ROLES: &[&str] = &[
    "访",
    "訪",
    "主持",
    "记者",
    "記者",
    "问",
    "問",
    "答",
    "嘉宾",
    "嘉賓",
    "说话人",
    "說話人",
    "发言人",
    "發言人",
    "Speaker",
];

impl Counts {
    /// Counts what all lines show.
    pub fn of(page: &Page<'_>) -> Self {
        let mut all = Self { lines: page.count(), ..Self::default() };
        for i in 0..page.count() {
            let (line, length) = (page.text(i), page.len(i));
            all.length += length;
            all.close += usize::from(i > 0 && page.line(i).is_some_and(|line| line.before == 0));
            all.count_groups(page, i);
            if page.fenced(i) {
                continue;
            }
            all.cues += usize::from(speakers::is_cue(line));
            let row = page.is(Fact::Row, i) || marks::has_leader(line);
            all.rows += usize::from(row);
            all.ruled += usize::from(row && line.contains(['|', '│', '\t']));
            all.timed += usize::from(page.is(Fact::Timed, i));
            all.dated += usize::from(page.is(Fact::Dated, i));
            all.named += usize::from(page.is(Fact::Named, i));
            all.stamped += usize::from(page.is(Fact::Stamped, i));
            all.tabbed += usize::from(page.is(Fact::Stamped, i) && line.matches('\t').count() >= 2);
            let head = speakers::head(line).filter(|head| !head.name.is_empty());
            if let Some(Head { name, told, .. }) = head.filter(|head| !FIELDS.has(&head.name)) {
                all.asks |= ROLES.iter().any(|role| name.contains(role)) || ["Q", "A"].contains(&&*name);
                if told > 0 {
                    *all.speakers.entry(name).or_default() += 1;
                    all.said += length;
                }
            }
            let heading = page.level(i) > 0 && !page.is(Fact::MayEnd, i);
            all.provisions.extend(marks::provision(line).map(str::to_owned));
            let close = page.line(i).is_some_and(|line| line.before == 0 && line.lines == 1);
            let loose = length <= SHORT && (close || !page.is(Fact::Finished, i)) && page.kind(i) != Some(Kind::Other);
            all.loose += if loose { length } else { 0 };
            all.marked += usize::from(heading && page.markup(i) > 0);
            for sign in [',', ';', '，'].into_iter().filter(|_| !page.is(Fact::Finished, i)) {
                let cells = line.matches(sign).count();
                if cells >= 3 {
                    *all.cells.entry((sign, cells)).or_default() += 1;
                }
            }
            all.unmarked += usize::from(line.chars().all(|c| c.is_alphanumeric() || c == ' '));
            all.headings += usize::from(heading);
            all.first_headings += usize::from(heading && page.level(i) == 1);
            if let Some(number) = marks::chapter(line).filter(|_| length <= SHORT) {
                all.chapters.insert(number.to_owned());
            }
            all.parts += usize::from(marks::is_part(line));
            *all.lengths.entry(length).or_default() += 1;
            let verse = length <= LINE && is_verse(line);
            all.verses += usize::from(verse);
            all.prose += if verse { 0 } else { length };
            let signed = page.is(Fact::Byline, i) || page.kind(i) == Some(Kind::Byline);
            all.bylines += usize::from(signed && !page.is(Fact::Named, i));
            all.recorded += usize::from(speakers::is_recorded(line));
            let printed = page.is(Fact::Byline, i) || page.is(Fact::Dateline, i);
            all.printed += usize::from(printed);
            all.finished += usize::from(page.is(Fact::Finished, i));
            all.ended += usize::from(page.is(Fact::Finished, i) || line.ends_with(['，', '；', '、', ',']));
        }
        all
    }

    /// Counts what tells stanzas from lists and the parts of a report.
    fn count_groups(&mut self, page: &Page<'_>, i: usize) {
        let close = |n: usize| n > 0 && page.line(n).is_some_and(|line| line.before == 0);
        self.grouped += usize::from(close(i) || close(i + 1));
        self.stanzas += usize::from(!close(i) && close(i + 1));
        let line = page.text(i);
        let tail: String = line.chars().rev().take(TAIL).collect();
        if !marks::may_end_paragraph(line) {
            *self.tails.entry(tail).or_default() += 1;
        }
        let (label, value) = line.split_once(['：', ':']).unwrap_or((line, ""));
        let label = label.trim_matches(['【', '】', '[', ']', '［', '］']);
        let label = label.trim_start_matches(|c: char| marks::is_numeral(c) || "．.、（）() ".contains(c));
        self.fields += usize::from(FIELDS.has(label) && !value.is_empty() && page.len(i) <= SHORT);
        if LABELS.has(label) {
            self.labels.0 += 1;
            self.labels.1.insert(label.to_owned());
        }
    }

    /// Tells whether lines say the same but for their first words: no verses, unless marks end them.
    pub fn is_list(&self) -> bool {
        self.tails.values().any(|alike| *alike >= FEW - 1 && *alike * 2 > self.lines)
    }

    /// Tells whether it is one report, of a case or of a study: several parts as such reports have, each once.
    pub fn is_parted(&self) -> bool {
        let (all, different) = (self.labels.0, self.labels.1.len());
        different >= LABELLED && all == different && self.printed <= 2
    }

    /// Tells whether it is the record of a meeting: fields of when, where and who, and numbered parts.
    pub fn is_record(&self) -> bool {
        self.fields >= 2 && self.headings >= 2 && self.printed == 0
    }

    /// Tells whether nearly all lines can be verses and they are of a few lengths, or stand in stanzas without the
    /// marks of prose.
    pub fn is_verse(&self) -> bool {
        let n = self.lines;
        let short = n >= FEW && self.printed == 0 && self.verses * 20 >= n * 17 && self.prose * 4 <= self.length;
        let mut lengths: Vec<usize> = self.lengths.values().copied().collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        let regular = lengths.iter().take(2).sum::<usize>() * 2 >= n;
        let parted = self.close + 1 < n && self.close * 2 >= n || self.stanzas >= 2 && self.grouped * 3 >= n * 2;
        let stanzas = parted && self.finished * 4 <= n && self.said == 0;
        short && !self.is_list() && (regular || stanzas || self.ended * 10 >= n * 7)
    }

    /// Tells whether it can be a collection of prose: no paper printed it, and it is no verse.
    pub fn is_prose(&self) -> bool {
        self.printed <= 1 && !self.is_verse()
    }

    /// Tells whether one of those who speak has a part in interviews, or the times are those of a recording.
    pub fn is_interview(&self, times: usize) -> bool {
        self.asks || times > 0 && self.recorded * 2 >= times
    }

    /// Lines that begin with somebody who speaks more than once.
    pub fn turns(&self) -> usize {
        self.speakers.values().filter(|times| **times > 1).sum()
    }
}
