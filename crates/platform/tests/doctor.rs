//! The doctor: says what is wrong in words, and changes nothing.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use chrono::TimeDelta;
use kernel::{Fault, Lang, Role};
use platform::backup;
use platform::doctor::{self, Check, Health};
use platform::jobs::{self, NewJob};
use platform::locale;
use platform::settings::{self, Changes, Name};
use testkit::{TestHouse, on_both_databases};

async fn examined(house: &TestHouse) -> Vec<Check> {
    doctor::examine(&house.admin(), &platform::migrations()).await.unwrap()
}

fn of<'a>(checks: &'a [Check], id: &str) -> &'a Check {
    checks.iter().find(|check| check.id == id).unwrap()
}

on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn a_fresh_house_lacks_a_backup_and_mail(house: TestHouse) {
        let checks = examined(house).await;
        assert_eq!(of(&checks, "database").health, Health::Good);
        assert_eq!(of(&checks, "schema").health, Health::Good);
        assert_eq!(of(&checks, "journal").health, Health::Good);
        assert_eq!(of(&checks, "backup").health, Health::Bad);
        assert_eq!(of(&checks, "mail").health, Health::Soon);
        assert_eq!(of(&checks, "jobs").health, Health::Good);
        assert_eq!(doctor::worst(&checks), Health::Bad);
        assert_eq!(platform::journal::head(house.db()).await.unwrap().seq, 0, "it changes nothing");
    }

    async fn every_finding_is_said_in_both_languages(house: TestHouse) {
        for check in examined(house).await {
            for lang in Lang::ALL {
                let texts = [Some(check.name()), Some(check.text.clone()), check.advice.clone(), Some(check.health.text())];
                for text in texts.into_iter().flatten() {
                    assert!(locale::has(lang, &text.key), "{lang:?} {}", text.key);
                    assert!(!locale::say(lang, &text).contains('{'), "{}", locale::say(lang, &text));
                }
            }
        }
    }

    async fn a_backup_makes_it_well_for_a_day_and_a_half(house: TestHouse) {
        backup::nightly(&house.system(), &platform::migrations()).await.unwrap();
        let checks = examined(house).await;
        assert_eq!(of(&checks, "backup").health, Health::Good);
        assert_eq!(of(&checks, "backup_key").health, Health::Soon, "the key lies beside what it opens");
        house.clock.advance(TimeDelta::hours(40));
        assert_eq!(of(&examined(house).await, "backup").health, Health::Soon);
        house.clock.advance(TimeDelta::days(7));
        assert_eq!(of(&examined(house).await, "backup").health, Health::Bad);
    }

    async fn what_was_found_is_kept_until_somebody_looks_again(house: TestHouse) {
        assert_eq!(doctor::last(&house.admin()).await.unwrap(), None, "nobody has looked yet");
        let found = doctor::run(&house.admin(), &platform::migrations()).await.unwrap();
        house.clock.advance(TimeDelta::hours(3));
        assert_eq!(doctor::last(&house.as_role(Role::Deputy)).await.unwrap(), Some(found));
        let again = doctor::run(&house.system(), &platform::migrations()).await.unwrap();
        assert_eq!(doctor::last(&house.admin()).await.unwrap().unwrap().at, again.at);
        assert!(matches!(doctor::last(&house.as_role(Role::Employee)).await, Err(Fault::Forbidden)));
    }

    async fn a_second_place_is_asked_for_and_watched(house: TestHouse) {
        assert_eq!(of(&examined(house).await, "second_place").text.key, "doctor.second_place.none");
        let folder = house.folder().join("nas");
        let set = Changes::new().set(Name::BackupSecondFolder, folder.to_str().unwrap());
        settings::change(&house.admin(), None, set).await.unwrap();
        let missing = of(&examined(house).await, "second_place").clone();
        assert_eq!((missing.health, missing.text.key.as_ref()), (Health::Bad, "backup.second.missing"));
        std::fs::create_dir(&folder).unwrap();
        assert_eq!(of(&examined(house).await, "second_place").text.key, "doctor.second_place.waiting");
        backup::nightly(&house.system(), &platform::migrations()).await.unwrap();
        let copied = of(&examined(house).await, "second_place").clone();
        // In a test both places lie on one disk, which is worth a word by itself.
        assert!(["doctor.second_place.same_disk", "doctor.second_place.good"].contains(&copied.text.key.as_ref()));
        house.clock.advance(TimeDelta::hours(40));
        assert_eq!(of(&examined(house).await, "second_place").health, Health::Soon);
        house.clock.advance(TimeDelta::days(7));
        assert_eq!(of(&examined(house).await, "second_place").health, Health::Bad);
    }

    async fn jobs_that_nobody_does_are_noticed(house: TestHouse) {
        let cx = house.admin();
        let tx = cx.begin().await.unwrap();
        jobs::enqueue(&tx, &cx, NewJob::new("count")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(of(&examined(house).await, "jobs").health, Health::Good);
        house.clock.advance(TimeDelta::minutes(11));
        assert_eq!(of(&examined(house).await, "jobs").health, Health::Bad);
    }

    async fn a_clock_set_back_is_noticed(house: TestHouse) {
        backup::nightly(&house.system(), &platform::migrations()).await.unwrap();
        house.clock.advance(TimeDelta::hours(-2));
        assert_eq!(of(&examined(house).await, "clock").health, Health::Bad);
        // Once something has been written the journal is in order again; for a week it is still said.
        backup::nightly(&house.system(), &platform::migrations()).await.unwrap();
        let checks = examined(house).await;
        let clock = of(&checks, "clock");
        assert_eq!((clock.health, clock.text.key.as_ref()), (Health::Soon, "doctor.clock.set_back"));
        assert!(locale::say(Lang::Ja, &clock.text).contains("120分戻されました"), "{}", locale::say(Lang::Ja, &clock.text));
        house.clock.advance(TimeDelta::days(7));
        assert_ne!(of(&examined(house).await, "clock").text.key, "doctor.clock.set_back");
    }

    async fn a_backup_from_the_future_does_not_count_for_a_later_one(house: TestHouse) {
        house.clock.advance(TimeDelta::days(400));
        let ahead = backup::nightly(&house.system(), &platform::migrations()).await.unwrap();
        house.clock.advance(TimeDelta::days(-400));
        let now = backup::nightly(&house.system(), &platform::migrations()).await.unwrap();
        assert!(now.path.exists() && ahead.path.exists(), "neither is cleared away");
        assert_eq!(backup::status(house.db()).await.unwrap().0.unwrap().path, Some(now.path));
        house.clock.advance(TimeDelta::days(8));
        assert_eq!(of(&examined(house).await, "backup").health, Health::Bad);
    }

    async fn a_schedule_that_nobody_looks_at_is_noticed(house: TestHouse) {
        let plan = [jobs::schedules::Schedule::new(backup::NIGHTLY, "30 2 * * *")];
        jobs::schedules::ensure(house, &plan).await.unwrap();
        assert_eq!(of(&examined(house).await, "schedules").health, Health::Good);
        house.clock.advance(TimeDelta::days(1));
        assert_eq!(of(&examined(house).await, "schedules").health, Health::Bad);
        jobs::schedules::run_due(house).await.unwrap();
        assert_eq!(of(&examined(house).await, "schedules").health, Health::Good);
    }

    async fn only_who_may_see_the_system_is_told(house: TestHouse) {
        let employee = house.as_role(Role::Employee);
        assert!(matches!(doctor::examine(&employee, &[]).await, Err(Fault::Forbidden)));
    }
}

on_both_databases! {
    migrations = &[];

    async fn an_empty_database_is_told_how_to_begin(house: TestHouse) {
        let checks = examined(house).await;
        assert_eq!(of(&checks, "schema").text.key, "doctor.schema.none");
        assert!(!checks.iter().any(|check| check.id == "journal"));
    }
}
