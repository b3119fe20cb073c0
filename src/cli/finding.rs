//! `search`: a pattern in all documents.

use super::args::Search;
use super::context::Context;
use super::out::{Out, remark, tell};
use crate::annotation::{Annotation, place};
use crate::error::{Kind, Result};
use crate::text::search::{Hit, Mode, Pattern};
use crate::text::{Document, decode::one_line};
use crate::units::ByteSpan;
use serde_json::json;

/// Prints every place where the pattern stands.
///
/// # Errors
/// A path that leads nowhere, a pattern that cannot be read, a tag that is not there.
pub fn search(context: &Context, args: &Search, out: &mut Out) -> Result<()> {
    context.format(&args.format, &["text", "json"])?;
    let mode = match (args.regex, args.exact) {
        (true, _) => Mode::Regex,
        (_, true) => Mode::Exact,
        _ => Mode::Folded,
    };
    let pattern = Pattern::new(&args.pattern, mode)?;
    let mut desk = context.desk(&args.paths)?;
    let documents = desk.documents(&*context.files, &args.paths)?;
    context.tell_transcribed(&mut desk, &documents)?;
    let tags = context.tags(&desk.loaded.book, &args.tag)?;
    let codebook = &desk.loaded.book.codebook;
    let wanted: Vec<String> = tags.iter().flat_map(|tag| codebook.with_children(tag)).collect();
    let (mut rows, mut found) = (Vec::new(), false);
    for path in documents.iter().filter(|path| desk.texts.documents.contains(path)) {
        let document = match context.open(&desk, path) {
            Ok(document) => document,
            // One file that is no text hides nothing of the others.
            Err(error) if error.kind == Kind::Data && documents.len() > 1 => {
                tell(&context.words.error(&error));
                continue;
            }
            Err(error) => return Err(error),
        };
        let tagged = |a: &&Annotation| a.tags.iter().any(|tag| wanted.iter().any(|w| w == codebook.resolve(tag)));
        let mine = |a: &&Annotation| context.shared.coder.as_ref().is_none_or(|coder| *coder == a.coder);
        let passages = desk.loaded.book.of(path).iter().filter(tagged).filter(mine);
        let passages: Vec<ByteSpan> = passages.flat_map(|a| place(a, &document).spans).collect();
        for hit in pattern.find(&document) {
            let inside = |span: &ByteSpan| passages.iter().any(|p| p.start <= span.start && span.end <= p.end);
            if wanted.is_empty() || hit.spans.iter().all(inside) {
                found = true;
                if args.format == "json" {
                    rows.push(row(&document, &hit));
                } else {
                    print(&document, &hit, out)?;
                }
            }
        }
    }
    if args.format == "json" {
        out.line(&serde_json::Value::Array(rows).to_string())?;
    } else if !found {
        remark(&context.words.fill("error-no-quote", &[("quote", args.pattern.clone())]));
    }
    out.finish()
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

fn print(document: &Document, hit: &Hit, out: &mut Out) -> Result<()> {
    let flow = document.flow_of(hit.block);
    let (before, after) = document.context(flow, &hit.spans);
    let found: String = hit.spans.iter().map(|span| document.slice(*span)).collect();
    let at = hit.spans.first().map_or(0, |span| span.start.0);
    let line = document.text.get(..at).map_or(0, |head| head.matches('\n').count()) + 1;
    let (before, found, after) = (one_line(&before), one_line(&found), one_line(&after));
    out.line(&format!("{}:{line}\t{before}\t{found}\t{after}", document.path))
}
