//! A library without texts: what lies in its folder, and how one gets on.

use crate::brush::{Paint, centred};
use crate::state::Model;
use crate::theme::Role;
use crate::units::Area;

/// The widest that the sentences are set.
const WIDE: u16 = 64;

/// How many kinds of files are named.
const KINDS: usize = 4;

/// Returns what the head of the text says: the name of the folder.
pub fn head(model: &Model) -> String {
    let empty = model.shelf.documents.is_empty();
    let name = model.shelf.root.file_name().filter(|_| empty);
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Draws what is said where there is nothing to read.
pub fn draw(model: &Model, paint: &mut Paint<'_>) {
    let pane = model.screen.text;
    let wide = WIDE.min(pane.w.saturating_sub(4));
    let area = Area { x: pane.x + (pane.w - wide.min(pane.w)) / 2, w: wide, ..pane };
    let told = format!("{}\n\n{}", what(model), model.say("empty-library-next"));
    let look = paint.over(Role::Text, Role::Faint);
    centred(paint, area, &told, look);
}

/// Says what lies in the folder.
fn what(model: &Model) -> String {
    let (words, others) = (&model.face.words, &model.shelf.others);
    let folder = model.shelf.root.display().to_string();
    let kinds = others.kinds();
    if kinds.is_empty() {
        return words.fill("empty-library", &[("folder", folder)]);
    }
    let more = if kinds.len() > KINDS { ".." } else { "" };
    let named: Vec<String> = kinds.iter().take(KINDS).map(|(kind, count)| format!("{kind} {count}")).collect();
    let kinds = format!("{}{more}", named.join(&model.say("list-comma")));
    let count = others.count().to_string();
    words.fill("empty-library-others", &[("folder", folder), ("count", count), ("kinds", kinds)])
}
