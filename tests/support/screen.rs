//! The program without a terminal: keys in, effects carried out at once, the screen out as text.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "each test uses a part, and may panic")]

use jiff::{SignedDuration, Timestamp};
use meipi::actions::open;
use meipi::annotation::{Annotation, ArticleName, Codebook, IdSource, Progresses, Quotation, Survey, Tag, Target};
use meipi::app::table::COMMANDS;
use meipi::app::{App, Msg, update};
use meipi::brush::bars;
use meipi::files::{Files, Scripted, Standpoint};
use meipi::input::key::{Code, Key};
use meipi::input::keymap::Keymap;
use meipi::library::{Places, SEEDS, is_of_seeds};
use meipi::settings::{Chosen, Settings};
use meipi::state::effect::{Effect, Keep, Terminal, Work};
use meipi::state::face::Face;
use meipi::state::hand::Hand;
use meipi::state::project::{Coder, Project, Store};
use meipi::state::starter::Starter;
use meipi::state::{effect::Unsurveyed, shelf::Shelf};
use meipi::store::{Keeper, Opened, starter};
use meipi::text::word::Segmenter;
use meipi::text::{Document, TextId, Widths};
use meipi::theme::{Depth, Hue, Look, Role, SHADES, Source, Theme, legible};
use meipi::tui::{Env, perform};
use meipi::words::{Lang, Words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

/// The dictionary is read once for all tests of a file.
static DICTIONARY: OnceLock<Segmenter> = OnceLock::new();

/// So is the worked example.
static EXAMPLE: OnceLock<meipi::annotation::Book> = OnceLock::new();

pub struct Bench {
    pub app: App,
    pub request: Env,
    pub quit: bool,
    pub copied: Vec<String>,
    /// How far the library has been read, as it was last handed over to be kept without a store.
    pub read: Progresses,
    /// How often the store was to be looked at.
    pub looks: usize,
    keeper: Keeper,
    now: Timestamp,
}

/// A text that is none of the built-in pages.
const OWN: &str =
    "夜校开课\n\n社区夜校每周三开课。报名的人坐满了教室，老师讲了两个小时。\n\n课后大家把桌椅搬回原处。\n";

fn start() -> Timestamp {
    Timestamp::from_second(1_700_000_000).unwrap()
}

impl Bench {
    /// Opens the five pages at a size, with a store in memory.
    pub fn new(cols: u16, rows: u16) -> Self {
        Self::with(cols, rows, Lang::Zh, Depth::True, Widths::Narrow)
    }

    pub fn with(cols: u16, rows: u16, lang: Lang, depth: Depth, widths: Widths) -> Self {
        Self::opened(&SEEDS, (cols, rows), lang, depth, widths)
    }

    /// Opens a library of one's own: its codebook is empty.
    pub fn own(size: (u16, u16), lang: Lang) -> Self {
        Self::own_with(size, lang, Depth::True)
    }

    pub fn own_with(size: (u16, u16), lang: Lang, depth: Depth) -> Self {
        Self::opened(&[("夜校.txt", OWN.as_bytes())], size, lang, depth, Widths::Narrow)
    }

    /// Opens a library of one's own as older versions left it: with the starter codebook, of which two tags are used.
    pub fn older(size: (u16, u16), lang: Lang) -> Self {
        Self::older_with(size, lang, Depth::True)
    }

    pub fn older_with(size: (u16, u16), lang: Lang, depth: Depth) -> Self {
        let mut scratch = Self::own(size, lang);
        scratch.keys("<space> t S <esc> x 1 x t 网格 <enter>");
        let own = Tag { key: "mine".into(), zh: "我的".into(), order: 35, ..Tag::default() };
        let mut book = scratch.app.project.book.clone();
        book.codebook.set("mine", Some(own));
        book.personal.clear();
        let mut bench = Self::own_with(size, lang, depth);
        bench.send(Msg::Loaded(Box::new(book), Vec::new()));
        bench
    }

    /// Opens a library of these files, in a language.
    pub fn holding(files: &[(&str, &[u8])], size: (u16, u16), lang: Lang, depth: Depth) -> Self {
        Self::opened(files, size, lang, depth, Widths::Narrow)
    }

    /// Opens other texts at a size.
    pub fn of(texts: &[(&str, &str)], cols: u16, rows: u16) -> Self {
        let texts: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        Self::opened(&texts, (cols, rows), Lang::Zh, Depth::True, Widths::Narrow)
    }

    fn opened(texts: &[(&str, &[u8])], (cols, rows): (u16, u16), lang: Lang, depth: Depth, widths: Widths) -> Self {
        let files = Scripted::default();
        texts.iter().for_each(|(name, data)| files.write(&PathBuf::from("/texts").join(name), data).unwrap());
        let store = meipi::store::Store { root: "/texts/.meipi".into() };
        let request = Env {
            files: Arc::new(files),
            places: Places { data: "/data".into(), state: "/state".into(), config: "/config".into() },
            root: "/texts".into(),
            store: Some(store.clone()),
            coder: Some("甲".into()),
            genre: None,
            pdf: None,
            opened: Arc::clone(&OPENED),
            lang,
        };
        let mut project = Project::new(IdSource::seeded(1), Coder::Known("甲".into()));
        project.stores = request.places.stores();
        project.store = Store::At(store.root.clone());
        project.read = true;
        let documents: Vec<String> = texts.iter().map(|(name, _)| (*name).to_owned()).collect();
        let belongs = is_of_seeds(&*request.files, &request.root, &documents).unwrap();
        project.starter = Starter { tags: starter(start()), belongs, asked: false };
        if belongs {
            let starter = project.starter.tags.iter().cloned().collect::<Codebook>();
            project.book.change(|book| book.codebook = starter);
        }
        let words = Words::new(lang);
        let settings = Settings::default();
        let (map, _) = Keymap::new(COMMANDS, &settings);
        let face = Face {
            words,
            theme: Theme::built_in(true, depth),
            depth,
            widths,
            settings,
            kept: Chosen::default(),
            here: false,
            chosen: false,
            turned: false,
            themes: Source::built_in(),
        };
        let standpoint = Standpoint { folder: "/home/mei".into(), home: None };
        let hand = Hand { standpoint, ..Hand::new(map) };
        let app = App::new(Shelf::new("/texts".into(), documents, false), project, face, hand, start());
        let keeper = Keeper::new(store, HashMap::new());
        let mut bench = Self {
            app,
            request,
            quit: false,
            copied: Vec::new(),
            read: Progresses::new(),
            looks: 0,
            keeper,
            now: start(),
        };
        bench.send(Msg::Dictionary(DICTIONARY.get_or_init(Segmenter::load).clone()));
        bench.send(Msg::Resize(cols, rows));
        open::first(&mut bench.app, None);
        let effects = std::mem::take(&mut bench.app.out);
        bench.carry_out(effects);
        bench
    }

    /// Puts the worked example into the store: the annotations of two coders.
    pub fn example(&mut self) -> &mut Self {
        let read = || {
            let files = Scripted::default();
            let root = meipi::store::demo(&files, &self.request.places, true, start()).unwrap();
            meipi::store::load(&files, &meipi::store::Store { root: root.join(".meipi") }).book
        };
        let book = EXAMPLE.get_or_init(read).clone();
        self.send(Msg::Loaded(Box::new(book), Vec::new()));
        self
    }

    /// Annotations whose texts were changed: one moved, one that stands in several places, one lost.
    pub fn astray(&mut self) -> &mut Self {
        self.keys("L x 1 x 2 x 3 H");
        let path = self.app.reader.document.as_ref().unwrap().path.to_string();
        let list = self.app.project.book.of(&path).to_vec();
        let changed = [
            ("“以前社区不管是硬件设施", "推动", "，还是精神文明方面，都没有现在好。"),
            ("网格", "开头改掉了，", ""),
            ("原来的话改掉了", "", ""),
        ];
        for (annotation, (words, prefix, suffix)) in list.into_iter().zip(changed) {
            let text = TextId::of("the text before");
            let target = Target { text, spans: vec![annotation.target.spans[0]] };
            let quotation = Quotation { exact: vec![words.into()], prefix: prefix.into(), suffix: suffix.into() };
            let id = annotation.id;
            let other = Annotation { target, quotation, ..annotation };
            self.app.project.book.change(|book| book.set(&path, id, Some(other)));
        }
        meipi::actions::marks::place_marks(&mut self.app);
        self
    }

    /// Versions between which nobody has decided, and a document that is gone.
    pub fn torn(&mut self) -> &mut Self {
        self.keys("L j j x 1 a 第一行批注 <esc> ) x 2 H");
        let mut book = self.app.project.book.clone();
        let path = self.app.reader.document.as_ref().unwrap().path.to_string();
        let list = book.of(&path).to_vec();
        let [first, second] = [&list[0], &list[1]];
        let note = "另一台机器上写的批注：这里说的是“以前”，和后面的“现在”对照着读，才看得出网格化以后变了什么。";
        let other = Annotation { note: note.into(), ..first.clone() };
        book.set(&path, first.id, Some(Annotation { conflicts: vec![other], ..first.clone() }));
        let moved = Annotation { target: first.target.clone(), quotation: first.quotation.clone(), ..second.clone() };
        book.set(&path, second.id, Some(Annotation { conflicts: vec![moved], ..second.clone() }));
        let tag = book.codebook.get("grid").unwrap().clone();
        let other = Tag {
            zh: "网格化".into(), parent: None, definition: "把社区分成格子来管".into(), ..tag.clone()
        };
        book.codebook.set("grid", Some(Tag { conflicts: vec![other], ..tag }));
        let page = ArticleName::whole(&path);
        book.attributes.insert((page.clone(), "日期".into()), "2021-07-01".into());
        book.attributes.insert((page, "日期*".into()), "2021-07-02".into());
        let gone = Annotation { id: uuid::Uuid::from_u128(7), conflicts: Vec::new(), ..first.clone() };
        book.set("改名以前.txt", gone.id, Some(gone));
        self.app.project.book.change(|held| *held = book);
        meipi::actions::marks::place_marks(&mut self.app);
        self
    }

    /// Wears a theme.
    pub fn wears(&mut self, name: &str) -> &mut Self {
        self.app.face.set_theme(name);
        self
    }

    /// The screen as text alone.
    pub fn text(&self) -> String {
        let buffer = self.buffer();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            let row: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
            let _ = writeln!(out, "{y:>2}|{}", row.trim_end());
        }
        out
    }

    pub fn send(&mut self, msg: Msg) {
        self.now = self.now.checked_add(SignedDuration::from_secs(1)).unwrap();
        self.hear(msg);
    }

    /// Takes what a worker or the writer says. No time passes: how many say it, and how often, depends on the machine.
    fn hear(&mut self, msg: Msg) {
        let effects = update(&mut self.app, msg, self.now);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Work(work) => {
                    let mut replies = Vec::new();
                    if let Some(known) = self.known(&work) {
                        replies.push(known);
                    } else {
                        perform(&self.request.clone(), work, &mut |msg| replies.push(msg));
                    }
                    replies.into_iter().for_each(|msg| self.hear(msg));
                }
                Effect::Keep(Keep::Save { revision, parts, .. }) => {
                    self.keeper.save_all(&*self.request.files, parts).unwrap();
                    self.hear(Msg::Kept(revision, Vec::new(), 0));
                }
                Effect::Keep(Keep::Reading(progress)) => self.read = progress,
                Effect::Keep(Keep::Look) => self.looks += 1,
                Effect::Terminal(Terminal::Quit) => self.quit = true,
                Effect::Terminal(Terminal::Copy(text)) => self.copied.push(text),
                Effect::Keep(_) | Effect::Terminal(_) => {}
            }
        }
    }

    /// Returns what a worker would say of built-in pages as they stand: their structure is found out once.
    fn known(&self, work: &Work) -> Option<Msg> {
        match work {
            Work::Open(generation, path, None) => Some(Msg::Opened(*generation, Ok(self.page(path)?))),
            Work::Survey(list) => {
                let plain = list.iter().all(|asked| asked.overrides.is_empty());
                let survey = |asked: &Unsurveyed| {
                    let page = self.page(&asked.path)?;
                    Some((asked.number, surveyed(&page, &asked.annotations)))
                };
                list.iter().map(survey).collect::<Option<_>>().filter(|_| plain).map(Msg::Surveyed)
            }
            _ => None,
        }
    }

    /// Returns a document that is one of the built-in pages.
    fn page(&self, path: &str) -> Option<Arc<Document>> {
        static PAGES: OnceLock<HashMap<&str, Arc<Document>>> = OnceLock::new();
        let data = self.request.files.read(&self.request.root.join(path)).ok()?;
        let (name, _) = SEEDS.iter().find(|(name, page)| *name == path && *page == data)?;
        let open = |(name, data): &(&'static str, &[u8])| (*name, Arc::new(Document::open(name, data.to_vec())));
        PAGES.get_or_init(|| SEEDS.iter().map(open).collect()).get(name).cloned()
    }

    /// Types keys, parted by blanks: `x`, `^d`, `<enter>`; anything longer is typed as it stands.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for token in keys.split(' ').filter(|token| !token.is_empty()) {
            match Key::parse(token) {
                Some(key) => self.send(Msg::Key(key)),
                None => token.chars().for_each(|c| self.send(Msg::Key(Key::plain(Code::Char(c))))),
            }
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Msg::Paste(text.into()));
        self
    }

    pub fn buffer(&self) -> Buffer {
        let (w, h) = self.app.screen.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, w, h));
        let mut paint = meipi::brush::Paint::new(&self.app.face.theme, self.app.face.widths, &mut buffer);
        meipi::app::draw::draw(&self.app, &mut paint);
        buffer
    }

    /// The screen as text, then how it looks: runs of cells of a row, by the roles that they show.
    pub fn picture(&self) -> String {
        format!("{}\nlooks (row: columns role)\n{}", self.text(), self.looks())
    }

    /// How the screen looks: runs of cells of a row, by the roles that they show.
    pub fn looks(&self) -> String {
        let buffer = self.buffer();
        let mut out = String::new();
        let mut known = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        let theme = &self.app.face.theme;
        let place = known.iter().position(|(other, _)| other == theme).unwrap_or_else(|| {
            known.push((theme.clone(), HashMap::new()));
            known.len() - 1
        });
        let known = &mut known[place].1;
        for y in 0..buffer.area.height {
            let mut runs: Vec<(u16, u16, String)> = Vec::new();
            for x in 0..buffer.area.width {
                let style = buffer[(x, y)].style();
                let name = known.entry(style).or_insert_with(|| self.name(style)).clone();
                match runs.last_mut() {
                    Some((_, end, last)) if *last == name => *end = x,
                    _ => runs.push((x, x, name)),
                }
            }
            let plain = ["text", "pane", "status", "plain"];
            let runs = runs.iter().filter(|(.., name)| !plain.contains(&name.as_str()));
            let told: Vec<String> = runs.map(|(start, end, name)| format!("{start}-{end} {name}")).collect();
            if !told.is_empty() {
                let _ = writeln!(out, "{y:>2}: {}", told.join(", "));
            }
        }
        out
    }

    /// Names a style by the roles, or role and tag, that make it.
    fn name(&self, style: Style) -> String {
        let theme = &self.app.face.theme;
        let style = Style { underline_color: None, sub_modifier: ratatui::style::Modifier::empty(), ..style };
        let reset = ratatui::style::Color::Reset;
        let is = |look: Look| {
            let plain = meipi::brush::style(look);
            // Looks that differ in more than the colour of words need not be brought to a contrast.
            plain.add_modifier == style.add_modifier && plain.bg.unwrap_or(reset) == style.bg.unwrap_or(reset) && {
                // Blanks keep the colour of words as it is given: nobody reads it.
                let made = meipi::brush::style(look.read_by(|fg, bg| legible(fg, bg, theme.contrast)));
                [plain, made].iter().any(|made| made.fg.unwrap_or(reset) == style.fg.unwrap_or(reset))
            }
        };
        let bold = ("bold".to_owned(), Look { bold: true, ..Look::default() });
        let several = ("underlined".to_owned(), Look { underline: true, ..Look::default() });
        let roles = Role::ALL.iter().map(|role| (role.name().to_owned(), theme.look(*role)));
        // The name of a page's column.
        let rubric = ("rubric".to_owned(), Look { bold: false, ..theme.look(Role::Section) });
        let roles: Vec<(String, Look)> = roles.chain([bold, several, rubric]).collect();
        let hues = (1..=12).flat_map(|slot| (0..=SHADES).map(move |shade| Hue { slot, shade }));
        let hues = std::iter::once(Hue::default()).chain(hues);
        let tags = hues.flat_map(|hue| {
            let number = if hue.shade == 0 { hue.slot.to_string() } else { format!("{}.{}", hue.slot, hue.shade) };
            let looks = [
                ("tag", theme.tagged(hue)),
                ("chip", theme.chip(hue)),
                ("name", theme.tag_name(hue)),
                ("bar", bars::tag_ground(theme, hue)),
            ];
            looks.map(|(name, look)| (format!("{name}{number}"), look))
        });
        let bars = [
            ("stripe".to_owned(), Look { bg: theme.look(Role::Pane).bg, ..Look::default() }),
            ("bar".to_owned(), bars::plain_ground(theme)),
            ("half".to_owned(), bars::half_ground(theme)),
            ("track".to_owned(), bars::track_look(theme, Look::default())),
        ];
        let shades = (1..=bars::STRENGTHS).map(|n| (format!("shade{n}"), bars::shade(theme, n)));
        let tops: Vec<(String, Look)> = roles.iter().cloned().chain(tags).chain(shades).chain(bars).collect();
        let bases: Vec<_> = Role::ALL.iter().filter(|role| theme.look(**role).bg.is_some()).collect();
        for base in &bases {
            if is(theme.look(**base)) {
                return base.name().to_owned();
            }
        }
        for base in &bases {
            let under = theme.look(**base);
            if let Some((name, _)) = tops.iter().find(|(_, top)| is(under.over(*top))) {
                return format!("{}+{name}", base.name());
            }
        }
        for base in &bases {
            for (first, lower) in &tops {
                let under = theme.look(**base).over(*lower);
                if let Some((name, _)) = roles.iter().find(|(_, top)| is(under.over(*top))) {
                    return format!("{}+{first}+{name}", base.name());
                }
            }
        }
        uncoloured(style).unwrap_or_else(|| format!("{style:?}"))
    }

    /// Compares the screen with a golden file; `MEIPI_BLESS=1` writes it.
    #[track_caller]
    pub fn shows(&mut self, name: &str) -> &mut Self {
        golden(name, &self.picture());
        self
    }
}

/// Pages that were searched, each structured once for all tests.
static OPENED: LazyLock<Arc<Opened>> = LazyLock::new(Arc::default);

/// Surveys a page, once under the same annotations.
fn surveyed(page: &Document, annotations: &[Annotation]) -> Survey {
    static SURVEYS: Mutex<Vec<(TextId, Vec<Annotation>, Survey)>> = Mutex::new(Vec::new());
    let mut known = SURVEYS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((.., survey)) = known.iter().find(|(id, others, _)| *id == page.id && others == annotations) {
        return survey.clone();
    }
    let survey = Survey::new(page, annotations);
    known.push((page.id, annotations.to_vec(), survey.clone()));
    survey
}

/// What styles are called, of each theme that was looked at.
static NAMES: Mutex<Vec<(Theme, HashMap<Style, String>)>> = Mutex::new(Vec::new());

/// Names a look without colours by what is left of it.
fn uncoloured(style: Style) -> Option<String> {
    use ratatui::style::{Color, Modifier};
    let bare = |colour: Option<Color>| colour.is_none_or(|colour| colour == Color::Reset);
    let names = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
        (Modifier::CROSSED_OUT, "crossed"),
    ];
    let known = names.iter().fold(Modifier::empty(), |all, (one, _)| all | *one);
    let shown = names.iter().filter(|(one, _)| style.add_modifier.contains(*one)).map(|(_, name)| *name);
    let name = shown.collect::<Vec<_>>().join("+");
    let name = if name.is_empty() { "plain".to_owned() } else { name };
    (bare(style.fg) && bare(style.bg) && known.contains(style.add_modifier)).then_some(name)
}

/// Compares a picture with a golden file; `MEIPI_BLESS=1` writes it.
#[track_caller]
pub fn golden(name: &str, picture: &str) {
    let path = PathBuf::from("tests/golden").join(format!("{name}.txt"));
    if std::env::var_os("MEIPI_BLESS").is_some() {
        std::fs::write(&path, picture).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(golden == picture, "{name} differs; MEIPI_BLESS=1 writes it anew:\n{}", difference(&golden, picture));
}

/// The lines in which two pictures differ: how it was (`-`), how it is (`+`), below the last heading before them.
fn difference(was: &str, is: &str) -> String {
    let mut out = String::new();
    let (mut heading, mut told) = ("", "");
    let (mut old, mut new) = (was.lines(), is.lines());
    loop {
        let (before, now) = (old.next(), new.next());
        if before.is_none() && now.is_none() {
            return out;
        }
        let numbered = |line: &&str| line.trim_start().starts_with(|c: char| c.is_ascii_digit());
        heading = now.filter(|line| !line.is_empty() && !numbered(line)).unwrap_or(heading);
        if before != now {
            if heading != told {
                let _ = writeln!(out, "{heading}");
                told = heading;
            }
            let marked = before.map(|line| ('-', line)).into_iter().chain(now.map(|line| ('+', line)));
            marked.for_each(|(sign, line)| out.extend([sign.to_string().as_str(), line, "\n"]));
        }
    }
}
