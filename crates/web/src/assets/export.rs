//! The list as a file: `/assets/export.xlsx`, `/assets/export.csv`.

use axum::extract::Query;
use axum::response::Response;
use ledger::export::ops::export;
use ledger::export::{ExportFormat, Exported};

use super::query::Asked;
use crate::door::download::XLSX;
use crate::door::{Answer, Visit, download};

/// Excel.
pub async fn xlsx(visit: Visit, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let file = write(&visit, query, ExportFormat::Xlsx).await?;
    Ok(named(&visit, file, XLSX, "xlsx"))
}

/// CSV, in UTF-8 or as Japanese Windows writes it.
pub async fn csv(visit: Visit, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let cp932 = query.iter().any(|(name, value)| name == "encoding" && value == "cp932");
    let (format, kind) = if cp932 {
        (ExportFormat::CsvCp932, "text/csv; charset=Shift_JIS")
    } else {
        (ExportFormat::CsvUtf8, "text/csv; charset=utf-8")
    };
    let file = write(&visit, query, format).await?;
    Ok(named(&visit, file, kind, "csv"))
}

async fn write(
    visit: &Visit,
    query: Vec<(String, String)>,
    format: ExportFormat,
) -> kernel::Result<Exported> {
    let asked = Asked::read("/assets", query, visit.cx.today());
    export(&visit.cx, &asked.filter, asked.sort, format, visit.lang).await
}

fn named(visit: &Visit, file: Exported, kind: &'static str, ending: &str) -> Response {
    let day = visit.cx.today().format("%Y%m%d");
    let name = format!("{}_{day}.{ending}", platform::locale::t(visit.lang, "assets.export.file_name"));
    download(&name, kind, file.bytes)
}
