//! What is said on the command line and in the environment.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use kernel::{Day, Lang, Scope};
use platform::db::Where;

mod ledger;

pub use ledger::{ImportOptions, LedgerVerb, Mergeable, PeopleVerb, StocktakingVerb};

/// お守り: the whole IT department of a one-person IT admin.
#[derive(Debug, Parser)]
#[command(name = "omamori", version, about, max_term_width = 110, arg_required_else_help = true)]
pub struct Arguments {
    /// Where the data is.
    #[command(flatten)]
    pub place: Place,
    /// Language of the answers: ja or en.
    #[arg(long, global = true, env = "OMAMORI_LANG", default_value = "ja", value_parser = parse_lang)]
    pub lang: Lang,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

fn parse_lang(code: &str) -> Result<Lang, String> {
    Lang::parse(code).ok_or_else(|| "ja or en".to_owned())
}

fn parse_zone(name: &str) -> Result<chrono_tz::Tz, String> {
    platform::settings::zone(name).map_err(|_| "a name such as Asia/Tokyo or Europe/London".to_owned())
}

fn parse_scope(word: &str) -> Result<Scope, String> {
    Scope::parse(word).ok_or_else(|| Scope::ALL.map(Scope::word).join(", "))
}

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// The data folder: files, keys, backups, and the embedded database.
    #[arg(long, env = "OMAMORI_DATA", default_value = "omamori-data", value_name = "DIR")]
    pub data: PathBuf,
    /// A PostgreSQL address (`postgres://user:password@host/name`) instead of the embedded database.
    #[arg(long, env = "OMAMORI_DATABASE", hide_env_values = true, value_name = "URL")]
    pub database: Option<String>,
}

impl Place {
    /// The database that is meant.
    pub fn database(&self) -> Where {
        match &self.database {
            Some(url) => Where::Url(url.clone()),
            None => Where::File(self.data.join("omamori.db")),
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Serve the pages and the API.
    Serve(ServeOptions),
    /// Make an empty company with its first admin.
    Init(InitOptions),
    /// Fill an empty data folder with the sample company.
    Demo(DemoOptions),
    /// API tokens.
    #[command(subcommand)]
    Token(TokenVerb),
    /// The asset ledger.
    #[command(subcommand)]
    Ledger(LedgerVerb),
    /// People.
    #[command(subcommand)]
    People(PeopleVerb),
    /// Stocktakings.
    #[command(subcommand)]
    Stocktaking(StocktakingVerb),
    /// Accounts.
    #[command(subcommand)]
    Account(AccountVerb),
    /// Go on with the key file that is here after the old one was lost: the mail password and second factors must be set
    /// up again.
    NewKey,
    /// Make an encrypted backup now.
    Backup(BackupOptions),
    /// Bring a backup back into an empty data folder.
    Restore(RestoreOptions),
    /// Say in plain words whether all is well.
    Doctor {
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
    /// The journal.
    #[command(subcommand)]
    Journal(JournalVerb),
    /// Print the OpenAPI document of the API.
    #[command(hide = true)]
    Schema,
    /// Read a spreadsheet from standard input under tight limits (used by the program itself).
    #[command(hide = true)]
    ReadSheet,
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct ServeOptions {
    /// Address and port to listen on; port 0 takes a free one.
    #[arg(long, env = "OMAMORI_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub listen: std::net::SocketAddr,
    /// The server stands behind a proxy that speaks TLS and sets X-Forwarded-For and X-Forwarded-Proto.
    #[arg(long, env = "OMAMORI_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Serve TLS: `ca` with a certificate of a root made here, `acme` with one fetched by ACME.
    #[arg(long, env = "OMAMORI_TLS", value_name = "WAY")]
    pub tls: Option<TlsWay>,
    /// Serve TLS with this certificate (PEM, with those between it and its root); read again when it changes.
    #[arg(long, env = "OMAMORI_TLS_CERTIFICATE", value_name = "FILE")]
    pub tls_certificate: Option<PathBuf>,
    /// The private key of that certificate (PEM).
    #[arg(long, env = "OMAMORI_TLS_KEY", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// A name or address that a certificate is made out to, beside that of the settings (may be given several times).
    #[arg(long = "tls-name", env = "OMAMORI_TLS_NAMES", value_name = "NAME", value_delimiter = ',')]
    pub tls_names: Vec<String>,
    /// Whom to ask by ACME.
    #[arg(long, env = "OMAMORI_ACME_DIRECTORY", value_name = "URL", default_value = LETS_ENCRYPT)]
    pub acme_directory: String,
    /// The mail address that the authority writes to.
    #[arg(long, env = "OMAMORI_ACME_CONTACT", value_name = "MAIL")]
    pub acme_contact: Option<String>,
    /// The root of an authority in the house (PEM).
    #[arg(long, env = "OMAMORI_ACME_ROOT", value_name = "FILE")]
    pub acme_root: Option<PathBuf>,
    /// Serve plain HTTP although others can reach it: only where something else protects the way (a container published
    /// on loopback, a VPN).
    #[arg(long, env = "OMAMORI_ALLOW_PLAIN_HTTP")]
    pub allow_plain_http: bool,
    /// Write logs as JSON lines.
    #[arg(long, env = "OMAMORI_LOG_JSON")]
    pub log_json: bool,
}

/// A public authority that asks for nothing but a proof of the name.
const LETS_ENCRYPT: &str = "https://acme-v02.api.letsencrypt.org/directory";

/// Where the certificate comes from, if not from files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TlsWay {
    /// A root made at the first start, to be installed on the devices.
    Ca,
    /// An authority asked by ACME.
    Acme,
}

/// How to make an empty company.
#[derive(Debug, Args)]
pub struct InitOptions {
    /// The company's name.
    #[arg(long, value_name = "NAME")]
    pub company: String,
    /// The first admin's mail address.
    #[arg(long, value_name = "MAIL")]
    pub admin_email: String,
    /// The first admin's name; the mail address if not given.
    #[arg(long, value_name = "NAME")]
    pub admin_name: Option<String>,
    /// Read the admin's password from standard input (one line).
    #[arg(long, required = true)]
    pub admin_password_stdin: bool,
    /// The time zone by which the company's days begin.
    #[arg(long, value_name = "ZONE", default_value = "Asia/Tokyo", value_parser = parse_zone)]
    pub time_zone: chrono_tz::Tz,
}

/// How to make the sample company.
#[derive(Debug, Args)]
pub struct DemoOptions {
    /// The same seed makes the same company.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The day it is in the sample (YYYY-MM-DD); today if not given.
    #[arg(long, value_name = "DATE")]
    pub today: Option<Day>,
    /// Read the admin's password from standard input instead of making one up.
    #[arg(long)]
    pub admin_password_stdin: bool,
    /// Answer as JSON.
    #[arg(long)]
    pub json: bool,
}

/// API tokens.
#[derive(Debug, Subcommand)]
pub enum TokenVerb {
    /// Make a token; it is printed once and never again.
    Create {
        /// What it is for.
        #[arg(long)]
        label: String,
        /// What it may do (may be given several times).
        #[arg(long = "scope", value_parser = parse_scope, required = true)]
        scopes: Vec<Scope>,
        /// Days until it expires.
        #[arg(long, default_value_t = 365)]
        days: u32,
        /// Whose token it is (mail address); the first admin if not given.
        #[arg(long)]
        account: Option<String>,
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Tokens that were made.
    List {
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take a token back.
    Revoke {
        /// Its number, from the list.
        id: i64,
    },
}

/// Accounts.
#[derive(Debug, Subcommand)]
pub enum AccountVerb {
    /// End the waiting after too many wrong passwords.
    Unlock {
        /// The account's mail address.
        email: String,
    },
    /// Set a new password, read from standard input (one line).
    ResetPassword {
        /// The account's mail address.
        email: String,
    },
}

/// How to make a backup.
#[derive(Debug, Args)]
pub struct BackupOptions {
    /// The folder to write to; if not given, `backups` in the data folder and then the second place of the settings.
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
    /// Answer as JSON.
    #[arg(long)]
    pub json: bool,
}

/// How to restore.
#[derive(Debug, Args)]
pub struct RestoreOptions {
    /// The backup.
    pub file: PathBuf,
    /// The file with the identity (AGE-SECRET-KEY-…) that opens it.
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// An anchor kept elsewhere; an older backup raises an alarm.
    #[arg(long, value_name = "ANCHOR")]
    pub anchor: Option<String>,
    /// Restore although the alarm was raised.
    #[arg(long)]
    pub despite_alarm: bool,
    /// Answer as JSON.
    #[arg(long)]
    pub json: bool,
}

/// The journal.
#[derive(Debug, Subcommand)]
pub enum JournalVerb {
    /// Walk the whole chain and check it.
    Verify {
        /// An anchor kept elsewhere, 12-AB12-CD34-EF56 (may be given several times).
        #[arg(long = "anchor")]
        anchors: Vec<String>,
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
}
