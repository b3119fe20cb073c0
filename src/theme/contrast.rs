//! How well a colour is read on another (WCAG 2.1, success criterion 1.4.3).

use super::colour::Colour;
use palette::color_difference::Wcag21RelativeContrast;
use palette::{FromColor, Oklch, Srgb};
use std::cmp::Ordering;

/// The least contrast of words on their ground: level AA.
pub const LEAST: f32 = 4.5;

/// The most that a theme may ask for: level AAA.
pub const MOST: f32 = 7.0;

/// Steps of lightness that are tried, from a colour to black or white.
const STEPS: u8 = 64;

/// Returns the contrast of two colours, from 1 to 21, where both are known.
pub fn ratio(fg: Colour, bg: Colour) -> Option<f32> {
    Some(between(fg.known()?, bg.known()?))
}

/// Tells whether black or white has this contrast on a ground. Nothing is asked of one that is not known.
pub fn can_carry(bg: Colour, least: f32) -> bool {
    let ends = [Srgb::new(0, 0, 0), Srgb::new(255, 255, 255)];
    bg.known().is_none_or(|ground| ends.iter().any(|end| between(*end, ground) >= least))
}

fn between(fg: Srgb<u8>, bg: Srgb<u8>) -> f32 {
    fg.into_format::<f32>().relative_contrast(bg.into_format::<f32>())
}

/// Returns a colour that is read on a ground: itself if its contrast is enough, else the nearest of its hue that has
/// this contrast at least, lighter or darker; on a ground on which none has, black or white. Colours of which nothing
/// is known stay.
pub fn legible(fg: Colour, bg: Colour, least: f32) -> Colour {
    let found = moved(fg, bg, least, &[0.0, 1.0]);
    let enough = ratio(found, bg).is_none_or(|ratio| ratio >= least);
    let ends = [Srgb::new(0, 0, 0), Srgb::new(255, 255, 255)].map(|end| fg.like(end));
    let best = ends.into_iter().max_by(|a, b| ratio(*a, bg).partial_cmp(&ratio(*b, bg)).unwrap_or(Ordering::Equal));
    if enough { found } else { best.unwrap_or(found) }
}

/// Returns two colours of which one is read on the other: the darker is made darker if need be.
pub fn apart(fg: Colour, bg: Colour, least: f32) -> (Colour, Colour) {
    let light = |colour: Colour| colour.known().map_or(0.0, |known| Oklch::from_color(known.into_linear::<f32>()).l);
    if light(fg) < light(bg) { (moved(fg, bg, least, &[0.0]), bg) } else { (fg, moved(bg, fg, least, &[0.0])) }
}

/// Moves a colour toward one of these ends of lightness, until it has enough contrast with a ground.
fn moved(fg: Colour, bg: Colour, least: f32, ends: &[f32]) -> Colour {
    let (Some(own), Some(ground)) = (fg.known(), bg.known()) else { return fg };
    if between(own, ground) >= least {
        return fg;
    }
    let from = Oklch::from_color(own.into_linear::<f32>());
    let toward = |end: f32| {
        (1..=STEPS).find_map(|step| {
            let part = f32::from(step) / f32::from(STEPS);
            let l = from.l + (end - from.l) * part;
            // Colour fades toward black and white, where there is none.
            let moved = Oklch::new(l, from.chroma * (1.0 - part * part), from.hue);
            let near = fg.like(Srgb::from_linear(palette::LinSrgb::from_color(moved)));
            near.known().filter(|near| between(*near, ground) >= least).map(|_| (step, near))
        })
    };
    let found = ends.iter().filter_map(|end| toward(*end)).min_by_key(|(step, _)| *step);
    found.map_or(fg, |(_, near)| near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn black_on_white_has_the_greatest_contrast() {
        let found = ratio(Colour::Rgb(0, 0, 0), Colour::Rgb(255, 255, 255)).unwrap();
        assert!((found - 21.0).abs() < 0.01, "{found}");
        // A pair that the specification's own tools give as 4.54.
        let grey = ratio(Colour::Rgb(0x76, 0x76, 0x76), Colour::Rgb(255, 255, 255)).unwrap();
        assert!((grey - 4.54).abs() < 0.01, "{grey}");
    }

    #[test]
    fn where_nothing_has_the_contrast_the_best_is_taken() {
        let red = Colour::Rgb(0xd0, 0, 0);
        assert_eq!(legible(Colour::Rgb(0xc8, 0xc8, 0xc8), red, MOST), Colour::Rgb(255, 255, 255));
    }

    proptest! {
        #[test]
        fn every_colour_is_made_legible_on_every_ground(fg: [u8; 3], bg: [u8; 3], few: bool) {
            let of = |[r, g, b]: [u8; 3]| {
                let full = Colour::Rgb(r, g, b);
                if few { Colour::Indexed(16).like(full.known().unwrap()) } else { full }
            };
            let (fg, bg) = (of(fg), of(bg));
            let found = legible(fg, bg, LEAST);
            prop_assert!(ratio(found, bg).unwrap() >= LEAST);
            if ratio(fg, bg).unwrap() >= LEAST {
                prop_assert_eq!(found, fg);
            }
        }
    }
}
