//! Collections: works one behind the other, each below a head of its own. Poems stand below their names and their
//! writers; abstracts below the names of papers.

pub mod collection;

use super::genre::Genre;
use super::judge::Judged;
use super::kind::Kind;
use super::lists::FIELDS;
use super::marks;
use crate::units::Slice;

/// As many heads of one form make a collection.
const SEVERAL: usize = 2;
/// The most code points of the name of a poem, and of the name of a paper.
const NAME: usize = 24;
const PAPER: usize = 60;
/// The most lines that stand between the name of a paper and its abstract: its writers, where they work.
const WRITERS: usize = 4;
/// The least code points of an abstract.
const ABSTRACT: usize = 20;
/// The most code points of the name of a field, with its marks.
const FIELD: usize = 8;

/// Tells whether a line can name a poem: short, without any mark of prose.
fn can_name(line: &str) -> bool {
    let bare = line.trim_matches(['《', '》', '〈', '〉', '【', '】']);
    bare.chars().count() <= NAME
        && !bare.is_empty()
        && !marks::may_end_paragraph(line)
        && !line.contains(['，', '。', '；', ','])
}

/// Tells whether a line names the writer of a poem: 张先, 【唐】杜甫, （宋）张孝祥, 清·纳兰性德.
fn is_poet(line: &str) -> bool {
    let line = line.trim_start_matches("作者").trim_start_matches(['：', ':', '—', ' ', '　']);
    let era = |open: char, close: char| line.strip_prefix(open).and_then(|rest| rest.split_once(close));
    let led = [('【', '】'), ('（', '）'), ('(', ')'), ('〔', '〕'), ('［', '］'), ('[', ']')];
    let led = led.into_iter().find_map(|(open, close)| era(open, close));
    let (era, name) = led.or_else(|| line.split_once(['·', '・'])).unwrap_or(("", line));
    let name = name.trim_matches(['（', '）', '(', ')', '〔', '〕', ' ', '　']);
    let long = if era.is_empty() { 4 } else { 6 };
    (1..=long).contains(&name.chars().count())
        && era.chars().count() <= 3
        && name.chars().all(crate::text::is_ideograph)
}

/// A head of a work: the lines that name it, and those that name its writers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Head {
    name: usize,
    writer: Option<usize>,
}

/// Looks for the heads of poems.
fn poems(text: &str, judged: &[Judged]) -> Vec<Head> {
    let line = |i: usize| judged.get(i).map_or("", |j| text.slice(j.line.span));
    let apart = |i: usize| i == 0 || judged.get(i).is_some_and(|j| j.line.before > 0);
    let below = |i: usize| judged.get(i).is_some();
    let verse = |i: usize| below(i) && line(i).chars().any(|c| "，。！？；".contains(c));
    let names = || (0..judged.len()).filter(|i| apart(*i) && can_name(line(*i)));
    let alone = |i: usize| !apart(i) || apart(i + 1) || verse(i + 1);
    let signed = |i: usize| is_poet(line(i + 1)) && below(i + 2) && alone(i + 1);
    let quoted = |i: usize| line(i).starts_with('《') && line(i).ends_with('》') && below(i + 1);
    // A line without marks above verses that all have them.
    let bare = |i: usize| !verse(i) && verse(i + 1) && verse(i + 2);
    let forms: [&dyn Fn(usize) -> bool; 3] = [&signed, &quoted, &bare];
    let found = forms.iter().map(|form| names().filter(|i| form(*i)).collect::<Vec<usize>>());
    let best =
        found.enumerate().filter(|(_, heads)| heads.len() >= SEVERAL).max_by_key(|(n, heads)| (heads.len(), 3 - n));
    let Some((_, heads)) = best else { return Vec::new() };
    // What stands before the first poem is the name of all: no poem begins with it.
    let head = |name: usize| Head { name, writer: Some(name + 1).filter(|i| is_poet(line(*i)) && !verse(*i)) };
    heads.into_iter().map(head).collect()
}

/// What leads the abstract of a paper.
const ABSTRACTS: &[&str] =
    &["内容摘要", "内容提要", "內容摘要", "內容提要", "摘要", "摘 要", "摘　要", "提要", "Abstract", "ABSTRACT"];

/// Returns what stands behind the word for an abstract that a line begins with.
fn behind_abstract(line: &str) -> Option<&str> {
    let bare = line.trim_start_matches(['【', '［', '[', '〔', '■', '*', '#', ' ', '　']);
    let rest = ABSTRACTS.iter().find_map(|word| bare.strip_prefix(word))?;
    let told = rest.trim_start_matches(['：', ':', '】', '］', ']', '〕', ' ', '　', '*']);
    (told.is_empty() || told.len() < rest.len()).then_some(told)
}

/// Tells whether a line is an abstract, or the heading of one that stands below it.
fn is_abstract(line: &str, below: &str) -> bool {
    let long = |words: &str| words.chars().nth(ABSTRACT).is_some();
    behind_abstract(line).is_some_and(|told| long(told) || told.is_empty() && long(below))
}

/// Tells whether a line begins with the name of a field: 关键词：, [关键词].
fn is_field(line: &str) -> bool {
    let named = FIELDS.behind(line).any(|rest| rest.starts_with([' ', '　'])) || behind_abstract(line).is_some();
    named || line.chars().take(FIELD).any(|c| "：:】］".contains(c))
}

/// Looks for the heads of papers: the lines between what stands before and an abstract.
fn papers(text: &str, judged: &[Judged]) -> Vec<Head> {
    let line = |i: usize| judged.get(i).map_or("", |j| text.slice(j.line.span));
    let open = |i: &usize| line(*i).chars().nth(PAPER).is_none() && !line(*i).ends_with('。') && !is_field(line(*i));
    let abstracts = || (0..judged.len()).filter(|i| is_abstract(line(*i), line(*i + 1)));
    let head = |i: usize| {
        let name = (i.saturating_sub(WRITERS + 1)..i).rev().take_while(open).last()?;
        Some(Head { name, writer: Some(name + 1).filter(|n| *n < i) })
    };
    let found: Vec<Head> = abstracts().filter_map(head).collect();
    if found.len() >= SEVERAL && found.len() == abstracts().count() { found } else { Vec::new() }
}

/// Tells whether papers stand one behind the other, each with its abstract.
pub fn is_abstracts(text: &str, judged: &[Judged]) -> bool {
    !papers(text, judged).is_empty()
}

/// The most lines above the first work of a collection that name them all.
const LEAD: usize = 3;

/// Tells whether a line can head a part of a report: a few words, no sentence.
fn is_heading(line: &str) -> bool {
    marks::is_brief(line, NAME) && !marks::may_end_paragraph(line) && !marks::holds_clause(line) && !line.is_empty()
}

/// Settles the works of a collection of prose, if it is one; what is long or ends as sentences do is text.
fn settle_prose(text: &str, judged: &mut [Judged]) -> bool {
    let lines: Vec<&str> = judged.iter().map(|j| text.slice(j.line.span).get(j.markup..).unwrap_or_default()).collect();
    let Some(collection) = collection::of(&lines) else { return false };
    let first = collection.names.first().copied().unwrap_or(0);
    // The name of all stands in the lines above the first work; more than that is text of its own.
    let lead = if first <= LEAD { first } else { 0 };
    for (i, j) in judged.iter_mut().enumerate() {
        let Some(line) = lines.get(i).copied() else { continue };
        let below = lines.get(i + 1).copied().unwrap_or_default();
        let heads = collection.reports && is_heading(line) && !is_heading(below);
        let written = j.kind == Kind::Byline && !marks::is_finished(line);
        let leads = collection.leads(i);
        j.kind = match j.kind {
            _ if collection.names.contains(&i) || i == 0 && lead < first => Kind::Title,
            _ if collection.parts.contains(&i) => Kind::Section,
            // Between the name of a work and its first part: its other name, and what is noted of it.
            _ if leads && line.starts_with(['（', '(', '〔', '[']) => Kind::Other,
            kind if leads && kind != Kind::Byline => Kind::Subtitle,
            _ if i < lead => Kind::Rubric,
            kind if kind == Kind::Other && !marks::is_finished(line) || written => kind,
            kind if kind == Kind::Section && j.level > 0 => kind,
            _ if heads => Kind::Section,
            _ => Kind::Body,
        };
    }
    true
}

/// Settles the heads of the works of a collection; each begins an article.
pub fn settle(text: &str, judged: &mut [Judged], genre: Genre, told: bool) {
    if !told && matches!(genre, Genre::Plain | Genre::Report) && settle_prose(text, judged) {
        return;
    }
    let verse = genre == Genre::Verse;
    let heads = match genre {
        Genre::Verse => poems(text, judged),
        _ if genre.is_decoded() => papers(text, judged),
        _ => Vec::new(),
    };
    let Some(first) = heads.first().map(|head| head.name) else { return };
    for (i, j) in judged.iter_mut().enumerate() {
        let line = text.slice(j.line.span);
        let head = heads.iter().find(|head| head.name == i || head.writer == Some(i));
        let alone = behind_abstract(line).is_some_and(str::is_empty);
        j.kind = match head {
            Some(head) if head.name == i => Kind::Title,
            Some(_) => Kind::Byline,
            // The name of all stands above the first.
            None if verse && i < first => Kind::Rubric,
            None if verse => Kind::Body,
            None if i < first => j.kind,
            None if alone => Kind::Section,
            None if behind_abstract(line).is_some() => Kind::Body,
            None if is_field(line) || j.kind.is_heading() && j.kind != Kind::Section => Kind::Other,
            None if matches!(j.kind, Kind::Kicker | Kind::Rubric | Kind::Caption) => Kind::Other,
            None => j.kind,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_of_poems() {
        assert!(is_poet("【唐】沈渡川") && is_poet("清·骆知秋") && is_poet("沈渡川") && !is_poet("渡口无人，"));
        assert!(can_name("渡口（二首）") && !can_name("渡口无人，"));
    }
}
