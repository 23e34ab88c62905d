//! What the ledger costs: what is paid again and again and what was bought, by department and month; and what things
//! are still worth in the books, for the tax accountant.
//!
//! Invariants: every yen of a fee falls into exactly one month and one department; a year of a yearly fee is the fee; what
//! cannot be counted (no price, no day) is said with how many and which, never counted as nothing.

pub mod book;
pub mod ops;
pub mod spread;
mod store;
mod workbook;

pub use book::{BookLine, Method, Unknown};
pub use ops::{CostYear, DepartmentCost, Entry};
