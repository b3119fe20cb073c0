//! Markdown, and as Obsidian writes it: quotations under their articles, or under their tags.

use crate::error::Result;
use crate::exchange::out::digest::{Item, Passage, digest, written};
use crate::exchange::out::landing::SIGN;
use crate::exchange::{Bundle, Options, Written};
use crate::words::Words;
use std::fmt::Write;

/// Writes Markdown by article, or by tag.
///
/// # Errors
/// Never.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let mut out = String::new();
    for item in digest(bundle, options, words) {
        match item {
            Item::Passage(passage) => self::passage(&passage, &mut out),
            other => heading(&other, words, &mut out),
        }
    }
    out.push_str(SIGN);
    Ok(written(out.trim_start().to_owned().into_bytes(), bundle, options))
}

/// Writes Markdown for Obsidian: tags are its tags, quotations its callouts, documents its links.
///
/// # Errors
/// Never.
pub fn write_obsidian(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let mut out = String::from("---\ncssclasses: meipi\n---\n");
    for item in digest(bundle, options, words) {
        match item {
            Item::Passage(passage) => callout(&passage, &mut out),
            other => heading(&other, words, &mut out),
        }
    }
    out.push_str(SIGN);
    Ok(written(out.into_bytes(), bundle, options))
}

fn heading(item: &Item<'_>, words: &Words, out: &mut String) {
    let _ = match item {
        Item::Heading(level, text) => writeln!(out, "\n{} {}", "#".repeat((*level).min(6)), plain(&one_line(text))),
        Item::Text(text) => writeln!(out, "\n{}", lines(text, "")),
        Item::Memo(text, coder) => {
            let head = words.fill("export-memo", &[("coder", (*coder).to_owned())]);
            writeln!(out, "\n*{}*  \n{}", plain(&head), lines(text, ""))
        }
        Item::Passage(_) => Ok(()),
    };
}

/// Writes a quotation, its tags, where it stands, and its note.
fn passage(passage: &Passage<'_>, out: &mut String) {
    out.push('\n');
    for (n, line) in passage.quotation.iter().enumerate() {
        let _ = writeln!(out, "{}> {}", if n > 0 { ">\n" } else { "" }, plain(line));
    }
    let tags = passage.tags.iter().map(|(_, path)| format!("**{}**", plain(path))).collect::<Vec<_>>().join(" ");
    let parts = [tags].into_iter().chain(passage.place.iter().map(|part| plain(part)));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let _ = writeln!(out, "\n{} ^{}", parts.join(" · "), block_id(passage));
    note(passage, "", out);
}

/// Writes a quotation as a callout that holds all that is said of it.
fn callout(passage: &Passage<'_>, out: &mut String) {
    let place: Vec<String> = passage.place.iter().map(|part| plain(part)).collect();
    let _ = writeln!(out, "\n> [!quote] {}", place.join(" · "));
    for (n, line) in passage.quotation.iter().enumerate() {
        let _ = writeln!(out, "{}> {}", if n > 0 { ">\n" } else { "" }, plain(line));
    }
    let tags: Vec<String> = passage.tags.iter().map(|(_, path)| hash_tag(path)).collect();
    let file = passage.entry.document.rsplit_once('.').map_or(passage.entry.document.as_str(), |(stem, _)| stem);
    let link = format!("[[{}]]", file.replace(['[', ']', '|', '#', '^'], "-"));
    let _ = writeln!(out, ">\n> {}", tags.into_iter().chain([link]).collect::<Vec<_>>().join(" "));
    if !passage.entry.annotation.note.is_empty() {
        out.push_str(">\n");
        note(passage, "> ", out);
    }
    let _ = writeln!(out, "\n^{}", block_id(passage));
}

fn note(passage: &Passage<'_>, lead: &str, out: &mut String) {
    if !passage.entry.annotation.note.is_empty() {
        let _ = writeln!(
            out,
            "{}{}",
            if lead.is_empty() { "\n" } else { lead },
            lines(&passage.entry.annotation.note, lead)
        );
    }
}

/// Returns an id that a link to the passage can hold: the part of the identity that chance has made.
fn block_id(passage: &Passage<'_>) -> String {
    passage.entry.annotation.id.simple().to_string().chars().skip(20).collect()
}

/// Returns a path as a tag of Obsidian: no blank, no mark but `-`, `_` and the stroke between levels.
fn hash_tag(path: &str) -> String {
    let levels = path.split(" / ").map(|label| {
        label.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect::<String>()
    });
    let name = levels.collect::<Vec<_>>().join("/");
    // Numbers alone are no tag there.
    let lead = if name.chars().any(|c| !c.is_numeric() && c != '/') { "" } else { "_" };
    format!("#{lead}{name}")
}

/// Returns a text with its line ends kept, each line behind `lead`.
fn lines(text: &str, lead: &str) -> String {
    let shown: Vec<String> = text.split('\n').map(plain).collect();
    let last = shown.len().saturating_sub(1);
    let end = |(n, line): (usize, String)| if n < last && !line.is_empty() { format!("{line}  ") } else { line };
    shown.into_iter().enumerate().map(end).collect::<Vec<_>>().join(&format!("\n{lead}"))
}

fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
}

/// Escapes what Markdown would take for markup.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // A line that begins with blanks may be code.
    let text = text.trim_start_matches([' ', '\t']);
    for (i, c) in text.char_indices() {
        let line_start = i == 0 && matches!(c, '#' | '+' | '-' | '>' | '=' | ':');
        let item = i > 0
            && matches!(c, '.' | ')')
            && text.get(..i).is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()));
        let hash = c == '#' && text.get(..i).is_some_and(|head| head.ends_with(char::is_whitespace));
        if line_start
            || item
            || hash
            || matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '\\' | '~' | '|' | '^' | '$' | '&' | '%' | '=')
        {
            out.push('\\');
        }
        out.push(if c.is_control() && c != '\t' { '\u{fffd}' } else { c });
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
        assert_eq!((plain("    code"), plain("%%a%% ==b==")), ("code".into(), "\\%\\%a\\%\\% \\=\\=b\\=\\=".into()));
        assert_eq!(hash_tag("组织架构 / 网格（长）"), "#组织架构/网格-长-");
    }
}
