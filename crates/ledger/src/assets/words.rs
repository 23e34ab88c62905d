//! Which status a word in a ledger means, and the word a status has.

use kernel::Lang;

use super::model::Status;

const WORDS: [(Status, &[&str]); 8] = [
    (
        Status::InUse,
        &[
            "使用中",
            "利用中",
            "稼働中",
            "稼動中",
            "稼働",
            "使用",
            "利用",
            "現用",
            "運用中",
            "有効",
            "設置済",
            "設置済み",
            "契約中",
            "active",
            "in use",
            "deployed",
            "live",
        ],
    ),
    (
        Status::InStock,
        &[
            "在庫",
            "在庫中",
            "保管",
            "保管中",
            "未使用",
            "未配布",
            "倉庫",
            "空き",
            "未割当",
            "in stock",
            "stock",
            "ready to deploy",
            "available",
        ],
    ),
    (Status::Spare, &["予備", "予備機", "代替機", "待機", "待機中", "spare"]),
    (
        Status::Repair,
        &["修理", "修理中", "修理依頼中", "故障", "故障中", "保守中", "repair", "in repair", "broken"],
    ),
    (Status::Lent, &["貸出", "貸出中", "貸与中", "貸し出し中", "lent", "on loan", "checked out"]),
    (
        Status::ToDispose,
        &[
            "廃棄予定",
            "廃棄待ち",
            "廃棄予定品",
            "返却予定",
            "除却予定",
            "処分予定",
            "to dispose",
            "pending disposal",
        ],
    ),
    (
        Status::Disposed,
        &[
            "廃棄",
            "廃棄済",
            "廃棄済み",
            "除却",
            "除却済",
            "除却済み",
            "処分済",
            "処分済み",
            "返却",
            "返却済",
            "返却済み",
            "売却",
            "売却済",
            "解約",
            "解約済",
            "disposed",
            "retired",
            "archived",
            "returned",
        ],
    ),
    (Status::Lost, &["紛失", "紛失中", "盗難", "所在不明", "行方不明", "lost", "stolen", "missing"]),
];

/// The status a word means, if it can be told.
pub(crate) fn status_of(text: &str) -> Option<Status> {
    let folded = yomi::fold(text).replace(' ', "");
    if folded.is_empty() {
        return None;
    }
    let same = |word: &str| yomi::fold(word).replace(' ', "") == folded;
    let named =
        |status: &&Status| same(status.word()) || Lang::ALL.iter().any(|lang| same(&name(**status, *lang)));
    let known = Status::ALL.iter().find(named).copied();
    known.or_else(|| {
        WORDS.iter().find(|(_, words)| words.iter().any(|word| same(word))).map(|(status, _)| *status)
    })
}

/// The word a status has in a language.
pub(crate) fn name(status: Status, lang: Lang) -> String {
    platform::locale::say(lang, &status.text())
}
