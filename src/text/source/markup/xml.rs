//! XML as written, made a tree: nothing is put in or moved, no entities of a document's own are known.

use super::dom::{Dom, Node, ROOT};
use html5ever::data::NAMED_ENTITIES;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// The deepest that elements may lie in elements: what lies deeper is laid flat.
pub const DEEPEST: usize = 512;

/// The most nodes of a page: what comes behind them is laid flat.
pub const MOST: usize = 700_000;

/// How much disorder is put up with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// None: what is not well-formed is no tree.
    Strict,
    /// What was not closed is closed when something around it is.
    Loose,
}

/// Reads XML. Names of elements lose their prefixes, those of attributes keep them. Nothing comes of what is broken.
pub fn parse(text: &str, order: Order) -> Option<Dom> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut dom = Dom::new();
    // The elements that are open, with their names as written; those too deep have no node.
    let mut open: Vec<(Node, String)> = Vec::new();
    loop {
        let parent = open.last().map_or(ROOT, |(node, _)| *node);
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let node =
                    if open.len() < DEEPEST && dom.len() < MOST { element(&mut dom, parent, &start) } else { parent };
                open.push((node, start.name().0.to_owned()));
            }
            Ok(Event::Empty(start)) => {
                if open.len() < DEEPEST && dom.len() < MOST {
                    element(&mut dom, parent, &start);
                }
            }
            Ok(Event::End(end)) => {
                let place = open.iter().rposition(|(_, name)| *name == end.name().0);
                match (place, order) {
                    (Some(place), _) if place + 1 == open.len() => open.truncate(place),
                    (_, Order::Strict) => return None,
                    (Some(place), Order::Loose) => open.truncate(place),
                    (None, Order::Loose) => {}
                }
            }
            Ok(Event::Text(text)) => dom.write(parent, &unified(&text.into_inner())),
            Ok(Event::CData(text)) => dom.write(parent, &unified(&text.into_inner())),
            Ok(Event::GeneralRef(reference)) => dom.write(parent, &entity(&reference.into_inner())),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) if order == Order::Loose => break,
            Err(_) => return None,
        }
    }
    let whole = order == Order::Loose || open.is_empty();
    (whole && dom.first(ROOT).is_some_and(|_| dom.children(ROOT).any(|node| !dom.is_text(node)))).then_some(dom)
}

fn element(dom: &mut Dom, parent: Node, start: &BytesStart<'_>) -> Node {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let attributes = attributes.map(|a| (a.key.0.to_owned(), resolved(&a.value).into_owned())).collect::<Vec<_>>();
    let name = start.name();
    let node = dom.element(name.local_name().into_inner(), attributes.iter().map(|(n, v)| (n.as_str(), v.as_str())));
    dom.append(parent, node);
    node
}

fn unified(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

/// Returns the character that a reference stands for; one that nobody knows stands as written.
fn entity(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    });
    if name.starts_with('#') {
        let known = number.and_then(char::from_u32).filter(|c| *c != '\0');
        return known.unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
    }
    match NAMED_ENTITIES.get(&format!("{name};")) {
        Some((first, second)) => [*first, *second].into_iter().filter(|c| *c != 0).filter_map(char::from_u32).collect(),
        None => format!("&{name};"),
    }
}

/// Replaces the references in the value of an attribute.
fn resolved(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut parts = value.split('&');
    let mut read = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(';') {
            Some((name, rest)) if name.len() < 32 => {
                read.push_str(&entity(name));
                read.push_str(rest);
            }
            _ => {
                read.push('&');
                read.push_str(part);
            }
        }
    }
    Cow::Owned(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, order: Order) -> Option<String> {
        parse(text, order).map(|dom| dom.words(ROOT, 1000))
    }

    #[test]
    fn what_is_well_formed_is_a_tree() {
        let text = "<!DOCTYPE a [<!ENTITY x 'y'>]><n:a b='&lt;&#x7532;'>甲&nbsp;<c/><![CDATA[<乙>]]>&x;&#0;</n:a>";
        let dom = parse(text, Order::Strict).unwrap();
        let a = dom.find(ROOT, "a").unwrap();
        assert_eq!(dom.attribute(a, "b"), Some("<甲"));
        assert_eq!(dom.words(a, 99), "甲\u{a0}<乙>&x;\u{fffd}");
    }

    #[test]
    fn disorder_is_no_tree_unless_it_is_put_up_with() {
        for text in ["<a><p>甲<p>乙</a>", "<a>甲", "甲", "<a></b></a>", ""] {
            assert_eq!(said(text, Order::Strict), None, "{text}");
        }
        assert_eq!(said("<a><p>甲<p>乙</a><b>丙", Order::Loose).unwrap(), "甲乙丙");
    }

    #[test]
    fn what_lies_too_deep_is_laid_flat() {
        let deep = format!("{}甲{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        let dom = parse(&deep, Order::Strict).unwrap();
        assert_eq!((dom.words(ROOT, 9).as_str(), dom.len()), ("甲", DEEPEST + 2));
    }
}
