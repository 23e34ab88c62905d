//! The TypeScript side: its packages and its type check.

use std::fs;
use std::time::SystemTime;

use crate::process::{Outcome, program, root, run};

/// Brings `front/node_modules` up to date with the lock file.
pub fn packages() -> Outcome {
    let front = root().join("front");
    let installed = changed(&front.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(&front.join("package-lock.json")) {
        return Ok(());
    }
    println!("Installing the packages of front/ (npm ci).");
    run(program("npm").current_dir(&front).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
}

/// Checks the types of everything in front/.
pub fn check() -> Outcome {
    packages()?;
    let front = root().join("front");
    run(program(front.join("node_modules/.bin/tsc")).current_dir(&front).arg("--noEmit"))
}

fn changed(path: &std::path::Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}
