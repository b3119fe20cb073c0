//! The loop: messages in, effects out, one frame for all that arrived together.

use super::backend::Screen;
use super::editor::edit;
use super::env::{Env, terminal_name};
use super::input;
use super::jobs::{Jobs, look};
use super::last::{LAST, guarded, left, too_late};
use super::rest::Rest;
use super::settled::{CONFIG, settings};
use super::signals::{self, Wish, Wishes};
use super::told::{asks, dark_hint, depth};
use super::{clipboard, probe, terminal};
use crate::actions::open as opening;
use crate::annotation::{Codebook, IdSource};
use crate::app::draw;
use crate::app::table::COMMANDS;
use crate::app::{App, Msg, session as remembered, update};
use crate::brush::Paint;
use crate::error::{Error, Result};
use crate::files::{Stamp, Standpoint, list_there};
use crate::input::keymap::Keymap;
use crate::library::{Library, is_of_seeds};
use crate::settings::{Ambiguous, Chosen, Settings};
use crate::state::effect::{Effect, Terminal, Work};
use crate::state::face::Face;
use crate::state::hand::Hand;
use crate::state::project::{Coder, Project, Store};
use crate::state::shelf::Shelf;
use crate::state::starter::Starter;
use crate::store::{read_chosen, read_session, read_terminal, starter};
use crate::text::{Encoding, Widths};
use crate::theme::{Source, Theme};
use crate::units::Char;
use crate::words::Words;
use jiff::Timestamp;
use std::io::{Stdout, stdout};
use std::panic::AssertUnwindSafe;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// What the program starts with.
pub struct Start {
    /// The library.
    pub texts: Library,
    /// Files, folders, store, coder, language.
    pub env: Env,
    /// The encoding of the document that is opened first, if one was named.
    pub encoding: Option<Encoding>,
    /// The settings.
    pub settings: Settings,
    /// What was wrong with them.
    pub warning: Option<Error>,
    /// It is the demonstration: the tour is offered.
    pub demonstrates: bool,
}

/// How often time passes for the program.
const TICK: Duration = Duration::from_millis(500);

type Display = ratatui::Terminal<Screen<Stdout>>;

/// Runs the program until the person leaves. Says so if edits are not saved then.
///
/// # Errors
/// The terminal fails.
pub fn run(start: Start) -> Result<Option<Error>> {
    let env = start.env.clone();
    let (first, encoding) = (start.texts.first.clone(), start.encoding);
    let mut app = app(start);
    let (to, from) = channel();
    let session = read_session(&*env.files, &env.places, &env.root).unwrap_or_else(|error| {
        app.alarm(&error);
        None
    });
    let there = |document: &String| app.shelf.place(document).is_some();
    let last = session.as_ref().map(|s| (s.document.clone(), Char(s.at))).filter(|(document, _)| there(document));
    let (path, at) = begins(first, last);
    if let Some(session) = session {
        remembered::recall(&mut app, session);
    }
    app.project.told = encoding.zip(path.clone()).map(|(encoding, path)| (path, encoding));
    let mut effects = first_look(&mut app, path.as_deref(), &env)?;
    if let (Some(path), Some(at)) = (path.as_deref(), at) {
        opening::go_to_char(&mut app, path, at);
        effects.append(&mut app.out);
        crate::app::settle(&mut app);
        effects.append(&mut app.out);
    }
    let (rest, wishes) = (Rest::default(), Wishes::default());
    signals::watch(&to, &wishes, &rest);
    let ended = wishes.clone();
    terminal::take()?;
    let mut screen = Screen::new(stdout(), app.face.widths);
    screen.size = app.screen.size;
    let mut display = ratatui::Terminal::new(screen)?;
    let (asks, mut late) = (asks(), None);
    display.backend_mut().first(terminal::ENTER);
    display.backend_mut().first(terminal::mouse(app.hand.mouse));
    if asks {
        display.backend_mut().first(&probe::questions(&app.face.settings));
    }
    let result = draw(&mut display, &app).and_then(|()| {
        listen(&to, &wishes, &rest, asks);
        let mut jobs = Jobs::start(&env, &to);
        let config = env.files.stamp(&env.places.config.join(CONFIG)).ok().flatten();
        let size = app.screen.size;
        let mut hands =
            Hands { display, jobs: &jobs, rest, wishes, to: to.clone(), env: &env, config, size, lost: None };
        let looped = guarded(&mut app, &env, |app| {
            if hands.carry_out(effects, app) {
                hands.turn(app, &from);
            }
            hands.lost.take().map_or(Ok(()), Err)
        });
        // A writer that only looks at the store has nothing to lose.
        if !jobs.finish(LAST) && app.project.unsaved.waits() {
            late = Some(too_late(&app, &env));
        }
        looped
    });
    ended.leave();
    terminal::give_back();
    result?;
    Ok(left(&app, from.try_iter()).or(late))
}

/// Returns the document to begin with, and where: one that was named is opened, and gone on with if it is the one that
/// was left.
fn begins(named: Option<String>, left: Option<(String, Char)>) -> (Option<String>, Option<Char>) {
    match (named, left) {
        (Some(named), Some((document, at))) if named == document => (Some(named), Some(at)),
        (Some(named), _) => (Some(named), None),
        (None, Some((document, at))) => (Some(document), Some(at)),
        (None, None) => (None, None),
    }
}

/// Opens the first document before anything else: its rows are the first frame.
fn first_look(app: &mut App, path: Option<&str>, env: &Env) -> Result<Vec<Effect>> {
    let (width, height) = terminal::drawable(terminal::size()?)?;
    let now = Timestamp::now();
    opening::first(app, path);
    let mut effects = Vec::new();
    for effect in update(app, Msg::Resize(width, height), now) {
        if let Effect::Work(Work::Open(generation, path, encoding)) = effect {
            let (document, more) =
                look(&env.readings().with(env.pdf.as_deref()), &*env.files, &env.root, &path, encoding);
            let more = more && document.is_ok();
            effects.extend(update(app, Msg::Opened(generation, document), now));
            effects.extend(more.then_some(Effect::Work(Work::Whole(generation, path, encoding))));
        } else {
            effects.push(effect);
        }
    }
    Ok(effects)
}

fn app(start: Start) -> App {
    let Start { texts, env, settings, warning, demonstrates, .. } = start;
    let depth = depth();
    let seen = read_terminal(&*env.files, &env.places, &terminal_name()).filter(|_| asks());
    let hint = || seen.map_or_else(dark_hint, |seen| seen.dark);
    let dark = settings.theme.as_deref().map_or_else(hint, |theme| theme != "light");
    let words = Words::new(env.lang);
    let wide = match settings.ambiguous_width {
        Ambiguous::Wide => true,
        Ambiguous::Narrow => false,
        Ambiguous::Auto => seen.is_some_and(|seen| seen.wide),
    };
    let widths = if wide { Widths::Wide } else { Widths::Narrow };
    let coder = env.coder.clone().map_or(Coder::Unknown, Coder::Known);
    let mut project = Project::new(IdSource::random(), coder);
    project.genre = env.genre;
    project.stores = env.places.stores();
    if let Some(store) = &env.store {
        project.store = Store::At(store.root.clone());
    }
    let (belongs, unread) = match is_of_seeds(&*env.files, &texts.root, &texts.documents) {
        Ok(belongs) => (belongs, None),
        Err(error) => (false, Some(error)),
    };
    project.starter = Starter { tags: starter(Timestamp::now()), belongs, asked: false };
    if belongs {
        let starter = project.starter.tags.iter().cloned().collect::<Codebook>();
        project.book.change(|book| book.codebook = starter);
    }
    let shelf = Shelf { others: texts.others, ..Shelf::new(texts.root, texts.documents, texts.built_in) };
    let (map, clashes) = Keymap::new(COMMANDS, &settings);
    let (themes, wrong) = themes(&env);
    let mouse = !settings.no_mouse;
    let theme = Theme::built_in(dark, depth);
    let face = Face {
        words,
        theme,
        depth,
        widths,
        settings,
        kept: Chosen::default(),
        here: false,
        chosen: false,
        turned: false,
        themes,
    };
    let hand = Hand { mouse, standpoint: Standpoint::present(), ..Hand::new(map) };
    let mut app = App::new(shelf, project, face, hand, Timestamp::now());
    if let Some(name) = app.face.settings.theme.clone() {
        app.face.set_theme(&name);
    }
    remembered::settled(&mut app, read_chosen(&*env.files, &env.places));
    app.hand.tour.on = demonstrates;
    // One line is all there is: what is most in the way comes first.
    if let Some(warning) = warning.into_iter().chain(texts.troubles).chain(unread).chain(clashes).chain(wrong).next() {
        app.alarm(&warning);
    }
    app
}

/// Returns the themes that come with the program and those of the configuration folder; what is wrong with these.
fn themes(env: &Env) -> (Vec<Source>, Vec<Error>) {
    let (mut themes, mut wrong) = (Source::built_in(), Vec::new());
    let folder = env.places.config.join("themes");
    let entries = list_there(&*env.files, &folder).unwrap_or_else(|error| {
        wrong.push(error);
        Vec::new()
    });
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path).collect();
    paths.sort();
    for path in paths.into_iter().filter(|path| path.extension().is_some_and(|e| e == "ron")) {
        let Some(name) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else { continue };
        let broken = |cause| Error::data("error-theme").with("path", path.display()).with("cause", cause);
        let data = env.files.read(&path);
        match data.and_then(|data| Source::new(&name, &String::from_utf8_lossy(&data)).map_err(broken)) {
            Ok(source) => {
                themes.retain(|theme| theme.name != name);
                themes.push(source);
            }
            Err(error) => wrong.push(error),
        }
    }
    (themes, wrong)
}

fn listen(to: &Sender<Msg>, wishes: &Wishes, rest: &Rest, asked: bool) {
    let (to, wishes, rest) = (to.clone(), wishes.clone(), rest.clone());
    std::thread::spawn(move || {
        // Without a reader nobody could leave.
        if std::panic::catch_unwind(AssertUnwindSafe(|| input::read(&to, &wishes, &rest, asked))).is_err() {
            wishes.ask(Wish::End);
            let _ = to.send(Msg::Tick);
        }
    });
}

fn draw(display: &mut Display, app: &App) -> Result<()> {
    let backend = display.backend_mut();
    (backend.widths, backend.size) = (app.face.widths, app.screen.size);
    display.draw(|frame| {
        let mut paint = Paint::new(&app.face.theme, app.face.widths, frame.buffer_mut());
        if let Some(at) = draw::draw(app, &mut paint) {
            frame.set_cursor_position(at);
        }
    })?;
    Ok(())
}

/// What carries effects out.
struct Hands<'a> {
    display: Display,
    jobs: &'a Jobs,
    rest: Rest,
    wishes: Wishes,
    to: Sender<Msg>,
    env: &'a Env,
    /// What `config.ron` was like when it was last read.
    config: Option<Stamp>,
    /// The window when it was last looked at.
    size: (u16, u16),
    /// How the terminal was lost.
    lost: Option<Error>,
}

impl Hands<'_> {
    /// Answers what comes until the program is to be left.
    fn turn(&mut self, app: &mut App, from: &Receiver<Msg>) {
        loop {
            let first = match from.recv_timeout(TICK) {
                Ok(msg) => msg,
                Err(RecvTimeoutError::Timeout) => Msg::Tick,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let (mut idle, widths, asked) = (true, app.face.widths, app.popup.is_some());
            for msg in std::iter::once(first).chain(from.try_iter()) {
                let wish = self.wishes.hear();
                match wish {
                    Some(Wish::Stop) => self.aside(app, terminal::suspend),
                    Some(Wish::Back) => self.aside(app, || ()),
                    _ => {}
                }
                let wished = (wish == Some(Wish::End)).then_some(Msg::Terminate);
                let msg = if matches!(msg, Msg::Tick) { self.looked().unwrap_or(msg) } else { msg };
                idle &= matches!(msg, Msg::Tick) && wished.is_none();
                for msg in wished.into_iter().chain([msg]) {
                    let effects = update(app, msg, Timestamp::now());
                    if !self.carry_out(effects, app) {
                        return;
                    }
                }
            }
            let drawn = if widths == app.face.widths { Ok(()) } else { self.display.clear().map_err(Error::from) };
            let drawn = drawn.and_then(|()| {
                if idle && app.popup.is_some() == asked { Ok(()) } else { draw(&mut self.display, app) }
            });
            self.holds(drawn);
        }
    }

    /// A terminal that is lost ends the program, as soon as everything is saved.
    fn holds(&mut self, done: Result<()>) {
        if let Err(error) = done
            && self.lost.is_none()
        {
            self.lost = Some(error);
            self.wishes.ask(Wish::End);
        }
    }

    /// Looks at what nobody tells of: the window, whose signal can be lost among others, and the settings.
    fn looked(&mut self) -> Option<Msg> {
        let size = terminal::size().ok().filter(|size| *size != self.size);
        size.map(|size| {
            self.size = size;
            terminal::drawable(size).map_or_else(Msg::Mistake, |(columns, rows)| Msg::Resize(columns, rows))
        })
        .or_else(|| self.configured())
    }

    /// Returns the settings, if they were changed on the disk since this was last asked.
    fn configured(&mut self) -> Option<Msg> {
        // Nothing is said while it cannot be told: what holds goes on to hold.
        let stamp = self.env.files.stamp(&self.env.places.config.join(CONFIG)).ok()?;
        if std::mem::replace(&mut self.config, stamp) == stamp {
            return None;
        }
        let (settings, wrong) = settings(&*self.env.files, &self.env.places);
        Some(Msg::Configured(Box::new(settings), wrong))
    }

    /// Carries effects out; tells whether the program goes on.
    fn carry_out(&mut self, effects: Vec<Effect>, app: &mut App) -> bool {
        for effect in effects {
            match effect {
                Effect::Keep(job) => self.jobs.keep(job),
                Effect::Work(job) => self.jobs.work(job),
                Effect::Terminal(Terminal::Quit) => return false,
                Effect::Terminal(effect) => self.show(effect, app),
            }
        }
        true
    }

    fn show(&mut self, effect: Terminal, app: &App) {
        match effect {
            Terminal::Quit => {}
            Terminal::Repaint => {
                // It may have another font by now, or be another terminal.
                if asks() {
                    self.rest.expect();
                    self.display.backend_mut().first(&probe::questions(&app.face.settings));
                }
                let cleared = self.display.clear();
                self.holds(cleared.map_err(Error::from));
            }
            Terminal::Copy(text) => self.holds(clipboard::copy(text)),
            Terminal::Mouse(on) => self.display.backend_mut().first(terminal::mouse(on)),
            Terminal::Suspend => self.aside(app, terminal::suspend),
            Terminal::Editor(text) => {
                let wishes = self.wishes.clone();
                let mut result = Ok(String::new());
                self.aside(app, || result = edit(&text, &wishes));
                let _ = self.to.send(Msg::Edited(result));
            }
        }
    }

    /// Gives the terminal away while something else has it.
    fn aside(&mut self, app: &App, something: impl FnOnce()) {
        self.rest.begin();
        terminal::give_back();
        something();
        let taken = terminal::take();
        self.display.backend_mut().first(terminal::ENTER);
        self.display.backend_mut().first(terminal::mouse(app.hand.mouse));
        let drawn = taken.and_then(|()| self.display.clear()).map_err(Error::from);
        let drawn = drawn.and_then(|()| draw(&mut self.display, app));
        self.rest.end();
        self.holds(drawn);
    }
}
