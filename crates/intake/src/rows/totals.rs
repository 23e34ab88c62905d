//! Rows between and under the records that add up or adjust amounts: 合計, 営業部計, 値引き, 前年比.

use crate::date::parse::{Single, single};
use crate::rows::classify::{Text, plain};
use crate::text::is_dash_only;
use crate::{Field, Reading, Role, SheetPlan};

/// Words that say so in any cell of a short row.
pub(super) const TOTALS: &[&str] = &[
    "合計",
    "小計",
    "総計",
    "総合計",
    "累計",
    "計",
    "総台数",
    "合計台数",
    "total",
    "subtotal",
    "grandtotal",
    "合計金額",
    "台数計",
    "部門計",
    "平均",
    "総数",
    "合計数",
    "総額",
    "税込合計",
    "消費税",
    "合計額",
];

/// Words that say so beside nothing but an amount, folded.
const BESIDE_AMOUNTS: &[&str] = &[
    "gtotal",
    "grandtotal",
    "sum",
    "tax",
    "discount",
    "balance",
    "amountdue",
    "ごうけい",
    "しょうけい",
    "そうけい",
    "とーたる",
    "ぐらんどとーたる",
    "さぶとーたる",
    "値引",
    "値引き",
    "値引額",
    "割引",
    "割引額",
    "出精値引",
    "出精値引き",
    "請求額",
    "請求金額",
    "支払額",
    "支払金額",
    "支払総額",
    "税額",
    "消費税額",
    "消費税等",
    "内消費税",
    "内税",
    "外税",
    "残高",
    "残額",
    "差額",
    "差引",
    "差引額",
    "調整",
    "調整額",
    "端数",
    "端数調整",
    "端数処理",
    "前年比",
    "前期比",
    "前月比",
    "前年度比",
    "予算比",
    "対前年比",
    "対予算比",
    "前年差",
    "前期差",
    "前月差",
    "繰越",
    "繰越額",
    "前期繰越",
    "次期繰越",
    "内訳",
];

/// What is added up, before 計; a thing that measures (温度計, 時計, 電力計) or 会計 has none of them there.
const ADDED_UP: &[&str] = &[
    "部",
    "課",
    "室",
    "店",
    "社",
    "所",
    "工場",
    "拠点",
    "局",
    "係",
    "班",
    "部門",
    "地区",
    "ぐるーぷ",
    "ちーむ",
    "額",
    "費",
    "料",
    "年",
    "月",
    "年度",
    "月度",
    "期",
    "月分",
    "年分",
    "期分",
    "税",
    "税抜",
    "税込",
    "税別",
    "台数",
    "件数",
    "個数",
    "人数",
    "数量",
    "類",
    "品",
    "機器",
    "りーす",
    "れんたる",
    "保守",
    "購入",
];

/// 合計, 小計 6台, 計：12 … in any cell of a short row.
pub(super) fn is_total(substance: &[&Text<'_>], plan: &SheetPlan) -> bool {
    if is_of_one_thing(substance, plan) {
        return false;
    }
    if substance.iter().any(|(_, text)| TOTALS.contains(&plain(text).as_str())) {
        return true;
    }
    let unique =
        plan.columns.iter().filter(|column| matches!(column.field, Some(Field::Serial | Field::HostName)));
    let marks: Vec<u32> = unique.map(|column| column.index).collect();
    if substance.iter().any(|(column, text)| {
        marks.contains(column)
            && !is_total_word(text)
            && !is_count(text)
            && text.bytes().any(|byte| byte.is_ascii_digit())
    }) {
        return false;
    }
    substance.iter().any(|(_, text)| is_total_word(text)) || is_sum_or_adjustment(substance, plan)
}

/// `6台`, `12 件`: a count and no number of a thing.
fn is_count(text: &str) -> bool {
    let core = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | ','));
    core.len() < text.len() && matches!(core, "台" | "件" | "本" | "名" | "個" | "点" | "枚" | "式")
}

fn is_total_word(text: &str) -> bool {
    if text.chars().count() > 24 {
        return false;
    }
    let last = text.split(' ').next_back().map(plain).unwrap_or_default();
    let flat = plain(text);
    let digits = |letter: char| letter.is_ascii_digit();
    let core = flat.trim_end_matches(['台', '本', '件', '円', '名', '個', '点']).trim_end_matches(digits);
    if TOTALS.contains(&core) || (last.len() < flat.len() && TOTALS.contains(&last.as_str())) {
        return true;
    }
    // 営業部 計, 2022年度合計, PC小計: a name and the word.
    let named =
        ["合計", "小計", "総計", "集計"].iter().any(|word| core.ends_with(word) || core.starts_with(word));
    named && flat.chars().count() <= 16
}

/// A row with a serial number, a date or a person is about one thing, whatever words stand in it (集計ソフト).
fn is_of_one_thing(substance: &[&Text<'_>], plan: &SheetPlan) -> bool {
    substance.iter().any(|(column, text)| {
        let Some(field) = field_of(plan, *column) else { return false };
        if is_total_word(text) || is_count(text) || is_dash_only(text) {
            return false;
        }
        match field.reading() {
            Reading::Date => matches!(single(text), Single::Date(..)),
            Reading::Person => !is_figure(text) && !is_sum_label(text, true),
            // A few digits, or digits with commas, are a count or a sum in whatever column.
            Reading::Code => {
                field.is_unique()
                    && text.bytes().any(|byte| byte.is_ascii_digit())
                    && !(is_figure(text)
                        && (text.len() <= 4 || !text.bytes().all(|byte| byte.is_ascii_digit())))
                    && !is_sum_label(text, true)
            }
            _ => false,
        }
    })
}

fn field_of(plan: &SheetPlan, column: u32) -> Option<Field> {
    plan.columns.iter().find(|known| known.index == column && known.role == Role::Mapped)?.field
}

/// One label and amounts, with one count at most: 値引き, 営業部計, うちリース.
fn is_sum_or_adjustment(substance: &[&Text<'_>], plan: &SheetPlan) -> bool {
    let (figures, others): (Vec<&Text<'_>>, Vec<&Text<'_>>) = substance
        .iter()
        .copied()
        .filter(|(_, text)| !is_dash_only(text))
        .partition(|(_, text)| is_figure(text));
    let [(label_column, label)] = others.as_slice() else { return false };
    // Amounts stand in the column of amounts, or in one that no field takes: 月額 beside 総額.
    let of_money = |column: u32| field_of(plan, column).is_none_or(|field| field.reading() == Reading::Money);
    let counts = figures.iter().filter(|(column, _)| !of_money(*column)).count();
    if counts > 1 || counts == figures.len() {
        return false;
    }
    // What stands where things have their names may be the name of one.
    let naming = match field_of(plan, *label_column) {
        Some(Field::AssetNo | Field::ContractNo | Field::Phone | Field::Dept | Field::Location) => false,
        Some(_) | None => true,
    };
    is_sum_label(label, naming)
}

/// Whether a text is what people write beside a sum or an adjustment. Where things have their names (`naming`), 計
/// must stand behind what is added up.
fn is_sum_label(text: &str, naming: bool) -> bool {
    if text.chars().count() > 20 {
        return false;
    }
    let bare = match text.split_once('(') {
        Some((before, rest)) if !before.trim().is_empty() => {
            let after = rest.split_once(')').map_or("", |(_, after)| after);
            plain(&format!("{before}{after}"))
        }
        _ => plain(text),
    };
    let polite = bare.strip_prefix(['ご', '御', 'お']);
    let bare = polite
        .filter(|rest| ["請求", "支払", "値引"].iter().any(|word| rest.starts_with(word)))
        .unwrap_or(&bare);
    let unnumbered = bare.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if [bare, unnumbered].iter().any(|word| TOTALS.contains(word) || BESIDE_AMOUNTS.contains(word)) {
        return true;
    }
    // うちわ is a fan.
    if bare.strip_prefix("うち").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('わ')) {
        return true;
    }
    let Some(added) = bare.strip_suffix('計') else { return false };
    let known = ADDED_UP.iter().any(|word| added.ends_with(word)) && !added.ends_with("燃料");
    known || (!naming && !added.is_empty())
}

/// `95,000`, `▲5000`, `¥1,200-`, `98%`, `12回`: a number and nothing that names a thing.
fn is_figure(text: &str) -> bool {
    let core = text.trim_start_matches(['¥', '▲', '△', '▼', '-', '−', '(', '@', '約', '+', ' ']);
    let core = core.trim_end_matches(['-', ')', ' ']);
    let units = ["円", "台", "件", "本", "名", "個", "点", "枚", "式", "%", "回", "人", "か月", "ヶ月"];
    let core = units.iter().find_map(|unit| core.strip_suffix(unit)).unwrap_or(core).trim_end();
    core.len() <= 15
        && core.starts_with(|letter: char| letter.is_ascii_digit())
        && core.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_sums_are_known_and_instruments_are_not() {
        for word in [
            "値引き",
            "お値引き",
            "ご請求額",
            "営業部計",
            "月額計",
            "ゴウケイ",
            "計(税抜)",
            "G.Total",
            "うちリース",
            "(うちリース)",
            "前年比",
            "消費税10%",
            "2024年度計",
            "保守料計",
            "リース計",
        ] {
            assert!(is_sum_label(word, true), "{word}");
        }
        for word in [
            "計算機",
            "時計",
            "温度計",
            "会計ソフト",
            "会計",
            "電話計",
            "電力計",
            "燃料計",
            "設計",
            "うちわ",
            "値引き管理システム",
            "FMV-A42",
        ] {
            assert!(!is_sum_label(word, true), "{word}");
        }
    }
}
