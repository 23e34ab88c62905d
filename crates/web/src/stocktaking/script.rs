//! What the counting page's script needs: its words, the shapes it draws, the camera, and the worker that shows the page
//! without a network.

use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue};
use kernel::Lang;
use maud::{Markup, html};
use platform::locale::t;

use super::count::{Parts, remark_form, row};
use super::rows::Around;
use crate::door::Answer;
use crate::embed;
use crate::ui::{Icon, Tone, chip, state};

/// Where the worker is: in the folder that it may answer for.
pub const WORKER: &str = "/stocktakings/worker.js";

/// The policy of every page, and WebAssembly: `ZXing` reads the camera's picture where the browser cannot. On this page
/// alone, and still without `eval`.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; media-src 'self' blob:; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

/// The worker's own policy: it may ask this server, nothing else.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";

/// Lets the page use the camera, which no other page may.
pub fn with_camera(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    let camera = HeaderValue::from_static("camera=(self), geolocation=(), microphone=()");
    headers.insert(HeaderName::from_static("permissions-policy"), camera);
    response
}

/// The worker, always asked for anew, so that an old one does not outlive an upgrade.
pub async fn worker() -> Answer {
    let script =
        embed::all().iter().find(|asset| asset.name == "worker.js").map_or(&b""[..], |asset| asset.bytes);
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
        (CONTENT_SECURITY_POLICY, WORKER_POLICY),
    ];
    Ok((headers, script).into_response())
}

/// The camera and the sound; shown only where there is a script.
pub fn tools(lang: Lang) -> Markup {
    html! {
        div.count-line data-count-script hidden {
            div.button-row data-count-camera-row {
                button type="button" class="button" data-count-camera aria-pressed="false" { (crate::ui::icon(Icon::Eye)) span { (t(lang, "stocktaking.camera")) } }
            }
            label.check { input type="checkbox" data-count-sound autocomplete="off"; span { (t(lang, "stocktaking.sound")) } }
        }
        p.quiet data-count-no-camera hidden { (t(lang, "stocktaking.no_camera")) }
        div #count-camera.count-camera hidden {
            video playsinline muted aria-label=(t(lang, "stocktaking.camera_picture")) {}
            p.quiet { (t(lang, "stocktaking.camera_hint")) }
        }
    }
}

/// What the script fills in.
pub fn templates(lang: Lang, it: &Around<'_>) -> Markup {
    let word = |key: &str| t(lang, &format!("stocktaking.script.{key}"));
    let parts = Parts {
        chip: chip(Tone::Quiet, ""),
        name: html! {},
        model: "",
        when: html! {},
        may_move: false,
        remark: remark_form(it, "SCAN", None, ""),
    };
    html! {
        template #count-row { (row(it, "SCAN", &parts)) }
        @for tone in [Tone::Good, Tone::Info, Tone::Soon, Tone::Now, Tone::Quiet] {
            template data-shape=(tone.class()) { (state::shape(tone)) }
        }
        template #count-words
            data-unsent=(word("unsent")) data-unsentcount=(word("unsent_count")) data-allsent=(word("all_sent"))
            data-offline=(word("offline")) data-login=(word("login")) data-loginverb=(word("login_verb"))
            data-refused=(word("refused")) data-others=(word("others")) data-full=(word("full"))
            data-listed=(word("listed")) data-unlisted=(word("unlisted")) data-again=(word("again"))
            data-waits=(word("waits")) data-camera=(word("camera"))
            data-progress=(t(lang, "stocktaking.progress")) {}
    }
}
