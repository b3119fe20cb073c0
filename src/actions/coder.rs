//! Who annotates: as the system says, or the person; the edit that waited for it is made then.

use crate::actions::commit::{self, commit};
use crate::actions::marks::place_marks;
use crate::annotation::Change;
use crate::state::Model;
use crate::state::project::Coder;

/// Names of accounts that say nothing of who sits there.
const NOBODY: &[&str] = &["root", "user", "admin", "ubuntu", "", "-"];

/// The system said who sits there.
pub fn coder_found(model: &mut Model, name: &str) {
    if model.project.coder != Coder::Unknown {
        return;
    }
    let coder = if NOBODY.contains(&name) { Coder::Unsure } else { Coder::Known };
    sits_there(model, coder(name.to_owned()));
}

/// The person said who annotates.
pub fn coder_chosen(model: &mut Model, name: String) {
    sits_there(model, Coder::Known(name));
}

fn sits_there(model: &mut Model, coder: Coder) {
    let before = std::mem::replace(&mut model.project.coder, coder);
    commit::renamed(model, before.name());
    place_marks(model);
    resume(model);
    commit::bind_old(model);
}

/// Makes the edit that waited, in the name of the coder that is known now.
fn resume(model: &mut Model) {
    let Some(mut edit) = model.project.pending.take() else { return };
    let name = model.project.coder.name().to_owned();
    edit.changes.iter_mut().for_each(|change| change.name_coder(&name));
    let made = edit.changes.iter().find_map(|change| match change {
        Change::Annotation(changed) => Some(changed.key.1),
        _ => None,
    });
    commit(model, edit);
    model.project.lit = made.filter(|id| model.project.mark(*id).is_some());
}
