//! Composes the text of tables: an article a row.

use super::columns::{Chosen, Columns, choose};
use super::grid::{Grid, Row, is_blank};
use super::place;
use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::composer::Composer;
use crate::text::source::given::{Remark, Role, Sort, Source};
use std::borrow::Cow;
use std::sync::Arc;

/// The most bytes that are kept of what is said of rows, besides four times those of the file: many cells may name one
/// long text.
const ATTRIBUTES: usize = 32 << 20;

/// What a reader of tables knows besides the cells.
pub struct Read<'a> {
    /// The reader's name and version.
    pub reader: (&'static str, u32),
    /// How many bytes the file has.
    pub size: usize,
    /// The tables of the file; those without rows are passed over.
    pub grids: Vec<Grid<'a>>,
    /// What the file was decoded as.
    pub encoding: Encoding,
    /// How many places could not be decoded.
    pub bad: usize,
    /// What is to be said already.
    pub said: Vec<Remark>,
}

/// Composes the text of tables. The places of all sheets but the first begin with their names. What was chosen stands
/// in what the file says of itself: `key` and `text` with the names of columns; without `key`, rows are called by
/// their numbers.
pub fn compose(read: Read<'_>, columns: &Columns) -> Source {
    let Read { reader, size, grids, encoding, bad, mut said } = read;
    let mut composer = Composer::new(reader, Sort::Table);
    let most = size.saturating_mul(4).saturating_add(ATTRIBUTES);
    let mut left = most;
    let full: Vec<&Grid<'_>> = grids.iter().filter(|grid| grid.rows().len() > 0).collect();
    if full.is_empty() {
        remark(&mut said, "notice-table-empty", Vec::new());
    }
    if full.len() > 1 {
        remark(&mut said, "notice-table-sheets", vec![("count", full.len().to_string())]);
    }
    for (n, grid) in full.into_iter().enumerate() {
        let chosen = choose(grid, columns);
        remarks(&mut said, grid, &chosen, columns);
        grid.above.iter().for_each(|above| composer.meta("title", above));
        let name = |n: &usize| grid.names.get(*n).map_or("", String::as_str);
        chosen.key.iter().for_each(|key| composer.meta("key", name(key)));
        chosen.text.iter().for_each(|text| composer.meta("text", name(text)));
        let before = if n == 0 { String::new() } else { format!("{}!", place::of(&grid.name)) };
        let names: Vec<Arc<str>> = grid.names.iter().map(|name| Arc::from(name.as_str())).collect();
        for (n, row) in grid.rows().enumerate() {
            let key = chosen.key.and_then(|key| row.get(key)).map(str::trim);
            let key = key.map_or_else(|| Cow::Owned((n + 1).to_string()), Cow::Borrowed);
            let own = place::of(&key);
            let place = if before.is_empty() { own } else { format!("{before}{own}") };
            write(&mut composer, &names, &chosen, (row, &key, place), &mut left);
            if composer.is_full() {
                break;
            }
        }
    }
    if left == 0 {
        remark(&mut said, "notice-table-attributes", vec![("most", (most >> 20).to_string())]);
    }
    bytes::source(composer, encoding, bad, said)
}

/// Says something once.
fn remark(said: &mut Vec<Remark>, words: &'static str, blanks: Vec<(&'static str, String)>) {
    let remark = Remark { words, blanks };
    if !said.contains(&remark) {
        said.push(remark);
    }
}

fn remarks(said: &mut Vec<Remark>, grid: &Grid<'_>, chosen: &Chosen, columns: &Columns) {
    if chosen.unfit {
        let name = columns.key.clone().unwrap_or_default();
        remark(said, "notice-table-key", vec![("name", name)]);
    }
    if chosen.key.is_none() {
        remark(said, "notice-table-numbers", Vec::new());
    }
    if chosen.text.is_empty() {
        remark(said, "notice-table-no-text", Vec::new());
    }
    if grid.nameless {
        remark(said, "notice-table-no-names", Vec::new());
    }
}

/// Writes a row: its key as a headline, a block for each cell of text, and what all others say of it.
fn write(
    composer: &mut Composer,
    names: &[Arc<str>],
    chosen: &Chosen,
    (row, key, place): (Row<'_>, &str, String),
    left: &mut usize,
) {
    composer.begin(Role::Title, 1, place.clone());
    composer.push(&line_ends(key));
    if !composer.has_text() {
        return;
    }
    for column in &chosen.text {
        let Some(text) = row.get(*column).filter(|text| !is_blank(text)) else { continue };
        // Where texts of several columns stand below each other, their places tell them apart.
        let name = || place::of(names.get(*column).map_or("", |name| name));
        let own = if chosen.text.len() > 1 { format!("{place}/{}", name()) } else { place.clone() };
        composer.begin(Role::Body, 0, own);
        composer.push(&line_ends(text));
    }
    let others = row.iter().filter(|(n, _)| Some(*n) != chosen.key && !chosen.text.contains(n));
    let mut values = Vec::with_capacity(row.iter().count().saturating_sub(chosen.text.len()));
    for (column, value) in others {
        let Some(name) = names.get(column) else { continue };
        if value.len() >= *left {
            *left = 0;
            break;
        }
        *left -= value.len();
        let value = if value.contains('\0') { value.replace('\0', "\u{fffd}") } else { value.to_owned() };
        values.push((Arc::clone(name), value));
    }
    composer.attributes(values);
}

/// Line ends of a cell as LF.
fn line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}
