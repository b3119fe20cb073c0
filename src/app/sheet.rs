//! A sheet of facts to read: why a block is what it is.

use super::key::{Code, Key};
use super::prompt::Prompt;
use super::{App, structure::kind_words};
use crate::text::structure::Reason;
use crate::text::{Block, Document, Kind};

/// A sheet while it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its heading.
    pub title: String,
    /// Its rows: what stands at the left, and what is said of it.
    pub rows: Vec<(String, String)>,
    /// The first row to be seen.
    pub top: usize,
}

/// Returns the sheet that says why a block is what it is.
pub fn why(app: &App, document: &Document, block: &Block, reasons: &[Reason], sums: &[(Kind, i32)]) -> Sheet {
    let words = &app.face.words;
    let kind = |kind: Kind| words.say(kind_words(kind));
    let place = if block.article == 0 { words.say("page-itself") } else { document.title(block.article).to_owned() };
    let lines: Vec<String> = block.parts.iter().map(|part| part.line.to_string()).collect();
    let state = match () {
        () if block.corrected => "why-corrected",
        () if block.doubtful => "why-doubtful",
        () => "why-guessed",
    };
    let mut rows = vec![
        (kind(block.kind), words.say(state)),
        (words.say("why-article"), format!("{} {place}", block.article)),
        (words.say("why-lines"), lines.join(" + ")),
        (String::new(), String::new()),
    ];
    let mut found: Vec<&Reason> = reasons.iter().collect();
    found.sort_by_key(|reason| std::cmp::Reverse(reason.weight.abs()));
    rows.extend(found.into_iter().map(|r| (format!("{} {:+}", kind(r.kind), r.weight), words.say(r.why))));
    let sums: Vec<String> = sums.iter().map(|(k, sum)| format!("{} {sum}", kind(*k))).collect();
    rows.push((String::new(), String::new()));
    rows.push((words.say("why-sum"), sums.join("  ")));
    Sheet { title: words.say("why-title"), rows, top: 0 }
}

/// Answers a key while a sheet is open.
pub fn key(app: &mut App, mut sheet: Sheet, key: Key) {
    let last = sheet.rows.len().saturating_sub(1);
    match key.code {
        Code::Down | Code::Char('j') => sheet.top = (sheet.top + 1).min(last),
        Code::Up | Code::Char('k') => sheet.top = sheet.top.saturating_sub(1),
        _ => return,
    }
    app.prompt = Some(Prompt::Sheet(sheet));
}
