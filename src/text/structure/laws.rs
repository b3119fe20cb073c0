//! Laws that hold for any text, tried over lines of all sorts: no line is hidden, shown twice, moved or set aside
//! without reason. Each law is shown to catch what it forbids.

use super::*;
use crate::units::Slice;
use crate::units::{Byte, ByteSpan};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

const NAMES: &[&str] = &["周小满", "召集人", "鱼摊刘婶", "访员", "说话人 2", "小唐🌸", "梁石"];
const PROSE: &[&str] = &[
    "河堤修到第三年，沿岸的村子才算安稳下来。",
    "味道淡了些。",
    "他把缆绳一圈圈收好，抬头看了看天，云压得很低。",
    "修堤的规矩是老辈人定下来的，谁家出几个工，谁家出几担石头，都写在祠堂的墙上。",
    "“你先走。”她说。",
    "不知道",
    "希望延长图书馆开放时间，晚上也能去，最好周末也不要关门",
    "旧堤多为土筑，年年加高，年年决口，沿河村镇苦之，直到民国中期才改成",
    "石砌，前后费时八年，耗银三万两。",
    "的老屋，墙皮剥落了大半。",
];
const LINES: &[&str] = &[
    "河堤合龙 沿岸村民领到新秧",
    "老街修旧 商户先搬后迁",
    "——东岭镇三年修路记",
    "东岭",
    "要闻",
    "本报记者 周小满",
    "□ 梁石",
    "（东岭组）",
    "本报讯（记者 周小满）昨日上午，河堤合龙，沿岸三千亩水田赶上了春灌。",
    "▲图为村民在河滩上插秧。",
    "周小满 摄",
    "（下转第三版）",
    "（上接第一版）",
    "责任编辑：何田 版式：郑水",
    "2023年11月2日 星期四",
    "第3版",
    "河志卷二",
    "河志卷二",
    "本书首发于某站请勿转载",
    "本章小结",
    "前言",
    "后记",
    "# 卷首",
    "- 竹器",
    "一、旧堤",
    "（一）土方",
    "***",
    "（完）",
    "编号\t姓名\t意见",
    "WEBVTT",
    "[ti:渡口]",
    "☆、第二章",
    "【第三章 渡口】",
    "目录",
];

fn line() -> impl Strategy<Value = String> {
    let clock = (select(NAMES), 0..24u8, 0..60u8);
    prop_oneof![
        6 => Just(String::new()),
        6 => select(PROSE).prop_map(str::to_owned),
        6 => select(LINES).prop_map(str::to_owned),
        2 => clock.prop_map(|(name, hour, minute)| format!("{name} {hour}:{minute:02}")),
        1 => select(NAMES).prop_map(|name| format!("{name}：")),
        1 => (select(NAMES), select(PROSE)).prop_map(|(name, said)| format!("{name}：{said}")),
        1 => (1..12u8, 1..28u8).prop_map(|(month, day)| format!("2023年{month}月{day}日 阴")),
        1 => (1..30u8).prop_map(|n| format!("第{n}章 渡口")),
        1 => (1..200u8).prop_map(|n| n.to_string()),
        1 => (0..60u8).prop_map(|n| format!("00:00:{n:02},000 --> 00:01:{n:02},500")),
        1 => (0..60u8, select(PROSE)).prop_map(|(n, said)| format!("[00:{n:02}.10]{said}")),
        1 => (1..200u8).prop_map(|n| format!("— {n} —")),
        1 => (1..200u8).prop_map(|n| format!("{n} 河志卷二")),
        1 => (1..9u8, select(PROSE)).prop_map(|(n, said)| format!("{n}\n{said}")),
    ]
}

/// Texts of all sorts of lines.
pub fn texts() -> impl Strategy<Value = String> {
    let indented = (select(&["", "　　", "  "][..]), line());
    let indented = indented.prop_map(|(lead, line)| if line.is_empty() { line } else { format!("{lead}{line}") });
    proptest::collection::vec(indented, 0..48).prop_map(|lines| lines.join("\n"))
}

/// Returns the lines in the order of the rows of the list: the page that belongs to no article, then the articles.
fn walk(text: &str, structure: &Structure) -> Vec<usize> {
    let rows = (0..=structure.articles.len()).flat_map(|n| structure.reading_order(n));
    let parts = rows.filter_map(|id| structure.block(*id)).flat_map(|block| &block.parts);
    let lines = |part: &Part| {
        let solid = text.slice(part.span).split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
        solid.map(|(n, _)| part.line + n).collect::<Vec<_>>()
    };
    parts.flat_map(lines).collect()
}

/// Every line is shown once.
fn first(text: &str, structure: &Structure) -> Result<(), String> {
    let mut shown = walk(text, structure);
    shown.sort_unstable();
    let lines = text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(n, _)| n + 1);
    let lines: Vec<usize> = lines.collect();
    if shown == lines { Ok(()) } else { Err(format!("{shown:?} are shown of {lines:?}")) }
}

/// Tells whether two chapters at least are numbered.
fn has_chapters(text: &str) -> bool {
    let chapters = text.lines().map(str::trim).filter(|line| line.starts_with('第') && line.contains("章 "));
    chapters.collect::<std::collections::BTreeSet<_>>().len() > 1
}

/// Tells whether a line has the marks that only the number of a page has: — 3 —, 第3版.
fn is_marked(line: &str) -> bool {
    let ruled = line.strip_prefix('—').and_then(|line| line.strip_suffix('—'));
    let named = || line.strip_prefix('第').and_then(|line| line.strip_suffix(['版', '页']));
    ruled.or_else(named).is_some_and(|number| number.trim().parse::<u16>().is_ok())
}

/// Returns what stands behind the number that a line begins with.
fn numbered(line: &str) -> Option<&str> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    word.parse::<u16>().ok().map(|_| rest)
}

/// Tells whether lines are the edge of a page: its number, which is marked or one of a few in the text, with what
/// stands beside it three times or names the chapter again.
fn is_edge(text: &str, from: usize, lines: &[&str]) -> bool {
    let all: Vec<&str> = text.split('\n').map(str::trim).collect();
    let numbers: Vec<&str> = all.iter().filter_map(|line| numbered(line)).collect();
    let again = |rest: &&&str| numbers.iter().filter(|other| other == rest).count() > 1;
    let few = (numbers.iter().filter(again).count().max(1) - 1) * FAR <= all.len();
    let number = |(_, line): (usize, &str)| is_marked(line) || few && numbered(line).is_some();
    let chapter = |n: usize| all[n].starts_with('第') && all[..n].contains(&all[n]);
    let runs = |(n, line): (usize, &str)| all.iter().filter(|other| **other == line).count() >= 3 || chapter(n);
    let lines =
        || lines.iter().enumerate().map(|(n, line)| (from + n, line.trim())).filter(|(_, line)| !line.is_empty());
    lines().count() == 0 || lines().any(number) && lines().all(|line| number(line) || runs(line))
}

/// Numbers with fewer lines between them in the mean count something else than pages.
const FAR: usize = 6;

/// Tells whether a line tells a time or a date, or leads to what stands below it.
fn is_told(line: &str) -> bool {
    let digits = line.contains(|c: char| c.is_ascii_digit());
    line.contains([':', '：']) || digits && line.contains(['月', '日', '点'])
}

/// Only a page moves a line; what has numbered chapters is none. In a plain text a paragraph goes on behind nothing
/// but the edge of a page.
fn second(text: &str, structure: &Structure) -> Result<(), String> {
    if structure.form == Form::Page {
        return if has_chapters(text) { Err("chapters are moved".into()) } else { Ok(()) };
    }
    let rows = (0..=structure.articles.len()).flat_map(|n| structure.reading_order(n));
    let starts: Vec<Byte> = rows.filter_map(|id| structure.block(*id)).map(Block::start).collect();
    if !starts.is_sorted() {
        return Err("a line has moved".into());
    }
    for block in &structure.blocks {
        for pair in block.parts.windows(2) {
            let between = ByteSpan::new(pair[0].span.end, pair[1].span.start);
            let lines: Vec<&str> = text.slice(between).split('\n').collect();
            if !is_edge(text, pair[0].line + pair[0].lines - 2, &lines) {
                return Err(format!("joined over {:?}", text.slice(between)));
            }
        }
    }
    Ok(())
}

/// What is set aside stands at the head or foot of a page, is the name of a column, or repeats beside the numbers of
/// pages; it has no time, no date, nothing that leads to more.
fn fourth(text: &str, structure: &Structure) -> Result<(), String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    text.lines().for_each(|line| *times.entry(line.trim()).or_default() += 1);
    let of = |id: BlockId| structure.block(id).filter(|block| block.article > 0);
    let inside: Vec<BlockId> = (0..structure.blocks.len()).filter(|id| of(*id).is_some()).collect();
    if inside.is_empty() && structure.blocks.iter().any(|b| matches!(b.kind, Kind::Title | Kind::Body)) {
        return Err("all is set aside".into());
    }
    let last = structure.blocks.iter().rposition(|b| matches!(b.kind, Kind::Title | Kind::Body | Kind::Caption));
    for (id, block) in structure.blocks.iter().enumerate().filter(|(_, block)| block.article == 0) {
        let line = text.slice(block.parts[0].span);
        let outer = inside.first().is_none_or(|first| id < *first) || last.is_none_or(|last| id > last);
        let rim = outer && block.kind != Kind::Body;
        let runs = times.get(line).is_some_and(|times| *times >= 3) && !is_told(line);
        let column = block.kind == Kind::Rubric;
        if structure.form != Form::Page || !(rim || runs || column) {
            return Err(format!("{line} is set aside"));
        }
    }
    Ok(())
}

type Law = fn(&str, &Structure) -> Result<(), String>;
const LAWS: [Law; 3] = [first, second, fourth];

proptest! {
    #![proptest_config(crate::laws::cases(256))]

    #[test]
    fn nothing_is_hidden_moved_or_set_aside_without_reason(text in texts(), local: bool) {
        let structure = Structure::new(&text, local, &[], View::Reading);
        for law in LAWS {
            law(&text, &structure).map_err(TestCaseError::fail)?;
        }
        if structure.articles.len() == 1 {
            prop_assert_eq!(structure.own(), 0);
        }
    }

    #[test]
    fn the_structure_of_a_prefix_is_a_prefix(text in texts(), cut in 0..48usize) {
        let head: Vec<&str> = text.split('\n').take(cut).collect();
        let (head, whole) = (head.join("\n"), text);
        let [head, whole] = [&head, &whole].map(|text| Structure::new(text, true, &[], View::Reading));
        // What a long text is, its head decides; these are shorter than that.
        prop_assume!(head.genre == whole.genre);
        // The last lines may go on behind the cut.
        let sure = head.blocks.len().saturating_sub(3);
        for (a, b) in head.blocks.iter().zip(&whole.blocks).take(sure) {
            prop_assert_eq!((a.start(), a.article, a.end()), (b.start(), b.article, b.end()));
        }
    }

    #[test]
    fn what_a_person_sets_aside_is_aside(text in texts(), at in 0..40usize) {
        let guess = Structure::new(&text, false, &[], View::Reading);
        let Some(block) = guess.block(at) else { return Ok(()) };
        let spans = vec![block.parts[0].span];
        let aside = Correction { spans, ruling: Ruling::Belongs(None) };
        let found = Structure::new(&text, false, &[aside], View::Reading);
        let id = found.block_at(block.start()).unwrap();
        prop_assert_eq!(found.block(id).unwrap().article, 0);
        first(&text, &found).map_err(TestCaseError::fail)?;
    }
}

const PAGE: &str = "要闻\n\n河堤合龙 沿岸村民领到新秧\n\n本报记者 周小满\n\n河堤修到第三年，沿岸的村子才算安稳下来。\n\n老街修旧 商户先搬后迁\n\n本报记者 梁石\n\n老街的墙皮剥落了大半，商户们先搬后迁。\n";
const PLAIN: &str = "访员 9:01\n堤是哪年修的？\n\n梁石 9:02\n第三年。\n\n访员 9:03\n后来呢？\n";

fn planted(text: &str, fault: impl Fn(&mut Structure)) -> [bool; 3] {
    let mut structure = Structure::new(text, false, &[], View::Reading);
    assert!(LAWS.iter().all(|law| law(text, &structure).is_ok()));
    fault(&mut structure);
    LAWS.map(|law| law(text, &structure).is_err())
}

#[test]
fn the_laws_catch_what_they_forbid() {
    let hidden = planted(PLAIN, |s| {
        s.articles[0].blocks.remove(2);
    });
    let twice = planted(PAGE, |s| s.page.extend(s.articles[0].blocks.first().copied()));
    assert!(hidden[0] && twice[0]);
    let moved = planted(PLAIN, |s| s.articles[0].blocks.swap(0, 1));
    let joined = planted(PLAIN, |s| {
        let part = s.blocks.remove(3).parts.remove(0);
        s.blocks[1].parts.push(part);
    });
    assert!(moved[1] && joined[1]);
    let chapters = "第1章 渡口\n\n河堤修到第三年，沿岸的村子才算安稳下来。\n\n第2章 渡口\n\n味道淡了些。\n";
    assert!(planted(chapters, |s| s.form = Form::Page)[1]);
    let over = planted(
        "河堤修到第三年，沿岸的村子才算安稳下来\n1\n味道淡了些。\n2\n不知道\n3\n",
        |s| {
            let part = s.blocks.remove(2).parts.remove(0);
            s.blocks[0].parts.push(part);
        },
    );
    assert!(over[1]);
    let all = planted(PAGE, |s| s.blocks.iter_mut().for_each(|b| b.article = 0));
    let rim = planted(PAGE, |s| s.blocks.iter_mut().rev().take(1).for_each(|b| b.article = 0));
    assert!(all[2] && rim[2]);
    let aside = planted(PLAIN, |s| s.blocks[0].article = 0);
    let middle = planted(PAGE, |s| {
        let body = s.blocks.iter().position(|b| b.kind == Kind::Body).unwrap();
        s.blocks[body].article = 0;
    });
    assert!(aside[2] && middle[2]);
    assert_eq!(Structure::new(PAGE, false, &[], View::Reading).form, Form::Page);
}
