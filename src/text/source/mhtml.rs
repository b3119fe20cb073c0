//! Web pages that browsers saved whole in one file: MHTML.

use super::given::{Extent, Remark, Source};
use super::html::text_of;
use super::markup::encoded;
use crate::text::decode::Decoded;
use crate::text::encoding::Encoding;
use mailparse::{MailHeaderMap, ParsedMail};

/// The reader's name and version.
const READER: (&str, u32) = ("mhtml", 1);
/// How far from its beginning a file shows what it is.
const HEAD: usize = 4096;

/// Tells whether a file is a saved page: it begins with headers as a mail does, and is made of parts that belong
/// together.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let head = data.get(..data.len().min(HEAD)).unwrap_or_default();
    if memchr::memchr(b':', head).is_none() {
        return false;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let headers = head.split("\r\n\r\n").next().and_then(|head| head.split("\n\n").next()).unwrap_or_default();
    let named = path.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    let named = named.is_some_and(|end| end == "mhtml" || end == "mht");
    let is_mail = headers.lines().next().is_some_and(|line| {
        line.split_once(':').is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    });
    let typed = headers.contains("\ncontent-type:") || headers.starts_with("content-type:");
    is_mail && typed && (named || headers.contains("multipart/related") && headers.contains("mime-version:"))
}

/// Reads a saved page.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let Some((decoded, place)) = page(&data, told) else {
        let nothing = Decoded { text: String::new(), encoding: Encoding::UTF_8, bad: 0 };
        let source = text_of(&nothing, READER);
        return Source { remarks: vec![Remark::plain("notice-no-page")], ..source };
    };
    let mut source = text_of(&decoded, READER);
    if let Some(layout) = source.layout.as_mut().filter(|_| !place.is_empty()) {
        layout.meta.push(("source".to_owned(), place));
    }
    source
}

/// Returns the page that a file was saved for, and where it was.
fn page(data: &[u8], told: Option<Encoding>) -> Option<(Decoded, String)> {
    let mail = mailparse::parse_mail(data).ok()?;
    let header = |part: &ParsedMail<'_>, name: &str| part.headers.get_first_value(name).unwrap_or_default();
    let place = header(&mail, "Snapshot-Content-Location");
    let is_page = |part: &&ParsedMail<'_>| matches!(&*part.ctype.mimetype, "text/html" | "application/xhtml+xml");
    let pages: Vec<&ParsedMail<'_>> = mail.parts().filter(is_page).collect();
    let start = mail.ctype.params.get("start");
    let named = |part: &&&ParsedMail<'_>| {
        start.is_some_and(|start| *start == header(part, "Content-ID"))
            || !place.is_empty() && header(part, "Content-Location") == place
    };
    let part = pages.iter().find(named).or_else(|| pages.first())?;
    let body = part.get_body_raw().ok()?;
    let said = part.ctype.params.get("charset").and_then(|name| Encoding::named(name));
    let place = if place.is_empty() { header(part, "Content-Location") } else { place };
    let said = said.or_else(|| encoded::declared(&body));
    Some((encoded::page_said(body, told, said), place.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::markup::laws::read as checked;
    use proptest::prelude::*;

    const MAIL: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.cn/a\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b\"\r\n\r\n----b\r\n\
        Content-Type: text/html\r\nContent-Location: https://x.cn/frame\r\n\r\n<p>广告</p>\r\n----b\r\n\
        Content-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://x.cn/a\r\n\r\n<title>=B6=CC=D1=B6</title><h1>=B6=CC=D1=B6</h1><p>a=3D=\r\nb\r\n----b--\r\n";

    #[test]
    fn the_page_that_was_saved_is_found_among_the_parts() {
        assert!(knows("x", MAIL.as_bytes()) && !knows("x", b"From: a\n\nMIME-Version: 1.0 multipart/related"));
        assert!(!knows("a.mht", "<html>旧".as_bytes()));
        let source = read(MAIL.into(), Extent::Whole, None);
        assert_eq!((source.text.as_str(), source.encoding.name().as_str()), ("短讯\n\na=b\n", "GB18030"));
        let meta = source.layout.unwrap().meta;
        assert_eq!(meta, [("title".into(), "短讯".into()), ("source".into(), "https://x.cn/a".into())]);
    }

    #[test]
    fn a_file_without_a_page_is_said_to_have_none() {
        let source = read(
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n".into(),
            Extent::Whole,
            None,
        );
        assert_eq!((source.text.as_str(), source.remarks[0].words), ("", "notice-no-page"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn files_that_were_damaged_are_read(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
            let mut data = MAIL.as_bytes().to_vec();
            let place = at.index(data.len());
            data[place] = byte;
            checked(read, &data);
            data.truncate(cut.index(data.len()));
            checked(read, &data);
        }

        #[test]
        fn mails_of_any_sort_are_read(lines in prop::collection::vec(0_usize..LINES.len(), 0..30)) {
            let text: String = lines.iter().filter_map(|n| LINES.get(*n)).copied().collect();
            checked(read, text.as_bytes());
        }
    }

    const LINES: [&str; 12] = [
        "MIME-Version: 1.0\n",
        "Content-Type: multipart/related; boundary=b\n",
        "Content-Type: text/html; charset=\"gbk\"\n",
        "\n",
        "--b\n",
        "--b--\n",
        "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: quoted-printable\n",
        "<p>=E7=94=\n",
        "55Sy\n",
        "Content-Location: \n",
        " \t;\r\n",
    ];
}
