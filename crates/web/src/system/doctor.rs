//! 「診断」: every check in plain words, what needs somebody first.

use maud::{Markup, html};
use platform::db::Migration;
use platform::doctor::{self, Check, Health};
use platform::locale::{say, t};

use crate::door::{Answer, Visit};
use crate::ui::frame::Room;
use crate::ui::{Address, Column, Head, Row, Table, Tone, chip, layout};

/// What was found.
pub async fn show(visit: Visit) -> Answer {
    let lang = visit.lang;
    let mut checks = doctor::examine(&visit.cx, &migrations()).await?;
    checks.sort_by_key(|check| std::cmp::Reverse(check.health));
    let (title, back) = (t(lang, "system.title"), t(lang, "settings.title"));
    let worst = doctor::worst(&checks);
    let lead = t(
        lang,
        match worst {
            Health::Good => "system.doctor.good",
            Health::Soon => "system.doctor.soon",
            Health::Bad => "system.doctor.bad",
        },
    );
    let table = Table {
        columns: vec![
            Column::text("name", t(lang, "system.doctor.what")),
            Column::state("state", t(lang, "system.doctor.state")),
            Column::prose("found", t(lang, "system.doctor.found")),
        ],
        rows: checks.iter().map(|check| row(&visit, check)).collect(),
        ..Table::new(title.clone())
    };
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/settings").lead(&lead)))
        (super::room(&visit, "/system"))
        (table.render(lang, &Address::new("/system")))
        p.quiet { (t(lang, "system.version")) " " (env!("CARGO_PKG_VERSION")) }
    };
    Ok(visit.show(&title, Some(Room::Settings), &body))
}

fn row(visit: &Visit, check: &Check) -> Row {
    let lang = visit.lang;
    let name = say(lang, &check.name());
    let found: Markup = html! {
        p { (say(lang, &check.text)) }
        @if let Some(advice) = &check.advice { p.quiet { (say(lang, advice)) } }
    };
    let state = chip(tone(check.health), &say(lang, &check.health.text()));
    Row::plain(check.id, name.clone()).cells(vec![html! { (name) }, state, found])
}

fn tone(health: Health) -> Tone {
    match health {
        Health::Good => Tone::Good,
        Health::Soon => Tone::Soon,
        Health::Bad => Tone::Now,
    }
}

/// What this version wants to find in the database.
fn migrations() -> Vec<Migration> {
    [platform::migrations(), ledger::MIGRATIONS.to_vec()].concat()
}
