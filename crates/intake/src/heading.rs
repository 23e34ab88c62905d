//! One heading: its normal form, its variants without decoration, and the unit in its brackets.

use std::borrow::Cow;

use crate::Unit;

/// A heading prepared for looking up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The forms to look up, the most faithful first, with how much trust is lost by what was taken off.
    pub(crate) forms: Vec<(String, u8)>,
    /// What stands in brackets, folded: `税込`, `gb`.
    pub(crate) bracket: Option<String>,
    /// The parts of 管理番号/ID, if it has several, in their normal form.
    pub(crate) parts: Vec<String>,
    /// 旧部署, 部署(旧), 前使用者: what was, not what is.
    pub(crate) former: bool,
    /// Letters, digits and signs mixed as in a password, and as in no heading.
    pub(crate) made_up: bool,
}

fn is_made_up(text: &str) -> bool {
    let text = text.trim();
    let is = |test: fn(&char) -> bool| text.chars().any(|letter| test(&letter));
    text.chars().all(|letter| letter.is_ascii_graphic())
        && (is(|letter| {
            matches!(letter, '!' | '#' | '$' | '%' | '&' | '@' | '^' | '*' | '=' | '+' | '?' | '~')
        }) || (is(char::is_ascii_digit) && is(|letter| matches!(letter, '-' | '_'))))
}

/// Folded, and without blanks and punctuation: `購入日／リース開始日`, `Asset Tag` and `asset_tag` lose their signs.
pub(crate) fn normal(text: &str) -> String {
    let folded = yomi::fold(text);
    let mut out = String::with_capacity(folded.len());
    for letter in folded.chars() {
        // A number sign alone is a heading of its own.
        if letter.is_alphanumeric() || matches!(letter, 'ー' | '々' | '#' | '$') {
            out.push(letter);
        }
    }
    if out.len() > 1 && !out.starts_with('#') && out.ends_with('#') {
        out.pop();
        out.push_str("no");
    }
    out
}

/// Prepares a heading.
pub(crate) fn read(text: &str) -> Heading {
    let folded = yomi::fold(text);
    let mut forms: Vec<(String, u8)> = Vec::new();
    let mut add = |form: String, loss: u8| {
        if !form.is_empty() && !forms.iter().any(|(known, _)| *known == form) {
            forms.push((form, loss));
        }
    };
    add(normal(&folded), 0);
    let undecorated = undecorated(&folded);
    add(normal(&undecorated), 1);
    let (bare, bracket) = without_brackets(&undecorated);
    add(normal(&bare), 4);
    let unnumbered = unnumbered(&bare);
    add(normal(&unnumbered), 6);
    if normal(&bare).is_empty()
        && let Some(inner) = &bracket
    {
        add(normal(inner), 6);
    }
    let former = is_former(&bare, bracket.as_deref());
    let parts: Vec<String> = bare.split(['/', '・']).map(normal).filter(|part| !part.is_empty()).collect();
    let parts = if parts.len() > 1 { parts } else { Vec::new() };
    Heading { forms, bracket, parts, former, made_up: is_made_up(text) }
}

/// Whether a heading speaks of what was before.
fn is_former(bare: &str, bracket: Option<&str>) -> bool {
    let bare = bare.trim();
    let before = [
        "旧",
        "以前",
        "変更前",
        "異動前",
        "移動前",
        "前使用",
        "前利用",
        "前任",
        "前所有",
        "前担当",
        "前部署",
        "前所属",
    ];
    let named =
        before.iter().any(|word| bare.starts_with(word) && bare.chars().count() > word.chars().count());
    let aside = bracket.map(str::trim).is_some_and(|inner| {
        matches!(inner, "旧" | "前" | "変更前" | "異動前" | "移動前" | "以前" | "old" | "former" | "previous")
    });
    named || aside
}

impl Heading {
    /// The most faithful form.
    pub(crate) fn first(&self) -> &str {
        self.forms.first().map_or("", |(form, _)| form)
    }

    /// What the bracket says about numbers in the column.
    pub(crate) fn unit(&self) -> Option<Unit> {
        let inner = self.bracket.as_deref()?.trim();
        let inner: Cow<'_, str> = match inner.strip_prefix("単位") {
            Some(rest) => Cow::Owned(rest.trim_start_matches([':', ' ', '：']).to_owned()),
            None => Cow::Borrowed(inner),
        };
        match inner.as_ref() {
            "千円" | "千" => Some(Unit::Times(1_000)),
            "万円" | "万" => Some(Unit::Times(10_000)),
            "百万円" => Some(Unit::Times(1_000_000)),
            "年" | "年数" | "years" => Some(Unit::Years),
            "月" | "ヶ月" | "か月" | "ヵ月" | "け月" | "months" | "月数" => Some(Unit::Months),
            "gb" => Some(Unit::Suffix("GB".to_owned())),
            "tb" => Some(Unit::Suffix("TB".to_owned())),
            "mb" => Some(Unit::Suffix("MB".to_owned())),
            "ghz" => Some(Unit::Suffix("GHz".to_owned())),
            _ => None,
        }
    }
}

/// Without marks such as ※1, ★, (必須) and 【任意】.
fn undecorated(folded: &str) -> String {
    let mut text = folded.to_owned();
    for mark in [
        "(必須)",
        "(任意)",
        "[必須]",
        "[任意]",
        "【必須】",
        "【任意】",
        "(required)",
        "(optional)",
        "*必須",
        "※必須",
    ] {
        text = text.replace(mark, "");
    }
    if let Some((before, after)) = text.split_once('※') {
        let digits_only = after.chars().all(|letter| letter.is_ascii_digit() || letter == ' ');
        if digits_only && !before.trim().is_empty() {
            text = before.to_owned();
        }
    }
    text.trim().to_owned()
}

/// The text outside of brackets, and the first text inside.
fn without_brackets(text: &str) -> (String, Option<String>) {
    let mut bare = String::new();
    let mut inner = String::new();
    let mut depth = 0_u8;
    let mut closed = false;
    for letter in text.chars() {
        match letter {
            '(' | '[' | '【' | '〔' | '〈' | '<' | '{' | '《' | '「' => depth = depth.saturating_add(1),
            ')' | ']' | '】' | '〕' | '〉' | '>' | '}' | '》' | '」' => {
                depth = depth.saturating_sub(1);
                closed |= depth == 0;
            }
            other if depth == 0 => bare.push(other),
            other if !closed => inner.push(other),
            _ => {}
        }
    }
    (bare, (!inner.is_empty()).then_some(inner))
}

/// Without a running number in front (`1. 管理番号`, ①) or behind (`備考2`).
fn unnumbered(text: &str) -> String {
    let text = text.trim();
    let front = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let front = if front.len() < text.len() {
        front.trim_start_matches(['.', ')', ':', ' ', '-', '、', '．'])
    } else {
        text
    };
    let back = front.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end();
    // PC-1000 is a number of a thing; 備考2 is a second column.
    if back.ends_with('-') || front.len() - back.len() > 2 {
        return front.to_owned();
    }
    if back.chars().count() >= 2 { back.to_owned() } else { front.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_does_not_matter() {
        let last = |text: &str| read(text).forms.last().unwrap().0.clone();
        assert_eq!(normal("Ｓ／Ｎ"), "sn");
        assert_eq!(normal("管理No."), normal("管理ＮＯ"));
        assert_eq!(normal("Asset_Tag"), "assettag");
        assert_eq!(last("① 管理番号"), "管理番号");
        assert_eq!(last("購入\n年月日※1"), "購入年月日");
        assert_eq!(last("金額（税込）"), "金額");
        assert_eq!(last("【資産番号】"), "資産番号");
        assert_eq!(last("備考２"), "備考");
        assert_eq!(read("ﾒﾓﾘ(GB)").unit(), Some(Unit::Suffix("GB".into())));
        assert_eq!(read("金額(単位：千円)").unit(), Some(Unit::Times(1_000)));
        assert_eq!(normal("シリアル#"), normal("シリアルNo"));
    }
}
