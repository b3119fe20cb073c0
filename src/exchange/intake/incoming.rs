//! What a file of another tool holds, before it is known what of it is new here.

use crate::annotation::{Book, Memo, Tag};
use crate::exchange::Member;
use crate::exchange::common::cells::line_of;
use crate::exchange::common::taxonomy::Separator;
use crate::exchange::intake::loss::{At, Losses};
use crate::text::offsets::Offsets;
use jiff::Timestamp;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::{Deref, Range};
use uuid::Uuid;

/// How the offsets of a file count, as far as that is known: words that stand at them count more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counting {
    /// In units of UTF-16, else in code points.
    pub utf16: bool,
    /// CRLF counts once, else as it stands there.
    pub once: bool,
    /// Neither the format nor the file tells.
    pub guessed: bool,
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    /// What is told in this program's own terms.
    pub book: Book,
    /// The texts that it speaks of.
    pub texts: Listed<Text>,
    /// The tags that it names, those above before those below.
    pub tags: Listed<Label>,
    /// The annotations.
    pub marks: Vec<Mark>,
    /// What is said of texts.
    pub cases: Vec<Case>,
    /// Memos.
    pub memos: Vec<Note>,
    /// How offsets count.
    pub counting: Counting,
    /// What parts its labels into those of a tree, if that is known; else they tell it themselves.
    pub separator: Option<Separator>,
    /// How many places could be read in two ways.
    pub unsure: usize,
    /// What it holds that is not taken.
    pub losses: Losses,
    /// The columns of a table that are not read.
    pub columns: Vec<String>,
    /// Each record tells a whole annotation: two of one identity that differ are two.
    pub whole: bool,
    /// How many records have the identity of another.
    pub apart: usize,
}

impl Incoming {
    /// Returns the codebook alone.
    #[must_use]
    pub fn only_codebook(self) -> Self {
        let mut book = Book::default();
        book.codebook = self.book.codebook;
        Self {
            book,
            tags: self.tags,
            separator: self.separator,
            losses: self.losses,
            columns: self.columns,
            ..Self::default()
        }
    }

    /// Adds the tag of a row of a codebook; a row that says something of none is counted.
    pub fn code(&mut self, written: &str, about: Tag, row: &csv::StringRecord) {
        if !written.trim().is_empty() {
            let written = written.trim().to_owned();
            self.tags.push(Label { id: format!("\0{written}"), written, about, ..Label::default() });
        } else if row.iter().any(|cell| !cell.trim().is_empty()) {
            self.lose_at("loss-nameless", line_of(row));
        }
    }

    /// Adds the tag of a row of a codebook that tells what stands above it.
    pub fn code_at(&mut self, path: Vec<String>, about: Tag, row: &csv::StringRecord) {
        if path.last().is_some_and(|label| !label.is_empty()) {
            let id = path.join("\0");
            self.tags.push(Label { id, path, about, ..Label::default() });
        } else {
            self.lose_at("loss-nameless", line_of(row));
        }
    }

    /// Returns the place of a text of that name, which is added if there is none.
    pub fn text(&mut self, name: &str) -> usize {
        let known = self.texts.find(name);
        known.unwrap_or_else(|| self.texts.push(Text { name: name.to_owned(), ..Text::default() }))
    }

    /// Returns the place of the text of a file of layers, and who made them if the file tells: `INCEpTION` puts what
    /// each person made of a text into a folder of that text's name. A `title` names the text otherwise.
    pub fn layer(&mut self, path: &str, title: Option<&str>, content: &str) -> (usize, Option<String>) {
        let parts: Vec<&str> = path.split('/').collect();
        let of_person = match parts.as_slice() {
            [.., "annotation" | "curation", document, person] => Some((*document, stem(person))),
            _ => None,
        };
        let title = title.filter(|title| !title.trim().is_empty());
        let name = of_person.map(|(document, _)| document).or(title).unwrap_or(stem(path));
        let name = if name.to_lowercase().ends_with(".txt") { name.to_owned() } else { format!("{name}.txt") };
        let known = self.texts.find(&name);
        let known = known.filter(|n| self.texts.get(*n).and_then(|text| text.content.as_deref()) == Some(content));
        let text = || Text { name, id: None, content: Some(content.to_owned()) };
        let place = match known {
            Some(place) => place,
            None => self.texts.push(text()),
        };
        (place, of_person.map(|(_, person)| person.to_owned()).filter(|person| person != "INITIAL_CAS"))
    }

    /// Returns how marks name the tag of a path, which is added if there is none.
    pub fn tag(&mut self, path: &[String]) -> String {
        let id = path.join("\0");
        if self.tags.find(&id).is_none() {
            self.tags.push(Label { id: id.clone(), path: path.to_vec(), of_marks: true, ..Label::default() });
        }
        id
    }

    /// Returns how marks name the tag of a label as the file writes it, which is added if there is none; nothing for
    /// an empty one.
    pub fn label(&mut self, written: &str) -> Option<String> {
        let written = written.trim();
        let id = format!("\0{written}");
        if !written.is_empty() && self.tags.find(&id).is_none() {
            let label = Label { id: id.clone(), written: written.to_owned(), of_marks: true, ..Label::default() };
            self.tags.push(label);
        }
        (!written.is_empty()).then_some(id)
    }
}

/// Leaves out what `INCEpTION` began with, where there is what somebody made of it.
pub fn without_initial(members: Vec<Member>) -> Vec<Member> {
    let parted = |path: &str| path.rsplit_once('/').map(|(folder, name)| (folder.to_owned(), stem(name).to_owned()));
    let made = |name: &str| !matches!(name, "INITIAL_CAS" | "TypeSystem");
    let parts = members.iter().filter_map(|(path, _)| parted(path));
    let folders: BTreeSet<String> = parts.filter(|(_, name)| made(name)).map(|(folder, _)| folder).collect();
    let begun =
        |path: &str| parted(path).is_some_and(|(folder, name)| name == "INITIAL_CAS" && folders.contains(&folder));
    members.into_iter().filter(|(path, _)| !begun(path)).collect()
}

/// Returns a path without its extension.
pub fn stem(path: &str) -> &str {
    let cut = path.rsplit_once('.').filter(|(stem, extension)| !stem.is_empty() && !extension.contains('/'));
    cut.map_or(path, |(stem, _)| stem)
}

/// What marks refer to by a name.
pub trait Named {
    /// Returns the name.
    fn name(&self) -> &str;
}

/// A list in which things are found by their names.
#[derive(Clone, Debug)]
pub struct Listed<T> {
    list: Vec<T>,
    /// The first place of each name.
    places: HashMap<String, usize>,
}

impl<T: Named> Listed<T> {
    /// Adds something; returns its place.
    pub fn push(&mut self, item: T) -> usize {
        let place = self.list.len();
        self.places.entry(item.name().to_owned()).or_insert(place);
        self.list.push(item);
        place
    }

    /// Returns the first place of a name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { list: Vec::new(), places: HashMap::new() }
    }
}

impl<T> Deref for Listed<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.list
    }
}

impl Named for Text {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Named for Label {
    fn name(&self) -> &str {
        &self.id
    }
}

/// A text.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Its name: the path of a document, or what the tool calls it.
    pub name: String,
    /// Its identity.
    pub id: Option<Uuid>,
    /// The text, if the file holds it, as it stands there: with a byte order mark and line ends of any sort.
    pub content: Option<String>,
}

/// What is said of a document, or of some texts.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Its identity: it tells whether this program has said it of a whole document.
    pub id: Option<Uuid>,
    /// Names and values.
    pub values: BTreeMap<String, String>,
    /// The places of the texts.
    pub texts: Vec<usize>,
}

/// A memo.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its identity: it tells what it hangs on, if this program has written it.
    pub id: Option<Uuid>,
    /// Who wrote it, if that is told.
    pub coder: Option<String>,
    /// What it hangs on.
    pub on: Hangs,
    /// The memo; without a time it is new.
    pub memo: Memo,
}

/// What a memo hangs on.
#[derive(Clone, Debug)]
pub enum Hangs {
    /// The whole project.
    Project,
    /// A tag, as marks name it.
    Tag(String),
    /// A text, by its place.
    Text(usize),
}

/// A tag.
#[derive(Clone, Debug, Default)]
pub struct Label {
    /// How marks name it.
    pub id: String,
    /// Its label behind those of the tags above it.
    pub path: Vec<String>,
    /// What the file writes: the label, or a path that is still to be taken apart; it goes on where `path` ends.
    pub written: String,
    /// Its key, if the file tells that.
    pub key: Option<String>,
    /// The file tells where it belongs: one that is here is moved there.
    pub placed: bool,
    /// Marks alone name it: without one that is taken there is no such tag.
    pub of_marks: bool,
    /// How marks would name the tag above it, if the file tells tags apart by more than their paths.
    pub above: Option<String>,
    /// Its identity.
    pub uuid: Option<Uuid>,
    /// What is said of it beside its name: what is empty was not said.
    pub about: Tag,
}

/// How the words of an annotation were told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Quoted {
    /// Not at all.
    #[default]
    Not,
    /// By words that may be the quotation, or something else: they serve to find out the unit of the offsets.
    Perhaps(String),
    /// By the quotation, its pieces one after the other: it counts more than offsets.
    Words(Vec<String>),
}

impl Quoted {
    /// A quotation of one piece; none if it is empty.
    pub fn words(words: String) -> Self {
        if words.is_empty() { Self::Not } else { Self::Words(vec![words]) }
    }

    /// Returns the words as they are read, one piece behind the other.
    pub fn told(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Not => None,
            Self::Perhaps(words) => Some(Cow::Borrowed(words)),
            Self::Words(pieces) => match pieces.as_slice() {
                [one] => Some(Cow::Borrowed(one)),
                pieces => Some(Cow::Owned(pieces.concat())),
            },
        }
    }
}

/// A text as a file holds it, and how its offsets count.
pub struct Ruled<'t> {
    text: &'t str,
    offsets: Offsets,
}

impl<'t> Ruled<'t> {
    /// Rules a text by code points, or by units of UTF-16.
    pub fn new(text: &'t str, utf16: bool) -> Self {
        Self { text, offsets: Offsets::of(text, utf16) }
    }

    /// Returns the words that stand at offsets: they lead to the place where the text here is another.
    pub fn words(&self, range: &Range<usize>) -> Option<String> {
        let place = |at: usize| self.offsets.place(self.text, at);
        let words = self.text.get(place(range.start)?..place(range.end)?)?;
        (!words.trim().is_empty()).then(|| words.to_owned())
    }
}

/// An annotation.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    /// Its identity, if it is one that stays.
    pub id: Option<Uuid>,
    /// Its ranges: the text's place in the list, and offsets in whatever unit the tool counts. None: the text as a
    /// whole, or, with a quotation, wherever that stands.
    pub pieces: Vec<(usize, Range<usize>)>,
    /// The text that it is about if it has no ranges.
    pub text: usize,
    /// Its words.
    pub quoted: Quoted,
    /// What stands before it.
    pub prefix: String,
    /// What stands behind it.
    pub suffix: String,
    /// How its tags are named.
    pub tags: Vec<String>,
    /// The note, if the format has notes.
    pub note: Option<String>,
    /// Who made it.
    pub coder: Option<String>,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
    /// The format cuts ranges at line ends: they are put together again.
    pub cut: bool,
    /// Where it stands in the file, if that is known.
    pub at: Option<At>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_began_with_goes_where_something_was_made_of_it() {
        let names = ["annotation/a.txt/INITIAL_CAS.xmi", "annotation/a.txt/甲.xmi", "annotation/b.txt/INITIAL_CAS.xmi"];
        let left = without_initial(names.map(|name| (name.to_owned(), Vec::new())).to_vec());
        assert_eq!(left.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), names[1..]);
    }
}
