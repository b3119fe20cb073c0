//! Codebooks, whatever tells of them: a file of any format, JSON as `tags export` prints it, a plain list.

use crate::annotation::{Tag, key_of};
use crate::error::{Error, Result};
use crate::exchange::common::taxonomy::split;
use crate::exchange::formats::list;
use crate::exchange::formats::readable;
use crate::exchange::intake::incoming::{Incoming, Label};
use crate::exchange::intake::loss::At;
use crate::exchange::intake::recognise::recognise;
use crate::exchange::intake::shape::unlike;
use crate::exchange::{Options, Parcel, without_mark};
use serde_json::Value;

/// Reads the codebook of a file. What is of no format is a list of tags: records of JSON, else one a line.
///
/// # Errors
/// It cannot be read, or is neither.
pub fn read(name: &str, parcel: Parcel) -> Result<Incoming> {
    let options = Options::default();
    match recognise(name, &parcel) {
        Ok(format) => Ok(format.take_in(name, parcel, &options)?.only_codebook()),
        Err(error) if error.key == "error-json-names" => read_records(name, &parcel.only(name)?),
        Err(error) if error.key == "error-unrecognised" && matches!(parcel, Parcel::One(_)) => {
            list::read(name, parcel, &options)
        }
        Err(error) => Err(error),
    }
}

/// Reads a list of tags: by their keys, else by their paths. What is not said of one that is here stays.
fn read_records(name: &str, data: &[u8]) -> Result<Incoming> {
    let broken = |e| Error::data("error-broken").with("path", name).with("cause", e);
    let value: Value = serde_json::from_slice(without_mark(data)).map_err(broken)?;
    let Value::Array(list) = value else { return Err(unlike(name, &value).with("formats", readable())) };
    let mut incoming = Incoming::default();
    for (n, item) in list.into_iter().enumerate() {
        let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        let said = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
        let (zh, en) = (text("zh"), text("en"));
        let label = [&zh, &en].into_iter().find(|label| !label.is_empty()).cloned();
        let Some(label) = label else {
            incoming.lose_in("loss-records", At::Record("", n + 1));
            continue;
        };
        let path = said("path").map(|path| split(&path)).filter(|path| !path.is_empty());
        let key = said("key").map(|key| key_of(&key));
        let examples = item.get("examples").and_then(Value::as_array).into_iter().flatten();
        incoming.tags.push(Label {
            id: key.clone().unwrap_or_else(|| n.to_string()),
            path: path.unwrap_or_else(|| vec![label]),
            above: said("parent"),
            placed: key.is_some() && item.get("parent").is_some(),
            key,
            about: Tag {
                zh,
                en,
                definition: text("definition"),
                include: text("include"),
                exclude: text("exclude"),
                examples: examples.filter_map(Value::as_str).map(str::to_owned).collect(),
                ..Tag::default()
            },
            ..Label::default()
        });
    }
    Ok(incoming)
}
