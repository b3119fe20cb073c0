//! What is known of a text for a bibliography: from its attributes, else from what the page itself prints.

use super::writers;
use crate::annotation::{ArticleName, Book, articles};
use crate::text::Document;
use crate::text::structure::{Genre, printed};

/// What sort of thing is cited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// An article in a newspaper.
    Newspaper,
    /// An article in a journal.
    Journal,
    /// A book, or a chapter of one.
    Book,
    /// A report.
    Report,
    /// A page of the web.
    Online,
    /// A standard.
    Standard,
    /// A law, and anything else: a conversation, notes of one's own.
    #[default]
    Other,
}

/// What a person may write into the attribute `type`.
const SORTS: [(Sort, &[&str]); 7] = [
    (Sort::Newspaper, &["newspaper", "报纸", "報紙", "N"]),
    (Sort::Journal, &["journal", "期刊", "杂志", "J"]),
    (Sort::Book, &["book", "图书", "专著", "书", "M"]),
    (Sort::Report, &["report", "报告", "R"]),
    (Sort::Online, &["online", "网页", "网络", "EB"]),
    (Sort::Standard, &["standard", "标准", "S"]),
    (Sort::Other, &["other", "law", "interview", "其他", "法规", "法律", "访谈", "Z"]),
];

/// What periodicals are named that are no newspapers.
const JOURNALS: [&str; 8] = ["学报", "學報", "月刊", "季刊", "双月刊", "半月刊", "杂志", "研究"];

/// Signs that stand before headlines.
const MARKS: &[char] = &['■', '□', '●', '○', '◎', '◆', '◇', '▪', '★', '☆', '▲', '△', ' ', '\u{3000}'];

/// What is known of a text for a bibliography; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// What it is.
    pub sort: Sort,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its title.
    pub title: String,
    /// What it stands in: a paper, a journal, a book.
    pub within: String,
    /// The day as written: `2023-11-08`, `2023-11`, `2023`.
    pub date: String,
    /// The volume.
    pub volume: String,
    /// The issue; of a standard its number.
    pub number: String,
    /// The page, without 第 and 版.
    pub page: String,
    /// Who published it.
    pub publisher: String,
    /// Where that was.
    pub place: String,
    /// Its address on the web.
    pub url: String,
    /// The day on which it was looked at there.
    pub accessed: String,
}

/// What is said of an article: of itself, of what it was when the text was read otherwise, of its document.
pub struct Told<'a> {
    book: &'a Book,
    names: Vec<ArticleName>,
}

impl<'a> Told<'a> {
    /// Finds under which names something may be said.
    pub fn of(book: &'a Book, document: &Document, article: usize) -> Self {
        let mut names = vec![ArticleName::of(document, article), ArticleName::whole(&document.path)];
        // What was said of the article when the text was read otherwise stands between the two.
        let said = articles::of(&document.path, &book.attributes).map(|((name, _), _)| name);
        let said = said.filter(|name| name.at.target.text == document.id && name.number(document) == Some(article));
        let former: Vec<ArticleName> = said.filter(|name| !names.contains(name)).cloned().collect();
        names.splice(1..1, former);
        Self { book, names }
    }

    /// Returns the value of an attribute that stands under one of these names.
    pub fn attribute(&self, called: &[&str]) -> Option<String> {
        let value = |article: &'_ ArticleName| {
            let own = self.book.attributes_of(article).map(|(name, value)| (name, value.trim()));
            let mut own = own.filter(|(name, value)| called.contains(name) && !value.is_empty());
            own.next().map(|(_, value)| value.to_owned())
        };
        self.names.iter().find_map(value)
    }

    /// Returns who wrote an article.
    pub fn authors(&self, document: &Document, article: usize) -> Vec<String> {
        let known = printed(&document.text, &document.structure, article.max(1));
        let known = known.into_iter().find(|(name, _)| *name == "author").map(|(_, names)| names).unwrap_or_default();
        let known: Vec<String> = known.split(' ').map(str::to_owned).collect();
        let byline = || document.structure.article(article).map(|article| article.byline.clone());
        match self.attribute(&["author", "作者"]) {
            // What somebody has written is what it is: names are parted, none is judged.
            Some(author) => {
                let apart =
                    |c: char| matches!(c, '、' | '，' | ';' | '；') || c == ' ' && author.chars().all(is_han_or_blank);
                let names: Vec<&str> = author.split(apart).map(str::trim).filter(|name| !name.is_empty()).collect();
                writers::names(&names.join(";"), &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
            }
            None => writers::names(&byline().unwrap_or_default(), &known),
        }
    }
}

fn is_han_or_blank(c: char) -> bool {
    c == ' ' || crate::text::is_ideograph(c)
}

impl Reference {
    /// Gathers what is known of an article; under 0 of the document.
    pub fn of(book: &Book, document: &Document, article: usize) -> Self {
        let told = Told::of(book, document, article);
        let genre = document.structure.genre;
        // What pages of papers print in their heads may be anything elsewhere.
        let page = matches!(genre, Genre::Page | Genre::Article | Genre::Plain);
        let page = if page { printed(&document.text, &document.structure, 0) } else { Vec::new() };
        let printed = |name: &str| page.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone());
        let of = |called: &[&str]| told.attribute(called).unwrap_or_default();
        let paper = told.attribute(&["paper", "newspaper", "报纸", "報紙"]).or_else(|| printed("paper"));
        let journal = of(&["journal", "期刊", "刊名"]);
        let mut found = Self {
            sort: Sort::Other,
            authors: told.authors(document, article),
            // A mark that is set before a headline is none of its words.
            title: document.title(article).trim_start_matches(MARKS).to_owned(),
            within: String::new(),
            date: told.attribute(&["date", "日期"]).or_else(|| printed("date")).map(day).unwrap_or_default(),
            volume: of(&["volume", "卷"]),
            number: of(&["number", "issue", "期", "编号"]),
            page: told
                .attribute(&["page", "pages", "页", "版"])
                .or_else(|| printed("page"))
                .map(bare)
                .unwrap_or_default(),
            publisher: of(&["publisher", "出版社", "出版者", "institution", "机构"]),
            place: of(&["address", "出版地"]),
            url: of(&["url", "网址", "链接"]),
            accessed: told.attribute(&["accessed", "urldate", "访问日期", "引用日期"]).map(day).unwrap_or_default(),
        };
        let named = told.attribute(&["type", "类型"]).and_then(|name| sort_named(&name));
        found.sort = named.unwrap_or_else(|| found.guess(genre, paper.as_deref(), &journal));
        found.within = match found.sort {
            Sort::Journal if !journal.is_empty() => journal,
            Sort::Newspaper | Sort::Journal => paper.unwrap_or(journal),
            Sort::Book => told.attribute(&["book", "书名"]).unwrap_or_else(|| document.name().to_owned()),
            Sort::Report | Sort::Online | Sort::Standard | Sort::Other => String::new(),
        };
        if let Some(title) = told.attribute(&["title", "题名", "标题"]) {
            found.title = title;
        }
        found
    }

    /// Tells what it is from what is known of it.
    fn guess(&self, genre: Genre, paper: Option<&str>, journal: &str) -> Sort {
        let periodical = |paper: &str| {
            let issued = !self.volume.is_empty() || !self.number.is_empty();
            let named = JOURNALS.iter().any(|end| paper.ends_with(end));
            if issued || named { Sort::Journal } else { Sort::Newspaper }
        };
        match (genre, paper) {
            _ if !journal.is_empty() => Sort::Journal,
            (_, Some(paper)) => periodical(paper),
            (Genre::Book, _) => Sort::Book,
            _ if !self.url.is_empty() => Sort::Online,
            (Genre::Report, _) => Sort::Report,
            (Genre::Page, _) => Sort::Newspaper,
            _ if ["GB/T ", "GB ", "GB/T", "ISO "].iter().any(|head| self.number.starts_with(head)) => Sort::Standard,
            _ if !self.publisher.is_empty() => Sort::Book,
            _ => Sort::Other,
        }
    }

    /// Tells whether it is a part of a book, and not the book.
    pub fn is_chapter(&self) -> bool {
        self.sort == Sort::Book && !self.within.is_empty() && self.within != self.title
    }

    /// Returns year, month and day of the date, as far as it has them.
    pub fn days(&self) -> [&str; 3] {
        let mut parts = self.date.split('-');
        let mut next = || parts.next().filter(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        let year = next().filter(|year| year.len() == 4);
        let month = year.and_then(|_| next());
        let day = month.and_then(|_| next());
        [year, month, day].map(Option::unwrap_or_default)
    }
}

fn sort_named(name: &str) -> Option<Sort> {
    SORTS.iter().find(|(_, names)| names.iter().any(|other| other.eq_ignore_ascii_case(name))).map(|(sort, _)| *sort)
}

/// Writes a day as `2023-11-08`, whichever way it was written; what is no day stays as it is.
fn day(written: String) -> String {
    let numbers: Vec<&str> =
        written.split(['年', '月', '日', '-', '/', '.']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let all = numbers.iter().all(|part| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()));
    let packed = written.len() == 8 && written.bytes().all(|b| b.is_ascii_digit());
    let two = |part: &str| part.parse::<u8>().map_or_else(|_| part.to_owned(), |n| format!("{n:02}"));
    match numbers.as_slice() {
        [first, rest @ ..] if all && first.len() == 4 && rest.len() <= 2 => {
            [vec![(*first).to_owned()], rest.iter().map(|part| two(part)).collect()].concat().join("-")
        }
        _ if packed => {
            [0..4, 4..6, 6..8].into_iter().filter_map(|part| written.get(part)).collect::<Vec<_>>().join("-")
        }
        _ => written,
    }
}

/// Returns a page without what stands around its number: of 第07版, 07.
fn bare(page: String) -> String {
    let inner = page.trim_start_matches(['第', 'p', 'P', '.', ' ']).trim_end_matches(['版', '页', ' ']);
    if inner.is_empty() { page } else { inner.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_pages_are_written_one_way() {
        for (written, read) in [
            ("2023年11月8日", "2023-11-08"),
            ("2023-11-08", "2023-11-08"),
            ("2023/1/8", "2023-01-08"),
            ("20231108", "2023-11-08"),
            ("2023.11", "2023-11"),
            ("2023", "2023"),
            ("去年春天", "去年春天"),
        ] {
            assert_eq!(day(written.into()), read, "{written}");
        }
        assert_eq!(
            ["第7版", "A02", "p. 12", "15-20", "版"].map(|page| bare(page.into())),
            ["7", "A02", "12", "15-20", "版"]
        );
    }

    #[test]
    fn a_page_of_a_paper_tells_what_it_is() {
        let text = "青海日报 2023年11月8日 星期三 第7版\n\n大堰村的水\n\n本报记者 王小明 通讯员 李 四\n\n村里修路，大家出力。大家一起把水引到村里来。\n";
        let document = Document::open("a.txt", text.into());
        let found = Reference::of(&Book::default(), &document, 1);
        assert_eq!((found.sort, found.within.as_str(), found.page.as_str()), (Sort::Newspaper, "青海日报", "7"));
        assert_eq!((found.authors.join("|").as_str(), found.days()), ("王小明|李四", ["2023", "11", "08"]));
    }
}
