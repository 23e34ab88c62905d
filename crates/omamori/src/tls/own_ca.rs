//! A root of our own and a certificate under it, for networks that no public authority knows.
//!
//! The root is made once and lasts ten years, because people install it by hand; the certificate under it lasts 397 days,
//! which every browser accepts, and is renewed a month before its end. Both keys lie in the data folder, for its owner
//! only, and are in no backup.

use std::io::Write as _;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, TimeDelta};
use kernel::Moment;
use platform::tls::{CA_FILE, folder};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SanType,
};

const ROOT_YEARS: i32 = 10;
const LEAF_DAYS: i64 = 397;
/// How long before its end the certificate is renewed.
const EARLY: TimeDelta = TimeDelta::days(30);

/// Where the certificate and its key are.
pub(super) struct Made {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// The certificate for these names, made or renewed if need be.
pub(super) fn ensure(data: &Path, names: &[String], now: Moment) -> Result<Made, String> {
    let folder = folder(data);
    private_folder(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let made = Made { certificate: folder.join("server.pem"), key: folder.join("server.key") };
    if is_fresh(data, names, now) && made.key.exists() {
        return Ok(made);
    }
    let issuer = root(&folder, now)?;
    let key = KeyPair::generate().map_err(said)?;
    let certificate = leaf(names, now)?.signed_by(&key, &issuer).map_err(said)?;
    // The key first: a certificate without its key would be taken for fresh.
    write(&made.key, &key.serialize_pem())?;
    write(&folder.join("names"), &wanted(names).join("\n"))?;
    write(&made.certificate, &certificate.pem())?;
    Ok(made)
}

/// Whether the certificate that is there is made out to these names and lasts a while.
pub(super) fn is_fresh(data: &Path, names: &[String], now: Moment) -> bool {
    let folder = folder(data);
    let known = std::fs::read_to_string(folder.join("names")).unwrap_or_default();
    let ends = platform::tls::ends_at(&folder.join("server.pem"));
    known == wanted(names).join("\n") && ends.is_some_and(|ends| ends - now > EARLY)
}

/// The names given, and those by which the machine itself reaches it.
fn wanted(names: &[String]) -> Vec<String> {
    let mut all: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(str::to_owned).to_vec();
    all.extend(names.iter().cloned());
    all
}

fn root(folder: &Path, now: Moment) -> Result<Issuer<'static, KeyPair>, String> {
    let (certificate, key) = (folder.join(CA_FILE), folder.join("ca.key"));
    if certificate.exists() && key.exists() {
        let read = |path: &Path| {
            std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let key = KeyPair::from_pem(&read(&key)?).map_err(said)?;
        return Issuer::from_ca_cert_pem(&read(&certificate)?, key).map_err(said);
    }
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, format!("Omamori {}", now.format("%Y-%m-%d %H:%M")));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    (params.not_before, params.not_after) = (day(now - TimeDelta::days(1))?, years_on(now)?);
    let secret = KeyPair::generate().map_err(said)?;
    let made = params.self_signed(&secret).map_err(said)?;
    write(&key, &secret.serialize_pem())?;
    write(&certificate, &made.pem())?;
    Ok(Issuer::new(params, secret))
}

fn leaf(names: &[String], now: Moment) -> Result<CertificateParams, String> {
    let mut params = CertificateParams::default();
    let first = names.first().map_or("localhost", String::as_str);
    params.distinguished_name.push(DnType::CommonName, first);
    for name in wanted(names) {
        let san = match name.parse::<IpAddr>() {
            Ok(address) => SanType::IpAddress(address),
            Err(_) => SanType::DnsName(name.as_str().try_into().map_err(said)?),
        };
        params.subject_alt_names.push(san);
    }
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    params.not_before = day(now - TimeDelta::days(1))?;
    params.not_after = day(now + TimeDelta::days(LEAF_DAYS - 1))?;
    Ok(params)
}

/// Certificates count in whole days here, in the maker's own type for them.
fn day(moment: Moment) -> Result<time::OffsetDateTime, String> {
    time::OffsetDateTime::from_unix_timestamp(moment.timestamp() / 86_400 * 86_400).map_err(said)
}

fn years_on(now: Moment) -> Result<time::OffsetDateTime, String> {
    // The 29th of February has no namesake in most years.
    let then = now.with_day(1).and_then(|first| first.with_year(first.year() + ROOT_YEARS));
    day(then.unwrap_or(now + TimeDelta::days(3650)))
}

fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes a file for its owner only, whole or not at all.
fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let done = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    });
    done.map_err(|error| format!("{}: {error}", path.display()))
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        format!("{text}T00:00:00Z").parse().unwrap()
    }

    #[test]
    fn the_root_stays_and_the_certificate_is_renewed_in_time() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        let names = ["it.example.jp".to_owned(), "192.168.1.20".to_owned()];
        let start = moment("2026-11-22");
        let made = ensure(data, &names, start).unwrap();
        let (root, first) = (platform::tls::ca(data).unwrap(), std::fs::read(&made.certificate).unwrap());
        assert!(is_fresh(data, &names, start + TimeDelta::days(360)));
        ensure(data, &names, start + TimeDelta::days(100)).unwrap();
        assert_eq!(std::fs::read(&made.certificate).unwrap(), first, "nothing to do yet");
        let later = start + TimeDelta::days(370);
        assert!(!is_fresh(data, &names, later));
        ensure(data, &names, later).unwrap();
        assert_ne!(std::fs::read(&made.certificate).unwrap(), first);
        assert_eq!(platform::tls::ca(data).unwrap(), root, "nobody installs it again");
        assert!(!is_fresh(data, &["other.example.jp".to_owned()], later), "another name wants another one");
    }

    #[cfg(unix)]
    #[test]
    fn the_keys_are_for_their_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        ensure(folder.path(), &[], moment("2028-02-29")).unwrap();
        for file in ["ca.key", "server.key"] {
            let path = platform::tls::folder(folder.path()).join(file);
            assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o077, 0, "{file}");
        }
    }
}
