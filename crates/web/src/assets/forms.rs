//! What the forms send, as values by field name.

use kernel::{Day, DepartmentId, Fault, Lang, PlaceId, Result, Text};
use ledger::assets::{Page, Values};
use platform::Cx;

use super::form_view::Offers;
use crate::ui::FieldError;

/// More people than this are not offered while typing: the list would weigh more than the page.
const MOST_OFFERED: u32 = 300;

/// A form as it came.
pub type Sent = Vec<(String, String)>;

/// The value of a field.
pub fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// The fields that were typed, without those that steer the form.
pub fn typed(sent: &Sent) -> Values {
    let steers = |name: &str| ["version", "count", "like", "id", "all"].contains(&name) || name.contains('.');
    let fields = sent.iter().filter(|(name, _)| !steers(name));
    fields.map(|(name, value)| (name.clone(), as_stored(name, value))).collect()
}

/// What the values were when the form was opened.
pub fn base(sent: &Sent) -> Values {
    let named = sent.iter().filter_map(|(name, value)| Some((name.strip_prefix("base.")?, value)));
    named.map(|(name, value)| (name.to_owned(), value.clone())).collect()
}

/// Only what differs from what the form was opened with: an edit must not undo what others did to other fields.
pub fn changed(typed: &Values, base: &Values) -> Values {
    let before = |name: &String| base.get(name).map_or("", String::as_str);
    let differs = |(name, value): &(&String, &String)| {
        before(name).replace("\r\n", "\n") != value.replace("\r\n", "\n")
    };
    typed.iter().filter(differs).map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// A day written as people write it, as it is stored; what cannot be read stays as typed, and the verb says so.
fn as_stored(name: &str, value: &str) -> String {
    let trimmed = value.trim();
    if !ledger::assets::fields::is_day(name) || trimmed.is_empty() {
        return trimmed.to_owned();
    }
    read_day(trimmed).unwrap_or_else(|| trimmed.to_owned())
}

/// An exact day as typed; empty means the verb's own choice.
pub fn day(sent: &Sent, name: &str) -> Result<Option<Day>> {
    let typed = value(sent, name);
    if typed.is_empty() {
        return Ok(None);
    }
    let read = read_day(typed).and_then(|day| day.parse::<Day>().ok());
    read.map(Some).ok_or_else(|| Fault::field(name, Text::new("assets.form.day_fault")))
}

/// 2022/4/1, 2022年4月1日, R4.4.1, 2022/4.
pub fn read_day(typed: &str) -> Option<String> {
    let plain = yomi_digits(typed).replace(['年', '月', '.', '/'], "-").replace('日', "");
    let plain = plain.replace("元", "1");
    let plain = plain.trim_end_matches('-');
    let eras = [
        ("令和", 2018),
        ("R", 2018),
        ("r", 2018),
        ("平成", 1988),
        ("H", 1988),
        ("h", 1988),
        ("昭和", 1925),
        ("S", 1925),
        ("s", 1925),
    ];
    let (offset, rest) = eras
        .iter()
        .find_map(|(word, offset)| plain.strip_prefix(word).map(|rest| (*offset, rest)))
        .unwrap_or((0, plain));
    let mut parts = rest.trim_start_matches('-').split('-');
    let number = |part: Option<&str>| part.map(|part| part.trim().parse::<i32>().ok());
    let year = number(parts.next())?? + offset;
    let month = number(parts.next());
    let day = number(parts.next());
    if parts.next().is_some() || month == Some(None) || day == Some(None) {
        return None;
    }
    let small = |part: Option<Option<i32>>| part.flatten().and_then(|part| u32::try_from(part).ok());
    Some(kernel::PartialDay::new(year, small(month), small(day))?.to_string())
}

fn yomi_digits(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '０'..='９' | '／' | '．' | '－' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter)
        }
        other => other,
    };
    text.chars().map(narrow).filter(|letter| !letter.is_whitespace()).collect()
}

/// What a form offers while typing.
pub async fn offers(cx: &Cx) -> Result<Offers> {
    let (people, total) = ledger::people::ops::list(cx, "", false, Page::first(MOST_OFFERED)).await?;
    let people = if total > i64::from(MOST_OFFERED) { Vec::new() } else { people };
    let departments = ledger::trees::ops::names::<DepartmentId>(cx).await?;
    let places = ledger::trees::ops::names::<PlaceId>(cx).await?;
    Ok(Offers {
        people: people.into_iter().map(|person| person.name).collect(),
        departments: departments.into_iter().map(|it| it.name).collect(),
        places: places.into_iter().map(|it| it.name).collect(),
    })
}

/// What to say beside the fields; any other fault goes on.
pub fn errors(lang: Lang, fault: Fault) -> Result<Vec<FieldError>> {
    match fault {
        Fault::Invalid(faults) => Ok(FieldError::from_faults(lang, &faults)),
        other => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for (typed, stored) in [
            ("2022/4/1", Some("2022-04-01")),
            ("２０２２年４月１日", Some("2022-04-01")),
            ("R4.4.1", Some("2022-04-01")),
            ("令和元年5月1日", Some("2019-05-01")),
            ("H31.3", Some("2019-03")),
            ("2024", Some("2024")),
            ("R6.13.1", None),
            ("来月", None),
        ] {
            assert_eq!(read_day(typed).as_deref(), stored, "{typed}");
        }
    }

    #[test]
    fn only_what_was_changed_is_sent_on() {
        let of = |pairs: &[(&str, &str)]| -> Values {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let changed = changed(
            &of(&[("note", "a\r\nb"), ("maker", "NEC"), ("serial", "")]),
            &of(&[("note", "a\nb"), ("serial", "X")]),
        );
        assert_eq!(changed, of(&[("maker", "NEC"), ("serial", "")]));
    }
}
