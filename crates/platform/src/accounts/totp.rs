//! Six digits every thirty seconds (RFC 6238), as every authenticator app makes them.

use data_encoding::{BASE32_NOPAD, HEXUPPER};
use kernel::{Fault, Moment, Result};
use secrecy::SecretString;
use totp_rs::{Algorithm, Builder, Totp};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// Bytes of a seed: as many as the hash has.
pub(super) const SEED_LENGTH: usize = 20;
/// Clocks of phones may be one step off, either way.
const STEPS_OFF: u16 = 1;
const STEP_SECONDS: u64 = 30;

/// The step whose code was typed in, if it is one of now, just before or just after.
pub(super) fn step_of(seed: &[u8], typed: &str, now: Moment) -> Result<Option<i64>> {
    let digits: Zeroizing<String> =
        Zeroizing::new(typed.nfkc().filter(|c| !c.is_whitespace() && *c != '-').collect());
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(None);
    }
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let step = generator(seed)?.check(&digits, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// The code of `now`: for tests and the sample company.
#[cfg(test)]
pub(super) fn code_at(seed: &[u8], now: Moment) -> String {
    generator(seed).unwrap().generate(u64::try_from(now.timestamp()).unwrap()).to_string()
}

/// What the QR code says to the app, and the same seed for typing in.
pub(super) fn invitation(seed: &[u8], company: &str, email: &str) -> (SecretString, SecretString) {
    let letters = Zeroizing::new(BASE32_NOPAD.encode(seed));
    let issuer = if company.is_empty() { "Omamori".to_owned() } else { format!("Omamori {company}") };
    let issuer = percent(&issuer.replace(':', " "));
    let uri = format!(
        "otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
        percent(&email.replace(':', " ")),
        letters.as_str(),
    );
    (SecretString::from(letters.as_str()), SecretString::from(uri))
}

fn generator(seed: &[u8]) -> Result<Totp> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(STEPS_OFF)
        .with_step_duration(STEP_SECONDS)
        .with_secret(seed.to_vec())
        .build()
        .map_err(|error| Fault::broken(error.to_string()))
}

fn percent(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            spelled.push(char::from(byte));
        } else {
            spelled.push('%');
            spelled.push_str(&HEXUPPER.encode(&[byte]));
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use secrecy::ExposeSecret as _;

    use super::*;

    const SEED: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Moment {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six digits.
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(code_at(SEED, at(seconds)), code);
            assert_eq!(step_of(SEED, code, at(seconds)).unwrap(), Some(seconds / 30));
        }
    }

    #[test]
    fn one_step_early_or_late_is_fine_and_two_are_not() {
        let now = at(1_800_000_000);
        let code = code_at(SEED, now);
        let step = now.timestamp() / 30;
        for (seconds, expected) in
            [(-60, None), (-30, Some(step)), (0, Some(step)), (30, Some(step)), (60, None)]
        {
            assert_eq!(
                step_of(SEED, &code, now + TimeDelta::seconds(seconds)).unwrap(),
                expected,
                "{seconds}"
            );
        }
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        assert_eq!(step_of(SEED, " ２８７ 082 ", at(59)).unwrap(), Some(1));
        for typed in ["", "28708", "2870822", "abcdef", "２８７０８x"] {
            assert_eq!(step_of(SEED, typed, at(59)).unwrap(), None, "{typed}");
        }
    }

    #[test]
    fn the_app_is_told_who_and_where() {
        let (letters, uri) = invitation(SEED, "日の出 精機", "sato@hinode.example");
        assert_eq!(letters.expose_secret(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(
            uri.expose_secret().starts_with("otpauth://totp/Omamori%20%E6%97%A5"),
            "{}",
            uri.expose_secret()
        );
        assert!(uri.expose_secret().contains(":sato%40hinode.example?secret=GEZ"), "{}", uri.expose_secret());
    }
}
