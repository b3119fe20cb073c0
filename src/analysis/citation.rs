//! How a passage is cited: author, title, paper, date and page from the attributes, else what the page itself says.

use crate::annotation::{ArticleName, Book};
use crate::text::Document;
use crate::words::Words;

/// Returns where an article stands, as it is cited.
pub fn citation(book: &Book, document: &Document, article: usize, words: &Words) -> String {
    let names = [ArticleName::of(document, article), ArticleName::whole(&document.path)];
    let attribute = |name: &str| {
        let values = names.iter().filter_map(|article| {
            let mut own = book.attributes_of(article);
            own.find(|(n, value)| *n == name && !value.trim().is_empty()).map(|(_, value)| value.trim().to_owned())
        });
        values.into_iter().next()
    };
    let byline = document.structure.article(article).map(|article| article.byline.clone()).unwrap_or_default();
    let author = attribute("author").or((!byline.is_empty()).then_some(byline));
    let title = words.fill("citation-title", &[("title", document.title(article).to_owned())]);
    let parts = [("paper", "citation-paper"), ("date", "citation-date"), ("page", "citation-page")];
    let part = |(name, key): (&'static str, &str)| Some(words.fill(key, &[(name, attribute(name)?)]));
    let place: Vec<String> = parts.into_iter().filter_map(part).collect();
    let comma = words.say("citation-comma");
    let place = if place.is_empty() { document.name().to_owned() } else { place.join(&comma) };
    author.into_iter().chain([title, place]).collect::<Vec<_>>().join(&comma)
}
