//! What nobody reads of a text: white space, controls, signs of no width. Tools put and drop it as they like.

/// Tells whether tools put, drop or change a character as they like: white space, controls, byte order marks, signs of
/// no width, variation selectors, what stands for undecodable bytes.
pub fn is_soft(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || super::fold::is_passed(c)
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{fffd}'..='\u{ffff}')
}

/// Returns what is read of a text.
pub fn solid(text: &str) -> String {
    text.chars().filter(|c| !is_soft(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_stays() {
        assert_eq!(solid("\u{feff}\u{3000}党\u{200b}建\u{a0}\t。\r\n葛\u{e0100}👨\u{200d}👩\u{1}"), "党建。葛👨👩");
        assert!("党，A1é\u{301}　".chars().filter(|c| is_soft(*c)).eq(['\u{3000}']));
    }
}
