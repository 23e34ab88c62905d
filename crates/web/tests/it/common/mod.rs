//! A browser without a window: it keeps cookies, follows redirects, and fills in the forms that really stand on a page.

pub use testkit::html;

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use http::{HeaderMap, Method, Request, StatusCode};
use kernel::{AccountId, Lang, Role};
use platform::House;
use platform::accounts::{self, Founding, NewAccount};
use platform::db::Migration;
use secrecy::SecretString;
use tower::ServiceExt as _;
use web::door::{Options, Web};

use html::FoundForm;

/// Every migration that the pages need.
pub const MIGRATIONS: &[&[Migration]] = &[
    platform::journal::MIGRATIONS,
    platform::secrets::MIGRATIONS,
    platform::settings::MIGRATIONS,
    platform::limits::MIGRATIONS,
    platform::accounts::MIGRATIONS,
    platform::sessions::MIGRATIONS,
    platform::tokens::MIGRATIONS,
    platform::files::MIGRATIONS,
    platform::jobs::MIGRATIONS,
    platform::notify::MIGRATIONS,
    platform::search::MIGRATIONS,
    platform::backup::MIGRATIONS,
    platform::doctor::MIGRATIONS,
    platform::passkeys::MIGRATIONS,
    platform::links::MIGRATIONS,
    platform::sso::MIGRATIONS,
    ledger::MIGRATIONS,
];

/// The company's first admin.
pub const ADMIN: &str = "sato@hinode.example";
/// The password of everybody in these stories.
pub const PASSWORD: &str = "kaze to kawa no oto 7";
/// The name of the session's cookie over plain HTTP.
pub const COOKIE_NAME: &str = "omamori";

/// The pages over `house`.
pub fn web(house: &House) -> Web {
    web_with(house, Options::default())
}

/// The pages over `house`, served in another way.
pub fn web_with(house: &House, options: Options) -> Web {
    Web::new(house.clone(), sheet::Reader::new(testkit::reading_program(), [] as [&str; 0]), options)
}

/// Founds the company with [`ADMIN`].
pub async fn found(house: &House) {
    let founding = Founding {
        company: "日の出精機".to_owned(),
        email: ADMIN.to_owned(),
        name: "佐藤 花子".to_owned(),
        lang: Lang::Ja,
        zone: platform::settings::zone("Asia/Tokyo").unwrap(),
    };
    accounts::found(house, &founding, &SecretString::from(PASSWORD)).await.unwrap();
}

/// Makes somebody with `role` who has chosen their own password already; gives the mail address.
pub async fn somebody(house: &House, role: Role) -> String {
    let email = format!("{}@hinode.example", role.word());
    let new = NewAccount {
        email: email.clone(),
        name: format!("{role:?}の人"),
        role,
        person: None,
        lang: Lang::Ja,
    };
    let first = SecretString::from("yama no ue no hoshi 3");
    let account = accounts::create(&house.system(), &new, &first).await.unwrap();
    let own = house.acting(account.actor(), Lang::Ja);
    accounts::set_password(&own, &first, &SecretString::from(PASSWORD), None).await.unwrap();
    email
}

/// The number of the account with this mail address.
pub async fn account_of(house: &House, email: &str) -> accounts::Account {
    let all = accounts::list(&house.system()).await.unwrap();
    all.into_iter().map(|listed| listed.account).find(|account| account.email.as_str() == email).unwrap()
}

/// The number of [`ADMIN`].
pub async fn admin_id(house: &House) -> AccountId {
    account_of(house, ADMIN).await.id
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Page {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub body: String,
    /// Path and query that answered in the end.
    pub path: String,
}

impl Page {
    /// The words of the page, without tags.
    pub fn words(&self) -> String {
        html::words(&self.body)
    }

    /// Whether these words stand on the page.
    pub fn says(&self, words: &str) -> bool {
        self.words().contains(words)
    }

    /// The form that is sent to `action`.
    #[track_caller]
    pub fn form(&self, action: &str) -> FoundForm {
        let forms = html::forms(&self.body);
        let known: Vec<&str> = forms.iter().map(|form| form.action.as_str()).collect();
        assert!(known.contains(&action), "no form for {action} on {}, only {known:?}", self.path);
        forms.into_iter().find(|form| form.action == action).unwrap()
    }

    /// Where it sends one on to.
    pub fn location(&self) -> Option<&str> {
        self.headers.get(LOCATION)?.to_str().ok()
    }
}

/// Somebody at a browser.
pub struct Browser {
    router: Router,
    /// The cookies it holds.
    pub cookies: BTreeMap<String, String>,
    /// Headers it always sends.
    pub headers: Vec<(&'static str, String)>,
    /// The page it is on.
    pub page: Page,
    /// The network address it comes from.
    pub address: SocketAddr,
}

impl Browser {
    /// A fresh browser before `house`.
    pub fn at(house: &House) -> Self {
        Self::before(&web(house))
    }

    /// A fresh browser before these pages.
    pub fn before(web: &Web) -> Self {
        let page = Page {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: String::new(),
            path: "/".to_owned(),
        };
        Self {
            router: web::router(web.clone()),
            cookies: BTreeMap::new(),
            headers: Vec::new(),
            page,
            address: SocketAddr::from(([192, 0, 2, 10], 40_000)),
        }
    }

    /// A browser in which `email` is logged in.
    pub async fn logged_in(house: &House, email: &str) -> Self {
        let mut browser = Self::at(house);
        browser.log_in(email).await;
        browser
    }

    /// Logs in by the form.
    pub async fn log_in(&mut self, email: &str) {
        self.get("/login").await;
        self.submit("/login", &[("email", email), ("password", PASSWORD)]).await;
        assert!(self.cookies.contains_key(COOKIE_NAME), "not logged in: {}", self.page.words());
    }

    /// The session's token as the cookie holds it.
    pub fn token(&self) -> Option<&String> {
        self.cookies.get(COOKIE_NAME)
    }

    /// Opens a page and follows where it leads.
    pub async fn get(&mut self, path: &str) -> &Page {
        let page = self.ask(Method::GET, path, None).await;
        self.follow(page).await
    }

    /// Sends these fields and follows where it leads.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> &Page {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let page = self.ask(Method::POST, path, Some(body)).await;
        self.follow(page).await
    }

    /// Fills in the form for `action` that stands on the present page, and sends it.
    pub async fn submit(&mut self, action: &str, filled: &[(&str, &str)]) -> &Page {
        let form = self.page.form(action);
        let mut fields = form.fields.clone();
        for (name, _) in filled {
            assert!(form.names.iter().any(|known| known == name), "no field {name} in {:?}", form.names);
        }
        fields.retain(|(name, _)| !filled.iter().any(|(given, _)| given == name));
        fields.extend(filled.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let body = serde_urlencoded::to_string(&fields).unwrap();
        let page = match form.method.as_str() {
            "post" => self.ask(Method::POST, action, Some(body)).await,
            _ => self.ask(Method::GET, &format!("{action}?{body}"), None).await,
        };
        self.follow(page).await
    }

    /// Drops a file on the form for `action`, and follows where it leads.
    pub async fn drop_file(&mut self, action: &str, field: &str, name: &str, bytes: &[u8]) -> &Page {
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let page = self.send(Method::POST, action, "multipart/form-data; boundary=edge", body).await;
        self.follow(page).await
    }

    /// One request, not followed.
    pub async fn ask(&mut self, method: Method, path: &str, body: Option<String>) -> Page {
        let kind = if body.is_some() { "application/x-www-form-urlencoded" } else { "" };
        self.send(method, path, kind, body.unwrap_or_default().into_bytes()).await
    }

    /// What a page's script sends, not followed.
    pub async fn send_json(&mut self, path: &str, body: &str) -> Page {
        self.send(Method::POST, path, "application/json", body.as_bytes().to_vec()).await
    }

    async fn send(&mut self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Page {
        let mut request = Request::builder().method(method).uri(path).header(HOST, "omamori.test");
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        if !kind.is_empty() {
            request = request.header(CONTENT_TYPE, kind);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let mut request = request.body(Body::from(body)).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let body = axum::body::to_bytes(body, 64 << 20).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Page { status: parts.status, headers: parts.headers, body, path: path.to_owned() }
    }

    async fn follow(&mut self, mut page: Page) -> &Page {
        for _ in 0..5 {
            let Some(next) = page.location().filter(|_| page.status.is_redirection()) else { break };
            let next = next.to_owned();
            page = self.ask(Method::GET, &next, None).await;
        }
        self.page = page;
        &self.page
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
