//! What is settled before the program begins: `config.ron`, what was chosen in earlier runs, the language.

use crate::error::Error;
use crate::files::{Files, read_there};
use crate::library::Places;
use crate::settings::Settings;
use crate::store::read_chosen;
use crate::words::Lang;

/// Reads `config.ron`; a wrong one warns, and the defaults serve. What it does not say may have been chosen meanwhile.
pub fn settings(files: &dyn Files, places: &Places) -> (Settings, Option<Error>) {
    let read = read_there(files, &places.config.join(CONFIG));
    match read.and_then(|data| data.map(|data| Settings::read(&String::from_utf8_lossy(&data))).transpose()) {
        Ok(settings) => {
            let mut settings = settings.unwrap_or_default();
            settings.fill(&read_chosen(files, places));
            (settings, None)
        }
        Err(error) => (Settings::default(), Some(error)),
    }
}

/// The file of the settings, in the configuration folder.
pub const CONFIG: &str = "config.ron";

/// Returns the language of the interface: asked for, settled, or the locale's.
pub fn lang(asked: Option<&str>, settings: &Settings) -> Lang {
    let locale = || sys_locale::get_locale().unwrap_or_default();
    let chosen = asked.map(str::to_owned).or_else(|| settings.language.clone()).unwrap_or_else(locale);
    Lang::of_locale(&chosen)
}
