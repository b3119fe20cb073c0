//! Three coders, three clones, real git: whatever they do and however they merge it, nothing is lost and all see the same.

use crate::support;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CODERS: [&str; 3] = ["甲", "乙", "丙"];
const LABELS: [&str; 8] = ["网格", "网格员", "联动", "支部", "物业", "巡护", "夜校", "议事"];

/// A seeded source of numbers (`xorshift64*`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below
    }
}

/// The annotations of a clone by id, with tags and note; the definitions of its tags by key.
type Said = (BTreeMap<String, (Vec<String>, String)>, BTreeMap<String, String>);

/// Three clones of a library, each a coder's, and what each coder has marked: by id, the tags and the note.
struct Three {
    home: tempfile::TempDir,
    driver: bool,
    dice: Dice,
    marked: BTreeMap<String, (usize, Vec<String>, String)>,
    /// Every definition that was ever written, by the key of its tag.
    defined: BTreeMap<String, BTreeSet<String>>,
    count: usize,
}

impl Three {
    /// Makes them; none where there is no git.
    fn new(driver: bool, seed: u64) -> Option<Self> {
        if !support::has_git() {
            return None;
        }
        let home = tempfile::tempdir().unwrap();
        let dice = Dice(seed * 2 + 1);
        let three =
            Self { home, driver, dice, marked: BTreeMap::new(), defined: BTreeMap::new(), count: seed as usize };
        let first = three.folder(0);
        std::fs::create_dir(&first).unwrap();
        std::fs::write(first.join("a.txt"), "第一句话在这里。第二句话也在这里。\n\n第三句话在后面。".repeat(20))
            .unwrap();
        three.git(0, &["init", "-q", "-b", "main"]);
        three.meipi(0, if driver { &["init", "--git"] } else { &["init"] });
        std::fs::write(first.join(".gitignore"), "lock\nbackup\n").unwrap();
        three.git(0, &["add", "-A"]);
        three.git(0, &["commit", "-q", "-m", "store"]);
        let hub = three.home.path().join("hub");
        three.git(0, &["clone", "-q", "--bare", ".", hub.to_str().unwrap()]);
        three.git(0, &["remote", "add", "origin", hub.to_str().unwrap()]);
        for coder in 1..3 {
            let folder = three.folder(coder);
            three.git(0, &["clone", "-q", hub.to_str().unwrap(), folder.to_str().unwrap()]);
            if driver {
                three.meipi(coder, &["init", "--git"]);
            }
        }
        Some(three)
    }

    fn folder(&self, coder: usize) -> PathBuf {
        self.home.path().join(coder.to_string())
    }

    fn run(&self, coder: usize, program: &str, args: &[&str]) -> Output {
        let home = self.home.path();
        let mut command = Command::new(program);
        command.args(args).current_dir(self.folder(coder)).env("HOME", home).env("MEIPI_CODER", CODERS[coder]);
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("XDG_CONFIG_HOME", home.join("config"));
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), CODERS[coder]).env(format!("GIT_{role}_EMAIL"), "a@example.org");
        }
        command.env("XDG_DATA_HOME", home.join("data")).env("XDG_STATE_HOME", home.join("state"));
        command.env("LC_ALL", "en_US.UTF-8").output().unwrap()
    }

    #[track_caller]
    fn git(&self, coder: usize, args: &[&str]) -> String {
        let output = self.run(coder, "git", args);
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn meipi(&self, coder: usize, args: &[&str]) -> String {
        let output = self.run(coder, env!("CARGO_BIN_EXE_meipi"), args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Runs what may be refused.
    fn tried(&self, coder: usize, args: &[&str]) -> Option<String> {
        let output = self.run(coder, env!("CARGO_BIN_EXE_meipi"), args);
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap().trim().to_owned())
    }

    /// Has a coder do something.
    fn act(&mut self, coder: usize) {
        self.count += 1;
        let label = LABELS[self.dice.roll(LABELS.len())];
        let own: Vec<String> =
            self.marked.iter().filter(|(_, (whose, ..))| *whose == coder).map(|(id, _)| id.clone()).collect();
        match self.dice.roll(10) {
            0..=3 => {
                let at = self.dice.roll(300);
                let (start, end) = (at.to_string(), (at + 1 + self.dice.roll(6)).to_string());
                let note = format!("记{}", self.count);
                let args = ["annotate", "a.txt", "--start", &start, "--end", &end, "--note", &note];
                let id = self.meipi(coder, &[&args[..], &["--tag", label, "--create"]].concat());
                self.marked.insert(id, (coder, vec![label.to_owned()], note));
            }
            4 if !own.is_empty() => {
                let id = &own[self.dice.roll(own.len())];
                self.meipi(coder, &["delete", id]);
                self.marked.remove(id);
            }
            5 | 6 => drop(self.tried(coder, &["tags", "remove", label])),
            7 | 8 => {
                let definition = format!("定义{}", self.count);
                if let Some(key) = self.tried(coder, &["tags", "add", label, "--definition", &definition]) {
                    self.defined.entry(key).or_default().insert(definition);
                }
            }
            _ => {
                let into = LABELS[self.dice.roll(2)];
                self.tried(coder, &["tags", "merge", label, into]);
            }
        }
    }

    fn commit(&self, coder: usize) {
        self.git(coder, &["add", "-A"]);
        self.git(coder, &["commit", "-q", "--allow-empty", "-m", "work"]);
    }

    /// Takes over what the others have pushed, and pushes.
    fn exchange(&self, coder: usize) {
        self.git(coder, &["fetch", "-q"]);
        let merged = self.run(coder, "git", &["merge", "-q", "--no-edit", "origin/main"]);
        if !merged.status.success() {
            assert!(!self.driver, "{}", String::from_utf8_lossy(&merged.stderr));
            let checked = self.run(coder, env!("CARGO_BIN_EXE_meipi"), &["check"]);
            assert_eq!(checked.status.code(), Some(3), "what git left unmerged is told");
            self.run(coder, env!("CARGO_BIN_EXE_meipi"), &["check", "--fix"]);
            self.commit(coder);
        }
        self.git(coder, &["push", "-q", "origin", "HEAD:main"]);
    }

    /// All that a clone says.
    fn said(&self, coder: usize) -> Said {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let rows =
            |args: &[&str]| -> Vec<serde_json::Value> { serde_json::from_str(&self.meipi(coder, args)).unwrap() };
        let tags = |a: &serde_json::Value| a["tags"].as_array().unwrap().iter().map(text).collect::<Vec<_>>();
        let list = rows(&["annotations", "--format", "json"]);
        let annotations = list.iter().map(|a| (text(&a["id"]), (tags(a), text(&a["note"])))).collect();
        let list = rows(&["tags", "--format", "json"]);
        (annotations, list.iter().map(|tag| (text(&tag["key"]), text(&tag["definition"]))).collect())
    }
}

/// Three coders work apart for some rounds and exchange what they have done after each. Returns how many annotations were
/// made and kept.
fn history(driver: bool, seed: u64) -> usize {
    let Some(mut three) = Three::new(driver, seed) else { return 0 };
    for _ in 0..3 {
        for coder in 0..3 {
            (0..=three.dice.roll(4)).for_each(|_| three.act(coder));
            three.commit(coder);
        }
        // The first learns last what the others have done.
        [0, 1, 2, 0, 1].into_iter().for_each(|coder| three.exchange(coder));
    }
    let first = three.said(0);
    for coder in 0..3 {
        let (annotations, tags) = three.said(coder);
        let expected: BTreeSet<&String> = three.marked.keys().collect();
        assert_eq!(annotations.keys().collect::<BTreeSet<_>>(), expected, "seed {seed}: annotations");
        for (id, (_, keys, note)) in &three.marked {
            let (found, said) = &annotations[id];
            assert_eq!((said, found.len()), (note, keys.len()), "seed {seed}: {id}");
        }
        assert_eq!((&annotations, &tags), (&first.0, &first.1), "seed {seed}: all see the same");
        // Whoever removed a tag that another uses has not taken its name and its definition.
        for (key, definition) in &tags {
            let written = three.defined.get(key);
            assert!(definition.is_empty() || written.is_some_and(|all| all.contains(definition)), "seed {seed}: {key}");
        }
        let checked = three.run(coder, env!("CARGO_BIN_EXE_meipi"), &["check"]);
        let told = String::from_utf8_lossy(&checked.stdout).into_owned();
        let open = told.contains("undecided") || told.contains("circle");
        assert!(checked.status.success() || open, "seed {seed}: {told}");
        assert!(!told.contains("not in the codebook"), "seed {seed}: {told}");
    }
    three.marked.len()
}

/// `MEIPI_HISTORIES` tries more of them.
fn histories(driver: bool) {
    let most = std::env::var("MEIPI_HISTORIES").ok().and_then(|most| most.parse().ok()).unwrap_or(2);
    let kept: usize = (1..=most).map(|seed| history(driver, seed)).sum();
    assert!(kept > 0 || !support::has_git());
}

#[test]
fn three_coders_lose_nothing_with_the_driver() {
    histories(true);
}

#[test]
fn three_coders_lose_nothing_without_it() {
    histories(false);
}

/// Git takes a file that goes for one that comes if they are alike. A tag that was removed is still there, so that no other
/// tag inherits what was done to it elsewhere.
#[test]
fn a_removed_tag_is_not_taken_for_a_new_one() {
    let Some(three) = Three::new(false, 5) else { return };
    three.meipi(0, &["tags", "add", "网格", "--definition", "一格一员"]);
    three.commit(0);
    three.exchange(0);
    three.exchange(1);
    three.meipi(0, &["tags", "remove", "网格"]);
    three.meipi(0, &["tags", "add", "格网", "--definition", "一格一员"]);
    three.commit(0);
    three.exchange(0);
    three.meipi(1, &["annotate", "a.txt", "--start", "3", "--end", "5", "--tag", "网格"]);
    three.meipi(1, &["tags", "add", "联动", "--parent", "网格"]);
    three.commit(1);
    three.exchange(1);
    let listed = three.meipi(1, &["tags"]);
    assert!(listed.contains("网格\t网格\t1\tdeleted, in use") && listed.contains("格网\t格网\t0"), "{listed}");
    assert!(three.meipi(1, &["tags", "--format", "json"]).matches("一格一员").count() == 2);
    assert!(Path::new(&three.folder(1)).join(".meipi/codebook/网格.ron").is_file());
}
