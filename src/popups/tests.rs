use super::{choice, coder, definition, doubt, export, line, name, note, picker, settings, typed};
use crate::actions::commit::commit;
use crate::annotation::{Change, Edit, Part, Quotation, Target};
use crate::input::key::{Code, Key};
use crate::state::about::{About, Subject};
use crate::state::project::Coder;
use crate::state::request::{Of, Request, Target as Leads, Typing};
use crate::state::samples::{PATH, model};
use crate::state::{Model, Next, Popup};
use crate::text::TextId;
use crate::units::{Char, CharSpan};

/// Types keys into a popup; returns what it answered last, and what it asked for.
fn type_into(popup: &mut dyn Popup, model: &mut Model, keys: &str) -> (Next, Vec<Request>) {
    let mut next = Next::Stay;
    for key in Key::sequence(keys) {
        next = popup.key(model, key);
    }
    (next, std::mem::take(&mut model.requests))
}

/// A program with two tags.
fn with_tags() -> Model {
    let mut model = model("村里修路。");
    for label in ["修路", "组织"] {
        let tag = model.project.book.codebook.make(label, None, model.seconds());
        let key = tag.key.clone();
        commit(&mut model, Edit { changes: vec![Change::tag(&key, None, Some(tag))], ..Edit::default() });
    }
    model
}

fn passage() -> Subject {
    let target = Target { text: TextId::of("村里修路。"), spans: vec![CharSpan::new(Char(2), Char(4))] };
    Subject::Passage(PATH.into(), target, Quotation { exact: vec!["修路".into()], ..Quotation::default() })
}

#[test]
fn a_list_asks_for_what_its_row_leads_to() {
    let mut model = model("村里修路。");
    let rows = |n: usize| (n.to_string(), format!("第{n}行"), Leads::Give(n));
    let list = || choice::Choice::of("owners-title", (0..3).map(rows).collect(), 0);
    let taken = |model: &mut Model, keys: &str| type_into(&mut list(), model, keys);
    assert_eq!(taken(&mut model, "j j <enter>"), (Next::Close, vec![Request::Take(Leads::Give(2))]));
    // Letters walk only as long as nothing is typed.
    assert_eq!(taken(&mut model, "1 <enter>"), (Next::Close, vec![Request::Take(Leads::Give(1))]));
    assert_eq!(taken(&mut model, "j <esc>"), (Next::Close, Vec::new()));
    assert_eq!(taken(&mut model, "z z <enter>"), (Next::Stay, Vec::new()));
}

#[test]
fn a_field_tells_what_happens_in_it() {
    let mut model = model("村里修路。");
    let told = |model: &mut Model, of, keys: &str| {
        let input = tui_input::Input::new("旧".into());
        type_into(&mut typed::Field { of, input, fresh: true }, model, keys)
    };
    let now = |of, value: &str| Request::Field(of, Typing::Now(value.to_owned()));
    // What it was opened with is selected: a character takes its place, an arrow keeps it.
    assert_eq!(told(&mut model, Of::Passages, "a"), (Next::Stay, vec![now(Of::Passages, "a")]));
    assert_eq!(told(&mut model, Of::Passages, "<end> a"), (Next::Stay, vec![now(Of::Passages, "旧a")]));
    assert_eq!(told(&mut model, Of::Side, "<bs>"), (Next::Stay, vec![now(Of::Side, "")]));
    assert_eq!(told(&mut model, Of::Side, "^u"), (Next::Stay, vec![now(Of::Side, "")]));
    assert_eq!(told(&mut model, Of::Hits, "a b"), (Next::Stay, vec![now(Of::Hits, "a"), now(Of::Hits, "ab")]));
    let down = Request::Field(Of::Codebook, Typing::Step(true));
    assert_eq!(told(&mut model, Of::Codebook, "<down>"), (Next::Stay, vec![down]));
    let gone = Request::Field(Of::List, Typing::GivenUp);
    assert_eq!(told(&mut model, Of::List, "<esc>"), (Next::Close, vec![gone]));
    // In the search the arrows go through what was searched for before.
    model.search.past = vec!["网格".into()];
    assert_eq!(told(&mut model, Of::Search, "<up>"), (Next::Stay, vec![now(Of::Search, "网格")]));
}

#[test]
fn the_name_of_a_file_chooses_its_format() {
    let mut model = with_tags();
    export::open(&mut model, None);
    let mut form = model.popup.take().unwrap();
    let mut format = |model: &mut Model, keys: &str| {
        assert_eq!(type_into(&mut *form, model, keys).0, Next::Stay);
        model.hand.export.format().map(|format| format.name)
    };
    assert_eq!(format(&mut model, "^u a . h t m l"), Some("html"));
    assert_eq!(format(&mut model, "^u a . D O C X"), Some("docx"));
    // Of several formats of an extension the chosen one stays; what is no extension of any changes nothing.
    assert_eq!(format(&mut model, "^u a . m d"), Some("markdown"));
    assert_eq!(format(&mut model, "<down>"), Some("obsidian"));
    assert_eq!(format(&mut model, "<bs> d"), Some("obsidian"));
    assert_eq!(format(&mut model, "^u 1 . 2"), Some("obsidian"));
    form.paste(&mut model, ".csv");
    assert_eq!(model.hand.export.format().map(|format| format.name), Some("csv"));
}

#[test]
fn settings_are_walked_like_other_lists_and_take_a_number() {
    let mut model = with_tags();
    settings::open(&mut model);
    let mut open = model.popup.take().unwrap();
    // The third row is the width of lines; the last asks for the coder.
    assert_eq!(type_into(&mut *open, &mut model, "G g g j j 6 0").0, Next::Stay);
    assert_eq!(model.face.settings.measure, Some(60));
    assert_eq!(type_into(&mut *open, &mut model, "9 9 9").0, Next::Stay);
    assert_eq!(model.face.settings.cells(), 200);
    let asked = type_into(&mut *open, &mut model, "<home> <end> <enter>");
    assert_eq!(asked, (Next::Close, vec![Request::AskCoder("甲".into())]));
    crate::actions::settings::width(&mut model, "44");
    assert_eq!(model.face.settings.measure, Some(44));
}

#[test]
fn a_name_makes_the_tag_of_a_key() {
    let mut model = with_tags();
    let purpose = name::Purpose::Key((0, 7), vec![passage()]);
    let mut asked = name::Name { purpose, input: tui_input::Input::new("修路".into()) };
    assert_eq!(type_into(&mut asked, &mut model, "<enter>").0, Next::Close);
    let list = model.project.book.of(PATH);
    let labels: Vec<&str> = list
        .iter()
        .flat_map(|a| &a.tags)
        .map(|key| model.project.book.codebook.get(key).unwrap().zh.as_str())
        .collect();
    assert_eq!(labels, ["修路"]);
    assert_eq!(model.project.quick(7).and_then(|key| model.project.quick_of(&key)), Some((0, 7)));
    let mut empty = name::Name { purpose: name::Purpose::Make(None, None), input: tui_input::Input::default() };
    assert_eq!(type_into(&mut empty, &mut model, "<enter>").0, Next::Close);
    assert_eq!(model.project.book.codebook.in_use().count(), 2);
}

#[test]
fn the_picker_gives_all_that_is_ticked() {
    let mut model = with_tags();
    let mut open = picker::Picker::new(&mut model, vec![passage()]);
    assert_eq!(type_into(&mut open, &mut model, "<tab> <down> <tab> <enter>").0, Next::Close);
    assert_eq!(model.project.book.of(PATH).iter().map(|a| a.tags.len()).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_note_is_saved_by_escape_and_left_by_control_c() {
    let mut model = with_tags();
    let notes = |model: &Model| model.project.book.of(PATH).iter().map(|a| a.note.clone()).collect::<Vec<_>>();
    let mut left = note::Note::new(&mut model, About::Annotation(passage()));
    assert_eq!(type_into(&mut left, &mut model, "a ^c").0, Next::Close);
    assert!(notes(&model).is_empty());
    // The draft comes back.
    let mut open = note::Note::new(&mut model, About::Annotation(passage()));
    assert_eq!(type_into(&mut open, &mut model, "b <esc>").0, Next::Close);
    assert_eq!(notes(&model), ["ab"]);
}

#[test]
fn a_definition_is_one_form_and_one_edit() {
    let mut model = with_tags();
    let of = |model: &Model| model.project.book.codebook.named("修路").first().map(|tag| (*tag).clone()).unwrap();
    let open = |model: &mut Model, keys: &str| {
        let tag = of(model);
        definition::open(model, &tag);
        let mut popup = model.popup.take().unwrap();
        type_into(&mut *popup, model, keys).0
    };
    let before = model.project.book.revision();
    assert_eq!(open(&mut model, "a <enter> b <tab> c <up> <up> <up> r o a d <esc>"), Next::Close);
    let tag = of(&model);
    assert_eq!((tag.definition.as_str(), tag.include.as_str(), tag.en.as_str()), ("a\nb", "c", "road"));
    assert_eq!(model.project.book.revision(), before + 1);
    assert_eq!(open(&mut model, "x ^c"), Next::Close);
    assert_eq!(of(&model), tag);
    // What was not touched stays as others have made it meanwhile.
    assert_eq!(open(&mut model, "<esc>"), Next::Close);
    assert_eq!(model.project.book.revision(), before + 1);
    // Without any name it stays open.
    assert_eq!(open(&mut model, "<up> <up> ^u <up> ^u <esc>"), Next::Stay);
    assert_eq!(of(&model), tag);
}

#[test]
fn the_input_method_goes_off_where_commands_come_next() {
    let mut model = with_tags();
    let types = |popup: &mut dyn Popup| popup.types();
    assert!(types(&mut picker::Picker::new(&mut model, vec![passage()])));
    assert!(types(&mut note::Note::new(&mut model, About::Annotation(passage()))));
    assert!(types(&mut coder::Field::new(String::new())));
    assert!(!types(&mut settings::Settings::default()));
}

#[test]
fn who_annotates_is_asked_before_the_first_edit() {
    let mut model = model("村里修路。");
    model.project.coder = Coder::Unsure("root".into());
    let term = || Edit { changes: vec![Change::term("修路", true)], ..Edit::default() };
    commit(&mut model, term());
    assert_eq!(std::mem::take(&mut model.requests), [Request::AskCoder("root".into())]);
    assert!(model.project.book.terms.is_empty() && model.project.is_dirty());
    let mut asked = coder::Field::new("root".into());
    assert_eq!(type_into(&mut asked, &mut model, "2 <enter>").0, Next::Close);
    assert_eq!((model.project.coder.name(), model.project.book.terms.len()), ("root2", 1));
}

#[test]
fn what_cannot_be_saved_is_left_only_when_that_is_said() {
    let mut model = model("村里修路。");
    let failure = crate::error::Error::data("error-disk-full");
    model.project.unsaved.failure = Some((failure, Ok("/state/kept".into())));
    let doubt = || doubt::Doubt::left(&model.project.unsaved).unwrap();
    let mut asked = [doubt(), doubt()];
    assert_eq!(type_into(&mut asked[0], &mut model, "x <esc>"), (Next::Close, Vec::new()));
    assert_eq!(type_into(&mut asked[1], &mut model, "q"), (Next::Close, vec![Request::Leave]));
    // What is gone is asked about once, and no more when it is there again.
    model.project.unsaved.lose(vec![Part::Attributes]);
    doubt::ask(&mut model);
    assert!(model.open::<doubt::Doubt>().is_some());
    model.project.unsaved.lose(Vec::new());
    doubt::ask(&mut model);
    assert!(model.popup.is_none());
}

#[test]
fn the_command_line_asks_for_what_was_typed() {
    let mut model = model("村里修路。");
    let typed = |model: &mut Model, text: &str| {
        let mut open = line::Line { input: tui_input::Input::new(text.into()), ..line::Line::default() };
        let next = open.key(model, Key::plain(Code::Enter));
        (next, std::mem::take(&mut model.requests))
    };
    assert_eq!(typed(&mut model, "theme ink"), (Next::Close, vec![Request::Theme("ink".into())]));
    assert_eq!(typed(&mut model, "hits  网格 "), (Next::Close, vec![Request::Search("网格".into())]));
    assert_eq!(typed(&mut model, "encoding gbk"), (Next::Close, vec![Request::Encoding("gbk".into())]));
    assert_eq!(typed(&mut model, "nonsense"), (Next::Close, Vec::new()));
}
