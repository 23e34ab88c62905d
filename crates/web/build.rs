//! Builds `front/` (a little TypeScript and CSS) with esbuild and hands the result to `src/embed.rs`.
//!
//! Everything happens in a copy under `OUT_DIR`; the source tree is only read. The packages were fetched by the build
//! of the crate `npm`, which says where they are.

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

const SOURCES: [&str; 3] = ["src", "css", "images"];
const FILES: [&str; 2] = ["package.json", "build.mjs"];

fn main() {
    if let Err(problem) = build() {
        for line in problem.to_string().lines() {
            println!("cargo::error={line}");
        }
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(variable("OUT_DIR")?);
    let front = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("../../front");
    let copy = out.join("front");
    fs::create_dir_all(&copy)?;
    for folder in SOURCES {
        println!("cargo::rerun-if-changed={}", front.join(folder).display());
        let target = copy.join(folder);
        if target.exists() {
            fs::remove_dir_all(&target)?;
        }
        copy_folder(&front.join(folder), &target)?;
    }
    for file in FILES {
        println!("cargo::rerun-if-changed={}", front.join(file).display());
        fs::copy(front.join(file), copy.join(file)).map_err(|problem| format!("front/{file}: {problem}"))?;
    }
    let modules = PathBuf::from(variable("DEP_NPM_MODULES")?);
    run(
        Command::new("node").current_dir(&copy).arg("build.mjs").arg(&modules).arg(&out),
        "Node.js 20 or newer is needed to build the pages' scripts and styles. Install Node.js (https://nodejs.org/, \
         or on Debian and Ubuntu: apt install nodejs npm) and build again.",
    )
}

fn run(command: &mut Command, advice: &str) -> Result<(), Box<dyn Error>> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!(
            "{program} failed ({}).\n{}{}\n{advice}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )
        .into()),
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => {
            Err(format!("{program} was not found. {advice}").into())
        }
        Err(problem) => Err(format!("{program} could not be started: {problem}. {advice}").into()),
    }
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn variable(name: &str) -> Result<OsString, String> {
    env::var_os(name).ok_or_else(|| format!("cargo did not set {name}"))
}
