//! Lists to choose one row of, filtered as one types: articles to go to, to give blocks to, headings.

use super::{Mouse, Next, Popup, Stands};
use crate::analysis::Counts;
use crate::annotation::{Past, Tag};
use crate::app::{App, act, looks, motion, open, passages, retrace, shelf, structure, tagbook};
use crate::brush::{Paint, frame, rows, typed};
use crate::input::field::{Step, list_key};
use crate::input::key::{Code, Key};
use crate::input::matcher::Matcher;
use crate::layout::width;
use crate::text::Kind;
use crate::theme::Role;
use crate::units::{Area, Byte, Cell};
use tui_input::Input;

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The blocks at hand go to the article of this number.
    Give(usize),
    /// An article: document and number.
    Article(String, usize),
    /// A position of the open document.
    Place(Byte),
    /// The passages that are meant get the second tag instead of the first.
    Retag(String, String),
    /// A tag goes below another, or to the top.
    Below(String, Option<String>),
    /// A tag is merged into another.
    Merge(String, String),
    /// A theme is worn.
    Theme(String),
    /// A setting takes its next value.
    Setting(looks::Setting),
    /// The tags of the starter codebook that nobody uses are removed, or kept.
    Starter(bool),
    /// A tag that was removed, and that is in use still, is made again; or its passages are shown.
    Revive(String, bool),
    /// What an edit has taken away comes back.
    Restore(Box<Past>),
    /// An annotation without a place gets one of those that its words stand at.
    Stand(uuid::Uuid, Byte),
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What stands before it: a number, the name of a document.
    pub lead: String,
    /// Its name.
    pub name: String,
    /// How far it stands in.
    pub depth: usize,
    /// Where it leads.
    pub target: Target,
}

/// A list while it is open.
pub struct Choice {
    /// The key of its heading.
    pub title: &'static str,
    /// What it is filtered by.
    pub input: Input,
    /// The chosen row, among those that match.
    pub chosen: usize,
    rows: Vec<Row>,
    /// What is worn again if nothing is chosen.
    worn: Option<String>,
    /// It is short: as long as nobody filters it, letters walk in it too.
    walks: bool,
}

impl Choice {
    /// Opens a list at a row.
    fn new(title: &'static str, rows: Vec<Row>, chosen: usize) -> Self {
        Self { title, input: Input::default(), chosen, rows, worn: None, walks: false }
    }

    /// Opens a list of rows: what stands before, the name, where it leads.
    pub fn of(title: &'static str, rows: Vec<(String, String, Target)>, chosen: usize) -> Self {
        let row = |(lead, name, target)| Row { lead, name, depth: 0, target };
        Self { walks: true, ..Self::new(title, rows.into_iter().map(row).collect(), chosen) }
    }

    /// Opens a list of all tags but one and those below it, with how often each is given.
    pub fn tags(app: &App, title: &'static str, but: Option<&str>, target: impl Fn(String) -> Target) -> Self {
        let codebook = &app.desk.book.codebook;
        let coder = app.desk.coder.name();
        let own = app.desk.book.all().flat_map(|(_, list)| list).filter(|a| a.coder == coder);
        let counts = Counts::of(codebook, own);
        let out = but.map(|key| codebook.with_children(key)).unwrap_or_default();
        let row = |(depth, tag): (usize, &Tag)| Row {
            lead: counts.get(&tag.key).map_or(0, |count| count.own).to_string(),
            name: tag.label(app.face.words.lang()).to_owned(),
            depth,
            target: target(tag.key.clone()),
        };
        let rows = codebook.tree().into_iter().filter(|(_, tag)| !out.contains(&tag.key)).map(row).collect();
        Self::new(title, rows, 0)
    }

    /// Puts a row before all others.
    pub fn first(&mut self, name: String, target: Target) {
        self.rows.insert(0, Row { lead: String::new(), name, depth: 0, target });
    }

    /// Opens a list of themes, by name and label.
    pub fn themes(themes: Vec<(String, String)>, present: &str) -> Self {
        let chosen = themes.iter().position(|(name, _)| name == present).unwrap_or(0);
        let row = |(name, label): (String, String)| (name.clone(), label, Target::Theme(name));
        let choice = Self::of("themes-title", themes.into_iter().map(row).collect(), chosen);
        Self { worn: Some(present.to_owned()), ..choice }
    }

    /// Returns the rows that match.
    pub fn found(&self) -> Vec<&Row> {
        let matcher = Matcher::new(self.input.value());
        self.rows.iter().filter(|row| matcher.matches(&row.name) || matcher.matches(&row.lead)).collect()
    }
}

/// Lists the articles of the page, to give the blocks at hand to one of them.
pub fn owners(app: &mut App) {
    let Some(document) = structure::document(app) else { return };
    let row = |n: usize, name: String| Row { lead: n.to_string(), name, depth: 0, target: Target::Give(n) };
    let mut rows = vec![row(0, app.say("page-itself"))];
    rows.extend((1..=document.structure.articles.len()).map(|n| row(n, document.title(n).to_owned())));
    app.put_up(Choice::new("owners-title", rows, 0));
}

/// Lists the articles of all documents, to go to one.
pub fn articles(app: &mut App) {
    let mut rows = Vec::new();
    let mut chosen = 0;
    for (n, item) in app.shelf.documents.iter().enumerate() {
        let count = item.titles().len().max(1);
        if item.own() > 0 {
            let target = Target::Article(item.path.clone(), 0);
            let (lead, name) = (shelf::name(&item.path).to_owned(), app.say("page-itself"));
            rows.push(Row { lead, name, depth: 0, target });
        }
        for number in 1..=count {
            if app.shelf.open == Some((n, number)) {
                chosen = rows.len();
            }
            let name = app.shelf.title(&item.path, number);
            let target = Target::Article(item.path.clone(), number);
            rows.push(Row { lead: shelf::name(&item.path).to_owned(), name, depth: 0, target });
        }
    }
    app.put_up(Choice::new("articles-title", rows, chosen));
}

/// Lists the headings of the open article, to go to one.
pub fn headings(app: &mut App) {
    let Some(document) = app.reader.document.clone() else { return };
    let order = app.reader.order();
    let heads = order.iter().filter_map(|id| Some((*id, document.structure.block(*id)?)));
    let heads = heads.filter(|(_, block)| matches!(block.kind, Kind::Title | Kind::Section));
    let row = |(id, block): (usize, &crate::text::Block)| Row {
        lead: block.parts.first().map_or(0, |part| part.line).to_string(),
        name: document.reading(id).and_then(|r| r.text.get(block.markup..).map(str::to_owned)).unwrap_or_default(),
        depth: if block.kind == Kind::Title { 0 } else { usize::from(block.level.saturating_sub(1).clamp(1, 4)) },
        target: Target::Place(block.start() + block.markup),
    };
    let rows: Vec<Row> = heads.map(row).collect();
    if rows.is_empty() {
        app.notice("notice-no-headings");
        return;
    }
    let before = |row: &&Row| matches!(row.target, Target::Place(at) if at <= app.reader.cursor);
    let chosen = rows.iter().filter(before).count().saturating_sub(1);
    app.put_up(Choice::new("headings-title", rows, chosen));
}

impl Choice {
    /// Returns the key that is meant: a short list that nobody filters is walked with letters too.
    fn walked(&self, key: Key) -> Key {
        match key.as_char().filter(|_| self.walks && self.input.value().is_empty()) {
            Some('j') => Key::plain(Code::Down),
            Some('k') => Key::plain(Code::Up),
            _ => key,
        }
    }

    /// What can be seen is seen before it is chosen.
    fn preview(&self, app: &mut App) {
        if let Some(Target::Theme(name)) = self.found().get(self.chosen).map(|row| &row.target) {
            looks::wear(&mut app.face, name);
        }
    }
}

impl Popup for Choice {
    fn key(&mut self, app: &mut App, key: Key) -> Next {
        let key = self.walked(key);
        match list_key(&mut self.input, &mut self.chosen, key) {
            Step::Take => {
                app.ime_off();
                let Some(target) = self.found().get(self.chosen).map(|row| row.target.clone()) else {
                    app.notice("notice-nothing-found");
                    return Next::Stay;
                };
                take(app, target);
                return Next::Close;
            }
            Step::Leave => {
                if let Some(worn) = &self.worn {
                    looks::wear(&mut app.face, worn);
                }
                app.ime_off();
                return Next::Close;
            }
            Step::Stay => {}
        }
        self.chosen = self.chosen.min(self.found().len().saturating_sub(1));
        self.preview(app);
        Next::Stay
    }

    /// The list then begins at its first row again.
    fn field(&mut self) -> Option<&mut Input> {
        self.chosen = 0;
        Some(&mut self.input)
    }

    fn size(&self, _: &App, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        Some((60.min(w), ((self.found().len() as Cell).clamp(3, 18) + 5).min(h)))
    }

    fn stands(&self) -> Stands {
        Stands::AtCursor
    }

    fn draw(&self, app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, app.screen.popup, &app.say(self.title), &app.say("choice-keys"));
        let (field, rest) = body.split_top(1);
        let cursor = typed(paint, field, &self.input);
        let (_, list) = rest.split_top(1);
        let found = self.found();
        let lead = found.iter().map(|row| width(&row.lead, paint.widths)).max().unwrap_or(0).min(16) as Cell;
        let wide = if lead == 0 { 0 } else { lead + 2 };
        rows(paint, list, found.len(), self.chosen, |paint, n, area, look| {
            if let Some(row) = found.get(n) {
                let faint = look.over(paint.look(Role::Faint));
                paint.line_look(Area { w: wide.saturating_sub(1).min(area.w), ..area }, &row.lead, faint);
                paint.line_look(area.inset(wide + row.depth as Cell * 2, 0), &row.name, look);
            }
        });
        Some(cursor)
    }

    fn mouse(&self) -> Mouse {
        Mouse::Closes
    }

    fn click(&mut self, row: usize, height: usize) -> Option<Code> {
        let count = self.found().len();
        super::take(row, height, count, &mut self.chosen).then_some(Code::Enter)
    }
}

fn take(app: &mut App, target: Target) {
    match target {
        Target::Give(number) => structure::give(app, number),
        Target::Article(path, number) => {
            motion::leave(app);
            open::document(app, &path, Some(number), None);
            app.screen.focus = crate::app::screen::Focus::Text;
        }
        Target::Retag(from, to) => passages::retagged(app, &from, &to),
        Target::Below(key, parent) => tagbook::moved(app, &key, parent),
        Target::Merge(key, into) => tagbook::merged(app, &key, &into),
        Target::Theme(name) => looks::named(app, &name),
        Target::Setting(setting) => looks::turn(app, setting),
        Target::Starter(true) => tagbook::remove_unused(app),
        Target::Starter(false) => {}
        Target::Revive(key, true) => tagbook::revived(app, &key),
        Target::Revive(key, false) => passages::of_tag(app, &key),
        Target::Restore(past) => retrace::restore(app, &past),
        Target::Stand(id, at) => act::stand(app, id, at),
        Target::Place(at) => {
            motion::leave(app);
            if let Some(path) = app.reader.document.as_deref().map(|document| document.path.to_string()) {
                open::go_to(app, &path, at);
            }
        }
    }
}
