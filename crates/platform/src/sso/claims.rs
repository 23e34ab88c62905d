//! Who a provider says somebody is, and whose account that is: pure.

use crate::accounts::{Account, Email};
use kernel::Role;

/// The longest subject that the standard allows.
const LONGEST_SUBJECT: usize = 255;

/// What counts of an ID token whose signature, audience, time and nonce are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// Who says so.
    pub issuer: String,
    /// What they call the person: never used again for another.
    pub subject: String,
    /// The mail address, only if the provider says that it is verified.
    pub verified_email: Option<Email>,
}

impl Claims {
    /// Reads what a token says. `None` if it names nobody.
    pub fn read(issuer: &str, subject: &str, email: Option<&str>, is_verified: Option<bool>) -> Option<Self> {
        let is_subject =
            !subject.is_empty() && subject.len() <= LONGEST_SUBJECT && !subject.chars().any(char::is_control);
        let verified = email.filter(|_| is_verified == Some(true)).and_then(Email::parse);
        is_subject.then(|| Self {
            issuer: issuer.to_owned(),
            subject: subject.to_owned(),
            verified_email: verified,
        })
    }
}

/// Whether `account`, found by the verified mail address, may be linked at its first login: it was invited and has never
/// been used, and it is not an admin's, for whom a mailbox is not enough.
pub fn may_be_found_by_mail(account: &Account, claims: &Claims) -> bool {
    let is_its_mail =
        claims.verified_email.as_ref().is_some_and(|email| email.folded() == account.email.folded());
    is_its_mail && account.active && account.last_login_at.is_none() && account.role != Role::Admin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unverified_mail_address_is_none() {
        let of =
            |verified| Claims::read("https://id.example", "7", Some("Ken@Example.JP"), verified).unwrap();
        assert_eq!(of(Some(true)).verified_email.unwrap().folded(), "ken@example.jp");
        assert_eq!(of(Some(false)).verified_email, None);
        assert_eq!(of(None).verified_email, None, "Microsoft says nothing about it");
    }

    proptest::proptest! {
        #[test]
        fn whatever_a_token_says_is_read_without_a_word_too_many(subject in ".{0,300}", email in ".{0,300}") {
            if let Some(claims) = Claims::read("https://id.example", &subject, Some(&email), Some(true)) {
                proptest::prop_assert!(!claims.subject.is_empty() && claims.subject.len() <= 255);
                proptest::prop_assert!(claims.verified_email.is_none_or(|email| email.as_str().contains('@')));
            }
        }
    }
}
