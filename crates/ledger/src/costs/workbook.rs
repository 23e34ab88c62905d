//! Costs and books as Excel.

use std::io::Cursor;

use kernel::{Fault, Lang, PartialDay, Result};
use platform::locale::{t, tr};
use sheet::write::{Book, Column, Value};

use super::book::{self, BookLine, Method, Unknown};
use super::ops::{Books, CostYear, Months};
use crate::assets::Asset;
use crate::assets::fees::{MonthNumber, of_number};
use crate::assets::rules::display_name;
use crate::kinds::Kind;

#[expect(clippy::cast_precision_loss, reason = "amounts in yen are far below 2^53")]
fn yen(amount: i64) -> Value {
    Value::Number(amount as f64)
}

fn finish(book: Book) -> Result<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    book.finish(&mut bytes).map_err(Fault::broken)?;
    Ok(bytes.into_inner())
}

/// A month as a heading: `2026年4月`.
fn spelled(lang: Lang, number: MonthNumber) -> String {
    let (year, month) = of_number(number);
    tr(lang, "costs.month", &[("year", &year.to_string()), ("month", &month.to_string())])
}

/// The sheets of costs: by department, and by kind.
pub(super) fn costs(lang: Lang, costs: &CostYear, kinds: &[Kind]) -> Result<Vec<u8>> {
    let word = |key: &str| t(lang, key).into_owned();
    let months = || (costs.year..costs.year + 12).map(|number| Column::amount(spelled(lang, number)));
    let mut book = Book::new();
    let mut columns =
        vec![Column::new(word("costs.column.department")), Column::new(word("costs.column.what"))];
    columns.extend(months());
    columns.push(Column::amount(word("costs.column.total")));
    let line = |name: &str, what: &str, months: &Months| {
        let mut row = vec![Value::text(name), Value::text(word(what))];
        row.extend(months.iter().map(|amount| yen(*amount)));
        row.push(yen(months.iter().sum()));
        row
    };
    let mut rows = Vec::new();
    for cost in &costs.departments {
        let name = if cost.department.is_none() { word("costs.nobody") } else { cost.name.clone() };
        rows.push(line(&name, "costs.running", &cost.running));
        rows.push(line(&name, "costs.bought", &cost.bought));
    }
    let (running, bought) = costs.months();
    rows.push(line(&word("costs.all"), "costs.running", &running));
    rows.push(line(&word("costs.all"), "costs.bought", &bought));
    book.sheet(&word("costs.sheet.departments"), &columns, rows).map_err(Fault::broken)?;
    let mut columns = vec![Column::new(word("costs.column.kind"))];
    columns.extend(months());
    columns.push(Column::amount(word("costs.column.total")));
    let rows = costs.kinds.iter().map(|(id, months)| {
        let name = kinds.iter().find(|kind| kind.id == *id).map(|kind| kind.label(lang)).unwrap_or_default();
        let mut row = vec![Value::text(name)];
        row.extend(months.iter().map(|amount| yen(*amount)));
        row.push(yen(months.iter().sum()));
        row
    });
    book.sheet(&word("costs.sheet.kinds"), &columns, rows).map_err(Fault::broken)?;
    finish(book)
}

fn name(asset: &Asset) -> String {
    let parts = [asset.maker.as_str(), asset.model.as_str()];
    let model = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if model.is_empty() { display_name(&asset.data) } else { model }
}

fn day(on: Option<PartialDay>) -> Value {
    let Some((year, month, day)) = on.map(PartialDay::parts) else { return Value::Empty };
    let small = |number: Option<u32>| number.and_then(|number| u8::try_from(number).ok());
    match (u16::try_from(year), small(month), small(day)) {
        (Ok(year), Some(month), Some(day)) => Value::Date { year, month, day },
        (Ok(year), Some(month), None) => Value::Month { year, month },
        _ => Value::text(year.to_string()),
    }
}

/// The sheets of the books: what is in them, what is missing, and how it was reckoned.
pub(super) fn books(lang: Lang, year: MonthNumber, books: &Books) -> Result<Vec<u8>> {
    let word = |key: &str| t(lang, key).into_owned();
    let text = |key: &str| Column::new(word(key));
    let amount = |key: &str| Column::amount(word(key));
    let columns = [
        text("assets.field.asset_no"),
        text("costs.column.name"),
        text("assets.field.dept"),
        text("assets.field.location"),
        text("assets.field.acquired"),
        amount("costs.column.cost"),
        text("costs.column.method"),
        text("costs.column.life"),
        text("costs.column.rate"),
        amount("costs.column.opening"),
        amount("costs.column.acquired"),
        amount("costs.column.depreciation"),
        amount("costs.column.loss"),
        amount("costs.column.closing"),
    ];
    let row = |(asset, owned, line): &(Asset, book::Asset, BookLine)| {
        let (method, life, rate) = spelled_method(lang, owned.method);
        let mut row = vec![
            Value::text(asset.number.clone()),
            Value::text(name(asset)),
            Value::text(asset.department_text.clone()),
            Value::text(asset.place_text.clone()),
            day(asset.acquired_on),
            yen(owned.cost),
            Value::text(method),
            life,
            rate,
        ];
        row.extend(amounts(line));
        row
    };
    let mut last = vec![Value::text(word("costs.all"))];
    last.resize(9, Value::Empty);
    last.extend(amounts(&books.total()));
    let mut book = Book::new();
    let rows = books.lines.iter().map(row).chain([last]);
    book.sheet(&word("costs.sheet.books"), &columns, rows).map_err(Fault::broken)?;
    let columns = [
        text("assets.field.asset_no"),
        text("costs.column.name"),
        amount("costs.column.cost"),
        text("costs.column.why"),
    ];
    let rows = books.unknown.iter().map(|(asset, why)| {
        let cost = asset.price.map_or(0, |price| price.0);
        vec![
            Value::text(asset.number.clone()),
            Value::text(name(asset)),
            yen(cost),
            Value::text(word(why.key())),
        ]
    });
    book.sheet(&word("costs.sheet.unknown"), &columns, rows).map_err(Fault::broken)?;
    let (first, end) = (spelled(lang, year), spelled(lang, year + 11));
    let told = [
        tr(lang, "costs.told.span", &[("first", &first), ("last", &end)]),
        word("costs.told.line"),
        word("costs.told.months"),
        word("costs.told.small"),
        word("costs.told.gone"),
        word("costs.told.life"),
        word("costs.told.leased"),
    ];
    let rows = told.into_iter().map(|sentence| vec![Value::text(sentence)]);
    book.sheet(&word("costs.sheet.told"), &[text("costs.column.told")], rows).map_err(Fault::broken)?;
    finish(book)
}

fn amounts(line: &BookLine) -> [Value; 5] {
    [line.opening, line.acquired, line.depreciation, line.loss, line.closing].map(yen)
}

/// A method in words, its years, and its rate.
fn spelled_method(lang: Lang, method: Method) -> (String, Value, Value) {
    let word = |key: &str| t(lang, key).into_owned();
    match method {
        Method::StraightLine(years) => {
            #[expect(clippy::cast_precision_loss, reason = "a rate has four digits")]
            let rate = book::rate(years) as f64 / 1_000.0;
            (word("costs.method.straight"), Value::Number(f64::from(years)), Value::Number(rate))
        }
        Method::ThreeYears => (word("costs.method.three"), Value::Number(3.0), Value::Empty),
        Method::Expensed => (word("costs.method.expensed"), Value::Empty, Value::Empty),
    }
}

impl Unknown {
    /// What to say: `costs.unknown.<word>`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Acquired => "costs.unknown.acquired",
            Self::Gone => "costs.unknown.gone",
            Self::Life => "costs.unknown.life",
        }
    }
}
