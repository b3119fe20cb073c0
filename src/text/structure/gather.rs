//! From judged lines to blocks, articles and their reading order.

use super::cues::Judged;
use super::{Article, Block, BlockId, Kind, Part, Structure, marks, resume};
use crate::units::Slice;

/// Gathers judged lines. With `local`, nothing that stands apart is brought together.
pub fn gather(text: &str, mut judged: Vec<Judged>, local: bool) -> Structure {
    if !judged.iter().any(|j| j.kind == Kind::Title) {
        first_is_title(text, &mut judged);
    }
    let mut articles = assign(&judged);
    if !local {
        resume::resume(text, &judged, &mut articles);
    }
    let mut structure = Structure::default();
    let count = articles.iter().copied().max().unwrap_or(0);
    structure.articles = vec![Article::default(); count];
    for (judged, article) in judged.iter().zip(articles) {
        place(text, &mut structure, judged, article, local);
    }
    for article in 1..=count {
        name(text, &mut structure, article);
    }
    structure
}

/// A text without a headline has its first line as one, if that is short.
fn first_is_title(text: &str, judged: &mut [Judged]) {
    if let Some(first) = judged.first_mut() {
        let line = text.slice(first.line.span);
        if line.chars().count() <= 30 && !marks::may_end_paragraph(line) && first.kind != Kind::Caption {
            first.kind = Kind::Title;
        }
    }
}

/// Returns the article of every line: one begins with each headline and what leads to it.
fn assign(judged: &[Judged]) -> Vec<usize> {
    let mut articles = vec![0; judged.len()];
    let has_title = judged.iter().any(|j| j.kind == Kind::Title);
    let mut number = usize::from(!has_title && !judged.is_empty());
    for (i, j) in judged.iter().enumerate() {
        let above = i.checked_sub(1).and_then(|n| judged.get(n));
        let follows_title = above.is_some_and(|a| a.kind == Kind::Title && a.line.after == 0 && j.line.before == 0);
        if j.kind == Kind::Title && !follows_title {
            number += 1;
            claim_lead(judged, &mut articles, i, number);
        }
        if let Some(slot) = articles.get_mut(i) {
            *slot = number;
        }
    }
    articles
}

/// The kickers above a headline belong to it; of two rubrics, above and below, the one above is the page's.
fn claim_lead(judged: &[Judged], articles: &mut [usize], title: usize, number: usize) {
    let mut below = judged.iter().skip(title + 1).take(3);
    let rubric_below = below.any(|j| j.kind == Kind::Rubric);
    for n in (0..title).rev() {
        let owner = match judged.get(n).map(|j| j.kind) {
            Some(Kind::Rubric) if rubric_below => 0,
            Some(Kind::Kicker | Kind::Rubric) => number,
            _ => return,
        };
        if let Some(slot) = articles.get_mut(n) {
            *slot = owner;
        }
    }
}

/// Puts a line into the structure: as a new block, or as the rest of a paragraph that was cut.
fn place(text: &str, structure: &mut Structure, judged: &Judged, article: usize, local: bool) {
    let line = &judged.line;
    let mut part = Part { span: line.span, line: line.number, lines: line.lines, gap: false };
    let cut =
        (judged.kind == Kind::Body && article > 0).then(|| cut_paragraph(text, structure, judged, article, local));
    if let Some(id) = cut.flatten() {
        part.gap = is_gap(text, structure, id, &part);
        if let Some(block) = structure.blocks.get_mut(id) {
            structure.order.push((id, block.parts.len()));
            block.parts.push(part);
            return;
        }
    }
    let id = structure.blocks.len();
    structure.order.push((id, 0));
    let repeated = judged.kind == Kind::Body && !local && repeats(text, structure, judged, article);
    structure.blocks.push(Block {
        kind: judged.kind,
        article,
        level: judged.level,
        parts: vec![part],
        markup: judged.markup,
        repeated,
    });
    match article.checked_sub(1).and_then(|n| structure.articles.get_mut(n)) {
        Some(owner) => owner.blocks.push(id),
        None => structure.page.push(id),
    }
}

/// Returns the paragraph of the article that this line goes on with, if there is one.
fn cut_paragraph(text: &str, structure: &Structure, judged: &Judged, article: usize, local: bool) -> Option<BlockId> {
    let blocks = &structure.article(article)?.blocks;
    let asides = blocks.iter().rev().take_while(|id| structure.block(**id).is_some_and(|b| !b.kind.is_main()));
    let skipped = asides.count();
    if local && skipped > 0 {
        return None;
    }
    let id = *blocks.get(blocks.len().checked_sub(skipped + 1)?)?;
    let block = structure.block(id).filter(|block| block.kind == Kind::Body && !block.repeated)?;
    let above = text.slice(block.parts.last()?.span);
    let below = text.slice(judged.line.span);
    let apart = judged.line.before > 0 && !judged.line.indented && marks::heading_level(below).0 == 0;
    let cut = !marks::may_end_paragraph(above)
        && (above.chars().nth(19).is_some() || marks::balance(above).0 > 0 || marks::begins_torn(below));
    (apart && cut).then_some(id)
}

/// A closing mark that was never opened tells that text is lost at the seam.
fn is_gap(text: &str, structure: &Structure, id: BlockId, part: &Part) -> bool {
    let Some(block) = structure.block(id) else { return false };
    let read: String = block.parts.iter().map(|part| text.slice(part.span)).collect();
    marks::balance(&read).0 == 0 && marks::balance(text.slice(part.span)).1
}

/// The least length, in code points, of a text that counts as repeated.
const REPEATED: usize = 40;
/// Above this many bytes a text is not searched for repetitions.
const SEARCHED: usize = 1 << 17;

/// Tells whether the line stands in an earlier paragraph of the same article.
fn repeats(text: &str, structure: &Structure, judged: &Judged, article: usize) -> bool {
    let line = text.slice(judged.line.span);
    if line.chars().count() < REPEATED || text.len() > SEARCHED {
        return false;
    }
    let earlier = structure.reading_order(article).iter().filter_map(|id| structure.block(*id));
    earlier.flat_map(|block| &block.parts).any(|part| text.slice(part.span).contains(line))
}

/// Gives the article its title, byline and column.
fn name(text: &str, structure: &mut Structure, number: usize) {
    let of = |kind: Kind| -> String {
        let blocks = structure.reading_order(number).iter().filter_map(|id| structure.block(*id));
        let texts = blocks.filter(|b| b.kind == kind).take(3).flat_map(|b| {
            let first = b.parts.first().map(|p| text.slice(p.span).get(b.markup..).unwrap_or_default());
            first.into_iter()
        });
        texts.collect::<Vec<_>>().join(" ")
    };
    let (title, kicker) = (of(Kind::Title), of(Kind::Kicker));
    let (byline, column) = (of(Kind::Byline), of(Kind::Rubric));
    if let Some(article) = number.checked_sub(1).and_then(|n| structure.articles.get_mut(n)) {
        article.title = lead(&kicker, &title);
        article.byline = byline;
        article.column = column;
    }
}

/// A kicker that leads to its headline is part of the title; a banner above it is not.
fn lead(kicker: &str, title: &str) -> String {
    let title = crate::text::decode::one_line(title);
    if kicker.ends_with(['：', ':']) {
        format!("{kicker}{title}")
    } else if (1..=9).contains(&kicker.len()) {
        format!("{kicker}：{title}")
    } else {
        title.into_owned()
    }
}
