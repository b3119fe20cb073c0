//! The reader of the terminal: one thread that turns what arrives into messages.

use super::filter::Filter;
use super::probe;
use crate::app::Msg;
use crate::app::mouse::{Kind, Mouse};
use crate::input::key::{Code, Key};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// How long answers of the terminal are waited for.
const PROBE: Duration = Duration::from_millis(280);
/// Answers that have begun to arrive are waited for so long after each piece: half of one would pass for keys.
const PIECE: Duration = Duration::from_millis(100);
/// Keys that repeat look like answers that never end: from here on they are keys.
const LAST: Duration = Duration::from_secs(1);
/// How often the reader looks whether it is to rest.
const REST: Duration = Duration::from_millis(40);

/// Keeps the reader's hands off the terminal while another program has it.
#[derive(Clone, Default)]
pub struct Rest {
    wanted: Arc<AtomicBool>,
    resting: Arc<AtomicBool>,
}

impl Rest {
    /// Has the reader rest, and returns when it does.
    pub fn begin(&self) {
        self.wanted.store(true, Ordering::SeqCst);
        let until = Instant::now() + REST * 10;
        while !self.resting.load(Ordering::SeqCst) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Has the reader read again.
    pub fn end(&self) {
        self.wanted.store(false, Ordering::SeqCst);
    }
}

/// Reads until the program ends; an error of the terminal ends the program too.
pub fn read(to: &Sender<Msg>, rest: &Rest, asked: bool) {
    if asked && !answers(to) {
        return;
    }
    let mut filter = Filter::default();
    loop {
        if rest.wanted.load(Ordering::SeqCst) {
            rest.resting.store(true, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(5));
            continue;
        }
        rest.resting.store(false, Ordering::SeqCst);
        let event = match crossterm::event::poll(REST) {
            Ok(false) => continue,
            Ok(true) => crossterm::event::read(),
            Err(error) => Err(error),
        };
        let Ok(event) = event else {
            let _ = to.send(Msg::Terminate);
            return;
        };
        let sent = if filter.passes(&event) { message(event).map(|msg| to.send(msg)) } else { None };
        if sent.is_some_and(|sent| sent.is_err()) {
            return;
        }
    }
}

/// Reads the terminal's answers before anything else does. Keys among them are passed on.
#[cfg(unix)]
fn answers(to: &Sender<Msg>) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let began = Instant::now();
    let mut until = began + PROBE;
    let mut data = Vec::new();
    let mut found = probe::Answers::default();
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

#[cfg(not(unix))]
fn answers(_: &Sender<Msg>) -> bool {
    true
}

fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Mouse(event) => mouse(event).map(Msg::Mouse),
        Event::Resize(width, height) => Some(Msg::Resize(width, height)),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
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
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let code = match code {
        // Terminals send ^_ as ^7 or ^/, and control with capitals as with small letters.
        Code::Char('7' | '/') if ctrl => Code::Char('_'),
        Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        other => other,
    };
    Some(Key { code, ctrl, alt: event.modifiers.contains(KeyModifiers::ALT) })
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Kind::Down,
        MouseEventKind::Drag(MouseButton::Left) => Kind::Drag,
        MouseEventKind::Up(MouseButton::Left) => Kind::Up,
        MouseEventKind::ScrollUp => Kind::WheelUp,
        MouseEventKind::ScrollDown => Kind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, x: event.column, y: event.row })
}
