//! Counting seats.

use kernel::Yen;

use super::model::Usage;
use crate::assets::AssetData;
use crate::assets::fees::Per;

/// How seats stand to what was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody wrote down how many were bought.
    Unknown,
    /// Enough are left; how many.
    Enough(i64),
    /// Few are left; how many (none at worst).
    Low(i64),
    /// More are used than were bought; by how many.
    Over(i64),
}

impl Usage {
    /// How many are used, counted from the ledger itself. Where it knows of none, what was written down once.
    pub fn used(&self) -> i64 {
        let counted = self.seats + self.accounts + self.things;
        if counted == 0 { self.reported.unwrap_or(0) } else { counted }
    }

    /// How many are left, below zero if more are used than were bought; `None` if nobody wrote down how many were.
    pub fn left(&self) -> Option<i64> {
        self.bought.map(|bought| bought - self.used())
    }

    /// How they stand: low means that a tenth or less is left, one at least where more than one was bought.
    pub fn standing(&self) -> Standing {
        let (Some(bought), Some(left)) = (self.bought, self.left()) else { return Standing::Unknown };
        match left {
            ..0 => Standing::Over(-left),
            _ if bought > 1 && left <= (bought / 10).max(1) => Standing::Low(left),
            0 => Standing::Low(0),
            _ => Standing::Enough(left),
        }
    }
}

/// What one seat costs in a year, rounded up to a yen; `None` if the price, its span or every seat is missing.
///
/// Counted by the seats that are used (what a colleague really costs), for want of any by those that were bought.
pub fn yearly_cost_of_one(data: &AssetData, usage: &Usage) -> Option<Yen> {
    let price = data.price?.0;
    let yearly = match Per::of(data)? {
        Per::Month => price.checked_mul(12)?,
        Per::Year => price,
        Per::Once => return None,
    };
    let seats = [usage.used(), usage.bought.unwrap_or(0)].into_iter().find(|many| *many > 0)?;
    Some(Yen(yearly.div_euclid(seats) + i64::from(yearly.rem_euclid(seats) > 0)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kinds::BuiltIn;

    fn usage(bought: i64, seats: i64) -> Usage {
        Usage { bought: Some(bought), seats, ..Usage::default() }
    }

    #[test]
    fn seats_run_low_before_they_run_out() {
        assert_eq!(usage(50, 20).standing(), Standing::Enough(30));
        assert_eq!(usage(50, 45).standing(), Standing::Low(5));
        assert_eq!(usage(5, 4).standing(), Standing::Low(1));
        assert_eq!(usage(1, 1).standing(), Standing::Low(0));
        assert_eq!(usage(1, 0).standing(), Standing::Enough(1));
        assert_eq!(usage(5, 7).standing(), Standing::Over(2));
        assert_eq!(Usage::default().standing(), Standing::Unknown);
    }

    #[test]
    fn what_was_written_down_once_counts_where_nothing_else_is_known() {
        let told = Usage { bought: Some(10), reported: Some(10), ..Usage::default() };
        assert_eq!(told.standing(), Standing::Low(0));
        assert_eq!(Usage { seats: 2, ..told }.used(), 2);
    }

    #[test]
    fn a_seat_costs_its_share_of_the_year() {
        let mut data = AssetData::new(BuiltIn::Licence.id());
        for (field, value) in [("price", "1000"), ("price_per", "month")] {
            data.set(field, value);
        }
        assert_eq!(yearly_cost_of_one(&data, &usage(10, 7)), Some(Yen(1_715)));
        assert_eq!(yearly_cost_of_one(&data, &usage(10, 0)), Some(Yen(1_200)));
        assert_eq!(yearly_cost_of_one(&data, &Usage::default()), None);
        data.set("price_per", "once");
        assert_eq!(yearly_cost_of_one(&data, &usage(10, 7)), None);
    }

    proptest! {
        #[test]
        fn what_is_left_and_what_is_used_make_what_was_bought(
            bought in 0_i64..10_000, seats in 0_i64..10_000, accounts in 0_i64..100, things in 0_i64..100,
        ) {
            let usage = Usage { bought: Some(bought), reported: None, seats, accounts, things };
            let left = match usage.standing() {
                Standing::Unknown => unreachable!("it is known how many were bought"),
                Standing::Enough(left) | Standing::Low(left) => left,
                Standing::Over(over) => -over,
            };
            prop_assert_eq!(left + usage.used(), bought);
        }

        #[test]
        fn all_seats_together_cost_at_least_the_year_and_less_than_a_yen_each_more(
            price in 1_i64..100_000_000, seats in 1_i64..5_000,
        ) {
            let mut data = AssetData::new(BuiltIn::Licence.id());
            data.set("price", &price.to_string());
            data.set("price_per", "year");
            let one = yearly_cost_of_one(&data, &usage(seats, seats)).unwrap().0;
            prop_assert!(one * seats >= price && one * seats < price + seats);
        }
    }
}
