//! The tree of a page: elements and texts in an arena, by number, so that nothing foreign is followed by recursion.

use std::collections::HashMap;

/// The number of a node. The root has none of a page's own: it holds the page.
pub type Node = u32;

/// The node that holds all others.
pub const ROOT: Node = 0;
/// No node.
const NONE: Node = Node::MAX;

/// A tree of elements and texts.
#[derive(Debug, Default)]
pub struct Dom {
    nodes: Vec<Item>,
    /// The characters of all texts, one behind the other.
    text: String,
    /// The values of all attributes, one behind the other.
    values: String,
    attributes: Vec<Attribute>,
    names: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

#[derive(Clone, Copy, Debug)]
struct Item {
    parent: Node,
    first: Node,
    last: Node,
    next: Node,
    previous: Node,
    /// For an element its name; nothing for a text.
    name: Option<u32>,
    /// Where its attributes or its characters are.
    from: u32,
    to: u32,
    /// Which of its kind it is among the children of its parent.
    nth: u32,
}

#[derive(Clone, Copy, Debug)]
struct Attribute {
    name: u32,
    from: u32,
    to: u32,
}

/// How the places of nodes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// As CFIs do: elements even, what lies between them odd.
    Steps,
    /// As `XPaths` do: each among those of its name.
    Names,
}

fn short(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Dom {
    /// Makes a tree of a root alone.
    pub fn new() -> Self {
        let mut dom = Self::default();
        dom.element("", std::iter::empty());
        dom
    }

    /// Returns how many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = short(self.names.len());
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    fn add(&mut self, name: Option<u32>, from: usize, to: usize) -> Node {
        let (from, to) = (short(from), short(to));
        let item = Item { parent: NONE, first: NONE, last: NONE, next: NONE, previous: NONE, name, from, to, nth: 0 };
        self.nodes.push(item);
        short(self.nodes.len() - 1)
    }

    /// Makes an element that is nobody's child yet.
    pub fn element<'a>(&mut self, name: &str, attributes: impl Iterator<Item = (&'a str, &'a str)>) -> Node {
        let from = self.attributes.len();
        for (name, value) in attributes {
            let (name, from) = (self.number(name), short(self.values.len()));
            self.values.push_str(value);
            self.attributes.push(Attribute { name, from, to: short(self.values.len()) });
        }
        let name = self.number(name);
        self.add(Some(name), from, self.attributes.len())
    }

    /// Adds characters behind the last child of a node: to the last text, if nothing came between.
    pub fn write(&mut self, parent: Node, text: &str) {
        if text.is_empty() {
            return;
        }
        let end = self.text.len();
        self.text.push_str(text);
        let last = self.last(parent).filter(|last| self.item(*last).is_some_and(|i| i.name.is_none()));
        let joined = last.and_then(|last| self.nodes.get_mut(last as usize)).filter(|i| i.to as usize == end);
        if let Some(item) = joined {
            item.to = short(self.text.len());
            return;
        }
        let node = self.add(None, end, self.text.len());
        self.append(parent, node);
    }

    /// Makes a text that is nobody's child yet.
    pub fn text_node(&mut self, text: &str) -> Node {
        let from = self.text.len();
        self.text.push_str(text);
        self.add(None, from, self.text.len())
    }

    fn change(&mut self, node: Node, change: impl FnOnce(&mut Item)) {
        if let Some(item) = self.nodes.get_mut(node as usize) {
            change(item);
        }
    }

    /// Makes a node the last child of another.
    pub fn append(&mut self, parent: Node, node: Node) {
        self.detach(node);
        let last = self.last(parent).unwrap_or(NONE);
        self.change(node, |item| (item.parent, item.previous) = (parent, last));
        self.change(last, |item| item.next = node);
        self.change(parent, |item| {
            item.last = node;
            item.first = if item.first == NONE { node } else { item.first };
        });
    }

    /// Puts a node before a sibling.
    pub fn insert_before(&mut self, sibling: Node, node: Node) {
        self.detach(node);
        let Some(parent) = self.parent(sibling) else { return };
        let previous = self.item(sibling).map_or(NONE, |item| item.previous);
        self.change(node, |item| (item.parent, item.previous, item.next) = (parent, previous, sibling));
        self.change(sibling, |item| item.previous = node);
        self.change(previous, |item| item.next = node);
        if previous == NONE {
            self.change(parent, |item| item.first = node);
        }
    }

    /// Takes a node from its parent.
    pub fn detach(&mut self, node: Node) {
        let Some(&Item { parent, previous, next, .. }) = self.item(node) else { return };
        if parent == NONE {
            return;
        }
        self.change(node, |item| (item.parent, item.previous, item.next) = (NONE, NONE, NONE));
        self.change(previous, |item| item.next = next);
        self.change(next, |item| item.previous = previous);
        self.change(parent, |item| {
            item.first = if item.first == node { next } else { item.first };
            item.last = if item.last == node { previous } else { item.last };
        });
    }

    /// Counts the children of every node.
    pub fn count(&mut self, how: Count) {
        let mut seen: HashMap<Option<u32>, u32> = HashMap::new();
        for parent in 0..short(self.nodes.len()) {
            seen.clear();
            let mut elements = 0;
            let mut child = self.first(parent);
            while let Some(node) = child {
                let name = self.item(node).and_then(|item| item.name);
                elements += u32::from(name.is_some());
                let nth = match how {
                    Count::Steps if name.is_some() => elements * 2,
                    Count::Steps => elements * 2 + 1,
                    Count::Names => *seen.entry(name).and_modify(|n| *n += 1).or_insert(1),
                };
                self.change(node, |item| item.nth = nth);
                child = self.next(node);
            }
        }
    }

    fn item(&self, node: Node) -> Option<&Item> {
        self.nodes.get(node as usize)
    }

    fn known(&self, node: Node, of: impl FnOnce(&Item) -> Node) -> Option<Node> {
        self.item(node).map(of).filter(|node| *node != NONE)
    }

    /// Returns the parent of a node.
    pub fn parent(&self, node: Node) -> Option<Node> {
        self.known(node, |item| item.parent)
    }

    /// Returns the first child of a node.
    pub fn first(&self, node: Node) -> Option<Node> {
        self.known(node, |item| item.first)
    }

    /// Returns the last child of a node.
    pub fn last(&self, node: Node) -> Option<Node> {
        self.known(node, |item| item.last)
    }

    /// Returns the sibling behind a node.
    pub fn next(&self, node: Node) -> Option<Node> {
        self.known(node, |item| item.next)
    }

    /// Returns the sibling before a node.
    pub fn previous(&self, node: Node) -> Option<Node> {
        self.known(node, |item| item.previous)
    }

    /// Returns the children of a node.
    pub fn children(&self, node: Node) -> impl Iterator<Item = Node> {
        std::iter::successors(self.first(node), |child| self.next(*child))
    }

    /// Returns the elements and texts from a node to the root, itself first.
    pub fn upward(&self, node: Node) -> impl Iterator<Item = Node> {
        std::iter::successors(Some(node), |node| self.parent(*node))
    }

    /// Returns a node and all below it, as they come.
    pub fn below(&self, top: Node) -> impl Iterator<Item = Node> {
        std::iter::successors(Some(top), move |node| self.first(*node).or_else(|| self.past(*node, top)))
    }

    /// Returns what comes behind a node and all below it, within a node.
    pub fn past(&self, node: Node, top: Node) -> Option<Node> {
        self.upward(node).take_while(|up| *up != top).find_map(|up| self.next(up))
    }

    /// Returns the name of an element; empty for a text.
    pub fn name(&self, node: Node) -> &str {
        let name = self.item(node).and_then(|item| self.names.get(item.name? as usize));
        name.map_or("", |name| name)
    }

    /// Tells whether a node is a text.
    pub fn is_text(&self, node: Node) -> bool {
        self.item(node).is_some_and(|item| item.name.is_none())
    }

    /// Returns the characters of a text; empty for an element.
    pub fn text(&self, node: Node) -> &str {
        let item = self.item(node).filter(|item| item.name.is_none());
        item.and_then(|item| self.text.get(item.from as usize..item.to as usize)).unwrap_or_default()
    }

    /// Returns all attributes of an element: names and values.
    pub fn attributes(&self, node: Node) -> impl Iterator<Item = (&str, &str)> {
        let item = self.item(node).filter(|item| item.name.is_some());
        let range = item.and_then(|item| self.attributes.get(item.from as usize..item.to as usize));
        range.unwrap_or_default().iter().map(|attribute| {
            let value = self.values.get(attribute.from as usize..attribute.to as usize);
            (self.names.get(attribute.name as usize).map_or("", |name| name), value.unwrap_or_default())
        })
    }

    /// Returns an attribute of an element.
    pub fn attribute(&self, node: Node, name: &str) -> Option<&str> {
        self.attributes(node).find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// Returns what stands in a node: at most so many characters, white space left out.
    pub fn said(&self, node: Node, most: usize) -> String {
        let texts = self.below(node).flat_map(|node| self.text(node).chars());
        texts.filter(|c| !c.is_whitespace()).take(most).collect()
    }

    /// Returns what stands in a node, blanks as one; at most so many characters.
    pub fn words(&self, node: Node, most: usize) -> String {
        let text: String = self.below(node).flat_map(|node| self.text(node).chars()).take(most).collect();
        text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Returns which of its kind a node is, by [`Self::count`].
    pub fn nth(&self, node: Node) -> u32 {
        self.item(node).map_or(0, |item| item.nth)
    }

    /// Returns the first element of that name below a node.
    pub fn find(&self, top: Node, name: &str) -> Option<Node> {
        self.below(top).find(|node| self.name(*node) == name)
    }
}
