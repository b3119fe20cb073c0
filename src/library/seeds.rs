//! The five pages that come with the program.

use crate::text::TextId;

/// Name and bytes of each built-in page.
pub static SEEDS: [(&str, &[u8]); 5] = [
    ("000_9db0a64cb96ddca8.txt", include_bytes!("../../seeds/000_9db0a64cb96ddca8.txt")),
    ("001_f43b9854affe5fcd.txt", include_bytes!("../../seeds/001_f43b9854affe5fcd.txt")),
    ("002_935b0ba6c304af27.txt", include_bytes!("../../seeds/002_935b0ba6c304af27.txt")),
    ("003_50fb352426c234d0.txt", include_bytes!("../../seeds/003_50fb352426c234d0.txt")),
    ("004_b81cb16a931e8cb7.txt", include_bytes!("../../seeds/004_b81cb16a931e8cb7.txt")),
];

/// Returns how many bytes a built-in page can have, however its lines end.
pub fn most() -> u64 {
    SEEDS.iter().map(|(_, page)| page.len() as u64 * 2).max().unwrap_or(0)
}

/// Tells whether a file says what a built-in page says: line ends and a byte order mark do not count.
pub fn is_seed(data: &[u8]) -> bool {
    let id =
        |data: &[u8]| TextId::of(&String::from_utf8_lossy(data).trim_start_matches('\u{feff}').replace("\r\n", "\n"));
    let own = id(data);
    SEEDS.iter().any(|(_, page)| id(page) == own)
}
