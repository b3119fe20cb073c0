//! What was deleted, merged, removed or imported comes back by `history` and `restore`, and from the program itself.

use crate::support::{Library, Pty};
use serde_json::Value;

fn library() -> Library {
    let library = Library::new();
    library.print(&["init"]);
    library
}

fn annotate(library: &Library, words: &str, more: &[&str]) -> String {
    let page = library.page("001");
    let id = library.print(&[&["annotate", page.to_str().unwrap(), "--quote", words], more].concat());
    id.trim().to_owned()
}

fn history(library: &Library) -> Vec<Value> {
    serde_json::from_str(&library.print(&["history", "--format", "json"])).unwrap()
}

/// The edits of the history, the latest first.
fn whats(library: &Library) -> Vec<String> {
    history(library).iter().map(|row| row["what"].as_str().unwrap().to_owned()).collect()
}

#[track_caller]
fn restore(library: &Library, n: usize) {
    let id = history(library)[n]["id"].as_str().unwrap().to_owned();
    library.print(&["restore", &id]);
}

/// All that a person sees of annotations and tags.
fn all(library: &Library) -> (String, String) {
    (library.print(&["annotations", "--format", "json"]), library.print(&["tags", "--format", "json"]))
}

#[test]
fn what_was_deleted_removed_and_merged_comes_back_as_it_was() {
    let library = library();
    let id = annotate(&library, "马背生态巡护队", &["--tag", "patrol", "--note", "一\n二"]);
    library.print(&["tags", "add", "草原", "--definition", "有草的地方"]);
    library.print(&["tags", "add", "草场", "--parent", "草原"]);
    assert_eq!(whats(&library), Vec::<String>::new());
    let before = all(&library);
    library.print(&["delete", &id]);
    library.print(&["tags", "remove", "草原"]);
    library.print(&["tags", "merge", "patrol", "grid"]);
    library.print(&["tags", "rename", "grid", "小网格"]);
    assert_eq!(whats(&library), ["tag-name", "tag-merge", "tag-removed", "delete"]);
    let text = library.print(&["history"]);
    assert!(text.contains("删除标签 草原 草场") && text.contains("删除") && text.contains("马背生态巡护队"), "{text}");
    let after = all(&library);
    assert_ne!(before, after);
    // Each is an edit that can be taken back itself.
    for n in [0, 2, 4, 5] {
        restore(&library, n);
    }
    assert_eq!(all(&library), before);
    // What only brings something back takes nothing away.
    assert_eq!(whats(&library), ["restored", "restored", "tag-name", "tag-merge", "tag-removed", "delete"]);
    library.fails(&["restore", "00000000"], 3, "00000000");
}

#[test]
fn what_was_changed_since_stays_and_is_said() {
    let library = library();
    let id = annotate(&library, "马背生态巡护队", &["--tag", "patrol"]);
    library.print(&["tags", "rename", "patrol", "一"]);
    library.print(&["tags", "rename", "patrol", "二"]);
    let first = history(&library)[1]["id"].as_str().unwrap().to_owned();
    library.fails(&["restore", &first], 3, "此后都有改动");
    assert_eq!(whats(&library).len(), 2);
    // Deleted and imported again: it is there, and not made anew.
    let out = library.folder.path().join("out.json");
    library.print(&["export", "--format", "json", "-o", out.to_str().unwrap()]);
    library.print(&["delete", &id]);
    library.print(&["import", out.to_str().unwrap()]);
    let before = all(&library);
    let deleted = history(&library)[1]["id"].as_str().unwrap().to_owned();
    let output = library.run(&["restore", &deleted]);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stderr).contains("都在"));
    assert_eq!(all(&library), before);
}

#[test]
fn an_import_is_one_edit_and_goes_as_one() {
    let library = library();
    annotate(&library, "马背生态巡护队", &["--tag", "patrol", "--note", "一"]);
    annotate(&library, "生态", &["--nth", "1", "--tag", "草原", "--create"]);
    let out = library.folder.path().join("out.json");
    library.print(&["export", "--format", "json", "-o", out.to_str().unwrap()]);
    let other = Library::new();
    other.print(&["init"]);
    let before = all(&other);
    other.print(&["import", out.to_str().unwrap()]);
    let imported = all(&other);
    assert_eq!(whats(&other), ["import"]);
    restore(&other, 0);
    assert_eq!(all(&other), before);
    // That the import was taken back can be taken back.
    restore(&other, 0);
    assert_eq!(all(&other), imported);
}

#[test]
fn what_check_mends_is_one_edit() {
    let library = library();
    for _ in 0..3 {
        annotate(&library, "马背生态巡护队", &["--note", "一"]);
    }
    let page = library.page("001");
    std::fs::write(&page, format!("新的一行\n{}", library.text("001"))).unwrap();
    let ids = |library: &Library| library.annotations().iter().map(|a| a["id"].clone()).collect::<Vec<_>>();
    let before = ids(&library);
    library.run(&["check", "--fix"]);
    assert_eq!(library.annotations().len(), 1);
    assert_eq!(whats(&library), ["check"]);
    restore(&library, 0);
    assert_eq!(ids(&library), before);
}

/// Removed here, used by another: the tag keeps its name and its definition, is shown as what it is, and comes back.
#[test]
fn a_removed_tag_that_is_in_use_is_shown_and_comes_back() {
    let library = library();
    library.print(&["tags", "add", "草原", "--definition", "有草的地方"]);
    let used = |id: &str| library.print(&["annotations", "--tag", id]).lines().count();
    let sheet = {
        annotate(&library, "马背生态巡护队", &["--tag", "草原", "--coder", "乙"]);
        let file = library.store().into_iter().find(|(path, _)| path.to_string_lossy().contains("/乙/")).unwrap();
        std::fs::remove_file(&file.0).unwrap();
        file
    };
    library.print(&["tags", "remove", "草原"]);
    std::fs::write(&sheet.0, &sheet.1).unwrap();
    let listed = String::from_utf8(library.run(&["tags"]).stdout).unwrap();
    assert!(listed.lines().any(|line| line == "草原\t草原\t1\t已删除，在用"), "{listed}");
    let json: Vec<Value> = serde_json::from_str(&library.print(&["tags", "--format", "json"])).unwrap();
    let left: Vec<&Value> = json.iter().filter(|tag| tag.get("removed").is_some()).collect();
    assert_eq!(
        (left.len(), left[0]["count"].as_u64(), left[0]["definition"].as_str()),
        (1, Some(1), Some("有草的地方"))
    );
    assert!(!library.print(&["tags", "export"]).contains("有草的地方"));
    assert_eq!(used("草原"), 1);
    let checked = library.run(&["check"]);
    assert!(checked.status.success() && String::from_utf8_lossy(&checked.stdout).contains("草原"));
    library.print(&["check", "--fix"]);
    let out = library.folder.path().join("left.json");
    library.print(&["export", "--format", "json", "-o", out.to_str().unwrap()]);
    let other = Library::new();
    other.print(&["init"]);
    other.print(&["import", out.to_str().unwrap()]);
    assert!(other.print(&["tags", "export"]).contains("有草的地方"));
    library.print(&["tags", "add", "草原"]);
    let json = library.print(&["tags", "export"]);
    assert!(json.contains("有草的地方"), "{json}");
    assert_eq!(used("草原"), 1);
    // Removed again, an import of annotations that have it brings it back, and says so.
    let out = library.folder.path().join("out.json");
    library.print(&["export", "--format", "json", "-o", out.to_str().unwrap()]);
    std::fs::remove_file(&sheet.0).unwrap();
    library.print(&["tags", "remove", "草原"]);
    let output = library.run(&["import", out.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("恢复已删除的标签 1 个"), "{said}");
    assert!(library.print(&["tags", "export"]).contains("有草的地方"));
}

#[test]
fn what_was_deleted_comes_back_after_a_restart() {
    let library = library();
    annotate(&library, "马背生态巡护队", &["--tag", "patrol", "--note", "要紧"]);
    let before = library.annotations();
    let mut pty = Pty::start(&library, 120, 36, &["001_f43b9854affe5fcd.txt"]);
    pty.shows("标注 1")
        .keys("] a")
        .shows("要紧")
        .keys("d")
        .shows("再按")
        .keys("d")
        .hides("要紧")
        .shows("已保存")
        .keys("q");
    assert_eq!(pty.ended(), 0);
    assert!(library.annotations().is_empty());
    let sheet = library.store().into_iter().find(|(path, _)| path.to_string_lossy().contains("annotations")).unwrap();
    assert!(String::from_utf8(sheet.1).unwrap().contains("annotations: []"), "the sheet stays");
    let mut pty = Pty::start(&library, 120, 36, &["001_f43b9854affe5fcd.txt"]);
    pty.shows("标注 0").keys(": history <enter>").shows("近 90 天").shows("删除").keys("<enter>");
    pty.shows("已恢复").shows("要紧").shows("已保存");
    // It is an edit as any other.
    pty.keys("u").hides("要紧").keys("\x12").shows("要紧").shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    assert_eq!(library.annotations(), before);
}

#[cfg(unix)]
#[test]
fn what_could_not_be_written_is_no_edit() {
    let library = library();
    let id = annotate(&library, "马背生态巡护队", &["--tag", "patrol"]);
    let lock = library.texts().join(".meipi/lock");
    std::fs::remove_file(&lock).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&lock).status().unwrap().success());
    assert_ne!(library.run(&["delete", &id]).status.code(), Some(0));
    assert_eq!(whats(&library), Vec::<String>::new());
    std::fs::remove_file(&lock).unwrap();
    library.print(&["delete", &id]);
    assert_eq!(whats(&library), ["delete"]);
}

#[test]
fn a_named_store_that_is_made_is_told() {
    let library = library();
    let store = library.folder.path().join("named");
    let page = library.page("001");
    let annotate = |words: &str| {
        let output = library.run(&[
            "annotate",
            page.to_str().unwrap(),
            "--quote",
            words,
            "--store",
            store.to_str().unwrap(),
            "--note",
            "x",
        ]);
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(annotate("马背生态巡护队").contains(&store.display().to_string()));
    assert!(!annotate("马背生态巡护队").contains(&store.display().to_string()));
}
