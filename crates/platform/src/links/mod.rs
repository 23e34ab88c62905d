//! Logging in by a link in a mail: for people who open the pages twice a year and know no password.
//!
//! Invariants: whoever asks gets the same page after the same work, whether the address is known or not; a link counts
//! once and for fifteen minutes; only its hash is ever stored, because the mail is written by the job that sends it and
//! goes past the outbox; following the link changes nothing (mail scanners follow links), a button does. The link works
//! alone only in the browser that asked for it, which holds a cookie. Anywhere else it wants the number that was shown
//! where it was asked for: so a mail that is forwarded, or read by somebody else, opens nothing, and a link that somebody
//! sends to another does not log that one in as the sender. Never for whoever may change the ledger.
//!
//! Reading order: [`ask`], [`deliver`], [`follow`].

mod ask;
mod deliver;
mod follow;
mod migrations;
mod store;

pub use ask::{Asked, are_offered, ask};
pub use deliver::{KIND, deliver};
pub use follow::{Followed, follow};
pub use migrations::MIGRATIONS;
pub use store::sweep;
