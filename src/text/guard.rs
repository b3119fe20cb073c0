//! The guard before cells of a table that a spreadsheet would take for formulas.

use super::width::is_invisible;

/// What begins a formula, in either width.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What is put before a cell; a spreadsheet does not show it.
pub const GUARD: char = '\'';

/// Puts the guard before a cell that a spreadsheet would run, and before one that begins with the guard: that must be
/// told from a guarded one.
pub fn guard(cell: &str) -> String {
    if is_guarded(cell) { format!("{GUARD}{cell}") } else { cell.to_owned() }
}

/// Takes the guard off a cell.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix(GUARD).filter(|rest| is_guarded(rest)).unwrap_or(cell)
}

/// Tells whether a cell needs the guard.
fn is_guarded(cell: &str) -> bool {
    cell.starts_with(GUARD) || is_run(cell)
}

/// Tells whether a spreadsheet would run a cell. Programs look for the sign behind what is not seen, and some of them
/// drop what stands before the end of a line or a tab.
pub fn is_run(cell: &str) -> bool {
    let unseen = |c: char| c.is_whitespace() || c.is_control() || is_invisible(c);
    cell.starts_with(['\t', '\r', '\n']) || cell.trim_start_matches(unseen).starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::laws::cases(512))]

        #[test]
        fn the_guard_comes_off_again(cell in "['=＝+－@ \t\r\n\u{200b}\u{feff}\u{a0}\u{3000}a党]{0,6}") {
            let guarded = guard(&cell);
            prop_assert_eq!(unguard(&guarded), &cell);
            prop_assert!(!guarded.trim_start_matches(|c: char| !c.is_alphanumeric() && !SIGNS.contains(&c) && c != GUARD).starts_with(SIGNS));
        }
    }

    #[test]
    fn every_way_to_begin_a_formula_is_guarded() {
        for sign in "=+-@＝＋－＠".chars() {
            for before in
                ["", " ", "\u{3000}", "\u{a0}", "\u{200b}", "\u{feff}", "\n", "\t", "\r", "\0", " \u{2060}\u{200d} "]
            {
                let cell = format!("{before}{sign}cmd|' /C calc'!A0");
                assert_eq!(guard(&cell), format!("'{cell}"), "{cell:?}");
            }
        }
        for cell in ["\n党建", "\t", "\r\n", "'党建"] {
            assert_eq!(guard(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["", " ", "党建=1", "\u{3000}党建", "“=”", "a-b"] {
            assert_eq!(guard(cell), cell);
        }
        // What no program guarded stays as it is.
        assert_eq!((unguard("'党建"), unguard("''党建"), unguard("'=1")), ("'党建", "'党建", "=1"));
    }
}
