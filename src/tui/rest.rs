//! What the loop tells the reader: to rest while another program has the terminal, to expect answers of the terminal.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How often the reader looks whether it is to rest.
pub const REST: Duration = Duration::from_millis(40);

/// Keeps the reader's hands off the terminal while another program has it.
#[derive(Clone, Default)]
pub struct Rest {
    wanted: Arc<AtomicBool>,
    resting: Arc<AtomicBool>,
    expected: Arc<AtomicBool>,
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

    /// Has the reader take what arrives next for answers of the terminal: it is about to be asked.
    pub fn expect(&self) {
        self.expected.store(true, Ordering::SeqCst);
    }

    /// Tells whether answers are expected, and expects them no longer.
    pub fn expected(&self) -> bool {
        self.expected.swap(false, Ordering::SeqCst)
    }

    /// Tells whether another program has the terminal.
    pub fn is_asked(&self) -> bool {
        self.wanted.load(Ordering::SeqCst)
    }

    /// Rests a moment, if the reader is to; tells whether it did.
    pub fn rests(&self) -> bool {
        let asked = self.is_asked();
        self.resting.store(asked, Ordering::SeqCst);
        if asked {
            std::thread::sleep(Duration::from_millis(5));
        }
        asked
    }
}
