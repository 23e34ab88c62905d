//! What a kind is.

use kernel::{KindId, Lang, PartialDay};
use serde::{Deserialize, Serialize};

macro_rules! built_in {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $word:literal, $prefix:literal;)+) => {
        /// The kinds every ledger has.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum BuiltIn {
            $($(#[$doc])* $variant,)+
        }

        impl BuiltIn {
            /// All of them, in the order of lists.
            pub const ALL: &'static [BuiltIn] = &[$(BuiltIn::$variant,)+];

            /// Its id, the same in every installation.
            pub const fn id(self) -> KindId {
                match self { $(Self::$variant => KindId($id),)+ }
            }

            /// Its word in files and answers.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The number prefix it starts with.
            pub const fn prefix(self) -> &'static str {
                match self { $(Self::$variant => $prefix,)+ }
            }
        }
    };
}

built_in! {
    /// Computers that people use.
    Pc = 1, "pc", "PC";
    /// Servers.
    Server = 2, "server", "SV";
    /// Routers, switches, access points.
    Network = 3, "network", "NW";
    /// Phones and tablets.
    Phone = 4, "phone", "PH";
    /// Printers and copiers.
    Printer = 5, "printer", "PR";
    /// Screens.
    Monitor = 6, "monitor", "MO";
    /// Keyboards, cameras, drives, UPS.
    Peripheral = 7, "peripheral", "PE";
    /// Anything else.
    Other = 8, "other", "AS";
    /// Software licences.
    Licence = 9, "licence", "LC";
    /// Contracts: leases, maintenance, lines, services.
    Contract = 10, "contract", "CT";
    /// Accounts of systems and services.
    Account = 11, "account", "AC";
    /// Telephone lines and SIM cards.
    Line = 12, "line", "TL";
    // The ids of what came later are below zero: above, a company's own kinds may stand already.
    /// Systems and services that people have accounts of.
    System = -1, "system", "SY";
    /// Names on the internet.
    Domain = -2, "domain", "DM";
    /// Certificates of servers.
    Certificate = -3, "certificate", "CE";
    /// Whom the company buys from.
    Supplier = -4, "supplier", "SP";
}

impl BuiltIn {
    /// The built-in kind with an id.
    pub fn of(id: KindId) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }

    /// Whether it is a record (licence, contract, account, line …) and not a thing one can touch.
    pub fn is_record(self) -> bool {
        matches!(
            self,
            Self::Licence
                | Self::Contract
                | Self::Account
                | Self::Line
                | Self::System
                | Self::Domain
                | Self::Certificate
                | Self::Supplier
        )
    }

    /// Whether people or things have seats of it.
    pub fn has_seats(self) -> bool {
        matches!(self, Self::Licence | Self::System)
    }
}

/// A kind of asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// Its id.
    pub id: KindId,
    /// The built-in word, `None` for own kinds.
    pub word: Option<String>,
    /// The company's own name for it; empty for a built-in kind that was not renamed.
    pub name: String,
    /// What its numbers begin with, `NB`.
    pub prefix: String,
    /// Its own fields.
    pub fields: Vec<FieldDefinition>,
    /// Not offered for new assets any more.
    pub retired: bool,
    /// Goes up with every change.
    pub version: i64,
}

impl Kind {
    /// What to call it in a language.
    pub fn label(&self, lang: Lang) -> String {
        match &self.word {
            Some(word) if self.name.is_empty() => {
                platform::locale::t(lang, &format!("assets.kind.{word}")).into_owned()
            }
            _ => self.name.clone(),
        }
    }

    /// The built-in kind it is.
    pub fn built_in(&self) -> Option<BuiltIn> {
        BuiltIn::of(self.id)
    }
}

/// A field that a kind has beyond the usual ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldDefinition {
    /// Its heading, in the company's words; also its name in files.
    pub name: String,
    /// What it may hold.
    pub kind: FieldKind,
}

/// What an own field may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type", content = "choices")]
pub enum FieldKind {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// A day, month or year.
    Date,
    /// One of these.
    Choice(Vec<String>),
    /// Yes or no.
    YesNo,
}

impl FieldKind {
    /// Reads what was typed; `None` if the field cannot hold it. Empty is always fine.
    pub fn read(&self, typed: &str) -> Option<String> {
        let text = typed.trim();
        if text.is_empty() {
            return Some(String::new());
        }
        match self {
            Self::Text => Some(text.to_owned()),
            Self::Number => {
                let plain = yomi::to_half_width_digits(text).replace(',', "");
                intake::Number::parse(&plain).map(|number| number.to_string())
            }
            Self::Date => day(text).map(|day| day.to_string()),
            Self::Choice(choices) => choices.iter().find(|choice| yomi::is_same(choice, text)).cloned(),
            Self::YesNo => match yomi::fold(text).as_str() {
                "yes" | "true" | "1" | "はい" | "○" | "〇" | "有" | "あり" | "on" => {
                    Some("yes".to_owned())
                }
                "no" | "false" | "0" | "いいえ" | "×" | "無" | "なし" | "off" => Some("no".to_owned()),
                _ => None,
            },
        }
    }
}

/// Reads a day as a form gives it: `2024-06-01`, `2024/6/1`, `2024-06`, `2024`.
pub(crate) fn day(text: &str) -> Option<PartialDay> {
    let plain = yomi::to_half_width_digits(text.trim()).replace(['/', '.'], "-");
    let parts: Vec<&str> = plain.split('-').collect();
    let spelled: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(place, part)| if place > 0 { format!("{part:0>2}") } else { (*part).to_owned() })
        .collect();
    spelled.join("-").parse().ok()
}

/// A kind to be made, or what a kind is to become.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewKind {
    /// Its name.
    pub name: String,
    /// What its numbers begin with; may be empty.
    pub prefix: String,
    /// Its own fields.
    pub fields: Vec<FieldDefinition>,
}
