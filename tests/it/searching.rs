//! Searches in many files: the test of their bytes passes every file in which something is found.

use crate::bench::Bench;
use meipi::library::SEEDS;
use meipi::text::Document;
use meipi::text::prefilter::Prefilter;
use meipi::text::search::{Mode, Pattern};

/// Words of a page as they are read, also across the seams of its columns and lines.
fn words(document: &Document, every: usize) -> Vec<String> {
    let mut words = Vec::new();
    for id in 0..document.structure.blocks.len() {
        let text = document.reading(id).unwrap().text.into_owned();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for (n, at) in starts.iter().enumerate().skip(id % every).step_by(every) {
            let end = starts.get(n + 2 + n % 7).copied().unwrap_or(text.len());
            words.push(text[*at..end].to_owned());
        }
    }
    words
}

#[test]
fn every_page_passes_in_which_words_are_found() {
    let open = |(name, data): &(&str, &[u8])| Document::open(name, data.to_vec());
    let pages: Vec<Document> = SEEDS.iter().map(open).collect();
    let (mut passed, mut tried) = (0, 0);
    for word in pages.iter().flat_map(|page| words(page, 97)) {
        let Some(prefilter) = Prefilter::of(&word) else { continue };
        let pattern = Pattern::new(&word, Mode::Folded).unwrap();
        let mut found = 0;
        for (page, (_, data)) in pages.iter().zip(SEEDS) {
            let passes = prefilter.passes(data);
            let holds = !pattern.find(page).is_empty();
            assert!(passes || !holds, "{word} in {}", page.path);
            (tried, passed, found) = (tried + 1, passed + usize::from(passes), found + usize::from(holds));
        }
        assert!(found > 0, "{word} is found nowhere");
    }
    assert!(tried > 500 && passed < tried / 2, "{passed} of {tried} pages pass");
}

#[test]
fn a_search_on_all_cores_finds_what_one_in_each_file_finds() {
    let library = crate::support::Library::new();
    for n in 0..60 {
        let text = format!("第{n}篇\n\n基层网格{}员在社区。\n另一行没有。\n", if n % 3 == 0 { "" } else { "管理" });
        std::fs::write(library.texts().join(format!("{n}.txt")), text).unwrap();
    }
    let all = library.print(&["search", "网格员"]);
    let mut each = String::new();
    for n in 0..60 {
        let file = format!("{n}.txt");
        if n % 3 == 0 {
            each += &library.print(&["search", "网格员", &file]);
        }
    }
    assert_eq!(each.lines().count(), 20);
    let own: Vec<&str> = all.lines().filter(|line| !line.starts_with("00")).collect();
    assert_eq!(own, each.lines().collect::<Vec<_>>());
}

#[test]
fn the_field_takes_patterns_until_it_is_told_not_to() {
    let mut bench = Bench::new(100, 30);
    let total = |bench: &Bench| bench.app.screens.hits.total;
    bench.keys("<space> / 红色管家|网格..6..发现");
    assert_eq!(total(&bench), 0);
    assert!(!bench.app.search.patterns);
    bench.keys("^r");
    assert_eq!(total(&bench), 3);
    assert!(bench.text().contains(&bench.app.search_label()) && bench.app.search_label() != "/", "{}", bench.text());
    // In the text the same is lit, and one goes from the one to the other.
    bench.keys("<enter> <enter>");
    assert_eq!(bench.app.search.hits.len(), 3);
    bench.keys("n");
    assert_eq!(bench.app.search.here, Some(1));
    // What stands in the text is looked for as it stands; patterns come back by the same key.
    bench.keys("/ 红色|管家 <enter>");
    assert!(bench.app.search.hits.len() > 1);
    bench.keys("*");
    assert!(!bench.app.search.patterns);
    bench.keys("/ 红色|管家 <enter>");
    assert!(bench.app.search.hits.is_empty());
}

#[test]
fn the_command_line_takes_patterns_only_when_told() {
    let library = crate::support::Library::new();
    let count = |words: &[&str]| library.print(words).lines().count();
    let either = count(&["search", "红色管家"]) + count(&["search", "神经网"]);
    assert!(either > 2);
    assert_eq!(count(&["search", "--patterns", "红色管家|神经网"]), either);
    assert_eq!(count(&["search", "红色管家|神经网"]), 0);
    assert_eq!(count(&["search", "--patterns", "/网格[化队]/"]), count(&["search", "--regex", "网格[化队]"]));
    // Whole words, and both in a sentence.
    let (all, whole) = (count(&["search", "管家"]), count(&["search", "--patterns", "=管家"]));
    assert!(0 < whole && whole <= all, "{whole} of {all}");
    let both = count(&["search", "--patterns", "网格 居民"]);
    assert!(0 < both && both < count(&["search", "网格"]), "{both}");
}
