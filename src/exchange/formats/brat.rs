//! brat's standoff format: a text and a file of annotations for each document. Offsets are code points; no range holds
//! a line end or a tab.

use crate::annotation::{Codebook, Tag};
use crate::error::{Error, Result};
use crate::exchange::common::cells::offset;
use crate::exchange::common::taxonomy::{path, split};
use crate::exchange::common::xml::whole;
use crate::exchange::intake::incoming::{Incoming, Mark, Quoted, Text};
use crate::exchange::out::laid::{Sheet, lay};
use crate::exchange::out::landing::BESIDE;
use crate::exchange::out::rendition::Sources;
use crate::exchange::{Bundle, Member, Options, Parcel, Written};
use crate::text::decode::decode;
use crate::words::Words;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::ops::Range;

/// What stands for bytes that are no characters.
const BROKEN: char = char::REPLACEMENT_CHARACTER;

/// The type of an annotation without a tag.
const PLAIN: &str = "Highlight";

/// Writes texts, annotations, and the configuration that names types and coders.
///
/// # Errors
/// Never.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let (sheets, beyond) = lay(bundle, options, Sources::Page, Some(pieces));
    let slugs = slugs(bundle.codebook());
    let name = |key: &str| path(bundle.codebook(), key, words.lang());
    let mut members: Vec<Member> = vec![
        ("annotation.conf".into(), annotation_conf(bundle, &slugs).into_bytes()),
        ("visual.conf".into(), visual_conf(&slugs, &name).into_bytes()),
    ];
    let mut stems = BTreeSet::new();
    for sheet in &sheets {
        let stem = sheet.stem();
        // Two documents whose names differ in their extension alone.
        let stem = if stems.insert(stem.clone()) { stem } else { format!("{stem}-{}", stems.len()) };
        members.push((format!("{stem}.txt"), sheet.text().as_bytes().to_vec()));
        members.push((format!("{stem}.ann"), annotations(sheet, bundle, &slugs, &name).into_bytes()));
    }
    Ok(Written { parcel: Parcel::Many(members), beyond })
}

/// Tells whether a reader may take the character for the end of a line, or of a column.
fn ends_line(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Cuts a range at line ends, and its white space off.
fn pieces(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let words = text.get(range.clone()).unwrap_or_default();
    let mut found = Vec::new();
    for line in words.split(ends_line) {
        // A part of the text is where its bytes are.
        let start = range.start + (line.as_ptr() as usize - words.as_ptr() as usize);
        found.extend(crate::exchange::out::laid::trimmed(text, &(start..start + line.len())));
    }
    found
}

/// Returns the types of tags: letters and digits of ASCII, each once.
fn slugs(codebook: &Codebook) -> BTreeMap<String, String> {
    let mut taken = BTreeSet::from([PLAIN.to_lowercase()]);
    let mut found = BTreeMap::new();
    for tag in codebook.in_use() {
        let plain = |text: &str| -> String {
            text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect()
        };
        let name = [&tag.key, &tag.en].into_iter().find(|name| !name.is_empty() && name.is_ascii());
        let slug = name.map_or_else(|| format!("t{}", &short(tag)), |name| plain(name));
        let numbered = (2..).map(|n| format!("{slug}-{n}"));
        let free = std::iter::once(slug.clone()).chain(numbered).find(|slug| taken.insert(slug.to_lowercase()));
        found.insert(tag.key.clone(), free.unwrap_or(slug));
    }
    found
}

fn short(tag: &Tag) -> String {
    crate::exchange::common::guids::other("slug", &tag.key).simple().to_string().chars().take(8).collect()
}

fn annotation_conf(bundle: &Bundle, slugs: &BTreeMap<String, String>) -> String {
    let mut conf = format!("{BESIDE}[entities]\n");
    let _ = writeln!(conf, "{PLAIN}");
    let mut below = vec![(None::<String>, 0)];
    while let Some((key, depth)) = below.pop() {
        if let Some(slug) = key.as_ref().and_then(|key| slugs.get(key)) {
            let _ = writeln!(conf, "{}{slug}", "\t".repeat(depth - 1));
        }
        let children = bundle.codebook().children(key.as_deref());
        below.extend(children.into_iter().rev().map(|tag| (Some(tag.key.clone()), depth + 1)));
    }
    let coders: Vec<&str> = bundle.coders().into_iter().collect();
    let _ =
        write!(conf, "\n[relations]\n\n[events]\n\n[attributes]\nCoder\tArg:<ENTITY>, Value:{}\n", coders.join("|"));
    conf
}

fn visual_conf(slugs: &BTreeMap<String, String>, name: &dyn Fn(&str) -> String) -> String {
    let mut conf = String::from("[labels]\n");
    for (key, slug) in slugs {
        let path = name(key).replace(['|', '\n', '\t'], " ");
        let last = path.rsplit(" / ").next().unwrap_or_default();
        let _ = writeln!(conf, "{slug} | {path} | {last}");
    }
    conf
}

fn annotations(
    sheet: &Sheet<'_>,
    bundle: &Bundle,
    slugs: &BTreeMap<String, String>,
    name: &dyn Fn(&str) -> String,
) -> String {
    let (mut out, mut entities, mut notes) = (String::new(), 0, 0);
    for mark in &sheet.marks {
        let mut tags: Vec<Option<&str>> = mark.entry.tags(bundle.codebook()).into_iter().map(Some).collect();
        if tags.is_empty() {
            tags.push(None);
        }
        let places: Vec<String> =
            mark.ranges.iter().map(|range| format!("{} {}", sheet.char(range.start), sheet.char(range.end))).collect();
        let words: Vec<&str> = mark.ranges.iter().map(|range| sheet.slice(range)).collect();
        for (n, tag) in tags.into_iter().enumerate() {
            entities += 1;
            let slug = tag.and_then(|tag| slugs.get(tag)).map_or(PLAIN, String::as_str);
            let _ = writeln!(out, "T{entities}\t{slug} {}\t{}", places.join(";"), words.join(" "));
            let _ = writeln!(out, "A{entities}\tCoder T{entities} {}", mark.entry.annotation.coder);
            let note =
                Some(mark.entry.annotation.note.as_str()).filter(|note| n == 0 && mark.before == 0 && !note.is_empty());
            let said = tag
                .map(|tag| ("Label", name(tag)))
                .into_iter()
                .chain(note.map(|note| ("AnnotatorNotes", note.to_owned())));
            for (sort, text) in said {
                notes += 1;
                let _ = writeln!(out, "#{notes}\t{sort} T{entities}\t{}", escaped(&text));
            }
        }
    }
    out
}

/// Writes a text on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if ends_line(c) => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let code = after.strip_prefix('u').and_then(|code| code.get(..4));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (c, taken) = match (after.chars().next(), code) {
            (Some('n'), _) => ('\n', 1),
            (Some('t'), _) => ('\t', 1),
            (Some('\\'), _) => ('\\', 1),
            (_, Some(c)) => (c, 5),
            _ => ('\\', 0),
        };
        out.push(c);
        rest = after.get(taken..).unwrap_or_default();
    }
    out + rest
}

/// Reads texts and their annotations.
///
/// # Errors
/// There is no file of annotations.
pub fn read(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let members: BTreeMap<String, Vec<u8>> = parcel.members(name).into_iter().collect();
    let mut incoming = Incoming::default();
    let labels = labels(&members);
    for (path, data) in &members {
        let Some(stem) = path.strip_suffix(".ann") else { continue };
        // Without its text it may be about one that is here.
        let told = members.get(&format!("{stem}.txt"));
        let content = told.and_then(|text| whole(text.clone()));
        if told.is_some() && content.is_none() {
            incoming.lose("loss-texts");
        }
        let place = incoming.texts.push(Text { name: format!("{stem}.txt"), id: None, content });
        let lines = decode(data.clone()).text;
        let reader = Reader { text: place, labels: &labels };
        reader.lines(&lines, &mut incoming);
    }
    // Nothing was annotated, or it is something else.
    if incoming.texts.is_empty() && !members.contains_key("annotation.conf") {
        return Err(Error::data("error-lacks").with("path", name).with("what", "*.ann"));
    }
    Ok(incoming)
}

/// Reads how types are shown.
fn labels(members: &BTreeMap<String, Vec<u8>>) -> HashMap<String, String> {
    let conf = members.iter().find(|(path, _)| path.rsplit('/').next() == Some("visual.conf"));
    let text = conf.map(|(_, data)| decode(data.clone()).text).unwrap_or_default();
    let lines = text.lines().skip_while(|line| line.trim() != "[labels]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let label = |line: &str| {
        let mut parts = line.split('|').map(str::trim);
        Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
    };
    lines.filter_map(label).filter(|(_, label)| !label.is_empty()).collect()
}

/// An annotation of the file: one type on one passage.
#[derive(Default)]
struct Entity {
    kind: String,
    ranges: Vec<Range<usize>>,
    words: String,
    label: Option<String>,
    note: Option<String>,
    coder: Option<String>,
}

struct Reader<'a> {
    text: usize,
    labels: &'a HashMap<String, String>,
}

impl Reader<'_> {
    fn lines(&self, text: &str, incoming: &mut Incoming) {
        let mut entities: Vec<Entity> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        // What is said of a passage may stand before it.
        let lines = text
            .split('\n')
            .map(|line| line.trim_end_matches('\r'))
            .zip(1..)
            .filter(|(line, _)| !line.trim().is_empty());
        let (passages, others): (Vec<_>, Vec<_>) = lines.partition(|(line, _)| line.starts_with('T'));
        for (line, n) in passages {
            let [id, head, tail] = columns(line);
            match entity(head, tail).filter(|_| !line.contains(BROKEN)) {
                Some(entity) => {
                    places.insert(id.to_owned(), entities.len());
                    entities.push(entity);
                }
                None => incoming.lose_at("loss-records", n),
            }
        }
        for (line, n) in others {
            let mut columns = line.splitn(3, '\t');
            let (id, head, tail) = (columns.next().unwrap_or_default(), columns.next(), columns.next());
            match (id.chars().next(), head) {
                (Some('#' | 'A' | 'M'), Some(head)) => {
                    let mut words = head.split(' ');
                    let (sort, of, value) = (words.next(), words.next(), words.next());
                    let of = of.and_then(|of| places.get(of)).and_then(|n| entities.get_mut(*n));
                    match (of, sort, value, tail) {
                        (Some(entity), Some("Coder"), Some(coder), _) => entity.coder = Some(coder.to_owned()),
                        (Some(entity), Some("Label"), _, Some(label)) => entity.label = Some(unescaped(label)),
                        (Some(entity), _, _, Some(note)) if id.starts_with('#') => {
                            let note = unescaped(note);
                            entity.note = Some(entity.note.take().map_or(note.clone(), |old| format!("{old}\n{note}")));
                        }
                        _ => incoming.lose("loss-attributes"),
                    }
                }
                (Some('R' | 'E' | '*' | 'N'), _) => incoming.lose("loss-relations"),
                _ => incoming.lose_at("loss-records", n),
            }
        }
        for entity in entities {
            self.put(entity, incoming);
        }
    }

    fn put(&self, entity: Entity, incoming: &mut Incoming) {
        let shown = self.labels.get(&entity.kind);
        let tag = match (&entity.label, shown) {
            // So this program writes the path of a tag.
            (Some(label), _) => Some(split(label)).filter(|path| !path.is_empty()).map(|path| incoming.tag(&path)),
            (None, Some(label)) => incoming.label(label),
            (None, None) if entity.kind == PLAIN => None,
            (None, None) => incoming.label(&entity.kind),
        };
        let tags = tag.into_iter().collect();
        incoming.marks.push(Mark {
            pieces: entity.ranges.into_iter().map(|range| (self.text, range)).collect(),
            text: self.text,
            quoted: Quoted::words(entity.words),
            tags,
            note: Some(entity.note.unwrap_or_default()),
            coder: entity.coder,
            cut: true,
            ..Mark::default()
        });
    }
}

/// Takes the line of a passage apart. Blanks may stand for tabs: people have changed it by hand.
fn columns(line: &str) -> [&str; 3] {
    let mut columns = line.splitn(3, '\t');
    if let (Some(id), Some(head)) = (columns.next(), columns.next()) {
        return [id, head, columns.next().unwrap_or_default()];
    }
    let (id, rest) = line.split_once(' ').unwrap_or((line, ""));
    let number = |word: &str| word.split(';').all(|place| offset(place).is_some());
    let words = rest.split(' ').skip(1).find(|word| !number(word));
    let at = words.map_or(rest.len(), |words| words.as_ptr() as usize - rest.as_ptr() as usize);
    let (head, words) = rest.split_at_checked(at).unwrap_or((rest, ""));
    [id, head.trim(), words]
}

fn entity(head: &str, words: &str) -> Option<Entity> {
    let (kind, places) = head.split_once(' ')?;
    let range = |place: &str| {
        let (start, end) = place.trim().split_once(' ')?;
        let (start, end) = (offset(start)?, offset(end)?);
        (start <= end).then_some(start..end)
    };
    let ranges = places.split(';').map(range).collect::<Option<Vec<_>>>()?;
    Some(Entity { kind: kind.to_owned(), ranges, words: words.to_owned(), ..Entity::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn notes_stay_on_their_line(text in "[a\\\\nu\n\t\u{2028}\u{85}0]{0,12}") {
            let line = escaped(&text);
            prop_assert!(!line.contains(ends_line));
            prop_assert_eq!(unescaped(&line), text);
        }

        #[test]
        fn pieces_hold_no_line_end(text in "[党 \n\t\u{3000}a]{0,20}") {
            let found = pieces(&text, &(0..text.len()));
            for range in &found {
                let piece = &text[range.clone()];
                prop_assert!(!piece.contains(ends_line) && piece.trim() == piece && !piece.is_empty());
            }
            let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let read: String = found.iter().map(|range| &text[range.clone()]).collect();
            prop_assert_eq!(solid(&read), solid(&text));
        }
    }
}
