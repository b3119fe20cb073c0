//! Finding names as one types: 汉字, pinyin, initials, English.

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use ib_matcher::pinyin::{PinyinData, PinyinNotation};

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

/// Spells names so that they can be sorted as a dictionary does.
pub struct Spelling {
    data: PinyinData,
}

impl Default for Spelling {
    fn default() -> Self {
        Self { data: PinyinData::new(PinyinNotation::AsciiTone) }
    }
}

impl Spelling {
    /// Returns what a name is sorted by: 汉字 by pinyin and tone, letters whatever their case.
    pub fn of(&self, name: &str) -> String {
        let mut spelled = String::new();
        for c in name.to_lowercase().chars() {
            // Of several readings the first is the usual one.
            let mut first = true;
            self.data.get_pinyins_and_for_each(c, |pinyin| {
                let reading = pinyin.notation(PinyinNotation::AsciiTone).filter(|_| std::mem::take(&mut first));
                spelled.extend(reading.map(|reading| format!("{reading} ")));
            });
            spelled.push(c);
        }
        spelled
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

    #[test]
    fn names_are_sorted_as_in_a_dictionary() {
        let mut names = ["网格", "党建品牌", "支部", "党建联盟", "benefit", "Accord", "参与", "安排"];
        let spelling = Spelling::default();
        names.sort_by_key(|name| spelling.of(name));
        assert_eq!(names, ["Accord", "安排", "benefit", "参与", "党建联盟", "党建品牌", "网格", "支部"]);
    }
}
