//! Words that mean something else on a sheet about a certain subject.

use super::Meaning;
use crate::Field::{
    AcquireType, Acquired, AssetNo, Carrier, ContractNo, HostName, Kind, LeaseEnd, LicenceCount, LicenceName,
    LicenceType, LoginId, Maker, Model, Phone, Plan, Renewal, SystemName, User, UserId, Vendor,
};
use crate::Subject::{self, Account, Asset, Contract, Licence, Person, PhoneLine, Unknown};

/// Subjects, folded words separated by `|`, and what they mean there, the surest first.
const CONTEXT: &[(&[Subject], &str, &[Meaning])] = &[
    (
        &[Licence],
        "製品名|名称|品名|商品名|製品|製品名称|あぷり名|あぷり|あぷりけーしょん名|あぷりけーしょん|\
         product|productname|title|name|application|app",
        &[(Some(LicenceName), 98), (Some(SystemName), 60)],
    ),
    (&[Licence], "種別|種類|区分|形態|契約形態|契約種別|type|たいぷ", &[(Some(LicenceType), 92)]),
    (&[Licence], "数量|数|台数|個数|購入台数|quantity|qty", &[(Some(LicenceCount), 90)]),
    (&[Licence], "めーかー|べんだー|べんだ|開発元|提供元", &[(Some(Maker), 98), (Some(Vendor), 70)]),
    (&[Licence], "管理者|責任者|管理責任者", &[(Some(User), 72)]),
    (&[Licence], "満了日|終了日|enddate", &[(Some(LeaseEnd), 97), (Some(Renewal), 88)]),
    (&[Licence, Account], "id", &[(Some(LoginId), 97)]),
    (&[Account], "名称|名前|さーびす|name|製品名", &[(Some(SystemName), 88), (Some(User), 60)]),
    (&[Account], "username", &[(Some(LoginId), 92), (Some(User), 88)]),
    (&[Account], "ゆーざー名|ゆーざ名|user", &[(Some(User), 90), (Some(LoginId), 88)]),
    (&[Account], "管理者|責任者|管理責任者|owner", &[(Some(User), 74)]),
    (&[Account], "めーるあどれす|email|めーる", &[(Some(LoginId), 62)]),
    (&[Account], "開始日|登録日|発行日|作成日", &[(Some(Acquired), 62)]),
    (&[Account], "契約ぷらん|ぷらん", &[(Some(Plan), 97)]),
    (&[Contract], "名称|契約名|件名|契約件名|契約内容|name|契約名称", &[(Some(SystemName), 88)]),
    (&[Contract], "種別|種類|区分", &[(Some(Kind), 90), (Some(AcquireType), 80)]),
    (&[Contract], "会社|業者|会社名", &[(Some(Vendor), 95)]),
    (&[Contract], "番号|no|管理番号", &[(Some(AssetNo), 90), (Some(ContractNo), 70)]),
    (&[Contract], "管理者|責任者", &[(Some(User), 70)]),
    (&[Contract, PhoneLine], "期間", &[(Some(LeaseEnd), 70)]),
    (&[PhoneLine], "番号", &[(Some(Phone), 90)]),
    (&[PhoneLine], "端末|端末名|機種", &[(Some(Model), 88), (Some(HostName), 60)]),
    (&[PhoneLine], "会社|回線", &[(Some(Carrier), 80)]),
    (&[Asset, Unknown], "id", &[(Some(AssetNo), 72), (Some(LoginId), 66)]),
    (&[Asset], "name|displayname", &[(Some(HostName), 99), (Some(User), 60)]),
    (&[Asset], "名称|機器名称", &[(Some(Kind), 90), (Some(Model), 74), (Some(HostName), 70)]),
    (&[Asset], "品名|資産名|資産名称|備品名|物品名|品目", &[(Some(Kind), 90), (Some(Model), 74)]),
    (&[Asset], "そふと|そふとうぇあ|らいせんす", &[(Some(LicenceName), 60)]),
    (&[Person], "name|名称", &[(Some(User), 92)]),
    (&[Person], "番号|no|id", &[(Some(UserId), 80)]),
];

/// What a normalised heading means on sheets about a subject, where that differs from the usual.
pub(crate) fn in_context(form: &str, subject: Subject) -> Option<&'static [Meaning]> {
    let fits = |entry: &&(&[Subject], &str, &[Meaning])| {
        entry.0.contains(&subject) && entry.1.split('|').any(|word| word == form)
    };
    CONTEXT.iter().find(fits).map(|(_, _, meanings)| *meanings)
}
