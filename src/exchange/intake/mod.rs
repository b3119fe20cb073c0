//! What comes in, merged with what is there: matched by identity, else by document and place.

mod align;
pub mod codebook;
pub mod folded;
pub mod incoming;
pub mod loss;
mod marks;
mod names;
pub mod recognise;
pub mod records;
pub mod ruler;
mod said;
pub mod shape;
mod stand;
mod tags;
mod tally;
mod texts;
mod trees;
mod words;

pub use trees::{Trees, ambiguous};

use crate::annotation::{
    Annotation, Book, Change, Edit, IdSource, Memo, On, Part, State, apply, coder_name, difference, merge, place,
    verify,
};
use crate::error::{Error, Result};
use crate::exchange::common::guids;
use crate::files::Files;
use crate::library::is_inside;
use crate::text::Document;
use crate::text::source::{self, Extent};
use incoming::{Hangs, Incoming, Note, Text};
use jiff::Timestamp;
use loss::{At, Losses};
use names::How;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tally::{Known, Tally};
use texts::Home;

/// What is here already, and how to take in what comes.
pub struct Here<'a> {
    /// What the store holds.
    pub book: &'a Book,
    /// The documents of the library.
    pub documents: &'a [String],
    /// Gives the text of a document.
    pub open: &'a mut dyn FnMut(&str) -> Option<Arc<Document>>,
    /// The tag below which new ones land.
    pub parent: Option<String>,
    /// Who annotated what no one is named for.
    pub coder: String,
    /// The time.
    pub now: Timestamp,
    /// Where new identities come from.
    pub ids: &'a mut IdSource,
}

/// What is to be done to take something in.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// Documents that are new here: their paths in the library, and their texts.
    pub texts: Vec<(String, String)>,
    /// What changes in the store.
    pub changes: Vec<Change>,
    /// What happens, for people: keys of sentences and counts, those of 0 left out.
    pub report: Vec<(&'static str, usize)>,
    /// What the file holds that is not taken: likewise.
    pub losses: Vec<(&'static str, usize)>,
    /// Texts that were found to be documents of another name or path, or none: the key of the sentence that says how,
    /// the text's name, the document's path.
    pub matches: Vec<(&'static str, String, String)>,
    /// Where the first of these stand in the file, as far as that is known.
    pub places: BTreeMap<&'static str, Vec<At>>,
    /// The columns of a table that were not read.
    pub columns: Vec<String>,
    /// The keys of tags that were here before and that the file names.
    pub matched: BTreeSet<String>,
    /// How labels were parted, if some could be, and how many were.
    pub trees: Option<(Trees, usize)>,
    /// Nothing of the file could be taken in, nor is anything of it here.
    pub nothing: bool,
}

impl Intake {
    /// Returns the parts of the store that it changes.
    #[must_use]
    pub fn parts(&self) -> BTreeSet<Part> {
        self.changes.iter().map(Change::part).collect()
    }

    /// Writes the documents that are new, all of them or none; one that is there already is never written over.
    /// `place` says where a path of the library lies.
    ///
    /// # Errors
    /// There is such a file already, or one cannot be written.
    pub fn bring(&self, files: &dyn Files, place: &dyn Fn(&str) -> PathBuf) -> Result<()> {
        let texts: Vec<(PathBuf, &String)> = self.texts.iter().map(|(path, text)| (place(path), text)).collect();
        for (path, _) in &texts {
            if files.kind(path)?.is_some() {
                return Err(Error::data("error-exists").with("path", path.display()));
            }
        }
        for (n, (path, text)) in texts.iter().enumerate() {
            write(files, path, text).inspect_err(|_| {
                // What stays all the same is known by its text when the file is taken in again.
                texts.iter().take(n + 1).for_each(|(path, _)| drop(files.remove(path)));
            })?;
        }
        Ok(())
    }
}

/// Writes a text, and reads it again.
fn write(files: &dyn Files, path: &Path, text: &str) -> Result<()> {
    // A mark that belongs to the text stands behind one that does not.
    let mark = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    files.write(path, format!("{mark}{text}").as_bytes())?;
    let same = source::read(&path.to_string_lossy(), files.read(path)?, Extent::Whole, None).text == text;
    if same { Ok(()) } else { Err(Error::data("error-read-back").with("path", path.display())) }
}

/// Finds out what taking in a file would do. Nothing that is here is lost: what is here and what comes are merged as
/// two versions that were made apart, and what nobody can decide is kept beside what stands. `progress` is told how
/// many texts of all are done, and may stop it.
pub fn intake(mut incoming: Incoming, here: Here<'_>, progress: crate::exchange::Progress<'_>) -> Option<Intake> {
    let Here { book, documents, open, parent, coder, now, ids } = here;
    let mut opened: HashMap<String, Option<Arc<Document>>> = HashMap::new();
    let mut open = move |path: &str| opened.entry(path.to_owned()).or_insert_with(|| open(path)).clone();
    let apart = incoming.apart + marks::apart(&mut incoming.marks, &incoming.texts, incoming.whole);
    let mut tally = Tally { losses: incoming.losses, unsure: incoming.unsure, apart, ..Tally::default() };
    let mut theirs = incoming.book;
    let mut matches = relocate(&mut theirs, documents, &mut open, progress)?;
    rehome(&mut theirs, book);
    respace(&mut theirs, book, &mut open, &mut tally);
    look(&theirs, &mut open, &mut tally);
    let here = theirs.all().flat_map(|(path, list)| list.iter().filter_map(move |a| book.get(path, a.id)));
    tally.known.extend(here.map(|a| a.id));
    align::align(&mut theirs, &book.codebook, parent.as_deref());
    tags::below(&mut theirs.codebook, &book.codebook, parent.as_deref());
    let mut matched: BTreeSet<String> = theirs.codebook.all().map(|tag| tag.key.clone()).collect();
    // A list of annotations alone names its tags by their keys.
    matched.extend(theirs.all().flat_map(|(_, list)| list).flat_map(|a| a.tags.iter().cloned()));
    matched.retain(|key| book.codebook.get(key).is_some());
    let beneath = (parent.as_deref(), now);
    let tagged =
        tags::settle(&incoming.tags, incoming.separator.as_ref(), &book.codebook, &mut theirs.codebook, beneath);
    matched.extend(tagged.matched);
    tagged.before.into_iter().for_each(|tag| tally.base.codebook.set(&tag.key.clone(), Some(tag)));
    (0..tagged.unnamed).for_each(|_| tally.losses.add("loss-labels", None));
    let keys = tagged.keys;
    let told = incoming.tags.iter().any(|label| !label.of_marks);
    let words = texts::words(&incoming.texts, &incoming.marks);
    let homes = texts::find(&incoming.texts, words, documents, &mut open, progress)?;
    let desk = marks::Desk { book, coder: &coder, now, keys: &keys, counting: incoming.counting };
    marks::settle(&incoming.texts, &homes, incoming.marks, &desk, (ids, &mut theirs, &mut tally));
    tags::prune(&mut theirs, &tagged.made);
    theirs.attributes.extend(texts::attributes(incoming.cases, &homes));
    one_end(&mut theirs);
    let known = (coder.as_str(), now);
    incoming.memos.into_iter().for_each(|note| take_memo(note, &keys, &homes, known, &mut theirs));
    tags::complete(&mut theirs, &book.codebook, parent.as_deref(), now);
    matches.extend(texts::matches(&incoming.texts, &homes));
    let nothing = !told && theirs == Book::default();
    let (mut merged, kept) = merge(&tally.base, book, &theirs);
    tally.mended = mend(&mut merged, book, now);
    let changes = difference(book, &merged);
    let texts = texts::new(&homes);
    let report = report(&changes, &tally, (kept.0, texts.len()), &coder);
    let Losses { counts, places } = tally.losses;
    let losses = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    let nothing = nothing && texts.is_empty();
    let columns = incoming.columns;
    Some(Intake { texts, changes, report, losses, places, columns, matched, trees: tagged.trees, nothing, matches })
}

/// Mends the faults of a codebook that came in: missing parents, circles. Returns how many there were. A codebook that
/// had faults before is left to `check`.
fn mend(merged: &mut Book, before: &Book, now: Timestamp) -> usize {
    if !verify::tags(before, now).is_empty() {
        return 0;
    }
    let found = verify::tags(merged, now).into_iter().flat_map(|problem| problem.repair);
    let changes: Vec<Change> = found.filter(|change| matches!(change, Change::Tag(_))).collect();
    let count = changes.len();
    apply(merged, &Edit { changes, ..Edit::default() });
    count
}

/// Gives attributes the one end of a line that a table knows.
fn one_end(theirs: &mut Book) {
    let lines = |text: String| text.replace("\r\n", "\n").replace('\r', "\n");
    let said = std::mem::take(&mut theirs.attributes).into_iter();
    theirs.attributes = said.map(|((article, name), value)| ((article, lines(name)), lines(value))).collect();
}

/// Takes a memo in. Several of a coder's about one thing become one.
fn take_memo(
    note: Note,
    keys: &HashMap<String, String>,
    homes: &[Home],
    (coder, now): (&str, Timestamp),
    theirs: &mut Book,
) {
    let coder = note.coder.map_or_else(|| coder.to_owned(), |name| coder_name(&name));
    let on = match &note.on {
        Hangs::Project => Some(On::Project),
        Hangs::Tag(tag) => keys.get(tag).cloned().map(On::Tag),
        Hangs::Text(text) => homes.get(*text).filter(|home| is_inside(&home.path)).map(|home| {
            On::Article(home.about(|_, _, name| note.id == Some(guids::memo(&coder, &On::Article(name.clone())))))
        }),
    };
    let Some(on) = on else { return };
    let or_now = |time: Timestamp| if time == Timestamp::default() { now } else { time };
    let memo = Memo { created: or_now(note.memo.created), modified: or_now(note.memo.modified), ..note.memo };
    theirs.in_personal(&coder, |own| match own.memos.get_mut(&on) {
        Some(first) if first.text != memo.text => {
            first.text = format!("{}\n\n{}", first.text, memo.text);
            first.modified = first.modified.max(memo.modified);
        }
        Some(_) => {}
        None => drop(own.memos.insert(on, memo)),
    });
}

/// Finds annotations whose words are spaced otherwise here. One that is here already has its place.
fn respace(theirs: &mut Book, ours: &Book, open: &mut dyn FnMut(&str) -> Option<Arc<Document>>, tally: &mut Tally) {
    let mut found: Vec<(String, Annotation)> = Vec::new();
    for (path, list) in theirs.all() {
        let Some(document) = open(path) else { continue };
        let folded = OnceCell::new();
        let pages = words::Pages { document: &document, folded: &folded };
        let new = list.iter().filter(|a| ours.get(path, a.id).is_none());
        found.extend(new.filter_map(|a| Some((path.to_owned(), stand::respaced(a, pages)?))));
    }
    for (path, a) in found {
        tally.tell(["import-moved"], a.id);
        theirs.set(&path, a.id, Some(a));
    }
}

/// Counts how annotations that are told in this program's own terms stand in the texts here.
fn look(theirs: &Book, open: &mut dyn FnMut(&str) -> Option<Arc<Document>>, tally: &mut Tally) {
    for (path, list) in theirs.all() {
        let document = open(path);
        let placed = |a: &Annotation| document.as_deref().map_or(State::Lost, |document| place(a, document).state);
        list.iter().filter(|a| !a.target.spans.is_empty()).for_each(|a| tally.tell(stand::key(placed(a)), a.id));
    }
}

/// Documents that have another name here are known by their texts, else by what they are called or what was quoted from
/// them. Returns how they were found; nothing if `progress` stops it.
fn relocate(
    theirs: &mut Book,
    documents: &[String],
    open: &mut dyn FnMut(&str) -> Option<Arc<Document>>,
    progress: crate::exchange::Progress<'_>,
) -> Option<Vec<texts::Match>> {
    let known: BTreeSet<&String> = documents.iter().collect();
    let missing: Vec<String> = verify::documents(theirs).into_iter().filter(|path| !known.contains(path)).collect();
    if missing.is_empty() {
        return Some(Vec::new());
    }
    let ids: HashMap<_, _> = documents.iter().filter_map(|path| Some((open(path)?.id, path))).collect();
    let by_text: Vec<Option<String>> = missing
        .iter()
        .map(|path| {
            let targets = theirs.of(path).iter().map(|a| &a.target);
            let mut targets = targets.chain(theirs.overrides(path).iter().map(|o| &o.at.target));
            targets.find_map(|target| ids.get(&target.text)).map(|path| (*path).clone())
        })
        .collect();
    let texts: Vec<Text> = missing.iter().map(|path| Text { name: path.clone(), ..Text::default() }).collect();
    let quoted = |path: &String| theirs.of(path).iter().map(|a| Cow::Owned(a.quotation.text())).collect();
    let quoted = missing.iter().map(quoted).collect();
    let mut homes = texts::find(&texts, quoted, documents, open, progress)?;
    for ((path, home), known) in missing.iter().zip(&mut homes).zip(by_text) {
        if let Some(known) = known {
            *home = Home { path: known, how: How::Text, ..Home::default() };
        }
        if home.how.is_found() {
            let changes = verify::relink(theirs, path, &home.path);
            apply(theirs, &Edit { changes, ..Edit::default() });
        }
    }
    Some(texts::matches(&texts, &homes).collect())
}

/// An annotation that is here in another document is that one.
fn rehome(theirs: &mut Book, ours: &Book) {
    let known = Known::new(ours);
    let all = theirs.all().flat_map(|(path, list)| list.iter().map(move |a| (path.to_owned(), a.clone())));
    let away = all.filter_map(|(path, a)| {
        let (here, _) = known.by_id.get(&a.id).filter(|(here, _)| *here != path.as_str())?;
        Some((path, (*here).to_owned(), a))
    });
    let away: Vec<(String, String, Annotation)> = away.collect();
    for (path, here, a) in away {
        theirs.set(&path, a.id, None);
        theirs.set(&here, a.id, Some(a));
    }
}

fn report(
    changes: &[Change],
    tally: &Tally,
    (undecided, documents): (usize, usize),
    coder: &str,
) -> Vec<(&'static str, usize)> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for change in changes {
        let new = |before: bool, new: &'static str, changed: &'static str| if before { changed } else { new };
        let key = match change {
            Change::Annotation(c) => new(c.before.is_some(), "import-new", "import-changed"),
            // Two stores began the same codebook at two times: that is nothing to tell.
            Change::Tag(c) if c.before.as_ref().zip(c.after.as_ref()).is_some_and(|(a, b)| a.says_as(b)) => continue,
            Change::Tag(c) if c.before.is_some() && c.sides().0.is_none() => "import-tags-restored",
            Change::Tag(c) => new(c.before.is_some(), "import-tags-new", "import-tags-changed"),
            Change::Attribute(_) => "import-attributes",
            Change::Memo(_) => "import-memos",
            Change::Override(_) => "import-corrections",
            Change::Term(_) | Change::Progress(_) | Change::Quick(_) => "import-desk",
        };
        *counts.entry(key).or_default() += 1;
        let of_other =
            |c: &Change| matches!(c, Change::Annotation(c) if c.after.as_ref().is_some_and(|a| a.coder != coder));
        *counts.entry("import-others").or_default() += usize::from(of_other(change));
    }
    let changed = counts.get("import-changed").copied().unwrap_or_default();
    counts.insert("import-same", tally.known.len().saturating_sub(changed));
    counts.extend(tally.told.iter().map(|(key, annotations)| (*key, annotations.len())));
    *counts.entry("import-unsure").or_default() += tally.unsure;
    counts.insert("import-apart", tally.apart);
    counts.insert("import-mended", tally.mended);
    counts.insert("import-undecided", undecided);
    counts.insert("import-documents", documents);
    REPORTED.iter().filter_map(|key| Some((*key, *counts.get(key)?))).filter(|(_, count)| *count > 0).collect()
}

/// What is reported, in this order.
const REPORTED: [&str; 21] = [
    "import-documents",
    "import-new",
    "import-changed",
    "import-others",
    "import-same",
    "import-moved",
    "import-alone",
    "import-approximate",
    "import-ambiguous",
    "import-lost",
    "import-unsure",
    "import-apart",
    "import-tags-new",
    "import-tags-changed",
    "import-tags-restored",
    "import-attributes",
    "import-memos",
    "import-corrections",
    "import-desk",
    "import-mended",
    "import-undecided",
];
