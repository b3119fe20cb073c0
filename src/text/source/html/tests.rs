use super::*;
use crate::text::source::markup::laws::{marked, read as checked, told};
use proptest::prelude::*;

fn page(html: &str) -> Source {
    checked(read, html.as_bytes())
}

fn blocks(html: &str) -> Vec<String> {
    told(&page(html))
}

#[test]
fn pages_are_known_by_what_they_say() {
    for text in ["<!DOCTYPE html>甲", "\u{feff}  <HTML lang=zh>", "<?xml version='1.0'?><!-- a --><html/>"] {
        assert!(knows("a.txt", text.as_bytes()), "{text}");
    }
    let wide: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(knows("a", &wide) && knows("A.HTM", b"<p>"));
    assert!(!knows("a.txt", "<p>甲".as_bytes()) && !knows("a.md", b"a <html>"));
}

#[test]
fn line_ends_of_the_source_are_nothing_between_characters() {
    assert_eq!(blocks("<p>二十余年\n   的故乡\n去 <b>a</b>\nb\n<i>c</i></p>"), ["body 二十余年的故乡去 a b c"]);
    assert_eq!(blocks("<p>甲 <b>乙</b>　<i> 丙</i></p>"), ["body 甲 乙　丙".replace("　丙", "　 丙")]);
}

#[test]
fn blanks_that_set_in_are_kept_and_nothing_is_made_of_them_alone() {
    assert_eq!(
        blocks("<p>　　甲</p><p>&nbsp;</p><p>　</p><p>&nbsp;&nbsp;乙\u{ad}丙</p>"),
        ["body 　　甲", "body \u{a0}\u{a0}乙丙"]
    );
    let source = page("<p>　　<b>甲</b>乙</p>");
    assert_eq!(marked(&source), ["Strong 甲"]);
}

#[test]
fn two_line_ends_part_paragraphs_and_one_that_is_set_in_does() {
    let html = "<div>甲<br>乙<br>\n<br>丙<br>&nbsp;<br>丁<br>　　戊<br/>　　己<b>庚<br><br>辛</b></div>";
    assert_eq!(blocks(html), ["body 甲⏎乙", "body 丙", "body 丁", "body 　　戊", "body 　　己庚", "body 辛"]);
    assert_eq!(marked(&page(html)), ["Strong 庚", "Strong 辛"]);
    assert_eq!(blocks("<h1>甲<br><br>乙</h1>"), [">title 甲⏎乙"]);
    assert_eq!(blocks("<pre>\n甲\n  乙\n\n  丙</pre>"), ["body 甲⏎  乙", "body   丙"]);
}

#[test]
fn what_is_hidden_is_out_and_what_is_only_invisible_is_in() {
    let html = "<style>.h{display:none} #js{visibility:hidden}</style><script>a</script><p hidden>甲<p class=h>乙\
        <p style='color:red; display: none'>丙<div id=js style='visibility:hidden;opacity:0'><p>丁<p class='h' style='display:block'>戊</div>\
        <template>己</template><noscript>庚</noscript>";
    assert_eq!(blocks(html), ["body 丁", "body 戊", "furniture 庚"]);
}

#[test]
fn a_page_of_a_chat_program_is_read_whole() {
    let html = "<html><head><meta property='og:title' content='春耕记'><meta name=author content='小满'></head><body>\
        <div id=page><h1 class='rich_media_title' id='activity-name'>\n春耕记\n</h1><div id='meta_content' class='rich_media_meta_list'>\
        <span>原创</span> <a href='javascript:void(0);'>小满</a> <em id=publish_time></em></div>\
        <div class='rich_media_content' id='js_content' style='visibility: hidden; opacity: 0;'><section><section><p><span>一犁新雨，</span>\
        <span style='font-weight: bold;'>两岸</span>青山。</p></section></section><p><br></p><section><img data-src=x alt='图片'></section>\
        <p>耕者在田。</p></div></div><div id=js_pc_qr_code><p>微信扫一扫<br>关注该公众号</p></div></body></html>";
    let source = page(html);
    let told = told(&source);
    assert_eq!(told[..1], [">title 春耕记"]);
    assert!(told.contains(&"byline 原创 小满".to_owned()), "{told:?}");
    assert!(told.contains(&"body 一犁新雨，两岸青山。".to_owned()) && told.contains(&"body 耕者在田。".to_owned()));
    assert_eq!(marked(&source).last().unwrap(), "Strong 两岸");
    let meta = source.layout.unwrap().meta;
    assert_eq!(meta, [("title".into(), "春耕记".into()), ("creator".into(), "小满".into())]);
}

#[test]
fn menus_and_lists_of_links_are_no_text_of_the_article() {
    let html = "<body><header><a href=/>首页</a></header><nav><p>甲</p></nav><div class='crumb-box'>位置：<a href=/>要闻</a></div>\
        <article><header><h1>题</h1></header><p>长长的一段话，里面有<a href='/b'>一个链接</a>。</p><p><a href='/c'>整段是链接的一句话</a></p>\
        <ul><li>不是链接的一条</ul><aside><p>旁边</p></aside></article>\
        <div><h3>热点</h3><ul><li><a href=1>第一条新闻</a><li><a href=2>第二条新闻</a></ul></div><footer>版权</footer></body>";
    let furniture = ["首页", "甲", "位置：要闻", "旁边", "热点", "第一条新闻", "第二条新闻", "版权"];
    let told = blocks(html);
    for line in &told {
        let (role, words) = line.split_once(' ').unwrap();
        assert_eq!(role == "furniture", furniture.contains(&words), "{line}");
    }
    assert!(told.contains(&">title 题".to_owned()) && told.len() == 12, "{told:?}");
}

#[test]
fn headlines_are_told_from_headings() {
    assert_eq!(blocks("<h1>甲</h1><h2>乙</h2><p>丙"), [">title 甲", "section 乙", "body 丙"]);
    assert_eq!(blocks("<h1>甲</h1><p>一<h1>乙</h1><p>二"), [">title 甲", "body 一", ">title 乙", "body 二"]);
    let html = "<title>春耕记事 - 网站</title><h1>网站</h1><h1>春耕记事</h1><p>一";
    assert_eq!(blocks(html), ["section 网站", ">title 春耕记事", "body 一"]);
    assert_eq!(blocks("<h2>甲</h2><h3>乙</h3>"), [">title 甲", "section 乙"]);
    assert_eq!(blocks("<h2>甲</h2><h2>乙</h2>"), ["section 甲", "section 乙"]);
}

#[test]
fn tables_of_figures_are_rows_and_those_for_the_look_are_opened() {
    let html = "<table><caption>表一</caption><tr><th>年<th>次<tr><td rowspan=2>甲<td><p>一</p><p>（含）</p><tr><td>二\
        <tr><td colspan=2>全<tr><td>&nbsp;<td>三<tr><td><td></table><p>后";
    assert_eq!(
        blocks(html),
        ["caption 表一", "row 年\t次", "row 甲\t一 （含）", "row \t二", "row 全\t", "row \t三", "body 后"]
    );
    assert!(page(html).text.contains("年\t次\n甲\t一 （含）\n"));
    let html = "<table><tr><td><h1>题</h1><table><tr><td>甲<td>乙</table><td>丙</table>";
    assert_eq!(blocks(html), [">title 题", "row 甲\t乙", "body 丙"]);
}

#[test]
fn readings_and_pictures_are_where_they_belong() {
    let source = page(
        "<p>有<ruby>猹<rp>(</rp><rt>chá</rt><rp>)</rp></ruby>也<img alt='😊'>，<ruby>闰<rt>rùn</rt>土<rt>tǔ</rt></ruby>",
    );
    assert_eq!(told(&source), ["body 有猹也😊，闰土"]);
    assert_eq!(marked(&source), ["Ruby(\"chá\") 猹", "Ruby(\"rùn\") 闰", "Ruby(\"tǔ\") 土"]);
    let html = "<p>甲<img alt='村口的树'>乙</p><p><img alt='IMG_1.jpg'><img alt=图片></p><figure><img alt='树'><figcaption>图一</figcaption></figure>\
        <p style='text-align:center'><img alt='老树'></p><p align=center>老树。李四摄</p><p align=center>作者</p>";
    assert_eq!(blocks(html), ["body 甲乙", "caption 村口的树", "caption 图一", "caption 老树。李四摄", "body 作者"]);
}

#[test]
fn notes_follow_what_calls_them() {
    let html = "<p>甲<sup id=r1>[<a href='#n1'>1</a>]</sup>乙<a id=r2 href='#n2'>②</a>。</p><p>丙</p><ol><li id=n1><a href='#r1'>^</a> 注甲</li>\
        <li id=n2>注乙<a href='#r2'>↩</a></li></ol>";
    let source = page(html);
    assert_eq!(told(&source), ["body 甲乙。", "note ^ 注甲", "note 注乙↩", "body 丙"]);
    assert_eq!(marked(&source)[..2], ["Note(\"[1]\") ", "Note(\"②\") "]);
    // A table of contents and its headings point at each other too, but are no notes.
    let html = "<p><a id=t1 href='#c1'>第一章</a></p><h2 id=c1><a href='#t1'>第一章</a></h2>";
    assert_eq!(told(&page(html)).len(), 2);
}

#[test]
fn places_are_paths_in_the_tree_that_browsers_make() {
    let source = page("<table><tr><td>甲<td>乙</table><p>丙<p>丁<br><br>戊");
    let places: Vec<String> = source.layout.unwrap().blocks.into_iter().map(|block| block.place).collect();
    assert_eq!(
        places,
        ["/html/body/table[1]/tbody[1]/tr[1]", "/html/body/p[1]", "/html/body/p[2]", "/html/body/p[2]/text()[2]"]
    );
}

#[test]
fn what_closes_itself_hides_nothing_in_xhtml() {
    let html = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>甲<span style='display:none'/>乙<title/>丙&nbsp;丁</p></body></html>";
    assert_eq!(blocks(html), ["body 甲乙丙\u{a0}丁"]);
    assert_eq!(blocks(&format!("<?xml version='1.0'?>{html}")), ["body 甲乙丙\u{a0}丁"]);
}

#[test]
fn what_lies_too_deep_is_read_all_the_same() {
    for element in ["div", "b", "span", "ul><li", "table><tr><td", "blockquote", "ruby"] {
        let source = page(&format!("{}甲", format!("<{element}>").repeat(50_000)));
        assert_eq!(source.text, "甲\n", "{element}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_tags_in_any_order_are_read(parts in prop::collection::vec(0_usize..PARTS.len(), 0..60)) {
        let html: String = parts.iter().filter_map(|n| PARTS.get(*n)).copied().collect();
        page(&html);
        page(&format!("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>{html}"));
    }

    #[test]
    fn nothing_is_lost(parts in prop::collection::vec(0_usize..SHOWN.len(), 0..60)) {
        let html: String = parts.iter().filter_map(|n| SHOWN.get(*n)).copied().collect();
        let count = |text: &str| text.matches(['甲', '乙']).count();
        prop_assert_eq!(count(&page(&html).text), count(&html), "{}", html);
    }

    #[test]
    fn any_bytes_are_read(data in prop::collection::vec(any::<u8>(), 0..400)) {
        checked(read, &data);
    }
}

const PARTS: [&str; 44] = [
    "甲",
    "乙 \n",
    "　　",
    "&nbsp;",
    "\u{ad}",
    "a",
    "<p>",
    "</p>",
    "<br>",
    "<br/>　　",
    "<b>",
    "</b>",
    "<a href='#x'>1</a>",
    "<a id=x href='#y'>",
    "<li id=y><a href='#x'>1</a>",
    "<ruby>",
    "</ruby>",
    "<rt>",
    "<rb>",
    "<table>",
    "<tr>",
    "<td>",
    "<td rowspan=3 colspan=2>",
    "</table>",
    "<h1>",
    "</h1>",
    "<pre>",
    "</pre>",
    "<img alt=树>",
    "<figure>",
    "<figcaption>",
    "<div hidden>",
    "</div>",
    "<div>",
    "<nav>",
    "<aside epub:type=footnote id=x>",
    "<span epub:type=pagebreak title=3>",
    "<svg><title>",
    "</svg>",
    "<template>",
    "<blockquote class=poem>",
    "<select><option>",
    "\0",
    "<sup><a href='#y'>2</a></sup>",
];

/// Of these nothing is hidden.
const SHOWN: [&str; 36] = [
    "甲",
    "乙\n",
    " 甲",
    "　　乙",
    "<p>",
    "</p>",
    "<br>",
    "<br>　　",
    "<b>",
    "</b>",
    "<a href='x'>",
    "</a>",
    "<a id=a href='#b'>①</a>",
    "<li id=b><a href='#a'>①</a>",
    "<ul>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "<td rowspan=3 colspan=2>",
    "<th>",
    "</table>",
    "<caption>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<pre>",
    "</pre>",
    "<nav>",
    "</nav>",
    "<div class=side>",
    "</div>",
    "<aside>",
    "<blockquote class=poem>",
    "<button>",
    "<figure><figcaption>",
];
