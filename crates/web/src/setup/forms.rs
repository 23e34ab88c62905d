//! What the wizard asks.

use kernel::{FieldFault, Lang, Text};
use platform::accounts::Founding;
use secrecy::SecretString;
use serde::Deserialize;

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
    /// The code from the server's screen, where one is asked for.
    pub code: String,
}

impl SetupForm {
    /// The founding it describes.
    pub fn founding(&self, lang: Lang) -> Founding {
        Founding { company: self.company.clone(), email: self.email.clone(), name: self.name.clone(), lang }
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
