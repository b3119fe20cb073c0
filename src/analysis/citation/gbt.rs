//! References as GB/T 7714—2015 writes them: `作者. 题名[N]. 报纸名, 2023-11-08(7).`

use super::reference::{Reference, Sort};
use crate::text::is_ideograph;

/// Authors that are named; behind them the others are 等.
const NAMED: usize = 3;

/// Writes a reference; what is not known is left out, and the mark that would part it.
pub fn gbt7714(of: &Reference) -> String {
    let online = !of.url.is_empty();
    let mark = match of.sort {
        Sort::Newspaper => "N",
        Sort::Journal => "J",
        Sort::Book => "M",
        Sort::Report => "R",
        Sort::Online => "EB",
        Sort::Standard => "S",
        Sort::Other => "Z",
    };
    let number =
        if of.sort == Sort::Standard && !of.number.is_empty() { format!(": {}", of.number) } else { String::new() };
    let mut title = format!("{}{number}[{mark}{}]", of.title, if online { "/OL" } else { "" });
    if of.is_chapter() {
        title = format!("{title}//{}", of.within);
    }
    let stands = match of.sort {
        Sort::Newspaper | Sort::Journal => periodical(of),
        Sort::Online => issued_online(of),
        Sort::Book | Sort::Report | Sort::Standard | Sort::Other => imprint(of),
    };
    let looked = if online && !of.accessed.is_empty() { format!("[{}]", of.accessed) } else { String::new() };
    let parts = [authors(&of.authors), title, stands + &looked, of.url.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            // A name that ends with a full stop has its mark.
            out.push_str(if out.ends_with('.') { " " } else { ". " });
        }
        out.push_str(&part);
    }
    if !out.ends_with('.') {
        out.push('.');
    }
    out
}

fn authors(names: &[String]) -> String {
    let mut named: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    if names.len() > NAMED {
        named.push(if named.concat().chars().any(is_ideograph) { "等" } else { "et al" });
    }
    named.join(", ")
}

/// Writes where an article stands in a paper, by its day, or in a journal, by year, volume and issue.
fn periodical(of: &Reference) -> String {
    let [year, ..] = of.days();
    let issue = if of.number.is_empty() { String::new() } else { format!("({})", of.number) };
    let (when, behind) = if of.sort == Sort::Newspaper {
        (of.date.clone(), if of.page.is_empty() { String::new() } else { format!("({})", of.page) })
    } else {
        let year = if year.is_empty() { of.date.as_str() } else { year };
        let volume = [year, &of.volume].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        (volume, issue + &if of.page.is_empty() { String::new() } else { format!(": {}", of.page) })
    };
    let stands = [of.within.clone(), when].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    (stands + &behind).trim_start_matches([':', ' ']).to_owned()
}

/// Writes the day of a page of the web.
fn issued_online(of: &Reference) -> String {
    if of.date.is_empty() { String::new() } else { format!("({})", of.date) }
}

/// Writes where and when something was published: `北京: 出版社, 2023: 12`. Without a publisher the day is whole.
fn imprint(of: &Reference) -> String {
    let [year, ..] = of.days();
    let house =
        [&of.place, &of.publisher].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(": ");
    let when = if house.is_empty() || year.is_empty() { of.date.as_str() } else { year };
    let stands = [house.as_str(), when].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    [stands, of.page.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a reference from `name=value; name=value`.
    fn made(sort: Sort, fields: &str) -> String {
        let mut of = Reference { sort, title: "修渠记".into(), ..Reference::default() };
        for (name, value) in fields.split("; ").filter_map(|field| field.split_once('=')) {
            let value = value.to_owned();
            match name {
                "author" => of.authors = value.split('|').map(str::to_owned).collect(),
                "within" => of.within = value,
                "date" => of.date = value,
                "volume" => of.volume = value,
                "number" => of.number = value,
                "page" => of.page = value,
                "publisher" => of.publisher = value,
                "place" => of.place = value,
                "url" => of.url = value,
                _ => of.accessed = value,
            }
        }
        gbt7714(&of)
    }

    #[test]
    fn periodicals_have_their_shapes_and_what_is_missing_leaves_no_mark() {
        use Sort::{Journal, Newspaper};
        for (sort, fields, written) in [
            (
                Newspaper,
                "author=甲|乙; within=青海日报; date=2023-11-08; page=7",
                "甲, 乙. 修渠记[N]. 青海日报, 2023-11-08(7).",
            ),
            (Newspaper, "within=青海日报; date=2023-11-08", "修渠记[N]. 青海日报, 2023-11-08."),
            (Newspaper, "within=青海日报; page=A02", "修渠记[N]. 青海日报(A02)."),
            (Newspaper, "date=2023-11-08; page=7", "修渠记[N]. 2023-11-08(7)."),
            (Newspaper, "", "修渠记[N]."),
            (
                Newspaper,
                "within=青海日报; date=2023-11-08; page=7; url=http://a.cn/1; accessed=2024-01-02",
                "修渠记[N/OL]. 青海日报, 2023-11-08(7)[2024-01-02]. http://a.cn/1.",
            ),
            (
                Journal,
                "author=甲|乙|丙|丁; within=水利学报; date=2020-05; volume=12; number=3; page=15-20",
                "甲, 乙, 丙, 等. 修渠记[J]. 水利学报, 2020, 12(3): 15-20.",
            ),
            (Journal, "within=水利学报; number=3", "修渠记[J]. 水利学报(3)."),
            (Journal, "page=3", "修渠记[J]. 3."),
            (Journal, "author=A. Li|B. Wu|C. Xu|D. Yu; within=Water", "A. Li, B. Wu, C. Xu, et al. 修渠记[J]. Water."),
        ] {
            assert_eq!(made(sort, fields), written);
        }
    }

    #[test]
    fn whatever_else_is_cited_has_its_shape() {
        use Sort::{Book, Online, Other, Report, Standard};
        for (sort, fields, written) in [
            (
                Book,
                "author=甲; within=渠史; place=北京; publisher=某社; date=2001-02; page=9",
                "甲. 修渠记[M]//渠史. 北京: 某社, 2001: 9.",
            ),
            (Book, "within=修渠记; publisher=某社", "修渠记[M]. 某社."),
            (Report, "author=水利局; date=2023", "水利局. 修渠记[R]. 2023."),
            (Standard, "number=GB/T 1—2020; publisher=某社; date=2020-01-01", "修渠记: GB/T 1—2020[S]. 某社, 2020."),
            (
                Online,
                "date=2023-11-08; url=http://a.cn/; accessed=2024-01-02",
                "修渠记[EB/OL]. (2023-11-08)[2024-01-02]. http://a.cn/.",
            ),
            (Online, "url=http://a.cn/", "修渠记[EB/OL]. http://a.cn/."),
            (Other, "author=甲; date=2023-11-08", "甲. 修渠记[Z]. 2023-11-08."),
        ] {
            assert_eq!(made(sort, fields), written);
        }
    }
}
