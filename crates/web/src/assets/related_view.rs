//! What an asset belongs together with: contracts and what they cover, systems and their accounts, suppliers.

use ledger::assets::Asset;
use ledger::relations::{Around, Related, accounts_filter};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::detail_view::DetailPage;
use super::words;
use crate::ui::{Address, Column, Row, Table, Tone, layout, numbers};

/// Every group of related entries; nothing where there are none.
pub fn groups(it: &DetailPage) -> Markup {
    let around = &it.around;
    let parts: [(&str, &Related); 7] = [
        ("assets.related.contracts", &around.contracts),
        ("assets.related.things", &around.things),
        ("assets.related.records", &around.records),
        ("assets.related.systems", &around.systems),
        ("assets.related.accounts", &around.accounts),
        ("assets.related.suppliers", &around.suppliers),
        ("assets.related.supplied", &around.supplied),
    ];
    html! {
        @if !around.unknown.is_empty() { (unknown(it, around)) }
        @for (title, related) in parts {
            @if related.total > 0 { (group(it, title, related)) }
        }
    }
}

/// Numbers that are written down and that nobody has: a slip of the pen, or a thing that is not in the ledger yet.
fn unknown(it: &DetailPage, around: &Around) -> Markup {
    let lang = it.lang;
    let shown: Vec<&str> = around.unknown.iter().take(20).map(String::as_str).collect();
    let title = tr(lang, "assets.related.unknown", &[("count", &around.unknown.len().to_string())]);
    let body = html! {
        p { (shown.join("、")) @if around.unknown.len() > shown.len() { " …" } }
        p.quiet { (t(lang, "assets.related.unknown_body")) }
    };
    layout::notice(Tone::Soon, &title, &body)
}

fn group(it: &DetailPage, title: &str, related: &Related) -> Markup {
    let lang = it.lang;
    let title = tr(lang, title, &[("count", &numbers::signed(related.total))]);
    let rest = related.total - i64::try_from(related.some.len()).unwrap_or(0);
    let table = Table {
        columns: vec![
            Column::text("asset_no", words::field_label(lang, "asset_no")).lead(),
            Column::text("kind", words::field_label(lang, "kind")),
            Column::text("name", t(lang, "assets.related.name")),
            Column::text("user", words::field_label(lang, "user")),
            Column::state("status", words::field_label(lang, "status")),
        ],
        rows: related.some.iter().map(|asset| row(it, asset)).collect(),
        ..Table::new(title.clone())
    };
    html! {
        (layout::panel(&title, None, &html! {
            (table.render(lang, &Address::new("")))
            @if rest > 0 { p.group-rest { a href=(all_of(it)) { (tr(lang, "assets.related.rest", &[("count", &numbers::signed(rest))])) } } }
        }))
    }
}

/// Where all of them are listed: the accounts of a system by its name, everything else by what is searched for.
fn all_of(it: &DetailPage) -> String {
    let filter = accounts_filter(&it.detail.asset);
    let mut address = Address::new("/assets").with("q", &filter.text);
    if it.around.accounts.total > 0 {
        for kind in &filter.kinds {
            address = address.and("kind", kind.to_string());
        }
    }
    address.to_string()
}

fn row(it: &DetailPage, asset: &Asset) -> Row {
    let lang = it.lang;
    let label = words::title(lang, asset, asset.id);
    let full = words::full_title(lang, asset);
    let name = full.strip_prefix(&label).unwrap_or(&full).trim();
    Row::new(asset.id.to_string(), &label, format!("/assets/{}", asset.id)).cells(vec![
        html! { (label) },
        html! { (it.names.kind(lang, asset.kind.0)) },
        words::text_or_unknown(lang, name),
        words::text_or_unknown(lang, &asset.user_text),
        words::status_of(lang, &asset.data),
    ])
}

/// The seats that a thing has: which licences and services it uses.
pub fn uses(it: &DetailPage) -> Markup {
    let lang = it.lang;
    if it.uses.is_empty() {
        return html! {};
    }
    let title = tr(lang, "assets.related.uses", &[("count", &it.uses.len().to_string())]);
    let row = |(seat, record): &(ledger::seats::Seat, Asset)| {
        let name = words::full_title(lang, record);
        Row::new(seat.id.to_string(), &name, format!("/assets/{}/seats", record.id)).cells(vec![
            html! { (name) },
            words::text_or_unknown(lang, &seat.role),
            crate::ui::dates::day_cell(it.dates, Some(seat.from_on)),
        ])
    };
    let table = Table {
        columns: vec![
            Column::text("record", t(lang, "assets.seats.record")).lead(),
            Column::text("role", t(lang, "assets.seats.role")),
            Column::date("from", t(lang, "assets.holder.from")),
        ],
        rows: it.uses.iter().map(row).collect(),
        ..Table::new(title.clone())
    };
    layout::panel(&title, None, &table.render(lang, &Address::new("")))
}
