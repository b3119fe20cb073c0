//! HTML as browsers read it, made a tree, under limits of depth and number.

use super::dom::{Dom, Node, ROOT};
use super::xml::{DEEPEST, MOST};
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, EndTag, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName, TokenizerResult, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// More nodes than this for each tag nobody's mistakes make: they are made to fill the memory.
const GROWTH: usize = 4;

/// Elements that have no end tag.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements whose inside is no markup: to lay them flat would make text of programs.
const RAW: [&str; 9] = ["script", "style", "textarea", "title", "iframe", "noframes", "xmp", "plaintext", "noembed"];

/// Reads HTML. Where a page calls itself XHTML, what closes itself is closed.
pub fn parse(text: &str, xhtml: bool) -> Dom {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Sink::new(), options);
    let tokenizer = Tokenizer::new(Gate { builder, xhtml, tags: Cell::new(0) }, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink.dom.take()
}

/// What stands between the words and the tree: it holds back what would make the tree too deep or too large.
struct Gate {
    builder: TreeBuilder<Node, Sink>,
    xhtml: bool,
    tags: Cell<usize>,
}

impl Gate {
    fn holds_back(&self, tag: &Tag) -> bool {
        let sink = &self.builder.sink;
        let many = sink.dom.borrow().len() > MOST.min(self.tags.get().saturating_mul(GROWTH) + 10_000);
        let deep = tag.kind == StartTag && sink.depth.get() >= DEEPEST;
        (many || deep) && !RAW.contains(&&*tag.name)
    }
}

impl TokenSink for Gate {
    type Handle = Node;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Node> {
        let TagToken(tag) = token else { return self.builder.process_token(token, line) };
        self.tags.set(self.tags.get() + 1);
        if self.holds_back(&tag) {
            return TokenSinkResult::Continue;
        }
        let closed = self.xhtml && tag.kind == StartTag && tag.self_closing && !VOID.contains(&&*tag.name);
        if !closed {
            return self.builder.process_token(TagToken(tag), line);
        }
        let end = Tag { kind: EndTag, self_closing: false, attrs: Vec::new(), ..tag.clone() };
        let _ = self.builder.process_token(TagToken(Tag { self_closing: false, ..tag }), line);
        let _ = self.builder.process_token(TagToken(end), line);
        TokenSinkResult::Continue
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// What makes the tree.
struct Sink {
    dom: RefCell<Dom>,
    /// The names of nodes as the builder wants them, and how deep they lie.
    names: RefCell<Vec<(Namespace, LocalName, usize)>>,
    templates: RefCell<Vec<(Node, Node)>>,
    /// How deep what was added last lies.
    depth: Cell<usize>,
}

/// The name of an element.
#[derive(Debug)]
struct Name(Namespace, LocalName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0
    }

    fn local_name(&self) -> &LocalName {
        &self.1
    }
}

impl Sink {
    fn new() -> Self {
        let names = vec![(ns!(), LocalName::from(""), 0)];
        Self { dom: RefCell::new(Dom::new()), names: names.into(), templates: RefCell::default(), depth: Cell::new(0) }
    }

    /// Names and depths go along with the nodes.
    fn named(&self, node: Node, name: &QualName) {
        let mut names = self.names.borrow_mut();
        names.resize(node as usize + 1, (ns!(), LocalName::from(""), 0));
        if let Some(place) = names.get_mut(node as usize) {
            *place = (name.ns.clone(), name.local.clone(), 0);
        }
    }

    fn deep(&self, node: Node) -> usize {
        self.names.borrow().get(node as usize).map_or(0, |(_, _, depth)| *depth)
    }

    fn lies(&self, parent: Node, node: Node) {
        let depth = self.deep(parent) + 1;
        if let Some((_, _, place)) = self.names.borrow_mut().get_mut(node as usize) {
            *place = depth;
        }
        self.depth.set(depth);
    }
}

impl TreeSink for Sink {
    type Handle = Node;
    type Output = Dom;
    type ElemName<'a> = Name;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Node {
        ROOT
    }

    fn elem_name<'a>(&'a self, node: &'a Node) -> Name {
        let names = self.names.borrow();
        let name = names.get(*node as usize);
        name.map_or_else(|| Name(ns!(), LocalName::from("")), |(space, local, _)| Name(space.clone(), local.clone()))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Node {
        let attributes = attributes.iter().map(|a| (&*a.name.local, &*a.value));
        // What is drawn or calculated has names that HTML has too.
        let local = match &name.ns {
            space if *space == ns!(svg) => Cow::Owned(format!("svg:{}", name.local)),
            space if *space == ns!(mathml) => Cow::Owned(format!("math:{}", name.local)),
            _ => Cow::Borrowed(&*name.local),
        };
        let node = self.dom.borrow_mut().element(&local, attributes);
        self.named(node, &name);
        if flags.template {
            let inside = self.dom.borrow_mut().element("", std::iter::empty());
            self.named(inside, &name);
            self.templates.borrow_mut().push((node, inside));
        }
        node
    }

    fn create_comment(&self, _: StrTendril) -> Node {
        self.dom.borrow_mut().text_node("")
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Node {
        self.dom.borrow_mut().text_node("")
    }

    fn append(&self, parent: &Node, child: NodeOrText<Node>) {
        match child {
            NodeOrText::AppendNode(node) => {
                self.dom.borrow_mut().append(*parent, node);
                self.lies(*parent, node);
            }
            NodeOrText::AppendText(text) => self.dom.borrow_mut().write(*parent, &text),
        }
    }

    fn append_based_on_parent_node(&self, element: &Node, previous: &Node, child: NodeOrText<Node>) {
        let parent = self.dom.borrow().parent(*element);
        match parent {
            Some(_) => self.append_before_sibling(element, child),
            None => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Node) {
        self.depth.set(self.deep(*node).saturating_sub(1));
    }

    fn get_template_contents(&self, target: &Node) -> Node {
        let templates = self.templates.borrow();
        templates.iter().rev().find(|(node, _)| node == target).map_or(*target, |(_, inside)| *inside)
    }

    fn same_node(&self, a: &Node, b: &Node) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Node, child: NodeOrText<Node>) {
        let mut dom = self.dom.borrow_mut();
        let node = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => dom.text_node(&text),
        };
        dom.insert_before(*sibling, node);
    }

    // What comes twice, such as a second `body`, says of itself nothing that is text.
    fn add_attrs_if_missing(&self, _: &Node, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Node) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Node, parent: &Node) {
        let mut dom = self.dom.borrow_mut();
        while let Some(child) = dom.first(*node) {
            dom.append(*parent, child);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::markup::dom::Count;

    #[test]
    fn what_is_out_of_order_is_read_as_browsers_do() {
        let mut dom = parse("<title>题</title><p>甲<b>乙<p>丙</b>丁<table>戊<tr><td>己", false);
        dom.count(Count::Names);
        let body = dom.find(ROOT, "body").unwrap();
        assert_eq!(dom.words(body, 99), "甲乙丙丁戊己");
        let names: Vec<&str> = dom.below(body).map(|node| dom.name(node)).filter(|name| !name.is_empty()).collect();
        assert_eq!(names, ["body", "p", "b", "p", "b", "table", "tbody", "tr", "td"]);
    }

    #[test]
    fn what_closes_itself_is_closed_where_a_page_calls_itself_xhtml() {
        let text = "<p><span hidden/>甲<br/>乙</p><title/><p>丙</p><script src='a.js'/><p>丁";
        let dom = parse(text, true);
        let span = dom.find(ROOT, "span").unwrap();
        assert_eq!(dom.words(span, 9), "");
        assert_eq!(dom.words(ROOT, 99), "甲乙丙丁");
        let dom = parse(text, false);
        assert_eq!(dom.words(dom.find(ROOT, "span").unwrap(), 9), "甲乙");
    }

    #[test]
    fn trees_are_neither_deep_nor_large() {
        let dom = parse(&format!("{}甲<script>x</script>", "<div>".repeat(100_000)), false);
        assert!(dom.len() < DEEPEST + 20, "{}", dom.len());
        assert!(dom.words(ROOT, 99).starts_with('甲'));
        // Formatting that is never closed is opened again in each paragraph.
        let fonts = (0..500).map(|n| format!("<font size={n}>")).collect::<Vec<_>>().concat();
        let dom = parse(&format!("<p>{fonts}{}", "</p><p>甲".repeat(20_000)), false);
        assert!(dom.len() < 400_000, "{}", dom.len());
        assert_eq!(dom.below(ROOT).map(|node| dom.text(node).chars().count()).sum::<usize>(), 20_000);
    }
}
