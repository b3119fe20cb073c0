//! A page that is ready to be walked: its tree, what of it is hidden, and how much stands in each element.

use super::css::{Sheet, hides};
use super::dom::{Count, Dom, Node, ROOT};
use super::elements::{is_blank, is_dropped, style};
use std::collections::HashMap;
use std::fmt::Write;

/// The deepest that a place is told: what lies deeper has none.
const STEPS: usize = 64;

/// A page.
#[derive(Debug)]
pub struct Page {
    /// Its tree.
    pub dom: Dom,
    /// Where it lies in its package.
    pub path: String,
    /// What is known of each node.
    facts: Vec<Facts>,
    ids: HashMap<String, Node>,
    place: Place,
}

/// How the places of a page are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// As `XPaths` of the tree that browsers make.
    Path,
    /// As CFIs behind this beginning, which ends with `!`.
    Cfi(String),
    /// All are this one: nobody can count the elements of a page out of order.
    Whole(String),
}

/// What is known of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// How many characters stand in it that show.
    pub chars: u32,
    /// How many of them are in links.
    pub linked: u32,
    /// How many links are in it.
    pub links: u32,
    /// It is hidden, or no text.
    pub hidden: bool,
    /// A heading of the first level is in it.
    pub heads: bool,
    /// It is no text of the article.
    pub furniture: bool,
}

impl Page {
    /// Makes a page ready. Other sheets are those that it links to.
    pub fn new(mut dom: Dom, path: String, place: Place, mut sheet: Sheet) -> Self {
        dom.count(if place == Place::Path { Count::Names } else { Count::Steps });
        let styles = dom.below(ROOT).filter(|node| dom.name(*node) == "style");
        let styles: Vec<String> = styles.map(|node| dom.children(node).map(|text| dom.text(text)).collect()).collect();
        styles.iter().for_each(|css| sheet.add(css));
        let mut ids = HashMap::new();
        for node in dom.below(ROOT) {
            let named = dom.attributes(node).filter(|(name, _)| *name == "id" || *name == "name" || *name == "xml:id");
            named.for_each(|(_, id)| {
                ids.entry(id.to_owned()).or_insert(node);
            });
        }
        let facts = measured(&dom, &sheet);
        Self { dom, path, facts, ids, place }
    }

    /// Returns what is known of a node.
    pub fn facts(&self, node: Node) -> Facts {
        self.facts.get(node as usize).copied().unwrap_or_default()
    }

    /// Says that a node is no text of the article.
    pub fn is_furniture(&mut self, node: Node) {
        if let Some(facts) = self.facts.get_mut(node as usize) {
            facts.furniture = true;
        }
    }

    /// Returns the element with an id.
    pub fn with_id(&self, id: &str) -> Option<Node> {
        self.ids.get(id).copied()
    }

    /// Returns the element that holds all text.
    pub fn body(&self) -> Node {
        self.dom.find(ROOT, "body").unwrap_or(ROOT)
    }

    /// Writes the place of a node.
    pub fn place(&self, node: Node) -> String {
        let dom = &self.dom;
        let start = match &self.place {
            Place::Whole(place) => return place.clone(),
            Place::Path => "",
            Place::Cfi(start) => start,
        };
        let mut chain: Vec<Node> = dom.upward(node).take(STEPS + 1).collect();
        if chain.len() > STEPS {
            return String::new();
        }
        chain.reverse();
        let mut place = start.to_owned();
        // The root has no step of its own; CFIs begin below the page's outermost element too.
        for node in chain.into_iter().skip(1 + usize::from(!start.is_empty())) {
            let nth = dom.nth(node);
            let _ = match (dom.name(node), start.is_empty()) {
                (_, false) => write!(place, "/{nth}"),
                ("", true) => write!(place, "/text()[{nth}]"),
                (name @ ("html" | "body"), true) => write!(place, "/{name}"),
                (name, true) => write!(place, "/{name}[{nth}]"),
            };
        }
        if !start.is_empty() {
            place.push(')');
        }
        place
    }
}

/// Tells whether an element is hidden: by its own words, or by a sheet. What is only invisible or transparent is not:
/// programs show it when they run.
fn hidden(dom: &Dom, sheet: &Sheet, node: Node) -> bool {
    let name = dom.name(node);
    if is_dropped(name) {
        return true;
    }
    if dom.attributes(node).next().is_none() {
        return false;
    }
    let attribute = |name| dom.attribute(node, name).unwrap_or_default();
    let styled = style(dom, node, "display").and_then(|_| hides(attribute("style")));
    styled.unwrap_or_else(|| {
        dom.attribute(node, "hidden").is_some_and(|value| value != "until-found")
            || sheet.hides(name, attribute("class"), attribute("id"))
    })
}

fn measured(dom: &Dom, sheet: &Sheet) -> Vec<Facts> {
    let mut facts = vec![Facts::default(); dom.len()];
    let mut order = Vec::new();
    let mut next = Some(ROOT);
    while let Some(node) = next {
        let is_hidden = hidden(dom, sheet, node);
        if let Some(facts) = facts.get_mut(node as usize) {
            facts.hidden = is_hidden;
            facts.chars = count(dom.text(node));
        }
        order.push(node);
        let inside = dom.first(node).filter(|_| !is_hidden);
        next = inside.or_else(|| dom.past(node, ROOT));
    }
    for node in order.into_iter().rev() {
        let Some(own) = facts.get_mut(node as usize) else { continue };
        match dom.name(node) {
            "a" if dom.attribute(node, "href").is_some() => (own.linked, own.links) = (own.chars, own.links + 1),
            "h1" => own.heads = own.chars > 0,
            "rt" => own.chars = 0,
            _ => {}
        }
        let own = *own;
        let Some(parent) = dom.parent(node).filter(|_| !own.hidden) else { continue };
        let Some(above) = facts.get_mut(parent as usize) else { continue };
        above.chars = above.chars.saturating_add(own.chars);
        above.linked = above.linked.saturating_add(own.linked);
        above.links = above.links.saturating_add(own.links);
        above.heads |= own.heads;
    }
    facts
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().filter(|c| !is_blank(*c)).count()).unwrap_or(u32::MAX)
}
