//! Stories of sessions: they end by themselves, change their token, and can be ended from elsewhere.

use chrono::TimeDelta;
use kernel::{Actor, Fault, Lang, Role};
use platform::accounts::{self, LoginOutcome, NewAccount};
use platform::settings::{self, Changes, Name};
use platform::{House, sessions};

use crate::door::{ADMIN, PASSWORD, attempt, come_in, events, found, secret, who};

async fn is_open(house: &House, token: &secrecy::SecretString) -> bool {
    sessions::find(house, token).await.unwrap().is_some()
}

testkit::on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn a_session_ends_after_half_a_day_without_use(house: TestHouse) {
        found(house).await;
        let opened = come_in(house, ADMIN, PASSWORD).await;
        house.clock.advance(TimeDelta::hours(12) - TimeDelta::milliseconds(1));
        assert!(is_open(house, &opened.token).await);
        sessions::touch(house, &opened.session).await.unwrap();
        house.clock.advance(TimeDelta::hours(11));
        assert!(is_open(house, &opened.token).await, "being used keeps it open");
        sessions::touch(house, &opened.session).await.unwrap();
        house.clock.advance(TimeDelta::hours(12));
        assert!(!is_open(house, &opened.token).await);
        assert_eq!(sessions::list(&house.system(), opened.account.id).await.unwrap(), []);
        assert!(accounts::sweep(house).await.unwrap() >= 1);
    }

    async fn a_session_ends_after_a_week_however_busy(house: TestHouse) {
        found(house).await;
        let opened = come_in(house, ADMIN, PASSWORD).await;
        for _ in 0..27 {
            house.clock.advance(TimeDelta::hours(6));
            assert!(is_open(house, &opened.token).await);
            sessions::touch(house, &opened.session).await.unwrap();
        }
        house.clock.advance(TimeDelta::hours(6));
        assert!(!is_open(house, &opened.token).await);
    }

    async fn shorter_times_hold_at_once_for_everybody(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let opened = come_in(house, ADMIN, PASSWORD).await;
        house.clock.advance(TimeDelta::minutes(31));
        assert!(is_open(house, &opened.token).await);
        house.clock.advance(TimeDelta::minutes(31));
        // Another node, with its own copy of the settings, learns of the change by finding a session.
        let other = House::new(house.db().clone(), house.clock(), house.data(), house.zone());
        settings::current(&other).await.unwrap();
        settings::change(&cx, None, Changes::new().set(Name::SessionIdleMinutes, "30")).await.unwrap();
        assert!(!is_open(&other, &opened.token).await);
        assert_eq!(settings::cached(&other).unwrap().sessions.idle, TimeDelta::minutes(30));
    }

    async fn a_clock_set_back_keeps_no_session_for_good(house: TestHouse) {
        found(house).await;
        let opened = come_in(house, ADMIN, PASSWORD).await;
        house.clock.advance(TimeDelta::minutes(-5));
        assert!(is_open(house, &opened.token).await, "a clock put right by a little logs nobody out");
        house.clock.advance(TimeDelta::days(-400));
        assert!(!is_open(house, &opened.token).await);
        assert_eq!(sessions::list(&house.system(), opened.account.id).await.unwrap(), []);
        let again = come_in(house, ADMIN, PASSWORD).await;
        assert!(is_open(house, &again.token).await, "and one gets in again");
        assert_eq!(sessions::sweep(house).await.unwrap(), 1);
        assert!(is_open(house, &again.token).await);
    }

    async fn showing_who_one_is_again_changes_the_token(house: TestHouse) {
        let admin = found(house).await;
        let opened = come_in(house, ADMIN, PASSWORD).await;
        assert!(opened.session.is_stepped_up(house.now()));
        house.clock.advance(TimeDelta::minutes(10));
        assert!(!opened.session.is_stepped_up(house.now()));
        let wrong = accounts::step_up(house, &opened.session, &admin, &secret("not this one"), None, None).await.unwrap();
        assert!(matches!(wrong, LoginOutcome::Refused));
        let right = accounts::step_up(house, &opened.session, &admin, &secret(PASSWORD), None, None).await.unwrap();
        let LoginOutcome::In(again) = right else { panic!("{right:?}") };
        assert!(!is_open(house, &opened.token).await, "the old token has ended");
        let (session, _) = sessions::find(house, &again.token).await.unwrap().unwrap();
        assert!(session.is_stepped_up(house.now()));
        assert_eq!((session.id, session.created_at), (opened.session.id, opened.session.created_at));
        assert!(events(house).await.contains(&"session.stepped_up".to_owned()));
    }

    async fn every_login_has_a_token_of_its_own(house: TestHouse) {
        use secrecy::ExposeSecret as _;
        found(house).await;
        let (one, two) = (come_in(house, ADMIN, PASSWORD).await, come_in(house, ADMIN, PASSWORD).await);
        assert_ne!(one.token.expose_secret(), two.token.expose_secret());
        assert_eq!(one.token.expose_secret().len(), 43);
        assert!(!is_open(house, &secret("")).await);
        assert!(!is_open(house, &secret("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).await);
    }

    async fn a_lost_phone_is_locked_out_from_the_desk(house: TestHouse) {
        let admin = found(house).await;
        let cx = who(&admin, house);
        let (phone, desk, tablet) = (
            come_in(house, ADMIN, PASSWORD).await,
            come_in(house, ADMIN, PASSWORD).await,
            come_in(house, ADMIN, PASSWORD).await,
        );
        assert_eq!(sessions::list(&cx, admin.id).await.unwrap().len(), 3);
        sessions::revoke(&cx, phone.session.id).await.unwrap();
        assert!(!is_open(house, &phone.token).await);
        assert!(matches!(sessions::revoke(&cx, phone.session.id).await, Err(Fault::NotFound)));
        assert_eq!(sessions::revoke_others(&cx, desk.session.id).await.unwrap(), 1);
        assert!(!is_open(house, &tablet.token).await);
        sessions::close(&cx, desk.session.id).await.unwrap();
        assert!(!is_open(house, &desk.token).await);
        assert!(matches!(attempt(house, ADMIN, PASSWORD, None).await, LoginOutcome::In(_)));
    }

    async fn sessions_of_others_are_nobodys_business(house: TestHouse) {
        let admin = found(house).await;
        let new = NewAccount {
            email: "ken@hinode-seiki.example".to_owned(),
            name: "高橋 健".to_owned(),
            role: Role::Employee,
            person: None,
            lang: Lang::Ja,
        };
        let employee = accounts::create(&who(&admin, house), &new, &secret("hajime no aikotoba 7")).await.unwrap();
        let opened = come_in(house, ADMIN, PASSWORD).await;
        let cx = who(&employee, house);
        assert!(matches!(sessions::revoke(&cx, opened.session.id).await, Err(Fault::NotFound)));
        assert!(matches!(sessions::list(&cx, admin.id).await, Err(Fault::Forbidden)));
        let visitor = house.acting(Actor::Visitor, Lang::Ja);
        assert!(matches!(sessions::revoke(&visitor, opened.session.id).await, Err(Fault::NotFound)));
        assert!(is_open(house, &opened.token).await);
        let own = come_in(house, "ken@hinode-seiki.example", "hajime no aikotoba 7").await;
        sessions::revoke(&who(&admin, house), own.session.id).await.unwrap();
        assert!(!is_open(house, &own.token).await);
    }
}
