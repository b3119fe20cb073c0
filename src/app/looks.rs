//! How it looks, at once: the theme chosen with the text in sight, and the settings of the page.

use crate::actions::looks;
use crate::popups::choice::Choice;
use crate::settings::Breaking;
use crate::state::Model;
use crate::state::request::{Setting, Target};
use crate::theme::Source;

/// Lists the themes; the one under the cursor is shown at once.
pub fn open(model: &mut Model) {
    let present = model.face.theme.name.clone();
    let lang = model.face.words.lang();
    let row = |theme: &Source| (theme.name.clone(), lang.pick(&theme.zh, &theme.en).to_owned());
    let choice = Choice::themes(model.face.themes.iter().map(row).collect(), &present);
    model.put_up(choice);
}

impl Setting {
    /// All of them, as they are listed.
    pub const ALL: [Self; 8] = [
        Self::Measure,
        Self::Indent,
        Self::Spacing,
        Self::Hang,
        Self::Breaking,
        Self::Numbers,
        Self::Captions,
        Self::Mouse,
    ];

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
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
    pub fn value(self, model: &Model) -> String {
        let settings = &model.face.settings;
        let yes = |on: bool| model.say(if on { "yes" } else { "no" });
        match self {
            Self::Measure => {
                model.face.words.fill("setting-measure-value", &[("count", (settings.cells() / 2).to_string())])
            }
            Self::Indent => yes(settings.indent),
            Self::Spacing => settings.spacing().to_string(),
            Self::Hang => yes(settings.hang),
            Self::Breaking => model.say(match settings.line_breaking {
                Breaking::Basic => "setting-breaking-basic",
                Breaking::Strict => "setting-breaking-strict",
                Breaking::None => "setting-breaking-none",
            }),
            Self::Numbers => yes(model.reader.numbers),
            Self::Captions => yes(!model.reader.asides_last),
            Self::Mouse => yes(model.hand.mouse),
        }
    }
}

/// The measures that are offered, in 汉字.
const MEASURES: [u16; 8] = [28, 32, 36, 38, 40, 44, 52, 64];

/// Lists what can be set while reading; Enter changes the chosen row.
pub fn settings(model: &mut Model) {
    list(model, 0);
}

fn list(model: &mut Model, chosen: usize) {
    let rows = Setting::ALL.map(|setting| (model.say(setting.words()), setting.value(model), Target::Setting(setting)));
    model.put_up(Choice::of("settings-title", rows.to_vec(), chosen));
}

/// Changes a setting to what comes next, and goes on listing.
pub fn turn(model: &mut Model, setting: Setting) {
    model.face.turned = true;
    let settings = &mut model.face.settings;
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
        Setting::Numbers => model.reader.numbers = !model.reader.numbers,
        Setting::Captions => looks::captions(model),
        Setting::Mouse => looks::mouse(model),
    }
    model.reader.follow = true;
    list(model, Setting::ALL.iter().position(|other| *other == setting).unwrap_or(0));
}
