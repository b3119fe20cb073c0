//! What holds for every theme.

use super::*;
use palette::{FromColor, Oklab};

#[test]
fn every_built_in_theme_fills_every_role() {
    for (name, source) in BUILT_IN {
        for depth in [Depth::True, Depth::Palette, Depth::Sixteen, Depth::None] {
            Theme::read(name, source, depth).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
    }
}

#[test]
fn a_wrong_theme_is_told() {
    assert!(Theme::read("x", "(dark: true)", Depth::True).is_err());
    assert!(colour::read("#12345", Depth::True).is_err() && colour::read("#zz0000", Depth::True).is_err());
}

#[test]
fn a_tag_is_told_without_colour_too() {
    let theme = Theme::built_in(true, Depth::None);
    assert!(theme.tagged(3.into()).underline && theme.look(Role::Selection).reverse);
}

/// The grounds that words stand on.
const GROUNDS: [Role; 4] = [Role::Text, Role::Pane, Role::Popup, Role::Status];

fn every() -> impl Iterator<Item = Theme> {
    BUILT_IN.iter().map(|(name, source)| Theme::read(name, source, Depth::True).unwrap())
}

#[test]
fn every_role_is_read_on_the_grounds_it_is_made_for() {
    let on: [(Role, &[Role]); 8] = [
        (Role::Faint, &GROUNDS),
        (Role::Mark, &GROUNDS),
        (Role::Key, &GROUNDS),
        (Role::Heading, &GROUNDS[..1]),
        (Role::Caption, &GROUNDS[..1]),
        (Role::Section, &GROUNDS[..3]),
        (Role::Open, &GROUNDS[1..2]),
        (Role::Notice, &GROUNDS[2..]),
    ];
    for theme in every() {
        for (role, grounds) in on {
            for ground in grounds {
                let (fg, bg) = (theme.look(role).fg.unwrap(), theme.look(*ground).bg.unwrap());
                let found = ratio(fg, bg).unwrap();
                assert!(found >= theme.contrast, "{}: {} on {}: {found:.2}", theme.name, role.name(), ground.name());
            }
        }
        for role in Role::ALL {
            if let Look { fg: Some(fg), bg: Some(bg), .. } = theme.look(*role) {
                let found = ratio(fg, bg).unwrap();
                assert!(found >= theme.contrast, "{}: {}: {found:.2}", theme.name, role.name());
            }
        }
    }
}

#[test]
fn themes_of_high_contrast_have_it() {
    for theme in every() {
        let wanted = if theme.name.starts_with("contrast") { MOST } else { LEAST };
        assert!((theme.contrast - wanted).abs() < f32::EPSILON, "{}", theme.name);
    }
}

fn hues() -> impl Iterator<Item = Hue> {
    (1..=SLOTS as u8).flat_map(|slot| (0..=SHADES).map(move |shade| Hue { slot, shade }))
}

#[test]
fn every_chip_is_read_and_every_shade_is_its_own() {
    for theme in every() {
        for hue in hues() {
            let chip = theme.chip(hue);
            let found = ratio(chip.fg.unwrap(), chip.bg.unwrap()).unwrap();
            assert!(found >= theme.contrast, "{}: {hue:?}: {found:.2}", theme.name);
        }
        for slot in 1..=SLOTS as u8 {
            let mut grounds: Vec<_> = (0..=SHADES).map(|shade| theme.chip(Hue { slot, shade }).bg).collect();
            grounds.dedup();
            assert_eq!(grounds.len(), usize::from(SHADES) + 1, "{}: {slot}", theme.name);
        }
    }
}

/// How far apart two colours look, in Oklab.
fn apart(a: Colour, b: Colour) -> f32 {
    let of = |colour: Colour| Oklab::from_color(colour.known().unwrap().into_linear::<f32>());
    let (a, b) = (of(a), of(b));
    ((a.l - b.l).powi(2) + (a.a - b.a).powi(2) + (a.b - b.b).powi(2)).sqrt()
}

#[test]
fn the_selection_looks_like_no_tag() {
    for theme in every() {
        let own = theme.look(Role::Selection).bg.unwrap();
        for hue in hues() {
            let found = apart(own, theme.tagged(hue).bg.unwrap());
            assert!(found >= 0.08, "{}: {hue:?}: {found:.3}", theme.name);
        }
    }
}
