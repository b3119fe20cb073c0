//! What documents are, settled by a person.

use crate::actions::commit::commit;
use crate::annotation::{Change, Edit, Override, What, genre_named};
use crate::state::Model;
use crate::text::Genre;

/// The word for what a text shows by itself.
pub const AUTO: &str = "auto";

/// Settles what documents are; none is what each shows by itself.
pub fn settle(model: &mut Model, paths: &[String], genre: Option<Genre>) {
    if paths.is_empty() {
        return;
    }
    let now = model.seconds();
    let mut changes = Vec::new();
    for path in paths {
        let of_genre = |o: &&Override| matches!(o.what, What::Genre(_));
        let mut known: Vec<Override> = model.project.book.overrides(path).iter().filter(of_genre).cloned().collect();
        let last = known.pop();
        // Two people may have said two things: one is left.
        changes.extend(known.into_iter().map(|o| Change::settled(path, o.id, Some(o), None)));
        match (genre, last) {
            (None, None) => {}
            (None, Some(last)) => changes.push(Change::settled(path, last.id, Some(last), None)),
            (Some(genre), Some(last)) if last.what == What::Genre(genre) => {}
            (Some(genre), last) => {
                let id = model.project.ids.make(model.now);
                let after = Override::genre(genre, last.as_ref(), id, now);
                changes.push(Change::settled(path, after.id, last, Some(after)));
            }
        }
    }
    let name = genre.map_or_else(|| model.say("genre-auto"), |genre| model.say(genre.words()));
    let blanks = [("count", paths.len().to_string()), ("genre", name)];
    if changes.is_empty() {
        model.notice_with("notice-genre-same", &blanks);
        return;
    }
    commit(model, Edit { label: "edit-genre", at: None, changes });
    if model.project.pending.is_none() {
        model.notice_with("notice-genre", &blanks);
    }
}

/// Settles what the open document is, or those are whose paths hold the words behind the name of the genre.
pub fn named(model: &mut Model, typed: &str) {
    let (name, words) = typed.split_once(char::is_whitespace).map_or((typed, ""), |(name, rest)| (name, rest.trim()));
    let genre = match genre_named(name) {
        _ if name == AUTO => None,
        Ok(genre) => Some(genre),
        Err(error) => return model.alarm(&error),
    };
    let paths: Vec<String> = if words.is_empty() {
        model.reader.document.iter().map(|document| document.path.to_string()).collect()
    } else {
        let all = model.shelf.documents.iter().map(|item| &item.path);
        all.filter(|path| path.contains(words)).cloned().collect()
    };
    if paths.is_empty() && !words.is_empty() {
        model.notice_with("notice-genre-nothing", &[("words", words.to_owned())]);
        return;
    }
    settle(model, &paths, genre);
}

/// Settles what the open document is.
pub fn chosen(model: &mut Model, genre: Option<Genre>) {
    let paths: Vec<String> = model.reader.document.iter().map(|document| document.path.to_string()).collect();
    settle(model, &paths, genre);
}
