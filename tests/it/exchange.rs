//! Export and import from the command line, end to end.

use crate::support::Library;
use serde_json::Value;

/// What a command prints on both streams.
#[track_caller]
fn both(library: &Library, args: &[&str]) -> (String, String) {
    let output = library.run(args);
    let text = |data: Vec<u8>| String::from_utf8_lossy(&data).into_owned();
    assert!(output.status.success(), "{args:?}: {}", text(output.stderr));
    (text(output.stdout), text(output.stderr))
}

/// A library with some annotations of two coders on the first page, and a text of its own.
fn annotated() -> Library {
    let library = Library::new();
    library.print(&["init"]);
    let page = library.page("000");
    let page = page.to_str().unwrap();
    library.print(&[
        "annotate",
        page,
        "--quote",
        "网格长—网格负责人",
        "--tag",
        "网格",
        "--tag",
        "支部",
        "--note",
        "一",
    ]);
    library.print(&["annotate", page, "--quote", "红色管家", "--nth", "1", "--tag", "网格"]);
    library.print(&["annotate", page, "--quote", "红色管家", "--nth", "2", "--tag", "支部", "--coder", "乙"]);
    library.print(&["annotate", page, "--quote", "汲取榜样力量", "--nth", "1"]);
    library
}

#[test]
fn what_goes_out_can_be_chosen_and_what_does_not_is_said() {
    let library = annotated();
    let rows = |args: &[&str]| {
        let (table, says) = both(&library, &[&["export", "--format", "csv"], args].concat());
        (table.lines().count() - 1, says)
    };
    assert_eq!(rows(&[]).0, 5);
    let (count, says) = rows(&["--tag", "网格 & !支部"]);
    assert!(count == 1 && says.contains("其他标签的 3 条"), "{count} {says}");
    assert_eq!(rows(&["--tag", "网格", "--tag", "支部"]).0, 4);
    assert_eq!(rows(&["--tag", "组织架构"]).0, 4);
    assert_eq!(rows(&["--coder", "乙"]).0, 1);
    assert!(rows(&["--article", "1"]).0 < 5);
    assert_eq!(rows(&["--state", "lost,moved"]).0, 0);
    assert_eq!((rows(&["--since", "2000-01-01"]).0, rows(&["--since", "2999-01-01"]).0), (5, 0));
    assert!(rows(&[]).1.contains("csv 不含"));
    library.fails(&["export", "--format", "csv", "--tag", "网格 & 没有的"], 3, "没有的");
    library.fails(&["export", "--format", "csv", "--state", "away"], 2, "in-place");
    library.fails(&["export", "--format", "csv", "--since", "gestern"], 2, "gestern");
    library.fails(&["export", "--format", "table", "--against", "moon"], 2, "moon");
}

#[test]
fn formats_of_several_files_fill_a_folder_or_an_archive() {
    let library = annotated();
    let folder = library.folder.path().join("out");
    std::fs::create_dir(&folder).unwrap();
    let at = |name: &str| folder.join(name).to_string_lossy().into_owned();
    library.print(&["export", "--format", "brat", "-o", &at("brat/")]);
    assert!(folder.join("brat/annotation.conf").exists() && folder.join("brat/000_9db0a64cb96ddca8.ann").exists());
    library.print(&["export", "--format", "brat", "-o", &at("x.zip")]);
    let archive = std::fs::read(folder.join("x.zip")).unwrap();
    assert!(archive.starts_with(b"PK"));
    library.print(&["export", "--format", "brat", "-o", &at("y.zip")]);
    assert_eq!(archive, std::fs::read(folder.join("y.zip")).unwrap());
    // Taken in again, from either, nothing is new.
    for name in ["brat", "x.zip"] {
        assert!(both(&library, &["import", &at(name)]).1.contains("已有的标注 4 条"));
    }
    assert_eq!(library.annotations().len(), 4);
}

#[test]
fn another_library_takes_in_every_format_that_can_be_read() {
    let from = annotated();
    let formats = from.print(&["formats"]);
    let read: Vec<&str> =
        formats.lines().filter(|line| line.contains("可导入")).map(|l| l.split('\t').next().unwrap()).collect();
    assert!(read.len() >= 13, "{formats}");
    // What is written into copies of files is tried with such files.
    for format in read.into_iter().filter(|format| *format != "docx-comments") {
        let to = Library::new();
        to.print(&["init"]);
        let file = from.folder.path().join(format!("x.{format}"));
        from.print(&["export", "--format", format, "-o", file.to_str().unwrap()]);
        let file = file.to_str().unwrap();
        let dry = both(&to, &["import", file, "--dry-run"]).1;
        assert!(dry.contains("仅预览") && to.annotations().is_empty(), "{format}: {dry}");
        let same = match format {
            "tsv" => "csv",
            other => other,
        };
        assert!(dry.contains(&format!("格式 {same}；")), "{format} is taken for another: {dry}");
        to.print(&["import", "--format", format, file]);
        let count = if ["qdc", "qc", "codebook-csv", "list"].contains(&format) { 0 } else { 4 };
        let count = if format == "doccano" { 3 } else { count };
        assert_eq!(to.annotations().len(), count, "{format}");
        to.print(&["check"]);
    }
}

#[test]
fn foreign_texts_come_along_and_new_tags_land_where_they_are_told() {
    let from = annotated();
    std::fs::write(from.texts().join("外.txt"), "\u{feff}别处的文章。\r\n\r\n只有𠮷这里有。\r\n").unwrap();
    from.print(&["annotate", "外.txt", "--quote", "只有𠮷这里", "--tag", "学习宣传/新的", "--create"]);
    let file = from.folder.path().join("x.qdpx");
    from.print(&["export", "--format", "refi", "-o", file.to_str().unwrap(), "外.txt"]);
    let to = Library::new();
    to.print(&["init"]);
    to.print(&["import", file.to_str().unwrap(), "--parent", "服务供给"]);
    let list = to.annotations();
    assert_eq!(list.len(), 1);
    let text = std::fs::read_to_string(to.texts().join(list[0]["document"].as_str().unwrap())).unwrap();
    assert!(text.contains("只有𠮷这里有。"));
    assert_eq!(list[0]["target"][0]["exact"], "只有𠮷这里");
    // What is told of lands below it, and is looked for there alone.
    let path = |tags: &str, label: &str| {
        let tags: Value = serde_json::from_str(tags).unwrap();
        let new = tags.as_array().unwrap().iter().find(|tag| tag["zh"] == label).unwrap().clone();
        new["path"].as_str().unwrap().to_owned()
    };
    assert_eq!(path(&to.print(&["tags", "export"]), "新的"), "服务供给 / 学习宣传 / 新的");
    let codes = from.folder.path().join("codes.csv");
    std::fs::write(&codes, "tag,description\n全新,一句说明\n").unwrap();
    let to = Library::new();
    to.print(&["init"]);
    to.print(&["import", codes.to_str().unwrap(), "--parent", "服务供给"]);
    let tags: Value = serde_json::from_str(&to.print(&["tags", "export"])).unwrap();
    let new = tags.as_array().unwrap().iter().find(|tag| tag["zh"] == "全新").unwrap().clone();
    assert_eq!((new["path"].as_str().unwrap(), new["definition"].as_str().unwrap()), ("服务供给 / 全新", "一句说明"));
}

#[test]
fn a_spreadsheet_may_change_what_it_got_and_nothing_is_lost() {
    let library = annotated();
    let table = library.print(&["export", "--format", "csv", "--coder", "甲"]);
    let changed = table.replace(",一,", ",一又改过,").replace("组织架构 / 支部", "组织架构 / 支部工作");
    let file = library.folder.path().join("x.csv");
    // As a spreadsheet writes it: with a byte order mark and CRLF.
    std::fs::write(&file, format!("\u{feff}{}", changed.replace('\n', "\r\n"))).unwrap();
    let says = both(&library, &["import", file.to_str().unwrap()]).1;
    assert!(says.contains("有改动的标注 1 条") && says.contains("待定的 1 处"), "{says}");
    let list = library.annotations();
    assert_eq!(list.len(), 4);
    let one = list.iter().find(|a| a["note"] == "一又改过").unwrap();
    assert_eq!(one["conflicts"][0]["note"], "一");
    assert_eq!(one["tags"].as_array().unwrap().len(), 3);
}

#[test]
fn offsets_of_other_tools_are_found_out_by_their_words() {
    let library = Library::new();
    library.print(&["init"]);
    std::fs::write(library.texts().join("x.txt"), "一𠮷😊二\n三四五，六。\n").unwrap();
    // Units of UTF-16, as browsers count.
    let hypothesis = r#"{"total":1,"rows":[{"id":"AbC-d","user":"acct:lin@hypothes.is","created":"2024-01-02T03:04:05.678901+00:00",
        "updated":"2024-01-02T03:04:06+00:00","uri":"x.txt","text":"话","tags":["网格","新词"],"target":[{"source":"x.txt","selector":[
        {"type":"TextPositionSelector","start":7,"end":10},{"type":"TextQuoteSelector","exact":"三四五","prefix":"","suffix":""}]}]}]}"#;
    let file = library.folder.path().join("h.json");
    std::fs::write(&file, hypothesis).unwrap();
    library.print(&["import", file.to_str().unwrap()]);
    let list = library.annotations();
    assert_eq!((&list[0]["target"][0]["start"], &list[0]["target"][0]["exact"]), (&5.into(), &"三四五".into()));
    assert_eq!(
        (&list[0]["coder"], &list[0]["note"], &list[0]["tags"][0]),
        (&"lin".into(), &"话".into(), &"网格".into())
    );
    // Known again by its identity, whatever that is.
    assert!(both(&library, &["import", file.to_str().unwrap()]).1.contains("已有的标注 1 条"));
}

#[test]
fn what_would_do_harm_is_refused_with_a_sentence() {
    let library = annotated();
    let before = library.store();
    let put = |name: &str, data: &[u8]| {
        let path = library.folder.path().join(name);
        std::fs::write(&path, data).unwrap();
        path.to_string_lossy().into_owned()
    };
    let laughs = b"<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"&b;\"/>";
    for (name, data, says) in [
        ("a.qde", &laughs[..], "a.qde"),
        ("b.json", b"{\"format\":\"meipi\",\"version\":99}", "b.json"),
        ("c.json", b"{\"format\":\"meipi\",\"version\":1,\"annotations\":[{}]}", "c.json"),
        ("d.csv", b"document,spans\na.txt,9-x\n", "2"),
        ("e.bin", b"\x00\x01\x02", "e.bin"),
        ("f.zip", b"PK\x03\x04 broken", "f.zip"),
    ] {
        let path = put(name, data);
        library.fails(&["import", &path], 3, says);
    }
    library.fails(&["import", "none.csv"], 1, "none.csv");
    library.fails(&["import", &put("x.md", b"# x"), "--format", "markdown"], 2, "只能导出");
    // A path that leads out is no document; strange names are made plain.
    let out = put("g.csv", "document,content,tag\n../../etc/passwd,x,网格\n/etc/passwd,y,\n".as_bytes());
    library.fails(&["import", &out], 3, "文件名无效的标注 2 条");
    let brat = library.folder.path().join("brat");
    std::fs::create_dir(&brat).unwrap();
    std::fs::write(brat.join("a.txt"), "完全不同的一句话。\n").unwrap();
    std::fs::write(brat.join("a.ann"), "T1\tPER 0 2\t完全\nR1\tR Arg1:T1 Arg2:T1\n").unwrap();
    let says = both(&library, &["import", brat.to_str().unwrap(), "--dry-run"]).1;
    assert!(says.contains("新标注 1 条") && says.contains("+ a.txt") && says.contains("关系、事件、链 1 个"), "{says}");
    assert_eq!(library.store(), before);
}

#[test]
fn an_export_replaces_no_text_and_nothing_in_the_store() {
    let library = Library::new();
    library.print(&["init"]);
    std::fs::write(library.texts().join("a.txt"), "今天很好。\r\n").unwrap();
    library.print(&["annotate", "a.txt", "--quote", "今天", "--tag", "网格"]);
    let before = (library.store(), std::fs::read(library.texts().join("a.txt")).unwrap());
    for (format, to) in [
        ("csv", "a.txt"),
        ("csv", "../texts/a.txt"),
        ("brat", "."),
        ("csv", ".meipi/library.ron"),
        ("csv", ".meipi/x.csv"),
        ("markdown", ".meipi"),
    ] {
        library.fails(&["export", "--format", format, "-o", to], 3, "换一个");
    }
    assert_eq!(before, (library.store(), std::fs::read(library.texts().join("a.txt")).unwrap()));
    // Nor through links, nor an annotated document of another sort, nor an annotated export.
    for name in ["e.html", "said.md"] {
        std::fs::write(library.texts().join(name), "今天很好。\n\n<!-- meipi -->\n").unwrap();
        library.print(&["annotate", name, "--quote", "今天"]);
        library.fails(&["export", "--format", "html", "-o", name], 3, "换一个");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.txt", library.texts().join("link.csv")).unwrap();
        std::os::unix::fs::symlink(".meipi/annotations", library.texts().join("link")).unwrap();
        for to in ["link.csv", "link/x.csv"] {
            library.fails(&["export", "--format", "csv", "-o", to], 3, "换一个");
        }
    }
    // An export may be made again, its own texts among it; what is nobody's text is replaced as everywhere.
    for to in ["out.md", "out.csv"] {
        for by in ["tag", "article"] {
            library.print(&["export", "--format", "markdown", "--by", by, "-o", to]);
        }
    }
    let brat = || library.print(&["export", "--format", "brat", "-o", "out/", "a.txt"]);
    brat();
    std::fs::write(library.texts().join("a.txt"), "明天很好。\n今天很好。\n").unwrap();
    brat();
    assert!(std::fs::read_to_string(library.texts().join("out/a.txt")).unwrap().starts_with("明天"));
    assert!(
        both(&library, &["export", "--format", "csv", "--by", "tag", "--sources", "page", "-o", "-"])
            .1
            .contains("--by、--sources")
    );
    assert!(!library.texts().join("-").exists());
}

#[test]
fn paths_are_of_the_library() {
    let library = Library::new();
    std::fs::write(library.texts().join(".h.txt"), "隐藏的一句。\n").unwrap();
    library.print(&["init"]);
    library.print(&["annotate", ".h.txt", "--quote", "隐藏"]);
    assert_eq!(library.annotations()[0]["document"], ".h.txt");
    std::fs::write(library.texts().join("a.txt"), "今天。\n").unwrap();
    library.print(&["annotate", "a.txt", "--quote", "今天"]);
    std::fs::create_dir(library.texts().join("x")).unwrap();
    for (paths, count) in
        [(&["a.txt"][..], 1), (&["../texts/a.txt"], 1), (&["x/../a.txt"], 1), (&["../texts"], 2), (&["."], 2)]
    {
        let list = library.print(&[&["annotations"], paths].concat());
        assert_eq!(list.lines().count(), count, "{paths:?}");
    }
    library.fails(&["annotations", "--library", ".", "../x.txt"], 1, "不存在");
    let outside = library.folder.path().join("x.txt");
    std::fs::write(&outside, "x").unwrap();
    let outside = outside.to_str().unwrap();
    for args in
        [&["annotations", "--library", ".", outside][..], &["export", "--format", "csv", "--library", ".", outside]]
    {
        library.fails(args, 3, "不在文库");
    }
    assert!(both(&library, &["annotations", "--store", "none"]).1.contains("还没有标注"));
}

#[test]
fn a_text_that_was_edited_meanwhile_keeps_what_it_has() {
    let library = Library::new();
    library.print(&["init"]);
    let text = "标题一行\n\n第一段文字，很好的开始，写得很长。\n\n第二段𠮷😊结尾，也很长很长。\n";
    let path = library.texts().join("a.txt");
    std::fs::write(&path, text).unwrap();
    for quote in ["很好的开始", "𠮷😊"] {
        library.print(&["annotate", "a.txt", "--quote", quote, "--tag", "网格"]);
    }
    for (format, edited) in [
        ("refi", text.replace("结尾", "结束")),
        ("xmi", format!("新加的一行\n{text}")),
        ("webanno", text.replace("很长很长", "很长")),
        ("brat", text.replace("标题", "大标题")),
        ("w3c", text.replace("标题", "大标题")),
    ] {
        let file = library.folder.path().join(format!("edited.{format}"));
        std::fs::write(&path, text).unwrap();
        library.print(&["export", "--format", format, "-o", file.to_str().unwrap(), "a.txt"]);
        std::fs::write(&path, edited).unwrap();
        let says = both(&library, &["import", "--format", format, file.to_str().unwrap()]).1;
        assert!(!says.contains("新文件") && !says.contains("没有定"), "{format}: {says}");
        assert_eq!(library.annotations().len(), 2, "{format}: {says}");
    }
}

#[test]
fn strange_files_of_others_leave_a_sound_store() {
    let library = Library::new();
    library.print(&["init"]);
    for name in ["a.txt", "b.txt"] {
        std::fs::write(library.texts().join(name), format!("第一句话在{name}里。\n\n第二句话也在。\n")).unwrap();
    }
    let put = |name: &str, data: &str| {
        let path = library.folder.path().join(name);
        std::fs::write(&path, data).unwrap();
        path.to_string_lossy().into_owned()
    };
    let quote = |document: &str| {
        format!(
            "{{\"source\":\"{document}\",\"selector\":[{{\"type\":\"TextQuoteSelector\",\"exact\":\"第一句话在{document}里\"}}]}}"
        )
    };
    let two = put(
        "two.jsonld",
        &format!(
            "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:uuid:0190d6c0-0000-7000-8000-000000000001\",\"type\":\"Annotation\",\"creator\":{{\"name\":\"x@y\"}},\"target\":[{},{}]}}",
            quote("a.txt"),
            quote("b.txt")
        ),
    );
    library.print(&["import", &two]);
    let list = library.annotations();
    assert_eq!((list.len(), list[0]["coder"].as_str().unwrap()), (2, "x-y"));
    assert_ne!(list[0]["id"], list[1]["id"]);
    let slash = put(
        "slash.jsonl",
        "{\"text\":\"第一句话在a.txt里。\\n\\n第二句话也在。\\n\",\"label\":[[0,2,\"/\"]],\"document\":\"a.txt\"}\n",
    );
    library.print(&["import", &slash]);
    // A table as a Chinese spreadsheet writes it.
    let (table, _, _) = encoding_rs::GBK.encode("document,content,tag\r\na.txt,第二句话也在,网格\r\n");
    let path = library.folder.path().join("gbk.csv");
    std::fs::write(&path, &table).unwrap();
    library.print(&["import", path.to_str().unwrap()]);
    let found = library.run(&["check"]);
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stdout));
    assert!(library.annotations().iter().any(|a| a["target"][0]["exact"] == "第二句话也在" && a["tags"][0] == "网格"));
}

/// A library with a text, and a way to put files beside it.
fn plain() -> (Library, impl Fn(&str, &str) -> String) {
    let library = Library::new();
    library.print(&["init"]);
    std::fs::write(library.texts().join("a.txt"), "河长每天巡河。\n堤坝修好了。\n").unwrap();
    let folder = library.folder.path().to_path_buf();
    let put = move |name: &str, data: &str| {
        std::fs::write(folder.join(name), data).unwrap();
        folder.join(name).to_string_lossy().into_owned()
    };
    (library, put)
}

#[test]
fn labels_become_trees_where_all_of_a_file_are_and_that_is_said() {
    let table = "document,tag,content\na.txt,水务.河长,河长\na.txt,水务.堤坝,堤坝\n";
    let codes = "tag,description\n水务.河长,\n水务.堤坝,\n";
    for (args, paths, says) in [
        (&[][..], ["水务 / 堤坝", "水务 / 河长"], "按“.”分为上下级"),
        (&["--tag-separator", "."], ["水务 / 堤坝", "水务 / 河长"], "按“.”分为上下级"),
        (&["--tag-separator", "none"], ["水务.堤坝", "水务.河长"], "新标签 2 个"),
        (&["--tag-separator", "/"], ["水务.堤坝", "水务.河长"], "新标签 2 个"),
        (&["--parent", "头"], ["头 / 水务 / 堤坝", "头 / 水务 / 河长"], "新标签 3 个"),
    ] {
        for data in [table, codes] {
            let (library, put) = plain();
            library.print(&["tags", "add", "头"]);
            let file = put("x.csv", data);
            let says_now = both(&library, &[&["import", &file], args].concat()).1;
            assert!(says_now.contains(says), "{args:?} {says_now}");
            let tags: Value = serde_json::from_str(&library.print(&["tags", "export"])).unwrap();
            let mut is: Vec<&str> = tags.as_array().unwrap().iter().map(|tag| tag["path"].as_str().unwrap()).collect();
            is.retain(|path| path.ends_with("河长") || path.ends_with("堤坝"));
            is.sort_unstable();
            assert_eq!(is, paths, "{args:?}");
            // What is here is named.
            let again = both(&library, &[&["import", &file, "--dry-run"], args].concat()).1;
            assert!(again.contains("已有的标签 2 个") && again.contains(paths[0]), "{again}");
        }
    }
    let (library, put) = plain();
    let doubt =
        put("y.csv", "document,tag,content\na.txt,水务.河长,河长\na.txt,修建/堤坝,堤坝\na.txt,民生/修好,修好\n");
    assert!(both(&library, &["import", &doubt]).1.contains("有几个标签名含“/”"));
    library.fails(&["import", &doubt, "--tag-separator", ""], 2, "--tag-separator");
}

#[test]
fn what_is_passed_over_is_told_with_its_lines_and_nothing_is_a_fault() {
    let (library, put) = plain();
    let table =
        "document,tag,start,end,created\na.txt,一,0,2,\na.txt,二,NaN,5,\na.txt,三,4.0,6.0,\na.txt,四,-1,3,\n,五,1,2,\n";
    let says = both(&library, &["import", &put("x.csv", table)]).1;
    assert!(says.contains("新标注 2 条") && says.contains("位置不是数字的行 2 行（第 3、5 行）"), "{says}");
    assert!(says.contains("未注明文件的 1 条（第 6 行）"), "{says}");
    let list = library.annotations();
    assert_eq!((list.len(), &list[1]["target"][0]["start"]), (2, &4.into()));
    let before = library.store();
    for (name, data) in [
        ("a.csv", "document,tag,start,end\na.txt,新,NaN,5\n"),
        (
            "b.jsonl",
            "{\"text\": \"河长每天巡河。\\n堤坝修好了。\\n\", \"label\": {\"人\": 3}, \"document\": \"a.txt\"}\n",
        ),
        ("c.json", "[{\"text\": 3, \"label\": []}]"),
        ("d.json", "[]"),
        ("e.json", "[{\"target\": \"\", \"type\": \"Annotation\"}]"),
        ("f.csv", "tag,description\n,一\n"),
        ("g.json", "{\"data\": {\"text\": \"河长\"}}"),
        ("h.csv", "文件,代码\na.txt,新\n"),
    ] {
        let file = put(name, data);
        library.fails(&["import", &file], 3, name);
        library.fails(&["import", &file, "--dry-run"], 3, name);
    }
    assert_eq!(library.store(), before);
    // What is here already is something.
    assert!(both(&library, &["import", &put("x.csv", table)]).1.contains("已有的标注 2 条"));
}

#[test]
fn what_annotations_prints_comes_in_again() {
    let from = annotated();
    let file = from.folder.path().join("list.json");
    std::fs::write(&file, from.print(&["annotations", "--format", "json"])).unwrap();
    let file = file.to_str().unwrap();
    assert!(both(&from, &["import", file]).1.contains("已有的标注 4 条"));
    let to = Library::new();
    to.print(&["init"]);
    to.print(&["import", file]);
    assert_eq!(to.annotations(), from.annotations());
}

#[test]
fn addresses_name_the_library_and_not_the_machine() {
    let library = annotated();
    let (file, based) = (library.folder.path().join("x.jsonld"), library.folder.path().join("y.jsonld"));
    let (file, based) = (file.to_str().unwrap(), based.to_str().unwrap());
    library.print(&["export", "--format", "w3c", "-o", file]);
    library.print(&["export", "--format", "w3c", "--base", "https://a.cn/文", "-o", based]);
    let text = std::fs::read_to_string(file).unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let source = whole.pointer("/first/items/0/target/source").unwrap().as_str().unwrap().to_owned();
    let card = std::fs::read_to_string(library.texts().join(".meipi/library.ron")).unwrap();
    let id = source.strip_prefix("urn:meipi:").unwrap().split_once(':').unwrap().0;
    assert!(card.contains(id) && !id.is_empty(), "{source}");
    assert!(!text.contains(library.folder.path().to_str().unwrap()));
    let text = std::fs::read_to_string(based).unwrap();
    assert!(text.contains("\"https://a.cn/%E6%96%87/000_9db0a64cb96ddca8.txt\""));
    let to = Library::new();
    to.print(&["init"]);
    to.print(&["import", file]);
    assert!(both(&to, &["import", based, "--base", "https://a.cn/文"]).1.contains("已有的标注 4 条"));
    library.fails(&["export", "--format", "w3c", "--base", "文/a"], 2, "文/a");
    assert!(both(&library, &["export", "--format", "csv", "--base", "https://a.cn/"]).1.contains("--base"));
}

#[test]
fn a_plain_list_is_a_codebook_on_the_command_line() {
    let library = Library::new();
    library.print(&["init"]);
    let file = library.folder.path().join("标签.txt");
    let name = file.to_str().unwrap();
    std::fs::write(&file, encoding_rs::GB18030.encode("夜间学堂\n\t上课的人\n\t\t老师傅\n其他事情\n").0).unwrap();
    let said = both(&library, &["tags", "import", name]).1;
    assert!(said.contains("新标签 4 个"), "{said}");
    assert!(library.print(&["tags"]).contains("夜间学堂\t夜间学堂\t0\n  上课的人\t上课的人\t0\n    老师傅\t"));
    // With four blanks for a tab, by the other way in.
    std::fs::write(&file, "夜间学堂\n    上课的人\n    作业\n").unwrap();
    let said = both(&library, &["import", name]).1;
    assert!(said.contains("新标签 1 个") && said.contains("已有的标签 2 个"), "{said}");
    // What goes out as a list comes in as one, and nothing of it is new.
    let out = library.folder.path().join("x.list");
    library.print(&["export", "--format", "list", "-o", out.to_str().unwrap()]);
    let said = both(&library, &["tags", "import", out.to_str().unwrap()]).1;
    assert!(said.contains("没有新内容") && !said.contains("新标签"), "{said}");
    std::fs::write(&file, "[]").unwrap();
    library.fails(&["tags", "import", name], 3, "没有任何记录");
    std::fs::write(&file, "水\n".repeat(1001)).unwrap();
    library.fails(&["tags", "import", name], 3, "最多 1000 行");
}
