//! The CSV into which several programs write the messages of WeChat: the names of its columns tell them apart.

use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::composer::Composer;
use crate::text::source::given::{Extent, Role, Sort, Source};
use crate::text::source::snippet::{Piece, pieces, plain};
use crate::text::source::table::csv::cells;
use crate::text::source::table::grid::Grid;
use crate::text::source::tree;

/// The reader's name and version.
pub const READER: (&str, u32) = ("wechat", 1);

/// Names of columns that are only there together in such a file: of the message, the time, the sender.
const SHAPES: &[[&str; 3]] = &[
    ["strcontent", "strtime", "nickname"],
    ["strcontent", "strtime", "sender"],
    ["strcontent", "strtime", "remark"],
    ["strcontent", "createtime", "issender"],
    ["msg", "createtime", "talker"],
    ["消息内容", "时间", "发送人"],
    ["消息内容", "时间", "发送者"],
    ["消息内容", "时间", "昵称"],
    ["内容", "时间", "发送人"],
    ["内容", "时间", "发送者"],
    ["消息内容", "发送时间", "发送人"],
    ["消息内容", "发送时间", "发送者"],
];
/// Columns that name the sender, the first that says something before the others.
const SENDERS: &[&str] = &["remark", "nickname", "sender", "talker", "备注", "昵称", "发送人", "发送者"];
/// Columns that number the messages.
const NUMBERS: &[&str] = &["localid", "msgsvrid", "id"];
/// What WeChat shows for messages without words, by their types.
const SIGNS: &[(&str, &str)] = &[
    ("3", "[图片]"),
    ("34", "[语音]"),
    ("42", "[名片]"),
    ("43", "[视频]"),
    ("47", "[动画表情]"),
    ("48", "[位置]"),
    ("49", "[链接]"),
    ("50", "[通话]"),
];

/// Tells whether a file is such a table.
pub fn knows(path: &str, data: &[u8]) -> bool {
    if !bytes::ends_in(path, &["csv", "tsv"]) {
        return false;
    }
    let start = bytes::beginning(data, 2000);
    let names: Vec<String> = start.lines().next().unwrap_or_default().split([',', '\t']).map(name).collect();
    shape(|wanted| names.iter().any(|name| name == wanted)).is_some()
}

/// Returns the name of a column without its quotation marks, in small letters.
fn name(column: &str) -> String {
    column.trim().trim_matches('"').to_lowercase()
}

fn shape(has: impl Fn(&str) -> bool) -> Option<&'static [&'static str; 3]> {
    SHAPES.iter().find(|shape| shape.iter().all(|wanted| has(wanted)))
}

/// Reads messages in the order of the file.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let decoded = bytes::words(data, told);
    let (words, cells) = cells(&decoded.text);
    let grid = Grid::new("", cells, &words);
    let mut composer = Composer::new(READER, Sort::Chat);
    let mut day = String::new();
    let [content, time, _] = shape(|wanted| grid.column(wanted).is_some()).copied().unwrap_or_default();
    for row in grid.rows() {
        let under = |name: &str| grid.column(name).and_then(|n| row.get(n)).map(str::trim).unwrap_or_default();
        let first = |names: &[&str]| names.iter().map(|name| under(name)).find(|said| !said.is_empty());
        let (time, sender) = (under(time), first(SENDERS).unwrap_or_default());
        composer.begin(Role::Body, 0, first(NUMBERS).unwrap_or(time));
        composer.spoken(sender, time);
        let date = time.split([' ', 'T']).next().unwrap_or_default();
        if date != day {
            composer.starts_article();
            date.clone_into(&mut day);
        }
        composer.push(&said(under(content), first(&["type"]).unwrap_or_default()));
    }
    bytes::source(composer, decoded.encoding, decoded.bad, Vec::new())
}

/// Returns the words of a message. What is shared or quoted comes as XML: its title is what people see.
fn said(content: &str, kind: &str) -> String {
    let sign = SIGNS.iter().find(|(own, _)| *own == kind).map(|(_, sign)| *sign);
    let markup = ["<msg", "<?xml", "<sysmsg", "<voip", "<appmsg"].iter().any(|start| content.starts_with(start));
    if !markup {
        return if content.is_empty() { sign.unwrap_or_default().to_owned() } else { content.to_owned() };
    }
    let title = tree::parse(content).and_then(|document| {
        let title = document.descendants().find(|node| node.has_tag_name("title"))?;
        Some(title.text()?.trim().to_owned())
    });
    let text = || {
        let said = pieces(content, |_| true).filter_map(|piece| match piece {
            Piece::Text(text) => Some(plain(text.trim())),
            _ => None,
        });
        said.filter(|text| !text.is_empty() && !text.starts_with("<?")).collect::<Vec<_>>().join(" ")
    };
    let said = [title.unwrap_or_default(), sign.map_or_else(text, str::to_owned)];
    said.into_iter().find(|said| !said.is_empty()).unwrap_or_else(|| content.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_message() {
        let text = "\u{feff}localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n1,2,1,0,0,1,3,\"明天去\n看渠\",2024-05-01 09:05:01,甲某,甲,wxid_a\n2,2,49,57,1,2,3,\"<msg><appmsg><title>好 &amp; 行</title><des>x</des></appmsg></msg>\",2024-05-01 09:05:11,,乙,wxid_b\n3,2,3,0,1,2,3,\"<?xml version='1.0'?><msg><img/></msg>\",2024-05-02 10:00:00,,,wxid_b\n4,2,10000,0,1,2,3,<sysmsg><a>甲撤回了</a></sysmsg>,2024-05-02 10:00:01,,,\n";
        assert!(knows("a.csv", text.as_bytes()));
        let source = read(text.into(), Extent::Whole, None);
        assert_eq!(source.text, "明天去\n看渠\n\n好 & 行\n\n[图片]\n\n甲撤回了\n");
        let layout = source.layout.unwrap();
        let told: Vec<_> = layout.blocks.iter().map(|b| (b.place.as_str(), b.speaker.as_str(), b.begins)).collect();
        assert_eq!(told, [("1", "甲某", true), ("2", "乙", false), ("3", "wxid_b", true), ("4", "", false)]);
        assert_eq!((layout.sort, layout.blocks[0].time.as_str()), (Sort::Chat, "2024-05-01 09:05:01"));
    }

    #[test]
    fn other_tables_are_none() {
        assert!(!knows("a.csv", "昵称,内容,时间\n甲,好,5月\n".as_bytes()));
        assert!(!knows("a.txt", "strcontent,strtime,sender\n".as_bytes()));
        let told = "\"消息内容\",时间,发送人\n好,2024-05-01 9:00,甲\n";
        assert!(knows("a.csv", told.as_bytes()));
        let source = read(told.into(), Extent::Whole, None);
        assert_eq!((source.text.as_str(), source.layout.unwrap().blocks[0].speaker.as_str()), ("好\n", "甲"));
    }
}
