//! Stories of passkeys: registered, used at the door, shown once more, copied, lost.

use crate::door::{ADMIN, FIREFOX, PASSWORD, come_in, events, found, who};
use chrono::TimeDelta;
use kernel::{Fault, Lang, Role};
use platform::accounts::{self, Doorstep, LoginOutcome, NewAccount};
use platform::passkeys::{self, Begun};
use platform::sessions::{self, NewSession, Way};
use platform::settings::{self, Changes, Name};
use platform::{Cx, House};
use secrecy::SecretString;
use testkit::Authenticator;

const ORIGIN: &str = "https://it.hinode-seiki.example";

fn step() -> Doorstep<'static> {
    Doorstep { address: Some("192.0.2.7".parse().unwrap()), user_agent: FIREFOX }
}

async fn live_at(house: &House, address: &str) {
    settings::change(&house.system(), None, Changes::new().set(Name::BaseUrl, address)).await.unwrap();
}

/// The founder's house with a host name, and the founder.
async fn house_with_a_name(house: &House) -> Cx {
    let admin = found(house).await;
    live_at(house, ORIGIN).await;
    who(&admin, house)
}

async fn register(cx: &Cx, device: &mut Authenticator, name: &str) -> kernel::Result<kernel::PasskeyId> {
    let begun = passkeys::begin_adding(cx).await?;
    passkeys::add(cx, &begun.token, name, &device.create(&begun.options, ORIGIN)).await
}

async fn asked(house: &House) -> Begun {
    passkeys::begin_login(house, step().address).await.unwrap().unwrap()
}

async fn answer(house: &House, token: &SecretString, answer: &str) -> LoginOutcome {
    passkeys::log_in(house, token, answer, step()).await.unwrap()
}

async fn log_in(house: &House, device: &mut Authenticator) -> LoginOutcome {
    let begun = asked(house).await;
    answer(house, &begun.token, &device.get(&begun.options, ORIGIN)).await
}

#[track_caller]
fn is_in(outcome: LoginOutcome) -> NewSession {
    match outcome {
        LoginOutcome::In(opened) => *opened,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn is_refused(outcome: &LoginOutcome) {
    assert!(matches!(outcome, LoginOutcome::Refused), "{outcome:?}");
}

#[track_caller]
fn key_of<T: std::fmt::Debug>(answer: kernel::Result<T>) -> String {
    match answer.unwrap_err() {
        Fault::Conflict(text) => text.key.into_owned(),
        Fault::Invalid(faults) => faults[0].text.key.clone().into_owned(),
        other => panic!("{other}"),
    }
}

testkit::on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn a_passkey_opens_the_door_without_name_and_password(house: TestHouse) {
        let cx = house_with_a_name(house).await;
        let (mut laptop, mut key) = (Authenticator::default(), Authenticator::default());
        register(&cx, &mut laptop, " ノートPC ").await.unwrap();
        register(&cx, &mut key, "青い鍵").await.unwrap();
        house.clock.advance(TimeDelta::hours(1));
        let opened = is_in(log_in(house, &mut key).await);
        assert_eq!((opened.account.email.as_str(), opened.session.way), (ADMIN, Way::Passkey));
        let (session, account) = sessions::find(house, &opened.token).await.unwrap().unwrap();
        assert_eq!((session.way, account.last_login_at), (Way::Passkey, Some(house.now())));
        let all = passkeys::list(&cx).await.unwrap();
        let known: Vec<_> = all.iter().map(|one| (one.name.as_str(), one.last_used_at)).collect();
        assert_eq!(known, [("ノートPC", None), ("青い鍵", Some(house.now()))]);
        assert!(events(house).await.ends_with(&["session.opened".to_owned()]));
    }

    async fn an_answer_counts_once_soon_and_for_the_browser_that_asked(house: TestHouse) {
        let cx = house_with_a_name(house).await;
        let mut device = Authenticator::default();
        register(&cx, &mut device, "鍵").await.unwrap();
        let begun = asked(house).await;
        let sent = device.get(&begun.options, ORIGIN);
        let elsewhere = asked(house).await;
        is_refused(&answer(house, &elsewhere.token, &sent).await);
        is_in(answer(house, &begun.token, &sent).await);
        is_refused(&answer(house, &begun.token, &sent).await);
        let late = asked(house).await;
        let sent = device.get(&late.options, ORIGIN);
        house.clock.advance(TimeDelta::minutes(6));
        is_refused(&answer(house, &late.token, &sent).await);
        assert_eq!(passkeys::sweep(house).await.unwrap(), 0, "what was asked for is gone, answered or not");
        asked(house).await;
        house.clock.advance(TimeDelta::minutes(6));
        assert_eq!(passkeys::sweep(house).await.unwrap(), 1);
    }

    async fn a_counter_that_runs_backwards_is_refused_and_noted(house: TestHouse) {
        let cx = house_with_a_name(house).await;
        let mut device = Authenticator::default();
        let id = register(&cx, &mut device, "鍵").await.unwrap();
        device.counter = 40;
        is_in(log_in(house, &mut device).await);
        device.counter = 12;
        is_refused(&log_in(house, &mut device).await);
        let all = passkeys::list(&cx).await.unwrap();
        assert_eq!((all[0].id, all[0].doubted_at), (id, Some(house.now())));
        assert!(events(house).await.contains(&"passkey.doubted".to_owned()));
    }

    async fn what_another_page_or_an_unchecked_owner_made_opens_nothing(house: TestHouse) {
        let cx = house_with_a_name(house).await;
        let mut device = Authenticator::default();
        register(&cx, &mut device, "鍵").await.unwrap();
        let begun = asked(house).await;
        is_refused(&answer(house, &begun.token, &device.get(&begun.options, "https://it.h1node.example")).await);
        device.checks_owner = false;
        is_refused(&log_in(house, &mut device).await);
        let made = register(&cx, &mut device, "PINのない鍵").await;
        assert_eq!(key_of(made), "passkeys.fault.not_verified");
        let mut stranger = Authenticator::default();
        let begun = passkeys::begin_adding(&cx).await.unwrap();
        stranger.create(&begun.options, ORIGIN);
        is_refused(&log_in(house, &mut stranger).await);
        for sent in ["", "null", "{}", "[1]", "{\"id\":\"AA\",\"rawId\":\"AA\",\"response\":{},\"type\":\"x\"}"] {
            let begun = asked(house).await;
            is_refused(&answer(house, &begun.token, sent).await);
        }
    }

    async fn without_a_host_name_it_is_said_why_there_are_none(house: TestHouse) {
        let admin = found(house).await;
        let cx = who(&admin, house);
        for (address, why) in [
            (None, "passkeys.hindrance.no_address"),
            (Some("https://192.168.1.20/"), "passkeys.hindrance.number"),
            (Some("http://it.hinode-seiki.example/"), "passkeys.hindrance.plain"),
        ] {
            if let Some(address) = address {
                live_at(house, address).await;
            }
            assert_eq!(key_of(passkeys::begin_adding(&cx).await), why);
            assert!(!passkeys::are_offered(house).await.unwrap());
        }
        live_at(house, ORIGIN).await;
        assert!(!passkeys::are_offered(house).await.unwrap(), "nobody has one");
        register(&cx, &mut Authenticator::default(), "鍵").await.unwrap();
        assert!(passkeys::are_offered(house).await.unwrap());
        live_at(house, "https://omamori.hinode-seiki.example/").await;
        assert!(!passkeys::are_offered(house).await.unwrap(), "it holds for the former address");
    }

    async fn grave_acts_take_ones_own_passkey_and_nobody_elses(house: TestHouse) {
        let cx = house_with_a_name(house).await;
        let new = NewAccount {
            email: "ken@hinode-seiki.example".to_owned(),
            name: "高橋 健".to_owned(),
            role: Role::Employee,
            person: None,
            lang: Lang::Ja,
        };
        let ken = accounts::create(&cx, &new, &SecretString::from("yama no ue no hoshi 3")).await.unwrap();
        let (mut mine, mut his) = (Authenticator::default(), Authenticator::default());
        register(&cx, &mut mine, "鍵").await.unwrap();
        register(&who(&ken, house), &mut his, "鍵").await.unwrap();
        let opened = come_in(house, ADMIN, PASSWORD).await;
        house.clock.advance(TimeDelta::minutes(30));
        for (device, fits) in [(&mut his, false), (&mut mine, true)] {
            let begun = passkeys::begin_step_up(house, &opened.account).await.unwrap();
            let sent = device.get(&begun.options, ORIGIN);
            let outcome = passkeys::step_up(house, &opened.session, &opened.account, &begun.token, &sent).await;
            match outcome.unwrap() {
                LoginOutcome::In(renewed) if fits => {
                    assert!(renewed.session.is_stepped_up(house.now()));
                    assert!(sessions::find(house, &opened.token).await.unwrap().is_none(), "a new token");
                }
                outcome => assert!(!fits && matches!(outcome, LoginOutcome::Refused), "{outcome:?}"),
            }
        }
        let login = asked(house).await;
        let sent = mine.get(&login.options, ORIGIN);
        let session = sessions::list(&cx, opened.account.id).await.unwrap().remove(0);
        let outcome = passkeys::step_up(house, &session, &opened.account, &login.token, &sent).await.unwrap();
        is_refused(&outcome);
    }

    async fn who_lost_a_device_is_helped(house: TestHouse) {
        let cx = house_with_a_name(house).await;
        let (mut lost, mut kept) = (Authenticator::default(), Authenticator::default());
        let id = register(&cx, &mut lost, "なくした鍵").await.unwrap();
        register(&cx, &mut kept, "鍵").await.unwrap();
        passkeys::remove(&cx, id).await.unwrap();
        is_refused(&log_in(house, &mut lost).await);
        assert!(matches!(passkeys::remove(&cx, id).await, Err(Fault::NotFound)));
        let opened = is_in(log_in(house, &mut kept).await);
        assert_eq!(passkeys::remove_all(&house.system(), opened.account.id).await.unwrap(), 1);
        is_refused(&log_in(house, &mut kept).await);
        assert!(sessions::find(house, &opened.token).await.unwrap().is_none(), "other devices are logged out");
    }

    async fn names_and_numbers_have_limits(house: TestHouse) {
        let cx = house_with_a_name(house).await;
        for name in ["", "  ", "a\nb", &"あ".repeat(61)] {
            let made = register(&cx, &mut Authenticator::default(), name).await;
            assert_eq!(key_of(made), "passkeys.fault.name");
        }
        for number in 0..20 {
            register(&cx, &mut Authenticator::default(), &format!("鍵{number}")).await.unwrap();
        }
        assert_eq!(key_of(passkeys::begin_adding(&cx).await), "passkeys.fault.too_many");
        let mut device = Authenticator::default();
        let all = passkeys::list(&cx).await.unwrap();
        passkeys::remove(&cx, all[0].id).await.unwrap();
        let begun = passkeys::begin_adding(&cx).await.unwrap();
        let sent = device.create(&begun.options, ORIGIN);
        passkeys::add(&cx, &begun.token, "鍵", &sent).await.unwrap();
        assert_eq!(key_of(passkeys::add(&cx, &begun.token, "鍵", &sent).await), "passkeys.fault.over");
    }
}
