use super::*;
use crate::text::Widths;
use crate::theme::{Depth, Theme};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const OUTSIDE: &str = "#";

/// A buffer full of signs.
fn paper(cols: Cell, rows: Cell) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
    buffer.content.iter_mut().for_each(|cell| {
        cell.set_symbol(OUTSIDE);
    });
    buffer
}

fn clear(paint: &mut Paint<'_>, area: Area) {
    paint.fill(area, Role::Text);
}

fn lines_of(buffer: &Buffer) -> Vec<String> {
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned()).collect()
}

/// Draws a table whose cells say where they are.
fn drawn(table: &Table<'_>, (cols, rows): (Cell, Cell), row: usize, column: usize) -> Vec<String> {
    let theme = Theme::built_in(true, Depth::None);
    let mut buffer = paper(cols, rows);
    let area = Area::new(0, 0, cols, rows);
    let along = |chosen| Along { chosen, first: 0 };
    let laid = table.lay(area, along(row), along(column));
    let mut paint = Paint::new(&theme, Widths::Narrow, &mut buffer);
    clear(&mut paint, area);
    table.draw(&mut paint, &laid, |paint, spot| {
        let told = spot.column.map_or_else(|| format!("第{}行", spot.row), |m| (spot.row * 10 + m).to_string());
        spot.text(paint, &told, spot.look);
    });
    lines_of(&buffer)
}

#[test]
fn what_does_not_fit_is_told_at_the_edges() {
    let columns: Vec<Column> = (0..9).map(|n| Column::new(format!("列{n}"), 5).numbers()).collect();
    let fixed = Column::new("行", 8);
    let table = Table { fixed, columns: &columns, rows: 20, heads: 1, gap: 1, by_cell: true, ..Table::default() };
    assert_eq!(
        drawn(&table, (36, 5), 7, 4),
        [
            " 行   < 2   列2   列3   列4     4 >",
            " 第4行       42    43    44     4 ^",
            " 第5行       52    53    54",
            " 第6行       62    63    64",
            " 第7行       72    73[   74]   12 v",
        ]
    );
    // All of it fits: nothing is told, nothing is kept free.
    let some = Table { columns: &columns[..2], rows: 2, ..table };
    assert_eq!(
        drawn(&some, (36, 3), 0, 0),
        [" 行         列0   列1", " 第0行   [    0]    1", " 第1行       10    11"]
    );
}

#[test]
fn columns_give_way_before_they_are_left_out() {
    let columns = [Column::new("bar", 30).least(4), Column::new("n", 4).numbers()];
    let table =
        Table { fixed: Column::new("name", 12).least(6), columns: &columns, rows: 1, heads: 1, ..Table::default() };
    let widths = |cols| {
        let laid = table.lay(Area::new(0, 0, cols, 3), Along::default(), Along::default());
        let of = |n| laid.cell(0, n).map(|area| area.w);
        (laid.fixed.w, of(0), of(1))
    };
    assert_eq!(widths(80), (12, Some(30), Some(4)));
    assert_eq!(widths(40), (12, Some(20), Some(4)));
    assert_eq!(widths(18), (6, Some(4), Some(4)));
}

#[test]
fn titles_of_several_rows_stand_on_their_columns() {
    let wide = |title: &str| title_width(title, 2, (4, 10), Widths::Narrow);
    assert_eq!((wide("党建联盟"), wide("责任书清单"), wide("grid governance"), wide("网")), (4, 6, 10, 4));
    let columns = ["党建联盟", "网格", "grid governance"].map(|title| Column::new(title, wide(title)).numbers());
    let table = Table { fixed: Column::new("标签", 6), columns: &columns, rows: 1, heads: 2, ..Table::default() };
    assert_eq!(
        drawn(&table, (40, 3), 9, 9),
        ["        党建            grid", " 标签   联盟 网格 governance", " 第0行     0    1          2"]
    );
}

#[test]
fn a_click_finds_its_cell() {
    let columns = [Column::new("a", 5), Column::new("b", 5)];
    let table = Table { fixed: Column::new("", 4), columns: &columns, rows: 3, heads: 1, ..Table::default() };
    let laid = table.lay(Area::new(10, 5, 30, 4), Along::default(), Along::default());
    assert_eq!((laid.row_at(5), laid.row_at(6), laid.row_at(8), laid.row_at(9)), (None, Some(0), Some(2), None));
    assert_eq!((laid.column_at(11), laid.column_at(16), laid.column_at(22)), (None, Some(0), Some(1)));
    assert_eq!(laid.cell(1, 1), Some(Area::new(22, 7, 5, 1)));
}

#[test]
fn one_does_not_scroll_before_one_must() {
    let fit = |chosen, first| range(Along { chosen, first }, 20, 5, |_| 1);
    assert_eq!((fit(0, 0), fit(4, 0), fit(5, 0), fit(5, 3), fit(2, 3)), (0..5, 0..5, 1..6, 3..8, 2..7));
    assert_eq!((fit(19, 0), fit(99, 99), range(Along::default(), 0, 5, |_| 1)), (15..20, 15..20, 0..0));
}

fn table_of(names: &[(String, Cell)]) -> Vec<Column> {
    names.iter().map(|(title, need)| Column::new(title.clone(), *need).least(3).most(14)).collect()
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]

    /// Whatever the table and its rectangle: the chosen cell is seen, and what is outside is left as it was.
    #[test]
    fn the_chosen_cell_is_seen_and_nothing_is_drawn_outside(
        names in proptest::collection::vec(("[a-z一-龥“ ]{0,12}", 1_u16..20), 1..30),
        rows in 1_usize..40, heads in 0_u16..4, gap in 0_u16..3, flags in any::<(bool, bool, bool)>(),
        (x, y, w, h) in (0_u16..6, 0_u16..4, 12_u16..90, 1_u16..14),
        (row, column, top, left) in (0_usize..40, 0_usize..30, 0_usize..50, 0_usize..50),
    ) {
        let columns = table_of(&names);
        let (by_cell, zebra, wide) = flags;
        let fixed = Column::new("标签 name", 16).least(4);
        let table = Table { fixed, columns: &columns, rows, heads, gap, zebra, by_cell, ..Table::default() };
        let area = Area::new(x, y, w, h);
        let laid = table.lay(area, Along { chosen: row, first: top }, Along { chosen: column, first: left });
        let chosen = laid.cell(laid.row, laid.column);
        prop_assert!(chosen.is_some_and(|cell| cell.w > 0 && area.holds(cell.x, cell.y)
            && area.holds(cell.right() - 1, cell.y)), "{chosen:?} in {area:?}");
        // Laid again from where one is now, it is the same.
        prop_assert_eq!(&table.lay(area, laid.along_rows(), laid.along_columns()), &laid);
        for depth in [Depth::True, Depth::None] {
            let theme = Theme::built_in(true, depth);
            let mut buffer = paper(x + w + 5, y + h + 3);
            let widths = if wide { Widths::Wide } else { Widths::Narrow };
            let mut paint = Paint::new(&theme, widths, &mut buffer);
            let mut asked = 0;
            table.draw(&mut paint, &laid, |paint, spot| {
                asked += 1;
                spot.text(paint, "“宽”字 wide 字字字字", spot.look);
            });
            prop_assert_eq!(asked, laid.rows.len() * (laid.columns.len() + 1));
            for at_y in 0..buffer.area.height {
                for at_x in 0..buffer.area.width {
                    let outside = !area.holds(at_x, at_y);
                    prop_assert!(!outside || buffer[(at_x, at_y)].symbol() == OUTSIDE, "{at_x},{at_y} {area:?}");
                }
            }
        }
    }
}
