//! Memos: what hangs on an article, also under the name that it had when the text was read otherwise.

use crate::annotation::{Change, Changed, Memo, On};
use crate::state::Model;

/// Returns the memos of this coder about something, what they hang on beside them. Of an article there are several if
/// it was several articles before.
pub fn of(model: &Model, on: &On) -> Vec<(On, Memo)> {
    let memos = &model.project.book.personal(model.project.coder.name()).memos;
    let owned = |(on, memo): (&On, &Memo)| (on.clone(), memo.clone());
    let exact = || memos.get_key_value(on).map(owned).into_iter().collect();
    let On::Article(name) = on else { return exact() };
    let survey = model.shelf.survey(&name.document);
    let number = survey.and_then(|survey| Some((survey, survey.articles.number(name).filter(|number| *number > 0)?)));
    number.map_or_else(exact, |(survey, number)| {
        survey.articles.memos(number, &name.document, memos).map(owned).collect()
    })
}

/// Returns memos as one text: each once, parted by a blank line.
pub fn text(memos: &[(On, Memo)]) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for (_, memo) in memos {
        if !texts.contains(&memo.text.as_str()) {
            texts.push(&memo.text);
        }
    }
    texts.join("\n\n")
}

/// Returns the changes after which a text is the memo about something; none if it is so already. Where a memo hangs
/// under another name it stays there; of several, one is left with all of the text.
pub fn changes(model: &Model, on: &On, new: String) -> Vec<Change> {
    let (coder, now, known) = (model.project.coder.name(), model.seconds(), of(model, on));
    if text(&known) == new {
        return Vec::new();
    }
    let change = |on: &On, before, after| Change::Memo(Changed::new((coder.to_owned(), on.clone()), before, after));
    let (first, others) = match known.split_first() {
        Some((first, others)) => (Some(first), others),
        None => (None, &[][..]),
    };
    let on = first.map_or(on, |(on, _)| on);
    let before = first.map(|(_, memo)| memo.clone());
    let created = before.as_ref().map_or(now, |memo| memo.created);
    let conflicts = known.iter().flat_map(|(_, memo)| memo.conflicts.clone()).collect();
    let after = (!new.is_empty()).then_some(Memo { text: new, created, modified: now, conflicts });
    let gone = others.iter().map(|(on, memo)| change(on, Some(memo.clone()), None));
    std::iter::once(change(on, before, after)).chain(gone).collect()
}
