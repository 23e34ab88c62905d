//! Dates as ledgers write them, and the calendar's edges.

use proptest::prelude::*;

use super::Date;
use super::parse::{Impossible, Remark, Single, single};
use super::span::{Span, end_of, from_serial, span};
use crate::text::tidy;

fn iso(text: &str) -> String {
    match span(&tidy(text), false) {
        Span::One(Single::Date(date, _)) => date.to_string(),
        other => format!("{other:?}"),
    }
}

fn remarks(text: &str) -> Vec<Remark> {
    match span(&tidy(text), false) {
        Span::One(Single::Date(_, remarks)) => remarks,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn reads_what_offices_write() {
    let cases = [
        ("R6.4.1", "2024-04-01"),
        ("R6/4/1", "2024-04-01"),
        ("R6-4-1", "2024-04-01"),
        ("Ｒ６．４．１", "2024-04-01"),
        ("R06.04.01", "2024-04-01"),
        ("R060401", "2024-04-01"),
        ("R.6.4.1", "2024-04-01"),
        ("R 6. 4. 1", "2024-04-01"),
        ("令和6年4月1日", "2024-04-01"),
        ("令和 6 年 4 月 1 日", "2024-04-01"),
        ("令和６年４月１日現在", "2024-04-01"),
        ("令6.4.1", "2024-04-01"),
        ("㋿6年4月1日", "2024-04-01"),
        ("令和元年", "2019"),
        ("令和元年5月1日", "2019-05-01"),
        ("R元.5.1", "2019-05-01"),
        ("R1.5.1", "2019-05-01"),
        ("H31.3.20", "2019-03-20"),
        ("平成31年", "2019"),
        ("㍻30年4月", "2018-04"),
        ("S63.1.7", "1988-01-07"),
        ("S64.1.7", "1989-01-07"),
        ("H1.1.8", "1989-01-08"),
        ("2022/4/1", "2022-04-01"),
        ("2022-04-01", "2022-04-01"),
        ("2022.4.1", "2022-04-01"),
        ("20220401", "2022-04-01"),
        ("２０２２年４月１日", "2022-04-01"),
        ("2022年4月1日(金)", "2022-04-01"),
        ("2022/4/1 9:30", "2022-04-01"),
        ("2022-04-01 00:00:00", "2022-04-01"),
        ("2022-04-01T09:12:33Z", "2022-04-01"),
        ("22/4/1", "2022-04-01"),
        ("'22/4/1", "2022-04-01"),
        ("22年4月", "2022-04"),
        ("2022年4月", "2022-04"),
        ("2022/4", "2022-04"),
        ("2022.04", "2022-04"),
        ("202204", "2022-04"),
        ("2022年", "2022"),
        ("2022", "2022"),
        ("R2年6月頃", "2020-06"),
        ("R5年度", "2023"),
        ("2020年3月上旬", "2020-03"),
        ("約2019年", "2019"),
        ("44652", "2022-04-01"),
        ("44652.75", "2022-04-01"),
        ("Apr 1, 2022", "2022-04-01"),
        ("1 April 2022", "2022-04-01"),
        ("01-Apr-22", "2022-04-01"),
        ("04/25/2022", "2022-04-25"),
        ("25/04/2022", "2022-04-25"),
        ("2024/4/1購入", "2024-04-01"),
        ("中古 2020年6月", "2020-06"),
        ("2024/2/29", "2024-02-29"),
    ];
    for (text, expected) in cases {
        assert_eq!(iso(text), expected, "{text}");
    }
}

#[test]
fn warns_at_the_edges_of_eras() {
    for text in ["H31.5.1", "H33.3.31", "S64.1.8", "R1.4.30", "平成32年"] {
        assert!(remarks(text).contains(&Remark::OutsideEra), "{text}");
    }
    for text in ["H31.4.30", "R1.5.1", "令和元年", "平成31年", "S64.1.7", "H1.1.8", "平成31年4月"]
    {
        assert!(!remarks(text).contains(&Remark::OutsideEra), "{text}");
    }
    assert_eq!(iso("H35.3.31"), "2023-03-31");
}

#[test]
fn says_what_is_impossible() {
    assert_eq!(single("R6.13.1"), Single::Impossible(Impossible::Month(13)));
    let day = Impossible::Day { year: 2023, month: 2, day: 30, last: 28 };
    assert_eq!(single("2023/2/30"), Single::Impossible(day));
    assert_eq!(single("R0.4.1"), Single::Impossible(Impossible::EraYear));
    assert_eq!(single("4/1"), Single::Yearless);
    assert_eq!(single("4月1日"), Single::Yearless);
    assert_eq!(single("6.4.1"), Single::ShortYear);
    for text in ["リース", "未定です", "PC-001", "12", "5本", "1234567", "192.168.1.10"] {
        assert_eq!(single(text), Single::NotADate, "{text}");
    }
}

#[test]
fn reads_spans_and_lengths() {
    let range = |text: &str| match span(text, true) {
        Span::Range(Some(Single::Date(from, _)), Some(Single::Date(to, _))) => format!("{from} {to}"),
        Span::Range(None, Some(Single::Date(to, _))) => format!("- {to}"),
        Span::Range(Some(Single::Date(from, _)), None) => format!("{from} -"),
        other => format!("{other:?}"),
    };
    for text in [
        "2022/4/1～2025/3/31",
        "2022/4/1-2025/3/31",
        "2022.4.1 - 2025.3.31",
        "2022年4月1日から2025年3月31日まで",
    ] {
        assert_eq!(range(text), "2022-04-01 2025-03-31", "{text}");
    }
    assert_eq!(range("～2025/3/31"), "- 2025-03-31");
    assert_eq!(range("R4.4～"), "2022-04 -");
    assert_eq!(span("3年", true), Span::Months(36));
    assert_eq!(span("36ヶ月", true), Span::Months(36));
    assert_eq!(span("1年(自動更新)", true), Span::Months(12));
    assert_eq!(span("3年間オンサイト", true), Span::Months(36));
    assert_eq!(span("毎年12月", true), Span::Recurring);
    assert_eq!(span("無期限", true), Span::Endless);
    assert_eq!(span("未定", true), Span::Nothing);
    assert!(matches!(span("3年(2025/3/31まで)", true), Span::One(Single::Date(..))));
}

#[test]
fn counts_days_and_months() {
    assert_eq!(from_serial(44652.0), Date::day(2022, 4, 1));
    assert_eq!(from_serial(25569.0), Date::day(1970, 1, 1));
    assert_eq!(from_serial(36585.0), Date::day(2000, 2, 29));
    assert_eq!(from_serial(143_000.0), None);
    let end = |start: &str, months| end_of(Date::parse_iso(start).unwrap(), months).unwrap().to_string();
    assert_eq!(end("2022-04-01", 36), "2025-03-31");
    assert_eq!(end("2022-04-15", 36), "2025-04-14");
    assert_eq!(end("2022-04", 36), "2025-03");
    assert_eq!(end("2022", 36), "2025");
    assert_eq!(end("2024-03-31", 11), "2025-02-28");
}

proptest! {
    #[test]
    fn japanese_spelling_reads_back(year in 1951_i32..2099, month in 1_u8..=12, day in 1_u8..=28, precision in 0..3) {
        let date = match precision {
            0 => Date::day(year, month, day),
            1 => Date::month(year, month),
            _ => Date::year(year),
        }.unwrap();
        let japanese = date.to_japanese().unwrap();
        let Single::Date(back, _) = single(&japanese) else { panic!("{japanese}") };
        prop_assert_eq!(back, date, "{}", japanese);
        prop_assert_eq!(Date::parse_iso(&date.to_string()), Some(date));
        let slashes = date.to_string().replace('-', "/");
        prop_assert_eq!(iso(&slashes), date.to_string());
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,40}") {
        let _ = span(&tidy(&text), true);
        let _ = span(&tidy(&text), false);
    }

    #[test]
    fn date_like_text_is_survived(text in "[RHS令和平成元年月日0-9/.〜~\\- ()頃]{0,24}") {
        let _ = span(&tidy(&text), true);
    }
}

proptest! {
    #[test]
    fn a_span_ends_no_earlier_than_it_begins(first in 0_i32..900, length in 0_i32..120, signs in 0_usize..4) {
        let month = |number: i32| (2000 + number / 12, number % 12 + 1);
        let ((year, from), (last_year, to)) = (month(first), month(first + length));
        let sign = ["～", "〜", "から", " - "][signs];
        let text = format!("{year}年{from}月{sign}{last_year}年{to}月");
        let Span::Range(Some(Single::Date(begin, _)), Some(Single::Date(end, _))) = span(&tidy(&text), false) else {
            return Err(TestCaseError::fail(text));
        };
        prop_assert!(begin <= end);
        prop_assert_eq!(begin.to_string(), format!("{year:04}-{from:02}"));
    }

    /// What is written without a day never comes out with one.
    #[test]
    fn no_day_is_made_up(year in 1990_i32..2060, month in 1_u8..=12, words in 0_usize..5) {
        let word = ["", "頃", "末", "上旬", "購入"][words];
        for text in [format!("{year}年{month}月{word}"), format!("{year}/{month}"), format!("{year}.{month:02}")] {
            let Span::One(Single::Date(date, _)) = span(&tidy(&text), false) else {
                return Err(TestCaseError::fail(text));
            };
            prop_assert_eq!(date.to_string(), format!("{year:04}-{month:02}"));
        }
    }
}
