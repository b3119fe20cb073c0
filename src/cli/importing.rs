//! `import`.

use super::context::{Context, now};
use super::desk::Desk;
use super::exporting::{base, named, tell_idle};
use super::import::Import;
use super::out::{Bar, tell};
use crate::annotation::{Edit, IdSource};
use crate::error::{Error, Result};
use crate::exchange::{Choice, Here, Incoming, Intake, Options, Parcel, Separator, Unit, intake, recognise};
use crate::files::system;
use crate::store::Keeper;
use std::sync::Arc;

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
    let options = Options { raw: args.raw, unit, base, ..Options::default() };
    let mut incoming = format.take_in(&name, parcel, &options)?;
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
    context.commit(&mut desk, &mut keeper, edit(&found))?;
    keeper.read_back(&*context.files, &found.parts())?;
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
    context.commit(desk, keeper, edit(&found))?;
    report(context, desk, name, &found)
}

fn edit(found: &Intake) -> Edit {
    Edit { label: "edit-import", at: None, changes: found.changes.clone() }
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
    found.matches(&context.words, usize::MAX).iter().for_each(|line| tell(&format!("  {line}")));
    found.left(&context.words).into_iter().for_each(|line| tell(&line));
    if found.nothing { Err(Error::data("error-nothing").with("path", name)) } else { Ok(()) }
}
