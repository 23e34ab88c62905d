//! Whatever a login provider says somebody is. Run: `cargo +nightly fuzz run claims -- -max_total_time=60`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use platform::sso::claims::Claims;

fuzz_target!(|said: (String, Option<String>, Option<bool>)| {
    let (subject, email, is_verified) = said;
    if let Some(claims) = Claims::read("https://id.example", &subject, email.as_deref(), is_verified) {
        assert!(!claims.subject.is_empty());
        assert!(claims.verified_email.is_none() || is_verified == Some(true));
    }
});
