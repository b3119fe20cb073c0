//! The articles of a text as it is read now, and what was said of articles when it was read otherwise.
//!
//! A newer version of the program may find other articles in the same text: two where there was one, one where there
//! were two, another title. What hangs on an article is kept under the name that it had, and found again by where that
//! stands. Nothing is moved by looking: a version that reads the text as before finds everything as it was, two
//! programs never move the same thing to and fro, and a merge has nothing moved to meet with what was not.

pub mod former;

use super::{ArticleName, BESIDE, Book, Memo, On, Progress, Progresses};
use crate::text::{Document, Kind, TextId};
use crate::units::{Byte, Char, CharSpan};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Articles that are named; a text of more chapters names no further ones.
pub(super) const MOST: usize = 2000;

/// The articles of a text as it is read now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Articles {
    text: TextId,
    /// From number 1.
    list: Vec<Known>,
    /// The runs of parts of one article, in the order of the source, each up to the next; 0 is the page.
    runs: Vec<(CharSpan, usize)>,
    /// How lines begin, as far as names of articles go, and where; sorted. Any of them may have begun an article.
    heads: Vec<(u64, Char)>,
}

/// What is known of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    name: ArticleName,
    /// The ranges that are to be read before it is done: all but what only names who wrote it and where.
    text: Vec<CharSpan>,
    /// Where its running text begins.
    body: Char,
}

/// What is said of an article by an attribute: under which name and attribute it is kept, and the value.
pub type Said<'a> = (&'a ArticleName, &'a str, &'a str);

/// How the name of an article stands in an article of the text at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// It is its name.
    Own,
    /// It stands above its text: the same article had another name.
    Head,
    /// It stands within: another article began there.
    Inside,
}

impl Articles {
    /// Finds the articles of a document; those of a head are not known.
    pub fn of(document: &Document) -> Self {
        if !document.whole {
            return Self::default();
        }
        let count = document.structure.articles.len().min(MOST);
        let known =
            |number: usize| Known { name: ArticleName::of(document, number), text: Vec::new(), body: Char(usize::MAX) };
        let mut articles = Self { text: document.id, list: (1..=count).map(known).collect(), ..Self::default() };
        let char = |at: Byte| document.offsets().char(&document.text, at);
        let mut before = None;
        for (id, part) in document.structure.parts() {
            let Some(block) = document.structure.block(id) else { continue };
            let span = CharSpan::new(char(part.span.start), char(part.span.end));
            articles.run(span, block.article);
            articles.heads.push((digest(ArticleName::words(document.slice(part.span))), span.start));
            let counts = !matches!(block.kind, Kind::Kicker | Kind::Byline | Kind::Rubric | Kind::Credit | Kind::Other);
            let known = block.article.checked_sub(1).and_then(|n| articles.list.get_mut(n));
            let Some(known) = known.filter(|_| counts) else {
                before = None;
                continue;
            };
            if !block.kind.is_heading() {
                known.body = known.body.min(span.start);
            }
            match known.text.last_mut().filter(|_| before == Some(block.article)) {
                Some(last) => last.end = span.end,
                None => known.text.push(span),
            }
            before = Some(block.article);
        }
        articles.heads.sort_unstable();
        articles
    }

    /// Adds a part to the runs.
    fn run(&mut self, span: CharSpan, article: usize) {
        if let Some((last, of)) = self.runs.last_mut() {
            // White space belongs to what stands above it.
            last.end = if *of == article { span.end } else { span.start };
            if *of == article {
                return;
            }
        }
        self.runs.push((span, article));
    }

    /// Returns the name of an article by its number, from 1.
    pub fn name(&self, number: usize) -> Option<&ArticleName> {
        self.list.get(number.checked_sub(1)?).map(|known| &known.name)
    }

    /// Returns what of the text an article is, to be kept with its being read; none if that is not known.
    pub fn stretch(&self, number: usize) -> Option<ArticleName> {
        let mut spans: Vec<CharSpan> = Vec::new();
        let mut last = 0;
        // What belongs to no article, and stands within one, was passed over with it.
        for (span, article) in self.runs.iter().filter(|(_, article)| *article > 0) {
            if *article == number {
                match spans.last_mut().filter(|_| last == number) {
                    Some(before) => before.end = span.end,
                    None => spans.push(*span),
                }
            }
            last = *article;
        }
        let name = self.name(number)?;
        (!spans.is_empty()).then(|| ArticleName::stretch(&name.document, self.text, spans))
    }

    /// Returns the number of the article that a name stands for: where it stands in the same text; in another the
    /// nearest that begins with the same words, else in which a line begins with them. 0 is the document itself.
    pub fn number(&self, name: &ArticleName) -> Option<usize> {
        if name.is_whole() {
            return Some(0);
        }
        self.place(name).map(|(number, _)| number)
    }

    fn place(&self, name: &ArticleName) -> Option<(usize, Place)> {
        let start = name.at.target.start();
        let own = |number: usize| self.name(number) == Some(name);
        let standing = |at: Char| {
            let n = self.runs.partition_point(|(span, _)| span.end <= at);
            let (_, number) = self.runs.get(n).copied().filter(|(_, number)| *number > 0)?;
            let body = self.list.get(number - 1).map_or(Char(0), |known| known.body);
            let place = match () {
                () if own(number) => Place::Own,
                () if at <= body => Place::Head,
                () => Place::Inside,
            };
            Some((number, place))
        };
        if name.at.target.text == self.text {
            return standing(start);
        }
        let away = |at: Char| at.0.abs_diff(start.0);
        let words = &name.at.quotation.exact;
        let same = (1..).zip(&self.list).filter(|(_, known)| known.name.at.quotation.exact == *words);
        let near = same.min_by_key(|(_, known)| away(known.name.at.target.start()));
        near.map(|(number, _)| (number, Place::Own)).or_else(|| {
            let digest = digest(words.first()?);
            let first = self.heads.partition_point(|(other, _)| *other < digest);
            let alike = self.heads.get(first..)?.iter().take_while(|(other, _)| *other == digest);
            standing(alike.map(|(_, at)| *at).min_by_key(|at| away(*at))?)
        })
    }

    /// Returns how far each article has been read, by its number, by what a coder has kept.
    ///
    /// It is done only if all was that stood in it; of what was kept without its length, if it has the same name still,
    /// or had another one above the same text, and nothing in the book names another article within.
    pub fn read(&self, document: &str, kept: &Progresses, book: &Book) -> BTreeMap<usize, Progress> {
        let mut covered = Vec::new();
        let mut found: BTreeMap<usize, Vec<(Progress, Place, &ArticleName)>> = BTreeMap::new();
        for (name, state) in of(document, kept) {
            if !name.is_stretch() {
                if let Some((number, place)) = self.place(name).filter(|_| !name.is_whole()) {
                    found.entry(number).or_default().push((*state, place, name));
                }
            } else if name.at.target.text == self.text && *state == Progress::Done {
                covered.extend(name.at.target.spans.iter().copied());
            }
        }
        let covered = united(covered);
        let of_memos = book.personal.values().flat_map(|own| own.memos.keys()).filter_map(On::article);
        let of_memos = of_memos.filter(|name| *name.document == *document);
        let said = of(document, &book.attributes).map(|((name, _), _)| name).chain(of_memos);
        let unread = said.filter(|name| kept.get(*name) != Some(&Progress::Done));
        let unread = unread.filter_map(|name| self.place(name).filter(|(_, place)| *place == Place::Inside));
        let unread: BTreeSet<usize> = unread.map(|(number, _)| number).collect();
        let numbers = 1..=self.list.len();
        let found = |number: &usize| found.get(number).map_or(&[][..], Vec::as_slice);
        let state = |number| self.state(number, (found(&number), unread.contains(&number)), &covered);
        numbers.filter_map(|number| Some((number, state(number)?))).collect()
    }

    fn state(
        &self,
        number: usize,
        (found, unread): (&[(Progress, Place, &ArticleName)], bool),
        covered: &[CharSpan],
    ) -> Option<Progress> {
        let known = self.list.get(number - 1)?;
        let (some, all) = coverage(&known.text, covered);
        // What was kept without its length says nothing of where it ended: it stands for what it heads.
        let told = |name: &ArticleName| {
            let start = name.at.target.start();
            name.at.target.text == self.text && covered.iter().any(|span| span.start <= start && start < span.end)
        };
        let done = !unread && found.iter().any(|(_, place, name)| *place != Place::Inside && !told(name));
        Some(match () {
            () if found.iter().any(|(state, ..)| *state == Progress::Reading) => Progress::Reading,
            () if all => Progress::Done,
            () if done => Progress::Done,
            () if some || !found.is_empty() => Progress::Reading,
            () => return None,
        })
    }

    /// Returns the names under which a coder keeps how far an article was read, its own first.
    pub fn names_in<'a>(
        &'a self,
        number: usize,
        document: &'a str,
        kept: &'a Progresses,
    ) -> impl Iterator<Item = (&'a ArticleName, Progress)> {
        let names = of(document, kept).filter(|(name, _)| !name.is_stretch() && !name.is_whole());
        names.filter(move |(name, _)| self.number(name) == Some(number)).map(|(name, state)| (name, *state))
    }

    /// Returns what a coder's memos about an article hang on: its own name first, then those of articles that stood
    /// in it.
    pub fn memos<'a>(
        &'a self,
        number: usize,
        document: &'a str,
        memos: &'a BTreeMap<On, Memo>,
    ) -> impl Iterator<Item = (&'a On, &'a Memo)> {
        let own = move |on: &On| matches!(on, On::Article(name) if Some(name) == self.name(number));
        let other = move |on: &On| match on {
            On::Article(name) => *name.document == *document && self.number(name) == Some(number),
            _ => false,
        };
        let first = memos.iter().filter(move |(on, _)| own(on));
        first.chain(memos.iter().filter(move |(on, _)| !own(on) && other(on)))
    }

    /// Returns the value of an attribute of an article.
    pub fn value<'a>(&self, number: usize, document: &str, book: &'a Book, attribute: &str) -> Option<&'a str> {
        let all = || of(document, &book.attributes).filter(|((_, name), _)| name == attribute);
        let own = all().find(|((name, _), _)| Some(name) == self.name(number));
        let other = || all().find(|((name, _), _)| self.number(name) == Some(number));
        own.or_else(other).map(|(_, value)| value.as_str())
    }

    /// Returns what is said of an article, by attribute. The same value stands once; another value of the same attribute,
    /// of an article that stood in this one, has a sign behind its attribute, as after merges.
    pub fn said<'a>(&'a self, number: usize, document: &str, book: &'a Book) -> BTreeMap<String, Said<'a>> {
        let names = || of(document, &book.attributes).filter(|((name, _), _)| self.number(name) == Some(number));
        let own = |name: &ArticleName| Some(name) == self.name(number) || number == 0;
        let first = names().filter(|((name, _), _)| own(name));
        let all = first.chain(names().filter(|((name, _), _)| !own(name)));
        together(all.map(|((name, attribute), value)| (name, attribute.as_str(), value.as_str())))
    }
}

/// Puts together what is said under several names.
pub fn together<'a>(all: impl Iterator<Item = Said<'a>>) -> BTreeMap<String, Said<'a>> {
    let mut found: BTreeMap<String, Said<'a>> = BTreeMap::new();
    for (name, attribute, value) in all {
        let mut shown = attribute.to_owned();
        while found.get(&shown).is_some_and(|(_, _, other)| *other != value) {
            shown.push(BESIDE);
        }
        found.entry(shown).or_insert((name, attribute, value));
    }
    found
}

/// Something that is kept under the name of an article.
pub trait Named: Ord {
    /// Returns the least of a document.
    fn first(document: &str) -> Self;
    /// Returns the name.
    fn name(&self) -> &ArticleName;
}

impl Named for ArticleName {
    fn first(document: &str) -> Self {
        Self::whole(document)
    }

    fn name(&self) -> &ArticleName {
        self
    }
}

impl Named for (ArticleName, String) {
    fn first(document: &str) -> Self {
        (ArticleName::whole(document), String::new())
    }

    fn name(&self) -> &ArticleName {
        &self.0
    }
}

/// Returns what is kept under the names of a document and its articles.
pub fn of<'a, K: Named, T>(document: &str, kept: &'a BTreeMap<K, T>) -> impl Iterator<Item = (&'a K, &'a T)> {
    let document = document.to_owned();
    kept.range(K::first(&document)..).take_while(move |(key, _)| key.name().document == document)
}

fn digest(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Returns ranges as they are together: rising, none touching the next.
fn united(mut spans: Vec<CharSpan>) -> Vec<CharSpan> {
    spans.sort();
    let mut found: Vec<CharSpan> = Vec::new();
    for span in spans {
        match found.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => found.push(span),
        }
    }
    found
}

/// Tells whether some, and whether all of some ranges is covered.
fn coverage(text: &[CharSpan], covered: &[CharSpan]) -> (bool, bool) {
    let of = |span: &CharSpan| {
        let n = covered.partition_point(|c| c.end <= span.start);
        let first = covered.get(n);
        let some = first.is_some_and(|c| c.start < span.end);
        (some, first.is_some_and(|c| c.start <= span.start && span.end <= c.end))
    };
    let each = text.iter().map(of);
    each.fold((false, !text.is_empty()), |(some, all), (one, whole)| (some || one, all && whole))
}

#[cfg(test)]
mod tests;
