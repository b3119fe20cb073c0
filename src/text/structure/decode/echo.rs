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

/// Two characters beside each other.
type Pair = (char, char);

/// Returns the pairs of ideographs of a line, in order, each once.
fn pairs(line: &str) -> Vec<Pair> {
    let chars = line.chars().zip(line.chars().skip(1));
    let mut found: Vec<Pair> = chars.filter(|(a, b)| is_ideograph(*a) && is_ideograph(*b)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns the pairs of several lines, in order, each once.
fn all(lines: &[Vec<Pair>]) -> Vec<Pair> {
    let mut found: Vec<Pair> = lines.iter().flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns which part of pairs stands among others.
fn share(own: &[Pair], others: &[Pair]) -> f32 {
    let again = own.iter().filter(|pair| others.binary_search(pair).is_ok()).count();
    again as f32 / own.len().max(1) as f32
}

/// Returns what the echoes of each line show, as places in [`ECHOES`].
pub fn of(page: &Page<'_>) -> Vec<Vec<u16>> {
    let asked = |i: usize| page.len(i) <= LONG;
    let near = |i: usize| (i.saturating_sub(NEAR)..(i + 1 + NEAR).min(page.count())).any(asked);
    let words = |i: usize| if near(i) { pairs(page.text(i)) } else { Vec::new() };
    let pairs: Vec<Vec<Pair>> = (0..page.count()).map(words).collect();
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
        let below = pairs.get(i + 1..(i + 1 + NEAR).min(pairs.len())).unwrap_or_default();
        let mut found = Vec::new();
        if let Some(own) = pairs.get(i).filter(|_| asked(i)) {
            let [above, below] = [above, below].map(all);
            let (up, down) = (share(own, &above), share(own, &below));
            found.extend([grade(down), 3 + grade(up)]);
            if down > up + 0.15 {
                found.push(6);
            } else if up > down + 0.15 {
                found.push(7);
            }
            let (few, many) = if above.len() < below.len() { (&above, &below) } else { (&below, &above) };
            found.push(if share(few, many) < 0.06 { 8 } else { 9 });
        }
        found
    };
    (0..page.count()).map(line).collect()
}
