//! Writing a project.

use super::{Memos, code_names, codes, doubled};
use crate::annotation::On;
use crate::error::Result;
use crate::exchange::common::guids;
use crate::exchange::common::parcel::pack;
use crate::exchange::common::xml::Xml;
use crate::exchange::out::laid::{Mark, Sheet, lay};
use crate::exchange::out::rendition::Sources;
use crate::exchange::{Bundle, Facet, Member, Options, Written};
use crate::words::Words;
use std::collections::{BTreeMap, BTreeSet};

/// Writes a project: an archive of `project.qde` and the texts.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let (sheets, mut beyond) = lay(bundle, options, Sources::Article, None);
    let names = names(&sheets, options);
    let cases = cases(bundle, &sheets, &names);
    let said: usize = cases.iter().map(|case| case.values.len()).sum();
    beyond.push((Facet::Attributes, bundle.book.attributes.len().saturating_sub(said)));
    beyond.push(doubled(&code_names(bundle, options, words.lang())));
    let project = project(bundle, options, words, (&sheets, &names, &cases))?;
    let mut members: Vec<Member> = vec![("project.qde".into(), project)];
    for sheet in &sheets {
        members.push((format!("sources/{}.txt", source_id(sheet)), sheet.text().as_bytes().to_vec()));
    }
    Ok(Written { parcel: crate::exchange::Parcel::One(pack(&members)?), beyond })
}

fn source_id(sheet: &Sheet<'_>) -> String {
    guids::source(&sheet.source.path, sheet.article).to_string()
}

/// Returns the names of the texts: titles; where a title stands for several, with the document behind.
fn names(sheets: &[Sheet<'_>], options: &Options) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for sheet in sheets {
        *count.entry(sheet.name().to_lowercase()).or_default() += 1;
    }
    let name = |sheet: &Sheet<'_>| {
        let name = sheet.name();
        let several = count.get(&name.to_lowercase()).is_some_and(|count| *count > 1);
        let number = sheet.article.map_or_else(String::new, |article| format!("#{article}"));
        let name = if several { format!("{name} ({}{number})", sheet.source.path) } else { name };
        // That program makes a file of that name.
        if options.qualcoder { name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "-") } else { name }
    };
    sheets.iter().map(name).collect()
}

/// What is said of a document, of one of its articles, or of who speaks in it.
struct Case {
    id: String,
    name: String,
    values: Vec<(String, String)>,
    sources: Vec<String>,
    selections: Vec<String>,
}

fn cases(bundle: &Bundle, sheets: &[Sheet<'_>], names: &[String]) -> Vec<Case> {
    let mut found: Vec<Case> = Vec::new();
    for (n, sheet) in sheets.iter().enumerate() {
        let of_document = |other: &&Sheet<'_>| std::ptr::eq(other.document, sheet.document);
        if n > 0 && sheets.get(n - 1).is_some_and(|other| of_document(&other)) {
            continue;
        }
        let path = &sheet.source.path;
        for (number, said) in bundle.attributes(sheet.document) {
            let (id, name) = match number {
                0 => (path.clone(), path.clone()),
                _ => (guids::source(path, Some(number)).to_string(), sheet.document.title(number).to_owned()),
            };
            let own = sheets.iter().zip(names).filter(|(other, _)| of_document(other));
            let own = own.filter(|(other, _)| number == 0 || other.article.is_none_or(|article| article == number));
            let (sources, mut named): (Vec<String>, Vec<&String>) =
                own.map(|(sheet, name)| (source_id(sheet), name)).unzip();
            let name = named.pop().filter(|_| number > 0 && sheet.article.is_some()).cloned().unwrap_or(name);
            let values = said.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
            if !sources.is_empty() {
                found.push(Case {
                    id: guids::other("case", &id).to_string(),
                    name,
                    values,
                    sources,
                    selections: Vec::new(),
                });
            }
        }
    }
    found.extend(speakers(sheets));
    found
}

/// Returns who speaks in a document and is annotated, each with the selections where that is so.
fn speakers(sheets: &[Sheet<'_>]) -> Vec<Case> {
    let mut found: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for sheet in sheets {
        for mark in &sheet.marks {
            let pieces = (0..mark.ranges.len()).map(|n| guids::piece(mark.entry.annotation.id, mark.before + n));
            let pieces: Vec<String> = pieces.map(|piece| piece.to_string()).collect();
            for speaker in mark.entry.said.speakers() {
                found.entry((&sheet.source.path, speaker)).or_default().extend(pieces.iter().cloned());
            }
        }
    }
    let case = |((path, speaker), selections): ((&str, &str), Vec<String>)| Case {
        id: guids::other("speaker", &format!("{path}\t{speaker}")).to_string(),
        name: speaker.to_owned(),
        values: Vec::new(),
        sources: Vec::new(),
        selections,
    };
    found.into_iter().map(case).collect()
}

type Laid<'l> = (&'l [Sheet<'l>], &'l [String], &'l [Case]);

fn project(bundle: &Bundle, options: &Options, words: &Words, (sheets, names, cases): Laid<'_>) -> Result<Vec<u8>> {
    let mut xml = Xml::new(true)?;
    let space = ("xmlns", "urn:QDA-XML:project:1.0");
    xml.open("Project", &[space, ("name", &bundle.name), ("origin", "meipi")])?;
    let memos = Memos { bundle };
    let coders: BTreeSet<&str> = bundle.coders().into_iter().chain(memos.all().map(|(coder, ..)| coder)).collect();
    if !coders.is_empty() {
        xml.open("Users", &[])?;
        for coder in coders {
            xml.empty("User", &[("guid", &guids::coder(coder).to_string()), ("name", coder)])?;
        }
        xml.close()?;
    }
    if bundle.codebook().in_use().next().is_some() {
        xml.open("CodeBook", &[])?;
        xml.open("Codes", &[])?;
        codes(&mut xml, bundle, None, &code_names(bundle, options, words.lang()), Some(&memos))?;
        xml.close()?;
        xml.close()?;
    }
    write_cases(&mut xml, cases)?;
    if !sheets.is_empty() {
        xml.open("Sources", &[])?;
        for (sheet, name) in sheets.iter().zip(names) {
            source(&mut xml, bundle, sheet, name, &memos)?;
        }
        xml.close()?;
    }
    write_memos(&mut xml, &memos)?;
    xml.finish()
}

fn write_cases(xml: &mut Xml, cases: &[Case]) -> Result<()> {
    let variables: BTreeSet<&str> =
        cases.iter().flat_map(|case| case.values.iter().map(|(name, _)| name.as_str())).collect();
    if cases.is_empty() {
        return Ok(());
    }
    let variable = |name: &str| guids::other("variable", name).to_string();
    if !variables.is_empty() {
        xml.open("Variables", &[])?;
        for name in variables {
            xml.empty("Variable", &[("guid", &variable(name)), ("name", name), ("typeOfVariable", "Text")])?;
        }
        xml.close()?;
    }
    xml.open("Cases", &[])?;
    for case in cases {
        xml.open("Case", &[("guid", &case.id), ("name", &case.name)])?;
        for (name, value) in &case.values {
            xml.open("VariableValue", &[])?;
            xml.empty("VariableRef", &[("targetGUID", &variable(name))])?;
            xml.text("TextValue", &[], value)?;
            xml.close()?;
        }
        for source in &case.sources {
            xml.empty("SourceRef", &[("targetGUID", source)])?;
        }
        for selection in &case.selections {
            xml.empty("SelectionRef", &[("targetGUID", selection)])?;
        }
        xml.close()?;
    }
    xml.close()
}

fn source(xml: &mut Xml, bundle: &Bundle, sheet: &Sheet<'_>, name: &str, memos: &Memos<'_>) -> Result<()> {
    let id = source_id(sheet);
    let path = format!("internal://{id}.txt");
    xml.open("TextSource", &[("guid", &id), ("name", name), ("plainTextPath", &path)])?;
    for mark in &sheet.marks {
        selections(xml, bundle, sheet, mark)?;
    }
    for (_, on, _, id) in memos.all() {
        let number = |on: &On| match on {
            On::Article(article) if *article.document == sheet.source.path => article.number(sheet.document),
            _ => None,
        };
        let first =
            sheet.article.is_none_or(|article| article == usize::from(!sheet.document.structure.articles.is_empty()));
        let here = match (number(on), sheet.article) {
            (Some(0) | None, Some(_)) => number(on) == Some(0) && first,
            (number, None) => number.is_some(),
            (number, article) => number == article,
        };
        if here {
            xml.empty("NoteRef", &[("targetGUID", &id.to_string())])?;
        }
    }
    xml.close()
}

/// Writes an annotation: a selection for each range, the tags on all, the note on the first.
fn selections(xml: &mut Xml, bundle: &Bundle, sheet: &Sheet<'_>, mark: &Mark<'_>) -> Result<()> {
    let a = &mark.entry.annotation;
    let coder = guids::coder(&a.coder).to_string();
    let (created, modified) = (a.created.to_string(), a.modified.to_string());
    for (n, range) in mark.ranges.iter().enumerate() {
        let piece = guids::piece(a.id, mark.before + n);
        let (start, end) = (sheet.char(range.start).to_string(), sheet.char(range.end).to_string());
        xml.open(
            "PlainTextSelection",
            &[
                ("guid", &piece.to_string()),
                ("name", sheet.slice(range)),
                ("startPosition", &start),
                ("endPosition", &end),
                ("creatingUser", &coder),
                ("creationDateTime", &created),
                ("modifyingUser", &coder),
                ("modifiedDateTime", &modified),
            ],
        )?;
        if mark.before + n == 0 && !a.note.is_empty() {
            xml.text("Description", &[], &a.note)?;
        }
        for tag in mark.entry.tags(bundle.codebook()) {
            let id = guids::coding(piece, tag).to_string();
            xml.open("Coding", &[("guid", &id), ("creatingUser", &coder), ("creationDateTime", &created)])?;
            if let Some(tag) = bundle.codebook().get(tag) {
                xml.empty("CodeRef", &[("targetGUID", &guids::tag(tag).to_string())])?;
            }
            xml.close()?;
        }
        xml.close()?;
    }
    Ok(())
}

fn write_memos(xml: &mut Xml, memos: &Memos<'_>) -> Result<()> {
    if memos.all().next().is_some() {
        xml.open("Notes", &[])?;
        for (coder, _, memo, id) in memos.all() {
            let (coder, created, modified) =
                (guids::coder(coder).to_string(), memo.created.to_string(), memo.modified.to_string());
            let name: String = memo.text.split('\n').next().unwrap_or_default().chars().take(NAME).collect();
            xml.open(
                "Note",
                &[
                    ("guid", &id.to_string()),
                    ("name", &name),
                    ("creatingUser", &coder),
                    ("creationDateTime", &created),
                    ("modifyingUser", &coder),
                    ("modifiedDateTime", &modified),
                ],
            )?;
            xml.text("PlainTextContent", &[], &memo.text)?;
            xml.close()?;
        }
        xml.close()?;
    }
    let project = memos.about(&On::Project).collect::<Vec<_>>();
    project.into_iter().try_for_each(|id| xml.empty("NoteRef", &[("targetGUID", &id.to_string())]))
}

/// Characters of a memo that stand for its name.
const NAME: usize = 30;
