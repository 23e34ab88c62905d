//! An authenticator for tests: makes passkeys and answers with them as a phone or a key does, or worse, as told.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The authenticator.
pub struct Authenticator {
    held: Vec<Held>,
    /// Whether it checks its owner (fingerprint, PIN) before it answers.
    pub checks_owner: bool,
    /// What its counter is set to before the next use; counts up by itself.
    pub counter: u32,
}

struct Held {
    id: Vec<u8>,
    host: String,
    handle: Vec<u8>,
    key: EcdsaKeyPair,
}

impl Default for Authenticator {
    fn default() -> Self {
        Self { held: Vec::new(), checks_owner: true, counter: 0 }
    }
}

impl Authenticator {
    /// Makes a passkey for the question of a page at `origin`, and gives the answer as the page sends it.
    pub fn create(&mut self, question: &Value, origin: &str) -> String {
        let asked = &question["publicKey"];
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let id = Sha256::digest(key.public_key().as_ref()).to_vec();
        let host = asked["rp"]["id"].as_str().unwrap().to_owned();
        let handle = URL_SAFE_NO_PAD.decode(asked["user"]["id"].as_str().unwrap()).unwrap();
        let mut data = self.data(&host, 0x40);
        data.extend([0; 16]);
        data.extend(u16::try_from(id.len()).unwrap().to_be_bytes());
        data.extend(&id);
        data.extend(cose(key.public_key().as_ref()));
        let client = client_data("webauthn.create", asked, origin);
        let answer = json!({
            "id": URL_SAFE_NO_PAD.encode(&id), "rawId": URL_SAFE_NO_PAD.encode(&id), "type": "public-key",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
                "attestationObject": URL_SAFE_NO_PAD.encode(attestation(&data)),
            },
        });
        self.held.push(Held { id, host, handle, key });
        answer.to_string()
    }

    /// Answers the question of a page at `origin` with the newest passkey it has for that host.
    pub fn get(&mut self, question: &Value, origin: &str) -> String {
        let asked = &question["publicKey"];
        let host = asked["rpId"].as_str().unwrap().to_owned();
        self.counter += 1;
        let data = self.data(&host, 0);
        let held = self.held.iter().rev().find(|held| held.host == host).expect("a passkey for this host");
        let client = client_data("webauthn.get", asked, origin);
        let signed = [data.as_slice(), Sha256::digest(client.as_bytes()).as_slice()].concat();
        let signature = held.key.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": URL_SAFE_NO_PAD.encode(&held.id), "rawId": URL_SAFE_NO_PAD.encode(&held.id), "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
                "authenticatorData": URL_SAFE_NO_PAD.encode(data),
                "signature": URL_SAFE_NO_PAD.encode(signature.as_ref()),
                "userHandle": URL_SAFE_NO_PAD.encode(&held.handle),
            },
        })
        .to_string()
    }

    fn data(&self, host: &str, more: u8) -> Vec<u8> {
        let flags = 0x01 | if self.checks_owner { 0x04 } else { 0 } | more;
        let mut data = Sha256::digest(host.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }
}

fn client_data(kind: &str, asked: &Value, origin: &str) -> String {
    json!({ "type": kind, "challenge": asked["challenge"], "origin": origin, "crossOrigin": false })
        .to_string()
}

/// A public key on P-256 (the point as 0x04, x, y) in COSE's words.
fn cose(point: &[u8]) -> Vec<u8> {
    let (x, y) = point[1..].split_at(32);
    [&[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20], x, &[0x22, 0x58, 0x20], y].concat()
}

/// An attestation object that attests nothing.
fn attestation(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap().to_be_bytes();
    [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".as_slice(), &length, data].concat()
}
