//! The structure of pages of other shapes, labelled by hand: papers, reports, notices, novels, OCR of other
//! engines, Markdown, Traditional.
//!
//! `NAME.tsv` holds a row for each line of `NAME.txt` that is not blank: line, article, kind, whether it goes on
//! with the paragraph before.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a test may panic and print")]

use meipi::text::{Document, Kind};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Clone, Debug, PartialEq)]
struct Row {
    article: usize,
    kind: String,
    joins: bool,
}

type Rows = BTreeMap<usize, Row>;

fn labels(path: &Path) -> Rows {
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let row = Row { article: fields[1].parse().unwrap(), kind: fields[2].to_owned(), joins: fields[3] == "1" };
        (fields[0].parse().unwrap(), row)
    };
    std::fs::read_to_string(path).unwrap().lines().map(row).collect()
}

fn guessed(path: &Path) -> Rows {
    let document = Document::open("a", std::fs::read(path).unwrap());
    let mut rows = Rows::new();
    for (id, part) in document.structure.parts() {
        let block = document.structure.block(id).unwrap();
        for (n, line) in document.slice(part.span).split('\n').enumerate() {
            if !line.trim().is_empty() {
                let joins = n > 0 || block.parts[0] != *part;
                let row = Row { article: block.article, kind: block.kind.name().to_owned(), joins };
                rows.insert(part.line + n, row);
            }
        }
    }
    rows
}

/// Lines whose article is another than that of the line before. Rubrics are left out, and the page's own lines:
/// whose they are is arguable.
fn boundaries(rows: &Rows, left: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut last = 0;
    let mut found = BTreeSet::new();
    for (line, row) in rows.iter().filter(|(line, row)| !left.contains(line) && row.article > 0) {
        if row.article != last {
            found.insert(*line);
        }
        last = row.article;
    }
    found
}

fn f1(found: &BTreeSet<usize>, wanted: &BTreeSet<usize>) -> f64 {
    let both = found.intersection(wanted).count() as f64;
    if found.is_empty() && wanted.is_empty() { 1.0 } else { 2.0 * both / (found.len() + wanted.len()) as f64 }
}

#[test]
fn pages_of_other_shapes_are_understood() {
    let (mut pages, mut sums) = (0.0, [0.0; 3]);
    let folder = std::fs::read_dir("tests/fixtures/structure").unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<_> = folder.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    texts.sort();
    for path in texts {
        let (wanted, found) = (labels(&path.with_extension("tsv")), guessed(&path));
        assert!(wanted.keys().eq(found.keys()), "{}: other lines", path.display());
        let arguable = |row: &Row| row.kind == Kind::Rubric.name() || row.article == 0;
        let left = wanted.iter().filter(|(_, row)| arguable(row)).map(|(line, _)| *line).collect();
        let joins = |rows: &Rows| rows.iter().filter(|(_, row)| row.joins).map(|(line, _)| *line).collect();
        let boundary = f1(&boundaries(&found, &left), &boundaries(&wanted, &left));
        let same = wanted.iter().filter(|(line, row)| found[*line].kind == row.kind).count();
        let (kind, joins) = (same as f64 / wanted.len() as f64, f1(&joins(&found), &joins(&wanted)));
        println!("{:<14} boundary {boundary:.3} kind {kind:.3} joins {joins:.3}", path.file_stem().unwrap().display());
        assert!(boundary >= 0.8 && kind >= 0.85 && joins >= 0.85, "{}: {boundary} {kind} {joins}", path.display());
        sums = [sums[0] + boundary, sums[1] + kind, sums[2] + joins];
        pages += 1.0;
    }
    let means = sums.map(|sum| sum / pages);
    assert!(pages >= 6.0 && means[0] >= 0.95 && means[1] >= 0.95 && means[2] >= 0.97, "{means:?}");
}

#[test]
fn every_heading_of_a_report_is_found() {
    let path = Path::new("tests/fixtures/structure/report.txt");
    let (wanted, found) = (labels(&path.with_extension("tsv")), guessed(path));
    assert!(wanted.len() > 100);
    for (line, row) in wanted.iter().filter(|(_, row)| ["title", "subtitle", "section"].contains(&row.kind.as_str())) {
        assert_eq!(found[line], *row, "line {line}");
    }
}
