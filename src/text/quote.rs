//! Quotations and titles in brackets: the pair at a position, or the next one.

use super::fold::ordinary;
use crate::units::{Byte, ByteSpan, Slice};

/// The marks of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Opening marks.
    pub open: &'static [char],
    /// Closing marks, in the order of the opening ones.
    pub close: &'static [char],
}

/// Quotation marks.
pub const QUOTES: Marks = Marks { open: &['“', '‘', '「', '『'], close: &['”', '’', '」', '』'] };
/// Round brackets.
pub const ROUND: Marks = Marks { open: &['（', '('], close: &['）', ')'] };
/// Marks of book and article titles.
pub const TITLES: Marks = Marks { open: &['《', '〈'], close: &['》', '〉'] };

/// A pair: what is inside, and the whole with its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The text between the marks.
    pub inner: ByteSpan,
    /// The text with its marks.
    pub outer: ByteSpan,
}

/// Finds all pairs of a paragraph in the order of their ends. An unmatched opening mark ends at the
/// paragraph's end; an unmatched closing one is passed over.
pub fn pairs(text: &str, marks: Marks) -> Vec<Pair> {
    let mut open: Vec<(usize, usize, char)> = Vec::new();
    let mut found = Vec::new();
    for (i, written) in text.char_indices() {
        let (c, behind) = (ordinary(written), i + written.len_utf8());
        if let Some(kind) = marks.open.iter().position(|m| *m == c) {
            open.push((i, behind, marks.close.get(kind).copied().unwrap_or(c)));
        } else if let Some(at) = open.iter().rposition(|(_, _, close)| *close == c) {
            let (start, inside, _) = open.split_off(at).first().copied().unwrap_or((i, i, c));
            found.push(pair(start, inside, i, behind));
        }
    }
    let whole = text.trim_end().len();
    found.extend(open.into_iter().rev().map(|(start, inside, _)| pair(start, inside, whole, whole)));
    found
}

fn pair(start: usize, inside: usize, stop: usize, end: usize) -> Pair {
    Pair { inner: ByteSpan::at(inside, stop), outer: ByteSpan::at(start, end) }
}

/// Returns the innermost pair around `at`, else the next one that begins behind it but before `limit`.
pub fn at_or_next(text: &str, marks: Marks, at: Byte, limit: Byte) -> Option<Pair> {
    let all = pairs(text, marks);
    let around = all.iter().filter(|p| p.outer.contains(at)).min_by_key(|p| p.outer.len());
    let next = || all.iter().filter(|p| p.outer.start >= at && p.outer.start < limit).min_by_key(|p| p.outer.start);
    around.or_else(next).copied()
}

/// Returns the end of the noun that follows a closing mark: at most `most` bytes of one word.
pub fn noun_behind(text: &str, from: usize, words: &[ByteSpan]) -> usize {
    let word = words.iter().find(|w| w.end.0 > from && w.start.0 >= from && w.start.0 <= from);
    let fits = |w: &&ByteSpan| text.slice(**w).chars().all(super::is_ideograph);
    word.filter(fits).map_or(from, |w| w.end.0)
}

/// Returns a text as it stands inside of quotation marks: those of its own are of the other rank there, “ becomes ‘ and
/// ‘ becomes “. An apostrophe is none.
pub fn nested(text: &str) -> String {
    let mut open = 0_usize;
    let turned = text.chars().map(|c| match c {
        '“' => '‘',
        '”' => '’',
        '‘' => {
            open += 1;
            '“'
        }
        '’' if open > 0 => {
            open -= 1;
            '”'
        }
        c => c,
    });
    turned.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_pair_is_taken() {
        let text = "推行“四方‘联动’机制”好";
        let pair = at_or_next(text, QUOTES, Byte(text.find("联").unwrap()), Byte(99)).unwrap();
        assert_eq!(text.slice(pair.inner), "联动");
        let pair = at_or_next(text, QUOTES, Byte(0), Byte(99)).unwrap();
        assert_eq!(text.slice(pair.outer), "“四方‘联动’机制”");
        // Marks of vertical text are the same marks.
        let text = "讀︽春夜︾，﹁甚好﹂（乙)";
        let inner = |marks| pairs(text, marks).into_iter().map(|pair| text.slice(pair.inner)).collect::<Vec<_>>();
        assert_eq!((inner(TITLES), inner(QUOTES), inner(ROUND)), (vec!["春夜"], vec!["甚好"], vec!["乙"]));
    }

    #[test]
    fn an_unmatched_mark_ends_with_the_paragraph() {
        let text = "说“好的，走吧。";
        assert_eq!(text.slice(pairs(text, QUOTES)[0].inner), "好的，走吧。");
        assert!(pairs("信息共享突破”，又", QUOTES).is_empty());
    }

    #[test]
    fn quotations_in_a_quotation_are_of_the_other_rank() {
        assert_eq!(nested("建强“网格‘小’队”，don’t"), "建强‘网格“小”队’，don’t");
    }
}
