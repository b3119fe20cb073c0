//! WebVTT: cues with voices, readings and times inside; notes and styles are no text.

use super::stamp::{begin, timing};
use super::tags;
use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::composer::Composer;
use crate::text::source::given::{Extent, Remark, Sort, Source};

/// The reader's name and version.
pub const READER: (&str, u32) = ("vtt", 1);

/// Tells whether a file has such cues.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let magic = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data).starts_with(b"WEBVTT");
    bytes::ends_in(path, &["vtt"]) || magic && !bytes::ends_in(path, &["txt", "md"])
}

/// Reads cues in the order of the file.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let decoded = bytes::words(data, told);
    let mut composer = Composer::new(READER, Sort::Subtitle);
    let mut found = false;
    let mut lines = decoded.text.lines().peekable();
    // What stands behind the mark of the format is its title; names and values may follow.
    if let Some(first) = lines.next_if(|line| line.starts_with("WEBVTT")) {
        let title = first.trim_start_matches("WEBVTT").trim_start_matches([' ', '\t', '-', '–', '—']);
        composer.meta("title", title);
        while let Some(line) = lines.next_if(|line| !line.trim().is_empty() && timing(line).is_none()) {
            if let Some(language) = line.strip_prefix("Language:") {
                composer.meta("language", language);
            }
        }
    }
    while let Some(line) = lines.next() {
        let Some(time) = timing(line) else { continue };
        let mut cue: Vec<&str> = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.trim().is_empty() && timing(line).is_none()) {
            cue.push(line);
        }
        let text = cue.join("\n");
        begin(&mut composer, time, &tags::speakers(&text));
        tags::write(&mut composer, &text, tags::of_vtt, true);
        found = true;
    }
    let said = if found { Vec::new() } else { vec![Remark { words: "notice-no-cues", blanks: Vec::new() }] };
    bytes::source(composer, decoded.encoding, decoded.bad, said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::given::Mark;

    #[test]
    fn cues_have_voices_and_readings() {
        // T24: a mark before the text, notes, styles, a map of times, times inside, entities, voices.
        let text = "\u{feff}WEBVTT - 村口\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\nLanguage: zh\n\nSTYLE\n::cue{color:red}\n\nNOTE 不显示\n第二行\n\none\n00:01.000 --> 00:03.500 align:start\n<v 甲某>水来了，<c.yellow>快</c>看&amp;听。\n\n00:03.500 --> 00:06.000\n<v.loud 乙某>多<00:04.000>深？</v>\n<v 甲某>一米</v>\n\n00:06.000 --> 00:07.000\n<ruby>猹<rt>chá</rt></ruby>来了 a < b\n";
        let source = read(text.into(), Extent::Whole, None);
        assert_eq!(source.text, "水来了，快看&听。\n\n多深？\n一米\n\n猹来了 a < b\n");
        let layout = source.layout.unwrap();
        let speakers: Vec<&str> = layout.blocks.iter().map(|block| block.speaker.as_str()).collect();
        assert_eq!(speakers, ["甲某", "乙某; 甲某", ""]);
        assert_eq!(layout.meta, [("title".into(), "村口".into()), ("language".into(), "zh".to_owned())]);
        assert_eq!((layout.inline.len(), layout.inline[0].mark.clone()), (1, Mark::Ruby("chá".to_owned())));
        assert_eq!(layout.inline[0].span.len(), 3);
        assert_eq!(layout.blocks[0].place, "00:01.000 --> 00:03.500");
    }
}
