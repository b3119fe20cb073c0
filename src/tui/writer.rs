//! The one writer: reads the store, then writes what comes, in order.

use super::env::{Env, terminal_name};
use super::exchange;
use super::last::mistake;
use crate::annotation::{self, Book, Part, Past, Transcribed, verify};
use crate::app::Msg;
use crate::error::Error;
use crate::files::system;
use crate::state::effect::Keep;
use crate::store::{
    Keeper, Loaded, Reading, Recovery, Seen, Store, create, load, remember, write_chosen, write_session, write_terminal,
};
use jiff::Timestamp;
use std::collections::{HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender};

/// What is to be written of a store.
struct Save {
    revision: u64,
    parts: Vec<(Part, Book)>,
    check: bool,
    recovered: bool,
    read: bool,
}

struct Writer<'a> {
    env: &'a Env,
    to: &'a Sender<Msg>,
    keeper: Option<Keeper>,
    recovery: Recovery,
    reading: Reading,
    /// What kept the store from being looked at last time: it is said once.
    wrong: Option<Error>,
    /// What was last said to be gone.
    gone: Vec<Part>,
}

/// Does what comes until nobody asks any more.
pub fn write(env: &Env, jobs: &Receiver<Keep>, to: &Sender<Msg>) {
    let coder = env.coder.clone().unwrap_or_else(|| annotation::coder_name(&system::person()));
    let recovery = env.recovery();
    let reading = Reading::new(&env.places, &env.root);
    let mut writer = Writer { env, to, keeper: None, recovery, reading, wrong: None, gone: Vec::new() };
    let read = env.store.clone().map(|store| writer.read(store));
    let _ = to.send(Msg::Coder(coder));
    writer.keeper = read.map(|read| writer.begin(read));
    writer.read_before();
    let mut waiting = VecDeque::new();
    loop {
        if waiting.is_empty() {
            let Ok(job) = jobs.recv() else { return };
            waiting.push_back(job);
        }
        waiting.extend(jobs.try_iter());
        let Some(job) = waiting.pop_front().and_then(|job| without_later(job, &waiting)) else { continue };
        writer.answer(job);
    }
}

/// Takes out of a job what a later one writes anew; returns what is left, if anything is.
fn without_later(job: Keep, waiting: &VecDeque<Keep>) -> Option<Keep> {
    let Keep::Save { revision, seen, mut parts, check, settled, recovered, read } = job else { return Some(job) };
    let later: HashSet<&Part> = waiting
        .iter()
        .filter_map(|job| if let Keep::Save { parts, .. } = job { Some(parts) } else { None })
        .flatten()
        .map(|(part, _)| part)
        .collect();
    parts.retain(|(part, _)| !later.contains(part));
    (!parts.is_empty()).then_some(Keep::Save { revision, seen, parts, check, settled, recovered, read })
}

/// A store that was read, and what in it belongs to texts as they were once decoded.
type Opened = (Keeper, Vec<Transcribed>);

impl Writer<'_> {
    fn say(&self, msg: Msg) {
        let _ = self.to.send(msg);
    }

    /// Does a job, and says what is to be said of it.
    fn answer(&mut self, job: Keep) {
        let saves = if let Keep::Save { revision, .. } = &job { Some(*revision) } else { None };
        let done = catch_unwind(AssertUnwindSafe(|| self.carry_out(job)));
        let reply = done.unwrap_or_else(|panic| {
            let error = mistake(self.env, &*panic);
            let failed = |revision| Msg::NotKept(revision, error.clone(), Err(error.clone()));
            Some(saves.map_or_else(|| Msg::Mistake(error.clone()), failed))
        });
        reply.into_iter().for_each(|msg| self.say(msg));
        let undone = self.keeper.as_mut().map(Keeper::undone).filter(|parts| !parts.is_empty());
        undone.into_iter().for_each(|parts| self.say(Msg::Undone(parts)));
        let gone = self.keeper.as_ref().map(Keeper::gone).unwrap_or_default();
        if gone != self.gone {
            self.gone.clone_from(&gone);
            self.say(Msg::Gone(gone));
        }
    }

    /// Does a job; returns what is to be said of it.
    fn carry_out(&mut self, job: Keep) -> Option<Msg> {
        let env = self.env;
        match job {
            Keep::Create(choice) => {
                let make = || create(&*env.files, &env.root, choice, &env.places, Timestamp::now());
                let made = catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|panic| Err(mistake(env, &*panic)));
                Some(Msg::Created(made.map(|store| {
                    let root = store.root.clone();
                    let read = self.read(store);
                    self.keeper = Some(self.begin(read));
                    self.read_before();
                    root
                })))
            }
            Keep::Look => self.look(),
            Keep::Save { revision, seen, parts, check, settled, recovered, read } => {
                let keeper = self.keeper.as_mut()?;
                keeper.acknowledge(seen);
                keeper.settle(&settled);
                self.save(Save { revision, parts, check, recovered, read })
            }
            Keep::Past(coder, past) => {
                let keep = |past: &Past| remember(&*env.files, &env.places, &env.root, &coder, past);
                past.iter().try_for_each(keep).err().map(Msg::Mistake)
            }
            Keep::Reading(progress) => self.reading.save(&*env.files, progress).err().map(Msg::Mistake),
            Keep::Terminal(wide, dark) => {
                // Not to remember it costs a relayout at the next start, no more.
                let seen = Seen { wide, dark };
                let _ = write_terminal(&*env.files, &env.places, &terminal_name(), seen);
                None
            }
            Keep::Session(session) => {
                // A place that could not be remembered is no reason to say anything at the door.
                let _ = write_session(&*env.files, &env.places, &env.root, &session);
                None
            }
            Keep::Chosen(chosen) => {
                // What is chosen holds for this run all the same.
                let _ = write_chosen(&*env.files, &env.places, &chosen);
                None
            }
            Keep::Export(ready) => Some(Msg::Exported(exchange::put(env, *ready))),
            Keep::Texts(found) => {
                let brought = found.bring(&*env.files, &|path| env.root.join(path));
                Some(Msg::Brought(brought.map(|()| found)))
            }
        }
    }

    fn look(&mut self) -> Option<Msg> {
        let keeper = self.keeper.as_mut()?;
        match keeper.look(&*self.env.files) {
            Ok(changes) => {
                self.wrong = None;
                (!changes.is_empty()).then(|| Msg::Outside(changes, keeper.batch()))
            }
            Err(error) => {
                let before = self.wrong.replace(error.clone());
                (before.as_ref() != Some(&error)).then_some(Msg::Mistake(error))
            }
        }
    }

    /// Saves parts of the store; `check` reads them again. What cannot be saved is kept on this machine until it can.
    fn save(&mut self, Save { revision, parts, check, recovered, read }: Save) -> Option<Msg> {
        let (env, keeper) = (self.env, self.keeper.as_mut()?);
        let rescued = parts.clone();
        let written: Vec<Part> = parts.iter().filter(|_| check).map(|(part, _)| part.clone()).collect();
        let saved = catch_unwind(AssertUnwindSafe(|| {
            keeper.save_all(&*env.files, parts)?;
            keeper.read_back(&*env.files, &written)
        }));
        let saved = saved.unwrap_or_else(|panic| Err(mistake(env, &*panic)));
        // What others have changed in the files that were written is told, whether the rest could be or not.
        let (outside, batch) = (keeper.untold(), keeper.batch());
        Some(match saved {
            Ok(()) => {
                self.recovery.drop(&*env.files, recovered);
                if read {
                    // One that stays is offered again, and changes nothing then.
                    let _ = self.reading.drop(&*env.files);
                }
                Msg::Kept(revision, outside, batch)
            }
            // The disk may be full there too; the edits are in memory still, and it is tried again.
            Err(error) => {
                let kept = self.recovery.write(&*env.files, &keeper.rescue(&rescued));
                if !outside.is_empty() {
                    self.say(Msg::Outside(outside, batch));
                }
                Msg::NotKept(revision, error, kept)
            }
        })
    }

    /// Starts with a store, when it is known who annotates.
    fn begin(&self, (keeper, transcribed): Opened) -> Keeper {
        if !transcribed.is_empty() {
            self.say(Msg::Transcribed(transcribed));
        }
        let to = self.to.clone();
        keeper.telling(move |error| {
            let _ = to.send(Msg::Mistake(error.clone()));
        })
    }

    /// Says how far the library was read while it had no store, if it was.
    fn read_before(&mut self) {
        let (env, reading) = (self.env, &mut self.reading);
        let taken = catch_unwind(AssertUnwindSafe(|| reading.take_up(&*env.files)));
        match taken.unwrap_or_else(|panic| Err(mistake(env, &*panic))) {
            Ok(progress) if progress.is_empty() => {}
            Ok(progress) => self.say(Msg::Read(progress)),
            Err(error) => self.say(Msg::Mistake(error)),
        }
    }

    fn read(&mut self, store: Store) -> Opened {
        let env = self.env;
        let read = catch_unwind(AssertUnwindSafe(|| load(&*env.files, &store)));
        // With nothing known every file is merged with what is written; what it holds comes in when it is looked at.
        let (loaded, failed) = match read {
            Ok(loaded) => (loaded, None),
            Err(panic) => (Loaded::default(), Some(mistake(env, &*panic))),
        };
        let mut troubles: Vec<Error> = loaded.troubles.into_iter().map(|trouble| trouble.error).chain(failed).collect();
        let said = verify::documents(&loaded.book);
        let compare = || {
            let gone: Vec<&String> = said.iter().filter(|path| env.is_gone(path)).collect();
            let readings = env.readings();
            let left = |path: &&&String| matches!(readings.left(path), Ok(Some(_)));
            let left: Vec<String> = gone.iter().filter(left).map(|path| (*path).clone()).collect();
            ((gone.len() - left.len(), left), env.transcribed(&loaded.book, said.iter().map(String::as_str)))
        };
        let ((gone, left), transcribed) = catch_unwind(AssertUnwindSafe(compare)).unwrap_or_else(|panic| {
            troubles.push(mistake(env, &*panic));
            ((0, Vec::new()), Vec::new())
        });
        troubles.extend((gone > 0).then(|| Error::data("error-gone").with("count", gone)));
        self.say(Msg::Loaded(Box::new(loaded.book), troubles));
        if !left.is_empty() {
            self.say(Msg::Left(left));
        }
        let recovery = &mut self.recovery;
        let take_up = || recovery.take_up(&*env.files);
        // What cannot be read now is offered at the next start.
        let (lost, wrong) =
            catch_unwind(AssertUnwindSafe(take_up)).unwrap_or_else(|panic| (Vec::new(), vec![mistake(env, &*panic)]));
        wrong.into_iter().for_each(|error| self.say(Msg::Mistake(error)));
        if !lost.is_empty() {
            self.say(Msg::Recovered(lost));
        }
        (Keeper::new(store, loaded.known).over(env.root.clone(), env.pdf.as_deref()), transcribed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saves(revision: u64, parts: &[&str]) -> Keep {
        let parts = parts.iter().map(|key| (Part::Tag((*key).to_owned()), Book::default())).collect();
        Keep::Save { revision, seen: 0, parts, check: false, settled: Vec::new(), recovered: false, read: false }
    }

    #[test]
    fn what_is_written_anew_later_is_not_written_before() {
        let waiting = VecDeque::from([Keep::Look, saves(2, &["a"]), saves(3, &["b"])]);
        let left = |job| match without_later(job, &waiting) {
            Some(Keep::Save { parts, .. }) => parts.into_iter().map(|(part, _)| part).collect(),
            Some(_) => vec![Part::Attributes],
            None => Vec::new(),
        };
        assert_eq!(left(saves(1, &["a", "b"])), []);
        assert_eq!(left(saves(1, &["a", "c"])), [Part::Tag("c".into())]);
        assert_eq!(left(Keep::Look), [Part::Attributes]);
    }
}
