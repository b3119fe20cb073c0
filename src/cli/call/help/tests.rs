use super::*;
use crate::words::Lang;
use std::collections::BTreeSet;

/// Collects the keys that explain a command and all below it.
fn keys(command: &Command, words: &Words, path: &[&str], found: &mut BTreeSet<String>) {
    found.insert(command_key(path));
    for arg in command.get_arguments() {
        found.insert(arg_key(words, path, arg.get_id().as_str()));
    }
    for sub in command.get_subcommands() {
        keys(sub, words, &[path, &[sub.get_name()]].concat(), found);
    }
}

#[test]
fn every_command_and_argument_is_explained_in_both_languages() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        let mut found = BTreeSet::new();
        keys(&explained(&words), &words, &[], &mut found);
        let missing: Vec<&String> = found.iter().filter(|key| !words.has(key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        let said = lang.source().lines().filter_map(|line| line.split_once(" =").map(|(key, _)| key));
        let idle: Vec<&str> =
            said.filter(|key| (key.starts_with("cmd-") || key.starts_with("arg-")) && !found.contains(*key)).collect();
        assert!(idle.is_empty(), "{idle:?}");
    }
}

#[test]
fn every_value_has_a_name_in_both_languages() {
    fn unnamed(command: &Command) -> Vec<String> {
        let own = command.get_arguments().filter(|arg| takes(arg)).map(value);
        let below = command.get_subcommands().flat_map(unnamed);
        own.chain(below).filter(|name| name.starts_with("value-")).collect()
    }
    for lang in Lang::ALL {
        assert!(unnamed(&explained(&Words::new(lang))).is_empty(), "{:?}", unnamed(&explained(&Words::new(lang))));
    }
}

#[test]
fn help_is_in_one_language() {
    let words = Words::new(Lang::Zh);
    let mut root = explained(&words);
    let text = root.find_subcommand_mut("export").unwrap().render_help().to_string();
    for said in ["用法", "选项", "参数", "可选", "--library <文件夹>"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    for english in ["Usage", "Options", "possible", "default", "Print"] {
        assert!(!text.contains(english), "{english}: {text}");
    }
    assert!(text.lines().all(|line| width(line, Widths::Narrow) <= 100), "{text}");
}
