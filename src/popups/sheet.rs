//! A sheet of facts to read: why a block is what it is.

use crate::brush::{Paint, frame, parted, sentence};
use crate::input::key::{Code, Key};
use crate::layout::{Setting, rows, width};
use crate::state::{Model, Mouse, Next, Popup, Stands};
use crate::text::structure::{Reason, Why};
use crate::text::{Block, Document, Kind, Widths};
use crate::theme::Role;
use crate::units::{Area, Cell};

/// A sheet while it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its heading.
    pub title: String,
    /// Its rows: what stands at the left, and what is said of it.
    pub rows: Vec<(String, String)>,
    /// The first row to be seen.
    pub top: usize,
}

/// No more reasons are shown: the others hardly count.
const REASONS: usize = 12;

/// Says what speaks for a kind.
fn said(model: &Model, why: &Why) -> String {
    let words = &model.face.words;
    match why {
        Why::Cue(key) => words.say(key),
        Why::Cues => words.say("why-cues"),
        Why::Order => words.say("why-order"),
        Why::Shape(name, at) => {
            let shape = words.say(name);
            match at {
                -2 => words.fill("why-two-above", &[("what", shape)]),
                -1 => words.fill("why-above", &[("what", shape)]),
                1 => words.fill("why-below", &[("what", shape)]),
                2 => words.fill("why-two-below", &[("what", shape)]),
                _ => shape,
            }
        }
    }
}

/// Returns the sheet that says why a block is what it is.
pub fn why(model: &Model, document: &Document, block: &Block, reasons: &[Reason], sums: &[(Kind, i32)]) -> Sheet {
    let words = &model.face.words;
    let kind = |kind: Kind| words.say(kind.words());
    let place = if block.article == 0 { words.say("page-itself") } else { document.title(block.article).to_owned() };
    let lines: Vec<String> = block.parts.iter().map(|part| part.line.to_string()).collect();
    let state = match () {
        () if block.corrected => "why-corrected",
        () if block.doubtful => "why-doubtful",
        () => "why-guessed",
    };
    let ahead = match sums {
        [(_, best), (_, next), ..] => best - next,
        _ => i32::MAX,
    };
    // Its kind is clear: then it is the article that is in doubt.
    let state = if state == "why-doubtful" && ahead > 2 { "why-doubtful-article" } else { state };
    let mut rows = vec![
        (kind(block.kind), words.say(state)),
        (words.say("why-article"), format!("{} {place}", block.article)),
        (
            words.say(if document.structure.told { "why-genre-told" } else { "why-genre" }),
            words.say(document.structure.genre.words()),
        ),
        (words.say("why-lines"), lines.join(" + ")),
        (String::new(), String::new()),
    ];
    let mut found: Vec<&Reason> = reasons.iter().collect();
    found.sort_by_key(|reason| std::cmp::Reverse(reason.weight.abs()));
    let rows_of =
        found.into_iter().take(REASONS).map(|r| (format!("{} {:+}", kind(r.kind), r.weight), said(model, &r.why)));
    rows.extend(rows_of);
    let sums: Vec<String> = sums.iter().map(|(k, sum)| format!("{} {sum}", kind(*k))).collect();
    rows.push((String::new(), String::new()));
    rows.push((words.say("why-sum"), sums.join("  ")));
    let inside = |span: crate::units::ByteSpan| block.parts.iter().any(|part| part.span.overlaps(span));
    for erratum in document.layers().errata.iter().filter(|erratum| inside(erratum.span)) {
        let printed = document.slice(erratum.span).to_owned();
        let blanks = [("printed", printed), ("reads", erratum.text.clone())];
        rows.push((words.say("erratum-title"), words.fill("why-erratum", &blanks)));
    }
    Sheet { title: words.say("why-title"), rows, top: 0 }
}

impl Sheet {
    /// Returns the cells of what stands at the left, with a gap.
    fn left(&self, widths: Widths) -> Cell {
        self.rows.iter().map(|(left, _)| width(left, widths)).max().unwrap_or(0) as Cell + 2
    }

    /// Returns how many lines its rows take in so many cells.
    fn tall(&self, w: Cell, widths: Widths) -> usize {
        let setting = Setting::new(w.saturating_sub(self.left(widths)).max(1), widths);
        self.rows.iter().map(|(_, text)| rows(text, setting, true).len().max(1)).sum()
    }
}

impl Popup for Sheet {
    fn key(&mut self, _: &mut Model, key: Key) -> Next {
        let last = self.rows.len().saturating_sub(1);
        match key.code {
            Code::Down | Code::Char('j') => self.top = (self.top + 1).min(last),
            Code::Up | Code::Char('k') => self.top = self.top.saturating_sub(1),
            _ => return Next::Close,
        }
        Next::Stay
    }

    fn height(&self, model: &Model, (w, h): (Cell, Cell)) -> Option<Cell> {
        Some((self.tall(w.saturating_sub(4), model.face.widths) as Cell + 3).min(h))
    }

    fn stands(&self) -> Stands {
        Stands::AtCursor
    }

    fn keys(&self, model: &Model) -> String {
        model.say("sheet-keys")
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &self.title, &self.keys(model));
        let (_, list) = body.split_top(1);
        let (mut list, beside) = parted(list, self.tall(list.w, paint.widths));
        let wide = self.left(paint.widths);
        let base = paint.look(Role::Popup);
        let mut below = self.rows.len().saturating_sub(self.top);
        for (left, text) in self.rows.iter().skip(self.top) {
            if list.is_empty() {
                break;
            }
            below -= 1;
            paint.line_look(Area { w: wide.min(list.w), ..list.row(0) }, left, base.over(paint.look(Role::Key)));
            let used = sentence(paint, list.inset(wide, 0), text, base).max(1);
            list = Area { y: list.y + used, h: list.h.saturating_sub(used), ..list };
        }
        paint.beyond(beside, (self.top, below), base);
        None
    }

    fn mouse(&self) -> Mouse {
        Mouse::Closes
    }
}
