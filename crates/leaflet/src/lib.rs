//! Paper: pages of text, tables, lines, QR codes and signatures become PDF files.
//!
//! A leaf that knows nothing of ours. What callers pass in as text stays text: nothing in it is read as markup. The same
//! input gives the same bytes (the moment of writing is an argument). Everything is measured in millimetres from the top
//! left corner of the page; only the size of type is in points.
//!
//! Reading order: [`page`] (what lies on a page), [`typeface`] and [`text`] (how wide text is, where lines may break),
//! [`flow`] and [`table`] (text that runs over pages), [`labels`] (sheets and tapes of labels), [`code`] (QR codes),
//! [`strokes`] (signatures), and last [`pdf`] and [`svg`], which write pages out.

pub mod breaking;
pub mod code;
pub mod fit;
pub mod flow;
pub mod labels;
pub mod page;
pub mod pdf;
pub mod strokes;
pub mod svg;
pub mod table;
pub mod text;
pub mod typeface;

pub use page::{Mark, Page, Shade};
pub use typeface::Weight;

/// Copyright and licence of the typeface that every file carries (SIL Open Font License 1.1).
pub fn typeface_licence() -> &'static str {
    npm::LICENCE
}

/// Why there is no paper.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More than a printer should ever get; the limit is named.
    #[error("the document is too large: more than {limit} {of}")]
    TooLarge {
        /// What there is too much of: `characters`, `pages`, `labels`.
        of: &'static str,
        /// How many are allowed.
        limit: usize,
    },
    /// The typeface in the program cannot be read.
    #[error("the typeface cannot be read")]
    Typeface,
    /// A text is too long for a QR code.
    #[error("the text is too long for a QR code")]
    Code,
    /// The file could not be written.
    #[error("the file could not be written: {0}")]
    Writing(String),
}
