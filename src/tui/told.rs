//! What is told of the terminal in the environment.

use crate::files::system;
use crate::theme::Depth;

/// A terminal that may not answer is not asked.
pub fn asks() -> bool {
    cfg!(unix)
        && system::variable("TERM").is_some_and(|term| term != "dumb")
        && system::variable("MEIPI_NO_PROBE").is_none()
}

/// Returns how many colours the terminal says it has.
pub fn depth() -> Depth {
    if system::variable("NO_COLOR").is_some() {
        return Depth::None;
    }
    let true_colour = system::variable("COLORTERM").is_some_and(|v| v.contains("truecolor") || v.contains("24bit"));
    let term = system::variable("TERM").unwrap_or_default();
    match () {
        () if true_colour || term.contains("direct") => Depth::True,
        () if term.contains("256") => Depth::Palette,
        () if term == "dumb" => Depth::None,
        () => Depth::Sixteen,
    }
}

/// Some terminals say their background in the environment; else it is taken to be dark until they answer.
pub fn dark_hint() -> bool {
    let colours = system::variable("COLORFGBG").unwrap_or_default();
    colours.rsplit(';').next().and_then(|bg| bg.parse::<u8>().ok()).is_none_or(|bg| bg < 7 || bg == 8)
}
