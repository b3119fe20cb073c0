//! What a file is read as: faults are counted and change nothing else, whatever the encoding.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding as Standard, GB18030, GBK, KOI8_R, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252,
};
use meipi::library::SEEDS;
use meipi::text::decode::{Decoded, decode, decode_as, decode_head};
use meipi::text::{Encoding, Transcript, former};
use meipi::units::{Char, CharSpan};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Lines as people write them, in characters that GB 2312 and Big5 both have.
const PLAIN: &[&str] = &[
    "山中方一日，世上已千年。",
    "他走到河邊，看見一條小船停在樹下，船上沒有人。",
    "今天天氣很好，我們一起去公園散步吧！",
    "「你來了？」她問，「我等了你很久。」",
    "第二天早上，大家都起得很早。",
    "窗外下著雨，屋裡很安靜，只有鐘的聲音。",
];

/// The lines of the built-in pages.
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines = SEEDS.iter().flat_map(|(_, data)| std::str::from_utf8(data).unwrap().lines());
    lines.filter(|line| line.chars().count() > 7).map(str::to_owned).collect()
});

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
}

fn encode(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "UTF-16LE" => utf16(text, true),
        "UTF-16BE" => utf16(text, false),
        name => Standard::for_label(name.as_bytes()).unwrap().encode(text).0.into_owned(),
    }
}

fn told(data: &[u8]) -> (String, String, usize) {
    let Decoded { text, encoding, bad } = decode(data.to_vec());
    (encoding.name(), text, bad)
}

/// An encoding with a text that it can hold.
fn texts() -> impl Strategy<Value = (&'static str, Vec<String>)> {
    let encoding = prop::sample::select(vec!["UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE"]);
    (encoding, prop::collection::vec(any::<prop::sample::Index>(), 3..40)).prop_map(|(encoding, picks)| {
        let line = |pick: prop::sample::Index| match encoding {
            "Big5" => (*pick.get(PLAIN)).to_owned(),
            _ => pick.get(&LINES).clone(),
        };
        (encoding, picks.into_iter().map(line).collect())
    })
}

proptest! {
    #![proptest_config(crate::laws::cases(48))]

    /// So many bad bytes that a text is 99 % right: it is read as what it is, and every line without one is intact.
    #[test]
    fn faults_within_the_budget_change_only_their_lines(
        (encoding, lines) in texts(),
        places in prop::collection::vec((any::<prop::sample::Index>(), 0x80u8..), 0..6),
    ) {
        let units: usize = lines.iter().map(|line| line.chars().count()).sum();
        let mut pieces: Vec<Vec<u8>> = lines.iter().map(|line| encode(&format!("{line}\n"), encoding)).collect();
        let mut bad = std::collections::BTreeSet::new();
        for (place, byte) in places.iter().take((units / 100).max(1)) {
            let line = place.index(pieces.len());
            // The line end stays: what is read behind it begins anew.
            let wide = if encoding.starts_with("UTF-16") { 2 } else { 1 };
            let at = place.index((pieces[line].len() - wide) / wide) * wide + usize::from(encoding == "UTF-16LE");
            // In UTF-16 half of a pair is what cannot be read.
            let byte = if wide == 2 { 0xdc | byte & 3 } else { *byte };
            if pieces[line][at] != byte {
                pieces[line][at] = byte;
                bad.insert(line);
            }
        }
        let (name, text, faults) = told(&pieces.concat());
        prop_assert_eq!(&name, encoding, "{:?}", lines);
        let found: Vec<&str> = text.split('\n').collect();
        prop_assert_eq!(found.len(), lines.len() + 1);
        for (n, line) in lines.iter().enumerate().filter(|(n, _)| !bad.contains(n)) {
            prop_assert_eq!(found[n], line);
        }
        prop_assert_eq!(faults, text.matches('\u{fffd}').count());
        prop_assert!(!bad.is_empty() || faults == 0);
    }

    /// A byte that no encoding has is counted wherever it stands.
    #[test]
    fn one_byte_that_is_nothing_is_one_fault((encoding, lines) in texts(), pick in any::<prop::sample::Index>()) {
        prop_assume!(!encoding.starts_with("UTF-16"));
        let mut pieces: Vec<Vec<u8>> = lines.iter().map(|line| encode(&format!("{line}\n"), encoding)).collect();
        let line = pick.index(pieces.len());
        pieces[line].insert(0, 0xff);
        let (name, text, bad) = told(&pieces.concat());
        prop_assert_eq!((name.as_str(), bad), (encoding, 1));
        prop_assert_eq!(text.split('\n').nth(line).unwrap(), format!("\u{fffd}{}", lines[line]));
    }

    /// Lines of two encodings, in any order: each is read as it was written.
    #[test]
    fn mixed_lines_are_read_line_by_line(picks in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 2..30)) {
        prop_assume!(picks.iter().any(|(_, gbk)| *gbk) && picks.iter().any(|(_, gbk)| !gbk));
        let lines: Vec<(&String, bool)> = picks.iter().map(|(pick, gbk)| (pick.get(&LINES), *gbk)).collect();
        let piece = |(line, gbk): &(&String, bool)| encode(&format!("{line}\n"), if *gbk { "GB18030" } else { "UTF-8" });
        let data: Vec<u8> = lines.iter().flat_map(piece).collect();
        let (name, text, bad) = told(&data);
        prop_assert_eq!((name.as_str(), bad), ("GB18030+UTF-8", 0));
        let expected: Vec<&str> = lines.iter().flat_map(|(line, _)| [line.as_str(), "\n"]).collect();
        prop_assert_eq!(text, expected.concat());
    }

    /// A text in one encoding is read in it however short its lines are, also where one would be a letter in UTF-8.
    #[test]
    fn short_lines_are_in_the_encoding_of_their_text(
        encoding in prop::sample::select(vec!["GB18030", "Big5"]),
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1usize..4), 1..30),
        head in prop::sample::select(vec!["", "1. ", "a) "]),
    ) {
        let mut lines = vec![PLAIN[0].to_owned()];
        for (pick, from, count) in &picks {
            let line: Vec<char> = if encoding == "Big5" { *pick.get(PLAIN) } else { pick.get(&LINES) }.chars().collect();
            let from = from.index(line.len());
            lines.push(line[from..line.len().min(from + count)].iter().collect());
        }
        lines.push(format!("{head}{}", if encoding == "Big5" { "我" } else { "路" }));
        let text = lines.join("\n");
        prop_assert_eq!(told(&encode(&text, encoding)), (encoding.to_owned(), text, 0));
    }

    /// A head is a prefix, with faults and mixed lines too.
    #[test]
    fn a_head_is_a_prefix((encoding, lines) in texts(), cut in any::<prop::sample::Index>(), fault in any::<prop::sample::Index>()) {
        let mut data = encode(&format!("{}\n", lines.join("\n")), encoding);
        let at = fault.index(data.len());
        if !encoding.starts_with("UTF-16") && data[at] != b'\n' {
            data[at] = 0xff;
        }
        let whole = decode(data.clone());
        let head = decode_head(data[..data.len() / 2 + cut.index(data.len() / 2)].to_vec(), None);
        prop_assert!(whole.text.starts_with(&head.text));
    }

    /// The characters of a text, each with its bytes: what was read twice is found again.
    #[test]
    fn places_are_carried_through_the_bytes((encoding, lines) in texts(), a in any::<prop::sample::Index>(), fault in any::<prop::sample::Index>()) {
        let mut data = encode(&format!("{}\r\n", lines.join("\r\n")), encoding);
        let at = fault.index(data.len());
        if data[at] >= 0x80 {
            data[at] = 0xff;
        }
        let right = decode(data.clone());
        let wrong = Encoding::named("windows-1252").unwrap();
        let raw = right.encoding.as_it_comes();
        for (from, other) in [(right.encoding, wrong), (wrong, right.encoding), (right.encoding, right.encoding), (raw, raw)] {
            let [(one, text), (two, _)] = [from, other].map(|e| (Transcript::new(&data, e), decode_as(&data, e).text));
            prop_assert_eq!(one.len(), text.chars().count());
            let start = a.index(one.len());
            let span = CharSpan::new(Char(start), Char((start + 5).min(one.len())));
            let there = one.carry(span, &two).unwrap();
            prop_assert!(there.start < there.end);
            let back = two.carry(there, &one).unwrap();
            // What a character of the other reading holds of others comes along; a fault may hold its neighbour's bytes.
            let fault = |n: usize| text.chars().skip(n.saturating_sub(1)).take(2).any(|c| c == '\u{fffd}');
            let slack = |n: usize| if from == wrong { 3 } else { usize::from(fault(n)) };
            prop_assert!((span.start.0 - slack(span.start.0).min(span.start.0)..=span.start.0).contains(&back.start.0));
            prop_assert!((span.end.0..=span.end.0 + slack(span.end.0)).contains(&back.end.0));
            if from == other {
                prop_assert_eq!(there, span);
            }
        }
    }
}

/// Every character of two bytes that an encoding has, and some of more bytes or one.
fn characters(standard: &'static Standard) -> Vec<Vec<u8>> {
    let pairs = (0x81..=0xfe_u8).flat_map(|lead| (0x40..=0xfe_u8).map(move |trail| vec![lead, trail]));
    let others = ["𠮷", "㐀", "ｱ", "ｶﾞ", "é", "A"].iter().map(|text| standard.encode(text).0.into_owned());
    let read = |bytes: &Vec<u8>| standard.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    pairs.chain(others).filter(read).collect()
}

type Characters = (&'static Standard, Vec<Vec<u8>>);

static CHARACTERS: LazyLock<[Characters; 5]> =
    LazyLock::new(|| [GB18030, BIG5, EUC_KR, EUC_JP, SHIFT_JIS].map(|standard| (standard, characters(standard))));

fn read_by(standard: &'static Standard, data: &[u8]) -> String {
    standard.decode_without_bom_handling(data).0.replace("\r\n", "\n")
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]

    /// Without a fault nothing is read otherwise than any decoder reads it: rare characters in a row, in common words,
    /// next to letters, repeated.
    #[test]
    fn a_text_without_faults_is_read_as_it_comes(
        of in 0..5_usize,
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8), 1..80),
        times in 1usize..4,
    ) {
        let (standard, all) = &CHARACTERS[of];
        let common: Vec<char> = PLAIN.concat().chars().filter(|c| !standard.encode(&c.to_string()).2).collect();
        let pick = |(pick, kind): &(prop::sample::Index, u8)| match kind {
            0 => vec![b' ' + u8::try_from(pick.index(95)).unwrap()],
            1 => standard.encode(&pick.get(&common).to_string()).0.into_owned(),
            _ => pick.get(all).clone(),
        };
        let data = picks.iter().flat_map(pick).collect::<Vec<u8>>().repeat(times);
        let read = decode_as(&data, Encoding::named(standard.name()).unwrap());
        prop_assert_eq!((read.text, read.bad), (read_by(standard, &data), 0));
    }

    /// The same of UTF-16, with whatever characters there are.
    #[test]
    fn utf_16_without_faults_is_read_as_it_comes(
        lines in prop::collection::vec(prop_oneof!["[^\r]*", "[\u{3400}-\u{9fff}\u{20000}-\u{2ffff}]{1,60}", "[ -~]{1,60}"], 1..6),
        little in any::<bool>(),
    ) {
        let text = format!("-{}", lines.join("\n"));
        let read = decode_as(&utf16(&text, little), Encoding::named(if little { "utf-16le" } else { "utf-16be" }).unwrap());
        prop_assert_eq!(read.bad, text.matches('\u{fffd}').count());
        prop_assert_eq!(read.text, text);
    }

    /// The bytes before a character are the text before it, however the file is read.
    #[test]
    fn every_character_is_known_by_its_bytes(
        of in 0..5_usize,
        picks in prop::collection::vec(any::<prop::sample::Index>(), 1..40),
        place in any::<prop::sample::Index>(),
        raw in any::<bool>(),
    ) {
        let (standard, all) = &CHARACTERS[of];
        let line: Vec<u8> = picks.iter().flat_map(|pick| pick.get(all).clone()).collect();
        let data = [&*line, b"\r\n", &*line, b"\n"].concat();
        let read = Encoding::named(standard.name()).unwrap();
        let read = if raw { read.as_it_comes() } else { read };
        let (transcript, text) = (Transcript::new(&data, read), decode_as(&data, read).text);
        prop_assert_eq!(transcript.len(), text.chars().count());
        let n = place.index(transcript.len());
        let single = Transcript::new(&data, Encoding::named("windows-1252").unwrap());
        let bytes = transcript.carry(CharSpan::new(Char(0), Char(n)), &single).unwrap().end.0;
        // A line end of two bytes is one character there as well.
        let bytes = bytes + usize::from(bytes > line.len());
        let head: String = text.chars().take(n).collect();
        // Two characters may be one pair of bytes.
        let half = standard == &BIG5 && read_by(standard, &data[bytes..]).chars().count() != transcript.len() - n;
        prop_assert!(half || read_by(standard, &data[..bytes]) == head, "{} {n} {bytes}", text);
    }
}

/// Returns how many characters of a line that is read with faults are none of what was written, and not marked as lost.
fn wrong(written: &str, read: &str) -> usize {
    let unmarked = |c: char| usize::from(c != '\u{fffd}');
    let read: Vec<char> = read.chars().collect();
    let mut row: Vec<usize> = std::iter::once(0)
        .chain(read.iter().scan(0, |sum, c| {
            *sum += unmarked(*c);
            Some(*sum)
        }))
        .collect();
    for c in written.chars() {
        let mut next = vec![row[0]];
        for (n, r) in read.iter().enumerate() {
            let there = row[n] + if c == *r { 0 } else { unmarked(*r) };
            next.push(there.min(row[n + 1]).min(next[n] + unmarked(*r)));
        }
        row = next;
    }
    row[read.len()]
}

/// A line as people write them, in the characters of GB 2312.
const SIMPLE: &str = "山中方一日，世上已千年。他走到河边，看见一条小船停在树下，船上没有人。今天天气很好，我们一起去公园散步吧！\
    “你来了？”她问，“我等了你很久。”第二天早上，大家都起得很早。窗外下着雨，屋里很安静，只有钟的声音。";

const JAPANESE: &str = "小さな舟が川を下って行く。岸には誰もいない。今日は天気がよいので、みんなで公園を散歩しましょう。窓の外では雨が\
    降っていて、部屋の中は静かだった。時計の音だけが聞こえる。";

/// A byte lost, added or changed at every place of a text costs the characters next to it and no more of its line.
#[test]
fn behind_a_lost_byte_reading_falls_in_step_again() {
    // In Big5, many second bytes are letters: reading falls in step by itself, and unmarked.
    for (encoding, line, most, mean) in [
        ("gb18030", SIMPLE.to_owned(), 5, 100),
        ("euc-jp", JAPANESE.to_owned(), 5, 100),
        ("big5", PLAIN.concat(), 12, 300),
    ] {
        let data = encode(&line, encoding);
        let named = Encoding::named(encoding).unwrap();
        let (mut sum, mut count, mut before) = (0, 0, 0);
        let wide = encoding.starts_with("UTF-16");
        for at in (0..data.len()).filter(|at| wide || data[*at] >= 0x80) {
            let (mut lost, mut added, mut changed) = (data.clone(), data.clone(), data.clone());
            lost.remove(at);
            added.insert(at, 0xb3);
            changed[at] ^= 0x15;
            for bytes in [lost, added, changed] {
                let file = [encode("\n", encoding), bytes, encode("\n", encoding), data.clone()].concat();
                let read = decode_as(&file, named).text;
                let read: Vec<&str> = read.split('\n').collect();
                assert_eq!((read.len(), read[0], read[2]), (3, "", line.as_str()));
                let found = wrong(&line, read[1]);
                assert!(found <= most, "{encoding} {at}: {found} {}", read[1]);
                let raw = decode_as(&file, named.as_it_comes()).text;
                before += wrong(&line, raw.split('\n').nth(1).unwrap());
                sum += found;
                count += 1;
            }
        }
        assert!(sum * 100 <= count * mean, "{encoding}: {sum} in {count}, {before} as it comes");
        assert!(encoding == "big5" || sum * 10 < before, "{encoding}: {sum}, {before} as it comes");
    }
}

/// A byte that is nothing takes the other half of its character along, and is one fault.
#[test]
fn a_byte_changed_to_nothing_is_one_fault() {
    for (encoding, line) in [("gb18030", SIMPLE.to_owned()), ("euc-jp", JAPANESE.to_owned())] {
        let data = encode(&line, encoding);
        for at in (0..data.len()).filter(|at| data[*at] >= 0x80) {
            let mut data = data.clone();
            data[at] = 0xff;
            let read = decode_as(&data, Encoding::named(encoding).unwrap());
            assert_eq!((read.bad, wrong(&line, &read.text)), (1, 0), "{encoding} {at}: {}", read.text);
        }
    }
}

#[test]
fn few_bytes_are_read_too() {
    for (data, name, text) in [
        (encode("画", "gbk"), "GB18030", "画"),
        (encode("山水", "gbk"), "GB18030", "山水"),
        (encode("河邊", "big5"), "Big5", "河邊"),
        (encode("河水\n", "gbk"), "GB18030", "河水\n"),
        (encode("山\n", "utf-8"), "UTF-8", "山\n"),
        (encode("a\n", "utf-8"), "UTF-8", "a\n"),
        (encode("山水\n", "UTF-16LE"), "UTF-16LE", "山水\n"),
        (encode("山水画册", "UTF-16LE"), "UTF-16LE", "山水画册"),
        (encode("山水画册", "UTF-16BE"), "UTF-16BE", "山水画册"),
        (encode("山路远", "UTF-16LE"), "UTF-16LE", "山路远"),
        (encode("one line\n", "UTF-16LE"), "UTF-16LE", "one line\n"),
        (encode("学习", "gbk"), "GB18030", "学习"),
        (encode("目录", "gbk"), "GB18030", "目录"),
        (encode("通訊錄", "gbk"), "GB18030", "通訊錄"),
        (encode("合約", "gbk"), "GB18030", "合約"),
        (encode("位图\n", "gbk"), "GB18030", "位图\n"),
        (encode("中村\n", "shift_jis"), "Shift_JIS", "中村\n"),
        (encode("加藤", "shift_jis"), "Shift_JIS", "加藤"),
        (encode("é\n", "utf-8"), "UTF-8", "é\n"),
        (encode("αβ", "utf-8"), "UTF-8", "αβ"),
        (encode("да", "utf-8"), "UTF-8", "да"),
        (encode("é", "windows-1252"), "windows-1252", "é"),
        (vec![], "UTF-8", ""),
    ] {
        assert_eq!(told(&data), (name.into(), text.into(), 0), "{data:x?}");
    }
    let cut = [encode("山水画册。\n", "UTF-16LE"), vec![0x41]].concat();
    assert_eq!(told(&cut), ("UTF-16LE".into(), "山水画册。\n\u{fffd}".into(), 1));
    let bad = [encode("山水", "gbk"), vec![0xff], encode("画册", "gbk")].concat();
    assert_eq!(told(&bad), ("GB18030".into(), "山水\u{fffd}画册".into(), 1));
}

/// Every common character whose two bytes in GBK are a letter or sign in UTF-8, alone on its line.
#[test]
fn a_line_of_one_character_is_no_utf8() {
    let pairs = (0xc2..=0xd7).flat_map(|lead| (0xa1..=0xbf_u8).map(move |trail| [lead, trail]));
    let heads = ["", "1. ", "\r\n"];
    for (pair, head) in pairs.flat_map(|pair| heads.map(|head| (pair, head))) {
        let line = GBK.decode(&pair).0;
        let text = format!("\n{head}{line}\n雨下得很大，没有人在路上走。\n{line}\n");
        assert_eq!(told(&encode(&text, "gbk")), ("GB18030".into(), text.replace("\r\n", "\n"), 0));
    }
}

#[test]
fn other_languages_stay_what_they_are() {
    let texts: &[(&'static Standard, &str, &str)] = &[
        (WINDOWS_1252, "windows-1252", "Élève, où étais-tu hier après-midi ? À l'école, bien sûr.\n"),
        (WINDOWS_1252, "windows-1252", "Über allen Gipfeln ist Ruh. Äpfel und Öl für die Küche.\n"),
        (WINDOWS_1252, "windows-1252", "Ärger Äpfel Ähre Übung Ängste\n"),
        (WINDOWS_1252, "windows-1252", "A situação não é a mesma: as eleições são já amanhã.\n"),
        (WINDOWS_1251, "windows-1251", "Все счастливые семьи похожи друг на друга, каждая несчастлива по-своему.\n"),
        (KOI8_R, "KOI8-U", "Все счастливые семьи похожи друг на друга, каждая несчастлива по-своему.\n"),
        (SHIFT_JIS, "Shift_JIS", "吾輩は猫である。名前はまだ無い。どこで生れたか見当がつかぬ。\n"),
        (EUC_KR, "EUC-KR", "모든 국민은 법 앞에 평등하다. 누구든지 차별을 받지 아니한다.\n"),
    ];
    for (standard, name, text) in texts {
        let data = standard.encode(text).0.into_owned();
        assert_eq!(told(&data), ((*name).into(), (*text).into(), 0));
    }
}

/// Long texts with a single bad byte, as earlier versions took for windows-1252.
#[test]
fn one_fault_in_a_long_text_does_not_turn_it() {
    let mut turned = 0;
    for (standard, name) in [(GB18030, "GB18030"), (GBK, "GB18030"), (BIG5, "Big5"), (encoding_rs::UTF_8, "UTF-8")] {
        let text = if standard == BIG5 { PLAIN.join("\n") } else { LINES.join("\n") };
        let (data, ..) = standard.encode(&text);
        let mut data = data.repeat(80_000 / data.len() + 1);
        // The second byte of a line: half of a character is lost.
        let at = memchr::memchr(b'\n', &data).unwrap() + 2;
        data[at] = 0xff;
        let (found, text, bad) = told(&data);
        assert_eq!(found, name);
        assert!((1..=3).contains(&bad) && text.matches('\u{fffd}').count() == bad);
        turned += usize::from(former(&data).name() != name);
    }
    // As earlier versions read them, some were other texts altogether.
    assert!(turned > 0);
}

#[test]
fn encodings_are_named_and_found_by_name() {
    for name in ["GB18030", "Big5", "UTF-8", "UTF-16LE", "GB18030+UTF-8", "Big5+UTF-8", "windows-1252", "KOI8-U"] {
        assert_eq!(Encoding::named(name).map(Encoding::name).as_deref(), Some(name));
    }
    for name in ["GB18030+raw", "Big5+UTF-8+raw", "EUC-JP+raw"] {
        assert_eq!(Encoding::named(name).map(Encoding::name).as_deref(), Some(name));
        assert!(!Encoding::named(name).unwrap().is(Encoding::named(name.trim_end_matches("+raw")).unwrap()));
    }
    assert_eq!(Encoding::named("UTF-8+raw"), Encoding::named("utf-8"));
    assert_eq!(Encoding::named("cp936").map(Encoding::name).as_deref(), Some("GB18030"));
    assert_eq!(Encoding::named("no such"), None);
}
