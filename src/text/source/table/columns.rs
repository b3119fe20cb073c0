//! Which columns of a table are its key and its text: proposed by their names and by what stands in them, or said by a
//! person.

use super::grid::{Grid, is_blank, is_figure};
use std::collections::HashSet;

/// What a person says of the columns of a table. What is not said is proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The name of the column whose cells call the rows; empty if their numbers do.
    pub key: Option<String>,
    /// The names of the columns whose cells are text, in the order in which they are read.
    pub text: Vec<String>,
}

/// The columns that were chosen, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The key; none if rows are called by their numbers.
    pub key: Option<usize>,
    /// The text.
    pub text: Vec<usize>,
    /// The key that a person named cannot be one: some of its cells are empty or alike.
    pub unfit: bool,
}

/// The names of columns that are keys.
const KEYS: &[&str] = &[
    "id",
    "编号",
    "序号",
    "编码",
    "学号",
    "工号",
    "证号",
    "记录号",
    "答卷编号",
    "样本编号",
    "key",
    "uid",
    "uuid",
    "_id",
    "no",
    "no.",
    "编號",
    "編號",
    "序號",
    "mid",
    "localid",
];
/// How names of columns end that are keys.
const KEY_ENDS: &[&str] = &["编号", "序号", "編號", "序號"];
/// The names of columns that are text.
const TEXTS: &[&str] = &[
    "text",
    "content",
    "body",
    "正文",
    "内容",
    "內容",
    "文本",
    "原文",
    "全文",
    "文章",
    "回答",
    "评论",
    "评论内容",
    "微博正文",
    "文章内容",
    "新闻内容",
    "帖子内容",
    "答案",
    "message",
    "msg",
    "strcontent",
];
/// The longest key that is proposed, in code points.
const KEY: usize = 64;
/// The rows by which columns of text are told.
const SAMPLE: usize = 2000;
/// The code points of a cell by which they are told.
const HEAD: usize = 500;
/// The cells by which they are told.
const CELLS: usize = 4_000_000;

/// Chooses the key and the text of a table.
pub fn choose(grid: &Grid<'_>, said: &Columns) -> Chosen {
    let told = said.key.as_ref().and_then(|name| grid.column(name));
    let fit = told.filter(|key| is_key(grid, *key, usize::MAX));
    let numbers = said.key.as_ref().is_some_and(String::is_empty);
    let named = fit.or_else(|| if numbers { None } else { by_name(grid) });
    let mut text: Vec<usize> = Vec::new();
    for column in said.text.iter().filter_map(|name| grid.column(name)) {
        if !text.contains(&column) {
            text.push(column);
        }
    }
    if text.is_empty() {
        text = texts(grid, named);
    }
    // What is read is no name for itself, unless a person says so.
    let all = || (0..grid.names.len()).filter(|n| !text.contains(n)).find(|n| is_key(grid, *n, KEY));
    let key = fit.or(named.filter(|key| !text.contains(key))).or_else(|| if numbers { None } else { all() });
    Chosen { key, text, unfit: said.key.is_some() && !numbers && fit.is_none() }
}

fn by_name(grid: &Grid<'_>) -> Option<usize> {
    let exact = |name: &str| KEYS.contains(&name.to_lowercase().as_str());
    let ends = |name: &str| KEY_ENDS.iter().any(|end| name.to_lowercase().ends_with(end)) || ends_in_id(name);
    [&exact as &dyn Fn(&str) -> bool, &ends].into_iter().find_map(|is| {
        let mut all = grid.names.iter().enumerate().filter(|(_, name)| is(name.trim()));
        all.find(|(n, _)| is_key(grid, *n, KEY)).map(|(n, _)| n)
    })
}

/// Tells whether a name ends in `id` as a word of its own: 微博id, userId.
fn ends_in_id(name: &str) -> bool {
    let before = ["Id", "ID"].iter().find_map(|id| name.strip_suffix(id));
    let small = || name.strip_suffix("id").filter(|rest| !rest.ends_with(|c: char| c.is_ascii_alphabetic()));
    before
        .map(|rest| !rest.ends_with(|c: char| c.is_ascii_uppercase()))
        .or_else(|| small().map(|_| true))
        .unwrap_or(false)
}

/// Tells whether all cells of a column are there, differ from each other, and are short.
fn is_key(grid: &Grid<'_>, column: usize, most: usize) -> bool {
    let mut seen = HashSet::new();
    let fits = |cell: &str| cell.len() <= most || !cell.contains('\n') && cell.chars().nth(most).is_none();
    grid.rows().len() > 0
        && grid.rows().all(|row| {
            let own = row.get(column).map(str::trim).filter(|cell| !is_blank(cell));
            own.is_some_and(|own| fits(own) && seen.insert(own))
        })
}

/// What is told of a column by the cells of the first rows.
#[derive(Clone, Copy, Debug, Default)]
struct Sample {
    /// Cells with something in them.
    filled: usize,
    /// Code points of them.
    length: usize,
    /// How many of them differ.
    differing: usize,
    /// How many are numbers, dates, addresses, codes.
    coded: usize,
    /// How many have the signs of sentences.
    prose: usize,
}

impl Sample {
    fn of(grid: &Grid<'_>, column: usize) -> Self {
        let mut sample = Self::default();
        let rows = SAMPLE.min(CELLS / grid.names.len().max(1)).max(1);
        let mut seen = HashSet::new();
        for own in grid.rows().take(rows).filter_map(|row| row.get(column)).filter(|own| !is_blank(own)) {
            sample.filled += 1;
            let own = head(own);
            sample.length += own.chars().count();
            sample.coded += usize::from(is_coded(own));
            sample.prose += usize::from(own.contains(['，', '。', '！', '？', '；', '…', '\n']));
            sample.differing += usize::from(seen.insert(own));
        }
        sample
    }

    /// Tells whether the column may be text.
    fn is_text(&self) -> bool {
        self.filled > 0 && self.coded * 2 < self.filled
    }

    /// Most of its cells are sentences, and few of them the same.
    fn is_prose(&self) -> bool {
        self.prose * 2 >= self.filled && self.differing * 2 >= self.filled
    }

    /// The mean length of its cells, less the more of them are alike: what is ticked is long, but always the same.
    fn weight(&self) -> usize {
        let filled = self.filled.max(1);
        self.length * 1000 / filled * self.differing / filled
    }
}

/// Returns the beginning of a cell, by which it is told what it is.
fn head(cell: &str) -> &str {
    let end = cell.char_indices().nth(HEAD).map_or(cell.len(), |(at, _)| at);
    cell.get(..end).unwrap_or(cell)
}

/// Tells whether a cell is no prose: a number, an address, a code, mostly digits and signs.
fn is_coded(cell: &str) -> bool {
    let cell = cell.trim();
    if is_figure(cell) || !cell.contains(char::is_whitespace) && (cell.contains("://") || cell.contains('@')) {
        return true;
    }
    let (mut letters, mut others) = (0, 0);
    for c in cell.chars().take(200) {
        let prose = c.is_alphabetic() || c.is_whitespace() || "，。！？、；：“”".contains(c);
        letters += usize::from(prose);
        others += usize::from(!prose);
    }
    let word = cell.is_ascii() && !cell.contains(' ') && cell.len() > 12;
    others > letters || word
}

/// Proposes the columns of text: those that are called so; else the one with the longest texts, and others that
/// are sentences.
fn texts(grid: &Grid<'_>, key: Option<usize>) -> Vec<usize> {
    let others = || (0..grid.names.len()).filter(|n| Some(*n) != key);
    let is_named = |n: &usize| {
        let name = grid.names.get(*n).map(|name| name.trim().to_lowercase()).unwrap_or_default();
        let filled = || grid.rows().any(|row| row.get(*n).is_some_and(|own| !is_blank(own)));
        TEXTS.contains(&name.as_str()) && filled()
    };
    let named: Vec<usize> = others().filter(is_named).collect();
    if !named.is_empty() {
        return named;
    }
    let samples: Vec<(usize, Sample)> =
        others().map(|n| (n, Sample::of(grid, n))).filter(|(_, s)| s.is_text()).collect();
    let most = samples.iter().map(|(_, sample)| sample.weight()).max().unwrap_or(0);
    let first = samples.iter().find(|(_, sample)| sample.weight() == most).map(|(n, _)| *n);
    samples.iter().filter(|(n, sample)| Some(*n) == first || sample.is_prose()).map(|(n, _)| *n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::table::grid::words_of;

    fn chosen(rows: &[&[&str]]) -> (Option<usize>, Vec<usize>) {
        let (words, cells) = words_of(rows);
        let chosen = choose(&Grid::new("", cells, &words), &Columns::default());
        (chosen.key, chosen.text)
    }

    #[test]
    fn the_key_differs_in_all_rows_and_the_text_is_long() {
        let survey: &[&[&str]] = &[
            &["提交时间", "序号", "来自IP", "态度", "您怎么看？", "还想说什么？"],
            &[
                "9:01",
                "3",
                "10.1.2.3(西宁)",
                "非常同意这一看法并愿意参加",
                "渠修得好，水也够用了。",
                "路灯不够亮，晚上走路不便。",
            ],
            &["9:01", "1", "10.1.2.4(西宁)", "非常同意这一看法并愿意参加", "好。", ""],
            &[
                "9:02",
                "2",
                "10.1.2.5(西宁)",
                "非常同意这一看法并愿意参加",
                "还行，就是太远了，老人走不动。",
                "没有了，都很好，谢谢你们。",
            ],
        ];
        assert_eq!(chosen(survey), (Some(1), vec![4, 5]));
        let names: &[&[&str]] = &[&["姓名", "单位"], &["甲某", "东村"], &["乙某", "西村村民委员会办公室"]];
        assert_eq!(chosen(names), (Some(0), vec![1]));
        let lone: &[&[&str]] = &[&["意见"], &["渠修好了。"], &["树种上了。"]];
        assert_eq!(chosen(lone), (None, vec![0]));
        let named: &[&[&str]] =
            &[&["标题很长很长很长很长", "内容", "id"], &["一个很长的标题一个很长的标题", "短", "1"], &["二", "", "2"]];
        assert_eq!(chosen(named), (Some(2), vec![1]));
        assert_eq!(chosen(&[&["a", "b"], &["1", "2"]]), (Some(0), vec![]));
    }

    #[test]
    fn names_of_keys_are_known() {
        for name in ["微博id", "userId", "post_id", "答卷编号", "用户ID", "ID"] {
            assert_eq!(chosen(&[&["甲", name, "内容"], &["1", "x", "水"], &["2", "y", "渠"]]).0, Some(1), "{name}");
        }
        for name in ["valid", "COVID", "paid"] {
            assert_eq!(chosen(&[&["甲", name, "内容"], &["1", "x", "水"], &["2", "y", "渠"]]).0, Some(0), "{name}");
        }
    }

    #[test]
    fn a_person_decides() {
        let (words, cells) =
            words_of(&[&["id", "名", "甲", "乙"], &["1", "x", "一段话", "另一段话"], &["2", "x", "一", "另一段"]]);
        let table = Grid::new("", cells, &words);
        let said = |key: Option<&str>, text: &[&str]| Columns {
            key: key.map(str::to_owned),
            text: text.iter().map(|&name| name.to_owned()).collect(),
        };
        let told = choose(&table, &said(Some("甲"), &["乙", "名", "乙", "无"]));
        assert_eq!(told, Chosen { key: Some(2), text: vec![3, 1], unfit: false });
        let unfit = choose(&table, &said(Some("名"), &[]));
        assert_eq!((unfit.key, unfit.unfit), (Some(0), true));
        assert!(choose(&table, &said(Some("无"), &[])).unfit);
        // The text is no key of itself unless that is said.
        assert_eq!(choose(&table, &said(None, &["id"])).key, Some(2));
    }
}
