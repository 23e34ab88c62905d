//! Certificates as files of the data folder: which is shown to browsers, when it ends, and the root to be installed.
//!
//! The program serves TLS; this only knows the files, for the pages and for the doctor.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use data_encoding::HEXUPPER;
use kernel::Moment;
use sha2::{Digest as _, Sha256};
use x509_parser::pem::Pem;
use x509_parser::prelude::{FromDer as _, X509Certificate};

/// The root's certificate in [`folder`].
pub const CA_FILE: &str = "ca.pem";
/// A copy of the certificate that is shown to browsers.
const SHOWN: &str = "shown.der";

/// Where certificates and their keys lie.
pub fn folder(data: &Path) -> PathBuf {
    data.join("tls")
}

/// The root that was made here, as PEM; `None` where there is none.
pub fn ca(data: &Path) -> Option<String> {
    std::fs::read_to_string(folder(data).join(CA_FILE)).ok()
}

/// The root's fingerprint, `AB:CD:…`, by which one knows the right one.
pub fn mark(data: &Path) -> Option<String> {
    let pem = ca(data)?;
    let (_, pem) = x509_parser::pem::parse_x509_pem(pem.as_bytes()).ok()?;
    let bytes = Sha256::digest(&pem.contents);
    let pairs: Vec<String> = bytes.iter().map(|byte| HEXUPPER.encode(&[*byte])).collect();
    Some(pairs.join(":"))
}

/// When the first certificate of a PEM file ends.
pub fn ends_at(path: &Path) -> Option<Moment> {
    let bytes = std::fs::read(path).ok()?;
    let pem = Pem::iter_from_buffer(&bytes).next()?.ok()?;
    end_of(&pem.contents)
}

/// When the certificate that is shown to browsers ends; `None` if the server shows none.
pub fn shown_ends_at(data: &Path) -> Option<Moment> {
    end_of(&std::fs::read(folder(data).join(SHOWN)).ok()?)
}

/// Keeps a copy of the certificate that is shown to browsers, for the doctor.
///
/// # Errors
/// If it cannot be written.
pub fn note_shown(data: &Path, certificate: &[u8]) -> std::io::Result<()> {
    let folder = folder(data);
    std::fs::create_dir_all(&folder)?;
    let mut file = tempfile::NamedTempFile::new_in(&folder)?;
    file.write_all(certificate)?;
    file.persist(folder.join(SHOWN)).map(drop).map_err(|error| error.error)
}

/// Forgets it: the server shows none any more.
pub fn forget_shown(data: &Path) {
    drop(std::fs::remove_file(folder(data).join(SHOWN)));
}

fn end_of(certificate: &[u8]) -> Option<Moment> {
    let (_, certificate) = X509Certificate::from_der(certificate).ok()?;
    DateTime::from_timestamp(certificate.validity().not_after.timestamp(), 0)
}
