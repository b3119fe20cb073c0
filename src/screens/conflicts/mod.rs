//! What nobody has decided after merges, and documents that are gone, with what may have become of them.

pub mod draw;
mod listed;

use crate::actions::commit::commit;
use crate::actions::{marks, open, saving, survey};
use crate::analysis::CONSENSUS;
use crate::annotation::verify::{self};
use crate::annotation::{Book, Decision, Edit, On, Part, Pending, pending};
use crate::brush::Paint;
use crate::screens::screen::Screen;
use crate::state::Model;
use crate::state::effect::{Effect, Gone, Missed, Work};
use crate::state::request::Request;
use crate::state::view::{Place, View};
use crate::units::Area;
use listed::chosen;
pub use listed::{Conflicts, Row};

/// Opens the conflicts.
pub fn open(conflicts: &mut Conflicts, model: &mut Model) {
    survey::survey_annotated(model);
    let documents: Vec<String> = model.shelf.documents.iter().map(|item| item.path.clone()).collect();
    let said = verify::documents(&model.project.book).into_iter().filter(|document| !documents.contains(document));
    let gone: Vec<String> = said.collect();
    *conflicts = Conflicts { searching: !gone.is_empty(), ..Conflicts::default() };
    conflicts.gone = gone.iter().map(|document| (document.clone(), Vec::new())).collect();
    if !gone.is_empty() {
        let mut book = Book::default();
        for document in &gone {
            book.load(document, model.project.book.of(document).to_vec());
            book.absorb(model.project.book.excerpt(&Part::Settled(document.clone())));
            book.absorb(model.project.book.excerpt(&Part::Genre(document.clone())));
        }
        model.ask(Effect::Work(Work::Fits(Box::new(Missed { gone, book, documents }))));
    }
    renew(conflicts, model);
    model.show(View::Conflicts);
}

/// It was found what may have become of the documents that are gone.
pub fn fits(conflicts: &mut Conflicts, model: &mut Model, found: Gone) {
    conflicts.gone = found;
    conflicts.searching = false;
    renew(conflicts, model);
}

/// Lists the rows anew.
fn renew(conflicts: &mut Conflicts, model: &mut Model) {
    let versions = pending(&model.project.book).into_iter().map(Row::Versions);
    let said = verify::documents(&model.project.book);
    let gone = conflicts.gone.iter().filter(|(document, _)| said.contains(document));
    let gone = gone.flat_map(|(document, candidates)| {
        let none = candidates.is_empty().then(|| Row::Gone(document.clone(), None));
        none.into_iter().chain(candidates.iter().map(|c| Row::Gone(document.clone(), Some(c.clone()))))
    });
    conflicts.rows = versions.chain(gone).collect();
    conflicts.made_of = Some(model.project.book.revision());
}

/// Lists the rows anew if the book is another, and keeps the chosen one in sight.
pub fn arrange(conflicts: &mut Conflicts, model: &mut Model) {
    if conflicts.made_of != Some(model.project.book.revision()) {
        renew(conflicts, model);
    }
    let height = usize::from(model.screen.board.h);
    conflicts.place.reveal(conflicts.rows.len(), height);
}

/// Keeps the version that stands.
pub fn keep_this(conflicts: &mut Conflicts, model: &mut Model) {
    decide(conflicts, model, Decision::This);
}

/// Takes the other version, or makes what was said of a document that is gone said of the other.
pub fn keep_other(conflicts: &mut Conflicts, model: &mut Model) {
    decide(conflicts, model, Decision::Other);
}

/// Keeps both versions.
pub fn keep_both(conflicts: &mut Conflicts, model: &mut Model) {
    decide(conflicts, model, Decision::Both);
}

fn decide(conflicts: &mut Conflicts, model: &mut Model, decision: Decision) {
    let Some(row) = chosen(conflicts).cloned() else { return };
    let (now, made) = (model.seconds(), model.project.ids.make(model.now));
    let (label, changes) = match &row {
        Row::Versions(pending) => {
            if let Some(other) = owner(model, pending) {
                let name = model.name_of(&other);
                return model.notice_with("notice-conflict-others", &[("name", name)]);
            }
            ("edit-conflict", pending.decide(&model.project.book, decision, now, made))
        }
        Row::Gone(document, Some((_, to))) if decision == Decision::Other => {
            ("edit-relink", verify::relink(&model.project.book, document, to))
        }
        Row::Gone(_, Some(_)) => return model.notice("notice-relink"),
        Row::Gone(_, None) => return model.notice("notice-no-candidate"),
    };
    if changes.is_empty() {
        return model.notice("notice-not-both");
    }
    commit(model, Edit { label, at: None, changes });
    if let Row::Gone(_, Some((_, to))) = row {
        saving::compare(model, vec![to]);
    }
    renew(conflicts, model);
    let left = conflicts.rows.len().to_string();
    model.notice_with("notice-decided", &[("count", left)]);
}

/// Returns whose it is, if it is another coder's alone.
fn owner(model: &Model, pending: &Pending) -> Option<String> {
    let coder = listed::coder(&model.project.book, pending)?;
    (coder != model.project.coder.name() && coder != CONSENSUS).then(|| coder.to_owned())
}

/// Goes where the chosen row is about.
pub fn go(conflicts: &Conflicts, model: &mut Model) {
    let Some(row) = chosen(conflicts).cloned() else { return };
    match row {
        Row::Versions(Pending::Annotation(document, id, _)) => {
            let at = model.project.book.get(&document, id).map(|a| a.target.start()).unwrap_or_default();
            model.to_text();
            open::go_to_char(model, &document, at);
            if model.project.mark(id).is_some() {
                marks::light(model, id);
            }
        }
        Row::Versions(Pending::Tag(key, _)) => model.request(Request::Codebook(key)),
        Row::Versions(Pending::Override(document, id, _)) => {
            let found = model.project.book.overrides(&document).iter().find(|o| o.id == id);
            let at = found.map(|o| o.at.target.start()).unwrap_or_default();
            model.to_text();
            open::go_to_char(model, &document, at);
        }
        Row::Versions(Pending::Memo(_, On::Article(article), _) | Pending::Attribute(article, _)) => {
            model.to_text();
            open::go_to_char(model, &article.document, article.at.target.start());
        }
        Row::Gone(_, Some((_, document))) => {
            model.to_text();
            open::go_to_char(model, &document, crate::units::Char(0));
        }
        Row::Versions(Pending::Memo(..)) | Row::Gone(_, None) => model.notice("notice-nothing-here"),
    }
}

impl Screen for Conflicts {
    fn place(&mut self) -> &mut Place {
        &mut self.place
    }

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn split(&self, rest: Area, _: bool) -> (Area, Area) {
        rest.split_bottom(if rest.h >= 14 { (rest.h / 2).clamp(5, 20) } else { 0 })
    }

    fn arrange(&mut self, model: &mut Model) {
        arrange(self, model);
    }

    fn go(&mut self, model: &mut Model) {
        go(self, model);
    }

    /// Digits decide here.
    fn digit(&mut self, _: &mut Model, _: usize) -> bool {
        true
    }

    fn hints(&self, _: &Model) -> &'static str {
        match chosen(self) {
            Some(Row::Gone(_, Some(_))) => "hints-gone",
            Some(Row::Gone(_, None)) | None => "hints-gone-none",
            Some(Row::Versions(_)) => "hints-conflicts",
        }
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        draw::draw(self, model, paint)
    }
}
