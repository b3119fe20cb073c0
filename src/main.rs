//! The program: reads the command line, then reads texts in the terminal or runs a subcommand.

use clap::Parser;
use meipi::annotation::coder_name;
use meipi::app::table::COMMANDS;
use meipi::cli::{self, Args, Command, Context, KeyRow, Keys};
use meipi::error::{Error, Kind, Result};
use meipi::files::{Disk, Files, system};
use meipi::input::keymap::Keymap;
use meipi::library::{self, Places};
use meipi::settings::Settings;
use meipi::store::{DEMO_CODER, central, demo, locate};
use meipi::tui::{Env, Start, lang, run, settings};
use meipi::words::Words;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let status = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    let places = Places::of_system();
    let (settings, warning) = settings(&Disk, &places);
    let lang = lang(args.shared.lang.as_deref(), &settings);
    let named =
        args.shared.coder.clone().or_else(|| system::variable("MEIPI_CODER")).or_else(|| settings.coder.clone());
    let coder = named.map(|name| coder_name(&name));
    let result = match args.command {
        None => read(args.paths, &args.shared, (places, settings, warning), coder, lang),
        Some(Command::Demo { again, path: false }) => {
            // A name from the environment is not one of the example's: its annotations would be another's, and hidden.
            let asked = args.shared.coder.clone().map(|name| coder_name(&name));
            let coder = asked.or_else(|| Some(DEMO_CODER.to_owned()));
            let root = demo(&Disk, &places, again, jiff::Timestamp::now());
            root.and_then(|root| read(vec![root], &args.shared, (places, settings, warning), coder, lang))
        }
        Some(command) => {
            let words = Words::new(lang);
            warning.iter().for_each(|warning| tell(&words.error(warning)));
            let context = Context { files: Arc::new(Disk), places, settings, words, shared: args.shared, coder };
            cli::run(&context, command, &Keys { rows: keys(), clashes: |settings| Keymap::new(COMMANDS, settings).1 })
        }
    };
    match result {
        Err(error) if error.kind != Kind::Closed => {
            tell(&Words::new(lang).error(&error));
            ExitCode::from(error.status())
        }
        _ => ExitCode::SUCCESS,
    }
}

fn tell(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "meipi: {sentence}");
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
    (places, settings, warning): Settled,
    coder: Option<String>,
    lang: meipi::words::Lang,
) -> Result<()> {
    let central = central(&Disk, &places);
    let known = central.known();
    let request = library::Request { folder: shared.folder.clone(), paths, here: system::here(), known };
    let mut library = library::find(&Disk, &request, &places)?;
    library.troubles.extend(central.wrong);
    let encoding = shared.told()?;
    if encoding.is_some() && library.first.is_none() {
        return Err(Error::usage("error-encoding-file"));
    }
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Error::usage("error-no-terminal"));
    }
    let store = locate(&Disk, &library.root, shared.store.as_deref(), &places)?;
    let files: Arc<dyn Files> = Arc::new(Disk);
    if let Some(store) = store.as_ref().filter(|_| shared.store.is_some()) {
        store.ensure(&*files, &library.root, jiff::Timestamp::now())?;
    }
    let root = library.root.clone();
    let env = Env { files, places, root, store, coder, lang };
    let failed = run(Start { texts: library, env, encoding, settings, warning })?;
    failed.map_or(Ok(()), Err)
}
