//! What can be set while reading: each setting, what is in force, the next value; and for which libraries it holds.

use crate::actions::{layers, looks, open};
use crate::input::keymap::Keymap;
use crate::settings::{Breaking, Citation, Grain, Preset};
use crate::state::Model;
use crate::state::request::{Request, Setting};
use crate::state::view::View;
use crate::theme::Source;
use crate::words::{Lang, Words};

/// Settings under their headings, as they are listed.
pub const GROUPS: [(&str, &[Setting]); 3] = [
    ("settings-look", &[Setting::Theme, Setting::Language]),
    (
        "settings-page",
        &[
            Setting::Measure,
            Setting::Indent,
            Setting::Spacing,
            Setting::Leading,
            Setting::Margin,
            Setting::Ruler,
            Setting::Hang,
            Setting::Breaking,
            Setting::Numbers,
            Setting::Captions,
        ],
    ),
    (
        "settings-program",
        &[Setting::Here, Setting::Preset, Setting::Words, Setting::Citation, Setting::Mouse, Setting::Coder],
    ),
];

/// The measures that are offered, in 汉字.
const MEASURES: [u16; 8] = [28, 32, 36, 38, 40, 44, 52, 64];

impl Setting {
    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Measure => "setting-measure",
            Self::Indent => "setting-indent",
            Self::Spacing => "setting-spacing",
            Self::Leading => "setting-leading",
            Self::Margin => "setting-margin",
            Self::Ruler => "setting-ruler",
            Self::Hang => "setting-hang",
            Self::Breaking => "setting-breaking",
            Self::Numbers => "setting-numbers",
            Self::Captions => "setting-captions",
            Self::Mouse => "setting-mouse",
            Self::Theme => "setting-theme",
            Self::Language => "setting-language",
            Self::Preset => "setting-preset",
            Self::Words => "setting-words",
            Self::Citation => "setting-citation",
            Self::Coder => "setting-coder",
            Self::Here => "setting-here",
        }
    }

    /// Returns the key of what is said of it.
    pub fn about(self) -> &'static str {
        match self {
            Self::Measure => "setting-measure-about",
            Self::Indent => "setting-indent-about",
            Self::Spacing => "setting-spacing-about",
            Self::Leading => "setting-leading-about",
            Self::Margin => "setting-margin-about",
            Self::Ruler => "setting-ruler-about",
            Self::Hang => "setting-hang-about",
            Self::Breaking => "setting-breaking-about",
            Self::Numbers => "setting-numbers-about",
            Self::Captions => "setting-captions-about",
            Self::Mouse => "setting-mouse-about",
            Self::Theme => "setting-theme-about",
            Self::Language => "setting-language-about",
            Self::Preset => "setting-preset-about",
            Self::Words => "setting-words-about",
            Self::Citation => "setting-citation-about",
            Self::Coder => "setting-coder-about",
            Self::Here => "setting-here-about",
        }
    }

    /// Returns what is in force, as people read it.
    pub fn value(self, model: &Model) -> String {
        let (settings, words) = (&model.face.settings, &model.face.words);
        let yes = |on: bool| model.say(if on { "yes" } else { "no" });
        match self {
            Self::Measure => words.fill("setting-measure-value", &[("count", (settings.cells() / 2).to_string())]),
            Self::Indent => yes(settings.indent),
            Self::Spacing => settings.spacing().to_string(),
            Self::Leading => settings.leading().to_string(),
            Self::Margin => settings.margin().to_string(),
            Self::Ruler => yes(settings.ruler),
            Self::Hang => yes(settings.hang),
            Self::Breaking => model.say(match settings.line_breaking {
                Breaking::Basic => "setting-breaking-basic",
                Breaking::Strict => "setting-breaking-strict",
                Breaking::None => "setting-breaking-none",
            }),
            Self::Numbers => yes(model.reader.numbers),
            Self::Captions => yes(!model.reader.asides_last),
            Self::Mouse => yes(model.hand.mouse),
            Self::Theme => {
                let worn = |theme: &&Source| theme.name == model.face.theme.name;
                let theme = model.face.themes.iter().find(worn);
                theme.map_or_else(String::new, |theme| words.lang().pick(&theme.zh, &theme.en).to_owned())
            }
            Self::Language => model.say("language-name"),
            Self::Preset => model.say(match settings.keys_of() {
                Preset::Meipi => "setting-preset-meipi",
                Preset::Vim => "setting-preset-vim",
                Preset::Less => "setting-preset-less",
            }),
            Self::Words => model.say(if settings.fine() { "setting-words-fine" } else { "setting-words-coarse" }),
            Self::Citation => model.say(match settings.cites() {
                Citation::Plain => "setting-citation-plain",
                Citation::Gbt7714 => "setting-citation-gbt7714",
                Citation::Bibtex => "setting-citation-bibtex",
            }),
            Self::Coder => model.project.coder.name().to_owned(),
            Self::Here => model.say(if model.face.here { "setting-here-this" } else { "setting-here-all" }),
        }
    }

    /// Says what keeps it from being in force: a line that is wider than the window would look ignored.
    pub fn remark(self, model: &Model) -> Option<String> {
        let (wanted, room) = (model.face.settings.cells() / 2, model.screen.column.w / 2);
        let narrow = self == Self::Measure && model.view == View::Panes && (1..wanted).contains(&room);
        narrow.then(|| model.face.words.fill("setting-measure-room", &[("count", room.to_string())]))
    }

    /// Tells whether it belongs to the look of the page, which may be another in one library.
    fn is_look(self) -> bool {
        !matches!(
            self,
            Self::Language
                | Self::Preset
                | Self::Words
                | Self::Citation
                | Self::Coder
                | Self::Mouse
                | Self::Numbers
                | Self::Captions
        )
    }
}

/// Returns what stands so many places behind one of several, the first again behind the last.
fn beside<T: Copy + PartialEq>(all: &[T], present: T, by: isize) -> T {
    let at = all.iter().position(|other| *other == present).unwrap_or(0) as isize;
    all.get((at + by).rem_euclid(all.len().max(1) as isize) as usize).copied().unwrap_or(present)
}

/// Gives a setting the next value, or the one before; it is remembered.
pub fn turn(model: &mut Model, setting: Setting, by: isize) {
    let settings = &mut model.face.settings;
    match setting {
        Setting::Measure => {
            let present = settings.cells() / 2;
            let mut near = MEASURES.iter().copied();
            let next = if by > 0 {
                near.find(|measure| *measure > present)
            } else {
                near.rev().find(|measure| *measure < present)
            };
            // Wider than the widest is not the narrowest.
            settings.measure = next.or(Some(present));
        }
        Setting::Indent => settings.indent = !settings.indent,
        Setting::Spacing => settings.paragraph_spacing = Some(beside(&[0, 1, 2], settings.spacing() as u8, by)),
        Setting::Leading => settings.line_spacing = beside(&[0, 1, 2], settings.leading() as u8, by),
        Setting::Margin => settings.margin = Some(beside(&[0, 1, 2, 3, 4, 6], settings.margin() as u8, by)),
        Setting::Ruler => settings.ruler = !settings.ruler,
        Setting::Hang => settings.hang = !settings.hang,
        Setting::Breaking => {
            let all = [Breaking::Basic, Breaking::Strict, Breaking::None];
            settings.line_breaking = beside(&all, settings.line_breaking, by);
        }
        Setting::Numbers => model.reader.numbers = !model.reader.numbers,
        Setting::Captions => looks::captions(model),
        Setting::Mouse => looks::mouse(model),
        Setting::Theme => theme(model, by),
        Setting::Language => {
            let lang = beside(&Lang::ALL, model.face.words.lang(), by);
            model.face.words = Words::new(lang);
            model.face.kept.language = Some(lang.name().to_owned());
            open::renew(model);
            model.request(Request::Refresh);
        }
        Setting::Preset => {
            settings.preset = Some(beside(&[Preset::Meipi, Preset::Vim, Preset::Less], settings.keys_of(), by));
            model.face.kept.preset = settings.preset;
            (model.hand.map, _) = Keymap::new(model.hand.map.commands(), &model.face.settings);
        }
        Setting::Words => {
            settings.words = Some(if settings.fine() { Grain::Coarse } else { Grain::Fine });
            model.face.kept.words = settings.words;
            layers::cut_anew(model);
        }
        Setting::Citation => {
            let all = [Citation::Plain, Citation::Gbt7714, Citation::Bibtex];
            settings.citation = Some(beside(&all, settings.cites(), by));
            model.face.kept.citation = settings.citation;
        }
        Setting::Coder => return model.request(Request::AskCoder(model.project.coder.name().to_owned())),
        Setting::Here => model.face.here = !model.face.here,
    }
    if setting.is_look() && !matches!(setting, Setting::Theme | Setting::Here) {
        model.face.turned = true;
    }
    looks::keep(model);
    model.reader.follow = true;
}

/// Sets the characters of a line; it is remembered.
pub fn measured(model: &mut Model, count: u16) {
    model.face.settings.measure = Some(count);
    model.face.settings.measure = Some(model.face.settings.cells() / 2);
    model.face.turned = true;
    looks::keep(model);
    model.reader.follow = true;
}

/// Sets the characters of a line as they were typed on the command line, and says what has become of it.
pub fn width(model: &mut Model, typed: &str) {
    let Ok(count) = typed.trim().parse() else {
        return model.notice_with("notice-no-width", &[("typed", typed.to_owned())]);
    };
    measured(model, count);
    let told = model.face.words.fill("notice-width", &[("width", Setting::Measure.value(model))]);
    let told: Vec<String> = std::iter::once(told).chain(Setting::Measure.remark(model)).collect();
    model.status.say(told.join("  "), false);
}

fn theme(model: &mut Model, by: isize) {
    let names: Vec<&str> = model.face.themes.iter().map(|theme| theme.name.as_str()).collect();
    let next = beside(&names, model.face.theme.name.as_str(), by).to_owned();
    looks::named(model, &next);
}
