//! Where quotations are found again, and where they are not: what each rule allows and forbids, at its border.

use super::*;
use crate::text::{Document, Flow};
use crate::units::{Byte, ByteSpan, CharSpan};

/// A paragraph of so many characters that has no three of them in common with one of another number.
fn filler(number: u32, length: u32) -> String {
    let c = |n: u32| char::from_u32(0x4e00 + (number * 911 + n * (37 + number * 2)) % 9000);
    (0..length).filter_map(c).collect()
}

/// A text of paragraphs.
fn text(paragraphs: &[String]) -> String {
    paragraphs.iter().flat_map(|paragraph| [paragraph, "\n\n"]).collect()
}

/// So many paragraphs of fifty characters, the first of number `from`.
fn fillers(from: u32, count: u32) -> Vec<String> {
    (from..from + count).map(|n| filler(n, 50)).collect()
}

fn open(text: &str) -> Document {
    Document::open("a.txt", text.as_bytes().to_vec())
}

/// Quotes words where they first stand.
fn quoted(old: &Document, words: &str) -> (Target, Quotation) {
    let at = old.text.find(words).unwrap();
    let span = ByteSpan::at(at, at + words.len());
    let flow = old.flow_of(old.structure.block_at(Byte(at)).unwrap());
    quote(old, flow, &old.target(flow, span))
}

/// Returns how a quotation of an old text is found in a new one, and what stands there.
fn found(old: &str, words: &str, new: &str) -> (State, String) {
    let (old, new) = (open(old), open(new));
    let (target, quotation) = quoted(&old, words);
    let placed = place_at(&target, &quotation, &new);
    (placed.state, placed.spans.iter().map(|span| new.slice(*span)).collect::<Vec<_>>().join("|"))
}

fn at(old: &str, words: &str, new: &str) -> (State, Option<usize>) {
    let (old, new) = (open(old), open(new));
    let (target, quotation) = quoted(&old, words);
    let placed = place_at(&target, &quotation, &new);
    (placed.state, placed.spans.first().map(|span| span.start.0))
}

fn nothing(state: State) -> (State, String) {
    (state, String::new())
}

const SHORT: &str = "网格";

/// A paragraph with short words in its middle.
fn around(words: &str) -> String {
    format!("{}{words}{}", filler(900, 40), filler(901, 40))
}

#[test]
fn short_words_are_not_found_in_other_surroundings() {
    let mut old = fillers(0, 20);
    old.insert(10, around(SHORT));
    let mut new = fillers(0, 20);
    new.push(format!("{}{SHORT}{}", filler(902, 30), filler(903, 30)));
    assert_eq!(found(&text(&old), SHORT, &text(&new)), nothing(State::Ambiguous));
    new.pop();
    assert_eq!(found(&text(&old), SHORT, &text(&new)), nothing(State::Lost));
    // Where a person is asked the reason is told.
    new.push(format!("{}{SHORT}{}", filler(902, 30), filler(903, 30)));
    let (old, new) = (open(&text(&old)), open(&text(&new)));
    let (target, quotation) = quoted(&old, SHORT);
    let likely = candidates(&new, &target, &quotation);
    assert_eq!(likely.len(), 1);
    assert_eq!((likely[0].percent, likely[0].around, new.slice(likely[0].spans[0])), (100, Around::Other, SHORT));
}

#[test]
fn words_go_with_their_paragraph() {
    let mut old = fillers(0, 20);
    old.insert(10, around(SHORT));
    let mut new = fillers(0, 20);
    new.insert(2, around(SHORT));
    let new = text(&new);
    assert_eq!(at(&text(&old), SHORT, &new), (State::Moved, new.find(SHORT)));
}

/// A text of a thousand characters takes nine to tell its places, and three to be sure.
#[test]
fn the_shorter_the_words_the_more_around_them_must_agree() {
    for words in ["网格", "网格员队伍"] {
        let length = words.chars().count();
        for kept in 1..14 {
            // The paragraph goes elsewhere: behind the words stands what stood there, and its end, which says five.
            let paragraph = format!("{words}{}", filler(901, kept));
            let old = text(&[fillers(0, 16), vec![paragraph.clone()], fillers(40, 2)].concat());
            let new = text(&[fillers(0, 3), vec![paragraph], fillers(3, 12), fillers(50, 3)].concat());
            let enough = length + kept as usize + 5 >= 12;
            assert_eq!(open(&new).runs().chars().len().ilog2(), 9);
            assert_eq!(
                found(&old, words, &new).0,
                if enough { State::Moved } else { State::Ambiguous },
                "{words} {kept}"
            );
        }
    }
}

#[test]
fn half_of_its_paragraph_must_be_around_a_place() {
    let rest = fillers(0, 20);
    let whole =
        |before: String, behind: String| text(&[rest.clone(), vec![format!("{before}{SHORT}{behind}")]].concat());
    let (before, behind) = (filler(900, 60), filler(901, 60));
    let old = whole(before.clone(), behind.clone());
    for (kept, state) in [(32, State::Moved), (31, State::Ambiguous)] {
        let suffix: String = behind.chars().take(kept).chain(filler(907, 30).chars()).collect();
        assert_eq!(found(&old, SHORT, &whole(filler(908, 60), suffix)).0, state, "{kept}");
    }
}

#[test]
fn of_twins_the_one_with_the_old_neighbours_wins_if_it_is_clearly_ahead() {
    for before in [0, 10, 26, 27, 31, 40] {
        // Of 32 characters that are remembered before the words one is the line end, the rest is the neighbour's.
        let twin = format!("{}{SHORT}{}", filler(900, before), filler(901, 50));
        let old = text(&[fillers(0, 10), vec![twin.clone()], fillers(10, 10)].concat());
        for lower in [3, 15] {
            let mut new = [fillers(0, 10), vec![twin.clone()], fillers(10, 10)].concat();
            new.insert(lower, twin.clone());
            let new = text(&new);
            let own = if lower < 10 { new.rfind(SHORT) } else { new.find(SHORT) };
            let expected = if before <= 26 { (State::Moved, own) } else { (State::Ambiguous, None) };
            assert_eq!(at(&old, SHORT, &new), expected, "{before} {lower}");
        }
    }
}

#[test]
fn what_is_only_written_otherwise_is_found() {
    let words = "黨建引領，基層治理";
    let old = text(
        &[fillers(0, 5), vec![format!("{}{words}（{}", filler(900, 10), filler(901, 50))], fillers(5, 5)].concat(),
    );
    let wrapped: String = old.replace(words, "黨建引\n領，基層\n治理");
    let spaced = old.replace(words, "黨建 引領，　基層治理");
    let simple = old.replace(words, "党建引领,基层治理").replace('（', "(");
    for (new, there) in
        [(&wrapped, "黨建引|領，基層|治理"), (&spaced, "黨建 引領，　基層治理"), (&simple, "党建引领,基层治理")]
    {
        let (state, words) = found(&old, words, new);
        assert_eq!((state, words.replace(['|', '\n'], "")), (State::Moved, there.replace('|', "")));
    }
}

#[test]
fn changed_words_are_found_by_what_is_around_them() {
    let (before, behind) = (filler(900, 40), filler(901, 40));
    let whole = |words: &str| text(&[fillers(0, 9), vec![format!("{before}{words}{behind}")], fillers(9, 9)].concat());
    let cases = [
        ("网格", "网络", (State::Approximate, "网络")),
        ("网格", "网", (State::Lost, "")),
        ("网格", "", (State::Lost, "")),
        ("网格", "社区", (State::Lost, "")),
        ("网格员", "网络员", (State::Approximate, "网络员")),
        ("基层治理", "基层的社会治理", (State::Approximate, "基层的社会治理")),
        ("基层治理", "基层的各项社会治理", (State::Lost, "")),
        ("基层治理", "治理", (State::Lost, "")),
        ("基层治理", "基层治", (State::Approximate, "基层治")),
    ];
    for (old, new, (state, words)) in cases {
        assert_eq!(found(&whole(old), old, &whole(new)), (state, words.to_owned()), "{old} {new}");
    }
}

#[test]
fn words_that_were_taken_out_are_not_found_in_a_twin() {
    let sentence = format!("{}基层治理{}", filler(900, 12), filler(901, 12));
    let near = |n: u32, sentence: &str| format!("{}{sentence}{}", filler(n, 30), filler(n + 1, 30));
    let old = text(&[fillers(0, 9), vec![near(910, &sentence)], fillers(9, 9), vec![near(920, &sentence)]].concat());
    let gone = sentence.replace("基层治理", "");
    let new = text(&[fillers(0, 9), vec![near(910, &gone)], fillers(9, 9), vec![near(920, &sentence)]].concat());
    assert_eq!(found(&old, "基层治理", &new), nothing(State::Ambiguous));
}

#[test]
fn the_next_sentence_is_no_other_form_of_one_that_is_gone() {
    let like = |n: &str| format!("请获得流动红黄旗季度考评{n}的八个党支部上台领取流动红旗。");
    let both = format!("{}{}{}", like("优秀"), like("倒数"), filler(900, 40));
    let old = text(&[fillers(0, 9), vec![both.clone()]].concat());
    let new = old.replace(&like("倒数"), "");
    let (state, words) = found(&old, &like("倒数"), &new);
    assert_eq!((state == State::Approximate, words.as_str()), (false, ""), "{state:?}");
    // The same said twice: one is left, and it is the other.
    let again = text(&[fillers(0, 9), vec![format!("{}干部干部{}", filler(901, 40), filler(902, 40))]].concat());
    let (old, new) = (open(&again), open(&again.replace("干部干部", "干部")));
    let second = old.text.find("干部干部").unwrap() + 6;
    let (target, quotation) = quote(&old, Flow::Main(1), &[ByteSpan::at(second, second + 6)]);
    assert!(place_at(&target, &quotation, &new).spans.is_empty());
    let (target, quotation) = quote(&old, Flow::Main(1), &[ByteSpan::at(second - 6, second)]);
    assert!(place_at(&target, &quotation, &new).spans.is_empty());
    // Both are there, further down.
    let lower = format!("{}\n\n{again}", filler(903, 50));
    assert_eq!(place_at(&target, &quotation, &open(&lower)).state, State::Moved);
}

/// Reports have paragraphs that are built alike: if one was taken out, its words do not go to the next.
#[test]
fn short_words_go_with_their_paragraph() {
    let year = |n: &str, amount: &str, percent: &str, place: &str| {
        format!("到二〇二{n}年底，全县完成固定资产投资{amount}亿元，同比增长百分之{percent}，居全市第{place}位。")
    };
    let (own, like) = (year("一", "三十二", "八", "二"), year("二", "四十一", "九", "三"));
    let old = text(&[fillers(0, 9), vec![own.clone()], fillers(9, 9), vec![like.clone()]].concat());
    let gone = text(&[fillers(0, 18), vec![like.clone()]].concat());
    for words in ["同比增长", "三十二亿元", "固定资产"] {
        let (state, found) = found(&old, words, &gone);
        assert!(found.is_empty() && matches!(state, State::Ambiguous | State::Lost), "{words} {state:?} {found}");
    }
    // It stands elsewhere now, and a character of it is another.
    let moved = own.replace("全县", "本县");
    let new = text(&[fillers(0, 18), vec![like, moved.clone()]].concat());
    for words in ["同比增长", "三十二亿元", "固定资产"] {
        let there = new.find(&moved).unwrap() + moved.find(words).unwrap();
        assert_eq!(at(&old, words, &new), (State::Moved, Some(there)), "{words}");
    }
}

#[test]
fn long_words_are_found_by_both_ends() {
    let words = filler(900, 600);
    let whole = |words: &str| {
        text(&[fillers(0, 9), vec![format!("{}{words}{}", filler(901, 40), filler(902, 40))], fillers(9, 9)].concat())
    };
    let old = whole(&words);
    let lower = format!("{}\n\n{old}", filler(903, 50));
    assert_eq!(found(&old, &words, &lower), (State::Moved, words.clone()));
    let middle: String = words.chars().skip(290).take(20).collect();
    let changed = words.replace(&middle, "");
    assert_eq!(found(&old, &words, &whole(&changed)), (State::Approximate, changed.clone()));
    // Of what is much longer than it was nobody knows whether it is that.
    let torn = words.replace(&middle, &filler(904, 290));
    assert_eq!(found(&old, &words, &whole(&torn)).0, State::Approximate);
    let torn = words.replace(&middle, &filler(904, 700));
    assert_eq!(found(&old, &words, &whole(&torn)).0, State::Lost);
}

#[test]
fn words_with_nothing_around_them_are_found_near_their_place_or_if_they_say_enough() {
    let bare = |words: &str, at: usize| {
        (
            Target { text: TextId::of("x"), spans: vec![CharSpan::new(Char(at), Char(at + words.chars().count()))] },
            Quotation { exact: vec![words.into()], ..Quotation::default() },
        )
    };
    let place = |words: &str, at: usize, text: &str| {
        let (target, quotation) = bare(words, at);
        place_at(&target, &quotation, &open(text)).state
    };
    let line = |words: &str| text(&[fillers(0, 10), vec![words.to_owned()], fillers(10, 10)].concat());
    let inside = |words: &str| line(&format!("{}{words}{}", filler(900, 30), filler(901, 30)));
    let start = 10 * 52;
    assert_eq!(place("郑思", start + 90, &line("郑思")), State::Moved);
    assert_eq!(place("郑思", start + 130, &line("郑思")), State::Ambiguous);
    assert_eq!(place("郑思", start, &format!("{}郑思", line("郑思"))), State::Ambiguous);
    assert_eq!(place("记者郑思哲摄影", 5000, &line("记者郑思哲摄影")), State::Moved);
    assert_eq!(place("记者郑思哲摄影", 5000, &inside("记者郑思哲摄影")), State::Ambiguous);
}

#[test]
fn words_that_were_taken_out_are_missed_however_many_twins_there_are() {
    let sentence = format!("{}基层治理{}", filler(900, 12), filler(901, 12));
    let whole = |behind: u32, sentence: &str| format!("{}{sentence}{}", filler(behind - 1, 30), filler(behind, 30));
    // One twin goes on as the words did, for a while; the place itself comes last.
    let start: String = filler(911, 30).chars().take(8).collect();
    let mut twins = vec![format!("{}{sentence}{start}{}", filler(930, 30), filler(931, 30))];
    twins.extend((0..20).map(|n| whole(941 + 2 * n, &sentence)));
    let old = text(&[twins.clone(), fillers(0, 9), vec![whole(911, &sentence)]].concat());
    let gone = text(&[twins, fillers(0, 9), vec![whole(911, &sentence.replace("基层治理", ""))]].concat());
    let (old, new) = (open(&old), open(&gone));
    let at = old.text.rfind("基层治理").unwrap();
    let flow = old.flow_of(old.structure.block_at(Byte(at)).unwrap());
    let (target, quotation) = quote(&old, flow, &[ByteSpan::at(at, at + 12)]);
    assert_eq!(place_at(&target, &quotation, &new), Placed { state: State::Ambiguous, spans: Vec::new() });
}

#[test]
fn the_pieces_of_words_are_found_though_other_text_has_come_between() {
    let (head, tail) = (filler(900, 20), filler(901, 12));
    let (prefix, suffix) = (filler(902, 32), filler(903, 32));
    let quotation =
        Quotation { exact: vec![head.clone(), tail.clone()], prefix: prefix.clone(), suffix: suffix.clone() };
    let target = Target { text: TextId::of("x"), spans: vec![CharSpan::new(Char(0), Char(32))] };
    let between = |more: &str, tail: &str| format!("{}{prefix}{head}{more}{tail}{suffix}", text(&fillers(0, 9)));
    let found = |text: &str| {
        let new = open(text);
        let placed = place_at(&target, &quotation, &new);
        (placed.state, placed.spans.iter().map(|span| new.slice(*span).to_owned()).collect::<Vec<_>>())
    };
    let caption = format!("\n\n▲{}\n\n", filler(904, 30));
    assert_eq!(found(&between(&caption, &tail)), (State::Moved, vec![head.clone(), tail.clone()]));
    // A character of the second piece is another.
    let (other, first) = (tail.replacen(tail.chars().nth(5).unwrap(), "改", 1), head.clone());
    assert_eq!(found(&between(&caption, &other)), (State::Approximate, vec![first, other]));
}

/// The whole of a piece between two others is replaced: what is left is no more than like the quotation.
#[test]
fn a_piece_between_the_others_must_stand_too() {
    for length in [10, 140] {
        let piece = |n: u32| filler(900 + n, length);
        let rest = |n: u32| filler(910 + n, 12);
        let whole = |middle: &str| {
            let lines = [format!("{}{}", piece(0), rest(0)), middle.to_owned(), format!("{}{}", piece(2), rest(2))];
            text(&[fillers(0, 9), lines.to_vec(), fillers(9, 9)].concat())
        };
        let old = open(&whole(&format!("{}{}", piece(1), rest(1))));
        let spans: Vec<ByteSpan> = (0..3)
            .map(|n| {
                let at = old.text.find(&piece(n)).unwrap();
                ByteSpan::at(at, at + piece(n).len())
            })
            .collect();
        let (target, quotation) = quote(&old, Flow::Printed, &spans);
        let found = |text: String| {
            let new = open(&text);
            let placed = place_at(&target, &quotation, &new);
            (placed.state, placed.spans.iter().map(|span| new.slice(*span).to_owned()).collect::<Vec<_>>())
        };
        let all: Vec<String> = (0..3).map(piece).collect();
        assert_eq!(found(format!("{}\n\n{}", filler(950, 30), old.text)), (State::Moved, all.clone()));
        let ends = vec![all[0].clone(), all[2].clone()];
        assert_eq!(found(whole(&filler(960, length + 12))), (State::Approximate, ends), "{length}");
        // Of the middle one a character is another.
        let other = piece(1).replacen(piece(1).chars().nth(5).unwrap(), "改", 1);
        let changed = vec![all[0].clone(), other.clone(), all[2].clone()];
        assert_eq!(found(whole(&format!("{other}{}", rest(1)))), (State::Approximate, changed), "{length}");
    }
}

#[test]
fn who_accepts_a_place_quotes_what_stands_there() {
    let (old, new) = (open("党建引领。基层治理很好。"), open("前言。\n\n党建引领。基层治理真的很好。"));
    let (target, quotation) = quoted(&old, "基层治理很好");
    let annotation = Annotation { target, quotation, note: "一".into(), ..Annotation::default() };
    let at = new.text.find("基层").unwrap();
    let there = annotation.standing_at(&new, &[ByteSpan::at(at, at + 24)]);
    assert_eq!((there.quotation.exact[0].as_str(), there.note.as_str()), ("基层治理真的很好", "一"));
    assert_eq!((there.target.text, there.target.start()), (new.id, Char(10)));
}
