//! Other coders: hidden until they are asked for; where they differ from this one; what is settled.

use super::desk::remark;
use super::stage::{self, Place, View};
use super::subject::{Act, Subject, carry_out, mine, of_subject, seconds};
use super::{App, light, motion, open as opening, passages, shelf};
use crate::analysis::{Likeness, Pairing, Stood, coders_named, overlapping, pairing, same_tags};
use crate::annotation::{Annotation, Target};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

pub use crate::analysis::CONSENSUS;

/// How two coders differ about a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The same passage, other tags.
    Tags,
    /// Overlapping passages, other borders.
    Borders,
    /// Only this coder's.
    OnlyMine,
    /// Only the other's.
    OnlyTheirs,
}

impl Difference {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Tags, Self::Borders, Self::OnlyMine, Self::OnlyTheirs];

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Tags => "difference-tags",
            Self::Borders => "difference-borders",
            Self::OnlyMine => "difference-only-mine",
            Self::OnlyTheirs => "difference-only-theirs",
        }
    }
}

/// A passage about which two coders differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Its document.
    pub document: String,
    /// How they differ.
    pub kind: Difference,
    /// This coder's annotation, as it was when it was listed.
    pub mine: Option<Annotation>,
    /// The other's.
    pub theirs: Option<Annotation>,
    /// Who the other is.
    pub other: String,
}

impl Pair {
    /// Returns the annotation that tells its place.
    pub fn place(&self) -> Option<&Annotation> {
        self.mine.as_ref().or(self.theirs.as_ref())
    }
}

/// The differences.
#[derive(Default)]
pub struct Differences {
    /// The chosen pair.
    pub place: Place,
    /// All pairs: by kind, then place. They stay until the screen is left.
    pub pairs: Vec<Pair>,
    /// How many passages are alike in place and tags.
    pub alike: usize,
    /// How many pairs have a settled version.
    pub settled: usize,
}

/// Rows of a pair on the screen.
pub const ROWS: usize = 4;

/// Shows other coders' annotations, or hides them.
pub fn toggle(app: &mut App) {
    let mine = app.desk.coder.name().to_owned();
    let names: BTreeSet<&str> = app.desk.book.all().flat_map(|(_, list)| list).map(|a| a.coder.as_str()).collect();
    let names: Vec<String> = names.into_iter().filter(|name| *name != mine).map(|name| name_of(app, name)).collect();
    if names.is_empty() {
        return app.notice("notice-no-others");
    }
    app.desk.others = !app.desk.others;
    remark(app);
    let key = if app.desk.others { "notice-others-shown" } else { "notice-others-hidden" };
    app.notice_with(key, &[("names", names.join(" "))]);
}

/// Returns the name of a coder as people read it.
pub fn name_of(app: &App, coder: &str) -> String {
    coders_named([coder], &app.face.words)
}

/// Opens the differences.
pub fn open(app: &mut App) {
    shelf::survey_annotated(app);
    let coder = app.desk.coder.name().to_owned();
    let (mut pairs, mut alike, mut alone) = (Vec::new(), 0, true);
    for (document, list) in app.desk.book.all() {
        let own: Vec<Stood<'_>> = of(app, document, list, &coder);
        let others: BTreeSet<&str> = list.iter().map(|a| a.coder.as_str()).filter(|name| *name != coder).collect();
        alone &= others.is_empty();
        // Only documents that both have coded count.
        for other in others.into_iter().filter(|name| *name != CONSENSUS && !own.is_empty()) {
            let found = pairing(&own, &of(app, document, list, other), &app.desk.book.codebook);
            alike += differences(document, other, found, &mut pairs);
        }
    }
    if pairs.is_empty() && alike == 0 {
        return app.notice(if alone { "notice-no-others" } else { "notice-none-in-common" });
    }
    let start = |pair: &Pair| pair.place().map(|a| a.target.start());
    pairs.sort_by(|a, b| (a.kind, &a.document, start(a)).cmp(&(b.kind, &b.document, start(b))));
    app.stage.differences = Differences { pairs, alike, ..Differences::default() };
    stage::show(app, View::Differences);
}

/// Returns the annotations of a coder, each with where it stands.
fn of<'a>(app: &'a App, document: &str, list: &'a [Annotation], coder: &str) -> Vec<Stood<'a>> {
    let own = list.iter().filter(|a| a.coder == coder);
    own.map(|a| (a, passages::target(app, document, a))).collect()
}

/// Lists where two coders differ in a document; returns in how many passages they do not.
fn differences(document: &str, other: &str, found: Pairing<'_>, pairs: &mut Vec<Pair>) -> usize {
    let pair = |kind, mine: Option<&Annotation>, theirs: Option<&Annotation>| Pair {
        document: document.to_owned(),
        kind,
        mine: mine.cloned(),
        theirs: theirs.cloned(),
        other: other.to_owned(),
    };
    let mut alike = 0;
    for (mine, theirs, likeness) in found.pairs {
        match likeness {
            Likeness::Alike => alike += 1,
            Likeness::Tags => pairs.push(pair(Difference::Tags, Some(mine), Some(theirs))),
            Likeness::Ends => pairs.push(pair(Difference::Borders, Some(mine), Some(theirs))),
        }
    }
    pairs.extend(found.mine.into_iter().map(|mine| pair(Difference::OnlyMine, Some(mine), None)));
    pairs.extend(found.theirs.into_iter().map(|theirs| pair(Difference::OnlyTheirs, None, Some(theirs))));
    alike
}

/// Keeps the chosen pair in sight.
pub fn arrange(app: &mut App) {
    let height = usize::from(app.screen.board.h) / ROWS;
    app.stage.differences.settled = count_settled(app);
    let differences = &mut app.stage.differences;
    differences.place.reveal(differences.pairs.len(), height);
}

fn chosen(app: &App) -> Option<&Pair> {
    let differences = &app.stage.differences;
    differences.pairs.get(differences.place.chosen)
}

/// Tells whether the two versions of a pair are alike by now.
pub fn is_alike(app: &App, pair: &Pair) -> bool {
    let coder = app.desk.coder.name();
    let Some(theirs) = pair.theirs.as_ref().and_then(|a| app.desk.book.get(&pair.document, a.id)) else { return false };
    let own = app.desk.book.of(&pair.document).iter().filter(|a| a.coder == coder);
    own.filter(|a| a.target == theirs.target).any(|a| same_tags(a, theirs, &app.desk.book.codebook))
}

/// Returns the settled version of a pair, if there is one.
pub fn settled<'a>(app: &'a App, pair: &Pair) -> Option<&'a Annotation> {
    let place = pair.place()?;
    let list = app.desk.book.of(&pair.document).iter();
    list.filter(|a| a.coder == CONSENSUS).find(|a| a.target.shared(&place.target) > 0)
}

/// Counts the pairs that have a settled version.
fn count_settled(app: &App) -> usize {
    let mut places: BTreeMap<&str, Vec<&Target>> = BTreeMap::new();
    for pair in &app.stage.differences.pairs {
        places.entry(&pair.document).or_default().extend(pair.place().map(|place| &place.target));
    }
    let of = |(document, places): (&str, Vec<&Target>)| {
        let settled = app.desk.book.of(document).iter().filter(|a| a.coder == CONSENSUS);
        let all: Vec<&Target> = settled.map(|a| &a.target).chain(places.iter().copied()).collect();
        let first = all.len() - places.len();
        // What is settled stands in front.
        let done = |(a, b): (usize, usize)| (a < first && b >= first).then_some(b);
        if first == 0 { 0 } else { overlapping(&all).into_iter().filter_map(done).collect::<BTreeSet<_>>().len() }
    };
    places.into_iter().map(of).sum()
}

/// Returns what an act would be about: my annotation of the chosen pair, else one of mine where theirs is.
pub fn subjects(app: &mut App) -> Vec<Subject> {
    let found = chosen(app).and_then(|pair| Some((pair.document.clone(), pair.place()?.clone())));
    found.map(|(document, annotation)| mine(app, &document, &annotation)).into_iter().collect()
}

/// Adopts the other's version of the chosen pair as mine.
pub fn adopt(app: &mut App) {
    let Some(Pair { document, theirs: Some(theirs), mine: own, .. }) = chosen(app).cloned() else {
        return app.notice("notice-nothing-to-adopt");
    };
    let present = own.and_then(|own| app.desk.book.get(&document, own.id).cloned());
    let subject = mine(app, &document, &theirs);
    let Some((before, mut after)) = present.map(|own| (Some(own.clone()), own)).or_else(|| of_subject(app, &subject))
    else {
        return;
    };
    after.target.clone_from(&theirs.target);
    after.quotation.clone_from(&theirs.quotation);
    after.tags.clone_from(&theirs.tags);
    carry_out(app, "edit-adopt", vec![Act { document, before, after: Some(after) }], Vec::new());
    let name = name_of(app, &theirs.coder);
    app.notice_with("notice-adopted", &[("name", name)]);
}

/// Writes the settled version of the chosen pair: mine as it is now, else theirs.
pub fn settle(app: &mut App) {
    let Some(pair) = chosen(app).cloned() else { return };
    let present = pair.mine.as_ref().and_then(|own| app.desk.book.get(&pair.document, own.id));
    let now_mine = pair.theirs.as_ref().map(|theirs| mine(app, &pair.document, theirs));
    let taken = match now_mine {
        Some(Subject::Annotation(document, id)) => app.desk.book.get(&document, id),
        _ => None,
    };
    let Some(from) = present.or(taken).or(pair.theirs.as_ref()).cloned() else { return };
    let whose = from.coder.clone();
    let before = settled(app, &pair).cloned();
    let now = seconds(app);
    let id = before.as_ref().map_or_else(|| app.desk.ids.make(app.now), |a| a.id);
    let created = before.as_ref().map_or(now, |a| a.created);
    let after = Annotation { id, coder: CONSENSUS.into(), created, conflicts: Vec::new(), ..from };
    carry_out(app, "edit-settle", vec![Act { document: pair.document, before, after: Some(after) }], Vec::new());
    let (done, all) = (count_settled(app), app.stage.differences.pairs.len());
    let name = name_of(app, &whose);
    app.notice_with("notice-settled", &[("name", name), ("done", done.to_string()), ("count", all.to_string())]);
    stage::down(app);
}

/// Goes to the chosen pair in its text, with both versions shown.
pub fn go(app: &mut App) {
    let found = chosen(app).and_then(|pair| {
        let place = pair.place()?;
        Some((pair.document.clone(), place.target.start(), place.id))
    });
    let Some((document, at, id)): Option<(String, _, Uuid)> = found else { return };
    motion::leave(app);
    app.stage.view = View::Panes;
    app.screen.focus = super::screen::Focus::Text;
    if !app.desk.others {
        app.desk.others = true;
        remark(app);
    }
    opening::go_to_char(app, &document, at);
    if app.desk.mark(id).is_some() {
        light::light(app, id);
    }
}
