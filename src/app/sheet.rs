//! A sheet of facts to read: why a block is what it is.

use super::prompt::Prompt;
use super::{App, structure::kind_words};
use crate::input::key::{Code, Key};
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
    let ahead = match sums {
        [(_, best), (_, next), ..] => best - next,
        _ => i32::MAX,
    };
    // Its kind is clear: then it is the article that is in doubt.
    let state = if state == "why-doubtful" && ahead > 2 { "why-doubtful-article" } else { state };
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
    let inside = |span: crate::units::ByteSpan| block.parts.iter().any(|part| part.span.overlaps(span));
    for erratum in document.layers().errata.iter().filter(|erratum| inside(erratum.span)) {
        let printed = document.slice(erratum.span).to_owned();
        let blanks = [("printed", printed), ("reads", erratum.text.clone())];
        rows.push((words.say("erratum-title"), words.fill("why-erratum", &blanks)));
    }
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
