//! Stores in git: how its merges are made to understand them, and what it left where they were not.

use super::bytes::utf8;
use super::place::Store;
use crate::error::{Error, Result};
use crate::files::{Files, read_there};
use std::path::Path;

/// How a file with conflict markers begins one, parts it and ends it, at the beginning of a line.
const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Lets git merge the store by meaning: which files, and by which command. `program` is how this program is started.
///
/// # Errors
/// The store does not lie in a repository, or a file cannot be written.
pub fn link(files: &dyn Files, store: &Store, program: &str) -> Result<()> {
    if files.git(&store.root, &["rev-parse", "--is-inside-work-tree"]).is_none() {
        return Err(Error::data("error-no-git").with("path", store.root.display()));
    }
    let attributes = [
        "*.ron text eol=lf merge=meipi",
        "attributes.csv text merge=meipi",
        "terms.txt text merge=union",
        "readings/** -text -merge",
    ];
    add_lines(files, &store.root.join(".gitattributes"), &attributes)?;
    add_lines(files, &store.root.join(".gitignore"), &["/lock", "/backup/", ".meipi-*"])?;
    let driver = format!("{program} merge %O %A %B --path=%P");
    let set = |name: &str, value: &str| {
        files
            .git(&store.root, &["config", name, value])
            .map(|_| ())
            .ok_or_else(|| Error::data("error-git-config").with("name", name))
    };
    set("merge.meipi.name", "annotations of meipi")?;
    set("merge.meipi.driver", &driver)
}

/// Adds lines to a file that lacks them; what people wrote there stays.
fn add_lines(files: &dyn Files, path: &Path, lines: &[&str]) -> Result<()> {
    let data = read_there(files, path)?.unwrap_or_default();
    let mut text = utf8(path, &data)?.to_owned();
    let lacking: Vec<&&str> = lines.iter().filter(|line| !text.lines().any(|there| there.trim() == **line)).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    lacking.into_iter().for_each(|line| text = format!("{text}{line}\n"));
    files.write(path, text.as_bytes())
}

/// Says so if a store is to be merged by this program, but the repository, a clone, does not know the command.
pub fn unlinked(files: &dyn Files, store: &Store) -> Option<Error> {
    let attributes = files.read(&store.root.join(".gitattributes")).ok()?;
    let wanted = String::from_utf8_lossy(&attributes).contains("merge=meipi");
    let cloned = wanted && files.git(&store.root, &["rev-parse", "--is-inside-work-tree"]).is_some();
    let linked = || files.git(&store.root, &["config", "--get", "merge.meipi.driver"]).is_some();
    (cloned && !linked()).then(|| Error::data("error-git-unlinked").with("path", store.root.display()))
}

/// Returns the versions of a file that git could not merge: what both sides began with (nothing, if they made it
/// apart or if only the markers tell), ours and theirs. None if there is nothing to merge.
pub fn versions(files: &dyn Files, path: &Path, text: &str) -> Option<[String; 3]> {
    let [ours, theirs] = sides(text)?;
    Some(stages(files, path).unwrap_or([String::new(), ours, theirs]))
}

fn stages(files: &dyn Files, path: &Path) -> Option<[String; 3]> {
    let [base, ours, theirs] = files.stages(path)?.map(|data| String::from_utf8(data?).ok());
    Some([base.unwrap_or_default(), ours?, theirs?])
}

/// Takes a text with conflict markers apart: ours, theirs. What both began with, where it stands too, is left out.
fn sides(text: &str) -> Option<[String; 2]> {
    let (mut ours, mut theirs) = (String::new(), String::new());
    let (mut part, mut conflicts) = (None, 0);
    for line in text.lines() {
        let marker = MARKERS
            .iter()
            .position(|marker| line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
        match (marker, part) {
            (Some(0), None) => (part, conflicts) = (Some(0), conflicts + 1),
            (Some(1), Some(0)) => part = Some(1),
            (Some(2), Some(0 | 1)) => part = Some(2),
            (Some(3), Some(2)) => part = None,
            (Some(_), _) => return None,
            (None, part) => {
                let sides = [part.is_none_or(|part| part == 0), part.is_none_or(|part| part == 2)];
                for (side, _) in [&mut ours, &mut theirs].into_iter().zip(sides).filter(|(_, here)| *here) {
                    side.push_str(line);
                    side.push('\n');
                }
            }
        }
    }
    (conflicts > 0 && part.is_none()).then_some([ours, theirs])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_taken_apart() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| 1\nx\n=======\nc\n>>>>>>> other\nd\n";
        assert_eq!(sides(text), Some(["a\nb\nd\n".into(), "a\nc\nd\n".into()]));
        let plain = "a\n<<<<<<<\n=======\nc\n>>>>>>>\n";
        assert_eq!(sides(plain), Some(["a\n".into(), "a\nc\n".into()]));
        for none in ["a\n", "<<<<<<< HEAD\na\n", "=======\n", "<<<<<<< a\n>>>>>>> b\n", "<<<<<<<a\n"] {
            assert_eq!(sides(none), None, "{none}");
        }
    }

    #[test]
    fn what_both_sides_began_with_is_known_to_the_index_alone() {
        let (files, path) = (crate::files::Scripted::default(), Path::new("/l/.meipi/a.ron"));
        let text = "<<<<<<<\nb\n=======\nc\n>>>>>>>\n";
        let sides = [String::new(), "b\n".into(), "c\n".into()];
        assert_eq!(versions(&files, path, text), Some(sides.clone()));
        let stage = |text: &str| Some(text.as_bytes().to_vec());
        files.answer_stages(path, [stage("a"), stage("b"), stage("c")]);
        assert_eq!(versions(&files, path, text), Some(["a", "b", "c"].map(String::from)));
        files.answer_stages(path, [None, stage("b"), stage("c")]);
        assert_eq!(versions(&files, path, text), Some(["", "b", "c"].map(String::from)));
        // A side that is not there, or is no text, leaves the markers.
        for stages in [[stage("a"), None, stage("c")], [stage("a"), stage("b"), Some(vec![0xff])]] {
            files.answer_stages(path, stages);
            assert_eq!(versions(&files, path, text), Some(sides.clone()));
        }
        assert_eq!(versions(&files, path, "b\n"), None);
    }
}
