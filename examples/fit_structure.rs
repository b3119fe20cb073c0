//! Fits the weights of the decoder to labelled pages and writes them: the table in `assets/structure`.
//!
//! `cargo run --release --example fit_structure -- ROUNDS TEXT_DIR GOLD_DIR NAMES [TEXT_DIR GOLD_DIR NAMES]...`, where
//! GOLD_DIR holds for each text a table of its lines: number, article, kind, and NAMES is a file of their names.

use meipi::text::Kind;
use meipi::text::structure::decode::{Labelled, fit};
use std::io::Write as _;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rounds = arguments.first().and_then(|rounds| rounds.parse().ok()).unwrap_or(12);
    let mut pages = Vec::new();
    for set in arguments[1..].chunks(3) {
        for name in std::fs::read_to_string(&set[2])?.split_whitespace() {
            let text = std::fs::read_to_string(format!("{}/{name}.txt", set[0]))?;
            let gold = std::fs::read_to_string(format!("{}/{name}.tsv", set[1]))?;
            let line = |row: &str| {
                let mut cells = row.split('\t');
                let (number, article) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
                let kind = cells.next()?;
                Some((number, (article, Kind::ALL.into_iter().find(|of| of.name() == kind)?)))
            };
            pages.push(Labelled { text, lines: gold.lines().filter_map(line).collect() });
        }
    }
    std::io::stdout().write_all(fit(&pages, rounds).to_table().as_bytes())
}
