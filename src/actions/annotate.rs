//! Tags and highlights given, taken off, repeated; annotations deleted or put elsewhere.

use crate::actions::commit::commit;
use crate::actions::subject::{Act, carry_out, change, of_subject, subject};
use crate::annotation::quick::{Slot, used};
use crate::annotation::{Annotation, Change, Edit, Tag, candidates};
use crate::state::Model;
use crate::state::about::Subject;
use crate::text::decode::one_line;
use crate::units::{Byte, ByteSpan};

/// Toggles tags on the subjects, as one edit. On several a tag that all carry is taken off, any other is given
/// to those that lack it. A quick key is bound only if it tags.
pub fn toggle(model: &mut Model, subjects: &[Subject], tags: &[String], mut with: Vec<Change>) {
    let mut acts: Vec<(Subject, Option<Annotation>, Annotation)> = Vec::new();
    for subject in subjects {
        acts.extend(of_subject(model, subject).map(|(before, after)| (subject.clone(), before, after)));
    }
    if acts.is_empty() {
        return;
    }
    // To take a tag off many passages is seldom meant: it is asked about once.
    let all_carry = |tag: &String| acts.iter().all(|(.., after)| after.has_tag(tag));
    let first = acts.first().map(|(.., after)| after.id);
    if acts.len() > 1 && tags.iter().any(all_carry) && model.project.confirming != first {
        model.project.confirming = first;
        return model.notice_with("notice-again-takes-off", &[("count", acts.len().to_string())]);
    }
    model.project.confirming = None;
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
            model.project.recent.retain(|other| other != tag);
            model.project.recent.insert(0, tag.clone());
        }
    }
    with.retain(|change| off.is_empty() || !matches!(change, Change::Quick(_)));
    model.project.last = acts.first().map(|(.., after)| after.tags.clone());
    let bare = acts.iter().all(|(.., after)| after.tags.is_empty());
    let codebook = &model.project.book.codebook;
    let name = |tag: &&String| codebook.label(tag, model.face.words.lang()).to_owned();
    let (names, off) = (tags.iter().map(|tag| name(&tag)), off.iter().map(name));
    let (names, off) = (names.collect::<Vec<_>>().join(" "), off.collect::<Vec<_>>().join(" "));
    let count = acts.len();
    let made = |(subject, before, after): (Subject, Option<Annotation>, Annotation)| Act {
        document: subject.document().to_owned(),
        before,
        after: Some(after),
    };
    carry_out(model, "edit-tag", acts.into_iter().map(made).collect(), with);
    match () {
        () if count > 1 => {
            let key = if off.is_empty() { "notice-tagged-many" } else { "notice-taken-off-many" };
            model.notice_with(key, &[("tags", names), ("count", count.to_string())]);
        }
        () if off.is_empty() => {}
        () => model.notice_with(if bare { "notice-plain-now" } else { "notice-taken-off" }, &[("tags", off)]),
    }
}

/// Several tags have the name: it, and their paths.
pub type Several = [(&'static str, String); 2];

/// Gives passages the tag of a name, made if there is none yet, and binds a key to it.
///
/// # Errors
/// Several tags have the name, and none of them stands at the top.
pub fn named(model: &mut Model, label: &str, slot: Slot, subjects: &[Subject]) -> Result<(), Several> {
    let there = of_name(model, label)?;
    let codebook = &model.project.book.codebook;
    let made = there.is_none().then(|| codebook.make(label, None, model.seconds()));
    let Some(tag) = there.or_else(|| made.as_ref().map(|tag| tag.key.clone())) else { return Ok(()) };
    let mut with = used(&model.project.book, model.project.coder.name(), slot, &tag);
    with.extend(made.map(|made| Change::tag(&tag, None, Some(made))));
    let mut carries = |subject: &Subject| of_subject(model, subject).is_some_and(|(_, found)| found.has_tag(&tag));
    if subjects.iter().all(&mut carries) {
        commit(model, Edit { label: "edit-quick-key", at: None, changes: with });
    } else {
        toggle(model, subjects, std::slice::from_ref(&tag), with);
    }
    let path = model.project.book.codebook.path(&tag, model.face.words.lang());
    model.notice_with("notice-key-named", &[("tag", path), ("key", model.project.key_name(slot))]);
    Ok(())
}

/// Returns the tag of a name, if there is one: of several at the top, else the only one.
///
/// # Errors
/// The name and the paths of several, of which none is at the top.
fn of_name(model: &Model, label: &str) -> Result<Option<String>, Several> {
    let codebook = &model.project.book.codebook;
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
            let lang = model.face.words.lang();
            let paths: Vec<String> = several.iter().map(|tag| codebook.path(&tag.key, lang)).collect();
            Err([("tag", label.to_owned()), ("tags", paths.join("; "))])
        }
    }
}

/// Goes to the next set of quick keys.
pub fn next_set(model: &mut Model) {
    model.project.set = (model.project.set + 1) % model.project.sets();
}

/// The longest in-vivo tag, in code points.
const IN_VIVO: usize = 30;

/// Makes a tag of the selected words, or takes the one that has that name.
pub fn in_vivo(model: &mut Model) {
    let Some(subject) = subject(model) else { return };
    let Some((_, found)) = of_subject(model, &subject) else { return };
    let words = found.quotation.text();
    let label = one_line(&words).trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    if label.is_empty() || label.chars().count() > IN_VIVO {
        model.notice_with("notice-too-long-for-tag", &[("most", IN_VIVO.to_string())]);
        return;
    }
    let there = match of_name(model, &label) {
        Ok(there) => there,
        Err(several) => return model.notice_with("notice-tags-of-name", &several),
    };
    if let Some(tag) = there {
        toggle(model, &[subject], &[tag], Vec::new());
        return;
    }
    let tag = model.project.book.codebook.make(&label, None, model.seconds());
    let key = tag.key.clone();
    let made = Change::tag(&key, None, Some(tag));
    toggle(model, &[subject], &[key], vec![made]);
    model.notice_with("notice-tag-made", &[("label", label)]);
}

/// Makes a plain highlight.
pub fn highlight(model: &mut Model) {
    match subject(model) {
        Some(Subject::Annotation(_, id)) => {
            model.reader.selection = None;
            model.project.lit = Some(id);
            model.notice("notice-is-marked");
        }
        Some(subject) => {
            model.project.last = Some(Vec::new());
            if let Some((before, after)) = of_subject(model, &subject) {
                change(model, "edit-highlight", subject.document(), before, after, Vec::new());
            }
        }
        None => {}
    }
}

/// Gives an annotation the place of its words that begins at a position.
pub fn stand(model: &mut Model, id: uuid::Uuid, at: Byte) {
    let (Some(document), Some(before)) = (model.reader.document.clone(), model.annotation(id).cloned()) else { return };
    let mut places = candidates(&document, &before.target, &before.quotation).into_iter().map(|likely| likely.spans);
    let Some(spans) = places.find(|spans| spans.first().is_some_and(|span| span.start == at)) else {
        return;
    };
    let after = before.standing_at(&document, &spans);
    change(model, "edit-place", &document.path, Some(before), after, Vec::new());
    model.notice("notice-place-accepted");
}

/// Tells whether an annotation is this coder's; another's is only read, and that is said.
pub fn is_mine(model: &mut Model, id: uuid::Uuid) -> bool {
    let theirs = model.annotation(id).map(|a| a.coder.clone()).filter(|coder| coder != model.project.coder.name());
    if let Some(coder) = &theirs {
        let name = model.name_of(coder);
        model.notice_with("notice-theirs", &[("name", name)]);
    }
    theirs.is_none()
}

/// Names an annotation: its tags and the beginning of its words.
fn told(model: &Model, id: uuid::Uuid) -> String {
    let Some(found) = model.annotation(id) else { return String::new() };
    let lang = model.face.words.lang();
    let codebook = &model.project.book.codebook;
    let tags: Vec<&str> = found.tags.iter().map(|tag| codebook.label(codebook.resolve(tag), lang)).collect();
    format!("{} “{}”", tags.join(" "), crate::annotation::telling::short(&found.quotation.text())).trim().to_owned()
}

/// Deletes: the first time lights what the second deletes.
pub fn delete(model: &mut Model) {
    // A selection means the annotation that it equals, and no other.
    let chosen = model.reader.selection.map(|_| model.reader.target());
    let same =
        |spans: &Vec<ByteSpan>| model.project.marks.iter().find(|m| m.own && m.placed.spans == *spans).map(|m| m.id);
    let under = || model.project.covering(model.reader.cursor).iter().find(|mark| mark.own).map(|mark| mark.id);
    let found = match &chosen {
        Some(spans) => same(spans),
        None => model.project.lit.or_else(under),
    };
    let Some(id) = found else {
        model.notice(if chosen.is_some() { "notice-nothing-selected-to-delete" } else { "notice-nothing-here" });
        return;
    };
    if !is_mine(model, id) {
        return;
    }
    if model.project.confirming != Some(id) {
        model.project.lit = Some(id);
        model.project.confirming = Some(id);
        model.reader.selection = None;
        let blanks = [("what", told(model, id))];
        model.notice_with("notice-again-deletes", &blanks);
        return;
    }
    let blanks = [("what", told(model, id))];
    let Some(before) = model.annotation(id).cloned() else { return };
    let Some(document) = model.reader.document.as_deref().map(|d| d.path.to_string()) else { return };
    model.project.confirming = None;
    carry_out(model, "edit-delete", vec![Act { document, before: Some(before), after: None }], Vec::new());
    model.project.lit = None;
    model.notice_with("notice-deleted", &blanks);
}

/// Gives what is meant the tags of the last act.
pub fn repeat(model: &mut Model, subjects: &[Subject]) {
    let Some(mut tags) = model.project.last.clone() else {
        model.notice("notice-nothing-to-repeat");
        return;
    };
    // A tag may be gone since: undone, or removed.
    tags.retain(|tag| model.project.book.codebook.get(tag).is_some());
    let mut acts = Vec::new();
    for subject in subjects {
        let Some((before, mut after)) = of_subject(model, subject) else { continue };
        let new: Vec<String> = tags.iter().filter(|tag| !after.has_tag(tag)).cloned().collect();
        after.tags.extend(new);
        acts.push(Act { document: subject.document().to_owned(), before, after: Some(after) });
    }
    if !acts.is_empty() {
        carry_out(model, "edit-tag", acts, Vec::new());
    }
}
