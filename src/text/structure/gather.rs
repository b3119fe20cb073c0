//! From judged lines to blocks, articles and their reading order.

use super::blocks::{Article, Block, BlockId, Part, Structure};
use super::form::{Form, is_clear_cut, is_cut};
use super::judge::Judged;
use super::kind::{Kind, View};
use super::marks;
use crate::units::Slice;

/// Gathers judged lines. Only on a page is brought together what stands apart.
pub fn gather(text: &str, judged: &[Judged], form: Form, view: View) -> Structure {
    let count = judged.iter().map(|j| j.article).max().unwrap_or(0);
    let mut structure = Structure { view, form, articles: vec![Article::default(); count], ..Structure::default() };
    for i in 0..judged.len() {
        place(text, &mut structure, (judged, i), form);
    }
    for article in 1..=count {
        name(text, &mut structure, article);
    }
    match view {
        View::Reading => {}
        View::Printed => structure.page = (0..structure.blocks.len()).collect(),
        View::AsidesLast => {
            let Structure { blocks, articles, .. } = &mut structure;
            let aside = |id: &BlockId| blocks.get(*id).is_some_and(|b| matches!(b.kind, Kind::Caption | Kind::Credit));
            articles.iter_mut().for_each(|article| article.blocks.sort_by_key(aside));
        }
    }
    structure
}

/// Puts a line into the structure: as a new block, or as the rest of a paragraph that was cut.
fn place(text: &str, structure: &mut Structure, (all, i): (&[Judged], usize), form: Form) {
    let Some(judged) = all.get(i) else { return };
    let (line, article) = (&judged.line, judged.article);
    let gap = judged.gap.unwrap_or(false);
    let mut part = Part { span: line.span, line: line.number, lines: line.lines, gap };
    let joins = judged.kind == Kind::Body && structure.view != View::Printed && judged.joins != Some(false);
    if let Some(id) = joins.then(|| goes_on(text, structure, (all, i), form)).flatten() {
        part.gap = judged.gap.unwrap_or_else(|| form == Form::Page && is_gap(text, structure, id, &part));
        if let Some(block) = structure.blocks.get_mut(id) {
            block.corrected |= judged.corrected;
            structure.order.push((id, block.parts.len()));
            block.parts.push(part);
            return;
        }
    }
    let id = structure.blocks.len();
    structure.order.push((id, 0));
    let guessed = || judged.kind == Kind::Body && form == Form::Page && repeats(text, structure, judged);
    let repeated = judged.repeated.unwrap_or_else(guessed);
    structure.blocks.push(Block {
        kind: judged.kind,
        article,
        level: judged.level,
        parts: vec![part],
        markup: judged.markup,
        solid: judged.solid && is_unit(structure, judged),
        repeated,
        // Elsewhere nothing hangs on it: every line is read where it stands.
        doubtful: judged.doubtful && form == Form::Page,
        corrected: judged.corrected,
    });
    match article.checked_sub(1).and_then(|n| structure.articles.get_mut(n)) {
        Some(owner) => owner.blocks.push(id),
        None => structure.page.push(id),
    }
}

/// Tells whether a line can make one unit with the block above it: both are told, in one article.
fn is_unit(structure: &Structure, judged: &Judged) -> bool {
    let told = |kind: Kind| matches!(kind, Kind::Body | Kind::Other);
    let above = structure.blocks.last();
    told(judged.kind) && above.is_some_and(|above| told(above.kind) && above.article == judged.article)
}

/// Returns the paragraph that this line goes on with, if there is one.
fn goes_on(text: &str, structure: &Structure, (all, i): (&[Judged], usize), form: Form) -> Option<BlockId> {
    let judged = all.get(i)?;
    match form {
        Form::Plain { cut, composed, prose } if judged.joins.is_none() => {
            let edges = all.get(..i)?.iter().rev().take_while(|j| j.edge.is_some()).count();
            let last = all.get(i.checked_sub(edges + 1)?)?;
            let clear = composed && is_clear_cut(text.slice(last.line.span), text.slice(judged.line.span));
            let proof = Proof { edge: prose && edges > 0, cut: edges == 0 && (cut || clear) };
            torn(text, structure, (last, judged), proof)
        }
        _ => cut_paragraph(text, structure, judged),
    }
}

/// What proves that a paragraph of a plain text was cut.
struct Proof {
    /// The edge of a page lies between.
    edge: bool,
    /// Others were cut as well.
    cut: bool,
}

/// Returns the block of a line of plain text if the next line of text goes on with it.
fn torn(text: &str, structure: &Structure, (last, judged): (&Judged, &Judged), proof: Proof) -> Option<BlockId> {
    let body = last.kind == Kind::Body && last.article == judged.article && !last.fenced;
    let id = structure.block_at(last.line.span.start).filter(|_| body)?;
    let (above, below) = (text.slice(last.line.span), text.slice(judged.line.span));
    let beside = last.line.number + last.line.lines == judged.line.number;
    if beside && marks::is_item(above) && (1..4).contains(&judged.line.indent) {
        return (!marks::is_item(below)).then_some(id);
    }
    let cut = proof.edge && is_broken(above, below) || proof.cut && is_cut(above, below);
    (cut && is_free(judged, above, below)).then_some(id)
}

/// Tells whether nothing shows that a paragraph begins with the line.
fn is_free(judged: &Judged, above: &str, below: &str) -> bool {
    let free = judged.line.indent < 2 && judged.level == 0 && !judged.fenced && !marks::is_item(below);
    free && !marks::is_row(above) && !marks::is_row(below)
}

/// Tells whether a line ends as no paragraph does.
fn is_broken(above: &str, below: &str) -> bool {
    let long = above.chars().nth(19).is_some();
    !marks::may_end_paragraph(above) && (long || marks::balance(above).0 > 0 || marks::begins_torn(below))
}

/// Returns the paragraph of the article that a line of a page goes on with, if there is one.
fn cut_paragraph(text: &str, structure: &Structure, judged: &Judged) -> Option<BlockId> {
    let blocks = structure.reading_order(judged.article);
    let passed = |block: &Block| !block.kind.is_main() || block.kind == Kind::Other;
    let asides = blocks.iter().rev().take_while(|id| structure.block(**id).is_some_and(passed));
    let skipped = asides.count();
    let said = judged.joins == Some(true);
    if judged.article == 0 && !said {
        return None;
    }
    let id = *blocks.get(blocks.len().checked_sub(skipped + 1)?)?;
    let block = structure.block(id).filter(|block| block.kind == Kind::Body)?;
    if said || (block.repeated && judged.repeated != Some(true)) {
        return said.then_some(id);
    }
    let above = text.slice(block.parts.last()?.span);
    let below = text.slice(judged.line.span);
    if judged.line.before == 0 && marks::is_item(above) && (1..4).contains(&judged.line.indent) {
        return (!marks::is_item(below)).then_some(id);
    }
    let long = above.chars().nth(19).is_some();
    // Lines that nothing parts are paragraphs, unless the first cannot be the end of one.
    let apart =
        judged.line.before > 0 || (long && above.ends_with(|c: char| c.is_alphanumeric() || "，、,".contains(c)));
    (is_free(judged, above, below) && is_broken(above, below) && apart).then_some(id)
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
fn repeats(text: &str, structure: &Structure, judged: &Judged) -> bool {
    let line = text.slice(judged.line.span);
    if line.chars().count() < REPEATED || text.len() > SEARCHED {
        return false;
    }
    let earlier = structure.reading_order(judged.article).iter().filter_map(|id| structure.block(*id));
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
    let (mut title, kicker) = (of(Kind::Title), of(Kind::Kicker));
    if title.is_empty() && structure.articles.len() > 1 {
        // Without a headline an article is told by its first words.
        let blocks = structure.reading_order(number).iter().filter_map(|id| structure.block(*id));
        let first = blocks.filter(|block| block.kind != Kind::Other).find_map(|block| block.parts.first());
        first_words(first.map_or("", |part| text.slice(part.span))).clone_into(&mut title);
    }
    let (byline, column) = (of(Kind::Byline), of(Kind::Rubric));
    if let Some(article) = number.checked_sub(1).and_then(|n| structure.articles.get_mut(n)) {
        article.title = lead(&kicker, &title);
        article.byline = byline;
        article.column = column;
    }
}

/// Code points of the first words of an article.
const FIRST: usize = 18;

fn first_words(text: &str) -> &str {
    let end = text.char_indices().nth(FIRST).map_or(text.len(), |(i, _)| i);
    let head = text.get(..end).unwrap_or_default();
    head.split(['。', '，', '！', '？']).next().filter(|words| words.chars().count() > 3).unwrap_or(head)
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
