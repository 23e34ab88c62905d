//! TLS of the server itself: with a certificate of one's own, one made here, or one fetched by ACME; or none, and then
//! only where nobody else listens in.
//!
//! Everything stands on rustls with ring. Reading order: [`Way`], [`begin`], the three ways, the listener.

mod acme;
mod held;
mod listener;
mod own_ca;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use platform::House;
use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;

pub use listener::TlsListener;

use crate::cli::voice::{Complaint, Voice};
use crate::config::{ServeOptions, TlsWay};
use held::Held;

/// How the connection is protected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Not by us: nobody but this machine can reach it, a proxy speaks TLS, or somebody took it upon themselves.
    Plain,
    /// With a certificate and key from files.
    Files {
        /// The certificate, with those between it and its root, as PEM.
        certificate: PathBuf,
        /// Its private key, as PEM.
        key: PathBuf,
    },
    /// With a certificate of a root made at the first start.
    OwnCa,
    /// With a certificate fetched by ACME.
    Acme,
}

impl Way {
    /// What the options say.
    ///
    /// # Errors
    /// The key of the sentence that says why not.
    pub fn of(options: &ServeOptions, address: IpAddr) -> Result<Self, &'static str> {
        let way = match (&options.tls_certificate, &options.tls_key, options.tls) {
            (Some(certificate), Some(key), None) => {
                Way::Files { certificate: certificate.clone(), key: key.clone() }
            }
            (None, None, Some(TlsWay::Ca)) => Way::OwnCa,
            (None, None, Some(TlsWay::Acme)) => Way::Acme,
            (None, None, None) => Way::Plain,
            _ => return Err("cli.tls.one_way"),
        };
        if way != Way::Plain && options.behind_proxy {
            return Err("cli.tls.and_proxy");
        }
        let is_guarded = address.is_loopback() || options.behind_proxy || options.allow_plain_http;
        if way == Way::Plain && !is_guarded {
            return Err("cli.tls.refused");
        }
        Ok(way)
    }
}

/// The configuration for the listener; `None` for plain HTTP. What keeps the certificate fresh runs from now on.
pub async fn begin(
    house: &House,
    options: &ServeOptions,
    way: &Way,
    voice: Voice,
) -> Result<Option<Arc<ServerConfig>>, Complaint> {
    let complain = |key, detail: String| voice.complaint(key, &[("detail", &detail)]);
    let held = match way {
        Way::Plain => {
            platform::tls::forget_shown(house.data());
            return Ok(None);
        }
        Way::Acme => {
            let names = names(house, options).await;
            return acme::begin(house, options, names).map(Some).map_err(|why| complain("cli.tls.acme", why));
        }
        Way::Files { certificate, key } => {
            let held = Held::of_files(certificate.clone(), key.clone());
            held.map_err(|why| complain("cli.tls.files", why))?
        }
        Way::OwnCa => {
            let names = names(house, options).await;
            let held = Held::of_own_ca(house.data().to_owned(), names, house.clock());
            let held = held.map_err(|why| complain("cli.tls.ca", why))?;
            if let Some(mark) = platform::tls::mark(house.data()) {
                voice.tell("cli.tls.ca_made", &[("mark", &mark)]);
            }
            held
        }
    };
    let held = Arc::new(held);
    held.publish(house.data());
    tokio::spawn(Arc::clone(&held).watch(house.clone()));
    let mut config = builder().map_err(|error| complain("cli.tls.files", error))?.with_cert_resolver(held);
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Some(Arc::new(config)))
}

/// The names that a certificate is made out to: those given, and that of the address in the settings.
async fn names(house: &House, options: &ServeOptions) -> Vec<String> {
    let mut names = options.tls_names.clone();
    let settings = platform::settings::current(house).await.ok();
    let host = settings.and_then(|settings| Some(settings.server.base_url.as_ref()?.host_str()?.to_owned()));
    names.extend(host.map(|host| host.trim_matches(['[', ']']).to_owned()));
    names.sort();
    names.dedup();
    names
}

/// What computes: ring, and nothing that would need another compiler.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

type Builder = rustls::ConfigBuilder<ServerConfig, rustls::server::WantsServerCert>;

fn builder() -> Result<Builder, String> {
    let versions = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
    let versions = versions.map_err(|error| error.to_string())?;
    Ok(versions.with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Arguments, Verb};
    use clap::Parser as _;

    fn way(words: &str, address: &str) -> Result<Way, &'static str> {
        let words = ["omamori", "serve"].into_iter().chain(words.split_whitespace());
        let Verb::Serve(options) = Arguments::try_parse_from(words).unwrap().verb else { panic!("serve") };
        Way::of(&options, address.parse().unwrap())
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        assert_eq!(way("", "127.0.0.1"), Ok(Way::Plain));
        assert_eq!(way("", "::1"), Ok(Way::Plain));
        for address in ["0.0.0.0", "192.168.1.20", "::"] {
            assert_eq!(way("", address), Err("cli.tls.refused"), "{address}");
            assert_eq!(way("--behind-proxy", address), Ok(Way::Plain), "the proxy speaks TLS");
            assert_eq!(
                way("--allow-plain-http", address),
                Ok(Way::Plain),
                "somebody took it upon themselves"
            );
            assert_eq!(way("--tls ca", address), Ok(Way::OwnCa));
        }
    }

    #[test]
    fn there_is_one_way_at_a_time() {
        assert!(matches!(way("--tls-certificate a.pem --tls-key b.pem", "::"), Ok(Way::Files { .. })));
        assert_eq!(way("--tls-certificate a.pem", "::"), Err("cli.tls.one_way"));
        assert_eq!(way("--tls acme --tls-certificate a.pem --tls-key b.pem", "::"), Err("cli.tls.one_way"));
        assert_eq!(way("--tls ca --behind-proxy", "::"), Err("cli.tls.and_proxy"));
    }
}
