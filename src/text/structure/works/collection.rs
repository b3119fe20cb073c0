//! Collections of prose: short works one behind the other, each below its name. That they are several is told by what
//! comes again in each of them, the same heads in the same order (原文 译文, 案情 理由), or by their language: the
//! pieces of an old book stand below short names.

use super::super::lists::{FIELDS, LABELS};
use super::super::marks;
use crate::text::is_ideograph;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// The works of a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collection {
    /// The lines that name them, by number.
    pub names: Vec<usize>,
    /// The lines that head the parts of each.
    pub parts: BTreeSet<usize>,
    /// The parts are those of reports: of cases, of studies.
    pub reports: bool,
}

impl Collection {
    /// Tells whether a line stands between the name of a work and the head of its first part.
    pub fn leads(&self, i: usize) -> bool {
        let name = self.names.iter().rev().find(|name| **name < i);
        let part = self.parts.range(i..).next();
        name.zip(part).is_some_and(|(name, part)| {
            part - name <= BETWEEN + 1 && self.parts.range(name..&i).next().is_none() && i < *part
        })
    }
}

/// A part that is the only one comes so many times at least.
const SEVERAL: usize = 3;
/// The most code points of the head of a part.
const PART: usize = 8;
/// The most code points of a name.
const NAME: usize = 60;
/// The most lines between the name of a work and the head of its first part: a number, who wrote it, when.
const BETWEEN: usize = 3;
/// So long, in code points, is a line of running text at least.
const TEXT: usize = 20;
/// The most code points of the name of a piece of an old book.
const PIECE: usize = 16;

/// Marks that stand around the head of a part.
const AROUND: &[char] =
    &['【', '】', '［', '］', '[', ']', '〔', '〕', '《', '》', '（', '）', '(', ')', '：', ':', '*', '#', ' ', '　'];

/// Returns what the head of a part says, if a line can be one: a word or two without any mark but those around it.
fn part(line: &str) -> Option<&str> {
    if !marks::is_brief(line, PART * 2) {
        return None;
    }
    let bare = line.trim_matches(AROUND).trim_start_matches(|c: char| marks::is_numeral(c) || "、．.".contains(c));
    let bare = bare.trim_matches(AROUND);
    let word = (2..=PART).contains(&bare.chars().count()) && bare.chars().all(|c| is_ideograph(c) || c == '　');
    (word && marks::chapter(line).is_none()).then_some(bare)
}

/// Tells whether a line is running text: long, or a sentence.
fn is_text(line: &str) -> bool {
    line.chars().nth(TEXT).is_some() && (marks::may_end_paragraph(line) || marks::holds_clause(line))
}

/// Tells whether a line can belong to the head of a work: short, no sentence, no field with its value. A number may
/// stand before the name: 案例三：渡口一案.
fn is_open(line: &str) -> bool {
    let counts = |label: &str| label.contains(|c: char| marks::is_numeral(c) || c.is_ascii_digit());
    let valued = line.split_once(['：', ':']).is_some_and(|(label, value)| !value.is_empty() && !counts(label));
    let valued = valued || FIELDS.behind(line).any(|rest| rest.starts_with([' ', '　']));
    marks::is_brief(line, NAME) && !marks::may_end_paragraph(line) && !marks::holds_sentence(line) && !valued
}

/// Looks for works that are divided alike.
fn divided(lines: &[&str]) -> Option<Collection> {
    let mut found: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, word) in lines.iter().enumerate().filter_map(|(i, line)| Some((i, part(line)?))) {
        found.entry(word).or_default().push(i);
    }
    found.retain(|_, at| at.len() >= 2);
    let mut parts: Vec<(&str, Vec<usize>)> = found.into_iter().collect();
    parts.sort_by_key(|(_, at)| at.first().copied());
    let heads: BTreeSet<usize> = parts.iter().flat_map(|(_, at)| at.iter().copied()).collect();
    let least = if parts.len() < 2 { SEVERAL } else { 2 };
    // The first part of each work is the one above which their names stand.
    let found = parts.iter().filter(|(_, at)| at.len() >= least).filter_map(|(_, at)| names(lines, &heads, at));
    let names = found.enumerate().max_by_key(|(n, names)| (names.len(), Reverse(*n)))?.1;
    let reports = parts.iter().filter(|(word, _)| LABELS.has(word)).count() * 2 >= parts.len();
    Some(Collection { names, parts: heads, reports })
}

/// Returns the lines that name the works whose first parts stand at some lines, if all have names of their own, and
/// most hold text below several heads.
fn names(lines: &[&str], heads: &BTreeSet<usize>, firsts: &[usize]) -> Option<Vec<usize>> {
    let line = |i: usize| lines.get(i).copied().unwrap_or_default();
    let name = |first: usize| {
        let above = (first.saturating_sub(BETWEEN + 1)..first).rev();
        above.take_while(|i| is_open(line(*i)) && !heads.contains(i)).last()
    };
    let mut names: Vec<usize> = firsts.iter().filter_map(|first| name(*first)).collect();
    if names.len() < firsts.len() {
        return None;
    }
    // Above the first work stands the name of all as well.
    let least = names.iter().zip(firsts).skip(1).map(|(name, first)| first - name).min();
    if let Some((name, least)) = names.first_mut().zip(least) {
        *name = (*name).max(firsts.first().map_or(0, |first| first.saturating_sub(least)));
    }
    let different: BTreeSet<&str> = names.iter().map(|name| line(*name)).collect();
    if different.len() < names.len() {
        return None;
    }
    let several = heads.iter().filter_map(|i| part(line(*i))).collect::<BTreeSet<_>>().len() > 1;
    let ends = names.iter().skip(1).copied().chain([lines.len()]);
    let whole = names.iter().zip(ends).filter(|(name, end)| {
        let within: BTreeSet<&str> = heads.range(**name..*end).filter_map(|i| part(line(*i))).collect();
        (!several || within.len() >= 2) && (**name..*end).any(|i| is_text(line(i)))
    });
    (whole.count() * 3 >= names.len() * 2).then_some(names)
}

/// Words of the written language of old, those that only it has, and words of the language of today.
const OLD: &str = "之其而以于於者也矣曰焉乎兮乃哉吾汝";
const OLDEST: &str = "矣曰焉乎兮哉吾耶";
const NEW: &str = "的了们们这這那吗嗎呢很把被让讓吧啊";
/// One of so many characters of a text of old is a word that only its language has.
const SELDOM: usize = 400;

/// Tells whether a good part of a text is written in the language of old: as much as an old book makes beside its
/// translation.
fn is_old(text: &[&str]) -> bool {
    let (mut all, mut old, mut oldest) = (0, 0, 0);
    for line in text {
        let count = |words: &str| line.chars().filter(|c| words.contains(*c)).count();
        let length = line.chars().count();
        all += length;
        if count(NEW) == 0 && count(OLD) > 0 {
            (old, oldest) = (old + length, oldest + count(OLDEST));
        }
    }
    old * 5 >= all && oldest >= 2 && oldest * SELDOM >= old
}

/// Tells whether a line ends with a mark, of a sentence or of a part of one.
fn ends(line: &str) -> bool {
    marks::may_end_paragraph(line) || line.ends_with(['，', '、'])
}

/// Looks for the pieces of an old book, below short names.
fn pieces(lines: &[&str]) -> Option<Collection> {
    let text: Vec<&str> = lines.iter().copied().filter(|line| ends(line) || is_text(line)).collect();
    let line = |i: usize| lines.get(i).copied().unwrap_or_default();
    let sign = |c: char| is_ideograph(c) || c.is_ascii_digit() || "·・　 （）()《》〈〉".contains(c);
    let named = |i: &usize| marks::is_brief(line(*i), PIECE) && line(*i).chars().all(sign) && ends(line(i + 1));
    let names: Vec<usize> = (0..lines.len()).filter(named).collect();
    let different: BTreeSet<&str> = names.iter().map(|name| line(*name)).collect();
    let several = names.len() >= 2 && different.len() >= 2 && names.first().is_some_and(|first| *first < 2);
    let prose = text.len() * 3 >= lines.len() * 2 && names.len() * 2 <= text.len();
    (several && prose && is_old(&text)).then(|| Collection { names, ..Collection::default() })
}

/// Returns the works of a text that is a collection, told by its lines that are not blank.
pub fn of(lines: &[&str]) -> Option<Collection> {
    divided(lines).or_else(|| pieces(lines))
}

#[cfg(test)]
mod tests {
    use super::super::super::{Genre, Structure, View};
    use super::*;

    const FABLES: &str = "渔樵小计\n\n借舟渡人\n\n原文\n\n舟在彼岸，人在此岸，以言借之而舟自至。\n\n译文\n\n船在对岸，人在这边，用话把它借来。\n\n\
        闭门听雨\n\n原文\n\n雨至而门闭，客不得入，主人听其声而知其多寡。\n\n译文\n\n雨来的时候关上门，客人进不来。\n\n\
        移花入瓮\n\n原文\n\n花之在野也，人皆见之；移而入瓮，则一人之花矣。\n\n译文\n\n花长在野外，大家都看得见。\n";
    const CASES: &str = "案例一：沈某诉渡口公司案\n（审判委员会讨论通过）\n【关键词】\n运输合同　违约\n【基本案情】\n沈某将茶叶十箱交给公司运输，途中遇雨，茶叶全部受潮。\n【裁判结果】\n法院判决公司赔偿三万元。\n\
        案例二：骆某诉水库管理所案\n（审判委员会讨论通过）\n【关键词】\n财产损害　放水\n【基本案情】\n骆某在水库下游养鱼，管理所夜里放水，网箱被冲走。\n【裁判结果】\n法院判决管理所赔偿八万元。\n";
    const SAYINGS: &str = "渡人问\n\n沈子见渡人。渡人曰：“先生不远十里而来，亦将有以利吾舟乎？”\n\n沈子去拜见摆渡的人。摆渡的人问他有没有什么好处。\n\n\
        沈子曰：“子何必曰利？亦有信而已矣。”\n\n沈子说：“您为什么一定要说好处呢？有信用就够了。”\n\n\
        观潮\n\n潮之来也，其声如雷，而渔者不惊。或问其故，曰：“吾闻之久矣。”\n\n潮水来的时候声音像打雷，打鱼的人却不害怕。\n";

    fn read(text: &str) -> (Genre, Vec<String>) {
        let structure = Structure::new(text, false, &[], View::Reading);
        (structure.genre, structure.articles.into_iter().map(|article| article.title).collect())
    }

    #[test]
    fn works_that_are_divided_alike_are_a_collection() {
        let (genre, titles) = read(FABLES);
        assert_eq!(genre, Genre::Plain);
        assert_eq!(titles, ["借舟渡人", "闭门听雨", "移花入瓮"]);
        let (genre, titles) = read(CASES);
        assert_eq!(genre, Genre::Report);
        assert_eq!(titles, ["案例一：沈某诉渡口公司案", "案例二：骆某诉水库管理所案"]);
    }

    #[test]
    fn pieces_of_an_old_book_stand_below_their_names() {
        let (genre, titles) = read(SAYINGS);
        assert_eq!((genre, titles), (Genre::Plain, vec!["渡人问".to_owned(), "观潮".to_owned()]));
    }

    #[test]
    fn one_article_with_headings_is_no_collection() {
        let text = "渡口的一天\n\n早上六点，第一班船离岸，船上坐着上学的孩子。\n\n等客\n\n船工老沈把缆绳系好，坐在石阶上等人。\n\n过江\n\n江上有雾，船开得很慢，没有人说话。\n\n归来\n\n天黑以后，最后一班船回来了。\n";
        assert_eq!(of(&text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>()), None);
        assert_eq!(read(text).1.len(), 1);
        // Two who speak in turn have no names above what they say.
        let said = "甲\n我先说一句，今年的水比去年大得多，船都不敢开。\n乙\n我也这么看，去年这个时候已经可以过江了。\n甲\n那就再等两天，等水退了再说。\n乙\n好，就这么定了，两天以后再来看。\n";
        assert_eq!(of(&said.lines().collect::<Vec<_>>()), None);
    }

    #[test]
    fn heads_of_parts_may_be_numbered_and_bracketed() {
        assert_eq!(
            ["一、原文", "【译文】", "（二）注释", "原文："].map(part),
            ["原文", "译文", "注释", "原文"].map(Some)
        );
        assert_eq!(["第一章", "原", "他走了。", "1995"].map(part), [None; 4]);
    }
}
