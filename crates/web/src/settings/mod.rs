//! The installation's settings: a page per section, one form each, and where else things are set.

mod calendar;
mod fields;
mod hub;
mod section;
mod sso;
mod sso_views;
mod trial;
mod zones;

pub(crate) use zones::zone_field;

use crate::door::{Access, Routes};
use kernel::Right;

const MANAGE: Access = Access::Needs(Right::ManageSettings);

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/settings", Access::SignedIn, hub::show)
        .get("/settings/{section}", MANAGE, section::show)
        .post("/settings/{section}", MANAGE, section::change)
        .post("/settings/mail/trials", MANAGE, trial::send)
        .get("/settings/mail/trials/{id}", MANAGE, trial::show)
        .get("/settings/mail/trials/{id}/status", MANAGE, trial::status)
        .get(sso::HERE, MANAGE, sso::show)
        .post(sso::HERE, MANAGE, sso::add)
        .get("/settings/sso/{id}", MANAGE, sso::one)
        .post("/settings/sso/{id}", MANAGE, sso::change)
        .post("/settings/sso/{id}/removal", MANAGE, sso::remove)
        .get("/settings/calendar", MANAGE, calendar::show)
        .post("/settings/calendar", MANAGE, calendar::renew)
}
