//! How often characters stand in texts: what tells a right reading of bytes from a wrong one.

use encoding_rs::{BIG5, GBK};
use std::sync::LazyLock;

/// What Cantonese is written in beyond the first level of Big5.
const CANTONESE: &str = "係喺唔嘅咗嚟冇哋啲嗰嘢佢咁噉乜嘥攞畀俾咩喎囉啩噃咪瞓揾搵睇諗曱甴咭嘈嗌嚿煲啱埋嬲孻孭攰攪掟掹揸揼搲摷撳擘擺氹奀冧嘜咧咋吓吖呔喐嗮晒曬嘞嚹";

/// What most of any text in Chinese is made of: the most frequent characters and marks.
const FREQUENT: &str = "，。、：；？！“”‘’「」『』（）《》…—　·\
    的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笑服级办\
    目录怎离六八七九华住整响满商语往快父母今流站找装技收吃喝眼树花草雨风河江村城市县乡镇街店车船飞房屋桌灯夜早晚春夏秋冬朋友爱亲孩男病医药钱买卖米饭茶酒菜肉鱼鸟狗火石土木红黄蓝黑青字词读写画歌唱听哭跑坐站睡醒死送拿掉换历史研究始终每件连段节章请谢啊吧呢吗嘛哦仍虽越较极组织企委党支群众府局省州京李刘陈杨赵周吴孙朱林郑朝皇臣兵官令奇妙怪忽突静慢轻低近远深浅宽厚苦甜痛乐怕惊喜怒哀忙影照片纸笔信息网络据库算脑型号码量单位元角根半双百千亿零约左右越南内底角背脸步跟随举抬拉推落停留守护待遇愿希望梦相信怀念古旧故音乐艺术影响环境\
    錄這個們來為國說時會對過發後裡裏種經麼學現當沒動還進樣開從實軍無與長機關點業間問並應戰頭體見產將兩話內給門兒聲員解論處義幾認條氣題爾別變總電數報結務場計資許統區隊決馬書則聽達強難權設記類據邊張該規萬術領確傳師觀讓識帶導爭運級辦離華滿語樹風鄉鎮車飛燈愛親醫藥錢買賣飯魚鳥紅黃藍讀寫畫歷終連節請謝嗎雖極組織黨眾劉陳楊趙吳孫鄭靜慢輕遠淺寬樂驚紙筆網絡庫腦號碼單約雙億背臉隨舉擡遇願夢懷舊藝響環於東麗歲覺歡麼條著卻裝親";

fn table(characters: impl IntoIterator<Item = char>) -> Vec<bool> {
    let mut table = vec![false; 1 << 16];
    for c in characters {
        if let Some(known) = table.get_mut(c as usize) {
            *known = true;
        }
    }
    table
}

/// The code points that texts in Chinese are made of: the first levels of GB 2312 and Big5, and their punctuation.
/// A text that is read in a wrong encoding has few of them.
static COMMON: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let gb = (0xa1..=0xa3).chain(0xb0..=0xd7).flat_map(|lead| (0xa1..=0xfe).map(move |trail| (GBK, [lead, trail])));
    let trails = || (0x40..=0x7e).chain(0xa1..=0xfe_u8);
    let big5 = (0xa1..=0xa3).chain(0xa4..=0xc6).flat_map(|lead| trails().map(move |trail| (BIG5, [lead, trail])));
    let read = gb.chain(big5).filter_map(|(standard, pair)| {
        let text = standard.decode_without_bom_handling_and_without_replacement(&pair)?;
        text.chars().next().filter(|c| !c.is_ascii())
    });
    table(read.chain(CANTONESE.chars()))
});

static OFTEN: LazyLock<Vec<bool>> = LazyLock::new(|| table(FREQUENT.chars()));

/// Tells whether a character is one that texts in Chinese are made of.
pub(super) fn is_common(c: char) -> bool {
    COMMON.get(c as usize).copied().unwrap_or(false)
}

/// Tells whether a character is one of the few that most of any text in Chinese is made of; one pair of bytes in twenty
/// is one of them by chance.
pub(super) fn is_frequent(c: char) -> bool {
    OFTEN.get(c as usize).copied().unwrap_or(false)
}
