//! Which bytes of a text in characters of several bytes are lost ones: a byte that was lost, added or changed shifts all
//! that is read behind it, and the shift shows in what characters come out.

use super::frequency::{is_common, is_frequent};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding as Standard, GB18030, SHIFT_JIS, UTF_16BE, UTF_16LE};
use std::ops::Range;
use std::sync::LazyLock;

/// What a character adds to a reading that is not the plain one: texts are made of frequent ones, chance is not; every
/// fourth character that chance makes of Korean is a syllable.
const OFTEN: i16 = 4;
const SYLLABLE: i16 = 1;
const LETTER: i16 = 1;
const SOME: i16 = -1;
const RARE: i16 = -4;
/// What a character that is hardly ever met adds to the plain reading: any may stand there.
const ODD: i16 = -1;
/// What a place that cannot be read adds: four frequent characters more must come out for another. Where all can be
/// read it takes six, and twice that where reading must fall in step again.
const LOST: i32 = -16;
const SOUND: i32 = -22;
/// A character that came a few bytes before adds nothing: words may be repeated.
const NEAR: usize = 40;
/// No character.
const NONE: i16 = i16::MIN;

/// The characters of an encoding by their bytes.
pub(super) struct Grid {
    standard: &'static Standard,
    /// What each pair of bytes adds.
    pairs: Vec<i16>,
    /// The same of single bytes; of those that lead a character, nothing.
    bytes: Vec<i16>,
    /// Bytes that pairs begin with.
    leads: Vec<bool>,
    /// A line end, where no byte stands for a character alone.
    wide: Option<[u8; 2]>,
}

/// Encodings in which a lost byte shifts what follows.
const SHIFTED: [&Standard; 7] = [GB18030, BIG5, EUC_KR, EUC_JP, SHIFT_JIS, UTF_16LE, UTF_16BE];
static GRIDS: [LazyLock<Grid>; 7] = [
    LazyLock::new(|| Grid::new(GB18030)),
    LazyLock::new(|| Grid::new(BIG5)),
    LazyLock::new(|| Grid::new(EUC_KR)),
    LazyLock::new(|| Grid::new(EUC_JP)),
    LazyLock::new(|| Grid::new(SHIFT_JIS)),
    LazyLock::new(|| Grid::new(UTF_16LE)),
    LazyLock::new(|| Grid::new(UTF_16BE)),
];

/// A character at some place: its bytes, and what it adds.
type Unit = (usize, i16);

impl Grid {
    /// Returns that of an encoding in which a lost byte shifts what follows.
    pub fn of(standard: &'static Standard) -> Option<&'static Self> {
        let known = SHIFTED.iter().position(|shifted| *shifted == standard)?;
        GRIDS.get(known).map(|grid| &**grid)
    }

    fn new(standard: &'static Standard) -> Self {
        let worth = |bytes: &[u8]| {
            let text = standard.decode_without_bom_handling_and_without_replacement(bytes);
            text.and_then(|text| text.chars().next()).map_or(NONE, |c| worth(standard, c))
        };
        let wide = match () {
            () if standard == UTF_16LE => Some([b'\n', 0]),
            () if standard == UTF_16BE => Some([0, b'\n']),
            () => None,
        };
        let mut grid = Self { standard, pairs: Vec::new(), bytes: Vec::new(), leads: Vec::new(), wide };
        for lead in 0..=u8::MAX {
            let alone = if lead.is_ascii() && wide.is_none() { 0 } else { worth(&[lead]) };
            let pair = |trail| if alone == NONE { worth(&[lead, trail]) } else { NONE };
            let row: Vec<i16> = (0..=u8::MAX).map(pair).collect();
            grid.leads.push(row.iter().any(|worth| *worth != NONE));
            grid.pairs.extend(row);
            grid.bytes.push(alone);
        }
        grid
    }

    /// Returns the character that some bytes begin with.
    pub fn unit(&self, rest: &[u8]) -> Option<Unit> {
        let known = |worth: Option<&i16>| worth.copied().filter(|worth| *worth != NONE);
        let first = usize::from(*rest.first()?);
        if let Some(worth) = known(self.bytes.get(first)) {
            return Some((1, worth));
        }
        let second = usize::from(*rest.get(1)?);
        if let Some(worth) = known(self.pairs.get(first << 8 | second)) {
            return Some((2, worth));
        }
        let len = match (first, second) {
            (0x81..=0xfe, 0x30..=0x39) if self.standard == GB18030 => 4,
            (0x8f, 0xa1..=0xfe) if self.standard == EUC_JP => 3,
            _ if self.wide.is_some() => 4,
            _ => return None,
        };
        let bytes = rest.get(..len)?;
        self.standard.decode_without_bom_handling_and_without_replacement(bytes).map(|_| (len, RARE))
    }

    /// Tells whether a byte is no part of any longer character: behind it, reading begins anew.
    pub fn is_alone(byte: u8) -> bool {
        byte < b'0'
    }

    /// Tells whether the bytes begin with a pair that stands for two characters: in Big5, four are letters with two
    /// marks.
    pub fn is_pair(&self, rest: &[u8]) -> bool {
        self.standard == BIG5 && matches!(rest, [0x88, 0x62 | 0x64 | 0xa3 | 0xa5, ..])
    }

    /// Returns where the last line that is whole ends.
    pub fn end(&self, data: &[u8]) -> Option<usize> {
        match self.wide {
            Some(end) => {
                let (pairs, _) = data.as_chunks::<2>();
                pairs.iter().rposition(|pair| *pair == end).map(|at| 2 * at + 2)
            }
            None => memchr::memrchr(b'\n', data).map(|at| at + 1),
        }
    }

    /// Returns the bytes up to where reading begins anew whatever was before.
    fn run<'a>(&self, rest: &'a [u8]) -> &'a [u8] {
        let end = match self.wide {
            Some(end) => self.line(rest, end),
            None => rest.iter().position(|byte| Self::is_alone(*byte)).map(|at| at + 1),
        };
        end.and_then(|end| rest.get(..end)).unwrap_or(rest)
    }

    /// Returns where the first line ends in which no byte stands for a character alone. Of two characters the halves may
    /// look like a line end; it is one where reading goes on behind a lost byte, and all up to the next cannot be read.
    fn line(&self, rest: &[u8], end: [u8; 2]) -> Option<usize> {
        let first = memchr::memmem::find(rest, &end)? + 2;
        if first.is_multiple_of(2) {
            return Some(first);
        }
        let (pairs, _) = rest.as_chunks::<2>();
        let whole = pairs.iter().position(|pair| *pair == end).map_or(rest.len(), |at| 2 * at + 2);
        let line = rest.get(..whole).unwrap_or_default();
        let sound = || self.standard.decode_without_bom_handling_and_without_replacement(line).is_some();
        Some(if sound() { whole } else { first })
    }

    /// Tells whether a byte may be the second half of a character that is lost; else it is one that was not touched.
    fn is_half(&self, byte: u8) -> bool {
        self.wide.is_some() || !byte.is_ascii()
    }

    /// Returns how many bytes stand for one fault where no character begins.
    fn fault(&self, rest: &[u8]) -> usize {
        let leads = rest.first().and_then(|byte| self.leads.get(usize::from(*byte))).is_some_and(|leads| *leads);
        1 + usize::from(leads && rest.get(1).is_some_and(|byte| self.is_half(*byte)))
    }

    /// Returns where nothing can be read in a text: one range a fault. Only a run that cannot be read throughout, or not
    /// without characters that are hardly ever met, is looked at closely.
    pub fn faults(&self, data: &[u8]) -> Vec<Range<usize>> {
        let (mut faults, mut start, mut at) = (Vec::new(), 0, 0);
        while let Some(rest) = data.get(at..).filter(|rest| !rest.is_empty()) {
            if let Some((len, _)) = self.unit(rest).filter(|(_, worth)| *worth > RARE) {
                at += len;
                let ends = match self.wide {
                    Some(end) => rest.starts_with(&end),
                    None => rest.first().is_some_and(|byte| Self::is_alone(*byte)),
                };
                start = if ends { at } else { start };
                continue;
            }
            let run = self.run(data.get(start..).unwrap_or_default());
            faults.extend(self.best(run).into_iter().map(|range| start + range.start..start + range.end));
            start += run.len();
            at = start;
        }
        faults
    }

    /// Returns the faults of the reading that adds up to the most. The plain one goes on behind its faults as a decoder
    /// does; in any other, only what is frequent in texts speaks for it.
    fn best(&self, run: &[u8]) -> Vec<Range<usize>> {
        let (plain, sound) = self.plain(run);
        let lost = if sound { SOUND } else { LOST };
        // For every byte the most that a reading up to it adds up to, its last step, and whether that is a fault.
        let mut best = vec![(i32::MIN, 0_usize, false); run.len() + 1];
        if let Some(start) = best.first_mut() {
            start.0 = 0;
        }
        for at in 0..run.len() {
            let Some((sum, ..)) = best.get(at).copied().filter(|(sum, ..)| *sum > i32::MIN) else { continue };
            let rest = run.get(at..).unwrap_or_default();
            let is_plain = plain.get(at) == Some(&true);
            let mut step = |len: usize, worth: i32, fault: bool| {
                if let Some(there) = best.get_mut(at + len).filter(|there| there.0 < sum + worth) {
                    *there = (sum + worth, len, fault);
                }
            };
            if let Some((len, worth)) = self.unit(rest) {
                let before = run.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
                let again = || before.rchunks_exact(len).any(|bytes| rest.starts_with(bytes));
                let worth = match (is_plain, worth) {
                    (_, 1..) if again() => 0,
                    (true, SOME) => 0,
                    (true, RARE) => ODD,
                    _ => worth,
                };
                step(len, worth.into(), false);
            }
            step(1, lost, true);
            if rest.get(1).is_some_and(|byte| self.is_half(*byte)) {
                step(2, lost, true);
            }
        }
        let mut faults = Vec::new();
        let mut at = run.len();
        while let Some((_, len @ 1.., fault)) = best.get(at).copied() {
            faults.extend(fault.then_some(at - len..at));
            at -= len;
        }
        faults.reverse();
        faults
    }

    /// Tells of each byte whether something begins with it as a decoder reads it, and whether all can be read so.
    fn plain(&self, run: &[u8]) -> (Vec<bool>, bool) {
        let mut plain = vec![false; run.len()];
        let (mut at, mut sound) = (0, true);
        while let Some(begins) = plain.get_mut(at) {
            *begins = true;
            let rest = run.get(at..).unwrap_or_default();
            let unit = self.unit(rest);
            sound &= unit.is_some();
            at += unit.map_or_else(|| self.fault(rest), |(len, _)| len);
        }
        (plain, sound)
    }
}

fn worth(standard: &'static Standard, c: char) -> i16 {
    let kana = || standard == EUC_JP || standard == SHIFT_JIS;
    match c {
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}' if kana() => OFTEN,
        '\u{3131}'..='\u{318e}' | '\u{ac00}'..='\u{d7a3}' if standard == EUC_KR => SYLLABLE,
        c if is_frequent(c) => OFTEN,
        '\t' | '\n' | '\r' | ' '..='~' => LETTER,
        '\u{ff61}'..='\u{ff9f}' => SOME,
        c if is_common(c) => SOME,
        _ => RARE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    proptest! {
        #![proptest_config(crate::laws::cases(300))]
        /// Halves of two characters may look like the end of a line.
        #[test]
        fn what_utf16_says_without_fault_is_read_so(
            words in proptest::collection::vec(
                prop_oneof!["[一开最上的是了。，]{1,6}", "[\u{a01}\u{a15}\u{a70}]{1,3}", "[𠮷\u{e000}\u{3400}\n]{1,2}"], 1..40,
            ),
            little in any::<bool>(),
        ) {
            let grid = Grid::of(if little { UTF_16LE } else { UTF_16BE }).unwrap();
            prop_assert_eq!(grid.faults(&utf16(&words.concat(), little)), Vec::<Range<usize>>::new());
        }
    }

    #[test]
    fn a_line_ends_only_where_a_character_begins() {
        for (little, pair) in [(true, "\u{a15}一"), (false, "一\u{a15}")] {
            let grid = Grid::of(if little { UTF_16LE } else { UTF_16BE }).unwrap();
            let data = utf16(&format!("上\n下{pair}"), little);
            assert_eq!(grid.end(&data), Some(4));
            // A byte of the first line is lost: the second is read as it was.
            let text = utf16("梨花才开，没有人说话。\n水乡的早晨很静。\n", little);
            let broken: Vec<u8> = text.iter().enumerate().filter(|(n, _)| *n != 6).map(|(_, byte)| *byte).collect();
            assert!(grid.faults(&broken).iter().all(|fault| fault.end < 24), "{:?}", grid.faults(&broken));
            assert!(!grid.faults(&broken).is_empty());
        }
    }
}
