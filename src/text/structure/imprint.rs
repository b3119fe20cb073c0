//! What a page prints of itself: the paper, the day, the number of the page; and who wrote an article.

use super::names::is_name;
use super::papers::{is_marked_folio, is_page_name, is_paper};
use super::{Kind, Structure};
use crate::units::Slice;

/// Lines at the head of a page that are looked at, whatever they were taken for.
const HEAD: usize = 5;

/// What stands around the names in the line of the writers.
const ROLES: &[&str] = &[
    "本报",
    "本刊",
    "本网",
    "本網",
    "特约",
    "实习",
    "首席",
    "见习",
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "作者",
    "评论员",
    "撰稿",
    "采写",
    "撰文",
    "整理",
    "口述",
    "文字",
    "文图",
    "图文",
    "主持人",
];

/// Signs before, behind and between names.
const SIGNS: &[char] =
    &['■', '□', '●', '◎', '▪', '○', '◆', '◇', '★', '☆', '（', '）', '(', ')', '：', ':', '/', '／', '丨', '|', '、'];

/// Returns what a text prints of an article, by the names of attributes: of an article who wrote it, of the page, which
/// is number 0, the paper, the day and the number of the page.
pub fn printed(text: &str, structure: &Structure, number: usize) -> Vec<(&'static str, String)> {
    if let Some(article) = structure.article(number) {
        let writers = writers(&article.byline);
        return (!writers.is_empty()).then(|| ("author", writers.join(" "))).into_iter().collect();
    }
    let own = structure.blocks.iter().filter(|block| block.article == 0 && block.kind != Kind::Body);
    let own = own.flat_map(|block| &block.parts).map(|part| text.slice(part.span));
    let head = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD);
    let lines: Vec<&str> = head.chain(own.map(str::trim)).collect();
    let found = |of: fn(&str) -> Option<String>| lines.iter().find_map(|line| of(line));
    let found = [("paper", found(paper)), ("date", found(day)), ("page", found(page))];
    found.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Returns the names in the line of the writers: ■记者 郭文治 孟航.
fn writers(byline: &str) -> Vec<String> {
    let words = byline.split(|c: char| c.is_whitespace() || SIGNS.contains(&c));
    let bare = words.map(|word| {
        let mut rest = word;
        while let Some(less) = ROLES.iter().find_map(|role| rest.strip_prefix(role)) {
            rest = less;
        }
        rest
    });
    bare.filter(|word| is_name(word)).map(str::to_owned).collect()
}

/// Returns the paper that a line names.
fn paper(line: &str) -> Option<String> {
    let mut words = line.split([' ', '\u{3000}', '·', '|', '\t']);
    (line.chars().count() <= 40).then(|| words.find(|word| is_paper(word)).map(str::to_owned)).flatten()
}

/// Returns the day that a line holds: 2023年11月8日.
fn day(line: &str) -> Option<String> {
    if line.chars().count() > 40 {
        return None;
    }
    let (before, rest) = line.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, _) = rest.split_once('日')?;
    let digits = before.rsplit(|c: char| !c.is_ascii_digit()).next().filter(|year| year.len() == 4)?;
    let number = |part: &str, most: u8| part.trim().parse::<u8>().ok().filter(|n| (1..=most).contains(n));
    Some(format!("{digits}-{:02}-{:02}", number(month, 12)?, number(day, 31)?))
}

/// Returns the number of the page that a line holds: 第7版, A06 城事.
fn page(line: &str) -> Option<String> {
    let first = line.split([' ', '\u{3000}', '：', '|', '·']).next().unwrap_or_default();
    let number = |word: &str| {
        let bare = word.trim_matches(|c: char| "第版页-—– ".contains(c));
        let digits = bare.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let few = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
        few.then(|| bare.to_owned())
    };
    if is_page_name(line) {
        return number(first);
    }
    let mut words = line.split_whitespace().filter(|word| word.ends_with('版') && is_marked_folio(word));
    (line.chars().count() <= 40).then(|| words.find_map(number)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_what_stands_around_them() {
        for (byline, names) in [
            ("■记者 郭文治 孟航", "郭文治 孟航"),
            ("通讯员 李存秀 本报记者 乔欣", "李存秀 乔欣"),
            ("本报见习记者/王小明（文/图）", "王小明"),
            ("本报评论员", ""),
        ] {
            assert_eq!(writers(byline).join(" "), names, "{byline}");
        }
    }

    #[test]
    fn a_page_says_which_it_is() {
        assert_eq!(day("2023年11月8日 星期三").as_deref(), Some("2023-11-08"));
        assert_eq!((day("2023年13月8日"), day("今年1月2日")), (None, None));
        for (line, number) in [("第7版", "7"), ("青海日报 第3版 要闻", "3"), ("A06 城事", "A06")] {
            assert_eq!(page(line).as_deref(), Some(number), "{line}");
        }
        assert_eq!((page("绝版"), page("12")), (None, None));
        let text = "青海日报 2023年11月8日 星期三 第7版\n\n大堰村的水\n\n本报记者 王小明\n\n村里修路，大家出力。\n";
        let structure = Structure::new(text, false, &[], super::super::View::Reading);
        let found = printed(text, &structure, 0);
        assert_eq!(found, [("paper", "青海日报".into()), ("date", "2023-11-08".into()), ("page", "7".into())]);
    }
}
