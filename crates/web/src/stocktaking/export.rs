//! The result as a workbook: `/stocktakings/{id}/export.xlsx`.

use axum::extract::Path;
use axum::response::IntoResponse;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use kernel::StocktakingId;
use ledger::stocktaking::{lists, report};

use crate::assets::account_names;
use crate::door::{Answer, Visit};

/// Excel.
pub async fn xlsx(visit: Visit, Path(id): Path<i64>) -> Answer {
    let id = StocktakingId(id);
    let of = lists::see(&visit.cx, id).await?;
    let people = account_names(&visit).await?;
    let bytes = report::export(&visit.cx, id, &people, visit.lang).await?;
    let name = format!("{}_{}.xlsx", of.name, of.on.format("%Y%m%d"));
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let headers =
        [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, platform::files::disposition(&name, false))];
    Ok((headers, bytes).into_response())
}
