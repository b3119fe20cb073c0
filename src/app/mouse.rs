//! The mouse: a click sets the cursor, a drag selects exactly, the wheel scrolls what is under it.

use super::whole::App;
use crate::actions::marks;
use crate::app::{acts, areas, keys, screens};
use crate::input::key::{Code, Key};
use crate::input::mouse::{Kind, Mouse};
use crate::layout::width;
use crate::panes::list;
use crate::panes::text::{light, minimap, motion, select};
use crate::state::reader::{By, Selection};
use crate::state::request::Request;
use crate::state::view::{Focus, View};
use crate::state::{self, Model, Popup, screen};
use crate::text::Flow;
use crate::units::{Byte, ByteSpan, Cell};

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
        app.project.confirming = None;
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
    } else if app.view != View::Panes {
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
    let taken = app.popup.as_deref().map_or(state::Mouse::Below, Popup::mouse);
    if matches!(taken, state::Mouse::Turns | state::Mouse::Closes) {
        keys::answer(app, Key::plain(if by < 0 { Code::Up } else { Code::Down }));
    } else if app.view != View::Panes {
        screens::scroll(app, by);
    } else if taken == state::Mouse::Below && app.screen.list.holds(mouse.x, mouse.y) {
        app.shelf.step(by);
    } else if taken == state::Mouse::Below {
        app.reader.scroll(by);
    }
}

/// A click on a row of a list takes it; one beside a popup that holds no work closes it.
fn in_popup(app: &mut App, mouse: Mouse) {
    if mouse.kind != Kind::Down {
        return;
    }
    if !app.screen.popup.holds(mouse.x, mouse.y) {
        if app.popup.as_deref().map(Popup::mouse) == Some(state::Mouse::Closes) {
            keys::answer(app, Key::plain(Code::Esc));
        }
        return;
    }
    // Head, field and an empty row stand above the rows.
    let area = app.screen.popup;
    let Some(row) = mouse.y.checked_sub(area.y + ROWS).map(usize::from) else { return };
    let height = usize::from(area.h.saturating_sub(ROWS));
    if let Some(code) = app.popup.as_deref_mut().and_then(|open| open.click(row, height)) {
        keys::answer(app, Key::plain(code));
    }
}

/// Rows of a popup above its list.
const ROWS: Cell = 3;

/// A click on a tag of the legend is its quick key, as the screen that is shown means it.
fn in_legend(app: &mut App, mouse: Mouse) {
    let widths = app.face.widths;
    let found = areas::legend(app, |label| width(label, widths)).entries;
    if let Some(n) = found.into_iter().find(|entry| (entry.x..entry.end).contains(&mouse.x)).map(|entry| entry.n) {
        app.status.clear();
        acts::key_of_screen(app, n);
    }
}

/// A click on a screen of rows chooses, a second goes there.
fn in_board(app: &mut App, mouse: Mouse) {
    if mouse.kind != Kind::Down || !app.screen.board.holds(mouse.x, mouse.y) {
        return;
    }
    let inside = (mouse.x - app.screen.board.x, mouse.y - app.screen.board.y);
    let Some((screen, model)) = app.shown() else { return };
    let Some(at) = screen.at(model, inside).filter(|at| *at < screen.count()) else { return };
    screen.place().chosen = at;
    // A click on the signs at the left ticks.
    if mouse.x <= model.screen.board.x + 1 && screen.can_mark() {
        screens::mark(app);
        return;
    }
    if again(app, mouse) == 2 {
        screens::go(app);
    }
}

/// Drags the border of the list or the sidebar; tells whether the mouse is at that.
fn on_border(app: &mut App, mouse: Mouse) -> bool {
    let Model { screen, hand, .. } = &mut app.model;
    let (list, side) = (screen.text.x, screen.side.x);
    match mouse.kind {
        Kind::Down => {
            let rows = screen.text.y..screen.text.bottom();
            let at = |edge: Cell| edge > 0 && mouse.x + 1 == edge && rows.contains(&mouse.y);
            hand.border = match () {
                () if at(list) && !screen.list.is_empty() => Some(Focus::List),
                () if !screen.slim && mouse.x == side && rows.contains(&mouse.y) => Some(Focus::Side),
                () => None,
            };
            hand.border.is_some()
        }
        Kind::Drag => {
            match hand.border {
                Some(Focus::List) => screen.widths.0 = Some(mouse.x + 1),
                Some(_) => screen.widths.1 = Some(screen.size.0.saturating_sub(mouse.x)),
                None => return false,
            }
            true
        }
        _ => hand.border.take().is_some(),
    }
}

/// A click on the bar goes to that part of the article.
fn in_bar(app: &mut App, mouse: Mouse) {
    let row = mouse.y - app.screen.bar.y;
    if let Some(at) = minimap::position(app, row) {
        motion::go(app, Some(at));
        app.reader.goal_column = None;
    }
}

/// Returns the number of clicks at one place so far: 1 to 3.
fn again(app: &mut App, mouse: Mouse) -> u8 {
    let now = app.now;
    let clicks = &mut app.reader.clicks;
    let again = clicks.last.is_some_and(|(x, y, time)| {
        (x, y) == (mouse.x, mouse.y) && now.as_millisecond() - time.as_millisecond() <= DOUBLE
    });
    clicks.count = if again { clicks.count % 3 + 1 } else { 1 };
    clicks.last = Some((mouse.x, mouse.y, now));
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
            list::open_chosen(app);
        }
    }
}

fn in_side(app: &mut App, mouse: Mouse) {
    let row = mouse.y - app.screen.side.y;
    let tall = |card: &screen::Card| if app.screen.slim { 1 } else { card.height() };
    let card = app.screen.cards.iter().find(|card| card.row <= row && row < card.row + tall(card));
    let Some((id, first, lit)) =
        card.map(|card| (card.id, card.row == row, card.lit)).filter(|_| mouse.kind == Kind::Down)
    else {
        return;
    };
    // A click on the first tag of the lit card shows all that carries it.
    let tag = app.annotation(id).and_then(|a| a.tags.first().cloned()).filter(|_| first && lit);
    match tag {
        Some(tag) => app.request(Request::PassagesOf(tag)),
        None => marks::light(app, id),
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
            app.reader.goal_column = None;
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
        app.project.lit = None;
        app.reader.selection =
            Some(Selection { span, flow: flow.unwrap_or(Flow::Main(0)), by: By::Character, reversed: false, origin });
    }
    app.reader.cursor = to;
    select::extend_to(&mut app.reader, to);
}
