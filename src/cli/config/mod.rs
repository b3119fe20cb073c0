//! `config`: prints the settings by default, says where they belong, and checks those that are there.

pub mod action;

use action::Action;

use super::context::Context;
use super::out::Out;
use crate::error::{Error, Result};
use crate::settings::Settings;

/// The settings as they are by default, explained.
pub const DEFAULTS: &str = include_str!("../../../assets/config.ron");

/// Does it. `clashes` says what is wrong with the keys of settings.
///
/// # Errors
/// `check`: the file cannot be read, or its keys cannot be given.
pub fn config(context: &Context, action: Action, clashes: fn(&Settings) -> Vec<Error>, out: &mut Out) -> Result<()> {
    let path = context.places.config.join("config.ron");
    match action {
        Action::Print => DEFAULTS.trim_end().split('\n').try_for_each(|line| out.line(line))?,
        Action::Path => out.line(&path.display().to_string())?,
        Action::Check => {
            if context.files.kind(&path)?.is_none() {
                out.line(&context.words.fill("config-none", &[("path", path.display().to_string())]))?;
                return out.finish();
            }
            let data = context.files.read(&path)?;
            let settings = Settings::read(&String::from_utf8_lossy(&data))?;
            let mut wrong = clashes(&settings).into_iter();
            if let Some(last) = wrong.next_back() {
                wrong.try_for_each(|error| out.line(&context.words.error(&error)))?;
                out.finish()?;
                return Err(last);
            }
            out.line(&context.words.fill("config-good", &[("path", path.display().to_string())]))?;
        }
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_what_holds() {
        assert_eq!(Settings::read(DEFAULTS).unwrap(), Settings::default());
        // Every line that is commented out can be put in, and every setting has one.
        let lines = DEFAULTS.lines().map(|line| {
            let setting = line.trim_start().strip_prefix("// ").filter(|rest| {
                let name = rest.split(": ").next().unwrap_or_default();
                rest.ends_with(',') && !name.contains(' ') && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            });
            setting.unwrap_or(line)
        });
        let all = lines.collect::<Vec<&str>>().join("\n");
        let settings = Settings::read(&all).unwrap();
        assert_eq!((settings.theme.as_deref(), settings.keys.len()), (Some("zhumo"), 3));
        let named = format!("{:?}", Settings::default());
        let names = named.split([' ', '{', ',']).filter_map(|word| word.strip_suffix(':'));
        for name in names {
            assert!(DEFAULTS.contains(&format!("// {name}: ")), "{name} is not explained");
        }
    }
}
