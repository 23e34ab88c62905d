//! Looking at lists.

use kernel::{Fault, MoveId, PersonId, Result, Right};
use platform::Cx;

use super::gather;
use crate::assets::Page;
use crate::moves::model::{Filter, Kind, Listed, Move, Sheet, State};
use crate::moves::store;

/// A list with everything that stands in it now.
pub async fn see(cx: &Cx, id: MoveId) -> Result<Sheet> {
    cx.may(Right::ReadLedger)?;
    let list = store::find(cx.db(), id).await?.ok_or(Fault::NotFound)?;
    gather::sheet(cx.db(), list).await
}

/// A page of lists and how many there are: open ones by their day, past ones newest first.
pub async fn list(cx: &Cx, filter: &Filter, page: Page) -> Result<(Vec<Listed>, i64)> {
    cx.may(Right::ReadLedger)?;
    let (found, total) = store::list(cx.db(), filter, page.part(200)).await?;
    let mut listed = Vec::with_capacity(found.len());
    for (list, person_name) in found {
        // What was closed has nothing to be done; its lines need not be asked for.
        let (lines, open) = match list.state {
            State::Open => {
                let sheet = gather::sheet(cx.db(), list.clone()).await?;
                (sheet.lines.len(), sheet.open())
            }
            State::Closed | State::Cancelled => (0, 0),
        };
        listed.push(Listed { list, person_name, lines, open });
    }
    Ok((listed, total))
}

/// The open lists of a person.
pub async fn open_of(cx: &Cx, person: PersonId) -> Result<Vec<Move>> {
    cx.may(Right::ReadLedger)?;
    let filter = Filter { person: Some(person), ..Filter::default() };
    let (found, _) = store::list(cx.db(), &filter, (20, 0)).await?;
    Ok(found.into_iter().map(|(list, _)| list).collect())
}

/// What these lists are about and whose they are, for pages that only want to name them.
pub async fn names(cx: &Cx, ids: &[MoveId]) -> Result<Vec<(MoveId, Kind, String)>> {
    cx.may(Right::ReadLedger)?;
    let named = store::persons(cx.db(), ids).await?;
    Ok(named.into_iter().filter_map(|(id, kind, name)| Some((id, Kind::parse(&kind)?, name))).collect())
}
