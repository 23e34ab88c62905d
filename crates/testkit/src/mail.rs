//! A mail server for tests, on a free port of this machine: takes what it is sent, or refuses as told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use platform::settings::{self, Changes, Name};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::TestHouse;

/// The server; it ends with the test.
pub struct MailServer {
    port: u16,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    taken: Mutex<Vec<String>>,
    refused: Mutex<HashMap<String, String>>,
}

impl MailServer {
    /// Starts one, and writes it into the settings of the house.
    pub async fn for_house(house: &TestHouse) -> Self {
        let server = Self::start().await;
        let changes = Changes::new()
            .set(Name::MailHost, "127.0.0.1")
            .set(Name::MailPort, server.port.to_string())
            .set(Name::MailSecurity, "none")
            .set(Name::MailFrom, "omamori@example.co.jp")
            .set(Name::MailFromName, "情シス");
        settings::change(&house.admin(), None, changes).await.unwrap();
        server
    }

    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared::default());
        let server = Self { port, shared: Arc::clone(&shared) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        server
    }

    /// From now on answers so to mail for `address`, for example `550 no such user`.
    pub fn refuse(&self, address: &str, answer: &str) {
        self.shared.refused.lock().unwrap().insert(address.to_owned(), answer.to_owned());
    }

    /// From now on takes everything again.
    pub fn refuse_nobody(&self) {
        self.shared.refused.lock().unwrap().clear();
    }

    /// What it has taken so far, as it came.
    pub fn taken(&self) -> Vec<String> {
        self.shared.taken.lock().unwrap().clone()
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut answer = "220 mail.example.co.jp".to_owned();
    let mut data = None::<String>;
    loop {
        if !answer.is_empty() && write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
        let Ok(Some(line)) = lines.next_line().await else { return };
        answer = match (&mut data, line.get(..4).unwrap_or_default()) {
            (Some(text), _) if line == "." => {
                shared.taken.lock().unwrap().push(std::mem::take(text));
                data = None;
                "250 taken".to_owned()
            }
            (Some(text), _) => {
                text.push_str(&line);
                text.push('\n');
                String::new()
            }
            (None, "RCPT") => {
                let refused = shared.refused.lock().unwrap();
                let found = refused.iter().find(|(address, _)| line.contains(address.as_str()));
                found.map_or_else(|| "250 fine".to_owned(), |(_, answer)| answer.clone())
            }
            (None, "DATA") => {
                data = Some(String::new());
                "354 go on".to_owned()
            }
            (None, "QUIT") => return,
            (None, _) => "250 mail.example.co.jp".to_owned(),
        };
    }
}
