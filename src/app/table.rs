//! The table of commands: every key of the program is a row here, with what it does.

use super::whole::App;
use super::{acts, looks, program, screens, tour, undo};
use crate::actions::{annotate, codebook, looks as face, open, others, structure};
use crate::analysis::Unit;
use crate::input::command::{Command, Group, Scope, Takes};
use crate::panes::list::{self, progress};
use crate::panes::side;
use crate::panes::text::{copy, find, light, motion, place, reshape, select};
use crate::popups::{attributes, choice, erratum, import, line, note, settings};
use crate::screens::hits::{self, Sort, acts as hit, pages};
use crate::screens::passages::{self, Order, acts as passage};
use crate::screens::{codebook as tagbook, conflicts, differences, statistics};
use crate::state::Model;
use crate::state::effect::{Effect, Work};
use crate::text::Kind;
use Run::{Char, Do, Number, Whole};

/// What a row does.
pub enum Run {
    /// One thing.
    Do(fn(&mut Model)),
    /// One thing that is about a screen, or about whatever is shown.
    Whole(fn(&mut App)),
    /// One of several like things, by the number that its key stands for, from 0.
    Number(fn(&mut App, usize)),
    /// Something with the character that was typed behind its key.
    Char(fn(&mut Model, char)),
}

impl Run {
    const fn takes(&self) -> Takes {
        match self {
            Do(_) | Whole(_) => Takes::Nothing,
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
    Text Select "sentence" ["x"] ["<enter>"] Number(|app, n| place::sentence(app, n == 1));
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

    Text Act "tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] Number(|app, n| acts::digit(app, n + 1));
    Any Act "next-set" ["0"] ["0"] Do(annotate::next_set);
    Text Act "pick-tag" ["t"] ["<f3>"] Whole(acts::pick);
    Text Act "in-vivo" ["T"] [] Do(annotate::in_vivo);
    Text Act "note" ["a"] ["<f2>"] Whole(acts::note);
    Text Act "highlight" ["f"] [] Do(annotate::highlight);
    Text Act "edit-ends" ["E"] [] Do(place::edit_ends);
    Text Act "delete" ["d"] ["<f4>"] Do(annotate::delete);
    Text Act "copy" ["y"] [] Whole(acts::copy);
    Text Act "copy-cited" ["Y"] [] Do(copy::copy_cited);
    Any Act "undo" ["u"] ["<f5>"] Whole(|app| undo::back(app, false));
    Any Act "redo" ["^r"] [] Whole(|app| undo::back(app, true));
    Any Act "history" [] [] Do(|model| model.ask(Effect::Work(Work::History(model.project.coder.name().to_owned()))));
    Text Act "repeat" ["."] ["."] Whole(acts::repeat);
    Text Act "settle" ["r"] ["<f7>"] Do(place::settle);
    Text Act "split-annotation" ["<space> x"] [] Do(reshape::split);
    Text Act "merge-annotations" ["<space> j"] [] Do(reshape::merge);
    Text Act "double" ["<space> y"] [] Do(reshape::double);
    Text Act "next-annotation" ["] a"] ["<f6>"] Do(light::next);
    Text Act "previous-annotation" ["[ a"] [] Do(light::previous);
    Text Act "light" [";"] [";"] Do(light::under);
    Any Act "memo" ["<space> n"] [] Whole(acts::memo);
    Panes Act "others" ["<space> o"] [] Do(others::toggle);

    Text Shape "kind-body" ["s b"] [] Do(|model| structure::kind(model, Kind::Body));
    Text Shape "kind-title" ["s t"] [] Do(|model| structure::kind(model, Kind::Title));
    Text Shape "kind-subtitle" ["s u"] [] Do(|model| structure::kind(model, Kind::Subtitle));
    Text Shape "kind-kicker" ["s k"] [] Do(|model| structure::kind(model, Kind::Kicker));
    Text Shape "kind-section" ["s h"] [] Do(|model| structure::kind(model, Kind::Section));
    Text Shape "kind-byline" ["s y"] [] Do(|model| structure::kind(model, Kind::Byline));
    Text Shape "kind-rubric" ["s r"] [] Do(|model| structure::kind(model, Kind::Rubric));
    Text Shape "kind-caption" ["s c"] [] Do(|model| structure::kind(model, Kind::Caption));
    Text Shape "kind-credit" ["s x"] [] Do(|model| structure::kind(model, Kind::Credit));
    Text Shape "kind-other" ["s o"] [] Do(|model| structure::kind(model, Kind::Other));
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
    Text Shape "why" ["s ?"] [] Whole(acts::why);
    Text Shape "next-doubtful" ["] s"] [] Do(structure::next_doubtful);
    Text Shape "previous-doubtful" ["[ s"] [] Do(structure::previous_doubtful);
    Panes Shape "as-printed" ["<space> p"] [] Do(face::printed);
    Panes Shape "captions" ["<space> m"] [] Do(face::captions);
    Panes Shape "line-numbers" ["<space> r"] [] Do(face::numbers);
    Panes Shape "attributes" ["<space> i"] [] Do(attributes::open);
    Text Shape "term" ["<space> w"] [] Do(find::term);

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
    Panes Find "search" ["/"] ["/"] Whole(acts::open);
    Any Find "search-all" ["<space> /"] [] Whole(|App { model, screens }| hits::search_all(&mut screens.hits, model));
    Any Find "hits" ["<space> k"] [] Whole(|App { model, screens }| hits::open(&mut screens.hits, model));
    Text Find "next-hit" ["n"] [] Do(find::next);
    Text Find "previous-hit" ["N"] [] Do(find::previous);
    Text Find "search-this" ["*"] ["*"] Do(find::this);

    List Move unlisted "list-down" ["j" "<down>"] ["<down>"] Do(list::list_down);
    List Move unlisted "list-up" ["k" "<up>"] ["<up>"] Do(list::list_up);
    List Move unlisted "list-start" ["g g" "<home>"] ["<home>"] Do(list::list_start);
    List Move unlisted "list-end" ["G" "<end>"] ["<end>"] Do(list::list_end);
    List Move unlisted "list-page-down" ["<pgdn>" "^f"] ["<pgdn>"] Do(list::list_page_down);
    List Move unlisted "list-page-up" ["<pgup>" "^b"] ["<pgup>"] Do(list::list_page_up);
    List Pane "open" ["<enter>" "l" "<right>"] ["<enter>"] Do(list::open_chosen);
    List Pane "fold" ["h" "<left>"] ["<left>"] Do(list::list_fold);
    Side Move unlisted "card-down" ["j" "<down>"] ["<down>"] Do(light::next);
    Side Move unlisted "card-up" ["k" "<up>"] ["<up>"] Do(light::previous);
    Side Find "side-filter" ["f"] [] Do(side::side_filter);
    Side Pane unlisted "card-open" ["<enter>"] ["<enter>"] Whole(acts::side_open);
    Side Act unlisted "card-tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] [] Number(|app, n| acts::digit(app, n + 1));
    Side Act unlisted "card-pick" ["t"] ["<f3>"] Whole(acts::pick);
    Side Act unlisted "card-note" ["a"] ["<f2>"] Whole(acts::note);
    Side Act unlisted "card-delete" ["d"] ["<f4>"] Do(annotate::delete);

    Rows Move "row-down" ["j" "<down>"] ["<down>"] Whole(screens::down);
    Rows Move "row-up" ["k" "<up>"] ["<up>"] Whole(screens::up);
    Rows Move "row-first" ["g g" "<home>"] ["<home>"] Whole(screens::start);
    Rows Move "row-last" ["G" "<end>"] ["<end>"] Whole(screens::end);
    Rows Move "row-page-down" ["<pgdn>" "^f" "^d"] ["<pgdn>"] Whole(screens::page_down);
    Rows Move "row-page-up" ["<pgup>" "^b" "^u"] ["<pgup>"] Whole(screens::page_up);
    Rows Screen "row-go" ["<enter>"] ["<enter>"] Whole(screens::go);
    Rows Screen "row-filter" ["/"] ["/"] Whole(screens::filter);
    Rows Screen "row-back" ["<esc>" "q"] ["<esc>"] Number(|app, n| screens::back(app, n == 1));
    Passages Screen "row-mark" ["<tab>"] ["<tab>"] Whole(screens::mark);
    Passages Screen "row-mark-all" ["A"] [] Whole(|app| acts::on_passages(app, passage::mark_all));
    Passages Screen "row-tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] Number(|app, n| acts::digit(app, n + 1));
    Passages Screen "row-pick" ["t"] ["<f3>"] Whole(acts::pick);
    Passages Screen "row-note" ["a"] ["<f2>"] Whole(acts::note);
    Passages Screen "row-repeat" ["."] ["."] Whole(acts::repeat);
    Passages Screen "row-copy" ["y"] [] Whole(acts::copy);
    Passages Screen "row-delete" ["d"] ["<f4>"] Whole(|app| acts::on_passages(app, passage::delete));
    Passages Screen "retag" ["M"] [] Whole(|app| acts::on_passages(app, |passages, model| passage::retag(passages, model)));
    Passages Screen "example" ["!"] ["!"] Whole(|app| acts::on_passages(app, |passages, model| passage::example(passages, model)));
    Passages Screen "context" ["+" "-"] ["+" "-"] Number(|app, n| acts::on_passages(app, |passages, model| passages::context(passages, model, n == 0)));
    Passages Screen "by-article" ["s a"] [] Whole(|app| acts::on_passages(app, |passages, model| passages::sort(passages, model, Order::Article)));
    Passages Screen "by-tag" ["s t"] [] Whole(|app| acts::on_passages(app, |passages, model| passages::sort(passages, model, Order::Tag)));
    Passages Screen "by-coder" ["s c"] [] Whole(|app| acts::on_passages(app, |passages, model| passages::sort(passages, model, Order::Coder)));
    Passages Screen "by-day" ["s d"] [] Whole(|app| acts::on_passages(app, |passages, model| passages::sort(passages, model, Order::Day)));
    Passages Screen "export-shown" ["e"] [] Whole(acts::export_shown);
    Differences Screen "adopt" ["A"] [] Whole(|App { model, screens }| differences::adopt(&mut screens.differences, model));
    Differences Screen "settle-difference" ["="] ["="] Whole(|App { model, screens }| differences::settle(&mut screens.differences, model));
    Differences Screen "difference-kind" ["f"] [] Whole(|App { model, screens }| differences::next_kind(&mut screens.differences, model));
    Conflicts Screen "keep-this" ["1" "="] ["1" "="] Whole(|App { model, screens }| conflicts::keep_this(&mut screens.conflicts, model));
    Conflicts Screen "keep-other" ["2" "A"] ["2"] Whole(|App { model, screens }| conflicts::keep_other(&mut screens.conflicts, model));
    Conflicts Screen "keep-both" ["3"] ["3"] Whole(|App { model, screens }| conflicts::keep_both(&mut screens.conflicts, model));
    Hits Move unlisted "hit-next" ["n"] [] Whole(screens::down);
    Hits Move unlisted "hit-previous" ["N"] [] Whole(screens::up);
    Hits Screen unlisted "hit-mark" ["<tab>"] ["<tab>"] Whole(screens::mark);
    Hits Screen unlisted "hit-mark-all" ["A"] [] Whole(|App { model, screens }| hit::mark_all(&mut screens.hits, model));
    Hits Screen unlisted "hit-tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] Number(|app, n| acts::digit(app, n + 1));
    Hits Screen unlisted "hit-pick" ["t"] ["<f3>"] Whole(acts::pick);
    Hits Screen unlisted "hit-note" ["a"] ["<f2>"] Whole(acts::note);
    Hits Screen unlisted "hit-repeat" ["."] ["."] Whole(acts::repeat);
    Hits Screen unlisted "hit-copy" ["y"] [] Whole(acts::copy);
    Hits Screen "export-hits" ["e"] [] Whole(acts::export_shown);
    Hits Screen "aside" ["-"] ["-"] Whole(|App { model, screens }| hit::aside(&mut screens.hits, model));
    Hits Screen "more-hits" [">"] [">"] Whole(|App { model, screens }| pages::more(&mut screens.hits, model));
    Hits Screen "unit-sentence" ["x"] [] Whole(|App { model, screens }| pages::unit(&mut screens.hits, model, Unit::Sentence));
    Hits Screen "unit-clause" ["c"] [] Whole(|App { model, screens }| pages::unit(&mut screens.hits, model, Unit::Clause));
    Hits Screen "unit-paragraph" ["X"] [] Whole(|App { model, screens }| pages::unit(&mut screens.hits, model, Unit::Paragraph));
    Hits Screen "unit-words" ["w"] [] Whole(|App { model, screens }| pages::unit(&mut screens.hits, model, Unit::Words));
    Hits Screen "by-left" ["s l"] [] Whole(|App { screens, .. }| hits::sort(&mut screens.hits, Sort::Left));
    Hits Screen "by-right" ["s r"] [] Whole(|App { screens, .. }| hits::sort(&mut screens.hits, Sort::Right));
    Hits Screen "by-place" ["s d"] [] Whole(|App { screens, .. }| hits::sort(&mut screens.hits, Sort::Place));
    Statistics Screen "column-right" ["l" "<right>"] ["<right>"] Whole(|App { model, screens }| statistics::right(&mut screens.statistics, model));
    Statistics Screen "column-left" ["h" "<left>"] ["<left>"] Whole(|App { model, screens }| statistics::left(&mut screens.statistics, model));
    Statistics Screen "chart-sort" ["s"] [] Whole(|App { screens, .. }| statistics::sort(&mut screens.statistics));
    Statistics Screen "chart" ["<tab>" "<s-tab>"] ["<tab>"] Number(|App { screens, .. }, n| statistics::turn(&mut screens.statistics, n == 0));

    Codebook Codebook "tag-beside" ["o"] [] Whole(|App { model, screens }| tagbook::beside(&screens.tagbook, model));
    Codebook Codebook "tag-child" ["O"] [] Whole(|App { model, screens }| tagbook::child(&screens.tagbook, model));
    Codebook Codebook "tag-rename" ["r"] [] Whole(|App { model, screens }| tagbook::rename(&screens.tagbook, model));
    Codebook Codebook "tag-move" ["m"] [] Whole(|App { model, screens }| tagbook::move_below(&screens.tagbook, model));
    Codebook Codebook "tag-down" ["J"] [] Whole(|App { model, screens }| tagbook::shift(&mut screens.tagbook, model, 1));
    Codebook Codebook "tag-up" ["K"] [] Whole(|App { model, screens }| tagbook::shift(&mut screens.tagbook, model, -1));
    Codebook Codebook "tag-merge" ["M"] [] Whole(|App { model, screens }| tagbook::merge(&screens.tagbook, model));
    Codebook Codebook "tag-define" ["e"] ["<f2>"] Whole(|App { model, screens }| tagbook::define(&screens.tagbook, model));
    Codebook Codebook "tag-colour" ["c"] [] Whole(|App { model, screens }| tagbook::colour(&screens.tagbook, model));
    Codebook Codebook "tag-key" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] Number(|App { model, screens }, n| tagbook::by_hand(&screens.tagbook, model, n + 1));
    Codebook Codebook "tag-remove" ["d"] ["<f4>"] Whole(|App { model, screens }| tagbook::remove(&mut screens.tagbook, model));
    Codebook Codebook "tag-list" ["p"] [] Do(note::list);
    Codebook Codebook "tag-starter" ["S"] [] Do(codebook::take);

    Any Screen "passages" ["<space> a"] [] Whole(|App { model, screens }| passages::open(&mut screens.passages, model));
    Any Screen "codebook" ["<space> t"] [] Whole(|App { model, screens }| tagbook::open(&mut screens.tagbook, model));
    Any Screen "differences" ["<space> d"] [] Whole(|App { model, screens }| differences::open(&mut screens.differences, model));
    Any Screen "conflicts" ["<space> u"] [] Whole(|App { model, screens }| conflicts::open(&mut screens.conflicts, model));
    Any Screen "statistics" ["<space> s"] [] Whole(|App { model, screens }| statistics::open(&mut screens.statistics, model));

    Panes Pane "next-pane" ["<tab>"] ["<tab>" "<f8>"] Whole(program::next);
    Panes Pane "previous-pane" ["<s-tab>"] ["<s-tab>"] Whole(program::previous);
    Panes Pane "to-list" ["g l"] [] Whole(program::to_list);
    Panes Pane "to-text" ["g t"] [] Whole(program::to_text);
    Panes Pane "to-sidebar" ["g s"] [] Whole(program::to_side);
    Any Pane "export" ["<space> e"] [] Whole(acts::export);
    Any Pane "import" ["<space> b"] [] Do(import::open);
    Any Pane "theme" ["<space> c"] [] Do(looks::open);
    Panes Pane "zen" ["<space> z"] [] Whole(program::zen);
    Panes Pane "ruler" ["<space> R"] [] Do(face::ruler);
    Any Pane "settings" ["<space> ,"] [] Do(settings::open);
    Any Pane "width" [] [] Do(line::set_width);
    Any Pane "mouse" [] [] Do(face::mouse);
    Panes Pane "leave" ["<esc>"] ["<esc>"] Whole(program::escape);
    Text Shape "as" ["s a"] [] Do(choice::genres);
    Text Shape "speaker" [] [] Do(line::name_speaker);
    Text Shape "turn" [] [] Do(line::give_turn);
    Panes Shape "encoding" [] [] Do(line::settle_encoding);
    Panes Shape "names" [] [] Do(line::read_names);
    Any Pane "line" [":"] [":"] Do(line::open);
    Any Pane "help" ["?"] ["<f1>" "?"] Whole(program::help);
    Any Pane "tour" [] [] Whole(tour::start);
    Any Pane "repaint" ["^l"] [] Whole(program::repaint);
    Any Pane "suspend" ["^z"] [] Whole(program::suspend);
    Panes Pane "quit" ["q"] [] Whole(program::quit);
    Any Pane "quit-now" ["^c"] ["^c"] Whole(program::quit);
}

#[cfg(test)]
mod tests;
