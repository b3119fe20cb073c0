//! The passages that are to be seen, laid out.

use super::listed::{Block, Entry, Passages};
use crate::annotation::OMITTED;
use crate::layout::{Row, Setting, rows};
use crate::state::Model;
use crate::text::decode::one_line;
use crate::text::offsets::{first_chars, last_chars};
use crate::units::Cell;

/// Lays out the passages that are to be seen.
pub fn arrange(passages: &mut Passages, model: &mut Model) {
    let height = model.screen.board.h;
    let count = passages.entries.len();
    let place = &mut passages.place;
    place.chosen = place.chosen.min(count.saturating_sub(1));
    // A passage takes a row at least.
    place.top = place.top.max(place.chosen.saturating_sub(usize::from(height))).min(place.chosen);
    loop {
        let blocks = layout(passages, model, passages.place.top, height);
        let place = &mut passages.place;
        let whole = |block: &Block| block.row + block.height().saturating_sub(1) <= height;
        let seen = blocks.iter().any(|block| block.entry == place.chosen && (whole(block) || block.row == 0));
        if seen || count == 0 || place.top >= place.chosen {
            passages.blocks = blocks;
            return;
        }
        place.top += 1;
    }
}

fn layout(passages: &Passages, model: &Model, top: usize, height: Cell) -> Vec<Block> {
    let setting = Setting::new(model.screen.board.w.saturating_sub(5).clamp(8, 96), model.face.widths);
    let mut blocks = Vec::new();
    let mut row = 0;
    for (n, entry) in passages.entries.iter().enumerate().skip(top) {
        if row >= height {
            break;
        }
        let begins = n == 0 || passages.entries.get(n - 1).is_none_or(|before| before.group != entry.group);
        let heading = (begins || n == top).then(|| (entry.group.clone(), alike(&passages.entries, n)));
        let words = one_line(&model.shelf.words(&entry.document, &entry.listed)).into_owned();
        let title = title_before(model, entry);
        let (texts, broken) =
            filled(model.shelf.around(&entry.document, &entry.listed), &words, passages.context, |texts| {
                let texts = title.as_ref().map_or(texts.clone(), |(begins, title)| below_title(texts, *begins, title));
                let broken = rows(&texts.concat(), setting, true);
                (texts, broken)
            });
        let [before, words, _] = &texts;
        let words = before.len()..before.len() + words.len();
        let block = Block { entry: n, row, heading, words, rows: broken, text: texts.concat() };
        row += block.height();
        blocks.push(block);
    }
    blocks
}

/// Context, words, context; and the rows they take.
type Laid = ([String; 3], Vec<Row>);

/// Lays a passage with so much context that the rows are full which it takes with a part of what is wanted: the last
/// row is neither begun for a few characters nor left half empty. Both sides get the same, as far as there is as much.
fn filled(around: (&str, &str), words: &str, wanted: usize, lay: impl Fn([String; 3]) -> Laid) -> Laid {
    let chars = |text: &str| text.chars().count();
    let (before, behind) = (chars(around.0), chars(around.1));
    let laid = |sum: usize| {
        let right = (sum - (sum / 2).min(before)).min(behind);
        lay(beside(around, words, (sum.saturating_sub(right), right)))
    };
    let all = before + behind;
    let (mut fits, mut most) = ((wanted * 4 / 3).min(all), if wanted == 0 { 0 } else { all });
    let mut found = laid(fits);
    let height = found.1.len();
    while fits < most {
        let middle = (fits + most).div_ceil(2);
        let tried = laid(middle);
        if tried.1.len() > height {
            most = middle - 1;
        } else {
            (fits, found) = (middle, tried);
        }
    }
    found
}

/// Returns the words of a passage between so many characters of context; dots stand where there is more.
fn beside((prefix, suffix): (&str, &str), words: &str, (left, right): (usize, usize)) -> [String; 3] {
    let dots = |text: &str| if text.is_empty() { "" } else { ".." };
    let before = one_line(last_chars(prefix, left));
    let behind = one_line(first_chars(suffix, right));
    let (before, behind) = (before.trim_start(), behind.trim_end());
    [format!("{}{before}", dots(before)), words.to_owned(), format!("{behind}{}", dots(behind))]
}

/// What parts a headline from what stands below it.
const SIGN: &str = " | ";

/// Returns the headline of a passage's article, and how many characters behind its beginning the passage begins.
fn title_before(model: &Model, entry: &Entry) -> Option<(usize, String)> {
    let survey = model.shelf.survey(&entry.document)?;
    let standing = survey.places.get(&entry.listed.id)?;
    let title = survey.titles.get(standing.article.checked_sub(1)?)?;
    Some((standing.before, solid(title)))
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Parts the headline of an article from the text below it by a sign, where what stands before a passage, the passage,
/// which begins so many characters after the title's beginning, and what stands behind it go from one to the other;
/// blanks do not count.
fn below_title(texts: [String; 3], begins: usize, title: &str) -> [String; 3] {
    let length = title.chars().count();
    let before = solid(&texts[0]).trim_start_matches('.').chars().count();
    let dots = solid(&texts[0]).chars().count() - before;
    // Where the title ends, counted from the start of what is shown.
    let Some(end) = (dots + before + length).checked_sub(begins) else { return texts };
    let shown: String = solid(&texts.concat()).chars().take(end).collect();
    let known = shown.chars().rev().zip(title.chars().rev()).take(4).filter(|(a, b)| a == b).count();
    if end == 0 || known < length.clamp(1, 4).min(shown.chars().count()) {
        return texts;
    }
    let (mut left, mut texts) = (end, texts);
    for (n, text) in texts.iter_mut().enumerate() {
        let count = solid(text).chars().count();
        // A break between two of them stands in the context, never in the passage.
        if left < count || left == count && n == 0 && count > 0 {
            let solid = text.char_indices().filter(|(_, c)| !c.is_whitespace());
            let behind = left.checked_sub(1).and_then(|n| solid.map(|(at, c)| at + c.len_utf8()).nth(n));
            let (head, rest) = text.split_at(behind.unwrap_or(0));
            let (head, rest) = (head.trim_end(), rest.trim_start());
            // Where it is marked already that something is left out no other sign is wanted.
            let sign = if rest.starts_with(OMITTED.trim()) { OMITTED } else { SIGN };
            *text = format!("{head}{sign}{}", rest.trim_start_matches(OMITTED.trim()).trim_start());
            break;
        }
        left -= count;
    }
    texts
}

/// Counts the entries of the group of one: they stand together.
fn alike(entries: &[Entry], n: usize) -> usize {
    let (above, below) = entries.split_at(n);
    let group = below.first().map(|entry| &entry.group);
    let same = |entry: &&Entry| Some(&entry.group) == group;
    above.iter().rev().take_while(same).count() + below.iter().take_while(same).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_fills_the_rows_that_a_passage_takes() {
        let widths = crate::text::Widths::Narrow;
        for (words, wide) in (1..60).flat_map(|words| [24, 37, 72].map(|wide| (words, wide))) {
            for (before, behind) in [(32, 32), (0, 32), (32, 0), (5, 32)] {
                let lay = |texts: [String; 3]| {
                    let broken = rows(&texts.concat(), Setting::new(wide, widths), true);
                    (texts, broken)
                };
                let around = ("前".repeat(before), "后".repeat(behind));
                let (texts, broken) = filled((&around.0, &around.1), &"词".repeat(words), 12, lay);
                let last = broken.last().map(|row| texts.concat()[row.start..row.end].to_owned()).unwrap();
                let all = texts.concat().matches(['前', '后']).count() == before + behind;
                let full = crate::layout::width(&last, widths) + 2 > usize::from(wide) - 1;
                assert!(all || full, "{words} {wide} {before} {behind}: {texts:?}");
                assert_eq!(texts[1], "词".repeat(words));
            }
        }
    }

    #[test]
    fn a_headline_is_parted_from_the_text_below_it() {
        let title = "激活机关党建“一池春水”";
        let parted = |texts: [&str; 3], begins| below_title(texts.map(str::to_owned), begins, title).concat();
        // The context before a passage, the passage itself, the context behind it; what is no title stays as it is.
        for (texts, begins, wanted) in [
            (["..“一池春水”请获得", "红旗", "的支部"], 15, "..“一池春水” | 请获得红旗的支部"),
            (["..党建“一池春水”", "请获得", "红旗"], 12, "..党建“一池春水” | 请获得红旗"),
            (["", "激活机关党建“一池春水”", "请获得.."], 0, "激活机关党建“一池春水” | 请获得.."),
            (["", "激活机关", "党建“一池春水”请获得.."], 0, "激活机关党建“一池春水” | 请获得.."),
            (["", "党建“一池春水”请获得", ""], 4, "党建“一池春水” | 请获得"),
            (["..上面的话", "请获得", "红旗.."], 14, "..上面的话请获得红旗.."),
            (["..远在下面", "请获得", "红旗.."], 900, "..远在下面请获得红旗.."),
            (["", "激活机关党建“一池春水”", ""], 0, "激活机关党建“一池春水”"),
        ] {
            assert_eq!(parted(texts, begins), wanted);
        }
    }
}
