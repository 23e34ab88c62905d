//! What the installation remembers about itself: typed settings, in the database, shared by all nodes.
//!
//! Invariants: only values that parse are stored; a secret goes in and never comes out to a face, which learns only
//! whether it is set; the journal gets names, never values. Reading order: [`Name`], [`Settings`], the verbs.

mod cache;
mod calendar;
mod migrations;
mod model;
mod names;
mod ops;
mod parse;

pub(crate) use cache::{Cache, of_version};
pub use cache::{CompanyWords, cached, company, current, load, refresh};
pub use calendar::{calendar_token, is_calendar_token, renew_calendar_token};
pub use migrations::MIGRATIONS;
pub use model::{
    Backup, Changes, Company, Display, ImportLimits, Links, LoginWays, Mail, MailSecurity, Server,
    SessionTimes, Settings,
};
pub use names::Name;
pub(crate) use ops::write_in;
pub use ops::{change, mail_password, mark_as_sample, raw, see};
pub use parse::{notice_days, zone, zones};
