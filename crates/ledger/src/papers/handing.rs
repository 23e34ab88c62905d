//! 貸与書 and 返却書: one signature for all things.

use kernel::Result;
use leaflet::flow::{Align, Flow, Style};
use leaflet::pdf::Written;
use leaflet::table::{Column, Table, Width};
use platform::locale::{Dates, t, tr};

use super::model::{Handing, Item};
use super::parts;

/// The document that things were handed out. `written` goes into the file's metadata.
pub fn hand_out(it: &Handing, dates: Dates, written: Written) -> Result<Vec<u8>> {
    document(it, dates, written, true)
}

/// The document that things came back.
pub fn hand_back(it: &Handing, dates: Dates, written: Written) -> Result<Vec<u8>> {
    document(it, dates, written, false)
}

fn document(it: &Handing, dates: Dates, written: Written, out: bool) -> Result<Vec<u8>> {
    parts::within(it.items.len())?;
    let lang = dates.lang;
    let word = |for_out: &'static str, for_back: &'static str| t(lang, if out { for_out } else { for_back });
    let title = word("papers.out.title", "papers.back.title");
    let mut flow = parts::begin();
    parts::head(&mut flow, dates, &title, &it.document, it.on, &it.company);
    let fact = |key: &str, value: &str| (t(lang, key).into_owned(), value.to_owned());
    parts::facts(
        &mut flow,
        &[
            fact("papers.party.name", &it.party.name),
            fact("papers.party.number", &it.party.number),
            fact("papers.party.department", &it.party.department),
            fact("papers.place", &it.place),
            (word("papers.out.on", "papers.back.on").into_owned(), dates.long(it.on)),
            (word("papers.out.by", "papers.back.by").into_owned(), it.by.clone()),
        ],
    );
    flow.space(4.0);
    let count = it.items.len().to_string();
    let lead = if out { "papers.out.lead" } else { "papers.back.lead" };
    flow.paragraph(&tr(lang, lead, &[("count", &count)]), Style::TEXT);
    flow.space(1.0);
    items(&mut flow, it, dates, out);
    parts::section(&mut flow, &t(lang, "papers.note"), &it.note);
    parts::section(&mut flow, &word("papers.out.terms", "papers.back.terms"), &it.terms);
    let says = word("papers.out.says", "papers.back.says");
    parts::signed(&mut flow, dates, &says, &it.party.name, it.signature.as_ref());
    parts::finish(flow, lang, &title, &[&it.company, &title, &it.document], written)
}

fn items(flow: &mut Flow, it: &Handing, dates: Dates, out: bool) {
    let lang = dates.lang;
    let column = |key: &str, width| Column::new(t(lang, key), width);
    let mut columns = vec![
        column("papers.item.place", Width::Fixed(9.0)).align(Align::Right),
        column("papers.item.number", Width::Fixed(25.0)),
        column("papers.item.kind", Width::Fixed(18.5)),
        column("papers.item.model", Width::Share(1.5)),
        column("papers.item.serial", Width::Fixed(26.0)),
        column("papers.item.accessories", Width::Share(1.0)),
        column(if out { "papers.item.condition" } else { "papers.item.condition_back" }, Width::Share(1.0)),
    ];
    // A column that would be empty from top to bottom says nothing.
    let has_due = out && it.items.iter().any(|item| item.due_on.is_some());
    if has_due {
        columns.push(column("papers.item.due", Width::Fixed(20.0)));
    }
    let row = |(place, item): (usize, &Item)| {
        let mut cells = vec![
            (place + 1).to_string(),
            parts::or_unknown(&item.number),
            item.kind.clone(),
            item.model.clone(),
            parts::or_unknown(&item.serial),
            item.accessories.clone(),
            item.condition.clone(),
        ];
        if has_due {
            cells.push(item.due_on.map_or_else(|| parts::or_unknown(""), |day| dates.short(day)));
        }
        cells
    };
    let rows = it.items.iter().enumerate().map(row).collect();
    flow.table(&Table { style: parts::FINE, ..Table::new(columns, rows) });
}
