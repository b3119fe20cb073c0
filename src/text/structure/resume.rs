//! An article that is interrupted by others and goes on further down.
//!
//! A newspaper sets the rest of its lead below the articles that it surrounds. What shows it: headings
//! appear in an article that had none for several paragraphs, and what follows them speaks of what an
//! earlier article without headings speaks of, more than of what its own does.

use super::judge::Judged;
use super::kind::Kind;
use super::marks;
use crate::text::is_ideograph;
use crate::units::Slice;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Paragraphs that an article has before its first heading, for that heading to be a stranger's.
const BEFORE: usize = 3;
/// How many articles before it the run may belong to.
const NEAR: usize = 8;
/// How much nearer the run must be to the earlier article than to its own.
const NEARER: f64 = 1.15;

/// A run less far ahead than this is doubtful.
const SURE: f64 = 1.5;

/// Gives runs that belong to an earlier article back to it.
pub fn resume(text: &str, judged: &mut [Judged]) {
    behind_signatures(text, judged);
    without_heads(text, judged);
    cut_by_another(text, judged);
    let count = judged.iter().map(|j| j.article).max().unwrap_or(0);
    let mut weights = None;
    for article in 2..=count {
        let articles: Vec<usize> = judged.iter().map(|j| j.article).collect();
        let Some(start) = late_heading(judged, &articles, article) else { continue };
        let run: Vec<usize> = (start..judged.len()).filter(|n| articles.get(*n) == Some(&article)).collect();
        let weights = weights.get_or_insert_with(|| weigh(text, judged));
        let Some((owner, ahead)) = owner(text, judged, &articles, (article, &run), weights) else { continue };
        let run = if ahead > NEARER { with_rest(text, judged, (owner, article), run) } else { run };
        for n in run {
            if let Some(line) = judged.get_mut(n) {
                line.article = if ahead > NEARER { owner } else { article };
                line.doubtful |= line.kind == Kind::Section && (1.0 / SURE..SURE).contains(&ahead);
            }
        }
    }
}

/// What begins without a headline of its own is the rest of the earlier article that it is nearest to.
fn without_heads(text: &str, judged: &mut [Judged]) {
    let count = judged.iter().map(|j| j.article).max().unwrap_or(0);
    let mut weights = None;
    for article in 2..=count {
        let articles: Vec<usize> = judged.iter().map(|j| j.article).collect();
        let run: Vec<usize> = lines(&articles, article).collect();
        let first = run.first().and_then(|n| kind(judged, *n));
        let head = run.iter().any(|n| matches!(kind(judged, *n), Some(Kind::Title | Kind::Kicker | Kind::Byline)));
        if head || !matches!(first, Some(Kind::Section | Kind::Body)) {
            continue;
        }
        let weights = weights.get_or_insert_with(|| weigh(text, judged));
        let Some((owner, _)) = owner(text, judged, &articles, (article, &run), weights) else { continue };
        for n in run {
            if let Some(line) = judged.get_mut(n) {
                line.article = owner;
                line.doubtful = true;
            }
        }
    }
    // The numbers of articles follow one another.
    let kept: BTreeSet<usize> = judged.iter().map(|j| j.article).filter(|article| *article > 0).collect();
    let number = |article: usize| kept.iter().position(|known| *known == article).map_or(0, |n| n + 1);
    judged.iter_mut().for_each(|j| j.article = number(j.article));
}

/// Behind the signature of a short article stands the rest of the one that it cut in two, in the middle of a
/// paragraph.
fn behind_signatures(text: &str, judged: &mut [Judged]) {
    for i in 2..judged.len() {
        let Some(own) = judged.get(i).filter(|j| j.kind == Kind::Body).map(|j| j.article) else { continue };
        // Columns and pictures may stand between.
        let aside = |j: &&Judged| matches!(j.kind, Kind::Rubric | Kind::Caption | Kind::Credit);
        let mut above = judged.iter().take(i).rev().skip_while(aside);
        let (Some(signature), Some(body)) = (above.next(), above.find(|j| !aside(j))) else { continue };
        let signed = signature.kind == Kind::Byline && body.kind == Kind::Body;
        if !signed || body.article != own || own < 2 {
            continue;
        }
        let open = judged.iter().take(i).rev().find(|j| j.kind == Kind::Body && j.article != own && j.article > 0);
        let Some(open) = open.filter(|j| !marks::may_end_paragraph(text.slice(j.line.span))) else { continue };
        let owner = open.article;
        let rest = judged.iter_mut().skip(i).take_while(|j| j.article == own);
        rest.for_each(|j| j.article = owner);
    }
}

/// Where an article broke off in the middle of a sentence and another begins, the rest stands behind that, at the
/// head of a paragraph that is nearer to the first.
fn cut_by_another(text: &str, judged: &mut [Judged]) {
    let count = judged.iter().map(|j| j.article).max().unwrap_or(0);
    let line = |judged: &[Judged], n: usize| judged.get(n).map_or("", |j| text.slice(j.line.span)).to_owned();
    let indented = judged.iter().filter(|j| j.kind == Kind::Body && j.line.indent >= 2).count();
    let indented = indented * 2 > judged.iter().filter(|j| j.kind == Kind::Body).count();
    let mut weights = None;
    for article in 2..=count {
        let articles: Vec<usize> = judged.iter().map(|j| j.article).collect();
        let body = |n: &usize| kind(judged, *n) == Some(Kind::Body);
        let run: Vec<usize> = lines(&articles, article).collect();
        let (Some(first), Some(last)) = (run.first().copied(), run.last().copied()) else { continue };
        let open = |owner: usize| {
            let end = lines(&articles, owner).filter(body).last();
            end.filter(|n| *n < first && is_open(&line(judged, *n)))
        };
        let owner_is =
            |owner: &usize| lines(&articles, *owner).last().is_some_and(|n| n < first) && open(*owner).is_some();
        let Some(owner) = (article.saturating_sub(NEAR).max(1)..article).rev().find(owner_is) else { continue };
        let bodies: Vec<usize> = run.iter().copied().filter(body).collect();
        let starts = bodies.windows(2).filter_map(|pair| match pair {
            [above, below] => {
                let flat = judged.get(*below).is_some_and(|j| j.line.indent < 2) || !indented;
                let whole = marks::may_end_paragraph(&line(judged, *above));
                (flat && whole && begins_inside(&line(judged, *below))).then_some(*below)
            }
            _ => None,
        });
        let weights = weights.get_or_insert_with(|| weigh(text, judged));
        let ahead = |start: usize| {
            let part: Vec<usize> = run.iter().copied().filter(|n| *n >= start).collect();
            nearer(text, judged, &articles, (owner, article, &part), weights)
        };
        let best = starts.map(|start| (start, ahead(start))).max_by(|a, b| a.1.total_cmp(&b.1));
        let least = if indented { SPLIT_PROVEN } else { SPLIT };
        let Some((start, _)) = best.filter(|(_, ahead)| *ahead > least) else { continue };
        for n in start..=last {
            if let Some(j) = judged.get_mut(n).filter(|j| j.article == article) {
                (j.article, j.doubtful) = (owner, true);
            }
        }
    }
}

/// How much nearer the rest must be to the article that broke off than to the one that it stands in.
const SPLIT: f64 = 1.3;
/// The same where it alone has no indent.
const SPLIT_PROVEN: f64 = 0.5;

/// Tells whether a line of running text breaks off in the middle of a sentence.
fn is_open(line: &str) -> bool {
    !marks::may_end_paragraph(line) && line.chars().nth(15).is_some()
}

/// Tells whether a line can be the rest of a sentence.
fn begins_inside(line: &str) -> bool {
    let led = line.starts_with(['“', '「', '『', '●', '◆', '■', '（', '(']) || marks::is_item(line);
    !led && marks::heading_level(line).0 == 0 && !super::papers::has_dateline(line)
}

/// Returns how much nearer a run is to one article than to the rest of the one that it stands in.
fn nearer(
    text: &str,
    judged: &[Judged],
    articles: &[usize],
    (owner, own, run): (usize, usize, &[usize]),
    weights: &Weights,
) -> f64 {
    let vector = |lines: &mut dyn Iterator<Item = usize>| vector(text, judged, lines, weights);
    let run_vector = vector(&mut run.iter().copied());
    let near = |article: usize| {
        let mut rest = lines(articles, article).filter(|n| !run.contains(n));
        cosine(&run_vector, &vector(&mut rest))
    };
    near(owner) / near(own).max(f64::MIN_POSITIVE)
}

/// Adds to a run what stands right before it behind white space, if the owner's last paragraph was cut.
fn with_rest(text: &str, judged: &[Judged], (owner, own): (usize, usize), run: Vec<usize>) -> Vec<usize> {
    let Some(start) = run.first().copied() else { return run };
    let of = |n: usize| judged.get(n).filter(|j| j.article == own && j.kind == Kind::Body);
    let near = (start.saturating_sub(3)..start).rev().take_while(|n| of(*n).is_some());
    let first = near.into_iter().find(|n| of(*n).is_some_and(|j| j.line.before >= 3));
    let open = judged.iter().take(start).rev().find(|j| j.article == owner && j.kind == Kind::Body);
    let cut = open.is_some_and(|j| !marks::may_end_paragraph(text.slice(j.line.span)));
    match first.filter(|_| cut) {
        Some(first) => (first..start).chain(run).collect(),
        None => run,
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

/// Returns the earlier article that the run is nearest to, and how much nearer than to its own.
fn owner(
    text: &str,
    judged: &[Judged],
    articles: &[usize],
    (own, run): (usize, &[usize]),
    weights: &Weights,
) -> Option<(usize, f64)> {
    let vector = |lines: &mut dyn Iterator<Item = usize>| vector(text, judged, lines, weights);
    let run_vector = vector(&mut run.iter().copied());
    let near = |article: usize| {
        let mut rest = lines(articles, article).filter(|n| !run.contains(n));
        cosine(&run_vector, &vector(&mut rest))
    };
    // Its headings, if it has any before the break, are set as those of the run.
    let style = |n: usize| judged.get(n).filter(|j| j.kind == Kind::Section).map(|j| (j.level, j.markup));
    let run_style = run.iter().find_map(|n| style(*n));
    let fits = |article: &usize| {
        let body = lines(articles, *article).any(|n| kind(judged, n) == Some(Kind::Body));
        let first = lines(articles, *article).find_map(style);
        body && (first.is_none() || first == run_style)
    };
    let scored = (1..own).rev().take(NEAR).filter(fits).map(|article| (article, near(article)));
    let (best, score) = scored.max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some((best, score / near(own).max(f64::MIN_POSITIVE)))
}

/// Returns how often each pair stands in lines, times what it tells.
fn vector(text: &str, judged: &[Judged], lines: &mut dyn Iterator<Item = usize>, weights: &Weights) -> Weights {
    let mut sums = Weights::new();
    for n in lines {
        let line = judged.get(n).map_or("", |j| text.slice(j.line.span));
        for pair in pairs(line) {
            *sums.entry(pair).or_default() += weights.get(&pair).copied().unwrap_or(0.0);
        }
    }
    sums
}

/// Pairs of neighbouring Chinese characters: near enough to words where there is no dictionary.
fn pairs(line: &str) -> impl Iterator<Item = (char, char)> {
    line.chars().zip(line.chars().skip(1)).filter(|(a, b)| is_ideograph(*a) && is_ideograph(*b))
}

/// How much a pair tells.
type Weights = HashMap<(char, char), f64>;

/// Weighs pairs: the fewer lines of the page hold one, the more it tells.
fn weigh(text: &str, judged: &[Judged]) -> Weights {
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
