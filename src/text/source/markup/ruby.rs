//! Readings beside characters: which part of a text each is the reading of.

use super::dom::{Dom, Node};

/// What stands in a ruby element: bases, each with its reading.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    /// The nodes of the base.
    pub base: Vec<Node>,
    /// The reading; empty where there is none.
    pub reading: String,
}

/// Parts the inside of a ruby element. A reading belongs to what stands before it; several bases that are marked as such
/// have their readings one by one.
pub fn groups(dom: &Dom, ruby: Node) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let (mut bases, mut readings): (Vec<Vec<Node>>, Vec<String>) = (Vec::new(), Vec::new());
    let mut marked = false;
    for node in dom.children(ruby) {
        match dom.name(node) {
            "rp" => {}
            "" if dom.text(node).trim().is_empty() => bases.last_mut().into_iter().for_each(|base| base.push(node)),
            "rt" => readings.push(dom.words(node, 200)),
            "rtc" => {
                let inside = dom.children(node).filter(|child| dom.name(*child) == "rt").collect::<Vec<_>>();
                let whole = if inside.is_empty() { vec![node] } else { inside };
                // A second row of readings says the same in another way.
                if readings.is_empty() {
                    readings.extend(whole.into_iter().map(|rt| dom.words(rt, 200)));
                }
            }
            name => {
                if !readings.is_empty() {
                    groups.extend(paired(&mut bases, &mut readings));
                    marked = false;
                }
                let is_base = name == "rb";
                match bases.last_mut().filter(|_| !is_base && !marked) {
                    Some(last) => last.push(node),
                    None => bases.push(vec![node]),
                }
                marked = is_base;
            }
        }
    }
    groups.extend(paired(&mut bases, &mut readings));
    groups
}

fn paired(bases: &mut Vec<Vec<Node>>, readings: &mut Vec<String>) -> Vec<Group> {
    let (bases, readings) = (std::mem::take(bases), std::mem::take(readings));
    if bases.len() > 1 && readings.len() > 1 {
        let readings = readings.into_iter().chain(std::iter::repeat(String::new()));
        return bases.into_iter().zip(readings).map(|(base, reading)| Group { base, reading }).collect();
    }
    let base = bases.into_iter().flatten().collect();
    vec![Group { base, reading: readings.join(" ").trim().to_owned() }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::markup::dom::ROOT;
    use crate::text::source::markup::xml::{Order, parse};

    #[test]
    fn readings_belong_to_what_stands_before_them() {
        let read = |inside: &str| {
            let dom = parse(&format!("<ruby>{inside}</ruby>"), Order::Strict).unwrap();
            let said = |group: Group| {
                let base: String = group.base.iter().map(|node| dom.words(*node, 9)).collect();
                format!("{base}={}", group.reading)
            };
            groups(&dom, dom.find(ROOT, "ruby").unwrap()).into_iter().map(said).collect::<Vec<_>>().join(",")
        };
        assert_eq!(read("猹<rp>(</rp><rt>chá</rt><rp>)</rp>"), "猹=chá");
        assert_eq!(read("闰<rt>rùn</rt>土<rt>tǔ</rt>"), "闰=rùn,土=tǔ");
        assert_eq!(read("<rb>闰</rb><rb>土</rb><rt>rùn</rt><rt>tǔ</rt>"), "闰=rùn,土=tǔ");
        assert_eq!(read("<rb>闰土</rb><rtc><rt>rùntǔ</rt></rtc>"), "闰土=rùntǔ");
        assert_eq!(read("闰<b>土</b>"), "闰土=");
    }
}
