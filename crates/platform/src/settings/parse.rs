//! From what was typed in to what is stored: pure.

use kernel::Text;
use unicode_normalization::UnicodeNormalization as _;
use url::Url;

use super::model::{Changes, Links, MailSecurity};
use super::names::Name;

/// The stored spelling of `typed`; `None` for an empty one, which goes back to the first setting.
pub(super) fn parse(name: Name, typed: &str) -> Result<Option<String>, Text> {
    let as_typed = typed.trim();
    let typed: String = typed.nfkc().collect();
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let parsed = match name {
        Name::CompanyName | Name::MailUser | Name::MailFromName => line(typed, 200),
        Name::MailPassword => line(typed, 1000),
        Name::CompanyZone => zone(typed).map(|zone| zone.name().to_owned()),
        Name::FiscalMonth => number(typed, 1, 12),
        Name::NoticeDays => days(typed),
        Name::EraDates | Name::Demo => flag(typed),
        Name::BaseUrl => base_url(typed),
        Name::MailHost => host(typed),
        Name::MailPort => number(typed, 1, 65_535),
        Name::MailSecurity => match MailSecurity::parse(&typed.to_ascii_lowercase()) {
            Some(kind) => Ok(kind.word().to_owned()),
            None => Err(Text::new("settings.fault.mail_security")),
        },
        Name::MailFrom => match crate::accounts::Email::parse(typed) {
            Some(address) => Ok(address.as_str().to_owned()),
            None => Err(Text::new("settings.fault.mail_address")),
        },
        Name::BackupRecipients => recipients(typed),
        // A folder's name is what it is, whatever its width.
        Name::BackupSecondFolder => folder(as_typed),
        Name::BackupSecondKept => number(typed, 1, 400),
        Name::SessionIdleMinutes => number(typed, 5, 24 * 60),
        Name::SessionAbsoluteDays => number(typed, 1, 30),
        Name::Links => match Links::parse(&typed.to_ascii_lowercase()) {
            Some(links) => Ok(links.word().to_owned()),
            None => Err(Text::new("settings.fault.links")),
        },
        Name::SsoHosts => hosts(typed),
        Name::ImportMebibytes => number(typed, 1, 1024),
        Name::ImportInflatedMebibytes => number(typed, 1, 8192),
        Name::ImportRatio => number(typed, 2, 10_000),
        Name::ImportCells => number(typed, 1000, 50_000_000),
    };
    parsed.map(Some)
}

/// What is wrong only when settings are seen together: a mail server elsewhere without protection.
pub(super) fn together(
    changes: &Changes,
    host: Option<&str>,
    security: MailSecurity,
) -> Option<(Name, Text)> {
    let touched =
        changes.plain.contains_key(&Name::MailHost) || changes.plain.contains_key(&Name::MailSecurity);
    let is_local = matches!(host, None | Some("localhost" | "127.0.0.1" | "::1" | "[::1]"));
    (touched && security == MailSecurity::None && !is_local)
        .then(|| (Name::MailSecurity, Text::new("settings.fault.mail_unprotected")))
}

fn line(typed: &str, most: usize) -> Result<String, Text> {
    if typed.chars().any(char::is_control) {
        return Err(Text::new("settings.fault.one_line"));
    }
    if typed.chars().count() > most {
        return Err(Text::new("settings.fault.too_long").with("most", most));
    }
    Ok(typed.to_owned())
}

fn number(typed: &str, least: u64, most: u64) -> Result<String, Text> {
    match typed.replace(',', "").parse::<u64>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number.to_string()),
        _ => Err(Text::new("settings.fault.number").with("least", least).with("most", most)),
    }
}

/// How many days before a deadline it may be said, at most.
const MOST_DAYS: i64 = 730;
/// How many times it may be said.
const MOST_TIMES: usize = 12;

/// Reads days before a deadline, whatever stands between them: the longest first, each once. `None` if it is no such list.
pub fn notice_days(typed: &str) -> Option<Vec<i64>> {
    let typed: String = typed.nfkc().collect();
    let between = |letter: char| letter.is_whitespace() || [',', '、', '/', '・', ';'].contains(&letter);
    let parts = typed.split(between).map(|part| part.trim_end_matches("日前").trim_end_matches('日'));
    let days: Option<Vec<i64>> =
        parts.filter(|part| !part.is_empty()).map(|part| part.parse::<i64>().ok()).collect();
    let mut days = days.filter(|days| !days.is_empty() && days.len() <= MOST_TIMES)?;
    days.sort_unstable_by_key(|day| std::cmp::Reverse(*day));
    days.dedup();
    days.iter().all(|day| (1..=MOST_DAYS).contains(day)).then_some(days)
}

fn days(typed: &str) -> Result<String, Text> {
    let days = notice_days(typed).ok_or(Text::new("settings.fault.notice_days").with("most", MOST_DAYS))?;
    Ok(days.iter().map(i64::to_string).collect::<Vec<_>>().join(","))
}

fn flag(typed: &str) -> Result<String, Text> {
    match typed.to_ascii_lowercase().as_str() {
        "1" | "true" | "on" | "yes" => Ok("1".to_owned()),
        "0" | "false" | "off" | "no" => Ok("0".to_owned()),
        _ => Err(Text::new("settings.fault.flag")),
    }
}

/// Reads the name of a time zone such as `Asia/Tokyo`.
///
/// # Errors
/// A sentence for the field if there is no such zone.
pub fn zone(typed: &str) -> Result<chrono_tz::Tz, Text> {
    typed.trim().parse().map_err(|_| Text::new("settings.fault.zone"))
}

/// The names of all time zones, sorted.
pub fn zones() -> impl Iterator<Item = &'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
}

/// A folder on this server by its whole path: a relative one would depend on where the program was started.
fn folder(typed: &str) -> Result<String, Text> {
    let path = std::path::Path::new(typed);
    let plain = !path.components().any(|part| part == std::path::Component::ParentDir);
    if !path.is_absolute() || !plain || path.parent().is_none() {
        return Err(Text::new("settings.fault.folder"));
    }
    line(typed, 1000)
}

fn host(typed: &str) -> Result<String, Text> {
    url::Host::parse(typed).map(|host| host.to_string()).map_err(|_| Text::new("settings.fault.host"))
}

fn hosts(typed: &str) -> Result<String, Text> {
    let names = typed.split([',', '\n', ' ']).map(str::trim).filter(|name| !name.is_empty());
    let names: Result<Vec<String>, Text> = names.map(host).collect();
    Ok(names?.join("\n"))
}

fn base_url(typed: &str) -> Result<String, Text> {
    let fault = || Text::new("settings.fault.base_url");
    let url = Url::parse(typed).map_err(|_| fault())?;
    let fits = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
        && url.path() == "/";
    if fits { Ok(url.to_string()) } else { Err(fault()) }
}

fn recipients(typed: &str) -> Result<String, Text> {
    let mut keys = Vec::new();
    for key in typed.split([',', '\n', ' ']).map(str::trim).filter(|key| !key.is_empty()) {
        if key.parse::<age::x25519::Recipient>().is_err() {
            return Err(
                Text::new("settings.fault.recipient").with("key", key.chars().take(16).collect::<String>())
            );
        }
        keys.push(key.to_owned());
    }
    keys.dedup();
    Ok(keys.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(name: Name, typed: &str) -> Option<String> {
        parse(name, typed).unwrap_or_else(|text| panic!("{typed}: {}", text.key))
    }

    #[test]
    fn what_is_typed_in_any_width_is_stored_in_one() {
        assert_eq!(stored(Name::MailPort, " ５８７ ").as_deref(), Some("587"));
        assert_eq!(stored(Name::FiscalMonth, "４").as_deref(), Some("4"));
        assert_eq!(stored(Name::MailSecurity, "StartTLS").as_deref(), Some("starttls"));
        assert_eq!(stored(Name::ImportCells, "1,000,000").as_deref(), Some("1000000"));
        assert_eq!(stored(Name::MailHost, "SMTP.Example.JP").as_deref(), Some("smtp.example.jp"));
        assert_eq!(stored(Name::BaseUrl, "https://it.example.jp").as_deref(), Some("https://it.example.jp/"));
        assert_eq!(
            stored(Name::SsoHosts, "ID.example.jp, 192.168.1.5").as_deref(),
            Some("id.example.jp\n192.168.1.5")
        );
        assert_eq!(stored(Name::CompanyName, "  "), None);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let wrong = [
            (Name::FiscalMonth, "13"),
            (Name::FiscalMonth, "0"),
            (Name::MailPort, "70000"),
            (Name::MailPort, "-1"),
            (Name::CompanyZone, "Asia/Edo"),
            (Name::BaseUrl, "javascript:alert(1)"),
            (Name::BaseUrl, "https://name:word@it.example.jp/"),
            (Name::BaseUrl, "https://it.example.jp/path?x"),
            (Name::MailFrom, "nobody"),
            (Name::MailFromName, "a\r\nBcc: b@example.jp"),
            (Name::MailHost, "smtp example"),
            (Name::BackupRecipients, "age1nonsense"),
            (Name::BackupSecondFolder, "mnt/nas"),
            (Name::BackupSecondFolder, "/mnt/nas/../etc"),
            (Name::BackupSecondFolder, "/"),
            (Name::BackupSecondKept, "0"),
            (Name::EraDates, "perhaps"),
            (Name::Links, "admin"),
            (Name::SsoHosts, "id.example.jp\nhttps://x"),
        ];
        for (name, typed) in wrong {
            assert!(parse(name, typed).is_err(), "{} = {typed}", name.word());
        }
    }

    #[test]
    fn a_mail_server_elsewhere_needs_protection() {
        let changes = Changes::new().set(Name::MailSecurity, "none");
        assert!(together(&changes, Some("smtp.example.jp"), MailSecurity::None).is_some());
        assert!(together(&changes, Some("localhost"), MailSecurity::None).is_none());
        assert!(together(&changes, Some("smtp.example.jp"), MailSecurity::Tls).is_none());
    }

    #[test]
    fn every_name_is_found_by_its_word() {
        for name in Name::ALL {
            assert_eq!(Name::parse(name.word()), Some(*name));
        }
    }
}
