//! How often a law is tried with random values: a number fixed beside the law, so that every run does the same work.

use proptest::test_runner::Config;

/// Returns the configuration of a law that is tried so many times; `MEIPI_LONG` tries all laws that many times as
/// often.
pub fn cases(count: u32) -> Config {
    let times = std::env::var("MEIPI_LONG").ok().and_then(|times| times.parse::<u32>().ok()).unwrap_or(1);
    Config::with_cases(count.saturating_mul(times.max(1)))
}
