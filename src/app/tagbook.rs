//! The codebook as a screen: tags made, named, moved, merged, defined.

use super::desk::{KEYS, commit};
use super::popups::choice::{Choice, Target};
use super::popups::name::{Name, Purpose};
use super::popups::typed::{Field, Of};
use super::retrace::brief;
use super::stage::{self, Place, View};
use super::subject::seconds;
use super::{App, passages};
use crate::analysis::Counts;
use crate::annotation::quick::{EMPTY, bind, emptied};
use crate::annotation::{Annotation, Change, Edit, SLOTS_OF_TAGS, Tag};
use crate::input::matcher::Matcher;
use crate::words::Lang;
use std::collections::BTreeMap;

/// The codebook as it is shown.
#[derive(Default)]
pub struct Tagbook {
    /// The chosen row.
    pub place: Place,
    /// The rows: depth and key.
    pub rows: Vec<(usize, String)>,
    /// How often each tag is given by this coder.
    pub counts: BTreeMap<String, Counts>,
    /// Tags that were removed and are in use still, which have the last rows: how many annotations have each.
    pub left: BTreeMap<String, usize>,
    /// What the rows are filtered by.
    pub filter: String,
    /// The tag that is to be chosen once it is there.
    pub wanted: Option<String>,
    /// The tag that the next `d` removes, as long as the desk is armed.
    pub doomed: Option<String>,
}

/// Opens the codebook; the tag used last is chosen the first time.
pub fn open(app: &mut App) {
    if app.stage.tagbook.rows.is_empty() {
        app.stage.tagbook.wanted = app.desk.recent.first().cloned();
    }
    stage::show(app, View::Codebook);
    offer(app);
}

/// Opens the codebook at a tag.
pub fn open_at(app: &mut App, key: &str) {
    app.stage.tagbook.filter.clear();
    app.stage.tagbook.wanted = Some(key.to_owned());
    stage::show(app, View::Codebook);
}

/// Makes the rows and counts.
pub fn arrange(app: &mut App) {
    let coder = app.desk.coder.name();
    let codebook = &app.desk.book.codebook;
    let own = app.desk.book.all().flat_map(|(_, list)| list).filter(|a| a.coder == coder);
    let counts = Counts::of(codebook, own);
    let tagbook = &mut app.stage.tagbook;
    let keep = tagbook.wanted.take().or_else(|| tagbook.rows.get(tagbook.place.chosen).map(|(_, key)| key.clone()));
    let matcher = Matcher::new(&tagbook.filter);
    let hit = |tag: &Tag| matcher.matches(&tag.zh) || matcher.matches(&tag.en) || matcher.matches(&tag.key);
    let rows = codebook.tree().into_iter().filter(|(_, tag)| hit(tag));
    tagbook.rows = rows.map(|(depth, tag)| (depth, tag.key.clone())).collect();
    let left = app.desk.book.removed_in_use().into_iter().filter(|(tag, _)| hit(tag));
    tagbook.left = left.map(|(tag, count)| (tag.key.clone(), count)).collect();
    tagbook.rows.extend(tagbook.left.keys().map(|key| (0, key.clone())));
    tagbook.counts = counts;
    let at = keep.and_then(|keep| tagbook.rows.iter().position(|(_, key)| *key == keep));
    tagbook.place.chosen = at.unwrap_or(tagbook.place.chosen);
    tagbook.place.reveal(tagbook.rows.len(), usize::from(app.screen.board.h));
}

/// Returns the chosen tag.
pub fn chosen(app: &App) -> Option<&Tag> {
    let tagbook = &app.stage.tagbook;
    app.desk.book.codebook.get(&tagbook.rows.get(tagbook.place.chosen)?.1)
}

/// Returns what is left of the tag of the chosen row, if it was removed, and how many annotations have it.
pub fn chosen_left(app: &App) -> Option<(&Tag, usize)> {
    let tagbook = &app.stage.tagbook;
    let (_, key) = tagbook.rows.get(tagbook.place.chosen)?;
    Some((app.desk.book.codebook.known(key)?, *tagbook.left.get(key)?))
}

/// Makes a new tag beside the chosen one.
pub fn beside(app: &mut App) {
    let purpose = match chosen(app) {
        Some(tag) => Purpose::Make(tag.parent.clone(), Some(tag.key.clone())),
        None => Purpose::Make(None, None),
    };
    Name::ask(app, purpose, "");
}

/// Makes a new tag below the chosen one.
pub fn child(app: &mut App) {
    let purpose = Purpose::Make(chosen(app).map(|tag| tag.key.clone()), None);
    Name::ask(app, purpose, "");
}

/// Gives the chosen tag another name; its key stays, and with it every passage.
pub fn rename(app: &mut App) {
    let lang = app.face.words.lang();
    let found = chosen(app).map(|tag| (tag.key.clone(), tag.label(lang).to_owned()));
    if let Some((key, label)) = found {
        Name::ask(app, Purpose::Rename(key), &label);
    }
}

/// Opens the filter.
pub fn filter(app: &mut App) {
    let filter = app.stage.tagbook.filter.clone();
    Field::open(app, Of::Codebook, &filter);
}

/// Gives a tag another name in the language of the interface.
pub fn renamed(app: &mut App, key: &str, label: String) {
    let Some(before) = app.desk.book.codebook.get(key).cloned() else { return };
    let mut after = before.clone();
    match app.face.words.lang() {
        Lang::Zh => after.zh = label,
        Lang::En => after.en = label,
    }
    change(app, "edit-tag-name", vec![(before, after)]);
}

/// Makes a tag of a name below a parent, behind a sibling.
pub fn make(app: &mut App, label: &str, parent: Option<String>, behind: Option<String>) {
    let codebook = &app.desk.book.codebook;
    if let Some(tag) = codebook.named(label).into_iter().find(|tag| tag.parent == parent) {
        let (key, path) = (tag.key.clone(), codebook.path(&tag.key, app.face.words.lang()));
        app.stage.tagbook.wanted = Some(key);
        return app.notice_with("notice-tag-there", &[("tag", path)]);
    }
    let made = codebook.make(label, parent.as_deref(), seconds(app));
    let key = made.key.clone();
    let mut siblings: Vec<Tag> = codebook.children(parent.as_deref()).into_iter().cloned().collect();
    let at = behind.and_then(|behind| siblings.iter().position(|tag| tag.key == behind));
    siblings.insert(at.map_or(siblings.len(), |at| at + 1), made.clone());
    let mut changes = ordered(app, siblings);
    let order = changes.iter().find(|(_, after)| after.key == key).map_or(made.order, |(_, after)| after.order);
    changes.retain(|(before, _)| before.key != key);
    let made = Change::tag(&key, None, Some(Tag { order, ..made }));
    app.stage.tagbook.wanted = Some(key);
    app.stage.tagbook.filter.clear();
    let mut all: Vec<Change> =
        changes.into_iter().map(|(b, a)| Change::tag(&b.key.clone(), Some(b), Some(a))).collect();
    all.push(made);
    commit(app, Edit { label: "edit-tag-made", at: None, changes: all });
    app.notice_with("notice-tag-made", &[("label", label.to_owned())]);
}

/// Returns siblings with orders that rise, each as it was and as it is to be.
fn ordered(app: &App, siblings: Vec<Tag>) -> Vec<(Tag, Tag)> {
    let now = seconds(app);
    let numbered = siblings.into_iter().zip(1i64..).map(|(tag, n)| {
        let after = Tag { order: n * 10, modified: now, ..tag.clone() };
        (tag, after)
    });
    numbered.filter(|(before, after)| before.order != after.order || before.created == now).collect()
}

/// Changes tags as one edit; those that stay as they are are left out.
pub fn change(app: &mut App, label: &'static str, changed: Vec<(Tag, Tag)>) {
    let now = seconds(app);
    let real = changed.into_iter().filter(|(before, after)| before != after);
    let changes = real.map(|(before, after)| {
        let key = before.key.clone();
        Change::tag(&key, Some(before), Some(Tag { modified: now, ..after }))
    });
    let changes = changes.collect();
    commit(app, Edit { label, at: None, changes });
}

/// Moves the chosen tag by so many places among its siblings.
pub fn shift(app: &mut App, by: isize) {
    let Some(tag) = chosen(app).cloned() else { return };
    let mut siblings: Vec<Tag> = app.desk.book.codebook.children(tag.parent.as_deref()).into_iter().cloned().collect();
    let Some(at) = siblings.iter().position(|other| other.key == tag.key) else { return };
    let to = at.saturating_add_signed(by);
    if to == at || to >= siblings.len() {
        return;
    }
    siblings.swap(at, to);
    let changed = ordered(app, siblings);
    app.stage.tagbook.wanted = Some(tag.key);
    change(app, "edit-tag-order", changed);
}

/// Opens the list of tags that the chosen one may be moved below.
pub fn move_below(app: &mut App) {
    let Some(key) = chosen(app).map(|tag| tag.key.clone()) else { return };
    let mut choice = Choice::tags(app, "tag-move-title", Some(&key), |to| Target::Below(key.clone(), Some(to)));
    choice.first(app.say("tag-to-top"), Target::Below(key.clone(), None));
    app.put_up(choice);
}

/// Moves a tag below another, or to the top.
pub fn moved(app: &mut App, key: &str, parent: Option<String>) {
    let Some(before) = app.desk.book.codebook.get(key).cloned() else { return };
    let order = app.desk.book.codebook.children(parent.as_deref()).last().map_or(10, |tag| tag.order + 10);
    app.stage.tagbook.wanted = Some(key.to_owned());
    change(app, "edit-tag-move", vec![(before.clone(), Tag { parent, order, ..before })]);
}

/// Opens the list of tags that the chosen one may be merged into, with how often each is given.
pub fn merge(app: &mut App) {
    let Some(key) = chosen(app).map(|tag| tag.key.clone()) else { return };
    let choice = Choice::tags(app, "tag-merge-title", Some(&key), |to| Target::Merge(key.clone(), to));
    app.put_up(choice);
    let count = app.stage.tagbook.counts.get(&key).map_or(0, |counts| counts.own);
    let name = brief(app, app.desk.book.codebook.label(&key, app.face.words.lang()));
    app.notice_with("notice-merging", &[("tag", name), ("count", count.to_string())]);
}

/// Merges a tag into another: its passages count for that, the tags below it move there.
pub fn merged(app: &mut App, key: &str, into: &str) {
    let codebook = &app.desk.book.codebook;
    let Some(before) = codebook.get(key).cloned() else { return };
    let mut changed: Vec<(Tag, Tag)> = codebook
        .children(Some(key))
        .into_iter()
        .map(|tag| (tag.clone(), Tag { parent: Some(into.to_owned()), ..tag.clone() }))
        .collect();
    let label = brief(app, before.label(app.face.words.lang()));
    let to = brief(app, codebook.label(into, app.face.words.lang()));
    changed.push((before.clone(), Tag { merged_into: Some(into.to_owned()), ..before }));
    app.stage.tagbook.wanted = Some(into.to_owned());
    change(app, "edit-tag-merge", changed);
    app.notice_with("notice-merged", &[("tag", label), ("into", to)]);
}

/// Gives the chosen tag the next colour.
pub fn colour(app: &mut App) {
    let Some(tag) = chosen(app).cloned() else { return };
    // Those below that have the same colour keep it in common.
    let slot = tag.slot % SLOTS_OF_TAGS + 1;
    let codebook = &app.desk.book.codebook;
    let alike = codebook.with_children(&tag.key).into_iter().filter_map(|key| codebook.get(&key).cloned());
    let alike = alike.filter(|other| other.slot == tag.slot);
    let changed = alike.map(|other| (other.clone(), Tag { slot, ..other })).collect();
    change(app, "edit-tag-colour", changed);
}

/// Gives the chosen tag the n-th quick key of the set in force, from 1, or takes it away.
pub fn by_hand(app: &mut App, n: usize) {
    let Some(tag) = chosen(app).map(|tag| tag.key.clone()).filter(|_| (1..=KEYS).contains(&n)) else { return };
    let slot = (app.desk.set as u8, n as u8);
    let coder = app.desk.coder.name().to_owned();
    let present = app.desk.quick(n);
    let bound = app.desk.book.personal(&coder).quick.contains_key(&slot);
    let to = if present.as_ref() == Some(&tag) && bound { EMPTY } else { tag.as_str() };
    let changes = bind(&app.desk.book, &coder, slot, to);
    commit(app, Edit { label: "edit-quick-key", at: None, changes });
    let label = |key: &str| brief(app, app.desk.book.codebook.label(key, app.face.words.lang()));
    let name = label(&tag);
    let key = app.desk.quick_of(&tag).map_or_else(|| app.say("none"), |slot| app.desk.key_name(slot));
    match present.filter(|other| *other != tag && app.desk.quick_of(other).is_none()).map(|other| label(&other)) {
        Some(other) => app.notice_with("notice-quick-key-taken", &[("tag", name), ("key", key), ("other", other)]),
        None => app.notice_with("notice-quick-key", &[("tag", name), ("key", key)]),
    }
}

/// Offers, once, to remove the tags of the starter codebook that nobody uses.
fn offer(app: &mut App) {
    let desk = &app.desk;
    if desk.starter.belongs || desk.starter.asked || !desk.read || app.stage.view != View::Codebook {
        return;
    }
    let count = desk.starter.unused(&desk.book).len();
    if count == 0 {
        return;
    }
    app.desk.starter.asked = true;
    let blanks = [("count", count.to_string()), ("all", app.desk.book.codebook.in_use().count().to_string())];
    let row = |key: &str, target| (String::new(), app.face.words.fill(key, &blanks), target);
    let rows = vec![row("starter-keep", Target::Starter(false)), row("starter-remove", Target::Starter(true))];
    app.put_up(Choice::of("starter-title", rows, 0));
}

/// Removes the tags of the starter codebook that nobody uses.
pub fn remove_unused(app: &mut App) {
    let tags = app.desk.starter.unused(&app.desk.book);
    let keys: Vec<String> = tags.iter().map(|tag| tag.key.clone()).collect();
    let mut changes = emptied(&app.desk.book, app.desk.coder.name(), &keys);
    changes.extend(tags.into_iter().map(|tag| Change::tag(&tag.key.clone(), Some(tag), None)));
    commit(app, Edit { label: "edit-starter-removed", at: None, changes });
    app.notice_with("notice-starter-removed", &[("count", keys.len().to_string())]);
}

/// Removes the chosen tag with all below it; the first time says what hangs on it.
pub fn remove(app: &mut App) {
    let Some(tag) = chosen(app).cloned() else { return };
    let keys = app.desk.book.codebook.with_children(&tag.key);
    let coder = app.desk.coder.name().to_owned();
    let carries =
        |a: &&Annotation| a.tags.iter().any(|t| keys.iter().any(|key| key == app.desk.book.codebook.resolve(t)));
    let used: Vec<(String, Annotation)> = app
        .desk
        .book
        .all()
        .flat_map(|(document, list)| list.iter().filter(carries).map(|a| (document.to_owned(), a.clone())))
        .collect();
    let name = brief(app, tag.label(app.face.words.lang()));
    let theirs = used.iter().filter(|(_, a)| a.coder != coder).count();
    if theirs > 0 {
        return app.notice_with("notice-tag-of-others", &[("tag", name), ("count", theirs.to_string())]);
    }
    let (count, below) = (used.len().to_string(), (keys.len() - 1).to_string());
    let id = used.first().map_or(uuid::Uuid::nil(), |(_, a)| a.id);
    if app.desk.armed != Some(id) || app.stage.tagbook.doomed.as_ref() != Some(&tag.key) {
        app.desk.armed = Some(id);
        app.stage.tagbook.doomed = Some(tag.key);
        let key = if used.is_empty() { "notice-again-removes" } else { "notice-again-removes-used" };
        return app.notice_with(key, &[("tag", name), ("count", count), ("below", below)]);
    }
    app.desk.armed = None;
    let book = &app.desk.book;
    let mut changes: Vec<Change> = used
        .into_iter()
        .map(|(document, before)| {
            let mut after = before.clone();
            after.tags.retain(|t| !keys.iter().any(|key| key == book.codebook.resolve(t)));
            Change::annotation(&document, before.id, Some(before), Some(after))
        })
        .collect();
    let removed = keys.iter().filter_map(|key| book.codebook.get(key).cloned());
    changes.extend(removed.map(|tag| Change::tag(&tag.key.clone(), Some(tag), None)));
    changes.extend(emptied(book, &coder, &keys));
    commit(app, Edit { label: "edit-tag-removed", at: None, changes });
    app.notice_with("notice-removed", &[("tag", name), ("count", count), ("below", below)]);
}

/// Makes a tag again that was removed, with all that was said of it.
pub fn revived(app: &mut App, key: &str) {
    let Some(left) = app.desk.book.codebook.known(key).cloned() else { return };
    let name = brief(app, left.label(app.face.words.lang()));
    app.stage.tagbook.wanted = Some(key.to_owned());
    change(app, "edit-tag-revived", vec![(left.clone(), Tag { removed: None, ..left })]);
    app.notice_with("notice-tag-revived", &[("tag", name)]);
}

/// Opens the passages of the chosen tag; one that was removed can be made again.
pub fn go(app: &mut App) {
    if let Some(key) = chosen_left(app).map(|(tag, _)| tag.key.clone()) {
        let row = |words: &str, revive| (String::new(), app.say(words), Target::Revive(key.clone(), revive));
        let rows = vec![row("removed-revive", true), row("removed-passages", false)];
        if app.popup.is_none() {
            app.put_up(Choice::of("removed-title", rows, 0));
        }
        return;
    }
    if let Some(key) = chosen(app).map(|tag| tag.key.clone()) {
        passages::of_tag(app, &key);
    }
}
