//! The words ledgers use for the state of a thing, brought to a few keys. The value itself stays as written.

use serde::Serialize;

use crate::text::{light, tidy};

/// What a status word comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusKind {
    /// In use.
    InUse,
    /// In stock, to be handed out.
    Stock,
    /// Kept for when another fails.
    Spare,
    /// Being repaired or broken.
    Repair,
    /// Lent for a time.
    Lent,
    /// To be disposed of.
    ToDispose,
    /// Gone.
    Disposed,
    /// Given back to the lessor.
    Returned,
    /// Nobody knows where it is.
    Lost,
    /// Ordered or being set up.
    Planned,
}

/// Folded words, the more telling ones first: the first that the text contains decides.
const WORDS: &[(StatusKind, &[&str])] = &[
    (StatusKind::ToDispose, &["廃棄予定", "廃棄待", "廃棄候補", "除却予定", "返却予定", "処分予定"]),
    (
        StatusKind::Planned,
        &[
            "発注",
            "手配",
            "納品待",
            "導入予定",
            "準備",
            "設定中",
            "きってぃんぐ",
            "予定",
            "ordered",
            "pending",
            "planned",
            "deployable soon",
        ],
    ),
    (
        StatusKind::Disposed,
        &[
            "廃棄", "除却", "処分", "廃止", "撤去", "売却", "滅却", "disposed", "retired", "scrapped",
            "archived",
        ],
    ),
    (StatusKind::Returned, &["返却", "返納", "解約", "returned"]),
    (StatusKind::Lost, &["紛失", "盗難", "所在不明", "行方不明", "未確認", "lost", "stolen", "missing"]),
    (StatusKind::Repair, &["修理", "故障", "不具合", "破損", "不良", "repair", "broken", "defect", "fault"]),
    (StatusKind::Spare, &["予備", "代替", "待機", "すぺあ", "spare", "standby"]),
    (
        StatusKind::Stock,
        &[
            "在庫",
            "保管",
            "未使用",
            "空き",
            "遊休",
            "未割当",
            "休止",
            "停止",
            "instock",
            "stock",
            "storage",
            "available",
            "unused",
            "readytodeploy",
        ],
    ),
    (StatusKind::Lent, &["貸出", "貸与", "lent", "loan", "checkedout"]),
    (
        StatusKind::InUse,
        &[
            "使用中",
            "利用中",
            "稼働",
            "稼動",
            "運用中",
            "使用",
            "利用",
            "現用",
            "現役",
            "有効",
            "正常",
            "契約中",
            "inuse",
            "active",
            "deployed",
            "online",
            "live",
            "enabled",
        ],
    ),
];

/// The key of a status word, if it is a known one.
pub fn status_of(text: &str) -> Option<StatusKind> {
    let text = light(&tidy(text));
    let hit = |words: &&[&str]| words.iter().any(|word| text.contains(word));
    WORDS.iter().find(|(_, words)| hit(words)).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_status_words() {
        assert_eq!(status_of("使用中"), Some(StatusKind::InUse));
        assert_eq!(status_of("未使用"), Some(StatusKind::Stock));
        assert_eq!(status_of("廃棄予定"), Some(StatusKind::ToDispose));
        assert_eq!(status_of("返却済"), Some(StatusKind::Returned));
        assert_eq!(status_of("In Use"), Some(StatusKind::InUse));
        assert_eq!(status_of("○"), None);
    }
}
