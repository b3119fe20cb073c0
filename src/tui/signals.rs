//! What the system asks of the program from outside: to end, to step aside, to come back, to look at its window.

use super::rest::Rest;
use super::terminal;
use crate::app::Msg;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

/// How long the loop may take to hear that it is to end. Edits do not wait for it: each was handed to the writer as it was
/// made.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a terminal that may take nothing any more is given to be given back.
const LAST: Duration = Duration::from_millis(500);

/// What is asked of the loop. It does not wait in the row of messages: what is at work there may be what has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To end.
    End,
    /// To give the terminal back and stop.
    Stop,
    /// To take the terminal again, which may be as others left it.
    Back,
}

/// What was asked and not yet heard, and whether the loop has ended.
#[derive(Clone, Default)]
pub struct Wishes([Arc<AtomicBool>; 3], Arc<AtomicBool>);

impl Wishes {
    const ALL: [Wish; 3] = [Wish::End, Wish::Stop, Wish::Back];

    fn flag(&self, wish: Wish) -> &AtomicBool {
        let [end, stop, back] = &self.0;
        match wish {
            Wish::End => end,
            Wish::Stop => stop,
            Wish::Back => back,
        }
    }

    /// Asks for something.
    pub fn ask(&self, wish: Wish) {
        self.flag(wish).store(true, Ordering::SeqCst);
    }

    /// Tells whether something is asked for, and leaves it so.
    pub fn asks(&self, wish: Wish) -> bool {
        self.flag(wish).load(Ordering::SeqCst)
    }

    /// The loop has ended: what is left is to give the terminal back.
    pub fn leave(&self) {
        self.1.store(true, Ordering::SeqCst);
    }

    /// Tells whether the loop has ended.
    #[cfg(unix)]
    fn leaves(&self) -> bool {
        self.1.load(Ordering::SeqCst)
    }

    /// Returns what is asked for most urgently; it is heard with that.
    pub fn hear(&self) -> Option<Wish> {
        Self::ALL.into_iter().find(|wish| self.flag(*wish).swap(false, Ordering::SeqCst))
    }
}

/// Has signals ask.
#[cfg(unix)]
pub fn watch(to: &Sender<Msg>, wishes: &Wishes, rest: &Rest) {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    let watched = [SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH];
    let Ok(mut signals) = signal_hook::iterator::Signals::new(watched) else { return };
    let (to, wishes, rest) = (to.clone(), wishes.clone(), rest.clone());
    std::thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                // Keys of another program that has the terminal reach this one too.
                SIGTSTP if rest.is_asked() => terminal::suspend(),
                SIGINT | SIGCONT if rest.is_asked() => {}
                SIGTSTP => wishes.ask(Wish::Stop),
                SIGCONT => wishes.ask(Wish::Back),
                SIGWINCH => {}
                _ => {
                    wishes.ask(Wish::End);
                    insist(&wishes);
                }
            }
            if to.send(Msg::Tick).is_err() {
                return;
            }
        }
    });
}

/// There are no signals.
#[cfg(not(unix))]
pub fn watch(_: &Sender<Msg>, _: &Wishes, _: &Rest) {}

/// Ends the program if the loop does not hear, or if the terminal does not take that it is given back.
#[cfg(unix)]
fn insist(wishes: &Wishes) {
    let wishes = wishes.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        // Whoever is asked something first may take their time.
        while !wishes.asks(Wish::End) && !wishes.leaves() {
            std::thread::sleep(LAST);
        }
        std::thread::spawn(terminal::give_back);
        std::thread::sleep(LAST);
        std::process::exit(1);
    });
}
