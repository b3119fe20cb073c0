//! Bars: shares of a rectangle as blanks with a ground, pieces along a track, a series of numbers as Braille dots.
//!
//! A bar is drawn with nothing but blanks that have a background, so no glyph of doubtful width is needed. Where a
//! theme has no grounds (sixteen colours, or none) each cell of it is a sign instead: `=`, or what its part says.

use super::Paint;
use crate::theme::{Colour, Hue, Look, Role, Theme};
use crate::units::{Area, Cell};

/// The sign of a cell of a bar where there are no grounds.
pub const SIGN: char = '=';

/// A part of a bar: how much, how it looks, and what stands for it where there are no grounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// How much it is, of the whole that the bar is of.
    pub count: usize,
    /// Its ground; without grounds the colour of its signs.
    pub look: Look,
    /// Its sign without grounds.
    pub sign: char,
}

impl Part {
    /// Makes a part that `=` stands for.
    pub fn new(count: usize, look: Look) -> Self {
        Self { count, look, sign: SIGN }
    }
}

/// Returns how a bar of a tag's colour looks, and what is written on it.
pub fn tag_ground(theme: &Theme, hue: Hue) -> Look {
    let colour = theme.tag_name(hue).fg.or(theme.look(Role::Faint).fg);
    if theme.has_grounds() {
        Look { fg: theme.look(Role::Text).bg, bg: colour, ..Look::default() }
    } else {
        theme.tag_name(hue)
    }
}

/// Returns how a bar looks that has no tag: the colour of keys.
pub fn plain_ground(theme: &Theme) -> Look {
    let key = theme.look(Role::Key);
    if theme.has_grounds() { Look { fg: theme.look(Role::Text).bg, bg: key.fg, ..Look::default() } } else { key }
}

/// Returns how a bar looks that has no tag and is but half of what it might be: nearer to its track than to the other.
pub fn half_ground(theme: &Theme) -> Look {
    let (full, track) = (plain_ground(theme).bg, theme.look(Role::PaneHead).bg);
    match (full, track) {
        _ if !theme.has_grounds() => theme.look(Role::Faint),
        (Some(full @ Colour::Rgb(..)), Some(track @ Colour::Rgb(..))) => {
            Look { bg: Some(mixed(track, full, 1)), ..Look::default() }
        }
        _ => Look { bg: theme.look(Role::Faint).fg, ..Look::default() },
    }
}

/// Mixes two colours: so many parts of [`STRENGTHS`] are of the second.
fn mixed(from: Colour, to: Colour, parts: usize) -> Colour {
    let parts = parts.min(STRENGTHS);
    let part = |from: u8, to: u8| {
        let mixed = (usize::from(from) * (STRENGTHS - parts) + usize::from(to) * parts) / STRENGTHS;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    match (from, to) {
        (Colour::Rgb(r, g, b), Colour::Rgb(to_r, to_g, to_b)) => {
            Colour::Rgb(part(r, to_r), part(g, to_g), part(b, to_b))
        }
        _ => to,
    }
}

/// Returns how the track behind a bar looks in a row: a ground of its own, none where there are no grounds.
pub fn track_look(theme: &Theme, base: Look) -> Look {
    let head = theme.look(Role::PaneHead);
    if theme.has_grounds() { Look { fg: head.fg, bg: head.bg, ..Look::default() } } else { base }
}

/// How many strengths there are.
pub const STRENGTHS: usize = 4;

/// Returns the strength of some of the most: from 1 to [`STRENGTHS`], 0 for nothing.
pub fn strength(count: usize, most: usize) -> usize {
    count.saturating_mul(STRENGTHS).div_ceil(most.max(1)).min(STRENGTHS)
}

/// What can be read on a ground that is neither dark nor light.
const WHITE: Colour = Colour::Rgb(255, 255, 255);

/// Returns how a cell looks that is so strong: the stronger, the more of one colour is in its ground. Where there are
/// no grounds the strongest are bold.
pub fn shade(theme: &Theme, strength: usize) -> Look {
    let (paper, ink) = (theme.look(Role::Text), theme.look(Role::HitHere));
    if strength == 0 || !theme.has_grounds() {
        return Look { bold: strength > STRENGTHS / 2, ..Look::default() };
    }
    match (paper.bg, ink.bg) {
        (Some(from @ Colour::Rgb(..)), Some(to @ Colour::Rgb(..))) => {
            let bg = mixed(from, to, strength);
            let best = [paper.fg, ink.fg, paper.bg, Some(WHITE)]
                .into_iter()
                .flatten()
                .max_by(|a, b| contrast(*a, bg).total_cmp(&contrast(*b, bg)));
            Look { fg: best, bg: Some(bg), ..Look::default() }
        }
        // The colours of a palette cannot be mixed: there are three that differ.
        _ => match strength {
            1 => theme.look(Role::Selection),
            2 | 3 => theme.look(Role::Hit),
            _ => ink,
        },
    }
}

/// Returns how much two colours differ in lightness, as WCAG measures it: from 1 to 21.
fn contrast(a: Colour, b: Colour) -> f32 {
    let light = |colour: Colour| {
        let Colour::Rgb(r, g, b) = colour else { return 0.0 };
        let part = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.039_28 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Draws the track of a bar. Where there are no grounds nothing is drawn.
pub fn track(paint: &mut Paint<'_>, area: Area, base: Look) {
    let look = track_look(paint.theme, base);
    paint.fill_look(area, look);
}

/// Draws in the first row of a rectangle a bar of some of a whole, on its track.
pub fn bar(paint: &mut Paint<'_>, area: Area, (count, whole): (usize, usize), look: Look, base: Look) {
    stack(paint, area, whole, &[Part::new(count, look)], base);
}

/// Draws in the first row of a rectangle the parts of a whole one behind the other, on a track: what is left of it is
/// what they do not make up.
pub fn stack(paint: &mut Paint<'_>, area: Area, whole: usize, parts: &[Part], base: Look) {
    let area = area.row(0);
    track(paint, area, base);
    let counts: Vec<usize> = parts.iter().map(|part| part.count).collect();
    let mut x = area.x;
    for (part, wide) in parts.iter().zip(shares(&counts, whole, area.w)) {
        cells(paint, Area { x, w: wide, ..area }, part, base);
        x += wide;
    }
}

/// Draws the cells of a part.
fn cells(paint: &mut Paint<'_>, area: Area, part: &Part, base: Look) {
    let look = base.over(part.look);
    if paint.theme.has_grounds() {
        return paint.fill_look(area, look);
    }
    for x in area.x..area.right() {
        paint.text(x, area.y, area.right(), part.sign.encode_utf8(&mut [0; 4]), look);
    }
}

/// Divides cells among parts of a whole. A part that is anything has a cell, if there are enough; together they have
/// no more than there are, and all of them only if they make up the whole.
pub fn shares(counts: &[usize], whole: usize, cells: Cell) -> Vec<Cell> {
    let all = counts.iter().fold(0_usize, |sum, count| sum.saturating_add(*count));
    let whole = all.max(whole).max(1);
    let end = |sum: usize| (sum as u128 * u128::from(cells) + whole as u128 / 2) / whole as u128;
    let (mut sum, mut used, mut waiting) = (0_usize, 0, counts.iter().filter(|count| **count > 0).count());
    let share = |count: &usize| {
        if *count == 0 {
            return 0;
        }
        sum = sum.saturating_add(*count);
        waiting -= 1;
        // Those that follow have a cell each, and so has the track if anything is left of the whole.
        let kept = Cell::try_from(waiting).unwrap_or(Cell::MAX).saturating_add(Cell::from(all < whole));
        let room = cells.saturating_sub(used);
        let wide = Cell::try_from(end(sum)).unwrap_or(cells).saturating_sub(used).max(1);
        let wide = wide.min(room.saturating_sub(kept).max(1)).min(room);
        used += wide;
        wide
    };
    counts.iter().map(share).collect()
}

/// Something along a track: where it begins and how long it is, its look, and its sign without grounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins.
    pub at: usize,
    /// How long it is.
    pub length: usize,
    /// Its ground; without grounds the colour of its signs.
    pub look: Look,
    /// Its sign: in its first cell, without grounds in every one.
    pub sign: char,
}

/// Draws in the first row of a rectangle pieces where they stand along a whole of some length, on a track; what comes
/// later lies over what came before.
pub fn strip(paint: &mut Paint<'_>, area: Area, length: usize, pieces: impl IntoIterator<Item = Piece>, base: Look) {
    let area = area.row(0);
    if area.is_empty() {
        return;
    }
    track(paint, area, base);
    if !paint.theme.has_grounds() {
        // What is free must be seen too: where it begins and where it ends.
        let look = base.over(paint.look(Role::Faint));
        for x in area.x..area.right() {
            paint.text(x, area.y, area.right(), "-", look);
        }
    }
    let cell = |at: usize| (at.min(length) as u128 * u128::from(area.w) / length.max(1) as u128) as Cell;
    for piece in pieces {
        let from = cell(piece.at).min(area.w - 1);
        let to = cell(piece.at.saturating_add(piece.length)).clamp(from + 1, area.w);
        let at = Area { x: area.x + from, w: to - from, ..area };
        cells(paint, at, &Part { count: 0, look: piece.look, sign: piece.sign }, base);
        let look = base.over(piece.look);
        paint.text(at.x, at.y, at.right(), piece.sign.encode_utf8(&mut [0; 4]), look);
    }
}

/// Rows of dots in a cell.
const DOTS: usize = 4;
/// The dots of the left column of a cell, filled from below so far.
const LEFT: [u32; DOTS + 1] = [0, 0x40, 0x44, 0x46, 0x47];
/// The dots of the right column of a cell, filled from below so far.
const RIGHT: [u32; DOTS + 1] = [0, 0x80, 0xa0, 0xb0, 0xb8];
/// The first of the Braille characters.
const BRAILLE: u32 = 0x2800;

/// Makes a line of Braille dots of a series of numbers: two of them a cell, each up to four dots high by the highest,
/// `most`. A number that is anything has a dot, and nothing has none. A series that is too long for the cells is told by
/// the highest of those that fall together.
pub fn sparkline(series: &[usize], most: usize, cells: Cell) -> String {
    let room = usize::from(cells) * 2;
    let fitted: Vec<usize> = if series.len() <= room {
        series.to_vec()
    } else {
        let from = |n: usize| n * series.len() / room;
        let highest = |n: usize| series.get(from(n)..from(n + 1).max(from(n) + 1))?.iter().max().copied();
        (0..room).map(|n| highest(n).unwrap_or(0)).collect()
    };
    let high = |count: usize| (count as u128 * DOTS as u128).div_ceil(most.max(1) as u128).min(DOTS as u128) as usize;
    let cell = |pair: &[usize]| {
        let at = |n: usize, table: &[u32; DOTS + 1]| {
            pair.get(n).and_then(|count| table.get(high(*count))).copied().unwrap_or(0)
        };
        match at(0, &LEFT) | at(1, &RIGHT) {
            // Some fonts draw a Braille cell without dots as rings.
            0 => ' ',
            dots => char::from_u32(BRAILLE + dots).unwrap_or(' '),
        }
    };
    fitted.chunks(2).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Widths;
    use crate::theme::Depth;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    /// Paints into a row of twelve cells.
    fn painted(depth: Depth, draw: impl FnOnce(&mut Paint<'_>, Area)) -> Buffer {
        let theme = Theme::built_in(true, depth);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        draw(&mut Paint::new(&theme, Widths::Narrow, &mut buffer), Area::new(1, 0, 10, 1));
        buffer
    }

    fn read(buffer: &Buffer) -> String {
        buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn a_bar_is_a_ground_and_without_grounds_signs() {
        let draw = |paint: &mut Paint<'_>, area| {
            let look = tag_ground(paint.theme, 1.into());
            bar(paint, area, (3, 10), look, paint.look(Role::Text));
        };
        let coloured = painted(Depth::True, draw);
        assert_eq!(read(&coloured), " ".repeat(12));
        let grounds: Vec<_> = coloured.content.iter().map(|cell| cell.bg).collect();
        assert!(grounds[1] == grounds[3] && grounds[3] != grounds[4] && grounds[4] == grounds[10]);
        assert!(grounds[0] != grounds[4] && grounds[11] == grounds[0]);
        assert_eq!(read(&painted(Depth::None, draw)), " ===        ");
        assert_eq!(read(&painted(Depth::Sixteen, draw)), " ===        ");
    }

    #[test]
    fn parts_stand_behind_each_other_and_pieces_where_they_are() {
        let stacked = |paint: &mut Paint<'_>, area| {
            let part = |count, sign| Part { count, look: Look::default(), sign };
            stack(paint, area, 10, &[part(5, '='), part(0, '?'), part(2, '-')], Look::default());
        };
        assert_eq!(read(&painted(Depth::None, stacked)), " =====--    ");
        let along = |paint: &mut Paint<'_>, area| {
            let piece = |at, length, sign| Piece { at, length, look: Look::default(), sign };
            strip(paint, area, 100, [piece(0, 20, 'A'), piece(55, 1, 'B'), piece(99, 50, 'C')], Look::default());
        };
        assert_eq!(read(&painted(Depth::None, along)), " AA---B---C ");
        assert_eq!(read(&painted(Depth::True, along)), " A    B   C ");
    }

    #[test]
    fn strengths_differ_and_can_be_read() {
        assert_eq!([0, 1, 25, 26, 75, 99, 100].map(|n| strength(n, 100)), [0, 1, 1, 2, 3, 4, 4]);
        for (name, source) in crate::theme::BUILT_IN {
            let theme = Theme::read(name, source, Depth::True).unwrap();
            let shades: Vec<Look> = (1..=STRENGTHS).map(|n| shade(&theme, n)).collect();
            for (n, look) in shades.iter().enumerate() {
                assert!(contrast(look.fg.unwrap(), look.bg.unwrap()) >= 4.0, "{name} {n} {look:?}");
                assert!(shades.iter().filter(|other| other.bg == look.bg).count() == 1, "{name}");
            }
        }
        assert!(shade(&Theme::built_in(true, Depth::None), 4).bold);
    }

    #[test]
    fn a_series_is_a_line_of_dots() {
        assert_eq!(sparkline(&[0, 0, 1, 4, 2, 0], 4, 8), " ⣸⡄");
        assert_eq!(sparkline(&[1; 3], 100, 8), "⣀⡀");
        assert_eq!(sparkline(&[], 0, 8), "");
        // The highest of those that fall together is what is seen.
        assert_eq!(sparkline(&[0, 0, 9, 0, 0, 0, 0, 0], 9, 2), "⢸ ");
    }

    proptest! {
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn shares_fit_and_none_is_forgotten(
            counts in proptest::collection::vec(0_usize..50, 0..6), more in 0_usize..100, cells in 0_u16..40,
        ) {
            let sum: usize = counts.iter().sum();
            let found = shares(&counts, sum + more, cells);
            let used: Cell = found.iter().sum();
            prop_assert!(used <= cells);
            let some = counts.iter().filter(|count| **count > 0).count();
            if usize::from(cells) > some {
                prop_assert!(counts.iter().zip(&found).all(|(count, wide)| (*count > 0) == (*wide > 0)));
                prop_assert_eq!(used == cells, more == 0 && sum > 0);
            }
        }

        #[test]
        fn a_line_of_dots_fits(series in proptest::collection::vec(0_usize..1000, 0..200), cells in 0_u16..50) {
            let line = sparkline(&series, series.iter().max().copied().unwrap_or(0), cells);
            prop_assert!(line.chars().count() <= usize::from(cells));
            let seen = line.chars().any(|c| c != ' ');
            prop_assert_eq!(seen, cells > 0 && series.iter().any(|count| *count > 0));
        }
    }
}
