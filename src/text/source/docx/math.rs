//! Formulas in a line, as one writes them with a keyboard: `(a+b)/2`, `x^2`, `∑_(i=1)^n i`.

use super::parts::{child, value};
use roxmltree::Node;

/// Writes a formula in a line.
pub fn linear(node: Node<'_, '_>) -> String {
    let part = |name: &str| child(node, name).map(all).unwrap_or_default();
    let sign = |properties: &str, name: &str| child(node, properties).and_then(|p| value(p, name).map(str::to_owned));
    match node.tag_name().name() {
        "t" => node.text().unwrap_or_default().to_owned(),
        "f" => format!("{}/{}", apart(part("num")), apart(part("den"))),
        "sSup" => format!("{}^{}", apart(part("e")), apart(part("sup"))),
        "sSub" => format!("{}_{}", apart(part("e")), apart(part("sub"))),
        "sSubSup" => format!("{}_{}^{}", apart(part("e")), apart(part("sub")), apart(part("sup"))),
        "sPre" => format!("_{}^{}{}", apart(part("sub")), apart(part("sup")), part("e")),
        "rad" => format!("{}√{}", part("deg"), apart(part("e"))),
        "limLow" => format!("{}_{}", part("e"), apart(part("lim"))),
        "limUpp" => format!("{}^{}", part("e"), apart(part("lim"))),
        "nary" => {
            let sign = sign("naryPr", "chr").unwrap_or_else(|| "∫".to_owned());
            let bound =
                |mark: &str, bound: String| if bound.is_empty() { bound } else { format!("{mark}{}", apart(bound)) };
            format!("{sign}{}{} {}", bound("_", part("sub")), bound("^", part("sup")), part("e"))
        }
        "d" => {
            let [open, close, between] = [("begChr", "("), ("endChr", ")"), ("sepChr", "|")]
                .map(|(name, usual)| sign("dPr", name).unwrap_or_else(|| usual.to_owned()));
            format!("{open}{}{close}", each(node, "e", &between))
        }
        "func" => format!("{} {}", part("fName"), part("e")).trim().to_owned(),
        "acc" => format!("{}{}", part("e"), sign("accPr", "chr").unwrap_or_else(|| "\u{302}".to_owned())),
        "eqArr" => each(node, "e", "; "),
        "mr" => each(node, "e", ", "),
        "m" => format!("[{}]", each(node, "mr", "; ")),
        _ => all(node),
    }
}

/// Writes all that stands in an element.
fn all(node: Node<'_, '_>) -> String {
    node.children().filter(Node::is_element).map(linear).collect()
}

/// Writes the elements of a name, with something between them.
fn each(node: Node<'_, '_>, name: &str, between: &str) -> String {
    let parts = node.children().filter(|child| child.is_element() && child.tag_name().name() == name);
    parts.map(|part| if name == "mr" { linear(part) } else { all(part) }).collect::<Vec<_>>().join(between)
}

/// Puts brackets around what is more than a sign or a number.
fn apart(part: String) -> String {
    let one = part.chars().nth(1).is_none() || part.chars().all(char::is_alphanumeric) && part.is_ascii();
    let closed = part.starts_with('(') && part.find(')') == Some(part.len() - 1);
    if one || closed { part } else { format!("({part})") }
}
