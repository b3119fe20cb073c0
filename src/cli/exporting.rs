//! `export`, `formats`.

use super::annotate::gather;
use super::args::Export;
use super::context::Context;
use super::out::{Out, tell};
use crate::error::{Error, Result};
use crate::exchange::{FORMATS, Style, format};
use crate::files::{system, write_beside};

/// Writes annotations in a format.
///
/// # Errors
/// No such format or tag, or the file cannot be written.
pub fn export(context: &Context, args: &Export, out: &mut Out) -> Result<()> {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let unknown = || Error::usage("error-no-format").with("format", &args.format).with("formats", names.join(", "));
    let format = format(&args.format).ok_or_else(unknown)?;
    let (_, bundle) = gather(context, &args.paths, &args.tag, args.article)?;
    let style = Style { by_tag: args.by == "tag", bom: args.bom, raw: args.raw };
    let data = (format.write)(&bundle, style, &context.words)?;
    match &args.output {
        Some(path) => {
            write_beside(&*context.files, &system::here().join(path), &data)?;
            tell(&context.words.fill("cli-exported", &[("count", bundle.entries.len().to_string())]));
            Ok(())
        }
        None => {
            out.bytes(&data)?;
            out.finish()
        }
    }
}

/// Lists the formats.
///
/// # Errors
/// The reader went away.
pub fn formats(context: &Context, out: &mut Out) -> Result<()> {
    for format in FORMATS {
        out.line(&format!("{}\t.{}\t{}", format.name, format.extension, context.words.say(format.words)))?;
    }
    out.finish()
}
