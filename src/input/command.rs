//! Commands: what one is, where its keys count, in which section of the help it stands.

use super::key::{Key, shown};
use crate::words::Words;

/// Where a key counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere.
    Any,
    /// In every pane.
    Panes,
    /// In the text.
    Text,
    /// In the list of articles.
    List,
    /// In the sidebar.
    Side,
    /// On every screen of rows.
    Rows,
    /// On the codebook.
    Codebook,
    /// On the passages, and on the differences.
    Passages,
    /// On the differences.
    Differences,
    /// On the conflicts.
    Conflicts,
    /// On the hits.
    Hits,
    /// On the statistics.
    Statistics,
}

impl Scope {
    /// Returns the key of its name as people read it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Any => "scope-any",
            Self::Panes => "scope-panes",
            Self::Text => "scope-text",
            Self::List => "scope-list",
            Self::Side => "scope-sidebar",
            Self::Rows => "scope-rows",
            Self::Codebook => "scope-codebook",
            Self::Passages => "scope-passages",
            Self::Differences => "scope-differences",
            Self::Conflicts => "scope-conflicts",
            Self::Hits => "scope-hits",
            Self::Statistics => "scope-statistics",
        }
    }

    /// Returns the name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Panes => "panes",
            Self::Text => "text",
            Self::List => "list",
            Self::Side => "sidebar",
            Self::Rows => "rows",
            Self::Codebook => "codebook",
            Self::Passages => "passages",
            Self::Differences => "differences",
            Self::Conflicts => "conflicts",
            Self::Hits => "hits",
            Self::Statistics => "statistics",
        }
    }
}

/// The section of the help that a command stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Moving.
    Move,
    /// Selecting.
    Select,
    /// Annotating.
    Act,
    /// Structure and words of the page.
    Shape,
    /// Finding.
    Find,
    /// Screens of rows.
    Screen,
    /// The codebook.
    Codebook,
    /// Panes and program.
    Pane,
}

impl Group {
    /// All groups in the order of the help.
    pub const ALL: [Self; 8] =
        [Self::Select, Self::Act, Self::Move, Self::Find, Self::Screen, Self::Codebook, Self::Shape, Self::Pane];

    /// Returns the key of its heading.
    pub fn words(self) -> &'static str {
        match self {
            Self::Move => "help-move",
            Self::Select => "help-select",
            Self::Act => "help-act",
            Self::Shape => "help-shape",
            Self::Find => "help-find",
            Self::Screen => "help-screen",
            Self::Codebook => "help-codebook",
            Self::Pane => "help-pane",
        }
    }
}

/// A command as a person meets it: one row of the table, without its deed. Its sentence in `assets/words` has the
/// key `do-NAME`.
pub struct Command {
    /// Its name, by which `config.ron` and the command line know it.
    pub name: &'static str,
    /// Where its keys count.
    pub scope: Scope,
    /// Its section in the help.
    pub group: Group,
    /// Its keys by default, the first as taught.
    pub keys: &'static [&'static str],
    /// Those among its keys that need no letters: for use with an input method on.
    pub letterless: &'static [&'static str],
    /// Help and palette list it; the like of it in another pane is not told twice.
    pub listed: bool,
    /// What the keys of the row have to do with what is done.
    pub takes: Takes,
}

/// What the keys of a row have to do with what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing: whichever key is typed, the same is done.
    Nothing,
    /// The number that a key stands for, from 0: a key that the row has by default keeps its place there (`keys`, then
    /// `letterless`), any other has its place among those that a person gave.
    Number,
    /// The character that is typed behind the key.
    Char,
}

impl Command {
    /// Returns the place of a key among those that the row has by default.
    pub fn number_of(&self, keys: &[Key]) -> Option<usize> {
        self.keys.iter().chain(self.letterless).position(|written| Key::sequence(written) == keys)
    }

    /// Returns the key of the sentence that says what it does.
    pub fn words(&self) -> String {
        format!("do-{}", self.name)
    }

    /// Returns what it does in few words: in those of its own, else in the first part of its sentence.
    pub fn label(&self, words: &Words) -> String {
        let short = format!("short-{}", self.name);
        if words.has(&short) {
            return words.say(&short);
        }
        let said = words.say(&self.words());
        let end = [" (", "（", "; ", "；", ", ", "，"].iter().filter_map(|mark| said.find(mark)).min();
        said.get(..end.unwrap_or(said.len())).unwrap_or(&said).to_owned()
    }

    /// Returns its keys by default as people read them.
    pub fn shown(&self) -> String {
        if self.keys.is_empty() {
            return format!(":{}", self.name);
        }
        brief(&self.keys.iter().map(|keys| shown(&Key::sequence(keys))).collect::<Vec<_>>().join(" "))
    }

    /// Returns its letterless keys as people read them.
    pub fn shown_letterless(&self) -> String {
        brief(&self.letterless.iter().map(|keys| shown(&Key::sequence(keys))).collect::<Vec<_>>().join(" "))
    }
}

/// Keys that differ in a digit only, as one.
pub fn brief(keys: &str) -> String {
    let brief = keys.replace("s1 s2 s3 s4 s5 s6 s7 s8 s9 s0", "s0-s9").replace("1 2 3 4 5 6 7 8 9 0", "0-9");
    brief.replace("1 2 3 4 5 6 7 8 9", "1-9")
}
