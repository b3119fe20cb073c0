//! Which numbers that stand on lines of their own are those of pages: they are marked as such, or they rise and a
//! page's worth of text stands between them.

use super::page::Page;
use super::papers;

/// The least that stands between the numbers of two pages, in source lines and in code points. Between what is
/// numbered one by one, answers or turns, stands less.
const PAGE: (usize, usize) = (8, 120);
/// The least that stands between them in the mean, in code points.
const MEAN: usize = 200;

/// Tells for each line whether it is, or carries, the number of a page.
pub fn of_pages(page: &Page<'_>) -> Vec<bool> {
    let mut found: Vec<bool> = (0..page.count()).map(|i| papers::is_marked_folio(page.text(i))).collect();
    let bare = |i: &usize| found.get(*i) == Some(&false) && (papers::is_folio(page.text(*i)) || page.runs(*i));
    let numbers = (0..page.count()).filter(bare).filter_map(|i| Some((i, value(page.text(i))?)));
    let numbers: Vec<(usize, usize)> = numbers.collect();
    let pages = numbers.windows(2).filter(|pair| matches!(pair, [a, b] if is_page(page, *a, *b))).count();
    let between = match numbers.as_slice() {
        [(first, _), .., (last, _)] => signs(page, *first, *last),
        _ => 0,
    };
    // The last page of a text may be a short one, and so may that of a chapter.
    let gaps = numbers.len().saturating_sub(1);
    if pages > 0 && pages * 3 >= gaps * 2 && between >= gaps * MEAN {
        for (i, _) in numbers {
            found.get_mut(i).into_iter().for_each(|slot| *slot = true);
        }
    }
    found
}

/// Tells whether a page lies between two lines with numbers.
fn is_page(page: &Page<'_>, (above, low): (usize, usize), (below, high): (usize, usize)) -> bool {
    let number = |i: usize| page.line(i).map_or(0, |line| line.number);
    low < high && number(below) > number(above) + PAGE.0 && signs(page, above, below) >= PAGE.1
}

/// Counts the code points between two lines.
fn signs(page: &Page<'_>, above: usize, below: usize) -> usize {
    (above + 1..below).map(|i| page.len(i)).sum()
}

/// Returns the number at the start or the end of a line; parts of a text are numbered 01, 02, and pages 1, 2.
fn value(line: &str) -> Option<usize> {
    let digits = |c: char| c.is_ascii_digit();
    let lead = line.len() - line.trim_start_matches(digits).len();
    let tail = line.trim_end_matches(digits).len();
    let word = line.get(..lead).filter(|word| !word.is_empty()).or_else(|| line.get(tail..))?;
    (!word.starts_with('0')).then(|| word.parse().ok()).flatten()
}
