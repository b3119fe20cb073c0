//! The list of documents and articles.

use crate::actions::progress;
use crate::annotation::Progress;
use crate::annotation::telling::name;
use crate::brush::{Paint, sentence};
use crate::layout::{fit, width};
use crate::state::Model;
use crate::state::shelf::{Item, Row};
use crate::state::showing::Showing;
use crate::state::view::Focus;
use crate::text::decode::one_line;
use crate::theme::Role;
use crate::units::{Area, Cell};

/// Draws the list.
pub fn draw(model: &Model, paint: &mut Paint<'_>) {
    let (head, list) = (model.screen.list_head, model.screen.list);
    if head.is_empty() {
        return;
    }
    let focused = model.screen.focus == Focus::List;
    let title = if model.shelf.filter.is_empty() {
        model.say("pane-list")
    } else {
        model.face.words.fill("pane-list-filtered", &[("filter", model.shelf.filter.clone())])
    };
    let showing =
        if model.shelf.showing == Showing::All { String::new() } else { model.say(model.shelf.showing.words()) };
    // More rows than are seen: the head says which is chosen, of how many.
    let count = model.shelf.rows.len();
    let place = (count > usize::from(list.h)).then(|| format!("{}/{count}", (model.shelf.chosen + 1).min(count)));
    let told: Vec<String> = [Some(showing).filter(|told| !told.is_empty()), place].into_iter().flatten().collect();
    paint.head(head, &title, &told.join("  "), focused);
    let whole = Area { w: head.w, ..list };
    paint.fill(whole, Role::Pane);
    if model.shelf.documents.is_empty() {
        // The text pane says what to do.
        return;
    }
    if model.shelf.rows.is_empty() {
        let look = paint.over(Role::Pane, Role::Faint);
        sentence(paint, list.inset(1, 0), &model.say("empty-filter"), look);
        return;
    }
    let rows = model.shelf.rows.iter().enumerate().skip(model.shelf.top).take(usize::from(list.h));
    for ((n, row), y) in rows.zip(0..) {
        draw_row(model, paint, whole.row(y), *row, focused && n == model.shelf.chosen);
    }
}

/// Cells of a file's name that stands before the title of its only article: a number, or little more.
const LEADS: usize = 6;

fn draw_row(model: &Model, paint: &mut Paint<'_>, row: Area, item: Row, chosen: bool) {
    let Some(document) = model.shelf.documents.get(item.document) else { return };
    let tree = model.shelf.is_tree(item.document);
    let open = model.shelf.open == Some((item.document, item.article.unwrap_or(0)));
    let mut look = paint.look(Role::Pane);
    if item.article.is_none() {
        look = look.over(paint.look(Role::Faint));
    }
    if open {
        look = look.over(paint.look(Role::Open));
    }
    if chosen {
        look = look.over(paint.look(Role::Chosen));
        paint.fill_look(row, look);
    }
    let count = count(model, item);
    let right = row.inset(0, 1);
    let end = if count == 0 {
        right.right()
    } else {
        paint.right(right, &count.to_string(), look.over(paint.look(Role::Faint)))
    };
    let room = |x: Cell| Area { x, w: end.saturating_sub(x + Cell::from(count > 0)), ..row };
    let short = name(&document.path);
    match item.article {
        None => {
            let sign = match (tree, model.shelf.is_folded(item.document)) {
                (false, _) => " ",
                (true, true) => "+",
                (true, false) => "-",
            };
            let x = paint.text(row.x, row.y, row.right(), &format!("{sign} "), look);
            let label = if tree { tree_label(model, paint, document, room(x).w) } else { short.to_owned() };
            paint.line_look(room(x), &label, look);
        }
        Some(article) => {
            let lone = !tree;
            let sign = match progress::of(model, item.document, article) {
                Some(Progress::Done) => "x",
                _ if open => ">",
                Some(Progress::Reading) => ".",
                None => " ",
            };
            let lead = if lone { format!("{sign} ") } else { format!("  {sign} ") };
            let x = paint.text(row.x, row.y, row.right(), &lead, look);
            let title = document.title(article);
            let mut x = x;
            if lone && width(short, paint.widths) <= LEADS && short != title {
                let faint = look.over(paint.look(Role::Faint));
                x = paint.text(x, row.y, row.right(), &format!("{short} "), faint);
            }
            let shown = Area { w: room(x).w.saturating_sub(aside(paint, room(x), title, short, lone)), ..room(x) };
            paint.line_look(shown, &one_line(title), look);
            if shown.w < room(x).w {
                paint.right(room(x), short, look.over(paint.look(Role::Faint)));
            }
        }
    }
}

/// Returns the cells of the name of a file behind the title of its only article, where there is room for both: who
/// looks for a file finds it.
fn aside(paint: &Paint<'_>, room: Area, title: &str, name: &str, lone: bool) -> Cell {
    let wide = |text: &str| width(text, paint.widths);
    let told = lone && title != name && wide(name) > LEADS && wide(title) + 2 + wide(name) <= usize::from(room.w);
    if told { wide(name) as Cell + 1 } else { 0 }
}

/// Returns what the row of a document with several articles says: their number, and how many blocks its own page has;
/// in a narrow pane the numbers alone, which a long name does not push out.
fn tree_label(model: &Model, paint: &Paint<'_>, document: &Item, room: Cell) -> String {
    let short = name(&document.path);
    let told = |key, count: usize| model.face.words.fill(key, &[("count", count.to_string())]);
    let (count, own) = (document.titles().len(), document.own());
    let known = document.survey.as_ref();
    let articles = told(if known.is_some_and(|known| known.book) { "list-chapters" } else { "list-articles" }, count);
    if known.is_some_and(|known| !known.whole) {
        // There are more behind the head of a long text.
        let left = usize::from(room).saturating_sub(count.to_string().len() + 2) as Cell;
        return format!("{} {count}+", fit(short, left, paint.widths));
    }
    let numbers = match own {
        0 => [articles, count.to_string(), String::new()],
        own => {
            [format!("{articles}  {}", told("list-own", own)), format!("{articles} +{own}"), format!("{count} +{own}")]
        }
    };
    let wide = |text: &str| width(text, paint.widths);
    let fits = |numbers: &&String| !numbers.is_empty() && wide(short) + 2 + wide(numbers) <= usize::from(room);
    match numbers.iter().find(fits) {
        Some(numbers) => format!("{short}  {numbers}"),
        None => {
            let last = if own == 0 { count.to_string() } else { format!("{count} +{own}") };
            let left = usize::from(room).saturating_sub(wide(&last) + 1) as Cell;
            format!("{} {last}", fit(short, left, paint.widths))
        }
    }
}

/// Counts the annotations of this coder: of a whole document, or of an article.
fn count(model: &Model, row: Row) -> usize {
    let article = row.article.filter(|_| model.shelf.is_tree(row.document));
    progress::annotations(model, row.document, article.unwrap_or(0))
}
