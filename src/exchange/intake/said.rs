//! What an import would do, in words.

use super::Intake;
use crate::annotation::Codebook;
use crate::exchange::common::taxonomy::Separator;
use crate::exchange::intake::loss;
use crate::words::Words;

impl Intake {
    /// Tells whether everything is here already.
    pub fn is_nothing(&self) -> bool {
        self.changes.is_empty() && self.texts.is_empty()
    }

    /// Returns what happens, a sentence a line; of tags at most so many are named.
    pub fn said(&self, words: &Words, codebook: &Codebook, most: usize) -> Vec<String> {
        let counted = |key: &str, count: usize| words.fill(key, &[("count", count.to_string())]);
        let mut lines: Vec<String> = self.report.iter().map(|(key, count)| counted(key, *count)).collect();
        if lines.is_empty() {
            lines.push(words.say("import-nothing"));
        }
        if !self.matched.is_empty() {
            let names = self.matched.iter().take(most).map(|key| codebook.path(key, words.lang()));
            let more = (self.matched.len() > most).then(|| "……".to_owned());
            let list = names.chain(more).collect::<Vec<_>>().join(&words.say("list-comma"));
            let count = self.matched.len().to_string();
            lines.push(words.fill("import-tags-matched", &[("count", count), ("list", list)]));
        }
        if let Some((trees, count)) = &self.trees {
            let sign = match &trees.separator {
                Separator::Sign(sign) => sign,
                Separator::Own | Separator::None => "/",
            };
            let taken = [("sign", sign.to_owned()), ("count", count.to_string())];
            lines.extend((*count > 0).then(|| words.fill("import-parted", &taken)));
            lines.extend(trees.doubt.iter().map(|sign| words.fill("import-doubt", &[("sign", sign.clone())])));
        }
        lines
    }

    /// Says how texts were matched with documents, where it was not by their paths; at most so many.
    pub fn matches(&self, words: &Words, most: usize) -> Vec<String> {
        let says = |(key, name, path): &(&'static str, String, String)| {
            words.fill(key, &[("name", name.clone()), ("path", path.clone())])
        };
        let more = (self.matches.len() > most).then(|| "……".to_owned());
        self.matches.iter().take(most).map(says).chain(more).collect()
    }

    /// Returns what the file holds and what is not taken, as one sentence, if there is any.
    pub fn left(&self, words: &Words) -> Option<String> {
        let says = |(key, count): &(&'static str, usize)| {
            let said = words.fill(key, &[("count", count.to_string())]);
            match self.places.get(key) {
                Some(places) => said + &loss::said(places, *count, words),
                None if *key == "loss-columns" => {
                    let list = self.columns.join(&words.say("list-comma"));
                    said + &words.fill("loss-columns-names", &[("names", list)])
                }
                None => said,
            }
        };
        let list: Vec<String> = self.losses.iter().map(says).collect();
        let list = list.join(&words.say("list-comma"));
        (!list.is_empty()).then(|| words.fill("cli-import-losses", &[("list", list)]))
    }
}
