//! Codebooks as plain lists: one tag a line, tabs for depth.

use crate::annotation::list::{LONGEST, MOST, Unlisted, line, paths};
use crate::error::{Error, Result};
use crate::exchange::common::taxonomy::Separator;
use crate::exchange::intake::incoming::{Incoming, Label};
use crate::exchange::{Bundle, Options, Parcel, Written};
use crate::text::decode::decode;
use crate::words::Words;

/// Writes the names of the tags, those below others further in.
///
/// # Errors
/// Never.
pub fn write(bundle: &Bundle, _: &Options, words: &Words) -> Result<Written> {
    let lines = bundle.codebook().tree().into_iter().map(|(depth, tag)| line(depth, tag.label(words.lang())) + "\n");
    Ok(lines.collect::<String>().into_bytes().into())
}

/// Reads a list of tags, in whatever encoding it is.
///
/// # Errors
/// A line is too long to name a tag, or there are too many.
pub fn read(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let decoded = decode(parcel.only(name)?);
    let error = |unlisted| match unlisted {
        Unlisted::Long(line) => Error::data("error-no-list").with("line", line + 1).with("most", LONGEST),
        Unlisted::Many => Error::data("error-long-list").with("lines", MOST),
    };
    let paths = paths(&decoded.text).map_err(|unlisted| error(unlisted).with("path", name))?;
    let mut incoming = Incoming { separator: Some(Separator::Own), ..Incoming::default() };
    for path in paths {
        let id = path.join("\0");
        if incoming.tags.find(&id).is_none() {
            incoming.tags.push(Label { id, path, ..Label::default() });
        }
    }
    Ok(incoming)
}

/// Signs that stand in sentences and in tables, not in the names of tags.
const PROSE: [char; 10] = ['。', '！', '？', '；', '，', '…', '!', '?', ';', '"'];

/// Extensions of files that may be lists.
const NAMES: [&str; 2] = ["txt", "list"];

/// Tells whether a file of that name looks like a list of tags: a text of short lines without the signs of sentences.
pub fn is_list(name: &str, data: &[u8]) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    if !extension.is_some_and(|extension| NAMES.contains(&extension.as_str())) {
        return false;
    }
    let decoded = decode(data.to_vec());
    let prose =
        |line: &str| line.contains(PROSE) || line.trim().contains('\t') || line.trim_end().ends_with(['：', ':']);
    let listed = paths(&decoded.text).is_ok_and(|paths| !paths.is_empty());
    let marked = decoded.text.trim_start().starts_with(['{', '[', '<']);
    listed && !marked && decoded.bad == 0 && !decoded.text.lines().any(prose)
}
