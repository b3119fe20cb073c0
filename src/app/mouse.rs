//! The mouse: a click sets the cursor, a drag selects exactly, the wheel scrolls what is under it.

use super::passages::Block;
use super::popups::Popup;
use super::reader::{By, Selection};
use super::screen::Focus;
use super::stage::{self, Place, View};
use super::{App, desk, keys, light, motion, others, popups, select, shelf, statistics, tagbook};
use crate::input::key::{Code, Key};
use crate::layout::width;
use crate::text::Flow;
use crate::units::{Byte, ByteSpan, Cell};
use jiff::Timestamp;

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The left button went down.
    Down,
    /// It moved with the button down.
    Drag,
    /// The button came up.
    Up,
    /// The wheel turned away from the person.
    WheelUp,
    /// The wheel turned towards the person.
    WheelDown,
}

/// A message of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: Kind,
    /// The column.
    pub x: Cell,
    /// The row.
    pub y: Cell,
}

/// The clicks so far at one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clicks {
    last: Option<(Cell, Cell, Timestamp)>,
    count: u8,
}

/// Milliseconds within which a second click counts as double.
const DOUBLE: i64 = 450;
/// Rows that one turn of the wheel scrolls.
const WHEEL: isize = 3;

/// Answers the mouse.
pub fn mouse(app: &mut App, mouse: Mouse) {
    // Only a drag that begins in the text selects.
    app.hand.selects &= mouse.kind == Kind::Drag;
    if mouse.kind == Kind::Down && app.popup.is_none() && !app.screen.legend.holds(mouse.x, mouse.y) {
        // What was asked about was the thing chosen then.
        app.desk.armed = None;
    }
    let wheel = match mouse.kind {
        Kind::WheelUp => Some(-WHEEL),
        Kind::WheelDown => Some(WHEEL),
        _ => None,
    };
    if let Some(by) = wheel {
        turn(app, mouse, by);
    } else if app.popup.is_some() {
        in_popup(app, mouse);
    } else if mouse.kind == Kind::Down && app.screen.legend.holds(mouse.x, mouse.y) {
        in_legend(app, mouse);
    } else if app.stage.view != View::Panes {
        in_board(app, mouse);
    } else if on_border(app, mouse) {
    } else if app.screen.bar.holds(mouse.x, mouse.y) && mouse.kind != Kind::Up {
        in_bar(app, mouse);
    } else if app.screen.list.holds(mouse.x, mouse.y) {
        in_list(app, mouse);
    } else if app.screen.side.holds(mouse.x, mouse.y) {
        in_side(app, mouse);
    } else if app.screen.text.holds(mouse.x, mouse.y) || mouse.kind == Kind::Drag {
        in_text(app, mouse);
    } else if mouse.kind == Kind::Down {
        let heads = [
            (app.screen.list_head, Focus::List),
            (app.screen.text_head, Focus::Text),
            (app.screen.side_head, Focus::Side),
        ];
        if let Some((_, focus)) = heads.into_iter().find(|(head, _)| head.holds(mouse.x, mouse.y)) {
            app.screen.focus = focus;
        }
    }
}

fn turn(app: &mut App, mouse: Mouse, by: isize) {
    let taken = app.popup.as_deref().map_or(popups::Mouse::Below, Popup::mouse);
    if matches!(taken, popups::Mouse::Turns | popups::Mouse::Closes) {
        keys::answer(app, Key::plain(if by < 0 { Code::Up } else { Code::Down }));
    } else if app.stage.view != View::Panes {
        stage::scroll(app, by);
    } else if taken == popups::Mouse::Below && app.screen.list.holds(mouse.x, mouse.y) {
        app.shelf.step(by);
    } else if taken == popups::Mouse::Below {
        app.reader.scroll(by);
    }
}

/// A click on a row of a list takes it; one beside a popup that holds no work closes it.
fn in_popup(app: &mut App, mouse: Mouse) {
    if mouse.kind != Kind::Down {
        return;
    }
    if !app.screen.popup.holds(mouse.x, mouse.y) {
        if app.popup.as_deref().map(Popup::mouse) == Some(popups::Mouse::Closes) {
            keys::answer(app, Key::plain(Code::Esc));
        }
        return;
    }
    // Head, field and an empty row stand above the rows, the keys below.
    let area = app.screen.popup;
    let Some(row) = mouse.y.checked_sub(area.y + ROWS).map(usize::from) else { return };
    let height = usize::from(area.h.saturating_sub(ROWS + 1));
    if let Some(code) = app.popup.as_deref_mut().and_then(|open| open.click(row, height)) {
        keys::answer(app, Key::plain(code));
    }
}

/// Rows of a popup above its list.
const ROWS: Cell = 3;

/// A click on a tag of the legend is its quick key, as the screen that is shown means it.
fn in_legend(app: &mut App, mouse: Mouse) {
    let widths = app.face.widths;
    let found = crate::app::screen::legend(app, |label| width(label, widths));
    if let Some(n) = found.into_iter().find(|entry| (entry.x..entry.end).contains(&mouse.x)).map(|entry| entry.n) {
        app.status.clear();
        match app.stage.view {
            View::Codebook => tagbook::by_hand(app, n),
            View::Panes | View::Passages | View::Hits | View::Differences => super::act::digit(app, n),
            View::Conflicts | View::Statistics => {}
        }
    }
}

/// A click on a screen of rows chooses, a second goes there.
fn in_board(app: &mut App, mouse: Mouse) {
    if mouse.kind != Kind::Down || !app.screen.board.holds(mouse.x, mouse.y) {
        return;
    }
    let mut row = mouse.y - app.screen.board.y;
    if app.stage.view == View::Statistics {
        let Some(below) = row.checked_sub(statistics::head(app.stage.statistics.chart)) else { return };
        row = below;
        statistics::choose_at(app, mouse.x - app.screen.board.x);
    }
    let stage = &mut app.stage;
    let list = |place: Place| place.top + usize::from(row);
    let (at, count) = match stage.view {
        View::Passages => {
            let under = |block: &&Block| block.row <= row && row < block.row + block.height();
            let found = stage.passages.blocks.iter().find(under).map(|block| block.entry);
            (found.unwrap_or(usize::MAX), stage.passages.entries.len())
        }
        View::Codebook => (list(stage.tagbook.place), stage.tagbook.rows.len()),
        View::Conflicts => (list(stage.conflicts.place), stage.conflicts.rows.len()),
        View::Hits => (list(stage.hits.place), stage.hits.order.len()),
        View::Differences => {
            (stage.differences.place.top + usize::from(row) / others::ROWS, stage.differences.pairs.len())
        }
        View::Statistics => (list(stage.statistics.place), stage.statistics.count),
        View::Panes => return,
    };
    if at >= count {
        return;
    }
    let place = match stage.view {
        View::Passages => &mut stage.passages.place,
        View::Codebook => &mut stage.tagbook.place,
        View::Hits => &mut stage.hits.place,
        View::Conflicts => &mut stage.conflicts.place,
        View::Differences => &mut stage.differences.place,
        View::Statistics | View::Panes => &mut stage.statistics.place,
    };
    place.chosen = at;
    // A click on the signs at the left ticks.
    if mouse.x <= app.screen.board.x + 1 && matches!(app.stage.view, View::Passages | View::Hits) {
        stage::mark(app);
        return;
    }
    if again(app, mouse) == 2 {
        stage::go(app);
    }
}

/// Drags the border of the list or the sidebar; tells whether the mouse is at that.
fn on_border(app: &mut App, mouse: Mouse) -> bool {
    let screen = &mut app.screen;
    let (list, side) = (screen.text.x, screen.side.x);
    match mouse.kind {
        Kind::Down => {
            let rows = screen.text.y..screen.text.bottom();
            let at = |edge: Cell| edge > 0 && mouse.x + 1 == edge && rows.contains(&mouse.y);
            app.hand.border = match () {
                () if at(list) && !screen.list.is_empty() => Some(Focus::List),
                () if !screen.narrow && mouse.x == side && rows.contains(&mouse.y) => Some(Focus::Side),
                () => None,
            };
            app.hand.border.is_some()
        }
        Kind::Drag => {
            match app.hand.border {
                Some(Focus::List) => screen.widths.0 = Some(mouse.x + 1),
                Some(_) => screen.widths.1 = Some(screen.size.0.saturating_sub(mouse.x)),
                None => return false,
            }
            true
        }
        _ => app.hand.border.take().is_some(),
    }
}

/// A click on the bar goes to that part of the article.
fn in_bar(app: &mut App, mouse: Mouse) {
    let row = mouse.y - app.screen.bar.y;
    if let Some(at) = super::minimap::position(app, row) {
        motion::go(app, Some(at));
        app.reader.want = None;
    }
}

/// Returns the number of clicks at one place so far: 1 to 3.
fn again(app: &mut App, mouse: Mouse) -> u8 {
    let clicks = &mut app.reader.clicks;
    let again = clicks.last.is_some_and(|(x, y, time)| {
        (x, y) == (mouse.x, mouse.y) && app.now.as_millisecond() - time.as_millisecond() <= DOUBLE
    });
    clicks.count = if again { clicks.count % 3 + 1 } else { 1 };
    clicks.last = Some((mouse.x, mouse.y, app.now));
    clicks.count
}

fn in_list(app: &mut App, mouse: Mouse) {
    if mouse.kind != Kind::Down {
        return;
    }
    let row = app.shelf.top + usize::from(mouse.y - app.screen.list.y);
    if row < app.shelf.rows.len() {
        app.shelf.chosen = row;
        let folds = app.shelf.rows.get(row).is_some_and(|row| row.article.is_none() && app.shelf.is_tree(row.document));
        if folds && mouse.x < app.screen.list.x + 2 {
            app.shelf.fold();
        } else {
            shelf::open_chosen(app);
        }
    }
}

fn in_side(app: &mut App, mouse: Mouse) {
    let row = mouse.y - app.screen.side.y;
    let tall = |card: &super::margin::Card| if app.screen.narrow { 1 } else { card.height() };
    let card = app.screen.cards.iter().find(|card| card.row <= row && row < card.row + tall(card));
    let Some((id, first, lit)) =
        card.map(|card| (card.id, card.row == row, card.lit)).filter(|_| mouse.kind == Kind::Down)
    else {
        return;
    };
    // A click on the first tag of the lit card shows all that carries it.
    let tag = desk::annotation(app, id).and_then(|a| a.tags.first().cloned()).filter(|_| first && lit);
    match tag {
        Some(tag) => super::passages::of_tag(app, &tag),
        None => light::light(app, id),
    }
}

/// Returns the position under the mouse: beside the text the nearest of its row.
fn position(app: &App, mouse: Mouse) -> Option<Byte> {
    let column = app.screen.column;
    let rows = usize::from(mouse.y.saturating_sub(column.y)).min(app.reader.lines.len().checked_sub(1)?);
    let line = app.reader.lines.iter().skip(rows).find(|line| line.row.is_some());
    app.reader.byte_at(line?, mouse.x.saturating_sub(column.x))
}

fn in_text(app: &mut App, mouse: Mouse) {
    match mouse.kind {
        Kind::Down => {
            app.screen.focus = Focus::Text;
            app.hand.selects = true;
            if let Some(at) = position(app, mouse) {
                click(app, mouse, at);
            }
        }
        Kind::Drag if app.hand.selects => drag(app, mouse),
        _ => {}
    }
}

fn click(app: &mut App, mouse: Mouse, at: Byte) {
    match again(app, mouse) {
        2 => select::inner_word(app),
        3 => select::inner_sentence(app),
        _ => {
            app.reader.selection = None;
            motion::go(app, Some(at));
            app.reader.want = None;
            app.reader.follow = false;
            light::under_quietly(app);
        }
    }
}

/// Extends from where the button went down; beyond the edges of the text it scrolls.
fn drag(app: &mut App, mouse: Mouse) {
    let column = app.screen.column;
    if mouse.y < column.y {
        app.reader.scroll(-1);
    } else if mouse.y >= column.bottom() {
        app.reader.scroll(1);
    }
    let Some(to) = position(app, mouse) else { return };
    let dragging = app.reader.selection.is_some_and(|selection| selection.by == By::Character);
    if !dragging {
        let origin = app.reader.cursor;
        let flow = app.reader.document.as_deref().and_then(|d| Some(d.flow_of(d.structure.block_at(origin)?)));
        let span = ByteSpan::new(origin, origin + 1);
        app.desk.lit = None;
        app.reader.selection =
            Some(Selection { span, flow: flow.unwrap_or(Flow::Main(0)), by: By::Character, reversed: false, origin });
    }
    app.reader.cursor = to;
    select::extend_to(&mut app.reader, to);
}
