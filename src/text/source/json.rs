//! JSON of strangers: names in the order of the file, numbers as they are written, what is half a character a NUL,
//! nothing deeper than anybody wrote.

/// The deepest that values may lie in values.
const DEEPEST: usize = 64;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Truth(bool),
    /// A number as it is written.
    Number(String),
    /// A string. What is no character in it stands as NUL: whoever makes text of it counts them.
    Text(String),
    /// Values in a row.
    List(Vec<Value>),
    /// Names and values in the order of the file.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Returns what stands under a name, the last if there are several.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Map(all) = self else { return None };
        all.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Returns what stands under several names, each below the one before.
    pub fn at(&self, names: &[&str]) -> Option<&Self> {
        names.iter().try_fold(self, |value, name| value.get(name))
    }

    /// Returns the string.
    pub fn text(&self) -> Option<&str> {
        let Self::Text(text) = self else { return None };
        Some(text)
    }

    /// Returns the values of a list; none of anything else.
    pub fn list(&self) -> &[Self] {
        let Self::List(all) = self else { return &[] };
        all
    }

    /// Returns the string under a name, or nothing.
    pub fn say(&self, name: &str) -> &str {
        self.get(name).and_then(Self::text).unwrap_or_default()
    }

    /// Returns the whole number under a name.
    pub fn count(&self, name: &str) -> Option<usize> {
        let Self::Number(digits) = self.get(name)? else { return None };
        digits.parse().ok()
    }

    /// Returns the number as it is written.
    pub fn number(&self) -> Option<&str> {
        let Self::Number(digits) = self else { return None };
        Some(digits)
    }

    /// Returns what a cell would show: a string as it is, all else as JSON.
    pub fn shown(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Truth(truth) => truth.to_string(),
            Self::Number(text) | Self::Text(text) => text.clone(),
            Self::List(all) if all.iter().all(|v| !matches!(v, Self::List(_) | Self::Map(_))) => {
                all.iter().map(Self::shown).collect::<Vec<_>>().join("; ")
            }
            Self::List(all) => format!("[{}]", all.iter().map(Self::shown).collect::<Vec<_>>().join(", ")),
            Self::Map(all) => {
                let pair = |(name, value): &(String, Self)| format!("{name}: {}", value.shown());
                format!("{{{}}}", all.iter().map(pair).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Reads one value with nothing but blanks around it. Nothing comes of what is broken or too deep.
pub fn parse(text: &str) -> Option<Value> {
    let mut reading = Reading { rest: text.trim_start_matches('\u{feff}') };
    let value = reading.value(0)?;
    reading.blanks();
    reading.rest.is_empty().then_some(value)
}

struct Reading<'t> {
    rest: &'t str,
}

impl Reading<'_> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn eat(&mut self, sign: char) -> bool {
        self.blanks();
        let Some(rest) = self.rest.strip_prefix(sign) else { return false };
        self.rest = rest;
        true
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        if self.eat('{') {
            return self.map(depth);
        }
        if self.eat('[') {
            return self.values(depth);
        }
        if self.eat('"') {
            return self.string().map(Value::Text);
        }
        let word = |c: char| c.is_ascii_alphanumeric() || ['+', '-', '.'].contains(&c);
        let rest = self.rest.trim_start_matches(word);
        let said = self.rest.strip_suffix(rest)?;
        self.rest = rest;
        match said {
            // Python writes what is no number so.
            "null" | "NaN" | "Infinity" | "-Infinity" => Some(Value::Null),
            "true" => Some(Value::Truth(true)),
            "false" => Some(Value::Truth(false)),
            said => said.parse::<f64>().ok().map(|_| Value::Number(said.to_owned())),
        }
    }

    fn map(&mut self, depth: usize) -> Option<Value> {
        let mut all = Vec::new();
        if self.eat('}') {
            return Some(Value::Map(all));
        }
        loop {
            let name = self.eat('"').then(|| self.string()).flatten()?;
            let value = self.eat(':').then(|| self.value(depth + 1)).flatten()?;
            all.push((name, value));
            if self.eat('}') {
                return Some(Value::Map(all));
            }
            self.eat(',').then_some(())?;
        }
    }

    fn values(&mut self, depth: usize) -> Option<Value> {
        let mut all = Vec::new();
        if self.eat(']') {
            return Some(Value::List(all));
        }
        loop {
            all.push(self.value(depth + 1)?);
            if self.eat(']') {
                return Some(Value::List(all));
            }
            self.eat(',').then_some(())?;
        }
    }

    /// Reads a string behind its first quotation mark.
    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let at = memchr::memchr2(b'"', b'\\', self.rest.as_bytes())?;
            text.push_str(self.rest.get(..at)?);
            let sign = self.rest.get(at..=at)?;
            self.rest = self.rest.get(at + 1..)?;
            if sign == "\"" {
                return Some(text);
            }
            let escape = self.rest.chars().next()?;
            self.rest = self.rest.get(escape.len_utf8()..)?;
            text.push(match escape {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{c}',
                'u' => self.unit()?,
                '"' | '\\' | '/' => escape,
                _ => return None,
            });
        }
    }

    /// Reads the character of an escape by its UTF-16 units.
    fn unit(&mut self) -> Option<char> {
        let high = self.hex()?;
        if let Some(c) = char::from_u32(high) {
            return Some(c);
        }
        // The first half of a pair needs the second; half a pair is no character.
        let whole = self.rest;
        if (0xd800..0xdc00).contains(&high)
            && let Some(rest) = self.rest.strip_prefix("\\u")
        {
            self.rest = rest;
            let low = self.hex()?;
            if (0xdc00..0xe000).contains(&low) {
                return char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
            }
            self.rest = whole;
        }
        Some('\0')
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        self.rest = self.rest.get(4..)?;
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_as_written() {
        let value =
            parse("\u{feff} {\"b\": 12345678901234567890123, \"a\": [1.50, null, true], \"b\": {\"c\": \"x\"}}")
                .unwrap();
        assert_eq!(value.at(&["b", "c"]).and_then(Value::text), Some("x"));
        assert_eq!(value.get("a").unwrap().shown(), "1.50; ; true");
        let Value::Map(all) = &value else { panic!() };
        assert_eq!(all[0].1.number(), Some("12345678901234567890123"));
        assert_eq!(parse("NaN"), Some(Value::Null));
        for broken in ["", "{", "[1,]", "{\"a\" 1}", "\"\\x\"", "\"abc", "[1] 2", "tru", "\"\\u12", "\"\\ud800\\u12\""]
        {
            assert_eq!(parse(broken), None, "{broken}");
        }
    }

    #[test]
    fn half_a_character_is_marked() {
        let text = |json: &str| parse(json).and_then(|v| v.text().map(str::to_owned)).unwrap();
        assert_eq!(text(r#""😊\ud83d\ude0a\ud83d""#), "😊😊\0");
        assert_eq!(text(r#""\ud83d\u6751\ude0a\u0000\/\"""#), "\0村\0\0/\"");
        assert_eq!(text(r#""\ud83d\ud83d\ude0a""#), "\0😊");
    }

    #[test]
    fn what_is_too_deep_is_nothing() {
        assert!(parse(&"[".repeat(100_000)).is_none());
        assert!(parse(&format!("{}{}", "[".repeat(64), "]".repeat(64))).is_some());
        assert!(parse(&"{\"a\":".repeat(100_000)).is_none());
    }

    proptest::proptest! {
        #![proptest_config(crate::laws::cases(300))]
        #[test]
        fn nothing_panics(text in "[\\[\\]{}\",:a-e0-9\\\\u 村😊.-]{0,40}") {
            let _ = parse(&text);
        }
    }
}
