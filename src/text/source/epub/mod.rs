//! Books in EPUB 2 and 3.

mod contents;
mod opf;

use super::composer::Composer;
use super::given::{Extent, Remark, Sort, Source};
use super::markup::css::Sheet;
use super::markup::dom::{Dom, Node, ROOT};
use super::markup::elements::heading;
use super::markup::encoded;
use super::markup::furniture;
use super::markup::notes::{At, Notes, decoded};
use super::markup::page::{Page, Place};
use super::markup::plan::{Plan, Start};
use super::markup::soup;
use super::markup::walk::Walk;
use super::markup::xml::{self, Order};
use super::package::{Fault, Package, is_zip};
use crate::text::encoding::Encoding;
use contents::{Contents, Entry};
use opf::Opf;
use std::collections::{BTreeSet, HashMap};

/// The reader's name and version.
const READER: (&str, u32) = ("epub", 1);
/// The most bytes of all pages of a book: ten times the longest novels.
const MOST: usize = 128 << 20;
/// The most nodes of all pages of a book.
const NODES: usize = 1_500_000;
/// Entries of a table of contents that lie deeper are headings in an article.
const DEEP: u8 = 2;

/// Tells whether a file is a book.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let head = data.get(..data.len().min(120)).unwrap_or_default();
    let says = memchr::memmem::find(head, b"mimetypeapplication/epub+zip").is_some();
    let named = path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("epub"));
    is_zip(data) && (says || named || memchr::memmem::find(data, b"META-INF/container.xml").is_some())
}

/// Reads a book.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let mut composer = Composer::new(READER, Sort::Book);
    let mut remarks = Vec::new();
    let bad = book(data, told, &mut composer, &mut remarks);
    let (text, layout, lost, cut) = composer.finish();
    remarks.extend(cut);
    remarks.extend(Remark::of_bad(bad + lost));
    Source { text, encoding: Encoding::UTF_8, bad: bad + lost, remarks, layout: Some(layout) }
}

fn remark_of(fault: Fault) -> Remark {
    Remark::plain(match fault {
        Fault::Bomb => "notice-too-large",
        Fault::Locked => "notice-locked",
        Fault::Broken | Fault::Missing => "notice-broken-file",
    })
}

/// Reads all of a book into a text. Returns how many places could not be decoded.
fn book(data: Vec<u8>, told: Option<Encoding>, composer: &mut Composer, remarks: &mut Vec<Remark>) -> usize {
    let mut package = match Package::open(data) {
        Ok(package) => package,
        Err(fault) => {
            remarks.push(remark_of(fault));
            return 0;
        }
    };
    let path = opf::find(&mut package);
    let dom = path.as_deref().and_then(|path| opf::tree(package.read(path).ok()?));
    let Some((path, dom)) = path.zip(dom) else {
        remarks.push(remark_of(Fault::Missing));
        return 0;
    };
    let opf = opf::read(&dom, &path, &|path| package.has(path));
    opf.meta.iter().for_each(|(name, value)| composer.meta(name, value));
    let contents = contents(&opf, &mut package);
    let mut shelf = Shelf { told, locked: locked(&mut package), ..Shelf::new(package) };
    for part in &opf.spine {
        shelf.add(&part.path, Place::Cfi(part.cfi.clone()));
    }
    let read = shelf.pages.len();
    if memory(&shelf.pages) {
        for path in &opf.besides {
            shelf.add(path, Place::Whole(path.clone()));
        }
    }
    remarks.append(&mut shelf.remarks());
    let paths: HashMap<&str, usize> = shelf.pages.iter().enumerate().map(|(n, page)| (page.path.as_str(), n)).collect();
    let leads = |from: usize, file: &str| {
        let path = opf::joined(&shelf.pages.get(from)?.path, &decoded(file))?;
        paths.get(path.as_str()).copied()
    };
    let notes = Notes::of(&shelf.pages, &leads);
    let (starts, breaks) = (starts(&shelf.pages, read, &contents, &paths), breaks(&shelf.pages, &contents, &paths));
    let mut walk = Walk::new(Plan { pages: &shelf.pages, notes, starts, breaks }, composer);
    (0..read).for_each(|page| walk.page(page));
    walk.finish();
    shelf.bad
}

/// Tells whether links between pages are there at all: else what stands besides is not looked at.
fn memory(pages: &[Page]) -> bool {
    let links = |page: &Page| page.dom.below(ROOT).any(|node| page.dom.name(node) == "a");
    pages.iter().any(links)
}

/// Reads the table of contents: that of EPUB 3, else that of EPUB 2.
fn contents(opf: &Opf, package: &mut Package) -> Contents {
    let mut read = |path: &Option<String>| {
        let path = path.as_deref()?;
        Some((package.read(path).ok().and_then(opf::tree)?, path.to_owned()))
    };
    let nav = read(&opf.nav).map(|(dom, path)| contents::of_nav(&dom, &path)).unwrap_or_default();
    let mut ncx = || read(&opf.ncx).map(|(dom, path)| contents::of_ncx(&dom, &path)).unwrap_or_default();
    if nav.entries.is_empty() { ncx() } else { nav }
}

/// Returns the files that are locked by whoever sold the book. Fonts that are only scrambled are none of our business.
fn locked(package: &mut Package) -> BTreeSet<String> {
    let dom = package.read("META-INF/encryption.xml").ok().and_then(opf::tree);
    let paths = dom.map(|dom| {
        let named = dom.below(ROOT).filter(|node| dom.name(*node) == "CipherReference");
        named.filter_map(|node| dom.attribute(node, "URI")).map(decoded).collect()
    });
    paths.unwrap_or_default()
}

/// The pages of a book as they are read.
struct Shelf {
    package: Package,
    told: Option<Encoding>,
    locked: BTreeSet<String>,
    pages: Vec<Page>,
    /// What the sheets that pages link to say.
    sheets: HashMap<String, String>,
    bytes: usize,
    nodes: usize,
    bad: usize,
    missing: usize,
    shut: usize,
    full: bool,
}

impl Shelf {
    fn new(package: Package) -> Self {
        Self {
            package,
            told: None,
            locked: BTreeSet::new(),
            pages: Vec::new(),
            sheets: HashMap::new(),
            bytes: 0,
            nodes: 0,
            bad: 0,
            missing: 0,
            shut: 0,
            full: false,
        }
    }

    fn add(&mut self, path: &str, place: Place) {
        if self.locked.contains(path) {
            self.shut += 1;
            return;
        }
        if self.bytes > MOST || self.nodes > NODES {
            self.full = true;
            return;
        }
        let data = match self.package.read(path) {
            Ok(data) => data,
            Err(Fault::Locked) => return self.shut += 1,
            Err(Fault::Bomb) => return self.full = true,
            Err(Fault::Broken | Fault::Missing) => return self.missing += 1,
        };
        self.bytes += data.len();
        let read = encoded::page(data, self.told);
        self.bad += read.bad;
        let written = xml::parse(&read.text, Order::Strict);
        // The elements of a page that is out of order nobody can count: its places are that of the page.
        let place = match (place, &written) {
            (Place::Cfi(start), None) => Place::Whole(format!("{start})")),
            (place, _) => place,
        };
        let dom = written.unwrap_or_else(|| soup::parse(&read.text, true));
        self.nodes += dom.len();
        let mut sheet = Sheet::default();
        for link in links(&dom, path) {
            sheet.add(self.sheet(link));
        }
        let mut page = Page::new(dom, path.to_owned(), place, sheet);
        // A book has no menus but its own table of contents.
        furniture::menus(&mut page);
        self.pages.push(page);
    }

    fn sheet(&mut self, path: String) -> &str {
        let package = &mut self.package;
        self.sheets.entry(path).or_insert_with_key(|path| {
            let data = package.read(path).unwrap_or_default();
            String::from_utf8_lossy(&data).into_owned()
        })
    }

    fn remarks(&self) -> Vec<Remark> {
        let counted = |words, n: usize| (n > 0).then(|| Remark { words, blanks: vec![("count", n.to_string())] });
        let full = self.full.then(|| Remark::plain("notice-too-large"));
        let mut remarks: Vec<Remark> = counted("notice-parts-locked", self.shut).into_iter().collect();
        remarks.extend(counted("notice-parts-missing", self.missing));
        remarks.extend(full);
        remarks
    }
}

/// Returns the style sheets that a page links to.
fn links(dom: &Dom, path: &str) -> Vec<String> {
    let sheets =
        dom.below(ROOT).filter(|node| dom.name(*node) == "link").take(20).filter(|node| {
            dom.attribute(*node, "rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("stylesheet"))
        });
    sheets.filter_map(|node| opf::joined(path, &decoded(dom.attribute(node, "href")?))).collect()
}

/// Returns where articles begin: by the table of contents, else at the first heading of each page.
fn starts(pages: &[Page], read: usize, contents: &Contents, paths: &HashMap<&str, usize>) -> HashMap<At, Start> {
    let mut starts = HashMap::new();
    for entry in contents.entries.iter().filter(|entry| entry.level <= DEEP) {
        if let Some(at) = led_to(pages, entry, paths).filter(|at| at.page < read) {
            starts.entry(at).or_insert(Start { level: entry.level, label: entry.label.clone() });
        }
    }
    if !starts.is_empty() {
        return starts;
    }
    let heads = pages.iter().take(read).enumerate().filter_map(|(page, own)| {
        let dom = &own.dom;
        let heads = dom.below(ROOT).filter_map(|node| Some((heading(dom.name(node))?, node)));
        let heads: Vec<(u8, Node)> = heads.filter(|(_, node)| own.facts(*node).chars > 0).collect();
        let highest = heads.iter().map(|(level, _)| *level).min()?;
        let node = heads.into_iter().find(|(level, _)| *level == highest)?.1;
        Some((At { page, node }, Start { level: 1, label: String::new() }))
    });
    heads.collect()
}

/// Returns where printed pages begin.
fn breaks(pages: &[Page], contents: &Contents, paths: &HashMap<&str, usize>) -> HashMap<At, String> {
    let known = |entry: &Entry| Some((led_to(pages, entry, paths)?, entry.label.clone()));
    contents.pages.iter().filter(|entry| !entry.id.is_empty()).filter_map(known).collect()
}

fn led_to(pages: &[Page], entry: &Entry, paths: &HashMap<&str, usize>) -> Option<At> {
    let page = *paths.get(entry.path.as_str())?;
    let own = pages.get(page)?;
    let node = own.with_id(&entry.id).filter(|_| !entry.id.is_empty()).unwrap_or_else(|| own.body());
    Some(At { page, node })
}

#[cfg(test)]
mod tests;
