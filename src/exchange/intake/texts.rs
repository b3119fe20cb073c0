//! Texts that come in: which document of the library each is, or that it is new.

use super::names::{How, Names};
use super::words::Pages;
use crate::annotation::ArticleName;
use crate::exchange::Progress;
use crate::exchange::common::guids;
use crate::exchange::intake::folded::{Alignment, Folded};
use crate::exchange::intake::incoming::{Case, Mark, Text};
use crate::exchange::out::rendition::{Errata, Rendition, Sources, renditions};
use crate::library::is_inside;
use crate::text::soft::solid;
use crate::text::{Document, Encoding};
use crate::units::ByteSpan;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// Where a text is at home.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The document that it is.
    pub path: String,
    /// The document, if there is one here.
    pub document: Option<Arc<Document>>,
    /// How its text comes from the document's; none if it does not: then only words lead from one to the other.
    pub rendition: Option<Rendition>,
    /// The text itself as a document, if the file holds it.
    pub own: Option<Arc<Document>>,
    /// How places of the text lead to the rendition, where they are not the same byte for byte.
    pub alignment: Option<Alignment>,
    /// It is new here.
    pub new: bool,
    /// How it was found.
    pub how: How,
    /// What is read of the document, once words were looked for in it.
    pub(super) folded: OnceCell<Folded>,
}

impl Home {
    /// Returns the document as one in which words are looked for.
    pub fn pages(&self) -> Option<Pages<'_>> {
        let document = self.document.as_deref()?;
        Some(Pages { document, folded: &self.folded })
    }

    /// Returns where ranges of the text stand in the document; without a way there, as they are.
    pub fn spans(&self, spans: &[ByteSpan]) -> Vec<ByteSpan> {
        let Some(rendition) = &self.rendition else { return spans.to_vec() };
        let ranges = spans.iter().map(|span| span.start.0..span.end.0);
        let ranges: Vec<_> = match (&self.alignment, &self.own) {
            (Some(alignment), Some(own)) => {
                ranges.map(|range| alignment.map((&own.text, &rendition.text), &range)).collect()
            }
            _ => ranges.collect(),
        };
        rendition.spans(&ranges)
    }

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

/// Returns the words that are quoted from each of some texts.
pub fn words<'m>(texts: &[Text], marks: &'m [Mark]) -> Vec<Vec<Cow<'m, str>>> {
    let mut words: Vec<Vec<Cow<'_, str>>> = texts.iter().map(|_| Vec::new()).collect();
    for mark in marks {
        let text = mark.pieces.first().map_or(mark.text, |(text, _)| *text);
        if let Some((of, told)) = words.get_mut(text).zip(mark.quoted.told()) {
            of.push(told);
        }
    }
    words
}

/// Returns how texts were found, where there is something to tell of that.
pub fn matches<'h>(texts: &'h [Text], homes: &'h [Home]) -> impl Iterator<Item = Match> + 'h {
    let told = texts.iter().zip(homes).filter(|(_, home)| is_inside(&home.path));
    told.filter_map(|(text, home)| Some((home.how.key()?, text.name.clone(), home.path.clone())))
}

/// The key of the sentence that says how a text was found, its name, the path of the document.
pub type Match = (&'static str, String, String);

/// Finds the homes of texts, by what is quoted from each among others.
pub fn find(
    texts: &[Text],
    words: Vec<Vec<Cow<'_, str>>>,
    documents: &[String],
    open: Open<'_>,
    progress: Progress<'_>,
) -> Option<Vec<Home>> {
    let taken = documents.iter().map(|path| path.to_lowercase()).collect();
    let (names, solids) = (Names::new(documents), HashMap::new());
    let mut search = Search { documents, taken, names, by_id: None, by_text: None, solids };
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
    names: Names<'d>,
    /// The identities under which documents and articles go out.
    by_id: Option<HashMap<Uuid, &'d String>>,
    /// What texts the documents have, themselves and by articles.
    by_text: Option<HashMap<String, &'d String>>,
    /// What is read of documents.
    solids: HashMap<&'d String, Option<Arc<str>>>,
}

/// The most articles of a document that are looked for by identity.
const ARTICLES: usize = 64;

impl<'d> Search<'d> {
    fn home(&mut self, text: &Text, words: &[Cow<'_, str>], open: Open<'_>) -> Home {
        let own = text
            .content
            .as_ref()
            .map(|raw| Arc::new(Document::open_as(&text.name, raw.clone().into_bytes(), Some(Encoding::UTF_8))));
        let (how, named) = self.named(text);
        let Some(own) = own else { return self.unseen(text, words, (how, named), open) };
        if let Some(found) = named.iter().find_map(|path| same(path, how, &own, open)) {
            return found;
        }
        if let Some(found) = self.of_text(&own.text, open).and_then(|path| same(path, How::Text, &own, open)) {
            return found;
        }
        if let Some(path) = self.likeliest(&named, words, open)
            && let Some(document) = open(path)
        {
            let most = self.standing(path, words, open) * 2 > words.len();
            // Without any words its path is what there is; a name alone may be that of any text.
            let known = if how == How::Path { most || words.is_empty() } else { self.alike(path, &own, open) };
            if known {
                let (path, document, own) = (path.clone(), Some(document), Some(own));
                return Home {
                    path,
                    document,
                    rendition: None,
                    own,
                    alignment: None,
                    new: false,
                    how,
                    folded: OnceCell::new(),
                };
            }
        }
        let path = self.free(&text.name);
        let own = Arc::new(Document::open_as(&path, own.text.as_bytes().to_vec(), Some(Encoding::UTF_8)));
        let (document, rendition) = (Some(Arc::clone(&own)), Some(Rendition::page(&own, Errata::None)));
        Home {
            path,
            document,
            rendition,
            own: Some(own),
            alignment: None,
            new: true,
            how: How::Path,
            folded: OnceCell::new(),
        }
    }

    /// Finds the home of a text that the file does not hold: by its name, else by what was quoted from it.
    fn unseen(
        &mut self,
        text: &Text,
        words: &[Cow<'_, str>],
        (how, named): (How, Vec<&'d String>),
        open: Open<'_>,
    ) -> Home {
        let by_name = self.likeliest(&named, words, open);
        let stands = how == How::Path || words.is_empty();
        let by_name = by_name.map(|path| (path, stands || self.standing(path, words, open) * 2 > words.len()));
        let found = match by_name {
            Some((path, true)) => Some((how, path)),
            // Another document of that name, or none: the words know better, if they lead to one alone.
            other => {
                let all: Vec<&'d String> = self.documents.iter().collect();
                let by_words = self.quoted(&all, words, open).filter(|path| self.proven(path, words, open));
                let by_words = by_words.map(|path| (How::Words, path));
                by_words.or(other.map(|(path, _)| (how, path)))
            }
        };
        let none = if named.len() > 1 { How::Several } else { How::Nowhere };
        let (how, path) = found.map_or((none, text.name.clone()), |(how, path)| (how, path.clone()));
        let document = open(&path);
        let rendition = document.as_deref().map(|document| Rendition::page(document, Errata::None));
        Home { path, document, rendition, own: None, alignment: None, new: false, how, folded: OnceCell::new() }
    }

    /// Finds documents by the identity of a text, else by its name.
    fn named(&mut self, text: &Text) -> (How, Vec<&'d String>) {
        let documents = self.documents;
        if let Some(id) = text.id {
            let all = documents.iter().flat_map(|path| {
                let numbers = std::iter::once(None).chain((0..ARTICLES).map(Some));
                numbers.map(move |number| (guids::source(path, number), path))
            });
            if let Some(path) = self.by_id.get_or_insert_with(|| all.collect()).get(&id) {
                return (How::Path, vec![path]);
            }
        }
        self.names.find(&text.name)
    }

    /// Returns the only one of some documents, else the one that words lead to.
    fn likeliest(&mut self, among: &[&'d String], words: &[Cow<'_, str>], open: Open<'_>) -> Option<&'d String> {
        match among {
            [only] => Some(only),
            several => self.quoted(several, words, open),
        }
    }

    /// Counts the words that stand in a document, whatever white space they are written with.
    fn standing(&mut self, path: &'d String, words: &[Cow<'_, str>], open: Open<'_>) -> usize {
        let read = || open(path).map(|document| Arc::from(solid(&document.text)));
        let Some(text) = self.solids.entry(path).or_insert_with(read) else { return 0 };
        words.iter().map(|words| solid(words)).filter(|words| !words.is_empty() && text.contains(words)).count()
    }

    /// Tells whether most of a text stands in a document, line by line.
    fn alike(&mut self, path: &'d String, own: &Document, open: Open<'_>) -> bool {
        let lines = own.text.lines().filter(|line| solid(line).len() >= TELLING).map(Cow::Borrowed);
        let lines: Vec<Cow<'_, str>> = lines.collect();
        self.standing(path, &lines, open) * 2 > lines.len()
    }

    /// Finds the document from which words were quoted: most of them stand there, and more of them than in any other.
    fn quoted(&mut self, among: &[&'d String], words: &[Cow<'_, str>], open: Open<'_>) -> Option<&'d String> {
        let distinct: BTreeSet<&Cow<'_, str>> = words.iter().filter(|words| solid(words).len() >= TELLING).collect();
        let words: Vec<Cow<'_, str>> = distinct.into_iter().cloned().collect();
        let mut counts: Vec<(usize, &'d String)> =
            among.iter().map(|path| (self.standing(path, &words, open), *path)).collect();
        counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let next = counts.get(1).map_or(0, |(count, _)| *count);
        counts.first().filter(|(count, _)| *count > next && *count * 2 > words.len()).map(|(_, path)| *path)
    }

    /// Tells whether what is quoted says for sure that it is from a document: a word or two may stand in any.
    fn proven(&mut self, path: &'d String, words: &[Cow<'_, str>], open: Open<'_>) -> bool {
        let distinct: BTreeSet<String> = words.iter().map(|words| solid(words)).collect();
        let mut stands = |least: usize| {
            let long: Vec<Cow<'_, str>> =
                distinct.iter().filter(|words| words.len() >= least).map(|words| Cow::from(words.as_str())).collect();
            self.standing(path, &long, open)
        };
        stands(TELLING) > 1 || stands(PROOF) > 0
    }

    /// Finds a document by its text, or that of one of its articles.
    fn of_text(&mut self, text: &str, open: Open<'_>) -> Option<&'d String> {
        let documents = self.documents;
        // What says nothing is the text of none.
        let text = Some(solid(text)).filter(|text| !text.is_empty())?;
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
        known.get(&digest(&text)).copied()
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

/// Bytes of words that say which document they are from: three characters, or a word in Latin letters.
const TELLING: usize = 9;

/// Bytes of words that say by themselves which document they are from: six characters.
const PROOF: usize = 18;

/// The most characters of a part of a new path: less than 200 bytes.
const LONGEST: usize = 60;

fn digest(text: &str) -> String {
    crate::text::TextId::of(&solid(text)).to_string()
}

/// Returns the texts that a document may have gone out as.
fn all_renditions(document: &Document) -> Vec<Rendition> {
    let corrected = !document.layers().errata.is_empty();
    let errata = if corrected { &[Errata::None, Errata::Apply, Errata::Mark][..] } else { &[Errata::None] };
    let sources = [Sources::Page, Sources::Article];
    let each = |errata: &Errata| sources.map(|sources| renditions(document, sources, *errata));
    errata.iter().flat_map(each).flatten().collect()
}

/// Finds out whether a document has the text, itself or in one of its articles: byte for byte, else but for what nobody
/// reads.
fn same(path: &str, how: How, own: &Arc<Document>, open: Open<'_>) -> Option<Home> {
    let document = open(path)?;
    let mut all = all_renditions(&document);
    let (rendition, alignment) = match all.iter().position(|rendition| *rendition.text == *own.text) {
        Some(n) => (all.swap_remove(n), None),
        None => all.into_iter().find_map(|rendition| {
            let alignment = Alignment::new(&own.text, &rendition.text)?;
            Some((rendition, Some(alignment)))
        })?,
    };
    let (path, own) = (path.to_owned(), Some(Arc::clone(own)));
    Some(Home {
        path,
        document: Some(document),
        rendition: Some(rendition),
        own,
        alignment,
        new: false,
        how,
        folded: OnceCell::new(),
    })
}
