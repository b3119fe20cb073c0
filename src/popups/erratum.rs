//! Corrected words: the field for how they should read, and the edit.

use crate::actions::structure::{document, make};
use crate::annotation::{Change, Override, Passage, What};
use crate::brush::{Paint, frame, typed};
use crate::input::field::{Step, field_key};
use crate::input::key::Key;
use crate::layout::width;
use crate::state::{Model, Next, Popup};
use crate::text::{Document, Flow};
use crate::theme::Role;
use crate::units::{Area, ByteSpan, Cell};
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

impl Popup for Field {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        match field_key(&mut self.input, key) {
            Step::Take => reads(model, self.span, self.input.value().trim()),
            Step::Leave => {}
            Step::Stay => return Next::Stay,
        }
        Next::Close
    }

    fn field(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn height(&self, _: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        Some(5.min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say("erratum-keys")
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say("erratum-title"), &self.keys(model));
        let (_, body) = body.split_top(1);
        let base = paint.look(Role::Popup);
        let labels = [model.say("erratum-printed"), model.say("erratum-reads")];
        let wide = labels.iter().map(|label| width(label, paint.widths)).max().unwrap_or(0) as Cell;
        let x = body.x + wide + 2;
        let [printed, reads] = labels;
        paint.text(body.x, body.y, body.right(), &printed, base.over(paint.look(Role::Faint)));
        paint.line_look(Area { x, w: body.right().saturating_sub(x), ..body.row(0) }, &self.printed, base);
        paint.text(body.x, body.y + 1, body.right(), &reads, base.over(paint.look(Role::Key)));
        Some(typed(paint, Area { x, w: body.right().saturating_sub(x), ..body.row(1) }, (&self.input, false)))
    }
}

/// Opens the field for how the selected words should read.
pub fn open(model: &mut Model) {
    let Some(document) = document(model) else { return };
    if model.reader.selection.is_none() {
        model.notice("notice-select-misprint");
        return;
    }
    match model.reader.target().as_slice() {
        [span] if !document.slice(*span).contains('\n') => {
            let known = document.layers().errata.iter().filter(|erratum| erratum.span.overlaps(*span));
            let span = known.fold(*span, |hull, erratum| hull.hull(erratum.span));
            let reading = document.structure.block_at(span.start).and_then(|id| document.reading(id));
            let read = reading.and_then(|r| r.text.get(r.offset(span.start)..r.offset(span.end)).map(str::to_owned));
            model.put_up(Field::new(&document, span, read.unwrap_or_default()));
        }
        _ => model.notice("notice-misprint-in-one-line"),
    }
}

/// Settles how words read; as the source has them, they are no longer corrected. What was corrected inside
/// them before is corrected by this.
fn reads(model: &mut Model, span: ByteSpan, text: &str) {
    let Some(document) = document(model) else { return };
    let path = document.path.to_string();
    let about = |o: &&Override| {
        matches!(o.what, What::Read(_)) && o.at.place(&document).spans.first().is_some_and(|at| at.overlaps(span))
    };
    let known: Vec<Override> = model.project.book.overrides(&path).iter().filter(about).cloned().collect();
    let gone = |o: Override| Change::settled(&path, o.id, Some(o), None);
    let mut changes: Vec<Change> = known.into_iter().map(gone).collect();
    let as_printed = document.slice(span) == text;
    if !as_printed {
        let (at, now) = (Passage::new(&document, Flow::Printed, &[span]), model.seconds());
        let id = model.project.ids.make(model.now);
        let what = What::Read(text.to_owned());
        let made = Override { id, at, what, created: now, modified: now, conflicts: Vec::new() };
        changes.push(Change::settled(&path, id, None, Some(made)));
    }
    make(model, &document, "edit-erratum", changes);
    model.notice(if as_printed { "notice-no-erratum" } else { "notice-erratum" });
}
