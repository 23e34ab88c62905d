//! Headings of licence and contract ledgers, and the headings that are known but are no field of ours.

use crate::Field::{
    self, AutoRenew, CertPlace, ContractNo, LicenceCount, LicenceName, LicenceType, LicenceUsed, NoticeBy,
    Renewal,
};

/// Field, Japanese words, English words; the words of a language are separated by `|`.
pub(super) const WORDS: &[(Field, &str, &str)] = &[
    (
        LicenceName,
        "ソフトウェア名|ソフト名|ソフト名称|ソフトウエア名|ソフトウェア名称|ソフトウェア|\
         ソフトウエア|ソフト|ライセンス名|ライセンス名称|ライセンス製品名|ソフトウェア製品名|\
         ソフト製品名|アプリケーションソフト|ライセンス|導入ソフト|使用ソフト|\
         ソフトウェア資産名|パッケージ名|インストールソフト",
        "Licence Name|License Name|Software|Software Name|Software Title|Licence|License|\
         Licensed Product|Software Product",
    ),
    (
        LicenceType,
        "ライセンス形態|ライセンス種別|ライセンス種類|ライセンス区分|ライセンスタイプ|\
         ライセンス方式|ライセンス体系|ライセンス契約形態|ライセンスの種類|提供形態|\
         ライセンスプログラム|契約プログラム|許諾形態|購入ライセンス形態",
        "Licence Type|License Type|License Model|Licence Model|Licensing|License Program|\
         License Metric",
    ),
    (
        LicenceCount,
        "ライセンス数|保有数|保有ライセンス数|保有ライセンス|保有本数|契約数|契約ライセンス数|\
         契約本数|購入本数|購入数|購入数量|購入ライセンス数|本数|ライセンス本数|ライセンス数量|\
         許諾数|許諾本数|シート数|ユーザー数|ユーザ数|契約ユーザー数|契約アカウント数|\
         アカウント数|契約ID数|総ライセンス数|所有数|所有ライセンス数|ライセンス保有数|\
         インストール可能数|利用可能数|取得数|席数|最大ユーザー数",
        "Licence Count|License Count|Licenses|Licences|Seats|Seat Count|Total Seats|Quantity|\
         Qty|Number of Licenses|Purchased|Entitlements|Total Licenses|Licenses Owned|\
         Seats Purchased|License Qty",
    ),
    (
        LicenceUsed,
        "使用数|割当数|割当|割当済|割当済数|割り当て数|割当ライセンス数|利用数|利用ライセンス数|\
         使用ライセンス数|使用本数|利用本数|インストール数|インストール台数|インストール本数|\
         導入数|導入台数|導入本数|使用済|使用済数|使用台数|利用台数|利用者数|使用者数|稼働数|\
         消費数|使用中|割当済み|割当済ライセンス数|利用中",
        "Licence Used|Licenses Used|Used|In Use|Assigned|Seats Used|Assigned Seats|Installed|\
         Installs|Allocated|Consumed|Used Seats|Assigned Licenses|Licenses in Use|Install Count",
    ),
    (
        Renewal,
        "更新日|更新月|更新年月|更新年月日|次回更新|次回更新日|次回更新月|次回更新年月日|\
         契約更新日|契約更新月|契約更新|更新期限|更新予定日|更新時期|有効期限|有効期限日|\
         有効期間|有効期間終了日|期限|期限日|利用期限|使用期限|ライセンス期限|\
         ライセンス有効期限|ライセンス終了日|ライセンス更新日|サブスクリプション期限|\
         サブスク更新日|サブスク期限|証明書期限|証明書有効期限|ドメイン期限|ドメイン有効期限|\
         失効日|次回契約更新日",
        "Renewal Date|Renewal|Next Renewal|Renews On|Expiry|Expiry Date|Expiration|\
         Expiration Date|Expires|Expires On|Valid Until|Valid To|Subscription End|\
         License Expiry|License Expiration|Due Date|Termination Date",
    ),
    (
        ContractNo,
        "契約番号|契約No|契約NO|契約ID番号|契約管理番号|契約書番号|契約コード|リース契約番号|\
         リース契約No|リース番号|リースNo|レンタル番号|保守契約番号|保守契約No|保守番号|\
         契約管理No|注文番号|発注番号|注文No|発注No|伝票番号|稟議番号|稟議No|お客様番号|\
         ライセンス契約番号|認証番号(契約)",
        "Contract No|Contract Number|Contract ID|Contract#|Agreement Number|Agreement No|\
         Lease Number|Lease No|Order Number|PO Number|Order No|PO No|Lease Contract No",
    ),
    (
        AutoRenew,
        "自動更新|自動更新有無|自動更新の有無|自動更新区分|更新方法|更新区分|自動継続|自動延長|\
         更新方式|契約更新方法|更新種別",
        "Auto Renew|Auto-Renewal|Automatic Renewal|Auto Renewal|Autorenew|Renewal Type",
    ),
    (
        NoticeBy,
        "解約通知期限|解約予告|解約期限|解約申出期限|解約申入れ|解約申入|解約申し入れ|解約申出|解約申入期限|解約予告期限|解約通知|\
         解約連絡期限|解約申請期限|予告期限|更新拒絶期限|解約通知日|通知期限|解約申込期限|\
         更新判断期限|解約可能期限",
        "Notice By|Notice Date|Cancel By|Cancellation Deadline|Notice Deadline|\
         Notice Period End|Cancellation Date|Cancellation Notice",
    ),
    (
        CertPlace,
        "証書保管場所|原本保管|原本保管場所|証書|証書保管|証書場所|契約書保管場所|契約書保管|\
         契約書原本|ライセンス証書|ライセンス証書保管場所|媒体保管場所|メディア保管場所|\
         保管場所(証書)|証明書保管場所|証書の保管場所|ライセンス証書保管|ライセンス保管場所|\
         契約書の保管場所|原本",
        "Certificate Location|Certificate Place|Document Location|Contract Location|\
         Original Kept At|License Certificate",
    ),
];
