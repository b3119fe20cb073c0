//! The attributes of the open article and its document: a form; and a pattern that reads them from file names.

use crate::actions::commit::commit;
use crate::annotation::{ArticleName, BESIDE, Change, Changed, Edit};
use crate::brush::{Paint, form, frame};
use crate::input::field::Step;
use crate::input::form::{Field, Form};
use crate::input::key::{Code, Key};
use crate::state::{Model, Next, Popup};
use crate::text::structure::printed;
use crate::theme::Role;
use crate::units::Cell;
use regex::Regex;
use std::collections::BTreeMap;

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
pub struct Attributes {
    /// The document, and the article if one is open.
    articles: [ArticleName; 2],
    /// Their titles.
    titles: [String; 2],
    /// The article's are shown, else the document's.
    pub of_article: bool,
    /// The names, in the order of the form.
    pub names: Vec<String>,
    /// The fields: a value for each name; in the last a new name is typed.
    form: Form,
    values: [Values; 2],
    known: [Values; 2],
    /// Under which name and attribute a value is kept, where that is another: the text was read otherwise then.
    kept: BTreeMap<(usize, String), (ArticleName, String)>,
    /// What the page itself prints.
    printed: [Values; 2],
}

/// Attributes by name.
type Values = BTreeMap<String, String>;

fn at(values: &[Values; 2], level: usize, name: &str) -> String {
    values.get(level).and_then(|values| values.get(name)).cloned().unwrap_or_default()
}

/// Opens the attributes.
pub fn open(model: &mut Model) {
    let Some(document) = model.reader.document.clone().filter(|document| document.whole) else {
        return model.notice("notice-still-loading");
    };
    let number = model.reader.article;
    let articles = [ArticleName::whole(&document.path), ArticleName::of(&document, number)];
    let mut kept = BTreeMap::new();
    let known = model.shelf.survey(&document.path).map(|survey| &survey.articles);
    let mut values = articles.clone().map(|article| {
        let own = model.project.book.attributes_of(&article);
        own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Values>()
    });
    if let (Some(known), [_, of_article]) = (known.filter(|_| number > 0), &mut values) {
        let said = known.said(number, &document.path, &model.project.book);
        for (shown, (article, name, value)) in said {
            kept.insert((1, shown.clone()), (article.clone(), name.to_owned()));
            of_article.insert(shown, value.to_owned());
        }
    }
    let mut names: Vec<String> = NAMES.map(|(name, _)| name.to_owned()).to_vec();
    let beside = values.iter().flat_map(|values| values.keys());
    let used: Vec<&String> = model.project.book.attributes.keys().map(|(_, name)| name).chain(beside).collect();
    for name in used {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let mut printed = [0, number.max(1)]
        .map(|number| printed(&document.text, &document.structure, number))
        .map(|found| found.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Values>());
    // What the file says of itself, and the cells of a row beside its text.
    let meta = document.layout.iter().flat_map(|layout| layout.meta.iter().cloned());
    let cells = document.cells(number).iter().map(|(name, value)| (name.to_string(), value.clone()));
    let [of_document, of_article] = &mut printed;
    of_document.extend(meta.filter(|(name, _)| NAMES.iter().any(|(known, _)| known == name)));
    for (name, value) in cells {
        if !names.contains(&name) {
            names.push(name.clone());
        }
        of_article.insert(name, value);
    }
    let known = values.clone();
    let titles = [document.name().to_owned(), document.title(number).to_owned()];
    // Paper, date and page hold for the whole document: that comes first.
    let mut open =
        Attributes { articles, titles, of_article: false, names, form: Form::default(), values, known, kept, printed };
    open.load();
    model.put_up(open);
}

impl Attributes {
    fn level(&self) -> usize {
        usize::from(self.of_article)
    }

    /// Tells whether the document has articles of their own attributes.
    pub fn has_article(&self) -> bool {
        self.articles.iter().all(|article| article.is_whole() || !article.at.target.spans.is_empty())
            && self.articles.iter().any(|article| !article.is_whole())
    }

    /// Makes the fields; the same one has the keys.
    fn load(&mut self) {
        let level = self.level();
        let field = |name: &String| {
            let own = at(&self.values, level, name);
            // An article has what its document has.
            let inherited = if self.of_article { at(&self.values, 0, name) } else { String::new() };
            if inherited.is_empty() {
                Field::offering(&own, at(&self.printed, level, name))
            } else {
                Field::line(&own, inherited)
            }
        };
        let mut fields: Vec<Field> = self.names.iter().map(field).collect();
        fields.push(Field::line("", String::new()));
        self.form = Form { fields, chosen: self.form.chosen };
    }

    /// Takes over what is typed; in the last field it is a new name, whose value comes next.
    fn store(&mut self) {
        let level = self.level();
        for (n, name) in self.names.iter().enumerate() {
            if let Some(values) = self.values.get_mut(level) {
                values.insert(name.clone(), self.form.text(n));
            }
        }
        let typed = self.form.text(self.names.len());
        if !typed.is_empty() && !self.names.contains(&typed) {
            self.form.chosen = self.names.len();
            self.names.push(typed);
            self.load();
        }
    }

    fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (level, ((article, values), known)) in (0..).zip(self.articles.iter().zip(&self.values).zip(&self.known)) {
            for (name, value) in values {
                let before = known.get(name).filter(|value| !value.is_empty()).cloned();
                let after = Some(value.clone()).filter(|value| !value.is_empty());
                if before != after {
                    let own = || (article.clone(), name.clone());
                    let key = self.kept.get(&(level, name.clone())).cloned().unwrap_or_else(own);
                    changes.push(Change::Attribute(Changed::new(key, before, after)));
                }
            }
        }
        changes
    }

    fn labels(&self, model: &Model) -> Vec<String> {
        let said = |name: &String| {
            // What others say of the same stands behind it, with its sign.
            let (plain, sign) = name.split_at(name.trim_end_matches(BESIDE).len());
            let known = NAMES.iter().find(|(known, _)| *known == plain);
            known.map_or_else(|| name.clone(), |(_, key)| format!("{}{sign}", model.say(key)))
        };
        self.names.iter().map(said).chain([model.say("attribute-new")]).collect()
    }
}

impl Popup for Attributes {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        if key.ctrl && key.code == Code::Char('t') && self.has_article() {
            self.store();
            self.of_article = !self.of_article;
            self.load();
            return Next::Stay;
        }
        let before = self.form.chosen;
        match self.form.key(key) {
            Step::Take => self.leave(model),
            Step::Leave => model.notice("notice-not-saved"),
            Step::Stay => {
                if self.form.chosen != before {
                    self.store();
                }
                return Next::Stay;
            }
        }
        Next::Close
    }

    fn paste(&mut self, _: &mut Model, text: &str) {
        self.form.paste(text);
    }

    fn types(&mut self) -> bool {
        true
    }

    fn height(&self, _: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        Some((self.names.len() as Cell + 5).min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say(if self.has_article() { "attributes-keys-both" } else { "attributes-keys" })
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let level = self.level();
        let key = if self.of_article { "attributes-article" } else { "attributes-document" };
        let [document, article] = &self.titles;
        let name = if level == 0 { document } else { article };
        let title = model.face.words.fill(key, &[("name", name.clone())]);
        let body = frame(paint, model.screen.popup, &title, &self.keys(model));
        let (_, body) = body.split_top(1);
        let cursor = form(paint, body, &self.form, &self.labels(model));
        // Why something stands there that nobody has typed.
        let pale =
            self.form.fields.get(self.form.chosen).filter(|field| field.text().is_empty() && !field.hint.is_empty());
        if let Some(field) = pale {
            let key = if field.offered { "attribute-printed" } else { "attribute-inherited" };
            let row = body.row(body.h.saturating_sub(1));
            let look = paint.over(Role::Popup, Role::Faint);
            paint.line_look(row, &model.say(key), look);
        }
        cursor
    }

    /// Saves what was changed.
    fn leave(&mut self, model: &mut Model) {
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
