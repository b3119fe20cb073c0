//! `outline`, `cat`, `text`, `words`, `sentences`: what a text is, without annotations.

use super::args::{Cat, Outline};
use super::context::Context;
use super::out::{Out, tell};
use crate::annotation;
use crate::error::{Error, Result};
use crate::layout::{Level, Setting, Tables, glyphs, rows};
use crate::store::Readings;
use crate::text::source;
use crate::text::source::given::{Layout, Role, Sort};
use crate::text::structure::Turn;
use crate::text::{Block, BlockId, Document, Layers, Widths, sentence};
use crate::units::Slice;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// A source line: its number, article, kind, and whether it goes on with the one before.
type Row = (usize, usize, &'static str, u8);

fn lines(document: &Document) -> Vec<Row> {
    let mut found: Vec<Row> = Vec::new();
    for (id, part) in document.structure.parts() {
        let Some(block) = document.structure.block(id) else { continue };
        let joins = u8::from(block.parts.first() != Some(part));
        for (n, line) in document.slice(part.span).split('\n').enumerate() {
            if !line.trim().is_empty() {
                found.push((part.line + n, block.article, block.kind.name(), if n == 0 { joins } else { 1 }));
            }
        }
    }
    found
}

/// Prints the structure.
///
/// # Errors
/// A file cannot be read, or several are named where one is meant.
pub fn outline(context: &Context, args: &Outline, out: &mut Out) -> Result<()> {
    context.format(&args.format, &["tree", "json", "tsv"])?;
    if args.files.len() > 1 && args.format != "tree" {
        return Err(Error::usage("error-several-files"));
    }
    for file in &args.files {
        let document = context.file(file, args.raw)?;
        match args.format.as_str() {
            "tree" => tree(&document, out)?,
            "tsv" => lines(&document).into_iter().try_for_each(|(line, article, kind, joins)| {
                out.line(&format!("{line}\t{article}\t{kind}\t{joins}"))
            })?,
            _ => {
                let rows: Vec<Value> =
                    lines(&document).into_iter().map(|row| json!([row.0, row.1, row.2, row.3])).collect();
                let numbered = document.structure.articles.iter().enumerate();
                let titles: BTreeMap<String, &str> =
                    numbered.map(|(n, a)| ((n + 1).to_string(), a.title.as_str())).collect();
                let (doubtful, corrected) = (marked(&document, |b| b.doubtful), marked(&document, |b| b.corrected));
                let gapped = document.structure.parts().filter(|(_, part)| part.gap);
                let (name, gaps) = (file.to_string_lossy(), gapped.map(|(_, part)| part.line).collect::<Vec<_>>());
                let whole = json!({
                    "document": name, "encoding": document.encoding.name(), "undecodable": document.bad,
                    "genre": document.structure.genre.name(), "turns": turns(&document), "lines": rows, "titles": titles, "doubtful": doubtful, "corrected": corrected,
                    "gaps": gaps, "repeated": marked(&document, |b| b.repeated)
                });
                out.line(&whole.to_string())?;
            }
        }
    }
    out.finish()
}

/// Prints the text of a file of any format that is read; of a table each row below its key and its other cells.
///
/// # Errors
/// It cannot be read, or is of no format that is read.
pub fn text(context: &Context, file: &Path, out: &mut Out) -> Result<()> {
    let (name, told) = (file.to_string_lossy(), context.encoding()?);
    let data = context.files.read(file)?;
    if !source::knows(&name, &data) {
        annotation::refuse(&name, &data, told)?;
    }
    let source = Readings::new(&*context.files, None).with(context.settings.pdf.as_deref()).taken(&name, data, told)?;
    source.remarks.iter().for_each(|remark| tell(&context.words.fill(remark.words, &remark.blanks)));
    match source.layout.filter(|layout| layout.sort == Sort::Table) {
        Some(layout) => table(&source.text, &layout, out)?,
        None => out.bytes(source.text.as_bytes())?,
    }
    out.finish()
}

/// Prints the rows of a table.
fn table(text: &str, layout: &Layout, out: &mut Out) -> Result<()> {
    let mut attributes = layout.attributes.iter();
    let mut blocks = layout.blocks.iter().peekable();
    while let Some(given) = blocks.next() {
        let said = text.slice(given.span);
        if given.role == Role::Title {
            let cells = attributes.next().into_iter().flatten().map(|(name, value)| format!(" | {name}={value}"));
            out.line(&format!("# {said}{}", cells.collect::<String>()))?;
            // A row without text is a row.
            if blocks.peek().is_none_or(|next| next.role == Role::Title) {
                out.line("")?;
            }
        } else {
            out.line(said)?;
        }
    }
    Ok(())
}

/// Returns who speaks and when, each with the number of the first line.
fn turns(document: &Document) -> Vec<Value> {
    let line = |turn: &Turn| document.structure.block(turn.blocks.start)?.parts.first().map(|part| part.line);
    let told = |turn: &Turn| {
        let Turn { speaker, time, entry, row, .. } = turn;
        json!({"line": line(turn), "speaker": speaker, "time": time, "entry": entry, "row": row})
    };
    document.structure.turns.iter().map(told).collect()
}

/// Returns the first lines of the blocks of a sort.
fn marked(document: &Document, sort: fn(&Block) -> bool) -> Vec<usize> {
    let blocks = document.structure.blocks.iter().filter(|block| sort(block));
    blocks.filter_map(|block| block.parts.first()).map(|part| part.line).collect()
}

fn tree(document: &Document, out: &mut Out) -> Result<()> {
    out.line(document.name())?;
    for number in 0..=document.structure.articles.len() {
        let order = document.structure.reading_order(number);
        if number > 0 {
            out.line(&format!("  {number}  {}", document.title(number)))?;
        }
        for id in order {
            let Some(block) = document.structure.block(*id) else { continue };
            let places: Vec<String> = block.parts.iter().map(|part| part.line.to_string()).collect();
            let text = document.reading(*id).map(|reading| reading.text.chars().take(24).collect::<String>());
            // As in the gutter of the screen: + a correction by hand, ~ an uncertain guess.
            let sign = if block.corrected {
                '+'
            } else if block.doubtful {
                '~'
            } else {
                ' '
            };
            let (kind, places) = (block.kind.name(), places.join("+"));
            out.line(&format!("    {sign} {kind:<9}{places:<14}{}", text.unwrap_or_default()))?;
        }
    }
    Ok(())
}

/// Takes corrected words off: what is printed here is the source, in another order.
fn as_printed(document: Document) -> Document {
    if document.layers().errata.is_empty() {
        return document;
    }
    document.with(Layers { errata: Vec::new(), ..document.layers().clone() })
}

/// Prints the typeset text.
///
/// # Errors
/// The file cannot be read, or has no such article.
pub fn cat(context: &Context, args: &Cat, out: &mut Out) -> Result<()> {
    let document = as_printed(context.file(&args.file, false)?);
    let count = document.structure.articles.len();
    if let Some(article) = args.article.filter(|article| *article > count) {
        return Err(Error::data("error-no-article").with("article", article).with("count", count));
    }
    let setting = Setting {
        width: args.width,
        widths: if args.ambiguous == "wide" { Widths::Wide } else { Widths::Narrow },
        level: match args.level.as_str() {
            "strict" => Level::Strict,
            "none" => Level::None,
            _ => Level::Basic,
        },
        indent: args.indent,
        hang: args.hang,
        ..Setting::new(args.width, Widths::Narrow)
    };
    let articles = args.article.map_or(0..=count, |article| article..=article);
    let blocks: Vec<BlockId> =
        articles.flat_map(|article| document.structure.reading_order(article).to_vec()).collect();
    let tables = Tables::of(&document, &blocks, setting.width, setting.widths);
    for (n, id) in blocks.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|n| blocks.get(n));
        let rows = tables.get(*id).is_some() && before.is_some_and(|id| tables.get(*id).is_some());
        if n > 0 && !rows && document.structure.block(*id).is_some_and(|block| !block.solid) {
            out.line("")?;
        }
        set(&document, *id, (setting, &tables), out)?;
    }
    out.finish()
}

fn set(document: &Document, id: BlockId, (setting, tables): (Setting, &Tables), out: &mut Out) -> Result<()> {
    let Some(reading) = document.reading(id) else { return Ok(()) };
    if let Some(set) = tables.get(id) {
        for row in set.rows(&reading.text, setting) {
            let mut shown = " ".repeat(row.indent.into());
            for glyph in glyphs(reading.text.get(row.start..row.end).unwrap_or_default(), setting.widths) {
                shown.push_str(&" ".repeat(set.pad(row.start + glyph.start).into()));
                shown.push_str(&glyph.shown);
            }
            out.line(shown.trim_end_matches([' ', '\u{3000}']))?;
        }
        return Ok(());
    }
    let slices = document.slices(id);
    for (n, start) in slices.iter().enumerate() {
        let end = slices.get(n + 1).copied().unwrap_or(reading.text.len());
        let text = reading.text.get(*start..end).unwrap_or_default();
        for row in rows(text, setting, n == 0) {
            let shown = text.get(row.start..row.end).unwrap_or_default().trim_end_matches([' ', '\u{3000}']);
            out.line(&format!("{}{shown}", "\u{3000}".repeat(usize::from(row.indent) / 2)))?;
        }
    }
    Ok(())
}

/// Prints every line cut into words.
///
/// # Errors
/// The file cannot be read.
pub fn words(context: &Context, file: &Path, out: &mut Out) -> Result<()> {
    let document = context.file(file, false)?;
    let segmenter = context.segmenter(file);
    // A blank parts words: one inside a word is left out.
    let solid = |word: &str| word.split_whitespace().collect::<String>();
    for line in document.text.strip_suffix('\n').unwrap_or(&document.text).split('\n') {
        let words =
            segmenter.words(line).into_iter().map(|word| solid(line.slice(word))).filter(|word| !word.is_empty());
        out.line(&words.collect::<Vec<_>>().join(" "))?;
    }
    out.finish()
}

/// Prints the sentences of every paragraph, in source order.
///
/// # Errors
/// The file cannot be read.
pub fn sentences(context: &Context, file: &Path, out: &mut Out) -> Result<()> {
    let document = as_printed(context.file(file, false)?);
    for id in 0..document.structure.blocks.len() {
        let Some(reading) = document.reading(id) else { continue };
        for unit in sentence::sentences(&reading.text) {
            let span = document.offsets().chars(&document.text, reading.hull(unit.start.0, unit.end.0));
            let text = reading.text.slice(unit);
            out.line(&json!({ "start": span.start.0, "end": span.end.0, "text": text }).to_string())?;
        }
    }
    out.finish()
}
