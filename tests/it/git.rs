//! Two coders and real git: branches merge by meaning with the driver, and coder by coder without it.

use crate::support;
use crate::support::Library;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A library in a repository, and the folder that is worked in.
struct Repository {
    pages: Library,
    folder: PathBuf,
}

impl Repository {
    /// Makes a library with a store, committed; none where there is no git.
    fn new(driver: bool) -> Option<Self> {
        if !support::has_git() {
            return None;
        }
        let pages = Library::new();
        let folder = pages.texts();
        let repository = Self { pages, folder };
        repository.git(&["init", "-q", "-b", "main"]);
        repository.meipi("甲", if driver { &["init", "--git"] } else { &["init"] });
        if !driver {
            std::fs::write(repository.folder.join(".gitignore"), "lock\n").unwrap();
        }
        repository.commit("the store");
        Some(repository)
    }

    fn command(&self, program: &str, coder: &str, args: &[&str]) -> Output {
        let home = self.pages.folder.path();
        let mut command = Command::new(program);
        command.args(args).current_dir(&self.folder).env("HOME", home).env("MEIPI_CODER", coder);
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("XDG_CONFIG_HOME", home.join("config"));
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), coder).env(format!("GIT_{role}_EMAIL"), "a@example.org");
        }
        command.env("XDG_DATA_HOME", home.join("data")).env("XDG_STATE_HOME", home.join("state"));
        command.env("LC_ALL", "en_US.UTF-8").output().unwrap()
    }

    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        let output = self.command("git", "甲", args);
        let told = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "git {args:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn run(&self, coder: &str, args: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_meipi"), coder, args)
    }

    #[track_caller]
    fn meipi(&self, coder: &str, args: &[&str]) -> String {
        let output = self.run(coder, args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    #[track_caller]
    fn commit(&self, what: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", what]);
    }

    fn page(&self, start: &str) -> String {
        let page = self.pages.page(start);
        self.folder.join(page.file_name().unwrap()).to_string_lossy().into_owned()
    }

    /// Tags, notes and words of all annotations, sorted.
    fn annotations(&self) -> Vec<(String, String, String)> {
        let printed = self.meipi("甲", &["annotations", "--format", "json"]);
        let list: Vec<serde_json::Value> = serde_json::from_str(&printed).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let tags = |value: &serde_json::Value| value.as_array().unwrap().iter().map(text).collect::<Vec<_>>().join(",");
        let mut found: Vec<_> =
            list.iter().map(|a| (text(&a["target"][0]["exact"]), tags(&a["tags"]), text(&a["note"]))).collect();
        found.sort();
        found
    }

    fn file(&self, inside: &str) -> PathBuf {
        self.folder.join(".meipi").join(inside)
    }

    fn read(&self, inside: &str) -> String {
        std::fs::read_to_string(self.file(inside)).unwrap()
    }

    fn sheet(&self, coder: &str, start: &str) -> String {
        let page = self.page(start);
        format!("annotations/{coder}/{}.ron", Path::new(&page).file_name().unwrap().to_string_lossy())
    }
}

fn row(words: &str, tags: &str, note: &str) -> (String, String, String) {
    (words.into(), tags.into(), note.into())
}

/// On one branch a tag is renamed, another annotation added and a note changed; on the other the tag is used.
fn two_branches(repository: &Repository) {
    let page = repository.page("001");
    repository.meipi("甲", &["annotate", &page, "--quote", "马背生态巡护队", "--tag", "patrol", "--note", "一"]);
    repository.commit("base");
    repository.git(&["checkout", "-q", "-b", "other"]);
    repository.meipi("甲", &["annotate", &page, "--start", "2", "--end", "4", "--tag", "patrol"]);
    repository.meipi("甲", &["tags", "add", "草原"]);
    repository.commit("theirs");
    repository.git(&["checkout", "-q", "main"]);
    repository.meipi("甲", &["tags", "rename", "patrol", "巡护员"]);
    repository.meipi("甲", &["annotate", &page, "--start", "3", "--end", "6", "--tag", "patrol"]);
    repository.commit("ours");
}

#[test]
fn branches_merge_with_the_driver() {
    let Some(repository) = Repository::new(true) else { return };
    two_branches(&repository);
    repository.git(&["merge", "-q", "--no-edit", "other"]);
    let text: Vec<char> = repository.pages.text("001").chars().collect();
    let words = |span: std::ops::Range<usize>| text[span].iter().collect::<String>();
    let mut expected =
        [row(&words(2..4), "patrol", ""), row(&words(3..6), "patrol", ""), row("马背生态巡护队", "patrol", "一")];
    expected.sort();
    assert_eq!(repository.annotations(), expected);
    let tags = repository.meipi("甲", &["tags", "export"]);
    assert!(tags.contains("巡护员") && tags.contains("草原"), "{tags}");
    assert!(repository.run("甲", &["check"]).status.success());
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}

#[test]
fn what_nobody_can_decide_is_kept() {
    let Some(repository) = Repository::new(true) else { return };
    let page = repository.page("001");
    repository.meipi("甲", &["annotate", &page, "--quote", "马背生态巡护队", "--note", "一"]);
    repository.commit("base");
    let sheet = repository.sheet("甲", "001");
    let base = repository.read(&sheet);
    repository.git(&["checkout", "-q", "-b", "other"]);
    std::fs::write(repository.file(&sheet), base.replace("\"一\"", "\"二\"")).unwrap();
    repository.meipi("甲", &["tags", "rename", "patrol", "甲名"]);
    repository.commit("theirs");
    repository.git(&["checkout", "-q", "main"]);
    std::fs::write(repository.file(&sheet), base.replace("\"一\"", "\"三\"")).unwrap();
    repository.meipi("甲", &["tags", "rename", "patrol", "乙名"]);
    repository.commit("ours");
    repository.git(&["merge", "-q", "--no-edit", "other"]);
    let merged = repository.read(&sheet);
    assert!(merged.contains("\"二\"") && merged.contains("\"三\""), "{merged}");
    let tag = repository.read("codebook/patrol.ron");
    assert!(tag.contains("甲名") && tag.contains("乙名"), "{tag}");
    assert_eq!(repository.annotations().len(), 1);
}

#[test]
fn two_coders_need_no_driver() {
    let Some(repository) = Repository::new(false) else { return };
    let page = repository.page("001");
    repository.git(&["checkout", "-q", "-b", "other"]);
    repository.meipi("乙", &["annotate", &page, "--quote", "马背生态巡护队", "--tag", "乙码", "--create"]);
    repository.meipi("乙", &["tags", "rename", "patrol", "巡护员"]);
    repository.commit("theirs");
    repository.git(&["checkout", "-q", "main"]);
    repository.meipi("甲", &["annotate", &page, "--quote", "马背生态巡护队", "--tag", "甲码", "--create"]);
    repository.meipi("甲", &["tags", "rename", "grid", "小网格"]);
    repository.commit("ours");
    repository.git(&["merge", "-q", "--no-edit", "other"]);
    assert_eq!(repository.annotations(), [row("马背生态巡护队", "乙码", ""), row("马背生态巡护队", "甲码", "")]);
    assert!(repository.run("甲", &["check"]).status.success());
}

#[test]
fn markers_are_healed_and_a_clone_is_told() {
    let Some(mut repository) = Repository::new(true) else { return };
    two_branches(&repository);
    let clone = repository.pages.folder.path().join("clone");
    repository.git(&["clone", "-q", "--no-local", ".", &clone.to_string_lossy()]);
    repository.folder = clone;
    // A clone knows which files are to be merged by meaning, and not by which command.
    let output = repository.run("甲", &["check"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("meipi init --git") && output.status.success());
    let merged = repository.command("git", "甲", &["merge", "-q", "--no-edit", "origin/other"]);
    assert!(!merged.status.success());
    let sheet = repository.sheet("甲", "001");
    assert!(repository.read(&sheet).contains("<<<<<<<"));
    // Read it is as if the driver had merged it; nothing is written for that.
    assert_eq!(repository.annotations().len(), 3);
    assert!(repository.read(&sheet).contains("<<<<<<<"));
    // The next annotation writes it whole.
    repository.meipi("甲", &["annotate", &repository.page("001"), "--quote", "马背", "--nth", "1"]);
    assert!(!repository.read(&sheet).contains("<<<<<<<"));
    assert_eq!(repository.annotations().len(), 4);
    repository.meipi("甲", &["init", "--git"]);
    repository.commit("merged");
    let output = repository.run("甲", &["check"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_version_that_cannot_be_read_stays_a_conflict() {
    let library = Library::new();
    let file = |name: &str, text: &str| {
        let path = library.texts().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let sheet = "(\n  version: 2,\n  document: \"a.txt\",\n  coder: \"甲\",\n  annotations: [],\n)\n";
    let (base, ours) = (file("base", ""), file("ours", sheet));
    for theirs in
        ["(version: 2, document", &sheet.replace("version: 2", "version: 9"), "hello", &sheet.replace("甲", "乙")]
    {
        let theirs = file("theirs", theirs);
        let output = library.run(&["merge", &base, &ours, &theirs, "--path", ".meipi/annotations/甲/a.txt.ron"]);
        assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(std::fs::read_to_string(&ours).unwrap(), sheet);
    }
    let moved = file("theirs", &sheet.replace("a.txt", "b.txt"));
    let base = file("base", sheet);
    library.print(&["merge", &base, &ours, &moved]);
    assert!(std::fs::read_to_string(&ours).unwrap().contains("b.txt"));
}

/// A store that the first published version of the program made: annotations of two coders, corrections of three
/// sorts, a quick key, memos, progress, an attribute, a history with a merge. `annotations.json` is what that version
/// listed.
#[test]
fn a_store_of_the_first_version_opens_with_everything_in_it() {
    let Some(mut repository) = Repository::new(true) else { return };
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store");
    let bundle = fixtures.join("library.bundle");
    repository.folder = repository.pages.folder.path().join("of-the-first");
    std::fs::create_dir(&repository.folder).unwrap();
    repository.git(&["clone", "-q", "-b", "main", bundle.to_str().unwrap(), "."]);
    repository.meipi("甲", &["init", "--git"]);
    let written = |repository: &Repository| {
        let mut found = Vec::new();
        support::walk(&repository.folder.join(".meipi"), &mut found);
        found.retain(|(path, _)| !path.ends_with("lock"));
        found.sort();
        found
    };
    let before = written(&repository);
    let read = |repository: &Repository, args: &[&str]| -> serde_json::Value {
        serde_json::from_str(&repository.meipi("甲", args)).unwrap()
    };
    // All annotations, each with everything that was listed of it.
    let listed = std::fs::read_to_string(fixtures.join("annotations.json")).unwrap();
    let listed: Vec<serde_json::Value> = serde_json::from_str(&listed).unwrap();
    let now = read(&repository, &["annotations", "--format", "json"]);
    assert_eq!((listed.len(), now.as_array().unwrap().len()), (8, 8));
    for was in &listed {
        let is = now.as_array().unwrap().iter().find(|is| is["id"] == was["id"]).unwrap();
        for (field, value) in was.as_object().unwrap() {
            assert_eq!(is[field], *value, "{field} of {}", was["id"]);
        }
    }
    // Corrections: a kind, words that read otherwise, a paragraph in two, one that belongs to another article.
    let kinds = repository.meipi("甲", &["outline", "口述.txt", "--format", "tsv"]);
    assert!(kinds.lines().next().unwrap().contains("kicker"), "{kinds}");
    let outline = read(&repository, &["outline", "晚报.txt", "--format", "json"]).to_string();
    let raw = read(&repository, &["outline", "晚报.txt", "--format", "json", "--raw"]).to_string();
    assert_ne!(outline, raw);
    assert!(repository.meipi("甲", &["search", "改一字"]).contains("晚报.txt"));
    let tags = read(&repository, &["tags", "--format", "json"]);
    let used = tags.as_array().unwrap().iter().filter(|tag| tag["count"].as_u64().unwrap() > 0).count();
    assert_eq!((tags.as_array().unwrap().len(), used), (72, 4));
    repository.meipi("甲", &["check"]);
    // Reading writes nothing; an edit writes its own file and leaves every other as it is.
    assert!(before == written(&repository));
    repository.meipi("甲", &["annotate", "口述.txt", "--quote", "围着一个炉子唱歌", "--tag", "参与"]);
    let after = written(&repository);
    let changed: Vec<_> = after.iter().filter(|file| !before.contains(file)).map(|(path, _)| path).collect();
    assert!(matches!(changed.as_slice(), [path] if path.ends_with("annotations/甲/口述.txt.ron")), "{changed:?}");
    repository.meipi("甲", &["check"]);
    // Its history goes on: the other branch of that time is merged by meaning.
    repository.commit("another annotation");
    repository.git(&["checkout", "-q", "-b", "later", "origin/side"]);
    repository.meipi("甲", &["annotate", "口述.txt", "--quote", "那时候只有两排土房", "--tag", "参与"]);
    repository.commit("one more, on the other branch");
    repository.git(&["checkout", "-q", "main"]);
    repository.git(&["merge", "-q", "-m", "both", "later"]);
    assert_eq!(read(&repository, &["annotations", "--format", "json"]).as_array().unwrap().len(), 10);
    repository.meipi("甲", &["check"]);
}

#[test]
fn two_who_read_a_file_by_other_versions_have_nothing_to_settle() {
    let Some(repository) = Repository::new(true) else { return };
    let cues = "1\n00:00:01,000 --> 00:00:02,000\n村里修了新水渠\n\n2\n00:00:03,000 --> 00:00:04,000\n大家轮着管\n";
    std::fs::write(repository.folder.join("访谈.srt"), cues).unwrap();
    repository.commit("an interview");
    repository.git(&["checkout", "-q", "-b", "other"]);
    repository.meipi("乙", &["annotate", "访谈.srt", "--quote", "新水渠", "--tag", "水利", "--create"]);
    // As a later version would have written it: the same text by another reader.
    let readings = repository.folder.join(".meipi/readings");
    let kept = std::fs::read_dir(&readings).unwrap().next().unwrap().unwrap().path();
    let later =
        std::fs::read_to_string(kept.join("srt-1.ron")).unwrap().replace("reader_version: 1", "reader_version: 2");
    std::fs::write(kept.join("srt-2.ron"), later).unwrap();
    std::fs::remove_file(kept.join("srt-1.ron")).unwrap();
    repository.commit("by the other");
    repository.git(&["checkout", "-q", "main"]);
    repository.meipi("甲", &["annotate", "访谈.srt", "--quote", "轮着管", "--tag", "水利", "--create"]);
    repository.commit("by me");
    repository.git(&["merge", "-q", "--no-edit", "other"]);
    let standing = repository.meipi("甲", &["annotations", "访谈.srt", "--state", "in-place"]);
    assert_eq!(standing.lines().count(), 2, "{standing}");
    assert!(kept.join("srt-1.ron").exists() && kept.join("srt-2.ron").exists());
    assert!(std::fs::read_to_string(repository.folder.join(".meipi/.gitattributes")).unwrap().contains("readings/**"));
}
