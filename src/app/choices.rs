//! What is chosen for an export, and remembered for the next.

use crate::exchange::{Errata, FORMATS, Sources};

/// What a person chose last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The format: its place in the table.
    pub format: usize,
    /// By tag instead of by article.
    pub by_tag: bool,
    /// Which text goes along; none as the format has it.
    pub sources: Option<Sources>,
    /// What becomes of corrected words; none as the format has it.
    pub errata: Option<Errata>,
}

impl Default for Choices {
    fn default() -> Self {
        Self { format: 0, by_tag: true, sources: None, errata: None }
    }
}

impl Choices {
    /// Returns them as words that can be remembered.
    pub fn written(self) -> Vec<String> {
        let format = FORMATS.get(self.format).map_or("", |format| format.name);
        let sources = self.sources.map_or("", |sources| if sources == Sources::Page { "page" } else { "article" });
        let errata = self.errata.map_or("", |errata| match errata {
            Errata::None => "none",
            Errata::Mark => "mark",
            Errata::Apply => "apply",
        });
        [format, if self.by_tag { "tag" } else { "article" }, sources, errata].map(str::to_owned).to_vec()
    }

    /// Returns the keys of the words for the order, the text and the corrections.
    pub fn words(self) -> [&'static str; 3] {
        let by = if self.by_tag { "export-by-tag" } else { "export-by-article" };
        let sources = match self.sources {
            None => "export-as-usual",
            Some(Sources::Article) => "export-by-article",
            Some(Sources::Page) => "export-by-page",
        };
        let errata = match self.errata {
            None => "export-as-usual",
            Some(Errata::Mark) => "export-errata-mark",
            Some(Errata::Apply) => "export-errata-apply",
            Some(Errata::None) => "export-errata-none",
        };
        [by, sources, errata]
    }

    /// Reads what was remembered; what is not understood is as by default.
    pub fn read(written: &[String]) -> Self {
        let word = |n: usize| written.get(n).map_or("", String::as_str);
        Self {
            format: FORMATS.iter().position(|format| format.name == word(0)).unwrap_or(0),
            by_tag: word(1) != "article",
            sources: match word(2) {
                "page" => Some(Sources::Page),
                "article" => Some(Sources::Article),
                _ => None,
            },
            errata: match word(3) {
                "none" => Some(Errata::None),
                "mark" => Some(Errata::Mark),
                "apply" => Some(Errata::Apply),
                _ => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_remembered() {
        for format in 0..FORMATS.len() {
            for sources in [None, Some(Sources::Article), Some(Sources::Page)] {
                for errata in [None, Some(Errata::Mark), Some(Errata::Apply), Some(Errata::None)] {
                    let choices = Choices { format, by_tag: format % 2 == 0, sources, errata };
                    assert_eq!(Choices::read(&choices.written()), choices);
                }
            }
        }
        assert_eq!(Choices::read(&["gone".into()]), Choices::default());
    }
}
