//! The charts: which there are, what their rows say, what is kept of them.

use crate::analysis::Meetings;
use crate::annotation::Progress;
use crate::brush::table::{Column, Laid};
use crate::state::view::Place;
use crate::theme::Hue;
use crate::words::Lang;
use std::collections::BTreeMap;

/// A chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chart {
    /// How often each tag is given; of the chosen one, where.
    #[default]
    Tags,
    /// Each article as a strip, with the tags where they stand.
    Timeline,
    /// Which tags meet.
    Meetings,
    /// How far articles have been read.
    Progress,
}

impl Chart {
    /// All charts.
    pub const ALL: [Self; 4] = [Self::Tags, Self::Timeline, Self::Meetings, Self::Progress];

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Tags => "chart-tags",
            Self::Timeline => "chart-timeline",
            Self::Meetings => "chart-meetings",
            Self::Progress => "chart-progress",
        }
    }

    /// Returns its place among all.
    pub fn place(self) -> usize {
        Self::ALL.iter().position(|chart| *chart == self).unwrap_or(0)
    }

    /// Tells whether its rows are tags.
    pub fn of_tags(self) -> bool {
        matches!(self, Self::Tags | Self::Meetings)
    }

    /// Returns the key of what says what to do where there are no rows.
    pub fn empty(self) -> &'static str {
        if self.of_tags() { "empty-statistics" } else { "empty-statistics-articles" }
    }

    /// Returns the key of the sentence that names its keys.
    pub fn hints(self) -> &'static str {
        match self {
            Self::Tags => "hints-statistics",
            Self::Timeline => "hints-timeline",
            Self::Meetings => "hints-meetings",
            Self::Progress => "hints-reading",
        }
    }
}

/// How rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As they are: tags as in the codebook, articles as they are read.
    #[default]
    Order,
    /// What has most first.
    Count,
    /// By name.
    Name,
}

impl Sort {
    /// Returns the next.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Order => Self::Count,
            Self::Count => Self::Name,
            Self::Name => Self::Order,
        }
    }

    /// Returns the key of its name in a chart.
    pub fn words(self, chart: Chart) -> &'static str {
        match self {
            Self::Order if chart.of_tags() => "chart-by-codebook",
            Self::Order => "chart-by-reading",
            Self::Count => "chart-by-count",
            Self::Name => "chart-by-name",
        }
    }
}

/// A row of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place in the order that rows have of themselves.
    pub at: usize,
    /// What it is of.
    pub label: String,
    /// Its colour; 0 is none.
    pub hue: Hue,
    /// How far it stands in.
    pub depth: usize,
    /// How much.
    pub count: usize,
    /// How much in each article that has any: the place of the article among all, in reading order.
    pub series: BTreeMap<usize, usize>,
    /// Where a tag stands in an article: place and length in code points, the place of the tag in the legend, colour.
    pub strip: Vec<(usize, usize, usize, Hue)>,
    /// How long the article is, in code points.
    pub length: usize,
    /// How far an article has been read.
    pub state: Option<Progress>,
    /// How many articles of a document there are, are done, are begun.
    pub read: (usize, usize, usize),
    /// Where it leads: a tag, or an article.
    pub lead: Lead,
}

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// To the passages of a tag.
    Tag(String),
    /// To an article: the place of its document, and its number.
    Article(usize, usize),
}

/// What rows are made of: the book and the surveys by their revisions, and whose annotations are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The revision of the book.
    pub book: u64,
    /// The revision of what is known of documents.
    pub surveys: u64,
    /// The coder.
    pub coder: String,
    /// Other coders are counted, too.
    pub others: bool,
    /// The language of the labels.
    pub lang: Lang,
}

/// A chart as it was counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made {
    /// Its rows.
    pub rows: Vec<Row>,
    /// How rows are sorted.
    pub sort: Sort,
    /// Whose annotations are counted.
    pub coders: Vec<String>,
    /// How many annotations are counted.
    pub annotations: usize,
    /// The most that a row has; of tags that meet, that two of them have.
    pub most: usize,
    /// The articles in reading order, as places of documents and numbers: what a series of numbers is of.
    pub articles: Vec<(usize, usize)>,
    /// Which tags meet, by the places of [`Row::at`].
    pub meetings: Meetings,
    /// The signs of the tags at the top, with their colours and names: a legend.
    pub legend: Vec<(char, Hue, String)>,
}

/// The charts.
#[derive(Default)]
pub struct Statistics {
    /// Which is shown.
    pub chart: Chart,
    /// The chosen row.
    pub place: Place,
    /// The chosen column, and the first to be seen: of the tags that meet one of them, of a timeline the tag that is
    /// singled out (0 is none), of the tags whether their articles are walked through (1).
    pub column: Place,
    /// The chosen article of the chosen tag.
    pub inner: Place,
    /// How many documents have been looked at, of all.
    pub surveyed: (usize, usize),
    /// What is shown.
    pub made: Made,
    /// What the rows were made of.
    pub made_of: Option<Source>,
    /// The other charts, as they were counted from the same.
    pub kept: Vec<(Chart, Made)>,
    /// The columns of its table, the fixed one first.
    pub table: Vec<Column>,
    /// What is seen of its table.
    pub laid: Laid,
    /// The row that the detail is of.
    pub detailed: Option<usize>,
    /// Of the chosen tag: how often in each article that has it, and which that is.
    pub detail: Vec<(String, usize, (usize, usize))>,
}

impl Statistics {
    /// Returns the chosen row.
    pub fn chosen(&self) -> Option<&Row> {
        self.made.rows.get(self.place.chosen)
    }

    /// Tells whether it is the articles of the chosen tag that are walked through.
    pub fn is_within(&self) -> bool {
        self.chart == Chart::Tags && self.column.chosen > 0
    }

    /// Counts the columns that one can choose among.
    pub fn columns(&self) -> usize {
        match self.chart {
            Chart::Tags => 1 + usize::from(!self.detail.is_empty()),
            Chart::Timeline => 1 + self.made.legend.len(),
            Chart::Meetings => self.made.rows.len(),
            Chart::Progress => 0,
        }
    }

    /// Returns how often two rows meet.
    pub fn pairs(&self, row: usize, column: usize) -> usize {
        let at = |n: usize| self.made.rows.get(n).map(|row| row.at);
        let found = at(row).zip(at(column)).and_then(|(a, b)| self.made.meetings.pairs.get(a)?.get(b).copied());
        found.unwrap_or(0)
    }

    /// Returns the Jaccard index of two rows.
    pub fn jaccard(&self, row: usize, column: usize) -> Option<f64> {
        let at = |n: usize| self.made.rows.get(n).map(|row| row.at);
        let (a, b) = at(row).zip(at(column))?;
        self.made.meetings.jaccard(a, b)
    }
}
