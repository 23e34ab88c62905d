//! Numbers as people read them: 1,234円, 12.3万円, 1億2,000万円.

use kernel::{Lang, Yen};
use maud::{Markup, html};

/// A count with a comma every three digits: `1,234`.
pub fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// A signed number with commas.
pub fn signed(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", count(number.unsigned_abs()))
}

/// An exact amount: 「1,234円」, `¥1,234`.
pub fn yen(lang: Lang, amount: Yen) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let digits = count(amount.0.unsigned_abs());
    match lang {
        Lang::Ja => format!("{sign}{digits}円"),
        Lang::En => format!("{sign}¥{digits}"),
    }
}

/// An amount as one says it: 「9,800円」, 「12.3万円」, 「1億2,000万円」; `¥123k`, `¥120M` in English.
///
/// Rounded to about three figures, so the exact amount belongs behind it.
pub fn yen_short(lang: Lang, amount: Yen) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let size = amount.0.unsigned_abs();
    match lang {
        Lang::Ja => format!("{sign}{}円", myriads(size)),
        Lang::En => format!("{sign}¥{}", thousands(size)),
    }
}

/// 10,000 makes a 万, 10,000万 make a 億.
fn myriads(size: u64) -> String {
    // Rounding first, so that 99,999,999 becomes 1億 and not 10,000万.
    let tenths_of_man = round_div(size, 1_000);
    let man = round_div(size, 10_000);
    match size {
        0..10_000 => count(size),
        _ if tenths_of_man < 1_000 => with_tenth(tenths_of_man, "万"),
        _ if man < 10_000 => format!("{}万", count(man)),
        _ if man.is_multiple_of(10_000) => format!("{}億", count(man / 10_000)),
        _ => format!("{}億{}万", count(man / 10_000), count(man % 10_000)),
    }
}

fn thousands(size: u64) -> String {
    match size {
        0..10_000 => count(size),
        10_000..999_500 => format!("{}k", round_div(size, 1_000)),
        999_500..999_950_000 => with_tenth(round_div(size, 100_000), "M"),
        _ => with_tenth(round_div(size, 100_000_000), "B"),
    }
}

fn with_tenth(tenths: u64, unit: &str) -> String {
    if tenths.is_multiple_of(10) {
        format!("{}{unit}", count(tenths / 10))
    } else {
        format!("{}.{}{unit}", count(tenths / 10), tenths % 10)
    }
}

fn round_div(number: u64, by: u64) -> u64 {
    number / by + u64::from(number % by >= by.div_ceil(2))
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share in whole percent: 「37%」. `None` when there is nothing to take a share of.
pub fn percent(part: u64, whole: u64) -> Option<String> {
    (whole > 0).then(|| format!("{}%", round_div(part.saturating_mul(100), whole)))
}

/// A size of a file: `812 B`, `3.4 KB`, `12 MB` (1 KB = 1,024 B, as file managers show it).
pub fn bytes(size: u64) -> String {
    let units = ["KB", "MB", "GB", "TB"];
    if size < 1_024 {
        return format!("{size} B");
    }
    let mut unit = 0;
    let mut scale = 1_024_u64;
    while unit + 1 < units.len() && round_div(size, scale) >= 1_024 {
        scale *= 1_024;
        unit += 1;
    }
    let tenths = round_div(size.saturating_mul(10), scale);
    if tenths >= 100 {
        format!("{} {}", tenths / 10, units[unit])
    } else {
        with_tenth(tenths, &format!(" {}", units[unit]))
    }
}

/// An exact amount in a table cell; absent ones are said to be unknown.
pub fn money(lang: Lang, amount: Option<Yen>) -> Markup {
    match amount {
        Some(amount) => html! { (yen(lang, amount)) },
        None => super::unknown(lang, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_every_three_digits() {
        for (number, text) in [(0, "0"), (12, "12"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")]
        {
            assert_eq!(count(number), text);
        }
        assert_eq!(signed(-1_234), "-1,234");
        assert_eq!(signed(i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn exact_yen() {
        assert_eq!(yen(Lang::Ja, Yen(1_234)), "1,234円");
        assert_eq!(yen(Lang::Ja, Yen(-500)), "-500円");
        assert_eq!(yen(Lang::En, Yen(-1_234)), "-¥1,234");
    }

    #[test]
    fn spoken_yen() {
        let cases = [
            (0, "0円"),
            (9_800, "9,800円"),
            (9_999, "9,999円"),
            (10_000, "1万円"),
            (123_000, "12.3万円"),
            (123_450, "12.3万円"),
            (999_499, "99.9万円"),
            (999_999, "100万円"),
            (2_263_680, "226万円"),
            (99_999_999, "1億円"),
            (120_000_000, "1億2,000万円"),
            (12_345_678_901, "123億4,568万円"),
            (-123_000, "-12.3万円"),
        ];
        for (amount, text) in cases {
            assert_eq!(yen_short(Lang::Ja, Yen(amount)), text, "{amount}");
        }
        for (amount, text) in [
            (9_800, "¥9,800"),
            (123_000, "¥123k"),
            (999_600, "¥1M"),
            (120_000_000, "¥120M"),
            (1_500_000_000, "¥1.5B"),
        ] {
            assert_eq!(yen_short(Lang::En, Yen(amount)), text, "{amount}");
        }
    }

    #[test]
    fn shares_and_sizes() {
        assert_eq!(percent(1, 3).as_deref(), Some("33%"));
        assert_eq!(percent(1, 0), None);
        let sizes = [
            (0, "0 B"),
            (1_023, "1023 B"),
            (1_024, "1 KB"),
            (3_500, "3.4 KB"),
            (1_048_575, "1 MB"),
            (12_582_912, "12 MB"),
        ];
        for (size, text) in sizes {
            assert_eq!(bytes(size), text);
        }
    }
}
