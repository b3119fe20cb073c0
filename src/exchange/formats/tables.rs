//! Tables of counts, and the codebook as an appendix.

use crate::analysis::{Coding, Counts, coders_named, meetings};
use crate::annotation::{Tag, Target};
use crate::error::{Error, Result};
use crate::exchange::common::cells::line_of;
use crate::exchange::common::taxonomy::{Separator, path, split};
use crate::exchange::formats::csv::{Table, table};
use crate::exchange::intake::incoming::Incoming;
use crate::exchange::out::landing::SIGN;
use crate::exchange::{Bundle, Entry, Options, Parcel, Written};
use crate::text::guard::unguard;
use crate::words::Words;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;

/// What tags are counted against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Against {
    /// Articles.
    #[default]
    Article,
    /// Documents.
    Document,
    /// Coders.
    Coder,
    /// Other tags: on the same annotation, or on one that overlaps it.
    Tag,
    /// The values of an attribute.
    Attribute(String),
}

/// Writes a table: a row a tag in use with how many passages carry it, itself and with those below it, and in how many
/// articles; then a column for each thing that it is counted against. Passages count once a column. Rolled up, tags
/// count for those above them in every column. Against other tags, of several coders it is the sum of their tables,
/// and the first cell says so.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let codebook = bundle.codebook();
    let counts = Counts::of(codebook, bundle.entries.iter().map(|entry| &entry.annotation));
    let stands: Vec<Target> = bundle.entries.iter().map(Entry::stands).collect();
    let codings = codings(bundle, &stands, options.roll_up);
    let used: BTreeSet<&str> = codings.iter().flat_map(|coding| &coding.tags).copied().collect();
    let listed = codebook.tree().into_iter().map(|(_, tag)| tag.key.as_str());
    let keys: Vec<&str> = listed.filter(|key| options.all || used.contains(key)).collect();
    let (heads, cells) = match &options.against {
        Against::Tag => {
            let heads = keys.iter().map(|key| path(codebook, key, words.lang())).collect();
            (heads, met(bundle, &keys, &codings, options.roll_up))
        }
        against => columns(bundle, against, (&keys, &codings), words),
    };
    let mut fixed = ["table-tag", "table-passages", "table-with-below", "table-articles"].map(|key| words.say(key));
    if let (Against::Tag, Some(coders), [first, ..]) = (&options.against, several(bundle, words), &mut fixed) {
        *first = words.fill("table-tag-sum", &[("coders", coders)]);
    }
    let mut rows = vec![fixed.into_iter().chain(heads).collect::<Vec<String>>()];
    for (key, cells) in keys.iter().zip(cells) {
        let count = counts.get(*key).copied().unwrap_or_default();
        let mut row = vec![path(codebook, key, words.lang()), count.own.to_string(), count.whole.to_string()];
        row.push(articles(bundle, &codings, key).to_string());
        row.extend(cells);
        rows.push(row);
    }
    Ok(table(&rows, b',', options)?.into())
}

/// Names the coders, if there are several.
fn several(bundle: &Bundle, words: &Words) -> Option<String> {
    let coders = bundle.coders();
    (coders.len() > 1).then(|| coders_named(coders, words))
}

fn codings<'a>(bundle: &'a Bundle, stands: &'a [Target], roll_up: bool) -> Vec<Coding<'a>> {
    let coding = |(entry, target): (&'a Entry, &'a Target)| {
        let coding = Coding::new(&entry.document, &entry.annotation, target, bundle.codebook());
        if roll_up { coding.rolled_up(bundle.codebook()) } else { coding }
    };
    bundle.entries.iter().zip(stands).map(coding).collect()
}

/// Counts the pairs of tags. Where tags count for those above them, a tag is not set against these: what they share says
/// nothing, and the cell stays empty.
fn met(bundle: &Bundle, keys: &[&str], codings: &[Coding<'_>], roll_up: bool) -> Vec<Vec<String>> {
    let below = |a: &str, b: &str| a != b && bundle.codebook().lineage(a).contains(&b);
    let cell = |a: &str, b: &str, count: usize| {
        let kin = roll_up && (below(a, b) || below(b, a));
        if kin { String::new() } else { count.to_string() }
    };
    let rows = keys.iter().zip(meetings(keys, codings));
    rows.map(|(a, row)| keys.iter().zip(row).map(|(b, count)| cell(a, b, count)).collect()).collect()
}

/// Counts the articles in which a tag stands.
fn articles(bundle: &Bundle, codings: &[Coding<'_>], key: &str) -> usize {
    let with = bundle.entries.iter().zip(codings).filter(|(_, coding)| coding.tags.contains(key));
    with.map(|(entry, _)| (entry.document.as_str(), entry.article)).collect::<BTreeSet<_>>().len()
}

/// Counts tags by the thing that each passage belongs to; the columns come in the order in which they are met, those
/// of an attribute sorted.
fn columns(
    bundle: &Bundle,
    against: &Against,
    (keys, codings): (&[&str], &[Coding<'_>]),
    words: &Words,
) -> (Vec<String>, Vec<Vec<String>>) {
    let mut heads: Vec<String> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut counted: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for source in &bundle.sources {
        let said = source.document.as_deref().map(|document| bundle.attributes(document)).unwrap_or_default();
        let codings = codings.get(source.entries.clone()).unwrap_or_default();
        for (entry, coding) in bundle.of(source).iter().zip(codings) {
            let name = match against {
                Against::Article => format!("{} ({}#{})", entry.title, entry.document, entry.article),
                Against::Document => entry.document.clone(),
                Against::Coder => entry.annotation.coder.clone(),
                Against::Attribute(name) => {
                    let value = |number: usize| said.get(&number).and_then(|own| own.get(name.as_str()));
                    let value = value(entry.article).or_else(|| value(0)).filter(|value| !value.trim().is_empty());
                    value.map_or_else(|| words.say("table-none"), |value| (*value).to_owned())
                }
                Against::Tag => continue,
            };
            let column = *places.entry(name.clone()).or_insert_with(|| {
                heads.push(name);
                heads.len() - 1
            });
            for tag in &coding.tags {
                *counted.entry((column, tag)).or_default() += 1;
            }
        }
    }
    let mut order: Vec<usize> = (0..heads.len()).collect();
    if matches!(against, Against::Attribute(_) | Against::Coder) {
        order.sort_by_key(|n| heads.get(*n));
    }
    let row = |key: &&str| {
        let cell = |n: &usize| counted.get(&(*n, *key)).copied().unwrap_or_default().to_string();
        order.iter().map(cell).collect()
    };
    let cells = keys.iter().map(row).collect();
    (order.iter().filter_map(|n| heads.get(*n).cloned()).collect(), cells)
}

/// What the appendix says of a tag.
fn described(bundle: &Bundle, words: &Words) -> Vec<[String; 7]> {
    let codebook = bundle.codebook();
    let counts = Counts::of(codebook, bundle.entries.iter().map(|entry| &entry.annotation));
    let stands: Vec<Target> = bundle.entries.iter().map(Entry::stands).collect();
    let codings = codings(bundle, &stands, false);
    let tree = codebook.tree().into_iter();
    let row = |(_, tag): (usize, &Tag)| {
        [
            path(codebook, &tag.key, words.lang()),
            tag.definition.clone(),
            tag.include.clone(),
            tag.exclude.clone(),
            tag.examples.join("\n"),
            counts.get(&tag.key).map_or(0, |count| count.own).to_string(),
            articles(bundle, &codings, &tag.key).to_string(),
        ]
    };
    tree.map(row).collect()
}

/// The columns of the appendix.
const HEAD: [&str; 7] = ["tag", "definition", "include", "exclude", "example", "passages", "articles"];

/// Writes the codebook as a Markdown table.
///
/// # Errors
/// Never.
pub fn write_codebook(bundle: &Bundle, _: &Options, words: &Words) -> Result<Written> {
    let cell = |text: &String| text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "\\<").replace('\n', "<br>");
    let heads = [
        "table-tag",
        "table-definition",
        "table-include",
        "table-exclude",
        "table-example",
        "table-passages",
        "table-articles",
    ];
    let heads = heads.map(|key| words.say(key));
    let mut out = format!("| {} |\n|{}\n", heads.join(" | "), "---|".repeat(HEAD.len()));
    for row in described(bundle, words) {
        let _ = writeln!(out, "| {} |", row.each_ref().map(cell).join(" | "));
    }
    out.push_str(SIGN);
    Ok(out.into_bytes().into())
}

/// Writes the codebook as CSV.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn write_codebook_csv(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    rows.extend(described(bundle, words).into_iter().map(Vec::from));
    Ok(table(&rows, b',', options)?.into())
}

/// Reads the codebook as CSV: what the columns say of tags; counts are passed over.
///
/// # Errors
/// It is no table, or has no column `tag`.
pub fn read_codebook_csv(name: &str, parcel: Parcel, options: &Options) -> Result<Incoming> {
    let table = Table::read(name, parcel)?;
    let names = HEAD.iter().chain(&["parent"]);
    let columns: HashMap<&str, usize> = names.filter_map(|name| Some((*name, table.called(name)?))).collect();
    if !columns.contains_key("tag") {
        return Err(Error::data("error-lacks").with("path", name).with("what", "tag"));
    }
    let mut incoming = table.incoming(&columns.values().copied().collect::<Vec<_>>());
    if HEAD.iter().all(|name| table.column(name).is_some()) {
        incoming.separator = Some(Separator::Own);
    }
    let read = |row: &'_ csv::StringRecord, name: &str| -> String {
        let cell = columns.get(name).and_then(|n| row.get(*n)).unwrap_or_default();
        (if options.raw { cell } else { unguard(cell) }).to_owned()
    };
    let mut above = Above::default();
    for row in &table.rows {
        above.enter(read(row, "tag").trim(), read(row, "parent").trim());
    }
    for row in &table.rows {
        let cell = |name: &str| read(row, name);
        let about = Tag {
            definition: cell("definition"),
            include: cell("include"),
            exclude: cell("exclude"),
            examples: cell("example").lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            ..Tag::default()
        };
        match cell("parent").trim() {
            "" => incoming.code(&cell("tag"), about, row),
            parent => {
                let label = cell("tag").trim().to_owned();
                let mut path = above.path(parent);
                if above.turns(&label, parent) {
                    incoming.lose_at("loss-circles", line_of(row));
                    path.clear();
                } else if above.several.contains(parent) {
                    incoming.lose_at("loss-parents", line_of(row));
                }
                path.push(label);
                incoming.code_at(path, about, row);
            }
        }
    }
    Ok(incoming)
}

/// What the rows of a codebook say of the tags above theirs.
#[derive(Default)]
struct Above {
    /// The first tag that is told to be above each.
    first: HashMap<String, String>,
    /// Labels that stand below several tags: nobody knows below which of them what is said to be below them stands.
    several: HashSet<String>,
    /// The labels that lead to tags, and their own, as far as they were asked for.
    paths: HashMap<String, Vec<String>>,
    /// Labels that lead back to themselves.
    round: HashSet<String>,
}

impl Above {
    fn enter(&mut self, label: &str, parent: &str) {
        if !parent.is_empty() && self.first.entry(label.to_owned()).or_insert_with(|| parent.to_owned()) != parent {
            self.several.insert(label.to_owned());
        }
    }

    /// Tells whether a row says of a label that it stands below one that leads back to it.
    fn turns(&self, label: &str, parent: &str) -> bool {
        self.round.contains(label) && self.first.get(label).is_some_and(|first| first == parent)
    }

    /// Returns the labels that lead to a tag and its own. What leads back to itself stands at the top.
    fn path(&mut self, label: &str) -> Vec<String> {
        let (mut way, mut met, mut at) = (Vec::<String>::new(), HashSet::new(), label.to_owned());
        let mut path = loop {
            if let Some(known) = self.paths.get(&at) {
                break known.clone();
            }
            if !met.insert(at.clone()) {
                let begins = way.iter().position(|label| *label == at).unwrap_or_default();
                for label in way.split_off(begins) {
                    self.paths.insert(label.clone(), vec![label.clone()]);
                    self.round.insert(label);
                }
                break vec![at];
            }
            let Some(parent) = self.first.get(&at) else {
                // The uppermost may itself be written as a path.
                let top = split(&at);
                self.paths.insert(at, top.clone());
                break top;
            };
            let parent = parent.clone();
            way.push(std::mem::replace(&mut at, parent));
        };
        for label in way.into_iter().rev() {
            path.push(label.clone());
            self.paths.insert(label, path.clone());
        }
        path
    }
}
