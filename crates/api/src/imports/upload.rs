//! The file of an import as it arrives: as the body itself, or as the part `file` of a form.

use axum::extract::{FromRequest as _, Multipart, Request};
use http::{HeaderMap, StatusCode};
use kernel::Text;

use crate::extract::{bytes, media_type, too_large};
use crate::problem::{Answer, Refusal};

/// The largest body that is looked at; the settings name the largest file within it.
pub(super) const LARGEST_BODY: usize = 128 * 1024 * 1024;
/// The header that names a file sent as it is.
const NAME: &str = "x-file-name";
/// How long it may be.
const LONGEST_NAME: usize = 1_000;

/// The file's name and bytes; `limit` is what the settings allow.
pub(super) async fn received(request: Request, limit: u64) -> Answer<(String, Vec<u8>)> {
    let limit = usize::try_from(limit).unwrap_or(LARGEST_BODY).min(LARGEST_BODY);
    let kind = media_type(request.headers());
    // Strict even where the form names its file itself: a header that cannot be read is not passed over.
    let name = file_name(request.headers())?;
    match kind.as_str() {
        "multipart/form-data" => part(request, limit).await,
        // A form in any other dress, or JSON, is no file.
        "application/json" | "application/x-www-form-urlencoded" => {
            Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE))
        }
        _ => Ok((name, bytes(request, limit).await?.to_vec())),
    }
}

async fn part(request: Request, limit: usize) -> Answer<(String, Vec<u8>)> {
    let unreadable = || Refusal::new(StatusCode::BAD_REQUEST).saying(Text::new("api.fault.form"));
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
    while let Some(mut part) = parts.next_field().await.map_err(|_| unreadable())? {
        if part.name() != Some("file") {
            continue;
        }
        let name = tidy(part.file_name().unwrap_or_default());
        let mut bytes = Vec::new();
        while let Some(piece) = part.chunk().await.map_err(|_| unreadable())? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > limit {
                return Err(too_large(limit));
            }
        }
        return Ok((name, bytes));
    }
    Err(Refusal::field(StatusCode::UNPROCESSABLE_ENTITY, "file", Text::new("api.fault.no_file")))
}

fn file_name(headers: &HeaderMap) -> Answer<String> {
    let wrong = || Refusal::field(StatusCode::BAD_REQUEST, "X-File-Name", Text::new("api.fault.file_name"));
    let Some(given) = headers.get(NAME) else { return Ok(tidy("")) };
    let is_spelled = given.len() <= LONGEST_NAME && given.as_bytes().iter().all(u8::is_ascii_graphic);
    let given = given.to_str().ok().filter(|_| is_spelled).ok_or_else(wrong)?;
    Ok(tidy(&decoded(given).ok_or_else(wrong)?))
}

/// Percent-decodes; `None` if what comes out is no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let spelled = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| *first == b'%');
        bytes.push(spelled.unwrap_or(*first));
        rest = if spelled.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).ok()
}

/// The last part of a path, without characters that are none.
fn tidy(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|letter| !letter.is_control()).take(200).collect();
    if plain.trim().is_empty() { "upload".to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_arrive_as_they_were() {
        assert_eq!(decoded("%E5%8F%B0%E5%B8%B3.xlsx").as_deref(), Some("台帳.xlsx"));
        assert_eq!(decoded("100%.csv").as_deref(), Some("100%.csv"));
        assert_eq!(decoded("%FF"), None);
        assert_eq!(tidy("C:\\temp\\a\u{0}.csv"), "a.csv");
        assert_eq!(tidy("../"), "upload");
    }
}
