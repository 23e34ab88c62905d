//! Tables that run over pages: the head is repeated, a row stays together as long as it fits on a page.

use crate::breaking;
use crate::flow::{Align, Flow, Style};
use crate::page::{Area, Kind, Mark, Shade};

/// Room between the edge of a cell and its text.
const PADDING: (f32, f32) = (1.6, 1.0);
/// How many lines a heading has at most; they are ours, and short.
const HIGHEST_HEAD: usize = 3;
/// How far the type of a cell may shrink for a number that is too wide, as a part of the table's size.
const SMALLEST: f32 = 0.75;

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// In millimetres.
    Fixed(f32),
    /// Of what the fixed ones leave.
    Share(f32),
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What stands above it; a table without any heading has no head.
    pub head: String,
    /// How wide.
    pub width: Width,
    /// On which side its text stands.
    pub align: Align,
    /// Its cells name what stands beside them.
    pub label: bool,
}

impl Column {
    /// A column of text.
    pub fn new(head: impl Into<String>, width: Width) -> Self {
        Self { head: head.into(), width, align: Align::Left, label: false }
    }

    /// On another side.
    #[must_use]
    pub fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// Its cells name what stands beside them.
    #[must_use]
    pub fn label(mut self) -> Self {
        self.label = true;
        self
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; missing cells are empty, and what is more than the columns is not shown.
    pub rows: Vec<Vec<String>>,
    /// How its cells look.
    pub style: Style,
}

impl Table {
    /// A table of text cells.
    pub fn new(columns: Vec<Column>, rows: Vec<Vec<String>>) -> Self {
        Self { columns, rows, style: Style::CELL }
    }

    /// The left edge and width of each column.
    fn places(&self, left: f32, width: f32) -> Vec<(f32, f32)> {
        let of = |pick: fn(Width) -> f32| self.columns.iter().map(|column| pick(column.width)).sum::<f32>();
        let fixed = of(|width| if let Width::Fixed(width) = width { width } else { 0.0 });
        let shares = of(|width| if let Width::Share(share) = width { share } else { 0.0 });
        let rest = (width - fixed).max(0.0);
        let mut x = left;
        self.columns
            .iter()
            .map(|column| {
                let own = match column.width {
                    Width::Fixed(width) => width,
                    Width::Share(share) => rest * share / shares,
                };
                x += own;
                (x - own, own)
            })
            .collect()
    }
}

/// The lines of a cell, and the size of its type in points.
struct Lines {
    texts: Vec<String>,
    size: f32,
}

/// A row taken apart into lines, with what is still to be drawn of it.
struct Broken {
    cells: Vec<Lines>,
    is_head: bool,
}

impl Broken {
    fn height(&self) -> usize {
        self.cells.iter().map(|cell| cell.texts.len()).max().unwrap_or(0).max(1)
    }

    /// Takes off the first `count` lines of every cell.
    fn split(&mut self, count: usize) -> Self {
        let take = |cell: &mut Lines| {
            let count = count.min(cell.texts.len());
            Lines { texts: cell.texts.drain(..count).collect(), size: cell.size }
        };
        Self { cells: self.cells.iter_mut().map(take).collect(), is_head: self.is_head }
    }
}

impl Flow {
    /// A table.
    pub fn table(&mut self, table: &Table) {
        let places = table.places(self.left(), self.width());
        let part = self.part(Kind::Table, None, "");
        let heads: Vec<String> = table.columns.iter().map(|column| column.head.clone()).collect();
        let has_head = heads.iter().any(|head| !head.is_empty());
        if has_head {
            // The head never stands alone at the foot of a page.
            self.keep(table.style.line() * 4.0);
            self.head(table, &places, &heads, Some(part));
        }
        for cells in &table.rows {
            let row = self.part(Kind::Row, Some(part), "");
            let broken = self.broken(table, &places, cells, false);
            self.row(table, &places, broken, has_head.then_some(&heads), Some(row));
        }
    }

    fn head(&mut self, table: &Table, places: &[(f32, f32)], heads: &[String], part: Option<usize>) {
        let row = part.map(|part| self.part(Kind::Row, Some(part), ""));
        let mut broken = self.broken(table, places, heads, true);
        broken.cells.iter_mut().for_each(|cell| cell.texts.truncate(HIGHEST_HEAD));
        let count = broken.height();
        self.band(table, places, &broken, count, row, true);
    }

    fn broken(&mut self, table: &Table, places: &[(f32, f32)], cells: &[String], is_head: bool) -> Broken {
        let style = if is_head { table.style.bold() } else { table.style };
        let wrap = |flow: &mut Self, place: usize, width: f32| {
            let words = cells.get(place).map(|cell| flow.counted(cell)).unwrap_or_default();
            let (words, room) = (words.trim_end(), width - 2.0 * PADDING.0);
            // A number that is a little too wide is set smaller rather than torn apart.
            let widest = breaking::widest(words, style.size, style.weight).max(0.1);
            let size = style.size * (room / widest * 0.999).clamp(SMALLEST, 1.0);
            Lines { texts: Style { size, ..style }.lines(words, room), size }
        };
        let cells = places.iter().enumerate().map(|(place, (_, width))| wrap(self, place, *width)).collect();
        Broken { cells, is_head }
    }

    fn row(
        &mut self,
        table: &Table,
        places: &[(f32, f32)],
        mut row: Broken,
        heads: Option<&Vec<String>>,
        part: Option<usize>,
    ) {
        let line = table.style.line();
        let whole = self.whole() - 2.0 * PADDING.1 - heads.map_or(0.0, |_| 3.0 * line);
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let too_tall = row.height() as f32 * line > whole;
        let (mut is_new, mut turned) = (true, false);
        loop {
            let room = ((self.room() - 2.0 * PADDING.1) / line).floor().max(0.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
            let fits = room as usize;
            let count = row.height();
            if count <= fits {
                self.band(table, places, &row, count, part, is_new);
                return;
            }
            // Only what no page can hold is torn apart; and every new page takes at least a line, so it ends.
            if turned || (too_tall && fits > 2) {
                let count = fits.max(1);
                let piece = row.split(count);
                self.band(table, places, &piece, count, part, is_new);
                is_new = false;
            }
            self.turn();
            turned = true;
            if let Some(heads) = heads {
                self.head(table, places, heads, None);
            }
        }
    }

    /// Draws `count` lines of a row across the page, with the line under it.
    fn band(
        &mut self,
        table: &Table,
        places: &[(f32, f32)],
        row: &Broken,
        count: usize,
        part: Option<usize>,
        is_new: bool,
    ) {
        let style = if row.is_head { table.style.bold() } else { table.style };
        let (left, top, width, line) = (self.left(), self.top(), self.width(), style.line());
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let height = count as f32 * line + 2.0 * PADDING.1;
        if row.is_head {
            self.draw(None, Mark::Fill { area: Area::new(left, top, width, height), shade: Shade::Tint });
        }
        for ((column, (x, own)), cell) in table.columns.iter().zip(places).zip(&row.cells) {
            if column.label && !row.is_head {
                self.draw(None, Mark::Fill { area: Area::new(*x, top, *own, height), shade: Shade::Tint });
            }
            let kind = if row.is_head || column.label { Kind::HeadCell } else { Kind::Cell };
            let part =
                part.filter(|_| is_new || !cell.texts.is_empty()).map(|row| self.part(kind, Some(row), ""));
            // Smaller type stands on the same lines.
            let leading = style.leading * style.size / cell.size;
            let style = Style { size: cell.size, leading, align: column.align, ..style };
            let mut y = top + PADDING.1;
            for text in &cell.texts {
                if !text.is_empty() {
                    let run = style.run(text.clone(), x + PADDING.0, y, own - 2.0 * PADDING.0);
                    self.draw(part, Mark::Text(run));
                }
                y += line;
            }
        }
        let bottom = top + height;
        let (from, to) = ((left, bottom), (left + width, bottom));
        self.draw(None, Mark::Line { from, to, thick: 0.15, shade: Shade::Line });
        self.advance(height);
    }
}
