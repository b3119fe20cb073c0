use super::samples::*;
use super::*;
use crate::text::{Document, Flow};
use crate::units::{ByteSpan, Slice};
use crate::words::Lang;
use proptest::prelude::*;

fn book(list: &[Annotation]) -> Book {
    let mut book = Book::default();
    book.load("a.txt", list.to_vec());
    book
}

fn edit(from: &[Annotation], to: &[Annotation]) -> Edit {
    Edit { changes: difference(&book(from), &book(to)), ..Edit::default() }
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]
    #[test]
    fn an_edit_leads_there_and_its_inverse_back(from in any_list(), to in any_list()) {
        let mut state = book(&from);
        let step = edit(&from, &to);
        prop_assert_eq!(apply(&mut state, &step), Kept(0));
        prop_assert_eq!(&state, &book(&to));
        prop_assert_eq!(apply(&mut state, &step.inverse()), Kept(0));
        prop_assert_eq!(&state, &book(&from));
    }

    #[test]
    fn what_is_settled_is_undone(from in any_overrides(), to in any_overrides()) {
        let of = |list: &[Override]| {
            let mut book = Book::default();
            list.iter().for_each(|o| book.set_override("a.txt", o.id, Some(o.clone())));
            book
        };
        let mut state = of(&from);
        let step = Edit { changes: difference(&of(&from), &of(&to)), ..Edit::default() };
        prop_assert_eq!(apply(&mut state, &step), Kept(0));
        prop_assert_eq!(&state, &of(&to));
        prop_assert_eq!(apply(&mut state, &step.inverse()), Kept(0));
        prop_assert_eq!(&state, &of(&from));
    }

    #[test]
    fn tags_of_two_sides_are_all_kept(base in any_annotation(), mine in "[k-m]{1,2}", theirs in "[x-z]{1,2}") {
        let with = |tag: &str| Annotation { tags: base.tags.iter().cloned().chain([tag.to_owned()]).collect(), ..base.clone() };
        let (base, mine, theirs) = (vec![base.clone()], vec![with(&mine)], vec![with(&theirs)]);
        let mut state = book(&theirs);
        prop_assert_eq!(apply(&mut state, &edit(&base, &mine)), Kept(0));
        let tags = &state.of("a.txt")[0].tags;
        prop_assert!(mine[0].tags.iter().chain(&theirs[0].tags).all(|tag| tags.contains(tag)));
    }
}

#[test]
fn a_field_changed_elsewhere_stays() {
    let noted = |note: &str| vec![Annotation { note: note.into(), ..annotation(1) }];
    let mut state = book(&noted("theirs"));
    assert_eq!(apply(&mut state, &edit(&noted(""), &noted("mine"))), Kept(1));
    assert_eq!(state.of("a.txt"), noted("theirs"));
}

#[test]
fn of_two_versions_the_latest_stands_and_the_other_is_kept() {
    let noted = |note: &str, at: i64| vec![Annotation { note: note.into(), modified: time(at), ..annotation(1) }];
    let (base, ours, theirs) = (book(&noted("", 0)), book(&noted("ours", 5)), book(&noted("theirs", 3)));
    let (merged, kept) = merge(&base, &ours, &theirs);
    assert_eq!((kept, &merged), (Kept(1), &merge(&base, &theirs, &ours).0));
    let one = &merged.of("a.txt")[0];
    assert_eq!((one.note.as_str(), one.modified, one.conflicts[0].note.as_str()), ("ours", time(5), "theirs"));
    // A third version joins them; what somebody has settled meanwhile is settled.
    let third = book(&noted("third", 9));
    let all = merge(&base, &merged, &third).0;
    assert_eq!(all.of("a.txt")[0].conflicts.iter().map(|a| a.note.as_str()).collect::<Vec<_>>(), ["ours", "theirs"]);
    let settled = book(&[Annotation { note: "both".into(), modified: time(20), ..annotation(1) }]);
    let tagged = book(&[Annotation { tags: vec!["x".into()], ..all.of("a.txt")[0].clone() }]);
    let done = merge(&all, &settled, &tagged).0;
    assert_eq!((done.of("a.txt")[0].note.as_str(), done.of("a.txt")[0].conflicts.len()), ("both", 0));
    assert_eq!(done.of("a.txt")[0].tags, ["x"]);
}

/// Merges two versions, from either side: both must come to the same.
fn meet(base: &Annotation, one: &Annotation, other: &Annotation) -> (Annotation, usize) {
    let of = |a: &Annotation| book(std::slice::from_ref(a));
    let one_way = merge(&of(base), &of(one), &of(other));
    let other_way = merge(&of(base), &of(other), &of(one));
    assert_eq!(one_way, other_way);
    (one_way.0.of("a.txt")[0].clone(), one_way.1.0)
}

#[test]
fn versions_meet_field_by_field() {
    let base = annotation(1);
    let noted = |note: &str, at: i64| Annotation { note: note.into(), modified: time(at), ..base.clone() };
    let tagged = |tag: &str| Annotation { tags: vec![tag.into()], modified: time(3), ..base.clone() };
    // What both have changed alike is no conflict.
    let (merged, kept) = meet(&base, &noted("same", 3), &noted("same", 5));
    assert_eq!((merged.conflicts.len(), kept, merged.modified), (0, 0, time(5)));
    // What was added comes in one order.
    assert_eq!(meet(&base, &tagged("y"), &tagged("x")).0.tags, ["x", "y"]);
    // The other version is kept without those that were kept beside it.
    let third = Annotation { conflicts: vec![noted("third", 1)], ..noted("second", 5) };
    let (merged, kept) = meet(&base, &noted("first", 9), &third);
    let beside: Vec<_> = merged.conflicts.iter().map(|a| (a.note.as_str(), a.conflicts.len())).collect();
    assert_eq!((kept, beside), (1, vec![("second", 0), ("third", 0)]));
    // Of a side that changed nothing the time does not count, even if a clock went back.
    let late = Annotation { modified: time(9), ..base.clone() };
    assert_eq!(meet(&late, &late, &noted("new", 4)).0.modified, time(4));
}

#[test]
fn of_two_values_the_greater_stands_and_of_two_removals_the_new_one() {
    let put = |after: &str| Changed::new((), None, Some(after.to_owned()));
    let mut kept = Kept::default();
    for (one, other) in [("a", "b"), ("b", "a")] {
        let merged = merge::merge_value(&put(one), Some(other.to_owned()), Undecided::Latest, &mut kept);
        assert_eq!(merged, (Some("b".to_owned()), Some("a".to_owned())));
    }
    let removed = |at: i64| Tag { removed: Some(time(at)), ..Tag::default() };
    for rule in [Undecided::Stays, Undecided::Latest] {
        for (one, other, left) in [(1, 5, 5), (5, 1, 5), (1, 1, 1)] {
            let changed = Changed::new((), Some(removed(1)), Some(removed(one)));
            let merged = merge::merge_item(&changed, Some(removed(other)), rule, &mut kept).unwrap();
            assert_eq!(merged.removed, Some(time(left)), "{one} {other}");
        }
        // It was removed, came back and was removed sooner than was known: what changed counts.
        let changed = Changed::new((), Some(removed(7)), Some(removed(2)));
        let merged = merge::merge_item(&changed, Some(removed(7)), rule, &mut kept).unwrap();
        assert_eq!(merged.removed, Some(time(2)));
    }
}

#[test]
fn what_was_changed_survives_a_removal() {
    let noted = vec![Annotation { note: "x".into(), ..annotation(1) }];
    let mut state = book(&noted);
    assert_eq!(apply(&mut state, &edit(&[annotation(1)], &[])), Kept(1));
    assert_eq!(state.of("a.txt"), noted);
}

#[test]
fn history_goes_back_and_forth() {
    let mut history = History::default();
    assert!(history.undo().is_none());
    let step = edit(&[], &[annotation(1)]);
    history.made(step.clone());
    assert_eq!(history.undo(), Some(step.inverse()));
    assert_eq!(history.redo(), Some(step.clone()));
    assert_eq!(history.undo(), Some(step.inverse()));
    history.made(step);
    assert!(history.redo().is_none());
}

fn marked(document: &Document, words: &str) -> Annotation {
    let start = document.text.find(words).unwrap();
    let spans = document.target(Flow::Main(1), ByteSpan::at(start, start + words.len()));
    let (target, quotation) = quote(document, Flow::Main(1), &spans);
    Annotation { target, quotation, ..annotation(1) }
}

#[test]
fn places_are_found_again() {
    let old = Document::open("a.txt", "党建引领。基层治理很好。网格很多。基层治理不难。".into());
    let mark = marked(&old, "基层治理很");
    let here = place(&mark, &old);
    assert_eq!((here.state, old.slice(here.spans[0])), (State::InPlace, "基层治理很"));
    let new = Document::open("a.txt", "前言。𠮷\n\n党建引领。基层治理很好。网格很多。".into());
    let there = place(&mark, &new);
    assert_eq!((there.state, new.text.slice(there.spans[0])), (State::Moved, "基层治理很"));
    let twice = Annotation {
        quotation: Quotation { prefix: String::new(), suffix: String::new(), ..marked(&old, "基层治理").quotation },
        target: Target { text: TextId::default(), spans: mark.target.spans.clone() },
        ..annotation(2)
    };
    assert_eq!(place(&twice, &old).state, State::Ambiguous);
    assert_eq!(place(&mark, &Document::open("a.txt", "别的。".into())).state, State::Lost);
}

#[test]
fn keys_and_names_of_tags() {
    let mut codebook = Codebook::default();
    for (label, parent) in
        [("组织架构", None), ("网格", Some("组织架构")), ("协同联动", None), ("网格", Some("协同联动"))]
    {
        let tag = codebook.make(label, parent, time(0));
        codebook.set(&tag.key.clone(), Some(tag));
    }
    assert_eq!(codebook.path("网格-2", Lang::Zh), "协同联动 / 网格");
    assert_eq!(codebook.named("网格").len(), 1);
    assert_eq!(codebook.named("组织架构/网格")[0].key, "网格");
    assert_eq!(codebook.nearest("网恪", 2)[0], "网格");
    assert_eq!(codebook.tree().iter().map(|(d, _)| *d).collect::<Vec<_>>(), [0, 1, 0, 1]);
    assert_eq!((key_of(" a/b c. "), key_of("…")), ("a-b-c".into(), "tag".into()));
    assert_ne!(codebook.get("组织架构").unwrap().slot, codebook.get("协同联动").unwrap().slot);
}

#[test]
fn a_name_of_which_nothing_is_seen_is_none() {
    for written in
        ["", " ", ".", "..", "/", "\\", " . / .. ", "\u{3000}", "\t\n", "\u{1}\u{1b}", "\u{200b}", "\u{feff}.."]
    {
        assert_eq!(label(written).unwrap_err().key, "error-tag-label", "{written:?}");
        assert_eq!(coder(written).unwrap_err().key, "error-coder", "{written:?}");
    }
    for written in ["网格", "a", "★", "？", "a/b", "..a", "1"] {
        assert_eq!(label(&format!(" {written}\u{3000}")), Ok(written));
    }
    assert_eq!(coder(" 王 小明 "), Ok("王-小明".into()));
    assert_eq!(coder("★").unwrap_err().key, "error-coder");
    let listed = list::paths("网格\n..\n  /\n  联动\n").unwrap();
    assert_eq!(listed, [vec!["网格".to_owned()], vec!["网格".to_owned(), "联动".to_owned()]]);
}

#[test]
fn a_correction_stands_in_a_changed_file_and_is_kept_when_lost() {
    let text = "标题在这里\n\n第一段的文字，写得很长，够得上一段正文的样子。\n\n图片的说明文字\n";
    let old = Document::open("a.txt", text.into());
    let block = old.structure.blocks.last().unwrap();
    let settled = Override {
        id: annotation(1).id,
        at: Passage::of_block(&old, block),
        what: What::Kind(crate::text::Kind::Caption),
        created: time(0),
        modified: time(0),
        conflicts: Vec::new(),
    };
    let kind =
        |text: &str| open("a.txt", text.into(), std::slice::from_ref(&settled)).structure.blocks.last().unwrap().kind;
    assert_eq!(kind(text), crate::text::Kind::Caption);
    assert_eq!(kind(&format!("新的一行。\n\n{text}")), crate::text::Kind::Caption);
    let gone = Document::open("a.txt", "别的文字。".into());
    assert_eq!(settled.at.place(&gone).state, State::Lost);
    assert!(layers(&[settled], &gone, crate::text::View::Reading).corrections.is_empty());
}

/// Two people can each do what alone would be fine and together makes a circle: no tag may vanish from the tree.
#[test]
fn circles_of_tags_are_cut_at_the_first_by_key() {
    let tag = |key: &str, parent: Option<&str>, into: Option<&str>| Tag {
        key: key.into(),
        zh: key.into(),
        parent: parent.map(Into::into),
        merged_into: into.map(Into::into),
        ..Tag::default()
    };
    let tree = |tags: Vec<Tag>| -> Vec<(usize, String)> {
        let codebook: Codebook = tags.into_iter().collect();
        codebook.tree().into_iter().map(|(depth, tag)| (depth, tag.key.clone())).collect()
    };
    let shown = |expected: &[(usize, &str)]| -> Vec<(usize, String)> {
        expected.iter().map(|(depth, key)| (*depth, (*key).to_owned())).collect()
    };
    let below_each_other = vec![tag("a", Some("b"), None), tag("b", Some("a"), None), tag("c", Some("b"), None)];
    assert_eq!(tree(below_each_other), shown(&[(0, "a"), (1, "b"), (2, "c")]));
    let into_each_other = vec![tag("a", None, Some("b")), tag("b", None, Some("a")), tag("c", Some("b"), None)];
    assert_eq!(tree(into_each_other), shown(&[(0, "a"), (1, "c")]));
    let parent_merged_into_its_child = vec![tag("a", None, Some("b")), tag("b", Some("a"), None)];
    assert_eq!(tree(parent_merged_into_its_child), shown(&[(0, "b")]));
    let parents_missing = vec![tag("a", Some("x"), None), tag("b", None, Some("x"))];
    assert_eq!(tree(parents_missing), shown(&[(0, "a"), (0, "b")]));
}

#[test]
fn a_tag_that_was_removed_is_made_again_with_what_was_said_of_it() {
    let tag = |key: &str, zh: &str, parent: Option<&str>| Tag {
        key: key.into(),
        zh: zh.into(),
        parent: parent.map(Into::into),
        definition: format!("{key}的定义"),
        created: time(1),
        ..Tag::default()
    };
    let gone = |tag: Tag| Tag { removed: Some(time(9)), ..tag };
    let all = [
        tag("组织", "组织", None),
        gone(tag("网格", "网格", Some("组织"))),
        gone(tag("其他", "其他", None)),
        gone(tag("其他-2", "其他", Some("组织"))),
        Tag { merged_into: Some("网格".into()), ..tag("格子", "格子", None) },
    ];
    let codebook: Codebook = all.into_iter().collect();
    // What is left of a tag is no tag; its name is known still.
    let keys = |tags: Vec<&Tag>| tags.iter().map(|tag| tag.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(codebook.tree().into_iter().map(|(_, tag)| tag).collect()), ["组织"]);
    assert!(codebook.get("网格").is_none() && codebook.named("网格").is_empty());
    assert_eq!(codebook.label("网格", Lang::Zh), "网格");
    assert_eq!(codebook.resolve("格子"), "网格");
    let made = codebook.make("网格", Some("组织"), time(20));
    assert_eq!((made.key.as_str(), made.removed, made.definition.as_str()), ("网格", None, "网格的定义"));
    assert_eq!((made.created, made.modified), (time(1), time(20)));
    assert_eq!(codebook.make("其他", Some("组织"), time(20)).key, "其他-2");
    assert_eq!(codebook.make("其他", None, time(20)).key, "其他");
    assert_eq!(codebook.make("新", None, time(20)).definition, "");
    let mut book = Book::default();
    book.codebook = codebook;
    assert_eq!(book.removed_in_use(), []);
    let marked = Annotation { tags: vec!["格子".into(), "网格".into()], ..annotation(1) };
    book.set("a.txt", marked.id, Some(marked));
    let in_use = book.removed_in_use();
    assert_eq!(in_use.iter().map(|(tag, count)| (tag.key.as_str(), *count)).collect::<Vec<_>>(), [("网格", 1)]);
}

#[test]
fn what_is_left_of_a_tag_goes_when_nothing_has_named_it_for_long() {
    let day = |n: i64| time(n * 24 * 60 * 60);
    let tag = |key: &str| Tag { key: key.into(), removed: Some(day(0)), ..Tag::default() };
    let mut book = Book::default();
    book.codebook = ["a", "b", "c", "d", "e"].map(tag).into_iter().collect();
    book.codebook.set("f", Some(Tag { key: "f".into(), parent: Some("b".into()), ..Tag::default() }));
    let marked = Annotation { tags: vec!["a".into()], ..annotation(1) };
    book.set("a.txt", marked.id, Some(marked));
    book.in_personal("甲", |own| drop(own.quick.insert((0, 1), "c".into())));
    book.in_personal("乙", |own| drop(own.memos.insert(On::Tag("d".into()), Memo::default())));
    let dropped = |now: Timestamp| -> Vec<String> {
        let found = verify::removed(&book, now).into_iter().flat_map(|problem| problem.repair);
        found.filter_map(|change| if let Change::Tag(c) = change { Some(c.key) } else { None }).collect()
    };
    assert_eq!(dropped(day(180)), Vec::<String>::new());
    assert_eq!(dropped(day(181)), ["e"]);
}

#[test]
fn a_long_chain_of_tags_is_walked_once() {
    // Long enough that a walk for each tag of all above it would not be waited for.
    const TAGS: usize = 30_000;
    let key = |n: usize| format!("{n:05}");
    let last = key(TAGS - 1);
    let chain = |of: fn(Tag, String) -> Tag, circle: bool| -> Codebook {
        let next = |n: usize| (n > 0 || circle).then(|| key((n + TAGS - 1) % TAGS));
        let tag = |n: usize| Tag { key: key(n), ..Tag::default() };
        (0..TAGS).map(|n| next(n).into_iter().fold(tag(n), of)).collect()
    };
    for circle in [false, true] {
        let codebook = chain(|tag, next| Tag { parent: Some(next), ..tag }, circle);
        let tree = codebook.tree();
        assert!(tree.iter().map(|(depth, tag)| (*depth, tag.key.clone())).eq((0..TAGS).map(|n| (n, key(n)))));
        assert_eq!(codebook.lineage(&last).len(), TAGS);
        assert_eq!(codebook.with_children("00001").len(), TAGS - 1);
        assert_eq!(codebook.path(&last, Lang::Zh).matches(" / ").count(), TAGS - 1);
        assert_eq!(codebook.above(codebook.get("00000").unwrap()), None);
        let merged = chain(|tag, next| Tag { merged_into: Some(next), ..tag }, circle);
        assert_eq!(merged.in_use().map(|tag| &tag.key).collect::<Vec<_>>(), ["00000"]);
        assert_eq!(merged.resolve(&last), "00000");
        // Below each of the merged tags one has been put: all of them stand below the one that is left.
        let below = |n: usize| Tag { key: format!("x{n:05}"), parent: Some(key(n)), ..Tag::default() };
        let both: Codebook = merged.entries().cloned().chain((0..TAGS).map(below)).collect();
        assert_eq!(both.children(Some("00000")).len(), TAGS);
    }
}

#[test]
fn a_long_list_makes_its_tags_in_their_order() {
    let paths: Vec<Vec<String>> = (0..20_000).map(|n| vec!["总类".to_owned(), format!("第{n}类")]).collect();
    let whole = [vec![vec!["总类".to_owned()]], paths].concat();
    let codebook: Codebook = std::iter::once(Tag { key: "zl".into(), zh: "总类".into(), ..Tag::default() }).collect();
    let made = codebook.listed(&whole, time(1));
    assert_eq!(made.len(), 20_000);
    assert!(made.iter().all(|tag| tag.parent.as_deref() == Some("zl")));
    assert!(made.windows(2).all(|pair| pair[0].order < pair[1].order));
    let with: Codebook = codebook.entries().cloned().chain(made).collect();
    assert_eq!(with.listed(&whole, time(2)), []);
    // Labels that make one key make tags of their own.
    let twins = [vec!["甲 乙".to_owned()], vec!["甲-乙".to_owned()], vec!["甲 乙".to_owned()]];
    let keys: Vec<String> = codebook.listed(&twins, time(1)).into_iter().map(|tag| tag.key).collect();
    assert_eq!(keys, ["甲-乙", "甲-乙-2"]);
}

/// A text that was changed, of which only words of ASCII were quoted, is not tried in every encoding at every opening.
#[test]
fn words_of_ascii_tell_no_other_reading() {
    let now = "河长巡河，COVID-19 之后也没有停过。";
    let foreign = |words: &[&str], sound: bool| transcribe::is_foreign(&words.iter().copied().collect(), now, sound);
    for (words, sound, misread) in [
        (&["COVID-19"][..], false, false),
        (&["19"], false, true),
        (&["SARS-2"], false, true),
        (&["19"], true, false),
        (&["SARS-2"], true, false),
        (&["河长"], true, false),
        (&["娌抽暱"], true, true),
        (&["娌抽暱", "COVID-19"], false, true),
        (&["娌抽暱", "河长"], false, false),
    ] {
        assert_eq!(foreign(words, sound), misread, "{words:?} {sound}");
    }
}
