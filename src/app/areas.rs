//! Every rectangle of the screen, from its size and what is open.

use super::whole::App;
use crate::state::Stands;
use crate::state::project::KEYS;
use crate::state::screen::{GUTTER, Screen};
use crate::state::view::{Focus, View};
use crate::text::offsets::first_chars;
use crate::units::{Area, Cell, Span};

/// The least terminal that anything is shown in.
const LEAST: (Cell, Cell) = (40, 10);

/// From this width on the sidebar is a pane of its own.
const WIDE: Cell = 100;

/// Below this width the list is seen only while it has the keys.
const LISTED: Cell = 66;

/// Cells of the sidebar where it is a margin of the text.
const MARGIN: Cell = 12;

/// Cells of the sidebar where it is a pane: at least, at most, and where a person asked for it.
const SIDE: (Cell, Cell, Cell) = (28, 46, 24);

/// Cells of the list: at least, where it is easily read, at most.
const LIST: (Cell, Cell, Cell) = (19, 25, 60);

/// The least measure of the text, in cells, beside a sidebar that nobody asked for.
const READ: Cell = 60;

/// Cells right of the text: two of air, and the bar.
const RIGHT: Cell = 3;

/// Cells of the numbers of source lines, left of those.
const NUMBERS: Cell = 6;

/// Rows of the lit card where the sidebar is narrow.
const CARD: Cell = 3;

/// Computes all rectangles.
pub fn arrange(app: &mut App) {
    let (w, h) = app.screen.size;
    let focus = app.screen.focus;
    let lit = app.project.lit.is_some();
    let (zen, widths) = (app.screen.zen, app.screen.widths);
    let tiny = w < LEAST.0 || h < LEAST.1;
    let mut screen = Screen { size: (w, h), focus, zen, widths, tiny, ..Screen::default() };
    let whole = Area::new(0, 0, w, h);
    if screen.tiny {
        screen.status = whole;
        app.screen = screen;
        return;
    }
    let (rest, status) = whole.split_bottom(1);
    // Where digits decide, they are not to be taken for tags.
    let tagged = app.view != View::Conflicts && (!zen || app.view != View::Panes);
    let (rest, legend) = rest.split_bottom(Cell::from(tagged));
    screen.status = status;
    screen.legend = legend;
    screen.narrow = w < WIDE || zen;
    screen.slim = screen.narrow;
    if app.view != View::Panes {
        place_board(app, &mut screen, rest);
    }
    let gutter = if app.reader.numbers { GUTTER + NUMBERS } else { GUTTER };
    let hang = app.face.settings.hang;
    let measure = app.face.settings.cells();
    // What the text needs beside itself.
    let beside = gutter + RIGHT + Cell::from(hang);
    let list = if zen && focus != Focus::List { 0 } else { list_width(app, measure + beside) };
    let (left, rest) = rest.split_left(list);
    (screen.list_head, screen.list) = left.split_top(1);
    screen.list = screen.list.inset(0, 1);
    let side = side_width(app, rest.w, (measure, beside));
    screen.slim |= side.is_none();
    if screen.slim {
        // Room for the lit card is kept free as long as an annotation may be lit: the text must not jump.
        let card = if lit && h >= 16 { CARD } else { 0 };
        let (rest, card) = rest.split_bottom(card);
        screen.card = card;
        let (text, side) = rest.split_right(if rest.w > 40 && !zen { MARGIN } else { 0 });
        place_text(&mut screen, text, measure, (gutter, hang));
        if zen && focus == Focus::Text {
            alone(&mut screen, text, app.face.settings.margin());
        }
        (screen.side_head, screen.side) = side.split_top(1);
    } else {
        let (text, side) = rest.split_right(side.unwrap_or(MARGIN));
        place_text(&mut screen, text, measure, (gutter, hang));
        (screen.side_head, screen.side) = side.split_top(1);
    }
    screen.popup = popup(app, &screen);
    app.screen = screen;
}

/// Returns the width of the list: as much as its rows need, as far as the text, with all it needs, leaves room.
fn list_width(app: &App, text: Cell) -> Cell {
    let w = app.screen.size.0;
    if w < LISTED {
        return if app.screen.focus == Focus::List { w.min(34) } else { 0 };
    }
    if let Some(given) = app.screen.widths.0 {
        return given.clamp(12, w / 2);
    }
    let side = if w < WIDE { MARGIN } else { SIDE.0 };
    let free = w.saturating_sub(text + side).min(LIST.2);
    // A list that is easily read has the room of a sidebar that is not there.
    let free = free.max(w.saturating_sub(text + MARGIN).min(LIST.1));
    app.shelf.needed.unwrap_or(LIST.2).clamp(LIST.0, free.max(LIST.0))
}

/// Returns the width of the sidebar where it is a pane; none where it is a margin. One that was not asked for leaves
/// the text a measure that reads well.
fn side_width(app: &App, room: Cell, (measure, beside): (Cell, Cell)) -> Option<Cell> {
    let w = app.screen.size.0;
    let side = &app.project.side;
    let whole = room.saturating_sub(measure + beside);
    if w < WIDE || app.screen.zen || !(side.wide || whole >= SIDE.0) {
        return None;
    }
    if let Some(given) = app.screen.widths.1 {
        return Some(given.clamp(20, room.saturating_sub(30)));
    }
    let least = room.saturating_sub(measure.min(READ) + beside);
    let asked = app.screen.focus == Focus::Side;
    match () {
        () if whole >= SIDE.0 => Some(whole.min(SIDE.1)),
        () if least >= SIDE.0 => Some(SIDE.0),
        () if least >= SIDE.2 || asked => Some(SIDE.2),
        () => None,
    }
}

/// Puts a screen of rows into its place: its rows, and what is to be said of the chosen one at the right, or below
/// where that is too narrow.
fn place_board(app: &App, screen: &mut Screen, rest: Area) {
    let (head, rest) = rest.split_top(1);
    screen.board_head = head;
    let (rows, detail) = app.screens.of(app.view).map_or((rest, Area::default()), |own| own.split(rest, screen.narrow));
    screen.detail = detail;
    screen.board = rows.inset(1, 1);
}

/// Puts the text into its pane: as wide as the measure, in the middle of what is free.
fn place_text(screen: &mut Screen, pane: Area, measure: Cell, (gutter, hang): (Cell, bool)) {
    (screen.text_head, screen.text) = pane.split_top(1);
    screen.bar = Area { x: screen.text.right().saturating_sub(1), w: 1, ..screen.text };
    // A mark that hangs behind the row must not meet the bar.
    let free = screen.text.w.saturating_sub(gutter + RIGHT + Cell::from(hang));
    let width = (free.min(measure) / 2 * 2).max(2);
    let left = gutter + (free - width.min(free)) / 2;
    let (_, body) = screen.text.split_top(u16::from(screen.text.h > 12));
    screen.column = Area { w: width, ..body.inset(left, 0) };
    screen.gutter = Area { x: screen.column.x - gutter, w: gutter, ..screen.column };
}

/// Leaves nothing around the text but air: where it stands alone it has no head and no bar.
fn alone(screen: &mut Screen, pane: Area, margin: Cell) {
    // On a small screen rows are worth more than air.
    let margin = margin.min(pane.h / 8);
    (screen.text, screen.text_head, screen.bar) = (pane, Area::default(), Area::default());
    let rows = Area { y: pane.y + margin, h: pane.h.saturating_sub(margin * 2), ..pane };
    screen.column = Area { y: rows.y, h: rows.h, ..screen.column };
    screen.gutter = Area { y: rows.y, h: rows.h, ..screen.gutter };
}

/// A quick key in the legend.
pub struct Entry {
    /// The key, from 1.
    pub n: usize,
    /// Its first column.
    pub x: Cell,
    /// The column behind it.
    pub end: Cell,
    /// The name of its tag, as far as there is room.
    pub name: String,
}

/// Lays out the legend: the quick keys of the set in force. Where the row is short, so are the names; those that would
/// then be the same keep what differs. `width` measures a name in cells.
pub fn legend(app: &App, width: impl Fn(&str) -> usize) -> Vec<Entry> {
    let row = app.screen.legend;
    let lang = app.face.words.lang();
    let label = |n: usize| {
        let tag = app.project.quick_tag(n)?;
        let name = tag.label(lang).to_owned();
        Some(if tag.removed.is_some() { app.face.words.fill("legend-removed", &[("tag", name)]) } else { name })
    };
    let (keys, labels): (Vec<usize>, Vec<String>) = (1..=KEYS).filter_map(|n| Some((n, label(n)?))).unzip();
    let set = app.face.words.fill("legend-set", &[("set", format!("{}/{}", app.project.set + 1, app.project.sets()))]);
    let right = row.right().saturating_sub(if app.project.sets() > 1 { width(&set) as Cell + 2 } else { 0 });
    let room = usize::from(right.saturating_sub(row.x + 1));
    let cells = |names: &[String], more: usize| names.iter().map(|name| width(name) + more).sum::<usize>();
    let fits = |most: usize| Some(apart(&labels, most, &width)).filter(|names| cells(names, 3) <= room);
    let names = (4..=40).rev().find_map(fits).unwrap_or_else(|| apart(&labels, 2, &width));
    let gap = if cells(&apart(&labels, 40, &width), 4) <= room { 2 } else { 1 };
    let mut x = row.x + 1;
    let mut found = Vec::new();
    for (n, name) in keys.into_iter().zip(names) {
        let end = (x + 2 + width(&name) as Cell).min(right);
        found.push(Entry { n, x: x.min(end), end, name });
        x = end + gap;
    }
    found
}

/// Cuts names to so many cells. Of those that would be the same, what they have in common before is left off.
fn apart(labels: &[String], most: usize, width: impl Fn(&str) -> usize) -> Vec<String> {
    let cut = |label: &str| short(label, most, &width).to_owned();
    let name = |label: &String| {
        let own = cut(label);
        let alike: Vec<&String> = labels.iter().filter(|other| *other != label && cut(other) == own).collect();
        if alike.is_empty() {
            return own;
        }
        let same = |n: &usize| alike.iter().all(|other| other.chars().take(*n).eq(label.chars().take(*n)));
        let common = (1..label.chars().count()).take_while(same).last().unwrap_or(0);
        cut(label.chars().skip(common).collect::<String>().trim_start())
    };
    labels.iter().map(name).collect()
}

/// Cuts a name to whole characters that fit, without dots: a sign of the name.
fn short(label: &str, cells: usize, width: impl Fn(&str) -> usize) -> &str {
    // Of a Chinese name that must be cut the first two characters tell enough.
    let cells = if label.is_ascii() || width(label) <= cells { cells } else { cells.min(4) };
    let most = (1..=label.chars().count()).rev().find(|n| width(first_chars(label, *n)) <= cells);
    first_chars(label, most.unwrap_or(1)).trim_end()
}

/// Returns the rectangle of the popup that is open. It never touches the last row, where some input
/// methods draw.
fn popup(app: &App, screen: &Screen) -> Area {
    let (w, h) = screen.size;
    let room = h.saturating_sub(3);
    let Some(open) = app.popup.as_deref() else {
        return if app.hand.typed.is_empty() { Area::default() } else { which(app, screen) };
    };
    let Some((width, height)) = open.size(app, (w.saturating_sub(4), room)) else { return Area::default() };
    let panes = app.view == View::Panes;
    let centred = if panes { screen.column.x + screen.column.w / 2 } else { w / 2 };
    let x = centred.saturating_sub(width / 2).clamp(1, w.saturating_sub(width + 1).max(1));
    if open.stands() == Stands::AtTop {
        return Area::new(if width == w { 0 } else { x }, 1, width, height);
    }
    let (y, height) =
        if panes { beside_passage(app, screen, height) } else { (beside_row(app, screen, height), height) };
    // The head of the screen stays whole: two heads in one row would read as one.
    Area::new(x, y.max(1), width, height)
}

/// The most rows of what may follow a key, in one column.
pub const WHICH: usize = 12;

/// What may follow a key is shown above the legend, at the right; much of it in two columns.
fn which(app: &App, screen: &Screen) -> Area {
    let (w, h) = screen.size;
    let count = app.hand.map.continuations(app.scopes(), &app.hand.typed).len();
    let columns = 1 + Cell::from(count > WHICH);
    let height = ((count as Cell).div_ceil(columns) + 2).min(h.saturating_sub(4));
    let width = (56 * columns).max(46).min(w - 2);
    let y = h.saturating_sub(height + 2);
    // What the keys are about stays in sight: in the lower half it stands at the top.
    let here = app.reader.visible_row(app.reader.cursor).map_or(0, |row| screen.column.y + row as Cell);
    let y = if here >= y && here > height { 1 } else { y };
    Area::new(w - width - 1, y, width, height)
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
