//! Stories of the door: founding, logging in, being refused, being let in again, the second factor.

use crate::door::{ADMIN, PASSWORD, attempt, come_in, events, found, secret, who};
use chrono::TimeDelta;
use kernel::{Actor, Fault, Lang, Role};
use platform::accounts::{self, AccountChange, LoginOutcome, NewAccount, Theme};
use platform::{journal, sessions};

fn new(email: &str, role: Role) -> NewAccount {
    NewAccount { email: email.to_owned(), name: "高橋 健".to_owned(), role, person: None, lang: Lang::Ja }
}

fn conflict(fault: &Fault) -> &str {
    match fault {
        Fault::Conflict(text) => &text.key,
        other => panic!("{other}"),
    }
}

fn fields(fault: &Fault) -> Vec<&str> {
    match fault {
        Fault::Invalid(fields) => fields.iter().map(|fault| fault.field.as_str()).collect(),
        other => panic!("{other}"),
    }
}

testkit::on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn the_first_visitor_founds_the_house_and_nobody_after(house: TestHouse) {
        assert!(!accounts::is_founded(house).await.unwrap());
        let admin = found(house).await;
        assert_eq!((admin.role, admin.active, admin.totp), (Role::Admin, true, false));
        assert!(accounts::is_founded(house).await.unwrap());
        assert_eq!(platform::settings::current(house).await.unwrap().company.name, "日の出精機株式会社");
        let again = accounts::found(house, &crate::door::founding(), &secret(PASSWORD)).await.unwrap_err();
        assert_eq!(conflict(&again), "accounts.fault.founded");
        assert_eq!(events(house).await, ["settings.changed", "house.founded"]);
    }

    async fn the_company_lives_by_its_own_clock_from_the_first_minute(house: TestHouse) {
        assert_eq!(house.today().to_string(), "2026-11-22", "by the clock of whoever opened the house");
        let founding =
            accounts::Founding { zone: chrono_tz::America::New_York, ..crate::door::founding() };
        accounts::found(house, &founding, &secret(PASSWORD)).await.unwrap();
        assert_eq!(house.zone(), chrono_tz::America::New_York);
        assert_eq!(house.today().to_string(), "2026-11-21");
    }

    async fn every_wrong_field_is_named_at_once(house: TestHouse) {
        let founding = accounts::Founding {
            company: " ".to_owned(),
            email: "nobody".to_owned(),
            name: String::new(),
            lang: Lang::Ja,
            zone: chrono_tz::Asia::Tokyo,
        };
        let fault = accounts::found(house, &founding, &secret("short")).await.unwrap_err();
        assert_eq!(fields(&fault), ["company", "email", "name", "password"]);
        assert!(!accounts::is_founded(house).await.unwrap());
    }

    async fn two_founders_at_once_make_one_house(house: TestHouse) {
        let (password, founding) = (secret(PASSWORD), crate::door::founding());
        let (one, two) = tokio::join!(
            accounts::found(house, &founding, &password),
            accounts::found(house, &founding, &password)
        );
        assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1);
    }

    async fn an_admin_logs_in_with_an_address_in_any_case(house: TestHouse) {
        found(house).await;
        let outcome = attempt(house, " Hanako.Sato@Hinode-Seiki.EXAMPLE ", PASSWORD, None).await;
        let LoginOutcome::In(opened) = outcome else { panic!("{outcome:?}") };
        assert_eq!(opened.account.email.as_str(), ADMIN);
        let (session, account) = sessions::find(house, &opened.token).await.unwrap().unwrap();
        assert_eq!(account.last_login_at, Some(house.now()));
        assert_eq!((session.device.browser.as_str(), session.device.machine.as_str()), ("Firefox", "Linux"));
        assert_eq!(session, opened.session);
        assert!(events(house).await.contains(&"session.opened".to_owned()));
    }

    async fn unknown_address_and_wrong_password_get_the_same_answer(house: TestHouse) {
        let admin = found(house).await;
        for email in [ADMIN, "nobody@hinode-seiki.example", "no address at all"] {
            let outcome = attempt(house, email, "quite a wrong password", None).await;
            assert!(matches!(outcome, LoginOutcome::Refused), "{email}: {outcome:?}");
        }
        let lines = journal::latest(house.db(), None, 3).await.unwrap();
        assert!(lines.iter().all(|line| line.event == "login.refused" && line.actor == "visitor"));
        assert_eq!(lines[2].subject, Some(kernel::Subject::Account(admin.id)));
        assert_eq!(lines[0].subject, Some(kernel::Subject::System));
        assert!(lines.iter().all(|line| line.body == serde_json::json!({"why": "password"})), "{lines:?}");
    }

    async fn six_wrong_passwords_make_everybody_wait_but_never_for_good(house: TestHouse) {
        found(house).await;
        for email in [ADMIN, "nobody@hinode-seiki.example"] {
            for _ in 0..5 {
                assert!(matches!(attempt(house, email, "wrong wrong wrong", None).await, LoginOutcome::Refused));
            }
            let outcome = attempt(house, email, PASSWORD, None).await;
            assert!(matches!(outcome, LoginOutcome::Later { seconds: 2 }), "{email}: {outcome:?}");
            house.clock.advance(TimeDelta::milliseconds(1500));
            let outcome = attempt(house, email, PASSWORD, None).await;
            assert!(matches!(outcome, LoginOutcome::Later { seconds: 1 }), "{email}: {outcome:?}");
            house.clock.advance(TimeDelta::milliseconds(500));
        }
        come_in(house, ADMIN, PASSWORD).await;
        // Who is in has a clean slate again.
        for _ in 0..5 {
            assert!(matches!(attempt(house, ADMIN, "wrong wrong wrong", None).await, LoginOutcome::Refused));
        }
        assert!(matches!(attempt(house, ADMIN, PASSWORD, None).await, LoginOutcome::Later { .. }));
        let listed = accounts::list(&house.system()).await.unwrap();
        assert_eq!(listed[0].locked_until, Some(house.now() + TimeDelta::seconds(2)));
    }

    async fn many_guesses_at_once_gain_nothing(house: TestHouse) {
        found(house).await;
        let mut guesses = tokio::task::JoinSet::new();
        for _ in 0..12 {
            let house = platform::House::clone(house);
            guesses.spawn(async move { attempt(&house, ADMIN, "wrong wrong wrong", None).await });
        }
        let outcomes = guesses.join_all().await;
        let refused = outcomes.iter().filter(|outcome| matches!(outcome, LoginOutcome::Refused)).count();
        assert_eq!(refused, 5, "{outcomes:?}");
    }

    async fn many_logins_of_one_person_at_once_hold_nobody_up(house: TestHouse) {
        found(house).await;
        // Each gives two counters back while others are taking them: whoever took them in another order would wait for
        // ever. Rounds of four stay below the free attempts.
        for _ in 0..10 {
            let mut logins = tokio::task::JoinSet::new();
            for _ in 0..4 {
                let house = platform::House::clone(house);
                logins.spawn(async move { attempt(&house, ADMIN, PASSWORD, None).await });
            }
            let outcomes = logins.join_all().await;
            assert!(outcomes.iter().all(|outcome| matches!(outcome, LoginOutcome::In(_))), "{outcomes:?}");
        }
    }

    async fn one_address_cannot_try_all_accounts(house: TestHouse) {
        found(house).await;
        let mut refused = 0;
        for number in 0..40 {
            match attempt(house, &format!("person{number}@hinode-seiki.example"), "spring 2026 spring", None).await {
                LoginOutcome::Refused => refused += 1,
                LoginOutcome::Later { .. } => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(refused, 30);
        let elsewhere = crate::door::from("198.51.100.9", house, ADMIN, PASSWORD).await;
        assert!(matches!(elsewhere, LoginOutcome::In(_)), "{elsewhere:?}");
    }

    async fn the_admin_at_the_server_unlocks_and_resets(house: TestHouse) {
        let admin = found(house).await;
        let session = come_in(house, ADMIN, PASSWORD).await;
        for _ in 0..5 {
            attempt(house, ADMIN, "wrong wrong wrong", None).await;
        }
        assert!(matches!(attempt(house, ADMIN, PASSWORD, None).await, LoginOutcome::Later { .. }));
        assert!(accounts::unlock(&house.system(), ADMIN, None).await.unwrap());
        come_in(house, ADMIN, PASSWORD).await;

        let fresh = secret("kitsune no yomeiri ame");
        accounts::reset_password(&house.system(), admin.id, &fresh).await.unwrap();
        assert!(sessions::find(house, &session.token).await.unwrap().is_none(), "old sessions have ended");
        assert!(matches!(attempt(house, ADMIN, PASSWORD, None).await, LoginOutcome::Refused));
        let opened = come_in(house, ADMIN, "kitsune no yomeiri ame").await;
        assert!(opened.account.must_change_password);
        let nobody = accounts::unlock(&house.system(), "nobody@hinode-seiki.example", None).await;
        assert!(matches!(nobody, Err(Fault::NotFound)));
    }

    async fn a_first_password_cannot_stay(house: TestHouse) {
        let admin = found(house).await;
        let first = secret("hajime no aikotoba 7");
        let ken = new("ken@hinode-seiki.example", Role::Employee);
        let employee = accounts::create(&who(&admin, house), &ken, &first).await.unwrap();
        let same = accounts::set_password(&who(&employee, house), &first, &secret("hajime no aikotoba ７"), None).await;
        let Err(Fault::Invalid(faults)) = same else { panic!("{same:?}") };
        assert_eq!((faults[0].field.as_str(), faults[0].text.key.as_ref()), ("password", "accounts.fault.password_same"));
        accounts::set_password(&who(&employee, house), &first, &secret("jibun no aikotoba 8"), None).await.unwrap();
    }

    async fn an_employee_gets_an_account_and_chooses_a_password(house: TestHouse) {
        let admin = who(&found(house).await, house);
        let first = secret("hajime no aikotoba 7");
        let employee = accounts::create(&admin, &new("ken@hinode-seiki.example", Role::Employee), &first).await.unwrap();
        assert!(employee.must_change_password);
        let twice = accounts::create(&admin, &new("KEN@hinode-seiki.example", Role::Employee), &first).await;
        assert_eq!(fields(&twice.unwrap_err()), ["email"]);

        let one = come_in(house, "ken@hinode-seiki.example", "hajime no aikotoba 7").await;
        let two = come_in(house, "ken@hinode-seiki.example", "hajime no aikotoba 7").await;
        let own = who(&employee, house);
        let (wrong, next) = (secret("not the password"), secret("ringo to mikan no ki"));
        let fault = accounts::set_password(&own, &wrong, &next, None).await.unwrap_err();
        assert_eq!(fields(&fault), ["current"]);
        let fault = accounts::set_password(&own, &first, &secret("ken@hinode-seiki"), None).await.unwrap_err();
        assert_eq!(fields(&fault), ["password"]);
        accounts::set_password(&own, &first, &next, Some(one.session.id)).await.unwrap();
        assert!(sessions::find(house, &one.token).await.unwrap().is_some(), "the asking session stays");
        assert!(sessions::find(house, &two.token).await.unwrap().is_none(), "the others end");
        let opened = come_in(house, "ken@hinode-seiki.example", "ringo to mikan no ki").await;
        assert!(!opened.account.must_change_password);

        let shown = accounts::set_appearance(&own, Some(Lang::En), Some(Theme::Dark)).await.unwrap();
        assert_eq!((shown.lang, shown.theme), (Lang::En, Theme::Dark));
        assert_eq!(accounts::set_name(&own, " 高橋 健一 ").await.unwrap().name, "高橋 健一");
    }

    async fn only_who_may_manage_accounts_does(house: TestHouse) {
        let admin = found(house).await;
        let first = secret("hajime no aikotoba 7");
        for role in [Role::Deputy, Role::Custodian, Role::Manager, Role::Employee, Role::Partner] {
            let cx = house.acting(Actor::Account { id: kernel::AccountId(99), role }, Lang::Ja);
            assert!(matches!(accounts::list(&cx).await, Err(Fault::Forbidden)));
            assert!(matches!(accounts::see(&cx, admin.id).await, Err(Fault::Forbidden)));
            assert!(matches!(accounts::create(&cx, &new("x@y.example", Role::Admin), &first).await, Err(Fault::Forbidden)));
            assert!(matches!(accounts::reset_password(&cx, admin.id, &first).await, Err(Fault::Forbidden)));
            assert!(matches!(accounts::reset_factor(&cx, admin.id).await, Err(Fault::Forbidden)));
            assert!(matches!(accounts::unlock(&cx, ADMIN, None).await, Err(Fault::Forbidden)));
            assert!(matches!(accounts::deactivate(&cx, admin.id, 1).await, Err(Fault::Forbidden)));
            let change = AccountChange { role: Some(Role::Admin), ..AccountChange::default() };
            assert!(matches!(accounts::change(&cx, admin.id, 1, &change).await, Err(Fault::Forbidden)));
        }
    }

    async fn there_is_always_an_admin(house: TestHouse) {
        let admin = found(house).await;
        let cx = who(&admin, house);
        let demotion = AccountChange { role: Some(Role::Employee), ..AccountChange::default() };
        let fault = accounts::change(&cx, admin.id, admin.version, &demotion).await.unwrap_err();
        assert_eq!(conflict(&fault), "accounts.fault.last_admin");
        let fault = accounts::deactivate(&cx, admin.id, admin.version).await.unwrap_err();
        assert_eq!(conflict(&fault), "accounts.fault.last_admin");

        let first = secret("hajime no aikotoba 7");
        let second = accounts::create(&cx, &new("ken@hinode-seiki.example", Role::Admin), &first).await.unwrap();
        let session = come_in(house, ADMIN, PASSWORD).await;
        let gone = accounts::deactivate(&who(&second, house), admin.id, admin.version).await.unwrap();
        assert!(!gone.active);
        assert!(sessions::find(house, &session.token).await.unwrap().is_none());
        assert!(matches!(attempt(house, ADMIN, PASSWORD, None).await, LoginOutcome::Refused));
        let fault = accounts::deactivate(&who(&second, house), second.id, second.version).await.unwrap_err();
        assert_eq!(conflict(&fault), "accounts.fault.last_admin");
        accounts::reactivate(&who(&second, house), admin.id, gone.version).await.unwrap();
        come_in(house, ADMIN, PASSWORD).await;
    }

    async fn two_admins_cannot_demote_each_other_at_once(house: TestHouse) {
        let one = found(house).await;
        let first = secret("hajime no aikotoba 7");
        let two = accounts::create(&who(&one, house), &new("ken@hinode-seiki.example", Role::Admin), &first).await.unwrap();
        let demotion = AccountChange { role: Some(Role::Employee), ..AccountChange::default() };
        let (by_one, by_two) = (who(&one, house), who(&two, house));
        let (a, b) = tokio::join!(
            accounts::change(&by_one, two.id, two.version, &demotion),
            accounts::change(&by_two, one.id, one.version, &demotion)
        );
        assert!(!(a.is_ok() && b.is_ok()), "somebody must stay admin");
        let admins = accounts::list(&house.system()).await.unwrap();
        assert!(admins.iter().any(|listed| listed.account.role == Role::Admin));
    }

    async fn the_second_editor_learns_of_the_first(house: TestHouse) {
        let admin = found(house).await;
        let cx = who(&admin, house);
        let name = |name: &str| AccountChange { name: Some(name.to_owned()), ..AccountChange::default() };
        accounts::change(&cx, admin.id, admin.version, &name("佐藤 華子")).await.unwrap();
        let fault = accounts::change(&cx, admin.id, admin.version, &name("さとう はなこ")).await.unwrap_err();
        assert_eq!(conflict(&fault), "accounts.fault.changed_meanwhile");
        assert_eq!(accounts::see(&cx, admin.id).await.unwrap().name, "佐藤 華子");
        let lines = journal::about(house.db(), kernel::Subject::Account(admin.id), 1).await.unwrap();
        assert_eq!(lines[0].body, serde_json::json!({"fields": ["name"]}));
    }
}
