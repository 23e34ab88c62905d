//! The same act on many assets: `/assets/selection/…`. The chosen rows come as `id`s, or as `all` under the filter.

use axum::Form;
use axum::extract::Query;
use http::StatusCode;
use kernel::{AssetId, Fault, Result, Text};
use ledger::assets::{Values, ops};

use super::bulk_view::{self, BulkPage, Purpose};
use super::forms::{self, Sent};
use super::query::Asked;
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::frame::Room;
use crate::ui::{Address, FieldError};
use platform::locale::t;

type Pairs = Query<Vec<(String, String)>>;

/// The form for changing fields.
pub async fn edit(visit: Visit, query: Pairs, Form(sent): Form<Sent>) -> Answer {
    form(&visit, query.0, &sent, Purpose::Edit, StatusCode::OK, &[]).await
}

/// The form for handing out.
pub async fn assignment(visit: Visit, query: Pairs, Form(sent): Form<Sent>) -> Answer {
    form(&visit, query.0, &sent, Purpose::Assign, StatusCode::OK, &[]).await
}

/// The form for disposing of.
pub async fn disposal(visit: Visit, query: Pairs, Form(sent): Form<Sent>) -> Answer {
    form(&visit, query.0, &sent, Purpose::Dispose, StatusCode::OK, &[]).await
}

/// Changes the chosen fields of all.
pub async fn change(visit: Visit, query: Pairs, Form(sent): Form<Sent>) -> Answer {
    let purpose = Purpose::parse(forms::value(&sent, "do.purpose"));
    let asked = Asked::read("/assets", query.0.clone(), visit.cx.today());
    let ids = chosen(&visit, &asked, &sent).await?;
    let values = wanted(&sent);
    let list = asked.here.without("page").to_string();
    if values.is_empty() {
        let errors = [FieldError::new("", t(visit.lang, "assets.bulk.nothing_filled"))];
        return form(&visit, query.0, &sent, purpose, StatusCode::UNPROCESSABLE_ENTITY, &errors).await;
    }
    match ops::bulk_change(&visit.cx, &ids, &values).await {
        Ok((count, set)) => {
            let notice = Notice::good(Text::new("assets.bulk.done").with("count", count));
            let notice = match set {
                Some(set) => notice.undo(format!("/assets/changes/{set}/undoing"), "assets.undo"),
                None => notice,
            };
            Ok(redirect_with(&list, &notice))
        }
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            form(&visit, query.0, &sent, purpose, StatusCode::UNPROCESSABLE_ENTITY, &errors).await
        }
    }
}

/// Deletes all that are chosen; the message carries the way back.
pub async fn delete(visit: Visit, query: Pairs, Form(sent): Form<Sent>) -> Answer {
    let asked = Asked::read("/assets", query.0, visit.cx.today());
    let list = asked.here.without("page").to_string();
    let ids = chosen(&visit, &asked, &sent).await?;
    if ids.is_empty() {
        return Ok(redirect_with(&list, &Notice::problem(Text::new("assets.bulk.none"))));
    }
    let set = ops::delete(&visit.cx, &ids).await?;
    let notice = Notice::good(Text::new("assets.bulk.deleted").with("count", ids.len()));
    Ok(redirect_with(&list, &notice.undo(format!("/assets/changes/{set}/undoing"), "assets.undo")))
}

/// Brings deleted ones back.
pub async fn restore(visit: Visit, query: Pairs, Form(sent): Form<Sent>) -> Answer {
    let asked = Asked::read("/assets", query.0, visit.cx.today());
    let ids = chosen(&visit, &asked, &sent).await?;
    let notice = match ops::restore(&visit.cx, &ids).await {
        Ok(_) => Notice::good(Text::new("assets.bulk.restored").with("count", ids.len())),
        Err(Fault::Conflict(text)) => Notice::problem(text),
        Err(fault) => return Err(fault.into()),
    };
    Ok(redirect_with("/assets", &notice))
}

/// The rows that were ticked, or everything under the filter.
async fn chosen(visit: &Visit, asked: &Asked, sent: &Sent) -> Result<Vec<AssetId>> {
    if !forms::value(sent, "all").is_empty() {
        return ops::ids(&visit.cx, &asked.filter).await;
    }
    let ids = sent.iter().filter(|(name, _)| name == "id");
    Ok(ids.filter_map(|(_, id)| id.parse().ok().map(AssetId)).collect())
}

/// What was filled in, and what is to be emptied; a field left blank stays as it is.
fn wanted(sent: &Sent) -> Values {
    let emptied = |name: &str| !forms::value(sent, &format!("do.{name}")).is_empty();
    forms::typed(sent).into_iter().filter(|(name, value)| !value.is_empty() || emptied(name)).collect()
}

async fn form(
    visit: &Visit,
    query: Vec<(String, String)>,
    sent: &Sent,
    purpose: Purpose,
    status: StatusCode,
    errors: &[FieldError],
) -> Answer {
    let asked = Asked::read("/assets", query, visit.cx.today());
    let all = !forms::value(sent, "all").is_empty();
    let ids = chosen(visit, &asked, sent).await?;
    let list = asked.here.without("page");
    if ids.is_empty() {
        return Ok(redirect_with(&list.to_string(), &Notice::problem(Text::new("assets.bulk.none"))));
    }
    let page = BulkPage {
        lang: visit.lang,
        today: visit.cx.today(),
        purpose,
        count: ids.len(),
        ids: if all { &[] } else { &ids },
        action: Address::of("/assets/selection/change", list.query().to_vec()).to_string(),
        list: list.to_string(),
        sent,
        offers: forms::offers(&visit.cx).await?,
        errors,
    };
    let title = t(visit.lang, purpose.title_key());
    Ok(visit.show_as(status, &title, Some(Room::Ledger), &bulk_view::page(&page)))
}
