//! Texts that are no pages, as a person and the command line meet them: everything is read from the first line on, and
//! everything goes out.

use crate::bench::{Bench, golden};
use meipi::text::{Correction, Document, Kind, Layers, Ruling};

const TURNS: &str = "菜场改造座谈\n\n召集人 09:30\n各位街坊坐近一点，今天只谈菜场。\n\n鱼摊刘婶 09:31\n水管还是老样子。\n\n召集人 09:32\n还有呢？\n\n鱼摊刘婶 09:33\n棚顶漏\n";
const DIARY: &str =
    "2023年11月2日 星期四 小雨\n\n早上去码头，船都没出。\n\n2023年11月3日 星期五 阴\n\n修了一天的网。\n";
const BOOK: &str = "前言\n\n这本小书写了六年，先说说缘起。\n\n第一章：老街\n\n街口有棵樟树，谁也说不清它的年纪。\n\n第二章：渡口\n\n渡船一天两班。\n";
const CUES: &str = "1\n00:00:01,000 --> 00:00:03,200\n豆腐要趁热压\nPress it while it is hot,\n\n2\n00:00:03,400 --> 00:00:05,000\n切成四方\n";
const PAGE: &str = "要闻\n\n河堤合龙 沿岸村民领到新秧\n\n本报记者 周小满\n\n河堤修到第三年，沿岸的村子才算安稳下来。\n\n城事\n\n老街修旧 商户先搬后迁\n\n城事\n\n本报记者 梁石\n\n老街的墙皮剥落了大半，商户们先搬后迁。\n\n责任编辑：何田 版式：郑水\n";

fn open(text: &str) -> Document {
    Document::open("a.txt", text.as_bytes().to_vec())
}

/// The rows that show text, from the first to the last, without what stands beside them.
fn shown(bench: &Bench) -> String {
    let reader = &bench.app.reader;
    let text = |line: &meipi::layout::Line| {
        let reading = reader.reading(line.place)?;
        Some(reading.text.get(line.row?.start..line.row?.end)?.to_owned())
    };
    reader.lines.iter().filter_map(text).collect::<Vec<_>>().join("\n")
}

fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_text_with_one_article_shows_everything_from_its_first_line_on() {
    for text in [TURNS, DIARY] {
        let bench = Bench::of(&[("访谈.txt", text)], 100, 40);
        assert_eq!(solid(&shown(&bench)), solid(text));
        // Below a headline one begins with what is said.
        assert_eq!(Some(bench.app.reader.cursor.0), text.find("各位").or(Some(0)));
        assert_eq!(bench.app.shelf.rows.len(), 1);
    }
}

#[test]
fn a_preface_is_read_first_and_led_back_to() {
    let mut bench = Bench::of(&[("书.txt", BOOK)], 100, 30);
    assert!(shown(&bench).contains("先说说缘起"));
    bench.keys("L");
    assert!(shown(&bench).contains("樟树"));
    bench.keys("H");
    assert!(shown(&bench).contains("先说说缘起"));
    golden("list-book", &bench.text());
}

#[test]
fn the_page_that_belongs_to_no_article_is_in_the_list_and_led_to() {
    let bench = Bench::of(&[("要闻.txt", PAGE)], 120, 30);
    let own = open(PAGE).structure.own();
    assert!(own >= 1 && bench.app.reader.article == 1);
    let first = bench.app.shelf.rows.first().copied().unwrap();
    assert_eq!((first.article, bench.app.shelf.documents[0].own()), (None, own));
    golden("list-own", &bench.text());
    // The numbers stay where the name is long.
    let bench = Bench::of(&[("二〇二四年第三季度本地要闻汇编合订本.txt", PAGE)], 80, 24);
    let row = bench.text().lines().nth(1).unwrap().to_owned();
    assert!(row.contains(&format!("+{own}")), "{row}");
    let mut bench = Bench::of(&[("要闻.txt", PAGE)], 120, 30);
    for keys in ["H", "g g g g", "G g g g g"] {
        bench.keys(keys);
        assert_eq!(bench.app.reader.article, 0, "{keys}");
        assert!(shown(&bench).contains("责任编辑"));
        bench.keys("L");
        assert_eq!(bench.app.reader.article, 1, "{keys}");
    }
}

#[test]
fn what_a_person_sets_aside_has_a_row() {
    let mut bench = Bench::of(&[("访谈.txt", TURNS)], 100, 30);
    bench.keys("g g j s 0");
    let document = bench.app.reader.document.clone().unwrap();
    assert_eq!((document.structure.own(), document.structure.articles.len()), (1, 1));
    assert!(bench.app.shelf.is_tree(0) && bench.app.shelf.rows.len() == 2);
    assert!(!shown(&bench).contains("09:30"));
    bench.keys("H");
    assert_eq!(solid(&shown(&bench)), "召集人09:30");
    bench.keys("u");
    assert!(!bench.app.shelf.is_tree(0));
}

#[test]
fn a_subtitle_is_one_unit() {
    let mut bench = Bench::of(&[("豆腐.txt", CUES)], 100, 30);
    assert_eq!(solid(&shown(&bench)), solid(CUES));
    let rows: Vec<bool> = bench.app.reader.lines.iter().map(|line| line.row.is_some()).collect();
    assert_eq!(rows, [true, true, true, true, false, true, true, true]);
    let taken = |bench: &Bench| {
        let spans = bench.app.reader.target();
        spans.iter().filter_map(|span| CUES.get(span.start.0..span.end.0)).collect::<Vec<_>>().concat()
    };
    bench.keys("j j X");
    assert_eq!(taken(&bench), "豆腐要趁热压\nPress it while it is hot,");
    bench.keys("X");
    assert!(taken(&bench).starts_with("豆腐") && taken(&bench).ends_with("切成四方"));
    bench.keys("<esc> g g X");
    assert_eq!(taken(&bench), "豆腐要趁热压\nPress it while it is hot,");
    bench.keys("<esc> g g }");
    assert_eq!(bench.app.reader.cursor.0, CUES.find("2\n00").unwrap());
    bench.keys("j j {");
    assert_eq!(bench.app.reader.cursor.0, CUES.find("2\n00").unwrap());
    bench.keys("{");
    assert_eq!(bench.app.reader.cursor.0, 0);
    bench.keys("j j j i p");
    assert_eq!(taken(&bench), "豆腐要趁热压\nPress it while it is hot,");
}

#[test]
fn the_sidebar_of_the_printed_page_lists_what_is_on_the_screen() {
    let mut bench = Bench::new(120, 36);
    bench.keys("x 1 L x 2 <space> p g s g s");
    let cards: Vec<usize> = vec![bench.app.screen.cards.len(), meipi::actions::marks::wanted(&bench.app).len()];
    assert_eq!(cards, [2, 2]);
}

#[test]
fn a_target_of_several_turns_holds_their_heads() {
    let document = open(TURNS);
    let flow = document.flow_of(1);
    let whole = meipi::units::ByteSpan::at(0, TURNS.len());
    assert_eq!(document.target(flow, whole).len(), 1);
    assert!(document.structure.blocks.iter().all(|block| block.kind.is_main()));
}

#[test]
fn corrections_of_old_stores_mean_what_they_meant() {
    let document = open(DIARY);
    let line = |text: &str| {
        let at = DIARY.find(text).unwrap();
        vec![meipi::units::ByteSpan::at(at, at + text.len())]
    };
    let said = |ruling, text: &str| Correction { spans: line(text), ruling };
    let with = |corrections: Vec<Correction>| document.with(Layers { corrections, ..Layers::default() });
    let aside = with(vec![said(Ruling::Belongs(None), "2023年11月3日 星期五 阴")]);
    assert_eq!(aside.structure.own(), 1);
    let begun = with(vec![said(Ruling::StartsArticle, "2023年11月3日 星期五 阴")]);
    assert_eq!((begun.structure.articles.len(), begun.structure.own()), (2, 0));
    let joined = with(vec![said(Ruling::Join, "修了一天的网。")]);
    assert_eq!(joined.structure.blocks.iter().filter(|block| block.parts.len() > 1).count(), 1);
    let titled = with(vec![said(Ruling::Kind(Kind::Title), "2023年11月3日 星期五 阴")]);
    assert_eq!(titled.structure.articles.len(), 2);
}
