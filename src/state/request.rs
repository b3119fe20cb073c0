//! What a popup or a pane asks of what stands above it.

use crate::annotation::Past;
use crate::text::Genre;
use crate::units::Byte;

/// Something to be done by those who know the screens and the commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// What a row of a list leads to.
    Take(Target),
    /// The command of a row of the table is to be run.
    Run(usize),
    /// All documents are to be searched.
    Search(String),
    /// The passages that a filter wants are to be shown.
    Passages(String),
    /// The passages that carry a tag are to be shown.
    PassagesOf(String),
    /// The passages where two tags meet are to be shown.
    PassagesOfPair(String, String),
    /// The codebook is to be shown at a tag.
    Codebook(String),
    /// Something has happened in a field.
    Field(Of, Typing),
    /// The encoding of the open document is to be the one of this name.
    Encoding(String),
    /// Settles what the open document is, or what those are whose paths hold words.
    Genre(String),
    /// Calls the speaker at the cursor by a name.
    Speaker(String),
    /// Gives the turn at the cursor to a speaker.
    Turn(String),
    /// A file is to be taken in.
    Import(String),
    /// Attributes are to be read from names of files, by a pattern.
    Names(String),
    /// The theme of a name is to be worn.
    Theme(String),
    /// Lines are to have so many characters.
    Width(String),
    /// The memo of what is shown is to be written.
    Memo,
    /// It is to be asked who annotates, with a name to begin with.
    AskCoder(String),
    /// It is to be asked where annotations are kept, if nothing else is being asked.
    AskStore,
    /// What could not be saved is to be asked about before it is left.
    AskLeave,
    /// The program is to be left.
    Leave,
    /// What is listed of the book is to be listed anew: it is another.
    Refresh,
}

/// What happens in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typing {
    /// This is in it now.
    Now(String),
    /// It is taken.
    Taken,
    /// It is given up.
    GivenUp,
    /// The row below is to be chosen, or the one above.
    Step(bool),
}

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The blocks at hand go to the article of this number.
    Give(usize),
    /// An article: document and number.
    Article(String, usize),
    /// A position of the open document.
    Place(Byte),
    /// The passages that are meant get the second tag instead of the first.
    Retag(String, String),
    /// A tag goes below another, or to the top.
    Below(String, Option<String>),
    /// A tag is merged into another.
    Merge(String, String),
    /// A theme is worn.
    Theme(String),
    /// The open document is of this genre, or of what it shows by itself.
    Genre(Option<Genre>),
    /// The tags of the starter codebook that nobody uses are removed, or kept.
    Starter(bool),
    /// A tag that was removed, and that is in use still, is made again; or its passages are shown.
    Revive(String, bool),
    /// What an edit has taken away comes back.
    Restore(Box<Past>),
    /// An annotation without a place gets one of those that its words stand at.
    Stand(uuid::Uuid, Byte),
}

/// What can be set while reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The width of a line of text.
    Measure,
    /// The first row of a paragraph is indented.
    Indent,
    /// Empty rows between paragraphs.
    Spacing,
    /// Empty rows between the rows of a paragraph.
    Leading,
    /// Empty rows above and below the text where nothing else is shown.
    Margin,
    /// All but the sentence at the cursor is pale.
    Ruler,
    /// A closing mark may hang behind the row.
    Hang,
    /// How strict the rules for the edges of rows are.
    Breaking,
    /// Numbers of source lines.
    Numbers,
    /// Captions beside the text, or behind the article.
    Captions,
    /// The mouse.
    Mouse,
    /// The theme.
    Theme,
    /// The language of the interface.
    Language,
    /// Whose keys are in force.
    Preset,
    /// How far a text is cut into words.
    Words,
    /// How a copied passage says where it stands.
    Citation,
    /// Who annotates.
    Coder,
    /// Whether the looks hold in this library only, or in all.
    Here,
}

/// What follows a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The search in the open document.
    Search,
    /// The filter of the list.
    List,
    /// The filter of the sidebar.
    Side,
    /// The filter of the passages.
    Passages,
    /// What all documents are searched for.
    Hits,
    /// The filter of the codebook.
    Codebook,
}
