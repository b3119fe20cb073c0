//! The table of commands: every key of the program is a row here.

use super::command::{Command, Group, Scope};
use super::{
    act, attributes, choice, conflicts, copy, definition, erratum, export, hits, import, light, line, looks, motion,
    note, open, others, pane, passages, progress, reshape, search, select, stage, statistics, structure, tagbook, view,
};

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
    Text Act "copy" ["y"] [] copy::copy;
    Text Act "copy-cited" ["Y"] [] copy::copy_cited;
    Any Act "undo" ["u"] ["<f5>"] act::undo;
    Any Act "redo" ["^r"] [] act::redo;
    Text Act "repeat" ["."] ["."] act::repeat;
    Text Act "settle" ["r"] ["<f7>"] act::settle;
    Text Act "split-annotation" ["<space> x"] [] reshape::split;
    Text Act "merge-annotations" ["<space> j"] [] reshape::merge;
    Text Act "double" ["<space> y"] [] reshape::double;
    Text Act "next-annotation" ["] a"] ["<f6>"] light::next;
    Text Act "previous-annotation" ["[ a"] [] light::previous;
    Text Act "light" [";"] [";"] light::under;
    Any Act "memo" ["<space> n"] [] note::memo;
    Panes Act "others" ["<space> o"] [] others::toggle;

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
    Panes Shape "as-printed" ["<space> p"] [] view::printed;
    Panes Shape "captions" ["<space> m"] [] view::captions;
    Panes Shape "line-numbers" ["<space> r"] [] view::numbers;
    Panes Shape "attributes" ["<space> i"] [] attributes::open;
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
    Panes Move "previous-article" ["H"] [] open::previous_article;
    Panes Move "next-article" ["L"] [] open::next_article;
    Panes Move "next-unread" ["] u"] [] progress::next_unread;
    Text Move "done" ["D"] [] progress::done;
    List Move "list-done" ["D"] [] progress::done;
    List Find "list-show" ["f"] [] progress::show;

    Panes Find "articles" ["<space> f"] [] choice::articles;
    Text Find "headings" ["<space> l"] [] choice::headings;
    Panes Find "search" ["/"] ["/"] search::open;
    Any Find "search-all" ["<space> /"] [] hits::search_all;
    Any Find "hits" ["<space> k"] [] hits::open;
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
    Side Find "side-filter" ["f"] [] pane::side_filter;
    Side Pane "card-open" ["<enter>"] ["<enter>"] pane::side_open;
    Side Act "card-tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] [] act::digit;
    Side Act "card-pick" ["t"] ["<f3>"] act::pick;
    Side Act "card-note" ["a"] ["<f2>"] act::note;
    Side Act "card-delete" ["d"] ["<f4>"] act::delete;

    Rows Move "row-down" ["j" "<down>"] ["<down>"] stage::down;
    Rows Move "row-up" ["k" "<up>"] ["<up>"] stage::up;
    Rows Move "row-first" ["g g" "<home>"] ["<home>"] stage::start;
    Rows Move "row-last" ["G" "<end>"] ["<end>"] stage::end;
    Rows Move "row-page-down" ["<pgdn>" "^f" "^d"] ["<pgdn>"] stage::page_down;
    Rows Move "row-page-up" ["<pgup>" "^b" "^u"] ["<pgup>"] stage::page_up;
    Rows Screen "row-go" ["<enter>"] ["<enter>"] stage::go;
    Rows Screen "row-filter" ["/"] ["/"] stage::filter;
    Rows Screen "row-back" ["<esc>" "q"] ["<esc>"] stage::back;
    Passages Screen "row-mark" ["<tab>"] ["<tab>"] stage::mark;
    Passages Screen "row-mark-all" ["A"] [] passages::mark_all;
    Passages Screen "row-tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] act::digit;
    Passages Screen "row-pick" ["t"] ["<f3>"] act::pick;
    Passages Screen "row-note" ["a"] ["<f2>"] act::note;
    Passages Screen "row-repeat" ["."] ["."] act::repeat;
    Passages Screen "row-copy" ["y"] [] copy::copy;
    Passages Screen "row-delete" ["d"] ["<f4>"] passages::delete;
    Passages Screen "retag" ["M"] [] passages::retag;
    Passages Screen "example" ["!"] ["!"] passages::example;
    Passages Screen "context" ["+" "-"] ["+" "-"] passages::context;
    Passages Screen "by-article" ["s a"] [] passages::sort;
    Passages Screen "by-tag" ["s t"] [] passages::sort;
    Passages Screen "by-coder" ["s c"] [] passages::sort;
    Passages Screen "by-day" ["s d"] [] passages::sort;
    Passages Screen "export-shown" ["e"] [] export::shown_ones;
    Differences Screen "adopt" ["A"] [] others::adopt;
    Differences Screen "settle-difference" ["="] ["="] others::settle;
    Conflicts Screen "keep-this" ["1" "="] ["1" "="] conflicts::keep_this;
    Conflicts Screen "keep-other" ["2" "A"] ["2"] conflicts::keep_other;
    Conflicts Screen "keep-both" ["3"] ["3"] conflicts::keep_both;
    Hits Move "hit-next" ["n"] [] stage::down;
    Hits Move "hit-previous" ["N"] [] stage::up;
    Hits Screen "hit-mark" ["<tab>"] ["<tab>"] stage::mark;
    Hits Screen "hit-mark-all" ["A"] [] hits::mark_all;
    Hits Screen "hit-tag" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] act::digit;
    Hits Screen "hit-pick" ["t"] ["<f3>"] act::pick;
    Hits Screen "hit-note" ["a"] ["<f2>"] act::note;
    Hits Screen "hit-repeat" ["."] ["."] act::repeat;
    Hits Screen "hit-copy" ["y"] [] copy::copy;
    Hits Screen "export-hits" ["e"] [] export::shown_ones;
    Hits Screen "aside" ["-"] ["-"] hits::aside;
    Hits Screen "unit-sentence" ["x"] [] hits::unit;
    Hits Screen "unit-clause" ["c"] [] hits::unit;
    Hits Screen "unit-paragraph" ["X"] [] hits::unit;
    Hits Screen "unit-words" ["w"] [] hits::unit;
    Hits Screen "by-left" ["s l"] [] hits::sort;
    Hits Screen "by-right" ["s r"] [] hits::sort;
    Hits Screen "by-place" ["s d"] [] hits::sort;
    Statistics Screen "chart" ["<tab>" "<s-tab>"] ["<tab>"] statistics::turn;

    Codebook Codebook "tag-beside" ["o"] [] tagbook::beside;
    Codebook Codebook "tag-child" ["O"] [] tagbook::child;
    Codebook Codebook "tag-rename" ["r"] [] tagbook::rename;
    Codebook Codebook "tag-move" ["m"] [] tagbook::move_below;
    Codebook Codebook "tag-down" ["J"] [] tagbook::later;
    Codebook Codebook "tag-up" ["K"] [] tagbook::earlier;
    Codebook Codebook "tag-merge" ["M"] [] tagbook::merge;
    Codebook Codebook "tag-define" ["e"] ["<f2>"] definition::define;
    Codebook Codebook "tag-colour" ["c"] [] tagbook::colour;
    Codebook Codebook "tag-key" ["1" "2" "3" "4" "5" "6" "7" "8" "9"] ["1" "2" "3" "4" "5" "6" "7" "8" "9"] tagbook::quick_key;
    Codebook Codebook "tag-remove" ["d"] ["<f4>"] tagbook::remove;

    Any Screen "passages" ["<space> a"] [] passages::open;
    Any Screen "codebook" ["<space> t"] [] tagbook::open;
    Any Screen "differences" ["<space> d"] [] others::open;
    Any Screen "conflicts" ["<space> u"] [] conflicts::open;
    Any Screen "statistics" ["<space> s"] [] statistics::open;

    Panes Pane "next-pane" ["<tab>"] ["<tab>" "<f8>"] pane::next;
    Panes Pane "previous-pane" ["<s-tab>"] ["<s-tab>"] pane::previous;
    Panes Pane "to-list" ["g l"] [] pane::to_list;
    Panes Pane "to-text" ["g t"] [] pane::to_text;
    Panes Pane "to-sidebar" ["g s"] [] pane::to_side;
    Any Pane "export" ["<space> e"] [] export::open;
    Any Pane "import" ["<space> b"] [] import::open;
    Any Pane "theme" ["<space> c"] [] looks::open;
    Panes Pane "zen" ["<space> z"] [] pane::zen;
    Any Pane "settings" ["<space> ,"] [] looks::settings;
    Any Pane "mouse" [] [] pane::mouse;
    Panes Pane "leave" ["<esc>"] ["<esc>"] pane::escape;
    Panes Shape "encoding" [] [] line::settle_encoding;
    Panes Shape "names" [] [] line::read_names;
    Any Pane "line" [":"] [":"] line::open;
    Any Pane "help" ["?"] ["<f1>" "?"] pane::help;
    Any Pane "repaint" ["^l"] [] pane::repaint;
    Any Pane "suspend" ["^z"] [] pane::suspend;
    Panes Pane "quit" ["q"] [] pane::quit;
    Any Pane "quit-now" ["^c"] ["^c"] pane::quit;
}
