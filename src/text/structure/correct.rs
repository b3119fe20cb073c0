//! What a person corrected, applied over the guess.

use super::genre::Genre;
use super::judge::Judged;
use super::kind::Kind;
use super::lines::Line;
use crate::units::{Byte, ByteSpan, Slice};

/// What a person says about lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// They are of this kind.
    Kind(Kind),
    /// The first goes on with the article's paragraph before it.
    Join,
    /// A paragraph begins here.
    Split,
    /// An article begins here.
    StartsArticle,
    /// They belong to the article of the line at this position; none is the page.
    Belongs(Option<Byte>),
    /// Text is lost before the first, or is not.
    Gap(bool),
    /// They repeat text that stands before them, or do not.
    Repeated(bool),
    /// The guess is right.
    Accepted,
    /// The whole text is of this genre; without ranges.
    Genre(Genre),
}

/// A ruling and the lines it is about: those that one of the ranges touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The ranges.
    pub spans: Vec<ByteSpan>,
    /// The ruling.
    pub ruling: Ruling,
}

impl Correction {
    fn is_about(&self, line: &Line) -> bool {
        self.spans.iter().any(|span| span.overlaps(line.span))
    }

    fn start(&self) -> Option<Byte> {
        self.spans.first().map(|span| span.start)
    }
}

/// Returns what a person said that the text is, the last time.
pub fn genre(corrections: &[Correction]) -> Option<Genre> {
    corrections.iter().rev().find_map(|c| if let Ruling::Genre(genre) = c.ruling { Some(genre) } else { None })
}

/// Cuts the lines in which a paragraph is said to begin. Both halves are what the line was; `goes_on` tells of
/// every line of the guess whether it goes on with the paragraph before, so that nothing else changes.
pub fn split(
    text: &str,
    judged: Vec<Judged>,
    corrections: &[Correction],
    goes_on: impl Fn(&Line) -> bool,
) -> Vec<Judged> {
    let mut cuts: Vec<Byte> =
        corrections.iter().filter(|c| c.ruling == Ruling::Split).filter_map(Correction::start).collect();
    cuts.sort_unstable();
    let inside = |line: &Line| cuts.iter().any(|cut| line.span.start < *cut && *cut < line.span.end);
    if !judged.iter().any(|j| inside(&j.line)) {
        return judged;
    }
    let mut found = Vec::with_capacity(judged.len() + cuts.len());
    for mut whole in judged {
        if whole.kind == Kind::Body {
            whole.joins = Some(goes_on(&whole.line));
        }
        for cut in &cuts {
            if whole.line.span.start < *cut && *cut < whole.line.span.end {
                let line = cut_line(text, &mut whole.line, *cut);
                let rest = Judged { line, joins: Some(false), gap: None, ..whole.clone() };
                found.push(std::mem::replace(&mut whole, rest));
            }
        }
        found.push(whole);
    }
    found
}

/// Shortens a line to what stands before a position, and returns the rest.
fn cut_line(text: &str, line: &mut Line, at: Byte) -> Line {
    let breaks = text.slice(ByteSpan::new(line.span.start, at)).matches('\n').count();
    let rest = Line {
        span: ByteSpan::new(at, line.span.end),
        number: line.number + breaks,
        lines: line.lines - breaks,
        before: 0,
        indent: 0,
        ..line.clone()
    };
    let head = text.slice(ByteSpan::new(line.span.start, at));
    line.span.end = line.span.start + head.trim_end().len();
    line.lines = breaks + usize::from(!head.ends_with('\n'));
    (line.after, line.last) = (0, false);
    rest
}

/// Settles the kinds of lines, and what does not depend on articles. A headline that was none begins an
/// article, one that is none any more ends the article that it began; nothing else moves.
pub fn kinds(judged: &mut [Judged], corrections: &[Correction]) {
    for correction in corrections {
        let mut about = lines_of(judged, correction).peekable();
        let first = about.peek().copied();
        for n in about.collect::<Vec<_>>() {
            let Some(line) = judged.get_mut(n) else { continue };
            line.corrected |= correction.ruling != Ruling::Accepted;
            match correction.ruling {
                Ruling::Kind(kind) => {
                    let before = std::mem::replace(&mut line.kind, kind);
                    if before != kind {
                        rekinded(judged, n, before);
                    }
                }
                Ruling::Join if Some(n) == first => line.joins = Some(true),
                Ruling::Split if Some(n) == first => line.joins = Some(false),
                Ruling::Gap(gap) if Some(n) == first => line.gap = Some(gap),
                Ruling::Repeated(repeated) => line.repeated = Some(repeated),
                _ => {}
            }
        }
    }
}

/// Follows up a change between a headline and something else.
fn rekinded(judged: &mut [Judged], n: usize, before: Kind) {
    let Some((kind, own)) = judged.get(n).map(|j| (j.kind, j.article)) else { return };
    let of = |j: &&Judged, kind: Kind| j.article == own && j.kind == kind;
    if kind == Kind::Title {
        let read = judged.iter().take(n).any(|j| of(&j, Kind::Body) || of(&j, Kind::Caption));
        if read || own == 0 {
            let new = judged.iter().map(|j| j.article).max().unwrap_or(0) + 1;
            let lead =
                judged.iter().take(n).rev().take_while(|j| matches!(j.kind, Kind::Kicker | Kind::Rubric)).count();
            let until = if own == 0 { n + 1 } else { judged.len() };
            let rest = judged.iter_mut().take(until).skip(n - lead).filter(|j| j.article == own);
            rest.for_each(|j| j.article = new);
        }
    } else if before == Kind::Title && !judged.iter().any(|j| of(&j, Kind::Title)) {
        let heads = matches!(kind, Kind::Kicker | Kind::Rubric | Kind::Subtitle | Kind::Byline);
        let above = judged.iter().take(n).rev().map(|j| j.article).find(|article| *article > 0 && *article != own);
        if let Some(above) = above.filter(|_| !heads) {
            judged.iter_mut().filter(|j| j.article == own).for_each(|j| j.article = above);
        }
    }
}

/// The lines that a correction is about.
fn lines_of<'a>(judged: &'a [Judged], correction: &'a Correction) -> impl Iterator<Item = usize> + 'a {
    let end = correction.spans.last().map_or(Byte(0), |span| span.end);
    let from = correction.start().map_or(judged.len(), |start| judged.partition_point(|j| j.line.span.end <= start));
    let near = judged.iter().enumerate().skip(from).take_while(move |(_, j)| j.line.span.start < end);
    near.filter(|(_, j)| correction.is_about(&j.line)).map(|(n, _)| n)
}

/// Settles which article lines belong to, and numbers the articles by their headlines. What a person has
/// looked at is in doubt no longer.
pub fn articles(judged: &mut [Judged], corrections: &[Correction]) {
    let mut count = judged.iter().map(|j| j.article).max().unwrap_or(0);
    for correction in corrections.iter().filter(|c| c.ruling == Ruling::StartsArticle) {
        let Some(first) = lines_of(judged, correction).next() else { continue };
        let own = judged.get(first).map(|j| j.article);
        count += 1;
        let rest = judged.iter_mut().skip(first).filter(|j| Some(j.article) == own);
        rest.for_each(|j| j.article = count);
    }
    let before: Vec<usize> = judged.iter().map(|j| j.article).collect();
    for correction in corrections {
        let Ruling::Belongs(to) = correction.ruling else { continue };
        let owner = to.map(|to| judged.partition_point(|j| j.line.span.end <= to));
        let number = owner.map_or(0, |n| before.get(n).copied().unwrap_or(0));
        for n in lines_of(judged, correction).collect::<Vec<_>>() {
            if let Some(line) = judged.get_mut(n) {
                line.article = number;
                line.placed = true;
            }
        }
    }
    for correction in corrections {
        for n in lines_of(judged, correction).collect::<Vec<_>>() {
            if let Some(line) = judged.get_mut(n) {
                line.doubtful = false;
            }
        }
    }
    if !corrections.is_empty() {
        number(judged, count);
    }
}

/// Numbers the articles by the place of their headline, else of their first line; one without lines is none.
fn number(judged: &mut [Judged], count: usize) {
    let mut places: Vec<Option<(bool, usize)>> = vec![None; count + 1];
    for (n, line) in judged.iter().enumerate().filter(|(_, line)| line.article > 0) {
        let place = (line.kind != Kind::Title, n);
        if let Some(known) = places.get_mut(line.article) {
            *known = Some(known.map_or(place, |known| known.min(place)));
        }
    }
    let mut order: Vec<(usize, usize)> =
        places.iter().enumerate().filter_map(|(article, place)| Some((place.as_ref()?.1, article))).collect();
    order.sort_unstable();
    let mut numbers = vec![0; count + 1];
    for (n, (_, article)) in order.into_iter().enumerate() {
        if let Some(number) = numbers.get_mut(article) {
            *number = n + 1;
        }
    }
    for line in judged {
        line.article = numbers.get(line.article).copied().unwrap_or(0);
    }
}
