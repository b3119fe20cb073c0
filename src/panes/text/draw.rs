//! The text: typeset rows with highlights, selection, hits, seams and stripes.

use crate::annotation::place_at;
use crate::annotation::telling;
use crate::brush::{Paint, sentence};
use crate::layout::{Line, Row, Set, glyphs};
use crate::panes::text::{empty, signs, units};
use crate::popups::note;
use crate::state::project::Mark;
use crate::state::view::Focus;
use crate::state::{Model, screen};
use crate::text::decode::one_line;
use crate::text::{Block, Document, Genre, Ink, Kind, Reading};
use crate::theme::{Look, Role};
use crate::units::{Area, Byte, ByteSpan, Cell};

/// What is drawn over the text, found once a frame.
struct Layers<'a> {
    marks: Vec<(&'a Mark, usize)>,
    selection: Vec<ByteSpan>,
    blink: Vec<ByteSpan>,
    cursor: Option<Byte>,
    /// The sentence that alone is in full ink: the place of its block, and its part of the reading.
    ruler: Option<(usize, ByteSpan)>,
}

/// Stripes side by side in the gutter.
const LANES: usize = 2;

/// Draws the text pane.
pub fn draw(model: &Model, paint: &mut Paint<'_>) {
    let pane = model.screen.text;
    head(model, paint, model.screen.text_head);
    paint.fill(pane, Role::Text);
    let Some(document) = model.reader.document.as_deref() else {
        let look = paint.over(Role::Text, Role::Faint);
        let told = match &model.reader.error {
            Some(error) => model.face.words.error(error),
            None if model.shelf.documents.is_empty() => return empty::draw(model, paint),
            None => model.say("opening"),
        };
        sentence(paint, model.screen.column, &told, look);
        return;
    };
    if model.reader.lines.is_empty() {
        let look = paint.over(Role::Text, Role::Faint);
        sentence(paint, model.screen.column, &model.say("empty-document"), look);
    }
    bar(model, paint);
    let layers = layers(model);
    let mut reading: Option<(usize, Reading<'_>)> = None;
    for (line, y) in model.reader.lines.iter().zip(model.screen.column.y..) {
        let (Some(row), Some(block)) = (line.row, document.structure.block(line.block)) else { continue };
        if reading.as_ref().is_none_or(|(id, _)| *id != line.block) {
            reading = document.reading(line.block).map(|reading| (line.block, reading));
        }
        if let Some((_, reading)) = &reading {
            let place = Place { line, row, y, block };
            draw_row(model, paint, &place, reading, &layers);
            gutter(model, paint, &place, reading, &layers);
        }
    }
}

/// Draws the bar: what is in sight, and where annotations and hits lie.
fn bar(model: &Model, paint: &mut Paint<'_>) {
    let area = model.screen.bar;
    let (first, last) = model.screen.thumb;
    let base = paint.look(Role::Pane);
    let grounds = paint.theme.has_grounds();
    let thumb = base.over(paint.look(if grounds { Role::PaneHead } else { Role::Chosen }));
    paint.fill_look(area, base);
    // What is in sight as a whole needs no thumb.
    let part = last + 1 < first + area.h;
    if part {
        paint.fill_look(Area { y: area.y + first, h: (last + 1).saturating_sub(first), ..area }, thumb);
    }
    for tick in &model.screen.ticks {
        let ground = if part && (first..=last).contains(&tick.row) { thumb } else { base };
        let (sign, look) = match tick.hue {
            Some(hue) => ("-", ground.over(paint.theme.tag_name(hue))),
            None => ("=", ground.over(paint.look(Role::Key))),
        };
        paint.text(area.x, area.y + tick.row, area.right(), sign, look);
    }
}

fn head(model: &Model, paint: &mut Paint<'_>, row: Area) {
    let focused = model.screen.focus == Focus::Text;
    let title = match model.reader.document.as_deref() {
        Some(document) if model.reader.article == 0 => {
            let name = telling::name(&document.path);
            let view = if model.reader.printed { "head-printed" } else { "head-page" };
            format!("{name}  {}", model.say(view))
        }
        Some(document) => document.title(model.reader.article).to_owned(),
        None => model.reader.wanted.clone().unwrap_or_else(|| empty::head(model)),
    };
    let several = |d: &&Document| d.structure.articles.len() > 1 && model.reader.article > 0;
    let document = model.reader.document.as_deref().filter(several);
    let count = document.map(|d| {
        let (here, all) = (model.reader.article, d.structure.articles.len());
        if d.structure.is_book() && d.whole {
            model.face.words.fill("head-chapter", &[("here", here.to_string()), ("count", all.to_string())])
        } else {
            format!("{here}/{all}")
        }
    });
    let memo = note::has_memo(model).then(|| model.say("head-memo"));
    let genre = model.reader.document.as_deref().and_then(|document| genre(model, document));
    let told: Vec<String> = memo.into_iter().chain(genre).chain(count).collect();
    let title = section(model).map_or_else(|| title.clone(), |section| format!("{title} / {section}"));
    paint.head(row, &title, &told.join("  "), focused);
}

/// Returns what the document is, where that is not the common thing or a person said so.
fn genre(model: &Model, document: &Document) -> Option<String> {
    let structure = &document.structure;
    let common = matches!(structure.genre, Genre::Page | Genre::Article | Genre::Plain);
    (structure.told || !common).then(|| model.say(structure.genre.label()))
}

/// How many blocks back the heading of a section is looked for.
const SECTION: usize = 1000;

/// Returns the section that the first row is in, while its heading is not to be seen.
fn section(model: &Model) -> Option<String> {
    let document = model.reader.document.as_deref()?;
    let first = model.reader.lines.first()?;
    let above = model.reader.order().get(..first.place)?;
    let heading = above
        .iter()
        .rev()
        .take(SECTION)
        .filter_map(|id| document.structure.block(*id))
        .find(|b| b.kind == Kind::Section)?;
    let text = document.reading(document.structure.block_at(heading.start())?)?.text;
    let text = one_line(text.get(heading.markup..)?).into_owned();
    // A heading that says the title again adds nothing to it.
    Some(text).filter(|text| !document.title(model.reader.article).contains(text.trim()))
}

fn layers(model: &Model) -> Layers<'_> {
    let reader = &model.reader;
    let first = reader.lines.iter().find_map(|line| reader.source(line.place, line.row?.start));
    let last = reader.lines.iter().rev().find_map(|line| reader.source(line.place, line.row?.end));
    let (first, last) = (first.unwrap_or_default(), last.unwrap_or(Byte(usize::MAX)));
    let seen = model.project.marks.iter().filter(|mark| mark.placed.start() <= last && mark.placed.end() >= first);
    let mut lanes = [Byte(0); LANES];
    let marks = seen.map(|mark| {
        let free = lanes.iter().position(|end| *end <= mark.placed.start());
        if let Some(end) = free.and_then(|lane| lanes.get_mut(lane)) {
            *end = mark.placed.end();
        }
        (mark, free.unwrap_or(LANES))
    });
    let focused = model.screen.focus == Focus::Text || reader.selection.is_some();
    // Inside words that are left out the cursor stands on what is read next.
    let at = reader.at(reader.cursor).and_then(|at| reader.source(at.place, at.offset)).unwrap_or(reader.cursor);
    let blink = blinking(model);
    let ruler = model.face.settings.ruler.then(|| units::sentence_here(reader)).flatten();
    Layers { marks: marks.collect(), selection: model.reader.target(), blink, cursor: focused.then_some(at), ruler }
}

/// Returns where something was just undone.
fn blinking(model: &Model) -> Vec<ByteSpan> {
    let Some((path, passages)) = &model.reader.blink else { return Vec::new() };
    let document = model.reader.document.as_deref().filter(|document| *document.path == **path);
    let of = |document| passages.iter().flat_map(move |at| place_at(&at.target, &at.quotation, document).spans);
    document.into_iter().flat_map(of).collect()
}

/// A row, and where it goes.
struct Place<'a> {
    line: &'a Line,
    row: Row,
    y: Cell,
    block: &'a Block,
}

/// Returns how a block looks. What stands about a headline has three looks: what goes on with it is bold, what names
/// the page's column has the colour of sections, who wrote it is pale.
fn look_of(paint: &Paint<'_>, block: &Block) -> Look {
    let over = |role| paint.over(Role::Text, role);
    match block.kind {
        _ if block.repeated => over(Role::Faint),
        Kind::Title => over(Role::Heading),
        Kind::Section => over(Role::Section),
        Kind::Subtitle | Kind::Kicker => Look { bold: true, ..paint.look(Role::Text) },
        Kind::Rubric => Look { bold: false, ..over(Role::Section) },
        Kind::Byline => over(Role::Faint),
        Kind::Caption | Kind::Credit => over(Role::Caption),
        Kind::Body | Kind::Other => paint.look(Role::Text),
    }
}

/// How a row looks before anything lies over it.
struct Ground<'a> {
    base: Look,
    /// How it is set, if it is a row of a table.
    set: Option<&'a Set>,
    /// Who speaks and when, or a mark of what the block is.
    quiet: ByteSpan,
    /// Marks of Markdown, and what they mark.
    signs: &'a [ByteSpan],
    inked: Vec<&'a (ByteSpan, Ink)>,
}

impl<'a> Ground<'a> {
    fn of(model: &'a Model, paint: &Paint<'_>, place: &Place<'_>, reading: &Reading<'_>) -> Self {
        let Place { line, row, block, .. } = *place;
        let document = model.reader.document.as_deref();
        let structure = document.map(|document| &document.structure);
        let headed = structure.is_some_and(|structure| structure.heads_entry(line.block));
        let set = model.reader.set(line.block);
        let base = if headed { paint.over(Role::Text, Role::Section) } else { look_of(paint, block) };
        let base = if set.is_some_and(|set| set.head) { Look { bold: true, ..base } } else { base };
        let quiet = structure.filter(|_| !headed).map_or(ByteSpan::default(), |structure| structure.quiet(line.block));
        let hull = reading.hull(row.start, row.end);
        let markup = document.filter(|_| !model.reader.printed).and_then(Document::markup);
        let signs = markup.map_or(&[][..], |markup| markup.signs_in(hull));
        Self { base, set, quiet, signs, inked: markup.into_iter().flat_map(|markup| markup.inked_in(hull)).collect() }
    }

    fn look(&self, paint: &Paint<'_>, block: &Block, at: Byte, offset: usize) -> Look {
        let parts = self.set.is_some_and(|set| set.quiet.iter().any(|range| range.contains(&offset)));
        if parts || self.quiet.contains(at) || self.signs.iter().any(|span| span.contains(at)) {
            return paint.over(Role::Text, Role::Faint);
        }
        let over = self.inked.iter().filter(|(span, _)| span.contains(at));
        over.fold(self.base, |look, (_, ink)| worn(paint, look, *ink, block))
    }
}

fn draw_row(model: &Model, paint: &mut Paint<'_>, place: &Place<'_>, reading: &Reading<'_>, layers: &Layers<'_>) {
    let Place { line, row, y, block } = *place;
    let ground = Ground::of(model, paint, place, reading);
    let hull = reading.hull(row.start, row.end);
    let marks: Vec<&Mark> = layers
        .marks
        .iter()
        .map(|(mark, _)| *mark)
        .filter(|mark| mark.placed.spans.iter().any(|span| span.overlaps(hull)))
        .collect();
    let hits = model.search.of_block(line.block);
    let seams: Vec<usize> = reading.seams().collect();
    let corrected: Vec<std::ops::Range<usize>> = reading.corrected().collect();
    let column = model.screen.column;
    let mut x = column.x + line.inset + row.indent;
    // Blanks at the end of a row, and a mark that hangs, may lie behind the column.
    let right = column.right() + 2;
    let mut last: Option<Look> = None;
    for glyph in glyphs(reading.text.get(row.start..row.end).unwrap_or_default(), paint.widths) {
        let offset = row.start + glyph.start;
        let at = reading.source(offset);
        let mut look = ground.look(paint, block, at, offset);
        if seams.contains(&offset) {
            look = look.over(paint.look(Role::Mark));
        }
        look.underline |= corrected.iter().any(|range| range.contains(&offset));
        look = highlight(model, paint, look, &marks, at);
        let read = |(place, unit): (usize, ByteSpan)| place == line.place && unit.contains(Byte(offset));
        if layers.ruler.is_some_and(|ruler| !read(ruler)) {
            look = Look { bold: false, ..look.over(paint.look(Role::Faint)) };
        }
        if let Some((_, here)) = hits.iter().find(|(range, _)| range.contains(&offset)) {
            look = look.over(paint.look(if *here { Role::HitHere } else { Role::Hit }));
        }
        if layers.blink.iter().any(|span| span.contains(at)) {
            look = look.over(paint.look(Role::HitHere));
        }
        if layers.selection.iter().any(|span| span.contains(at)) {
            look = look.over(paint.look(Role::Selection));
        }
        if layers.cursor == Some(at) {
            look = look.over(paint.look(Role::Cursor));
        }
        let pad = ground.set.map_or(0, |set| set.pad(offset));
        if last == Some(look) {
            // What is marked over two cells is marked between them.
            let blanks = Area { x, y, w: pad.min(column.right().saturating_sub(x)), h: 1 };
            paint.fill_look(blanks, Look { underline: false, ..look });
        }
        x = x.saturating_add(pad);
        last = Some(look);
        let end = if glyph.shown.trim().is_empty() { column.right() } else { right };
        x = paint.glyph(x, y, end, &glyph, look);
    }
}

/// Returns how marked text looks: bold and slanted as its marks say; a heading that the page has for another thing is one.
fn worn(paint: &Paint<'_>, look: Look, ink: Ink, block: &Block) -> Look {
    match ink {
        Ink::Strong => Look { bold: true, ..look },
        Ink::Emphasis => Look { italic: true, ..look },
        Ink::Link => Look { underline: true, ..look },
        Ink::Struck => look.over(paint.look(Role::Faint)),
        Ink::Code => look.over(paint.look(Role::Caption)),
        Ink::Heading if block.kind.is_heading() => look,
        Ink::Heading => look.over(paint.look(Role::Section)),
    }
}

/// The shortest annotation gives the colour; more than one are told by an underline; the lit one is stronger.
fn highlight(model: &Model, paint: &Paint<'_>, look: Look, marks: &[&Mark], at: Byte) -> Look {
    let mut covering: Vec<&&Mark> = marks.iter().filter(|mark| mark.placed.contains(at)).collect();
    if covering.is_empty() {
        return look;
    }
    covering.sort_by_key(|mark| mark.placed.len());
    let lit = covering.iter().find(|mark| model.project.lit == Some(mark.id));
    let shown = lit.or(covering.first());
    let hue = shown.and_then(|mark| mark.hues.first()).copied().unwrap_or_default();
    // Pale words would be lost on a tint.
    let plain = Look { fg: paint.look(Role::Text).fg, dim: false, ..look };
    let mut look = if look.bold { look } else { plain }.over(paint.theme.tagged(hue));
    look.underline |= covering.len() > 1;
    if lit.is_some() {
        look = look.over(paint.look(Role::Lit));
    }
    look
}

/// Draws stripes, and marks for seams, gaps, repetitions and notes.
fn gutter(model: &Model, paint: &mut Paint<'_>, place: &Place<'_>, reading: &Reading<'_>, layers: &Layers<'_>) {
    let Place { row, y, block, .. } = *place;
    let area = model.screen.gutter;
    let stripes = area.right().saturating_sub(screen::GUTTER);
    let hull = reading.hull(row.start, row.end);
    let paper = paint.look(Role::Text);
    let mut noted = false;
    for (mark, lane) in &layers.marks {
        if !mark.placed.spans.iter().any(|span| span.overlaps(hull)) {
            continue;
        }
        noted |= hull.contains(mark.placed.start()) && mark.noted;
        if *lane < LANES {
            let mut look = paper.over(paint.theme.tag_name(mark.hues.first().copied().unwrap_or_default()));
            look.bold = model.project.lit == Some(mark.id);
            paint.text(stripes + *lane as Cell, y, area.right(), "|", look);
        }
    }
    let sign_at = area.right().saturating_sub(2);
    if let Some((sign, role, _)) = signs::of_row(block, row, reading, noted) {
        paint.text(sign_at, y, area.right(), sign, paper.over(paint.look(role)));
    }
    if model.reader.numbers {
        number(paint, area, y, &(block, row, reading));
    }
}

/// Draws the number of the source line that begins in a row.
fn number(paint: &mut Paint<'_>, area: Area, y: Cell, (block, row, reading): &(&Block, Row, &Reading<'_>)) {
    let begins = |at: Byte| (row.start..row.end).contains(&reading.offset(at));
    let first = row.start <= block.markup;
    let found = block.parts.iter().find(|part| begins(part.span.start)).or(block.parts.first().filter(|_| first));
    if let Some(part) = found {
        let look = paint.over(Role::Text, Role::Faint);
        let end = area.right().saturating_sub(screen::GUTTER + 1);
        paint.right(Area { w: end.saturating_sub(area.x), ..area.row(y - area.y) }, &part.line.to_string(), look);
    }
}
