//! Spreading an amount over months and departments so that nothing is lost and nothing is made.

use crate::assets::fees::{MonthNumber, Per};

/// Something that is paid again and again, perhaps many alike together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// Per month or per year.
    pub per: Per,
    /// How much, in yen.
    pub amount: i64,
    /// The first month.
    pub from: MonthNumber,
    /// The last month.
    pub until: MonthNumber,
}

/// What falls into a month, in yen.
///
/// A yearly fee is shared out over its twelve months so that any twelve in a row make the whole fee.
pub fn in_month(fee: &Running, month: MonthNumber) -> i64 {
    if month < fee.from || month > fee.until {
        return 0;
    }
    match fee.per {
        Per::Once => 0,
        Per::Month => fee.amount,
        Per::Year => {
            let place = i128::from((month - fee.from).rem_euclid(12));
            let until = |twelfths: i128| (i128::from(fee.amount) * twelfths).div_euclid(12);
            i64::try_from(until(place + 1) - until(place)).unwrap_or(0)
        }
    }
}

/// Shares an amount out by weights. The shares add up to the amount; who gets the odd yen follows from the weights alone
/// (the largest remainder, the first of equals). Without any weight all goes to nobody: an empty answer.
pub fn shares(amount: i64, weights: &[u64]) -> Vec<i64> {
    let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    if total == 0 {
        return Vec::new();
    }
    let sign = amount.signum();
    let whole = u128::from(amount.unsigned_abs());
    let mut parts: Vec<(u128, u128, usize)> = weights
        .iter()
        .enumerate()
        .map(|(place, weight)| {
            let product = whole * u128::from(*weight);
            (product / total, product % total, place)
        })
        .collect();
    let given: u128 = parts.iter().map(|(part, ..)| part).sum();
    let mut by_remainder: Vec<usize> = (0..parts.len()).collect();
    by_remainder.sort_by_key(|place| (std::cmp::Reverse(parts[*place].1), *place));
    let odd = usize::try_from(whole - given).unwrap_or(0);
    for place in by_remainder.into_iter().take(odd) {
        parts[place].0 += 1;
    }
    parts.into_iter().map(|(part, ..)| sign * i64::try_from(part).unwrap_or(i64::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_month_outside_costs_nothing() {
        let fee = Running { per: Per::Month, amount: 5_000, from: 10, until: 12 };
        let months: Vec<i64> = (9..=13).map(|month| in_month(&fee, month)).collect();
        assert_eq!(months, [0, 5_000, 5_000, 5_000, 0]);
    }

    #[test]
    fn odd_yen_go_where_most_is_missing() {
        assert_eq!(shares(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(shares(100, &[2, 1]), [67, 33]);
        assert_eq!(shares(-100, &[1, 1, 1]), [-34, -33, -33]);
        assert_eq!(shares(100, &[0, 5]), [0, 100]);
        assert!(shares(100, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn any_twelve_months_in_a_row_make_the_yearly_fee(
            amount in -1_000_000_i64..1_000_000_000, from in 20_000_i32..30_000, begin in 0_i32..60,
        ) {
            let fee = Running { per: Per::Year, amount, from, until: from + 200 };
            let year: i64 = (0..12).map(|month| in_month(&fee, from + begin + month)).sum();
            prop_assert_eq!(year, amount);
        }

        #[test]
        fn months_of_a_yearly_fee_differ_by_a_yen_at_most(amount in 0_i64..1_000_000_000, month in 0_i32..12) {
            let fee = Running { per: Per::Year, amount, from: 0, until: 100 };
            prop_assert!((in_month(&fee, month) - amount / 12).abs() <= 1);
        }

        #[test]
        fn shares_add_up(amount in any::<i32>(), weights in prop::collection::vec(0_u64..1_000, 1..20)) {
            let amount = i64::from(amount);
            let shares = shares(amount, &weights);
            if weights.iter().any(|weight| *weight > 0) {
                prop_assert_eq!(shares.iter().sum::<i64>(), amount);
                for (share, weight) in shares.iter().zip(&weights) {
                    prop_assert!(*weight > 0 || *share == 0);
                }
            }
        }
    }
}
