//! Which fields the form of a kind has, in groups.

use ledger::assets::fees::PRICE_PER;
use ledger::assets::mentions::ABOUT;
use ledger::costs::book::{DEPRECIATION, USEFUL_LIFE};
use ledger::deadlines::chain::NOTICE_DAYS;
use ledger::kinds::{BuiltIn, Kind};

/// What every thing may have: what it is.
pub const THING: [&str; 7] = ["asset_no", "host_name", "maker", "model", "model_no", "serial", "status"];
/// Who has it and where.
pub const HOLDER: [&str; 3] = ["user", "dept", "location"];
/// Bought, paid, until when.
pub const MONEY: [&str; 11] = [
    "acquired",
    "acquire_type",
    "price",
    PRICE_PER,
    "vendor",
    "warranty_end",
    "lease_end",
    "renewal",
    "notice_by",
    "disposed",
    NOTICE_DAYS,
];

/// The fields of a kind beyond those of every thing.
pub fn of_kind(kind: &Kind) -> &'static [&'static str] {
    match kind.built_in() {
        Some(BuiltIn::Pc) => &[
            "os",
            "os_build",
            "office",
            "cpu",
            "memory",
            "storage",
            "ip",
            "mac",
            "av",
            "encryption",
            "personal_data",
            "carry_out",
            "pledge",
        ],
        Some(BuiltIn::Server) => &[
            "os",
            "role",
            "phys_virt",
            "cpu",
            "memory",
            "storage",
            "raid",
            "ip",
            "mac",
            "backup",
            "ups",
            "firmware",
        ],
        Some(BuiltIn::Network) => &["role", "ip", "mac", "firmware", "login_id"],
        Some(BuiltIn::Phone) => &["phone", "carrier", "plan", "sim", "os", "carry_out"],
        Some(BuiltIn::Printer) => &["ip", "mac", "contract_no"],
        Some(BuiltIn::Licence) => &[
            "licence_name",
            "licence_type",
            "licence_count",
            "licence_used",
            "contract_no",
            "auto_renew",
            "cert_place",
            ABOUT,
        ],
        Some(BuiltIn::Contract) => {
            &["contract_no", "system_name", ABOUT, "auto_renew", "phone", "cert_place"]
        }
        Some(BuiltIn::Account) => &["system_name", "url", "login_id", "privilege", "mfa"],
        Some(BuiltIn::Line) => &["phone", "carrier", "plan", "sim", "contract_no"],
        Some(BuiltIn::System) => {
            &["system_name", "url", "role", "licence_count", "plan", "auto_renew", "mfa"]
        }
        Some(BuiltIn::Domain) => &["system_name", "role", "auto_renew"],
        Some(BuiltIn::Certificate) => &["system_name", "role", ABOUT, "auto_renew"],
        Some(BuiltIn::Supplier) => &["host_name", "phone", "url"],
        _ => &[],
    }
}

/// What only the books of an owned thing want to know.
pub const BOOKS: [&str; 2] = [USEFUL_LIFE, DEPRECIATION];

/// Whether a field of every thing makes sense for the kind: a contract has no serial number.
pub fn makes_sense(kind: &Kind, field: &str) -> bool {
    let is_record = kind.built_in().is_some_and(BuiltIn::is_record);
    let supplier = kind.built_in() == Some(BuiltIn::Supplier);
    match field {
        "acquired" | "acquire_type" | "price" | PRICE_PER | "vendor" | "warranty_end" | "lease_end"
        | "renewal" | "notice_by" | "disposed" | "user" | "dept" | "location" | "maker" | "status"
            if supplier =>
        {
            false
        }
        "maker" => !is_record || kind.built_in() == Some(BuiltIn::Licence),
        "host_name" | "model" | "model_no" | "serial" => !is_record,
        "renewal" | "notice_by" => is_record || kind.built_in().is_none(),
        _ => true,
    }
}

/// Every field of the form for a kind, with what the asset holds beyond them.
pub fn all(kind: &Kind, held: &[&str]) -> Vec<String> {
    let usual = THING.iter().chain(&HOLDER).chain(&MONEY).copied();
    let usual = usual.filter(|field| makes_sense(kind, field) || held.contains(field));
    let mut names: Vec<String> = usual.chain(of_kind(kind).iter().copied()).map(str::to_owned).collect();
    if !kind.built_in().is_some_and(BuiltIn::is_record) || kind.built_in() == Some(BuiltIn::Licence) {
        names.extend(BOOKS.map(str::to_owned));
    }
    names.extend(kind.fields.iter().map(|field| field.name.clone()));
    names.extend(held.iter().map(|name| (*name).to_owned()));
    names.push("note".to_owned());
    let mut seen = std::collections::BTreeSet::new();
    // Who holds it is typed as a name; the ids behind follow from it.
    names.retain(|name| {
        !["kind", "person", "department", "place"].contains(&name.as_str()) && seen.insert(name.clone())
    });
    names
}
