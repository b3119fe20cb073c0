//! Texts in other languages keep their encodings, and Chinese ones theirs, whole and with a byte lost, added or spoilt.

use encoding_rs::Encoding as Standard;
use meipi::text::decode::{decode, decode_as};

fn encode(text: &str, label: &str) -> Vec<u8> {
    let (data, _, unmappable) = Standard::for_label(label.as_bytes()).unwrap().encode(text);
    assert!(!unmappable, "{label}: {text}");
    data.into_owned()
}

fn told(data: &[u8]) -> String {
    decode(data.to_vec()).encoding.name()
}

/// Encodings, and texts that are in them: prose, and lines of a few words.
const LANGUAGES: &[(&str, &[&str])] = &[
    (
        "windows-1251",
        &[
            "ОГЛАВЛЕНИЕ\nЧАСТЬ ВТОРАЯ\nПОСЛЕСЛОВИЕ\n",
            "Новгород\n",
            "Зимой на реке было тихо, и лодки лежали под снегом.\n",
        ],
    ),
    ("KOI8-U", &["Новгород\n", "Сергей Петров\n", "Зимой на реке было тихо, и лодки лежали под снегом.\n"]),
    ("windows-1253", &["Ευχαριστώ\n", "Το ποτάμι ήταν ήσυχο και οι βάρκες έμεναν στην όχθη.\n"]),
    ("windows-1255", &["ספר ראשון\nפרק שני\n", "הנהר היה שקט והסירות נשארו על הגדה.\n"]),
    ("windows-874", &["แม่น้ำเงียบสงบในฤดูหนาว เรือทุกลำจอดอยู่ริมฝั่งและไม่มีใครออกไปไหนเลย\n"]),
    (
        "windows-1252",
        &["Über den Fluss führte früher eine schöne Brücke.\n", "L'été dernier, la rivière était à sec.\n"],
    ),
    ("EUC-KR", &["겨울에는 강이 조용했고 배들은 모두 강가에 묶여 있었다.\n", "서문\n첫째 마당\n맺음말\n"]),
    (
        "EUC-JP",
        &[
            "冬の川は静かで、舟はみな岸につながれていた。\n",
            "オレンジ\nバナナ\nメロン\n",
            "序文\n第三章 結果\n第四章 考察\n謝辞\n",
        ],
    ),
    ("Shift_JIS", &["冬の川は静かで、舟はみな岸につながれていた。\n", "さようなら\n", "オレンジ\nバナナ\nメロン\n"]),
];

#[test]
fn texts_in_other_languages_are_not_taken_for_chinese() {
    for (name, texts) in LANGUAGES {
        for text in *texts {
            for times in [1, 20] {
                let data = encode(&text.repeat(times), name);
                assert_eq!(told(&data), *name, "{times} times {text}");
                assert_eq!(decode(data).text, text.repeat(times));
            }
        }
    }
}

/// The prose of every language but Latin, where every byte is a letter.
#[test]
fn one_bad_byte_does_not_change_their_language() {
    for (name, texts) in LANGUAGES.iter().filter(|(name, _)| *name != "windows-1252") {
        let text = texts.iter().max_by_key(|text| text.chars().filter(|c| *c != '\n').count()).unwrap();
        for times in [1, 20] {
            let chars: Vec<char> = text.repeat(times).chars().collect();
            for at in [2, chars.len() / 2, chars.len() - 2] {
                let [before, after] = [&chars[..at], &chars[at..]].map(|part| encode(&String::from_iter(part), name));
                let data = [&*before, b"\xff", &*after].concat();
                assert_eq!(told(&data), *name, "{times} times {text} with a bad byte at {at}");
            }
        }
    }
}

const CHINESE: &[(&str, &str)] = &[
    ("GB18030", "那年冬天河水很浅，撑船的人把小船拖到岸上，翻过来晒了整整一个月。\n"),
    ("GB18030", "3月12日上午，编辑部收到一封没有署名的信，信里夹着两张旧照片。"),
    ("GB18030", "第一行是题目\n第二行写着作者的名字\n"),
    ("Big5", "那年冬天河水很淺，撐船的人把小船拖到岸上，翻過來曬了整整一個月。\n"),
    ("Big5", "聽說他們昨日在碼頭等了整整一個鐘頭，也沒有見到船回來。\n"),
];

#[test]
fn a_byte_lost_added_or_spoilt_leaves_chinese_what_it_is() {
    for (name, text) in CHINESE {
        let whole = encode(text, name);
        assert_eq!(told(&whole), *name);
        for at in (0..whole.len()).filter(|at| !whole[*at].is_ascii()) {
            let lost = [&whole[..at], &whole[at + 1..]].concat();
            let added = [&whole[..at], b"\x9d", &whole[at..]].concat();
            let spoilt = [&whole[..at], b"\xff", &whole[at + 1..]].concat();
            for data in [lost, added, spoilt] {
                assert_eq!(told(&data), *name, "{text} at {at}");
            }
        }
    }
}

/// What the encoder does not write: characters that Hong Kong added to Big5.
#[test]
fn a_few_words_of_cantonese_are_told() {
    let data = b"\xca\x5c\x92]\x9d\xef\xab\xce\xa5\xf8\n";
    assert_eq!(decode(data.to_vec()).text, "佢哋嘅屋企\n");
}

/// A mark, and lines that end in CR alone, do not hide lines in another encoding.
#[test]
fn lines_added_in_another_encoding_are_read() {
    let own = "第一次访谈在河边的茶馆。";
    let other = "第二次访谈在学校门口。";
    for (mark, end) in [("\u{feff}", "\n"), ("", "\r"), ("\u{feff}", "\r\n")] {
        let data = [format!("{mark}{own}{end}").into_bytes(), encode(&format!("{other}{end}"), "gb18030")].concat();
        let decoded = decode(data.clone());
        assert_eq!((decoded.text, decoded.bad), (format!("{own}\n{other}\n"), 0));
        assert_eq!(decode_as(&data, decoded.encoding), decode(data));
    }
}
