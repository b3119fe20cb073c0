//! What the tests share: a library in a folder of its own, the program in a real pty.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "each test uses a part, and may panic"
)]

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// A folder with the five pages, that is gone afterwards.
pub struct Library {
    pub folder: tempfile::TempDir,
}

impl Library {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("texts")).unwrap();
        for (name, data) in meipi::library::SEEDS {
            std::fs::write(folder.path().join("texts").join(name), data).unwrap();
        }
        Self { folder }
    }

    pub fn texts(&self) -> PathBuf {
        self.folder.path().join("texts")
    }

    /// The path of the page whose name begins so.
    pub fn page(&self, start: &str) -> PathBuf {
        let name = meipi::library::SEEDS.iter().find(|(name, _)| name.starts_with(start)).unwrap().0;
        self.texts().join(name)
    }

    pub fn text(&self, start: &str) -> String {
        std::fs::read_to_string(self.page(start)).unwrap()
    }

    /// The files below the store, with their contents.
    pub fn store(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        walk(&self.texts().join(".meipi"), &mut found);
        found.sort();
        found
    }

    /// Runs a subcommand in the folder of the texts.
    pub fn run(&self, args: &[&str]) -> std::process::Output {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_meipi"));
        command.args(args).current_dir(self.texts());
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command.output().unwrap()
    }

    /// Runs a subcommand that must succeed, and returns what it printed.
    #[track_caller]
    pub fn print(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a subcommand that must fail with a status and a sentence, and prints nothing else.
    #[track_caller]
    pub fn fails(&self, args: &[&str], status: i32, says: &str) {
        let output = self.run(args);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{args:?}: {stderr}");
        assert!(stderr.contains(says), "{args:?}: {stderr}");
        assert!(output.stdout.is_empty(), "{args:?}");
    }

    /// The annotations as `annotations --format json` prints them.
    #[track_caller]
    pub fn annotations(&self) -> Vec<serde_json::Value> {
        serde_json::from_str(&self.print(&["annotations", "--format", "json"])).unwrap()
    }

    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let home = self.folder.path().to_string_lossy().into_owned();
        vec![
            ("HOME", home.clone()),
            ("XDG_DATA_HOME", format!("{home}/data")),
            ("XDG_CONFIG_HOME", format!("{home}/config")),
            ("XDG_STATE_HOME", format!("{home}/state")),
            ("MEIPI_CODER", "甲".into()),
            ("LANG", "zh_CN.UTF-8".into()),
            ("LC_ALL", "zh_CN.UTF-8".into()),
            ("TERM", "xterm-256color".into()),
            ("COLORTERM", "truecolor".into()),
        ]
    }
}

pub fn walk(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push((path.clone(), std::fs::read(&path).unwrap()));
        }
    }
}

/// Tells whether there is git. Tests that need it fail without, unless `MEIPI_WITHOUT_GIT` lets them pass.
pub fn has_git() -> bool {
    let there = std::process::Command::new("git").arg("--version").output().is_ok();
    assert!(there || std::env::var_os("MEIPI_WITHOUT_GIT").is_some(), "git is not installed (MEIPI_WITHOUT_GIT)");
    there
}

/// Sends a signal to a process.
pub fn signal(pid: u32, name: &str) {
    let sent = std::process::Command::new("kill").args([&format!("-{name}"), &pid.to_string()]).status().unwrap();
    assert!(sent.success(), "kill -{name} {pid}");
}

/// The program in a terminal.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    from: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    asked: Option<Instant>,
    answers: Option<Duration>,
    pub raw: Vec<u8>,
    /// How many bytes of it the screen shows.
    drawn: usize,
}

/// What a dark terminal with narrow ambiguous characters answers to the probe.
const ANSWER: &str = "\x1b[1;3R\x1b[2;2R\x1b[3;2R\x1b[4;2R\x1b]11;rgb:1616/1818/1d1d\x1b\\\x1b[?62;22c";

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(20);

const KEYS: &[(&str, &str)] = &[
    ("<enter>", "\r"),
    ("<esc>", "\x1b"),
    ("<tab>", "\t"),
    ("<space>", " "),
    ("<bs>", "\x7f"),
    ("<up>", "\x1b[A"),
    ("<down>", "\x1b[B"),
    ("<left>", "\x1b[D"),
    ("<right>", "\x1b[C"),
    ("<pgdn>", "\x1b[6~"),
    ("<pgup>", "\x1b[5~"),
    ("<f2>", "\x1bOQ"),
    ("<f3>", "\x1bOR"),
    ("<f4>", "\x1bOS"),
    ("<f5>", "\x1b[15~"),
    ("<f6>", "\x1b[17~"),
    ("<f8>", "\x1b[19~"),
    ("<c-c>", "\x03"),
];

/// The sign at which a frame begins, and the one at which it ends.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// How many bytes a terminal shows at once: a frame that has begun is seen when it has ended, never a half of it with
/// the other half of the frame before.
fn whole(bytes: &[u8]) -> usize {
    let last = |sign: &[u8]| bytes.windows(sign.len()).rposition(|window| window == sign);
    match (last(BEGIN), last(END)) {
        (Some(begun), ended) if ended.is_none_or(|ended| ended < begun) => begun,
        _ => bytes.len(),
    }
}

impl Pty {
    pub fn start(library: &Library, cols: u16, rows: u16, args: &[&str]) -> Self {
        Self::answering(library, (cols, rows), args, Some(Duration::ZERO))
    }

    /// Starts the program in a terminal that answers the probe so much later, or never.
    pub fn answering(library: &Library, size: (u16, u16), args: &[&str], answers: Option<Duration>) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_meipi"));
        command.args(args);
        Self::running(library, size, command, answers)
    }

    /// Starts a shell script in a terminal; `$MEIPI` is the program.
    pub fn script(library: &Library, (cols, rows): (u16, u16), script: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script]);
        command.env("MEIPI", env!("CARGO_BIN_EXE_meipi"));
        Self::running(library, (cols, rows), command, Some(Duration::ZERO))
    }

    /// Starts the program in a terminal that is not the one by which it is told of signals.
    pub fn uncontrolled(library: &Library, (cols, rows): (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_meipi"));
        command.set_controlling_tty(false);
        Self::running(library, (cols, rows), command, Some(Duration::ZERO))
    }

    fn running(
        library: &Library,
        (cols, rows): (u16, u16),
        mut command: CommandBuilder,
        answers: Option<Duration>,
    ) -> Self {
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        command.cwd(library.texts());
        for (name, value) in library.environment() {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (to, from) = channel();
        std::thread::spawn(move || {
            let mut piece = [0; 8192];
            while let Ok(n @ 1..) = reader.read(&mut piece) {
                if to.send(piece[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let child = pair.slave.spawn_command(command).unwrap();
        let writer = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(rows.try_into().unwrap(), cols.try_into().unwrap(), 0);
        Self { master: pair.master, child, writer, from, parser, asked: None, answers, raw: Vec::new(), drawn: 0 }
    }

    /// Types keys: names in angle brackets, anything else as it stands.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for token in keys.split(' ').filter(|token| !token.is_empty()) {
            let bytes = KEYS.iter().find(|(name, _)| *name == token).map_or(token, |(_, bytes)| bytes);
            self.send(bytes);
            // A lone ESC must not become one with the key behind it, however late it is read: what it does is awaited.
            if token == "<esc>" {
                let (drawn, begun) = (self.drawn, Instant::now());
                while begun.elapsed() < Duration::from_millis(if self.drawn == drawn { 400 } else { 60 }) {
                    self.pump(Duration::from_millis(20));
                }
            }
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(&format!("\x1b[200~{text}\x1b[201~"));
        self
    }

    pub fn send(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    fn pump(&mut self, wait: Duration) -> bool {
        self.answer();
        let Ok(piece) = self.from.recv_timeout(wait) else { return false };
        self.raw.extend_from_slice(&piece);
        // The sign at which a frame begins may come in two pieces.
        let from = self.drawn.saturating_sub(BEGIN.len());
        let whole = self.drawn.max(from + whole(&self.raw[from..]));
        self.parser.process(&self.raw[self.drawn..whole]);
        self.drawn = whole;
        if self.asked.is_none() && self.raw.windows(3).any(|w| w == b"\x1b[c") {
            self.asked = Some(Instant::now());
            self.answer();
        }
        true
    }

    /// Answers the probe, if it is time.
    fn answer(&mut self) {
        if self.asked.zip(self.answers).is_some_and(|(asked, after)| asked.elapsed() >= after) {
            self.answers = None;
            self.send(ANSWER);
        }
    }

    /// Lets time pass.
    pub fn rest(&mut self, time: Duration) -> &mut Self {
        let until = Instant::now() + time;
        while Instant::now() < until {
            self.pump(Duration::from_millis(20));
        }
        self
    }

    /// The screen as text, row by row.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        self.until(|screen| screen.contains(text), text)
    }

    /// Waits until the screen no longer shows a text.
    #[track_caller]
    pub fn hides(&mut self, text: &str) -> &mut Self {
        self.until(|screen| !screen.contains(text), &format!("no {text}"))
    }

    #[track_caller]
    pub fn until(&mut self, fits: impl Fn(&str) -> bool, what: &str) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !fits(&self.screen()) {
            assert!(Instant::now() < until, "waited for {what}:\n{}", self.screen());
            self.pump(Duration::from_millis(50));
        }
        self
    }

    /// Waits until the program has ended, and returns its exit status.
    pub fn ended(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        loop {
            self.pump(Duration::from_millis(20));
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.pump(Duration::from_millis(50)) {}
                return status.exit_code();
            }
            assert!(Instant::now() < until, "still running:\n{}", self.screen());
        }
    }

    /// Ends the program at once: no signal that it could answer.
    pub fn kill(&mut self) {
        std::process::Command::new("kill").args(["-9", &self.pid().to_string()]).status().unwrap();
        let _ = self.child.wait();
    }

    /// Has the terminal take nothing any more, with much to be drawn. Returns what runs in it, and what keeps it open.
    pub fn deafen(self) -> (Box<dyn portable_pty::Child + Send + Sync>, impl Sized) {
        let Self { master, child, writer, from, .. } = self;
        drop(from);
        for cols in 300..306 {
            master.resize(PtySize { rows: 200, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
            std::thread::sleep(Duration::from_millis(600));
        }
        (child, (master, writer))
    }

    /// Takes the terminal away, and returns what ran in it.
    pub fn lose(self) -> Box<dyn portable_pty::Child + Send + Sync> {
        let Self { master, child, writer, from, .. } = self;
        drop(from);
        // What is drawn anew ends the thread that reads, which has the terminal open.
        master.resize(PtySize { rows: 20, cols: 70, pixel_width: 0, pixel_height: 0 }).unwrap();
        std::thread::sleep(Duration::from_millis(1_500));
        drop((writer, master));
        child
    }

    /// Sends a signal from outside.
    pub fn signal(&mut self, name: &str) -> &mut Self {
        signal(self.pid(), name);
        self
    }

    /// Has the terminal say that it has another size, and shows what it showed.
    pub fn claims(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self
    }

    pub fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.parser.screen_mut().set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
        self
    }

    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}
