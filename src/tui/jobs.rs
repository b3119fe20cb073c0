//! The threads behind the loop, and what the workers do.

use super::env::Env;
use super::exchange;
use super::last::mistake;
use super::writer::write;
use crate::analysis::{Kwic, concordance};
use crate::annotation::verify;
use crate::annotation::{self, Override, Survey, encoding, layers};
use crate::app::Msg;
use crate::error::Result;
use crate::files::{Files, Kind, Stamp, list_there, system};
use crate::pool::in_order;
use crate::state::effect::{Asked, Found, Gone, Keep, Missed, Unsurveyed, Work};
use crate::store::{Readings, remembered};
use crate::text::document::{HEAD, HEAD_ABOVE};
use crate::text::source;
use crate::text::word::Segmenter;
use crate::text::{Document, Encoding, View};
use jiff::Timestamp;
use std::ops::{ControlFlow, Range};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The threads.
pub struct Jobs {
    keep: Option<Sender<Keep>>,
    work: Sender<Work>,
    keeper: Option<JoinHandle<()>>,
}

/// Workers that open and search.
const WORKERS: usize = 2;

impl Jobs {
    /// Starts the threads.
    pub fn start(env: &Env, to: &Sender<Msg>) -> Self {
        let (keep, keep_jobs) = channel();
        let (work, work_jobs) = channel();
        let (theirs, reply) = (env.clone(), to.clone());
        let keeper = std::thread::spawn(move || write(&theirs, &keep_jobs, &reply));
        let work_jobs = Arc::new(Mutex::new(work_jobs));
        for _ in 0..WORKERS {
            let (theirs, jobs, reply) = (env.clone(), Arc::clone(&work_jobs), to.clone());
            std::thread::spawn(move || serve(&theirs, &jobs, &reply));
        }
        let reply = to.clone();
        std::thread::spawn(move || {
            let _ = reply.send(Msg::Dictionary(Segmenter::load()));
        });
        Self { keep: Some(keep), work, keeper: Some(keeper) }
    }

    /// Hands a job to the writer.
    pub fn keep(&self, job: Keep) {
        if let Some(keep) = &self.keep {
            let _ = keep.send(job);
        }
    }

    /// Hands a job to the workers.
    pub fn work(&self, job: Work) {
        let _ = self.work.send(job);
    }

    /// Waits until everything is written, but no longer than this; tells whether it is.
    pub fn finish(&mut self, most: Duration) -> bool {
        self.keep = None;
        let Some(keeper) = self.keeper.take() else { return true };
        let until = Instant::now() + most;
        while !keeper.is_finished() {
            if Instant::now() >= until {
                return false;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        keeper.join().is_ok()
    }
}

fn serve(env: &Env, jobs: &Mutex<Receiver<Work>>, to: &Sender<Msg>) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        let opens = match &job {
            Work::Open(generation, ..) | Work::Whole(generation, ..) => Some(*generation),
            _ => None,
        };
        let done = catch_unwind(AssertUnwindSafe(|| {
            perform(env, job, &mut |msg| {
                let _ = to.send(msg);
            });
        }));
        if let Err(panic) = done {
            let error = mistake(env, &*panic);
            let _ = to.send(opens.map_or(Msg::Mistake(error.clone()), |opens| Msg::Opened(opens, Err(error))));
        }
    }
}

/// Does a worker's job.
pub fn perform(env: &Env, job: Work, reply: &mut dyn FnMut(Msg)) {
    match job {
        Work::Open(generation, path, encoding) => {
            let (document, more) =
                look(&env.readings().with(env.pdf.as_deref()), &*env.files, &env.root, &path, encoding);
            let more = more && document.is_ok();
            reply(Msg::Opened(generation, document));
            if more {
                perform(env, Work::Whole(generation, path, encoding), reply);
            }
        }
        Work::Whole(generation, path, encoding) => {
            let data = env.files.read(&env.root.join(&path));
            let document = data.and_then(|data| env.readings().with(env.pdf.as_deref()).open_as(&path, data, encoding));
            reply(Msg::Opened(generation, document.map(Arc::new)));
        }
        Work::Survey(documents) => survey_all(env, &documents, reply),
        Work::Concordance(generation, asked) => {
            search_all(env, &asked, &mut |found| reply(Msg::Concordance(generation, found)));
        }
        Work::Search(generation, document, pattern) => reply(Msg::Found(generation, pattern.find(&document))),
        Work::Export(outgoing) => exchange::export(env, *outgoing, reply),
        Work::Import(incoming) => exchange::import(env, *incoming, reply),
        Work::Transcribe(book, documents) => {
            let found = env.transcribed(&book, documents.iter().map(String::as_str));
            if !found.is_empty() {
                reply(Msg::Transcribed(found));
            }
        }
        Work::Fits(missed) => reply(Msg::Fits(fits(env, *missed))),
        Work::History(coder) => {
            let found = remembered(&*env.files, &env.places, &env.root, &coder, Timestamp::now());
            reply(found.map_or_else(Msg::Mistake, Msg::History));
        }
        // A folder that is not there, or may not be looked at, has nothing in it to be named.
        Work::Folder(folder) => {
            let entries = list_there(&*env.files, &folder).unwrap_or_default();
            reply(Msg::Folder(folder, entries));
        }
        Work::ImeOff(line) => system::run_quietly(&line),
    }
}

/// Opens a document for its first look: whole, or the head of a long one. Tells whether there is more.
pub fn look(
    readings: &Readings<'_>,
    files: &dyn Files,
    root: &Path,
    path: &str,
    encoding: Option<Encoding>,
) -> (Result<Arc<Document>>, bool) {
    let full = root.join(path);
    let is_file = |kind| kind == Some(Kind::File);
    let is_long = |stamp: Option<Stamp>| stamp.is_some_and(|stamp| stamp.size > HEAD_ABOVE);
    let long = |kind| Ok(is_file(kind) && is_long(files.stamp(&full)?));
    let head = |long: bool| long.then(|| files.head(&full, HEAD)).transpose();
    // A file of a format has no head that could be read before the rest.
    let plain = |head: &Vec<u8>| source::opened(path, head).is_none();
    let kind = files.kind(&full);
    if let (Ok(None), Ok(Some(left))) = (&kind, readings.left(path)) {
        return (Ok(Arc::new(left)), false);
    }
    let head = match kind.and_then(long).and_then(head) {
        Ok(head) => head.filter(plain),
        Err(error) => return (Err(error), false),
    };
    let long = head.is_some();
    let document = match head {
        Some(head) => annotation::open_head(path, head, encoding),
        None => files.read(&full).and_then(|data| readings.open_as(path, data, encoding)),
    };
    (document.map(Arc::new), long)
}

/// How long what was surveyed waits for more to be told with it: every message has the whole list made anew.
const PATIENCE: Duration = Duration::from_millis(100);

/// Surveys documents; what is known of them is told as it comes, but not one by one.
fn survey_all(env: &Env, documents: &[Unsurveyed], reply: &mut dyn FnMut(Msg)) {
    let (readings, mut found, mut told) = (env.readings(), Vec::new(), Instant::now());
    for document in documents {
        let survey = || survey(&readings, &*env.files, &env.root, document);
        let done = catch_unwind(AssertUnwindSafe(survey));
        let survey = done.unwrap_or_else(|panic| {
            reply(Msg::Mistake(mistake(env, &*panic)));
            Survey::unreadable()
        });
        found.push((document.number, survey));
        if told.elapsed() >= PATIENCE {
            reply(Msg::Surveyed(std::mem::take(&mut found)));
            told = Instant::now();
        }
    }
    if !found.is_empty() {
        reply(Msg::Surveyed(found));
    }
}

/// Surveys a document; of a long one without annotations its head, unless the whole is asked for.
fn survey(readings: &Readings<'_>, files: &dyn Files, root: &Path, asked: &Unsurveyed) -> Survey {
    let Unsurveyed { path, overrides, annotations, whole, .. } = asked;
    let (document, long) = look(readings, files, root, path, encoding(overrides));
    let whole = *whole || !annotations.is_empty();
    let document = if long && whole { read(readings, files, root, path, overrides) } else { document };
    let corrected = |document: Arc<Document>| {
        let layers = layers(overrides, &document, View::Reading);
        let plain = !document.whole || layers.corrections.is_empty();
        if plain { document } else { Arc::new(document.with(layers)) }
    };
    let known = |document| Survey::new(&corrected(document), annotations);
    document.map_or_else(|_| Survey::unreadable(), known)
}

fn read(
    readings: &Readings<'_>,
    files: &dyn Files,
    root: &Path,
    path: &str,
    overrides: &[Override],
) -> Result<Arc<Document>> {
    let document = files.read(&root.join(path)).and_then(|data| readings.read(path, data, overrides, None));
    document.map(Arc::new)
}

/// Finds out what may have become of documents that are gone.
fn fits(env: &Env, Missed { gone, book, documents }: Missed) -> Gone {
    let mut found: Gone = gone.into_iter().filter(|path| env.is_gone(path)).map(|gone| (gone, Vec::new())).collect();
    for path in documents {
        let Ok(data) = env.files.read(&env.root.join(&path)) else { continue };
        let Ok(document) = annotation::read(&path, data.clone(), &[], None) else { continue };
        for (gone, candidates) in &mut found {
            candidates.extend(verify::fit(&book, gone, &document, &data).map(|fit| (fit, path.clone())));
        }
    }
    found.iter_mut().for_each(|(_, candidates)| candidates.sort_by(|a, b| b.cmp(a)));
    found
}

/// Hits that are told together.
const TOGETHER: usize = 200;

/// Searches documents on all cores; what is found is told as it comes, in their order. From the start on all hits are
/// counted, also where the list is full.
fn search_all(env: &Env, asked: &Asked, reply: &mut dyn FnMut(Found)) {
    let (first, from) = asked.from;
    let mut passed = from;
    let counts = asked.from == (0, 0);
    let (mut hits, mut listed, mut counted, mut told, mut next) = (Vec::new(), 0, 0, 0, None);
    let (mut unread, mut stopped) = (0, false);
    let documents: Vec<_> = asked.documents.iter().enumerate().skip(first).collect();
    let work = |(n, (path, overrides)): &(usize, &(String, Vec<Override>))| {
        let wanted = if *n == first { from..from + asked.most } else { 0..asked.most };
        search(env, asked, path, overrides, wanted)
    };
    in_order(&documents, work, |(n, _), found| {
        // Opening it says why a document cannot be read.
        let Some((count, mut found)) = found else {
            unread += 1;
            return ControlFlow::Continue(());
        };
        found.truncate(asked.most.saturating_sub(listed));
        let end = passed + found.len();
        (listed, counted, passed) = (listed + found.len(), counted + count, 0);
        hits.extend(found);
        next = next.or_else(|| (end < count).then_some((*n, end)));
        stopped = asked.stop.load(Ordering::Relaxed);
        if stopped || next.is_some() && !counts {
            return ControlFlow::Break(());
        }
        if counted - told >= TOGETHER {
            told = counted;
            let hits = std::mem::take(&mut hits);
            reply(Found { hits, counted: if counts { counted } else { 0 }, next: None, more: true, unread });
        }
        ControlFlow::Continue(())
    });
    if !stopped {
        reply(Found { hits, counted: if counts { counted } else { 0 }, next, more: false, unread });
    }
}

/// Searches a document: how many hits it has, and a range of them; none if it cannot be read.
fn search(
    env: &Env,
    asked: &Asked,
    path: &str,
    overrides: &[Override],
    wanted: Range<usize>,
) -> Option<(usize, Vec<Kwic>)> {
    if asked.stop.load(Ordering::Relaxed) {
        return Some((0, Vec::new()));
    }
    let data = env.files.read(&env.root.join(path)).ok()?;
    let document = env.readings().searched(path, data, overrides, None, &asked.pattern).ok()?;
    Some(document.map_or((0, Vec::new()), |document| concordance(&document, &asked.pattern, asked.unit, wanted)))
}

#[cfg(test)]
mod tests;
