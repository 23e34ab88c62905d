//! Stories of login links: asked for, sent, followed here and elsewhere, tried, worn out.

use std::sync::Arc;

use chrono::TimeDelta;
use kernel::{Lang, Role};
use platform::accounts::{self, Account, Doorstep, LoginOutcome, NewAccount};
use platform::jobs::{Handlers, Pace, Worker};
use platform::links::{self, Asked, Followed};
use platform::notify::Recorder;
use platform::sessions::Way;
use platform::settings::{self, Changes, Name};
use platform::{House, journal};
use secrecy::{ExposeSecret as _, SecretString};
use testkit::TestHouse;

use crate::door::{ADMIN, FIREFOX, events, found};

const KEN: &str = "ken@hinode-seiki.example";

fn step() -> Doorstep<'static> {
    from("192.0.2.7")
}

fn from(address: &str) -> Doorstep<'static> {
    Doorstep { address: Some(address.parse().unwrap()), user_agent: FIREFOX }
}

async fn somebody(house: &House, email: &str, role: Role) -> Account {
    let new = NewAccount {
        email: email.to_owned(),
        name: "高橋 健".to_owned(),
        role,
        person: None,
        lang: Lang::Ja,
    };
    let first = SecretString::from("yama no ue no hoshi 3");
    accounts::create(&house.system(), &new, &first).await.unwrap()
}

/// The founder's house that can send mails, with an employee.
async fn house_with_an_employee(house: &House) -> Account {
    found(house).await;
    let changes = Changes::new()
        .set(Name::BaseUrl, "https://it.hinode-seiki.example/")
        .set(Name::MailHost, "127.0.0.1")
        .set(Name::MailSecurity, "none")
        .set(Name::MailFrom, "omamori@hinode-seiki.example");
    settings::change(&house.system(), None, changes).await.unwrap();
    somebody(house, KEN, Role::Employee).await
}

async fn ask(house: &House, email: &str) -> (SecretString, SecretString) {
    match links::ask(house, email, Lang::Ja, step()).await.unwrap() {
        Asked::Noted { browser, number } => (browser, number),
        later @ Asked::Later { .. } => panic!("{later:?}"),
    }
}

/// Does the work that is due and gives the token of the newest mail.
async fn posted(house: &TestHouse, mailer: &Arc<Recorder>) -> Option<SecretString> {
    let taken = Arc::clone(mailer);
    let handlers = Handlers::default().on(links::KIND, move |run| {
        let mailer = Arc::clone(&taken);
        async move { links::deliver(&run.house, mailer.as_ref(), &run.job.body).await }
    });
    let worker = Worker::new((*house).clone(), handlers, Pace { jitter: || 0.0, ..Pace::default() });
    worker.run_due().await.unwrap();
    let mails = mailer.taken();
    let text = &mails.last()?.text;
    let token = text.split_once("/login/link/")?.1.split_whitespace().next()?;
    Some(SecretString::from(token))
}

async fn follow(
    house: &House,
    token: &SecretString,
    browser: Option<&SecretString>,
    number: Option<&str>,
) -> Followed {
    links::follow(house, token, browser, number, step()).await.unwrap()
}

#[track_caller]
fn is_refused(followed: &Followed) {
    assert!(matches!(followed, Followed::Door(LoginOutcome::Refused)), "{followed:?}");
}

testkit::on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn an_employee_comes_in_by_a_link_in_the_browser_that_asked(house: TestHouse) {
        let ken = house_with_an_employee(house).await;
        let mailer = Arc::new(Recorder::default());
        let (browser, _) = ask(house, " KEN@hinode-seiki.example").await;
        let token = posted(house, &mailer).await.unwrap();
        let mail = mailer.taken().remove(0);
        assert!(mail.to == KEN && mail.text.contains("Firefox ・ Linux"), "{}", mail.text);
        let followed = follow(house, &token, Some(&browser), None).await;
        let Followed::Door(LoginOutcome::In(opened)) = followed else { panic!("{followed:?}") };
        assert_eq!((opened.account.id, opened.session.way), (ken.id, Way::Link));
        is_refused(&follow(house, &token, Some(&browser), None).await);
        let told = events(house).await;
        assert!(told.contains(&"login.link_asked".to_owned()) && told.contains(&"session.opened".to_owned()));
    }

    async fn elsewhere_the_number_is_wanted_and_few_guesses_are_free(house: TestHouse) {
        house_with_an_employee(house).await;
        let mailer = Arc::new(Recorder::default());
        let (_, number) = ask(house, KEN).await;
        let token = posted(house, &mailer).await.unwrap();
        let stranger = SecretString::from("another browser's cookie");
        assert!(matches!(follow(house, &token, Some(&stranger), None).await, Followed::WantsNumber));
        let spaced = format!("{} {}", &number.expose_secret()[..3], &number.expose_secret()[3..]);
        let followed = follow(house, &token, None, Some(&spaced)).await;
        assert!(matches!(followed, Followed::Door(LoginOutcome::In(_))), "{followed:?}");

        house.clock.advance(TimeDelta::hours(2));
        let (browser, number) = ask(house, KEN).await;
        let token = posted(house, &mailer).await.unwrap();
        let wrong = if number.expose_secret() == "000000" { "000001" } else { "000000" };
        for _ in 0..5 {
            assert!(matches!(follow(house, &token, None, Some(wrong)).await, Followed::WrongNumber));
        }
        is_refused(&follow(house, &token, None, Some(number.expose_secret())).await);
        is_refused(&follow(house, &token, Some(&browser), None).await);
    }

    async fn a_link_is_over_after_a_quarter_of_an_hour_or_when_a_newer_one_is_asked_for(house: TestHouse) {
        house_with_an_employee(house).await;
        let mailer = Arc::new(Recorder::default());
        let (browser, _) = ask(house, KEN).await;
        let token = posted(house, &mailer).await.unwrap();
        house.clock.advance(TimeDelta::minutes(16));
        is_refused(&follow(house, &token, Some(&browser), None).await);
        let (first, _) = ask(house, KEN).await;
        let older = posted(house, &mailer).await.unwrap();
        let (second, _) = ask(house, KEN).await;
        let newer = posted(house, &mailer).await.unwrap();
        is_refused(&follow(house, &older, Some(&first), None).await);
        let followed = follow(house, &newer, Some(&second), None).await;
        assert!(matches!(followed, Followed::Door(LoginOutcome::In(_))), "{followed:?}");
    }

    async fn whoever_asks_is_told_the_same_and_only_employees_get_a_mail(house: TestHouse) {
        house_with_an_employee(house).await;
        let chief = somebody(house, "shacho@hinode-seiki.example", Role::Manager).await;
        let mailer = Arc::new(Recorder::default());
        for email in [ADMIN, "nobody@hinode-seiki.example", chief.email.as_str(), "no address"] {
            let (_, number) = ask(house, email).await;
            assert_eq!(number.expose_secret().len(), 6);
            assert!(posted(house, &mailer).await.is_none(), "{email}");
        }
        settings::change(&house.system(), None, Changes::new().set(Name::Links, "most")).await.unwrap();
        ask(house, ADMIN).await;
        assert!(posted(house, &mailer).await.is_none(), "never for the admin");
        ask(house, chief.email.as_str()).await;
        assert!(posted(house, &mailer).await.is_some());
        let lines = journal::latest(house.db(), None, 100).await.unwrap();
        let asked = lines.iter().filter(|line| line.event == "login.link_asked").count();
        assert_eq!(asked, 6, "each is noted, known or not");
    }

    async fn what_is_taken_back_between_asking_and_following_opens_nothing(house: TestHouse) {
        let ken = house_with_an_employee(house).await;
        let mailer = Arc::new(Recorder::default());
        let (browser, _) = ask(house, KEN).await;
        let token = posted(house, &mailer).await.unwrap();
        settings::change(&house.system(), None, Changes::new().set(Name::Links, "none")).await.unwrap();
        is_refused(&follow(house, &token, Some(&browser), None).await);
        assert!(links::ask(house, KEN, Lang::Ja, step()).await.is_err());
        settings::change(&house.system(), None, Changes::new().set(Name::Links, "employee")).await.unwrap();
        let (browser, _) = ask(house, KEN).await;
        let token = posted(house, &mailer).await.unwrap();
        accounts::deactivate(&house.system(), ken.id, ken.version).await.unwrap();
        is_refused(&follow(house, &token, Some(&browser), None).await);
    }

    async fn a_mailbox_is_not_filled_and_an_address_does_not_ask_for_everybody(house: TestHouse) {
        house_with_an_employee(house).await;
        for _ in 0..2 {
            ask(house, KEN).await;
        }
        for number in 0..50 {
            let place = from(&format!("198.51.100.{number}"));
            match links::ask(house, KEN, Lang::Ja, place).await.unwrap() {
                Asked::Later { .. } => break,
                Asked::Noted { .. } => assert!(number < 3, "the address is asked for from many places"),
            }
        }
        let mut asked = 0;
        while let Asked::Noted { .. } = links::ask(house, &format!("a{asked}@b.example"), Lang::Ja, step()).await.unwrap() {
            asked += 1;
            assert!(asked < 40, "one place asks for many addresses");
        }
    }

    async fn neither_link_nor_number_lies_in_the_database(house: TestHouse) {
        house_with_an_employee(house).await;
        let mailer = Arc::new(Recorder::default());
        let (browser, number) = ask(house, KEN).await;
        let token = posted(house, &mailer).await.unwrap();
        house.clock.advance(TimeDelta::minutes(16));
        assert_eq!(links::sweep(house).await.unwrap(), 1);
        let journal = journal::latest(house.db(), None, 100).await.unwrap();
        for secret in [&browser, &number, &token] {
            assert!(journal.iter().all(|line| !line.body.to_string().contains(secret.expose_secret())));
        }
        let delivered = platform::notify::delivery(&house.admin(), None, 100).await.unwrap();
        assert!(delivered.is_empty(), "it goes past the outbox, which keeps what was written");
    }
}
