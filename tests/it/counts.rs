//! Counts on the command line: tables of tags, and the passages behind their cells.

use crate::support::Library;
use std::collections::BTreeMap;

/// A table as it is printed.
struct Printed {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Columns before those that tags are counted against.
const FIXED: usize = 4;

impl Printed {
    fn new(library: &Library, args: &[&str]) -> Self {
        let printed = library.print(&[&["export", "--format", "table", "--lang", "en"], args].concat());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(printed.as_bytes());
        let mut lines = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
        Self { head: lines.next().unwrap(), rows: lines.collect() }
    }

    /// The cells above the diagonal that are not nothing, by row and column.
    fn pairs(&self) -> BTreeMap<(String, String), usize> {
        let cell = |n: usize, m: usize| {
            let key = (self.rows[n][0].clone(), self.head[FIXED + m].clone());
            Some((key, self.rows[n][FIXED + m].parse().ok().filter(|count| *count > 0)?))
        };
        let all = self.rows.len();
        (0..all).flat_map(|n| (n + 1..all).filter_map(move |m| cell(n, m))).collect()
    }

    fn row(&self, tag: &str) -> Option<&Vec<String>> {
        self.rows.iter().find(|row| row[0] == tag)
    }
}

/// A library in which the example lies.
fn example() -> (Library, String) {
    let library = Library::new();
    let folder = library.print(&["demo", "--path"]).trim().to_owned();
    (library, folder)
}

#[test]
fn tags_meet_in_codings_of_one_coder() {
    let (library, folder) = example();
    let table = |args: &[&str]| Printed::new(&library, &[&["--against", "tag", &folder], args].concat());
    let (all, one, two) = (table(&[]), table(&["--coder", "甲"]), table(&["--coder", "乙"]));
    let pairs = all.pairs();
    assert_eq!((pairs.len(), pairs.values().sum::<usize>()), (24, 26));
    assert_eq!(one.pairs().len(), 20);
    // The sum says that it is one, and is one.
    assert_eq!((all.head[0].as_str(), one.head[0].as_str()), ("tag (sum of 乙 + 甲)", "tag"));
    let mut sum = one.pairs();
    two.pairs().into_iter().for_each(|(key, count)| *sum.entry(key).or_default() += count);
    assert_eq!(sum, pairs);
    // What a cell counts is what its filter lists.
    let listed = |tag: &str| library.print(&["annotations", &folder, "--tag", tag]).lines().count();
    assert_eq!(pairs[&("coordination / property management".into(), "evaluation / rating".into())], 2);
    assert_eq!((listed("overlap(property, rating)"), listed("叠（评比星级，红色物业）")), (2, 2));
    // One annotation of each coder carries both: two pairs, and theirs with each other's would be more.
    assert_eq!(pairs[&("structure / grid".into(), "coordination / joint action".into())], 2);
    assert_eq!((listed("overlap(grid, joint)"), listed("grid & joint")), (2, 2));
    library.fails(&["annotations", &folder, "--tag", "overlap(property)"], 2, "overlap(property)");
    library.fails(&["annotations", &folder, "--tag", "overlap(property, ratin)"], 3, "ratin");
}

#[test]
fn two_annotations_meet_where_they_share_text_and_not_where_they_touch() {
    let library = Library::new();
    std::fs::write(library.texts().join("a.txt"), "街道办牵头，社区协助，居民参加。\n").unwrap();
    let annotate = |start: &str, end: &str, tag: &str, coder: &str| {
        library
            .print(&["annotate", "a.txt", "--start", start, "--end", end, "--tag", tag, "--create", "--coder", coder]);
    };
    library.print(&["init"]);
    annotate("0", "5", "牵头的", "甲");
    annotate("3", "10", "协助的", "甲");
    annotate("10", "15", "参加的", "甲");
    annotate("3", "15", "参加的", "乙");
    let table = Printed::new(&library, &["--against", "tag", "a.txt"]);
    assert_eq!(table.rows.len(), 3);
    assert_eq!(table.pairs(), [(("牵头的".to_owned(), "协助的".to_owned()), 1)].into());
    let listed = |tag: &str| library.print(&["annotations", "a.txt", "--tag", tag]).lines().count();
    // A text that was changed since moves what was written for it.
    std::fs::write(library.texts().join("a.txt"), "一年以后，街道办牵头，社区协助，居民参加。\n").unwrap();
    annotate("10", "13", "后来的", "甲");
    let moved = Printed::new(&library, &["--against", "tag", "a.txt"]).pairs();
    assert_eq!(moved.keys().filter(|(_, tag)| tag == "后来的").count(), 1, "{moved:?}");
    assert_eq!((listed("牵头的 & 协助的"), listed("overlap(牵头的, 协助的)"), listed("叠(协助的,参加的)")), (0, 2, 0));
}

#[test]
fn tables_list_tags_in_use_and_count_them_alone() {
    let library = Library::new();
    std::fs::write(library.texts().join("a.txt"), "街道办牵头，社区协助，居民参加。\n").unwrap();
    library.print(&["init"]);
    for (name, parent) in [("谁", None), ("街道", Some("谁")), ("社区", Some("谁")), ("空的", None), ("做什么", None)]
    {
        let parent = parent.map_or(vec![], |parent| vec!["--parent", parent]);
        library.print(&[&["tags", "add", name], parent.as_slice()].concat());
    }
    for (start, end, tag) in [("0", "5", "街道"), ("3", "10", "社区"), ("6", "10", "做什么")] {
        library.print(&["annotate", "a.txt", "--start", start, "--end", end, "--tag", tag]);
    }
    let table = |args: &[&str]| Printed::new(&library, &[&["--against", "tag", "a.txt"], args].concat());
    let names = |table: &Printed| table.rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    let plain = table(&[]);
    assert_eq!(
        names(&plain).into_iter().collect::<std::collections::BTreeSet<_>>(),
        ["做什么", "谁 / 社区", "谁 / 街道"].map(str::to_owned).into()
    );
    assert_eq!(plain.pairs().len(), 2);
    let all = table(&["--all"]);
    assert!(all.row("空的").is_some() && all.row("谁").is_some_and(|row| row[1..3] == ["0", "2"]));
    assert_eq!(all.pairs(), plain.pairs());
    // Rolled up, 谁 counts for both below it, and is not set against them.
    let rolled = table(&["--roll-up"]);
    let who = rolled.row("谁").unwrap();
    let cell = |name: &str| &who[rolled.head.iter().position(|head| head == name).unwrap()];
    assert_eq!((cell("谁").as_str(), cell("做什么").as_str(), cell("谁 / 街道").as_str()), ("2", "1", ""));
    let by_article = Printed::new(&library, &["--roll-up", "a.txt"]);
    assert_eq!(by_article.row("谁").unwrap()[FIXED], "2");
    assert!(Printed::new(&library, &["a.txt"]).row("谁").is_none());
    // Codebooks keep every tag.
    assert!(library.print(&["export", "--format", "codebook-csv"]).contains("空的"));
}
