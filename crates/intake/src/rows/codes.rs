//! Codes: serial numbers, asset numbers, addresses. What spreadsheets did to them is told, never guessed back.

use std::borrow::Cow;
use std::collections::HashMap;

use sheet::{Cell, Sheet};

use super::{Item, nothing, without_secrets};
use crate::evidence::{is_ip, is_mac};
use crate::lettered::lettered;
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
            let text = lettered(cell).map_or_else(|| shown(cell), Cow::Owned);
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

/// シール剥がれ, 読めず: why there is no serial number; 12月3日: what a spreadsheet made of one. Neither tells things apart.
fn is_no_serial(text: &str) -> bool {
    let words = !text.chars().any(|letter| letter.is_ascii_alphanumeric());
    let parts: Vec<&str> = text.split(['/', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let numbers = parts.iter().all(|part| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let date = (2..=3).contains(&parts.len()) && numbers && text.contains(['/', '月']);
    words || date
}

/// Reads one code.
pub(super) fn take(field: Field, item: &Item<'_>, codes: Option<&Codes>, out: &mut IntakeRow, name: &str) {
    if is_nothing(item.text) {
        nothing(field, item, out);
        return;
    }
    // The letters a format shows belong to the number: two cells that hold 1 are NB-001 and DT-001.
    let letters = lettered(item.cell);
    let item = &Item { text: letters.as_deref().unwrap_or(item.text), ..*item };
    let masked = without_secrets(item, out);
    let mut text = if masked.is_ascii() { masked.into_owned() } else { tidy_code(&masked) };
    // The sign that makes a spreadsheet keep digits as text sometimes stays behind.
    if text.strip_prefix('\'').is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit())) {
        text.remove(0);
    }
    let say = |problem: Problem| {
        problem.at(item.at()).with("heading", &item.column.source).with("text", shortened(&text, 40))
    };
    let counted = matches!(
        field,
        Field::Serial | Field::AssetNo | Field::UserId | Field::Sim | Field::Phone | Field::ContractNo
    );
    if field == Field::Serial && is_no_serial(&text) {
        out.problems.push(say(Problem::warning("intake.code.no_serial")));
        out.extra.insert(name.to_owned(), text);
        return;
    }
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
    if letters.is_some() {
        out.problems.push(say(Problem::note("intake.code.letters_shown")));
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
    if matches!(field, Field::AssetNo | Field::HostName | Field::Serial) && names_several(&text) {
        out.problems.push(say(Problem::note("intake.code.several")));
    }
    if field == Field::Ip && odd_ip(&text) {
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
pub(super) fn is_scientific(text: &str) -> bool {
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

/// `MN-001、MN-002`, `DT-01` and `DT-02` in two lines, `KB-001 他3台`.
fn names_several(text: &str) -> bool {
    let others = text.contains(['他', 'ほ']) && text.ends_with(['台', '個', '本', '点']);
    let parts = text.split(['、', '・', '\n', '，', ';', '；', ',']);
    others || parts.filter(|part| part.bytes().any(|byte| byte.is_ascii_digit())).count() > 1
}

/// Digits and points, but no address.
fn odd_ip(text: &str) -> bool {
    let digits = text.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').count();
    digits == text.len() && !is_ip(text)
}

/// Looks like pairs of hexadecimal digits, but one of the addresses has not six of them.
fn odd_mac(text: &str) -> bool {
    let odd = |part: &str| {
        let core = part.trim_end_matches(is_wave).split('(').next().unwrap_or_default();
        let hex = core.bytes().filter(u8::is_ascii_hexdigit).count();
        let signs = core.contains([':', '-', '.']);
        let plain =
            core.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'.'));
        let pure = hex == core.len();
        plain && hex >= 6 && ((pure && hex != 12) || (signs && !is_mac(core)))
    };
    text.split([' ', '\n', ',', '、', '/']).any(odd)
}
