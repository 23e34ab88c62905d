//! Handing a mail to a server, and what stands in for it in tests.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use kernel::{Fault, Text};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::response::{Code, Severity};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use secrecy::ExposeSecret;

use super::message;
use super::model::Outgoing;
use crate::house::House;
use crate::settings::{self, MailSecurity};

/// Why a mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No mail server has been set.
    Unconfigured,
    /// It is worth another try.
    Later(Text),
    /// It would be refused again.
    Never(Text),
}

/// Whoever takes mails.
pub trait Mailer: Send + Sync + 'static {
    /// Hands one mail over.
    fn send<'a>(
        &'a self,
        house: &'a House,
        mail: &'a Outgoing,
    ) -> Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>>;
}

/// The mail server of the settings, read anew for each mail so that a change counts at once.
#[derive(Debug, Clone, Copy, Default)]
pub struct Smtp;

impl Mailer for Smtp {
    fn send<'a>(
        &'a self,
        house: &'a House,
        mail: &'a Outgoing,
    ) -> Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>> {
        Box::pin(send(house, mail))
    }
}

/// Takes every mail and keeps it, or refuses as told: for tests and for the sample company.
#[derive(Debug, Default)]
pub struct Recorder {
    taken: Mutex<Vec<Outgoing>>,
    answer: Mutex<Option<Refusal>>,
}

impl Recorder {
    /// What was taken so far.
    pub fn taken(&self) -> Vec<Outgoing> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// From now on refuses so, or takes again with `None`.
    pub fn answer(&self, refusal: Option<Refusal>) {
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = refusal;
    }
}

impl Mailer for Recorder {
    fn send<'a>(
        &'a self,
        _house: &'a House,
        mail: &'a Outgoing,
    ) -> Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>> {
        let refusal = self.answer.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if refusal.is_none() {
            self.taken.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
        }
        Box::pin(std::future::ready(refusal.map_or(Ok(()), Err)))
    }
}

async fn send(house: &House, mail: &Outgoing) -> Result<(), Refusal> {
    let settings = settings::current(house).await.map_err(|fault| broken(&fault))?;
    let (Some(host), Some(from)) = (&settings.mail.host, &settings.mail.from) else {
        return Err(Refusal::Unconfigured);
    };
    let message = message::build(from, settings.mail.from_name.as_deref(), mail)?;
    let tls = match settings.mail.security {
        MailSecurity::Tls => Tls::Wrapper(tls_for(host)?),
        // "Required" refuses to go on in the clear if somebody on the way hides the server's offer.
        MailSecurity::StartTls => Tls::Required(tls_for(host)?),
        MailSecurity::None if is_loopback(host) => Tls::None,
        MailSecurity::None => return Err(Refusal::Later(Text::new("notify.error.clear").with("host", host))),
    };
    let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host.as_str())
        .port(settings.mail.port)
        .timeout(Some(Duration::from_secs(30)))
        .tls(tls);
    if let Some(user) = &settings.mail.user {
        let password = settings::mail_password(house).await.map_err(|fault| broken(&fault))?;
        let password = password.map(|password| password.expose_secret().to_owned()).unwrap_or_default();
        transport = transport.credentials(Credentials::new(user.clone(), password));
    }
    let sent = transport.build().send(message).await;
    sent.map(|_| ()).map_err(|error| refusal(&error, host, settings.mail.port))
}

fn tls_for(host: &str) -> Result<TlsParameters, Refusal> {
    TlsParameters::new(host.to_owned())
        .map_err(|error| Refusal::Later(Text::new("notify.error.tls").with("words", error)))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What the server's answer means for another try. Only words of the server are kept, never what was sent.
fn refusal(error: &lettre::transport::smtp::Error, host: &str, port: u16) -> Refusal {
    if let Some(code) = error.status() {
        let number = code.to_string();
        if matches!(number.as_str(), "530" | "534" | "535" | "538") {
            return Refusal::Later(Text::new("notify.error.login").with("host", host));
        }
        let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
        let words = without_addresses(&said);
        let text = plainly(&number, &words).with("words", format!("{number} {words}").trim_end());
        return if is_permanent(code) { Refusal::Never(text) } else { Refusal::Later(text) };
    }
    let words: String = error.to_string().chars().take(200).collect();
    let key = if error.is_timeout() {
        "notify.error.timeout"
    } else if error.is_tls() {
        "notify.error.tls"
    } else {
        "notify.error.connection"
    };
    Refusal::Later(Text::new(key).with("host", host).with("port", port).with("words", words))
}

/// What an answer means for the person who reads of it: by its code, and by the finer one (RFC 3463) that many servers put
/// before their words.
fn plainly(code: &str, words: &str) -> Text {
    let is_later = code.starts_with('4');
    match (code, finer(words)) {
        ("452" | "552", _) | (_, Some((2, 2))) => Text::new("notify.error.full"),
        _ if is_later => Text::new("notify.error.busy"),
        (_, Some((1, 7 | 8) | (7, _))) => Text::new("notify.error.policy"),
        ("550" | "551" | "553", None) if words.to_lowercase().contains("relay") => {
            Text::new("notify.error.policy")
        }
        (_, Some((1 | 2, _))) | ("550" | "551" | "553", None) => Text::new("notify.error.unknown_reader"),
        _ => Text::new("notify.error.answer"),
    }
}

/// Subject and detail of a finer code: `5.1.1` is (1, 1).
fn finer(words: &str) -> Option<(u16, u16)> {
    words.split_whitespace().find_map(|word| {
        let mut parts = word.trim_end_matches([':', ',', ';']).split('.').map(str::parse::<u16>);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(Ok(2 | 4 | 5)), Some(Ok(subject)), Some(Ok(detail)), None) => Some((subject, detail)),
            _ => None,
        }
    })
}

/// The server's words on one line, as far as they can be of use. Whoever reads of a failure need not be told addresses.
fn without_addresses(said: &str) -> String {
    let word = |word: &str| if word.contains('@') { "…".to_owned() } else { word.to_owned() };
    let words: Vec<String> = said.split_whitespace().map(word).collect();
    words.join(" ").chars().take(200).collect()
}

fn is_permanent(code: Code) -> bool {
    code.severity == Severity::PermanentNegativeCompletion
}

fn broken(fault: &Fault) -> Refusal {
    match fault {
        Fault::Conflict(text) => Refusal::Later(text.clone()),
        other => Refusal::Later(Text::new("jobs.error.broken").with("words", other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_answer_is_made_plain() {
        for (code, words, key) in [
            ("550", "no such user", "notify.error.unknown_reader"),
            ("550", "5.1.1 … User unknown", "notify.error.unknown_reader"),
            ("550", "5.2.1 Mailbox disabled", "notify.error.unknown_reader"),
            ("550", "relaying denied", "notify.error.policy"),
            ("554", "5.7.1 …: Relay access denied", "notify.error.policy"),
            ("553", "5.1.8 sender address rejected", "notify.error.policy"),
            ("552", "message too big", "notify.error.full"),
            ("452", "4.2.2 mailbox full", "notify.error.full"),
            ("451", "4.7.1 Greylisted, try again in 192.0.2.1 5 minutes", "notify.error.busy"),
            ("421", "too many connections", "notify.error.busy"),
            ("554", "transaction failed", "notify.error.answer"),
        ] {
            assert_eq!(plainly(code, words).key, key, "{code} {words}");
        }
    }

    #[test]
    fn addresses_are_left_out_of_what_is_said() {
        assert_eq!(without_addresses("5.1.1 <sato@example.jp>:\r\n unknown"), "5.1.1 … unknown");
    }
}
