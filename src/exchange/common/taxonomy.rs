//! Tags as other tools write them: as a path, and with one text that says what they are for.

use crate::annotation::{Codebook, Tag};
use crate::words::Lang;

/// Returns a tag as a path that [`split`] takes apart again: `组织架构 / 网格`. A stroke between blanks inside a label
/// gets a backslash.
pub fn path(codebook: &Codebook, key: &str, lang: Lang) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut at = Some(codebook.resolve(key));
    while let Some(key) = at.filter(|_| names.len() <= codebook.all().count()) {
        let tag = codebook.get(key);
        names.push(shielded(tag.map_or(key, |tag| tag.label(lang))));
        at = tag.and_then(|tag| codebook.above(tag));
    }
    names.reverse();
    names.join(" / ")
}

fn is_stroke(word: &str, least: usize) -> bool {
    word.strip_suffix('/').is_some_and(|rest| rest.len() >= least && rest.bytes().all(|b| b == b'\\'))
}

fn shielded(label: &str) -> String {
    let shield = |word: &str| if is_stroke(word, 0) { format!("\\{word}") } else { word.to_owned() };
    label.split(' ').map(shield).collect::<Vec<_>>().join(" ")
}

/// Takes a path apart.
pub fn split(path: &str) -> Vec<String> {
    let bare =
        |word: &str| if is_stroke(word, 1) { word.get(1..).unwrap_or_default().to_owned() } else { word.to_owned() };
    let label = |words: &[&str]| words.iter().map(|word| bare(word)).collect::<Vec<_>>().join(" ");
    let words: Vec<&str> = path.split(' ').collect();
    let labels = words.split(|word| *word == "/").map(label);
    labels.map(|label| label.trim().to_owned()).filter(|label| !label.is_empty()).collect()
}

/// What parts a label into those of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Separator {
    /// The stroke between blanks that [`path`] writes.
    Own,
    /// Nothing: a label is one.
    None,
    /// A sign, with blanks around it or without.
    Sign(String),
}

impl Separator {
    /// Reads what a person has given: a sign, or `none`.
    pub fn given(written: &str) -> Self {
        match (written, written.trim()) {
            (_, "none") => Self::None,
            (blank, "") => Self::Sign(blank.to_owned()),
            (_, sign) => Self::Sign(sign.to_owned()),
        }
    }

    /// Takes a label apart; one that is nothing but a sign is one.
    pub fn part(&self, label: &str) -> Vec<String> {
        let parts: Vec<String> = match self {
            Self::Own => split(label),
            Self::None => Vec::new(),
            Self::Sign(sign) => label.split(sign.as_str()).map(|part| part.trim().to_owned()).collect(),
        };
        let found: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if found.is_empty() { vec![label.trim().to_owned()] } else { found }
    }
}

const INCLUDE: &str = "【纳入】";
const EXCLUDE: &str = "【不纳入】";
const EXAMPLE: &str = "【例句】";

/// Returns all that says what a tag is for as one text, its parts told by heads that [`undescribe`] knows.
pub fn describe(tag: &Tag) -> String {
    let mut parts = vec![guarded(&tag.definition)];
    let more = [(INCLUDE, &tag.include), (EXCLUDE, &tag.exclude)].into_iter();
    let more = more.chain(tag.examples.iter().map(|example| (EXAMPLE, example)));
    parts.extend(more.filter(|(_, text)| !text.is_empty()).map(|(head, text)| format!("{head}{}", guarded(text))));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// A line that looks like a head gets another bracket.
fn guarded(text: &str) -> String {
    let guard = |line: &str| if line.starts_with('【') { format!("【{line}") } else { line.to_owned() };
    text.split('\n').map(guard).collect::<Vec<_>>().join("\n")
}

/// Reads a text that says what a tag is for, into the tag.
pub fn undescribe(text: &str, tag: &mut Tag) {
    let mut parts: Vec<(&str, Vec<&str>)> = vec![("", Vec::new())];
    for line in text.split('\n') {
        let head = [INCLUDE, EXCLUDE, EXAMPLE].into_iter().find(|head| line.starts_with(head));
        match head {
            Some(head) => parts.push((head, vec![line.get(head.len()..).unwrap_or_default()])),
            None => parts.iter_mut().next_back().into_iter().for_each(|(_, lines)| lines.push(line)),
        }
    }
    for (head, lines) in parts {
        let bare = |line: &&str| {
            if line.starts_with("【【") {
                line.get("【".len()..).unwrap_or_default().to_owned()
            } else {
                (*line).to_owned()
            }
        };
        let text = lines.iter().map(bare).collect::<Vec<_>>().join("\n");
        match head {
            INCLUDE => tag.include = text,
            EXCLUDE => tag.exclude = text,
            EXAMPLE => tag.examples.push(text),
            _ => tag.definition = text,
        }
    }
}

/// The colours of the twelve slots, as formats write them: those of the light theme.
pub const COLOURS: [&str; 12] = [
    "#1C5C99", "#2C6E2E", "#9A5200", "#6F3A92", "#A02C2C", "#0D6B64", "#77660A", "#A02C70", "#3A47A5", "#59630F",
    "#7A4A2C", "#3D566B",
];

/// Returns the colour of a slot.
pub fn colour(slot: u8) -> Option<&'static str> {
    COLOURS.get(usize::from(slot.checked_sub(1)?)).copied()
}

/// Returns the slot whose colour is nearest to one written as `#RRGGBB` or `#RGB`.
pub fn slot(colour: &str) -> Option<u8> {
    let wanted = rgb(colour)?;
    let distance = |colour: &&str| -> u32 {
        let own = rgb(colour).unwrap_or_default();
        own.iter().zip(wanted).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let nearest = COLOURS.iter().enumerate().min_by_key(|(_, colour)| distance(colour));
    nearest.and_then(|(n, _)| u8::try_from(n + 1).ok())
}

fn rgb(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.is_ascii())?;
    let wide = digits.len() == 6;
    let channel = |n: usize| {
        let part = if wide { digits.get(n * 2..n * 2 + 2) } else { digits.get(n..=n) };
        u8::from_str_radix(part?, 16).ok().map(|value| if wide { value } else { value * 17 })
    };
    (wide || digits.len() == 3).then_some(())?;
    Some([channel(0)?, channel(1)?, channel(2)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn paths_are_taken_apart_again(labels in proptest::collection::vec("[/\\\\ a网]{1,6}", 1..4)) {
            let labels: Vec<String> = labels.iter().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
            let path = labels.iter().map(|label| shielded(label)).collect::<Vec<_>>().join(" / ");
            prop_assert_eq!(split(&path), labels);
        }

        #[test]
        fn descriptions_are_read_again(
            // An end of lines alone says nothing.
            definition in "[【】a纳入]([【】a纳入\n]{0,6}[【】a纳入])?",
            [include, exclude] in proptest::array::uniform2("[【】a纳入\n]{0,8}"),
            examples in proptest::collection::vec("[【例句】\n]{1,6}", 0..3),
        ) {
            let tag = Tag { definition, include, exclude, examples, ..Tag::default() };
            let mut back = Tag::default();
            undescribe(&describe(&tag), &mut back);
            prop_assert_eq!(back, tag);
        }
    }

    #[test]
    fn colours_are_found_again() {
        let light: Vec<String> =
            crate::theme::Theme::tag_colours(false).into_iter().map(|(fg, _)| fg.to_uppercase()).collect();
        assert_eq!(light, COLOURS);
        for n in 1..=12 {
            assert_eq!(slot(colour(n).unwrap()), Some(n));
        }
        assert_eq!((slot("#f00"), slot("red"), slot("#12345")), (Some(5), None, None));
    }
}
