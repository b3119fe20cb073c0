//! Files that scripts and people have written: in other encodings, with lines that are none, with little told.

use super::spaced::{brat, document, read, spots, take, told};
use crate::exchange::parcel::pack;

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
    let broken = [("b.txt".to_owned(), [gbk(text), vec![0xc9]].concat()), whole[1].clone()];
    let (_, found) = take(read(brat, pack(&broken).unwrap()), &to);
    assert!(found.texts.iter().all(|(_, text)| !text.contains('\u{fffd}')), "{:?}", found.texts);
    let tsv = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.X|value\n\n\n#Text=社戏散了，梨花才开。水乡的早晨很静，没有人说话。\n1-1\t0-2\t社戏\t甲\n1-2\tx-9\t散了\t甲\n1-3\t5.0-7.0\t梨花\t乙\n";
    let (book, found) = take(read(crate::exchange::format("webanno").unwrap(), gbk(tsv)), &to);
    let wanted = vec![(0, "社戏".to_owned()), (5, "梨花".to_owned())];
    assert_eq!((spots(&book, &to[0]).0, &found.lines["loss-offsets"]), (wanted, &vec![7]));
}

#[test]
fn a_line_that_is_none_spoils_no_other() {
    let text = "社戏散了，梨花才开。\n";
    let to = [document("a.txt", text)];
    let lines =
        "A1\tCoder T1 乙\n#1\tAnnotatorNotes T1\t一句话\nT1\t甲 5.0 7.0\t梨花\nT2\t甲 x 6\t无\nT3 甲 0 2 社戏\n?\n";
    let (book, found) = take(brat(text, lines), &to);
    assert_eq!(spots(&book, &to[0]).0, [(0, "社戏".to_owned()), (5, "梨花".to_owned())]);
    assert_eq!(found.lines["loss-records"], [4, 6]);
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
        let (_, found) = take(read(crate::exchange::format("w3c").unwrap(), data.into_bytes()), &to);
        told(&found, &["import-approximate"])
    };
    for (prefix, suffix, approximate) in
        [("", "", 0), ("甲 说", "", 0), ("丙说", "散了", 0), ("昨夜乙喊", "很好看", 1), ("", "很好看", 1)]
    {
        assert_eq!(quote(prefix, suffix), approximate, "{prefix} {suffix}");
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
