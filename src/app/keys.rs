//! From keys to commands: which scopes count, what has been typed so far, what is run.

use super::requests;
use super::run::{Typed, run};
use super::tour;
use super::whole::App;
use crate::actions::codebook;
use crate::input::field::taken;
use crate::input::key::{self, Code, Key, fold};
use crate::input::keymap::Lookup;
use crate::state::Next;
use crate::state::view::View;
use crate::text::is_han;

/// A digit that stands for nothing else is part of a count, where digits are counts.
fn counted(app: &mut App, key: Key) -> bool {
    let digit = key.as_char().and_then(|c| c.to_digit(10)).map(|digit| digit as usize);
    let Some(digit) = digit.filter(|_| app.hand.map.counts && app.hand.typed.is_empty()) else { return false };
    let acts = app.reader.selection.is_some() || app.project.lit.is_some() || app.view != View::Panes;
    if acts || (digit == 0 && app.hand.count.is_none()) {
        return false;
    }
    app.hand.count = Some((app.hand.count.unwrap_or(0) * 10 + digit).min(9999));
    true
}

/// Answers a key: the popup's, if one is open, else a command's.
pub fn answer(app: &mut App, key: Key) {
    app.status.pasted = None;
    app.reader.blink = None;
    match app.popup.take() {
        Some(mut popup) => {
            match popup.key(app, key) {
                Next::Stay => app.popup = Some(popup),
                // Commands come next, unless another popup has taken its place.
                Next::Close if app.popup.is_none() && popup.types() => app.ime_off(),
                Next::Close => {}
            }
        }
        None if app.reader.opening && !key.ctrl => app.reader.keys_waiting.push(key),
        None => self::key(app, key),
    }
    requests::serve(app);
    tour::follow(app);
}

/// Pasted text is typing: input methods commit that way.
pub fn paste(app: &mut App, text: &str) {
    // Many terminals send what the return key does for the end of a line.
    let text = &text.replace("\r\n", "\n").replace('\r', "\n");
    let Some(mut popup) = app.popup.take() else {
        app.status.pasted = None;
        return paste_nowhere(app, text);
    };
    let (text, notice) = taken(text, !popup.takes_lines());
    popup.paste(app, text);
    app.popup = Some(popup);
    app.status.pasted = notice;
    notice.iter().for_each(|notice| app.notice(notice));
}

/// Outside of a field a short paste is what an input method committed; what is longer is a list of tags on the
/// codebook, and nothing elsewhere. It is taken whole or not at all.
fn paste_nowhere(app: &mut App, text: &str) {
    if app.view == View::Codebook && (text.chars().count() > 2 || text.contains(is_han)) {
        // What was refused is still where it was copied.
        codebook::listed(app, text).unwrap_or(());
    } else if text.chars().count() <= 2 {
        text.chars().for_each(|c| answer(app, Key::char(c)));
    } else {
        app.notice("notice-paste-nowhere");
    }
}

/// Answers a key where nothing lies over the panes: with those typed before it, it may lead to a command.
pub fn key(app: &mut App, key: Key) {
    let key = match key.as_char().map(|c| (c, fold(c))) {
        Some((_, Some(folded))) => Key::char(folded),
        Some((_, None)) => {
            app.notice("notice-input-method");
            return;
        }
        None => key,
    };
    if key.code == Code::Esc && !(app.hand.typed.is_empty() && app.hand.count.is_none()) {
        app.hand.typed.clear();
        app.hand.count = None;
        return;
    }
    if counted(app, key) {
        return;
    }
    app.hand.typed.push(key);
    match app.hand.map.look_up(app.scopes(), &app.hand.typed) {
        Lookup::Prefix => {}
        Lookup::Nothing => {
            let typed = key::shown(&std::mem::take(&mut app.hand.typed));
            app.hand.count = None;
            app.notice_with("notice-no-such-key", &[("keys", typed)]);
        }
        Lookup::Run(row, number) => {
            let last = app.hand.typed.pop().and_then(Key::as_char);
            app.hand.typed.clear();
            run(app, row, Typed { number, last });
        }
    }
}
