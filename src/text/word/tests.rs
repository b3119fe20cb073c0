//! Hard cases of words, and what holds for any text.

use super::*;
use crate::units::Slice;
use proptest::prelude::*;
use std::sync::OnceLock;

fn segmenter() -> &'static Segmenter {
    static LOADED: OnceLock<Segmenter> = OnceLock::new();
    LOADED.get_or_init(Segmenter::load)
}

fn cut(segmenter: &Segmenter, text: &str) -> Vec<String> {
    segmenter.words(text).into_iter().map(|word| text.slice(word).to_owned()).collect()
}

/// Holds a text, whose words are parted by `|`, against how it is cut.
fn check(segmenter: &Segmenter, cases: &[&str]) {
    for case in cases {
        assert_eq!(cut(segmenter, &case.replace('|', "")).join("|"), *case);
    }
}

#[test]
fn words_partition_the_text_with_and_without_a_dictionary() {
    let text = "党建引领 App2 基层治理，𠮷。\n";
    for segmenter in [&Segmenter::default(), segmenter()] {
        assert_eq!(cut(segmenter, text).concat(), text);
    }
    assert!(segmenter().words("基层治理").len() < 4);
}

#[test]
fn forms_and_signs_without_a_shape_cut_nothing() {
    let segmenter = segmenter().with_terms(["夜校联盟"]);
    check(&segmenter, &["\u{feff}人\u{200b}民⽇\u{ad}报社\u{2060}", "夜\u{200b}校聯盟", "１９９６|年", "\u{200b}"]);
}

#[test]
fn terms_come_before_the_dictionary_and_traditional_is_cut_as_simplified() {
    let segmenter = segmenter().with_terms(["四方联动", "党建联盟"]);
    check(&segmenter, &["推行|四方联动|机制", "推行|四方聯動|機制"]);
    let (simple, traditional) = ("经济发展带动头发护理", "經濟發展帶動頭髮護理");
    let lengths = |text: &str| cut(&segmenter, text).iter().map(|w| w.chars().count()).collect::<Vec<_>>();
    assert_eq!(lengths(simple), lengths(traditional));
}

#[test]
fn numbers_are_parted_from_what_they_count() {
    let cases = [
        "一|个|人|和|三|次",
        "十三|名|，|第一|名|，|第十三|名",
        "五十五万|，|百分之五十八|，|几百万|美元",
        "１９９６|年|五|月|三|日",
        "约|1.2万|立方米|，|20余|米|，|40多|个|，|3亿多|元",
        "二○二六|年|，|二〇二六|年",
        "一起|走|一下|，|一些|，|十分|好|，|5|个|百分点",
    ];
    check(segmenter(), &cases);
    assert_eq!(cut(segmenter(), "○号"), ["○", "号"]);
}

#[test]
fn numbers_addresses_and_marks_are_one_word_by_their_form() {
    let cases = [
        "共|23,876|人|，|增长|-26.95%|，|下降|26.95％",
        "2026-01-05|，|9:00|，|11：30",
        "1927|-|1994",
        "用|.NET|和|ASP.NET|、|C++|、|COVID-19|、|AT&T",
        "Café|，|Привет| |мир|，|カタカナ",
        "见|https://example.com/a?b=1&c=2#x|，|a.b@c.com.cn|。",
        "走|——|了|……|不|⋯⋯|好|‥‥|吧|…⋯|—―",
        "A股|、|B超|、|4S店",
    ];
    check(segmenter(), &cases);
}

#[test]
fn names_with_dots_are_one_word_and_titles_with_dots_are_not() {
    let cases = [
        "理查德·凯利|说",
        "阿诺德·施瓦辛格|和|J·K·罗琳",
        "穆罕默德·萨尔曼|、|约翰·肯尼迪",
        "党建|·|兴农",
        "学习|·|思考",
        "人物|·|李明",
        "中国|·|北京",
    ];
    check(segmenter(), &cases);
    check(&segmenter().with_fine(true), &cases);
}

#[test]
fn blanks_between_characters_cut_nothing_but_names_side_by_side() {
    let cases = ["检 察 机 关|，|黄 城", "王伟| |李明", "社会　主义", "党建| |引领", "Open| |the| |file", "甲| | |乙"];
    check(segmenter(), &cases);
}

#[test]
fn fine_cuts_compounds_and_leaves_names_and_idioms() {
    let fine = segmenter().with_fine(true);
    check(segmenter(), &["检察机关|与|人民政府|，|这个|电视台|在|河北省"]);
    check(&fine, &["检察|机关|与|人民|政府|，|这|个|电视|台|在|河北|省"]);
    check(&fine, &["县|政府|，|大|同盟", "加拿大|，|乌兹别克斯坦|，|一心一意"]);
}

/// Some text of all that rules look at.
fn text() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "检察",
        "机关",
        "一",
        "个",
        "万",
        "多",
        "年",
        "第",
        "理查德",
        "·",
        "凯利",
        "尔",
        "○",
        "12",
        ",",
        ".",
        "-",
        "%",
        "a",
        "B",
        "@",
        "://",
        "—",
        "…",
        " ",
        "\u{3000}",
        "\n",
        "é",
        "カ",
        "ー",
        "し",
        "\u{200b}",
        "𠮷",
        "很",
        "网格",
        "，",
    ]);
    prop::collection::vec(parts, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn words_partition_any_text(text in text(), any in any::<String>(), fine in any::<bool>()) {
        for segmenter in [segmenter().with_fine(fine).with_terms(["网格 员", "机关一"]), Segmenter::default()] {
            for text in [&text, &any] {
                prop_assert_eq!(&cut(&segmenter, text).concat(), text);
                prop_assert!(cut(&segmenter, text).iter().all(|word| !word.is_empty()));
            }
        }
    }

    #[test]
    fn signs_without_a_shape_change_no_word(text in text(), at in any::<prop::sample::Index>(), fine in any::<bool>()) {
        let segmenter = segmenter().with_fine(fine);
        let text = text.replace('\u{200b}', "");
        let places: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        prop_assume!(!places.is_empty());
        let mut other = text.clone();
        other.insert(places[at.index(places.len())], '\u{200b}');
        let solid = |text: &str| cut(&segmenter, text).iter().map(|word| word.replace('\u{200b}', "")).collect::<Vec<_>>();
        prop_assert_eq!(solid(&other).into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>(), solid(&text));
    }

    #[test]
    fn blanks_between_all_characters_change_no_word(
        parts in prop::collection::vec(prop::sample::select(vec!["检察", "机关", "一个", "很", "网格", "张小红", "年"]), 1..9),
        fine in any::<bool>(),
    ) {
        let segmenter = segmenter().with_fine(fine);
        let text = parts.concat();
        let spaced = text.chars().map(String::from).collect::<Vec<_>>().join(" ");
        let solid = |text: &str| cut(&segmenter, text).iter().map(|word| word.replace(' ', "")).collect::<Vec<_>>();
        prop_assert_eq!(solid(&spaced).into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>(), solid(&text));
    }

    #[test]
    fn fine_only_cuts_further(text in text()) {
        let ends = |fine| segmenter().with_fine(fine).words(&text).into_iter().map(|word| word.end).collect::<Vec<_>>();
        let fine = ends(true);
        prop_assert!(ends(false).iter().all(|end| fine.contains(end)));
    }
}
