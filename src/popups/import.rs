//! Taking in what other tools have written: a file is named, what would happen is shown, Enter makes it happen.

use crate::actions::commit::again;
use crate::annotation::Edit;
use crate::brush::{Paint, Sections, frame, labelled, sentences};
use crate::error::Error;
use crate::exchange::Intake;
use crate::files::Entry;
use crate::input::field::{edit_field, paste_field};
use crate::input::key::{Code, Key};
use crate::input::path::{PathField, is_media};
use crate::state::effect::{Effect, Incoming, Keep, Work};
use crate::state::hand::used_last;
use crate::state::project::Coder;
use crate::state::request::Request;
use crate::state::{Model, Next, Popup, Width};
use crate::theme::Role;
use crate::units::{Area, Cell};
use std::any::Any;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tui_input::Input;

/// The form of the import.
pub struct Form {
    /// The file or folder.
    pub path: PathField,
    /// The folder that was asked about last.
    asked: Option<PathBuf>,
    /// The row that is chosen of those offered; none where what is typed is meant.
    chosen: Option<usize>,
    /// The tag below which new ones land; empty: the top.
    pub parent: Input,
    /// The field of the tag has the keys.
    pub below: bool,
    /// Which file was asked for last.
    generation: u64,
    /// What it would do: the name of its format, and what happens.
    pub found: Option<Box<(&'static str, Intake)>>,
    /// Why it cannot be read.
    pub failed: Option<Error>,
    /// How far reading has come, in hundredths.
    pub done: Option<usize>,
}

/// Opens the form.
pub fn open(model: &mut Model) {
    match &model.project.coder {
        Coder::Known(_) => {}
        Coder::Unsure(name) => {
            // What comes in without a name gets one.
            let name = name.clone();
            return model.request(Request::AskCoder(name));
        }
        Coder::Unknown => return,
    }
    let [_, parent] = model.hand.import.clone().map(Input::new);
    let mut form = Form {
        path: PathField::default(),
        asked: None,
        // What was taken in last is often taken in again.
        chosen: (!model.hand.imported.is_empty()).then_some(0),
        parent,
        below: false,
        generation: 0,
        found: None,
        failed: None,
        done: None,
    };
    form.look(model);
    model.put_up(form);
}

/// Opens the form for a file, and has it read.
pub fn named(model: &mut Model, path: &str) {
    open(model);
    // While it has the file read it is out of its place, as when it answers a key.
    let Some(mut popup) = model.popup.take() else { return };
    let form: Option<&mut Form> = (&mut *popup as &mut dyn Any).downcast_mut();
    if let Some(form) = form.filter(|_| !path.is_empty()) {
        form.path = PathField::new(path.to_owned());
        read(model, form);
    }
    model.popup = Some(popup);
}

/// What is offered to be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Offer {
    /// A file that was taken in before, by its path.
    Recent(String),
    /// Something in the folder that is typed, by its name.
    There(String),
}

/// Rows of what is offered.
const OFFERS: usize = 12;

impl Form {
    /// Has it looked at what is in the folder that is typed.
    fn look(&mut self, model: &mut Model) {
        let unknown = self.path.unknown(&model.hand.standpoint);
        if let Some(folder) = unknown.filter(|folder| self.asked.as_ref() != Some(folder)) {
            self.asked = Some(folder.clone());
            model.ask(Effect::Work(Work::Folder(folder)));
        }
    }

    /// Returns what is offered, under headings: files that were taken in before, and what is in the folder.
    fn offers(&self, model: &Model) -> (Vec<Offer>, Sections) {
        let typed = self.path.text();
        let recent = model.hand.imported.iter().filter(|path| path.contains(typed) && **path != typed);
        let mut offers: Vec<Offer> = recent.take(5).cloned().map(Offer::Recent).collect();
        let before = offers.len();
        let there = self.path.candidates(&model.hand.standpoint).into_iter().map(|named| named.name.clone());
        offers.extend(there.filter(|name| !is_media(name)).map(Offer::There));
        let mut sections = Sections::new(offers.len());
        if before > 0 {
            sections.head(0, model.say("import-recent"));
        }
        let folder = self.path.folder(&model.hand.standpoint).display().to_string();
        sections.head(before, model.face.words.fill("import-folder", &[("path", folder)]));
        (offers, sections)
    }

    /// Goes so many rows down among what is offered, or up; above the first is what is typed.
    fn step(&mut self, model: &Model, down: bool) {
        let count = self.offers(model).0.len();
        self.chosen = match (self.chosen, down) {
            (None, true) => Some(0),
            (Some(at), true) => Some(at + 1),
            (None, false) => None,
            (Some(at), false) => at.checked_sub(1),
        };
        self.chosen = self.chosen.map(|at| at.min(count.saturating_sub(1))).filter(|_| count > 0);
    }

    /// Takes the chosen row; a folder is gone into, a file is read.
    fn enter(&mut self, model: &mut Model) {
        let (offers, _) = self.offers(model);
        match self.chosen.take().and_then(|at| offers.into_iter().nth(at)) {
            Some(Offer::Recent(path)) => self.path = PathField::new(path),
            Some(Offer::There(name)) => {
                self.path.take(&name);
                if name.ends_with('/') {
                    return self.look(model);
                }
            }
            None => {}
        }
        read(model, self);
    }

    fn draw_offers(&self, paint: &mut Paint<'_>, list: Area, offers: &[Offer], sections: &Sections) {
        // As long as none is chosen, no row is filled.
        let chosen = self.chosen.unwrap_or(usize::MAX);
        sections.draw(paint, list.inset(1, 1), chosen, |paint, n, row, look| {
            if let Some(Offer::Recent(name) | Offer::There(name)) = offers.get(n) {
                paint.line_look(row.inset(1, 0), name, look);
            }
        });
    }

    /// Answers a key that changes what is typed or chosen.
    fn edit(&mut self, model: &mut Model, key: Key) {
        match (key.code, key.ctrl) {
            (Code::Char('t'), true) => self.below = !self.below,
            (Code::Tab | Code::BackTab, _) if self.below => self.below = false,
            (Code::Tab, _) => drop(self.path.complete(&model.hand.standpoint)),
            (Code::Down | Code::Up, _) if !self.below => self.step(model, key.code == Code::Down),
            _ => {
                if self.field().is_some_and(|field| edit_field(field, key)) {
                    self.chosen = None;
                }
            }
        }
        // Whatever is asked for is looked at once, and completed when it is known.
        self.look(model);
    }
}

/// Tags that are named of those that are here already.
const NAMED: usize = 6;

impl Popup for Form {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => {
                model.hand.generation += 1;
                return Next::Close;
            }
            (Code::Enter, _) => match self.found.take() {
                Some(found) => {
                    take(model, found.1);
                    return Next::Close;
                }
                None => self.enter(model),
            },
            _ => self.edit(model, key),
        }
        Next::Stay
    }

    /// What was found belongs to what was typed before.
    fn field(&mut self) -> Option<&mut Input> {
        (self.found, self.failed) = (None, None);
        Some(if self.below { &mut self.parent } else { &mut self.path.input })
    }

    fn paste(&mut self, model: &mut Model, text: &str) {
        self.field().into_iter().for_each(|field| paste_field(field, text));
        self.chosen = None;
        self.look(model);
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn height(&self, model: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        let offered = self.offers(model).1.height().min(OFFERS);
        let rows = self.found.as_ref().map_or(if self.failed.is_some() { 4 } else { offered + 4 }, |found| {
            3 + found.1.report.len() + found.1.losses.len() + found.1.texts.len().min(4) + found.1.matches.len().min(7)
        });
        Some((rows as Cell + 7).min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say(if self.found.is_some() { "import-keys-take" } else { "import-keys" })
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say("import-title"), &self.keys(model));
        let (_, body) = body.split_top(u16::from(body.h > 6));
        let (file, body) = body.split_top(1);
        let (below, body) = body.split_top(1);
        let cursors = [
            labelled(paint, file, &model.say("import-file"), &self.path.input),
            labelled(paint, below, &model.say("import-below"), &self.parent),
        ];
        let (_, body) = body.split_top(u16::from(body.h > 3));
        if let Some(error) = &self.failed {
            sentences(paint, body, &[model.face.words.error(error)], Role::Notice);
        }
        match (&self.found, self.done) {
            _ if self.failed.is_some() => {}
            (Some(found), _) => {
                let (format, intake) = &**found;
                // What is not taken comes first: nothing may push it out.
                let key = if intake.is_nothing() { "import-found-nothing" } else { "import-found" };
                let head = [model.face.words.fill(key, &[("format", model.say(format))])];
                let left: Vec<String> = intake.left(&model.face.words).into_iter().collect();
                let body = sentences(paint, body, &left, Role::Notice);
                let body = sentences(paint, body, &head, Role::Popup);
                let mut lines: Vec<String> = intake.said(&model.face.words, &model.project.book.codebook, NAMED);
                lines.extend(intake.texts.iter().take(4).map(|(path, _)| format!("  + {path}")));
                lines.extend(intake.matches(&model.face.words, NAMED).iter().map(|line| format!("  {line}")));
                sentences(paint, body, &lines, Role::Popup);
            }
            (None, Some(percent)) => {
                let line = model.face.words.fill("import-progress", &[("percent", percent.to_string())]);
                sentences(paint, body, &[line], Role::Key);
            }
            (None, None) => {
                let (offers, sections) = self.offers(model);
                let rows = if offers.is_empty() { 0 } else { sections.height() as Cell + 1 };
                let (list, foot) = body.split_top(rows.min(body.h.saturating_sub(if body.h > 9 { 3 } else { 0 })));
                self.draw_offers(paint, list.split_bottom(1).0, &offers, &sections);
                sentences(paint, foot, &[model.say("import-what")], Role::Faint);
            }
        }
        let [file, below] = cursors;
        Some(if self.below { below } else { file })
    }
}

/// Has the file read.
fn read(model: &mut Model, form: &mut Form) {
    model.hand.import = [form.path.text(), form.parent.value().trim()].map(str::to_owned);
    let [path, parent] = model.hand.import.clone();
    if path.is_empty() {
        return model.notice("notice-import-what");
    }
    let named = model.project.book.codebook.named(&parent);
    let parent = match named.as_slice() {
        _ if parent.is_empty() => None,
        [tag] => Some(tag.key.clone()),
        [] => return model.alarm(&model.project.book.codebook.without(&parent)),
        several => {
            let lang = model.face.words.lang();
            let paths: Vec<String> =
                several.iter().map(|tag| model.project.book.codebook.path(&tag.key, lang)).collect();
            return model.alarm(&Error::data("error-many-tags").with("tag", &parent).with("paths", paths.join("; ")));
        }
    };
    model.hand.generation += 1;
    form.generation = model.hand.generation;
    (form.done, form.failed) = (Some(0), None);
    let incoming = Incoming {
        generation: form.generation,
        path: PathBuf::from(path),
        book: Arc::new(model.project.book.clone()),
        documents: model.shelf.documents.iter().map(|item| item.path.clone()).collect(),
        parent,
        coder: model.project.coder.name().to_owned(),
    };
    model.ask(Effect::Work(Work::Import(Box::new(incoming))));
}

/// It was looked at what is in a folder.
pub fn listed(model: &mut Model, folder: &Path, entries: &[Entry]) {
    let from = model.hand.standpoint.clone();
    if let Some(form) = model.open_mut::<Form>() {
        form.path.listed(&from, folder, entries);
    }
}

fn open_form(model: &mut Model, generation: u64) -> Option<&mut Form> {
    model.open_mut().filter(|form: &&mut Form| form.generation == generation)
}

/// Reading has come so far.
pub fn advanced(model: &mut Model, generation: u64, percent: usize) {
    if let Some(form) = open_form(model, generation) {
        form.done = form.done.map(|_| percent);
    }
}

/// The file was read, or could not be.
pub fn found(model: &mut Model, generation: u64, found: Result<Box<(&'static str, Intake)>, Error>) {
    let Some(form) = open_form(model, generation) else { return };
    form.done = None;
    match found {
        Ok(found) => form.found = Some(found),
        Err(error) => form.failed = Some(error),
    }
}

/// Takes it in: the new documents are written first, then the edit is made.
fn take(model: &mut Model, found: Intake) {
    // Wherever the program stands next time, the whole path leads there.
    let [path, _] = &model.hand.import;
    let path = model.hand.standpoint.meant(path).display().to_string();
    used_last(&mut model.hand.imported, &path);
    if found.texts.is_empty() {
        return make(model, found);
    }
    model.ask(Effect::Keep(Keep::Texts(Box::new(found))));
}

/// The new documents are there, or could not be written: then nothing is taken in.
pub fn brought(model: &mut Model, result: Result<Box<Intake>, Error>) {
    match result {
        Ok(found) => {
            model.shelf.bring(found.texts.iter().map(|(path, _)| path.clone()));
            make(model, *found);
        }
        Err(error) => model.alarm(&error),
    }
}

fn make(model: &mut Model, found: Intake) {
    if found.changes.is_empty() {
        let documents = found.texts.len().to_string();
        if found.texts.is_empty() {
            return model.notice("import-nothing");
        }
        return model.notice_with("import-documents", &[("count", documents)]);
    }
    let said = told(model, &found);
    model.project.unsaved.check();
    again(model, Edit { label: "edit-import", at: None, changes: found.changes });
    model.notice_with("notice-imported", &said);
}

/// Returns what is told of what was taken in: annotations, tags, and what is neither.
fn told(model: &Model, found: &Intake) -> [(&'static str, String); 3] {
    let words = &model.face.words;
    let count = |key: &str| found.report.iter().find(|(known, _)| *known == key).map_or(0, |(_, count)| *count);
    let fill = |key: &str, names: [&'static str; 3], counts: [usize; 3]| {
        let blanks: Vec<_> = names.into_iter().zip(counts.map(|count| count.to_string())).collect();
        (counts != [0; 3]).then(|| words.fill(key, &blanks))
    };
    let annotations = ["import-new", "import-changed", "import-same"].map(count);
    let tags = [count("import-tags-new"), found.matched.len(), count("import-tags-changed")];
    let said = [
        fill("imported-annotations", ["new", "changed", "same"], annotations),
        fill("imported-tags", ["new", "matched", "changed"], tags),
    ];
    let mut said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() {
        said = found.said(words, &model.project.book.codebook, 0);
    }
    let others = if model.project.others { 0 } else { count("import-others") };
    [
        ("said", said.join(&words.say("list-semicolon"))),
        ("undecided", count("import-undecided").to_string()),
        ("others", others.to_string()),
    ]
}
