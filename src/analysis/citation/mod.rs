//! How a passage is cited: author, title, paper, date and page from the attributes, else what the page itself says.

mod bibtex;
mod gbt;
mod reference;
mod writers;

pub use bibtex::{entry, escaped, key, stamped};
pub use reference::Reference;

use crate::annotation::Book;
use crate::settings::Citation;
use crate::text::Document;
use crate::text::quote::nested;
use crate::words::Words;
use reference::Told;

/// Returns where a passage of an article stands, as it is cited; `page` is the one that its file says.
pub fn citation(book: &Book, document: &Document, (article, page): (usize, Option<&str>), words: &Words) -> String {
    let told = Told::of(book, document, article);
    let attribute = |name: &str| {
        let said =
            || document.layout.as_deref()?.meta.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
        told.attribute(&[name]).or_else(said)
    };
    let written = || told.authors(document, article).join(&words.say("citation-writers"));
    let author = Some(attribute("author").unwrap_or_else(written)).filter(|author| !author.is_empty());
    let title = words.fill("citation-title", &[("title", document.title(article).to_owned())]);
    let parts = [("paper", "citation-paper"), ("date", "citation-date"), ("page", "citation-page")];
    let part = |(name, key): (&'static str, &str)| {
        let Some(value) = attribute(name) else {
            // Books and reports have pages, papers have others.
            let leaf = page.filter(|_| name == "page")?;
            return Some(words.fill("citation-leaf", &[("page", leaf.to_owned())]));
        };
        // A page that is no mere number names itself: 第7版, A02.
        let named = name == "page" && !value.chars().all(|c| c.is_ascii_digit());
        Some(if named { value } else { words.fill(key, &[(name, value)]) })
    };
    let place: Vec<String> = parts.into_iter().filter_map(part).collect();
    let comma = words.say("citation-comma");
    let place = if place.is_empty() { document.name().to_owned() } else { place.join(&comma) };
    author.into_iter().chain([title, place]).collect::<Vec<_>>().join(&comma)
}

/// Returns a passage of an article with where it stands, in the style that was chosen: in brackets behind it, or below
/// it as a bibliography has it.
pub fn cited(
    text: &str,
    style: Citation,
    (book, document): (&Book, &Document),
    (article, page): (usize, Option<&str>),
    words: &Words,
) -> String {
    let reference = || {
        let of = Reference::of(book, document, article);
        let page = if of.page.is_empty() { page.unwrap_or_default().to_owned() } else { of.page.clone() };
        Reference { page, ..of }
    };
    match style {
        Citation::Plain => {
            let source = citation(book, document, (article, page), words);
            words.fill("citation", &[("text", nested(text)), ("source", source)])
        }
        Citation::Gbt7714 => format!("{text}\n\n{}\n", gbt::gbt7714(&reference())),
        Citation::Bibtex => {
            let of = reference();
            format!("{text}\n\n{}", entry(&of, &key(&of, document, article), &[]))
        }
    }
}
