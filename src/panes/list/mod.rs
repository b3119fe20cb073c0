//! The list of documents and articles: going through it, opening, filtering.

pub mod draw;
pub mod progress;

use crate::actions::open;
use crate::actions::survey::{survey, survey_whole};
use crate::annotation::telling::name;
use crate::layout::width;
use crate::popups::typed::Field;
use crate::state::Model;
use crate::state::request::Of;
use crate::state::view::Focus;
use crate::units::Cell;

/// Keeps the chosen row in sight, and asks for titles that are to be seen and not known.
pub fn arrange(model: &mut Model) {
    let height = usize::from(model.screen.list.h).max(1);
    let shelf = &mut model.shelf;
    let margin = MARGIN.min((height - 1) / 4);
    shelf.top =
        shelf.top.min(shelf.chosen.saturating_sub(margin)).max((shelf.chosen + 1 + margin).saturating_sub(height));
    shelf.top = shelf.top.min(shelf.rows.len().saturating_sub(height));
    let seen = shelf.rows.iter().skip(shelf.top).take(height * 2).map(|row| row.document);
    let mut wanted: Vec<usize> = seen.collect();
    wanted.dedup();
    // What is read comes first: surveys wait until the first document is there.
    if model.reader.document.is_some() || model.reader.error.is_some() {
        survey(model, wanted.iter().copied());
        survey_whole(model, wanted);
    }
}

/// Rows kept in sight above and below the chosen one.
const MARGIN: usize = 3;

/// Cells of a row beside its title: sign and indent before it, the count of annotations behind it.
const BESIDE: usize = 10;

/// Rows that are measured: all of a list that one goes through by eye.
const MEASURED: usize = 2_000;

/// Finds how many cells the rows need, as far as their titles are known.
pub fn measure(model: &mut Model) {
    let widths = model.face.widths;
    let shelf = &mut model.shelf;
    let known = shelf.rows.iter().take(MEASURED).map(|row| {
        let item = shelf.documents.get(row.document).filter(|item| item.survey.is_some())?;
        let title = row.article.map_or_else(|| name(&item.path), |article| item.title(article));
        Some((width(title, widths) + BESIDE) as Cell)
    });
    let known: Option<Vec<Cell>> = known.collect();
    shelf.needed = known.and_then(|cells| cells.into_iter().max());
}

/// Opens the chosen row.
pub fn open_chosen(model: &mut Model) {
    let Some(row) = model.shelf.rows.get(model.shelf.chosen).copied() else { return };
    let Some(item) = model.shelf.documents.get(row.document) else { return };
    let path = item.path.clone();
    model.leave();
    open::document(
        model,
        &path,
        Some(row.article.unwrap_or_else(|| usize::from(!model.shelf.is_tree(row.document)))),
        None,
    );
    model.screen.focus = Focus::Text;
}

/// Opens the filter.
pub fn open_filter(model: &mut Model) {
    let filter = model.shelf.filter.clone();
    Field::open(model, Of::List, &filter);
}

/// Filters by what is in the field now.
pub fn typed(model: &mut Model, filter: &str) {
    filter.clone_into(&mut model.shelf.filter);
    model.shelf.list();
    model.shelf.chosen = model.shelf.rows.iter().position(|row| row.article.is_some()).unwrap_or(0);
}

/// Goes down in the list.
pub fn list_down(model: &mut Model) {
    model.shelf.step(1);
}

/// Goes up in the list.
pub fn list_up(model: &mut Model) {
    model.shelf.step(-1);
}

/// Goes to the first row of the list.
pub fn list_start(model: &mut Model) {
    model.shelf.step(isize::MIN / 2);
}

/// Goes to the last row of the list.
pub fn list_end(model: &mut Model) {
    model.shelf.step(isize::MAX / 2);
}

/// Goes a page down in the list.
pub fn list_page_down(model: &mut Model) {
    model.shelf.step(model.screen.list.h as isize);
}

/// Goes a page up in the list.
pub fn list_page_up(model: &mut Model) {
    model.shelf.step(-(model.screen.list.h as isize));
}

/// Folds the document of the chosen row, or unfolds it.
pub fn list_fold(model: &mut Model) {
    model.shelf.fold();
}
