//! One page for a browser: the texts typeset, what is annotated in them, notes in the margin. It needs no network and
//! no script; tags are picked by what style sheets can tell.

mod indexed;

use crate::analysis::Counts;
use crate::annotation::On;
use crate::error::{Error, Result};
use crate::exchange::out::digest::cited;
use crate::exchange::out::dressed::{Dressed, TableCell, cells, inks, looks, stands_in, tables};
use crate::exchange::out::laid::{Mark, Sheet, lay};
use crate::exchange::out::rendition::{Errata, Sources};
use crate::exchange::{Bundle, Entry, Facet, Options, Written};
use crate::layout::Tables;
use crate::theme::Theme;
use crate::words::Words;
use askama::Template;
use indexed::{Memo, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

#[derive(Template)]
#[template(path = "page.html")]
struct Page {
    lang: &'static str,
    title: String,
    facts: String,
    total: usize,
    says: Says,
    colours: Vec<Colour>,
    tags: Vec<Tag>,
    /// The tags again: each at the top with those below it.
    families: Vec<Vec<Tag>>,
    memos: Vec<Memo>,
    articles: Vec<Article>,
    lost: Vec<Card>,
}

/// The words of the page itself.
struct Says {
    all: String,
    pick: String,
    tags: String,
    tag: String,
    definition: String,
    passages: String,
    codebook: String,
    lost: String,
    made: String,
}

/// Foreground and background of a slot, by day and by night.
struct Colour {
    light: (String, String),
    dark: (String, String),
}

struct Article {
    title: String,
    cite: String,
    memos: Vec<Memo>,
    /// Its headline is one of its rows.
    titled: bool,
    classes: String,
    rows: Vec<Row>,
}

struct Row {
    kind: &'static str,
    /// How it is set besides: close below the row above, without an indent.
    set: String,
    /// Who speaks and when, set pale.
    head: String,
    pieces: Vec<Piece>,
    cards: Vec<Card>,
}

struct Piece {
    text: String,
    /// The element that it stands in, if that is told by marks; `mark` is a mark itself.
    element: &'static str,
    /// A cell of a table begins with it: its width in 汉字, and at which side it stands.
    cell: String,
    /// A cell of a table ends with it.
    ends: bool,
    classes: String,
    id: String,
    refs: Vec<Ref>,
}

struct Ref {
    number: usize,
    classes: String,
}

struct Card {
    number: usize,
    classes: String,
    tags: Vec<Tag>,
    note: String,
    coder: String,
    quotation: String,
}

/// Writes the page.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let options = Options { errata: Some(options.errata.unwrap_or(Errata::Mark)), ..options.clone() };
    let (sheets, _) = lay(bundle, &options, Sources::Article, None);
    let setter = Setter { bundle, words, tags: tags(bundle, words) };
    let numbers: BTreeMap<uuid::Uuid, usize> =
        bundle.entries.iter().enumerate().map(|(n, entry)| (entry.annotation.id, n + 1)).collect();
    let shown = sheets.iter().filter(|sheet| !sheet.marks.is_empty() || bundle.of(sheet.source).is_empty());
    let articles: Vec<Article> = shown.map(|sheet| setter.article(sheet, &numbers)).collect();
    let left = sheets.len() - articles.len();
    let nowhere = bundle.entries.iter().filter(|entry| entry.spans.is_empty());
    let page = Page {
        lang: words.lang().name(),
        title: bundle.name.clone(),
        facts: setter.facts(),
        total: bundle.entries.len(),
        says: setter.says(),
        colours: colours(),
        lost: nowhere.map(|entry| setter.card(entry, &numbers)).collect(),
        tags: setter.tags.values().cloned().collect(),
        families: families(setter.tags.values()),
        memos: memos(bundle.memos(&|on| *on == On::Project), words),
        articles,
    };
    // Of articles and tags that are not shown.
    let shown =
        page.articles.iter().map(|article| article.memos.len()).chain(page.tags.iter().map(|tag| tag.memos.len()));
    let unseen = Facet::Memos.count(bundle).saturating_sub(page.memos.len() + shown.sum::<usize>());
    let mut page = page.render().map_err(Error::cause)?;
    page.push('\n');
    Ok(Written { beyond: vec![(Facet::Texts, left), (Facet::Memos, unseen)], ..Written::from(page.into_bytes()) })
}

fn memos(memos: Vec<(&str, &str)>, words: &Words) -> Vec<Memo> {
    let whose = |coder: &str| words.fill("export-memo", &[("coder", coder.to_owned())]);
    memos.into_iter().map(|(coder, text)| Memo { whose: whose(coder), text: text.to_owned() }).collect()
}

fn colours() -> Vec<Colour> {
    let [light, dark] = [false, true].map(Theme::tag_colours);
    light.into_iter().zip(dark).map(|(light, dark)| Colour { light, dark }).collect()
}

/// Returns the tags that are in use with those above them, by key, in the order of the tree.
fn tags(bundle: &Bundle, words: &Words) -> indexed::Tags {
    let codebook = bundle.codebook();
    let counts = Counts::of(codebook, bundle.entries.iter().map(|entry| &entry.annotation));
    let most = counts.values().map(|count| count.whole).max().unwrap_or(1).max(1);
    let tree = codebook.tree().into_iter().filter(|(_, tag)| counts.contains_key(&tag.key));
    let tag = |(n, (depth, tag)): (usize, (usize, &crate::annotation::Tag))| {
        let count = counts.get(&tag.key).map_or(0, |count| count.whole);
        let made = Tag {
            number: n + 1,
            depth: depth.min(4),
            label: tag.label(words.lang()).to_owned(),
            path: codebook.path(&tag.key, words.lang()),
            slot: tag.slot,
            count,
            share: count * 100 / most,
            definition: tag.definition.clone(),
            memos: memos(bundle.memos_on(&tag.key), words),
        };
        (tag.key.clone(), made)
    };
    tree.enumerate().map(tag).collect()
}

fn families<'t>(tags: impl Iterator<Item = &'t Tag>) -> Vec<Vec<Tag>> {
    let mut found: Vec<Vec<Tag>> = Vec::new();
    for tag in tags {
        match found.last_mut().filter(|_| tag.depth > 0) {
            Some(family) => family.push(tag.clone()),
            None => found.push(vec![tag.clone()]),
        }
    }
    found
}

struct Setter<'b> {
    bundle: &'b Bundle,
    words: &'b Words,
    tags: indexed::Tags,
}

impl Setter<'_> {
    fn says(&self) -> Says {
        let say = |key: &str| self.words.say(key);
        Says {
            all: say("page-all"),
            pick: say("page-pick"),
            tags: say("page-tags"),
            tag: say("page-tag"),
            definition: say("page-definition"),
            passages: say("page-passages"),
            codebook: say("page-codebook"),
            lost: say("page-lost"),
            made: say("page-made"),
        }
    }

    fn facts(&self) -> String {
        let articles: BTreeSet<(&str, usize)> =
            self.bundle.entries.iter().map(|entry| (entry.document.as_str(), entry.article)).collect();
        let coders: Vec<&str> = self.bundle.coders().into_iter().collect();
        self.words.fill(
            "page-facts",
            &[
                ("passages", self.bundle.entries.len().to_string()),
                ("articles", articles.len().to_string()),
                ("coders", coders.join(&self.words.say("list-comma"))),
            ],
        )
    }

    /// The classes by which an annotation is picked: its tags and those above them.
    fn picked(&self, entry: &Entry) -> Vec<String> {
        let codebook = self.bundle.codebook();
        let mut numbers = BTreeSet::new();
        for tag in entry.tags(codebook) {
            let mut at = Some(tag);
            while let Some(key) = at {
                let new = self.tags.get(key).is_some_and(|tag| numbers.insert(tag.number));
                at = codebook.get(key).filter(|_| new).and_then(|tag| codebook.above(tag));
            }
        }
        numbers.into_iter().map(|number| format!("t{number}")).collect()
    }

    fn card(&self, entry: &Entry, numbers: &BTreeMap<uuid::Uuid, usize>) -> Card {
        let own = entry.tags(self.bundle.codebook());
        Card {
            number: numbers.get(&entry.annotation.id).copied().unwrap_or_default(),
            classes: self.picked(entry).join(" "),
            tags: own.into_iter().filter_map(|tag| self.tags.get(tag).cloned()).collect(),
            note: entry.annotation.note.clone(),
            coder: entry.annotation.coder.clone(),
            quotation: entry.read(),
        }
    }

    fn article(&self, sheet: &Sheet<'_>, numbers: &BTreeMap<uuid::Uuid, usize>) -> Article {
        let number = sheet.article.unwrap_or_default();
        let mut picked: BTreeSet<String> = BTreeSet::new();
        picked.extend(sheet.marks.iter().flat_map(|mark| self.picked(mark.entry)));
        let rows = sheet.rendition.paragraphs().iter().enumerate().filter(|(_, range)| !range.is_empty());
        let tables = tables(sheet);
        let rows: Vec<Row> = rows.map(|(n, range)| self.row((sheet, &tables), n, range, numbers)).collect();
        Article {
            title: sheet.document.title(number).to_owned(),
            cite: cited(&self.bundle.book, sheet.document, (number, None), self.words),
            memos: memos(self.bundle.memos_of(sheet.document, number), self.words),
            titled: rows.iter().any(|row| row.kind == "title"),
            classes: picked.into_iter().collect::<Vec<_>>().join(" "),
            rows,
        }
    }

    fn row(
        &self,
        (sheet, tables): (&Sheet<'_>, &Tables),
        n: usize,
        range: &Range<usize>,
        numbers: &BTreeMap<uuid::Uuid, usize>,
    ) -> Row {
        let structure = &sheet.document.structure;
        let id = sheet.rendition.block(n);
        let block = id.and_then(|id| structure.block(id));
        let (set, quiet) = id.map_or_else(Default::default, |id| looks(structure, id));
        // Words that are annotated are not set pale.
        let first = sheet.marks.iter().flat_map(|mark| &mark.ranges).map(|r| r.start).filter(|at| *at >= range.start);
        let head = Some(range.start + quiet).filter(|end| *end <= range.end && first.min().is_none_or(|at| at >= *end));
        let head = range.start..head.unwrap_or(range.start);
        let (cells, inks) = (cells(sheet, tables, n, range), inks(sheet, range));
        // A row in cells has no pale head.
        let head = if cells.is_empty() { head } else { range.start..range.start };
        let range = &(head.end..range.end);
        let here: Vec<&Mark<'_>> = sheet
            .marks
            .iter()
            .filter(|mark| mark.ranges.iter().any(|r| r.start < range.end && range.start < r.end))
            .collect();
        let begins = |mark: &&Mark<'_>| {
            mark.before == 0 && mark.ranges.first().is_some_and(|first| range.contains(&first.start))
        };
        let cards = here.iter().copied().filter(begins).map(|mark| self.card(mark.entry, numbers)).collect();
        Row {
            kind: block.map_or("body", |block| block.kind.name()),
            set,
            head: sheet.slice(&head).to_owned(),
            pieces: self.pieces(sheet, range, (&here, &cells, &inks), numbers),
            cards,
        }
    }

    /// Cuts a paragraph wherever an annotation begins or ends.
    fn pieces(
        &self,
        sheet: &Sheet<'_>,
        range: &Range<usize>,
        (here, cells, inks): (&[&Mark<'_>], &[TableCell], &[Dressed]),
        numbers: &BTreeMap<uuid::Uuid, usize>,
    ) -> Vec<Piece> {
        let all = here.iter().flat_map(|mark| mark.ranges.iter().flat_map(|r| [r.start, r.end]));
        let mut borders: BTreeSet<usize> = all.filter(|at| range.contains(at)).collect();
        borders.extend([range.start, range.end]);
        borders.extend(cells.iter().flat_map(|cell| [cell.range.start, cell.range.end]));
        borders.extend(inks.iter().flat_map(|ink| [ink.range.start, ink.range.end]).filter(|at| range.contains(at)));
        let borders: Vec<usize> = borders.into_iter().collect();
        let mut pieces = Vec::new();
        for pair in borders.windows(2) {
            let &[start, end] = pair else { continue };
            let covers = |mark: &&&Mark<'_>| mark.ranges.iter().any(|r| r.start <= start && end <= r.end);
            let over: Vec<&&Mark<'_>> = here.iter().filter(covers).collect();
            let number = |mark: &Mark<'_>| numbers.get(&mark.entry.annotation.id).copied().unwrap_or_default();
            let begins = |mark: &&&&Mark<'_>| mark.before == 0 && mark.ranges.first().is_some_and(|r| r.start == start);
            let ends = |mark: &&&&Mark<'_>| mark.ranges.last().is_some_and(|r| r.end == end);
            let refs = over.iter().filter(ends);
            let refs =
                refs.map(|mark| Ref { number: number(mark), classes: self.picked(mark.entry).join(" ") }).collect();
            let id = over.iter().find(begins).map_or_else(String::new, |mark| format!("m{}", number(mark)));
            let text = sheet.slice(&(start..end)).to_owned();
            let element =
                stands_in(inks, &(start..end)).map_or("", |element| if element.is_empty() { "mark" } else { element });
            let cell = cells.iter().find(|cell| cell.range.start == start).map_or_else(String::new, TableCell::set);
            let ends = cells.iter().any(|cell| cell.range.end == end);
            pieces.push(Piece { text, element, cell, ends, classes: self.looks(&over), id, refs });
        }
        pieces
    }

    /// How annotated words look: behind them the colour of the first tag, below them that of the next.
    fn looks(&self, over: &[&&Mark<'_>]) -> String {
        if over.is_empty() {
            return String::new();
        }
        let codebook = self.bundle.codebook();
        let mut slots: Vec<u8> = Vec::new();
        for tag in over.iter().flat_map(|mark| mark.entry.tags(codebook)) {
            let slot = codebook.hue(tag).slot;
            if slot > 0 && !slots.contains(&slot) {
                slots.push(slot);
            }
        }
        let mut classes = vec!["m".to_owned()];
        match slots.as_slice() {
            [] => classes.push("plain".into()),
            [only] => classes.push(format!("c{only}")),
            [first, next, ..] => classes.extend([format!("c{first}"), format!("u{next}")]),
        }
        let picked: BTreeSet<String> = over.iter().flat_map(|mark| self.picked(mark.entry)).collect();
        classes.extend(picked);
        classes.join(" ")
    }
}
