//! What the wizard asks.

use kernel::{Fault, FieldFault, Lang, Text};
use platform::accounts::Founding;
use platform::settings;
use secrecy::SecretString;
use serde::Deserialize;

/// The time zone that is proposed.
const PROPOSED: &str = "Asia/Tokyo";

/// The company and its first admin, as typed in.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SetupForm {
    /// The company's name.
    pub company: String,
    /// The admin's name.
    pub name: String,
    /// The admin's mail address.
    pub email: String,
    /// The admin's password; never sent back.
    pub password: String,
    /// The company's time zone; empty for the one that was proposed.
    pub time_zone: String,
    /// The code from the server's screen, where one is asked for.
    pub code: String,
}

impl SetupForm {
    /// The founding it describes.
    ///
    /// # Errors
    /// [`Fault::Invalid`] at `time_zone` if there is no such zone; what else is wrong, the founding itself says.
    pub fn founding(&self, lang: Lang) -> kernel::Result<Founding> {
        let zone = settings::zone(self.zone()).map_err(|text| Fault::field("time_zone", text))?;
        let (company, email, name) = (self.company.clone(), self.email.clone(), self.name.clone());
        Ok(Founding { company, email, name, lang, zone })
    }

    /// The time zone, as typed in or as proposed.
    pub fn zone(&self) -> &str {
        if self.time_zone.is_empty() { PROPOSED } else { &self.time_zone }
    }

    /// The password.
    pub fn secret(&self) -> SecretString {
        SecretString::from(self.password.clone())
    }

    /// What is wrong with the code, if one is needed. Compared without stopping at the first difference.
    pub fn code_fault(&self, wanted: Option<&str>) -> Option<FieldFault> {
        let wanted = wanted?;
        let plain = |code: &str| -> String {
            code.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect()
        };
        let (typed, wanted) = (plain(&self.code), plain(wanted));
        let differs = typed.len() != wanted.len()
            || typed.bytes().zip(wanted.bytes()).fold(0_u8, |all, (a, b)| all | (a ^ b)) != 0;
        differs.then(|| FieldFault { field: "code".to_owned(), text: Text::new("setup.fault.code") })
    }
}
