//! What is done to the words of the dictionary: numbers and what they count, names, compounds.

use super::dictionary::{Dictionary, Kind};
use super::forms;
use std::ops::Range;

/// Tells whether a number is written with a character.
fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '零' | '〇'
            | '○'
            | '◯'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '廿'
            | '卅'
    ) || matches!(c, '十' | '百' | '千' | '万' | '亿' | '兆' | '第' | '几' | '数' | '多' | '余')
}

/// Magnitudes: they stand behind any number.
const MAGNITUDES: &str = "十百千万亿兆";

/// Characters behind a round number that say that it is more.
const MORE: &str = "几多余";

/// Words that begin with a numeral and count nothing.
const UNCOUNTED: &str = "一起 一点 一下 一样 一些 一路 一道 一下子 一会儿 一点儿 四处 四下 十分 百分点 百分比 百分率";

/// Words that a measure stands behind as behind a number.
const WHICH: &str = "这那哪";

/// How much likelier a word of three characters has its ending apart than its beginning.
const ENDING: f64 = 16.0;

/// What stands between the parts of a foreign name.
const DOTS: [char; 4] = ['·', '•', '‧', '・'];

/// A word as it was found so far.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    kind: Kind,
}

/// The words of a text while they are being found.
pub struct Rules<'d, 't> {
    dictionary: &'d Dictionary,
    fine: bool,
    text: &'t str,
    found: Vec<Piece>,
}

impl<'d, 't> Rules<'d, 't> {
    /// Begins with a text.
    pub fn new(dictionary: &'d Dictionary, fine: bool, text: &'t str) -> Self {
        Self { dictionary, fine, text, found: Vec::with_capacity(text.len() / 4) }
    }

    /// Returns where the words end that were found, in bytes.
    pub fn ends(self) -> impl Iterator<Item = usize> {
        self.found.into_iter().map(|piece| piece.end)
    }

    /// Takes a stretch as one word.
    pub fn whole(&mut self, range: Range<usize>) {
        self.found.push(Piece { start: range.start, end: range.end, kind: Kind::Fixed });
    }

    /// Cuts a stretch into words.
    pub fn cut(&mut self, range: Range<usize>) {
        let text = self.text;
        for part in forms::parts(text.get(range.clone()).unwrap_or_default()) {
            let mut start = range.start + part.range.start;
            let end = range.start + part.range.end;
            if part.whole {
                let kind = if part.number { Kind::Number } else { Kind::Fixed };
                self.join(Piece { start, end, kind });
                continue;
            }
            let from = start;
            for (to, kind) in self.dictionary.words(text.get(from..end).unwrap_or_default()) {
                self.word(Piece { start, end: from + to, kind });
                start = from + to;
            }
        }
    }

    fn text(&self, piece: Piece) -> &'t str {
        self.text.get(piece.start..piece.end).unwrap_or_default()
    }

    /// Takes a word of the dictionary, or parts of it.
    fn word(&mut self, piece: Piece) {
        let word = self.text(piece);
        let count = word.chars().take(4).count();
        match piece.kind {
            _ if self.beside_dot(piece) && (piece.kind == Kind::Noun || self.is_name(piece)) => self.join(piece),
            Kind::New if count > 1 && word.contains(|c| self.dictionary.is_alone(c)) => {
                let ends = self.alone(word);
                self.parted(piece, &ends);
            }
            Kind::Number if count > 1 => match self.counted(word) {
                Some(ends) => self.parted(piece, &ends),
                None => self.join(piece),
            },
            Kind::Which if self.fine && count == 2 && self.is_which(word) => {
                self.parted(piece, &[word.chars().next().map_or(0, char::len_utf8), word.len()]);
            }
            _ if self.fine && count > 2 => self.compound(piece),
            _ => self.join(piece),
        }
    }

    /// Takes the parts of a word that end there.
    fn parted(&mut self, piece: Piece, ends: &[usize]) {
        let mut start = piece.start;
        for end in ends {
            let part = Piece { start, end: piece.start + end, kind: piece.kind };
            self.join(Piece { kind: if piece.kind == Kind::New { Kind::Other } else { part.kind }, ..part });
            start = part.end;
        }
    }

    /// Returns where the parts of a new word end that begins or ends with a character that stands alone.
    fn alone(&self, word: &str) -> Vec<usize> {
        let alone = |c: Option<char>| c.filter(|c| self.dictionary.is_alone(*c)).map(char::len_utf8);
        let first = alone(word.chars().next());
        let last = alone(word.chars().next_back()).map(|len| word.len() - len);
        let mut ends: Vec<usize> = first.into_iter().chain(last).chain([word.len()]).collect();
        ends.dedup();
        ends
    }

    /// Returns where the parts of a number with what it counts end; nothing if it counts nothing.
    fn counted(&self, word: &str) -> Option<Vec<usize>> {
        let at = word.find(|c| !is_numeral(c)).filter(|at| *at > 0);
        let at = at.or_else(|| word.strip_prefix("半个").map(|_| "半".len()))?;
        let rest = word.get(at..)?;
        let first = rest.chars().next()?;
        let behind = rest.get(first.len_utf8()..)?;
        if UNCOUNTED.split(' ').any(|other| other == word) {
            return None;
        }
        if behind.is_empty() {
            return self.dictionary.is_measure(first).then(|| vec![at, word.len()]);
        }
        match self.dictionary.kind(rest) {
            Some(Kind::Measure | Kind::Noun) => Some(vec![at, word.len()]),
            None if self.dictionary.is_measure(first) && self.dictionary.has(behind) && !behind.starts_with(first) => {
                Some(vec![at, at + first.len_utf8(), word.len()])
            }
            _ => None,
        }
    }

    fn is_which(&self, word: &str) -> bool {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| WHICH.contains(c)) && chars.next().is_some_and(|c| self.dictionary.is_measure(c))
    }

    /// Takes a compound by its parts.
    fn compound(&mut self, piece: Piece) {
        let word = self.text(piece);
        let Some(at) = self.seam(word, piece.kind) else { return self.join(piece) };
        let (head, tail) = word.split_at(at);
        let kind = |part: &str| self.dictionary.kind(part).unwrap_or(Kind::Other);
        let (first, second) = (kind(head), kind(tail));
        let middle = piece.start + at;
        self.word(Piece { start: piece.start, end: middle, kind: first });
        self.word(Piece { start: middle, end: piece.end, kind: second });
    }

    /// Returns where a compound is parted into two words of the dictionary: four characters in the middle, three where
    /// the words are counted more often, more as near to the middle as can be. A place is parted before a noun: 河北|省.
    fn seam(&self, word: &str, kind: Kind) -> Option<usize> {
        if !matches!(kind, Kind::Noun | Kind::Title | Kind::Plain | Kind::Place) {
            return None;
        }
        let starts: Vec<usize> = word.char_indices().map(|(i, _)| i).collect();
        let count = starts.len();
        let mut order: Vec<usize> = (1..count).collect();
        order.sort_by_key(|n| (count.abs_diff(2 * n), count - n));
        let fits = |at: &usize| {
            let (head, tail) = word.split_at(*at);
            match kind {
                Kind::Place => self.is_place(head, tail),
                _ => self.dictionary.has(head) && self.dictionary.has(tail),
            }
        };
        let mut seams = order.iter().filter_map(|n| starts.get(*n).copied()).filter(fits);
        match (count, kind) {
            (0..=2, _) => None,
            (3, Kind::Noun | Kind::Title | Kind::Plain) => {
                let (first, second) = (seams.next()?, seams.next());
                second.filter(|second| self.weight(word, *second) > self.weight(word, first) * ENDING).or(Some(first))
            }
            (4, Kind::Noun | Kind::Title | Kind::Plain) => seams.find(|at| starts.get(2) == Some(at)),
            _ => seams.next(),
        }
    }

    /// Tells whether a word is the name of a place and what sort of place that is.
    fn is_place(&self, head: &str, tail: &str) -> bool {
        !tail.chars().all(|c| self.dictionary.is_foreign(c))
            && self.dictionary.kind(tail) == Some(Kind::Noun)
            && self.dictionary.kind(head) == Some(Kind::Place)
    }

    /// Returns how often the two words were counted that a word is parted into.
    fn weight(&self, word: &str, at: usize) -> f64 {
        let (head, tail) = word.split_at(at);
        self.dictionary.count(head) * self.dictionary.count(tail)
    }

    /// Takes a word, joined with the last one where both are one number or one name.
    fn join(&mut self, piece: Piece) {
        if let [.., first, dot] = self.found.as_slice()
            && self.text(*dot).chars().all(|c| DOTS.contains(&c))
            && self.are_name(*first, piece)
        {
            let joined = Piece { start: first.start, end: piece.end, kind: Kind::Foreign };
            self.found.truncate(self.found.len() - 2);
            return self.found.push(joined);
        }
        let last = self.found.last().copied().filter(|last| self.is_number(*last, piece) || self.goes_on(*last, piece));
        let Some(last) = last else { return self.found.push(piece) };
        self.found.pop();
        self.found.push(Piece { end: piece.end, ..last });
    }

    /// Tells whether two words are one number: 五|十五万, 1.2|万, 20|余.
    fn is_number(&self, last: Piece, next: Piece) -> bool {
        let (last, next) = (self.text(last), self.text(next));
        let Some(first) = next.chars().next().filter(|_| next.chars().all(is_numeral)) else {
            return false;
        };
        let numeral = |c: char| is_numeral(c) || c.is_ascii_digit() || matches!(c, '.' | ',');
        let Some(end) = last.chars().next_back() else { return false };
        if !last.trim_start_matches("百分之").chars().all(numeral) || matches!(end, '.' | ',' | '几' | '多' | '余')
        {
            return MAGNITUDES.contains(first) && matches!(end, '几' | '多' | '余') && last.chars().all(numeral);
        }
        match first {
            '第' => false,
            _ if MAGNITUDES.contains(first) => true,
            _ if MORE.contains(first) => end.is_ascii_digit() || MAGNITUDES.contains(end),
            _ => !end.is_ascii_digit(),
        }
    }

    /// Tells whether the words before and behind a dot are one name. Where one is foreign by its characters, the other
    /// may be a noun to the dictionary: 理查德·凯利.
    fn are_name(&self, before: Piece, behind: Piece) -> bool {
        let noun = |piece: Piece| piece.kind == Kind::Noun && self.text(piece).chars().nth(1).is_some();
        match (self.is_name(before), self.is_name(behind)) {
            (true, true) => {
                self.is_foreign(before)
                    || self.is_foreign(behind)
                    || before.kind == Kind::Name && behind.kind == Kind::Name
            }
            (true, false) => noun(behind) && self.is_foreign(before),
            (false, true) => noun(before) && self.is_foreign(behind),
            _ => false,
        }
    }

    /// Tells whether a word can be a part of a name with dots.
    fn is_name(&self, piece: Piece) -> bool {
        match piece.kind {
            Kind::Name | Kind::Foreign | Kind::Place | Kind::Title => true,
            Kind::New => self.text(piece).contains(|c| self.dictionary.is_foreign(c)),
            _ => self.is_foreign(piece),
        }
    }

    fn is_foreign(&self, piece: Piece) -> bool {
        let foreign = |c: char| self.dictionary.is_foreign(c) || c.is_ascii_uppercase() || DOTS.contains(&c);
        let mut chars = self.text(piece).chars();
        if piece.kind == Kind::Foreign { chars.any(foreign) } else { chars.all(foreign) }
    }

    /// Tells whether a word stands before or behind a dot between the parts of a name.
    fn beside_dot(&self, piece: Piece) -> bool {
        let behind = self.text.get(piece.end..).and_then(|rest| rest.chars().next());
        behind.is_some_and(|c| DOTS.contains(&c))
            || self.found.last().is_some_and(|last| self.text(*last).chars().all(|c| DOTS.contains(&c)))
    }

    /// Tells whether a foreign name goes on in the next word.
    fn goes_on(&self, last: Piece, next: Piece) -> bool {
        let part = |piece: Piece| {
            let word = self.text(piece);
            let lone = word.chars().nth(1).is_none();
            word.chars().all(|c| self.dictionary.is_foreign(c) && !(lone && self.dictionary.is_alone(c)))
        };
        let dotted = last.kind == Kind::Foreign && self.text(last).contains(DOTS);
        let new = last.kind == Kind::New || next.kind == Kind::New;
        (dotted || new && part(last)) && part(next)
    }
}
