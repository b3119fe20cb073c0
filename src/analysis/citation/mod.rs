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

/// Returns where an article stands, as it is cited.
pub fn citation(book: &Book, document: &Document, article: usize, words: &Words) -> String {
    let told = Told::of(book, document, article);
    let attribute = |name: &str| told.attribute(&[name]);
    let written = || told.authors(document, article).join(&words.say("citation-writers"));
    let author = Some(attribute("author").unwrap_or_else(written)).filter(|author| !author.is_empty());
    let title = words.fill("citation-title", &[("title", document.title(article).to_owned())]);
    let parts = [("paper", "citation-paper"), ("date", "citation-date"), ("page", "citation-page")];
    let part = |(name, key): (&'static str, &str)| {
        let value = attribute(name)?;
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
pub fn cited(text: &str, style: Citation, at: (&Book, &Document, usize), words: &Words) -> String {
    let (book, document, article) = at;
    let reference = || Reference::of(book, document, article);
    match style {
        Citation::Plain => {
            let source = citation(book, document, article, words);
            words.fill("citation", &[("text", nested(text)), ("source", source)])
        }
        Citation::Gbt7714 => format!("{text}\n\n{}\n", gbt::gbt7714(&reference())),
        Citation::Bibtex => {
            let of = reference();
            format!("{text}\n\n{}", entry(&of, &key(&of, document, article), &[]))
        }
    }
}
