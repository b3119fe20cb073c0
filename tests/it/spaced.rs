//! What goes out of one library comes into another: its texts have the same white space, or other, or other names.

use crate::support::Library;
use std::collections::BTreeMap;

/// One text for each sort of white space, spelled so: `>` an indent, `/` the end of a line, `_` a space.
const WORDS: &str =
    ">巷口的桂花先开，后来人都闻到桂花。/>第二天_下雨，桂花落了一地。/>茶馆里没有_人说话，只听见雨声。/";

/// The sorts: an indent, the end of a line, a space, what stands before everything.
const SORTS: [(&str, [&str; 4]); 5] = [
    ("U+3000", ["\u{3000}\u{3000}", "\n", "\u{3000}", ""]),
    ("NBSP", ["\u{a0}\u{a0}\u{a0}", "\n", "\u{a0}", ""]),
    ("CRLF", ["", "\r\n", " ", ""]),
    ("BOM", ["", "\n", " ", "\u{feff}"]),
    ("mixed", ["\u{3000} \t", "\r\n\r\n", "\u{200b}\u{a0}", "\u{feff}"]),
];
/// Other white space in their stead.
const OTHER: [&str; 4] = ["  ", "\n", " ", ""];

fn spelled([indent, end, space, mark]: [&str; 4]) -> String {
    format!("{mark}{}", WORDS.replace('>', indent).replace('/', end).replace('_', space))
}

fn name(sort: &str) -> String {
    format!("{}.txt", sort.replace('+', ""))
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200b}')).collect()
}

/// A library with nothing but these texts: name and text.
fn library(texts: &[(String, String)]) -> Library {
    let library = Library::new();
    for entry in std::fs::read_dir(library.texts()).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    for (name, text) in texts {
        let path = library.texts().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    library.print(&["init"]);
    library
}

/// Passages that are annotated: words, and which of them.
const PASSAGES: [(&str, usize); 4] = [("桂花", 3), ("后来人都", 1), ("茶馆里没有", 1), ("雨", 2)];

/// How many stand where they should, elsewhere, or are said to stand nowhere, by document.
fn count(library: &Library, texts: &[(String, String)]) -> BTreeMap<String, (usize, usize, usize)> {
    let read = solid(WORDS).replace(['>', '/', '_'], "");
    let wanted: Vec<(usize, &str)> = PASSAGES
        .iter()
        .map(|(words, nth)| (read.match_indices(words).nth(nth - 1).unwrap().0, *words))
        .map(|(at, words)| (read[..at].chars().count(), words))
        .collect();
    let mut found: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
    for a in library.annotations() {
        let document = a["document"].as_str().unwrap();
        let text = &texts.iter().find(|(name, _)| name == document).unwrap().1;
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let counts = found.entry(document.to_owned()).or_default();
        let chars: Vec<char> = text.chars().collect();
        let spans = a["target"].as_array().unwrap();
        let state = a["state"].as_str().unwrap();
        if spans.is_empty() || matches!(state, "lost" | "ambiguous") {
            counts.2 += 1;
            continue;
        }
        let at = |span: &serde_json::Value, name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
        let words: String = spans.iter().flat_map(|s| &chars[at(s, "start")..at(s, "end")]).collect();
        let before: String = chars[..at(&spans[0], "start")].iter().collect();
        let spot = (solid(&before).chars().count(), solid(&words));
        if wanted.iter().any(|(at, words)| (*at, *words) == (spot.0, spot.1.as_str())) {
            counts.0 += 1;
        } else {
            counts.1 += 1;
        }
    }
    found
}

#[test]
fn every_format_puts_annotations_on_the_same_words_however_texts_are_spaced() {
    let texts: Vec<(String, String)> = SORTS.iter().map(|(sort, signs)| (name(sort), spelled(*signs))).collect();
    let other: Vec<(String, String)> = SORTS.iter().map(|(sort, _)| (name(sort), spelled(OTHER))).collect();
    let from = library(&texts);
    for (name, _) in &texts {
        for (words, nth) in PASSAGES {
            // Known by name alone: the words that stand in all texts are told apart by nothing else.
            let nth = nth.to_string();
            from.print(&["annotate", name, "--quote", words, "--nth", &nth, "--tag", "甲/乙", "--create"]);
        }
    }
    let all: BTreeMap<String, (usize, usize, usize)> =
        texts.iter().map(|(name, _)| (name.clone(), (PASSAGES.len(), 0, 0))).collect();
    assert_eq!(count(&from, &texts), all);
    let (same, spaced) = (library(&texts), library(&other));
    let clean = |library: &Library| {
        std::fs::remove_dir_all(library.texts().join(".meipi")).unwrap();
        library.print(&["init"]);
    };
    for (format, more, with_text) in [
        ("webanno", &[][..], true),
        ("brat", &[], true),
        ("xmi", &[], true),
        ("doccano", &[], true),
        ("refi", &["--sources", "page"], true),
        ("refi", &["--sources", "article"], false),
        ("csv", &[], false),
        ("tsv", &[], false),
        ("w3c", &[], false),
        ("json", &[], false),
        ("jsonl", &[], false),
    ] {
        let file = from.folder.path().join(format!("x.{format}"));
        let file = file.to_str().unwrap();
        from.print(&[&["export", "--format", format, "-o", file], more].concat());
        same.print(&["import", "--format", format, file]);
        spaced.print(&["import", "--format", format, file]);
        let (here, there) = (count(&same, &texts), count(&spaced, &other));
        println!("{format} {more:?}\n  the same texts: {here:?}\n  spaced otherwise: {there:?}");
        assert_eq!(here, all, "{format} {more:?}");
        assert!(there.values().all(|(_, wrong, _)| *wrong == 0), "{format} {more:?}: {there:?}");
        if with_text {
            assert_eq!(there, all, "{format} {more:?}");
        }
        // Into its own library nothing is new.
        let says = String::from_utf8(from.run(&["import", "--format", format, file]).stderr).unwrap();
        let known = says.contains("已有的标注 20 条") || says.contains("没有新内容");
        assert!(known && !says.contains("新标注"), "{format}: {says}");
        from.print(&["check"]);
        clean(&same);
        clean(&spaced);
    }
}

#[test]
fn documents_of_other_tools_are_matched_and_it_is_said_how() {
    let texts = [
        ("访谈/访谈一.txt".to_owned(), spelled(SORTS[0].1)),
        ("访谈/访谈二.txt".to_owned(), "\u{3000}\u{3000}码头上没有船。\n".to_owned()),
    ];
    let library = library(&texts);
    let table = library.folder.path().join("x.csv");
    let rows = [
        "document,tag,content",
        "C:\\课题\\访谈一.docx,网,茶馆里没有人说话",
        "录音07.mp3,网,码头上没有船",
        "访谈一.docx,网,桂花",
        "没有的.docx,网,谁也没有说过",
    ];
    std::fs::write(&table, rows.join("\n")).unwrap();
    let output = library.run(&["import", table.to_str().unwrap()]);
    let says = String::from_utf8(output.stderr).unwrap();
    for line in [
        "C:\\课题\\访谈一.docx → 访谈/访谈一.txt（按文件名）",
        "录音07.mp3 → 访谈/访谈二.txt（按引文）",
        "没有的.docx：这里没有这个文件",
        "有多处匹配、未定位的 1 条",
        "未找到的 1 条",
    ] {
        assert!(output.status.success() && says.contains(line), "{line}\n{says}");
    }
}
