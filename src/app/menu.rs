//! The menus: what may follow a key, under headings and in the order of use.

use super::whole::App;
use crate::brush::{Block, Columns, KeyRow};
use crate::input::command::{Command, Scope};
use crate::input::key::{Key, shown};
use crate::layout::width;
use crate::text::Widths;
use crate::units::Cell;

/// Commands that stand under one heading, in their order.
struct Section {
    /// The key of the heading.
    words: &'static str,
    /// The names of the commands.
    commands: &'static [&'static str],
}

/// The sections of all menus. What stands in none has the heading of its section in the help.
const SECTIONS: &[Section] = &[
    Section { words: "menu-find", commands: &["articles", "headings", "search-all", "hits", "line"] },
    Section {
        words: "menu-look",
        commands: &["passages", "codebook", "statistics", "differences", "conflicts", "others", "zen", "ruler"],
    },
    Section { words: "menu-annotate", commands: &["memo", "split-annotation", "merge-annotations", "double", "term"] },
    Section {
        words: "menu-page",
        commands: &["as-printed", "captions", "line-numbers", "attributes", "theme", "settings"],
    },
    Section { words: "menu-files", commands: &["export", "import"] },
    Section {
        words: "menu-kind",
        commands: &[
            "kind-body",
            "kind-title",
            "kind-subtitle",
            "kind-kicker",
            "kind-section",
            "kind-byline",
            "kind-rubric",
            "kind-caption",
            "kind-credit",
            "kind-other",
        ],
    },
    Section { words: "menu-belongs", commands: &["belongs", "pick-article", "new-article"] },
    Section { words: "menu-repair", commands: &["gap", "repeated", "erratum"] },
    Section { words: "menu-judge", commands: &["accept", "guess", "why"] },
    Section {
        words: "menu-goto",
        commands: &[
            "to-list",
            "to-text",
            "to-sidebar",
            "start",
            "end",
            "list-start",
            "list-end",
            "row-first",
            "row-last",
        ],
    },
    Section { words: "menu-forward", commands: &["next-annotation", "next-doubtful", "next-unread"] },
    Section { words: "menu-backward", commands: &["previous-annotation", "previous-doubtful"] },
];

/// The head of a menu.
pub struct Title {
    scopes: &'static [Scope],
    keys: &'static str,
    /// The key of what is said there.
    pub words: &'static str,
    /// It is about the passage at the cursor, which must stay in sight.
    pub passage: bool,
}

const TITLES: &[Title] = &[
    Title { scopes: &[Scope::Any], keys: "<space>", words: "menu-leader", passage: false },
    Title { scopes: &[Scope::Text], keys: "s", words: "menu-structure", passage: true },
    Title { scopes: &[Scope::Passages, Scope::Hits], keys: "s", words: "menu-sort", passage: false },
    Title { scopes: &[Scope::Text], keys: "i", words: "menu-inside", passage: true },
    Title {
        scopes: &[Scope::Text, Scope::List, Scope::Rows, Scope::Panes],
        keys: "g",
        words: "menu-goto",
        passage: false,
    },
    Title { scopes: &[Scope::Text, Scope::Panes], keys: "]", words: "menu-forward", passage: false },
    Title { scopes: &[Scope::Text, Scope::Panes], keys: "[", words: "menu-backward", passage: false },
    Title { scopes: &[Scope::Text], keys: "z", words: "menu-row", passage: false },
    Title { scopes: &[Scope::Text], keys: "m", words: "menu-mark", passage: false },
    Title { scopes: &[Scope::Text], keys: "'", words: "menu-to-mark", passage: false },
];

/// What keys are called that a person chose for themselves.
const OTHER: Title = Title { scopes: &[], keys: "", words: "menu-leader", passage: false };

/// Returns the head of the menu that is open.
pub fn title(app: &App) -> &'static Title {
    let here = |title: &&Title| {
        let counts = title.scopes.iter().any(|scope| app.scopes().contains(scope));
        counts && Key::sequence(title.keys) == app.hand.typed
    };
    TITLES.iter().find(here).unwrap_or(&OTHER)
}

/// Returns what may follow the keys typed so far, under its headings; one section alone has none.
pub fn blocks(app: &App) -> Vec<Block> {
    let place = |command: &Command| {
        let at = |section: &Section| section.commands.iter().position(|name| *name == command.name);
        SECTIONS.iter().enumerate().find_map(|(n, section)| Some((n, at(section)?)))
    };
    let mut found = app.hand.map.continuations(app.scopes(), &app.hand.typed);
    found.sort_by_key(|(_, command)| place(command).unwrap_or((SECTIONS.len() + command.group as usize, 0)));
    let mut blocks: Vec<Block> = Vec::new();
    for (keys, command) in found {
        let section = place(command).and_then(|(n, _)| SECTIONS.get(n));
        let heading = app.say(section.map_or(command.group.words(), |section| section.words));
        let row = KeyRow { keys, says: command.label(&app.face.words), ..KeyRow::default() };
        match blocks.last_mut().filter(|block| block.heading == heading) {
            Some(block) => block.rows.push(row),
            None => blocks.push(Block { heading, rows: vec![row] }),
        }
    }
    if let [only] = blocks.as_mut_slice() {
        only.heading.clear();
    }
    blocks
}

/// The narrowest column of a menu, in cells.
const NARROW: usize = 18;

/// Lays a menu out on a screen so wide, in so many rows: in more columns than its labels need where it would be too
/// high else, for what is cut is still there.
pub fn columns(blocks: &[Block], (w, height): (Cell, usize), widths: Widths) -> Columns<'_> {
    let keys = |row: &KeyRow| width(&row.keys, widths);
    let rows = || blocks.iter().flat_map(|block| &block.rows);
    let widest = rows().map(keys).max().unwrap_or(0) + rows().map(|row| width(&row.says, widths)).max().unwrap_or(0);
    // Four cells part keys, labels and columns.
    let side_by_side = usize::from(w.saturating_sub(2)) / (widest + 4);
    let least = Columns::least(blocks, side_by_side.max(1));
    if least.height() <= height {
        return least;
    }
    let most = (usize::from(w) / NARROW).max(1);
    let tight = (side_by_side.max(1)..=most).map(|count| Columns::new(blocks, height, count));
    tight.reduce(|first, next| if first.pages() == 1 { first } else { next }).unwrap_or(least)
}

/// Returns the keys typed so far, and what they lead to.
pub fn head(app: &App) -> String {
    format!("{}  {}", shown(&app.hand.typed), app.say(title(app).words))
}
