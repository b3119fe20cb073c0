//! Words: the dictionary of jieba, and what serves until it is loaded.

use super::fold::{Folded, lettered};
use super::is_ideograph;
use crate::units::ByteSpan;
use flate2::read::GzDecoder;
use jieba_rs::Jieba;
use std::collections::HashSet;
use std::io::BufReader;
use std::sync::Arc;

/// The words of jieba with how often they were counted; where they were taken from stands beside them.
const DICTIONARY: &[u8] = include_bytes!("../../assets/dictionary/words.txt.gz");

/// Cuts text into words. Without a dictionary every Chinese character is a word. The terms of a person come
/// before the dictionary.
#[derive(Clone, Default)]
pub struct Segmenter {
    dictionary: Option<Arc<Jieba>>,
    terms: Arc<Terms>,
}

/// Terms, and the lengths that they have in code points, the longest first.
#[derive(Default)]
struct Terms {
    known: HashSet<String>,
    lengths: Vec<usize>,
}

/// Characters that are words by themselves more often than anything else. jieba's guess at words that its
/// dictionary does not know is good for names and terms, and wrong where it takes one of these for a part.
const ALONE: &str = "了是在和有他不我的人也为就这上年中你说一到都等着对来与地还要又大而之道以得她个后去将那但从月下把被于时只多过可并能好会出或日由里用\
所向已其给很看使前新想却它最见起小高更如再才便没走做让内及听成各事号至叫两当三本无此们家长市";

impl Segmenter {
    /// Loads the dictionary: a tenth of a second or more.
    pub fn load() -> Self {
        // What is built in can be read; should it not be, words are cut as they are before it is loaded.
        let jieba = Jieba::with_dict(&mut BufReader::new(GzDecoder::new(DICTIONARY))).ok();
        Self { dictionary: jieba.map(Arc::new), terms: Arc::default() }
    }

    /// Tells whether there is a dictionary.
    pub fn is_loaded(&self) -> bool {
        self.dictionary.is_some()
    }

    /// Returns the same segmenter with other terms.
    #[must_use]
    pub fn with_terms<'t>(&self, terms: impl IntoIterator<Item = &'t str>) -> Self {
        let known: HashSet<String> =
            terms.into_iter().map(|term| Folded::new(term.trim(), lettered).text.into_owned()).collect();
        let mut lengths: Vec<usize> = known.iter().map(|term| term.chars().count()).filter(|n| *n > 0).collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        lengths.dedup();
        Self { dictionary: self.dictionary.clone(), terms: Arc::new(Terms { known, lengths }) }
    }

    /// Returns the same terms with the dictionary of another.
    #[must_use]
    pub fn with_dictionary(&self, other: &Self) -> Self {
        Self { dictionary: other.dictionary.clone(), terms: Arc::clone(&self.terms) }
    }

    /// Cuts a text into words; they partition it.
    pub fn words(&self, text: &str) -> Vec<ByteSpan> {
        // Cut as ordinary, simplified characters, and measured on the text itself; what is passed over goes with the
        // word before it.
        let folded = Folded::new(text, lettered);
        let mut ends = folded.text.char_indices().map(|(i, c)| i + c.len_utf8());
        let (mut words, mut start) = (Vec::new(), 0);
        for count in self.lengths(&folded.text) {
            let Some(end) = ends.nth(count.saturating_sub(1)) else { break };
            let end = if end == folded.text.len() { text.len() } else { folded.start(end) };
            words.push(ByteSpan::at(start, end));
            start = end;
        }
        if start < text.len() {
            words.push(ByteSpan::at(start, text.len()));
        }
        words
    }

    /// Returns the lengths of the words of a simplified text, in code points.
    fn lengths(&self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let mut rest = text;
        let mut plain = 0;
        if self.terms.lengths.is_empty() {
            self.cut(text, &mut found);
            return found;
        }
        while let Some(c) = rest.get(plain..).and_then(|tail| tail.chars().next()) {
            let tail = rest.get(plain..).unwrap_or_default();
            let term = self.terms.lengths.iter().find_map(|count| {
                let end = tail.char_indices().nth(*count).map_or(tail.len(), |(i, _)| i);
                let head = tail.get(..end)?;
                self.terms.known.contains(head).then(|| (head.len(), head.chars().count()))
            });
            let Some((bytes, count)) = term else {
                plain += c.len_utf8();
                continue;
            };
            self.cut(rest.get(..plain).unwrap_or_default(), &mut found);
            found.push(count);
            rest = tail.get(bytes..).unwrap_or_default();
            plain = 0;
        }
        self.cut(rest, &mut found);
        found
    }

    fn cut(&self, text: &str, found: &mut Vec<usize>) {
        match &self.dictionary {
            Some(jieba) => {
                for token in jieba.cut(text, true) {
                    let count = token.word.chars().count();
                    if count > 1 && token.word.contains(|c| ALONE.contains(c)) && !jieba.has_word(token.word) {
                        found.extend(std::iter::repeat_n(1, count));
                    } else {
                        found.push(count);
                    }
                }
            }
            None => found.extend(plain(text)),
        }
    }
}

/// Runs of letters and digits are words, all else stands alone.
fn plain(text: &str) -> Vec<usize> {
    let mut words: Vec<usize> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let inside = c.is_alphanumeric() && !is_ideograph(c);
        match words.last_mut() {
            Some(word) if open && inside => *word += 1,
            _ => words.push(1),
        }
        open = inside;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Slice;

    #[test]
    fn words_partition_the_text_with_and_without_a_dictionary() {
        let text = "党建引领 App2 基层治理，𠮷。\n";
        for segmenter in [Segmenter::default(), Segmenter::load()] {
            let words = segmenter.words(text);
            let joined: String = words.iter().map(|w| text.slice(*w)).collect();
            assert_eq!(joined, text);
        }
        assert!(Segmenter::load().words("基层治理").len() < 4);
    }

    #[test]
    fn forms_and_signs_without_a_shape_cut_nothing() {
        let segmenter = Segmenter::load().with_terms(["夜校联盟"]);
        let words =
            |text: &str| segmenter.words(text).into_iter().map(|w| text.slice(w).to_owned()).collect::<Vec<_>>();
        assert_eq!(words("\u{feff}人\u{200b}民⽇\u{ad}报社\u{2060}"), ["\u{feff}人\u{200b}民⽇\u{ad}报社\u{2060}"]);
        assert_eq!(words("夜\u{200b}校聯盟"), ["夜\u{200b}校聯盟"]);
        assert_eq!(words("１９９６年"), ["１９９６", "年"]);
        assert_eq!(words("\u{200b}"), ["\u{200b}"]);
    }

    #[test]
    fn terms_come_before_the_dictionary_and_traditional_is_cut_as_simplified() {
        let words = |segmenter: &Segmenter, text: &str| -> Vec<String> {
            segmenter.words(text).into_iter().map(|w| text.slice(w).to_owned()).collect()
        };
        let plain = Segmenter::load();
        let segmenter = plain.with_terms(["四方联动", "党建联盟"]);
        assert!(words(&segmenter, "推行四方联动机制").contains(&"四方联动".to_owned()));
        assert!(words(&segmenter, "推行四方聯動機制").contains(&"四方聯動".to_owned()));
        let (simple, traditional) = ("经济发展带动头发护理", "經濟發展帶動頭髮護理");
        let lengths = |list: Vec<String>| list.iter().map(|w| w.chars().count()).collect::<Vec<_>>();
        assert_eq!(lengths(words(&plain, simple)), lengths(words(&plain, traditional)));
    }
}
