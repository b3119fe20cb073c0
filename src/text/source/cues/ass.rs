//! Advanced SubStation Alpha: lines of dialogue by the time at which they begin. Looks, drawings and comments are no
//! text.

use super::stamp::{begin, milliseconds};
use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::composer::Composer;
use crate::text::source::given::{Extent, Remark, Sort, Source};

/// The reader's name and version.
pub const READER: (&str, u32) = ("ass", 1);

/// The fields of a line where the file does not say.
const FIELDS: &str = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

/// Tells whether a file has such lines.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let magic = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data).starts_with(b"[Script Info]");
    bytes::ends_in(path, &["ass", "ssa"]) || magic && !bytes::ends_in(path, &["txt", "md"])
}

/// Reads lines of dialogue by rising time; those that begin together keep their order.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let decoded = bytes::words(data, told);
    let mut composer = Composer::new(READER, Sort::Subtitle);
    let mut fields: Vec<&str> = FIELDS.split(", ").collect();
    let (mut said, mut events) = (Vec::new(), false);
    for line in decoded.text.lines() {
        let line = line.trim_start();
        if line.starts_with('[') && !line.starts_with("[Events]") {
            events = false;
        } else if line.starts_with("[Events]") {
            events = true;
        } else if let Some(names) = line.strip_prefix("Format:").filter(|_| events) {
            fields = names.split(',').map(str::trim).collect();
        } else if let Some(title) = line.strip_prefix("Title:").filter(|_| !events) {
            composer.meta("title", title);
        } else if let Some(values) = line.strip_prefix("Dialogue:") {
            let values: Vec<&str> = values.splitn(fields.len().max(1), ',').collect();
            let field = |name: &str| {
                let place = fields.iter().position(|field| field.eq_ignore_ascii_case(name));
                place.and_then(|n| values.get(n)).copied().unwrap_or_default()
            };
            let speaker = if field("Name").is_empty() { field("Actor") } else { field("Name") };
            said.push((field("Start").trim(), field("End").trim(), speaker.trim(), words(field("Text"))));
        }
    }
    said.sort_by_key(|(from, ..)| milliseconds(from));
    let none = said.is_empty();
    for (from, to, speaker, text) in said.iter().filter(|(.., text)| !text.trim().is_empty()) {
        begin(&mut composer, (from, to), speaker);
        composer.push(text);
    }
    let said = if none { vec![Remark { words: "notice-no-cues", blanks: Vec::new() }] } else { Vec::new() };
    bytes::source(composer, decoded.encoding, decoded.bad, said)
}

/// Returns the words of a line: what stands in braces is looks, and between `\p1` and `\p0` a drawing.
fn words(text: &str) -> String {
    let (mut plain, mut rest, mut drawn) = (String::with_capacity(text.len()), text, false);
    while !rest.is_empty() {
        let said = rest.find('{').unwrap_or(rest.len());
        let (said, behind) = rest.split_at_checked(said).unwrap_or((rest, ""));
        // A brace that is never closed is text.
        let inside = behind.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        let (said, looks, after) = inside.map_or((rest, "", ""), |(looks, after)| (said, looks, after));
        if !drawn {
            plain.push_str(said);
        }
        for look in looks.split('\\').skip(1) {
            let size = look.strip_prefix('p').and_then(|size| size.chars().next()).filter(char::is_ascii_digit);
            drawn = size.map_or(drawn, |size| size != '0');
        }
        rest = after;
    }
    plain.replace("\\N", "\n").replace("\\n", " ").replace("\\h", "\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_by_their_time() {
        // T25: a comma in the text, line ends and hard blanks, a drawing, a comment, UTF-16, out of order.
        let text = "[Script Info]\r\nTitle: 村口\r\n\r\n[V4+ Styles]\r\nFormat: Name, Fontname\r\nStyle: Default,宋体\r\n\r\n[Events]\r\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r\nDialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,{\\pos(1,2)\\p1}m 0 0 l 1 1{\\p0}画完了\r\nDialogue: 0,0:00:09.00,0:00:10.00,Default,,0,0,0,,{\\p1}m 0 0\r\nComment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,不要\r\nDialogue: 0,0:00:01.00,0:00:03.00,Default,甲某,0,0,0,,{\\b1}您看，{\\b0}水，\\N深\\h吗{没有\r\n";
        let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let source = read(utf16, Extent::Whole, None);
        assert_eq!(source.text, "您看，水，\n深\u{a0}吗{没有\n\n画完了\n");
        let layout = source.layout.unwrap();
        assert_eq!((layout.blocks[0].speaker.as_str(), layout.blocks[0].time.as_str()), ("甲某", "0:00:01.00"));
        assert_eq!(layout.meta, [("title".to_owned(), "村口".to_owned())]);
    }
}
