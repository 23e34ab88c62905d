//! The archive, read by a thread of its own: decrypting, unpacking, checking each member against the manifest.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use kernel::{Fault, Result, Text};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::model::{FORMAT, HEAD, Head, Key, MANIFEST, Manifest, Member};
use crate::files;

/// The most that one member of rows may weigh: far above what is ever written.
const LARGEST: u64 = 1 << 30;

/// What comes out of an archive, in order.
pub(super) enum Piece {
    Head(Head),
    Rows { table: String, rows: Vec<Vec<Json>> },
    End(Manifest),
}

/// Opens `archive` and reads it; contents of files go straight below `data`.
pub(super) fn open(
    archive: PathBuf,
    key: Key,
    data: PathBuf,
) -> (mpsc::Receiver<Piece>, JoinHandle<Result<()>>) {
    let (send, receive) = mpsc::channel(4);
    let thread = tokio::task::spawn_blocking(move || read(&archive, &key, &data, &send));
    (receive, thread)
}

fn read(archive: &Path, key: &Key, data: &Path, send: &mpsc::Sender<Piece>) -> Result<()> {
    let file = File::open(archive).map_err(Fault::broken)?;
    let decryptor = age::Decryptor::new_buffered(BufReader::new(file)).map_err(|error| refused(&error))?;
    let plain = match key {
        Key::Identities(identities) => {
            decryptor.decrypt(identities.iter().map(|one| one as &dyn age::Identity))
        }
        Key::Passphrase(passphrase) => {
            let mut identity = age::scrypt::Identity::new(passphrase.clone());
            // Up to 2 GiB of work; above it the file was made to exhaust whoever opens it.
            identity.set_max_work_factor(21);
            decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))
        }
    }
    .map_err(|error| refused(&error))?;
    let mut tar = tar::Archive::new(zstd::Decoder::new(plain).map_err(damaged)?);
    let mut members: Vec<Member> = Vec::new();
    let mut manifest = None;
    for entry in tar.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        let name = entry.path().map_err(damaged)?.to_string_lossy().into_owned();
        let size = entry.size();
        if manifest.is_some() || (members.is_empty() && name != HEAD) {
            return Err(Fault::conflict("backup.fault.damaged"));
        }
        if name == MANIFEST {
            let bytes = whole(&mut entry, size)?;
            manifest = Some(serde_json::from_slice::<Manifest>(&bytes).map_err(damaged)?);
            continue;
        }
        let sha256 = member(&mut entry, &name, size, data, send)?;
        members.push(Member { name, size, sha256 });
    }
    // Only at the very end does the encryption prove that nothing was cut off.
    io::copy(&mut tar.into_inner(), &mut io::sink()).map_err(damaged)?;
    match manifest {
        Some(manifest) if manifest.members == members => hand_on(send, Piece::End(manifest)),
        _ => Err(Fault::conflict("backup.fault.damaged")),
    }
}

fn member(
    entry: &mut impl Read,
    name: &str,
    size: u64,
    data: &Path,
    send: &mpsc::Sender<Piece>,
) -> Result<String> {
    if let Some(hash) = name.strip_prefix("files/") {
        return content(entry, &hash.replace('/', ""), data);
    }
    let bytes = whole(entry, size)?;
    let sha256 = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes));
    if name == HEAD {
        let head: Head = serde_json::from_slice(&bytes).map_err(damaged)?;
        if head.format > FORMAT {
            return Err(Fault::Conflict(Text::new("backup.fault.newer").with("version", head.version)));
        }
        hand_on(send, Piece::Head(head))?;
    } else if let Some(rest) = name.strip_prefix("tables/") {
        let table = rest.split('/').next().unwrap_or_default().to_owned();
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let rows =
            lines.map(serde_json::from_slice).collect::<std::result::Result<_, _>>().map_err(damaged)?;
        hand_on(send, Piece::Rows { table, rows })?;
    }
    Ok(sha256)
}

/// Puts a content in its place, under a temporary name first. Its name must be a hash, or it could be any path.
fn content(entry: &mut impl Read, hash: &str, data: &Path) -> Result<String> {
    if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Fault::conflict("backup.fault.damaged"));
    }
    let target = files::path_of(data, hash);
    let folder = target.parent().unwrap_or(data).to_owned();
    std::fs::create_dir_all(&folder).map_err(Fault::broken)?;
    let mut part = tempfile::NamedTempFile::new_in(&folder).map_err(Fault::broken)?;
    let mut sha256 = Sha256::new();
    let mut buffer = vec![0_u8; 1 << 16];
    loop {
        let count = entry.read(&mut buffer).map_err(damaged)?;
        let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else { break };
        sha256.update(read);
        part.write_all(read).map_err(Fault::broken)?;
    }
    part.as_file().sync_all().map_err(Fault::broken)?;
    part.persist(&target).map_err(|error| Fault::broken(error.error))?;
    File::open(&folder).and_then(|folder| folder.sync_all()).map_err(Fault::broken)?;
    Ok(data_encoding::HEXLOWER.encode(&sha256.finalize()))
}

fn whole(entry: &mut impl Read, size: u64) -> Result<Vec<u8>> {
    if size > LARGEST {
        return Err(Fault::conflict("backup.fault.damaged"));
    }
    let mut bytes = Vec::new();
    entry.take(size).read_to_end(&mut bytes).map_err(damaged)?;
    Ok(bytes)
}

fn hand_on(send: &mpsc::Sender<Piece>, piece: Piece) -> Result<()> {
    send.blocking_send(piece).map_err(|_| Fault::broken("the restore was broken off"))
}

/// What is wrong with the file itself. The detail is for the log; the sentence is for the person.
fn damaged(error: impl std::fmt::Display) -> Fault {
    tracing::warn!(%error, "a backup cannot be read");
    Fault::conflict("backup.fault.damaged")
}

fn refused(error: &age::DecryptError) -> Fault {
    use age::DecryptError::{DecryptionFailed, ExcessiveWork, KeyDecryptionFailed, NoMatchingKeys};
    match error {
        NoMatchingKeys | DecryptionFailed | KeyDecryptionFailed | ExcessiveWork { .. } => {
            Fault::field("key", Text::new("backup.fault.key"))
        }
        other => {
            tracing::warn!(error = %other, "a backup cannot be read");
            Fault::conflict("backup.fault.not_a_backup")
        }
    }
}
