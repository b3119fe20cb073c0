//! The marks of Markdown in a text: which characters are marks, and how what they mark is shown.

use super::source::given::{Inline, Mark};
use crate::units::ByteSpan;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// How marked text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// `**bold**`.
    Strong,
    /// `*stressed*`.
    Emphasis,
    /// `` `code` ``, or a block of it.
    Code,
    /// `[text](address)`.
    Link,
    /// `~~struck out~~`.
    Struck,
    /// A heading.
    Heading,
}

/// The marks of a text, and what they mark; all ranges are of the source text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// The marks themselves, rising and disjoint.
    pub signs: Vec<ByteSpan>,
    /// What is marked, by rising start; one range may lie in another.
    pub inked: Vec<(ByteSpan, Ink)>,
    /// The longest of those ranges, in bytes.
    longest: usize,
}

impl Markup {
    /// Finds the marks of a text.
    pub fn of(text: &str) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        let mut found = Self::default();
        // Whatever is no content is a mark.
        let mut content: Vec<Range<usize>> = Vec::new();
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            let span = ByteSpan::at(range.start, range.end);
            match event {
                Event::Start(tag) => found.inked.extend(ink(&tag).map(|ink| (span, ink))),
                Event::Code(_) => {
                    let inner = unticked(text, &range);
                    found.inked.push((ByteSpan::at(inner.start, inner.end), Ink::Code));
                    content.push(inner);
                }
                Event::Text(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_) => content.push(range),
                Event::End(_) | Event::SoftBreak | Event::HardBreak | Event::Rule | Event::TaskListMarker(_) => {}
            }
        }
        content.sort_by_key(|range| (range.start, range.end));
        let mut at = 0;
        for range in content.into_iter().chain(std::iter::once(text.len()..text.len())) {
            if range.start > at {
                found.sign(text, at..range.start);
            }
            at = at.max(range.end);
        }
        found.sorted()
    }

    /// Takes what a format says of the words of a text: nothing in that is a sign.
    pub fn given(inline: &[Inline]) -> Self {
        let ink = |mark: &Mark| match mark {
            Mark::Weak => Some(Ink::Emphasis),
            Mark::Strong => Some(Ink::Strong),
            Mark::Link(_) => Some(Ink::Link),
            Mark::Ruby(_) | Mark::Note(_) | Mark::Page(_) | Mark::Head => None,
        };
        let inked = inline.iter().filter(|inline| !inline.span.is_empty());
        let inked = inked.filter_map(|inline| Some((inline.span, ink(&inline.mark)?))).collect();
        Self { inked, ..Self::default() }.sorted()
    }

    fn sorted(mut self) -> Self {
        self.inked.sort_by_key(|(span, _)| (span.start, span.end));
        self.longest = self.inked.iter().map(|(span, _)| span.len()).max().unwrap_or(0);
        self
    }

    /// Adds what stands between two pieces of content, without the white space in it.
    fn sign(&mut self, text: &str, range: Range<usize>) {
        let from = range.start;
        let between = text.get(range).unwrap_or_default();
        let starts = between.split_whitespace().map(|sign| sign.as_ptr() as usize - between.as_ptr() as usize + from);
        let signs = starts.zip(between.split_whitespace()).map(|(at, sign)| ByteSpan::at(at, at + sign.len()));
        self.signs.extend(signs);
    }

    /// Returns the marks that stand in a range.
    pub fn signs_in(&self, range: ByteSpan) -> &[ByteSpan] {
        let from = self.signs.partition_point(|sign| sign.end <= range.start);
        let to = self.signs.partition_point(|sign| sign.start < range.end);
        self.signs.get(from..to.max(from)).unwrap_or_default()
    }

    /// Returns what is marked in a range.
    pub fn inked_in(&self, range: ByteSpan) -> impl Iterator<Item = &(ByteSpan, Ink)> {
        let from = self.inked.partition_point(|(span, _)| span.start.0 + self.longest <= range.start.0);
        let near = self.inked.iter().skip(from).take_while(move |(span, _)| span.start < range.end);
        near.filter(move |(span, _)| span.overlaps(range))
    }
}

fn ink(tag: &Tag<'_>) -> Option<Ink> {
    match tag {
        Tag::Strong => Some(Ink::Strong),
        Tag::Emphasis => Some(Ink::Emphasis),
        Tag::Strikethrough => Some(Ink::Struck),
        Tag::Link { .. } => Some(Ink::Link),
        Tag::Heading { .. } => Some(Ink::Heading),
        Tag::CodeBlock(_) => Some(Ink::Code),
        _ => None,
    }
}

/// Returns the range of code without its backticks and the blank that may stand inside of them.
fn unticked(text: &str, range: &Range<usize>) -> Range<usize> {
    let whole = text.get(range.clone()).unwrap_or_default();
    let ticks = whole.len() - whole.trim_start_matches('`').len();
    let (start, end) = (range.start + ticks, range.end.saturating_sub(ticks));
    if start <= end { start..end } else { range.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Slice;
    use proptest::prelude::*;

    #[test]
    fn what_a_format_says_of_words_is_shown_likewise() {
        let mark = |start, end, mark| Inline { span: ByteSpan::at(start, end), mark };
        let marks = [mark(3, 9, Mark::Strong), mark(0, 3, Mark::Weak), mark(6, 6, Mark::Note("1".into()))];
        let found = Markup::given(&marks);
        assert_eq!(found.signs, []);
        assert_eq!(found.inked, [(ByteSpan::at(0, 3), Ink::Emphasis), (ByteSpan::at(3, 9), Ink::Strong)]);
        assert_eq!(found.inked_in(ByteSpan::at(4, 5)).count(), 1);
    }

    #[test]
    fn marks_are_told_from_what_they_mark() {
        let text = "# 渠\n\n这是**要紧**的*事*，见[说明](http://a.cn/x)和`代码`。\n\n- 甲\n- ~~乙~~\n\n> 引\n\n```rust\nlet a;\n```\n\n\\*不是\\*\n\n总\n===\n";
        let markup = Markup::of(text);
        let signs: Vec<&str> = markup.signs.iter().map(|span| text.slice(*span)).collect();
        assert_eq!(
            signs,
            [
                "#",
                "**",
                "**",
                "*",
                "*",
                "[",
                "](http://a.cn/x)",
                "`",
                "`",
                "-",
                "-",
                "~~",
                "~~",
                ">",
                "```rust",
                "```",
                "\\",
                "\\",
                "==="
            ]
        );
        let inked: Vec<(&str, Ink)> = markup.inked.iter().map(|(span, ink)| (text.slice(*span), *ink)).collect();
        assert!(inked.contains(&("**要紧**", Ink::Strong)) && inked.contains(&("代码", Ink::Code)), "{inked:?}");
        assert!(inked.contains(&("~~乙~~", Ink::Struck)) && inked.contains(&("# 渠\n", Ink::Heading)), "{inked:?}");
        let at = text.find("要紧").unwrap();
        let here: Vec<Ink> = markup.inked_in(ByteSpan::at(at, at + 3)).map(|(_, ink)| *ink).collect();
        assert_eq!(here, [Ink::Strong]);
    }

    proptest! {
        #[test]
        fn marks_stand_in_any_text(text in "[#*_`>~|\\-\\[\\]() a甲。\n\\\\]{0,60}") {
            let markup = Markup::of(&text);
            let mut last = 0;
            for sign in &markup.signs {
                prop_assert!(last <= sign.start.0 && text.get(sign.start.0..sign.end.0).is_some());
                last = sign.end.0;
            }
            for (span, _) in &markup.inked {
                prop_assert!(text.get(span.start.0..span.end.0).is_some());
            }
        }
    }
}
