//! `search`: a pattern in all documents.

use super::args::Search;
use super::context::Context;
use super::out::{Out, remark, tell};
use crate::annotation::{Annotation, Book, place};
use crate::error::{Kind, Result};
use crate::pool::in_order;
use crate::text::search::{Hit, Mode, Pattern};
use crate::text::{Document, decode::one_line};
use crate::units::ByteSpan;
use serde_json::json;
use std::collections::HashSet;
use std::ops::ControlFlow;

/// Prints every place where the pattern stands.
///
/// # Errors
/// A path that leads nowhere, a pattern that cannot be read, a tag that is not there.
pub fn search(context: &Context, args: &Search, out: &mut Out) -> Result<()> {
    context.format(&args.format, &["text", "json"])?;
    let mode = match args {
        Search { regex: true, .. } => Mode::Regex,
        Search { exact: true, .. } => Mode::Exact,
        Search { patterns: true, .. } => Mode::Patterns,
        _ => Mode::Folded,
    };
    let pattern = Pattern::for_many(&args.pattern, mode)?;
    let mut desk = context.desk(&args.paths)?;
    let documents = desk.documents(&*context.files, &args.paths)?;
    context.tell_transcribed(&mut desk, &documents)?;
    let tags = context.tags(&desk.loaded.book, &args.tag)?;
    let pattern =
        if pattern.asks_for_words() { pattern.with_words(&context.segmenter(&desk.texts.root)) } else { pattern };
    let codebook = &desk.loaded.book.codebook;
    let wanted: Vec<String> = tags.iter().flat_map(|tag| codebook.with_children(tag)).collect();
    let listed: HashSet<&String> = desk.texts.documents.iter().collect();
    let all: Vec<&String> = documents.iter().filter(|path| listed.contains(path)).collect();
    let (json, coder, opener) = (args.format == "json", context.shared.coder.as_deref(), context.opener(&desk)?);
    let work = |path: &&String| -> Result<Vec<String>> {
        let Some(document) = opener.search(path, &pattern)? else { return Ok(Vec::new()) };
        let passages = passages(coder, &desk.loaded.book, &wanted, &document);
        let inside = |span: &ByteSpan| passages.iter().any(|p| p.start <= span.start && span.end <= p.end);
        let mut hits = pattern.find(&document);
        hits.retain(|hit| wanted.is_empty() || hit.spans.iter().all(inside));
        let lines = Lines::of(&document, hits.len());
        let shown = |hit: &Hit| if json { row(&document, hit).to_string() } else { line(&document, hit, &lines) };
        Ok(hits.iter().map(shown).collect())
    };
    let (mut rows, mut found, mut failed) = (Vec::new(), false, None);
    in_order(&all, work, |_, shown| {
        let told = match shown {
            Ok(shown) if json => {
                rows.extend(shown);
                Ok(())
            }
            Ok(shown) => {
                found |= !shown.is_empty();
                shown.iter().try_for_each(|line| out.line(line))
            }
            // One file that is no text hides nothing of the others.
            Err(error) if error.kind == Kind::Data && documents.len() > 1 => {
                tell(&context.words.error(&error));
                Ok(())
            }
            Err(error) => Err(error),
        };
        failed = told.err();
        if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    if json {
        out.line(&format!("[{}]", rows.join(",")))?;
    } else if !found {
        remark(&context.words.fill("error-no-quote", &[("quote", args.pattern.clone())]));
    }
    out.finish()
}

/// Returns where annotations with one of some tags stand in a document: those of a coder, or all.
fn passages(coder: Option<&str>, book: &Book, tags: &[String], document: &Document) -> Vec<ByteSpan> {
    let tagged =
        |a: &&Annotation| a.tags.iter().any(|tag| tags.iter().any(|wanted| wanted == book.codebook.resolve(tag)));
    let mine = |a: &&Annotation| coder.is_none_or(|coder| *coder == a.coder);
    let annotations = book.of(&document.path).iter().filter(tagged).filter(mine);
    annotations.flat_map(|a| place(a, document).spans).collect()
}

/// Where the lines of a text end.
struct Lines(Vec<usize>);

impl Lines {
    /// Finds those of a document in which something was found.
    fn of(document: &Document, hits: usize) -> Self {
        let text = document.text.as_bytes();
        Self(if hits > 0 { memchr::memchr_iter(b'\n', text).collect() } else { Vec::new() })
    }

    /// Returns the number of the line in which a byte stands, from 1.
    fn number(&self, at: usize) -> usize {
        self.0.partition_point(|end| *end < at) + 1
    }
}

fn row(document: &Document, hit: &Hit) -> serde_json::Value {
    let flow = document.flow_of(hit.block);
    let (before, after) = document.context(flow, &hit.spans);
    let target: Vec<_> = hit
        .spans
        .iter()
        .map(|span| {
            let chars = document.offsets().chars(&document.text, *span);
            json!({ "start": chars.start.0, "end": chars.end.0, "exact": document.slice(*span) })
        })
        .collect();
    let article = document.structure.block(hit.block).map_or(0, |block| block.article);
    json!({ "document": &*document.path, "article": article, "target": target, "before": before, "after": after })
}

fn line(document: &Document, hit: &Hit, lines: &Lines) -> String {
    let flow = document.flow_of(hit.block);
    let (before, after) = document.context(flow, &hit.spans);
    let found: String = hit.spans.iter().map(|span| document.slice(*span)).collect();
    let number = lines.number(hit.spans.first().map_or(0, |span| span.start.0));
    let (before, found, after) = (one_line(&before), one_line(&found), one_line(&after));
    format!("{}:{number}\t{before}\t{found}\t{after}", document.path)
}
