//! From what something means on the screen to how it looks.

mod colour;
mod contrast;
mod shades;

pub use colour::{Colour, Depth};
use contrast::can_carry;
pub use contrast::{LEAST, MOST, legible, ratio};
use shades::Pair;
pub use shades::{Hue, SHADES};

use serde::Deserialize;
use std::collections::BTreeMap;

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
    /// Slanted, where the terminal can.
    pub italic: bool,
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
            italic: self.italic || top.italic,
            underline: self.underline || top.underline,
            reverse: self.reverse || top.reverse,
        }
    }

    /// Returns this look with words that are read on its own ground, whatever was laid over what: a function gives the
    /// colour of words on a ground.
    #[must_use]
    pub fn read_by(self, legible: impl FnOnce(Colour, Colour) -> Colour) -> Self {
        match (self.fg, self.bg, self.reverse) {
            (Some(fg), Some(bg), false) => Self { fg: Some(legible(fg, bg)), ..self },
            (Some(fg), Some(bg), true) => Self { bg: Some(legible(bg, fg)), ..self },
            _ => self,
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

const PLAIN: Look =
    Look { fg: None, bg: None, bold: false, dim: false, italic: false, underline: false, reverse: false };
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
    #[serde(default)]
    contrast: Option<f32>,
    roles: BTreeMap<String, WrittenLook>,
    tags: Vec<(String, String)>,
}

impl Written {
    fn contrast(&self) -> f32 {
        self.contrast.unwrap_or(LEAST).clamp(LEAST, MOST)
    }
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
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its name: that of its file.
    pub name: String,
    /// Whether it is made for a dark background.
    pub dark: bool,
    /// The least contrast of words on their ground.
    pub contrast: f32,
    depth: Depth,
    roles: Vec<Look>,
    /// For each slot its own pair, then its shades.
    tags: Vec<Vec<Pair>>,
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
        let written = written(source)?;
        parts(&written, Depth::True)?;
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

/// Returns the looks of all roles at a depth, and the colours of tags in full: what a file must say to be a theme.
fn parts(written: &Written, depth: Depth) -> Result<(Vec<Look>, Vec<Pair>), String> {
    let mut roles = Vec::with_capacity(Role::ALL.len());
    let full = |hex: &str| colour::read(hex, Depth::True);
    let serves = |bg| can_carry(bg, written.contrast());
    let ground = |hex: &str| full(hex).map(|bg| colour::ground(bg, depth, serves));
    for role in Role::ALL {
        let look = written.roles.get(role.name()).ok_or_else(|| format!("role {} is missing", role.name()))?;
        roles.push(Look {
            fg: look.fg.as_deref().map(|c| colour::read(c, depth)).transpose()?,
            bg: look.bg.as_deref().map(ground).transpose()?,
            bold: look.bold,
            dim: look.dim,
            underline: look.underline,
            italic: false,
            reverse: look.reverse,
        });
    }
    if written.tags.len() != SLOTS {
        return Err(format!("{} tag colours instead of {SLOTS}", written.tags.len()));
    }
    let tags = written.tags.iter().map(|(fg, bg)| Ok((full(fg)?, full(bg)?)));
    Ok((roles, tags.collect::<Result<_, String>>()?))
}

impl Theme {
    /// Reads a theme.
    ///
    /// # Errors
    /// Says in English what is wrong, with line and column.
    pub fn read(name: &str, source: &str, depth: Depth) -> Result<Self, String> {
        let written = written(source)?;
        let name = name.to_owned();
        let (roles, tags) = parts(&written, depth)?;
        let contrast = written.contrast();
        let tags = tags.into_iter().map(|pair| shades::of(pair, depth, contrast)).collect();
        Ok(Self { name, dark: written.dark, contrast, depth, roles, tags })
    }

    /// Returns the built-in theme for a background.
    pub fn built_in(dark: bool, depth: Depth) -> Self {
        let name = if dark { "dark" } else { "light" };
        let source = BUILT_IN.iter().find(|(n, _)| *n == name).map_or("", |(_, source)| source);
        let empty = || Self {
            name: name.into(),
            dark,
            contrast: LEAST,
            depth: Depth::None,
            roles: Vec::new(),
            tags: Vec::new(),
        };
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

    /// Returns the look of words with a tag of that hue; slot 0 is a plain highlight.
    pub fn tagged(&self, hue: Hue) -> Look {
        let bg = self.pair(hue).map(|(_, bg)| bg);
        match self.depth {
            Depth::True | Depth::Palette if hue.slot == 0 => {
                Look { bg: self.plain(Role::Hit).bg, underline: true, ..PLAIN }
            }
            Depth::True | Depth::Palette => Look { bg, ..PLAIN },
            Depth::Sixteen => Look { fg: self.pair(hue).map(|(fg, _)| fg), underline: true, ..PLAIN },
            Depth::None => UNDER,
        }
    }

    /// Returns the look of a tag's stripe, or of its name where that is no chip.
    pub fn tag_name(&self, hue: Hue) -> Look {
        let fg = self.pair(hue).map(|(fg, _)| fg);
        if self.depth == Depth::None { BOLD } else { Look { fg, ..PLAIN } }
    }

    /// Returns the look of a tag's chip: its name on the colour of its words.
    pub fn chip(&self, hue: Hue) -> Look {
        match self.pair(hue) {
            Some((fg, bg)) if self.has_grounds() => Look { fg: Some(fg), bg: Some(bg), ..PLAIN },
            None if self.has_grounds() => self.plain(Role::Hit),
            _ => self.tag_name(hue),
        }
    }

    fn pair(&self, hue: Hue) -> Option<Pair> {
        let n = usize::from(hue.slot.checked_sub(1)?) % SLOTS;
        if self.depth == Depth::Sixteen {
            // The nearest of the sixteen would make most of the tints grey.
            let strong = if self.dark { ANSI.get(n) } else { ANSI.get((n + 6) % SLOTS) };
            return strong.map(|colour| (Colour::Indexed(*colour), Colour::Indexed(*colour)));
        }
        let shade = hue.shade.checked_sub(1).map_or(0, |n| usize::from(n % SHADES) + 1);
        self.tags.get(n)?.get(shade).copied()
    }

    /// Tells whether panes and popups are told apart by their background.
    pub fn has_grounds(&self) -> bool {
        matches!(self.depth, Depth::True | Depth::Palette)
    }
}

#[cfg(test)]
mod tests;
