//! Texts in pieces, some of which are strong: what differs from another version.

use super::Paint;
use crate::layout::{Setting, fit_middle, glyphs, rows, width};
use crate::text::diff::Runs;
use crate::theme::Look;
use crate::units::{Area, ByteSpan, Cell, Slice};

/// Cells that a piece keeps at least, as long as others can give.
const LEAST: usize = 10;

/// Shares cells among pieces that are too long together: plain ones give first, then strong ones.
fn shares(runs: &Runs, room: usize, wide: impl Fn(&str) -> usize) -> Vec<usize> {
    let mut cells: Vec<usize> = runs.iter().map(|(text, _)| wide(text)).collect();
    for (strong, least) in [(false, LEAST), (true, LEAST), (false, 0), (true, 0)] {
        while cells.iter().sum::<usize>() > room {
            let gives = cells.iter_mut().zip(runs).filter(|(cells, run)| run.1 == strong && **cells > least);
            let Some((most, _)) = gives.max_by_key(|(cells, _)| **cells) else { break };
            *most -= 1;
        }
    }
    cells
}

/// Draws pieces in a row; those that are too long are cut in their middle, so that it is seen where they meet.
pub fn runs(paint: &mut Paint<'_>, row: Area, runs: &Runs, plain: Look, strong: Look) {
    let cells = shares(runs, usize::from(row.w), |text| width(text, paint.widths));
    let mut x = row.x;
    for ((text, is_strong), cells) in runs.iter().zip(cells) {
        let text = fit_middle(text, cells as Cell, paint.widths);
        x = paint.text(x, row.y, row.right(), &text, if *is_strong { strong } else { plain });
    }
}

/// Draws pieces in a rectangle, broken as Chinese is. Returns the rows used.
pub fn paragraph(paint: &mut Paint<'_>, area: Area, runs: &Runs, plain: Look, strong: Look) -> Cell {
    let text: String = runs.iter().map(|(text, _)| text.as_str()).collect();
    let mut ends = runs.iter().scan(0, |end, (text, is_strong)| {
        *end += text.len();
        Some((*end, *is_strong))
    });
    let (mut end, mut is_strong) = ends.next().unwrap_or((text.len(), false));
    let (mut y, mut at) = (0, 0);
    for line in text.split('\n') {
        let broken = rows(line, Setting::new(area.w.max(1), paint.widths), true);
        for row in &broken {
            let place = area.row(y);
            let mut x = place.x;
            for glyph in glyphs(line.slice(ByteSpan::at(row.start, row.end)), paint.widths) {
                while at + row.start + glyph.start >= end {
                    let Some(next) = ends.next() else { break };
                    (end, is_strong) = next;
                }
                if !place.is_empty() {
                    x = paint.glyph(x, place.y, place.right(), &glyph, if is_strong { strong } else { plain });
                }
            }
            y += 1;
        }
        y += Cell::from(broken.is_empty());
        at += line.len() + 1;
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_keeps_its_cells_longest() {
        let runs: Runs = vec![("一二三四五六七八九十".into(), false), ("甲乙丙丁".into(), true)];
        let wide = |text: &str| text.chars().count() * 2;
        assert_eq!(shares(&runs, 40, wide), [20, 8]);
        assert_eq!(shares(&runs, 20, wide), [12, 8]);
        assert_eq!(shares(&runs, 10, wide), [2, 8]);
        assert_eq!(shares(&runs, 6, wide), [0, 6]);
    }
}
