//! The dictionary of jieba: its words, their kinds, and what it tells of single characters.

use crate::text::is_ideograph;
use flate2::read::GzDecoder;
use jieba_rs::{Jieba, Tag};
use std::collections::{HashMap, HashSet};
use std::io::Read;

/// The words of jieba with how often they were counted and their kinds; where they were taken from stands beside them.
const WORDS: &[u8] = include_bytes!("../../../assets/dictionary/words.txt.gz");

/// How often a character was counted as a word to stand alone more often than anything else.
const ALONE: usize = 40_000;

/// Numerals before which the dictionary is asked for measures.
const COUNTS: &str = "一两二三四五六七八九十几";

/// Kinds of words that count something.
const COUNTED: [&str; 3] = ["m", "mq", "t"];

/// Kinds of a single character that can be a measure although few numerals stand before it: measures and numerals, and
/// kinds that the dictionary gives where it knows better of other uses.
const MEASURES: [&str; 7] = ["q", "m", "zg", "d", "p", "r", "c"];

/// What sort of word something is, as far as rules ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In one piece whatever stands beside it: an address, a term.
    Fixed,
    /// A number, or a number with what it counts; a time.
    Number,
    /// A measure.
    Measure,
    /// A noun.
    Noun,
    /// A verb, a phrase, what stands before a noun.
    Plain,
    /// Says which: this, each.
    Which,
    /// A place.
    Place,
    /// What has a name of its own and is neither.
    Title,
    /// A person.
    Name,
    /// A foreign name.
    Foreign,
    /// Any other word of the dictionary, or a mark.
    Other,
    /// The dictionary does not know it.
    New,
}

impl Kind {
    /// Returns the kind of one of jieba's tags.
    fn of(tag: &str) -> Self {
        match tag.as_bytes() {
            b"m" | b"mq" | b"t" => Self::Number,
            b"q" => Self::Measure,
            b"n" | b"nt" => Self::Noun,
            b"nz" => Self::Title,
            b"v" | b"vn" | b"l" | b"b" | b"f" | b"s" => Self::Plain,
            b"r" => Self::Which,
            b"ns" => Self::Place,
            b"nr" => Self::Name,
            b"nrt" | b"nrfg" => Self::Foreign,
            _ => Self::Other,
        }
    }
}

/// The dictionary, and the characters that it tells something of.
pub struct Dictionary {
    jieba: Jieba,
    /// Characters that are words by themselves more often than anything else. jieba's guess at words that its
    /// dictionary does not know is good for names and terms, and wrong where it takes one of these for a part.
    alone: HashSet<char>,
    /// Characters that stand in foreign names more often than elsewhere.
    foreign: HashSet<char>,
    /// Characters that numerals count by.
    measures: HashSet<char>,
}

/// What is counted while the dictionary is read.
#[derive(Default)]
struct Counts<'l> {
    alone: HashSet<char>,
    single: HashMap<char, &'l str>,
    names: HashMap<char, usize>,
    others: HashMap<char, usize>,
    counted: HashMap<char, HashSet<char>>,
}

impl<'l> Counts<'l> {
    /// Counts a line: a word, how often it was counted, its kind.
    fn add(&mut self, line: &'l str) {
        let mut parts = line.split(' ');
        let (Some(word), Some(count), Some(kind)) = (parts.next(), parts.next(), parts.next()) else { return };
        let mut chars = word.chars();
        let (Some(first), second, third) = (chars.next(), chars.next(), chars.next()) else { return };
        let Some(second) = second else {
            self.single.insert(first, kind);
            if count.parse().is_ok_and(|count: usize| count >= ALONE) && is_ideograph(first) {
                self.alone.insert(first);
            }
            return;
        };
        if third.is_none() && COUNTED.contains(&kind) && COUNTS.contains(first) {
            self.counted.entry(second).or_default().insert(first);
        }
        let counts = match kind {
            "nrt" => &mut self.names,
            "nr" | "ns" | "nz" | "nt" | "nrfg" => return,
            _ => &mut self.others,
        };
        word.chars().for_each(|c| *counts.entry(c).or_default() += 1);
    }

    fn is_measure(&self, c: char, before: usize) -> bool {
        let kind = self.single.get(&c).copied().unwrap_or_default();
        before == COUNTS.chars().count() || before >= 7 && MEASURES.contains(&kind)
    }
}

impl Dictionary {
    /// Reads the dictionary, a tenth of a second or more; none if it cannot be read.
    pub fn load() -> Option<Self> {
        let mut text = String::new();
        GzDecoder::new(WORDS).read_to_string(&mut text).ok()?;
        let jieba = Jieba::with_dict(&mut text.as_bytes()).ok()?;
        let mut counts = Counts::default();
        text.lines().for_each(|line| counts.add(line));
        let foreign = counts.names.iter().filter(|(c, n)| **n >= 8 && **n * 2 > counts.others.get(c).map_or(0, |n| *n));
        let measures = counts.counted.iter().filter(|(c, before)| counts.is_measure(**c, before.len()));
        Some(Self {
            jieba,
            foreign: foreign.map(|(c, _)| *c).collect(),
            measures: measures.map(|(c, _)| *c).collect(),
            alone: counts.alone,
        })
    }

    /// Cuts a text into words: of each where it ends, in bytes, and its kind.
    pub fn words<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Kind)> + 't {
        let kind = |tag: &Tag<'_>| match Kind::of(tag.tag) {
            Kind::Other if tag.tag == "x" && !self.has(tag.word) => Kind::New,
            kind => kind,
        };
        self.jieba.tag(text, true).into_iter().map(move |tag| (tag.byte_end, kind(&tag)))
    }

    /// Tells whether the dictionary has a word.
    pub fn has(&self, word: &str) -> bool {
        self.jieba.has_word(word)
    }

    /// Returns the kind of a word that the dictionary has, and does not cut itself.
    pub fn kind(&self, word: &str) -> Option<Kind> {
        let tags = if self.has(word) { self.jieba.tag(word, false) } else { Vec::new() };
        tags.first().filter(|tag| tag.word == word).map(|tag| Kind::of(tag.tag))
    }

    /// Returns how often a word was counted.
    pub fn count(&self, word: &str) -> f64 {
        self.jieba.suggest_freq(word) as f64
    }

    /// Tells whether a character is a word by itself more often than anything else.
    pub fn is_alone(&self, c: char) -> bool {
        self.alone.contains(&c)
    }

    /// Tells whether a character stands in foreign names more often than elsewhere.
    pub fn is_foreign(&self, c: char) -> bool {
        self.foreign.contains(&c)
    }

    /// Tells whether numerals count by a character: 个, 年, 元.
    pub fn is_measure(&self, c: char) -> bool {
        self.measures.contains(&c)
    }
}
