//! Lists of words by which lines are told: a file each in `assets/structure`, a word a line.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How lines begin that pages of the web have around an article.
pub static WEB: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("../../../assets/structure/web.txt")));
/// How lines begin that say who made a page of a paper and how to reach them.
pub static MADE: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("../../../assets/structure/made.txt")));
/// How lines begin that name writers.
pub static WRITERS: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/structure/writers.txt")));
/// What stands before a colon as a speaker does, but names a part of a paper or of a document.
pub static FIELDS: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/structure/fields.txt")));
/// The names of the parts of a book that have no number.
pub static PARTS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("../../../assets/structure/parts.txt")));
/// How the names of offices end.
pub static OFFICES: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/structure/offices.txt")));
/// How the lines begin that are noted on official documents.
pub static OFFICIAL: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/structure/official.txt")));
/// How the names of documents end.
pub static DOCUMENTS: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/structure/documents.txt")));
/// The numbers of chapters in English words.
pub static NUMBERS: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/structure/numbers.txt")));
/// How lines begin that speak to those who are present.
pub static ADDRESSES: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/structure/addresses.txt")));
/// How the reports of agencies and papers begin.
pub static AGENCIES: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/structure/agencies.txt")));
/// How the parts of one report are headed: of a case, of a paper, of a judgment.
pub static LABELS: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/structure/labels.txt")));
/// How words end that are no names of papers, but sorts of reports.
pub static REPORTS: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/structure/reports.txt")));

/// No word that ends a line has more code points.
const LONGEST: usize = 6;

/// Words, by the character they begin with.
pub struct Words(HashMap<char, Vec<&'static str>>);

impl Words {
    fn read(list: &'static str) -> Self {
        let mut words: HashMap<char, Vec<&'static str>> = HashMap::new();
        for word in list.lines() {
            if let Some(first) = word.chars().next() {
                words.entry(first).or_default().push(word);
            }
        }
        Self(words)
    }

    /// Tells whether it is one of the words.
    pub fn has(&self, word: &str) -> bool {
        self.behind(word).any(str::is_empty)
    }

    /// Tells whether a line begins with one of the words.
    pub fn lead(&self, line: &str) -> bool {
        self.behind(line).next().is_some()
    }

    /// Tells whether a line ends with one of the words.
    pub fn end(&self, line: &str) -> bool {
        let ends = line.char_indices().rev().take(LONGEST).map(|(at, _)| line.get(at..).unwrap_or_default());
        ends.into_iter().any(|end| self.has(end))
    }

    /// Tells whether one of the words stands in a line.
    pub fn stand_in(&self, line: &str) -> bool {
        line.char_indices().any(|(at, _)| self.lead(line.get(at..).unwrap_or_default()))
    }

    /// Returns what stands behind each of the words that a line begins with.
    pub fn behind<'a>(&self, line: &'a str) -> impl Iterator<Item = &'a str> {
        let words = line.chars().next().and_then(|first| self.0.get(&first));
        words.into_iter().flatten().filter_map(|word| line.strip_prefix(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_lines() {
        assert!(FIELDS.has("摘要") && !FIELDS.has("摘"));
        assert!(WEB.lead("上一篇：渡口") && MADE.stand_in("2021年3月4日 责编：甲"));
    }
}
