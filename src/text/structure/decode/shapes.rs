//! What a line shows that speaks for what it is: the features of the decoder.
//!
//! A shape is told from the line and its blank surroundings alone, never from what other lines were judged to be, so
//! that all lines can be weighed at once. Each speaks for the line itself and for its neighbours.

use super::super::page::{Fact, Page};
use super::super::{marks, neighbours, papers, writers};
use crate::text::is_ideograph;

/// A shape of a line.
pub struct Shape {
    /// Its name, in the table of weights and in the words that explain a judgement.
    pub name: &'static str,
    /// Whether a line has it.
    test: Test,
    /// Only a line that is not long can have it.
    pub brief: bool,
}

/// What tells whether a line has a shape.
enum Test {
    /// The line and what stands around it.
    Line(fn(&Page, usize) -> bool),
    /// How many names stand in a line of nothing but names and roles, and whether roles do.
    Names(fn(usize, bool) -> bool),
}

const fn shape(name: &'static str, test: fn(&Page, usize) -> bool) -> Shape {
    Shape { name, test: Test::Line(test), brief: false }
}

/// A shape that no long line has.
const fn brief(name: &'static str, test: fn(&Page, usize) -> bool) -> Shape {
    Shape { name, test: Test::Line(test), brief: true }
}

/// A shape of a line of names and roles.
const fn named(name: &'static str, test: fn(usize, bool) -> bool) -> Shape {
    Shape { name, test: Test::Names(test), brief: true }
}

fn len(p: &Page, i: usize, from: usize, to: usize) -> bool {
    (from..=to).contains(&p.len(i)) && p.line(i).is_some()
}

fn before(p: &Page, i: usize) -> usize {
    p.line(i).map_or(0, |line| line.before)
}

fn after(p: &Page, i: usize) -> usize {
    p.line(i).map_or(0, |line| line.after)
}

fn stood(p: &Page, i: usize) -> bool {
    p.stood(i)
}

fn first_char(p: &Page, i: usize) -> char {
    p.text(i).chars().next().unwrap_or(' ')
}

fn last_char(p: &Page, i: usize) -> char {
    p.text(i).trim_end().chars().next_back().unwrap_or(' ')
}

/// Signs that stand before an item of a list or a brief.
const BULLETS: &[char] = &['●', '◆', '■', '★', '▲', '◎', '○', '□', '◇', '☆', '•', '·', '※', '►', '▶', '＊', '*', '-'];
/// As many lines at the top may bear the sign of the headlines.
const TOP: usize = 8;

/// Returns the sign that a line begins with: that of its markup, or a bullet.
fn mark(p: &Page, i: usize) -> Option<char> {
    let bullet = p.text(i).chars().next().filter(|c| BULLETS.contains(c));
    if p.markup(i) > 0 { Some('#') } else { bullet }
}

/// Returns the first of these signs at the top of the page, which is that of its headlines.
fn first_mark(p: &Page) -> Option<char> {
    (0..p.count().min(TOP)).find_map(|i| mark(p, i))
}

/// Dashes that lead a subtitle.
const DASHES: &[char] = &['—', '―', '─', '－', '–', '⸺'];

/// Words that say what somebody did for an article or a picture, or for whom they work.
const ROLES: &[&str] = &[
    "本报",
    "本報",
    "本刊",
    "本网",
    "本網",
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "特约",
    "特約",
    "实习生",
    "實習生",
    "实习",
    "見習",
    "见习",
    "首席",
    "编辑",
    "編輯",
    "编译",
    "編譯",
    "整理",
    "撰文",
    "撰稿",
    "采写",
    "采訪",
    "采访",
    "採訪",
    "特派员",
    "特派員",
    "评论员",
    "評論員",
    "读者",
    "讀者",
    "专访",
    "專訪",
    "专题",
    "專題",
    "綜合",
    "综合",
    "編譯",
    "全媒体",
    "融媒体",
    "報道",
    "報導",
    "报道",
    "报导",
    "作者",
    "摄影",
    "攝影",
    "摄",
    "攝",
    "图片",
    "圖片",
    "文字",
    "文图",
    "图文",
    "文",
    "图",
    "圖",
    "校对",
    "供图",
    "供圖",
    "提供",
];

/// Signs that part names and roles.
const APART: &[char] = &[
    ' ', '　', '、', '，', ',', '／', '/', '｜', '|', '丨', '：', ':', '（', '）', '(', ')', '〔', '〕', '【', '】',
    '＆', '&', '·', '｢', '｣', '╱', '．',
];

/// Returns how many names stand in a line that holds nothing but names, roles and signs; and whether roles do.
fn names(line: &str) -> Option<(usize, bool)> {
    if !marks::is_brief(line, 40) {
        return None;
    }
    let (mut names, mut roles) = (0, false);
    for word in line.trim_start_matches(BULLETS).split(APART).filter(|word| !word.is_empty()) {
        let mut word = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '*');
        while let Some(rest) = ROLES.iter().find_map(|role| word.strip_prefix(role).or(word.strip_suffix(role))) {
            (word, roles) = (rest, true);
        }
        let count = word.chars().count();
        if count > 8 {
            return None;
        }
        let single = count == 1 && word.chars().all(is_ideograph);
        let foreign = count <= 8 && count > 1 && roles && word.chars().all(is_ideograph);
        if !(word.is_empty()
            || single
            || (2..=4).contains(&count) && super::super::names::is_name(word)
            || foreign && count <= 3)
        {
            return None;
        }
        names += usize::from(!word.is_empty());
    }
    Some((names, roles))
}

/// All shapes.
pub static SHAPES: &[Shape] = &[
    shape("shape-len-2", |p, i| len(p, i, 1, 2)),
    shape("shape-len-4", |p, i| len(p, i, 3, 4)),
    shape("shape-len-6", |p, i| len(p, i, 5, 6)),
    shape("shape-len-10", |p, i| len(p, i, 7, 10)),
    shape("shape-len-14", |p, i| len(p, i, 11, 14)),
    shape("shape-len-20", |p, i| len(p, i, 15, 20)),
    shape("shape-len-28", |p, i| len(p, i, 21, 28)),
    shape("shape-len-40", |p, i| len(p, i, 29, 40)),
    shape("shape-len-60", |p, i| len(p, i, 41, 60)),
    shape("shape-len-100", |p, i| len(p, i, 61, 100)),
    shape("shape-long", |p, i| p.len(i) > 100),
    shape("shape-none", |p, i| p.line(i).is_none()),
    shape("shape-first", |p, i| i == 0 && p.line(i).is_some()),
    shape("shape-near-top", |p, i| (1..4).contains(&i) && p.line(i).is_some()),
    shape("shape-last", |p, i| i + 1 == p.count()),
    shape("shape-near-foot", |p, i| i + 1 < p.count() && i + 4 >= p.count()),
    shape("shape-close-above", |p, i| i > 0 && before(p, i) == 0),
    shape("shape-one-above", |p, i| before(p, i) == 1),
    shape("shape-two-above", |p, i| before(p, i) == 2),
    shape("shape-white-above", |p, i| before(p, i) >= 3),
    shape("shape-close-below", |p, i| p.line(i + 1).is_some() && after(p, i) == 0),
    shape("shape-white-below", |p, i| after(p, i) >= 3),
    shape("shape-more-above", |p, i| i > 0 && before(p, i) > after(p, i)),
    shape("shape-more-below", |p, i| i > 0 && before(p, i) < after(p, i)),
    shape("shape-indented", |p, i| p.line(i).is_some_and(|line| line.indent >= 2)),
    shape("shape-deep", |p, i| p.line(i).is_some_and(|line| line.indent > 6)),
    shape("shape-less-indented", |p, i| {
        i > 0 && p.line(i).zip(p.line(i - 1)).is_some_and(|(a, b)| a.indent < b.indent)
    }),
    shape("shape-spaced-text", |p, i| p.spaced() && p.line(i).is_some()),
    shape("shape-markdown-text", |p, i| p.markdown() && p.line(i).is_some()),
    shape("shape-wrapped", |p, i| p.line(i).is_some_and(|line| line.lines > 1)),
    shape("shape-ends-stop", |p, i| matches!(last_char(p, i), '。' | '.')),
    shape("shape-ends-ask", |p, i| matches!(last_char(p, i), '！' | '？' | '!' | '?')),
    shape("shape-ends-comma", |p, i| matches!(last_char(p, i), '，' | '、' | ',')),
    shape("shape-ends-colon", |p, i| matches!(last_char(p, i), '：' | ':')),
    shape("shape-ends-semicolon", |p, i| matches!(last_char(p, i), '；' | ';')),
    shape("shape-ends-quote", |p, i| matches!(last_char(p, i), '”' | '」' | '』' | '"')),
    shape("shape-ends-bracket", |p, i| matches!(last_char(p, i), '）' | ')' | '】' | '］' | ']' | '〕')),
    shape("shape-ends-digit", |p, i| last_char(p, i).is_ascii_digit()),
    shape("shape-ends-letter", |p, i| last_char(p, i).is_ascii_alphabetic()),
    shape("shape-ends-ideograph", |p, i| is_ideograph(last_char(p, i))),
    shape("shape-finished", |p, i| p.is(Fact::Finished, i)),
    shape("shape-may-end", |p, i| p.is(Fact::MayEnd, i)),
    shape("shape-holds-sentence", |p, i| p.is(Fact::HoldsSentence, i)),
    shape("shape-holds-clause", |p, i| p.is(Fact::HoldsClause, i)),
    shape("shape-commas", |p, i| p.text(i).matches(['，', ',']).count() >= 2),
    shape("shape-one-comma", |p, i| p.text(i).matches(['，', ',']).count() == 1),
    brief("shape-two-halves", |p, i| {
        p.text(i).trim().split([' ', '　']).filter(|half| half.chars().count() >= 4).count() >= 2
    }),
    brief("shape-words-apart", |p, i| p.text(i).trim().split([' ', '　']).filter(|w| !w.is_empty()).count() >= 3),
    shape("shape-quoted", |p, i| p.text(i).contains(['“', '「', '『'])),
    shape("shape-titles", |p, i| p.text(i).contains(['《', '〈'])),
    shape("shape-digits", |p, i| p.text(i).contains(|c: char| c.is_ascii_digit())),
    shape("shape-latin", |p, i| p.text(i).contains(|c: char| c.is_ascii_alphabetic())),
    shape("shape-colon-inside", |p, i| p.text(i).trim_end_matches(['：', ':']).contains(['：', ':'])),
    shape("shape-slash", |p, i| p.text(i).contains(['／', '/', '｜', '|', '丨'])),
    shape("shape-dot-inside", |p, i| p.text(i).trim_matches(BULLETS).contains('·')),
    shape("shape-starts-dash", |p, i| p.text(i).starts_with(DASHES) || p.text(i).starts_with("--")),
    shape("shape-starts-bullet", |p, i| p.text(i).starts_with(BULLETS)),
    shape("shape-marked-as-first", |p, i| mark(p, i).is_some_and(|sign| Some(sign) == first_mark(p))),
    shape("shape-starts-bracket", |p, i| matches!(first_char(p, i), '（' | '(' | '【' | '［' | '[' | '〔')),
    shape("shape-starts-quote", |p, i| matches!(first_char(p, i), '“' | '「' | '『' | '"')),
    shape("shape-starts-digit", |p, i| first_char(p, i).is_ascii_digit()),
    shape("shape-starts-letter", |p, i| first_char(p, i).is_ascii_alphabetic()),
    shape("shape-starts-pointer", |p, i| papers::points_at_picture(p.text(i))),
    brief("shape-bracketed", |p, i| writers::is_bracketed(p.text(i))),
    shape("shape-level-1", |p, i| p.level(i) == 1),
    shape("shape-level-2", |p, i| p.level(i) == 2),
    shape("shape-level-3", |p, i| p.level(i) >= 3),
    shape("shape-markup", |p, i| p.markup(i) > 0),
    shape("shape-markdown", |p, i| marks::is_markdown(p.text(i))),
    shape("shape-fenced", neighbours::fenced),
    shape("shape-item", |p, i| p.is(Fact::Item, i)),
    brief("shape-row", |p, i| p.is(Fact::Row, i)),
    brief("shape-row-beside", neighbours::row_beside),
    brief("shape-rule", |p, i| marks::is_rule(p.text(i))),
    brief("shape-leader", |p, i| marks::has_leader(p.text(i))),
    brief("shape-address", |p, i| marks::is_address(p.text(i))),
    brief("shape-lead-in", |p, i| marks::is_lead_in(p.text(i))),
    brief("shape-speech", |p, i| marks::is_speech(p.text(i))),
    shape("shape-torn", |p, i| p.is(Fact::Torn, i)),
    shape("shape-broken-off", |p, i| marks::is_broken_off(p.text(i))),
    shape("shape-opens-mark", |p, i| p.is(Fact::Opens, i)),
    shape("shape-closes-mark", |p, i| p.is(Fact::Closes, i)),
    brief("shape-provision", |p, i| marks::is_provision(p.text(i))),
    brief("shape-chapter", |p, i| marks::chapter(p.text(i)).is_some()),
    brief("shape-byline", |p, i| p.is(Fact::Byline, i)),
    brief("shape-signature", |p, i| papers::is_signature(p.text(i))),
    brief("shape-lone-name", |p, i| p.is(Fact::LoneName, i)),
    brief("shape-place-and-name", |p, i| writers::is_place_and_name(p.text(i))),
    brief("shape-names", |p, i| p.is(Fact::Names, i)),
    brief("shape-authority", |p, i| writers::is_authority(p.text(i))),
    brief("shape-office-writer", |p, i| writers::is_office_and_writer(p.text(i))),
    brief("shape-office-name", |p, i| writers::is_office_and_name(p.text(i))),
    brief("shape-led-by-place", |p, i| writers::is_led_by_place(p.text(i))),
    shape("shape-dateline", |p, i| p.is(Fact::Dateline, i)),
    brief("shape-credit", |p, i| p.is(Fact::Credit, i)),
    shape("shape-photographer", |p, i| papers::ends_with_photographer(p.text(i))),
    brief("shape-figure", |p, i| papers::is_figure(p.text(i))),
    brief("shape-web", |p, i| papers::is_web(p.text(i))),
    brief("shape-field", |p, i| papers::is_field(p.text(i))),
    shape("shape-image", |p, i| marks::is_image(p.text(i))),
    brief("shape-numbered-sentence", |p, i| {
        p.level(i) >= 2 && p.is(Fact::Finished, i) && !p.is(Fact::HoldsSentence, i)
    }),
    brief("shape-furniture", |p, i| p.is(Fact::Furniture, i)),
    brief("shape-paper", |p, i| p.is(Fact::Paper, i)),
    brief("shape-page-name", |p, i| papers::is_page_name(p.text(i))),
    brief("shape-date", |p, i| papers::is_date(p.text(i))),
    brief("shape-folio", |p, i| p.is(Fact::Folio, i)),
    brief("shape-section-number", |p, i| papers::is_section_number(p.text(i))),
    brief("shape-turn", |p, i| papers::is_turn(p.text(i))),
    brief("shape-rest", |p, i| papers::is_rest(p.text(i))),
    brief("shape-end", |p, i| papers::is_end(p.text(i))),
    brief("shape-official", |p, i| p.is(Fact::Official, i)),
    brief("shape-official-title", |p, i| {
        writers::is_official_title(p.text(i)) || neighbours::is_address_title(p.text(i))
    }),
    brief("shape-genre-word", |p, i| writers::is_genre(p.text(i))),
    brief("shape-occasion", |p, i| neighbours::is_occasion(p.text(i))),
    brief("shape-announces", |p, i| neighbours::announces(p.text(i))),
    brief("shape-few", neighbours::is_rubric),
    brief("shape-place", neighbours::is_place),
    brief("shape-parted", neighbours::parted),
    brief("shape-footnote", neighbours::footnote),
    brief("shape-runs", neighbours::runs),
    brief("shape-beside-folio", neighbours::beside_folio),
    brief("shape-said-before", stood),
    brief("shape-said-often", |p, i| p.times(i) >= 3),
    brief("shape-timed", |p, i| p.is(Fact::Timed, i)),
    brief("shape-dated", |p, i| p.is(Fact::Dated, i)),
    brief("shape-named", |p, i| p.is(Fact::Named, i)),
    brief("shape-message", |p, i| p.is(Fact::Message, i)),
    shape("shape-photo-end", |p, i| p.text(i).trim_end_matches(['）', ')']).ends_with(['摄', '攝', '图', '圖'])),
    named("shape-only-names", |names, roles| names > 0 && !roles),
    named("shape-names-and-roles", |names, roles| names > 0 && roles),
    named("shape-only-roles", |names, roles| names == 0 && roles),
    shape("shape-ends-as-photo", |p, i| {
        let bare = p.text(i).trim_end_matches(['）', ')', ' ', '　']);
        ["摄", "攝", "摄影", "攝影", "供图", "供圖", "提供", "制图", "製圖", "图"].iter().any(|end| bare.ends_with(end))
    }),
    brief("shape-says-picture", |p, i| {
        let bare = p.text(i).trim_start_matches(['（', '(', '【', '▲', '▼', '◀', '▶', '△', '▽', '←', '→', '↑', '↓']);
        ["图", "圖", "左图", "右图", "上图", "下图", "資料圖", "资料图", "现场", "配图"]
            .iter()
            .any(|start| bare.starts_with(start))
    }),
    shape("shape-much-longer-below", |p, i| p.len(i) > 0 && p.len(i + 1) >= p.len(i) * 3),
    shape("shape-much-shorter-below", |p, i| p.line(i + 1).is_some() && p.len(i + 1) * 3 <= p.len(i)),
    shape("shape-alike-below", |p, i| p.line(i + 1).is_some() && p.len(i).abs_diff(p.len(i + 1)) <= 3),
];

/// Returns the shapes of each line, as places in [`SHAPES`].
pub fn of(page: &Page<'_>) -> Vec<Vec<u16>> {
    let shapes = |i: usize| {
        let long = is_long(page, i);
        let of_names = if long { None } else { names(page.text(i)) };
        let has = |(n, shape): (usize, &Shape)| {
            let shown = !(long && shape.brief)
                && match shape.test {
                    Test::Line(test) => test(page, i),
                    Test::Names(test) => of_names.is_some_and(|(names, roles)| test(names, roles)),
                };
            shown.then_some(n as u16)
        };
        SHAPES.iter().enumerate().filter_map(has).collect()
    };
    (0..page.count()).map(shapes).collect()
}

/// A line of more code points is long.
const LONG: usize = 60;

/// Tells whether a line is too long to head anything or to name anybody.
pub fn is_long(page: &Page<'_>, i: usize) -> bool {
    page.len(i) > LONG && page.level(i) == 0
}
