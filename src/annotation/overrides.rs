//! What a person settled about a text itself: its structure, its misprints, its encoding. All of it lies over
//! the text and is anchored as annotations are; what is lost is kept and has no effect.

use super::{Placed, Quotation, Target, place_at, quote};
use crate::error::{Error, Result};
use crate::text::signature::foreign;
use crate::text::source;
use crate::text::{Block, Correction, Document, Encoding, Erratum, Flow, Genre, Kind, Layers, Ruling, View};
use crate::units::ByteSpan;
use jiff::Timestamp;
use uuid::Uuid;

/// A place in a text, by its ranges and by what stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// Where it stands.
    pub target: Target,
    /// What stands there.
    pub quotation: Quotation,
}

impl Passage {
    /// Makes the passage of ranges of a document.
    pub fn new(document: &Document, flow: Flow, spans: &[ByteSpan]) -> Self {
        let (target, quotation) = quote(document, flow, spans);
        Self { target, quotation }
    }

    /// Makes the passage that stands for a block: the beginning of each of its parts.
    pub fn of_block(document: &Document, block: &Block) -> Self {
        let head = |span: ByteSpan| {
            let text = document.slice(span);
            let line = text.split('\n').next().unwrap_or_default();
            let end = line.char_indices().nth(HEAD).map_or(line.len(), |(i, _)| i);
            ByteSpan::new(span.start, span.start + end)
        };
        let heads: Vec<ByteSpan> = block.parts.iter().map(|part| head(part.span)).collect();
        Self::new(document, Flow::Printed, &heads)
    }

    /// Finds it in a document.
    pub fn place(&self, document: &Document) -> Placed {
        place_at(&self.target, &self.quotation, document)
    }
}

/// The sign between two names of a speaker, in files.
const IS: &str = "\t";

/// Code points at the beginning of a line that stand for it.
const HEAD: usize = 40;

/// What is settled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The blocks are of this kind.
    Kind(Kind),
    /// The block goes on with the article's paragraph before it.
    Join,
    /// A paragraph begins here.
    Split,
    /// An article begins here.
    StartsArticle,
    /// The blocks belong to the article that this passage names; none is the page.
    Belongs(Option<Passage>),
    /// Text is lost before the block, or is not.
    Gap(bool),
    /// The block repeats text that stands before it, or does not.
    Repeated(bool),
    /// The guess is right.
    Accepted,
    /// The words read so.
    Read(String),
    /// The file of the document is in this encoding.
    Encoding(String),
    /// The document is of this genre.
    Genre(Genre),
    /// This is who speaks in the turn.
    Speaker(String),
    /// The speaker whom the text calls by the first name has the second.
    Name(String, String),
}

impl What {
    /// Tells whether one takes the place of the other at the same place.
    pub fn replaces(&self, other: &Self) -> bool {
        let settles = |what: &Self| match what {
            Self::Kind(_) => 0,
            Self::Join | Self::Split => 1,
            Self::StartsArticle | Self::Belongs(_) => 2,
            Self::Gap(_) => 3,
            Self::Repeated(_) => 4,
            Self::Accepted => 5,
            Self::Read(_) => 6,
            Self::Encoding(_) => 7,
            Self::Genre(_) => 8,
            Self::Speaker(_) => 9,
            Self::Name(..) => 10,
        };
        match (self, other) {
            (Self::Name(of, _), Self::Name(other, _)) => of == other,
            _ => settles(self) == settles(other),
        }
    }

    /// Tells whether it says what the document as a whole is, or who speaks in it. That stands in a file of its own, which programs that
    /// know nothing of it pass over.
    pub fn is_of_genre(&self) -> bool {
        matches!(self, Self::Genre(_) | Self::Speaker(_) | Self::Name(..))
    }

    /// Returns its name in files, and its value where it has one.
    pub fn written(&self) -> (&'static str, Option<String>) {
        let no = |said: bool| if said { None } else { Some("no".to_owned()) };
        match self {
            Self::Kind(kind) => ("kind", Some(kind.name().to_owned())),
            Self::Join => ("join", None),
            Self::Split => ("split", None),
            Self::StartsArticle => ("starts-article", None),
            Self::Belongs(_) => ("belongs", None),
            Self::Gap(gap) => ("gap", no(*gap)),
            Self::Repeated(repeated) => ("repeated", no(*repeated)),
            Self::Accepted => ("accepted", None),
            Self::Read(text) => ("read", Some(text.clone())),
            Self::Encoding(name) => ("encoding", Some(name.clone())),
            Self::Genre(genre) => ("genre", Some(genre.name().to_owned())),
            Self::Speaker(name) => ("speaker", Some(name.clone())),
            Self::Name(of, name) => ("name", Some(format!("{of}{IS}{name}"))),
        }
    }

    /// Reads what [`Self::written`] returns; `to` is the article that it names.
    ///
    /// # Errors
    /// The name of the field that holds what it cannot: `what` or `value`.
    pub fn read(what: &str, value: Option<&str>, to: Option<Passage>) -> std::result::Result<Self, &'static str> {
        let yes = || match value {
            None | Some("yes") => Ok(true),
            Some("no") => Ok(false),
            Some(_) => Err("value"),
        };
        Ok(match what {
            "kind" => {
                let named = Kind::ALL.into_iter().find(|kind| Some(kind.name()) == value);
                Self::Kind(named.ok_or("value")?)
            }
            "join" => Self::Join,
            "split" => Self::Split,
            "starts-article" => Self::StartsArticle,
            "belongs" => Self::Belongs(to),
            "gap" => Self::Gap(yes()?),
            "repeated" => Self::Repeated(yes()?),
            "accepted" => Self::Accepted,
            "read" => Self::Read(value.unwrap_or_default().to_owned()),
            "encoding" => Self::Encoding(value.unwrap_or_default().to_owned()),
            "speaker" => Self::Speaker(value.ok_or("value")?.to_owned()),
            "name" => {
                let (of, name) = value.and_then(|value| value.split_once(IS)).ok_or("value")?;
                Self::Name(of.to_owned(), name.to_owned())
            }
            "genre" => Self::Genre(value.and_then(Genre::named).ok_or("value")?),
            _ => return Err("what"),
        })
    }
}

/// Something settled about a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Override {
    /// Its identity.
    pub id: Uuid,
    /// What it is about; without ranges the document as a whole.
    pub at: Passage,
    /// What is settled.
    pub what: What,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// Other versions of it, after merges that could not decide; sorted.
    pub conflicts: Vec<Self>,
}

impl Override {
    /// Settles the genre of a document, in place of what was settled before.
    pub fn genre(genre: Genre, before: Option<&Self>, id: Uuid, now: Timestamp) -> Self {
        let created = before.map_or(now, |before| before.created);
        let id = before.map_or(id, |before| before.id);
        Self { id, at: Passage::default(), what: What::Genre(genre), created, modified: now, conflicts: Vec::new() }
    }

    /// Settles the encoding of a document, in place of what was settled before.
    pub fn encoding(encoding: Encoding, before: Option<&Self>, id: Uuid, now: Timestamp) -> Self {
        let (at, what) = (Passage::default(), What::Encoding(encoding.name()));
        let (id, created) = before.map_or((id, now), |before| (before.id, before.created));
        Self { id, at, what, created, modified: now, conflicts: Vec::new() }
    }
}

/// Sorts overrides as they are written: by place, then id.
pub fn sort_overrides(overrides: &mut [Override]) {
    overrides.sort_by_key(|o| (o.at.target.start(), o.id));
}

/// Opens a document with what was settled about it.
pub fn open(path: &str, data: Vec<u8>, overrides: &[Override]) -> Document {
    laid(Document::open_as(path, data, encoding(overrides)), overrides)
}

/// Lays what is settled about a document over its text.
pub fn laid(document: Document, overrides: &[Override]) -> Document {
    let layers = layers(overrides, &document, View::Reading);
    if layers == Layers::default() { document } else { document.with(layers) }
}

/// Opens the file of a document with what was settled about it; an encoding that is told counts more than a settled
/// one.
///
/// # Errors
/// As for [`open_as`].
pub fn read(path: &str, data: Vec<u8>, overrides: &[Override], told: Option<Encoding>) -> Result<Document> {
    Ok(laid(open_as(path, data, told.or_else(|| encoding(overrides)))?, overrides))
}

/// Opens a document in an encoding that was settled; else in what its bytes speak for.
///
/// # Errors
/// The file is no text.
pub fn open_as(path: &str, data: Vec<u8>, encoding: Option<Encoding>) -> Result<Document> {
    refuse(path, &data, encoding)?;
    Ok(Document::open_as(path, data, encoding))
}

/// Opens the head of a long document, likewise.
///
/// # Errors
/// As for [`open_as`].
pub fn open_head(path: &str, data: Vec<u8>, encoding: Option<Encoding>) -> Result<Document> {
    refuse(path, &data, encoding)?;
    Ok(Document::open_head(path, data, encoding))
}

/// Refuses a file that is no text. What only has too many control characters is a text to a person who said what
/// encoding it is in.
///
/// # Errors
/// It says what the file is.
pub fn refuse(path: &str, data: &[u8], encoding: Option<Encoding>) -> Result<()> {
    match foreign(data).filter(|found| found.signed || encoding.is_none()) {
        Some(_) if source::opens(path, data) => Ok(()),
        Some(found) => Err(Error::data(found.words).with("path", path)),
        None => Ok(()),
    }
}

/// Returns the encoding that was settled for a document.
pub fn encoding(overrides: &[Override]) -> Option<Encoding> {
    overrides.iter().find_map(|o| match &o.what {
        What::Encoding(name) => Encoding::named(name),
        _ => None,
    })
}

/// Returns the genre of a name.
///
/// # Errors
/// There is none of that name.
pub fn genre_named(name: &str) -> Result<Genre> {
    let names = || Genre::ALL.iter().map(|genre| genre.name()).collect::<Vec<_>>().join(", ");
    Genre::named(name).ok_or_else(|| Error::usage("error-no-such-genre").with("name", name).with("names", names()))
}

/// Returns what is settled about a document with the genre that was named on the command line, which counts more in this
/// run.
pub fn read_as(overrides: &[Override], genre: Option<Genre>) -> Vec<Override> {
    let told = genre.map(|genre| Override::genre(genre, None, Uuid::max(), Timestamp::default()));
    overrides.iter().cloned().chain(told).collect()
}

/// Finds the overrides in a document: what then lies over its text.
pub fn layers(overrides: &[Override], document: &Document, view: View) -> Layers {
    let mut layers = Layers { view, ..Layers::default() };
    let mut rulings: Vec<(Uuid, Correction)> = Vec::new();
    for settled in overrides {
        if let What::Genre(genre) = settled.what {
            rulings.push((settled.id, Correction { spans: Vec::new(), ruling: Ruling::Genre(genre) }));
            continue;
        }
        if let What::Name(of, name) = &settled.what {
            layers.names.push((of.clone(), name.clone()));
            continue;
        }
        let spans = settled.at.place(document).spans;
        let Some(first) = spans.first().copied() else { continue };
        let ruling = match &settled.what {
            What::Encoding(_) | What::Genre(_) | What::Name(..) => continue,
            What::Speaker(name) => {
                layers.speakers.push((first.start, name.clone()));
                continue;
            }
            What::Read(text) => {
                layers.errata.push(Erratum { span: first, text: text.clone() });
                continue;
            }
            What::Belongs(Some(to)) => match to.place(document).spans.first() {
                Some(title) => Ruling::Belongs(Some(title.start)),
                None => continue,
            },
            What::Belongs(None) => Ruling::Belongs(None),
            What::Kind(kind) => Ruling::Kind(*kind),
            What::Join => Ruling::Join,
            What::Split => Ruling::Split,
            What::StartsArticle => Ruling::StartsArticle,
            What::Gap(gap) => Ruling::Gap(*gap),
            What::Repeated(repeated) => Ruling::Repeated(*repeated),
            What::Accepted => Ruling::Accepted,
        };
        rulings.push((settled.id, Correction { spans, ruling }));
    }
    // What was settled later counts; ids rise with time.
    rulings.sort_by_key(|(id, _)| *id);
    layers.corrections = rulings.into_iter().map(|(_, correction)| correction).collect();
    layers.errata.sort_by_key(|erratum| erratum.span);
    layers.errata.dedup_by(|next, before| next.span.start < before.span.end);
    layers
}
