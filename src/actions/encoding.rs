//! The encoding of a document, settled by a person.

use crate::actions::layers::reopen;
use crate::actions::{commit, saving};
use crate::annotation::{Change, Edit, Override, What};
use crate::error::Error;
use crate::state::unsaved::ENCODING;
use crate::state::{Model, project};
use crate::text::Encoding;

/// Settles the encoding of a document, or has its bytes speak again. Nothing needs to be known for that: neither who
/// annotates nor where annotations are kept.
pub fn settle(model: &mut Model, path: &str, encoding: Option<Encoding>) {
    let looked = commit::look_no_more(model, path);
    let known = model.project.book.overrides(path).iter().find(|o| matches!(o.what, What::Encoding(_))).cloned();
    let (id, now) = (model.project.ids.make(model.now), model.seconds());
    let after = encoding.map(|encoding| Override::encoding(encoding, known.as_ref(), id, now));
    let Some(id) = after.as_ref().or(known.as_ref()).map(|o| o.id) else {
        let name = model.reader.document.as_deref().map_or_else(String::new, |document| document.encoding.name());
        model.notice_with("notice-encoding", &[("name", name)]);
        if looked {
            reopen(model, path);
        }
        return;
    };
    commit::again(model, Edit { label: ENCODING, at: None, changes: vec![Change::settled(path, id, known, after)] });
    saving::compare(model, vec![path.to_owned()]);
    if model.reader.document.is_none() && !model.reader.opening {
        reopen(model, path);
    }
    if let Some(encoding) = encoding.filter(|_| model.project.store == project::Store::Nowhere) {
        model.notice_with("notice-encoding-loose", &[("name", encoding.name())]);
    }
}

/// Settles the encoding of the document that is open, or cannot be opened; `auto` is what its bytes speak for.
pub fn encoding(model: &mut Model, name: &str) {
    let open = model.reader.document.as_deref().map(|document| (document.path.to_string(), document.encoding.name()));
    let wanted = || model.reader.wanted.clone().map(|path| (path, String::new()));
    let Some((path, present)) = open.or_else(wanted) else { return };
    match (name, Encoding::named(name)) {
        ("", _) => model.notice_with("notice-encoding", &[("name", present)]),
        ("auto", _) => settle(model, &path, None),
        (_, Some(encoding)) => settle(model, &path, Some(encoding)),
        (_, None) => model.alarm(&Error::usage("error-no-such-encoding").with("name", name)),
    }
}
