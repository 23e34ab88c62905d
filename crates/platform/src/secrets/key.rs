//! The server's key file, and sealing with it.

use std::fmt;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use kernel::{Fault, Result};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::random::fill;

/// The permission bits of everybody but the owner.
#[cfg(unix)]
const OTHERS: u32 = 0o077;
const NONCE_LENGTH: usize = 24;
/// The first byte of everything sealed, so that another way of sealing can follow one day.
const FORMAT: u8 = 1;

/// 32 random bytes that open this server's own secrets.
pub struct ServerKey(Zeroizing<[u8; 32]>);

impl fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerKey")
    }
}

/// Why the key file cannot be used. The face that starts the server says it in plain words.
#[derive(Debug, thiserror::Error)]
pub enum KeyTrouble {
    /// The file or its folder cannot be read or made.
    #[error("{path}: {source}")]
    File {
        /// The path tried.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Others than its owner may read or write the file.
    #[error("{path}: others can read the server's key (mode {mode:04o}); run: chmod 600 {path}")]
    TooOpen {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file does not hold exactly 32 bytes.
    #[error("{path}: the server's key must be 32 bytes long, but the file has {length}")]
    Length {
        /// The file.
        path: PathBuf,
        /// Bytes found, counted up to 33.
        length: usize,
    },
    /// The machine gives no random bytes.
    #[error("the system gives no random bytes")]
    Random,
}

/// Where the key is kept below the data folder.
pub(super) fn path_in(data: &Path) -> PathBuf {
    data.join("keys").join("server.key")
}

/// Whether the key file is there and fit for use, without making one: for the doctor.
///
/// # Errors
/// [`KeyTrouble`] says what is wrong with it.
pub fn check_file(data: &Path) -> std::result::Result<bool, KeyTrouble> {
    let path = path_in(data);
    if path.exists() { ServerKey::read(&path).map(|_| true) } else { Ok(false) }
}

impl ServerKey {
    /// Reads the key, or makes one where there is none yet. Two processes that start at once end with the same key.
    ///
    /// # Errors
    /// [`KeyTrouble`] if it cannot be read, is open to others, or is no key.
    pub fn read_or_create(data: &Path) -> std::result::Result<Self, KeyTrouble> {
        let path = path_in(data);
        match Self::read(&path) {
            Err(KeyTrouble::File { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                Self::create(&path)
            }
            other => other,
        }
    }

    fn read(path: &Path) -> std::result::Result<Self, KeyTrouble> {
        let trouble = |source| KeyTrouble::File { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(trouble)?;
        refuse_if_open_to_others(path, &file.metadata().map_err(trouble)?)?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(64));
        file.take(33).read_to_end(&mut bytes).map_err(trouble)?;
        let key: [u8; 32] = bytes
            .as_slice()
            .try_into()
            .map_err(|_| KeyTrouble::Length { path: path.to_owned(), length: bytes.len() })?;
        Ok(Self(Zeroizing::new(key)))
    }

    // Written aside and put in place under its name only when whole, and only if nobody else was faster: a reader
    // never meets half a key, and no key is ever overwritten.
    fn create(path: &Path) -> std::result::Result<Self, KeyTrouble> {
        let trouble = |source| KeyTrouble::File { path: path.to_owned(), source };
        let folder = path.parent().unwrap_or(path);
        create_private_folder(folder).map_err(trouble)?;
        let mut key = Zeroizing::new([0_u8; 32]);
        fill(key.as_mut()).map_err(|_| KeyTrouble::Random)?;
        // The temporary file is made with O_EXCL and mode 0600.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(trouble)?;
        file.write_all(key.as_ref()).map_err(trouble)?;
        file.as_file().sync_all().map_err(trouble)?;
        match file.persist_noclobber(path) {
            Ok(_) => {
                sync_folder(folder).map_err(trouble)?;
                Ok(Self(key))
            }
            Err(lost) if lost.error.kind() == std::io::ErrorKind::AlreadyExists => Self::read(path),
            Err(lost) => Err(trouble(lost.error)),
        }
    }

    /// Seals `bytes` so that only this key opens them, and only for the same `purpose`.
    ///
    /// # Errors
    /// [`Fault::Broken`] if the machine gives no random bytes.
    pub fn seal(&self, purpose: &str, bytes: &[u8]) -> Result<Vec<u8>> {
        let mut nonce = [0_u8; NONCE_LENGTH];
        fill(&mut nonce)?;
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), Payload { msg: bytes, aad: purpose.as_bytes() })
            .map_err(|_| Fault::broken("sealing failed"))?;
        let mut whole = Vec::with_capacity(1 + NONCE_LENGTH + sealed.len());
        whole.push(FORMAT);
        whole.extend_from_slice(&nonce);
        whole.extend_from_slice(&sealed);
        Ok(whole)
    }

    /// Opens what [`ServerKey::seal`] made; `None` if it was sealed with another key, for another purpose, or changed.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (&FORMAT, rest) = sealed.split_first()? else {
            return None;
        };
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_LENGTH>()?;
        let payload = Payload { msg: sealed, aad: purpose.as_bytes() };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).ok().map(Zeroizing::new)
    }

    /// A keyed hash: the same text gives the same 32 bytes on this server, and nobody else can compute them.
    pub fn fingerprint(&self, purpose: &str, text: &[u8]) -> Result<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_ref()).map_err(Fault::broken)?;
        mac.update(b"omamori-fingerprint-v1\0");
        mac.update(&(purpose.len() as u64).to_be_bytes());
        mac.update(purpose.as_bytes());
        mac.update(text);
        Ok(mac.finalize().into_bytes().into())
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

#[cfg(unix)]
fn refuse_if_open_to_others(
    path: &Path,
    metadata: &std::fs::Metadata,
) -> std::result::Result<(), KeyTrouble> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = metadata.permissions().mode() & 0o7777;
    if mode & OTHERS == 0 { Ok(()) } else { Err(KeyTrouble::TooOpen { path: path.to_owned(), mode }) }
}

#[cfg(not(unix))]
fn refuse_if_open_to_others(_: &Path, _: &std::fs::Metadata) -> std::result::Result<(), KeyTrouble> {
    Ok(())
}

#[cfg(unix)]
fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_with_the_same_key_and_purpose() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let key = ServerKey::read_or_create(here.path()).unwrap();
        let other = ServerKey::read_or_create(there.path()).unwrap();
        let sealed = key.seal("mail", b"himitsu").unwrap();
        assert_eq!(key.open("mail", &sealed).unwrap().as_slice(), b"himitsu");
        assert!(key.open("totp", &sealed).is_none());
        assert!(other.open("mail", &sealed).is_none());
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(key.open("mail", &changed).is_none(), "byte {place} was changed");
        }
        for length in 0..sealed.len() {
            assert!(key.open("mail", &sealed[..length]).is_none(), "cut to {length}");
        }
        assert_ne!(sealed, key.seal("mail", b"himitsu").unwrap(), "sealed twice is never the same");
        assert_eq!(format!("{key:?}"), "ServerKey");
    }

    #[test]
    fn the_key_survives_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let sealed = ServerKey::read_or_create(folder.path()).unwrap().seal("mail", b"x").unwrap();
        assert!(ServerKey::read_or_create(folder.path()).unwrap().open("mail", &sealed).is_some());
        assert!(check_file(folder.path()).unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        ServerKey::read_or_create(folder.path()).unwrap();
        let path = path_in(folder.path());
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(
            ServerKey::read_or_create(folder.path()),
            Err(KeyTrouble::TooOpen { mode: 0o640, .. })
        ));
    }

    #[test]
    fn a_file_that_is_no_key_is_refused_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = path_in(folder.path());
        create_private_folder(path.parent().unwrap()).unwrap();
        for wrong in [&b""[..], &[7; 31], &[7; 33]] {
            let mut file = tempfile::NamedTempFile::new_in(folder.path()).unwrap();
            file.write_all(wrong).unwrap();
            file.persist(&path).unwrap();
            assert!(matches!(ServerKey::read_or_create(folder.path()), Err(KeyTrouble::Length { .. })));
            assert_eq!(std::fs::read(&path).unwrap(), wrong);
        }
    }

    #[test]
    fn starting_at_once_ends_with_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let sealed: Vec<_> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| ServerKey::read_or_create(folder.path()).unwrap().seal("p", b"x").unwrap())
                })
                .collect();
            starts.into_iter().map(|start| start.join().unwrap()).collect()
        });
        let key = ServerKey::read_or_create(folder.path()).unwrap();
        assert!(sealed.iter().all(|sealed| key.open("p", sealed).is_some()));
    }
}
