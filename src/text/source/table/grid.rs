//! A table as it is read: the names of its columns, and rows of the cells that are there.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// A row: the numbers of columns, rising, and what stands in them. A cell that is not there is not listed.
pub type Row<'a> = Vec<(usize, Cow<'a, str>)>;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid<'a> {
    /// The name of the sheet; empty if it has none.
    pub name: String,
    /// What stands above the names of the columns.
    pub above: Vec<String>,
    /// The names of the columns, all different.
    pub names: Vec<String>,
    /// The rows, none of them empty.
    pub rows: Vec<Row<'a>>,
    /// The columns have no names of their own.
    pub nameless: bool,
}

/// The rows among which the names of the columns are looked for.
const HEAD: usize = 20;
/// The most code points of a lone first cell that is a name.
const NAME: usize = 40;

impl<'a> Grid<'a> {
    /// Makes a table of all rows of a sheet: one of the first has the names of the columns.
    pub fn new(name: &str, rows: Vec<Row<'a>>) -> Self {
        let filled = |row: &Row<'_>| row.iter().filter(|(_, cell)| !is_blank(cell)).count();
        let mut rows: Vec<Row<'a>> = rows.into_iter().filter(|row| filled(row) > 0).collect();
        let widest = rows.iter().take(HEAD).map(&filled).max().unwrap_or(0);
        // A title over the table fills a cell or two.
        let head = rows.iter().take(HEAD).position(|row| filled(row) * 2 >= widest).unwrap_or(0);
        let say = |row: Row<'a>| row.into_iter().map(|(_, cell)| cell.trim().to_owned()).filter(|cell| !cell.is_empty());
        let above = rows.drain(..head).flat_map(say).collect();
        let nameless = !rows.first().is_some_and(|first| has_names(first, rows.get(1..).unwrap_or_default()));
        let first = if nameless || rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let width = rows.iter().chain([&first]).filter_map(|row| row.last()).map(|(n, _)| n + 1).max().unwrap_or(0);
        let own: Vec<(usize, String)> = first.iter().map(|(n, name)| (*n, name.trim().to_owned())).collect();
        Self { name: name.to_owned(), above, names: names(own, width), rows, nameless }
    }

    /// Makes a table whose columns have names already.
    pub fn named(names: Vec<String>, rows: Vec<Row<'a>>) -> Self {
        Self { names, rows, ..Self::default() }
    }

    /// Returns the column of a name, in any case and with blanks around it.
    pub fn column(&self, name: &str) -> Option<usize> {
        let exact = self.names.iter().position(|own| own == name);
        let name = name.trim().to_lowercase();
        exact.or_else(|| self.names.iter().position(|own| own.trim().to_lowercase() == name))
    }
}

/// Returns a cell of a row.
pub fn cell<'r>(row: &'r Row<'_>, column: usize) -> Option<&'r str> {
    // Most rows have all their cells.
    let direct = row.get(column).filter(|(n, _)| *n == column);
    let found = direct.or_else(|| row.binary_search_by_key(&column, |(n, _)| *n).ok().and_then(|at| row.get(at)));
    found.map(|(_, cell)| cell.as_ref())
}

/// Tells whether nothing can be seen in a cell.
pub fn is_blank(cell: &str) -> bool {
    cell.chars().all(|c| c.is_whitespace() || matches!(c, '\u{ad}' | '\u{feff}'))
}

/// Tells whether a cell is a number, a date or a time.
pub fn is_figure(cell: &str) -> bool {
    let cell = cell.trim();
    cell.contains(|c: char| c.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii_digit() || "-+/.:,% eE年月日时分秒TZ".contains(c))
}

/// Tells whether the first row has the names of the columns: no figure stands above figures, and a lone cell is no
/// sentence.
fn has_names(first: &Row<'_>, rows: &[Row<'_>]) -> bool {
    let above_figures = |column: usize| {
        let mut below = rows.iter().take(HEAD).filter_map(|row| cell(row, column)).filter(|c| !is_blank(c)).peekable();
        below.peek().is_some() && below.all(is_figure)
    };
    let figure = first.iter().any(|(n, name)| is_figure(name) && above_figures(*n));
    let lone = first.iter().filter(|(_, name)| !is_blank(name)).count() == 1;
    let sentence = |name: &str| name.trim_end().ends_with(['。', '！', '；', '…', '”']) || name.chars().count() > NAME;
    !figure && !(lone && first.iter().any(|(_, name)| sentence(name)))
}

/// Gives each column a name of its own: one without is called by its letters, one that has another's gets a number.
fn names(own: Vec<(usize, String)>, width: usize) -> Vec<String> {
    let mut names: Vec<String> = vec![String::new(); width];
    for (n, name) in own {
        if let Some(place) = names.get_mut(n) {
            *place = name.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    let mut taken = BTreeSet::new();
    for (n, name) in names.iter_mut().enumerate() {
        if name.is_empty() {
            *name = letters(n);
        }
        let (first, mut again) = (name.clone(), 1);
        while !taken.insert(name.clone()) {
            again += 1;
            *name = format!("{first} ({again})");
        }
    }
    names
}

/// Returns the letters by which spreadsheets call a column: A, B … Z, AA.
pub fn letters(column: usize) -> String {
    let (mut letters, mut left) = (Vec::new(), column + 1);
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&'static str]]) -> Grid<'static> {
        let row = |row: &&[&'static str]| row.iter().enumerate().map(|(n, c)| (n, Cow::Borrowed(*c))).collect();
        Grid::new("", rows.iter().map(row).collect())
    }

    #[test]
    fn names_are_found_and_made() {
        let table = grid(&[&["村况调查"], &["编号", "", "意见", "意见"], &["1", "x", "好", "很好"]]);
        assert_eq!((table.above.as_slice(), table.rows.len()), (&["村况调查".to_owned()][..], 1));
        assert_eq!(table.names, ["编号", "B", "意见", "意见 (2)"]);
        assert_eq!((table.column(" 意见 "), table.column("b"), table.nameless), (Some(2), Some(1), false));
        let bare = grid(&[&["1", "渠修好了"], &["2", "树种上了"]]);
        assert_eq!((bare.nameless, bare.rows.len(), bare.names.clone()), (true, 2, vec!["A".to_owned(), "B".to_owned()]));
        assert!(grid(&[&["今天去看了渠。"], &["明天再去。"]]).nameless);
        assert!(!grid(&[&["意见"], &["明天再去。"]]).nameless);
        assert_eq!((letters(25), letters(26), letters(701), letters(702)), ("Z".into(), "AA".into(), "ZZ".into(), "AAA".into()));
        assert_eq!(grid(&[]).names.len(), 0);
    }
}
