//! An article that is interrupted by others and goes on further down.
//!
//! A newspaper sets the rest of its lead below the articles that it surrounds. What shows it: headings
//! appear in an article that had none for several paragraphs, and what follows them speaks of what an
//! earlier article without headings speaks of, more than of what its own does.

use super::Kind;
use super::cues::Judged;
use crate::text::is_ideograph;
use crate::units::Slice;
use std::collections::{HashMap, HashSet};

/// Paragraphs that an article has before its first heading, for that heading to be a stranger's.
const BEFORE: usize = 3;
/// How much nearer the run must be to the earlier article than to its own.
const NEARER: f64 = 1.15;

/// Gives runs that belong to an earlier article back to it. `articles` is the number of every line.
pub fn resume(text: &str, judged: &[Judged], articles: &mut [usize]) {
    let count = articles.iter().copied().max().unwrap_or(0);
    for article in 2..=count {
        let Some(start) = late_heading(judged, articles, article) else { continue };
        let run: Vec<usize> = (start..judged.len()).filter(|n| articles.get(*n) == Some(&article)).collect();
        if let Some(owner) = owner(text, judged, articles, (article, &run)) {
            for n in run {
                if let Some(slot) = articles.get_mut(n) {
                    *slot = owner;
                }
            }
        }
    }
}

fn kind(judged: &[Judged], n: usize) -> Option<Kind> {
    judged.get(n).map(|j| j.kind)
}

fn lines(articles: &[usize], article: usize) -> impl Iterator<Item = usize> {
    articles.iter().enumerate().filter(move |(_, a)| **a == article).map(|(n, _)| n)
}

/// Returns the first heading of an article, if it comes only after several paragraphs.
fn late_heading(judged: &[Judged], articles: &[usize], article: usize) -> Option<usize> {
    let first = lines(articles, article).find(|n| kind(judged, *n) == Some(Kind::Section))?;
    let before = lines(articles, article).take_while(|n| *n < first);
    let paragraphs = before.filter(|n| kind(judged, *n) == Some(Kind::Body)).count();
    (paragraphs >= BEFORE).then_some(first)
}

/// Returns the earlier article without headings that the run is nearest to, if that is nearer than its own.
fn owner(text: &str, judged: &[Judged], articles: &[usize], (own, run): (usize, &[usize])) -> Option<usize> {
    let weights = weights(text, judged);
    let vector = |lines: &mut dyn Iterator<Item = usize>| {
        let mut sums: HashMap<(char, char), f64> = HashMap::new();
        for n in lines {
            let line = judged.get(n).map_or("", |j| text.slice(j.line.span));
            for pair in pairs(line) {
                *sums.entry(pair).or_default() += weights.get(&pair).copied().unwrap_or(0.0);
            }
        }
        sums
    };
    let run_vector = vector(&mut run.iter().copied());
    let near = |article: usize| {
        let mut rest = lines(articles, article).filter(|n| !run.contains(n));
        cosine(&run_vector, &vector(&mut rest))
    };
    let plain = |article: &usize| {
        let kinds: Vec<Option<Kind>> = lines(articles, *article).map(|n| kind(judged, n)).collect();
        kinds.contains(&Some(Kind::Body)) && !kinds.contains(&Some(Kind::Section))
    };
    let scored = (1..own).filter(plain).map(|article| (article, near(article)));
    let (best, score) = scored.max_by(|a, b| a.1.total_cmp(&b.1))?;
    (score > near(own) * NEARER).then_some(best)
}

/// Pairs of neighbouring Chinese characters: near enough to words where there is no dictionary.
fn pairs(line: &str) -> impl Iterator<Item = (char, char)> {
    line.chars().zip(line.chars().skip(1)).filter(|(a, b)| is_ideograph(*a) && is_ideograph(*b))
}

/// Weighs pairs: the fewer lines of the page hold one, the more it tells.
fn weights(text: &str, judged: &[Judged]) -> HashMap<(char, char), f64> {
    let mut holds: HashMap<(char, char), usize> = HashMap::new();
    for j in judged {
        let here: HashSet<(char, char)> = pairs(text.slice(j.line.span)).collect();
        here.into_iter().for_each(|pair| *holds.entry(pair).or_default() += 1);
    }
    let all = judged.len() as f64;
    holds.into_iter().map(|(pair, count)| (pair, (all / count as f64).ln())).collect()
}

fn cosine(a: &HashMap<(char, char), f64>, b: &HashMap<(char, char), f64>) -> f64 {
    let product: f64 = a.iter().filter_map(|(pair, x)| Some(x * b.get(pair)?)).sum();
    let length = |v: &HashMap<(char, char), f64>| v.values().map(|x| x * x).sum::<f64>().sqrt();
    let lengths = length(a) * length(b);
    if lengths > 0.0 { product / lengths } else { 0.0 }
}
