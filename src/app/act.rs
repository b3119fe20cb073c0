//! Acts: tags, notes, highlights on the selection, else on the lit annotation.

use super::desk::{self, annotation, commit};
use super::key::Key;
use super::note::Note;
use super::picker::Picker;
use super::prompt::Prompt;
use super::reader::{By, Selection};
use super::{App, Effect, Terminal, select};
use crate::annotation::{Annotation, Change, Edit, State, quote};
use crate::text::decode::one_line;
use crate::text::{Flow, sentence};
use crate::units::ByteSpan;
use uuid::Uuid;

/// What an act is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An annotation that is there.
    Annotation(Uuid),
    /// A passage that has none yet.
    Passage(Flow, Vec<ByteSpan>),
}

/// Returns what an act would be about: the selection, or the annotation of mine that equals it, else the
/// lit annotation. Says how to select if there is neither.
pub fn subject(app: &mut App) -> Option<Subject> {
    if app.reader.document.as_deref().is_some_and(|document| !document.whole) {
        app.notice("notice-still-loading");
        return None;
    }
    if let Some(selection) = app.reader.selection {
        let spans = select::target(app);
        if spans.is_empty() {
            app.notice("notice-empty-selection");
            return None;
        }
        let same = app.desk.marks.iter().find(|mark| mark.placed.spans == spans).map(|mark| mark.id);
        return Some(same.map_or(Subject::Passage(selection.flow, spans), Subject::Annotation));
    }
    let lit = app.desk.lit.filter(|id| annotation(app, *id).is_some());
    if lit.is_none() {
        app.notice("notice-how-to-select");
    }
    lit.map(Subject::Annotation)
}

/// Returns the annotation of a subject, made new if need be.
pub fn of_subject(app: &mut App, subject: &Subject) -> Option<(Option<Annotation>, Annotation)> {
    match subject {
        Subject::Annotation(id) => annotation(app, *id).cloned().map(|found| (Some(found.clone()), found)),
        Subject::Passage(flow, spans) => {
            let document = app.reader.document.clone()?;
            let (target, quotation) = quote(&document, *flow, spans);
            let now = seconds(app);
            let made = Annotation {
                id: app.desk.ids.make(app.now),
                target,
                quotation,
                tags: Vec::new(),
                note: String::new(),
                coder: app.desk.coder.name().to_owned(),
                created: now,
                modified: now,
                conflict: None,
            };
            Some((None, made))
        }
    }
}

/// Returns the time in whole seconds, as files hold it.
pub fn seconds(app: &App) -> jiff::Timestamp {
    jiff::Timestamp::from_second(app.now.as_second()).unwrap_or(app.now)
}

/// Changes one annotation, together with other changes, as one edit; it is lit afterwards.
pub fn change(
    app: &mut App,
    label: &'static str,
    before: Option<Annotation>,
    mut after: Annotation,
    with: Vec<Change>,
) {
    let Some(document) = app.reader.document.as_deref().map(|d| d.path.to_string()) else { return };
    after.modified = seconds(app);
    let id = after.id;
    let at = Some((document.clone(), after.target.start()));
    let mut changes = with;
    changes.push(Change::Annotation { document, id, before: before.map(Box::new), after: Some(Box::new(after)) });
    app.reader.selection = None;
    commit(app, Edit { label, at, changes });
    app.desk.lit = app.desk.mark(id).map(|mark| mark.id);
    app.reader.follow = true;
}

/// Toggles tags on the subject.
pub fn toggle(app: &mut App, subject: &Subject, tags: &[String], with: Vec<Change>) {
    let Some((before, mut after)) = of_subject(app, subject) else { return };
    for tag in tags {
        if after.has_tag(tag) {
            after.tags.retain(|other| other != tag);
        } else {
            after.tags.push(tag.clone());
            app.desk.recent.retain(|other| other != tag);
            app.desk.recent.insert(0, tag.clone());
        }
    }
    app.desk.last = Some(after.tags.clone());
    let off: Vec<&String> = tags.iter().filter(|tag| !after.has_tag(tag)).collect();
    let bare = after.tags.is_empty();
    let names = |tag: &&String| app.desk.book.codebook.label(tag, app.face.words.lang()).to_owned();
    let names = off.iter().map(names).collect::<Vec<_>>().join(" ");
    change(app, "edit-tag", before, after, with);
    if !names.is_empty() {
        app.notice_with(if bare { "notice-plain-now" } else { "notice-taken-off" }, &[("tags", names)]);
    }
}

/// Toggles the tag of a quick key.
pub fn digit(app: &mut App, key: Key) {
    let n = key.as_char().and_then(|c| c.to_digit(10)).unwrap_or(0) as usize;
    let Some(tag) = app.desk.quick(n) else {
        app.notice_with("notice-no-quick-key", &[("key", n.to_string())]);
        return;
    };
    if let Some(subject) = subject(app) {
        toggle(app, &subject, &[tag], Vec::new());
    }
}

/// Goes to the next set of quick keys.
pub fn next_set(app: &mut App, _: Key) {
    let used = app.desk.book.codebook.children(None).len().div_ceil(desk::KEYS).clamp(1, desk::SETS);
    app.desk.set = (app.desk.set + 1) % used;
}

/// Opens the picker.
pub fn pick(app: &mut App, _: Key) {
    if let Some(subject) = subject(app) {
        app.prompt = Some(Prompt::Picker(Box::new(Picker::new(app, subject))));
    }
}

/// The longest in-vivo tag, in code points.
const IN_VIVO: usize = 30;

/// Makes a tag of the selected words, or takes the one that has that name.
pub fn in_vivo(app: &mut App, _: Key) {
    let Some(subject) = subject(app) else { return };
    let Some((_, found)) = of_subject(app, &subject) else { return };
    let words = found.quotation.text();
    let label = one_line(&words).trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    if label.is_empty() || label.chars().count() > IN_VIVO {
        app.notice_with("notice-too-long-for-tag", &[("most", IN_VIVO.to_string())]);
        return;
    }
    if let Some(tag) = app.desk.book.codebook.named(&label).first().map(|tag| tag.key.clone()) {
        toggle(app, &subject, &[tag], Vec::new());
        return;
    }
    let tag = app.desk.book.codebook.make(&label, None, seconds(app));
    let key = tag.key.clone();
    let made = Change::Tag { key: key.clone(), before: None, after: Some(Box::new(tag)) };
    toggle(app, &subject, &[key], vec![made]);
    app.notice_with("notice-tag-made", &[("label", label)]);
}

/// Opens the note.
pub fn note(app: &mut App, _: Key) {
    if let Some(subject) = subject(app) {
        app.prompt = Some(Prompt::Note(Box::new(Note::new(app, subject))));
    }
}

/// Makes a plain highlight.
pub fn highlight(app: &mut App, _: Key) {
    match subject(app) {
        Some(Subject::Annotation(id)) => {
            app.reader.selection = None;
            app.desk.lit = Some(id);
            app.notice("notice-is-marked");
        }
        Some(subject) => {
            app.desk.last = Some(Vec::new());
            if let Some((before, after)) = of_subject(app, &subject) {
                change(app, "edit-highlight", before, after, Vec::new());
            }
        }
        None => {}
    }
}

/// Makes the lit annotation the selection, or sets the ends that were moved.
pub fn edit_ends(app: &mut App, _: Key) {
    if app.reader.selection.is_some_and(|selection| selection.by == By::Ends) {
        put_down(app);
        return;
    }
    let found = app.desk.lit.zip(app.desk.lit_place()).map(|(id, placed)| (id, placed.start(), placed.end()));
    let Some((id, start, end)) = found else {
        app.notice("notice-nothing-lit");
        return;
    };
    let flow = app.reader.document.as_deref().and_then(|d| Some(d.flow_of(d.structure.block_at(start)?)));
    if let Some(flow) = flow {
        select::set(app, flow, ByteSpan::new(start, end), By::Ends);
        app.desk.placing = Some(id);
        app.notice("notice-moving-ends");
    }
}

/// Gives the annotation that is being placed the selection as its place.
fn put_down(app: &mut App) {
    let spans = select::target(app);
    let (Some(id), Some(Selection { flow, .. })) = (app.desk.placing.take(), app.reader.selection) else { return };
    if let (false, Some(document), Some(before)) =
        (spans.is_empty(), app.reader.document.clone(), annotation(app, id).cloned())
    {
        let (target, quotation) = quote(&document, flow, &spans);
        let after = Annotation { target, quotation, ..before.clone() };
        change(app, "edit-place", Some(before), after, Vec::new());
    }
}

/// Settles the place of an annotation: a moved one is accepted, any other picked up and put down on a selection.
pub fn settle(app: &mut App, _: Key) {
    if app.desk.placing.is_some() && app.reader.selection.is_some() {
        put_down(app);
        return;
    }
    let Some(mark) = app.desk.lit.and_then(|id| app.desk.mark(id)).cloned() else {
        app.notice("notice-nothing-lit");
        return;
    };
    if mark.placed.state == State::Moved && app.desk.placing != Some(mark.id) {
        let found = app.reader.document.clone().zip(annotation(app, mark.id).cloned());
        if let Some((document, before)) = found {
            let flow =
                document.structure.block_at(mark.placed.start()).map_or(Flow::Main(0), |id| document.flow_of(id));
            let (target, quotation) = quote(&document, flow, &mark.placed.spans);
            let after = Annotation { target, quotation, ..before.clone() };
            change(app, "edit-place", Some(before), after, Vec::new());
            app.notice("notice-place-accepted");
        }
        return;
    }
    app.desk.placing = Some(mark.id);
    app.notice("notice-placing");
}

/// Deletes: the first time lights what the second deletes.
pub fn delete(app: &mut App, _: Key) {
    let under = app.desk.covering(app.reader.cursor).first().map(|mark| mark.id);
    let Some(id) = app.desk.lit.or(under) else {
        app.notice("notice-nothing-here");
        return;
    };
    if app.desk.armed != Some(id) {
        app.desk.lit = Some(id);
        app.desk.armed = Some(id);
        app.reader.selection = None;
        app.notice("notice-again-deletes");
        return;
    }
    let Some(before) = annotation(app, id).cloned() else { return };
    let Some(document) = app.reader.document.as_deref().map(|d| d.path.to_string()) else { return };
    let at = Some((document.clone(), before.target.start()));
    let changes = vec![Change::Annotation { document, id, before: Some(Box::new(before)), after: None }];
    app.desk.lit = None;
    app.desk.armed = None;
    commit(app, Edit { label: "edit-delete", at, changes });
    app.notice("notice-deleted");
}

/// Takes the last edit back.
pub fn undo(app: &mut App, _: Key) {
    desk::back(app, false);
}

/// Makes the edit again that was taken back last.
pub fn redo(app: &mut App, _: Key) {
    desk::back(app, true);
}

/// Gives the selection the tags of the last act.
pub fn repeat(app: &mut App, _: Key) {
    let Some(tags) = app.desk.last.clone() else {
        app.notice("notice-nothing-to-repeat");
        return;
    };
    let Some(subject) = subject(app) else { return };
    let Some((before, mut after)) = of_subject(app, &subject) else { return };
    let new: Vec<String> = tags.into_iter().filter(|tag| !after.has_tag(tag)).collect();
    after.tags.extend(new);
    change(app, "edit-tag", before, after, Vec::new());
}

/// Returns the selected text, else the lit one, else the sentence at the cursor: clean, paragraphs on lines.
fn text(app: &App) -> Option<String> {
    let document = app.reader.document.as_deref()?;
    let spans = match app.reader.selection {
        Some(_) => select::target(app),
        None => match app.desk.lit_place() {
            Some(placed) => placed.spans.clone(),
            None => {
                let here = app.reader.at(app.reader.cursor)?;
                let reading = app.reader.reading(here.place)?;
                let unit = sentence::sentences(&reading.text).into_iter().find(|unit| unit.end.0 > here.offset)?;
                reading.spans(unit.start.0, unit.end.0)
            }
        },
    };
    let text: String = spans.iter().map(|span| document.slice(*span)).collect();
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// Copies the selected text.
pub fn copy(app: &mut App, _: Key) {
    if let Some(text) = text(app) {
        app.notice_with("notice-copied", &[("count", text.chars().count().to_string())]);
        app.ask(Effect::Terminal(Terminal::Copy(text)));
    }
}

/// Copies the selected text with where it stands.
pub fn copy_cited(app: &mut App, _: Key) {
    let (Some(text), Some(document)) = (text(app), app.reader.document.clone()) else { return };
    let byline = document.structure.article(app.reader.article).map_or("", |article| &article.byline);
    let cited = app.face.words.fill(
        "citation",
        &[
            ("text", text),
            ("title", document.title(app.reader.article).to_owned()),
            ("byline", byline.to_owned()),
            ("document", document.name().to_owned()),
        ],
    );
    app.notice_with("notice-copied", &[("count", cited.chars().count().to_string())]);
    app.ask(Effect::Terminal(Terminal::Copy(cited)));
}
