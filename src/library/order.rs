//! Natural order: numbers inside names count as numbers, those in 汉字 too.

use std::cmp::Ordering;

/// Compares two names so that `9` comes before `10`, and 第九章 before 第十章.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (Some(x), Some(y)) = (left.chars().next(), right.chars().next()) else {
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        let step = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (m, n) = (digits(&mut left), digits(&mut right));
            m.len().cmp(&n.len()).then_with(|| m.cmp(n))
        } else if let (Some(_), Some(_)) = (value(x), value(y)) {
            numeral(&mut left).cmp(&numeral(&mut right))
        } else {
            left = left.get(x.len_utf8()..).unwrap_or_default();
            right = right.get(y.len_utf8()..).unwrap_or_default();
            // All numerals have one place among the other characters.
            let place = |c: char| if value(c).is_some() { '一' } else { c };
            place(x).cmp(&place(y))
        };
        if step != Ordering::Equal {
            return step;
        }
    }
}

/// Takes the digits off the start of a name, without leading zeros.
fn digits<'a>(name: &mut &'a str) -> &'a str {
    let end = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
    let (number, rest) = name.split_at(end);
    *name = rest;
    number.trim_start_matches('0')
}

/// Returns what a numeral of 汉字 stands for: a digit, or what it is multiplied by.
fn value(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '○' | '零' | '０' => 0,
        '一' | '壹' | '１' => 1,
        '二' | '两' | '兩' | '贰' | '貳' | '２' => 2,
        '三' | '叁' | '叄' | '３' => 3,
        '四' | '肆' | '４' => 4,
        '五' | '伍' | '５' => 5,
        '六' | '陆' | '陸' | '６' => 6,
        '七' | '柒' | '７' => 7,
        '八' | '捌' | '８' => 8,
        '九' | '玖' | '９' => 9,
        '十' | '拾' => 10,
        '廿' => 20,
        '卅' => 30,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' | '萬' => 10_000,
        _ => return None,
    })
}

/// Takes the numeral off the start of a name: 二十三, 一百〇五, 二〇二六.
fn numeral(name: &mut &str) -> u64 {
    let end = name.find(|c| value(c).is_none()).unwrap_or(name.len());
    let (number, rest) = name.split_at(end);
    *name = rest;
    // Of the whole, below the last 万, and the digits at hand.
    let (mut whole, mut sum, mut digits) = (0_u64, 0_u64, None::<u64>);
    for value in number.chars().filter_map(value) {
        match value {
            0..=9 => digits = Some(digits.unwrap_or(0).saturating_mul(10).saturating_add(value)),
            10_000 => {
                whole =
                    whole.saturating_add(sum.saturating_add(digits.take().unwrap_or(0)).max(1).saturating_mul(value));
                sum = 0;
            }
            20 | 30 => sum = sum.saturating_add(value),
            _ => sum = sum.saturating_add(digits.take().filter(|digit| *digit > 0).unwrap_or(1).saturating_mul(value)),
        }
    }
    whole.saturating_add(sum).saturating_add(digits.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count() {
        let mut names = ["p10", "p9", "p009b", "第2版", "第10版", ""];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["", "p9", "p009b", "p10", "第2版", "第10版"]);
    }

    #[test]
    fn numerals_count() {
        let mut names = [
            "第一百〇五回",
            "第二十章",
            "第十章",
            "第二章",
            "第十二章",
            "第两百回",
            "楔子",
            "第廿一章",
            "第〇章",
            "二〇二六年",
            "二〇一九年",
            "第一万章",
            "第３章",
        ];
        names.sort_by(|a, b| natural(a, b));
        let sorted = [
            "二〇一九年",
            "二〇二六年",
            "楔子",
            "第〇章",
            "第二章",
            "第３章",
            "第十章",
            "第十二章",
            "第二十章",
            "第廿一章",
            "第一百〇五回",
            "第两百回",
            "第一万章",
        ];
        assert_eq!(names, sorted);
        let all = ["第一", "第十", "第a", "第1", "第", "第乙", "第一章", "十", "1", "丁", "９", "9"];
        for (a, b) in all.iter().flat_map(|a| all.map(|b| (*a, b))) {
            assert_eq!(natural(a, b), natural(b, a).reverse(), "{a} {b}");
            let above = |c: &&&str| natural(b, c).is_le();
            assert!(natural(a, b).is_gt() || all.iter().filter(above).all(|c| natural(a, c).is_le()), "{a} {b}");
        }
    }
}
