//! Reads a table of any format by the columns that a person chose, or that were settled before.

use super::columns::Columns;
use super::{csv, lines, xlsx};
use crate::text::encoding::Encoding;
use crate::text::source::given::Source;

/// Reads a table with the reader of a name; none if that reads no tables.
pub fn read_by(reader: &str, data: Vec<u8>, told: Option<Encoding>, columns: &Columns) -> Option<Source> {
    let read = match reader {
        "csv" => csv::read_by,
        "json-lines" => lines::read_by,
        "xlsx" => xlsx::read_by,
        _ => return None,
    };
    Some(read(data, told, columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_settled_is_read_again() {
        let columns = Columns { key: Some(String::new()), text: vec!["b".to_owned()] };
        let text = |reader, data: &str| read_by(reader, data.into(), None, &columns).map(|source| source.text);
        assert_eq!(text("csv", "id,a,b\nx,水,渠\n").as_deref(), Some("1\n\n渠\n"));
        assert_eq!(text("json-lines", "{\"id\":\"x\",\"a\":\"水\",\"b\":\"渠\"}").as_deref(), Some("1\n\n渠\n"));
        assert_eq!((text("xlsx", "").as_deref(), text("srt", "")), (Some(""), None));
    }
}
