//! The journal: gap-free, chained, part of the verb's own transaction.

use chrono::TimeDelta;
use kernel::{AssetId, Subject};
use platform::db::{Migration, Sql};
use platform::journal::{self, Anchor, Break, Entry};
use platform::values;

const MIGRATIONS: &[&[Migration]] = &[journal::MIGRATIONS];

fn retired(number: i64) -> Entry {
    Entry::new("asset.retired", Subject::Asset(AssetId(number))).with("reason", "worn out")
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn entries_follow_each_other_without_a_gap(house: TestHouse) {
        let cx = house.admin();
        for number in 1..=3 {
            let tx = cx.begin().await.unwrap();
            assert_eq!(journal::write(&tx, &cx, &retired(number)).await.unwrap(), number);
            tx.commit().await.unwrap();
        }
        let abandoned = cx.begin().await.unwrap();
        journal::write(&abandoned, &cx, &retired(4)).await.unwrap();
        drop(abandoned);
        let tx = cx.begin().await.unwrap();
        assert_eq!(journal::write(&tx, &cx, &retired(5)).await.unwrap(), 4);
        tx.commit().await.unwrap();

        let head = journal::verify(house.db(), &[]).await.unwrap().unwrap();
        assert_eq!(head.seq, 4);
        let about = journal::about(house.db(), Subject::Asset(AssetId(2)), 10).await.unwrap();
        assert_eq!(about.len(), 1);
        assert_eq!(about[0].actor, "account:1");
    }

    async fn honest_work_during_a_verification_is_no_alarm(house: TestHouse) {
        let cx = house.admin();
        let writing = async {
            for number in 1..=200 {
                let tx = cx.begin().await.unwrap();
                journal::write(&tx, &cx, &retired(number)).await.unwrap();
                tx.commit().await.unwrap();
            }
        };
        let verifying = async {
            let mut seen = 0;
            while seen < 200 {
                seen = journal::verify(house.db(), &[]).await.unwrap().unwrap().seq;
            }
        };
        tokio::join!(writing, verifying);
    }

    async fn where_the_clock_was_set_back_an_entry_says_so(house: TestHouse) {
        let write = async |number| {
            let cx = house.admin();
            let tx = cx.begin().await.unwrap();
            let seq = journal::write(&tx, &cx, &retired(number)).await.unwrap();
            tx.commit().await.unwrap();
            seq
        };
        assert_eq!(write(1).await, 1);
        // So far two nodes' clocks may be apart.
        house.clock.advance(TimeDelta::seconds(-50));
        assert_eq!(write(2).await, 2);
        house.clock.advance(TimeDelta::days(-3));
        assert_eq!(write(3).await, 4, "the mark comes first");
        assert_eq!(write(4).await, 5, "and once");
        let lines = journal::latest(house.db(), None, 9).await.unwrap();
        let mark = lines.iter().find(|line| line.seq == 3).unwrap();
        assert_eq!((mark.event.as_str(), mark.actor.as_str()), (journal::CLOCK_SET_BACK, "system"));
        assert_eq!(mark.body["minutes"], 3 * 24 * 60);
        // Between two marks the moments never go back.
        let unmarked = lines.windows(2).all(|pair| pair[0].at >= pair[1].at - TimeDelta::minutes(1) || pair[0].event == journal::CLOCK_SET_BACK);
        assert!(unmarked);
        assert_eq!(journal::last_of(house.db(), journal::CLOCK_SET_BACK).await.unwrap().unwrap().seq, 3);
        assert_eq!(journal::verify(house.db(), &[]).await.unwrap().unwrap().seq, 5);
    }

    async fn twenty_writers_at_once_leave_one_chain(house: TestHouse) {
        let writers: Vec<_> = (0..20).map(|number| {
            let cx = house.admin();
            tokio::spawn(async move {
                let tx = cx.begin().await.unwrap();
                journal::write(&tx, &cx, &retired(number)).await.unwrap();
                tx.commit().await.unwrap();
            })
        }).collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(journal::verify(house.db(), &[]).await.unwrap().unwrap().seq, 20);
    }

    async fn tampering_is_found_and_named(house: TestHouse) {
        let cx = house.admin();
        let mut anchors = Vec::new();
        for number in 1..=3 {
            let tx = cx.begin().await.unwrap();
            journal::write(&tx, &cx, &retired(number)).await.unwrap();
            tx.commit().await.unwrap();
            anchors.push(journal::head(house.db()).await.unwrap().anchor);
        }
        assert!(journal::verify(house.db(), &anchors).await.unwrap().is_ok());
        let later: Anchor = "9-AAAA-BBBB-CCCC".parse().unwrap();
        assert_eq!(journal::verify(house.db(), &[later]).await.unwrap().unwrap_err(), Break::Older(9));

        let tx = cx.begin().await.unwrap();
        tx.run("UPDATE journal SET body = $1 WHERE seq = 2", values!["{}"]).await.unwrap();
        assert_eq!(journal::verify(&tx, &[]).await.unwrap().unwrap_err(), Break::Changed(2));
        tx.run("DELETE FROM journal WHERE seq = 2", values![]).await.unwrap();
        assert_eq!(journal::verify(&tx, &[]).await.unwrap().unwrap_err(), Break::Missing(2));
        drop(tx);

        let tx = cx.begin().await.unwrap();
        tx.run("DELETE FROM journal WHERE seq = 3", values![]).await.unwrap();
        assert_eq!(journal::verify(&tx, &[]).await.unwrap().unwrap_err(), Break::Cut(2, 3));
        drop(tx);
        assert_eq!(house.db().number("SELECT COUNT(*) FROM journal", values![]).await.unwrap(), 3);
    }
}
