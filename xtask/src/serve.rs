//! Building the program and letting it run, for a person at the terminal.

use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use crate::machine;
use crate::process::{Outcome, built, cargo, program, root, run as finish};

/// Serves ./omamori-data.
pub fn run(arguments: &[String]) -> Outcome {
    build()?;
    become_server("omamori-data", arguments)
}

/// Serves ./omamori-demo, filled with the sample company if it is not there yet.
pub fn demo(arguments: &[String]) -> Outcome {
    build()?;
    if !root().join("omamori-demo").exists() {
        println!("Filling ./omamori-demo with the sample company …");
        finish(program(built("release")).args(["--data", "omamori-demo", "demo"]))?;
    }
    become_server("omamori-demo", arguments)
}

/// Runs bench/run on a release build.
pub fn bench(arguments: &[String]) -> Outcome {
    build()?;
    let script = root().join("bench/run");
    if !script.is_file() {
        return Err("There is no bench/run to call.".to_owned());
    }
    finish(program(script).args(arguments).env("OMAMORI_BINARY", built("release")))
}

fn build() -> Outcome {
    machine::can_build()?;
    println!("Building Omamori. The first time takes some minutes; after that it is a matter of seconds.");
    finish(&mut cargo("build --release --locked --package omamori"))
}

/// The server itself says where its pages are.
fn become_server(data: &str, arguments: &[String]) -> Outcome {
    println!("The data is in ./{data} (Ctrl+C ends the server).");
    let mut server: Command = program(built("release"));
    server.args(["--data", data, "serve"]).args(arguments).stdin(Stdio::inherit());
    Err(format!("Omamori cannot be started: {}", server.exec()))
}
