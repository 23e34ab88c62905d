//! 「診断」: what the last examination found, in plain words and what needs somebody first; and how things are right now,
//! as far as that costs nothing to ask.

use maud::{Markup, html};
use platform::doctor::{self, Check, Examination, Health};
use platform::locale::{say, t, tr};
use platform::{backup, jobs};

use crate::door::{Answer, Visit};
use crate::ui::button::{Button, post_button};
use crate::ui::frame::Room;
use crate::ui::{
    Address, Column, Empty, Fact, Head, Icon, Row, Table, Tone, chip, facts, layout, numbers, unknown,
};

const HERE: &str = "/system";

/// What was found, and how it is now.
pub async fn show(visit: Visit) -> Answer {
    let lang = visit.lang;
    let last = doctor::last(&visit.cx).await?;
    let (title, back) = (t(lang, "system.title"), t(lang, "settings.title"));
    let lead = last.as_ref().map(|it| lead(&visit, it));
    let head = Head { lead: lead.as_deref(), ..Head::new(&title).back(&back, "/settings") };
    let head = if last.is_some() { head.acts(look_now(&visit)) } else { head };
    let body = html! {
        (layout::head(&head))
        (super::room(&visit, HERE))
        @match &last {
            Some(examination) => (findings(&visit, examination)),
            None => (never(&visit)),
        }
        (layout::panel(&t(lang, "system.doctor.present"), None, &present(&visit).await?))
        p.quiet { (t(lang, "system.version")) " " (env!("CARGO_PKG_VERSION")) }
    };
    Ok(visit.show(&title, Some(Room::Settings), &body))
}

/// Looks at everything again, as a job one can watch.
pub async fn examine(visit: Visit) -> Answer {
    super::later(&visit, doctor::job()).await
}

fn look_now(visit: &Visit) -> Markup {
    post_button("/system/examinations", &Button::primary(t(visit.lang, "system.doctor.now")))
}

fn never(visit: &Visit) -> Markup {
    let lang = visit.lang;
    let (title, body) = (t(lang, "system.doctor.never"), t(lang, "system.doctor.never_body"));
    Empty { icon: Icon::Check, title: &title, body: &body, acts: look_now(visit) }.render()
}

fn lead(visit: &Visit, examination: &Examination) -> String {
    let key = match doctor::worst(&examination.checks) {
        Health::Good => "system.doctor.good",
        Health::Soon => "system.doctor.soon",
        Health::Bad => "system.doctor.bad",
    };
    t(visit.lang, key).into_owned()
}

fn findings(visit: &Visit, examination: &Examination) -> Markup {
    let lang = visit.lang;
    let mut checks: Vec<&Check> = examination.checks.iter().collect();
    checks.sort_by_key(|check| std::cmp::Reverse(check.health));
    let title = t(lang, "system.doctor.findings");
    let table = Table {
        columns: vec![
            Column::text("name", t(lang, "system.doctor.what")),
            Column::state("state", t(lang, "system.doctor.state")),
            Column::prose("found", t(lang, "system.doctor.found")),
        ],
        rows: checks.into_iter().map(|check| row(visit, check)).collect(),
        ..Table::new(title.clone())
    };
    html! {
        p.quiet { (t(lang, "system.doctor.at")) " " (visit.moment(examination.at)) }
        (table.render(lang, &Address::new(HERE)))
    }
}

fn row(visit: &Visit, check: &Check) -> Row {
    let (lang, dates) = (visit.lang, visit.dates());
    let name = say(lang, &check.name());
    let found: Markup = html! {
        p { (dates.say(&check.text)) }
        @if let Some(advice) = &check.advice { p.quiet { (dates.say(advice)) } }
    };
    let state = chip(tone(check.health), &say(lang, &check.health.text()));
    Row::plain(check.id.clone(), name.clone()).cells(vec![html! { (name) }, state, found])
}

/// What a short question each answers: no look at every page of the database, nor at every entry of the journal.
async fn present(visit: &Visit) -> kernel::Result<Markup> {
    let (lang, house) = (visit.lang, visit.house());
    let (good, _) = backup::status(house.db()).await?;
    let counts = jobs::counts(&visit.cx).await?;
    let free = doctor::free_bytes(house.data()).ok();
    let labels =
        ["system.doctor.database", "system.doctor.free", "system.doctor.backup", "system.doctor.work"]
            .map(|key| t(lang, key));
    let [database, room, proved, work] = &labels;
    let none = t(lang, "settings.backup.none");
    let (waiting, failed) = (numbers::signed(counts.waiting), numbers::signed(counts.failed));
    let work_count = tr(lang, "system.doctor.work_count", &[("waiting", &waiting), ("failed", &failed)]);
    Ok(facts(
        lang,
        &[
            Fact::new(database, html! { (if house.db().is_postgres() { "PostgreSQL" } else { "SQLite" }) }),
            Fact::new(
                room,
                free.map_or_else(|| unknown(lang, None), |free| html! { (numbers::bytes(free)) }),
            ),
            Fact::new(
                proved,
                good.and_then(|good| good.verified_at)
                    .map_or_else(|| unknown(lang, Some(&none)), |at| visit.moment(at)),
            ),
            Fact::new(work, html! { a href="/system/jobs" { (work_count) } }),
        ],
    ))
}

fn tone(health: Health) -> Tone {
    match health {
        Health::Good => Tone::Good,
        Health::Soon => Tone::Soon,
        Health::Bad => Tone::Now,
    }
}
