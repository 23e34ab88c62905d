//! The intake engine judged from outside: whole ledgers in, rows and remarks out.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail where it stands"
)]
#![expect(clippy::format_push_string, reason = "clearer than write! in tests")]

mod between;
mod ledgers;
mod lettered;
mod robust;
mod support;
mod turned;
mod units;
mod words;
mod workbook;
