//! What a thing is worth in the books: straight-line depreciation as Japanese companies do it for what they took into use
//! since April 2007.
//!
//! Sources: the National Tax Agency's Tax Answer No. 2106 (定額法と定率法による減価償却) for the formula, the month that counts
//! whole and the last yen that stays; the table of rates for the straight-line method (耐用年数省令 別表第八: the reciprocal
//! of the useful life, rounded up to three places); the useful lives of 別表第一 (パーソナルコンピュータ 4, other computers 5,
//! office machines 5) and the Agency's answer on LAN equipment (hubs and routers 10); No. 5403 for amounts below 100,000 yen
//! and the assets written off over three years.

use chrono::Datelike as _;
use kernel::Day;
use serde::Serialize;

use crate::assets::fees::{MonthNumber, PRICE_PER, Per, month};
use crate::assets::{AssetData, Status};
use crate::kinds::BuiltIn;

/// The field that holds the useful life in years.
pub const USEFUL_LIFE: &str = "useful_life";
/// The field that holds the method where the company chose one.
pub const DEPRECIATION: &str = "depreciation";

/// Below this an asset is an expense of its year.
const EXPENSED_BELOW: i64 = 100_000;

/// How a thing is written off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "method", content = "years")]
pub enum Method {
    /// 定額法, over so many years.
    StraightLine(u32),
    /// 一括償却資産: a third in each of three years.
    ThreeYears,
    /// 少額: all of it in its first year.
    Expensed,
}

/// Why a thing's worth cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// Nobody wrote down when it was bought.
    Acquired,
    /// Nobody wrote down when it left the company.
    Gone,
    /// Nobody wrote down its useful life, and the kind does not tell.
    Life,
}

/// What is needed to write a thing off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// What it cost, in yen.
    pub cost: i64,
    /// The month it was taken into use.
    pub since: MonthNumber,
    /// How.
    pub method: Method,
    /// What stays in the books at the end: the last yen of a thing, nothing of software.
    pub rest: i64,
    /// The month it left the company.
    pub gone: Option<MonthNumber>,
}

/// A thing in the books of one year, in yen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct BookLine {
    /// Worth at the beginning of the year; nothing if it came within the year.
    pub opening: i64,
    /// What it cost, if it came within the year.
    pub acquired: i64,
    /// Written off within the year.
    pub depreciation: i64,
    /// What was left when it went within the year.
    pub loss: i64,
    /// Worth at the end of the year.
    pub closing: i64,
}

/// The rate of a useful life in thousandths: its reciprocal, rounded up to three places.
pub const fn rate(years: u32) -> i64 {
    let years = if years == 0 { 1 } else { years as i64 };
    (1_000 + years - 1) / years
}

/// The useful life of a kind, where the tables leave no doubt.
pub fn usual_life(kind: BuiltIn) -> Option<u32> {
    match kind {
        BuiltIn::Pc => Some(4),
        BuiltIn::Server | BuiltIn::Printer | BuiltIn::Licence => Some(5),
        BuiltIn::Network => Some(10),
        _ => None,
    }
}

/// Whether an entry is something the company owns and wrote a price down for: neither leased nor paid again and again.
pub fn is_owned(data: &AssetData) -> bool {
    let kind = BuiltIn::of(data.kind);
    let is_thing = kind.is_none_or(|kind| !kind.is_record() || kind == BuiltIn::Licence);
    let runs = Per::of(data).is_some_and(|per| per != Per::Once);
    let by = yomi::fold(&data.acquire_type);
    let is_lent =
        ["リース", "レンタル", "借", "lease", "rent"].iter().any(|word| by.contains(&yomi::fold(word)));
    // A licence without a word about its span is as often a subscription as not.
    let is_sold = kind != Some(BuiltIn::Licence)
        || data.fields.contains_key(PRICE_PER)
        || yomi::fold(&data.get("licence_type")).contains(&yomi::fold("買"));
    is_thing && !runs && !is_lent && is_sold && data.price.is_some_and(|price| price.0 > 0)
}

/// An owned entry as it is written off.
///
/// # Errors
/// What is missing.
pub fn asset(data: &AssetData) -> Result<Asset, Unknown> {
    let cost = data.price.map_or(0, |price| price.0);
    let acquired = data.acquired_on.ok_or(Unknown::Acquired)?.first();
    let since = month(acquired.year(), acquired.month());
    let gone = match (data.status, data.disposed_on) {
        (Status::Disposed, None) => return Err(Unknown::Gone),
        (Status::Disposed | Status::Lost, Some(on)) => {
            Some(month(on.last().year(), on.last().month()).max(since))
        }
        // What is lost, nobody knows since when, is in the books until it is written off.
        _ => None,
    };
    let software = BuiltIn::of(data.kind) == Some(BuiltIn::Licence);
    Ok(Asset { cost, since, method: method(data, cost)?, rest: i64::from(!software), gone })
}

fn method(data: &AssetData, cost: i64) -> Result<Method, Unknown> {
    let chosen = yomi::fold(&data.get(DEPRECIATION));
    let says = |words: &[&str]| words.iter().any(|word| chosen.contains(&yomi::fold(word)));
    if says(&["一括", "3年", "three"]) {
        return Ok(Method::ThreeYears);
    }
    if says(&["少額", "即時", "経費", "費用", "expense"]) || (chosen.is_empty() && cost < EXPENSED_BELOW)
    {
        return Ok(Method::Expensed);
    }
    let written = data.get(USEFUL_LIFE).parse::<u32>().ok().filter(|years| (2..=100).contains(years));
    let usual = BuiltIn::of(data.kind).and_then(usual_life);
    written.or(usual).map(Method::StraightLine).ok_or(Unknown::Life)
}

/// The first month of the business year that a day lies in, for years that begin with the month `begins` (1 to 12).
pub fn year_of(day: Day, begins: u32) -> MonthNumber {
    let now = month(day.year(), day.month());
    let begin = month(day.year(), begins);
    if now >= begin { begin } else { begin - 12 }
}

/// A thing in the books of the business year that begins with the month `year`; `None` if it was not there in it.
pub fn line(asset: &Asset, year: MonthNumber) -> Option<BookLine> {
    let end = year + 11;
    if asset.since > end || asset.gone.is_some_and(|gone| gone < year) {
        return None;
    }
    let (opening, acquired) = if asset.since >= year { (0, asset.cost) } else { (worth(asset, year - 1), 0) };
    if asset.gone.is_some_and(|gone| gone <= end) {
        // What goes within a year is not written off in it any more: all that is left is lost.
        return Some(BookLine { opening, acquired, depreciation: 0, loss: opening + acquired, closing: 0 });
    }
    let closing = worth(asset, end);
    Some(BookLine { opening, acquired, depreciation: opening + acquired - closing, loss: 0, closing })
}

/// What a thing is worth at the end of the month `end`, which is the last of a business year.
fn worth(asset: &Asset, end: MonthNumber) -> i64 {
    if end < asset.since {
        return 0;
    }
    let months = i64::from(end - asset.since) + 1;
    // The business years in which it was there, the first one cut.
    let first = (months - 1) % 12 + 1;
    let further = (months - first) / 12;
    let written_off = match asset.method {
        Method::Expensed => asset.cost,
        Method::ThreeYears => {
            let third = asset.cost / 3;
            if further >= 2 { asset.cost } else { third * (further + 1) }
        }
        Method::StraightLine(years) => {
            let yearly = part(asset.cost, rate(years), 1_000);
            let begun = part(asset.cost * rate(years), first, 12_000);
            (begun + yearly * further).min((asset.cost - asset.rest).max(0))
        }
    };
    (asset.cost - written_off).max(0)
}

/// A part of an amount, without what is less than a yen.
fn part(amount: i64, numerator: i64, denominator: i64) -> i64 {
    i64::try_from(i128::from(amount) * i128::from(numerator) / i128::from(denominator)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pc(cost: i64, since: (i32, u32), years: u32) -> Asset {
        Asset {
            cost,
            since: month(since.0, since.1),
            method: Method::StraightLine(years),
            rest: 1,
            gone: None,
        }
    }

    /// Closing values of the business years from April on.
    fn closings(asset: &Asset, first: i32, years: i32) -> Vec<i64> {
        (0..years).filter_map(|step| line(asset, month(first + step, 4))).map(|line| line.closing).collect()
    }

    #[test]
    fn rates_are_those_of_the_table() {
        let table = [
            (2, 500),
            (3, 334),
            (4, 250),
            (5, 200),
            (6, 167),
            (7, 143),
            (8, 125),
            (9, 112),
            (10, 100),
            (11, 91),
            (12, 84),
            (13, 77),
            (14, 72),
            (15, 67),
            (17, 59),
            (20, 50),
            (22, 46),
            (24, 42),
            (39, 26),
            (47, 22),
            (50, 20),
        ];
        for (years, thousandths) in table {
            assert_eq!(rate(years), thousandths, "{years}");
        }
    }

    #[test]
    fn a_pc_bought_in_april_is_written_off_in_four_years() {
        assert_eq!(closings(&pc(200_000, (2022, 4), 4), 2022, 5), [150_000, 100_000, 50_000, 1, 1]);
    }

    #[test]
    fn a_pc_bought_in_october_counts_half_its_first_year() {
        let pc = pc(240_000, (2022, 10), 4);
        assert_eq!(closings(&pc, 2022, 6), [210_000, 150_000, 90_000, 30_000, 1, 1]);
        let first = line(&pc, month(2022, 4)).unwrap();
        assert_eq!((first.opening, first.acquired, first.depreciation), (0, 240_000, 30_000));
        assert_eq!(line(&pc, month(2021, 4)), None);
    }

    #[test]
    fn what_goes_is_a_loss_of_what_was_left() {
        let gone = Asset { gone: Some(month(2024, 6)), ..pc(200_000, (2022, 4), 4) };
        let year = line(&gone, month(2024, 4)).unwrap();
        assert_eq!((year.opening, year.depreciation, year.loss, year.closing), (100_000, 0, 100_000, 0));
        assert_eq!(line(&gone, month(2025, 4)), None);
    }

    #[test]
    fn small_amounts_and_three_year_ones_end_at_nothing() {
        let small = Asset { method: Method::Expensed, ..pc(80_000, (2024, 3), 4) };
        assert_eq!(closings(&small, 2023, 2), [0, 0]);
        let three = Asset { method: Method::ThreeYears, ..pc(150_001, (2024, 3), 4) };
        assert_eq!(closings(&three, 2023, 4), [100_001, 50_001, 0, 0]);
    }

    #[test]
    fn the_method_follows_from_price_and_words() {
        let mut data = AssetData::new(BuiltIn::Pc.id());
        data.set("price", "99999");
        assert_eq!(asset(&data), Err(Unknown::Acquired));
        data.set("acquired", "2024-02-29");
        assert_eq!(asset(&data).unwrap().method, Method::Expensed);
        data.set("price", "150000");
        assert_eq!(asset(&data).unwrap().method, Method::StraightLine(4));
        data.set(DEPRECIATION, "一括償却");
        assert_eq!(asset(&data).unwrap().method, Method::ThreeYears);
        let mut desk = AssetData::new(BuiltIn::Other.id());
        desk.set("price", "150000");
        desk.set("acquired", "2024");
        assert_eq!(asset(&desk), Err(Unknown::Life));
        desk.set(USEFUL_LIFE, "15");
        assert_eq!(asset(&desk).unwrap().method, Method::StraightLine(15));
    }

    #[test]
    fn leased_and_monthly_things_are_not_in_the_books() {
        let mut data = AssetData::new(BuiltIn::Pc.id());
        assert!(!is_owned(&data), "nobody knows what it cost");
        data.set("price", "150000");
        assert!(is_owned(&data));
        data.set("acquire_type", "ﾘｰｽ");
        assert!(!is_owned(&data));
        data.set("acquire_type", "購入");
        data.set("price_per", "month");
        assert!(!is_owned(&data));
    }

    #[test]
    fn business_years_begin_where_the_company_says() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(year_of(day("2026-03-31"), 4), month(2025, 4));
        assert_eq!(year_of(day("2026-04-01"), 4), month(2026, 4));
        assert_eq!(year_of(day("2024-02-29"), 1), month(2024, 1));
        assert_eq!(year_of(day("2026-11-30"), 12), month(2025, 12));
    }

    fn methods() -> impl Strategy<Value = Method> {
        prop_oneof![
            (2_u32..=50).prop_map(Method::StraightLine),
            Just(Method::ThreeYears),
            Just(Method::Expensed),
        ]
    }

    proptest! {
        #[test]
        fn a_worth_only_falls_and_years_join_without_a_gap(
            cost in 1_i64..100_000_000, since in 24_000_i32..24_400, begins in 1_u32..=12, method in methods(),
            rest in 0_i64..=1, life in prop::option::of(0_i32..700),
        ) {
            let thing = Asset { cost, since, method, rest, gone: life.map(|life| since + life) };
            let first = since - (since - month(0, begins)).rem_euclid(12);
            let mut before: Option<BookLine> = None;
            let mut lost = 0;
            for step in 0..60 {
                let Some(now) = line(&thing, first + step * 12) else { break };
                prop_assert!(now.depreciation >= 0 && now.closing >= 0 && now.loss >= 0);
                prop_assert_eq!(now.opening + now.acquired - now.depreciation - now.loss, now.closing);
                prop_assert_eq!(now.opening, before.map_or(0, |before| before.closing));
                prop_assert_eq!(now.acquired, if step == 0 { cost } else { 0 });
                lost += now.depreciation + now.loss;
                before = Some(now);
            }
            let left = before.map_or(0, |last| last.closing);
            prop_assert_eq!(lost + left, cost, "every yen is written off once");
            if thing.gone.is_none() {
                let end = match method { Method::StraightLine(_) => rest.min(cost), _ => 0 };
                prop_assert_eq!(left, end, "after sixty years all of it is written off");
            }
        }
    }
}
