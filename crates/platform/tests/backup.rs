//! Backups: everything comes back, into either database, and nothing that is not whole is taken for whole.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::io::{Read, Write};

use chrono::TimeDelta;
use kernel::{AssetId, Fault, Role, Subject};
use platform::backup::{self, Key, Lock, Order, read_identity};
use platform::db::Sql as _;
use platform::files::{self, FileName, Staging};
use platform::jobs::{self, NewJob, State};
use platform::journal::{self, Anchor, Entry};
use platform::notify::{self, Mail};
use platform::settings::{self, Changes, Name};
use platform::{House, accounts, search, values};
use testkit::{TestHouse, on_both_databases};

const THING: Subject = Subject::Asset(AssetId(7));

/// A house somebody has worked in: journal, a file, words to find, a mail and a job that wait, odd characters.
async fn live_in(house: &House) -> files::File {
    let cx = house.system();
    let staged = Staging::take(house, &b"%PDF-1.7 delivery note ".repeat(5000), 1 << 20).await.unwrap();
    let tx = cx.begin().await.unwrap();
    let file = files::attach(&tx, &cx, THING, staged, &FileName::clean("納品書.pdf")).await.unwrap();
    search::put(&tx, THING, "NB-0007 👩‍💻 \"引用\"", "印刷\n2行目\t\\n").await.unwrap();
    notify::mail(&tx, &cx, &Mail::new("tanaka@example.co.jp", "待っているメール", "本文")).await.unwrap();
    jobs::enqueue(&tx, &cx, NewJob::new("count").body(serde_json::json!({ "名前": null }))).await.unwrap();
    for number in 0..700 {
        // More rows than one page of the dump.
        journal::write(&tx, &cx, &Entry::new("thing.seen", THING).with("number", number)).await.unwrap();
    }
    tx.commit().await.unwrap();
    file
}

fn own_lock(house: &House) -> Lock {
    Lock::Recipients(vec![backup::ensure_key(house.data()).unwrap().recipient])
}

fn own_key(house: &House) -> Key {
    read_identity(&std::fs::read_to_string(backup::identity_path(house.data())).unwrap()).unwrap()
}

fn order(archive: &std::path::Path, key: Key) -> Order {
    Order { archive: archive.to_owned(), key, anchors: Vec::new(), despite_alarm: false }
}

/// Every row of every table but what is under way, as text.
async fn everything(house: &House) -> Vec<String> {
    let lines = journal::latest(house.db(), None, 10_000).await.unwrap();
    let mut all: Vec<String> = lines.iter().map(|line| format!("{line:?}")).collect();
    for attached in files::of(house.db(), THING).await.unwrap() {
        all.push(format!("{attached:?}"));
    }
    all
}

async fn backed_up(house: &TestHouse) -> backup::Report {
    let cx = house.admin();
    let report =
        backup::run(&cx, &platform::migrations(), &own_lock(house), &backup::folder(house.data())).await;
    report.unwrap()
}

async fn second_place(house: &TestHouse, folder: &std::path::Path, kept: &str) {
    let set = Changes::new()
        .set(Name::BackupSecondFolder, folder.to_str().unwrap())
        .set(Name::BackupSecondKept, kept);
    settings::change(&house.admin(), None, set).await.unwrap();
}

async fn mails(house: &TestHouse) -> Vec<notify::Delivery> {
    notify::delivery(&house.admin(), None, 10).await.unwrap()
}

async fn round_trip(from: &TestHouse, into: &TestHouse) {
    let file = live_in(from).await;
    let before = everything(from).await;
    let report = backed_up(from).await;
    assert!(report.verified && report.damaged_files.is_empty());
    assert_eq!(report.files, 1);
    let restored =
        backup::restore(&into.admin(), &platform::migrations(), &order(&report.path, own_key(from))).await;
    let restored = restored.unwrap();
    assert_eq!((restored.rows, restored.files, &restored.anchor), (report.rows, 1, &report.anchor));
    assert_eq!(restored.alarm, None);

    // The newest entry is that of the restore itself.
    let after = everything(into).await;
    assert!(after[0].contains("backup.restored"));
    assert_eq!(after[1..], before[..]);
    assert!(journal::verify(into.db(), &[report.anchor.parse::<Anchor>().unwrap()]).await.unwrap().is_ok());
    let mut bytes = Vec::new();
    std::fs::File::open(files::path_of(into.data(), &file.hash)).unwrap().read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes.len() as u64, file.size);
    let hits = search::find(into.db(), "印刷", &[], 5).await.unwrap();
    assert_eq!((hits.len(), hits[0].title.as_str()), (1, "NB-0007 👩‍💻 \"引用\""));
    let mails = notify::delivery(&into.admin(), None, 5).await.unwrap();
    assert_eq!(mails[0].state, notify::State::GivenUp, "a mail of the past is not sent again");
    assert!(jobs::list(&into.admin(), Some(State::Waiting), 5).await.unwrap().is_empty());

    // Life goes on: running numbers continue after the highest ever given.
    let newest = file.id.0;
    let next = live_in(into).await;
    assert_eq!(next.id.0, newest + 1);
}

on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn everything_comes_back_into_sqlite(house: TestHouse) {
        let target = TestHouse::on_sqlite(&[]).await;
        round_trip(house, &target).await;
        target.finish().await;
    }

    async fn everything_comes_back_into_postgres(house: TestHouse) {
        let target = TestHouse::on_postgres(&[]).await;
        round_trip(house, &target).await;
        target.finish().await;
    }

    async fn a_migrated_but_empty_house_takes_a_backup_too(house: TestHouse) {
        live_in(house).await;
        let report = backed_up(house).await;
        let target = TestHouse::on_sqlite(platform::MIGRATIONS).await;
        let order = order(&report.path, own_key(house));
        backup::restore(&target.admin(), &platform::migrations(), &order).await.unwrap();
        // A second time it is not empty any more.
        match backup::restore(&target.admin(), &platform::migrations(), &order).await {
            Err(Fault::Conflict(text)) => assert_eq!(text.key, "backup.fault.not_empty"),
            other => panic!("{other:?}"),
        }
        target.finish().await;
    }

    async fn work_goes_on_while_a_backup_is_made(house: TestHouse) {
        live_in(house).await;
        let cx = house.admin();
        let tx = cx.begin().await.unwrap();
        journal::write(&tx, &cx, &Entry::new("thing.seen", THING)).await.unwrap();
        // The open transaction neither blocks the backup nor gets into it.
        let made = backup::make(&cx, &own_lock(house), &backup::folder(house.data())).await.unwrap();
        tx.commit().await.unwrap();
        let head = journal::head(house.db()).await.unwrap();
        let anchor: Anchor = made.report.anchor.parse().unwrap();
        assert_eq!(anchor.seq + 1, head.seq);
    }

    async fn an_older_backup_than_the_anchor_raises_an_alarm(house: TestHouse) {
        live_in(house).await;
        let report = backed_up(house).await;
        let cx = house.admin();
        let tx = cx.begin().await.unwrap();
        journal::write(&tx, &cx, &Entry::new("thing.seen", THING)).await.unwrap();
        tx.commit().await.unwrap();
        let later = journal::head(house.db()).await.unwrap().anchor;

        let target = TestHouse::on_sqlite(&[]).await;
        let mut order = order(&report.path, own_key(house));
        order.anchors = vec![later];
        match backup::restore(&target.admin(), &platform::migrations(), &order).await {
            Err(Fault::Conflict(text)) => assert_eq!(text.key, "backup.alarm.older"),
            other => panic!("{other:?}"),
        }
        // Nothing was kept of the refused one; the admin may insist.
        order.despite_alarm = true;
        let restored = backup::restore(&target.admin(), &platform::migrations(), &order).await.unwrap();
        assert_eq!(restored.alarm.unwrap().key, "backup.alarm.older");
        target.finish().await;
    }

    async fn the_nightly_backup_proves_itself_without_the_admins_key(house: TestHouse) {
        live_in(house).await;
        backup::ensure_key(house.data()).unwrap();
        let key = own_key(house);
        std::fs::remove_file(backup::identity_path(house.data())).unwrap();
        for _ in 0..9 {
            let report = backup::nightly(&house.system(), &platform::migrations()).await.unwrap();
            assert!(report.verified);
            house.clock.advance(TimeDelta::days(1));
        }
        let left = std::fs::read_dir(backup::folder(house.data())).unwrap().count();
        assert!((7..9).contains(&left), "old ones were cleared away, {left} are left");
        let (good, last) = backup::status(house.db()).await.unwrap();
        assert_eq!(good, last);
        let newest = good.unwrap().path.unwrap();
        backup::verify(&house.admin(), &platform::migrations(), &newest, &key).await.unwrap();
        let scratch = std::fs::read_dir(house.data().join("tmp")).unwrap().count();
        assert_eq!(scratch, 0, "the scratch house is gone");
    }

    async fn a_proved_backup_is_copied_and_few_are_kept_there(house: TestHouse) {
        let nas = house.folder().join("nas");
        std::fs::create_dir(&nas).unwrap();
        std::fs::write(nas.join("photo.jpg"), "not ours").unwrap();
        second_place(house, &nas, "2").await;
        for _ in 0..3 {
            let report = backup::nightly(&house.system(), &platform::migrations()).await.unwrap();
            assert_eq!(report.second.unwrap().problem, None);
            let copy = nas.join(report.path.file_name().unwrap());
            assert_eq!(std::fs::read(copy).unwrap(), std::fs::read(&report.path).unwrap());
            house.clock.advance(TimeDelta::days(1));
        }
        let mut left: Vec<_> =
            std::fs::read_dir(&nas).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left.len(), 3, "the newest two and what is not ours: {left:?}");
        let newest = &backup::list(&house.admin(), 1).await.unwrap()[0];
        assert!(newest.copied_at.is_some() && newest.copy_problem.is_none());
        // What lies there is a whole backup.
        let target = TestHouse::on_sqlite(&[]).await;
        let archive = nas.join(&left[1]);
        backup::restore(&target.admin(), &platform::migrations(), &order(&archive, own_key(house))).await.unwrap();
        target.finish().await;
    }

    async fn a_second_place_out_of_reach_spoils_nothing_and_is_told_once(house: TestHouse) {
        let founding = accounts::Founding {
            company: "日の出精機".to_owned(),
            email: "sato@hinode.example".to_owned(),
            name: "佐藤 花子".to_owned(),
            lang: kernel::Lang::Ja,
            zone: chrono_tz::Asia::Tokyo,
        };
        accounts::found(house, &founding, &"kaze to kawa no oto 7".into()).await.unwrap();
        let (nas, file) = (house.folder().join("nas"), house.folder().join("file"));
        std::fs::write(&file, "").unwrap();
        let refusing = std::path::Path::new("/sys");
        for (night, place) in [nas.as_path(), nas.as_path(), file.as_path(), refusing].into_iter().enumerate() {
            second_place(house, place, "5").await;
            let report = backup::nightly(&house.system(), &platform::migrations()).await.unwrap();
            assert!(report.verified && report.path.exists(), "the backup itself is good");
            let problem = report.second.unwrap().problem.unwrap();
            assert!(problem.key.starts_with("backup.second."), "{problem:?}");
            let newest = &backup::list(&house.admin(), 1).await.unwrap()[0];
            assert_eq!((&newest.copy_problem, newest.verified_at.is_some()), (&Some(problem), true));
            assert_eq!(mails(house).await.len(), 1, "night {night}: one trouble, one mail");
            house.clock.advance(TimeDelta::days(1));
        }
        assert!(mails(house).await[0].subject.contains("2つ目の置き場所"));
        // It works again, and the next trouble is a new one.
        std::fs::create_dir(&nas).unwrap();
        second_place(house, &nas, "5").await;
        backup::nightly(&house.system(), &platform::migrations()).await.unwrap();
        assert_eq!(backup::copies(house.db()).await.unwrap().problem, None);
        house.clock.advance(TimeDelta::days(1));
        std::fs::remove_dir_all(&nas).unwrap();
        backup::nightly(&house.system(), &platform::migrations()).await.unwrap();
        assert_eq!(mails(house).await.len(), 2);
        assert!(backup::copies(house.db()).await.unwrap().problem.is_some());
    }

    async fn a_missing_file_is_said_and_the_rest_is_saved(house: TestHouse) {
        let file = live_in(house).await;
        std::fs::remove_file(files::path_of(house.data(), &file.hash)).unwrap();
        let report = backed_up(house).await;
        assert_eq!(report.damaged_files, [file.hash]);
    }

    async fn only_who_may_makes_backups(house: TestHouse) {
        let deputy = house.as_role(Role::Deputy);
        let folder = backup::folder(house.data());
        assert!(matches!(backup::make(&deputy, &own_lock(house), &folder).await, Err(Fault::Forbidden)));
        assert!(matches!(backup::nightly(&deputy, &[]).await, Err(Fault::Forbidden)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_is_not_whole_is_refused() {
    let house = TestHouse::on_sqlite(platform::MIGRATIONS).await;
    live_in(&house).await;
    let report = backed_up(&house).await;
    let whole = std::fs::read(&report.path).unwrap();
    let bad = house.folder().join("bad.age");
    let length = whole.len();
    let cut = |to: usize| whole[..to].to_vec();
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let spoiled =
        [cut(length - 1), cut(length / 2), cut(300), flipped(length - 5), flipped(length / 2), Vec::new()];
    for bytes in spoiled {
        std::fs::write(&bad, bytes).unwrap();
        let target = TestHouse::on_sqlite(&[]).await;
        let outcome =
            backup::restore(&target.admin(), &platform::migrations(), &order(&bad, own_key(&house))).await;
        assert!(matches!(outcome, Err(Fault::Conflict(_))), "{outcome:?}");
    }
    std::fs::File::create(&bad).unwrap().write_all(b"PK\x03\x04 not a backup").unwrap();
    let outcome = backup::verify(&house.admin(), &platform::migrations(), &bad, &own_key(&house)).await;
    assert!(matches!(outcome, Err(Fault::Conflict(_))), "{outcome:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_key_does_not_open_it_and_a_passphrase_does() {
    let house = TestHouse::on_sqlite(platform::MIGRATIONS).await;
    live_in(&house).await;
    let report = backed_up(&house).await;
    let stranger = tempfile::tempdir().unwrap();
    backup::ensure_key(stranger.path()).unwrap();
    let text = std::fs::read_to_string(backup::identity_path(stranger.path())).unwrap();
    let wrong = read_identity(&text).unwrap();
    let outcome = backup::verify(&house.admin(), &platform::migrations(), &report.path, &wrong).await;
    assert!(matches!(outcome, Err(Fault::Invalid(_))), "{outcome:?}");

    house.clock.advance(TimeDelta::seconds(1));
    let passphrase = secrecy::SecretString::from("correct horse battery staple");
    let folder = house.folder().join("elsewhere");
    let report =
        backup::run(&house.admin(), &platform::migrations(), &Lock::Passphrase(passphrase), &folder).await;
    assert!(report.unwrap().verified);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_cannot_be_written_says_why() {
    let house = TestHouse::on_sqlite(platform::MIGRATIONS).await;
    live_in(&house).await;
    let outcome = backup::run(
        &house.admin(),
        &platform::migrations(),
        &own_lock(&house),
        std::path::Path::new("/proc/no-such-folder"),
    )
    .await;
    assert!(outcome.is_err());
    let (good, last) = backup::status(house.db()).await.unwrap();
    assert!(good.is_none());
    assert!(last.unwrap().problem.is_some());
    assert_eq!(house.db().number("SELECT COUNT(*) FROM backup_run", values![]).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_versions_backup_is_brought_up_to_date() {
    use platform::db::{Migration, Step};
    let house = TestHouse::on_sqlite(platform::MIGRATIONS).await;
    live_in(&house).await;
    let report = backed_up(&house).await;
    let mut newer = platform::migrations();
    newer.push(Migration {
        name: "9999-later",
        steps: &[
            Step::Both("ALTER TABLE file ADD COLUMN pages BIGINT"),
            Step::Both("UPDATE file SET pages = 1"),
        ],
    });
    let target = TestHouse::on_sqlite(&[]).await;
    backup::restore(&target.admin(), &newer, &order(&report.path, own_key(&house))).await.unwrap();
    assert_eq!(target.db().number("SELECT SUM(pages) FROM file", vec![]).await.unwrap(), 1);

    // The other way round it is refused: what this version does not know it cannot keep.
    let later =
        backup::run(&target.admin(), &newer, &own_lock(&target), &backup::folder(target.data())).await;
    let older = TestHouse::on_sqlite(&[]).await;
    let order = order(&later.unwrap().path, own_key(&target));
    match backup::restore(&older.admin(), &platform::migrations(), &order).await {
        Err(Fault::Conflict(text)) => assert_eq!(text.key, "backup.fault.newer"),
        other => panic!("{other:?}"),
    }
}
