//! Which article each line belongs to.

use super::form::Form;
use super::genre::Genre;
use super::judge::{Edge, Judged};
use super::kind::Kind;
use super::{form, marks, papers, plain, resume, works};
use crate::units::Slice;

/// Gives every line its article. On a page what stands apart is brought together; in a plain text every line
/// belongs to the article in which it stands. What a person told the text to be decides how it is read.
pub fn assign(text: &str, judged: &mut [Judged], (form, genre, told): (Form, Genre, Option<Genre>), local: bool) {
    match form {
        Form::Page => {
            if !judged.iter().any(|j| j.kind == Kind::Title) {
                first_is_title(text, judged);
            }
            number(text, judged);
            resume::resume(text, judged);
        }
        Form::Plain { .. } => {
            plain::settle(text, judged, (genre, told), local);
            if !local {
                works::settle(text, judged, genre, told.is_some());
            }
            if told.unwrap_or(genre) == Genre::Table {
                cells(text, judged);
            }
            if told.is_some_and(Genre::is_one) {
                one(judged);
            }
            in_order(judged, form::is_series(text, judged, false));
        }
    }
}

/// What belongs to no article of a text that has only one belongs to that, unless a person said otherwise.
pub fn gather_in(judged: &mut [Judged]) {
    if judged.iter().all(|j| j.article <= 1) {
        judged.iter_mut().filter(|j| !j.placed).for_each(|j| j.article = 1);
    }
}

/// A text without a headline has its first line as one, if that is short.
fn first_is_title(text: &str, judged: &mut [Judged]) {
    let first = judged.first_mut().filter(|first| marks::can_head(text.slice(first.line.span)));
    if let Some(first) = first.filter(|first| first.kind != Kind::Caption) {
        first.kind = Kind::Title;
    }
}

/// Rows of cells are no running text, unless most of them end as sentences do.
fn cells(text: &str, judged: &mut [Judged]) {
    let finished = judged.iter().filter(|j| marks::is_finished(text.slice(j.line.span))).count();
    if finished * 2 < judged.len() {
        judged.iter_mut().filter(|j| j.kind == Kind::Body).for_each(|j| j.kind = Kind::Other);
    }
}

/// Headlines behind text are headings of the one article that there is.
fn one(judged: &mut [Judged]) {
    let mut read = false;
    for j in judged {
        if j.kind == Kind::Title && read {
            j.kind = Kind::Section;
        }
        read |= matches!(j.kind, Kind::Body | Kind::Caption);
    }
}

/// An article begins with each headline behind text. What stands before the first is one as well.
fn in_order(judged: &mut [Judged], series: bool) {
    let (mut number, mut read) = (1, false);
    for i in 0..judged.len() {
        let Some(kind) = judged.get(i).map(|j| j.kind) else { continue };
        if kind == Kind::Title && read {
            (number, read) = (number + 1, false);
            let leads = |j: &&mut Judged| !series && matches!(j.kind, Kind::Kicker | Kind::Rubric);
            judged.iter_mut().take(i).rev().take_while(leads).for_each(|j| j.article = number);
        }
        read |= matches!(kind, Kind::Body | Kind::Caption);
        if let Some(line) = judged.get_mut(i) {
            line.article = number;
        }
    }
}

/// An article begins where the decoder says so, with the names of columns that lead to it.
fn number(text: &str, judged: &mut [Judged]) {
    let text_of = |j: &Judged| matches!(j.kind, Kind::Title | Kind::Body | Kind::Caption);
    let foot = judged.iter().rposition(text_of);
    let (mut number, mut begun) = (0, false);
    for i in 0..judged.len() {
        let Some((kind, begins)) = judged.get(i).map(|j| (j.kind, j.begins)) else { continue };
        let line = judged.get(i).map_or("", |j| text.slice(j.line.span));
        if begins || number == 0 && !matches!(kind, Kind::Rubric | Kind::Other) {
            number += 1;
            claim_lead(judged, i, number);
        } else if kind == Kind::Other && papers::is_rest(line) {
            // The rest of an article whose beginning stands on another page.
            number += 1;
        }
        let dated = papers::is_date(line) && number > 0;
        if let Some(line) = judged.get_mut(i) {
            // The page's own lines stand at its head and foot, or run there on every sheet.
            let rim = !begun || foot.is_none_or(|foot| i > foot);
            let own = line.page && (line.edge == Some(Edge::Proven) || rim);
            line.article = if own && kind == Kind::Other && !dated { 0 } else { number };
            begun |= line.article > 0;
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
            _ => return,
        };
    }
}
