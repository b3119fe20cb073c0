//! Storms: random resizes, random keys and mouse. Nothing breaks, nothing is lost, undo leads back to the start.

use crate::bench::Bench;
use meipi::annotation::{Book, State, place};
use meipi::app::Msg;
use meipi::input::key::{Code, Key};
use meipi::input::mouse::{Kind, Mouse};
use meipi::text::Document;
use meipi::units::Byte;

/// A seeded source of numbers (`xorshift64*`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % below
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.roll(items.len() as u64) as usize]
    }
}

#[test]
fn a_resize_storm_keeps_the_sentence_in_sight() {
    let mut dice = Dice(7);
    let mut bench = Bench::new(120, 36);
    bench.keys("L } } } ) )");
    let first = bench.app.reader.cursor;
    bench.keys(")");
    let sentence = first..bench.app.reader.cursor;
    bench.keys("(");
    // Keys that lead away and back again.
    let keys = ["l h", "x <esc>", "? <esc>", "t", "<space> <esc>", ") (", "<space> s <esc>", "<space> t <esc>", "j k"];
    for _ in 0..200 {
        bench.send(Msg::Resize(1 + dice.roll(300) as u16, 1 + dice.roll(100) as u16));
        bench.buffer();
        let typed = keys[dice.roll(keys.len() as u64) as usize];
        bench.keys(typed);
        bench.buffer();
        let (at, size) = (bench.app.reader.cursor, bench.app.screen.size);
        assert!(sentence.contains(&at), "{typed} at {size:?}: {at:?} is not in {sentence:?}");
    }
    bench.send(Msg::Resize(100, 30));
    assert!(bench.app.reader.visible_row(bench.app.reader.cursor).is_some(), "the sentence is out of sight");
}

const KEYS: &str = "hjklwbeWB(){}xxxXc\"vVoOEfftTaaD123456789012 0;.,+-=!*/nN[]sugzmMyYdduuLHJKrRA?:_<>|&%t";
const NAMED: &[Code] = &[
    Code::Enter,
    Code::Esc,
    Code::Esc,
    Code::Tab,
    Code::BackTab,
    Code::Backspace,
    Code::Delete,
    Code::Up,
    Code::Down,
    Code::Left,
    Code::Right,
    Code::Home,
    Code::End,
    Code::PageUp,
    Code::PageDown,
    Code::F(1),
    Code::F(2),
    Code::F(3),
    Code::F(4),
    Code::F(5),
    Code::F(6),
    Code::F(7),
    Code::F(8),
];

fn act(bench: &mut Bench, dice: &mut Dice) {
    match dice.roll(20) {
        0..=10 => {
            let keys: Vec<char> = KEYS.chars().collect();
            bench.send(Msg::Key(Key::char(*dice.of(&keys))));
        }
        11..=13 => bench.send(Msg::Key(Key::plain(*dice.of(NAMED)))),
        14 => {
            // Neither quitting nor the background: the storm goes on.
            let key = Key { ctrl: true, ..Key::char(*dice.of(&['d', 'u', 'f', 'b', 'o', 'r', 'l', 'n', 't', 'w'])) };
            bench.send(Msg::Key(key));
        }
        15 => {
            let text = *dice.of(&["网格", "，", "。", "党", "多行\n批注", "“引”", "\u{1b}[31m"]);
            bench.paste(text);
        }
        16 => bench.send(Msg::Resize(20 + dice.roll(180) as u16, 5 + dice.roll(60) as u16)),
        _ => {
            let (w, h) = bench.app.screen.size;
            let kind =
                *dice.of(&[Kind::Down, Kind::Down, Kind::Drag, Kind::Drag, Kind::Up, Kind::WheelUp, Kind::WheelDown]);
            let (x, y) = (dice.roll(u64::from(w)) as u16, dice.roll(u64::from(h)) as u16);
            bench.send(Msg::Mouse(Mouse { kind, x, y }));
        }
    }
}

/// Every annotation stands where it says, on whole characters, in rising order.
fn check(bench: &Bench, documents: &[Document]) {
    for (path, list) in bench.app.project.book.all() {
        let document = documents.iter().find(|d| *d.path == *path).unwrap();
        for annotation in list {
            let placed = place(annotation, document);
            assert_eq!(placed.state, State::InPlace, "{annotation:?}");
            assert!(placed.spans.iter().all(|span| span.start < span.end));
            assert!(
                annotation.tags.iter().all(|tag| bench.app.project.book.codebook.get(tag).is_some()),
                "{annotation:?}"
            );
        }
    }
    if let Some(document) = &bench.app.reader.document {
        assert!(document.text.is_char_boundary(bench.app.reader.cursor.0.min(document.text.len())));
        assert!(bench.app.reader.cursor <= Byte(document.text.len()));
    }
}

#[test]
fn a_monkey_breaks_nothing_and_is_undone() {
    let rounds: u64 = std::env::var("MEIPI_MONKEY").ok().and_then(|n| n.parse().ok()).unwrap_or(300);
    let documents: Vec<Document> =
        meipi::library::SEEDS.iter().map(|(name, data)| Document::open(name, data.to_vec())).collect();
    for seed in 1..=3 {
        let mut dice = Dice(seed * 7919);
        let mut bench = Bench::new(110, 34);
        let start: Book = bench.app.project.book.clone();
        for n in 0..rounds {
            act(&mut bench, &mut dice);
            bench.buffer();
            if bench.quit {
                bench.quit = false;
                bench.app.popup = None;
            }
            if n % 50 == 0 {
                check(&bench, &documents);
            }
        }
        check(&bench, &documents);
        bench.send(Msg::Resize(100, 30));
        bench.keys("<esc> <esc> <esc>");
        bench.app.popup = None;
        for _ in 0..rounds {
            let Some(edit) = bench.app.project.history.undo() else { break };
            let kept = bench.app.project.book.change(|book| meipi::annotation::apply(book, &edit));
            assert_eq!(kept.0, 0, "seed {seed}: {edit:?}");
        }
        // A quick key that has tagged stays with its tag, whatever is undone.
        let unbound = |mut book: Book| {
            book.personal.values_mut().for_each(|own| own.quick.clear());
            book.personal.retain(|_, own| *own != meipi::annotation::Personal::default());
            // What is left of tags is for others to read.
            book.codebook = book.codebook.all().cloned().collect();
            book
        };
        assert_eq!(unbound(bench.app.project.book.clone()), unbound(start), "seed {seed}");
    }
}
