//! The pictures of the README, taken from the sample company.

use crate::process::{Outcome, built, cargo, program, run};
use crate::{front, machine};

/// Takes every picture, or those whose names are given.
pub fn take(names: &[String]) -> Outcome {
    machine::can_build()?;
    front::packages()?;
    run(&mut cargo("build --locked --package omamori"))?;
    run(program("node")
        .arg("e2e/pictures.mjs")
        .args(names)
        .env("OMAMORI_BINARY", built("debug"))
        .env("OMAMORI_CHROMIUM", machine::browser()?))
}
