//! How label sheets, rolls and tapes are cut. Every number is a fact about what is sold; names are by faces and size only.
//!
//! Sources, as read in November 2026:
//! - A4 sheets: the measurements that the maker Hisago publishes for its ELM, OP and CJK series, as collected in
//!   glabels-qt (`templates/hisago-templates.xml`); A-one, Kokuyo, Plus and Sanwa Supply sell the same cuts
//!   (10, 12, 18, 21, 24, 36, 44, 65 faces). Only cuts that lie in the middle of the paper were taken: where a number in
//!   such a list is wrong, the margins do not agree.
//! - 10 faces of 91 × 55 mm: the size of a Japanese name card (東京4号), as A-one 72110.
//! - 27 faces: Avery L6114, 63.5 × 29.6 mm with gaps of 2.5 mm.
//! - Rolls and tapes: Brother's `DK` rolls and `TZe` tapes, whose widths King Jim's Tepra and others share; a tape printer
//!   leaves about a millimetre free at each edge.

use crate::page::A4;

/// What the labels are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A sheet of A4 with several.
    Sheet,
    /// A roll of single labels of one size.
    Roll,
    /// A tape that is cut to length.
    Tape,
}

/// One way labels are cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stock {
    /// Its word in addresses and settings.
    pub key: &'static str,
    /// What it is.
    pub medium: Medium,
    /// Width and height of the sheet (of the label itself for rolls and tapes).
    pub sheet: (f32, f32),
    /// Faces beside each other.
    pub columns: u16,
    /// Faces below each other.
    pub rows: u16,
    /// Width and height of a face.
    pub face: (f32, f32),
    /// The upper left corner of the first face.
    pub origin: (f32, f32),
    /// From the corner of one face to the corner of the next.
    pub pitch: (f32, f32),
    /// What stays empty along the edges of a face.
    pub margin: f32,
}

impl Stock {
    /// How many faces a sheet has.
    pub fn faces(&self) -> usize {
        usize::from(self.columns) * usize::from(self.rows)
    }

    /// The upper left corner of a face; faces are counted along the rows, from 0.
    pub fn corner(&self, face: usize) -> (f32, f32) {
        let columns = usize::from(self.columns);
        #[expect(clippy::cast_precision_loss, reason = "a sheet has some dozens of faces")]
        let (column, row) = ((face % columns) as f32, (face / columns) as f32);
        (self.origin.0 + column * self.pitch.0, self.origin.1 + row * self.pitch.1)
    }
}

/// A sheet of A4.
const fn sheet(
    key: &'static str,
    (columns, rows): (u16, u16),
    face: (f32, f32),
    origin: (f32, f32),
    pitch: (f32, f32),
) -> Stock {
    Stock { key, medium: Medium::Sheet, sheet: A4, columns, rows, face, origin, pitch, margin: 1.8 }
}

/// A single label from a roll or a tape.
const fn single(key: &'static str, medium: Medium, face: (f32, f32), margin: f32) -> Stock {
    Stock { key, medium, sheet: face, columns: 1, rows: 1, face, origin: (0.0, 0.0), pitch: face, margin }
}

/// Every stock, in the order in which it is offered.
pub const ALL: [Stock; 18] = [
    sheet("a4-10-card", (2, 5), (91.0, 55.0), (14.0, 11.0), (91.0, 55.0)),
    sheet("a4-10", (2, 5), (86.4, 50.8), (18.6, 21.2), (86.4, 50.8)),
    sheet("a4-12", (2, 6), (86.4, 42.3), (18.6, 21.2), (86.4, 42.3)),
    sheet("a4-18", (3, 6), (70.0, 42.3), (0.0, 21.2), (70.0, 42.3)),
    sheet("a4-21", (3, 7), (70.0, 42.4), (0.0, 0.0), (70.0, 42.4)),
    sheet("a4-24", (3, 8), (66.0, 33.9), (6.0, 12.9), (66.0, 33.9)),
    sheet("a4-24-wide", (3, 8), (70.0, 33.9), (0.0, 12.7), (70.0, 33.9)),
    sheet("a4-24-gap", (3, 8), (64.0, 33.9), (6.5, 12.9), (66.5, 33.9)),
    sheet("a4-27", (3, 9), (63.5, 29.6), (7.25, 15.3), (66.0, 29.6)),
    sheet("a4-36", (3, 12), (60.0, 20.0), (12.0, 12.0), (63.0, 23.0)),
    sheet("a4-44", (4, 11), (48.3, 25.4), (8.4, 8.8), (48.3, 25.4)),
    sheet("a4-65", (5, 13), (38.1, 21.2), (4.75, 10.92), (40.6, 21.2)),
    single("roll-62x29", Medium::Roll, (62.0, 29.0), 1.5),
    single("roll-90x29", Medium::Roll, (90.0, 29.0), 1.5),
    single("tape-12", Medium::Tape, (45.0, 12.0), 1.0),
    single("tape-18", Medium::Tape, (55.0, 18.0), 1.2),
    single("tape-24", Medium::Tape, (65.0, 24.0), 1.2),
    single("tape-36", Medium::Tape, (80.0, 36.0), 1.5),
];

/// The stock that is taken as long as nobody has chosen.
pub const USUAL: &str = "a4-24";

/// A stock by its word.
pub fn find(key: &str) -> Option<&'static Stock> {
    ALL.iter().find(|stock| stock.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Area;

    #[test]
    fn every_face_lies_on_its_sheet_and_none_on_another() {
        for stock in ALL {
            let (columns, rows) = (f32::from(stock.columns), f32::from(stock.rows));
            let right = stock.origin.0 + (columns - 1.0) * stock.pitch.0 + stock.face.0;
            let bottom = stock.origin.1 + (rows - 1.0) * stock.pitch.1 + stock.face.1;
            let faces =
                Area::new(stock.origin.0, stock.origin.1, right - stock.origin.0, bottom - stock.origin.1);
            assert!(Area::new(0.0, 0.0, stock.sheet.0, stock.sheet.1).holds(faces), "{}", stock.key);
            assert!(stock.pitch.0 >= stock.face.0 && stock.pitch.1 >= stock.face.1, "{}", stock.key);
        }
    }

    #[test]
    fn sheets_lie_in_the_middle_of_the_paper() {
        // What is cut for any printer has the same margins on both sides; a number that was copied wrong has not.
        for stock in ALL.iter().filter(|stock| stock.medium == Medium::Sheet) {
            let columns = f32::from(stock.columns) - 1.0;
            let right = 210.0 - stock.origin.0 - columns * stock.pitch.0 - stock.face.0;
            assert!((right - stock.origin.0).abs() < 0.1, "{}: {} and {right}", stock.key, stock.origin.0);
            let bottom =
                297.0 - stock.origin.1 - (f32::from(stock.rows) - 1.0) * stock.pitch.1 - stock.face.1;
            assert!((bottom - stock.origin.1).abs() < 1.0, "{}: {} and {bottom}", stock.key, stock.origin.1);
        }
    }

    #[test]
    fn the_keys_are_different_and_the_usual_one_is_there() {
        let mut keys: Vec<&str> = ALL.iter().map(|stock| stock.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), ALL.len());
        assert!(find(USUAL).is_some());
    }
}
