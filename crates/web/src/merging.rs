//! Two that are one: both side by side, what moves, what is taken over, what is no longer shown, and the button. The
//! same for people, departments and places.

use axum::response::Response;
use kernel::{Fault, Lang, Result, Text};
use ledger::changes::ChangeSetId;
use ledger::merging::{Merged, Plan};
use maud::{Markup, html};
use platform::locale::{t, tr};

use crate::assets::undone_notice;
use crate::assets::words::text_or_unknown;
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::button::{Button, button, link_button};
use crate::ui::{Address, Column, Fact, Icon, Row, Table, Tone, facts, layout};

/// One line of the comparison: what it is called, the one that stays, the one that goes.
pub type Line = (String, String, String);

/// Everything the preview shows.
pub struct Preview<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The name that stays.
    pub keep: &'a str,
    /// The name that goes.
    pub gone: &'a str,
    /// The number of the one that goes.
    pub gone_id: i64,
    /// Where the form is sent to.
    pub action: &'a str,
    /// The same page the other way round.
    pub turned: &'a str,
    /// Both side by side.
    pub lines: &'a [Line],
    /// What would happen.
    pub plan: &'a Plan,
    /// What a field is called.
    pub label: &'a dyn Fn(&str) -> String,
    /// How a field's value is shown.
    pub shown: &'a dyn Fn(&str, &str) -> String,
}

/// What merging would do, and the button.
pub fn preview(it: &Preview<'_>) -> Markup {
    let lang = it.lang;
    let names = [("keep", it.keep), ("gone", it.gone)];
    let moves = it
        .plan
        .moves
        .iter()
        .map(|(word, many)| tr(lang, &format!("merging.moves.{word}"), &[("count", &many.to_string())]));
    let takes = it.plan.takes.iter().map(|taken| said(it, &taken.field, &taken.new));
    let drops = it.plan.drops.iter().map(|(field, value)| said(it, field, value));
    let (moves, takes, drops): (Vec<String>, Vec<String>, Vec<String>) =
        (moves.collect(), takes.collect(), drops.collect());
    let labels = ["merging.moved", "merging.takes", "merging.drops"].map(|key| t(lang, key));
    let [moved, taken, dropped] = &labels;
    let mut what = vec![Fact::new(moved, list(&moves, &t(lang, "merging.moves_nothing")))];
    if !takes.is_empty() {
        what.push(Fact::new(taken, list(&takes, "")));
    }
    if !drops.is_empty() {
        what.push(Fact::new(dropped, list(&drops, "")));
    }
    html! {
        (layout::panel(&tr(lang, "merging.both", &names), None, &both(it)))
        (layout::panel(&t(lang, "merging.what"), None, &html! {
            (facts(lang, &what))
            p.hint { (tr(lang, "merging.leads", &names)) }
        }))
        form.run-bar method="post" action=(it.action) {
            input type="hidden" name="with" value=(it.gone_id);
            (button(&Button::primary(tr(lang, "merging.run", &names)).icon(Icon::Link)))
            (link_button(it.turned, &Button::new(tr(lang, "merging.turn", &names)).icon(Icon::Undo)))
        }
    }
}

fn said(it: &Preview<'_>, field: &str, value: &str) -> String {
    let value = (it.shown)(field, value);
    tr(it.lang, "merging.value", &[("field", &(it.label)(field)), ("value", &value)])
}

fn list(lines: &[String], nothing: &str) -> Markup {
    html! {
        @if lines.is_empty() { (nothing) }
        @for (place, line) in lines.iter().enumerate() { @if place > 0 { br; } (line) }
    }
}

fn both(it: &Preview<'_>) -> Markup {
    let lang = it.lang;
    let row = |(label, keep, gone): &Line| {
        Row::plain(label, label).cells(vec![
            html! { (label) },
            text_or_unknown(lang, keep),
            text_or_unknown(lang, gone),
        ])
    };
    let table = Table {
        columns: vec![
            Column::text("field", t(lang, "merging.field")).lead(),
            Column::prose("keep", t(lang, "merging.keep")),
            Column::prose("gone", t(lang, "merging.gone")),
        ],
        rows: it.lines.iter().map(row).collect(),
        ..Table::new(t(lang, "merging.what"))
    };
    table.render(lang, &Address::new(""))
}

/// Where one goes after merging: on to `to` with the way back, or to the choice again with what stood in the way.
/// `path` is what stays.
pub fn outcome(result: Result<Merged>, (path, to): (&str, &str), [keep, gone]: [&str; 2]) -> Answer {
    match result {
        Ok(merged) => {
            let text = Text::new("merging.done").with("keep", keep).with("gone", gone);
            let undo = format!("{path}/mergers/{}/undoing", merged.set);
            Ok(redirect_with(to, &Notice::good(text).undo(undo, "assets.undo")))
        }
        Err(Fault::Conflict(text)) => Ok(redirect_with(&format!("{path}/merger"), &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

/// Takes a merger back.
pub async fn undo(visit: &Visit, set: i64, path: &str) -> Result<Response> {
    match ledger::merging::undo(&visit.cx, ChangeSetId(set)).await {
        Ok(undone) if undone.kept.is_empty() => {
            Ok(redirect_with(path, &Notice::good(Text::new("merging.undone").with("count", undone.restored))))
        }
        Ok(undone) => Ok(redirect_with(path, &undone_notice(&undone))),
        Err(Fault::Conflict(text)) => Ok(redirect_with(path, &Notice::problem(text))),
        Err(fault) => Err(fault),
    }
}

/// Entries that may be one, above a list.
pub fn hint(title: &str, pairs: &[(String, String)], more: &str) -> Markup {
    layout::notice(
        Tone::Soon,
        title,
        &html! {
            @for (words, href) in pairs { p { a href=(href) { (words) } } }
            @if !more.is_empty() { p.quiet { (more) } }
        },
    )
}
