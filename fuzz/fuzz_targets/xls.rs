//! Any bytes behind the sign of an OLE2 container.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sheet::Limits;

fuzz_target!(init: {
    // The reader answers an assertion of the libraries below with "damaged"; only a panic that leaves it is a find.
    std::panic::set_hook(Box::new(|_| {}));
}, |bytes: &[u8]| {
    let file = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), bytes].concat();
    let _ = sheet::read(&file, "x.xls", &Limits::default());
});
