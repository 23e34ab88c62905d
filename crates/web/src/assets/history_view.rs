//! What happened to an asset: field by field from old to new, and who held it from when to when.

use kernel::Lang;
use ledger::assets::model::Assignment;
use ledger::changes::{CREATED, DELETED, HistoryLine};
use ledger::stocktaking::lists::Confirmation;
use maud::{Markup, html};
use platform::locale::{has, say, t, tr};

use super::detail_view::DetailPage;
use super::words;
use crate::ui::dates::{Dates, day_cell};
use crate::ui::timeline::{Change, Entry, timeline};
use crate::ui::{Address, Column, Row, Table, Tone, chip, layout};

/// How many entries stand beside the facts.
const LATEST: usize = 8;

/// What happened last, and the way to the rest.
pub fn latest(it: &DetailPage) -> Markup {
    let lang = it.lang;
    let sets = sets(&it.detail.history);
    let more = (sets.len() > LATEST).then(|| {
        html! { a href={ "/assets/" (it.detail.asset.id) "/history" } { (tr(lang, "assets.history.all", &[("count", &sets.len().to_string())])) } }
    });
    layout::panel(&t(lang, "assets.history.latest"), more.as_ref(), &entries(it, &sets, LATEST))
}

/// Everything that happened, and everybody who held it.
pub fn whole(it: &DetailPage) -> Markup {
    let lang = it.lang;
    let sets = sets(&it.detail.history);
    html! {
        @if !it.detail.assignments.is_empty() {
            (layout::panel(&t(lang, "assets.history.holders"), None, &holders(it)))
        }
        @if !it.confirmed.is_empty() {
            (layout::panel(&t(lang, "stocktaking.title"), None, &confirmed(it)))
        }
        (layout::panel(&t(lang, "assets.history.title"), None, &entries(it, &sets, usize::MAX)))
    }
}

/// Which stocktakings looked for it, and what they found.
fn confirmed(it: &DetailPage) -> Markup {
    let lang = it.lang;
    let outcome = |one: &Confirmation| match one.found {
        Some(found) => chip(crate::stocktaking::tone(found), &say(lang, &found.text())),
        None => chip(Tone::Soon, &t(lang, "stocktaking.list.missing")),
    };
    html! { ul.plain-list { @for one in &it.confirmed {
        li { (it.dates.short(one.on)) " " a href={ "/stocktakings/" (one.id) } { (one.name) } " " (outcome(one)) " " span.quiet { (one.place) } }
    } } }
}

/// Lines of one verb together; they come newest first and stay so.
fn sets(lines: &[HistoryLine]) -> Vec<&[HistoryLine]> {
    lines.chunk_by(|one, other| one.set == other.set).collect()
}

fn entries(it: &DetailPage, sets: &[&[HistoryLine]], most: usize) -> Markup {
    let spelled: Vec<Spelled> = sets.iter().take(most).filter_map(|set| Spelled::of(it, set)).collect();
    let entries: Vec<Entry<'_>> = spelled.iter().map(Spelled::entry).collect();
    timeline(it.lang, &entries)
}

/// One verb in words.
struct Spelled {
    when: String,
    iso: String,
    who: String,
    what: Markup,
    tone: Tone,
    changes: Vec<(String, Option<String>, Option<String>)>,
}

impl Spelled {
    fn of(it: &DetailPage, set: &[HistoryLine]) -> Option<Self> {
        let first = set.first()?;
        let (when, iso) = it.moments.get(&first.at).cloned().unwrap_or_default();
        let made = set.iter().any(|line| line.field == CREATED);
        let shown = |text: &str, field: &str| {
            (!text.is_empty()).then(|| it.names.shown(it.dates, field, text)).filter(|text| !text.is_empty())
        };
        let speaks =
            |line: &&HistoryLine| line.field != CREATED && line.field != DELETED && !repeats(set, line);
        let change = |line: &HistoryLine| {
            (
                words::field_label(it.lang, &line.field),
                shown(&line.old, &line.field),
                shown(&line.new, &line.field),
            )
        };
        Some(Self {
            when,
            iso,
            who: who(it, &first.by),
            what: what(it.lang, set),
            tone: if made { Tone::Good } else { Tone::Quiet },
            // What a thing had when it came in stands in the facts already.
            changes: if made { Vec::new() } else { set.iter().filter(speaks).map(change).collect() },
        })
    }

    fn entry(&self) -> Entry<'_> {
        Entry {
            iso: &self.iso,
            when: &self.when,
            who: &self.who,
            what: self.what.clone(),
            changes: self
                .changes
                .iter()
                .map(|(field, old, new)| Change { field, old: old.as_deref(), new: new.as_deref() })
                .collect(),
            tone: self.tone,
        }
    }
}

/// The link to a person, department or place says nothing that the text beside it does not.
fn repeats(set: &[HistoryLine], line: &HistoryLine) -> bool {
    let text = match line.field.as_str() {
        "person" => "user",
        "department" => "dept",
        "place" => "location",
        _ => return false,
    };
    line.field == "person" || set.iter().any(|other| other.field == text)
}

fn what(lang: Lang, set: &[HistoryLine]) -> Markup {
    let Some(first) = set.first() else { return html! {} };
    let deleted = set.iter().find(|line| line.field == DELETED);
    let key = match (deleted, set.iter().any(|line| line.field == CREATED)) {
        (Some(line), _) if !line.new.is_empty() => "assets.did.delete".to_owned(),
        (Some(_), _) => "assets.did.restore".to_owned(),
        (None, true) if first.import.is_some() => "assets.did.import_new".to_owned(),
        (None, true) => "assets.did.register".to_owned(),
        (None, false) => format!("assets.did.{}", first.act),
    };
    let key = if has(lang, &key) { key } else { "assets.did.change".to_owned() };
    html! {
        (t(lang, &key))
        @if let Some(import) = first.import { " " a href={ "/imports/" (import) } { (tr(lang, "assets.filter.import_no", &[("id", &import.to_string())])) } }
    }
}

fn who(it: &DetailPage, label: &str) -> String {
    who_of(it.lang, &it.accounts, label)
}

/// Whoever acted, by name where it is known.
pub fn who_of(lang: Lang, accounts: &std::collections::BTreeMap<String, String>, label: &str) -> String {
    match label.split_once(':').map_or(label, |(kind, _)| kind) {
        "account" => {
            accounts.get(label).cloned().unwrap_or_else(|| t(lang, "assets.by.account").into_owned())
        }
        "token" => t(lang, "assets.by.token").into_owned(),
        _ => t(lang, "assets.by.system").into_owned(),
    }
}

fn holders(it: &DetailPage) -> Markup {
    let lang = it.lang;
    let table = Table {
        columns: vec![
            Column::text("user", words::field_label(lang, "user")).lead(),
            Column::date("from", t(lang, "assets.holder.from")),
            Column::date("until", t(lang, "assets.holder.until")),
        ],
        rows: it
            .detail
            .assignments
            .iter()
            .enumerate()
            .map(|(place, holder)| holder_row(it.dates, place, holder))
            .collect(),
        ..Table::new(t(lang, "assets.history.holders"))
    };
    table.render(lang, &Address::new(""))
}

fn holder_row(dates: Dates, place: usize, holder: &Assignment) -> Row {
    let until = match (holder.until_on, place) {
        (None, 0) => html! { (t(dates.lang, "assets.holder.now")) },
        (until, _) => day_cell(dates, until),
    };
    let id = format!("holder-{place}");
    let row = match holder.person {
        Some(person) => Row::new(id, &holder.user_text, format!("/people/{person}")),
        None => Row::plain(id, &holder.user_text),
    };
    row.cells(vec![html! { (holder.user_text) }, day_cell(dates, holder.from_on), until])
}
