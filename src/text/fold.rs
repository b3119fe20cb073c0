//! Traditional characters and their simplified forms, one for one: nothing changes its place.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The two ways through the table.
struct Table {
    simple: HashMap<char, char>,
    forms: HashMap<char, Vec<char>>,
}

/// What the table of `OpenCC` leaves as it is, and readers take for the same (the first form is the simplified).
const BY_HAND: &[&str] = &[
    "着著",
    "里裏裡",
    "台臺檯颱",
    "只隻祇衹",
    "后後",
    "干乾幹榦",
    "发發髮",
    "历歷曆",
    "么麼",
    "于於",
    "余餘",
    "为為爲",
    "群羣",
    "峰峯",
    "众眾衆",
];

/// The blocks that hold Chinese characters with simplified forms.
const BLOCKS: [std::ops::RangeInclusive<char>; 3] =
    ['\u{3400}'..='\u{4dbf}', '\u{4e00}'..='\u{9fff}', '\u{f900}'..='\u{faff}'];

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut simple: HashMap<char, char> = HashMap::new();
        if let Ok(converter) = OpenCC::from_config(BuiltinConfig::T2s) {
            // Each on a line of its own: no phrase may decide about a character.
            let all: String = BLOCKS.into_iter().flatten().flat_map(|c| [c, '\n']).collect();
            let pairs = BLOCKS
                .into_iter()
                .flatten()
                .zip(converter.convert(&all).lines().map(str::to_owned).collect::<Vec<_>>());
            for (from, to) in pairs {
                let mut chars = to.chars();
                if let (Some(to), None) = (chars.next(), chars.next())
                    && to != from
                {
                    simple.insert(from, to);
                }
            }
        }
        for set in BY_HAND {
            let mut forms = set.chars();
            let Some(first) = forms.next() else { continue };
            simple.remove(&first);
            forms.for_each(|form| {
                simple.insert(form, first);
            });
        }
        let mut forms: HashMap<char, Vec<char>> = HashMap::new();
        for (form, first) in &simple {
            forms.entry(*first).or_default().push(*form);
        }
        forms.values_mut().for_each(|list| list.sort_unstable());
        Table { simple, forms }
    })
}

/// Returns the simplified form of a character.
pub fn simple(c: char) -> char {
    if c < '\u{3400}' { c } else { table().simple.get(&c).copied().unwrap_or(c) }
}

/// Returns all forms of a character, itself among them.
pub fn forms(c: char) -> Vec<char> {
    let first = simple(c);
    let mut all = vec![first];
    all.extend(table().forms.get(&first).into_iter().flatten());
    all
}

/// Returns a text in simplified characters: as many as before, each in its place.
pub fn simplified(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| simple(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(simple).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_keeps_its_place() {
        let text = "黨建引領基層治理，乾淨的裡面著重發展頭髮。App 𠮷";
        let folded = simplified(text);
        assert_eq!(folded, "党建引领基层治理，干净的里面着重发展头发。App 𠮷");
        assert_eq!(folded.chars().count(), text.chars().count());
        assert!(matches!(simplified("党建引领基层治理"), Cow::Borrowed(_)));
    }

    #[test]
    fn forms_stand_for_one_another() {
        for set in ["发發髮", "台臺", "后後", "里裡裏", "乾干幹", "领領"] {
            for (a, b) in set.chars().zip(set.chars().skip(1)) {
                assert!(forms(a).contains(&b) && forms(b).contains(&a), "{a} {b}");
            }
        }
    }
}
