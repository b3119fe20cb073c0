//! References as BibTeX and BibLaTeX read them.
//!
//! A newspaper's article is `@article` with `entrysubtype = {newspaper}`, its 版 in `pages`: so both sets of styles for
//! GB/T 7714 know it, and whatever knows neither takes it for an article.

use super::reference::{Reference, Sort};
use crate::text::Document;
use ib_matcher::pinyin::{PinyinData, PinyinNotation};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::OnceLock;

/// Bytes of the digest in a key.
const DIGEST: usize = 3;

/// Letters of the author's name in a key.
const LETTERS: usize = 16;

/// Returns the key of an article: who wrote it as it is spelled, the year, and a digest of the document's path, the title
/// and how many articles of that title stand before. The same article has the same key, whatever goes out beside it.
pub fn key(of: &Reference, document: &Document, article: usize) -> String {
    let titles = document.structure.articles.iter().map(|article| article.title.as_str());
    let title = document.title(article);
    let before = titles.take(article.saturating_sub(1)).filter(|other| *other == title).count();
    let whole = if article == 0 { "whole" } else { "" };
    stamped(of, &format!("{}\n{title}\n{before}{whole}", document.path))
}

/// Returns the key of something that these words tell from everything else.
pub fn stamped(of: &Reference, words: &str) -> String {
    let named = of.authors.first().or(Some(&of.within)).filter(|name| !name.is_empty()).unwrap_or(&of.title);
    let [year, ..] = of.days();
    let digest = Sha256::digest(words.as_bytes());
    let mut out = spelled(named);
    out.push_str(year);
    out.push('-');
    for byte in digest.iter().take(DIGEST) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Spells a name in small letters of ASCII, as far as that goes.
fn spelled(name: &str) -> String {
    static DATA: OnceLock<PinyinData> = OnceLock::new();
    let data = DATA.get_or_init(|| PinyinData::new(PinyinNotation::Ascii));
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if let Some(sound) = data.get_pinyins(c).next().and_then(|sound| sound.notation(PinyinNotation::Ascii)) {
            out.extend(sound.chars().filter(char::is_ascii_alphanumeric));
        }
        if out.len() >= LETTERS {
            break;
        }
    }
    out.truncate(LETTERS);
    if out.starts_with(|c: char| c.is_ascii_alphabetic()) { out } else { format!("ref{out}") }
}

/// Writes an entry; `more` are fields that no reference has, behind its own. Empty fields are left out.
pub fn entry(of: &Reference, key: &str, more: &[(&str, String)]) -> String {
    let [year, month, day] = of.days();
    let (kind, container) = match of.sort {
        Sort::Newspaper | Sort::Journal => ("article", "journal"),
        Sort::Book if of.is_chapter() => ("inbook", "booktitle"),
        Sort::Book => ("book", ""),
        Sort::Report => ("report", ""),
        Sort::Online => ("online", ""),
        Sort::Standard => ("standard", ""),
        Sort::Other => ("misc", ""),
    };
    let subtype = if of.sort == Sort::Newspaper { "newspaper" } else { "" };
    let house = if of.sort == Sort::Report { "institution" } else { "publisher" };
    let authors = of.authors.iter().map(|name| author(name)).collect::<Vec<_>>().join(" and ");
    // A date that is none is shown as it is; who reads `date` wants one.
    let year_only = if year.is_empty() { escaped(&of.date) } else { year.to_owned() };
    let date = if year.is_empty() { "" } else { &of.date };
    let chinese = |text: &String| text.chars().any(crate::text::is_ideograph);
    let langid = if chinese(&of.title) || of.authors.iter().any(chinese) { "chinese" } else { "" };
    let plain = |text: &str| escaped(text);
    let own = [
        ("author", authors),
        ("title", plain(&of.title)),
        (container, if container.is_empty() { String::new() } else { plain(&of.within) }),
        ("entrysubtype", subtype.to_owned()),
        ("date", date.to_owned()),
        ("year", year_only),
        ("month", month.trim_start_matches('0').to_owned()),
        ("day", day.trim_start_matches('0').to_owned()),
        ("volume", plain(&of.volume)),
        ("number", plain(&of.number)),
        ("pages", plain(&of.page).replace('-', "--")),
        (house, plain(&of.publisher)),
        ("address", plain(&of.place)),
        ("url", address(&of.url)),
        ("urldate", plain(&of.accessed)),
        ("langid", langid.to_owned()),
    ];
    let fields = own.iter().chain(more).filter(|(_, value)| !value.is_empty());
    let fields: Vec<String> = fields.map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
    format!("@{kind}{{{key},\n{}\n}}\n", fields.join(",\n"))
}

/// Writes a name: one of several words in Chinese, or one that holds what parts names, is kept together.
fn author(name: &str) -> String {
    let blanks = name.contains(char::is_whitespace);
    let lower = name.to_lowercase();
    let parts = lower.split_whitespace().any(|word| word == "and" || word == "others");
    let whole = parts || name.contains(',') && name.chars().any(crate::text::is_ideograph);
    let chinese = blanks && name.chars().any(crate::text::is_ideograph);
    if whole || chinese { format!("{{{}}}", escaped(name)) } else { escaped(name) }
}

/// Writes a text so that it stands for itself: what TeX takes for its own is escaped, braces always in pairs, white
/// space as single blanks.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '\\' => out.push_str("{\\textbackslash}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '%' | '&' | '#' | '_' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Writes an address: its field is taken as it stands, so what would end it is written in per cent.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if matches!(c, '{' | '}' | '\\') || c.is_whitespace() || c.is_control() {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads the fields of an entry as BibTeX does: to the brace that closes, then commands as what they stand for.
    fn fields(entry: &str) -> Vec<(String, String)> {
        let body = entry.split_once(",\n").unwrap().1;
        let mut found = Vec::new();
        let mut rest = body;
        while let Some((name, behind)) = rest.split_once(" = {") {
            let mut depth = 1;
            let end = behind.char_indices().find(|(_, c)| {
                depth += i32::from(*c == '{') - i32::from(*c == '}');
                depth == 0
            });
            let (end, _) = end.unwrap();
            found.push((name.trim().to_owned(), read(behind.get(..end).unwrap())));
            rest = behind.get(end..).unwrap().trim_start_matches(['}', ',', '\n']);
        }
        found
    }

    fn read(value: &str) -> String {
        let named = [
            ("{\\textbraceleft}", "\u{1}"),
            ("{\\textbraceright}", "\u{2}"),
            ("{\\textbackslash}", "\u{3}"),
            ("{\\textasciitilde}", "~"),
            ("{\\textasciicircum}", "^"),
        ];
        let text = named.iter().fold(value.to_owned(), |text, (command, sign)| text.replace(command, sign));
        let text = text.replace(['{', '}', '\\'], "");
        text.replace('\u{1}', "{").replace('\u{2}', "}").replace('\u{3}', "\\")
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(title in "[ -~甲乙《》“”]{0,24}", name in "[{}%&#_$^~\\\\A-Za-z甲乙 ]{1,12}") {
            let one = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let of = Reference { title: title.clone(), authors: vec![name.clone()], ..Reference::default() };
            let read = fields(&entry(&of, "k", &[("keywords", escaped(&title))]));
            let field = |name: &str| read.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value);
            prop_assert_eq!(field("title"), one(&title));
            prop_assert_eq!(field("keywords"), one(&title));
            prop_assert_eq!(field("author"), one(&name));
        }

        #[test]
        fn an_address_closes_nothing(url in "[ -~]{0,40}") {
            let written = address(&url);
            let closes = written.contains(['{', '}', '\\', ' ']);
            prop_assert!(!closes, "{}", written);
        }
    }

    #[test]
    fn an_entry_has_what_is_known() {
        let of = Reference {
            sort: Sort::Newspaper,
            authors: vec!["王小明".into(), "河南 李四".into()],
            title: "水渠 100% 修好".into(),
            within: "青海日报".into(),
            date: "2023-11-08".into(),
            page: "7".into(),
            ..Reference::default()
        };
        assert_eq!(
            entry(&of, "wang", &[("keywords", "水利".into())]),
            "@article{wang,\n  author = {王小明 and {河南 李四}},\n  title = {水渠 100\\% 修好},\n  journal = {青海日报},\n  \
             entrysubtype = {newspaper},\n  date = {2023-11-08},\n  year = {2023},\n  month = {11},\n  day = {8},\n  \
             pages = {7},\n  langid = {chinese},\n  keywords = {水利}\n}\n"
        );
        let kind = |sort| entry(&Reference { sort, title: "a".into(), ..Reference::default() }, "k", &[]);
        let kinds = [Sort::Journal, Sort::Book, Sort::Report, Sort::Online, Sort::Standard, Sort::Other];
        let heads = ["@article{", "@book{", "@report{", "@online{", "@standard{", "@misc{"];
        assert!(kinds.iter().zip(heads).all(|(sort, head)| kind(*sort).starts_with(head)));
        let chapter = Reference { sort: Sort::Book, within: "书".into(), title: "章".into(), ..Reference::default() };
        assert!(entry(&chapter, "k", &[]).starts_with("@inbook{k,\n  title = {章},\n  booktitle = {书}"));
    }

    #[test]
    fn keys_are_of_ascii_and_told_apart() {
        let document = Document::open("甲/报.txt", "第一章 起\n\n正文。\n\n第二章 承\n\n正文。\n".into());
        let of = |name: &str| Reference { authors: vec![name.into()], date: "2023-11".into(), ..Reference::default() };
        let first = key(&of("王小明"), &document, 1);
        assert!(first.starts_with("wangxiaoming2023-") && first.is_ascii() && first.len() == 23, "{first}");
        assert_ne!(first, key(&of("王小明"), &document, 0));
        assert!(key(&Reference::default(), &document, 1).starts_with("ref-"));
        assert!(key(&of("Müller, A."), &document, 1).starts_with("mllera2023-"));
    }
}
