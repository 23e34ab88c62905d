//! Chance from the operating system, and how random words are spelled and stored.

use data_encoding::{BASE64URL_NOPAD, Specification};
use kernel::{Fault, Result};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// What the database keeps of a token: its SHA-256. A token has 256 random bits, so nothing slower is needed.
pub type Digest = [u8; 32];

/// Fills `bytes` with chance.
///
/// # Errors
/// [`Fault::Broken`] if the machine gives none.
pub fn fill(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|error| Fault::broken(error.to_string()))
}

/// Random bytes, wiped from memory after use.
///
/// # Errors
/// [`Fault::Broken`] if the machine gives none.
pub fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0_u8; N]);
    fill(bytes.as_mut())?;
    Ok(bytes)
}

/// A fresh token of 256 bits after `prefix`.
///
/// # Errors
/// [`Fault::Broken`] if the machine gives no random bytes.
pub fn token(prefix: &str) -> Result<SecretString> {
    let bytes = random::<32>()?;
    Ok(SecretString::from(format!("{prefix}{}", BASE64URL_NOPAD.encode(bytes.as_ref()))))
}

/// A fresh code of 80 bits that a person can copy from paper: `7KQM-2XGD-PT0V-9HAE`.
///
/// # Errors
/// [`Fault::Broken`] if the machine gives no random bytes.
pub fn code() -> Result<SecretString> {
    // Crockford's letters: no I, L, O, U, so nothing is mistaken for 1 or 0.
    let mut letters = Specification::new();
    letters.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    let letters = letters.encoding().map_err(Fault::broken)?;
    let plain = Zeroizing::new(letters.encode(random::<10>()?.as_ref()));
    let groups: Vec<&str> = (0..4).filter_map(|group| plain.get(group * 4..group * 4 + 4)).collect();
    Ok(SecretString::from(groups.join("-")))
}

/// What is stored of `secret` for `purpose`.
pub fn digest(purpose: &str, secret: &SecretString) -> Digest {
    let mut hash = Sha256::new();
    hash.update(purpose.as_bytes());
    hash.update([0]);
    hash.update(secret.expose_secret().as_bytes());
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_codes_have_their_shape() {
        let one = token("omt_").unwrap();
        assert_eq!(one.expose_secret().len(), 4 + 43);
        assert_ne!(one.expose_secret(), token("omt_").unwrap().expose_secret());
        let code = code().unwrap();
        assert_eq!(code.expose_secret().len(), 19);
        assert!(
            code.expose_secret().bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-')
        );
        assert_ne!(digest("session", &one), digest("token", &one));
        assert!(!format!("{one:?}").contains(one.expose_secret()));
    }
}
