//! BIO: a token a row, blank lines between sentences, a column for each level of annotations that overlap.

use crate::error::Result;
use crate::exchange::common::taxonomy::path;
use crate::exchange::out::laid::{Sheet, lay};
use crate::exchange::out::rendition::Sources;
use crate::exchange::{Bundle, Facet, Options, Unit, Written};
use crate::units::{ByteSpan, Slice};
use crate::words::Words;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

/// The most levels of annotations in annotations; beyond them annotations are left out, and that is said.
const LEVELS: usize = 4;

/// Writes characters or words with their tags.
///
/// # Errors
/// Never.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let (sheets, _) = lay(bundle, options, Sources::Article, None);
    let (mut out, mut left, mut edges) = (String::new(), 0, 0);
    let layered: Vec<(Vec<Layer>, usize)> = sheets.iter().map(|sheet| layers(bundle, sheet, words)).collect();
    let levels = layered.iter().map(|(layers, _)| layers.len()).max().unwrap_or_default().max(1);
    for (sheet, (layers, missing)) in sheets.iter().zip(&layered) {
        left += missing;
        let article = sheet.article.map_or_else(String::new, |article| format!("#{article}"));
        let _ = writeln!(out, "# newdoc id = {}{article}", sheet.source.path.replace('\n', " "));
        // What the tokens of each annotation cover.
        let mut told: BTreeMap<(usize, usize), Range<usize>> = BTreeMap::new();
        for sentence in sheet.rendition.sentences() {
            // What goes on in the next sentence begins there again.
            let mut last: Vec<Option<usize>> = vec![None; levels];
            for token in tokens(sheet, &sentence, options) {
                out.push_str(sheet.slice(&token));
                for (level, last) in last.iter_mut().enumerate() {
                    let open = layers.get(level).and_then(|layer| at(layer, &token));
                    let _ = match open {
                        Some((range, tag)) if *last == Some(range.start) => write!(out, "\tI-{tag}"),
                        Some((_, tag)) => write!(out, "\tB-{tag}"),
                        None => write!(out, "\tO"),
                    };
                    *last = open.map(|(range, _)| range.start);
                    if let Some((range, _)) = open {
                        told.entry((level, range.start)).or_insert_with(|| token.clone()).end = token.end;
                    }
                }
                out.push('\n');
            }
            out.push('\n');
        }
        let all =
            layers.iter().enumerate().flat_map(|(level, layer)| layer.iter().map(move |(range, _)| (level, range)));
        edges += all.filter(|(level, range)| told.get(&(*level, range.start)) != Some(range)).count();
    }
    Ok(Written { beyond: vec![(Facet::Overlaps, left), (Facet::Edges, edges)], ..Written::from(out.into_bytes()) })
}

type Layer = Vec<(Range<usize>, String)>;

/// Puts the tags of a text into levels in which none overlaps another: the longest first. Returns how many find no
/// place.
fn layers(bundle: &Bundle, sheet: &Sheet<'_>, words: &Words) -> (Vec<Layer>, usize) {
    let mut all: Layer = Vec::new();
    for mark in &sheet.marks {
        for tag in mark.entry.tags(bundle.codebook()) {
            let name = path(bundle.codebook(), tag, words.lang());
            let name = name.replace(" / ", "/").replace(char::is_whitespace, "_");
            all.extend(mark.ranges.iter().map(|range| (range.clone(), name.clone())));
        }
    }
    all.sort_by_key(|(range, name)| (range.start, std::cmp::Reverse(range.end), name.clone()));
    all.dedup();
    let (mut layers, mut missing): (Vec<Layer>, usize) = (Vec::new(), 0);
    for (range, name) in all {
        let fits = |layer: &&mut Layer| layer.last().is_none_or(|(last, _)| last.end <= range.start);
        if let Some(layer) = layers.iter_mut().find(fits) {
            layer.push((range, name));
        } else if layers.len() < LEVELS {
            layers.push(vec![(range, name)]);
        } else {
            missing += 1;
        }
    }
    (layers, missing)
}

/// Returns what covers the middle of a token: a word that is annotated in part belongs to where most of it is.
fn at<'l>(layer: &'l Layer, token: &Range<usize>) -> Option<&'l (Range<usize>, String)> {
    let n = layer.partition_point(|(range, _)| range.end <= token.start);
    let common = |range: &Range<usize>| range.end.min(token.end).saturating_sub(range.start.max(token.start));
    let near = layer.get(n..).unwrap_or_default().iter().take_while(|(range, _)| range.start < token.end);
    let most = near.max_by_key(|(range, _)| common(range));
    // What is shorter than the word that holds it has no other place.
    most.filter(|(range, _)| common(range) * 2 >= token.len() || token.start <= range.start && range.end <= token.end)
}

fn tokens(sheet: &Sheet<'_>, sentence: &Range<usize>, options: &Options) -> Vec<Range<usize>> {
    let text = sheet.slice(sentence);
    let found: Vec<Range<usize>> = match options.unit {
        // A token holds no blank, as recognition leaves them inside of words.
        Unit::Word => {
            let words = options.segmenter.words(text).into_iter();
            let solid = |word: ByteSpan| {
                let slice = text.slice(word);
                let place = |part: &str| word.start.0 + part.as_ptr() as usize - slice.as_ptr() as usize;
                slice.split_whitespace().map(|part| place(part)..place(part) + part.len()).collect::<Vec<_>>()
            };
            words.flat_map(solid).collect()
        }
        Unit::Char | Unit::Utf16 => text.char_indices().map(|(i, c)| i..i + c.len_utf8()).collect(),
    };
    let solid = |range: &Range<usize>| !text.get(range.clone()).unwrap_or_default().trim().is_empty();
    found.into_iter().filter(solid).map(|range| sentence.start + range.start..sentence.start + range.end).collect()
}
