//! Other coders: shown or hidden.

use crate::actions::marks::place_marks;
use crate::state::Model;
use std::collections::BTreeSet;

/// Shows other coders' annotations, or hides them.
pub fn toggle(model: &mut Model) {
    let mine = model.project.coder.name().to_owned();
    let names: BTreeSet<&str> = model.project.book.all().flat_map(|(_, list)| list).map(|a| a.coder.as_str()).collect();
    let names: Vec<String> = names.into_iter().filter(|name| *name != mine).map(|name| model.name_of(name)).collect();
    if names.is_empty() {
        return model.notice("notice-no-others");
    }
    model.project.others = !model.project.others;
    place_marks(model);
    let key = if model.project.others { "notice-others-shown" } else { "notice-others-hidden" };
    model.notice_with(key, &[("names", names.join(" "))]);
}
