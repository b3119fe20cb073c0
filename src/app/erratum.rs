//! The field for how words should read.

use super::key::{Code, Key};
use super::prompt::{Prompt, edit_field, ime_off};
use super::{App, structure};
use crate::text::{Document, Erratum};
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
    /// Opens the field for a range of the source, with what is known of it.
    pub fn new(document: &Document, span: ByteSpan, known: Option<Erratum>) -> Self {
        let printed = document.slice(span).to_owned();
        Self { input: Input::new(known.map_or_else(|| printed.clone(), |erratum| erratum.text)), printed, span }
    }
}

/// Answers a key while the field is open.
pub fn key(app: &mut App, mut field: Field, key: Key) {
    match key.code {
        Code::Enter => {
            ime_off(app);
            structure::reads(app, field.span, field.input.value().trim());
        }
        Code::Esc => ime_off(app),
        Code::Char('c') if key.ctrl => ime_off(app),
        _ => {
            edit_field(&mut field.input, key);
            app.prompt = Some(Prompt::Erratum(field));
        }
    }
}
