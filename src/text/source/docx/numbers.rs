//! The numbers that Word sets before paragraphs: which stands where, and how it is written.

use super::parts::{child, is_on, value};
use crate::text::source::counting::number;
use crate::text::source::tree::{self, attribute};
use std::collections::BTreeMap;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// What stands behind the number.
    behind: &'static str,
    /// All numbers are Arabic, whatever their levels say.
    legal: bool,
    /// The style whose paragraphs are of this level.
    style: String,
    /// The level behind which it begins anew; 0 never.
    restart: Option<usize>,
}

/// A list: which abstract one it is, and the levels that it sets itself.
#[derive(Clone, Debug, Default)]
struct List {
    of: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document, and how far each has been counted.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    abstracts: BTreeMap<String, BTreeMap<usize, Level>>,
    lists: BTreeMap<String, List>,
    counters: BTreeMap<(String, usize), u32>,
    /// Which lists have begun at which levels: their own starts count once.
    begun: BTreeMap<(String, usize), bool>,
}

/// Levels of a list in Word.
const LEVELS: usize = 9;

impl Numbers {
    /// Reads `numbering.xml`.
    pub fn read(text: &str) -> Self {
        let Some(document) = tree::parse(text) else { return Self::default() };
        let mut found = Self::default();
        let mut links: Vec<(String, String)> = Vec::new();
        let mut styles: BTreeMap<String, String> = BTreeMap::new();
        for node in document.root_element().children() {
            match node.tag_name().name() {
                "abstractNum" => {
                    let Some(id) = attribute(node, "abstractNumId") else { continue };
                    let levels = node.children().filter(|n| n.tag_name().name() == "lvl").filter_map(level);
                    found.abstracts.insert(id.to_owned(), levels.collect());
                    if let Some(link) = value(node, "numStyleLink") {
                        links.push((id.to_owned(), link.to_owned()));
                    }
                    if let Some(style) = value(node, "styleLink") {
                        styles.insert(style.to_owned(), id.to_owned());
                    }
                }
                "num" => {
                    let (Some(id), Some(of)) = (attribute(node, "numId"), value(node, "abstractNumId")) else {
                        continue;
                    };
                    let mut list = List { of: of.to_owned(), ..List::default() };
                    for over in node.children().filter(|n| n.tag_name().name() == "lvlOverride") {
                        let Some(n) = attribute(over, "ilvl").and_then(|n| n.parse().ok()) else { continue };
                        if let Some(start) = value(over, "startOverride").and_then(|n| n.parse().ok()) {
                            list.starts.insert(n, start);
                        }
                        list.levels.extend(child(over, "lvl").and_then(level));
                    }
                    found.lists.insert(id.to_owned(), list);
                }
                _ => {}
            }
        }
        // A list that only names a style of lists has the levels of the one that this style is.
        for (id, link) in links {
            if let Some(levels) = styles.get(&link).and_then(|of| found.abstracts.get(of)).cloned() {
                found.abstracts.insert(id, levels);
            }
        }
        found
    }

    /// Returns the level that the paragraphs of a style have in a list.
    pub fn level_of(&self, list: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(list)?;
        let levels = list.levels.iter().chain(self.abstracts.get(&list.of)?);
        levels.filter(|(_, level)| level.style == style).map(|(n, _)| *n).next()
    }

    /// Counts a paragraph of a list, and returns what Word sets before it; nothing for a bullet.
    pub fn count(&mut self, list: &str, n: usize) -> Option<String> {
        let numbered = self.lists.get(list)?.clone();
        let of = numbered.of.clone();
        let level = self.level(&numbered, n)?.clone();
        let first = self.begun.insert((list.to_owned(), n), true).is_none();
        let restarted = numbered.starts.get(&n).filter(|_| first).copied();
        let before = self.counters.get(&(of.clone(), n)).copied();
        let now = restarted.unwrap_or_else(|| before.map_or(level.start, |before| before.saturating_add(1)));
        self.counters.insert((of.clone(), n), now);
        for below in n + 1..LEVELS {
            let anew = self.level(&numbered, below).and_then(|level| level.restart);
            if anew.is_none_or(|anew| anew > n && anew != 0) {
                self.counters.remove(&(of.clone(), below));
            }
        }
        if matches!(level.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut written = String::new();
        let mut rest = level.text.chars();
        while let Some(c) = rest.next() {
            let digit = if c == '%' { rest.clone().next().and_then(|c| c.to_digit(10)) } else { None };
            let Some(at) = digit.and_then(|digit| (digit as usize).checked_sub(1)) else {
                written.push(c);
                continue;
            };
            rest.next();
            let Some(other) = self.level(&numbered, at) else { continue };
            let count = self.counters.get(&(of.clone(), at)).copied().unwrap_or(other.start);
            let format = if level.legal { "decimal" } else { &other.format };
            written.push_str(&number(count, format));
        }
        if written.is_empty() {
            return None;
        }
        Some(written + level.behind)
    }

    fn level<'a>(&'a self, list: &'a List, n: usize) -> Option<&'a Level> {
        list.levels.get(&n).or_else(|| self.abstracts.get(&list.of)?.get(&n))
    }
}

fn level(node: roxmltree::Node<'_, '_>) -> Option<(usize, Level)> {
    let n: usize = attribute(node, "ilvl")?.parse().ok()?;
    // A format that only newer programs know stands in a choice, with one for the others.
    let format = value(node, "numFmt").or_else(|| {
        let choice = node.children().find(|child| child.tag_name().name() == "AlternateContent")?;
        let fallback = choice.children().find(|child| child.tag_name().name() == "Fallback")?;
        value(fallback, "numFmt")
    });
    let level = Level {
        start: value(node, "start").and_then(|n| n.parse().ok()).unwrap_or(1),
        format: format.unwrap_or("decimal").to_owned(),
        text: value(node, "lvlText").unwrap_or_default().to_owned(),
        behind: match value(node, "suff") {
            Some("nothing") => "",
            Some("space") => " ",
            _ => "\t",
        },
        legal: is_on(node, "isLgl"),
        style: value(node, "pStyle").unwrap_or_default().to_owned(),
        restart: value(node, "lvlRestart").and_then(|n| n.parse().ok()),
    };
    (n < LEVELS).then_some((n, level))
}
