//! Reading spreadsheets that strangers made, and writing ones that are safe to open.
//!
//! Everything a person may drop on us (xlsx, xls, ods, CSV, TSV) becomes one plain [`Workbook`]. Read untrusted bytes
//! through the child process only: a hostile file may then stop the reader, never the server.

pub mod model;

pub use model::{Cell, Format, Merge, Note, Row, Sheet, TextEncoding, Workbook, cell_name, column_name};
