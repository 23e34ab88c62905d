//! The verbs about costs.

use std::collections::BTreeMap;

use kernel::{AssetId, DepartmentId, KindId, Result, Right, Subject, Yen};
use platform::Cx;
use platform::journal;
use serde::Serialize;

use super::book::{self, BookLine, Unknown};
use super::spread::{Running, in_month, shares};
use super::{store, workbook};
use crate::assets::Asset;
use crate::assets::fees::{MonthNumber, fee, month};
use crate::kinds::BuiltIn;
use crate::memory::Memory;
use crate::trees;

/// Twelve months, in yen.
pub type Months = [i64; 12];

/// What a department costs in a business year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentCost {
    /// The department; `None` is what belongs to none.
    pub department: Option<DepartmentId>,
    /// Its name; empty for what belongs to none.
    pub name: String,
    /// What is paid again and again, by month.
    pub running: Months,
    /// What was bought, by month.
    pub bought: Months,
}

impl DepartmentCost {
    /// What is paid again and again in the whole year.
    pub fn running_total(&self) -> i64 {
        self.running.iter().sum()
    }

    /// What was bought in the whole year.
    pub fn bought_total(&self) -> i64 {
        self.bought.iter().sum()
    }

    /// Everything.
    pub fn total(&self) -> i64 {
        self.running_total() + self.bought_total()
    }
}

/// What the ledger costs in a business year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CostYear {
    /// Its first month.
    pub year: MonthNumber,
    /// By department, the dearest first.
    pub departments: Vec<DepartmentCost>,
    /// What is paid again and again, by kind.
    pub kinds: Vec<(KindId, Months)>,
    /// Contracts, licences, lines and systems in use of which nobody knows what they cost or for what span.
    pub unpriced: i64,
}

impl CostYear {
    /// What is paid again and again and what was bought, by month.
    pub fn months(&self) -> (Months, Months) {
        let (mut running, mut bought) = ([0; 12], [0; 12]);
        for cost in &self.departments {
            add(&mut running, &cost.running);
            add(&mut bought, &cost.bought);
        }
        (running, bought)
    }

    /// Everything.
    pub fn total(&self) -> i64 {
        self.departments.iter().map(DepartmentCost::total).sum()
    }
}

fn add(to: &mut Months, what: &Months) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += what);
}

/// Adding up a year takes some milliseconds, so it is remembered.
static YEARS: Memory<MonthNumber, CostYear> = Memory::new();

/// Which business year today lies in, by its first month.
///
/// # Errors
/// `Fault::Broken` if the settings cannot be read.
pub async fn this_year(cx: &Cx) -> Result<MonthNumber> {
    let begins = platform::settings::current(&cx.house).await?.company.fiscal_month;
    Ok(book::year_of(cx.today(), begins))
}

/// What the ledger costs in the twelve months from `year` on.
pub async fn year(cx: &Cx, year: MonthNumber) -> Result<CostYear> {
    cx.may(Right::ReadLedger)?;
    YEARS.recall(cx, &year, || add_up(cx, year)).await
}

async fn add_up(cx: &Cx, year: MonthNumber) -> Result<CostYear> {
    let mut sums = Sums::default();
    for fees in store::fees(cx.db(), year).await? {
        sums.run(fees.department, fees.kind, &spelled(&fees.running, year));
    }
    let mut shared: BTreeMap<AssetId, (store::Fees, Vec<(DepartmentId, u64)>)> = BTreeMap::new();
    for (id, fees, department, things) in store::shared_fees(cx.db(), year).await? {
        shared.entry(id).or_insert_with(|| (fees, Vec::new())).1.push((department, things));
    }
    for (fees, departments) in shared.into_values() {
        let weights: Vec<u64> = departments.iter().map(|(_, things)| *things).collect();
        let months = spelled(&fees.running, year);
        for (place, amount) in months.iter().enumerate() {
            for ((department, _), share) in departments.iter().zip(shares(*amount, &weights)) {
                let mut one = [0; 12];
                if let Some(slot) = one.get_mut(place) {
                    *slot = share;
                }
                sums.run(Some(*department), fees.kind, &one);
            }
        }
    }
    for purchase in store::purchases(cx.db(), year).await? {
        sums.buy(
            purchase.department,
            usize::try_from(purchase.month - year).unwrap_or(usize::MAX),
            purchase.amount,
        );
    }
    let names = trees::ops::names::<DepartmentId>(&cx.house.system()).await?;
    let names: BTreeMap<DepartmentId, String> = names.into_iter().map(|it| (it.id, it.name)).collect();
    let mut departments: Vec<DepartmentCost> = sums
        .departments
        .into_iter()
        .map(|(department, (running, bought))| DepartmentCost {
            name: department.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
            department,
            running,
            bought,
        })
        .collect();
    departments
        .sort_by_key(|cost| (cost.department.is_none(), std::cmp::Reverse(cost.total()), cost.department));
    Ok(CostYear {
        year,
        departments,
        kinds: sums.kinds.into_iter().collect(),
        unpriced: store::unpriced(cx.db(), &PAID.map(BuiltIn::id)).await?,
    })
}

/// Kinds that cost something month by month or year by year.
const PAID: [BuiltIn; 6] = [
    BuiltIn::Licence,
    BuiltIn::Contract,
    BuiltIn::Line,
    BuiltIn::System,
    BuiltIn::Domain,
    BuiltIn::Certificate,
];

fn spelled(fee: &Running, year: MonthNumber) -> Months {
    let mut months = [0; 12];
    for (place, month) in (year..).zip(months.iter_mut()) {
        *month = in_month(fee, place);
    }
    months
}

#[derive(Default)]
struct Sums {
    departments: BTreeMap<Option<DepartmentId>, (Months, Months)>,
    kinds: BTreeMap<KindId, Months>,
}

impl Sums {
    fn run(&mut self, department: Option<DepartmentId>, kind: KindId, months: &Months) {
        add(&mut self.departments.entry(department).or_default().0, months);
        add(self.kinds.entry(kind).or_default(), months);
    }

    fn buy(&mut self, department: Option<DepartmentId>, place: usize, amount: i64) {
        if let Some(month) = self.departments.entry(department).or_default().1.get_mut(place) {
            *month += amount;
        }
    }
}

/// An entry behind a figure.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The entry.
    pub asset: Asset,
    /// What of it falls into the year.
    pub amount: Yen,
}

/// What stands behind the cost of a department: what is paid again and again, then what was bought, the dearest first, each
/// with how many there are. Fees that several departments share stand with those of none.
#[derive(Debug, Clone, Default)]
pub struct Behind {
    /// Paid again and again.
    pub running: (Vec<Entry>, i64),
    /// Bought.
    pub bought: (Vec<Entry>, i64),
}

/// How many entries of each sort a page shows.
const SHOWN: i64 = 100;

/// The entries behind the cost of a department in a year.
pub async fn behind(cx: &Cx, year: MonthNumber, department: Option<DepartmentId>) -> Result<Behind> {
    cx.may(Right::ReadLedger)?;
    let (running, many) = store::fee_entries(cx.db(), year, department, SHOWN).await?;
    let (bought, many_bought) = store::bought_entries(cx.db(), year, department, SHOWN).await?;
    let of_year = |asset: &Asset| {
        fee(&asset.data).map_or(0, |fee| {
            let (from, until) = (fee.from.unwrap_or(0), fee.until.unwrap_or(1_000_000));
            spelled(&Running { per: fee.per, amount: fee.amount.0, from, until }, year).iter().sum()
        })
    };
    let paid = |asset: Asset| Entry { amount: Yen(of_year(&asset)), asset };
    let spent = |asset: Asset| Entry { amount: asset.price.unwrap_or(Yen(0)), asset };
    Ok(Behind {
        running: (running.into_iter().map(paid).collect(), many),
        bought: (bought.into_iter().map(spent).collect(), many_bought),
    })
}

/// What the company owns and what it is worth in the books of a year.
#[derive(Debug, Clone, Default)]
pub struct Books {
    /// Everything that was in the books in the year, by id.
    pub lines: Vec<(Asset, book::Asset, BookLine)>,
    /// What could not be told, and why.
    pub unknown: Vec<(Asset, Unknown)>,
}

impl Books {
    /// Everything together.
    pub fn total(&self) -> BookLine {
        self.lines.iter().fold(BookLine::default(), |sum, (.., line)| BookLine {
            opening: sum.opening + line.opening,
            acquired: sum.acquired + line.acquired,
            depreciation: sum.depreciation + line.depreciation,
            loss: sum.loss + line.loss,
            closing: sum.closing + line.closing,
        })
    }
}

/// The books of the business year that begins with the month `year`.
pub async fn books(cx: &Cx, year: MonthNumber) -> Result<Books> {
    cx.may(Right::ReadLedger)?;
    let mut books = Books::default();
    let mut after = AssetId(0);
    loop {
        let some = store::priced(cx.db(), after, 2_000).await?;
        let Some(last) = some.last() else { break };
        after = last.id;
        for asset in some.into_iter().filter(|asset| book::is_owned(&asset.data)) {
            match book::asset(&asset.data) {
                Ok(owned) => {
                    if let Some(line) = book::line(&owned, year) {
                        books.lines.push((asset, owned, line));
                    }
                }
                Err(why) => books.unknown.push((asset, why)),
            }
        }
    }
    Ok(books)
}

/// The totals of the books, for a page; the whole is for Excel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BookTotals {
    /// Everything together.
    pub total: BookLine,
    /// How many things are in the books.
    pub lines: usize,
    /// Of how many it could not be told.
    pub unknown: usize,
}

static BOOKS: Memory<MonthNumber, BookTotals> = Memory::new();

/// The totals of the books of a year.
pub async fn book_totals(cx: &Cx, year: MonthNumber) -> Result<BookTotals> {
    cx.may(Right::ReadLedger)?;
    let add = async || {
        let books = books(cx, year).await?;
        Ok(BookTotals { total: books.total(), lines: books.lines.len(), unknown: books.unknown.len() })
    };
    BOOKS.recall(cx, &year, add).await
}

/// The books of a year as Excel, for the tax accountant, in the actor's language.
pub async fn books_xlsx(cx: &Cx, year: MonthNumber) -> Result<Vec<u8>> {
    let books = books(cx, year).await?;
    let bytes = workbook::books(cx.lang, year, &books)?;
    write_down(cx, "costs.books_exported").await?;
    Ok(bytes)
}

/// The costs of a year by department and month as Excel.
pub async fn costs_xlsx(cx: &Cx, first: MonthNumber) -> Result<Vec<u8>> {
    let costs = year(cx, first).await?;
    let kinds = crate::kinds::stored(cx.db()).await?;
    let bytes = workbook::costs(cx.lang, &costs, &kinds)?;
    write_down(cx, "costs.exported").await?;
    Ok(bytes)
}

/// Who takes figures of the whole company out of the house is on record.
async fn write_down(cx: &Cx, event: &'static str) -> Result<()> {
    let tx = cx.begin().await?;
    journal::write(&tx, cx, &journal::Entry::new(event, Subject::System)).await?;
    tx.commit().await
}

/// The first month of a year as a page's address gives it: `2026-04`.
pub fn read_year(text: &str) -> Option<MonthNumber> {
    let (year, first) = text.split_once('-')?;
    let (year, first) = (year.parse::<i32>().ok()?, first.parse::<u32>().ok()?);
    ((1990..=2200).contains(&year) && (1..=12).contains(&first)).then(|| month(year, first))
}
