use super::*;
use crate::layout::glyphs;
use proptest::prelude::*;

/// Returns the rows of a text as they are shown.
fn shown(text: &str, page: Cell) -> Vec<String> {
    let document = Document::open("a.txt", text.into());
    let order: Vec<BlockId> = (0..document.structure.blocks.len()).collect();
    let tables = Tables::of(&document, &order, page, Widths::Narrow);
    let mut found = Vec::new();
    for id in order {
        let reading = document.reading(id).unwrap();
        let setting = Setting::new(page, Widths::Narrow);
        let set = tables.get(id);
        let made = set.map_or_else(|| rows(&reading.text, setting, true), |set| set.rows(&reading.text, setting));
        for row in made {
            let mut out = " ".repeat(row.indent.into());
            for glyph in glyphs(&reading.text[row.start..row.end], Widths::Narrow) {
                let pad = set.map_or(0, |set| set.pad(row.start + glyph.start));
                out.push_str(&" ".repeat(pad.into()));
                out.push_str(&glyph.shown);
            }
            found.push(out.trim_end().to_owned());
        }
    }
    found
}

#[test]
fn cells_stand_below_one_another_and_numbers_at_the_right() {
    let text = "编号\t姓名\t岁数\t说法\n1\t欧阳修文\t34\t水渠修好了\n12\t李四\t105\t还要再等等看一看\n3\t王五\t9\t好\n";
    assert_eq!(
        shown(text, 60),
        [
            "编号  姓名      岁数  说法",
            "   1  欧阳修文    34  水渠修好了",
            "  12  李四       105  还要再等等看一看",
            "   3  王五         9  好"
        ]
    );
    // What is wider than the page goes on below its own cell.
    assert_eq!(
        shown(text, 36)[1..4],
        ["   1  欧阳修文    34  水渠修好了", "  12  李四       105  还要再等等看", "                      一看"]
    );
    // Where the last column would begin too far on the right, cell follows cell, and none is parted that fits.
    assert_eq!(shown(text, 20)[2..6], ["1  欧阳修文  34", "    水渠修好了", "12  李四  105", "    还要再等等看一看"]);
}

#[test]
fn bars_stand_below_one_another() {
    let text = "# 水利\n\n| 村 | 渠长 |\n|---|---|\n| 大堰村 | 12 |\n| 上坝 | 7 |\n";
    assert_eq!(
        shown(text, 40)[1..],
        ["| 村     | 渠长 |", "| ---    |  --- |", "| 大堰村 |   12 |", "| 上坝   |    7 |"]
    );
}

#[test]
fn cells_are_told_by_what_parts_them() {
    let cut = |text: &'static str, mark| cells(text, mark).into_iter().map(|cell| &text[cell]).collect::<Vec<_>>();
    assert_eq!(cut("a\t\tb", Mark::Tab), ["a", "", "b"]);
    assert_eq!(cut("| a | b\\|c |  |", Mark::Bar), ["a", "b\\|c", ""]);
    assert_eq!(cut("1,\"甲, 乙\",2", Mark::Comma), ["1", "\"甲, 乙\"", "2"]);
    assert_eq!(cut("甲 乙    12\u{3000}丙", Mark::Blank), ["甲 乙", "12", "丙"]);
}

proptest! {
    #[test]
    fn rows_hold_the_text_and_no_more(
        cells in proptest::collection::vec(proptest::collection::vec("[甲乙a1]{0,9}", 2..5), 3..8),
        page in 16u16..60,
    ) {
        let text: String = cells.iter().map(|row| row.join("\t") + "\n").collect();
        let document = Document::open("a.txt", text.into_bytes());
        let order: Vec<BlockId> = (0..document.structure.blocks.len()).collect();
        let tables = Tables::of(&document, &order, page, Widths::Narrow);
        for id in order {
            let (Some(set), Some(reading)) = (tables.get(id), document.reading(id)) else { continue };
            let made = set.rows(&reading.text, Setting::new(page, Widths::Narrow));
            let joined: String = made.iter().map(|row| &reading.text[row.start..row.end]).collect();
            prop_assert_eq!(&joined, &reading.text);
            prop_assert!(set.pads.is_sorted_by(|a, b| a.0 < b.0), "{:?}", set.pads);
            for row in made {
                let own = reading.text[row.start..row.end].trim_end();
                let pads: u16 = set.pads.iter().filter(|(at, _)| (row.start..row.end).contains(at)).map(|(_, pad)| pad).sum();
                let wide = usize::from(row.indent + pads) + width(own, Widths::Narrow);
                prop_assert!(wide <= usize::from(page), "{own:?} {wide}");
            }
        }
    }
}
