//! Signs left of the text: what is to be known of a row.

use crate::layout::Row;
use crate::state::Model;
use crate::state::view::Focus;
use crate::text::{Block, Reading};
use crate::theme::Role;
use crate::units::Byte;

/// A sign as it is drawn, its role, the key of the sentence that explains it.
pub type Sign = (&'static str, Role, &'static str);

/// Returns the sign of what is to be known of a row, the most pressing; `noted` where an annotation with a note begins.
pub fn of_row(block: &Block, row: Row, reading: &Reading<'_>, noted: bool) -> Option<Sign> {
    let seam = reading.seams().any(|seam| row.start <= seam && seam < row.end);
    let begins = |at: Byte| (row.start..row.end).contains(&reading.offset(at));
    let gap = block.parts.iter().any(|part| part.gap && begins(part.span.start));
    let first = row.start <= block.markup;
    match () {
        () if noted => Some(("*", Role::Key, "sign-note")),
        () if gap => Some(("?", Role::Mark, "sign-gap")),
        () if reading.pieces().iter().any(|p| p.corrected && row.start <= p.at && p.at < row.end) => {
            Some(("_", Role::Mark, "sign-erratum"))
        }
        () if first && block.repeated => Some(("=", Role::Mark, "sign-repeated")),
        () if first && block.doubtful => Some(("~", Role::Mark, "sign-doubtful")),
        () if first && block.corrected => Some(("+", Role::Mark, "sign-corrected")),
        () if seam => Some((":", Role::Mark, "sign-seam")),
        () if block.repeated => Some(("=", Role::Mark, "sign-repeated")),
        () => None,
    }
}

/// Returns the sign of the row that the cursor stands in; none while a passage is selected or lit, or another pane has
/// the keys.
pub fn here(model: &Model) -> Option<Sign> {
    let reader = &model.reader;
    let held = reader.selection.is_some() || model.project.lit.is_some();
    if held || model.screen.focus != Focus::Text {
        return None;
    }
    let document = reader.document.as_deref()?;
    let line = reader.lines.get(reader.visible_row(reader.cursor)?)?;
    let (row, block, reading) = (line.row?, document.structure.block(line.block)?, document.reading(line.block)?);
    let hull = reading.hull(row.start, row.end);
    let noted = model.project.marks.iter().any(|mark| mark.noted && hull.contains(mark.placed.start()));
    of_row(block, row, &reading, noted)
}
