//! What a text is: what its lines have in common decides how it is read.
//!
//! Each genre is told by marks of its own that stand in many of its lines. What shows none of them, or too few, is
//! plain: read in the order of the source, nothing moved, which can hurt nobody.

mod counts;

use super::page::{Fact, Page};
use super::works::collection;
use super::{marks, papers, series, writers};
use counts::{Counts, FEW, SHORT};

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

/// One of so many lines at least ends as sentences do, where articles stand.
const PROSE: usize = 6;

/// How many lines stand above the text of a report at most.
const ABOVE: usize = 24;

/// Tells whether a text is named as documents are and speaks to those who are present.
fn speaks(page: &Page<'_>) -> bool {
    let address = (0..page.count().min(ABOVE)).find(|i| marks::is_address(page.text(*i)));
    address.is_some_and(|address| (0..address).any(|i| writers::is_document(page.text(i))))
}

/// The lines at the end of a letter among which its date stands, and the most code points of whom it is sent to.
const CLOSE: usize = 4;
const CALLED: usize = 16;

/// Tells whether a text is a letter: it calls somebody above its text, and below it stand who wrote it and when.
fn is_letter(page: &Page<'_>) -> bool {
    let n = page.count();
    let calls =
        |i: usize| page.text(i).ends_with(['：', ':']) && page.len(i) <= CALLED && !page.is(Fact::HoldsClause, i);
    let closes = |i: usize| {
        let line = page.text(i);
        papers::is_date(line) || ["敬礼", "敬禮"].contains(&line.trim_end_matches(['！', '!', '。']))
    };
    (0..n.min(2)).any(calls) && !(2..n).any(calls) && n > FEW && (n.saturating_sub(CLOSE)..n).any(closes)
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
        } else if let Some(collection) = counts.is_prose().then(|| collection::of(&page.texts())).flatten() {
            if collection.reports { Self::Report } else { Self::Plain }
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
        } else if counts.is_parted() || counts.printed <= 2 && series::holds((0..page.count()).map(|i| page.text(i))) {
            Self::Report
        } else if counts.is_verse() {
            if is_letter(page) { Self::Plain } else { Self::Verse }
        } else if n >= FEW && counts.loose * 3 >= counts.length * 2 && counts.bylines == 0 && counts.marked * 2 <= n {
            match () {
                () if counts.unmarked * 20 >= n * 19 && n >= FEW * 4 => Self::Subtitle,
                () if is_letter(page) || counts.is_record() => Self::Plain,
                () => Self::Lines,
            }
        } else if counts.finished * PROSE < n {
            Self::Plain
        } else if counts.headings - counts.marked >= 3 && counts.bylines == 0 || counts.printed <= 2 && speaks(page) {
            Self::Report
        } else {
            Self::Article
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Structure, View};
    use super::*;

    #[test]
    fn stanzas_are_no_list_and_one_report_is_one_article() {
        let genre = |text: &str| Structure::new(text, false, &[], View::Reading).genre;
        assert_eq!(
            genre("渡口\n\n船在雾里睡着\n没有人叫醒它\n\n水把石阶洗了一夜\n灯一盏盏熄了\n鸟还没有来\n"),
            Genre::Verse
        );
        assert_ne!(genre("红队三分\n白队三分\n\n蓝队三分\n\n绿队三分\n"), Genre::Verse);
        let study = "误食野果致昏迷一例\n\n病史\n患者，男，六岁，入院前两小时在山上误食野果。\n\n查体\n体温正常，呼吸平稳，呼之不应。\n\n治疗\n洗胃，补液，六小时后清醒。\n\n讨论\n此果本地多见，家长应当告诫孩子。\n";
        let study = Structure::new(study, false, &[], View::Reading);
        assert_eq!((study.genre, study.articles.len()), (Genre::Report, 1));
    }

    #[test]
    fn headings_of_markdown_may_be_underlined() {
        let text = "渠的故事\n======\n\n渠是六十年前修的，到现在还能用。\n\n怎么修\n----\n\n- 挖土\n- 垒石\n- 抹灰\n";
        let structure = Structure::new(text, false, &[], View::Reading);
        let kind = |line: usize| {
            structure.parts().find(|(_, part)| part.line == line).map(|(id, _)| structure.blocks[id].kind)
        };
        assert_eq!(structure.genre, Genre::Markdown);
        assert_eq!([1, 2, 6, 7].map(kind), [Kind::Title, Kind::Other, Kind::Section, Kind::Other].map(Some));
    }
}
