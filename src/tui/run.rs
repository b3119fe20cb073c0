//! The loop: messages in, effects out, one frame for all that arrived together.

use super::backend::Screen;
use super::env::{Env, terminal_name};
use super::input::{self, Rest};
use super::jobs::{Jobs, look};
use super::last::{LAST, guarded, left, too_late};
use super::{clipboard, probe, terminal};
use crate::annotation::{Codebook, IdSource};
use crate::app::desk::{Coder, Desk, Store};
use crate::app::hand::Hand;
use crate::app::shelf::Shelf;
use crate::app::starter::Starter;
use crate::app::table::COMMANDS;
use crate::app::{App, Effect, Face, Msg, Terminal, Work, looks, open as opening, session as remembered, update};
use crate::error::{Error, Result};
use crate::files::{Files, Stamp, list_there, read_there, system};
use crate::input::keymap::Keymap;
use crate::library::{Library, Places, is_of_seeds};
use crate::settings::{Ambiguous, Settings};
use crate::store::{read_session, read_terminal, starter};
use crate::text::{Encoding, Widths};
use crate::theme::{Depth, Source, Theme};
use crate::units::Char;
use crate::words::{Lang, Words};
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
}

/// How often time passes for the program.
const TICK: Duration = Duration::from_millis(500);

type Display = ratatui::Terminal<Screen<Stdout>>;

/// Runs the program until the person leaves. Says so if edits are not saved then.
///
/// # Errors
/// The terminal fails.
pub fn run(start: Start) -> Result<Option<Error>> {
    let probed = (start.settings.ambiguous_width == Ambiguous::Auto, start.settings.theme.is_none());
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
    // A document that was named is opened; it is gone on with if it is the one that was left.
    let (path, at) = match (first, last) {
        (Some(first), Some((document, at))) if first == document => (Some(first), Some(at)),
        (Some(first), _) => (Some(first), None),
        (None, Some((document, at))) => (Some(document), Some(at)),
        (None, None) => (None, None),
    };
    if let Some(session) = session {
        remembered::recall(&mut app, session);
    }
    app.desk.told = encoding.zip(path.clone()).map(|(encoding, path)| (path, encoding));
    let mut effects = first_look(&mut app, path.as_deref(), &env)?;
    if let (Some(path), Some(at)) = (path.as_deref(), at) {
        opening::go_to_char(&mut app, path, at);
        effects.append(&mut app.out);
        crate::app::settle(&mut app);
        effects.append(&mut app.out);
    }
    terminal::take()?;
    let mut screen = Screen::new(stdout(), app.face.widths);
    screen.size = app.screen.size;
    let mut display = ratatui::Terminal::new(screen)?;
    let asks = asks();
    let mut late = None;
    display.backend_mut().first(terminal::ENTER);
    display.backend_mut().first(terminal::mouse(app.hand.mouse));
    if asks {
        display.backend_mut().first(&probe::questions(probed.0, probed.1));
    }
    let result = draw(&mut display, &app).and_then(|()| {
        let rest = Rest::default();
        listen(&to, &rest, asks);
        let mut jobs = Jobs::start(&env, &to);
        let config = env.files.stamp(&env.places.config.join(CONFIG)).ok().flatten();
        let mut hands = Hands { display, jobs: &jobs, rest, to: to.clone(), env: &env, config };
        let looped = guarded(&mut app, &env, |app| {
            hands.carry_out(effects, app).and_then(|go| if go { hands.turn(app, &from) } else { Ok(()) })
        });
        if !jobs.finish(LAST) {
            late = Some(too_late(&app, &env));
        }
        looped
    });
    terminal::give_back();
    result?;
    Ok(left(&app, from.try_iter()).or(late))
}

/// Opens the first document before anything else: its rows are the first frame.
fn first_look(app: &mut App, path: Option<&str>, env: &Env) -> Result<Vec<Effect>> {
    let (width, height) = crossterm::terminal::size()?;
    let now = Timestamp::now();
    opening::first(app, path);
    let mut effects = Vec::new();
    for effect in update(app, Msg::Resize(width, height), now) {
        if let Effect::Work(Work::Open(generation, path, encoding)) = effect {
            let (document, more) = look(&*env.files, &env.root, &path, encoding);
            let more = more && document.is_ok();
            effects.extend(update(app, Msg::Opened(generation, document), now));
            effects.extend(more.then_some(Effect::Work(Work::Whole(generation, path, encoding))));
        } else {
            effects.push(effect);
        }
    }
    Ok(effects)
}

/// A terminal that may not answer is not asked.
fn asks() -> bool {
    cfg!(unix)
        && system::variable("TERM").is_some_and(|term| term != "dumb")
        && system::variable("MEIPI_NO_PROBE").is_none()
}

fn app(start: Start) -> App {
    let Start { texts, env, settings, warning, .. } = start;
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
    let mut desk = Desk::new(IdSource::random(), coder);
    if let Some(store) = &env.store {
        desk.store = Store::At(store.root.clone());
    }
    let (belongs, unread) = match is_of_seeds(&*env.files, &texts.root, &texts.documents) {
        Ok(belongs) => (belongs, None),
        Err(error) => (false, Some(error)),
    };
    desk.starter = Starter { tags: starter(Timestamp::now()), belongs, asked: false };
    if belongs {
        desk.book.codebook = desk.starter.tags.iter().cloned().collect::<Codebook>();
    }
    let shelf = Shelf::new(texts.root, texts.documents, texts.built_in);
    let (map, clashes) = Keymap::new(COMMANDS, &settings);
    let (themes, wrong) = themes(&env);
    let mouse = !settings.no_mouse;
    let theme = Theme::built_in(dark, depth);
    let face = Face { words, theme, depth, widths, settings, chosen: false, turned: false, themes };
    let mut app = App::new(shelf, desk, face, Hand { mouse, ..Hand::new(map) }, Timestamp::now());
    if let Some(name) = app.face.settings.theme.clone() {
        looks::wear(&mut app, &name);
    }
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

/// Reads `config.ron`; a wrong one warns, and the defaults serve.
pub fn settings(files: &dyn Files, places: &Places) -> (Settings, Option<Error>) {
    let read = read_there(files, &places.config.join(CONFIG));
    match read.and_then(|data| data.map(|data| Settings::read(&String::from_utf8_lossy(&data))).transpose()) {
        Ok(settings) => (settings.unwrap_or_default(), None),
        Err(error) => (Settings::default(), Some(error)),
    }
}

/// The file of the settings, in the configuration folder.
const CONFIG: &str = "config.ron";

/// Returns how many colours the terminal says it has.
fn depth() -> Depth {
    if system::variable("NO_COLOR").is_some() {
        return Depth::None;
    }
    let true_colour = system::variable("COLORTERM").is_some_and(|v| v.contains("truecolor") || v.contains("24bit"));
    let term = system::variable("TERM").unwrap_or_default();
    match () {
        () if true_colour || term.contains("direct") => Depth::True,
        () if term.contains("256") => Depth::Palette,
        () if term == "dumb" => Depth::None,
        () => Depth::Sixteen,
    }
}

/// Some terminals say their background in the environment; else it is taken to be dark until they answer.
fn dark_hint() -> bool {
    let colours = system::variable("COLORFGBG").unwrap_or_default();
    colours.rsplit(';').next().and_then(|bg| bg.parse::<u8>().ok()).is_none_or(|bg| bg < 7 || bg == 8)
}

/// Returns the language of the interface: asked for, settled, or the locale's.
pub fn lang(asked: Option<&str>, settings: &Settings) -> Lang {
    let locale = || sys_locale::get_locale().unwrap_or_default();
    let chosen = asked.map(str::to_owned).or_else(|| settings.language.clone()).unwrap_or_else(locale);
    Lang::of_locale(&chosen)
}

fn listen(to: &Sender<Msg>, rest: &Rest, asked: bool) {
    let (to_reader, rest) = (to.clone(), rest.clone());
    std::thread::spawn(move || {
        // Without a reader nobody could leave.
        if std::panic::catch_unwind(AssertUnwindSafe(|| input::read(&to_reader, &rest, asked))).is_err() {
            let _ = to_reader.send(Msg::Terminate);
        }
    });
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
        let to = to.clone();
        if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT]) {
            std::thread::spawn(move || {
                for signal in signals.forever() {
                    if signal != SIGCONT && to.send(Msg::Terminate).is_err() {
                        return;
                    }
                }
            });
        }
    }
}

fn draw(display: &mut Display, app: &App) -> Result<()> {
    let backend = display.backend_mut();
    (backend.widths, backend.size) = (app.face.widths, app.screen.size);
    display.draw(|frame| {
        if let Some(at) = crate::ui::draw(app, frame.buffer_mut()) {
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
    to: Sender<Msg>,
    env: &'a Env,
    /// What `config.ron` was like when it was last read.
    config: Option<Stamp>,
}

impl Hands<'_> {
    fn turn(&mut self, app: &mut App, from: &Receiver<Msg>) -> Result<()> {
        loop {
            let first = match from.recv_timeout(TICK) {
                Ok(msg) => msg,
                // A signal of a resize can be lost among others; the size itself cannot.
                Err(RecvTimeoutError::Timeout) => match crossterm::terminal::size() {
                    Ok((width, height)) if (width, height) != app.screen.size => Msg::Resize(width, height),
                    _ => Msg::Tick,
                },
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            let first = if matches!(first, Msg::Tick) { self.configured().unwrap_or(first) } else { first };
            let idle = matches!(first, Msg::Tick);
            let (mut widths, asked) = (app.face.widths, app.prompt.is_some());
            for msg in std::iter::once(first).chain(from.try_iter()) {
                let effects = update(app, msg, Timestamp::now());
                if !self.carry_out(effects, app)? {
                    return Ok(());
                }
            }
            if std::mem::replace(&mut widths, app.face.widths) != app.face.widths {
                self.display.clear()?;
            }
            if !idle || app.prompt.is_some() != asked {
                draw(&mut self.display, app)?;
            }
        }
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
    fn carry_out(&mut self, effects: Vec<Effect>, app: &mut App) -> Result<bool> {
        for effect in effects {
            match effect {
                Effect::Keep(job) => self.jobs.keep(job),
                Effect::Work(job) => self.jobs.work(job),
                Effect::Terminal(Terminal::Quit) => return Ok(false),
                Effect::Terminal(Terminal::Repaint) => self.display.clear()?,
                Effect::Terminal(Terminal::Copy(text)) => clipboard::copy(text)?,
                Effect::Terminal(Terminal::Mouse(on)) => self.display.backend_mut().first(terminal::mouse(on)),
                Effect::Terminal(Terminal::Suspend) => self.aside(app, terminal::suspend)?,
                Effect::Terminal(Terminal::Editor(text)) => {
                    let mut result = Ok(String::new());
                    self.aside(app, || result = edit(&text))?;
                    let _ = self.to.send(Msg::Edited(result));
                }
            }
        }
        Ok(true)
    }

    /// Gives the terminal away while something else has it.
    fn aside(&mut self, app: &App, something: impl FnOnce()) -> Result<()> {
        self.rest.begin();
        terminal::give_back();
        something();
        terminal::take()?;
        self.display.backend_mut().first(terminal::ENTER);
        self.display.backend_mut().first(terminal::mouse(app.hand.mouse));
        self.display.clear()?;
        self.rest.end();
        draw(&mut self.display, app)
    }
}

/// Has the person's editor work on a text.
fn edit(text: &str) -> Result<String> {
    let editor = system::variable("VISUAL").or_else(|| system::variable("EDITOR")).unwrap_or_else(|| "vi".into());
    let mut file = tempfile::Builder::new().prefix("meipi-").suffix(".txt").tempfile()?;
    std::io::Write::write_all(&mut file, text.as_bytes())?;
    let mut words = editor.split_whitespace();
    let status = std::process::Command::new(words.next().unwrap_or("vi")).args(words).arg(file.path()).status();
    if !status.is_ok_and(|status| status.success()) {
        return Err(Error::usage("error-editor").with("editor", editor));
    }
    let data = std::fs::read(file.path())?;
    Ok(crate::text::decode::decode(data).text)
}
