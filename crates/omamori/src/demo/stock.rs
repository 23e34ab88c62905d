//! What the sample company owns: 71 things, bought in batches over six years.

use chrono::{Datelike, Months};
use kernel::Day;

use super::cast::{PEOPLE, Person};
use super::random::Random;

/// A thing of the sample company, as a line of its Excel ledger.
pub struct Thing {
    /// 管理番号
    pub number: String,
    /// 種別
    pub kind: &'static str,
    /// 端末名
    pub name: String,
    /// メーカー
    pub maker: &'static str,
    /// 機種名
    pub model: &'static str,
    /// シリアル番号; empty for what has none on it
    pub serial: String,
    /// Who has it; `None` for shared things.
    pub holder: Option<&'static Person>,
    /// 設置場所
    pub place: &'static str,
    /// 購入日
    pub acquired: Day,
    /// 保証期限
    pub warranty_end: Option<Day>,
    /// リース満了日
    pub lease_end: Option<Day>,
    /// 購入価格, in yen.
    pub price: i64,
    /// OS
    pub os: &'static str,
    /// 状態
    pub status: &'static str,
    /// 備考
    pub note: &'static str,
}

/// A batch: what was bought together.
struct Batch {
    prefix: &'static str,
    kind: &'static str,
    maker: &'static str,
    model: &'static str,
    count: usize,
    months_ago: u32,
    warranty_years: u32,
    lease_years: u32,
    price: i64,
    os: &'static str,
    place: Option<&'static str>,
}

macro_rules! batches {
    ($($prefix:literal $kind:literal $maker:literal $model:literal x $count:literal, $months:literal months ago,
       warranty $warranty:literal, lease $lease:literal, $price:literal yen, $os:literal, $place:expr;)+) => {
        [$(Batch { prefix: $prefix, kind: $kind, maker: $maker, model: $model, count: $count, months_ago: $months,
            warranty_years: $warranty, lease_years: $lease, price: $price, os: $os, place: $place }),+]
    };
}

// Models as such companies have them; the serial numbers are made up.
const BATCHES: [Batch; 22] = batches! {
    "NB" "ノートPC" "富士通" "LIFEBOOK U9311/F" x 6, 59 months ago, warranty 5, lease 5, 168_000 yen, "Windows 11 Pro 23H2", None;
    "NB" "ノートPC" "NEC" "VersaPro VKT44" x 5, 47 months ago, warranty 4, lease 0, 154_000 yen, "Windows 11 Pro 23H2", None;
    "NB" "ノートPC" "レノボ" "ThinkPad L14 Gen 3" x 6, 35 months ago, warranty 3, lease 0, 142_000 yen, "Windows 11 Pro 23H2", None;
    "NB" "ノートPC" "HP" "ProBook 450 G9" x 6, 34 months ago, warranty 3, lease 4, 139_800 yen, "Windows 11 Pro 24H2", None;
    "NB" "ノートPC" "DELL" "Latitude 5540" x 6, 21 months ago, warranty 3, lease 0, 156_000 yen, "Windows 11 Pro 24H2", None;
    "DT" "デスクトップPC" "DELL" "OptiPlex 3080" x 5, 66 months ago, warranty 5, lease 0, 98_000 yen, "Windows 10 Pro 22H2", None;
    "DT" "デスクトップPC" "HP" "Z2 Tower G9" x 4, 28 months ago, warranty 3, lease 0, 268_000 yen, "Windows 11 Pro 24H2", None;
    "SV" "サーバー" "富士通" "PRIMERGY TX1330 M5" x 1, 38 months ago, warranty 5, lease 0, 620_000 yen, "Windows Server 2022", Some("サーバー室");
    "SV" "サーバー" "DELL" "PowerEdge T150" x 1, 35 months ago, warranty 3, lease 0, 410_000 yen, "Windows Server 2019", Some("サーバー室");
    "SV" "サーバー" "Synology" "RackStation RS822+" x 1, 24 months ago, warranty 3, lease 0, 198_000 yen, "DSM 7.2", Some("サーバー室");
    "NW" "ルーター" "ヤマハ" "RTX1220" x 1, 50 months ago, warranty 5, lease 0, 88_000 yen, "", Some("サーバー室");
    "NW" "スイッチ" "アライドテレシス" "CentreCOM GS950/24" x 3, 50 months ago, warranty 5, lease 0, 46_000 yen, "", Some("本社2F");
    "NW" "無線AP" "バッファロー" "WAPM-AX4R" x 3, 30 months ago, warranty 3, lease 0, 39_800 yen, "", Some("第一工場");
    "PH" "スマートフォン" "Apple" "iPhone SE (第3世代)" x 6, 26 months ago, warranty 0, lease 2, 62_800 yen, "iOS 18", None;
    "PH" "スマートフォン" "Google" "Pixel 7a" x 3, 23 months ago, warranty 0, lease 2, 62_700 yen, "Android 15", None;
    "PR" "複合機" "リコー" "IM C3010" x 2, 57 months ago, warranty 0, lease 5, 980_000 yen, "", Some("本社2F");
    "PR" "プリンター" "ブラザー" "HL-L5210DN" x 2, 14 months ago, warranty 1, lease 0, 38_000 yen, "", Some("第一工場");
    "MN" "モニター" "EIZO" "FlexScan EV2485" x 4, 41 months ago, warranty 5, lease 0, 52_000 yen, "", Some("本社3F");
    "MN" "モニター" "アイ・オー・データ" "LCD-DF241EDB" x 2, 14 months ago, warranty 3, lease 0, 19_800 yen, "", Some("本社2F");
    "PE" "UPS" "オムロン" "BN75T" x 2, 58 months ago, warranty 5, lease 0, 49_800 yen, "", Some("サーバー室");
    "PE" "外付けHDD" "バッファロー" "HD-SGDA8" x 1, 31 months ago, warranty 1, lease 0, 29_800 yen, "", Some("サーバー室");
    "PE" "Webカメラ" "ロジクール" "C922n" x 1, 40 months ago, warranty 2, lease 0, 12_800 yen, "", Some("本社3F");
};

/// The 71 things as of `today`, dealt out by `random`.
pub fn things(today: Day, random: &mut Random) -> Vec<Thing> {
    let mut holders: Vec<&'static Person> = PEOPLE.iter().collect();
    random.shuffle(&mut holders);
    // Phones go to those who are out: sales and management.
    let mut outdoors =
        PEOPLE.iter().filter(|person| ["営業部", "仙台営業所", "経営"].contains(&person.department));
    let mut indoors = holders.into_iter();
    let mut numbers = std::collections::HashMap::new();
    let mut things = Vec::new();
    for batch in &BATCHES {
        for piece in 0..batch.count {
            let number: &mut u32 = numbers.entry(batch.prefix).or_default();
            *number += 1;
            let holder = match (batch.place, batch.prefix) {
                (Some(_), _) => None,
                (None, "PH") => outdoors.next(),
                (None, _) => indoors.next(),
            };
            things.push(thing(batch, piece, *number, holder, today, random));
        }
    }
    things
}

fn thing(
    batch: &Batch,
    piece: usize,
    number: u32,
    holder: Option<&'static Person>,
    today: Day,
    random: &mut Random,
) -> Thing {
    let bought = today - Months::new(batch.months_ago);
    let acquired = bought.with_day(1 + u32::try_from(random.below(27)).unwrap_or(0)).unwrap_or(bought);
    let after = |years: u32| (years > 0).then(|| acquired + Months::new(12 * years) - chrono::Days::new(1));
    let number = format!("{}-{number:04}", batch.prefix);
    let is_computer = !batch.os.is_empty() && batch.prefix != "PH";
    let serial_length = 8 + random.below(3);
    let serial = random.serial(serial_length);
    // A real ledger has gaps; the list of gaps on the home page would be a lie without them.
    let has_serial = random.below(12) != 0;
    let is_spare = holder.is_none() && batch.place.is_none();
    Thing {
        name: if is_computer { format!("{}{}", batch.prefix, &number[3..]) } else { String::new() },
        kind: batch.kind,
        maker: batch.maker,
        model: batch.model,
        serial: if has_serial { serial } else { String::new() },
        place: batch.place.or(holder.map(|person| person.place)).unwrap_or("倉庫"),
        acquired,
        warranty_end: after(batch.warranty_years),
        lease_end: after(batch.lease_years),
        price: batch.price,
        os: batch.os,
        status: if is_spare { "予備" } else { "使用中" },
        note: if piece == 0 && batch.prefix == "SV" { "再起動は総務へ連絡してから" } else { "" },
        holder,
        number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_71_things_and_the_same_seed_deals_them_the_same_way() {
        let today = Day::from_ymd_opt(2026, 11, 22).unwrap();
        let once = things(today, &mut Random::seeded(1));
        assert_eq!(once.len(), 71);
        let again = things(today, &mut Random::seeded(1));
        assert!(once.iter().zip(&again).all(|(a, b)| a.number == b.number && a.serial == b.serial));
        let soon = today + chrono::Days::new(90);
        assert!(once.iter().filter_map(|thing| thing.warranty_end).any(|day| day >= today && day <= soon));
    }
}
