use super::*;
use crate::text::source::markup::laws::{marked, read as checked, told};
use proptest::prelude::*;
use std::io::Write;
use zip::CompressionMethod::{Deflated, Stored};
use zip::write::SimpleFileOptions;

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, data) in members {
        let method = if *name == "mimetype" { Stored } else { Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(data).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const CONTAINER: &str = "<container><rootfiles><rootfile full-path='O/b.opf'/></rootfiles></container>";

/// Makes a book: the rest of its package, and files.
fn book(opf: &str, files: &[(&str, &str)]) -> Vec<u8> {
    let opf = format!("<package><metadata/>{opf}</package>");
    let mut members: Vec<(&str, &[u8])> = vec![("mimetype", b"application/epub+zip")];
    members.extend(files.iter().map(|(name, text)| (*name, text.as_bytes())));
    members.extend([("META-INF/container.xml", CONTAINER.as_bytes()), ("O/b.opf", opf.as_bytes())]);
    zipped(&members)
}

fn item(id: &str, href: &str) -> String {
    format!("<item id='{id}' href='{href}' media-type='application/xhtml+xml'/>")
}

fn html(body: &str) -> String {
    format!(
        "<?xml version='1.0'?><!DOCTYPE html><html xmlns:epub='x'><head><title>t</title></head><body>{body}</body></html>"
    )
}

/// Makes a book of pages in this order.
fn pages(pages: &[&str]) -> Vec<u8> {
    let items: String = (0..pages.len()).map(|n| item(&format!("i{n}"), &format!("{n}.xhtml"))).collect();
    let refs = (0..pages.len()).map(|n| format!("<itemref idref='i{n}'/>")).collect::<Vec<_>>().concat();
    let texts: Vec<(String, String)> =
        pages.iter().enumerate().map(|(n, body)| (format!("O/{n}.xhtml"), html(body))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    book(&format!("<manifest>{items}</manifest><spine>{refs}</spine>"), &files)
}

#[test]
fn files_come_in_the_order_of_reading_and_what_is_no_part_of_it_last() {
    let opf = [
        "<manifest>",
        &item("c", "c.xhtml"),
        &item("a", "%E7%94%B2.xhtml"),
        &item("x", "x%20y.xhtml"),
        &item("b", "../b.xhtml"),
        &item("m", "missing.xhtml"),
        "</manifest><spine><itemref idref='x' linear='no'/><itemref idref='a'/><itemref idref='b'/>\
        <itemref idref='m'/><itemref idref='none'/><itemref idref='c'/></spine>",
    ]
    .concat();
    let [a, b, c, x] = ["甲", "乙", "丙", "版权"].map(|text| html(&format!("<p>{text}</p>")));
    let data = book(&opf, &[("O/x y.xhtml", &x), ("b.xhtml", &b), ("O/c.xhtml", &c), ("O/甲.xhtml", &a)]);
    assert!(knows("a", &data) && !knows("a", &zipped(&[("a.txt", b"x")])) && !knows("a.epub", b"x"));
    let source = checked(read, &data);
    assert_eq!(source.text, "甲\n\n乙\n\n丙\n\n版权\n");
    assert_eq!(source.remarks, [Remark { words: "notice-parts-missing", blanks: vec![("count", "1".into())] }]);
    let places: Vec<&str> = source.layout.as_ref().unwrap().blocks.iter().map(|b| b.place.as_str()).collect();
    // The spine is the third element of the package; its first file stands last.
    assert_eq!(places, ["epubcfi(/6/4!/4/2)", "epubcfi(/6/6!/4/2)", "epubcfi(/6/12!/4/2)", "epubcfi(/6/2!/4/2)"]);
    // Packed anew in another order it is the same text.
    let again =
        book(&opf, &[("O/甲.xhtml", &a), ("O/c.xhtml", &c), ("b.xhtml", &b), ("O/x y.xhtml", &x), ("O/more", "")]);
    assert_eq!(checked(read, &again), source);
}

#[test]
fn articles_begin_where_the_table_of_contents_says() {
    let nav = "<nav epub:type='toc'><ol><li><a href='a.xhtml'>第一章 故乡</a></li><li><a href='a.xhtml#k2'>第二章</a>\
        <ol><li><a href='b.xhtml#s'>一</a><ol><li><a href='b.xhtml#t'>（1）</a></li></ol></li></ol></li><li><a href='b.xhtml#k3'>尾声</a></li></ol></nav>\
        <nav epub:type='page-list'><ol><li><a href='b.xhtml#p9'>9</a></li></ol></nav>";
    let a = html("<h2>第一章　<br/>故乡</h2><p>甲</p><h3>其一</h3><div id='k2'><h1>第二章</h1><p>乙</p></div>");
    let b =
        html("<p>丙<span id='p9'/>丁</p><h2 id='s'>一</h2><h3 id='t'>（1）</h3><p id='k3' class='t'>尾声</p><p>戊</p>");
    let opf = [
        "<manifest><item id='n' href='n.xhtml' properties='x nav'/>",
        &item("a", "a.xhtml"),
        &item("b", "b.xhtml"),
        "</manifest><spine><itemref idref='a'/><itemref idref='b'/></spine>",
    ]
    .concat();
    let source = checked(read, &book(&opf, &[("O/n.xhtml", &html(nav)), ("O/a.xhtml", &a), ("O/b.xhtml", &b)]));
    assert_eq!(
        told(&source),
        [
            ">title 第一章　⏎故乡",
            "body 甲",
            "section 其一",
            ">title 第二章",
            "body 乙",
            "body 丙丁",
            ">title 一",
            "section （1）",
            ">title 尾声",
            "body 戊"
        ]
    );
    assert_eq!(marked(&source), ["Page(\"9\") "]);
    let levels: Vec<u8> = source.layout.unwrap().blocks.iter().filter(|b| b.begins).map(|b| b.level).collect();
    assert_eq!(levels, [1, 1, 2, 1]);
}

#[test]
fn books_of_old_are_read_in_their_encoding_and_their_disorder() {
    let ncx = "<?xml version='1.0'?><!DOCTYPE ncx PUBLIC 'a' 'b'><ncx><navMap><navPoint><navLabel><text>第一回</text></navLabel>\
        <content src='a.html#c'/></navPoint></navMap></ncx>";
    let page = "<?xml version=\"1.0\" encoding=\"gb2312\"?><html><body><h1 id=c>第一回 村中<br>修路</h1><p>甲&nbsp;乙<p>丙<span class=x/>丁<hr>戊</body></html>";
    let page = encoding_rs::GBK.encode(page).0.into_owned();
    let opf = ["<package><metadata><dc:title>村记</dc:title><dc:creator>小满</dc:creator><dc:date>2001</dc:date><dc:date opf:event='publication'>1999\
        </dc:date></metadata><manifest>", &item("a", "a.html"), "<item id='ncx' href='t.ncx' media-type='application/x-dtbncx+xml'/></manifest>\
        <spine toc='ncx'><itemref idref='a'/></spine></package>"].concat();
    let data = zipped(&[("a.html", &page), ("t.ncx", ncx.as_bytes()), ("content.opf", opf.as_bytes())]);
    let source = checked(read, &data);
    assert_eq!(told(&source), [">title 第一回 村中⏎修路", "body 甲\u{a0}乙", "body 丙丁", "body 戊"]);
    let layout = source.layout.unwrap();
    let meta: Vec<String> = layout.meta.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(meta, ["title=村记", "creator=小满", "date=1999"]);
    assert!(layout.blocks.iter().all(|block| block.place == "epubcfi(/6/2!)"));
}

#[test]
fn notes_of_other_files_follow_what_calls_them() {
    let text = "<p>甲<a epub:type='noteref' href='1.xhtml#n1'><sup>1</sup></a>，乙<a id='r2' href='1.xhtml#n2'>〔2〕</a>。</p><p>丙</p>\
        <p>丁<sup><a href='1.xhtml#n3'>[3]</a></sup></p><p>戊<a href='1.xhtml#h'>见后</a></p>";
    let notes = "<h2 id='h'>注</h2><aside id='n1' epub:type='footnote'><p>注一</p><p>又</p></aside><p><a id='n2' href='0.xhtml#r2'>〔2〕</a>注二</p>\
        <p id='n3'>[3]注三</p><p>非注</p>";
    let source = checked(read, &pages(&[text, notes]));
    assert_eq!(
        told(&source),
        [
            "body 甲，乙。",
            "note 注一",
            "note 又",
            "note 〔2〕注二",
            "body 丙",
            "body 丁",
            "note [3]注三",
            "body 戊见后",
            ">title 注",
            "body 非注"
        ]
    );
    let signs: Vec<String> = marked(&source).into_iter().filter(|m| m.starts_with("Note")).collect();
    assert_eq!(signs, ["Note(\"1\") ", "Note(\"〔2〕\") ", "Note(\"[3]\") "]);
    // Several in one block stay where they are; one that stands before its call does not.
    let text = "<aside epub:type='footnote' id='a'>注甲</aside><p>甲<a epub:type='noteref' href='#a'>1</a><a id='x' href='#b'>2</a>\
        <a id='y' href='#c'>3</a></p><p>乙</p><p><a id='b' href='#x'>2</a>注乙<br/><a id='c' href='#y'>3</a>注丙</p>";
    assert_eq!(told(&checked(read, &pages(&[text]))), ["body 甲", "note 注甲", "body 乙", "body 2注乙⏎3注丙"]);
}

#[test]
fn what_a_page_marks_is_beside_the_text() {
    let text = "<p>甲<span epub:type='pagebreak' title='12'/>乙<a href='https://x.cn/'>丙</a><a href='#a' id='a'>丁</a><em>戊</em></p>\
        <nav epub:type='toc'><ol><li><a href='0.xhtml'>目录</a></li></ol></nav><p class='c'>己</p>\
        <span role='doc-pagebreak' aria-label='13'/><p>庚</p><p><ruby>辛<rt>xīn</rt></ruby></p>";
    let source = checked(read, &pages(&[text]));
    assert_eq!(told(&source), ["body 甲乙丙丁戊", "furniture 目录", "body 己", "body 庚", "body 辛"]);
    let marks = [
        "Page(\"12\") ",
        "Link(\"https://x.cn/\") 丙",
        "Weak 戊",
        "Link(\"0.xhtml\") 目录",
        "Page(\"13\") ",
        "Ruby(\"xīn\") 辛",
    ];
    assert_eq!(marked(&source), marks);
}

#[test]
fn what_style_sheets_of_a_book_hide_is_out() {
    let page =
        "<html><head><link rel='stylesheet' href='../s.css'/></head><body><p class='h'>水印</p><p>甲</p></body></html>";
    let opf = ["<manifest>", &item("a", "t/a.xhtml"), "</manifest><spine><itemref idref='a'/></spine>"].concat();
    let source = checked(read, &book(&opf, &[("O/t/a.xhtml", page), ("O/s.css", ".h { display: none }")]));
    assert_eq!(source.text, "甲\n");
}

#[test]
fn what_cannot_be_read_is_said() {
    let words = |data: &[u8]| checked(read, data).remarks.into_iter().map(|remark| remark.words).collect::<Vec<_>>();
    assert_eq!(words(b"PK\x03\x04 broken"), ["notice-broken-file"]);
    assert_eq!(words(&zipped(&[("mimetype", b"application/epub+zip")])), ["notice-broken-file"]);
    let locked = "<encryption><EncryptedData><CipherData><CipherReference URI='O/a.xhtml'/></CipherData></EncryptedData></encryption>";
    let opf = ["<manifest>", &item("a", "a.xhtml"), "</manifest><spine><itemref idref='a'/></spine>"].concat();
    assert_eq!(
        words(&book(&opf, &[("META-INF/encryption.xml", locked), ("O/a.xhtml", "\u{1}")])),
        ["notice-parts-locked"]
    );
    let bomb = " ".repeat(9 << 20);
    assert_eq!(words(&book(&opf, &[("O/a.xhtml", &bomb)])), ["notice-too-large"]);
}

#[test]
fn without_contents_the_first_heading_of_a_file_begins_an_article() {
    let source = checked(read, &pages(&["<h2>甲</h2><p>一</p><h2>乙</h2>", "<p>二</p>", "<p>三</p><h1>丙</h1>"]));
    assert_eq!(told(&source), [">title 甲", "body 一", "section 乙", "body 二", "body 三", ">title 丙"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn books_that_were_damaged_are_read(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut data = pages(&["<h1>甲</h1><p>乙<a href='1.xhtml#n' id='r'>1</a></p>", "<p id='n'><a href='0.xhtml#r'>1</a>注</p>"]);
        let place = at.index(data.len());
        data[place] = byte;
        checked(read, &data);
        data.truncate(cut.index(data.len()));
        checked(read, &data);
    }

    #[test]
    fn packages_and_pages_of_any_sort_are_read(opf in "(<(manifest|spine|item|itemref)( (id|idref|href)='[ab.]{0,3}')?/?>|</(spine|manifest)>){0,12}",
        page in "(<(p|a|b|/p|/a|/b|h1)( (id|href)='#?[ab]')?/?>|甲|&[a-z#0-9]{1,4};){0,20}") {
        checked(read, &book(&opf, &[("O/a", &page), ("O/b", &page)]));
        checked(read, &pages(&[&page, &page]));
    }
}
