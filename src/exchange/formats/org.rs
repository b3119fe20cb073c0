//! Org: quotations under their articles, or under their tags.

use crate::error::Result;
use crate::exchange::out::digest::{Item, Passage, digest, written};
use crate::exchange::{Bundle, Options, Written};
use crate::words::Words;
use std::fmt::Write;

/// Writes Org by article, or by tag.
///
/// # Errors
/// Never.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let mut out = String::new();
    let mut depth = 1;
    for item in digest(bundle, options, words) {
        let _ = match item {
            Item::Heading(1, text) => writeln!(out, "#+title: {}", one_line(&text)),
            Item::Heading(level, text) => {
                depth = level - 1;
                writeln!(out, "\n{} {}", "*".repeat(depth), plain(&one_line(&text)))
            }
            Item::Text(text) => writeln!(out, "\n{}", lines(&text)),
            Item::Memo(text, coder) => {
                let head = words.fill("export-memo", &[("coder", coder.to_owned())]);
                writeln!(out, "\n{}\n{}", plain(&head), lines(&text))
            }
            Item::Passage(passage) => self::passage(&passage, depth + 1, &mut out),
        };
    }
    Ok(written(out.into_bytes(), bundle, options))
}

/// Writes a passage as a heading of its own, so that it can be folded, linked and tagged.
fn passage(passage: &Passage<'_>, depth: usize, out: &mut String) -> std::fmt::Result {
    let a = &passage.entry.annotation;
    let head: String = passage.quotation.concat().chars().take(HEAD).collect();
    let tags: Vec<String> = passage.tags.iter().map(|(_, path)| org_tag(path)).collect();
    let tags = if tags.is_empty() { String::new() } else { format!(" :{}:", tags.join(":")) };
    writeln!(out, "\n{} {}{tags}", "*".repeat(depth), plain(&head))?;
    writeln!(out, ":PROPERTIES:\n:ID: {}\n:END:", a.id)?;
    let quotation: Vec<String> = passage.quotation.iter().map(|line| plain(line)).collect();
    writeln!(out, "#+begin_quote\n{}\n#+end_quote", quotation.join("\n\n"))?;
    let names = passage.tags.iter().map(|(_, path)| plain(path)).collect::<Vec<_>>().join("、");
    let parts = [names].into_iter().chain(passage.place.iter().map(|part| plain(part)));
    writeln!(out, "{}", parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))?;
    if a.note.is_empty() { Ok(()) } else { writeln!(out, "\n{}", lines(&a.note)) }
}

/// Characters of the quotation that stand in its heading.
const HEAD: usize = 24;

/// Returns the last label of a path as a tag of Org: letters, digits, `_`, `@`, `#`, `%`.
fn org_tag(path: &str) -> String {
    let label = path.rsplit(" / ").next().unwrap_or(path);
    label.chars().map(|c| if c.is_alphanumeric() || matches!(c, '_' | '@' | '#' | '%') { c } else { '_' }).collect()
}

/// Returns a text with its line ends kept.
fn lines(text: &str) -> String {
    let shown: Vec<String> = text.split('\n').map(plain).collect();
    let next = shown.iter().skip(1).map(String::is_empty).chain([true]);
    let end =
        |(line, last): (&String, bool)| if last || line.is_empty() { line.clone() } else { format!("{line}\\\\") };
    shown.iter().zip(next).map(end).collect::<Vec<_>>().join("\n")
}

fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
}

/// Parts what Org would take for markup by a blank without width, as its manual advises.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.trim_start();
    for (i, c) in text.char_indices() {
        let line_start = i == 0 && matches!(c, '#' | '-' | ':' | '|' | '+' | '%');
        let item = i > 0
            && matches!(c, '.' | ')')
            && text.get(..i).is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()));
        if line_start || item || matches!(c, '*' | '/' | '=' | '~' | '_' | '[' | '<' | '\\' | '{' | '^' | '$') {
            out.push('\u{200b}');
        }
        out.push(if c.is_control() && c != '\t' { '\u{fffd}' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_parted() {
        assert_eq!(plain("* 一 /b/ [[c]]"), "\u{200b}* 一 \u{200b}/b\u{200b}/ \u{200b}[\u{200b}[c]]");
        assert_eq!(org_tag("组织架构 / 网格（长）"), "网格_长_");
        assert_eq!(lines("一\n二\n\n三"), "一\\\\\n二\n\n三");
    }
}
