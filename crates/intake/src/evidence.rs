//! What the values of a column look like, so that a heading need not be believed blindly.

use std::collections::BTreeSet;

use crate::date::parse::Single;
use crate::date::span::{Span, span};
use crate::money::{Amount, amount};
use crate::text::{is_ditto, is_nothing};
use crate::{Field, Reading};

/// How many values of a column are looked at.
pub(crate) const SAMPLE: usize = 200;

/// Counts over the first values of a column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    /// Values that say something.
    pub(crate) total: usize,
    dates: usize,
    ranges: usize,
    lengths: usize,
    numbers: usize,
    ips: usize,
    macs: usize,
    urls: usize,
    mails: usize,
    asset_like: usize,
    ascii: usize,
    kinds: usize,
    deals: usize,
    logins: usize,
    spaced: usize,
    names: usize,
    repeated: usize,
    /// 1, 2, 3 … with hardly a gap.
    pub(crate) running: bool,
    /// All values are dates, or yes and no.
    pub(crate) harmless: bool,
    /// All values are yes and no.
    pub(crate) marks: bool,
    /// Up to three different values.
    pub(crate) samples: Vec<String>,
}

impl Profile {
    /// Looks at tidied values; empty ones must be left out.
    pub(crate) fn of<'a>(values: impl Iterator<Item = &'a str>) -> Self {
        let mut profile = Self { harmless: true, marks: true, ..Self::default() };
        let mut counted = Vec::new();
        let mut seen = BTreeSet::new();
        for value in values.take(SAMPLE) {
            if profile.samples.len() < 3 && !profile.samples.iter().any(|known| known == value) {
                profile.samples.push(value.to_owned());
            }
            counted.push(value.parse::<u32>().ok());
            let ditto = is_ditto(value);
            profile.repeated += usize::from(ditto || !seen.insert(value));
            if ditto || is_nothing(value) {
                continue;
            }
            profile.count(value);
        }
        profile.running = is_running(&counted);
        profile
    }

    fn count(&mut self, value: &str) {
        self.total += 1;
        let mut dated = false;
        match span(value, true) {
            Span::One(Single::NotADate) | Span::Nothing => {}
            Span::Range(..) => self.ranges += 1,
            Span::Months(_) | Span::MonthsBefore(_) | Span::Endless | Span::Recurring => self.lengths += 1,
            Span::One(_) => dated = true,
        }
        self.dates += usize::from(dated);
        self.numbers += usize::from(matches!(amount(value), Amount::Number(..) | Amount::Unlimited));
        self.ips += usize::from(is_ip(value));
        self.macs += usize::from(is_mac(value));
        let web = value.starts_with("http") || value.starts_with("www.") || value.contains("://");
        let domain = value.is_ascii()
            && value.contains('.')
            && !value.contains([' ', '@'])
            && value.contains(|letter: char| letter.is_ascii_alphabetic());
        self.urls += usize::from(web || domain);
        self.mails += usize::from(value.contains('@') && value.contains('.'));
        let digits = value.bytes().filter(u8::is_ascii_digit).count();
        self.asset_like +=
            usize::from(digits >= 1 && value.len() <= 24 && value.is_ascii() && !value.contains(' '));
        self.ascii += usize::from(value.is_ascii());
        self.kinds += usize::from(is_kind(value));
        self.logins += usize::from(is_login(value));
        self.names += usize::from(is_machine_name(value));
        self.spaced +=
            usize::from(value.contains(' ') && value.bytes().any(|byte| byte.is_ascii_alphabetic()));
        self.deals += usize::from(is_deal(value));
        let mark = value.len() <= 15 && is_yes_or_no(value);
        self.harmless &= dated || mark;
        self.marks &= mark;
    }

    fn share(&self, count: usize) -> u32 {
        let share = (count * 100).checked_div(self.total).unwrap_or(0);
        u32::try_from(share).unwrap_or(100)
    }

    /// How well the values fit a field: negative speaks against it, 0 says nothing.
    pub(crate) fn fit(&self, field: Field) -> i16 {
        if self.total == 0 {
            return 0;
        }
        let steps = |share: u32| match share {
            60.. => 4,
            30.. => 0,
            10.. => -12,
            _ => -45,
        };
        match (field, field.reading()) {
            (_, Reading::Date) => {
                let lengths = if field.is_end() { self.lengths } else { 0 };
                steps(self.share(self.dates + self.ranges + lengths))
            }
            (_, Reading::Money | Reading::Count) => steps(self.share(self.numbers)),
            (Field::Ip, _) => steps(self.share(self.ips)).min(4),
            (Field::Mac, _) => steps(self.share(self.macs)),
            (Field::Url, _) => steps(self.share(self.urls)),
            (Field::LoginId, _) => {
                if self.share(self.ascii) >= 60 {
                    2
                } else {
                    -20
                }
            }
            (Field::AssetNo, _) => {
                if self.share(self.asset_like) >= 50 {
                    2
                } else {
                    -10
                }
            }
            (Field::Serial | Field::Phone | Field::Sim, _)
                if self.share(self.dates) >= 80 && self.share(self.numbers) < 50 =>
            {
                -30
            }
            (Field::AcquireType, _) if self.share(self.deals) >= 60 => 30,
            (Field::Kind, _) if self.share(self.kinds) >= 60 => 6,
            (Field::Kind, _) if self.names_machines() => -45,
            (Field::HostName, _) if self.names_machines() => 8,
            (Field::Model, _) if self.share(self.kinds) >= 80 => -12,
            (Field::User, _) if self.share(self.asset_like) >= 60 => -20,
            (Field::User, _) if self.share(self.logins) >= 60 => -8,
            (Field::User | Field::Dept | Field::Location | Field::Kind | Field::Maker | Field::Vendor, _) => {
                let dates = self.share(self.dates) >= 60;
                let numbers = self.share(self.numbers) >= 80 && field != Field::Location;
                let addresses = self.share(self.ips + self.macs) >= 50;
                if dates || numbers || addresses { -45 } else { 0 }
            }
            _ => 0,
        }
    }

    /// Whether spans of time (from and to) are what the column is made of.
    pub(crate) fn is_spans(&self) -> bool {
        self.share(self.ranges) >= 50
    }

    /// A field that the values alone make certain, whatever the heading.
    pub(crate) fn certain(&self) -> Option<Field> {
        if self.total < 2 {
            return None;
        }
        if self.share(self.macs) >= 80 {
            return Some(Field::Mac);
        }
        (self.share(self.ips) >= 80).then_some(Field::Ip)
    }

    /// Whether the values tell how a thing was got: 購入, リース, レンタル.
    pub(crate) fn is_deals(&self) -> bool {
        self.share(self.deals) >= 60
    }

    /// Whether the values name products (`ProDesk 400 G7`, again and again) rather than single machines.
    pub(crate) fn is_product_names(&self) -> bool {
        self.total >= 2 && (self.share(self.spaced) >= 50 || self.share(self.repeated) >= 60)
    }

    /// Whether the values are names such as `sv-file` and `db_01`.
    fn names_machines(&self) -> bool {
        self.total >= 2 && self.share(self.names) >= 80 && self.share(self.repeated) < 30
    }

    /// Whether all that is there are small numbers.
    pub(crate) fn is_counting(&self) -> bool {
        self.is_numeric() && self.samples.iter().all(|sample| sample.len() <= 4)
    }

    /// Whether the values read as mail addresses.
    pub(crate) fn is_mail(&self) -> bool {
        self.share(self.mails) >= 50
    }

    /// Whether all that is there are numbers.
    pub(crate) fn is_numeric(&self) -> bool {
        self.share(self.numbers) >= 90
    }
}

/// Mostly one more than the one before; groups may begin anew at 1.
fn is_running(values: &[Option<u32>]) -> bool {
    let numbers: Vec<u32> = values.iter().copied().flatten().collect();
    let Some(&first) = numbers.first() else { return false };
    if first > 1 || numbers.len() * 10 < values.len() * 6 {
        return false;
    }
    let steps = numbers
        .windows(2)
        .filter(|pair| matches!(pair, [left, right] if *right == left.saturating_add(1) || *right == 1));
    let jumps = numbers.len() - 1 - steps.count();
    let rising = numbers.windows(2).all(|pair| matches!(pair, [left, right] if right > left || *right == 1));
    let counts = numbers.len() < 2 || numbers.windows(2).any(|pair| pair.first() != pair.last());
    jumps * 4 <= numbers.len() && rising && counts
}

/// An IPv4 address, also with a mask or several of them.
pub(crate) fn is_ip(value: &str) -> bool {
    let first = value.split([' ', ',', '\n', '、', '~', '～']).next().unwrap_or_default();
    let address = first.split(['/', ':']).next().unwrap_or_default();
    let parts: Vec<&str> = address.split('.').collect();
    parts.len() == 4 && parts.iter().all(|part| part.parse::<u8>().is_ok() || *part == "x" || *part == "xxx")
}

/// Six pairs of hexadecimal digits in any of the usual signs.
pub(crate) fn is_mac(value: &str) -> bool {
    let first = value.split([' ', '\n', ',', '、']).next().unwrap_or_default();
    let digits: String = first.chars().filter(|letter| !matches!(letter, ':' | '-' | '.')).collect();
    let signs = first.len() - digits.len();
    digits.len() == 12
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && (signs == 5 || signs == 2 || (signs == 0 && digits.bytes().any(|byte| byte.is_ascii_alphabetic())))
}

/// Words that say what kind of thing it is.
fn is_kind(value: &str) -> bool {
    const KINDS: &[&str] = &[
        "ノート",
        "デスクトップ",
        "タブレット",
        "サーバ",
        "モニタ",
        "ディスプレイ",
        "プリンタ",
        "複合機",
        "スイッチ",
        "ルータ",
        "UTM",
        "NAS",
        "UPS",
        "無線AP",
        "アクセスポイント",
        "スマホ",
        "スマートフォン",
        "携帯",
        "プロジェクタ",
        "パソコン",
        "Laptop",
        "Desktop",
        "Notebook",
        "Server",
        "Printer",
        "Monitor",
        "Switch",
        "Router",
        "Tablet",
        "ハブ",
        "HUB",
        "スキャナ",
        "電話機",
        "ハンディ",
        "周辺機器",
        "ワークステーション",
        "一体型",
    ];
    value.chars().count() <= 16 && KINDS.iter().any(|kind| value.contains(kind))
}

/// `sv-file`, `db_01`, `web01`: a name on the network.
fn is_machine_name(value: &str) -> bool {
    let plain = value.len() <= 24
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    let lower = value.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    plain && value.bytes().any(|byte| byte.is_ascii_alphabetic()) && (lower || value.contains(['-', '_']))
}

/// `t.yamada`, `yamada01`, `taro@example.co.jp`: a name to log in with rather than a person's.
fn is_login(value: &str) -> bool {
    value.is_ascii()
        && !value.contains(' ')
        && value.bytes().any(|byte| byte.is_ascii_lowercase())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'@'))
        && !value.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase())
}

/// Words that say how a thing was got.
pub(crate) fn is_deal(value: &str) -> bool {
    matches!(
        value,
        "購入"
            | "リース"
            | "レンタル"
            | "買取"
            | "買い取り"
            | "自社"
            | "自社購入"
            | "再リース"
            | "リース品"
            | "購入品"
            | "レンタル品"
            | "Lease"
            | "Purchase"
            | "Rental"
            | "割賦"
            | "所有"
            | "貸与品"
    )
}

/// Short words that say yes or no.
pub(crate) fn is_yes_or_no(value: &str) -> bool {
    matches!(
        value,
        "○" | "×"
            | "◯"
            | "〇"
            | "✕"
            | "✓"
            | "✔"
            | "レ"
            | "有"
            | "無"
            | "あり"
            | "なし"
            | "済"
            | "未"
            | "済み"
            | "完了"
            | "◎"
            | "△"
            | "要"
            | "不要"
            | "可"
            | "不可"
            | "はい"
            | "いいえ"
            | "yes"
            | "no"
            | "Yes"
            | "No"
            | "YES"
            | "NO"
            | "TRUE"
            | "FALSE"
            | "on"
            | "off"
            | "ON"
            | "OFF"
            | "設定済"
            | "設定済み"
            | "未設定"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_what_values_are() {
        assert!(is_ip("192.168.1.10") && is_ip("10.0.0.1/24") && !is_ip("1.2.3") && !is_ip("2022.4.1"));
        assert!(is_mac("00:1A:2B:3C:4D:5E") && is_mac("001A.2B3C.4D5E") && is_mac("001a2b3c4d5e"));
        assert!(!is_mac("123456789012") && !is_mac("2022-04-01"));
        assert!(Profile::of(["1", "2", "3", "5"].into_iter()).running);
        assert!(!Profile::of(["101", "102", "103"].into_iter()).running);
        assert!(!Profile::of(["5", "1", "9"].into_iter()).running);
        assert!(Profile::of(["2022/4/1", "R6.4.1", "-"].into_iter()).fit(Field::Acquired) > 0);
        assert!(Profile::of(["山田", "鈴木"].into_iter()).fit(Field::Acquired) < 0);
        assert!(Profile::of(["2022/4/1～2025/3/31"].into_iter()).is_spans());
    }
}
