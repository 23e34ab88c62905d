//! The door of the pages: who is visiting, what they may open, and how answers leave.
//!
//! Deny by default: a route can only be registered together with its [`Access`], the door checks it before the body is
//! read, and [`Routes::list`] lets a test walk every route as every role.

mod cookies;
pub(crate) mod download;
mod failure;
mod flash;
mod guard;
mod headers;
mod page;
mod routes;
mod state;
mod visit;

pub(crate) use cookies::{header, value as cookie};
pub use cookies::{session_cookie, session_cookie_gone, setting_cookie};
pub(crate) use download::download;
pub use failure::{Answer, Failure};
pub use flash::{Notice, redirect, redirect_with};
pub use headers::secured;
pub use page::fragment;
pub use routes::{Access, RouteInfo, Routes};
pub use state::{BeginSample, Options, Web};
pub use visit::{Visit, role_key};
