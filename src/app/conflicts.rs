//! Conflicts: what nobody has decided after merges, and documents that are gone, with what may have become of them.

use super::desk::commit;
use super::retrace::brief;
use super::stage::{self, Place, View};
use super::structure::kind_words;
use super::subject::seconds;
use super::{App, Effect, Work, light, motion, open as opening, others, saving, shelf, tagbook};
use crate::annotation::verify::{self, Fit};
use crate::annotation::{Book, Decision, Edit, Field, On, Part, Pending, What, Written, pending};
use crate::text::decode::one_line;

/// A row of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Two versions of something.
    Versions(Pending),
    /// A document that is gone, and another that may be it now.
    Gone(String, Option<(Fit, String)>),
}

/// Documents that are gone, each with those that may be it now, the best first.
pub type Gone = Vec<(String, Vec<(Fit, String)>)>;

/// What is to be known for finding out what has become of documents.
pub struct Missed {
    /// The documents that are gone.
    pub gone: Vec<String>,
    /// What is said of them.
    pub book: Book,
    /// The documents that are there.
    pub documents: Vec<String>,
}

/// The conflicts.
#[derive(Default)]
pub struct Conflicts {
    /// The chosen row.
    pub place: Place,
    /// All rows.
    pub rows: Vec<Row>,
    /// The documents that are gone.
    gone: Gone,
    /// What may have become of them is still looked for.
    pub searching: bool,
}

/// Opens the conflicts.
pub fn open(app: &mut App) {
    shelf::survey_annotated(app);
    let documents: Vec<String> = app.shelf.documents.iter().map(|item| item.path.clone()).collect();
    let said = verify::documents(&app.desk.book).into_iter().filter(|document| !documents.contains(document));
    let gone: Vec<String> = said.collect();
    app.stage.conflicts = Conflicts { searching: !gone.is_empty(), ..Conflicts::default() };
    app.stage.conflicts.gone = gone.iter().map(|document| (document.clone(), Vec::new())).collect();
    if !gone.is_empty() {
        let mut book = Book::default();
        for document in &gone {
            book.load(document, app.desk.book.of(document).to_vec());
            book.absorb(app.desk.book.excerpt(&Part::Settled(document.clone())));
        }
        app.ask(Effect::Work(Work::Fits(Box::new(Missed { gone, book, documents }))));
    }
    renew(app);
    stage::show(app, View::Conflicts);
}

/// It was found what may have become of the documents that are gone.
pub fn fits(app: &mut App, found: Gone) {
    app.stage.conflicts.gone = found;
    app.stage.conflicts.searching = false;
    renew(app);
}

/// Lists the rows anew.
fn renew(app: &mut App) {
    let versions = pending(&app.desk.book).into_iter().map(Row::Versions);
    let said = verify::documents(&app.desk.book);
    let gone = app.stage.conflicts.gone.iter().filter(|(document, _)| said.contains(document));
    let gone = gone.flat_map(|(document, candidates)| {
        let none = candidates.is_empty().then(|| Row::Gone(document.clone(), None));
        none.into_iter().chain(candidates.iter().map(|c| Row::Gone(document.clone(), Some(c.clone()))))
    });
    app.stage.conflicts.rows = versions.chain(gone).collect();
}

/// Keeps the chosen row in sight.
pub fn arrange(app: &mut App) {
    renew(app);
    let height = usize::from(app.screen.board.h);
    let conflicts = &mut app.stage.conflicts;
    conflicts.place.reveal(conflicts.rows.len(), height);
}

/// Returns the chosen row.
pub fn chosen(app: &App) -> Option<&Row> {
    app.stage.conflicts.rows.get(app.stage.conflicts.place.chosen)
}

/// Tells what is undecided, if anything is.
pub fn tell(app: &mut App) {
    let count = pending(&app.desk.book).len();
    if count > 0 {
        app.notice_with("notice-conflicts", &[("count", count.to_string())]);
    }
}

/// Keeps the version that stands.
pub fn keep_this(app: &mut App) {
    decide(app, Decision::This);
}

/// Takes the other version, or makes what was said of a document that is gone said of the other.
pub fn keep_other(app: &mut App) {
    decide(app, Decision::Other);
}

/// Keeps both versions.
pub fn keep_both(app: &mut App) {
    decide(app, Decision::Both);
}

fn decide(app: &mut App, decision: Decision) {
    let Some(row) = chosen(app).cloned() else { return };
    let (now, made) = (seconds(app), app.desk.ids.make(app.now));
    let (label, changes) = match &row {
        Row::Versions(pending) => {
            if let Some(other) = owner(app, pending) {
                let name = others::name_of(app, &other);
                return app.notice_with("notice-conflict-others", &[("name", name)]);
            }
            ("edit-conflict", pending.decide(&app.desk.book, decision, now, made))
        }
        Row::Gone(document, Some((_, to))) if decision == Decision::Other => {
            ("edit-relink", verify::relink(&app.desk.book, document, to))
        }
        Row::Gone(_, Some(_)) => return app.notice("notice-relink"),
        Row::Gone(_, None) => return app.notice("notice-no-candidate"),
    };
    if changes.is_empty() {
        return app.notice("notice-not-both");
    }
    commit(app, Edit { label, at: None, changes });
    if let Row::Gone(_, Some((_, to))) = row {
        saving::compare(app, vec![to]);
    }
    renew(app);
    let left = app.stage.conflicts.rows.len().to_string();
    app.notice_with("notice-decided", &[("count", left)]);
}

/// Returns whose it is, if it is another coder's alone.
fn owner(app: &App, pending: &Pending) -> Option<String> {
    let coder = match pending {
        Pending::Annotation(document, id, _) => app.desk.book.get(document, *id)?.coder.clone(),
        Pending::Memo(coder, ..) => coder.clone(),
        _ => return None,
    };
    (coder != app.desk.coder.name() && coder != others::CONSENSUS).then_some(coder)
}

/// Goes where the chosen row is about.
pub fn go(app: &mut App) {
    let Some(row) = chosen(app).cloned() else { return };
    let leave = |app: &mut App| {
        motion::leave(app);
        app.stage.view = View::Panes;
        app.screen.focus = super::screen::Focus::Text;
    };
    match row {
        Row::Versions(Pending::Annotation(document, id, _)) => {
            let at = app.desk.book.get(&document, id).map(|a| a.target.start()).unwrap_or_default();
            leave(app);
            opening::go_to_char(app, &document, at);
            if app.desk.mark(id).is_some() {
                light::light(app, id);
            }
        }
        Row::Versions(Pending::Tag(key, _)) => tagbook::open_at(app, &key),
        Row::Versions(Pending::Override(document, id, _)) => {
            let found = app.desk.book.overrides(&document).iter().find(|o| o.id == id);
            let at = found.map(|o| o.at.target.start()).unwrap_or_default();
            leave(app);
            opening::go_to_char(app, &document, at);
        }
        Row::Versions(Pending::Memo(_, On::Article(article), _) | Pending::Attribute(article, _)) => {
            leave(app);
            opening::go_to_char(app, &article.document, article.at.target.start());
        }
        Row::Gone(_, Some((_, document))) => {
            leave(app);
            opening::go_to_char(app, &document, crate::units::Char(0));
        }
        Row::Versions(Pending::Memo(..)) | Row::Gone(_, None) => app.notice("notice-nothing-here"),
    }
}

/// Returns what a row is about, as people read it: what sort of thing, and which.
pub fn about(app: &App, row: &Row) -> (&'static str, String) {
    let codebook = &app.desk.book.codebook;
    let lang = app.face.words.lang();
    let name = shelf::name;
    match row {
        Row::Versions(Pending::Annotation(document, id, _)) => {
            let quoted = app.desk.book.get(document, *id).map(|a| a.quotation.text()).unwrap_or_default();
            ("conflict-annotation", format!("{}  {}", name(document), one_line(&quoted)))
        }
        Row::Versions(Pending::Tag(key, _)) => ("conflict-tag", codebook.path(key, lang)),
        Row::Versions(Pending::Override(document, id, _)) => {
            let found = app.desk.book.overrides(document).iter().find(|o| o.id == *id);
            let quoted = found.map(|o| o.at.quotation.text()).unwrap_or_default();
            ("conflict-override", format!("{}  {}", name(document), one_line(&quoted)))
        }
        Row::Versions(Pending::Memo(coder, on, _)) => {
            let on = match on {
                On::Project => app.say("memo-project"),
                On::Tag(key) => codebook.path(key, lang),
                On::Article(article) => {
                    format!("{}  {}", name(&article.document), one_line(&article.at.quotation.text()))
                }
            };
            ("conflict-memo", format!("{}  {on}", others::name_of(app, coder)))
        }
        Row::Versions(Pending::Attribute(article, key)) => {
            let key = key.trim_end_matches(crate::annotation::BESIDE);
            let title = one_line(&article.at.quotation.text()).into_owned();
            ("conflict-attribute", format!("{}  {key}  {title}", name(&article.document)).trim_end().to_owned())
        }
        Row::Gone(document, candidate) => {
            let may_be = candidate.as_ref().map_or(String::new(), |(_, to)| format!("  ->  {to}"));
            ("conflict-gone", format!("{document}{may_be}"))
        }
    }
}

/// Returns the fields in which the versions of a row differ: name, what it is now, what it is in the other version.
pub fn versions(app: &App, row: &Row) -> Vec<(String, String, String)> {
    let Row::Versions(pending) = row else { return Vec::new() };
    let field = |Field { name, this, other }: Field| (app.say(name), written(app, &this), written(app, &other));
    pending.fields(&app.desk.book).into_iter().map(field).collect()
}

fn written(app: &App, written: &Written) -> String {
    let none = || app.say("version-none");
    match written {
        Written::Text(text) if text.is_empty() => none(),
        Written::Text(text) => text.clone(),
        Written::Place(target, quotation) => format!("{}  @{}", one_line(&quotation.text()), target.start().0),
        Written::Tag(None) => none(),
        Written::Tag(Some(key)) => app.desk.book.codebook.path(key, app.face.words.lang()),
        Written::Colour(slot) => slot.to_string(),
        Written::Order(order) => order.to_string(),
        Written::Ruling(what) => match what {
            What::Kind(kind) => app.say(kind_words(*kind)),
            What::Join => app.say("do-join"),
            What::Split => app.say("do-split"),
            What::StartsArticle => app.say("do-new-article"),
            What::Belongs(None) => app.say("ruling-page"),
            What::Belongs(Some(to)) => one_line(&to.quotation.text()).into_owned(),
            What::Gap(is) => yes_or_no(app, "ruling-gap", "ruling-no-gap", *is),
            What::Repeated(is) => yes_or_no(app, "ruling-repeated", "ruling-not-repeated", *is),
            What::Accepted => app.say("do-accept"),
            What::Read(text) | What::Encoding(text) => text.clone(),
        },
    }
}

fn yes_or_no(app: &App, yes: &str, no: &str, is: bool) -> String {
    app.say(if is { yes } else { no })
}

/// Says what is known of a document that is gone.
pub fn told(app: &App, row: &Row) -> String {
    let Row::Gone(document, candidate) = row else { return String::new() };
    let count = app.desk.book.of(document).len().to_string();
    let blanks = [("document", document.clone()), ("count", count)];
    let fill = |key, more: &[(&'static str, String)]| app.face.words.fill(key, &[&blanks[..], more].concat());
    match candidate {
        None if app.stage.conflicts.searching => fill("gone-searching", &[]),
        None => fill("gone-none", &[]),
        Some((Fit::Same, to)) => fill("gone-same", &[("to", to.clone())]),
        Some((Fit::Quotations(standing, all), to)) => {
            let numbers = [("to", to.clone()), ("standing", standing.to_string()), ("all", all.to_string())];
            fill("gone-alike", &numbers)
        }
    }
}

/// Tells which tags were removed and are in use still, if any are.
pub fn tell_removed(app: &mut App) {
    let lang = app.face.words.lang();
    let left = app.desk.book.removed_in_use();
    let names: Vec<String> = left.iter().take(3).map(|(tag, _)| brief(app, tag.label(lang))).collect();
    if !names.is_empty() {
        let (count, tags) = (left.len().to_string(), names.join(" "));
        app.notice_with("notice-removed-in-use", &[("count", count), ("tags", tags)]);
    }
}
