//! Corrected words: the field for how they should read, and the edit.

use super::prompt::{Prompt, edit_field, ime_off};
use super::structure::{document, make};
use super::{App, select, subject};
use crate::annotation::{Change, Override, Passage, What};
use crate::input::key::{Code, Key};
use crate::text::{Document, Flow};
use crate::units::ByteSpan;
use tui_input::Input;

/// The field while it is open.
pub struct Field {
    /// How the words should read.
    pub input: Input,
    /// How the source has them.
    pub printed: String,
    span: ByteSpan,
}

impl Field {
    /// Opens the field for a range of the source, with how it is read now.
    pub fn new(document: &Document, span: ByteSpan, read: String) -> Self {
        Self { input: Input::new(read), printed: document.slice(span).to_owned(), span }
    }
}

/// Answers a key while the field is open.
pub fn key(app: &mut App, mut field: Field, key: Key) {
    match key.code {
        Code::Enter => {
            ime_off(app);
            reads(app, field.span, field.input.value().trim());
        }
        Code::Esc => ime_off(app),
        Code::Char('c') if key.ctrl => ime_off(app),
        _ => {
            edit_field(&mut field.input, key);
            app.prompt = Some(Prompt::Erratum(field));
        }
    }
}

/// Opens the field for how the selected words should read.
pub fn open(app: &mut App) {
    let Some(document) = document(app) else { return };
    if app.reader.selection.is_none() {
        app.notice("notice-select-misprint");
        return;
    }
    match select::target(app).as_slice() {
        [span] if !document.slice(*span).contains('\n') => {
            let known = document.layers().errata.iter().filter(|erratum| erratum.span.overlaps(*span));
            let span = known.fold(*span, |hull, erratum| hull.hull(erratum.span));
            let reading = document.structure.block_at(span.start).and_then(|id| document.reading(id));
            let read = reading.and_then(|r| r.text.get(r.offset(span.start)..r.offset(span.end)).map(str::to_owned));
            app.prompt = Some(Prompt::Erratum(Field::new(&document, span, read.unwrap_or_default())));
        }
        _ => app.notice("notice-misprint-in-one-line"),
    }
}

/// Settles how words read; as the source has them, they are no longer corrected. What was corrected inside
/// them before is corrected by this.
fn reads(app: &mut App, span: ByteSpan, text: &str) {
    let Some(document) = document(app) else { return };
    let path = document.path.to_string();
    let about = |o: &&Override| {
        matches!(o.what, What::Read(_)) && o.at.place(&document).spans.first().is_some_and(|at| at.overlaps(span))
    };
    let known: Vec<Override> = app.desk.book.overrides(&path).iter().filter(about).cloned().collect();
    let gone = |o: Override| Change::settled(&path, o.id, Some(o), None);
    let mut changes: Vec<Change> = known.into_iter().map(gone).collect();
    let as_printed = document.slice(span) == text;
    if !as_printed {
        let (at, now) = (Passage::new(&document, Flow::Printed, &[span]), subject::seconds(app));
        let id = app.desk.ids.make(app.now);
        let what = What::Read(text.to_owned());
        let made = Override { id, at, what, created: now, modified: now, conflicts: Vec::new() };
        changes.push(Change::settled(&path, id, None, Some(made)));
    }
    make(app, &document, "edit-erratum", changes);
    app.notice(if as_printed { "notice-no-erratum" } else { "notice-erratum" });
}
