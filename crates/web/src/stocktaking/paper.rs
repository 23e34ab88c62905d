//! 棚卸結果報告書: the result as a document to sign. `/stocktakings/{id}/report.pdf`

use axum::extract::Path;
use kernel::{Day, StocktakingId};
use ledger::papers::{self, Moved, Place, Thing};
use ledger::stocktaking::report::{self, Report};
use ledger::stocktaking::{Item, Room, Scan};
use platform::locale::{say, t};

use super::words::room_name;
use crate::assets::words::Names;
use crate::door::download::PDF;
use crate::door::{Answer, Visit, download};

/// The document.
pub async fn pdf(visit: Visit, Path(id): Path<i64>) -> Answer {
    let report = report::take_out(&visit.cx, StocktakingId(id)).await?;
    let names = Names::load(&visit.cx).await?;
    let paper = paper(&visit, &names, &report);
    let written = ledger::labels::ops::written(&visit.cx);
    let bytes = papers::stocktaking(&paper, visit.dates(), written)?;
    let name = format!("{}_{}.pdf", report.of.name, report.of.on.format("%Y%m%d"));
    Ok(download(&name, PDF, bytes))
}

fn paper(visit: &Visit, names: &Names, report: &Report) -> papers::Stocktaking {
    let (lang, of) = (visit.lang, &report.of);
    let day = |at| platform::time::day_in(visit.house().zone(), at);
    let last: Day = of.closed_at.map_or_else(|| visit.cx.today(), day);
    let settings = platform::settings::cached(visit.house());
    let reopened = if of.reopen_reason.is_empty() {
        String::new()
    } else {
        format!("{}: {}", t(lang, "stocktaking.column.reopen_reason"), of.reopen_reason)
    };
    papers::Stocktaking {
        company: settings.map(|settings| settings.company.name.clone()).unwrap_or_default(),
        name: of.name.clone(),
        document: String::new(),
        period: (day(of.opened_at), last),
        on: visit.cx.today(),
        by: visit.account.as_ref().map(|account| account.name.clone()).unwrap_or_default(),
        places: report.rooms.iter().map(|room| place(visit, room)).collect(),
        missing: report.missing.iter().map(|item| thing(visit, names, item)).collect(),
        moved: report.elsewhere.iter().map(|scan| moved(visit, scan)).collect(),
        note: reopened,
    }
}

fn place(visit: &Visit, room: &Room) -> Place {
    let count = |count: i64| u32::try_from(count).unwrap_or(0);
    Place {
        name: room_name(visit.lang, room),
        expected: count(room.tally.expected),
        found: count(room.tally.here),
        elsewhere: count(room.tally.away),
        missing: count(room.tally.missing()),
    }
}

fn thing(visit: &Visit, names: &Names, item: &Item) -> Thing {
    let why = item.explained.map(|why| format!("({})", say(visit.lang, &why.text()))).unwrap_or_default();
    Thing {
        number: item.number.clone(),
        kind: names.kind(visit.lang, item.kind.0),
        model: if item.model.is_empty() { item.name.clone() } else { item.model.clone() },
        serial: item.serial.clone(),
        place: item.place_name.clone(),
        holder: format!("{}{why}", item.user_text),
    }
}

fn moved(visit: &Visit, scan: &Scan) -> Moved {
    let done = if scan.moved_in.is_some() { "applied" } else { "not_applied" };
    Moved {
        number: scan.label.clone(),
        model: scan.model.clone(),
        from: scan.expected_place.clone(),
        to: scan.place_name.clone(),
        note: t(visit.lang, &format!("stocktaking.column.{done}")).into_owned(),
    }
}
