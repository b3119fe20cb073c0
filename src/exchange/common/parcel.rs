//! The files of an export or an import: one, or several that belong together, in a zip archive or a folder.

use crate::error::{Error, Kind, Result};
use crate::files::{Files, Kind as FileKind};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// A file: its path inside, parted by `/`, and its bytes.
pub type Member = (String, Vec<u8>);

/// What a format writes, or reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parcel {
    /// One file.
    One(Vec<u8>),
    /// Several, in an order that is always the same.
    Many(Vec<Member>),
}

/// The most files that an archive may hold.
const MOST: usize = 50_000;
/// The most bytes that its files may hold together.
const LARGEST: u64 = 1 << 29;

impl Parcel {
    /// Returns it as one file: several as a zip archive.
    ///
    /// # Errors
    /// None in practice: the archive is written to memory.
    pub fn into_bytes(self) -> Result<Vec<u8>> {
        match self {
            Self::One(data) => Ok(data),
            Self::Many(members) => pack(&members),
        }
    }

    /// Reads a file, an archive, or all files of a folder: hidden ones are left out.
    ///
    /// # Errors
    /// It cannot be read, or holds more than a person could have put there.
    pub fn read(files: &dyn Files, path: &Path) -> Result<Self> {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let kind =
            files.kind(path)?.ok_or_else(|| Error::new(Kind::Io, "error-missing").with("path", path.display()))?;
        if kind != FileKind::Folder {
            let read = |path: &Path| {
                let size = files.stamp(path)?.map_or(0, |stamp| stamp.size);
                if size > LARGEST {
                    Err(Error::data("error-bomb").with("path", path.display()))
                } else {
                    files.read(path)
                }
            };
            // The annotations of brat are nothing without the text that lies beside them.
            let text = path.with_extension("txt");
            if path.extension().is_some_and(|extension| extension == "ann") {
                let mut members = vec![(name, read(path)?)];
                if files.kind(&text)?.is_some() {
                    let beside = text.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                    members.push((beside, read(&text)?));
                }
                return Ok(Self::Many(members));
            }
            return Self::open(&name, read(path)?);
        }
        let mut members = Vec::new();
        let mut left = LARGEST;
        let mut folders = vec![(path.to_path_buf(), String::new())];
        while let Some((folder, inside)) = folders.pop() {
            for entry in files.list(&folder)? {
                let name = entry.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                let inside = format!("{inside}{name}");
                let too_much = || Error::data("error-bomb").with("path", path.display());
                match entry.kind {
                    _ if name.starts_with('.') => {}
                    FileKind::Folder => folders.push((entry.path, format!("{inside}/"))),
                    FileKind::File => {
                        let size = files.stamp(&entry.path)?.map_or(0, |stamp| stamp.size);
                        left = left.checked_sub(size).filter(|_| members.len() < MOST).ok_or_else(too_much)?;
                        members.push((inside, files.read(&entry.path)?));
                    }
                    FileKind::Other => {}
                }
            }
        }
        members.sort();
        Ok(Self::Many(members))
    }

    /// Reads what stands in a file: an archive is opened.
    ///
    /// # Errors
    /// An archive that is broken, too large, or would write elsewhere.
    pub fn open(name: &str, data: Vec<u8>) -> Result<Self> {
        if is_archive(&data) {
            return unpack(name, data, &mut (LARGEST, MOST), 1).map(Self::Many);
        }
        Ok(Self::One(data))
    }

    /// Returns the bytes of the only file: of an archive the only one in it, texts and pictures beside it passed over.
    ///
    /// # Errors
    /// There are several.
    pub fn only(self, name: &str) -> Result<Vec<u8>> {
        let mut members = self.members(name);
        if members.len() > 1 {
            let extension = |path: &str| path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
            members.retain(|(path, _)| extension(path).is_some_and(|extension| DATA.contains(&&*extension)));
        }
        match <[Member; 1]>::try_from(members) {
            Ok([(_, data)]) => Ok(data),
            Err(_) => Err(Error::data("error-several").with("path", name)),
        }
    }

    /// Returns the files; the only one has the name given, without the folders that it lies in.
    pub fn members(self, name: &str) -> Vec<Member> {
        match self {
            Self::One(data) => vec![(file_name(name).to_owned(), data)],
            Self::Many(members) => members,
        }
    }
}

/// Returns the last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The extensions of files that hold data and no text.
pub const DATA: [&str; 7] = ["csv", "tsv", "json", "jsonl", "jsonld", "xml", "qdc"];

/// Packs files into a zip archive; the same files always give the same bytes.
///
/// # Errors
/// None in practice: the archive is written to memory.
pub fn pack(members: &[Member]) -> Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, data) in members {
        // What says who made a file is read without unpacking it.
        let told = name.starts_with("docProps/");
        let options = if told { options.compression_method(CompressionMethod::Stored) } else { options };
        let large = data.len() as u64 >= u64::from(u32::MAX);
        archive.start_file(name.as_str(), options.large_file(large)).map_err(Error::cause)?;
        archive.write_all(data)?;
    }
    Ok(archive.finish().map_err(Error::cause)?.into_inner())
}

/// Unpacks a zip archive, and down to a depth those in it, whose files lie where the archive lay. Only as much is
/// unpacked as a person could have put in: `left` is how many bytes and files that still is. A path that leads out of
/// it is refused, whatever it is for.
fn unpack(name: &str, data: Vec<u8>, left: &mut (u64, usize), depth: usize) -> Result<Vec<Member>> {
    let broken = || Error::data("error-archive").with("path", name);
    let bomb = || Error::data("error-bomb").with("path", name);
    let mut archive = ZipArchive::new(Cursor::new(data)).map_err(|_| broken())?;
    let mut members = Vec::new();
    left.1 = left.1.checked_sub(archive.len()).ok_or_else(bomb)?;
    for n in 0..archive.len() {
        let file = archive.by_index(n).map_err(|_| broken())?;
        if file.is_dir() {
            continue;
        }
        let inside = file.enclosed_name().filter(|path| !path.as_os_str().is_empty() && !file.is_symlink());
        let said = file.name().map_err(|_| broken())?;
        // What other systems take for the parts of a path does no harm here, and would there.
        let inside = inside.filter(|_| !said.contains('\\') && !said.starts_with('/') && !said.contains('\0'));
        let path = inside.ok_or_else(|| Error::data("error-slip").with("path", name).with("name", &said))?;
        let path = path.to_string_lossy().into_owned();
        // What systems put into archives for themselves.
        if path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX") {
            continue;
        }
        let mut data = Vec::new();
        file.take(left.0 + 1).read_to_end(&mut data).map_err(|_| broken())?;
        left.0 = left.0.checked_sub(data.len() as u64).ok_or_else(bomb)?;
        if depth > 0 && is_archive(&data) && path.to_lowercase().ends_with(".zip") {
            let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let inner = unpack(&path, data, left, depth - 1)?;
            members.extend(inner.into_iter().map(|(path, data)| (format!("{folder}{path}"), data)));
        } else {
            members.push((path, data));
        }
    }
    Ok(members)
}

fn is_archive(data: &[u8]) -> bool {
    data.starts_with(b"PK\x03\x04") || data.starts_with(b"PK\x05\x06")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<Member> {
        vec![("甲/a.txt".into(), "党建".as_bytes().to_vec()), ("b.ann".into(), Vec::new())]
    }

    #[test]
    fn what_was_packed_is_unpacked() {
        let packed = Parcel::Many(files()).into_bytes().unwrap();
        assert_eq!(packed, pack(&files()).unwrap());
        assert_eq!(Parcel::open("x.zip", packed).unwrap(), Parcel::Many(files()));
        let beside = Parcel::Many(vec![("x/Data.CSV".into(), b"a,b".to_vec()), ("x/README.txt".into(), Vec::new())]);
        assert_eq!(beside.only("x.zip").unwrap(), b"a,b");
        assert_eq!(Parcel::Many(files()).only("x.zip").unwrap_err().key, "error-several");
        assert_eq!(Parcel::open("x.csv", b"PK".to_vec()).unwrap(), Parcel::One(b"PK".to_vec()));
    }

    #[test]
    fn annotations_bring_their_text_along() {
        let files = crate::files::Scripted::default();
        files.write(Path::new("/x/甲.ann"), b"T1").unwrap();
        let alone = Parcel::Many(vec![("甲.ann".into(), b"T1".to_vec())]);
        assert_eq!(Parcel::read(&files, Path::new("/x/甲.ann")).unwrap(), alone);
        files.write(Path::new("/x/甲.txt"), b"t").unwrap();
        let both = Parcel::Many(vec![("甲.ann".into(), b"T1".to_vec()), ("甲.txt".into(), b"t".to_vec())]);
        assert_eq!(Parcel::read(&files, Path::new("/x/甲.ann")).unwrap(), both);
    }

    #[test]
    fn archives_in_archives_lie_where_they_lay() {
        let inner = pack(&[("甲.xmi".into(), b"1".to_vec()), ("x.zip".into(), pack(&files()).unwrap())]).unwrap();
        let outer = pack(&[("annotation/a.txt/甲.zip".into(), inner)]).unwrap();
        let Ok(Parcel::Many(members)) = Parcel::open("x.zip", outer) else { unreachable!() };
        let paths: Vec<&str> = members.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["annotation/a.txt/甲.xmi", "annotation/a.txt/x.zip"]);
    }

    #[test]
    fn what_would_do_harm_is_refused() {
        for name in ["../a.txt", "/etc/x", "a/../../b", "..\\a", "C:\\x", "a\0b"] {
            let packed = pack(&[(name.to_owned(), Vec::new())]);
            let error = packed.and_then(|packed| Parcel::open("x.zip", packed)).unwrap_err();
            assert!(["error-slip", "error-archive", "error-cause"].contains(&error.key), "{name}: {error}");
        }
        let bomb = pack(&[("a".into(), vec![0; 1 << 28]), ("b".into(), vec![0; 1 << 28]), ("c".into(), vec![0])]);
        assert_eq!(Parcel::open("x.zip", bomb.unwrap()).unwrap_err().key, "error-bomb");
        assert!(Parcel::open("x.zip", b"PK\x03\x04 and nothing".to_vec()).is_err());
        let hidden = pack(&[
            ("a".into(), vec![0; 1 << 28]),
            ("b.zip".into(), pack(&[("c".into(), vec![0; 1 << 28]), ("d".into(), vec![0])]).unwrap()),
        ]);
        assert_eq!(Parcel::open("x.zip", hidden.unwrap()).unwrap_err().key, "error-bomb");
    }
}
