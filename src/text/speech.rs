//! Quotations in sentences: which are a part of one, and what behind them says who spoke.

use super::enclosed::is_inside;
use crate::units::{Byte, ByteSpan, Slice};

/// Tells whether the quotation that opens at `open` is a part of the sentence that begins at `from`: a word stands
/// before it, no mark that introduces speech.
pub fn embedded(text: &str, from: usize, open: usize) -> bool {
    if text.get(open..).is_some_and(|rest| rest.starts_with('"')) && is_inside(text, open) {
        return false;
    }
    let before = text.slice(ByteSpan::at(from, open)).chars().rev().find(|c| !c.is_whitespace());
    before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '”' | '」' | '』' | '》' | '）' | '、'))
}

/// Tells whether the sentence goes on behind a quotation that ended with a mark: it is inflected there, or what
/// follows says who spoke. `inner` is where the closing quotes begin, `closed` the first byte behind them.
pub fn follows_speech(text: &str, from: usize, inner: usize, closed: usize) -> bool {
    let rest = Slice::from(text, Byte(closed));
    is_inflected(rest) || (!is_introduced(text, from, inner) && is_tag(rest))
}

/// Tells whether no sentence begins so: with a particle that belongs to the word before, with a small letter.
pub fn is_inflected(rest: &str) -> bool {
    rest.starts_with(['的', '了', '着', '著', '吗', '嗎', '呢'])
        || rest.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_lowercase())
}

/// Tells whether a colon or comma stands before the quotation that ends at `inner`. It may have opened before the
/// sentence began.
fn is_introduced(text: &str, from: usize, inner: usize) -> bool {
    let near = crate::units::floor(text, from.saturating_sub(3000).min(inner));
    let before = text.slice(ByteSpan::at(near, inner));
    let opened = before.rfind(['“', '「', '『', '"']).and_then(|at| before.get(..at)).unwrap_or_default();
    opened.trim_end().ends_with(['：', ':', '，', ','])
}

/// The most characters that say who spoke.
const TAG: usize = 20;
/// Verbs of speech, and what makes other words of them.
const SPEAKS: &str = "说說道问問答喊叫嚷骂罵叹嘆吼";
const WORDS: [&str; 12] =
    ["表示", "解释", "解釋", "强调", "強調", "指出", "介绍", "介紹", "感慨", "告诉", "告訴", "坦言"];
const OTHERS: [&str; 18] = [
    "问题", "問題", "知道", "街道", "道路", "道理", "道德", "渠道", "报道", "報道", "答案", "说明", "說明", "小说",
    "小說", "叫做", "管道", "味道",
];

/// Tells whether a clause says who spoke: a short one with a verb of speech that introduces nothing.
fn is_tag(rest: &str) -> bool {
    let end = rest.char_indices().take(TAG + 1).find(|(_, c)| "。！？!?，,；;：:…\n“「".contains(*c));
    let clause = match end {
        Some((_, '：' | ':' | '“' | '「')) => return false,
        Some((end, _)) => rest.get(..end).unwrap_or_default(),
        None if rest.chars().nth(TAG).is_none() => rest,
        None => return false,
    };
    WORDS.iter().any(|word| clause.contains(word))
        || clause.char_indices().any(|(at, c)| {
            let held =
                |word: &&str| clause.match_indices(*word).any(|(from, _)| (from..from + word.len()).contains(&at));
            SPEAKS.contains(c) && !OTHERS.iter().any(held)
        })
}
