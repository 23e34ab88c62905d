//! The address of the calendar feed: who knows it reads the deadlines, so it can be replaced.

use kernel::Text;
use maud::html;
use platform::locale::t;
use platform::settings;
use secrecy::ExposeSecret;

use crate::account::confirm;
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::button::{Button, post_button};
use crate::ui::frame::Room;
use crate::ui::{Fact, Head, Tone, facts, layout};

const HERE: &str = "/settings/calendar";

/// The address, and what it is for.
pub async fn show(visit: Visit) -> Answer {
    let lang = visit.lang;
    let word = settings::calendar_token(&visit.cx).await?;
    let settings = settings::see(&visit.cx).await?;
    let path = format!("/calendar/{}.ics", word.expose_secret());
    let base = settings.server.base_url.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned());
    let address = format!("{}{path}", base.as_deref().unwrap_or_default());
    let (title, back) = (t(lang, "settings.calendar.title"), t(lang, "settings.title"));
    let (lead, label) = (t(lang, "settings.calendar.lead"), t(lang, "settings.calendar.address"));
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/settings").lead(&lead)))
        @if base.is_none() {
            (layout::notice(Tone::Soon, &t(lang, "settings.calendar.no_base"), &html! {
                p { a href="/settings/company" { (t(lang, "settings.calendar.set_base")) } }
            }))
        }
        (layout::plain_panel(&html! {
            (facts(lang, &[Fact::new(&label, html! { code.break-all { (address) } }).copy(&address)]))
            p { (t(lang, "settings.calendar.how")) }
        }))
        (layout::panel(&t(lang, "settings.calendar.renew_title"), None, &html! {
            p { (t(lang, "settings.calendar.renew_about")) }
            (post_button(HERE, &Button::danger(t(lang, "settings.calendar.renew"))))
        }))
    };
    Ok(visit.show(&title, Some(Room::Settings), &body))
}

/// A new address; the old one opens nothing any more.
pub async fn renew(visit: Visit) -> Answer {
    if let Some(question) = confirm::needed(&visit, HERE) {
        return Ok(question);
    }
    settings::renew_calendar_token(&visit.cx).await?;
    Ok(redirect_with(HERE, &Notice::good(Text::new("settings.calendar.renewed"))))
}
