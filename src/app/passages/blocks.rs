//! The passages that are to be seen, laid out.

use super::Entry;
use crate::app::stage::View;
use crate::app::{App, others};
use crate::layout::{Row, Setting, rows};
use crate::text::decode::one_line;
use crate::text::offsets::{first_chars, last_chars};
use crate::units::Cell;
use std::ops::Range;

/// A passage laid out for the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its place in the list.
    pub entry: usize,
    /// The row of the list it begins on.
    pub row: Cell,
    /// The heading above it, with how many passages follow.
    pub heading: Option<(String, usize)>,
    /// Context, words, context.
    pub text: String,
    /// Where the words stand in the text.
    pub words: Range<usize>,
    /// The rows of the text.
    pub rows: Vec<Row>,
}

impl Block {
    /// Returns the rows it takes: heading, text, a row of tags, an empty row.
    pub fn height(&self) -> Cell {
        Cell::from(self.heading.is_some()) + self.rows.len() as Cell + 2
    }
}

/// Lays out the passages that are to be seen.
pub fn arrange(app: &mut App) {
    if app.stage.view == View::Differences {
        return others::arrange(app);
    }
    let height = app.screen.board.h;
    let count = app.stage.passages.entries.len();
    let place = &mut app.stage.passages.place;
    place.chosen = place.chosen.min(count.saturating_sub(1));
    // A passage takes a row at least.
    place.top = place.top.max(place.chosen.saturating_sub(usize::from(height))).min(place.chosen);
    loop {
        let blocks = layout(app, app.stage.passages.place.top, height);
        let place = &mut app.stage.passages.place;
        let whole = |block: &Block| block.row + block.height().saturating_sub(1) <= height;
        let seen = blocks.iter().any(|block| block.entry == place.chosen && (whole(block) || block.row == 0));
        if seen || count == 0 || place.top >= place.chosen {
            app.stage.passages.blocks = blocks;
            return;
        }
        place.top += 1;
    }
}

fn layout(app: &App, top: usize, height: Cell) -> Vec<Block> {
    let passages = &app.stage.passages;
    let setting = Setting::new(app.screen.board.w.saturating_sub(5).clamp(8, 96), app.face.widths);
    let mut blocks = Vec::new();
    let mut row = 0;
    for (n, entry) in passages.entries.iter().enumerate().skip(top) {
        if row >= height {
            break;
        }
        let begins = n == 0 || passages.entries.get(n - 1).is_none_or(|before| before.group != entry.group);
        let heading = (begins || n == top).then(|| (entry.group.clone(), alike(&passages.entries, n)));
        let quotation = &entry.listed.quotation;
        let dots = |cut: bool| if cut { ".." } else { "" };
        let before = one_line(last_chars(&quotation.prefix, passages.context)).trim_start().to_owned();
        let before = format!("{}{before}", dots(!before.is_empty()));
        let words = one_line(&app.shelf.words(&entry.document, &entry.listed)).into_owned();
        let behind = one_line(first_chars(&quotation.suffix, passages.context)).trim_end().to_owned();
        let behind = format!("{behind}{}", dots(!behind.is_empty()));
        let text = format!("{before}{words}{behind}");
        let broken = rows(&text, setting, true);
        let words = before.len()..before.len() + words.len();
        let block = Block { entry: n, row, heading, words, rows: broken, text };
        row += block.height();
        blocks.push(block);
    }
    blocks
}

/// Counts the entries of the group of one: they stand together.
fn alike(entries: &[Entry], n: usize) -> usize {
    let (above, below) = entries.split_at(n);
    let group = below.first().map(|entry| &entry.group);
    let same = |entry: &&Entry| Some(&entry.group) == group;
    above.iter().rev().take_while(same).count() + below.iter().take_while(same).count()
}
