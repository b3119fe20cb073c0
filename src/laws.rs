//! How often a law is tried with random values, and with which: both are fixed, so that every run does the same work
//! and a change is judged by what it changes. `MEIPI_LONG` looks further.

use proptest::test_runner::{Config, RngSeed};

/// Where the random values of every law begin.
const SEED: u64 = 0x7709_6279;

/// Returns the configuration of a law that is tried so many times. `MEIPI_LONG` tries all laws that many times as
/// often, with other values each time.
pub fn cases(count: u32) -> Config {
    let long = std::env::var("MEIPI_LONG").ok().and_then(|times| times.parse::<u32>().ok());
    let rng_seed = long.map_or(RngSeed::Fixed(SEED), |_| RngSeed::Random);
    let (times, config) = (long.unwrap_or(1).max(1), Config::default());
    let max_global_rejects = config.max_global_rejects.saturating_mul(times);
    Config { cases: count.saturating_mul(times), max_global_rejects, rng_seed, ..config }
}
