//! `merge`: what git runs to merge the files of a store.

use super::context::Context;
use super::out::tell;
use crate::error::Result;
use crate::files::system;
use crate::store::{merge_files, source};
use std::path::Path;

/// Merges three versions of a file of a store; the result is written to the second. What nobody has decided is kept in
/// it and said.
///
/// # Errors
/// A version cannot be read or is no file of a store: nothing is written then, and git keeps the conflict.
pub fn merge(context: &Context, files: [&Path; 3], path: Option<&Path>) -> Result<()> {
    let [_, ours, _] = files;
    let named = path.unwrap_or(ours);
    let read = |file: &Path| -> Result<String> {
        let data = context.files.read(&system::here().join(file))?;
        let source = source(named, &data)?;
        source.recoded.iter().for_each(|recoded| tell(&context.words.error(recoded)));
        Ok(source.text.into_owned())
    };
    let [base, mine, theirs] = files.map(read);
    let (merged, undecided) = merge_files(named, [&base?, &mine?, &theirs?])?;
    context.files.write(&system::here().join(ours), &merged)?;
    if undecided > 0 {
        let blanks = [("path", named.display().to_string()), ("count", undecided.to_string())];
        tell(&context.words.fill("cli-merge-undecided", &blanks));
    }
    Ok(())
}

/// Returns how a shell starts this program: by its name, if that is what the name means, else by its path.
pub fn program() -> String {
    let Ok(own) = std::env::current_exe().and_then(std::fs::canonicalize) else { return "meipi".into() };
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let named = std::env::split_paths(&folders).map(|folder| folder.join("meipi")).find(|file| file.is_file());
    if named.and_then(|file| file.canonicalize().ok()).as_ref() == Some(&own) {
        return "meipi".into();
    }
    format!("'{}'", own.display().to_string().replace('\'', "'\\''"))
}
