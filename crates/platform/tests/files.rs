//! Files at things: kept by their hash, swept when nothing points to them.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::time::SystemTime;

use chrono::TimeDelta;
use kernel::{AssetId, Fault, Subject};
use platform::files::{self, FileName, Media, Staging};
use testkit::{TestHouse, on_both_databases};
use tokio::io::AsyncReadExt;

const PHOTO: &[u8] = b"\x89PNG\r\n\x1a\n a photo of the label";
const DESK: Subject = Subject::Asset(AssetId(1));

async fn attach(house: &TestHouse, subject: Subject, bytes: &[u8], name: &str) -> files::File {
    let cx = house.admin();
    let staged = Staging::take(house, bytes, 1 << 20).await.unwrap();
    let tx = cx.begin().await.unwrap();
    let file = files::attach(&tx, &cx, subject, staged, &FileName::clean(name)).await.unwrap();
    tx.commit().await.unwrap();
    file
}

/// Makes a content look as if it had been written this long before the story's present.
fn age(house: &TestHouse, file: &files::File, age: TimeDelta) {
    let long_ago = SystemTime::from(house.now() - age);
    let path = files::path_of(house.data(), &file.hash);
    std::fs::File::options().append(true).open(path).unwrap().set_modified(long_ago).unwrap();
}

on_both_databases! {
    migrations = &[platform::journal::MIGRATIONS, files::MIGRATIONS];

    async fn a_photo_is_attached_and_read_back(house: TestHouse) {
        let file = attach(house, DESK, PHOTO, "C:\\写真\\ラベル.png").await;
        assert_eq!((file.name.as_str(), file.media, file.size), ("ラベル.png", Media::Png, PHOTO.len() as u64));
        let listed = files::of(house.db(), DESK).await.unwrap();
        assert_eq!(listed[0].file, file);
        let found = files::find(house.db(), &file.public_id).await.unwrap().unwrap();
        assert_eq!(files::subjects(house.db(), found.id).await.unwrap(), [DESK]);
        let mut bytes = Vec::new();
        files::content(house, &found).await.unwrap().read_to_end(&mut bytes).await.unwrap();
        assert_eq!(bytes, PHOTO);
        assert!(files::find(house.db(), "1").await.unwrap().is_none());
    }

    async fn too_much_and_nothing_are_refused(house: TestHouse) {
        let mut staging = Staging::begin(house, 10).await.unwrap();
        staging.write(b"12345").await.unwrap();
        assert!(matches!(staging.write(b"678901").await, Err(Fault::Invalid(_))));
        drop(staging);
        assert!(matches!(Staging::take(house, b"", 10).await, Err(Fault::Invalid(_))));
        let left = std::fs::read_dir(files::folder(house.data()).join("tmp")).unwrap().count();
        assert_eq!(left, 0, "what was refused leaves nothing behind");
    }

    async fn equal_contents_are_stored_once(house: TestHouse) {
        let one = attach(house, DESK, PHOTO, "a.png").await;
        let two = attach(house, Subject::Asset(AssetId(2)), PHOTO, "b.png").await;
        assert_eq!(one.hash, two.hash);
        assert_ne!(one.public_id, two.public_id);
    }

    async fn a_removed_file_can_be_put_back_for_a_month(house: TestHouse) {
        let cx = house.admin();
        let file = attach(house, DESK, PHOTO, "a.png").await;
        age(house, &file, TimeDelta::days(40));
        let tx = cx.begin().await.unwrap();
        files::detach(&tx, &cx, DESK, file.id).await.unwrap();
        assert!(matches!(files::detach(&tx, &cx, DESK, file.id).await, Err(Fault::NotFound)));
        tx.commit().await.unwrap();
        assert!(files::of(house.db(), DESK).await.unwrap().is_empty());
        house.clock.advance(TimeDelta::days(29));
        assert_eq!(files::sweep(house).await.unwrap(), files::Swept::default());
        let tx = cx.begin().await.unwrap();
        files::reattach(&tx, &cx, DESK, file.id).await.unwrap();
        files::detach(&tx, &cx, DESK, file.id).await.unwrap();
        tx.commit().await.unwrap();
        house.clock.advance(TimeDelta::days(31));
        let swept = files::sweep(house).await.unwrap();
        assert_eq!((swept.files, swept.contents), (1, 1));
        assert!(!files::path_of(house.data(), &file.hash).exists());
    }

    async fn a_shared_content_outlives_one_of_its_files(house: TestHouse) {
        let cx = house.admin();
        let gone = attach(house, DESK, PHOTO, "a.png").await;
        let kept = attach(house, Subject::Asset(AssetId(2)), PHOTO, "b.png").await;
        let tx = cx.begin().await.unwrap();
        files::detach(&tx, &cx, DESK, gone.id).await.unwrap();
        tx.commit().await.unwrap();
        house.clock.advance(TimeDelta::days(40));
        age(house, &kept, TimeDelta::days(40));
        let swept = files::sweep(house).await.unwrap();
        assert_eq!((swept.files, swept.contents, swept.leftovers), (1, 0, 0));
        assert!(files::content(house, &kept).await.is_ok());
    }

    async fn what_a_crash_left_is_swept_after_a_day(house: TestHouse) {
        let cx = house.admin();
        let staged = Staging::take(house, b"never committed", 1 << 20).await.unwrap();
        let hash = staged.hash.clone();
        let tx = cx.begin().await.unwrap();
        let file = files::attach(&tx, &cx, DESK, staged, &FileName::clean("x")).await.unwrap();
        drop(tx);
        assert!(files::path_of(house.data(), &hash).exists());
        age(house, &file, TimeDelta::hours(23));
        assert_eq!(files::sweep(house).await.unwrap().leftovers, 0, "it is too young");
        age(house, &file, TimeDelta::hours(25));
        assert_eq!(files::sweep(house).await.unwrap().leftovers, 1);
        assert!(!files::path_of(house.data(), &hash).exists());
    }
}
