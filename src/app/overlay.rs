//! Where that stands which lies over the panes: popups, and the menu of what may follow a key.

use super::{menu, whole::App};
use crate::state::screen::Screen;
use crate::state::view::View;
use crate::state::{Stands, Width};
use crate::units::{Area, Cell, Span};

/// Returns the rectangle of the popup that is open. It never touches the last row, where some input
/// methods draw.
pub fn popup(app: &App, screen: &Screen) -> Area {
    let Some(open) = app.popup.as_deref() else {
        return if app.hand.typed.is_empty() { Area::default() } else { which(app, screen) };
    };
    let (x, width) = lane(app, screen, open.width());
    // One as large as the screen lies over its head, too: two heads, one above the other, would read as one.
    let top = Cell::from(open.width() != Width::Whole);
    let room = screen.size.1.saturating_sub(top + FOOT);
    let Some(height) = open.height(app, (width, room)) else { return Area::default() };
    let (y, height) = match (open.width(), app.view) {
        (Width::Whole, _) => (0, height),
        _ if open.stands() == Stands::Bottom => (screen.legend.y.saturating_sub(height), height),
        (_, View::Panes) => beside_passage(app, screen, height),
        _ => (beside_row(app, screen, height), height),
    };
    Area::new(x, y.max(top), width, height)
}

/// Rows below a popup: the quick keys and the status line.
const FOOT: Cell = 2;

/// The least cells of a narrow popup and of a wide one, and what they have in the middle of a pane that is too wide for
/// a line to be read.
const NARROW: (Cell, Cell) = (56, 80);
const WIDE: (Cell, Cell) = (84, 100);

/// Returns first column and width of popups so wide. They lie over the pane of the text, or the rows of a screen; where
/// that is too narrow also over what is at its right, then over all.
pub fn lane(app: &App, screen: &Screen, width: Width) -> (Cell, Cell) {
    let w = screen.size.0;
    let home = if app.view == View::Panes { screen.text } else { screen.board };
    // The rows of a screen have a blank cell at each side.
    let edge = Cell::from(app.view != View::Panes);
    let home = Area { x: home.x.saturating_sub(edge), w: home.w + 2 * edge, ..home };
    let (least, most) = match width {
        Width::Narrow => NARROW,
        Width::Wide => WIDE,
        Width::Whole => return (0, w),
    };
    let right = w.saturating_sub(home.x);
    match () {
        () if home.w > WIDE.1 => (home.x + (home.w - most) / 2, most),
        () if home.w >= least => (home.x, home.w),
        () if right >= least => (home.x, right),
        () => (0, w),
    }
}

/// What may follow a key is shown above the legend, from edge to edge; at the top where it would cover the passage that
/// it is about.
fn which(app: &App, screen: &Screen) -> Area {
    let (w, h) = screen.size;
    let blocks = menu::blocks(app);
    let most = h.saturating_sub(4);
    let rows = menu::columns(&blocks, (w, usize::from(most.saturating_sub(1))), app.face.widths).height() as Cell;
    let height = (rows + 1).min(most);
    let y = screen.legend.y.saturating_sub(height);
    let here = app.reader.visible_row(app.reader.cursor).map_or(0, |row| screen.column.y + row as Cell);
    let covers = app.view == View::Panes && menu::title(app).passage && here >= y && here > height;
    Area::new(0, if covers { 1 } else { y }, w, height)
}

/// Returns the top of a popup on a screen of rows: the chosen row stays in sight where it can.
fn beside_row(app: &App, screen: &Screen, height: Cell) -> Cell {
    let place = match app.view {
        View::Codebook => app.screens.tagbook.place,
        View::Hits => app.screens.hits.place,
        _ => return screen.legend.y.saturating_sub(height) / 2,
    };
    let row = screen.board.y + place.chosen.saturating_sub(place.top) as Cell;
    if row + 1 + height <= screen.legend.y { row + 1 } else { row.saturating_sub(height).max(1) }
}

/// The least height of a popup about a passage: below it the popup lies over the passage.
const POPUP: Cell = 9;

/// Returns top and height of a popup. One about a passage leaves the passage to be seen: it stands below
/// or above it, and is made lower if need be.
fn beside_passage(app: &App, screen: &Screen, height: Cell) -> (Cell, Cell) {
    let foot = screen.legend.y;
    let span = app.reader.selection.map(|selection| selection.span);
    let span = span.or_else(|| app.project.lit_place().map(|placed| Span::new(placed.start(), placed.end())));
    let about_cursor = app.popup.as_deref().is_some_and(|open| open.stands() == Stands::AtCursor);
    let here = app.reader.cursor;
    let span = span.or_else(|| about_cursor.then(|| Span::new(here, here + 1)));
    let row = |at| app.reader.visible_row(at).map(|row| screen.column.y + row as Cell);
    let rows = span.and_then(|span| Some((row(span.start)?, row(span.end.back(1)).unwrap_or(screen.column.bottom()))));
    let Some((first, last)) = rows else {
        return (foot.saturating_sub(height) / 2, height);
    };
    let below = foot.saturating_sub(last + 1);
    let above = first.saturating_sub(1);
    if below >= height || (below >= above && below >= POPUP) {
        (last + 1, height.min(below))
    } else if above >= height || above >= POPUP {
        (first - height.min(above), height.min(above))
    } else {
        (foot.saturating_sub(height), height)
    }
}
