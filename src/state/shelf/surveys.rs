//! What is known of the documents of the list.

use crate::annotation::{Annotation, OMITTED};
use crate::state::shelf::Shelf;

impl Shelf {
    /// Returns the words of an annotation of a document as they are read.
    pub fn words(&self, document: &str, annotation: &Annotation) -> String {
        let unknown = || annotation.quotation.exact.join(OMITTED);
        self.survey(document).map_or_else(unknown, |survey| survey.words(annotation))
    }
}
