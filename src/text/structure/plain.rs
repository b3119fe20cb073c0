//! What the lines of a plain text are: who speaks and when, what they say, chapters.
//!
//! The cues of [`super::cues`] know pages: below a short line with a name they expect an article. Here what stands
//! alone is taken for less: a headline stands above all text or is a chapter's, the head of a turn is never one,
//! and in a text of short lines none of them heads the others.

use super::genre::Genre;
use super::judge::Judged;
use super::kind::Kind;
use super::lists::DOCUMENTS;
use super::turns::speakers::{bracketed, is_cue, is_dated, is_label, is_message, is_named, is_stamped, is_timed};
use super::{contents, form, marks, papers, writers};
use crate::units::Slice;
use std::collections::BTreeSet;

/// What the lines of a text have in common.
#[derive(Clone, Copy, Debug, Default)]
struct Sort {
    /// Turns have heads that only name who speaks.
    named: bool,
    /// They name who speaks in brackets, the same time and again.
    bracketed: bool,
    /// Many lines begin with who says them.
    messages: bool,
    /// Most lines begin with a time and say something behind it.
    stamped: bool,
    /// It holds subtitles.
    cued: bool,
    /// Turns have heads of any kind.
    spoken: bool,
    /// Most of it stands on short lines, one below the other or unfinished: answers, messages, verse.
    loose: bool,
    /// It is one text, a law or a report: its chapters are parts of it.
    whole: bool,
    /// Its chapters are numbered.
    series: bool,
    /// Its first line is a headline by itself: all others are finished sentences, or it is named as documents are.
    titled: bool,
    /// How many lines stand above the first white space.
    lead: usize,
    /// Half of the lines stand right below another.
    close: bool,
}

/// The most code points of a short line.
const SHORT: usize = 40;
/// The most lines of the heading of a text of short lines.
const HEADING: usize = 2;
/// As many lines below one another that are numbered likewise are a list.
const LISTED: usize = 3;
/// Fewer lines tell nothing about a text.
const FEW: usize = 4;

impl Sort {
    fn of(text: &str, judged: &[Judged], genre: Genre) -> Self {
        let lines = || judged.iter().filter(|j| !j.fenced).map(|j| (j, text.slice(j.line.span)));
        let named = lines().filter(|(_, line)| is_named(line)).count();
        let named = named >= 3 && named * 6 >= judged.len();
        let names: Vec<&str> = lines().filter_map(|(_, line)| bracketed(line)).collect();
        let different = names.iter().collect::<BTreeSet<_>>().len();
        let bracketed = names.len() >= 3 && different < names.len() && names.len() * 6 >= judged.len();
        let messages = lines().filter(|(_, line)| is_message(line)).count();
        let stamped = lines().filter(|(_, line)| is_stamped(line)).count();
        let cues = lines().filter(|(_, line)| is_cue(line)).count();
        let timed = lines().filter(|(_, line)| is_timed(line) || is_dated(line)).count();
        let timed = timed >= 2 && timed * 12 >= judged.len();
        let told = |j: &Judged, line: &str| j.level > 0 || is_timed(line) || is_dated(line) || j.kind == Kind::Other;
        let short = |line: &str| line.chars().count() <= SHORT && !marks::is_finished(line);
        // Weighed by their length: a few headings among prose are none of it.
        let (mut loose, mut few, mut all) = (0, 0, 0);
        for (j, line) in lines().filter(|(j, line)| !told(j, line)) {
            let length = line.chars().count();
            let close = j.line.before == 0 && j.line.lines == 1 && length <= SHORT;
            (all, few) = (all + length, few + 1);
            loose += if short(line) || close { length } else { 0 };
        }
        // What names its writers is an article, however short.
        let written = lines().any(|(j, line)| j.kind == Kind::Byline && papers::is_byline(line) && !is_message(line));
        let loose = few >= FEW && loose * 3 >= all * 2 && (timed || !written);
        Self {
            named,
            bracketed,
            messages: messages >= 3 && messages * 3 >= judged.len(),
            stamped: stamped >= FEW - 1 && stamped * 3 >= lines().filter(|(_, line)| !is_label(line)).count() * 2,
            cued: cues >= 2,
            spoken: named || timed || bracketed || cues >= 2,
            loose,
            whole: matches!(genre, Genre::Law | Genre::Report),
            series: form::is_series(text, judged, false),
            titled: is_titled(text, judged),
            close: judged.iter().skip(1).filter(|j| j.line.before == 0).count() * 2 + 1 >= judged.len(),
            lead: judged.iter().skip(1).take_while(|j| j.line.before == 0).count() + 1,
        }
    }

    /// Returns what a text of a genre has in common that a person named.
    fn told(self, genre: Genre) -> Self {
        let Self { stamped, titled, lead, close, whole, .. } = self;
        let plain = Self { whole, titled, lead, close, ..Self::default() };
        match genre {
            Genre::Lines | Genre::Verse | Genre::Table => Self { loose: true, ..plain },
            Genre::Interview => Self { named: true, bracketed: true, messages: true, spoken: true, ..plain },
            Genre::Chat => Self { named: true, messages: true, stamped, spoken: true, ..plain },
            Genre::Subtitle => Self { cued: true, stamped, spoken: true, ..plain },
            Genre::Entries => Self { spoken: true, ..plain },
            Genre::Book => Self { series: true, ..plain },
            Genre::Page | Genre::Article | Genre::Report | Genre::Law | Genre::Markdown | Genre::Plain => plain,
        }
    }

    /// Tells whether a line can stand at the head of the text: the first of many short ones only above white space.
    fn may_head(self, i: usize) -> bool {
        let above = i < self.lead && self.lead <= HEADING;
        let titled = i == 0 && self.titled && !self.spoken;
        !(self.loose || self.spoken) || titled || above && (self.close || self.spoken)
    }

    /// Tells whether a line is what somebody says, whatever it shows besides: one below who speaks, or a message.
    fn is_said(self, j: &Judged, line: &str, told: bool) -> bool {
        let plain = j.edge.is_none() && !marks::is_rule(line);
        plain && (told || self.messages && is_message(line) && j.level == 0)
    }

    /// Tells whether a line is the head of a turn, a message or an entry.
    fn is_head(self, line: &str) -> bool {
        let named = self.named && is_named(line) || self.bracketed && bracketed(line).is_some();
        let timed = is_timed(line) && !(self.stamped && is_stamped(line));
        timed || is_dated(line) || named || self.stamped && is_label(line)
    }
}

/// The headline of a report or a law is the line above its text that is named as documents are.
fn named_as_document(text: &str, judged: &mut [Judged]) {
    let line = |j: &Judged| text.slice(j.line.span).get(j.markup..).unwrap_or_default();
    let long = |j: &Judged| j.kind == Kind::Body && !marks::is_brief(line(j), SHORT);
    let head = judged.iter().position(|j| long(j) || marks::is_address(line(j))).unwrap_or(0);
    let titled = judged.iter().take(head).position(|j| j.kind == Kind::Title && writers::is_document(line(j)));
    let named = titled.or_else(|| judged.iter().take(head).position(|j| writers::is_document(line(j))));
    let Some(named) = named else { return };
    for (i, j) in judged.iter_mut().take(head).enumerate() {
        j.kind = match j.kind {
            _ if i == named => Kind::Title,
            Kind::Title if i < named => Kind::Other,
            // When and where it was given.
            Kind::Title | Kind::Section if j.level == 0 => Kind::Subtitle,
            kind => kind,
        };
    }
}

/// Tells whether the first line is a headline by itself, in a text of short lines: it alone is no sentence, or it is
/// named as documents are.
fn is_titled(text: &str, judged: &[Judged]) -> bool {
    let mut lines = judged.iter().map(|j| text.slice(j.line.span));
    let Some(first) = lines.next().filter(|line| marks::can_head(line) && !marks::holds_clause(line)) else {
        return false;
    };
    let finished = lines.clone().filter(|line| marks::is_finished(line)).count();
    let named = DOCUMENTS.end(first) && !is_message(first);
    named || finished >= FEW - 1 && finished * 4 >= lines.count() * 3
}

/// Settles what the lines of a plain text are. With `local`, lines are told by themselves alone; what a person told the
/// text to be it is.
pub fn settle(text: &str, judged: &mut [Judged], (genre, told): (Genre, Option<Genre>), local: bool) {
    // By itself a line still tells who speaks.
    let sort = if local { Sort { named: true, cued: true, ..Sort::default() } } else { Sort::of(text, judged, genre) };
    let sort = told.map_or(sort, |told| sort.told(told));
    let rows = contents::rows(text, judged, local);
    let (mut above, mut noted) = (true, false);
    for i in 0..judged.len() {
        let place = Place { alone: is_alone(judged, i), heads: heads(judged, i), listed: is_listed(judged, i) };
        let names = names_cue(text, judged, i);
        let told = (sort.spoken || local) && form::is_told(text, judged, i, sort.named && !local);
        let below_it = judged.get(i + 1).map_or("", |j| text.slice(j.line.span));
        let row = |n: usize| {
            rows.get(n) == Some(&true) || judged.get(n).is_some_and(|j| marks::has_leader(text.slice(j.line.span)))
        };
        // The line above its rows names the list of contents.
        let of_contents =
            row(i) || row(i + 1) && marks::can_head(judged.get(i).map_or("", |j| text.slice(j.line.span))) && i > 0;
        let Some(j) = judged.get_mut(i) else { continue };
        let line = text.slice(j.line.span);
        if j.fenced {
            above = false;
            continue;
        }
        // What is noted in a file of subtitles goes on to the next white space.
        noted = if j.line.before > 0 || i == 0 { !local && is_label(line) } else { noted };
        let kind = if sort.is_head(line) || sort.cued && (names || noted) {
            above = false;
            Kind::Other
        } else if sort.whole && of_contents {
            Kind::Other
        } else if rows.get(i) == Some(&true) || sort.is_said(j, line, told) {
            Kind::Body
        } else if sort.whole && heads_part(j, line, below_it, genre == Genre::Law) {
            Kind::Section
        } else if is_chapter(j, line, sort) {
            Kind::Title
        } else if above && matches!(j.kind, Kind::Title | Kind::Kicker | Kind::Subtitle | Kind::Rubric | Kind::Byline) {
            headed(j.kind, line, sort, i)
        } else {
            below(j, line, sort, place)
        };
        above &= !matches!(kind, Kind::Body | Kind::Caption);
        // A chapter's headline has lines of its own below it.
        above |= kind == Kind::Title;
        j.doubtful &= kind == j.kind;
        j.kind = kind;
    }
    bind(text, judged);
    if sort.whole {
        named_as_document(text, judged);
    }
    if local || !judged.iter().any(|j| j.kind == Kind::Title) {
        first_is_title(text, judged, sort);
    }
}

/// Tells whether the line is the number or the name of the subtitle whose time stands right below it.
fn names_cue(text: &str, judged: &[Judged], i: usize) -> bool {
    let line = |n: usize| judged.get(n).map(|j| (j.line.before == 0, text.slice(j.line.span)));
    let apart = |(close, line): (bool, &str)| !close || i == 0 || line.bytes().all(|b| b.is_ascii_digit());
    line(i + 1).is_some_and(|(close, below)| close && is_cue(below)) && line(i).is_some_and(apart)
}

/// The lines of a subtitle make one unit: its number, its time, what stands close below.
fn bind(text: &str, judged: &mut [Judged]) {
    let (mut within, mut named) = (false, false);
    for i in 0..judged.len() {
        let names = names_cue(text, judged, i);
        let Some(j) = judged.get_mut(i) else { continue };
        let (close, cue) = (j.line.before == 0, is_cue(text.slice(j.line.span)));
        j.solid = close && within && !names && (!cue || named);
        within = within && close || cue || names;
        named = names;
    }
}

/// A text without a headline has its first line as one, if that is short and stands above the others.
fn first_is_title(text: &str, judged: &mut [Judged], sort: Sort) {
    let Some(first) = judged.first_mut().filter(|_| sort.may_head(0)) else { return };
    let line = text.slice(first.line.span);
    let told = sort.is_head(line) || is_message(line) || is_named(line) || first.fenced || first.kind == Kind::Caption;
    let told = told || papers::is_folio(line) || marks::is_row(line) || is_label(line);
    if marks::can_head(line) && !told {
        first.kind = Kind::Title;
    }
}

/// Tells whether the line heads a chapter: it is numbered as one, or in a book of numbered chapters named as its
/// other parts are.
fn is_chapter(j: &Judged, line: &str, sort: Sort) -> bool {
    let line = line.get(j.markup..).unwrap_or_default();
    let open = !marks::may_end_paragraph(line) && line.chars().count() <= SHORT;
    let numbered =
        j.level == 1 && j.edge.is_none() && j.markup == 0 && j.kind != Kind::Body && marks::chapter(line).is_some();
    let part = sort.series && j.edge.is_none() && marks::is_part(line) && j.markup == 0;
    open && !sort.whole && (numbered || part || j.kind == Kind::Title && j.level == 1)
}

/// Tells whether the line is the heading of a part of a report or a law: numbered, short, no more than a sentence, text
/// below it that is much longer.
fn heads_part(j: &Judged, line: &str, below: &str, law: bool) -> bool {
    let short = line.chars().count() <= SHORT && !marks::holds_sentence(line);
    let open = !marks::may_end_paragraph(line) || below.chars().count() >= line.chars().count() * 3;
    let chapter = marks::chapter(line).is_some() || !law && j.level > 1;
    chapter
        && short
        && open
        && j.edge.is_none()
        && !marks::is_provision(line)
        && !line.ends_with(['：', ':', '；', ';'])
}

/// Returns what a line above all text is.
fn headed(kind: Kind, line: &str, sort: Sort, i: usize) -> Kind {
    let said = is_message(line) && sort.loose || sort.named && is_named(line);
    let told = i > 0 && matches!(kind, Kind::Title | Kind::Kicker | Kind::Subtitle) && line.ends_with('。');
    if said || told || !sort.may_head(i) { Kind::Body } else { kind }
}

/// What stands around a line.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// White space stands above and below it, and others stand close below that.
    alone: bool,
    /// Text, or a heading below its own, follows.
    heads: bool,
    /// Others that are numbered likewise stand close above and below.
    listed: bool,
}

/// Tells whether the line is one of several below one another that are numbered likewise: none of them heads anything.
fn is_listed(judged: &[Judged], i: usize) -> bool {
    let level = |n: usize| judged.get(n).filter(|j| j.level > 1 && j.markup == 0).map(|j| j.level);
    let close = |n: usize| judged.get(n).is_some_and(|j| j.line.before == 0);
    let run = |from: usize| {
        (from..from + LISTED).all(|n| level(n).is_some() && level(n) == level(i) && (n == from || close(n)))
    };
    ((i + 1).saturating_sub(LISTED)..=i).any(run)
}

/// Tells whether something follows that a line could head.
fn heads(judged: &[Judged], i: usize) -> bool {
    let next = judged.get(i + 1);
    next.is_some_and(|next| next.level > 0 || !matches!(next.kind, Kind::Rubric | Kind::Section | Kind::Other))
}

/// Tells whether a line stands between white space above others that stand close: the heading of verses.
fn is_alone(judged: &[Judged], i: usize) -> bool {
    let before = |n: usize| judged.get(n).map(|j| j.line.before);
    before(i) > Some(0) && before(i + 1) > Some(0) && before(i + 2) == Some(0)
}

/// Returns what a line below the first text is.
fn below(j: &Judged, line: &str, sort: Sort, place: Place) -> Kind {
    let writers = papers::is_byline(line) && !is_message(line) && !sort.spoken;
    let flat = (sort.spoken || sort.loose) && j.level == 0;
    let said = sort.messages && is_message(line) && j.level == 0 || marks::has_leader(line);
    match j.kind {
        Kind::Title | Kind::Subtitle | Kind::Kicker | Kind::Section | Kind::Rubric if said || place.listed => {
            Kind::Body
        }
        Kind::Section | Kind::Rubric if place.alone && !sort.spoken => Kind::Section,
        Kind::Other if flat && j.edge.is_none() && !papers::is_folio(line) && !marks::is_rule(line) => Kind::Body,
        Kind::Byline if !writers && (is_message(line) || flat) => Kind::Body,
        Kind::Title | Kind::Kicker | Kind::Subtitle if marks::may_end_paragraph(line) || flat => Kind::Body,
        Kind::Title | Kind::Kicker | Kind::Subtitle => Kind::Section,
        Kind::Caption if flat && papers::points_at_picture(line) => Kind::Caption,
        Kind::Rubric | Kind::Section | Kind::Caption if flat => Kind::Body,
        Kind::Rubric if !place.heads && j.level == 0 => Kind::Body,
        kind => kind,
    }
}
