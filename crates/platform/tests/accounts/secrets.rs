//! Stories of the server's key, and the search for canaries: nothing secret lies in the database or the journal.

use std::path::Path;

use chrono::TimeDelta;
use kernel::{Fault, Scope};
use platform::accounts::{self, LoginOutcome};
use platform::db::{FromQueryResult, Sql as _};
use platform::settings::{self, Changes, Name};
use platform::tokens::{self, NewToken};
use platform::{House, secrets, values};
use secrecy::ExposeSecret as _;

use crate::door::{ADMIN, PASSWORD, attempt, come_in, found, who};

#[derive(FromQueryResult)]
struct Text {
    text: String,
}

/// Everything that lies in the database: the bytes of its files, or all rows as text.
async fn everything(house: &House) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(file) = house.db().file() {
        for end in ["", "-wal", "-shm"] {
            let path = format!("{}{end}", file.display());
            if Path::new(&path).exists() {
                bytes.extend(std::fs::read(path).unwrap());
            }
        }
        return bytes;
    }
    let sql = "SELECT table_name::text AS text FROM information_schema.tables WHERE table_schema = 'public'";
    let tables: Vec<Text> = house.db().all(sql, values![]).await.unwrap();
    assert!(tables.len() > 5);
    for table in tables {
        // Rows as PostgreSQL spells them: byte strings in hex, so they are looked for in hex too.
        let sql = format!("SELECT r::text AS text FROM {} r", table.text);
        for row in house.db().all::<Text>(&sql, values![]).await.unwrap() {
            bytes.extend(row.text.into_bytes());
        }
    }
    bytes
}

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    let hex = data_encoding::HEXLOWER.encode(needle);
    hay.windows(needle.len()).any(|window| window == needle)
        || hay.windows(hex.len()).any(|window| window == hex.as_bytes())
}

testkit::on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn no_canary_lies_in_the_database(house: TestHouse) {
        secrets::prepare(house).await.unwrap();
        let admin = found(house).await;
        let cx = who(&admin, house);
        let mail = "canary-smtp-5e0d1f";
        settings::change(&cx, None, Changes::new().set(Name::MailPassword, mail)).await.unwrap();
        let enrolment = accounts::begin_factor(&cx).await.unwrap();
        let seed = data_encoding::BASE32_NOPAD.decode(enrolment.letters.expose_secret().as_bytes()).unwrap();
        let totp = totp_rs::Builder::new().with_secret(seed.clone()).build().unwrap();
        let code = || totp.generate(u64::try_from(house.now().timestamp()).unwrap()).to_string();
        let codes = accounts::confirm_factor(&cx, &code()).await.unwrap();
        house.clock.advance(TimeDelta::minutes(1));
        let LoginOutcome::NeedsSecondFactor(pending) = attempt(house, ADMIN, PASSWORD, None).await else { panic!() };
        let LoginOutcome::In(opened) = attempt(house, ADMIN, PASSWORD, Some(&code())).await else { panic!() };
        attempt(house, "canary-typed-in@else.example", "canary-wrong-password", None).await;
        let new = NewToken { account: admin.id, label: "x".to_owned(), scopes: vec![Scope::LedgerRead], expires_at: None };
        let (_, token) = tokens::create(&cx, &new).await.unwrap();
        let feed = settings::calendar_token(&cx).await.unwrap();

        let hay = everything(house).await;
        assert!(contains(&hay, "session.opened".as_bytes()), "the search finds what is there");
        assert!(contains(&hay, ADMIN.as_bytes()));
        let canaries = [
            ("password", PASSWORD),
            ("mail password", mail),
            ("seed in letters", enrolment.letters.expose_secret()),
            ("session", opened.token.expose_secret()),
            ("half login", pending.expose_secret()),
            ("token", token.expose_secret()),
            ("token without its prefix", &token.expose_secret()[4..]),
            ("recovery code", codes[0].expose_secret()),
            ("recovery code without hyphens", &codes[0].expose_secret().replace('-', "")),
            ("feed", feed.expose_secret()),
            ("address typed in", "canary-typed-in"),
            ("password typed in", "canary-wrong-password"),
            ("network address of a refusal", "limit-address"),
        ];
        for (what, canary) in canaries {
            assert!(!contains(&hay, canary.as_bytes()), "the {what} lies in the database");
        }
        assert!(!contains(&hay, &seed), "the seed lies in the database");
        let key = std::fs::read(house.data().join("keys").join("server.key")).unwrap();
        assert!(!contains(&hay, &key), "the server's key lies in the database");
    }

    async fn another_key_file_is_noticed_at_the_start(house: TestHouse) {
        secrets::prepare(house).await.unwrap();
        let admin = found(house).await;
        let cx = who(&admin, house);
        settings::change(&cx, None, Changes::new().set(Name::MailPassword, "himitsu")).await.unwrap();
        accounts::begin_factor(&cx).await.unwrap();

        let folder = tempfile::tempdir().unwrap();
        let moved = House::new(house.db().clone(), house.clock(), folder.path(), house.zone());
        let fault = secrets::prepare(&moved).await.unwrap_err();
        assert!(matches!(&fault, Fault::Conflict(text) if text.key == "settings.key.other"), "{fault}");
        assert!(settings::mail_password(&moved).await.is_err());

        // After a restore without the old file one goes on with the new one, and sets up again what was sealed.
        assert!(secrets::prepare_restored(&moved.system()).await.unwrap());
        assert!(!secrets::prepare_restored(&moved.system()).await.unwrap());
        assert!(settings::mail_password(&moved).await.unwrap().is_none());
        assert!(!settings::current(&moved).await.unwrap().mail.password_is_set);
        come_in(&moved, ADMIN, PASSWORD).await;
        assert!(secrets::prepare(house).await.is_err());
    }

    async fn two_nodes_with_one_key_file_start_at_once(house: TestHouse) {
        let other = House::new(house.db().clone(), house.clock(), house.data(), house.zone());
        let (one, two) = tokio::join!(secrets::prepare(house), secrets::prepare(&other));
        one.unwrap();
        two.unwrap();
        let sealed = secrets::seal(house, "test", b"x").unwrap();
        assert_eq!(secrets::open(&other, "test", &sealed).unwrap().as_slice(), b"x");
    }
}
