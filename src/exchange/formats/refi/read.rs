//! Reading a project, of whatever program.

use super::{DEEPEST, child_text, identity, read_codes, reference};
use crate::annotation::Memo;
use crate::error::{Error, Result};
use crate::exchange::common::cells::{moment, offset};
use crate::exchange::common::guids;
use crate::exchange::common::xml::{decoded, parse, whole};
use crate::exchange::intake::incoming::{Case, Counting, Hangs, Mark, Note, Quoted, Text};
use crate::exchange::{Incoming, Member, Options, Parcel};
use jiff::Timestamp;
use roxmltree::Node;
use std::collections::HashMap;
use uuid::Uuid;

/// Reads a project.
///
/// # Errors
/// It holds no project, or a broken one.
pub fn read(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let members = parcel.members(name);
    let wrong = |what: &str| Error::data("error-lacks").with("path", name).with("what", what);
    let is_project =
        |(path, data): &&Member| path.to_lowercase().ends_with(".qde") || members.len() == 1 && data.starts_with(b"<");
    let mut projects = members.iter().filter(is_project);
    let (Some((_, project)), None) = (projects.next(), projects.next()) else { return Err(wrong("*.qde")) };
    let text = decoded(name, project.clone())?;
    let document = parse(name, &text)?;
    let root = document.root_element();
    if root.tag_name().name() != "Project" {
        return Err(wrong("<Project>"));
    }
    let file = |(path, data): Member| (path.rsplit('/').next().unwrap_or(&path).to_lowercase(), data);
    let members = members.into_iter().map(file).collect();
    let mut reader = Reader { members, users: HashMap::new(), notes: HashMap::new(), incoming: Incoming::default() };
    // One program keeps CRLF and counts it once.
    let once = root.attribute("origin").is_some_and(|origin| origin.to_uppercase().starts_with("ATLAS"));
    reader.incoming.counting = Counting { once, guessed: true, ..Counting::default() };
    reader.project(root);
    Ok(reader.incoming)
}

struct Reader {
    /// The files of the archive, by their names in lower case; those that were read are gone.
    members: HashMap<String, Vec<u8>>,
    /// The names of coders.
    users: HashMap<String, String>,
    /// Memos, with who wrote them.
    notes: HashMap<String, (Option<String>, Memo)>,
    incoming: Incoming,
}

fn named<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

fn target(node: Node<'_, '_>) -> Option<String> {
    node.attribute("targetGUID").map(reference)
}

fn time(node: Node<'_, '_>, name: &str) -> Option<Timestamp> {
    moment(node.attribute(name)?)
}

impl Reader {
    fn project(&mut self, root: Node<'_, '_>) {
        let part = |name: &'static str| named(root, name).next();
        for user in part("Users").into_iter().flat_map(|users| named(users, "User")) {
            let name = user.attribute("name").or(user.attribute("id"));
            if let (Some(guid), Some(name)) = (user.attribute("guid"), name) {
                self.users.insert(reference(guid), name.to_owned());
            }
        }
        for note in part("Notes").into_iter().flat_map(|notes| named(notes, "Note")) {
            self.note(note);
        }
        let codes = part("CodeBook").and_then(|book| named(book, "Codes").next());
        if let Some(codes) = codes {
            read_codes(codes, &mut Vec::new(), &mut self.incoming, DEEPEST);
            for code in codes.descendants().filter(|node| node.tag_name().name() == "Code") {
                let id = code.attribute("guid").map(reference).unwrap_or_default();
                self.memos(code, &Hangs::Tag(id));
            }
        }
        for source in part("Sources").into_iter().flat_map(|sources| sources.children()).filter(Node::is_element) {
            match source.tag_name().name() {
                "TextSource" => self.source(source),
                _ => self.other(source),
            }
        }
        let variables: HashMap<String, String> = part("Variables")
            .into_iter()
            .flat_map(|variables| named(variables, "Variable"))
            .filter_map(|v| Some((reference(v.attribute("guid")?), v.attribute("name")?.to_owned())))
            .collect();
        for case in part("Cases").into_iter().flat_map(|cases| named(cases, "Case")) {
            self.case(case, &variables);
        }
        self.memos(root, &Hangs::Project);
        for (name, loss) in [("Links", "loss-links"), ("Sets", "loss-sets"), ("Graphs", "loss-graphs")] {
            let count = part(name).map_or(0, |node| node.children().filter(Node::is_element).count());
            (0..count).for_each(|_| self.incoming.lose(loss));
        }
    }

    /// What is no text is not taken; a text that stands for it is.
    fn other(&mut self, source: Node<'_, '_>) {
        let texts = source.children().filter(|node| matches!(node.tag_name().name(), "Representation" | "Transcript"));
        let texts: Vec<Node<'_, '_>> = texts.collect();
        self.incoming.lose("loss-sources");
        for mut text in texts.into_iter().map(Some) {
            let Some(node) = text.take() else { continue };
            let name = node.attribute("name").or(source.attribute("name"));
            self.text(node, name);
        }
    }

    fn source(&mut self, source: Node<'_, '_>) {
        self.text(source, source.attribute("name"));
    }

    fn text(&mut self, node: Node<'_, '_>, name: Option<&str>) {
        let guid = node.attribute("guid").unwrap_or_default();
        let content = child_text(node, "PlainTextContent").map(str::to_owned);
        let content = content.or_else(|| self.file(node.attribute("plainTextPath")?));
        if content.is_none() {
            self.incoming.lose("loss-texts");
        }
        // Without its text it may be one that is here, known by its name or by that of its file.
        let outside =
            node.attribute("plainTextPath").filter(|path| content.is_none() && !path.starts_with("internal:"));
        let name = name.filter(|name| !name.trim().is_empty());
        let name = outside.and_then(|path| path.rsplit(['/', '\\']).next()).filter(|_| name.is_none()).or(name);
        let name = name.unwrap_or(guid).to_owned();
        let place = self.incoming.texts.push(Text { name, id: identity(guid), content });
        for selection in named(node, "PlainTextSelection") {
            self.selection(selection, place);
        }
        for coding in named(node, "Coding") {
            let tags = self.tags(coding);
            let coder = self.coder(coding);
            let (created, modified) = (time(coding, "creationDateTime"), None);
            self.incoming.marks.push(Mark { text: place, tags, coder, created, modified, ..Mark::default() });
        }
        self.memos(node, &Hangs::Text(place));
    }

    /// Finds the text that a path names: in whatever folder it lies.
    fn file(&mut self, path: &str) -> Option<String> {
        let name = path.rsplit("://").next()?.rsplit('/').next()?.to_lowercase();
        // Each file stands for one text: many texts of one file are more than anybody has put there.
        let data = self.members.remove(&name)?;
        whole(data)
    }

    fn coder(&self, node: Node<'_, '_>) -> Option<String> {
        let guid = node.attribute("creatingUser").or(node.attribute("modifyingUser"))?;
        self.users.get(&reference(guid)).cloned()
    }

    fn selection(&mut self, node: Node<'_, '_>, text: usize) {
        let place = |name: &str| node.attribute(name).and_then(offset);
        let (start, end) = (place("startPosition"), place("endPosition"));
        let (Some(start), Some(end)) = (start, end.filter(|end| Some(*end) >= start)) else {
            return self.incoming.lose("loss-place");
        };
        let codings: Vec<Node<'_, '_>> = named(node, "Coding").collect();
        // Programs that name no selection say its words below it.
        let name = node.attribute("name").or_else(|| child_text(node, "Description"));
        let name = name.filter(|name| !name.trim().is_empty());
        let id = node.attribute("guid").and_then(identity);
        let own = self.coder(node);
        // Who has coded counts: of several, each has an annotation.
        let mut by_coder: Vec<(Option<String>, Vec<Node<'_, '_>>)> = Vec::new();
        for coding in codings {
            let coder = self.coder(coding).or_else(|| own.clone());
            match by_coder.iter_mut().find(|(other, _)| *other == coder) {
                Some((_, codings)) => codings.push(coding),
                None => by_coder.push((coder, vec![coding])),
            }
        }
        by_coder.sort_by_key(|(coder, _)| *coder != own);
        if by_coder.is_empty() {
            by_coder.push((own.clone(), Vec::new()));
        }
        let alone = own.is_none() && by_coder.len() == 1;
        for (n, (coder, codings)) in by_coder.into_iter().enumerate() {
            // An identity is that of one coder's, whoever else has coded.
            let other = |id: Uuid| guids::other(&id.to_string(), coder.as_deref().unwrap_or_default());
            let created = codings.first().filter(|_| n > 0).and_then(|coding| time(*coding, "creationDateTime"));
            let tags = codings.iter().flat_map(|coding| self.tags(*coding)).collect();
            let said = child_text(node, "Description").filter(|_| n == 0).map(str::to_owned);
            let about = codings.iter().copied().chain((n == 0).then_some(node));
            let notes = about.flat_map(|node| named(node, "NoteRef").filter_map(target));
            let notes = notes.filter_map(|id| self.notes.get(&id).map(|(_, memo)| memo.text.clone()));
            let mut notes: Vec<String> = said.into_iter().chain(notes).collect();
            notes.dedup();
            self.incoming.marks.push(Mark {
                id: if coder == own || alone { id } else { id.map(other) },
                pieces: vec![(text, start..end)],
                text,
                quoted: name.map_or(Quoted::Not, |name| Quoted::Perhaps(name.to_owned())),
                tags,
                note: Some(notes.join("\n\n")),
                created: created.or_else(|| time(node, "creationDateTime")),
                modified: time(node, "modifiedDateTime").filter(|_| n == 0),
                coder,
                ..Mark::default()
            });
        }
    }

    /// Returns the codes of a coding; one that the codebook does not have is counted.
    fn tags(&mut self, coding: Node<'_, '_>) -> Vec<String> {
        let all = named(coding, "CodeRef").filter_map(target);
        let (known, unknown): (Vec<String>, Vec<String>) = all.partition(|id| self.incoming.tags.find(id).is_some());
        unknown.iter().for_each(|_| self.incoming.lose("loss-tags"));
        known
    }

    fn note(&mut self, node: Node<'_, '_>) {
        let text = child_text(node, "PlainTextContent").or_else(|| child_text(node, "Description")).map(str::to_owned);
        let text = text.or_else(|| self.file(node.attribute("plainTextPath")?));
        let created = time(node, "creationDateTime").or(time(node, "modifiedDateTime")).unwrap_or_default();
        let modified = time(node, "modifiedDateTime").unwrap_or(created);
        if let (Some(guid), Some(text)) = (node.attribute("guid"), text.filter(|text| !text.is_empty())) {
            let memo = Memo { text, created, modified, conflicts: Vec::new() };
            self.notes.insert(reference(guid), (self.coder(node), memo));
        }
    }

    fn memos(&mut self, node: Node<'_, '_>, on: &Hangs) {
        for id in named(node, "NoteRef").filter_map(target) {
            if let Some((coder, memo)) = self.notes.get(&id) {
                let note = Note { id: identity(&id), coder: coder.clone(), on: on.clone(), memo: memo.clone() };
                self.incoming.memos.push(note);
            }
        }
    }

    fn case(&mut self, node: Node<'_, '_>, variables: &HashMap<String, String>) {
        let value = |node: Node<'_, '_>| {
            let name = named(node, "VariableRef").next().and_then(target)?;
            let value =
                node.children().find(|child| child.is_element() && child.tag_name().name().ends_with("Value"))?;
            Some((variables.get(&name)?.clone(), value.text().unwrap_or_default().to_owned()))
        };
        let values = named(node, "VariableValue").filter_map(value).collect();
        let sources: Vec<String> = named(node, "SourceRef").filter_map(target).collect();
        let known = |text: &Text| text.id.is_some_and(|id| sources.contains(&id.to_string()));
        let texts = self.incoming.texts.iter().enumerate().filter(|(_, text)| known(text)).map(|(n, _)| n).collect();
        let id = node.attribute("guid").and_then(identity);
        self.incoming.cases.push(Case { id, values, texts });
    }
}
