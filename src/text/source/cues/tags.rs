//! The tags inside cues: emphasis and readings lie on the words, who speaks is told, all others are no text.

use crate::text::source::composer::Composer;
use crate::text::source::given::Mark;
use crate::text::source::snippet::{Piece, pieces, plain};

/// The deepest that emphasis lies in emphasis.
const DEEPEST: usize = 16;

/// The tags of SRT.
pub fn of_srt(name: &str) -> bool {
    ["i", "b", "u", "s", "font"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The tags of VTT; a time inside a cue is one.
pub fn of_vtt(name: &str) -> bool {
    let known = ["c", "i", "b", "u", "v", "lang", "ruby", "rt"];
    known.contains(&base(name)) || name.starts_with(|c: char| c.is_ascii_digit()) && name.contains(':')
}

/// The name of a tag without its classes: of `c.yellow` it is `c`.
fn base(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

/// Returns who speaks in a text of VTT; several are parted by a semicolon.
pub fn speakers(text: &str) -> String {
    let mut found: Vec<String> = Vec::new();
    for piece in pieces(text, of_vtt) {
        if let Piece::Open(name, who) = piece
            && base(name) == "v"
        {
            let who = plain(who.trim());
            if !who.is_empty() && !found.contains(&who) {
                found.push(who);
            }
        }
    }
    found.join("; ")
}

/// A base with its reading, while it is read.
#[derive(Default)]
struct Ruby {
    base: String,
    reading: Option<String>,
}

/// Writes the text of a cue into the open block.
pub fn write(composer: &mut Composer, text: &str, known: fn(&str) -> bool, entities: bool) {
    let mut ruby: Option<Ruby> = None;
    let mut open: Vec<String> = Vec::new();
    for piece in pieces(text, known) {
        match piece {
            Piece::Text(text) => {
                let text = if entities { plain(text) } else { text.to_owned() };
                match &mut ruby {
                    None => composer.push(&text),
                    Some(Ruby { reading: Some(reading), .. }) => reading.push_str(&text),
                    Some(ruby) => ruby.base.push_str(&text),
                }
            }
            Piece::Open(name, _) => match base(name).to_lowercase().as_str() {
                "ruby" => ruby = Some(Ruby::default()),
                "rt" => {
                    if let Some(ruby) = &mut ruby {
                        ruby.reading = Some(String::new());
                    }
                }
                name @ ("i" | "b") if open.len() < DEEPEST => {
                    composer.mark(if name == "b" { Mark::Strong } else { Mark::Weak });
                    open.push(name.to_owned());
                }
                _ => {}
            },
            Piece::Close(name) => match base(name).to_lowercase().as_str() {
                "rt" => set(composer, ruby.as_mut()),
                "ruby" => {
                    set(composer, ruby.as_mut());
                    ruby = None;
                }
                name if open.last().is_some_and(|last| last == name) => {
                    open.pop();
                    composer.unmark();
                }
                _ => {}
            },
        }
    }
    set(composer, ruby.as_mut());
    open.iter().for_each(|_| composer.unmark());
}

/// Writes a base, with its reading on it.
fn set(composer: &mut Composer, ruby: Option<&mut Ruby>) {
    let Some(Ruby { base, reading }) = ruby.map(std::mem::take) else { return };
    if let Some(reading) = reading.filter(|reading| !reading.trim().is_empty()) {
        composer.mark(Mark::Ruby(reading.trim().to_owned()));
        composer.push(&base);
        composer.unmark();
    } else {
        composer.push(&base);
    }
}
