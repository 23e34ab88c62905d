//! Logging in through somebody who knows one already: Microsoft 365, Google Workspace, or another provider that speaks
//! `OpenID` Connect.
//!
//! Invariants: an account is bound to what the provider calls its person (`sub`, together with the issuer) and never to a
//! mail address; a link is made by whoever is logged in, or, where the provider's setting says so, at the first login of
//! an invited account whose mail address the provider has verified; state, nonce and PKCE bind an answer to one question
//! of one browser; the server asks only public addresses, or those that the settings name, and never follows a redirect.
//!
//! Reading order: [`Provider`], [`claims`], the verbs of the settings, [`begin`], [`finish`].

mod begin;
pub mod claims;
mod fetch;
mod finish;
mod migrations;
mod model;
mod ops;
mod store;

pub use begin::{Begun, Purpose, begin};
pub use fetch::is_public;
pub use finish::{Answered, Ended, finish};
pub use migrations::MIGRATIONS;
pub use model::{Identity, Kind, Provider, ProviderForm};
pub use ops::{add, change, identities, offered, providers, remove, see, unlink};
pub use store::sweep;
