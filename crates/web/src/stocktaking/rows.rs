//! Tables of expected things and of readings.

use std::collections::BTreeMap;

use kernel::{Lang, StocktakingId};
use ledger::stocktaking::{Explanation, Item, Outcome, Scan, Stocktaking};
use maud::{Markup, html};
use platform::locale::{say, t};

use super::words::{belongs, outcome_chip, person};
use crate::assets::words::text_or_unknown;
use crate::door::Visit;
use crate::ui::button::{Button, button, post_button};
use crate::ui::{Address, Choice, Column, Field, Icon, Row, Table, Tone, chip, form_render};

/// What every list needs.
pub struct Around<'a> {
    /// Who looks.
    pub visit: &'a Visit,
    /// Which stocktaking.
    pub of: &'a Stocktaking,
    /// What accounts are called.
    pub people: &'a BTreeMap<String, String>,
    /// Whether the reader may change anything.
    pub may: bool,
    /// Where the list is.
    pub here: &'a Address,
}

impl Around<'_> {
    fn lang(&self) -> Lang {
        self.visit.lang
    }

    fn word(&self, key: &str) -> String {
        t(self.lang(), &format!("stocktaking.column.{key}")).into_owned()
    }
}

/// Where something is done with a reading.
pub fn act_path(id: StocktakingId, scan: &str, act: &str) -> String {
    format!("/stocktakings/{id}/readings/{scan}/{act}")
}

/// What was not found, with boxes to say why.
pub fn missing(it: &Around<'_>, items: &[Item], with_room: bool) -> Markup {
    let may_explain = it.may && !it.of.state.is_done();
    let columns = vec![
        Column::text("number", it.word("number")).lead(),
        Column::text("model", it.word("model")),
        Column::text("serial", it.word("serial")),
        Column::text("user", it.word("user")),
        Column::text("room", it.word("room")),
        Column::prose("explanation", it.word("explanation")),
    ];
    let row = |item: &Item| {
        let row = Row::new(item.asset.to_string(), title(item), format!("/assets/{}", item.asset));
        row.cells(vec![
            html! { (title(item)) },
            text_or_unknown(it.lang(), &item.model),
            text_or_unknown(it.lang(), &item.serial),
            text_or_unknown(it.lang(), &item.user_text),
            text_or_unknown(it.lang(), &item.place_name),
            explanation(it.lang(), item),
        ])
    };
    let table = Table {
        columns,
        rows: items.iter().map(row).collect(),
        ..Table::new(t(it.lang(), "stocktaking.list.missing"))
    };
    let mut table = without(table, if with_room { "" } else { "room" });
    if !may_explain || items.is_empty() {
        return table.render(it.lang(), it.here);
    }
    table.columns.insert(0, Column::text("choose", it.word("choose")));
    for (row, item) in table.rows.iter_mut().zip(items) {
        row.cells.insert(
            0,
            html! {
                label.check {
                    input type="checkbox" name="id" value=(item.asset) autocomplete="off";
                    span.hidden-text { (title(item)) }
                }
            },
        );
    }
    explaining(it, &table)
}

/// The table in a form: what is ticked gets a reason.
fn explaining(it: &Around<'_>, table: &Table) -> Markup {
    let lang = it.lang();
    let mut choices: Vec<Choice> =
        Explanation::ALL.iter().map(|why| Choice::new(why.word(), say(lang, &why.text()))).collect();
    choices.push(Choice::new("", t(lang, "stocktaking.explain_none")));
    html! {
        form.explain method="post" action={ "/stocktakings/" (it.of.id) "/explanations" } {
            input type="hidden" name="back" value=(it.here);
            (table.render(lang, it.here))
            fieldset.form-section {
                legend { (t(lang, "stocktaking.explain")) }
                (form_render::fields(&html! {
                    (Field::select("why", it.word("explanation"), choices).value("lost").render(lang))
                    (Field::text("note", it.word("note")).hint(t(lang, "stocktaking.explain_hint")).render(lang))
                }))
            }
            div.form-acts { (button(&Button::primary(t(lang, "stocktaking.explain_verb")))) }
        }
    }
}

fn explanation(lang: Lang, item: &Item) -> Markup {
    html! {
        @match item.explained {
            Some(why) => { (chip(if why == Explanation::Lost { Tone::Now } else { Tone::Info }, &say(lang, &why.text()))) " " (item.note) }
            None => { (chip(Tone::Soon, &t(lang, "stocktaking.unexplained"))) }
        }
    }
}

fn without(mut table: Table, key: &str) -> Table {
    let Some(at) = table.columns.iter().position(|column| column.key == key) else { return table };
    table.columns.remove(at);
    for row in &mut table.rows {
        row.cells.remove(at);
    }
    table
}

/// Things that were found, in their place or elsewhere.
pub fn found(it: &Around<'_>, items: &[Item]) -> Markup {
    let row = |item: &Item| {
        let when = item.found_at.map(|at| it.visit.moment(at));
        Row::new(item.asset.to_string(), title(item), format!("/assets/{}", item.asset)).cells(vec![
            html! { (title(item)) },
            text_or_unknown(it.lang(), &item.model),
            text_or_unknown(it.lang(), &item.place_name),
            text_or_unknown(it.lang(), &item.found_place),
            html! { @if let Some(when) = when { (when) } },
            html! { (person(it.people, &item.found_by)) },
        ])
    };
    let table = Table {
        columns: vec![
            Column::text("number", it.word("number")).lead(),
            Column::text("model", it.word("model")),
            Column::text("expected_place", it.word("expected_place")),
            Column::text("found_place", it.word("found_place")),
            Column::date("read_at", it.word("read_at")),
            Column::text("read_by", it.word("read_by")),
        ],
        rows: items.iter().map(row).collect(),
        ..Table::new(t(it.lang(), "stocktaking.list.here"))
    };
    table.render(it.lang(), it.here)
}

/// Readings, with what can be done about each.
pub fn readings(it: &Around<'_>, scans: &[Scan], with_room: bool) -> Markup {
    let lang = it.lang();
    let row = |scan: &Scan| {
        let row = match scan.asset {
            Some(asset) => Row::new(&scan.client, &scan.label, format!("/assets/{asset}")),
            None => Row::plain(&scan.client, &scan.label),
        };
        row.cells(vec![
            html! { (scan.label) },
            text_or_unknown(lang, &scan.model),
            outcome_chip(lang, scan),
            html! { (place_words(lang, scan)) },
            html! { (scan.place_name) },
            remark(lang, scan),
            html! { (it.visit.moment(scan.read_at)) " " span.quiet { (person(it.people, &scan.by)) } },
            acts(it, scan),
        ])
    };
    let table = Table {
        columns: vec![
            Column::text("number", it.word("number")).lead(),
            Column::text("model", it.word("model")),
            Column::state("outcome", it.word("outcome")),
            Column::prose("reason", it.word("reason")),
            Column::text("found_place", it.word("found_place")),
            Column::prose("condition", it.word("condition")),
            Column::date("read_at", it.word("read_at")),
            Column::text("act", it.word("act")),
        ],
        rows: scans.iter().map(row).collect(),
        ..Table::new(t(lang, "stocktaking.list.readings"))
    };
    without(table, if with_room { "" } else { "found_place" }).render(lang, it.here)
}

fn place_words(lang: Lang, scan: &Scan) -> String {
    match (scan.reason, scan.outcome) {
        (Some(reason), _) => say(lang, &reason.text()),
        (None, Outcome::Elsewhere) => belongs(lang, scan),
        _ => String::new(),
    }
}

fn remark(lang: Lang, scan: &Scan) -> Markup {
    html! { @if let Some(condition) = scan.condition { (say(lang, &condition.text())) " " } (scan.note) }
}

/// 「ここに移す」 and 「取り消す」.
fn acts(it: &Around<'_>, scan: &Scan) -> Markup {
    let lang = it.lang();
    let act = |act: &str, label: Button| {
        let label = label.named("back", it.here.to_string());
        post_button(&act_path(it.of.id, &scan.client, act), &label)
    };
    html! {
        @if it.may {
            div.button-row {
                @if scan.moved_in.is_some() { (chip(Tone::Good, &t(lang, "stocktaking.moved"))) }
                @else if scan.outcome == Outcome::Elsewhere { (act("move", Button::new(t(lang, "stocktaking.move")))) }
                @if it.of.state.is_counting() { (act("undoing", Button::bare(t(lang, "stocktaking.undo")).icon(Icon::Undo))) }
            }
        }
    }
}

fn title(item: &Item) -> String {
    let words = [&item.number, &item.name, &item.serial, &item.model];
    words.into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_else(|| item.asset.to_string())
}
