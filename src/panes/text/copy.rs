//! Copying: clean text without borders and row breaks, with a citation if it is asked for.

use crate::analysis::cited;
use crate::state::Model;
use crate::state::effect::{Effect, Terminal};
use crate::text::decode::clean;
use crate::text::sentence;
use crate::units::ByteSpan;

/// Returns the selected text, else the lit one, else the sentence at the cursor: clean, paragraphs on lines.
pub fn text(model: &Model) -> Option<String> {
    let document = model.reader.document.as_deref()?;
    Some(clean(&document.stretches(&spans(model)?).join("\n")))
}

/// Returns the ranges of the selected text, else of the lit one, else of the sentence at the cursor.
fn spans(model: &Model) -> Option<Vec<ByteSpan>> {
    Some(match model.reader.selection {
        Some(_) => model.reader.target(),
        None => match model.project.lit_place() {
            Some(placed) => placed.spans.clone(),
            None => {
                let here = model.reader.at(model.reader.cursor)?;
                let reading = model.reader.reading(here.place)?;
                let unit = sentence::sentences(&reading.text).into_iter().find(|unit| unit.end.0 > here.offset)?;
                reading.spans(unit.start.0, unit.end.0)
            }
        },
    })
}

/// Puts a text on the clipboard, if there is one.
pub fn put(model: &mut Model, text: Option<String>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        model.notice_with("notice-copied", &[("count", text.chars().count().to_string())]);
        model.ask(Effect::Terminal(Terminal::Copy(text)));
    }
}

/// Copies the selected text with where it stands.
pub fn copy_cited(model: &mut Model) {
    let with = |text: String| {
        let Some(document) = model.reader.document.as_deref() else { return text };
        let page = spans(model).and_then(|spans| document.page_at(spans.first()?.start));
        let at = (model.reader.article, page);
        cited(&text, model.face.settings.cites(), (&*model.project.book, document), at, &model.face.words)
    };
    let cited = text(model).map(with);
    put(model, cited);
}
