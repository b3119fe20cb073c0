//! The brush: glyphs into cells, looks from the theme, nothing outside a rectangle.

use crate::layout::{Glyph, fit, glyphs};
use crate::text::Widths;
use crate::theme::{Colour, Look, Role, Theme, legible};
use crate::units::{Area, Cell};
use ratatui::buffer::{Buffer, Cell as Drawn, CellDiffOption};
use ratatui::style::{Color, Modifier, Style};
use std::collections::HashMap;
use std::num::NonZeroU16;

/// Paints into a buffer.
pub struct Paint<'a> {
    buffer: &'a mut Buffer,
    /// The theme.
    pub theme: &'a Theme,
    /// How wide ambiguous characters are.
    pub widths: Widths,
    /// A popup or a menu has the keys: no head of a pane below it is lit.
    pub covered: bool,
    /// Colours that were made legible: on which ground, which, what became of it.
    legible: HashMap<(Colour, Colour), Colour>,
}

/// The symbol of the second cell of a wide character: unlike a blank, so that what replaces it is drawn.
pub const COVERED: &str = "";

fn colour(colour: Colour) -> Color {
    match colour {
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
        Colour::Indexed(n) => Color::Indexed(n),
    }
}

/// Turns a look into ratatui's style.
pub fn style(look: Look) -> Style {
    let mut modifiers = Modifier::empty();
    for (on, modifier) in [
        (look.bold, Modifier::BOLD),
        (look.dim, Modifier::DIM),
        (look.underline, Modifier::UNDERLINED),
        (look.italic, Modifier::ITALIC),
        (look.reverse, Modifier::REVERSED),
    ] {
        modifiers.set(modifier, on);
    }
    Style { fg: look.fg.map(colour), bg: look.bg.map(colour), add_modifier: modifiers, ..Style::default() }
}

impl<'a> Paint<'a> {
    /// Makes the brush.
    pub fn new(theme: &'a Theme, widths: Widths, buffer: &'a mut Buffer) -> Self {
        Self { buffer, theme, widths, covered: false, legible: HashMap::new() }
    }

    /// Returns the look of a role.
    pub fn look(&self, role: Role) -> Look {
        self.theme.look(role)
    }

    /// Returns the look of a role laid over another.
    pub fn over(&self, base: Role, role: Role) -> Look {
        self.look(base).over(self.look(role))
    }

    /// Fills a rectangle with blanks.
    pub fn fill(&mut self, area: Area, role: Role) {
        self.fill_look(area, self.look(role));
    }

    /// Fills a rectangle with blanks of a look.
    pub fn fill_look(&mut self, area: Area, look: Look) {
        let style = style(look);
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Clears the place of a popup, and a cell at each side of it. Wide characters that this would cut in half go whole:
    /// a terminal would draw them over the edge, or leave the other half standing.
    pub fn clear(&mut self, area: Area, role: Role) {
        for y in area.y..area.bottom() {
            for x in area.x.checked_sub(1).into_iter().chain([area.right()]) {
                self.blank(x, y);
            }
        }
        self.fill(area, role);
    }

    /// Returns a look whose words are read on its own ground.
    fn readable(&mut self, look: Look) -> Look {
        let least = self.theme.contrast;
        look.read_by(|fg, bg| *self.legible.entry((fg, bg)).or_insert_with(|| legible(fg, bg, least)))
    }

    /// Takes away the character that a cell shows, or half of it; the ground stays.
    fn blank(&mut self, x: Cell, y: Cell) {
        let covered = |paint: &Self, x| paint.buffer.cell((x, y)).is_some_and(|cell: &Drawn| cell.symbol() == COVERED);
        let first = if covered(self, x) { x.saturating_sub(1) } else { x };
        let last = if covered(self, x + 1) { x + 1 } else { x };
        for x in first..=last {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
            }
        }
    }

    /// Draws a glyph; it must fit before `right`. Returns the column behind it.
    pub fn glyph(&mut self, x: Cell, y: Cell, right: Cell, glyph: &Glyph<'_>, look: Look) -> Cell {
        let behind = x.saturating_add(glyph.width);
        if behind > right {
            return x;
        }
        let style = style(self.readable(look));
        if glyph.width > 1 && glyph.shown.is_ascii() {
            // A sign for something invisible: a cell each.
            for (n, at) in (x..behind).enumerate() {
                if let Some(cell) = self.buffer.cell_mut((at, y)) {
                    cell.set_symbol(glyph.shown.get(n..=n).unwrap_or(" ")).set_style(style);
                }
            }
            return behind;
        }
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(&glyph.shown).set_style(style);
            let forced =
                glyph.width == 2 && self.widths == Widths::Wide && Widths::Narrow.of_grapheme(&glyph.shown) == 1;
            let wide = NonZeroU16::new(2).filter(|_| forced);
            cell.set_diff_option(wide.map_or(CellDiffOption::None, CellDiffOption::ForcedWidth));
        }
        for covered in x + 1..behind {
            if let Some(cell) = self.buffer.cell_mut((covered, y)) {
                cell.reset();
                cell.set_symbol(COVERED).set_style(style);
            }
        }
        behind
    }

    /// Draws a text from a column on, cut at `right`. Returns the column behind it.
    pub fn text(&mut self, x: Cell, y: Cell, right: Cell, text: &str, look: Look) -> Cell {
        let widths = self.widths;
        let mut at = x;
        for glyph in glyphs(text, widths) {
            let next = self.glyph(at, y, right, &glyph, look);
            if next == at {
                break;
            }
            at = next;
        }
        at
    }

    /// Draws a text at the start of a row, cut with dots if it is too long.
    pub fn line(&mut self, row: Area, text: &str, role: Role) -> Cell {
        self.line_look(row, text, self.look(role))
    }

    /// Draws a text at the start of a row in a look.
    pub fn line_look(&mut self, row: Area, text: &str, look: Look) -> Cell {
        if row.is_empty() {
            return row.x;
        }
        let fitted = fit(text, row.w, self.widths);
        self.text(row.x, row.y, row.right(), &fitted, look)
    }

    /// Draws a text at the end of a row. Returns the column before it.
    pub fn right(&mut self, row: Area, text: &str, look: Look) -> Cell {
        let wide = crate::layout::width(text, self.widths) as Cell;
        let x = row.right().saturating_sub(wide).max(row.x);
        self.text(x, row.y, row.right(), text, look);
        x
    }

    /// Returns the role of the head of a pane: one that has the keys is lit.
    pub fn head_role(&self, focused: bool) -> Role {
        if focused && !self.covered { Role::PaneFocus } else { Role::PaneHead }
    }

    /// Draws the head of a pane, with what stands at its end.
    pub fn head(&mut self, row: Area, title: &str, end: &str, focused: bool) {
        let role = self.head_role(focused);
        self.fill(row, role);
        let inner = row.inset(1, 1);
        let right = self.right(inner, end, self.look(role));
        self.line(Area { w: right.saturating_sub(inner.x + Cell::from(!end.is_empty())), ..inner }, title, role);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{BUILT_IN, Depth, ratio};
    use ratatui::layout::Rect;

    /// Laid over one another in any way that a screen may need, words are read: on a chosen row, in a head, on a tag.
    #[test]
    fn every_role_is_read_on_every_ground() {
        for (name, source) in BUILT_IN {
            for depth in [Depth::True, Depth::Palette] {
                let theme = Theme::read(name, source, depth).unwrap();
                let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
                let mut paint = Paint::new(&theme, Widths::Narrow, &mut buffer);
                let tags = (1..13).flat_map(|slot| (0..6).map(move |shade| crate::theme::Hue { slot, shade }));
                let mut grounds: Vec<Look> = Role::ALL.iter().map(|role| theme.look(*role)).collect();
                grounds.extend(tags.map(|hue| theme.tagged(hue)));
                for ground in grounds.iter().filter(|ground| ground.bg.is_some()) {
                    for role in Role::ALL.iter().filter(|role| theme.look(**role).bg.is_none()) {
                        let look = paint.readable(ground.over(theme.look(*role)));
                        let Some(fg) = look.fg else { continue };
                        let found = ratio(fg, look.bg.unwrap()).unwrap();
                        assert!(found >= theme.contrast, "{name}: {}: {found:.2} on {:?}", role.name(), ground.bg);
                    }
                }
            }
        }
    }
}
