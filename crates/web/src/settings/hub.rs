//! Where everything is set: cards, only those the reader may open.

use kernel::Right;
use maud::html;
use platform::locale::t;

use crate::door::{Answer, Visit};
use crate::ui::frame::Room;
use crate::ui::{Head, Icon, icon, layout};

struct Card {
    href: &'static str,
    icon: Icon,
    title: &'static str,
    about: &'static str,
    right: Option<Right>,
}

const fn card(
    href: &'static str,
    icon: Icon,
    title: &'static str,
    about: &'static str,
    right: Option<Right>,
) -> Card {
    Card { href, icon, title, about, right }
}

const SET: Option<Right> = Some(Right::ManageSettings);

const OWN: &[Card] = &[card("/account", Icon::Person, "account.title", "settings.card.account", None)];

const COMPANY: &[Card] = &[
    card("/settings/company", Icon::Today, "settings.section.company", "settings.card.company", SET),
    card(
        "/accounts",
        Icon::People,
        "accounts.list.title",
        "settings.card.accounts",
        Some(Right::ManageAccounts),
    ),
    card(
        "/kinds",
        Icon::Ledger,
        "settings.card.kinds.title",
        "settings.card.kinds",
        Some(Right::ChangeLedger),
    ),
    card("/handovers/terms", Icon::Edit, "handovers.terms_title", "settings.card.handovers", SET),
    card(
        "/moves/templates",
        Icon::People,
        "moves.templates",
        "settings.card.moves",
        Some(Right::ChangeLedger),
    ),
    card("/settings/mail", Icon::Export, "settings.section.mail", "settings.card.mail", SET),
    card("/settings/calendar", Icon::Deadlines, "settings.calendar.title", "settings.card.calendar", SET),
    card("/settings/sso", Icon::Lock, "sso.title", "settings.card.sso", SET),
    card("/tokens", Icon::Link, "tokens.title", "settings.card.tokens", Some(Right::ManageTokens)),
];

const SERVER: &[Card] = &[
    card("/system", Icon::Check, "system.title", "settings.card.system", Some(Right::SeeSystemState)),
    card("/settings/backups", Icon::File, "settings.section.backups", "settings.card.backups", SET),
    card("/settings/sessions", Icon::Lock, "settings.section.sessions", "settings.card.sessions", SET),
    card("/settings/imports", Icon::Intake, "settings.section.imports", "settings.card.imports", SET),
];

/// The cards.
pub async fn show(visit: Visit) -> Answer {
    let lang = visit.lang;
    let title = t(lang, "settings.title");
    let groups =
        [("settings.group.own", OWN), ("settings.group.company", COMPANY), ("settings.group.server", SERVER)];
    let body = html! {
        (layout::head(&Head::new(&title)))
        @for (name, cards) in groups {
            @let cards: Vec<&Card> = cards.iter().filter(|card| card.right.is_none_or(|right| visit.cx.actor.has(right))).collect();
            @if !cards.is_empty() {
                section {
                    h2.group-title { (t(lang, name)) }
                    ul.kind-cards {
                        @for card in cards {
                            li { a.choice-card href=(card.href) {
                                (icon(card.icon))
                                span.choice-words { strong { (t(lang, card.title)) } span { (t(lang, card.about)) } }
                            } }
                        }
                    }
                }
            }
        }
    };
    Ok(visit.show(&title, Some(Room::Settings), &body))
}
