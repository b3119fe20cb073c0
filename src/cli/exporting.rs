//! `export`, `formats`.

use super::annotate::gather;
use super::args::Export;
use super::context::Context;
use super::out::{Out, tell};
use crate::error::{Error, Result};
use crate::exchange::{
    Against, Bundle, Choice, Errata, FORMATS, Facet, Format, Ground, Landing, Options, Replace, SCHEMA, Source,
    Sources, Unit, format, is_base,
};
use crate::files::system;
use crate::text::word::Segmenter;
use crate::words::{Lang, Words};

/// Returns the format of a name.
///
/// # Errors
/// There is none.
pub fn named(name: &str) -> Result<&'static Format> {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    format(name).ok_or_else(|| Error::usage("error-no-format").with("format", name).with("formats", names.join(", ")))
}

/// Writes annotations in a format.
///
/// # Errors
/// No such format or tag, or the file cannot be written.
pub fn export(context: &Context, args: &Export, out: &mut Out) -> Result<()> {
    let format = named(&args.format)?;
    let (desk, mut bundle) = gather(context, &args.select, (args.texts.as_deref() == Some("all"), args.links))?;
    let terms = desk.loaded.book.terms.iter().map(String::as_str);
    let segmenter = || Segmenter::load().with_terms(terms.clone()).with_fine(context.settings.fine());
    let options = Options {
        by_tag: args.by.as_deref() == Some("tag"),
        bom: args.bom,
        raw: args.raw,
        sources: args.sources.as_deref().map(|name| if name == "page" { Sources::Page } else { Sources::Article }),
        errata: args.errata.as_deref().map(|name| match name {
            "mark" => Errata::Mark,
            "apply" => Errata::Apply,
            _ => Errata::None,
        }),
        unit: match args.unit.as_deref() {
            Some("word") => Unit::Word,
            Some("utf16") => Unit::Utf16,
            _ => Unit::Char,
        },
        qualcoder: args.program.is_some(),
        against: args.against.as_deref().map(against).transpose()?.unwrap_or_default(),
        all: args.all,
        roll_up: args.roll_up,
        base: args.base.as_deref().map(base).transpose()?,
        segmenter: if format.cuts(args.unit.as_deref() == Some("word")) { segmenter() } else { Segmenter::default() },
    };
    // What programs read is the same on every machine, whatever the language of the interface; what people read is not.
    let lang = if format.people || context.shared.lang.is_some() { context.words.lang() } else { Lang::default() };
    if format.copies() {
        let read =
            |source: &Source| Some((source.path.clone(), context.files.read(&desk.texts.path(&source.path)).ok()?));
        bundle.originals = bundle.sources.iter().filter_map(read).collect();
    }
    let written = (format.write)(&bundle, &options, &Words::new(lang))?;
    let leaves = format.leaves(&bundle, &written);
    match &args.output {
        Some(path) if path.as_os_str() != "-" => {
            let name = format!("{}.{}", bundle.name, format.extension);
            let ground = &Ground::new(desk.texts.documents.iter().cloned(), &desk.loaded.book);
            let (path, root) = (&system::here().join(path), desk.texts.root.as_path());
            let landing = Landing { path, name: &name, replace: Replace::All, root, ground };
            drop(landing.put(&*context.files, written.parcel)?);
        }
        _ if out.is_terminal() && format.binary(&written.parcel) => {
            return Err(Error::usage("error-binary").with("format", format.name).with("extension", format.extension));
        }
        _ => {
            out.bytes(&written.parcel.into_bytes()?)?;
            out.finish()?;
        }
    }
    tell_idle(context, format, given(args));
    report(context, format, &bundle, leaves);
    Ok(())
}

/// Returns what can be given, as it is written, and whether it is.
fn given(args: &Export) -> [(Choice, &'static str, bool); 13] {
    let unit = |name: &str| args.unit.as_deref() == Some(name);
    [
        (Choice::By, "--by", args.by.is_some()),
        (Choice::Bom, "--bom", args.bom),
        (Choice::Raw, "--raw", args.raw),
        (Choice::Sources, "--sources", args.sources.is_some()),
        (Choice::Errata, "--errata", args.errata.is_some()),
        (Choice::Word, "--unit word", unit("word")),
        (Choice::Utf16, "--unit utf16", unit("utf16")),
        (Choice::Qualcoder, "--for qualcoder", args.program.is_some()),
        (Choice::Against, "--against", args.against.is_some()),
        (Choice::All, "--all", args.all),
        (Choice::RollUp, "--roll-up", args.roll_up),
        (Choice::Texts, "--texts", args.texts.is_some()),
        (Choice::Base, "--base", args.base.is_some()),
    ]
}

/// Says which of the options that were given the format does not heed.
pub fn tell_idle<const N: usize>(context: &Context, format: &Format, given: [(Choice, &'static str, bool); N]) {
    let idle = given.into_iter().filter(|(choice, _, given)| *given && !format.heeds.contains(choice));
    let idle: Vec<&str> = idle.map(|(_, name, _)| name).collect();
    if !idle.is_empty() {
        let list = idle.join(&context.words.say("list-comma"));
        tell(&context.words.fill("cli-export-idle", &[("format", format.name.to_owned()), ("list", list)]));
    }
}

/// Reads what addresses of documents begin with.
///
/// # Errors
/// It names no scheme.
pub fn base(written: &str) -> Result<String> {
    let wrong = || Error::usage("error-base").with("base", written);
    is_base(written).then(|| written.to_owned()).ok_or_else(wrong)
}

/// Reads what tags are counted against.
fn against(written: &str) -> Result<Against> {
    Ok(match written {
        "article" => Against::Article,
        "document" => Against::Document,
        "coder" => Against::Coder,
        "tag" => Against::Tag,
        other => match other.strip_prefix("attribute=").filter(|name| !name.is_empty()) {
            Some(name) => Against::Attribute(name.to_owned()),
            None => return Err(Error::usage("error-against").with("against", other)),
        },
    })
}

/// Says what goes out, what was not selected, and what the format does not hold.
fn report(context: &Context, format: &Format, bundle: &Bundle, leaves: Vec<(Facet, usize)>) {
    let words = &context.words;
    let marks = ("cli-exported", bundle.entries.len());
    let tags = ("tags-numbers", bundle.codebook().in_use().count());
    let (key, count) = if format.holds.contains(&Facet::Marks) { marks } else { tags };
    tell(&words.fill(key, &[("count", count.to_string())]));
    let left = bundle.left.reasons().map(|(reason, count)| words.fill(reason.words(), &[("count", count.to_string())]));
    let left: Vec<String> = left.collect();
    if !left.is_empty() {
        tell(&words.fill("cli-export-left", &[("list", left.join(&words.say("list-comma")))]));
    }
    let missing: Vec<&str> = bundle.missing().collect();
    if !missing.is_empty() {
        tell(&words.fill("cli-export-missing", &[("list", missing.join(&words.say("list-comma")))]));
    }
    if !bundle.outside.is_empty() {
        tell(&words.fill("export-outside", &[("list", bundle.outside.join(&words.say("list-comma")))]));
    }
    let leaves = leaves.into_iter();
    let leaves: Vec<String> =
        leaves.map(|(facet, count)| words.fill(facet.words(), &[("count", count.to_string())])).collect();
    if !leaves.is_empty() {
        let list = leaves.join(&words.say("list-comma"));
        tell(&words.fill("cli-export-leaves", &[("format", format.name.to_owned()), ("list", list)]));
    }
}

/// Lists the formats, or prints the schema of one.
///
/// # Errors
/// The reader went away.
pub fn formats(context: &Context, schema: bool, out: &mut Out) -> Result<()> {
    if schema {
        out.bytes(SCHEMA.as_bytes())?;
        return out.finish();
    }
    for format in FORMATS {
        let ways = if format.read.is_some() { "format-both" } else { "format-out" };
        let says = [format.words, ways].map(|key| context.words.say(key));
        out.line(&format!("{}\t.{}\t{}\t{}", format.name, format.extension, says[1], says[0]))?;
    }
    out.finish()
}
