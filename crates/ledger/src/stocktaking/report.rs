//! The result: everything a person signs, as plain data, and as a workbook. The report on paper is made of the same data.

use std::collections::BTreeMap;
use std::io::Cursor;

use chrono::Datelike as _;
use kernel::{Day, Fault, Lang, Moment, Result, Right, StocktakingId, Subject};
use platform::Cx;
use platform::journal::{self, Entry};
use platform::locale::{say, t};
use platform::time::day_in;
use sheet::write::{Book, Column, Value};

use super::lists::{self, Which};
use super::model::{Item, Outcome, Room, Scan, Stocktaking, Tally};

/// How many rows are read at a time.
const AT_ONCE: u64 = 5_000;

/// Everything about a stocktaking: what the workbook and the report on paper (棚卸結果報告書) are made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The stocktaking with all counts.
    pub of: Stocktaking,
    /// Its rooms in which something was expected or read.
    pub rooms: Vec<Room>,
    /// What was not found, explained or not.
    pub missing: Vec<Item>,
    /// What was found elsewhere than the ledger said.
    pub elsewhere: Vec<Scan>,
    /// What the ledger knows and nobody expected.
    pub unexpected: Vec<Scan>,
    /// Numbers the ledger does not know.
    pub unknown: Vec<Scan>,
    /// What arrived after the closing.
    pub late: Vec<Scan>,
}

/// Gathers it.
pub async fn report(cx: &Cx, id: StocktakingId) -> Result<Report> {
    cx.may(Right::ReadLedger)?;
    let rooms = lists::rooms(cx, id).await?;
    let scans = async |outcome: Outcome| -> Result<Vec<Scan>> {
        let mut all = Vec::new();
        loop {
            let page = (all.len() as u64, AT_ONCE);
            let some = lists::readings(cx, id, None, &[outcome], page).await?;
            let is_last = (some.len() as u64) < AT_ONCE;
            all.extend(some);
            if is_last {
                // The oldest first, as it was counted.
                all.reverse();
                return Ok(all);
            }
        }
    };
    Ok(Report {
        of: lists::see(cx, id).await?,
        rooms: rooms.into_iter().filter(|room| room.tally != Tally::default()).collect(),
        missing: missing(cx, id).await?,
        elsewhere: scans(Outcome::Elsewhere).await?,
        unexpected: scans(Outcome::Unexpected).await?,
        unknown: scans(Outcome::Unknown).await?,
        late: scans(Outcome::Late).await?,
    })
}

async fn missing(cx: &Cx, id: StocktakingId) -> Result<Vec<Item>> {
    let mut all = Vec::new();
    loop {
        let some = lists::items(cx, id, None, Which::Missing, (all.len() as u64, AT_ONCE)).await?;
        let is_last = (some.len() as u64) < AT_ONCE;
        all.extend(some);
        if is_last {
            return Ok(all);
        }
    }
}

/// The result as a workbook: 集計, 部屋別, 見つからない, 別の場所, 未登録. `people` says what accounts are called, by their label.
pub async fn export(
    cx: &Cx,
    id: StocktakingId,
    people: &BTreeMap<String, String>,
    lang: Lang,
) -> Result<Vec<u8>> {
    cx.may(Right::ReadLedger)?;
    let report = take_out(cx, id).await?;
    Writer { lang, zone: cx.house.zone(), people }.workbook(&report)
}

/// Gathers it for a file that leaves the house, which goes on record.
pub async fn take_out(cx: &Cx, id: StocktakingId) -> Result<Report> {
    cx.may(Right::ReadLedger)?;
    let report = report(cx, id).await?;
    let tx = cx.begin().await?;
    journal::write(&tx, cx, &Entry::new("stocktaking.exported", Subject::Stocktaking(id))).await?;
    tx.commit().await?;
    Ok(report)
}

struct Writer<'a> {
    lang: Lang,
    zone: chrono_tz::Tz,
    people: &'a BTreeMap<String, String>,
}

impl Writer<'_> {
    fn workbook(&self, report: &Report) -> Result<Vec<u8>> {
        let mut book = Book::new();
        let sheets = [
            ("summary", self.summary(report)),
            ("rooms", self.rooms(report)),
            ("missing", self.missing(report)),
            ("elsewhere", self.elsewhere(report)),
            ("unregistered", self.unregistered(report)),
        ];
        for (name, (columns, rows)) in sheets {
            let title = t(self.lang, &format!("stocktaking.sheet.{name}"));
            let columns: Vec<Column> = columns.iter().map(|key| Column::new(self.word(key))).collect();
            book.sheet(&title, &columns, rows).map_err(Fault::broken)?;
        }
        let mut bytes = Cursor::new(Vec::new());
        book.finish(&mut bytes).map_err(Fault::broken)?;
        Ok(bytes.into_inner())
    }

    fn summary(&self, report: &Report) -> (&'static [&'static str], Vec<Vec<Value>>) {
        let (of, tally) = (&report.of, &report.of.tally);
        let row = |key: &str, value: Value| vec![Value::text(self.word(key)), value];
        let mut rows = vec![
            row("name", Value::text(&of.name)),
            row("on", day(of.on)),
            row("state", Value::text(say(self.lang, &of.state.text()))),
            row("opened_by", Value::text(self.person(&of.opened_by))),
        ];
        if let Some(at) = of.closed_at {
            rows.push(row("closed_on", day(day_in(self.zone, at))));
            rows.push(row("closed_by", Value::text(self.person(&of.closed_by))));
        }
        if !of.reopen_reason.is_empty() {
            rows.push(row("reopen_reason", Value::text(&of.reopen_reason)));
        }
        let moved = report.elsewhere.iter().filter(|scan| scan.moved_in.is_some()).count();
        rows.extend([
            row("expected", number(tally.expected)),
            row("here", number(tally.here)),
            row("away", number(tally.away)),
            row("moved", number(i64::try_from(moved).unwrap_or(i64::MAX))),
            row("missing", number(tally.missing())),
            row("explained", number(tally.explained)),
            row("short", number(tally.short())),
            row("unexpected", number(tally.read_unexpected)),
            row("unknown", number(tally.read_unknown)),
            row("late", number(i64::try_from(report.late.len()).unwrap_or(i64::MAX))),
            row("accuracy", Value::text(accuracy(tally))),
        ]);
        (&["item", "value"], rows)
    }

    fn rooms(&self, report: &Report) -> (&'static [&'static str], Vec<Vec<Value>>) {
        let row = |room: &Room| {
            let tally = &room.tally;
            let name = if room.place.is_none() { self.word("no_place") } else { room.name.clone() };
            vec![
                Value::text(name),
                number(tally.expected),
                number(tally.here),
                number(tally.away),
                number(tally.missing()),
                number(tally.explained),
                number(tally.short()),
                number(tally.read_elsewhere),
                number(tally.read_unexpected + tally.read_unknown),
            ]
        };
        let heads =
            &["room", "expected", "here", "away", "missing", "explained", "short", "strangers", "others"];
        (heads, report.rooms.iter().map(row).collect())
    }

    fn missing(&self, report: &Report) -> (&'static [&'static str], Vec<Vec<Value>>) {
        let row = |item: &Item| {
            let why = item.explained.map(|why| say(self.lang, &why.text())).unwrap_or_default();
            [
                &item.place_name,
                &item.number,
                &item.name,
                &item.model,
                &item.serial,
                &item.user_text,
                &why,
                &item.note,
            ]
            .map(Value::text)
            .to_vec()
        };
        let heads = &["room", "number", "asset_name", "model", "serial", "user", "explanation", "note"];
        (heads, report.missing.iter().map(row).collect())
    }

    fn elsewhere(&self, report: &Report) -> (&'static [&'static str], Vec<Vec<Value>>) {
        let row = |scan: &Scan| {
            let moved = self.word(if scan.moved_in.is_some() { "applied" } else { "not_applied" });
            let mut row = [&scan.label, &scan.model, &scan.expected_place, &scan.place_name, &moved]
                .map(Value::text)
                .to_vec();
            row.extend(self.reading(scan));
            row
        };
        let heads = &[
            "number",
            "model",
            "expected_place",
            "found_place",
            "change",
            "condition",
            "note",
            "read_at",
            "read_by",
        ];
        (heads, report.elsewhere.iter().map(row).collect())
    }

    fn unregistered(&self, report: &Report) -> (&'static [&'static str], Vec<Vec<Value>>) {
        let all = report.unknown.iter().chain(&report.unexpected).chain(&report.late);
        let row = |scan: &Scan| {
            let why = match scan.reason {
                Some(reason) => say(self.lang, &reason.text()),
                None => say(self.lang, &scan.outcome.text()),
            };
            let mut row = [&scan.typed, &scan.label, &why, &scan.place_name].map(Value::text).to_vec();
            row.extend(self.reading(scan));
            row
        };
        let heads = &["typed", "number", "reason", "found_place", "condition", "note", "read_at", "read_by"];
        (heads, all.map(row).collect())
    }

    /// What every list of readings ends with.
    fn reading(&self, scan: &Scan) -> [Value; 4] {
        let condition = scan.condition.map(|it| say(self.lang, &it.text())).unwrap_or_default();
        [condition, scan.note.clone(), self.moment(scan.read_at), self.person(&scan.by)].map(Value::text)
    }

    fn word(&self, key: &str) -> String {
        t(self.lang, &format!("stocktaking.column.{key}")).into_owned()
    }

    fn person(&self, label: &str) -> String {
        self.people.get(label).cloned().unwrap_or_else(|| label.to_owned())
    }

    fn moment(&self, at: Moment) -> String {
        at.with_timezone(&self.zone).format("%Y/%m/%d %H:%M").to_string()
    }
}

/// The share of expected things that were found in their place, to a tenth of a percent.
pub fn accuracy(tally: &Tally) -> String {
    let permille = tally.accuracy_permille();
    permille.map_or_else(|| "―".to_owned(), |share| format!("{}.{}%", share / 10, share % 10))
}

#[expect(clippy::cast_precision_loss, reason = "counts of things stay far below 2^52")]
fn number(count: i64) -> Value {
    Value::Number(count as f64)
}

fn day(day: Day) -> Value {
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    match u16::try_from(day.year()) {
        Ok(year) => Value::Date { year, month: small(day.month()), day: small(day.day()) },
        Err(_) => Value::text(day.to_string()),
    }
}
