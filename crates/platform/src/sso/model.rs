//! What a provider is, and reading what an admin typed in.

use kernel::{FieldFault, Moment, Text};
use unicode_normalization::UnicodeNormalization as _;
use url::Url;

/// Who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Microsoft 365 (Entra ID).
    #[default]
    Microsoft,
    /// Google Workspace.
    Google,
    /// Any other by its issuer.
    Other,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::Microsoft, Kind::Google, Kind::Other];

    /// The word as stored and in forms.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Microsoft => "microsoft",
            Kind::Google => "google",
            Kind::Other => "other",
        }
    }

    /// Reads a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A provider of the settings. It does not hold its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its number.
    pub id: i64,
    /// Who it is.
    pub kind: Kind,
    /// What stands on the button.
    pub name: String,
    /// Its address, letter by letter as it writes it into its answers.
    pub issuer: String,
    /// What it calls this house.
    pub client: String,
    /// Whether a secret is stored.
    pub secret_is_set: bool,
    /// Whether an invited account may be found by a verified mail address at its first login.
    pub by_mail: bool,
    /// Counted up with every change.
    pub version: i64,
}

/// What a provider calls somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its number.
    pub id: i64,
    /// The provider's name, or its issuer if it is in the settings no more.
    pub provider: String,
    /// The provider's issuer.
    pub issuer: String,
    /// Since when.
    pub linked_at: Moment,
    /// When somebody last came in by it.
    pub last_used_at: Option<Moment>,
}

/// A provider as typed in.
#[derive(Debug, Clone, Default)]
pub struct ProviderForm {
    /// Who it is.
    pub kind: Kind,
    /// What stands on the button.
    pub name: String,
    /// For Microsoft the tenant, for others the issuer; Google has one.
    pub issuer: String,
    /// What it calls this house.
    pub client: String,
    /// Its secret; empty leaves as it is.
    pub secret: String,
    /// Whether an invited account may be found by a verified mail address at its first login.
    pub by_mail: bool,
}

/// A provider as it will be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parsed {
    pub name: String,
    pub issuer: String,
    pub client: String,
}

impl ProviderForm {
    /// What will be stored, or everything that is wrong at once.
    pub(super) fn parse(&self) -> Result<Parsed, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, key| {
            faults.push(FieldFault { field: field.to_owned(), text: Text::new(key) });
        };
        let line = |typed: &str| {
            let typed = typed.trim();
            let fits =
                !typed.is_empty() && typed.chars().count() <= 200 && !typed.chars().any(char::is_control);
            fits.then(|| typed.to_owned())
        };
        let (name, client) = (line(&self.name), line(&self.client));
        if name.is_none() {
            fault("name", "sso.fault.name");
        }
        if client.is_none() {
            fault("client", "sso.fault.client");
        }
        let issuer = issuer(self.kind, &self.issuer);
        if issuer.is_none() {
            fault(
                "issuer",
                if self.kind == Kind::Microsoft { "sso.fault.tenant" } else { "sso.fault.issuer" },
            );
        }
        match (name, client, issuer) {
            (Some(name), Some(client), Some(issuer)) => Ok(Parsed { name, issuer, client }),
            _ => Err(faults),
        }
    }
}

fn issuer(kind: Kind, typed: &str) -> Option<String> {
    let typed: String = typed.trim().nfkc().collect();
    match kind {
        Kind::Google => Some("https://accounts.google.com".to_owned()),
        Kind::Microsoft => {
            // One tenant only: an issuer for everybody would let every company of the world in.
            let is_tenant = !typed.is_empty()
                && typed.len() <= 100
                && typed.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c))
                && !["common", "organizations", "consumers"].contains(&typed.to_ascii_lowercase().as_str());
            is_tenant
                .then(|| format!("https://login.microsoftonline.com/{}/v2.0", typed.to_ascii_lowercase()))
        }
        Kind::Other => {
            let url = Url::parse(&typed).ok()?;
            let fits = matches!(url.scheme(), "https" | "http")
                && url.has_host()
                && url.username().is_empty()
                && url.password().is_none()
                && url.query().is_none()
                && url.fragment().is_none();
            // Compared letter by letter with what the provider writes: a slash more would never be the same.
            (fits && typed.len() <= 500).then_some(typed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(kind: Kind, issuer: &str) -> Result<Parsed, Vec<FieldFault>> {
        let form = ProviderForm {
            kind,
            name: "会社のアカウント".to_owned(),
            issuer: issuer.to_owned(),
            client: "omamori".to_owned(),
            ..ProviderForm::default()
        };
        form.parse()
    }

    #[test]
    fn a_tenant_becomes_its_issuer_and_nobody_lets_every_tenant_in() {
        let one = parsed(Kind::Microsoft, " 8F3c2a10-0000-4000-8000-1234567890ab ").unwrap();
        assert_eq!(one.issuer, "https://login.microsoftonline.com/8f3c2a10-0000-4000-8000-1234567890ab/v2.0");
        for tenant in ["", "common", "Organizations", "consumers", "a/b", "x?y"] {
            assert!(parsed(Kind::Microsoft, tenant).is_err(), "{tenant}");
        }
        assert_eq!(parsed(Kind::Google, "").unwrap().issuer, "https://accounts.google.com");
    }

    #[test]
    fn an_issuer_is_kept_letter_by_letter() {
        let issuer = "https://id.example.jp/realms/office";
        assert_eq!(parsed(Kind::Other, issuer).unwrap().issuer, issuer);
        for wrong in [
            "",
            "id.example.jp",
            "ftp://id.example.jp",
            "https://a:b@id.example.jp",
            "https://id.example.jp/?x",
        ] {
            assert!(parsed(Kind::Other, wrong).is_err(), "{wrong}");
        }
        assert_eq!(
            ProviderForm { kind: Kind::Other, ..ProviderForm::default() }.parse().unwrap_err().len(),
            3
        );
    }
}
