//! Where other coders differ from this one, and what is settled.

pub mod draw;
mod listed;

use crate::actions::marks::{self, place_marks};
use crate::actions::subject::{Act, carry_out, mine, of_subject};
use crate::actions::{filter, open, saving, survey};
use crate::analysis::{CONSENSUS, Likeness, Pairing, Stood, overlapping, pairing};
use crate::annotation::{Annotation, Target};
use crate::brush::Paint;
use crate::screens::screen::Screen;
use crate::state::Model;
use crate::state::about::Shown;
use crate::state::about::Subject;
use crate::state::view::{Place, View};
use crate::text::decode::clean;
use crate::units::Cell;
pub use listed::{Difference, Differences, HEAD, Pair, ROWS};
use listed::{is_alike, settled};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Opens the differences.
pub fn open(differences: &mut Differences, model: &mut Model) {
    survey::survey_annotated(model);
    *differences = Differences::default();
    list(differences, model);
    model.show(View::Differences);
    // What others have written since the store was last looked at comes in at once.
    saving::look(model);
}

/// Others have changed the store: unless something was done here since, the pairs are listed anew.
pub fn again(differences: &mut Differences, model: &mut Model) {
    if model.view == View::Differences && !differences.touched {
        list(differences, model);
    }
}

/// Lists the pairs.
fn list(differences: &mut Differences, model: &Model) {
    let coder = model.project.coder.name().to_owned();
    let (mut pairs, mut alone, mut apart) = (Vec::new(), true, true);
    for (document, list) in model.project.book.all() {
        let own: Vec<Stood<'_>> = of(model, document, list, &coder);
        let others: BTreeSet<&str> = list.iter().map(|a| a.coder.as_str()).filter(|name| *name != coder).collect();
        alone &= others.is_empty();
        apart &= own.is_empty() || others.iter().all(|name| *name == CONSENSUS);
        // Only documents that both have coded count.
        for other in others.into_iter().filter(|name| *name != CONSENSUS && !own.is_empty()) {
            let found = pairing(&own, &of(model, document, list, other), &model.project.book.codebook);
            found_in(document, other, found, &mut pairs);
        }
    }
    let start = |pair: &Pair| pair.place().map(|a| a.target.start());
    pairs.sort_by(|a, b| (a.kind, &a.document, start(a)).cmp(&(b.kind, &b.document, start(b))));
    differences.all = pairs;
    differences.alike = differences.count_of(Some(Difference::Agreed));
    differences.empty = match (alone, apart) {
        (true, _) => "empty-differences-alone",
        (_, true) => "empty-differences-apart",
        _ => "empty-differences",
    };
    differences.counted_at = None;
    differences.show(differences.kind.filter(|kind| differences.count_of(Some(*kind)) > 0));
}

/// Lists the pairs of the next kind of which there are any; behind the last all that differ.
pub fn next_kind(differences: &mut Differences, model: &mut Model) {
    let there: Vec<Difference> =
        Difference::ALL.into_iter().filter(|kind| differences.count_of(Some(*kind)) > 0).collect();
    let next = match differences.kind {
        None => 0,
        Some(kind) => there.iter().position(|other| *other == kind).map_or(0, |at| at + 1),
    };
    if there.is_empty() {
        return model.notice("notice-nothing-here");
    }
    differences.show(there.get(next).copied());
}

/// Returns the annotations of a coder, each with where it stands.
fn of<'a>(model: &'a Model, document: &str, list: &'a [Annotation], coder: &str) -> Vec<Stood<'a>> {
    let own = list.iter().filter(|a| a.coder == coder);
    own.map(|a| (a, filter::target(model, document, a))).collect()
}

/// Lists where two coders differ in a document, and where they do not.
fn found_in(document: &str, other: &str, found: Pairing<'_>, pairs: &mut Vec<Pair>) {
    let pair = |kind, mine: Option<&Annotation>, theirs: Option<&Annotation>| Pair {
        document: document.to_owned(),
        kind,
        mine: mine.cloned(),
        theirs: theirs.cloned(),
        other: other.to_owned(),
        alike: false,
    };
    for (mine, theirs, likeness) in found.pairs {
        match likeness {
            Likeness::Alike => pairs.push(pair(Difference::Agreed, Some(mine), Some(theirs))),
            Likeness::Tags => pairs.push(pair(Difference::Tags, Some(mine), Some(theirs))),
            Likeness::Ends => pairs.push(pair(Difference::Borders, Some(mine), Some(theirs))),
        }
    }
    pairs.extend(found.mine.into_iter().map(|mine| pair(Difference::OnlyMine, Some(mine), None)));
    pairs.extend(found.theirs.into_iter().map(|theirs| pair(Difference::OnlyTheirs, None, Some(theirs))));
}

/// Keeps the chosen pair in sight.
pub fn arrange(differences: &mut Differences, model: &mut Model) {
    let height = usize::from(model.screen.board.h).saturating_sub(HEAD) / ROWS;
    let revision = Some(model.project.book.revision());
    if differences.counted_at != revision {
        differences.settled = count_settled(&differences.all, model);
        let mut pairs = std::mem::take(&mut differences.pairs);
        for pair in differences.all.iter_mut().chain(&mut pairs) {
            pair.alike = is_alike(model, pair);
        }
        differences.adopted = pairs.iter().filter(|pair| pair.alike && pair.is_of(None)).count();
        differences.pairs = pairs;
        differences.counted_at = revision;
    }
    differences.place.reveal(differences.pairs.len(), height);
}

fn chosen(differences: &Differences) -> Option<&Pair> {
    differences.pairs.get(differences.place.chosen)
}

/// Counts those of some pairs that have a settled version.
fn count_settled<'p>(pairs: impl IntoIterator<Item = &'p Pair>, model: &Model) -> usize {
    let mut places: BTreeMap<&str, Vec<&Target>> = BTreeMap::new();
    for pair in pairs {
        places.entry(&pair.document).or_default().extend(pair.place().map(|place| &place.target));
    }
    let of = |(document, places): (&str, Vec<&Target>)| {
        let settled = model.project.book.of(document).iter().filter(|a| a.coder == CONSENSUS);
        let all: Vec<&Target> = settled.map(|a| &a.target).chain(places.iter().copied()).collect();
        let first = all.len() - places.len();
        // What is settled stands in front.
        let done = |(a, b): (usize, usize)| (a < first && b >= first).then_some(b);
        if first == 0 { 0 } else { overlapping(&all).into_iter().filter_map(done).collect::<BTreeSet<_>>().len() }
    };
    places.into_iter().map(of).sum()
}

/// Returns what an act would be about: my annotation of the chosen pair, else one of mine where theirs is.
pub fn subjects(differences: &Differences, model: &mut Model) -> Vec<Subject> {
    let found = chosen(differences).and_then(|pair| Some((pair.document.clone(), pair.place()?.clone())));
    found.map(|(document, annotation)| mine(model, &document, &annotation)).into_iter().collect()
}

/// Adopts the other's version of the chosen pair as mine.
pub fn adopt(differences: &mut Differences, model: &mut Model) {
    let Some(Pair { document, theirs: Some(theirs), mine: own, .. }) = chosen(differences).cloned() else {
        return model.notice("notice-nothing-to-adopt");
    };
    if chosen(differences).is_some_and(|pair| pair.alike) {
        return model.notice("notice-alike-already");
    }
    let present = own.and_then(|own| model.project.book.get(&document, own.id).cloned());
    let subject = mine(model, &document, &theirs);
    let Some((before, mut after)) = present.map(|own| (Some(own.clone()), own)).or_else(|| of_subject(model, &subject))
    else {
        return;
    };
    after.target.clone_from(&theirs.target);
    after.quotation.clone_from(&theirs.quotation);
    after.tags.clone_from(&theirs.tags);
    differences.touched = true;
    carry_out(model, "edit-adopt", vec![Act { document, before, after: Some(after) }], Vec::new());
    let name = model.name_of(&theirs.coder);
    model.notice_with("notice-adopted", &[("name", name)]);
}

/// Writes the settled version of the chosen pair: mine as it is now, else theirs.
pub fn settle(differences: &mut Differences, model: &mut Model) {
    let Some(pair) = chosen(differences).cloned() else { return };
    let present = pair.mine.as_ref().and_then(|own| model.project.book.get(&pair.document, own.id));
    let now_mine = pair.theirs.as_ref().map(|theirs| mine(model, &pair.document, theirs));
    let taken = match now_mine {
        Some(Subject::Annotation(document, id)) => model.project.book.get(&document, id),
        _ => None,
    };
    let Some(from) = present.or(taken).or(pair.theirs.as_ref()).cloned() else { return };
    let whose = from.coder.clone();
    let before = settled(model, &pair).cloned();
    let now = model.seconds();
    let id = before.as_ref().map_or_else(|| model.project.ids.make(model.now), |a| a.id);
    let created = before.as_ref().map_or(now, |a| a.created);
    let after = Annotation { id, coder: CONSENSUS.into(), created, conflicts: Vec::new(), ..from };
    differences.touched = true;
    carry_out(model, "edit-settle", vec![Act { document: pair.document, before, after: Some(after) }], Vec::new());
    let done = count_settled(differences.all.iter().filter(|pair| pair.is_of(None)), model);
    let all = differences.count_of(None);
    let name = model.name_of(&whose);
    model.notice_with("notice-settled", &[("name", name), ("done", done.to_string()), ("count", all.to_string())]);
    differences.step(model, 1);
}

/// Goes to the chosen pair in its text, with both versions shown.
pub fn go(differences: &Differences, model: &mut Model) {
    let found = chosen(differences).and_then(|pair| {
        let place = pair.place()?;
        Some((pair.document.clone(), place.target.start(), place.id))
    });
    let Some((document, at, id)): Option<(String, _, Uuid)> = found else { return };
    model.to_text();
    if !model.project.others {
        model.project.others = true;
        place_marks(model);
    }
    open::go_to_char(model, &document, at);
    if model.project.mark(id).is_some() {
        marks::light(model, id);
    }
}

impl Screen for Differences {
    fn place(&mut self) -> &mut Place {
        &mut self.place
    }

    fn count(&self) -> usize {
        self.pairs.len()
    }

    fn arrange(&mut self, model: &mut Model) {
        arrange(self, model);
    }

    fn at(&mut self, _: &Model, (_, y): (Cell, Cell)) -> Option<usize> {
        usize::from(y).checked_sub(HEAD).map(|y| self.place.top + y / ROWS)
    }

    fn tall(&self) -> Cell {
        ROWS as Cell
    }

    fn go(&mut self, model: &mut Model) {
        go(self, model);
    }

    fn filter(&mut self, model: &mut Model) {
        next_kind(self, model);
    }

    fn let_go(&mut self, _: &mut Model) -> bool {
        let filtered = self.kind.is_some();
        if filtered {
            self.show(None);
        }
        filtered
    }

    fn subjects(&self, model: &mut Model) -> Vec<Subject> {
        subjects(self, model)
    }

    fn text(&self, model: &Model) -> String {
        let chosen = chosen(self).and_then(|pair| Some((&pair.document, pair.place()?)));
        chosen.map_or_else(String::new, |(document, annotation)| clean(&model.shelf.words(document, annotation)))
    }

    /// What is hidden does not go out.
    fn shown(&self, model: &Model) -> Option<Shown> {
        let theirs = |pair: &&Pair| model.project.others && pair.theirs.is_some();
        let both = self.pairs.iter().filter_map(|pair| pair.mine.as_ref());
        let both = both.chain(self.pairs.iter().filter(theirs).filter_map(|pair| pair.theirs.as_ref()));
        let ids = both.map(|annotation| annotation.id).collect();
        Some(Shown { ids, book: None, ticked: false, asked: Vec::new() })
    }

    fn hints(&self, _: &Model) -> &'static str {
        match (self.all.is_empty(), self.pairs.is_empty()) {
            (true, _) => "hints-differences-none",
            (_, true) => "hints-differences-kind",
            _ => "hints-differences",
        }
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        draw::draw(self, model, paint)
    }
}
