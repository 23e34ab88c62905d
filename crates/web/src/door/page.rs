//! How a handler answers with a page or a piece of one.

use axum::response::{Html, IntoResponse, Response};
use chrono::NaiveDateTime;
use http::StatusCode;
use kernel::Moment;
use maud::{Markup, html};
use platform::locale::Dates;

use super::visit::Visit;
use crate::ui::frame::{self, Room};

impl Visit {
    /// A page inside the frame.
    pub fn show(&self, title: &str, room: Option<Room>, body: &Markup) -> Response {
        self.show_as(StatusCode::OK, title, room, body)
    }

    /// A page inside the frame with another status: 422 for a form that needs mending, 409 for a conflict.
    pub fn show_as(&self, status: StatusCode, title: &str, room: Option<Room>, body: &Markup) -> Response {
        let page = frame::page(&self.frame(title, room), body);
        (status, Html(page.into_string())).into_response()
    }

    /// How days are written for this visitor, in the calendar that the company has chosen.
    pub fn dates(&self) -> Dates {
        let settings = platform::settings::cached(self.house());
        settings.map_or(Dates::common(self.lang), |settings| settings.display.dates(self.lang))
    }

    /// A moment in a table: by the company's clocks, in its calendar, and for machines.
    pub fn moment(&self, moment: Moment) -> Markup {
        html! { time datetime=(self.iso(moment)) { (self.when(moment)) } }
    }

    /// The words of [`Visit::moment`].
    pub fn when(&self, moment: Moment) -> String {
        self.dates().moment(self.local(moment))
    }

    /// A moment as the clocks at the company show it.
    pub fn local(&self, moment: Moment) -> NaiveDateTime {
        moment.with_timezone(&self.house().zone()).naive_local()
    }

    /// The same for machines: `2026-11-22T15:04+09:00`.
    pub fn iso(&self, moment: Moment) -> String {
        moment.with_timezone(&self.house().zone()).format("%Y-%m-%dT%H:%M%:z").to_string()
    }
}

/// A piece of a page, for a script that puts it in its place.
pub fn fragment(body: Markup) -> Response {
    Html(body.into_string()).into_response()
}
