//! Small texts of many sorts, each line with what it is.

use super::*;
use crate::units::Slice;

/// The sign of a line: its kind, or `+` for one that goes on with the paragraph before.
fn sign(kind: Kind) -> char {
    match kind {
        Kind::Title => 't',
        Kind::Subtitle => 'u',
        Kind::Kicker => 'k',
        Kind::Byline => 'y',
        Kind::Rubric => 'r',
        Kind::Section => 's',
        Kind::Body => 'b',
        Kind::Caption => 'c',
        Kind::Credit => 'x',
        Kind::Other => 'o',
    }
}

/// Reads the text without the signs before its lines, and puts them there again.
fn read_again(marked: &str) -> String {
    let bare = |line: &str| line.split_once('|').map_or("", |(_, line)| line).to_owned();
    let text = marked.lines().map(bare).collect::<Vec<_>>().join("\n");
    let structure = Structure::new(&text, false, &[], View::Reading);
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for (id, part) in structure.parts() {
        let block = structure.block(id).unwrap();
        for n in 0..part.lines {
            let line = &mut lines[part.line - 1 + n];
            let goes_on = n > 0 || block.parts[0] != *part;
            let sign = if goes_on { '+' } else { sign(block.kind) };
            if !line.trim().is_empty() {
                *line = format!("{}{sign}|{line}", block.article);
            }
        }
        assert!(!text.slice(part.span).trim().is_empty());
    }
    lines.join("\n")
}

/// What each line is: the number of its article, its sign, the line.
const CASES: &[(&str, &str)] = &[
    (
        "turns with a time",
        "1t|菜场改造座谈\n\n1o|召集人 09:30\n1b|各位街坊坐近一点，今天只谈菜场。\n\n1o|鱼摊刘婶 09:31\n1b|水管还是老样子。\n\n1o|召集人 09:32\n1b|还有呢？\n\n1o|鱼摊刘婶 09:33\n1b|棚顶漏\n",
    ),
    (
        "turns with a time in brackets",
        "1o|发言人甲(00:02:11)：\n1b|先把账目念一遍。\n\n1o|发言人乙(00:03:40)：\n1b|我这里少一页。\n\n1o|发言人甲(00:04:02)：\n1b|补上。\n",
    ),
    (
        "turns that were wrapped, of which some end with no mark",
        "1b|店主：铺面是去年盘下来的，前头做了三年杂货。货架都是现成的，我\n1+|们只换了一块招牌，花销不算大。\n1b|记录：嗯嗯\n1b|店主：最难的是开头两个月，一天进来的客人两只手数得过来，我媳妇\n1+|天天坐在门口织毛线，织了拆，拆了又织，邻居都来问是不是要关门\n1b|记录：后来呢\n1b|店主：后来学校搬过来了，放学的时候孩子一拥进来，买文具的买零食\n1+|的，慢慢就站住了，去年还添了一台复印机。\n",
    ),
    (
        "answers that were wrapped, each behind its number and a tab",
        "1b|答1\t路灯坏了半年没有人来修。晚上下班回家要打着手电走那一段，我\n1+|们写过两次信，居委会说已经报上去了，要等统一更换，一等就是小半年，\n1+|谁也说不准还要等多久。\n1b|答2\t没意见。\n1b|答3\t垃圾桶离单元门太近，夏天的时候味道很大，窗户都不敢开，能不\n1+|能往东边挪几步，那边有块空地，放在那里谁家也不挨着，楼上楼下都方\n1+|便，收垃圾的车也开得进去。\n1b|答4\t希望多几把椅子。\n",
    ),
    (
        "wrapped prose in which a line happens to begin with a word and a colon",
        "1b|那年冬天河面冻得很早，两岸的人都说是几十年没有见过的冷，我们几个\n1+|孩子商量定了：等大人睡熟，就到冰上去走一回，看看对岸的灯到底是谁\n1+|家的。走到河心，脚下忽然响了一声，谁也不敢再动，只听见风从上游吹\n1+|过来。后来还是小满胆大，趴在冰上一寸一寸地往回爬，我们跟着他爬回\n1+|了岸边。\n",
    ),
    (
        "names alone",
        "1o|访员：\n1b|您是哪一年搬来的？\n1o|赵师傅：\n1b|九八年，发大水那年。\n1o|访员：\n1b|那时候这里有路吗\n1o|赵师傅：\n1b|没有，只有一条田埂。\n",
    ),
    (
        "numbered cues",
        "1o|1\n1o|00:00:02,100 --> 00:00:04,000\n1b|豆腐要趁热压\n\n1o|2\n1o|00:00:04,200 --> 00:00:06,900\n1b|压好再切\n\n1o|3\n1o|00:00:07,000 --> 00:00:08,000\n1b|切成四方\n",
    ),
    (
        "chat",
        "1o|----- 2024-11-02 -----\n\n1o|大杨 18:20:01\n1b|谁去接孩子\n1b|我这边走不开\n\n1o|小唐🌸 18:21:15\n1b|我去\n\n1o|大杨 18:21:40\n1b|[表情]\n\n1o|小唐🌸 18:30:09\n1b|接到了，在吃面呢\n",
    ),
    (
        "chat, a message a line",
        "1b|2024-11-02 18:20:01 大杨: 谁去接孩子\n1b|2024-11-02 18:21:15 小唐: 我去\n1b|2024-11-02 18:21:40 大杨: [表情]\n1b|2024-11-02 18:30:09 小唐: 接到了。在吃面。\n",
    ),
    (
        "diary",
        "1o|2023年11月2日 星期四 小雨\n\n1b|早上去码头，船都没出。\n\n1o|2023年11月3日 星期五 阴\n\n1b|修了一天的网\n\n1o|2023年11月4日 星期六 晴\n\n1b|出海，收成一般。\n",
    ),
    (
        "a letter",
        "1b|敬爱的外婆：\n\n1b|您好。\n\n1b|苹果昨天到了，一个也没有碰坏，大家都说甜。\n\n1b|此致\n1b|敬礼\n\n1b|小禾\n1o|2021年10月8日\n",
    ),
    (
        "the record of a meeting",
        "1t|碰头会记录\n\n1b|时间：2022年5月6日\n1b|地点：村部\n1b|到会：何某、田某\n\n1s|一、修渠\n1b|大家同意秋收以后动工。\n1s|二、路灯\n1b|先装三盏。\n",
    ),
    (
        "duty log",
        "1t|泵房日志\n\n1o|11月2日 7:40\n1b|二号泵异响，停机。\n\n1o|11月2日 9:15\n1b|换轴承。\n\n1o|11月3日 7:30\n1b|正常。\n",
    ),
    (
        "answers, one a line",
        "1b|公交改线以后上班要倒两趟车\n1b|无\n1b|希望延长图书馆开放时间，晚上也能去。最好周末不关门\n1b|菜价贵\n1b|路口没有红绿灯，接孩子提心吊胆\n1b|很好\n1b|小广告满墙都是\n1b|厕所太少，又远\n",
    ),
    (
        "answers between blank lines",
        "1b|希望延长图书馆开放时间，晚上也能去。最好周末不关门\n\n1b|路口没有红绿灯，接孩子提心吊胆，老人过马路更慢\n\n1b|没有\n\n1b|公交改线以后上班要倒两趟车，早高峰根本挤不上\n",
    ),
    (
        "answers with names",
        "1b|住户12：公交改线以后上班要倒两趟车，早高峰根本挤不上\n1b|住户13：菜价贵\n1b|住户14：希望延长图书馆开放时间，晚上也能去，周末也别关\n1b|住户15：路口没有红绿灯\n1b|住户16：厕所太少，又远，老人实在不方便，下雨更糟\n",
    ),
    (
        "chapters with an advertisement",
        "1k|江上\n\n1t|第一章 起锚\n\n1b|　　天没亮，桨声已经响了。老何把缆绳一圈圈收好。\n\n1s|本书首发于某站请勿转载\n\n1b|　　雾散得慢，对岸只剩一盏灯。\n\n2t|第二章 逆水\n\n2b|　　水急，船走得像蜗牛。\n\n2s|本书首发于某站请勿转载\n\n2b|　　桨声停了，谁也没说话。\n\n3t|  第三章 米铺\n\n3b|　　米铺的门板卸了一半。\n\n3s|本书首发于某站请勿转载\n\n3b|　　掌柜的探出头来看天。\n",
    ),
    (
        "a preface",
        "1t|前言\n\n1b|这本小书写了六年，先说说缘起。\n\n2t|第一章：老街\n\n2b|街口有棵樟树，谁也说不清它的年纪。\n",
    ),
    (
        "parts without a number",
        "1t|楔子\n1b|　　那年冬天没有下雪。\n\n2t|第壹章 归途\n2b|　　他从车站走回来，鞋底磨穿了。\n\n3t|第廿二章 旧账\n3b|　　账本还在柜子里。\n\n4t|番外 黑狗\n4b|　　黑狗守着院门。\n\n5t|后记\n5b|　　写完了，谢谢你读到这里。\n",
    ),
    (
        "a textbook",
        "1r|手工读本\n\n1t|第一章 竹\n\n1b|　　竹子三年成材，破篾要趁新鲜。老篾匠一刀到底。\n\n1s|本章小结\n\n1b|　　认识了竹子的脾性。\n\n1s|习题\n\n1b|　　1. 说说你见过的竹器。\n\n2t|第二章 泥\n\n2b|　　和泥要反复摔打，去掉气泡，阴干再烧。\n\n2s|本章小结\n\n2b|　　认识了泥料的处理。\n\n2s|习题\n\n2b|　　1. 捏一只碗，说说它为什么裂。\n",
    ),
    ("verse", "1t|渡口\n\n1b|风从对岸吹来\n1b|把灯吹成一粒米\n\n1b|没有船\n1b|只有一根竹篙\n1b|立在水里\n"),
    (
        "a letter",
        "1b|亲爱的阿姐：\n\n1b|来信收到，家里都好。\n\n1b|天冷了，记得添衣。\n\n1b|此致\n1b|敬礼\n\n1b|小弟\n1o|2023年11月2日\n",
    ),
    (
        "wrapped prose",
        "1b|这条河的上游有三个村子，每到秋天都要一起修\n1+|堤，修堤的规矩是老辈人定下来的，谁家出几个\n1+|工，谁家出几担石头，写在祠堂的墙上，几十年\n1+|没有改过。\n\n1b|后来墙倒了，规矩还在人心里。年轻人出去打工\n1+|的多了，堤就交给老人和女人去修，一样修得很\n1+|结实。\n",
    ),
    (
        "numbered answers",
        "1b|食堂意见\n1o|1\n1b|汤太咸了，米饭倒是一直不错，就是打饭的队伍排得太长，中午根本来不及\n1o|2\n1b|没有\n1o|3\n1b|晚饭收得太早，下了工走到食堂门口只剩馒头，希望能延到七点半再关门\n1o|4\n1b|价钱比外面便宜。\n",
    ),
    (
        "numbered turns with equal heads",
        "1b|过路人\n1b|码头的路灯从春天坏到秋天，天一黑就看不清台阶，谁来管一管才好\n1o|11\n1b|过路人\n1b|我也摔过，报修三回没有人理，只好自己带手电筒出门去接孩子\n1o|12\n1b|过路人\n1b|昨天有人来量过了，说是年底以前换新的，大家再等一等看\n1o|13\n1b|过路人\n1b|等着看\n",
    ),
    (
        "finished answers of equal length",
        "1b|码头的路灯从春天坏到秋天，天一黑就看不清台阶。\n1b|菜场的棚顶漏雨漏了两年，摊主们自己凑钱补的。\n1b|我家住得远。\n1b|渡船的班次减了一半，赶早市的人只好绕桥去走。\n1b|学校门口没有划线，接孩子的车把路全都堵住了。\n",
    ),
    (
        "answers of equal length",
        "1b|码头的路灯从春天坏到秋天，天一黑就看不清台阶\n1b|菜场的棚顶漏雨漏了两年，摊主们自己凑钱补的\n1b|渡船的班次减了一半，赶早市的人只好绕桥去走\n1b|学校门口没有划线，接孩子的车把路全都堵住了\n",
    ),
    (
        "rows with leaders and commas",
        "1o|缆绳··········································3\n1o|船板与桐油····································12\n1o|水尺··········································25\n1o|渡口的夜······································38\n",
    ),
    (
        "rows of a list",
        "1o|001,2021-03-04,东岭渡口候船室,老何,梁石,R001.wav\n1o|002,2021-03-05,东岭渡口候船室,老何,小唐,R002.wav\n1o|003,2021-03-06,东岭渡口候船室,老何,大杨,R003.wav\n1o|004,2021-03-07,东岭渡口候船室,老何,刘婶,R004.wav\n",
    ),
    (
        "a long headline above wrapped prose",
        "1b|一座渡口的最后二十年：从三条木船到一座水泥桥，沿河两岸四个村子的生计与往来的变迁\n1b|　　渡口在村子的下游，三条木船轮着过河，船工都\n1+|是本村的人。每天天不亮就有人等在岸边，挑菜的、上\n1+|学的、走亲戚的，挤满了石阶。船小，一趟只能装下十\n1+|来个人，剩下的就蹲在岸上抽烟说话。\n1b|　　桥通车以后船就停了，木船翻过来扣在沙滩上，\n1+|油灰一块块地掉。老船工每天还是要到岸边走一走，看\n1+|看水，看看桥上的车。他说水声和从前不一样了。\n",
    ),
    (
        "what is said is no chapter",
        "1o|大杨 00:01\n1b|开讲\n1o|小唐 00:03\n1b|第三章 渡船\n1o|大杨 00:09\n1b|翻到后面\n1o|小唐 00:15\n1b|第四章也看\n1o|大杨 00:20\n1b|第五章 码头\n",
    ),
    (
        "names in brackets",
        "1o|【访员】\n1b|您是哪一年搬来的？\n\n1o|【赵师傅】\n1b|九八年，发大水那年。\n1b|记不清了\n\n1o|【访员】\n1b|那时候这里有路吗\n\n1o|【赵师傅】\n1b|没有\n",
    ),
    (
        "a collection of poems",
        "1t|夜渡\n1y|周小满\n1b|灯在水里走来走去，桨声停了，谁也没有说话。\n1b|石阶湿了。\n1b|对岸只剩一盏灯，船走得像蜗牛。\n\n2t|米铺\n2y|梁石\n2b|门板卸了一半，掌柜的探出头来看天。\n2b|天色还早。\n\n3t|樟树\n3y|何田\n3b|街口有棵樟树，谁也说不清它的年纪。\n3b|树下有人。\n3b|树上有一只不肯走的鸟。\n",
    ),
    (
        "a notice without white space",
        "1t|关于码头停航的通知\n1b|各位乡亲：\n1b|因河道清淤，渡船于十一月二日停航一天。\n1b|请提前出行。\n1b|特此通知。\n1b|东岭渡口\n",
    ),
    ("a number above all", "1o|12\n\n1b|河堤修到第三年，沿岸的村子才算安稳下来。\n\n1b|味道淡了些。\n"),
    (
        "running heads",
        "1t|河志卷二\n\n1s|第一节 堤防\n\n1b|旧堤多为土筑，年年加高，年年决口，沿河村镇苦之，至民国中期始改\n1o|— 31 —\n1o|河志卷二\n1+|石砌，费时八年。\n\n1b|石堤建成以后，沿岸始有市集，商户渐多，每逢三六九日为集，四乡之人\n1o|— 32 —\n1o|河志卷二\n1+|皆来，盐米布匹无不有之。\n\n1o|— 33 —\n1o|河志卷二\n1b|民国末年，堤又失修。\n",
    ),
    (
        "pages of wrapped prose",
        "1t|河志卷二\n1b|这条河的上游有三个村子，每到秋天都要一起修\n1+|堤。修堤的规矩是老辈人定下来的，谁家出几个\n1+|工，谁家出几担石头，写在祠堂的墙上，几十年\n1o|— 31 —\n1o|河志卷二\n1+|没有改过。后来墙倒了，规矩还在人心里。年轻\n1+|人出去打工的多了，堤就交给老人和女人去修，\n1+|一样修得很结实。到了冬天水浅，河滩上晒满了\n1o|— 32 —\n1o|河志卷二\n1+|芦席，一直晒到开春。\n",
    ),
    (
        "subtitles in two languages",
        "1o|1\n1o|00:00:01,000 --> 00:00:03,200\n1b|豆腐要趁热压\n1b|Press it while it is hot,\n\n1o|2\n1o|00:00:03,400 --> 00:00:05,000\n1b|第三章\n1b|1998\n1b|——石磨\n\n1o|3\n1o|00:00:05,100 --> 00:00:06,000\n1b|切成四方\n",
    ),
    (
        "subtitles with names and settings",
        "1o|WEBVTT 豆腐坊\n1o|Kind: captions\n\n1o|NOTE\n1o|磨坊录音第二盘\n\n1o|开头\n1o|00:01.000 --> 00:04.000 align:start position:10%\n1b|<v 梁石>豆子泡一夜\n\n1o|00:04.500 --> 00:07.250\n1b|水要换三回\n1b|NOTE 不是注\n",
    ),
    (
        "subtitles without white space",
        "1o|1\n1o|00:00:01,000 --> 00:00:03,200\n1b|豆腐要趁热压\n1o|2\n1o|00:00:03,400 --> 00:00:05,000\n1b|切成四方\n1o|3\n1o|00:00:05,100 --> 00:00:06,000\n1b|浇一勺酱油\n",
    ),
    (
        "lyrics with times",
        "1o|[ti:磨豆腐]\n1o|[by:小唐]\n1b|[00:05.10]推磨的人不说话\n1b|[00:09.62]磨盘说\n1b|[00:12.00]一圈一圈把夜说亮\n1o|[00:15.00]\n1b|[00:18.44]豆子落下去\n",
    ),
    (
        "a message of several lines",
        "1o|大杨 18:20\n1b|书放哪里了\n\n1o|小唐 18:21\n1b|在桌上\n1b|第五章折了角\n1b|第六章没看\n\n1o|大杨 18:25\n1b|好\n",
    ),
    (
        "chapters with signs around their numbers",
        "1t|☆、第一章\n1b|　　豆子泡了一夜，胀得圆圆的。老梁把灯点上，推起磨来。\n\n2t|☆、第二章\n2b|　　天亮时豆腐已经压好，案板上冒着热气。\n\n3t|【第三章 早市】\n3b|　　街上有了人声，头一个来的总是刘婶。\n\n4t|【第四章】收摊\n4b|　　雨来得急，摊子收得更急。\n",
    ),
    (
        "a list of contents above its chapters",
        "1b|豆腐坊\n1b|目录\n1b|第一章 泡豆\n1b|第二章 推磨\n1b|第三章 点卤……41\n1b|后记\n\n2t|第一章 泡豆\n2b|　　豆子泡了一夜，胀得圆圆的。老梁把灯点上，推起磨来。\n\n3t|第二章 推磨\n3b|　　推磨的人不说话，磨盘自己说。\n\n4t|第三章 点卤\n4b|　　卤水一点，锅里就开了花。\n\n5t|后记\n5b|　　豆腐坊还在，推磨的人换了。\n",
    ),
    (
        "answers counted as pages are",
        "1o|- 1 -\n1b|豆腐比从前嫩，汤也热。\n1o|- 2 -\n1b|早市开得太晚，上工的人赶不上，希望能提前半个钟头，下雨天也要开\n1o|- 3 -\n1b|卖完就收摊，后来的人白跑一趟。\n1o|- 4 -\n1b|价钱公道，斤两也足。\n",
    ),
    (
        "a head with its number on long pages",
        "1t|豆腐坊的一年\n1b|豆子是秋天收的，收下来要晒三天，晒到一咬就脆。晒好的豆子装进缸里，缸口蒙一层布，布上压一块木板，木板上再压石头。一缸豆子要吃到第二年春天，春天的豆子做出来的豆腐颜色发黄，老主顾都知道，也不说什么。\n1b|磨坊在后院，石磨是老梁的祖父留下来的，磨齿每年凿两回，凿磨的师傅从上游来，住三天，吃三天豆腐，临走还要带一板走。后来师傅年纪大了，走不动这段路，老梁就自己学着凿，凿得慢，一回要五天，磨出来的浆却比从前还要细，街坊们喝了都说好，从那以后再也没有请\n1o|12 豆腐坊\n1+|过别人。冬天磨坊里最暖和，孩子们都愿意来，蹲在灶边烤手，等着喝第一碗浆。浆要煮三滚，头一滚撇沫，二滚加水，三滚才能喝。老梁的女人掌灶，一边烧火一边骂孩子，骂完了每人一碗，碗是粗瓷的，烫手，孩子们把袖子拉下来垫着，一口一口地吹。喝完了谁也不走，要看点卤。卤水装在一只小壶里，壶嘴细得像麦秆，老梁提着壶在锅上绕，绕到第三圈，锅里就开了花，孩子们一齐叫起来，他也跟着笑一笑，这是他一天里头一回笑。\n1b|腊月里豆腐要得多，磨从半夜推到天亮，老梁和儿子轮着推。儿子在城里做事，只有这个月回来，手上没有茧，推一夜就起泡。老梁不说话，把磨把上缠了一圈布。第二年儿子没有回来，寄了一台电磨，装在石磨的旁边，插上电就响，响得说话要喊，街坊们听见响声就知道豆腐快要\n1o|13 豆腐坊\n1+|好了。电磨用了两年，坏了没有修，老梁又推起石磨来。\n",
    ),
    (
        "answers of which many break off",
        "1b|豆腐比从前嫩，汤也热。\n1b|早市开得太晚，上工的人赶不上，希望能提前半个钟头，下雨天也要开门\n1b|没有。\n1b|卖完就收摊，后来的人白跑一趟。\n1b|摊子前面的路坑坑洼洼，老人端着碗走不稳，最好铺平了再划一条线出来\n1b|换一家试试，街口那家就不错。\n1b|价钱公道，斤两也足。\n1b|电磨太响，半夜里一条街都听得见，孩子睡不着，能不能改到天亮以后再磨\n1b|都好，没有什么要说的。\n1b|多放点虾皮，再加一点紫菜。\n",
    ),
    (
        "answers below what is asked",
        "1t|街坊意见\n\n1s|一、您对早市有什么意见？\n1b|开得太晚，上工的人赶不上，希望能提前半个钟头，下雨天也要开门\n1b|没有，比从前好多了。\n1b|摊子前面的路坑坑洼洼，老人端着碗走不稳，最好铺平了再划一条线出来\n1b|换一家试试，街口那家就不错。\n1b|电磨太响，早上听得见。\n1s|二、您希望添些什么？\n1b|长凳，走累了可以坐一坐，旁边再有个水龙头，洗洗手就更好了，冬天要热水\n1b|虾皮，再加一点紫菜就更好。\n1b|都好，没有什么要说的。\n1b|多一条长凳，放在树下。\n",
    ),
    (
        "long comments of equal length",
        "1b|第三回写得真好，老梁凿磨那一段我看了三遍，每一遍都想起我爷爷的手\n1b|同意。\n1b|什么时候更新？\n1b|我外公也是做豆腐的，一辈子没有睡过一个整觉，谁劝也不听，后来病了\n1b|好书。\n1b|希望出纸书，我要买三本，一本自己留着，一本送我爸，还有一本给老同学\n1b|顶一个！\n1b|加油。写得很好。\n1b|看哭了。\n1b|求后续。\n",
    ),
    (
        "answers that are numbered",
        "1t|问题三：您有什么建议\n1b|1、早市开得太晚\n1b|2、豆腐比从前嫩，汤也热\n1b|3、无\n1b|4、摊子前面的路坑坑洼洼。另外少一条长凳\n1b|5、价钱公道\n",
    ),
    (
        "a diary of several lines a day",
        "1o|2023年11月2日\n1b|早上磨了两板豆腐。\n1o|11月3日 晴\n1b|凿了一天的磨\n1b|第二章抄完了\n1o|11月4日\n1b|收摊早，去看了戏。\n",
    ),
    (
        "chapters counted in English words",
        "1t|CHAPTER ONE\n1b|The beans had soaked all night. Old Liang lit the lamp and leaned on the mill.\n\n2t|Chapter Two: Market\n2b|By dawn the curd was pressed, and the board was steaming.\n\n3t|CHAPTER IV\n3b|Rain came fast. They packed up faster.\n",
    ),
    (
        "whatever is said",
        "1o|访员：\n1b|您抄到第几章了？\n1b|第三章抄完了\n1o|梁石：\n1b|图为去年的磨坊\n1b|一、先说泡豆\n1b|后记\n1o|访员：\n1b|12\n1o|梁石：\n1b|本报记者来过\n1b|（笑）\n",
    ),
    (
        "whatever a message is",
        "1b|大杨：第三章抄完了\n1b|小唐：后记也抄了\n1b|大杨：（笑）\n1b|刘婶：12\n1b|小唐：记者来了\n1b|大杨：2024年\n",
    ),
    (
        "turns below a repeated head",
        "1t|访谈整理稿\n\n1o|访谈者 3:05\n1b|停车的事情后来怎么解决的，当时有没有人出来主持，你们自己又是怎么想的\n\n1o|居民 3:40\n1b|没有解决，车还是停在路上，救护车进不来，大家意见很大，找谁都没有用\n\n1o|访谈者 4:11\n1b|那现在呢\n",
    ),
];

#[test]
fn lines_are_what_they_are_and_stay_where_they_stand() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|(name, marked)| {
            let found = read_again(marked.trim_end());
            (found != marked.trim_end()).then(|| format!("{name}:\n{found}\n\nand not\n{marked}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_lines_of_a_subtitle_make_one_unit() {
    for (name, first) in [("subtitles in two languages", 4), ("subtitles without white space", 3), ("chat", 1)] {
        let (_, marked) = CASES.iter().find(|(known, _)| *known == name).unwrap();
        let bare: Vec<&str> = marked.lines().map(|line| line.split_once('|').map_or("", |(_, line)| line)).collect();
        let structure = Structure::new(&bare.join("\n"), false, &[], View::Reading);
        let units: Vec<_> = (0..structure.blocks.len()).map(|id| structure.unit(id)).collect();
        assert_eq!(units[0], 0..first, "{name}");
        assert!(units.iter().enumerate().all(|(id, unit)| unit.contains(&id) && units[unit.start] == *unit), "{name}");
    }
}

#[test]
fn a_long_text_has_no_empty_chapters() {
    let (_, marked) = CASES.iter().find(|(name, _)| *name == "a list of contents above its chapters").unwrap();
    let bare: Vec<&str> = marked.lines().map(|line| line.split_once('|').map_or("", |(_, line)| line)).collect();
    let structure = Structure::new(&bare.join("\n"), true, &[], View::Reading);
    let titles: Vec<&str> = structure.articles.iter().skip(1).map(|article| article.title.as_str()).collect();
    assert_eq!(titles, ["第一章 泡豆", "第二章 推磨", "第三章 点卤"]);
}

#[test]
fn a_long_text_tells_by_each_line_who_speaks() {
    let text = "访员：\n渡船停了以后\n\n老何 2024-05-06 05:05\n第三章 渡船\n\n访员：\n味道不差，就是贵了一点\n";
    let structure = Structure::new(text, true, &[], View::Reading);
    let signs: String = structure.blocks.iter().map(|block| sign(block.kind)).collect();
    assert_eq!((signs.as_str(), structure.articles.len()), ("obobob", 1));
}

#[test]
fn a_line_of_signs_without_shape_is_blank() {
    for invisible in ["\u{2060}", "\u{ad}", "\u{200b}", "\u{200d}\u{2060}"] {
        let text = format!("味道淡了些。\n{invisible}\n　　不知道。");
        assert_eq!(Structure::new(&text, false, &[], View::Reading).blocks.len(), 2, "{invisible:?}");
    }
}

#[test]
fn a_wrong_label_is_found() {
    let (_, marked) = CASES.iter().find(|(name, _)| *name == "diary").unwrap();
    let wrong = marked.trim_end().replace("1o|", "0o|");
    assert_ne!(read_again(&wrong), wrong);
}
