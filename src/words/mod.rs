//! The sentences of the interface, in Chinese and English, from the files in `assets/words`.

mod moment;

pub use moment::{day, moment};

use crate::error::Error;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// Returns the language of a locale such as `zh_CN.UTF-8` or of a name such as `en`.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") { Self::Zh } else { Self::En }
    }

    /// Returns its short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// Returns the file with its sentences.
    pub fn source(self) -> &'static str {
        match self {
            Self::Zh => include_str!("../../assets/words/zh.ftl"),
            Self::En => include_str!("../../assets/words/en.ftl"),
        }
    }

    /// Returns this language's one of two labels, or the other if it is empty.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        let (mine, other) = if self == Self::Zh { (zh, en) } else { (en, zh) };
        if mine.is_empty() { other } else { mine }
    }
}

/// A blank of a sentence and what fills it.
pub type Blank<'a> = (&'a str, String);

/// Blanks that hold lists which the program made to be read whole.
const LISTS: [&str; 3] = ["formats", "states", "places"];

/// The most characters of the input that a sentence repeats.
const QUOTED: usize = 200;

/// Returns a text as a sentence repeats it: in one line, without its middle if it is long.
pub fn quoted(text: &str) -> String {
    let line: Vec<char> = text.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
    if line.len() <= QUOTED {
        return line.into_iter().collect();
    }
    let (start, end) = (QUOTED / 2, line.len() + 1 - QUOTED / 2);
    line.iter().take(start).chain(['…'].iter()).chain(line.iter().skip(end)).collect()
}

/// The sentences of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Loads the sentences of a language.
    pub fn new(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.name().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![id]);
        // The marks that fluent puts around what fills a blank would spoil the count of cells.
        bundle.set_use_isolating(false);
        let resource = match FluentResource::try_new(lang.source().to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        Self { lang, bundle }
    }

    /// Returns the language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Tells whether there is a sentence of that key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// Says a sentence without blanks. A missing one is said by its key.
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// Says a sentence, its blanks filled.
    pub fn fill(&self, key: &str, blanks: &[Blank<'_>]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, value) in blanks {
            // Counts choose between forms of an English word.
            // What only looks like one, as the name `001`, is said as it is written.
            let number = value.parse::<u32>().ok().filter(|number| value.len() < 8 && number.to_string() == *value);
            args.set(*name, number.map_or_else(|| FluentValue::from(value.as_str()), FluentValue::from));
        }
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// Says an error: of what it quotes no more than a line of 200 characters a blank, but for lists.
    pub fn error(&self, error: &Error) -> String {
        let said = |(name, value): &Blank<'static>| {
            let quoted = if LISTS.contains(name) { value.clone() } else { quoted(value) };
            (*name, quoted)
        };
        self.fill(error.key, &error.blanks.iter().map(said).collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_bundle::FluentResource;

    fn keys(lang: Lang) -> Vec<String> {
        let lines = lang.source().lines().filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()));
        lines.filter_map(|l| l.split_once(" =").map(|(key, _)| key.to_owned())).collect()
    }

    #[test]
    fn both_languages_have_the_same_sentences_once() {
        for lang in Lang::ALL {
            let read = FluentResource::try_new(lang.source().to_owned());
            assert!(read.is_ok(), "{:?}", read.map(drop).map_err(|(_, errors)| errors));
        }
        let mut zh = keys(Lang::Zh);
        assert_eq!(zh, keys(Lang::En));
        zh.sort();
        let all = zh.len();
        zh.dedup();
        assert_eq!(zh.len(), all);
    }

    #[test]
    fn an_error_repeats_little_of_the_input() {
        let words = Words::new(Lang::En);
        let path = format!("a\n{}z", "党".repeat(1_000_000));
        let said = words.error(&Error::data("error-is-folder").with("path", path));
        assert!(said.contains("a 党") && said.contains("…党") && said.contains("党z"), "{said}");
        assert!(said.chars().count() < 300 && !said.contains('\n'), "{said}");
        assert_eq!((quoted(&"党".repeat(200)).chars().count(), quoted(&"党".repeat(201)).chars().count()), (200, 200));
    }
}
