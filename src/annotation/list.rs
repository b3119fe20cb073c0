//! Lists of tags as people write them: one a line, further in below.

use super::codebook::label;

/// The longest name in a list of tags: what is longer was meant for another place.
pub const LONGEST: usize = 40;
/// The most lines of a list of tags.
pub const MOST: usize = 1000;
/// Blanks that a tab stands for in a list of tags.
const TAB: usize = 4;
/// Marks that stand before the items of a list, and those that do if a blank follows.
const MARKS: [char; 10] = ['·', '•', '●', '○', '▪', '■', '□', '◆', '◇', '※'];
const DASHES: [char; 5] = ['-', '*', '+', '–', '—'];

/// Why a text is no list of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlisted {
    /// This line, from 0, is longer than the name of any tag.
    Long(usize),
    /// It has more lines than any list.
    Many,
}

impl Unlisted {
    /// Returns the line that is none of a list, from 0.
    pub fn line(self) -> usize {
        match self {
            Self::Long(line) => line,
            Self::Many => MOST,
        }
    }
}

/// Reads a list: the labels that lead to each tag and its own. What stands further in than a line above it belongs
/// below that.
///
/// # Errors
/// It is none.
pub fn paths(list: &str) -> Result<Vec<Vec<String>>, Unlisted> {
    if let Some(line) = list.lines().position(|line| line.trim().chars().count() > LONGEST) {
        return Err(Unlisted::Long(line));
    }
    if list.lines().nth(MOST).is_some() {
        return Err(Unlisted::Many);
    }
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut found = Vec::new();
    for line in list.lines().filter(|line| !line.trim().is_empty()) {
        let Ok(named) = label(unmarked(line.trim())) else { continue };
        let lead = line.chars().take_while(|c| c.is_whitespace());
        let depth = lead.map(|c| if c == '\t' { TAB } else { 1 }).sum();
        above.retain(|(other, _)| *other < depth);
        above.push((depth, named.to_owned()));
        found.push(above.iter().map(|(_, label)| label.clone()).collect());
    }
    Ok(found)
}

/// Returns what a line of a list says without the mark of the item before it.
fn unmarked(line: &str) -> &str {
    let mut rest = line.chars();
    let label = match rest.next() {
        Some(mark) if MARKS.contains(&mark) => rest.as_str().trim_start(),
        Some(mark) if DASHES.contains(&mark) && rest.as_str().starts_with(char::is_whitespace) => {
            rest.as_str().trim_start()
        }
        _ => line,
    };
    if label.is_empty() { line } else { label }
}

/// Writes a label so deep as a line that is read as that again.
pub fn line(depth: usize, label: &str) -> String {
    let label = label.trim().replace(['\n', '\r'], " ");
    let mark = if unmarked(&label) == label { "" } else { "- " };
    format!("{}{mark}{label}", "\t".repeat(depth))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(list: &str) -> String {
        let paths = paths(list).unwrap();
        paths.iter().map(|path| path.join("/")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn depth_is_told_by_tabs_or_blanks() {
        for (list, wanted) in [
            ("组织\n\t夜校\n\t\t课程\n\t场地\n评价\n", "组织 组织/夜校 组织/夜校/课程 组织/场地 评价"),
            ("组织\n  夜校\n    课程\n  场地\n评价", "组织 组织/夜校 组织/夜校/课程 组织/场地 评价"),
            ("组织\r\n\u{3000}夜校\r\n\r\n\u{3000}\u{3000}课程\r\n", "组织 组织/夜校 组织/夜校/课程"),
            ("  组织\n\t夜校\n", "组织 组织/夜校"),
            ("组织\n\t夜校\n    场地\n", "组织 组织/夜校 组织/场地"),
            ("· 水\n- 火\n\t* 土\n-木\n-\n", "水 火 火/土 -木 -"),
            ("", ""),
        ] {
            assert_eq!(read(list), wanted, "{list:?}");
        }
        let long = "长".repeat(LONGEST + 1);
        assert_eq!(paths(&format!("水\n{long}")), Err(Unlisted::Long(1)));
        assert_eq!(paths(&"水\n".repeat(MOST + 1)).map_err(Unlisted::line), Err(MOST));
        assert_eq!(paths(&"水\n".repeat(MOST)).map(|paths| paths.len()), Ok(MOST));
    }

    proptest! {
        #![proptest_config(crate::laws::cases(64))]

        #[test]
        fn lines_are_read_as_they_were_written(labels in proptest::collection::vec("[-·* 水]{0,5}", 1..5)) {
            let labels: Vec<String> = labels.iter().map(|label| format!("{}火", label.trim_start())).collect();
            let list: Vec<String> = labels.iter().enumerate().map(|(n, label)| line(n, label)).collect();
            let read = paths(&list.join("\n")).unwrap();
            let wanted = labels.iter().map(|label| label.trim().to_owned());
            prop_assert_eq!(read.last().unwrap(), &wanted.collect::<Vec<_>>());
        }
    }
}
