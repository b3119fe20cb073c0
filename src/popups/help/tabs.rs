//! What the sections of the help list: the keys of the place where one is, then all by what they are for.

use crate::brush::{Block, KeyRow};
use crate::input::command::{Command, Group, Scope};
use crate::input::matcher::Matcher;
use crate::state::Model;

/// A section.
pub struct Tab {
    /// The key of its name.
    pub words: &'static str,
    /// The groups of commands in it; the first section and the last are of another kind.
    pub groups: &'static [Group],
    /// The keys of sentences below its commands.
    pub notes: &'static [&'static str],
}

const fn tab(words: &'static str, groups: &'static [Group], notes: &'static [&'static str]) -> Tab {
    Tab { words, groups, notes }
}

/// The sections, as their digits count them.
pub const TABS: [Tab; 9] = [
    tab("tab-here", &[], &[]),
    tab("tab-select", &[Group::Select], &[]),
    tab("tab-annotate", &[Group::Act], &["help-input-method"]),
    tab("tab-move", &[Group::Move], &[]),
    tab("tab-find", &[Group::Find], &[]),
    tab("tab-screens", &[Group::Screen, Group::Codebook], &[]),
    tab("tab-page", &[Group::Shape], &[]),
    tab("tab-program", &[Group::Pane], &["help-codes"]),
    tab(SIGNS, &[], &[]),
];

/// The section of the signs.
pub const SIGNS: &str = "tab-signs";

/// Of the many keys of the text those that come first, by groups.
const TEXT: &[(Group, &[&str])] = &[
    (Group::Select, &["sentence", "clause", "quotation", "paragraph", "by-character", "other-end"]),
    (Group::Act, &["tag", "pick-tag", "in-vivo", "note", "highlight", "edit-ends", "delete", "undo", "repeat"]),
    (Group::Move, &["page-down", "next-article", "previous-article", "done", "next-annotation", "light", "back"]),
    (Group::Find, &["search", "next-hit", "articles", "search-all"]),
    (Group::Pane, &["next-pane", "line"]),
];

/// The scopes, in the order in which a section lists them.
const SCOPES: [Scope; 12] = [
    Scope::Text,
    Scope::List,
    Scope::Side,
    Scope::Panes,
    Scope::Rows,
    Scope::Codebook,
    Scope::Passages,
    Scope::Differences,
    Scope::Conflicts,
    Scope::Hits,
    Scope::Statistics,
    Scope::Any,
];

/// Returns the name of a scope.
pub fn scope(model: &Model, scope: Scope) -> String {
    model.say(scope.words())
}

fn row(model: &Model, command: &Command) -> KeyRow {
    let map = &model.hand.map;
    let keys = map.shown(command);
    let less = map.letterless(command);
    let other = |key: &&str| !keys.split(' ').any(|known| known == *key);
    let less = less.split(' ').filter(other).collect::<Vec<_>>().join(" ");
    let words = &model.face.words;
    KeyRow { keys, less, look: None, says: words.say(&command.words()), label: command.label(words) }
}

/// Makes a block of commands; what is told by the same words and keys is told once.
fn block<'a>(model: &Model, heading: String, commands: impl Iterator<Item = &'a Command>) -> Block {
    let mut rows: Vec<KeyRow> = Vec::new();
    for row in commands.map(|command| row(model, command)) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    Block { heading, rows }
}

/// Returns the keys of the pane or screen where one is: of the many of the text all, if they fit.
pub fn here(model: &Model, fits: impl Fn(&[Block]) -> bool) -> Vec<Block> {
    let commands = model.hand.map.commands();
    if model.scopes().first() == Some(&Scope::Text) {
        let of = |group: Group| commands.iter().filter(move |c| c.scope == Scope::Text && c.group == group);
        let all = Group::ALL.iter().map(|group| block(model, model.say(group.words()), of(*group)));
        let all: Vec<Block> = all.filter(|block| !block.rows.is_empty()).collect();
        if fits(&all) {
            return all;
        }
        let named = |names: &'static [&str]| names.iter().filter_map(|name| commands.iter().find(|c| c.name == *name));
        return TEXT.iter().map(|(group, names)| block(model, model.say(group.words()), named(names))).collect();
    }
    let nearest = model.scopes().iter().filter(|scope| **scope != Scope::Any);
    let of = |own: Scope| commands.iter().filter(move |command| command.scope == own);
    nearest.map(|own| block(model, scope(model, *own), of(*own))).collect()
}

/// Returns the commands of some groups, by where their keys count.
pub fn listed(model: &Model, groups: &[Group]) -> Vec<Block> {
    let commands = model.hand.map.commands();
    let of = |own: Scope| commands.iter().filter(move |c| c.listed && c.scope == own && groups.contains(&c.group));
    SCOPES.iter().map(|own| block(model, scope(model, *own), of(*own))).filter(|block| !block.rows.is_empty()).collect()
}

/// Returns what matches, by where its keys count.
pub fn found(model: &Model, typed: &str, signs: &[Block]) -> Vec<Block> {
    let matcher = Matcher::new(typed);
    let matches = |row: &KeyRow| matcher.matches(&row.says) || row.keys.split(' ').any(|key| key == typed);
    let signs = signs.iter().flat_map(|block| block.rows.clone()).collect();
    let mut blocks = listed(model, &Group::ALL);
    blocks.push(Block { heading: model.say(SIGNS), rows: signs });
    blocks.iter_mut().for_each(|block| block.rows.retain(matches));
    blocks.retain(|block| !block.rows.is_empty());
    blocks
}
