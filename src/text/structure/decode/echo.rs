//! Which words of a line come again around it: a headline is about what follows, a heading about both.

use super::super::page::Page;
use crate::text::is_ideograph;
use std::collections::HashSet;

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

type Pair = (char, char);

fn pairs(line: &str) -> HashSet<Pair> {
    let mut last = None;
    let mut found = HashSet::new();
    for c in line.chars() {
        if let Some(last) = last.filter(|_| is_ideograph(c)) {
            found.insert((last, c));
        }
        last = is_ideograph(c).then_some(c);
    }
    found
}

/// Returns what the echoes of each line show, as places in [`ECHOES`].
pub fn of(page: &Page<'_>) -> Vec<Vec<u16>> {
    let pairs: Vec<HashSet<Pair>> = (0..page.count()).map(|i| pairs(page.text(i))).collect();
    let share = |own: &HashSet<Pair>, lines: &[HashSet<Pair>]| {
        let again = own.iter().filter(|pair| lines.iter().any(|line| line.contains(pair))).count();
        if own.is_empty() { 0.0 } else { again as f32 / own.len() as f32 }
    };
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
        if page.len(i) <= LONG
            && let Some(own) = pairs.get(i)
        {
            let [up, down] = [above, below].map(|lines| share(own, lines));
            found.extend([grade(down), 3 + grade(up)]);
            if down > up + 0.15 {
                found.push(6);
            } else if up > down + 0.15 {
                found.push(7);
            }
            let all = |lines: &[HashSet<Pair>]| lines.iter().flatten().copied().collect::<HashSet<Pair>>();
            let (up, down) = (all(above), all(below));
            let both = up.intersection(&down).count() as f32 / up.len().min(down.len()).max(1) as f32;
            found.push(if both < 0.06 { 8 } else { 9 });
        }
        found
    };
    (0..page.count()).map(line).collect()
}
