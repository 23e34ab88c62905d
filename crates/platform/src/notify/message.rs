//! A mail as it goes over the wire: UTF-8, encoded so that old servers carry it too.

use kernel::Text;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};

use super::model::Outgoing;
use super::smtp::Refusal;

/// Says that no person wrote this, so that no absence notice answers it (RFC 3834).
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Builds the message. `from` is an address, `name` what readers see instead.
///
/// # Errors
/// [`Refusal`] if an address cannot be read: never for the reader's, later for the sender's, which the admin can mend.
pub fn build(from: &str, name: Option<&str>, mail: &Outgoing) -> Result<lettre::Message, Refusal> {
    let sender: lettre::Address =
        from.parse().map_err(|_| Refusal::Later(Text::new("notify.error.from").with("from", from)))?;
    let to: lettre::Address =
        mail.to.parse().map_err(|_| Refusal::Never(Text::new("notify.fault.address")))?;
    let message_id = format!("<{}@{}>", mail.message_id, sender.domain());
    let builder = lettre::Message::builder()
        .from(Mailbox::new(name.filter(|name| !name.is_empty()).map(str::to_owned), sender))
        .to(Mailbox::new(None, to))
        .subject(mail.subject.as_str())
        .date(mail.written_at.into())
        .message_id(Some(message_id))
        .header(AutoSubmitted);
    let built = match &mail.html {
        Some(html) => builder.multipart(MultiPart::alternative_plain_html(mail.text.clone(), html.clone())),
        None => builder.singlepart(SinglePart::plain(mail.text.clone())),
    };
    built.map_err(|error| Refusal::Never(Text::new("notify.error.build").with("words", error)))
}
