//! Dates of a row: what a cell says, and what follows from two cells together.

use sheet::{Cell, cell_name};

use super::{Item, nothing, without_secrets};
use crate::date::parse::{Impossible, Remark, Single};
use crate::date::span::{Span, end_of, from_serial, months_before, span};
use crate::evidence::{is_deal, is_yes_or_no};
use crate::row::{Wait, Waiting};
use crate::text::{is_dash_only, is_nothing, shortened};
use crate::{Date, Field, IntakeRow, Problem, SheetPlan, Unit, Value};

/// Reads one cell of a date column.
pub(super) fn take(field: Field, item: &Item<'_>, out: &mut IntakeRow, name: &str) {
    let say = |problem: Problem| about(item, problem);
    if let Some(date) = from_cell(item.cell) {
        out.values.insert(field, Value::Date(date));
        return;
    }
    if let Some(months) = bare_length(field, item) {
        wait(field, Wait::Months(months), item, out, name);
        out.extra.insert(name.to_owned(), item.text.to_owned());
        return;
    }
    let keep = |out: &mut IntakeRow| {
        let text = without_secrets(item, out);
        out.extra.insert(name.to_owned(), text.into_owned());
    };
    if is_mark(item.text) && !is_nothing(item.text) {
        out.problems.push(say(Problem::note("intake.date.mark")));
        keep(out);
        return;
    }
    if field == Field::LeaseEnd && is_deal(item.text) {
        out.problems.push(say(Problem::note("intake.date.no_lease")));
        keep(out);
        return;
    }
    match span(item.text, field.is_end()) {
        Span::Nothing => nothing(field, item, out),
        Span::Endless => {
            out.problems.push(say(Problem::note("intake.date.endless")));
            out.nothing.insert(field);
            keep(out);
        }
        Span::Recurring => {
            out.problems.push(say(Problem::note("intake.date.recurring")));
            keep(out);
        }
        Span::MonthsBefore(months) | Span::Months(months) => {
            wait(field, Wait::Months(months), item, out, name);
            keep(out);
        }
        Span::One(found) => {
            if let Some(date) = single(&found, item, out, name) {
                out.values.insert(field, Value::Date(date));
            }
        }
        Span::Range(from, to) => range(field, from.as_ref(), to.as_ref(), item, out, name),
    }
}

/// ○, レ, 済, 済(倉庫), ○ 確認: a mark that something was done, without the day.
fn is_mark(text: &str) -> bool {
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let head = text.split(['(', ' ', '、']).next().unwrap_or_default();
    head.len() <= 15 && (is_yes_or_no(head) || matches!(head, "予定" | "実施"))
}

fn about(item: &Item<'_>, problem: Problem) -> Problem {
    problem.at(item.at()).with("heading", &item.column.source).with("text", shortened(item.text, 40))
}

fn wait(field: Field, what: Wait, item: &Item<'_>, out: &mut IntakeRow, name: &str) {
    out.waiting.push(Waiting { field, what, at: item.at(), name: name.to_owned() });
}

/// A date cell, as precise as the person sees it: a cell shown as 2022年4月 is a month.
fn from_cell(cell: &Cell) -> Option<Date> {
    let Cell::Date { iso, format } = cell else { return None };
    let date = Date::parse_iso(iso.get(..10)?)?;
    let shown = format.as_deref().map(str::to_ascii_lowercase).unwrap_or_default();
    let pattern: String = shown.split(['"', ';']).step_by(2).collect();
    let has = |letter: char| pattern.contains(letter);
    let first = date.day_number() == Some(1);
    if first && has('m') && (has('y') || has('e')) && !has('d') && !has('h') {
        return Date::month(date.year_number(), date.month_number()?);
    }
    Some(date)
}

/// A bare number under 保証期間(年).
fn bare_length(field: Field, item: &Item<'_>) -> Option<u32> {
    let number: u32 = item.text.parse().ok().filter(|number| (1..=120).contains(number))?;
    match item.column.unit {
        Some(Unit::Years) if field.is_end() && number <= 20 => Some(number * 12),
        Some(Unit::Months) if field.is_end() => Some(number),
        _ => None,
    }
}

/// One date with its remarks; anything else is said and kept in the extras.
fn single(found: &Single, item: &Item<'_>, out: &mut IntakeRow, name: &str) -> Option<Date> {
    let say = |problem: Problem| about(item, problem);
    let problem = match found {
        Single::Date(date, remarks) => {
            for remark in remarks {
                out.problems.push(say(remark_problem(*remark, item.cell)).with("value", date.to_string()));
            }
            if remarks.contains(&Remark::Words) {
                let text = without_secrets(item, out).into_owned();
                out.extra.insert(name.to_owned(), text);
            }
            if let Cell::Number { value, .. } = item.cell
                && value.fract() != 0.0
                && date.day_number().is_none()
            {
                out.problems
                    .push(say(Problem::warning("intake.date.lost_zero")).with("value", date.to_string()));
            }
            return Some(*date);
        }
        Single::Yearless => Problem::warning("intake.date.no_year"),
        Single::ShortYear => Problem::warning("intake.date.short_year"),
        Single::NotADate => match lone_serial(item.cell) {
            Some(date) => return Some(date),
            None => Problem::warning("intake.date.not_a_date"),
        },
        Single::Impossible(Impossible::Month(month)) => {
            Problem::error("intake.date.no_month").with("month", month.to_string())
        }
        Single::Impossible(Impossible::Day { year, month, day, last }) => {
            Problem::error("intake.date.no_day")
                .with("year", year.to_string())
                .with("month", month.to_string())
                .with("day", day.to_string())
                .with("last", last.to_string())
        }
        Single::Impossible(Impossible::EraYear) => Problem::error("intake.date.era_year"),
    };
    out.problems.push(say(problem));
    if !is_dash_only(item.text) {
        let text = without_secrets(item, out).into_owned();
        out.extra.insert(name.to_owned(), text);
    }
    None
}

/// A number cell that is a day count, though its text is not one.
fn lone_serial(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Number { value, .. } => from_serial(*value),
        _ => None,
    }
}

fn remark_problem(remark: Remark, cell: &Cell) -> Problem {
    match remark {
        Remark::TwoDigitYear => Problem::warning("intake.date.two_digit_year"),
        Remark::OutsideEra => Problem::warning("intake.date.outside_era"),
        Remark::About => Problem::note("intake.date.about"),
        Remark::FiscalEnd => Problem::note("intake.date.fiscal_end"),
        Remark::FiscalYear => Problem::note("intake.date.fiscal_year"),
        Remark::Words => Problem::note("intake.date.words"),
        Remark::Time => Problem::note("intake.date.time"),
        Remark::DayOrMonth => Problem::warning("intake.date.day_or_month"),
        Remark::Serial if matches!(cell, Cell::Number { .. }) => Problem::note("intake.date.serial"),
        Remark::Serial => Problem::note("intake.date.serial"),
        Remark::FarYear => Problem::warning("intake.date.far_year"),
    }
}

/// From and to: the field takes the end it stands for, the beginning helps out where there is none.
fn range(
    field: Field,
    from: Option<&Single>,
    to: Option<&Single>,
    item: &Item<'_>,
    out: &mut IntakeRow,
    name: &str,
) {
    let start = from.and_then(|found| single(found, item, out, name));
    let end = to.and_then(|found| single(found, item, out, name));
    let value = if field.is_end() { end } else { start.or(end) };
    if let Some(date) = value {
        out.values.insert(field, Value::Date(date));
        let key = if field.is_end() { "intake.date.range_end" } else { "intake.date.range_start" };
        out.problems.push(about(item, Problem::note(key)).with("value", date.to_string()));
    } else if end.is_none() && field.is_end() {
        out.problems.push(about(item, Problem::note("intake.date.open_end")));
    }
    match (field.is_end(), start, end) {
        (true, Some(start), _) => wait(Field::Acquired, Wait::Date(start), item, out, name),
        (false, Some(_), Some(end)) if field == Field::Acquired => {
            wait(Field::LeaseEnd, Wait::Date(end), item, out, name);
        }
        _ => {}
    }
    out.extra.entry(name.to_owned()).or_insert_with(|| crate::masked(item.text));
}

/// What follows from the row as a whole: ends from lengths, a missing beginning, an end before the beginning.
pub(super) fn settle(plan: &SheetPlan, out: &mut IntakeRow) {
    let waiting = std::mem::take(&mut out.waiting);
    for wait in &waiting {
        if let Wait::Date(date) = wait.what {
            other_side(plan, wait, date, out);
        }
    }
    for wait in &waiting {
        if let Wait::Months(months) = wait.what {
            counted(plan, wait, months, out);
        }
    }
    check_order(plan, out);
}

/// The other side of a span, where the row does not say it itself and the table has a place for it.
fn other_side(plan: &SheetPlan, wait: &Waiting, date: Date, out: &mut IntakeRow) {
    let beginning = wait.field == Field::Acquired;
    let has_place = beginning || plan.column_of(wait.field).is_some();
    let said = |field: Field| out.values.contains_key(&field) || out.nothing.contains(&field);
    if !has_place || said(wait.field) {
        return;
    }
    out.values.insert(wait.field, Value::Date(date));
    let key = if beginning { "intake.date.start_taken" } else { "intake.date.end_taken" };
    out.problems.push(Problem::note(key).at(&wait.at).with("value", date.to_string()));
}

/// An end counted from the beginning, or a notice counted back from the end.
fn counted(plan: &SheetPlan, wait: &Waiting, months: u32, out: &mut IntakeRow) {
    let heading = plan.column_of(wait.field).map_or(wait.name.as_str(), |column| column.source.as_str());
    let text = out.extra.get(&wait.name).cloned().unwrap_or_default();
    let say = |problem: Problem| problem.at(&wait.at).with("heading", heading).with("text", &text);
    let notice = wait.field == Field::NoticeBy || text.contains('前');
    let date = |field: Field| out.values.get(&field).and_then(Value::as_date);
    let start = date(Field::Acquired);
    let last = date(Field::LeaseEnd).or_else(|| date(Field::Renewal));
    let from = if notice { last } else { start };
    let end = from.and_then(|from| if notice { months_before(from, months) } else { end_of(from, months) });
    let (Some(from), Some(end)) = (from, end) else {
        let key = if notice { "intake.date.notice_alone" } else { "intake.date.length_alone" };
        out.problems.push(say(Problem::warning(key)));
        return;
    };
    let problem = if notice {
        say(Problem::note("intake.date.before_end")).with("end", from.to_string())
    } else {
        say(Problem::note("intake.date.computed")).with("start", from.to_string())
    };
    out.problems.push(problem.with("value", end.to_string()));
    out.values.insert(wait.field, Value::Date(end));
}

/// An end before the beginning is told; which of them is wrong only the person knows.
fn check_order(plan: &SheetPlan, out: &mut IntakeRow) {
    let Some(start) = out.values.get(&Field::Acquired).and_then(Value::as_date) else { return };
    for field in [Field::LeaseEnd, Field::WarrantyEnd, Field::Disposed] {
        let end = out.values.get(&field).and_then(Value::as_date);
        if let Some(end) = end
            && end.last_day() < start.first_day()
        {
            let heading = plan.column_of(field).map_or("", |column| column.source.as_str());
            let cell = plan.column_of(field).map(|column| cell_name(column.index, out.row));
            let mut problem = Problem::warning("intake.date.end_before_start");
            problem.cell = cell;
            out.problems.push(
                problem
                    .with("heading", heading)
                    .with("value", end.to_string())
                    .with("start", start.to_string()),
            );
        }
    }
}
