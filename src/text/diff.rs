//! In which characters two versions of a text differ.

/// A text in pieces: those that the other version does not have are told.
pub type Runs = Vec<(String, bool)>;

/// Characters of two texts, multiplied, beyond which only their common ends are looked for.
const MOST: usize = 4_000_000;

/// Characters that both have between two changes, at least; fewer are met by chance.
const LEAST: usize = 2;

/// The part of the longer text that both must have, as one of so many: texts that have less in common are two.
const COMMON: usize = 4;

/// Returns two versions of a text in pieces. Where they have little in common nothing is told apart.
pub fn apart(one: &str, other: &str) -> [Runs; 2] {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let ahead = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest, others) = (a.get(ahead..).unwrap_or_default(), b.get(ahead..).unwrap_or_default());
    let behind = rest.iter().rev().zip(others.iter().rev()).take_while(|(x, y)| x == y).count();
    let middle = |text: &[char]| text.len() - ahead - behind;
    let mut common = [vec![true; a.len()], vec![true; b.len()]];
    for (shared, text) in common.iter_mut().zip([&a, &b]) {
        shared.iter_mut().skip(ahead).take(middle(text)).for_each(|is| *is = false);
    }
    if middle(&a) * middle(&b) <= MOST {
        for (n, m) in longest(rest.get(..middle(&a)).unwrap_or_default(), others.get(..middle(&b)).unwrap_or_default())
        {
            let [left, right] = &mut common;
            left.iter_mut().skip(ahead + n).take(1).for_each(|is| *is = true);
            right.iter_mut().skip(ahead + m).take(1).for_each(|is| *is = true);
        }
    }
    let shared = common.iter().map(|shared| shared.iter().filter(|is| **is).count()).min().unwrap_or(0);
    if shared * COMMON < a.len().max(b.len()) {
        return [vec![(one.to_owned(), false)], vec![(other.to_owned(), false)]];
    }
    let [left, right] = common;
    [runs(&a, &left), runs(&b, &right)]
}

/// Returns the longest characters that stand in both in the same order, as places, without those that stand alone.
fn longest(a: &[char], b: &[char]) -> Vec<(usize, usize)> {
    let wide = b.len() + 1;
    // How many are to come from a place in both on.
    let mut counts = vec![0u32; (a.len() + 1) * wide];
    let count = |counts: &[u32], n: usize, m: usize| counts.get(n * wide + m).copied().unwrap_or(0);
    for (n, x) in a.iter().enumerate().rev() {
        for (m, y) in b.iter().enumerate().rev() {
            let most = if x == y {
                count(&counts, n + 1, m + 1) + 1
            } else {
                count(&counts, n + 1, m).max(count(&counts, n, m + 1))
            };
            if let Some(cell) = counts.get_mut(n * wide + m) {
                *cell = most;
            }
        }
    }
    let (mut found, mut n, mut m): (Vec<(usize, usize)>, _, _) = (Vec::new(), 0, 0);
    while let (Some(x), Some(y)) = (a.get(n), b.get(m)) {
        if x == y {
            found.push((n, m));
            (n, m) = (n + 1, m + 1);
        } else if count(&counts, n + 1, m) >= count(&counts, n, m + 1) {
            n += 1;
        } else {
            m += 1;
        }
    }
    let together = |pair: &[(usize, usize)]| matches!(pair, [(n, m), (k, l)] if k - n == 1 && l - m == 1);
    let mut kept = Vec::new();
    let mut start = 0;
    for end in 1..=found.len() {
        if end < found.len() && found.get(end - 1..=end).is_some_and(together) {
            continue;
        }
        kept.extend(found.get(start..end).filter(|run| run.len() >= LEAST).into_iter().flatten());
        start = end;
    }
    kept
}

fn runs(text: &[char], common: &[bool]) -> Runs {
    let mut runs: Runs = Vec::new();
    for (c, common) in text.iter().zip(common) {
        match runs.last_mut() {
            Some((run, apart)) if *apart != *common => run.push(*c),
            _ => runs.push((c.to_string(), !common)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(one: &str, other: &str) -> (String, String) {
        let show = |runs: &Runs| {
            runs.iter().map(|(text, apart)| if *apart { format!("[{text}]") } else { text.clone() }).collect::<String>()
        };
        let [a, b] = apart(one, other);
        (show(&a), show(&b))
    }

    #[test]
    fn what_differs_is_told() {
        let pairs = [
            (("社会动员", "组织动员"), ("[社会]动员", "[组织]动员")),
            (("党建引领网格治理", "党建引领治理"), ("党建引领[网格]治理", "党建引领治理")),
            (("甲乙丙丁戊己", "甲乙一丙丁二戊己"), ("甲乙丙丁戊己", "甲乙[一]丙丁[二]戊己")),
            (("一样", "一样"), ("一样", "一样")),
            (("完全不同", "没有关系的话"), ("完全不同", "没有关系的话")),
            (("", "新写的"), ("", "新写的")),
        ];
        for ((one, other), wanted) in pairs {
            assert_eq!(shown(one, other), (wanted.0.to_owned(), wanted.1.to_owned()));
        }
    }

    proptest! {
        #[test]
        fn pieces_make_the_text_and_what_is_common_is_the_same(one in "[甲乙丙 ]{0,12}", other in "[甲乙丙 ]{0,12}") {
            let [a, b] = apart(&one, &other);
            let all = |runs: &Runs| runs.iter().map(|(text, _)| text.as_str()).collect::<String>();
            prop_assert_eq!((all(&a), all(&b)), (one, other));
            let common = |runs: &Runs| runs.iter().filter(|(_, apart)| !apart).map(|(text, _)| text.as_str()).collect::<String>();
            let told = a.iter().chain(&b).any(|(_, apart)| *apart);
            prop_assert!(!told || common(&a) == common(&b));
        }
    }
}
