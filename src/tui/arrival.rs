//! What a terminal sends, cut into keys, pastes and the like. Nothing that it begins and does not end holds up the rest.

use std::time::Duration;
use terminput::{Event, KeyCode};

const ESC: u8 = 0x1b;
const PASTE: (&[u8], &[u8]) = (b"\x1b[200~", b"\x1b[201~");

/// A paste is read to its end and kept as far as this, in bytes: more than any field takes.
const LONGEST: usize = 1 << 20;
/// No key is told in more bytes.
const KEY: usize = 64;

/// How long the rest of what was begun is waited for: behind ESC, of a key, of a paste whose end mark was lost.
const WAITS: [Duration; 3] = [Duration::from_millis(25), Duration::from_millis(500), Duration::from_secs(3)];

/// What has arrived and means nothing yet.
#[derive(Default)]
pub struct Arrival {
    begun: Vec<u8>,
    paste: Option<Paste>,
}

#[derive(Default)]
struct Paste {
    text: Vec<u8>,
    /// How many bytes of the end mark came last.
    ending: usize,
}

impl Paste {
    /// Takes a byte; tells whether the end mark is whole.
    fn ends(&mut self, byte: u8) -> bool {
        if PASTE.1.get(self.ending) == Some(&byte) {
            self.ending += 1;
            return self.ending == PASTE.1.len();
        }
        let passed = std::mem::take(&mut self.ending);
        self.keep(PASTE.1.get(..passed).unwrap_or_default());
        if byte == ESC {
            self.ending = 1;
        } else {
            self.keep(&[byte]);
        }
        false
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.text.len() < LONGEST {
            self.text.extend_from_slice(bytes);
        }
    }

    fn event(&self) -> Event {
        Event::Paste(String::from_utf8_lossy(&self.text).into_owned())
    }
}

impl Arrival {
    /// Takes bytes, and returns what they make whole.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Event> {
        bytes.iter().filter_map(|byte| self.next(*byte)).collect()
    }

    fn next(&mut self, byte: u8) -> Option<Event> {
        if let Some(paste) = &mut self.paste {
            return if paste.ends(byte) { self.paste.take().map(|paste| paste.event()) } else { None };
        }
        self.begun.push(byte);
        match self.begun.as_slice() {
            [ESC] => return None,
            // The second may begin something.
            [ESC, ESC] => {
                self.begun.pop();
                return Some(Event::Key(KeyCode::Esc.into()));
            }
            begun if begun == PASTE.0 => {
                self.begun.clear();
                self.paste = Some(Paste::default());
                return None;
            }
            // A late answer to where the cursor is: it would pass for F3.
            [ESC, b'[', b'0'..=b'9', .., b'R'] => {
                self.begun.clear();
                return None;
            }
            _ => {}
        }
        let event = Event::parse_from(&self.begun);
        if !matches!(event, Ok(None)) || self.begun.len() > KEY {
            self.begun.clear();
        }
        event.ok().flatten()
    }

    /// Returns how long the rest of what was begun is waited for, if anything was.
    pub fn waits(&self) -> Option<Duration> {
        let [key, sequence, paste] = WAITS;
        match (&self.paste, self.begun.as_slice()) {
            (Some(_), _) => Some(paste),
            (None, []) => None,
            (None, [ESC]) => Some(key),
            (None, _) => Some(sequence),
        }
    }

    /// Tells whether all that was begun is ESC, which is a key too.
    pub fn is_escape(&self) -> bool {
        self.paste.is_none() && self.begun == [ESC]
    }

    /// Ends what was begun, whose rest did not come in time: ESC is a key, a paste is what came of it.
    pub fn give_up(&mut self) -> Option<Event> {
        let begun = std::mem::take(&mut self.begun);
        let paste = self.paste.take().map(|paste| paste.event());
        paste.or_else(|| (begun == [ESC]).then(|| Event::Key(KeyCode::Esc.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use terminput::{KeyEvent, KeyModifiers};

    fn key(code: KeyCode) -> Event {
        Event::Key(code.into())
    }

    #[test]
    fn what_arrives_in_pieces_is_one() {
        let whole = "\x1b[A党\x1bOQ\x1b[200~a\x1b[20x\x1b\x1b[201~\x1b[1;3Rq";
        let wanted =
            [key(KeyCode::Up), key(KeyCode::Char('党')), key(KeyCode::F(2)), Event::Paste("a\x1b[20x\x1b".into())];
        for size in 1..whole.len() {
            let mut arrival = Arrival::default();
            let events: Vec<Event> = whole.as_bytes().chunks(size).flat_map(|piece| arrival.take(piece)).collect();
            assert_eq!(events.get(..4), Some(wanted.as_slice()), "{size}");
            assert_eq!((events.get(4), events.len()), (Some(&key(KeyCode::Char('q'))), 5), "{size}");
            assert_eq!(arrival.waits(), None);
        }
    }

    #[test]
    fn escape_alone_is_a_key_and_before_another_it_belongs_to_it() {
        let mut arrival = Arrival::default();
        assert!(arrival.take(b"\x1b").is_empty());
        assert_eq!((arrival.waits(), arrival.give_up()), (Some(WAITS[0]), Some(key(KeyCode::Esc))));
        assert_eq!(arrival.take(b"\x1b\x1b[B"), [key(KeyCode::Esc), key(KeyCode::Down)]);
        let alt = Event::Key(KeyEvent::new(KeyCode::Char('x')).modifiers(KeyModifiers::ALT));
        assert_eq!(arrival.take(b"\x1bx"), [alt]);
        assert!(arrival.take(b"\x1b[1;").is_empty());
        assert_eq!((arrival.give_up(), arrival.take(b"x")), (None, vec![key(KeyCode::Char('x'))]));
    }

    #[test]
    fn a_paste_without_end_is_what_came_of_it() {
        let mut arrival = Arrival::default();
        assert!(arrival.take("\x1b[200~网格\x1b[2".as_bytes()).is_empty());
        assert_eq!((arrival.waits(), arrival.give_up()), (Some(WAITS[2]), Some(Event::Paste("网格".into()))));
        assert_eq!(arrival.take(b"x"), [key(KeyCode::Char('x'))]);
        arrival.take(b"\x1b[200~");
        arrival.take(&vec![b'a'; 3 * LONGEST]);
        let Some(Event::Paste(text)) = arrival.take(b"\x1b[201~").pop() else { panic!("no paste") };
        assert_eq!(text.len(), LONGEST);
    }
}
