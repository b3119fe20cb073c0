//! In which encoding a page is: what its first bytes, a person, its own words and its bytes say of it.

use crate::text::decode::{Decoded, decode, decode_as};
use crate::text::encoding::Encoding;

/// How far from its beginning a page says what it is in.
const HEAD: usize = 4096;

/// Decodes a page. A mark before it and what a person said come first; then what the page says, if its bytes bear it
/// out; else what the bytes speak for.
pub fn page(data: Vec<u8>, told: Option<Encoding>) -> Decoded {
    let said = declared(&data);
    page_said(data, told, said)
}

/// Decodes a page of which is said what it is in, by itself or by what it came with.
pub fn page_said(data: Vec<u8>, told: Option<Encoding>, said: Option<Encoding>) -> Decoded {
    if let Some(told) = told {
        return decode_as(&data, told);
    }
    let marked = [&[0xef, 0xbb, 0xbf][..], &[0xff, 0xfe], &[0xfe, 0xff]].into_iter().any(|m| data.starts_with(m));
    // Bytes that are UTF-8 by chance hold no 汉字 that make sense; where they are UTF-8, a page that was saved anew
    // still names what it once was in.
    let said = said.filter(|_| !marked && std::str::from_utf8(&data).is_err());
    let Some(said) = said.filter(|said| !said.is_utf8() && !vague(*said)) else { return decode(data) };
    let read = decode_as(&data, said);
    if read.bad == 0 {
        return read;
    }
    let own = decode(data);
    if own.bad < read.bad { own } else { read }
}

/// Servers and programs say these of everything; and what is in two bytes a character cannot have been asked in one.
fn vague(said: Encoding) -> bool {
    let name = said.name().to_ascii_lowercase();
    name.starts_with("windows-1252") || name.starts_with("utf-16")
}

/// Returns what a page says it is in: its declaration, else the first `charset`.
pub fn declared(data: &[u8]) -> Option<Encoding> {
    let head = data.get(..data.len().min(HEAD)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let name = |rest: &str| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c)).unwrap_or(rest.len());
        rest.get(..end).and_then(Encoding::named)
    };
    let declaration = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let declaration = declaration.and_then(|inside| name(inside.split("encoding").nth(1)?));
    declaration.or_else(|| head.split("charset").skip(1).find_map(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gbk(text: &str) -> Vec<u8> {
        encoding_rs::GBK.encode(text).0.into_owned()
    }

    #[test]
    fn a_page_is_read_as_it_says_if_its_bytes_bear_it_out() {
        let read = |data: Vec<u8>| page(data, None).text;
        let big5 = |text| encoding_rs::BIG5.encode(text).0.into_owned();
        for text in ["<?xml version='1.0' encoding='gb2312'?><p>村里修路", "<meta charset=gb2312><p>村里修路"] {
            assert_eq!(read(gbk(text)), text);
        }
        let text = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=big5\"><p>村裡";
        assert_eq!(read(big5(text)), text);
        // Saved anew as UTF-8, or served with the name of the server.
        let text = "<meta charset=\"gbk\"><p>村里修路";
        assert_eq!(read(text.into()), text);
        let text = "<meta charset=\"iso-8859-1\"><p>村里修路，大家都说好，今年的收成也不错。";
        assert_eq!(read(gbk(text)), text);
        // A person knows better.
        let told = page(big5("村裡修路"), Encoding::named("big5"));
        assert_eq!((told.text.as_str(), told.bad), ("村裡修路", 0));
        // A mark says more than a word.
        let marked =
            [&[0xff, 0xfe][..], &"<meta charset=gbk>村".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()];
        assert_eq!(read(marked.concat()), "<meta charset=gbk>村");
    }
}
