//! The list, its count and its facets.

use std::collections::HashMap;
use std::hash::Hash;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use kernel::{AssetId, PlaceId, Result, Right};
use platform::{Cx, journal};

use crate::assets::filter::{Facets, Filter, Listing, Missing, Page, Sort};
use crate::assets::store::list as store;
use crate::places::{self, Place};

/// A page of the list, with the true count.
pub async fn list(cx: &Cx, filter: &Filter, sort: Sort, page: Page) -> Result<Listing> {
    cx.may(Right::ReadLedger)?;
    let condition = condition(cx, filter).await?;
    let total = remembered(cx, filter, &COUNTS, || store::count(cx.db(), &condition)).await?;
    let rows = store::rows(cx.db(), &condition, total, sort, page).await?;
    Ok(Listing { rows, total })
}

/// The ids of everything under a filter, for 「すべて選ぶ」.
pub async fn ids(cx: &Cx, filter: &Filter) -> Result<Vec<AssetId>> {
    cx.may(Right::ReadLedger)?;
    store::ids(cx.db(), &condition(cx, filter).await?).await
}

/// How many of each kind, status, department and place there are under a filter.
pub async fn facets(cx: &Cx, filter: &Filter) -> Result<Facets> {
    cx.may(Right::ReadLedger)?;
    let condition = condition(cx, filter).await?;
    remembered(cx, filter, &FACETS, || store::facets(cx.db(), &condition)).await
}

/// What is not written down, and of how many things; the gap that hurts most first.
pub async fn gaps(cx: &Cx) -> Result<Vec<(Missing, i64)>> {
    cx.may(Right::ReadLedger)?;
    remembered(cx, &Filter::default(), &GAPS, || store::gaps(cx.db())).await
}

async fn condition(cx: &Cx, filter: &Filter) -> Result<store::Condition> {
    let places = match filter.place {
        Some(place) => with_inside(&places::all(cx.db()).await?, place),
        None => Vec::new(),
    };
    Ok(store::condition(cx.db().is_postgres(), filter, &places))
}

/// A place and everything inside it.
fn with_inside(all: &[Place], place: PlaceId) -> Vec<PlaceId> {
    let mut found = vec![place];
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        let inside = all.iter().filter(|one| one.parent == Some(parent) && !found.contains(&one.id));
        let inside: Vec<PlaceId> = inside.map(|one| one.id).collect();
        found.extend(inside);
        at += 1;
    }
    found
}

/// Counting 100,000 rows takes some ten milliseconds, so counts are remembered until the journal goes on: every change
/// of the ledger writes there in its own transaction, in a gap-free order over all nodes. What is remembered is
/// therefore never older than the journal's head that was read before counting.
type Remembered<T> = OnceLock<Mutex<HashMap<(PathBuf, Filter), (i64, T)>>>;

static COUNTS: Remembered<i64> = OnceLock::new();
static FACETS: Remembered<Facets> = OnceLock::new();
static GAPS: Remembered<Vec<(Missing, i64)>> = OnceLock::new();

/// How many answers are remembered before all are forgotten.
const MOST: usize = 500;

async fn remembered<T: Clone, F: Future<Output = Result<T>>>(
    cx: &Cx,
    filter: &Filter,
    memory: &'static Remembered<T>,
    ask: impl FnOnce() -> F,
) -> Result<T> {
    let head = journal::head(cx.db()).await?.seq;
    let key = (cx.house.data().to_owned(), filter.clone());
    let memory = memory.get_or_init(Mutex::default);
    if let Some((at, known)) = memory.lock().unwrap_or_else(PoisonError::into_inner).get(&key)
        && *at == head
    {
        return Ok(known.clone());
    }
    let answer = ask().await?;
    remember(memory, key, (head, answer.clone()));
    Ok(answer)
}

fn remember<K: Eq + Hash, V>(memory: &Mutex<HashMap<K, V>>, key: K, value: V) {
    let mut memory = memory.lock().unwrap_or_else(PoisonError::into_inner);
    if memory.len() >= MOST {
        memory.clear();
    }
    memory.insert(key, value);
}
