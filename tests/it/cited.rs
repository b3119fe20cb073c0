//! Where passages stand, as bibliographies have it: copied, and as a file of references.

use crate::bench::Bench;
use crate::support::Library;
use meipi::settings::Citation;

const PAGE: &str = "青海日报\n2023年11月8日 星期三\n第7版\n\n大堰村把水引到了地头\n\n本报记者 王小明 通讯员 李 四\n\n\
                    村里修路，大家出力。大家一起把水引到村里来，渠修了三年，用掉了一百二十方石料。\n\n\
                    老支书说，修渠的人里有一半过了五十岁，天一亮就上山，天黑了才回家，没有一个人叫苦。\n\n\
                    上坝村的果园开了一所夜校\n\n本报记者 张红\n\n\
                    每周三的晚上，果园里的灯都亮着。村民们坐在树下听课，讲的是剪枝和嫁接。\n\n\
                    老师是县里来的农技员，讲完了还要留下来答问，常常到夜里十点才走。\n";

#[test]
fn each_article_with_passages_is_an_entry_of_bibtex() {
    let library = Library::new();
    std::fs::write(library.texts().join("七版.txt"), PAGE).unwrap();
    library.print(&["init"]);
    let annotate = ["annotate", "七版.txt", "--create", "--tag", "水利 & 50%", "--quote"];
    library.print(&[&annotate[..], &["村里修路", "--note", "先{记}下"]].concat());
    library.print(&[&annotate[..], &["渠修了三年"]].concat());
    let page = library.page("000");
    library.print(&["annotate", page.to_str().unwrap(), "--quote", "红色管家", "--nth", "1"]);
    let written = library.print(&["export", "--format", "bibtex"]);
    assert_eq!(written.matches("\n}\n").count(), 2, "{written}");
    let own = written.split("\n}\n").find(|entry| entry.contains("大堰村把水")).unwrap();
    assert!(own.trim_start().starts_with("@article{wangxiaoming2023-"), "{own}");
    for field in [
        "author = {王小明 and 李四}",
        "title = {大堰村把水引到了地头}",
        "journal = {青海日报}",
        "entrysubtype = {newspaper}",
        "year = {2023}",
        "month = {11}",
        "day = {8}",
        "pages = {7}",
        "langid = {chinese}",
        "keywords = {水利 \\& 50\\%}",
        "annote = {“村里修路” — 先{\\textbraceleft}记{\\textbraceright}下\n    “渠修了三年”}",
    ] {
        assert!(own.contains(field), "{field}: {own}");
    }
    // The same article has the same key, whatever goes out beside it.
    let alone = library.print(&["export", "--format", "bibtex", "七版.txt"]);
    assert_eq!(alone.trim(), format!("{}\n}}", own.trim()));
}

#[test]
fn a_copied_passage_says_where_it_stands_as_was_chosen() {
    let mut bench = Bench::of(&[("七版.txt", PAGE)], 80, 24);
    let copied = |bench: &mut Bench, style| {
        bench.app.face.settings.citation = style;
        bench.keys("<esc> x Y");
        bench.copied.pop().unwrap()
    };
    let plain = copied(&mut bench, None);
    assert!(plain.contains("（王小明、李四，《大堰村把水引到了地头》，七版）"), "{plain}");
    let listed = copied(&mut bench, Some(Citation::Gbt7714));
    assert!(listed.ends_with("\n\n王小明, 李四. 大堰村把水引到了地头[N]. 青海日报, 2023-11-08(7).\n"), "{listed}");
    let entry = copied(&mut bench, Some(Citation::Bibtex));
    assert!(entry.contains("\n\n@article{wangxiaoming2023-"), "{entry}");
}
