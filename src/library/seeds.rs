//! The five pages that come with the program.

/// Name and bytes of each built-in page.
pub static SEEDS: [(&str, &[u8]); 5] = [
    ("000_9db0a64cb96ddca8.txt", include_bytes!("../../seeds/000_9db0a64cb96ddca8.txt")),
    ("001_f43b9854affe5fcd.txt", include_bytes!("../../seeds/001_f43b9854affe5fcd.txt")),
    ("002_935b0ba6c304af27.txt", include_bytes!("../../seeds/002_935b0ba6c304af27.txt")),
    ("003_50fb352426c234d0.txt", include_bytes!("../../seeds/003_50fb352426c234d0.txt")),
    ("004_b81cb16a931e8cb7.txt", include_bytes!("../../seeds/004_b81cb16a931e8cb7.txt")),
];
