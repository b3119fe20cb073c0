//! The program in a real terminal: the main job, from the first key to the files.

use crate::support::{Library, Pty};
use serde_json::Value;
use std::time::Duration;

fn quotation(annotation: &Value) -> String {
    annotation["target"].as_array().unwrap().iter().map(|span| span["exact"].as_str().unwrap()).collect()
}

/// Every offset is one of code points into the text of its page.
#[track_caller]
fn check_offsets(library: &Library, annotations: &[Value]) {
    for annotation in annotations {
        let path = library.texts().join(annotation["document"].as_str().unwrap());
        let text: Vec<char> = std::fs::read_to_string(path).unwrap().chars().collect();
        for span in annotation["target"].as_array().unwrap() {
            let at = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
            let found: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(found, span["exact"].as_str().unwrap());
        }
    }
}

#[test]
fn the_main_job_from_the_first_key_to_the_files() {
    let library = Library::new();
    let mut pty = Pty::start(&library, 120, 36, &[]);
    // The list is known to its last row, to which one goes later.
    pty.shows("汲取榜样力量").shows("标注 0").shows("答好“四道题”").shows("以高质量");
    // The second article: three sentences with tags, one with a note of two lines in one piece.
    pty.keys("L").shows("李富超").keys("x 1").shows("标注保存到哪里").keys("<enter>").shows("标注保存在");
    pty.keys("x 2 3")
        .shows("协同联动   责任监督")
        .keys("a")
        .shows("批注：")
        .paste("第一行批注。\n第二行，𠮷😊")
        .shows("第二行")
        .keys("<esc>");
    pty.shows("标注 2").hides("Esc 保存");
    // Across two seams: each becomes two spans.
    pty.keys("g l G <enter>")
        .shows("以高质量党的建设")
        .keys("H H")
        .shows("西宁路径")
        .keys("/ 殷切嘱托 <enter>")
        .shows("共 1 处")
        .keys("x 4")
        .shows("标注 1");
    pty.keys("g l g g j j j j j <enter>")
        .shows("党旗飘扬在一线 攻坚克难")
        .keys("/ 安全感进一步提升 <enter>")
        .shows("共 1 处")
        .keys("x 5")
        .shows("标注 1");
    // Ten sentences with keys that need no letters.
    pty.keys("<f8> <f8> <down> <down> <enter>")
        .shows("绣花针")
        .keys("<down> <down> <down> <down> <down> <down> <down> <down>");
    for n in 0..10 {
        pty.keys("<enter>").shows("已选").send(&(n % 9 + 1).to_string());
        pty.shows(&format!("标注 {}", n + 1));
    }
    pty.shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    let annotations = library.annotations();
    assert_eq!(annotations.len(), 14);
    check_offsets(&library, &annotations);
    let of = |page: &str| {
        annotations.iter().filter(|a| a["document"].as_str().unwrap().starts_with(page)).collect::<Vec<_>>()
    };
    assert_eq!(quotation(of("000")[0]), "“以前社区不管是硬件设施，还是精神文明方面，都没有现在好。");
    assert_eq!(of("000")[1]["tags"], serde_json::json!(["coordination", "accountability"]));
    assert_eq!(of("000")[1]["note"], "第一行批注。\n第二行，𠮷😊");
    for (page, start, end) in [("004", "这是2021年6月", "指明了方向。"), ("001", "", "安全感进一步提升。")]
    {
        let target = of(page)[0]["target"].as_array().unwrap();
        assert_eq!(target.len(), 2, "{page}");
        let read = quotation(of(page)[0]);
        assert!(read.starts_with(start) && read.ends_with(end), "{read}");
    }
    assert_eq!(of("002").len(), 10);
    the_next_day(&library, &annotations);
}

/// Everything is where it was; undo knows nothing; the exports hold all.
fn the_next_day(library: &Library, annotations: &[Value]) {
    let before = library.store();
    let mut pty = Pty::start(library, 120, 36, &[]);
    // One comes back to where one was; the other annotations are where they were too.
    pty.shows("标注 10")
        .shows("以高质量党的建设")
        .keys("g l g g j j <enter>")
        .shows("协同联动   责任监督")
        .shows("标注 2")
        .keys("u")
        .shows("没有可撤销的");
    pty.keys("q");
    assert_eq!(pty.ended(), 0);
    assert_eq!(library.store(), before);
    let markdown = library.print(&["export", "--format", "markdown"]);
    let table = library.print(&["export", "--format", "csv", "--raw"]);
    let json: Value = serde_json::from_str(&library.print(&["export", "--format", "json"])).unwrap();
    assert_eq!(json["annotations"].as_array().unwrap().len(), annotations.len());
    for annotation in annotations {
        let exported = json["annotations"].as_array().unwrap().iter().find(|a| a["id"] == annotation["id"]).unwrap();
        assert_eq!(exported, annotation);
        assert!(table.contains(annotation["id"].as_str().unwrap()));
        let first = quotation(annotation).split('\n').next().unwrap().to_owned();
        assert!(markdown.contains(&format!("> {}", first.replace('_', "\\_"))), "{first}");
    }
}

#[test]
fn what_is_shown_as_saved_survives_a_kill() {
    let library = Library::new();
    library.print(&["init"]);
    for n in 1..=4 {
        let mut pty = Pty::start(&library, 100, 30, &[]);
        pty.shows("汲取榜样力量").shows(if n == 1 { "标注 0" } else { "标注 2" });
        pty.keys(&"L ".repeat(n - 1)).shows(&format!("{n}/4"));
        pty.keys("x 1").shows("标注 1").shows("已保存").keys("x 2").shows("标注 2").shows("已保存");
        pty.kill();
        assert_eq!(library.annotations().len(), n * 2);
    }
}

#[test]
fn the_screen_export_writes_files() {
    let library = Library::new();
    library.print(&["init"]);
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("汲取榜样力量").keys("<space> e").shows("导出标注").keys("<enter>").shows("没有可导出的标注");
    pty.keys("x 1")
        .shows("已保存")
        .keys("<space> e")
        .shows("导出标注")
        .keys("<down> <down> <down> <down> <down> <down> <down>")
        .shows("导出 1 条标注")
        .shows("id,document,")
        .keys("<enter>")
        .shows("已导出到");
    pty.keys("q");
    pty.ended();
    let table = std::fs::read(library.texts().join("meipi-export.csv")).unwrap();
    assert!(table.starts_with(b"\xef\xbb\xbfid,document,"));
}

#[test]
fn hits_go_out_as_they_are_listed() {
    let library = Library::new();
    library.print(&["init"]);
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("汲取榜样力量").keys("<space> / 红色管家 <enter>").shows("2 处，1 句").keys("e").shows("列出的 1 条");
    pty.keys("<down> <down> <down> <down> <down> <down> <down>")
        .shows("id,document,")
        .keys("<enter>")
        .shows("已导出到")
        .keys("q q");
    pty.ended();
    let table = std::fs::read_to_string(library.texts().join("meipi-export.csv")).unwrap();
    assert!(table.lines().count() == 2 && table.lines().skip(1).all(|line| line.contains("红色管家")), "{table}");
}

#[test]
fn the_screen_takes_in_what_was_exported_and_undoes_it_in_one_step() {
    let (from, to) = (Library::new(), Library::new());
    for library in [&from, &to] {
        library.print(&["init"]);
    }
    let page = from.page("000");
    let page = page.to_str().unwrap();
    from.print(&["annotate", page, "--quote", "红色管家", "--nth", "1", "--tag", "网格", "--note", "一"]);
    from.print(&["annotate", page, "--quote", "网格长—网格负责人", "--tag", "学习宣传/新的", "--create"]);
    std::fs::write(from.texts().join("foreign.txt"), "别处的文章。\n\n只有这里有。\n").unwrap();
    from.print(&["annotate", "foreign.txt", "--quote", "只有这里有", "--tag", "网格"]);
    let file = from.folder.path().join("x.qdpx");
    from.print(&["export", "--format", "refi", "-o", file.to_str().unwrap()]);
    let mut pty = Pty::start(&to, 120, 36, &[]);
    pty.shows("汲取榜样力量").keys("<space> b").shows("导入标注");
    pty.paste(file.to_str().unwrap()).keys("<enter>").shows("新标注 3 条").shows("新标签 1 个").shows("新文件 1 个");
    assert!(to.annotations().is_empty());
    pty.keys("<enter>").shows("已有 0 条").shows("u 撤销").shows("已保存");
    assert_eq!(to.annotations().len(), 3);
    assert!(to.texts().join("别处的文章。.txt").exists() || to.texts().join("foreign.txt").exists());
    pty.keys("u").shows("撤销").until(|_| to.annotations().is_empty(), "nothing is left");
    pty.keys("q");
    pty.ended();
    to.print(&["check"]);
}

#[test]
fn the_terminal_is_given_back() {
    let library = Library::new();
    for end in ["q", "<c-c>"] {
        let mut pty = Pty::start(&library, 80, 24, &[]);
        pty.shows("汲取榜样力量").keys(end);
        assert_eq!(pty.ended(), 0);
        let tail = String::from_utf8_lossy(&pty.raw[pty.raw.len() - 80..]).into_owned();
        assert!(tail.contains("\x1b[?1049l") && tail.contains("\x1b[?25h") && tail.contains("\x1b[?1002l"), "{tail:?}");
    }
}

#[test]
fn a_resize_keeps_the_sentence_on_top() {
    let library = Library::new();
    library.print(&["init"]);
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("汲取榜样力量").keys("g g x 1").shows("已保存").keys("<pgdn> <pgdn>").shows("慧慧警官");
    let anchor = "组织出版";
    pty.resize(80, 24).until(|screen| screen.lines().take(4).any(|l| l.contains(anchor)), anchor);
    pty.resize(200, 60).until(|screen| screen.lines().take(4).any(|l| l.contains(anchor)), anchor);
    pty.resize(30, 8).shows("窗口太小").resize(120, 36).shows("组织架构").keys("q");
    assert_eq!(pty.ended(), 0);
}

#[test]
fn an_input_method_loses_nothing() {
    let library = Library::new();
    library.print(&["init"]);
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("汲取榜样力量").keys("党").shows("输入法开着");
    // Full-width marks and digits, committed one by one or pasted, count as keys.
    pty.paste("，").shows("已选").keys("１").shows("标注 1");
    pty.keys("<f3>")
        .shows("标签  已勾选")
        .paste("wangge")
        .until(|screen| screen.contains("网格"), "网格")
        .keys("<enter>");
    pty.shows("组织架构   网格").shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    assert_eq!(library.annotations()[0]["tags"], serde_json::json!(["structure", "grid"]));
}

#[test]
fn the_mouse_selects_and_lights() {
    let library = Library::new();
    library.print(&["init"]);
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("汲取榜样力量").shows("“伟大时代");
    let drag = "\x1b[<0;34;11M\x1b[<32;48;11M\x1b[<0;48;11m";
    pty.send(drag);
    pty.shows("已选 8 字").keys("1").shows("标注 1").shows("已保存");
    pty.send("\x1b[<0;60;20M\x1b[<0;60;20m");
    pty.send("\x1b[<0;36;11M\x1b[<0;36;11m");
    pty.shows("dd 删除");
    pty.send("\x1b[<65;60;20M");
    pty.hides("——青海持续").keys("q");
    assert_eq!(pty.ended(), 0);
    let found = quotation(&library.annotations()[0]);
    assert!(library.text("000").contains(&found) && found.chars().count() == 8, "{found}");
}

#[test]
fn a_term_signal_saves_and_gives_back() {
    let library = Library::new();
    library.print(&["init"]);
    let mut pty = Pty::start(&library, 100, 30, &[]);
    pty.shows("汲取榜样力量").keys("x 1").shows("标注 1");
    std::process::Command::new("kill").arg(pty.pid().to_string()).status().unwrap();
    pty.ended();
    assert_eq!(library.annotations().len(), 1);
    assert!(String::from_utf8_lossy(&pty.raw).contains("\x1b[?1049l"));
    std::thread::sleep(Duration::from_millis(1));
}

/// Whoever holds the terminal, as Ctrl+S does, keeps the program from giving it back, but not from ending.
#[cfg(target_os = "linux")]
#[test]
fn a_term_signal_ends_it_while_the_terminal_is_held() {
    let library = Library::new();
    library.print(&["init"]);
    let mut pty = Pty::start(&library, 100, 30, &[]);
    pty.shows("汲取榜样力量").keys("x 1").shows("标注 1").shows("已保存").rest(Duration::from_millis(1500));
    // It does not become the terminal of this program (`O_NOCTTY`).
    let mut options = std::fs::File::options();
    std::os::unix::fs::OpenOptionsExt::custom_flags(options.write(true), 0o400);
    let terminal = options.open(format!("/proc/{}/fd/1", pty.pid())).unwrap();
    rustix::termios::tcflow(&terminal, rustix::termios::Action::OOff).unwrap();
    pty.signal("TERM");
    assert_eq!(pty.ended(), 1);
    assert_eq!(library.annotations().len(), 1);
}

#[test]
fn an_open_note_survives_the_end_of_the_terminal() {
    let library = Library::new();
    library.print(&["init"]);
    let mut pty = Pty::start(&library, 100, 30, &[]);
    pty.shows("汲取榜样力量").keys("x a").shows("批注：").paste("没写完的").shows("没写完的");
    std::process::Command::new("kill").arg(pty.pid().to_string()).status().unwrap();
    pty.ended();
    assert_eq!(library.annotations()[0]["note"], "没写完的");
}

/// The articles of a page's lines, as the command line tells them.
fn articles(library: &Library, page: &str, more: &[&str]) -> Vec<(usize, usize)> {
    let printed = library.print(&[&["outline", "--format", "tsv", page], more].concat());
    let row = |line: &str| {
        let mut fields = line.split('\t').map(|field| field.parse().unwrap_or(0));
        (fields.next().unwrap(), fields.next().unwrap())
    };
    printed.lines().map(row).collect()
}

/// The first minute of somebody with texts of one's own: a sentence, a name for its tag, where it is to be kept.
#[test]
fn the_first_tag_of_a_new_library_is_kept() {
    let library = Library::new();
    let folder = library.folder.path().join("own");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("夜校.txt"), "夜校开课\n\n来的人坐满了两间教室，后排站着几位家长。\n").unwrap();
    let mut pty = Pty::start(&library, 100, 30, &[folder.to_str().unwrap()]);
    pty.shows("还没有标签")
        .keys("x")
        .shows("已选")
        .keys("1")
        .shows("1")
        .keys("学习场所 <enter>")
        .shows("标注保存到哪里");
    pty.keys("<enter>").shows("已保存").shows("学习场所").keys("q");
    assert_eq!(pty.ended(), 0);
    assert!(folder.join(".meipi/codebook/学习场所.ron").exists());
    library.print(&["check", "--library", folder.to_str().unwrap()]);
    let mut pty = Pty::start(&library, 100, 30, &[folder.to_str().unwrap()]);
    pty.shows("1 学习场所").shows("标注 1").keys("q");
    assert_eq!(pty.ended(), 0);
}

#[test]
fn a_wrong_guess_is_corrected_with_four_keys() {
    let library = Library::new();
    library.print(&["init"]);
    // Who knows the paper knows that the end of the lead feature belongs to the interview that stands before it.
    let path = library.page("004");
    let text = std::fs::read_to_string(&path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let of = |rows: &[(usize, usize)], from: usize, to: usize| -> Vec<usize> {
        let mut found: Vec<usize> = rows.iter().filter(|row| (from..=to).contains(&row.0)).map(|row| row.1).collect();
        found.dedup();
        found
    };
    assert_eq!(of(&articles(&library, name, &[]), 76, 124), [1]);
    let heading: String = text.lines().nth(75).unwrap().to_owned();
    let heading = heading.trim_start_matches(['#', ' ']).split(' ').next().unwrap().to_owned();
    let mut pty = Pty::start(&library, 120, 36, &[name]);
    pty.shows("西宁路径").keys(&format!("/ {heading} <enter>")).shows("共 1 处");
    pty.keys("V G s 3").shows("已归入第 3 篇").shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    assert_eq!(of(&articles(&library, name, &[]), 76, 124), [3]);
    assert_eq!(of(&articles(&library, name, &["--raw"]), 76, 124), [1]);
    // A line comes into the file; the next day all is where it was, and undone only by asking.
    let text = std::fs::read_to_string(&path).unwrap();
    let lines = text.split('\n').enumerate();
    let with = |(n, line): (usize, &str)| {
        // Above the headline it would be an article of its own.
        if n == 11 {
            format!("{line}\n\n新插入的一段文字，说明这一篇的来历。")
        } else {
            line.to_owned()
        }
    };
    let text = lines.map(with).collect::<Vec<_>>().join("\n");
    std::fs::write(&path, &text).unwrap();
    assert_eq!(of(&articles(&library, name, &[]), 78, 126), [3]);
    let mut pty = Pty::start(&library, 120, 36, &[name]);
    pty.shows("1/3").keys("L L").shows("3/3");
    // What was settled comes with the store, a moment after the first frame: the article is longer then.
    let last: String = text.lines().nth(125).unwrap().chars().take(8).collect();
    while !pty.keys("G").rest(Duration::from_millis(60)).screen().contains(&last) {}
    pty.keys("s z").shows("已恢复自动识别").keys("u").shows("已撤销：").keys("q");
    assert_eq!(pty.ended(), 0);
    assert_eq!(of(&articles(&library, name, &[]), 78, 126), [3]);
}

#[test]
fn corrected_words_and_terms_last() {
    let library = Library::new();
    library.print(&["init"]);
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("郑恩哲").keys("/ 郑恩哲 <enter>").shows("共 3 处").keys("v l l s e").shows("勘误");
    pty.keys("<bs> <bs> <bs>").paste("郑思哲").keys("<enter>").shows("已勘误").shows("郑思哲");
    // What the source has and what it should read are both found.
    pty.keys("/ 郑思哲 <enter>").shows("共 1 处").keys("<esc> / 郑恩哲 <enter>").shows("共 3 处");
    pty.keys("<esc> } } v l l l <space> w").shows("已加入词表").shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    let files = library.store();
    let file = |part: &str| {
        let found = files.iter().find(|(path, _)| path.to_string_lossy().contains(part));
        String::from_utf8(found.unwrap().1.clone()).unwrap()
    };
    assert!(file("structure/000").contains("value: Some(\"郑思哲\")"));
    assert_eq!(file("terms.txt").lines().count(), 1);
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("郑思哲").keys("q");
    assert_eq!(pty.ended(), 0);
}

#[test]
fn a_terminal_that_answers_late_or_never_loses_no_key() {
    for answers in [None, Some(Duration::from_secs(1)), Some(Duration::from_millis(270))] {
        let library = Library::new();
        library.print(&["init"]);
        let mut pty = Pty::answering(&library, (120, 36), &[], answers);
        // The first frame waits for nothing; keys are typed before any answer.
        pty.shows("汲取榜样力量").keys("L").shows("李富超");
        pty.keys("j j x 1").shows("标注 1").shows("已保存").rest(Duration::from_millis(1200));
        // The answer came meanwhile, or did not: nothing of it was taken for keys.
        assert!(!pty.screen().contains("没有这个按键"), "{}", pty.screen());
        // Nor is it when the terminal is asked again.
        pty.keys("^l").keys("x 2").shows("标注 2").shows("已保存").keys("q");
        assert_eq!(pty.ended(), 0);
        assert_eq!(library.annotations().len(), 2);
    }
}

/// A script of keys: `NOTE` is a note of some words, pasted as an input method commits it; anything else is one key.
#[track_caller]
fn codes_a_page(script: &str, least: usize) {
    let library = Library::new();
    assert!(library.run(&["init", library.texts().to_str().unwrap()]).status.success());
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("汲取榜样力量").shows("标注 0");
    let mut keys = 0;
    for token in script.split_whitespace() {
        if token == "NOTE" {
            pty.shows("批注：").paste("这里说的是谁，还要再查").shows("还要再查");
            continue;
        }
        keys += 1;
        pty.keys(token);
        if token == "L" || token == "<f8>" {
            pty.rest(Duration::from_millis(30));
        }
    }
    pty.shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    let annotations = library.annotations();
    check_offsets(&library, &annotations);
    let tags: std::collections::BTreeSet<&str> =
        annotations.iter().flat_map(|a| a["tags"].as_array().unwrap()).map(|tag| tag.as_str().unwrap()).collect();
    let notes = annotations.iter().filter(|a| a["note"] == "这里说的是谁，还要再查").count();
    let span = |a: &Value| {
        let of = |n: usize, name: &str| a["target"][n][name].as_u64().unwrap();
        (of(0, "start"), of(a["target"].as_array().unwrap().len() - 1, "end"))
    };
    let spans: Vec<(u64, u64)> = annotations.iter().map(span).collect();
    let overlaps = |n: usize| spans.iter().enumerate().any(|(m, b)| m != n && spans[n].0 < b.1 && b.0 < spans[n].1);
    let overlapping = (0..spans.len()).filter(|n| overlaps(*n)).count();
    let rate = f64::from(keys) / annotations.len() as f64;
    let told = format!(
        "{keys} keys, {} annotations, {rate:.2} each, {} tags, {notes} notes, {overlapping} overlap",
        annotations.len(),
        tags.len()
    );
    assert!(annotations.len() >= least && tags.len() >= 12 && notes >= 8 && overlapping >= 8 && rate <= 3.0, "{told}");
    assert!(annotations.iter().all(|a| a["document"].as_str().unwrap().starts_with("000")));
}

#[test]
fn a_page_is_coded_with_three_keys_an_annotation() {
    codes_a_page(
        "x 1 a NOTE <esc> x 2 x 3 a NOTE <esc> x 4 x 5 x 6 a NOTE <esc> x 7 x 8 x 9
         0 x 1 x 2 a NOTE <esc> x 3 0 c 1 c 2 c 3 ( x 4 a NOTE <esc> c 5 c 6 c 7 ( x 8
         } \" 2 } x 9 x 1 L c 1 c 2 ( x 2 a NOTE <esc> \" 3 } c 4 c 5 ( x 6 x 7 a NOTE <esc>
         } x 8 c 9 c 1 ( x 2 x 3 a NOTE <esc> } \" 4 x 5 x 6 x 7",
        40,
    );
}

#[test]
fn a_page_is_coded_without_letters() {
    codes_a_page(
        "<enter> 1 <f2> NOTE <esc> <enter> 2 <enter> 3 <f2> NOTE <esc> <enter> 4 <enter> 5 <enter> 6 <f2> NOTE <esc>
         <enter> 7 <enter> 8 <enter> 9 0 <enter> 1 <enter> 2 <f2> NOTE <esc> <enter> 3 0 , 1 , 2 , 3 ( <enter> 4
         <f2> NOTE <esc> , 5 , 6 , 7 ( <enter> 8 <enter> 2 <enter> 9 <f8> <f8> <down> <enter> <enter> 1 <enter> 2
         , 3 , 4 ( <enter> 5 <f2> NOTE <esc> <enter> 6 , 7 , 8 ( <enter> 9 <enter> 1 <f2> NOTE <esc> <enter> 2
         <enter> 3 <enter> 4 <enter> 5 <enter> 6 <f2> NOTE <esc> <enter> 7 <enter> 8 <enter> 9",
        40,
    );
}

/// What fcitx and ibus send: committed text as pastes or as bytes at once, full-width marks, 汉字 in normal mode.
#[test]
fn an_input_method_that_is_left_on_does_no_harm() {
    let library = Library::new();
    assert!(library.run(&["init", library.texts().to_str().unwrap()]).status.success());
    let mut pty = Pty::start(&library, 100, 30, &[]);
    pty.shows("汲取榜样力量").shows("标注 0").rest(Duration::from_millis(400));
    // Full-width marks stand for the keys they are on: ， is the clause, １ the first tag, “ the quotation.
    pty.keys("<down> <down> <down> <down>").send("，");
    pty.shows("已选").send("１");
    pty.shows("标注 1");
    // A 汉字 in normal mode does nothing and says what to do.
    pty.send("党");
    pty.shows("输入法").send("建设");
    pty.shows("输入法").shows("标注 1");
    // A committed word in a field is typing, as a paste or as bytes; marks stay what they are there.
    pty.keys("<f2>").shows("批注：").paste("网格，").send("第一");
    pty.shows("网格，第一").keys("<esc>").hides("Esc 保存");
    pty.keys("<f3>").paste("联动").shows("协同联动").keys("<enter>").shows("组织架构   协同联动");
    pty.send("、");
    pty.send("网格");
    pty.keys("<enter>").shows("（本篇").shows("已保存");
    // A full-width question mark is the help.
    pty.send("？");
    pty.shows("帮助：正文").shows("选标签").keys("<esc>");
    pty.keys("<f5>").shows("撤销").keys("q");
    assert_eq!(pty.ended(), 0);
    let annotations = library.annotations();
    assert_eq!(annotations.len(), 1);
    assert_eq!(annotations[0]["note"], "网格，第一");
}

/// What could not be saved is shown, survives a kill, and is saved at the next start.
#[test]
fn an_edit_that_could_not_be_saved_comes_back() {
    let library = Library::new();
    library.print(&["init"]);
    // Where the folder of annotations belongs there is a file: nothing can be written there.
    let blocked = library.texts().join(".meipi/annotations");
    std::fs::write(&blocked, "x").unwrap();
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("汲取榜样力量").keys("x 1").shows("标注 1").hides("已保存").rest(Duration::from_millis(300));
    pty.kill();
    std::fs::remove_file(&blocked).unwrap();
    assert!(library.annotations().is_empty());
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("已恢复上次未保存的 1 处改动").shows("已保存").shows("标注 1").keys("q");
    assert_eq!(pty.ended(), 0);
    assert_eq!(library.annotations().len(), 1);
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("标注 1").hides("已恢复").keys("q");
    assert_eq!(pty.ended(), 0);
}

/// Text, tag, note and file name that would take over a terminal: none of their sequences is ever sent.
#[test]
fn nothing_foreign_reaches_the_terminal() {
    let library = Library::new();
    let name = "0\u{1b}]0;NAME\u{7}\u{9b}31m.txt";
    let text = "标题\u{1b}]52;c;VEVYVA==\u{7}\n\n正文\u{1b}[31;5mTEXT\u{1b}[2J，\u{9b}5mC1\u{202e}反\u{202c}，\u{0}空。第二句\u{8}\u{8}话。\n";
    std::fs::write(library.texts().join(name), text).unwrap();
    library.print(&["init"]);
    let path = library.texts().join(name);
    let (tag, note) = ("标\u{1b}[41mTAG", "注\u{1b}]2;NOTE\u{7}\u{1b}[?1049l");
    let args =
        ["annotate", path.to_str().unwrap(), "--start", "0", "--end", "2", "--tag", tag, "--create", "--note", note];
    library.print(&args);
    let mut pty = Pty::start(&library, 120, 36, &[path.to_str().unwrap()]);
    pty.shows("TEXT").shows("标注 1").keys("] a").shows("NOTE");
    pty.keys("<space> a").shows("选段").keys("<esc> <space> t").shows("标签本").keys("G").shows("TAG");
    pty.keys("<esc> <space> /").paste("第二").keys("<enter>").shows("1/1").keys("<esc> <space> s <tab>").shows("统计");
    pty.keys("<esc> q");
    assert_eq!(pty.ended(), 0);
    let sent = String::from_utf8_lossy(&pty.raw).into_owned();
    for foreign in ["]0;NAME", "]52;c;VEVYVA", "[31;5mTEXT", "[2J，", "[41mTAG", "]2;NOTE", "[?1049l。"] {
        assert!(!sent.contains(&format!("\u{1b}{foreign}")), "{foreign} was sent");
    }
    assert!(!sent.contains(['\u{9b}', '\u{202e}', '\u{202c}', '\u{0}', '\u{8}', '\u{7}']));
    // The one sequence that gives the screen back is the program's own.
    assert_eq!(sent.matches("\u{1b}[?1049l").count(), 1);
    // Nor by what is printed.
    let texts = library.texts();
    let texts = texts.to_str().unwrap();
    let export = |format| vec!["export", "--library", texts, "--format", format];
    for args in [export("csv"), export("html"), export("markdown"), vec!["annotations", texts], vec!["tags"]] {
        let mut pty = Pty::start(&library, 120, 36, &args);
        assert_eq!(pty.ended(), 0, "{args:?}");
        let sent = String::from_utf8_lossy(&pty.raw).into_owned();
        assert!(!sent.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{7}']), "{args:?}: {sent}");
        assert!(sent.contains("TAG"), "{args:?}: {sent}");
    }
}

/// Rounds of: edits, and a kill at a moment that nobody chose. What was shown as saved is there, and every file is whole.
#[test]
fn a_loop_of_crashes_loses_nothing_that_was_shown_as_saved() {
    let rounds: u64 = std::env::var("MEIPI_CRASHES").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
    let library = Library::new();
    library.print(&["init"]);
    let (mut dice, mut saved) = (rounds | 1, 0);
    for round in 0..rounds {
        let mut roll = |below: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % below
        };
        let mut pty = Pty::start(&library, 100, 30, &[]);
        pty.shows("甲");
        for _ in 0..=roll(4) {
            pty.keys(if roll(3) == 0 { ") x" } else { "x" });
            pty.keys(&(roll(9) + 1).to_string());
            pty.rest(Duration::from_millis(roll(40)));
        }
        if roll(2) == 0 {
            pty.shows("已保存");
        }
        pty.rest(Duration::from_millis(roll(60)));
        // What the screen says at this moment is a promise; of a frame that is half drawn nothing can be said.
        let screen = pty.screen();
        pty.rest(Duration::from_millis(20));
        let promised = screen.contains("已保存") && screen == pty.screen();
        let shown = screen.lines().next().unwrap().to_owned();
        pty.kill();
        let there = library.annotations().len();
        assert!(there >= saved, "round {round}: {there} after {saved}");
        if promised {
            let count = shown.rsplit_once("标注 ").and_then(|(_, n)| n.trim().parse::<usize>().ok()).unwrap_or(0);
            assert!(there >= count, "round {round}: {there} of {count} shown as saved");
        }
        saved = there;
        library.print(&["check"]);
    }
    assert!(saved > 0);
}

/// What another program changes in the store meanwhile is noticed, shown and kept.
#[test]
fn what_others_change_meanwhile_is_taken_over() {
    let library = Library::new();
    library.print(&["init"]);
    let mut pty = Pty::start(&library, 120, 36, &[]);
    pty.shows("汲取榜样力量").keys("x 1").shows("标注 1").shows("已保存");
    let page = library.page("000");
    library.print(&["annotate", page.to_str().unwrap(), "--quote", "党旗领航", "--tag", "网格"]);
    pty.shows("已并入别处").shows("标注 2").keys("x 2").shows("标注 3").shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    assert_eq!(library.annotations().len(), 3);
}

/// Two writers of one document and one codebook at the same time: both sides' work is there.
#[test]
fn two_processes_that_write_at_once_lose_nothing() {
    let edits: usize = std::env::var("MEIPI_EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let library = Library::new();
    library.print(&["init"]);
    let page = library.page("000");
    std::thread::scope(|scope| {
        for side in ["甲", "乙"] {
            let (library, page) = (&library, page.to_str().unwrap());
            scope.spawn(move || {
                for n in 0..edits {
                    let at = (20 + n % 500).to_string();
                    let end = (22 + n % 500).to_string();
                    let tag = format!("{side}{n}");
                    // One coder, from two processes, in one file; each with a tag of its own.
                    library.print(&["annotate", page, "--start", &at, "--end", &end, "--tag", &tag, "--create"]);
                }
            });
        }
    });
    assert_eq!(library.annotations().len(), edits * 2);
    let tags = library.print(&["tags"]);
    assert!((0..edits).all(|n| tags.contains(&format!("甲{n}")) && tags.contains(&format!("乙{n}"))));
    library.print(&["check"]);
}
