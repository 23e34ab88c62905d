//! The verbs: plan, change, call off; do and take back; look.

mod perform;
mod plan;
mod see;

pub use perform::{perform, undo};
pub use plan::{cancel, change, plan};
pub use see::{due_of, list, names, obstacles, others, preview, see};
