//! What fuzzing has found worth keeping is tried again, on any compiler.

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
