//! Lines that name people, offices, genres and documents.

use super::lists::{DOCUMENTS, OFFICES, OFFICIAL};
use super::marks::{holds_clause, is_brief, is_numeral};
use super::names::{is_name, is_office};
use crate::text::is_ideograph;

/// Tells whether the line is a name that stands alone: two to four characters, or with blanks between.
pub fn is_lone_name(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let letters = line.chars().filter(|c| !c.is_whitespace()).count();
    (words == 1 || words == letters) && is_name(line)
}

/// Tells whether the line names a desk of the paper as the writer: 本报编辑部.
pub fn is_desk(line: &str) -> bool {
    line.chars().count() <= 12
        && (line.starts_with("本报") || line.starts_with("本刊"))
        && line.ends_with(['部', '员', '组', '室', '社'])
}

/// Tells whether the line is a place and a name: 河南周口　梁守正.
pub fn is_place_and_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words.as_slice(), [place, name]
        if (2..=6).contains(&place.chars().count()) && place.chars().all(is_ideograph) && is_name(name) && name.chars().count() <= 3)
}

/// Tells whether the line is a list of names: 冯叙白1，秦若渔2.
pub fn is_list_of_names(line: &str) -> bool {
    if !is_brief(line, 60) || !line.contains(['，', '、', '；']) {
        return false;
    }
    let bare: String = line.chars().filter(|c| !c.is_ascii_digit() && !"*＊,".contains(*c)).collect();
    let names: Vec<&str> = bare.split(['，', '、', '；', ' ', '　']).filter(|name| !name.is_empty()).collect();
    names.len() >= 2 && names.len() <= 8 && names.iter().all(|name| is_name(name))
}

/// Tells whether the line is the name of an authority: 临阳市发展和改革委员会.
pub fn is_authority(line: &str) -> bool {
    let ends = ["委员会", "办公室", "人民政府", "财政局", "统计局", "局", "厅", "法院", "检察院"];
    (5..=22).contains(&line.chars().count())
        && line.chars().all(is_ideograph)
        && ends.iter().any(|end| line.ends_with(end))
}

/// Tells whether the line is an office and who writes for it: 双河派出所 邓川组.
pub fn is_office_and_writer(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words.as_slice(), [office, name] if is_office(office) && is_name(name))
}

/// Tells whether the line begins with the name of a place that its headline is about: 赤溪镇：…….
pub fn is_led_by_place(line: &str) -> bool {
    let Some((place, rest)) = line.split_once(['：', ':']) else { return false };
    let ends = ["县", "区", "市", "州", "镇", "乡", "省", "旗", "村", "街道"];
    (2..=9).contains(&place.chars().count())
        && place.chars().all(is_ideograph)
        && ends.iter().any(|end| place.ends_with(end))
        && (5..=28).contains(&rest.chars().count())
        && !rest.ends_with('。')
}

/// Tells whether the line names its writer by office or by what they did: 市长　张启衡, 沈渡川　著.
pub fn is_office_and_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let name = |word: &str| (2..=4).contains(&word.chars().count()) && word.chars().all(is_ideograph);
    let made = ["著", "编", "译", "撰"].contains(&words.last().copied().unwrap_or_default());
    if made && words.len() >= 2 && line.chars().count() <= 10 {
        return true;
    }
    match words.as_slice() {
        [first, last]
            if ["著", "编", "译", "撰", "作", "述", "编著", "主编", "選", "编译", "整理", "口述"].contains(last) =>
        {
            first.chars().count() <= 12
        }
        [first, .., last] => {
            let rest = words.iter().skip(1).all(|word| name(word) || word.chars().count() == 1);
            line.chars().count() <= 30 && rest && (name(last) || last.chars().count() == 1) && OFFICES.end(first)
        }
        _ => false,
    }
}

/// Tells whether the line is the number of an official document: 澜政发〔2023〕15号.
fn is_document_number(line: &str) -> bool {
    let year = line.contains('〔') || line.contains('[') || line.contains('［') || line.contains('（');
    year && line.ends_with('号') && line.chars().count() <= 24 && line.chars().any(is_numeral) && !holds_clause(line)
}

/// Tells whether the line is an official document's head, its number, or what is noted at its end.
pub fn is_official(line: &str) -> bool {
    let head = line.ends_with("文件") && line.chars().count() <= 20;
    let noted = OFFICIAL.lead(line) || (line.ends_with("印发") && line.chars().any(is_numeral));
    head || (noted && !line.ends_with('。')) || line.starts_with("抄送：") || is_document_number(line)
}

/// Tells whether the line is named as official documents are: 关于……的通知.
pub fn is_official_title(line: &str) -> bool {
    let ends = [
        "通知", "意见", "决定", "报告", "办法", "方案", "函", "批复", "公告", "通报", "规定", "细则", "条例", "规划",
        "决议", "议案", "通告", "请示",
    ];
    line.contains("关于")
        && ends.iter().any(|end| line.ends_with(end))
        && line.chars().count() <= 60
        && !holds_clause(line)
}

/// The most code points of the name of a document.
const DOCUMENT: usize = 40;

/// Tells whether the line is named as documents are, behind it in brackets what belongs to it: 工作报告（全文）.
pub fn is_document(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let open = bare.rfind(['（', '(', '〔']).filter(|_| bare.ends_with(['）', ')', '〕']));
    let name = open.and_then(|open| bare.get(..open)).unwrap_or(&bare);
    is_brief(name, DOCUMENT) && !holds_clause(name) && DOCUMENTS.end(name)
}

/// Tells whether the whole line is an aside in brackets: （现场掌声）.
pub fn is_bracketed(line: &str) -> bool {
    let inner = line.strip_prefix(['（', '(']).and_then(|l| l.strip_suffix(['）', ')']));
    inner.is_some_and(|inner| !inner.contains(['（', '(', '）', ')']) && inner.chars().count() <= 90)
}

/// Tells whether the line is what papers call a sort of article, not one article.
pub fn is_genre(line: &str) -> bool {
    let name: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let ends = [
        "导读", "提要", "文章", "讯", "要闻", "时评", "短评", "快评", "评论", "言论", "手记", "专访", "专栏", "专题",
        "连线", "观察", "速递", "动态", "链接", "视点", "聚焦", "新论", "简报", "纵横", "之窗", "園地", "园地",
    ];
    ends.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_offices() {
        assert!(is_lone_name("黄 城") && is_lone_name("姚子龙") && !is_lone_name("党建新论新"));
        assert!(is_list_of_names("冯叙白1，秦若渔2") && !is_list_of_names("党建，引领"));
        assert!(is_office_and_name("澜州市市长　张启衡") && is_office_and_name("沈渡川　著"));
        assert!(is_official_title("关于加强治理工作的通知") && !is_official_title("关于这件事，大家都知道"));
    }
}
