//! Paper as other programs see it: poppler reads and draws the files, zbar reads the codes.
#![cfg(test)]

mod documents;
mod labels;

use std::path::Path;
use std::process::Command;

use leaflet::pdf::Written;

/// When every file here was written.
const NOON: Written = Written { day: (2026, 11, 26), time: (12, 0, 0), offset: 540 };

/// What a program prints about the files in a folder.
fn tool(program: &str, arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed (see xtask): {error}"));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
