//! A backend for ratatui that writes little: styles only where they change, no cursor motion behind wide
//! characters, one write a frame inside a synchronised update.

use crate::layout::glyph::{CLUSTER, is_sign};
use crate::text::Widths;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellDiffOption};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use std::io::{self, Write};

type Pen = (Color, Color, Modifier);

/// The terminal as ratatui sees it.
pub struct Screen<W: Write> {
    to: W,
    out: Vec<u8>,
    at: Option<(u16, u16)>,
    pen: Option<Pen>,
    cursor: Option<bool>,
    /// How wide ambiguous characters are drawn.
    pub widths: Widths,
    /// Columns and rows that the program has laid its panes out for. The terminal may have changed since: a frame
    /// is drawn for one size throughout, and its message comes after.
    pub size: (u16, u16),
}

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

impl<W: Write> Screen<W> {
    /// Makes the backend of a terminal that `to` leads to.
    pub fn new(to: W, widths: Widths) -> Self {
        Self { to, out: Vec::with_capacity(1 << 15), at: None, pen: None, cursor: None, widths, size: (0, 0) }
    }

    /// Adds bytes to the next write: they are put before the frame.
    pub fn first(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
        (self.at, self.pen) = (None, None);
    }

    fn move_to(&mut self, x: u16, y: u16) {
        match self.at {
            Some(at) if at == (x, y) => {}
            Some((cx, cy)) if cy == y && cx < x && x - cx < 8 => {
                let _ = write!(self.out, "\x1b[{}C", x - cx);
            }
            _ => {
                let _ = write!(self.out, "\x1b[{};{}H", y + 1, x + 1);
            }
        }
        self.at = Some((x, y));
    }

    fn set_pen(&mut self, cell: &Cell) {
        let pen = (cell.fg, cell.bg, cell.modifier);
        if self.pen == Some(pen) {
            return;
        }
        self.out.extend_from_slice(b"\x1b[0");
        for (modifier, code) in [
            (Modifier::BOLD, 1),
            (Modifier::DIM, 2),
            (Modifier::ITALIC, 3),
            (Modifier::UNDERLINED, 4),
            (Modifier::REVERSED, 7),
            (Modifier::CROSSED_OUT, 9),
        ] {
            if cell.modifier.contains(modifier) {
                let _ = write!(self.out, ";{code}");
            }
        }
        self.colour(cell.fg, 30);
        self.colour(cell.bg, 40);
        self.out.push(b'm');
        self.pen = Some(pen);
    }

    fn colour(&mut self, colour: Color, base: u8) {
        let _ = match colour {
            Color::Rgb(r, g, b) => write!(self.out, ";{};2;{r};{g};{b}", base + 8),
            Color::Indexed(n) if n < 8 => write!(self.out, ";{}", base + n),
            Color::Indexed(n) if n < 16 => write!(self.out, ";{}", base + 52 + n),
            Color::Indexed(n) => write!(self.out, ";{};5;{n}", base + 8),
            _ => Ok(()),
        };
    }

    /// Whatever painted a cell, nothing leaves through here that a terminal would obey or that would flood a cell.
    fn put(&mut self, symbol: &str) {
        if symbol.is_empty() {
            self.out.push(b' ');
        } else if symbol.contains(is_sign) || symbol.chars().nth(CLUSTER).is_some() {
            let safe: String = symbol.chars().filter(|c| !is_sign(*c)).take(CLUSTER).collect();
            self.out.extend_from_slice(if safe.is_empty() { b"?" } else { safe.as_bytes() });
        } else {
            self.out.extend_from_slice(symbol.as_bytes());
        }
    }
}

fn width(cell: &Cell, widths: Widths) -> u16 {
    match cell.diff_option {
        CellDiffOption::ForcedWidth(width) => width.get(),
        _ if cell.symbol().is_ascii() => 1,
        _ => widths.of_grapheme(cell.symbol()),
    }
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.move_to(x, y);
            self.set_pen(cell);
            self.put(cell.symbol());
            self.at = Some((x.saturating_add(width(cell, self.widths).max(1)), y));
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor != Some(false) {
            self.out.extend_from_slice(b"\x1b[?25l");
            self.cursor = Some(false);
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor != Some(true) {
            self.out.extend_from_slice(b"\x1b[?25h");
            self.cursor = Some(true);
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        let (x, y) = self.at.unwrap_or_default();
        Ok(Position { x, y })
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.move_to(x, y);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.out.extend_from_slice(b"\x1b[0m\x1b[2J");
        (self.at, self.pen, self.cursor) = (None, None, None);
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = self.size;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.out.is_empty() {
            return Ok(());
        }
        let mut whole = Vec::with_capacity(self.out.len() + BEGIN.len() + END.len());
        whole.extend_from_slice(BEGIN);
        whole.append(&mut self.out);
        whole.extend_from_slice(END);
        self.to.write_all(&whole)?;
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[(u16, u16, &str)]) -> String {
        let mut screen = Screen::new(Vec::new(), Widths::Narrow);
        let cells: Vec<(u16, u16, Cell)> = cells
            .iter()
            .map(|(x, y, s)| {
                let mut cell = Cell::default();
                cell.set_symbol(s);
                (*x, *y, cell)
            })
            .collect();
        screen.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell))).unwrap();
        screen.flush().unwrap();
        String::from_utf8(screen.to).unwrap()
    }

    #[test]
    fn wide_characters_need_no_motion() {
        assert_eq!(written(&[(0, 0, "党"), (2, 0, "建"), (4, 0, "a")]), "\x1b[?2026h\x1b[1;1H\x1b[0m党建a\x1b[?2026l");
        assert_eq!(written(&[(0, 1, "a"), (4, 1, "b")]), "\x1b[?2026h\x1b[2;1H\x1b[0ma\x1b[3Cb\x1b[?2026l");
    }

    #[test]
    fn control_characters_stay_inside() {
        let flood = format!("e{}", "\u{301}".repeat(400));
        let shown = format!("e{}", "\u{301}".repeat(11));
        for (symbol, shown) in
            [("\x1b", "?"), ("a\u{202e}\u{200b}\u{9b}", "a"), ("\u{202e}", "?"), (&flood, &shown), ("👨‍👩‍👧", "👨‍👩‍👧")]
        {
            assert_eq!(written(&[(0, 0, symbol)]), format!("\x1b[?2026h\x1b[1;1H\x1b[0m{shown}\x1b[?2026l"));
        }
    }
}
