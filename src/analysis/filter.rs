//! Which annotations are wanted, as a person writes it: `网格 & 联动`, `网格 !物业`, `@甲`, `级别=省`.
//!
//! Blanks and `&` mean and, `|` means or, `!` means not, brackets group. A word names a tag (with all below it) if
//! there is one of that name, else tags with that in their names, or it stands in the quotation or the note; `#` asks for the tag alone, quotation
//! marks for the words alone. `@` names a coder, `:` a state, `>` and `<` the day of the last change, `名=值` an
//! attribute of the article or its document. `overlap(网格, 物业)`, or `叠(网格, 物业)`, asks for what carries one of two tags and
//! meets the other: on one annotation, or on two of one coder that share text; these two tags alone, without those
//! below them.

mod written;

pub use written::{overlap, tagged};

use crate::annotation::{Annotation, Codebook, State, Tag};
use crate::text::search::{Mode, Pattern};
use written::{Token, complete, tokens};

/// An annotation with what may be asked of it.
pub struct Case<'a> {
    /// The annotation.
    pub annotation: &'a Annotation,
    /// How it was found in its text; in place, as long as nobody looked.
    pub state: State,
    /// Returns an attribute of its article or document.
    pub attribute: &'a dyn Fn(&str) -> Option<String>,
    /// Returns the other annotations of its coder that share text with it.
    pub beside: &'a dyn Fn() -> Vec<&'a Annotation>,
}

#[derive(Clone, Debug)]
enum Term {
    Tags(Vec<String>),
    Overlap(Vec<String>, Vec<String>),
    Words(Option<Pattern>, String),
    Either(Vec<String>, Box<Term>),
    Coder(String),
    State(Option<State>),
    Since(String),
    Until(String),
    Attribute(String, String),
    Plain,
    Noted,
}

#[derive(Clone, Debug)]
enum Node {
    Term(Term),
    Not(Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
}

/// A compiled filter. Nothing written takes everything.
#[derive(Clone, Debug)]
pub struct Filter {
    root: Node,
    tags: Vec<String>,
}

impl Filter {
    /// Compiles a filter; whatever is written has a meaning.
    pub fn new(written: &str, codebook: &Codebook) -> Self {
        let tokens = tokens(written);
        let mut at = 0;
        let mut tags = Vec::new();
        let root = any(&tokens, &mut at, codebook, &mut tags, 0);
        Self { root, tags }
    }

    /// Compiles a filter in which every word names a tag, with all below it.
    ///
    /// # Errors
    /// What `named` says of a word that names none; nothing, if something is missing between the signs.
    pub fn of_tags<E>(
        written: &str,
        codebook: &Codebook,
        named: impl Fn(&str) -> Result<String, E>,
    ) -> Result<Self, Option<E>> {
        let tag = |token| match token {
            Token::Word(name) | Token::Quoted(name) => named(bare(&name)).map(Token::Tag),
            Token::Overlap(names) => match names.as_slice() {
                [a, b] => Ok(Token::Meet(named(bare(a))?, named(bare(b))?)),
                _ => Ok(Token::Overlap(names)),
            },
            other => Ok(other),
        };
        let tokens = match named(written) {
            Ok(tag) => vec![Token::Tag(tag)],
            Err(error) => match tokens(written) {
                tokens if matches!(tokens.as_slice(), [] | [Token::Word(_) | Token::Quoted(_)]) => {
                    return Err(Some(error));
                }
                tokens if !complete(&tokens) => return Err(None),
                tokens => tokens.into_iter().map(tag).collect::<Result<Vec<_>, E>>()?,
            },
        };
        let mut tags = Vec::new();
        let root = any(&tokens, &mut 0, codebook, &mut tags, 0);
        Ok(Self { root, tags })
    }

    /// Returns the keys of the tags that it asks for, without those below them.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// Returns the keys of the tags that it asks for, with those below them; of tags that are to meet these alone.
    pub fn asked(&self, codebook: &Codebook) -> Vec<String> {
        match self.pair() {
            Some((a, b)) => a.iter().chain(b).cloned().collect(),
            None => self.tags.iter().flat_map(|tag| codebook.with_children(tag)).collect(),
        }
    }

    /// Returns the two sides of the only `overlap(…)` in it, if it asks for one and for none that is not wanted: the
    /// keys of the tags.
    pub fn pair(&self) -> Option<(&[String], &[String])> {
        let mut found = Vec::new();
        overlaps(&self.root, &mut found);
        match found.as_slice() {
            [(a, b)] if a != b => Some((a, b)),
            _ => None,
        }
    }

    /// Tells whether it asks for nothing: every annotation is wanted.
    pub fn is_empty(&self) -> bool {
        let all = |node: &Node| matches!(node, Node::All(nodes) if nodes.is_empty());
        matches!(&self.root, Node::Any(nodes) if nodes.iter().any(all))
    }

    /// Tells whether an annotation is wanted.
    pub fn takes(&self, case: &Case<'_>, codebook: &Codebook) -> bool {
        takes(&self.root, case, codebook)
    }
}

/// A name of a tag without the sign that says it is one.
fn bare(name: &str) -> &str {
    name.trim_start_matches(['#', '＃'])
}

type Sides<'n> = (&'n [String], &'n [String]);

fn overlaps<'n>(node: &'n Node, found: &mut Vec<Sides<'n>>) {
    match node {
        Node::Term(Term::Overlap(a, b)) => found.push((a, b)),
        Node::Term(_) | Node::Not(_) => {}
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| overlaps(node, found)),
    }
}

/// Brackets in brackets beyond this depth are passed over.
const DEPTH: usize = 32;

fn any(tokens: &[Token], at: &mut usize, codebook: &Codebook, tags: &mut Vec<String>, depth: usize) -> Node {
    let mut nodes = vec![all(tokens, at, codebook, tags, depth)];
    while tokens.get(*at) == Some(&Token::Or) {
        *at += 1;
        nodes.push(all(tokens, at, codebook, tags, depth));
    }
    Node::Any(nodes)
}

fn all(tokens: &[Token], at: &mut usize, codebook: &Codebook, tags: &mut Vec<String>, depth: usize) -> Node {
    let mut nodes = Vec::new();
    let mut not = false;
    while let Some(token) = tokens.get(*at) {
        let known = tags.len();
        let node = match token {
            Token::Or => break,
            Token::Close if depth > 0 => break,
            Token::And | Token::Close => {
                *at += 1;
                continue;
            }
            Token::Not => {
                *at += 1;
                not = !not;
                continue;
            }
            Token::Open => {
                *at += 1;
                if depth >= DEPTH {
                    continue;
                }
                let node = any(tokens, at, codebook, tags, depth + 1);
                *at += usize::from(tokens.get(*at) == Some(&Token::Close));
                node
            }
            Token::Word(word) => {
                *at += 1;
                Node::Term(term(word, codebook, tags))
            }
            Token::Quoted(text) => {
                *at += 1;
                Node::Term(words(text))
            }
            Token::Overlap(names) => {
                *at += 1;
                let keys = |n: usize| -> Vec<String> {
                    let named = names.get(n).map(|name| codebook.called(bare(name))).unwrap_or_default();
                    named.into_iter().map(|tag| tag.key.clone()).collect()
                };
                meet(keys(0), keys(1), tags)
            }
            Token::Meet(a, b) => {
                *at += 1;
                meet(vec![a.clone()], vec![b.clone()], tags)
            }
            Token::Tag(key) => {
                *at += 1;
                tags.push(key.clone());
                Node::Term(Term::Tags(codebook.with_children(key)))
            }
        };
        if not {
            // What is not wanted is not asked for.
            tags.truncate(known);
        }
        nodes.push(if std::mem::take(&mut not) { Node::Not(Box::new(node)) } else { node });
    }
    Node::All(nodes)
}

fn meet(a: Vec<String>, b: Vec<String>, tags: &mut Vec<String>) -> Node {
    tags.extend(a.iter().chain(&b).cloned());
    Node::Term(Term::Overlap(a, b))
}

fn words(text: &str) -> Term {
    Term::Words(Pattern::new(text, Mode::Folded).ok(), text.to_owned())
}

fn term(word: &str, codebook: &Codebook, tags: &mut Vec<String>) -> Term {
    let named = |name: &str| -> Option<Vec<String>> {
        let found: Vec<String> = codebook.called(name).iter().map(|tag| tag.key.clone()).collect();
        (!found.is_empty()).then(|| found.iter().flat_map(|key| codebook.with_children(key)).collect())
    };
    let mut first = word.chars();
    let rest = |chars: std::str::Chars<'_>| chars.as_str().to_owned();
    match first.next() {
        Some('@' | '＠') => return Term::Coder(rest(first)),
        Some(':' | '：') => return state(&rest(first)),
        Some('>' | '＞') => return Term::Since(rest(first)),
        Some('<' | '＜') => return Term::Until(rest(first)),
        Some('#' | '＃') => {
            let name = rest(first);
            tags.extend(codebook.called(&name).iter().map(|tag| tag.key.clone()));
            return Term::Tags(named(&name).unwrap_or_default());
        }
        _ => {}
    }
    if let Some((name, value)) = word.split_once(['=', '＝']).filter(|(name, _)| !name.is_empty()) {
        return Term::Attribute(name.to_owned(), value.to_owned());
    }
    match named(word) {
        Some(keys) => {
            tags.extend(codebook.called(word).iter().map(|tag| tag.key.clone()));
            Term::Tags(keys)
        }
        // A part of the names of tags means these, or the words.
        None => {
            let part = |tag: &&Tag| tag.zh.contains(word) || tag.en.to_lowercase().contains(&word.to_lowercase());
            let near: Vec<&Tag> = codebook.in_use().filter(part).collect();
            let keys: Vec<String> = near.iter().flat_map(|tag| codebook.with_children(&tag.key)).collect();
            if keys.is_empty() { words(word) } else { Term::Either(keys, Box::new(words(word))) }
        }
    }
}

fn state(name: &str) -> Term {
    match name {
        "plain" | "highlight" | "划线" => Term::Plain,
        "note" | "批注" => Term::Noted,
        name => Term::State(state_named(name)),
    }
}

/// The names of states in Chinese: as the screens have them, and others that people write.
const STATES: &[(&str, State)] = &[
    ("原位", State::InPlace),
    ("已移位", State::Moved),
    ("移位", State::Moved),
    ("近似", State::Approximate),
    ("多处匹配", State::Ambiguous),
    ("多处", State::Ambiguous),
    ("待选", State::Ambiguous),
    ("未找到", State::Lost),
    ("失联", State::Lost),
];

/// Returns the state of a name, as people write it in either language.
pub fn state_named(name: &str) -> Option<State> {
    let name = name.trim();
    let chinese = STATES.iter().find(|(known, _)| *known == name).map(|(_, state)| *state);
    chinese.or_else(|| State::ALL.into_iter().find(|state| state.name().eq_ignore_ascii_case(name)))
}

fn takes(node: &Node, case: &Case<'_>, codebook: &Codebook) -> bool {
    match node {
        Node::Not(inner) => !takes(inner, case, codebook),
        Node::All(nodes) => nodes.iter().all(|node| takes(node, case, codebook)),
        Node::Any(nodes) => nodes.iter().any(|node| takes(node, case, codebook)),
        Node::Term(term) => takes_term(term, case, codebook),
    }
}

fn carries(annotation: &Annotation, keys: &[String], codebook: &Codebook) -> bool {
    annotation.tags.iter().map(|tag| codebook.resolve(tag)).any(|tag| keys.iter().any(|key| key == tag))
}

fn takes_term(term: &Term, case: &Case<'_>, codebook: &Codebook) -> bool {
    let a = case.annotation;
    match term {
        Term::Either(keys, words) => carries(a, keys, codebook) || takes_term(words, case, codebook),
        Term::Tags(keys) => carries(a, keys, codebook),
        Term::Overlap(one, other) => {
            let (has_one, has_other) = (carries(a, one, codebook), carries(a, other, codebook));
            let meets = |keys: &[String]| (case.beside)().into_iter().any(|b| carries(b, keys, codebook));
            has_one && (has_other || meets(other)) || has_other && meets(one)
        }
        Term::Words(pattern, text) => {
            let stands = |words: &str| match pattern {
                Some(pattern) => !pattern.ranges(words).is_empty(),
                None => words.contains(text.as_str()),
            };
            text.trim().is_empty() || stands(&a.quotation.text()) || stands(&a.note)
        }
        Term::Coder(name) => a.coder.to_lowercase().starts_with(&name.to_lowercase()),
        Term::State(state) => *state == Some(case.state),
        Term::Since(day) => a.modified.to_string().as_str() >= day.as_str(),
        Term::Until(day) => {
            let modified = a.modified.to_string();
            modified.get(..day.len().min(modified.len())).is_some_and(|modified| modified <= day.as_str())
        }
        Term::Attribute(name, value) => {
            (case.attribute)(name).is_some_and(|found| value.is_empty() || found.contains(value.as_str()))
        }
        Term::Plain => a.is_plain(),
        Term::Noted => !a.note.is_empty(),
    }
}

#[cfg(test)]
mod tests;
