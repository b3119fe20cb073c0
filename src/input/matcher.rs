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

    /// Tells whether a name matches.
    pub fn matches(&self, name: &str) -> bool {
        self.inner.as_ref().is_none_or(|matcher| matcher.is_match(name))
    }
}

/// How well a name fits what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The name begins with it.
    Start,
    /// Words of the name begin with it, or its characters do.
    Words,
    /// It stands somewhere in the name.
    Inside,
}

/// Tells how well names fit what was typed: parts of it, blanks between, each the beginning of a word.
pub struct Ranker {
    parts: Vec<IbMatcher<'static>>,
    anywhere: Matcher,
    /// So little was typed that it stands inside of almost anything.
    brief: bool,
}

/// The fewest letters that are looked for inside of words.
const LETTERS: usize = 3;

impl Ranker {
    /// Compiles what was typed.
    pub fn new(typed: &str) -> Self {
        let notations = PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter;
        let start = |part: &str| {
            IbMatcher::builder(part).starts_with(true).pinyin(PinyinMatchConfig::notations(notations)).build()
        };
        Self {
            parts: typed.split_whitespace().map(start).collect(),
            anywhere: Matcher::new(typed),
            brief: typed.trim().len() < LETTERS,
        }
    }

    /// Returns how well a name fits; none if it does not.
    pub fn fit(&self, name: &str) -> Option<Fit> {
        let begins = |part: &IbMatcher<'_>| {
            if part.is_match(name) {
                return Some(Fit::Start);
            }
            let mut words = starts(name).filter_map(|at| name.get(at..));
            words.any(|word| part.is_match(word)).then_some(Fit::Words)
        };
        let mut worst = Fit::Start;
        for part in &self.parts {
            match begins(part) {
                Some(fit) => worst = worst.max(fit),
                None => return (!self.brief && self.anywhere.matches(name)).then_some(Fit::Inside),
            }
        }
        Some(worst)
    }
}

/// Returns where the words of a name begin: every character that is no ASCII begins one.
fn starts(name: &str) -> impl Iterator<Item = usize> {
    let before = std::iter::once(' ').chain(name.chars());
    let begins = |c: char, before: char| !c.is_ascii() || (c.is_alphanumeric() && !before.is_ascii_alphanumeric());
    name.char_indices().zip(before).filter(move |((_, c), before)| begins(*c, *before)).map(|((at, _), _)| at)
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
    fn words_are_found_by_their_beginnings() {
        let fit = |typed: &str, name: &str| Ranker::new(typed).fit(name);
        assert_eq!(fit("st", "statistics"), Some(Fit::Start));
        assert_eq!(fit("st", "row-start"), Some(Fit::Words));
        assert_eq!(fit("ne an", "next-annotation"), Some(Fit::Words));
        for name in ["give the last tags", "repeat", "list-down"] {
            assert_eq!(fit("st", name), None, "{name}");
        }
        assert_eq!(fit("peat", "repeat"), Some(Fit::Inside));
        assert_eq!((fit("bqb", "打开标签本"), fit("标签", "打开标签本")), (Some(Fit::Words), Some(Fit::Words)));
        assert_eq!((fit("", "a"), fit("统计", "标签本")), (Some(Fit::Start), None));
    }

    #[test]
    fn names_are_sorted_as_in_a_dictionary() {
        let mut names = ["网格", "党建品牌", "支部", "党建联盟", "benefit", "Accord", "参与", "安排"];
        let spelling = Spelling::default();
        names.sort_by_key(|name| spelling.of(name));
        assert_eq!(names, ["Accord", "安排", "benefit", "参与", "党建联盟", "党建品牌", "网格", "支部"]);
    }
}
