//! Amounts and counts as people write them: ¥2,263,680 / 1億2,000万円 / ▲1 / (1,200) / 5,000円/月 / 5ユーザー.

use crate::Number;
use crate::text::{is_nothing, light};

/// What is to be said about an amount that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remark {
    /// 税抜, 税別: the amount is without tax.
    WithoutTax,
    /// Per month or per year.
    PerPeriod,
    /// 約: roughly.
    About,
    /// Words around the number were left out.
    Words,
    /// It costs nothing, said in words.
    Free,
    /// The thousands are not separated as usual.
    OddCommas,
    /// Per person, machine or seat.
    PerUnit,
    /// Below zero, by a sign or by brackets.
    Negative,
}

/// What a cell of an amount or count column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Amount {
    /// A number.
    Number(Number, Vec<Remark>),
    /// Says that there is none.
    Nothing,
    /// Without limit: サイトライセンス, 無制限.
    Unlimited,
    /// Another currency than yen.
    Foreign,
    /// Not one number.
    NotANumber,
}

/// Reads a tidied text.
pub(crate) fn amount(text: &str) -> Amount {
    // Most amounts are digits and nothing else.
    if text.len() <= 15 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Number::parse(text).map_or(Amount::NotANumber, |number| Amount::Number(number, Vec::new()));
    }
    if has_two_numbers(text) {
        return Amount::NotANumber;
    }
    let flat = light(text);
    if is_nothing(text)
        || matches!(
            flat.as_str(),
            "一式" | "別途" | "込み" | "込" | "本体に含む" | "含む" | "りーす" | "¥-" | "¥"
        )
    {
        return Amount::Nothing;
    }
    if matches!(flat.as_str(), "無料" | "無償" | "free" | "0円(無料)" | "さーびす") {
        return Amount::Number(Number::whole(0), vec![Remark::Free]);
    }
    if flat.starts_with("無制限") || flat.starts_with("さいと") || flat == "unlimited" || flat == "制限なし"
    {
        return Amount::Unlimited;
    }
    let foreign = ["$", "usd", "eur", "€", "£", "どる", "ゆーろ", "元"];
    if foreign.iter().any(|sign| flat.contains(sign)) && !flat.contains('円') {
        return Amount::Foreign;
    }
    marked(&flat)
}

/// `128,000 140,800`: only a blank between two runs of digits.
fn has_two_numbers(text: &str) -> bool {
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    text.char_indices().any(|(at, letter)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        matches!(letter, ' ' | '\n')
            && digit(before)
            && digit(text.get(at + 1..).and_then(|rest| rest.chars().next()))
    })
}

/// Takes off signs and words, then reads the digits.
fn marked(flat: &str) -> Amount {
    if !flat.bytes().any(|byte| byte.is_ascii_digit()) {
        return Amount::NotANumber;
    }
    let mut remarks = Vec::new();
    if ["税抜", "税別", "+税", "本体価格"].iter().any(|word| flat.contains(word)) {
        remarks.push(Remark::WithoutTax);
    }
    let per = |sign: char| {
        flat.strip_prefix(sign)
            .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '¥'))
    };
    if per('年')
        || per('月')
        || ["/月", "/年", "月額", "年額", "/m", "毎月", "/か月", "円月"]
            .iter()
            .any(|word| flat.contains(word))
    {
        remarks.push(Remark::PerPeriod);
    }
    if ["/人", "/台", "/名", "/本", "/ゆーざ", "/user", "/seat", "/件", "/個", "/枚"]
        .iter()
        .any(|word| flat.contains(word))
    {
        remarks.push(Remark::PerUnit);
    }
    if ["約", "程度", "くらい", "円台", "万台", "前後", "弱", "強"].iter().any(|word| flat.contains(word))
    {
        remarks.push(Remark::About);
    }
    let bracketed = flat.starts_with('(') && flat.ends_with(')');
    let core: String =
        flat.chars().filter(|letter| !matches!(letter, '¥' | '\\' | '￥' | '「' | '」')).collect();
    let core = if bracketed { core.trim_matches(['(', ')']).to_owned() } else { core };
    let negative = bracketed || core.starts_with(['▲', '△', '-', '−', 'ー', '―', '‐', '－', '▼']);
    let core = core.trim_start_matches(['▲', '△', '▼', '-', '−', 'ー', '―', '‐', '－', '×', 'x', '@', '約']);
    let Some(start) = core.find(|letter: char| letter.is_ascii_digit()) else { return Amount::NotANumber };
    let (before, rest) = core.split_at(start);
    let end = rest
        .find(|letter: char| {
            !(letter.is_ascii_digit() || matches!(letter, ',' | '.' | '、' | '億' | '万' | '千' | '百'))
        })
        .unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    // 128K, 1.2M: thousands of what, nobody says. 128.000: a point or a comma?
    let lettered_unit = ["k", "m"].contains(&after.trim_end_matches(['円', ')']));
    let Some((number, odd)) = digits_of(digits).filter(|_| !lettered_unit && !is_pointed(digits)) else {
        return Amount::NotANumber;
    };
    if odd {
        remarks.push(Remark::OddCommas);
    }
    match words_around(before, after) {
        Around::Nothing => {}
        Around::Words => remarks.push(Remark::Words),
        Around::More => return Amount::NotANumber,
    }
    let lettered = before.chars().any(|letter| letter.is_ascii_alphabetic());
    if lettered && before != "jpy" && before != "yen" {
        return Amount::NotANumber;
    }
    if negative && number != Number::whole(0) {
        remarks.push(Remark::Negative);
        return Amount::Number(number.negated(), remarks);
    }
    Amount::Number(number, remarks)
}

/// One point with three digits behind it and one to three before.
fn is_pointed(digits: &str) -> bool {
    digits.split_once('.').is_some_and(|(whole, rest)| {
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        rest.len() == 3
            && (1..=3).contains(&whole.len())
            && plain(whole)
            && plain(rest)
            && !whole.starts_with('0')
    })
}

/// What stands around the digits.
enum Around {
    Nothing,
    Words,
    More,
}

/// Units and tax words, folded, the longer ones first; separated by `|`.
const UNITS: &str = "らいせんす|ゆーざー|ゆーざ|あかうんと|でばいす|しーと|まで|users|user|licenses|\
    license|seats|seat|cal|jpy|yen|税込み|税込|税抜き|税抜|税別|本体価格|円|\
    本|台|名|人|個|式|枚|件|口|部|セット|せっと|ぱっく|けん|+税|内税|外税|消費税|年額|月額|\
    /年|/月|/か月|約|程度|也|金|計|(|)|[|]|-|ー|―|/|.|、|也|u|l";

/// Units and tax words say nothing new; other words are told; other digits make it more than one number.
fn words_around(before: &str, after: &str) -> Around {
    let mut rest = format!("{before}{after}");
    for unit in UNITS.split('|') {
        if rest.is_empty() {
            return Around::Nothing;
        }
        rest = rest.replace(unit, "");
    }
    if rest.is_empty() {
        Around::Nothing
    } else if rest.chars().any(|letter| letter.is_ascii_digit()) {
        // A remark in brackets may hold digits: 5(予備1).
        let told = after.find('(').is_some_and(|at| {
            !after.get(..at).unwrap_or_default().contains(|letter: char| letter.is_ascii_digit())
        });
        if told { Around::Words } else { Around::More }
    } else {
        Around::Words
    }
}

/// Digits with separators and 億・万・千; the flag tells of commas in odd places.
fn digits_of(text: &str) -> Option<(Number, bool)> {
    let mut total = Number::whole(0);
    let mut odd = false;
    let mut rest = text;
    let signs = [
        ("億", 100_000_000),
        ("千万", 10_000_000),
        ("百万", 1_000_000),
        ("万", 10_000),
        ("千", 1_000),
        ("百", 100),
    ];
    for (sign, factor) in signs {
        if let Some((head, tail)) = rest.split_once(sign) {
            let (number, commas) = plain(head)?;
            odd |= commas;
            total = total.plus(number.times(factor)?)?;
            rest = tail;
        }
    }
    if !rest.is_empty() {
        let (number, commas) = plain(rest)?;
        odd |= commas;
        total = total.plus(number)?;
    }
    Some((total, odd))
}

fn plain(text: &str) -> Option<(Number, bool)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let groups: Vec<&str> = whole.split([',', '、']).collect();
    let usual = groups.len() == 1
        || (groups.iter().skip(1).all(|group| group.len() == 3)
            && groups.first().is_some_and(|group| (1..=3).contains(&group.len())));
    let digits: String = groups.concat();
    let joined = if fraction.is_empty() { digits } else { format!("{digits}.{fraction}") };
    Number::parse(joined.trim_end_matches('.')).map(|number| (number, !usual))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::tidy;

    fn read(text: &str) -> String {
        match amount(&tidy(text)) {
            Amount::Number(number, _) => number.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn reads_amounts() {
        let cases = [
            ("¥2,263,680", "2263680"),
            ("￥２，２６３，６８０", "2263680"),
            ("\\1,200", "1200"),
            ("1,900,800円", "1900800"),
            ("12.3万円", "123000"),
            ("1億2,000万円", "120000000"),
            ("12万3千円", "123000"),
            ("3千円", "3000"),
            ("1,234千円", "1234000"),
            ("▲1", "-1"),
            ("△500", "-500"),
            ("(1,200)", "-1200"),
            ("－500", "-500"),
            ("143000", "143000"),
            ("5,000円/月", "5000"),
            ("月額5,000円", "5000"),
            ("98,000円(税込)", "98000"),
            ("98,000(税抜)", "98000"),
            ("¥10,000-", "10000"),
            ("約12万円", "120000"),
            ("無料", "0"),
            ("5本", "5"),
            ("10台", "10"),
            ("5ユーザー", "5"),
            ("５ユーザ", "5"),
            ("50名", "50"),
            ("5(予備1)", "5"),
            ("12345.5", "12345.5"),
            ("1.5百万円", "1500000"),
            ("2千万", "20000000"),
            ("3百円", "300"),
            ("¥925/人", "925"),
            ("10万円台", "100000"),
            ("0", "0"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
        for (text, expected) in [
            ("-", "Nothing"),
            ("無制限", "Unlimited"),
            ("$120", "Foreign"),
            ("120ドル", "Foreign"),
            ("10～12万", "NotANumber"),
            ("118/120", "NotANumber"),
            ("5,000×10", "NotANumber"),
            ("見積中", "NotANumber"),
            ("CN-88112", "NotANumber"),
            ("128,000 140,800", "NotANumber"),
            ("1280 00", "NotANumber"),
            ("128.000", "NotANumber"),
            ("128K", "NotANumber"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert!(matches!(amount("22,63,680"), Amount::Number(_, remarks) if remarks == [Remark::OddCommas]));
    }

    proptest! {
        #[test]
        fn written_amounts_read_back(value in -9_999_999_999_i64..9_999_999_999) {
            let digits = value.unsigned_abs().to_string();
            let mut grouped = String::new();
            for (index, digit) in digits.chars().enumerate() {
                if index > 0 && (digits.len() - index) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            let sign = if value < 0 { "▲" } else { "" };
            prop_assert_eq!(read(&format!("{sign}¥{grouped}")), value.to_string());
            prop_assert_eq!(read(&format!("{sign}{grouped}円")), value.to_string());
        }

        #[test]
        fn any_text_is_survived(text in "[¥▲(),.0-9億万千円/月税込 ー-]{0,20}") {
            let _ = amount(&tidy(&text));
        }
    }
}
