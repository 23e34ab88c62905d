//! The ledger as a file: `/api/v1/export`.

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use ledger::assets::{Filter, Sort};
use ledger::export::ExportFormat;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::assets::list::words;
use crate::assets::shapes::AssetStatus;
use crate::extract::Query;
use crate::guard::Caller;
use crate::problem::Answer;

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(export))
}

/// Which file, of which assets.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// Which file; xlsx if not given.
    #[param(inline)]
    format: Option<FileFormat>,
    /// Words that must all occur somewhere.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Status.
    #[param(inline)]
    status: Option<AssetStatus>,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// Excel.
    Xlsx,
    /// CSV in UTF-8.
    Csv,
    /// CSV in the encoding of Japanese Windows.
    CsvCp932,
}

/// Get the ledger as a file that can be imported again without a difference; headings in the caller's language.
#[utoipa::path(
    get, path = "/api/v1/export", operation_id = "export", tag = "imports",
    params(ExportQuery),
    responses((status = 200, description = "The file.", content(
        (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (String = "text/csv"),
    )))
)]
pub(crate) async fn export(Caller(cx): Caller, Query(query): Query<ExportQuery>) -> Answer<Response> {
    const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let (format, media, name) = match query.format.unwrap_or(FileFormat::Xlsx) {
        FileFormat::Xlsx => (ExportFormat::Xlsx, EXCEL, "attachment; filename=\"assets.xlsx\""),
        FileFormat::Csv => {
            (ExportFormat::CsvUtf8, "text/csv; charset=utf-8", "attachment; filename=\"assets.csv\"")
        }
        FileFormat::CsvCp932 => {
            (ExportFormat::CsvCp932, "text/csv; charset=windows-31j", "attachment; filename=\"assets.csv\"")
        }
    };
    let filter = Filter {
        text: words("q", query.q)?,
        statuses: query.status.map(|status| status.0).into_iter().collect(),
        ..Filter::default()
    };
    let file = ledger::export::ops::export(&cx, &filter, Sort::default(), format, cx.lang).await?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(media)),
        (CONTENT_DISPOSITION, HeaderValue::from_static(name)),
    ];
    Ok((headers, file.bytes).into_response())
}
