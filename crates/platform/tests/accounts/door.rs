//! What the stories of the door share: the founder, and ways to knock.

use kernel::Lang;
use platform::accounts::{self, Account, Founding, Login, LoginOutcome};
use platform::sessions::NewSession;
use platform::{Cx, House, journal};
use secrecy::SecretString;

pub const ADMIN: &str = "hanako.sato@hinode-seiki.example";
pub const PASSWORD: &str = "yuuhi no tekkyou 88";
pub const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

pub fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

pub fn founding() -> Founding {
    Founding {
        company: "日の出精機株式会社".to_owned(),
        email: ADMIN.to_owned(),
        name: "佐藤 花子".to_owned(),
        lang: Lang::Ja,
        zone: chrono_tz::Asia::Tokyo,
    }
}

pub async fn found(house: &House) -> Account {
    accounts::found(house, &founding(), &secret(PASSWORD)).await.unwrap()
}

/// The house as the owner of `account` sees it.
pub fn who(account: &Account, house: &House) -> Cx {
    house.acting(account.actor(), account.lang)
}

pub async fn attempt(house: &House, email: &str, password: &str, code: Option<&str>) -> LoginOutcome {
    knock("192.0.2.7", house, email, password, code).await
}

pub async fn from(address: &str, house: &House, email: &str, password: &str) -> LoginOutcome {
    knock(address, house, email, password, None).await
}

async fn knock(
    address: &str,
    house: &House,
    email: &str,
    password: &str,
    code: Option<&str>,
) -> LoginOutcome {
    let password = secret(password);
    let address = Some(address.parse().unwrap());
    let login = Login { email, password: &password, code, address, user_agent: FIREFOX };
    accounts::login(house, &login).await.unwrap()
}

pub async fn come_in(house: &House, email: &str, password: &str) -> NewSession {
    match attempt(house, email, password, None).await {
        LoginOutcome::In(opened) => *opened,
        other => panic!("{other:?}"),
    }
}

/// Every event so far, oldest first.
pub async fn events(house: &House) -> Vec<String> {
    let mut lines = journal::latest(house.db(), None, 1000).await.unwrap();
    lines.reverse();
    lines.into_iter().map(|line| line.event).collect()
}
