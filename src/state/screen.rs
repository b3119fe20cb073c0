//! The rectangles of the screen, and what lies in them.

use crate::annotation::State;
use crate::state::view::Focus;
use crate::theme::Hue;
use crate::units::{Area, Cell};
use uuid::Uuid;

/// The rectangles. One that is empty is not to be seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// The size of the terminal.
    pub size: (Cell, Cell),
    /// The pane with the keys.
    pub focus: Focus,
    /// Only the text is to be seen.
    pub zen: bool,
    /// The widths that a person gave the list and the sidebar.
    pub widths: (Option<Cell>, Option<Cell>),
    /// There is no room for anything but a sentence that says so.
    pub tiny: bool,
    /// The terminal is narrow: what stands beside rows elsewhere stands below them.
    pub narrow: bool,
    /// The sidebar is a narrow margin of the text.
    pub slim: bool,
    /// The head of the list.
    pub list_head: Area,
    /// The rows of the list.
    pub list: Area,
    /// The head of the text.
    pub text_head: Area,
    /// The whole pane of the text.
    pub text: Area,
    /// The stripes left of the text, and the marks of seams.
    pub gutter: Area,
    /// The text itself: as wide as its rows.
    pub column: Area,
    /// How far the cursor is into the article, in percent.
    pub percent: usize,
    /// How far it is into the book, in percent, if the text is one.
    pub of_book: Option<usize>,
    /// How many minutes the rest of the article takes to read.
    pub minutes: usize,
    /// The bar that shows where in the article one is.
    pub bar: Area,
    /// The rows of the bar that are in sight.
    pub thumb: (Cell, Cell),
    /// What lies where in the article: rows of the bar.
    pub ticks: Vec<Tick>,
    /// The head of a screen of rows.
    pub board_head: Area,
    /// The rows of a screen.
    pub board: Area,
    /// What is to be said of the chosen row.
    pub detail: Area,
    /// The head of the sidebar.
    pub side_head: Area,
    /// The sidebar: cards beside their rows.
    pub side: Area,
    /// The lit card, where the sidebar is a margin.
    pub card: Area,
    /// The quick keys.
    pub legend: Area,
    /// The status line.
    pub status: Area,
    /// The popup.
    pub popup: Area,
    /// Cards beside the rows.
    pub cards: Vec<Card>,
    /// How many annotations of the document stand nowhere in its text.
    pub lost: usize,
    /// How many more annotations there is no room for, on which row.
    pub more: Option<(Cell, usize)>,
}

/// Cells left of the text: two stripes, a mark and a blank.
pub const GUTTER: Cell = 4;

/// What a line of a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The quotation.
    Quotation,
    /// The note.
    Note,
}

/// An annotation in the sidebar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The annotation.
    pub id: Uuid,
    /// The row of the sidebar it begins on.
    pub row: Cell,
    /// The row that it would begin on, were there room: that of its words.
    pub home: Cell,
    /// Whether it is lit.
    pub lit: bool,
    /// The names of its tags and their colours; a plain highlight has one, of colour 0.
    pub tags: Vec<(String, Hue)>,
    /// How many of them stand in each of its first rows.
    pub rows: Vec<usize>,
    /// Whose it is, if it is not this coder's.
    pub coder: Option<String>,
    /// Whether it has a note.
    pub noted: bool,
    /// Another version of it waits for a decision.
    pub undecided: bool,
    /// How it was found, if not in place.
    pub state: State,
    /// The lines below its tags, as far as there is room.
    pub lines: Vec<(Part, String)>,
}

impl Card {
    /// Returns the rows it takes.
    pub fn height(&self) -> Cell {
        (self.rows.len() + self.lines.len()) as Cell
    }
}

/// Something in the article, as a row of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The row.
    pub row: Cell,
    /// The colour of its tag; none for a hit.
    pub hue: Option<Hue>,
}
