//! The certificate that is shown to browsers, and what keeps it fresh.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use kernel::Clock;
use platform::House;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::{own_ca, provider};

/// How often it is looked whether the files changed or the certificate wants renewing.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// The certificate, replaced under way without a connection noticing.
#[derive(Debug)]
pub(super) struct Held {
    source: Source,
    shown: RwLock<Arc<CertifiedKey>>,
    seen: RwLock<Option<SystemTime>>,
}

/// Where it comes from.
enum Source {
    Files { certificate: PathBuf, key: PathBuf },
    OwnCa { data: PathBuf, names: Vec<String>, clock: Arc<dyn Clock> },
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Source::Files { .. } => f.write_str("Files"),
            Source::OwnCa { .. } => f.write_str("OwnCa"),
        }
    }
}

impl Held {
    /// From files, as they are now.
    pub fn of_files(certificate: PathBuf, key: PathBuf) -> Result<Self, String> {
        Self::of(Source::Files { certificate, key })
    }

    /// From a root of our own, made if there is none.
    pub fn of_own_ca(data: PathBuf, names: Vec<String>, clock: Arc<dyn Clock>) -> Result<Self, String> {
        Self::of(Source::OwnCa { data, names, clock })
    }

    fn of(source: Source) -> Result<Self, String> {
        let seen = source.changed();
        let shown = RwLock::new(Arc::new(source.load()?));
        Ok(Self { source, shown, seen: RwLock::new(seen) })
    }

    /// Looks from time to time, for as long as the server runs. What cannot be used is said in the log, and what was
    /// there before goes on being shown.
    pub async fn watch(self: Arc<Self>, house: House) {
        let mut every = tokio::time::interval(LOOK_EVERY);
        loop {
            every.tick().await;
            match self.look() {
                Ok(false) => {}
                Ok(true) => {
                    self.publish(house.data());
                    tracing::info!("the TLS certificate was replaced");
                }
                Err(why) => tracing::warn!(why, "the new TLS certificate cannot be used; the old one stays"),
            }
        }
    }

    /// Takes what changed; says whether there was anything.
    pub fn look(&self) -> Result<bool, String> {
        let now = self.source.changed();
        let before = *self.seen.read().unwrap_or_else(PoisonError::into_inner);
        if now == before && !self.source.wants_renewing() {
            return Ok(false);
        }
        // Noted even if it cannot be used: said once, not every ten seconds.
        *self.seen.write().unwrap_or_else(PoisonError::into_inner) = now;
        let fresh = Arc::new(self.source.load()?);
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        *self.seen.write().unwrap_or_else(PoisonError::into_inner) = self.source.changed();
        Ok(true)
    }

    /// Leaves a copy of the certificate (it is public) where the doctor looks.
    pub fn publish(&self, data: &Path) {
        let shown = Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner));
        if let Some(first) = shown.cert.first()
            && let Err(error) = platform::tls::note_shown(data, first)
        {
            tracing::warn!(%error, "the doctor will not know when the certificate ends");
        }
    }
}

impl ResolvesServerCert for Held {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Source {
    fn load(&self) -> Result<CertifiedKey, String> {
        match self {
            Source::Files { certificate, key } => certified(certificate, key),
            Source::OwnCa { data, names, clock } => {
                let made = own_ca::ensure(data, names, clock.now())?;
                certified(&made.certificate, &made.key)
            }
        }
    }

    /// When the files were last written: the later of both, so that a pair that is being replaced is read when whole.
    fn changed(&self) -> Option<SystemTime> {
        let Source::Files { certificate, key } = self else { return None };
        let written = |path: &Path| std::fs::metadata(path).and_then(|data| data.modified()).ok();
        written(certificate).max(written(key))
    }

    fn wants_renewing(&self) -> bool {
        match self {
            Source::Files { .. } => false,
            Source::OwnCa { data, names, clock } => !own_ca::is_fresh(data, names, clock.now()),
        }
    }
}

/// A certificate with its key, if they belong together.
fn certified(certificate: &Path, key: &Path) -> Result<CertifiedKey, String> {
    let said = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .map_err(|error| said(certificate, &error))?;
    if chain.is_empty() {
        return Err(said(certificate, &"no certificate in it (PEM)"));
    }
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| said(key, &error))?;
    CertifiedKey::from_der(chain, secret, &provider()).map_err(|error| said(key, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str, at: u64) -> Vec<u8> {
        let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
        for (file, text) in [("c.pem", made.cert.pem()), ("k.pem", made.signing_key.serialize_pem())] {
            std::fs::write(folder.join(file), text).unwrap();
            let file = std::fs::File::options().write(true).open(folder.join(file)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(at)).unwrap();
        }
        made.cert.der().to_vec()
    }

    fn shown(held: &Held) -> Vec<u8> {
        held.shown.read().unwrap().cert[0].to_vec()
    }

    #[test]
    fn a_certificate_that_was_replaced_is_shown_and_a_broken_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let first = write(folder.path(), "a.example", 1_000);
        let held = Held::of_files(folder.path().join("c.pem"), folder.path().join("k.pem")).unwrap();
        assert_eq!((shown(&held), held.look()), (first, Ok(false)));
        let second = write(folder.path(), "b.example", 2_000);
        assert_eq!(held.look(), Ok(true));
        assert_eq!(shown(&held), second);
        std::fs::write(folder.path().join("c.pem"), "half a certificate").unwrap();
        assert!(held.look().is_err());
        assert_eq!(held.look(), Ok(false), "said once");
        assert_eq!(shown(&held), second, "what was there goes on being shown");
    }
}
