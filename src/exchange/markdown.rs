//! Markdown: quotations under their articles, or under their tags.

use super::{Bundle, Entry, Style};
use crate::error::Result;
use crate::words::Words;
use std::fmt::Write;

/// Writes Markdown by article, or by tag.
///
/// # Errors
/// Never.
pub fn write(bundle: &Bundle, style: Style, words: &Words) -> Result<Vec<u8>> {
    let mut out = format!("# {}\n", plain(&bundle.name));
    let by = if style.by_tag { by_tag } else { by_article };
    by(bundle, words, &mut out);
    Ok(out.into_bytes())
}

fn by_article(bundle: &Bundle, words: &Words, out: &mut String) {
    let mut last: Option<(&str, usize)> = None;
    for entry in &bundle.entries {
        let here = (entry.document.as_str(), entry.article);
        if last != Some(here) {
            let _ = write!(out, "\n## {}\n\n{}\n", plain(&entry.title), plain(&source(entry)));
            last = Some(here);
        }
        passage(bundle, entry, words, true, out);
    }
}

/// Where an article stands: its writers and its file.
fn source(entry: &Entry) -> String {
    let byline = if entry.byline.is_empty() { String::new() } else { format!("{} · ", entry.byline) };
    format!("{byline}{}", entry.document)
}

fn by_tag(bundle: &Bundle, words: &Words, out: &mut String) {
    let tags = bundle.codebook.tree();
    let lang = words.lang();
    for (depth, tag) in &tags {
        let with = |entry: &&Entry| entry.annotation.tags.iter().any(|t| bundle.codebook.resolve(t) == tag.key);
        let own: Vec<&Entry> = bundle.entries.iter().filter(with).collect();
        let family = bundle.codebook.with_children(&tag.key);
        let used = bundle
            .entries
            .iter()
            .flat_map(|e| &e.annotation.tags)
            .any(|t| family.iter().any(|f| bundle.codebook.resolve(t) == f));
        if !used {
            continue;
        }
        let path = bundle.codebook.path(&tag.key, lang);
        let _ = write!(out, "\n{} {} ({})\n", "#".repeat(depth + 2), plain(&path), own.len());
        if !tag.definition.is_empty() {
            let _ = write!(out, "\n{}\n", plain(&tag.definition));
        }
        own.iter().for_each(|entry| passage(bundle, entry, words, false, out));
    }
    let known = |t: &String| tags.iter().any(|(_, tag)| tag.key == bundle.codebook.resolve(t));
    let rest: Vec<&Entry> = bundle.entries.iter().filter(|e| !e.annotation.tags.iter().any(known)).collect();
    if !rest.is_empty() {
        let _ = write!(out, "\n## {} ({})\n", words.say("export-untagged"), rest.len());
        rest.iter().for_each(|entry| passage(bundle, entry, words, false, out));
    }
}

/// Writes a quotation, its tags or its citation, and its note.
fn passage(bundle: &Bundle, entry: &Entry, words: &Words, tags: bool, out: &mut String) {
    let a = &entry.annotation;
    let quotation = a.quotation.text();
    out.push('\n');
    for line in quotation.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        let _ = writeln!(out, "> {}", plain(line));
    }
    let id: String = a.id.simple().to_string().chars().skip(20).collect();
    let lang = words.lang();
    let names: Vec<String> =
        a.tags.iter().map(|tag| format!("**{}**", plain(&bundle.codebook.path(tag, lang)))).collect();
    let cited = if tags { String::new() } else { format!("{}，{}", plain(&entry.title), plain(&entry.document)) };
    let place = words.fill("export-line", &[("line", entry.line.to_string())]);
    let parts = [names.join(" "), cited, place, plain(&a.coder)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let _ = write!(out, "\n{} ^{id}\n", parts.join(" · "));
    if !a.note.is_empty() {
        out.push('\n');
        a.note.split('\n').for_each(|line| {
            let _ = writeln!(out, "{}{}", plain(line), if line.is_empty() { "" } else { "  " });
        });
    }
}

/// Escapes what Markdown would take for markup.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.char_indices() {
        let line_start = i == 0 && matches!(c, '#' | '+' | '-' | '>' | '=');
        let item = i > 0
            && matches!(c, '.' | ')')
            && text.get(..i).is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()));
        if line_start || item || matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '\\' | '~' | '|' | '^' | '$') {
            out.push('\\');
        }
        out.push(if c.is_control() { '\u{fffd}' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        assert_eq!(plain("# a *b* [c] 1. x"), "\\# a \\*b\\* \\[c\\] 1. x");
        assert_eq!(
            (plain("1. x"), plain("党建+网格"), plain("+1")),
            ("1\\. x".into(), "党建+网格".into(), "\\+1".into())
        );
    }
}
