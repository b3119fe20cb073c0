use super::*;
use proptest::prelude::*;

fn set(text: &str, width: Cell) -> Vec<&str> {
    rows(text, Setting::new(width, Widths::Narrow), true).into_iter().map(|r| &text[r.start..r.end]).collect()
}

#[test]
fn marks_keep_off_the_edges() {
    assert_eq!(set("党建引领，基层", 8), ["党建引", "领，基层"]);
    assert_eq!(set("党建引领“基层", 10), ["党建引领", "“基层"]);
    assert_eq!(set("说“选”网格", 6), ["说“选”", "网格"]);
    assert_eq!(set("穆罕默德·萨尔", 8), ["穆罕默", "德·萨尔"]);
}

#[test]
fn numbers_words_and_long_marks_stay_whole() {
    assert_eq!(set("面积5.52平方", 6), ["面积", "5.52平", "方"]);
    assert_eq!(set("上午11：30开", 8), ["上午", "11：30开"]);
    assert_eq!(set("用Application吧", 12), ["用", "Application", "吧"]);
    assert_eq!(set("党建——引领", 5), ["党建", "——引", "领"]);
    assert_eq!(set("网格长—网格", 6), ["网格", "长—网", "格"]);
    assert_eq!(set("投资￥100元", 7), ["投资", "￥100元"]);
}

#[test]
fn numbers_keep_their_units_and_no_character_ends_alone() {
    assert_eq!(set("建成了21个站点", 9), ["建成了", "21个站点"]);
    assert_eq!(set("总投资10228万元整", 12), ["总投资10228", "万元整"]);
    assert_eq!(set("党建引领基层治理。", 14), ["党建引领基层", "治理。"]);
    let plain = Setting { units: false, company: false, ..Setting::new(9, Widths::Narrow) };
    let cut = |text: &str, setting| rows(text, setting, true).iter().map(|r| r.end).collect::<Vec<_>>();
    assert_eq!(cut("建成了21个站点", plain)[0], "建成了21".len());
    assert_eq!(cut("党建引领基层治理。", Setting { width: 14, ..plain })[0], "党建引领基层治".len());
}

#[test]
fn strict_and_hanging() {
    let strict = Setting { level: Level::Strict, ..Setting::new(4, Widths::Narrow) };
    let text = "党建——引";
    let cut: Vec<_> = rows(text, strict, true).into_iter().map(|r| &text[r.start..r.end]).collect();
    assert_eq!(cut, ["党", "建——", "引"]);
    let hang = Setting { hang: true, ..Setting::new(8, Widths::Narrow) };
    let text = "党建引领，基层";
    assert_eq!(rows(text, hang, true)[0].end, "党建引领，".len());
}

#[test]
fn addresses_break_behind_a_slash() {
    assert_eq!(set("http://aa.bb/cc/dd", 14), ["http://aa.bb/", "cc/dd"]);
}

#[test]
fn blanks_hang_at_the_end_of_a_row() {
    assert_eq!(set("砥砺 奋进", 4), ["砥砺 ", "奋进"]);
    assert_eq!(set("", 4), Vec::<&str>::new());
}

fn strategy() -> impl Strategy<Value = (String, Cell, bool, bool, bool)> {
    let text = "([党建引领基层治理]{1,6}|[，。；：！？、”’）》·]|[“‘（《]|——|……|[0-9]{1,5}(\\.[0-9]{1,2})?%?|[a-zA-Z]{1,8}| |😊|𠮷|e\u{301}|👨‍👩‍👧|\u{1b}|\u{200b}){0,60}";
    (text, 1u16..80, any::<bool>(), any::<bool>(), any::<bool>())
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]
    #[test]
    fn rows_partition_and_never_exceed((text, width, wide, strict, indent) in strategy()) {
        let widths = if wide { Widths::Wide } else { Widths::Narrow };
        let level = if strict { Level::Strict } else { Level::Basic };
        let setting = Setting { level, indent, ..Setting::new(width, widths) };
        let mut at = 0;
        for row in rows(&text, setting, true) {
            prop_assert_eq!(row.start, at);
            prop_assert!(row.end > row.start);
            let shown = text[row.start..row.end].trim_end_matches([' ', '\u{3000}']);
            let cells = glyph::width(shown, widths) + usize::from(row.indent);
            let single = glyph::glyphs(shown, widths).count() <= 1;
            prop_assert!(cells <= usize::from(width) || single, "{:?} {} > {}", shown, cells, width);
            at = row.end;
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn breaking_again_changes_nothing((text, width, ..) in strategy()) {
        for row in rows(&text, Setting::new(width, Widths::Narrow), true) {
            let part = &text[row.start..row.end];
            prop_assert_eq!(rows(part, Setting::new(width, Widths::Narrow), true).len(), 1);
        }
    }
}
