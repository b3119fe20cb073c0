//! What is read as one character, whatever its form, and which signs are passed over: folded texts, and the way back.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// The characters that are read as others.
struct Table {
    /// Of each character of the first plane, by its code point.
    near: Vec<char>,
    /// Of those beyond.
    far: HashMap<char, char>,
    /// The ordinary characters of forms, simplified or not as they are written.
    forms: HashMap<char, char>,
}

impl Table {
    fn read(&self, c: char) -> char {
        let near = self.near.get(c as usize).copied();
        near.unwrap_or_else(|| self.far.get(&c).copied().unwrap_or(c))
    }

    fn set(&mut self, from: char, to: char) {
        match self.near.get_mut(from as usize) {
            Some(near) => *near = to,
            None => drop(self.far.insert(from, to)),
        }
    }
}

/// Simplified characters with their traditional forms; where the list was taken from stands in it.
const SIMPLIFIED: &str = include_str!("../../assets/folding/simplified.txt");

/// Widths, presentation forms, radicals and compatibility ideographs, with the ordinary characters; where the list was
/// taken from stands in it.
const FORMS: &str = include_str!("../../assets/folding/forms.txt");

/// Reads a line of the list: a form, or the first and last of a run, and the (first) ordinary character.
fn forms(line: &str) -> Option<impl Iterator<Item = (char, char)>> {
    let code = |hex: &str| u32::from_str_radix(hex, 16).ok();
    let (run, to) = line.split_once(' ')?;
    let (first, last) = run.split_once('-').unwrap_or((run, run));
    let (first, last, to) = (code(first)?, code(last)?, code(to)?);
    let pair = move |(form, n)| Some((char::from_u32(form)?, char::from_u32(to + n)?));
    Some((first..=last).zip(0..).filter_map(pair))
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let plain = |code: u32| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        let near = (0..=0xffff).map(plain).collect();
        let mut table = Table { near, far: HashMap::new(), forms: HashMap::new() };
        for set in SIMPLIFIED.lines().filter(|line| !line.starts_with('#')) {
            let mut forms = set.chars();
            let Some(first) = forms.next() else { continue };
            forms.for_each(|form| table.set(form, first));
        }
        for (form, ordinary) in FORMS.lines().filter(|line| !line.starts_with('#')).filter_map(forms).flatten() {
            let simple = table.read(ordinary);
            table.set(form, simple);
            table.forms.insert(form, ordinary);
        }
        table
    })
}

/// Returns the ordinary, simplified character that a form or a traditional character is read as.
pub fn ordinary(c: char) -> char {
    if c < '\u{2e80}' { c } else { table().read(c) }
}

/// Returns the ordinary character of a form: of a radical, a width, a compatibility ideograph. Traditional characters
/// stay as they are.
pub fn of_form(c: char) -> char {
    if c < '\u{2e80}' { c } else { table().forms.get(&c).copied().unwrap_or(c) }
}

/// Returns the letter, digit or ideograph that a character is read as; a mark stays as it stands.
pub fn lettered(c: char) -> char {
    Some(ordinary(c)).filter(|ordinary| ordinary.is_alphanumeric()).unwrap_or(c)
}

/// Marks and signs that are written for one another; each is read as the first of its set.
const ALIKE: &[&str] = &["\"“”„‟「」『』〝〞〟", "'‘’‚‛", "-‐‑‒–—―−─⸺", "~〜∼", "·•‧∙⋅・.", ":︰∶", "〇○◯"];

/// Returns what a search takes a character for: marks that are written for one another are one, blanks are one.
pub fn alike(c: char) -> char {
    let c = ordinary(c);
    // Most characters are these.
    if matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric() && c != '〇' {
        return c;
    }
    if c.is_whitespace() && c != '\n' {
        return ' ';
    }
    let set = ALIKE.iter().find(|set| set.contains(c));
    set.and_then(|set| set.chars().next()).unwrap_or(c)
}

/// Returns all characters that are read as one, in small letters or capitals, the character itself among them.
pub fn ways(wanted: char) -> Vec<char> {
    static OTHERS: OnceLock<HashMap<char, Vec<char>>> = OnceLock::new();
    let large = |c: char| c.to_uppercase().next().unwrap_or(c);
    let small = |c: char| large(c).to_lowercase().next().unwrap_or(c);
    let others = OTHERS.get_or_init(|| {
        let mut others: HashMap<char, Vec<char>> = HashMap::new();
        for c in ('\0'..='\u{ffff}').chain(table().far.keys().copied()) {
            let read = small(alike(c));
            if read != c {
                others.entry(read).or_default().push(c);
            }
        }
        others
    });
    let read = small(alike(wanted));
    let mut ways = others.get(&read).cloned().unwrap_or_default();
    ways.push(read);
    ways
}

/// Tells whether a sign has no shape of its own and parts nothing: joiners, breaks that are not seen, directions,
/// selectors of variants (the ignorable code points of Unicode that stand in running text).
pub fn is_passed(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
        || is_selector(c)
}

/// Tells whether a sign chooses a variant of the character before it, and so belongs to that.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Kana that a voiced mark turns into the kana in the same place of the second text, and likewise for the other mark.
const VOICED: [(&str, &str); 2] = [
    (
        "うかきくけこさしすせそたちつてとはひふへほゝウカキクケコサシスセソタチツテトハヒフヘホワヰヱヲヽ",
        "ゔがぎぐげござじずぜぞだぢづでどばびぶべぼゞヴガギグゲゴザジズゼゾダヂヅデドバビブベボヷヸヹヺヾ",
    ),
    ("はひふへほハヒフヘホ", "ぱぴぷぺぽパピプペポ"),
];

/// Returns which of the marks of kana a character is: voiced or half-voiced.
fn mark_of_kana(c: char) -> Option<usize> {
    match c {
        '\u{3099}' | '\u{309b}' | '\u{ff9e}' => Some(0),
        '\u{309a}' | '\u{309c}' | '\u{ff9f}' => Some(1),
        _ => None,
    }
}

/// Returns the kana that a kana and a mark behind it are read as.
fn voiced(base: char, mark: usize) -> Option<char> {
    let (bases, voiced) = VOICED.get(mark)?;
    voiced.chars().nth(bases.chars().position(|other| other == base)?)
}

/// A stretch of a folded text: it stands in one piece in the source, character for character of the same length, or
/// is one character.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it begins in the folded text.
    at: usize,
    /// Where it stands in the source.
    source: Range<usize>,
}

/// A text with each character read in one way and the signs without a shape left out. Offsets are bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded<'a> {
    /// How it is read.
    pub text: Cow<'a, str>,
    /// Its pieces in rising order; none if it stands as in the source.
    pieces: Vec<Piece>,
}

impl<'a> Folded<'a> {
    /// Folds a text, each character read as `read` has it; a kana with a mark behind it becomes one.
    pub fn new(source: &'a str, read: impl Fn(char) -> char) -> Self {
        if source.chars().all(|c| read(c) == c && !is_passed(c) && mark_of_kana(c).is_none()) {
            return Self { text: Cow::Borrowed(source), pieces: Vec::new() };
        }
        let mut folded = Self { text: Cow::Owned(String::with_capacity(source.len())), pieces: Vec::new() };
        // The last character: where it begins in the source.
        let mut last = 0;
        for (start, c) in source.char_indices() {
            let end = start + c.len_utf8();
            if is_passed(c) {
                // A text cannot be cut between a character and what chooses its variant.
                if let Some(piece) =
                    folded.pieces.last_mut().filter(|piece| is_selector(c) && piece.source.end == start)
                {
                    piece.source.end = end;
                }
                continue;
            }
            if !folded.voice(last, end, c) {
                folded.push(start..end, read(c));
                last = start;
            }
        }
        folded
    }

    /// Adds a character that stands somewhere in the source.
    fn push(&mut self, source: Range<usize>, c: char) {
        let at = self.text.len();
        let text = self.text.to_mut();
        text.push(c);
        let regular = source.len() == c.len_utf8();
        let follows =
            |piece: &&mut Piece| piece.source.end == source.start && source.start - piece.source.start == at - piece.at;
        match self.pieces.last_mut().filter(|_| regular).filter(follows) {
            Some(piece) => piece.source.end = source.end,
            None => self.pieces.push(Piece { at, source }),
        }
    }

    /// Makes the last character, which begins at `start` in the source, one with a mark of kana that ends at `end`;
    /// tells whether they are one.
    fn voice(&mut self, start: usize, end: usize, c: char) -> bool {
        let Some(mark) = mark_of_kana(c) else { return false };
        let Some(one) = self.text.chars().next_back().and_then(|base| voiced(base, mark)) else { return false };
        self.text.to_mut().pop();
        if let Some(piece) = self.pieces.last_mut() {
            piece.source.end = start;
        }
        self.pieces.pop_if(|piece| piece.source.is_empty());
        self.push(start..end, one);
        true
    }

    /// Returns where a range of the folded text stands in the source: from its first to its last character, with what
    /// is passed over between them.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        self.start(range.start)..self.end(range.end)
    }

    /// Returns where the character at an offset begins in the source; behind the last one, where that ends.
    pub fn start(&self, at: usize) -> usize {
        let n = self.pieces.partition_point(|piece| piece.at <= at);
        let Some(piece) = self.pieces.get(n.saturating_sub(1)) else { return at };
        (piece.source.start + at.saturating_sub(piece.at)).min(piece.source.end)
    }

    /// Returns where the character that ends at an offset ends in the source.
    fn end(&self, at: usize) -> usize {
        let n = self.pieces.partition_point(|piece| piece.at < at);
        let Some(piece) = self.pieces.get(n.saturating_sub(1)) else { return at };
        let stop = self.pieces.get(n).map_or(self.text.len(), |next| next.at);
        if stop == at { piece.source.end } else { piece.source.start + (at - piece.at) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Folded::new(text, alike).text.into_owned()
    }

    #[test]
    fn forms_are_read_as_ordinary_characters() {
        let cases = [
            ("黨建引領基層治理，乾淨的裡面著重發展頭髮。App 𠮷", "党建引领基层治理,干净的里面着重发展头发。App 𠮷"),
            ("⼭⽔⻋⻛⻄⾨⿓", "山水车风西门龙"),
            ("⺅⻬〸㇐", "亻齐十一"),
            ("\u{f901}\u{f903}\u{f904}\u{f900}\u{2f868}", "更贾滑岂㛼"),
            ("Ｎｏ．１２％／￦", "No·12%/₩"),
            ("ｶﾞｷﾞﾊﾟﾊﾞｳﾞｱｰ", "ガギパバヴアー"),
            ("か\u{3099}はﾟカ゛ﾜﾞｱﾞ", "がぱガヷア゛"),
            ("︽︾﹃﹄︵︶︻︼︰︙", "《》\"\"()【】:…"),
            ("﹙﹚﹐﹔", "(),;"),
            ("“甲”‘乙’——丙·丁\u{3000}戊", "\"甲\"'乙'--丙·丁 戊"),
            ("二○○五", "二〇〇五"),
        ];
        for (text, read) in cases {
            assert_eq!(folded(text), read, "{text}");
        }
        for set in ["发發髮", "台臺", "后後", "里裡裏", "乾干幹", "领領"] {
            assert!(set.chars().all(|c| Some(ordinary(c)) == set.chars().next().map(ordinary)), "{set}");
        }
        assert!(matches!(Folded::new("党建引领 App", alike).text, Cow::Borrowed(_)));
    }

    #[test]
    fn what_a_form_is_read_as_is_itself_ordinary() {
        // Some traditional characters are the simplified form of others: those blocks are left out.
        let blocks = ['\u{3400}'..='\u{4dbf}', '\u{4e00}'..='\u{9fff}'];
        let other = |c: &char| blocks.iter().all(|block| !block.contains(c));
        for c in ('\0'..=char::MAX).filter(other) {
            let (read, letter) = (alike(c), lettered(c));
            assert!(alike(read) == read && lettered(letter) == letter && !is_passed(read) | is_passed(c), "{c:?}");
        }
        assert!(FORMS.lines().filter(|line| !line.starts_with('#')).all(|line| forms(line).is_some()));
    }

    #[test]
    fn every_character_leads_back_to_its_place() {
        let text = "\u{feff}前\u{200b}葛\u{e0100}ＡＢｸ\u{200b}ﾞｱ\u{ad}發，x\u{2060}";
        let folded = Folded::new(text, alike);
        assert_eq!(folded.text, "前葛ABグア发,x");
        let places: Vec<&str> =
            folded.text.char_indices().map(|(i, c)| &text[folded.source(i..i + c.len_utf8())]).collect();
        assert_eq!(places, ["前", "葛\u{e0100}", "Ａ", "Ｂ", "ｸ\u{200b}ﾞ", "ｱ", "發", "，", "x"]);
        assert_eq!(&text[folded.source(0..folded.text.len())], text.trim_matches(['\u{feff}', '\u{2060}']));
        assert_eq!(folded.start(folded.text.len()), text.len() - '\u{2060}'.len_utf8());
    }
}
