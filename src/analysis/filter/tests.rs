use super::*;
use crate::annotation::Tag;
use crate::annotation::samples::annotation;

fn codebook() -> Codebook {
    let tag = |key: &str, zh: &str, parent: Option<&str>| Tag {
        key: key.into(),
        zh: zh.into(),
        parent: parent.map(str::to_owned),
        ..Tag::default()
    };
    [tag("structure", "组织架构", None), tag("grid", "网格", Some("structure")), tag("property", "物业", None)]
        .into_iter()
        .collect()
}

fn takes(written: &str, tags: &[&str], note: &str) -> bool {
    let codebook = codebook();
    let a = Annotation { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), note: note.into(), ..annotation(1) };
    let attribute = |name: &str| (name == "级别").then(|| "省级".to_owned());
    let case = Case { annotation: &a, state: State::Lost, attribute: &attribute, beside: &Vec::new };
    Filter::new(written, &codebook).takes(&case, &codebook)
}

#[test]
fn tags_words_and_all_the_rest() {
    for (written, wanted) in [
        ("", true),
        ("网格", true),
        ("组织架构", true),
        ("架构", true),
        ("物业", false),
        ("网格 & 物业", false),
        ("网格 !物业", true),
        ("物业 | 网格", true),
        ("!(物业 | 网格)", false),
        ("“眉批”", true),
        ("眉批 重要", true),
        ("#重要", false),
        ("级别=省", true),
        ("级别=市", false),
        (":lost", true),
        (":失联 :批注", true),
        (":未找到 :note", true),
        (":多处匹配", false),
        (":highlight", false),
        (":没有这种状态", false),
        (":moved", false),
        (":划线", false),
        ("@乙", false),
        (">2000-01-01 <2999", true),
        (">2999", false),
        ("((((", true),
    ] {
        assert_eq!(takes(written, &["grid"], "重要"), wanted, "{written}");
    }
}

#[test]
fn states_have_the_names_that_are_shown_and_those_that_were() {
    use crate::words::{Lang, Words};
    for state in State::ALL {
        for lang in Lang::ALL {
            let shown = Words::new(lang).say(&format!("state-{}", state.name())).replace(' ', "-");
            assert_eq!(state_named(&shown), Some(state), "{shown}");
        }
    }
    for (name, state) in
        [("失联", State::Lost), ("待选", State::Ambiguous), ("移位", State::Moved), ("LOST", State::Lost)]
    {
        assert_eq!(state_named(name), Some(state), "{name}");
    }
    assert_eq!(state_named("不知道"), None);
}

#[test]
fn a_filter_of_tags_knows_no_other_words() {
    let codebook = codebook();
    let named = |name: &str| match codebook.named(name).as_slice() {
        [tag] => Ok(tag.key.clone()),
        _ => Err(name.to_owned()),
    };
    let takes = |written: &str| {
        let a = Annotation { tags: vec!["grid".into()], ..annotation(1) };
        let case = Case { annotation: &a, state: State::InPlace, attribute: &|_| None, beside: &Vec::new };
        Filter::of_tags(written, &codebook, named).map(|filter| filter.takes(&case, &codebook))
    };
    assert_eq!(takes("组织架构 / 网格"), Ok(true));
    assert_eq!(takes("组织架构 & !物业"), Ok(true));
    assert_eq!(takes("物业 | (组织架构 & “组织架构 / 网格”)"), Ok(true));
    let unknown = || Err(Some("网恪".to_owned()));
    assert_eq!((takes("网恪"), takes("网格 & 网恪")), (unknown(), unknown()));
    for written in ["网格 &", "| 网格", "网格 !", "(网格", "网格)", "网格 & | 物业", "() 网格"] {
        assert_eq!(takes(written), Err(None), "{written}");
    }
}

proptest::proptest! {
    #![proptest_config(crate::laws::cases(256))]
    #[test]
    fn whatever_is_written_has_a_meaning(written in "[&|!() \"#@:<>=叠，网格物a]{0,40}") {
        let _ = takes(&written, &["grid"], "x");
    }
}

#[test]
fn two_tags_that_meet_are_asked_for_by_name() {
    let codebook = codebook();
    let near = Annotation { tags: vec!["property".into()], ..annotation(2) };
    let takes = |written: &str, beside: &dyn Fn() -> Vec<&'static Annotation>| {
        let a = Annotation { tags: vec!["grid".into()], ..annotation(1) };
        let case = Case { annotation: &a, state: State::InPlace, attribute: &|_| None, beside: &|| beside() };
        Filter::new(written, &codebook).takes(&case, &codebook)
    };
    let near: &'static Annotation = Box::leak(Box::new(near));
    for (written, wanted) in [
        ("overlap(网格, 物业)", true),
        ("叠（物业，网格）", true),
        ("叠(#组织架构/网格、“物业”)", true),
        ("OVERLAP(grid,property) @甲", true),
        ("!叠(网格, 物业)", false),
        // These tags alone, not those below them.
        ("叠(组织架构, 物业)", false),
        ("叠(网格, 网格)", true),
        ("叠(物业, 物业)", false),
        ("叠(网格, 物恶)", false),
        ("叠(网格)", false),
        ("叠(网格, 物业, 组织架构)", true),
        // A word, and a group: what it always was.
        ("overlap (网格)", false),
    ] {
        assert_eq!(takes(written, &|| vec![near]), wanted, "{written}");
    }
    assert!(!takes("叠(网格, 物业)", &Vec::new));
    let named = |name: &str| match codebook.named(name).as_slice() {
        [tag] => Ok(tag.key.clone()),
        _ => Err(name.to_owned()),
    };
    let of_tags = |written: &str| Filter::of_tags(written, &codebook, named).map(|filter| filter.pair().is_some());
    assert_eq!(of_tags("overlap(组织架构 / 网格, 物业)"), Ok(true));
    assert_eq!(of_tags("overlap(网格, 物业) & !物业"), Ok(true));
    assert_eq!(of_tags("overlap(网格, 物恶)"), Err(Some("物恶".into())));
    for written in ["overlap(网格)", "overlap(网格, 物业", "overlap(网格, )", "overlap(网格, 物业, 网格)"]
    {
        assert_eq!(of_tags(written), Err(None), "{written}");
    }
}

#[test]
fn the_filter_of_a_tag_names_it_alone() {
    let tag = |key: &str, zh: &str, parent: Option<&str>| Tag {
        key: key.into(),
        zh: zh.into(),
        parent: parent.map(str::to_owned),
        ..Tag::default()
    };
    let codebook: Codebook = [
        tag("trade", "商业", None),
        tag("rest-1", "杂项", Some("trade")),
        tag("town", "城镇", None),
        tag("rest-2", "杂项", Some("town")),
        tag("price", "价格（元）", None),
        tag("both", "买&卖", None),
        tag("wide", "两 词", None),
        tag("list", "甲、乙", None),
        tag("loud", "!急", None),
        tag("town-2", "town", None),
    ]
    .into_iter()
    .collect();
    for key in ["trade", "rest-1", "town", "rest-2", "price", "both", "wide", "list", "loud", "town-2"] {
        for lang in [crate::words::Lang::Zh, crate::words::Lang::En] {
            let written = tagged(&codebook, key, lang);
            assert_eq!(Filter::new(&written, &codebook).tags(), [key], "{written}");
        }
    }
    assert_eq!(tagged(&codebook, "trade", crate::words::Lang::Zh), "#商业");
    // By their labels alone, tags of one name are taken for one another.
    assert_ne!(Filter::new("#杂项", &codebook).tags(), ["rest-2"]);
}

#[test]
fn only_a_filter_that_asks_for_nothing_is_empty() {
    let codebook = codebook();
    for written in ["", "  ", "|", "a | ", "()"] {
        let filter = Filter::new(written, &codebook);
        // What is empty takes what nothing speaks for.
        assert!(!filter.is_empty() || takes(written, &[], ""), "{written}");
    }
    assert!(Filter::new(" ", &codebook).is_empty());
    assert!(!Filter::new("网格", &codebook).is_empty() && !Filter::new("!网格", &codebook).is_empty());
}
