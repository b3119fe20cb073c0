//! What is known of the documents of the list.

use crate::annotation::{Annotation, OMITTED};
use crate::state::shelf::Shelf;

impl Shelf {
    /// Returns the words of an annotation of a document as they are read.
    pub fn words(&self, document: &str, annotation: &Annotation) -> String {
        let unknown = || annotation.quotation.exact.join(OMITTED);
        self.survey(document).map_or_else(unknown, |survey| survey.words(annotation))
    }

    /// Returns what stands before and behind an annotation of a document.
    pub fn around<'a>(&'a self, document: &str, annotation: &'a Annotation) -> (&'a str, &'a str) {
        let quotation = &annotation.quotation;
        let unknown = || (quotation.prefix.as_str(), quotation.suffix.as_str());
        self.survey(document).map_or_else(unknown, |survey| survey.around(annotation))
    }
}
