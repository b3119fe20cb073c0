//! What nobody has decided after merges: both versions, where they differ, and what each choice makes of them.

use super::{Annotation, ArticleName, BESIDE, Book, Change, Changed, Memo, On, Override, Quotation, Tag, Target, What};
use jiff::Timestamp;
use uuid::Uuid;

/// Something of which two versions stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pending {
    /// An annotation: document, id, and which of its other versions.
    Annotation(String, Uuid, usize),
    /// A tag: key, and which of its other versions.
    Tag(String, usize),
    /// Something settled about a document: document, id, and which of its other versions.
    Override(String, Uuid, usize),
    /// A memo: coder, what it hangs on, and which of its other versions.
    Memo(String, On, usize),
    /// An attribute: article, and the name with signs under which the other value stands.
    Attribute(ArticleName, String),
}

/// What a person decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The version that stands now stays alone.
    This,
    /// The other version takes its place.
    Other,
    /// Both are kept, as far as that can be.
    Both,
}

/// A field in which two versions differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key of its name in `assets/words`.
    pub name: &'static str,
    /// What it holds now.
    pub this: Written,
    /// What it holds in the other version.
    pub other: Written,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// Words.
    Text(String),
    /// A passage.
    Place(Target, Quotation),
    /// The key of a tag, or none.
    Tag(Option<String>),
    /// A colour, 1 to 12.
    Colour(u8),
    /// A place among siblings.
    Order(i64),
    /// What is settled about a document.
    Ruling(What),
}

/// Lists what nobody has decided.
pub fn pending(book: &Book) -> Vec<Pending> {
    let mut found = Vec::new();
    for (document, list) in book.all() {
        for a in list {
            found.extend((0..a.conflicts.len()).map(|n| Pending::Annotation(document.to_owned(), a.id, n)));
        }
    }
    for tag in book.codebook.all() {
        found.extend((0..tag.conflicts.len()).map(|n| Pending::Tag(tag.key.clone(), n)));
    }
    for (document, list) in book.all_overrides() {
        for o in list {
            found.extend((0..o.conflicts.len()).map(|n| Pending::Override(document.to_owned(), o.id, n)));
        }
    }
    for (coder, own) in &book.personal {
        for (on, memo) in &own.memos {
            found.extend((0..memo.conflicts.len()).map(|n| Pending::Memo(coder.clone(), on.clone(), n)));
        }
    }
    let beside = book.attributes.keys().filter(|(_, name)| name.ends_with(BESIDE));
    found.extend(beside.map(|(article, name)| Pending::Attribute(article.clone(), name.clone())));
    found
}

impl Pending {
    fn annotation<'a>(&self, book: &'a Book) -> Option<(&'a Annotation, &'a Annotation)> {
        let Self::Annotation(document, id, n) = self else { return None };
        let this = book.get(document, *id)?;
        Some((this, this.conflicts.get(*n)?))
    }

    fn tag<'a>(&self, book: &'a Book) -> Option<(&'a Tag, &'a Tag)> {
        let Self::Tag(key, n) = self else { return None };
        let this = book.codebook.get(key)?;
        Some((this, this.conflicts.get(*n)?))
    }

    fn settled<'a>(&self, book: &'a Book) -> Option<(&'a Override, &'a Override)> {
        let Self::Override(document, id, n) = self else { return None };
        let this = book.overrides(document).iter().find(|o| o.id == *id)?;
        Some((this, this.conflicts.get(*n)?))
    }

    fn memo<'a>(&self, book: &'a Book) -> Option<(&'a Memo, &'a Memo)> {
        let Self::Memo(coder, on, n) = self else { return None };
        let this = book.personal(coder).memos.get(on)?;
        Some((this, this.conflicts.get(*n)?))
    }

    /// Returns the value of an attribute that stands, and the one beside it.
    fn attribute<'a>(&self, book: &'a Book) -> Option<(Option<&'a String>, &'a String)> {
        let Self::Attribute(article, name) = self else { return None };
        let value = |name: &str| book.attributes.get(&(article.clone(), name.to_owned()));
        Some((value(name.trim_end_matches(BESIDE)), value(name)?))
    }

    /// Returns the fields in which the two versions differ.
    pub fn fields(&self, book: &Book) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut add = |name: &'static str, this: Written, other: Written| {
            fields.extend((this != other).then_some(Field { name, this, other }));
        };
        let text = |text: &str| Written::Text(text.to_owned());
        let place = |target: &Target, quotation: &Quotation| Written::Place(target.clone(), quotation.clone());
        if let Some((this, other)) = self.annotation(book) {
            add("version-place", place(&this.target, &this.quotation), place(&other.target, &other.quotation));
            add("version-note", text(&this.note), text(&other.note));
        }
        if let Some((this, other)) = self.tag(book) {
            let tag = |key: &Option<String>| Written::Tag(key.clone());
            add("version-zh", text(&this.zh), text(&other.zh));
            add("version-en", text(&this.en), text(&other.en));
            add("version-parent", tag(&this.parent), tag(&other.parent));
            add("version-order", Written::Order(this.order), Written::Order(other.order));
            add("version-colour", Written::Colour(this.slot), Written::Colour(other.slot));
            add("tag-definition", text(&this.definition), text(&other.definition));
            add("tag-include", text(&this.include), text(&other.include));
            add("tag-exclude", text(&this.exclude), text(&other.exclude));
            add("version-merged", tag(&this.merged_into), tag(&other.merged_into));
        }
        if let Some((this, other)) = self.settled(book) {
            let at = |o: &Override| place(&o.at.target, &o.at.quotation);
            add("version-place", at(this), at(other));
            add("version-ruling", Written::Ruling(this.what.clone()), Written::Ruling(other.what.clone()));
        }
        if let Some((this, other)) = self.memo(book) {
            add("version-memo", text(&this.text), text(&other.text));
        }
        if let Some((this, other)) = self.attribute(book) {
            add("version-value", text(this.map_or("", String::as_str)), text(other));
        }
        fields
    }

    /// Returns what a decision changes; nothing if it cannot be carried out. `made` is the identity of what is new.
    pub fn decide(&self, book: &Book, decision: Decision, now: Timestamp, made: Uuid) -> Vec<Change> {
        match self {
            Self::Annotation(document, id, n) => {
                let Some((this, other)) = self.annotation(book) else { return Vec::new() };
                decide_annotation((document, *id, *n), (this, other), decision, (now, made))
            }
            Self::Tag(key, n) => {
                let Some((this, other)) = self.tag(book) else { return Vec::new() };
                let after = Tag {
                    conflicts: without(&this.conflicts, *n),
                    modified: now,
                    ..decided_tag(this, other, decision)
                };
                vec![Change::tag(key, Some(this.clone()), Some(after))]
            }
            Self::Override(document, id, n) => {
                let Some((this, other)) = self.settled(book) else { return Vec::new() };
                let version = match decision {
                    Decision::This => this,
                    Decision::Other => other,
                    // Of one passage one thing can be settled.
                    Decision::Both => return Vec::new(),
                };
                let after = Override {
                    at: version.at.clone(),
                    what: version.what.clone(),
                    conflicts: without(&this.conflicts, *n),
                    modified: now,
                    ..this.clone()
                };
                vec![Change::settled(document, *id, Some(this.clone()), Some(after))]
            }
            Self::Memo(coder, on, n) => {
                let Some((this, other)) = self.memo(book) else { return Vec::new() };
                let text = pick(decision, &this.text, &other.text);
                let after = Memo { text, conflicts: without(&this.conflicts, *n), modified: now, ..this.clone() };
                vec![Change::Memo(Changed::new((coder.clone(), on.clone()), Some(this.clone()), Some(after)))]
            }
            Self::Attribute(article, name) => {
                let Some((this, other)) = self.attribute(book) else { return Vec::new() };
                let value = match (decision, this) {
                    (Decision::This, this) => this.cloned(),
                    (Decision::Other, _) | (_, None) => Some(other.clone()),
                    (Decision::Both, Some(this)) => Some(format!("{this}; {other}")),
                };
                let change = |name: &str, before: Option<&String>, after: Option<String>| {
                    Change::Attribute(Changed::new((article.clone(), name.to_owned()), before.cloned(), after))
                };
                vec![change(name.trim_end_matches(BESIDE), this, value), change(name, Some(other), None)]
            }
        }
    }
}

fn without<T: Clone>(conflicts: &[T], n: usize) -> Vec<T> {
    conflicts.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, other)| other.clone()).collect()
}

/// Returns the words that are decided for; both are joined by a line end.
fn pick(decision: Decision, this: &str, other: &str) -> String {
    match decision {
        Decision::Both if this == other || other.is_empty() => this.to_owned(),
        Decision::Both if this.is_empty() => other.to_owned(),
        Decision::Both => format!("{this}\n{other}"),
        Decision::This => this.to_owned(),
        Decision::Other => other.to_owned(),
    }
}

/// Two places become two annotations; two notes in one place one note.
fn decide_annotation(
    (document, id, n): (&str, Uuid, usize),
    (this, other): (&Annotation, &Annotation),
    decision: Decision,
    (now, made): (Timestamp, Uuid),
) -> Vec<Change> {
    let apart = (&this.target, &this.quotation) != (&other.target, &other.quotation);
    let mut after = Annotation { conflicts: without(&this.conflicts, n), modified: now, ..this.clone() };
    let mut second = None;
    match decision {
        Decision::This => {}
        Decision::Other => {
            after.target.clone_from(&other.target);
            after.quotation.clone_from(&other.quotation);
            after.note.clone_from(&other.note);
        }
        Decision::Both if apart => {
            second = Some(Annotation { id: made, created: now, modified: now, conflicts: Vec::new(), ..other.clone() });
        }
        Decision::Both => after.note = pick(decision, &this.note, &other.note),
    }
    let mut changes = vec![Change::annotation(document, id, Some(this.clone()), Some(after))];
    changes.extend(second.map(|second| Change::annotation(document, made, None, Some(second))));
    changes
}

/// Both versions of a tag: a name that gives way is still found by.
fn decided_tag(this: &Tag, other: &Tag, decision: Decision) -> Tag {
    match decision {
        Decision::This => this.clone(),
        Decision::Other => Tag {
            examples: this.examples.clone(),
            aliases: this.aliases.clone(),
            created: this.created,
            removed: this.removed,
            key: this.key.clone(),
            ..other.clone()
        },
        Decision::Both => {
            let mut aliases = this.aliases.clone();
            for name in [&other.zh, &other.en] {
                if !name.is_empty() && ![&this.zh, &this.en].contains(&name) && !aliases.contains(name) {
                    aliases.push(name.clone());
                }
            }
            Tag {
                aliases,
                definition: pick(decision, &this.definition, &other.definition),
                include: pick(decision, &this.include, &other.include),
                exclude: pick(decision, &this.exclude, &other.exclude),
                ..this.clone()
            }
        }
    }
}
