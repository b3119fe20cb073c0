//! The passages: what is annotated, by article, tag, coder or time, with words of context; acted on in place.

mod acts;
mod blocks;

use super::popups::typed::{Field, Of};
pub use acts::{delete, example, go, mark, mark_all, retag, retagged, subjects, text};
pub use blocks::{Block, arrange};

use super::stage::{self, Place, View};
use super::{App, shelf};
use crate::analysis::{Case, Coding, Filter, beside, overlap, pairs as count_pairs, tagged};
use crate::annotation::{Annotation, State, Survey, Target};
use crate::text::offsets::first_chars;
use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// How passages are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By article.
    #[default]
    Article,
    /// By tag: one with several stands under each.
    Tag,
    /// By coder.
    Coder,
    /// By day, the last first.
    Day,
}

impl Order {
    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Article => "passages-by-article",
            Self::Tag => "passages-by-tag",
            Self::Coder => "passages-by-coder",
            Self::Day => "passages-by-day",
        }
    }
}

/// A passage in the list. It stays until the screen is left, whatever becomes of the annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its document.
    pub document: String,
    /// The annotation as it was when it was listed.
    pub listed: Annotation,
    /// The group it stands in.
    pub group: String,
    /// The tag it is listed under.
    pub tag: Option<String>,
}

/// The passages.
pub struct Passages {
    /// The chosen one.
    pub place: Place,
    /// All that are listed.
    pub entries: Vec<Entry>,
    /// Those that are marked.
    pub marked: BTreeSet<Uuid>,
    /// What they are filtered by.
    pub filter: String,
    /// How they are grouped.
    pub order: Order,
    /// Code points of context at both sides.
    pub context: usize,
    /// A document was not surveyed when they were listed: its order was not known.
    pub waits: bool,
    /// Those to be seen.
    pub blocks: Vec<Block>,
    /// Where tags that meet are asked for: how many pairs are listed.
    pub pairs: Option<usize>,
}

impl Default for Passages {
    fn default() -> Self {
        Self {
            place: Place::default(),
            entries: Vec::new(),
            marked: BTreeSet::new(),
            filter: String::new(),
            order: Order::default(),
            context: CONTEXT[1],
            waits: false,
            blocks: Vec::new(),
            pairs: None,
        }
    }
}

/// The context that is kept with an annotation, in code points, in steps that `+` and `-` take.
const CONTEXT: [usize; 3] = [0, 12, 32];

/// Opens the passages.
pub fn open(app: &mut App) {
    list(app);
    stage::show(app, View::Passages);
    if app.stage.passages.entries.is_empty() && app.stage.passages.filter.is_empty() {
        app.notice("notice-no-passages");
    }
}

/// Opens the passages of a tag.
pub fn of_tag(app: &mut App, key: &str) {
    let filter = tagged(&app.desk.book.codebook, key, app.face.words.lang());
    of(app, filter);
}

/// Opens the passages where two tags meet; of a tag and itself those that carry it.
pub fn of_pair(app: &mut App, a: &str, b: &str) {
    let filter = overlap(&app.desk.book.codebook, a, b, app.face.words.lang());
    of(app, filter);
}

fn of(app: &mut App, filter: String) {
    app.stage.passages.filter = filter;
    app.stage.passages.place = Place::default();
    list(app);
    stage::show(app, View::Passages);
}

/// Tells whether a filter wants an annotation.
fn takes(app: &App, filter: &Filter, document: &str, annotation: &Annotation) -> bool {
    let beside = || {
        let own = |other: &&Annotation| other.coder == annotation.coder && other.id != annotation.id;
        let near = app.desk.book.of(document).iter().filter(own);
        let target = |a| target(app, document, a);
        near.filter(|other| target(annotation).shared(target(other)) > 0).collect()
    };
    takes_beside(app, filter, (document, annotation), &beside)
}

/// Tells whether a filter wants an annotation; `beside` gives the others of its coder that share text with it.
fn takes_beside<'a>(
    app: &'a App,
    filter: &Filter,
    (document, annotation): (&str, &'a Annotation),
    beside: &dyn Fn() -> Vec<&'a Annotation>,
) -> bool {
    let survey = app.shelf.survey(document);
    let standing = survey.and_then(|survey| {
        let standing = survey.places.get(&annotation.id)?;
        Some((*standing, standing.article.checked_sub(1).and_then(|n| survey.names.get(n))))
    });
    let state = standing.map_or(State::InPlace, |(standing, _)| standing.state);
    let whole = crate::annotation::ArticleName::whole(document);
    let attribute = |name: &str| {
        let of = |article| app.desk.book.attributes_of(article).find(|(n, _)| *n == name).map(|(_, v)| v.to_owned());
        standing.and_then(|(_, article)| of(article?)).or_else(|| of(&whole))
    };
    let beside = || beside();
    filter.takes(&Case { annotation, state, attribute: &attribute, beside: &beside }, &app.desk.book.codebook)
}

/// Returns those annotations of a document that a filter wants and `seen` lets through, in their order.
pub fn wanted<'a>(
    app: &'a App,
    filter: &Filter,
    document: &str,
    seen: &dyn Fn(&Annotation) -> bool,
) -> Vec<&'a Annotation> {
    let list = app.desk.book.of(document);
    let survey = app.shelf.survey(document);
    // Which annotations stand beside which is found once for all, and only if the filter asks for it.
    let near = LazyCell::new(|| beside(&list.iter().map(|a| (a, stands(survey, a))).collect::<Vec<_>>()));
    let takes = |n: usize, a: &'a Annotation| {
        takes_beside(app, filter, (document, a), &|| near.get(n).cloned().unwrap_or_default())
    };
    list.iter().enumerate().filter(|(n, a)| seen(a) && takes(*n, a)).map(|(_, a)| a).collect()
}

/// Returns where an annotation stands in the text at hand, as far as that is known; else where it was written for.
pub fn target<'a>(app: &'a App, document: &str, annotation: &'a Annotation) -> &'a Target {
    stands(app.shelf.survey(document), annotation)
}

fn stands<'a>(survey: Option<&'a Survey>, annotation: &'a Annotation) -> &'a Target {
    survey.map_or(&annotation.target, |survey| survey.target(annotation))
}

/// Counts the pairs among those listed that a filter asks for, if it asks for tags that meet.
fn pairs(app: &App, filter: &Filter) -> Option<usize> {
    let (a, b) = filter.pair()?;
    let mut seen = BTreeSet::new();
    let listed = app.stage.passages.entries.iter().filter(|entry| seen.insert(entry.listed.id));
    let codebook = &app.desk.book.codebook;
    let mut codings = Vec::new();
    for Entry { document, listed, .. } in listed {
        codings.push(Coding::new(document, listed, target(app, document, listed), codebook));
    }
    Some(count_pairs(&codings, a, b))
}

/// Tells whether a passage is as the filter wants it now; what is gone is not.
pub fn fits(app: &App, filter: &Filter, entry: &Entry) -> bool {
    let present = app.desk.book.get(&entry.document, entry.listed.id);
    let tagged = |a: &Annotation| {
        let codebook = &app.desk.book.codebook;
        entry.tag.as_ref().is_none_or(|tag| a.tags.iter().any(|t| codebook.resolve(t) == tag))
    };
    present.is_some_and(|a| takes(app, filter, &entry.document, a) && tagged(a))
}

/// The book is another: if they are shown, they are listed anew.
pub fn again(app: &mut App) {
    if app.stage.view == View::Passages {
        list(app);
    }
}

/// Lists what the filter wants.
pub fn list(app: &mut App) {
    shelf::survey_annotated(app);
    let filter = Filter::new(&app.stage.passages.filter, &app.desk.book.codebook);
    let order = app.stage.passages.order;
    // Where tags are asked for, a passage is listed under these alone.
    let codebook = &app.desk.book.codebook;
    let asked_for: Vec<String> = match filter.pair() {
        Some((a, b)) => a.iter().chain(b).cloned().collect(),
        None => filter.tags().iter().flat_map(|tag| codebook.with_children(tag)).collect(),
    };
    let coder = app.desk.coder.name().to_owned();
    let seen = |a: &Annotation| a.coder == coder || app.desk.others;
    let tree = app.desk.book.codebook.tree();
    let ranks: HashMap<String, usize> = tree.iter().enumerate().map(|(n, (_, tag))| (tag.key.clone(), n)).collect();
    let mut keyed: Vec<(Key4, Entry)> = Vec::new();
    let documents = app.shelf.documents.iter().map(|item| item.path.as_str());
    let gone = app.desk.book.all().map(|(document, _)| document).filter(|d| app.shelf.place(d).is_none());
    for (n, document) in documents.chain(gone).enumerate() {
        let survey = app.shelf.survey(document);
        for annotation in wanted(app, &filter, document, &seen) {
            let (article, start) = survey.map_or((0, annotation.target.start()), |s| s.order(annotation));
            let asked =
                |tag: &Option<String>| asked_for.is_empty() || tag.as_ref().is_none_or(|tag| asked_for.contains(tag));
            let listed = groups(app, order, document, annotation, article).into_iter();
            for (group, tag) in listed.filter(|(_, tag)| asked(tag)) {
                let rank = tag.as_ref().and_then(|tag| ranks.get(tag)).copied().unwrap_or(usize::MAX);
                let name = if matches!(order, Order::Day | Order::Coder) { group.clone() } else { String::new() };
                let entry = Entry { document: document.to_owned(), listed: annotation.clone(), group, tag };
                keyed.push(((rank, name, (n, article), start.0), entry));
            }
        }
    }
    let unknown = |document: &str| app.shelf.survey(document).is_none() && app.shelf.place(document).is_some();
    app.stage.passages.waits = app.desk.book.all().any(|(document, _)| unknown(document));
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    if order == Order::Day {
        keyed.sort_by(|(a, _), (b, _)| b.1.cmp(&a.1));
    }
    app.stage.passages.entries = keyed.into_iter().map(|(_, entry)| entry).collect();
    app.stage.passages.pairs = pairs(app, &filter);
    let ids: BTreeSet<Uuid> = app.stage.passages.entries.iter().map(|entry| entry.listed.id).collect();
    app.stage.passages.marked.retain(|id| ids.contains(id));
}

/// What passages are sorted by: tag, group, document and article, place.
type Key4 = (usize, String, (usize, usize), usize);

/// Returns the groups that an annotation stands in: heading, tag.
fn groups(
    app: &App,
    order: Order,
    document: &str,
    annotation: &Annotation,
    article: usize,
) -> Vec<(String, Option<String>)> {
    let lang = app.face.words.lang();
    let codebook = &app.desk.book.codebook;
    match order {
        Order::Article => {
            let article = if article == usize::MAX { 0 } else { article };
            vec![(app.shelf.heading(document, article), None)]
        }
        Order::Tag => {
            let mut keys: Vec<String> = annotation.tags.iter().map(|tag| codebook.resolve(tag).to_owned()).collect();
            keys.dedup();
            if keys.is_empty() {
                return vec![(app.say("plain-highlight"), None)];
            }
            keys.into_iter().map(|key| (codebook.path(&key, lang), Some(key))).collect()
        }
        Order::Coder => vec![(annotation.coder.clone(), None)],
        Order::Day => vec![(first_chars(&annotation.modified.to_string(), 10).to_owned(), None)],
    }
}

/// Groups passages otherwise.
pub fn sort(app: &mut App, order: Order) {
    let passages = &mut app.stage.passages;
    passages.order = order;
    passages.place = Place::default();
    list(app);
}

/// Shows more context, or less.
pub fn context(app: &mut App, more: bool) {
    let passages = &mut app.stage.passages;
    let at = CONTEXT.iter().position(|n| *n >= passages.context).unwrap_or(0);
    let to = if more { at + 1 } else { at.saturating_sub(1) };
    passages.context = CONTEXT.get(to).copied().unwrap_or(passages.context);
}

/// Opens the filter.
pub fn filter(app: &mut App) {
    let filter = app.stage.passages.filter.clone();
    Field::open(app, Of::Passages, &filter);
}

/// Filters by what is in the field now.
pub fn typed(app: &mut App, filter: &str) {
    filter.clone_into(&mut app.stage.passages.filter);
    app.stage.passages.place = Place::default();
    list(app);
}

/// Opens the passages with a filter.
pub fn filtered(app: &mut App, filter: &str) {
    filter.clone_into(&mut app.stage.passages.filter);
    app.stage.passages.place = Place::default();
    open(app);
}
