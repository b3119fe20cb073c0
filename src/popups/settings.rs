//! The settings: rows to change with the arrows, and what is said of the chosen one.

use crate::actions::settings::{GROUPS, measured, turn};
use crate::brush::{Paint, Sections, frame, sentence};
use crate::input::key::{Code, Key};
use crate::layout::width;
use crate::state::request::{Request, Setting};
use crate::state::{Model, Mouse, Next, Popup, Stands};
use crate::theme::Role;
use crate::units::Cell;

/// The settings while they are open.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// The chosen row.
    chosen: usize,
    /// The number that is being typed.
    typed: u16,
    /// A `g` was typed: another goes to the first row.
    goes: bool,
}

/// Opens the settings.
pub fn open(model: &mut Model) {
    model.put_up(Settings::default());
}

/// Rows at the foot, which say what the chosen setting does.
const FOOT: Cell = 3;

fn all() -> Vec<Setting> {
    GROUPS.iter().flat_map(|(_, settings)| settings.iter().copied()).collect()
}

/// Returns the rows under their headings.
fn sections(say: impl Fn(&str) -> String) -> Sections {
    let mut sections = Sections::new(all().len());
    let mut above = 0;
    for (words, settings) in GROUPS {
        sections.head(above, say(words));
        above += settings.len();
    }
    sections
}

impl Popup for Settings {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        let (all, count) = (all(), all().len());
        let (typed, goes) = (std::mem::take(&mut self.typed), std::mem::take(&mut self.goes));
        let chosen = match key.code {
            Code::Down | Code::Tab | Code::Char('j') => (self.chosen + 1) % count,
            Code::Up | Code::BackTab | Code::Char('k') => (self.chosen + count - 1) % count,
            Code::Home => 0,
            Code::Char('g') if goes => 0,
            Code::End | Code::Char('G') => count.saturating_sub(1),
            _ => self.chosen,
        };
        if chosen != self.chosen {
            self.chosen = chosen;
            return Next::Stay;
        }
        let by = match key.code {
            Code::Esc | Code::Char('q') => return Next::Close,
            Code::Char('c') if key.ctrl => return Next::Close,
            Code::Char('?') | Code::F(1) => {
                let help = model.hand.map.commands().iter().position(|command| command.name == "help");
                help.into_iter().for_each(|row| model.request(Request::Run(row)));
                return Next::Close;
            }
            Code::Char('g') => {
                self.goes = !goes;
                return Next::Stay;
            }
            Code::Char(c) if c.is_ascii_digit() && all.get(self.chosen) == Some(&Setting::Measure) => {
                self.typed = (typed * 10 + c.to_digit(10).unwrap_or(0) as u16) % 1000;
                // The first digit of two is no width.
                if self.typed >= 10 {
                    measured(model, self.typed);
                }
                return Next::Stay;
            }
            Code::Left | Code::Char('h') => -1,
            Code::Right | Code::Enter | Code::Char('l' | ' ') => 1,
            _ => return Next::Stay,
        };
        let Some(setting) = all.get(self.chosen) else { return Next::Stay };
        turn(model, *setting, by);
        // What is asked in its place has the keys.
        if *setting == Setting::Coder { Next::Close } else { Next::Stay }
    }

    fn height(&self, model: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        Some((sections(|words| model.say(words)).height() as Cell + FOOT + 3).min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say("settings-keys")
    }

    fn stands(&self) -> Stands {
        Stands::AtCursor
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say("settings-title"), &self.keys(model));
        let (_, body) = body.split_top(u16::from(body.h > 12));
        let (list, foot) = body.split_bottom(FOOT.min(body.h / 3));
        let all = all();
        let wide =
            all.iter().map(|setting| width(&model.say(setting.words()), paint.widths)).max().unwrap_or(0) as Cell;
        sections(|words| model.say(words)).draw(paint, list, self.chosen, |paint, n, row, look| {
            let Some(setting) = all.get(n) else { return };
            paint.line_look(row.inset(2, 0), &model.say(setting.words()), look);
            let value = setting.value(model);
            // The arrows of the chosen one show that it can be changed.
            let shown = if n == self.chosen { format!("< {value} >") } else { format!("  {value}") };
            let look = if n == self.chosen { look.over(paint.look(Role::Key)) } else { look };
            paint.line_look(row.inset(wide + 4, 0), &shown, look);
        });
        if let Some(setting) = all.get(self.chosen) {
            let look = paint.over(Role::Popup, Role::Faint);
            let area = foot.split_top(u16::from(foot.h > 2)).1;
            let said = setting.remark(model).map(|remark| format!("{} {remark}", model.say(setting.about())));
            sentence(paint, area, &said.unwrap_or_else(|| model.say(setting.about())), look);
        }
        None
    }

    fn mouse(&self) -> Mouse {
        Mouse::Closes
    }

    /// Its rows begin a row higher than those below a field.
    fn click(&mut self, row: usize, height: usize) -> Option<Code> {
        let height = (height + 1).saturating_sub(usize::from(FOOT));
        self.chosen = sections(str::to_owned).at(row + 1, height, self.chosen)?;
        Some(Code::Right)
    }
}
