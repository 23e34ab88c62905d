//! The sections of the settings, and the field of each setting.

use std::collections::BTreeMap;

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::{has, t, tr};
use platform::settings::{Links, MailSecurity, Name, Settings};

use crate::ui::form::Width;
use crate::ui::{Choice, Field, FieldError};

/// A page of settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// 会社
    Company,
    /// メール
    Mail,
    /// ログイン
    Sessions,
    /// 期限のお知らせ
    Deadlines,
    /// 取り込み
    Imports,
    /// バックアップ
    Backups,
}

impl Section {
    /// Reads the word of an address.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Company, Self::Mail, Self::Sessions, Self::Deadlines, Self::Imports, Self::Backups]
            .into_iter()
            .find(|section| section.word() == word)
    }

    /// The word in its address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Mail => "mail",
            Self::Sessions => "sessions",
            Self::Deadlines => "deadlines",
            Self::Imports => "imports",
            Self::Backups => "backups",
        }
    }

    /// The key of its title; with `.about` behind it, of the sentence under it.
    pub fn title_key(self) -> &'static str {
        match self {
            Self::Company => "settings.section.company",
            Self::Mail => "settings.section.mail",
            Self::Sessions => "settings.section.sessions",
            Self::Deadlines => "settings.section.deadlines",
            Self::Imports => "settings.section.imports",
            Self::Backups => "settings.section.backups",
        }
    }

    /// What is set on it, in order.
    pub fn names(self) -> &'static [Name] {
        match self {
            Self::Company => {
                &[Name::CompanyName, Name::BaseUrl, Name::CompanyZone, Name::FiscalMonth, Name::EraDates]
            }
            Self::Mail => &[
                Name::MailHost,
                Name::MailSecurity,
                Name::MailPort,
                Name::MailUser,
                Name::MailPassword,
                Name::MailFrom,
                Name::MailFromName,
            ],
            Self::Sessions => {
                &[Name::SessionIdleMinutes, Name::SessionAbsoluteDays, Name::Links, Name::SsoHosts]
            }
            Self::Deadlines => &[Name::NoticeDays],
            Self::Imports => {
                &[Name::ImportMebibytes, Name::ImportInflatedMebibytes, Name::ImportRatio, Name::ImportCells]
            }
            Self::Backups => &[Name::BackupSecondFolder, Name::BackupSecondKept, Name::BackupRecipients],
        }
    }
}

/// What a setting is called.
pub fn label(lang: Lang, name: Name) -> String {
    t(lang, &format!("settings.{}", name.word())).into_owned()
}

/// What holds now, as a form would spell it; where nothing was set, what holds nevertheless.
pub fn present(settings: &Settings, raw: &BTreeMap<Name, String>, name: Name) -> String {
    if let Some(stored) = raw.get(&name) {
        return stored.clone();
    }
    match name {
        Name::CompanyZone => settings.company.zone.name().to_owned(),
        Name::FiscalMonth => settings.company.fiscal_month.to_string(),
        Name::NoticeDays => settings.notice_days.iter().map(i64::to_string).collect::<Vec<_>>().join(","),
        Name::MailSecurity => settings.mail.security.word().to_owned(),
        Name::SessionIdleMinutes => settings.sessions.idle.num_minutes().to_string(),
        Name::SessionAbsoluteDays => settings.sessions.absolute.num_days().to_string(),
        Name::Links => settings.login.links.word().to_owned(),
        Name::ImportMebibytes => (settings.imports.bytes >> 20).to_string(),
        Name::ImportInflatedMebibytes => (settings.imports.inflated_bytes >> 20).to_string(),
        Name::ImportRatio => settings.imports.ratio.to_string(),
        Name::ImportCells => settings.imports.cells.to_string(),
        Name::BackupSecondKept => settings.backup.second_kept.to_string(),
        _ => String::new(),
    }
}

/// The field of a setting.
pub fn field(lang: Lang, settings: &Settings, name: Name, value: &str, errors: &[FieldError]) -> Markup {
    let (word, label) = (name.word(), label(lang, name));
    let field = match name {
        Name::EraDates => Field::check(word, label),
        Name::FiscalMonth => {
            let month = |month: u32| {
                Choice::new(month.to_string(), tr(lang, "settings.month", &[("month", &month.to_string())]))
            };
            Field::select(word, label, (1..=12).map(month).collect()).required()
        }
        Name::MailSecurity => {
            let choice = |kind: MailSecurity| {
                Choice::new(kind.word(), t(lang, &format!("settings.security.{}", kind.word())))
            };
            Field::select(word, label, MailSecurity::ALL.into_iter().map(choice).collect()).required()
        }
        Name::Links => {
            let choice = |links: Links| {
                Choice::new(links.word(), t(lang, &format!("settings.links.{}", links.word())))
            };
            Field::select(word, label, Links::ALL.into_iter().map(choice).collect()).required()
        }
        Name::CompanyZone => super::zone_field(lang, word, value),
        Name::MailPassword => Field::new_password(word, label),
        Name::MailFrom => Field::email(word, label).autocomplete("off"),
        Name::BackupRecipients | Name::SsoHosts => Field::area(word, label).width(Width::Full),
        Name::BackupSecondFolder => Field::text(word, label).autocomplete("off").width(Width::Full),
        Name::MailPort
        | Name::BackupSecondKept
        | Name::SessionIdleMinutes
        | Name::SessionAbsoluteDays
        | Name::ImportMebibytes
        | Name::ImportInflatedMebibytes
        | Name::ImportRatio
        | Name::ImportCells => Field::number(word, label),
        _ => Field::text(word, label).autocomplete("off"),
    };
    let field = if name.is_secret() { field } else { field.value(value) };
    let hint = format!("settings.hint.{word}");
    let field =
        if has(lang, &hint) { field.hint(secret_hint(lang, settings, name, &t(lang, &hint))) } else { field };
    html! { (field.error_in(errors).render(lang)) }
}

/// Of a secret, only whether it is there.
fn secret_hint(lang: Lang, settings: &Settings, name: Name, hint: &str) -> String {
    if !name.is_secret() {
        return hint.to_owned();
    }
    let is_set =
        if settings.mail.password_is_set { "settings.secret.is_set" } else { "settings.secret.is_not_set" };
    format!("{} ・ {hint}", t(lang, is_set))
}
