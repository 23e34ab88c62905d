//! Builds `front/` (a little TypeScript and CSS) with npm and esbuild and hands the result to `src/embed.rs`.
//!
//! Everything happens in a copy under `OUT_DIR`; the source tree is only read. The packages are fetched with
//! `npm ci --ignore-scripts` once per version of the lock file. For builds without a network set
//! `OMAMORI_NODE_MODULES` to a folder that `npm ci --ignore-scripts --omit=dev` filled elsewhere.

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

const SOURCES: [&str; 3] = ["src", "css", "images"];
const FILES: [&str; 4] = ["package.json", "package-lock.json", ".npmrc", "build.mjs"];

fn main() {
    println!("cargo::rerun-if-env-changed=OMAMORI_NODE_MODULES");
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
    let modules = modules(&copy)?;
    run(
        Command::new("node").current_dir(&copy).arg("build.mjs").arg(&modules).arg(&out),
        "Node.js 20 or newer is needed to build the pages' scripts and styles. Install Node.js (https://nodejs.org/, \
         or on Debian and Ubuntu: apt install nodejs npm) and build again.",
    )
}

/// The folder with the packages: the one that was named, or one that npm fills here.
fn modules(copy: &Path) -> Result<PathBuf, Box<dyn Error>> {
    if let Some(named) = env::var_os("OMAMORI_NODE_MODULES").filter(|value| !value.is_empty()) {
        let named = PathBuf::from(named);
        if ["esbuild", "htmx.org", "zxing-wasm"].iter().all(|package| named.join(package).is_dir()) {
            return Ok(named);
        }
        return Err(format!(
            "OMAMORI_NODE_MODULES is {}, but esbuild, htmx.org and zxing-wasm are not all in it. Fill it with \
             `npm ci --ignore-scripts --omit=dev` in a copy of front/, or unset the variable.",
            named.display()
        )
        .into());
    }
    let modules = copy.join("node_modules");
    let stamp = copy.join("installed-lock.json");
    let lock = fs::read(copy.join("package-lock.json"))?;
    if modules.is_dir() && fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(modules);
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run(
        Command::new(npm).current_dir(copy).args([
            "ci",
            "--ignore-scripts",
            "--omit=dev",
            "--no-audit",
            "--no-fund",
        ]),
        "npm is needed once to fetch htmx and esbuild for the pages. Install Node.js with npm (https://nodejs.org/, or \
         on Debian and Ubuntu: apt install nodejs npm) and build again. Without a network, set OMAMORI_NODE_MODULES to \
         a node_modules folder that was fetched elsewhere.",
    )?;
    fs::write(stamp, lock)?;
    Ok(modules)
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
