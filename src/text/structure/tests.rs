use super::*;
use crate::units::ByteSpan;
use crate::units::Slice;
use proptest::prelude::*;

fn seed(n: &str) -> String {
    let file = std::fs::read_dir("seeds").unwrap().map(|e| e.unwrap().path());
    let path = file.into_iter().find(|p| p.file_name().unwrap().to_str().unwrap().starts_with(n)).unwrap();
    std::fs::read_to_string(path).unwrap()
}

fn titles(n: &str) -> Vec<String> {
    Structure::new(&seed(n), false, &[], View::Reading).articles.into_iter().map(|a| a.title).collect()
}

#[test]
fn the_pages_have_their_articles() {
    assert_eq!(
        titles("000"),
        [
            "汲取榜样力量 砥砺奋进初心",
            "党建赋能“小网格” 构筑基层治理“大格局”",
            "“流动红黄旗” 激活机关党建“一池春水”",
            "写好党建引领基层治理新篇章"
        ]
    );
    assert_eq!(titles("001"), ["青海省海北州： 党旗飘扬在一线 攻坚克难当先锋"]);
    assert_eq!(
        titles("002"),
        [
            "党建“绣花针” 穿起基层治理“千条线”",
            "天峻：党建赋能 村级集体经济活力迸发",
            "西宁市城东区东关大街街道：“党建+网格” 浇灌民族团结之花",
            "治多县委组织部：“四个转变” 提升组工干部能力",
            "答好“四道题”让主题教育走深走实"
        ]
    );
    assert_eq!(
        titles("003"),
        [
            "西宁 以“六个一”为引领 构建基层党建新格局",
            "做好新时代人才工作需把握好“六种关系”",
            "祁连：党建赋能 夯实乡村振兴之基",
            "共和：深化“党建+”模式 推动乡村旅游大发展"
        ]
    );
    assert_eq!(
        titles("004"),
        [
            "党建引领的基层社会治理“西宁路径”",
            "坚定不移沿着习近平总书记指引的方向前进",
            "以高质量党的建设引领高质量发展"
        ]
    );
}

#[test]
fn cut_paragraphs_are_joined_over_captions() {
    let joined = |n: &str, line: usize| {
        let structure = Structure::new(&seed(n), false, &[], View::Reading);
        let block = structure.blocks.iter().find(|b| b.parts.iter().skip(1).any(|p| p.line == line));
        block.map(|b| b.parts.iter().map(|p| p.line).collect::<Vec<_>>())
    };
    assert_eq!(joined("004", 16), Some(vec![14, 16]));
    assert_eq!(joined("001", 41), Some(vec![29, 31, 41]));
    assert_eq!(joined("001", 57), Some(vec![55, 57]));
}

#[test]
fn lost_and_repeated_text_is_marked() {
    let structure = Structure::new(&seed("003"), false, &[], View::Reading);
    assert!(structure.parts().any(|(_, p)| p.line == 73 && p.gap));
    let structure = Structure::new(&seed("000"), false, &[], View::Reading);
    assert!(structure.blocks.iter().any(|b| b.repeated && b.parts[0].line == 117));
}

#[test]
fn plain_prose_is_one_article() {
    let structure = Structure::new("今天天气很好，我们出去走走。\n\n他说不去。\n", false, &[], View::Reading);
    assert_eq!((structure.articles.len(), structure.articles[0].blocks.len()), (1, 2));
    let chapters = "第一章 山\n\n话说从前有座山，山里有座庙。\n\n第二章 水\n\n山下有条河，河里有鱼。\n";
    assert_eq!(Structure::new(chapters, false, &[], View::Reading).articles.len(), 2);
    assert_eq!(Structure::new(chapters, true, &[], View::Reading).articles.len(), 2);
    assert_eq!(Structure::new("", false, &[], View::Reading), Structure::default());
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]
    #[test]
    fn blocks_partition_what_is_not_blank(lines in proptest::collection::vec("[ 　]{0,2}[甲乙，。“”《》：a1#-]{0,60}", 0..40), local: bool) {
        let text = lines.join("\n");
        let structure = Structure::new(&text, local, &[], View::Reading);
        let mut at = 0;
        for (_, part) in structure.parts() {
            prop_assert!(part.span.start.0 >= at);
            prop_assert!(text[at..part.span.start.0].trim().is_empty());
            prop_assert!(!text.slice(part.span).trim().is_empty());
            at = part.span.end.0;
        }
        prop_assert!(text[at..].trim().is_empty());
        let listed: usize = (0..=structure.articles.len()).map(|n| structure.reading_order(n).len()).sum();
        prop_assert_eq!(listed, structure.blocks.len());
    }
}

#[test]
fn lists_and_dialogue_are_text() {
    let source = "# 日记\n\n## 第一天\n\n- 第一位老人:78岁\n- 第二位老人:81岁\n\n## 第二天\n\n他住在 42 Main St.\n\n“这是2019年的事。”她说。\n";
    let structure = Structure::new(source, false, &[], View::Reading);
    let kinds: Vec<Kind> = structure.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [Kind::Title, Kind::Section, Kind::Body, Kind::Body, Kind::Section, Kind::Body, Kind::Body]);
    assert_eq!(structure.articles.len(), 1);
}

#[test]
fn an_interrupted_article_gets_its_rest_back() {
    let structure = Structure::new(&seed("004"), false, &[], View::Reading);
    let article = |line: usize| {
        let block = structure.blocks.iter().find(|b| b.parts.iter().any(|p| p.line == line));
        block.map(|b| b.article)
    };
    let lines = [12, 36, 60, 74, 76, 92, 124];
    assert_eq!(lines.map(|line| article(line).unwrap()), [1, 2, 3, 3, 1, 1, 1]);
}

/// Wherever a paragraph is split, no line changes its kind or article, and no other paragraph its parts.
#[test]
fn a_split_changes_nothing_else() {
    for page in ["000", "004"] {
        let text = seed(page);
        let guess = Structure::new(&text, false, &[], View::Reading);
        let lines = |structure: &Structure| -> Vec<(usize, Kind, usize)> {
            let of = |id: BlockId| structure.block(id).map(|b| (b.kind, b.article)).unwrap();
            let mut found: Vec<_> = structure.parts().map(|(id, p)| (p.line, of(id).0, of(id).1)).collect();
            found.dedup();
            found
        };
        for block in guess.blocks.iter().filter(|block| block.kind == Kind::Body) {
            for part in &block.parts {
                for (i, _) in text.slice(part.span).char_indices().skip(1).step_by(97) {
                    let spans = vec![ByteSpan::new(part.span.start + i, part.span.end)];
                    let split = Correction { spans, ruling: Ruling::Split };
                    let found = Structure::new(&text, false, &[split], View::Reading);
                    assert_eq!(found.blocks.len(), guess.blocks.len() + 1, "{page}:{} {i}", part.line);
                    assert_eq!(lines(&found), lines(&guess), "{page}:{} {i}", part.line);
                }
            }
        }
    }
}

#[test]
fn what_a_long_text_is_its_head_decides() {
    let message = |n: usize| {
        format!(
            "2025-03-{:02} 09:{:02}:00 {}: 第{n}条，今天的事记在这里。\n",
            n % 28 + 1,
            n % 60,
            ["阿木", "小河"][n % 2]
        )
    };
    let chat: String = (0..4_000).map(message).collect();
    let [whole, part] = [&chat, &chat.slice(ByteSpan::at(0, 200_000)).to_owned()]
        .map(|text| Structure::new(text, true, &[], View::Reading));
    assert_eq!((whole.genre, part.genre), (Genre::Chat, Genre::Chat));
    assert_eq!((whole.turns.len(), &*whole.turns[7].speaker), (4_000, "小河"));
    let prose = "很长的一段话，说的是平常的事。\n\n".repeat(3_000);
    assert_eq!(Structure::new(&prose, true, &[], View::Reading).form, Form::default());
}
