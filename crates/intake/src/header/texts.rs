//! The text over each column: as written, and joined with the heading above where the lower one alone is ambiguous.

use std::collections::BTreeMap;

use sheet::Sheet;

use super::{HeadingCell, columns_of, text_at};
use crate::heading;
use crate::text::{folded, shown};
use crate::words;

/// Texts in a sub-header that mean nothing without the one above.
pub(super) const VAGUE: &[&str] = &[
    "日付",
    "日",
    "年月日",
    "年月",
    "金額",
    "先",
    "会社",
    "会社名",
    "番号",
    "no",
    "名",
    "名称",
    "期限",
    "期間",
    "開始",
    "終了",
    "満了",
    "満了日",
    "開始日",
    "終了日",
    "区分",
    "種別",
    "種類",
    "型番",
    "ばーじょん",
    "氏名",
    "部署",
    "場所",
    "状態",
    "方法",
    "きー",
    "id",
    "有無",
    "数",
    "料",
    "月額",
    "価格",
    "容量",
    "date",
    "name",
    "number",
    "type",
    "end",
    "start",
    "price",
    "ver",
    "担当者",
    "備考",
    "住所",
    "電話",
    "電話番号",
    "数量",
    "更新日",
    "版",
    "製品名",
    "めーかー",
    "機種",
    "ip",
    "mac",
    "あどれす",
];

/// Headings over groups of columns that say nothing about the columns.
const EMPTY_GROUPS: &[&str] = &[
    "基本",
    "本体",
    "機器",
    "資産",
    "管理",
    "はーどうぇあ",
    "はーど",
    "すぺっく",
    "仕様",
    "そふとうぇあ",
    "その他",
    "詳細",
    "共通",
    "使用者",
    "利用者",
    "ねっとわーく",
    "pc",
    "端末",
    "管理項目",
    "設置",
    "所属",
    "general",
    "hardware",
    "network",
    "user",
    "details",
    "設定",
    "構成",
    "せきゅりてぃ",
];

/// The headings of all columns under a header of one or more rows.
pub(super) fn headings(sheet: &Sheet, span: (u32, u32)) -> BTreeMap<u32, HeadingCell> {
    let mut out = BTreeMap::new();
    let mut columns: Vec<u32> = (span.0..=span.1).flat_map(|row| columns_of(sheet, row)).collect();
    columns.sort_unstable();
    columns.dedup();
    for column in columns {
        let mut parts: Vec<String> = Vec::new();
        for row in span.0..=span.1 {
            let own = text_at(sheet, column, row);
            let part = own.or_else(|| if row < span.1 { inherited(sheet, column, row, span) } else { None });
            if let Some(part) = part
                && parts.last() != Some(&part)
            {
                parts.push(part);
            }
        }
        if let Some(cell) = joined(sheet, column, span, &parts) {
            out.insert(column, cell);
        }
    }
    out
}

/// The group heading that a blank cell stands under.
fn inherited(sheet: &Sheet, column: u32, row: u32, span: (u32, u32)) -> Option<String> {
    if let Some(merge) = sheet.merges.iter().find(|merge| merge.contains(column, row)) {
        return (merge.last_row < span.1)
            .then(|| text_at(sheet, merge.first_column, merge.first_row))
            .flatten();
    }
    let merged_row =
        sheet.merges.iter().any(|merge| merge.first_row == row && merge.last_column > merge.first_column);
    if merged_row {
        return None;
    }
    let over = columns_of(sheet, row).into_iter().filter(|over| *over < column).max()?;
    // A heading that itself has nothing below is a plain one and reaches no further than its own column.
    let has_part = (row + 1..=span.1).any(|lower| text_at(sheet, over, lower).is_some());
    has_part.then(|| text_at(sheet, over, row)).flatten()
}

fn joined(sheet: &Sheet, column: u32, span: (u32, u32), parts: &[String]) -> Option<HeadingCell> {
    let last = parts.last()?;
    let known_parts: Vec<String> = parts.to_vec();
    let raw = || {
        let cell = (span.0..=span.1)
            .rev()
            .find_map(|row| sheet.cell(column, row).filter(|cell| !shown(cell).trim().is_empty()));
        cell.map_or_else(|| last.clone(), |cell| shown(cell).trim().to_owned())
    };
    if parts.len() == 1 {
        return Some(HeadingCell { source: raw(), look_up: last.clone(), parts: known_parts });
    }
    let whole = parts.concat();
    let alone = heading::read(last).forms.iter().any(|(form, _)| !words::meanings(form).is_empty());
    let vague = VAGUE.contains(&folded(last).as_str());
    let known =
        |text: &str| heading::read(text).forms.iter().any(|(form, _)| !words::meanings(form).is_empty());
    if alone && !vague && !known(&whole) {
        return Some(HeadingCell { source: raw(), look_up: last.clone(), parts: known_parts });
    }
    // A group such as 基本情報 says nothing about its parts.
    let group = parts.iter().rev().nth(1).map(|group| folded(group)).unwrap_or_default();
    let empty_group = group.ends_with("情報") || EMPTY_GROUPS.contains(&group.as_str());
    if alone && empty_group && !known(&whole) {
        return Some(HeadingCell { source: raw(), look_up: last.clone(), parts: known_parts });
    }
    // 購入/リース over 満了日: one of the group's words goes with it.
    let words = parts.iter().rev().nth(1).map(|group| group.split(['/', '・', '／']));
    if let Some(fitting) = words.filter(|_| !known(&whole)).and_then(|mut words| {
        words.find_map(|word| Some(format!("{}{last}", word.trim())).filter(|text| known(text)))
    }) {
        return Some(HeadingCell { source: parts.join(" "), look_up: fitting, parts: known_parts });
    }
    // Of three parts, the two lower ones often are the known word.
    let lower_two = parts.iter().rev().take(2).rev().cloned().collect::<String>();
    let look_up = if known(&whole) || !known(&lower_two) { whole } else { lower_two };
    Some(HeadingCell { source: parts.join(" "), look_up, parts: known_parts })
}
