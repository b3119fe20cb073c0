//! SubRip: a number, a time, lines of text.

use super::stamp::{begin, timing};
use super::tags;
use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::composer::Composer;
use crate::text::source::given::{Extent, Remark, Role, Sort, Source};

/// The reader's name and version.
pub const READER: (&str, u32) = ("srt", 1);

/// Tells whether a file has such cues: only its name says so, for a plain text may have them too.
pub fn knows(path: &str, _: &[u8]) -> bool {
    bytes::ends_in(path, &["srt"])
}

/// Reads cues in the order of the file. A cue begins at its time, wherever it stands: a blank line before it may be
/// missing, and its number too.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let decoded = bytes::words(data, told);
    let mut composer = Composer::new(READER, Sort::Subtitle);
    let mut lines = decoded.text.lines().peekable();
    let mut found = false;
    let mut cue: Vec<&str> = Vec::new();
    while let Some(line) = lines.next() {
        let time = timing(line);
        let number = time.is_none() && is_number(line) && lines.peek().is_some_and(|next| timing(next).is_some());
        if time.is_none() && !number {
            cue.push(line);
            continue;
        }
        write(&mut composer, &cue.split_off(0), found);
        if let Some(time) = time {
            begin(&mut composer, time, "");
            found = true;
        }
    }
    write(&mut composer, &cue, found);
    let said = if found { Vec::new() } else { vec![Remark { words: "notice-no-cues", blanks: Vec::new() }] };
    bytes::source(composer, decoded.encoding, decoded.bad, said)
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.len() <= 9 && line.bytes().all(|b| b.is_ascii_digit())
}

/// Writes the lines of a cue, or what stands before the first.
fn write(composer: &mut Composer, lines: &[&str], found: bool) {
    let last = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |n| n + 1);
    let text = lines.get(..last).unwrap_or_default().join("\n");
    let text = without_overrides(text.trim_start_matches('\n'));
    if text.trim().is_empty() {
        return;
    }
    if !found {
        composer.begin(Role::Furniture, 0, "");
    }
    tags::write(composer, &text, tags::of_srt, false);
}

/// Takes out what tells a player where to set a cue: `{\an8}`.
fn without_overrides(text: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, behind)) = rest.split_once("{\\") {
        let Some((_, after)) = behind.split_once('}') else { break };
        plain.push_str(before);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::given::Mark;
    use crate::units::ByteSpan;

    #[test]
    fn cues_begin_at_their_times() {
        // T23: GBK, no blank line before a number, no blanks around the arrow, an end before its start.
        let text = "1\r\n00:00:01,000 --> 00:00:03,500\r\n<i>水来了，</i>快看{\\an8}。\r\n\r\n2\r\n00:00:03,500 --> 00:00:06,000\r\n渠修好了\r\n就在村口。\r\n\r\n\r\n3\r\n00:01:02,003-->00:01:05,000 X1:10\r\n- 多深？\r\n- 一 <b>米</b> a < b <x>。\r\n4\r\n00:01:05,000 --> 00:01:04,000\r\n2024\r\n\r\n00:01:09,000 --> 00:01:10,000\r\n没有号。\r\n";
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        let source = read(gbk.to_vec(), Extent::Whole, None);
        assert_eq!(
            source.text,
            "水来了，快看。\n\n渠修好了\n就在村口。\n\n- 多深？\n- 一 米 a < b <x>。\n\n2024\n\n没有号。\n"
        );
        let layout = source.layout.unwrap();
        assert_eq!(layout.blocks[2].place, "00:01:02,003 --> 00:01:05,000");
        assert_eq!((layout.blocks[3].time.as_str(), layout.blocks.len()), ("00:01:05,000", 5));
        assert_eq!((layout.inline[0].mark.clone(), layout.inline[0].span), (Mark::Weak, ByteSpan::at(0, 12)));
        assert_eq!((layout.inline[1].mark.clone(), layout.inline[1].span.len()), (Mark::Strong, 3));
    }

    #[test]
    fn what_is_no_cue_is_kept() {
        let source = read("字幕组甲\n\n1\n00:00:01,000 --> 00:00:02,000\n水。".into(), Extent::Whole, None);
        assert_eq!(source.text, "字幕组甲\n\n水。\n");
        assert_eq!(source.layout.unwrap().blocks[0].role, Role::Furniture);
        let none = read("没有时间".into(), Extent::Whole, None);
        assert_eq!((none.text.as_str(), none.remarks[0].words), ("没有时间\n", "notice-no-cues"));
    }
}
