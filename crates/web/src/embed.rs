//! Scripts, styles and pictures that are built from `front/` and live inside the binary.
//!
//! A file is served as `/static/<name>.<hash>.<ext>`: the name changes with the content, so a browser may keep it for
//! ever and never shows an old one.

/// One built file.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its name in the source: `app.css`.
    pub name: &'static str,
    /// Its name in addresses: `app.1a2b3c4d5e6f.css`.
    pub file: &'static str,
    /// Its address: `/static/app.1a2b3c4d5e6f.css`.
    pub url: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// The bytes as they are.
    pub bytes: &'static [u8],
    /// The bytes after gzip.
    pub gzip: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// How long a browser may keep a built file.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// Every built file.
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// The address of a built file by its source name. An unknown name leads nowhere, and a test finds it.
pub fn url(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("/static/missing", |asset| asset.url)
}

/// The file behind `/static/<file>`.
pub fn find(file: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.file == file)
}

/// What `GET /static/<file>` answers: status, headers, bytes. `accept_encoding` is the request's header.
pub fn respond(file: &str, accept_encoding: Option<&str>) -> http::Response<&'static [u8]> {
    let Some(asset) = find(file) else {
        let mut missing = http::Response::new(&b""[..]);
        *missing.status_mut() = http::StatusCode::NOT_FOUND;
        return missing;
    };
    let packed = accept_encoding.is_some_and(accepts_gzip);
    let mut response = http::Response::new(if packed { asset.gzip } else { asset.bytes });
    let headers = response.headers_mut();
    headers.insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static(asset.media_type));
    headers.insert(http::header::CACHE_CONTROL, http::HeaderValue::from_static(CACHE_CONTROL));
    headers.insert(http::header::VARY, http::HeaderValue::from_static("Accept-Encoding"));
    if packed {
        headers.insert(http::header::CONTENT_ENCODING, http::HeaderValue::from_static("gzip"));
    }
    response
}

/// Whether the header takes gzip (`gzip`, `gzip;q=0.5`, not `gzip;q=0`).
fn accepts_gzip(header: &str) -> bool {
    header.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        let named = words.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let refused =
            words.filter_map(|word| word.strip_prefix("q=")?.parse::<f32>().ok()).any(|weight| weight <= 0.0);
        named && !refused
    })
}

/// The URL of the built files; they are the same for everybody, also before anybody exists.
pub fn routes(routes: crate::door::Routes) -> crate::door::Routes {
    routes.get("/static/{file}", crate::door::Access::Open, serve)
}

async fn serve(
    axum::extract::Path(file): axum::extract::Path<String>,
    headers: http::HeaderMap,
) -> http::Response<axum::body::Body> {
    let accepted = headers.get(http::header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    respond(&file, accepted).map(axum::body::Body::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_file_is_found_under_its_hashed_name() {
        for name in ["app.js", "app.css", "charm.svg"] {
            let file = url(name).strip_prefix("/static/").unwrap();
            let response = respond(file, None);
            assert_eq!(response.status(), 200, "{name}");
            assert!(!response.body().is_empty(), "{name}");
            assert_eq!(response.headers()["cache-control"], CACHE_CONTROL);
            assert!(response.headers().get("content-encoding").is_none());
        }
        assert_eq!(respond("app.js", None).status(), 404, "without a hash there is nothing");
    }

    #[test]
    fn gzip_goes_only_to_those_who_take_it() {
        let file = url("app.css").strip_prefix("/static/").unwrap();
        assert_eq!(respond(file, Some("br, gzip")).headers()["content-encoding"], "gzip");
        assert!(respond(file, Some("gzip;q=0")).headers().get("content-encoding").is_none());
        assert!(respond(file, Some("gzip;q=0.000")).headers().get("content-encoding").is_none());
        assert!(respond(file, Some("br")).headers().get("content-encoding").is_none());
    }
}
