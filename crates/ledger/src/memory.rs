//! What takes long to count, remembered until the ledger changes.

use std::collections::HashMap;
use std::hash::Hash;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use kernel::Result;
use platform::{Cx, journal};

/// How many answers are remembered before all are forgotten.
const MOST: usize = 500;

/// Answers by question, each good until the journal goes on: every change of the ledger writes there in its own
/// transaction, in a gap-free order over all nodes. What is remembered is therefore never older than the journal's head
/// that was read before asking.
pub(crate) struct Memory<K, T>(OnceLock<Mutex<Answers<K, T>>>);

/// By data folder (a process may serve several houses in tests) and question: the journal's head, and the answer.
type Answers<K, T> = HashMap<(PathBuf, K), (i64, T)>;

impl<K: Clone + Eq + Hash, T: Clone> Memory<K, T> {
    /// Nothing yet.
    pub(crate) const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The remembered answer, or the one that `ask` gives.
    pub(crate) async fn recall<F: Future<Output = Result<T>>>(
        &self,
        cx: &Cx,
        question: &K,
        ask: impl FnOnce() -> F,
    ) -> Result<T> {
        let head = journal::head(cx.db()).await?.seq;
        let key = (cx.house.data().to_owned(), question.clone());
        let answers = self.0.get_or_init(Mutex::default);
        if let Some((at, known)) = answers.lock().unwrap_or_else(PoisonError::into_inner).get(&key)
            && *at == head
        {
            return Ok(known.clone());
        }
        let answer = ask().await?;
        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(key, (head, answer.clone()));
        Ok(answer)
    }
}
