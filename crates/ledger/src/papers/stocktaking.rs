//! 棚卸結果報告書: what was counted, what is missing, what stood elsewhere, and who confirms it.

use kernel::{Lang, Result};
use leaflet::flow::{Align, Flow, Style};
use leaflet::pdf::Written;
use leaflet::table::{Column, Table, Width};
use platform::locale::{Dates, t, tr};

use super::model::{Moved, Place, Stocktaking};
use super::parts;

/// The report. `written` goes into the file's metadata.
pub fn stocktaking(it: &Stocktaking, dates: Dates, written: Written) -> Result<Vec<u8>> {
    parts::within(it.places.len() + it.missing.len() + it.moved.len())?;
    let lang = dates.lang;
    let title = t(lang, "papers.count.title");
    let mut flow = parts::begin();
    parts::head(&mut flow, dates, &title, &it.document, it.on, &it.company);
    summary(&mut flow, it, dates);
    flow.space(5.0);
    flow.heading(2, &t(lang, "papers.count.by_place"), Style::HEADING);
    places(&mut flow, it, lang);
    missing(&mut flow, it, lang);
    moved(&mut flow, it, lang);
    parts::section(&mut flow, &t(lang, "papers.note"), &it.note);
    let boxes = ["papers.count.confirmed", "papers.count.approved"].map(|key| t(lang, key).into_owned());
    parts::stamps(&mut flow, lang, &boxes);
    parts::finish(flow, lang, &title, &[&it.company, &it.name, &it.document], written)
}

fn summary(flow: &mut Flow, it: &Stocktaking, dates: Dates) {
    let lang = dates.lang;
    let total = it.total();
    let accuracy = it.accuracy().map_or_else(
        || "―".to_owned(),
        |tenths| {
            let share = format!("{}.{}", tenths / 10, tenths % 10);
            let counts = [total.found, total.expected].map(|count| count.to_string());
            let words = [("share", share.as_str()), ("found", &counts[0]), ("expected", &counts[1])];
            tr(lang, "papers.count.accuracy_value", &words)
        },
    );
    let days = [dates.long(it.period.0), dates.long(it.period.1)];
    let period = tr(lang, "papers.count.period_value", &[("from", &days[0]), ("until", &days[1])]);
    let columns = vec![Column::new("", Width::Fixed(34.0)).label(), Column::new("", Width::Share(1.0))];
    let row = |key: &str, value: String| vec![t(lang, key).into_owned(), parts::or_unknown(&value)];
    let rows = vec![
        row("papers.count.name", it.name.clone()),
        row("papers.count.period", period),
        row("papers.count.by", it.by.clone()),
        row("papers.count.accuracy", accuracy),
    ];
    flow.table(&Table { style: Style::TEXT, ..Table::new(columns, rows) });
    flow.paragraph(&t(lang, "papers.count.accuracy_note"), Style::SMALL);
}

fn places(flow: &mut Flow, it: &Stocktaking, lang: Lang) {
    let count = |key: &str| Column::new(t(lang, key), Width::Fixed(24.0)).align(Align::Right);
    let columns = vec![
        Column::new(t(lang, "papers.count.place"), Width::Share(1.0)),
        count("papers.count.expected"),
        count("papers.count.found"),
        count("papers.count.elsewhere"),
        count("papers.count.missing"),
    ];
    let row = |place: &Place, name: String| {
        let counts = [place.expected, place.found, place.elsewhere, place.missing];
        std::iter::once(name).chain(counts.map(|count| count.to_string())).collect()
    };
    let mut rows: Vec<Vec<String>> = it.places.iter().map(|place| row(place, place.name.clone())).collect();
    rows.push(row(&it.total(), t(lang, "papers.count.total").into_owned()));
    flow.table(&Table::new(columns, rows));
}

fn missing(flow: &mut Flow, it: &Stocktaking, lang: Lang) {
    heading(flow, lang, "papers.count.missing_title", it.missing.len());
    if it.missing.is_empty() {
        flow.paragraph(&t(lang, "papers.count.none_missing"), Style::TEXT);
        return;
    }
    let column = |key: &str, width| Column::new(t(lang, key), width);
    let columns = vec![
        column("papers.item.number", Width::Fixed(26.0)),
        column("papers.item.kind", Width::Fixed(22.0)),
        column("papers.item.model", Width::Share(1.2)),
        column("papers.item.serial", Width::Fixed(27.0)),
        column("papers.count.should_be", Width::Share(1.0)),
        column("papers.count.holder", Width::Fixed(24.0)),
    ];
    let rows = it.missing.iter().map(|thing| {
        vec![
            parts::or_unknown(&thing.number),
            thing.kind.clone(),
            thing.model.clone(),
            parts::or_unknown(&thing.serial),
            thing.place.clone(),
            thing.holder.clone(),
        ]
    });
    flow.table(&Table { style: parts::FINE, ..Table::new(columns, rows.collect()) });
}

fn moved(flow: &mut Flow, it: &Stocktaking, lang: Lang) {
    heading(flow, lang, "papers.count.moved_title", it.moved.len());
    if it.moved.is_empty() {
        flow.paragraph(&t(lang, "papers.count.none_moved"), Style::TEXT);
        return;
    }
    let column = |key: &str, width| Column::new(t(lang, key), width);
    let columns = vec![
        column("papers.item.number", Width::Fixed(26.0)),
        column("papers.item.model", Width::Share(1.2)),
        column("papers.count.should_be", Width::Share(1.0)),
        column("papers.count.was", Width::Share(1.0)),
        column("papers.note", Width::Share(1.0)),
    ];
    let rows = it.moved.iter().map(|thing| {
        let Moved { number, model, from, to, note } = thing;
        vec![parts::or_unknown(number), model.clone(), from.clone(), to.clone(), note.clone()]
    });
    flow.table(&Table { style: parts::FINE, ..Table::new(columns, rows.collect()) });
}

fn heading(flow: &mut Flow, lang: Lang, key: &str, count: usize) {
    flow.space(5.0);
    flow.heading(2, &tr(lang, key, &[("count", &count.to_string())]), Style::HEADING);
}
