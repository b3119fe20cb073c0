//! Addresses of documents (RFC 3986): the identity of a library and a path in it, or a path behind what a person gives.

use std::fmt::Write;

/// What names of texts begin with, before the identity of their library (RFC 8141).
const URN: &str = "urn:meipi:";

/// Returns what the addresses of a library's documents begin with.
pub fn of_library(id: &str) -> String {
    format!("{URN}{}:", encoded(id))
}

/// Writes all bytes as percent and digits but plain ones.
fn escaped(text: &str, plain: impl Fn(u8) -> bool) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Encodes a path for an address: all that is not letter, digit or plain mark of ASCII.
pub fn encoded(path: &str) -> String {
    escaped(path, |byte| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte))
}

/// Returns what addresses begin with that a person has given: what is not ASCII there is encoded, and a path follows.
pub fn based(base: &str) -> String {
    let out = escaped(base.trim(), |byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
    if out.ends_with(['/', ':', '=', '?']) { out } else { out + "/" }
}

/// Tells whether addresses can begin with something: it names a scheme.
pub fn is_base(base: &str) -> bool {
    let scheme = base.trim().split_once(':').map(|(scheme, _)| scheme);
    let letters = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    !base.contains('#')
        && scheme
            .is_some_and(|scheme| scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(letters))
}

/// Takes percent and digits for the bytes that they stand for.
fn decoded(iri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = iri.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.filter(|_| *byte == b'%').and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| iri.to_owned())
}

/// Returns the path of the document that an address names, and its fragment. Relative ones are paths themselves.
pub fn path_of(iri: &str, base: Option<&str>) -> (String, Option<String>) {
    let (iri, fragment) = iri.split_once('#').map_or((iri, None), |(iri, fragment)| (iri, Some(fragment)));
    let fragment = fragment.map(str::to_owned);
    // Behind the identity of a library, or what was given instead, stands the path in it.
    let inside = iri.strip_prefix(URN).and_then(|rest| rest.split_once(':')).map(|(_, path)| path);
    if let Some(path) = base.and_then(|base| iri.strip_prefix(base)).or(inside) {
        return (decoded(path), fragment);
    }
    let iri = decoded(iri.strip_prefix("./").unwrap_or(iri));
    // A page of the web is known by what stands behind its scheme.
    (iri.rsplit_once("://").map_or(iri.as_str(), |(_, rest)| rest).to_owned(), fragment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::laws::cases(128))]

        #[test]
        fn paths_are_absolute_addresses(path in "[党a%?# :/.\\[\u{3000}&+]{1,12}") {
            let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%:".contains(c);
            for (base, start) in [(None, "urn:meipi:0f3:"), (Some("https://例.cn/库"), "https://%E4%BE%8B.cn/%E5%BA%93/")] {
                let iri = format!("{start}{}", encoded(&path));
                prop_assert!(iri.chars().all(plain));
                prop_assert_eq!(base.map_or_else(|| start.to_owned(), based), start);
                let base = base.map(based);
                prop_assert_eq!(path_of(&iri, base.as_deref()), (path.clone(), None));
            }
        }

        /// Files that were written before say the path alone, as a relative address.
        #[test]
        fn relative_addresses_are_read(path in "[党a%? :/.\\[]{1,12}") {
            prop_assume!(!path.starts_with("./") && !path.contains("://") && !path.starts_with(URN));
            let written: String = path.chars().map(|c| if "%? []".contains(c) { format!("%{:02X}", u32::from(c)) } else { c.into() }).collect();
            let written = if written.split('/').next().is_some_and(|first| first.contains(':')) { format!("./{written}") } else { written };
            prop_assert_eq!(path_of(&written, None), (path, None));
        }
    }

    #[test]
    fn a_base_names_a_scheme() {
        assert!(["https://a.cn/x", "urn:x:", "file:///x"].iter().all(|base| is_base(base)));
        assert!(["", "a/b", "/x", "库", "1a:b", "例:x", "https://a.cn/#"].iter().all(|base| !is_base(base)));
    }
}
