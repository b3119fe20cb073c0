//! How the page is shown: the theme, the order of reading, the mouse.

use crate::actions::open;
use crate::settings::Page;
use crate::state::Model;
use crate::state::effect::{Effect, Keep, Terminal};
use crate::text::Widths;
use crate::theme::Theme;

/// Wears the theme of a name.
pub fn named(model: &mut Model, name: &str) {
    let known = model.face.themes.iter().any(|theme| theme.name == name);
    if known {
        model.face.chosen = true;
        model.face.set_theme(name);
        return keep(model);
    }
    let names = model.face.themes.iter().map(|theme| theme.name.clone()).collect::<Vec<_>>().join(" ");
    model.notice_with("notice-no-such-theme", &[("name", name.to_owned()), ("names", names)]);
}

/// Shows the page as printed, or in reading order again.
pub fn printed(model: &mut Model) {
    model.reader.printed = !model.reader.printed;
    open::renew(model);
    model.notice(if model.reader.printed { "notice-as-printed" } else { "notice-reading-order" });
}

/// Sets captions beside the paragraphs that they interrupt, or behind the article.
pub fn captions(model: &mut Model) {
    model.reader.asides_last = !model.reader.asides_last;
    open::renew(model);
    model.notice(if model.reader.asides_last { "notice-captions-last" } else { "notice-captions-beside" });
}

/// Leaves the sentence at the cursor alone in full ink, or all again.
pub fn ruler(model: &mut Model) {
    model.face.settings.ruler = !model.face.settings.ruler;
    model.face.turned = true;
    keep(model);
    model.notice(if model.face.settings.ruler { "notice-ruler-on" } else { "notice-ruler-off" });
}

/// Shows the numbers of the source lines, or no longer.
pub fn numbers(model: &mut Model) {
    model.reader.numbers = !model.reader.numbers;
}

/// Listens to the mouse, or leaves it to the terminal: then it selects as it does everywhere.
pub fn mouse(model: &mut Model) {
    model.hand.mouse = !model.hand.mouse;
    model.ask(Effect::Terminal(Terminal::Mouse(model.hand.mouse)));
    model.notice(if model.hand.mouse { "notice-mouse-on" } else { "notice-mouse-off" });
}

/// The terminal said what it is like: only what nobody settled is taken over. It is remembered.
pub fn probed(model: &mut Model, widths: Option<Widths>, dark: Option<bool>) {
    if widths.is_none() && dark.is_none() {
        return;
    }
    if let Some(widths) = widths {
        model.face.widths = widths;
    }
    let settled = model.face.settings.theme.is_some() || model.face.chosen;
    if let Some(dark) = dark.filter(|dark| !settled && *dark != model.face.theme.dark) {
        model.face.theme = Theme::built_in(dark, model.face.depth);
    }
    let dark = dark.unwrap_or(model.face.theme.dark);
    model.ask(Effect::Keep(Keep::Terminal(model.face.widths == Widths::Wide, dark)));
}

/// Remembers what was chosen: for all libraries, unless the looks of this one are its own.
pub fn keep(model: &mut Model) {
    let face = &mut model.face;
    if !face.here {
        if face.chosen {
            face.kept.theme = Some(face.theme.name.clone());
        }
        if face.turned {
            face.kept.page = Some(Page::of(&face.settings));
        }
    }
    let kept = Box::new(face.kept.clone());
    model.ask(Effect::Keep(Keep::Chosen(kept)));
}
