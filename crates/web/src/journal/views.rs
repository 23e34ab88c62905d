//! How the journal looks.

use axum::response::Response;
use kernel::Right;
use maud::{Markup, html};
use platform::journal::{Group, Head as JournalHead, Line};
use platform::locale::t;

use super::names::Names;
use super::pages::Asked;
use super::words;
use crate::door::Visit;
use crate::ui::button::{Button, copy_button, post_button};
use crate::ui::frame::Room;
use crate::ui::list::{Chip, Filter, List};
use crate::ui::{Address, Choice, Column, Field, Head, Pager, Row, Table, Tone, chip, layout, state};

/// What the page shows.
pub struct Page<'a> {
    /// What was asked for.
    pub asked: &'a Asked,
    /// The day that was asked for, as people write it.
    pub day: Option<&'a str>,
    /// The entries of this page.
    pub lines: &'a [Line],
    /// How many match.
    pub total: u64,
    /// Which page this is.
    pub number: u64,
    /// How many entries a page has.
    pub size: u64,
    /// The end of the chain.
    pub head: &'a JournalHead,
    /// What people and things are called.
    pub names: &'a Names,
}

/// The list.
pub fn list(visit: &Visit, it: &Page<'_>) -> Response {
    let lang = visit.lang;
    let (title, lead) = (t(lang, "journal.title"), t(lang, "journal.lead"));
    let here = here(it.asked);
    let groups: Vec<Choice> = Group::ALL
        .into_iter()
        .map(|group| Choice::new(group.word(), t(lang, &format!("journal.group.{}", group.word()))))
        .collect();
    let actors: Vec<Choice> = it
        .names
        .accounts
        .iter()
        .map(|(label, name)| Choice::new(label, name))
        .chain([Choice::new("system", t(lang, "journal.actor.system"))])
        .collect();
    let (kind, actor, day) = (t(lang, "journal.kind"), t(lang, "journal.who"), t(lang, "journal.day"));
    let chips = chips(it, &here, &groups, &actors, (&kind, &actor, &day));
    let list = List {
        filters: vec![
            Filter::new("kind", &kind, groups.clone(), &it.asked.kind),
            Filter::new("actor", &actor, actors.clone(), &it.asked.actor),
        ],
        chips,
        table: table(visit, it),
        pager: Pager::pages(it.number, it.size, it.total),
        ..List::new(&here)
    };
    let body = html! {
        (layout::head(&Head::new(&title).lead(&lead)))
        (anchor(visit, it))
        (day_form(visit, it.asked))
        (list.render(lang))
    };
    visit.show(&title, Some(Room::Journal), &body)
}

fn here(asked: &Asked) -> Address {
    let all = [("kind", &asked.kind), ("actor", &asked.actor), ("day", &asked.day)];
    let query = all.into_iter().filter(|(_, value)| !value.is_empty());
    Address::of("/journal", query.map(|(name, value)| (name.to_owned(), value.clone())).collect())
}

fn chips<'a>(
    it: &Page<'a>,
    here: &Address,
    groups: &'a [Choice],
    actors: &'a [Choice],
    (kind, actor, day): (&'a str, &'a str, &'a str),
) -> Vec<Chip<'a>> {
    let label = |choices: &'a [Choice], value: &str| {
        choices.iter().find(|choice| choice.value == value).map(|choice| choice.label.as_str())
    };
    let kind = label(groups, &it.asked.kind).map(|word| Chip::new(kind, word, here.without("kind")));
    let actor = label(actors, &it.asked.actor).map(|word| Chip::new(actor, word, here.without("actor")));
    let day = it.day.map(|said| Chip::new(day, said, here.without("day")));
    kind.into_iter().chain(actor).chain(day).collect()
}

fn table(visit: &Visit, it: &Page<'_>) -> Table {
    let lang = visit.lang;
    let may_see_system = visit.cx.actor.has(Right::SeeSystemState);
    let row = |line: &Line| {
        let sentence = words::sentence(lang, line);
        Row::plain(line.seq.to_string(), sentence.clone()).cells(vec![
            html! { span title=[may_see_system.then_some(line.event.as_str())] { (line.seq) } },
            visit.moment(line.at),
            html! { (it.names.actor(lang, &line.actor)) },
            html! { (state::shape(words::tone(&line.event))) " " (sentence) },
            it.names.subject(lang, line.subject),
        ])
    };
    Table {
        columns: vec![
            Column::number("seq", t(lang, "journal.number")),
            Column::date("at", t(lang, "journal.at")),
            Column::text("who", t(lang, "journal.who")),
            Column::prose("what", t(lang, "journal.what")),
            Column::text("about", t(lang, "journal.about")),
        ],
        rows: it.lines.iter().map(row).collect(),
        ..Table::new(t(lang, "journal.title"))
    }
}

/// The day is typed, not chosen from a list; what else was asked for stays.
fn day_form(visit: &Visit, asked: &Asked) -> Markup {
    let lang = visit.lang;
    html! {
        form.day-line method="get" action="/journal" {
            @for (name, value) in [("kind", &asked.kind), ("actor", &asked.actor)] {
                @if !value.is_empty() { input type="hidden" name=(name) value=(value); }
            }
            (Field::date("day", t(lang, "journal.day")).value(&asked.day).hint(t(lang, "journal.day_hint")).render(lang))
            (crate::ui::button(&Button::new(t(lang, "journal.show_day"))))
        }
    }
}

/// The end of the chain, and what it is good for.
fn anchor(visit: &Visit, it: &Page<'_>) -> Markup {
    let lang = visit.lang;
    let anchor = it.head.anchor.to_string();
    layout::panel(
        &t(lang, "journal.anchor.title"),
        Some(&chip(Tone::Info, &crate::ui::numbers::count(it.head.seq.unsigned_abs()))),
        &html! {
            p.secret-line { code { (anchor) } (copy_button(&t(lang, "ui.copy"), &anchor)) }
            p.quiet { (t(lang, "journal.anchor.about")) }
            (post_button("/journal/verifications", &Button::new(t(lang, "journal.verify"))))
        },
    )
}
