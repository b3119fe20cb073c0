//! What fuzzing has found worth keeping is tried again, on any compiler.

use crate::prose::Dice;
use crate::targets;
use std::path::Path;

#[test]
fn every_corpus_passes() {
    for (name, target) in targets::TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
        let mut tried = 0;
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let data = std::fs::read(&path).unwrap();
            let done = std::panic::catch_unwind(|| target(&data));
            assert!(done.is_ok(), "{}", path.display());
            tried += 1;
        }
        assert!(tried > 0, "{name} has no corpus");
    }
}

/// Damages data somewhere: a bit, some bytes, a piece that is left out, or stands twice.
fn damage(data: &mut Vec<u8>, dice: &mut Dice) {
    let (at, length) = (dice.roll(data.len()), 1 + dice.roll(16));
    let end = (at + length).min(data.len());
    match dice.roll(5) {
        0 => data.truncate(at.max(1)),
        1 => drop(data.drain(at.max(1)..end.max(at.max(1)))),
        2 => {
            let piece: Vec<u8> = data[at..end].to_vec();
            let to = 1 + dice.roll(data.len());
            data.splice(to.min(data.len())..to.min(data.len()), piece);
        }
        3 => data[at..end].iter_mut().skip(usize::from(at == 0)).for_each(|byte| *byte = dice.roll(256) as u8),
        _ => data[at.max(1).min(end - 1)] ^= 1 << dice.roll(8),
    }
}

/// Files of formats are read, whatever has happened to them. `MEIPI_LONG` damages them so many times as often.
#[test]
fn damaged_files_of_formats_are_read() {
    let times = std::env::var("MEIPI_LONG").ok().and_then(|times| times.parse().ok()).unwrap_or(1) * 40;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/source");
    for (n, entry) in std::fs::read_dir(&folder).unwrap().enumerate() {
        let whole = std::fs::read(entry.unwrap().path()).unwrap();
        let mut dice = Dice(n as u64);
        for _ in 0..times {
            let mut data = whole.clone();
            (0..=dice.roll(4)).for_each(|_| damage(&mut data, &mut dice));
            let done = std::panic::catch_unwind(|| targets::source(&data));
            assert!(done.is_ok(), "{data:?}");
        }
    }
}
