//! The colours of tags: a hue for those at the top, shades of it for those below.

use super::colour::{Colour, Depth, at, at_ground};
use super::contrast::{apart, can_carry, legible};
use palette::{FromColor, LinSrgb, Oklch, Srgb};

/// Which colour a tag has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hue {
    /// The colour of its tree, from 1; 0 is a plain highlight.
    pub slot: u8,
    /// Its shade among those of its tree: 0 for the tag at the top, then from 1 on; they come round.
    pub shade: u8,
}

impl From<u8> for Hue {
    fn from(slot: u8) -> Self {
        Self { slot, shade: 0 }
    }
}

/// How many shades a hue has beside its own.
pub const SHADES: u8 = 5;

/// What makes a shade of a hue: degrees on the colour circle, and a change of lightness (Oklch).
const CHANGES: [(f32, f32); SHADES as usize] = [(16.0, 0.05), (-16.0, -0.05), (-8.0, 0.09), (10.0, -0.09), (26.0, 0.0)];

/// How much less the lightness behind words changes than that of names: words must be read on all.
const GROUND: f32 = 0.6;

/// A colour for names, and one behind words.
pub(super) type Pair = (Colour, Colour);

/// Returns the pairs of a hue, given in full colours, at a depth: its own, then its shades; each with this contrast.
pub(super) fn of((fg, bg): Pair, depth: Depth, least: f32) -> Vec<Pair> {
    let shade = |(turn, lift): &(f32, f32)| (moved(fg, *turn, *lift), moved(bg, *turn, lift * GROUND));
    let full = std::iter::once((fg, bg)).chain(CHANGES.iter().map(shade));
    full.map(|(fg, bg)| {
        let (fg, bg) = apart(at(fg, depth), at_ground(bg, depth, |bg| can_carry(bg, least)), least);
        // What cannot be made darker any more is made lighter.
        (legible(fg, bg, least), bg)
    })
    .collect()
}

fn moved(colour: Colour, turn: f32, lift: f32) -> Colour {
    let Some(known) = colour.known() else { return colour };
    let own = Oklch::from_color(known.into_linear::<f32>());
    let shade = Oklch::new((own.l + lift).clamp(0.0, 1.0), own.chroma, own.hue + turn);
    colour.like(Srgb::from_linear(LinSrgb::from_color(shade)))
}
