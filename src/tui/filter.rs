//! Late answers of the terminal that would pass for keys are swallowed.

use std::time::{Duration, Instant};
use terminput::{Event, KeyCode, KeyEvent, KeyModifiers};

/// Swallows an OSC answer: it arrives as Alt-`]` and characters up to BEL or Alt-`\`.
#[derive(Default)]
pub struct Filter {
    inside: Option<Instant>,
}

/// An answer arrives in one piece; what comes later was typed.
const PIECE: Duration = Duration::from_millis(60);

impl Filter {
    /// Tells whether the event is to be passed on.
    pub fn passes(&mut self, event: &Event) -> bool {
        let Event::Key(KeyEvent { code, modifiers, .. }) = event else { return true };
        let alt = modifiers.contains(KeyModifiers::ALT);
        if self.inside.is_some_and(|since| since.elapsed() > PIECE) {
            self.inside = None;
        }
        match (self.inside.is_some(), code) {
            (false, KeyCode::Char(']')) if alt => {
                self.inside = Some(Instant::now());
                false
            }
            (false, _) => true,
            (true, KeyCode::Char('\\')) if alt => {
                self.inside = None;
                false
            }
            (true, KeyCode::Char('g')) if modifiers.contains(KeyModifiers::CTRL) => {
                self.inside = None;
                false
            }
            (true, _) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_no_key() {
        let key = |c, m| Event::Key(KeyEvent::new(KeyCode::Char(c)).modifiers(m));
        let mut filter = Filter::default();
        assert!(!filter.passes(&key(']', KeyModifiers::ALT)));
        assert!("11;rgb:0000/0000/0000".chars().all(|c| !filter.passes(&key(c, KeyModifiers::NONE))));
        assert!(!filter.passes(&key('\\', KeyModifiers::ALT)));
        assert!(filter.passes(&key('x', KeyModifiers::NONE)));
    }
}
