//! Tables of a page: which of them are there for the look of it only, and how their cells lie.

use super::dom::Node;
use super::elements::{heading, is_typed};
use super::page::Page;

/// A cell with more characters than this is a column of a page, not of a table.
const LONG: u32 = 500;
/// So many paragraphs in a cell are a text.
const PARAGRAPHS: usize = 3;
/// The most columns and rows that a cell is believed to reach over.
const REACH: u32 = 64;

/// Tells whether a table only sets a page in order: it holds tables or headings, has no two cells in a row, or texts in
/// its cells.
pub fn is_layout(page: &Page, table: Node) -> bool {
    let dom = &page.dom;
    if is_typed(dom, table, &["presentation", "none"]) {
        return true;
    }
    let (mut wide, mut head, mut text) = (false, false, false);
    let mut next = dom.first(table);
    while let Some(node) = next {
        match dom.name(node) {
            "table" => return true,
            "th" => head = true,
            "tr" => wide |= cells(page, node).nth(1).is_some(),
            "td" => {
                let paragraphs = dom.children(node).filter(|child| dom.name(*child) == "p").count();
                text |= page.facts(node).chars > LONG || paragraphs >= PARAGRAPHS;
            }
            name => text |= heading(name).is_some(),
        }
        let inside = dom.first(node).filter(|_| !page.facts(node).hidden);
        next = inside.or_else(|| dom.past(node, table));
    }
    !head && (text || !wide)
}

/// Returns the cells of a row.
pub fn cells(page: &Page, row: Node) -> impl Iterator<Item = Node> {
    let is = |node: &Node| matches!(page.dom.name(*node), "td" | "th") && !page.facts(*node).hidden;
    page.dom.children(row).filter(is)
}

/// How many rows more each column is taken by a cell from above.
#[derive(Clone, Debug, Default)]
pub struct Taken(Vec<u32>);

impl Taken {
    /// Returns the cells of the next row by columns; nothing where a cell from above or from the left reaches.
    pub fn row(&mut self, page: &Page, row: Node) -> Vec<Option<Node>> {
        let reach = |cell, name| {
            let said = page.dom.attribute(cell, name).and_then(|value| value.trim().parse::<u32>().ok());
            said.unwrap_or(1).clamp(1, REACH)
        };
        let mut laid: Vec<Option<Node>> = Vec::new();
        let mut cells = cells(page, row);
        loop {
            let column = laid.len();
            if self.take(column) {
                laid.push(None);
                continue;
            }
            let Some(cell) = cells.next() else { break };
            let (wide, high) = (reach(cell, "colspan"), reach(cell, "rowspan"));
            for n in 0..wide {
                laid.push((n == 0).then_some(cell));
                self.reserve(laid.len() - 1, high - 1);
            }
        }
        laid
    }

    /// Takes one row of what reaches down in a column.
    fn take(&mut self, column: usize) -> bool {
        let left = self.0.get_mut(column).filter(|left| **left > 0);
        left.is_some_and(|left| {
            *left -= 1;
            true
        })
    }

    fn reserve(&mut self, column: usize, rows: u32) {
        if self.0.len() <= column {
            self.0.resize(column + 1, 0);
        }
        if let Some(left) = self.0.get_mut(column) {
            *left = rows;
        }
    }
}
