//! The names of the settings, as stored, as form fields and on the command line.

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {
        /// One setting.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Name {
            $($(#[$doc])* $name,)+
        }

        impl Name {
            /// Every setting, in the order of the page.
            pub const ALL: &[Name] = &[$(Name::$name,)+];

            /// The word as stored and as the form field is named. Its label is the sentence `settings.<word>`.
            pub fn word(self) -> &'static str {
                match self { $(Name::$name => $word,)+ }
            }
        }
    };
}

names! {
    /// The company's name.
    CompanyName = "company.name",
    /// The time zone by which days begin, for example `Asia/Tokyo`.
    CompanyZone = "company.zone",
    /// The month in which the business year begins, 1 to 12.
    FiscalMonth = "company.fiscal_month",
    /// Whether days are shown in the Japanese era (令和6年).
    EraDates = "display.era_dates",
    /// How many days before a deadline it is said, for example `90,60,30,7`.
    NoticeDays = "deadlines.notice_days",
    /// The address by which people reach the pages, for links in mails.
    BaseUrl = "server.base_url",
    /// Whether this is the sample company.
    Demo = "server.demo",
    /// The mail server's name.
    MailHost = "mail.host",
    /// Its port.
    MailPort = "mail.port",
    /// `tls`, `starttls` or `none`.
    MailSecurity = "mail.security",
    /// The name to log in with.
    MailUser = "mail.user",
    /// The password to log in with: sealed, never shown again.
    MailPassword = "mail.password",
    /// The sender's address.
    MailFrom = "mail.from",
    /// The sender's name.
    MailFromName = "mail.from_name",
    /// The public keys (age) that backups are encrypted to, one a line.
    BackupRecipients = "backup.recipients",
    /// A second folder (a network drive, a USB disk), to which every nightly backup is copied.
    BackupSecondFolder = "backup.second_folder",
    /// How many backups are kept there.
    BackupSecondKept = "backup.second_kept",
    /// Minutes without a request after which a session ends.
    SessionIdleMinutes = "sessions.idle_minutes",
    /// Days after which a session ends in any case.
    SessionAbsoluteDays = "sessions.absolute_days",
    /// Who may log in by a link in a mail: `none`, `employee` or `most`.
    Links = "sessions.links",
    /// Host names of login providers in the house, one a line: only they may lead to addresses that are not public.
    SsoHosts = "sessions.sso_hosts",
    /// The largest file taken in, in MiB.
    ImportMebibytes = "imports.mebibytes",
    /// The most that a packed file may hold once unpacked, in MiB.
    ImportInflatedMebibytes = "imports.inflated_mebibytes",
    /// The most that a packed file may grow by unpacking.
    ImportRatio = "imports.ratio",
    /// The most cells of one workbook.
    ImportCells = "imports.cells",
}

impl Name {
    /// Reads a setting's word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|name| name.word() == word)
    }

    /// Whether the value is sealed and never shown again.
    pub fn is_secret(self) -> bool {
        matches!(self, Name::MailPassword)
    }
}
