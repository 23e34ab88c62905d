//! Headings of columns that hold secrets, the ones no dictionary lists among them.

use crate::Field;
use crate::heading::Heading;
use crate::words;

/// Parts of headings that always mean a secret, folded and without punctuation; separated by `|`.
const SECRET_PARTS: &str = "ぱすわーど|password|passwd|passphrase|passcode|ぱすこーど|ぱすふれーず|\
    暗証|秘密の|合言葉|ぷろだくときー|らいせんすきー|productkey|licensekey|\
    licencekey|しりあるきー|serialkey|認証きー|製品きー|あくてぃべーしょんきー|\
    activationkey|回復きー|recoverykey|りかばりー|りかばりこーど|しーくれっと|\
    secret|秘密鍵|privatekey|apiきー|apikey|暗号化きー|暗号きー|共有きー|\
    せきゅりてぃきー|wpaきー|ssidきー|無線きー|pinこーど|pin番号|口座番号|くれじっとかーど|\
    まいなんばー|こみゅにてぃ名|snmpこみゅにてぃ|認証情報|資格情報|ろぐいん情報|ろぐおん情報|credential|きーこーど|無線lanきー|\
    wifiきー|wifikey|wlanきー|wpa2きー|wpa3きー|ねっとわーくきー|networkkey|りかばりき|復旧きー|ばっくあっぷこーど|\
    予備こーど|backupcode|pswd|質問の答え|あくせすこーど|accesscode|simpin|解除番号|金庫番号|入室番号|ぷろきー|\
    officeきー|officekey|vlきー|そふときー|そふとうぇあきー|cvv|cvc|暗唱番号|pasword|passward|ぱすわーと";

/// Ends of headings about a secret that hold none themselves: the day it was changed, whether there is one.
const HARMLESS_ENDS: &[&str] = &[
    "日",
    "日時",
    "期限",
    "有無",
    "桁数",
    "要否",
    "変更者",
    "管理者",
    "ぽりしー",
    "date",
    "expiry",
    "expires",
    "有効期間",
    "変更",
    "更新",
];

/// Ends of headings that name a place or a person, and no secret.
const KEEPERS: &[&str] = &["保管場所", "保管先", "保管者", "管理者", "管理場所"];

/// Whether a text is a word for a secret and nothing else.
pub(crate) fn is_secret_word(heading: &Heading) -> bool {
    let first = words::meanings(heading.first()).first();
    first.is_some_and(|(field, _)| field.is_some_and(Field::is_secret))
}

/// Whether a heading is about a secret, even where its column holds none.
pub(crate) fn speaks_of_secrets(heading: &Heading) -> bool {
    let whole = heading.first();
    words::meanings(whole).is_empty() && SECRET_PARTS.split('|').any(|part| whole.contains(part))
}

/// The secret field a heading means, if it means one. `harmless` tells that all values are dates or yes and no.
pub(crate) fn secret_field(heading: &Heading, harmless: bool) -> Option<Field> {
    judged(heading, harmless, false)
}

/// [`secret_field`] for a column whose values are known: `marks` tells that all of them are yes and no.
pub(crate) fn secret_column(heading: &Heading, harmless: bool, marks: bool) -> Option<Field> {
    judged(heading, harmless, marks)
}

/// Whether the values show that a column holds secrets: logins with their passwords (`manager / friend`), numbers of
/// credit cards.
pub(crate) fn holds_secrets(heading: &Heading, values: &[String]) -> bool {
    let logins =
        ["ろぐいん", "ろぐおん", "login", "logon", "signin", "さいんいん"].contains(&heading.first());
    let pair = |value: &String| {
        let folded = yomi::fold(value);
        let mut sides = folded.split(['/', ':']).map(str::trim);
        let two = (sides.next(), sides.next(), sides.next());
        matches!(two, (Some(name), Some(secret), None) if name.len() >= 2 && secret.len() >= 4)
            || (!folded.contains('@') && folded.split(' ').count() == 2)
    };
    // カードNo: a membership number is short.
    let card = |value: &String| value.chars().filter(char::is_ascii_digit).count() >= 14;
    // A column named after the account, filled with what opens it.
    let account = ["administrator", "admin", "root"].contains(&heading.first());
    let made_up = |value: &String| {
        let has = |test: fn(&char) -> bool| value.chars().any(|letter| test(&letter));
        value.len() >= 6 && has(char::is_ascii_digit) && has(char::is_ascii_alphabetic)
    };
    (account && values.iter().any(made_up))
        || (logins && values.iter().any(pair))
        || (heading.first().contains("かーど") && values.iter().any(card))
}

fn judged(heading: &Heading, harmless: bool, marks: bool) -> Option<Field> {
    for (form, _) in &heading.forms {
        if let Some((field, _)) = words::meanings(form).first() {
            let lock = heading.first().contains("ろっく") && marks;
            let secret = field.filter(|field| field.is_secret() && !lock);
            if secret.is_some() {
                return secret;
            }
            return None;
        }
    }
    let whole = heading.first();
    let part = SECRET_PARTS.split('|').any(|part| whole.contains(part));
    // Sv1-pass! is a password and no heading over passwords.
    let made_up = heading.made_up;
    let short = whole == "snmp"
        || ["pw", "pass", "pwd", "ぱす", "passid", "pwid", "pw等", "pass等"]
            .iter()
            .any(|end| whole.ends_with(end))
        || ["pw", "pin"].iter().any(|start| {
            whole
                .strip_prefix(start)
                .is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_ascii_alphabetic()))
        });
    let pin = whole
        .strip_suffix("pin")
        .is_some_and(|rest| !rest.ends_with(|letter: char| letter.is_ascii_alphabetic()));
    if made_up || (!part && !short && !pin) {
        return None;
    }
    if marks || KEEPERS.iter().any(|end| whole.ends_with(end)) {
        return None;
    }
    if harmless && HARMLESS_ENDS.iter().any(|end| whole.ends_with(end)) {
        return None;
    }
    let key = [
        "ぷろだくと",
        "らいせんす",
        "しりある",
        "製品",
        "product",
        "licen",
        "serial",
        "activation",
        "あくてぃ",
    ];
    let licence =
        (whole.contains("きー") || whole.contains("key")) && key.iter().any(|word| whole.contains(word));
    Some(if licence { Field::LicenceKey } else { Field::Secret })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heading;

    #[test]
    fn names_secret_headings() {
        let field = |text: &str, harmless| secret_field(&heading::read(text), harmless);
        for text in [
            "パスワード",
            "ﾊﾟｽﾜｰﾄﾞ",
            "初期PW",
            "BIOSパスワード",
            "PIN",
            "端末PIN",
            "暗証番号",
            "SSIDキー",
            "管理者ID/PW",
            "Password",
            "回復キー",
            "admin pass",
        ] {
            assert_eq!(field(text, false), Some(Field::Secret), "{text}");
        }
        for text in [
            "プロダクトキー",
            "Office プロダクトキー",
            "License Key",
            "Windowsのプロダクトキー",
            "ライセンスキー※",
        ] {
            assert_eq!(field(text, false), Some(Field::LicenceKey), "{text}");
        }
        for text in [
            "パスワード変更日",
            "備考",
            "キーボード",
            "シリアル番号",
            "MACアドレス",
            "ワンタイムパスワード利用",
            "接続ポート",
            "認証情報保管場所",
            "PW最終変更",
        ] {
            assert_eq!(field(text, true), None, "{text}");
        }
    }
}
