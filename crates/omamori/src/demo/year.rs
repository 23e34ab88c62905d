//! The year before "today": the ledger is taken over from Excel, then people come and go and things break.

use std::ops::RangeInclusive;
use std::sync::atomic::AtomicBool;

use chrono::{Days, TimeDelta};
use kernel::{AssetId, Day, Fault, FixedClock, Result};
use ledger::assets::{Filter, Page, Sort, Status, Values};
use ledger::departments::NewDepartment;
use ledger::handovers::Direction;
use ledger::people::NewPerson;
use ledger::places::NewPlace;
use platform::notify::Recorder;
use platform::{Cx, House};

use super::cast::{DEPARTMENTS, DOMAIN, PEOPLE, PLACES, Person};
use super::counting;
use super::papers::{self, Wanted};
use super::random::Random;
use super::stock::{Thing, things};
use super::{Sample, morning};

/// Somebody who left during the year; the cast proper are those who stayed.
const LEAVER: Person = Person {
    number: "0099",
    name: "西川 徹",
    kana: "にしかわ とおる",
    mail: "nishikawa",
    department: "製造部",
    place: "第一工場",
};

/// Lives through the year, day by day, as the admin; `begin` hears of each of the [`super::PARTS`].
pub async fn live_through(
    house: &House,
    clock: &FixedClock,
    sample: Sample,
    begin: &(dyn Fn(usize) -> Result<()> + Sync),
) -> Result<()> {
    let cx = admin(house).await?;
    let mut random = Random::seeded(sample.seed);
    begin(0)?;
    found_company(&cx).await?;
    let things = things(sample.today, &mut random);
    let go_to = |days_ago: u64, minutes: i64| {
        clock.set(morning(sample.today - Days::new(days_ago)) + TimeDelta::minutes(minutes));
    };
    begin(1)?;
    go_to(364, 25);
    let first: Vec<_> = things.iter().filter(|thing| is_computer(thing)).collect();
    import(&cx, "PC管理台帳.csv", &first).await?;
    begin(2)?;
    go_to(357, 90);
    let second: Vec<_> = things.iter().filter(|thing| !is_computer(thing)).collect();
    import(&cx, "ネットワーク・その他.csv", &second).await?;
    go_to(350, 55);
    super::records::take_over(&cx, sample.today).await?;
    begin(3)?;
    events(&cx, go_to).await?;
    go_to(0, 0);
    Ok(())
}

async fn admin(house: &House) -> Result<Cx> {
    let accounts = platform::accounts::list(&house.system()).await?;
    let account =
        accounts.into_iter().next().ok_or_else(|| Fault::broken("the sample company has no admin"))?;
    Ok(house.acting(account.account.actor(), account.account.lang))
}

async fn found_company(cx: &Cx) -> Result<()> {
    let mut departments = std::collections::HashMap::new();
    for department in &DEPARTMENTS {
        let parent = department.above.and_then(|above| departments.get(above)).copied();
        let new = NewDepartment { name: department.name.to_owned(), parent, note: String::new() };
        departments.insert(department.name, ledger::departments::ops::add(cx, &new).await?.id);
    }
    let mut places = std::collections::HashMap::new();
    for (name, around) in PLACES {
        let parent = around.and_then(|around| places.get(around)).copied();
        let new = NewPlace { name: name.to_owned(), parent, note: String::new() };
        places.insert(name, ledger::places::ops::add(cx, &new).await?.id);
    }
    for person in PEOPLE.iter().chain([&LEAVER]) {
        let new = NewPerson {
            employee_no: person.number.to_owned(),
            name: person.name.to_owned(),
            kana: person.kana.to_owned(),
            email: format!("{}@{DOMAIN}", person.mail),
            department: departments.get(person.department).copied(),
            phone: String::new(),
            note: String::new(),
        };
        ledger::people::ops::add(cx, &new).await?;
    }
    Ok(())
}

fn is_computer(thing: &Thing) -> bool {
    ["NB", "DT", "SV"].iter().any(|prefix| thing.number.starts_with(prefix))
}

/// The Excel ledger the admin already had, saved as CSV.
async fn import(cx: &Cx, name: &str, things: &[&Thing]) -> Result<()> {
    let mut text = String::from(
        "管理番号,種別,端末名,メーカー,機種名,シリアル番号,使用者,部署,設置場所,購入日,保証期限,リース満了日,購入価格,OS,状態,備考\n",
    );
    let day = |day: Option<Day>| day.map(|day| day.format("%Y/%m/%d").to_string()).unwrap_or_default();
    for thing in things {
        let (user, department) = thing.holder.map_or(("", ""), |person| (person.name, person.department));
        let line = [
            &thing.number,
            thing.kind,
            &thing.name,
            thing.maker,
            thing.model,
            &thing.serial,
            user,
            department,
            thing.place,
            &day(Some(thing.acquired)),
            &day(thing.warranty_end),
            &day(thing.lease_end),
            &thing.price.to_string(),
            thing.os,
            thing.status,
            thing.note,
        ];
        text.push_str(&line.join(","));
        text.push('\n');
    }
    let workbook = sheet::read(text.as_bytes(), name, &sheet::Limits::default()).map_err(Fault::broken)?;
    let source = ledger::imports::Source { name: name.to_owned(), hash: format!("sample:{name}") };
    let choices = ledger::imports::Choices::default();
    ledger::imports::ops::run(cx, &workbook, &source, &choices, |_, _| {}, &AtomicBool::new(false)).await?;
    Ok(())
}

/// What happened in between, in the order of the year.
async fn events(cx: &Cx, go_to: impl Fn(u64, i64)) -> Result<()> {
    go_to(301, 40);
    change(cx, "NB-0003", &[("memory", "16GB"), ("note", "メモリを8GBから16GBに増設")]).await?;
    go_to(290, 75);
    counting::closed(cx).await?;
    go_to(262, 130);
    repair(cx, "NB-0012", "キーボードの交換").await?;
    go_to(249, 20);
    change(cx, "NB-0012", &[("status", Status::InUse.word()), ("note", "キーボード交換済み")]).await?;
    go_to(235, 15);
    hand_over(cx, "NB-0029", "0143").await?;
    go_to(231, 300);
    papers::sign_for_all(cx, "0113").await?;
    papers::sign(cx, &paper(&["MN-0001"], "0124", None)).await?;
    go_to(204, 55);
    change(cx, "SV-0001", &[("note", "再起動は総務へ連絡してから。RAIDのディスク1本を交換")]).await?;
    go_to(171, 300);
    change(
        cx,
        "PH-0002",
        &[("status", Status::Lost.word()), ("note", "出張先で紛失。遠隔で消去し、警察へ届け出")],
    )
    .await?;
    go_to(140, 35);
    repair(cx, "PR-0001", "定着ユニットの不良。保守会社へ連絡").await?;
    go_to(138, 200);
    change(cx, "PR-0001", &[("status", Status::InUse.word()), ("note", "定着ユニット交換")]).await?;
    go_to(118, 10);
    hand_over(cx, "DT-0003", LEAVER.number).await?;
    go_to(97, 40);
    let camera = paper(&["PE-0004"], "0118", Some(5));
    papers::sign(cx, &camera).await?;
    go_to(93, 500);
    papers::sign(cx, &Wanted { direction: Direction::Back, loan_days: None, ..camera }).await?;
    go_to(61, 410);
    take_back(cx, "DT-0003").await?;
    leave(cx, LEAVER.number).await?;
    go_to(44, 30);
    change(cx, "DT-0001", &[("status", Status::ToDispose.word()), ("note", "Windows 10のため入替予定")])
        .await?;
    go_to(43, 200);
    dispose(cx, "DT-0002").await?;
    tell(cx, &go_to, 35..=42).await?;
    go_to(34, 25);
    papers::sign(cx, &paper(&["MN-0005"], "0115", Some(21))).await?;
    tell(cx, &go_to, 13..=33).await?;
    go_to(12, 60);
    change(cx, "NB-0008", &[("os", "Windows 11 Pro 24H2")]).await?;
    tell(cx, &go_to, 9..=11).await?;
    go_to(8, 70);
    papers::leaving(cx, "0137", 13).await?;
    tell(cx, &go_to, 4..=7).await?;
    go_to(3, 95);
    repair(cx, "NB-0017", "画面の右端に線が出る").await?;
    go_to(3, 240);
    counting::under_way(cx).await?;
    tell(cx, &go_to, 1..=2).await?;
    go_to(1, 200);
    papers::plan(cx, &Wanted { in_days: 3, ..paper(&["DT-0003"], "0142", None) }).await?;
    tell(cx, &go_to, 0..=0).await
}

/// Things that are handed out, for good or for some days.
fn paper<'a>(numbers: &'a [&'a str], person: &'a str, loan_days: Option<u64>) -> Wanted<'a> {
    let direction = Direction::Out;
    Wanted { numbers, person, direction, in_days: 0, loan_days, accessories: "ケーブル一式", note: "" }
}

/// Every morning at half past eight something may come nearer, and the mail server takes the mail about it.
async fn tell(cx: &Cx, go_to: &impl Fn(u64, i64), days_ago: RangeInclusive<u64>) -> Result<()> {
    let mailer = Recorder::default();
    for day in days_ago.rev() {
        go_to(day, -10);
        if ledger::deadlines::notices::tell(&cx.house.system()).await?.mails > 0 {
            platform::notify::send_due(&cx.house, &mailer).await?;
        }
    }
    Ok(())
}

pub(super) async fn find(cx: &Cx, number: &str) -> Result<(AssetId, i64)> {
    let filter = Filter { text: number.to_owned(), ..Filter::default() };
    let listing = ledger::assets::ops::list(cx, &filter, Sort::default(), Page::default()).await?;
    let found = listing.rows.into_iter().find(|row| row.number == number);
    found.map(|asset| (asset.id, asset.version)).ok_or(Fault::NotFound)
}

pub(super) async fn person(cx: &Cx, number: &str) -> Result<ledger::people::Person> {
    let (people, _) = ledger::people::ops::list(cx, number, true, Page::default()).await?;
    people.into_iter().find(|person| person.employee_no == number).ok_or(Fault::NotFound)
}

async fn change(cx: &Cx, number: &str, fields: &[(&str, &str)]) -> Result<()> {
    let (id, version) = find(cx, number).await?;
    let values: Values =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    ledger::assets::ops::change(cx, id, version, &values).await?;
    Ok(())
}

async fn repair(cx: &Cx, number: &str, why: &str) -> Result<()> {
    change(cx, number, &[("status", Status::Repair.word()), ("note", why)]).await
}

async fn hand_over(cx: &Cx, number: &str, to: &str) -> Result<()> {
    let (id, _) = find(cx, number).await?;
    ledger::assets::ops::assign(cx, id, person(cx, to).await?.id, None).await?;
    Ok(())
}

async fn take_back(cx: &Cx, number: &str) -> Result<()> {
    let (id, _) = find(cx, number).await?;
    ledger::assets::ops::take_back(cx, id, Status::InStock, None).await?;
    Ok(())
}

async fn dispose(cx: &Cx, number: &str) -> Result<()> {
    let (id, _) = find(cx, number).await?;
    ledger::assets::ops::dispose(cx, id, None, "上書き消去(3回)").await?;
    Ok(())
}

async fn leave(cx: &Cx, number: &str) -> Result<()> {
    let person = person(cx, number).await?;
    ledger::people::ops::leave(cx, person.id, person.version, Some(cx.today())).await?;
    Ok(())
}
