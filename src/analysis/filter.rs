//! Which annotations are wanted, as a person writes it: `网格 & 联动`, `网格 !物业`, `@甲`, `级别=省`.
//!
//! Blanks and `&` mean and, `|` means or, `!` means not, brackets group. A word names a tag (with all below it) if
//! there is one of that name, else tags with that in their names, or it stands in the quotation or the note; `#` asks for the tag alone, quotation
//! marks for the words alone. `@` names a coder, `:` a state, `>` and `<` the day of the last change, `名=值` an
//! attribute of the article or its document.

use crate::annotation::{Annotation, Codebook, State, Tag};
use crate::text::search::{Mode, Pattern};

/// An annotation with what may be asked of it.
pub struct Case<'a> {
    /// The annotation.
    pub annotation: &'a Annotation,
    /// How it was found in its text; in place, as long as nobody looked.
    pub state: State,
    /// Returns an attribute of its article or document.
    pub attribute: &'a dyn Fn(&str) -> Option<String>,
}

#[derive(Clone, Debug)]
enum Term {
    Tags(Vec<String>),
    Words(Option<Pattern>, String),
    Either(Vec<String>, Box<Term>),
    Coder(String),
    State(String),
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

#[derive(Clone, Debug, PartialEq)]
enum Token {
    And,
    Or,
    Not,
    Open,
    Close,
    Word(String),
    Quoted(String),
    Tag(String),
}

fn tokens(written: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        let token = match c {
            c if c.is_whitespace() => continue,
            '&' | '＆' => Token::And,
            '|' | '｜' => Token::Or,
            '!' | '！' => Token::Not,
            '(' | '（' => Token::Open,
            ')' | '）' => Token::Close,
            '"' | '“' | '”' => {
                let text: String = chars.by_ref().take_while(|c| !matches!(c, '"' | '“' | '”')).collect();
                Token::Quoted(text)
            }
            c => {
                let mut word = String::from(c);
                let more = |c: &char| !c.is_whitespace() && !"&＆|｜()（）\"“”".contains(*c);
                while let Some(c) = chars.next_if(more) {
                    word.push(c);
                }
                Token::Word(word)
            }
        };
        found.push(token);
    }
    found
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
            Token::Word(name) | Token::Quoted(name) => named(name.trim_start_matches(['#', '＃'])).map(Token::Tag),
            other => Ok(other),
        };
        let tokens = match named(written) {
            Ok(tag) => vec![Token::Tag(tag)],
            Err(error) => match tokens(written) {
                tokens if tokens.len() < 2 => return Err(Some(error)),
                tokens if !complete(&tokens) => return Err(None),
                tokens => tokens.into_iter().map(tag).collect::<Result<Vec<_>, E>>()?,
            },
        };
        let mut tags = Vec::new();
        let root = any(&tokens, &mut 0, codebook, &mut tags, 0);
        Ok(Self { root, tags })
    }

    /// Returns the keys of the tags that it names, without those below them.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// Tells whether an annotation is wanted.
    pub fn takes(&self, case: &Case<'_>, codebook: &Codebook) -> bool {
        takes(&self.root, case, codebook)
    }
}

/// Tells whether every sign has what it joins, and every bracket its other.
fn complete(tokens: &[Token]) -> bool {
    let (mut open, mut wants) = (0, true);
    for token in tokens {
        match token {
            Token::And | Token::Or if wants => return false,
            Token::And | Token::Or | Token::Not => wants = true,
            Token::Open => (open, wants) = (open + 1, true),
            Token::Close if wants || open == 0 => return false,
            Token::Close => open -= 1,
            Token::Word(_) | Token::Quoted(_) | Token::Tag(_) => wants = false,
        }
    }
    !wants && open == 0
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
            Token::Tag(key) => {
                *at += 1;
                tags.push(key.clone());
                Node::Term(Term::Tags(codebook.with_children(key)))
            }
        };
        nodes.push(if std::mem::take(&mut not) { Node::Not(Box::new(node)) } else { node });
    }
    Node::All(nodes)
}

fn words(text: &str) -> Term {
    Term::Words(Pattern::new(text, Mode::Folded).ok(), text.to_owned())
}

fn term(word: &str, codebook: &Codebook, tags: &mut Vec<String>) -> Term {
    let named = |name: &str| -> Option<Vec<String>> {
        let found: Vec<String> = codebook.named(name).iter().map(|tag| tag.key.clone()).collect();
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
            tags.extend(codebook.named(&name).iter().map(|tag| tag.key.clone()));
            return Term::Tags(named(&name).unwrap_or_default());
        }
        _ => {}
    }
    if let Some((name, value)) = word.split_once(['=', '＝']).filter(|(name, _)| !name.is_empty()) {
        return Term::Attribute(name.to_owned(), value.to_owned());
    }
    match named(word) {
        Some(keys) => {
            tags.extend(codebook.named(word).iter().map(|tag| tag.key.clone()));
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
        "plain" | "划线" => Term::Plain,
        "note" | "批注" => Term::Noted,
        name => Term::State(name.to_owned()),
    }
}

/// The names of states, as people write them.
const STATES: &[(&str, State)] = &[
    ("原位", State::InPlace),
    ("已移位", State::Moved),
    ("移位", State::Moved),
    ("近似", State::Approximate),
    ("待选", State::Ambiguous),
    ("失联", State::Lost),
];

fn takes(node: &Node, case: &Case<'_>, codebook: &Codebook) -> bool {
    match node {
        Node::Not(inner) => !takes(inner, case, codebook),
        Node::All(nodes) => nodes.iter().all(|node| takes(node, case, codebook)),
        Node::Any(nodes) => nodes.iter().any(|node| takes(node, case, codebook)),
        Node::Term(term) => takes_term(term, case, codebook),
    }
}

fn takes_term(term: &Term, case: &Case<'_>, codebook: &Codebook) -> bool {
    let a = case.annotation;
    match term {
        Term::Either(keys, words) => {
            takes_term(&Term::Tags(keys.clone()), case, codebook) || takes_term(words, case, codebook)
        }
        Term::Tags(keys) => a.tags.iter().any(|tag| keys.iter().any(|key| key == codebook.resolve(tag))),
        Term::Words(pattern, text) => {
            let stands = |words: &str| match pattern {
                Some(pattern) => pattern.ranges(words).next().is_some(),
                None => words.contains(text.as_str()),
            };
            text.trim().is_empty() || stands(&a.quotation.text()) || stands(&a.note)
        }
        Term::Coder(name) => a.coder.to_lowercase().starts_with(&name.to_lowercase()),
        Term::State(name) => {
            let named = STATES.iter().any(|(n, state)| n == name && *state == case.state);
            named || case.state.name() == name
        }
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
mod tests {
    use super::*;
    use crate::annotation::Tag;
    use crate::annotation::samples::annotation;

    fn codebook() -> Codebook {
        let tag = |key: &str, zh: &str, parent: Option<&str>| Tag {
            key: key.into(),
            zh: zh.into(),
            parent: parent.map(str::to_owned),
            ..Tag::default()
        };
        [tag("structure", "组织架构", None), tag("grid", "网格", Some("structure")), tag("property", "物业", None)]
            .into_iter()
            .collect()
    }

    fn takes(written: &str, tags: &[&str], note: &str) -> bool {
        let codebook = codebook();
        let a =
            Annotation { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), note: note.into(), ..annotation(1) };
        let attribute = |name: &str| (name == "级别").then(|| "省级".to_owned());
        let case = Case { annotation: &a, state: State::Lost, attribute: &attribute };
        Filter::new(written, &codebook).takes(&case, &codebook)
    }

    #[test]
    fn tags_words_and_all_the_rest() {
        for (written, wanted) in [
            ("", true),
            ("网格", true),
            ("组织架构", true),
            ("架构", true),
            ("物业", false),
            ("网格 & 物业", false),
            ("网格 !物业", true),
            ("物业 | 网格", true),
            ("!(物业 | 网格)", false),
            ("“眉批”", true),
            ("眉批 重要", true),
            ("#重要", false),
            ("级别=省", true),
            ("级别=市", false),
            (":lost", true),
            (":失联 :批注", true),
            (":moved", false),
            (":划线", false),
            ("@乙", false),
            (">2000-01-01 <2999", true),
            (">2999", false),
            ("((((", true),
        ] {
            assert_eq!(takes(written, &["grid"], "重要"), wanted, "{written}");
        }
    }

    #[test]
    fn a_filter_of_tags_knows_no_other_words() {
        let codebook = codebook();
        let named = |name: &str| match codebook.named(name).as_slice() {
            [tag] => Ok(tag.key.clone()),
            _ => Err(name.to_owned()),
        };
        let takes = |written: &str| {
            let a = Annotation { tags: vec!["grid".into()], ..annotation(1) };
            let case = Case { annotation: &a, state: State::InPlace, attribute: &|_| None };
            Filter::of_tags(written, &codebook, named).map(|filter| filter.takes(&case, &codebook))
        };
        assert_eq!(takes("组织架构 / 网格"), Ok(true));
        assert_eq!(takes("组织架构 & !物业"), Ok(true));
        assert_eq!(takes("物业 | (组织架构 & “组织架构 / 网格”)"), Ok(true));
        let unknown = || Err(Some("网恪".to_owned()));
        assert_eq!((takes("网恪"), takes("网格 & 网恪")), (unknown(), unknown()));
        for written in ["网格 &", "| 网格", "网格 !", "(网格", "网格)", "网格 & | 物业", "() 网格"] {
            assert_eq!(takes(written), Err(None), "{written}");
        }
    }

    proptest::proptest! {
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn whatever_is_written_has_a_meaning(written in "[&|!() \"#@:<>=网格物a]{0,40}") {
            let _ = takes(&written, &["grid"], "x");
        }
    }
}
