//! The tags of well-formed XML, one after the other, as quickly as they can be found: a sheet has millions of them.
//! Nothing is checked; what breaks off ends.

/// A step through XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'x> {
    /// An element begins: its name, what stands behind that, whether nothing is in it.
    Open(&'x str, &'x str, bool),
    /// An element ends.
    Close(&'x str),
    /// Text, its entities as they are written.
    Text(&'x str),
    /// Text that has no entities.
    Plain(&'x str),
}

/// Steps through XML. Names come without the letters of their space.
pub struct Scan<'x> {
    rest: &'x str,
}

impl<'x> Scan<'x> {
    /// Begins.
    pub fn new(xml: &'x str) -> Self {
        Self { rest: xml }
    }

    /// Takes as many bytes from the rest, and leaves out some behind them.
    fn take(&mut self, length: usize, more: usize) -> Option<&'x str> {
        let taken = self.rest.get(..length)?;
        self.rest = self.rest.get(length + more..)?;
        Some(taken)
    }

    /// Takes what stands before a sign, and leaves that out.
    fn until(&mut self, sign: &str) -> Option<&'x str> {
        let end = memchr::memmem::find(self.rest.as_bytes(), sign.as_bytes())?;
        self.take(end, sign.len())
    }

    /// Takes a tag behind its bracket: one that stands in quotation marks does not close it.
    fn tag(&mut self) -> Option<&'x str> {
        let (bytes, mut from) = (self.rest.as_bytes(), 0);
        loop {
            let at = from + memchr::memchr3(b'>', b'"', b'\'', bytes.get(from..)?)?;
            match *bytes.get(at)? {
                b'>' => return self.take(at, 1),
                quote => from = at + 2 + memchr::memchr(quote, bytes.get(at + 1..)?)?,
            }
        }
    }
}

/// Returns a name without the letters of its space, which Excel itself never writes.
fn local(name: &str) -> &str {
    name.bytes().rposition(|b| b == b':').and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

impl<'x> Iterator for Scan<'x> {
    type Item = Step<'x>;

    fn next(&mut self) -> Option<Step<'x>> {
        loop {
            if !self.rest.starts_with('<') {
                let end = memchr::memchr(b'<', self.rest.as_bytes())?;
                return self.take(end, 0).map(Step::Text);
            }
            self.take(1, 0)?;
            if let Some(rest) = self.rest.strip_prefix("![CDATA[") {
                self.rest = rest;
                return self.until("]]>").map(Step::Plain);
            }
            if self.rest.starts_with("!--") {
                self.until("-->")?;
                continue;
            }
            let tag = self.tag()?;
            if tag.starts_with(['!', '?']) {
                continue;
            }
            if let Some(name) = tag.strip_prefix('/') {
                return Some(Step::Close(local(name.trim_end())));
            }
            let empty = tag.ends_with('/');
            let tag = tag.strip_suffix('/').unwrap_or(tag);
            let end = tag.bytes().position(|b| b.is_ascii_whitespace()).unwrap_or(tag.len());
            let (name, said) = tag.split_at_checked(end)?;
            return Some(Step::Open(local(name), said, empty));
        }
    }
}

/// Returns the attributes of a tag: names, and values as they are written.
pub fn attributes(said: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = said;
    std::iter::from_fn(move || {
        let (name, value) = rest.split_once('=')?;
        let value = value.trim_ascii_start();
        let quote = value.chars().next().filter(|c| ['"', '\''].contains(c))?;
        let (value, behind) = value.get(1..)?.split_once(quote)?;
        rest = behind;
        Some((name.trim_ascii(), value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_follow_each_other() {
        let xml = "<?xml version=\"1.0\"?><!-- <a> --><x:a r = \"A>1\" s='2'>水&amp;<b/><![CDATA[<c>]]></x:a ><d";
        let wanted = [
            Step::Open("a", " r = \"A>1\" s='2'", false),
            Step::Text("水&amp;"),
            Step::Open("b", "", true),
            Step::Plain("<c>"),
            Step::Close("a"),
        ];
        assert_eq!(Scan::new(xml).collect::<Vec<_>>(), wanted);
        assert_eq!(attributes(" r = \"A>1\" s='2' x").collect::<Vec<_>>(), [("r", "A>1"), ("s", "2")]);
    }
}
