//! Which numbers that stand on lines of their own are those of pages: they are marked as such, or they rise and a
//! page's worth of text stands between them.

use super::page::{Fact, Page};
use super::papers;

/// The least that stands between the numbers of two pages, in source lines and in code points. Between what is
/// numbered one by one, answers or turns, stands less.
const PAGE: (usize, usize) = (8, 120);
/// As many code points fill a page on however few lines, if a paragraph is cut where it ends.
const FULL: usize = 300;
/// The least that stands between them in the mean, in code points.
const MEAN: usize = 200;

/// Tells for each line whether it is, or carries, the number of a page.
pub fn of_pages(page: &Page<'_>) -> Vec<bool> {
    let mut found: Vec<bool> = (0..page.count()).map(|i| papers::is_marked_folio(page.text(i))).collect();
    if counts_items(page, &found) {
        found.fill(false);
        return found;
    }
    let bare = |i: &usize| found.get(*i) == Some(&false) && (page.is(Fact::Folio, *i) || page.runs(*i));
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

/// Tells whether the numbers with the marks of pages count something else: they begin with the first above all but a
/// heading, and less than a page follows each.
fn counts_items(page: &Page<'_>, marked: &[bool]) -> bool {
    let numbers: Vec<usize> = (0..page.count()).filter(|i| marked.get(*i) == Some(&true)).collect();
    let [first, second, .., last] = numbers.as_slice() else { return false };
    let one = |i: usize| page.text(i).trim_matches(|c: char| !c.is_ascii_digit()) == "1";
    let heading = *first <= HEADING && (0..*first).all(|i| !page.is(Fact::MayEnd, i));
    let gaps = numbers.len() - 1;
    heading && one(*first) && *second > first + 1 && signs(page, *first, *last) < gaps * PAGE.1
}

/// The most lines of a heading above what is counted.
const HEADING: usize = 2;

/// Tells whether a page lies between two lines with numbers.
fn is_page(page: &Page<'_>, (above, low): (usize, usize), (below, high): (usize, usize)) -> bool {
    let number = |i: usize| page.line(i).map_or(0, |line| line.number);
    let signs = signs(page, above, below);
    let lines = number(below) > number(above) + PAGE.0;
    let torn = below.checked_sub(1).is_some_and(|n| !page.is(Fact::MayEnd, n));
    low < high && (lines && signs >= PAGE.1 || torn && signs >= FULL)
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
