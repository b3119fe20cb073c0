//! Numbers as lists count: in Chinese and Arabic digits, letters, circles.

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
