//! Logging in: brakes first, then the password, then the second factor, then a session.

use std::net::IpAddr;

use chrono::TimeDelta;
use kernel::{Fault, Result, Subject};
use sea_orm::FromQueryResult;
use secrecy::SecretString;

use super::entry::{self, Doorstep};
use super::factor;
use super::model::{Account, Email};
use super::password::{self, Verdict};
use super::store;
use crate::db::{Sql as _, Tx};
use crate::house::House;
use crate::journal::{self, Entry};
use crate::limits::{self, Attempt, Bucket, Relief};
use crate::sessions::{self, NewSession, Session, Way};
use crate::{secrets, time, values};

/// How long the second factor may take after the password.
pub(super) const PENDING_MINUTES: i64 = 5;

/// Somebody at the door.
#[derive(Debug, Clone, Copy)]
pub struct Login<'a> {
    /// The mail address as typed in.
    pub email: &'a str,
    /// The password as typed in.
    pub password: &'a SecretString,
    /// A code from the app or from paper, if it was asked for in the same form.
    pub code: Option<&'a str>,
    /// Where from; `None` if it cannot be known (then only the account brakes).
    pub address: Option<IpAddr>,
    /// What the browser says it is.
    pub user_agent: &'a str,
}

/// What the door says.
#[derive(Debug)]
pub enum LoginOutcome {
    /// Come in.
    In(Box<NewSession>),
    /// The password is right; now the second factor, with this token (for five minutes), by [`second_factor`].
    NeedsSecondFactor(SecretString),
    /// No. The same word for an unknown address, a wrong password, a wrong code and a closed account.
    Refused,
    /// Too many attempts: not before so many seconds.
    Later {
        /// To wait, at least 1.
        seconds: u64,
    },
}

/// Where a session would be opened.
#[derive(Clone, Copy)]
struct Door<'a> {
    house: &'a House,
    address: Option<IpAddr>,
    user_agent: &'a str,
}

/// Logs in with mail address and password.
///
/// # Errors
/// [`Fault::Broken`] if something below fails; a refusal is an answer, not a fault.
pub async fn login(house: &House, login: &Login<'_>) -> Result<LoginOutcome> {
    let door = Door { house, address: login.address, user_agent: login.user_agent };
    // What is no address at all brakes under its own name like one that is.
    let folded = Email::parse(login.email).map_or_else(|| login.email.to_lowercase(), |email| email.folded());
    if let Some(later) = door.brake(&folded).await? {
        return Ok(later);
    }
    let account = store::by_email(house.db(), &folded).await?;
    let stored = match &account {
        Some(account) => store::credentials(house.db(), account.id).await?,
        None => None,
    };
    let verdict =
        password::check(login.password, stored.as_ref().map(|stored| stored.password.as_str())).await?;
    match (account, stored, verdict) {
        (Some(account), Some(stored), Verdict::Right { is_outdated }) if account.active => {
            let renewed = if is_outdated { Some(password::hash(login.password).await?) } else { None };
            door.after_password(&account, &stored.password, renewed, login.code).await
        }
        (account, ..) => door.refuse(account.as_ref(), "password").await,
    }
}

/// Ends a login that [`LoginOutcome::NeedsSecondFactor`] asked to go on.
///
/// # Errors
/// [`Fault::Broken`] if something below fails; a refusal is an answer, not a fault.
pub async fn second_factor(
    house: &House,
    pending: &SecretString,
    code: &str,
    address: Option<IpAddr>,
    user_agent: &str,
) -> Result<LoginOutcome> {
    #[derive(FromQueryResult)]
    struct Row {
        account_id: i64,
        way: String,
    }
    let door = Door { house, address, user_agent };
    let hash = secrets::digest("login-pending", pending).to_vec();
    // One that would last longer than it may was begun before the clock was set back.
    let sql = "SELECT account_id, way FROM login_pending
               WHERE hash = $1 AND expires_at > $2 AND expires_at <= $3";
    let now = house.now();
    let longest = now + TimeDelta::minutes(PENDING_MINUTES) + time::SKEW;
    let moments = values![hash.clone(), time::to_stored(now), time::to_stored(longest)];
    let row: Option<Row> = house.db().one(sql, moments).await?;
    let began = row.as_ref().and_then(|row| Way::parse(&row.way)).unwrap_or_default();
    let account = match row {
        Some(row) => store::by_id(house.db(), row.account_id.into()).await?,
        None => None,
    };
    let Some(account) = account.filter(|account| account.active) else {
        return door.refuse(None, "pending").await;
    };
    if let Some(later) = door.brake(&account.email.folded()).await? {
        return Ok(later);
    }
    let stored = store::credentials(house.db(), account.id).await?.ok_or(Fault::NotFound)?;
    let tx = house.db().begin().await?;
    let Some(proof) = factor::use_up(&tx, house, &account, code, house.now()).await? else {
        drop(tx);
        return door.refuse(Some(&account), "factor").await;
    };
    // The pending token counts once, even if the form is sent twice at the same moment.
    if tx.run("DELETE FROM login_pending WHERE hash = $1", values![hash]).await? == 0 {
        drop(tx);
        return door.refuse(Some(&account), "pending").await;
    }
    // What it began with says more than that a code followed, unless it was the password.
    let way = if began == Way::Password { proof } else { began };
    door.open(tx, account, &stored.password, way).await
}

/// Asks somebody who is logged in to show again who they are, before something grave. On success the session gets a
/// new token and the old one ends.
///
/// # Errors
/// [`Fault::Broken`] if something below fails; a refusal is an answer, not a fault.
pub async fn step_up(
    house: &House,
    session: &Session,
    account: &Account,
    password: &SecretString,
    code: Option<&str>,
    address: Option<IpAddr>,
) -> Result<LoginOutcome> {
    let door = Door { house, address, user_agent: "" };
    if let Some(later) = door.brake(&account.email.folded()).await? {
        return Ok(later);
    }
    let stored = store::credentials(house.db(), account.id).await?.ok_or(Fault::NotFound)?;
    if password::check(password, Some(&stored.password)).await? == Verdict::Wrong {
        return door.refuse(Some(account), "password").await;
    }
    let tx = house.db().begin().await?;
    if account.totp {
        let proof = match code {
            Some(code) => factor::use_up(&tx, house, account, code, house.now()).await?,
            None => None,
        };
        if proof.is_none() {
            drop(tx);
            return door.refuse(Some(account), "factor").await;
        }
    }
    let Some(renewed) = sessions::renew(&tx, house, session).await? else {
        drop(tx);
        return door.refuse(Some(account), "session").await;
    };
    door.calm(&tx, &account.email.folded()).await?;
    let cx = house.acting(account.actor(), account.lang);
    let entry = Entry::new("session.stepped_up", Subject::Account(account.id)).with("session", session.id.0);
    journal::write(&tx, &cx, &entry).await?;
    tx.commit().await?;
    let (token, session) = renewed;
    Ok(LoginOutcome::In(Box::new(NewSession { token, session, account: account.clone() })))
}

/// Removes what has run out: sessions, half logins, forgotten counters. Gives their number. For a scheduled job.
///
/// # Errors
/// [`Fault::Broken`] with the database's words.
pub async fn sweep(house: &House) -> Result<u64> {
    let tx = house.db().begin().await?;
    let sql = "DELETE FROM login_pending WHERE expires_at <= $1";
    let pending = tx.run(sql, values![time::to_stored(house.now())]).await?;
    tx.commit().await?;
    Ok(pending + sessions::sweep(house).await? + limits::sweep(house).await?)
}

impl Door<'_> {
    /// Counts the attempt before anything is looked at, or says to wait.
    async fn brake(self, folded_email: &str) -> Result<Option<LoginOutcome>> {
        let account = Bucket::account(self.house, folded_email)?;
        let address = self.address.map(|address| Bucket::address(self.house, address)).transpose()?;
        let buckets: Vec<&Bucket> = std::iter::once(&account).chain(address.as_ref()).collect();
        let tx = self.house.db().begin().await?;
        match limits::take(&tx, &buckets, self.house.now()).await? {
            Attempt::GoOn => {
                tx.commit().await?;
                Ok(None)
            }
            Attempt::Wait(wait) => Ok(Some(LoginOutcome::Later { seconds: seconds_of(wait) })),
        }
    }

    /// Lets the brakes go: the account's wholly, the address's by this one attempt only, so that somebody who has an
    /// account cannot use it to try the passwords of others.
    async fn calm(self, tx: &Tx, folded_email: &str) -> Result<()> {
        self.relieve(tx, folded_email, Relief::Clear).await
    }

    /// Relieves the account's bucket as told, and the address's by one attempt.
    async fn relieve(self, tx: &Tx, folded_email: &str, relief: Relief) -> Result<()> {
        let mut buckets = vec![(Bucket::account(self.house, folded_email)?, relief)];
        if let Some(address) = self.address {
            buckets.push((Bucket::address(self.house, address)?, Relief::GiveBack));
        }
        limits::relieve(tx, buckets).await
    }

    async fn after_password(
        self,
        account: &Account,
        stored: &str,
        renewed: Option<String>,
        code: Option<&str>,
    ) -> Result<LoginOutcome> {
        let tx = self.house.db().begin().await?;
        let password = match renewed {
            Some(renewed) => {
                store::refresh_password(&tx, account.id, stored, renewed.clone()).await?;
                renewed
            }
            None => stored.to_owned(),
        };
        let code = code.map(str::trim).filter(|code| !code.is_empty());
        match (account.totp, code) {
            (false, _) => self.open(tx, account.clone(), &password, Way::Password).await,
            (true, None) => self.ask_for_factor(tx, account).await,
            (true, Some(code)) => {
                let proof = factor::use_up(&tx, self.house, account, code, self.house.now()).await?;
                if let Some(way) = proof {
                    return self.open(tx, account.clone(), &password, way).await;
                }
                drop(tx);
                self.refuse(Some(account), "factor").await
            }
        }
    }

    async fn ask_for_factor(self, tx: Tx, account: &Account) -> Result<LoginOutcome> {
        let token = entry::ask_for_factor(&tx, self.house, account, Way::Password).await?;
        // The account's count stays as it was before this attempt: a known password must not buy more codes to try.
        self.relieve(&tx, &account.email.folded(), Relief::GiveBack).await?;
        tx.commit().await?;
        Ok(LoginOutcome::NeedsSecondFactor(token))
    }

    async fn open(self, tx: Tx, account: Account, password: &str, way: Way) -> Result<LoginOutcome> {
        // Between the check and now somebody may have closed the account or changed the password.
        if !store::note_login(&tx, account.id, password, self.house.now()).await? {
            drop(tx);
            return self.refuse(Some(&account), "password").await;
        }
        self.calm(&tx, &account.email.folded()).await?;
        let step = Doorstep { address: self.address, user_agent: self.user_agent };
        let opened = entry::session(&tx, self.house, account, way, step).await?;
        tx.commit().await?;
        Ok(LoginOutcome::In(Box::new(opened)))
    }

    /// Notes the refusal: about which account, if there is one, but never what was typed in.
    async fn refuse(self, account: Option<&Account>, why: &str) -> Result<LoginOutcome> {
        entry::refuse(self.house, account.map(|account| account.id), why).await
    }
}

pub(crate) fn seconds_of(wait: TimeDelta) -> u64 {
    // Rounded up: whoever waits as told is let through.
    u64::try_from(wait.num_milliseconds()).unwrap_or(0).div_ceil(1000).max(1)
}
