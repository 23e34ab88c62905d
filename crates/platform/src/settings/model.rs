//! The settings as typed values, with what holds while nobody has set them.

use std::collections::BTreeMap;

use std::path::PathBuf;

use chrono::TimeDelta;
use kernel::{Lang, Role};
use secrecy::SecretString;
use url::Url;

use super::names::Name;
use super::parse::notice_days;
use crate::locale::{Calendar, Dates};

/// All settings, as of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Counted up with every change of any setting.
    pub version: i64,
    /// The company.
    pub company: Company,
    /// How things are shown.
    pub display: Display,
    /// The server itself.
    pub server: Server,
    /// How mail is sent.
    pub mail: Mail,
    /// Backups.
    pub backup: Backup,
    /// How long sessions last.
    pub sessions: SessionTimes,
    /// The ways in beside the password.
    pub login: LoginWays,
    /// What an import may weigh.
    pub imports: ImportLimits,
    /// How many days before a deadline it is said, the longest first.
    pub notice_days: Vec<i64>,
}

/// On which days before a deadline it is said while nobody has chosen others.
pub const NOTICE_DAYS: [i64; 4] = [90, 60, 30, 7];

/// The company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its name; empty until it is given.
    pub name: String,
    /// The time zone by which its days begin.
    pub zone: chrono_tz::Tz,
    /// The month in which its business year begins, 1 to 12.
    pub fiscal_month: u32,
}

/// How things are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Display {
    /// Days in the Japanese era instead of the common calendar.
    pub era_dates: bool,
}

impl Display {
    /// How days are written for a reader of `lang`.
    pub fn dates(&self, lang: Lang) -> Dates {
        Dates::new(lang, if self.era_dates { Calendar::Era } else { Calendar::Common })
    }
}

/// The server itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The address by which people reach the pages.
    pub base_url: Option<Url>,
    /// Whether this is the sample company.
    pub demo: bool,
}

/// How mail is sent. The password is asked for separately, by [`super::mail_password`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The mail server; without one no mail is sent.
    pub host: Option<String>,
    /// Its port; where none was set, the usual one for `security`.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailSecurity,
    /// The name to log in with.
    pub user: Option<String>,
    /// Whether a password is stored.
    pub password_is_set: bool,
    /// The sender's address.
    pub from: Option<String>,
    /// The sender's name.
    pub from_name: Option<String>,
}

impl Mail {
    /// Whether enough is set to send mail.
    pub fn is_configured(&self) -> bool {
        self.host.is_some() && self.from.is_some()
    }
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MailSecurity {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// Plain at first, then TLS, or not at all.
    StartTls,
    /// No protection: only for a mail server on the same machine.
    None,
}

impl MailSecurity {
    /// Every kind.
    pub const ALL: [MailSecurity; 3] = [MailSecurity::Tls, MailSecurity::StartTls, MailSecurity::None];

    /// The word as stored and in forms.
    pub fn word(self) -> &'static str {
        match self {
            MailSecurity::Tls => "tls",
            MailSecurity::StartTls => "starttls",
            MailSecurity::None => "none",
        }
    }

    /// Reads a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The port that such servers usually listen on.
    pub fn usual_port(self) -> u16 {
        match self {
            MailSecurity::Tls => 465,
            MailSecurity::StartTls => 587,
            MailSecurity::None => 25,
        }
    }
}

/// Backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The age public keys that backups are encrypted to.
    pub recipients: Vec<String>,
    /// A second folder, to which every nightly backup is copied.
    pub second_folder: Option<PathBuf>,
    /// How many backups are kept there.
    pub second_kept: usize,
}

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionTimes {
    /// Without a request.
    pub idle: TimeDelta,
    /// In any case.
    pub absolute: TimeDelta,
}

/// The ways in beside the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginWays {
    /// Who may log in by a link in a mail.
    pub links: Links,
    /// Host names of providers in the house.
    pub sso_hosts: Vec<String>,
}

/// Who may log in by a link in a mail. Whoever may change the ledger never may: a mailbox is not enough for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Links {
    /// Nobody.
    None,
    /// 社員
    #[default]
    Employee,
    /// Everybody but 情シス担当 and 代行者.
    Most,
}

impl Links {
    /// Every choice.
    pub const ALL: [Links; 3] = [Links::None, Links::Employee, Links::Most];

    /// The word as stored and in forms.
    pub fn word(self) -> &'static str {
        match self {
            Links::None => "none",
            Links::Employee => "employee",
            Links::Most => "most",
        }
    }

    /// Reads a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|links| links.word() == word)
    }

    /// Whether somebody with `role` may.
    pub fn admits(self, role: Role) -> bool {
        match self {
            Links::None => false,
            Links::Employee => role == Role::Employee,
            Links::Most => !matches!(role, Role::Admin | Role::Deputy),
        }
    }

    /// Whether anybody may.
    pub fn admits_anybody(self) -> bool {
        self != Links::None
    }
}

/// What an import may weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportLimits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes once unpacked.
    pub inflated_bytes: u64,
    /// Unpacked to packed.
    pub ratio: u64,
    /// Cells of a workbook.
    pub cells: u64,
}

/// Changes to settings, collected before they are checked together. An empty value goes back to the first setting.
#[derive(Debug, Default)]
pub struct Changes {
    pub(super) plain: BTreeMap<Name, String>,
    pub(super) secret: BTreeMap<Name, SecretString>,
}

impl Changes {
    /// No changes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `name` to what was typed in. For a secret, empty means "leave as it is"; see [`Changes::clear`].
    #[must_use]
    pub fn set(mut self, name: Name, value: impl Into<String>) -> Self {
        let value = value.into();
        match name.is_secret() {
            true if value.is_empty() => {}
            true => {
                self.secret.insert(name, SecretString::from(value));
            }
            false => {
                self.plain.insert(name, value);
            }
        }
        self
    }

    /// Goes back to what holds while nobody has set it; for a secret, forgets it.
    #[must_use]
    pub fn clear(mut self, name: Name) -> Self {
        if name.is_secret() {
            self.secret.insert(name, SecretString::from(String::new()));
        } else {
            self.plain.insert(name, String::new());
        }
        self
    }

    /// Whether nothing would be changed.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.secret.is_empty()
    }
}

impl Settings {
    /// Settings from stored words; what is missing or no longer parses is as if nobody had set it.
    pub(super) fn from_stored(version: i64, stored: &BTreeMap<Name, String>, password_is_set: bool) -> Self {
        let word = |name: Name| stored.get(&name).map(String::as_str);
        let owned = |name: Name| word(name).map(str::to_owned);
        let flag = |name: Name| word(name) == Some("1");
        let number = |name: Name, first: u64| word(name).and_then(|word| word.parse().ok()).unwrap_or(first);
        let delta = |name: Name, unit: i64, first: u64| {
            TimeDelta::seconds(i64::try_from(number(name, first)).unwrap_or(i64::MAX / unit / 1000) * unit)
        };
        let security = word(Name::MailSecurity).and_then(MailSecurity::parse).unwrap_or_default();
        Self {
            version,
            company: Company {
                name: owned(Name::CompanyName).unwrap_or_default(),
                zone: word(Name::CompanyZone)
                    .and_then(|word| word.parse().ok())
                    .unwrap_or(chrono_tz::Asia::Tokyo),
                fiscal_month: word(Name::FiscalMonth).and_then(|word| word.parse().ok()).unwrap_or(4),
            },
            display: Display { era_dates: flag(Name::EraDates) },
            server: Server {
                base_url: word(Name::BaseUrl).and_then(|word| word.parse().ok()),
                demo: flag(Name::Demo),
            },
            mail: Mail {
                host: owned(Name::MailHost),
                port: word(Name::MailPort)
                    .and_then(|word| word.parse().ok())
                    .unwrap_or(security.usual_port()),
                security,
                user: owned(Name::MailUser),
                password_is_set,
                from: owned(Name::MailFrom),
                from_name: owned(Name::MailFromName),
            },
            backup: Backup {
                recipients: word(Name::BackupRecipients)
                    .map(|list| list.lines().map(str::to_owned).collect())
                    .unwrap_or_default(),
                second_folder: word(Name::BackupSecondFolder).map(PathBuf::from),
                second_kept: word(Name::BackupSecondKept).and_then(|word| word.parse().ok()).unwrap_or(30),
            },
            sessions: SessionTimes {
                idle: delta(Name::SessionIdleMinutes, 60, 12 * 60),
                absolute: delta(Name::SessionAbsoluteDays, 24 * 60 * 60, 7),
            },
            login: LoginWays {
                links: word(Name::Links).and_then(Links::parse).unwrap_or_default(),
                sso_hosts: word(Name::SsoHosts)
                    .map(|list| list.lines().map(str::to_owned).collect())
                    .unwrap_or_default(),
            },
            imports: ImportLimits {
                bytes: number(Name::ImportMebibytes, 10) << 20,
                inflated_bytes: number(Name::ImportInflatedMebibytes, 64) << 20,
                ratio: number(Name::ImportRatio, 100),
                cells: number(Name::ImportCells, 1_000_000),
            },
            notice_days: word(Name::NoticeDays).and_then(notice_days).unwrap_or(NOTICE_DAYS.to_vec()),
        }
    }
}
