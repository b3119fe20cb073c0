//! What readers of scanned pages share: where a page begins, how its blocks are written.

use super::grid;
use crate::text::source::composer::Composer;
use crate::text::source::given::{Mark, Role};
use crate::text::source::json::Value;

/// Writes the blocks of pages, one after the other.
pub struct Pages {
    /// The text.
    pub composer: Composer,
    /// The page of the last block.
    page: Option<usize>,
}

impl Pages {
    /// Begins a text.
    pub fn new(composer: Composer) -> Self {
        Self { composer, page: None }
    }

    /// Opens a block on a page, counted from 1; where the page changes its number as printed is marked.
    pub fn begin(&mut self, (role, level): (Role, u8), page: usize, printed: &str, corners: &str) {
        let place = if corners.is_empty() { format!("page {page}") } else { format!("page {page} {corners}") };
        self.composer.begin(role, level, place);
        if self.page != Some(page) {
            self.page = Some(page);
            self.composer.point(Mark::Page(printed.to_owned()));
        }
    }

    /// Adds to the open block. Blanks at its edges are none of the text.
    pub fn push(&mut self, text: &str) {
        self.composer.push(text.trim_matches(['\n', '\r', ' ', '\t']));
    }

    /// Writes the rows of a table of HTML.
    pub fn table(&mut self, html: &str, page: usize, printed: &str, corners: &str) {
        let rows = grid::rows(html);
        if rows.is_empty() && !html.contains('<') {
            self.begin((Role::Body, 0), page, printed, corners);
            self.push(html);
        }
        for row in rows {
            self.begin((Role::Row, 0), page, printed, corners);
            self.composer.push(&row);
        }
    }
}

/// Returns the corners of a block, as the file has them: `10,10,200,40`.
pub fn corners(value: Option<&Value>) -> String {
    let numbers: Vec<&str> = value.map(Value::list).unwrap_or_default().iter().filter_map(Value::number).collect();
    if numbers.len() == 4 { numbers.join(",") } else { String::new() }
}
