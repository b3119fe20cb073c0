//! What a person has settled: `config.ron`, environment and command line.

use crate::error::{Error, Result};
use serde::Deserialize;

/// Where annotations are kept, if a person has settled it for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StoreChoice {
    /// In `.meipi/` beside the texts.
    Beside,
    /// In the data directory of this machine.
    Central,
}

/// How wide ambiguous characters are taken to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ambiguous {
    /// The terminal is asked.
    #[default]
    Auto,
    /// One cell.
    Narrow,
    /// Two cells.
    Wide,
}

/// The settings of `config.ron`. What it does not say is as by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// `zh` or `en`; by default the locale's.
    pub language: Option<String>,
    /// `dark` or `light`; by default what fits the terminal's background.
    pub theme: Option<String>,
    /// How wide ambiguous characters are.
    pub ambiguous_width: Ambiguous,
    /// The width of a line of text, in 汉字.
    pub measure: Option<u16>,
    /// Who annotates.
    pub coder: Option<String>,
    /// Where annotations are kept.
    pub store: Option<StoreChoice>,
    /// A command that is run when a field closes, to switch the input method off.
    pub ime_off: Option<String>,
}

impl Settings {
    /// Reads `config.ron`.
    ///
    /// # Errors
    /// Names line and column of what cannot be read.
    pub fn read(source: &str) -> Result<Self> {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        options.from_str(source).map_err(|e| Error::data("error-config").with("cause", e))
    }

    /// Returns the measure in cells.
    pub fn cells(&self) -> u16 {
        self.measure.unwrap_or(38).clamp(10, 100) * 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_as_by_default() {
        let settings = Settings::read("(language: \"en\", store: central, measure: 30)").unwrap();
        assert_eq!((settings.cells(), settings.store), (60, Some(StoreChoice::Central)));
        assert_eq!(Settings::read("()").unwrap(), Settings::default());
        assert!(Settings::read("(lang: 1)").unwrap_err().to_string().contains("1:"));
    }
}
