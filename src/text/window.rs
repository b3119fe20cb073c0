//! Words with what stood around them, laid along a stretch of a text: what of them stands there.
//!
//! The local alignment of Smith and Waterman (1981) over the whole window, the words and both sides together: so words
//! that were taken out are not found in the next ones that are like them, for what stood around them stands there too.

use std::ops::Range;

/// Words and what stood before and behind them, as they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// All characters.
    pub chars: Vec<char>,
    /// Which of them are the words.
    pub words: Range<usize>,
}

/// What of a window stands along a stretch of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aligned {
    /// Where the words stand in the text; where they would if there are none.
    pub place: Range<usize>,
    /// Characters of the words that stand there.
    pub same: usize,
    /// Characters among them that were not.
    pub more: usize,
    /// What their changes cost, in halves of a character that agrees.
    pub cost: usize,
    /// Characters before them that stand there.
    pub before: usize,
    /// Characters behind them that stand there.
    pub behind: usize,
}

impl Window {
    /// Joins words and what is around them.
    pub fn new(prefix: &[char], words: &[char], suffix: &[char]) -> Self {
        Self { chars: [prefix, words, suffix].concat(), words: prefix.len()..prefix.len() + words.len() }
    }

    /// Lays the window along a piece of a text that begins with its character of number `from`.
    pub fn align(&self, text: &[char], from: usize) -> Aligned {
        let (steps, end) = steps(&self.chars, text);
        let width = text.len() + 1;
        let (mut i, mut j) = end;
        // What has no place is missing.
        let mut found = Aligned { cost: self.words.len(), ..Aligned::default() };
        // The words' first and last characters that have a place, and the edits between them.
        let mut place: Option<Range<usize>> = None;
        let mut border = j;
        let mut more = 0;
        while let Some(step) = steps.get(i * width + j).filter(|step| **step != Step::Begin) {
            let inside = |row: usize| self.words.contains(&row);
            match step {
                Step::Same | Step::Other => {
                    (i, j) = (i - 1, j - 1);
                    let same = usize::from(*step == Step::Same);
                    match () {
                        () if inside(i) => {
                            found.same += same;
                            found.more += more;
                            found.cost = found.cost + 1 + std::mem::take(&mut more) - 2 * same;
                            place = Some(j..place.map_or(j + 1, |place| place.end));
                        }
                        () if i < self.words.start => found.before += same,
                        () => {
                            found.behind += same;
                            border = j;
                        }
                    }
                }
                Step::Missing => i -= 1,
                Step::More => {
                    j -= 1;
                    more += usize::from(place.is_some() && i > self.words.start);
                }
                Step::Begin => {}
            }
        }
        let place = place.unwrap_or(border..border);
        found.place = from + place.start..from + place.end;
        found
    }
}

/// What a character that agrees is worth, in halves.
const AGREES: i32 = 2;
/// What one costs that is missing or more than was. One that is another costs both: it is the one gone, the other come.
/// So a run is held together as long as a third of its characters is where it was, and what is put in between two runs
/// may be as long as half of what it parts.
const GAP: i32 = 1;

/// How the best way to a pair of places came there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// It begins there.
    Begin,
    /// The same character in both.
    Same,
    /// Another character in the text.
    Other,
    /// A character of the window that is not in the text.
    Missing,
    /// A character of the text that is not in the window.
    More,
}

/// Finds the steps of the best ways to all pairs of places, and where the best of all ends.
fn steps(window: &[char], text: &[char]) -> (Vec<Step>, (usize, usize)) {
    let width = text.len() + 1;
    let mut steps = vec![Step::Begin; (window.len() + 1) * width];
    let mut scores = vec![0i32; width];
    let (mut best, mut end) = (0, (0, 0));
    for ((i, wanted), row) in window.iter().enumerate().zip(steps.chunks_mut(width).skip(1)) {
        let (mut diagonal, mut left) = (0, 0);
        for (j, ((c, score), step)) in
            text.iter().zip(scores.iter_mut().skip(1)).zip(row.iter_mut().skip(1)).enumerate()
        {
            let above = *score;
            let way = if wanted == c { (diagonal + AGREES, Step::Same) } else { (diagonal - 2 * GAP, Step::Other) };
            let way = if above - GAP > way.0 { (above - GAP, Step::Missing) } else { way };
            let way = if left - GAP > way.0 { (left - GAP, Step::More) } else { way };
            let way = if way.0 > 0 { way } else { (0, Step::Begin) };
            diagonal = above;
            left = way.0;
            (*score, *step) = way;
            if left > best {
                (best, end) = (left, (i + 1, j + 1));
            }
        }
    }
    (steps, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(window: (&str, &str, &str), text: &str) -> (Range<usize>, usize, usize, usize, usize, usize) {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let window = Window::new(&chars(window.0), &chars(window.1), &chars(window.2));
        let found = window.align(&chars(text), 100);
        (found.place, found.same, found.more, found.cost, found.before, found.behind)
    }

    #[test]
    fn a_window_is_laid_along_a_text() {
        let window = ("天地玄黄", "宇宙洪荒", "日月盈昃");
        for (text, found) in [
            ("天地玄黄宇宙洪荒日月盈昃", (104..108, 4, 0, 0, 4, 4)),
            ("开头天地玄黄宇宙洪荒日月盈昃结尾", (106..110, 4, 0, 0, 4, 4)),
            ("天地玄黄宇宙红荒日月盈昃", (104..108, 3, 0, 2, 4, 4)),
            ("天地玄黄宇宙荒日月盈昃", (104..107, 3, 0, 1, 4, 4)),
            ("天地玄黄宇宙的洪荒日月盈昃", (104..109, 4, 1, 1, 4, 4)),
            ("天地玄黄日月盈昃", (104..104, 0, 0, 4, 4, 4)),
            ("天地玄黄了宇宙洪荒日月盈昃", (105..109, 4, 0, 0, 4, 4)),
            ("天地玄黄宇宙洪荒了日月盈昃", (104..108, 4, 0, 0, 4, 4)),
            ("天地玄黄", (104..104, 0, 0, 4, 4, 0)),
            ("日月盈昃", (100..100, 0, 0, 4, 0, 4)),
            ("宇宙洪荒", (100..104, 4, 0, 0, 0, 0)),
            ("天地玄宇宙洪荒月盈昃", (103..107, 4, 0, 0, 3, 3)),
            ("", (100..100, 0, 0, 4, 0, 0)),
        ] {
            assert_eq!(aligned(window, text), found, "{text}");
        }
        // A gap of more than what agrees behind it is worth ends the run.
        assert_eq!(aligned(("天地玄黄", "", "日月"), "天地玄黄一二三日月"), (107..107, 0, 0, 0, 4, 2));
        assert_eq!(aligned(("天地玄黄", "", "日月"), "天地玄黄一二三四日月"), (104..104, 0, 0, 0, 4, 0));
    }
}
