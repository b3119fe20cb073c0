//! The differences: a passage a block, this coder's version and the other's side by side.

use super::board;
use super::paint::Paint;
use super::passages::tags;
use crate::annotation::Annotation;
use crate::app::App;
use crate::app::others::{Pair, ROWS, is_alike, name_of, settled};
use crate::app::shelf::name;
use crate::layout::fit;
use crate::text::decode::one_line;
use crate::theme::{Look, Role};
use crate::units::Area;

/// Draws the differences.
pub fn draw(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let differences = &app.stage.differences;
    let done = differences.pairs.iter().filter(|pair| settled(app, pair).is_some()).count();
    let blanks = [
        ("at", (differences.place.chosen + usize::from(!differences.pairs.is_empty())).to_string()),
        ("count", differences.pairs.len().to_string()),
        ("alike", differences.alike.to_string()),
        ("settled", done.to_string()),
    ];
    let numbers = app.face.words.fill("differences-numbers", &blanks);
    board::head(app, paint, &app.say("screen-differences"), ("", ""), &numbers);
    if differences.pairs.is_empty() {
        board::empty(app, paint, "empty-differences");
        return None;
    }
    let list = app.screen.board;
    let seen = differences.pairs.iter().enumerate().skip(differences.place.top);
    for ((n, pair), y) in seen.zip((0..list.h).step_by(ROWS)) {
        let area = Area { y: list.y + y, h: (ROWS as u16).min(list.h - y), ..list };
        draw_pair(app, paint, area, pair, n == differences.place.chosen);
    }
    None
}

fn draw_pair(app: &App, paint: &mut Paint<'_>, area: Area, pair: &Pair, chosen: bool) {
    let base = board::row(paint, area.row(0), chosen);
    let (key, faint) = (base.over(paint.look(Role::Key)), base.over(paint.look(Role::Faint)));
    let row = area.row(0);
    let sign = if settled(app, pair).is_some() { "=" } else { " " };
    paint.text(row.x, row.y, row.right(), sign, key);
    let kind = if is_alike(app, pair) { "difference-alike" } else { pair.kind.words() };
    let x = paint.text(row.x + 2, row.y, row.right(), &app.say(kind), key);
    let Some(place) = pair.place() else { return };
    let article = app.shelf.survey(&pair.document).and_then(|survey| survey.places.get(&place.id));
    let title = app.shelf.title(&pair.document, article.map_or(0, |standing| standing.article));
    let about = format!("{}  {}", name(&pair.document), one_line(&title));
    paint.line_look(Area { x: x + 2, w: row.right().saturating_sub(x + 2), ..row }, &about, faint);
    let plain = paint.look(Role::Text);
    let present =
        |a: &Option<Annotation>| a.as_ref().map(|a| app.desk.book.get(&pair.document, a.id).unwrap_or(a).clone());
    version(app, paint, area.row(1), present(&pair.mine).as_ref(), plain);
    version(app, paint, area.row(2), present(&pair.theirs).as_ref(), plain);
}

/// Cells of the coder's name, and of the tags.
const NAME: u16 = 10;
const TAGS: u16 = 24;

fn version(app: &App, paint: &mut Paint<'_>, row: Area, version: Option<&Annotation>, base: Look) {
    if row.is_empty() {
        return;
    }
    let faint = base.over(paint.look(Role::Faint));
    let row = row.inset(2, 0);
    let Some(annotation) = version else {
        paint.text(row.x, row.y, row.right(), "-", faint);
        return;
    };
    let coder = fit(&name_of(app, &annotation.coder), NAME - 1, paint.widths);
    paint.text(row.x, row.y, row.right(), &coder, faint);
    let (_, rest) = row.split_left(NAME);
    let (marks, words) = rest.split_left(TAGS.min(rest.w / 2));
    tags(app, paint, Area { w: marks.w.saturating_sub(1), ..marks }, annotation, base);
    let text = one_line(&annotation.quotation.text()).into_owned();
    let slot =
        annotation.tags.first().map_or(0, |tag| app.desk.book.codebook.slot(app.desk.book.codebook.resolve(tag)));
    paint.line_look(words, &text, base.over(paint.theme.tagged(slot)));
}
