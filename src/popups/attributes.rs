//! The attributes of the open article and its document: a form; and a pattern that reads them from file names.

use crate::actions::commit::commit;
use crate::annotation::{ArticleName, Change, Changed, Edit};
use crate::brush::{Paint, frame, typed};
use crate::input::field::edit_field;
use crate::input::key::{Code, Key};
use crate::layout::width;
use crate::state::{Model, Next, Popup};
use crate::theme::Role;
use crate::units::{Area, Cell};
use regex::Regex;
use std::collections::BTreeMap;
use tui_input::Input;

/// The attributes that are always offered, each with the key of its name in the words of the interface.
pub const NAMES: [(&str, &str); 6] = [
    ("paper", "attribute-paper"),
    ("date", "attribute-date"),
    ("page", "attribute-page"),
    ("author", "attribute-author"),
    ("level", "attribute-level"),
    ("place", "attribute-place"),
];

/// The form while it is open.
pub struct Form {
    /// The document, and the article if one is open.
    articles: [ArticleName; 2],
    /// The article's are shown, else the document's.
    pub of_article: bool,
    /// The names, in the order of the form.
    pub names: Vec<String>,
    /// The chosen row; behind the last name a new one is typed.
    pub chosen: usize,
    /// What is typed.
    pub input: Input,
    values: [BTreeMap<String, String>; 2],
    known: [BTreeMap<String, String>; 2],
}

/// Opens the attributes.
pub fn open(model: &mut Model) {
    let Some(document) = model.reader.document.clone().filter(|document| document.whole) else {
        return model.notice("notice-still-loading");
    };
    let articles = [ArticleName::whole(&document.path), ArticleName::of(&document, model.reader.article)];
    let values = articles.clone().map(|article| {
        let own = model.project.book.attributes_of(&article);
        own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<BTreeMap<_, _>>()
    });
    let mut names: Vec<String> = NAMES.map(|(name, _)| name.to_owned()).to_vec();
    let used: Vec<&String> = model.project.book.attributes.keys().map(|(_, name)| name).collect();
    for name in used {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let known = values.clone();
    // Paper, date and page hold for the whole document: that comes first, Tab goes on to the article.
    let mut form = Form { articles, of_article: false, names, chosen: 0, input: Input::default(), values, known };
    form.load();
    model.put_up(form);
}

impl Form {
    fn level(&self) -> usize {
        usize::from(self.of_article)
    }

    /// Returns the value of a name as it is to be, and whether it is the document's.
    pub fn value(&self, name: &str) -> (String, bool) {
        let at = |level: usize| self.values.get(level).and_then(|values| values.get(name)).filter(|v| !v.is_empty());
        match (at(self.level()), at(0)) {
            (Some(own), _) => (own.clone(), false),
            (None, Some(document)) if self.of_article => (document.clone(), true),
            _ => (String::new(), false),
        }
    }

    /// Tells whether the document has articles of their own attributes.
    pub fn has_article(&self) -> bool {
        self.articles.iter().all(|article| article.is_whole() || !article.at.target.spans.is_empty())
            && self.articles.iter().any(|article| !article.is_whole())
    }

    fn load(&mut self) {
        let level = self.level();
        let own = self.names.get(self.chosen).and_then(|name| self.values.get(level)?.get(name).cloned());
        self.input = Input::new(own.unwrap_or_default());
    }

    /// Takes over what is typed; behind the last row it is a new name.
    fn store(&mut self) {
        let typed = self.input.value().trim().to_owned();
        let level = self.level();
        match self.names.get(self.chosen).cloned() {
            Some(name) => {
                if let Some(values) = self.values.get_mut(level) {
                    values.insert(name, typed);
                }
            }
            None if !typed.is_empty() && !self.names.contains(&typed) => {
                self.names.push(typed);
                self.chosen = self.names.len() - 1;
                self.input = Input::default();
            }
            None => {}
        }
    }

    fn step(&mut self, by: isize) {
        let named = self.chosen < self.names.len();
        let typed = !self.input.value().trim().is_empty();
        self.store();
        // A name that was just typed is stayed at: its value comes next.
        if named || !typed {
            self.chosen = self.chosen.saturating_add_signed(by).min(self.names.len());
        }
        self.load();
    }

    fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for ((article, values), known) in self.articles.iter().zip(&self.values).zip(&self.known) {
            for (name, value) in values {
                let before = known.get(name).filter(|value| !value.is_empty()).cloned();
                let after = Some(value.clone()).filter(|value| !value.is_empty());
                if before != after {
                    changes.push(Change::Attribute(Changed::new((article.clone(), name.clone()), before, after)));
                }
            }
        }
        changes
    }
}

impl Popup for Form {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        match (key.code, key.ctrl) {
            (Code::Esc, _) => {
                self.leave(model);
                return Next::Close;
            }
            (Code::Char('c'), true) => {
                model.notice("notice-not-saved");
                model.ime_off();
                return Next::Close;
            }
            (Code::Enter | Code::Down, _) => self.step(1),
            (Code::Up, _) => self.step(-1),
            (Code::Tab | Code::BackTab, _) if self.has_article() => {
                self.store();
                self.of_article = !self.of_article;
                self.load();
            }
            _ => drop(edit_field(&mut self.input, key)),
        }
        Next::Stay
    }

    fn field(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn size(&self, _: &Model, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        Some((66.min(w), (self.names.len() as Cell + 4).min(h)))
    }

    fn keys(&self, model: &Model) -> String {
        model.say(if self.has_article() { "attributes-keys-both" } else { "attributes-keys" })
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let title = model.say(if self.of_article { "attributes-article" } else { "attributes-document" });
        let body = frame(paint, model.screen.popup, &title, &self.keys(model));
        let (_, list) = body.split_top(1);
        let said = |name: &String| {
            let known = NAMES.iter().find(|(known, _)| known == name);
            known.map_or_else(|| name.clone(), |(_, key)| model.say(key))
        };
        let names: Vec<String> = self.names.iter().map(said).chain([model.say("attribute-new")]).collect();
        let wide = names.iter().map(|name| width(name, paint.widths)).max().unwrap_or(4).min(24) as u16 + 2;
        let top = (self.chosen + 1).saturating_sub(usize::from(list.h).max(1));
        let mut cursor = None;
        for ((n, name), y) in names.iter().enumerate().skip(top).zip(0..list.h) {
            let row = list.row(y);
            let base = paint.look(Role::Popup);
            let role = if n == self.chosen { Role::Key } else { Role::Faint };
            paint.line_look(Area { w: wide - 1, ..row }, name, base.over(paint.look(role)));
            let value = Area { x: row.x + wide, w: row.w.saturating_sub(wide), ..row };
            if n == self.chosen {
                cursor = Some(typed(paint, value, &self.input));
            } else if let Some(name) = self.names.get(n) {
                let (text, inherited) = self.value(name);
                let look = if inherited { base.over(paint.look(Role::Faint)) } else { base };
                paint.line_look(value, &text, look);
            }
        }
        cursor
    }

    /// Saves what was changed.
    fn leave(&mut self, model: &mut Model) {
        model.ime_off();
        self.store();
        let changes = self.changes();
        let count = changes.len().to_string();
        if !changes.is_empty() {
            commit(model, Edit { label: "edit-attributes", at: None, changes });
            model.notice_with("notice-attributes", &[("count", count)]);
        }
    }
}

/// Reads attributes from the names of all documents: `{paper}_{date}_{page}`; `*` is anything.
pub fn from_names(model: &mut Model, pattern: &str) {
    let pattern = if pattern.is_empty() {
        model.face.settings.file_names.clone().unwrap_or_default()
    } else {
        pattern.to_owned()
    };
    let Some((regex, names)) = compiled(&pattern) else {
        return model.notice("notice-names-how");
    };
    let (mut changes, mut documents) = (Vec::new(), 0);
    for item in &model.shelf.documents {
        let file = item.path.rsplit('/').next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let Some(found) = regex.captures(stem) else { continue };
        documents += 1;
        for (n, name) in names.iter().enumerate() {
            let after = found.get(n + 1).map(|m| m.as_str().trim().to_owned()).filter(|value| !value.is_empty());
            let key = (ArticleName::whole(&item.path), name.clone());
            let before = model.project.book.attributes.get(&key).cloned();
            if before != after && after.is_some() {
                changes.push(Change::Attribute(Changed::new(key, before, after)));
            }
        }
    }
    let blanks = [("documents", documents.to_string()), ("count", changes.len().to_string())];
    if !changes.is_empty() {
        commit(model, Edit { label: "edit-attributes", at: None, changes });
    }
    model.notice_with("notice-names", &blanks);
}

/// Compiles a pattern of file names; one without any name in braces is none.
fn compiled(pattern: &str) -> Option<(Regex, Vec<String>)> {
    let (mut source, mut names) = (String::from("^"), Vec::new());
    let mut rest = pattern.trim();
    while let Some(c) = rest.chars().next() {
        match rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            Some((name, behind)) if !name.trim().is_empty() => {
                names.push(name.trim().to_owned());
                source.push_str("(.+?)");
                rest = behind;
            }
            _ => {
                source.push_str(&if c == '*' { ".*".to_owned() } else { regex::escape(&c.to_string()) });
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    source.push('$');
    let regex = Regex::new(&source).ok()?;
    (!names.is_empty()).then_some((regex, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_read() {
        let (regex, names) = compiled("{paper}_{date}-{page}*").unwrap();
        let found = regex.captures("青海日报_20210701-03版_x").unwrap();
        assert_eq!(names, ["paper", "date", "page"]);
        assert_eq!((&found[1], &found[2], &found[3]), ("青海日报", "20210701", "0"));
        assert!(compiled("abc").is_none() && compiled("").is_none() && compiled("{}").is_none());
    }
}
