//! Ledgers as companies keep them, in many styles (all fictional): what comes out is compared with what was looked at
//! and found right. `cargo test -p intake --test it -- --ignored write_expectations` writes the expectations anew; look at the difference.

use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ledgers")
}

fn ledgers() -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|end| end == "csv" || end == "tsv")).collect();
    files.sort();
    files
}

fn read(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let workbook = sheet::read(&bytes, &name, &sheet::Limits::default()).unwrap();
    crate::support::read(&workbook).lines()
}

#[test]
fn every_ledger_reads_as_expected() {
    let ledgers = ledgers();
    assert!(ledgers.len() >= 25, "{} ledgers", ledgers.len());
    for path in ledgers {
        let expected = fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        assert_eq!(read(&path), expected, "{}", path.display());
    }
}

#[test]
#[ignore = "writes the expectations"]
fn write_expectations() {
    for path in ledgers() {
        fs::write(path.with_extension("expected"), read(&path)).unwrap();
    }
}
