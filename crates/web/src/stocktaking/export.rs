//! The result as a workbook: `/stocktakings/{id}/export.xlsx`.

use axum::extract::Path;
use kernel::StocktakingId;
use ledger::stocktaking::{lists, report};

use crate::assets::account_names;
use crate::door::download::XLSX;
use crate::door::{Answer, Visit, download};

/// Excel.
pub async fn xlsx(visit: Visit, Path(id): Path<i64>) -> Answer {
    let id = StocktakingId(id);
    let of = lists::see(&visit.cx, id).await?;
    let people = account_names(&visit).await?;
    let bytes = report::export(&visit.cx, id, &people, visit.lang).await?;
    let name = format!("{}_{}.xlsx", of.name, of.on.format("%Y%m%d"));
    Ok(download(&name, XLSX, bytes))
}
