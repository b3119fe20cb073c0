//! The table of commands: every key of the program is a row here.

use super::key::{Key, shown};
use super::{App, act, choice, erratum, export, light, line, motion, open, pane, search, select, structure, view};

/// Where a key counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In every pane.
    Any,
    /// In the text.
    Text,
    /// In the list of articles.
    List,
    /// In the sidebar.
    Side,
}

impl Scope {
    /// Returns the name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Text => "text",
            Self::List => "list",
            Self::Side => "sidebar",
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
    /// Panes and program.
    Pane,
}

impl Group {
    /// All groups in the order of the help.
    pub const ALL: [Self; 6] = [Self::Select, Self::Act, Self::Move, Self::Find, Self::Shape, Self::Pane];

    /// Returns the key of its heading.
    pub fn words(self) -> &'static str {
        match self {
            Self::Move => "help-move",
            Self::Select => "help-select",
            Self::Act => "help-act",
            Self::Shape => "help-shape",
            Self::Find => "help-find",
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

    /// Returns its keys as people read them.
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
fn brief(keys: &str) -> String {
    keys.replace("s1 s2 s3 s4 s5 s6 s7 s8 s9 s0", "s0-s9").replace("1 2 3 4 5 6 7 8 9", "1-9")
}

macro_rules! commands {
    ($($scope:ident $group:ident $name:literal [$($key:literal)*] [$($less:literal)*] $run:path;)*) => {
        /// All commands.
        pub static COMMANDS: &[Command] = &[$(Command {
            name: $name,
            scope: Scope::$scope,
            group: Group::$group,
            keys: &[$($key),*],
            letterless: &[$($less),*],
            run: $run,
        },)*];
    };
}

commands! {
    Text Select "sentence" ["x"] ["<enter>"] select::sentence;
    Text Select "clause" ["c"] [","] select::clause;
    Text Select "quotation" ["\""] ["\""] select::quotation;
    Text Select "paragraph" ["X"] [] select::paragraph;
    Text Select "by-character" ["v"] [] select::by_character;
    Text Select "by-paragraph" ["V"] [] select::by_paragraph;
    Text Select "inner-word" ["i w"] [] select::inner_word;
    Text Select "inner-clause" ["i c"] [] select::inner_clause;
    Text Select "inner-sentence" ["i s"] [] select::inner_sentence;
    Text Select "inner-paragraph" ["i p"] [] select::inner_paragraph;
    Text Select "inner-quotation" ["i \""] [] select::inner_quotation;
    Text Select "inner-brackets" ["i ("] [] select::inner_brackets;
    Text Select "inner-title" ["i <"] [] select::inner_title;
    Text Select "other-end" ["o"] [] select::other_end;
    Text Select "grow" ["+"] ["+"] select::grow;
    Text Select "shrink" ["-"] ["-"] select::shrink;

    Text Act "tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] act::digit;
    Any Act "next-set" ["0"] ["0"] act::next_set;
    Text Act "pick-tag" ["t"] ["<f3>"] act::pick;
    Text Act "in-vivo" ["T"] [] act::in_vivo;
    Text Act "note" ["a"] ["<f2>"] act::note;
    Text Act "highlight" ["f"] [] act::highlight;
    Text Act "edit-ends" ["E"] [] act::edit_ends;
    Text Act "delete" ["d"] ["<f4>"] act::delete;
    Text Act "copy" ["y"] [] act::copy;
    Text Act "copy-cited" ["Y"] [] act::copy_cited;
    Any Act "undo" ["u"] ["<f5>"] act::undo;
    Any Act "redo" ["^r"] [] act::redo;
    Text Act "repeat" ["."] ["."] act::repeat;
    Text Act "settle" ["r"] ["<f7>"] act::settle;
    Text Act "next-annotation" ["] a"] ["<f6>"] light::next;
    Text Act "previous-annotation" ["[ a"] [] light::previous;
    Text Act "light" [";"] [";"] light::under;

    Text Shape "kind-body" ["s b"] [] structure::kind;
    Text Shape "kind-title" ["s t"] [] structure::kind;
    Text Shape "kind-subtitle" ["s u"] [] structure::kind;
    Text Shape "kind-kicker" ["s k"] [] structure::kind;
    Text Shape "kind-section" ["s h"] [] structure::kind;
    Text Shape "kind-byline" ["s y"] [] structure::kind;
    Text Shape "kind-rubric" ["s r"] [] structure::kind;
    Text Shape "kind-caption" ["s c"] [] structure::kind;
    Text Shape "kind-credit" ["s x"] [] structure::kind;
    Text Shape "kind-other" ["s o"] [] structure::kind;
    Text Shape "belongs" ["s 1" "s 2" "s 3" "s 4" "s 5" "s 6" "s 7" "s 8" "s 9" "s 0"] [] structure::belongs;
    Text Shape "pick-article" ["s /"] [] choice::owners;
    Text Shape "new-article" ["s n"] [] structure::new_article;
    Text Shape "join" ["J"] [] structure::join;
    Text Shape "split" ["K"] [] structure::split;
    Text Shape "gap" ["s g"] [] structure::gap;
    Text Shape "repeated" ["s ="] [] structure::repeated;
    Text Shape "erratum" ["s e"] [] erratum::open;
    Text Shape "accept" ["s <enter>"] [] structure::accept;
    Text Shape "guess" ["s z"] [] structure::guess;
    Text Shape "why" ["s ?"] [] structure::why;
    Text Shape "next-doubtful" ["] s"] [] structure::next_doubtful;
    Text Shape "previous-doubtful" ["[ s"] [] structure::previous_doubtful;
    Any Shape "as-printed" ["<space> p"] [] view::printed;
    Any Shape "captions" ["<space> m"] [] view::captions;
    Any Shape "line-numbers" ["<space> r"] [] view::numbers;
    Text Shape "term" ["<space> w"] [] view::term;

    Text Move "left" ["h" "<left>"] ["<left>"] motion::left;
    Text Move "right" ["l" "<right>"] ["<right>"] motion::right;
    Text Move "down" ["j" "<down>"] ["<down>"] motion::down;
    Text Move "up" ["k" "<up>"] ["<up>"] motion::up;
    Text Move "next-word" ["w"] [] motion::next_word;
    Text Move "previous-word" ["b"] [] motion::previous_word;
    Text Move "word-end" ["e"] [] motion::word_end;
    Text Move "next-clause" ["W"] [] motion::next_clause;
    Text Move "previous-clause" ["B"] [] motion::previous_clause;
    Text Move "next-sentence" [")"] [")"] motion::next_sentence;
    Text Move "previous-sentence" ["("] ["("] motion::previous_sentence;
    Text Move "next-paragraph" ["}"] ["}"] motion::next_paragraph;
    Text Move "previous-paragraph" ["{"] ["{"] motion::previous_paragraph;
    Text Move "start" ["g g"] [] motion::start;
    Text Move "end" ["G"] [] motion::end;
    Text Move "row-start" ["<home>"] ["<home>"] motion::row_start;
    Text Move "row-end" ["<end>"] ["<end>"] motion::row_end;
    Text Move "half-page-down" ["^d"] [] motion::half_down;
    Text Move "half-page-up" ["^u"] [] motion::half_up;
    Text Move "page-down" ["^f" "<pgdn>"] ["<pgdn>"] motion::page_down;
    Text Move "page-up" ["^b" "<pgup>"] ["<pgup>"] motion::page_up;
    Text Move "centre" ["z z"] [] motion::centre;
    Text Move "set-mark" ["m <char>"] [] motion::set_mark;
    Text Move "back" ["^o" "' '"] [] motion::back;
    Text Move "go-to-mark" ["' <char>"] [] motion::go_to_mark;
    Text Move "forward" ["_"] [] motion::forward;
    Any Move "previous-article" ["H"] [] open::previous_article;
    Any Move "next-article" ["L"] [] open::next_article;

    Any Find "articles" ["<space> f"] [] choice::articles;
    Text Find "headings" ["<space> l"] [] choice::headings;
    Any Find "search" ["/"] ["/"] search::open;
    Text Find "next-hit" ["n"] [] search::next;
    Text Find "previous-hit" ["N"] [] search::previous;
    Text Find "search-this" ["*"] ["*"] search::this;

    List Move "list-down" ["j" "<down>"] ["<down>"] pane::list_down;
    List Move "list-up" ["k" "<up>"] ["<up>"] pane::list_up;
    List Move "list-start" ["g g" "<home>"] ["<home>"] pane::list_start;
    List Move "list-end" ["G" "<end>"] ["<end>"] pane::list_end;
    List Move "list-page-down" ["<pgdn>" "^f"] ["<pgdn>"] pane::list_page_down;
    List Move "list-page-up" ["<pgup>" "^b"] ["<pgup>"] pane::list_page_up;
    List Pane "open" ["<enter>" "l" "<right>"] ["<enter>"] pane::list_open;
    List Pane "fold" ["h" "<left>"] ["<left>"] pane::list_fold;
    Side Move "card-down" ["j" "<down>"] ["<down>"] light::next;
    Side Move "card-up" ["k" "<up>"] ["<up>"] light::previous;
    Side Pane "card-open" ["<enter>"] ["<enter>"] pane::side_open;
    Side Act "card-tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] [] act::digit;
    Side Act "card-pick" ["t"] ["<f3>"] act::pick;
    Side Act "card-note" ["a"] ["<f2>"] act::note;
    Side Act "card-delete" ["d"] ["<f4>"] act::delete;

    Any Pane "next-pane" ["<tab>"] ["<tab>" "<f8>"] pane::next;
    Any Pane "previous-pane" ["<s-tab>"] ["<s-tab>"] pane::previous;
    Any Pane "to-list" ["g l"] [] pane::to_list;
    Any Pane "to-text" ["g t"] [] pane::to_text;
    Any Pane "to-sidebar" ["g s"] [] pane::to_side;
    Any Pane "export" ["<space> e"] [] export::open;
    Any Pane "theme" ["<space> c"] [] pane::theme;
    Any Pane "leave" ["<esc>"] ["<esc>"] pane::escape;
    Any Shape "encoding" [] [] line::settle_encoding;
    Any Pane "line" [":"] [":"] line::open;
    Any Pane "help" ["?"] ["<f1>" "?"] pane::help;
    Any Pane "repaint" ["^l"] [] pane::repaint;
    Any Pane "suspend" ["^z"] [] pane::suspend;
    Any Pane "quit" ["q"] [] pane::quit;
    Any Pane "quit-now" ["^c"] ["^c"] pane::quit;
}

/// What a run of keys leads to.
pub enum Lookup {
    /// A command.
    Run(&'static Command),
    /// More keys are awaited.
    Prefix,
    /// Nothing.
    Nothing,
}

/// Looks up what was typed: the pane's own keys before those of every pane.
pub fn look_up(scope: Scope, typed: &[Key]) -> Lookup {
    let mut prefix = false;
    for wanted in [scope, Scope::Any] {
        for command in COMMANDS.iter().filter(|command| command.scope == wanted) {
            for keys in command.keys.iter().chain(command.letterless) {
                let keys = Key::sequence(keys);
                if keys.len() < typed.len() || !keys.iter().zip(typed).all(|(key, typed)| key.takes(*typed)) {
                    continue;
                }
                if keys.len() == typed.len() {
                    return Lookup::Run(command);
                }
                prefix = true;
            }
        }
    }
    if prefix { Lookup::Prefix } else { Lookup::Nothing }
}

/// Returns the commands that begin with the keys typed so far, and what is still to be typed. The keys of one
/// command stand in one row.
pub fn continuations(scope: Scope, typed: &[Key]) -> Vec<(String, &'static Command)> {
    let mut found = Vec::new();
    for command in COMMANDS.iter().filter(|c| c.scope == scope || c.scope == Scope::Any) {
        let mut tails = Vec::new();
        for keys in command.keys.iter().map(|keys| Key::sequence(keys)) {
            let (head, tail) = keys.split_at(typed.len().min(keys.len()));
            if !tail.is_empty() && head == typed {
                tails.push(shown(tail));
            }
        }
        if !tails.is_empty() {
            found.push((brief(&tails.join(" ")), command));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, Words};
    use std::collections::HashMap;

    #[test]
    fn no_key_has_two_meanings_in_a_scope() {
        let mut seen: HashMap<(Scope, Vec<Key>), &str> = HashMap::new();
        for command in COMMANDS {
            for written in command.keys.iter().chain(command.letterless) {
                let keys = Key::sequence(written);
                assert_eq!(keys.len(), written.split(' ').count(), "{written}");
                let other = seen.insert((command.scope, keys), command.name);
                assert!(other.is_none_or(|other| other == command.name), "{written}: {other:?} and {}", command.name);
            }
        }
    }

    #[test]
    fn no_key_hides_a_longer_one() {
        for command in COMMANDS {
            for keys in command.keys.iter().chain(command.letterless).map(|k| Key::sequence(k)).filter(|k| k.len() > 1)
            {
                let hidden = (1..keys.len()).any(|n| matches!(look_up(command.scope, &keys[..n]), Lookup::Run(_)));
                assert!(!hidden, "{}", command.name);
            }
        }
    }

    #[test]
    fn keys_that_terminals_cannot_tell_apart_are_not_used() {
        let banned = ["^i", "^m", "^h", "^[", "[", "]"];
        assert!(COMMANDS.iter().flat_map(|c| c.keys.iter().chain(c.letterless)).all(|k| !banned.contains(k)));
    }

    #[test]
    fn every_command_is_described_in_both_languages() {
        for words in Lang::ALL.map(Words::new) {
            for key in COMMANDS.iter().map(Command::words).chain(Group::ALL.map(|g| g.words().to_owned())) {
                assert!(words.has(&key), "{} {key}", words.lang().name());
            }
        }
    }
}
