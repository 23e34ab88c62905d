//! Who may log in, and which programs may: accounts and API tokens, for whoever manages them.

mod acts;
mod forms;
mod list;
mod one;
mod token_views;
mod tokens;
mod views;

use crate::door::{Access, Routes};
use kernel::Right;

const ACCOUNTS: Access = Access::Needs(Right::ManageAccounts);
const TOKENS: Access = Access::Needs(Right::ManageTokens);

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/accounts", ACCOUNTS, list::list)
        .get("/accounts/new", ACCOUNTS, list::new)
        .post("/accounts", ACCOUNTS, list::create)
        .get("/accounts/{id}", ACCOUNTS, one::show)
        .post("/accounts/{id}", ACCOUNTS, one::change)
        .post("/accounts/{id}/deactivation", ACCOUNTS, acts::deactivate)
        .post("/accounts/{id}/reactivation", ACCOUNTS, acts::reactivate)
        .post("/accounts/{id}/unlocking", ACCOUNTS, acts::unlock)
        .post("/accounts/{id}/password", ACCOUNTS, acts::reset_password)
        .post("/accounts/{id}/factor-removal", ACCOUNTS, acts::reset_factor)
        .post("/accounts/{id}/passkey-removal", ACCOUNTS, acts::remove_passkeys)
        .get("/tokens", TOKENS, tokens::list)
        .get("/tokens/new", TOKENS, tokens::new)
        .post("/tokens", TOKENS, tokens::create)
        .post("/tokens/{id}/revocation", TOKENS, tokens::revoke)
}
