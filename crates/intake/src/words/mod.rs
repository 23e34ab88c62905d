//! The dictionary of headings: which words mean which field, in Japanese and English.

mod asset;
mod context;
mod kana;
mod licence;
mod other;
mod secret;
mod spans;
mod system;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Field;
use crate::heading;

pub(crate) use context::in_context;

/// A field that a heading may mean, and how sure that is by the word alone (0 to 100). `None`: known, but no field.
pub(crate) type Meaning = (Option<Field>, u8);

/// Heading, folded and without punctuation → what it may mean, the surest first.
static DICTIONARY: LazyLock<HashMap<String, Vec<Meaning>>> = LazyLock::new(build);

/// Words that mean several things, with what else they may mean; the values then decide.
const ALSO: &[(&str, Field, u8)] = &[
    ("製品名", Field::LicenceName, 96),
    ("品名", Field::Model, 72),
    ("名称", Field::Model, 60),
    ("アドレス", Field::Ip, 85),
    ("アドレス", Field::Mac, 84),
    ("購入", Field::Acquired, 78),
    ("購入", Field::Price, 76),
    ("購入", Field::Vendor, 66),
    ("導入", Field::Acquired, 75),
    ("取得", Field::Acquired, 75),
    ("納品", Field::Acquired, 75),
    ("リース", Field::LeaseEnd, 74),
    ("リース", Field::AcquireType, 66),
    ("リース", Field::Vendor, 60),
    ("レンタル", Field::LeaseEnd, 70),
    ("満了", Field::LeaseEnd, 85),
    ("満期", Field::LeaseEnd, 85),
    ("保守", Field::WarrantyEnd, 74),
    ("保証", Field::WarrantyEnd, 90),
    ("廃棄", Field::Disposed, 85),
    ("機器", Field::Model, 59),
    ("機器", Field::Kind, 62),
    ("端末", Field::HostName, 60),
    ("端末", Field::Model, 58),
    ("PC", Field::HostName, 62),
    ("PC", Field::Model, 58),
    ("契約", Field::AcquireType, 60),
    ("更新", Field::Renewal, 70),
    ("会社", Field::Vendor, 72),
    ("ユーザー名", Field::LoginId, 70),
    ("User Name", Field::LoginId, 72),
    ("Name", Field::HostName, 62),
    ("メールアドレス", Field::LoginId, 52),
    ("Vendor", Field::Maker, 70),
    ("ベンダー", Field::Vendor, 70),
    ("提供元", Field::Vendor, 75),
    ("End Date", Field::Renewal, 70),
    ("ライセンス", Field::LicenceCount, 72),
    ("型番", Field::Model, 64),
    ("型式", Field::Model, 64),
    ("品番", Field::ModelNo, 82),
    ("タイプ", Field::LicenceType, 60),
    ("種別", Field::LicenceType, 60),
    ("保管場所", Field::CertPlace, 60),
    ("区分", Field::AcquireType, 58),
    ("部署/氏名", Field::User, 60),
    ("使用期限", Field::LeaseEnd, 55),
    ("リース期間", Field::LeaseEnd, 74),
    ("レンタル期間", Field::LeaseEnd, 74),
    ("契約期間", Field::LeaseEnd, 74),
    ("ディスク", Field::Storage, 100),
    ("ホスト", Field::HostName, 95),
    ("Model", Field::ModelNo, 60),
    ("DNS Host Name", Field::HostName, 88),
    ("種類", Field::LicenceType, 60),
    ("機器名", Field::Model, 70),
    ("機器名称", Field::Model, 70),
    ("Checked Out", Field::User, 80),
];

/// Spans, where a length alone says nothing: only taken when the values show from and to.
pub(crate) const SPAN_WORDS: &[&str] = &["りーす期間", "れんたる期間", "契約期間"];

/// What a normalised heading means by the dictionary.
pub(crate) fn meanings(normal: &str) -> &'static [Meaning] {
    DICTIONARY.get(normal).map_or(&[], Vec::as_slice)
}

/// The heading of a field when we write a ledger (`lang` is `ja` or `en`); reading it back gives the same field.
pub fn canonical_header(field: Field, lang: &str) -> &'static str {
    words_of(field, lang).next().unwrap_or(field.name())
}

/// The words of a field in a language (`ja` or anything else for English), the canonical one first.
pub(crate) fn words_of(field: Field, lang: &str) -> impl Iterator<Item = &'static str> {
    let entry = tables().find(|(known, ..)| *known == field);
    let words = entry.map_or("", |(_, japanese, english)| if lang == "ja" { *japanese } else { *english });
    words.split('|').filter(|word| !word.is_empty())
}

fn tables() -> impl Iterator<Item = &'static (Field, &'static str, &'static str)> {
    asset::WORDS.iter().chain(licence::WORDS).chain(secret::WORDS).chain(system::WORDS)
}

fn build() -> HashMap<String, Vec<Meaning>> {
    let mut words: HashMap<String, Vec<Meaning>> = HashMap::new();
    let mut add = |word: &str, field: Option<Field>, sure: u8| {
        let known = words.entry(heading::normal(word)).or_default();
        if !known.iter().any(|(other, _)| *other == field) {
            known.push((field, sure));
        }
    };
    for (field, japanese, english) in tables() {
        for word in japanese.split('|').chain(english.split('|')) {
            add(word, Some(*field), 100);
        }
    }
    for (word, field, sure) in ALSO {
        add(word, Some(*field), *sure);
    }
    for (word, field, sure) in kana::KANA {
        add(word, Some(*field), *sure);
    }
    for (word, field, sure) in spans::words() {
        add(&word, Some(field), sure);
    }
    for word in other::OTHER.split('|') {
        add(word, None, 99);
    }
    for known in words.values_mut() {
        known.sort_by_key(|(_, sure)| std::cmp::Reverse(*sure));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_words_in_both_languages() {
        for field in Field::ALL {
            assert!(words_of(*field, "ja").next().is_some(), "{field}");
            assert!(words_of(*field, "en").next().is_some(), "{field}");
        }
    }
}
