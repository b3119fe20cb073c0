//! What the program knows and how it answers: messages in, effects out, no input or output of its own.

pub mod acts;
pub mod areas;
pub mod draw;
pub mod keys;
pub mod looks;
pub mod menu;
pub mod mouse;
pub mod overlay;
pub mod program;
pub mod requests;
pub mod run;
pub mod screens;
pub mod session;
pub mod status_bar;
pub mod table;
pub mod tour;
pub mod undo;
pub mod which;
mod whole;

use crate::actions::{coder, commit, looks as face, open, progress, saving, search, survey, transcribed};
use crate::annotation::{Book, Change, Part, Past, Progresses, Survey, Transcribed};
use crate::error::Error;
use crate::exchange::Intake;
use crate::files::Entry;
use crate::input::key::Key;
use crate::input::mouse::Mouse;
use crate::panes::text::{minimap, rows};
use crate::panes::{list, side};
use crate::popups::{doubt, export, import, note};
use crate::screens::hits::pages;
use crate::screens::{conflicts, differences, passages};
use crate::settings::Settings;
use crate::state::effect::{self, Effect};
use crate::state::view;
use crate::text::search::Hit;
use crate::text::word::Segmenter;
use crate::text::{Document, Widths};
use crate::units::Cell;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;
pub use whole::App;

/// What happens to the program.
pub enum Msg {
    /// A key was typed.
    Key(Key),
    /// Text was pasted, or committed by an input method.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has another size.
    Resize(Cell, Cell),
    /// Time has passed.
    Tick,
    /// The terminal said how wide ambiguous characters are and whether it is dark.
    Probed(Option<Widths>, Option<bool>),
    /// A document was opened (its head, then the whole), or could not be.
    Opened(u64, Result<Arc<Document>, Error>),
    /// Documents were surveyed, each by its place in the list.
    Surveyed(Vec<(usize, Survey)>),
    /// The dictionary is there.
    Dictionary(Segmenter),
    /// The store was read: its book, and what is wrong with files that could not be.
    Loaded(Box<Book>, Vec<Error>),
    /// The coder's name, as found in the system.
    Coder(String),
    /// The edits up to this revision are on the disk; what others had changed in the same files, up to which batch.
    Kept(u64, Vec<Change>, u64),
    /// Others have changed files of the store, up to this batch.
    Outside(Vec<Change>, u64),
    /// They are not, and why; where they are kept meanwhile, or why they are not.
    NotKept(u64, Error, Result<PathBuf, Error>),
    /// Others have replaced the files of these parts without what was just written.
    Undone(Vec<Part>),
    /// The files of these parts are gone, and nobody has said why; it replaces what was said so before.
    Gone(Vec<Part>),
    /// Edits came back that could not be saved when the program was last left.
    Recovered(Vec<Change>),
    /// How far the library was read while it had no store.
    Read(Progresses),
    /// Documents whose files are gone, and whose texts were kept.
    Left(Vec<String>),
    /// What was anchored in texts as they were once decoded.
    Transcribed(Vec<Transcribed>),
    /// A store was made.
    Created(Result<PathBuf, Error>),
    /// The hits of a search, by its generation.
    Found(u64, Vec<Hit>),
    /// Hits of a search of all documents, by its generation.
    Concordance(u64, effect::Found),
    /// What may have become of documents that are gone: each with those that may be it now, the best first.
    Fits(effect::Gone),
    /// The editor gave a text back, or failed.
    Edited(Result<String, Error>),
    /// What an export would be, by its generation.
    Previewed(u64, Result<effect::Preview, Error>),
    /// An export or import has come so far, in hundredths.
    Advanced(u64, usize),
    /// An export is ready to be written.
    Ready(u64, Result<Box<effect::Ready>, Error>),
    /// An export was written.
    Exported(Result<PathBuf, Error>),
    /// What taking in a file would do, with the name of its format.
    Incoming(u64, Result<Box<(&'static str, Intake)>, Error>),
    /// The documents that come in are written.
    Brought(Result<Box<Intake>, Error>),
    /// What is in a folder.
    Folder(PathBuf, Vec<Entry>),
    /// What this coder has removed, replaced, merged or imported of late, the latest first.
    History(Vec<Past>),
    /// The settings were changed on the disk; what is wrong with them.
    Configured(Box<Settings>, Option<Error>),
    /// Another thread has met something that it cannot help, and goes on.
    Mistake(Error),
    /// The program is to end, saving what there is.
    Terminate,
}

/// Answers a message. No input or output happens here: what is to be done is returned.
pub fn update(app: &mut App, msg: Msg, now: Timestamp) -> Vec<Effect> {
    app.now = now;
    match msg {
        Msg::Key(key) => keys::answer(app, key),
        Msg::Paste(text) => keys::paste(app, &text),
        Msg::Mouse(mouse) => mouse::mouse(app, mouse),
        Msg::Resize(width, height) => app.screen.size = (width, height),
        Msg::Tick => {
            saving::tick(app);
            doubt::ask(app);
            session::idle(app);
        }
        Msg::Probed(widths, dark) => face::probed(app, widths, dark),
        Msg::Opened(generation, document) => {
            for key in open::opened(app, generation, document) {
                keys::answer(app, key);
            }
        }
        Msg::Surveyed(found) => surveyed(app, found),
        Msg::Dictionary(segmenter) => app.reader.segmenter = app.reader.segmenter.with_dictionary(&segmenter),
        Msg::Loaded(book, troubles) => commit::loaded(app, *book, &troubles),
        Msg::Coder(name) => coder::coder_found(app, &name),
        Msg::Kept(revision, outside, batch) => commit::kept(app, revision, outside, batch),
        Msg::Outside(changes, batch) => {
            commit::outside(app, changes, batch);
            differences::again(&mut app.screens.differences, &mut app.model);
        }
        Msg::NotKept(revision, error, kept) => saving::not_kept(app, revision, &error, kept),
        Msg::Undone(parts) => saving::again(app, parts, false),
        Msg::Gone(parts) => saving::again(app, parts, true),
        Msg::Recovered(changes) => commit::recovered(app, changes),
        Msg::Read(progress) => commit::read_before(app, progress),
        Msg::Left(documents) => app.shelf.bring(documents),
        Msg::Transcribed(found) => transcribed::transcribed(app, found),
        Msg::Created(result) => saving::created(app, result),
        Msg::Found(generation, hits) => search::found(app, generation, hits),
        Msg::Concordance(generation, found) => pages::found(&mut app.screens.hits, generation, found),
        Msg::Mistake(error) => app.alarm(&error),
        Msg::Folder(folder, entries) => {
            export::listed(app, &folder, &entries);
            import::listed(app, &folder, &entries);
        }
        Msg::History(found) => undo::list(app, found),
        Msg::Fits(found) => conflicts::fits(&mut app.screens.conflicts, &mut app.model, found),
        Msg::Edited(result) => note::edited(app, result),
        Msg::Previewed(generation, preview) => export::previewed(app, generation, preview),
        Msg::Advanced(generation, percent) => {
            export::advanced(app, generation, percent);
            import::advanced(app, generation, percent);
        }
        Msg::Ready(generation, ready) => export::ready(app, generation, ready),
        Msg::Exported(result) => export::exported(app, result),
        Msg::Incoming(generation, found) => import::found(app, generation, found),
        Msg::Brought(result) => import::brought(app, result),
        Msg::Configured(settings, error) => session::configured(app, *settings, error),
        Msg::Terminate => program::leave_now(app),
    }
    requests::serve(app);
    settle(app);
    std::mem::take(&mut app.out)
}

/// A document was surveyed: what lists it is made anew.
fn surveyed(app: &mut App, found: Vec<(usize, Survey)>) {
    app.shelf.surveyed(found);
    progress::refresh(app);
    // While documents come in, what is listed serves until all are there.
    if app.view == view::View::Passages && app.screens.passages.waits && !survey::waits(app) {
        passages::list(&mut app.screens.passages, &mut app.model);
    }
}

/// Brings rectangles, rows and cards up to date.
pub fn settle(app: &mut App) {
    if side::decide(app) {
        list::measure(app);
    }
    areas::arrange(app);
    rows::arrange(app);
    side::arrange(app);
    minimap::arrange(app);
    list::arrange(app);
    screens::arrange(app);
}

#[cfg(test)]
mod tests;
