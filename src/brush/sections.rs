//! Rows of a list under headings, with a sign of how many there are beyond its edges.

use super::Paint;
use super::beyond::parted;
use crate::theme::{Look, Role};
use crate::units::Area;

/// Rows in sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections {
    /// Headings, each with the row that it stands above.
    heads: Vec<(usize, String)>,
    /// How many rows there are.
    count: usize,
}

impl Sections {
    /// Makes sections of so many rows, without any heading.
    pub fn new(count: usize) -> Self {
        Self { heads: Vec::new(), count }
    }

    /// Puts a heading above a row.
    pub fn head(&mut self, above: usize, name: String) {
        if above < self.count {
            self.heads.push((above, name));
        }
    }

    /// Returns how many lines rows and headings take.
    pub fn height(&self) -> usize {
        self.count + self.heads.len()
    }

    /// Returns the line of a row.
    fn line(&self, row: usize) -> usize {
        row + self.heads.iter().filter(|(above, _)| *above <= row).count()
    }

    /// Returns the row of a line, or the heading that it is.
    fn what(&self, line: usize) -> Result<usize, &str> {
        let mut before = 0;
        for (above, name) in &self.heads {
            match (above + before).cmp(&line) {
                std::cmp::Ordering::Less => before += 1,
                std::cmp::Ordering::Equal => return Err(name),
                std::cmp::Ordering::Greater => break,
            }
        }
        Ok(line - before)
    }

    /// Returns the first line to be seen of so many: the chosen row is, if there is one.
    fn top(&self, height: usize, chosen: usize) -> usize {
        if chosen >= self.count { 0 } else { (self.line(chosen) + 1).saturating_sub(height.max(1)) }
    }

    /// Returns the row on a line of the screen, counted from the first.
    pub fn at(&self, line: usize, height: usize, chosen: usize) -> Option<usize> {
        let at = self.top(height, chosen) + line;
        (line < height && at < self.height()).then(|| self.what(at).ok()).flatten()
    }

    /// Calls for every row that is to be seen, with its place and look; draws the headings itself.
    pub fn draw(
        &self,
        paint: &mut Paint<'_>,
        list: Area,
        chosen: usize,
        mut each: impl FnMut(&mut Paint<'_>, usize, Area, Look),
    ) {
        let height = usize::from(list.h);
        let top = self.top(height, chosen);
        let last = (top + height).min(self.height());
        let whole = list;
        let (list, beside) = parted(list, self.height());
        let base = paint.look(Role::Popup);
        for (line, y) in (top..last).zip(0..) {
            let area = list.row(y);
            match self.what(line) {
                // A heading without a row below it says nothing.
                Err(_) if line + 1 == last && last < self.height() => {}
                Err(name) => drop(paint.line_look(area, name, base.over(paint.look(Role::Key)))),
                Ok(row) => {
                    let mut look = base;
                    if row == chosen {
                        look = base.over(paint.look(Role::Chosen));
                        paint.fill_look(Area { x: area.x.saturating_sub(1), w: whole.w + 2, ..area }, look);
                    }
                    each(paint, row, area, look);
                }
            }
        }
        paint.beyond(beside, (top, self.height().saturating_sub(last)), base);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_where_they_are_drawn() {
        let mut sections = Sections::new(5);
        sections.head(0, "a".into());
        sections.head(2, "b".into());
        sections.head(9, "nothing".into());
        assert_eq!(sections.height(), 7);
        let rows: Vec<Option<usize>> = (0..8).map(|line| sections.at(line, 8, 0)).collect();
        assert_eq!(rows, [None, Some(0), Some(1), None, Some(2), Some(3), Some(4), None]);
        // The chosen row is in sight, however low the list is.
        for chosen in 0..5 {
            for height in 1..8 {
                assert!((0..height).any(|line| sections.at(line, height, chosen) == Some(chosen)), "{chosen} {height}");
            }
        }
    }
}
