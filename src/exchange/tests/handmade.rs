//! Files that scripts and people have written: in other encodings, with lines that are none, with little told.

use super::spaced::{brat, document, read, spots, take, told};
use crate::annotation::{State, candidates, place};
use crate::exchange::common::parcel::pack;
use crate::exchange::intake::loss::At;

#[test]
fn files_in_other_encodings_are_read_or_refused() {
    let text = "\u{3000}\u{3000}社戏散了，梨花才开。水乡的早晨很静，没有人说话。\n";
    let to = [document("a.txt", text)];
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let whole = [("a.txt".to_owned(), gbk(text)), ("a.ann".to_owned(), gbk("T1\t甲 7 9\t梨花\n"))];
    let brat = crate::exchange::format("brat").unwrap();
    let (book, found) = take(read(brat, pack(&whole).unwrap()), &to);
    assert_eq!((spots(&book, &to[0]), found.texts.len()), ((vec![(5, "梨花".to_owned())], 0), 0));
    // Half a character at the end: no text with a hole in it is brought in.
    let broken = [("a.txt".to_owned(), [gbk(text), vec![0xc9]].concat()), whole[1].clone()];
    let (_, found) = take(read(brat, pack(&broken).unwrap()), &to);
    assert_eq!(found.losses, [("loss-texts", 1)]);
    assert!(found.texts.iter().all(|(_, text)| !text.contains('\u{fffd}')), "{:?}", found.texts);
    let tsv = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.X|value\n\n\n#Text=社戏散了，梨花才开。水乡的早晨很静，没有人说话。\n1-1\t0-2\t社戏\t甲\n1-2\tx-9\t散了\t甲\n1-3\t5.0-7.0\t梨花\t乙\n";
    let (book, found) = take(read(crate::exchange::format("webanno").unwrap(), gbk(tsv)), &to);
    let wanted = vec![(0, "社戏".to_owned()), (5, "梨花".to_owned())];
    assert_eq!((spots(&book, &to[0]).0, &found.places["loss-offsets"]), (wanted, &vec![At::Line(7)]));
}

#[test]
fn a_line_that_is_none_spoils_no_other() {
    let text = "社戏散了，梨花才开。\n";
    let to = [document("a.txt", text)];
    let lines =
        "A1\tCoder T1 乙\n#1\tAnnotatorNotes T1\t一句话\nT1\t甲 5.0 7.0\t梨花\nT2\t甲 x 6\t无\nT3 甲 0 2 社戏\n?\n";
    let (book, found) = take(brat(text, lines), &to);
    assert_eq!(spots(&book, &to[0]).0, [(0, "社戏".to_owned()), (5, "梨花".to_owned())]);
    assert_eq!(found.places["loss-records"], [At::Line(4), At::Line(6)]);
    // What is said of a passage before it is said of it all the same.
    let told = book.of("a.txt").iter().find(|a| a.coder == "乙").unwrap();
    assert_eq!(told.note, "一句话");
}

#[test]
fn what_stands_around_short_words_tells_whether_they_are_meant() {
    let to = [document("a.txt", "甲说社戏散了。\n梨花才开。\n")];
    let quote = |prefix: &str, suffix: &str| {
        let data = format!(
            "[{{\"type\": \"Annotation\", \"target\": {{\"source\": \"a.txt\", \"selector\": {{\"type\": \
             \"TextQuoteSelector\", \"exact\": \"社戏\", \"prefix\": \"{prefix}\", \"suffix\": \"{suffix}\"}}}}}}]"
        );
        let (book, found) = take(read(crate::exchange::format("w3c").unwrap(), data.into_bytes()), &to);
        // Where other words are around them, a person may choose the place.
        let a = &book.of("a.txt")[0];
        let state = place(a, &to[0]).state;
        let likely = candidates(&to[0], &a.target, &a.quotation);
        assert_eq!((state == State::InPlace, likely.len()), (told(&found, &["import-alone"]) == 0, 1), "{state:?}");
        (told(&found, &["import-alone"]), told(&found, &["import-moved", "import-approximate"]))
    };
    for (prefix, suffix, alone) in
        [("", "", 0), ("甲 说", "", 0), ("丙说", "散了", 0), ("昨夜乙喊", "很好看", 1), ("", "很好看", 1)]
    {
        assert_eq!(quote(prefix, suffix), (alone, 0), "{prefix} {suffix}");
    }
}

/// Records of one annotation each: its pieces with where they stood, and what stood around them.
fn in_pieces(pieces: &[(usize, &str)], around: (&str, &str)) -> crate::exchange::Incoming {
    let span = |(start, words): &(usize, &str)| {
        format!("{{\"start\": {start}, \"end\": {}, \"exact\": \"{words}\"}}", start + words.chars().count())
    };
    let data = format!(
        "[{{\"id\": \"01a201f0-6b8d-7604-a1c2-398d9f018d85\", \"document\": \"a.txt\", \"article\": 1, \"text\": \
         \"18add6e957584d815fe798b4bdcf3309c37e0db423ae85359887817b67ffbc13\", \"target\": [{}], \"prefix\": \"{}\", \
         \"suffix\": \"{}\", \"tags\": [\"a\"], \"note\": \"\", \"coder\": \"王\", \"created\": \
         \"2026-11-02T06:28:00Z\", \"modified\": \"2026-11-02T06:28:00Z\", \"conflicts\": []}}]",
        pieces.iter().map(span).collect::<Vec<_>>().join(", "),
        around.0,
        around.1
    );
    read(crate::exchange::format("json").unwrap(), data.into_bytes())
}

#[test]
fn pieces_that_stand_far_apart_or_among_other_words_are_not_placed() {
    let filler = |from: u32, length: u32| -> String {
        (0..length).filter_map(|n| char::from_u32(0x4e00 + (from * 911 + n * 37) % 9000)).collect()
    };
    let text = |between: u32| format!("{}网格{}书\u{3000}记{}\n", filler(1, 60), filler(2, between), filler(3, 60));
    for (between, around, placed) in [
        (5, ("", ""), true),
        (37, ("", ""), true),
        (38, ("", ""), false),
        (1900, ("", ""), false),
        (5, ("别的话", "又是别的"), false),
        (5, (&*filler(1, 60), ""), true),
    ] {
        let to = [document("a.txt", &text(between))];
        let (book, found) = take(in_pieces(&[(93, "网格"), (100, "书记")], around), &to);
        let a = &book.of("a.txt")[0];
        let stands = place(a, &to[0]).state == State::InPlace;
        assert_eq!(stands, placed, "{between} {around:?} {:?}", found.report);
        assert_eq!(told(&found, &["import-moved"]), usize::from(placed), "{between} {around:?}");
    }
}

#[test]
fn a_source_outside_the_file_is_known_by_its_name() {
    let to = [document("访谈一.txt", "社戏散了，梨花才开。\n")];
    let qde = "<Project name=\"x\" origin=\"x\" xmlns=\"urn:QDA-XML:project:1.0\"><Sources><TextSource \
         guid=\"00000000-0000-0000-0000-0000000000d1\" name=\"访谈一.docx\" plainTextPath=\"relative:///访谈一.txt\">\
         <PlainTextSelection guid=\"00000000-0000-0000-0000-0000000000e1\" name=\"梨花\" startPosition=\"5.0\" endPosition=\"7\"/>\
         </TextSource></Sources></Project>";
    let (book, found) = take(read(crate::exchange::format("refi").unwrap(), qde.as_bytes().to_vec()), &to);
    assert_eq!(spots(&book, &to[0]), (vec![(5, "梨花".to_owned())], 0), "{:?}", found.losses);
}

fn table(data: &str) -> crate::exchange::Incoming {
    read(crate::exchange::format("csv").unwrap(), data.as_bytes().to_vec())
}

#[test]
fn columns_are_known_by_other_names_and_the_rest_is_told() {
    let to = [document("a.txt", "社戏散了，梨花才开。\n")];
    for head in ["document,code,content,memo,分数", "文件,标签,引文,备注,分数", "File,Code,Quote,Comment,分数"]
    {
        let data = format!("{head},空\na.txt,甲,梨花,一句,5,\n");
        let parcel = crate::exchange::Parcel::One(data.clone().into_bytes());
        assert_eq!(crate::exchange::recognise("x.csv", &parcel).unwrap().name, "csv", "{head}");
        let (book, found) = take(table(&data), &to);
        let a = &book.of("a.txt")[0];
        assert_eq!((a.note.as_str(), a.tags.len(), found.columns.as_slice()), ("一句", 1, &["分数".to_owned()][..]));
        let words = crate::words::Words::new(crate::words::Lang::Zh);
        assert!(found.left(&words).unwrap().contains("分数"), "{head}");
    }
    let (book, _) = take(table("document,tags,quote\na.txt,甲;乙,梨花\n"), &to);
    assert_eq!(book.of("a.txt")[0].tags.len(), 2);
    let codes = "tag,parent,definition,memo\n水渠,水利,二,x\n水利,治理 / 农田,一,\n农田,,三,\n";
    let format = crate::exchange::recognise("x.csv", &crate::exchange::Parcel::One(codes.into())).unwrap();
    let (book, found) = take(read(format, codes.as_bytes().to_vec()), &to);
    let paths: Vec<String> =
        book.codebook.tree().iter().map(|(_, tag)| book.codebook.path(&tag.key, crate::words::Lang::Zh)).collect();
    assert!(paths.contains(&"治理 / 农田 / 水利 / 水渠".to_owned()), "{paths:?}");
    assert_eq!(found.columns, ["memo"]);
}

#[test]
fn what_has_one_identity_and_differs_is_kept_apart() {
    let to = [document("a.txt", "社戏散了，梨花才开。\n")];
    let id = "01a201f0-6b8d-7604-a1c2-398d9f018d85";
    for id in [id, "7"] {
        for (rows, count, tags) in [
            (["a.txt,甲,梨花,王,一", "a.txt,乙,梨花,王,一"], 1, 2),
            (["a.txt,甲,梨花,王,一", "a.txt,乙,梨花,王,"], 1, 2),
            (["a.txt,甲,梨花,王,一", "a.txt,乙,梨花,李,一"], 2, 2),
            (["a.txt,甲,梨花,王,一", "a.txt,乙,梨花,王,二"], 2, 2),
            (["a.txt,甲,梨花,王,一", "a.txt,乙,社戏,王,一"], 2, 2),
        ] {
            let data = format!("id,document,tag,content,coder,note\n{id},{}\n{id},{}\n", rows[0], rows[1]);
            let (book, found) = take(table(&data), &to);
            let all = book.of("a.txt");
            let named: usize = all.iter().map(|a| a.tags.len()).sum();
            assert_eq!((all.len(), named), (count, tags), "{data} {:?}", found.report);
            let apart = if id == "7" { 0 } else { count - 1 };
            assert_eq!(told(&found, &["import-apart"]), apart, "{data}");
        }
    }
}

/// Annotations as `annotations --format json` prints them.
fn printed(records: &[(&str, &str, &str)]) -> crate::exchange::Incoming {
    let one = |(tags, note, exact): &(&str, &str, &str)| {
        format!(
            "{{\"id\": \"01a201f0-6b8d-7604-a1c2-398d9f018d85\", \"document\": \"a.txt\", \"article\": 1, \"text\": \"\", \
             \"target\": [{{\"start\": 5, \"end\": 7, \"exact\": \"{exact}\"}}], \"prefix\": \"\", \"suffix\": \"\", \
             \"tags\": [{tags}], \"note\": \"{note}\", \"coder\": \"王\", \"created\": \"2026-11-02T06:28:00Z\", \
             \"modified\": \"2026-11-02T06:28:00Z\", \"conflicts\": []}}"
        )
    };
    let data = format!("[{}]", records.iter().map(one).collect::<Vec<_>>().join(",\n"));
    read(crate::exchange::format("json").unwrap(), data.into_bytes())
}

#[test]
fn records_of_one_identity_are_one_or_several() {
    let to = [document("a.txt", "社戏散了，梨花才开。\n")];
    for (records, count) in [
        ([("\"a\"", "", "梨花"), ("\"b\"", "", "梨花")], 1),
        ([("\"a\"", "一", "梨花"), ("\"b\"", "二", "梨花")], 2),
        ([("\"a\"", "", "梨花"), ("\"b\"", "", "社戏")], 2),
    ] {
        let (book, found) = take(printed(&records), &to);
        let all = book.of("a.txt");
        assert_eq!((all.len(), all.iter().map(|a| a.tags.len()).sum::<usize>()), (count, 2), "{:?}", found.report);
        assert_eq!(told(&found, &["import-apart"]), count - 1);
    }
    // White space inside the words.
    let (book, found) = take(printed(&[("\"a\"", "", "散了，梨\u{3000}花才")]), &to);
    assert_eq!(spots(&book, &to[0]), (vec![(2, "散了，梨花才".to_owned())], 0), "{:?}", found.report);
}

#[test]
fn a_record_of_json_that_is_broken_spoils_itself_alone() {
    let to = [document("a.txt", "社戏散了。\n")];
    let tag = |key: &str, more: &str| {
        format!(
            "{{\"key\": \"{key}\", \"created\": \"2026-11-02T06:28:00Z\", \"modified\": \"2026-11-02T06:28:00Z\"{more}}}"
        )
    };
    let (good, bad) = (tag("a", ""), tag("b", ", \"colour\": 300"));
    let whole = format!("{{\"format\": \"meipi\", \"version\": 1, \"codebook\": [{bad}, {good}]}}");
    let lines =
        format!("{{\"meipi\": {{\"format\": \"meipi\", \"version\": 1}}}}\n{{\"tag\": {bad}}}\n{{\"tag\": {good}}}\n");
    for (name, data) in [("json", whole), ("jsonl", lines)] {
        let (book, found) = take(read(crate::exchange::format(name).unwrap(), data.into_bytes()), &to);
        assert_eq!((book.codebook.all().count(), &*found.losses), (1, &[("loss-records", 1)][..]), "{name}");
    }
}
