//! A source of identities that tests can seed.

use jiff::Timestamp;
use uuid::{Builder, Uuid};

/// Makes UUIDv7 from a time and a seeded generator (`SplitMix64`).
#[derive(Clone, Debug)]
pub struct IdSource {
    state: u64,
}

impl IdSource {
    /// Makes a source; equal seeds make equal ids.
    pub fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Makes a source that no other equals.
    pub fn random() -> Self {
        Self { state: Uuid::new_v4().as_u64_pair().1 }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Makes the next id.
    pub fn make(&mut self, now: Timestamp) -> Uuid {
        let mut random = [0; 10];
        let bytes = self.next().to_be_bytes().into_iter().chain(self.next().to_be_bytes());
        random.iter_mut().zip(bytes).for_each(|(slot, byte)| *slot = byte);
        Builder::from_unix_timestamp_millis(now.as_millisecond().max(0) as u64, &random).into_uuid()
    }
}
