//! Handing out, taking back, disposing of.

use kernel::{AssetId, Day, PersonId, Result, Right};
use platform::Cx;

use super::change::edit;
use crate::assets::fields::Values;
use crate::assets::model::{Done, Status};

fn values(pairs: &[(&str, String)]) -> Values {
    pairs.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect()
}

/// Hands a thing to a person (from today if `on` is none). It is in use then.
pub async fn assign(cx: &Cx, id: AssetId, person: PersonId, on: Option<Day>) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    let department = crate::people::ops::see(&reading(cx), person).await?.department_name;
    let done = edit(cx, id, None, ("assign", "asset.assigned"), |_| {
        let mut wanted =
            values(&[("person", person.to_string()), ("status", Status::InUse.word().to_owned())]);
        if !department.is_empty() {
            wanted.insert("dept".to_owned(), department);
        }
        wanted
    });
    date(cx, done.await?, on).await
}

/// Takes a thing back into stock (or another status).
pub async fn take_back(cx: &Cx, id: AssetId, to: Status, on: Option<Day>) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    let done = edit(cx, id, None, ("take_back", "asset.taken_back"), |_| {
        values(&[("person", String::new()), ("user", String::new()), ("status", to.word().to_owned())])
    });
    date(cx, done.await?, on).await
}

/// Marks a thing to be disposed of (`on` may be the planned day).
pub async fn retire(cx: &Cx, id: AssetId, on: Option<Day>) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    edit(cx, id, None, ("retire", "asset.retired"), |_| {
        let mut wanted = values(&[("status", Status::ToDispose.word().to_owned())]);
        if let Some(on) = on {
            wanted.insert("disposed".to_owned(), on.to_string());
        }
        wanted
    })
    .await
}

/// Records the disposal, with the way its data were erased.
pub async fn dispose(cx: &Cx, id: AssetId, on: Option<Day>, erase_method: &str) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    let day = on.unwrap_or_else(|| cx.today()).to_string();
    edit(cx, id, None, ("dispose", "asset.disposed"), |_| {
        let mut wanted = values(&[
            ("status", Status::Disposed.word().to_owned()),
            ("disposed", day),
            ("person", String::new()),
            ("user", String::new()),
        ]);
        if !erase_method.trim().is_empty() {
            wanted.insert("erase_method".to_owned(), erase_method.to_owned());
        }
        wanted
    })
    .await
}

/// Who may change the ledger may also look people up while doing so, whatever the scopes of a token.
fn reading(cx: &Cx) -> Cx {
    cx.house.acting(kernel::Actor::System, cx.lang)
}

/// Puts the real day on a hand-over that was not today.
async fn date(cx: &Cx, done: Done, on: Option<Day>) -> Result<Done> {
    if let (Some(on), Some(set)) = (on.filter(|on| *on != cx.today()), done.set) {
        let tx = cx.begin().await?;
        crate::assets::store::history::date(&tx, set, on).await?;
        tx.commit().await?;
    }
    Ok(done)
}
