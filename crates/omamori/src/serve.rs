//! Serving the pages and the API: open, start the workers, answer until told to stop, close cleanly.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{HeaderValue, STRICT_TRANSPORT_SECURITY};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::serve::ListenerExt as _;
use kernel::Fault;
use platform::House;
use platform::jobs::{Pace, Worker};
use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::cli::company::begin_sample;
use crate::cli::voice::{Outcome, Voice};
use crate::config::{Place, ServeOptions};
use crate::tls::{self, TlsListener, Way};
use crate::{log, opening, work};

/// Serves until the process is told to stop.
pub async fn serve(place: &Place, options: &ServeOptions, voice: Voice) -> Outcome {
    log::begin(options.log_json, "info,sqlx=error");
    // A core dump would hold whatever the process knew.
    drop(rlimit::setrlimit(rlimit::Resource::CORE, 0, 0));
    let house = opening::open(place, voice).await?;
    platform::secrets::prepare(&house).await.map_err(|fault| voice.fault(&fault))?;
    let listener = TcpListener::bind(options.listen).await.map_err(|error| {
        let (listen, detail) = (options.listen.to_string(), error.to_string());
        voice.complaint("cli.serve.port", &[("listen", &listen), ("detail", &detail)])
    })?;
    let address = listener.local_addr().unwrap_or(options.listen);
    let way = Way::of(options, address.ip())
        .map_err(|key| voice.complaint(key, &[("listen", &options.listen.to_string())]))?;
    let protection = tls::begin(&house, options, &way, voice).await?;
    let setup_code = announce(&house, options, &way, address, voice).await?;
    let reader = opening::reader(&house).await.map_err(|fault| voice.fault(&fault))?;
    let router = router(&house, reader.clone(), Served { options, is_tls: protection.is_some(), setup_code });

    let (stop, stopped) = watch::channel(());
    work::schedule(&house).await.map_err(|fault| voice.fault(&fault))?;
    let worker = Worker::new(house.clone(), work::handlers(reader.clone()), Pace::default());
    let working = tokio::spawn(worker.work(ended(stopped.clone())));
    tokio::spawn(async move {
        told_to_stop().await;
        tracing::info!("stopping");
        drop(stop);
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let served = match protection {
        None => axum::serve(listener, service).with_graceful_shutdown(ended(stopped)).await,
        Some(config) => {
            let listener =
                TlsListener::over(listener, config).map_err(|error| voice.fault(&Fault::broken(error)))?;
            // The framework gives a listener's address only through a tap.
            let listener = listener.tap_io(|_| {});
            axum::serve(listener, service).with_graceful_shutdown(ended(stopped)).await
        }
    };
    drop(working.await);
    opening::close(house).await;
    served.map_err(|error| voice.fault(&Fault::broken(error)))
}

/// How it is served.
struct Served<'a> {
    options: &'a ServeOptions,
    is_tls: bool,
    setup_code: Option<String>,
}

/// Everything that is served.
fn router(house: &House, reader: sheet::Reader, served: Served<'_>) -> Router {
    let Served { options: ServeOptions { behind_proxy, .. }, is_tls, setup_code } = served;
    let (behind_proxy, begin_sample) =
        (*behind_proxy, Some(Arc::new(begin_sample) as web::door::BeginSample));
    let options = web::door::Options { behind_proxy, is_tls, setup_code, begin_sample };
    let pages = web::router(web::door::Web::new(house.clone(), reader.clone(), options));
    let api = api::router(api::Api::new(house.clone(), reader));
    // Built files come compressed already; what is compressed anyway would only cost time.
    let worth_it = DefaultPredicate::new()
        .and(NotForContentType::const_new("application/zip"))
        .and(NotForContentType::const_new("application/vnd.openxmlformats-officedocument"));
    let all = log::requests(pages.merge(api)).layer(CompressionLayer::new().compress_when(worth_it));
    match (is_tls, behind_proxy) {
        (true, _) => all.layer(from_fn(stay)),
        (false, true) => all.layer(from_fn(stay_with_tls)),
        (false, false) => all,
    }
}

/// Tells a browser that came over TLS to come back over TLS only, for a year. Only the proxy is believed.
async fn stay_with_tls(request: Request, next: Next) -> Response {
    let is_secure = request.headers().get("x-forwarded-proto").is_some_and(|way| way == "https");
    if is_secure { stay(request, next).await } else { next.run(request).await }
}

/// The same where we speak TLS ourselves.
async fn stay(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    response
}

/// Says where to open the pages and, while nobody has an account, what the wizard will ask strangers.
async fn announce(
    house: &House,
    options: &ServeOptions,
    way: &Way,
    address: SocketAddr,
    voice: Voice,
) -> Result<Option<String>, crate::cli::voice::Complaint> {
    let host = if address.ip().is_unspecified() { "127.0.0.1".to_owned() } else { address.ip().to_string() };
    let host = if host.contains(':') { format!("[{host}]") } else { host };
    let scheme = if *way == Way::Plain { "http" } else { "https" };
    voice.tell("cli.serve.open", &[("url", &format!("{scheme}://{host}:{}", address.port()))]);
    if address.ip().is_loopback() && !options.behind_proxy {
        return Ok(None);
    }
    if *way == Way::Plain && !options.behind_proxy {
        voice.tell("cli.serve.plain_http", &[]);
    }
    if platform::accounts::is_founded(house).await.map_err(|fault| voice.fault(&fault))? {
        return Ok(None);
    }
    let code = platform::secrets::code().map_err(|fault| voice.fault(&fault))?;
    voice.tell("cli.serve.setup_code", &[("code", code.expose_secret())]);
    Ok(Some(code.expose_secret().to_owned()))
}

async fn ended(mut stopped: watch::Receiver<()>) {
    // The sender is dropped when it is time to stop; nothing is ever sent.
    while stopped.changed().await.is_ok() {}
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    drop(tokio::signal::ctrl_c().await);
}
