//! The screens beside the three panes: codebook, passages, hits, differences, conflicts, statistics. One is shown at a time;
//! each keeps what is on it.

use super::conflicts::Conflicts;
use super::hits::Hits;
use super::others::Differences;
use super::passages::Passages;
use super::statistics::Statistics;
use super::tagbook::Tagbook;
use super::{App, conflicts, hits, others, passages, statistics, tagbook};

/// What fills the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The three panes.
    #[default]
    Panes,
    /// The codebook.
    Codebook,
    /// Passages.
    Passages,
    /// Hits of a search of all documents.
    Hits,
    /// Where coders differ.
    Differences,
    /// What nobody has decided.
    Conflicts,
    /// Charts.
    Statistics,
}

/// The chosen row of a screen, and the first to be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The chosen row.
    pub chosen: usize,
    /// The first row to be seen.
    pub top: usize,
}

impl Place {
    /// Moves by rows of so many.
    pub fn step(&mut self, by: isize, count: usize) {
        self.chosen = self.chosen.saturating_add_signed(by).min(count.saturating_sub(1));
    }

    /// Keeps the chosen one of so many rows in sight in a list of a height.
    pub fn reveal(&mut self, count: usize, height: usize) {
        self.chosen = self.chosen.min(count.saturating_sub(1));
        self.top = self.top.min(self.chosen).max((self.chosen + 1).saturating_sub(height.max(1)));
        self.top = self.top.min(count.saturating_sub(height.max(1)));
    }
}

/// The screens.
#[derive(Default)]
pub struct Stage {
    /// Which is shown.
    pub view: View,
    /// The one that it was opened from, and goes back to; none is the three panes.
    pub behind: Option<View>,
    /// The codebook.
    pub tagbook: Tagbook,
    /// Passages.
    pub passages: Passages,
    /// Hits.
    pub hits: Hits,
    /// Differences.
    pub differences: Differences,
    /// Conflicts.
    pub conflicts: Conflicts,
    /// Charts.
    pub statistics: Statistics,
}

/// Shows a screen.
pub fn show(app: &mut App, view: View) {
    app.stage.view = view;
    app.stage.behind = None;
    app.reader.selection = None;
    app.desk.armed = None;
}

/// Brings the screen that is shown up to date.
pub fn arrange(app: &mut App) {
    match app.stage.view {
        View::Panes => {}
        View::Codebook => tagbook::arrange(app),
        View::Passages | View::Differences => passages::arrange(app),
        View::Hits => hits::arrange(app),
        View::Conflicts => conflicts::arrange(app),
        View::Statistics => statistics::arrange(app),
    }
}

fn step(app: &mut App, by: isize) {
    if app.stage.view == View::Hits && hits::beyond(app, by) {
        return;
    }
    let stage = &mut app.stage;
    match stage.view {
        View::Panes => {}
        View::Codebook => stage.tagbook.place.step(by, stage.tagbook.rows.len()),
        View::Passages => stage.passages.place.step(by, stage.passages.entries.len()),
        View::Differences => stage.differences.place.step(by, stage.differences.pairs.len()),
        View::Hits => stage.hits.place.step(by, stage.hits.order.len()),
        View::Conflicts => stage.conflicts.place.step(by, stage.conflicts.rows.len()),
        View::Statistics => stage.statistics.place.step(by, stage.statistics.count),
    }
    app.desk.armed = None;
}

/// Rows of a page.
fn page(app: &App) -> isize {
    let rows = match app.stage.view {
        View::Passages | View::Differences => app.screen.board.h / 4,
        _ => app.screen.board.h,
    };
    rows.max(2) as isize - 1
}

/// Goes a row down.
pub fn down(app: &mut App) {
    step(app, 1);
}

/// Goes a row up.
pub fn up(app: &mut App) {
    step(app, -1);
}

/// Goes to the first row.
pub fn start(app: &mut App) {
    step(app, isize::MIN / 2);
}

/// Goes to the last row.
pub fn end(app: &mut App) {
    step(app, isize::MAX / 2);
}

/// Goes a page down.
pub fn page_down(app: &mut App) {
    let by = page(app);
    step(app, by);
}

/// Goes a page up.
pub fn page_up(app: &mut App) {
    let by = -page(app);
    step(app, by);
}

/// Scrolls by the wheel.
pub fn scroll(app: &mut App, by: isize) {
    step(app, by.signum());
}

/// Goes where the chosen row leads.
pub fn go(app: &mut App) {
    match app.stage.view {
        View::Panes => {}
        View::Codebook => tagbook::go(app),
        View::Passages => passages::go(app),
        View::Differences => others::go(app),
        View::Hits => hits::go(app),
        View::Conflicts => conflicts::go(app),
        View::Statistics => statistics::go(app),
    }
}

/// Opens the field of the screen: a filter, or what is searched for.
pub fn filter(app: &mut App) {
    match app.stage.view {
        View::Hits => hits::search_all(app),
        View::Codebook => tagbook::filter(app),
        View::Passages => passages::filter(app),
        View::Panes | View::Differences | View::Conflicts | View::Statistics => app.notice("notice-no-filter"),
    }
}

/// Marks the chosen row, or takes its mark away, and goes on to the next.
pub fn mark(app: &mut App) {
    match app.stage.view {
        View::Hits => hits::mark(app),
        View::Passages => passages::mark(app),
        _ => {}
    }
    step(app, 1);
}

/// Goes back to the panes; what was marked is first let go, unless one goes `at_once`.
pub fn back(stage: &mut Stage, at_once: bool) {
    let marked = match stage.view {
        View::Hits => std::mem::take(&mut stage.hits.marked).len(),
        View::Passages => std::mem::take(&mut stage.passages.marked).len(),
        _ => 0,
    };
    let filtered = stage.view == View::Codebook && !std::mem::take(&mut stage.tagbook.filter).is_empty();
    if (marked > 0 || filtered) && !at_once {
        return;
    }
    stage.view = stage.behind.take().unwrap_or_default();
}
