//! What a table is about, told from its name, its title and its headings; and what a row is recognised by.

use std::collections::BTreeMap;

use crate::heading::Heading;
use crate::text::folded;
use crate::{Field, RowKey, Subject, Value};

/// Words of sheet names and titles, folded, with what they speak for.
const NAMES: &[(&str, Subject, i32)] = &[
    ("らいせんす", Subject::Licence, 6),
    ("そふとうぇあ", Subject::Licence, 5),
    ("そふと", Subject::Licence, 4),
    ("licen", Subject::Licence, 6),
    ("software", Subject::Licence, 5),
    ("あかうんと", Subject::Account, 6),
    ("account", Subject::Account, 6),
    ("saas", Subject::Account, 4),
    ("くらうど", Subject::Account, 3),
    ("id管理", Subject::Account, 6),
    ("id一覧", Subject::Account, 6),
    ("しすてむ一覧", Subject::Account, 4),
    ("さーびす", Subject::Account, 2),
    ("りーす", Subject::Contract, 6),
    ("契約", Subject::Contract, 6),
    ("れんたる", Subject::Contract, 4),
    ("保守", Subject::Contract, 4),
    ("contract", Subject::Contract, 6),
    ("lease", Subject::Contract, 5),
    ("携帯", Subject::PhoneLine, 5),
    ("すまほ", Subject::PhoneLine, 4),
    ("すまーとふぉん", Subject::PhoneLine, 4),
    ("sim", Subject::PhoneLine, 5),
    ("回線", Subject::PhoneLine, 5),
    ("電話", Subject::PhoneLine, 4),
    ("mobile", Subject::PhoneLine, 4),
    ("社員名簿", Subject::Person, 7),
    ("名簿", Subject::Person, 6),
    ("社員一覧", Subject::Person, 7),
    ("従業員", Subject::Person, 6),
    ("employee", Subject::Person, 6),
    ("pc", Subject::Asset, 5),
    ("ぱそこん", Subject::Asset, 5),
    ("端末", Subject::Asset, 4),
    ("さーば", Subject::Asset, 5),
    ("server", Subject::Asset, 5),
    ("ねっとわーく", Subject::Asset, 5),
    ("nw機器", Subject::Asset, 5),
    ("network", Subject::Asset, 5),
    ("機器", Subject::Asset, 4),
    ("備品", Subject::Asset, 4),
    ("貸与", Subject::Asset, 4),
    ("貸出", Subject::Asset, 4),
    ("資産", Subject::Asset, 4),
    ("ぷりんた", Subject::Asset, 5),
    ("複合機", Subject::Asset, 5),
    ("もにた", Subject::Asset, 5),
    ("でぃすぷれい", Subject::Asset, 5),
    ("たぶれっと", Subject::Asset, 3),
    ("asset", Subject::Asset, 4),
    ("device", Subject::Asset, 4),
    ("computer", Subject::Asset, 4),
    ("はーどうぇあ", Subject::Asset, 5),
    ("hardware", Subject::Asset, 5),
];

/// What a heading speaks for.
const fn votes(field: Field) -> &'static [(Subject, i32)] {
    use Subject::{Account, Asset, Contract, Licence, Person, PhoneLine};
    match field {
        Field::Serial | Field::HostName => &[(Asset, 4)],
        Field::AssetNo
        | Field::Model
        | Field::Maker
        | Field::Mac
        | Field::Location
        | Field::ModelNo
        | Field::Os
        | Field::Cpu
        | Field::Memory
        | Field::Storage
        | Field::Office
        | Field::Firmware
        | Field::Raid => &[(Asset, 2)],
        Field::Ip | Field::PhysVirt | Field::Disposed | Field::CarryOut | Field::Encryption | Field::Av => {
            &[(Asset, 1)]
        }
        Field::LicenceName => &[(Licence, 5)],
        Field::LicenceCount | Field::LicenceUsed | Field::LicenceType => &[(Licence, 4)],
        Field::LicenceKey => &[(Licence, 2)],
        Field::LoginId => &[(Account, 4)],
        Field::SystemName => &[(Account, 4), (Contract, 1)],
        Field::Url | Field::Privilege | Field::Mfa => &[(Account, 3)],
        Field::Secret => &[(Account, 2)],
        Field::ContractNo | Field::AutoRenew | Field::NoticeBy => &[(Contract, 3)],
        Field::LeaseEnd | Field::Vendor => &[(Contract, 2)],
        Field::Renewal => &[(Contract, 1), (Licence, 1)],
        Field::Phone => &[(PhoneLine, 4), (Person, 1)],
        Field::Carrier | Field::Sim => &[(PhoneLine, 5)],
        Field::Plan => &[(PhoneLine, 2), (Licence, 1)],
        Field::UserId => &[(Person, 2)],
        Field::User | Field::Dept => &[(Person, 1)],
        _ => &[],
    }
}

/// Whether a heading is only found on lists of people.
pub(crate) fn is_about_people(heading: &Heading) -> bool {
    let words = [
        "ふりがな",
        "かな",
        "氏名かな",
        "役職",
        "役職名",
        "職位",
        "入社日",
        "入社年月日",
        "退社日",
        "退職日",
        "生年月日",
        "性別",
        "雇用形態",
        "雇用区分",
        "furigana",
        "jobtitle",
        "title",
        "hiredate",
    ];
    heading.forms.iter().any(|(form, _)| words.contains(&form.as_str()))
}

/// Guesses what a table is about.
pub(crate) fn guess(
    sheet_name: &str,
    title: &str,
    headings: &[Vec<(Option<Field>, u8)>],
    people: usize,
) -> Subject {
    let mut scores: BTreeMap<Subject, i32> = BTreeMap::new();
    let mut vote = |subject: Subject, weight: i32| *scores.entry(subject).or_default() += weight;
    for (text, share) in [(folded(sheet_name), 2), (folded(title), 1)] {
        for (word, subject, weight) in NAMES {
            if text.contains(word) {
                vote(*subject, weight * share / 2 + share - 1);
            }
        }
    }
    for meanings in headings {
        // A word with two sure meanings speaks for none of them.
        let sure = meanings.iter().filter(|(_, sure)| *sure >= 90).count();
        if let Some((Some(field), sureness)) = meanings.first()
            && *sureness >= 80
        {
            for (subject, weight) in votes(*field) {
                vote(*subject, if sure > 1 { weight / 2 } else { *weight });
            }
        }
    }
    vote(Subject::Person, i32::try_from(people.min(4)).unwrap_or(0) * 2);
    let person_words = headings
        .iter()
        .flatten()
        .filter(|(field, _)| matches!(field, Some(Field::UserId | Field::User | Field::Dept)))
        .count();
    let sure = |meanings: &Vec<(Option<Field>, u8)>| {
        meanings.first().filter(|(_, sure)| *sure >= 90).and_then(|(field, _)| *field)
    };
    let has_number =
        headings.iter().any(|meanings| matches!(sure(meanings), Some(Field::AssetNo | Field::Serial)));
    let best = scores.into_iter().max_by_key(|(subject, score)| (*score, std::cmp::Reverse(*subject)));
    match best {
        Some((Subject::Person, _)) if has_number => Subject::Asset,
        Some((Subject::Person, score)) if score < 4 && person_words < 2 => Subject::Unknown,
        Some((subject, score)) if score >= 2 => subject,
        _ => Subject::Unknown,
    }
}

/// What rows about a subject are recognised by: the first rule whose fields are all there.
const fn rules(subject: Subject) -> &'static [(&'static [Field], &'static [Field])] {
    match subject {
        Subject::Asset | Subject::Unknown => &[
            (&[Field::AssetNo], &[]),
            (&[Field::Serial], &[]),
            (&[Field::HostName], &[]),
            (&[Field::Mac], &[]),
            (&[Field::Phone], &[]),
        ],
        Subject::Licence => &[
            (
                &[Field::LicenceName],
                &[
                    Field::LicenceType,
                    Field::ContractNo,
                    Field::Acquired,
                    Field::Vendor,
                    Field::User,
                    Field::HostName,
                ],
            ),
            (&[Field::SystemName], &[Field::Plan, Field::ContractNo]),
            (&[Field::ContractNo], &[]),
            (&[Field::AssetNo], &[]),
        ],
        Subject::Account => &[
            (&[Field::SystemName, Field::LoginId], &[]),
            (&[Field::SystemName, Field::User], &[]),
            (&[Field::Url, Field::LoginId], &[]),
            (&[Field::HostName, Field::LoginId], &[]),
            (&[Field::Ip, Field::LoginId], &[]),
            (&[Field::LoginId], &[Field::User]),
            (&[Field::SystemName], &[]),
        ],
        Subject::Contract => &[
            (&[Field::ContractNo], &[Field::AssetNo, Field::Serial, Field::Model]),
            (&[Field::SystemName], &[Field::Vendor, Field::AssetNo, Field::Acquired]),
            (&[Field::AssetNo], &[Field::Vendor]),
            (&[Field::Vendor], &[Field::Kind, Field::Model, Field::Acquired]),
        ],
        Subject::PhoneLine => {
            &[(&[Field::Phone], &[]), (&[Field::Sim], &[]), (&[Field::AssetNo], &[]), (&[Field::Serial], &[])]
        }
        Subject::Person => &[(&[Field::UserId], &[]), (&[Field::User], &[Field::Dept])],
    }
}

/// What a row is recognised by, if it has anything of the kind. `edition` tells apart rows of the same product.
pub(crate) fn key(
    subject: Subject,
    values: &BTreeMap<Field, Value>,
    edition: Option<&str>,
) -> Option<RowKey> {
    let part = |field: &Field| values.get(field).map(|value| (*field, folded(&value.to_text())));
    for (needed, further) in rules(subject) {
        let Some(mut parts) = needed.iter().map(part).collect::<Option<Vec<_>>>() else { continue };
        parts.extend(further.iter().filter_map(part));
        if subject == Subject::Licence
            && let Some(edition) = edition
            && let Some((_, name)) = parts.first_mut()
        {
            name.push(' ');
            name.push_str(&folded(edition));
        }
        return Some(RowKey { parts });
    }
    None
}
