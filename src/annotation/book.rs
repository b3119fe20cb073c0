//! All annotations of a library, by document, and its codebook.

use super::{Annotation, Codebook, Override, sort_overrides};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The annotations of all coders and the codebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// The tags.
    pub codebook: Codebook,
    /// The words that a person taught the segmenter.
    pub terms: BTreeSet<String>,
    /// The annotations of each document, by its path; sorted by start and id, never empty.
    documents: BTreeMap<String, Vec<Annotation>>,
    /// What is settled about each document; likewise.
    overrides: BTreeMap<String, Vec<Override>>,
}

/// Sorts annotations as they are written: by start, then id.
pub fn sort(annotations: &mut [Annotation]) {
    annotations.sort_by_key(|a| (a.target.start(), a.id));
}

impl Book {
    /// Returns the annotations of a document.
    pub fn of(&self, document: &str) -> &[Annotation] {
        self.documents.get(document).map_or(&[], Vec::as_slice)
    }

    /// Returns every document that has annotations, with them.
    pub fn all(&self) -> impl Iterator<Item = (&str, &[Annotation])> {
        self.documents.iter().map(|(document, list)| (document.as_str(), list.as_slice()))
    }

    /// Returns an annotation.
    pub fn get(&self, document: &str, id: Uuid) -> Option<&Annotation> {
        self.of(document).iter().find(|a| a.id == id)
    }

    /// Finds an annotation in any document.
    pub fn find(&self, id: Uuid) -> Option<(&str, &Annotation)> {
        self.all().find_map(|(document, list)| Some((document, list.iter().find(|a| a.id == id)?)))
    }

    /// Puts an annotation in, or takes it out.
    pub fn set(&mut self, document: &str, id: Uuid, annotation: Option<Annotation>) {
        let list = self.documents.entry(document.to_owned()).or_default();
        list.retain(|a| a.id != id);
        if let Some(annotation) = annotation {
            let key = (annotation.target.start(), annotation.id);
            let at = list.partition_point(|a| (a.target.start(), a.id) < key);
            list.insert(at, annotation);
        }
        if list.is_empty() {
            self.documents.remove(document);
        }
    }

    /// Adds the annotations of a document, as they come from its files.
    pub fn load(&mut self, document: &str, annotations: Vec<Annotation>) {
        if annotations.is_empty() {
            return;
        }
        let list = self.documents.entry(document.to_owned()).or_default();
        list.extend(annotations);
        sort(list);
    }

    /// Returns what is settled about a document.
    pub fn overrides(&self, document: &str) -> &[Override] {
        self.overrides.get(document).map_or(&[], Vec::as_slice)
    }

    /// Returns every document about which something is settled, with that.
    pub fn all_overrides(&self) -> impl Iterator<Item = (&str, &[Override])> {
        self.overrides.iter().map(|(document, list)| (document.as_str(), list.as_slice()))
    }

    /// Puts an override in, or takes it out.
    pub fn set_override(&mut self, document: &str, id: Uuid, settled: Option<Override>) {
        let list = self.overrides.entry(document.to_owned()).or_default();
        list.retain(|o| o.id != id);
        list.extend(settled);
        sort_overrides(list);
        if list.is_empty() {
            self.overrides.remove(document);
        }
    }
}
