//! The structure of a text whose format says what its blocks are. Nothing is guessed and nothing moves; what a person
//! corrected wins here as elsewhere.

use super::blocks::Structure;
use super::correct::{self, Correction};
use super::form::Form;
use super::gather;
use super::genre::Genre;
use super::judge::Judged;
use super::kind::{Kind, View};
use super::lines::Line;
use super::marks;
use super::turns::turn::Turn;
use crate::text::source::given::{Given, Layout, Role, Sort};
use crate::units::{ByteSpan, Slice};

/// As many headings of the first level, and parts that long between them, make the articles of a text without a table of
/// contents.
const CHAPTERS: usize = 2;

impl Structure {
    /// Makes the structure that a format gives, with what a person corrected. Nothing, if the format only knows lines:
    /// they are judged as those of a plain text.
    pub fn given(text: &str, layout: &Layout, corrections: &[Correction], view: View) -> Option<Self> {
        let told = correct::genre(corrections);
        if layout.sort == Sort::Lines || told.is_some() {
            return None;
        }
        let mut judged = lines(text, layout);
        correct::kinds(&mut judged, corrections);
        correct::articles(&mut judged, corrections);
        let structure = gather::gather(text, &judged, Form::default(), view);
        let genre = match layout.sort {
            Sort::Book => Genre::Book,
            Sort::Subtitle => Genre::Subtitle,
            Sort::Chat => Genre::Chat,
            Sort::Table => Genre::Table,
            Sort::Text | Sort::Lines if structure.has_chapters() => Genre::Book,
            Sort::Text | Sort::Lines => Genre::Article,
        };
        let mut structure = Self { genre, ..structure };
        structure.turns = turns(&structure, layout);
        Some(structure)
    }
}

/// Returns what is one unit with who speaks and when: a cue, a message, a row of the table.
fn turns(structure: &Structure, layout: &Layout) -> Vec<Turn> {
    let spoken = matches!(layout.sort, Sort::Subtitle | Sort::Chat);
    if !spoken && layout.sort != Sort::Table {
        return Vec::new();
    }
    let mut found: Vec<Turn> = Vec::new();
    let mut given = layout.blocks.iter();
    let mut next = given.next();
    for (id, block) in structure.blocks.iter().enumerate() {
        while next.is_some_and(|given| given.span.end <= block.start()) {
            next = given.next();
        }
        let Some(given) = next.filter(|given| given.role != Role::Furniture) else { continue };
        let begins = if spoken { given.span.start == block.start() } else { block.kind == Kind::Title };
        match found.last_mut().filter(|turn| turn.blocks.end == id && !begins) {
            Some(turn) => turn.blocks.end = id + 1,
            None => found.push(Turn {
                blocks: id..id + 1,
                speaker: given.speaker.clone(),
                time: given.time.clone(),
                entry: if spoken { String::new() } else { given.place.clone() },
                row: if spoken { 0 } else { found.len() + 1 },
                head: ByteSpan::default(),
            }),
        }
    }
    found
}

fn kind(role: Role) -> Kind {
    match role {
        Role::Title => Kind::Title,
        Role::Section => Kind::Section,
        Role::Body | Role::Verse => Kind::Body,
        Role::Caption => Kind::Caption,
        Role::Byline => Kind::Byline,
        Role::Rubric => Kind::Rubric,
        Role::Row | Role::Note | Role::Furniture => Kind::Other,
    }
}

/// Returns each block as a line that has been judged: verses and what has line ends inside a line of the source each.
fn lines(text: &str, layout: &Layout) -> Vec<Judged> {
    let chapters = chapters(text, &layout.blocks);
    let mut found: Vec<Judged> = Vec::with_capacity(layout.blocks.len());
    let (mut number, mut at, mut article, mut read) = (1, 0, 0, false);
    for given in &layout.blocks {
        let begins = given.begins || chapters && given.role == Role::Section && given.level == 1;
        article += usize::from(article == 0 || begins && read);
        read = if begins { given.role != Role::Furniture } else { read || given.role != Role::Furniture };
        let mut start = given.span.start.0;
        for (n, raw) in text.slice(given.span).split('\n').enumerate() {
            let line = raw.trim();
            let from = start + (raw.len() - raw.trim_start().len());
            start += raw.len() + 1;
            if line.is_empty() {
                continue;
            }
            let passed = text.slice(ByteSpan::at(at, from)).matches('\n').count();
            (number, at) = (number + passed, from);
            let span = ByteSpan::at(from, from + line.len());
            let kind = match kind(given.role) {
                Kind::Section if begins => Kind::Title,
                kind => kind,
            };
            let article = if given.role == Role::Furniture { 0 } else { article };
            found.push(judged(
                Line { span, number, lines: 1, before: usize::from(n == 0), after: 0, indent: 0, last: false },
                kind,
                article,
                given,
                n > 0,
            ));
        }
    }
    found
}

fn judged(line: Line, kind: Kind, article: usize, given: &Given, solid: bool) -> Judged {
    let level = if matches!(kind, Kind::Section | Kind::Title) { given.level.max(1) } else { 0 };
    Judged {
        line,
        kind,
        level,
        markup: 0,
        fenced: false,
        page: given.role == Role::Furniture,
        edge: None,
        begins: given.begins,
        solid: solid || given.role == Role::Row,
        article,
        placed: true,
        doubtful: false,
        corrected: false,
        joins: Some(false),
        gap: None,
        repeated: None,
    }
}

/// Tells whether the headings of the first level begin articles: they are numbered as chapters are, or a long text has
/// several and no article begins by the format's own word.
fn chapters(text: &str, blocks: &[Given]) -> bool {
    let heads: Vec<&Given> = blocks.iter().filter(|given| given.role == Role::Section && given.level == 1).collect();
    let begun = blocks.iter().filter(|given| given.begins).count();
    let numbered = heads.iter().filter(|head| marks::chapter(text.slice(head.span)).is_some()).count();
    begun <= 1 && numbered >= CHAPTERS && numbered * 2 >= heads.len()
}
