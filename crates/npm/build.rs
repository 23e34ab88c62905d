//! Fetches the packages of `front/` (esbuild, htmx, the typeface) with `npm ci --ignore-scripts`, once per version of the
//! lock file, and packs the typeface.
//!
//! Everything happens in a copy under `OUT_DIR`; the source tree is only read. For builds without a network set
//! `OMAMORI_NODE_MODULES` to a folder that `npm ci --ignore-scripts --omit=dev` filled elsewhere.

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

const FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];
/// What must be in a folder that somebody names.
const NEEDED: [&str; 4] = ["esbuild", "htmx.org", "zxing-wasm", FONT];
const FONT: &str = "@expo-google-fonts/biz-udpgothic";
const FACES: [(&str, &str); 2] =
    [("400Regular/BIZUDPGothic_400Regular.ttf", "regular"), ("700Bold/BIZUDPGothic_700Bold.ttf", "bold")];

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
    for file in FILES {
        println!("cargo::rerun-if-changed={}", front.join(file).display());
        fs::copy(front.join(file), copy.join(file)).map_err(|problem| format!("front/{file}: {problem}"))?;
    }
    let modules = modules(&copy)?;
    println!("cargo::metadata=modules={}", modules.display());
    typeface(&modules.join(FONT), &out)
}

/// Packs both faces; at the highest level, since this happens once per version.
fn typeface(font: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    for (file, name) in FACES {
        let bytes = fs::read(font.join(file)).map_err(|problem| format!("{FONT}/{file}: {problem}"))?;
        fs::write(out.join(format!("{name}.ttf.zst")), zstd::encode_all(&*bytes, 19)?)?;
    }
    let licence = font.join("LICENSE_FONT");
    fs::copy(&licence, out.join("font-licence.txt")).map_err(|problem| format!("{FONT}: {problem}"))?;
    Ok(())
}

/// The folder with the packages: the one that was named, or one that npm fills here.
fn modules(copy: &Path) -> Result<PathBuf, Box<dyn Error>> {
    if let Some(named) = env::var_os("OMAMORI_NODE_MODULES").filter(|value| !value.is_empty()) {
        let named = PathBuf::from(named);
        if NEEDED.iter().all(|package| named.join(package).is_dir()) {
            return Ok(named);
        }
        return Err(format!(
            "OMAMORI_NODE_MODULES is {}, but not all of these are in it: {}. Fill it with \
             `npm ci --ignore-scripts --omit=dev` in a copy of front/, or unset the variable.",
            named.display(),
            NEEDED.join(", ")
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
    run(Command::new(npm).current_dir(copy).args([
        "ci",
        "--ignore-scripts",
        "--omit=dev",
        "--no-audit",
        "--no-fund",
    ]))?;
    fs::write(stamp, lock)?;
    Ok(modules)
}

const ADVICE: &str = "npm is needed once to fetch htmx, esbuild and the typeface. Install Node.js with npm \
    (https://nodejs.org/, or on Debian and Ubuntu: apt install nodejs npm) and build again. Without a network, set \
    OMAMORI_NODE_MODULES to a node_modules folder that was fetched elsewhere.";

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!(
            "npm failed ({}).\n{}{}\n{ADVICE}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )
        .into()),
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => {
            Err(format!("npm was not found. {ADVICE}").into())
        }
        Err(problem) => Err(format!("npm could not be started: {problem}. {ADVICE}").into()),
    }
}

fn variable(name: &str) -> Result<OsString, String> {
    env::var_os(name).ok_or_else(|| format!("cargo did not set {name}"))
}
