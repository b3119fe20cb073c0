//! The lines that say who speaks, or when: the heads of turns, messages and entries.

use super::super::marks::{is_address, is_brief, is_lead_in, is_numeral, is_rule};

/// The most code points of a line that only says who speaks, or when.
const HEAD: usize = 40;
/// The most code points of a speaker's name.
const NAME: usize = 16;

/// Returns where the first time of day in the line stands, in bytes: 9:05, 09:12:33, 00:01.5, 8点30分.
pub fn clock(line: &str) -> Option<std::ops::Range<usize>> {
    let starts = line.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at);
    let free = |at: &usize| !line.get(..*at).unwrap_or_default().ends_with(|c: char| c.is_ascii_digit() || c == '.');
    starts.filter(free).find_map(|start| clock_at(line, start).map(|end| start..end))
}

/// Returns where the time of day ends that begins at a position.
fn clock_at(line: &str, start: usize) -> Option<usize> {
    let rest = line.get(start..)?;
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let hours = digits(rest);
    if !(1..=2).contains(&hours) {
        return None;
    }
    let (mut at, mut groups) = (hours, 0);
    while let Some(sign) = rest.get(at..)?.chars().next().filter(|c| [':', '：', '点', '时'].contains(c)) {
        let behind = at + sign.len_utf8();
        let count = digits(rest.get(behind..)?);
        if !(1..=2).contains(&count) || count == 1 && [':', '：'].contains(&sign) {
            break;
        }
        (at, groups) = (behind + count, groups + 1);
    }
    let tail = rest.get(at..)?;
    let tail = tail.strip_prefix('分').unwrap_or(tail);
    let parts = tail.strip_prefix(['.', ',']).map_or(tail, |parts| parts.get(digits(parts)..).unwrap_or_default());
    (groups > 0).then(|| start + rest.len() - parts.len())
}

/// Tells whether a character can be part of a date.
fn of_date(c: char) -> bool {
    is_numeral(c) || c.is_whitespace() || "年月日号-/.初廿".contains(c)
}

/// Returns what stands behind the date at the start of the line: of 1月3日 周三 the day of the week.
fn behind_date(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['[', '【', '(', '（']);
    let rest = line.trim_start_matches(of_date);
    let date = line.strip_suffix(rest)?.trim_end();
    let parts = date.split(['-', '/', '.', ' ']).filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let written = date.contains('月') && date.contains(['日', '号']);
    let stamped = parts.filter(|part| !part.is_empty()).count() >= 3 && date.contains(['-', '/', '.']);
    (written || stamped).then_some(rest)
}

/// Tells whether nothing but a date with what goes along with it stands in the line: the day of the week, the
/// weather, a time, rules around it.
pub fn is_dated(line: &str) -> bool {
    if !is_brief(line, HEAD * 2) || !line.contains(|c: char| c.is_ascii_digit() || c == '月') {
        return false;
    }
    let bare = line.trim_matches(|c: char| c.is_whitespace() || is_rule(c.encode_utf8(&mut [0; 4])));
    let short = bare.chars().count() <= HEAD / 2 && !bare.contains(['，', '。', '！', '？', '；', '“', '：']);
    short && behind_date(bare).is_some()
}

/// Tells whether the line says from when to when a subtitle stands: 00:00:01,000 --> 00:00:03,500 align:start.
pub fn is_cue(line: &str) -> bool {
    let stamp = |side: &str| clock(side.trim()).is_some_and(|at| at.start == 0);
    line.contains('>')
        && is_brief(line, HEAD * 4)
        && line.split_once("-->").is_some_and(|(from, to)| stamp(from) && stamp(to))
}

/// Tells whether the line says what a file of subtitles or lyrics is, or notes something in it: WEBVTT, NOTE 校对,
/// [ar:佚名], [Events].
pub fn is_label(line: &str) -> bool {
    let word = line.split(' ').next().unwrap_or_default();
    let tag = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).and_then(|rest| rest.split_once(':'));
    let named = |(key, _): (&str, &str)| (2..=6).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_lowercase());
    let part = ["[Script Info]", "[Events]", "[V4+ Styles]", "[V4 Styles]", "[Fonts]"].contains(&line);
    part || ["WEBVTT", "NOTE", "STYLE", "REGION"].contains(&word) || tag.is_some_and(named)
}

/// Tells whether the line says who speaks and when, or only when: 主持人 10:02, 2024-05-01 09:11:39 晓风,
/// 00:00:01,000 --> 00:00:03,500.
pub fn is_timed(line: &str) -> bool {
    is_cue(line) || beside_time(line).is_some()
}

/// Tells whether the line begins with a time and says something behind it: [00:12.34]桨声停了.
pub fn is_stamped(line: &str) -> bool {
    let said = |at: std::ops::Range<usize>| {
        let said = line.get(at.end..).unwrap_or_default();
        !said.trim_matches(|c: char| c.is_whitespace() || "[]()（）【】:：-".contains(c)).is_empty()
    };
    !is_cue(line) && stamp(line).is_some_and(said)
}

/// Returns where the time stands that a line begins with, a date before it or not, with the time up to which it lasts
/// or the half of the day.
fn stamp(line: &str) -> Option<std::ops::Range<usize>> {
    let at = clock(line).filter(|at| behind_date(line).is_some() || at.start <= 1)?;
    let rest = line.get(at.end..)?;
    let bare = rest.trim_start();
    let until = bare.strip_prefix("-->").and_then(|to| Some(rest.len() - to.len() + clock(to)?.end));
    let half = HALVES.iter().find_map(|half| Some(rest.len() - bare.strip_prefix(half)?.len()));
    Some(at.start..at.end + until.or(half).unwrap_or(0))
}

/// The halves of the day behind a time.
const HALVES: [&str; 4] = ["AM", "PM", "am", "pm"];

/// Tells whether the line begins with a time, or says who speaks at it, that counts from the start of a recording.
pub fn is_recorded(line: &str) -> bool {
    let first = || clock(line).and_then(|at| line.get(at));
    (is_timed(line) || is_stamped(line))
        && behind_date(line).is_none()
        && first().is_some_and(|at| at.starts_with("00:") || at.starts_with("0:"))
}

/// Returns the name that stands beside a time, or nothing beside a time alone; none if the line is no such head.
fn beside_time(line: &str) -> Option<String> {
    let short = is_brief(line, HEAD * 2) && line.contains([':', '：', '点', '时']);
    let first = short.then(|| clock(line)).flatten()?;
    let mut rest = line.get(..first.start).unwrap_or_default().to_owned();
    let mut tail = line.get(first.end..).unwrap_or_default();
    while let Some(next) = clock(tail) {
        rest.push_str(tail.get(..next.start).unwrap_or_default());
        tail = tail.get(next.end..).unwrap_or_default();
    }
    rest.push_str(tail);
    let name = rest.trim_matches(|c: char| of_date(c) || "[]()（）【】<>-→~–—：:".contains(c));
    let name = behind_date(name).unwrap_or(name);
    let one = name.split_whitespace().count() <= 4 && name.chars().count() <= NAME;
    let named = one && !name.contains(['，', '。', '！', '？', '；', '：', ':', '、', '“']);
    named.then(|| name.to_owned())
}

/// What the head of a turn, a message or a cue says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Who speaks; empty if only a time stands there.
    pub name: String,
    /// When; empty if it does not say.
    pub time: String,
    /// The bytes of the line that say so, if the rest of it is what is said.
    pub told: usize,
}

/// Signs around names and times.
const AROUND: &[char] = &['[', ']', '(', ')', '（', '）', '【', '】', '<', '>', '-', '—', '–', '：', ':', '*', '~'];

/// Returns who speaks and when, if a line says so: by itself, or before what is said.
pub fn head(line: &str) -> Option<Head> {
    let bare = |name: &str| name.trim_matches(|c: char| c.is_whitespace() || AROUND.contains(&c)).to_owned();
    if let Some(name) = bracketed(line) {
        return Some(Head { name: name.to_owned(), time: String::new(), told: 0 });
    }
    if is_cue(line) {
        let from = line.split("-->").next().unwrap_or_default();
        return Some(Head { name: String::new(), time: from.trim().to_owned(), told: 0 });
    }
    if is_named(line) && clock(line).is_none() {
        return Some(Head { name: bare(line), time: String::new(), told: 0 });
    }
    if is_timed(line) {
        let at = clock(line)?;
        let (before, behind) = (line.get(..at.start)?, line.get(at.end..)?);
        let last = behind.get(clock(behind).map_or(0, |at| at.end)..)?;
        let before = behind_date(before).unwrap_or(before);
        let name = [before, last].map(bare).into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        if name.contains(['：', ':', '，', '。', '、']) {
            return None;
        }
        return Some(Head { name, time: line.get(at)?.to_owned(), told: 0 });
    }
    let stamp = stamp(line);
    let numbered = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = if line.get(numbered..)?.starts_with([' ', '\t']) { numbered } else { 0 };
    let (from, time) = stamp.map_or((numbered, ""), |at| (at.end, line.get(at).unwrap_or_default()));
    let said = line.get(from..)?;
    if !is_turn(said.trim_start_matches(|c: char| c.is_whitespace() || AROUND.contains(&c))) {
        let told = line.len() - said.trim_start_matches(|c: char| c.is_whitespace() || "]）)】:：-".contains(c)).len();
        return (!time.is_empty()).then(|| Head { name: String::new(), time: time.to_owned(), told });
    }
    let skipped = said.len() - said.trim_start_matches(|c: char| c.is_whitespace() || AROUND.contains(&c)).len();
    let rest = said.get(skipped..)?;
    let sign = rest.find(['：', ':', '\t'])?;
    let wide = rest.get(sign..)?.chars().next().map_or(1, char::len_utf8);
    let name = bare(rest.get(..sign)?);
    // What is quoted was said elsewhere.
    let quoted = name.contains(['「', '『', '“', '"', '《']);
    (!quoted).then(|| Head { name, time: time.to_owned(), told: from + skipped + sign + wide })
}

/// Tells whether a name and a colon are all that stands in the line: 主持人：.
pub fn is_named(line: &str) -> bool {
    let Some(name) = line.strip_suffix(['：', ':']) else { return false };
    (1..=NAME).contains(&name.chars().count())
        && !name.contains(['，', '。', '！', '？', '；', '：', ':', '、', '“', '《'])
        && !is_address(line)
        && !is_lead_in(line)
}

/// Returns the name that stands alone in brackets: 【老何】.
pub fn bracketed(line: &str) -> Option<&str> {
    let name = line.strip_prefix('【')?.strip_suffix('】')?;
    let one = (1..=NAME / 2).contains(&name.chars().count()) && name.chars().all(char::is_alphanumeric);
    one.then_some(name)
}

/// Tells whether the line begins with who says the rest of it, or when: 甲某: 大家好, 用户1000：…, 09:12 小河: 好.
pub fn is_message(line: &str) -> bool {
    let line = stamp(line).and_then(|at| line.get(at.end..)).unwrap_or(line);
    let Some((name, said)) = line.split_once(['：', ':']).filter(|(name, _)| is_brief(name, HEAD)) else {
        return false;
    };
    let name = name.trim_matches(|c: char| c.is_whitespace() || "[]()（）【】*".contains(c));
    let named = (1..=NAME).contains(&name.chars().count())
        && !name.contains(['，', '。', '！', '？', '；', '、', '“', '”', '《']);
    named && !said.trim().is_empty() && !said.starts_with("//")
}

/// Tells whether the line begins with who says the rest of it, parted by a colon or a tab; what stands in quotation
/// marks behind the colon is told, not said.
pub fn is_turn(line: &str) -> bool {
    let quoted = |said: &str| said.trim_start().starts_with(['“', '「', '『', '"', '‘']);
    if let Some((name, said)) = line.split_once('\t').filter(|(name, _)| !name.contains(['：', ':'])) {
        return is_message(&format!("{name}：{said}")) && !said.contains('\t');
    }
    let behind = line.split_once(['：', ':']);
    let clock = behind.is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_digit()));
    is_message(line) && !clock && !behind.is_some_and(|(_, said)| quoted(said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_turns_are_told_from_what_is_said() {
        for head in [
            "主持人 10:02",
            "[00:12] 甲",
            "2024-05-01 09:11:39 晓风(10001)",
            "00:00:01,000 --> 00:00:03,500",
            "说话人 2 1:02:03",
        ] {
            assert!(is_timed(head), "{head}");
        }
        for said in ["十点开会。", "比分是3:2", "我们约好 10:30 在门口见，你别忘了带伞。", "第3:1节"]
        {
            assert!(!is_timed(said), "{said}");
        }
        for date in ["2023年11月2日 星期四 小雨", "11月2日 阴", "----- 2025-03-04 -----", "2024/5/1"] {
            assert!(is_dated(date), "{date}");
        }
        assert!(!is_dated("11月2日，我们去了河边。") && !is_dated("3.14") && !is_dated("2024年的雪"));
        assert!(is_named("访谈员：") && !is_named("各位代表：") && !is_named("具体情况如下："));
        assert!(is_message("小河: 好") && is_message("2024-05-01 09:11:39 晓风: 早") && !is_message("https://a.cn"));
    }
}
