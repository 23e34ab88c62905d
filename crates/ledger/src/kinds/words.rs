//! Which kind a word in a ledger means.

use kernel::Lang;

use super::model::{BuiltIn, Kind};

/// Words that mean a built-in kind when the whole text is one of them (folded).
const WHOLE: [(BuiltIn, &[&str]); 12] = [
    (
        BuiltIn::Pc,
        &[
            "pc",
            "ノート",
            "デスクトップ",
            "ワークステーション",
            "モバイル",
            "タワー",
            "ミニ",
            "一体型",
            "laptop",
            "desktop",
            "notebook",
            "workstation",
            "computer",
        ],
    ),
    (BuiltIn::Server, &["サーバー", "サーバ", "server", "sv", "仮想", "物理"]),
    (
        BuiltIn::Network,
        &[
            "ネットワーク",
            "ネットワーク機器",
            "nw機器",
            "nw",
            "ルーター",
            "ルータ",
            "スイッチ",
            "ハブ",
            "hub",
            "ap",
            "utm",
            "router",
            "switch",
            "firewall",
        ],
    ),
    (
        BuiltIn::Phone,
        &[
            "スマホ",
            "スマートフォン",
            "携帯",
            "携帯電話",
            "タブレット",
            "電話機",
            "固定電話",
            "phone",
            "smartphone",
            "tablet",
            "iphone",
            "ipad",
            "android",
        ],
    ),
    (
        BuiltIn::Printer,
        &[
            "プリンタ",
            "プリンター",
            "複合機",
            "コピー機",
            "mfp",
            "printer",
            "scanner",
            "スキャナ",
            "スキャナー",
            "fax",
        ],
    ),
    (BuiltIn::Monitor, &["モニタ", "モニター", "ディスプレイ", "液晶", "display", "monitor"]),
    (
        BuiltIn::Peripheral,
        &[
            "周辺機器",
            "マウス",
            "キーボード",
            "ヘッドセット",
            "ドック",
            "ups",
            "nas",
            "hdd",
            "ssd",
            "usbメモリ",
            "プロジェクター",
            "プロジェクタ",
            "peripheral",
            "webカメラ",
        ],
    ),
    (BuiltIn::Other, &["その他", "備品", "other"]),
    (BuiltIn::Licence, &["ライセンス", "ソフトウェア", "ソフト", "licence", "license", "software"]),
    (BuiltIn::Contract, &["契約", "リース契約", "保守契約", "contract"]),
    (BuiltIn::Account, &["アカウント", "account", "saas", "クラウドサービス"]),
    (BuiltIn::Line, &["回線", "sim", "電話回線", "line", "simカード"]),
];

/// Words that decide when they occur anywhere in the text, the surer ones first.
const PARTS: [(&str, BuiltIn); 46] = [
    ("ライセンス", BuiltIn::Licence),
    ("simカード", BuiltIn::Line),
    ("プリンタ", BuiltIn::Printer),
    ("printer", BuiltIn::Printer),
    ("複合機", BuiltIn::Printer),
    ("コピー", BuiltIn::Printer),
    ("スキャナ", BuiltIn::Printer),
    ("プロッタ", BuiltIn::Printer),
    ("モニタ", BuiltIn::Monitor),
    ("ディスプレイ", BuiltIn::Monitor),
    ("monitor", BuiltIn::Monitor),
    ("液晶", BuiltIn::Monitor),
    ("サーバ", BuiltIn::Server),
    ("server", BuiltIn::Server),
    ("ルータ", BuiltIn::Network),
    ("router", BuiltIn::Network),
    ("スイッチ", BuiltIn::Network),
    ("switch", BuiltIn::Network),
    ("ハブ", BuiltIn::Network),
    ("アクセスポイント", BuiltIn::Network),
    ("無線lan", BuiltIn::Network),
    ("無線ap", BuiltIn::Network),
    ("ファイアウォール", BuiltIn::Network),
    ("utm", BuiltIn::Network),
    ("vpn", BuiltIn::Network),
    ("onu", BuiltIn::Network),
    ("ネットワーク", BuiltIn::Network),
    ("スマートフォン", BuiltIn::Phone),
    ("スマホ", BuiltIn::Phone),
    ("携帯", BuiltIn::Phone),
    ("タブレット", BuiltIn::Phone),
    ("iphone", BuiltIn::Phone),
    ("ipad", BuiltIn::Phone),
    ("電話", BuiltIn::Phone),
    ("無停電電源", BuiltIn::Peripheral),
    ("プロジェクタ", BuiltIn::Peripheral),
    ("カメラ", BuiltIn::Peripheral),
    ("周辺機器", BuiltIn::Peripheral),
    ("外付", BuiltIn::Peripheral),
    ("nas", BuiltIn::Peripheral),
    ("パソコン", BuiltIn::Pc),
    ("ノート", BuiltIn::Pc),
    ("デスクトップ", BuiltIn::Pc),
    ("ワークステーション", BuiltIn::Pc),
    ("シンクライアント", BuiltIn::Pc),
    ("pc", BuiltIn::Pc),
];

/// The kind whose very name (or built-in word, in either language) this is.
pub(crate) fn exact<'a>(text: &str, kinds: &'a [Kind]) -> Option<&'a Kind> {
    let folded = yomi::fold(text);
    kinds.iter().find(|kind| {
        let named = !kind.name.is_empty() && yomi::fold(&kind.name) == folded;
        let word = kind.word.as_deref().is_some_and(|word| word == folded);
        named || word || Lang::ALL.iter().any(|lang| yomi::fold(&kind.label(*lang)) == folded)
    })
}

/// The kind a word in a ledger means, if it can be told.
pub(crate) fn meant<'a>(text: &str, kinds: &'a [Kind]) -> Option<&'a Kind> {
    if text.trim().is_empty() {
        return None;
    }
    if let Some(kind) = exact(text, kinds) {
        return Some(kind);
    }
    let folded = yomi::fold(text);
    let whole = WHOLE.iter().find(|(_, words)| words.iter().any(|word| yomi::fold(word) == folded));
    let part = || PARTS.iter().find(|(word, _)| folded.contains(&yomi::fold(word))).map(|(_, kind)| *kind);
    let kind = whole.map(|(kind, _)| *kind).or_else(part)?;
    kinds.iter().find(|known| known.id == kind.id())
}
