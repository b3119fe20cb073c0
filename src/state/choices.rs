//! What is chosen for an export, and remembered for the next.

use crate::exchange::{Against, Choice, Errata, FORMATS, Format, Options, Sources, Unit};

/// What can be chosen on the screen: a row of the table.
pub struct Row {
    /// What it is; it is offered where the format heeds it.
    choice: Choice,
    /// The key that steps through the ways, with Ctrl.
    pub key: char,
    /// The key of the words that tell what is chosen.
    pub words: &'static str,
    /// The ways: how each is remembered, and the key of its words. The first is the usual one.
    ways: &'static [(&'static str, &'static str)],
}

/// All that can be chosen, in the order in which it is shown and remembered.
static ROWS: [Row; 7] = [
    Row {
        choice: Choice::By,
        key: 'b',
        words: "export-by",
        ways: &[("tag", "export-by-tag"), ("article", "export-by-article")],
    },
    Row {
        choice: Choice::Sources,
        key: 't',
        words: "export-sources",
        ways: &[("", "export-as-usual"), ("article", "export-by-article"), ("page", "export-by-page")],
    },
    Row {
        choice: Choice::Errata,
        key: 'r',
        words: "export-errata",
        ways: &[
            ("", "export-as-usual"),
            ("mark", "export-errata-mark"),
            ("apply", "export-errata-apply"),
            ("none", "export-errata-none"),
        ],
    },
    Row {
        choice: Choice::Word,
        key: 'n',
        words: "export-tokens",
        ways: &[("", "export-char"), ("word", "export-word")],
    },
    Row {
        choice: Choice::Utf16,
        key: 'n',
        words: "export-offsets",
        ways: &[("", "export-char"), ("utf16", "export-utf16")],
    },
    Row {
        choice: Choice::Qualcoder,
        key: 'p',
        words: "export-program",
        ways: &[("", "export-any-program"), ("qualcoder", "export-qualcoder")],
    },
    Row {
        choice: Choice::Against,
        key: 'g',
        words: "export-against",
        ways: &[
            ("", "export-each-article"),
            ("document", "export-each-document"),
            ("coder", "export-each-coder"),
            ("tag", "export-each-tag"),
        ],
    },
];

/// What a person chose last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The format: its place in the table.
    pub format: usize,
    /// The way of each row.
    ways: [usize; ROWS.len()],
}

impl Choices {
    /// Returns the chosen format.
    pub fn format(&self) -> Option<&'static Format> {
        FORMATS.get(self.format)
    }

    /// Returns the rows that the format heeds, with their places.
    fn heeded(self) -> impl Iterator<Item = (usize, &'static Row)> {
        let heeds = self.format().map_or(&[][..], |format| format.heeds);
        ROWS.iter().enumerate().filter(move |(_, row)| heeds.contains(&row.choice))
    }

    fn way(self, n: usize) -> (&'static str, &'static str) {
        let chosen = self.ways.get(n).copied().unwrap_or_default();
        ROWS.get(n).and_then(|row| row.ways.get(chosen)).copied().unwrap_or_default()
    }

    /// Goes to the next way of what a key stands for; tells whether the format heeds that.
    pub fn step(&mut self, key: char) -> bool {
        let Some((n, row)) = self.heeded().find(|(_, row)| row.key == key) else { return false };
        if let Some(way) = self.ways.get_mut(n) {
            *way = (*way + 1) % row.ways.len();
        }
        true
    }

    /// Tells whether a key, with Ctrl, stands for something that can be chosen with some format.
    pub fn knows(key: char) -> bool {
        ROWS.iter().any(|row| row.key == key)
    }

    /// Returns the keys of the words for what the format heeds, and for what is chosen of it.
    pub fn words(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.heeded().map(move |(n, row)| (row.words, self.way(n).1))
    }

    /// Returns how the format is written.
    pub fn options(self) -> Options {
        let mut options = Options {
            // From the screen a table is for a spreadsheet.
            bom: true,
            ..Options::default()
        };
        for (n, row) in self.heeded() {
            match (row.choice, self.way(n).0) {
                (Choice::By, way) => options.by_tag = way == "tag",
                (Choice::Sources, "article") => options.sources = Some(Sources::Article),
                (Choice::Sources, "page") => options.sources = Some(Sources::Page),
                (Choice::Errata, "mark") => options.errata = Some(Errata::Mark),
                (Choice::Errata, "apply") => options.errata = Some(Errata::Apply),
                (Choice::Errata, "none") => options.errata = Some(Errata::None),
                (Choice::Word, "word") => options.unit = Unit::Word,
                (Choice::Utf16, "utf16") => options.unit = Unit::Utf16,
                (Choice::Qualcoder, "qualcoder") => options.qualcoder = true,
                (Choice::Against, "document") => options.against = Against::Document,
                (Choice::Against, "coder") => options.against = Against::Coder,
                (Choice::Against, "tag") => options.against = Against::Tag,
                _ => {}
            }
        }
        options
    }

    /// Returns them as words that can be remembered.
    pub fn written(self) -> Vec<String> {
        let format = self.format().map_or("", |format| format.name);
        let ways = (0..ROWS.len()).map(|n| self.way(n).0);
        std::iter::once(format).chain(ways).map(str::to_owned).collect()
    }

    /// Reads what was remembered; what is not understood is as by default.
    pub fn read(written: &[String]) -> Self {
        let mut written = written.iter();
        let name = written.next().map_or("", String::as_str);
        let mut choices = Self { format: FORMATS.iter().position(|f| f.name == name).unwrap_or(0), ..Self::default() };
        for ((word, row), way) in written.zip(&ROWS).zip(&mut choices.ways) {
            *way = row.ways.iter().position(|(name, _)| name == word).unwrap_or(0);
        }
        choices
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn what_was_chosen_is_remembered(format in 0..FORMATS.len(), keys in "[btrnpg]{0,12}") {
            let mut choices = Choices { format, ..Choices::default() };
            for key in keys.chars() {
                let before = choices;
                prop_assert_eq!(choices.step(key), choices != before);
            }
            prop_assert_eq!(Choices::read(&choices.written()), choices);
        }
    }

    #[test]
    fn what_is_not_understood_is_as_by_default() {
        assert_eq!(Choices::read(&["gone".into(), "of".into()]), Choices::default());
    }

    #[test]
    fn every_way_is_another_way_to_write() {
        for format in 0..FORMATS.len() {
            let usual = Choices { format, ..Choices::default() };
            for (n, row) in usual.heeded() {
                let mut choices = usual;
                let said: Vec<String> = (0..row.ways.len())
                    .map(|_| {
                        choices.step(row.key);
                        let Options { by_tag, sources, errata, unit, qualcoder, against, .. } = choices.options();
                        format!("{by_tag} {sources:?} {errata:?} {unit:?} {qualcoder} {against:?}")
                    })
                    .collect();
                let distinct: std::collections::BTreeSet<&String> = said.iter().collect();
                assert_eq!((distinct.len(), choices), (row.ways.len(), usual), "{n}");
            }
        }
    }
}
