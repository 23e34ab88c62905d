//! Codes: serial numbers, asset numbers, addresses. What spreadsheets did to them is told, never guessed back.

use std::collections::HashMap;

use sheet::{Cell, Sheet};

use super::{Item, nothing, without_secrets};
use crate::evidence::is_ip;
use crate::text::{is_nothing, is_wave, shortened, shown, tidy_code};
use crate::{Column, Field, IntakeRow, Problem, SheetPlan, Value};

/// What the all-digit codes of a column look like.
#[derive(Debug, Default)]
pub(super) struct Codes {
    /// The usual length, if most have it.
    usual: Option<usize>,
    /// Some begin with zero.
    zeros: bool,
}

impl Codes {
    /// Looks through a column of codes; other columns are not looked at.
    pub(super) fn of(sheet: &Sheet, plan: &SheetPlan, column: &Column) -> Self {
        let watched = matches!(
            column.field,
            Some(
                Field::Serial
                    | Field::AssetNo
                    | Field::UserId
                    | Field::Sim
                    | Field::Phone
                    | Field::ContractNo
            )
        );
        if !watched {
            return Self::default();
        }
        let mut lengths: HashMap<usize, usize> = HashMap::new();
        let mut all = 0_usize;
        let mut zeros = false;
        for row in sheet.rows.iter().filter(|row| row.number >= plan.body.0 && row.number <= plan.body.1) {
            let Some(cell) = row.cell(column.index) else { continue };
            let text = shown(cell);
            let text = text.trim();
            if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
                continue;
            }
            zeros |= text.starts_with('0');
            all += 1;
            *lengths.entry(text.len()).or_default() += 1;
        }
        let most = lengths.into_iter().max_by_key(|(length, count)| (*count, *length));
        let usual = most.filter(|(_, count)| *count * 2 > all && *count >= 2).map(|(length, _)| length);
        Self { usual, zeros }
    }
}

/// Reads one code.
pub(super) fn take(field: Field, item: &Item<'_>, codes: Option<&Codes>, out: &mut IntakeRow, name: &str) {
    if is_nothing(&item.text) {
        nothing(field, item, out);
        return;
    }
    let masked = without_secrets(item, out);
    let text = tidy_code(&masked);
    // The sign that makes a spreadsheet keep digits as text sometimes stays behind.
    let digits =
        text.strip_prefix('\'').filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    let text = digits.map_or_else(|| text.clone(), str::to_owned);
    let quoted = shortened(&text, 40);
    let say =
        |problem: Problem| problem.at(&item.at).with("heading", &item.column.source).with("text", &quoted);
    let counted = matches!(
        field,
        Field::Serial | Field::AssetNo | Field::UserId | Field::Sim | Field::Phone | Field::ContractNo
    );
    if counted && is_scientific(&text) {
        out.problems.push(say(Problem::warning("intake.code.scientific")));
        out.extra.insert(name.to_owned(), text);
        return;
    }
    let numeric = matches!(item.cell, Cell::Number { .. });
    if counted && numeric && imprecise(item.cell) {
        out.problems.push(say(Problem::warning("intake.code.imprecise")));
        out.extra.insert(name.to_owned(), text);
        return;
    }
    if counted
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && let Some(problem) = lost_zero(field, item, &text, codes)
    {
        out.problems.push(say(problem));
    }
    if matches!(field, Field::AssetNo | Field::HostName)
        && text.contains(is_wave)
        && crate::expand_range(&text).is_some()
    {
        out.problems.push(say(Problem::note("intake.code.range")));
    }
    let digits = text.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').count();
    if field == Field::Ip && digits == text.len() && !is_ip(&text) {
        out.problems.push(say(Problem::warning("intake.code.no_ip")));
    }
    if field == Field::Mac && odd_mac(&text) {
        out.problems.push(say(Problem::warning("intake.code.no_mac")));
    }
    if matches!(item.cell, Cell::Date { .. }) && counted {
        out.problems.push(say(Problem::warning("intake.code.became_date")));
    }
    out.values.insert(field, Value::text(text));
}

/// `1.23E+11`: the digits are gone for good.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let Some(exponent) = exponent.strip_prefix('+') else { return false };
    let digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    digits(mantissa) && digits(exponent)
}

/// More than fifteen digits do not survive in a number cell.
fn imprecise(cell: &Cell) -> bool {
    matches!(cell, Cell::Number { value, .. } if value.abs() >= 1e15)
}

/// Whether leading zeros were probably lost.
fn lost_zero(field: Field, item: &Item<'_>, text: &str, codes: Option<&Codes>) -> Option<Problem> {
    let shorter = codes.and_then(|codes| codes.usual).is_some_and(|usual| text.len() < usual);
    let zeros = codes.is_some_and(|codes| codes.zeros);
    let padded = text.starts_with('0');
    let numeric = matches!(item.cell, Cell::Number { .. });
    if padded {
        // The file shows zeros that the cell itself does not hold.
        return numeric.then(|| Problem::note("intake.code.zeros_shown"));
    }
    if field == Field::Phone {
        return (text.len() >= 9).then(|| Problem::warning("intake.code.lost_zero"));
    }
    if shorter {
        return Some(Problem::warning("intake.code.shorter"));
    }
    let told = match field {
        Field::Serial => numeric,
        _ => numeric && zeros,
    };
    told.then(|| Problem::warning("intake.code.lost_zero"))
}

/// Hexadecimal pairs, but not six of them.
fn odd_mac(text: &str) -> bool {
    let hex = text.chars().filter(char::is_ascii_hexdigit).count();
    let only = text.chars().all(|letter| letter.is_ascii_hexdigit() || matches!(letter, ':' | '-' | '.'));
    only && hex != 12
}
