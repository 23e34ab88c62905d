//! Who uses a thing: one person, several, nobody, or a change from one to another.

use crate::Date;
use crate::date::parse::{Single, single};
use crate::text::{is_nothing, is_wave, light};

/// What kind of user a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// One person.
    One,
    /// Several persons.
    Several,
    /// Nobody in particular: shared, spare, a department.
    Nobody,
}

/// A cell of a user column, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// The name as it is to be kept.
    pub(crate) name: String,
    /// Whether that is a person.
    pub(crate) who: Who,
    /// Who had it before.
    pub(crate) previous: Option<String>,
    /// How many have had it, as far as the cell tells.
    pub(crate) hands: usize,
    /// Since when.
    pub(crate) since: Option<Date>,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// What stood in brackets and is none of these.
    pub(crate) aside: Option<String>,
    /// 様 or さん was taken off.
    pub(crate) honorific: bool,
}

/// Reads a tidied text; `None` if it says that there is nobody.
pub(crate) fn person(text: &str) -> Option<Person> {
    if is_nothing(text) {
        return None;
    }
    let text = text.replace("->", "→").replace("=>", "→").replace(['⇒', '➡', '⇨'], "→");
    let text = in_turn(&text).unwrap_or(text);
    let mut found = Person::nobody();
    let current = match text.rsplit_once('→') {
        Some((before, after)) if !after.trim().is_empty() => {
            found.hands = before.split('→').count() + 1;
            found.previous = previous(before);
            after.trim().to_owned()
        }
        Some((before, _)) => before.trim().to_owned(),
        None => text.trim().to_owned(),
    };
    let current = take_front(&current, &mut found);
    let current = take_brackets(&current, &mut found);
    let current = take_dates(&current, &mut found);
    let name = without_honorific(current.trim());
    found.honorific = name.len() < current.trim().len();
    name.clone_into(&mut found.name);
    found.who = who(&found.name);
    if found.name.is_empty() || is_nothing(&found.name) {
        // 岡 ⇒ 未定: nobody has it now, but somebody had it.
        found.name.clear();
        return found.previous.is_some().then_some(found);
    }
    Some(found)
}

/// One after the other without an arrow, as an arrow: 岡(～R6.3)、森(R6.4～), and the same in two lines.
fn in_turn(text: &str) -> Option<String> {
    let dates = |piece: &str| {
        let mut found = Person::nobody();
        let rest = take_brackets(piece.trim(), &mut found);
        take_dates(&rest, &mut found);
        (found.since, found.until)
    };
    let lines = text.contains('\n');
    let pieces: Vec<&str> = if lines { text.lines().collect() } else { text.split(['、', ',']).collect() };
    let pieces: Vec<&str> = pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let (last, earlier) = pieces.split_last()?;
    let begins = matches!(dates(last), (Some(_), None));
    let ended = earlier.iter().all(|piece| lines || dates(piece).1.is_some());
    (begins && ended && !earlier.is_empty() && !text.contains('→')).then(|| pieces.join("→"))
}

impl Person {
    const fn nobody() -> Self {
        Self {
            name: String::new(),
            who: Who::One,
            previous: None,
            hands: 1,
            since: None,
            until: None,
            aside: None,
            honorific: false,
        }
    }
}

/// The last of those who had it before: 鈴木 of 田中→鈴木(R5.10～).
fn previous(before: &str) -> Option<String> {
    let last = before.rsplit('→').find(|name| !name.trim().is_empty())?.trim();
    let name = match last.split_once('(') {
        Some((name, inner))
            if !name.trim().is_empty() && inner.chars().any(|letter| letter.is_ascii_digit()) =>
        {
            name
        }
        _ => last,
    };
    Some(without_honorific(name.trim()).to_owned())
}

/// Whether a text of a user column names one person, as far as can be told.
pub fn is_person(text: &str) -> bool {
    person(&crate::text::tidy(text)).is_some_and(|found| found.who == Who::One)
}

/// Takes a remark in brackets off the front: (退職)高橋.
fn take_front(text: &str, found: &mut Person) -> String {
    let inner = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let Some((inner, name)) =
        inner.filter(|(inner, name)| !name.trim().is_empty() && inner.chars().count() >= 2)
    else {
        return text.to_owned();
    };
    found.aside = Some(inner.trim().to_owned());
    name.trim().to_owned()
}

/// Takes brackets off the end of a name and understands what is in them. A text that is all bracket stays.
fn take_brackets(text: &str, found: &mut Person) -> String {
    let Some((name, rest)) = text.split_once('(') else { return text.to_owned() };
    let Some((inner, tail)) = rest.split_once(')') else { return text.to_owned() };
    let company = matches!(inner, "株" | "有" | "同" | "財" | "社" | "学");
    if name.trim().is_empty() || company {
        return text.to_owned();
    }
    let inner = inner.trim();
    let before = ["旧:", "前:", "旧", "前任:", "前任", "前使用者:", "前使用者", "元:", "前 "];
    let taken = take_dates(inner, found);
    if taken.trim().is_empty() {
        // Only dates.
    } else if let Some(previous) = before.iter().find_map(|word| taken.strip_prefix(word)) {
        found.previous = found.previous.take().or_else(|| Some(previous.trim().to_owned()));
    } else {
        found.aside = Some(inner.to_owned());
    }
    format!("{}{}", name.trim_end(), tail)
}

/// Takes `R6.7～`, `2024/7/1から`, `～R6.3` off a text.
fn take_dates(text: &str, found: &mut Person) -> String {
    let is_sign = |letter: char| is_wave(letter);
    for (index, piece) in text.split(' ').enumerate() {
        let from = piece
            .strip_suffix(is_sign)
            .or_else(|| piece.strip_suffix("から"))
            .or_else(|| piece.strip_suffix("より"))
            .or_else(|| piece.strip_suffix('-'));
        let to = piece
            .strip_prefix(is_sign)
            .or_else(|| piece.strip_suffix("まで"))
            .or_else(|| piece.strip_suffix('迄'));
        let dated = |part: &str| match single(part) {
            Single::Date(date, _) => Some(date),
            _ => None,
        };
        let (since, until) = (from.and_then(dated), to.and_then(dated));
        if since.is_some() || until.is_some() {
            found.since = found.since.or(since);
            found.until = found.until.or(until);
            let rest: Vec<&str> =
                text.split(' ').enumerate().filter(|(at, _)| *at != index).map(|(_, rest)| rest).collect();
            return rest.join(" ");
        }
    }
    text.to_owned()
}

fn without_honorific(name: &str) -> &str {
    for title in ["様", "さん", "さま", "殿", "氏"] {
        if let Some(rest) = name.strip_suffix(title) {
            let rest = rest.trim_end();
            if rest.chars().count() >= 2 || (title == "さん" && !rest.is_empty()) {
                return rest;
            }
        }
    }
    name
}

/// What the heading of a section of a ledger names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// 総務部, 第一営業課.
    Department,
    /// 大阪支店, 第一工場.
    Place,
}

/// Whether the heading between groups of rows names a department or a place.
pub(crate) fn section(text: &str) -> Option<Section> {
    let flat = light(text);
    if flat.chars().count() > 12 || flat.contains(['、', '。', '以', '計', '台']) {
        return None;
    }
    let department = DEPARTMENTS.split('|').any(|word| flat == word)
        || (flat.chars().count() >= 3
            && ["部", "課", "係", "本部", "ぐるーぷ", "ちーむ"].iter().any(|end| flat.ends_with(end)));
    if department {
        return Some(Section::Department);
    }
    let places = ["支店", "営業所", "事業所", "工場", "支社", "本社", "出張所", "店舗", "せんたー"];
    places.iter().any(|end| flat.ends_with(end)).then_some(Section::Place)
}

/// Words that no name of a person contains, folded; separated by `|`.
const NOT_PERSONS: &str = "共用|共有|共通|予備|在庫|空き|退職|未使用|未割当|未定|来客|貸出|保管|倉庫|会議室|全員|部内|\
    廃棄|返却|代替|検証|てすと|故障|修理|展示|さーばー室|さーば室|応接|受付|事務所|各自|社内|\
    shared|spare|stock|unused|unassigned|common|meeting|\
    retired|pool|kiosk|reception|各部|全社";

/// Departments by name; separated by `|`.
const DEPARTMENTS: &str = "総務|営業|経理|人事|製造|開発|技術|企画|管理|情報しすてむ|情しす|購買|品質|生産|業務|広報|\
    法務|物流|設計|工務|財務|しすてむ|商品|販売|資材|品管|品質保証|品質管理|経営企画|秘書|監査|\
    研究|工場";

/// Ends of names of places and purposes; separated by `|`.
const PLACES: &str = "課|係|室|用|ちーむ|ぐるーぷ|支店|営業所|事業所|せんたー|店|工場|機|課内";

fn who(name: &str) -> Who {
    let flat = light(name);
    let flat = flat.trim_matches(|letter| {
        matches!(letter, '(' | ')' | '[' | ']' | '【' | '】' | '<' | '>' | '「' | '」')
    });
    let department = DEPARTMENTS.split('|').any(|word| {
        flat.strip_prefix(word)
            .is_some_and(|rest| matches!(rest, "" | "部" | "課" | "部門" | "担当" | "本部"))
    });
    if NOT_PERSONS.split('|').any(|part| flat.contains(part))
        || department
        || (flat.chars().count() >= 3 && PLACES.split('|').any(|end| flat.ends_with(end)))
    {
        return Who::Nobody;
    }
    if !flat.chars().any(char::is_alphabetic) || matches!(flat, "空" | "欠" | "返" | "無人") {
        return Who::Nobody;
    }
    let katakana = |part: &str| part.chars().all(|letter| matches!(letter, 'ァ'..='ヿ' | ' '));
    let dotted = name.contains('・') && !name.split('・').all(katakana);
    let listed = name.contains(['、', '/', '\n', '&', '＆', '，', '；', ';'])
        || (name.contains(',') && !name.is_ascii());
    let others =
        flat.contains("他") && flat.ends_with('名') || flat.ends_with("ほか") || flat.ends_with('他');
    if dotted || listed || others { Who::Several } else { Who::One }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tidy;

    fn read(text: &str) -> Person {
        person(&tidy(text)).unwrap()
    }

    #[test]
    fn understands_a_change_of_hands() {
        let found = read("田中→高橋(R6.7～)");
        assert_eq!((found.name.as_str(), found.previous.as_deref()), ("高橋", Some("田中")));
        assert_eq!(found.since, Date::month(2024, 7));
        let found = read("高橋（旧：田中）");
        assert_eq!((found.name.as_str(), found.previous.as_deref()), ("高橋", Some("田中")));
        let found = read("佐藤 2024/7/1から");
        assert_eq!((found.name.as_str(), found.since), ("佐藤", Date::day(2024, 7, 1)));
        let found = read("鈴木（～R6.3）");
        assert_eq!((found.name.as_str(), found.until), ("鈴木", Date::month(2024, 3)));
        for text in ["岡（～R6.3）、森（R6.4～）", "岡\n森(R6.4～)"] {
            let found = read(text);
            assert_eq!((found.name.as_str(), found.previous.as_deref()), ("森", Some("岡")), "{text}");
            assert_eq!((found.since, found.until), (Date::month(2024, 4), None), "{text}");
        }
        let found = read("岡 ⇒ 未定");
        assert_eq!((found.name.as_str(), found.previous.as_deref()), ("", Some("岡")));
        let found = read("田中⇒山田 花子 様");
        assert_eq!((found.name.as_str(), found.honorific), ("山田 花子", true));
    }

    #[test]
    fn tells_persons_from_everything_else() {
        for name in [
            "佐藤",
            "山田　太郎",
            "Taro Yamada",
            "ジョン・スミス",
            "阿部",
            "服部",
            "情シス 中村",
            "森さん",
            "長谷部",
        ] {
            assert_eq!(read(name).who, Who::One, "{name}");
        }
        for name in [
            "（共用）",
            "退職者分",
            "予備",
            "在庫",
            "総務部",
            "経理",
            "会議室A",
            "展示会用",
            "貸出機",
            "営業1課",
        ] {
            assert_eq!(read(name).who, Who::Nobody, "{name}");
        }
        for name in ["佐藤・鈴木", "佐藤、鈴木", "佐藤/鈴木", "佐藤 他2名"] {
            assert_eq!(read(name).who, Who::Several, "{name}");
        }
        assert_eq!(person("-"), None);
        assert_eq!(person("不明"), None);
        assert_eq!(read("佐藤(派遣)").aside.as_deref(), Some("派遣"));
        assert_eq!(read("（株）例示商会").name, "(株)例示商会");
    }
}
