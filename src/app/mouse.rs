//! The mouse: a click sets the cursor, a drag selects exactly, the wheel scrolls what is under it.

use super::key::{Code, Key};
use super::prompt::Prompt;
use super::reader::{By, Selection};
use super::screen::Focus;
use super::{App, light, motion, prompt, select, shelf};
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
    let wheel = match mouse.kind {
        Kind::WheelUp => Some(-WHEEL),
        Kind::WheelDown => Some(WHEEL),
        _ => None,
    };
    if let Some(by) = wheel {
        turn(app, mouse, by);
    } else if app.prompt.is_some() {
        outside(app, mouse);
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
    match &app.prompt {
        Some(Prompt::Help(_) | Prompt::Picker(_)) => {
            let code = if by < 0 { Code::Up } else { Code::Down };
            prompt::key(app, Key::plain(code));
        }
        Some(Prompt::Search(_) | Prompt::Filter(_)) | None => {
            if app.screen.list.holds(mouse.x, mouse.y) {
                app.shelf.step(by);
            } else {
                app.reader.scroll(by);
            }
        }
        Some(_) => {}
    }
}

/// A click beside a popup that holds no work closes it.
fn outside(app: &mut App, mouse: Mouse) {
    let closes = matches!(app.prompt, Some(Prompt::Help(_)));
    if mouse.kind == Kind::Down && closes && !app.screen.popup.holds(mouse.x, mouse.y) {
        app.prompt = None;
    }
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
    if let (Kind::Down, Some(id)) = (mouse.kind, card.map(|card| card.id)) {
        light::light(app, id);
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
            if let Some(at) = position(app, mouse) {
                click(app, mouse, at);
            }
        }
        Kind::Drag => drag(app, mouse),
        _ => {}
    }
}

fn click(app: &mut App, mouse: Mouse, at: Byte) {
    let clicks = &mut app.reader.clicks;
    let again = clicks.last.is_some_and(|(x, y, time)| {
        (x, y) == (mouse.x, mouse.y) && app.now.as_millisecond() - time.as_millisecond() <= DOUBLE
    });
    clicks.count = if again { clicks.count % 3 + 1 } else { 1 };
    clicks.last = Some((mouse.x, mouse.y, app.now));
    let key = Key::char('x');
    match clicks.count {
        2 => select::inner_word(app, key),
        3 => select::inner_sentence(app, key),
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
    select::extend_to(app, to);
}
