//! Colours as a terminal takes them, and how they are read from a theme.

use anstyle::RgbColor;
use palette::Srgb;

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Any colour.
    #[default]
    True,
    /// The palette of 256.
    Palette,
    /// The sixteen that every terminal has.
    Sixteen,
    /// None: weight, underline and reverse alone.
    None,
}

/// A colour as a terminal takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// Red, green, blue.
    Rgb(u8, u8, u8),
    /// A place in the palette of 256; the first sixteen are the terminal's own.
    Indexed(u8),
}

impl Colour {
    /// Returns its red, green and blue. The terminal's own sixteen may be any colour: of those nothing is known.
    pub fn known(self) -> Option<Srgb<u8>> {
        match self {
            Self::Rgb(r, g, b) => Some(Srgb::new(r, g, b)),
            Self::Indexed(n @ 16..) => {
                let RgbColor(r, g, b) = anstyle_lossy::xterm_to_rgb(n.into(), anstyle_lossy::palette::VGA);
                Some(Srgb::new(r, g, b))
            }
            Self::Indexed(_) => None,
        }
    }

    /// Returns the colour nearest to one of red, green and blue among as many as this one is of.
    pub(super) fn like(self, wanted: Srgb<u8>) -> Self {
        match self {
            Self::Rgb(..) => Self::Rgb(wanted.red, wanted.green, wanted.blue),
            Self::Indexed(_) => {
                Self::Indexed(anstyle_lossy::rgb_to_xterm(RgbColor(wanted.red, wanted.green, wanted.blue)).0)
            }
        }
    }
}

/// Reads `#rrggbb` and brings it to the depth.
pub fn read(hex: &str, depth: Depth) -> Result<Colour, String> {
    let wrong = || format!("{hex} is no colour such as #a0b1c2");
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(wrong)?;
    let part = |n: usize| digits.get(n..n + 2).and_then(|d| u8::from_str_radix(d, 16).ok()).ok_or_else(wrong);
    Ok(at(Colour::Rgb(part(0)?, part(2)?, part(4)?), depth))
}

/// Brings a colour to a depth.
pub fn at(colour: Colour, depth: Depth) -> Colour {
    let Colour::Rgb(r, g, b) = colour else { return colour };
    let rgb = RgbColor(r, g, b);
    match depth {
        Depth::True | Depth::None => colour,
        Depth::Palette => Colour::Indexed(anstyle_lossy::rgb_to_xterm(rgb).0),
        Depth::Sixteen => {
            let near = anstyle_lossy::rgb_to_ansi(rgb, anstyle_lossy::palette::VGA);
            Colour::Indexed(anstyle::Ansi256Color::from_ansi(near).0)
        }
    }
}

/// Brings a colour behind words to a depth: the nearest that serves as a ground.
pub fn ground(colour: Colour, depth: Depth, serves: impl Fn(Colour) -> bool) -> Colour {
    let near = at(colour, depth);
    let (Colour::Rgb(r, g, b), Depth::Palette, false) = (colour, depth, serves(near)) else { return near };
    let away = |n: &u8| {
        let known = Colour::Indexed(*n).known().unwrap_or_default();
        let parts = [(r, known.red), (g, known.green), (b, known.blue)];
        parts.iter().map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum::<u32>()
    };
    let serving = (16..=u8::MAX).filter(|n| serves(Colour::Indexed(*n)));
    serving.min_by_key(away).map_or(near, Colour::Indexed)
}

/// Brings the colour behind words with a tag to a depth. Among 256 colours the nearest to a faint tint is a grey, the
/// same for all: there it is a colour of the cube, of the same hue, and one that serves as a ground.
pub fn at_ground(colour: Colour, depth: Depth, serves: impl Fn(Colour) -> bool) -> Colour {
    let (Colour::Rgb(r, g, b), Depth::Palette) = (colour, depth) else { return at(colour, depth) };
    let parts = [r, g, b].map(f32::from);
    let mean = parts.iter().sum::<f32>() / 3.0;
    let strong = parts.map(|part| (mean + (part - mean) * BOOST).clamp(0.0, 255.0));
    let away = |n: &u8| {
        let cube =
            [n / 36, n / 6 % 6, n % 6].map(|level| f32::from(LEVELS.get(usize::from(level)).copied().unwrap_or(0)));
        cube.iter().zip(&strong).map(|(a, b)| (a - b) * (a - b)).sum::<f32>()
    };
    let hued = |n: &u8| n / 36 != n / 6 % 6 || n / 6 % 6 != n % 6;
    let serving = (0..216).filter(hued).filter(|n| serves(Colour::Indexed(16 + n)));
    let near = serving.min_by(|a, b| away(a).total_cmp(&away(b)));
    Colour::Indexed(16 + near.unwrap_or(0))
}

/// How much stronger a tint is taken to be before the nearest of the cube is looked for.
const BOOST: f32 = 2.4;
/// The six levels of the cube of 216 colours (xterm).
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
