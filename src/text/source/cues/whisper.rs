//! What programs that write down speech leave as JSON: Whisper and those like it, whisper.cpp, FunASR.

use super::stamp::{begin, clock, of_milliseconds};
use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::composer::Composer;
use crate::text::source::given::{Extent, Remark, Sort, Source};
use crate::text::source::json::{Value, parse};

/// The reader's name and version.
pub const READER: (&str, u32) = ("whisper", 1);

/// The names under which cues stand.
const LISTS: [&str; 3] = ["segments", "transcription", "sentence_info"];

/// Tells whether a file has such cues.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let list = || LISTS.iter().any(|name| bytes::holds(data, &format!("\"{name}\"")));
    bytes::ends_in(path, &["json"])
        && matches!(bytes::first(data), Some(b'{' | b'['))
        && bytes::holds(data, "\"text\"")
        && list()
        && (bytes::holds(data, "\"start\"") || bytes::holds(data, "\"timestamps\""))
}

/// Reads cues in the order of the file.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let decoded = bytes::words(data, told);
    let Some(value) = parse(&decoded.text) else { return bytes::nothing(READER, Sort::Subtitle, "notice-broken-file") };
    let mut composer = Composer::new(READER, Sort::Subtitle);
    // FunASR writes a list of recordings.
    let recordings = if value.list().is_empty() { std::slice::from_ref(&value) } else { value.list() };
    let mut found = false;
    for recording in recordings {
        composer.meta("language", recording.say("language"));
        let Some((name, cues)) = LISTS.iter().find_map(|name| Some((*name, recording.get(name)?))) else { continue };
        for cue in cues.list() {
            let (from, to) = times(cue, name);
            let speaker =
                ["speaker", "spk"].iter().find_map(|name| cue.get(name)).map(Value::shown).unwrap_or_default();
            begin(&mut composer, (&from, &to), &speaker);
            // Segments are parted by the blanks before them.
            composer.push(cue.say("text").trim_matches([' ', '\n']));
            found = true;
        }
    }
    let said = if found { Vec::new() } else { vec![Remark { words: "notice-no-cues", blanks: Vec::new() }] };
    bytes::source(composer, decoded.encoding, decoded.bad, said)
}

/// Returns from when to when a cue stands: seconds, milliseconds with FunASR, times as they are with whisper.cpp.
fn times(cue: &Value, list: &str) -> (String, String) {
    let number = |name: &str| cue.get(name).and_then(Value::number).unwrap_or("0");
    let written = |name: &str| cue.at(&["timestamps", name]).and_then(Value::text).unwrap_or_default().to_owned();
    let whole = |name: &str| of_milliseconds(number(name).parse::<u64>().unwrap_or(0));
    match list {
        "transcription" => (written("from"), written("to")),
        "sentence_info" => (whole("start"), whole("end")),
        _ => (clock(number("start")), clock(number("end"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Slice;

    fn told(json: &str) -> Vec<(String, String, String)> {
        assert!(knows("a.json", json.as_bytes()), "{json}");
        let source = read(json.into(), Extent::Whole, None);
        let blocks = source.layout.unwrap().blocks.into_iter();
        blocks.map(|b| (source.text.slice(b.span).to_owned(), b.time, b.speaker)).collect()
    }

    fn said(text: &str, time: &str, speaker: &str) -> (String, String, String) {
        (text.to_owned(), time.to_owned(), speaker.to_owned())
    }

    #[test]
    fn segments_are_cues() {
        let whisper = r#"{"text": "水来了。多深？", "segments": [{"id": 0, "start": 0.0, "end": 2.54, "text": " 水来了。"}, {"start": 62.5, "end": 65, "text": "多深？", "speaker": "SPEAKER_01"}]}"#;
        assert_eq!(told(whisper), [said("水来了。", "00:00:00.000", ""), said("多深？", "00:01:02.500", "SPEAKER_01")]);
        let cpp =
            r#"{"transcription": [{"timestamps": {"from": "00:00:01,000", "to": "00:00:02,000"}, "text": " 水。"}]}"#;
        assert_eq!(told(cpp), [said("水。", "00:00:01,000", "")]);
        let fun = r#"[{"text": "水。", "sentence_info": [{"text": "水。", "start": 430, "end": 900, "spk": 0}]}]"#;
        assert_eq!(told(fun), [said("水。", "00:00:00.430", "0")]);
        let broken = read("{\"segments\": [".into(), Extent::Whole, None);
        assert_eq!((broken.text.as_str(), broken.remarks[0].words), ("", "notice-broken-file"));
        assert!(!knows("a.json", b"{\"segments\": []}"));
    }
}
