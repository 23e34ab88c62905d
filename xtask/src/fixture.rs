//! The databases of a release, kept so that every later one is tested against them: see `docs/decisions/`.

use crate::postgres::Server;
use crate::process::{Outcome, cargo, run};

/// Freezes the migrations of this version and keeps its databases, both kinds, filled with the sample company.
pub fn keep(arguments: &[String]) -> Outcome {
    let [version] = arguments else { return Err("xtask fixture VERSION, for example 0.2.0".to_owned()) };
    if version.is_empty() || !version.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return Err(format!("{version} is not a version; say it like 0.2.0"));
    }
    let server = Server::start()?;
    let test = "upgrades::kept::the_databases_of_a_release_are_kept";
    run(cargo("test --locked --workspace --test it")
        .args(["--", "--ignored", "--exact", test])
        .env("OMAMORI_FIXTURE", version)
        .env("OMAMORI_TEST_POSTGRES", &server.address))?;
    println!("Kept crates/omamori/tests/releases/{version}.*; check in what is new there.");
    Ok(())
}
