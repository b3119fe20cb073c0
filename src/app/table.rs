//! The table of commands: every key of the program is a row here, with what it does.

use super::hits::Sort;
use super::passages::Order;
use super::popups::{attributes, choice, erratum, export, import, line, note};
use super::{
    App, Effect, Work, act, conflicts, copy, definition, hits, light, looks, motion, open, others, pane, passages,
    progress, reshape, retrace, search, select, stage, statistics, structure, tagbook, view,
};
use crate::analysis::Unit;
use crate::input::command::{Command, Group, Scope, Takes};
use crate::text::Kind;
use Run::{Char, Do, Number};

/// What a row does.
pub enum Run {
    /// One thing.
    Do(fn(&mut App)),
    /// One of several like things, by the number that its key stands for, from 0.
    Number(fn(&mut App, usize)),
    /// Something with the character that was typed behind its key.
    Char(fn(&mut App, char)),
}

impl Run {
    const fn takes(&self) -> Takes {
        match self {
            Do(_) => Takes::Nothing,
            Number(_) => Takes::Number,
            Char(_) => Takes::Char,
        }
    }
}

const fn none(marks: &[&str]) -> bool {
    marks.is_empty()
}

/// A row: where its keys count, its section of the help, `unlisted` where the like of it is told elsewhere, its name,
/// its keys, those without letters, what it does.
macro_rules! commands {
    ($($scope:ident $group:ident $($unlisted:ident)? $name:literal [$($key:literal)*] [$($less:literal)*] $run:expr;)*) => {
        /// All commands, as a person meets them.
        pub static COMMANDS: &[Command] = &[$(Command {
            name: $name,
            scope: Scope::$scope,
            group: Group::$group,
            keys: &[$($key),*],
            letterless: &[$($less),*],
            listed: none(&[$(stringify!($unlisted))?]),
            takes: (const { $run }).takes(),
        },)*];

        /// What each of [`COMMANDS`] does, in the same order.
        pub static RUNS: &[Run] = &[$($run),*];
    };
}

commands! {
    Text Select "sentence" ["x"] ["<enter>"] Number(|app, n| select::sentence(app, n == 1));
    Text Select "clause" ["c"] [","] Do(select::clause);
    Text Select "quotation" ["\""] ["\""] Do(select::quotation);
    Text Select "paragraph" ["X"] [] Do(select::paragraph);
    Text Select "by-character" ["v"] [] Do(select::by_character);
    Text Select "by-paragraph" ["V"] [] Do(select::by_paragraph);
    Text Select "inner-word" ["i w"] [] Do(select::inner_word);
    Text Select "inner-clause" ["i c"] [] Do(select::inner_clause);
    Text Select "inner-sentence" ["i s"] [] Do(select::inner_sentence);
    Text Select "inner-paragraph" ["i p"] [] Do(select::inner_paragraph);
    Text Select "inner-quotation" ["i \""] [] Do(select::inner_quotation);
    Text Select "inner-brackets" ["i ("] [] Do(select::inner_brackets);
    Text Select "inner-title" ["i <"] [] Do(select::inner_title);
    Text Select "other-end" ["o"] [] Do(select::other_end);
    Text Select "grow" ["+"] ["+"] Do(select::grow);
    Text Select "shrink" ["-"] ["-"] Do(select::shrink);

    Text Act "tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] Number(|app, n| act::digit(app, n + 1));
    Any Act "next-set" ["0"] ["0"] Do(act::next_set);
    Text Act "pick-tag" ["t"] ["<f3>"] Do(act::pick);
    Text Act "in-vivo" ["T"] [] Do(act::in_vivo);
    Text Act "note" ["a"] ["<f2>"] Do(act::note);
    Text Act "highlight" ["f"] [] Do(act::highlight);
    Text Act "edit-ends" ["E"] [] Do(act::edit_ends);
    Text Act "delete" ["d"] ["<f4>"] Do(act::delete);
    Text Act "copy" ["y"] [] Do(copy::copy);
    Text Act "copy-cited" ["Y"] [] Do(copy::copy_cited);
    Any Act "undo" ["u"] ["<f5>"] Do(|app| retrace::back(app, false));
    Any Act "redo" ["^r"] [] Do(|app| retrace::back(app, true));
    Any Act "history" [] [] Do(|app| app.ask(Effect::Work(Work::History(app.desk.coder.name().to_owned()))));
    Text Act "repeat" ["."] ["."] Do(act::repeat);
    Text Act "settle" ["r"] ["<f7>"] Do(act::settle);
    Text Act "split-annotation" ["<space> x"] [] Do(reshape::split);
    Text Act "merge-annotations" ["<space> j"] [] Do(reshape::merge);
    Text Act "double" ["<space> y"] [] Do(reshape::double);
    Text Act "next-annotation" ["] a"] ["<f6>"] Do(light::next);
    Text Act "previous-annotation" ["[ a"] [] Do(light::previous);
    Text Act "light" [";"] [";"] Do(light::under);
    Any Act "memo" ["<space> n"] [] Do(note::memo);
    Panes Act "others" ["<space> o"] [] Do(others::toggle);

    Text Shape "kind-body" ["s b"] [] Do(|app| structure::kind(app, Kind::Body));
    Text Shape "kind-title" ["s t"] [] Do(|app| structure::kind(app, Kind::Title));
    Text Shape "kind-subtitle" ["s u"] [] Do(|app| structure::kind(app, Kind::Subtitle));
    Text Shape "kind-kicker" ["s k"] [] Do(|app| structure::kind(app, Kind::Kicker));
    Text Shape "kind-section" ["s h"] [] Do(|app| structure::kind(app, Kind::Section));
    Text Shape "kind-byline" ["s y"] [] Do(|app| structure::kind(app, Kind::Byline));
    Text Shape "kind-rubric" ["s r"] [] Do(|app| structure::kind(app, Kind::Rubric));
    Text Shape "kind-caption" ["s c"] [] Do(|app| structure::kind(app, Kind::Caption));
    Text Shape "kind-credit" ["s x"] [] Do(|app| structure::kind(app, Kind::Credit));
    Text Shape "kind-other" ["s o"] [] Do(|app| structure::kind(app, Kind::Other));
    Text Shape "belongs" ["s 1" "s 2" "s 3" "s 4" "s 5" "s 6" "s 7" "s 8" "s 9" "s 0"] [] Number(|app, n| structure::give(app, (n + 1) % 10));
    Text Shape "pick-article" ["s /"] [] Do(choice::owners);
    Text Shape "new-article" ["s n"] [] Do(structure::new_article);
    Text Shape "join" ["J"] [] Do(structure::join);
    Text Shape "split" ["K"] [] Do(structure::split);
    Text Shape "gap" ["s g"] [] Do(structure::gap);
    Text Shape "repeated" ["s ="] [] Do(structure::repeated);
    Text Shape "erratum" ["s e"] [] Do(erratum::open);
    Text Shape "accept" ["s <enter>"] [] Do(structure::accept);
    Text Shape "guess" ["s z"] [] Do(structure::guess);
    Text Shape "why" ["s ?"] [] Do(structure::why);
    Text Shape "next-doubtful" ["] s"] [] Do(structure::next_doubtful);
    Text Shape "previous-doubtful" ["[ s"] [] Do(structure::previous_doubtful);
    Panes Shape "as-printed" ["<space> p"] [] Do(view::printed);
    Panes Shape "captions" ["<space> m"] [] Do(view::captions);
    Panes Shape "line-numbers" ["<space> r"] [] Do(view::numbers);
    Panes Shape "attributes" ["<space> i"] [] Do(attributes::open);
    Text Shape "term" ["<space> w"] [] Do(view::term);

    Text Move "left" ["h" "<left>"] ["<left>"] Do(motion::left);
    Text Move "right" ["l" "<right>"] ["<right>"] Do(motion::right);
    Text Move "down" ["j" "<down>"] ["<down>"] Do(motion::down);
    Text Move "up" ["k" "<up>"] ["<up>"] Do(motion::up);
    Text Move "next-word" ["w"] [] Do(motion::next_word);
    Text Move "previous-word" ["b"] [] Do(motion::previous_word);
    Text Move "word-end" ["e"] [] Do(motion::word_end);
    Text Move "next-clause" ["W"] [] Do(motion::next_clause);
    Text Move "previous-clause" ["B"] [] Do(motion::previous_clause);
    Text Move "next-sentence" [")"] [")"] Do(motion::next_sentence);
    Text Move "previous-sentence" ["("] ["("] Do(motion::previous_sentence);
    Text Move "next-paragraph" ["}"] ["}"] Do(motion::next_paragraph);
    Text Move "previous-paragraph" ["{"] ["{"] Do(motion::previous_paragraph);
    Text Move "start" ["g g"] [] Do(motion::start);
    Text Move "end" ["G"] [] Do(motion::end);
    Text Move "row-start" ["<home>"] ["<home>"] Do(motion::row_start);
    Text Move "row-end" ["<end>"] ["<end>"] Do(motion::row_end);
    Text Move "half-page-down" ["^d"] [] Do(motion::half_down);
    Text Move "half-page-up" ["^u"] [] Do(motion::half_up);
    Text Move "page-down" ["^f" "<pgdn>"] ["<pgdn>"] Do(motion::page_down);
    Text Move "page-up" ["^b" "<pgup>"] ["<pgup>"] Do(motion::page_up);
    Text Move "centre" ["z z"] [] Do(motion::centre);
    Text Move "set-mark" ["m <char>"] [] Char(motion::set_mark);
    Text Move "back" ["^o" "' '"] [] Do(motion::back);
    Text Move "go-to-mark" ["' <char>"] [] Char(motion::go_to_mark);
    Text Move "forward" ["_"] [] Do(motion::forward);
    Panes Move "previous-article" ["H"] [] Do(open::previous_article);
    Panes Move "next-article" ["L"] [] Do(open::next_article);
    Panes Move "next-unread" ["] u"] [] Do(progress::next_unread);
    Text Move "done" ["D"] [] Do(progress::done);
    List Move unlisted "list-done" ["D"] [] Do(progress::done);
    List Find unlisted "list-show" ["f"] [] Do(progress::show);

    Panes Find "articles" ["<space> f"] [] Do(choice::articles);
    Text Find "headings" ["<space> l"] [] Do(choice::headings);
    Panes Find "search" ["/"] ["/"] Do(search::open);
    Any Find "search-all" ["<space> /"] [] Do(hits::search_all);
    Any Find "hits" ["<space> k"] [] Do(hits::open);
    Text Find "next-hit" ["n"] [] Do(search::next);
    Text Find "previous-hit" ["N"] [] Do(search::previous);
    Text Find "search-this" ["*"] ["*"] Do(search::this);

    List Move unlisted "list-down" ["j" "<down>"] ["<down>"] Do(pane::list_down);
    List Move unlisted "list-up" ["k" "<up>"] ["<up>"] Do(pane::list_up);
    List Move unlisted "list-start" ["g g" "<home>"] ["<home>"] Do(pane::list_start);
    List Move unlisted "list-end" ["G" "<end>"] ["<end>"] Do(pane::list_end);
    List Move unlisted "list-page-down" ["<pgdn>" "^f"] ["<pgdn>"] Do(pane::list_page_down);
    List Move unlisted "list-page-up" ["<pgup>" "^b"] ["<pgup>"] Do(pane::list_page_up);
    List Pane "open" ["<enter>" "l" "<right>"] ["<enter>"] Do(pane::list_open);
    List Pane "fold" ["h" "<left>"] ["<left>"] Do(pane::list_fold);
    Side Move unlisted "card-down" ["j" "<down>"] ["<down>"] Do(light::next);
    Side Move unlisted "card-up" ["k" "<up>"] ["<up>"] Do(light::previous);
    Side Find "side-filter" ["f"] [] Do(pane::side_filter);
    Side Pane unlisted "card-open" ["<enter>"] ["<enter>"] Do(pane::side_open);
    Side Act unlisted "card-tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] [] Number(|app, n| act::digit(app, n + 1));
    Side Act unlisted "card-pick" ["t"] ["<f3>"] Do(act::pick);
    Side Act unlisted "card-note" ["a"] ["<f2>"] Do(act::note);
    Side Act unlisted "card-delete" ["d"] ["<f4>"] Do(act::delete);

    Rows Move "row-down" ["j" "<down>"] ["<down>"] Do(stage::down);
    Rows Move "row-up" ["k" "<up>"] ["<up>"] Do(stage::up);
    Rows Move "row-first" ["g g" "<home>"] ["<home>"] Do(stage::start);
    Rows Move "row-last" ["G" "<end>"] ["<end>"] Do(stage::end);
    Rows Move "row-page-down" ["<pgdn>" "^f" "^d"] ["<pgdn>"] Do(stage::page_down);
    Rows Move "row-page-up" ["<pgup>" "^b" "^u"] ["<pgup>"] Do(stage::page_up);
    Rows Screen "row-go" ["<enter>"] ["<enter>"] Do(stage::go);
    Rows Screen "row-filter" ["/"] ["/"] Do(stage::filter);
    Rows Screen "row-back" ["<esc>" "q"] ["<esc>"] Number(|app, n| stage::back(&mut app.stage, n == 1));
    Passages Screen "row-mark" ["<tab>"] ["<tab>"] Do(stage::mark);
    Passages Screen "row-mark-all" ["A"] [] Do(passages::mark_all);
    Passages Screen "row-tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] Number(|app, n| act::digit(app, n + 1));
    Passages Screen "row-pick" ["t"] ["<f3>"] Do(act::pick);
    Passages Screen "row-note" ["a"] ["<f2>"] Do(act::note);
    Passages Screen "row-repeat" ["."] ["."] Do(act::repeat);
    Passages Screen "row-copy" ["y"] [] Do(copy::copy);
    Passages Screen "row-delete" ["d"] ["<f4>"] Do(passages::delete);
    Passages Screen "retag" ["M"] [] Do(passages::retag);
    Passages Screen "example" ["!"] ["!"] Do(passages::example);
    Passages Screen "context" ["+" "-"] ["+" "-"] Number(|app, n| passages::context(app, n == 0));
    Passages Screen "by-article" ["s a"] [] Do(|app| passages::sort(app, Order::Article));
    Passages Screen "by-tag" ["s t"] [] Do(|app| passages::sort(app, Order::Tag));
    Passages Screen "by-coder" ["s c"] [] Do(|app| passages::sort(app, Order::Coder));
    Passages Screen "by-day" ["s d"] [] Do(|app| passages::sort(app, Order::Day));
    Passages Screen "export-shown" ["e"] [] Do(export::shown_ones);
    Differences Screen "adopt" ["A"] [] Do(others::adopt);
    Differences Screen "settle-difference" ["="] ["="] Do(others::settle);
    Conflicts Screen "keep-this" ["1" "="] ["1" "="] Do(conflicts::keep_this);
    Conflicts Screen "keep-other" ["2" "A"] ["2"] Do(conflicts::keep_other);
    Conflicts Screen "keep-both" ["3"] ["3"] Do(conflicts::keep_both);
    Hits Move unlisted "hit-next" ["n"] [] Do(stage::down);
    Hits Move unlisted "hit-previous" ["N"] [] Do(stage::up);
    Hits Screen unlisted "hit-mark" ["<tab>"] ["<tab>"] Do(stage::mark);
    Hits Screen unlisted "hit-mark-all" ["A"] [] Do(hits::mark_all);
    Hits Screen unlisted "hit-tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] Number(|app, n| act::digit(app, n + 1));
    Hits Screen unlisted "hit-pick" ["t"] ["<f3>"] Do(act::pick);
    Hits Screen unlisted "hit-note" ["a"] ["<f2>"] Do(act::note);
    Hits Screen unlisted "hit-repeat" ["."] ["."] Do(act::repeat);
    Hits Screen unlisted "hit-copy" ["y"] [] Do(copy::copy);
    Hits Screen "export-hits" ["e"] [] Do(export::shown_ones);
    Hits Screen "aside" ["-"] ["-"] Do(hits::aside);
    Hits Screen "more-hits" [">"] [">"] Do(hits::more);
    Hits Screen "unit-sentence" ["x"] [] Do(|app| hits::unit(app, Unit::Sentence));
    Hits Screen "unit-clause" ["c"] [] Do(|app| hits::unit(app, Unit::Clause));
    Hits Screen "unit-paragraph" ["X"] [] Do(|app| hits::unit(app, Unit::Paragraph));
    Hits Screen "unit-words" ["w"] [] Do(|app| hits::unit(app, Unit::Words));
    Hits Screen "by-left" ["s l"] [] Do(|app| hits::sort(app, Sort::Left));
    Hits Screen "by-right" ["s r"] [] Do(|app| hits::sort(app, Sort::Right));
    Hits Screen "by-place" ["s d"] [] Do(|app| hits::sort(app, Sort::Place));
    Statistics Screen "column-right" ["l" "<right>"] ["<right>"] Do(statistics::right);
    Statistics Screen "column-left" ["h" "<left>"] ["<left>"] Do(statistics::left);
    Statistics Screen "chart" ["<tab>" "<s-tab>"] ["<tab>"] Number(|app, n| statistics::turn(app, n == 0));

    Codebook Codebook "tag-beside" ["o"] [] Do(tagbook::beside);
    Codebook Codebook "tag-child" ["O"] [] Do(tagbook::child);
    Codebook Codebook "tag-rename" ["r"] [] Do(tagbook::rename);
    Codebook Codebook "tag-move" ["m"] [] Do(tagbook::move_below);
    Codebook Codebook "tag-down" ["J"] [] Do(|app| tagbook::shift(app, 1));
    Codebook Codebook "tag-up" ["K"] [] Do(|app| tagbook::shift(app, -1));
    Codebook Codebook "tag-merge" ["M"] [] Do(tagbook::merge);
    Codebook Codebook "tag-define" ["e"] ["<f2>"] Do(definition::define);
    Codebook Codebook "tag-colour" ["c"] [] Do(tagbook::colour);
    Codebook Codebook "tag-key" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] Number(|app, n| tagbook::by_hand(app, n + 1));
    Codebook Codebook "tag-remove" ["d"] ["<f4>"] Do(tagbook::remove);
    Codebook Codebook "tag-list" ["p"] [] Do(definition::list);
    Codebook Codebook "tag-starter" ["S"] [] Do(definition::take);

    Any Screen "passages" ["<space> a"] [] Do(passages::open);
    Any Screen "codebook" ["<space> t"] [] Do(tagbook::open);
    Any Screen "differences" ["<space> d"] [] Do(others::open);
    Any Screen "conflicts" ["<space> u"] [] Do(conflicts::open);
    Any Screen "statistics" ["<space> s"] [] Do(statistics::open);

    Panes Pane "next-pane" ["<tab>"] ["<tab>" "<f8>"] Do(pane::next);
    Panes Pane "previous-pane" ["<s-tab>"] ["<s-tab>"] Do(pane::previous);
    Panes Pane "to-list" ["g l"] [] Do(pane::to_list);
    Panes Pane "to-text" ["g t"] [] Do(pane::to_text);
    Panes Pane "to-sidebar" ["g s"] [] Do(pane::to_side);
    Any Pane "export" ["<space> e"] [] Do(export::open);
    Any Pane "import" ["<space> b"] [] Do(import::open);
    Any Pane "theme" ["<space> c"] [] Do(looks::open);
    Panes Pane "zen" ["<space> z"] [] Do(pane::zen);
    Any Pane "settings" ["<space> ,"] [] Do(looks::settings);
    Any Pane "mouse" [] [] Do(pane::mouse);
    Panes Pane "leave" ["<esc>"] ["<esc>"] Do(pane::escape);
    Panes Shape "encoding" [] [] Do(line::settle_encoding);
    Panes Shape "names" [] [] Do(line::read_names);
    Any Pane "line" [":"] [":"] Do(line::open);
    Any Pane "help" ["?"] ["<f1>" "?"] Do(pane::help);
    Any Pane "repaint" ["^l"] [] Do(pane::repaint);
    Any Pane "suspend" ["^z"] [] Do(pane::suspend);
    Panes Pane "quit" ["q"] [] Do(pane::quit);
    Any Pane "quit-now" ["^c"] ["^c"] Do(pane::quit);
}

#[cfg(test)]
mod tests;
