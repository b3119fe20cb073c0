//! `check` finds what is wrong with a store, and `--fix` mends what can be mended without deciding for anybody.

use crate::support;
use crate::support::Library;
use serde_json::Value;

/// What `check` finds, as problem and whether it was mended; sorted.
fn found(library: &Library, args: &[&str]) -> (Vec<(String, bool)>, Option<i32>) {
    let output = library.run(&[&["check", "--format", "json"], args].concat());
    let problems: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let row = |p: &Value| (p["problem"].as_str().unwrap().to_owned(), p["mended"].as_bool().unwrap());
    let mut rows: Vec<_> = problems.iter().map(row).collect();
    rows.sort();
    (rows, output.status.code())
}

fn rows(expected: &[&str], mended: bool) -> Vec<(String, bool)> {
    expected.iter().map(|name| ((*name).to_owned(), mended)).collect()
}

fn library() -> Library {
    let library = Library::new();
    library.print(&["init"]);
    library
}

fn annotate(library: &Library, words: &str, more: &[&str]) {
    let page = library.page("001");
    library.print(&[&["annotate", page.to_str().unwrap(), "--quote", words], more].concat());
}

/// Changes a file of the store.
fn edit(library: &Library, inside: &str, change: impl Fn(String) -> String) {
    let path = library.texts().join(".meipi").join(inside);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, change(text)).unwrap();
}

#[test]
fn what_needs_a_person_is_found_and_left() {
    let library = library();
    annotate(&library, "马背生态巡护队", &["--tag", "patrol"]);
    let page = library.page("001");
    std::fs::write(&page, library.text("001").replace("马背生态巡护队", "马背巡护队")).unwrap();
    edit(&library, "codebook/patrol.ron", |text| text.replace("version: 2", "version: 9"));
    edit(&library, "codebook/grid.ron", |text| text.replace("key:", "kex:"));
    std::fs::write(library.texts().join(".meipi/codebook/broken.ron"), "(version: 2,\n  key \"x\"").unwrap();
    let before = library.store();
    let (problems, status) = found(&library, &[]);
    assert_eq!((problems, status), (rows(&["broken", "broken", "newer", "place"], false), Some(3)));
    let (problems, status) = found(&library, &["--fix"]);
    assert_eq!((problems, status), (rows(&["broken", "broken", "newer", "place"], false), Some(3)));
    assert_eq!(library.store(), before);
    let printed = String::from_utf8(library.run(&["check"]).stdout).unwrap();
    assert!(printed.contains("broken.ron") && printed.contains("2:7"), "{printed}");
}

#[test]
fn tags_that_are_missing_are_made_again_and_circles_cut() {
    let library = library();
    annotate(&library, "马背生态巡护队", &["--tag", "patrol"]);
    std::fs::remove_file(library.texts().join(".meipi/codebook/patrol.ron")).unwrap();
    edit(&library, "codebook/grid.ron", |text| text.replace("parent: ", "parent: Some(\"gone\"), // "));
    for (one, other) in [("rural", "process"), ("process", "rural")] {
        edit(&library, &format!("codebook/{one}.ron"), |text| {
            text.replace("parent: None", &format!("parent: Some(\"{other}\")"))
        });
    }
    edit(&library, "codebook/survey.ron", |text| text.replace("merged_into: None", "merged_into: Some(\"nowhere\")"));
    let expected = ["circle", "merged", "parent", "tag"];
    assert_eq!(found(&library, &[]), (rows(&expected, false), Some(3)));
    assert_eq!(found(&library, &["--fix"]), (rows(&expected, true), Some(0)));
    assert_eq!(found(&library, &[]), (vec![], Some(0)));
    assert_eq!(library.annotations()[0]["tags"], serde_json::json!(["patrol"]));
}

#[test]
fn files_are_put_where_they_belong_and_older_ones_migrated() {
    let library = library();
    annotate(&library, "马背生态巡护队", &[]);
    let name = library.page("001").file_name().unwrap().to_string_lossy().into_owned();
    let sheet = format!("annotations/甲/{name}.ron");
    let folder = library.texts().join(".meipi/annotations/甲");
    // A copy made by a program that keeps folders the same on two machines: one more annotation, and an older form.
    let copy = std::fs::read_to_string(folder.join(format!("{name}.ron"))).unwrap();
    annotate(&library, "生态", &["--nth", "1"]);
    std::fs::write(folder.join("copy (conflicted).ron"), copy).unwrap();
    edit(&library, "codebook/grid.ron", |text| text.replace("version: 2", "version: 1"));
    assert_eq!(found(&library, &[]), (rows(&["misplaced", "older"], false), Some(3)));
    assert_eq!(found(&library, &["--fix"]), (rows(&["misplaced", "older"], true), Some(0)));
    assert_eq!(library.annotations().len(), 2);
    let files: Vec<String> = library.store().iter().map(|(path, _)| path.to_string_lossy().into_owned()).collect();
    assert!(files.iter().any(|path| path.ends_with("backup/1/codebook/grid.ron")), "{files:?}");
    assert!(files.iter().any(|path| path.ends_with("backup/replaced/annotations/甲/copy (conflicted).ron")));
    assert_eq!(files.iter().filter(|path| path.contains("annotations/甲") && !path.contains("backup")).count(), 1);
    edit(&library, &sheet, |text| text);
    assert_eq!(found(&library, &[]), (vec![], Some(0)));
}

#[test]
fn moved_places_and_renamed_documents_are_written_twins_removed() {
    let library = library();
    annotate(&library, "马背生态巡护队", &["--note", "一"]);
    let page = library.page("001");
    library.print(&["annotate", page.to_str().unwrap(), "--quote", "马背生态巡护队", "--note", "一"]);
    let other = library.page("002");
    let name = other.file_name().unwrap().to_string_lossy().into_owned();
    library.print(&["annotate", other.to_str().unwrap(), "--start", "3", "--end", "9"]);
    std::fs::write(
        library.texts().join(".meipi/attributes.csv"),
        format!("document,anchor,title,name,value\n{name},,,报纸,青海日报\n"),
    )
    .unwrap();
    std::fs::write(&page, format!("新的一行\n{}", library.text("001"))).unwrap();
    std::fs::rename(&other, library.texts().join("改名.txt")).unwrap();
    let output = library.run(&["check", "--fix", "--format", "json"]);
    let problems: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let told = |name: &str| -> Vec<String> {
        let of_name = problems.iter().filter(|p| p["problem"] == name && p["mended"] == true);
        of_name.flat_map(|p| p["changes"].as_array().unwrap()).map(|c| c.as_str().unwrap().to_owned()).collect()
    };
    // Each thing that is moved, removed or put under another name has a line.
    let (places, twins, renamed) = (told("place"), told("twin"), told("renamed"));
    assert!(places.len() == 2 && places.iter().all(|line| line.starts_with("已移动标注：") && line.contains(" → ")));
    assert!(
        matches!(twins.as_slice(), [line] if line.starts_with("已删除标注：") && line.contains("“马背生态巡护队”"))
    );
    let begins = |words: &str| renamed.iter().filter(|line| line.starts_with(words)).count();
    assert_eq!(
        (begins("已删除标注："), begins("已添加标注："), begins("已删除属性："), begins("已添加属性：")),
        (1, 1, 1, 1)
    );
    assert_eq!((problems.len(), output.status.code()), (4, Some(0)));
    let annotations = library.annotations();
    assert_eq!(annotations.len(), 2);
    assert!(annotations.iter().all(|a| a["state"] == "in-place"), "{annotations:?}");
    assert!(annotations.iter().any(|a| a["document"] == "改名.txt"));
    let table = std::fs::read_to_string(library.texts().join(".meipi/attributes.csv")).unwrap();
    assert!(table.contains("改名.txt,,,报纸,青海日报"), "{table}");
}

#[test]
fn another_coders_annotations_are_not_mended() {
    let library = library();
    let page = library.page("001");
    library.print(&["annotate", page.to_str().unwrap(), "--quote", "马背生态巡护队", "--coder", "乙"]);
    std::fs::write(&page, format!("新的一行\n{}", library.text("001"))).unwrap();
    let before = library.store();
    // What moved is found again: it is told, and no fault.
    assert_eq!(found(&library, &["--fix"]), (rows(&["place"], false), Some(0)));
    assert_eq!(library.store(), before);
    assert_eq!(found(&library, &["--fix", "--coder", "乙"]), (rows(&["place"], true), Some(0)));
}

#[test]
fn what_is_left_of_a_tag_is_dropped_when_nothing_has_named_it_for_long() {
    let library = library();
    for label in ["草原", "草场"] {
        library.print(&["tags", "add", label]);
    }
    library.print(&["tags", "merge", "patrol", "草场"]);
    library.print(&["tags", "remove", "草原"]);
    library.print(&["tags", "remove", "草场"]);
    assert_eq!(found(&library, &[]), (vec![], Some(0)));
    for key in ["草原", "草场"] {
        edit(&library, &format!("codebook/{key}.ron"), |text| text.replace("removed: Some(\"20", "removed: Some(\"19"));
    }
    assert_eq!(found(&library, &[]), (rows(&["left"], false), Some(0)));
    assert_eq!(found(&library, &["--fix"]), (rows(&["left"], true), Some(0)));
    assert!(!library.texts().join(".meipi/codebook/草原.ron").exists());
    // What was merged into it names it still.
    assert!(library.texts().join(".meipi/codebook/草场.ron").exists());
}

#[test]
fn what_git_has_not_merged_is_told() {
    let library = library();
    let git = |args: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.args(["-c", "user.name=甲", "-c", "user.email=a@example.org"]).args(args).current_dir(library.texts());
        git.output().is_ok_and(|output| output.status.success())
    };
    if !support::has_git() {
        return;
    }
    assert!(git(&["init", "-q", "-b", "main"]));
    let path = library.texts().join(".meipi/codebook/grid.ron");
    let commit = || git(&["add", "-A"]) && git(&["commit", "-q", "-m", "x"]);
    assert!(commit() && git(&["checkout", "-q", "-b", "other"]));
    // An older program removes the file of a tag.
    std::fs::remove_file(&path).unwrap();
    assert!(commit() && git(&["checkout", "-q", "main"]));
    library.print(&["tags", "rename", "grid", "小网格"]);
    assert!(commit() && !git(&["merge", "-q", "other"]));
    assert_eq!(found(&library, &[]), (rows(&["unmerged"], false), Some(3)));
    assert!(commit());
    assert_eq!(found(&library, &[]), (vec![], Some(0)));
}

#[test]
fn what_a_program_left_half_written_is_named_and_removed() {
    let library = library();
    annotate(&library, "马背生态巡护队", &[]);
    let store = library.texts().join(".meipi");
    let left = [store.join(".meipi-x1"), store.join("annotations/甲/.meipi-y2")];
    left.iter().for_each(|path| std::fs::write(path, "half").unwrap());
    assert_eq!(found(&library, &[]), (rows(&["left-behind", "left-behind"], false), Some(0)));
    // A program that is writing holds the lock: what it has begun is its own.
    let lock = std::fs::File::options().append(true).open(store.join("lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(found(&library, &[]), (rows(&[], false), Some(0)));
    drop(lock);
    assert_eq!(found(&library, &["--fix"]), (rows(&["left-behind", "left-behind"], true), Some(0)));
    assert!(left.iter().all(|path| !path.exists()));
    assert_eq!(library.annotations().len(), 1);
}

#[cfg(unix)]
#[test]
fn a_lock_that_is_no_file_is_named_and_keeps_nothing_waiting() {
    let library = library();
    let lock = library.texts().join(".meipi/lock");
    let _ = std::fs::remove_file(&lock);
    assert!(std::process::Command::new("mkfifo").arg(&lock).status().unwrap().success());
    assert_eq!(found(&library, &[]), (rows(&["special"], false), Some(3)));
    let page = library.page("001");
    let output = library.run(&["annotate", page.to_str().unwrap(), "--quote", "马背生态巡护队", "--tag", "patrol"]);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
}
