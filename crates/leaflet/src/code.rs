//! QR codes.

use qrcode::{Color, EcLevel, QrCode};

use crate::Error;
use crate::page::Area;

/// How many modules of white belong around a code so that every reader finds it.
pub const QUIET: usize = 4;

/// The longest text that becomes a code; longer ones make modules that no label printer prints well.
pub const LONGEST: usize = 500;

/// A code: its modules, without the quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    width: usize,
    dark: Vec<bool>,
}

/// A rectangle of dark modules: column, row, columns, rows.
pub type Block = (usize, usize, usize, usize);

impl Code {
    /// The code of a text: as few modules as possible, and then as much error correction as fits into them.
    pub fn of(text: &str) -> Result<Self, Error> {
        if text.len() > LONGEST {
            return Err(Error::Code);
        }
        let smallest = QrCode::with_error_correction_level(text, EcLevel::L).map_err(|_| Error::Code)?;
        let version = smallest.version();
        let mut better = [EcLevel::H, EcLevel::Q, EcLevel::M].into_iter();
        let code =
            better.find_map(|level| QrCode::with_version(text, version, level).ok()).unwrap_or(smallest);
        let width = code.width();
        Ok(Self { width, dark: code.into_colors().into_iter().map(|color| color == Color::Dark).collect() })
    }

    /// Modules from side to side, with the quiet zone.
    pub fn modules(&self) -> usize {
        self.width + 2 * QUIET
    }

    /// The dark modules as rectangles that do not touch each other's insides; places count from the quiet zone's corner.
    pub fn blocks(&self) -> Vec<Block> {
        let mut open: Vec<Block> = Vec::new();
        let mut done = Vec::new();
        for row in 0..self.width {
            let runs = self.runs(row);
            let (grown, ended): (Vec<Block>, Vec<Block>) =
                open.into_iter().partition(|block| runs.contains(&(block.0, block.2)));
            done.extend(ended);
            open = grown;
            for (column, columns) in runs {
                match open.iter_mut().find(|block| block.0 == column && block.2 == columns) {
                    Some(block) => block.3 += 1,
                    None => open.push((column, row + QUIET, columns, 1)),
                }
            }
        }
        done.extend(open);
        done
    }

    /// The stretches of dark modules in a row: column and length.
    fn runs(&self, row: usize) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for column in 0..self.width {
            if !self.dark[row * self.width + column] {
                continue;
            }
            match runs.last_mut() {
                Some((start, length)) if *start + *length == column + QUIET => *length += 1,
                _ => runs.push((column + QUIET, 1)),
            }
        }
        runs
    }
}

/// Where a block lies if the code fills an area.
pub(crate) fn in_area(area: Area, code: &Code, block: Block) -> Area {
    #[expect(clippy::cast_precision_loss, reason = "at most 185 modules")]
    let [x, y, width, height, all] = [block.0, block.1, block.2, block.3, code.modules()].map(|it| it as f32);
    let module = area.width.min(area.height) / all;
    Area::new(area.x + x * module, area.y + y * module, width * module, height * module)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rectangles_cover_the_dark_modules_and_nothing_else() {
        let code = Code::of("https://omamori.example.co.jp/a/123").unwrap();
        let mut covered = vec![0; code.modules() * code.modules()];
        for (x, y, columns, rows) in code.blocks() {
            for row in y..y + rows {
                for column in x..x + columns {
                    covered[row * code.modules() + column] += 1;
                }
            }
        }
        for row in 0..code.modules() {
            for column in 0..code.modules() {
                let inside = (QUIET..QUIET + code.width).contains(&row)
                    && (QUIET..QUIET + code.width).contains(&column);
                let dark = inside && code.dark[(row - QUIET) * code.width + column - QUIET];
                assert_eq!(covered[row * code.modules() + column], usize::from(dark), "{column},{row}");
            }
        }
    }

    #[test]
    fn a_text_that_is_too_long_is_refused() {
        assert!(Code::of(&"x".repeat(LONGEST + 1)).is_err());
    }
}
