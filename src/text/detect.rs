//! What encoding a file is in, as its bytes speak: each candidate is tried on them, with a budget for faults.

use super::encoding::Encoding;
use super::frequency::{is_common, is_frequent};
use super::language;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding as Standard, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874,
    WINDOWS_1251, WINDOWS_1253, WINDOWS_1255,
};

/// The most bytes that are tried, of lines that are not ASCII.
const SAMPLE: usize = 1 << 18;

/// How a sample reads in one encoding. ASCII says nothing, and is left out.
#[derive(Clone, Copy)]
struct Trial {
    standard: &'static Standard,
    /// Characters, and places that cannot be decoded.
    units: usize,
    faults: usize,
    common: usize,
    often: usize,
    /// Kana, and syllables of Korean.
    kana: usize,
    hangul: usize,
}

impl Trial {
    fn new(standard: &'static Standard, sample: &[u8]) -> Self {
        let mut trial = Self { standard, units: 0, faults: 0, common: 0, often: 0, kana: 0, hangul: 0 };
        let mut decoder = standard.new_decoder_without_bom_handling();
        let mut text = String::with_capacity(decoder.max_utf8_buffer_length(sample.len()).unwrap_or(0));
        // Never told that this is the end: a character cut there would speak against the right encoding.
        let _ = decoder.decode_to_string(sample, &mut text, false);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            trial.units += 1;
            trial.faults += usize::from(c == char::REPLACEMENT_CHARACTER);
            trial.common += usize::from(is_common(c));
            trial.often += usize::from(is_frequent(c));
            trial.kana += usize::from(matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}'));
            trial.hangul += usize::from(('\u{ac00}'..='\u{d7a3}').contains(&c));
        }
        trial
    }

    /// Returns how much of it reads as Chinese, in hundredths.
    fn share(&self) -> usize {
        self.common * 100 / self.units.max(1)
    }

    /// Tells whether its faults are within the budget: one in twenty, and one in any text.
    fn affordable(&self) -> bool {
        self.faults * 20 <= self.units + 20 && self.faults < self.units
    }

    /// Tells whether it is in Korean or Japanese: syllables, or one character in five kana.
    fn speaks(&self) -> bool {
        let enough = match (self.standard == EUC_KR, self.faults) {
            (true, 0) => self.hangul * 2 >= self.units,
            (true, _) => self.hangul * 5 >= self.units * 4,
            _ => self.kana * 5 >= self.units,
        };
        self.units >= FEW && enough
    }

    /// Returns the bytes that common characters take up, each line read from its first byte or its second, whichever
    /// gives more: a byte lost or added shifts all that follows in its line. No character has the byte FF.
    fn explained(&self, sample: &[u8]) -> usize {
        let common = |line: Option<&[u8]>| Self::new(self.standard, line.unwrap_or_default()).common;
        let lines = sample.split(|byte| matches!(byte, b'\n' | 0xff));
        let all: usize = lines.map(|line| common(Some(line)).max(common(line.get(1..)))).sum();
        all * if self.standard == UTF_8 { 3 } else { 2 }
    }

    /// Returns a sample without what cannot be decoded.
    fn whole(&self, sample: &[u8]) -> Vec<u8> {
        let (text, _) = self.standard.decode_without_bom_handling(sample);
        self.standard.encode(&text.replace(char::REPLACEMENT_CHARACTER, "")).0.into_owned()
    }

    /// Tells whether it is Chinese rather than another: so many characters more are common; or in GBK, which most texts
    /// of a few characters are in, most are frequent, and none of the other.
    fn is_ahead_of(&self, other: &Self, hundredths: usize) -> bool {
        let told = self.standard == GB18030 && self.often * 2 > self.units && other.often == 0;
        self.reads() && (told && self.share() >= other.share() || self.share() > other.share() + hundredths)
    }

    /// Tells whether it reads as Chinese with a few faults.
    fn reads(&self) -> bool {
        self.affordable() && self.share() >= READS
    }
}

/// The share of common characters, in hundredths, that a text in Chinese has.
const READS: usize = 60;
/// The share that it has if nothing is wrong with it.
const CLEAR: usize = 90;
/// So much more of a text must read as Chinese for that to count against statistics.
const AHEAD: usize = 15;
/// Texts of fewer characters say too little to be taken for Korean or Japanese.
const FEW: usize = 5;
/// Texts of kanji alone must have so many to be told from Chinese.
const KANJI: usize = 8;

/// Returns what a file is read as.
pub fn detect(data: &[u8]) -> Encoding {
    if let Some((standard, mark)) = Standard::for_bom(data) {
        // A mark speaks for the program that wrote the first lines; others may have been added in another encoding.
        let found = (standard == UTF_8).then(|| unmarked(data.get(mark..).unwrap_or_default()));
        let found = found.filter(|found| found.mixed).unwrap_or(Encoding::plain(standard));
        return Encoding { mark: true, ..found };
    }
    if let Some(standard) = utf16(data).filter(|_| !is_kana(data)) {
        return Encoding::plain(standard);
    }
    unmarked(data)
}

/// Returns what a file without a mark is read as, if that is not UTF-16.
fn unmarked(data: &[u8]) -> Encoding {
    let (mut own, mut others, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines(data).filter(|line| !line.is_ascii()) {
        if is_long(line) && utf8(line).is_some() {
            own.push(line);
        } else {
            add(&mut others, line);
        }
        add(&mut all, line);
    }
    if others.is_empty() {
        return Encoding::UTF_8;
    }
    let standard = decide(&others);
    if !own.into_iter().any(|line| is_utf8_line(line, standard)) {
        return Encoding::plain(standard);
    }
    // Some lines are UTF-8: the others may have been written by another program.
    let mixed = [GB18030, BIG5].contains(&standard) && others_read(&others, standard);
    if mixed { Encoding { mixed, ..Encoding::plain(standard) } } else { Encoding::plain(decide(&all)) }
}

/// Returns the lines of a file with their ends: LF, CR, or one after the other.
pub(super) fn lines(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    data.split_inclusive(|byte| matches!(byte, b'\n' | b'\r'))
}

/// Characters beyond which a text is not UTF-8 by chance.
const CHANCE: usize = 16;

/// Tells whether a text is a few words in GBK that happen to be UTF-8: letters of several scripts side by side, or of
/// none that is written; letters that few languages have, or Latin ones without any of ASCII.
pub fn is_chance(text: &str) -> bool {
    let own = |c: &char| !c.is_ascii();
    if text.len() > CHANCE * 2 || text.is_ascii() || text.contains(|c: char| c > '\u{7ff}' || c.is_ascii_alphabetic()) {
        return false;
    }
    let mut scripts: Vec<u8> = text.chars().filter(own).map(language::script).collect();
    scripts.sort_unstable();
    scripts.dedup();
    let gbk = Trial::new(GB18030, text.as_bytes());
    let odd = gbk.units > 1 && (scripts == [1] || text.chars().filter(own).any(|c| !language::is_usual(c)));
    (scripts.len() > 1 || scripts == [0] || odd) && gbk.share() == 100
}

fn add(sample: &mut Vec<u8>, line: &[u8]) {
    let room = SAMPLE - sample.len();
    sample.extend_from_slice(line.get(..room).unwrap_or(line));
}

fn others_read(others: &[u8], standard: &'static Standard) -> bool {
    let trial = Trial::new(standard, others);
    trial.reads() && trial.units - trial.faults > 1
}

/// Tells whether a line of a file in another encoding is UTF-8: it reads as Chinese so, and better than in the other.
/// Where both read alike, as single characters of two bytes may, the line is what the file is.
pub fn is_utf8_line(line: &[u8], other: &'static Standard) -> bool {
    utf8(line).is_some_and(|own| {
        let other = Trial::new(other, line);
        other.faults > own.faults || other.share() < own.share()
    })
}

/// Tells whether a line has a byte that sequences of three or four begin with; those of two are soon right by chance.
fn is_long(line: &[u8]) -> bool {
    line.utf8_chunks().any(|chunk| chunk.valid().bytes().any(|byte| byte >= 0xe0))
}

/// Returns how a line reads as UTF-8, if but for a few faults it is that, and reads as Chinese so.
fn utf8(line: &[u8]) -> Option<Trial> {
    let (units, faults) = sequences(line);
    if units == 0 || faults * 4 > units {
        return None;
    }
    Some(Trial::new(UTF_8, line)).filter(|own| own.common * 2 >= own.units)
}

/// Counts the sequences of several bytes that are UTF-8, and the places that are not; a sequence cut at the end is
/// neither.
fn sequences(data: &[u8]) -> (usize, usize) {
    let (mut units, mut faults) = (0, 0);
    for chunk in data.utf8_chunks() {
        units += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    (units, faults.saturating_sub(usize::from(ends_inside(data))))
}

/// Tells whether a file ends inside a sequence of UTF-8.
fn ends_inside(data: &[u8]) -> bool {
    let tail = data.iter().rev().take_while(|byte| **byte & 0xc0 == 0x80).count();
    let lead = data.len().checked_sub(tail + 1).and_then(|at| data.get(at..)).unwrap_or_default();
    std::str::from_utf8(lead).is_err_and(|error| error.error_len().is_none())
}

/// Returns the encoding of a sample that is in one.
fn decide(sample: &[u8]) -> &'static Standard {
    let (units, faults) = sequences(sample);
    // Sequences of several bytes are hardly ever right by chance.
    let whole: String = sample.utf8_chunks().map(|chunk| chunk.valid()).collect();
    if units > 0 && faults * 4 <= units && !(faults == 0 && is_chance(&whole)) {
        return UTF_8;
    }
    let [gb, big5, utf8] = [GB18030, BIG5, UTF_8].map(|standard| Trial::new(standard, sample));
    let clear = [gb, big5].iter().any(|trial| trial.affordable() && trial.share() >= CLEAR);
    let likely = || if big5.is_ahead_of(&gb, 0) || !gb.affordable() { big5 } else { gb };
    let chinese = if clear { likely() } else { explaining(&[gb, big5], sample) };
    if utf8.faults <= 1 && utf8.share() > chinese.share() {
        return UTF_8;
    }
    let guess = statistics(sample);
    if let Some(standard) = east(sample, guess) {
        return standard;
    }
    if guess == GBK || guess == BIG5 {
        let (guessed, other) = if guess == GBK { (gb, big5) } else { (big5, gb) };
        let better = if clear { other.is_ahead_of(&guessed, AHEAD) } else { chinese.standard == other.standard };
        return if better { other.standard } else { guessed.standard };
    }
    if let Some(standard) = LANGUAGES
        .into_iter()
        .find(|standard| is_but_for_faults(standard, sample) && language::reads(standard, sample, language::SURE))
    {
        return standard;
    }
    let least = if gb.faults > 0 { language::LEAST } else { language::TOLD };
    if is_latin(sample) || language::reads(guess, sample, least) {
        return guess;
    }
    if chinese.reads() {
        return chinese.standard;
    }
    let japanese = Trial::new(SHIFT_JIS, sample);
    if japanese.units > 1 && japanese.common + japanese.kana == japanese.units {
        return SHIFT_JIS;
    }
    let best = explaining(&[gb, big5, utf8], sample);
    let bytes = sample.iter().filter(|byte| !byte.is_ascii()).count();
    if EAST.contains(&guess) || best.explained(sample) * 3 < bytes { guess } else { best.standard }
}

/// Encodings of languages of the east that are not Chinese.
const EAST: [&Standard; 3] = [EUC_KR, EUC_JP, SHIFT_JIS];
/// Encodings of languages in other letters that do not use every byte.
const LANGUAGES: [&Standard; 4] = [WINDOWS_1251, WINDOWS_1253, WINDOWS_1255, WINDOWS_874];

/// Tells whether the statistics speak for an encoding once what cannot be decoded in it is left out.
fn is_but_for_faults(standard: &'static Standard, sample: &[u8]) -> bool {
    let trial = Trial::new(standard, sample);
    trial.faults > 0 && trial.affordable() && statistics(&trial.whole(sample)) == standard
}

/// Returns what the statistics of the bytes say; never UTF-8.
fn statistics(sample: &[u8]) -> &'static Standard {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, false);
    detector.guess(None, Utf8Detection::Deny)
}

/// Returns the encoding in which a text is Korean or Japanese. One byte that is nothing rules an encoding out for the
/// statistics: what cannot be decoded is left out for them.
fn east(sample: &[u8], guessed: &'static Standard) -> Option<&'static Standard> {
    EAST.into_iter().find(|standard| {
        let trial = Trial::new(standard, sample);
        let kanji = || *standard == EUC_JP && guessed == EUC_JP && is_plain_kanji(sample);
        let told = trial.affordable() && (trial.speaks() || kanji());
        told && (guessed == *standard || is_but_for_faults(standard, sample))
    })
}

/// Tells whether a sample in EUC-JP has but kanji of the first level: three characters in ten of a text in Chinese
/// would be of the second.
fn is_plain_kanji(sample: &[u8]) -> bool {
    let leads = sample.split(u8::is_ascii).flat_map(|run| run.iter().step_by(2));
    let (first, second): (Vec<u8>, Vec<u8>) = leads.partition(|lead| **lead < 0xd0);
    first.len() >= KANJI && second.len() * 20 <= first.len()
}

/// Returns the first trial whose common characters take up the most bytes.
fn explaining(trials: &[Trial], sample: &[u8]) -> Trial {
    let best = trials.iter().rev().max_by_key(|trial| trial.explained(sample));
    best.copied().unwrap_or_else(|| Trial::new(GB18030, sample))
}

/// Tells whether a sample reads as a language in Latin letters: others stand alone among those of ASCII.
fn is_latin(sample: &[u8]) -> bool {
    let letters = sample.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let runs = sample.split(u8::is_ascii).map(<[u8]>::len);
    let (alone, all) = runs.fold((0, 0), |(alone, all), n| (alone + if n <= 2 { n } else { 0 }, all + n));
    letters >= all * 3 && alone * 5 >= all * 4
}

/// Tells whether a file is UTF-16, with a mark or without.
pub fn is_utf16(data: &[u8]) -> bool {
    let marked = Standard::for_bom(data).is_some_and(|(standard, _)| standard != UTF_8);
    marked || utf16(data).is_some()
}

/// Bytes of UTF-16 that are weighed together.
const BLOCK: usize = 512;

/// Returns what the characters of a stretch of UTF-16 say for it, and their number.
fn weigh(block: &[u8], read: fn([u8; 2]) -> u16) -> (usize, usize) {
    let pairs = block.chunks_exact(2);
    let units = pairs.map(|pair| read([pair.first().copied(), pair.get(1).copied()].map(Option::unwrap_or_default)));
    char::decode_utf16(units).fold((0, 0), |(weight, count), c| (weight + c.map_or(0, worth), count + 1))
}

/// Tells UTF-16 without a mark by how it reads; a byte too many at the end is a fault and no more.
fn utf16(data: &[u8]) -> Option<&'static Standard> {
    let sample = data.get(..SAMPLE).unwrap_or(data);
    let zeros = memchr::memchr(0, sample).is_some();
    let weigh = |read: fn([u8; 2]) -> u16| {
        // A lost byte shifts all that follows.
        let blocks = sample.chunks(BLOCK).map(|block| match weigh(block, read) {
            (weight, count) if block.len() < BLOCK || weight * 10 >= count * 16 => (weight, count),
            even => even.max(weigh(block.get(1..).unwrap_or_default(), read)),
        });
        blocks.fold((0, 0), |(weight, count), block| (weight + block.0, count + block.1))
    };
    let ((little, count), (big, _)) = (weigh(u16::from_le_bytes), weigh(u16::from_be_bytes));
    let (weight, standard) = if little >= big { (little, UTF_16LE) } else { (big, UTF_16BE) };
    // Texts have zeros in UTF-16 if they have line ends; without any they must be longer to be told, or all common.
    let least = match () {
        () if zeros => 2,
        () if weight == count * 2 && !is_latin(sample) => 3,
        () => 4,
    };
    (count >= least && weight * 10 >= count * 16).then_some(standard)
}

/// Tells whether a text is kana in `Shift_JIS`: in UTF-16 they would be ideographs that stand side by side.
fn is_kana(data: &[u8]) -> bool {
    let trial = Trial::new(SHIFT_JIS, data.get(..SAMPLE).unwrap_or(data));
    trial.units > 2 && trial.kana * 4 >= trial.units * 3
}

/// Returns what a character says for a reading in UTF-16: 2 if texts are made of such, 1 if it is any ideograph.
fn worth(c: char) -> usize {
    match c {
        '\t' | '\n' | '\r' | ' '..='~' | '\u{2010}'..='\u{2026}' | '\u{3041}'..='\u{30ff}' => 2,
        c if is_common(c) => 2,
        '\u{a0}'..='\u{17f}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => 1,
        _ => 0,
    }
}
