//! Pictures of a page: whether the words that stand for one are a caption, a character, or nothing.

use super::dom::Node;
use super::elements::{is_block, is_called, is_centred};
use super::page::Page;

/// What the words for a picture are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// A caption.
    Caption(String),
    /// A character or a face in a line.
    Letter(String),
    /// A note: some books hide it behind a small picture.
    Note(String),
}

/// Words that say of a picture that it is one.
const EMPTY: [&str; 22] = [
    "图片",
    "圖片",
    "图像",
    "圖像",
    "插图",
    "插圖",
    "图",
    "圖",
    "封面",
    "照片",
    "配图",
    "image",
    "images",
    "img",
    "picture",
    "pic",
    "photo",
    "cover",
    "logo",
    "icon",
    "figure",
    "illustration",
];

/// The most characters of a caption in a line in the middle.
const CAPTION: u32 = 120;
/// How much beside a picture is looked at for the same words.
const BESIDE: usize = 400;

/// Returns what the words for a picture are; nothing if they say nothing, or what stands beside it says it.
pub fn words(page: &Page, picture: Node) -> Option<Words> {
    let dom = &page.dom;
    let alt = dom.attribute(picture, "alt").map(str::trim).filter(|alt| !alt.is_empty())?;
    if is_called(dom, picture, &["footnote"]) {
        return Some(Words::Note(alt.to_owned()));
    }
    let block = dom.upward(picture).find(|node| is_block(dom.name(*node)))?;
    let long = alt.chars().count();
    let face = alt.starts_with('[') && alt.ends_with(']') && long <= 6;
    if page.facts(block).chars > 0 && !matches!(dom.name(block), "body" | "figure") && (long <= 2 || face) {
        return Some(Words::Letter(alt.to_owned()));
    }
    (!is_empty(alt) && !is_said(page, picture, block, alt)).then(|| Words::Caption(alt.to_owned()))
}

/// Tells whether words say only that there is a picture, or what file it is.
fn is_empty(alt: &str) -> bool {
    let name = alt.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()).to_lowercase();
    let file = alt.rsplit_once('.').is_some_and(|(_, end)| {
        ["jpg", "jpeg", "png", "gif", "webp", "svg", "bmp", "tif", "tiff", "avif"]
            .iter()
            .any(|e| end.eq_ignore_ascii_case(e))
    });
    let code = alt.chars().all(|c| c.is_ascii_alphanumeric() || "_-./:%".contains(c))
        && alt.contains(|c: char| c.is_ascii_digit() || c == '_');
    name.is_empty() || EMPTY.contains(&name.as_str()) || file || code
}

/// Tells whether what stands around a picture or below it has the same words: a figure's caption says them better.
fn is_said(page: &Page, picture: Node, block: Node, alt: &str) -> bool {
    let dom = &page.dom;
    let figure = dom.upward(picture).find(|node| dom.name(*node) == "figure");
    let caption = figure.and_then(|figure| dom.find(figure, "figcaption"));
    if caption.is_some_and(|caption| page.facts(caption).chars > 0) {
        return true;
    }
    let alt: String = alt.chars().filter(|c| !c.is_whitespace()).collect();
    let behind =
        std::iter::successors(dom.next(block), |node| dom.next(*node)).take(8).find(|node| page.facts(*node).chars > 0);
    let around = Some(block).filter(|block| page.facts(*block).chars > 0 && dom.name(*block) != "body");
    around.into_iter().chain(behind).any(|node| dom.said(node, BESIDE).contains(&alt))
}

/// Tells whether a block is the caption of a picture: a short line in the middle, with a picture in it or above it.
pub fn is_caption(page: &Page, block: Node) -> bool {
    let (dom, facts) = (&page.dom, page.facts(block));
    if facts.chars == 0 || facts.chars > CAPTION || !is_centred(dom, block) {
        return false;
    }
    let shows = |node: Node| dom.below(node).take(50).any(|inside| dom.name(inside) == "img");
    let above = std::iter::successors(dom.previous(block), |node| dom.previous(*node));
    let above = above.take(4).find(|node| is_block(dom.name(*node)) || dom.name(*node) == "img");
    shows(block) || above.is_some_and(|above| page.facts(above).chars == 0 && shows(above))
}
