//! What a person has settled: `config.ron`, environment and command line.

use crate::error::{Error, Result};
use regex::Regex;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

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

/// How strict the rules for the edges of rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Breaking {
    /// Marks keep off the edges where they must not stand.
    #[default]
    Basic,
    /// Also —— and …… never begin a row.
    Strict,
    /// Anything may stand anywhere.
    None,
}

/// Whose keys are in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preset {
    /// The program's own.
    #[default]
    Meipi,
    /// Digits are counts where they do nothing else.
    Vim,
    /// Pages as in less; the leader is `\`.
    Less,
}

/// How far a text is cut into words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// As the dictionary has them: 检察机关.
    #[default]
    Coarse,
    /// Compounds are parted into the words that they are made of: 检察|机关.
    Fine,
}

/// How a copied passage says where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Citation {
    /// In brackets behind it.
    #[default]
    Plain,
    /// Below it, as GB/T 7714—2015 has it.
    Gbt7714,
    /// Below it, as an entry of BibTeX.
    Bibtex,
}

/// The settings of `config.ron`. What it does not say is as by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// `zh` or `en`; by default the locale's.
    pub language: Option<String>,
    /// `dark` or `light`; by default what fits the terminal's background.
    pub theme: Option<String>,
    /// How wide ambiguous characters are.
    pub ambiguous_width: Ambiguous,
    /// The width of a line of text, in 汉字.
    pub measure: Option<u16>,
    /// How strict the rules for the edges of rows are.
    pub line_breaking: Breaking,
    /// The first row of a paragraph is indented by two 汉字.
    pub indent: bool,
    /// A closing mark may hang behind the row.
    pub hang: bool,
    /// A short number may be parted from its unit.
    pub part_units: bool,
    /// A paragraph may end with a row of one character.
    pub lone_characters: bool,
    /// Empty rows between paragraphs: by default one, none where they are indented.
    pub paragraph_spacing: Option<u8>,
    /// Empty rows between the rows of a paragraph.
    pub line_spacing: u8,
    /// Empty rows above and below the text where nothing else is shown; by default two.
    pub margin: Option<u8>,
    /// All but the sentence at the cursor is pale.
    pub ruler: bool,
    /// Who annotates.
    pub coder: Option<String>,
    /// Where annotations are kept.
    pub store: Option<StoreChoice>,
    /// A command that is run when a field closes, to switch the input method off.
    pub ime_off: Option<String>,
    /// The program that takes the text out of PDF files, by its path or its name; by default `pdftotext` or `mutool`.
    pub pdf: Option<String>,
    /// Whose keys are in force; by default the program's own.
    pub preset: Option<Preset>,
    /// How far a text is cut into words; by default coarse.
    pub words: Option<Grain>,
    /// How a copied passage says where it stands; by default in brackets.
    pub citation: Option<Citation>,
    /// Other keys for commands, by name: `{"sentence": ["x", "g x"]}`.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The mouse is not listened to: the terminal selects.
    pub no_mouse: bool,
    /// The citation is made from the parts of a file's name: `{paper}_{date}_{page}`.
    pub file_names: Option<String>,
}

/// What is remembered between two runs of the program, by library and on this machine alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The document that was open.
    pub document: String,
    /// What was chosen for the last export: format, order, text, corrections.
    pub export: Vec<String>,
    /// The file that was taken in last, and the tag below which new ones landed.
    pub import: Vec<String>,
    /// The formats that were written last, the latest first.
    pub exported: Vec<String>,
    /// The files that were taken in last, the latest first.
    pub imported: Vec<String>,
    /// The cursor, in code points.
    pub at: usize,
    /// The width that the list was given, in cells.
    pub list: Option<u16>,
    /// The width that the sidebar was given, in cells.
    pub side: Option<u16>,
    /// The sidebar lists all annotations of the article.
    pub side_list: bool,
    /// The filter of the sidebar.
    pub side_filter: String,
    /// The pane that had the keys: the list 0, the text 1, the sidebar 2.
    pub pane: u8,
    /// Nothing but the text was shown.
    pub zen: bool,
    /// Which articles the list showed.
    pub showing: u8,
    /// The documents that were folded.
    pub folded: Vec<String>,
    /// The documents that a person unfolded.
    pub unfolded: Vec<String>,
    /// The set of quick keys.
    pub set: usize,
    /// Tags used last, the latest first.
    pub recent: Vec<String>,
    /// Commands used last, the latest first.
    pub used: Vec<String>,
    /// What was searched for, the latest first.
    pub searched: Vec<String>,
    /// A search takes patterns.
    pub patterns: bool,
    /// The filter of the passages.
    pub passages: String,
    /// What all documents were searched for.
    pub hits: String,
    /// The hits that were put aside, by document and place in code points.
    pub aside: Vec<(String, usize)>,
    /// The theme that was chosen.
    pub theme: Option<String>,
    /// The numbers of source lines were shown.
    pub numbers: bool,
    /// Captions stood behind the article.
    pub captions_last: bool,
    /// Whether tags of the starter codebook that nobody uses are to be removed was asked.
    pub starter_asked: bool,
    /// Where one was in the articles that were read in: document, number, position in bytes.
    pub visited: Vec<(String, usize, usize)>,
    /// The tour was walked to its end, or dismissed.
    pub toured: bool,
    /// The steps of the tour that were done.
    pub tour: Vec<usize>,
    /// How the page was set by hand.
    pub page: Option<Page>,
}

/// How a page is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Page {
    /// The width of a line, in 汉字.
    pub measure: Option<u16>,
    /// The first row of a paragraph is indented.
    pub indent: bool,
    /// Empty rows between paragraphs.
    pub paragraph_spacing: Option<u8>,
    /// A closing mark may hang behind the row.
    pub hang: bool,
    /// How strict the rules for the edges of rows are.
    pub line_breaking: Breaking,
    /// Empty rows between the rows of a paragraph.
    pub line_spacing: u8,
    /// Empty rows above and below the text where nothing else is shown.
    pub margin: Option<u8>,
    /// All but the sentence at the cursor is pale.
    pub ruler: bool,
}

impl Page {
    /// Returns how the page is set.
    pub fn of(settings: &Settings) -> Self {
        Self {
            measure: settings.measure,
            indent: settings.indent,
            paragraph_spacing: settings.paragraph_spacing,
            hang: settings.hang,
            line_breaking: settings.line_breaking,
            line_spacing: settings.line_spacing,
            margin: settings.margin,
            ruler: settings.ruler,
        }
    }

    /// Sets the page so.
    pub fn hold(self, settings: &mut Settings) {
        (settings.measure, settings.indent, settings.hang) = (self.measure, self.indent, self.hang);
        (settings.paragraph_spacing, settings.line_breaking) = (self.paragraph_spacing, self.line_breaking);
        (settings.line_spacing, settings.margin, settings.ruler) = (self.line_spacing, self.margin, self.ruler);
    }
}

/// What was chosen in the settings, on this machine and for all libraries. What `config.ron` says goes before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Chosen {
    /// The theme.
    pub theme: Option<String>,
    /// How the page is set.
    pub page: Option<Page>,
    /// The language of the interface.
    pub language: Option<String>,
    /// Whose keys are in force.
    pub preset: Option<Preset>,
    /// How far a text is cut into words.
    pub words: Option<Grain>,
    /// How a copied passage says where it stands.
    pub citation: Option<Citation>,
}

impl Settings {
    /// Takes what was chosen where nothing is said.
    pub fn fill(&mut self, chosen: &Chosen) {
        self.language = self.language.take().or_else(|| chosen.language.clone());
        self.preset = self.preset.or(chosen.preset);
        self.words = self.words.or(chosen.words);
        self.citation = self.citation.or(chosen.citation);
    }

    /// Reads `config.ron`.
    ///
    /// # Errors
    /// Names line and column of what cannot be read.
    pub fn read(source: &str) -> Result<Self> {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        options.from_str(&underscored(source)).map_err(|e| Error::data("error-config").with("cause", e))
    }

    /// Returns whose keys are in force.
    pub fn keys_of(&self) -> Preset {
        self.preset.unwrap_or_default()
    }

    /// Returns how a copied passage says where it stands.
    pub fn cites(&self) -> Citation {
        self.citation.unwrap_or_default()
    }

    /// Tells whether compounds are parted into the words that they are made of.
    pub fn fine(&self) -> bool {
        self.words == Some(Grain::Fine)
    }

    /// Returns the empty rows between paragraphs.
    pub fn spacing(&self) -> usize {
        usize::from(self.paragraph_spacing.unwrap_or(u8::from(!self.indent)).min(3))
    }

    /// Returns the empty rows between the rows of a paragraph.
    pub fn leading(&self) -> usize {
        usize::from(self.line_spacing.min(2))
    }

    /// Returns the empty rows above and below the text where nothing else is shown.
    pub fn margin(&self) -> u16 {
        u16::from(self.margin.unwrap_or(2).min(8))
    }

    /// Returns the measure in cells.
    pub fn cells(&self) -> u16 {
        self.measure.unwrap_or(38).clamp(10, 100) * 2
    }
}

/// RON knows no hyphens in names: a setting may be written with them all the same. Every character stays in
/// its column.
fn underscored(source: &str) -> Cow<'_, str> {
    let Ok(name) = Regex::new(r"(?m)(^|[(,\s])[a-z]+(-[a-z]+)+\s*:") else { return source.into() };
    name.replace_all(source, |found: &regex::Captures<'_>| {
        found.get(0).map_or_else(String::new, |found| found.as_str().replace('-', "_"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_file_says_goes_before_what_was_chosen() {
        let chosen = Chosen {
            preset: Some(Preset::Vim),
            language: Some("en".into()),
            words: Some(Grain::Fine),
            citation: Some(Citation::Gbt7714),
            ..Chosen::default()
        };
        let filled = |source: &str| {
            let mut settings = Settings::read(source).unwrap();
            settings.fill(&chosen);
            (settings.keys_of(), settings.language.unwrap())
        };
        assert_eq!(filled("()"), (Preset::Vim, "en".into()));
        // The program's own keys are a choice like any other.
        assert_eq!(filled("(preset: meipi, language: \"zh\")"), (Preset::Meipi, "zh".into()));
        assert_eq!(filled("(preset: less)").0, Preset::Less);
        let fine = |source: &str| {
            let mut settings = Settings::read(source).unwrap();
            settings.fill(&chosen);
            settings.fine()
        };
        let cites = |source: &str| {
            let mut settings = Settings::read(source).unwrap();
            settings.fill(&chosen);
            settings.cites()
        };
        assert_eq!((cites("()"), cites("(citation: bibtex)")), (Citation::Gbt7714, Citation::Bibtex));
        assert!(fine("()") && !fine("(words: coarse)") && !Settings::default().fine());
    }

    #[test]
    fn what_is_not_said_is_as_by_default() {
        let settings = Settings::read("(language: \"en\", store: central, measure: 30)").unwrap();
        assert_eq!((settings.cells(), settings.store), (60, Some(StoreChoice::Central)));
        assert_eq!(Settings::read("()").unwrap(), Settings::default());
        let settings = Settings::read("(line-breaking: strict, indent: true, ambiguous_width: wide)").unwrap();
        assert_eq!((settings.line_breaking, settings.spacing()), (Breaking::Strict, 0));
        assert!(Settings::read("(lang: 1)").unwrap_err().to_string().contains("1:"));
    }
}
