//! The state of a program that has one text open, for tests.

use super::face::Face;
use super::hand::Hand;
use super::project::{Coder, Project, Store};
use super::shelf::Shelf;
use super::{Model, view::Focus};
use crate::annotation::IdSource;
use crate::annotation::samples::time;
use crate::input::keymap::Keymap;
use crate::settings::{Chosen, Settings};
use crate::text::{Document, Widths};
use crate::theme::{Depth, Source, Theme};
use crate::units::{Area, Byte};
use crate::words::{Lang, Words};
use std::sync::Arc;

/// The path of the text.
pub(crate) const PATH: &str = "a.txt";

/// A program in which a coder reads a text: its first article, in a column of 40 cells and 20 rows.
pub(crate) fn model(text: &str) -> Model {
    let mut project = Project::new(IdSource::seeded(1), Coder::Known("甲".into()));
    (project.store, project.read) = (Store::At("/texts/.meipi".into()), true);
    let settings = Settings::default();
    let (map, _) = Keymap::new(&[], &settings);
    let depth = Depth::True;
    let face = Face {
        words: Words::new(Lang::Zh),
        theme: Theme::built_in(true, depth),
        depth,
        widths: Widths::Narrow,
        settings,
        kept: Chosen::default(),
        here: false,
        chosen: false,
        turned: false,
        themes: Source::built_in(),
    };
    let shelf = Shelf::new("/texts".into(), vec![PATH.into()], false);
    let mut model = Model::new(shelf, project, face, Hand::new(map), time(0));
    model.screen.size = (80, 24);
    model.screen.focus = Focus::Text;
    model.screen.column = Area::new(4, 2, 40, 20);
    let document = Arc::new(Document::open(PATH, text.as_bytes().to_vec()));
    let article = usize::from(!document.structure.articles.is_empty());
    model.shelf.opened(&document, &[]);
    model.shelf.show(PATH, article);
    model.reader.document = Some(document);
    model.reader.article = article;
    model.reader.go(Byte(0));
    model
}
