//! The rows of the text that are to be seen.

use crate::layout::galley::Style;
use crate::layout::{Level, Setting};
use crate::settings::Breaking;
use crate::state::Model;
use crate::units::Cell;

/// Cells left free at both sides of captions.
const ASIDE: Cell = 4;

/// Makes the rows that are to be seen.
pub fn arrange(model: &mut Model) {
    let column = model.screen.column;
    let settings = &model.face.settings;
    let setting = Setting {
        level: match settings.line_breaking {
            Breaking::Basic => Level::Basic,
            Breaking::Strict => Level::Strict,
            Breaking::None => Level::None,
        },
        indent: settings.indent,
        hang: settings.hang,
        units: !settings.part_units,
        company: !settings.lone_characters,
        ..Setting::new(column.w.max(1), model.face.widths)
    };
    let style = Style { setting, aside: ASIDE, bare: true, spacing: settings.spacing(), leading: settings.leading() };
    model.reader.arrange(style, usize::from(column.h));
}
