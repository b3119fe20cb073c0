//! The styles of an ODT: what a paragraph is by its style, what is hidden, and how lists are counted.

use crate::text::source::counting::number;
use crate::text::source::tree;
use crate::text::source::tree::attribute;
use roxmltree::Node;
use std::collections::BTreeMap;

/// What a style says.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    hidden: bool,
    outline: Option<u8>,
}

/// A level of a list, as it is counted.
#[derive(Clone, Debug, Default)]
pub struct Level {
    format: String,
    prefix: String,
    suffix: String,
    /// With which number it begins.
    pub start: u32,
    /// How many levels are shown.
    shown: usize,
    behind: &'static str,
}

/// All styles.
#[derive(Clone, Debug, Default)]
pub struct Styles {
    named: BTreeMap<String, Style>,
    lists: BTreeMap<String, BTreeMap<usize, Level>>,
    /// How headings are counted.
    outline: BTreeMap<usize, Level>,
}

/// As many styles may be based on each other.
const CHAIN: usize = 32;

impl Styles {
    /// Adds the styles of a part of the file.
    pub fn add(&mut self, xml: &str) {
        let Some(document) = tree::parse(xml) else { return };
        for node in document.descendants().filter(Node::is_element) {
            let name = attribute(node, "name").unwrap_or_default().to_owned();
            match node.tag_name().name() {
                "style" => drop(self.named.insert(name, style(node))),
                "list-style" => drop(self.lists.insert(name, levels(node))),
                "outline-style" => self.outline = levels(node),
                _ => {}
            }
        }
    }

    fn chain<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = self.named.get(name).map(|style| (name, style));
        let next = |(_, style): &(&'a str, &'a Style)| {
            let parent = style.parent.as_deref()?;
            self.named.get(parent).map(|style| (parent, style))
        };
        std::iter::successors(first, next).take(CHAIN)
    }

    /// Tells whether a style is that of headlines, or based on it.
    pub fn is_title(&self, name: &str) -> bool {
        let title = |name: &str| name == "Title";
        title(name) || self.chain(name).any(|(name, style)| title(name) || style.parent.as_deref().is_some_and(title))
    }

    /// Returns the level of the headings that a style makes.
    pub fn outline(&self, name: &str) -> Option<u8> {
        self.chain(name).find_map(|(_, style)| style.outline)
    }

    /// Tells whether a style hides its text.
    pub fn is_hidden(&self, name: &str) -> bool {
        self.chain(name).any(|(_, style)| style.hidden)
    }

    /// Returns the levels of a list; without a name those of headings.
    pub fn levels(&self, list: Option<&str>) -> Option<&BTreeMap<usize, Level>> {
        list.map_or(Some(&self.outline), |list| self.lists.get(list))
    }
}

fn style(node: Node<'_, '_>) -> Style {
    let of = |name: &str| attribute(node, name).filter(|value| !value.is_empty()).map(str::to_owned);
    let shown = node.children().filter_map(|child| attribute(child, "display"));
    Style {
        parent: of("parent-style-name"),
        hidden: shown.into_iter().any(|shown| shown == "none"),
        outline: of("default-outline-level")
            .and_then(|level| level.parse().ok())
            .filter(|level| (1..=9).contains(level)),
    }
}

fn levels(node: Node<'_, '_>) -> BTreeMap<usize, Level> {
    let counted = node.children().filter(|child| child.is_element() && !child.tag_name().name().ends_with("bullet"));
    let level = |node: Node<'_, '_>| {
        let of = |name: &str| attribute(node, name).unwrap_or_default();
        let place = node.descendants().find_map(|child| attribute(child, "label-followed-by"));
        let level = Level {
            format: of("num-format").to_owned(),
            prefix: of("num-prefix").to_owned(),
            suffix: of("num-suffix").to_owned(),
            start: of("start-value").parse().unwrap_or(1),
            shown: of("display-levels").parse().unwrap_or(1),
            behind: match place {
                Some("nothing") => "",
                Some("space") => " ",
                _ => "\t",
            },
        };
        Some((of("level").parse::<usize>().ok()?, level))
    };
    counted.filter_map(level).collect()
}

/// Writes the number of a level, where those above it stand at some counts; nothing if it has none.
pub fn label(levels: &BTreeMap<usize, Level>, counts: &BTreeMap<usize, u32>, n: usize) -> Option<String> {
    let level = levels.get(&n).filter(|level| !level.format.is_empty())?;
    let first = (n + 1).saturating_sub(level.shown.max(1)).max(1);
    let each = (first..=n).filter_map(|n| Some((levels.get(&n)?, counts.get(&n)?)));
    let written: Vec<String> = each.map(|(level, count)| number(*count, named(&level.format))).collect();
    Some(format!("{}{}{}{}", level.prefix, written.join("."), level.suffix, level.behind))
}

/// Returns the name that a way to count has in files of Word (ODF 1.3, part 3, 20.314; `LibreOffice` lists its first
/// numbers).
fn named(format: &str) -> &str {
    match format {
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        format if format.starts_with("一") => "chineseCounting",
        format if format.starts_with("壹") || format.starts_with("壱") => {
            if format.contains("贰") {
                "chineseLegalSimplified"
            } else {
                "ideographLegalTraditional"
            }
        }
        format if format.starts_with("甲") => "ideographTraditional",
        format if format.starts_with("子") => "ideographZodiac",
        format if format.starts_with("①") => "decimalEnclosedCircle",
        format if format.starts_with("１") => "decimalFullWidth",
        _ => "decimal",
    }
}
