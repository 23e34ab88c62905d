//! Somebody at a browser before a running server, and a look at its database from outside.

use std::time::{Duration, Instant};

use platform::db::{Db, Sql};
use testkit::html;

use crate::world::{EMAIL, PASSWORD, Server, World};

/// What a server answered.
pub struct Page {
    /// The status.
    pub status: u16,
    /// Where it sends one on to.
    pub to: Option<String>,
    /// The page.
    pub body: String,
}

/// A browser that keeps its session and fills in the forms that really stand on a page.
pub struct Visitor {
    base: String,
    session: Option<String>,
}

impl Visitor {
    /// Somebody who is not logged in.
    pub fn at(server: &Server) -> Self {
        Self { base: server.base.clone(), session: None }
    }

    /// The admin, logged in.
    pub fn logged_in(server: &Server) -> Self {
        let mut visitor = Self::at(server);
        let page = visitor.log_in();
        assert!(visitor.session.is_some(), "not logged in: {} {}", page.status, html::words(&page.body));
        visitor
    }

    /// The same browser before another node.
    pub fn before(&self, server: &Server) -> Self {
        Self { base: server.base.clone(), session: self.session.clone() }
    }

    /// Logs in as the admin, by the form.
    pub fn log_in(&mut self) -> Page {
        let page = self.get("/login");
        self.submit(&page, "/login", &[("email", EMAIL), ("password", PASSWORD)])
    }

    /// Whether the session still opens one's own page.
    pub fn is_in(&mut self) -> bool {
        match self.get("/account") {
            Page { status: 200, .. } => true,
            Page { status: 303, to, .. } if to.as_deref().is_some_and(|to| to.starts_with("/login")) => false,
            page => panic!("{} {:?}", page.status, page.to),
        }
    }

    /// Opens a page.
    pub fn get(&mut self, path: &str) -> Page {
        let mut request = agent().get(format!("{}{path}", self.base));
        if let Some(session) = &self.session {
            request = request.header("cookie", session);
        }
        let answer = request.call().unwrap();
        self.read(answer)
    }

    /// Sends fields.
    pub fn post(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let mut request = agent().post(format!("{}{path}", self.base));
        request = request.header("sec-fetch-site", "same-origin");
        if let Some(session) = &self.session {
            request = request.header("cookie", session);
        }
        let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let answer = request.send_form(fields).unwrap();
        self.read(answer)
    }

    /// Fills in the form for `action` that stands on `page`, and sends it.
    pub fn submit(&mut self, page: &Page, action: &str, filled: &[(&str, &str)]) -> Page {
        let form = html::forms(&page.body).into_iter().find(|form| form.action == action);
        let form = form.unwrap_or_else(|| panic!("no form for {action}: {}", html::words(&page.body)));
        let mut fields = form.fields;
        fields.retain(|(name, _)| !filled.iter().any(|(given, _)| given == name));
        fields.extend(filled.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post(action, &fields)
    }

    fn read(&mut self, mut answer: ureq::http::Response<ureq::Body>) -> Page {
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            if let Some(token) = pair.strip_prefix("omamori=") {
                self.session = (!token.is_empty()).then(|| pair.to_owned());
            }
        }
        let to = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        let status = answer.status().as_u16();
        Page { status, to, body: answer.body_mut().read_to_string().unwrap_or_default() }
    }
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    ureq::Agent::new_with_config(config.max_redirects(0).max_redirects_will_error(false).build())
}

/// The database of a world, looked at while the program works on it.
pub struct Look {
    runtime: tokio::runtime::Runtime,
    db: Db,
}

impl Look {
    /// Opens the database beside the program.
    pub fn at(world: &World) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let db = runtime.block_on(Db::open(&world.database())).unwrap();
        Self { runtime, db }
    }

    /// The one number that a query gives.
    pub fn number(&self, sql: &str) -> i64 {
        self.runtime.block_on(self.db.number(sql, vec![])).unwrap()
    }

    /// Changes something behind the program's back.
    pub fn run(&self, sql: &str) {
        self.runtime.block_on(async {
            let tx = self.db.begin().await.unwrap();
            tx.run_plain(sql).await.unwrap();
            tx.commit().await.unwrap();
        });
    }

    /// Does something with the database.
    pub fn with<T>(&self, work: impl AsyncFnOnce(&Db) -> T) -> T {
        self.runtime.block_on(work(&self.db))
    }
}

/// How many things the server plans to do by itself.
pub const SCHEDULES: i64 = 4;

/// Looks again and again until it is so; a story that would wait for ever fails instead.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(90);
    while !is_so() {
        assert!(Instant::now() < end, "{what}: not within a minute and a half");
        std::thread::yield_now();
    }
}
