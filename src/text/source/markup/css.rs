//! What a page's own style sheets hide: classes and ids with `display: none`. Other rules are not heeded, and neither
//! are those for some media only: a text that is shown by a program must not be lost.

use std::collections::HashMap;

/// What is hidden by class or id.
#[derive(Debug, Default)]
pub struct Sheet {
    /// `.class`, `p.class` and `#id`, and whether the last rule for it hides.
    rules: HashMap<String, bool>,
}

impl Sheet {
    /// Adds the rules of a sheet; later ones win.
    pub fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some((before, inside)) = rest.split_once('{') {
            let selectors = before.rsplit([';', '}']).next().unwrap_or_default().trim();
            if selectors.starts_with('@') {
                rest = past_block(inside);
                continue;
            }
            let (body, behind) = inside.split_once('}').unwrap_or((inside, ""));
            rest = behind;
            if let Some(hides) = hides(body) {
                let simple = selectors.split(',').filter_map(|s| simple(s.trim()));
                self.rules.extend(simple.map(|s| (s.to_owned(), hides)));
            }
        }
    }

    /// Tells whether an element of that name, with these classes and that id, is hidden.
    pub fn hides(&self, name: &str, classes: &str, id: &str) -> bool {
        if self.rules.is_empty() {
            return false;
        }
        let rule = |own: String| self.rules.get(&own).or_else(|| self.rules.get(&format!("{name}{own}")));
        let hidden = |sign: char, own: &str| rule(format!("{sign}{own}")) == Some(&true);
        classes.split_ascii_whitespace().any(|class| hidden('.', class)) || !id.is_empty() && hidden('#', id)
    }
}

/// Tells whether declarations hide what they are for; nothing if they do not say.
pub fn hides(declarations: &str) -> Option<bool> {
    let mut display = declarations.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        name.trim().eq_ignore_ascii_case("display").then(|| value.trim().to_ascii_lowercase())
    });
    display.next_back().map(|value| value.split('!').next().unwrap_or_default().trim() == "none")
}

/// Returns a selector that is for a class or an id, perhaps of one element, and for no more than that.
fn simple(selector: &str) -> Option<&str> {
    let at = selector.find(['.', '#'])?;
    let (element, own) = selector.split_at_checked(at)?;
    let name = own.get(1..)?;
    let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (plain(element) && plain(name) && !name.is_empty()).then_some(selector)
}

fn without_comments(css: &str) -> String {
    let mut kept = String::new();
    let mut rest = css;
    while let Some((before, inside)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = inside.split_once("*/").map_or("", |(_, behind)| behind);
    }
    kept + rest
}

/// Returns what stands behind a block whose brace was opened.
fn past_block(css: &str) -> &str {
    let mut depth = 1_usize;
    for (at, c) in css.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return css.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_by_class_or_id_is_known() {
        let mut sheet = Sheet::default();
        sheet.add("@charset 'utf-8'; /* .a{display:none} */ p{color:red} .hide, p.gone , #ad { color:red; display : NONE !important }");
        sheet.add("@media print { .print { display:none } } .js .later{display:none} .a:hover{display:none} .v{visibility:hidden}");
        sheet.add(".back{display:none} .back{display:block");
        let hides = |name, class, id| sheet.hides(name, class, id);
        assert!(hides("div", "x hide", "") && hides("div", "", "ad") && hides("p", "gone", ""));
        for class in ["a", "print", "later", "v", "back", "ad", "gone"] {
            assert!(!hides("div", class, ""), "{class}");
        }
    }
}
