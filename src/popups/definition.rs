//! The definition of a tag as one form: its names, what it is for, what belongs to it and what does not.

use crate::actions::codebook::defined;
use crate::annotation::{Tag, label};
use crate::brush::{Paint, form, form_height, frame};
use crate::error::Error;
use crate::input::field::Step;
use crate::input::form::{Field, Form};
use crate::input::key::{Code, Key};
use crate::state::about::Text;
use crate::state::{Model, Next, Popup, Width};
use crate::units::Cell;
use crate::words::Lang;

/// The form while it is open.
pub struct Definition {
    /// The key of the tag.
    tag: String,
    /// The fields: names, then texts.
    form: Form,
    /// What they held when it was opened.
    known: Vec<String>,
}

/// The names of a tag, in the order of the form: that in the language of the interface comes first.
fn names(lang: Lang) -> [Lang; 2] {
    match lang {
        Lang::Zh => [Lang::Zh, Lang::En],
        Lang::En => [Lang::En, Lang::Zh],
    }
}

fn name(tag: &mut Tag, lang: Lang) -> &mut String {
    match lang {
        Lang::Zh => &mut tag.zh,
        Lang::En => &mut tag.en,
    }
}

/// Opens the definition of a tag.
pub fn open(model: &mut Model, tag: &Tag) {
    let named = names(model.face.words.lang());
    let written = |lang| Field::line(name(&mut tag.clone(), lang), String::new());
    let mut fields: Vec<Field> = named.into_iter().map(written).collect();
    fields.extend(Text::ALL.map(|text| Field::lines(&text.of(tag), model.say(text.hint()))));
    let known = fields.iter().map(Field::text).collect();
    let mut form = Form::new(fields);
    form.chosen = named.len();
    model.put_up(Definition { tag: tag.key.clone(), form, known });
}

fn labels(model: &Model) -> Vec<String> {
    let names = names(model.face.words.lang());
    let names = names.map(|lang| model.say(lang.pick("tag-name-zh", "tag-name-en")));
    names.into_iter().chain(Text::ALL.map(|text| model.say(text.words()))).collect()
}

impl Definition {
    /// Writes what was changed into a tag.
    fn write(&self, model: &Model, tag: &mut Tag) -> Result<(), Error> {
        let texts = self.form.fields.iter().map(Field::text).zip(&self.known);
        let changed: Vec<Option<String>> = texts.map(|(text, known)| (text != *known).then_some(text)).collect();
        let named = names(model.face.words.lang());
        for (lang, written) in named.into_iter().zip(&changed) {
            if let Some(written) = written {
                *name(tag, lang) = if written.is_empty() { String::new() } else { label(written)?.to_owned() };
            }
        }
        if tag.zh.is_empty() && tag.en.is_empty() {
            return Err(Error::usage("error-tag-unnamed"));
        }
        for (text, written) in Text::ALL.into_iter().zip(changed.iter().skip(named.len())) {
            if let Some(written) = written {
                text.set(tag, written);
            }
        }
        Ok(())
    }

    /// Saves what was changed; tells whether it could be.
    fn save(&self, model: &mut Model) -> bool {
        let Some(before) = model.project.book.codebook.get(&self.tag).cloned() else { return true };
        let mut after = before.clone();
        match self.write(model, &mut after) {
            Ok(()) => defined(model, before, after),
            Err(error) => {
                model.alarm(&error);
                return false;
            }
        }
        true
    }
}

impl Popup for Definition {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        let step = if key.code == Code::F(2) { Step::Take } else { self.form.key(key) };
        match step {
            Step::Take if self.save(model) => Next::Close,
            Step::Leave => {
                model.notice("notice-not-saved");
                Next::Close
            }
            Step::Take | Step::Stay => Next::Stay,
        }
    }

    fn paste(&mut self, _: &mut Model, text: &str) {
        self.form.paste(text);
    }

    fn takes_lines(&self) -> bool {
        self.form.takes_lines()
    }

    fn types(&mut self) -> bool {
        true
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn height(&self, model: &Model, (w, h): (Cell, Cell)) -> Option<Cell> {
        let rows = form_height(&self.form, &labels(model), w.saturating_sub(4), model.face.widths);
        Some((rows + 4).max(15).min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say("definition-keys")
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let path = model.project.book.codebook.path(&self.tag, model.face.words.lang());
        let title = model.face.words.fill("definition-title", &[("tag", path)]);
        let body = frame(paint, model.screen.popup, &title, &self.keys(model));
        let (_, body) = body.split_top(1);
        form(paint, body, &self.form, &labels(model))
    }

    fn leave(&mut self, model: &mut Model) {
        self.save(model);
    }
}
