//! The names in the line of the writers, without what they are to the paper.

use crate::text::is_ideograph;

/// What writers are to a paper: what stands before such a word is whose, what stands behind it a name.
const ROLES: [&str; 14] = [
    "特派记者",
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "实习生",
    "實習生",
    "撰稿人",
    "撰稿",
    "采写",
    "撰文",
    "作者",
    "主笔",
    "评论员",
];

/// What is no name, and tells nothing of those behind it.
const IDLE: [&str; 12] = ["文", "图", "圖", "文字", "文图", "图文", "本报", "本刊", "整理", "报道", "报导", "报道员"];

/// Who makes the page and its pictures: names behind such a word have not written the article.
const OTHERS: [&str; 16] = [
    "责任编辑",
    "責任編輯",
    "版面編輯",
    "编辑",
    "編輯",
    "校对",
    "校對",
    "美编",
    "美術",
    "版式",
    "摄影",
    "攝影",
    "摄",
    "攝",
    "制图",
    "实习编辑",
];

/// What an office that writes under its own name ends with, in front of which a role is part of that name.
const DESK: &str = "评论员";

/// Returns the names in the line of the writers: `■本报记者 郑恩哲 通讯员 青组` has 郑恩哲 and 青组. Of a line that says
/// of nobody what they are to the paper, `known` are those that can be names; what is none, a place, is left out. A line
/// without a name is one, as it stands.
pub fn names(byline: &str, known: &[String]) -> Vec<String> {
    let bare = byline.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() {
        return Vec::new();
    }
    if !bare.chars().any(is_ideograph) {
        return latin(bare);
    }
    let (told, found) = told(&joined(bare));
    if told {
        return if found.is_empty() { desk(bare) } else { found };
    }
    let people = |name: &&String| name.chars().count() < 4 || known.contains(name);
    let people: Vec<String> = found.iter().filter(people).cloned().collect();
    if people.is_empty() { vec![bare.to_owned()] } else { people }
}

/// Returns the names of a line without Chinese: several are parted by semicolons or `and`.
fn latin(line: &str) -> Vec<String> {
    let names = line.split(';').flat_map(|part| part.split(" and ")).map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Returns the words of a line; a name written with blanks between its characters is one word.
fn joined(line: &str) -> Vec<String> {
    let parts = |c: char| c.is_whitespace() || (!c.is_alphanumeric() && c != '·' && c != '-');
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for word in line.split(parts).filter(|word| !word.is_empty()) {
        let single = word.chars().count() == 1 && word.chars().all(is_ideograph) && !IDLE.contains(&word);
        match words.last_mut().filter(|_| open && single) {
            Some(last) => {
                last.push_str(word);
                open = false;
            }
            None => {
                words.push(word.to_owned());
                open = single;
            }
        }
    }
    words
}

/// Tells whether words say what people are to a paper, and whom of them they name as writers.
fn told(words: &[String]) -> (bool, Vec<String>) {
    let (mut told, mut writes) = (false, true);
    let mut found: Vec<String> = Vec::new();
    for word in words {
        if let Some(rest) = OTHERS.iter().find_map(|role| word.strip_prefix(role)) {
            // 摄影报道: who wrote it and took the picture.
            writes = rest.starts_with("报道");
            told = true;
            continue;
        }
        let behind = ROLES.iter().filter_map(|role| word.rfind(role).map(|at| at + role.len())).max();
        let name = behind.map_or(Some(word.as_str()), |behind| word.get(behind..)).unwrap_or_default();
        if behind.is_some() {
            (told, writes) = (true, true);
        }
        let idle = IDLE.contains(&name);
        told |= idle;
        if writes && !idle && name.chars().count() > 1 && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    (told, found)
}

/// Returns who writes under the name of a desk; of a role alone nobody.
fn desk(line: &str) -> Vec<String> {
    let named = line.ends_with(DESK) && line != DESK;
    named.then(|| line.to_owned()).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_what_stands_around_them() {
        let known = ["欧阳修文".to_owned()];
        for (byline, found) in [
            ("通讯员 李存秀 本报记者 乔欣", "李存秀|乔欣"),
            ("■记者 郭文治 孟航", "郭文治|孟航"),
            ("新华社记者王晓明", "王晓明"),
            ("本报记者：乔欣", "乔欣"),
            ("本报见习记者/王小明（文/图）", "王小明"),
            ("（记者 白云水）", "白云水"),
            ("◎ 记者 钟帆 文/图", "钟帆"),
            ("文/白云水", "白云水"),
            ("记者 高 帆 通讯员 杨晓囡 陈 臣", "高帆|杨晓囡|陈臣"),
            ("本报驻太原记者 史广林", "史广林"),
            ("记者 胡明军 实习生 罗羽", "胡明军|罗羽"),
            ("新甘肃·甘肃日报记者 盛学卿", "盛学卿"),
            ("记者 林惠芬 编辑 王维 校对 张军", "林惠芬"),
            ("本报记者 陈臣 摄影报道", "陈臣"),
            ("王小明、李四；欧阳修文", "王小明|李四|欧阳修文"),
            ("● 河南周口 梁守正", "梁守正"),
            ("黄 城", "黄城"),
            // Who writes under the name of an office keeps that name whole.
            ("本报评论员", "本报评论员"),
            ("城东区组织部", "城东区组织部"),
            ("记者", ""),
            ("", ""),
            ("J. Smith and Mary Jones", "J. Smith|Mary Jones"),
        ] {
            assert_eq!(names(byline, &known).join("|"), found, "{byline}");
        }
    }
}
