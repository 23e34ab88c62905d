//! What people write around a date: weekdays, times of day, 頃, 年度, まで.

use super::parse::Remark;

/// Takes off weekday, time, brackets and words such as 頃 and 購入, and says so where it matters.
pub(super) fn strip_words(text: &str) -> (String, Vec<Remark>) {
    let mut remarks = Vec::new();
    let mut core = text.replace(['\n', '、', ','], " ");
    core.retain(|letter| !matches!(letter, '㈰' | '㈪' | '㈫' | '㈬' | '㈭' | '㈮' | '㈯' | '㈷'));
    for weekday in ["日", "月", "火", "水", "木", "金", "土", "祝"] {
        core = core.replace(&format!("({weekday})"), " ").replace(&format!("({weekday}曜日)"), " ");
    }
    let trimmed =
        core.trim_matches(|letter| matches!(letter, '(' | ')' | '[' | ']' | '\'' | '’' | ' ' | '。'));
    let mut core = trimmed.to_owned();
    if let Some(rest) = without_time(&core) {
        // Midnight says nothing.
        if core
            .get(rest.len()..)
            .is_some_and(|time| time.contains(|letter: char| matches!(letter, '1'..='9')))
        {
            remarks.push(Remark::Time);
        }
        core = rest;
    }
    core = without_roughness(core, &mut remarks);
    let before = core.trim().to_owned();
    let words = [
        "まで", "迄", "から", "より", "以降", "現在", "購入", "導入", "取得", "納品", "廃棄", "返却", "更新",
        "満了", "予定", "付", "済み", "済", "開始", "終了", "期限", "中",
    ];
    let mut rest = before.as_str();
    while let Some(shorter) = words.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end();
    }
    if rest != before && rest.chars().any(|letter| letter.is_ascii_digit()) {
        remarks.push(Remark::Words);
        return (rest.to_owned(), remarks);
    }
    (before, remarks)
}

/// Takes off 頃, 上旬, 末 and the like, and reads 年度 and FY as years.
fn without_roughness(mut core: String, remarks: &mut Vec<Remark>) -> String {
    if core.ends_with("年度末") || (core.starts_with("FY") && core.ends_with('末')) {
        core.truncate(core.len() - '末'.len_utf8());
        remarks.push(Remark::FiscalEnd);
    }
    for word in [
        "上旬",
        "中旬",
        "下旬",
        "初旬",
        "月末",
        "末日",
        "末",
        "頃",
        "ころ",
        "ごろ",
        "くらい",
        "ぐらい",
        "約",
        "?",
    ] {
        if core.contains(word) {
            core = core.replace(word, if word == "月末" { "月" } else { "" });
            if !remarks.contains(&Remark::About) {
                remarks.push(Remark::About);
            }
        }
    }
    if core.contains("年度") {
        core = core.replace("年度", "年");
        if !remarks.contains(&Remark::FiscalEnd) {
            remarks.push(Remark::FiscalYear);
        }
    }
    if let Some(year) = core.strip_prefix("FY").or_else(|| core.strip_prefix("fy"))
        && matches!(year.len(), 2 | 4)
        && year.bytes().all(|byte| byte.is_ascii_digit())
    {
        core = format!("{year}年");
        if !remarks.contains(&Remark::FiscalEnd) {
            remarks.push(Remark::FiscalYear);
        }
    }
    core
}

/// 令和九年三月三十一日 with digits for its numbers; `None` unless it has a year of such numbers.
pub(super) fn with_digits(text: &str) -> Option<String> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let value = |letter: char| DIGITS.chars().position(|digit| digit == letter);
    if text.chars().count() > 24 || !text.contains('年') {
        return None;
    }
    let mut out = String::new();
    let mut run: Vec<char> = Vec::new();
    for letter in text.chars() {
        if letter == '十' || value(letter).is_some() {
            run.push(letter);
            continue;
        }
        if !run.is_empty() && !matches!(letter, '年' | '月' | '日') {
            return None;
        }
        match run.iter().position(|letter| *letter == '十') {
            Some(at) => {
                let digit = |letter: Option<&char>| letter.copied().and_then(value);
                let tens = if at == 0 { 1 } else { digit(run.first())? };
                let ones = digit(run.get(at + 1)).unwrap_or(0);
                out.push_str(&(tens * 10 + ones).to_string());
            }
            None => run.iter().for_each(|letter| out.push_str(&value(*letter).unwrap_or(0).to_string())),
        }
        run.clear();
        out.push(letter);
    }
    (run.is_empty() && out.bytes().any(|byte| byte.is_ascii_digit())).then_some(out)
}

/// The text without a time of day behind the date; `None` if there is none. Midnight says nothing and is not told.
fn without_time(text: &str) -> Option<String> {
    let split =
        text.find([' ', 'T']).filter(|&at| text.get(at + 1..).is_some_and(|rest| rest.contains(':')))?;
    let (date, time) = (text.get(..split)?, text.get(split + 1..)?.trim());
    let clock = |letter: char| {
        letter.is_ascii_digit()
            || matches!(letter, ':' | '.' | '+' | '-' | 'Z' | ' ' | 'A' | 'P' | 'M' | '午' | '前' | '後')
    };
    (date.bytes().filter(u8::is_ascii_digit).count() >= 3 && time.chars().all(clock)).then(|| date.to_owned())
}
