//! `annotate`, `annotations`, `delete`.

use super::args::{Annotate, List, Selecting};
use super::context::{Context, now, place, tag_names};
use super::desk::Desk;
use super::out::{Bar, Out, remark, tell};
use crate::analysis::{Filter, state_named};
use crate::annotation::{
    Annotation, Book, Change, Edit, IdSource, Override, State, Tag, What, coder_name, encoding as settled,
    label as named, quote, sort,
};
use crate::error::{Error, Result};
use crate::exchange::{Bundle, Entry, Select};
use crate::library::leads_out;
use crate::store::Keeper;
use crate::text::decode::{one_line, spoken};
use crate::text::search::{Hit, Mode, Pattern};
use crate::text::{Document, Flow};
use crate::units::{Byte, ByteSpan, Char, CharSpan};
use jiff::Timestamp;
use std::sync::Arc;

/// Adds an annotation and prints its id.
///
/// # Errors
/// The words are not there or in several places, the span is not in the text, a tag is not there.
pub fn annotate(context: &Context, args: &Annotate, out: &mut Out) -> Result<()> {
    let mut desk = context.desk(std::slice::from_ref(&args.file))?;
    let path = desk.texts.first.clone();
    let path = path.ok_or_else(|| {
        Error::data("error-not-document").with("path", args.file.display()).with("library", desk.texts.root.display())
    })?;
    context.tell_transcribed(&mut desk, std::slice::from_ref(&path))?;
    let document = context.open(&desk, &path)?;
    let (flow, spans) = match &args.quote {
        Some(words) => quoted(&document, words, args.nth)?,
        None => spanned(&document, &args.start, &args.end)?,
    };
    // Tags are settled before anything is made: an unknown one leaves nothing behind.
    settle_tags(context, &mut desk.loaded.book, &args.tag, args.create)?;
    let mut keeper = context.keeper(&mut desk)?;
    settle_encoding(context, (&mut desk, &mut keeper), &document)?;
    let (tags, made) = settle_tags(context, &mut desk.loaded.book, &args.tag, args.create)?;
    let (target, quotation) = quote(&document, flow, &spans);
    let now = now();
    let annotation = Annotation {
        id: IdSource::random().make(Timestamp::now()),
        target,
        quotation,
        tags,
        note: args.note.as_deref().unwrap_or_default().replace("\r\n", "\n").trim_end().to_owned(),
        coder: context.coder(),
        created: now,
        modified: now,
        conflicts: Vec::new(),
    };
    for tag in &made {
        keeper.save_tag(&*context.files, &tag.key, Some(tag))?;
    }
    let mut own = own(&desk.loaded.book, &path, &annotation.coder);
    let (id, coder) = (annotation.id, annotation.coder.clone());
    own.push(annotation);
    sort(&mut own);
    keeper.save_sheet(&*context.files, &path, &coder, &own)?;
    out.line(&id.to_string())?;
    out.finish()
}

/// Settles the encoding that was named, if the document would be read as another without it: what is annotated now
/// stands in this text.
fn settle_encoding(context: &Context, (desk, keeper): (&mut Desk, &mut Keeper), document: &Document) -> Result<()> {
    let Some(encoding) = context.encoding()? else { return Ok(()) };
    let (path, book) = (&*document.path, &desk.loaded.book);
    let known = book.overrides(path).iter().find(|o| matches!(o.what, What::Encoding(_))).cloned();
    let data = context.files.read(&desk.texts.path(path))?;
    if settled(book.overrides(path)).unwrap_or_else(|| spoken(&data)).is(encoding) {
        return Ok(());
    }
    let after = Override::encoding(encoding, known.as_ref(), IdSource::random().make(Timestamp::now()), now());
    tell(&context.words.fill("cli-encoding", &[("document", path.to_owned()), ("name", encoding.name())]));
    let changes = vec![Change::settled(path, after.id, known, Some(after))];
    context.commit(desk, keeper, Edit { label: "edit-encoding", at: None, changes })
}

fn own(book: &Book, document: &str, coder: &str) -> Vec<Annotation> {
    book.of(document).iter().filter(|a| a.coder == coder).cloned().collect()
}

/// Finds a quotation: as it is written, else folded.
fn quoted(document: &Document, words: &str, nth: Option<usize>) -> Result<(Flow, Vec<ByteSpan>)> {
    let mut hits = Pattern::new(words, Mode::Quoted)?.find(document);
    if hits.is_empty() {
        hits = Pattern::new(words, Mode::Folded)?.find(document);
    }
    let count = hits.len();
    let chosen = match (nth, count) {
        (_, 0) => return Err(Error::data("error-no-quote").with("quote", words)),
        (Some(n), _) if n == 0 || n > count => {
            return Err(Error::data("error-nth").with("quote", words).with("count", count));
        }
        (Some(n), _) => n - 1,
        (None, 1) => 0,
        (None, _) => return Err(many(document, words, &hits)),
    };
    let hit = hits.swap_remove(chosen);
    Ok((document.flow_of(hit.block), hit.spans))
}

fn many(document: &Document, words: &str, hits: &[Hit]) -> Error {
    let place = |(n, hit): (usize, &Hit)| {
        let (before, after) = document.context(document.flow_of(hit.block), &hit.spans);
        let start = hit.spans.first().map_or(0, |span| document.offsets().char(&document.text, span.start).0);
        format!("{}\t{start}\t{}[{words}]{}", n + 1, one_line(&before), one_line(&after))
    };
    let places: Vec<String> = hits.iter().enumerate().map(place).collect();
    Error::data("error-many-quotes").with("quote", words).with("count", hits.len()).with("places", places.join("\n"))
}

/// Takes spans as they are given, in code points.
fn spanned(document: &Document, starts: &[usize], ends: &[usize]) -> Result<(Flow, Vec<ByteSpan>)> {
    if starts.is_empty() {
        return Err(Error::usage("error-what-to-annotate"));
    }
    let pairs: Vec<(usize, usize)> = starts.iter().copied().zip(ends.iter().copied()).collect();
    let rising = pairs.windows(2).all(|pair| matches!(pair, [a, b] if a.1 <= b.0)) && pairs.iter().all(|(s, e)| s < e);
    if starts.len() != ends.len() || !rising {
        return Err(Error::usage("error-span-order"));
    }
    let bytes = |(start, end): &(usize, usize)| {
        let outside = || {
            let length = document.text.chars().count();
            Error::data("error-span").with("start", start).with("end", end).with("length", length)
        };
        document.offsets().bytes(&document.text, CharSpan::new(Char(*start), Char(*end))).ok_or_else(outside)
    };
    let spans = pairs.iter().map(bytes).collect::<Result<Vec<ByteSpan>>>()?;
    let first = spans.first().map_or(Byte(0), |span| span.start);
    let flow = document.structure.block_at(first).map_or(Flow::Printed, |id| document.flow_of(id));
    Ok((flow, spans))
}

/// Makes the tag of a path, and those above it that are not there.
fn create_tag(context: &Context, book: &mut Book, name: &str, made: &mut Vec<Tag>) -> Result<String> {
    let found = context.tag(book, name);
    if !found.as_ref().is_err_and(|error| error.key == "error-no-such-tag") {
        return found;
    }
    let (parent, label) = name.rsplit_once('/').map_or((None, name), |(parent, label)| (Some(parent), label));
    let label = named(label)?;
    let parent = parent.map(|parent| create_tag(context, book, parent.trim(), made)).transpose()?;
    let tag = book.codebook.make(label, parent.as_deref(), now());
    book.codebook.set(&tag.key.clone(), Some(tag.clone()));
    made.push(tag.clone());
    Ok(tag.key)
}

/// Finds the tags by name; with `create`, makes those that are not there, below the path that they name.
fn settle_tags(context: &Context, book: &mut Book, names: &[String], create: bool) -> Result<(Vec<String>, Vec<Tag>)> {
    let (mut keys, mut made) = (Vec::new(), Vec::new());
    for name in names {
        let key = match context.tag(book, name) {
            Err(error) if error.key == "error-no-such-tag" && create => create_tag(context, book, name, &mut made)?,
            Err(error) if error.key == "error-no-such-tag" => return Err(Error { key: "error-no-tag", ..error }),
            other => other?,
        };
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    Ok((keys, made))
}

/// Gathers the annotations that a command is about; with `texts`, documents without any go along. Texts to which links
/// lead out of the library go along with `links` alone.
///
/// # Errors
/// A path that leads nowhere, a tag or a state that is not there.
pub fn gather(context: &Context, args: &Selecting, (texts, links): (bool, bool)) -> Result<(Desk, Bundle)> {
    let mut desk = context.desk(&args.paths)?;
    if let Some(store) = &desk.store
        && context.files.kind(&store.card())?.is_none()
    {
        tell(&context.words.fill("cli-no-store", &[("path", store.root.display().to_string())]));
    }
    let documents = desk.documents(&*context.files, &args.paths)?;
    context.tell_transcribed(&mut desk, &documents)?;
    let select = select(context, &desk.loaded.book, args, texts)?;
    let name = desk.texts.root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let mut outside = Vec::new();
    let mut open = |path: &str| {
        if !links && leads_out(&*context.files, &desk.texts.root, path) {
            outside.push(path.to_owned());
            return None;
        }
        // That a file is gone is said with what stood on it.
        let tells = |error: &Error| {
            if !error.is_absence() {
                tell(&context.words.error(error));
            }
        };
        context.open(&desk, path).inspect_err(tells).ok().map(Arc::new)
    };
    let mut bar = Bar::new(&context.words.say("cli-reading"));
    let named = documents.iter().map(String::as_str);
    let mut bundle =
        Bundle::gather(&name, &desk.loaded.book, named, &mut open, &select, &mut |done, all| bar.show(done, all));
    bundle.outside = outside;
    bundle.id = desk.store.as_ref().map(|store| store.identity(&*context.files)).transpose()?.unwrap_or_default();
    Ok((desk, bundle))
}

/// Returns what the command line selects.
fn select(context: &Context, book: &Book, args: &Selecting, texts: bool) -> Result<Select> {
    let filter = |written: &String| {
        let left = |name: &str| match book.codebook.called(name).as_slice() {
            [tag] => Some(tag.key.clone()),
            _ => None,
        };
        let tag = |name: &str| context.tag(book, name).or_else(|error| left(name).ok_or(error));
        let found = Filter::of_tags(written, &book.codebook, tag);
        found.map_err(|wrong| wrong.unwrap_or_else(|| Error::usage("error-filter").with("filter", written)))
    };
    let states: Vec<&str> = State::ALL.iter().map(|state| state.name()).collect();
    let state = |name: &String| {
        let wrong = || Error::usage("error-state").with("state", name).with("states", states.join(", "));
        state_named(name).ok_or_else(wrong)
    };
    let day = |written: &String| {
        let whole = format!("{written}T00:00:00Z");
        written
            .parse::<Timestamp>()
            .or_else(|_| whole.parse())
            .map_err(|_| Error::usage("error-day").with("day", written))
    };
    Ok(Select {
        tags: args.tag.iter().map(filter).collect::<Result<_>>()?,
        articles: args.article.clone(),
        coder: context.shared.coder.as_deref().map(coder_name),
        states: args.state.iter().map(state).collect::<Result<_>>()?,
        since: args.since.as_ref().map(day).transpose()?,
        ids: None,
        asked: Vec::new(),
        texts,
    })
}

/// Lists annotations.
///
/// # Errors
/// As for [`gather`].
pub fn annotations(context: &Context, args: &List, out: &mut Out) -> Result<()> {
    context.format(&args.format, &["text", "json"])?;
    let (desk, bundle) = gather(context, &args.select, (false, true))?;
    if args.format == "json" {
        let list: Vec<_> = bundle.entries.iter().map(Entry::json).collect();
        out.line(&serde_json::Value::Array(list).to_string())?;
        return out.finish();
    }
    for entry in &bundle.entries {
        let a = &entry.annotation;
        let short: String = a.id.to_string().chars().take(18).collect();
        let quotation = entry.read();
        let tags = tag_names(&desk.loaded.book, a, &context.words);
        let note = if a.note.is_empty() { String::new() } else { format!("\t* {}", one_line(&a.note)) };
        let state = match entry.state {
            State::InPlace => String::new(),
            other => format!("\t({})", context.words.say(&format!("state-{}", other.name()))),
        };
        out.line(&format!("{short}\t{}\t{}\t{tags}\t{}{note}{state}", place(entry), a.coder, one_line(&quotation)))?;
    }
    if bundle.entries.is_empty() {
        remark(&context.words.say("cli-no-annotations"));
    }
    out.finish()
}

/// Removes an annotation of the coder's own.
///
/// # Errors
/// There is none of that id, or it is another coder's.
pub fn delete(context: &Context, id: &str) -> Result<()> {
    let mut desk = context.desk(&[])?;
    let coder = context.coder();
    let missing = || Error::data("error-no-annotation").with("id", id);
    let wanted = id.to_lowercase();
    let all =
        desk.loaded.book.all().flat_map(|(document, list)| list.iter().map(move |a| (document.to_owned(), a.clone())));
    let found: Vec<(String, Annotation)> =
        all.filter(|(_, a)| wanted.len() >= 8 && a.id.to_string().starts_with(&wanted)).collect();
    let (document, annotation) = match found.as_slice() {
        [(document, annotation)] => (document, annotation.clone()),
        [] => return Err(missing()),
        several => return Err(Error::data("error-many-annotations").with("id", id).with("count", several.len())),
    };
    if annotation.coder != coder {
        return Err(Error::data("error-not-yours").with("id", id).with("coder", &annotation.coder));
    }
    let mut keeper = context.keeper(&mut desk)?;
    let at = Some((document.clone(), annotation.target.start()));
    let changes = vec![Change::annotation(document, annotation.id, Some(annotation), None)];
    context.commit(&mut desk, &mut keeper, Edit { label: "edit-delete", at, changes })
}
