//! The verbs: begin, look, tick off, act, close.

mod begin;
mod close;
mod gather;
mod see;
mod tick;

pub use begin::{cancel, change, start};
pub use close::{close, reopen};
pub use see::{list, names, open_of, see};
pub use tick::{Acted, act, add_line, remove_line, tick};
