//! The two languages of every page.

use serde::{Deserialize, Serialize};

/// A language a person reads. Japanese is the source language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// 日本語
    #[default]
    Ja,
    /// English
    En,
}

impl Lang {
    /// Both languages, the source language first.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The code used in `lang` attributes, settings and `--lang`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// Reads a code such as `ja`, `en`, `en-GB`; `None` for other languages.
    pub fn parse(code: &str) -> Option<Self> {
        match code.trim().get(..2)?.to_ascii_lowercase().as_str() {
            "ja" => Some(Lang::Ja),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}
