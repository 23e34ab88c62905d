//! A folder, a database and the program itself.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use platform::db::Where;
use serde_json::Value;

/// The password of every first admin in these stories.
pub const PASSWORD: &str = "correct horse battery staple";
/// Their mail address.
pub const EMAIL: &str = "moriya@omamori-seisakusho.example";

/// A place where the program runs: a data folder, on SQLite or on a PostgreSQL database of its own.
pub struct World {
    folder: tempfile::TempDir,
    postgres: Option<(String, String)>,
    environment: Vec<(String, String)>,
}

impl World {
    /// On the embedded database.
    pub fn on_sqlite() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), postgres: None, environment: Vec::new() }
    }

    /// On a fresh database of the test server.
    #[expect(clippy::disallowed_methods, reason = "the runner says where the test server is")]
    pub fn on_postgres() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server =
            std::env::var("OMAMORI_TEST_POSTGRES").expect("OMAMORI_TEST_POSTGRES names the test server");
        let name = format!("omamori_it_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        psql(&server, &format!("CREATE DATABASE {name}"));
        Self { folder: tempfile::tempdir().unwrap(), postgres: Some((server, name)), environment: Vec::new() }
    }

    /// Both kinds of world, for stories that must hold on either.
    pub fn both() -> [Self; 2] {
        [Self::on_sqlite(), Self::on_postgres()]
    }

    /// The folder of this story.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    /// Lets the program run with a variable of the environment set.
    pub fn set(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// Where the database is, to look at it from outside.
    pub fn database(&self) -> Where {
        match &self.postgres {
            Some((server, name)) => Where::Url(format!("{}/{name}", server.rsplit_once('/').unwrap().0)),
            None => Where::File(self.data().join("omamori.db")),
        }
    }

    /// The program with `--data` and `--database` said.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_omamori"));
        command.arg("--data").arg(self.data());
        if let Where::Url(url) = self.database() {
            command.arg("--database").arg(url);
        }
        let environment = self.environment.iter().map(|(name, value)| (name, value));
        command.args(arguments).env_remove("RUST_LOG").envs(environment);
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs a command that must succeed and gives what it said.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let (said, complained) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{arguments:?} failed: {said}{complained}");
        said
    }

    /// Runs a command that must succeed and gives its JSON.
    pub fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }

    /// Runs a command that must fail and gives its complaint.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?} should have been refused");
        text(&output.stderr)
    }

    /// A company with its admin.
    pub fn init(&self) {
        self.found(&[
            "init",
            "--company",
            "おまもり製作所",
            "--admin-email",
            EMAIL,
            "--admin-password-stdin",
        ]);
    }

    /// Makes a company by a command that asks for the admin's password.
    pub fn found(&self, arguments: &[&str]) {
        self.ok_with(arguments, PASSWORD);
    }

    /// Runs a command that reads one line and must succeed.
    pub fn ok_with(&self, arguments: &[&str], line: &str) {
        let mut child = self.command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "{line}").unwrap();
        assert!(child.wait_with_output().unwrap().status.success());
    }

    /// A token with `scopes`.
    pub fn token(&self, scopes: &[&str]) -> String {
        let mut arguments = vec!["token", "create", "--label", "story", "--json"];
        for scope in scopes {
            arguments.extend(["--scope", scope]);
        }
        self.json(&arguments)["token"].as_str().unwrap().to_owned()
    }

    /// Writes a file into the folder of this story.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Starts the server on a free port and waits until it says where.
    pub fn serve(&self) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        let log = std::fs::File::create(self.folder().join(format!("log-{}", fastrand()))).unwrap();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let base = line.split_whitespace().find(|word| word.starts_with("http://"));
        let base = base.unwrap_or_else(|| panic!("the server said {line:?}")).to_owned();
        Server { child, base }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.postgres {
            psql(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// A running server; killed without warning when dropped.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub base: String,
}

impl Server {
    /// Kills it as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Its process number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks for a page or an answer: status and body.
    pub fn get(&self, path: &str, token: Option<&str>) -> (u16, String) {
        let mut request = agent().get(format!("{}{path}", self.base));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        answered(request.call())
    }

    /// Sends JSON: status and body; `None` if the server went away before it answered.
    pub fn post(&self, path: &str, token: &str, body: &Value) -> Option<(u16, Value)> {
        let request =
            agent().post(format!("{}{path}", self.base)).header("authorization", format!("Bearer {token}"));
        let mut response = request.send_json(body).ok()?;
        let body = response.body_mut().read_to_string().ok()?;
        Some((response.status().as_u16(), serde_json::from_str(&body).unwrap_or(Value::Null)))
    }
}

impl Server {
    /// Sends a file as it is: status and body.
    pub fn upload(&self, path: &str, token: &str, name: &str, bytes: &[u8]) -> (u16, String) {
        let request = agent().post(format!("{}{path}", self.base));
        let request = request.header("authorization", format!("Bearer {token}")).header("x-file-name", name);
        answered(request.header("content-type", "application/octet-stream").send(bytes))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::new_with_config(ureq::Agent::config_builder().http_status_as_error(false).build())
}

fn answered(result: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> (u16, String) {
    let mut response = result.unwrap();
    let body = response.body_mut().read_to_string().unwrap();
    (response.status().as_u16(), body)
}

fn psql(server: &str, sql: &str) {
    let done = Command::new("psql")
        .args([server, "-q", "-c", sql])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(done.unwrap().success(), "{sql}");
}

/// What a process wrote.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A small number that differs from call to call within one process: for names only.
pub fn fastrand() -> u32 {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    NUMBER.fetch_add(1, Ordering::Relaxed)
}
