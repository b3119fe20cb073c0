//! A table as it is read: the names of its columns, and rows of the cells that are there.

use std::collections::BTreeSet;
use std::ops::Range;

/// The words of all cells of a file, one after the other, so that a cell is two numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub String);

impl Words {
    /// Adds words, and returns where they stand.
    pub fn add(&mut self, words: &str) -> Range<u32> {
        let start = self.0.len();
        self.0.push_str(words);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        place(start)..place(self.0.len())
    }
}

/// A cell: its column, and where its words stand among those of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    column: u32,
    start: u32,
    end: u32,
}

/// The cells of a sheet, row by row. A cell that is not there is not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    all: Vec<Cell>,
    /// Where rows begin and end among the cells.
    rows: Vec<Range<usize>>,
    /// Where the row begins that is open.
    open: usize,
}

impl Cells {
    /// Adds a cell to the row that is open. Columns come in any order; of two in one place the first counts.
    pub fn add(&mut self, column: usize, words: Range<u32>) {
        let column = u32::try_from(column).unwrap_or(u32::MAX);
        self.all.push(Cell { column, start: words.start, end: words.end });
    }

    /// Ends the row that is open.
    pub fn end_row(&mut self) {
        let row = self.all.get_mut(self.open..).unwrap_or_default();
        if !row.is_sorted_by(|a, b| a.column < b.column) {
            row.sort_by_key(|cell| cell.column);
            let mut sorted = self.all.split_off(self.open);
            sorted.dedup_by_key(|cell| cell.column);
            self.all.append(&mut sorted);
        }
        if self.open < self.all.len() {
            self.rows.push(self.open..self.all.len());
        }
        self.open = self.all.len();
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'g> {
    words: &'g str,
    cells: &'g [Cell],
}

impl<'g> Row<'g> {
    /// Returns a cell that is there.
    pub fn get(self, column: usize) -> Option<&'g str> {
        let own = |cell: &Cell| usize::try_from(cell.column).ok() == Some(column);
        // Most rows have all their cells.
        let direct = self.cells.get(column).filter(|cell| own(cell));
        let place = || self.cells.partition_point(|cell| usize::try_from(cell.column).is_ok_and(|c| c < column));
        direct.or_else(|| self.cells.get(place()).filter(|cell| own(cell))).map(|cell| self.of(*cell))
    }

    /// Returns the cells that are there with their columns.
    pub fn iter(self) -> impl Iterator<Item = (usize, &'g str)> {
        self.cells.iter().map(move |cell| (usize::try_from(cell.column).unwrap_or(usize::MAX), self.of(*cell)))
    }

    fn of(self, cell: Cell) -> &'g str {
        let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        self.words.get(at(cell.start)..at(cell.end)).unwrap_or_default()
    }

    /// Returns how many cells have something in them.
    fn filled(self) -> usize {
        self.iter().filter(|(_, cell)| !is_blank(cell)).count()
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid<'w> {
    /// The name of the sheet; empty if it has none.
    pub name: String,
    /// What stands above the names of the columns.
    pub above: Vec<String>,
    /// The names of the columns, all different.
    pub names: Vec<String>,
    /// The columns have no names of their own.
    pub nameless: bool,
    words: &'w str,
    cells: Cells,
}

/// The rows among which the names of the columns are looked for.
const HEAD: usize = 20;
/// The most code points of a lone first cell that is a name.
const NAME: usize = 40;

impl<'w> Grid<'w> {
    /// Makes a table of all rows of a sheet: one of the first has the names of the columns.
    pub fn new(name: &str, cells: Cells, words: &'w Words) -> Self {
        let mut grid = Self::named(Vec::new(), cells, words);
        name.clone_into(&mut grid.name);
        let widest = grid.rows().take(HEAD).map(Row::filled).max().unwrap_or(0);
        // A title over the table fills a cell or two.
        let head = grid.rows().take(HEAD).position(|row| row.filled() * 2 >= widest).unwrap_or(0);
        let above = grid.rows().take(head).flat_map(Row::iter).map(|(_, cell)| cell.trim());
        grid.above = above.filter(|cell| !cell.is_empty()).map(str::to_owned).collect();
        let named = grid.rows().nth(head).is_some_and(|row| has_names(row, grid.rows().skip(head + 1)));
        grid.nameless = !named;
        let own = grid.rows().nth(head).filter(|_| !grid.nameless);
        let own: Vec<(usize, String)> =
            own.into_iter().flat_map(Row::iter).map(|(n, name)| (n, name.to_owned())).collect();
        let width = grid.rows().skip(head).filter_map(|row| row.cells.last()).map(|cell| cell.column).max();
        let width = width.map_or(0, |last| usize::try_from(last).unwrap_or(0).saturating_add(1));
        let first = head + usize::from(!grid.nameless);
        grid.cells.rows.drain(..first.min(grid.cells.rows.len()));
        grid.names = names(own, width);
        grid
    }

    /// Makes a table whose columns have names already.
    pub fn named(names: Vec<String>, cells: Cells, words: &'w Words) -> Self {
        let mut grid = Self { names, words: &words.0, ..Self::default() };
        let Cells { all, mut rows, open } = cells;
        let row = |row: &Range<usize>| Row { words: grid.words, cells: all.get(row.clone()).unwrap_or_default() };
        rows.retain(|own| row(own).filled() > 0);
        grid.cells = Cells { all, rows, open };
        grid
    }

    /// Returns the rows, none of them empty.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        let cells = |row: &Range<usize>| self.cells.all.get(row.clone()).unwrap_or_default();
        self.cells.rows.iter().map(move |row| Row { words: self.words, cells: cells(row) })
    }

    /// Returns the column of a name, in any case and with blanks around it.
    pub fn column(&self, name: &str) -> Option<usize> {
        let exact = self.names.iter().position(|own| own == name);
        let name = name.trim().to_lowercase();
        exact.or_else(|| self.names.iter().position(|own| own.trim().to_lowercase() == name))
    }
}

/// Makes a table of rows for a test.
#[cfg(test)]
pub fn words_of(rows: &[&[&str]]) -> (Words, Cells) {
    let (mut words, mut cells) = (Words::default(), Cells::default());
    for row in rows {
        row.iter().enumerate().for_each(|(n, cell)| cells.add(n, words.add(cell)));
        cells.end_row();
    }
    (words, cells)
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
fn has_names<'g>(first: Row<'g>, rows: impl Iterator<Item = Row<'g>>) -> bool {
    let rows: Vec<Row<'g>> = rows.take(HEAD).collect();
    let above_figures = |column: usize| {
        let mut below = rows.iter().filter_map(|row| row.get(column)).filter(|c| !is_blank(c)).peekable();
        below.peek().is_some() && below.all(is_figure)
    };
    let figure = first.iter().any(|(n, name)| is_figure(name) && above_figures(n));
    let sentence = |name: &str| name.trim_end().ends_with(['。', '！', '；', '…', '”']) || name.chars().count() > NAME;
    let lone = first.filled() == 1 && first.iter().any(|(_, name)| sentence(name));
    !figure && !lone
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

    #[test]
    fn names_are_found_and_made() {
        let (words, cells) =
            words_of(&[&["村况调查"], &["编号", "", "意见", "意见"], &["1", "x", "好", "很好"], &["", " "]]);
        let table = Grid::new("", cells, &words);
        assert_eq!((table.above.as_slice(), table.rows().len()), (&["村况调查".to_owned()][..], 1));
        assert_eq!(table.names, ["编号", "B", "意见", "意见 (2)"]);
        assert_eq!((table.column(" 意见 "), table.column("b"), table.nameless), (Some(2), Some(1), false));
        let told = |rows: &[&[&str]]| {
            let (words, cells) = words_of(rows);
            let grid = Grid::new("", cells, &words);
            (grid.nameless, grid.rows().len(), grid.names.join(" "))
        };
        assert_eq!(told(&[&["1", "渠修好了"], &["2", "树种上了"]]), (true, 2, "A B".to_owned()));
        assert_eq!(told(&[&["今天去看了渠。"], &["明天再去。"]]), (true, 2, "A".to_owned()));
        assert_eq!(told(&[&["意见"], &["明天再去。"]]), (false, 1, "意见".to_owned()));
        assert_eq!(told(&[]), (true, 0, String::new()));
        assert_eq!(
            (letters(25), letters(26), letters(701), letters(702)),
            ("Z".into(), "AA".into(), "ZZ".into(), "AAA".into())
        );
    }

    #[test]
    fn cells_come_in_any_order() {
        let mut words = Words::default();
        let (mut cells, said) = (Cells::default(), ["c", "a", "x"].map(|said| words.add(said)));
        for (column, said) in [3, 1, 3].into_iter().zip(said) {
            cells.add(column, said);
        }
        cells.end_row();
        cells.end_row();
        let grid = Grid::named(Vec::new(), cells, &words);
        let row = grid.rows().next().unwrap();
        assert_eq!(row.iter().collect::<Vec<_>>(), [(1, "a"), (3, "c")]);
        assert_eq!(
            (row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)),
            (None, Some("a"), None, Some("c"), None)
        );
    }
}
