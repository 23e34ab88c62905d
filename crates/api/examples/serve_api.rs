//! The API alone, over an empty ledger in a folder of its own, with a token that may everything: for trying it out and
//! for the machine that hammers it (docs/api-design.md).
//!
//! `cargo run -p api --example serve_api -- FOLDER 127.0.0.1:8081 [postgres://…]` prints the token and serves until it is
//! stopped.
#![expect(clippy::print_stdout, reason = "the token is said on the command line")]

use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use api::{Api, router};
use kernel::{Actor, Clock as _, Lang, Scope};
use platform::House;
use platform::accounts::{self, Founding};
use platform::db::{Db, Where};
use platform::jobs::{Handlers, Pace, Worker};
use platform::time::SystemClock;
use platform::tokens::{self, NewToken};
use secrecy::{ExposeSecret as _, SecretString};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder: PathBuf = arguments.next().ok_or("a folder, please")?.into();
    let address: SocketAddr = arguments.next().ok_or("an address, please")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    let place = arguments.next().map_or_else(|| Where::File(folder.join("omamori.db")), Where::Url);
    let db = Db::open(&place).await?;
    let migrations = [platform::migrations(), ledger::MIGRATIONS.to_vec()].concat();
    platform::db::migrate(&db, &migrations, SystemClock.now()).await?;
    let house = House::new(db, Arc::new(SystemClock), folder, chrono_tz::Asia::Tokyo);
    println!("{}", token(&house).await?);
    let reader = sheet::Reader::new(testkit::reading_program(), [] as [&str; 0]);
    let handlers = ledger::drafts::handled(Handlers::default(), reader.clone());
    tokio::spawn(Worker::new(house.clone(), handlers, Pace::default()).work(std::future::pending()));
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, router(Api::new(house, reader))).await?;
    Ok(())
}

async fn token(house: &House) -> Result<String, Box<dyn Error>> {
    let founding = Founding {
        company: "見本製作所".to_owned(),
        email: "admin@example.jp".to_owned(),
        name: "情シス担当".to_owned(),
        lang: Lang::Ja,
        zone: chrono_tz::Asia::Tokyo,
    };
    let password = SecretString::from("correct horse battery".to_owned());
    let account = accounts::found(house, &founding, &password).await?.id;
    let new =
        NewToken { account, label: "example".to_owned(), scopes: Scope::ALL.to_vec(), expires_at: None };
    let (_, token) = tokens::create(&house.acting(Actor::System, Lang::Ja), &new).await?;
    Ok(token.expose_secret().to_owned())
}
