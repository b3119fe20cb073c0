//! The text that QQ writes out: a head with time and sender, then the message.
//!
//! The head is part of the text, as it is part of the file: who reads or quotes a message sees whose it is. It is
//! written in brackets, so that a program that only sees the text tells it from what is said, and marked, so that it can
//! be set pale and left out of counts.

use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::composer::Composer;
use crate::text::source::given::{Extent, Mark, Role, Sort, Source};

/// The reader's name and version.
pub const READER: (&str, u32) = ("qq", 1);

/// How such a file begins.
const START: &str = "消息记录";

/// Tells whether a file is one of messages of QQ: it says so in its first line.
pub fn knows(_: &str, data: &[u8]) -> bool {
    let start = bytes::beginning(data, 200);
    start.starts_with(START) && start.contains("文本格式")
}

/// The head of a message.
struct Head<'t> {
    /// The day and the time as the file has them.
    time: &'t str,
    day: &'t str,
    clock: &'t str,
    sender: &'t str,
}

/// Reads messages in the order of the file.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let decoded = bytes::words(data, told);
    let mut composer = Composer::new(READER, Sort::Chat);
    let mut day = String::new();
    let mut message: Vec<&str> = Vec::new();
    let mut inside = false;
    for line in decoded.text.lines() {
        let rule = is_rule(line);
        if !rule && head(line).is_none() {
            message.push(line);
            continue;
        }
        // Rules part the messages with one person or group from those with the next.
        write(&mut composer, &message, inside);
        message.clear();
        inside = !rule;
        let Some(head) = head(line) else {
            day.clear();
            continue;
        };
        composer.begin(Role::Body, 0, head.time);
        composer.spoken(head.sender, head.time);
        if head.day != day {
            composer.starts_article();
            head.day.clone_into(&mut day);
        }
        composer.mark(Mark::Head);
        let zero = if head.clock.find(':') == Some(1) { "0" } else { "" };
        composer.push(&format!("[{} {zero}{} {}]", head.day, head.clock, head.sender));
        composer.unmark();
    }
    write(&mut composer, &message, inside);
    bytes::source(composer, decoded.encoding, decoded.bad, Vec::new())
}

/// Writes a message below its head; what stands outside of messages says with whom they are.
fn write(composer: &mut Composer, lines: &[&str], inside: bool) {
    let last = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |n| n + 1);
    let lines = lines.get(..last).unwrap_or_default();
    if !inside {
        for (name, value) in lines.iter().filter_map(|line| line.split_once([':', '：'])) {
            match name.trim() {
                "消息对象" => composer.meta("title", value),
                "消息分组" => composer.meta("group", value),
                _ => {}
            }
        }
        return;
    }
    if !lines.is_empty() {
        composer.push("\n");
        composer.push(&lines.join("\n"));
    }
}

fn is_rule(line: &str) -> bool {
    line.len() >= 20 && line.trim_end().bytes().all(|b| b == b'=')
}

/// Returns what the head of a message says: 2024-03-01 9:05:01 甲某(10001).
fn head(line: &str) -> Option<Head<'_>> {
    let (day, rest) = line.trim_end().split_once(' ')?;
    let digits = |text: &str, sign: char, parts: usize| {
        let number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        text.split(sign).count() == parts && text.split(sign).all(number)
    };
    let half = rest.split_once(' ').filter(|(half, _)| ["上午", "下午"].contains(half));
    let (clock, sender) = half.map_or(rest, |(_, rest)| rest).split_once(' ')?;
    let whole = digits(day, '-', 3) && day.starts_with("20") && digits(clock, ':', 3) && !sender.trim().is_empty();
    let time = line.get(..line.trim_end().len() - sender.len())?.trim_end();
    let clock = time.get(day.len() + 1..)?;
    whole.then_some(Head { time, day, clock, sender })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::ByteSpan;

    const RULE: &str = "================================================================";

    #[test]
    fn messages_have_heads() {
        // T33: heads, a message with an empty line in it, a sender with an address.
        let text = format!(
            "\u{feff}消息记录（此消息记录为文本格式，不支持重新导入）\r\n\r\n{RULE}\r\n消息分组:同学\r\n{RULE}\r\n消息对象:修渠群\r\n{RULE}\r\n\r\n2024-05-01 9:05:01 甲某(10001)\r\n明天去看渠\r\n\r\n8:00 村口见\r\n\r\n2024-05-01 19:06:11 乙(西村)<yi@example.com>\r\n[图片]好😊\r\n\r\n2024-05-02 下午 3:00:00 系统消息(10000)\r\n\r\n"
        );
        assert!(knows("a.txt", text.as_bytes()) && !knows("a.txt", "消息".as_bytes()));
        let source = read(text.clone().into(), Extent::Whole, None);
        assert_eq!(
            source.text,
            "[2024-05-01 09:05:01 甲某(10001)]\n明天去看渠\n\n8:00 村口见\n\n[2024-05-01 19:06:11 乙(西村)<yi@example.com>]\n[图片]好😊\n\n[2024-05-02 下午 3:00:00 系统消息(10000)]\n"
        );
        let layout = source.layout.unwrap();
        let told: Vec<_> = layout.blocks.iter().map(|b| (b.speaker.as_str(), b.time.as_str(), b.begins)).collect();
        let wanted = [
            ("甲某(10001)", "2024-05-01 9:05:01", true),
            ("乙(西村)<yi@example.com>", "2024-05-01 19:06:11", false),
            ("系统消息(10000)", "2024-05-02 下午 3:00:00", true),
        ];
        assert_eq!(told, wanted);
        assert_eq!((layout.inline.len(), layout.inline[0].span), (3, ByteSpan::at(0, 35)));
        assert_eq!(layout.meta, [("group".into(), "同学".into()), ("title".into(), "修渠群".to_owned())]);
        let (gbk, _, _) = encoding_rs::GBK.encode(text.trim_start_matches('\u{feff}'));
        assert!(knows("a.txt", &gbk));
    }
}
