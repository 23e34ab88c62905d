//! Attachments by their random address: `/files/{public_id}`.
//!
//! Only pictures and PDF are shown by the browser; everything else is saved, so nothing of an upload ever runs here.

use axum::extract::Path;
use axum::response::IntoResponse;
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use kernel::Fault;
use ledger::assets::attachments;
use platform::files;
use tokio::io::AsyncReadExt;

use crate::door::{Access, Answer, Routes, Visit};

/// The address.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/files/{public_id}", Access::SignedIn, download)
}

/// The file, to whoever may read the thing it is at.
async fn download(visit: Visit, Path(public_id): Path<String>) -> Answer {
    let file = attachments::open(&visit.cx, &public_id).await?;
    let mut content = files::content(visit.house(), &file).await?;
    let mut bytes = Vec::with_capacity(usize::try_from(file.size).unwrap_or(0));
    content.read_to_end(&mut bytes).await.map_err(Fault::broken)?;
    let inline = file.media.is_inline();
    let kind = if inline { file.media.word() } else { "application/octet-stream" };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let value = |text: &str| HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("attachment"));
    headers.insert(CONTENT_TYPE, value(kind));
    headers.insert(CONTENT_DISPOSITION, value(&files::disposition(file.name.as_str(), inline)));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(file.size));
    // A PDF brings its own viewer; a script in it must not reach this site.
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; img-src 'self'; sandbox"),
    );
    Ok(response)
}
