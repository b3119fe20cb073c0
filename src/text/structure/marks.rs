//! What a line looks like, by its own characters alone.

use super::lists::{ADDRESSES, NUMBERS, PARTS};
use crate::text::is_ideograph;

const CLOSERS: &[char] = &['”', '’', '）', '》', '」', '』', '】', ')', '"'];
const FINALS: &[char] = &['。', '！', '？', '…', '!', '?', '｡', '.'];

/// Tells whether the line has no more than so many code points; a long one is not counted to its end.
pub fn is_brief(line: &str, most: usize) -> bool {
    line.len() <= most * 4 && line.chars().nth(most).is_none()
}

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
    // All of these marks begin with one of three bytes, which nothing but a character begins with.
    let marks = memchr::memchr3_iter(0xe2, 0xe3, 0xef, line.as_bytes());
    for c in marks.filter_map(|at| line.get(at..)?.chars().next()) {
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

/// Returns the level of a heading that is numbered or marked as such, and the length of its markup.
///
/// `#` by their number; 第X章 is 1, 第X节 2, 一、 2, （一） 3.
pub fn heading_level(line: &str) -> (u8, usize) {
    let hashes = line.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&hashes) && line.chars().nth(hashes) == Some(' ') {
        return (hashes as u8, hashes + 1);
    }
    let decorated = undecorated(line) != line || line.starts_with(['c', 'C']);
    if decorated && chapter(line).is_some() {
        return (1, 0);
    }
    if let Some(rest) = line.strip_prefix('第') {
        let rest = rest.trim_start_matches(is_ordinal);
        if rest.starts_with("部分") {
            return (2, 0);
        }
        if let Some(unit) = rest.chars().next().filter(|_| rest.len() + '第'.len_utf8() < line.len()) {
            let sentence = chapter(line).is_none() && (holds_clause(line) || is_finished(line));
            let lesson = LESSONS.contains(unit) && chapter(line).is_some();
            let first = lesson || "章回卷部篇".contains(unit) && !sentence;
            return (if first { 1 } else { u8::from(unit == '节') * 2 }, 0);
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

/// Tells whether the line begins as the parts of a book do that are no chapters: 楔子, 番外 灰猫, 附录二.
pub fn is_part(line: &str) -> bool {
    if !is_brief(line, 24) {
        return false;
    }
    let first = line.split(|c: char| c.is_whitespace() || "：:·".contains(c)).next().unwrap_or_default();
    PARTS.has(first.trim_end_matches(|c: char| is_numeral(c) || c.is_ascii_alphabetic())) && !may_end_paragraph(line)
}

/// Tells whether the line is a provision of a law: 第二条　……
pub fn is_provision(line: &str) -> bool {
    let rest = line.strip_prefix('第').map(|rest| rest.trim_start_matches(is_numeral));
    rest.is_some_and(|rest| rest.starts_with("条 ") || rest.starts_with("条　"))
}

/// Returns the number of the provision of a law that begins with the line, a blank behind it or not: 第二条　……
pub fn provision(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('第')?;
    let behind = rest.trim_start_matches(is_numeral);
    let number = rest.strip_suffix(behind).filter(|number| !number.is_empty())?;
    behind.starts_with('条').then_some(number)
}

/// Tells whether the line is the number of a chapter and nothing more: 第五章, 第二回.
pub fn is_bare_chapter(line: &str) -> bool {
    let rest = line.strip_prefix('第').map(|rest| rest.trim_start_matches(is_ordinal));
    rest.is_some_and(|unit| unit.chars().count() == 1 && "章回卷部篇".contains(unit))
}

/// Tells whether the line is an item of a list.
pub fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let decimal = rest.strip_prefix('．').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let signed = rest.starts_with(". ") || rest.starts_with([')', '．']) && !decimal;
    let numbered = rest.len() < line.len() && signed;
    let sign = ["- ", "* ", "+ ", "> ", "●", "•", "◆", "```", "|"].iter().any(|sign| line.starts_with(sign));
    let cited = line.starts_with('[') && line.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let circled = line.starts_with(|c: char| ('①'..='⑳').contains(&c) || ('❶'..='❿').contains(&c));
    numbered || sign || circled || cited || (line.starts_with("——") && is_finished(line))
}

/// Tells whether a line can head a text that has no headline: it is short, and no sentence.
pub fn can_head(line: &str) -> bool {
    line.chars().count() <= 30 && !may_end_paragraph(line)
}

/// Tells whether the line is a row of signs that parts what stands above from what stands below.
pub fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace()).peekable();
    signs.peek().is_some() && signs.all(|c| "*＊—-─━=＝~～·•※◆◇○●☆★…_#".contains(c)) && is_brief(line, 60)
}

/// Tells whether the line carries signs that only Markdown uses.
pub fn is_markdown(line: &str) -> bool {
    let start = ["- ", "* ", "```", "| ", "|-", "> ", "**", "!["].iter().any(|sign| line.starts_with(sign));
    start || line.contains("](http") || line.matches("**").count() >= 2
}

/// Tells whether the line is a picture or a frame in Markdown and nothing more: ![…](…), <img …>.
pub fn is_image(line: &str) -> bool {
    let bare = line.trim_start_matches('[');
    bare.starts_with("![") && bare.ends_with(')') || line.starts_with('<') && line.ends_with('>')
}

/// Tells whether the line is a row of a table: cells parted by wide blanks, tabs or bars.
pub fn is_row(line: &str) -> bool {
    let wide = line.contains("\u{3000}\u{3000}") || line.contains("   ") || line.trim().contains('\t');
    let mut words = line.split_whitespace();
    let few = words.clone().nth(2).is_none();
    let cells = !few && words.all(|word| is_brief(word, 16)) && !is_finished(line);
    (wide && line.chars().any(|c| c.is_ascii_digit() || is_ideograph(c)))
        || (line.starts_with('|') && line.ends_with('|'))
        || cells
}

/// Tells whether dots lead through the line to a number, as in a list of contents.
pub fn has_leader(line: &str) -> bool {
    let numbered = line.ends_with(|c: char| c.is_ascii_digit() || "）)".contains(c));
    numbered && ["....", "····", "………", "﹒﹒﹒"].iter().any(|dots| line.contains(dots))
}

/// Tells whether the line speaks to those who are present, or to whom it is sent: 各位代表：.
pub fn is_address(line: &str) -> bool {
    let called = ["同志", "先生", "女士", "老师", "们"];
    let short = line.chars().count() <= 12 && !holds_clause(line);
    let by_name = short && called.iter().any(|word| line.trim_end_matches(['：', ':', '！']).ends_with(word));
    line.ends_with(['：', ':', '！']) && (by_name || ADDRESSES.lead(line))
}

/// Tells whether the line leads to what is counted off below it: …如下：, 以下几点：.
pub fn is_lead_in(line: &str) -> bool {
    let told = [
        "如下",
        "以下",
        "几点",
        "方面",
        "下列",
        "包括",
        "分别是",
        "几个",
        "工作：",
        "要求：",
        "认为：",
        "表示：",
        "指出：",
        "是：",
    ];
    line.ends_with(['：', ':']) && (holds_clause(line) || told.iter().any(|word| line.contains(word)))
}

/// Tells whether the line begins with who speaks: 问：, 记者：, 田奎：.
pub fn is_speech(line: &str) -> bool {
    let Some((name, said)) = line.split_once(['：', ':']) else { return false };
    (1..=8).contains(&name.chars().count())
        && name.chars().all(|c| is_ideograph(c) || c == ' ')
        && said.chars().count() >= 4
        && is_finished(said)
}

/// Tells whether the line is spoken and broken off: “大人呢？你爸你妈——”.
pub fn is_broken_off(line: &str) -> bool {
    line.starts_with(['“', '「']) && line.trim_end_matches(CLOSERS).ends_with("——")
}

/// Tells whether a clause ends inside the line.
pub fn holds_clause(line: &str) -> bool {
    line.contains(['，', ',', '；', ';'])
}

/// Tells whether the character counts, in words or digits.
pub fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十百千零〇两0123456789".contains(c)
}

/// Tells whether the character counts as chapters are counted: in the long forms and full-width digits as well.
fn is_ordinal(c: char) -> bool {
    is_numeral(c) || "壹贰叁肆伍陆柒捌玖拾佰仟貳參陸兩廿卅卌○０１２３４５６７８９万萬".contains(c)
}

/// Returns a line without the signs that adorn the number of a chapter: 第一章 of ☆、第一章, 第三章 旧账 of 【第三章 旧账】.
fn undecorated(line: &str) -> &str {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || "☆★◆◇●○■□※＊＃#*·、【[".contains(c));
    let open = line.get(..line.len() - bare.len()).unwrap_or_default();
    let bare = bare.trim_end_matches(|c: char| c.is_whitespace() || "☆★◆◇●○■□※＊＃#*".contains(c));
    if open.contains(['【', '[']) { bare.strip_suffix(['】', ']']).unwrap_or(bare) } else { bare }
}

/// The units of books.
const CHAPTERS: &str = "章回卷部篇集";
/// Those of textbooks and plays, which begin other words as well (第一课堂): a name stands apart from them.
const LESSONS: &str = "课課讲講幕";

/// Returns the number of a chapter and its unit, of a line that begins with them: 第廿一章 of 第廿一章 旧友.
pub fn chapter(line: &str) -> Option<&str> {
    let line = undecorated(line);
    if let Some(named) = line.get(..7).filter(|word| word.eq_ignore_ascii_case("chapter")) {
        let rest = line.get(named.len()..)?;
        let number = rest.trim_start_matches(['.', ' ']);
        let digits = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let word = number.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let counts =
            NUMBERS.has(&word.to_ascii_lowercase()) || !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c));
        let behind = if counts { number.get(word.len()..)? } else { digits };
        let short = line.chars().count() <= 40 && behind.len() < number.len() && number.len() < rest.len();
        return short.then(|| line.get(..line.len() - behind.len())).flatten();
    }
    let rest = line.strip_prefix('第')?;
    let unit = rest.trim_start_matches(is_ordinal);
    let unit_of = unit.chars().next().filter(|c| CHAPTERS.contains(*c) || LESSONS.contains(*c))?;
    let end = line.len() - unit.len() + unit_of.len_utf8();
    let behind = line.get(end..)?.chars().next();
    let apart = behind.is_none_or(|c| !is_ideograph(c));
    let close = CHAPTERS.contains(unit_of) && line.chars().count() <= 20;
    (unit.len() < rest.len() && (apart || close)).then(|| line.get(..end)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        assert_eq!(heading_level("## 先锋"), (2, 3));
        assert_eq!(heading_level("第十二章 出发").0, 1);
        assert_eq!(heading_level("一、总体要求").0, 2);
        assert_eq!(heading_level("（三）加强").0, 3);
        assert_eq!(heading_level("第一线的人们").0, 0);
        assert_eq!(chapter("第三课　认识米"), Some("第三课"));
        assert_eq!(chapter("第一课堂活动"), None);
    }

    #[test]
    fn torn_lines() {
        assert!(!begins_torn("托，也为") && begins_torn("治”机制，指导") && begins_torn("的坚强"));
        assert_eq!(balance("全面推行“一联双帮三"), (1, false));
    }
}
