//! What an act is about: annotations that are there, passages that have none yet; one or many.

use super::desk::annotation;
use super::{App, hits, passages, select, stage::View};
use crate::annotation::{Annotation, Change, Edit, Quotation, Target, quote};
use uuid::Uuid;

/// What an act is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An annotation of mine, of a document.
    Annotation(String, Uuid),
    /// A passage of a document that has none of mine yet.
    Passage(String, Target, Quotation),
}

impl Subject {
    /// Returns the path of its document.
    pub fn document(&self) -> &str {
        match self {
            Self::Annotation(document, _) | Self::Passage(document, ..) => document,
        }
    }
}

/// An annotation before an act and after it.
pub struct Act {
    /// Its document.
    pub document: String,
    /// As it was; none if it is new.
    pub before: Option<Annotation>,
    /// As it is to be; none if it is to go.
    pub after: Option<Annotation>,
}

/// Returns what an act would be about: on a screen of rows its marked rows, else the chosen one; in the text
/// the selection, else the lit annotation. Says what to do if there is nothing.
pub fn subjects(app: &mut App) -> Vec<Subject> {
    match app.stage.view {
        View::Passages | View::Differences => passages::subjects(app),
        View::Hits => hits::subjects(app),
        _ => subject(app).into_iter().collect(),
    }
}

/// Returns the subject of the text pane: the selection, or the annotation of mine that equals it, else the lit
/// annotation. Says how to select if there is neither.
pub fn subject(app: &mut App) -> Option<Subject> {
    let document = app.reader.document.clone()?;
    if !document.whole {
        app.notice("notice-still-loading");
        return None;
    }
    let path = document.path.to_string();
    if let Some(selection) = app.reader.selection {
        let spans = select::target(app);
        if spans.is_empty() {
            app.notice("notice-empty-selection");
            return None;
        }
        let same = app.desk.marks.iter().find(|mark| mark.own && mark.placed.spans == spans).map(|mark| mark.id);
        if let Some(id) = same {
            return Some(Subject::Annotation(path, id));
        }
        let (target, quotation) = quote(&document, selection.flow, &spans);
        return Some(Subject::Passage(path, target, quotation));
    }
    let lit = app.desk.lit.and_then(|id| annotation(app, id)).map(|annotation| mine(app, &path, annotation));
    if lit.is_none() {
        app.notice("notice-how-to-select");
    }
    lit
}

/// Returns the subject that an annotation stands for: itself if it is mine; of another coder's the same passage.
pub fn mine(app: &App, document: &str, annotation: &Annotation) -> Subject {
    let coder = app.desk.coder.name();
    let own = |a: &&Annotation| a.coder == coder && a.target == annotation.target;
    if annotation.coder == coder || coder.is_empty() {
        return Subject::Annotation(document.to_owned(), annotation.id);
    }
    match app.desk.book.of(document).iter().find(own) {
        Some(own) => Subject::Annotation(document.to_owned(), own.id),
        None => Subject::Passage(document.to_owned(), annotation.target.clone(), annotation.quotation.clone()),
    }
}

/// Returns the annotation of a subject as it is, and as an act may change it; made new if need be.
pub fn of_subject(app: &mut App, subject: &Subject) -> Option<(Option<Annotation>, Annotation)> {
    match subject {
        Subject::Annotation(document, id) => {
            app.desk.book.get(document, *id).cloned().map(|found| (Some(found.clone()), found))
        }
        Subject::Passage(_, target, quotation) => {
            let now = seconds(app);
            let made = Annotation {
                id: app.desk.ids.make(app.now),
                target: target.clone(),
                quotation: quotation.clone(),
                tags: Vec::new(),
                note: String::new(),
                coder: app.desk.coder.name().to_owned(),
                created: now,
                modified: now,
                conflicts: Vec::new(),
            };
            Some((None, made))
        }
    }
}

/// Returns the time in whole seconds, as files hold it.
pub fn seconds(app: &App) -> jiff::Timestamp {
    jiff::Timestamp::from_second(app.now.as_second()).unwrap_or(app.now)
}

/// Carries acts out as one edit, together with other changes. One alone is lit afterwards.
pub fn carry_out(app: &mut App, label: &'static str, acts: Vec<Act>, with: Vec<Change>) {
    let now = seconds(app);
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
    if app.stage.view == View::Panes {
        app.reader.selection = None;
    }
    super::desk::commit(app, Edit { label, at, changes });
    app.desk.lit = lone.filter(|id| app.desk.mark(*id).is_some());
    app.reader.follow = app.stage.view == View::Panes;
}

/// Changes one annotation, together with other changes.
pub fn change(
    app: &mut App,
    label: &'static str,
    document: &str,
    before: Option<Annotation>,
    after: Annotation,
    with: Vec<Change>,
) {
    carry_out(app, label, vec![Act { document: document.to_owned(), before, after: Some(after) }], with);
}
