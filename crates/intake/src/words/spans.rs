//! The two halves of a span: 契約期間 with 開始 and 終了 below it, リース期間(自), (至).

use crate::Field;

const BEGINNINGS: &[&str] = &["開始", "開始日", "自", "始", "始期", "From", "Start"];
const ENDS: &[&str] =
    &["終了", "終了日", "終了予定", "終了予定日", "満了", "満了日", "至", "迄", "終期", "To", "End"];

/// What is spanned, and the field of its end.
const SPANNED: &[(&str, Field)] = &[
    ("契約", Field::LeaseEnd),
    ("リース", Field::LeaseEnd),
    ("レンタル", Field::LeaseEnd),
    ("貸出", Field::LeaseEnd),
    ("貸与", Field::LeaseEnd),
    ("使用", Field::LeaseEnd),
    ("利用", Field::LeaseEnd),
    ("保守", Field::WarrantyEnd),
    ("保証", Field::WarrantyEnd),
    ("サポート", Field::WarrantyEnd),
    ("ライセンス", Field::Renewal),
    ("有効", Field::Renewal),
];

/// Every way to write them, with what they mean and how sure that is.
pub(super) fn words() -> Vec<(String, Field, u8)> {
    let mut words = Vec::new();
    for (what, end) in SPANNED {
        let begin = BEGINNINGS.iter().map(|word| (*word, Field::Acquired));
        for (word, field) in begin.chain(ENDS.iter().map(|word| (*word, *end))) {
            words.push((format!("{what}期間{word}"), field, 94));
        }
    }
    let alone = [("開始", Field::Acquired), ("自", Field::Acquired), ("始期", Field::Acquired)];
    let ends = ["終了", "終了予定", "終了予定日", "至", "終期"].map(|word| (word, Field::LeaseEnd));
    words.extend(alone.into_iter().chain(ends).map(|(word, field)| (word.to_owned(), field, 76)));
    words
}
