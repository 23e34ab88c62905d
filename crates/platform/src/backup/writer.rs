//! The archive, written by a thread of its own: hashing, packing, encrypting, and making it durable under its name.

use std::fs::File;
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};

use age::x25519;
use kernel::{Fault, Result};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::model::{Key, Lock, MANIFEST, Manifest, Member};

type Age = age::stream::StreamWriter<BufWriter<tempfile::NamedTempFile>>;
type Archive = tar::Builder<zstd::Encoder<'static, Age>>;

/// How hard guessing a passphrase is made: 2^17 rounds of scrypt with 128 MiB, about half a second. Fixed, because
/// measuring the machine would let a busy one make weak backups and a fast one make backups that a small one cannot open.
const WORK: u8 = 17;

enum Item {
    Bytes(String, Vec<u8>),
    /// A content by its hash; a damaged one goes in as it is and is named in the manifest.
    Content(String, PathBuf),
    End(Manifest),
}

/// The async end of the thread.
pub(super) struct Writer {
    send: mpsc::Sender<Item>,
    thread: JoinHandle<io::Result<Done>>,
}

/// What the thread made.
pub(super) struct Done {
    pub path: PathBuf,
    pub bytes: u64,
    pub manifest: Manifest,
}

impl Writer {
    /// Begins an archive that will be `target`, and gives the key to prove it with.
    pub(super) fn begin(lock: &Lock, target: PathBuf, made_at: u64) -> Result<(Self, Key)> {
        let (encryptor, proof) = encryptor(lock)?;
        let (send, receive) = mpsc::channel(4);
        let thread = tokio::task::spawn_blocking(move || write(encryptor, &target, made_at, receive));
        Ok((Self { send, thread }, proof))
    }

    pub(super) async fn bytes(&self, name: String, bytes: Vec<u8>) -> Result<()> {
        self.item(Item::Bytes(name, bytes)).await
    }

    pub(super) async fn content(&self, hash: &str, path: PathBuf) -> Result<()> {
        self.item(Item::Content(hash.to_owned(), path)).await
    }

    /// Finishes the archive; `manifest` is completed with what was really written.
    pub(super) async fn finish(self, manifest: Manifest) -> Result<Done> {
        // If the thread has stopped, its own error says more than ours.
        let _ = self.send.send(Item::End(manifest)).await;
        self.fate().await
    }

    /// Why the thread stopped, after an item could not be handed to it.
    pub(super) async fn fate(self) -> Result<Done> {
        drop(self.send);
        self.thread.await.map_err(Fault::broken)?.map_err(Fault::broken)
    }

    async fn item(&self, item: Item) -> Result<()> {
        self.send.send(item).await.map_err(|_| Fault::broken(io::Error::other(Stopped)))
    }
}

/// Stands in until [`Writer::fate`] tells the reason.
#[derive(Debug, thiserror::Error)]
#[error("the archive's writer has stopped")]
struct Stopped;

fn encryptor(lock: &Lock) -> Result<(age::Encryptor, Key)> {
    match lock {
        Lock::Passphrase(passphrase) => {
            let mut recipient = age::scrypt::Recipient::new(passphrase.clone());
            recipient.set_work_factor(WORK);
            let all = std::iter::once(&recipient as &dyn age::Recipient);
            let encryptor = age::Encryptor::with_recipients(all).map_err(Fault::broken)?;
            Ok((encryptor, Key::Passphrase(passphrase.clone())))
        }
        Lock::Recipients(recipients) => {
            let proof = x25519::Identity::generate();
            let for_proof = proof.to_public();
            let all = recipients.iter().chain([&for_proof]).map(|one| one as &dyn age::Recipient);
            let encryptor = age::Encryptor::with_recipients(all).map_err(Fault::broken)?;
            Ok((encryptor, Key::Identities(vec![proof])))
        }
    }
}

fn write(
    encryptor: age::Encryptor,
    target: &Path,
    made_at: u64,
    mut items: mpsc::Receiver<Item>,
) -> io::Result<Done> {
    let folder = target.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let part = tempfile::Builder::new().prefix(".omamori-backup-").suffix(".part").tempfile_in(folder)?;
    let encrypted = encryptor.wrap_output(BufWriter::with_capacity(1 << 16, part))?;
    let mut archive = tar::Builder::new(zstd::Encoder::new(encrypted, 3)?);
    let mut members = Vec::new();
    let mut damaged = Vec::new();
    let mut files = 0;
    while let Some(item) = items.blocking_recv() {
        match item {
            Item::Bytes(name, bytes) => {
                let size = bytes.len() as u64;
                members.push(append(&mut archive, name, size, made_at, bytes.as_slice())?);
            }
            Item::Content(hash, path) => match content(&mut archive, &hash, &path, made_at)? {
                Some(member) => {
                    if member.sha256 != hash {
                        damaged.push(hash);
                    }
                    files += 1;
                    members.push(member);
                }
                None => damaged.push(hash),
            },
            Item::End(manifest) => {
                let manifest = Manifest { members, files, damaged_files: damaged, ..manifest };
                return end(archive, target, made_at, manifest);
            }
        }
    }
    Err(io::Error::other("the backup was broken off"))
}

fn end(mut archive: Archive, target: &Path, made_at: u64, manifest: Manifest) -> io::Result<Done> {
    let bytes = serde_json::to_vec_pretty(&manifest)?;
    append(&mut archive, MANIFEST.to_owned(), bytes.len() as u64, made_at, bytes.as_slice())?;
    let encrypted = archive.into_inner()?.finish()?;
    let part = encrypted.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    part.as_file().sync_all()?;
    let bytes = part.as_file().metadata()?.len();
    part.persist_noclobber(target).map_err(|error| error.error)?;
    // The new name itself must survive a power cut too.
    File::open(target.parent().unwrap_or(Path::new(".")))?.sync_all()?;
    Ok(Done { path: target.to_owned(), bytes, manifest })
}

fn content(archive: &mut Archive, hash: &str, path: &Path, made_at: u64) -> io::Result<Option<Member>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let size = file.metadata()?.len();
    let (first, rest) = hash.split_at_checked(2).unwrap_or(("", hash));
    append(archive, format!("files/{first}/{rest}"), size, made_at, file.take(size)).map(Some)
}

fn append(
    archive: &mut Archive,
    name: String,
    size: u64,
    made_at: u64,
    source: impl Read,
) -> io::Result<Member> {
    let mut header = tar::Header::new_gnu();
    header.set_size(size);
    header.set_mode(0o600);
    header.set_mtime(made_at);
    let mut hashing = Hashing { source, hash: Sha256::new() };
    archive.append_data(&mut header, &name, &mut hashing)?;
    let sha256 = data_encoding::HEXLOWER.encode(&hashing.hash.finalize());
    Ok(Member { name, size, sha256 })
}

struct Hashing<R> {
    source: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(into)?;
        self.hash.update(into.get(..count).unwrap_or_default());
        Ok(count)
    }
}
