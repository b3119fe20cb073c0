//! What an act is about, carried out as one edit.

use crate::actions::commit;
use crate::annotation::{Annotation, Change, Edit, quote};
use crate::state::Model;
use crate::state::about::Subject;
use crate::state::view::View;

/// An annotation before an act and after it.
pub struct Act {
    /// Its document.
    pub document: String,
    /// As it was; none if it is new.
    pub before: Option<Annotation>,
    /// As it is to be; none if it is to go.
    pub after: Option<Annotation>,
}

/// Returns the subject of the text pane: the selection, or the annotation of mine that equals it, else the lit
/// annotation. Says how to select if there is neither.
pub fn subject(model: &mut Model) -> Option<Subject> {
    let document = model.reader.document.clone()?;
    if !document.whole {
        model.notice("notice-still-loading");
        return None;
    }
    let path = document.path.to_string();
    if let Some(selection) = model.reader.selection {
        let spans = model.reader.target();
        if spans.is_empty() {
            model.notice("notice-empty-selection");
            return None;
        }
        let same = model.project.marks.iter().find(|mark| mark.own && mark.placed.spans == spans).map(|mark| mark.id);
        if let Some(id) = same {
            return Some(Subject::Annotation(path, id));
        }
        let (target, quotation) = quote(&document, selection.flow, &spans);
        return Some(Subject::Passage(path, target, quotation));
    }
    let lit = model.project.lit.and_then(|id| model.annotation(id)).map(|annotation| mine(model, &path, annotation));
    if lit.is_none() {
        model.notice("notice-how-to-select");
    }
    lit
}

/// Returns the subject that an annotation stands for: itself if it is mine; of another coder's the same passage.
pub fn mine(model: &Model, document: &str, annotation: &Annotation) -> Subject {
    let coder = model.project.coder.name();
    let own = |a: &&Annotation| a.coder == coder && a.target == annotation.target;
    if annotation.coder == coder || coder.is_empty() {
        return Subject::Annotation(document.to_owned(), annotation.id);
    }
    match model.project.book.of(document).iter().find(own) {
        Some(own) => Subject::Annotation(document.to_owned(), own.id),
        None => Subject::Passage(document.to_owned(), annotation.target.clone(), annotation.quotation.clone()),
    }
}

/// Returns the annotation of a subject as it is, and as an act may change it; made new if need be.
pub fn of_subject(model: &mut Model, subject: &Subject) -> Option<(Option<Annotation>, Annotation)> {
    match subject {
        Subject::Annotation(document, id) => {
            model.project.book.get(document, *id).cloned().map(|found| (Some(found.clone()), found))
        }
        Subject::Passage(_, target, quotation) => {
            let now = model.seconds();
            let made = Annotation {
                id: model.project.ids.make(model.now),
                target: target.clone(),
                quotation: quotation.clone(),
                tags: Vec::new(),
                note: String::new(),
                coder: model.project.coder.name().to_owned(),
                created: now,
                modified: now,
                conflicts: Vec::new(),
            };
            Some((None, made))
        }
    }
}

/// Carries acts out as one edit, together with other changes. One alone is lit afterwards.
pub fn carry_out(model: &mut Model, label: &'static str, acts: Vec<Act>, with: Vec<Change>) {
    let now = model.seconds();
    let first = acts.first().and_then(|act| Some((act.document.clone(), act.after.as_ref().or(act.before.as_ref())?)));
    let at = first.map(|(document, annotation)| (document, annotation.target.start()));
    let lone = match acts.as_slice() {
        [act] => act.after.as_ref().map(|after| after.id),
        _ => None,
    };
    let mut changes = with;
    for Act { document, before, after } in acts {
        let after = after.map(|after| Annotation { modified: now, ..after });
        let Some(id) = after.as_ref().or(before.as_ref()).map(|a| a.id) else { continue };
        changes.push(Change::annotation(&document, id, before, after));
    }
    if model.view == View::Panes {
        model.reader.selection = None;
    }
    commit::commit(model, Edit { label, at, changes });
    model.project.lit = lone.filter(|id| model.project.mark(*id).is_some());
    model.reader.follow = model.view == View::Panes;
}

/// Changes one annotation, together with other changes.
pub fn change(
    model: &mut Model,
    label: &'static str,
    document: &str,
    before: Option<Annotation>,
    after: Annotation,
    with: Vec<Change>,
) {
    carry_out(model, label, vec![Act { document: document.to_owned(), before, after: Some(after) }], with);
}
