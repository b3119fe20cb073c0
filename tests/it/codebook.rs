//! The codebook from empty to full, and quick keys that keep their meaning, as a person meets them.

use crate::bench::Bench;
use meipi::annotation::{Annotation, Change, Tag};
use meipi::app::Msg;
use meipi::input::mouse::{Kind, Mouse};
use meipi::popups::{choice::Choice, coder, note::Note};
use meipi::state::project::{Coder, Project};
use meipi::state::view::View;
use meipi::words::Lang;

fn tags(bench: &Bench) -> String {
    let tree = bench.app.project.book.codebook.tree();
    tree.iter()
        .map(|(depth, tag)| format!("{}{}", ">".repeat(*depth), tag.label(Lang::Zh)))
        .collect::<Vec<_>>()
        .join(" ")
}

fn annotations(bench: &Bench) -> Vec<Annotation> {
    bench.app.project.book.all().flat_map(|(_, list)| list).cloned().collect()
}

fn key(project: &Project, n: usize) -> String {
    project.quick(n).map_or_else(String::new, |key| project.book.codebook.label(&key, Lang::Zh).to_owned())
}

fn message(bench: &Bench) -> String {
    bench.app.status.message.clone().unwrap_or_default()
}

fn click(bench: &mut Bench, x: u16, y: u16) {
    bench.send(Msg::Mouse(Mouse { kind: Kind::Down, x, y }));
}

fn listed(tags: &str) -> Bench {
    let mut bench = Bench::own((80, 24), Lang::Zh);
    bench.keys("<space> t").paste(tags).keys("g g");
    bench
}

fn chosen(bench: &Bench) -> String {
    let tagbook = &bench.app.screens.tagbook;
    bench.app.project.book.codebook.label(&tagbook.rows[tagbook.place.chosen].1, Lang::Zh).to_owned()
}

#[test]
fn a_key_without_a_tag_asks_for_one_and_is_bound() {
    let mut bench = Bench::own((120, 36), Lang::Zh);
    bench.keys("1");
    assert!(bench.app.popup.is_none() && message(&bench).contains('x'), "{}", message(&bench));
    bench.keys("x 1 <esc>");
    assert_eq!((tags(&bench), annotations(&bench).len()), (String::new(), 0));
    bench.keys("1 夜校 <enter>");
    assert_eq!(tags(&bench), "夜校");
    assert_eq!(annotations(&bench)[0].tags, ["夜校"]);
    assert_eq!(key(&bench.app.project, 1), "夜校");
    // The next sentence by the same key, one more tag by a key that is free.
    bench.keys("x 1 x 4 场地 <enter>");
    assert_eq!(annotations(&bench).len(), 3);
    assert_eq!((key(&bench.app.project, 1), key(&bench.app.project, 4)), ("夜校".into(), "场地".into()));
    // Undone, tag and passage go, and the key with them.
    bench.keys("u");
    assert!(!bench.app.project.book.personal("甲").quick.values().any(|tag| tag == "场地"));
    assert_eq!((tags(&bench).as_str(), key(&bench.app.project, 4)), ("夜校", String::new()));
    bench.keys("^r");
    assert_eq!((tags(&bench).as_str(), key(&bench.app.project, 4).as_str()), ("夜校 场地", "场地"));
    // A name that is there is that tag.
    bench.keys("<esc> ) x 7 夜校 <enter>");
    assert_eq!((tags(&bench).as_str(), key(&bench.app.project, 7).as_str()), ("夜校 场地", "夜校"));
}

#[test]
fn a_key_goes_with_its_tag_whatever_was_undone_before() {
    let mut bench = Bench::own((120, 36), Lang::Zh);
    let bound = |bench: &Bench| bench.app.project.book.personal("甲").quick.values().any(|tag| tag == "夜校");
    // The key is given with the second passage, the tag is made with the first.
    bench.keys("x 1 夜校 <enter> <esc> ) x 1");
    assert_eq!((tags(&bench).as_str(), annotations(&bench).len(), bound(&bench)), ("夜校", 2, true));
    bench.keys("u");
    assert_eq!((tags(&bench).as_str(), annotations(&bench).len(), bound(&bench)), ("夜校", 1, true));
    bench.keys("u");
    assert_eq!((tags(&bench).as_str(), annotations(&bench).len(), bound(&bench)), ("", 0, false));
    bench.keys("^r");
    assert_eq!((tags(&bench).as_str(), annotations(&bench).len(), bound(&bench)), ("夜校", 1, true));
    bench.keys("^r");
    assert_eq!((tags(&bench).as_str(), annotations(&bench).len(), bound(&bench)), ("夜校", 2, true));
    bench.keys("u u");
    assert_eq!((tags(&bench).as_str(), annotations(&bench).len(), bound(&bench)), ("", 0, false));
}

#[test]
fn a_list_makes_tags_by_paste_and_by_hand() {
    let mut bench = Bench::own((120, 36), Lang::Zh);
    bench.keys("<space> t").paste("组织\n\t夜校\n\t\t课程\n\t场地\n评价\n");
    assert_eq!(tags(&bench), "组织 >夜校 >>课程 >场地 评价");
    bench.keys("p").paste("评价\n\t积分\n    星级").keys("<esc>");
    assert_eq!(tags(&bench), "组织 >夜校 >>课程 >场地 评价 >积分 >星级");
    bench.keys("p").paste("评价").keys("<esc>");
    assert_eq!(bench.app.screens.tagbook.rows.len(), 7);
    bench.paste(&"长".repeat(60));
    assert!(message(&bench).contains("40"), "{}", message(&bench));
    bench.keys("u u");
    assert_eq!(tags(&bench), "");
    bench.keys("S");
    assert_eq!(bench.app.project.book.codebook.all().count(), bench.app.project.starter.tags.len());
    bench.keys("u");
    assert_eq!(tags(&bench), "");
}

#[test]
fn a_list_in_a_file_fills_the_codebook_and_is_told() {
    let mut bench = Bench::own((120, 36), Lang::Zh);
    let list = encoding_rs::GB18030.encode("组织\n\t夜校\n\t\t课程安排\n评价和总结\n").0.into_owned();
    bench.request.files.write(std::path::Path::new("/texts/标签.txt"), &list).unwrap();
    bench.keys("<space> t <space> b").paste("/texts/标签.txt").keys("<enter>");
    assert!(bench.text().contains("新标签 4 个"), "{}", bench.text());
    bench.keys("<enter>");
    assert_eq!(tags(&bench), "组织 >夜校 >>课程安排 评价和总结");
    assert!(message(&bench).contains("新 4 个，已有 0 个"), "{}", message(&bench));
    // Again, with more: what is there is found.
    bench.request.files.write(std::path::Path::new("/texts/标签.txt"), "组织\n\t场地\n".as_bytes()).unwrap();
    bench.keys("<space> b").keys("<enter> <enter>");
    assert_eq!(tags(&bench), "组织 >夜校 >>课程安排 >场地 评价和总结");
    assert!(message(&bench).contains("新 1 个，已有 1 个"), "{}", message(&bench));
    bench.keys("u u");
    assert_eq!(tags(&bench), "");
}

#[test]
fn a_file_to_be_taken_in_is_found_from_its_folder() {
    let mut bench = Bench::own((120, 36), Lang::Zh);
    for (name, list) in [("标签一.txt", "组织\n"), ("标签二.txt", "夜校\n")] {
        bench.request.files.write(&std::path::Path::new("/texts/lists").join(name), list.as_bytes()).unwrap();
    }
    bench.keys("<space> t <space> b").paste("/texts/li").keys("<tab>");
    assert!(bench.text().contains("标签二.txt") && bench.text().contains("/texts/lists"), "{}", bench.text());
    bench.keys("标签二 <tab> <enter>");
    assert!(bench.text().contains("新标签 1 个"), "{}", bench.text());
    bench.keys("<enter>");
    assert_eq!(tags(&bench), "夜校");
    assert_eq!(bench.app.hand.imported, ["/texts/lists/标签二.txt"]);
    // Below what was taken in before stands what is in the folder.
    bench.keys("<space> b").paste("/texts/lists/").keys("<down> <down> <enter> <enter>");
    assert_eq!(tags(&bench), "夜校 组织");
}

/// Paragraphs between which something stands aside are shown apart, and copied so; one that is cut is not.
#[test]
fn paragraphs_of_a_passage_are_told_apart() {
    let text = "河道巡查记\n\n本报记者 李四\n\n他每天沿着河走一遍，走到桥头的时候天已经黑\n\n▲桥头的树。\n\n了，还要再写一份记录。第二天又走。\n\n又一段，说的是别的事情。\n";
    let mut bench = Bench::of(&[("a.txt", text)], 120, 30);
    bench.keys("g g V G 1 水 <enter> <space> a");
    assert!(bench.text().contains("河道巡查记 … 他每天"), "{}", bench.text());
    assert!(bench.text().contains("天已经黑了，还要"), "{}", bench.text());
    bench.keys("y");
    assert!(bench.copied[0].contains("河道巡查记 … 他每天"), "{:?}", bench.copied);
}

#[test]
fn unused_starter_tags_are_offered_for_removal_once() {
    let mut bench = Bench::older((120, 36), Lang::Zh);
    let before = bench.app.project.book.codebook.clone();
    bench.keys("<space> t");
    assert!(bench.app.open::<Choice>().is_some());
    bench.keys("<down> <enter>");
    assert_eq!((bench.app.view, tags(&bench).as_str()), (View::Codebook, "组织架构 >网格 我的"));
    // Bound keys of tags that are gone are empty; the others are what they were.
    assert_eq!((key(&bench.app.project, 1), key(&bench.app.project, 2)), ("组织架构".into(), String::new()));
    assert_eq!(key(&bench.app.project, 4), "我的");
    bench.keys("u");
    assert_eq!(bench.app.project.book.codebook, before);
    assert_eq!(key(&bench.app.project, 2), "协同联动");
    bench.keys("<esc> <space> t");
    assert!(bench.app.popup.is_none());
    // The built-in pages are not asked.
    let mut bench = Bench::new(120, 36);
    bench.keys("<space> t");
    assert!(bench.app.popup.is_none());
}

#[test]
fn keys_of_older_versions_are_bound_and_told() {
    let bench = Bench::older((120, 36), Lang::Zh);
    assert!(message(&bench).contains("1 组织架构  2 协同联动"), "{}", message(&bench));
    let quick = &bench.app.project.book.personal("甲").quick;
    assert_eq!(quick.iter().filter(|((_, key), _)| *key > 0).count(), 14);
    assert!(bench.app.project.history.clone().undo().is_none());
    // Nothing is written for one who only reads.
    let mut reader = Bench::own((120, 36), Lang::Zh);
    let mut book = bench.app.project.book.clone();
    book.personal.clear();
    let all: Vec<_> = book.all().flat_map(|(d, list)| list.iter().map(move |a| (d.to_owned(), a.id))).collect();
    all.into_iter().for_each(|(document, id)| book.set(&document, id, None));
    reader.send(Msg::Loaded(Box::new(book), Vec::new()));
    assert!(reader.app.project.book.personal.is_empty() && !reader.app.project.is_dirty());
}

#[test]
fn a_used_key_keeps_its_tag_whatever_becomes_of_the_codebook() {
    let mut bench = Bench::new(120, 36);
    bench.keys("x 2 x 3");
    let [second, third] = [2, 3].map(|n| key(&bench.app.project, n));
    // Moved to the end, others before it and removed, the tagging undone.
    bench.keys("u <space> t j J J J k k o 新标签 <enter>");
    assert_eq!((key(&bench.app.project, 2), key(&bench.app.project, 3)), (second.clone(), third.clone()));
    bench.keys("g g d d");
    assert_eq!((key(&bench.app.project, 2), key(&bench.app.project, 3)), (second.clone(), third.clone()));
    let row =
        bench.app.screens.tagbook.rows.iter().position(|(_, key)| bench.app.project.quick(3).as_ref() == Some(key));
    bench.keys("g g");
    bench.keys(&"j ".repeat(row.unwrap()));
    bench.keys("d d");
    assert_eq!((key(&bench.app.project, 2), key(&bench.app.project, 3).as_str()), (second, ""));
    bench.keys("u");
    assert_eq!(key(&bench.app.project, 3), third);
}

/// Whatever was done before there was a store is there when it has been made and read: for each sort of edit. How far
/// one has read waits elsewhere: the writer brings it.
#[test]
fn what_was_done_before_the_store_outlives_it() {
    let edits = [
        "x 1 夜校 <enter>",
        "x t 夜校 <enter>",
        "x T",
        "x f",
        "x a 一句批注 <esc>",
        "<space> t o 夜校 <enter>",
        "<space> t o 夜校 <enter> <esc> O 场地 <enter>",
        "<space> t S",
        "<space> t o 夜校 <enter> <esc> r 二 <enter>",
        "x s h",
        "<space> n 备忘 <esc>",
    ];
    for own in [true, false] {
        for keys in edits {
            let mut bench = if own { Bench::own((120, 36), Lang::Zh) } else { Bench::new(120, 36) };
            bench.app.project.store = meipi::state::project::Store::Nowhere;
            bench.keys(keys).keys("<esc> <esc> <esc>");
            let before = bench.app.project.book.clone();
            assert!(!own || !bench.app.project.unsaved.parts().is_empty(), "{keys}");
            let root = bench.request.root.join(".meipi");
            // A new store begins with nothing; it has been read when it is told that it was made.
            bench.send(Msg::Loaded(Box::default(), Vec::new()));
            bench.send(Msg::Created(Ok(root.clone())));
            // Keys may be bound besides.
            let mut after = bench.app.project.book.clone();
            for (coder, own) in &mut after.personal {
                let was = before.personal(coder).quick.clone();
                assert!(was.iter().all(|(slot, tag)| own.quick.get(slot) == Some(tag)), "{keys}");
                own.quick = was;
            }
            after.personal.retain(|_, own| *own != meipi::annotation::Personal::default());
            assert_eq!(after, before, "{keys}");
            // All of it is on the disk, the tags that are used among it.
            let written = meipi::store::load(&*bench.request.files, &meipi::store::Store { root }).book;
            let made: Vec<&str> =
                ["夜校", "场地", "二"].into_iter().filter(|tag| before.codebook.get(tag).is_some()).collect();
            assert!(made.iter().all(|tag| written.codebook.get(tag).is_some()), "{keys}");
            assert_eq!(written.all().count(), before.all().count(), "{keys}");
        }
    }
}

#[test]
fn a_key_set_by_hand_gives_no_other_tag_a_key_and_is_taken_away() {
    let mut bench = listed("水\n火\n土\n");
    let keys = |bench: &Bench| (1..=9).map(|n| key(&bench.app.project, n)).collect::<Vec<_>>().join(",");
    bench.keys("2");
    assert_eq!(keys(&bench), ",水,土,,,,,,");
    assert!(message(&bench).contains("火"), "{}", message(&bench));
    bench.keys("2");
    assert_eq!(keys(&bench), ",,土,,,,,,");
    assert!(message(&bench).ends_with('无'), "{}", message(&bench));
    // A new tag gets a key by itself; given one again, a tag has it.
    bench.keys("G o 木 <enter>");
    assert_eq!(keys(&bench), ",,土,木,,,,,");
    bench.keys("g g 5");
    assert_eq!(keys(&bench), ",,土,木,水,,,,");
    bench.keys("u u u u");
    assert_eq!(keys(&bench), "水,火,土,,,,,,");
}

#[test]
fn a_question_is_about_the_tag_it_names() {
    let mut bench = listed("水\n火\n土\n");
    bench.keys("d");
    let board = bench.app.screen.board;
    click(&mut bench, board.x + 4, board.y + 1);
    bench.keys("d");
    assert_eq!((tags(&bench).as_str(), chosen(&bench).as_str()), ("水 火 土", "火"));
    bench.keys("d");
    assert_eq!(tags(&bench), "水 土");
    // Undone, the cursor is where the tag is back; a merge, where the merged one is.
    bench.keys("G u");
    assert_eq!(chosen(&bench), "火");
    bench.keys("G K");
    assert_eq!(tags(&bench), "水 土 火");
    bench.keys("u");
    assert_eq!((tags(&bench).as_str(), chosen(&bench).as_str()), ("水 火 土", "土"));
}

#[test]
fn a_click_on_the_legend_is_the_digit_of_the_screen() {
    let mut bench = Bench::own((120, 36), Lang::Zh);
    bench.keys("x 1 水 <enter> <space> t").paste("水\n火\n").keys("g g");
    let before = annotations(&bench);
    let y = bench.app.screen.legend.y;
    bench.keys("j");
    click(&mut bench, 2, y);
    assert_eq!((annotations(&bench), key(&bench.app.project, 1).as_str()), (before.clone(), "火"));
    bench.keys("<esc> <space> s");
    click(&mut bench, 2, y);
    assert_eq!(annotations(&bench), before);
}

#[test]
fn nothing_is_said_to_be_done_before_the_coder_is_known() {
    let mut bench = Bench::own((80, 24), Lang::Zh);
    bench.app.project.coder = Coder::Unsure("root".into());
    bench.keys("<space> t o 水 <enter>");
    assert!(bench.app.open::<coder::Field>().is_some());
    assert_eq!((message(&bench), tags(&bench)), (String::new(), String::new()));
    bench.keys("<esc>");
    assert!(message(&bench).contains("没有保存"), "{}", message(&bench));
}

#[test]
fn a_name_of_which_nothing_is_seen_makes_no_tag_and_no_coder() {
    let mut bench = Bench::own((80, 24), Lang::Zh);
    for name in ["..", "/", "\u{200b}"] {
        bench.keys("<space> t o").paste(name).keys("<enter>");
        assert!(message(&bench).contains("不能用作标签名"), "{name:?}: {}", message(&bench));
        bench.keys("<esc> <esc> x 4").paste(name).keys("<enter>");
        assert!(message(&bench).contains("不能用作标签名"), "{name:?}: {}", message(&bench));
        bench.keys("<esc> <esc> x t").paste(name).keys("<enter> <enter> <esc> <esc>");
        assert_eq!((tags(&bench), annotations(&bench).len()), (String::new(), 0), "{name:?}");
    }
    bench.app.project.coder = Coder::Unsure("root".into());
    bench.keys("<space> t o 水 <enter> ^u .. <enter>");
    assert!(bench.app.open::<coder::Field>().is_some());
    assert!(message(&bench).contains("不能用作标注人姓名"), "{}", message(&bench));
    bench.keys("^u 甲 <enter>");
    assert_eq!((bench.app.project.coder.name(), tags(&bench).as_str()), ("甲", "水"));
}

#[test]
fn a_name_that_several_tags_have_is_asked_for_in_full() {
    let mut bench = Bench::own((80, 24), Lang::Zh);
    bench.keys("<space> t").paste("水\n\t其余\n火\n\t其余\n").keys("<esc> x 5 其余 <enter>");
    assert!(message(&bench).contains("水 / 其余") && annotations(&bench).is_empty(), "{}", message(&bench));
    bench.keys("^u").paste("火/其余").keys("<enter>");
    let tag = &annotations(&bench)[0].tags[0];
    assert_eq!(bench.app.project.book.codebook.path(tag, Lang::Zh), "火 / 其余");
    // One at the top is meant before one below.
    bench.keys("<space> t").paste("其余\n").keys("<esc> <esc> ) x 6 其余 <enter>");
    assert_eq!(bench.app.project.book.codebook.path(&bench.app.project.quick(6).unwrap(), Lang::Zh), "其余");
}

#[test]
fn a_set_behind_those_in_use_can_be_reached() {
    let mut bench = listed("一\n二\n三\n四\n五\n六\n七\n八\n九\n");
    bench.keys("0 1");
    assert_eq!((bench.app.project.set, key(&bench.app.project, 1).as_str()), (1, "一"));
    // As long as keys are free in the last set there is none behind it.
    bench.keys("0");
    assert_eq!(bench.app.project.set, 0);
}

#[test]
fn a_list_that_is_refused_comes_back_at_its_line() {
    let mut bench = Bench::own((80, 24), Lang::Zh);
    let list = format!("水\n{}\n火", "长".repeat(41));
    bench.keys("<space> t p").paste(&list).keys("<esc>");
    assert!(message(&bench).contains("第 2 行"), "{}", message(&bench));
    let Some(note) = bench.app.open::<Note>() else { panic!() };
    assert_eq!((note.text(), note.area.cursor().0), (list, 1));
    bench.keys("^u ^c ^c");
    // Marks of items are no part of a name; two characters are a tag here.
    let mut bench = listed("· 水\n- 火\n\t* 土\n-木\n");
    assert_eq!(tags(&bench), "水 火 >土 -木");
    bench.paste("金属");
    assert_eq!(tags(&bench), "水 火 >土 -木 金属");
}

#[test]
fn an_annotation_that_begins_at_a_mark_has_a_card() {
    let mut bench = Bench::of(&[("a.md", "# 夜校\n\n报名的人坐满了教室。\n")], 160, 30);
    bench.keys("g g x 1 水 <enter>");
    assert_eq!(bench.app.screen.cards[0].lines[0].1, "夜校");
    bench.keys("<esc>");
    let card = &bench.app.screen.cards[0];
    assert_eq!((card.tags[0].0.as_str(), card.lit), ("水", false));
}

#[test]
fn undo_says_what_it_was_about() {
    let mut bench = listed("水\n火\n土\n一个名字长得一行里放不下的标签真的很长\n");
    bench.keys("m 火 <enter> u");
    assert!(message(&bench).contains("水 > 火"), "{}", message(&bench));
    bench.keys("M 土 <enter> u");
    assert!(message(&bench).contains("水 > 土"), "{}", message(&bench));
    bench.keys("g g o 木 <enter> u");
    assert!(message(&bench).ends_with(" 木"), "{}", message(&bench));
    bench.keys("g g 1 u");
    assert!(message(&bench).contains("1 水"), "{}", message(&bench));
    bench.keys("G d d");
    assert!(message(&bench).contains("..") && message(&bench).contains("u 撤销"), "{}", message(&bench));
    bench.keys("<esc> D u");
    assert!(message(&bench).contains("已读"), "{}", message(&bench));
}

#[test]
fn names_that_begin_alike_stand_whole_in_the_legend() {
    let tags: String =
        "甲乙丙丁戊己庚辛壬".chars().flat_map(|c| ["编码体系".to_owned(), c.to_string(), "\n".into()]).collect();
    let bench = listed(&tags);
    let meipi::app::areas::Legend { entries: legend, more, .. } =
        meipi::app::areas::legend(&bench.app, |name| name.chars().count() * 2);
    let names: std::collections::BTreeSet<String> = legend.iter().map(|entry| entry.name.clone()).collect();
    assert_eq!(names.len() + more, 9, "{names:?}");
    assert!(names.iter().all(|name| name.chars().count() == 5), "{names:?}");
}

#[test]
fn a_tag_that_others_removed_is_shown_as_that_and_restored() {
    let mut bench = listed("水\n火\n");
    bench.keys("<esc> x 1 <space> t");
    let tag = bench.app.project.book.codebook.get("水").unwrap().clone();
    let left = Tag { removed: Some(tag.modified), definition: "流".into(), ..tag.clone() };
    bench.send(Msg::Outside(vec![Change::tag("水", Some(tag), Some(left))], 1));
    assert!(message(&bench).contains("水") && message(&bench).contains(":codebook"), "{}", message(&bench));
    assert_eq!((tags(&bench).as_str(), key(&bench.app.project, 1).as_str()), ("火", ""));
    let picture = bench.picture();
    assert!(picture.contains("已删除，在用") && picture.contains("水（已删除）"), "{picture}");
    // Its name makes it again on its key; Enter on its row does so too.
    bench.keys("<esc> } x 1");
    assert!(bench.picture().contains("第 1 键") || bench.app.popup.is_some());
    bench.keys("<esc> <esc> <space> t G");
    assert_eq!(chosen(&bench), "水");
    bench.keys("<enter> j <enter>");
    assert_eq!((bench.app.view, bench.app.screens.passages.entries.len()), (View::Passages, 1));
    bench.keys("<esc> <space> t G <enter>");
    assert!(bench.app.open::<Choice>().is_some());
    bench.keys("<enter>");
    let tag = bench.app.project.book.codebook.get("水").unwrap();
    assert_eq!((tag.definition.as_str(), tags(&bench).as_str()), ("流", "水 火"));
    assert_eq!((chosen(&bench).as_str(), key(&bench.app.project, 1).as_str()), ("水", "水"));
    bench.keys("u");
    assert_eq!(tags(&bench), "火");
    bench.keys("^r");
    assert_eq!(tags(&bench), "水 火");
}

#[test]
fn a_tag_that_is_made_again_is_the_one_that_was_removed() {
    let mut bench = listed("水\n火\n");
    let of = |bench: &Bench| bench.app.project.book.codebook.get("水").cloned();
    bench.keys("e 流动 <esc>");
    let before = of(&bench).unwrap();
    assert_eq!(before.definition, "流动");
    bench.keys("d d");
    assert_eq!((of(&bench), tags(&bench).as_str()), (None, "火"));
    assert_eq!(bench.app.project.book.removed_in_use(), []);
    bench.keys("u");
    assert_eq!(of(&bench), Some(before.clone()));
    bench.keys("^r O 水 <enter>");
    let made = of(&bench).unwrap();
    assert_eq!((made.definition.as_str(), made.created, tags(&bench).as_str()), ("流动", before.created, "火 >水"));
    bench.keys("u");
    assert_eq!((of(&bench), tags(&bench).as_str()), (None, "火"));
}

#[test]
fn a_line_end_that_comes_as_a_key_of_its_own_is_one_in_a_note() {
    let mut bench = Bench::new(80, 24);
    bench.keys("x 1 a 第 一 ^j 第 二 <esc>");
    let notes: Vec<String> = bench.app.project.book.all().flat_map(|(_, list)| list).map(|a| a.note.clone()).collect();
    assert_eq!(notes, ["第一\n第二"]);
}
