//! Who annotates: as the system says, or the person; the edit that waited for it is made then.

use super::desk::{Coder, commit, remark};
use super::{App, saving};
use crate::annotation::Change;

/// Names of accounts that say nothing of who sits there.
const NOBODY: &[&str] = &["root", "user", "admin", "ubuntu", "", "-"];

/// The system said who sits there.
pub fn coder_found(app: &mut App, name: &str) {
    if app.desk.coder != Coder::Unknown {
        return;
    }
    let coder = if NOBODY.contains(&name) { Coder::Unsure } else { Coder::Known };
    sits_there(app, coder(name.to_owned()));
}

/// The person said who annotates.
pub fn coder_chosen(app: &mut App, name: String) {
    sits_there(app, Coder::Known(name));
}

fn sits_there(app: &mut App, coder: Coder) {
    app.desk.coder = coder;
    remark(app);
    resume(app);
    saving::bind_old(app);
}

/// Makes the edit that waited, in the name of the coder that is known now.
fn resume(app: &mut App) {
    let Some(mut edit) = app.desk.pending.take() else { return };
    let name = app.desk.coder.name().to_owned();
    edit.changes.iter_mut().for_each(|change| change.name_coder(&name));
    let made = edit.changes.iter().find_map(|change| match change {
        Change::Annotation(changed) => Some(changed.key.1),
        _ => None,
    });
    commit(app, edit);
    app.desk.lit = made.filter(|id| app.desk.mark(*id).is_some());
}
