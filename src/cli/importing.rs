//! `import`.

use super::context::{Context, Desk, now};
use super::exporting::{base, named, tell_idle};
use super::out::{Bar, tell};
use crate::annotation::IdSource;
use crate::error::{Error, Result};
use crate::exchange::{Choice, Here, Incoming, Intake, Options, Parcel, Separator, Unit, intake, recognise};
use crate::files::system;
use crate::store::Keeper;
use clap::Args as ClapArgs;
use clap::builder::NonEmptyStringValueParser;
use std::path::PathBuf;
use std::sync::Arc;

/// `import`.
#[derive(ClapArgs)]
pub struct Import {
    /// The file, or a folder of files that belong together.
    pub path: PathBuf,
    /// The format; by default what the file looks like.
    #[arg(long, value_name = "F")]
    pub format: Option<String>,
    /// The tag below which new tags land.
    #[arg(long, value_name = "T")]
    pub parent: Option<String>,
    /// Only say what would be done.
    #[arg(long)]
    pub dry_run: bool,
    /// CSV whose cells have no guard.
    #[arg(long)]
    pub raw: bool,
    /// What offsets count (doccano), where the file does not say it: char or utf16.
    #[arg(long, default_value = "char", value_parser = ["char", "utf16"])]
    pub unit: String,
    /// What parts the labels of the file into trees, or none; by default what all of them show.
    #[arg(long, value_name = "SEP", allow_hyphen_values = true, value_parser = NonEmptyStringValueParser::new())]
    pub tag_separator: Option<String>,
    /// What the addresses of documents begin with (w3c), before their paths.
    #[arg(long, value_name = "IRI")]
    pub base: Option<String>,
}

/// Takes in what another tool, or another store, has written.
///
/// # Errors
/// The file is broken or of no known format, or the store cannot be written.
pub fn import(context: &Context, args: &Import) -> Result<()> {
    let path = system::here().join(&args.path);
    let name = args.path.to_string_lossy();
    let parcel = Parcel::read(&*context.files, &path)?;
    let format = match &args.format {
        Some(format) => named(format)?,
        None => recognise(&name, &parcel)?,
    };
    let given = [
        (Choice::Raw, "--raw", args.raw),
        (Choice::Utf16, "--unit utf16", args.unit == "utf16"),
        (Choice::Base, "--base", args.base.is_some()),
    ];
    tell_idle(context, format, given);
    let unit = if args.unit == "utf16" { Unit::Utf16 } else { Unit::Char };
    let base = args.base.as_deref().map(base).transpose()?;
    let mut incoming = format.reader()?(&name, parcel, &Options { raw: args.raw, unit, base, ..Options::default() })?;
    incoming.separator = args.tag_separator.as_deref().map(Separator::given).or(incoming.separator);
    let mut desk = context.desk(&[])?;
    let parent = args.parent.as_ref().map(|parent| context.tag(&desk.loaded.book, parent)).transpose()?;
    if args.dry_run {
        let found = settle(context, &desk, incoming, parent);
        tell(&context.words.fill("cli-import-dry", &[("format", format.name.to_owned())]));
        return report(context, &desk, &name, &found);
    }
    let mut keeper = context.keeper(&mut desk)?;
    let found = settle(context, &desk, incoming, parent);
    found.bring(&*context.files, &|path| desk.texts.path(path))?;
    context.commit(&mut desk, &mut keeper, found.changes.clone())?;
    report(context, &desk, &name, &found)
}

/// Takes a codebook in.
///
/// # Errors
/// The store cannot be written, or nothing came in.
pub fn codebook(
    context: &Context,
    (desk, keeper): (&mut Desk, &mut Keeper),
    name: &str,
    incoming: Incoming,
) -> Result<()> {
    let found = settle(context, desk, incoming, None);
    context.commit(desk, keeper, found.changes.clone())?;
    report(context, desk, name, &found)
}

fn settle(context: &Context, desk: &Desk, incoming: Incoming, parent: Option<String>) -> Intake {
    let mut open = |path: &str| context.open(desk, path).ok().map(Arc::new);
    let here = Here {
        book: &desk.loaded.book,
        documents: &desk.texts.documents,
        open: &mut open,
        parent,
        coder: context.coder(),
        now: now(),
        ids: &mut IdSource::random(),
    };
    let mut bar = Bar::new(&context.words.say("cli-importing"));
    intake(incoming, here, &mut |done, all| bar.show(done, all)).unwrap_or_default()
}

/// Says what was, or would be, done.
///
/// # Errors
/// Nothing of the file could be taken in.
fn report(context: &Context, desk: &Desk, name: &str, found: &Intake) -> Result<()> {
    let said = found.said(&context.words, &desk.loaded.book.codebook, usize::MAX);
    said.iter().filter(|_| !found.nothing).for_each(|line| tell(line));
    found.texts.iter().for_each(|(path, _)| tell(&format!("  + {path}")));
    found.left(&context.words).into_iter().for_each(|line| tell(&line));
    if found.nothing { Err(Error::data("error-nothing").with("path", name)) } else { Ok(()) }
}
