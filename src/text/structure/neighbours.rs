//! What a line is by what stands around it: the tests of the cues that look further than the line.

use super::kind::Kind;
use super::page::{Fact, Page};
use super::{marks, papers, writers};
use crate::text::is_ideograph;

/// Whether it is a few characters without marks, as the names of columns are.
pub fn is_rubric(p: &Page, i: usize) -> bool {
    (2..=6).contains(&p.len(i)) && p.text(i).chars().all(|c| c.is_whitespace() || is_ideograph(c))
}

/// Whether it is the name of a place: one of two characters, or what ends as places do.
pub fn is_place(p: &Page, i: usize) -> bool {
    p.len(i) == 2
        || (p.len(i) <= 4
            && p.text(i).ends_with(['县', '区', '市', '州', '镇', '乡', '省', '旗', '村', '縣', '區', '鎮', '鄉']))
}

/// Whether a row of the same table stands right above or below it.
pub fn row_beside(p: &Page, i: usize) -> bool {
    let close = |n: usize| p.line(n).is_some_and(|line| line.before == 0);
    let narrow = |n: usize| p.len(n) < 60 && p.is(Fact::Row, n);
    narrow(i) && ((i > 0 && close(i) && narrow(i - 1)) || (close(i + 1) && narrow(i + 1)))
}

/// Whether it begins with a sign that refers to it from a line above.
pub fn footnote(p: &Page, i: usize) -> bool {
    let mut chars = p.text(i).chars();
    let Some(sign) = chars.next().filter(|c| ('①'..='⑳').contains(c)) else { return false };
    let refers = |n: usize| p.text(n).contains(sign) && !p.text(n).starts_with(sign);
    chars.next().is_some_and(char::is_whitespace) && (i.saturating_sub(40)..i).any(refers)
}

/// Whether it stands at the head or foot of a page: right beside its number, or there time and again.
pub fn beside_folio(p: &Page, i: usize) -> bool {
    let folio = |n: usize| p.is(Fact::Folio, n);
    let short = p.len(i) <= 30 && !p.is(Fact::MayEnd, i) && !p.is(Fact::HoldsClause, i);
    let beside = short && ((i > 0 && folio(i - 1)) || folio(i + 1));
    if !beside {
        return false;
    }
    let close = |n: usize| p.line(n).is_some_and(|line| line.before == 0);
    let touches = (i > 0 && folio(i - 1) && close(i)) || (folio(i + 1) && close(i + 1));
    // The head of a chapter runs at the edges of its pages only behind the one that it names.
    let runs = if p.level(i) > 0 { p.stood(i) } else { (touches && i > 4) || p.times(i) > 1 };
    papers::may_run(p.text(i)) && runs
}

/// Whether it runs at the head or foot of several pages.
pub fn runs(p: &Page, i: usize) -> bool {
    p.runs(i)
}

/// Whether it stands in a fenced block.
pub fn fenced(p: &Page, i: usize) -> bool {
    p.fenced(i)
}

/// Whether it is marked or numbered as a heading, and no more than one.
pub fn marked_heading(p: &Page, i: usize) -> bool {
    let text = p.text(i);
    let bare = p.len(i) < 20 && !marks::holds_sentence(text) && !marks::holds_clause(text);
    // What goes on with the items above it is one of them.
    let sibling = i > 0 && p.level(i - 1) == p.level(i) && p.kind(i - 1) == Some(Kind::Body);
    let item = sibling && p.line(i).is_some_and(|line| line.before == 0);
    p.level(i) > 0 && !item && p.len(i) < 60 && (bare || !marks::may_end_paragraph(text))
}

/// Whether it is the first line that is not the page's own.
pub fn first(p: &Page, i: usize) -> bool {
    (0..i).all(|n| p.kind(n) == Some(Kind::Other))
}

/// Whether a byline or a dateline opens an article here or within the next line.
pub fn opening(p: &Page, i: usize) -> bool {
    opens(p, i) || (p.len(i) < 45 && !p.is(Fact::Finished, i) && opens(p, i + 1))
}

/// Whether a byline or a dateline stands here.
pub fn opens(p: &Page, i: usize) -> bool {
    p.is(Fact::Byline, i) || p.is(Fact::Dateline, i)
}

/// Whether white space of a picture ends here and the paragraph above it was cut.
pub fn cut_above(p: &Page, i: usize) -> bool {
    let apart = p.line(i).is_some_and(|line| line.before >= WIDE);
    let resumes = p.line(i + 1).is_none_or(|line| line.before < WIDE);
    let picture = i > 0 && matches!(p.kind(i - 1), Some(Kind::Caption | Kind::Credit));
    let above = || (0..i).rev().find(|n| p.kind(*n) == Some(Kind::Body)).map_or("", |n| p.text(n));
    let cut = |above: &str| !above.is_empty() && !marks::may_end_paragraph(above);
    apart && resumes && picture && p.is(Fact::Finished, i) && !papers::points_at_picture(p.text(i)) && cut(above())
}

/// Whether the date below closes the text that it signs.
pub fn signed(p: &Page, i: usize) -> bool {
    papers::is_date(p.text(i + 1)) && p.kind(i - 1).is_some() && !p.is(Fact::Furniture, i)
}

/// Whether the name of a column stands above it.
pub fn below_column(p: &Page, i: usize) -> bool {
    let column = i > 0 && is_rubric(p, i - 1) && matches!(p.kind(i - 1), None | Some(Kind::Rubric));
    column && p.len(i - 1) > 2 && p.level(i) == 0 && p.level(i - 1) == 0 && p.len(i) >= 6
}

/// Whether it says who said what the headline below it tells: ……现场推进会强调.
pub fn announces(line: &str) -> bool {
    ["强调", "提出", "指出", "要求", "表示", "召开", "举行", "开幕", "透露"].iter().any(|verb| line.ends_with(verb))
}

/// Whether it tells when and where a speech was given or a law passed: （2011年2月16日在……会议上）.
pub fn is_occasion(line: &str) -> bool {
    let told = line.contains('在') || line.contains("通过") || line.contains("施行") || line.contains("公布");
    writers::is_bracketed(line) && line.contains('年') && line.contains('月') && told
}

/// Whether it is named as speeches and reports are.
pub fn is_address_title(line: &str) -> bool {
    let ends = ["工作报告", "讲话", "致辞", "报告", "发言"];
    line.chars().count() <= 30 && ends.iter().any(|end| line.ends_with(end))
}

/// Whether it is a headline, as far as its own looks go.
pub fn headline(p: &Page, i: usize) -> bool {
    let text = p.text(i);
    (6..=40).contains(&p.len(i))
        && p.level(i) == 0
        && !text.ends_with('。')
        && !leads(p, i)
        && !papers::is_byline(text)
        && !papers::is_furniture(text)
        && !marks::is_speech(text)
        && !matches!(p.kind(i), Some(Kind::Body | Kind::Caption | Kind::Credit | Kind::Other))
}

/// Whether it is the line below a headline: the last of three above where an article opens, the second of
/// two if the first has two halves or is led to.
pub fn last_headline(p: &Page, i: usize) -> bool {
    if i == 0 || !opens(p, i + 1) || !headline(p, i) || !headline(p, i - 1) {
        return false;
    }
    let adjacent = p.spaced() && p.line(i).is_some_and(|line| line.before == 0);
    let halves = |n: usize| p.text(n).trim().contains([' ', '　']);
    let led = i > 1 && (leads(p, i - 2) || announces(p.text(i - 2)));
    let looks = |n: usize| {
        usize::from(halves(n))
            + usize::from(p.text(n).contains(['“', '「', '《']))
            + usize::from(p.text(n).ends_with('！'))
    };
    let third = i > 1 && headline(p, i - 2) && looks(i - 1) >= looks(i);
    !adjacent && (third || led || (halves(i - 1) && looks(i) == 0 && p.len(i) >= p.len(i - 1)))
}

/// Whether it is one sentence behind a caption and white space.
pub fn behind_caption(p: &Page, i: usize) -> bool {
    let apart = p.line(i).is_some_and(|line| line.before >= WIDE);
    let behind = i > 0 && matches!(p.kind(i - 1), Some(Kind::Caption | Kind::Credit));
    apart && behind && !cut_above(p, i) && p.len(i) <= 45 && p.is(Fact::Finished, i) && !p.is(Fact::HoldsSentence, i)
}

/// Whether it is a clause between a headline and where the article begins.
pub fn above_dateline(p: &Page, i: usize) -> bool {
    let next = p.text(i + 1);
    let headline = (6..=32).contains(&p.len(i.wrapping_sub(1))) && !marks::may_end_paragraph(p.above(i));
    i > 0
        && headline
        && (12..=48).contains(&p.len(i))
        && p.is(Fact::HoldsClause, i)
        && !p.is(Fact::Finished, i)
        && (papers::has_dateline(next) || papers::is_byline(next))
}

/// Whether an article begins below as reports do, at most a subtitle between.
pub fn dateline_follows(p: &Page, i: usize) -> bool {
    let next = (i + 1..i + 3).find(|n| p.kind(*n) != Some(Kind::Subtitle));
    p.len(i) >= 5 && next.is_some_and(|n| p.kind(n) == Some(Kind::Body) && p.is(Fact::Dateline, n))
}

/// Whether it leads to the line below, as a kicker does.
pub fn leads(p: &Page, i: usize) -> bool {
    p.text(i).ends_with(['：', ':'])
        && (3..=24).contains(&p.len(i))
        && !p.text(i).contains(['，', '。'])
        && (6..=40).contains(&p.len(i + 1))
        && !p.is(Fact::Finished, i + 1)
}

/// Whether it is a name that stands alone between a heading and text.
pub fn lone_name(p: &Page, i: usize) -> bool {
    let heading = p.spaced() && p.level(i - usize::from(i > 0)) > 0 && p.line(i).is_some_and(|line| line.before == 0);
    i > 0
        && p.level(i) == 0
        && !heading
        && p.is(Fact::LoneName, i)
        && !writers::is_genre(p.text(i))
        && (2..=40).contains(&p.len(i - 1))
        && !marks::may_end_paragraph(p.above(i))
        && !papers::is_byline(p.above(i))
        && (p.len(i + 1) >= 16 || (p.len(i + 1) <= 6 && p.len(i + 2) >= 20))
}

/// Whether a byline follows, a subtitle or a column's name between at most.
pub fn byline_follows(p: &Page, i: usize) -> bool {
    let mut next = (i + 1)..(i + 4);
    next.find(|n| !matches!(p.kind(*n), Some(Kind::Subtitle | Kind::Rubric))).and_then(|n| p.kind(n))
        == Some(Kind::Byline)
        && (p.len(i) >= 5 || first(p, i) || signed_short(p, i))
}

/// Whether it is a short headline: a name stands below it and then text, and no headline above it.
pub fn signed_short(p: &Page, i: usize) -> bool {
    let named = p.is(Fact::LoneName, i + 1) && p.kind(i + 2) == Some(Kind::Body);
    named && p.len(i) >= 2 && (i == 0 || !headline(p, i - 1))
}

/// Whether a headline or its subtitle stands above it.
pub fn below_headline(p: &Page, i: usize) -> bool {
    headline(p, i - 1) || matches!(p.kind(i - 1), Some(Kind::Subtitle)) || p.above(i).starts_with('—')
}

/// Blank lines from which white space parts.
const WIDE: usize = 3;
/// The most lines of what stands together beside a picture, and the most code points of each.
const CLUSTER: (usize, usize) = (3, 60);

/// Whether it stands among a few short lines with white space before the first and behind the last of them,
/// or the edge of the page on one side.
pub fn parted(p: &Page, i: usize) -> bool {
    let short = |n: usize| p.len(n) <= CLUSTER.1 && p.line(n).is_some();
    let wide = |n: usize| p.line(n).is_none_or(|line| line.before >= WIDE);
    let first = (i.saturating_sub(CLUSTER.0 - 1)..=i).rev().find(|n| wide(*n) || *n == 0);
    let last = (i..i + CLUSTER.0).find(|n| wide(n + 1));
    let Some((first, last)) = first.zip(last).filter(|(first, last)| last - first < CLUSTER.0) else { return false };
    (first..=last).all(short) && wide(first) && (first == 0 || p.line(last + 1).is_some())
}
