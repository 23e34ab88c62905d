//! Connections with TLS around them. Greetings go on side by side, so that a slow one holds nobody up.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use rustls::ServerConfig;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// How long a greeting may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many may be under way at once.
const GREETINGS: usize = 256;
/// The first byte of every TLS connection.
const GREETING: u8 = 0x16;
/// What somebody hears who speaks plain HTTP.
const WRONG_WAY: &[u8] =
    "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n\
    https:// で開いてください。 Please open this address with https://.\r\n"
        .as_bytes();

/// Gives connections that have been greeted.
pub struct TlsListener {
    greeted: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    address: SocketAddr,
    accepting: JoinHandle<()>,
}

impl TlsListener {
    /// Greets everybody who comes to `listener`.
    ///
    /// # Errors
    /// If the listener has no address.
    pub fn over(listener: TcpListener, config: Arc<ServerConfig>) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (sender, greeted) = mpsc::channel(GREETINGS);
        let accepting = tokio::spawn(accept(listener, TlsAcceptor::from(config), sender));
        Ok(Self { greeted, address, accepting })
    }
}

impl Drop for TlsListener {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.greeted.recv().await {
            Some(connection) => connection,
            // Nobody comes any more; the server is told to stop in another way.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.address)
    }
}

type Sender = mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>;

async fn accept(mut listener: TcpListener, acceptor: TlsAcceptor, sender: Sender) {
    let room = Arc::new(Semaphore::new(GREETINGS));
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { return };
        // The framework's own way to wait when the machine has no more connections to give.
        let (stream, address) = Listener::accept(&mut listener).await;
        let (acceptor, sender) = (acceptor.clone(), sender.clone());
        tokio::spawn(async move {
            let greeted = tokio::time::timeout(PATIENCE, greet(&acceptor, stream)).await;
            drop(place);
            if let Ok(Ok(stream)) = greeted {
                drop(sender.send((stream, address)).await);
            }
        });
    }
}

async fn greet(acceptor: &TlsAcceptor, mut stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
    let mut first = [0];
    if stream.peek(&mut first).await? == 1 && first[0] != GREETING {
        stream.write_all(WRONG_WAY).await?;
        return Err(io::ErrorKind::InvalidData.into());
    }
    acceptor.accept(stream).await
}
