//! The command line, end to end: the contract that scripts rely on.

use crate::support::Library;
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_library_can_be_made_annotated_listed_and_checked() {
    let library = Library::new();
    let page = library.page("000");
    let page = page.to_str().unwrap();
    assert!(library.print(&["init"]).trim().ends_with("texts/.meipi"));
    assert!(library.print(&["where"]).contains("texts/.meipi"));
    let id = library.print(&["annotate", page, "--quote", "网格长—网格负责人", "--tag", "网格"]);
    let id = id.trim();
    library.print(&["annotate", page, "--start", "0", "--end", "9", "--note", "一\n二", "--tag", "组织架构/支部"]);
    let made =
        library.print(&["annotate", page, "--quote", "红色管家", "--nth", "2", "--tag", "学习宣传/新标签", "--create"]);
    let list = library.annotations();
    assert_eq!(list.len(), 3);
    let first = list.iter().find(|a| a["id"] == id).unwrap();
    assert_eq!(
        (&first["article"], &first["tags"][0], &first["coder"], &first["state"]),
        (&Value::from(2), &Value::from("grid"), &Value::from("甲"), &Value::from("in-place"))
    );
    assert_eq!(first["prefix"].as_str().unwrap().chars().count(), 32);
    assert_eq!(
        json(&library.print(&["annotations", "--tag", "structure", "--format", "json"])).as_array().unwrap().len(),
        2
    );
    assert!(library.print(&["annotations"]).contains("网格长—网格负责人"));
    assert!(library.print(&["tags"]).contains("\n  新标签\t新标签\t1\n"));
    library.print(&["check"]);
    library.print(&["delete", made.trim()]);
    assert_eq!(library.annotations().len(), 2);
    library.fails(&["delete", made.trim()], 3, "没有标注");
}

#[test]
fn offsets_are_code_points_for_any_span() {
    let library = Library::new();
    library.print(&["init"]);
    let text = format!("\u{feff}眉批😊与𠮷。\r\n{}\r\n", library.text("002"));
    std::fs::write(library.texts().join("x.txt"), &text).unwrap();
    let decoded: Vec<char> = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").chars().collect();
    let mut seed = 7usize;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for n in 0..40 {
        let start = if n == 0 { 0 } else { next(decoded.len() - 200) };
        let (start, end) = (start.to_string(), (start + 1 + next(120)).to_string());
        library.print(&["annotate", "x.txt", "--start", &start, "--end", &end]);
    }
    let list = library.annotations();
    assert_eq!(list.len(), 40);
    for span in list.iter().flat_map(|a| a["target"].as_array().unwrap()) {
        let at = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
        assert_eq!(decoded[at("start")..at("end")].iter().collect::<String>(), span["exact"].as_str().unwrap());
    }
}

#[test]
fn a_quotation_over_a_seam_has_two_spans() {
    let library = Library::new();
    library.print(&["init"]);
    let page = library.page("004");
    library.print(&["annotate", page.to_str().unwrap(), "--quote", "殷切嘱托，也为"]);
    let target = library.annotations()[0]["target"].as_array().unwrap().clone();
    let exact: Vec<&str> = target.iter().map(|span| span["exact"].as_str().unwrap()).collect();
    assert_eq!(exact, ["殷切嘱", "托，也为"]);
}

#[test]
fn what_is_wrong_is_said_with_the_right_status() {
    let library = Library::new();
    library.print(&["init"]);
    let page = library.page("000");
    let page = page.to_str().unwrap();
    library.fails(&["annotate", page, "--quote", "没有的话"], 3, "没有找到");
    library.fails(&["annotate", page, "--quote", "网格"], 3, "--nth");
    library.fails(&["annotate", page, "--quote", "网格", "--nth", "999"], 3, "处");
    library.fails(&["annotate", page, "--start", "5", "--end", "999999"], 3, "不在文本里");
    library.fails(&["annotate", page], 2, "--quote");
    library.fails(&["annotate", page, "--start", "0", "--end", "3", "--tag", "网恪"], 3, "网格");
    library.fails(&["annotate", "none.txt", "--quote", "x"], 1, "none.txt");
    library.fails(&["cat", page, "--width", "40", "--article", "9"], 3, "没有第 9 篇");
    library.fails(&["export", "--format", "doc"], 2, "markdown");
    library.fails(&["search", "(", "--regex"], 2, "正则");
    library.fails(&["nonsense-command-with-args", "--x"], 2, "--x");
    library.fails(&[], 2, "终端");
    assert!(library.annotations().is_empty());
}

/// Help and what is wrong with a call are in one language: that of `--lang`, of the settings, of the locale.
#[test]
fn the_call_is_explained_in_the_language_of_the_reader() {
    let library = Library::new();
    assert!(library.print(&["--help"]).contains("用法：meipi [选项] [路径]... [命令]"));
    assert!(library.print(&["--help", "--lang", "en"]).contains("Usage: meipi [OPTIONS] [PATHS]... [COMMAND]"));
    assert!(library.print(&["help", "tags", "add"]).contains("用法：meipi tags add [选项] <名称>"));
    assert!(library.print(&["tags", "help", "add", "--lang=en"]).contains("Usage: meipi tags add [OPTIONS] <NAME>"));
    let help = library.print(&["export", "-h"]);
    assert!(help.contains("--format <格式>") && !help.contains("Options"), "{help}");
    for (args, zh, en) in [
        (&["cat", "--widht", "9", "x"][..], "是否要用 --width？", "Did you mean --width?"),
        (&["cat", "x", "--width", "0"], "“0”无效。可选：1-2000", "Invalid value “0” for --width <CELLS>"),
        (&["export"], "缺少参数：--format <格式>", "Missing required arguments: --format <FORMAT>"),
        (&["tags", "foo"], "没有命令 foo", "Unknown command foo"),
        (&["search", "a", "--regex", "--exact"], "不能与 --exact 同用", "cannot be combined with --exact"),
        (&["keys", "--format"], "--format <格式> 须有值", "--format <FORMAT> needs a value"),
    ] {
        library.fails(args, 2, zh);
        library.fails(&[&["--lang", "en"], args].concat(), 2, en);
    }
}

#[test]
fn outline_has_the_same_rows_in_both_forms() {
    let library = Library::new();
    let page = library.page("004");
    let page = page.to_str().unwrap();
    let tsv = library.print(&["outline", page, "--format", "tsv"]);
    let whole = json(&library.print(&["outline", page, "--format", "json"]));
    let rows: Vec<String> = whole["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let row = row.as_array().unwrap();
            format!("{}\t{}\t{}\t{}", row[0], row[1], row[2].as_str().unwrap(), row[3])
        })
        .collect();
    assert_eq!(tsv.lines().collect::<Vec<_>>(), rows);
    assert!(rows.contains(&"16\t1\tbody\t1".to_owned()));
    assert_eq!(whole["titles"]["2"], "坚定不移沿着习近平总书记指引的方向前进");
}

#[test]
fn words_and_sentences() {
    let library = Library::new();
    std::fs::write(library.texts().join("w.txt"), "党建引领基层治理。\n\n他说：“好。”走了。\n").unwrap();
    let words = library.print(&["words", "w.txt"]);
    assert_eq!(
        words.lines().map(|line| line.replace(' ', "")).collect::<Vec<_>>(),
        ["党建引领基层治理。", "", "他说：“好。”走了。"]
    );
    let sentences: Vec<Value> = library.print(&["sentences", "w.txt"]).lines().map(json).collect();
    assert_eq!(
        sentences.iter().map(|s| s["text"].as_str().unwrap()).collect::<Vec<_>>(),
        ["党建引领基层治理。", "他说：“好。”", "走了。"]
    );
    assert_eq!((sentences[2]["start"].as_u64(), sentences[2]["end"].as_u64()), (Some(18), Some(21)));
}

#[test]
fn search_folds_and_can_be_kept_to_a_tag() {
    let library = Library::new();
    library.print(&["init"]);
    let rows = json(&library.print(&["search", "殷切嘱托", "--format", "json"]));
    assert_eq!(rows[0]["target"].as_array().unwrap().len(), 2);
    assert_eq!(
        json(&library.print(&["search", "app", "--format", "json"])).as_array().unwrap().len(),
        library.print(&["search", "ＡＰＰ"]).lines().count()
    );
    assert_eq!(library.print(&["search", "没有这样的话"]), "");
    library.print(&[
        "annotate",
        library.page("000").to_str().unwrap(),
        "--quote",
        "网格长—网格负责人",
        "--tag",
        "grid",
    ]);
    assert_eq!(library.print(&["search", "网格", "--tag", "structure"]).lines().count(), 2);
    assert!(library.print(&["search", "--regex", "\\d+个", library.page("002").to_str().unwrap()]).lines().count() > 3);
}

#[test]
fn the_codebook_can_be_worked_on() {
    let library = Library::new();
    library.print(&["init"]);
    assert_eq!(library.print(&["tags", "add", "新的", "--parent", "网格"]).trim(), "新的");
    library.fails(&["tags", "add", "新的", "--parent", "网格"], 3, "已存在");
    library.print(&["tags", "rename", "新的", "更新的"]);
    library.print(&["tags", "move", "更新的", "人才"]);
    library.fails(&["tags", "move", "人才", "更新的"], 3, "自身之下");
    let tags = json(&library.print(&["tags", "--format", "json"]));
    let tag = tags.as_array().unwrap().iter().find(|tag| tag["key"] == "新的").unwrap();
    assert_eq!(tag["path"], "人才 / 更新的");
    library.print(&[
        "annotate",
        library.page("000").to_str().unwrap(),
        "--start",
        "3",
        "--end",
        "6",
        "--tag",
        "更新的",
    ]);
    library.fails(&["tags", "remove", "更新的"], 3, "1 条");
    library.print(&["tags", "merge", "更新的", "网格"]);
    assert_eq!(
        json(&library.print(&["annotations", "--tag", "grid", "--format", "json"])).as_array().unwrap().len(),
        1
    );
    let file = library.texts().join("codebook.json");
    std::fs::write(&file, library.print(&["tags", "export"])).unwrap();
    let before = library.store();
    library.print(&["tags", "import", file.to_str().unwrap()]);
    assert_eq!(before.len(), library.store().len());
    // A path that ends as one that is there is that one; what is missing of a path is made.
    let page = library.page("000");
    let page = page.to_str().unwrap();
    for nth in ["1", "2"] {
        library.print(&["annotate", page, "--quote", "红色管家", "--nth", nth, "--tag", "流动/网格/小格", "--create"]);
    }
    library.print(&["annotate", page, "--quote", "红色管家", "--nth", "1", "--tag", "网格/小格", "--create"]);
    assert_eq!(library.print(&["tags"]).matches("小格").count(), 2);
    library.fails(&["annotate", page, "--quote", "红色管家", "--nth", "1", "--tag", ""], 3, "标签");
    let table = library.texts().join("codes.csv");
    std::fs::write(&table, "tag,description\n流动网格,\"在楼宇之间走动\"\n").unwrap();
    library.print(&["tags", "import", table.to_str().unwrap()]);
    let tags = json(&library.print(&["tags", "export"]));
    let new = tags.as_array().unwrap().iter().find(|tag| tag["zh"] == "流动网格").unwrap();
    assert_eq!(new["definition"], "在楼宇之间走动");
    library.fails(&["tags", "import", library.page("000").to_str().unwrap()], 3, "不是标签");
}

#[test]
fn exports_are_the_same_every_time() {
    let library = Library::new();
    library.print(&["init"]);
    library.print(&[
        "annotate",
        library.page("000").to_str().unwrap(),
        "--start",
        "3",
        "--end",
        "60",
        "--tag",
        "网格",
        "--note",
        "=1",
    ]);
    for format in ["markdown", "csv", "tsv", "json", "jsonl"] {
        let once = library.print(&["export", "--format", format]);
        assert!(!once.is_empty() && once == library.print(&["export", "--format", format]), "{format}");
    }
    library.print(&["export", "--format", "csv", "--bom", "-o", "out.csv", "--tag", "structure", "--article", "1"]);
    assert!(std::fs::read(library.texts().join("out.csv")).unwrap().starts_with(b"\xef\xbb\xbf"));
    assert_eq!(library.print(&["export", "--format", "csv", "--article", "3"]).lines().count(), 1);
    assert!(library.print(&["formats"]).contains("markdown\t.md"));
}

#[test]
fn a_store_can_lie_anywhere() {
    let library = Library::new();
    let store = library.folder.path().join("elsewhere");
    let page = library.page("001");
    let args = ["annotate", page.to_str().unwrap(), "--start", "3", "--end", "6", "--store", store.to_str().unwrap()];
    library.print(&args);
    assert!(store.join("library.ron").exists() && library.store().is_empty());
    // Without a store and without a person to ask it is made in the data directory, and its path said.
    let output = library.run(&["annotate", page.to_str().unwrap(), "--start", "3", "--end", "6"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("/data/meipi/stores/"));
    assert_eq!(library.annotations().len(), 1);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let library = Library::new();
    let command = format!(
        "'{}' cat '{}' --width 20 | head -1; exit ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_meipi"),
        library.page("000").display()
    );
    let output = std::process::Command::new("bash").args(["-c", &command]).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_central_store_is_found_from_below_and_moves_beside_the_texts() {
    let library = Library::new();
    std::fs::create_dir(library.texts().join("sub")).unwrap();
    std::fs::write(library.texts().join("sub/x.txt"), "眉批在上。\n").unwrap();
    library.print(&["init", "--central"]);
    library.print(&["annotate", "sub/x.txt", "--quote", "眉批", "--tag", "grid", "--create"]);
    assert!(library.store().is_empty());
    let before = library.annotations();
    assert_eq!(before[0]["document"], "sub/x.txt");
    assert!(library.print(&["init"]).trim().ends_with("texts/.meipi"));
    assert_eq!(library.annotations(), before);
    assert!(library.store().len() > 2);
}

#[test]
fn options_may_stand_before_the_subcommand() {
    let library = Library::new();
    let page = library.page("000");
    let page = page.to_str().unwrap();
    assert_eq!(library.print(&["--lang", "en", "outline", page]), library.print(&["outline", page, "--lang", "en"]));
    library.fails(&["--lang", "fr", "outline", page], 2, "fr");
}

#[test]
fn the_outline_is_the_corrected_one_unless_asked() {
    let library = Library::new();
    library.print(&["init"]);
    let page = library.page("001");
    let page = page.to_str().unwrap();
    let before = library.print(&["outline", "--format", "tsv", page]);
    let store = library.texts().join(".meipi/structure");
    std::fs::create_dir_all(&store).unwrap();
    let text = library.text("001");
    // As another program or a merge might write it: any text, found by what stands there.
    let line = text.lines().nth(34).unwrap();
    let ron = format!(
        "(version: 1, document: \"{name}\", overrides: [(id: \"018c0000-0000-7000-8000-000000000001\", at: (text: \"{zero}\", \
         target: [(0, 1)], exact: [\"{line}\"], prefix: \"\", suffix: \"\"), what: \"kind\", value: Some(\"other\"), \
         created: \"2026-01-01T00:00:00Z\", modified: \"2026-01-01T00:00:00Z\")])",
        name = library.page("001").file_name().unwrap().to_str().unwrap(),
        zero = "0".repeat(64),
    );
    let file = store.join(format!("{}.ron", library.page("001").file_name().unwrap().to_str().unwrap()));
    std::fs::write(&file, &ron).unwrap();
    let after = library.print(&["outline", "--format", "tsv", page]);
    assert!(before.contains("\n35\t1\tcaption\t0\n") && after.contains("\n35\t1\tother\t0\n"));
    assert_eq!(library.print(&["outline", "--raw", "--format", "tsv", page]), before);
    assert_eq!(json(&library.print(&["outline", "--format", "json", page]))["corrected"], serde_json::json!([35]));
    library.print(&["check"]);
    std::fs::write(&file, ron.replace(line, "这一行不在文件里。")).unwrap();
    assert_eq!(library.print(&["outline", "--format", "tsv", page]), before);
    let output = library.run(&["check"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stdout).contains("一处手动修改未找到"));
}

#[test]
fn words_are_cut_as_the_settings_say() {
    let library = Library::new();
    std::fs::write(library.texts().join("w.txt"), "检 察 机 关和1,234人。\n").unwrap();
    assert_eq!(library.print(&["words", "w.txt"]), "检察机关 和 1,234 人 。\n");
    let config = library.print(&["config", "path"]);
    let config = std::path::Path::new(config.trim_end());
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    std::fs::write(config, "(words: fine)").unwrap();
    assert_eq!(library.print(&["words", "w.txt"]), "检察 机关 和 1,234 人 。\n");
    std::fs::write(config, "(words: finest)").unwrap();
    library.fails(&["config", "check"], 3, "1:");
}

#[test]
fn words_know_the_terms_of_the_library() {
    let library = Library::new();
    library.print(&["init"]);
    let text = library.texts().join("x.txt");
    std::fs::write(&text, "推行四方联动机制，四方聯動。\n").unwrap();
    let words = || library.print(&["words", text.to_str().unwrap()]);
    assert!(!words().contains(" 四方联动 "));
    std::fs::write(library.texts().join(".meipi/terms.txt"), "# 词\n四方联动\n").unwrap();
    assert!(words().contains(" 四方联动 ") && words().contains(" 四方聯動 "));
}
