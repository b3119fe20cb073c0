//! Which annotations a filter wants, and where they stand.

use crate::analysis::{Case, Filter, beside};
use crate::annotation::{Annotation, ArticleName, State, Survey, Target};
use crate::state::Model;
use std::cell::LazyCell;

/// Tells whether a filter wants an annotation.
pub fn takes(model: &Model, filter: &Filter, document: &str, annotation: &Annotation) -> bool {
    let beside = || {
        let own = |other: &&Annotation| other.coder == annotation.coder && other.id != annotation.id;
        let near = model.project.book.of(document).iter().filter(own);
        let target = |a| target(model, document, a);
        near.filter(|other| target(annotation).shared(target(other)) > 0).collect()
    };
    takes_beside(model, filter, (document, model.shelf.survey(document)), annotation, &beside)
}

/// Tells whether a filter wants an annotation; `beside` gives the others of its coder that share text with it.
fn takes_beside<'a>(
    model: &'a Model,
    filter: &Filter,
    (document, survey): (&str, Option<&Survey>),
    annotation: &'a Annotation,
    beside: &dyn Fn() -> Vec<&'a Annotation>,
) -> bool {
    let standing = survey.and_then(|survey| Some((survey, *survey.places.get(&annotation.id)?)));
    let state = standing.map_or(State::InPlace, |(_, standing)| standing.state);
    let book = &model.project.book;
    let attribute = |name: &str| {
        let of = |number| survey.and_then(|survey| survey.articles.value(number, document, book, name));
        let whole = || {
            let whole = ArticleName::whole(document);
            book.attributes_of(&whole).find(|(n, _)| *n == name).map(|(_, value)| value.to_owned())
        };
        let said = || survey?.said.get(&annotation.id)?.get(name).map(str::to_owned);
        let own = standing.and_then(|(_, standing)| of(standing.article).filter(|_| standing.article > 0));
        said().or_else(|| own.map(str::to_owned)).or_else(whole)
    };
    let beside = || beside();
    filter.takes(&Case { annotation, state, attribute: &attribute, beside: &beside }, &model.project.book.codebook)
}

/// Returns those annotations of a document that a filter wants and `seen` lets through, each with its place among all.
pub fn wanted<'a>(
    model: &'a Model,
    filter: &Filter,
    document: &str,
    seen: &dyn Fn(&Annotation) -> bool,
) -> Vec<(usize, &'a Annotation)> {
    let list = model.project.book.of(document);
    if filter.is_empty() {
        return list.iter().enumerate().filter(|(_, a)| seen(a)).collect();
    }
    let survey = model.shelf.survey(document);
    // Which annotations stand beside which is found once for all, and only if the filter asks for it.
    let near = LazyCell::new(|| beside(&list.iter().map(|a| (a, stands(survey, a))).collect::<Vec<_>>()));
    let takes = |n: usize, a: &'a Annotation| {
        takes_beside(model, filter, (document, survey), a, &|| near.get(n).cloned().unwrap_or_default())
    };
    list.iter().enumerate().filter(|(n, a)| seen(a) && takes(*n, a)).collect()
}

/// Returns where an annotation stands in the text at hand, as far as that is known; else where it was written for.
pub fn target<'a>(model: &'a Model, document: &str, annotation: &'a Annotation) -> &'a Target {
    stands(model.shelf.survey(document), annotation)
}

/// Returns where an annotation stands by a survey, if there is one; else where it was written for.
pub fn stands<'a>(survey: Option<&'a Survey>, annotation: &'a Annotation) -> &'a Target {
    survey.map_or(&annotation.target, |survey| survey.target(annotation))
}
