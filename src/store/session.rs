//! Where one was when one left: in the state directory, by library.

use super::emit::{Value, emit};
use crate::error::Result;
use crate::files::{Files, read_there};
use crate::library::Places;
use crate::settings::{Breaking, Chosen, Citation, Grain, Page, Preset, Session};
use crate::text::TextId;
use std::path::{Path, PathBuf};

/// Returns the folder of what this machine keeps of a library. It is known by its folder.
pub fn folder(places: &Places, library: &Path) -> PathBuf {
    let id: String = TextId::of(&library.to_string_lossy()).to_string().chars().take(16).collect();
    places.state.join(id)
}

fn path(places: &Places, library: &Path) -> PathBuf {
    folder(places, library).join("session.ron")
}

/// Reads where one was; a session that is missing or not understood is none.
///
/// # Errors
/// It cannot be read.
pub fn read_session(files: &dyn Files, places: &Places, library: &Path) -> Result<Option<Session>> {
    let data = read_there(files, &path(places, library))?;
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    Ok(data.and_then(|data| options.from_str(&String::from_utf8(data).ok()?).ok()))
}

fn cells(n: Option<u16>) -> Value {
    n.map_or(Value::Nothing, |n| Value::Some(Box::new(Value::Number(n.into()))))
}

fn yes(on: bool) -> Value {
    Value::Word(if on { "true" } else { "false" })
}

fn page(page: &Page) -> Value {
    let breaking = match page.line_breaking {
        Breaking::Basic => "basic",
        Breaking::Strict => "strict",
        Breaking::None => "none",
    };
    let fields = vec![
        ("measure", cells(page.measure)),
        ("indent", yes(page.indent)),
        ("paragraph_spacing", cells(page.paragraph_spacing.map(u16::from))),
        ("hang", yes(page.hang)),
        ("line_breaking", Value::Word(breaking)),
        ("line_spacing", Value::Number(page.line_spacing.into())),
        ("margin", cells(page.margin.map(u16::from))),
        ("ruler", yes(page.ruler)),
    ];
    Value::Some(Box::new(Value::Record(fields)))
}

/// The file of what was chosen in the settings, for all libraries.
const CHOSEN: &str = "settings.ron";

/// Reads what was chosen in the settings; what is missing or not understood is nothing.
pub fn read_chosen(files: &dyn Files, places: &Places) -> Chosen {
    let data = read_there(files, &places.state.join(CHOSEN)).ok().flatten();
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    data.and_then(|data| options.from_str(&String::from_utf8(data).ok()?).ok()).unwrap_or_default()
}

/// Writes what was chosen in the settings.
///
/// # Errors
/// The state directory cannot be written.
pub fn write_chosen(files: &dyn Files, places: &Places, chosen: &Chosen) -> Result<()> {
    let preset = |preset| match preset {
        Preset::Meipi => "meipi",
        Preset::Vim => "vim",
        Preset::Less => "less",
    };
    let grain = |grain| match grain {
        Grain::Coarse => "coarse",
        Grain::Fine => "fine",
    };
    let citation = |citation| match citation {
        Citation::Plain => "plain",
        Citation::Gbt7714 => "gbt7714",
        Citation::Bibtex => "bibtex",
    };
    let fields = vec![
        ("theme", Value::maybe(chosen.theme.as_deref())),
        ("page", chosen.page.as_ref().map_or(Value::Nothing, page)),
        ("language", Value::maybe(chosen.language.as_deref())),
        ("preset", chosen.preset.map_or(Value::Nothing, |own| Value::Some(Box::new(Value::Word(preset(own)))))),
        ("words", chosen.words.map_or(Value::Nothing, |own| Value::Some(Box::new(Value::Word(grain(own)))))),
        ("citation", chosen.citation.map_or(Value::Nothing, |own| Value::Some(Box::new(Value::Word(citation(own)))))),
    ];
    files.write(&places.state.join(CHOSEN), emit(&Value::Record(fields)).as_bytes())
}

/// Writes where one is.
///
/// # Errors
/// The state directory cannot be written.
pub fn write_session(files: &dyn Files, places: &Places, library: &Path, session: &Session) -> Result<()> {
    let number = |n: usize| Value::Number(n as i64);
    let article = |(document, article, at): &(String, usize, usize)| {
        Value::Tuple(vec![Value::from(document.as_str()), number(*article), number(*at)])
    };
    let pair = |document: &str, at: usize| Value::Tuple(vec![Value::from(document), number(at)]);
    let fields = vec![
        ("document", Value::from(session.document.as_str())),
        ("at", number(session.at)),
        ("export", Value::row(&session.export)),
        ("import", Value::row(&session.import)),
        ("exported", Value::row(&session.exported)),
        ("imported", Value::row(&session.imported)),
        ("list", cells(session.list)),
        ("side", cells(session.side)),
        ("side_list", yes(session.side_list)),
        ("side_filter", Value::from(session.side_filter.as_str())),
        ("pane", Value::Number(session.pane.into())),
        ("zen", yes(session.zen)),
        ("showing", Value::Number(session.showing.into())),
        ("folded", Value::row(&session.folded)),
        ("unfolded", Value::row(&session.unfolded)),
        ("set", number(session.set)),
        ("recent", Value::row(&session.recent)),
        ("used", Value::row(&session.used)),
        ("searched", Value::row(&session.searched)),
        ("patterns", yes(session.patterns)),
        ("passages", Value::from(session.passages.as_str())),
        ("hits", Value::from(session.hits.as_str())),
        ("aside", Value::List(session.aside.iter().map(|(document, at)| pair(document, *at)).collect())),
        ("theme", Value::maybe(session.theme.as_deref())),
        ("numbers", yes(session.numbers)),
        ("captions_last", yes(session.captions_last)),
        ("starter_asked", yes(session.starter_asked)),
        ("visited", Value::List(session.visited.iter().map(article).collect())),
        ("toured", yes(session.toured)),
        ("tour", Value::List(session.tour.iter().map(|n| number(*n)).collect())),
        ("page", session.page.as_ref().map_or(Value::Nothing, page)),
    ];
    files.write(&path(places, library), emit(&Value::Record(fields)).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Scripted;

    #[test]
    fn what_was_chosen_holds_for_all_libraries() {
        let places = Places { data: "/d".into(), state: "/s".into(), config: "/c".into() };
        let files = Scripted::default();
        assert_eq!(read_chosen(&files, &places), Chosen::default());
        let chosen = Chosen {
            theme: Some("zhumo".into()),
            page: Some(Page { hang: true, ..Page::default() }),
            language: Some("en".into()),
            preset: Some(Preset::Less),
            words: Some(Grain::Fine),
            citation: Some(Citation::Bibtex),
        };
        write_chosen(&files, &places, &chosen).unwrap();
        assert_eq!(read_chosen(&files, &places), chosen);
    }

    #[test]
    fn one_comes_back_to_where_one_was() {
        let places = Places { data: "/d".into(), state: "/s".into(), config: "/c".into() };
        let (files, here) = (Scripted::default(), Path::new("/lib"));
        assert_eq!(read_session(&files, &places, here).unwrap(), None);
        let session = Session {
            document: "甲\"/1.txt".into(),
            at: 42,
            export: vec!["csv".into(), "tag".into()],
            import: vec!["甲 \"x".into()],
            exported: vec!["csv".into()],
            imported: vec!["/甲.csv".into()],
            list: Some(30),
            unfolded: vec!["书.txt".into()],
            zen: true,
            recent: vec!["grid".into(), "a\\".into()],
            theme: Some("zhumo".into()),
            toured: true,
            tour: vec![0, 3],
            visited: vec![("甲".into(), 2, 7)],
            page: Some(Page {
                indent: true,
                line_breaking: Breaking::Strict,
                line_spacing: 1,
                margin: Some(3),
                ruler: true,
                ..Page::default()
            }),
            ..Session::default()
        };
        write_session(&files, &places, here, &session).unwrap();
        assert_eq!(read_session(&files, &places, here).unwrap(), Some(session));
        assert_eq!(read_session(&files, &places, Path::new("/other")).unwrap(), None);
    }
}
