//! Labels for things: a QR code, the number in big letters, and what else there is room for; on sheets, rolls and tapes.
//!
//! [`media`] says how the common ones are cut, [`design`] lays out one label of any size, and [`pages`] fills sheets.

pub mod design;
pub mod media;

pub use design::Label;
pub use media::{Medium, Stock};

use crate::page::{Area, Mark, Page, Shade};
use crate::{Error, text};

/// The most labels of one document.
pub const MOST_LABELS: usize = 20_000;
/// The most copies of one label.
pub const MOST_COPIES: u16 = 50;
/// How far a printer's own error can be made good, in millimetres to each side.
pub const FARTHEST: f32 = 10.0;

/// How labels are laid onto the stock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// The first face that is still free on the first sheet, from 1; along the rows.
    pub first: u16,
    /// How many of each.
    pub copies: u16,
    /// Whether the corners of the labels are marked, for cutting plain paper.
    pub marks: bool,
    /// How far everything is moved to the right and down, because the printer pulls its paper in askew.
    pub offset: (f32, f32),
}

impl Default for Plan {
    fn default() -> Self {
        Self { first: 1, copies: 1, marks: false, offset: (0.0, 0.0) }
    }
}

/// How many sheets it takes.
pub fn sheets(stock: &Stock, labels: usize, plan: &Plan) -> usize {
    let faces = stock.faces();
    let used = skipped(stock, plan);
    (used + labels * copies(plan)).div_ceil(faces)
}

/// The pages with the labels on them, in order.
pub fn pages(stock: &Stock, labels: &[Label], plan: &Plan) -> Result<Vec<Page>, Error> {
    if labels.len().saturating_mul(copies(plan)) > MOST_LABELS {
        return Err(Error::TooLarge { of: "labels", limit: MOST_LABELS });
    }
    let faces = stock.faces();
    let used = skipped(stock, plan);
    let mut pages: Vec<Page> = Vec::new();
    for (place, label) in labels.iter().enumerate() {
        let marks = design::lay_out(label, stock.face, stock.margin)?;
        for copy in 0..copies(plan) {
            let face = used + place * copies(plan) + copy;
            while pages.len() <= face / faces {
                pages.push(empty(stock, plan));
            }
            let (x, y) = corner(stock, face % faces, plan);
            if let Some(page) = pages.last_mut() {
                page.marks.extend(marks.iter().map(|mark| (None, moved(mark.clone(), x, y))));
            }
        }
    }
    Ok(pages)
}

/// Only the first sheet, for a look at it: what would lie on it, and the faces that are used up in grey.
pub fn preview(stock: &Stock, labels: &[Label], plan: &Plan) -> Result<Page, Error> {
    let room = (stock.faces() - skipped(stock, plan)).div_ceil(copies(plan));
    let mut pages = pages(stock, &labels[..labels.len().min(room)], plan)?;
    pages.truncate(1);
    let mut page = pages.pop().unwrap_or_else(|| empty(stock, plan));
    let filled = labels.len() * copies(plan);
    let used = skipped(stock, plan);
    let outlines = (0..stock.faces()).map(|face| {
        let (x, y) = corner(stock, face, plan);
        let area = Area::new(x, y, stock.face.0, stock.face.1);
        if face < used {
            return Mark::Fill { area: area.shrunk(0.4), shade: Shade::Tint };
        }
        let shade = if face < used + filled { Shade::Line } else { Shade::Tint };
        Mark::Frame { area, thick: 0.2, shade }
    });
    page.marks.splice(0..0, outlines.map(|mark| (None, mark)));
    Ok(page)
}

fn copies(plan: &Plan) -> usize {
    usize::from(plan.copies.clamp(1, MOST_COPIES))
}

fn skipped(stock: &Stock, plan: &Plan) -> usize {
    usize::from(plan.first.max(1) - 1).min(stock.faces() - 1)
}

fn empty(stock: &Stock, plan: &Plan) -> Page {
    let mut page = Page::new(stock.sheet);
    if plan.marks {
        for face in 0..stock.faces() {
            let (x, y) = corner(stock, face, plan);
            page.marks.extend(ticks(Area::new(x, y, stock.face.0, stock.face.1)).map(|mark| (None, mark)));
        }
    }
    page
}

/// The corner of a face on this printer.
fn corner(stock: &Stock, face: usize, plan: &Plan) -> (f32, f32) {
    let ((x, y), (dx, dy)) = (stock.corner(face), plan.offset);
    (x + dx.clamp(-FARTHEST, FARTHEST), y + dy.clamp(-FARTHEST, FARTHEST))
}

/// Short lines at the four corners, inside the label.
fn ticks(area: Area) -> impl Iterator<Item = Mark> {
    const LONG: f32 = 1.5;
    let (right, bottom) = (area.x + area.width, area.y + area.height);
    let corners = [
        (area.x, area.y, 1.0, 1.0),
        (right, area.y, -1.0, 1.0),
        (area.x, bottom, 1.0, -1.0),
        (right, bottom, -1.0, -1.0),
    ];
    corners.into_iter().flat_map(|(x, y, to_right, down)| {
        let line = |to| Mark::Line { from: (x, y), to, thick: 0.1, shade: Shade::Quiet };
        [line((x + LONG * to_right, y)), line((x, y + LONG * down))]
    })
}

fn moved(mut mark: Mark, x: f32, y: f32) -> Mark {
    match &mut mark {
        Mark::Text(run) => {
            run.x += x;
            run.baseline += y;
        }
        Mark::Line { from, to, .. } => {
            *from = (from.0 + x, from.1 + y);
            *to = (to.0 + x, to.1 + y);
        }
        Mark::Frame { area, .. }
        | Mark::Fill { area, .. }
        | Mark::Code { area, .. }
        | Mark::Strokes { area, .. } => {
            area.x += x;
            area.y += y;
        }
    }
    mark
}

/// A text for a label: in one line.
fn tidy(words: &str) -> String {
    text::line(words)
}
