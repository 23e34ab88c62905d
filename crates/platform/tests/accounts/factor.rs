//! Stories of the second factor and of recovery codes.

use chrono::TimeDelta;
use kernel::{Fault, Moment};
use platform::accounts::{self, LoginOutcome};
use platform::{Cx, House, sessions};
use secrecy::{ExposeSecret as _, SecretString};
use testkit::TestHouse;

use crate::door::{ADMIN, FIREFOX, PASSWORD, attempt, come_in, events, found, secret, who};

/// What the phone shows at `now`.
pub fn code(letters: &SecretString, now: Moment) -> String {
    let seed = data_encoding::BASE32_NOPAD.decode(letters.expose_secret().as_bytes()).unwrap();
    let totp =
        totp_rs::Builder::new().with_algorithm(totp_rs::Algorithm::SHA1).with_secret(seed).build().unwrap();
    totp.generate(u64::try_from(now.timestamp()).unwrap()).to_string()
}

/// Sets up a second factor and moves on by a minute, so that the next code is a fresh one.
async fn set_up(house: &TestHouse, cx: &Cx) -> (SecretString, Vec<SecretString>) {
    let enrolment = accounts::begin_factor(cx).await.unwrap();
    let codes = accounts::confirm_factor(cx, &code(&enrolment.letters, house.now())).await.unwrap();
    house.clock.advance(TimeDelta::minutes(1));
    (enrolment.letters, codes)
}

async fn second(house: &House, pending: &SecretString, code: &str) -> LoginOutcome {
    let address = Some("192.0.2.7".parse().unwrap());
    accounts::second_factor(house, pending, code, address, FIREFOX).await.unwrap()
}

async fn pending(house: &House) -> SecretString {
    match attempt(house, ADMIN, PASSWORD, None).await {
        LoginOutcome::NeedsSecondFactor(token) => token,
        other => panic!("{other:?}"),
    }
}

testkit::on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn a_second_factor_counts_only_once_its_code_was_seen(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let enrolment = accounts::begin_factor(&cx).await.unwrap();
        come_in(house, ADMIN, PASSWORD).await;
        let wrong = accounts::confirm_factor(&cx, "000000").await;
        assert!(matches!(wrong, Err(Fault::Invalid(_))));
        come_in(house, ADMIN, PASSWORD).await;
        let codes = accounts::confirm_factor(&cx, &code(&enrolment.letters, house.now())).await.unwrap();
        assert_eq!(codes.len(), 10);
        assert_eq!(accounts::recovery_codes_left(&cx).await.unwrap(), 10);
        assert!(matches!(accounts::begin_factor(&cx).await, Err(Fault::Conflict(_))));
        pending(house).await;
    }

    async fn password_then_code_opens_the_door(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let (letters, _) = set_up(house, &cx).await;
        let token = pending(house).await;
        assert!(matches!(second(house, &token, "000000").await, LoginOutcome::Refused));
        let outcome = second(house, &token, &code(&letters, house.now())).await;
        let LoginOutcome::In(opened) = outcome else { panic!("{outcome:?}") };
        assert!(opened.account.totp);
        assert!(sessions::find(house, &opened.token).await.unwrap().is_some());
        assert!(matches!(second(house, &secret("never given"), "000000").await, LoginOutcome::Refused));
    }

    async fn a_code_counts_once(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let (letters, _) = set_up(house, &cx).await;
        let (first, other) = (pending(house).await, pending(house).await);
        let now = code(&letters, house.now());
        assert!(matches!(second(house, &first, &now).await, LoginOutcome::In(_)));
        assert!(matches!(second(house, &other, &now).await, LoginOutcome::Refused), "the same code again");
        assert!(matches!(attempt(house, ADMIN, PASSWORD, Some(&now)).await, LoginOutcome::Refused));
        house.clock.advance(TimeDelta::seconds(30));
        let next = code(&letters, house.now());
        assert!(matches!(second(house, &first, &next).await, LoginOutcome::Refused), "the first token is used up");
        assert!(matches!(attempt(house, ADMIN, PASSWORD, Some(&next)).await, LoginOutcome::In(_)), "all in one form");
    }

    async fn one_code_sent_twice_at_once_opens_one_session(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let (letters, _) = set_up(house, &cx).await;
        let (first, other) = (pending(house).await, pending(house).await);
        let now = code(&letters, house.now());
        let (one, two) = tokio::join!(second(house, &first, &now), second(house, &other, &now));
        let opened = [&one, &two].iter().filter(|outcome| matches!(outcome, LoginOutcome::In(_))).count();
        assert_eq!(opened, 1, "{one:?} {two:?}");
    }

    async fn half_a_login_runs_out(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let (letters, _) = set_up(house, &cx).await;
        let token = pending(house).await;
        house.clock.advance(TimeDelta::minutes(5));
        let late = second(house, &token, &code(&letters, house.now())).await;
        assert!(matches!(late, LoginOutcome::Refused), "{late:?}");
        assert!(accounts::sweep(house).await.unwrap() >= 1);
    }

    async fn guessing_codes_is_braked_like_guessing_passwords(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let (letters, _) = set_up(house, &cx).await;
        let mut refused = 0;
        for _ in 0..20 {
            // Showing the right password in between must not buy more codes.
            let LoginOutcome::NeedsSecondFactor(token) = attempt(house, ADMIN, PASSWORD, None).await else { break };
            match second(house, &token, "000000").await {
                LoginOutcome::Refused => refused += 1,
                other => { assert!(matches!(other, LoginOutcome::Later { .. })); break }
            }
        }
        assert!(refused <= 5, "{refused} codes were tried");
        house.clock.advance(TimeDelta::minutes(15));
        let now = code(&letters, house.now());
        assert!(matches!(attempt(house, ADMIN, PASSWORD, Some(&now)).await, LoginOutcome::In(_)));
    }

    async fn a_recovery_code_works_once(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let (_, codes) = set_up(house, &cx).await;
        let typed = codes[3].expose_secret().to_lowercase().replace('-', " ");
        assert!(matches!(attempt(house, ADMIN, PASSWORD, Some(&typed)).await, LoginOutcome::In(_)));
        assert!(matches!(attempt(house, ADMIN, PASSWORD, Some(&typed)).await, LoginOutcome::Refused));
        assert_eq!(accounts::recovery_codes_left(&cx).await.unwrap(), 9);

        let fresh = accounts::renew_recovery_codes(&cx, &secret(PASSWORD)).await.unwrap();
        let old = attempt(house, ADMIN, PASSWORD, Some(codes[4].expose_secret())).await;
        assert!(matches!(old, LoginOutcome::Refused));
        let new = attempt(house, ADMIN, PASSWORD, Some(fresh[4].expose_secret())).await;
        assert!(matches!(new, LoginOutcome::In(_)));
    }

    async fn taking_the_factor_off_needs_the_password(house: TestHouse) {
        let admin = found(house).await;
        let cx = who(&admin, house);
        set_up(house, &cx).await;
        assert!(matches!(accounts::drop_factor(&cx, &secret("not this one at all")).await, Err(Fault::Invalid(_))));
        pending(house).await;
        accounts::drop_factor(&cx, &secret(PASSWORD)).await.unwrap();
        come_in(house, ADMIN, PASSWORD).await;
        set_up(house, &cx).await;
        accounts::reset_factor(&house.system(), admin.id).await.unwrap();
        come_in(house, ADMIN, PASSWORD).await;
        let seen = events(house).await;
        for event in ["factor.begun", "factor.added", "factor.dropped", "factor.reset", "password.refused"] {
            assert!(seen.iter().any(|one| one == event), "{event}: {seen:?}");
        }
    }
}
