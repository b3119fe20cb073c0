//! What a store holds, thing by thing, so that a format can say which of them it cannot hold.

use crate::annotation::{Annotation, Personal, State, Tag, key_of, quick};
use crate::exchange::{Bundle, Entry};
use std::collections::BTreeSet;

macro_rules! facets {
    ($($(#[$doc:meta])* $name:ident $words:literal;)*) => {
        /// A thing that a store holds and a format may not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Facet {
            $($(#[$doc])* $name,)*
        }

        impl Facet {
            /// All of them, in the order in which they are told.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Returns the key of the words that name it.
            pub fn words(self) -> &'static str {
                match self {
                    $(Self::$name => $words,)*
                }
            }
        }
    };
}

facets! {
    /// Annotations at all.
    Marks "facet-marks";
    /// Annotations that are known again when they come back: more than one on a passage.
    Ids "facet-ids";
    /// Annotations without a tag.
    Plain "facet-plain";
    /// Notes.
    Notes "facet-notes";
    /// Control characters in notes.
    Controls "facet-controls";
    /// Who annotated.
    Coders "facet-coders";
    /// When annotations were made.
    Created "facet-created";
    /// When annotations were last changed.
    Modified "facet-modified";
    /// Passages of several pieces.
    Spans "facet-spans";
    /// Annotations that stand in other annotations, or over them.
    Overlaps "facet-overlaps";
    /// White space at the ends of passages, or passages cut otherwise than a selection is.
    Edges "facet-edges";
    /// Articles in which nothing is annotated, where only the others go out.
    Texts "facet-texts";
    /// Annotations of a document as a whole.
    Whole "facet-whole";
    /// Annotations that stand nowhere in the text at hand, or in several places.
    Lost "facet-lost";
    /// Where an annotation stood before its text was changed.
    Former "facet-former";
    /// Versions between which nobody has decided.
    Undecided "facet-undecided";
    /// The tree of tags.
    Tree "facet-tree";
    /// Tags whose names others have too, in a format whose readers may know tags by their names alone.
    Names "facet-names";
    /// Tags that are not in use.
    Unused "facet-unused";
    /// The short names of tags, where they are not made of their labels.
    Keys "facet-keys";
    /// The labels of tags in the other language.
    Labels "facet-labels";
    /// The colours of tags.
    Colours "facet-colours";
    /// The order of tags.
    Order "facet-order";
    /// Definitions of tags.
    Definitions "facet-definitions";
    /// What belongs to tags and what does not, examples.
    Guides "facet-guides";
    /// Other names of tags, and tags that were merged.
    Aliases "facet-aliases";
    /// When tags were made and changed.
    TagTimes "facet-tag-times";
    /// Attributes of documents and articles.
    Attributes "facet-attributes";
    /// Memos.
    Memos "facet-memos";
    /// Corrections of words, structure and encodings.
    Corrections "facet-corrections";
    /// Words for the segmenter, progress, quick keys.
    Desk "facet-desk";
}

use Facet::{
    Aliases, Attributes, Coders, Colours, Controls, Corrections, Created, Definitions, Desk, Edges, Former, Guides,
    Ids, Keys, Labels, Lost, Marks, Memos, Modified, Names, Notes, Order, Overlaps, Plain, Spans, TagTimes, Texts,
    Tree, Undecided, Unused, Whole,
};

impl Facet {
    /// Tells whether with it something is lost that a person has made: a tag, a note, a passage.
    pub fn is_grave(self) -> bool {
        matches!(self, Marks | Ids | Plain | Notes | Spans | Overlaps | Whole | Lost)
    }

    /// Counts it in what goes out. `Overlaps`, `Edges`, `Names` and `Texts` depend on what a format makes of a text; it
    /// counts them.
    pub fn count(self, bundle: &Bundle) -> usize {
        let entries = |holds: &dyn Fn(&Entry) -> bool| bundle.entries.iter().filter(|entry| holds(entry)).count();
        let tags = |holds: &dyn Fn(&Tag) -> bool| bundle.codebook().all().filter(|tag| holds(tag)).count();
        let a = |holds: &dyn Fn(&Annotation) -> bool| entries(&|entry| holds(&entry.annotation));
        match self {
            Ids => twins(bundle),
            Plain => a(&|a| a.tags.is_empty()),
            Notes => a(&|a| !a.note.is_empty()),
            Controls => a(&|a| a.note.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t'))),
            Marks | Coders | Created => bundle.entries.len(),
            Modified => a(&|a| a.modified != a.created),
            Spans => entries(&|entry| entry.target.len() > 1),
            Overlaps | Edges | Names | Texts => 0,
            Whole => entries(&Entry::is_whole),
            Lost => entries(&|entry| entry.spans.is_empty() && !entry.is_whole()),
            Former => entries(&|entry| matches!(entry.state, State::Moved | State::Approximate)),
            Undecided => {
                let memos = bundle.book.personal.values().flat_map(|own| own.memos.values());
                let memos = memos.filter(|memo| !memo.conflicts.is_empty()).count();
                a(&|a| !a.conflicts.is_empty()) + tags(&|tag| !tag.conflicts.is_empty()) + memos
            }
            Tree => tags(&|tag| tag.parent.is_some()),
            Unused => unused(bundle),
            Keys => tags(&|tag| tag.key != key_of(tag.label(crate::words::Lang::Zh))),
            Labels => tags(&|tag| !tag.zh.is_empty() && !tag.en.is_empty()),
            Colours => tags(&|tag| tag.slot > 0),
            Order => tags(&|tag| tag.order > 0),
            Definitions => tags(&|tag| !tag.definition.is_empty()),
            Guides => tags(&|tag| !tag.include.is_empty() || !tag.exclude.is_empty() || !tag.examples.is_empty()),
            Aliases => tags(&|tag| !tag.aliases.is_empty() || tag.merged_into.is_some()),
            TagTimes => bundle.codebook().all().count(),
            Attributes => bundle.book.attributes.len(),
            Memos => bundle.book.personal.values().map(|own| own.memos.len()).sum(),
            Corrections => bundle.book.all_overrides().map(|(_, list)| list.len()).sum(),
            Desk => {
                let keys = |own: &Personal| own.quick.keys().filter(|slot| quick::is_key(**slot)).count();
                let read = |own: &Personal| own.progress.keys().filter(|name| !name.is_stretch()).count();
                let own = bundle.book.personal.values().map(|own| read(own) + keys(own));
                bundle.book.terms.len() + own.sum::<usize>()
            }
        }
    }
}

/// Counts annotations of a passage that its coder has annotated before.
fn twins(bundle: &Bundle) -> usize {
    let place = |entry: &Entry| {
        let a = &entry.annotation;
        (entry.document.clone(), entry.target.clone(), entry.exact.clone(), a.coder.clone())
    };
    let places: BTreeSet<_> = bundle.entries.iter().map(place).collect();
    bundle.entries.len() - places.len()
}

fn unused(bundle: &Bundle) -> usize {
    let codebook = bundle.codebook();
    let used: BTreeSet<&str> = bundle.entries.iter().flat_map(|entry| entry.tags(codebook)).collect();
    codebook.in_use().filter(|tag| !used.contains(tag.key.as_str())).count()
}
