//! The passages that are to be seen, laid out.

use super::listed::{Block, Entry, Passages};
use crate::layout::{Setting, rows};
use crate::state::Model;
use crate::text::decode::one_line;
use crate::text::offsets::{first_chars, last_chars};
use crate::units::Cell;

/// Lays out the passages that are to be seen.
pub fn arrange(passages: &mut Passages, model: &mut Model) {
    let height = model.screen.board.h;
    let count = passages.entries.len();
    let place = &mut passages.place;
    place.chosen = place.chosen.min(count.saturating_sub(1));
    // A passage takes a row at least.
    place.top = place.top.max(place.chosen.saturating_sub(usize::from(height))).min(place.chosen);
    loop {
        let blocks = layout(passages, model, passages.place.top, height);
        let place = &mut passages.place;
        let whole = |block: &Block| block.row + block.height().saturating_sub(1) <= height;
        let seen = blocks.iter().any(|block| block.entry == place.chosen && (whole(block) || block.row == 0));
        if seen || count == 0 || place.top >= place.chosen {
            passages.blocks = blocks;
            return;
        }
        place.top += 1;
    }
}

fn layout(passages: &Passages, model: &Model, top: usize, height: Cell) -> Vec<Block> {
    let setting = Setting::new(model.screen.board.w.saturating_sub(5).clamp(8, 96), model.face.widths);
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
        let words = one_line(&model.shelf.words(&entry.document, &entry.listed)).into_owned();
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
