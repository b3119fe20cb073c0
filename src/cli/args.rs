//! What can be said on the command line.

#![allow(missing_docs, reason = "assets/words explains every command and argument")]

use crate::annotation::genre_named;
use crate::error::{Error, Result};
use crate::text::{Encoding, Genre};
use clap::{Args as ClapArgs, Parser, Subcommand};
use std::path::PathBuf;

/// The command line; [`super::call::help`] explains it.
#[derive(Parser)]
#[command(name = "meipi", version, subcommand_precedence_over_arg = true)]
pub struct Args {
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub shared: Shared,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What all commands share.
#[derive(ClapArgs, Clone, Debug, Default)]
pub struct Shared {
    #[arg(long = "library", global = true, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DIR")]
    pub store: Option<PathBuf>,
    #[arg(long, global = true, value_name = "NAME")]
    pub coder: Option<String>,
    #[arg(long, global = true, value_name = "NAME")]
    pub encoding: Option<String>,
    #[arg(long = "as", global = true, value_name = "KIND")]
    pub genre: Option<String>,
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh", "en"])]
    pub lang: Option<String>,
}

impl Shared {
    /// Returns the encoding that was named.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn told(&self) -> Result<Option<Encoding>> {
        let named = |name: &String| {
            Encoding::named(name).ok_or_else(|| Error::usage("error-no-such-encoding").with("name", name))
        };
        self.encoding.as_ref().map(named).transpose()
    }

    /// Returns the genre that was named.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn read_as(&self) -> Result<Option<Genre>> {
        self.genre.as_deref().map(genre_named).transpose()
    }
}

/// The subcommands.
#[derive(Subcommand)]
pub enum Command {
    Outline(Outline),
    Cat(Cat),
    Text {
        file: PathBuf,
    },
    Words {
        file: PathBuf,
    },
    Sentences {
        file: PathBuf,
    },
    Search(Search),
    Annotate(Annotate),
    #[command(visible_alias = "codings")]
    Annotations(List),
    Delete {
        id: String,
    },
    #[command(visible_alias = "codes")]
    Tags(Tags),
    Export(Export),
    Import(super::import::Import),
    Formats {
        #[arg(long)]
        schema: bool,
    },
    Keys {
        #[arg(long, default_value = "text")]
        format: String,
    },
    Config {
        #[command(subcommand)]
        action: Option<super::config::action::Action>,
    },
    Demo {
        #[arg(long)]
        again: bool,
        #[arg(long)]
        path: bool,
    },
    Init {
        folder: Option<PathBuf>,
        #[arg(long)]
        central: bool,
        #[arg(long, conflicts_with = "central")]
        git: bool,
        #[arg(long, value_name = "HOW")]
        readings: Option<String>,
    },
    Merge {
        base: PathBuf,
        ours: PathBuf,
        theirs: PathBuf,
        #[arg(long, value_name = "P")]
        path: Option<PathBuf>,
    },
    Where {
        paths: Vec<PathBuf>,
    },
    Check(Check),
    Refresh {
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[arg(long)]
        write: bool,
    },
    History {
        #[arg(long, default_value = "text")]
        format: String,
    },
    Restore {
        id: String,
    },
}

/// `check`.
#[derive(ClapArgs)]
pub struct Check {
    pub paths: Vec<PathBuf>,
    #[arg(long, default_value = "text")]
    pub format: String,
    #[arg(long)]
    pub fix: bool,
}

/// `outline`.
#[derive(ClapArgs)]
pub struct Outline {
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long, default_value = "tree")]
    pub format: String,
    #[arg(long)]
    pub raw: bool,
}

/// `cat`.
#[derive(ClapArgs)]
pub struct Cat {
    pub file: PathBuf,
    #[arg(long, value_name = "N")]
    pub article: Option<usize>,
    #[arg(long, value_name = "CELLS", default_value_t = 80, value_parser = clap::value_parser!(u16).range(1..=2000))]
    pub width: u16,
    #[arg(long, default_value = "narrow", value_parser = ["narrow", "wide"])]
    pub ambiguous: String,
    #[arg(long = "break", default_value = "basic", value_parser = ["basic", "strict", "none"])]
    pub level: String,
    #[arg(long)]
    pub indent: bool,
    #[arg(long)]
    pub hang: bool,
}

/// `search`.
#[derive(ClapArgs)]
pub struct Search {
    pub pattern: String,
    pub paths: Vec<PathBuf>,
    #[arg(long)]
    pub regex: bool,
    #[arg(long, conflicts_with = "regex")]
    pub exact: bool,
    #[arg(long, conflicts_with_all = ["regex", "exact"])]
    pub patterns: bool,
    #[arg(long, visible_alias = "code", value_name = "T")]
    pub tag: Vec<String>,
    #[arg(long, default_value = "text")]
    pub format: String,
}

/// `annotate`.
#[derive(ClapArgs)]
pub struct Annotate {
    pub file: PathBuf,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, conflicts_with_all = ["start", "end"])]
    pub quote: Option<String>,
    #[arg(long, value_name = "K", requires = "quote")]
    pub nth: Option<usize>,
    #[arg(long, value_name = "N", requires = "end")]
    pub start: Vec<usize>,
    #[arg(long, value_name = "N", requires = "start")]
    pub end: Vec<usize>,
    #[arg(long, visible_alias = "code", value_name = "T")]
    pub tag: Vec<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
    #[arg(long)]
    pub create: bool,
}

/// Which annotations are meant.
#[derive(ClapArgs)]
pub struct Selecting {
    pub paths: Vec<PathBuf>,
    #[arg(long, visible_alias = "code", value_name = "T")]
    pub tag: Vec<String>,
    #[arg(long, value_name = "N")]
    pub article: Vec<usize>,
    #[arg(long, value_name = "S", value_delimiter = ',')]
    pub state: Vec<String>,
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
}

/// `annotations`.
#[derive(ClapArgs)]
pub struct List {
    #[command(flatten)]
    pub select: Selecting,
    #[arg(long, default_value = "text")]
    pub format: String,
}

/// `export`.
#[derive(ClapArgs)]
pub struct Export {
    #[command(flatten)]
    pub select: Selecting,
    #[arg(long, value_name = "F")]
    pub format: String,
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    #[arg(long, value_parser = ["article", "tag"])]
    pub by: Option<String>,
    #[arg(long)]
    pub bom: bool,
    #[arg(long)]
    pub raw: bool,
    #[arg(long, value_parser = ["article", "page"])]
    pub sources: Option<String>,
    #[arg(long, value_parser = ["mark", "apply", "none"])]
    pub errata: Option<String>,
    #[arg(long, value_parser = ["char", "word", "utf16"])]
    pub unit: Option<String>,
    #[arg(long, value_name = "WHAT")]
    pub against: Option<String>,
    #[arg(long)]
    pub all: bool,
    #[arg(long)]
    pub roll_up: bool,
    #[arg(long = "for", value_name = "PROGRAM", value_parser = ["qualcoder"])]
    pub program: Option<String>,
    #[arg(long, value_name = "IRI")]
    pub base: Option<String>,
    #[arg(long, value_parser = ["annotated", "all"])]
    pub texts: Option<String>,
    #[arg(long)]
    pub links: bool,
}

/// `tags`.
#[derive(ClapArgs)]
pub struct Tags {
    #[arg(long, default_value = "text")]
    pub format: String,
    #[command(subcommand)]
    pub action: Option<TagAction>,
}

/// What can be done with the codebook.
#[derive(Subcommand)]
pub enum TagAction {
    Add {
        label: String,
        #[arg(long, value_name = "T")]
        parent: Option<String>,
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        definition: Option<String>,
    },
    Rename {
        tag: String,
        label: String,
    },
    Move {
        tag: String,
        parent: Option<String>,
    },
    Merge {
        tag: String,
        into: String,
    },
    Remove {
        tag: String,
    },
    Import {
        file: PathBuf,
    },
    Export,
}
