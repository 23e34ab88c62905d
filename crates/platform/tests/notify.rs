//! Mails: written with the verb, sent once, and it can be looked up what became of them.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::sync::Arc;

use chrono::TimeDelta;
use kernel::{Fault, Role, Text};
use platform::jobs::{self, Handlers, Pace, Worker};
use platform::notify::{self, Mail, Mailer as _, Recorder, Refusal, Smtp, State};
use platform::settings::{self, Changes, Name};
use testkit::{MailServer, TestHouse, on_both_databases};

fn reminder() -> Mail {
    Mail::new("tanaka@example.co.jp", "保証が30日後に切れます", "NB-0012 の保証は12月22日までです。\n")
}

async fn write(house: &TestHouse, mail: &Mail) -> Option<i64> {
    let cx = house.admin();
    let tx = cx.begin().await.unwrap();
    let id = notify::mail(&tx, &cx, mail).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn worker(house: &TestHouse, mailer: &Arc<Recorder>) -> Worker {
    let mailer = Arc::clone(mailer);
    let handlers = Handlers::default().on(notify::KIND, move |run| {
        let mailer = Arc::clone(&mailer);
        async move { notify::send_due(&run.house, mailer.as_ref()).await }
    });
    Worker::new((*house).clone(), handlers, Pace { jitter: || 0.0, ..Pace::default() })
}

on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn a_mail_is_sent_once_and_its_delivery_can_be_looked_up(house: TestHouse) {
        let mailer = Arc::new(Recorder::default());
        assert!(write(house, &reminder().once("warranty:12:30")).await.is_some());
        assert!(write(house, &reminder().once("warranty:12:30")).await.is_none(), "the same notice again");
        let worker = worker(house, &mailer);
        worker.run_due().await.unwrap();
        worker.run_due().await.unwrap();
        assert_eq!(mailer.taken().len(), 1);
        let told = notify::delivery(&house.admin(), None, 9).await.unwrap();
        assert_eq!((told[0].state, told[0].attempts), (State::Sent, 1));
        assert_eq!(told[0].sent_at, Some(house.now()));
        assert!(matches!(notify::delivery(&house.as_role(Role::Employee), None, 9).await, Err(Fault::Forbidden)));
    }

    async fn a_verb_that_fails_sends_nothing(house: TestHouse) {
        let cx = house.admin();
        let tx = cx.begin().await.unwrap();
        notify::mail(&tx, &cx, &reminder()).await.unwrap();
        drop(tx);
        let mailer = Arc::new(Recorder::default());
        worker(house, &mailer).run_due().await.unwrap();
        assert!(mailer.taken().is_empty());
        let tx = cx.begin().await.unwrap();
        assert!(matches!(notify::mail(&tx, &cx, &Mail::new("nobody", "", "")).await, Err(Fault::Invalid(_))));
    }

    async fn a_mail_put_off_before_the_clock_was_set_back_goes_out(house: TestHouse) {
        let mailer = Arc::new(Recorder::default());
        house.clock.advance(TimeDelta::days(200));
        write(house, &reminder()).await;
        house.clock.advance(TimeDelta::days(-200));
        let worker = worker(house, &mailer);
        worker.run_due().await.unwrap();
        assert!(mailer.taken().is_empty(), "its job lies ahead as well");
        jobs::settle(house, Pace::default().lease).await.unwrap();
        worker.run_due().await.unwrap();
        assert_eq!(mailer.taken().len(), 1);
    }

    async fn a_server_that_is_away_costs_only_time(house: TestHouse) {
        let mailer = Arc::new(Recorder::default());
        let away = Refusal::Later(Text::new("notify.error.timeout"));
        mailer.answer(Some(away.clone()));
        write(house, &reminder()).await;
        let worker = worker(house, &mailer);
        worker.run_due().await.unwrap();
        let told = notify::delivery(&house.admin(), Some(State::Waiting), 9).await.unwrap();
        assert_eq!((told[0].attempts, told[0].next_at - house.now()), (1, TimeDelta::minutes(1)));
        assert_eq!(told[0].last_error, Some(away.text()));
        // While one waits for its next try, a new one goes out at once.
        mailer.answer(None);
        write(house, &reminder()).await;
        worker.run_due().await.unwrap();
        assert_eq!(mailer.taken().len(), 1);
        house.clock.advance(TimeDelta::minutes(1));
        worker.run_due().await.unwrap();
        assert_eq!(mailer.taken().len(), 2);
        assert!(jobs::list(&house.admin(), Some(jobs::State::Waiting), 9).await.unwrap().is_empty());
    }

    async fn what_is_refused_for_good_is_given_up_and_can_be_tried_again(house: TestHouse) {
        let mailer = Arc::new(Recorder::default());
        mailer.answer(Some(Refusal::Never(Text::new("notify.error.answer").with("words", "no such user"))));
        let id = write(house, &reminder()).await.unwrap();
        let worker = worker(house, &mailer);
        worker.run_due().await.unwrap();
        let told = notify::delivery(&house.admin(), Some(State::GivenUp), 9).await.unwrap();
        assert_eq!(told.len(), 1);
        let fact = platform::journal::latest(house.db(), None, 1).await.unwrap();
        assert_eq!(fact[0].event, "mail.given_up");
        mailer.answer(None);
        notify::retry(&house.admin(), &[id]).await.unwrap();
        worker.run_due().await.unwrap();
        assert_eq!(mailer.taken().len(), 1);
        assert!(matches!(notify::retry(&house.admin(), &[id]).await, Err(Fault::Conflict(_))));
    }

    async fn after_three_days_without_a_server_it_is_given_up(house: TestHouse) {
        let mailer = Arc::new(Recorder::default());
        mailer.answer(Some(Refusal::Unconfigured));
        write(house, &reminder()).await;
        let worker = worker(house, &mailer);
        worker.run_due().await.unwrap();
        let told = notify::delivery(&house.admin(), None, 9).await.unwrap();
        assert_eq!((told[0].state, told[0].attempts), (State::Waiting, 0));
        house.clock.advance(TimeDelta::days(4));
        worker.run_due().await.unwrap();
        assert_eq!(notify::delivery(&house.admin(), None, 9).await.unwrap()[0].state, State::GivenUp);
        house.clock.advance(TimeDelta::days(181));
        assert_eq!(notify::sweep(house).await.unwrap(), 1);
    }

    async fn a_real_mail_server_takes_japanese(house: TestHouse) {
        let server = MailServer::for_house(house).await;
        let mail = reminder().html("<p>保証</p>");
        notify::send_now(&house.admin(), &Smtp, &mail).await.unwrap();
        let sent = server.taken().concat();
        assert!(sent.contains("Subject: =?utf-8?b?"), "{sent}");
        assert!(sent.contains("Auto-Submitted: auto-generated"), "{sent}");
        assert!(sent.contains("@example.co.jp>"), "the sender's domain is in the Message-ID: {sent}");
        assert!(sent.contains("multipart/alternative") && sent.contains("charset=utf-8"), "{sent}");
        assert!(sent.is_ascii(), "nothing that an old server could damage");
        assert!(sent.contains("Sun, 22 Nov 2026 00:00:00 +0000"), "the house's clock, not the machine's: {sent}");
    }

    async fn a_server_that_does_not_know_the_reader_is_final(house: TestHouse) {
        let server = MailServer::for_house(house).await;
        server.refuse("tanaka@example.co.jp", "550 5.1.1 <tanaka@example.co.jp>: no such user");
        match notify::send_now(&house.admin(), &Smtp, &reminder()).await {
            Err(Fault::Conflict(text)) => {
                let said = Text::new("notify.error.unknown_reader").with("words", "550 5.1.1 … no such user");
                assert_eq!(text, said, "in plain words, and without the address");
            }
            other => panic!("{other:?}"),
        }
    }

    async fn a_server_that_is_not_there_is_said_so(house: TestHouse) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let changes = Changes::new()
            .set(Name::MailHost, "localhost")
            .set(Name::MailPort, port.to_string())
            .set(Name::MailSecurity, "none")
            .set(Name::MailFrom, "omamori@example.co.jp");
        settings::change(&house.admin(), None, changes).await.unwrap();
        match notify::send_now(&house.admin(), &Smtp, &reminder()).await {
            Err(Fault::Conflict(text)) => assert_eq!(text.key, "notify.error.connection"),
            other => panic!("{other:?}"),
        }
    }

    async fn without_settings_nothing_is_sent(house: TestHouse) {
        let outgoing = notify::Outgoing {
            to: "tanaka@example.co.jp".to_owned(),
            subject: "x".to_owned(),
            text: "x".to_owned(),
            html: None,
            message_id: "1".to_owned(),
            written_at: house.now(),
        };
        assert_eq!(Smtp.send(house, &outgoing).await, Err(Refusal::Unconfigured));
    }
}

#[test]
fn a_subject_cannot_begin_another_header() {
    let mail = notify::Outgoing {
        to: "tanaka@example.co.jp".to_owned(),
        subject: "x\r\nBcc: everybody@example.co.jp".to_owned(),
        text: "x".to_owned(),
        html: None,
        message_id: "1".to_owned(),
        written_at: testkit::story_start(),
    };
    let sent = notify::build("omamori@example.co.jp", Some("情シス"), &mail).unwrap().formatted();
    let sent = String::from_utf8(sent).unwrap();
    assert!(!sent.lines().any(|line| line.starts_with("Bcc:")), "{sent}");
}
