//! What can be said to `import` on the command line.

#![allow(missing_docs, reason = "assets/words explains every command and argument")]

use clap::Args as ClapArgs;
use clap::builder::NonEmptyStringValueParser;
use std::path::PathBuf;

/// `import`.
#[derive(ClapArgs)]
pub struct Import {
    pub path: PathBuf,
    #[arg(long, value_name = "F")]
    pub format: Option<String>,
    #[arg(long, value_name = "T")]
    pub parent: Option<String>,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub raw: bool,
    #[arg(long, default_value = "char", value_parser = ["char", "utf16"])]
    pub unit: String,
    #[arg(long, value_name = "SEP", allow_hyphen_values = true, value_parser = NonEmptyStringValueParser::new())]
    pub tag_separator: Option<String>,
    #[arg(long, value_name = "IRI")]
    pub base: Option<String>,
}
