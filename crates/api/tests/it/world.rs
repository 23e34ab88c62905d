//! The API over a house of one test, and a caller with a token.

use api::{Api, router};
use axum::Router;
use axum::body::{Body, to_bytes};
use http::{HeaderMap, Method, Request};
use kernel::{Actor, Lang, Role, Scope};
use platform::accounts::{self, NewAccount};
use platform::db::Migration;
use platform::jobs::{Handlers, Pace, Worker};
use platform::tokens::{self, NewToken};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use testkit::TestHouse;
use tower::ServiceExt as _;

/// Every migration that the API's rooms need.
pub fn migrations() -> Vec<&'static [Migration]> {
    let mut all = platform::MIGRATIONS.to_vec();
    all.push(ledger::MIGRATIONS);
    all
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// The API with one caller.
pub struct World {
    router: Router,
    worker: Worker,
    pub token: String,
}

impl World {
    /// A caller whose token has `scopes` and whose account has `role`.
    pub async fn with(house: &TestHouse, role: Role, scopes: &[Scope]) -> Self {
        let reader = sheet::Reader::new(testkit::reading_program(), [] as [&str; 0]);
        let router = router(Api::new((*house).clone(), reader.clone()));
        let handlers = ledger::drafts::handled(Handlers::default(), reader);
        let worker = Worker::new((*house).clone(), handlers, Pace::default());
        Self { router, worker, token: token(house, role, scopes).await }
    }

    /// A caller who may everything that tokens may.
    pub async fn of(house: &TestHouse) -> Self {
        Self::with(house, Role::Admin, &Scope::ALL).await
    }

    /// Does the jobs that wait, as the program's worker does.
    pub async fn work(&self) {
        self.worker.run_due().await.unwrap();
    }

    pub async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        request =
            request.header("authorization", format!("Bearer {}", self.token)).header("accept-language", "en");
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let bytes = body.map(ToString::to_string).unwrap_or_default();
        self.send(request.body(Body::from(bytes)).unwrap()).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask(Method::POST, path, Some(body)).await
    }

    /// Sends a file as it is.
    pub async fn upload(&self, path: &str, name: &str, bytes: &str) -> Answer {
        let request = Request::post(path)
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "text/csv")
            .header("x-file-name", name)
            .body(Body::from(bytes.to_owned()));
        self.send(request.unwrap()).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

/// A token of a new account.
pub async fn token(house: &TestHouse, role: Role, scopes: &[Scope]) -> String {
    let system = house.acting(Actor::System, Lang::Ja);
    let made = accounts::list(&system).await.unwrap().len();
    let new = NewAccount {
        email: format!("script{made}@example.jp"),
        name: "台帳の自動更新".to_owned(),
        role,
        person: None,
        lang: Lang::Ja,
    };
    let password = SecretString::from("correct horse battery".to_owned());
    let account = accounts::create(&system, &new, &password).await.unwrap();
    let new = NewToken {
        account: account.id,
        label: "story".to_owned(),
        scopes: scopes.to_vec(),
        expires_at: None,
    };
    tokens::create(&system, &new).await.unwrap().1.expose_secret().to_owned()
}
