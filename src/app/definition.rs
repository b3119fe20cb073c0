//! What is written about tags: their texts, and lists of new ones.

use super::App;
use super::desk::commit;
use super::popups::note::{About, Note};
use super::subject::seconds;
use super::tagbook::{change, chosen};
use crate::annotation::list::{self, Unlisted};
use crate::annotation::{Change, Edit, Tag};

/// The texts of a tag that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// What it is for.
    Definition,
    /// What belongs to it.
    Include,
    /// What does not.
    Exclude,
    /// Passages that show its use, one a line.
    Examples,
    /// Other names that it is found by, one a line.
    Aliases,
}

impl Text {
    /// All texts, in the order in which Tab goes through them.
    pub const ALL: [Self; 5] = [Self::Definition, Self::Include, Self::Exclude, Self::Examples, Self::Aliases];

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Definition => "tag-definition",
            Self::Include => "tag-include",
            Self::Exclude => "tag-exclude",
            Self::Examples => "tag-examples",
            Self::Aliases => "tag-aliases",
        }
    }

    /// Returns the text behind this one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|text| *text == self).unwrap_or(0);
        Self::ALL.get((at + 1) % Self::ALL.len()).copied().unwrap_or(self)
    }

    /// Returns what a tag says.
    pub fn of(self, tag: &Tag) -> String {
        match self {
            Self::Definition => tag.definition.clone(),
            Self::Include => tag.include.clone(),
            Self::Exclude => tag.exclude.clone(),
            Self::Examples => tag.examples.join("\n"),
            Self::Aliases => tag.aliases.join("\n"),
        }
    }

    fn set(self, tag: &mut Tag, text: &str) {
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        match self {
            Self::Definition => text.clone_into(&mut tag.definition),
            Self::Include => text.clone_into(&mut tag.include),
            Self::Exclude => text.clone_into(&mut tag.exclude),
            Self::Examples => tag.examples = lines(),
            Self::Aliases => tag.aliases = lines(),
        }
    }
}

/// Opens the texts of the chosen tag.
pub fn define(app: &mut App) {
    if let Some(key) = chosen(app).map(|tag| tag.key.clone()) {
        let note = Note::new(app, About::Tag(key, Text::Definition));
        app.put_up(note);
    }
}

/// Writes a text of a tag.
pub fn defined(app: &mut App, key: &str, which: Text, text: &str) {
    let Some(before) = app.desk.book.codebook.get(key).cloned() else { return };
    let mut after = before.clone();
    which.set(&mut after, text);
    change(app, "edit-tag-definition", vec![(before, after)]);
}

/// Takes the starter codebook, as far as it is not there.
pub fn take(app: &mut App) {
    let now = seconds(app);
    let missing = app.desk.starter.tags.iter().filter(|tag| app.desk.book.codebook.get(&tag.key).is_none());
    let tags = missing.map(|tag| Tag { created: now, modified: now, ..tag.clone() }).collect();
    add(app, tags, "edit-starter-taken");
}

/// Opens the editor for a list of tags.
pub fn list(app: &mut App) {
    let note = Note::new(app, About::Tags);
    app.put_up(note);
}

/// Makes the tags of a list: one a line, further in below. Returns the line, from 0, that is none of a list.
///
/// # Errors
/// The line, which is said.
pub fn listed(app: &mut App, list: &str) -> Result<(), usize> {
    let paths = list::paths(list).map_err(|unlisted| {
        let blanks = [
            ("most", list::LONGEST.to_string()),
            ("line", (unlisted.line() + 1).to_string()),
            ("lines", list::MOST.to_string()),
        ];
        app.notice_with(if unlisted == Unlisted::Many { "notice-long-list" } else { "notice-no-list" }, &blanks);
        unlisted.line()
    })?;
    let tags = app.desk.book.codebook.listed(&paths, seconds(app));
    add(app, tags, "edit-tags-listed");
    Ok(())
}

/// Adds tags as one edit.
fn add(app: &mut App, tags: Vec<Tag>, label: &'static str) {
    let Some(first) = tags.first().map(|tag| tag.key.clone()) else { return app.notice("notice-no-new-tags") };
    let count = tags.len().to_string();
    let changes = tags.into_iter().map(|tag| Change::tag(&tag.key.clone(), None, Some(tag))).collect();
    app.stage.tagbook.wanted = Some(first);
    app.stage.tagbook.filter.clear();
    commit(app, Edit { label, at: None, changes });
    app.notice_with("notice-tags-made", &[("count", count)]);
}
