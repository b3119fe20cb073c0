//! How it looks, at once: the theme chosen with the text in sight, and the settings of the page.

use super::popups::choice::{Choice, Target};
use super::{App, Face};
use crate::settings::Breaking;
use crate::theme::{Source, Theme};

/// Lists the themes; the one under the cursor is shown at once.
pub fn open(app: &mut App) {
    let present = app.face.theme.name.clone();
    let lang = app.face.words.lang();
    let row = |theme: &Source| (theme.name.clone(), lang.pick(&theme.zh, &theme.en).to_owned());
    let choice = Choice::themes(app.face.themes.iter().map(row).collect(), &present);
    app.put_up(choice);
}

/// Shows a theme.
pub fn wear(face: &mut Face, name: &str) {
    let found = face.themes.iter().find(|theme| theme.name == name);
    if let Some(theme) = found.and_then(|source| Theme::read(name, &source.source, face.depth).ok()) {
        face.theme = theme;
    }
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
}

impl Setting {
    const ALL: [Self; 8] = [
        Self::Measure,
        Self::Indent,
        Self::Spacing,
        Self::Hang,
        Self::Breaking,
        Self::Numbers,
        Self::Captions,
        Self::Mouse,
    ];

    fn words(self) -> &'static str {
        match self {
            Self::Measure => "setting-measure",
            Self::Indent => "setting-indent",
            Self::Spacing => "setting-spacing",
            Self::Hang => "setting-hang",
            Self::Breaking => "setting-breaking",
            Self::Numbers => "setting-numbers",
            Self::Captions => "setting-captions",
            Self::Mouse => "setting-mouse",
        }
    }

    /// Returns what is in force, as people read it.
    fn value(self, app: &App) -> String {
        let settings = &app.face.settings;
        let yes = |on: bool| app.say(if on { "yes" } else { "no" });
        match self {
            Self::Measure => {
                app.face.words.fill("setting-measure-value", &[("count", (settings.cells() / 2).to_string())])
            }
            Self::Indent => yes(settings.indent),
            Self::Spacing => settings.spacing().to_string(),
            Self::Hang => yes(settings.hang),
            Self::Breaking => app.say(match settings.line_breaking {
                Breaking::Basic => "setting-breaking-basic",
                Breaking::Strict => "setting-breaking-strict",
                Breaking::None => "setting-breaking-none",
            }),
            Self::Numbers => yes(app.reader.numbers),
            Self::Captions => yes(!app.reader.asides_last),
            Self::Mouse => yes(app.hand.mouse),
        }
    }
}

/// The measures that are offered, in 汉字.
const MEASURES: [u16; 8] = [28, 32, 36, 38, 40, 44, 52, 64];

/// Lists what can be set while reading; Enter changes the chosen row.
pub fn settings(app: &mut App) {
    list(app, 0);
}

fn list(app: &mut App, chosen: usize) {
    let rows = Setting::ALL.map(|setting| (app.say(setting.words()), setting.value(app), Target::Setting(setting)));
    app.put_up(Choice::of("settings-title", rows.to_vec(), chosen));
}

/// Changes a setting to what comes next, and goes on listing.
pub fn turn(app: &mut App, setting: Setting) {
    app.face.turned = true;
    let settings = &mut app.face.settings;
    match setting {
        Setting::Measure => {
            let present = settings.cells() / 2;
            let next = MEASURES.iter().find(|measure| **measure > present).or(MEASURES.first());
            settings.measure = next.copied();
        }
        Setting::Indent => settings.indent = !settings.indent,
        Setting::Spacing => settings.paragraph_spacing = Some((settings.spacing() as u8 + 1) % 3),
        Setting::Hang => settings.hang = !settings.hang,
        Setting::Breaking => {
            settings.line_breaking = match settings.line_breaking {
                Breaking::Basic => Breaking::Strict,
                Breaking::Strict => Breaking::None,
                Breaking::None => Breaking::Basic,
            }
        }
        Setting::Numbers => app.reader.numbers = !app.reader.numbers,
        Setting::Captions => super::view::captions(app),
        Setting::Mouse => super::pane::mouse(app),
    }
    app.reader.follow = true;
    list(app, Setting::ALL.iter().position(|other| *other == setting).unwrap_or(0));
}

/// Wears the theme of a name.
pub fn named(app: &mut App, name: &str) {
    let known = app.face.themes.iter().any(|theme| theme.name == name);
    if known {
        app.face.chosen = true;
        return wear(&mut app.face, name);
    }
    let names = app.face.themes.iter().map(|theme| theme.name.clone()).collect::<Vec<_>>().join(" ");
    app.notice_with("notice-no-such-theme", &[("name", name.to_owned()), ("names", names)]);
}
