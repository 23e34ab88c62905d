//! Acts by form: taking back, moving, remarking, explaining, closing, giving up, opening again.

use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use kernel::{AssetId, Fault, Result, StocktakingId, Text};
use ledger::stocktaking::{Condition, Event, Explanation, ops};

use crate::assets::forms::{Sent, value};
use crate::door::{Answer, Notice, Visit, redirect_with};

/// Takes a reading back.
pub async fn undo(visit: Visit, Path((id, scan)): Path<(i64, String)>, Form(sent): Form<Sent>) -> Answer {
    one(&visit, id, &sent, Event::Undo { scan }, "stocktaking.undone").await
}

/// 「ここに移す」
pub async fn move_here(
    visit: Visit,
    Path((id, scan)): Path<(i64, String)>,
    Form(sent): Form<Sent>,
) -> Answer {
    one(&visit, id, &sent, Event::Move { scan }, "stocktaking.moved").await
}

/// How the thing looks.
pub async fn remark(visit: Visit, Path((id, scan)): Path<(i64, String)>, Form(sent): Form<Sent>) -> Answer {
    let condition = Condition::parse(value(&sent, "condition"));
    let note = value(&sent, "note").to_owned();
    one(&visit, id, &sent, Event::Remark { scan, condition, note }, "stocktaking.kept").await
}

async fn one(visit: &Visit, id: i64, sent: &Sent, event: Event, done: &'static str) -> Answer {
    let answers = ops::take(&visit.cx, StocktakingId(id), &[event]).await?;
    let answer = answers.into_iter().next().ok_or(Fault::NotFound)?;
    if let Some(text) = answer.refused {
        return Ok(redirect_with(&back(sent, id), &Notice::problem(text)));
    }
    let notice = Notice::good(Text::new(done));
    let set =
        answer.now.and_then(|scan| scan.moved_in).filter(|set| set.0 > 0 && done == "stocktaking.moved");
    let notice = match set {
        Some(set) => notice.undo(format!("/assets/changes/{set}/undoing"), "assets.undo"),
        None => notice,
    };
    Ok(redirect_with(&back(sent, id), &notice))
}

/// Writes why things were not found.
pub async fn explain(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let chosen = sent.iter().filter(|(name, _)| name == "id").filter_map(|(_, id)| id.parse().ok());
    let chosen: Vec<AssetId> = chosen.map(AssetId).collect();
    let why = Explanation::parse(value(&sent, "why"));
    let done = ops::explain(&visit.cx, StocktakingId(id), &chosen, why, value(&sent, "note")).await;
    let done = done.map(|count| Text::new("stocktaking.explained").with("count", count));
    answer(&back(&sent, id), done)
}

/// Closes it.
pub async fn close(visit: Visit, Path(id): Path<i64>) -> Answer {
    let closed = ops::close(&visit.cx, StocktakingId(id)).await;
    let done = closed.map(|of| Text::new("stocktaking.closed").with("short", of.tally.short()));
    answer(&format!("/stocktakings/{id}"), done)
}

/// Gives it up.
pub async fn cancel(visit: Visit, Path(id): Path<i64>) -> Answer {
    let done = ops::cancel(&visit.cx, StocktakingId(id)).await;
    answer("/stocktakings", done.map(|()| Text::new("stocktaking.cancelled")))
}

/// Opens it again.
pub async fn reopen(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let done = ops::reopen(&visit.cx, StocktakingId(id), value(&sent, "reason")).await;
    answer(&format!("/stocktakings/{id}"), done.map(|()| Text::new("stocktaking.reopened")))
}

/// Back with what happened; what the state does not allow and what is missing is said there too.
fn answer(path: &str, done: Result<Text>) -> Answer<Response> {
    let notice = match done {
        Ok(text) => Notice::good(text),
        Err(Fault::Conflict(text)) => Notice::problem(text),
        Err(Fault::Invalid(faults)) => {
            let first = faults.into_iter().next().map(|fault| fault.text);
            Notice::problem(first.unwrap_or(Text::new("door.invalid.title")))
        }
        Err(fault) => return Err(fault.into()),
    };
    Ok(redirect_with(path, &notice))
}

/// Where the form stood, if that was a page of this stocktaking.
fn back(sent: &Sent, id: i64) -> String {
    let own = format!("/stocktakings/{id}");
    let asked = value(sent, "back");
    let rest = asked.strip_prefix(&own).filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    if rest.is_some() { asked.to_owned() } else { own }
}
