//! How the text is shown, and which words it has: as printed, captions last, source lines, terms.

use super::{App, desk, layers, motion, select};
use crate::annotation::{Change, Edit};
use crate::text::decode::one_line;

/// Shows the page as printed, or in reading order again.
pub fn printed(app: &mut App) {
    app.reader.printed = !app.reader.printed;
    layers::renew(app);
    app.notice(if app.reader.printed { "notice-as-printed" } else { "notice-reading-order" });
}

/// Sets captions beside the paragraphs that they interrupt, or behind the article.
pub fn captions(app: &mut App) {
    app.reader.asides_last = !app.reader.asides_last;
    layers::renew(app);
    app.notice(if app.reader.asides_last { "notice-captions-last" } else { "notice-captions-beside" });
}

/// Shows the numbers of the source lines, or no longer.
pub fn numbers(app: &mut App) {
    app.reader.numbers = !app.reader.numbers;
}

/// The longest term, in code points.
const TERM: usize = 20;

/// Makes the selection, or the word at the cursor, a term of the segmenter; one that is a term is none any more.
pub fn term(app: &mut App) {
    let Some(document) = app.reader.document.clone() else { return };
    let words: String = if app.reader.selection.is_some() {
        select::target(app).iter().map(|span| document.slice(*span)).collect()
    } else {
        motion::word_here(&app.reader).unwrap_or_default()
    };
    let term: String = one_line(&words).split_whitespace().collect();
    if !(2..=TERM).contains(&term.chars().count()) || !term.chars().any(char::is_alphanumeric) {
        app.notice_with("notice-no-term", &[("most", TERM.to_string())]);
        return;
    }
    let known = !app.desk.book.terms.contains(&term);
    let at = Some((document.path.to_string(), document.offsets().char(&document.text, app.reader.cursor)));
    let changes = vec![Change::term(&term, known)];
    desk::commit(app, Edit { label: "edit-term", at, changes });
    app.notice_with(if known { "notice-term" } else { "notice-term-gone" }, &[("term", term)]);
}
