//! Finding names as one types: 汉字, pinyin, initials, English.

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use ib_matcher::pinyin::PinyinNotation;

/// Tells which names match what was typed.
pub struct Matcher {
    inner: Option<IbMatcher<'static>>,
}

impl Matcher {
    /// Compiles what was typed; nothing matches everything.
    pub fn new(typed: &str) -> Self {
        let typed = typed.trim();
        let notations = PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter;
        let inner = (!typed.is_empty())
            .then(|| IbMatcher::builder(typed).pinyin(PinyinMatchConfig::notations(notations)).build());
        Self { inner }
    }

    /// Compiles what a name must begin with.
    pub fn start(typed: &str) -> Self {
        let typed = typed.trim();
        let notations = PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter;
        let build =
            || IbMatcher::builder(typed).starts_with(true).pinyin(PinyinMatchConfig::notations(notations)).build();
        Self { inner: (!typed.is_empty()).then(build) }
    }

    /// Tells whether a name matches.
    pub fn matches(&self, name: &str) -> bool {
        self.inner.as_ref().is_none_or(|matcher| matcher.is_match(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_pinyin_and_initials() {
        for typed in ["联动", "liandong", "ld", "xtld", ""] {
            assert!(Matcher::new(typed).matches("协同联动"), "{typed}");
        }
        assert!(!Matcher::new("wg").matches("协同联动"));
        assert!(Matcher::new("GRID").matches("grid 网格"));
    }
}
