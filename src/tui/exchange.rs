//! What workers do for exports and imports.

use super::env::Env;
use crate::annotation::{self, Book, IdSource};
use crate::app::Msg;
use crate::error::{Error, Result};
use crate::exchange::{
    Bundle, Facet, Format, Here, Intake, Landing, Options, Parcel, Replace, Source, Written, format, intake, recognise,
};
use crate::files::system;
use crate::library::leads_out;
use crate::state::effect::{Incoming, Outgoing, Preview, Ready};
use crate::text::Document;
use crate::words::Words;
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Opens the documents of a library, with what is settled about them.
fn opener<'r>(env: &'r Env, book: &'r Book) -> impl FnMut(&str) -> Option<Arc<Document>> + use<'r> {
    let readings = env.readings();
    move |path| {
        let data = env.files.read(&env.root.join(path)).ok()?;
        readings.read(path, data, &annotation::read_as(book.overrides(path), env.genre), None).ok().map(Arc::new)
    }
}

/// Tells of every hundredth, once.
fn told(reply: &mut dyn FnMut(Msg), generation: u64) -> impl FnMut(usize, usize) -> bool + '_ {
    let mut last = 0;
    move |done, all| {
        let percent = done * 100 / all.max(1);
        if percent > last {
            last = percent;
            reply(Msg::Advanced(generation, percent));
        }
        true
    }
}

/// Makes an export, or looks at what it would be.
pub fn export(env: &Env, outgoing: Outgoing, reply: &mut dyn FnMut(Msg)) {
    let generation = outgoing.generation;
    let (path, replace) = (outgoing.path.clone(), outgoing.replace.clone());
    let ground = outgoing.ground.clone();
    let made = write(env, &outgoing, &mut told(reply, generation));
    match path {
        None => {
            let preview = made.and_then(|(format, bundle, written)| preview(format, &bundle, written));
            reply(Msg::Previewed(generation, preview));
        }
        Some(path) => {
            let ready = |(format, bundle, written): Made| {
                let name = format!("{}.{}", bundle.name, format.extension);
                Box::new(Ready { path, name, parcel: written.parcel, replace, ground })
            };
            reply(Msg::Ready(generation, made.map(ready)));
        }
    }
}

type Made = (&'static Format, Bundle, Written);

fn write(env: &Env, outgoing: &Outgoing, progress: &mut dyn FnMut(usize, usize) -> bool) -> Result<Made> {
    let Outgoing { format: name, options, lang, book, documents, select, .. } = outgoing;
    let format = format(name).ok_or_else(|| Error::usage("error-no-format").with("format", name))?;
    let library = env.root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let named = documents.iter().map(String::as_str);
    let (mut outside, mut opened) = (Vec::new(), opener(env, book));
    let mut open = |path: &str| {
        if leads_out(&*env.files, &env.root, path) {
            outside.push(path.to_owned());
            return None;
        }
        opened(path)
    };
    let mut bundle = Bundle::gather(&library, book, named, &mut open, select, progress);
    bundle.outside = outside;
    bundle.id = env.store.as_ref().map(|store| store.identity(&*env.files)).transpose()?.unwrap_or_default();
    if format.copies() {
        let read = |source: &Source| Some((source.path.clone(), env.files.read(&env.root.join(&source.path)).ok()?));
        bundle.originals = bundle.sources.iter().filter_map(read).collect();
    }
    let written = (format.write)(&bundle, options, &Words::new(*lang))?;
    Ok((format, bundle, written))
}

/// Lines and characters of the beginning that are looked at.
const HEAD: (usize, usize) = (8, 200);

fn preview(format: &Format, bundle: &Bundle, written: Written) -> Result<Preview> {
    let leaves = format.leaves(bundle, &written);
    let head = match &written.parcel {
        Parcel::One(data) if !format.binary(&written.parcel) => {
            let text = String::from_utf8_lossy(data.get(..data.len().min(4096)).unwrap_or_default()).into_owned();
            let lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
            lines.take(HEAD.0).map(|line| line.chars().take(HEAD.1).collect()).collect()
        }
        Parcel::One(_) => Vec::new(),
        Parcel::Many(members) => members.iter().take(HEAD.0).map(|(path, _)| path.clone()).collect(),
    };
    let codebook = !format.holds.contains(&Facet::Marks);
    let count = if codebook { bundle.codebook().in_use().count() } else { bundle.entries.len() };
    let missing = bundle.missing().map(str::to_owned).collect();
    let missing = [("cli-export-missing", missing), ("export-outside", bundle.outside.clone())];
    let missing = missing.into_iter().filter(|(_, documents): &(_, Vec<String>)| !documents.is_empty()).collect();
    Ok(Preview { count, codebook, documents: bundle.sources.len(), leaves, missing, head })
}

/// Writes an export.
///
/// # Errors
/// There is such a file already, or it cannot be written.
pub fn put(env: &Env, ready: Ready) -> Result<PathBuf> {
    let Ready { path, name, parcel, replace, ground } = ready;
    let written = path.to_string_lossy();
    let mut path = system::typed(&written);
    // A name without extension gets that of the format, unless it is a folder's.
    if path.extension().is_none() && !written.trim_end().ends_with('/') && env.files.kind(&path)?.is_none() {
        path.set_extension(Path::new(&name).extension().unwrap_or_default());
    }
    let (root, replace) = (env.root.as_path(), Replace::Only(replace.as_deref()));
    Landing { path: &path, name: &name, replace, root, ground: &ground }.put(&*env.files, parcel)
}

/// Reads what is to be taken in, and finds out what that would do.
pub fn import(env: &Env, incoming: Incoming, reply: &mut dyn FnMut(Msg)) {
    let generation = incoming.generation;
    let found = read(env, incoming, &mut told(reply, generation));
    reply(Msg::Incoming(generation, found.map(Box::new)));
}

fn read(
    env: &Env,
    incoming: Incoming,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<(&'static str, Intake)> {
    let Incoming { path, book, documents, parent, coder, .. } = incoming;
    let name = path.to_string_lossy().into_owned();
    let parcel = Parcel::read(&*env.files, &system::typed(&name))?;
    let format = recognise(&name, &parcel)?;
    let incoming = format.take_in(&name, parcel, &Options::default())?;
    let now = Timestamp::now();
    let here = Here {
        book: &book,
        documents: &documents,
        open: &mut opener(env, &book),
        parent,
        coder,
        now: Timestamp::from_second(now.as_second()).unwrap_or(now),
        ids: &mut IdSource::random(),
    };
    let found = intake(incoming, here, progress);
    Ok((format.words, found.unwrap_or_default()))
}
