//! Who is visiting, and in which clothes the answer goes back.

use std::net::{IpAddr, Ipv4Addr};

use axum::extract::FromRequestParts;
use http::StatusCode;
use http::request::Parts;
use kernel::{Actor, Lang, Right};
use platform::accounts::Account;
use platform::locale::t;
use platform::sessions::Session;
use platform::{Cx, House};

use super::flash::Notice;
use crate::ui::frame::{AccountBadge, Frame, Room, Theme};

/// One visit, as the door found it. Handlers take it as an argument.
#[derive(Clone)]
pub struct Visit {
    /// The house as this visitor sees it: the first argument of every verb.
    pub cx: Cx,
    /// Whose account, if logged in.
    pub account: Option<Account>,
    /// The session, if logged in.
    pub session: Option<Session>,
    /// The language of the answer.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// Path and query of this request.
    pub path: String,
    /// Whether the browser speaks TLS (to us or to our proxy).
    pub is_secure: bool,
    /// Whether a script asked for a fragment of the page (htmx).
    pub is_partial: bool,
    /// Where from.
    pub address: IpAddr,
    pub(super) flash: Option<Notice>,
}

impl Visit {
    /// A visit that nothing is known of: for answers when even the session could not be looked up.
    pub(super) fn nobody(house: &House) -> Self {
        Self {
            cx: house.acting(Actor::Visitor, Lang::Ja),
            account: None,
            session: None,
            lang: Lang::Ja,
            theme: Theme::Auto,
            path: "/".to_owned(),
            is_secure: false,
            is_partial: false,
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            flash: None,
        }
    }

    /// The house.
    pub fn house(&self) -> &House {
        &self.cx.house
    }

    /// The frame of a page in `room`, titled by the sentence `title`.
    pub fn frame(&self, title: impl Into<String>, room: Option<Room>) -> Frame {
        let account = self.account.as_ref().map(|account| AccountBadge {
            name: account.name.clone(),
            role: t(self.lang, role_key(account.role)).into_owned(),
        });
        let settings = platform::settings::cached(self.house());
        let settings = settings.as_deref();
        Frame {
            room,
            rooms: Room::ALL.into_iter().filter(|room| self.may_enter(*room)).collect(),
            account,
            theme: self.theme,
            flash: self.flash.as_ref().map(|notice| notice.flash(self.lang)),
            path: self.path.clone(),
            company: settings.map(|settings| settings.company.name.clone()).filter(|name| !name.is_empty()),
            demo: settings.is_some_and(|settings| settings.server.demo),
            ..Frame::new(self.lang, title)
        }
    }

    /// Where to log in and come back to this page.
    pub(super) fn login_path(&self) -> String {
        if self.path == "/" {
            return "/login".to_owned();
        }
        let query = serde_urlencoded::to_string([("next", &self.path)]).unwrap_or_default();
        format!("/login?{query}")
    }

    fn may_enter(&self, room: Room) -> bool {
        let right = match room {
            Room::Today => return true,
            Room::Ledger | Room::Deadlines | Room::Costs | Room::People => Right::ReadLedger,
            Room::Intake => Right::ImportLedger,
            Room::Journal => Right::ReadJournal,
            Room::Settings => return self.account.is_some(),
        };
        self.cx.actor.has(right)
    }
}

/// The key of a role's name; with `.hint` behind it, of what the role may do.
pub fn role_key(role: kernel::Role) -> &'static str {
    match role {
        kernel::Role::Admin => "accounts.role.admin",
        kernel::Role::Deputy => "accounts.role.deputy",
        kernel::Role::Custodian => "accounts.role.custodian",
        kernel::Role::Manager => "accounts.role.manager",
        kernel::Role::Employee => "accounts.role.employee",
        kernel::Role::Partner => "accounts.role.partner",
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        // Only a route without a guard has no visit, and there is no way to register one.
        parts.extensions.get::<Visit>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
