//! The backup's own key pair: made with the first backup, so that backups are encrypted before anybody has thought of it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use age::x25519;
use kernel::{Fault, Result, Text};
use secrecy::ExposeSecret;

use super::model::Key;

/// The house's own key.
#[derive(Debug, Clone)]
pub struct OwnKey {
    /// The public key, to which every backup is encrypted.
    pub recipient: x25519::Recipient,
    /// Whether it was made just now: the face then says where the secret key is and to put it somewhere safe.
    pub is_new: bool,
}

/// Where the secret key lies until the admin has moved it to a safer place.
pub fn identity_path(data: &Path) -> PathBuf {
    data.join("keys").join("backup-identity.txt")
}

fn recipient_path(data: &Path) -> PathBuf {
    data.join("keys").join("backup.pub")
}

/// The house's key, made if there is none. The secret key is written as a file that the `age` command takes too.
///
/// # Errors
/// [`Fault::Broken`] if the folder cannot be written; [`Fault::Conflict`] if what is there is no key.
pub fn ensure_key(data: &Path) -> Result<OwnKey> {
    let public = recipient_path(data);
    if let Ok(text) = std::fs::read_to_string(&public) {
        let recipient = text.trim().parse().map_err(|_| Fault::conflict("backup.fault.own_key"))?;
        return Ok(OwnKey { recipient, is_new: false });
    }
    let folder = data.join("keys");
    std::fs::create_dir_all(&folder).map_err(Fault::broken)?;
    let secret = identity_path(data);
    let (identity, is_new) = match std::fs::read_to_string(&secret) {
        // The power went between the two files.
        Ok(text) => match read_identity(&text)? {
            Key::Identities(mut all) => (all.swap_remove(0), false),
            Key::Passphrase(_) => return Err(Fault::conflict("backup.fault.own_key")),
        },
        Err(_) => (x25519::Identity::generate(), true),
    };
    let recipient = identity.to_public();
    if is_new {
        let text = format!(
            "# Omamori: opens the backups. Keep it away from the server, and never lose it.\n\
             # public key: {recipient}\n{}\n",
            identity.to_string().expose_secret()
        );
        write_new(&secret, text.as_bytes())?;
    }
    write_new(&public, format!("{recipient}\n").as_bytes())?;
    std::fs::File::open(&folder).and_then(|folder| folder.sync_all()).map_err(Fault::broken)?;
    Ok(OwnKey { recipient, is_new })
}

/// Reads the text of a key file: lines that begin with `AGE-SECRET-KEY-1`, the rest are remarks.
///
/// # Errors
/// [`Fault::Invalid`] at `key` if there is no key in it.
pub fn read_identity(text: &str) -> Result<Key> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let unreadable = || Fault::field("key", Text::new("backup.fault.identity"));
    let identities: Vec<x25519::Identity> =
        lines.map(|line| line.parse().map_err(|_| unreadable())).collect::<Result<_>>()?;
    if identities.is_empty() { Err(unreadable()) } else { Ok(Key::Identities(identities)) }
}

/// Reads public keys as the settings have them.
///
/// # Errors
/// [`Fault::Invalid`] at `recipients` naming the first that is none.
pub fn recipients_of(texts: &[String]) -> Result<Vec<x25519::Recipient>> {
    texts
        .iter()
        .map(|text| {
            let wrong = || Fault::field("recipients", Text::new("backup.fault.recipient").with("text", text));
            text.trim().parse().map_err(|_| wrong())
        })
        .collect()
}

/// Writes a file that only its owner may read and that was not there before.
fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(Fault::broken)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Fault::broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_opens_as_an_age_key_file() {
        let data = tempfile::tempdir().unwrap();
        let made = ensure_key(data.path()).unwrap();
        assert!(made.is_new);
        let again = ensure_key(data.path()).unwrap();
        assert!(!again.is_new);
        assert_eq!(made.recipient.to_string(), again.recipient.to_string());
        let text = std::fs::read_to_string(identity_path(data.path())).unwrap();
        let Key::Identities(identities) = read_identity(&text).unwrap() else { panic!("not a key") };
        assert_eq!(identities[0].to_public().to_string(), made.recipient.to_string());
        // The secret key was moved to the safe: backups go on.
        std::fs::remove_file(identity_path(data.path())).unwrap();
        assert_eq!(ensure_key(data.path()).unwrap().recipient.to_string(), made.recipient.to_string());
        assert!(read_identity("# only remarks\n").is_err());
        assert!(recipients_of(&["age1nonsense".to_owned()]).is_err());
    }
}
