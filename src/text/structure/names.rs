//! Names of people and of those who write under the name of their office.

use crate::text::is_ideograph;

/// The surnames that are met most, in both forms of writing.
const SURNAMES: &str = "费鹿廉岑鲁柏虞湛汲邴糜松储靳仰秋栾暴钭厉戎束幸韶蓟薄印宿邰鄂索咸籍赖蔺阴胥苍双莘贡劳逄扶堵冉宰郦雍璩桑濮寿边扈燕郏浦别充茹习宦鱼容易慎庾终暨居衡步都满弘阙殳沃利蔚越隆厍勾敖融訾阚那乜养鞠须巢蒯查荆红游权逯盖益桓\
王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范\
汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱覃武戚莫孔向汤常温康施文牛樊葛邢安齐伍庞颜倪庄聂章鲁岳翟殷詹申\
欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳上官司马诸葛东方独孤南宫夏侯皇甫尉迟公孙慕容\
管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戈屠晏佟冷楚景姬党明全米仇卜储桂敖闫练荣池巩苟丛宫甯沙晁乔\
应隋原和宗支竺惠郁祖洪竹黎乐卞曾瞿冀闵席强仲臧计伏谈茅纪梁江郎狄虞冼於公权鄢阙辜巫乌贝邬井富郜麻匡国文寇广禄东耶律岑班隆师聂晁\
張劉陳楊黃趙吳孫馬鄭謝許鄧馮韓蕭葉蔣蘇呂盧鐘譚陸賈韋鄒閻龍陶賀顧龔邵萬錢湯溫龐顏倪莊聶齊歐關蘭紀單駱藍遊華喻饒時農簡車連麥婁竇閆榮鞏";

/// Surnames of two characters: only with one of them has a name four.
const COMPOUND: [&str; 14] =
    ["欧阳", "上官", "司马", "诸葛", "东方", "独孤", "南宫", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "司徒", "端木"];

/// What offices that write under a name of their own end with.
const OFFICES: &[char] = &['组', '宣', '办', '轩', '組', '辦'];

/// Tells whether the word is a name: two to four characters that begin with a surname or end as an office.
/// Characters of a short name may be parted by blanks.
pub fn is_name(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| !c.is_whitespace()).collect();
    let first = letters.first().copied().unwrap_or_default();
    let last = letters.last().copied().unwrap_or_default();
    let double = COMPOUND.iter().any(|surname| letters.iter().take(2).copied().eq(surname.chars()));
    let most = if double || OFFICES.contains(&last) { 4 } else { 3 };
    (2..=most).contains(&letters.len())
        && letters.iter().all(|c| is_ideograph(*c))
        && (SURNAMES.contains(first) || OFFICES.contains(&last))
}

/// Tells whether the word is the name of an office: 大坪乡政府办, 双河派出所.
pub fn is_office(word: &str) -> bool {
    let ends =
        ["办", "所", "局", "队", "院", "委", "部", "站", "组", "宣", "辦", "中心", "公司", "学校", "医院", "政府"];
    (3..=10).contains(&word.chars().count())
        && word.chars().all(is_ideograph)
        && ends.iter().any(|end| word.ends_with(end))
}
