//! The places of rows: keys as they can be written in a path.

use std::fmt::Write as _;

/// The longest place of a key, in bytes.
const LONGEST: usize = 120;

/// Returns a key as the place of its row: a slash, what would lead elsewhere, what cannot be seen is written `%2F`; of
/// a key that is too long the beginning with a number made of all of it. Different keys have different places.
pub fn of(key: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if key.len() <= LONGEST && key.bytes().all(plain) {
        return key.to_owned();
    }
    let dots = key.chars().all(|c| c == '.');
    let mut place = String::with_capacity(key.len());
    let last = key.chars().count().saturating_sub(1);
    for (n, c) in key.chars().enumerate() {
        let edge = (n == 0 || n == last) && (c.is_whitespace() || c == '.');
        let strange = matches!(c, '/' | '\\' | '%' | '!' | '~' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
        if strange || c.is_control() || edge && (c != '.' || dots || n == 0) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(place, "%{byte:02X}");
            }
        } else {
            place.push(c);
        }
    }
    if place.len() <= LONGEST {
        return place;
    }
    let cut = (0..=LONGEST - 20).rev().find(|at| place.is_char_boundary(*at)).unwrap_or(0);
    // Half an escape would be another character.
    let cut = place.get(..cut).and_then(|head| head.rfind('%')).filter(|at| at + 3 > cut).unwrap_or(cut);
    format!("{}~{:016x}", place.get(..cut).unwrap_or_default(), number(key))
}

/// Makes a number of a key (FNV-1a).
fn number(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_nowhere_else() {
        for (key, place) in [
            ("12", "12"),
            ("a b.c", "a b.c"),
            ("村/一", "村%2F一"),
            ("..", "%2E%2E"),
            ("../x", "%2E.%2Fx"),
            (".git", "%2Egit"),
            ("100%", "100%25"),
            ("a\nb\\", "a%0Ab%5C"),
        ] {
            assert_eq!(of(key), place);
        }
        let (long, other) = ("村".repeat(500), "村".repeat(501));
        assert!(of(&long).len() <= LONGEST && of(&long).starts_with("村村") && of(&long) != of(&other));
        assert!(of(&"/".repeat(500)).len() <= LONGEST);
    }

    proptest::proptest! {
        #![proptest_config(crate::laws::cases(300))]
        #[test]
        fn places_are_one_name_each(a in "\\PC{0,60}", b in "[./%!~ a\n]{0,9}") {
            for key in [&a, &b] {
                let place = of(key);
                proptest::prop_assert!(!place.contains(['/', '\\', '\n', '!']) && place != ".." && place != ".");
                proptest::prop_assert!(place.len() <= LONGEST);
            }
            proptest::prop_assert_eq!(a == b, of(&a) == of(&b));
        }
    }
}
