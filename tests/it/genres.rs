//! What a text is can be said, and who speaks in it: kept apart, undone, searched, exported.

use crate::bench::Bench;
use crate::support::Library;
use meipi::text::Genre;
use std::path::Path;

const TALK: &str = "访员：水是哪年通的？\n王：前年秋天，全村都来了。\n访员：后来呢？\n王主任：后来天天有水。\n访员：谁管渠？\n王：大家轮着管。\n";

fn genre(bench: &Bench) -> Genre {
    bench.app.reader.document.as_ref().unwrap().structure.genre
}

fn speakers(bench: &Bench) -> Vec<String> {
    let document = bench.app.reader.document.as_ref().unwrap();
    document.structure.turns.iter().map(|turn| turn.speaker.clone()).collect()
}

#[test]
fn what_a_text_is_can_be_said_and_undone_and_stands_in_a_folder_of_its_own() {
    let poem = "夜行\n\n我走过一条没有灯的街，月亮在电线上停了一会儿。\n没有人说话。\n只有一只猫，从墙头跳下来。\n";
    let mut bench = Bench::of(&[("诗/夜行.txt", poem), ("诗/日出.txt", poem), ("文.txt", poem)], 100, 30);
    let before = genre(&bench);
    assert_ne!(before, Genre::Verse);
    bench.keys(": as <space> verse <enter>");
    assert_eq!(genre(&bench), Genre::Verse);
    let files = bench.request.files.clone();
    let there = |path: &str| files.kind(Path::new(path)).unwrap().is_some();
    assert!(there("/texts/.meipi/genre/诗/夜行.txt.ron") || there("/texts/.meipi/genre/文.txt.ron"));
    assert!(!there("/texts/.meipi/structure"), "what older versions read has nothing new in it");
    bench.keys("u");
    assert_eq!(genre(&bench), before);
    // Of all whose path holds the words.
    bench.keys(": as <space> lines <space> 诗/ <enter>");
    let of = |bench: &Bench, path: &str| bench.app.project.book.overrides(path).len();
    assert_eq!([of(&bench, "诗/夜行.txt"), of(&bench, "诗/日出.txt"), of(&bench, "文.txt")], [1, 1, 0]);
    bench.keys(": as <space> nonsense <enter>");
    assert!(bench.text().contains("nonsense"));
    // By the list, and back to what it shows by itself.
    bench.keys("g t s a v e r s e <enter>");
    assert_eq!(genre(&bench), Genre::Verse);
    bench.keys(": as <space> auto <enter>");
    assert_eq!(genre(&bench), before);
}

#[test]
fn two_names_of_a_speaker_are_united_and_a_turn_goes_to_another() {
    let mut bench = Bench::of(&[("谈.txt", TALK)], 100, 30);
    assert_eq!(genre(&bench), Genre::Interview);
    assert_eq!(speakers(&bench), ["访员", "王", "访员", "王主任", "访员", "王"]);
    bench.keys("L } : speaker <space> 王主任 <enter>");
    assert_eq!(speakers(&bench), ["访员", "王主任", "访员", "王主任", "访员", "王主任"]);
    bench.keys("} : turn <space> 记者 <enter>");
    assert_eq!(speakers(&bench)[2], "记者");
    bench.keys("u u");
    assert_eq!(speakers(&bench), ["访员", "王", "访员", "王主任", "访员", "王"]);
}

#[test]
fn a_turn_is_a_unit_and_filters_know_who_speaks() {
    let text =
        "访员：\n水是哪年通的？\n老赵：\n前年秋天。\n那天全村都来了。\n访员：\n后来呢？\n老赵：\n后来天天有水。\n";
    let mut bench = Bench::of(&[("谈.txt", text)], 100, 30);
    bench.keys("L } X y");
    assert_eq!(bench.copied.pop().unwrap(), "前年秋天。\n那天全村都来了。");
    bench.keys("1 水 <enter> } X 1 <space> a");
    let listed = |bench: &Bench| bench.app.screens.passages.entries.len();
    assert_eq!(listed(&bench), 2);
    bench.keys("/ speaker=老赵 <enter>");
    assert_eq!(listed(&bench), 1);
    bench.keys("/ ^u 说话人=访员 <enter>");
    assert_eq!(listed(&bench), 1);
}

#[test]
fn who_speaks_goes_out_with_annotations() {
    let library = Library::new();
    let path = library.texts().join("谈.txt");
    std::fs::write(&path, TALK).unwrap();
    let path = path.to_str().unwrap();
    library.print(&["init"]);
    let at = |words: &str| TALK.split(words).next().unwrap().chars().count().to_string();
    library.print(&["annotate", path, "--start", &at("秋天"), "--end", &at("呢？")]);
    library.print(&["annotate", path, "--quote", "天天有水"]);
    let csv = library.print(&["export", "--format", "csv"]);
    let head = csv.lines().next().unwrap();
    assert!(head.ends_with("spans,speaker,time,entry,row"), "{head}");
    assert!(csv.contains(",王; 访员,,,") && csv.contains(",王主任,,,"), "{csv}");
    let rows = library.print(&["annotations", "--format", "json"]);
    assert!(rows.contains("\"speaker\":\"王主任\""), "{rows}");
    let project = library.folder.path().join("out.qdpx");
    library.print(&["export", "--format", "refi", "--output", project.to_str().unwrap()]);
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&project).unwrap()).unwrap();
    let mut written = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("project.qde").unwrap(), &mut written).unwrap();
    let case = written.split("<Case ").find(|case| case.contains("name=\"王主任\"")).unwrap();
    assert_eq!(case.matches("<SelectionRef ").count(), 1, "{written}");
    let told = library.print(&["outline", path, "--format", "json", "--as", "plain"]);
    assert!(told.contains("\"genre\":\"plain\"") && told.contains("\"turns\":[]"), "{told}");
    let output = library.run(&["outline", path, "--as", "nonsense"]);
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).contains("nonsense"));
}
