//! Documents that people sign and file: what was handed out (貸与書), what came back (返却書), what a stocktaking found
//! (棚卸結果報告書).
//!
//! Pure functions from plain data to a PDF file: whoever calls them has gathered the data and keeps the file. The same
//! data gives the same bytes. Texts of users stay texts.
//!
//! Reading order: [`model`], [`handing`] (out and back), [`stocktaking`], [`signature`] (what a page sends), [`parts`]
//! (what all documents share).

pub mod handing;
pub mod model;
mod parts;
pub mod signature;
pub mod stocktaking;

pub use handing::{hand_back, hand_out};
pub use model::{Handing, Item, Moved, Party, Place, Signature, Stocktaking, Thing};
pub use signature::parse as parse_signature;
pub use stocktaking::stocktaking;
