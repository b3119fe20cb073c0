//! Tables and Markdown as they are set: on the screen, printed, on a page for a browser; and what Word gets of genres.

use crate::bench::Bench;
use crate::support::Library;
use std::io::Read;

const TABLE: &str = "编号\t姓名\t岁数\t说法\n1\t欧阳修文\t34\t水渠修好了\n12\t李四\t105\t还要再等等看\n3\t王五\t9\t好\n\
                     4\t赵六\t41\t路也要修\n5\t钱七\t27\t没有意见\n";

const MARKED: &str = "# 水渠\n\n这一段说的是**要紧**的事，也说了*小事*，末尾有`代码`。\n\n| 村 | 渠长 |\n|---|---|\n| 大堰村 | 12 |\n| 上坝 | 7 |\n";

#[test]
fn a_table_stands_in_columns_and_is_copied_as_it_is() {
    let mut bench = Bench::of(&[("表.txt", TABLE)], 80, 24);
    let shown = bench.text();
    let column = |word: &str| shown.lines().find_map(|line| line.find(word).map(|at| line[..at].chars().count()));
    assert!(shown.contains("  12  李四       105  还要再等等看"), "{shown}");
    assert!(column("姓名").is_some() && shown.contains("编号  姓名      岁数  说法"), "{shown}");
    bench.keys("j X Y");
    let copied = bench.copied.pop().unwrap();
    assert!(copied.contains("1\t欧阳修文\t34\t水渠修好了"), "{copied}");
}

#[test]
fn marks_are_pale_and_what_they_mark_stands_out() {
    let mut bench = Bench::of(&[("水.md", MARKED)], 80, 24);
    let buffer = bench.buffer();
    let at = |sign: &str| buffer.content().iter().position(|cell| cell.symbol() == sign).unwrap();
    let style = |n: usize| buffer.content()[n].style();
    let (bold, stressed) = (style(at("要")), style(at("小")));
    assert!(bold.add_modifier.contains(ratatui::style::Modifier::BOLD));
    assert!(stressed.add_modifier.contains(ratatui::style::Modifier::ITALIC));
    let (mark, plain) = (style(at("要") - 1), style(at("这")));
    assert!(mark.fg != plain.fg || mark.add_modifier != plain.add_modifier);
    assert!(bench.text().contains("| 大堰村 |   12 |"), "{}", bench.text());
    bench.keys("<space> p");
    let buffer = bench.buffer();
    let n = buffer.content().iter().position(|cell| cell.symbol() == "要").unwrap();
    assert!(!buffer.content()[n].style().add_modifier.contains(ratatui::style::Modifier::BOLD));
}

#[test]
fn pages_and_word_keep_how_a_text_is_set() {
    let library = Library::new();
    let poem = "渠上\n\n渠水清如许，\n山风过石门。\n偶逢挑担客，\n相与话前村。\n";
    let talk = "访员：水是哪年通的？\n船工甲：前年秋天。\n访员：那天有谁在？\n船工甲：都在，站满了堤。\n访员：后来呢？\n船工甲：后来就有水了。\n";
    for (name, text) in [("表.txt", TABLE), ("水.md", MARKED), ("诗.txt", poem), ("访.txt", talk)] {
        std::fs::write(library.texts().join(name), text).unwrap();
    }
    library.print(&["init"]);
    for (name, words) in [("表.txt", "李四"), ("水.md", "要紧"), ("访.txt", "站满了堤")] {
        library.print(&["annotate", name, "--quote", words, "--nth", "1"]);
    }
    let at = |words: &str| poem[..poem.find(words).unwrap()].chars().count().to_string();
    library.print(&["annotate", "诗.txt", "--start", &at("山风"), "--end", &at("相与")]);
    let page = library.print(&["export", "--format", "html"]);
    assert!(page.contains("<span class=\"cell\" style=\"min-width:3em;text-align:right\">12"), "{page}");
    assert!(page.contains("<span class=\"sign\">**</span>"), "{page}");
    assert!(page.contains("<em>小事</em>") && page.contains("<code>代码</code>"), "{page}");
    let out = library.folder.path().join("out.docx");
    library.print(&["export", "--format", "docx", "-o", out.to_str().unwrap()]);
    let mut archive = zip::ZipArchive::new(std::fs::File::open(out).unwrap()).unwrap();
    let mut body = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut body).unwrap();
    let lead = "<w:rPr><w:color w:val=\"666666\"/></w:rPr><w:t xml:space=\"preserve\">船工甲：</w:t></w:r><w:r><w:t xml:space=\"preserve\">站满了堤";
    assert!(body.contains(lead), "{body}");
    let text = |run: &str| format!("<w:t xml:space=\"preserve\">{run}</w:t></w:r>");
    let verses = format!("{}<w:r><w:br/></w:r><w:r>{}", text("山风过石门。"), text("偶逢挑担客，"));
    assert!(body.contains(&verses), "{body}");
}
