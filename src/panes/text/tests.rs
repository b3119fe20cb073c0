use super::{motion, place, rows, select};
use crate::state::Model;
use crate::state::reader::{By, Selection};
use crate::state::samples;
use crate::units::{Byte, ByteSpan};

/// A text with the cursor before the character behind `|`, and what is selected in brackets: `她[说了|]什么`.
fn read(marked: &str) -> Model {
    let mut text = String::new();
    let (mut cursor, mut open, mut close) = (Byte(0), None, None);
    for c in marked.chars() {
        let here = Byte(text.len());
        match c {
            '|' => cursor = here,
            '[' => open = Some(here),
            ']' => close = Some(here),
            c => text.push(c),
        }
    }
    let mut model = samples::model(&text);
    rows::arrange(&mut model);
    model.reader.go(cursor);
    if let Some((start, end)) = open.zip(close) {
        let document = model.reader.document.as_deref().unwrap();
        let flow = document.flow_of(document.structure.block_at(start).unwrap());
        let span = ByteSpan::new(start, end);
        let reversed = cursor == start && document.slice(span).chars().count() > 1;
        let last = document.slice(span).chars().next_back().unwrap().len_utf8();
        let origin = if reversed { end.back(last) } else { start };
        model.reader.selection = Some(Selection { span, flow, by: By::Character, reversed, origin });
    }
    model
}

/// The same, written.
fn written(model: &Model) -> String {
    let text = &model.reader.document.as_deref().unwrap().text;
    let mut marks = vec![(model.reader.cursor.0, 1, '|')];
    if let Some(selection) = model.reader.selection {
        // A selection that has just begun ends within its character.
        let end = (selection.span.end.0..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
        marks.extend([(selection.span.start.0, 0, '['), (end, 2, ']')]);
    }
    marks.sort_unstable();
    let mut shown = text.to_string();
    marks.iter().rev().for_each(|(at, _, mark)| shown.insert(*at, *mark));
    shown
}

type Verb = fn(&mut Model);

#[track_caller]
fn each(cases: &[(&str, Verb, &str)]) {
    for (before, verb, after) in cases {
        let mut model = read(before);
        verb(&mut model);
        assert_eq!(written(&model), *after, "from {before}");
    }
}

const TEXT: &str = "他说：“网格不是机构。”她问：那是什么？\n没有人答。";

#[test]
fn motions_go_by_characters_clauses_sentences_and_paragraphs() {
    each(&[
        ("|村里修路。", motion::right, "村|里修路。"),
        ("村里修路|。", motion::right, "村里修路|。"),
        ("|村里修路。", motion::left, "|村里修路。"),
        ("村里|修路。\n\n没有人答。", motion::end, "村里修路。\n\n没有人答|。"),
        ("村里修路，|先修桥。", motion::row_start, "|村里修路，先修桥。"),
        ("村|里修路，先修桥。", motion::row_end, "村里修路，先修桥|。"),
        ("|村里修路，先修桥。", motion::next_clause, "村里修路，|先修桥。"),
        ("村里修路，先修|桥。", motion::previous_clause, "村里修路，|先修桥。"),
        ("村里修路，|先修桥。", motion::previous_clause, "|村里修路，先修桥。"),
        ("村里|修路。没有人答。", motion::next_sentence, "村里修路。|没有人答。"),
        ("村里修路。没有|人答。", motion::previous_sentence, "村里修路。|没有人答。"),
        ("村里|修路。\n\n没有人答。", motion::next_paragraph, "村里修路。\n\n|没有人答。"),
        ("村里修路。\n\n没有|人答。", motion::previous_paragraph, "村里修路。\n\n|没有人答。"),
        ("村里修路。\n\n|没有人答。", motion::previous_paragraph, "|村里修路。\n\n没有人答。"),
    ]);
}

#[test]
fn rows_are_gone_through_in_one_column() {
    let row = "一二三四五六七八九十一二三四五六七八九";
    let text = |at: usize| {
        let mut all: Vec<char> = format!("{row}。\n\n{row}。").chars().collect();
        all.insert(at, '|');
        all.into_iter().collect::<String>()
    };
    // Twenty characters and two line ends lie between; the first row of a paragraph stands in by two.
    let mut model = read(&text(5));
    motion::down(&mut model);
    motion::down(&mut model);
    motion::up(&mut model);
    motion::up(&mut model);
    assert_eq!(written(&model), text(5));
    motion::left(&mut model);
    assert_eq!(written(&model), text(4));
}

#[test]
fn a_selection_grows_with_motions_and_is_left_by_them() {
    each(&[
        ("她[|说]了什么。", motion::right, "她[说|了]什么。"),
        ("她[说了|什]么。", motion::left, "她[说|了]什么。"),
        ("她|说了什么。", |model| select::by_character(model), "她[|说]了什么。"),
        ("她[说|了]什么。", select::other_end, "她[|说了]什么。"),
        ("她[说|了]什么。", select::grow, "她[说了|什]么。"),
        ("她[说|了]什么。", select::shrink, "她[|说]了什么。"),
        // Past its beginning it turns round.
        ("她说[|了]什么。", motion::left, "她[|说了]什么。"),
        ("她[|说了]什么。", motion::right, "她说[|了]什么。"),
    ]);
}

#[test]
fn units_are_selected_and_then_the_next_one_too() {
    each(&[
        ("村里|修路。没有人答。", |model| place::sentence(model, false), "[村里修路|。]没有人答。"),
        ("|村里修路，先修桥。", select::clause, "[村里修路|，]先修桥。"),
        ("村里修路。\n\n没有|人答。", select::paragraph, "村里修路。\n\n[没有人答|。]"),
        ("他说“网格不|是机构”吗？", select::inner_quotation, "他说“[网格不是机|构]”吗？"),
        ("网格（都|要）有名册。", select::inner_brackets, "网格（[都|要]）有名册。"),
        ("看《人民|日报》去。", select::inner_title, "看《[人民日|报]》去。"),
        ("村里|修路。没有人答。", select::inner_sentence, "[村里修路|。]没有人答。"),
        ("|没有引号。", select::inner_quotation, "|没有引号。"),
    ]);
    let mut model = read("|村里修路。没有人答。再修桥。");
    select::sentence(&mut model);
    select::sentence(&mut model);
    assert_eq!(written(&model), "[村里修路。没有人答|。]再修桥。");
}

#[test]
fn a_mark_is_come_back_to() {
    let mut model = read(&TEXT.replacen("网格", "|网格", 1));
    let before = written(&model);
    motion::set_mark(&mut model, 'a');
    motion::end(&mut model);
    assert_ne!(written(&model), before);
    motion::go_to_mark(&mut model, 'a');
    assert_eq!(written(&model), before);
    motion::back(&mut model);
    assert_eq!(model.reader.cursor, read(&TEXT.replacen("答。", "答|。", 1)).reader.cursor);
}
