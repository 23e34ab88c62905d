//! A login provider for tests, on a free port of this machine: says of itself where its doors are, and gives ID tokens as
//! it is told to, true or false.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::Moment;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

/// Among the claims: leave the token without a signature.
const UNSIGNED: &str = "_unsigned";

/// The provider; it ends with the test.
pub struct Issuer {
    /// Its address, as it writes it into its answers.
    pub address: String,
    shared: Arc<Shared>,
}

struct Shared {
    key: EcdsaKeyPair,
    granted: Mutex<HashMap<String, Granted>>,
}

struct Granted {
    challenge: String,
    claims: Value,
}

impl Issuer {
    /// Starts one.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let key =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let shared = Arc::new(Shared { key, granted: Mutex::default() });
        let issuer = Self { address: address.clone(), shared: Arc::clone(&shared) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, address.clone(), Arc::clone(&shared)));
            }
        });
        issuer
    }

    /// Somebody logs in at `asked` (the address that they were sent to): gives code and state. `claims` go over those of
    /// an honest token for `subject`.
    pub fn grant(&self, asked: &str, subject: &str, claims: &Value, now: Moment) -> (String, String) {
        let asked: HashMap<String, String> = Url::parse(asked).unwrap().query_pairs().into_owned().collect();
        assert_eq!(asked["code_challenge_method"], "S256");
        let mut token = json!({
            "iss": self.address, "sub": subject, "aud": asked["client_id"], "nonce": asked["nonce"],
            "iat": now.timestamp(), "exp": now.timestamp() + 300,
        });
        for (name, value) in claims.as_object().into_iter().flatten() {
            token[name] = value.clone();
        }
        let mut granted = self.shared.granted.lock().unwrap();
        let code = format!("code-{}", granted.len());
        granted.insert(code.clone(), Granted { challenge: asked["code_challenge"].clone(), claims: token });
        (code, asked["state"].clone())
    }
}

async fn serve(mut stream: TcpStream, address: String, shared: Arc<Shared>) {
    let Some((path, body)) = request(&mut stream).await else { return };
    let (status, answer) = match path.as_str() {
        "/.well-known/openid-configuration" => ("200 OK", about(&address)),
        "/keys" => ("200 OK", keys(&shared)),
        "/token" => token(&shared, &body),
        _ => ("404 Not Found", json!({})),
    };
    let answer = answer.to_string();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        answer.len()
    );
    drop(stream.write_all(format!("{head}{answer}").as_bytes()).await);
}

async fn request(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut bytes = Vec::new();
    loop {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        if body.len() >= length.unwrap_or(0) {
            return Some((head.split(' ').nth(1)?.to_owned(), body.to_owned()));
        }
    }
}

fn about(address: &str) -> Value {
    json!({
        "issuer": address,
        "authorization_endpoint": format!("{address}/auth"),
        "token_endpoint": format!("{address}/token"),
        "jwks_uri": format!("{address}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    })
}

fn keys(shared: &Shared) -> Value {
    let (x, y) = shared.key.public_key().as_ref()[1..].split_at(32);
    let [x, y] = [x, y].map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
    json!({ "keys": [{ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "1", "x": x, "y": y }] })
}

fn token(shared: &Shared, body: &str) -> (&'static str, Value) {
    let refused = ("400 Bad Request", json!({ "error": "invalid_grant" }));
    let sent: HashMap<String, String> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let granted = sent.get("code").and_then(|code| shared.granted.lock().unwrap().remove(code));
    let Some(granted) = granted else { return refused };
    let verifier = sent.get("code_verifier").map_or("", String::as_str);
    if URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) != granted.challenge {
        return refused;
    }
    let mut claims = granted.claims;
    // What a forger does who has no key.
    let head = match claims.as_object_mut().and_then(|claims| claims.remove(UNSIGNED)) {
        Some(_) => json!({ "alg": "none" }),
        None => json!({ "alg": "ES256", "kid": "1" }),
    };
    let is_signed = head["alg"] != "none";
    let [head, claims] = [head, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    let signed = format!("{head}.{claims}");
    let signature = shared.key.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
    let signature = if is_signed { signature.as_ref() } else { &[] };
    let id_token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature));
    ("200 OK", json!({ "access_token": "unused", "token_type": "Bearer", "id_token": id_token }))
}
