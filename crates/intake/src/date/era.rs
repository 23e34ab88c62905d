//! Japanese eras: their letters and names, when they begin and end, and writing a date in them.

use super::Date;

/// An era of the Japanese calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Era {
    Meiji,
    Taisho,
    Showa,
    Heisei,
    Reiwa,
}

/// Spellings, the longer ones first so that 令和 is not read as 令.
const SPELLINGS: [(&str, Era); 29] = [
    ("令和", Era::Reiwa),
    ("平成", Era::Heisei),
    ("昭和", Era::Showa),
    ("大正", Era::Taisho),
    ("明治", Era::Meiji),
    ("㋿", Era::Reiwa),
    ("㍻", Era::Heisei),
    ("㍼", Era::Showa),
    ("㍽", Era::Taisho),
    ("㍾", Era::Meiji),
    ("Reiwa", Era::Reiwa),
    ("Heisei", Era::Heisei),
    ("Showa", Era::Showa),
    ("令", Era::Reiwa),
    ("平", Era::Heisei),
    ("昭", Era::Showa),
    ("大", Era::Taisho),
    ("明", Era::Meiji),
    ("R", Era::Reiwa),
    ("H", Era::Heisei),
    ("S", Era::Showa),
    ("T", Era::Taisho),
    ("M", Era::Meiji),
    ("r", Era::Reiwa),
    ("h", Era::Heisei),
    ("s", Era::Showa),
    ("R.", Era::Reiwa),
    ("H.", Era::Heisei),
    ("S.", Era::Showa),
];

/// Splits an era off the front; a year must follow it.
pub(crate) fn split(text: &str) -> (Option<Era>, &str) {
    for (spelling, era) in SPELLINGS {
        let Some(rest) = text.strip_prefix(spelling) else { continue };
        let rest = rest.trim_start_matches([' ', '.', '-']);
        if rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '元') {
            return (Some(era), rest);
        }
    }
    (None, text)
}

impl Era {
    /// The western year of the era's year 1.
    pub(crate) const fn first_year(self) -> i32 {
        match self {
            Self::Meiji => 1868,
            Self::Taisho => 1912,
            Self::Showa => 1926,
            Self::Heisei => 1989,
            Self::Reiwa => 2019,
        }
    }

    /// First and last day of the era, as year, month, day.
    const fn bounds(self) -> ((i32, u8, u8), (i32, u8, u8)) {
        match self {
            Self::Meiji => ((1868, 1, 25), (1912, 7, 30)),
            Self::Taisho => ((1912, 7, 30), (1926, 12, 25)),
            Self::Showa => ((1926, 12, 25), (1989, 1, 7)),
            Self::Heisei => ((1989, 1, 8), (2019, 4, 30)),
            Self::Reiwa => ((2019, 5, 1), (9999, 12, 31)),
        }
    }

    /// Whether any day the date may mean lies in the era.
    pub(crate) fn may_hold(self, date: Date) -> bool {
        let triple = |date: Date| (date.year_number(), date.month_number(), date.day_number());
        let (first, last) = self.bounds();
        let first = (first.0, Some(first.1), Some(first.2));
        let last = (last.0, Some(last.1), Some(last.2));
        triple(date.last_day()) >= first && triple(date.first_day()) <= last
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }
}

impl Date {
    /// The date as Japanese offices write it (`令和元年5月1日`, `平成31年4月`); `None` before 1868-01-25.
    pub fn to_japanese(self) -> Option<String> {
        let eras = [Era::Reiwa, Era::Heisei, Era::Showa, Era::Taisho, Era::Meiji];
        let era = eras.into_iter().find(|era| era.may_hold(self))?;
        let number = self.year_number() - era.first_year() + 1;
        let year = if number == 1 { "元".to_owned() } else { number.to_string() };
        let month = self.month_number().map(|month| format!("{month}月")).unwrap_or_default();
        let day = self.day_number().map(|day| format!("{day}日")).unwrap_or_default();
        Some(format!("{}{year}年{month}{day}", era.name()))
    }
}
