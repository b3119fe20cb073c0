//! What PaddleOCR writes as JSON: pages of blocks (PP-Structure, both shapes), or lines only.

use super::page::{Pages, corners};
use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::composer::Composer;
use crate::text::source::given::{Extent, Remark, Role, Sort, Source};
use crate::text::source::json::{Value, parse};

/// The reader's name and version.
pub const READER: (&str, u32) = ("paddle", 1);

/// Tells whether a file is such a page.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let all = |names: &[&str]| names.iter().all(|name| bytes::holds(data, &format!("\"{name}\"")));
    bytes::ends_in(path, &["json"])
        && matches!(bytes::first(data), Some(b'{' | b'['))
        && (all(&["parsing_res_list"]) || all(&["rec_texts"]) || all(&["type", "bbox", "res", "img_idx"]))
}

/// Reads blocks in the order of the file, which is that of reading.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let decoded = bytes::words(data, told);
    let Some(value) = parse(&decoded.text) else { return bytes::nothing(READER, Sort::Text, "notice-broken-file") };
    let found = pages(&value);
    let lines = found.iter().all(|page| page.get("parsing_res_list").is_none() && page.get("rec_texts").is_some());
    let sort = if lines && !found.is_empty() { Sort::Lines } else { Sort::Text };
    let mut pages = Pages::new(Composer::new(READER, sort));
    for (n, page) in found.iter().enumerate() {
        let number = page.count("page_index").unwrap_or(n).saturating_add(1);
        let blocks = page.get("parsing_res_list").map(Value::list).unwrap_or_default();
        let printed = number_of(blocks).map_or_else(|| number.to_string(), str::to_owned);
        blocks.iter().for_each(|block| write(&mut pages, block, number, &printed));
        if blocks.is_empty() {
            let boxes = page.get("rec_boxes").map(Value::list).unwrap_or_default();
            let texts = page.get("rec_texts").or(page.at(&["overall_ocr_res", "rec_texts"]));
            for (n, text) in texts.map(Value::list).unwrap_or_default().iter().enumerate() {
                pages.begin((Role::Body, 0), number, &printed, &corners(boxes.get(n)));
                pages.push(text.text().unwrap_or_default());
            }
        }
    }
    // The older shape is a list of regions.
    let regions = if found.is_empty() { value.list() } else { &[] };
    regions.iter().for_each(|region| older(&mut pages, region));
    let none = found.is_empty() && regions.is_empty();
    let said = if none { vec![Remark { words: "notice-no-pages", blanks: Vec::new() }] } else { Vec::new() };
    bytes::source(pages.composer, decoded.encoding, decoded.bad, said)
}

/// Returns the pages of a file: one alone, in a list, wrapped, or as a server answers.
fn pages(value: &Value) -> Vec<&Value> {
    let answered = value.at(&["result", "layoutParsingResults"]).map(Value::list).unwrap_or_default();
    let answered = answered.iter().filter_map(|page| page.get("prunedResult"));
    let own = if value.list().is_empty() { std::slice::from_ref(value) } else { value.list() };
    let is_page = |page: &&Value| ["parsing_res_list", "rec_texts"].iter().any(|name| page.get(name).is_some());
    answered.chain(own.iter().map(|page| page.get("res").unwrap_or(page))).filter(is_page).collect()
}

/// Returns the number that is printed on a page.
fn number_of(blocks: &[Value]) -> Option<&str> {
    let number = blocks.iter().find(|block| block.say("block_label") == "number")?;
    Some(number.say("block_content").trim()).filter(|text| !text.is_empty())
}

/// Returns what a block is by its label.
fn role(label: &str) -> (Role, u8) {
    match label {
        "doc_title" => (Role::Title, 1),
        "paragraph_title" | "title" => (Role::Section, 2),
        "abstract_title" | "reference_title" | "content_title" => (Role::Section, 3),
        "figure_title"
        | "table_title"
        | "chart_title"
        | "figure_table_chart_title"
        | "figure_caption"
        | "table_caption"
        | "image"
        | "figure"
        | "chart"
        | "seal" => (Role::Caption, 0),
        "footnote" | "vision_footnote" => (Role::Note, 0),
        "header" | "header_image" | "footer" | "footer_image" | "number" | "aside_text" => (Role::Furniture, 0),
        _ => (Role::Body, 0),
    }
}

fn write(pages: &mut Pages, block: &Value, page: usize, printed: &str) {
    let (label, text) = (block.say("block_label"), block.say("block_content"));
    let corners = corners(block.get("block_bbox"));
    if label == "table" {
        return pages.table(text, page, printed, &corners);
    }
    // Where a picture lies is no text.
    let picture =
        text.trim_start().starts_with("<img") || text.trim_start().starts_with("<div") && text.contains("<img");
    if !picture {
        pages.begin(role(label), page, printed, &corners);
        pages.push(text);
    }
}

/// Writes a region of the older shape: lines one below the other, or a table.
fn older(pages: &mut Pages, region: &Value) {
    let page = region.count("img_idx").unwrap_or(0).saturating_add(1);
    let (corners, own) = (corners(region.get("bbox")), page.to_string());
    if let Some(html) = region.at(&["res", "html"]).and_then(Value::text) {
        return pages.table(html, page, &own, &corners);
    }
    let lines: Vec<&str> =
        region.get("res").map(Value::list).unwrap_or_default().iter().map(|l| l.say("text")).collect();
    pages.begin(role(region.say("type")), page, &own, &corners);
    pages.push(&lines.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> (String, Vec<&'static str>, Sort) {
        assert!(knows("a.json", json.as_bytes()), "{json}");
        let source = read(json.into(), Extent::Whole, None);
        let layout = source.layout.unwrap();
        (source.text, layout.blocks.iter().map(|block| block.role.name()).collect(), layout.sort)
    }

    #[test]
    fn pages_of_all_shapes_are_read() {
        let block = |label: &str, text: &str| {
            format!("{{\"block_label\":\"{label}\",\"block_content\":\"{text}\",\"block_bbox\":[1,2,3,4]}}")
        };
        let blocks = [
            block("header", "村报"),
            block("doc_title", "水渠通水"),
            block("text", "全村人都来了。"),
            block("image", "<img src=x>"),
            block("table", "<table><tr><td>东</td><td>3</td></tr></table>"),
            block("figure_title", "图1"),
            block("number", "8"),
        ];
        let page = format!("{{\"page_index\":2,\"parsing_res_list\":[{}]}}", blocks.join(","));
        let text = "村报\n\n水渠通水\n\n全村人都来了。\n\n东\t3\n\n图1\n\n8\n";
        let roles = vec!["furniture", "title", "body", "row", "caption", "furniture"];
        for json in [
            page.clone(),
            format!("[{page}]"),
            format!("{{\"res\":{page}}}"),
            format!("{{\"result\":{{\"layoutParsingResults\":[{{\"prunedResult\":{page}}}]}}}}"),
        ] {
            assert_eq!(told(&json), (text.to_owned(), roles.clone(), Sort::Text));
        }
        let layout = read(page.into(), Extent::Whole, None).layout.unwrap();
        assert_eq!(layout.blocks[0].place, "page 3 1,2,3,4");
        let lines = r#"{"rec_texts":["水渠","通水"],"rec_boxes":[[1,2,3,4],[1,5,3,8]]}"#;
        assert_eq!(told(lines), ("水渠\n\n通水\n".to_owned(), vec!["body", "body"], Sort::Lines));
        let older = r#"[{"type":"title","bbox":[1,2,3,4],"res":[{"text":"水渠"}],"img_idx":0},{"type":"table","bbox":[1,2,3,4],"res":{"html":"<tr><td>东</td></tr>"},"img_idx":0}]"#;
        assert_eq!(told(older), ("水渠\n\n东\n".to_owned(), vec!["section", "row"], Sort::Text));
    }
}
