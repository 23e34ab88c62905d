//! What is paid again and again for an entry: how much per month or year, from which month to which.

use chrono::Datelike as _;
use kernel::{PartialDay, Yen};

use super::model::AssetData;

/// The field that says for what span the price is: `month`, `year`, or `once`.
pub const PRICE_PER: &str = "price_per";

/// A month, counted from the year 0: January 2026 is 2026 × 12.
pub type MonthNumber = i32;

/// For what span the price is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    /// 月額
    Month,
    /// 年額
    Year,
    /// 一括
    Once,
}

impl Per {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Once, Self::Month, Self::Year];

    /// The word as stored: `month`, `year`, `once`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
            Self::Once => "once",
        }
    }

    /// Reads a stored word, or how people write it.
    pub fn parse(text: &str) -> Option<Self> {
        match yomi::fold(text).as_str() {
            "month" | "monthly" | "月" | "月額" | "毎月" | "月払い" | "月払" => Some(Self::Month),
            "year" | "yearly" | "annual" | "年" | "年額" | "毎年" | "年払い" | "年払" => {
                Some(Self::Year)
            }
            "once" | "一括" | "一回" | "1回" | "買切" | "買い切り" => Some(Self::Once),
            _ => None,
        }
    }
}

impl Per {
    /// For what span the price of an entry is paid, if it says so.
    pub fn of(data: &AssetData) -> Option<Self> {
        Self::parse(data.fields.get(PRICE_PER)?)
    }
}

/// What is paid again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fee {
    /// Per month or per year.
    pub per: Per,
    /// How much.
    pub amount: Yen,
    /// The first month; `None` if nobody wrote it down.
    pub from: Option<MonthNumber>,
    /// The last month; `None` while it goes on.
    pub until: Option<MonthNumber>,
}

/// The fee of an entry, if it has one.
///
/// It runs until the entry is gone, or its lease or contract ends and does not renew itself. A thing that is gone, nobody
/// wrote down since when, is not paid for any more; it then ended with the month it began in.
pub(crate) fn fee(data: &AssetData) -> Option<Fee> {
    let per = Per::of(data).filter(|per| *per != Per::Once)?;
    let amount = data.price?;
    let from = data.acquired_on.map(|on| month(on.first().year(), on.first().month()));
    let last = |on: Option<PartialDay>| on.map(|on| month(on.last().year(), on.last().month()));
    let renews = data.fields.get("auto_renew").is_some_and(|text| says_yes(text));
    let ends = [data.lease_ends_on, data.renews_on].into_iter().flatten().max();
    let mut until = if renews { None } else { last(ends) };
    if data.status.is_gone() {
        let gone = last(data.disposed_on).or(until).or(from).or(Some(0));
        until = [until, gone].into_iter().flatten().min();
    }
    Some(Fee { per, amount, from, until })
}

/// A month as one number.
pub fn month(year: i32, month: u32) -> MonthNumber {
    year * 12 + i32::try_from(month).unwrap_or(1) - 1
}

/// The year and month of a number.
pub fn of_number(number: MonthNumber) -> (i32, u32) {
    (number.div_euclid(12), u32::try_from(number.rem_euclid(12)).unwrap_or(0) + 1)
}

/// Whether 「自動更新」 says yes: あり, ○, する, 1年自動更新 … and not なし, しない, 手動.
pub fn says_yes(text: &str) -> bool {
    let folded = yomi::fold(text);
    let folded = folded.trim();
    let no = [
        "なし",
        "無",
        "無し",
        "しない",
        "手動",
        "不要",
        "no",
        "x",
        "×",
        "off",
        "false",
        "-",
        "要手続",
        "都度",
    ];
    !folded.is_empty()
        && !no.iter().any(|word| {
            folded == yomi::fold(word) || (word.chars().count() > 1 && folded.contains(&yomi::fold(word)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::Status;
    use crate::kinds::BuiltIn;

    fn lease(pairs: &[(&str, &str)]) -> AssetData {
        let mut data = AssetData::new(BuiltIn::Contract.id());
        for (field, value) in pairs {
            assert!(data.set(field, value), "{field}");
        }
        data
    }

    #[test]
    fn a_lease_is_paid_from_its_first_to_its_last_month() {
        let data = lease(&[
            ("price", "5000"),
            ("price_per", "month"),
            ("acquired", "2024-04-10"),
            ("lease_end", "2028-03"),
        ]);
        let fee = fee(&data).unwrap();
        assert_eq!((fee.from, fee.until), (Some(month(2024, 4)), Some(month(2028, 3))));
        assert_eq!(of_number(month(2028, 12)), (2028, 12));
    }

    #[test]
    fn what_renews_itself_goes_on() {
        let data = lease(&[
            ("price", "5000"),
            ("price_per", "年額"),
            ("lease_end", "2025-03-31"),
            ("auto_renew", "あり(1年)"),
        ]);
        assert_eq!(fee(&data).unwrap().until, None);
        let mut gone = data;
        gone.status = Status::Disposed;
        gone.set("disposed", "2026-01-15");
        assert_eq!(fee(&gone).unwrap().until, Some(month(2026, 1)));
    }

    #[test]
    fn a_price_paid_once_is_no_fee() {
        assert_eq!(fee(&lease(&[("price", "5000")])), None);
        assert_eq!(fee(&lease(&[("price", "5000"), ("price_per", "once")])), None);
        assert_eq!(fee(&lease(&[("price_per", "month")])), None);
    }

    #[test]
    fn yes_is_told_from_no() {
        for yes in ["あり", "有", "○", "する", "自動更新", "1年自動更新", "yes"] {
            assert!(says_yes(yes), "{yes}");
        }
        for no in ["なし", "無し", "無", "しない", "手動", "no", "×", "", "自動更新なし"] {
            assert!(!says_yes(no), "{no}");
        }
    }
}
