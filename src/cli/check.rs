//! `check`: verifies a whole store, and mends what is safe to mend.

use super::args::Check;
use super::context::{Context, held, now};
use super::desk::Desk;
use super::out::{Out, tell};
use crate::annotation::articles::former::problems;
use crate::annotation::verify::{self, Fit, Problem};
use crate::annotation::{Change, Edit, IdSource, Transcribed};
use crate::error::{Error, Result};
use crate::store::{Untidy, astray, check_card, left_behind, load, untidy};
use crate::text::Document;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use uuid::Uuid;

/// Rounds of mending: what one round mends may show what another can.
const ROUNDS: usize = 4;

/// Verifies a store and reports what is wrong; with `--fix` what can be mended is mended first.
///
/// # Errors
/// The store has faults, which are printed, or cannot be written; it is to be mended in an encoding that is not
/// settled.
pub fn check(context: &Context, args: &Check, out: &mut Out) -> Result<()> {
    context.format(&args.format, &["text", "json"])?;
    // What is written belongs to the texts as every later command reads them.
    if args.fix && context.shared.encoding.is_some() {
        return Err(Error::usage("error-fix-encoding"));
    }
    let mut desk = context.quiet_desk(&args.paths)?;
    // Nobody mends another's annotations.
    let fix = args.fix && desk.store.is_some();
    let coder = if fix { context.coder() } else { context.coder.clone().unwrap_or_default() };
    let mut found = find(context, &mut desk, &args.paths, &coder)?;
    let mut before: Vec<Problem> = Vec::new();
    if fix {
        remember(&mut before, found);
        tidy(context, &mut desk)?;
        found = find(context, &mut desk, &args.paths, &coder)?;
        let mut mending = Mending { id: IdSource::random().make(Timestamp::now()), made: Vec::new() };
        for _ in 0..ROUNDS {
            let changes: Vec<Change> = found.iter().flat_map(|problem| problem.repair.clone()).collect();
            remember(&mut before, found);
            let mended = mending.mend(context, &mut desk, changes);
            found = find(context, &mut desk, &args.paths, &coder)?;
            // What cannot be written is still there, and found again.
            mended.iter().for_each(|error| tell(&context.words.error(error)));
            if mended.is_some() || found.iter().all(|problem| problem.repair.is_empty()) {
                break;
            }
        }
    }
    let mended: Vec<&Problem> = before.iter().filter(|old| found.iter().all(|new| new.says != old.says)).collect();
    report(context, (&mended, &found), &args.format, out)?;
    match found.iter().filter(|problem| problem.fault).count() {
        0 => {
            let book = &desk.loaded.book;
            let count: usize = book.all().map(|(_, list)| list.len()).sum();
            let tags = book.codebook.all().count().to_string();
            tell(&context.words.fill("cli-check-ok", &[("annotations", count.to_string()), ("tags", tags)]));
            Ok(())
        }
        n => Err(Error::data("error-check-failed").with("count", n)),
    }
}

/// Adds problems to those that were found in earlier rounds.
fn remember(all: &mut Vec<Problem>, found: Vec<Problem>) {
    for problem in found {
        if all.iter().all(|known| known.says != problem.says) {
            all.push(problem);
        }
    }
}

/// The documents that were opened, each once.
#[derive(Default)]
struct Texts {
    open: HashMap<String, Result<Document>>,
}

impl Texts {
    fn get(&mut self, context: &Context, desk: &Desk, path: &str) -> std::result::Result<&Document, &Error> {
        self.open.entry(path.to_owned()).or_insert_with(|| context.open(desk, path)).as_ref()
    }
}

fn find(context: &Context, desk: &mut Desk, paths: &[PathBuf], coder: &str) -> Result<Vec<Problem>> {
    let documents = desk.documents(&*context.files, paths)?;
    let brought = context.transcribe(desk, &documents)?;
    let (desk, mut texts) = (&*desk, Texts::default());
    let book = &desk.loaded.book;
    let mut found = files(context, desk);
    found.extend(desk.texts.twins.iter().map(|twin| {
        let says = Error::data("cli-check-beside").with("document", twin);
        Problem { fault: false, ..Problem::fault(says) }
    }));
    found.extend(brought.into_iter().flat_map(|found| transcribed(found, coder)));
    found.extend(verify::tags(book, now()));
    found.extend(verify::removed(book, now()));
    found.extend(verify::twins(book, coder));
    found.extend(verify::undecided(book));
    let said = verify::documents(book);
    for path in documents.iter().filter(|path| said.contains(*path)) {
        if matches!(context.files.kind(&desk.texts.path(path)), Ok(None)) {
            found.push(gone(context, desk, path, &mut texts));
            continue;
        }
        match texts.get(context, desk, path) {
            Ok(document) => {
                let changed = document.remarks.iter().any(|remark| remark.words == "notice-source-changed");
                let says = || Error::data("cli-check-source").with("document", path);
                found.extend(changed.then(|| Problem { fault: false, ..Problem::fault(says()) }));
                found.extend(verify::places(book, document, coder, now()));
            }
            Err(error) => found.push(Problem::fault(error.clone())),
        }
    }
    // What was only read is no reason to miss a document.
    let read: BTreeSet<&str> =
        book.personal.values().flat_map(|own| own.progress.keys()).map(|name| name.document.as_str()).collect();
    for path in documents.iter().filter(|path| said.contains(*path) || read.contains(path.as_str())) {
        if matches!(context.files.kind(&desk.texts.path(path)), Ok(Some(_)))
            && let Ok(document) = texts.get(context, desk, path)
        {
            found.extend(problems(book, document));
        }
    }
    Ok(found)
}

/// Says what is anchored in a document as it was once decoded. It is found by every command; what is the coder's own, or
/// everybody's, can be written as it stands now.
fn transcribed(found: Transcribed, coder: &str) -> Vec<Problem> {
    let mut own: Vec<Change> = found.own(coder).cloned().collect();
    let others = Transcribed::count(&found.changes) - Transcribed::count(&own);
    let Transcribed { document, former, settled, .. } = found;
    let says = |key, count: usize| {
        Error::data(key).with("document", &document).with("former", former.name()).with("count", count)
    };
    let mut told = Vec::new();
    if !own.is_empty() {
        let says = says("cli-check-transcribed", Transcribed::count(&own));
        own.push(Change::settled(&document, settled.id, None, Some(settled)));
        told.push(Problem { says, fault: false, repair: own });
    }
    if others > 0 {
        let says = says("cli-check-transcribed-others", others);
        told.push(Problem { says, fault: false, repair: Vec::new() });
    }
    told
}

/// Lists what is wrong with the files of the store.
fn files(context: &Context, desk: &Desk) -> Vec<Problem> {
    let told = |error: Error, fault: bool| Problem { fault, ..Problem::fault(error) };
    let mut found = Vec::new();
    let Some(store) = &desk.store else { return found };
    found.extend(check_card(&*context.files, store).map(|(error, _)| Problem::fault(error)));
    found.extend(astray(&*context.files, store).into_iter().map(Problem::fault));
    match left_behind(&*context.files, store) {
        Ok(left) => found.extend(
            left.into_iter().map(|path| told(Error::data("cli-check-left-behind").with("path", path.display()), false)),
        ),
        Err(error) => found.push(Problem::fault(error)),
    }
    let (wrong, unclear) = untidy(&*context.files, store, &desk.loaded.known);
    found.extend(unclear.into_iter().map(Problem::fault));
    for (path, wrong) in wrong {
        let says = |key| Error::data(key).with("path", path.display());
        found.push(match wrong {
            // They stand among the troubles.
            Untidy::Markers | Untidy::Recoded => continue,
            Untidy::Older(version) => told(says("cli-check-older").with("version", version), false),
            Untidy::Misplaced(belongs) => told(says("cli-check-misplaced").with("belongs", belongs.display()), true),
        });
    }
    // What has markers stands among the troubles too.
    let marked = |path: &PathBuf| desk.loaded.known.get(path).is_some_and(|file| file.healed || file.sealed.is_some());
    let apart = context.files.unmerged(&store.root).unwrap_or_default().into_iter().filter(|path| !marked(path));
    found.extend(apart.map(|path| Problem::fault(Error::data("cli-check-unmerged").with("path", path.display()))));
    // A clone that only checks need not know how to merge; what a spreadsheet saved is read all the same.
    let trouble = |error: &Error| told(error.clone(), !matches!(error.key, "error-git-unlinked" | "error-recoded"));
    found.extend(desk.loaded.troubles.iter().map(|found| trouble(&found.error)));
    found
}

/// Says what may have become of a document that is gone. If one other is the same text, it was renamed.
fn gone(context: &Context, desk: &Desk, path: &str, texts: &mut Texts) -> Problem {
    let book = &desk.loaded.book;
    let mut fits: Vec<(Fit, &String)> = Vec::new();
    for other in &desk.texts.documents {
        let Ok(document) = texts.get(context, desk, other) else { continue };
        let Ok(data) = context.files.read(&desk.texts.path(other)) else { continue };
        fits.extend(verify::fit(book, path, document, &data).map(|fit| (fit, other)));
    }
    fits.sort();
    let says = |key| Error::data(key).with("document", path).with("count", book.of(path).len());
    match fits.as_slice() {
        [.., (Fit::Same, other)] => {
            let alone = fits.iter().filter(|(fit, _)| *fit == Fit::Same).count() == 1;
            let repair = if alone { verify::relink(book, path, other) } else { Vec::new() };
            Problem { repair, ..Problem::fault(says("cli-check-renamed").with("candidate", other)) }
        }
        [.., (Fit::Quotations(standing, all), other)] => {
            let says = says("cli-check-alike").with("candidate", other);
            Problem::fault(says.with("standing", standing).with("all", all))
        }
        [] => Problem::fault(says("cli-check-document")),
    }
}

/// Puts the files of the store right, and reads it again.
fn tidy(context: &Context, desk: &mut Desk) -> Result<()> {
    let mut keeper = context.keeper(desk)?;
    let store = keeper.store().clone();
    if let Some((_, Some(card))) = check_card(&*context.files, &store) {
        context.files.write(&store.card(), &card)?;
    }
    left_behind(&*context.files, &store)?.iter().try_for_each(|path| context.files.remove(path))?;
    for path in keeper.untidy(&*context.files) {
        // What cannot be written is still there, and found again.
        if let Err(error) = keeper.tidy(&*context.files, &path) {
            tell(&context.words.error(&error));
        }
    }
    desk.loaded = load(&*context.files, &store);
    Ok(())
}

/// What was mended, in however many rounds: one edit, which can be taken back.
struct Mending {
    id: Uuid,
    made: Vec<Change>,
}

impl Mending {
    /// Writes what mends a book; if that fails, reads the store again and returns what went wrong.
    fn mend(&mut self, context: &Context, desk: &mut Desk, changes: Vec<Change>) -> Option<Error> {
        if changes.is_empty() {
            return None;
        }
        let mut keeper = match context.keeper(desk) {
            Ok(keeper) => keeper,
            Err(error) => return Some(error),
        };
        let before = held(&desk.loaded.book, &changes);
        let (made, touched) = (self.made.len(), changes.clone());
        self.made.extend(changes.iter().cloned());
        let edit = Edit { label: "edit-check", at: None, changes: self.made.clone() };
        let remembered = context.remember(desk, self.id, edit);
        let wrong = remembered.and_then(|()| context.write(desk, &mut keeper, changes)).err()?;
        desk.loaded = load(&*context.files, keeper.store());
        if made == 0 && before == held(&desk.loaded.book, &touched) {
            context.forget(desk, self.id);
        }
        Some(wrong)
    }
}

fn report(context: &Context, (mended, left): (&[&Problem], &[Problem]), format: &str, out: &mut Out) -> Result<()> {
    let rows = || mended.iter().map(|problem| (*problem, true)).chain(left.iter().map(|problem| (problem, false)));
    if format == "json" {
        let row = |(problem, mended): (&Problem, bool)| {
            let Error { key, blanks, .. } = &problem.says;
            let name = key.trim_start_matches("cli-check-").trim_start_matches("error-");
            let mut row: serde_json::Map<String, Value> =
                blanks.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
            row.insert("problem".into(), json!(name));
            row.insert("fault".into(), json!(problem.fault));
            row.insert("mended".into(), json!(mended));
            let done = problem.repair.iter().filter(|_| mended).map(verify::told);
            row.insert("changes".into(), done.map(|done| sentence(context, done)).collect());
            Value::Object(row)
        };
        out.line(&Value::Array(rows().map(row).collect()).to_string())?;
        return out.finish();
    }
    for (problem, mended) in rows() {
        let sentence = sentence(context, problem.says.clone());
        out.line(&if mended { context.words.fill("cli-check-fixed", &[("sentence", sentence)]) } else { sentence })?;
        // Nothing is changed, merged or dropped that is not told.
        for change in problem.repair.iter().filter(|_| mended) {
            out.line(&format!("  {}", self::sentence(context, verify::told(change))))?;
        }
    }
    out.finish()
}

/// Writes a sentence of which some blanks are words of a set: the state of a place, what is changed.
fn sentence(context: &Context, mut says: Error) -> String {
    for (name, value) in &mut says.blanks {
        match *name {
            "state" => *value = context.words.say(&format!("state-{value}")),
            "what" => *value = context.words.say(value),
            _ => {}
        }
    }
    context.words.error(&says)
}
