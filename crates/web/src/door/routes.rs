//! Routes with their access: nothing can be served without saying who may have it.

use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, any, get, post};
use http::Method;
use kernel::{Actor, Fault, Right};

use super::failure::Failure;
use super::guard::{Guarded, guard};
use super::state::Web;

/// Who may open a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody, also before the first account exists (the wizard, static files, health).
    Open,
    /// Anybody, once the wizard is done (login).
    Public,
    /// Whoever is logged in.
    SignedIn,
    /// Whoever is logged in and has the right.
    Needs(Right),
}

impl Access {
    /// Whether `actor` is let through.
    pub fn admits(self, actor: &Actor) -> bool {
        match self {
            Access::Open | Access::Public => true,
            Access::SignedIn => matches!(actor, Actor::Account { .. }),
            Access::Needs(right) => matches!(actor, Actor::Account { .. }) && actor.has(right),
        }
    }
}

/// One line of the list of routes.
#[derive(Debug, Clone)]
pub struct RouteInfo {
    /// GET or POST: a page has no other verbs, and GET never changes anything.
    pub method: Method,
    /// The path with `{placeholders}`.
    pub path: &'static str,
    /// Who may open it.
    pub access: Access,
}

/// A set of routes under construction.
pub struct Routes {
    state: Web,
    router: Router<Web>,
    list: Vec<RouteInfo>,
}

impl Routes {
    /// No routes yet.
    pub fn new(state: Web) -> Self {
        Self { state, router: Router::new(), list: Vec::new() }
    }

    /// Adds a page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.add(Method::GET, path, access, get(handler))
    }

    /// Adds an act.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.add(Method::POST, path, access, post(handler))
    }

    /// Adds an act that takes a body of up to `bytes` (an upload).
    #[must_use]
    pub fn upload<H, T>(self, path: &'static str, access: Access, bytes: usize, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        let handler = post(handler).layer(axum::extract::DefaultBodyLimit::max(bytes));
        self.add(Method::POST, path, access, handler)
    }

    /// Adds a feature's routes: `routes.with(assets::routes)`.
    #[must_use]
    pub fn with(self, feature: impl FnOnce(Self) -> Self) -> Self {
        feature(self)
    }

    /// Every route with its access.
    pub fn list(&self) -> &[RouteInfo] {
        &self.list
    }

    /// The finished router.
    pub fn into_router(self) -> Router {
        let guarded = Guarded { web: self.state.clone(), access: Access::Open };
        let nowhere: MethodRouter<Web> = any(async || Failure(Fault::NotFound));
        let nowhere = nowhere.layer(from_fn_with_state(guarded, guard));
        self.router.fallback_service(nowhere.with_state(self.state.clone())).with_state(self.state)
    }

    fn add(mut self, method: Method, path: &'static str, access: Access, handler: MethodRouter<Web>) -> Self {
        let guarded = Guarded { web: self.state.clone(), access };
        self.router = self.router.route(path, handler.layer(from_fn_with_state(guarded, guard)));
        self.list.push(RouteInfo { method, path, access });
        self
    }
}
