//! CSV and TSV: the sign between cells is found in the first rows.

use super::columns::Columns;
use super::compose::{Read, compose};
use super::grid::{Cells, Grid, Words};
use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::given::{Extent, Source};
use csv::{ByteRecord, Reader, ReaderBuilder};

/// The reader's name and version.
pub const READER: (&str, u32) = ("csv", 1);

/// The signs that part cells, the first before the others.
const SIGNS: &[u8] = b",\t;|";
/// The most columns, as many as spreadsheets have.
const COLUMNS: usize = 16_384;
/// The rows by which the sign is told.
const SAMPLE: usize = 20;

/// Tells whether a file is such a table: only its name says so.
pub fn knows(path: &str, data: &[u8]) -> bool {
    bytes::ends_in(path, &["csv", "tsv", "tab"]) && !data.starts_with(b"PK\x03\x04")
}

/// Reads a table; key and text are proposed.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    read_by(data, told, &Columns::default())
}

/// Reads a table by the columns that a person chose.
pub fn read_by(data: Vec<u8>, told: Option<Encoding>, columns: &Columns) -> Source {
    let size = data.len();
    let decoded = bytes::words(data, told);
    let (encoding, bad) = (decoded.encoding, decoded.bad);
    let (words, cells) = cells(&decoded.text);
    drop(decoded.text);
    let grids = vec![Grid::new("", cells, &words)];
    compose(Read { reader: READER, size, grids, encoding, bad, said: Vec::new() }, columns)
}

/// Returns all cells of a text, and the words that they have.
pub fn cells(text: &str) -> (Words, Cells) {
    // Excel is told the sign so.
    let told = text.strip_prefix("sep=").and_then(|rest| Some((*rest.as_bytes().first()?, rest.split_once('\n')?.1)));
    let (sign, text) = told.unwrap_or_else(|| (sign(text), text));
    let (mut words, mut cells) = (Words(String::with_capacity(text.len())), Cells::default());
    let (mut reader, mut record) = (records(text, sign), ByteRecord::new());
    while reader.read_byte_record(&mut record).is_ok_and(|more| more) {
        // Signs are ASCII: what stands between them is whole characters.
        let row = record.iter().take(COLUMNS).map(|cell| str::from_utf8(cell).unwrap_or_default());
        row.enumerate().for_each(|(n, cell)| cells.add(n, words.add(cell)));
        cells.end_row();
    }
    (words, cells)
}

fn records(text: &str, sign: u8) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(sign);
    builder.from_reader(text.as_bytes())
}

/// Returns the sign that parts the first rows into the most rows of one width. Where nothing parts them, a line is a
/// cell.
fn sign(text: &str) -> u8 {
    let rows = |sign: u8| {
        if is_endless(text, sign) {
            return None;
        }
        let records = records(text, sign).into_byte_records();
        let widths: Vec<usize> = records.map_while(Result::ok).take(SAMPLE).map(|record| record.len()).collect();
        let width = widths.first().copied().unwrap_or(0);
        let alike = widths.iter().filter(|own| **own == width).count();
        (width > 1).then_some((alike, width))
    };
    let best = SIGNS.iter().rev().filter_map(|sign| Some((rows(*sign)?, *sign))).max_by_key(|(count, _)| *count);
    best.map_or(0, |(_, sign)| sign)
}

/// Tells whether some line has more cells than anybody wrote.
fn is_endless(text: &str, sign: u8) -> bool {
    let mut long = text.lines().filter(|line| line.len() > COLUMNS);
    long.any(|line| memchr::memchr_iter(sign, line.as_bytes()).count() > COLUMNS * 8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::given::Role;

    fn all(data: &[u8]) -> Source {
        read(data.to_vec(), Extent::Whole, None)
    }

    #[test]
    fn cells_are_as_they_stand() {
        // T26: GBK, a line end and quotation marks in a cell, an empty answer, what looks like a formula.
        let text = "编号,姓名,\"问：渠修得怎么样？\"\r\n1,甲某,\"水很足，\"\"够用\"\"。\r\n就是远。\"\r\n2,乙某,=SUM(1)\r\n3,丙某,\r\n4,丁某,说不好。\r\n";
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        let source = all(&gbk);
        assert_eq!(source.text, "1\n\n水很足，\"够用\"。\n就是远。\n\n2\n\n=SUM(1)\n\n3\n\n4\n\n说不好。\n");
        let layout = source.layout.unwrap();
        let titles: Vec<&str> =
            layout.blocks.iter().filter(|b| b.role == Role::Title).map(|b| b.place.as_str()).collect();
        assert_eq!((titles, source.encoding.name().as_str()), (vec!["1", "2", "3", "4"], "GB18030"));
        assert_eq!(layout.attributes[2], [("姓名".into(), "丙某".to_owned())]);
        assert_eq!(layout.meta, [("key".into(), "编号".into()), ("text".into(), "问：渠修得怎么样？".to_owned())]);
        assert!(source.remarks.is_empty());
    }

    #[test]
    fn the_sign_between_cells_is_found() {
        for text in [
            "id\ttext\n1\t一，二, 三\n2\t四\n",
            "id;text\n1;一，二, 三\n2;四\n",
            "sep=|\nid|text\n1|一，二, 三\n2|四\n",
        ] {
            assert_eq!(all(text.as_bytes()).text, "1\n\n一，二, 三\n\n2\n\n四\n", "{text}");
        }
        // One column without quotation marks: a comma parts nothing.
        let source = all("意见\n渠, 修好了。\n树\n".as_bytes());
        assert_eq!(source.text, "1\n\n渠, 修好了。\n\n2\n\n树\n");
        assert_eq!(source.remarks[0].words, "notice-table-numbers");
    }

    #[test]
    fn odd_tables_are_read() {
        assert_eq!(all(b"").remarks[0].words, "notice-table-empty");
        assert_eq!(all("id,text\n".as_bytes()).text, "");
        let wide = all("id,text\n1,一,二,三\n\n2\n".as_bytes());
        assert_eq!(wide.text, "1\n\n一\n\n2\n");
        assert_eq!(wide.layout.unwrap().attributes[0], [("C".into(), "二".to_owned()), ("D".into(), "三".into())]);
        // A row without an end is a cell.
        assert_eq!(
            all(format!("id,text{}\n", ",".repeat(1 << 20)).as_bytes()).remarks[0].words,
            "notice-table-numbers"
        );
        let open = all("id,text\n1,\"没有结尾".as_bytes());
        assert_eq!(open.text, "1\n\n没有结尾\n");
        let soft = all("id,text\n\u{ad},一\nx,二\0\n".as_bytes());
        assert_eq!((soft.text.as_str(), soft.bad), ("1\n\n一\n\n2\n\n二\u{fffd}\n", 1));
    }

    #[test]
    fn several_texts_have_places_of_their_own() {
        let columns = Columns { key: None, text: vec!["看法".to_owned(), "建议/其他".to_owned()] };
        let source = read_by("编号,看法,建议/其他\na/b,好,多种树\n".into(), None, &columns);
        let places: Vec<String> = source.layout.unwrap().blocks.into_iter().map(|block| block.place).collect();
        assert_eq!(places, ["a%2Fb", "a%2Fb/看法", "a%2Fb/建议%2F其他"]);
    }
}
