//! What a line looks like, by its own characters alone.

use crate::text::is_ideograph;

const CLOSERS: &[char] = &['”', '’', '）', '》', '」', '』', '】', ')', '"'];
const FINALS: &[char] = &['。', '！', '？', '…', '!', '?', '｡', '.'];

/// Tells whether the line ends as a sentence does.
pub fn is_finished(line: &str) -> bool {
    line.trim_end_matches(CLOSERS).ends_with(FINALS)
}

/// Tells whether the line may be followed by a new paragraph: it is finished, or opens a list.
pub fn may_end_paragraph(line: &str) -> bool {
    is_finished(line) || line.trim_end_matches(CLOSERS).ends_with(['：', '；', ':', ';'])
}

/// Tells whether a sentence ends inside the line.
pub fn holds_sentence(line: &str) -> bool {
    line.trim_end_matches(CLOSERS).trim_end_matches(FINALS).contains(['。', '！', '？'])
}

/// Counts the marks opened and not closed, and tells whether the first sentence closes one not opened.
pub fn balance(line: &str) -> (usize, bool) {
    let (mut open, mut torn, mut first) = (0usize, false, true);
    for c in line.chars() {
        match c {
            '。' | '！' | '？' => first = false,
            '“' | '《' | '（' | '「' | '『' => open += 1,
            '”' | '》' | '）' | '」' | '』' if open == 0 => torn |= first,
            '”' | '》' | '）' | '」' | '』' => open -= 1,
            _ => {}
        }
    }
    (open, torn)
}

/// Tells whether the line can only be the rest of one that was cut.
pub fn begins_torn(line: &str) -> bool {
    line.starts_with(['，', '。', '、', '；', '：', '”', '》', '）', '的', '了']) || balance(line).1
}

/// Tells whether the line is a name that stands alone: two to four characters, or with blanks between.
pub fn is_lone_name(line: &str) -> bool {
    let letters: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).collect();
    let words = line.split_whitespace().count();
    (2..=4).contains(&letters.len())
        && letters.iter().all(|c| is_ideograph(*c))
        && (words == 1 || words == letters.len())
}

/// Tells whether the line names its writers: 本报记者 郑恩哲 通讯员 李富超.
pub fn is_byline(line: &str) -> bool {
    let line = line.trim_start_matches(['■', '□', '●', '◎', '▪', ' ', '　', '（', '(']);
    let line = line.trim_start_matches("本报").trim_start_matches("本刊").trim_start_matches("特约");
    let line = line.trim_start_matches("实习").trim_start_matches("首席");
    let led = ["记者", "通讯员", "作者", "评论员", "撰稿", "文/", "文／", "见习记者"];
    led.iter().any(|word| line.starts_with(word))
        && line.chars().count() <= 36
        && !line.contains(['。', '，', ',', '“', '！', '？'])
}

/// Tells whether the line is a signature in brackets: (城东组).
pub fn is_signature(line: &str) -> bool {
    let inner = line.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    inner.len() + 2 <= line.len()
        && line.ends_with(['）', ')'])
        && (2..=10).contains(&inner.chars().count())
        && inner.chars().all(|c| is_ideograph(c) || c == ' ')
}

/// Tells whether the line says who made or gave a picture, and nothing else.
pub fn is_credit(line: &str) -> bool {
    let photo = line.ends_with("供图") || line.ends_with('摄') || line.ends_with("摄影");
    let given = line.ends_with("提供") && line.contains('图');
    (photo || given) && line.chars().count() <= 24 && !line.contains(['。', '！', '？'])
}

/// Tells whether the line speaks of a picture.
pub fn points_at_picture(line: &str) -> bool {
    line.starts_with(['▲', '▼', '◀', '▶', '△', '▽', '◁', '▷', '◄', '►'])
        || ["图为", "上图", "下图", "左图", "右图", "图①", "图1"].iter().any(|word| line.starts_with(word))
}

/// Returns the level of a heading that is numbered or marked as such, and the length of its markup.
///
/// `#` by their number; 第X章 is 1, 第X节 2, 一、 2, （一） 3.
pub fn heading_level(line: &str) -> (u8, usize) {
    let hashes = line.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&hashes) && line.chars().nth(hashes) == Some(' ') {
        return (hashes as u8, hashes + 1);
    }
    if let Some(rest) = line.strip_prefix('第') {
        let rest = rest.trim_start_matches(is_numeral);
        if let Some(unit) = rest.chars().next().filter(|_| rest.len() + '第'.len_utf8() < line.len()) {
            return (if "章回卷部篇".contains(unit) { 1 } else { u8::from(unit == '节') * 2 }, 0);
        }
    }
    let rest = line.trim_start_matches(is_numeral);
    if rest.len() < line.len() && rest.starts_with('、') {
        return (2, 0);
    }
    let inner = line.strip_prefix(['（', '(']).map(|l| (l, l.trim_start_matches(is_numeral)));
    match inner {
        Some((l, rest)) if rest.len() < l.len() && rest.starts_with(['）', ')']) => (3, 0),
        _ => (0, 0),
    }
}

/// Tells whether the line is an item of a list.
pub fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with([')', '．']));
    let sign = ["- ", "* ", "+ ", "> ", "●", "•", "◆", "```", "|"].iter().any(|sign| line.starts_with(sign));
    numbered || sign
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十百千零〇两0123456789".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_and_names() {
        assert!(is_byline("本报记者 郑恩哲 通讯员 李富超") && is_byline("■记者 郭文治 孟航"));
        assert!(!is_byline("记者在现场看到，人们正在忙碌。"));
        assert!(is_lone_name("黄 城") && is_lone_name("姚子龙") && !is_lone_name("党建新论新"));
        assert!(is_signature("(城东组)") && !is_signature("（右）的话很长很长很长很长很长"));
    }

    #[test]
    fn headings() {
        assert_eq!(heading_level("## 先锋"), (2, 3));
        assert_eq!(heading_level("第十二章 出发").0, 1);
        assert_eq!(heading_level("一、总体要求").0, 2);
        assert_eq!(heading_level("（三）加强").0, 3);
        assert_eq!(heading_level("第一线的人们").0, 0);
    }

    #[test]
    fn torn_lines() {
        assert!(!begins_torn("托，也为") && begins_torn("治”机制，指导") && begins_torn("的坚强"));
        assert_eq!(balance("全面推行“一联双帮三"), (1, false));
    }
}
