//! Notices to people, mail first: written into an outbox in the verb's transaction, sent by a job.
//!
//! So a notice exists exactly if what it tells of was committed, a mail server that is away costs nothing but time, and
//! one can look up whether a mail was really delivered to the mail server, and if not, why.
//!
//! A mail is sent at least once: if the process dies between sending and writing it down, it is sent again under the same
//! Message-ID, by which mail programs know it for the same. A `dedupe` key makes the *same notice* ("warranty of
//! NB-0012, 30 days before") written only once.
//!
//! Reading order: `model`, `outbox` (mail, delivery, retry), `send` (the job), `smtp`.

mod message;
mod migrations;
mod model;
mod outbox;
mod send;
mod smtp;

pub use message::build;
pub use migrations::MIGRATIONS;
pub use model::{Delivery, Fate, Mail, Outgoing, State};
pub use outbox::{delivery, fates, mail, retry, sweep};
pub use send::{KIND, send_due, send_now};
pub use smtp::{Mailer, Recorder, Refusal, Smtp};
