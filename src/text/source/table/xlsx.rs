//! Workbooks of Excel and of others that write as it does: values as they were last reckoned, texts of several looks as
//! one, readings set beside them left out, long numbers digit by digit as the file has them.

use super::columns::Columns;
use super::compose::{Read, compose};
use super::grid::{Cells, Grid, Words};
use super::sheet::{Book, cells, strings};
use super::styles;
use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::given::{Extent, Sort, Source};
use crate::text::source::package::{self, Fault, Package};
use crate::text::source::tree;
use std::collections::HashMap;

/// The reader's name and version.
pub const READER: (&str, u32) = ("xlsx", 1);

/// The first bytes of files of older programs, and of those with a password.
const OLD: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Tells whether a file is a workbook; those of other programs are known, to say what can be done with them.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let named = |endings: &[&str]| bytes::ends_in(path, endings);
    if data.starts_with(OLD) {
        return named(&["xls", "xlsx", "xlsm", "et"]);
    }
    package::is_zip(data)
        && (named(&["xlsx", "xlsm", "xltx", "xlsb", "ods"]) || package::has_member(data, "xl/workbook.xml"))
}

/// Reads a workbook; key and text are proposed for each sheet.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    read_by(data, told, &Columns::default())
}

/// Reads a workbook by the columns that a person chose.
pub fn read_by(data: Vec<u8>, _: Option<Encoding>, columns: &Columns) -> Source {
    let nothing = |words| bytes::nothing(READER, Sort::Table, words);
    if data.starts_with(OLD) {
        return nothing("notice-old-workbook");
    }
    let size = data.len();
    let mut package = match Package::open(data) {
        Ok(package) => package,
        Err(fault) => return nothing(bytes::fault(fault)),
    };
    let mut words = Words::default();
    match sheets(&mut package, &mut words) {
        Ok(Some(sheets)) => {
            drop(package);
            let grids = sheets.into_iter().map(|(name, cells)| Grid::new(&name, cells, &words)).collect();
            compose(Read { reader: READER, size, grids, encoding: Encoding::UTF_8, bad: 0, said: Vec::new() }, columns)
        }
        Ok(None) => nothing("notice-old-workbook"),
        Err(fault) => nothing(bytes::fault(fault)),
    }
}

/// Reads the sheets of a workbook with their names; none if it is of another kind.
fn sheets(package: &mut Package, words: &mut Words) -> Result<Option<Vec<(String, Cells)>>, Fault> {
    let top = targets(package, "_rels/.rels", "");
    let main = top.values().find(|(kind, _)| kind.ends_with("/officeDocument")).map(|(_, path)| path.clone());
    let main = main.filter(|path| package.has(path)).unwrap_or_else(|| "xl/workbook.xml".to_owned());
    if !package.has(&main) {
        return Ok(None);
    }
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let parts = targets(package, &format!("{folder}/_rels/{file}.rels"), folder);
    let part = |end: &str| parts.values().find(|(kind, _)| kind.ends_with(end)).map(|(_, path)| path.clone());
    let workbook = text(package.read(&main)?);
    let document = tree::parse(&workbook).ok_or(Fault::Broken)?;
    let named = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
    let truth = |value: Option<&str>| matches!(value, Some("1" | "true"));
    let from_1904 = named("workbookPr").any(|node| truth(node.attribute("date1904")));
    let mut own =
        |path: Option<String>| path.filter(|p| package.has(p)).map(|p| package.read(&p).map(text)).transpose();
    let strings = own(part("/sharedStrings"))?.map(|xml| strings(&xml, words)).unwrap_or_default();
    let styles = own(part("/styles"))?.map(|xml| styles::read(&xml)).unwrap_or_default();
    let (book, mut sheets) = (Book { strings, styles, from_1904 }, Vec::new());
    for node in named("sheet") {
        let id = node.attributes().find(|a| a.name() == "id").map(|a| a.value());
        let target = id.and_then(|id| parts.get(id)).filter(|(kind, _)| kind.ends_with("/worksheet"));
        if let Some(xml) = own(target.map(|(_, path)| path.clone()))? {
            let name = node.attribute("name").unwrap_or_default().to_owned();
            sheets.push((name, cells(&xml, &book, words)));
        }
    }
    Ok(Some(sheets))
}

/// Returns the relations of a part by their names: of what kind each is, and where it leads.
fn targets(package: &mut Package, path: &str, folder: &str) -> HashMap<String, (String, String)> {
    let xml = package.read(path.trim_start_matches('/')).map(text).unwrap_or_default();
    let Some(document) = tree::parse(&xml) else { return HashMap::new() };
    let all = document.descendants().filter(|node| node.tag_name().name() == "Relationship");
    let relation = |node: roxmltree::Node<'_, '_>| {
        let target = node.attribute("Target")?;
        let path = target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_owned);
        let kind = node.attribute("Type").unwrap_or_default().to_owned();
        Some((node.attribute("Id")?.to_owned(), (kind, straight(&path))))
    };
    all.filter_map(relation).collect()
}

/// Takes the steps up and none out of a path.
fn straight(path: &str) -> String {
    let mut steps = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn text(data: Vec<u8>) -> String {
    // Nearly all of them are UTF-8; what is not says so.
    String::from_utf8(data).unwrap_or_else(|e| tree::text_of(e.into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::super::laws::{SHEET, workbook};
    use super::*;

    fn all(sheet: &str) -> Source {
        read(workbook(sheet), Extent::Whole, None)
    }

    #[test]
    fn cells_are_as_people_see_them() {
        // T27: a long number, a date, readings left out, a trailing blank, the value of a formula, what XML cannot hold.
        let source = all(SHEET);
        assert_eq!(source.text, "12345678901234567\n\n水来了 \n\n0.29\n");
        let layout = source.layout.unwrap();
        let said = |n: usize| layout.attributes[n].iter().map(|(a, b)| format!("{a}={b}")).collect::<Vec<_>>();
        assert_eq!(
            (said(0), said(1)),
            (vec!["时间=2024-03-02 10:30:00".into()], vec!["C=<合>村".into(), "时间=TRUE".into()])
        );
        assert_eq!(layout.meta[1], ("text".to_owned(), "意见& 其他".to_owned()));
        assert!(source.remarks.is_empty());
    }

    #[test]
    fn what_is_no_workbook_is_said() {
        let words = |data: &[u8]| read(data.to_vec(), Extent::Whole, None).remarks[0].words;
        assert_eq!(words(OLD), "notice-old-workbook");
        assert_eq!(words(b"PK\x03\x04"), "notice-broken-file");
        assert!(knows("a.xls", OLD) && !knows("a.doc", OLD) && !knows("a.xlsx", b"text"));
        assert!(knows("a.bin", &workbook(SHEET)));
        assert_eq!(all("<worksheet>").remarks[0].words, "notice-table-empty");
    }

    #[test]
    fn hostile_sheets_are_no_harm() {
        let deep = format!("<worksheet><sheetData><row>{}", "<c>".repeat(100_000));
        assert_eq!(all(&deep).text, "");
        let far = "<worksheet><sheetData><row><c r=\"ZZZZZZ1\" t=\"str\"><v>x</v></c><c r=\"XFD1\" t=\"str\"><v>y</v></c></row><row><c r=\"XFD2\" t=\"str\"><v>z</v></c></row></sheetData></worksheet>";
        assert_eq!(all(far).text, "1\n\nz\n");
    }
}
