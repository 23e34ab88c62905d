//! Any bytes as a text table. Run: `cargo +nightly fuzz run csv -- -max_total_time=60`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sheet::Limits;

fuzz_target!(|bytes: &[u8]| {
    let _ = sheet::read(bytes, "ledger.csv", &Limits::default());
});
