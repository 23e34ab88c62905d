//! The one cast: a fictional small manufacturer of 43 people and one tired admin. Tests, the demo, the screenshots and
//! the manual all use it. Nobody here exists; the mail domain is one that never will.

/// The sample company's name; it says itself that it is a sample.
pub const COMPANY: &str = "おまもり製作所(見本)";
/// Where its mail would go: `.example` is reserved and never delivered (RFC 2606).
pub const DOMAIN: &str = "omamori-seisakusho.example";
/// Where it is.
pub const ZONE: chrono_tz::Tz = chrono_tz::Asia::Tokyo;

/// A department, with the department above it.
pub struct Department {
    /// Its name.
    pub name: &'static str,
    /// The one above, if any.
    pub above: Option<&'static str>,
}

/// The departments, those above first.
pub const DEPARTMENTS: [Department; 9] = [
    Department { name: "経営", above: None },
    Department { name: "総務部", above: None },
    Department { name: "情報システム担当", above: Some("総務部") },
    Department { name: "経理部", above: None },
    Department { name: "営業部", above: None },
    Department { name: "仙台営業所", above: Some("営業部") },
    Department { name: "設計部", above: None },
    Department { name: "製造部", above: None },
    Department { name: "品質管理課", above: Some("製造部") },
];

/// The places, those around first.
pub const PLACES: [(&str, Option<&str>); 10] = [
    ("本社", None),
    ("本社1F", Some("本社")),
    ("本社2F", Some("本社")),
    ("本社3F", Some("本社")),
    ("サーバー室", Some("本社")),
    ("第一工場", None),
    ("第一工場 検査室", Some("第一工場")),
    ("第二工場", None),
    ("仙台営業所", None),
    ("倉庫", Some("第一工場")),
];

/// A person of the cast.
pub struct Person {
    /// Employee number.
    pub number: &'static str,
    /// Name.
    pub name: &'static str,
    /// Reading.
    pub kana: &'static str,
    /// Mail name before the @.
    pub mail: &'static str,
    /// Department.
    pub department: &'static str,
    /// Where they sit.
    pub place: &'static str,
}

macro_rules! people {
    ($($number:literal $name:literal $kana:literal $mail:literal $department:literal $place:literal)+) => {
        /// The 43 people, by employee number. The admin is number 0107.
        pub const PEOPLE: [Person; 43] = [$(Person {
            number: $number, name: $name, kana: $kana, mail: $mail, department: $department, place: $place,
        }),+];
    };
}

people! {
    "0101" "大森 和夫" "おおもり かずお" "omori" "経営" "本社3F"
    "0102" "大森 京子" "おおもり きょうこ" "omori.kyoko" "経営" "本社3F"
    "0103" "白石 誠" "しらいし まこと" "shiraishi" "総務部" "本社2F"
    "0104" "片桐 由美" "かたぎり ゆみ" "katagiri" "総務部" "本社2F"
    "0105" "野口 さやか" "のぐち さやか" "noguchi" "総務部" "本社2F"
    "0106" "早川 光" "はやかわ ひかる" "hayakawa" "総務部" "本社1F"
    "0107" "守屋 一人" "もりや かずと" "moriya" "情報システム担当" "本社2F"
    "0108" "久保田 進" "くぼた すすむ" "kubota" "経理部" "本社2F"
    "0109" "石黒 恵" "いしぐろ めぐみ" "ishiguro" "経理部" "本社2F"
    "0110" "川端 理沙" "かわばた りさ" "kawabata" "経理部" "本社2F"
    "0111" "須藤 健一" "すどう けんいち" "sudo" "営業部" "本社3F"
    "0112" "西田 浩二" "にしだ こうじ" "nishida" "営業部" "本社3F"
    "0113" "大西 美咲" "おおにし みさき" "onishi" "営業部" "本社3F"
    "0114" "平松 隆" "ひらまつ たかし" "hiramatsu" "営業部" "本社3F"
    "0115" "桑原 翔太" "くわばら しょうた" "kuwabara" "営業部" "本社3F"
    "0116" "宮田 千尋" "みやた ちひろ" "miyata" "営業部" "本社3F"
    "0117" "増田 亮" "ますだ りょう" "masuda" "営業部" "本社3F"
    "0118" "菅原 武" "すがわら たけし" "sugawara" "仙台営業所" "仙台営業所"
    "0119" "千葉 奈緒" "ちば なお" "chiba" "仙台営業所" "仙台営業所"
    "0120" "堀内 修" "ほりうち おさむ" "horiuchi" "設計部" "本社3F"
    "0121" "服部 直樹" "はっとり なおき" "hattori" "設計部" "本社3F"
    "0122" "岩崎 彩" "いわさき あや" "iwasaki" "設計部" "本社3F"
    "0123" "土屋 大輔" "つちや だいすけ" "tsuchiya" "設計部" "本社3F"
    "0124" "望月 遥" "もちづき はるか" "mochizuki" "設計部" "本社3F"
    "0125" "黒田 昭" "くろだ あきら" "kuroda" "設計部" "本社3F"
    "0126" "関 忠" "せき ただし" "seki" "製造部" "第一工場"
    "0127" "沢田 剛" "さわだ つよし" "sawada" "製造部" "第一工場"
    "0128" "古川 勝" "ふるかわ まさる" "furukawa" "製造部" "第一工場"
    "0129" "矢野 真由" "やの まゆ" "yano" "製造部" "第一工場"
    "0130" "荒木 拓也" "あらき たくや" "araki" "製造部" "第一工場"
    "0131" "安田 茂" "やすだ しげる" "yasuda" "製造部" "第一工場"
    "0132" "栗原 悠斗" "くりはら ゆうと" "kurihara" "製造部" "第二工場"
    "0133" "水野 秀樹" "みずの ひでき" "mizuno" "製造部" "第二工場"
    "0134" "田島 明美" "たじま あけみ" "tajima" "製造部" "第二工場"
    "0135" "馬場 一郎" "ばば いちろう" "baba" "製造部" "第二工場"
    "0136" "内山 竜也" "うちやま たつや" "uchiyama" "製造部" "第二工場"
    "0137" "小川 聡" "おがわ さとし" "ogawa" "製造部" "第二工場"
    "0138" "篠原 優子" "しのはら ゆうこ" "shinohara" "品質管理課" "第一工場 検査室"
    "0139" "飯田 学" "いいだ まなぶ" "iida" "品質管理課" "第一工場 検査室"
    "0140" "星野 舞" "ほしの まい" "hoshino" "品質管理課" "第一工場 検査室"
    "0141" "高瀬 淳" "たかせ じゅん" "takase" "品質管理課" "第一工場 検査室"
    "0142" "永井 萌" "ながい もえ" "nagai" "営業部" "本社3F"
    "0143" "横山 蓮" "よこやま れん" "yokoyama" "製造部" "第一工場"
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn everybody_is_one_person_in_a_known_department_and_place() {
        let departments: HashSet<_> = DEPARTMENTS.iter().map(|department| department.name).collect();
        let places: HashSet<_> = PLACES.iter().map(|(name, _)| *name).collect();
        let mails: HashSet<_> = PEOPLE.iter().map(|person| person.mail).collect();
        assert_eq!(mails.len(), PEOPLE.len());
        for person in &PEOPLE {
            assert!(departments.contains(person.department), "{}", person.name);
            assert!(places.contains(person.place), "{}", person.name);
        }
    }
}
