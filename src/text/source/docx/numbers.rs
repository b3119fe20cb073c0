//! The numbers that Word sets before paragraphs: which stands where, and how it is written.

use super::parts::{attribute, child, is_on, value};
use crate::text::source::tree;
use std::collections::BTreeMap;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// What stands behind the number.
    behind: &'static str,
    /// All numbers are Arabic, whatever their levels say.
    legal: bool,
    /// The style whose paragraphs are of this level.
    style: String,
    /// The level behind which it begins anew; 0 never.
    restart: Option<usize>,
}

/// A list: which abstract one it is, and the levels that it sets itself.
#[derive(Clone, Debug, Default)]
struct List {
    of: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document, and how far each has been counted.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    abstracts: BTreeMap<String, BTreeMap<usize, Level>>,
    lists: BTreeMap<String, List>,
    counters: BTreeMap<(String, usize), u32>,
    /// Which lists have begun at which levels: their own starts count once.
    begun: BTreeMap<(String, usize), bool>,
}

/// Levels of a list in Word.
const LEVELS: usize = 9;

impl Numbers {
    /// Reads `numbering.xml`.
    pub fn read(text: &str) -> Self {
        let Some(document) = tree::parse(text) else { return Self::default() };
        let mut found = Self::default();
        let mut links: Vec<(String, String)> = Vec::new();
        let mut styles: BTreeMap<String, String> = BTreeMap::new();
        for node in document.root_element().children() {
            match node.tag_name().name() {
                "abstractNum" => {
                    let Some(id) = attribute(node, "abstractNumId") else { continue };
                    let levels = node.children().filter(|n| n.tag_name().name() == "lvl").filter_map(level);
                    found.abstracts.insert(id.to_owned(), levels.collect());
                    if let Some(link) = value(node, "numStyleLink") {
                        links.push((id.to_owned(), link.to_owned()));
                    }
                    if let Some(style) = value(node, "styleLink") {
                        styles.insert(style.to_owned(), id.to_owned());
                    }
                }
                "num" => {
                    let (Some(id), Some(of)) = (attribute(node, "numId"), value(node, "abstractNumId")) else {
                        continue;
                    };
                    let mut list = List { of: of.to_owned(), ..List::default() };
                    for over in node.children().filter(|n| n.tag_name().name() == "lvlOverride") {
                        let Some(n) = attribute(over, "ilvl").and_then(|n| n.parse().ok()) else { continue };
                        if let Some(start) = value(over, "startOverride").and_then(|n| n.parse().ok()) {
                            list.starts.insert(n, start);
                        }
                        list.levels.extend(child(over, "lvl").and_then(level));
                    }
                    found.lists.insert(id.to_owned(), list);
                }
                _ => {}
            }
        }
        // A list that only names a style of lists has the levels of the one that this style is.
        for (id, link) in links {
            if let Some(levels) = styles.get(&link).and_then(|of| found.abstracts.get(of)).cloned() {
                found.abstracts.insert(id, levels);
            }
        }
        found
    }

    /// Returns the level that the paragraphs of a style have in a list.
    pub fn level_of(&self, list: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(list)?;
        let levels = list.levels.iter().chain(self.abstracts.get(&list.of)?);
        levels.filter(|(_, level)| level.style == style).map(|(n, _)| *n).next()
    }

    /// Counts a paragraph of a list, and returns what Word sets before it; nothing for a bullet.
    pub fn count(&mut self, list: &str, n: usize) -> Option<String> {
        let numbered = self.lists.get(list)?.clone();
        let of = numbered.of.clone();
        let level = self.level(&numbered, n)?.clone();
        let first = self.begun.insert((list.to_owned(), n), true).is_none();
        let restarted = numbered.starts.get(&n).filter(|_| first).copied();
        let before = self.counters.get(&(of.clone(), n)).copied();
        let now = restarted.unwrap_or_else(|| before.map_or(level.start, |before| before.saturating_add(1)));
        self.counters.insert((of.clone(), n), now);
        for below in n + 1..LEVELS {
            let anew = self.level(&numbered, below).and_then(|level| level.restart);
            if anew.is_none_or(|anew| anew > n && anew != 0) {
                self.counters.remove(&(of.clone(), below));
            }
        }
        if matches!(level.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut written = String::new();
        let mut rest = level.text.chars();
        while let Some(c) = rest.next() {
            let digit = if c == '%' { rest.clone().next().and_then(|c| c.to_digit(10)) } else { None };
            let Some(at) = digit.and_then(|digit| (digit as usize).checked_sub(1)) else {
                written.push(c);
                continue;
            };
            rest.next();
            let Some(other) = self.level(&numbered, at) else { continue };
            let count = self.counters.get(&(of.clone(), at)).copied().unwrap_or(other.start);
            let format = if level.legal { "decimal" } else { &other.format };
            written.push_str(&number(count, format));
        }
        if written.is_empty() {
            return None;
        }
        Some(written + level.behind)
    }

    fn level<'a>(&'a self, list: &'a List, n: usize) -> Option<&'a Level> {
        list.levels.get(&n).or_else(|| self.abstracts.get(&list.of)?.get(&n))
    }
}

fn level(node: roxmltree::Node<'_, '_>) -> Option<(usize, Level)> {
    let n: usize = attribute(node, "ilvl")?.parse().ok()?;
    // A format that only newer programs know stands in a choice, with one for the others.
    let format = value(node, "numFmt").or_else(|| {
        let choice = node.children().find(|child| child.tag_name().name() == "AlternateContent")?;
        let fallback = choice.children().find(|child| child.tag_name().name() == "Fallback")?;
        value(fallback, "numFmt")
    });
    let level = Level {
        start: value(node, "start").and_then(|n| n.parse().ok()).unwrap_or(1),
        format: format.unwrap_or("decimal").to_owned(),
        text: value(node, "lvlText").unwrap_or_default().to_owned(),
        behind: match value(node, "suff") {
            Some("nothing") => "",
            Some("space") => " ",
            _ => "\t",
        },
        legal: is_on(node, "isLgl"),
        style: value(node, "pStyle").unwrap_or_default().to_owned(),
        restart: value(node, "lvlRestart").and_then(|n| n.parse().ok()),
    };
    (n < LEVELS).then_some((n, level))
}

/// Writes a number in a format of Word (ECMA-376, 17.18.59). What is not known here is Arabic.
pub fn number(n: u32, format: &str) -> String {
    let sign = |signs: &str| {
        let place = n.checked_sub(1).and_then(|n| usize::try_from(n).ok());
        place.and_then(|place| signs.chars().nth(place)).map_or_else(|| n.to_string(), String::from)
    };
    let cycle = |signs: &str| {
        let count = u32::try_from(signs.chars().count()).unwrap_or(1).max(1);
        let place = n.saturating_sub(1) % count;
        signs.chars().nth(place as usize).map_or_else(|| n.to_string(), String::from)
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "ideographTraditionalCounting" => counted(n, "〇一二三四五六七八九", ["", "十", "百", "千"], "万", true),
        "chineseLegalSimplified" => counted(n, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"], "万", false),
        "ideographLegalTraditional" => counted(n, "零壹貳參肆伍陸柒捌玖", ["", "拾", "佰", "仟"], "萬", false),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            n.to_string().chars().filter_map(|c| "〇一二三四五六七八九".chars().nth(c.to_digit(10)? as usize)).collect()
        }
        "ideographTraditional" => cycle("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => cycle("子丑寅卯辰巳午未申酉戌亥"),
        "ideographEnclosedCircle" | "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            sign("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
        }
        "decimalEnclosedParen" => sign("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        "decimalEnclosedFullstop" => sign("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            n.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect()
        }
        "decimalZero" => format!("{n:02}"),
        "lowerLetter" => letters(n, 'a'),
        "upperLetter" => letters(n, 'A'),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperRoman" => roman(n),
        _ => n.to_string(),
    }
}

/// Writes a number as it is counted: 二百零五. `plain` writes 十二, not 一十二.
fn counted(n: u32, digits: &str, units: [&str; 4], myriad: &str, plain: bool) -> String {
    let digit = |d: u32| digits.chars().nth(d as usize).unwrap_or('〇');
    let zero = if plain { '零' } else { digit(0) };
    if n == 0 {
        return digit(0).to_string();
    }
    let below = |n: u32| {
        let (mut written, mut gap) = (String::new(), false);
        for (power, unit) in units.iter().enumerate().rev() {
            let d = n / 10_u32.pow(u32::try_from(power).unwrap_or(0)) % 10;
            if d == 0 {
                gap |= !written.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                written.push(zero);
            }
            written.push(digit(d));
            written.push_str(unit);
        }
        written
    };
    let (high, low) = (n / 10_000, n % 10_000);
    let mut written = if high > 0 { below(high % 10_000) + myriad } else { String::new() };
    if high > 0 && (1..1000).contains(&low) {
        written.push(zero);
    }
    written.push_str(&below(low));
    let one = format!("{}{}", digit(1), units.get(1).copied().unwrap_or_default());
    match written.strip_prefix(&one) {
        Some(rest) if plain => format!("{}{rest}", units.get(1).copied().unwrap_or_default()),
        _ => written,
    }
}

/// Writes a, b … z, aa, bb …
fn letters(n: u32, first: char) -> String {
    let Some(place) = n.checked_sub(1) else { return n.to_string() };
    let letter = char::from_u32(u32::from(first) + place % 26).unwrap_or(first);
    std::iter::repeat_n(letter, (place / 26) as usize % 32 + 1).collect()
}

fn roman(n: u32) -> String {
    if !(1..4000).contains(&n) {
        return n.to_string();
    }
    let signs = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut rest, mut written) = (n, String::new());
    for (value, sign) in signs {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (n, format, expected) in [
            (1, "chineseCounting", "一"),
            (10, "chineseCountingThousand", "十"),
            (12, "chineseCountingThousand", "十二"),
            (20, "chineseCounting", "二十"),
            (105, "chineseCountingThousand", "一百零五"),
            (110, "chineseCountingThousand", "一百一十"),
            (1002, "chineseCountingThousand", "一千零二"),
            (10_020, "chineseCountingThousand", "一万零二十"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (20, "ideographDigital", "二〇"),
            (3, "decimalEnclosedCircleChinese", "③"),
            (21, "decimalEnclosedCircle", "21"),
            (12, "ideographTraditional", "乙"),
            (14, "upperRoman", "XIV"),
            (28, "lowerLetter", "bb"),
            (7, "decimalZero", "07"),
            (15, "decimalFullWidth", "１５"),
            (5, "unheardOf", "5"),
        ] {
            assert_eq!(number(n, format), expected, "{n} {format}");
        }
    }
}
