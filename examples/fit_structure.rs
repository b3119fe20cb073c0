//! Fits the weights by which lines are read to labelled pages, and writes them: the table in `assets/structure`.
//!
//! `cargo run --release --example fit_structure -- ROUNDS TEXTS LABELS NAMES [TEXTS LABELS NAMES]...`: folders of the
//! texts and of tables of their lines (number, article, kind), and a file of the names of those to fit to.

use meipi::text::Kind;
use meipi::text::structure::{Labelled, fit};
use std::io::{Error, Write as _};

fn pages(texts: &str, labels: &str, names: &str) -> Result<Vec<Labelled>, Error> {
    let line = |row: &str| {
        let mut cells = row.split('\t');
        let (number, article) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        let kind = cells.next()?;
        Some((number, (article, Kind::ALL.into_iter().find(|of| of.name() == kind)?)))
    };
    let page = |name: &str| {
        let text = std::fs::read_to_string(format!("{texts}/{name}.txt"))?;
        let labels = std::fs::read_to_string(format!("{labels}/{name}.tsv"))?;
        Ok(Labelled { text, lines: labels.lines().filter_map(line).collect() })
    };
    std::fs::read_to_string(names)?.split_whitespace().map(page).collect()
}

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (rounds, sets) = arguments.split_first().ok_or_else(|| Error::other("how many rounds?"))?;
    let rounds = rounds.parse().map_err(Error::other)?;
    let mut all = Vec::new();
    for set in sets.chunks(3) {
        let [texts, labels, names] = set else { return Err(Error::other("TEXTS LABELS NAMES")) };
        all.extend(pages(texts, labels, names)?);
    }
    std::io::stdout().write_all(fit(&all, rounds).to_table().as_bytes())
}
