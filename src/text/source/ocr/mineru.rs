//! The list of contents that MinerU writes: headlines, paragraphs, tables, pictures with captions, page by page.

use super::page::{Pages, corners};
use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::composer::Composer;
use crate::text::source::given::{Extent, Remark, Role, Sort, Source};
use crate::text::source::json::{Value, parse};
use std::collections::BTreeMap;

/// The reader's name and version.
pub const READER: (&str, u32) = ("mineru", 1);

/// Tells whether a file is such a list.
pub fn knows(path: &str, data: &[u8]) -> bool {
    bytes::ends_in(path, &["json"])
        && bytes::first(data) == Some(b'[')
        && bytes::holds(data, "\"page_idx\"")
        && bytes::holds(data, "\"type\"")
}

/// Reads blocks in the order of the file, which is that of reading.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let decoded = bytes::words(data, told);
    let Some(value) = parse(&decoded.text) else { return bytes::nothing(READER, Sort::Text, "notice-broken-file") };
    let page = |item: &Value| item.count("page_idx").unwrap_or(0).saturating_add(1);
    let number = |item: &&Value| item.say("type") == "page_number" && !item.say("text").trim().is_empty();
    let printed: BTreeMap<usize, &str> =
        value.list().iter().filter(number).map(|item| (page(item), item.say("text").trim())).collect();
    let mut pages = Pages::new(Composer::new(READER, Sort::Text));
    for item in value.list() {
        let page = page(item);
        let own = page.to_string();
        write(&mut pages, item, page, printed.get(&page).copied().unwrap_or(&own));
    }
    let none = !value.list().iter().any(|item| item.get("type").is_some());
    let said = if none { vec![Remark { words: "notice-no-pages", blanks: Vec::new() }] } else { Vec::new() };
    bytes::source(pages.composer, decoded.encoding, decoded.bad, said)
}

fn write(pages: &mut Pages, item: &Value, page: usize, printed: &str) {
    let corners = corners(item.get("bbox"));
    let kind = item.say("type");
    let level = item.count("text_level").and_then(|level| u8::try_from(level).ok()).unwrap_or(0);
    let role = match (kind, level) {
        ("text" | "title", 1) | ("title", 0) => (Role::Title, 1),
        ("text" | "title", 2..) => (Role::Section, level),
        ("discarded" | "header" | "footer" | "page_number" | "aside_text", _) => (Role::Furniture, 0),
        ("page_footnote" | "footnote", _) => (Role::Note, 0),
        _ => (Role::Body, 0),
    };
    let mut all = |role: (Role, u8), name: &str| {
        let own = item.get(name);
        let said = own.and_then(Value::text).into_iter();
        for text in said.chain(own.map(Value::list).unwrap_or_default().iter().filter_map(Value::text)) {
            pages.begin(role, page, printed, &corners);
            pages.push(text);
        }
    };
    for name in ["table_caption", "image_caption", "img_caption", "chart_caption", "code_caption"] {
        all((Role::Caption, 0), name);
    }
    all(role, "text");
    for name in ["list_items", "code_body", "content"] {
        all((Role::Body, 0), name);
    }
    pages.table(item.say("table_body"), page, printed, &corners);
    let mut all = |name: &str| {
        for text in item.get(name).map(Value::list).unwrap_or_default().iter().filter_map(Value::text) {
            pages.begin((Role::Note, 0), page, printed, &corners);
            pages.push(text);
        }
    };
    ["table_footnote", "image_footnote", "img_footnote", "chart_footnote"].into_iter().for_each(&mut all);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::given::Mark;

    #[test]
    fn blocks_have_kinds_and_pages() {
        // T34: what was discarded, page numbers, a paragraph over two pages with a picture between.
        let json = r#"[{"type":"text","text":"水渠通水","text_level":1,"page_idx":0,"bbox":[1,2,3,4]},
            {"type":"text","text":"全村人都来了，","page_idx":0},
            {"type":"image","img_path":"a.jpg","image_caption":["图1 渠首"],"image_footnote":["甲某摄"],"page_idx":0},
            {"type":"text","text":"站在渠边。","page_idx":1},{"type":"text","text":"用水","text_level":2,"page_idx":1},
            {"type":"table","table_body":"<table><tr><td>村</td><td>亩</td></tr><tr><td>东</td><td>3</td></tr></table>","table_caption":["表1"],"table_footnote":[],"page_idx":1},
            {"type":"list","list_items":["一、水","二、树"],"page_idx":1},
            {"type":"discarded","text":"村报 8","page_idx":1},{"type":"page_number","text":"8","page_idx":1}]"#;
        assert!(knows("x_content_list.json", json.as_bytes()));
        let source = read(json.into(), Extent::Whole, None);
        assert_eq!(
            source.text,
            "水渠通水\n\n全村人都来了，\n\n图1 渠首\n\n甲某摄\n\n站在渠边。\n\n用水\n\n表1\n\n村\t亩\n东\t3\n\n一、水\n\n二、树\n\n村报 8\n\n8\n"
        );
        let layout = source.layout.unwrap();
        let roles: Vec<&str> = layout.blocks.iter().map(|block| block.role.name()).collect();
        assert_eq!(
            roles,
            [
                "title",
                "body",
                "caption",
                "note",
                "body",
                "section",
                "caption",
                "row",
                "row",
                "body",
                "body",
                "furniture",
                "furniture"
            ]
        );
        assert_eq!((layout.blocks[0].place.as_str(), layout.blocks[4].place.as_str()), ("page 1 1,2,3,4", "page 2"));
        let pages: Vec<(Mark, usize)> = layout.inline.iter().map(|i| (i.mark.clone(), i.span.start.0)).collect();
        assert_eq!(pages, [(Mark::Page("1".into()), 0), (Mark::Page("8".into()), layout.blocks[4].span.start.0)]);
    }
}
