//! What speaks for a place where the words of an annotation may stand.

use crate::annotation::{Around, Likely};
use crate::words::Words;

/// Says what speaks for a place.
pub fn why(words: &Words, likely: &Likely) -> String {
    let told = if likely.percent == 100 { "candidate-same" } else { "candidate-nearly" };
    let around = match likely.around {
        Around::Same => "candidate-around-same",
        Around::Part => "candidate-around-part",
        Around::Other => "candidate-around-other",
        Around::Unknown => "candidate-around-unknown",
    };
    let blanks = [("percent", likely.percent.to_string()), ("around", words.say(around))];
    words.fill(told, &blanks)
}
