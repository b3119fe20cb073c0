//! The real world at its worst: full disks, signals, pipes and loops among the texts, names that would be obeyed.
#![cfg(unix)]

use crate::support::{Library, Pty};
use std::io::Write;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// A file system in memory of so many kilobytes, gone afterwards; none where mounting is not allowed.
struct Small<'a>(&'a Path);

impl<'a> Small<'a> {
    fn mount(at: &'a Path, kilobytes: usize) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let size = format!("size={kilobytes}k");
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", &size, "meipi"]).arg(at).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(at));
        }
        let _ = writeln!(std::io::stderr(), "mounting is not allowed here: a full disk is not tried");
        None
    }
}

impl Drop for Small<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).output();
    }
}

#[test]
fn on_a_full_disk_nothing_is_lost() {
    let library = Library::new();
    let full = library.folder.path().join("full");
    let Some(_disk) = Small::mount(&full, 2048) else { return };
    let store = full.join("store");
    let page = library.page("001");
    let named = ["--store", store.to_str().unwrap()];
    library.print(&[&["annotate", page.to_str().unwrap(), "--quote", "马背生态巡护队"], &named[..]].concat());
    let filler = full.join("filler");
    let mut file = std::fs::File::create(&filler).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    drop(file);
    let output =
        library.run(&[&["annotate", page.to_str().unwrap(), "--start", "3", "--end", "9"], &named[..]].concat());
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let mut pty = Pty::start(&library, 120, 36, &named);
    pty.shows("汲取榜样力量")
        .keys("x 1")
        .shows("标注 1")
        .shows("无法写入")
        .shows("保存失败")
        .rest(Duration::from_millis(200));
    // The edits are kept on this machine until there is room.
    pty.kill();
    let mut pty = Pty::start(&library, 120, 36, &named);
    pty.shows("汲取榜样力量").shows("标注 1").shows("保存失败");
    std::fs::remove_file(&filler).unwrap();
    pty.shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    let printed = library.print(&[&["annotations", "--format", "json"], &named[..]].concat());
    let list: Vec<serde_json::Value> = serde_json::from_str(&printed).unwrap();
    assert_eq!(list.len(), 2);
}

#[test]
fn a_device_is_written_into_and_not_replaced() {
    let library = Library::new();
    library.print(&["init"]);
    let page = library.page("001");
    library.print(&["annotate", page.to_str().unwrap(), "--quote", "马背生态巡护队"]);
    if Path::new("/dev/full").exists() {
        let output = library.run(&["export", "--format", "csv", "-o", "/dev/full"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(std::fs::metadata("/dev/full").unwrap().file_type().is_char_device());
        let script = format!("'{}' annotations > /dev/full", env!("CARGO_BIN_EXE_meipi"));
        let output = Command::new("sh").args(["-c", &script]).current_dir(library.texts()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
    }
    library.print(&["export", "--format", "csv", "-o", "/dev/null"]);
    assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[test]
fn every_signal_that_ends_it_saves_and_gives_back() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let library = Library::new();
        library.print(&["init"]);
        let mut pty = Pty::start(&library, 100, 30, &[]);
        pty.shows("汲取榜样力量").keys("x 1").shows("标注 1");
        Command::new("kill").args([signal, &pty.pid().to_string()]).status().unwrap();
        pty.ended();
        assert_eq!(library.annotations().len(), 1, "{signal}");
        let sent = String::from_utf8_lossy(&pty.raw).into_owned();
        assert!(sent.contains("\u{1b}[?1049l") && sent.contains("\u{1b}[?25h"), "{signal}");
    }
}

#[test]
fn pipes_loops_and_locked_folders_among_the_texts_are_passed_over() {
    let library = Library::new();
    let texts = library.texts();
    let made = Command::new("mkfifo").arg(texts.join("pipe.txt")).status().unwrap();
    assert!(made.success());
    symlink(&texts, texts.join("loop")).unwrap();
    symlink("itself.txt", texts.join("itself.txt")).unwrap();
    symlink("/dev/zero", texts.join("endless.txt")).unwrap();
    symlink("nowhere.txt", texts.join("dangling.txt")).unwrap();
    library.print(&["init"]);
    std::fs::create_dir_all(texts.join(".meipi/annotations/甲")).unwrap();
    Command::new("mkfifo").arg(texts.join(".meipi/annotations/甲/pipe.txt.ron")).status().unwrap();
    symlink("/dev/zero", texts.join(".meipi/annotations/甲/endless.txt.ron")).unwrap();
    let found = library.print(&["where"]);
    assert!(found.contains("\t5\n"), "{found}");
    library.print(&["check"]);
    for special in ["pipe.txt", "endless.txt", "itself.txt", "loop/loop/pipe.txt"] {
        let output = library.run(&["outline", special]);
        assert!(matches!(output.status.code(), Some(1 | 3)), "{special} {output:?}");
        assert!(!output.stderr.is_empty());
    }
    let mut pty = Pty::start(&library, 100, 30, &[]);
    pty.shows("汲取榜样力量").keys("x f").shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
}

#[test]
fn names_that_would_be_obeyed_are_shown_and_work() {
    let library = Library::new();
    let name = "行\n一\u{1b}[31m红\u{7}\u{202e}txt.txt";
    std::fs::copy(library.page("001"), library.texts().join(name)).unwrap();
    library.print(&["init"]);
    library.print(&["annotate", name, "--quote", "马背生态巡护队", "--tag", "坏\u{1b}]0;x\u{7}名", "--create"]);
    assert_eq!(library.annotations()[0]["document"], name);
    assert_eq!(library.run(&["check"]).status.code(), Some(0));
    let mut pty = Pty::start(&library, 120, 36, &[name]);
    pty.shows("党旗飘扬").keys("g l").rest(Duration::from_millis(300)).keys("q");
    assert_eq!(pty.ended(), 0);
    let sent = String::from_utf8_lossy(&pty.raw).into_owned();
    assert!(!sent.contains("\u{1b}[31m红") && !sent.contains("\u{1b}]0;x") && !sent.contains('\u{202e}'));
    let output = library.run(&["annotations"]);
    assert!(output.status.success());
}

#[test]
fn what_a_store_says_never_leads_out_of_it() {
    let library = Library::new();
    library.print(&["init"]);
    let page = library.page("001");
    library.print(&["annotate", page.to_str().unwrap(), "--quote", "马背生态巡护队"]);
    let folder = library.texts().join(".meipi/annotations/甲");
    let sheet = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(&sheet).unwrap();
    let name = page.file_name().unwrap().to_str().unwrap();
    for hostile in ["../../../etc/passwd", "/etc/passwd", "a/../../b.txt", "", ".", "a\\0b"] {
        let changed = text.replace(&format!("document: \"{name}\""), &format!("document: \"{hostile}\""));
        assert_ne!(changed, text);
        std::fs::write(folder.join("hostile.ron"), changed).unwrap();
        let output = library.run(&["check", "--fix"]);
        assert_eq!(output.status.code(), Some(3), "{hostile}");
        assert_eq!(library.annotations().len(), 1, "{hostile}");
        std::fs::remove_file(folder.join("hostile.ron")).unwrap();
    }
    assert!(!library.folder.path().join("etc").exists());
}

#[test]
fn bombs_are_refused_with_a_sentence() {
    let library = Library::new();
    library.print(&["init"]);
    let folder = library.texts().join(".meipi/annotations/甲");
    std::fs::create_dir_all(&folder).unwrap();
    let deep = format!("(version: 2, document: {}", "[".repeat(1 << 20));
    let conflicts = "conflicts: [(".repeat(200_000);
    let wide = format!("(version: 2, document: \"a.txt\", coder: \"甲\", annotations: [{}", "(),".repeat(1 << 20));
    for bomb in [deep, format!("(version: 2, {conflicts}"), wide, format!("(version: 2, /*{}", "/*".repeat(1 << 20))] {
        std::fs::write(folder.join("bomb.ron"), bomb).unwrap();
        let began = std::time::Instant::now();
        let output = library.run(&["check", "--format", "json"]);
        assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stdout).contains("bomb.ron"));
        assert!(began.elapsed() < Duration::from_secs(20));
    }
    let large = std::fs::File::create(folder.join("bomb.ron")).unwrap();
    large.set_len(1 << 33).unwrap();
    let output = library.run(&["check", "--format", "json"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("too-large"));
}

#[test]
fn a_time_before_1970_is_a_time() {
    let library = Library::new();
    library.print(&["init"]);
    let page = library.page("001");
    let page = page.to_str().unwrap();
    library.print(&["annotate", page, "--start", "3", "--end", "9"]);
    let (sheet, _) = library.store().into_iter().find(|(path, _)| path.starts_with(annotations(&library))).unwrap();
    let old = std::time::UNIX_EPOCH - Duration::from_secs(10 * 365 * 24 * 3600);
    std::fs::File::options().append(true).open(&sheet).unwrap().set_modified(old).unwrap();
    library.print(&["annotate", page, "--start", "12", "--end", "20"]);
    assert_eq!(library.annotations().len(), 2);
}

fn annotations(library: &Library) -> std::path::PathBuf {
    library.texts().join(".meipi/annotations")
}

/// A text that is there and cannot be read is no text that is gone: that is said.
#[cfg(target_os = "linux")]
#[test]
fn a_text_that_cannot_be_read_is_named() {
    let library = Library::new();
    library.print(&["init"]);
    let page = library.page("001");
    library.print(&["annotate", page.to_str().unwrap(), "--quote", "马背生态巡护队", "--tag", "patrol"]);
    std::fs::remove_file(&page).unwrap();
    let said = |args: &[&str]| String::from_utf8(library.run(args).stderr).unwrap();
    let name = page.file_name().unwrap().to_str().unwrap();
    assert!(!said(&["annotations"]).contains(name));
    symlink("/proc/self/mem", &page).unwrap();
    for args in [&["annotations"][..], &["export", "--format", "json"]] {
        assert!(said(args).contains(name), "{args:?}: {}", said(args));
    }
}
