//! Buckets in the database.

use std::net::IpAddr;

use chrono::TimeDelta;
use data_encoding::HEXLOWER;
use kernel::{Moment, Result};
use sea_orm::FromQueryResult;

use super::rules::{Counter, Policy, for_account, for_address, for_link};
use crate::db::{Sql, Tx};
use crate::house::House;
use crate::{secrets, time, values};

/// One counter and how it brakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bucket {
    pub name: String,
    policy: Policy,
}

impl Bucket {
    /// The bucket of an account, named by its folded mail address so that unknown ones brake just the same.
    pub fn account(house: &House, folded_email: &str) -> Result<Self> {
        Self::named(house, "limit-account", folded_email, for_account())
    }

    /// The bucket of the login links that are sent to a mail address, known or not.
    pub fn link(house: &House, folded_email: &str) -> Result<Self> {
        Self::named(house, "limit-link", folded_email, for_link())
    }

    /// The bucket of a network address. An IPv6 host owns its whole /64, so that is what is counted.
    pub fn address(house: &House, address: IpAddr) -> Result<Self> {
        let network = match address.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        };
        Self::named(house, "limit-address", &network, for_address())
    }

    fn named(house: &House, purpose: &str, text: &str, policy: Policy) -> Result<Self> {
        let name = HEXLOWER.encode(&secrets::fingerprint(house, purpose, text)?);
        Ok(Self { name, policy })
    }
}

/// Whether an attempt may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// It is counted and may go on.
    GoOn,
    /// It must wait; nothing was counted.
    Wait(TimeDelta),
}

#[derive(FromQueryResult)]
struct Row {
    attempts: i64,
    last_at: i64,
    free_at: i64,
}

impl Row {
    fn counter(&self) -> Counter {
        Counter {
            attempts: self.attempts,
            last_at: time::from_stored(self.last_at),
            free_at: time::from_stored(self.free_at),
        }
    }
}

/// Counts an attempt in all `buckets`, or in none if one of them says to wait.
pub(crate) async fn take(tx: &Tx, buckets: &[&Bucket], now: Moment) -> Result<Attempt> {
    // Always in the same order, so that two nodes cannot hold a lock each and wait for the other's.
    let mut ordered = buckets.to_vec();
    ordered.sort_by(|left, right| left.name.cmp(&right.name));
    let mut counters = Vec::with_capacity(ordered.len());
    let mut longest: Option<TimeDelta> = None;
    for bucket in ordered {
        match bucket.policy.attempt(read(tx, bucket).await?, now) {
            Ok(counter) => counters.push((bucket, counter)),
            Err(wait) => longest = longest.max(Some(wait)),
        }
    }
    if let Some(wait) = longest {
        return Ok(Attempt::Wait(wait));
    }
    for (bucket, counter) in counters {
        write(tx, bucket, counter).await?;
    }
    Ok(Attempt::GoOn)
}

/// How a bucket is relieved after an honest attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relief {
    /// Everything is forgotten.
    Clear,
    /// This one attempt is.
    GiveBack,
}

/// Relieves several buckets, in the order in which [`take`] takes them: two logins of one person at the same moment must
/// not hold one bucket each and wait for the other's.
pub(crate) async fn relieve(tx: &Tx, mut buckets: Vec<(Bucket, Relief)>) -> Result<()> {
    buckets.sort_by(|(left, _), (right, _)| left.name.cmp(&right.name));
    for (bucket, relief) in buckets {
        match relief {
            Relief::Clear => drop(clear(tx, &bucket).await?),
            Relief::GiveBack => give_back(tx, &bucket).await?,
        }
    }
    Ok(())
}

/// Takes back one attempt: it was an honest one. Others from the same address stay counted.
pub(crate) async fn give_back(tx: &Tx, bucket: &Bucket) -> Result<()> {
    match read(tx, bucket).await? {
        Some(counter) => write(tx, bucket, bucket.policy.give_back(counter)).await,
        None => Ok(()),
    }
}

/// Forgets a bucket: the account's owner is here, or the admin unlocked it.
pub(crate) async fn clear(tx: &Tx, bucket: &Bucket) -> Result<bool> {
    let gone = tx.run("DELETE FROM rate_limit WHERE bucket = $1", values![bucket.name.clone()]).await?;
    Ok(gone > 0)
}

/// The buckets that make somebody wait now, with the end of each wait.
pub(crate) async fn waiting(db: &impl Sql, now: Moment) -> Result<Vec<(String, Moment)>> {
    #[derive(FromQueryResult)]
    struct Waiting {
        bucket: String,
        free_at: i64,
    }
    // A wait beyond the longest holds nobody up; see the rules.
    let sql = "SELECT bucket, free_at FROM rate_limit WHERE free_at > $1 AND free_at <= $2";
    let longest = now + for_account().longest.max(for_address().longest);
    let rows: Vec<Waiting> = db.all(sql, values![time::to_stored(now), time::to_stored(longest)]).await?;
    Ok(rows.into_iter().map(|row| (row.bucket, time::from_stored(row.free_at))).collect())
}

/// Removes counters that are forgotten anyway, and gives their number. For a scheduled job.
///
/// # Errors
/// [`kernel::Fault::Broken`] with the database's words.
pub async fn sweep(house: &House) -> Result<u64> {
    let oldest = house.now() - for_account().forgotten_after.max(for_address().forgotten_after);
    let tx = house.db().begin().await?;
    let gone = tx.run("DELETE FROM rate_limit WHERE last_at < $1", values![time::to_stored(oldest)]).await?;
    tx.commit().await?;
    Ok(gone)
}

async fn read(tx: &Tx, bucket: &Bucket) -> Result<Option<Counter>> {
    // The row is made first, so that there is something to lock: two first attempts at once count as two.
    tx.run(
        "INSERT INTO rate_limit (bucket, attempts, last_at, free_at) VALUES ($1, 0, 0, 0)
         ON CONFLICT (bucket) DO NOTHING",
        values![bucket.name.clone()],
    )
    .await?;
    let sql =
        format!("SELECT attempts, last_at, free_at FROM rate_limit WHERE bucket = $1{}", tx.for_update());
    let row: Option<Row> = tx.one(&sql, values![bucket.name.clone()]).await?;
    Ok(row.filter(|row| row.attempts > 0).map(|row| row.counter()))
}

async fn write(tx: &Tx, bucket: &Bucket, counter: Counter) -> Result<()> {
    tx.run(
        "UPDATE rate_limit SET attempts = $1, last_at = $2, free_at = $3 WHERE bucket = $4",
        values![
            counter.attempts,
            time::to_stored(counter.last_at),
            time::to_stored(counter.free_at),
            bucket.name.clone()
        ],
    )
    .await?;
    Ok(())
}
