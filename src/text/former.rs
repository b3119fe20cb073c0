//! What earlier versions read a file as. Stores that they made hold places in the text that came out of it.

use super::decode::spoken;
use super::encoding::Encoding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Standard, GB18030, GBK, UTF_16BE, UTF_16LE};

/// One fault in so many bytes was still taken for UTF-8.
const BUDGET: usize = 10_000;
/// The bytes that statistics were made of.
const SAMPLE: usize = 1 << 18;

/// Returns as what a file may have been read without a word from a person: as the first versions read it, as it is read
/// now but with no heed of lost bytes, and as it is read now.
pub fn readings(data: &[u8]) -> [Encoding; 3] {
    let spoken = spoken(data);
    [former(data).as_it_comes(), spoken.as_it_comes(), spoken]
}

/// Returns the encoding that the first versions took a file for.
pub fn former(data: &[u8]) -> Encoding {
    if let Some((standard, _)) = Standard::for_bom(data) {
        return Encoding { mark: true, ..Encoding::plain(standard) };
    }
    if std::str::from_utf8(data).is_ok() {
        return Encoding::UTF_8;
    }
    if let Some(standard) = utf16(data) {
        return Encoding::plain(standard);
    }
    let faults = data.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    if faults <= 1 || faults * BUDGET <= data.len() {
        let ascii = data.iter().filter(|b| b.is_ascii()).count();
        if faults * 40 < data.len() - ascii {
            return Encoding::UTF_8;
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(data.get(..SAMPLE).unwrap_or(data), false);
    let guess = detector.guess(None, Utf8Detection::Deny);
    Encoding::plain(if guess == GBK { GB18030 } else { guess })
}

/// UTF-16 without a mark was told by zero bytes and the high bytes of Chinese on one side of the pairs.
fn utf16(data: &[u8]) -> Option<&'static Standard> {
    let sample = data.get(..SAMPLE).unwrap_or(data);
    if sample.len() < 4 || !data.len().is_multiple_of(2) {
        return None;
    }
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in sample.chunks_exact(2) {
        let high =
            |byte: Option<&u8>| byte.is_some_and(|b| *b == 0 || *b == 0x30 || *b == 0xff || (0x4e..=0x9f).contains(b));
        even += usize::from(high(pair.first()));
        odd += usize::from(high(pair.get(1)));
    }
    let pairs = sample.len() / 2;
    let zeros = sample.contains(&0);
    match () {
        () if even * 10 >= pairs * 9 && odd * 10 < pairs * 7 && zeros => Some(UTF_16BE),
        () if odd * 10 >= pairs * 9 && even * 10 < pairs * 7 && zeros => Some(UTF_16LE),
        () => None,
    }
}
