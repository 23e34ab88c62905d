//! What of the hand-overs is for today: planned ones whose day has come, and loans that should be back.

use std::collections::HashMap;

use kernel::{AssetId, Result};
use ledger::assets::Page;
use ledger::handovers::{Filter, Listed, Show, State, ops};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::{list, words};
use crate::door::Visit;
use crate::ui::{dates, layout};

/// How many stand on the first page; the rest are one click away.
const LISTED: u32 = 6;

/// Hand-overs that want somebody.
#[derive(Debug, Default)]
pub struct Due {
    /// The first of them.
    pub first: Vec<Listed>,
    /// How many there are.
    pub count: i64,
    names: HashMap<AssetId, String>,
}

/// The loans that should be back, or the hand-overs of today.
pub async fn due(visit: &Visit, show: Show) -> Result<Due> {
    let filter = Filter { show, ..Filter::default() };
    let (first, count) = ops::list(&visit.cx, &filter, Page::first(LISTED)).await?;
    Ok(Due { names: list::things(visit, &first).await?, first, count })
}

/// A box of them; nothing where there are none.
pub fn panel(visit: &Visit, show: Show, due: &Due) -> Markup {
    if due.count == 0 {
        return html! {};
    }
    let lang = visit.lang;
    let title = t(lang, &format!("handovers.show.{}", show.word()));
    let count = crate::ui::numbers::signed(due.count);
    let more = html! { a href={ "/handovers?show=" (show.word()) } { (tr(lang, "today.all", &[("count", &count)])) } };
    let body = html! { ul.plain-list { @for one in &due.first { (line(visit, one, due)) } } };
    layout::panel(&title, Some(&more), &body)
}

fn line(visit: &Visit, one: &Listed, due: &Due) -> Markup {
    let lang = visit.lang;
    let it = &one.handover;
    let called: Vec<String> =
        it.items.iter().filter_map(|item| due.names.get(&item.asset).cloned()).collect();
    let on = if it.state == State::Planned { it.planned_on } else { it.due_on.unwrap_or(it.planned_on) };
    html! {
        li {
            (dates::deadline_cell(visit.dates(), visit.cx.today(), kernel::PartialDay::exact(on), 7)) " "
            a href={ "/handovers/" (it.id) } { (words::direction(lang, it)) " " (one.person_name) }
            span.quiet { (words::some(lang, &called)) }
        }
    }
}
