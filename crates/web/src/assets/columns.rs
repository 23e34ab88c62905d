//! The columns of the list: which there are, which are shown, and what stands in a cell.

use kernel::{Day, Lang};
use ledger::assets::rules::display_name;
use ledger::assets::{Asset, Status};
use ledger::kinds::Kind;
use maud::{Markup, html};
use platform::locale::t;

use super::words::{self, Names};
use crate::ui::dates::{self, Dates};
use crate::ui::{Column, numbers};

/// The columns that are shown until somebody chooses others.
pub const USUAL: [&str; 8] =
    ["asset_no", "kind", "model", "user", "dept", "location", "status", "warranty_end"];

/// The columns one can choose, in the order they are shown in; the fields that kinds add come behind them.
const KNOWN: [&str; 31] = [
    "asset_no",
    "kind",
    "host_name",
    "maker",
    "model",
    "model_no",
    "serial",
    "user",
    "dept",
    "location",
    "status",
    "acquired",
    "acquire_type",
    "price",
    "vendor",
    "warranty_end",
    "lease_end",
    "renewal",
    "notice_by",
    "disposed",
    "os",
    "office",
    "cpu",
    "memory",
    "storage",
    "ip",
    "mac",
    "licence_count",
    "contract_no",
    "note",
    "updated",
];

/// The column that names the row and cannot be hidden.
pub const LEAD: &str = "asset_no";

/// Every column there is to choose.
pub fn choosable(kinds: &[Kind]) -> Vec<String> {
    let own = kinds.iter().flat_map(|kind| kind.fields.iter().map(|field| field.name.clone()));
    let mut names: Vec<String> = KNOWN.iter().map(|name| (*name).to_owned()).collect();
    for name in own {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The chosen columns in their order, without unknown ones and with the one that names the row.
pub fn in_order(chosen: &[String], kinds: &[Kind]) -> Vec<String> {
    let wanted = |name: &String| name == LEAD || chosen.contains(name);
    choosable(kinds).into_iter().filter(wanted).collect()
}

/// The heading.
pub fn column(lang: Lang, name: &str) -> Column {
    let label = words::field_label(lang, name);
    match name {
        LEAD => Column::text(name, label).sortable().lead(),
        "status" => Column::state(name, label).sortable(),
        "price" => Column::number(name, label).sortable(),
        "acquired" | "warranty_end" | "lease_end" | "renewal" => Column::date(name, label).sortable(),
        "notice_by" | "disposed" => Column::date(name, label),
        "updated" => Column::date(name, t(lang, "assets.column.updated")).sortable(),
        "kind" | "host_name" | "maker" | "model" | "serial" | "user" | "dept" | "location" => {
            Column::text(name, label).sortable()
        }
        "note" => Column::prose(name, label),
        "licence_count" => Column::number(name, label),
        _ => Column::text(name, label),
    }
}

/// What stands in a cell.
pub fn cell(dates: Dates, names: &Names, today: Day, updated: &str, asset: &Asset, column: &str) -> Markup {
    let lang = dates.lang;
    let gone = asset.status.is_gone() || asset.status == Status::ToDispose;
    match column {
        LEAD => lead(lang, asset),
        "kind" => html! { (names.kind(lang, asset.kind.0)) },
        "model" => {
            let model = words::maker_and_model(asset);
            let shown =
                if model.is_empty() && !asset.number.is_empty() { display_name(asset) } else { model };
            words::text_or_unknown(lang, &shown)
        }
        "status" => words::status_chip(lang, asset.status),
        "price" => numbers::money(lang, asset.price),
        "warranty_end" => words::end_cell(dates, today, asset.warranty_ends_on, gone),
        "lease_end" => words::end_cell(dates, today, asset.lease_ends_on, gone),
        "renewal" => words::end_cell(dates, today, asset.renews_on, gone),
        "notice_by" => words::end_cell(dates, today, asset.notice_by_on, gone),
        "acquired" => dates::cell(dates, asset.acquired_on),
        "disposed" => dates::cell(dates, asset.disposed_on),
        "updated" => html! { (updated) },
        name => words::text_or_unknown(lang, &asset.get(name)),
    }
}

fn lead(lang: Lang, asset: &Asset) -> Markup {
    if asset.number.is_empty() {
        return html! { (words::title(lang, asset, asset.id)) " " span.quiet { (t(lang, "assets.no_number")) } };
    }
    html! { (asset.number) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_naming_column_stays_and_unknown_ones_go() {
        let chosen = ["price".to_owned(), "password".to_owned(), "kind".to_owned()];
        assert_eq!(in_order(&chosen, &[]), ["asset_no", "kind", "price"]);
    }
}
