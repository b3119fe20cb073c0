//! Natural order: numbers inside names count as numbers.

use std::cmp::Ordering;

/// Compares two names so that `9` comes before `10`.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (Some(x), Some(y)) = (left.chars().next(), right.chars().next()) else {
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        let step = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (m, n) = (digits(&mut left), digits(&mut right));
            m.len().cmp(&n.len()).then_with(|| m.cmp(n))
        } else {
            left = left.get(x.len_utf8()..).unwrap_or_default();
            right = right.get(y.len_utf8()..).unwrap_or_default();
            x.cmp(&y)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count() {
        let mut names = ["p10", "p9", "p009b", "第2版", "第10版", ""];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["", "p9", "p009b", "p10", "第2版", "第10版"]);
    }
}
