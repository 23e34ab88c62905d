//! Asking a provider over the network: public addresses only, or those that the settings name; no redirects, no proxies,
//! no long answers.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use rustls::{ClientConfig, RootCertStore};
use url::{Host, Url};

const PATIENCE: Duration = Duration::from_secs(10);
/// The longest answer: lists of keys are a few kilobytes.
const LONGEST: usize = 512 * 1024;

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreached {
    /// The address is one that a provider must not have.
    #[error("{0} is not a public address and not named in the settings")]
    NotPublic(String),
    /// No answer, or not one that can be used.
    #[error("no answer: {0}")]
    NoAnswer(String),
}

/// Asks providers.
#[derive(Debug, Clone)]
pub(super) struct Fetch {
    client: reqwest::Client,
    allowed: Arc<[String]>,
}

impl Fetch {
    /// `allowed` are the host names that may lead to addresses in the house.
    pub fn new(allowed: &[String]) -> Result<Self, Unreached> {
        let allowed: Arc<[String]> = allowed.into();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            .dns_resolver(Arc::new(Careful(Arc::clone(&allowed))))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(PATIENCE)
            .build();
        let client = client.map_err(|error| Unreached::NoAnswer(error.to_string()))?;
        Ok(Self { client, allowed })
    }

    /// One question.
    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unreached> {
        let (parts, body) = request.into_parts();
        let url =
            Url::parse(&parts.uri.to_string()).map_err(|error| Unreached::NoAnswer(error.to_string()))?;
        may_ask(&url, &self.allowed)?;
        let said = |error: reqwest::Error| Unreached::NoAnswer(error.without_url().to_string());
        let sent = self.client.request(parts.method, url).headers(parts.headers).body(body).send();
        let mut answer = sent.await.map_err(said)?;
        let mut response = http::Response::builder().status(answer.status());
        if let Some(headers) = response.headers_mut() {
            headers.clone_from(answer.headers());
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(said)? {
            if bytes.len() + chunk.len() > LONGEST {
                return Err(Unreached::NoAnswer("the answer is too long".to_owned()));
            }
            bytes.extend_from_slice(&chunk);
        }
        response.body(bytes).map_err(|error| Unreached::NoAnswer(error.to_string()))
    }
}

impl<'c> AsyncHttpClient<'c> for Fetch {
    type Error = Unreached;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Unreached>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

/// Whether the address as written may be asked; names are looked at again once they are resolved.
fn may_ask(url: &Url, allowed: &[String]) -> Result<(), Unreached> {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let is_named = allowed.iter().any(|name| name.eq_ignore_ascii_case(host));
    let refused = || Err(Unreached::NotPublic(host.to_owned()));
    if url.scheme() != "https" && !(url.scheme() == "http" && is_named) {
        return refused();
    }
    let literal = match url.host() {
        Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        Some(Host::Domain(_)) => None,
        None => return refused(),
    };
    if literal.is_some_and(|address| !fits(address, is_named)) { refused() } else { Ok(()) }
}

fn fits(address: IpAddr, is_named: bool) -> bool {
    is_public(address) || (is_named && !is_never(address))
}

/// Looks names up and keeps only the addresses that may be asked.
struct Careful(Arc<[String]>);

impl Resolve for Careful {
    fn resolve(&self, name: Name) -> Resolving {
        let allowed = Arc::clone(&self.0);
        Box::pin(async move {
            let host = name.as_str();
            let is_named = allowed.iter().any(|known| known.eq_ignore_ascii_case(host));
            let found: Vec<SocketAddr> = tokio::net::lookup_host((host, 0)).await?.collect();
            let fitting: Vec<SocketAddr> =
                found.into_iter().filter(|address| fits(address.ip(), is_named)).collect();
            if fitting.is_empty() {
                return Err(Unreached::NotPublic(host.to_owned()).into());
            }
            Ok(Box::new(fitting.into_iter()) as Addrs)
        })
    }
}

/// Link-local addresses (where clouds keep their keys) and those of nobody: never, whoever names them.
fn is_never(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_link_local() || v4.is_multicast() || v4.is_unspecified() || v4.is_broadcast(),
        IpAddr::V6(v6) => {
            v6.is_unicast_link_local()
                || v6.is_multicast()
                || v6.is_unspecified()
                || v6 == Ipv6Addr::new(0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x254)
        }
    }
}

/// Whether an address is one of the public network's.
pub fn is_public(address: IpAddr) -> bool {
    if is_never(address) {
        return false;
    }
    match address.to_canonical() {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => match v6.segments() {
            // Addresses that carry one of the older kind (NAT64, 6to4): it is what counts.
            [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
                is_public_v4(embedded(high, low))
            }
            // Documentation, Teredo and its like, unique local.
            [0x2001, second, ..] if second < 0x200 || second == 0xdb8 => false,
            [first, ..] => (0x2000..0x4000).contains(&first),
        },
    }
}

fn embedded(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || first == 0
        || first >= 224
        || (first == 100 && (64..128).contains(&second))
        || (first == 192 && second == 0 && third == 0)
        || (first == 198 && (18..20).contains(&second));
    !is_special
}

/// TLS as the machine trusts it, computed by ring.
fn tls() -> Result<ClientConfig, Unreached> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|error| Unreached::NoAnswer(error.to_string()))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_asked_unless_named() {
        for public in ["8.8.8.8", "203.0.114.1", "2404:6800:4004::200e", "64:ff9b::808:808"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        let inside = [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "fd00:ec2::254",
            "::ffff:192.168.1.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "2001::1",
            "ff02::1",
        ];
        for address in inside {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn a_named_host_may_be_in_the_house_but_never_where_clouds_keep_their_keys() {
        let asked = |url: &str, allowed: &[&str]| {
            let allowed: Vec<String> = allowed.iter().map(|name| (*name).to_owned()).collect();
            may_ask(&Url::parse(url).unwrap(), &allowed).is_ok()
        };
        assert!(asked("https://id.example.jp/", &[]));
        assert!(!asked("http://id.example.jp/", &[]), "in the clear only where it is said");
        assert!(!asked("https://192.168.1.5/", &[]) && asked("https://192.168.1.5/", &["192.168.1.5"]));
        assert!(asked("http://127.0.0.1:9000/", &["127.0.0.1"]));
        assert!(!asked("http://169.254.169.254/", &["169.254.169.254"]));
        assert!(!asked("https://[fe80::1]/", &["fe80::1"]));
        assert!(!asked("file:///etc/passwd", &[""]));
    }
}
