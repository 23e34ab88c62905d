//! One's own account: name and look, password, second factor, passkeys, and the devices one is logged in on.
//!
//! Grave acts ask again who one is ([`confirm`]), unless that was shown in the last minutes.

pub mod confirm;
mod factor;
mod factor_views;
mod forms;
mod pages;
mod passkey_views;
mod passkeys;
mod views;

use crate::door::{Access, Routes};

const IN: Access = Access::SignedIn;

/// Where a first password, chosen by somebody else, is replaced: nothing else opens before.
pub(crate) const PASSWORD_PATH: &str = "/account/password";

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/account", IN, pages::show)
        .post("/account/name", IN, pages::rename)
        .get(PASSWORD_PATH, IN, pages::password)
        .post(PASSWORD_PATH, IN, pages::change_password)
        .post("/account/sessions/revocation", IN, pages::revoke_others)
        .post("/account/sessions/{id}/revocation", IN, pages::revoke)
        .get("/account/factor", IN, factor::show)
        .post("/account/factor", IN, factor::begin)
        .post("/account/factor/confirmation", IN, factor::confirm)
        .post("/account/factor/removal", IN, factor::remove)
        .post("/account/factor/codes", IN, factor::renew_codes)
        .get(passkeys::HERE, IN, passkeys::show)
        .post(passkeys::HERE, IN, passkeys::add)
        .post("/account/passkeys/questions", IN, passkeys::begin)
        .post("/account/passkeys/{id}/removal", IN, passkeys::remove)
        .get("/account/confirmation", IN, confirm::show)
        .post("/account/confirmation", IN, confirm::confirm)
        .post("/account/confirmation/questions", IN, confirm::begin)
        .post("/account/confirmation/passkey", IN, confirm::by_passkey)
}
