//! The program: reads the command line, then reads texts in the terminal or runs a subcommand.

use meipi::annotation::coder;
use meipi::app::table::COMMANDS;
use meipi::cli::{self, Args, Command, Context, KeyRow, Keys};
use meipi::error::{Error, Kind, Result};
use meipi::files::{Disk, Fenced, Files, system};
use meipi::input::keymap::Keymap;
use meipi::library::{self, Places};
use meipi::settings::Settings;
use meipi::store::{DEMO_CODER, central, demo, locate};
use meipi::tui::{Env, Start, lang, run, settings};
use meipi::words::Words;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let places = Places::of_system();
    let (settings, warning) = settings(&Disk, &places);
    let lang = lang(cli::asked_language().as_deref(), &settings);
    let words = Words::new(lang);
    let args = match cli::arguments(&words) {
        Ok(args) => args,
        Err(status) => return ExitCode::from(status),
    };
    let files: Arc<dyn Files> = Arc::new(Fenced::new(Disk, places.fences(args.shared.store.as_deref())));
    let result = perform(args, files, (places, settings, warning), words);
    match result {
        Err(error) if error.kind != Kind::Closed => {
            cli::tell(&format!("meipi: {}", Words::new(lang).error(&error)));
            ExitCode::from(error.status())
        }
        _ => ExitCode::SUCCESS,
    }
}

fn perform(args: Args, files: Arc<dyn Files>, settled: Settled, words: Words) -> Result<()> {
    let Args { paths, shared, command } = args;
    let (places, settings, warning) = settled;
    let asked = shared.coder.as_deref().map(coder).transpose()?;
    let named = || system::variable("MEIPI_CODER").or_else(|| settings.coder.clone());
    // A name from the environment is not one of the example's: its annotations would be another's, and hidden.
    let demonstrated = asked.clone().or_else(|| Some(DEMO_CODER.to_owned()));
    let coder = asked.map_or_else(|| named().as_deref().map(coder).transpose(), |asked| Ok(Some(asked)))?;
    match command {
        None => read(paths, &shared, files, (places, settings, warning), coder, (words.lang(), false)),
        Some(Command::Demo { again, path: false }) => {
            let root = demo(&*files, &places, again, jiff::Timestamp::now())?;
            read(vec![root], &shared, files, (places, settings, warning), demonstrated, (words.lang(), true))
        }
        Some(command) => {
            warning.iter().for_each(|warning| cli::tell(&format!("meipi: {}", words.error(warning))));
            let context = Context { files, places, settings, words, shared, coder };
            cli::run(&context, command, &Keys { rows: keys(), clashes: |settings| Keymap::new(COMMANDS, settings).1 })
        }
    }
}

fn keys() -> Vec<KeyRow> {
    let row = |command: &meipi::input::command::Command| KeyRow {
        name: command.name,
        scope: command.scope.name(),
        keys: command.shown(),
        letterless: command.shown_letterless(),
        words: command.words(),
    };
    COMMANDS.iter().map(row).collect()
}

type Settled = (Places, Settings, Option<Error>);

/// Reads in the terminal.
fn read(
    paths: Vec<std::path::PathBuf>,
    shared: &cli::Shared,
    files: Arc<dyn Files>,
    (places, settings, warning): Settled,
    coder: Option<String>,
    (lang, demonstrates): (meipi::words::Lang, bool),
) -> Result<()> {
    let central = central(&*files, &places);
    let known = central.known();
    let request = library::Request { folder: shared.folder.clone(), paths, here: system::here(), known };
    let mut library = library::find(&*files, &request, &places)?;
    library.troubles.extend(central.wrong);
    let encoding = shared.told()?;
    if encoding.is_some() && library.first.is_none() {
        return Err(Error::usage("error-encoding-file"));
    }
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Error::usage("error-no-terminal"));
    }
    let store = locate(&*files, &library.root, shared.store.as_deref(), &places)?;
    if let Some(store) = store.as_ref().filter(|_| shared.store.is_some())
        && store.ensure(&*files, &library.root, jiff::Timestamp::now())?
    {
        let path = store.root.display().to_string();
        cli::tell(&Words::new(lang).fill("cli-store", &[("path", path)]));
    }
    let root = library.root.clone();
    let (genre, pdf, opened) = (shared.read_as()?, settings.pdf.clone(), Arc::default());
    let env = Env { files, places, root, store, coder, genre, pdf, opened, lang };
    let failed = run(Start { texts: library, env, encoding, settings, warning, demonstrates })?;
    failed.map_or(Ok(()), Err)
}
