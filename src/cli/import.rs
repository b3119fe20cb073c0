//! What can be said to `import` on the command line.

use clap::Args as ClapArgs;
use clap::builder::NonEmptyStringValueParser;
use std::path::PathBuf;

/// `import`.
#[derive(ClapArgs)]
pub struct Import {
    /// The file, or a folder of files that belong together.
    pub path: PathBuf,
    /// The format; by default what the file looks like.
    #[arg(long, value_name = "F")]
    pub format: Option<String>,
    /// The tag below which new tags land.
    #[arg(long, value_name = "T")]
    pub parent: Option<String>,
    /// Only say what would be done.
    #[arg(long)]
    pub dry_run: bool,
    /// CSV whose cells have no guard.
    #[arg(long)]
    pub raw: bool,
    /// What offsets count (doccano), where the file does not say it: char or utf16.
    #[arg(long, default_value = "char", value_parser = ["char", "utf16"])]
    pub unit: String,
    /// What parts the labels of the file into trees, or none; by default what all of them show.
    #[arg(long, value_name = "SEP", allow_hyphen_values = true, value_parser = NonEmptyStringValueParser::new())]
    pub tag_separator: Option<String>,
    /// What the addresses of documents begin with (w3c), before their paths.
    #[arg(long, value_name = "IRI")]
    pub base: Option<String>,
}
