//! Questions about edits that are on no disk: a file that is gone, a program that is to be left.

use crate::actions::commit;
use crate::actions::saving::save;
use crate::annotation::{Book, Edit, Part, difference};
use crate::brush::{Paint, frame, sentence};
use crate::error::Error;
use crate::input::key::{Code, Key};
use crate::state::request::Request;
use crate::state::unsaved::Unsaved;
use crate::state::{Model, Next, Popup};
use crate::theme::Role;
use crate::units::Cell;
use crate::words::Words;
use std::path::PathBuf;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Files are gone that held something; these parts stood in those of one document, or in one other.
    Gone {
        /// The parts.
        parts: Vec<Part>,
        /// All that is gone, these included.
        all: Vec<Part>,
    },
    /// The program is to be left, and edits are not saved.
    Leave {
        /// Why they are not.
        cause: Error,
        /// Where they are kept meanwhile, or why they are not.
        kept: Result<PathBuf, Error>,
    },
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These parts are written as they are known here.
    Restore(Vec<Part>),
    /// That these parts are gone is taken over.
    Accept(Vec<Part>),
    /// Saving is tried again, and the program left if it succeeds.
    Again,
    /// The program is left.
    Leave,
    /// It is answered later.
    Later,
}

impl Doubt {
    /// Asks about what is gone, first about one document; none if nothing is.
    pub fn of(gone: &[Part]) -> Option<Self> {
        let first = gone.first()?;
        let kin = |part: &&Part| match (document(first), part) {
            (Some(name), part) => document(part) == Some(name),
            (None, Part::Term(_)) => matches!(first, Part::Term(_)),
            (None, part) => *part == first,
        };
        Some(Self::Gone { parts: gone.iter().filter(kin).cloned().collect(), all: gone.to_vec() })
    }

    /// Asks before what could not be saved is left; none if nothing failed.
    pub fn left(unsaved: &Unsaved) -> Option<Self> {
        unsaved.failure().cloned().map(|(cause, kept)| Self::Leave { cause, kept })
    }

    /// Tells whether it is about gone files, and there are others than these.
    fn is_of_several(&self) -> bool {
        matches!(self, Self::Gone { parts, all } if parts.len() < all.len())
    }

    /// Returns what a key answers; none if it is no answer.
    pub fn answer(&self, key: Key) -> Option<Answer> {
        let several = self.is_of_several();
        Some(match (self, key.code) {
            (_, Code::Esc) => Answer::Later,
            (_, Code::Char('c')) if key.ctrl => Answer::Later,
            (Self::Gone { parts, .. }, Code::Enter) => Answer::Restore(parts.clone()),
            (Self::Gone { parts, .. }, Code::Char('d')) if !key.ctrl => Answer::Accept(parts.clone()),
            (Self::Gone { all, .. }, Code::Char('R')) if several => Answer::Restore(all.clone()),
            (Self::Gone { all, .. }, Code::Char('D')) if several => Answer::Accept(all.clone()),
            (Self::Leave { .. }, Code::Enter) => Answer::Again,
            (Self::Leave { .. }, Code::Char('q')) => Answer::Leave,
            _ => return None,
        })
    }

    /// Returns the key of its heading, and of the keys that answer it.
    pub fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Gone { .. } if self.is_of_several() => ("gone-title", "gone-keys-several"),
            Self::Gone { .. } => ("gone-title", "gone-keys"),
            Self::Leave { .. } => ("unsaved-title", "unsaved-keys"),
        }
    }

    /// Asks it as people read it.
    pub fn question(&self, words: &Words) -> String {
        match self {
            Self::Gone { parts, all } => {
                let name = parts.first().map(|part| named(part, words)).unwrap_or_default();
                let more = (all.len() - parts.len()).to_string();
                let key = if self.is_of_several() { "gone-question-several" } else { "gone-question" };
                words.fill(key, &[("name", name), ("more", more)])
            }
            Self::Leave { cause, kept } => {
                let cause = words.error(cause);
                match kept {
                    Ok(path) => {
                        let path = path.display().to_string();
                        words.fill("unsaved-question", &[("cause", cause), ("path", path)])
                    }
                    Err(why) => words.fill("unsaved-question-lost", &[("cause", cause), ("why", words.error(why))]),
                }
            }
        }
    }
}

impl Popup for Doubt {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        match self.answer(key) {
            Some(answer) => {
                answered(model, answer);
                Next::Close
            }
            None => Next::Stay,
        }
    }

    fn height(&self, _: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        Some(9.min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say(self.words().1)
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say(self.words().0), &self.keys(model));
        let (_, body) = body.split_top(1);
        let look = paint.look(Role::Popup);
        sentence(paint, body, &self.question(&model.face.words), look);
        None
    }
}

/// Asks about files that are gone, unless the person wants to be asked later; what is there again is asked about no more.
pub fn ask(model: &mut Model) {
    let unsaved = &model.project.unsaved;
    match Doubt::of(&unsaved.gone).filter(|_| !unsaved.put_off) {
        Some(doubt) if model.popup.is_none() => model.put_up(doubt),
        None if matches!(model.open(), Some(Doubt::Gone { .. })) => model.popup = None,
        _ => {}
    }
}

/// Returns the document that a part is about, if it is about one.
fn document(part: &Part) -> Option<&str> {
    match part {
        Part::Sheet { document, .. } | Part::Settled(document) | Part::Genre(document) => Some(document),
        _ => None,
    }
}

/// Says what stood in a file that is gone.
fn named(part: &Part, words: &Words) -> String {
    let (key, name) = match part {
        Part::Sheet { document, .. } | Part::Settled(document) | Part::Genre(document) => {
            ("gone-document", document.clone())
        }
        Part::Tag(key) => ("gone-tag", key.clone()),
        Part::Term(_) => ("gone-terms", String::new()),
        Part::Progress(coder) => ("gone-progress", coder.clone()),
        Part::Memos(coder) => ("gone-memos", coder.clone()),
        Part::Attributes => ("gone-attributes", String::new()),
    };
    words.fill(key, &[("name", name)])
}

/// Does what was answered about edits that are on no disk.
pub fn answered(model: &mut Model, answer: Answer) {
    match answer {
        Answer::Restore(parts) => {
            model.project.unsaved.settle(&parts);
            model.project.unsaved.parts.extend(parts);
            save(model);
        }
        Answer::Accept(parts) => {
            model.project.unsaved.settle(&parts);
            let book = &model.project.book;
            let changes = parts.iter().flat_map(|part| difference(&book.excerpt(part), &Book::default())).collect();
            commit::again(model, Edit { label: "edit-accept-removal", at: None, changes });
        }
        Answer::Again => {
            model.project.leaving = true;
            save(model);
        }
        Answer::Leave => model.request(Request::Leave),
        Answer::Later => {
            model.project.unsaved.put_off = true;
            model.notice("notice-unsaved-later");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_document_is_asked_about_at_a_time() {
        let sheet = |coder: &str, document: &str| Part::Sheet { coder: coder.into(), document: document.into() };
        assert_eq!(Doubt::of(&[]), None);
        let gone = [sheet("甲", "a"), sheet("甲", "b"), sheet("乙", "a"), Part::Settled("a".into()), Part::Attributes];
        let doubt = Doubt::of(&gone).unwrap();
        let of_a = vec![gone[0].clone(), gone[2].clone(), gone[3].clone()];
        assert_eq!(doubt.answer(Key::plain(Code::Enter)), Some(Answer::Restore(of_a.clone())));
        assert_eq!(doubt.answer(Key::char('d')), Some(Answer::Accept(of_a.clone())));
        assert_eq!(doubt.answer(Key::char('D')), Some(Answer::Accept(gone.to_vec())));
        assert_eq!(doubt.answer(Key::char('x')), None);
        assert_eq!(Doubt::of(&of_a).unwrap().answer(Key::char('D')), None);
        let words = [Part::Term("a".into()), Part::Term("b".into()), Part::Tag("a".into())];
        let answer = Doubt::of(&words).unwrap().answer(Key::plain(Code::Enter));
        assert_eq!(answer, Some(Answer::Restore(words[..2].to_vec())));
    }
}
