//! Commands: what one is, where its keys count, in which section of the help it stands.

use super::App;
use super::key::{Key, shown};
pub use super::table::COMMANDS;

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

/// A command: one row of the table. Its sentence in `assets/words` has the key `do-NAME`.
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// Where its keys count.
    pub scope: Scope,
    /// Its section in the help.
    pub group: Group,
    /// Its keys by default, the first as taught.
    pub keys: &'static [&'static str],
    /// Those among its keys that need no letters: for use with an input method on.
    pub letterless: &'static [&'static str],
    /// What it does; the key tells which of several was typed.
    pub run: fn(&mut App, Key),
}

impl Command {
    /// Returns the key of the sentence that says what it does.
    pub fn words(&self) -> String {
        format!("do-{}", self.name)
    }

    /// Tells whether help and palette list it: the like of it in another pane is not told twice.
    pub fn is_listed(&self) -> bool {
        !["card-", "list-", "hit-"].iter().any(|start| self.name.starts_with(start))
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

/// Nine keys that differ in a digit only, as one.
pub fn brief(keys: &str) -> String {
    keys.replace("s1 s2 s3 s4 s5 s6 s7 s8 s9 s0", "s0-s9").replace("1 2 3 4 5 6 7 8 9", "1-9")
}
