//! For which host name passkeys hold, or why there can be none: pure, from the address of the settings.

use kernel::{Fault, Text};
use url::{Host, Url};
use webauthn_rs::prelude::{Webauthn, WebauthnBuilder};

/// The house as authenticators know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The host name that passkeys are bound to.
    pub host: String,
    /// The address of the pages, without a path: browsers compare it letter by letter.
    pub origin: String,
}

/// Why there can be no passkeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// The settings name no address.
    NoAddress,
    /// The address is a number: browsers bind passkeys to host names only.
    Number,
    /// The address is not protected by TLS.
    Plain,
}

impl Hindrance {
    /// What to say about it.
    pub fn text(self) -> Text {
        Text::new(match self {
            Hindrance::NoAddress => "passkeys.hindrance.no_address",
            Hindrance::Number => "passkeys.hindrance.number",
            Hindrance::Plain => "passkeys.hindrance.plain",
        })
    }
}

/// The party behind the address of the settings.
///
/// # Errors
/// [`Hindrance`] says why there is none.
pub fn party(address: Option<&Url>) -> Result<Party, Hindrance> {
    let address = address.ok_or(Hindrance::NoAddress)?;
    let host = match address.host() {
        Some(Host::Domain(host)) => host.to_owned(),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => return Err(Hindrance::Number),
        None => return Err(Hindrance::NoAddress),
    };
    let is_here = host == "localhost" || host.ends_with(".localhost");
    if address.scheme() != "https" && !is_here {
        return Err(Hindrance::Plain);
    }
    Ok(Party { host, origin: address.origin().ascii_serialization() })
}

impl Party {
    /// Who checks what authenticators answer.
    pub(super) fn judge(&self, company: &str) -> kernel::Result<Webauthn> {
        let origin = Url::parse(&self.origin).map_err(Fault::broken)?;
        let name = if company.is_empty() { "お守り" } else { company };
        let builder = WebauthnBuilder::new(&self.host, &origin).map_err(Fault::broken)?;
        builder.rp_name(name).build().map_err(Fault::broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Result<Party, Hindrance> {
        party(Some(&Url::parse(address).unwrap()))
    }

    #[test]
    fn passkeys_hold_for_a_host_name_with_tls() {
        let found = of("https://it.example.jp/").unwrap();
        assert_eq!((found.host.as_str(), found.origin.as_str()), ("it.example.jp", "https://it.example.jp"));
        assert_eq!(of("https://it.example.jp:8443/").unwrap().origin, "https://it.example.jp:8443");
        assert_eq!(
            of("http://localhost:8080/").unwrap().host,
            "localhost",
            "browsers trust their own machine"
        );
    }

    #[test]
    fn where_there_can_be_none_it_is_said_why() {
        assert_eq!(party(None), Err(Hindrance::NoAddress));
        assert_eq!(of("https://192.168.1.20/"), Err(Hindrance::Number));
        assert_eq!(of("https://[fd00::1]/"), Err(Hindrance::Number));
        assert_eq!(of("http://127.0.0.1:8080/"), Err(Hindrance::Number));
        assert_eq!(of("http://it.example.jp/"), Err(Hindrance::Plain));
    }
}
