//! The reader of the terminal: one thread that turns what arrives into messages.

#[cfg(unix)]
use super::arrival::Arrival;
use super::filter::Filter;
#[cfg(unix)]
use super::probe;
use super::rest::{REST, Rest};
use super::signals::{Wish, Wishes};
use crate::app::Msg;
use crate::input::key::{Code, Key};
use crate::input::mouse::{Kind, Mouse};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};
use terminput::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind, ScrollDirection,
};

/// How long answers of the terminal are waited for.
const PROBE: Duration = Duration::from_millis(280);
/// Answers that have begun to arrive are waited for so long after each piece: half of one would pass for keys.
const PIECE: Duration = Duration::from_millis(100);
/// Keys that repeat look like answers that never end: from here on they are keys.
const LAST: Duration = Duration::from_secs(1);

/// How often nothing may have arrived before answers are no longer expected.
#[cfg(unix)]
const QUIET: usize = 12;

/// Reads until the program ends; a terminal that is lost ends the program too.
#[cfg(unix)]
pub fn read(to: &Sender<Msg>, wishes: &Wishes, rest: &Rest, asked: bool) {
    if asked && !answers(to, Vec::new()) {
        return;
    }
    let (mut filter, mut arrival, mut last) = (Filter::default(), Arrival::default(), Instant::now());
    let mut quiet = 0;
    let mut piece = vec![0; 1 << 16];
    loop {
        if rest.rests() {
            continue;
        }
        let wait = arrival.waits();
        let Ok(bytes) = arrived(&mut piece, wait.unwrap_or(REST).min(REST)) else { break wishes.ask(Wish::End) };
        quiet = if bytes.is_some() { 0 } else { quiet + 1 };
        // A terminal that has not answered by now will not.
        if quiet > QUIET {
            rest.expected();
        }
        if let Some(bytes) = bytes.filter(|_| rest.expected()) {
            if answers(to, bytes.to_vec()) {
                continue;
            }
            return;
        }
        let late = wait.is_some_and(|wait| last.elapsed() >= wait);
        // What comes late may still be of a paste; ESC and what comes late are two keys.
        let given_up = if late && (bytes.is_none() || arrival.is_escape()) { arrival.give_up() } else { None };
        if bytes.is_some() {
            last = Instant::now();
        }
        let events = given_up.into_iter().chain(arrival.take(bytes.unwrap_or_default()));
        if !events.into_iter().all(|event| pass(event, &mut filter, to)) {
            return;
        }
    }
    let _ = to.send(Msg::Tick);
}

/// Reads until the program ends; a terminal that is lost ends the program too.
#[cfg(not(unix))]
pub fn read(to: &Sender<Msg>, wishes: &Wishes, rest: &Rest, _: bool) {
    let mut filter = Filter::default();
    loop {
        if rest.rests() {
            continue;
        }
        let event = match crossterm::event::poll(REST) {
            Ok(false) => continue,
            Ok(true) => crossterm::event::read(),
            Err(error) => Err(error),
        };
        let Ok(event) = event else { break wishes.ask(Wish::End) };
        if terminput_crossterm::to_terminput(event).is_ok_and(|event| !pass(event, &mut filter, to)) {
            return;
        }
    }
    let _ = to.send(Msg::Tick);
}

/// Passes an event on; tells whether there is anybody to pass it to.
fn pass(event: Event, filter: &mut Filter, to: &Sender<Msg>) -> bool {
    let msg = if filter.passes(&event) { message(event) } else { None };
    msg.is_none_or(|msg| to.send(msg).is_ok())
}

/// Waits for bytes of the terminal; nothing if none come in time.
///
/// # Errors
/// The terminal is gone.
#[cfg(unix)]
fn arrived(piece: &mut [u8], wait: Duration) -> std::io::Result<Option<&[u8]>> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdin = rustix::stdio::stdin();
    let wait = Timespec { tv_sec: wait.as_secs() as i64, tv_nsec: i64::from(wait.subsec_nanos()) };
    let ready = poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&wait));
    let read =
        ready.and_then(|ready| if ready > 0 { rustix::io::read(stdin, &mut *piece).map(Some) } else { Ok(None) });
    match read {
        Ok(None) => Ok(None),
        Ok(Some(count @ 1..)) => Ok(piece.get(..count)),
        Ok(Some(_)) => Err(std::io::ErrorKind::UnexpectedEof.into()),
        Err(error) => {
            let error = std::io::Error::from(error);
            let again = matches!(error.kind(), std::io::ErrorKind::Interrupted | std::io::ErrorKind::WouldBlock);
            if again { Ok(None) } else { Err(error) }
        }
    }
}

/// Reads the terminal's answers, those that have arrived and what follows, before anything else does. Keys among them are
/// passed on.
#[cfg(unix)]
fn answers(to: &Sender<Msg>, mut data: Vec<u8>) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let began = Instant::now();
    let mut until = began + PROBE;
    let mut found = probe::read(&data);
    while !found.done {
        let left = until.saturating_duration_since(Instant::now());
        let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) };
        let stdin = rustix::stdio::stdin();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        if left.is_zero() || !matches!(poll(&mut fds, Some(&wait)), Ok(n) if n > 0) {
            break;
        }
        // Byte by byte: what is typed behind the fence is left to crossterm.
        let mut byte = [0; 1];
        match rustix::io::read(stdin, &mut byte) {
            Ok(1) => data.extend_from_slice(&byte),
            _ => break,
        }
        if data.contains(&b'\x1b') {
            until = until.max(Instant::now() + PIECE).min(began + LAST);
        }
        if data.ends_with(b"c") {
            found = probe::read(&data);
        }
    }
    found = probe::read(&data);
    let probed = to.send(Msg::Probed(found.widths, found.dark)).is_ok();
    probed && found.keys.into_iter().all(|key| to.send(Msg::Key(key)).is_ok())
}

fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Mouse(event) => mouse(event).map(Msg::Mouse),
        // The loop looks at its window whenever time passes.
        Event::Resize { .. } => Some(Msg::Tick),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CTRL);
    let code = match event.code {
        // Terminals send ^_ as ^7 or ^/, and control with capitals as with small letters.
        KeyCode::Char('7' | '/') if ctrl => Code::Char('_'),
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    Some(Key { code, ctrl, alt: event.modifiers.contains(KeyModifiers::ALT) })
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Kind::Down,
        MouseEventKind::Drag(MouseButton::Left) => Kind::Drag,
        MouseEventKind::Up(MouseButton::Left) => Kind::Up,
        MouseEventKind::Scroll(ScrollDirection::Up) => Kind::WheelUp,
        MouseEventKind::Scroll(ScrollDirection::Down) => Kind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, x: event.column, y: event.row })
}
