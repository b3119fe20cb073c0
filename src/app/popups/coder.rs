//! Who annotates: as the system says, or the person; the edit that waited for it is made then.

use super::{Next, Popup};
use crate::annotation::Change;
use crate::annotation::coder as named;
use crate::app::desk::{Coder, commit, remark};
use crate::app::{App, saving};
use crate::brush::{Paint, frame, sentence, typed};
use crate::input::field::edit_field;
use crate::input::key::{Code, Key};
use crate::theme::Role;
use crate::units::Cell;
use tui_input::Input;

/// Names of accounts that say nothing of who sits there.
const NOBODY: &[&str] = &["root", "user", "admin", "ubuntu", "", "-"];

/// The field that asks who annotates.
pub struct Field {
    input: Input,
}

/// Asks who annotates, with a name to begin with.
pub fn ask(app: &mut App, name: &str) {
    app.put_up(Field { input: Input::new(name.to_owned()) });
}

impl Popup for Field {
    fn key(&mut self, app: &mut App, key: Key) -> Next {
        match key.code {
            Code::Enter => match named(self.input.value()) {
                Ok(name) => coder_chosen(app, name),
                Err(error) => {
                    app.alarm(&error);
                    return Next::Stay;
                }
            },
            Code::Esc => {
                app.desk.pending = None;
                app.notice("notice-not-saved");
            }
            Code::Char('c') if key.ctrl => app.desk.pending = None,
            _ => {
                edit_field(&mut self.input, key);
                return Next::Stay;
            }
        }
        app.ime_off();
        Next::Close
    }

    fn field(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn size(&self, _: &App, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        Some((62.min(w), 7.min(h)))
    }

    fn draw(&self, app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, app.screen.popup, &app.say("coder-title"), &app.say("coder-keys"));
        let (_, body) = body.split_top(1);
        let look = paint.look(Role::Popup);
        let used = sentence(paint, body, &app.say("coder-question"), look);
        Some(typed(paint, body.row(used), &self.input))
    }
}

/// The system said who sits there.
pub fn coder_found(app: &mut App, name: &str) {
    if app.desk.coder != Coder::Unknown {
        return;
    }
    let coder = if NOBODY.contains(&name) { Coder::Unsure } else { Coder::Known };
    sits_there(app, coder(name.to_owned()));
}

/// The person said who annotates.
pub fn coder_chosen(app: &mut App, name: String) {
    sits_there(app, Coder::Known(name));
}

fn sits_there(app: &mut App, coder: Coder) {
    app.desk.coder = coder;
    remark(app);
    resume(app);
    saving::bind_old(app);
}

/// Makes the edit that waited, in the name of the coder that is known now.
fn resume(app: &mut App) {
    let Some(mut edit) = app.desk.pending.take() else { return };
    let name = app.desk.coder.name().to_owned();
    edit.changes.iter_mut().for_each(|change| change.name_coder(&name));
    let made = edit.changes.iter().find_map(|change| match change {
        Change::Annotation(changed) => Some(changed.key.1),
        _ => None,
    });
    commit(app, edit);
    app.desk.lit = made.filter(|id| app.desk.mark(*id).is_some());
}
