//! What the pages of one's own account ask.

use secrecy::SecretString;
use serde::Deserialize;

/// One's name.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct NameForm {
    /// As typed in.
    pub name: String,
}

/// The present and the new password.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The present one.
    pub current: String,
    /// The new one.
    pub password: String,
}

/// Who one is, once more.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProofForm {
    /// The password.
    pub current: String,
    /// A code of the second factor, where there is one.
    pub code: String,
    /// Where to go afterwards.
    pub next: String,
}

impl ProofForm {
    /// The password.
    pub fn secret(&self) -> SecretString {
        SecretString::from(self.current.clone())
    }
}

/// What the browser made of a question, and how its passkey is to be called.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PasskeyForm {
    /// The name.
    pub name: String,
    /// What the browser made, as JSON.
    pub answer: String,
    /// Where to go afterwards.
    pub next: String,
}

/// A code of the app.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    /// As typed in.
    pub code: String,
}
