//! Keys, and how they are written: `x`, `^d`, `<enter>`, `g g`, `m <char>`.

use std::fmt;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, as typed.
    Char(char),
    /// Any character: only in tables.
    AnyChar,
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// A key with its modifiers; shift is in the character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// With control.
    pub ctrl: bool,
    /// With alt.
    pub alt: bool,
}

const NAMES: &[(&str, Code, &str)] = &[
    ("char", Code::AnyChar, "a-z"),
    ("enter", Code::Enter, "Enter"),
    ("esc", Code::Esc, "Esc"),
    ("tab", Code::Tab, "Tab"),
    ("s-tab", Code::BackTab, "S-Tab"),
    ("bs", Code::Backspace, "BS"),
    ("del", Code::Delete, "Del"),
    ("up", Code::Up, "Up"),
    ("down", Code::Down, "Down"),
    ("left", Code::Left, "Left"),
    ("right", Code::Right, "Right"),
    ("home", Code::Home, "Home"),
    ("end", Code::End, "End"),
    ("pgup", Code::PageUp, "PgUp"),
    ("pgdn", Code::PageDown, "PgDn"),
    ("space", Code::Char(' '), "Space"),
];

impl Key {
    /// Makes a key without modifiers.
    pub fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// Makes the key of a character.
    pub fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Returns the character, if the key is one without modifiers.
    pub fn as_char(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Reads one key.
    pub fn parse(written: &str) -> Option<Self> {
        if let Some(name) = written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            let named = NAMES.iter().find(|(n, ..)| *n == name).map(|(_, code, _)| *code);
            let function = || name.strip_prefix('f').and_then(|n| n.parse().ok()).map(Code::F);
            return named.or_else(function).map(Self::plain);
        }
        let mut chars = written.chars();
        match (chars.next(), chars.next(), chars.next()) {
            (Some(c), None, _) => Some(Self::char(c)),
            (Some('^'), Some(c), None) => Some(Self { ctrl: true, ..Self::char(c) }),
            _ => None,
        }
    }

    /// Reads keys parted by blanks.
    pub fn sequence(written: &str) -> Vec<Self> {
        written.split(' ').filter_map(Self::parse).collect()
    }

    /// Tells whether this key of a table stands for a key that was typed.
    pub fn takes(self, typed: Self) -> bool {
        self == typed || (self.code == Code::AnyChar && typed.as_char().is_some())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("^")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if let Some((_, _, shown)) = NAMES.iter().find(|(_, code, _)| *code == self.code) {
            return f.write_str(shown);
        }
        match self.code {
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "F{n}"),
            _ => Ok(()),
        }
    }
}

/// Returns keys as people read them: `gg`, `]a`, `Space e`.
pub fn shown(keys: &[Key]) -> String {
    let long = |key: &Key| key.to_string().chars().count() > 1;
    let parted = keys.iter().any(long);
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(if parted { " " } else { "" })
}

/// Folds what an input method types into the key that was meant; none for a Chinese character.
pub fn fold(c: char) -> Option<char> {
    Some(match c {
        '、' => '/',
        '【' | '「' => '[',
        '】' | '」' => ']',
        '《' => '<',
        '》' => '>',
        '·' => '`',
        '￥' => '$',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '。' => '.',
        '…' => '^',
        '—' => '_',
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(c as u32 - 0xfee0)?,
        c if crate::text::is_han(c) => return None,
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_shown() {
        let keys = Key::sequence("<space> e");
        assert_eq!(shown(&keys), "Space e");
        assert_eq!(shown(&Key::sequence("g g")), "gg");
        assert_eq!(shown(&Key::sequence("^d")), "^d");
        assert_eq!(Key::parse("<f12>"), Some(Key::plain(Code::F(12))));
        assert_eq!((Key::parse("xx"), Key::parse("^")), (None, Some(Key::char('^'))));
        assert!(Key::parse("<char>").unwrap().takes(Key::char('k')));
    }

    #[test]
    fn an_input_method_is_folded() {
        assert_eq!("；，１“《。【".chars().filter_map(fold).collect::<String>(), ";,1\"<.[");
        assert_eq!(fold('党'), None);
    }
}
