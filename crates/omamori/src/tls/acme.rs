//! A certificate by ACME (Let's Encrypt, or an authority in the house): asked for over the very port that is served,
//! by TLS-ALPN-01, and renewed in time.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::StreamExt as _;
use platform::House;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use rustls_acme::AcmeConfig;
use rustls_acme::caches::DirCache;

use super::{builder, provider};
use crate::config::ServeOptions;

/// The protocol name by which an authority asks for its proof.
const PROOF: &[u8] = b"acme-tls/1";

/// Begins to ask; until the first certificate is there, connections fail.
pub(super) fn begin(
    house: &House,
    options: &ServeOptions,
    names: Vec<String>,
) -> Result<Arc<ServerConfig>, String> {
    if names.is_empty() {
        return Err("no name to ask for: give --tls-name".to_owned());
    }
    let folder = platform::tls::folder(house.data()).join("acme");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let (data, kept) = (house.data().to_owned(), folder.clone());
    let contact = options.acme_contact.iter().map(|mail| format!("mailto:{mail}"));
    let mut state = AcmeConfig::new_with_client_config(names, client(options.acme_root.as_deref())?)
        .directory(&options.acme_directory)
        .contact(contact)
        .cache(DirCache::new(folder))
        .state();
    let mut config = builder()?.with_cert_resolver(state.resolver());
    config.alpn_protocols = vec![b"http/1.1".to_vec(), PROOF.to_vec()];
    tokio::spawn(async move {
        while let Some(event) = state.next().await {
            match event {
                Ok(done) => {
                    note_shown(&data, &kept);
                    tracing::info!(?done, "ACME");
                }
                Err(error) => tracing::warn!(%error, "ACME: no certificate yet; it is tried again"),
            }
        }
    });
    Ok(Arc::new(config))
}

/// Leaves a copy of the newest certificate (it is public) where the doctor looks.
fn note_shown(data: &Path, kept: &Path) {
    let written = |path: &PathBuf| std::fs::metadata(path).and_then(|data| data.modified()).ok();
    let files = std::fs::read_dir(kept).into_iter().flatten().flatten().map(|entry| entry.path());
    let newest = files.filter(|path| path.to_string_lossy().contains("cached_cert")).max_by_key(written);
    let first = newest.and_then(|path| CertificateDer::pem_file_iter(path).ok()?.next()?.ok());
    if let Some(Err(error)) = first.map(|first| platform::tls::note_shown(data, &first)) {
        tracing::warn!(%error, "the doctor will not know when the certificate ends");
    }
}

/// Whom we believe to be the authority: those whom the machine believes, or the one root given.
fn client(root: Option<&Path>) -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore::empty();
    match root {
        Some(path) => {
            let said = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
            for certificate in CertificateDer::pem_file_iter(path).map_err(|error| said(&error))? {
                let certificate = certificate.map_err(|error| said(&error))?;
                roots.add(certificate).map_err(|error| said(&error))?;
            }
        }
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    let versions = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
    let client = versions.map_err(|error| error.to_string())?;
    Ok(Arc::new(client.with_root_certificates(roots).with_no_client_auth()))
}
