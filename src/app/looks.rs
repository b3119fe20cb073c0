//! How it looks, at once: the theme chosen with the text in sight.

use crate::popups::choice::Choice;
use crate::state::Model;
use crate::theme::Source;

/// Lists the themes; the one under the cursor is shown at once.
pub fn open(model: &mut Model) {
    let present = model.face.theme.name.clone();
    let lang = model.face.words.lang();
    let row = |theme: &Source| (theme.name.clone(), lang.pick(&theme.zh, &theme.en).to_owned());
    let choice = Choice::themes(model.face.themes.iter().map(row).collect(), &present);
    model.put_up(choice);
}
