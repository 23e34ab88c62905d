//! The facts of an asset, in groups.

use kernel::{Day, Lang, PartialDay};
use ledger::assets::Asset;
use ledger::assets::fees::PRICE_PER;
use maud::{Markup, html};
use platform::locale::t;

use super::detail_view::DetailPage;
use super::words;
use crate::ui::dates::{self, Dates};
use crate::ui::{Fact, facts, layout, numbers, unknown};

/// The fields that stand in the groups above; everything else a thing holds is listed under 「そのほか」.
const LISTED: [&str; 3] = ["erased", "erase_method", PRICE_PER];

/// All groups.
pub fn groups(it: &DetailPage) -> Markup {
    let lang = it.lang;
    html! {
        (group(lang, if is_record(it) { "assets.group.record" } else { "assets.group.thing" }, &thing(it)))
        (group(lang, "assets.group.holder", &holder(it)))
        (group(lang, "assets.group.money", &money(it)))
        @let more = more(it);
        @if !more.is_empty() { (group(lang, "assets.group.more", &more)) }
        @if !it.detail.asset.note.is_empty() {
            (layout::panel(&words::field_label(lang, "note"), None, &html! { p.note { (it.detail.asset.note) } }))
        }
        p.quiet { (t(lang, "assets.updated_at")) " " (moment(it)) }
    }
}

fn moment(it: &DetailPage) -> &str {
    it.moments.get(&it.detail.asset.updated_at).map_or("", |(words, _)| words)
}

fn group(lang: Lang, title: &str, rows: &[Row]) -> Markup {
    let facts_of: Vec<Fact<'_>> = rows.iter().map(Row::fact).collect();
    layout::panel(&t(lang, title), None, &facts(lang, &facts_of))
}

/// A fact with the words it owns.
struct Row {
    label: String,
    value: Markup,
    copy: Option<String>,
}

impl Row {
    fn new(lang: Lang, field: &str, value: Markup) -> Self {
        Self { label: words::field_label(lang, field), value, copy: None }
    }

    fn text(lang: Lang, asset: &Asset, field: &str) -> Self {
        Self::new(lang, field, words::text_or_unknown(lang, &asset.get(field)))
    }

    /// A code that is copied into other programs.
    fn code(lang: Lang, asset: &Asset, field: &str) -> Self {
        let value = asset.get(field);
        Self { copy: (!value.is_empty()).then(|| value.clone()), ..Self::text(lang, asset, field) }
    }

    fn fact(&self) -> Fact<'_> {
        let fact = Fact::new(&self.label, self.value.clone());
        match &self.copy {
            Some(copy) => fact.copy(copy),
            None => fact,
        }
    }
}

fn thing(it: &DetailPage) -> Vec<Row> {
    let (lang, asset) = (it.lang, &it.detail.asset);
    let mut rows = vec![Row::code(lang, asset, "asset_no")];
    if !asset.name.is_empty() {
        rows.push(Row::code(lang, asset, "host_name"));
    }
    if is_record(it) {
        // Of a licence, a contract, an account or a line these say what it is.
        let own = super::form_fields::of_kind(&it.detail.kind).iter();
        rows.extend(own.filter(|name| **name != "host_name").map(|name| {
            let label = words::kind_field_label(lang, &it.detail.kind, name);
            Row { label, ..Row::new(lang, name, own_value(it.dates, asset, name)) }
        }));
    }
    let model = words::maker_and_model(asset);
    if !is_record(it) || !model.is_empty() {
        rows.push(Row::new(lang, "model", words::text_or_unknown(lang, &model)));
    }
    if !is_record(it) || !asset.serial.is_empty() {
        rows.push(Row::text(lang, asset, "model_no"));
        rows.push(Row::code(lang, asset, "serial"));
    }
    rows
}

fn is_record(it: &DetailPage) -> bool {
    it.detail.kind.built_in().is_some_and(ledger::kinds::BuiltIn::is_record)
}

fn holder(it: &DetailPage) -> Vec<Row> {
    let (lang, asset) = (it.lang, &it.detail.asset);
    let linked = |text: &str, href: Option<String>| match href {
        Some(href) if !text.is_empty() => html! { a href=(href) { (text) } },
        _ => words::text_or_unknown(lang, text),
    };
    let person = asset.person.map(|id| format!("/people/{id}"));
    let department = asset.department.map(|id| format!("/assets?department={id}"));
    let place = asset.place.map(|id| format!("/assets?place={id}"));
    vec![
        Row::new(lang, "user", linked(&asset.user_text, person)),
        Row::new(lang, "dept", linked(&asset.department_text, department)),
        Row::new(lang, "location", linked(&asset.place_text, place)),
    ]
}

fn money(it: &DetailPage) -> Vec<Row> {
    let (lang, asset) = (it.lang, &it.detail.asset);
    let row = |field: &str, value| Row {
        label: words::kind_field_label(lang, &it.detail.kind, field),
        ..Row::new(lang, field, value)
    };
    let mut rows = vec![
        row("acquired", day(it, asset.acquired_on)),
        row("acquire_type", words::text_or_unknown(lang, &asset.acquire_type)),
        row("price", price(lang, asset)),
        row("vendor", words::text_or_unknown(lang, &asset.vendor)),
        row("warranty_end", end(it, asset.warranty_ends_on)),
    ];
    let rest =
        [("lease_end", asset.lease_ends_on), ("renewal", asset.renews_on), ("notice_by", asset.notice_by_on)];
    let known = rest.into_iter().filter(|(_, on)| on.is_some());
    rows.extend(known.map(|(field, on)| row(field, end(it, on))));
    if asset.disposed_on.is_some() {
        rows.push(row("disposed", day(it, asset.disposed_on)));
    }
    for field in ["erased", "erase_method"] {
        if !asset.get(field).is_empty() {
            rows.push(Row::text(lang, asset, field));
        }
    }
    rows
}

/// What it cost, and for what span that is paid.
fn price(lang: Lang, asset: &Asset) -> Markup {
    let per = words::price_per(lang, asset).filter(|_| asset.price.is_some());
    html! { (numbers::money(lang, asset.price)) @if let Some(per) = per { " " span.quiet { "(" (per) ")" } } }
}

/// Fields of the kind and everything else that came with a file.
fn more(it: &DetailPage) -> Vec<Row> {
    let (lang, asset) = (it.lang, &it.detail.asset);
    let own = it.detail.kind.fields.iter().map(|field| field.name.as_str());
    let mut names: Vec<&str> = own.collect();
    let of_kind = super::form_fields::of_kind(&it.detail.kind);
    for name in of_kind.iter().filter(|_| !is_record(it)) {
        if asset.fields.contains_key(*name) && !names.contains(name) {
            names.push(name);
        }
    }
    let shown_above = |name: &String| is_record(it) && of_kind.contains(&name.as_str());
    for name in asset.fields.keys().filter(|name| !shown_above(name)) {
        if !names.contains(&name.as_str()) && !LISTED.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.into_iter().map(|name| Row::new(lang, name, own_value(it.dates, asset, name))).collect()
}

fn own_value(dates: Dates, asset: &Asset, name: &str) -> Markup {
    let lang = dates.lang;
    let value = asset.get(name);
    match (name, value.parse::<PartialDay>()) {
        _ if value.is_empty() => unknown(lang, None),
        ("url", _) if value.starts_with("https://") || value.starts_with("http://") => {
            html! { a href=(value) rel="noreferrer noopener" target="_blank" { (value) } }
        }
        ("erased" | "last_seen", Ok(on)) => dates::cell(dates, Some(on)),
        (_, Ok(on)) if on.is_exact() => dates::cell(dates, Some(on)),
        _ if value == "yes" => html! { (t(lang, "assets.yes")) },
        _ if value == "no" => html! { (t(lang, "assets.no")) },
        _ => html! { (value) },
    }
}

fn day(it: &DetailPage, day: Option<PartialDay>) -> Markup {
    match day {
        Some(on) => html! { time datetime=(on.to_string()) { (it.dates.partial_long(on)) } },
        None => unknown(it.lang, None),
    }
}

fn end(it: &DetailPage, on: Option<PartialDay>) -> Markup {
    let gone = it.detail.asset.status.is_gone();
    let last: Option<Day> = on.map(PartialDay::last);
    match (on, last) {
        (Some(on), Some(last)) if !gone => html! {
            (day(it, Some(on))) " "
            span.deadline.(dates::urgency(it.today, last, words::SOON).class()) {
                span.deadline-left {
                    @if dates::urgency(it.today, last, words::SOON) != crate::ui::Tone::Quiet {
                        (crate::ui::state::shape(dates::urgency(it.today, last, words::SOON)))
                    }
                    (dates::remaining(it.lang, it.today, last))
                }
            }
        },
        (on, _) => day(it, on),
    }
}
