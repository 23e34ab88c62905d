//! How days are written for one reader: in a language and in the calendar that the company has chosen. The only place
//! that decides it; pages, mails and commands are handed a [`Dates`].
//!
//! In text 「2026年11月22日(日)」 or 「令和8年11月22日(日)」, in tables `2026/11/22` or `R8.11.22`. Files, the API and
//! what is typed into forms always use the common calendar.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDateTime, Timelike, Weekday};
use kernel::{Day, Lang, PartialDay, Text};

use super::{arg, fill, t};

/// Which calendar years are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Calendar {
    /// 西暦
    #[default]
    Common,
    /// 和暦
    Era,
}

/// How days are written for one reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// The reader's language.
    pub lang: Lang,
    /// The calendar of the company.
    pub calendar: Calendar,
}

impl Dates {
    /// In a language and a calendar.
    pub fn new(lang: Lang, calendar: Calendar) -> Self {
        Self { lang, calendar }
    }

    /// In the common calendar, whatever the company has chosen: for form fields, which are read back.
    pub fn common(lang: Lang) -> Self {
        Self::new(lang, Calendar::Common)
    }

    /// In a sentence: 「2026年11月22日(日)」, `Sun 22 Nov 2026`.
    pub fn long(self, day: Day) -> String {
        let (year, month, date) = (self.year(day, day), day.month(), day.day());
        let weekday = weekday(self.lang, day.weekday());
        match self.lang {
            Lang::Ja => format!("{year}年{month}月{date}日({weekday})"),
            Lang::En => format!("{weekday} {date} {} {year}", month_name(month)),
        }
    }

    /// In a table: 「2026/11/22」, `2026-11-22`, 「R8.11.22」.
    pub fn short(self, day: Day) -> String {
        self.partial(PartialDay::exact(day))
    }

    /// In a table, as far as it is known: 「2020/06」, 「2019」, 「R2.6」.
    pub fn partial(self, day: PartialDay) -> String {
        match (self.era(day.first(), day.last()), day.parts(), self.lang) {
            (Some(Era { letter, year, .. }), (_, Some(month), Some(date)), _) => {
                format!("{letter}{year}.{month}.{date}")
            }
            (Some(Era { letter, year, .. }), (_, Some(month), None), _) => format!("{letter}{year}.{month}"),
            (Some(Era { letter, year, .. }), ..) => format!("{letter}{year}"),
            (None, _, Lang::Ja) => day.to_string().replace('-', "/"),
            (None, _, Lang::En) => day.to_string(),
        }
    }

    /// In a sentence, as far as it is known: 「2020年6月ごろ」, `around Jun 2020`.
    pub fn partial_long(self, day: PartialDay) -> String {
        let year = self.year(day.first(), day.last());
        match (day.parts(), self.lang) {
            ((_, Some(_), Some(_)), _) => self.long(day.first()),
            ((_, Some(month), None), Lang::Ja) => format!("{year}年{month}月ごろ"),
            ((_, Some(month), None), Lang::En) => format!("around {} {year}", month_name(month)),
            (_, Lang::Ja) => format!("{year}年ごろ"),
            (_, Lang::En) => format!("around {year}"),
        }
    }

    /// The month a day lies in, as a heading: 「2026年11月」, `November 2026`.
    pub fn month(self, day: Day) -> String {
        let whole = PartialDay::new(day.year(), Some(day.month()), None);
        let year =
            whole.map_or_else(|| day.year().to_string(), |month| self.year(month.first(), month.last()));
        match self.lang {
            Lang::Ja => format!("{year}年{}月", day.month()),
            Lang::En => format!("{} {year}", whole_month_name(day.month())),
        }
    }

    /// In a table: 「2026/11/22 15:04」.
    pub fn moment(self, moment: NaiveDateTime) -> String {
        format!("{} {}", self.short(moment.date()), clock(moment))
    }

    /// A [`Text`] in the reader's language; its days and moments in the reader's calendar.
    pub fn say(self, text: &Text) -> String {
        fill(&t(self.lang, &text.key), |name| {
            let value = arg(text, name.trim_end_matches('@'))?;
            Some(if name.ends_with('@') { Cow::Owned(self.respelled(value)) } else { Cow::Borrowed(value) })
        })
    }

    /// What machines wrote, as people write it; anything else as it is.
    fn respelled(self, value: &str) -> String {
        if let Ok(day) = value.parse::<PartialDay>() {
            return self.partial(day);
        }
        let moment = NaiveDateTime::parse_from_str(value, SPELLED);
        moment.map_or_else(|_| value.to_owned(), |moment| self.moment(moment))
    }

    /// The year that all days from `first` to `last` lie in.
    fn year(self, first: Day, last: Day) -> String {
        match (self.era(first, last), self.lang) {
            (None, _) => first.year().to_string(),
            (Some(Era { ja, year: 1, .. }), Lang::Ja) => format!("{ja}元"),
            (Some(Era { ja, year, .. }), Lang::Ja) => format!("{ja}{year}"),
            (Some(Era { en, year, .. }), Lang::En) => format!("{en} {year}"),
        }
    }

    /// The era to show for all days from `first` to `last`. What two eras share stays in the common calendar.
    fn era(self, first: Day, last: Day) -> Option<Era> {
        let era = Era::of(first).filter(|_| self.calendar == Calendar::Era)?;
        (Era::of(last)?.letter == era.letter).then_some(era)
    }
}

/// How moments stand in the arguments of a [`Text`].
const SPELLED: &str = "%Y-%m-%d %H:%M";

/// 24 hours: `15:04`.
fn clock(moment: NaiveDateTime) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

/// An era and a year of it.
struct Era {
    ja: &'static str,
    en: &'static str,
    letter: char,
    year: i32,
}

impl Era {
    /// The era that a day lies in; none before 明治6年, when the common calendar came.
    fn of(day: Day) -> Option<Self> {
        let eras = [
            ("令和", "Reiwa", 'R', 2019, 5, 1),
            ("平成", "Heisei", 'H', 1989, 1, 8),
            ("昭和", "Showa", 'S', 1926, 12, 25),
            ("大正", "Taisho", 'T', 1912, 7, 30),
            ("明治", "Meiji", 'M', 1873, 1, 1),
        ];
        let on = (day.year(), day.month(), day.day());
        let (ja, en, letter, start, ..) =
            eras.into_iter().find(|(.., year, month, first)| on >= (*year, *month, *first))?;
        // 明治 is counted from 1868, though the common calendar came in its sixth year.
        let first_year = if letter == 'M' { 1868 } else { start };
        Some(Self { ja, en, letter, year: day.year() - first_year + 1 })
    }
}

fn weekday(lang: Lang, day: Weekday) -> &'static str {
    let place = day.num_days_from_monday() as usize;
    match lang {
        Lang::Ja => ["月", "火", "水", "木", "金", "土", "日"][place],
        Lang::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][place],
    }
}

fn month_name(month: u32) -> &'static str {
    whole_month_name(month).get(..3).unwrap_or("?")
}

fn whole_month_name(month: u32) -> &'static str {
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    names.get(month.saturating_sub(1) as usize).copied().unwrap_or("?")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ERA: Dates = Dates { lang: Lang::Ja, calendar: Calendar::Era };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn partly(text: &str) -> PartialDay {
        text.parse().unwrap()
    }

    #[test]
    fn days_in_sentences_and_tables() {
        let (ja, en) = (Dates::common(Lang::Ja), Dates::common(Lang::En));
        assert_eq!(ja.long(day("2026-11-22")), "2026年11月22日(日)");
        assert_eq!(en.long(day("2026-11-22")), "Sun 22 Nov 2026");
        assert_eq!(
            (ja.short(day("2026-01-02")), en.short(day("2026-01-02"))),
            ("2026/01/02".into(), "2026-01-02".into())
        );
        assert_eq!(
            (ja.partial(partly("2020-06")), ja.partial(partly("2019"))),
            ("2020/06".into(), "2019".into())
        );
        assert_eq!(ja.partial_long(partly("2020-06")), "2020年6月ごろ");
        assert_eq!(en.partial_long(partly("2019")), "around 2019");
        assert_eq!(
            (ja.month(day("2026-11-22")), en.month(day("2026-11-22"))),
            ("2026年11月".into(), "November 2026".into())
        );
        assert_eq!(ja.moment(day("2026-11-22").and_hms_opt(9, 5, 0).unwrap()), "2026/11/22 09:05");
    }

    #[test]
    fn eras_begin_on_their_day() {
        for (text, long, short) in [
            ("2026-11-22", "令和8年11月22日(日)", "R8.11.22"),
            ("2019-05-01", "令和元年5月1日(水)", "R1.5.1"),
            ("2019-04-30", "平成31年4月30日(火)", "H31.4.30"),
            ("1989-01-08", "平成元年1月8日(日)", "H1.1.8"),
            ("1989-01-07", "昭和64年1月7日(土)", "S64.1.7"),
            ("1926-12-25", "昭和元年12月25日(土)", "S1.12.25"),
            ("1912-07-29", "明治45年7月29日(月)", "M45.7.29"),
            ("1800-01-01", "1800年1月1日(水)", "1800/01/01"),
        ] {
            assert_eq!((ERA.long(day(text)).as_str(), ERA.short(day(text)).as_str()), (long, short));
        }
        assert_eq!(Dates::new(Lang::En, Calendar::Era).long(day("2026-11-22")), "Sun 22 Nov Reiwa 8");
    }

    #[test]
    fn what_two_eras_share_stays_in_the_common_calendar() {
        assert_eq!(
            (ERA.partial(partly("2020-06")), ERA.partial(partly("2020"))),
            ("R2.6".into(), "R2".into())
        );
        assert_eq!(
            (ERA.partial(partly("2019")), ERA.partial(partly("2019-05"))),
            ("2019".into(), "R1.5".into())
        );
        assert_eq!(ERA.partial_long(partly("1989-01")), "1989年1月ごろ");
        assert_eq!(ERA.partial_long(partly("2020-06")), "令和2年6月ごろ");
        assert_eq!(ERA.month(day("2026-12-01")), "令和8年12月");
    }

    #[test]
    fn days_inside_a_sentence_follow_the_calendar() {
        let text = Text::new("doctor.clock.good").with("now", "2026-11-22 09:05");
        assert!(ERA.say(&text).contains("R8.11.22 09:05"), "{}", ERA.say(&text));
        assert!(super::super::say(Lang::Ja, &text).contains("2026-11-22 09:05"));
        assert_eq!(ERA.respelled("2026-11-22"), "R8.11.22");
        assert_eq!(ERA.respelled("soon"), "soon");
    }
}
