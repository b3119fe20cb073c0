//! Chinese texts of any length that are like real ones where it matters to anchors: the same words come again and
//! again, stock phrases and whole stock sentences too, headings are short and some stand many times.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]

use meipi::library::SEEDS;
use meipi::text::word::Segmenter;
use meipi::text::{Document, Kind};
use std::collections::HashMap;
use std::fmt::Write;

/// A source of numbers that gives the same ones for the same seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }

    /// Returns true as often as `percent` says.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    pub fn pick<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.roll(all.len())]
    }
}

/// What texts are made of.
pub struct Prose {
    words: Vec<String>,
    follows: HashMap<String, Vec<String>>,
    phrases: Vec<String>,
    sentences: Vec<String>,
    headings: Vec<String>,
}

/// What sort of text is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Genre {
    /// Reports: paragraphs of several sentences below headings.
    Report,
    /// Talks that were written down: many short turns, the same answers often.
    Talk,
}

impl Prose {
    /// Takes the words of the pages that come with the program.
    pub fn new(dice: &mut Dice) -> Self {
        let segmenter = Segmenter::load();
        let mut runs: Vec<Vec<String>> = vec![Vec::new()];
        for (name, data) in SEEDS {
            let page = Document::open(name, data.to_vec());
            for (id, _) in page.structure.blocks.iter().enumerate().filter(|(_, block)| block.kind == Kind::Body) {
                let reading = page.reading(id).unwrap();
                for span in segmenter.words(&reading.text) {
                    let word = &reading.text[span.start.0..span.end.0];
                    if word.chars().all(char::is_alphanumeric) {
                        runs.last_mut().unwrap().push(word.to_owned());
                    } else {
                        runs.push(Vec::new());
                    }
                }
            }
        }
        let mut follows: HashMap<String, Vec<String>> = HashMap::new();
        for pair in runs.iter().flat_map(|run| run.windows(2)) {
            follows.entry(pair[0].clone()).or_default().push(pair[1].clone());
        }
        let mut prose =
            Self { words: runs.concat(), follows, phrases: Vec::new(), sentences: Vec::new(), headings: Vec::new() };
        prose.phrases = (0..80).map(|n| prose.run(3 + n % 8, dice)).collect();
        prose.sentences = (0..25).map(|_| prose.sentence(dice)).collect();
        prose.headings = (0..30).map(|n| prose.run(2 + n % 3, dice)).collect();
        prose
    }

    /// Makes a run of words: half of them follow one another in the pages too.
    fn run(&self, words: usize, dice: &mut Dice) -> String {
        let mut run = String::new();
        let mut last = dice.pick(&self.words);
        for _ in 0..words {
            run.push_str(last);
            last = match self.follows.get(last) {
                Some(next) if dice.chance(50) => dice.pick(next),
                _ => dice.pick(&self.words),
            };
        }
        run
    }

    /// Makes a sentence: a tenth of its clauses are stock phrases.
    pub fn sentence(&self, dice: &mut Dice) -> String {
        if !self.sentences.is_empty() && dice.chance(3) {
            return dice.pick(&self.sentences).clone();
        }
        let clauses = 1 + dice.roll(4);
        let mut text = String::new();
        for n in 0..clauses {
            let stock = !self.phrases.is_empty() && dice.chance(10);
            if stock {
                text.push_str(dice.pick::<String>(&self.phrases));
            } else {
                let words = 3 + dice.roll(8);
                text.push_str(&self.run(words, dice));
            }
            text.push_str(if n + 1 < clauses {
                ["，", "，", "、", "；"][dice.roll(4)]
            } else {
                ["。", "。", "。", "！"][dice.roll(4)]
            });
        }
        if dice.chance(8) { format!("“{text}”") } else { text }
    }

    fn paragraph(&self, genre: Genre, dice: &mut Dice) -> String {
        let count = if genre == Genre::Report { 1 + dice.roll(7) } else { 1 + dice.roll(2) };
        let text: String = (0..count).map(|_| self.sentence(dice)).collect();
        match genre {
            Genre::Report => text,
            Genre::Talk if dice.chance(10) => {
                ["问：对。", "答：是的，是这样。", "问：你接着说。"][dice.roll(3)].to_owned()
            }
            Genre::Talk => format!("{}：{text}", ["问", "答"][dice.roll(2)]),
        }
    }

    /// Makes a text of at least so many bytes; paragraphs are lines, parted by empty lines.
    pub fn text(&self, genre: Genre, bytes: usize, dice: &mut Dice) -> String {
        let mut text = String::new();
        let mut chapter = 0;
        while text.len() < bytes {
            chapter += 1;
            let own = self.run(3, dice);
            let _ = write!(text, "第{chapter}章 {own}\n\n");
            for _ in 0..3 + dice.roll(4) {
                if genre == Genre::Report {
                    let _ = write!(text, "{}\n\n", dice.pick(&self.headings));
                }
                for _ in 0..3 + dice.roll(6) {
                    text.push_str(&self.paragraph(genre, dice));
                    text.push_str("\n\n");
                }
            }
        }
        text
    }
}
