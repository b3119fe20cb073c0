//! Texts that are full of one sort of mark each, typeset at every width: no row begins or ends with what must not
//! stand there, and no pair is parted that is one sign.
//!
//! What must not be is said here by categories of Unicode and by patterns; the table of the breaker is not asked.

use crate::prose::Dice;
use meipi::layout::{Setting, rows, width};
use meipi::text::Widths;
use regex::Regex;
use std::collections::BTreeMap;

/// Begins no row: marks that close, go on or end, marks of repetition, length and tone, raised and lowered signs,
/// units and inner points.
const NOT_FIRST: &str = r"^[\p{Pe}\p{Pf}\p{Lm}\p{Sk}\p{No}&&[^\u{2460}-\u{24ff}\u{2776}-\u{2793}\u{3200}-\u{32ff}]]|^[，。、；：？！,.;:?!·・•‧∙⋅∶～–－／％%‰‱℃℉°′″‴〟‼⁇⁈⁉‽،؟؛۔᠂᠃᠄᠅᠈᠉་།༎༏༐༑༔।॥՝։፡።၊။។៕゛゜ヽヾゝゞ々〻〱〲ー〜ｰﾞﾟぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶㇰ｡､｣®™]";
/// Ends no row: what opens, and signs of money and of numbers.
const NOT_LAST: &str = r"[\p{Ps}\p{Pi}±∓−＋≤≥≦≧≈≠＜＞＝№§@＠〝༄]$|(?:^|[^0-9０-９])\p{Sc}$";
/// What stands in one piece.
const SOLID: &str = concat!(
    // A number with its signs, money and unit; degrees, ratios and thousands parted by thin blanks.
    r"[±∓−－＋≤≥≦≧≈≠＜＞]?\p{Sc}?\p{Nd}+(?:[.,:：∶][0-9]+)*(?:[\u{2009}\u{202f}\u{a0}\u{2007}][0-9]{3})*(?:[%％‰℃℉㎡㎏]|\p{Sc}|[°′″][0-9]*)*",
    // Words, those of chemistry and of units too.
    r"|[A-Za-z][A-Za-z0-9]*(?:[₀-₉²³⁰-⁹⁺⁻₊]+[A-Za-z0-9]*)*(?:['’-][A-Za-z]+)*",
    // Long marks.
    r"|——|……|⋯⋯|‥‥|──|⸺",
    // Syllables with the mark of their tone, a light tone before its syllable.
    r"|[\u{3105}-\u{312f}][ˊˇˋ˙]|˙[\u{3105}-\u{312f}]",
);
/// What is not parted from the character before it: numbers of notes behind a 汉字 or a closing mark.
const BOUND: &str = r"[\p{Han}”’》）」』](?:[①-⑳❶-❿⑴-⒇]|\[[0-9]+(?:[-,][0-9]+)*\]|[¹²³])";
/// What a number of an item is not parted from.
const ITEM: &str = r"[；：]([①-⑳⑴-⒇]\p{Han})";
/// What is marked between two of the same sign.
const TWINS: &str = "[#\"＃*]\\p{Han}+[#\"＃*]";

/// The sorts of marks, each with pieces to make texts of: `汉` is put for some 汉字.
const SORTS: &[(&str, &[&str])] = &[
    (
        "signs before numbers",
        &["±5", "汉−12.5℃汉", "汉－8汉", "≤3汉", "≥1,000汉", "≈２０", "＋6%，", "汉≠0。", "（−3～±2）", "汉≥汉"],
    ),
    ("notes in circles", &["汉①", "汉②，", "“汉汉”③汉", "《汉汉》④。", "；⑤汉汉；", "：⑴汉汉，", "汉❶汉", "汉。⑦汉"]),
    ("numbers of sources", &["汉[1]", "汉[2-3]，汉", "《汉》[4]汉", "“汉汉”[5,6]。", "汉[12]；汉", "汉（汉）[7]汉"]),
    ("money", &["€5", "汉£1,200汉", "₩3000，", "US$40汉", "汉100€汉", "￥8.5汉", "¥９", "₽60～₽70", "汉₹5。"]),
    ("Tibetan", &["བོད་སྐད་", "ཡི་གེ།", "རིག་པ་", "ལ་ས།", "汉བཀྲ་ཤིས་", "བདེ་ལེགས༎", "༄༅།།"]),
    (
        "kana",
        &[
            "コーヒー",
            "いすゞ",
            "ミスヽ",
            "ちょっと",
            "チェック",
            "学々",
            "ガーデンー",
            "ｺｰﾋｰ",
            "スヾメ",
            "汉〻汉",
            "キャッシュ",
        ],
    ),
    (
        "quotes of other scripts",
        &["〝汉汉〞", "〝汉〟汉", "﹁汉汉﹂", "﹃汉﹄", "«汉汉»，", "‹汉›汉", "«汉»。", "汉❝汉❞", "„汉”"],
    ),
    ("degrees", &["36°37′12″", "汉117°2′N汉", "5°汉", "东经116°23′29″，", "12′30″汉"]),
    ("Zhuyin", &["ㄓㄨㄥ", "ㄍㄨㄛˊ", "ㄅㄚˇ", "ㄇㄚˋ，", "˙ㄇㄚ", "汉ㄕˋ汉", "ㄉㄜ˙"]),
    ("inner points", &["汉•汉", "汉‧汉", "汉·汉汉", "穆汉默•汉汉，", "A•B", "汉∙汉", "「汉」‧汉", "ア・イ"]),
    ("marks in one", &["汉‼", "汉⁇汉", "⁈", "“汉汉⁉”", "汉‽"]),
    ("Arabic", &["汉، ", "سلام،", "كيف؟", "نعم؛", "汉؟汉", "汉؛"]),
    ("Mongolian", &["ᠮᠣᠩᠭᠣᠯ᠂", "ᠬᠡᠯᠡ᠃", "汉᠂汉", "汉᠃", "ᠦᠰᠦᠭ᠄"]),
    ("rows of dots", &["汉⋯⋯", "⋯⋯汉", "汉‥‥汉", "‥‥。", "汉……", "“⋯⋯”汉"]),
    ("ratios", &["1∶100", "汉∶汉", "3∶2汉", "汉汉∶", "2∶1，汉", "10∶30"]),
    ("drawn dashes", &["汉──汉", "──汉汉", "汉──", "“汉”──汉", "汉——汉", "汉⸺汉"]),
    (
        "raised and lowered",
        &["H₂O", "5m²汉", "CO₂汉", "10⁻³汉", "汉¹", "x₁，", "汉²汉", "Ca²⁺", "300km²。", "品®汉", "30㎡汉", "12㎏"],
    ),
    (
        "topics",
        &["#汉汉汉#", "汉#汉汉#汉", "#汉汉#，", "＃汉汉＃", "\"汉汉\"", "汉：\"汉汉。\"汉", "*汉汉*汉", "@汉汉"],
    ),
    (
        "thousands",
        &["12\u{2009}345", "1\u{202f}234\u{202f}567汉", "汉98\u{a0}000汉", "5\u{2007}000，", "300\u{2009}000汉"],
    ),
    (
        "what was right before",
        &[
            "50％",
            "汉3‰汉",
            "37℃，",
            "汉／汉",
            "汉http://a.example/b-c汉",
            "don’t",
            "汉state-of-the-art汉",
            "2026年11月3日",
            "😀",
            "𠮷汉",
            "葛\u{e0100}汉",
            "“汉‘汉’汉”",
            "《汉〈汉〉汉》",
            "1998—2005年",
            "10：30",
            "汉～汉",
        ],
    ),
    ("Indic and others", &["नमस्ते।", "राम॥", "汉।", "မြန်မာ။", "ᎣᏏᏲ", "ሰላም።", "汉։"]),
];

const HAN: &str = "党建引领基层治理服务群众社区网格学习实践经验总结会议制度工作人员发展改革文化生活水平提高";

/// Makes a text of pieces of one sort between stretches of 汉字, closer in some texts than in others.
fn text(pieces: &[&str], dice: &mut Dice) -> String {
    let han: Vec<char> = HAN.chars().collect();
    let (mut text, between) = (String::new(), 1 + dice.roll(9));
    while text.chars().count() < 240 {
        for c in dice.pick(pieces).chars() {
            text.push(if c == '汉' { *dice.pick(&han) } else { c });
        }
        (0..dice.roll(between)).for_each(|_| text.push(*dice.pick(&han)));
        if dice.chance(15) {
            text.push_str(["，", "。", "；", "、"][dice.roll(4)]);
        }
    }
    text
}

/// What is looked for in a text and in its rows.
struct Judge {
    first: Regex,
    last: Regex,
    solid: Regex,
    bound: Regex,
    item: Regex,
    twins: Regex,
}

impl Judge {
    fn new() -> Self {
        let regex = |pattern: &str| Regex::new(pattern).unwrap();
        Self {
            first: regex(NOT_FIRST),
            last: regex(NOT_LAST),
            solid: regex(SOLID),
            bound: regex(BOUND),
            item: regex(ITEM),
            twins: regex(TWINS),
        }
    }

    /// Returns the pieces of a text that are not to be cut: where each begins and ends.
    fn pieces(&self, text: &str) -> Vec<(usize, usize)> {
        let mut pieces: Vec<(usize, usize)> = Vec::new();
        let solid = self.solid.find_iter(text).chain(self.bound.find_iter(text));
        let items = self.item.captures_iter(text).filter_map(|found| found.get(1));
        pieces.extend(solid.chain(items).map(|found| (found.start(), found.end())));
        for found in self.twins.find_iter(text) {
            let inner: Vec<(usize, char)> = found.as_str().char_indices().collect();
            let (head, tail) = (inner[2].0, inner[inner.len() - 2].0);
            pieces.extend([(found.start(), found.start() + head), (found.start() + tail, found.end())]);
        }
        pieces
    }

    /// Returns what is wrong with the rows of a text.
    fn faults(&self, text: &str, setting: Setting) -> Vec<String> {
        let (made, pieces, mut found) = (rows(text, setting, true), self.pieces(text), Vec::new());
        for (n, row) in made.iter().enumerate() {
            let shown = text[row.start..row.end].trim_end();
            let mut fault = |what: &str| found.push(format!("{what} at {}: {shown}", setting.width));
            if width(shown, setting.widths) > usize::from(setting.width) {
                fault("too wide");
            }
            if n > 0 && self.first.is_match(shown) {
                let before = &text[made[n - 1].start..row.start];
                fault(&format!("begins behind {before}"));
            }
            if n + 1 == made.len() {
                continue;
            }
            if self.last.is_match(shown) {
                fault("ends");
            }
            let longer = |piece: &str| width(piece, setting.widths) > usize::from(setting.width);
            let cut = pieces.iter().find(|(start, end)| *start < row.end && row.end < *end);
            let cut = cut.filter(|(start, end)| !longer(&text[*start..*end]));
            if let Some((start, end)) = cut {
                fault(&format!("parts {}", &text[*start..*end]));
            }
        }
        found
    }
}

fn all(mut check: impl FnMut(&str, &str)) {
    let mut dice = Dice(41);
    for (name, pieces) in SORTS {
        for _ in 0..12 {
            check(name, &text(pieces, &mut dice));
        }
    }
}

#[test]
fn no_mark_of_any_sort_stands_where_it_must_not() {
    let (judge, mut found) = (Judge::new(), BTreeMap::new());
    all(|name, text| {
        for widths in [Widths::Narrow, Widths::Wide] {
            for cells in 20..=80 {
                let faults = judge.faults(text, Setting::new(cells, widths));
                found.entry(name.to_owned()).or_insert_with(Vec::new).extend(faults);
            }
        }
    });
    found.retain(|_, faults| !faults.is_empty());
    found.values_mut().for_each(|faults| faults.truncate(9));
    assert!(found.is_empty(), "{found:#?}");
}

/// Rows that are all filled to the last cell break rules of every sort: the check above can fail.
#[test]
fn rows_that_are_merely_filled_are_found_out() {
    let judge = Judge::new();
    let mut found = BTreeMap::new();
    let mut dice = Dice(41);
    for (name, pieces) in SORTS {
        let text = text(pieces, &mut dice);
        let level = meipi::layout::Level::None;
        let faults =
            (20..=80).flat_map(|cells| judge.faults(&text, Setting { level, ..Setting::new(cells, Widths::Narrow) }));
        found.insert(*name, faults.count());
    }
    assert!(found.values().all(|faults| *faults > 3), "{found:?}");
}

/// What cannot be broken by the rules and is longer than a row is cut all the same.
#[test]
fn no_row_is_wider_than_the_page() {
    for piece in
        ["，", "①", "#", "−", "€", "་", "ー", "«", "»", "°", "ˊ", "•", "₂", "──", "\u{202f}", "汉#", "[1]", "5\u{2009}"]
    {
        let text = piece.repeat(90);
        for widths in [Widths::Narrow, Widths::Wide] {
            for cells in 2..=80 {
                let made = rows(&text, Setting::new(cells, widths), true);
                let wide =
                    |row: &&meipi::layout::Row| width(text[row.start..row.end].trim_end(), widths) > usize::from(cells);
                assert!(made.iter().find(wide).is_none(), "{piece} at {cells}");
                assert_eq!(made.iter().map(|row| row.end - row.start).sum::<usize>(), text.len());
            }
        }
    }
}
