//! What is remembered of whoever waits for the sample company: enough to let them in when it is ready.

use chrono::TimeDelta;
use http::{HeaderMap, HeaderValue};
use kernel::{JobId, Moment, Result};
use platform::secrets::{self, Digest};
use secrecy::{ExposeSecret, SecretString};

use super::forms::SetupForm;
use crate::door::{cookie, header};

const NAME: &str = "setup";
const PURPOSE: &str = "setup-ticket";
/// How long it lets somebody in; the cookie goes with it.
const VALID: TimeDelta = TimeDelta::hours(1);

/// A place in a queue of one. It lives in this process only; without it one logs in as usual.
#[derive(Clone)]
pub struct Ticket {
    seal: Digest,
    issued_at: Moment,
    /// The job that fills the company.
    pub job: JobId,
    /// The admin's mail address.
    pub email: String,
    /// The admin's password, as typed in a moment ago.
    pub password: SecretString,
}

impl Ticket {
    /// A ticket for whoever filled in `form`, and the header that hands it to their browser.
    ///
    /// # Errors
    /// [`kernel::Fault::Broken`] if the machine gives no random bytes.
    pub fn issue(form: &SetupForm, job: JobId, now: Moment) -> Result<(Self, HeaderValue)> {
        let word = secrets::token("")?;
        let cookie = set(word.expose_secret(), VALID.num_seconds());
        let (seal, email, password) = (secrets::digest(PURPOSE, &word), form.email.clone(), form.secret());
        Ok((Self { seal, issued_at: now, job, email, password }, cookie))
    }

    /// Whether the request comes from the browser that it was handed to, in time.
    pub fn is_held_by(&self, headers: &HeaderMap, is_secure: bool, now: Moment) -> bool {
        let shown = SecretString::from(cookie(headers, NAME, is_secure).unwrap_or_default());
        secrets::digest(PURPOSE, &shown) == self.seal && now - self.issued_at < VALID
    }

    /// The header that takes it away.
    pub fn gone() -> HeaderValue {
        set("", 0)
    }
}

fn set(word: &str, seconds: i64) -> HeaderValue {
    // For every path: the guarded name that it gets behind TLS allows no other.
    header(&format!("{NAME}={word}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}"))
}
