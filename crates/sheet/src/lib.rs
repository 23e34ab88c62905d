//! Reading spreadsheets that strangers made, and writing ones that are safe to open.
//!
//! Everything a person may drop on us (xlsx, xls, ods, CSV, TSV) becomes one plain [`Workbook`]. Read untrusted bytes
//! through [`Reader`], which works in a child process: a hostile file may then stop the reader, never the server.
//! [`read`] is the same work in the process one is in.
//!
//! In reading order: `model`, `limits` and `fault` (the words), `sniff` and `container` (what is this, and is it a
//! bomb), `xlsx`, `xls`, `ods`, `text` (one reader each), `child` and `reader` (the wall), `write`.

mod child;
mod container;
mod dates;
mod fault;
mod grid;
mod guard;
mod limits;
pub mod model;
mod ods;
mod read;
mod reader;
mod sniff;
mod text;
mod wire;
pub mod write;
mod xls;
mod xls_scan;
mod xlsx;

pub use child::run_child;
pub use fault::{Found, ReadError, StopReason};
pub use guard::{guard_formula, needs_guard, unguard_formula};
pub use limits::Limits;
pub use model::{
    Cell, Format, Merge, Note, QuoteAt, Row, Sheet, TextEncoding, UNCALCULATED, Workbook, cell_name,
    column_name,
};
pub use read::read;
pub use reader::Reader;
