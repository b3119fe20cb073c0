//! How well a colour is read on another (WCAG 2.1, success criterion 1.4.3).

use super::colour::Colour;
use palette::color_difference::Wcag21RelativeContrast;
use palette::{FromColor, Oklch, Srgb};

/// The least contrast of words on their ground: level AA.
pub const LEAST: f32 = 4.5;

/// Steps of lightness that are tried, from a colour to black or white.
const STEPS: u8 = 64;

/// Returns the contrast of two colours, from 1 to 21, where both are known.
pub fn ratio(fg: Colour, bg: Colour) -> Option<f32> {
    Some(between(fg.known()?, bg.known()?))
}

fn between(fg: Srgb<u8>, bg: Srgb<u8>) -> f32 {
    fg.into_format::<f32>().relative_contrast(bg.into_format::<f32>())
}

/// Returns a colour that is read on a ground: itself if its contrast is enough, else the nearest of its hue that has
/// [`LEAST`], lighter or darker. Colours of which nothing is known stay.
pub fn legible(fg: Colour, bg: Colour) -> Colour {
    moved(fg, bg, &[0.0, 1.0])
}

/// Returns two colours of which one is read on the other: the darker is made darker if need be.
pub fn apart(fg: Colour, bg: Colour) -> (Colour, Colour) {
    let light = |colour: Colour| colour.known().map_or(0.0, |known| Oklch::from_color(known.into_linear::<f32>()).l);
    if light(fg) < light(bg) { (moved(fg, bg, &[0.0]), bg) } else { (fg, moved(bg, fg, &[0.0])) }
}

/// Moves a colour toward one of these ends of lightness, until it has enough contrast with a ground.
fn moved(fg: Colour, bg: Colour, ends: &[f32]) -> Colour {
    let (Some(own), Some(ground)) = (fg.known(), bg.known()) else { return fg };
    if between(own, ground) >= LEAST {
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
            near.known().filter(|near| between(*near, ground) >= LEAST).map(|_| (step, near))
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

    proptest! {
        #[test]
        fn every_colour_is_made_legible_on_every_ground(fg: [u8; 3], bg: [u8; 3], few: bool) {
            let of = |[r, g, b]: [u8; 3]| {
                let full = Colour::Rgb(r, g, b);
                if few { Colour::Indexed(16).like(full.known().unwrap()) } else { full }
            };
            let (fg, bg) = (of(fg), of(bg));
            let found = legible(fg, bg);
            prop_assert!(ratio(found, bg).unwrap() >= LEAST);
            if ratio(fg, bg).unwrap() >= LEAST {
                prop_assert_eq!(found, fg);
            }
        }
    }
}
