//! `import`.

use super::args::Import;
use super::context::{Context, Desk, now};
use super::exporting::{named, tell_idle};
use super::out::{Bar, tell};
use crate::annotation::IdSource;
use crate::error::Result;
use crate::exchange::{Choice, Format, Here, Incoming, Intake, Options, Parcel, Unit, intake, recognise};
use crate::files::system;
use crate::store::Keeper;
use std::path::Path;
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
    let given = [(Choice::Raw, "--raw", args.raw), (Choice::Utf16, "--unit utf16", args.unit == "utf16")];
    tell_idle(context, format, given);
    let unit = if args.unit == "utf16" { Unit::Utf16 } else { Unit::Char };
    let incoming = format.reader()?(&name, parcel, &Options { raw: args.raw, unit, ..Options::default() })?;
    let mut desk = context.desk(&[])?;
    let parent = args.parent.as_ref().map(|parent| context.tag(&desk.loaded.book, parent)).transpose()?;
    if args.dry_run {
        let found = settle(context, &desk, incoming, parent);
        tell(&context.words.fill("cli-import-dry", &[("format", format.name.to_owned())]));
        report(context, &found);
        return Ok(());
    }
    let mut keeper = context.keeper(&mut desk)?;
    let found = settle(context, &desk, incoming, parent);
    found.bring(&*context.files, &|path| desk.texts.path(path))?;
    context.commit(&mut desk, &mut keeper, found.changes.clone())?;
    keeper.read_back(&*context.files, &found.parts())?;
    report(context, &found);
    Ok(())
}

/// Takes in the codebook of a file of any format that has one, and nothing else of it.
///
/// # Errors
/// The file is broken, or the store cannot be written.
pub fn codebook(
    context: &Context,
    (desk, keeper): (&mut Desk, &mut Keeper),
    file: &Path,
    parcel: Parcel,
    format: &Format,
) -> Result<()> {
    let incoming = format.reader()?(&file.to_string_lossy(), parcel, &Options::default())?.only_codebook();
    let found = settle(context, desk, incoming, None);
    context.commit(desk, keeper, found.changes.clone())?;
    report(context, &found);
    Ok(())
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
fn report(context: &Context, found: &Intake) {
    let says = |(key, count): &(&'static str, usize)| context.words.fill(key, &[("count", count.to_string())]);
    if found.report.is_empty() {
        tell(&context.words.say("import-nothing"));
    }
    found.report.iter().for_each(|row| tell(&says(row)));
    found.texts.iter().for_each(|(path, _)| tell(&format!("  + {path}")));
    found.matches(&context.words).iter().for_each(|line| tell(&format!("  {line}")));
    if !found.losses.is_empty() {
        let list: Vec<String> = found.losses.iter().map(says).collect();
        tell(&context.words.fill("cli-import-losses", &[("list", list.join(&context.words.say("list-comma")))]));
    }
}
