//! Lists to choose one row of, filtered as one types: articles to go to, to give blocks to, headings.

use crate::actions::genre::AUTO;
use crate::actions::structure;
use crate::analysis::Counts;
use crate::annotation::Tag;
use crate::annotation::telling;
use crate::brush::{Paint, TagRow, frame, rows, tag_row, typed};
use crate::input::field::{Step, list_key};
use crate::input::key::{Code, Key};
use crate::input::matcher::Matcher;
use crate::layout::width;
use crate::popups::{self, tall};
use crate::state::request::{Request, Target};
use crate::state::{Model, Mouse, Next, Popup, Stands, Width};
use crate::text::{Genre, Kind};
use crate::theme::Role;
use crate::units::{Area, Cell};
use tui_input::Input;

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What stands before it: a number, the name of a document.
    pub lead: String,
    /// Its name.
    pub name: String,
    /// How far it stands in.
    pub depth: usize,
    /// It is a tag, and drawn as one.
    pub tag: Option<TagRow>,
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
    /// How wide it is, and the key of its hints.
    width: Width,
    keys: &'static str,
}

impl Choice {
    /// Opens a list at a row.
    fn new(title: &'static str, rows: Vec<Row>, chosen: usize) -> Self {
        Self {
            title,
            input: Input::default(),
            chosen,
            rows,
            worn: None,
            walks: false,
            width: Width::Narrow,
            keys: "choice-keys",
        }
    }

    /// Opens a list of rows: what stands before, the name, where it leads.
    pub fn of(title: &'static str, rows: Vec<(String, String, Target)>, chosen: usize) -> Self {
        let row = |(lead, name, target)| Row { lead, name, depth: 0, tag: None, target };
        Self { walks: true, ..Self::new(title, rows.into_iter().map(row).collect(), chosen) }
    }

    /// Makes it wide, for long rows, and gives it hints of its own.
    #[must_use]
    pub fn wide(self, keys: &'static str) -> Self {
        Self { width: Width::Wide, keys, ..self }
    }

    /// Opens a list of all tags but one and those below it, with how often each is given.
    pub fn tags(model: &Model, title: &'static str, but: Option<&str>, target: impl Fn(String) -> Target) -> Self {
        let codebook = &model.project.book.codebook;
        let coder = model.project.coder.name();
        let own = model.project.book.all().flat_map(|(_, list)| list).filter(|a| a.coder == coder);
        let counts = Counts::of(codebook, own);
        let out = but.map(|key| codebook.with_children(key)).unwrap_or_default();
        let lang = model.face.words.lang();
        let row = |(depth, tag): (usize, &Tag)| {
            let name = tag.label(lang).to_owned();
            let told = TagRow {
                name: name.clone(),
                hue: codebook.hue(&tag.key),
                above: tag.parent.as_ref().map_or_else(String::new, |parent| codebook.path(parent, lang)),
                count: counts.get(&tag.key).map_or(0, |count| count.own),
            };
            Row { lead: String::new(), name, depth, tag: Some(told), target: target(tag.key.clone()) }
        };
        let rows = codebook.tree().into_iter().filter(|(_, tag)| !out.contains(&tag.key)).map(row).collect();
        Self::new(title, rows, 0)
    }

    /// Puts a row before all others.
    pub fn first(&mut self, name: String, target: Target) {
        self.rows.insert(0, Row { lead: String::new(), name, depth: 0, tag: None, target });
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
pub fn owners(model: &mut Model) {
    let Some(document) = structure::document(model) else { return };
    let row = |n: usize, name: String| Row { lead: n.to_string(), name, depth: 0, tag: None, target: Target::Give(n) };
    let mut rows = vec![row(0, model.say("page-itself"))];
    rows.extend((1..=document.structure.articles.len()).map(|n| row(n, document.title(n).to_owned())));
    model.put_up(Choice::new("owners-title", rows, 0));
}

/// Lists what a document can be, to say what the open one is.
pub fn genres(model: &mut Model) {
    let Some(document) = structure::document(model) else { return };
    let present = document.structure.told.then_some(document.structure.genre);
    let row = |genre: Genre| (genre.name().to_owned(), model.say(genre.words()), Target::Genre(Some(genre)));
    let auto = (AUTO.to_owned(), model.say("genre-auto"), Target::Genre(None));
    let rows: Vec<_> = std::iter::once(auto).chain(Genre::ALL.into_iter().map(row)).collect();
    let chosen = rows.iter().position(|(.., target)| *target == Target::Genre(present)).unwrap_or(0);
    model.put_up(Choice::of("genres-title", rows, chosen));
}

/// Lists the articles of all documents, to go to one.
pub fn articles(model: &mut Model) {
    let mut rows = Vec::new();
    let mut chosen = 0;
    for (n, item) in model.shelf.documents.iter().enumerate() {
        let count = item.titles().len().max(1);
        if item.own() > 0 {
            let target = Target::Article(item.path.clone(), 0);
            let (lead, name) = (telling::name(&item.path).to_owned(), model.say("page-itself"));
            rows.push(Row { lead, name, depth: 0, tag: None, target });
        }
        for number in 1..=count {
            if model.shelf.open == Some((n, number)) {
                chosen = rows.len();
            }
            let name = model.shelf.title(&item.path, number);
            let target = Target::Article(item.path.clone(), number);
            rows.push(Row { lead: telling::name(&item.path).to_owned(), name, depth: 0, tag: None, target });
        }
    }
    model.put_up(Choice::new("articles-title", rows, chosen));
}

/// Lists the headings of the open article, to go to one.
pub fn headings(model: &mut Model) {
    let Some(document) = model.reader.document.clone() else { return };
    let order = model.reader.order();
    let heads = order.iter().filter_map(|id| Some((*id, document.structure.block(*id)?)));
    let heads = heads.filter(|(_, block)| matches!(block.kind, Kind::Title | Kind::Section));
    let row = |(id, block): (usize, &crate::text::Block)| Row {
        lead: block.parts.first().map_or(0, |part| part.line).to_string(),
        name: document.reading(id).and_then(|r| r.text.get(block.markup..).map(str::to_owned)).unwrap_or_default(),
        depth: if block.kind == Kind::Title { 0 } else { usize::from(block.level.saturating_sub(1).clamp(1, 4)) },
        tag: None,
        target: Target::Place(block.start() + block.markup),
    };
    let rows: Vec<Row> = heads.map(row).collect();
    if rows.is_empty() {
        model.notice("notice-no-headings");
        return;
    }
    let before = |row: &&Row| matches!(row.target, Target::Place(at) if at <= model.reader.cursor);
    let chosen = rows.iter().filter(before).count().saturating_sub(1);
    model.put_up(Choice::new("headings-title", rows, chosen));
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
    fn preview(&self, model: &mut Model) {
        if let Some(Target::Theme(name)) = self.found().get(self.chosen).map(|row| &row.target) {
            model.face.set_theme(name);
        }
    }
}

impl Popup for Choice {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        let key = self.walked(key);
        match list_key(&mut self.input, &mut self.chosen, key) {
            Step::Take => {
                let Some(target) = self.found().get(self.chosen).map(|row| row.target.clone()) else {
                    model.notice("notice-nothing-found");
                    return Next::Stay;
                };
                model.request(Request::Take(target));
                return Next::Close;
            }
            Step::Leave => {
                if let Some(worn) = &self.worn {
                    model.face.set_theme(worn);
                }
                return Next::Close;
            }
            Step::Stay => {}
        }
        self.chosen = self.chosen.min(self.found().len().saturating_sub(1));
        self.preview(model);
        Next::Stay
    }

    /// The list then begins at its first row again.
    fn field(&mut self) -> Option<&mut Input> {
        self.chosen = 0;
        Some(&mut self.input)
    }

    fn width(&self) -> Width {
        self.width
    }

    fn height(&self, _: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        // Looks are judged by a text: it keeps the larger half.
        let most = if self.worn.is_some() { h / 2 } else { h };
        Some(tall(self.found().len(), 4, most).min(most))
    }

    fn stands(&self) -> Stands {
        if self.worn.is_some() { Stands::Bottom } else { Stands::AtCursor }
    }

    fn keys(&self, model: &Model) -> String {
        model.say(self.keys)
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say(self.title), &self.keys(model));
        let (field, rest) = body.split_top(1);
        let cursor = typed(paint, field, (&self.input, false));
        let (_, list) = rest.split_top(1);
        let found = self.found();
        let lead = found.iter().map(|row| width(&row.lead, paint.widths)).max().unwrap_or(0).min(16) as Cell;
        let wide = if lead == 0 { 0 } else { lead + 2 };
        let filtered = !self.input.value().trim().is_empty();
        rows(paint, list, found.len(), self.chosen, |paint, n, area, look| {
            let Some(row) = found.get(n) else { return };
            if let Some(tag) = &row.tag {
                // Where the list is filtered the tree is not seen: what stands above a tag is said.
                let (depth, above) = if filtered { (0, tag.above.clone()) } else { (row.depth, String::new()) };
                tag_row(paint, area.inset(depth as Cell * 2, 0), &TagRow { above, ..tag.clone() }, look);
            } else {
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
        popups::take(row, height, count, &mut self.chosen).then_some(Code::Enter)
    }
}
