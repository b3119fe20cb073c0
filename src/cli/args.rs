//! What can be said on the command line.

use clap::{Args as ClapArgs, Parser, Subcommand};
use std::path::PathBuf;

/// A terminal reader and annotator for Chinese text.
///
/// Without a subcommand it opens PATH (a file or a folder of .txt and .md files) for reading.
#[derive(Parser)]
#[command(name = "meipi", version, subcommand_precedence_over_arg = true)]
pub struct Args {
    /// Files or a folder to read.
    pub paths: Vec<PathBuf>,
    /// What all commands share.
    #[command(flatten)]
    pub shared: Shared,
    /// What to do instead of reading.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What all commands share.
#[derive(ClapArgs, Clone, Debug, Default)]
pub struct Shared {
    /// The folder of the library.
    #[arg(long = "library", global = true, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The folder that holds library.ron.
    #[arg(long, global = true, value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// Who annotates; where annotations are listed or exported, only theirs.
    #[arg(long, global = true, value_name = "NAME")]
    pub coder: Option<String>,
    /// The character encoding of the texts: gb18030, big5, utf-8, utf-16le …; by default what is settled, else what
    /// their bytes speak for.
    #[arg(long, global = true, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The language of the interface: zh or en.
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh", "en"])]
    pub lang: Option<String>,
}

/// The subcommands.
#[derive(Subcommand)]
pub enum Command {
    /// Print the structure: articles, their parts, joined lines.
    Outline(Outline),
    /// Print the typeset text.
    Cat(Cat),
    /// Print the text cut into words, a line for each line.
    Words {
        /// The text.
        file: PathBuf,
    },
    /// Print the sentences as JSON lines with their code points.
    Sentences {
        /// The text.
        file: PathBuf,
    },
    /// Find a pattern in all documents.
    Search(Search),
    /// Add an annotation and print its id.
    Annotate(Annotate),
    /// List annotations.
    #[command(visible_alias = "codings")]
    Annotations(List),
    /// Remove an annotation of one's own.
    Delete {
        /// The id, or its beginning.
        id: String,
    },
    /// Work on the codebook.
    #[command(visible_alias = "codes")]
    Tags(Tags),
    /// Write annotations in a format that other tools read.
    Export(Export),
    /// Take in what another tool, or another store, has written.
    Import(super::import::Import),
    /// List the formats.
    Formats {
        /// Print the JSON Schema of the format json instead.
        #[arg(long)]
        schema: bool,
    },
    /// List the keys.
    Keys {
        /// text, markdown or json.
        #[arg(long, default_value = "text")]
        format: String,
    },
    /// Print the settings explained, check those of config.ron, or say where it belongs.
    Config {
        /// By default all settings are printed, explained.
        #[command(subcommand)]
        action: Option<super::config::action::Action>,
    },
    /// Open the worked example: the built-in pages annotated by two coders, as a copy of one's own.
    Demo {
        /// Make it anew: what was changed in it is lost.
        #[arg(long)]
        again: bool,
        /// Only make it, and print its folder.
        #[arg(long)]
        path: bool,
    },
    /// Make a store beside the texts.
    Init {
        /// The folder of the library; by default the current one.
        folder: Option<PathBuf>,
        /// In the data directory of this machine instead.
        #[arg(long)]
        central: bool,
        /// Let git merge it by meaning: .gitattributes, and the command in this repository's settings.
        #[arg(long, conflicts_with = "central")]
        git: bool,
    },
    /// Merge three versions of a file of a store by meaning, as git asks it: the result is written to OURS.
    Merge {
        /// What both sides began with; an empty file if they made it apart.
        base: PathBuf,
        /// Our version; the result is written here.
        ours: PathBuf,
        /// Their version.
        theirs: PathBuf,
        /// Where the file stands in the repository.
        #[arg(long, value_name = "P")]
        path: Option<PathBuf>,
    },
    /// Print every path in use.
    Where {
        /// Files or a folder.
        paths: Vec<PathBuf>,
    },
    /// Verify a store: files, tags, places, what nobody has decided.
    Check(Check),
    /// List what one has removed, replaced, merged or imported in the last 90 days.
    History {
        /// text or json.
        #[arg(long, default_value = "text")]
        format: String,
    },
    /// Take one of those edits back: what it removed or replaced comes back, what it brought goes.
    Restore {
        /// The id, or its beginning.
        id: String,
    },
}

/// `check`.
#[derive(ClapArgs)]
pub struct Check {
    /// Files or a folder.
    pub paths: Vec<PathBuf>,
    /// text or json.
    #[arg(long, default_value = "text")]
    pub format: String,
    /// Mend what can be mended without deciding anything for a person.
    #[arg(long)]
    pub fix: bool,
}

/// `outline`.
#[derive(ClapArgs)]
pub struct Outline {
    /// The texts.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// tree, json or tsv.
    #[arg(long, default_value = "tree")]
    pub format: String,
    /// Without corrections by hand.
    #[arg(long)]
    pub raw: bool,
}

/// `cat`.
#[derive(ClapArgs)]
pub struct Cat {
    /// The text.
    pub file: PathBuf,
    /// Only this article; 0 is the page.
    #[arg(long, value_name = "N")]
    pub article: Option<usize>,
    /// The width of a row in cells.
    #[arg(long, value_name = "CELLS", default_value_t = 80, value_parser = clap::value_parser!(u16).range(1..=2000))]
    pub width: u16,
    /// How wide ambiguous characters are: narrow or wide.
    #[arg(long, default_value = "narrow", value_parser = ["narrow", "wide"])]
    pub ambiguous: String,
    /// The rules for the edges of rows: basic, strict or none.
    #[arg(long = "break", default_value = "basic", value_parser = ["basic", "strict", "none"])]
    pub level: String,
    /// Indent paragraphs by two characters.
    #[arg(long)]
    pub indent: bool,
    /// Let one closing mark hang behind the row.
    #[arg(long)]
    pub hang: bool,
}

/// `search`.
#[derive(ClapArgs)]
pub struct Search {
    /// What to find.
    pub pattern: String,
    /// Files or a folder.
    pub paths: Vec<PathBuf>,
    /// The pattern is a regular expression.
    #[arg(long)]
    pub regex: bool,
    /// Nothing is folded.
    #[arg(long, conflicts_with = "regex")]
    pub exact: bool,
    /// Only inside passages with this tag.
    #[arg(long, visible_alias = "code", value_name = "T")]
    pub tag: Vec<String>,
    /// text or json.
    #[arg(long, default_value = "text")]
    pub format: String,
}

/// `annotate`.
#[derive(ClapArgs)]
pub struct Annotate {
    /// The document.
    pub file: PathBuf,
    /// The words to annotate.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, conflicts_with_all = ["start", "end"])]
    pub quote: Option<String>,
    /// Which of several places, from 1.
    #[arg(long, value_name = "K", requires = "quote")]
    pub nth: Option<usize>,
    /// The first code point; may be repeated.
    #[arg(long, value_name = "N", requires = "end")]
    pub start: Vec<usize>,
    /// The code point behind the last; may be repeated.
    #[arg(long, value_name = "N", requires = "start")]
    pub end: Vec<usize>,
    /// A tag: its key, a unique label or a path; may be repeated.
    #[arg(long, visible_alias = "code", value_name = "T")]
    pub tag: Vec<String>,
    /// A note.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
    /// Make tags that are not there.
    #[arg(long)]
    pub create: bool,
}

/// Which annotations are meant.
#[derive(ClapArgs)]
pub struct Selecting {
    /// Files or a folder.
    pub paths: Vec<PathBuf>,
    /// Only with this tag or one below it: `网格`, `网格 & 联动`, `网格 !物业`, `网格 | 支部`; `overlap(网格, 联动)`: these two tags
    /// on one annotation, or on two of one coder that share text; repeated: one of them.
    #[arg(long, visible_alias = "code", value_name = "T")]
    pub tag: Vec<String>,
    /// Only of this article; may be repeated.
    #[arg(long, value_name = "N")]
    pub article: Vec<usize>,
    /// Only what is found so: in-place, moved, approximate, ambiguous, lost; parted by commas.
    #[arg(long, value_name = "S", value_delimiter = ',')]
    pub state: Vec<String>,
    /// Only what was changed on this day or later.
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
}

/// `annotations`.
#[derive(ClapArgs)]
pub struct List {
    /// Which.
    #[command(flatten)]
    pub select: Selecting,
    /// text or json.
    #[arg(long, default_value = "text")]
    pub format: String,
}

/// `export`.
#[derive(ClapArgs)]
pub struct Export {
    /// Which.
    #[command(flatten)]
    pub select: Selecting,
    /// The format; `formats` lists them.
    #[arg(long, value_name = "F")]
    pub format: String,
    /// The file, by default stdout; a folder, for formats of several files.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Markdown and its like by article (usually) or by tag.
    #[arg(long, value_parser = ["article", "tag"])]
    pub by: Option<String>,
    /// CSV with a byte order mark, for spreadsheets.
    #[arg(long)]
    pub bom: bool,
    /// CSV without a guard before cells that a spreadsheet would run.
    #[arg(long)]
    pub raw: bool,
    /// The text that goes along: one an article, joined and in reading order, or the page as its file has it.
    #[arg(long, value_parser = ["article", "page"])]
    pub sources: Option<String>,
    /// Corrected words: marked behind the words, applied instead of them, or none.
    #[arg(long, value_parser = ["mark", "apply", "none"])]
    pub errata: Option<String>,
    /// What is counted: char (usually) or word (bio), char (usually) or utf16 (doccano).
    #[arg(long, value_parser = ["char", "word", "utf16"])]
    pub unit: Option<String>,
    /// What tags are counted against (table): article (usually), document, coder, tag, or attribute=NAME.
    #[arg(long, value_name = "WHAT")]
    pub against: Option<String>,
    /// Tags that are not in use have a row too (table).
    #[arg(long)]
    pub all: bool,
    /// Tags count for those above them too (table); by default a tag is counted alone.
    #[arg(long)]
    pub roll_up: bool,
    /// What a program needs: qualcoder.
    #[arg(long = "for", value_name = "PROGRAM", value_parser = ["qualcoder"])]
    pub program: Option<String>,
    /// What the addresses of documents begin with (w3c), before their paths; usually urn:meipi: and the library's id.
    #[arg(long, value_name = "IRI")]
    pub base: Option<String>,
    /// Texts go along if something in them is annotated (usually), or all of them.
    #[arg(long, value_parser = ["annotated", "all"])]
    pub texts: Option<String>,
    /// Texts go along also where a link leads to them out of the library.
    #[arg(long)]
    pub links: bool,
}

/// `tags`.
#[derive(ClapArgs)]
pub struct Tags {
    /// text or json.
    #[arg(long, default_value = "text")]
    pub format: String,
    /// What to do with the codebook; by default it is listed.
    #[command(subcommand)]
    pub action: Option<TagAction>,
}

/// What can be done with the codebook.
#[derive(Subcommand)]
pub enum TagAction {
    /// Add a tag.
    Add {
        /// Its label.
        label: String,
        /// The tag above it.
        #[arg(long, value_name = "T")]
        parent: Option<String>,
        /// What it is for.
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        definition: Option<String>,
    },
    /// Give a tag another label; its key stays.
    Rename {
        /// The tag.
        tag: String,
        /// The new label.
        label: String,
    },
    /// Put a tag below another, or at the top.
    Move {
        /// The tag.
        tag: String,
        /// The tag above it; left out: the top.
        parent: Option<String>,
    },
    /// Merge a tag into another: its passages count for that one.
    Merge {
        /// The tag that goes.
        tag: String,
        /// The tag that stays.
        into: String,
    },
    /// Remove a tag that is not in use.
    Remove {
        /// The tag.
        tag: String,
    },
    /// Add tags from a codebook: as `tags export` prints it, or of any format that is read.
    Import {
        /// The file.
        file: PathBuf,
    },
    /// Print the codebook as JSON.
    Export,
}
