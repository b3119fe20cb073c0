//! Acts: tags, notes, highlights on the selection, else on the lit annotation; on rows, on all that are marked.

use super::desk::{Store, annotation, commit};
use super::likely::why;
use super::popups::choice::{Choice, Target};
use super::popups::name::{Name, Purpose};
use super::popups::note::{About, Note};
use super::popups::picker::Picker;
use super::reader::{By, Selection};
use super::subject::{Act, Subject, carry_out, change, of_subject, seconds, subject, subjects};
use super::{App, select};
use crate::annotation::quick::{Slot, used};
use crate::annotation::{Annotation, Change, Edit, Likely, State, Tag, candidates, quote};
use crate::text::Flow;
use crate::text::decode::one_line;
use crate::text::offsets::{first_chars, last_chars};
use crate::units::{Byte, ByteSpan};

/// Toggles tags on the subjects, as one edit. On several a tag that all carry is taken off, any other is given
/// to those that lack it. A quick key is bound only if it tags.
pub fn toggle(app: &mut App, subjects: &[Subject], tags: &[String], mut with: Vec<Change>) {
    let mut acts: Vec<(Subject, Option<Annotation>, Annotation)> = Vec::new();
    for subject in subjects {
        acts.extend(of_subject(app, subject).map(|(before, after)| (subject.clone(), before, after)));
    }
    if acts.is_empty() {
        return;
    }
    // To take a tag off many passages is seldom meant: it is asked about once.
    let all_carry = |tag: &String| acts.iter().all(|(.., after)| after.has_tag(tag));
    let first = acts.first().map(|(.., after)| after.id);
    if acts.len() > 1 && tags.iter().any(all_carry) && app.desk.armed != first {
        app.desk.armed = first;
        return app.notice_with("notice-again-takes-off", &[("count", acts.len().to_string())]);
    }
    app.desk.armed = None;
    let mut off = Vec::new();
    for tag in tags {
        let all = acts.iter().all(|(.., after)| after.has_tag(tag));
        for (.., after) in &mut acts {
            if all {
                after.tags.retain(|other| other != tag);
            } else if !after.has_tag(tag) {
                after.tags.push(tag.clone());
            }
        }
        if all {
            off.push(tag);
        } else {
            app.desk.recent.retain(|other| other != tag);
            app.desk.recent.insert(0, tag.clone());
        }
    }
    with.retain(|change| off.is_empty() || !matches!(change, Change::Quick(_)));
    app.desk.last = acts.first().map(|(.., after)| after.tags.clone());
    let bare = acts.iter().all(|(.., after)| after.tags.is_empty());
    let codebook = &app.desk.book.codebook;
    let name = |tag: &&String| codebook.label(tag, app.face.words.lang()).to_owned();
    let (names, off) = (tags.iter().map(|tag| name(&tag)), off.iter().map(name));
    let (names, off) = (names.collect::<Vec<_>>().join(" "), off.collect::<Vec<_>>().join(" "));
    let count = acts.len();
    let made = |(subject, before, after): (Subject, Option<Annotation>, Annotation)| Act {
        document: subject.document().to_owned(),
        before,
        after: Some(after),
    };
    carry_out(app, "edit-tag", acts.into_iter().map(made).collect(), with);
    match () {
        () if count > 1 => {
            let key = if off.is_empty() { "notice-tagged-many" } else { "notice-taken-off-many" };
            app.notice_with(key, &[("tags", names), ("count", count.to_string())]);
        }
        () if off.is_empty() => {}
        () => app.notice_with(if bare { "notice-plain-now" } else { "notice-taken-off" }, &[("tags", off)]),
    }
}

/// Toggles the tag of the n-th quick key, from 1; a key without a tag asks for the name of one.
pub fn digit(app: &mut App, n: usize) {
    let slot = (app.desk.set as u8, n as u8);
    let subjects = subjects(app);
    match app.desk.quick(n) {
        Some(tag) => {
            let bound = used(&app.desk.book, app.desk.coder.name(), slot, &tag);
            toggle(app, &subjects, &[tag], bound);
        }
        None if subjects.is_empty() => {}
        // What the store holds is not known yet.
        None if matches!(app.desk.store, Store::At(_)) && !app.desk.read => app.notice("notice-still-loading"),
        None => {
            // A key of a tag that others have removed: its name makes it again.
            let left =
                app.desk.quick_left(slot).map_or_else(String::new, |tag| tag.label(app.face.words.lang()).to_owned());
            Name::ask(app, Purpose::Key(slot, subjects), &left);
        }
    }
}

/// Gives passages the tag of a name, made if there is none yet, and binds a key to it.
pub fn named(app: &mut App, label: &str, slot: Slot, subjects: &[Subject]) {
    let there = match of_name(app, label) {
        Ok(there) => there,
        Err(several) => {
            Name::ask(app, Purpose::Key(slot, subjects.to_vec()), label);
            return app.notice_with("notice-tags-of-name", &several);
        }
    };
    let codebook = &app.desk.book.codebook;
    let made = there.is_none().then(|| codebook.make(label, None, seconds(app)));
    let Some(tag) = there.or_else(|| made.as_ref().map(|tag| tag.key.clone())) else { return };
    let mut with = used(&app.desk.book, app.desk.coder.name(), slot, &tag);
    with.extend(made.map(|made| Change::tag(&tag, None, Some(made))));
    let mut carries = |subject: &Subject| of_subject(app, subject).is_some_and(|(_, found)| found.has_tag(&tag));
    if subjects.iter().all(&mut carries) {
        commit(app, Edit { label: "edit-quick-key", at: None, changes: with });
    } else {
        toggle(app, subjects, std::slice::from_ref(&tag), with);
    }
    let path = app.desk.book.codebook.path(&tag, app.face.words.lang());
    app.notice_with("notice-key-named", &[("tag", path), ("key", app.desk.key_name(slot))]);
}

/// Returns the tag of a name, if there is one: of several at the top, else the only one.
///
/// # Errors
/// The name and the paths of several, of which none is at the top.
fn of_name(app: &App, label: &str) -> Result<Option<String>, [(&'static str, String); 2]> {
    let codebook = &app.desk.book.codebook;
    let own = |tag: &&Tag| tag.zh == label || tag.en == label;
    let mut found: Vec<&Tag> = codebook.in_use().filter(own).collect();
    if found.is_empty() {
        found = codebook.named(label);
    }
    let top = found.iter().find(|tag| codebook.above(tag).is_none());
    match (top, found.as_slice()) {
        (Some(tag), _) | (None, [tag]) => Ok(Some(tag.key.clone())),
        (None, []) => Ok(None),
        (None, several) => {
            let lang = app.face.words.lang();
            let paths: Vec<String> = several.iter().map(|tag| codebook.path(&tag.key, lang)).collect();
            Err([("tag", label.to_owned()), ("tags", paths.join("; "))])
        }
    }
}

/// Goes to the next set of quick keys.
pub fn next_set(app: &mut App) {
    app.desk.set = (app.desk.set + 1) % app.desk.sets();
}

/// Opens the picker.
pub fn pick(app: &mut App) {
    let subjects = subjects(app);
    if !subjects.is_empty() {
        let picker = Picker::new(app, subjects);
        app.put_up(picker);
    }
}

/// The longest in-vivo tag, in code points.
const IN_VIVO: usize = 30;

/// Makes a tag of the selected words, or takes the one that has that name.
pub fn in_vivo(app: &mut App) {
    let Some(subject) = subject(app) else { return };
    let Some((_, found)) = of_subject(app, &subject) else { return };
    let words = found.quotation.text();
    let label = one_line(&words).trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    if label.is_empty() || label.chars().count() > IN_VIVO {
        app.notice_with("notice-too-long-for-tag", &[("most", IN_VIVO.to_string())]);
        return;
    }
    let there = match of_name(app, &label) {
        Ok(there) => there,
        Err(several) => return app.notice_with("notice-tags-of-name", &several),
    };
    if let Some(tag) = there {
        toggle(app, &[subject], &[tag], Vec::new());
        return;
    }
    let tag = app.desk.book.codebook.make(&label, None, seconds(app));
    let key = tag.key.clone();
    let made = Change::tag(&key, None, Some(tag));
    toggle(app, &[subject], &[key], vec![made]);
    app.notice_with("notice-tag-made", &[("label", label)]);
}

/// Opens the note.
pub fn note(app: &mut App) {
    let mut found = subjects(app);
    match (found.pop(), found.len()) {
        (Some(subject), 0) => {
            let note = Note::new(app, About::Annotation(subject));
            app.put_up(note);
        }
        // A note is about one passage.
        (Some(_), more) => app.notice_with("notice-note-of-one", &[("count", (more + 1).to_string())]),
        (None, _) => {}
    }
}

/// Makes a plain highlight.
pub fn highlight(app: &mut App) {
    match subject(app) {
        Some(Subject::Annotation(_, id)) => {
            app.reader.selection = None;
            app.desk.lit = Some(id);
            app.notice("notice-is-marked");
        }
        Some(subject) => {
            app.desk.last = Some(Vec::new());
            if let Some((before, after)) = of_subject(app, &subject) {
                change(app, "edit-highlight", subject.document(), before, after, Vec::new());
            }
        }
        None => {}
    }
}

/// Makes the lit annotation the selection, or sets the ends that were moved.
pub fn edit_ends(app: &mut App) {
    if app.reader.selection.is_some_and(|selection| selection.by == By::Ends) {
        put_down(app);
        return;
    }
    let found = app.desk.lit.zip(app.desk.lit_place()).map(|(id, placed)| (id, placed.start(), placed.end()));
    let Some((id, start, end)) = found else {
        app.notice("notice-nothing-lit");
        return;
    };
    if !is_mine(app, id) {
        return;
    }
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
        change(app, "edit-place", &document.path, Some(before), after, Vec::new());
    }
}

/// Settles the place of an annotation: a moved one is accepted, any other picked up and put down on a selection.
pub fn settle(app: &mut App) {
    if app.desk.placing.is_some() && app.reader.selection.is_some() {
        put_down(app);
        return;
    }
    let Some(mark) = app.desk.lit.and_then(|id| app.desk.mark(id)).cloned() else {
        app.notice("notice-nothing-lit");
        return;
    };
    if !is_mine(app, mark.id) {
        return;
    }
    if matches!(mark.placed.state, State::Moved | State::Approximate) && app.desk.placing != Some(mark.id) {
        let found = app.reader.document.clone().zip(annotation(app, mark.id).cloned());
        if let Some((document, before)) = found {
            let after = before.standing_at(&document, &mark.placed.spans);
            change(app, "edit-place", &document.path, Some(before), after, Vec::new());
            app.notice("notice-place-accepted");
        }
        return;
    }
    let again = app.desk.settling.take() == Some(mark.id);
    if mark.placed.state == State::Ambiguous && app.desk.placing != Some(mark.id) && offer(app, mark.id) {
        return;
    }
    if mark.placed.state == State::InPlace && app.desk.placing != Some(mark.id) && !again {
        // It is where it belongs; who asks again means to move it all the same.
        app.desk.settling = Some(mark.id);
        return app.notice("notice-in-place");
    }
    app.desk.placing = Some(mark.id);
    app.notice("notice-placing");
}

/// Lists the places where an annotation may stand, each with what speaks for it; tells whether there are any.
fn offer(app: &mut App, id: uuid::Uuid) -> bool {
    let (Some(document), Some(found)) = (app.reader.document.clone(), annotation(app, id).cloned()) else {
        return false;
    };
    let row = |likely: Likely| {
        let first = *likely.spans.first()?;
        let (before, behind) = document.context(Flow::Printed, &likely.spans);
        let words: String = likely.spans.iter().map(|span| document.slice(*span)).collect();
        let line = document.text.get(..first.start.0)?.matches('\n').count() + 1;
        let (before, behind) = (last_chars(&before, 8), first_chars(&behind, 12));
        let name = format!("{}  {before}[{words}]{behind}", why(&app.face.words, &likely));
        Some((line.to_string(), one_line(&name).into_owned(), Target::Stand(id, first.start)))
    };
    let rows: Vec<_> = candidates(&document, &found.target, &found.quotation).into_iter().filter_map(row).collect();
    let any = !rows.is_empty();
    if any {
        app.put_up(Choice::of("candidates-title", rows, 0));
    }
    any
}

/// Gives an annotation the place of its words that begins at a position.
pub fn stand(app: &mut App, id: uuid::Uuid, at: Byte) {
    let (Some(document), Some(before)) = (app.reader.document.clone(), annotation(app, id).cloned()) else { return };
    let mut places = candidates(&document, &before.target, &before.quotation).into_iter().map(|likely| likely.spans);
    let Some(spans) = places.find(|spans| spans.first().is_some_and(|span| span.start == at)) else {
        return;
    };
    let after = before.standing_at(&document, &spans);
    change(app, "edit-place", &document.path, Some(before), after, Vec::new());
    app.notice("notice-place-accepted");
}

/// Tells whether an annotation is this coder's; another's is only read, and that is said.
fn is_mine(app: &mut App, id: uuid::Uuid) -> bool {
    let theirs = annotation(app, id).map(|a| a.coder.clone()).filter(|coder| coder != app.desk.coder.name());
    if let Some(coder) = &theirs {
        let name = super::others::name_of(app, coder);
        app.notice_with("notice-theirs", &[("name", name)]);
    }
    theirs.is_none()
}

/// Names an annotation: its tags and the beginning of its words.
fn told(app: &App, id: uuid::Uuid) -> String {
    let Some(found) = annotation(app, id) else { return String::new() };
    let lang = app.face.words.lang();
    let codebook = &app.desk.book.codebook;
    let tags: Vec<&str> = found.tags.iter().map(|tag| codebook.label(codebook.resolve(tag), lang)).collect();
    format!("{} “{}”", tags.join(" "), crate::annotation::telling::short(&found.quotation.text())).trim().to_owned()
}

/// Deletes: the first time lights what the second deletes.
pub fn delete(app: &mut App) {
    // A selection means the annotation that it equals, and no other.
    let chosen = app.reader.selection.map(|_| select::target(app));
    let same = |spans: &Vec<ByteSpan>| app.desk.marks.iter().find(|m| m.own && m.placed.spans == *spans).map(|m| m.id);
    let under = || app.desk.covering(app.reader.cursor).iter().find(|mark| mark.own).map(|mark| mark.id);
    let found = match &chosen {
        Some(spans) => same(spans),
        None => app.desk.lit.or_else(under),
    };
    let Some(id) = found else {
        app.notice(if chosen.is_some() { "notice-nothing-selected-to-delete" } else { "notice-nothing-here" });
        return;
    };
    if !is_mine(app, id) {
        return;
    }
    if app.desk.armed != Some(id) {
        app.desk.lit = Some(id);
        app.desk.armed = Some(id);
        app.reader.selection = None;
        let blanks = [("what", told(app, id))];
        app.notice_with("notice-again-deletes", &blanks);
        return;
    }
    let blanks = [("what", told(app, id))];
    let Some(before) = annotation(app, id).cloned() else { return };
    let Some(document) = app.reader.document.as_deref().map(|d| d.path.to_string()) else { return };
    app.desk.armed = None;
    carry_out(app, "edit-delete", vec![Act { document, before: Some(before), after: None }], Vec::new());
    app.desk.lit = None;
    app.notice_with("notice-deleted", &blanks);
}

/// Gives the selection the tags of the last act.
pub fn repeat(app: &mut App) {
    let Some(mut tags) = app.desk.last.clone() else {
        app.notice("notice-nothing-to-repeat");
        return;
    };
    // A tag may be gone since: undone, or removed.
    tags.retain(|tag| app.desk.book.codebook.get(tag).is_some());
    let mut acts = Vec::new();
    for subject in subjects(app) {
        let Some((before, mut after)) = of_subject(app, &subject) else { continue };
        let new: Vec<String> = tags.iter().filter(|tag| !after.has_tag(tag)).cloned().collect();
        after.tags.extend(new);
        acts.push(Act { document: subject.document().to_owned(), before, after: Some(after) });
    }
    if !acts.is_empty() {
        carry_out(app, "edit-tag", acts, Vec::new());
    }
}
