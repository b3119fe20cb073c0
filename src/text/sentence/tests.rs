use super::*;

fn cut(text: &str, rule: Rule) -> Vec<&str> {
    units(text, rule).into_iter().map(|span| text.slice(span)).collect()
}

#[test]
fn closing_marks_belong_to_the_sentence_before() {
    assert_eq!(cut("他说：“好。”然后走了。“您好！”", end), ["他说：“好。”", "然后走了。", "“您好！”"]);
    assert_eq!(cut("“好。”，他说。真的？！是。", end), ["“好。”，他说。", "真的？！", "是。"]);
}

#[test]
fn no_sentence_begins_with_a_sign_that_has_no_shape() {
    assert_eq!(cut("好。\u{200b}\u{feff} 走。", end), ["好。", "走。"]);
    assert_eq!(cut("\u{2060}好，\u{200b}走。", clause_end), ["好，", "走。"]);
}

#[test]
fn dots_end_only_where_they_must() {
    assert_eq!(cut("收益1022.85万元……还有。", end), ["收益1022.85万元……还有。"]);
    assert_eq!(cut("“他走了……”“哦。”", end), ["“他走了……”", "“哦。”"]);
    assert_eq!(cut("See 1.2. Then go.", end), ["See 1.2.", "Then go."]);
    assert_eq!(cut("Call Mr. Li. He knows.", end), ["Call Mr. Li.", "He knows."]);
}

#[test]
fn a_clause_ends_at_a_comma_but_not_in_an_enumeration() {
    assert_eq!(cut("党建、人才，都要抓；好，", clause_end), ["党建、人才，", "都要抓；", "好，"]);
    assert_eq!(cut("共1,000人,对吗", clause_end), ["共1,000人,", "对吗"]);
}

#[test]
fn slices_of_a_prefix_are_a_prefix_of_the_slices() {
    let text = "党建引领基层治理。".repeat(4000);
    let all = slices(&text);
    let head = slices(&text[..crate::units::floor(&text, 60_000)]);
    assert!(all.len() > 4 && all.starts_with(&head[..head.len() - 1]));
}

/// Texts with a stroke where each sentence ends.
const CASES: &[&str] = &[
    // Titles, brackets and quotations that are a part of the sentence.
    "《你去哪儿？》的作者来了。|他走了。",
    "他读过《谁动了我的奶酪？》。|我没有。",
    "我看过《走吧！》《你去哪儿？》他也看过。",
    "报告（你看过吗？）已经印好。|明天发。",
    "他走了（真的走了！）。|她没有。",
    "他走了。|（他再没有回来。也没有写信。）|她在等。",
    "本条〔什么是条？〕不适用。|下一条适用。",
    "他喊了一声“冲！”就跑。|我跟着。",
    "他喊着“冲啊！杀啊！”冲了上去。",
    "他喊了一声\"冲！\"就跑。|我跟着。",
    "面对“怎么办？”“谁来办？”的问题，他有办法。",
    "他要求“守住底线。”|会议还说，要快。",
    "他大喊一聲「衝！」就跑。|我跟著。",
    // Speech: what follows a quotation begins the next sentence, or says who spoke.
    "他说：“好。”|然后走了。|“您好！”",
    "“你去哪儿？”他问。|我没答。",
    "“你去……？”他问。|我没答。",
    "“你去……”他问。|我没答。",
    "“……？”他问。",
    "「你去哪兒？」他問。|我沒答。",
    "\"你去哪儿？\"他问。|我没答。",
    "“走吧！”老王大声说，“天要黑了。”|他们走了。",
    "“走吧。|天要黑了。”老王说。|他们走了。",
    "老王说：“走吧。|天要黑了。”|老李说，再等等。",
    "他说：“好。”|他问：“真的？”|“真的。”",
    "“问题解决了。”|道路通了。",
    "“好！”的一声，大家都笑了。",
    "\"好。\"|\"您好！\"|他走了。",
    "他说：\"好。\"|然后走了。|\"您好！\"",
    "“好。”，他说。",
    "“Really?” he asked.",
    // Notes and emoji belong to what they stand behind.
    "发展了。①|后来停了。②",
    "发展了。¹|后来停了。[2-3]|又发展了。〔3〕|完了。⑴",
    "发展了。”[1]|后来停了。*|好。",
    "太好了！😀|走吧！👨\u{200d}👩\u{200d}👧❤\u{fe0f}|好。",
    "太好了！😀！|走。",
    "要点：①先做。|②再看。|③完。",
    // As before.
    "真的？！|是。",
    "收益1022.85万元……还有。",
    "“他走了……”|“哦。”",
    "见http://a.example/?x=1。|完。",
    "他说（没有关上的括号。|又一句。",
    "《没有关上的书名。|又一句。",
];

#[test]
fn sentences_end_where_a_reader_ends_them() {
    let wrong: Vec<_> = CASES
        .iter()
        .filter_map(|case| {
            let found = cut(&case.replace('|', ""), end).join("|");
            (found != **case).then(|| format!("{found} for {case}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
