//! Corrections on the screen: every key of the structure, what it does, and that it can be undone.

use crate::bench::Bench;
use meipi::text::{Block, Document, Flow, Kind, View};
use std::sync::Arc;

fn document(bench: &Bench) -> Arc<Document> {
    bench.app.reader.document.clone().unwrap()
}

/// The block whose reading begins so.
fn block(bench: &Bench, start: &str) -> Block {
    let document = document(bench);
    let id = (0..document.structure.blocks.len()).find(|id| document.reading(*id).unwrap().text.starts_with(start));
    document.structure.block(id.unwrap_or_else(|| panic!("no block {start}"))).unwrap().clone()
}

fn message(bench: &Bench) -> String {
    bench.app.status.message.clone().unwrap_or_default()
}

/// Every key changes something, says so, and is undone.
#[test]
fn kinds_are_settled_and_undone() {
    let kinds = [
        ("b", Kind::Body),
        ("t", Kind::Title),
        ("u", Kind::Subtitle),
        ("k", Kind::Kicker),
        ("h", Kind::Section),
        ("y", Kind::Byline),
        ("r", Kind::Rubric),
        ("x", Kind::Credit),
        ("o", Kind::Other),
        ("c", Kind::Caption),
    ];
    let mut bench = Bench::new(120, 36);
    let guess = document(&bench).structure.clone();
    for (key, kind) in kinds {
        bench.keys("/ 学习榜样的力量 <enter>").keys(&format!("s {key}"));
        assert_eq!((block(&bench, "学习榜样的力量").kind, block(&bench, "学习榜样的力量").corrected), (kind, true));
        assert!(message(&bench).contains("定为"), "{}", message(&bench));
        bench.keys("u");
        assert_eq!(document(&bench).structure, guess, "{key}");
    }
    // A headline in the middle begins an article; back to the guess it is none.
    bench.keys("/ 学习榜样的力量 <enter> s t");
    assert_eq!(document(&bench).structure.articles.len(), guess.articles.len() + 1);
    bench.keys("s z");
    assert_eq!(document(&bench).structure, guess);
    bench.keys("s z");
    assert!(message(&bench).contains("没有手动修改"));
}

#[test]
fn a_selection_of_blocks_is_settled_at_once() {
    let mut bench = Bench::new(120, 36);
    bench.keys("/ 严把关 <enter> V } } s o");
    let other = |bench: &Bench| document(bench).structure.blocks.iter().filter(|b| b.kind == Kind::Other).count();
    assert!(other(&bench) >= 3, "{}", other(&bench));
    bench.keys("u");
    assert_eq!(other(&bench), 0);
}

#[test]
fn paragraphs_are_split_and_joined() {
    let mut bench = Bench::new(120, 36);
    let guess = document(&bench).structure.clone();
    bench.keys("/ 省委组织部将 <enter> K");
    assert_eq!(document(&bench).structure.blocks.len(), guess.blocks.len() + 1);
    assert_eq!(block(&bench, "省委组织部将").kind, Kind::Body);
    // The cursor stands on the new paragraph; the one before it goes on with it again.
    bench.keys("{ J");
    assert_eq!(document(&bench).structure.blocks.len(), guess.blocks.len());
    bench.keys("u u");
    assert_eq!(document(&bench).structure, guess);
    // At a seam the two halves come apart, and together again.
    bench.keys("/ 不准、标杆 <enter> K");
    assert_eq!(document(&bench).structure.blocks.len(), guess.blocks.len() + 1);
    bench.keys("s z");
    assert_eq!(document(&bench).structure, guess);
    bench.keys("g g K");
    assert!(message(&bench).contains("光标"));
    bench.keys("J");
    assert!(message(&bench).contains("没有可接续"));
}

#[test]
fn blocks_go_to_other_articles() {
    let mut bench = Bench::new(120, 36);
    let guess = document(&bench).structure.clone();
    let of = |bench: &Bench| block(bench, "严把关").article;
    // A section takes its text with it.
    let sizes = |bench: &Bench| -> Vec<usize> {
        document(bench).structure.articles.iter().map(|article| article.blocks.len()).collect()
    };
    let before = sizes(&bench);
    bench.keys("/ 严把关 <enter> s 3");
    // What is read goes on with the next block of the article.
    assert_eq!((of(&bench), bench.app.reader.article), (3, 1));
    let after = sizes(&bench);
    assert!(after[2] >= before[2] + 2 && after.iter().sum::<usize>() == before.iter().sum::<usize>());
    bench.keys("u s n");
    assert_eq!(document(&bench).structure.articles.len(), guess.articles.len() + 1);
    bench.keys("u s 0");
    assert_eq!(of(&bench), 0);
    bench.keys("u s / dangjianfuneng <enter>");
    assert_eq!(of(&bench), 2);
    bench.keys("u s 9");
    assert!(message(&bench).contains("只有"));
    assert_eq!(document(&bench).structure, guess);
}

#[test]
fn gaps_repetitions_and_doubts() {
    let mut bench = Bench::new(120, 36);
    let guess = document(&bench).structure.clone();
    bench.keys("/ 不准、标杆 <enter> s g");
    assert!(document(&bench).structure.parts().any(|(_, part)| part.gap));
    bench.keys("s g");
    assert!(document(&bench).structure.parts().all(|(_, part)| !part.gap));
    bench.keys("u u / 严把关 <enter> s =");
    assert!(block(&bench, "严把关").repeated);
    bench.keys("s = u u");
    assert_eq!(document(&bench).structure, guess);
    let doubtful = |bench: &Bench| document(bench).structure.blocks.iter().filter(|b| b.doubtful).count();
    let mut found = 0;
    for document in ["", "L L L L", "L", "L L L L L", "L L L L"] {
        bench.keys(document).keys("g g");
        let before = doubtful(&bench);
        bench.keys("] s");
        if before > 0 && message(&bench).contains("识别存疑") {
            found += 1;
            bench.keys("s <enter>");
            assert_eq!(doubtful(&bench), before - 1);
            bench.keys("u");
            assert_eq!(doubtful(&bench), before);
        }
    }
    assert!(found > 0);
    bench.keys("s ?");
    assert!(bench.picture().contains("识别依据") && bench.picture().contains("合计"));
}

#[test]
fn an_annotation_stays_whatever_is_corrected() {
    let mut bench = Bench::new(120, 36);
    bench.keys("/ 不准、标杆 <enter> x 1");
    let placed = |bench: &Bench| bench.app.project.marks[0].placed.clone();
    let before = placed(&bench);
    assert_eq!(before.spans.len(), 2);
    for keys in
        ["/ 不准、标杆 <enter> K", "s z", "/ 不准、标杆 <enter> s 2", "u", "<space> p", "<space> p", "<space> m"]
    {
        bench.keys(keys);
        assert_eq!(placed(&bench), before, "{keys}");
    }
}

#[test]
fn the_page_as_printed_is_one_flow_of_all_lines() {
    let mut bench = Bench::new(120, 36);
    bench.keys("/ 不准、标杆 <enter> <space> p");
    let document = document(&bench);
    assert_eq!((document.structure.view, bench.app.reader.article), (View::Printed, 0));
    let starts: Vec<_> = bench.app.reader.order().iter().map(|id| document.structure.block(*id).unwrap()).collect();
    assert!(starts.windows(2).all(|pair| pair[0].end() < pair[1].start()));
    assert!(starts.iter().all(|block| block.parts.len() == 1));
    assert_eq!(document.flow_of(0), Flow::Printed);
    // Where the cursor was, it is; an annotation over two lines is made in one flow.
    assert!(document.text[bench.app.reader.cursor.0..].starts_with("不准、标杆"));
    bench.keys("V j V v } 1 <space> p");
    assert_eq!(bench.app.reader.article, 1);
    assert_eq!(bench.app.project.marks.len(), 1);
}

#[test]
fn captions_stand_beside_or_after() {
    let mut bench = Bench::new(120, 36);
    let kinds = |bench: &Bench| -> Vec<Kind> {
        let document = document(bench);
        bench.app.reader.order().iter().map(|id| document.structure.block(*id).unwrap().kind).collect()
    };
    let before = kinds(&bench);
    bench.keys("<space> m");
    let after = kinds(&bench);
    assert_ne!(before, after);
    let first = after.iter().position(|kind| *kind == Kind::Caption).unwrap();
    assert!(after[first..].iter().all(|kind| matches!(kind, Kind::Caption | Kind::Credit)));
    bench.keys("<space> m");
    assert_eq!(kinds(&bench), before);
}

#[test]
fn corrected_words_lie_over_the_source() {
    let mut bench = Bench::new(120, 36);
    let source = document(&bench).text.clone();
    bench.keys("g g / 郑恩哲 <enter> v l l s e <bs> <bs> <bs>").paste("郑思哲").keys("<enter>");
    let byline = |bench: &Bench| {
        let document = document(bench);
        let id = (0..9).find(|id| document.structure.block(*id).unwrap().kind == Kind::Byline).unwrap();
        document.reading(id).unwrap().text.into_owned()
    };
    assert!(byline(&bench).contains("郑思哲"));
    assert_eq!(document(&bench).text, source);
    // A tag on it holds what the source has.
    bench.keys("g g / 郑思哲 <enter> v l l 1");
    let path = document(&bench).path.to_string();
    assert_eq!(bench.app.project.book.of(&path)[0].quotation.exact, ["郑恩哲"]);
    // As the source has it: no correction any more.
    bench.keys("g g / 郑恩哲 <enter> v l l s e <bs> <bs> <bs>").paste("郑恩哲").keys("<enter>");
    assert!(byline(&bench).contains("郑恩哲") && bench.app.project.book.overrides(&path).is_empty());
    bench.keys("u");
    assert!(byline(&bench).contains("郑思哲"));
}

#[test]
fn an_encoding_is_settled_and_taken_back() {
    let mut bench = Bench::new(120, 36);
    let text = document(&bench).text.clone();
    bench.keys(": encoding <space> utf-16le <enter>");
    assert_ne!(document(&bench).text, text);
    assert!(document(&bench).told && document(&bench).encoding.name().starts_with("UTF-16LE"));
    bench.keys(": encoding <space> auto <enter>");
    assert_eq!(document(&bench).text, text);
    bench.keys(": encoding <space> nonsense <enter>");
    assert!(message(&bench).contains("没有字符编码"));
    bench.keys("u");
    assert!(document(&bench).told);
    bench.keys("u");
    assert_eq!((document(&bench).text.clone(), document(&bench).told), (text, false));
}

#[test]
fn a_term_is_one_word_at_once() {
    let mut bench = Bench::new(120, 36);
    bench.keys("/ 学习身边榜样 <enter> <esc> i w");
    let word = |bench: &Bench| document(bench).slice(bench.app.reader.selection.unwrap().span).to_owned();
    let before = word(&bench);
    bench.keys("<esc> / 学习身边榜样 <enter> v l l l l l <space> w");
    assert!(message(&bench).contains("学习身边榜样"), "{}", message(&bench));
    bench.keys("/ 学习身边榜样 <enter> <esc> i w");
    assert_eq!(word(&bench), "学习身边榜样");
    bench.keys("u / 学习身边榜样 <enter> <esc> i w");
    assert_eq!(word(&bench), before);
}

#[test]
fn the_command_line_finds_commands() {
    let mut bench = Bench::new(120, 36);
    bench.keys(": as-pr <enter>");
    assert_eq!(document(&bench).structure.view, View::Printed);
    bench.keys(": yuanshi <enter>");
    assert_eq!(document(&bench).structure.view, View::Reading);
    // What was used last stands first, also among what only holds what is typed.
    bench.keys(": <enter>");
    assert_eq!(document(&bench).structure.view, View::Printed);
    bench.keys(": <enter> : line-numbers <enter> :");
    assert_eq!(bench.app.hand.used.len(), 2);
    let row = |text: &str| bench.picture().lines().position(|line| line.contains(text)).unwrap();
    assert!(row("line-numbers") < row("as-printed"));
    bench.keys("<esc> : nonsense <enter>");
    assert!(message(&bench).contains("没有命令"));
}

/// Words that read longer or shorter than the source has them stop no motion.
#[test]
fn every_motion_passes_over_corrected_words() {
    for reading in ["大家都知道的学习学习再学习", "学", ""] {
        for motion in ["l", "w", "e", "W", ")"] {
            let mut bench = Bench::new(80, 24);
            bench.keys("/ 学习身边榜样 <enter> v l s e <bs> <bs>").paste(reading).keys("<enter> {");
            let mut last = None;
            for _ in 0..12 {
                let at = bench.app.reader.cursor;
                assert!(last.is_none_or(|last| at > last), "{motion} over {reading} stays at {at:?}");
                last = Some(at);
                bench.keys(motion);
            }
        }
        let mut bench = Bench::new(60, 24);
        bench.keys("/ 学习身边榜样 <enter> v l s e <bs> <bs>").paste(&reading.repeat(4)).keys("<enter> g g");
        let mut rows = 0;
        while bench.app.reader.order().last()
            != bench.app.reader.at(bench.app.reader.cursor).map(|at| at.block).as_ref()
        {
            bench.keys("j");
            rows += 1;
            assert!(rows < 400, "j stays at {:?}", bench.app.reader.cursor);
        }
    }
}

#[test]
fn edits_without_a_place_can_be_left_behind() {
    let mut bench = Bench::new(120, 36);
    bench.app.project.store = meipi::state::project::Store::Nowhere;
    bench.keys("s t <esc> q");
    assert!(message(&bench).contains("不保存退出") && !bench.quit);
    bench.keys("q");
    assert!(bench.quit);
}

/// An annotation whose text is gone is told, reached behind the last, picked up and put down elsewhere.
#[test]
fn a_lost_annotation_is_reached_and_placed_again() {
    let mut bench = Bench::new(120, 36);
    bench.keys("/ 学习榜样的力量 <enter> x 1");
    let (path, id) = (document(&bench).path.to_string(), bench.app.project.marks[0].id);
    let mut lost = bench.app.project.book.get(&path, id).unwrap().clone();
    lost.quotation.exact = vec!["这句话不在文件里。".into()];
    lost.target.text = meipi::text::TextId::default();
    bench.app.project.book.change(|book| book.set(&path, id, Some(lost)));
    meipi::actions::marks::place_marks(&mut bench.app);
    bench.keys("<esc> g g");
    assert_eq!(bench.app.screen.lost, 1);
    assert!(bench.picture().contains("未找到 1"));
    bench.keys("] a");
    assert_eq!(bench.app.project.lit, Some(id));
    assert!(bench.picture().contains("未找到") && message(&bench).contains("按 r"));
    bench.keys("r / 省委组织部将 <enter> x r");
    assert_eq!(bench.app.screen.lost, 0);
    assert!(bench.app.project.book.get(&path, id).unwrap().quotation.text().contains("省委组织部将"));
}

#[test]
fn articles_and_headings_are_gone_to_by_name() {
    let mut bench = Bench::new(120, 36);
    let title = |bench: &Bench| document(bench).title(bench.app.reader.article).to_owned();
    bench.keys("<space> f rencai <enter>");
    assert!(title(&bench).contains("人才"), "{}", title(&bench));
    bench.keys("^o");
    assert!(title(&bench).contains("汲取榜样"));
    bench.keys("<space> l <down> <enter>");
    assert!(document(&bench).text[bench.app.reader.cursor.0..].starts_with("严把关"));
    // The list opens at the heading that one is below.
    bench.keys("} <space> l <enter>");
    assert!(document(&bench).text[bench.app.reader.cursor.0..].starts_with("严把关"));
}
