//! Which article each line belongs to.

use super::judge::Judged;
use super::{Kind, marks, papers, resume};
use crate::units::Slice;

/// Gives every line its article. With `local`, nothing that stands apart is brought together.
pub fn assign(text: &str, judged: &mut [Judged], local: bool) {
    if !judged.iter().any(|j| j.kind == Kind::Title) {
        first_is_title(text, judged);
    }
    number(text, judged);
    if !local {
        resume::resume(text, judged);
    }
}

/// A text without a headline has its first line as one, if that is short.
fn first_is_title(text: &str, judged: &mut [Judged]) {
    if let Some(first) = judged.first_mut().filter(|first| !first.corrected) {
        let line = text.slice(first.line.span);
        let short = line.chars().count() <= 30 && !marks::may_end_paragraph(line);
        if short && first.kind != Kind::Caption {
            first.kind = Kind::Title;
        }
    }
}

/// An article begins with each headline and what leads to it.
fn number(text: &str, judged: &mut [Judged]) {
    let has_title = judged.iter().any(|j| j.kind == Kind::Title);
    let mut number = usize::from(!has_title && !judged.is_empty());
    // A headline right below another is its second line; so is a chapter's below the title of the book.
    let mut read = true;
    for i in 0..judged.len() {
        let Some(kind) = judged.get(i).map(|j| j.kind) else { continue };
        let line = judged.get(i).map_or("", |j| text.slice(j.line.span));
        if kind == Kind::Title && read {
            number += 1;
            claim_lead(judged, i, number);
            read = false;
        } else if kind == Kind::Other && papers::is_rest(line) {
            // The rest of an article whose beginning stands on another page.
            number += 1;
        }
        let dated = papers::is_date(line) && number > 0;
        read |= matches!(kind, Kind::Body | Kind::Caption);
        if let Some(line) = judged.get_mut(i) {
            line.article = if line.page && kind == Kind::Other && !dated { 0 } else { number };
        }
    }
}

/// The kickers above a headline belong to it; of two rubrics, above and below, the one above is the page's.
fn claim_lead(judged: &mut [Judged], title: usize, number: usize) {
    let mut below = judged.iter().skip(title + 1).take(3);
    let rubric_below = below.any(|j| j.kind == Kind::Rubric);
    for line in judged.iter_mut().take(title).rev() {
        line.article = match line.kind {
            Kind::Rubric if rubric_below => 0,
            Kind::Kicker | Kind::Rubric => number,
            Kind::Other if line.article == 0 => {
                if line.page {
                    0
                } else {
                    number
                }
            }
            _ => return,
        };
    }
}
