//! Taking a content in: streamed to a temporary file, hashed and measured on the way, durable before it is named.

use std::path::{Path, PathBuf};

use kernel::{Fault, Result, Text};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use super::media::{Media, SNIFF};
use super::{folder, path_of};
use crate::house::House;

/// A content on its way in. Dropping it deletes what came so far.
#[derive(Debug)]
pub struct Staging {
    file: tokio::fs::File,
    path: tempfile::TempPath,
    hash: Sha256,
    start: Vec<u8>,
    size: u64,
    limit: u64,
}

/// A content that is on disk under a temporary name. Dropping it deletes it.
#[derive(Debug)]
pub struct Staged {
    pub(super) path: tempfile::TempPath,
    /// SHA-256, in hex.
    pub hash: String,
    /// What it is.
    pub media: Media,
    /// Bytes.
    pub size: u64,
}

impl Staging {
    /// Begins to take in at most `limit` bytes.
    ///
    /// # Errors
    /// [`Fault::Broken`] if the folder cannot be written.
    pub async fn begin(house: &House, limit: u64) -> Result<Self> {
        let folder = folder(house.data()).join("tmp");
        let (file, path) = tokio::task::spawn_blocking(move || {
            std::fs::create_dir_all(&folder)?;
            tempfile::Builder::new()
                .prefix("in-")
                .tempfile_in(&folder)
                .map(tempfile::NamedTempFile::into_parts)
        })
        .await
        .map_err(Fault::broken)?
        .map_err(Fault::broken)?;
        let file = tokio::fs::File::from_std(file);
        Ok(Self { file, path, hash: Sha256::new(), start: Vec::new(), size: 0, limit })
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// [`Fault::Invalid`] at the field `file` once there is more than the limit.
    pub async fn write(&mut self, piece: &[u8]) -> Result<()> {
        self.size += piece.len() as u64;
        if self.size > self.limit {
            let limit = self.limit / (1024 * 1024);
            return Err(Fault::field("file", Text::new("files.fault.too_large").with("limit", limit)));
        }
        let wanted = SNIFF.saturating_sub(self.start.len()).min(piece.len());
        self.start.extend(piece.iter().take(wanted));
        self.hash.update(piece);
        self.file.write_all(piece).await.map_err(Fault::broken)
    }

    /// Makes it durable.
    ///
    /// # Errors
    /// [`Fault::Invalid`] if it is empty; [`Fault::Broken`] if the disk refuses.
    pub async fn finish(mut self) -> Result<Staged> {
        if self.size == 0 {
            return Err(Fault::field("file", Text::new("files.fault.empty")));
        }
        self.file.flush().await.map_err(Fault::broken)?;
        self.file.sync_all().await.map_err(Fault::broken)?;
        let hash = data_encoding::HEXLOWER.encode(&self.hash.finalize());
        Ok(Staged { path: self.path, hash, media: Media::sniff(&self.start), size: self.size })
    }

    /// All at once, for what is in memory already.
    ///
    /// # Errors
    /// As [`Staging::write`] and [`Staging::finish`].
    pub async fn take(house: &House, bytes: &[u8], limit: u64) -> Result<Staged> {
        let mut staging = Self::begin(house, limit).await?;
        staging.write(bytes).await?;
        staging.finish().await
    }
}

impl Staged {
    /// Moves the content to its lasting place, unless the same is there already.
    pub(super) async fn settle(self, data: &Path) -> Result<()> {
        let target = path_of(data, &self.hash);
        let size = self.size;
        tokio::task::spawn_blocking(move || settle_blocking(self.path, &target, size))
            .await
            .map_err(Fault::broken)?
            .map_err(Fault::broken)
    }
}

fn settle_blocking(from: tempfile::TempPath, target: &PathBuf, size: u64) -> std::io::Result<()> {
    // A content of another length under this name can only be what a dying disk left of it: replaced by the good one.
    if std::fs::metadata(target).is_ok_and(|there| there.len() == size) {
        return Ok(());
    }
    let folder = target.parent().unwrap_or(target);
    std::fs::create_dir_all(folder)?;
    from.persist(target).map_err(|error| error.error)?;
    std::fs::File::open(folder)?.sync_all()?;
    // The folder itself may be new too.
    folder.parent().map_or(Ok(()), |above| std::fs::File::open(above)?.sync_all())
}
