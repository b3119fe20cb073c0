use super::*;
use crate::annotation::{Annotation, Change, Edit, IdSource};
use crate::app::desk::{Coder, Desk, again};
use crate::app::keymap::{Hand, Keymap};
use crate::app::shelf::Shelf;
use crate::app::{App, Face};
use crate::files::{Files, Scripted};
use crate::library::Places;
use crate::settings::Settings;
use crate::store::read_recovery;
use crate::text::Widths;
use crate::theme::{Depth, Theme};
use crate::words::{Lang, Words};
use jiff::Timestamp;
use std::sync::Arc;

#[test]
fn a_panic_loses_no_edit_and_leaves_a_report() {
    let files = Arc::new(Scripted::default());
    let places = Places { data: "/d".into(), state: "/s".into(), config: "/c".into() };
    let request = Request {
        files: Arc::clone(&files) as Arc<dyn Files>,
        places: places.clone(),
        root: "/lib".into(),
        store: None,
        coder: None,
        lang: Lang::Zh,
    };
    let settings = Settings::default();
    let face = Face {
        words: Words::new(Lang::Zh),
        theme: Theme::built_in(true, Depth::None),
        depth: Depth::None,
        widths: Widths::Narrow,
        chosen: false,
        turned: false,
        themes: Vec::new(),
        settings: settings.clone(),
    };
    let desk = Desk::new(IdSource::seeded(1), Coder::Known("甲".into()));
    let shelf = Shelf::new("/lib".into(), vec!["a.txt".into()], false);
    let mut app = App::new(shelf, desk, face, Hand::new(Keymap::new(&settings).0), Timestamp::UNIX_EPOCH);
    let made: Annotation = crate::annotation::samples::annotation(1);
    let result = guarded(&mut app, &request, |app| {
        let changes = vec![Change::annotation("a.txt", made.id, None, Some(made.clone()))];
        again(app, Edit { label: "edit-tag", at: None, changes });
        panic!("a mistake in the loop")
    });
    let error = result.unwrap_err();
    assert_eq!(error.key, "error-panic");
    assert!(Words::new(Lang::En).error(&error).contains("a mistake in the loop"));
    let report = files.paths().into_iter().find(|path| path.ends_with("panic.txt")).unwrap();
    assert!(String::from_utf8(files.read(&report).unwrap()).unwrap().contains("a mistake in the loop"));
    let back = read_recovery(&*files, &places, std::path::Path::new("/lib"));
    assert_eq!(back, [Change::annotation("a.txt", made.id, None, Some(made))]);
}
