//! Argon2id: hashing and checking, never more than two at once, never on the threads that answer requests.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use data_encoding::BASE64_NOPAD;
use kernel::{Fault, Result};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// Each run takes 19 MiB: with more at once, logging in would be an attack on the server's memory.
static RUNS: Semaphore = Semaphore::const_new(2);

const MEMORY_KIBIBYTES: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What a check says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is the password. `is_outdated` if it was hashed with another cost than today's.
    Right { is_outdated: bool },
    /// It is not.
    Wrong,
}

/// Hashes a password for storing, as a PHC string.
pub(super) async fn hash(password: &SecretString) -> Result<String> {
    let password = normal(password);
    on_a_worker(move || {
        let hashed = hasher()?.hash_password(password.as_bytes()).map_err(Fault::broken)?;
        Ok(hashed.to_string())
    })
    .await
}

/// Checks a password against a stored hash. `None` stands for an account that does not exist: the same work is done
/// and the answer is always [`Verdict::Wrong`].
pub(super) async fn check(password: &SecretString, stored: Option<&str>) -> Result<Verdict> {
    let password = normal(password);
    let is_known = stored.is_some();
    let stored = stored.map_or_else(nobody, str::to_owned);
    on_a_worker(move || {
        let hash = PasswordHash::new(&stored).map_err(Fault::broken)?;
        let is_right = hasher()?.verify_password(password.as_bytes(), &hash).is_ok();
        if !(is_right && is_known) {
            return Ok(Verdict::Wrong);
        }
        Ok(Verdict::Right { is_outdated: !stored.starts_with(&prefix()) })
    })
    .await
}

/// Whether two passwords that were typed in are the same one.
pub(super) fn is_same(one: &SecretString, other: &SecretString) -> bool {
    normal(one) == normal(other)
}

async fn on_a_worker<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let turn = RUNS.acquire().await.map_err(Fault::broken)?;
    // The turn goes with the work: somebody who hangs up does not make room for a third run.
    let done = tokio::task::spawn_blocking(move || {
        let answer = work();
        drop(turn);
        answer
    });
    done.await.map_err(Fault::broken)?
}

fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIBIBYTES, PASSES, LANES, None)
        .map_err(|error| Fault::broken(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn prefix() -> String {
    format!("$argon2id$v=19$m={MEMORY_KIBIBYTES},t={PASSES},p={LANES}$")
}

/// The hash that stands in for an unknown account: no password has it, and checking costs what checking costs.
fn nobody() -> String {
    format!("{}{}${}", prefix(), BASE64_NOPAD.encode(&[0; 16]), BASE64_NOPAD.encode(&[0; 32]))
}

/// The same password typed in on another keyboard, in another width, is the same password.
fn normal(password: &SecretString) -> Zeroizing<String> {
    Zeroizing::new(password.expose_secret().nfkc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretString {
        SecretString::from(text)
    }

    #[tokio::test]
    async fn a_password_is_known_again_in_any_width() {
        let stored = hash(&secret("あかるい朝の光 2026")).await.unwrap();
        assert!(stored.starts_with(&prefix()), "{stored}");
        let right = Verdict::Right { is_outdated: false };
        assert_eq!(check(&secret("あかるい朝の光 ２０２６"), Some(&stored)).await.unwrap(), right);
        assert_eq!(check(&secret("あかるい朝の光 2027"), Some(&stored)).await.unwrap(), Verdict::Wrong);
        assert_ne!(stored, hash(&secret("あかるい朝の光 2026")).await.unwrap(), "each hash has its own salt");
    }

    #[tokio::test]
    async fn nobody_has_no_password() {
        assert_eq!(check(&secret(""), None).await.unwrap(), Verdict::Wrong);
        assert!(PasswordHash::new(&nobody()).is_ok());
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_is_right_but_outdated() {
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64, 1, 1, None).unwrap());
        let stored = cheap.hash_password(b"an older password").unwrap().to_string();
        assert_eq!(
            check(&secret("an older password"), Some(&stored)).await.unwrap(),
            Verdict::Right { is_outdated: true }
        );
    }
}
