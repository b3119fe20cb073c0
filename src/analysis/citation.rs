//! How a passage is cited: author, title, paper, date and page from the attributes, else what the page itself says.

use crate::annotation::{ArticleName, Book, articles};
use crate::text::Document;
use crate::words::Words;

/// What writers are to a paper, at the end of a word: such words are no names.
const ROLES: [&str; 3] = ["记者", "通讯员", "記者"];

/// What stands before that: a paper, an agency, a rank.
const BEFORE: [&str; 9] = ["本报", "本刊", "本网", "新华社", "见习", "实习", "特约", "首席", "全媒体"];

/// Returns where an article stands, as it is cited.
pub fn citation(book: &Book, document: &Document, article: usize, words: &Words) -> String {
    let mut names = vec![ArticleName::of(document, article), ArticleName::whole(&document.path)];
    // What was said of the article when the text was read otherwise stands between the two.
    let said = articles::of(&document.path, &book.attributes).map(|((name, _), _)| name);
    let said = said.filter(|name| name.at.target.text == document.id && name.number(document) == Some(article));
    let former: Vec<ArticleName> = said.filter(|name| !names.contains(name)).cloned().collect();
    names.splice(1..1, former);
    let attribute = |name: &str| {
        let values = names.iter().filter_map(|article| {
            let mut own = book.attributes_of(article);
            own.find(|(n, value)| *n == name && !value.trim().is_empty()).map(|(_, value)| value.trim().to_owned())
        });
        values.into_iter().next()
    };
    let byline = document.structure.article(article).map(|article| article.byline.clone()).unwrap_or_default();
    let author = attribute("author").or_else(|| Some(writers(&byline, &words.say("citation-writers"))));
    let author = author.filter(|author| !author.is_empty());
    let title = words.fill("citation-title", &[("title", document.title(article).to_owned())]);
    let parts = [("paper", "citation-paper"), ("date", "citation-date"), ("page", "citation-page")];
    let part = |(name, key): (&'static str, &str)| {
        let value = attribute(name)?;
        // A page that is no mere number names itself: 第7版, A02.
        let named = name == "page" && !value.chars().all(|c| c.is_ascii_digit());
        Some(if named { value } else { words.fill(key, &[(name, value)]) })
    };
    let place: Vec<String> = parts.into_iter().filter_map(part).collect();
    let comma = words.say("citation-comma");
    let place = if place.is_empty() { document.name().to_owned() } else { place.join(&comma) };
    author.into_iter().chain([title, place]).collect::<Vec<_>>().join(&comma)
}

/// Returns the names in a byline, without what they are to the paper and the marks before them: `■本报记者 郑恩哲
/// 通讯员 青组` has 郑恩哲 and 青组. A byline without such words is one name, as it stands.
fn writers(byline: &str, between: &str) -> String {
    let bare = byline.trim_matches(|c: char| !c.is_alphanumeric() && !"（）()".contains(c));
    let mut told = false;
    let mut names = Vec::new();
    for word in bare.split([' ', '\u{3000}', '\t']).filter(|word| !word.is_empty()) {
        let name = nameless(word);
        told |= name.len() < word.len();
        names.extend((!name.is_empty()).then_some(name));
    }
    if told && !names.is_empty() { names.join(between) } else { bare.to_owned() }
}

/// Returns what is left of a word behind what somebody is to a paper: of 本报记者郑恩哲, 郑恩哲.
fn nameless(word: &str) -> &str {
    let mut rest = word;
    while let Some(behind) = BEFORE.iter().find_map(|before| rest.strip_prefix(before)) {
        rest = behind;
    }
    let role = ROLES.iter().find_map(|role| rest.strip_prefix(role));
    role.map_or(word, |name| name.trim_start_matches([':', '：']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_cited_by_its_names() {
        let named = |byline| writers(byline, "、");
        assert_eq!(named("通讯员 李存秀 本报记者 乔欣"), "李存秀、乔欣");
        assert_eq!(named("■记者 郭文治 孟航"), "郭文治、孟航");
        assert_eq!(named("新华社记者王晓明"), "王晓明");
        assert_eq!(named("本报记者：乔欣"), "乔欣");
        // Who writes under the name of an office, or from a place, keeps that name whole.
        assert_eq!(named("本报评论员"), "本报评论员");
        assert_eq!(named("● 河南周口 梁守正"), "河南周口 梁守正");
        assert_eq!((named("记者"), named("")), ("记者".into(), String::new()));
    }
}
