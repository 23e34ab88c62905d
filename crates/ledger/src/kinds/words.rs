//! Which kind a word in a ledger means.

use std::collections::HashMap;

use kernel::{KindId, Lang};

use super::model::{BuiltIn, Kind};

/// Words that mean a built-in kind when the whole text is one of them (folded).
const WHOLE: [(BuiltIn, &[&str]); 16] = [
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
    (BuiltIn::System, &["システム台帳", "システム一覧", "業務システム"]),
    (BuiltIn::Domain, &["ドメイン名", "独自ドメイン"]),
    (BuiltIn::Certificate, &["サーバー証明書", "サーバ証明書", "ssl証明書"]),
    (BuiltIn::Supplier, &["仕入先", "取引業者"]),
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

/// Kinds by the words that mean them. The words are folded once, so that each row of a long file costs one look-up.
pub(crate) struct Dictionary {
    /// Every name a kind has, in either language.
    names: HashMap<String, KindId>,
    /// The same by kind, for asking whether a word is this kind's own name.
    own: HashMap<KindId, Vec<String>>,
    whole: HashMap<String, KindId>,
    parts: Vec<(String, KindId)>,
}

impl Dictionary {
    /// The words of these kinds; a name that two of them have means the first.
    pub(crate) fn new(kinds: &[Kind]) -> Self {
        let known = |kind: &BuiltIn| kinds.iter().any(|known| known.id == kind.id());
        let own: HashMap<KindId, Vec<String>> = kinds.iter().map(|kind| (kind.id, names_of(kind))).collect();
        let mut names = HashMap::new();
        for kind in kinds {
            for name in own.get(&kind.id).into_iter().flatten() {
                names.entry(name.clone()).or_insert(kind.id);
            }
        }
        let whole = WHOLE
            .iter()
            .filter(|(kind, _)| known(kind))
            .flat_map(|(kind, words)| words.iter().map(|word| (yomi::fold(word), kind.id())));
        let parts = PARTS.iter().filter(|(_, kind)| known(kind));
        Self {
            names,
            own,
            whole: whole.collect(),
            parts: parts.map(|(word, kind)| (yomi::fold(word), kind.id())).collect(),
        }
    }

    /// The kind whose very name (or built-in word, in either language) this is.
    pub(crate) fn exact(&self, text: &str) -> Option<KindId> {
        self.names.get(&yomi::fold(text)).copied()
    }

    /// Whether this is a name of that kind.
    pub(crate) fn is_called(&self, kind: KindId, text: &str) -> bool {
        let folded = yomi::fold(text);
        self.own.get(&kind).is_some_and(|names| names.contains(&folded))
    }

    /// The kind a word in a ledger means, if it can be told.
    pub(crate) fn meant(&self, text: &str) -> Option<KindId> {
        let folded = yomi::fold(text);
        if folded.is_empty() {
            return None;
        }
        let whole = || self.whole.get(&folded).copied();
        let part = || self.parts.iter().find(|(word, _)| folded.contains(word)).map(|(_, kind)| *kind);
        self.names.get(&folded).copied().or_else(whole).or_else(part)
    }
}

fn names_of(kind: &Kind) -> Vec<String> {
    let given = Some(kind.name.as_str()).filter(|name| !name.is_empty());
    let names = given.into_iter().chain(kind.word.as_deref()).map(yomi::fold);
    names.chain(Lang::ALL.iter().map(|lang| yomi::fold(&kind.label(*lang)))).collect()
}
