//! Settings, the journal, and the state of the server.

use chrono::TimeDelta;
use http::StatusCode;
use kernel::Role;
use platform::db::Migration;
use platform::jobs::{self, Handlers, Pace, Run, Worker};
use platform::{House, backup, doctor, journal};

use crate::common::{self, ADMIN, Browser, MIGRATIONS};

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn a_company_is_renamed_and_nonsense_is_answered_beside_the_field(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        admin.get("/settings/company").await;
        let wrong = [("company.zone", "Asia/Edo"), ("server.base_url", "javascript:alert(1)"), ("company.name", "日の出")];
        admin.submit("/settings/company", &wrong).await;
        assert_eq!(admin.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(admin.page.body.contains("field-company.zone-error") && admin.page.body.contains("field-server.base_url-error"));
        assert!(admin.page.form("/settings/company").fields.contains(&("company.name".to_owned(), "日の出".to_owned())));
        let right = [("company.zone", "Asia/Tokyo"), ("server.base_url", "https://it.hinode.example"), ("display.era_dates", "true")];
        admin.submit("/settings/company", &right).await;
        assert!(admin.page.says("設定を保存しました。") && admin.page.says("日の出"), "{}", admin.page.words());
        assert!(platform::settings::current(house).await.unwrap().display.era_dates);
        admin.submit("/settings/company", &[("company.name", "日の出精機")]).await;
        assert!(platform::settings::current(house).await.unwrap().display.era_dates, "a ticked box stays ticked");
    }

    async fn a_mail_password_goes_in_and_never_comes_out(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        admin.get("/settings/mail").await;
        let secret = "canary-7f31-smtp";
        let fields = [("mail.host", "smtp.hinode.example"), ("mail.from", "it@hinode.example"), ("mail.password", secret)];
        admin.submit("/settings/mail", &fields).await;
        assert!(admin.page.says("設定済み") && !admin.page.body.contains(secret), "{}", admin.page.words());
        admin.submit("/settings/mail", &[("mail.from_name", "情シス")]).await;
        assert!(platform::settings::current(house).await.unwrap().mail.password_is_set, "an empty field leaves it");
        admin.submit("/settings/mail", &[("forget_password", "true")]).await;
        assert!(!platform::settings::current(house).await.unwrap().mail.password_is_set);
    }

    async fn a_mail_on_trial_is_watched_and_asked_about(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        admin.get("/settings/mail").await;
        admin.submit("/settings/mail", &[("mail.host", "smtp.hinode.example"), ("mail.from", "it@hinode.example")]).await;
        admin.submit("/settings/mail/trials", &[]).await;
        assert!(admin.page.says("送っています"), "{}", admin.page.words());
        let here = admin.page.path.clone();
        let mailer = platform::notify::Recorder::default();
        platform::notify::send_due(house, &mailer).await.unwrap();
        admin.get(&here).await;
        assert!(admin.page.says("届きましたか?"), "{}", admin.page.words());
        admin.get(&format!("{here}?arrived=no")).await;
        assert!(admin.page.says("迷惑メール"));
        admin.get("/system/mails").await;
        assert!(admin.page.says("送信済み") && admin.page.says(ADMIN));
    }

    async fn a_second_place_for_backups_is_named_and_tried(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        let inside = house.data().join("elsewhere");
        for wrong in ["nas/omamori", "/mnt/../etc", inside.to_str().unwrap()] {
            admin.get("/settings/backups").await;
            admin.submit("/settings/backups", &[("backup.second_folder", wrong)]).await;
            assert_eq!(admin.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(admin.page.body.contains("field-backup.second_folder-error"), "{wrong}");
        }
        let nas = house.folder().join("nas");
        let fields = [("backup.second_folder", nas.to_str().unwrap()), ("backup.second_kept", "14")];
        admin.get("/settings/backups").await;
        admin.submit("/settings/backups", &fields).await;
        assert!(admin.page.says("が見つかりません"), "it is tried at once: {}", admin.page.words());
        backup::nightly(&house.system(), &migrations()).await.unwrap();
        admin.get("/settings/backups").await;
        assert!(admin.page.says("最後のバックアップを2つ目の置き場所に写せませんでした"), "{}", admin.page.words());
        admin.get("/system/backups").await;
        assert!(admin.page.says("戻せることを確認済み") && admin.page.says("写せませんでした"), "{}", admin.page.words());
        std::fs::create_dir(&nas).unwrap();
        admin.get("/settings/backups").await;
        admin.submit("/settings/backups", &fields).await;
        assert!(admin.page.says("設定を保存しました。"), "{}", admin.page.words());
        house.clock.advance(TimeDelta::hours(5));
        backup::nightly(&house.system(), &migrations()).await.unwrap();
        admin.get("/settings/backups").await;
        assert!(admin.page.says("2026/11/22 14:00") && !admin.page.says("写せませんでした"), "{}", admin.page.words());
    }

    async fn the_second_to_change_the_settings_sees_the_first(house: TestHouse) {
        common::found(house).await;
        let mut one = Browser::logged_in(house, ADMIN).await;
        let mut other = Browser::logged_in(house, ADMIN).await;
        one.get("/settings/company").await;
        other.get("/settings/company").await;
        one.submit("/settings/company", &[("company.name", "はやい会社")]).await;
        other.submit("/settings/company", &[("company.name", "おそい会社")]).await;
        assert_eq!(other.page.status, StatusCode::CONFLICT);
        assert!(other.page.says("はやい会社") && other.page.body.contains("おそい会社"));
    }

    async fn everybody_finds_their_own_settings_and_only_the_admin_the_rest(house: TestHouse) {
        common::found(house).await;
        let email = common::somebody(house, Role::Employee).await;
        let mut employee = Browser::logged_in(house, &email).await;
        employee.get("/settings").await;
        assert!(employee.page.says("自分の設定") && !employee.page.says("APIトークン"));
        let mut admin = Browser::logged_in(house, ADMIN).await;
        admin.get("/settings").await;
        assert!(admin.page.says("APIトークン") && admin.page.says("サーバーの状態"));
    }

    async fn a_calendar_address_is_replaced(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        admin.get("/settings/calendar").await;
        let before = address(&admin.page);
        admin.submit("/settings/calendar", &[]).await;
        assert_ne!(address(&admin.page), before);
    }

    async fn the_journal_tells_what_happened_in_sentences(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        admin.get("/journal").await;
        for sentence in ["この道具を使いはじめました", "ログインしました", "佐藤 花子", "記録の控え"] {
            assert!(admin.page.says(sentence), "{sentence}: {}", admin.page.words());
        }
        admin.get("/journal?kind=logins").await;
        assert!(admin.page.says("ログインしました") && !admin.page.says("この道具を使いはじめました"));
        admin.get("/journal?day=2026%2F11%2F21").await;
        assert!(!admin.page.says("ログインしました"), "nothing happened on that day");
        admin.get("/journal?day=2026-11-22&actor=system").await;
        assert!(admin.page.says("この道具を使いはじめました") && !admin.page.says("ログインしました "));
        for odd in ["/journal?day=nonsense", "/journal?page=0", "/journal?page=99999999999999", "/journal?kind=%27"] {
            admin.get(odd).await;
            assert_eq!(admin.page.status, StatusCode::OK, "{odd}");
        }
    }

    async fn the_journal_is_verified_as_a_job_one_can_watch_and_stop(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        admin.get("/journal").await;
        admin.submit("/journal/verifications", &[]).await;
        assert!(admin.page.path.starts_with("/system/jobs/"), "{}", admin.page.path);
        assert!(admin.page.says("記録の確認") && admin.page.says("順番待ち"), "{}", admin.page.words());
        let here = admin.page.path.clone();
        admin.submit(&format!("{here}/cancellation"), &[]).await;
        assert!(admin.page.says("中止"), "{}", admin.page.words());
        let waiting = jobs::list(&house.system(), None, 10).await.unwrap();
        assert!(waiting.iter().any(|job| job.kind == journal::VERIFY && job.state == jobs::State::Cancelled));
    }

    async fn the_doctor_speaks_and_a_backup_can_be_asked_for(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        admin.get("/system").await;
        assert!(admin.page.says("まだ調べていません") && !admin.page.says("バックアップの鍵"), "{}", admin.page.words());
        assert!(admin.page.says("ディスクの空き"), "what costs nothing is there at once");
        admin.submit("/system/examinations", &[]).await;
        assert!(admin.page.path.starts_with("/system/jobs/") && admin.page.says("診断"), "{}", admin.page.words());
        examine(house).await;
        admin.get("/system").await;
        assert!(admin.page.says("バックアップの鍵") && admin.page.says("2026/11/22 09:00"), "{}", admin.page.words());
        // Looking at the page looks at nothing else: what was found stays as it was found.
        house.clock.advance(TimeDelta::hours(5));
        admin.get("/system").await;
        assert!(admin.page.says("2026/11/22 09:00"), "{}", admin.page.words());
        admin.submit("/system/examinations", &[]).await;
        examine(house).await;
        admin.get(&admin.page.path.clone()).await;
        assert!(admin.page.says("調べ終わりました"), "{}", admin.page.words());
        admin.get("/system").await;
        assert!(admin.page.says("2026/11/22 14:00"), "{}", admin.page.words());
        admin.get("/system/backups").await;
        assert!(admin.page.says("バックアップはまだありません。"));
        admin.submit("/system/backups", &[]).await;
        assert!(admin.page.path.starts_with("/system/jobs/"));
        admin.get("/system/jobs").await;
        assert!(admin.page.says("バックアップ") && admin.page.says("順番待ち"));
    }
}

fn migrations() -> Vec<Migration> {
    [platform::migrations(), ledger::MIGRATIONS.to_vec()].concat()
}

/// What the program's worker does with the job.
async fn examine(house: &House) {
    let handlers = Handlers::default().on(doctor::EXAMINE, |run: Run| async move {
        doctor::run(&run.cx(), &migrations()).await?;
        Ok(serde_json::Value::Null)
    });
    Worker::new(house.clone(), handlers, Pace::default()).run_due().await.unwrap();
}

fn address(page: &common::Page) -> String {
    let at = page.body.find("/calendar/").unwrap_or_else(|| panic!("no address on {}", page.words()));
    page.body[at..].chars().take_while(|c| *c != '"' && *c != '<').collect()
}
