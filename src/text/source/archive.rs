//! Zip archives of texts: which members they list, by names in whatever encoding, and each of them under limits.

use super::bytes::words;
use super::given::Remark;
use super::package::{self, Fault, Package};
use crate::text::encoding::Encoding;
use std::collections::BTreeSet;

/// The longest name of a member, in bytes.
const NAME: usize = 1000;
/// What members are that are archives themselves.
const ARCHIVES: &[&str] = &["zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz"];

/// Tells whether a file is an archive by its name and its bytes: documents that are packages too have other names.
pub fn knows(path: &str, data: &[u8]) -> bool {
    super::bytes::ends_in(path, &["zip"]) && package::is_zip(data)
}

/// Returns the members of an archive by rising name, each with the bytes of its name as they stand there, and what is to
/// be said of those that are left out: files of systems, names that lead out of the archive, archives in it, what is
/// too large.
pub fn members(data: Vec<u8>) -> (Vec<(String, Vec<u8>)>, Vec<Remark>) {
    let package = match Package::open(data) {
        Ok(package) => package,
        Err(fault) => return (Vec::new(), vec![Remark { words: super::bytes::fault(fault), blanks: Vec::new() }]),
    };
    let raw: Vec<Vec<u8>> = package.names().map(<[u8]>::to_vec).collect();
    let mut listed: Vec<(String, Vec<u8>)> = Vec::new();
    let (mut system, mut outside, mut nested, mut large) = (0, 0, 0, 0);
    let mut taken = BTreeSet::new();
    for (name, raw) in names(&raw).into_iter().zip(raw) {
        let name = name.replace('\\', "/");
        match () {
            () if is_outside(&name) => outside += 1,
            () if is_of_system(&name) => system += 1,
            () if super::bytes::ends_in(&name, ARCHIVES) => nested += 1,
            () if !package.fits(&raw) => large += 1,
            () if taken.insert(name.clone()) => listed.push((name, raw)),
            () => outside += 1,
        }
    }
    listed.sort();
    let said = [
        ("notice-zip-system", system),
        ("notice-zip-outside", outside),
        ("notice-zip-nested", nested),
        ("notice-zip-large", large),
    ];
    let said = said.into_iter().filter(|(_, count)| *count > 0);
    (listed, said.map(|(words, count)| Remark { words, blanks: vec![("count", count.to_string())] }).collect())
}

/// Reads a member by the bytes of its name.
///
/// # Errors
/// It is not there, broken, locked, or larger than anybody wrote.
pub fn member(data: Vec<u8>, raw: &[u8]) -> Result<Vec<u8>, Fault> {
    Package::open(data)?.read_raw(raw)
}

/// Decodes names: each in UTF-8 if it is that, else all others as one text, for a name alone is too short to tell.
fn names(raw: &[Vec<u8>]) -> Vec<String> {
    let strange: Vec<&[u8]> = raw.iter().map(Vec::as_slice).filter(|name| str::from_utf8(name).is_err()).collect();
    let whole = words(strange.join(&b'\n'), None);
    // Nearly all archives with such names come from Chinese Windows.
    let clean = whole.bad == 0 && !whole.encoding.is_mixed();
    let encoding = Some(whole.encoding).filter(|_| clean).or_else(|| Encoding::named("gb18030"));
    let other = |name: &[u8]| match encoding {
        Some(encoding) => words(name.to_vec(), Some(encoding)).text,
        None => String::from_utf8_lossy(name).into_owned(),
    };
    raw.iter().map(|name| str::from_utf8(name).map_or_else(|_| other(name), str::to_owned)).collect()
}

/// Tells whether a name leads out of the archive, or cannot be one.
fn is_outside(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    let step = |step: &str| step == ".." || step == "." || step.is_empty();
    drive || name.len() > NAME || name.chars().any(char::is_control) || name.split('/').any(step)
}

/// Tells whether a file is one that systems and Office leave behind.
fn is_of_system(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    name.split('/').any(|step| step == "__MACOSX")
        || file.starts_with("._")
        || file.starts_with("~$")
        || [".DS_Store", "Thumbs.db", "desktop.ini"].iter().any(|own| own.eq_ignore_ascii_case(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    /// Makes an archive; names are written with the bytes of another encoding, without the flag of UTF-8.
    fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, data) in members {
            // As many ASCII letters as the name has bytes in GBK, put right below.
            let (gbk, _, _) = encoding_rs::GBK.encode(name);
            writer.start_file(placeholder(&gbk), SimpleFileOptions::default()).unwrap();
            writer.write_all(data).unwrap();
        }
        let mut bytes = writer.finish().unwrap().into_inner();
        for (name, _) in members {
            let (gbk, _, _) = encoding_rs::GBK.encode(name);
            let from = placeholder(&gbk).into_bytes();
            let starts: Vec<usize> = memchr::memmem::find_iter(&bytes, &from).collect();
            starts.into_iter().for_each(|at| bytes[at..at + gbk.len()].copy_from_slice(&gbk));
        }
        bytes
    }

    fn placeholder(name: &[u8]) -> String {
        name.iter().map(|b| if b.is_ascii() { char::from(*b) } else { char::from(b'A' + (b & 15)) }).collect()
    }

    #[test]
    fn names_are_decoded_and_the_rest_is_refused() {
        // T31: names in GBK without a flag, files of a system, a way out, an archive inside.
        let data = archive(&[
            ("报道/水渠通水.txt", "水。".as_bytes()),
            ("报道/植树记.txt", "树。".as_bytes()),
            ("__MACOSX/._x.txt", b"x"),
            ("../out.txt", b"x"),
            ("a\\..\\b.txt", b"x"),
            ("C:/x.txt", b"x"),
            ("内层.zip", b"PK"),
            ("folder/~$x.docx", b"x"),
        ]);
        let (listed, said) = members(data.clone());
        let names: Vec<&str> = listed.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["报道/植树记.txt", "报道/水渠通水.txt"]);
        let said: Vec<(&str, &str)> = said.iter().map(|r| (r.words, r.blanks[0].1.as_str())).collect();
        assert_eq!(said, [("notice-zip-system", "2"), ("notice-zip-outside", "3"), ("notice-zip-nested", "1")]);
        assert_eq!(member(data.clone(), &listed[1].1), Ok("水。".into()));
        assert_eq!(member(data, b"no"), Err(Fault::Missing));
    }

    #[test]
    fn bombs_are_refused() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("大.txt", SimpleFileOptions::default()).unwrap();
        let zeros = vec![0; 1 << 20];
        (0..65).for_each(|_| writer.write_all(&zeros).unwrap());
        let data = writer.finish().unwrap().into_inner();
        assert!(data.len() < 1 << 20);
        let (listed, said) = members(data.clone());
        assert_eq!((listed.len(), said[0].words), (0, "notice-zip-large"));
        assert_eq!(member(data, "大.txt".as_bytes()), Err(Fault::Bomb));
        assert_eq!(members(b"PK\x03\x04".to_vec()).1[0].words, "notice-broken-file");
    }

    proptest::proptest! {
        #![proptest_config(crate::laws::cases(60))]
        #[test]
        fn broken_archives_are_no_harm(at in 0_usize..400, byte in 0_u8..=255, end in 0_usize..400) {
            let mut data = archive(&[("报道.txt", "水。".as_bytes()), ("a/b.txt", b"x")]);
            let length = data.len();
            data[at % length] = byte;
            data.truncate(length - end % length);
            for (_, raw) in members(data.clone()).0 {
                let _ = member(data.clone(), &raw);
            }
        }
    }
}
