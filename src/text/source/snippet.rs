//! Small pieces of markup inside other formats: the tags in cues, the table of a scanned page. What is no tag is text.

/// A piece of a snippet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text as it stands there.
    Text(&'a str),
    /// A tag that opens: its name, and what stands behind it in the brackets.
    Open(&'a str, &'a str),
    /// A tag that closes.
    Close(&'a str),
}

/// The pieces of a snippet.
pub struct Pieces<'a> {
    rest: &'a str,
    known: fn(&str) -> bool,
}

/// Takes a snippet apart. A bracket that begins no tag (`a < b`), or one whose name is not known, is text.
pub fn pieces(text: &str, known: fn(&str) -> bool) -> Pieces<'_> {
    Pieces { rest: text, known }
}

/// The longest tag, in bytes.
const LONGEST: usize = 4096;

/// Returns the tag that a text begins with, and how long it is.
fn tag(text: &str, known: fn(&str) -> bool) -> Option<(Piece<'_>, usize)> {
    let bytes = text.as_bytes();
    let end = memchr::memchr2(b'>', b'<', bytes.get(1..bytes.len().min(LONGEST))?)? + 1;
    let inner = text.get(1..end).filter(|_| bytes.get(end) == Some(&b'>'))?;
    let closes = inner.strip_prefix('/');
    let inner = closes.unwrap_or(inner);
    let starts = inner.starts_with(|c: char| c.is_ascii_alphanumeric());
    let empty = closes.is_some() && inner.is_empty();
    if !starts && !empty {
        return None;
    }
    let name = |c: char| !c.is_whitespace() && c != '/';
    let rest = inner.trim_start_matches(name);
    let name = inner.strip_suffix(rest).unwrap_or(inner);
    if !known(name) {
        return None;
    }
    let piece = if closes.is_some() { Piece::Close(name) } else { Piece::Open(name, rest.trim()) };
    Some((piece, end + 1))
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if self.rest.starts_with('<')
            && let Some((piece, length)) = tag(self.rest, self.known)
        {
            self.rest = self.rest.get(length..).unwrap_or_default();
            return Some(piece);
        }
        let text = self.rest;
        let starts = memchr::memchr_iter(b'<', text.as_bytes()).filter(|at| *at > 0);
        let end = starts
            .into_iter()
            .find(|at| text.get(*at..).and_then(|rest| tag(rest, self.known)).is_some())
            .unwrap_or(text.len());
        self.rest = text.get(end..).unwrap_or_default();
        text.get(..end).map(Piece::Text)
    }
}

/// Writes out the entities of a text: those of XML, the blank that does not break, and those with numbers.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        plain.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let entity = rest.as_bytes().iter().take(12).position(|b| *b == b';').and_then(|end| rest.get(..end));
        match entity.and_then(|name| Some((name, character(name)?))) {
            Some((name, c)) => {
                plain.push(c);
                rest = rest.get(name.len() + 1..).unwrap_or_default();
            }
            None => plain.push('&'),
        }
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    let known = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ensp" => '\u{2002}',
        "emsp" => '\u{2003}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        "times" => '×',
        "middot" => '·',
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            return char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?);
        }
    };
    Some(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_text() {
        let all: Vec<Piece<'_>> =
            pieces("a < b <b>很</b>好<00:04.000><v 王 主任>x</><x>1<2 <", |name| name != "x").collect();
        let wanted = [
            Piece::Text("a < b "),
            Piece::Open("b", ""),
            Piece::Text("很"),
            Piece::Close("b"),
            Piece::Text("好"),
            Piece::Open("00:04.000", ""),
            Piece::Open("v", "王 主任"),
            Piece::Text("x"),
            Piece::Close(""),
            Piece::Text("<x>1<2 <"),
        ];
        assert_eq!(all, wanted);
    }

    #[test]
    fn entities_are_written_out() {
        assert_eq!(plain("a&amp;lt;&#26449;&#x6751;&nbsp;& &x; &#0x; &#xd800;"), "a&lt;村村\u{a0}& &x; &#0x; &#xd800;");
    }
}
