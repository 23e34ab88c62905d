//! Files of barcode readers: one number on each line, perhaps with a time and a place, in any order and with or without
//! headings.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, NaiveTime, TimeZone};
use kernel::{Day, Fault, Moment, PlaceId, Result, Right, StocktakingId, Text};
use platform::Cx;
use sha2::{Digest, Sha256};
use sheet::{Cell, Workbook};

use super::model::{Answer, Event, NewScan, Source};
use super::ops;
use super::scanned::{self, Scanned};
use super::store;
use crate::places;

/// How many lines a file may have.
pub const MOST_LINES: usize = 20_000;

const NUMBER: &[&str] = &[
    "番号",
    "管理番号",
    "資産番号",
    "資産管理番号",
    "バーコード",
    "コード",
    "シリアル",
    "シリアル番号",
    "製造番号",
    "読み取り",
    "データ",
    "number",
    "asset number",
    "barcode",
    "code",
    "serial",
    "serial number",
    "data",
];
const TIME: &[&str] = &[
    "日時",
    "時刻",
    "時間",
    "日付",
    "読取日時",
    "読み取り日時",
    "date",
    "time",
    "datetime",
    "date time",
    "timestamp",
];
const PLACE: &[&str] = &["場所", "設置場所", "保管場所", "部屋", "room", "place", "location"];

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file.
    pub row: u32,
    /// What was read.
    pub typed: String,
    /// The place, if the line names one we know.
    pub place: Option<PlaceId>,
    /// The place as written.
    pub place_text: String,
    /// When, if the line says.
    pub at: Option<Moment>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Number,
    Time,
    Place,
    Nothing,
}

/// The lines of the first sheet. `places` are all names with their ids; times without a day are of `today`.
pub fn lines(
    workbook: &Workbook,
    places: &[(String, PlaceId)],
    zone: chrono_tz::Tz,
    today: Day,
) -> Vec<Line> {
    let Some(sheet) = workbook.sheets.first() else { return Vec::new() };
    let rows: Vec<(u32, BTreeMap<u32, String>)> = sheet
        .rows
        .iter()
        .map(|row| (row.number, row.cells.iter().map(|(at, cell)| (*at, text(cell))).collect()))
        .collect();
    let known = |text: &str| places.iter().find(|(name, _)| yomi::is_same(name, text)).map(|(_, id)| *id);
    let headed = rows.first().and_then(|(_, cells)| headings(cells));
    let has_heading = headed.is_some();
    let body = rows.get(usize::from(has_heading)..).unwrap_or_default();
    let columns = headed.unwrap_or_else(|| guess(body, &known));
    body.iter().filter_map(|(row, cells)| line(*row, cells, &columns, &known, zone, today)).collect()
}

fn line(
    row: u32,
    cells: &BTreeMap<u32, String>,
    columns: &BTreeMap<u32, Holds>,
    known: &impl Fn(&str) -> Option<PlaceId>,
    zone: chrono_tz::Tz,
    today: Day,
) -> Option<Line> {
    let of = |holds: Holds| {
        let own = cells.iter().filter(move |(at, _)| columns.get(at) == Some(&holds));
        own.map(|(_, text)| text.as_str()).filter(|text| !text.is_empty())
    };
    let typed = of(Holds::Number).next()?.to_owned();
    let place_text = of(Holds::Place).next().unwrap_or_default().to_owned();
    // A day and a time may stand in two columns.
    let time = of(Holds::Time).collect::<Vec<_>>().join(" ");
    Some(Line { row, typed, place: known(&place_text), place_text, at: moment(&time, zone, today) })
}

/// What the columns hold by their headings; `None` if the row is none of headings.
fn headings(cells: &BTreeMap<u32, String>) -> Option<BTreeMap<u32, Holds>> {
    let holds = |text: &str| {
        let named = |words: &[&str]| words.iter().any(|word| yomi::is_same(word, text));
        match () {
            () if named(NUMBER) => Holds::Number,
            () if named(TIME) => Holds::Time,
            () if named(PLACE) => Holds::Place,
            () => Holds::Nothing,
        }
    };
    let columns: BTreeMap<u32, Holds> = cells.iter().map(|(at, text)| (*at, holds(text))).collect();
    columns.values().any(|holds| *holds == Holds::Number).then_some(columns)
}

/// What the columns hold by what stands in them: most of a column must be times, or half of it known places; of the others the one
/// with the most different texts holds the numbers.
fn guess(
    rows: &[(u32, BTreeMap<u32, String>)],
    known: &impl Fn(&str) -> Option<PlaceId>,
) -> BTreeMap<u32, Holds> {
    let mut texts: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (at, text) in rows.iter().flat_map(|(_, cells)| cells).filter(|(_, text)| !text.is_empty()) {
        texts.entry(*at).or_default().push(text);
    }
    let mostly = |texts: &[&str], fits: &dyn Fn(&str) -> bool| {
        texts.iter().filter(|text| fits(text)).count() * 2 > texts.len()
    };
    let mut columns: BTreeMap<u32, Holds> = BTreeMap::new();
    for (at, texts) in &texts {
        let holds = if mostly(texts, &is_time) {
            Holds::Time
        } else if texts.iter().filter(|text| known(text).is_some()).count() * 2 >= texts.len() {
            Holds::Place
        } else {
            Holds::Nothing
        };
        columns.insert(*at, holds);
    }
    let different = |at: &u32| {
        let mut own: Vec<&str> = texts.get(at).cloned().unwrap_or_default();
        own.sort_unstable();
        own.dedup();
        own.len()
    };
    let free = columns.iter().filter(|(_, holds)| **holds == Holds::Nothing).map(|(at, _)| *at);
    let best = free.max_by_key(|at| (different(at), std::cmp::Reverse(*at)));
    // Nothing but times or places: then those are the numbers (an eight-digit number looks like a day).
    let best = best.or_else(|| columns.keys().next().copied());
    if let Some(best) = best {
        columns.insert(best, Holds::Number);
    }
    columns
}

const MOMENTS: [&str; 8] = [
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y%m%d %H%M%S",
    "%Y%m%d%H%M%S",
];
const TIMES: [&str; 2] = ["%H:%M:%S", "%H:%M"];
const DAYS: [&str; 2] = ["%Y/%m/%d", "%Y-%m-%d"];

/// Whether a text is a day, a time, or both; runs of digits alone are not, for they may as well be numbers.
fn is_time(text: &str) -> bool {
    let text = text.trim();
    let has_mark = text.contains(['/', ':', '-']);
    let is_moment = || MOMENTS.iter().any(|form| NaiveDateTime::parse_from_str(text, form).is_ok());
    let is_clock = || TIMES.iter().any(|form| NaiveTime::parse_from_str(text, form).is_ok());
    has_mark && (is_moment() || is_clock() || DAYS.iter().any(|form| Day::parse_from_str(text, form).is_ok()))
}

/// A moment in the company's zone.
fn moment(text: &str, zone: chrono_tz::Tz, today: Day) -> Option<Moment> {
    let text = text.trim();
    let whole = MOMENTS.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let clock = || TIMES.iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok());
    let day = || DAYS.iter().find_map(|form| Day::parse_from_str(text, form).ok());
    let local = whole
        .or_else(|| clock().map(|clock| today.and_time(clock)))
        .or_else(|| day()?.and_hms_opt(12, 0, 0))?;
    Some(zone.from_local_datetime(&local).earliest()?.to_utc())
}

fn text(cell: &Cell) -> String {
    let text = match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number { value, .. } => {
            intake::Number::from_f64(*value).map(|number| number.to_string()).unwrap_or_default()
        }
        Cell::Date { iso, .. } => iso.clone(),
        Cell::Bool(_) | Cell::Duration(_) | Cell::Error(_) => String::new(),
    };
    scanned::plain(&text)
}

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The line.
    pub line: Line,
    /// What the reading finds; `None` if the line cannot be taken.
    pub answer: Option<Answer>,
    /// Why it cannot.
    pub problem: Option<Text>,
}

/// What taking the file in would do; nothing is kept. `fallback` is the place of lines that name none.
///
/// # Errors
/// `Fault::Conflict` for more than [`MOST_LINES`] lines, or if nothing can be counted any more.
pub async fn plan(
    cx: &Cx,
    id: StocktakingId,
    workbook: &Workbook,
    fallback: Option<PlaceId>,
) -> Result<Vec<Planned>> {
    cx.may(Right::ChangeLedger)?;
    run(cx, id, workbook, fallback, false).await
}

/// Takes the file in. Taking the same file in again changes nothing: each line's id follows from what it says.
///
/// # Errors
/// As for [`plan`].
pub async fn take(
    cx: &Cx,
    id: StocktakingId,
    workbook: &Workbook,
    fallback: Option<PlaceId>,
) -> Result<Vec<Planned>> {
    cx.may(Right::ChangeLedger)?;
    run(cx, id, workbook, fallback, true).await
}

async fn run(
    cx: &Cx,
    id: StocktakingId,
    workbook: &Workbook,
    fallback: Option<PlaceId>,
    is_kept: bool,
) -> Result<Vec<Planned>> {
    let of = store::find(cx.db(), id).await?.ok_or(Fault::NotFound)?;
    if !of.state.is_counting() {
        return Err(Fault::conflict("stocktaking.fault.not_open"));
    }
    let lines = lines(workbook, &places::stored(cx.db()).await?, cx.house.zone(), cx.today());
    if lines.len() > MOST_LINES {
        return Err(Fault::Conflict(Text::new("stocktaking.fault.file_long").with("limit", MOST_LINES)));
    }
    let mut planned: Vec<Planned> = lines.into_iter().map(|line| checked(line, fallback)).collect();
    let events: Vec<Event> = planned
        .iter()
        .filter(|one| one.problem.is_none())
        .map(|one| Event::Read(event(id, &one.line, one.line.place.or(fallback))))
        .collect();
    let mut answers = ops::take_file(cx, id, &events, is_kept).await?.into_iter();
    for one in planned.iter_mut().filter(|one| one.problem.is_none()) {
        one.answer = answers.next();
        one.problem = one.answer.as_ref().and_then(|answer| answer.refused.clone());
    }
    Ok(planned)
}

fn checked(line: Line, fallback: Option<PlaceId>) -> Planned {
    let problem = if line.place.is_none() && !line.place_text.is_empty() {
        Some(Text::new("stocktaking.file.place_unknown").with("place", &line.place_text))
    } else if line.place.is_none() && fallback.is_none() {
        Some(Text::new("stocktaking.file.place_missing"))
    } else {
        None
    };
    Planned { line, answer: None, problem }
}

fn event(id: StocktakingId, line: &Line, place: Option<PlaceId>) -> NewScan {
    let place = place.unwrap_or(PlaceId(0));
    NewScan {
        client: client(id, line, place),
        place,
        typed: line.typed.clone(),
        read_at: line.at,
        source: Source::File,
        condition: None,
        note: String::new(),
    }
}

/// The id of a line: what it says, in the form of a UUID (version 8, as one may make them up).
fn client(id: StocktakingId, line: &Line, place: PlaceId) -> String {
    let key = match scanned::read(&line.typed) {
        Some(Scanned::Asset(asset)) => format!("/a/{asset}"),
        Some(Scanned::Number(number)) => number,
        None => line.typed.clone(),
    };
    let at = line.at.map(|at| at.timestamp_millis()).unwrap_or_default();
    let hash = Sha256::digest(format!("omamori-reader\0{id}\0{place}\0{at}\0{key}"));
    let mut hex = data_encoding::HEXLOWER.encode(hash.get(..16).unwrap_or_default());
    hex.replace_range(12..13, "8");
    hex.replace_range(16..17, "a");
    for at in [20, 16, 12, 8] {
        hex.insert(at, '-');
    }
    hex
}

#[cfg(test)]
mod tests;
