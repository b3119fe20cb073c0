//! What popups, panes and screens have asked for is done.

use super::run::{Typed, run};
use super::whole::App;
use super::{acts, program, undo};
use crate::actions::encoding::encoding;
use crate::actions::{annotate, codebook, genre, looks, open, search, settings, speaker, structure};
use crate::panes::list;
use crate::popups::doubt::Doubt;
use crate::popups::{attributes, coder, import, store};
use crate::screens::passages::{self, acts as passage};
use crate::screens::{codebook as tagbook, hits};
use crate::state::request::{Of, Request, Target, Typing};
use crate::state::view::{Focus, View};

/// Does all that was asked for, and what is asked for by that.
pub fn serve(app: &mut App) {
    while !app.requests.is_empty() {
        let mut requests = std::mem::take(&mut app.requests);
        // An edit waits for its answer: nothing may cover the question.
        requests.sort_by_key(|request| matches!(request, Request::AskCoder(_)));
        for request in requests {
            one(app, request);
        }
    }
}

fn one(app: &mut App, request: Request) {
    let App { model, screens } = app;
    match request {
        Request::Take(target) => take(app, target),
        Request::Run(row) => run(app, row, Typed::default()),
        Request::Search(needle) => hits::searched(&mut screens.hits, model, &needle),
        Request::Passages(filter) => passages::filtered(&mut screens.passages, model, &filter),
        Request::PassagesOf(tag) => {
            from_here(app, |app| passages::of_tag(&mut app.screens.passages, &mut app.model, &tag));
        }
        Request::PassagesOfPair(a, b) => {
            from_here(app, |app| passages::of_pair(&mut app.screens.passages, &mut app.model, &a, &b));
        }
        Request::Codebook(tag) => tagbook::open_at(&mut screens.tagbook, model, &tag),
        Request::Field(of, typing) => follow(app, of, typing),
        Request::Encoding(name) => encoding(model, &name),
        Request::Genre(typed) => genre::named(model, &typed),
        Request::Speaker(name) => speaker::name(model, &name),
        Request::Turn(name) => speaker::of_turn(model, &name),
        Request::Import(path) => import::named(model, &path),
        Request::Names(pattern) => attributes::from_names(model, &pattern),
        Request::Theme(name) => looks::named(model, &name),
        Request::Width(typed) => settings::width(model, &typed),
        Request::Memo => acts::memo(app),
        Request::AskCoder(name) => model.put_up(coder::Field::new(name)),
        Request::AskStore if model.popup.is_none() => model.put_up(store::Question::default()),
        Request::AskStore => {}
        Request::AskLeave => Doubt::left(&model.project.unsaved).into_iter().for_each(|doubt| model.put_up(doubt)),
        Request::Leave => program::leave(app),
        Request::Refresh => passages::again(&mut screens.passages, model),
    }
}

/// Shows a screen from the charts or the codebook, and goes back to them from there.
fn from_here(app: &mut App, show: impl FnOnce(&mut App)) {
    let behind = Some(app.view).filter(|view| matches!(view, View::Statistics | View::Codebook));
    show(app);
    app.behind = behind;
}

/// Has what belongs to a field follow what happens in it.
fn follow(app: &mut App, of: Of, typing: Typing) {
    match (of, typing) {
        (Of::Search, Typing::Now(needle)) => search::typed(app, &needle),
        (Of::Search, Typing::Taken) => search::taken(app),
        (Of::Search, Typing::GivenUp) => search::given_up(app),
        (Of::List, Typing::Now(filter)) => list::typed(app, &filter),
        (Of::List, Typing::Taken) => list::open_chosen(app),
        (Of::List, Typing::GivenUp) => {
            app.shelf.filter.clear();
            app.shelf.list();
        }
        (Of::List, Typing::Step(down)) => app.shelf.step(if down { 1 } else { -1 }),
        (Of::Side, Typing::Now(filter)) => app.project.side.filter = filter,
        (Of::Side, Typing::GivenUp) => app.project.side.filter.clear(),
        (Of::Search, Typing::Step(_)) | (Of::Side, Typing::Taken | Typing::Step(_)) => {}
        (Of::Passages | Of::Hits | Of::Codebook, typing) => {
            if let Some((screen, model)) = app.shown() {
                screen.typing(model, typing);
                model.project.confirming = None;
            }
        }
    }
}

fn take(app: &mut App, target: Target) {
    match target {
        Target::Give(number) => structure::give(app, number),
        Target::Article(path, number) => {
            app.leave();
            open::document(app, &path, Some(number), None);
            app.screen.focus = Focus::Text;
        }
        Target::Retag(from, to) => passage::retagged(&mut app.screens.passages, &mut app.model, &from, &to),
        Target::Below(key, parent) => codebook::moved(app, &key, parent),
        Target::Merge(key, into) => codebook::merged(app, &key, &into),
        Target::Theme(name) => looks::named(app, &name),
        Target::Genre(told) => genre::chosen(app, told),
        Target::Starter(true) => codebook::remove_unused(app),
        Target::Starter(false) => {}
        Target::Revive(key, true) => codebook::revived(app, &key),
        Target::Revive(key, false) => app.request(Request::PassagesOf(key)),
        Target::Restore(past) => undo::restore(app, &past),
        Target::Stand(id, at) => annotate::stand(app, id, at),
        Target::Place(at) => {
            app.leave();
            if let Some(path) = app.reader.document.as_deref().map(|document| document.path.to_string()) {
                open::go_to(app, &path, at);
            }
        }
    }
}
