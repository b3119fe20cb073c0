//! The lines that papers and offices print around their texts: who wrote, who took the picture, which page.

use super::lists::{AGENCIES, MADE, REPORTS, WEB, WRITERS};
use super::marks::{is_brief, is_numeral};
use super::names::{is_name, is_office};
use crate::text::is_ideograph;

/// The signs that stand before a name instead of the word *by*.
const SIGNS: &[char] = &['■', '□', '●', '◎', '▪', '○', '◆', '◇', '★', '☆'];
/// Tells whether the line names its writers: 本报记者 郑恩哲 通讯员 李富超.
pub fn is_byline(line: &str) -> bool {
    if !is_brief(line, 60) {
        return false;
    }
    let bare = line.trim_start_matches(SIGNS).trim_start_matches([' ', '　', '（', '(']);
    let opens = has_dateline(line) && line.chars().count() <= 30 && !line.ends_with('。') && line.contains("记者");
    if opens && !line.contains(['，', ',']) {
        return true;
    }
    let stamped =
        line.chars().count() <= 40 && line.split_whitespace().count() >= 2 && line.split_whitespace().any(is_stamp);
    if stamped || super::writers::is_desk(line) {
        return true;
    }
    let signed = line.starts_with(SIGNS) && bare.split_whitespace().count() <= 4;
    if signed && bare.split_whitespace().all(is_name) {
        return true;
    }
    let role = ["本报", "本刊", "本網", "本网", "特约", "实习", "首席"]
        .iter()
        .fold(bare, |l, word| l.trim_start_matches(word));
    let named = |rest: &str| {
        let first =
            rest.split([' ', '　', '／', '/', '：', ':', '）', ')', '、', '|', '丨']).next().unwrap_or_default();
        first.chars().count() <= 4
    };
    WRITERS.behind(role).any(named)
        && !super::writers::is_genre(line)
        && line.chars().count() <= 36
        && !line.contains(['。', '，', ',', '“', '！', '？'])
        && !ends_as_photograph(line)
        && !line.ends_with("文章")
}

/// Tells whether the word is a day as computers write it: 2021-05-08.
fn is_stamp(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(digits) && parts.first().is_some_and(|year| year.len() == 4)
}

/// Tells whether the line is the number and the name of a figure or a table: 图2　渠首与渠尾田块单产比较.
pub fn is_figure(line: &str) -> bool {
    let rest = line
        .strip_prefix(['图', '表', '圖'])
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || "-－–.".contains(c)));
    let numbered =
        rest.is_some_and(|rest| rest.len() + '图'.len_utf8() < line.len() && rest.starts_with([' ', '　', '：']));
    numbered && line.chars().count() <= 40 && !line.ends_with('。')
}

/// Tells whether the line is a signature in brackets: (城东组), （骆知秋 整理）.
pub fn is_signature(line: &str) -> bool {
    let inner = line.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    let mut words = inner.split_whitespace();
    inner.len() + 2 <= line.len()
        && line.ends_with(['）', ')'])
        && (2..=10).contains(&inner.chars().count())
        && inner.chars().all(|c| is_ideograph(c) || c == ' ')
        && words.all(|word| {
            is_name(inner)
                || is_name(word)
                || is_office(word)
                || ["整理", "作者", "记者", "通讯员", "摄", "编译"].contains(&word)
        })
}

fn ends_as_photograph(line: &str) -> bool {
    ["摄", "摄影", "攝", "攝影", "摄影报道", "供图", "供圖", "提供"].iter().any(|end| line.ends_with(end))
}

/// Tells whether the line says who made or gave a picture, and nothing else.
pub fn is_credit(line: &str) -> bool {
    let short = is_brief(line, 24) && !line.contains(['。', '！', '？', '，']) && !points_at_picture(line);
    if !short {
        return false;
    }
    let source = ["图源", "图片来源", "图片：", "摄影："].iter().any(|word| bare(line).starts_with(word));
    let given = line.ends_with("供图")
        || line.ends_with("供圖")
        || (line.ends_with("提供") && line.contains(['图', '圖', '片']));
    let taken =
        ["摄影报道", "摄影", "攝影", "摄", "攝"].iter().find_map(|end| line.strip_suffix(end)).is_some_and(|told| {
            let roles = ["圖／", "图/", "图／", "本报", "本報", "记者", "記者", "通讯员", "特约", "实习"];
            let mut words = told.split([' ', '　', '／', '/', '：']).filter(|word| !word.is_empty());
            words.all(|word| {
                let name = roles.iter().fold(word, |word, role| word.trim_start_matches(role));
                name.is_empty() || name == "图" || name == "圖" || name == "摄影" || name.chars().count() <= 4
            })
        });
    given || taken || source
}

/// Tells whether the line speaks of a picture.
pub fn points_at_picture(line: &str) -> bool {
    line.starts_with(['▲', '▼', '◀', '▶', '△', '▽', '◁', '▷', '◄', '►'])
        || ["图为", "上图", "下图", "左图", "右图", "图①", "图1"].iter().any(|word| line.starts_with(word))
}

/// Tells whether the line stands on pages of the web around an article: a path, a button, where it comes from.
pub fn is_web(line: &str) -> bool {
    let path = line.contains(['>', '＞', '›', '»'])
        && line.split(['>', '＞', '›', '»']).all(|step| step.chars().count() <= 12);
    line.chars().count() <= 60 && !line.contains('。') && (path || WEB.lead(line))
}

/// Tells whether the line is a field: a short name, a colon, a few words.
pub fn is_field(line: &str) -> bool {
    let parts = line.split_once(['：', ':']).map(|(name, value)| (name.trim(), value.trim()));
    parts.is_some_and(|(name, value)| {
        (2..=6).contains(&name.chars().count()) && value.chars().nth(24).is_none() && !value.ends_with('。')
    })
}

/// Tells whether the line is the page's own, of no article: its date, its number, who edited it.
pub fn is_furniture(line: &str) -> bool {
    if !is_brief(line, 60) || line.contains('。') {
        return false;
    }
    if is_running_head(line) {
        return true;
    }
    let short = !line.contains(['，', '“']);
    let weekday = line.contains("星期") && line.starts_with(|c: char| c.is_ascii_digit());
    let page = line.starts_with("本版") && line.split_whitespace().count() >= 3;
    if short && (weekday || page) {
        return true;
    }
    let dated = line.starts_with(|c: char| c.is_ascii_digit()) && line.contains('年') && line.contains('月');
    let made = MADE.lead(line) || dated && MADE.stand_in(line);
    short && (made || is_date(line) || is_page_number(line))
}

/// Tells whether the line is the number of a page.
pub fn is_folio(line: &str) -> bool {
    is_page_number(line)
}

/// Tells whether the line is the number of a page, with the marks that only such a number has: — 3 —, 第3版.
pub fn is_marked_folio(line: &str) -> bool {
    let bare = |c: char| c.is_ascii_alphanumeric();
    is_page_number(line) && !line.chars().all(bare)
}

/// Tells whether the line is a date, with or without the day of the week: 2024年1月3日 星期三.
pub fn is_date(line: &str) -> bool {
    if !is_brief(line, 60) || !line.contains('年') {
        return false;
    }
    let rest: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let rest = rest.trim_start_matches("中華民國").trim_start_matches("公元");
    let dated = rest.contains('年') && rest.contains('月') && rest.contains('日');
    let allowed = |c: char| {
        is_numeral(c)
            || "年月日星期周农历正初廿腊冬廿〇第版总期号甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥大小元（）().-/"
                .contains(c)
            || c.is_ascii_digit()
    };
    dated && rest.chars().all(allowed)
}

/// Tells whether the line runs at the head of every page: the paper or journal with its number or date.
fn is_running_head(line: &str) -> bool {
    let numbered = |word: &str| {
        let inner = word.strip_prefix('第').and_then(|w| w.strip_suffix(['期', '卷', '版', '号']));
        inner.is_some_and(|digits| !digits.is_empty() && digits.chars().all(is_numeral) && digits.len() <= 9)
    };
    let issue =
        |word: &str| word.ends_with('期') && word.contains("年第") && word.starts_with(|c: char| c.is_ascii_digit());
    let guide =
        |word: &str| word.strip_suffix('版').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let words: Vec<&str> = line.split_whitespace().collect();
    let told = |word: &&str| numbered(word) || issue(word) || is_date(word);
    let last = words.last().is_some_and(|word| guide(word));
    words.len() >= 2 && (words.iter().any(told) || last)
}

/// Tells whether the line may run at the head or foot of pages: no time, no date, nothing that leads to more.
pub fn may_run(line: &str) -> bool {
    let dated = super::turns::speakers::is_dated(line)
        || line.contains(['月', '日']) && line.contains(|c: char| c.is_ascii_digit());
    !dated
        && !line.contains(['：', ':'])
        && super::turns::speakers::clock(line).is_none()
        && !super::marks::is_item(line)
}

/// Returns the words of a short line that begins or ends with the number of a page.
pub fn numbered(line: &str) -> Option<String> {
    let bare = line.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "·-—|".contains(c));
    let number = line.starts_with(|c: char| c.is_ascii_digit()) || line.ends_with(|c: char| c.is_ascii_digit());
    let short = line.len() <= 90 && line.chars().count() <= 24 && bare.chars().count() >= 2;
    (number && short && may_run(line) && !bare.contains(['，', '。'])).then(|| bare.split_whitespace().collect())
}

/// Tells whether the line is the number of a page and nothing more: 第3版, 03版, A05, - 3 -.
fn is_page_number(line: &str) -> bool {
    if !is_brief(line, 24) || !line.contains(is_numeral) {
        return false;
    }
    let rest: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = rest.trim_matches(['-', '—', '–', '·', '第', '版', '页', 'A', 'B', 'C', 'D', '：']);
    if rest.len() <= 3 && rest.bytes().all(|b| b.is_ascii_digit()) {
        return !rest.is_empty();
    }
    rest.chars().count() <= 8 && !bare.is_empty() && bare.chars().all(is_numeral) && bare.len() < rest.len()
}

/// The line without the brackets and arrows around it.
fn bare(line: &str) -> &str {
    line.trim_matches(['（', '）', '(', ')', '【', '】', '▶', '◀', '►', '◄', '▲', '▼', ' ', '\u{3000}'])
}

/// Tells whether the line says that the text ends here: - END -, （完）.
pub fn is_end(line: &str) -> bool {
    ["END", "完", "全文完"].contains(&line.trim_matches(['-', '—', ' ', '（', '）', '(', ')', '·', '/']))
}

/// Tells whether the line is the number of a section on a line of its own: 01.
pub fn is_section_number(line: &str) -> bool {
    line.len() == 2 && line.starts_with('0') && line.bytes().all(|b| b.is_ascii_digit())
}

/// Tells whether the line says where its article goes on: （下转第三版）.
pub fn is_turn(line: &str) -> bool {
    let inner = bare(line);
    (inner.starts_with("下转") || inner.starts_with("下轉")) && inner.chars().count() <= 24
}

/// Tells whether the line says where its article begins: （上接第一版）.
pub fn is_rest(line: &str) -> bool {
    let inner = bare(line);
    (inner.starts_with("上接") || inner.starts_with("紧接") || inner.starts_with("緊接")) && inner.chars().count() <= 24
}

/// Tells whether the line begins as the report of an agency or a paper does: 新华社北京1月2日电, 本报讯, （怡保3日讯）.
pub fn has_dateline(line: &str) -> bool {
    let bare = line.trim_start_matches(['■', '●', '▲', '【', '（', '(', '[', '〔', '［']);
    let head = bare.char_indices().nth(32).and_then(|(end, _)| bare.get(..end)).unwrap_or(bare);
    let from = AGENCIES.lead(head);
    let told = ["讯", "電", "电", "訊", "报道", "報導"];
    from && told.iter().any(|word| head.contains(word)) || is_led_by_source(line, bare)
}

/// The most code points of where a report comes from, and the least of what it says.
const SOURCE: (usize, usize) = (16, 12);

/// Tells whether a line begins with where its report comes from, whoever sent it: in brackets, or a blank or a bracket
/// behind it.
fn is_led_by_source(line: &str, bare: &str) -> bool {
    let word = |c: char| is_ideograph(c) || c.is_ascii_digit() || "／/╱".contains(c);
    let source: String = bare.chars().take(SOURCE.0).take_while(|c| word(*c)).collect();
    let Some(rest) = bare.get(source.len()..) else { return false };
    let ends = ["讯", "电", "訊", "電", "報導", "报道", "報道"].iter().any(|end| source.ends_with(end));
    let bracketed = bare.len() < line.len();
    let closed = rest.starts_with(['】', '）', ')', ']', '〕', '］']) && bracketed;
    let apart = rest.starts_with(['（', '(', ' ', '　']) && source.ends_with(['讯', '电', '訊', '電']);
    ends && source.chars().nth(2).is_some() && (closed || apart) && rest.chars().nth(SOURCE.1).is_some()
}

/// Tells whether the line names a page of a paper: A06 城事, B2 地方綜合, 第3版 要闻.
pub fn is_page_name(line: &str) -> bool {
    let Some((number, name)) = line.split_once([' ', '　', '：', '|', '·']) else { return false };
    let digits = number.trim_matches(|c: char| c.is_ascii_uppercase() || "第版".contains(c));
    let numbered = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    numbered && digits.len() < number.len() && (2..=8).contains(&name.trim().chars().count())
}

/// Tells whether the line is the name of a paper: 澜江晚报.
pub fn is_paper(line: &str) -> bool {
    if !is_brief(line, 40) {
        return false;
    }
    let name = line.split(['·', ' ', '|']).next().unwrap_or_default().trim();
    let ends = ["日报", "晚报", "晨报", "早报", "时报", "商报", "都市报", "周报", "日報", "晚報", "時報", "周刊"];
    let latin = line.split([' ', '·']).skip(1).all(str::is_ascii);
    // A short name that ends so, and no sort of report.
    let short = (3..=5).contains(&name.chars().count()) && name.ends_with(['报', '報']) && !REPORTS.end(name);
    (line.chars().count() <= 14 || (latin && line.chars().count() <= 40))
        && (short || ends.iter().any(|end| name.ends_with(end)))
        && name.chars().all(is_ideograph)
}

/// Tells whether the line ends with who took or gave the picture: …。张三摄, …（企业供图）.
pub fn ends_with_photographer(line: &str) -> bool {
    let tail = line.trim_end_matches(['）', ')', '。', ' ']);
    let Some(told) =
        ["摄影", "摄", "攝", "供图", "供圖", "提供", "／图", "/图"].iter().find_map(|word| tail.strip_suffix(word))
    else {
        return false;
    };
    if told.chars().count() > 140 {
        return false;
    }
    let name: Vec<char> = told.chars().rev().take_while(|c| !"。！？”）》;；".contains(*c)).collect();
    let short = name.len() <= 18 && name.len() < told.chars().count();
    short && !name.contains(&'，') && told.len() < line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_name_where_they_come_from() {
        for line in [
            "（山口3日讯）渠里的水昨日通了，两岸都来看。",
            "【山口专讯】渠里的水昨日通了，两岸都来看。",
            "山口日报讯（记者 何田）渠里的水昨日通了。",
        ] {
            assert!(has_dateline(line), "{line}");
        }
        assert!(!has_dateline("他说，快讯（见下）是昨天夜里写的，没有改过。") && !has_dateline("【山口专讯】"));
        assert!(is_paper("大川报") && is_paper("澜江晚报") && !is_paper("气象预报") && !is_paper("看报"));
    }

    #[test]
    fn bylines_and_names() {
        assert!(is_byline("本报记者 郑恩哲 通讯员 李富超") && is_byline("■记者 郭文治 孟航"));
        assert!(!is_byline("记者在现场看到，人们正在忙碌。"));
        assert!(is_signature("(城东组)") && !is_signature("（右）的话很长很长很长很长很长"));
        assert!(is_signature("（骆知秋 整理）") && !is_signature("（现场掌声）") && is_byline("□ 温故"));
        assert!(
            is_credit("圖／記者李大同攝") && is_credit("通讯员 段小禾 摄") && !is_credit("党员在田间劳动 段小禾 摄")
        );
    }
}
