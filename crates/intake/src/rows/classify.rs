//! Is a row a record, or something that people put between and under records: totals, notes, a repeated header?

use std::borrow::Cow;
use std::collections::HashSet;

use sheet::{Row, Sheet, cell_name};

use super::totals::{TOTALS, is_total};
use super::{Reader, Texts, tidied};
use crate::analyse::repeats;
use crate::header::Header;
use crate::text::{light, shortened};
use crate::{Field, Problem, Role, SheetPlan};

/// What a row is.
pub(super) enum Kind {
    /// Nothing in it.
    Blank,
    /// Left out, and why.
    Skip(Problem),
    /// A record.
    Record,
}

const SIGNATURES: &[&str] = &[
    "承認",
    "確認",
    "作成",
    "検印",
    "印",
    "担当",
    "課長",
    "部長",
    "以上",
    "承認者",
    "確認者",
    "作成者",
    "作成日",
    "更新日",
    "印刷日",
    "最終更新",
    "最終更新日",
    "出力日",
    "出力日時",
    "決裁",
    "係長",
    "社長",
    "審査",
    "照査",
    "起案",
    "印刷日時",
    "凡例",
    "作成年月日",
    "頁",
    "ページ",
    "page",
    "改訂",
    "改訂日",
    "版数",
    "備考",
    "記入者",
    "以下余白",
    "余白",
    "end",
    "eof",
];

const GUIDANCE: &[&str] = &[
    "必須",
    "任意",
    "自動",
    "自動計算",
    "自動入力",
    "入力不要",
    "選択",
    "ぷるだうん",
    "手入力",
    "半角",
    "全角",
    "半角英数",
    "半角英数字",
    "半角数字",
    "全角かな",
    "yyyy/mm/dd",
    "yyyy-mm-dd",
    "yyyymmdd",
    "数字",
    "文字列",
    "日付",
    "りすとから選択",
    "りすと選択",
    "入力例",
    "記入例",
    "required",
    "optional",
    "text",
    "date",
    "number",
    "string",
    "条件付き必須",
    "りすと",
    "自由記述",
    "数値",
];

/// The texts above a header that pages may repeat.
pub(super) fn titles(sheet: &Sheet, header: &Header) -> HashSet<String> {
    let above =
        sheet.rows.iter().filter(|row| row.number < header.span.0 && row.number + 12 >= header.span.0);
    let texts = above.flat_map(|row| row.cells.iter().map(|(_, cell)| tidied(cell).into_owned()));
    texts.filter(|text| text.chars().count() >= 4).collect()
}

/// One cell with its column.
pub(super) type Text<'a> = (u32, Cow<'a, str>);

impl Reader<'_> {
    /// Tells what a row is. `texts` are its tidied, non-empty cells.
    pub(super) fn classify(&self, row: &Row, texts: &Texts<'_>) -> Kind {
        let (plan, header) = (self.plan, &self.header);
        let is_number = |(column, _): &&Text<'_>| self.role(*column) == Some(Role::RowNumber);
        let substance: Vec<&Text<'_>> =
            texts.iter().filter(|cell| !is_number(cell) && !is_remnant(&cell.1)).collect();
        let number = texts.iter().find(is_number);
        // Notes often begin in the column of running numbers, the first of the table.
        let noted = number.filter(|(_, text)| is_note_for_number(text, texts.len()));
        let Some((column, first)) = noted.or(substance.first().copied()) else {
            let numbered = number.is_some();
            return if numbered { Kind::Skip(Problem::note("intake.row.only_number")) } else { Kind::Blank };
        };
        let skip = |key: &'static str| {
            let secret = self.role(*column) == Some(Role::Secret);
            let quoted =
                if secret { "●●●●".to_owned() } else { shortened(&crate::masked(first), 40) };
            Kind::Skip(Problem::note(key).at(cell_name(*column, row.number)).with("text", quoted))
        };
        let page_title = texts.len() <= 3 && self.titles.contains(first.as_ref());
        if page_title || repeats(row, header) {
            let at = cell_name(*column, row.number);
            return Kind::Skip(Problem::note("intake.row.repeated_header").at(at));
        }
        let mapped = plan.columns.iter().filter(|known| known.role == Role::Mapped).count();
        // Few cells for this table: only such a row can be something else than a record.
        let few = substance.len() <= 4.max(mapped / 2);
        // 合計 often stands in the column of running numbers, which holds nothing else of interest.
        let marked = || number.is_some_and(|(_, text)| TOTALS.contains(&plain(text).as_str()));
        if few && (marked() || is_total(&substance, plan)) {
            return skip("intake.row.total");
        }
        if noted.is_some() || is_note(first, substance.len()) {
            return skip("intake.row.note");
        }
        if is_example(first) {
            return skip("intake.row.example");
        }
        let wordy = || substance.iter().take(4).filter(|(_, text)| text.chars().count() <= 12).count() * 2;
        if substance.len() >= 2 && mostly(&substance, GUIDANCE) && wordy() >= substance.len().min(4) {
            return skip("intake.row.guidance");
        }
        if substance.len() <= 6 && mapped >= 3 && (mostly(&substance, SIGNATURES) || is_signed(&substance)) {
            return skip("intake.row.signature");
        }
        if substance.len() <= 3 && substance.iter().any(|(_, text)| is_missing_number(text)) {
            return skip("intake.row.missing_number");
        }
        if substance.len() == 1 && mapped >= 3 && self.number_above(row.number).is_none() {
            return skip(lone(*column, first, plan));
        }
        Kind::Record
    }
}

/// Whether six of ten cells are among the words; gives up as soon as they cannot be.
fn mostly(substance: &[&Text<'_>], words: &[&str]) -> bool {
    let (mut known, mut other) = (0_usize, 0_usize);
    for (_, text) in substance {
        // None of the words holds a digit, and none is long.
        let may_be = text.len() <= 48 && !text.bytes().any(|byte| byte.is_ascii_digit());
        if may_be && text.chars().count() <= 12 && words.contains(&plain(text).as_str()) {
            known += 1;
        } else {
            other += 1;
            if other * 10 > substance.len() * 4 {
                return false;
            }
        }
    }
    known > 0
}

/// What formulas leave in prepared but unused rows.
fn is_remnant(text: &str) -> bool {
    text.starts_with(['F', '0', '¥', '1', '#', '□'])
        && matches!(
            text,
            "FALSE" | "0" | "¥0" | "1900/1/0" | "0円" | "#N/A" | "#REF!" | "#VALUE!" | "#DIV/0!" | "□"
        )
}

pub(super) fn plain(text: &str) -> String {
    let mut plain = light(text);
    plain.retain(|letter| letter.is_alphanumeric() || matches!(letter, '/' | '-' | 'ー'));
    plain
}

/// ※ …, 注) …, and long sentences alone in their row.
fn is_note(first: &str, cells: usize) -> bool {
    let marked = first.starts_with(['※', '＊', '*', '◆', '★', '→'])
        || [
            "注)", "注：", "注:", "(注", "注意", "備考:", "凡例", "note:", "Note:", "【注", "<注", "注1",
            "注 ",
        ]
        .iter()
        .any(|mark| first.starts_with(mark));
    let sentence = first.chars().count() >= 15
        && (first.ends_with('。') || first.ends_with("こと") || first.ends_with("ください"));
    (marked && cells <= 3) || (sentence && cells <= 1)
}

/// A note where a running number is expected; `★1` is a number that somebody marked.
fn is_note_for_number(text: &str, cells: usize) -> bool {
    is_note(text, cells) && (text.starts_with('※') || text.chars().count() >= 6)
}

/// (例) PC-000 … 記入例.
fn is_example(first: &str) -> bool {
    [
        "(例)",
        "例)",
        "例:",
        "記入例",
        "入力例",
        "(見本)",
        "見本",
        "【例】",
        "[例]",
        "さんぷる",
        "サンプル",
        "(記入例)",
        "＜例＞",
        "<例>",
        "(例",
    ]
    .iter()
    .any(|mark| first.starts_with(mark))
        || matches!(first, "例" | "EXAMPLE" | "Example" | "Sample" | "SAMPLE")
}

/// 作成者 中村 …: a signature word and what belongs to it.
fn is_signed(substance: &[&Text<'_>]) -> bool {
    let Some((_, first)) = substance.first() else { return false };
    let head = first.split([':', ' ']).next().unwrap_or_default();
    let strong = [
        "作成者",
        "確認者",
        "承認者",
        "作成日",
        "印刷日",
        "出力日",
        "出力日時",
        "印刷日時",
        "最終更新",
        "最終更新日",
        "以上",
        "改訂日",
        "最終更新者",
    ];
    strong.contains(&plain(head).as_str()) && substance.len() <= 4
}

fn is_missing_number(text: &str) -> bool {
    let flat = plain(text);
    matches!(flat.as_str(), "欠番" | "欠" | "空番" | "永久欠番" | "抹消" | "(欠番)" | "番号未使用")
        || flat.starts_with("欠番")
}

/// One cell alone: a heading between groups of rows, a number without a thing, or a stray word.
fn lone(column: u32, text: &str, plan: &SheetPlan) -> &'static str {
    let field = plan.columns.iter().find(|known| known.index == column).and_then(|known| known.field);
    if text.starts_with(['【', '■', '●', '◆', '○', '▼', '<', '[', '〈', '□', '◎', '▲', '◇', '《', '≪'])
        || field.is_some_and(Field::is_group)
    {
        return "intake.row.section";
    }
    if field == Some(Field::AssetNo) && text.bytes().any(|byte| byte.is_ascii_digit()) {
        return "intake.row.number_alone";
    }
    "intake.row.lone_text"
}
