//! What a text is: what its lines have in common decides how it is read.
//!
//! Each genre is told by marks of its own that stand in many of its lines. What shows none of them, or too few, is
//! plain: read in the order of the source, nothing moved, which can hurt nobody.

use super::kind::Kind;
use super::lists::FIELDS;
use super::page::{Fact, Page};
use super::turns::speakers::{self, Head};
use super::{marks, series, writers};
use std::collections::{BTreeMap, BTreeSet};

/// What sort of text it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Genre {
    /// 版面: several articles on one page of a paper.
    Page,
    /// 文章: one article under its headline.
    Article,
    /// 报告: one text with numbered parts.
    Report,
    /// 法规: a law, its articles numbered.
    Law,
    /// 书: chapters, each an article.
    Book,
    /// 访谈: what several people say in turn.
    Interview,
    /// 聊天: messages with who wrote them and when.
    Chat,
    /// 逐行: a text in each line: answers, comments.
    Lines,
    /// 诗: verses, set line by line.
    Verse,
    /// 表: rows of cells.
    Table,
    /// Text with the marks of Markdown.
    Markdown,
    /// 字幕: subtitles with their times.
    Subtitle,
    /// 日记: entries below their dates.
    Entries,
    /// 平文: read as it stands.
    #[default]
    Plain,
}

impl Genre {
    /// All genres, in the order of lists.
    pub const ALL: [Self; 14] = [
        Self::Page,
        Self::Article,
        Self::Report,
        Self::Law,
        Self::Book,
        Self::Interview,
        Self::Chat,
        Self::Lines,
        Self::Verse,
        Self::Table,
        Self::Markdown,
        Self::Subtitle,
        Self::Entries,
        Self::Plain,
    ];

    /// Returns the name used in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Article => "article",
            Self::Report => "report",
            Self::Law => "law",
            Self::Book => "book",
            Self::Interview => "interview",
            Self::Chat => "chat",
            Self::Lines => "lines",
            Self::Verse => "verse",
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Subtitle => "subtitle",
            Self::Entries => "entries",
            Self::Plain => "plain",
        }
    }

    /// Returns the genre of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|genre| genre.name() == name)
    }

    /// Tells whether a text of this genre is one article, whatever its headings.
    pub fn is_one(self) -> bool {
        matches!(
            self,
            Self::Article
                | Self::Report
                | Self::Law
                | Self::Interview
                | Self::Chat
                | Self::Lines
                | Self::Table
                | Self::Subtitle
        )
    }

    /// Tells whether a text of this genre has turns, entries or rows.
    pub fn has_turns(self) -> bool {
        matches!(self, Self::Interview | Self::Chat | Self::Subtitle | Self::Entries | Self::Lines | Self::Table)
    }

    /// Tells whether its lines are read all at once: headlines, bylines and pictures tell one another apart.
    pub fn is_decoded(self) -> bool {
        matches!(self, Self::Page | Self::Article | Self::Report | Self::Law | Self::Markdown)
    }
}

/// What lines of a text show, counted.
#[derive(Clone, Debug, Default)]
struct Counts {
    lines: usize,
    /// Code points of all lines.
    length: usize,
    cues: usize,
    rows: usize,
    ruled: usize,
    timed: usize,
    dated: usize,
    named: usize,
    /// Lines that begin with who says the rest, by who that is.
    speakers: BTreeMap<String, usize>,
    stamped: usize,
    /// One of those who speak has a part in interviews.
    asks: bool,
    /// Timed or stamped lines whose time counts from the start of a recording.
    recorded: usize,
    /// Stamped lines that go on behind a tab.
    tabbed: usize,
    provisions: BTreeSet<String>,
    headings: usize,
    first_headings: usize,
    chapters: BTreeSet<String>,
    parts: usize,
    /// Lines as verses are: short, and no more than one clause or two.
    verses: usize,
    /// How many lines there are of each length.
    lengths: BTreeMap<usize, usize>,
    /// Code points in lines that are no verses.
    prose: usize,
    bylines: usize,
    /// Lines that only papers print: who wrote, where from.
    printed: usize,
    finished: usize,
    /// Lines that end with a mark, of a sentence or of a part of one.
    ended: usize,
    /// Code points in short lines, of which one stands below the other or which do not end as sentences do.
    loose: usize,
    /// Headings that are marked, not numbered.
    marked: usize,
    /// Lines with as many commas or semicolons.
    cells: BTreeMap<(char, usize), usize>,
    /// Lines without any mark.
    unmarked: usize,
    /// Code points of what is said in turns.
    said: usize,
    /// Lines right below another.
    close: usize,
}

/// The most code points of a verse.
const VERSE: usize = 18;
/// The most code points of a line of several verses.
const LINE: usize = 120;
/// The most code points of a short line.
const SHORT: usize = 40;

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
    fn of(page: &Page<'_>) -> Self {
        let mut all = Self { lines: page.count(), ..Self::default() };
        for i in 0..page.count() {
            let (line, length) = (page.text(i), page.len(i));
            all.length += length;
            all.close += usize::from(i > 0 && page.line(i).is_some_and(|line| line.before == 0));
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

    /// Tells whether nearly all lines can be verses and they are of a few lengths, or stand in stanzas without the
    /// marks of prose.
    fn is_verse(&self) -> bool {
        let n = self.lines;
        let short = n >= FEW && self.printed == 0 && self.verses * 20 >= n * 17 && self.prose * 4 <= self.length;
        let mut lengths: Vec<usize> = self.lengths.values().copied().collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        let regular = lengths.iter().take(2).sum::<usize>() * 2 >= n;
        let stanzas = self.close + 1 < n && self.close * 2 >= n && self.finished * 4 <= n && self.said == 0;
        short && (regular || stanzas || self.ended * 10 >= n * 7)
    }

    /// Tells whether one of those who speak has a part in interviews, or the times are those of a recording.
    fn is_interview(&self, times: usize) -> bool {
        self.asks || times > 0 && self.recorded * 2 >= times
    }

    /// Lines that begin with somebody who speaks more than once.
    fn turns(&self) -> usize {
        self.speakers.values().filter(|times| **times > 1).sum()
    }
}

/// One of so many lines at least ends as sentences do, where articles stand.
const PROSE: usize = 6;

/// Fewer lines tell nothing about a text.
const FEW: usize = 4;

/// How many lines stand above the text of a report at most.
const ABOVE: usize = 24;

/// Tells whether a text is named as documents are and speaks to those who are present.
fn speaks(page: &Page<'_>) -> bool {
    let address = (0..page.count().min(ABOVE)).find(|i| marks::is_address(page.text(*i)));
    address.is_some_and(|address| (0..address).any(|i| writers::is_document(page.text(i))))
}

impl Genre {
    /// Decides what a text is, from what its lines have been judged to be one by one. Whether it is a page or one
    /// article is settled when all lines have been read together.
    pub fn of(page: &Page<'_>) -> Self {
        let counts = Counts::of(page);
        let n = counts.lines.max(1);
        let of = |count: usize, least: usize, share: usize| count >= least && count * share >= n;
        let chaptered = marks::chapter(page.text(0)).is_some() && page.len(0) <= SHORT;
        if of(counts.cues, 2, 6) {
            Self::Subtitle
        } else if of(counts.stamped, 3, 2) {
            if counts.turns() * 2 >= counts.stamped || counts.tabbed * 2 >= counts.stamped {
                if counts.is_interview(counts.stamped) { Self::Interview } else { Self::Chat }
            } else {
                Self::Subtitle
            }
        } else if of(counts.ruled, 3, 2)
            || counts.rows >= FEW && counts.rows * 5 >= n * 4
            || counts.cells.values().any(|alike| *alike >= FEW && alike * 5 >= n * 4)
        {
            Self::Table
        } else if counts.provisions.len() >= 3 {
            Self::Law
        } else if counts.chapters.len() >= 2 || counts.chapters.len() == 1 && counts.parts > 0 || chaptered {
            Self::Book
        } else if of(counts.timed, 3, 8) {
            // A name beside the time, or the time alone.
            // A log has the day beside each.
            match () {
                () if counts.dated >= counts.timed => Self::Entries,
                () if counts.is_interview(counts.timed) => Self::Interview,
                () => Self::Chat,
            }
        } else if of(counts.turns(), 3, 4) && counts.said <= counts.turns() * SHORT && counts.close * 2 >= n {
            if counts.is_interview(0) { Self::Interview } else { Self::Chat }
        } else if (of(counts.named, 3, 6) || of(counts.turns(), 3, 4)) && counts.bylines <= 1 {
            Self::Interview
        } else if of(counts.dated, 2, 12) {
            Self::Entries
        } else if page.markdown() {
            Self::Markdown
        } else if counts.printed <= 2 && series::holds((0..page.count()).map(|i| page.text(i))) {
            Self::Report
        } else if counts.is_verse() {
            Self::Verse
        } else if n >= FEW && counts.loose * 3 >= counts.length * 2 && counts.bylines == 0 && counts.marked * 2 <= n {
            if counts.unmarked * 20 >= n * 19 && n >= FEW * 4 { Self::Subtitle } else { Self::Lines }
        } else if counts.finished * PROSE < n {
            Self::Plain
        } else if counts.headings - counts.marked >= 3 && counts.bylines == 0 || counts.printed <= 2 && speaks(page) {
            Self::Report
        } else {
            Self::Article
        }
    }
}
