//! The codebook as a screen: tags chosen, made, named, moved, merged, defined.

pub mod draw;
mod listed;
mod reach;

use crate::actions::codebook::{change, ordered};
use crate::actions::commit::commit;
use crate::analysis::Counts;
use crate::annotation::quick::{EMPTY, bind, emptied};
use crate::annotation::{Annotation, Change, Edit, SLOTS_OF_TAGS, Tag};
use crate::brush::Paint;
use crate::input::matcher::Matcher;
use crate::popups::choice::Choice;
use crate::popups::definition;
use crate::popups::name::{Name, Purpose};
use crate::popups::typed::Field;
use crate::screens::screen::Screen;
use crate::state::Model;
use crate::state::project::{KEYS, Wanted};
use crate::state::request::{Of, Request, Target, Typing};
use crate::state::view::{Place, View};
use crate::units::{Area, Cell};
use listed::Source;
pub use listed::{Tagbook, chosen, chosen_left};

/// Opens the definition of the chosen tag.
pub fn define(tagbook: &Tagbook, model: &mut Model) {
    if let Some(tag) = chosen(tagbook, model).cloned() {
        definition::open(model, &tag);
    }
}

/// Opens the codebook; the tag used last is chosen the first time.
pub fn open(tagbook: &mut Tagbook, model: &mut Model) {
    if tagbook.rows.is_empty() {
        model.project.wanted = model.project.recent.first().cloned().map(Wanted::Tag);
    }
    model.show(View::Codebook);
    offer(model);
}

/// Opens the codebook at a tag.
pub fn open_at(tagbook: &mut Tagbook, model: &mut Model, key: &str) {
    tagbook.filter.clear();
    model.project.wanted = Some(Wanted::Tag(key.to_owned()));
    model.show(View::Codebook);
}

/// Makes the rows and counts anew if what they are made of has changed, and keeps the chosen one in sight.
pub fn arrange(tagbook: &mut Tagbook, model: &mut Model) {
    let wanted = match model.project.wanted.take() {
        Some(Wanted::New(key)) => {
            tagbook.filter.clear();
            Some(key)
        }
        Some(Wanted::Tag(key)) => Some(key),
        None => None,
    };
    let keep = wanted.or_else(|| tagbook.rows.get(tagbook.place.chosen).map(|(_, key)| key.clone()));
    let (book, coder) = (model.project.book.revision(), model.project.coder.name().to_owned());
    let source = Source { book, coder, filter: tagbook.filter.clone() };
    if tagbook.made_of.as_ref() != Some(&source) {
        make(tagbook, model);
        tagbook.made_of = Some(source);
    }
    let at = keep.and_then(|keep| tagbook.rows.iter().position(|(_, key)| *key == keep));
    tagbook.place.chosen = at.unwrap_or(tagbook.place.chosen);
    tagbook.place.reveal(tagbook.rows.len(), usize::from(model.screen.board.h));
    let key = chosen(tagbook, model).map(|tag| tag.key.clone());
    tagbook.reach.follow(model, key.as_deref());
}

fn make(tagbook: &mut Tagbook, model: &Model) {
    let coder = model.project.coder.name();
    let codebook = &model.project.book.codebook;
    let own = model.project.book.all().flat_map(|(_, list)| list).filter(|a| a.coder == coder);
    tagbook.counts = Counts::of(codebook, own);
    let matcher = Matcher::new(&tagbook.filter);
    let hit = |tag: &Tag| matcher.matches(&tag.zh) || matcher.matches(&tag.en) || matcher.matches(&tag.key);
    let rows = codebook.tree().into_iter().filter(|(_, tag)| hit(tag));
    tagbook.rows = rows.map(|(depth, tag)| (depth, tag.key.clone())).collect();
    let left = model.project.book.removed_in_use().into_iter().filter(|(tag, _)| hit(tag));
    tagbook.left = left.map(|(tag, count)| (tag.key.clone(), count)).collect();
    tagbook.rows.extend(tagbook.left.keys().map(|key| (0, key.clone())));
}

/// Makes a new tag beside the chosen one.
pub fn beside(tagbook: &Tagbook, model: &mut Model) {
    let purpose = match chosen(tagbook, model) {
        Some(tag) => Purpose::Make(tag.parent.clone(), Some(tag.key.clone())),
        None => Purpose::Make(None, None),
    };
    Name::ask(model, purpose, "");
}

/// Makes a new tag below the chosen one.
pub fn child(tagbook: &Tagbook, model: &mut Model) {
    let purpose = Purpose::Make(chosen(tagbook, model).map(|tag| tag.key.clone()), None);
    Name::ask(model, purpose, "");
}

/// Gives the chosen tag another name; its key stays, and with it every passage.
pub fn rename(tagbook: &Tagbook, model: &mut Model) {
    let lang = model.face.words.lang();
    let found = chosen(tagbook, model).map(|tag| (tag.key.clone(), tag.label(lang).to_owned()));
    if let Some((key, label)) = found {
        Name::ask(model, Purpose::Rename(key), &label);
    }
}

/// Moves the chosen tag by so many places among its siblings.
pub fn shift(tagbook: &mut Tagbook, model: &mut Model, by: isize) {
    let Some(tag) = chosen(tagbook, model).cloned() else { return };
    let mut siblings: Vec<Tag> =
        model.project.book.codebook.children(tag.parent.as_deref()).into_iter().cloned().collect();
    let Some(at) = siblings.iter().position(|other| other.key == tag.key) else { return };
    let to = at.saturating_add_signed(by);
    if to == at || to >= siblings.len() {
        return;
    }
    siblings.swap(at, to);
    let changed = ordered(model, siblings);
    model.project.wanted = Some(Wanted::Tag(tag.key));
    change(model, "edit-tag-order", changed);
}

/// Opens the list of tags that the chosen one may be moved below.
pub fn move_below(tagbook: &Tagbook, model: &mut Model) {
    let Some(key) = chosen(tagbook, model).map(|tag| tag.key.clone()) else { return };
    let mut choice = Choice::tags(model, "tag-move-title", Some(&key), |to| Target::Below(key.clone(), Some(to)));
    choice.first(model.say("tag-to-top"), Target::Below(key.clone(), None));
    model.put_up(choice);
}

/// Opens the list of tags that the chosen one may be merged into, with how often each is given.
pub fn merge(tagbook: &Tagbook, model: &mut Model) {
    let Some(key) = chosen(tagbook, model).map(|tag| tag.key.clone()) else { return };
    let choice = Choice::tags(model, "tag-merge-title", Some(&key), |to| Target::Merge(key.clone(), to));
    model.put_up(choice);
    let count = tagbook.counts.get(&key).map_or(0, |counts| counts.own);
    let name = model.brief(model.project.book.codebook.label(&key, model.face.words.lang()));
    model.notice_with("notice-merging", &[("tag", name), ("count", count.to_string())]);
}

/// Gives the chosen tag the next colour.
pub fn colour(tagbook: &Tagbook, model: &mut Model) {
    let Some(tag) = chosen(tagbook, model).cloned() else { return };
    // Those below that have the same colour keep it in common.
    let slot = tag.slot % SLOTS_OF_TAGS + 1;
    let codebook = &model.project.book.codebook;
    let alike = codebook.with_children(&tag.key).into_iter().filter_map(|key| codebook.get(&key).cloned());
    let alike = alike.filter(|other| other.slot == tag.slot);
    let changed = alike.map(|other| (other.clone(), Tag { slot, ..other })).collect();
    change(model, "edit-tag-colour", changed);
}

/// Gives the chosen tag the n-th quick key of the set in force, from 1, or takes it away.
pub fn by_hand(tagbook: &Tagbook, model: &mut Model, n: usize) {
    let Some(tag) = chosen(tagbook, model).map(|tag| tag.key.clone()).filter(|_| (1..=KEYS).contains(&n)) else {
        return;
    };
    let slot = (model.project.set as u8, n as u8);
    let coder = model.project.coder.name().to_owned();
    let present = model.project.quick(n);
    let bound = model.project.book.personal(&coder).quick.contains_key(&slot);
    let to = if present.as_ref() == Some(&tag) && bound { EMPTY } else { tag.as_str() };
    let changes = bind(&model.project.book, &coder, slot, to);
    commit(model, Edit { label: "edit-quick-key", at: None, changes });
    let label = |key: &str| model.brief(model.project.book.codebook.label(key, model.face.words.lang()));
    let name = label(&tag);
    let key = model.project.quick_of(&tag).map_or_else(|| model.say("none"), |slot| model.project.key_name(slot));
    match present.filter(|other| *other != tag && model.project.quick_of(other).is_none()).map(|other| label(&other)) {
        Some(other) => model.notice_with("notice-quick-key-taken", &[("tag", name), ("key", key), ("other", other)]),
        None => model.notice_with("notice-quick-key", &[("tag", name), ("key", key)]),
    }
}

/// Offers, once, to remove the tags of the starter codebook that nobody uses.
fn offer(model: &mut Model) {
    let project = &model.project;
    if project.starter.belongs || project.starter.asked || !project.read || model.view != View::Codebook {
        return;
    }
    let count = project.starter.unused(&project.book).len();
    if count == 0 {
        return;
    }
    model.project.starter.asked = true;
    let blanks = [("count", count.to_string()), ("all", model.project.book.codebook.in_use().count().to_string())];
    let row = |key: &str, target| (String::new(), model.face.words.fill(key, &blanks), target);
    let rows = vec![row("starter-keep", Target::Starter(false)), row("starter-remove", Target::Starter(true))];
    model.put_up(Choice::of("starter-title", rows, 0));
}

/// Removes the chosen tag with all below it; the first time says what hangs on it.
pub fn remove(tagbook: &mut Tagbook, model: &mut Model) {
    let Some(tag) = chosen(tagbook, model).cloned() else { return };
    let keys = model.project.book.codebook.with_children(&tag.key);
    let coder = model.project.coder.name().to_owned();
    let carries =
        |a: &&Annotation| a.tags.iter().any(|t| keys.iter().any(|key| key == model.project.book.codebook.resolve(t)));
    let used: Vec<(String, Annotation)> = model
        .project
        .book
        .all()
        .flat_map(|(document, list)| list.iter().filter(carries).map(|a| (document.to_owned(), a.clone())))
        .collect();
    let name = model.brief(tag.label(model.face.words.lang()));
    let theirs = used.iter().filter(|(_, a)| a.coder != coder).count();
    if theirs > 0 {
        return model.notice_with("notice-tag-of-others", &[("tag", name), ("count", theirs.to_string())]);
    }
    let (count, below) = (used.len().to_string(), (keys.len() - 1).to_string());
    let id = used.first().map_or(uuid::Uuid::nil(), |(_, a)| a.id);
    if model.project.confirming != Some(id) || tagbook.doomed.as_ref() != Some(&tag.key) {
        model.project.confirming = Some(id);
        tagbook.doomed = Some(tag.key);
        let key = if used.is_empty() { "notice-again-removes" } else { "notice-again-removes-used" };
        return model.notice_with(key, &[("tag", name), ("count", count), ("below", below)]);
    }
    model.project.confirming = None;
    let book = &model.project.book;
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
    commit(model, Edit { label: "edit-tag-removed", at: None, changes });
    model.notice_with("notice-removed", &[("tag", name), ("count", count), ("below", below)]);
}

/// Opens the passages of the chosen tag; one that was removed can be made again.
pub fn go(tagbook: &Tagbook, model: &mut Model) {
    if let Some(key) = chosen_left(tagbook, model).map(|(tag, _)| tag.key.clone()) {
        let row = |words: &str, revive| (String::new(), model.say(words), Target::Revive(key.clone(), revive));
        let rows = vec![row("removed-revive", true), row("removed-passages", false)];
        if model.popup.is_none() {
            model.put_up(Choice::of("removed-title", rows, 0));
        }
        return;
    }
    if let Some(key) = chosen(tagbook, model).map(|tag| tag.key.clone()) {
        model.request(Request::PassagesOf(key));
    }
}

/// The most cells of the list: beside it there is always something to say.
const WIDEST: Cell = 84;

impl Screen for Tagbook {
    fn place(&mut self) -> &mut Place {
        &mut self.place
    }

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn split(&self, rest: Area, narrow: bool) -> (Area, Area) {
        // The heads of the columns stand above the rows.
        let (list, detail) = if narrow {
            rest.split_bottom(if rest.h >= 14 { 8 } else { 0 })
        } else {
            rest.split_right((rest.w * 52 / 100).max(rest.w.saturating_sub(WIDEST)))
        };
        (list.split_top(1).1, detail)
    }

    fn arrange(&mut self, model: &mut Model) {
        arrange(self, model);
    }

    fn go(&mut self, model: &mut Model) {
        go(self, model);
    }

    fn filter(&mut self, model: &mut Model) {
        Field::open(model, Of::Codebook, &self.filter);
    }

    fn typing(&mut self, model: &mut Model, typing: Typing) {
        match typing {
            Typing::Now(filter) => self.filter = filter,
            Typing::Taken => {}
            Typing::GivenUp => self.filter.clear(),
            Typing::Step(down) => self.step(model, if down { 1 } else { -1 }),
        }
    }

    fn let_go(&mut self, _: &mut Model) -> bool {
        !std::mem::take(&mut self.filter).is_empty()
    }

    fn digit(&mut self, model: &mut Model, n: usize) -> bool {
        by_hand(self, model, n);
        true
    }

    fn hints(&self, model: &Model) -> &'static str {
        if model.project.book.codebook.is_empty() { "hints-codebook-empty" } else { "hints-codebook" }
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        draw::draw(self, model, paint)
    }
}
