//! TLS of the server itself: a root made here, certificates from files, one fetched by ACME, and plain HTTP refused.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::world::World;

/// A process that ends with the story.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Starts the server and reads what it says until it says where it is.
fn serve(world: &World, more: &[&str]) -> (Running, SocketAddr, String) {
    let log = std::fs::File::create(world.folder().join("log")).unwrap();
    serve_at(world, "127.0.0.1:0", more, log.into())
}

fn serve_at(world: &World, listen: &str, more: &[&str], log: Stdio) -> (Running, SocketAddr, String) {
    let mut command = world.command(&[&["serve", "--listen", listen], more].concat());
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
    let mut running = Running(child);
    let mut said = String::new();
    for line in BufReader::new(running.0.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        said.push_str(&line);
        said.push('\n');
        if let Some((_, after)) = line.split_once("https://") {
            let address = after.split_whitespace().next().unwrap().parse().unwrap();
            return (running, address, said);
        }
    }
    panic!("{said}\n{}", std::fs::read_to_string(world.folder().join("log")).unwrap_or_default())
}

/// Asks over TLS, believing only the root in this file.
fn ask(address: SocketAddr, root: &Path, name: &str, path: &str) -> Result<String, String> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(root).unwrap() {
        roots.add(certificate.unwrap()).unwrap();
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let connection = ClientConnection::new(config, name).unwrap();
    let socket = TcpStream::connect(address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut stream = StreamOwned::new(connection, socket);
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).map_err(|error| error.to_string())?;
    let mut answer = Vec::new();
    // Who ends without a goodbye has still answered.
    drop(stream.read_to_end(&mut answer));
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[test]
fn others_are_not_served_in_the_clear() {
    let world = World::on_sqlite();
    world.init();
    let said = world.refused(&["serve", "--listen", "0.0.0.0:0"]);
    assert!(said.contains("--tls ca") && said.contains("--behind-proxy"), "{said}");
    let said = world.refused(&["serve", "--listen", "127.0.0.1:0", "--tls", "ca", "--behind-proxy"]);
    assert!(said.contains("一緒に使えません"), "{said}");
}

#[test]
fn a_root_made_here_protects_the_pages() {
    let mut world = World::on_sqlite();
    world.init();
    world.set("OMAMORI_TLS", "ca");
    let (server, address, said) = serve(&world, &[]);
    let root = world.data().join("tls/ca.pem");
    let page = ask(address, &root, "127.0.0.1", "/login").unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("strict-transport-security: max-age=31536000"), "{page}");
    let page = ask(address, &root, "localhost", "/certificate").unwrap();
    let mark = said.split_once("SHA-256): ").unwrap().1.lines().next().unwrap();
    assert!(page.contains(mark), "the page shows the fingerprint that the start showed: {mark}");
    let sent = ask(address, &root, "localhost", "/certificate/omamori-ca.crt").unwrap();
    assert!(sent.ends_with(&std::fs::read_to_string(&root).unwrap()), "{sent}");
    assert!(ask(address, &root, "it.example.jp", "/login").is_err(), "a name that it is not made out to");

    let mut plain = TcpStream::connect(address).unwrap();
    plain.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut answer = [0; 200];
    let length = plain.read(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer[..length]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("https://"), "{answer}");

    // Other things are not well in a house of one minute, so it does not end with success.
    let checks: serde_json::Value = serde_json::from_slice(&world.run(&["doctor", "--json"]).stdout).unwrap();
    let checks = checks["checks"].as_array().unwrap();
    let certificate = checks.iter().find(|check| check["id"] == "certificate").unwrap();
    assert_eq!(certificate["health"], "good", "{certificate}");
    drop(server);
    let (_again, address, _) = serve(&world, &["--tls-name", "it.example.jp"]);
    assert!(ask(address, &root, "it.example.jp", "/login").is_ok(), "another name, under the same root");
}

#[test]
fn a_certificate_from_files_is_shown_and_one_that_does_not_fit_is_said() {
    let world = World::on_sqlite();
    world.init();
    let made = rcgen::generate_simple_self_signed(vec!["it.example.jp".to_owned()]).unwrap();
    let certificate = world.file("server.pem", made.cert.pem());
    let key = world.file("server-key.pem", made.signing_key.serialize_pem());
    let (_server, address, _) = serve(&world, &["--tls-certificate", &certificate, "--tls-key", &key]);
    let page = ask(address, Path::new(&certificate), "it.example.jp", "/login").unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let other = rcgen::generate_simple_self_signed(vec!["it.example.jp".to_owned()]).unwrap();
    let other = world.file("other-key.pem", other.signing_key.serialize_pem());
    let words = ["serve", "--listen", "127.0.0.1:0", "--tls-certificate", &certificate, "--tls-key", &other];
    assert!(world.refused(&words).contains("証明書と鍵が組になっているか"));
    let missing =
        ["serve", "--listen", "127.0.0.1:0", "--tls-certificate", "/nowhere.pem", "--tls-key", &key];
    assert!(world.refused(&missing).contains("/nowhere.pem"));
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Starts Pebble, the authority that Let's Encrypt tests with. It proves names at the port where we serve.
fn authority(world: &World, served: u16) -> (Running, String, String) {
    let mut params = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    params.is_ca = rcgen::IsCa::ExplicitNoCa;
    let key = rcgen::KeyPair::generate().unwrap();
    let own = params.self_signed(&key).unwrap();
    let (certificate, secret) =
        (world.file("pebble.pem", own.pem()), world.file("pebble-key.pem", key.serialize_pem()));
    let port = free_port();
    let config = serde_json::json!({ "pebble": {
        "listenAddress": format!("127.0.0.1:{port}"), "managementListenAddress": format!("127.0.0.1:{}", free_port()),
        "certificate": certificate, "privateKey": secret, "httpPort": 5002, "tlsPort": served,
        "ocspResponderURL": "", "externalAccountBindingRequired": false,
    } });
    let config = world.file("pebble.json", config.to_string());
    let child = Command::new("pebble")
        .args(["-config", &config])
        .env("PEBBLE_VA_NOSLEEP", "1")
        .env("PEBBLE_WFE_NONCEREJECT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("pebble, the ACME test server, is installed (make test installs it)");
    (Running(child), format!("https://localhost:{port}/dir"), certificate)
}

#[test]
fn an_authority_gives_a_certificate_by_acme() {
    let world = World::on_sqlite();
    world.init();
    let port = free_port();
    let (_authority, directory, root) = authority(&world, port);
    let listen = format!("127.0.0.1:{port}");
    let words = [
        "--tls",
        "acme",
        "--tls-name",
        "localhost",
        "--acme-directory",
        &directory,
        "--acme-root",
        &root,
        "--acme-contact",
        "it@example.jp",
    ];
    let (mut server, _, _) = serve_at(&world, &listen, &words, Stdio::piped());
    let log = BufReader::new(server.0.stderr.take().unwrap());
    let mut told = log.lines().map_while(Result::ok);
    assert!(told.any(|line| line.contains("CertCacheStore")), "the server ended without a certificate");
    assert!(platform::tls::shown_ends_at(&world.data()).is_some(), "the doctor knows when it ends");
    let kept: Vec<_> = std::fs::read_dir(world.data().join("tls/acme")).unwrap().flatten().collect();
    assert!(!kept.is_empty(), "the certificate is kept for the next start");
}
