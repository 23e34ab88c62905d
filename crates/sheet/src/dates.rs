//! Day numbers of spreadsheets as ISO dates, and what a number format says about them.

use crate::model::Cell;

const SECONDS_PER_DAY: f64 = 86_400.0;
/// 9999-12-31, the last day spreadsheets know.
const LAST_SERIAL: f64 = 2_958_466.0;

/// The cell for a stored day number, as a date and time, a time alone, or a plain number if no calendar has that day.
pub(crate) fn cell_of_serial(serial: f64, epoch_1904: bool, format: Option<String>) -> Cell {
    match iso_of_serial(serial, epoch_1904) {
        Some(iso) => Cell::Date { iso, format },
        None => Cell::Number { value: serial, format },
    }
}

/// ISO text of a day number: `2024-06-01`, `2024-06-01T09:30:00`, or `09:30:00` for less than a day.
pub(crate) fn iso_of_serial(serial: f64, epoch_1904: bool) -> Option<String> {
    let shifted = if epoch_1904 && serial >= 1.0 { serial + 1462.0 } else { serial };
    if !(0.0..LAST_SERIAL).contains(&shifted) {
        return None;
    }
    let seconds = (shifted * SECONDS_PER_DAY).round();
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked above")]
    let seconds = seconds as i64;
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let time = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    if day == 0 {
        return Some(time);
    }
    // The 1900 calendar of spreadsheets has a 29 February 1900 that never was; it is day 60, and we call it the 28th.
    let unix_day = if day < 60 { day - 25_568 } else { day.max(61) - 25_569 - i64::from(day == 60) };
    let (year, month, day_of_month) = civil_date(unix_day);
    let date = format!("{year:04}-{month:02}-{day_of_month:02}");
    Some(if second == 0 { date } else { format!("{date}T{time}") })
}

/// Days since 1970-01-01 to year, month, day, by counting in eras of 400 years that begin in March.
fn civil_date(unix_day: i64) -> (i64, i64, i64) {
    let shifted = unix_day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The format codes that a Japanese Excel stores only as a number, without writing them into the file.
pub(crate) fn japanese_builtin(id: u32) -> Option<&'static str> {
    Some(match id {
        27 | 36 | 50 | 57 => "[$-411]ge.m.d",
        28 | 29 | 51 | 54 | 58 => "[$-411]ggge\"年\"m\"月\"d\"日\"",
        30 => "m/d/yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"時\"mm\"分\"",
        33 => "h\"時\"mm\"分\"ss\"秒\"",
        34 | 52 | 55 => "yyyy\"年\"m\"月\"",
        35 | 53 | 56 => "m\"月\"d\"日\"",
        _ => return None,
    })
}

/// Whether a format shows the number as an era year (`ge`, `ggge"年"`), which the library below us takes for a number
/// when neither month nor day is shown.
pub(crate) fn is_era_format(code: &str) -> bool {
    let mut letters = String::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => while characters.next().is_some_and(|inner| inner != '"') {},
            '[' => while characters.next().is_some_and(|inner| inner != ']') {},
            '\\' | '_' | '*' => {
                characters.next();
            }
            ';' => break,
            other => letters.extend(other.to_lowercase()),
        }
    }
    letters.contains("ge") && !letters.contains("general")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_become_dates() {
        let iso = |serial: f64| iso_of_serial(serial, false).unwrap();
        assert_eq!(iso(1.0), "1900-01-01");
        assert_eq!(iso(59.0), "1900-02-28");
        assert_eq!(iso(60.0), "1900-02-28");
        assert_eq!(iso(61.0), "1900-03-01");
        assert_eq!(iso(25_569.0), "1970-01-01");
        assert_eq!(iso(43_585.0), "2019-04-30");
        assert_eq!(iso(45_444.0), "2024-06-01");
        assert_eq!(iso(45_444.395_833_333_33), "2024-06-01T09:30:00");
        assert_eq!(iso(0.999_999_99), "1900-01-01");
        assert_eq!(iso(0.5), "12:00:00");
        assert_eq!(iso(2_958_465.0), "9999-12-31");
        assert_eq!(iso_of_serial(43_982.0, true).unwrap(), "2024-06-01");
    }

    #[test]
    fn days_outside_the_calendar_stay_numbers() {
        for serial in [-1.0, 2_958_466.0, 1e300, f64::NAN, f64::INFINITY] {
            assert_eq!(iso_of_serial(serial, false), None);
        }
        assert_eq!(cell_of_serial(-5.0, false, None), Cell::number(-5.0));
    }

    #[test]
    fn tells_era_formats_from_general() {
        assert!(is_era_format("[$-411]ge"));
        assert!(is_era_format("[$-411]ggge\"年度\""));
        assert!(!is_era_format("General"));
        assert!(!is_era_format("0\"ge\""));
        assert!(!is_era_format("#,##0"));
    }
}
