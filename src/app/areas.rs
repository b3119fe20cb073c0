//! Every rectangle of the screen, from its size and what is open.

use super::{overlay, whole::App};
use crate::annotation::Tag;
use crate::layout::fit;
use crate::state::project::KEYS;
use crate::state::screen::{GUTTER, Screen};
use crate::state::view::{Focus, View};
use crate::units::{Area, Cell};

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
        // On a small screen a margin with nothing in it is room for the text.
        let bare = w < LISTED && !app.project.side.wide;
        let (text, side) = rest.split_right(if rest.w > 40 && !zen && !bare { MARGIN } else { 0 });
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
    screen.popup = overlay::popup(app, &screen);
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
pub struct Entry<'a> {
    /// The key, from 1.
    pub n: usize,
    /// Its tag.
    pub tag: &'a Tag,
    /// Its first column.
    pub x: Cell,
    /// The column behind it.
    pub end: Cell,
    /// The name of its tag.
    pub name: String,
}

/// Cells of a name in the legend: a longer one is cut.
const NAME: Cell = 20;

/// The quick keys as they stand in their row.
pub struct Legend<'a> {
    /// Those that there is room for.
    pub entries: Vec<Entry<'a>>,
    /// How many more there are.
    pub more: usize,
    /// What is said of sets at the end of the row, if there are several.
    pub set: String,
}

/// A tag at a key, with the name that it has in the legend.
struct Named<'a> {
    n: usize,
    tag: &'a Tag,
    name: String,
}

/// Returns the name of a tag in the legend.
fn named(app: &App, tag: &Tag) -> String {
    let name = fit(tag.label(app.face.words.lang()), NAME, app.face.widths);
    if tag.removed.is_some() { app.face.words.fill("legend-removed", &[("tag", name)]) } else { name }
}

/// Lays out the legend: of the quick keys of the set in force as many as there is room for, with their names. `width`
/// measures a name in cells.
pub fn legend(app: &App, width: impl Fn(&str) -> usize) -> Legend<'_> {
    let row = app.screen.legend;
    let label = |(n, tag): (usize, _)| Named { n, tag, name: named(app, tag) };
    let labels: Vec<Named<'_>> = app.project.quick_tags().into_iter().map(label).collect();
    let cells = |label: &Named<'_>| width(&label.name) as Cell + 2;
    let sum = |labels: &[Named<'_>], gap: Cell| labels.iter().map(|label| cells(label) + gap).sum::<Cell>();
    let room = |set: &str| {
        let end = if set.is_empty() { 0 } else { width(set) as Cell + 2 };
        row.w.saturating_sub(end + 1)
    };
    let set = set_in_force(app, |set| sum(&labels, 1) <= room(set) + 1);
    let room = room(&set);
    let gap = if sum(&labels, 2) <= room + 2 { 2 } else { 1 };
    let more = width(&format!("+{KEYS}")) as Cell + 2;
    let all = sum(&labels, gap) <= room + gap;
    let fits = |count: &usize| labels.get(..*count).is_some_and(|shown| sum(shown, gap) + more <= room);
    let count = if all { labels.len() } else { (0..labels.len()).rev().find(fits).unwrap_or(0) };
    let more = labels.len() - count;
    let mut x = row.x + 1;
    let entry = |Named { n, tag, name }| {
        let end = x + 2 + width(&name) as Cell;
        let entry = Entry { n, tag, x, end, name };
        x = end + gap;
        entry
    };
    Legend { entries: labels.into_iter().take(count).map(entry).collect(), more, set }
}

/// Says which set of quick keys is in force and how one goes to the next, if there are several: in short where the whole
/// sentence would take the room of a name.
fn set_in_force(app: &App, fits: impl Fn(&str) -> bool) -> String {
    let sets = app.project.sets();
    if sets < 2 {
        return String::new();
    }
    let blanks = [("set", (app.project.set + 1).to_string()), ("sets", sets.to_string())];
    let whole = app.face.words.fill("legend-set", &blanks);
    if fits(&whole) { whole } else { app.face.words.fill("legend-set-short", &blanks) }
}
