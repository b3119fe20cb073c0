//! What encoding a file is in, as its bytes speak: each candidate is tried on them, with a budget for faults.

use super::encoding::Encoding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding as Standard, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use std::sync::LazyLock;

/// The most bytes that are tried, of lines that are not ASCII.
const SAMPLE: usize = 1 << 18;

/// The code points that texts in Chinese are made of: the first levels of GB 2312 and Big5, and their punctuation.
/// A text that is read in a wrong encoding has few of them.
static COMMON: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut common = vec![false; 1 << 16];
    let gb = (0xa1..=0xa3).chain(0xb0..=0xd7).flat_map(|lead| (0xa1..=0xfe).map(move |trail| (GBK, [lead, trail])));
    let trails = || (0x40..=0x7e).chain(0xa1..=0xfe_u8);
    let big5 = (0xa1..=0xa3).chain(0xa4..=0xc6).flat_map(|lead| trails().map(move |trail| (BIG5, [lead, trail])));
    for (standard, pair) in gb.chain(big5) {
        let (text, faulty) = standard.decode_without_bom_handling(&pair);
        if let (false, Some(c)) = (faulty, text.chars().next().filter(|c| !c.is_ascii()))
            && let Some(known) = common.get_mut(c as usize)
        {
            *known = true;
        }
    }
    common
});

fn is_common(c: char) -> bool {
    COMMON.get(c as usize).copied().unwrap_or(false)
}

/// How a sample reads in one encoding. ASCII says nothing, and is left out.
#[derive(Clone, Copy)]
struct Trial {
    standard: &'static Standard,
    /// Characters, and places that cannot be decoded.
    units: usize,
    faults: usize,
    common: usize,
    /// It has hiragana: what Japanese is told by.
    hiragana: bool,
}

impl Trial {
    fn new(standard: &'static Standard, sample: &[u8]) -> Self {
        let mut trial = Self { standard, units: 0, faults: 0, common: 0, hiragana: false };
        let mut decoder = standard.new_decoder_without_bom_handling();
        let mut text = String::with_capacity(decoder.max_utf8_buffer_length(sample.len()).unwrap_or(0));
        // Never told that this is the end: a character cut there would speak against the right encoding.
        let _ = decoder.decode_to_string(sample, &mut text, false);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            trial.units += 1;
            trial.faults += usize::from(c == char::REPLACEMENT_CHARACTER);
            trial.common += usize::from(is_common(c));
            trial.hiragana |= ('\u{3041}'..='\u{3096}').contains(&c);
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

    /// Tells whether it reads as Chinese with a few faults.
    fn reads(&self) -> bool {
        self.affordable() && self.share() >= READS
    }
}

/// The share of common characters, in hundredths, that a text in Chinese has.
const READS: usize = 60;
/// So much more of a text must read as Chinese for that to count against statistics.
const AHEAD: usize = 15;
/// Texts of fewer characters say too little to be taken for Korean or Japanese.
const FEW: usize = 5;

/// Returns what a file is read as.
pub fn detect(data: &[u8]) -> Encoding {
    if let Some((standard, _)) = Standard::for_bom(data) {
        return Encoding { mark: true, ..Encoding::plain(standard) };
    }
    if let Some(standard) = utf16(data) {
        return Encoding::plain(standard);
    }
    let (mut own, mut others, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for line in data.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
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

/// Characters beyond which a text is not UTF-8 by chance.
const CHANCE: usize = 16;

/// Tells whether a text is a few words in GBK that happen to be UTF-8: letters of several scripts side by side, or of
/// none that is written.
pub fn is_chance(text: &str) -> bool {
    let own = |c: &char| !c.is_ascii();
    if text.len() > CHANCE * 2 || text.is_ascii() || text.contains(|c: char| c > '\u{7ff}' || c.is_ascii_alphabetic()) {
        return false;
    }
    let script = |c: char| match c {
        '\u{a0}'..='\u{24f}' => 1,
        '\u{370}'..='\u{3ff}' => 2,
        '\u{400}'..='\u{52f}' => 3,
        '\u{530}'..='\u{58f}' => 4,
        '\u{590}'..='\u{5ff}' => 5,
        '\u{600}'..='\u{7ff}' => 6,
        _ => 0,
    };
    let mut scripts: Vec<u8> = text.chars().filter(own).map(script).collect();
    scripts.sort_unstable();
    scripts.dedup();
    let gbk = Trial::new(GB18030, text.as_bytes());
    (scripts.len() > 1 || scripts == [0]) && gbk.share() == 100
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
    if units > 0 && faults * 4 <= units && !std::str::from_utf8(sample).is_ok_and(is_chance) {
        return UTF_8;
    }
    let [gb, big5] = [GB18030, BIG5].map(|standard| Trial::new(standard, sample));
    let chinese = if big5.reads() && big5.share() > gb.share() || !gb.affordable() { big5 } else { gb };
    let utf8 = Trial::new(UTF_8, sample);
    if utf8.faults <= 1 && utf8.share() > chinese.share() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, false);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == GBK || guess == BIG5 {
        let (guessed, other) = if guess == GBK { (gb, big5) } else { (big5, gb) };
        let better = other.reads() && other.share() > guessed.share() + AHEAD;
        return if better { other.standard } else { guessed.standard };
    }
    let east = [EUC_KR, EUC_JP, SHIFT_JIS].contains(&guess);
    let told = east && {
        let trial = Trial::new(guess, sample);
        trial.units >= FEW && trial.faults == 0 && (guess == EUC_KR || trial.hiragana)
    };
    if chinese.reads() && !told && (east || !is_latin(sample)) { chinese.standard } else { guess }
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

/// Tells UTF-16 without a mark by how it reads; a byte too many at the end is a fault and no more.
fn utf16(data: &[u8]) -> Option<&'static Standard> {
    let sample = data.get(..SAMPLE).unwrap_or(data);
    let zeros = memchr::memchr(0, sample).is_some();
    let weigh = |read: fn([u8; 2]) -> u16| {
        let units = sample
            .chunks_exact(2)
            .map(|pair| read([pair.first().copied(), pair.get(1).copied()].map(Option::unwrap_or_default)));
        let (mut weight, mut count) = (0, 0);
        for c in char::decode_utf16(units) {
            count += 1;
            weight += c.map_or(0, worth);
        }
        (weight, count)
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

/// Returns what a character says for a reading in UTF-16: 2 if texts are made of such, 1 if it is any ideograph.
fn worth(c: char) -> usize {
    match c {
        '\t' | '\n' | '\r' | ' '..='~' | '\u{2010}'..='\u{2026}' | '\u{3041}'..='\u{30ff}' => 2,
        c if is_common(c) => 2,
        '\u{a0}'..='\u{17f}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => 1,
        _ => 0,
    }
}
