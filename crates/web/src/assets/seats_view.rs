//! How the seats of a licence or system look: how they stand, who has one, and the form to give one.

use std::collections::HashMap;

use kernel::{Lang, Yen};
use ledger::seats::rules::Standing;
use ledger::seats::{Holder, Seat, Usage};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::detail_view::DetailPage;
use super::words;
use crate::ui::button::{Button, button, post_button};
use crate::ui::dates::{Dates, day_cell};
use crate::ui::form::Width;
use crate::ui::layout::Figure;
use crate::ui::{
    Address, Column, Empty, Field, FieldError, Icon, Pager, Row, Table, Tone, chip, form_render, layout,
    numbers, unknown,
};

/// What the tab shows beyond the asset.
pub struct SeatsPage {
    /// How the seats stand.
    pub usage: Usage,
    /// What one costs in a year.
    pub cost_of_one: Option<Yen>,
    /// This page of the seats.
    pub rows: Vec<Seat>,
    /// Which page.
    pub number: u64,
    /// How many a page has.
    pub size: u64,
    /// How many seats there are, those given back too.
    pub total: i64,
    /// What the holders are called, and where they are.
    pub holders: HashMap<Holder, (String, String)>,
    /// Names to offer while typing.
    pub offered: Vec<String>,
    /// The reader may give and take seats.
    pub may_change: bool,
    /// What was wrong with the form.
    pub errors: Vec<FieldError>,
}

/// The tab's body.
pub fn tab(it: &DetailPage, seats: &SeatsPage) -> Markup {
    let lang = it.lang;
    html! {
        (standing(lang, seats))
        @if seats.total == 0 {
            (Empty { icon: Icon::Person, title: &t(lang, "assets.seats.empty"), body: &t(lang, "assets.seats.empty_body"), acts: html! {} }.render())
        } @else { (table(it, seats)) }
        @if seats.may_change { (layout::panel(&t(lang, "assets.seats.new"), None, &form(it, seats))) }
    }
}

/// How many were bought, are used and are left, and what one costs.
fn standing(lang: Lang, seats: &SeatsPage) -> Markup {
    let usage = &seats.usage;
    let number = |number: Option<i64>| match number {
        Some(number) => html! { (numbers::signed(number)) },
        None => unknown(lang, None),
    };
    let (used, detail) = (number(Some(usage.used())), counted(lang, usage));
    let (left, word) = match usage.standing() {
        Standing::Unknown => (number(None), "assets.seats.left_unknown"),
        Standing::Enough(left) => (number(Some(left)), "assets.seats.left_enough"),
        Standing::Low(left) => (toned(Tone::Soon, left), "assets.seats.left_low"),
        Standing::Over(over) => (toned(Tone::Now, -over), "assets.seats.left_over"),
    };
    let labels = ["bought", "used", "left", "cost"].map(|word| t(lang, &format!("assets.seats.{word}")));
    let (word, cost_note) = (t(lang, word), t(lang, "assets.seats.cost_note"));
    let figures = [
        Figure { label: &labels[0], value: number(usage.bought), note: None, href: None },
        Figure { label: &labels[1], value: used, note: Some(&detail), href: None },
        Figure { label: &labels[2], value: left, note: Some(&word), href: None },
        Figure {
            label: &labels[3],
            value: numbers::money(lang, seats.cost_of_one),
            note: Some(&cost_note),
            href: None,
        },
    ];
    layout::figures(&figures)
}

/// A number that is felt: by its shape too, not by its colour alone.
fn toned(tone: Tone, number: i64) -> Markup {
    html! { span.deadline.(tone.class()) { (crate::ui::state::shape(tone)) (numbers::signed(number)) } }
}

/// What the number of used seats is made of.
fn counted(lang: Lang, usage: &Usage) -> String {
    let parts = [
        ("assets.seats.counted.seats", usage.seats),
        ("assets.seats.counted.accounts", usage.accounts),
        ("assets.seats.counted.things", usage.things),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(_, many)| *many > 0)
        .map(|(key, many)| tr(lang, key, &[("count", &numbers::signed(*many))]))
        .collect();
    match (said.is_empty(), usage.reported) {
        (false, _) => said.join(&t(lang, "assets.seats.counted.and")),
        (true, Some(_)) => t(lang, "assets.seats.counted.reported").into_owned(),
        (true, None) => t(lang, "assets.seats.counted.none").into_owned(),
    }
}

fn table(it: &DetailPage, seats: &SeatsPage) -> Markup {
    let lang = it.lang;
    let path = format!("/assets/{}/seats", it.detail.asset.id);
    let table = Table {
        columns: vec![
            Column::text("holder", t(lang, "assets.seats.holder")).lead(),
            Column::text("role", t(lang, "assets.seats.role")),
            Column::date("from", t(lang, "assets.holder.from")),
            Column::date("until", t(lang, "assets.holder.until")),
            Column::state("acts", t(lang, "assets.views.acts")),
        ],
        rows: seats.rows.iter().map(|seat| row(it, seats, seat)).collect(),
        ..Table::new(t(lang, "assets.seats.title"))
    };
    html! {
        (table.render(lang, &Address::new(&path)))
        (Pager::pages(seats.number, seats.size, seats.total.unsigned_abs()).render(lang, &Address::new(&path)))
    }
}

fn row(it: &DetailPage, seats: &SeatsPage, seat: &Seat) -> Row {
    let lang = it.lang;
    let unnamed = || (t(lang, "assets.seats.gone").into_owned(), String::new());
    let (name, href) = seats.holders.get(&seat.holder).cloned().unwrap_or_else(unnamed);
    let release = Button::bare(t(lang, "assets.seats.release")).icon(Icon::Undo);
    let path = format!("/assets/{}/seats/{}/release", it.detail.asset.id, seat.id);
    let row = if href.is_empty() {
        Row::plain(seat.id.to_string(), &name)
    } else {
        Row::new(seat.id.to_string(), &name, href)
    };
    row.cells(vec![
        html! { (name) },
        words::text_or_unknown(lang, &seat.role),
        day_cell(it.dates, Some(seat.from_on)),
        html! { @if seat.until_on.is_some() { (day_cell(it.dates, seat.until_on)) } @else { (chip(Tone::Good, &t(lang, "assets.seats.open"))) } },
        html! { @if seats.may_change && seat.until_on.is_none() { (post_button(&path, &release)) } },
    ])
}

fn form(it: &DetailPage, seats: &SeatsPage) -> Markup {
    let lang = it.lang;
    let errors = &seats.errors;
    html! {
        form.form method="post" action={ "/assets/" (it.detail.asset.id) "/seats" } {
            (form_render::fields(&html! {
                (Field::text("holder", t(lang, "assets.seats.holder")).hint(t(lang, "assets.seats.holder_hint")).suggestions(seats.offered.clone()).required().error_in(errors).render(lang))
                (Field::text("role", t(lang, "assets.seats.role")).hint(t(lang, "assets.seats.role_hint")).width(Width::Half).error_in(errors).render(lang))
                (Field::date("on", t(lang, "assets.seats.on")).value(Dates::common(lang).short(it.today)).width(Width::Half).error_in(errors).render(lang))
            }))
            div.form-acts { (button(&Button::primary(t(lang, "assets.seats.give")).icon(Icon::Person))) }
        }
    }
}
