//! Words, amounts and counts of a row.

use sheet::Cell;

use super::{Item, Reader, nothing, without_secrets};
use crate::money::{Amount, Remark, amount};
use crate::text::{is_dash_only, is_nothing, shortened};
use crate::units::shown_factor;
use crate::{Field, IntakeRow, Number, Problem, Reading, Severity, Unit, Value, maker};

impl Reader<'_> {
    /// Words, with the unit of the heading and, in a combined column, maker and model apart.
    pub(super) fn take_text(field: Field, item: &Item<'_>, out: &mut IntakeRow) {
        let column = item.column;
        if is_dash_only(item.text)
            || (field == Field::Location && is_nothing(item.text))
            || (is_naming(field) && is_nothing(item.text))
        {
            nothing(field, item, out);
            return;
        }
        let mut text = without_secrets(item, out).into_owned();
        if let Some(Unit::Suffix(unit)) = &column.unit
            && text.chars().all(|letter| letter.is_ascii_digit() || letter == '.' || letter == ',')
        {
            text.push_str(unit);
            let problem = Problem::note("intake.cell.unit").at(item.at()).with("heading", &column.source);
            out.problems.push(problem.with("unit", unit).with("value", &text));
        }
        if column.combined
            && let Some((name, model)) = maker::split(&text)
        {
            out.values.insert(Field::Maker, Value::text(name));
            if !model.is_empty() {
                let problem =
                    Problem::note("intake.model.split").at(item.at()).with("heading", &column.source);
                out.problems.push(problem.with("maker", name).with("model", model));
                out.values.insert(Field::Model, Value::text(model));
            }
            return;
        }
        out.values.insert(field, Value::text(text));
    }

    /// An amount of yen or a count.
    pub(super) fn take_amount(&self, place: usize, field: Field, item: &Item<'_>, out: &mut IntakeRow) {
        let column = item.column;
        let say = |problem: Problem| {
            problem.at(item.at()).with("heading", &column.source).with("text", shortened(item.text, 40))
        };
        let read = match item.cell {
            Cell::Number { value, .. } => Number::from_f64(*value).map_or(Amount::NotANumber, |number| {
                let below = number.is_negative().then_some(Remark::Negative);
                Amount::Number(number, below.into_iter().collect())
            }),
            _ => amount(item.text),
        };
        let (mut number, remarks) = match read {
            Amount::Number(number, remarks) => (number, remarks),
            Amount::Nothing => {
                nothing(field, item, out);
                return;
            }
            other => {
                let key = match other {
                    Amount::Unlimited => "intake.amount.unlimited",
                    Amount::Foreign => "intake.amount.foreign",
                    _ => "intake.amount.not_a_number",
                };
                let severity =
                    if matches!(other, Amount::Unlimited) { Severity::Note } else { Severity::Warning };
                out.problems.push(say(Problem::new(severity, key)));
                self.keep(place, item, out);
                return;
            }
        };
        let shown = match item.cell {
            Cell::Number { format: Some(format), .. } if field.reading() == Reading::Money => {
                shown_factor(format)
            }
            _ => None,
        };
        let stated = match &column.unit {
            Some(Unit::Times(factor)) => Some(*factor),
            _ => shown,
        };
        if let Some(factor) = stated
            && !item.text.contains(['円', '¥', '万', '千'])
            && let Some(product) = times(number, factor, item.cell)
        {
            number = product;
            out.problems.push(say(Problem::note("intake.amount.unit")).with("value", number.to_string()));
        }
        for remark in remarks {
            let problem = match remark {
                Remark::WithoutTax => Problem::note("intake.amount.without_tax"),
                Remark::PerPeriod => Problem::note("intake.amount.per_period"),
                Remark::About => Problem::note("intake.amount.about"),
                Remark::Words => Problem::note("intake.amount.words"),
                Remark::Free => Problem::note("intake.amount.free"),
                Remark::OddCommas => Problem::warning("intake.amount.odd_commas"),
                Remark::PerUnit => Problem::note("intake.amount.per_unit"),
                Remark::Negative if field.reading() == Reading::Count => continue,
                Remark::Negative => Problem::warning("intake.amount.minus"),
            };
            out.problems.push(say(problem).with("value", number.to_string()));
        }
        if number.is_negative() && field.reading() == Reading::Count {
            out.problems.push(say(Problem::warning("intake.amount.negative")));
        }
        out.values.insert(field, Value::Number(number));
    }
}

/// An amount times the unit of its column. A stored number is multiplied before it is rounded to what amounts hold:
/// 1.234567 in 百万円 is 1,234,567 yen.
fn times(number: Number, factor: i64, cell: &Cell) -> Option<Number> {
    match cell {
        #[expect(clippy::cast_precision_loss, reason = "units of money are far below 2^53")]
        Cell::Number { value, .. } => Number::from_f64(*value * factor as f64),
        _ => number.times(factor),
    }
}

/// Fields that name something, where "不明" is no name.
const fn is_naming(field: Field) -> bool {
    matches!(
        field,
        Field::Maker
            | Field::Model
            | Field::Vendor
            | Field::Dept
            | Field::Kind
            | Field::SystemName
            | Field::LicenceName
            | Field::Os
            | Field::Cpu
    )
}
