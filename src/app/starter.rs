//! The starter codebook and lists of tags: what an empty codebook is offered, and what nobody has used of it.

use super::App;
use super::choice::{Choice, Target};
use super::desk::commit;
use super::note::{About, Note};
use super::prompt::Prompt;
use super::stage::View;
use super::subject::seconds;
use crate::annotation::quick::emptied;
use crate::annotation::{Change, Edit, On, Tag};
use std::collections::BTreeSet;

/// The tags that come with the program.
#[derive(Clone, Debug, Default)]
pub struct Starter {
    /// The tags, those above before those below.
    pub tags: Vec<Tag>,
    /// They belong here: the documents are the built-in pages.
    pub belongs: bool,
    /// Whether those that nobody uses are to be removed was asked.
    pub asked: bool,
}

/// Tells whether a tag is one of the starter codebook as it came: its place and colour do not count.
fn as_it_came(tag: &Tag, starter: &Tag) -> bool {
    let placed = Tag { order: tag.order, slot: tag.slot, ..starter.clone() };
    tag.says_as(&placed)
}

/// Returns the tags of the starter codebook that nobody uses: no annotation has them, no memo is about them, none
/// was merged into them or changed, and nothing else stands below them.
fn unused(app: &App) -> Vec<Tag> {
    let book = &app.desk.book;
    let given = book.all().flat_map(|(_, list)| list).flat_map(|a| &a.tags);
    let memos = book.personal.values().flat_map(|own| own.memos.keys());
    let memos = memos.filter_map(|on| if let On::Tag(key) = on { Some(key) } else { None });
    let merged = book.codebook.all().filter_map(|tag| tag.merged_into.as_ref());
    let used: BTreeSet<&String> = given.chain(memos).chain(merged).collect();
    let starters = app.desk.starter.tags.iter();
    let came = starters.filter_map(|starter| book.codebook.get(&starter.key).filter(|tag| as_it_came(tag, starter)));
    let mut found: Vec<Tag> = came.filter(|tag| !used.contains(&tag.key)).cloned().collect();
    loop {
        let goes = |key: &String| found.iter().any(|tag| tag.key == *key);
        let stays = |tag: &&Tag| !goes(&tag.key);
        let above: BTreeSet<&String> =
            book.codebook.all().filter(stays).filter_map(|tag| tag.parent.as_ref()).filter(|key| goes(key)).collect();
        if above.is_empty() {
            return found;
        }
        let above: BTreeSet<String> = above.into_iter().cloned().collect();
        found.retain(|tag| !above.contains(&tag.key));
    }
}

/// Offers, once, to remove the tags of the starter codebook that nobody uses.
pub fn offer(app: &mut App) {
    let desk = &app.desk;
    if desk.starter.belongs || desk.starter.asked || !desk.read || app.stage.view != View::Codebook {
        return;
    }
    let count = unused(app).len();
    if count == 0 {
        return;
    }
    app.desk.starter.asked = true;
    let blanks = [("count", count.to_string()), ("all", app.desk.book.codebook.in_use().count().to_string())];
    let row = |key: &str, target| (String::new(), app.face.words.fill(key, &blanks), target);
    let rows = vec![row("starter-keep", Target::Starter(false)), row("starter-remove", Target::Starter(true))];
    app.prompt = Some(Prompt::Choice(Choice::of("starter-title", rows, 0)));
}

/// Removes the tags of the starter codebook that nobody uses.
pub fn remove(app: &mut App) {
    let tags = unused(app);
    let keys: Vec<String> = tags.iter().map(|tag| tag.key.clone()).collect();
    let mut changes = emptied(&app.desk.book, app.desk.coder.name(), &keys);
    changes.extend(tags.into_iter().map(|tag| Change::tag(&tag.key.clone(), Some(tag), None)));
    commit(app, Edit { label: "edit-starter-removed", at: None, changes });
    app.notice_with("notice-starter-removed", &[("count", keys.len().to_string())]);
}

/// Takes the starter codebook, as far as it is not there.
pub fn take(app: &mut App) {
    let now = seconds(app);
    let missing = app.desk.starter.tags.iter().filter(|tag| app.desk.book.codebook.get(&tag.key).is_none());
    let tags = missing.map(|tag| Tag { created: now, modified: now, ..tag.clone() }).collect();
    add(app, tags, "edit-starter-taken");
}

/// Opens the editor for a list of tags.
pub fn list(app: &mut App) {
    app.prompt = Some(Prompt::Note(Box::new(Note::new(app, About::Tags))));
}

/// The longest name in a list of tags, and the most lines of one: what has more was meant for another place.
const LONGEST: usize = 40;
const MOST: usize = 1000;

/// Makes the tags of a list: one a line, further in below.
pub fn listed(app: &mut App, list: &str) {
    let mut lines = list.lines();
    if lines.clone().count() > MOST || lines.any(|line| line.trim().chars().count() > LONGEST) {
        return app.notice_with("notice-no-list", &[("most", LONGEST.to_string())]);
    }
    let tags = app.desk.book.codebook.listed(list, seconds(app));
    add(app, tags, "edit-tags-listed");
}

/// Adds tags as one edit.
fn add(app: &mut App, tags: Vec<Tag>, label: &'static str) {
    let Some(first) = tags.first().map(|tag| tag.key.clone()) else { return app.notice("notice-no-new-tags") };
    let count = tags.len().to_string();
    let changes = tags.into_iter().map(|tag| Change::tag(&tag.key.clone(), None, Some(tag))).collect();
    app.stage.tagbook.wanted = Some(first);
    app.stage.tagbook.filter.clear();
    commit(app, Edit { label, at: None, changes });
    app.notice_with("notice-tags-made", &[("count", count)]);
}
