//! The help: the keys of where one is, all others by what they are for, and the signs; to be read and searched.

mod signs;
mod tabs;

use crate::brush::{Block, Columns, Paint, frame, sentence, typed};
use crate::input::field::edit_field;
use crate::input::key::{Code, Key};
use crate::layout::width;
use crate::state::{Model, Mouse, Next, Popup, Width};
use crate::theme::Role;
use crate::units::{Area, Cell};
use tabs::{SIGNS, TABS};
use tui_input::Input;

/// The help while it is open.
#[derive(Default)]
pub struct Help {
    /// The section, from 0.
    pub tab: usize,
    /// The page of it, from 0.
    pub page: usize,
    /// What it is searched for, while that is being typed.
    pub field: Option<Input>,
    /// What it is searched for.
    pub filter: String,
}

/// From these widths on there are so many columns.
const WIDTHS: [(Cell, usize); 3] = [(150, 4), (100, 3), (66, 2)];

impl Help {
    /// Returns what is listed: of a section, or of all that matches.
    pub fn blocks(&self, model: &Model) -> Vec<Block> {
        if !self.filter.trim().is_empty() {
            return tabs::found(model, self.filter.trim(), &signs::blocks(model));
        }
        match TABS.get(self.tab) {
            Some(tab) if tab.words == SIGNS => signs::blocks(model),
            Some(tab) if self.tab > 0 => tabs::listed(model, tab.groups),
            _ => tabs::here(model, |blocks| Self::columns(blocks, self.parts(model).1).pages() == 1),
        }
    }

    /// Answers a key while it is searched.
    fn search(&mut self, mut field: Input, key: Key) {
        match key.code {
            Code::Enter => {}
            Code::Esc => self.filter.clear(),
            Code::Char('c') if key.ctrl => self.filter.clear(),
            _ => {
                edit_field(&mut field, key);
                field.value().clone_into(&mut self.filter);
                self.field = Some(field);
                self.page = 0;
            }
        }
    }

    /// Goes to a section; what was searched for is no longer.
    fn turn(&mut self, tab: usize) {
        self.tab = tab % TABS.len();
        self.page = 0;
        self.filter.clear();
    }

    /// Draws what there is to choose of: the sections, or what is searched for.
    fn head(&self, model: &Model, paint: &mut Paint<'_>, row: Area) -> Option<(u16, u16)> {
        let base = paint.look(Role::Popup);
        let (key, faint) = (base.over(paint.look(Role::Key)), base.over(paint.look(Role::Faint)));
        if let Some(field) = &self.field {
            let x = paint.text(row.x, row.y, row.right(), "/", key);
            return Some(typed(paint, Area { x, w: 30.min(row.w), ..row }, (field, false)));
        }
        if !self.filter.is_empty() {
            paint.line_look(row, &format!("/{}  {}", self.filter, model.say("help-found")), faint);
            return None;
        }
        let names = TABS.map(|tab| model.say(tab.words));
        let cells = |gap: usize| names.iter().map(|name| width(name, paint.widths) + gap).sum::<usize>();
        let room = usize::from(row.w);
        // Where digits and names have no room with some air, the names do alone, and where they do not, the digits.
        let (digits, named) = (cells(5) <= room || cells(3) > room, cells(3) <= room);
        let mut x = row.x;
        for (n, name) in names.iter().enumerate() {
            let chosen = n == self.tab;
            let ground = if chosen { base.over(paint.look(Role::Chosen)) } else { base };
            let digit = if digits { (n + 1).to_string() } else { String::new() };
            let told = if named || chosen { name.as_str() } else { "" };
            let parts = [digit.as_str(), told].into_iter().filter(|part| !part.is_empty());
            let wide = parts.map(|part| width(part, paint.widths) + 1).sum::<usize>() as Cell + 1;
            if chosen {
                paint.fill_look(Area { x, w: wide, ..row }, ground);
            }
            let behind = paint.text(x + 1, row.y, row.right(), &digit, if chosen { ground } else { key });
            paint.text(behind + Cell::from(digits), row.y, row.right(), told, ground);
            x += wide + Cell::from(named);
        }
        None
    }

    /// Lays out what is listed in a body.
    fn columns(blocks: &[Block], body: Area) -> Columns<'_> {
        let side_by_side = WIDTHS.iter().find(|(w, _)| body.w + 4 >= *w).map_or(1, |(_, columns)| *columns);
        Columns::new(blocks, usize::from(body.h), side_by_side)
    }

    /// Returns the keys of the sentences below what is listed.
    fn notes(&self) -> &'static [&'static str] {
        TABS.get(self.tab).filter(|_| self.filter.is_empty()).map_or(&[], |tab| tab.notes)
    }

    /// Parts the body: what is listed, and the sentences below.
    fn parts(&self, model: &Model) -> (Area, Area, Area) {
        let (_, body) = model.screen.popup.split_top(1);
        let (head, rest) = body.inset(2, 2).split_top(1);
        let (_, rest) = rest.split_top(1);
        let (list, notes) = rest.split_bottom(if self.notes().is_empty() { 0 } else { NOTES.min(rest.h / 3) });
        (head, list, notes)
    }
}

/// Rows of the sentences below, with an empty one above.
const NOTES: Cell = 4;

impl Popup for Help {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        if let Some(field) = self.field.take() {
            self.search(field, key);
            return Next::Stay;
        }
        let blocks = self.blocks(model);
        let last = Self::columns(&blocks, self.parts(model).1).pages() - 1;
        match key.code {
            Code::Esc if !self.filter.is_empty() => self.filter.clear(),
            Code::Esc | Code::Enter | Code::Char('q' | '?') | Code::F(1) => return Next::Close,
            Code::Char('c') if key.ctrl => return Next::Close,
            Code::Char('/' | '、') => self.field = Some(Input::new(self.filter.clone())),
            Code::Char(c @ '1'..='9') => self.turn(usize::try_from(c.to_digit(10).unwrap_or(1)).unwrap_or(1) - 1),
            Code::Right | Code::Tab | Code::Char('l') => self.turn(self.tab + 1),
            Code::Left | Code::BackTab | Code::Char('h') => self.turn(self.tab + TABS.len() - 1),
            Code::Down | Code::PageDown | Code::Char('j' | ' ' | 'f') => self.page = (self.page + 1).min(last),
            Code::Up | Code::PageUp | Code::Char('k' | 'b') => self.page = self.page.saturating_sub(1),
            Code::Home | Code::Char('g') => self.page = 0,
            Code::End | Code::Char('G') => self.page = last,
            _ => {}
        }
        Next::Stay
    }

    fn width(&self) -> Width {
        Width::Whole
    }

    fn height(&self, _: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        Some(h)
    }

    fn keys(&self, model: &Model) -> String {
        match &self.field {
            Some(field) => model.field_hints("filter-keys", field.value()),
            None => model.say("help-keys"),
        }
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let words = &model.face.words;
        let (head, list, notes) = self.parts(model);
        let blocks = self.blocks(model);
        let columns = Self::columns(&blocks, list);
        let page = self.page.min(columns.pages() - 1);
        let here = model.scopes().first().map(|scope| model.say(scope.words())).unwrap_or_default();
        let title = words.fill("help-of", &[("of", here)]);
        frame(paint, model.screen.popup, &title, &self.keys(model));
        let cursor = self.head(model, paint, head);
        let base = paint.look(Role::Popup);
        let faint = base.over(paint.look(Role::Faint));
        if blocks.is_empty() {
            paint.line_look(list, &model.say("help-nothing"), faint);
        }
        columns.draw(paint, list, page, base);
        let said = self.notes().iter().map(|key| model.say(key)).collect::<Vec<_>>().join("\n");
        sentence(paint, notes.split_top(1).1, &said, faint);
        cursor
    }

    fn mouse(&self) -> Mouse {
        Mouse::Closes
    }
}
