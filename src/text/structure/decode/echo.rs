//! Which words of a line come again around it: a headline is about what follows, a heading about both.

use super::super::page::Page;
use crate::text::is_ideograph;

/// How many lines on each side are looked at.
const NEAR: usize = 5;
/// A line of more code points is not asked about.
const LONG: usize = 48;

/// The names of what an echo can show.
pub static ECHOES: &[&str] = &[
    "shape-echo-below-none",
    "shape-echo-below-some",
    "shape-echo-below-much",
    "shape-echo-above-none",
    "shape-echo-above-some",
    "shape-echo-above-much",
    "shape-echo-more-below",
    "shape-echo-more-above",
    "shape-apart",
    "shape-of-one-subject",
];

/// Pairs of ideographs beside each other, each as one of many marks: a few pairs share one, which matters little.
type Pairs = [u64; WORDS];

/// How many words of 64 marks the pairs of a line are kept in.
const WORDS: usize = 128;
/// So many code points of a line are looked at.
const READ: usize = 160;

/// Returns the marks of the pairs of a line.
fn pairs(line: &str) -> Pairs {
    let mut found = [0; WORDS];
    let mut above: Option<u32> = None;
    for c in line.chars().take(READ) {
        let code = is_ideograph(c).then_some(c as u32);
        if let Some((a, b)) = above.zip(code) {
            let mark = (a.wrapping_mul(0x9e37_79b1) ^ b).wrapping_mul(0x85eb_ca6b) >> 19;
            if let Some(word) = found.get_mut((mark / 64) as usize) {
                *word |= 1 << (mark % 64);
            }
        }
        above = code;
    }
    found
}

/// Returns the marks of the pairs of several lines.
fn all(lines: &[Pairs]) -> Pairs {
    let mut found = [0; WORDS];
    for line in lines {
        found.iter_mut().zip(line).for_each(|(all, own)| *all |= own);
    }
    found
}

/// Counts pairs.
fn count(pairs: &Pairs) -> u32 {
    pairs.iter().map(|word| word.count_ones()).sum()
}

/// Returns which part of pairs stands among others.
fn share(own: &Pairs, others: &Pairs) -> f32 {
    let again: u32 = own.iter().zip(others).map(|(own, other)| (own & other).count_ones()).sum();
    again as f32 / count(own).max(1) as f32
}

/// Returns what the echoes of each line show, as places in [`ECHOES`].
pub fn of(page: &Page<'_>) -> Vec<Vec<u16>> {
    let asked: Vec<bool> = (0..page.count()).map(|i| page.len(i) <= LONG).collect();
    let near = |i: usize| i.saturating_sub(NEAR)..(i + 1 + NEAR).min(page.count());
    let wanted = |i: usize| asked.get(near(i)).is_some_and(|near| near.contains(&true));
    let pairs: Vec<Pairs> =
        (0..page.count()).map(|i| if wanted(i) { pairs(page.text(i)) } else { [0; WORDS] }).collect();
    let grade = |share: f32| {
        if share < 0.08 {
            0
        } else if share < 0.4 {
            1
        } else {
            2
        }
    };
    let line = |i: usize| {
        let above = pairs.get(i.saturating_sub(NEAR)..i).unwrap_or_default();
        let below = pairs.get(i + 1..near(i).end).unwrap_or_default();
        let mut found = Vec::new();
        if let Some(own) = pairs.get(i).filter(|_| asked.get(i) == Some(&true)) {
            let [above, below] = [above, below].map(all);
            let (up, down) = (share(own, &above), share(own, &below));
            found.extend([grade(down), 3 + grade(up)]);
            if down > up + 0.15 {
                found.push(6);
            } else if up > down + 0.15 {
                found.push(7);
            }
            let (few, many) = if count(&above) < count(&below) { (&above, &below) } else { (&below, &above) };
            found.push(if share(few, many) < 0.06 { 8 } else { 9 });
        }
        found
    };
    (0..page.count()).map(line).collect()
}
