//! What a short table or list is in, where it can be nothing else: a few words say too little for a guess.

use super::decode::decode_as;
use super::detect::detect;
use super::encoding::Encoding;
use super::frequency::is_common;
use encoding_rs::{BIG5, EUC_KR, Encoding as Standard, GB18030, UTF_16BE, UTF_16LE};

/// Decodes a file that is not UTF-8, if all of it can be decoded and no other encoding comes into question: UTF-16, or
/// that of the two for Chinese in which all is ordinary while in the other it is not.
pub fn decode_certain(data: &[u8]) -> Option<(String, Encoding)> {
    let encoding = detect(data);
    let zeros = memchr::memchr(0, data).is_some();
    let certain = match encoding.standard {
        standard if standard == GB18030 || standard == BIG5 => !zeros && is_certain(data, standard),
        // Only UTF-16 has zeros, and a mark is there for nothing else.
        standard => (standard == UTF_16LE || standard == UTF_16BE) && (zeros || encoding.mark),
    };
    let decoded = decode_as(data, encoding);
    (certain && !encoding.mixed && decoded.bad == 0).then_some((decoded.text, encoding))
}

/// So many characters more must be out of the ordinary in the other encoding. Each is so about every second time, but
/// in the right one hardly ever.
const AHEAD: usize = 2;

/// Tells whether the bytes are Chinese in this encoding, and neither in the other nor Korean.
fn is_certain(data: &[u8], standard: &'static Standard) -> bool {
    let other = if standard == BIG5 { GB18030 } else { BIG5 };
    let (own, others) = (odd(data, standard), odd(data, other));
    let korean = EUC_KR.decode_without_bom_handling(data);
    let korean =
        !korean.1 && korean.0.chars().filter(|c| !c.is_ascii()).all(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c));
    own.0 * 10 <= own.1 && others.0 >= own.0 + AHEAD && !korean
}

/// Counts the characters that texts in Chinese are not made of, and all, those of ASCII left out.
fn odd(data: &[u8], standard: &'static Standard) -> (usize, usize) {
    let (text, _) = standard.decode_without_bom_handling(data);
    let own = || text.chars().filter(|c| !c.is_ascii());
    (own().filter(|c| !is_common(*c)).count(), own().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Cells of tables about texts: names, places, sorts, days.
    const CELLS: [&str; 24] = [
        "日期",
        "作者",
        "版面",
        "栏目",
        "体裁",
        "来源",
        "地区",
        "记者",
        "张玉兰",
        "陈国栋",
        "第三版",
        "要闻",
        "通讯",
        "评论",
        "消息",
        "河州晚报",
        "东川县",
        "九月初八",
        "男",
        "女",
        "省级",
        "乡镇",
        "待核对",
        "已读",
    ];
    const TRADITIONAL: [&str; 20] = [
        "日期",
        "作者",
        "版面",
        "欄目",
        "體裁",
        "來源",
        "地區",
        "記者",
        "張玉蘭",
        "陳國棟",
        "第三版",
        "要聞",
        "通訊",
        "評論",
        "河州晚報",
        "東川縣",
        "男",
        "女",
        "鄉鎮",
        "待核對",
    ];
    const KOREAN: [&str; 10] = ["날짜", "기자", "신문", "지역", "출처", "서울", "논평", "김영수", "제삼면", "사회"];

    fn table(cells: &[&str]) -> String {
        let rows = cells.iter().map(|cell| format!("a.txt,,,{cell},2026\r\n"));
        format!("document,anchor,title,name,value\r\n{}", rows.collect::<String>())
    }

    fn encoded(text: &str, standard: &'static Standard) -> Vec<u8> {
        let (data, _, bad) = standard.encode(text);
        assert!(!bad, "{text}");
        data.into_owned()
    }

    proptest! {
        #![proptest_config(crate::laws::cases(512))]

        /// A few cells are told rightly or not at all; from a dozen characters on they are told.
        #[test]
        fn a_short_table_is_never_told_wrongly(
            cells in proptest::collection::vec(0..CELLS.len(), 1..12), old in proptest::collection::vec(0..TRADITIONAL.len(), 1..12),
            korean in proptest::collection::vec(0..KOREAN.len(), 1..12),
        ) {
            let cells: Vec<&str> = cells.into_iter().map(|n| CELLS[n]).collect();
            let old: Vec<&str> = old.into_iter().map(|n| TRADITIONAL[n]).collect();
            let korean: Vec<&str> = korean.into_iter().map(|n| KOREAN[n]).collect();
            for (cells, standard) in [(cells, GB18030), (old, BIG5)] {
                let text = table(&cells);
                let told = decode_certain(&encoded(&text, standard)).map(|(text, _)| text);
                let wanted = text.replace("\r\n", "\n");
                prop_assert!(told.as_ref().is_none_or(|told| *told == wanted), "{told:?}");
            }
            prop_assert_eq!(decode_certain(&encoded(&table(&korean), EUC_KR)), None);
        }
    }

    #[test]
    fn ordinary_tables_are_told() {
        for (cells, standard) in [(&CELLS[..], GB18030), (&TRADITIONAL[..], BIG5)] {
            let text = table(cells);
            let (told, encoding) = decode_certain(&encoded(&text, standard)).unwrap();
            assert_eq!((told, encoding.standard), (text.replace("\r\n", "\n"), standard));
        }
        for mark in ["", "\u{feff}"] {
            let whole = format!("{mark}{}", table(&["日期"]));
            let units = whole.encode_utf16().flat_map(u16::to_le_bytes);
            assert_eq!(decode_certain(&units.collect::<Vec<u8>>()).unwrap().0, table(&["日期"]).replace("\r\n", "\n"));
        }
    }

    #[test]
    fn what_may_be_something_else_is_not_told() {
        for cells in [&["男"][..], &["省"], &["café"]] {
            let standard = if cells == ["café"] { encoding_rs::WINDOWS_1252 } else { GB18030 };
            assert_eq!(decode_certain(&encoded(&table(cells), standard)), None, "{cells:?}");
        }
        let own = encoded(&table(&CELLS), GB18030);
        assert_eq!(decode_certain(&[&*own, "丙,,,日期,一\n".as_bytes()].concat()), None);
        assert_eq!(decode_certain(&[&*own, b"\xff\n"].concat()), None);
        assert_eq!(decode_certain(&[&*own, b"\0\n"].concat()), None);
    }
}
