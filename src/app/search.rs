//! Search in the open document, as one types.

use super::popups::typed::{Field, Of};
use super::screen::Focus;
use super::{App, Effect, Work, motion, open, select, shelf};
use crate::layout::Anchor;
use crate::text::BlockId;
use crate::text::decode::one_line;
use crate::text::search::{Hit, Mode, Pattern};
use crate::units::Byte;
use std::collections::HashMap;
use std::sync::Arc;

/// The state of the search.
#[derive(Default)]
pub struct Search {
    /// What is searched for.
    pub needle: String,
    /// Where it was found, in reading order of the articles.
    pub hits: Vec<Hit>,
    /// The hit one is at.
    pub here: Option<usize>,
    /// Hits are shown.
    pub shown: bool,
    /// What was searched for before, the latest first.
    pub past: Vec<String>,
    /// The hits of each block, by their places.
    blocks: HashMap<BlockId, std::ops::Range<usize>>,
    generation: u64,
    /// Where one was when the search began.
    origin: Option<(Byte, Anchor, usize)>,
    /// The next answer moves the cursor to the first hit behind the origin.
    moves: bool,
}

impl Search {
    /// Goes on with what was searched for elsewhere.
    pub fn remember(&mut self, needle: &str) {
        needle.clone_into(&mut self.needle);
        self.shown = true;
        self.note();
    }

    /// Remembers what is searched for, to be gone back to.
    fn note(&mut self) {
        let needle = self.needle.trim().to_owned();
        if !needle.is_empty() {
            self.past.retain(|other| *other != needle);
            self.past.insert(0, needle);
        }
    }

    /// Returns what was searched for before `needle`, or after it.
    pub fn beside(&self, needle: &str, earlier: bool) -> Option<&str> {
        let at = self.past.iter().position(|other| other == needle);
        let next = match (at, earlier) {
            (None, true) => 0,
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
            (None, false) => return None,
        };
        self.past.get(next).map(String::as_str)
    }

    /// Shows the hits no more.
    pub fn quiet(&mut self) {
        self.shown = false;
    }

    /// Returns the hits of a block, each with whether one is at it.
    pub fn of_block(&self, block: BlockId) -> Vec<(std::ops::Range<usize>, bool)> {
        let Some(span) = self.blocks.get(&block).filter(|_| self.shown) else { return Vec::new() };
        let hits = self.hits.iter().enumerate().skip(span.start).take(span.len());
        hits.map(|(n, hit)| (hit.range.clone(), self.here == Some(n))).collect()
    }

    /// Takes the hits of a search, sorted so that those of a block stand together.
    fn set(&mut self, hits: Vec<Hit>) {
        self.blocks.clear();
        for (n, hit) in hits.iter().enumerate() {
            self.blocks.entry(hit.block).or_insert(n..n).end = n + 1;
        }
        self.hits = hits;
        self.here = None;
    }
}

fn start_of(hit: &Hit) -> Byte {
    hit.spans.first().map_or(Byte(0), |span| span.start)
}

/// Texts of up to so many bytes are searched between two keys; longer ones by a worker.
const AT_ONCE: usize = 1 << 20;

/// Opens the search field; in the list, the list's filter.
pub fn open(app: &mut App) {
    if app.screen.focus == Focus::List {
        shelf::open_filter(app);
        return;
    }
    app.search.origin = Some((app.reader.cursor, app.reader.top, app.reader.article));
    Field::open(app, Of::Search, "");
}

/// The search is given up: one is where one was.
pub fn given_up(app: &mut App) {
    app.search.shown = false;
    restore(app);
    app.search.origin = None;
}

/// What was searched for is kept.
pub fn taken(app: &mut App) {
    app.search.origin = None;
    if app.search.needle.is_empty() {
        app.search.shown = false;
    } else {
        app.search.note();
        tell(app);
    }
}

/// Goes back to where one was when the search began.
fn restore(app: &mut App) {
    if let Some((cursor, top, article)) = app.search.origin {
        if app.reader.article != article {
            open::show(app, article, Some(cursor));
        }
        app.reader.cursor = cursor;
        app.reader.top = top;
        app.reader.follow = false;
    }
}

/// Searches for what is in the field now.
pub fn typed(app: &mut App, needle: &str) {
    needle.clone_into(&mut app.search.needle);
    app.search.moves = true;
    ask(app);
}

fn ask(app: &mut App) {
    app.search.generation += 1;
    app.search.shown = true;
    let Some(document) = app.reader.document.clone() else { return };
    if app.search.needle.trim().is_empty() {
        app.search.set(Vec::new());
        restore(app);
        return;
    }
    match Pattern::new(&app.search.needle, Mode::Folded) {
        // What is found at once is where the next key expects it.
        Ok(pattern) if document.text.len() <= AT_ONCE => found(app, app.search.generation, pattern.find(&document)),
        Ok(pattern) => app.ask(Effect::Work(Work::Search(app.search.generation, Arc::clone(&document), pattern))),
        Err(error) => app.alarm(&error),
    }
}

/// Searches the document that was just opened, if a search is on.
pub fn again(app: &mut App) {
    app.search.set(Vec::new());
    if app.search.shown && !app.search.needle.is_empty() {
        app.search.moves = false;
        ask(app);
    }
}

/// Hits came: those of the open article are nearest.
pub fn found(app: &mut App, generation: u64, mut hits: Vec<Hit>) {
    let Some(document) = app.reader.document.clone().filter(|_| generation == app.search.generation) else { return };
    let article = |hit: &Hit| document.structure.block(hit.block).map_or(0, |block| block.article);
    hits.sort_by_key(|hit| (article(hit), hit.block, hit.range.start));
    app.search.set(hits);
    if std::mem::take(&mut app.search.moves) {
        let from = app.search.origin.map_or(app.reader.cursor, |(cursor, ..)| cursor);
        match nearest(app, from, true, true) {
            Some(n) => go(app, n),
            None => restore(app),
        }
    }
}

/// Returns the next or previous hit from a position, going round at the ends.
fn nearest(app: &App, from: Byte, forward: bool, here_counts: bool) -> Option<usize> {
    let document = app.reader.document.as_deref()?;
    let key = |at: Byte| (document.article_at(at), at);
    let at = key(from);
    let place = |hit: &Hit| key(start_of(hit));
    let hits = &app.search.hits;
    let found = if forward {
        hits.iter().position(|hit| place(hit) > at || (here_counts && place(hit) == at)).or(Some(0))
    } else {
        hits.iter().rposition(|hit| place(hit) < at).or(hits.len().checked_sub(1))
    };
    found.filter(|n| *n < hits.len())
}

fn go(app: &mut App, n: usize) {
    let Some((start, document)) = app.search.hits.get(n).map(start_of).zip(app.reader.document.clone()) else { return };
    let article = document.article_at(start);
    if article != app.reader.article {
        open::show(app, article, Some(start));
    }
    app.reader.selection = None;
    app.desk.lit = None;
    app.reader.want = None;
    app.reader.go(start);
    app.search.here = Some(n);
}

/// Says which hit of how many one is at.
fn tell(app: &mut App) {
    let needle = one_line(&app.search.needle).into_owned();
    match app.search.here {
        Some(n) => {
            let document = app.reader.document.clone();
            let article = |hit: &&Hit| {
                let block = document.as_deref().and_then(|document| document.structure.block(hit.block));
                block.is_some_and(|block| block.article == app.reader.article)
            };
            let here = app.search.hits.iter().filter(article).count().to_string();
            let count = app.search.hits.len().to_string();
            let blanks = [("n", (n + 1).to_string()), ("count", count), ("here", here), ("needle", needle)];
            app.notice_with("notice-hit", &blanks);
        }
        None => app.notice_with("notice-no-hit", &[("needle", needle)]),
    }
}

fn step(app: &mut App, forward: bool) {
    if app.search.needle.is_empty() {
        app.notice("notice-nothing-searched");
        return;
    }
    app.search.shown = true;
    if let Some(n) = nearest(app, app.reader.cursor, forward, false) {
        motion::leave(app);
        go(app, n);
    }
    tell(app);
}

/// Goes to the next hit.
pub fn next(app: &mut App) {
    step(app, true);
}

/// Goes to the previous hit.
pub fn previous(app: &mut App) {
    step(app, false);
}

/// Searches for the selection, or the word at the cursor.
pub fn this(app: &mut App) {
    let Some(document) = app.reader.document.clone() else { return };
    let text = if app.reader.selection.is_some() {
        select::target(app).iter().map(|span| document.slice(*span)).collect::<String>()
    } else {
        motion::word_here(&app.reader).unwrap_or_default()
    };
    if text.trim().is_empty() {
        app.notice("notice-nothing-here");
        return;
    }
    app.search.needle = text;
    app.search.moves = true;
    app.search.origin = None;
    ask(app);
    let needle = one_line(&app.search.needle).into_owned();
    app.notice_with("notice-searching", &[("needle", needle)]);
}
