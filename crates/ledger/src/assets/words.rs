//! Which status a word in a ledger means, and the word a status has.

use std::collections::HashMap;
use std::sync::LazyLock;

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

/// Every word by its folded form without spaces; the status's own names come before the words in use.
static MEANINGS: LazyLock<HashMap<String, Status>> = LazyLock::new(|| {
    let mut meanings = HashMap::new();
    let named = Status::ALL.iter().flat_map(|status| names(*status).into_iter().map(|name| (name, *status)));
    let used =
        WORDS.iter().flat_map(|(status, words)| words.iter().map(|word| ((*word).to_owned(), *status)));
    for (word, status) in named.chain(used) {
        meanings.entry(folded(&word)).or_insert(status);
    }
    meanings
});

/// The names of each status as `fold` makes them.
static NAMES: LazyLock<HashMap<Status, Vec<String>>> = LazyLock::new(|| {
    Status::ALL
        .iter()
        .map(|status| (*status, names(*status).iter().map(|name| yomi::fold(name)).collect()))
        .collect()
});

/// The status a word means, if it can be told.
pub(crate) fn status_of(text: &str) -> Option<Status> {
    MEANINGS.get(&folded(text)).copied()
}

/// Whether a word is this status's own name (in either language), so that nothing is lost by keeping only the status.
pub(crate) fn is_name_of(status: Status, text: &str) -> bool {
    let folded = yomi::fold(text);
    NAMES.get(&status).is_some_and(|names| names.contains(&folded))
}

/// The word a status has in a language.
pub(crate) fn name(status: Status, lang: Lang) -> String {
    platform::locale::say(lang, &status.text())
}

fn names(status: Status) -> Vec<String> {
    let spoken = Lang::ALL.iter().map(|lang| name(status, *lang));
    std::iter::once(status.word().to_owned()).chain(spoken).collect()
}

fn folded(text: &str) -> String {
    yomi::fold(text).replace(' ', "")
}
