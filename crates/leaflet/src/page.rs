//! What lies on a page, as plain data: texts, lines, boxes, codes, strokes. [`crate::pdf`] and [`crate::svg`] draw it.

use crate::code::Code;
use crate::strokes::Strokes;
use crate::typeface::Weight;

/// A point of type in millimetres.
pub const POINT: f32 = 25.4 / 72.0;

/// A4, upright: width and height.
pub const A4: (f32, f32) = (210.0, 297.0);

/// How dark something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shade {
    /// Black, for text.
    #[default]
    Ink,
    /// Grey that a black-and-white printer still shows, for what is beside the matter.
    Quiet,
    /// The fine lines of a table.
    Line,
    /// The background of a table's head.
    Tint,
}

impl Shade {
    /// From 0 (black) to 255 (white).
    pub const fn lightness(self) -> u8 {
        match self {
            Self::Ink => 0,
            Self::Quiet => 96,
            Self::Line => 150,
            Self::Tint => 238,
        }
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Area {
    /// A rectangle by its upper left corner and its size.
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// The same with a margin inside.
    #[must_use]
    pub fn shrunk(self, by: f32) -> Self {
        let by = by.min(self.width / 2.0).min(self.height / 2.0);
        Self::new(self.x + by, self.y + by, self.width - 2.0 * by, self.height - 2.0 * by)
    }

    /// Whether `other` lies inside, give or take a hundredth of a millimetre.
    pub fn holds(self, other: Self) -> bool {
        const GRACE: f32 = 0.01;
        other.x >= self.x - GRACE
            && other.y >= self.y - GRACE
            && other.x + other.width <= self.x + self.width + GRACE
            && other.y + other.height <= self.y + self.height + GRACE
    }
}

/// A piece of text in one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Where it begins.
    pub x: f32,
    /// Where its letters stand.
    pub baseline: f32,
    /// The text, without line breaks.
    pub text: String,
    /// The size of type in points.
    pub size: f32,
    /// How bold.
    pub weight: Weight,
    /// How dark.
    pub shade: Shade,
}

impl Run {
    /// The space it takes.
    pub fn area(&self) -> Area {
        let height = self.size * POINT;
        let width = crate::typeface::width(&self.text, self.size, self.weight);
        Area::new(self.x, self.baseline - crate::typeface::ASCENT * height, width, height)
    }
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Text.
    Text(Run),
    /// A straight line.
    Line {
        /// From here
        from: (f32, f32),
        /// to there,
        to: (f32, f32),
        /// this thick,
        thick: f32,
        /// this dark.
        shade: Shade,
    },
    /// The outline of a rectangle.
    Frame {
        /// Where.
        area: Area,
        /// How thick.
        thick: f32,
        /// How dark.
        shade: Shade,
    },
    /// A filled rectangle.
    Fill {
        /// Where.
        area: Area,
        /// How dark.
        shade: Shade,
    },
    /// A QR code with its quiet zone.
    Code {
        /// Where.
        area: Area,
        /// What.
        code: Code,
    },
    /// A signature, drawn as large as it fits.
    Strokes {
        /// Where.
        area: Area,
        /// What.
        strokes: Strokes,
    },
}

impl Mark {
    /// The space it takes.
    pub fn area(&self) -> Area {
        match self {
            Self::Text(run) => run.area(),
            Self::Line { from, to, .. } => {
                let (x, y) = (from.0.min(to.0), from.1.min(to.1));
                Area::new(x, y, (from.0 - to.0).abs(), (from.1 - to.1).abs())
            }
            Self::Frame { area, .. }
            | Self::Fill { area, .. }
            | Self::Code { area, .. }
            | Self::Strokes { area, .. } => *area,
        }
    }
}

/// What a part of a document is, for readers that read aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A heading of a level from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A table,
    Table,
    /// its row,
    Row,
    /// a cell that names a column,
    HeadCell,
    /// a cell.
    Cell,
    /// A picture; what it shows stands in [`Part::words`].
    Picture,
}

/// A part of a document's structure. Parts form a tree, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// The part that it belongs to.
    pub parent: Option<usize>,
    /// For headings and pictures: what it says.
    pub words: String,
}

/// A mark with the part of the structure it belongs to; `None` for what only decorates (lines, page numbers).
pub type Placed = (Option<usize>, Mark);

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width and height.
    pub size: (f32, f32),
    /// What lies on it, from bottom to top.
    pub marks: Vec<Placed>,
}

impl Page {
    /// An empty page.
    pub fn new(size: (f32, f32)) -> Self {
        Self { size, marks: Vec::new() }
    }

    /// The whole of it.
    pub fn area(&self) -> Area {
        Area::new(0.0, 0.0, self.size.0, self.size.1)
    }

    /// Every text on it, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.marks.iter().filter_map(|(_, mark)| match mark {
            Mark::Text(run) => Some(run.text.as_str()),
            _ => None,
        })
    }
}
