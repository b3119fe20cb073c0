//! Texts that come in: which document of the library each is, or that it is new.

use super::super::incoming::{Case, Mark, Text};
use super::super::rendition::{Errata, Rendition, Sources, renditions};
use super::super::{Progress, guids};
use crate::annotation::ArticleName;
use crate::library::is_inside;
use crate::text::{Document, Encoding};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// Where a text is at home.
#[derive(Clone, Debug)]
pub struct Home {
    /// The document that it is.
    pub path: String,
    /// The document, if there is one here.
    pub document: Option<Arc<Document>>,
    /// How its text comes from the document's; none if it does not: then only words lead from one to the other.
    pub rendition: Option<Rendition>,
    /// The text itself as a document, if the file holds it.
    pub own: Option<Arc<Document>>,
    /// It is new here.
    pub new: bool,
}

impl Home {
    /// Returns the names that something said of the text may be about, each with the number under which it goes out: the
    /// article that the text is, the document, its other articles.
    fn names(&self) -> Vec<(Option<usize>, ArticleName)> {
        let number = self.rendition.as_ref().map_or(0, |rendition| rendition.article);
        let whole = (None, ArticleName::whole(&self.path));
        let Some(document) = self.document.as_deref() else { return vec![whole] };
        let article = |number| (Some(number), ArticleName::of(document, number));
        let mut names = vec![whole];
        names.extend((1..=document.structure.articles.len()).map(article));
        // What is told first is what it is about unless an identity says otherwise.
        if let Some(own) = names.iter().position(|(n, _)| *n == Some(number)) {
            names.swap(0, own);
        }
        names
    }

    /// Finds what something is about: the name that its identity was made of, else what the text is.
    pub fn about(&self, made: impl Fn(&str, Option<usize>, &ArticleName) -> bool) -> ArticleName {
        let names = self.names();
        let known = names.iter().find(|(number, name)| made(&self.path, *number, name));
        known.or(names.first()).map_or_else(|| ArticleName::whole(&self.path), |(_, name)| name.clone())
    }
}

/// Returns what is said of texts as attributes of their documents and articles.
pub fn attributes(cases: Vec<Case>, homes: &[Home]) -> BTreeMap<(ArticleName, String), String> {
    let mut found = BTreeMap::new();
    for case in cases {
        let of = case.texts.iter().filter_map(|n| homes.get(*n)).filter(|home| is_inside(&home.path));
        let of: Vec<&Home> = of.collect();
        let made = |path: &str, number: Option<usize>, _: &ArticleName| {
            let name = number.map_or_else(|| path.to_owned(), |n| guids::source(path, Some(n)).to_string());
            case.id == Some(guids::other("case", &name))
        };
        let articles: BTreeSet<ArticleName> = of.iter().map(|home| home.about(made)).collect();
        for article in articles {
            let values = case.values.iter().map(|(name, value)| ((article.clone(), name.clone()), value.clone()));
            found.extend(values);
        }
    }
    found
}

type Open<'o> = &'o mut dyn FnMut(&str) -> Option<Arc<Document>>;

/// Finds the homes of texts.
pub fn find(
    texts: &[Text],
    marks: &[Mark],
    documents: &[String],
    open: Open<'_>,
    progress: Progress<'_>,
) -> Option<Vec<Home>> {
    let mut words: Vec<Vec<Cow<'_, str>>> = texts.iter().map(|_| Vec::new()).collect();
    for mark in marks {
        let text = mark.pieces.first().map_or(mark.text, |(text, _)| *text);
        if let Some((of, told)) = words.get_mut(text).zip(mark.quoted.told()) {
            of.push(told);
        }
    }
    let taken = documents.iter().map(|path| path.to_lowercase()).collect();
    let mut search = Search { documents, taken, names: names(documents), by_id: None, by_text: None };
    let mut homes = Vec::new();
    for (n, (text, words)) in texts.iter().zip(words).enumerate() {
        progress(n, texts.len()).then_some(())?;
        homes.push(search.home(text, &words, open));
    }
    Some(homes)
}

/// Returns the documents that are new, with their texts.
pub fn new(homes: &[Home]) -> Vec<(String, String)> {
    let new = homes.iter().filter(|home| home.new);
    new.filter_map(|home| Some((home.path.clone(), home.own.as_ref()?.text.to_string()))).collect()
}

struct Search<'d> {
    documents: &'d [String],
    /// Paths that no new document may have, in lower case: some file systems know no other.
    taken: HashSet<String>,
    /// The documents by path, path without extension, name of the file without it; none where several have one.
    names: Names<'d>,
    /// The identities under which documents and articles go out.
    by_id: Option<HashMap<Uuid, &'d String>>,
    /// What texts the documents have, themselves and by articles.
    by_text: Option<HashMap<String, &'d String>>,
}

/// Returns what a document is called, the most exact first: its path, without extension, the name of its file.
fn called(path: &str) -> [&str; 3] {
    let stem = path.strip_suffix(".txt").unwrap_or(path);
    [path, stem, stem.rsplit('/').next().unwrap_or(stem)]
}

type Names<'d> = [HashMap<&'d str, Option<&'d String>>; 3];

fn names(documents: &[String]) -> Names<'_> {
    let mut names = Names::default();
    for path in documents {
        for (names, name) in names.iter_mut().zip(called(path)) {
            names.entry(name).and_modify(|one| *one = None).or_insert(Some(path));
        }
    }
    names
}

/// The most articles of a document that are looked for by identity.
const ARTICLES: usize = 64;

impl<'d> Search<'d> {
    fn home(&mut self, text: &Text, words: &[Cow<'_, str>], open: Open<'_>) -> Home {
        let own = text
            .content
            .as_ref()
            .map(|raw| Arc::new(Document::open_as(&text.name, raw.clone().into_bytes(), Some(Encoding::UTF_8))));
        let named = self.named(text);
        let Some(own) = own else {
            let path = named.unwrap_or_else(|| text.name.clone());
            let document = open(&path);
            let rendition = document.as_deref().map(|document| Rendition::page(document, Errata::None));
            return Home { path, document, rendition, own: None, new: false };
        };
        if let Some(found) = named.as_ref().and_then(|path| same(path, &own, open)) {
            return found;
        }
        if let Some(found) = self.of_text(&own.text, open).and_then(|path| same(path, &own, open)) {
            return found;
        }
        if let Some(path) = named
            && let Some(document) = open(&path)
        {
            let standing = words.iter().filter(|words| document.text.contains(&***words)).count();
            // Without any words the name is what there is.
            if standing * 2 > words.len() || words.is_empty() {
                return Home { path, document: Some(document), rendition: None, own: Some(own), new: false };
            }
        }
        let path = self.free(&text.name);
        let own = Arc::new(Document::open_as(&path, own.text.as_bytes().to_vec(), Some(Encoding::UTF_8)));
        let rendition = Some(Rendition::page(&own, Errata::None));
        Home { path, document: Some(Arc::clone(&own)), rendition, own: Some(own), new: true }
    }

    /// Finds a document by the identity of a text, by its path, else by the name of its file.
    fn named(&mut self, text: &Text) -> Option<String> {
        let documents = self.documents;
        if let Some(id) = text.id {
            let all = documents.iter().flat_map(|path| {
                let numbers = std::iter::once(None).chain((0..ARTICLES).map(Some));
                numbers.map(move |number| (guids::source(path, number), path))
            });
            if let Some(path) = self.by_id.get_or_insert_with(|| all.collect()).get(&id) {
                return Some((*path).clone());
            }
        }
        // Other systems part the folders otherwise.
        let parted = text.name.replace('\\', "/");
        let all = [text.name.as_str(), &parted].map(|name| name.trim_start_matches("./"));
        all.into_iter().find_map(|name| {
            let mut known = self.names.iter().zip(called(name));
            known.find_map(|(names, name)| names.get(name).copied().flatten()).cloned()
        })
    }

    /// Finds a document by its text, or that of one of its articles.
    fn of_text(&mut self, text: &str, open: Open<'_>) -> Option<&'d String> {
        let documents = self.documents;
        let known = self.by_text.get_or_insert_with(|| {
            let mut known = HashMap::new();
            for path in documents {
                let Some(document) = open(path) else { continue };
                for rendition in all_renditions(&document) {
                    known.entry(digest(&rendition.text)).or_insert(path);
                }
            }
            known
        });
        known.get(&digest(text)).copied()
    }

    /// Returns a path for a new document that none has yet: nothing of it leads out of the library.
    fn free(&mut self, name: &str) -> String {
        let clean = |part: &str| -> String {
            let kept = |c: char| if c.is_control() || "\\:*?\"<>|".contains(c) { '-' } else { c };
            part.trim().trim_start_matches('.').chars().map(kept).take(LONGEST).collect()
        };
        let parts: Vec<String> = name.split('/').map(clean).filter(|part| !part.is_empty()).collect();
        let path = parts.join("/");
        let path = if path.is_empty() { "text".to_owned() } else { path };
        let (stem, extension) = match path.rsplit_once('.') {
            Some((stem, extension @ ("txt" | "md"))) => (stem.to_owned(), extension),
            _ => (path, "txt"),
        };
        let numbered = (2..).map(|n| format!("{stem}-{n}.{extension}"));
        let free = std::iter::once(format!("{stem}.{extension}")).chain(numbered);
        let path = free.into_iter().find(|path| is_inside(path) && !self.taken.contains(&path.to_lowercase()));
        let path = path.unwrap_or(name.to_owned());
        self.taken.insert(path.to_lowercase());
        path
    }
}

/// The most characters of a part of a new path: less than 200 bytes.
const LONGEST: usize = 60;

fn digest(text: &str) -> String {
    let solid: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    crate::text::TextId::of(&solid).to_string()
}

/// Returns the texts that a document may have gone out as.
fn all_renditions(document: &Document) -> Vec<Rendition> {
    let corrected = !document.layers().errata.is_empty();
    let errata = if corrected { &[Errata::None, Errata::Apply, Errata::Mark][..] } else { &[Errata::None] };
    let sources = [Sources::Page, Sources::Article];
    let each = |errata: &Errata| sources.map(|sources| renditions(document, sources, *errata));
    errata.iter().flat_map(each).flatten().collect()
}

/// Tells whether two texts are the same but for what formats cannot hold: which white space stands somewhere, controls.
fn same_shape(one: &str, other: &str) -> bool {
    let shape = |c: char| match c {
        c if c.is_whitespace() => ' ',
        c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    let (one, other) = (one.trim_end(), other.trim_end());
    one == other || one.chars().map(shape).eq(other.chars().map(shape))
}

/// Finds out whether a document has the text, itself or in one of its articles.
fn same(path: &str, own: &Arc<Document>, open: Open<'_>) -> Option<Home> {
    let document = open(path)?;
    let fits = |rendition: &Rendition| same_shape(&rendition.text, &own.text);
    let rendition = all_renditions(&document).into_iter().find(fits)?;
    let path = path.to_owned();
    Some(Home { path, document: Some(document), rendition: Some(rendition), own: Some(Arc::clone(own)), new: false })
}
