//! Copying: clean text without borders and row breaks, with a citation if it is asked for.

use super::stage::View;
use super::{App, Effect, Terminal, hits, passages, select};
use crate::annotation::citation;
use crate::text::sentence;

/// Returns the selected text, else the lit one, else the sentence at the cursor: clean, paragraphs on lines.
fn text(app: &App) -> Option<String> {
    let document = app.reader.document.as_deref()?;
    let spans = match app.reader.selection {
        Some(_) => select::target(app),
        None => match app.desk.lit_place() {
            Some(placed) => placed.spans.clone(),
            None => {
                let here = app.reader.at(app.reader.cursor)?;
                let reading = app.reader.reading(here.place)?;
                let unit = sentence::sentences(&reading.text).into_iter().find(|unit| unit.end.0 > here.offset)?;
                reading.spans(unit.start.0, unit.end.0)
            }
        },
    };
    Some(clean(&document.stretches(&spans).join("\n")))
}

/// Returns a text without the blanks and empty lines that a page has at the edges of its lines.
pub fn clean(text: &str) -> String {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn put(app: &mut App, text: Option<String>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        app.notice_with("notice-copied", &[("count", text.chars().count().to_string())]);
        app.ask(Effect::Terminal(Terminal::Copy(text)));
    }
}

/// Copies the selected text; on a screen of rows the marked rows, else the chosen one.
pub fn copy(app: &mut App) {
    let text = match app.stage.view {
        View::Panes => text(app),
        View::Hits => Some(hits::text(app)),
        _ => Some(passages::text(app)),
    };
    put(app, text);
}

/// Copies the selected text with where it stands.
pub fn copy_cited(app: &mut App) {
    let cited = text(app).map(|text| app.face.words.fill("citation", &[("text", text), ("source", source(app))]));
    put(app, cited);
}

/// Returns where the open article stands, as it is cited.
fn source(app: &App) -> String {
    let Some(document) = app.reader.document.as_deref() else { return String::new() };
    citation(&app.desk.book, document, app.reader.article, &app.face.words)
}
