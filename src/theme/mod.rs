//! From what something means on the screen to how it looks.

use anstyle::RgbColor;
use serde::Deserialize;
use std::collections::BTreeMap;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Red, green, blue.
    Rgb(u8, u8, u8),
    /// A place in the palette of 256; the first sixteen are the terminal's own.
    Indexed(u8),
}

/// How something looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Colour of the characters.
    pub fg: Option<Colour>,
    /// Colour behind them.
    pub bg: Option<Colour>,
    /// Bold.
    pub bold: bool,
    /// Faint.
    pub dim: bool,
    /// Underlined.
    pub underline: bool,
    /// Foreground and background exchanged.
    pub reverse: bool,
}

impl Look {
    /// Lays another look over this one: what it says counts, else what was there.
    #[must_use]
    pub fn over(self, top: Self) -> Self {
        Self {
            fg: top.fg.or(self.fg),
            bg: top.bg.or(self.bg),
            bold: self.bold || top.bold,
            dim: self.dim || top.dim,
            underline: self.underline || top.underline,
            reverse: self.reverse || top.reverse,
        }
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident $name:literal $mono:expr,)*) => {
        /// What something means on the screen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role { $($(#[$doc])* $role,)* }

        impl Role {
            /// All roles.
            pub const ALL: &'static [Self] = &[$(Self::$role,)*];

            /// Returns the name used in theme files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$role => $name,)* }
            }

            /// Returns the look where there are no colours.
            fn mono(self) -> Look {
                match self { $(Self::$role => $mono,)* }
            }
        }
    };
}

const PLAIN: Look = Look { fg: None, bg: None, bold: false, dim: false, underline: false, reverse: false };
const BOLD: Look = Look { bold: true, ..PLAIN };
const DIM: Look = Look { dim: true, ..PLAIN };
const UNDER: Look = Look { underline: true, ..PLAIN };
const REVERSE: Look = Look { reverse: true, ..PLAIN };

roles! {
    /// Running text on paper.
    Text "text" PLAIN,
    /// What matters less: bylines, counts.
    Faint "faint" DIM,
    /// Headlines.
    Heading "heading" BOLD,
    /// Headings inside an article.
    Section "section" BOLD,
    /// Captions and credits.
    Caption "caption" DIM,
    /// Marks that are not of the text: seams, gaps.
    Mark "mark" DIM,
    /// The two side panes.
    Pane "pane" PLAIN,
    /// The head of a pane.
    PaneHead "pane-head" UNDER,
    /// The head of the pane with the keys.
    PaneFocus "pane-focus" REVERSE,
    /// The chosen row of a list.
    Chosen "chosen" REVERSE,
    /// The open article in the list.
    Open "open" BOLD,
    /// The selection.
    Selection "selection" REVERSE,
    /// The cursor.
    Cursor "cursor" Look { bold: true, underline: true, ..REVERSE },
    /// The lit annotation, over its tag's colour.
    Lit "lit" Look { bold: true, underline: true, ..PLAIN },
    /// A hit of the search.
    Hit "hit" Look { bold: true, underline: true, ..PLAIN },
    /// The hit at the cursor.
    HitHere "hit-here" Look { bold: true, underline: true, ..REVERSE },
    /// The status line.
    Status "status" REVERSE,
    /// A key in a legend or help.
    Key "key" BOLD,
    /// A message.
    Notice "notice" BOLD,
    /// A message of something that went wrong.
    Alarm "alarm" Look { bold: true, reverse: true, ..PLAIN },
    /// A popup.
    Popup "popup" PLAIN,
    /// The head of a popup.
    PopupHead "popup-head" REVERSE,
    /// A field that is typed into.
    Field "field" UNDER,
}

/// How many colours for tags there are.
pub const SLOTS: usize = 12;

/// The colours of tags where there are sixteen: bright ones first, for a dark background.
const ANSI: [u8; SLOTS] = [12, 10, 11, 13, 9, 14, 4, 2, 3, 5, 1, 6];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    zh: String,
    #[serde(default)]
    en: String,
    dark: bool,
    roles: BTreeMap<String, WrittenLook>,
    tags: Vec<(String, String)>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WrittenLook {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    underline: bool,
    reverse: bool,
}

/// A theme at a colour depth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name: that of its file.
    pub name: String,
    /// Whether it is made for a dark background.
    pub dark: bool,
    depth: Depth,
    roles: Vec<Look>,
    tags: Vec<(Colour, Colour)>,
}

/// A theme to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name: that of its file.
    pub name: String,
    /// What is in its file.
    pub source: String,
    /// Its name for people, in Chinese; may be empty.
    pub zh: String,
    /// Its name for people, in English; may be empty.
    pub en: String,
}

impl Source {
    /// Takes a theme from the text of its file.
    ///
    /// # Errors
    /// Says in English what is wrong, with line and column.
    pub fn new(name: &str, source: &str) -> Result<Self, String> {
        Theme::read(name, source, Depth::True)?;
        let written = written(source)?;
        Ok(Self { name: name.to_owned(), source: source.to_owned(), zh: written.zh, en: written.en })
    }

    /// Returns the themes that come with the program.
    pub fn built_in() -> Vec<Self> {
        BUILT_IN.iter().filter_map(|(name, source)| Self::new(name, source).ok()).collect()
    }
}

macro_rules! built_in {
    ($($name:literal)*) => {
        /// The themes that come with the program: name and source.
        pub static BUILT_IN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../assets/themes/", $name, ".ron"))),)*];
    };
}

built_in! { "dark" "light" "zhumo" "qinghua" "dusk" "celadon" "contrast" "contrast-light" }

fn written(source: &str) -> Result<Written, String> {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(source).map_err(|e| e.to_string())
}

impl Theme {
    /// Reads a theme.
    ///
    /// # Errors
    /// Says in English what is wrong, with line and column.
    pub fn read(name: &str, source: &str, depth: Depth) -> Result<Self, String> {
        let written = written(source)?;
        let name = name.to_owned();
        let mut roles = Vec::with_capacity(Role::ALL.len());
        for role in Role::ALL {
            let look = written.roles.get(role.name()).ok_or_else(|| format!("role {} is missing", role.name()))?;
            roles.push(Look {
                fg: look.fg.as_deref().map(|c| colour(c, depth)).transpose()?,
                bg: look.bg.as_deref().map(|c| colour(c, depth)).transpose()?,
                bold: look.bold,
                dim: look.dim,
                underline: look.underline,
                reverse: look.reverse,
            });
        }
        if written.tags.len() != SLOTS {
            return Err(format!("{} tag colours instead of {SLOTS}", written.tags.len()));
        }
        let tags = written.tags.iter().map(|(fg, bg)| Ok((colour(fg, depth)?, tint(bg, depth)?)));
        Ok(Self { name, dark: written.dark, depth, roles, tags: tags.collect::<Result<_, String>>()? })
    }

    /// Returns the built-in theme for a background.
    pub fn built_in(dark: bool, depth: Depth) -> Self {
        let name = if dark { "dark" } else { "light" };
        let source = BUILT_IN.iter().find(|(n, _)| *n == name).map_or("", |(_, source)| source);
        let empty = || Self { name: name.into(), dark, depth: Depth::None, roles: Vec::new(), tags: Vec::new() };
        Self::read(name, source, depth).unwrap_or_else(|_| empty())
    }

    /// Returns the colours of tags of the built-in theme for a background as `#rrggbb`: of names, and behind words.
    pub fn tag_colours(dark: bool) -> Vec<(String, String)> {
        let name = if dark { "dark" } else { "light" };
        let source = BUILT_IN.iter().find(|(n, _)| *n == name).map_or("", |(_, source)| source);
        written(source).map(|written| written.tags).unwrap_or_default()
    }

    /// Returns the look of a role.
    pub fn look(&self, role: Role) -> Look {
        match self.depth {
            Depth::None => role.mono(),
            // Tints have no like among sixteen colours: there the plain marks serve, with the colours of the terminal.
            Depth::Sixteen => {
                let mono = role.mono();
                // What is exchanged has the terminal's own two colours: the theme's are made for another ground.
                Look { fg: self.plain(role).fg.filter(|_| !mono.reverse), ..mono }
            }
            _ => self.plain(role),
        }
    }

    fn plain(&self, role: Role) -> Look {
        self.roles.get(role as usize).copied().unwrap_or_default()
    }

    /// Returns the look of text with a tag of that colour slot; slot 0 is a plain highlight.
    pub fn tagged(&self, slot: u8) -> Look {
        let bg = self.slot(slot).map(|(_, bg)| bg);
        match self.depth {
            Depth::True | Depth::Palette if slot == 0 => {
                Look { bg: self.plain(Role::Hit).bg, underline: true, ..PLAIN }
            }
            Depth::True | Depth::Palette => Look { bg, ..PLAIN },
            Depth::Sixteen => Look { fg: self.slot(slot).map(|(fg, _)| fg), underline: true, ..PLAIN },
            Depth::None => UNDER,
        }
    }

    /// Returns the look of a tag's name or stripe.
    pub fn tag_name(&self, slot: u8) -> Look {
        let fg = self.slot(slot).map(|(fg, _)| fg);
        if self.depth == Depth::None { BOLD } else { Look { fg, ..PLAIN } }
    }

    fn slot(&self, slot: u8) -> Option<(Colour, Colour)> {
        let n = usize::from(slot.checked_sub(1)?) % SLOTS;
        if self.depth == Depth::Sixteen {
            // The nearest of the sixteen would make most of the tints grey.
            let strong = if self.dark { ANSI.get(n) } else { ANSI.get((n + 6) % SLOTS) };
            return strong.map(|colour| (Colour::Indexed(*colour), Colour::Indexed(*colour)));
        }
        self.tags.get(n).copied()
    }

    /// Tells whether panes and popups are told apart by their background.
    pub fn has_grounds(&self) -> bool {
        matches!(self.depth, Depth::True | Depth::Palette)
    }
}

/// Reads `#rrggbb` and brings it to the depth.
fn colour(hex: &str, depth: Depth) -> Result<Colour, String> {
    let wrong = || format!("{hex} is no colour such as #a0b1c2");
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(wrong)?;
    let part = |n: usize| digits.get(n..n + 2).and_then(|d| u8::from_str_radix(d, 16).ok()).ok_or_else(wrong);
    let rgb = RgbColor(part(0)?, part(2)?, part(4)?);
    Ok(match depth {
        Depth::True | Depth::None => Colour::Rgb(rgb.0, rgb.1, rgb.2),
        Depth::Palette => Colour::Indexed(anstyle_lossy::rgb_to_xterm(rgb).0),
        Depth::Sixteen => {
            let near = anstyle_lossy::rgb_to_ansi(rgb, anstyle_lossy::palette::VGA);
            Colour::Indexed(anstyle::Ansi256Color::from_ansi(near).0)
        }
    })
}

/// Reads the colour behind words with a tag. Among 256 colours the nearest to a faint tint is a grey, the same for
/// all: there it is a colour of the cube, of the same hue.
fn tint(written: &str, depth: Depth) -> Result<Colour, String> {
    let plain = colour(written, Depth::True)?;
    let (Colour::Rgb(r, g, b), Depth::Palette) = (plain, depth) else { return colour(written, depth) };
    let parts = [r, g, b].map(f32::from);
    let mean = parts.iter().sum::<f32>() / 3.0;
    let strong = parts.map(|part| (mean + (part - mean) * BOOST).clamp(0.0, 255.0));
    let away = |n: &u8| {
        let cube =
            [n / 36, n / 6 % 6, n % 6].map(|level| f32::from(LEVELS.get(usize::from(level)).copied().unwrap_or(0)));
        cube.iter().zip(&strong).map(|(a, b)| (a - b) * (a - b)).sum::<f32>()
    };
    let hued = |n: &u8| n / 36 != n / 6 % 6 || n / 6 % 6 != n % 6;
    let near = (0..216).filter(hued).min_by(|a, b| away(a).total_cmp(&away(b)));
    Ok(Colour::Indexed(16 + near.unwrap_or(0)))
}

/// How much stronger a tint is taken to be before the nearest of the cube is looked for.
const BOOST: f32 = 2.4;
/// The six levels of the cube of 216 colours (xterm).
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(colour("#12345", Depth::True).is_err() && colour("#zz0000", Depth::True).is_err());
    }

    #[test]
    fn a_tag_is_told_without_colour_too() {
        let theme = Theme::built_in(true, Depth::None);
        assert!(theme.tagged(3).underline && theme.look(Role::Selection).reverse);
    }
}
