//! What a machine needs beside Rust, found or installed.

use std::process::Command;

use crate::postgres;
use crate::process::{Outcome, find, program, run};

/// Something a machine must have.
struct Need {
    /// What it is and what it is for.
    what: &'static str,
    /// Debian's packages that bring it.
    packages: &'static str,
    /// Whether it is there.
    found: fn() -> bool,
}

const BUILD: [Need; 2] = [
    Need {
        what: "a C compiler (parts of the database and of the cryptography are C)",
        packages: "build-essential",
        found: || find("cc").is_some(),
    },
    Need {
        what: "Node.js 20 or newer with npm (builds the pages' styles and scripts)",
        packages: "nodejs npm",
        found: || find("node").is_some() && find("npm").is_some(),
    },
];

const TESTS: [Need; 9] = [
    Need {
        what: "Chromium (browser tests)",
        packages: "chromium",
        found: || find("chromium").is_some() || find("google-chrome").is_some(),
    },
    Need {
        what: "PostgreSQL 15 or newer (every store test runs on it too)",
        packages: "postgresql",
        found: || postgres::programs().is_some(),
    },
    Need {
        what: "LibreOffice Calc (opens what is written out)",
        packages: "libreoffice-calc",
        found: || find("soffice").is_some(),
    },
    Need {
        what: "a Japanese font (browser tests, pictures)",
        packages: "fontconfig fonts-noto-cjk",
        found: japanese_font,
    },
    Need {
        what: "poppler's tools (read what is printed)",
        packages: "poppler-utils",
        found: || find("pdftotext").is_some(),
    },
    Need {
        what: "zbar's tools (read the codes of labels)",
        packages: "zbar-tools",
        found: || find("zbarimg").is_some(),
    },
    Need {
        what: "faketime (a test sets the clock back under the running program)",
        packages: "faketime",
        found: || find("faketime").is_some(),
    },
    Need {
        what: "Pebble (gives certificates by ACME, as Let's Encrypt does)",
        packages: "pebble",
        found: || find("pebble").is_some(),
    },
    Need { what: "age (opens backups without Omamori)", packages: "age", found: || find("age").is_some() },
];

/// Goes on if everything a build needs is there; says what to install otherwise.
pub fn can_build() -> Outcome {
    let missing = missing(&BUILD);
    if missing.is_empty() {
        return Ok(());
    }
    let mut sentence = "Something is missing to build Omamori:\n".to_owned();
    for need in &missing {
        sentence = sentence + "  - " + need.what + "\n";
    }
    Err(sentence
        + "On Debian and Ubuntu this installs it; then call make again:\n  "
        + &install_line(&missing)
        + "\n上のコマンドで足りないものを入れてから、もう一度実行してください。")
}

/// Finds everything the tests need, or installs it where that is possible.
pub fn prepare() -> Outcome {
    let missing: Vec<&Need> = missing(&BUILD).into_iter().chain(missing(&TESTS)).collect();
    if missing.is_empty() {
        println!("Everything the tests need is here.");
        return Ok(());
    }
    for need in &missing {
        println!("Missing: {}", need.what);
    }
    if !is_root() || find("apt-get").is_none() {
        return Err(format!("Install what is missing, then try again:\n  {}", install_line(&missing)));
    }
    println!("Installing with apt-get: {}", packages(&missing));
    if run(&mut apt("update")).is_err() {
        println!("apt-get update failed; trying with the lists that are here.");
    }
    run(apt("install").args(["--yes", "--no-install-recommends"]).args(packages(&missing).split(' ')))?;
    match missing.iter().find(|need| !(need.found)()) {
        Some(need) => Err(format!("Still missing after the installation: {}", need.what)),
        None => Ok(()),
    }
}

/// The browser for tests and pictures.
pub fn browser() -> Result<std::path::PathBuf, String> {
    find("chromium")
        .or_else(|| find("google-chrome"))
        .ok_or_else(|| "Chromium is missing: sudo apt-get install --yes chromium".to_owned())
}

/// Whether the task runs as root.
pub fn is_root() -> bool {
    program("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn missing(needs: &'static [Need]) -> Vec<&'static Need> {
    needs.iter().filter(|need| !(need.found)()).collect()
}

fn packages(needs: &[&Need]) -> String {
    needs.iter().map(|need| need.packages).collect::<Vec<_>>().join(" ")
}

fn install_line(needs: &[&Need]) -> String {
    let packages = packages(needs);
    format!("sudo apt-get update && sudo apt-get install --yes --no-install-recommends {packages}")
}

fn apt(verb: &str) -> Command {
    let mut command = program("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["--quiet", verb]);
    command
}

fn japanese_font() -> bool {
    let listed = program("fc-list").arg(":lang=ja").output();
    listed.is_ok_and(|output| !output.stdout.is_empty())
}
