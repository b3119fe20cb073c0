//! Labels that are paths: which sign parts the labels of a file into those of a tree, if one does.

use crate::exchange::common::taxonomy::{Separator, split};
use std::collections::{BTreeMap, BTreeSet};

/// The signs by which tools write trees into labels; what holds another of them stands before that.
const SIGNS: [&str; 7] = ["::", "\\\\", "\\", ">", "/", "／", "."];

/// How labels are parted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trees {
    /// What parts them.
    pub separator: Separator,
    /// Signs that stand in several labels and part none, because it is not sure that they do.
    pub doubt: Vec<String>,
}

/// Finds out what parts labels. A stroke between blanks always does: so this program writes trees. Another sign does if
/// it is the only one by which labels have others above them in common. `known` tells of a label that it is one here.
pub fn trees(labels: &BTreeSet<&str>, known: &dyn Fn(&str) -> bool) -> Trees {
    if labels.iter().any(|label| split(label).len() > 1) {
        return Trees { separator: Separator::Own, doubt: Vec::new() };
    }
    let found: Vec<(&str, Use)> = SIGNS.iter().map(|sign| (*sign, Use::of(sign, labels, known))).collect();
    let signs = |uses: Use| found.iter().filter(move |(_, found)| *found >= uses).map(|(sign, _)| (*sign).to_owned());
    let grown: Vec<String> = signs(Use::Grows).collect();
    match grown.as_slice() {
        [one] => Trees { separator: Separator::Sign(one.clone()), doubt: Vec::new() },
        [] => Trees { separator: Separator::Own, doubt: signs(Use::Stands).collect() },
        _ => Trees { separator: Separator::Own, doubt: grown },
    }
}

/// Tells whether it could be thought of labels that are written as this program does that they are parted otherwise.
pub fn ambiguous(labels: &[String]) -> bool {
    let own = Trees { separator: Separator::Own, doubt: Vec::new() };
    trees(&labels.iter().map(String::as_str).collect(), &|_| false) != own
}

/// How a sign is used in labels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// Hardly ever.
    Not,
    /// In several labels that have nothing above them in common, or too few of all.
    Stands,
    /// Labels have others above them in common.
    Grows,
}

impl Use {
    fn of(sign: &str, labels: &BTreeSet<&str>, known: &dyn Fn(&str) -> bool) -> Self {
        let paths: Vec<Vec<&str>> = labels.iter().filter_map(|label| parts(label, sign)).collect();
        let all: BTreeSet<Vec<&str>> =
            labels.iter().map(|label| parts(label, sign).unwrap_or_else(|| vec![label.trim()])).collect();
        let mut below: BTreeMap<&[&str], BTreeSet<&str>> = BTreeMap::new();
        for path in &paths {
            for n in 1..path.len() {
                let (above, name) = (path.get(..n).unwrap_or_default(), path.get(n).copied().unwrap_or_default());
                below.entry(above).or_default().insert(name);
            }
        }
        let recurs = |above: &[&str]| {
            let telling = above.iter().any(|part| !is_short(part, 2));
            all.contains(above) || telling && below.get(above).is_some_and(|names| names.len() > 1)
        };
        let grown = paths.iter().filter(|path| (1..path.len()).any(|n| path.get(..n).is_some_and(recurs))).count();
        let heads = labels.iter().filter(|label| below.contains_key([label.trim()].as_slice())).count();
        // What stands as one here is no path.
        let whole = labels.iter().any(|label| parts(label, sign).is_some() && known(label));
        match () {
            () if whole => Self::Not,
            () if grown > 0 && grown * 2 >= paths.len() && (paths.len() + heads) * 2 >= labels.len() => Self::Grows,
            () if paths.len() > 1 => Self::Stands,
            () => Self::Not,
        }
    }
}

/// Tells whether something is an abbreviation: so many letters or digits of ASCII, or a few more capitals.
fn is_short(part: &str, most: usize) -> bool {
    let plain = part.bytes().all(|b| b.is_ascii_alphanumeric());
    let capitals = part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    plain && (part.len() <= most || capitals && part.len() <= most + 3)
}

/// Takes a label apart, if the sign can be what parts it: not in numbers, dates, versions, abbreviations, addresses,
/// arrows, nor as a mark between sentences.
fn parts<'l>(label: &'l str, sign: &str) -> Option<Vec<&'l str>> {
    let raw: Vec<&str> = label.trim().split(sign).collect();
    let found: Vec<&str> = raw.iter().map(|part| part.trim()).collect();
    let number = |part: &&str| part.chars().all(char::is_numeric);
    let dotted = || {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let within = |pair: &[&str]| matches!(pair, [a, b] if digit(a.chars().next_back()) && digit(b.chars().next()));
        found != raw || found.iter().any(number) || found.windows(2).any(within)
    };
    let not = found.len() < 2
        || found.iter().any(|part| part.is_empty())
        || found.iter().all(number)
        || found.iter().all(|part| is_short(part, 2))
        || label.contains("://")
        || sign == "." && dotted()
        || sign == ">" && (label.contains(['<', '=']) || found.iter().any(|part| part.ends_with(['-', '—'])));
    (!not).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(labels: &[&str]) -> Trees {
        trees(&labels.iter().copied().collect(), &|_| false)
    }

    fn sign(sign: &str) -> Trees {
        Trees { separator: Separator::Sign(sign.to_owned()), doubt: Vec::new() }
    }

    #[test]
    fn signs_that_part_labels_are_found_out() {
        let whole = |doubt: &[&str]| Trees {
            separator: Separator::Own,
            doubt: doubt.iter().map(|sign| (*sign).to_owned()).collect(),
        };
        for (labels, wanted) in [
            (&["水利.河长", "水利.堤坝", "学校"][..], sign(".")),
            (&["水利", "水利.河长"], sign(".")),
            (&["水利.河长.巡河", "水利.河长.上报", "学校.食堂"], sign(".")),
            (&["水利/河长", "水利/堤坝", "A/B"], sign("/")),
            (&["水利／河长", "水利／堤坝"], sign("／")),
            (&["水利\\河长", "水利\\堤坝"], sign("\\")),
            (&["水利\\\\河长", "水利\\\\堤坝"], sign("\\\\")),
            (&["水利::河长", "水利::堤坝"], sign("::")),
            (&["水利 > 河长", "水利 > 堤坝"], sign(">")),
            (&["水利>河长", "水利>堤坝", "水利"], sign(">")),
            (&["Water.River chief", "Water.Dam", "V1.0"], sign(".")),
            // A stroke between blanks is this program's own.
            (&["水利 / 河长", "V1.0"], whole(&[])),
            (&["水利"], whole(&[])),
            (&["A/B", "是/否", "他/她"], whole(&["/"])),
            (&["A/B测试", "A/B方案"], whole(&["/"])),
            (&["TCP/IP", "TCP"], whole(&[])),
            (&["V1.0", "V1.1", "V2.0"], whole(&[])),
            (&["3.14", "2.5倍", "约3.5%"], whole(&[])),
            (&["2024/1/2", "2024/1/3", "2024.1.2", "2024.1.3"], whole(&[])),
            (&["1.水利", "1.学校", "2.食堂"], whole(&[])),
            (&["U.S.", "U.K.", "e.g."], whole(&[])),
            (&["St. Paul", "St. Mary"], whole(&[])),
            (&["http://a.cn/x", "http://a.cn/y"], whole(&[])),
            (&["学生->老师", "学生->家长"], whole(&[])),
            (&["x>=1", "x>=2"], whole(&[])),
            // Two of many have a stroke.
            (&["水利/河长", "水利/堤坝", "一", "二", "三", "四", "五"], whole(&["/"])),
            // Two signs do the same: neither is taken.
            (&["水利/河长", "水利/堤坝", "学校.食堂", "学校.操场"], whole(&["/", "."])),
        ] {
            assert_eq!(of(labels), wanted, "{labels:?}");
        }
        let labels = ["水利.河长", "水利.堤坝"].into();
        assert_eq!(trees(&labels, &|label| label == "水利.河长"), whole(&[]));
    }

    proptest! {
        #![proptest_config(crate::laws::cases(64))]

        /// A tree that is written with any of the signs is the same tree again.
        #[test]
        fn trees_are_read_as_they_were_written(
            tops in proptest::collection::btree_map("[水田林路]{2,4}", proptest::collection::btree_set("[甲乙丙丁]{1,3}", 2..4), 1..4),
            sign in proptest::sample::select(&SIGNS[..]),
            blanks in any::<bool>(),
        ) {
            let blanks = if blanks && sign != "." && sign != "/" { " " } else { "" };
            let paths: BTreeSet<Vec<String>> = tops
                .iter()
                .flat_map(|(top, below)| below.iter().map(move |name| vec![top.clone(), name.clone()]))
                .collect();
            let labels: Vec<String> = paths.iter().map(|path| path.join(&format!("{blanks}{sign}{blanks}"))).collect();
            let found = trees(&labels.iter().map(String::as_str).collect(), &|_| false);
            let read: BTreeSet<Vec<String>> = labels.iter().map(|label| found.separator.part(label)).collect();
            prop_assert_eq!(read, paths, "{:?}", found);
        }
    }
}
