//! Everything a person holds, grouped: devices, lines and phones, accounts, seats of licences and systems.

use std::collections::HashMap;

use kernel::{AssetId, Day, HandoverId, PartialDay};
use ledger::assets::Asset;
use ledger::kinds::BuiltIn;
use ledger::people::Person;
use ledger::seats::Seat;
use maud::{Markup, html};
use platform::locale::{t, tr};

use crate::assets::words::{self, Names, status_chip, text_or_unknown};
use crate::door::Visit;
use crate::ui::dates::{day_cell, deadline_cell};
use crate::ui::{Address, Column, Row, Table, Tone, layout};

/// What a person holds.
pub struct Held {
    /// Things, lines and accounts.
    pub assets: Vec<Asset>,
    /// Seats of licences and systems.
    pub seats: Vec<(Seat, Asset)>,
    /// Until when something was lent, with the hand-over it stands on.
    pub due: HashMap<AssetId, (HandoverId, Day)>,
    /// The names behind ids.
    pub names: Names,
    /// The reader may change the ledger.
    pub may_change: bool,
}

/// The groups of what can be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Things one can touch.
    Devices,
    /// Telephone lines, and the phones they are in.
    Lines,
    /// Accounts of systems.
    Accounts,
}

impl Group {
    const ALL: [Group; 3] = [Group::Devices, Group::Lines, Group::Accounts];

    /// Where an entry belongs.
    pub fn of(asset: &Asset) -> Self {
        match BuiltIn::of(asset.kind) {
            Some(BuiltIn::Line | BuiltIn::Phone) => Self::Lines,
            Some(BuiltIn::Account) => Self::Accounts,
            _ => Self::Devices,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Devices => "people.group.devices",
            Self::Lines => "people.group.lines",
            Self::Accounts => "people.group.accounts",
        }
    }
}

impl Held {
    /// How much it is.
    pub fn count(&self) -> usize {
        self.assets.len() + self.seats.len()
    }
}

/// A box for each group that has anything.
pub fn panels(visit: &Visit, person: &Person, held: &Held) -> Markup {
    let lang = visit.lang;
    if held.count() == 0 {
        let title = tr(lang, "people.holds", &[("count", "0")]);
        return layout::panel(&title, None, &html! { p { (t(lang, "people.holds_nothing")) } });
    }
    let ledger = html! { a href={ "/assets?person=" (person.id) } { (t(lang, "people.holds_in_ledger")) } };
    let mut more = Some(&ledger);
    html! {
        @for group in Group::ALL {
            @let assets: Vec<&Asset> = held.assets.iter().filter(|asset| Group::of(asset) == group).collect();
            @if !assets.is_empty() { (things(visit, held, group, &assets, more.take())) }
        }
        @if !held.seats.is_empty() { (seats(visit, held)) }
    }
}

fn titled(visit: &Visit, key: &str, count: usize) -> String {
    tr(visit.lang, "people.group.counted", &[("group", &t(visit.lang, key)), ("count", &count.to_string())])
}

fn things(visit: &Visit, held: &Held, group: Group, assets: &[&Asset], more: Option<&Markup>) -> Markup {
    let (lang, dates, today) = (visit.lang, visit.dates(), visit.cx.today());
    let title = titled(visit, group.key(), assets.len());
    let lends = assets.iter().any(|asset| held.due.contains_key(&asset.id));
    let mut columns = vec![
        Column::text("asset_no", words::field_label(lang, "asset_no")).lead(),
        Column::text("kind", words::field_label(lang, "kind")),
        Column::text(
            "model",
            t(lang, if group == Group::Devices { "assets.field.model" } else { "people.group.what" }),
        ),
        Column::state("status", words::field_label(lang, "status")),
    ];
    if lends {
        columns.push(Column::date("due", t(lang, "handovers.column.due")));
    }
    let row = |asset: &&Asset| {
        let label = words::title(lang, asset, asset.id);
        let due = held.due.get(&asset.id);
        let mut cells = vec![
            html! { (label) },
            html! { (held.names.kind(lang, asset.kind.0)) },
            text_or_unknown(lang, &what(asset, &label)),
            status_chip(lang, asset.status),
        ];
        if lends {
            cells.push(html! {
                @if let Some((handover, due)) = due {
                    a href={ "/handovers/" (handover) } { (deadline_cell(dates, today, PartialDay::exact(*due), 7)) }
                }
            });
        }
        let row = Row::new(asset.id.to_string(), &label, format!("/assets/{}", asset.id)).cells(cells);
        if due.is_some_and(|(_, due)| *due < today) { row.tone(Tone::Now) } else { row }
    };
    let rows = assets.iter().map(row).collect();
    let table = Table { columns, rows, ..Table::new(title.clone()) };
    layout::panel(&title, more, &table.render(lang, &Address::new("")))
}

/// What it is beyond its number: the model, the phone number, the name one logs in with.
pub fn what(asset: &Asset, label: &str) -> String {
    let field = |name: &str| asset.fields.get(name).cloned().unwrap_or_default();
    let words = match BuiltIn::of(asset.kind) {
        Some(BuiltIn::Line) => vec![field("phone"), field("carrier")],
        Some(BuiltIn::Account) => vec![field("login_id"), field("system_name")],
        _ => vec![words::maker_and_model(asset)],
    };
    words.into_iter().filter(|word| !word.is_empty() && word != label).collect::<Vec<_>>().join(" ")
}

fn seats(visit: &Visit, held: &Held) -> Markup {
    let lang = visit.lang;
    let title = titled(visit, "people.group.seats", held.seats.len());
    let row = |(seat, record): &(Seat, Asset)| {
        let label = words::full_title(lang, record);
        Row::new(format!("seat-{}", seat.id), &label, format!("/assets/{}/seats", record.id)).cells(vec![
            html! { (label) },
            html! { (held.names.kind(lang, record.kind.0)) },
            text_or_unknown(lang, &seat.role),
            day_cell(visit.dates(), Some(seat.from_on)),
        ])
    };
    let table = Table {
        columns: vec![
            Column::text("record", t(lang, "people.group.record")).lead(),
            Column::text("kind", words::field_label(lang, "kind")),
            Column::text("role", t(lang, "assets.seats.role")),
            Column::date("from", t(lang, "assets.holder.from")),
        ],
        rows: held.seats.iter().map(row).collect(),
        ..Table::new(title.clone())
    };
    layout::panel(&title, None, &table.render(lang, &Address::new("")))
}
