//! The table of a page, which comes as HTML: a line a row, cells parted by TAB.

use crate::text::source::snippet::{Piece, pieces, plain};
use std::collections::BTreeMap;

/// The most columns and rows over which a cell reaches.
const REACH: usize = 200;
/// The most cells of a table.
const CELLS: usize = 1 << 20;

/// A cell: what stands in it, over how many columns and rows it reaches.
struct Cell {
    text: String,
    columns: usize,
    rows: usize,
}

/// Returns the rows of a table. A cell over several columns or rows stands in the first; the others are empty.
pub fn rows(html: &str) -> Vec<String> {
    let mut below: BTreeMap<usize, usize> = BTreeMap::new();
    let mut left = CELLS;
    let mut lines = Vec::new();
    for row in cells(html) {
        let mut line: Vec<String> = Vec::new();
        let mut reaching: BTreeMap<usize, usize> = BTreeMap::new();
        for cell in row {
            reached(&mut line, &mut below, usize::MAX);
            let at = line.len();
            left = left.saturating_sub(cell.columns * cell.rows);
            if left == 0 {
                return lines;
            }
            line.push(cell.text);
            line.resize(at + cell.columns, String::new());
            reaching
                .extend((cell.rows > 1).then_some(at..line.len()).into_iter().flatten().map(|n| (n, cell.rows - 1)));
        }
        let last = below.keys().next_back().map_or(0, |last| last + 1);
        reached(&mut line, &mut below, last);
        below.extend(reaching);
        if line.iter().any(|cell| !cell.is_empty()) {
            lines.push(line.join("\t"));
        }
    }
    lines
}

/// Fills the places into which cells of rows above reach, up to a column at most.
fn reached(line: &mut Vec<String>, below: &mut BTreeMap<usize, usize>, most: usize) {
    while line.len() < most {
        let Some(rows) = below.get_mut(&line.len()) else {
            if most == usize::MAX {
                return;
            }
            line.push(String::new());
            continue;
        };
        *rows -= 1;
        if *rows == 0 {
            below.remove(&line.len());
        }
        line.push(String::new());
    }
}

/// Returns the cells of all rows, as they are written.
fn cells(html: &str) -> Vec<Vec<Cell>> {
    let mut all: Vec<Vec<Cell>> = Vec::new();
    let mut inside = false;
    for piece in pieces(html, |_| true) {
        match piece {
            Piece::Open(name, said) => match name.to_ascii_lowercase().as_str() {
                "tr" => {
                    all.push(Vec::new());
                    inside = false;
                }
                "td" | "th" => {
                    let cell =
                        Cell { text: String::new(), columns: reach(said, "colspan"), rows: reach(said, "rowspan") };
                    match all.last_mut() {
                        Some(row) => row.push(cell),
                        None => all.push(vec![cell]),
                    }
                    inside = true;
                }
                "br" | "p" if inside => push(&mut all, " "),
                _ => {}
            },
            Piece::Close(name) => inside &= !["td", "th", "tr"].contains(&name.to_ascii_lowercase().as_str()),
            Piece::Text(text) if inside => push(&mut all, &plain(text)),
            Piece::Text(_) => {}
        }
    }
    all
}

/// Adds text to the last cell: white space of markup is one blank.
fn push(all: &mut [Vec<Cell>], text: &str) {
    let Some(cell) = all.last_mut().and_then(|row| row.last_mut()) else { return };
    for c in text.chars() {
        let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
        if !blank {
            cell.text.push(c);
        } else if !cell.text.is_empty() && !cell.text.ends_with(' ') {
            cell.text.push(' ');
        }
    }
}

/// Returns over how many columns or rows a cell reaches.
fn reach(said: &str, name: &str) -> usize {
    let value = said.split_whitespace().find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let value = value.map(|value| value.trim_matches(['"', '\'']));
    value.and_then(|value| value.parse().ok()).unwrap_or(1).clamp(1, REACH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_columns() {
        let html = "<html><body><table><tr><td rowspan=\"2\">甲</td><td colspan='2'>a &lt;b&gt;</td></tr><tr><td>1</td><td>2<br/>3</td></tr><tr><td></td><td> </td></tr><tr><td>乙<td>4</table>";
        assert_eq!(rows(html), ["甲\ta <b>\t", "\t1\t2 3", "乙\t4"]);
        assert_eq!(rows("<td>甲</td>x<td>乙"), ["甲\t乙"]);
        assert_eq!(
            rows("<table><tr><td>甲</td><td rowspan=3>乙</td></tr><tr><td>丙</td></tr></table>"),
            ["甲\t乙", "丙\t"]
        );
        assert!(rows("没有表").is_empty());
        let bomb = "<tr>".to_owned() + &"<td colspan=200 rowspan=200>x</td>".repeat(10_000);
        assert!(rows(&bomb).join("").len() < 1 << 21);
    }
}
