//! Deadlines lived with: on which days they are said, what is decided about them, seats that run short.

use kernel::Fault;
use ledger::assets::ops;
use ledger::deadlines::answers::{self, Renewal};
use ledger::deadlines::{Answer, DeadlineKind, notices, ops as deadlines};
use platform::Cx;
use platform::settings::{self, Changes, Name};
use testkit::on_both_databases;

use super::{migrations, values};

/// The days on which something is said as time goes by, from today to `days` later.
async fn said(cx: &Cx, days: u64) -> Vec<String> {
    let mut said = Vec::new();
    for step in 0..=days {
        let day = cx.today() + chrono::Days::new(step);
        for one in deadlines::news(cx, day).await.unwrap() {
            said.push(format!("{} {} {}", one.days_left, one.kind.word(), one.number));
        }
    }
    said
}

async fn register(cx: &Cx, pairs: &[(&str, &str)]) -> ledger::assets::Asset {
    ops::register(cx, &values(pairs)).await.unwrap().asset
}

on_both_databases! {
    migrations = &migrations();

    async fn each_entry_has_its_own_chain_of_notices_or_the_companys(house: TestHouse) {
        let cx = house.admin();
        register(&cx, &[("kind", "pc"), ("asset_no", "PC-1"), ("warranty_end", "2027-02-20")]).await;
        register(&cx, &[("kind", "contract"), ("asset_no", "CT-1"), ("lease_end", "2027-02-20"), ("notice_days", "80日前、14日")]).await;
        let mut told = said(&cx, 95).await;
        told.sort();
        assert_eq!(told, ["-1 lease CT-1", "-1 warranty PC-1", "0 lease CT-1", "0 warranty PC-1", "14 lease CT-1",
            "30 warranty PC-1", "60 warranty PC-1", "7 warranty PC-1", "80 lease CT-1", "90 warranty PC-1"]);
        settings::change(&cx, None, Changes::new().set(Name::NoticeDays, "45 3")).await.unwrap();
        let told = said(&cx, 95).await;
        assert_eq!(told.iter().filter(|line| line.contains("PC-1")).count(), 4);
        assert!(told.contains(&"45 warranty PC-1".to_owned()));
        let wrong = settings::change(&cx, None, Changes::new().set(Name::NoticeDays, "soon")).await;
        assert!(matches!(wrong, Err(Fault::Invalid(_))));
        let wrong = ops::register(&cx, &values(&[("kind", "pc"), ("notice_days", "0")])).await;
        assert!(matches!(wrong, Err(Fault::Invalid(_))));
    }

    async fn a_month_is_said_by_its_last_day_even_in_february(house: TestHouse) {
        let cx = house.admin();
        register(&cx, &[("kind", "pc"), ("asset_no", "PC-1"), ("warranty_end", "2028-02")]).await;
        let on = |day: &str| day.parse::<kernel::Day>().unwrap();
        assert_eq!(deadlines::news(&cx, on("2028-02-29")).await.unwrap()[0].days_left, 0);
        assert_eq!(deadlines::news(&cx, on("2028-01-30")).await.unwrap()[0].days_left, 30);
        assert!(deadlines::news(&cx, on("2028-02-28")).await.unwrap().is_empty());
    }

    async fn a_renewal_moves_the_day_and_ends_the_notices(house: TestHouse) {
        let cx = house.admin();
        let contract = register(&cx, &[("kind", "contract"), ("contract_no", "C-1"), ("lease_end", "2026-12-22"), ("notice_by", "2026-09-30"),
            ("auto_renew", "あり")]).await;
        let news = deadlines::news(&cx, cx.today()).await.unwrap();
        assert_eq!(news.len(), 1, "thirty days before");
        assert!(news[0].renews_itself);
        assert_eq!(news[0].cancel_by.map(|day| day.to_string()).as_deref(), Some("2026-09-30"));
        let renewal = |until: &str, cancel_by: &str| Renewal { until: until.into(), cancel_by: cancel_by.into(), note: " 値上げなし ".into() };
        for (until, cancel_by, field) in [("", "", "until"), ("2026-12-01", "", "until"), ("いつか", "", "until"), ("2027-12-22", "いつか", "cancel_by")] {
            let Err(Fault::Invalid(faults)) = answers::renew(&cx, contract.id, DeadlineKind::Lease, &renewal(until, cancel_by)).await
                else { panic!("{until} is no renewal") };
            assert_eq!(faults[0].field, field, "{until}");
        }
        let set = answers::renew(&cx, contract.id, DeadlineKind::Lease, &renewal("2027-12-22", "2027-09-30")).await.unwrap();
        let now = ops::see(&cx, contract.id).await.unwrap().asset;
        assert_eq!((now.get("lease_end").as_str(), now.get("notice_by").as_str()), ("2027-12-22", "2027-09-30"));
        assert!(deadlines::news(&cx, cx.today()).await.unwrap().is_empty());
        let past = answers::of_asset(&cx, contract.id).await.unwrap();
        assert_eq!((past[0].answer, past[0].note.as_str(), past[0].on.to_string().as_str()), (Answer::Renewed, "値上げなし", "2026-12-22"));
        ops::undo(&cx, set.unwrap()).await.unwrap();
        assert_eq!(ops::see(&cx, contract.id).await.unwrap().asset.get("lease_end"), "2026-12-22");
    }

    async fn what_may_end_is_not_said_any_more(house: TestHouse) {
        let cx = house.admin();
        let pc = register(&cx, &[("kind", "pc"), ("asset_no", "PC-1"), ("lease_end", "2026-12-22")]).await;
        assert_eq!(deadlines::news(&cx, cx.today()).await.unwrap().len(), 1);
        answers::let_end(&cx, pc.id, DeadlineKind::Lease, "返却する").await.unwrap();
        assert!(deadlines::news(&cx, cx.today()).await.unwrap().is_empty());
        let seen = deadlines::see(&cx, pc.id, DeadlineKind::Lease).await.unwrap().unwrap();
        assert_eq!(seen.answer, Some(Answer::Ending), "it stays in the list");
        // Another day is another deadline.
        let now = ops::see(&cx, pc.id).await.unwrap().asset;
        ops::change(&cx, pc.id, now.version, &values(&[("lease_end", "2026-12-23")])).await.unwrap();
        assert_eq!(deadlines::see(&cx, pc.id, DeadlineKind::Lease).await.unwrap().unwrap().answer, None);
        assert!(matches!(answers::take_back(&cx, pc.id, DeadlineKind::Lease).await, Err(Fault::NotFound)));
        assert!(matches!(answers::let_end(&cx, pc.id, DeadlineKind::Warranty, "").await, Err(Fault::NotFound)));
    }

    async fn seats_that_run_short_are_said_once_a_month_in_the_one_mail(house: TestHouse) {
        let cx = house.admin();
        let founding = platform::accounts::Founding {
            email: "admin@omamori.example".into(), name: "守屋".into(), company: "おまもり製作所".into(), lang: kernel::Lang::Ja, zone: "Asia/Tokyo".parse().unwrap(),
        };
        platform::accounts::found(house, &founding, &"kaki no ki no shita de 2026".into()).await.unwrap();
        register(&cx, &[("kind", "licence"), ("licence_name", "作図ソフト"), ("licence_count", "10"), ("licence_used", "12")]).await;
        register(&cx, &[("kind", "licence"), ("licence_name", "表計算"), ("licence_count", "10"), ("licence_used", "3")]).await;
        let told = notices::tell(&cx).await.unwrap();
        assert_eq!((told.deadlines, told.mails), (1, 1));
        assert_eq!(notices::tell(&cx).await.unwrap().deadlines, 0, "it was said today");
        house.clock.advance(chrono::TimeDelta::days(29));
        assert_eq!(notices::tell(&cx).await.unwrap().deadlines, 0);
        house.clock.advance(chrono::TimeDelta::days(1));
        assert_eq!(notices::tell(&cx).await.unwrap().mails, 1, "it still does");
    }
}
