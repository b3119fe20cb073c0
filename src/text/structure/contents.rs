//! Lists of contents: their rows name the chapters that stand below, and head nothing.

use super::judge::Judged;
use super::marks;
use crate::units::Slice;
use std::collections::{HashMap, HashSet};

/// As many names of chapters below one another are a list, if they stand again below.
const ROWS: usize = 3;
/// The same where nobody looks that far.
const CLOSE: usize = 4;

/// Tells for each line whether it is a row of a list of contents: among headings below one another it names a chapter
/// that stands again below. With `local`, what stands close tells.
pub fn rows(text: &str, judged: &[Judged], local: bool) -> Vec<bool> {
    let lines = judged.iter().map(|j| text.slice(j.line.span).get(j.markup..).unwrap_or_default());
    let names: Vec<Option<&str>> = lines.clone().map(name).collect();
    if local {
        return (0..names.len()).map(|i| is_among_names(&names, i)).collect();
    }
    let last: HashMap<&str, usize> = names.iter().enumerate().filter_map(|(i, name)| Some(((*name)?, i))).collect();
    let heads: Vec<bool> = lines.zip(judged).map(|(line, j)| j.level > 0 || marks::has_leader(line)).collect();
    let mut found = vec![false; names.len()];
    let mut from = 0;
    while from < names.len() {
        let mut seen = HashSet::new();
        let rows = names.iter().zip(&heads).skip(from);
        let rows = rows.take_while(|(name, head)| name.map_or(**head, |name| seen.insert(name))).count();
        let end = from + rows;
        let again: Vec<usize> = (from..end)
            .filter(|i| names.get(*i).copied().flatten().is_some_and(|name| last.get(name) >= Some(&end)))
            .collect();
        if again.len() >= ROWS {
            again.into_iter().for_each(|i| found.get_mut(i).into_iter().for_each(|row| *row = true));
        }
        from = end.max(from + 1);
    }
    found
}

/// Returns the number of a chapter, or the name of another part of a book, that a line begins with.
fn name(line: &str) -> Option<&str> {
    marks::chapter(line).or_else(|| marks::is_part(line).then_some(line))
}

/// Tells whether the line is one of several names right below one another, and another follows it.
fn is_among_names(names: &[Option<&str>], i: usize) -> bool {
    let named = |i: usize| names.get(i).is_some_and(Option::is_some);
    let run = |from: usize| (from..from + CLOSE).all(named);
    named(i + 1) && ((i + 1).saturating_sub(CLOSE)..=i).any(run)
}
