//! Searching in the text: what is selected, the next hit, the one before; a term made of it.

use crate::actions::commit;
use crate::actions::search::{ask, go, nearest, tell};
use crate::annotation::{Change, Edit};
use crate::panes::text::units;
use crate::state::Model;
use crate::text::decode::one_line;

fn step(model: &mut Model, forward: bool) {
    if model.search.needle.is_empty() {
        model.notice("notice-nothing-searched");
        return;
    }
    model.search.shown = true;
    if let Some(n) = nearest(model, model.reader.cursor, forward, false) {
        model.leave();
        go(model, n);
    }
    tell(model);
}

/// Goes to the next hit.
pub fn next(model: &mut Model) {
    step(model, true);
}

/// Goes to the previous hit.
pub fn previous(model: &mut Model) {
    step(model, false);
}

/// Searches for the selection, or the word at the cursor.
pub fn this(model: &mut Model) {
    let Some(document) = model.reader.document.clone() else { return };
    let text = if model.reader.selection.is_some() {
        model.reader.target().iter().map(|span| document.slice(*span)).collect::<String>()
    } else {
        units::word_here(&model.reader).unwrap_or_default()
    };
    if text.trim().is_empty() {
        model.notice("notice-nothing-here");
        return;
    }
    (model.search.needle, model.search.patterns) = (text, false);
    model.search.moves = true;
    model.search.origin = None;
    ask(model);
    let needle = one_line(&model.search.needle).into_owned();
    model.notice_with("notice-searching", &[("needle", needle)]);
}

/// The longest term, in code points.
const TERM: usize = 20;

/// Makes the selection, or the word at the cursor, a term of the segmenter; one that is a term is none any more.
pub fn term(model: &mut Model) {
    let Some(document) = model.reader.document.clone() else { return };
    let words: String = if model.reader.selection.is_some() {
        model.reader.target().iter().map(|span| document.slice(*span)).collect()
    } else {
        units::word_here(&model.reader).unwrap_or_default()
    };
    let term: String = one_line(&words).split_whitespace().collect();
    if !(2..=TERM).contains(&term.chars().count()) || !term.chars().any(char::is_alphanumeric) {
        model.notice_with("notice-no-term", &[("most", TERM.to_string())]);
        return;
    }
    let known = !model.project.book.terms.contains(&term);
    let at = Some((document.path.to_string(), document.offsets().char(&document.text, model.reader.cursor)));
    let changes = vec![Change::term(&term, known)];
    commit::commit(model, Edit { label: "edit-term", at, changes });
    model.notice_with(if known { "notice-term" } else { "notice-term-gone" }, &[("term", term)]);
}
