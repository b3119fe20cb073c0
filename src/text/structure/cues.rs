//! Weighed cues: each line becomes the kind that the most weight speaks for.
//!
//! The first table finds what lines show by themselves and their blank surroundings (running text,
//! bylines, captions); the second, read from the end, what short lines are by what follows them.

use super::lines::Line;
use super::{Kind, marks};
use crate::units::Slice;

/// A line and what it was judged to be.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The line.
    pub line: Line,
    /// What it is.
    pub kind: Kind,
    /// The level of its heading, 0 for none.
    pub level: u8,
    /// Bytes of markup at its start.
    pub markup: usize,
}

/// What a cue looks at: all lines, and what has been judged.
struct Page<'a> {
    texts: Vec<&'a str>,
    lines: &'a [Line],
    lengths: Vec<usize>,
    levels: Vec<(u8, usize)>,
    kinds: Vec<Option<Kind>>,
}

/// One reason to take a line for something.
struct Cue {
    kind: Kind,
    weight: i32,
    /// The reason, for the reader of this table.
    #[allow(dead_code, reason = "the reasons are the table's documentation")]
    why: &'static str,
    test: fn(&Page, usize) -> bool,
}

const fn cue(kind: Kind, weight: i32, why: &'static str, test: fn(&Page, usize) -> bool) -> Cue {
    Cue { kind, weight, why, test }
}

/// What lines show by themselves.
static PLAIN: &[Cue] = &[
    cue(Kind::Body, 5, "long", |p, i| p.len(i) >= 45),
    cue(Kind::Body, 3, "a sentence ends inside", |p, i| p.len(i) >= 16 && marks::holds_sentence(p.text(i))),
    cue(Kind::Body, 3, "ends as a sentence", |p, i| marks::is_finished(p.text(i))),
    cue(Kind::Body, 2, "several clauses", |p, i| p.text(i).matches(['，', ',']).count() >= 2),
    cue(Kind::Body, 3, "a clause ends inside", |p, i| p.len(i) >= 20 && p.text(i).contains(['，', ','])),
    cue(Kind::Body, -4, "a byline follows", |p, i| p.len(i) < 45 && marks::is_byline(p.text(i + 1))),
    cue(Kind::Body, 4, "can only be the rest of a cut line", |p, i| marks::begins_torn(p.text(i)) && p.level(i) == 0),
    cue(Kind::Body, 5, "opens a mark that the next line closes", |p, i| {
        marks::balance(p.text(i)).0 > 0 && marks::balance(p.text(i + 1)).1
    }),
    cue(Kind::Body, 5, "the next line can only be its rest", |p, i| {
        !marks::is_finished(p.text(i)) && p.len(i) >= 8 && marks::begins_torn(p.text(i + 1))
    }),
    cue(Kind::Body, 9, "an item of a list", |p, i| marks::is_item(p.text(i)) && p.level(i) == 0),
    cue(Kind::Body, -6, "marked as a heading", |p, i| p.level(i) > 0 && p.len(i) < 60),
    cue(Kind::Byline, 12, "names its writers", |p, i| marks::is_byline(p.text(i))),
    cue(Kind::Byline, 8, "a signature in brackets behind text", |p, i| {
        marks::is_signature(p.text(i)) && i > 0 && p.len(i - 1) >= 20
    }),
    cue(Kind::Byline, 6, "a lone name between a heading and text", lone_name),
    cue(Kind::Caption, 9, "points at a picture", |p, i| marks::points_at_picture(p.text(i)) && p.len(i) < 120),
    cue(Kind::Caption, 8, "white space around it as around a picture", |p, i| {
        p.len(i) <= 60 && p.parted(i) && p.level(i) == 0 && !is_rubric(p, i)
    }),
    cue(Kind::Caption, 16, "ends with a photographer", |p, i| {
        p.text(i).ends_with(" 摄") || (p.text(i).ends_with("供图") && marks::holds_sentence(p.text(i)))
    }),
    cue(Kind::Credit, 9, "only says whose picture it is", |p, i| marks::is_credit(p.text(i))),
];

/// What short lines are by what stands around them; what follows is already judged.
static HEADS: &[Cue] = &[
    cue(Kind::Section, 3, "a short line", |_, _| true),
    cue(Kind::Section, 3, "running text follows", |p, i| p.kind(i + 1) == Some(Kind::Body)),
    cue(Kind::Section, 4, "a numbered heading", |p, i| p.level(i) >= 2 && p.levels_markup(i) == 0),
    cue(Kind::Section, 1, "marked as a lower heading", |p, i| p.level(i) >= 2),
    cue(Kind::Title, 7, "a byline follows", byline_follows),
    cue(Kind::Title, 7, "stands below a line that leads to it", |p, i| i > 0 && leads(p, i - 1)),
    cue(Kind::Title, 5, "marked as a heading of the first level", |p, i| p.level(i) == 1),
    cue(Kind::Title, 4, "the first line of all", |_, i| i == 0),
    cue(Kind::Title, 1, "two halves with a blank between", |p, i| p.text(i).contains([' ', '　'])),
    cue(Kind::Title, -8, "too short", |p, i| p.len(i) < 5 && p.level(i) != 1),
    cue(Kind::Subtitle, 14, "begins with a dash", |p, i| p.text(i).starts_with('—') && p.len(i) <= 60),
    cue(Kind::Kicker, 12, "leads to the line below", leads),
    cue(Kind::Kicker, 9, "a headline follows", |p, i| p.level(i) == 0 && p.kind(i + 1) == Some(Kind::Title)),
    cue(Kind::Kicker, 8, "a line above a headline follows", |p, i| p.len(i) > 6 && p.kind(i + 1) == Some(Kind::Kicker)),
    cue(Kind::Kicker, 2, "a place", |p, i| p.len(i) <= 3),
    cue(Kind::Rubric, 5, "a few characters without marks", is_rubric),
    cue(Kind::Rubric, 6, "a headline, its kicker or a byline follows", |p, i| {
        is_rubric(p, i) && p.len(i) > 3 && matches!(p.kind(i + 1), Some(Kind::Title | Kind::Kicker | Kind::Byline))
    }),
    cue(Kind::Rubric, 6, "a byline follows a headline", |p, i| {
        is_rubric(p, i) && p.kind(i + 1) == Some(Kind::Byline) && i > 0 && p.len(i - 1) >= 6
    }),
    cue(Kind::Rubric, 6, "stands behind a byline", |p, i| {
        is_rubric(p, i) && i > 0 && p.kind(i - 1) == Some(Kind::Byline)
    }),
    cue(Kind::Rubric, -4, "a numbered heading", |p, i| p.level(i) >= 1 && p.levels_markup(i) == 0),
];

fn is_rubric(p: &Page, i: usize) -> bool {
    (2..=6).contains(&p.len(i)) && p.text(i).chars().all(crate::text::is_ideograph)
}

fn leads(p: &Page, i: usize) -> bool {
    p.text(i).ends_with(['：', ':'])
        && (3..=24).contains(&p.len(i))
        && !p.text(i).contains(['，', '。'])
        && (6..=40).contains(&p.len(i + 1))
        && !marks::is_finished(p.text(i + 1))
}

fn lone_name(p: &Page, i: usize) -> bool {
    i > 0
        && p.level(i) == 0
        && marks::is_lone_name(p.text(i))
        && (6..=40).contains(&p.len(i - 1))
        && !marks::may_end_paragraph(p.text(i - 1))
        && !marks::is_byline(p.text(i - 1))
        && (p.len(i + 1) >= 20 || (p.len(i + 1) <= 6 && p.len(i + 2) >= 20))
}

fn byline_follows(p: &Page, i: usize) -> bool {
    let mut next = (i + 1)..(i + 4);
    next.find(|n| !matches!(p.kind(*n), Some(Kind::Subtitle | Kind::Rubric))).and_then(|n| p.kind(n))
        == Some(Kind::Byline)
        && p.len(i) >= 5
}

impl Page<'_> {
    fn text(&self, i: usize) -> &str {
        self.texts.get(i).copied().unwrap_or_default()
    }

    /// Code points of the line without its markup.
    fn len(&self, i: usize) -> usize {
        self.lengths.get(i).copied().unwrap_or(0)
    }

    fn level(&self, i: usize) -> u8 {
        self.levels.get(i).map_or(0, |level| level.0)
    }

    fn levels_markup(&self, i: usize) -> usize {
        self.levels.get(i).map_or(0, |level| level.1)
    }

    fn kind(&self, i: usize) -> Option<Kind> {
        self.kinds.get(i).copied().flatten()
    }

    /// Whether three or more blank lines stand before or behind it, the edges of the page not counted.
    fn parted(&self, i: usize) -> bool {
        self.lines.get(i).is_some_and(|l| (i > 0 && l.before >= 3) || (!l.last && l.after >= 3))
    }

    /// Returns the kind that most weight speaks for, and how much.
    fn weigh(&self, cues: &[Cue], i: usize) -> Option<(Kind, i32)> {
        let mut sums = [0i32; Kind::ALL.len()];
        for cue in cues.iter().filter(|cue| (cue.test)(self, i)) {
            if let Some(sum) = sums.get_mut(cue.kind as usize) {
                *sum += cue.weight;
            }
        }
        Kind::ALL.into_iter().zip(sums).max_by_key(|(kind, sum)| (*sum, std::cmp::Reverse(*kind)))
    }
}

/// The weight from which a line is taken for what it shows by itself.
const PLAIN_FROM: i32 = 3;

/// Judges every line. With `local`, a line's short neighbours do not make it a headline.
pub fn judge(text: &str, lines: Vec<Line>, local: bool) -> Vec<Judged> {
    let levels: Vec<(u8, usize)> = lines.iter().map(|line| marks::heading_level(text.slice(line.span))).collect();
    let texts: Vec<&str> = lines
        .iter()
        .zip(&levels)
        .map(|(line, level)| text.slice(line.span).get(level.1..).unwrap_or_default())
        .collect();
    let lengths = texts.iter().map(|t| t.chars().filter(|c| !c.is_whitespace()).take(2000).count()).collect();
    let kinds = vec![None; lines.len()];
    let mut page = Page { texts, lines: &lines, lengths, levels, kinds };
    for i in 0..lines.len() {
        let found = page.weigh(PLAIN, i).filter(|(_, sum)| *sum >= PLAIN_FROM).map(|(kind, _)| kind);
        if let Some(kind) = page.kinds.get_mut(i) {
            *kind = found;
        }
    }
    for i in (0..lines.len()).rev() {
        if page.kind(i).is_none() {
            let kind = if local { plain_head(&page, i) } else { page.weigh(HEADS, i).map(|(kind, _)| kind) };
            if let Some(slot) = page.kinds.get_mut(i) {
                *slot = kind;
            }
        }
    }
    let (kinds, levels) = (page.kinds, page.levels);
    let judged = lines.into_iter().zip(kinds).zip(levels);
    judged
        .map(|((line, kind), (level, markup))| Judged { line, kind: kind.unwrap_or(Kind::Body), level, markup })
        .collect()
}

/// In long texts only what is marked as a heading is one.
fn plain_head(p: &Page, i: usize) -> Option<Kind> {
    match p.level(i) {
        0 => Some(Kind::Body),
        1 => Some(Kind::Title),
        _ => Some(Kind::Section),
    }
}
