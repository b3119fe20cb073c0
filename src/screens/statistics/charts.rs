//! The charts, and how they divide their rectangle.

use super::rows::Row;
use crate::state::view::Place;
use crate::words::Lang;

/// A chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chart {
    /// How often each tag is given; of the chosen one, where.
    #[default]
    Tags,
    /// Each article as a strip, with the tags where they stand.
    Portrait,
    /// Which tags meet.
    Meetings,
    /// How far articles have been read.
    Progress,
}

impl Chart {
    /// All charts.
    pub const ALL: [Self; 4] = [Self::Tags, Self::Portrait, Self::Meetings, Self::Progress];

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Tags => "chart-tags",
            Self::Portrait => "chart-portrait",
            Self::Meetings => "chart-meetings",
            Self::Progress => "chart-progress",
        }
    }
}

/// What rows are made of: the book and the surveys by their revisions, and whose annotations are counted in which chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The revision of the book.
    pub book: u64,
    /// The revision of what is known of documents.
    pub surveys: u64,
    /// The chart.
    pub chart: Chart,
    /// The coder.
    pub coder: String,
    /// Other coders are counted, too.
    pub others: bool,
    /// The language of the labels.
    pub lang: Lang,
}

/// The charts.
#[derive(Default)]
pub struct Statistics {
    /// Which is shown.
    pub chart: Chart,
    /// The chosen row.
    pub place: Place,
    /// The chosen column of the heat map, and the first to be seen.
    pub column: Place,
    /// Whose annotations are counted.
    pub coders: Vec<String>,
    /// How many documents have been looked at, of all.
    pub surveyed: (usize, usize),
    /// How many rows there are.
    pub count: usize,
    /// The rows.
    pub rows: Vec<Row>,
    /// The signs of the tags at the top, with their colours and names: a legend.
    pub legend: Vec<(char, u8, String)>,
    /// What the rows were made of.
    pub made_of: Option<Source>,
    /// The row that the detail is of.
    pub detailed: Option<usize>,
    /// Of the chosen tag: how often in each article that has it.
    pub detail: Vec<(String, usize)>,
}

/// Rows above those of the heat map: what the chosen cell says, and the names of the columns.
pub const HEAD: u16 = 3;

/// Cells of a column of the heat map.
pub const COLUMN: u16 = 5;

/// Cells of the names of the rows of the heat map that is so wide.
pub fn names_wide(width: u16) -> u16 {
    (width / 4).clamp(10, 22)
}

/// Returns how many rows a chart has above those of its list.
pub fn head(chart: Chart) -> u16 {
    if chart == Chart::Meetings { HEAD } else { 0 }
}

/// Columns of the heat map that there is room for.
pub fn room(width: u16) -> usize {
    usize::from(width.saturating_sub(names_wide(width)) / COLUMN).max(1)
}
