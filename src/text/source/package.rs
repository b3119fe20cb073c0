//! Files that are packages: zip archives whose members are read under limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most members of a package that is opened.
const MEMBERS: usize = 50_000;
/// The most bytes of one member.
const MEMBER: u64 = 64 << 20;
/// The most bytes of all members that are read.
const ALL: u64 = 256 << 20;

/// Text is packed to a third or a tenth; what is packed smaller than to this part, and is large, fills memory only.
const PACKED: u64 = 100;
/// What is smaller than this fills no memory.
const SMALL: u64 = 4 << 20;

/// Why a package, or a member of it, is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no archive, or broken.
    Broken,
    /// It holds more than anybody wrote.
    Bomb,
    /// It is locked by a password.
    Locked,
    /// It is not there.
    Missing,
}

/// An archive that is being read.
pub struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// The places of members, by their raw names.
    names: BTreeMap<Vec<u8>, usize>,
    /// How large members say that they are, by their places.
    sizes: Vec<u64>,
    left: u64,
}

/// What a zip archive with members begins with.
pub const MARK: &[u8] = b"PK\x03\x04";

/// Tells whether bytes are those of a zip archive.
pub fn is_zip(data: &[u8]) -> bool {
    data.starts_with(MARK) || data.starts_with(b"PK\x05\x06")
}

impl Package {
    /// Opens an archive.
    ///
    /// # Errors
    /// It is broken, or has more members than anybody made.
    pub fn open(data: Vec<u8>) -> Result<Self, Fault> {
        let mut archive = ZipArchive::new(Cursor::new(data)).map_err(|_| Fault::Broken)?;
        if archive.len() > MEMBERS {
            return Err(Fault::Bomb);
        }
        let (mut names, mut sizes) = (BTreeMap::new(), vec![u64::MAX; archive.len()]);
        for (n, size) in sizes.iter_mut().enumerate() {
            if let Ok(member) = archive.by_index_raw(n) {
                names.insert(member.name_raw().to_vec(), n);
                *size = member.size();
            }
        }
        Ok(Self { archive, names, sizes, left: ALL })
    }

    /// Returns the names of all files as bytes, by rising name: those of folders are left out.
    pub fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.names.keys().map(Vec::as_slice).filter(|name| !name.ends_with(b"/"))
    }

    /// Tells whether there is a file of that name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(name.as_bytes())
    }

    /// Tells whether a member says of itself that it is no larger than what is read.
    pub fn fits(&self, name: &[u8]) -> bool {
        let place = self.names.get(name).copied();
        place.and_then(|n| self.sizes.get(n)).is_some_and(|size| *size <= MEMBER)
    }

    /// Reads a member by its name in UTF-8.
    ///
    /// # Errors
    /// It is not there, broken, locked, or larger than anybody wrote.
    pub fn read(&mut self, name: &str) -> Result<Vec<u8>, Fault> {
        self.read_raw(name.as_bytes())
    }

    /// Reads a member by the bytes of its name.
    ///
    /// # Errors
    /// As for [`Self::read`].
    pub fn read_raw(&mut self, name: &[u8]) -> Result<Vec<u8>, Fault> {
        let place = *self.names.get(name).ok_or(Fault::Missing)?;
        let member = self.archive.by_index(place).map_err(|e| match e {
            zip::result::ZipError::UnsupportedArchive(_) | zip::result::ZipError::InvalidPassword => Fault::Locked,
            _ => Fault::Broken,
        })?;
        let believed = member.compressed_size().saturating_mul(PACKED).saturating_add(SMALL);
        let most = MEMBER.min(self.left).min(believed);
        if member.size() > most {
            return Err(Fault::Bomb);
        }
        let mut data = Vec::new();
        member.take(most + 1).read_to_end(&mut data).map_err(|_| Fault::Broken)?;
        let read = u64::try_from(data.len()).unwrap_or(u64::MAX);
        if read > most {
            return Err(Fault::Bomb);
        }
        self.left -= read;
        Ok(data)
    }
}

/// Tells whether an archive lists a member of that name, without reading it.
pub fn has_member(data: &[u8], name: &str) -> bool {
    is_zip(data) && ZipArchive::new(Cursor::new(data)).is_ok_and(|archive| archive.index_for_name(name).is_some())
}
