//! A file that leaves the house to be kept, not shown.

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

/// Excel's own media type.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// That of paper.
pub const PDF: &str = "application/pdf";

/// The bytes as a file called `name`, of the media type `kind`.
pub fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let headers =
        [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, platform::files::disposition(name, false))];
    (headers, bytes).into_response()
}
