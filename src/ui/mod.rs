//! Paints the program's state into cells; changes nothing.

mod ask;
mod board;
mod conflicts;
mod differences;
mod foot;
mod help;
mod hits;
mod list;
mod lists;
mod note;
mod passages;
mod picker;
mod side;
mod statistics;
mod tagbook;
mod text;
mod trade;

use crate::app::App;
use crate::app::prompt::Prompt;
use crate::app::stage::View;
use crate::app::tagbook::Purpose;
use crate::brush::Paint;
use crate::theme::Role;
use crate::units::Area;
use ratatui::buffer::Buffer;

/// Paints the whole screen. Returns where the terminal's cursor belongs, if a field is open.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let mut paint = Paint::new(&app.face.theme, app.face.widths, buffer);
    if app.screen.tiny {
        let sentence = app.say("too-small");
        paint.fill(app.screen.status, Role::Text);
        paint.line(app.screen.status.row(0), &sentence, Role::Text);
        return None;
    }
    let board = if app.stage.view == View::Panes {
        list::draw(app, &mut paint);
        text::draw(app, &mut paint);
        side::draw(app, &mut paint);
        None
    } else {
        screen_of_rows(app, &mut paint)
    };
    let field = foot::draw(app, &mut paint).or(board);
    match &app.prompt {
        Some(Prompt::Picker(open)) => picker::draw(app, open, &mut paint),
        Some(Prompt::Note(open)) => note::draw(app, open, &mut paint),
        Some(Prompt::Help(open)) => help::draw(app, open, &mut paint),
        Some(Prompt::Export(form)) => trade::export(app, form, &mut paint),
        Some(Prompt::Import(form)) => trade::import(app, form, &mut paint),
        Some(Prompt::Store) => ask::store(app, &mut paint),
        Some(Prompt::Doubt(doubt)) => ask::doubt(app, doubt, &mut paint),
        Some(Prompt::Coder(input)) => ask::coder(app, input, &mut paint),
        Some(Prompt::Choice(open)) => lists::choice(app, open, &mut paint),
        Some(Prompt::Line(open)) => lists::line(app, open, &mut paint),
        Some(Prompt::Sheet(open)) => lists::sheet(app, open, &mut paint),
        Some(Prompt::Erratum(open)) => ask::erratum(app, open, &mut paint),
        Some(Prompt::Tag(open)) if open.purpose != Purpose::Filter => tagbook::field(app, open, &mut paint),
        Some(Prompt::Attributes(form)) => ask::attributes(app, form, &mut paint),
        Some(
            Prompt::Search(_)
            | Prompt::Filter(_)
            | Prompt::Side(_)
            | Prompt::Passages(_)
            | Prompt::Hits(_)
            | Prompt::Tag(_),
        ) => field,
        None if !app.hand.typed.is_empty() => ask::which(app, &mut paint),
        None => None,
    }
}

/// Paints the screen of rows that is shown. Returns where the cursor is, if its field is open.
fn screen_of_rows(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let screen = &app.screen;
    paint.fill(Area { y: 0, h: screen.legend.y, x: 0, w: screen.size.0 }, Role::Text);
    if !screen.detail.is_empty() {
        paint.fill(screen.detail, Role::Pane);
    }
    match app.stage.view {
        View::Panes => None,
        View::Codebook => tagbook::draw(app, paint),
        View::Passages => passages::draw(app, paint),
        View::Differences => differences::draw(app, paint),
        View::Hits => hits::draw(app, paint),
        View::Conflicts => conflicts::draw(app, paint),
        View::Statistics => statistics::draw(app, paint),
    }
}
